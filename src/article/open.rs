//! Opens files and folders: bytes from the disk, the right format for each, and what became of it.
//!
//! This is the only file of the room that touches the disk. What the formats mean stands in their
//! own files.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::found::{FILE_LIMIT, Found, Refusal};
use super::mapping::{Mappings, Preview};
use super::{Article, CodedTable, Place, any, attached, disguise};

pub use super::coded::join_tables;
pub use super::join::join_same;

/// A file, or a part of one, that gave no article.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Failure {
    /// The file; of a part with its name behind it, as if the file were a folder.
    pub path: PathBuf,
    /// What happened and what to do, for a person.
    pub reason: String,
    /// Whether the file is of a kind that is not read, so that nothing went wrong with it.
    pub unsupported: bool,
}

impl Failure {
    /// The file's name for a person: on one line, and without characters that disguise it.
    #[must_use]
    pub fn shown_path(&self) -> String {
        disguise::file_name(&self.path.to_string_lossy()).into_owned()
    }
}

/// What came of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Opened {
    /// Its articles, in the order in which they stand there.
    pub articles: Vec<Article>,
    /// Tables of events that others coded.
    pub coded: Vec<CodedTable>,
    /// Why the file, or parts of it, gave none.
    pub failures: Vec<Failure>,
    /// The beginning of a table of which the person must say which column is the text.
    pub preview: Option<Preview>,
}

/// Lists the files under the inputs: a file is itself, a folder all files below it, each file once.
///
/// Below a folder hidden files are left out silently, links and files named README with a word (the
/// failures): a link would give a file twice or lead out of the folder. The order is that of the
/// paths, whatever the order of the inputs.
#[must_use]
pub fn list_files(inputs: &[PathBuf]) -> (Vec<PathBuf>, Vec<Failure>) {
    let mut failures = BTreeSet::new();
    let mut files: Vec<PathBuf> = Vec::new();
    for input in inputs {
        for entry in WalkDir::new(input).into_iter().filter_entry(|entry| !is_hidden(entry)) {
            match entry.map_err(|error| cannot_list(input, &error)).and_then(file_of_entry) {
                Ok(path) => files.extend(path),
                Err(failure) => {
                    failures.insert(failure);
                }
            }
        }
    }
    if !lie_apart(inputs) {
        files = each_once(files);
    }
    files.sort();
    files.shrink_to_fit();
    failures.retain(|failure| files.binary_search(&failure.path).is_err());
    (files, failures.into_iter().collect())
}

/// Whether no input is another one or lies in it, so that no file is met twice.
fn lie_apart(inputs: &[PathBuf]) -> bool {
    let mut roots: Vec<PathBuf> = inputs.iter().filter_map(|input| input.canonicalize().ok()).collect();
    roots.sort();
    // In this order what lies in a folder comes right behind it.
    roots.windows(2).all(|two| !two[1].starts_with(&two[0]))
}

/// Each file once, by the name that sorts first: `a.txt` and `./a.txt` are one file.
fn each_once(files: Vec<PathBuf>) -> Vec<PathBuf> {
    let mut names: BTreeMap<PathBuf, PathBuf> = BTreeMap::new();
    for path in files {
        let true_path = path.canonicalize().unwrap_or_else(|_| path.clone());
        let name = names.entry(true_path).or_insert_with(|| path.clone());
        if path < *name {
            *name = path;
        }
    }
    names.into_values().collect()
}

/// Hidden below a folder; what the person named is never hidden.
fn is_hidden(entry: &DirEntry) -> bool {
    entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".")
}

/// The path, if the entry is to be opened; nothing for a folder, whose files are entries of their own.
fn file_of_entry(entry: DirEntry) -> Result<Option<PathBuf>, Failure> {
    let below_folder = entry.depth() > 0;
    let kind = entry.file_type();
    let passed_over = |reason: &str| {
        Err(Failure { path: entry.path().to_owned(), reason: reason.to_owned(), unsupported: true })
    };
    if kind.is_dir() {
        Ok(None)
    } else if below_folder && kind.is_symlink() {
        passed_over("links in a folder are not followed")
    } else if below_folder && is_readme(entry.file_name()) {
        passed_over("a README tells about its folder: open it by itself to read it as an article")
    } else if kind.is_file() || entry.path().is_file() {
        Ok(Some(entry.into_path()))
    } else if entry.path().is_dir() {
        Ok(None)
    } else {
        passed_over("this is neither a file nor a folder")
    }
}

fn is_readme(name: &OsStr) -> bool {
    let stem = Path::new(name).file_stem().unwrap_or(name);
    stem.eq_ignore_ascii_case("readme")
}

