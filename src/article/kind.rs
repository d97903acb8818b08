//! What the bytes of a file are: looked at first, and the extension only where they leave it open.
//!
//! Kinds that are not read are known by name, so that a person is told what was passed over.

use super::{Format, json, table, warc, zip};

/// What the bytes of a file are taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// One text of this format.
    Article(Format),
    /// An archive of files.
    Zip,
    /// A Word file (DOCX).
    Word,
    /// An electronic book (EPUB).
    Book,
    /// A PDF file.
    Pdf,
    /// Rich Text Format.
    Rtf,
    /// A mail.
    Mail,
    /// Mails one after another.
    Mailbox,
    /// A web page with its parts in one file (MHTML).
    WebArchive,
    /// Web pages with the answers of their servers (WARC).
    Warc,
    /// A news feed (RSS, Atom).
    Feed,
    /// A table with a head.
    Table,
    /// One value of JSON.
    Json,
    /// JSON lines: an article on each line.
    JsonLines,
    /// Entries of a reference manager (RIS).
    References,
    /// A session of this program.
    Session,
    /// A kind that is not read, by its name in the plural: `PDF files`.
    Unread(&'static str),
}

/// As much of the beginning as is looked at.
const PROBE: usize = 4096;

/// Kinds that are known by their first bytes.
const MAGIC: [(&[u8], &str); 25] = [
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
    (b"PAR1", TABLES),
];

const OLE: &str = "old Office files (DOC, XLS, PPT)";
const OFFICE: &str = "Office files (XLSX, PPTX)";
const ODT: &str = "OpenDocument files (ODT)";
const PICTURES: &str = "pictures";
const MEDIA: &str = "sound and film files";
const ARCHIVES: &str = "archives (GZ, 7Z, RAR and the like)";
const PROGRAMS: &str = "programs";
const TABLES: &str = "tables";
const XML: &str = "XML files";
const GEO: &str = "maps (GeoJSON)";
const OTHER_BOOKS: &str = "books that are not EPUB (MOBI, AZW3)";
const CODE: &str = "program texts and style sheets";

/// Kinds that are known by the extension.
const EXTENSIONS: [(&[&str], &str); 11] = [
    (&["doc", "xls", "ppt", "msg"], OLE),
    (&["xlsx", "pptx"], OFFICE),
    (&["odt", "ods", "odp"], ODT),
    (&["mobi", "azw3"], OTHER_BOOKS),
    (&["png", "jpg", "jpeg", "gif", "webp", "svg", "bmp", "tif", "tiff", "ico", "avif", "heic"], PICTURES),
    (&["mp3", "mp4", "m4a", "mov", "avi", "mkv", "ogg", "wav", "webm", "flac"], MEDIA),
    (&["gz", "bz2", "xz", "zst", "7z", "rar", "tar", "tgz"], ARCHIVES),
    (&["parquet"], TABLES),
    (&["xml"], XML),
    (&["geojson"], GEO),
    (&["js", "mjs", "css", "py", "rs", "c", "h", "cpp", "java", "sh", "woff", "woff2", "ttf", "map"], CODE),
];

/// Recognises a file by its bytes, and where they leave it open by its extension in lower case.
pub(super) fn recognise(bytes: &[u8], extension: &str) -> Kind {
    if let Some(kind) = by_magic(bytes) {
        return kind;
    }
    let beginning = beginning(bytes);
    match by_beginning(&beginning, bytes) {
        // A single line of JSON lines is JSON too.
        Some(Kind::Json) if matches!(extension, "jsonl" | "ndjson") => return Kind::JsonLines,
        Some(kind) => return kind,
        None => {}
    }
    if let Some((_, name)) = EXTENSIONS.iter().find(|(extensions, _)| extensions.contains(&extension)) {
        return Kind::Unread(name);
    }
    match extension {
        "diplograph" => Kind::Session,
        "html" | "htm" | "xhtml" | "xht" | "shtml" => Kind::Article(Format::Html),
        "md" | "markdown" | "mdown" | "mkd" => Kind::Article(Format::Markdown),
        "jsonl" | "ndjson" => Kind::JsonLines,
        "json" => Kind::Json,
        "csv" | "tsv" | "tab" => Kind::Table,
        "pdf" => Kind::Pdf,
        "eml" => Kind::Mail,
        "mbox" => Kind::Mailbox,
        "mht" | "mhtml" => Kind::WebArchive,
        "rss" | "atom" => Kind::Feed,
        "ris" => Kind::References,
        _ if has_front_matter(&beginning) => Kind::Article(Format::Markdown),
        _ if is_table(bytes) => Kind::Table,
        _ => Kind::Article(Format::Text),
    }
}

