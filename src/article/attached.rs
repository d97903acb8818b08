//! Files that the entries of a reference manager have attached: opened by their paths beside the list, with
//! what the entry tells of them. Never by an address, and never from another computer's folder.

use std::path::{Path, PathBuf};

use super::found::{Found, Refusal};
use super::{Article, Place, any};

/// An entry with the files it names.
#[derive(Debug)]
pub(super) struct Attached {
    pub place: Place,
    /// As the entry writes them.
    pub files: Vec<String>,
    /// What the entry tells; its text is the abstract, and may be empty.
    pub entry: Article,
}

/// Reads the attached files of all entries through `open`, which gives the bytes of a path beside the list.
///
/// Where none of an entry's files gives an article, its abstract is kept.
pub(super) fn read_all(
    found: &mut Found,
    list: &Path,
    open: impl Fn(&Path) -> Result<Vec<u8>, Refusal>,
) -> Result<(), Refusal> {
    for Attached { place, files, entry } in std::mem::take(&mut found.attached) {
        let first = found.articles.len();
        for file in &files {
            found.count_file()?;
            let part = place.part(name(file));
            let path = path_beside(list, file).ok_or(Refusal::Elsewhere);
            let read = path
                .and_then(|path| open(&path))
                .and_then(|bytes| found.deeper(|found| any::read(&bytes, &part, found)));
            found.note(&part, read)?;
        }
        // A list within the attached file names no files of its own.
        found.attached.clear();
        if found.articles.len() > first {
            found.articles[first..].iter_mut().for_each(|article| note_entry(article, &entry));
        } else {
            let kept = found.keep(entry);
            found.note(&place, kept)?;
        }
    }
    Ok(())
}

/// What the entry says goes before what the file says of itself: a person has looked at it.
fn note_entry(article: &mut Article, entry: &Article) {
    let Article { title, date, outlet, url, author, language, .. } = entry;
    if let (Some(of_file), Some(of_entry)) = (&article.date, date)
        && of_file.value != of_entry.value
    {
        article.problems.push(format!("the attached file is dated {}", of_file.value.in_words()));
    }
    if title.is_some() && article.title != *title {
        article.title.clone_from(title);
        article.title_in_text = false;
        super::record::note_title_in_text(article);
    }
    for (value, of_entry) in [
        (&mut article.outlet, outlet),
        (&mut article.url, url),
        (&mut article.author, author),
        (&mut article.language, language),
    ] {
        if of_entry.is_some() {
            value.clone_from(of_entry);
        }
    }
    if date.is_some() {
        article.date.clone_from(date);
    }
}

/// The file's name without its folders.
fn name(file: &str) -> &str {
    file.rsplit(['/', '\\']).next().unwrap_or(file)
}

/// The path of a file as an entry writes it: `files/71/a.pdf`, `C:\Zotero\a.pdf`, `file:///home/a.pdf`. None
/// of an address, nor of a folder on another computer (`\\there\a.pdf`, `file://there/a.pdf`).
fn path_beside(list: &Path, file: &str) -> Option<PathBuf> {
    let file = file.trim();
    let (file, is_address) = match file.strip_prefix("file://") {
        Some(rest) => (rest.strip_prefix("localhost").unwrap_or(rest), true),
        None => (file, false),
    };
    let is_elsewhere = file.starts_with("//") || file.starts_with("\\\\") || file.contains("://");
    if file.is_empty() || is_elsewhere || (is_address && !file.starts_with('/')) {
        return None;
    }
    let file = if is_address { unescaped(file) } else { file.to_owned() };
    if cfg!(not(windows)) && file.contains('\\') && !file.contains(':') {
        return Some(list.parent()?.join(file.replace('\\', "/")));
    }
    Some(list.parent()?.join(file))
}

/// `%20` is a blank.
fn unescaped(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((byte, behind)) = rest.split_first() {
        let digits = behind.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        let code = digits.filter(|_| *byte == b'%').and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(code.unwrap_or(*byte));
        rest = if code.is_some() { &behind[2..] } else { behind };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_this_computer_alone() {
        let path = |file: &str| path_beside(Path::new("news/list.ris"), file);
        assert_eq!(path("files/71/a.pdf"), Some("news/files/71/a.pdf".into()));
        assert_eq!(path("/home/a.pdf"), Some("/home/a.pdf".into()));
        assert_eq!(path("file:///home/an%20a.pdf"), Some("/home/an a.pdf".into()));
        assert_eq!(path("file://localhost/home/a.pdf"), Some("/home/a.pdf".into()));
        for elsewhere in [
            "",
            "https://valley.example/a.pdf",
            "file://there/a.pdf",
            "//there/a.pdf",
            "\\\\there\\a.pdf",
            "ftp://a",
        ] {
            assert_eq!(path(elsewhere), None, "{elsewhere}");
        }
    }
}