fn cannot_list(input: &Path, error: &walkdir::Error) -> Failure {
    let path = error.path().unwrap_or(input).to_owned();
    let reason = match error.io_error() {
        Some(error) => cannot_read(error),
        None => "a link that leads back to a folder above it".to_owned(),
    };
    Failure { path, reason, unsupported: false }
}

/// Reads one file into its articles.
#[must_use]
pub fn open_file(path: &Path) -> Opened {
    open_mapped(path, &Mappings::default())
}

/// Reads one file into its articles; columns of tables are what the person said.
#[must_use]
pub fn open_mapped(path: &Path, mappings: &Mappings) -> Opened {
    let mut found = Found::with(mappings.clone());
    let read = read_bytes(path)
        .map_err(|error| (cannot_read(&error), false))
        .and_then(|bytes| any::read(&bytes, &Place::File(printable(path)), &mut found).map_err(told))
        .and_then(|()| attached::read_all(&mut found, path, read_attached).map_err(told));
    let failed = |(reason, unsupported)| Failure { path: path.to_owned(), reason, unsupported };
    let whole = read.err().map(failed);
    let is_empty = found.articles.is_empty() && found.coded.is_empty();
    let mut failures = if is_empty {
        found.refused.iter().take(1).map(|(_, refusal)| failed(told(refusal.clone()))).collect()
    } else {
        grouped(path, &found.refused)
    };
    if is_empty && failures.is_empty() && whole.is_none() {
        failures.push(failed(told(Refusal::NoText)));
    }
    match whole {
        Some(whole) if is_empty => failures = vec![whole],
        whole => failures.extend(whole),
    }
    Opened { articles: found.articles, coded: found.coded, failures, preview: found.preview }
}

fn told(refusal: Refusal) -> (String, bool) {
    (refusal.to_string(), refusal.is_unsupported())
}

/// The parts of a file that gave no article: one failure for each reason, with the first part's name.
fn grouped(path: &Path, refused: &[(Place, Refusal)]) -> Vec<Failure> {
    let mut groups: BTreeMap<(String, bool), (&Place, usize)> = BTreeMap::new();
    for (place, refusal) in refused {
        groups.entry(told(refusal.clone())).or_insert((place, 0)).1 += 1;
    }
    let failures = groups.into_iter().map(|((reason, unsupported), (place, count))| {
        let path = match place {
            Place::Part { part, .. } => path.join(part),
            Place::Line { line, .. } => path.join(format!("line {line}")),
            Place::File(_) | Place::Clipboard => path.to_owned(),
        };
        let reason = if count > 1 { format!("{reason} ({count} parts of this file)") } else { reason };
        Failure { path, reason, unsupported }
    });
    failures.collect()
}

/// Whether a file of JSON lines holds events that others coded (PLOVER) and no articles, by its first line.
#[must_use]
pub fn is_coded_lines(path: &Path) -> bool {
    const FIRST: u64 = 64 * 1024;
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(FIRST).read_to_end(&mut bytes));
    read.is_ok() && super::coded::is_plover(&String::from_utf8_lossy(&bytes))
}

/// The text of one file as it stands: decoded, but with its title line, line ends and runs of blanks.
/// Also says what was doubtful about its bytes.
///
/// Of a web page it is the text of the article: what stands in its file is not for reading. So it is of
/// other formats that are no text.
pub fn open_text(path: &Path) -> Result<(String, Option<String>), Failure> {
    let failure = |(reason, unsupported)| Failure { path: path.to_owned(), reason, unsupported };
    let bytes = read_bytes(path).map_err(|error| failure((cannot_read(&error), false)))?;
    any::text_as_it_stands(&bytes, &Place::File(printable(path))).map_err(|refusal| failure(told(refusal)))
}

/// Reads bytes into articles; `place` gives the extension as a hint. An error where there are none.
pub fn open_bytes(bytes: &[u8], place: &Place) -> Result<Vec<Article>, String> {
    let mut found = Found::default();
    let read = any::read(bytes, place, &mut found);
    // Bytes without a file have nothing beside them.
    let read = read.and_then(|()| attached::read_all(&mut found, Path::new(""), |_| Err(Refusal::NotThere)));
    match read {
        Err(refusal) if found.articles.is_empty() => Err(refusal.to_string()),
        Ok(()) if found.articles.is_empty() && !found.coded.is_empty() => {
            Err("this is a table of events coded by others: open it as a file".to_owned())
        }
        _ if found.articles.is_empty() => {
            let first = found.refused.first().map_or(&Refusal::NoText, |(_, refusal)| refusal);
            Err(first.to_string())
        }
        _ => Ok(found.articles),
    }
}