fn by_magic(bytes: &[u8]) -> Option<Kind> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Some(zipped(bytes));
    }
    if bytes.starts_with(b"{\\rtf") {
        return Some(Kind::Rtf);
    }
    if is_pdf(bytes) {
        return Some(Kind::Pdf);
    }
    if bytes.starts_with(b"WARC/") || warc::is_packed(bytes) {
        return Some(Kind::Warc);
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return Some(Kind::Unread(MEDIA));
    }
    MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, name)| Kind::Unread(name))
}

/// PDF files may have some bytes of what brought them (a mail, a server) before their own first ones.
fn is_pdf(bytes: &[u8]) -> bool {
    const BEFORE: usize = 1024;
    let head = &bytes[..bytes.len().min(BEFORE)];
    let place = head.windows(5).position(|window| window == b"%PDF-");
    place.is_some_and(|place| place == 0 || !head[..place].iter().all(|byte| is_printable(*byte)))
}

fn is_printable(byte: u8) -> bool {
    byte == b' ' || byte.is_ascii_graphic() || byte >= 0x80
}

/// Office files and books are ZIP archives; the names of their parts tell which.
fn zipped(bytes: &[u8]) -> Kind {
    let Ok(archive) = zip::open(bytes) else { return Kind::Zip };
    let begins = |start: &str| archive.entries.iter().any(|entry| entry.name.starts_with(start));
    let is_office = archive.has("[Content_Types].xml");
    if is_office && begins("word/document") {
        Kind::Word
    } else if is_office && (begins("xl/") || begins("ppt/")) {
        Kind::Unread(OFFICE)
    } else if archive.has("META-INF/container.xml") {
        Kind::Book
    } else if archive.has("mimetype") && archive.has("content.xml") {
        Kind::Unread(ODT)
    } else {
        Kind::Zip
    }
}

/// The first characters, of whatever encoding, as far as they are ASCII: in lower case and without the
/// zeros of UTF-16, byte order marks and white space before them.
fn beginning(bytes: &[u8]) -> String {
    let probe = bytes[..bytes.len().min(PROBE)].iter().filter(|byte| **byte != 0);
    let text: String = probe.map(|byte| char::from(byte.to_ascii_lowercase())).collect();
    text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, 'ÿ' | 'þ' | 'ï' | '»' | '¿'))
        .to_owned()
}

fn by_beginning(beginning: &str, bytes: &[u8]) -> Option<Kind> {
    if beginning.starts_with('{') && beginning.contains("\"format\"") && beginning.contains("\"diplograph") {
        return Some(Kind::Session);
    }
    if is_json(beginning) {
        return Some(if json::is_lines(&first_lines(bytes)) { Kind::JsonLines } else { Kind::Json });
    }
    if beginning.starts_with("ty  - ") {
        return Some(Kind::References);
    }
    if let Some(kind) = mail(beginning) {
        return Some(kind);
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
        Some(Kind::Feed)
    } else if begins(&["<svg", "<!doctype svg"]) {
        Some(Kind::Unread(PICTURES))
    } else if is_xml {
        Some(Kind::Unread(XML))
    } else {
        None
    }
}

/// Whether a text begins as JSON does: an object with a key, or a list of such.
fn is_json(beginning: &str) -> bool {
    let text = beginning.strip_prefix('[').map_or(beginning, str::trim_start);
    text.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with(['"', '}']))
}

/// The first lines as text, as much as tells JSON lines from JSON.
fn first_lines(bytes: &[u8]) -> String {
    const LINES: usize = 1024 * 1024;
    String::from_utf8_lossy(&bytes[..bytes.len().min(LINES)]).trim_start_matches('\u{feff}').to_owned()
}

/// Whether a text begins with the head of a table of articles.
fn is_table(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(&bytes[..bytes.len().min(PROBE)]);
    table::looks_like_one(text.trim_start_matches('\u{feff}'))
}

