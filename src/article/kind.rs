//! What the bytes of a file are: looked at first, and the extension only where they leave it open.
//!
//! Kinds that are not read are known by name, so that a person is told what was passed over.

use super::Format;

/// What the bytes of a file are taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// One article of this format.
    Article(Format),
    /// JSON lines: an article on each line.
    JsonLines,
    /// A session of this program.
    Session,
    /// A kind that is not read, by its name in the plural: `PDF files`.
    Unread(&'static str),
}

/// As much of the beginning as is looked at.
const PROBE: usize = 4096;

/// Kinds that are known by their first bytes.
const MAGIC: [(&[u8], &str); 29] = [
    (b"%PDF-", PDF),
    (b"{\\rtf", RTF),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE),
    (b"\x89PNG\r\n", PICTURES),
    (b"\xff\xd8\xff", PICTURES),
    (b"GIF87a", PICTURES),
    (b"GIF89a", PICTURES),
    (b"II*\0", PICTURES),
    (b"MM\0*", PICTURES),
    (b"RIFF", "sound, film and WebP files"),
    (b"OggS", MEDIA),
    (b"ID3", MEDIA),
    (b"\x1aE\xdf\xa3", MEDIA),
    (b"\x1f\x8b", ARCHIVES),
    (b"BZh", ARCHIVES),
    (b"\xfd7zXZ\0", ARCHIVES),
    (b"7z\xbc\xaf\x27\x1c", ARCHIVES),
    (b"Rar!\x1a\x07", ARCHIVES),
    (b"\x28\xb5\x2f\xfd", ARCHIVES),
    (b"SQLite format 3\0", "databases"),
    (b"\x7fELF", PROGRAMS),
    (b"MZ\x90\0", PROGRAMS),
    (b"\xcf\xfa\xed\xfe", PROGRAMS),
    (b"\xca\xfe\xba\xbe", PROGRAMS),
    (b"%!PS", "PostScript files"),
    (b"AT&TFORM", "DjVu files"),
    (b"WARC/", "web archives (WARC)"),
    (b"From: <Saved by", MHTML),
    (b"PAR1", TABLES),
];

const PDF: &str = "PDF files";
const RTF: &str = "RTF files";
const WORD: &str = "Word files (DOCX)";
const OLE: &str = "old Office files (DOC, XLS, PPT)";
const OFFICE: &str = "Office files (XLSX, PPTX)";
const ODT: &str = "OpenDocument files (ODT)";
const EPUB: &str = "EPUB books";
const PICTURES: &str = "pictures";
const MEDIA: &str = "sound and film files";
const ARCHIVES: &str = "archives (ZIP, GZ and the like)";
const PROGRAMS: &str = "programs";
const MHTML: &str = "web archives (MHTML)";
const MAIL: &str = "mail files";
const TABLES: &str = "tables";
const XML: &str = "XML files";
const FEEDS: &str = "news feeds (RSS, Atom)";
const JSON: &str = "JSON files that are not JSON lines";
const CODE: &str = "program texts and style sheets";

/// Kinds that are known by the extension.
const EXTENSIONS: [(&[&str], &str); 16] = [
    (&["pdf"], PDF),
    (&["rtf"], RTF),
    (&["docx", "docm", "dotx"], WORD),
    (&["doc", "xls", "ppt", "msg"], OLE),
    (&["xlsx", "pptx"], OFFICE),
    (&["odt", "ods", "odp"], ODT),
    (&["epub", "mobi", "azw3"], EPUB),
    (&["png", "jpg", "jpeg", "gif", "webp", "svg", "bmp", "tif", "tiff", "ico", "avif", "heic"], PICTURES),
    (&["mp3", "mp4", "m4a", "mov", "avi", "mkv", "ogg", "wav", "webm", "flac"], MEDIA),
    (&["zip", "gz", "bz2", "xz", "zst", "7z", "rar", "tar", "tgz"], ARCHIVES),
    (&["mht", "mhtml"], MHTML),
    (&["eml", "mbox"], MAIL),
    (&["csv", "tsv", "parquet"], TABLES),
    (&["xml", "rss", "atom"], XML),
    (&["json", "geojson"], JSON),
    (&["js", "mjs", "css", "py", "rs", "c", "h", "cpp", "java", "sh", "woff", "woff2", "ttf", "map"], CODE),
];

/// Recognises a file by its bytes, and where they leave it open by its extension in lower case.
pub(super) fn recognise(bytes: &[u8], extension: &str) -> Kind {
    if let Some(kind) = by_magic(bytes, extension) {
        return kind;
    }
    let beginning = beginning(bytes);
    if let Some(kind) = by_beginning(&beginning) {
        return kind;
    }
    if let Some((_, name)) = EXTENSIONS.iter().find(|(extensions, _)| extensions.contains(&extension)) {
        return Kind::Unread(name);
    }
    match extension {
        "diplograph" => Kind::Session,
        "html" | "htm" | "xhtml" | "xht" | "shtml" => Kind::Article(Format::Html),
        "md" | "markdown" | "mdown" | "mkd" => Kind::Article(Format::Markdown),
        "jsonl" | "ndjson" => Kind::JsonLines,
        _ if has_front_matter(&beginning) => Kind::Article(Format::Markdown),
        _ => Kind::Article(Format::Text),
    }
}

fn by_magic(bytes: &[u8], extension: &str) -> Option<Kind> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Some(Kind::Unread(zipped(bytes, extension)));
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return Some(Kind::Unread(MEDIA));
    }
    MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, name)| Kind::Unread(name))
}