/// A file that an entry has attached: a file alone, since what else lies there may never end.
fn read_attached(path: &Path) -> Result<Vec<u8>, Refusal> {
    if !path.metadata().is_ok_and(|data| data.is_file()) {
        return Err(Refusal::NotThere);
    }
    read_bytes(path).map_err(|_| Refusal::NotThere)
}

/// At most one byte more than the limit, so that a file that is too large is known without reading it
/// all.
fn read_bytes(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(FILE_LIMIT as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Sessions hold paths as text: what is no text in a path is shown by a mark.
fn printable(path: &Path) -> PathBuf {
    PathBuf::from(disguise::file_name(&path.to_string_lossy()).into_owned())
}

fn cannot_read(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "you have no right to read this file".to_owned(),
        io::ErrorKind::IsADirectory => "this is a folder, not a file".to_owned(),
        _ => format!("can't read it: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::ArticleId;
    use super::*;
    use proptest::prelude::*;

    fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        }
        folder
    }

    fn names(folder: &Path, paths: &[PathBuf]) -> Vec<String> {
        paths.iter().map(|path| path.strip_prefix(folder).unwrap().to_string_lossy().into_owned()).collect()
    }

    fn reason(bytes: &[u8], name: &str) -> String {
        open_bytes(bytes, &Place::File(name.into())).unwrap_err()
    }

    fn failure(path: &Path) -> Failure {
        let opened = open_file(path);
        assert_eq!((opened.articles.len(), opened.failures.len()), (0, 1));
        opened.failures[0].clone()
    }

    #[test]
    fn folders_are_listed_in_order_without_hidden_files() {
        let folder = folder(&[("b.txt", b"x"), ("a/z.txt", b"x"), (".git/x.txt", b"x"), ("a/.h.txt", b"x")]);
        let (files, failures) = list_files(&[folder.path().to_owned()]);
        assert_eq!(names(folder.path(), &files), ["a/z.txt", "b.txt"]);
        assert_eq!(failures, []);
    }

    #[test]
    fn a_file_is_listed_once_however_it_was_named() {
        let folder = folder(&[("a.txt", b"x"), ("b.txt", b"x")]);
        let (root, b) = (folder.path().to_owned(), folder.path().join("b.txt"));
        let expected = list_files(&[root.clone(), b.clone()]);
        assert_eq!(names(folder.path(), &expected.0), ["a.txt", "b.txt"]);
        assert_eq!(list_files(&[b, root]), expected);
    }

    #[test]
    fn a_hidden_file_that_was_named_is_opened() {
        let folder = folder(&[(".draft.txt", b"x")]);
        assert_eq!(list_files(&[folder.path().join(".draft.txt")]).0.len(), 1);
    }

    #[test]
    fn a_missing_input_is_told() {
        let (files, failures) = list_files(&["no/such/place".into()]);
        assert_eq!(files, [] as [PathBuf; 0]);
        assert_eq!(failures[0].reason, "there is no such file or folder");
        assert!(!failures[0].unsupported);
        assert_eq!(failure(Path::new("no/such/place")).reason, failures[0].reason);
    }

    #[cfg(unix)]
    #[test]
    fn links_in_a_folder_are_not_followed_and_a_named_link_is() {
        let folder = folder(&[("a.txt", b"x")]);
        std::os::unix::fs::symlink(folder.path(), folder.path().join("loop")).unwrap();
        std::os::unix::fs::symlink("a.txt", folder.path().join("link.txt")).unwrap();
        let (files, failures) = list_files(&[folder.path().to_owned()]);
        assert_eq!(names(folder.path(), &files), ["a.txt"]);
        assert_eq!(failures.len(), 2);
        assert!(failures.iter().all(|failure| failure.unsupported));
        assert_eq!(list_files(&[folder.path().join("link.txt")]).0.len(), 1);
    }

    #[test]
    fn a_readme_is_passed_over_in_a_folder_only() {
        let folder = folder(&[("README.md", b"About these files."), ("a.txt", b"x")]);
        let (files, failures) = list_files(&[folder.path().to_owned()]);
        assert_eq!((files.len(), failures.len()), (1, 1));
        assert_eq!(list_files(&[folder.path().join("README.md")]).0.len(), 1);
    }

    #[test]
    fn files_that_are_not_read_say_so_by_name() {
        assert_eq!(reason(b"%PDF-1.7", "a.txt"), "PDF files (by this build) are not read yet");
        assert_eq!(reason(b"SQLite format 3\0", "a"), "databases are not read yet");
        assert!(reason(b"{\"format\":\"diplograph\"}", "a.diplograph").contains("session"));
        let folder = folder(&[("a.pdf", b"%PDF-1.7"), ("empty.txt", b"")]);
        assert!(failure(&folder.path().join("a.pdf")).unsupported);
        assert!(!failure(&folder.path().join("empty.txt")).unsupported);
    }

    #[test]
    fn what_holds_no_text_is_told() {
        assert_eq!(reason(b"", "a.txt"), "the file is empty");
        assert_eq!(reason(b" \r\n\t ", "a.txt"), "the file is empty");
        assert_eq!(reason(b"\xef\xbb\xbf", "a.txt"), "the file is empty");
        assert!(reason(b"---\ntitle: Envoys meet\n---\n", "a.md").contains("but no text"));
        assert!(reason(b"Envoys\0met on Monday", "a.txt").contains("no text"));
        assert!(reason(&(0..=255).collect::<Vec<u8>>(), "a.txt").contains("no text"));
        let large = vec![b'x'; super::super::found::TEXT_LIMIT + 1];
        assert!(reason(&large, "a.txt").contains("more than 10 MB"));
    }

    #[test]
    fn a_text_as_it_stands_keeps_its_title_line_ends_and_blanks() {
        let text = |bytes: &[u8], name: &str| {
            any::text_as_it_stands(bytes, &Place::File(name.into())).map_err(|refusal| refusal.to_string())
        };
        let raw = "Envoys meet\r\n\r\nThey  met\tin\nOslo. \n";
        assert_eq!(text(raw.as_bytes(), "a.txt"), Ok((raw.to_owned(), None)));
        let raw = "---\ntitle: Envoys\n---\n# Envoys *meet*\n";
        assert_eq!(text(raw.as_bytes(), "a.md"), Ok((raw.to_owned(), None)));
        assert_eq!(text(b"\xef\xbb\xbfOslo\n", "a.txt"), Ok(("Oslo\n".to_owned(), None)));
        assert_eq!(text(b"Z\xfcrich", "a.txt"), Ok(("Zürich".to_owned(), None)));
        assert_eq!(text(b" \n", "a.txt"), Err("the file is empty".to_owned()));
        let page =
            "<html><body><article><p>The envoys met in Oslo, and they ate.</p></article></body></html>";
        let (page, _) = text(page.as_bytes(), "a.html").unwrap();
        assert_eq!(page.trim(), "The envoys met in Oslo, and they ate.");
    }

    #[test]
    fn a_long_single_line_is_an_article() {
        let line = "They met again. ".repeat(10 * 1024 * 1024 / 16);
        let article = open_bytes(line.as_bytes(), &Place::Clipboard).unwrap();
        assert_eq!(article[0].text.len(), line.len());
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(
            bytes in prop::collection::vec(any::<u8>(), 0..400),
            name in prop::sample::select(vec!["a.txt", "a.md", "a.html", "a.jsonl", "a"]),
        ) {
            let _ = open_bytes(&bytes, &Place::File(name.into()));
        }

        #[test]
        fn no_text_makes_it_panic(
            pieces in prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..40),
            name in prop::sample::select(vec!["a.txt", "a.md", "a.html", "a"]),
        ) {
            for article in open_bytes(pieces.concat().as_bytes(), &Place::File(name.into())).unwrap_or_default() {
                prop_assert!(!article.text.trim().is_empty());
                prop_assert_eq!(article.id, ArticleId::of_text(&article.text));
            }
        }
    }

    /// What the formats look for.
    const PIECES: [&str; 40] = [
        "---\n",
        "title: ",
        "\"",
        "'",
        "date: 1961-05-03\n",
        "\n",
        "\r\n",
        "\r",
        "\n\n",
        "# ",
        "*",
        "[",
        "](",
        "![",
        "<",
        ">",
        "</",
        "<!--",
        "-->",
        "<div>",
        "</div>",
        "<p>",
        "<table>",
        "<a href=",
        "<title>",
        "</title>",
        "<script type=\"application/ld+json\">",
        "</script>",
        "{\"@type\": \"Article\"}",
        "&amp;",
        "<![CDATA[",
        "é",
        "\u{2028}",
        "The envoys met. ",
        "Valley Herald, 3 May 1961",
        "By Anna Bell",
        "<svg>",
        "/>",
        "<time>",
        "1961",
    ];

    #[test]
    fn a_doubtful_decoding_is_a_problem() {
        let article = open_bytes("Zürich, Åbo, Málaga und \u{fffd}".as_bytes(), &Place::Clipboard).unwrap();
        assert_eq!(article[0].problems, [] as [&str; 0], "the mark was in the text itself");
        let article = open_bytes(
            b"Z\xc3\xbcrich, \xc3\x85bo, M\xc3\xa1laga, \xc5\x81\xc3\xb3dz \xff",
            &Place::Clipboard,
        );
        assert_eq!(article.unwrap()[0].problems.len(), 1);
    }
}