/// Mails begin with headers, three or more; mailboxes with a line `From somebody at some time` before.
fn mail(beginning: &str) -> Option<Kind> {
    const SURE: [&str; 8] = [
        "from",
        "received",
        "message-id",
        "mime-version",
        "return-path",
        "delivered-to",
        "content-type",
        "x-mozilla-status",
    ];
    const OTHERS: [&str; 10] = [
        "to",
        "cc",
        "subject",
        "date",
        "reply-to",
        "sender",
        "list-id",
        "dkim-signature",
        "snapshot-content-location",
        "content-transfer-encoding",
    ];
    let (is_mailbox, text) = match beginning.split_once('\n') {
        Some((first, rest)) if first.starts_with("from ") && first.len() < 200 => (true, rest),
        _ => (false, beginning),
    };
    let (mut sure, mut headers) = (0, 0);
    for line in text.lines() {
        if line.starts_with([' ', '\t']) && headers > 0 {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else { break };
        let is_sure = SURE.contains(&name);
        if !is_sure && !OTHERS.contains(&name) && !name.starts_with("x-") && !name.contains('-') {
            break;
        }
        sure += usize::from(is_sure);
        headers += 1;
    }
    let is_saved_page = text.starts_with("from: <saved by") || text.contains("\nsnapshot-content-location:");
    if sure == 0 || headers < 3 {
        None
    } else if is_mailbox {
        Some(Kind::Mailbox)
    } else if is_saved_page || text.starts_with("from: \"saved by") {
        Some(Kind::WebArchive)
    } else {
        Some(Kind::Mail)
    }
}

/// What follows white space, comments, `<?...?>` and the declarations of formats that are not told by
/// theirs at the beginning of markup.
fn skip_prologue(mut text: &str) -> &str {
    loop {
        text = text.trim_start();
        let end = if text.starts_with("<!--") {
            text.find("-->").map(|at| at + 3)
        } else if text.starts_with("<?") {
            text.find("?>").map(|at| at + 2)
        } else if text.starts_with("<!doctype")
            && !text[9..].trim_start().starts_with("html")
            && !text.starts_with("<!doctype svg")
        {
            let end = if text.find('[') < text.find('>') && text.contains('[') { "]>" } else { ">" };
            text.find(end).map(|at| at + end.len())
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
        check(b"%PDF-1.7 ...", "txt", Kind::Pdf);
        check(b"\x1f\x8b....", "txt", Kind::Unread(ARCHIVES));
        check(b"\x89PNG\r\n\x1a\n", "txt", Kind::Unread(PICTURES));
        check(b"body { color: red }", "css", Kind::Unread(CODE));
        check(b"<?xml version=\"1.0\"?><nitf>", "", Kind::Unread(XML));
    }

    #[test]
    fn sessions_and_json_lines() {
        check(b"{\"format\":\"diplograph\",\"version\":1}", "txt", Kind::Session);
        check(b"anything", "diplograph", Kind::Session);
        check(b"{\"id\":\"1\",\"text\":\"x\"}", "jsonl", Kind::JsonLines);
        check(b"{\"id\":\"1\",\"text\":\"x\"}", "json", Kind::Json);
        check(b"{\"text\":\"x\"}\n{\"text\":\"y\"}\n", "json", Kind::JsonLines);
        check(b"[\n {\"text\":\"x\"}]", "txt", Kind::Json);
        check(b"[AP] Envoys met.", "txt", Kind::Article(Format::Text));
        check(b"{Valley Herald} Envoys met.", "txt", Kind::Article(Format::Text));
    }

    #[test]
    fn the_content_goes_before_the_extension() {
        check(b"PK\x03\x04....", "txt", Kind::Zip);
        check(b"{\\rtf1 Envoys met.}", "doc", Kind::Rtf);
        check(b"<?xml version=\"1.0\"?><rss version=\"2.0\">", "xml", Kind::Feed);
        check(b"<feed xmlns=\"http://www.w3.org/2005/Atom\">", "txt", Kind::Feed);
        check(b"TY  - NEWS\r\nTI  - Envoys meet\r\n", "txt", Kind::References);
        check(b"title,text,date\nEnvoys meet,They met.,1961\n", "txt", Kind::Table);
        check(b"title;url\nEnvoys meet;x\n", "txt", Kind::Article(Format::Text));
    }

    #[test]
    fn mails_are_known_by_their_headers() {
        let mail = b"From: a@valley.example\r\nTo: b@valley.example\r\nSubject: Envoys\r\n\r\nThey met.";
        check(mail, "txt", Kind::Mail);
        check(
            &[b"From a@valley.example Wed May  3 09:00:00 1961\n".as_slice(), mail].concat(),
            "",
            Kind::Mailbox,
        );
        let page = b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://valley.example/1\r\nSubject: Envoys\r\n";
        check(page, "txt", Kind::WebArchive);
        check(b"Date: 3 May 1961\nSource: Valley Herald\n\nThey met.", "txt", Kind::Article(Format::Text));
        check(b"From Oslo with love\n\nThey met.", "txt", Kind::Article(Format::Text));
    }

    #[test]
    fn all_else_is_plain_text() {
        for extension in ["txt", "text", "", "asc", "2024"] {
            check(b"Envoys met.", extension, Kind::Article(Format::Text));
        }
    }
}