/// Office files and books are ZIP archives; the names of their first parts tell which.
fn zipped(bytes: &[u8], extension: &str) -> &'static str {
    let probe = String::from_utf8_lossy(&bytes[..bytes.len().min(PROBE)]);
    let by_part = [
        ("application/epub+zip", EPUB),
        ("application/vnd.oasis.opendocument", ODT),
        ("word/", WORD),
        ("xl/", OFFICE),
        ("ppt/", OFFICE),
    ];
    let by_extension = || EXTENSIONS.iter().find(|(extensions, _)| extensions.contains(&extension));
    by_part
        .iter()
        .find(|(part, _)| probe.contains(part))
        .map(|(_, name)| *name)
        .or_else(|| by_extension().map(|(_, name)| *name))
        .unwrap_or(ARCHIVES)
}

/// The first characters, of whatever encoding, as far as they are ASCII: in lower case and without the
/// zeros of UTF-16, byte order marks and white space before them.
fn beginning(bytes: &[u8]) -> String {
    let probe = bytes[..bytes.len().min(PROBE)].iter().filter(|byte| **byte != 0);
    let text: String = probe.map(|byte| char::from(byte.to_ascii_lowercase())).collect();
    text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, 'ÿ' | 'þ' | 'ï' | '»' | '¿'))
        .to_owned()
}

fn by_beginning(beginning: &str) -> Option<Kind> {
    if beginning.starts_with('{') && beginning.contains("\"format\"") && beginning.contains("\"diplograph") {
        return Some(Kind::Session);
    }
    let is_xml = beginning.starts_with("<?xml");
    let tag = skip_prologue(beginning);
    let begins = |names: &[&str]| {
        names.iter().any(|name| {
            tag.strip_prefix(name)
                .is_some_and(|rest| rest.starts_with(|c: char| c.is_whitespace() || matches!(c, '>' | '/')))
        })
    };
    if begins(&["<!doctype html", "<html", "<head", "<body", "<title", "<meta"]) {
        Some(Kind::Article(Format::Html))
    } else if begins(&["<rss", "<feed", "<rdf:rdf"]) {
        Some(Kind::Unread(FEEDS))
    } else if begins(&["<svg", "<!doctype svg"]) {
        Some(Kind::Unread(PICTURES))
    } else if is_xml {
        Some(Kind::Unread(XML))
    } else {
        None
    }
}

/// What follows white space, comments and `<?...?>` at the beginning of markup.
fn skip_prologue(mut text: &str) -> &str {
    loop {
        text = text.trim_start();
        let end = if text.starts_with("<!--") {
            text.find("-->").map(|at| at + 3)
        } else if text.starts_with("<?") {
            text.find("?>").map(|at| at + 2)
        } else {
            return text;
        };
        let Some(end) = end else { return text };
        text = &text[end..];
    }
}

/// Front matter: a line `---`, and below it a line with a key.
fn has_front_matter(beginning: &str) -> bool {
    let mut lines = beginning.lines().map(str::trim_end);
    lines.next() == Some("---")
        && lines.next().is_some_and(|line| {
            line.split_once(':').is_some_and(|(key, _)| {
                !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
            })
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], extension: &str, expected: Kind) {
        assert_eq!(recognise(bytes, extension), expected, "{}", String::from_utf8_lossy(bytes));
    }

    #[test]
    fn pages_are_known_by_their_beginning() {
        let html = Kind::Article(Format::Html);
        check(b"<!DOCTYPE html><title>x</title>", "txt", html);
        check(b"\n <HTML lang=en>", "", html);
        check(b"\xef\xbb\xbf<!-- saved --><!doctype HTML>", "txt", html);
        check(b"<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0\">", "xml", html);
        check(b"\xff\xfe<\0h\0t\0m\0l\0>\0", "txt", html);
        check(b"Envoys met.", "html", html);
        check(b"<heading>", "txt", Kind::Article(Format::Text));
    }

    #[test]
    fn markdown_is_known_by_front_matter_or_extension() {
        check(b"---\ntitle: Envoys meet\n---\nThey met.", "txt", Kind::Article(Format::Markdown));
        check(b"# Envoys meet", "md", Kind::Article(Format::Markdown));
        check(b"---\nThey met.", "txt", Kind::Article(Format::Text));
    }

    #[test]
    fn kinds_that_are_not_read_have_a_name() {
        check(b"%PDF-1.7 ...", "txt", Kind::Unread(PDF));
        check(b"PK\x03\x04....[Content_Types].xml word/document.xml", "zip", Kind::Unread(WORD));
        check(b"PK\x03\x04....mimetypeapplication/epub+zip", "", Kind::Unread(EPUB));
        check(b"PK\x03\x04....", "docx", Kind::Unread(WORD));
        check(b"PK\x03\x04....", "txt", Kind::Unread(ARCHIVES));
        check(b"\x89PNG\r\n\x1a\n", "txt", Kind::Unread(PICTURES));
        check(b"{\\rtf1 Envoys met.}", "doc", Kind::Unread(RTF));
        check(b"body { color: red }", "css", Kind::Unread(CODE));
        check(b"<?xml version=\"1.0\"?><rss version=\"2.0\">", "xml", Kind::Unread(FEEDS));
        check(b"<?xml version=\"1.0\"?><nitf>", "", Kind::Unread(XML));
    }

    #[test]
    fn sessions_and_json_lines() {
        check(b"{\"format\":\"diplograph\",\"version\":1}", "txt", Kind::Session);
        check(b"anything", "diplograph", Kind::Session);
        check(b"{\"id\":\"1\",\"text\":\"x\"}", "jsonl", Kind::JsonLines);
        check(b"{\"id\":\"1\",\"text\":\"x\"}", "json", Kind::Unread(JSON));
    }

    #[test]
    fn all_else_is_plain_text() {
        for extension in ["txt", "text", "", "asc", "2024"] {
            check(b"Envoys met.", extension, Kind::Article(Format::Text));
        }
    }
}
