//! Opens files and folders: bytes from the disk, the right format for each, and what became of it.
//!
//! This is the only file of the room that touches the disk.

use std::path::{Path, PathBuf};

use super::{Article, Place};

/// What became of the inputs: the articles, and a line for each file that gave none.
#[derive(Debug, Default)]
pub struct Opened {
    /// The articles, each text once, sorted by their first place and then their id.
    pub articles: Vec<Article>,
    /// Files that were passed over or could not be read, sorted by path.
    pub failures: Vec<Failure>,
}

/// A file that gave no article.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Failure {
    /// The file.
    pub path: PathBuf,
    /// What happened and what to do, for a person.
    pub reason: String,
    /// Whether the file is of a kind that is not read, so that nothing went wrong with it.
    pub unsupported: bool,
}

/// Lists the files under the inputs: a file is itself, a folder all files below it.
///
/// Hidden files and links out of the folder are left out. The order is that of the paths, whatever
/// the order of the inputs.
#[must_use]
pub fn list_files(inputs: &[PathBuf]) -> (Vec<PathBuf>, Vec<Failure>) {
    let _ = inputs;
    (Vec::new(), Vec::new())
}

/// Reads one file into an article.
pub fn open_file(path: &Path) -> Result<Article, Failure> {
    Err(Failure { path: path.to_owned(), reason: "not built yet".to_owned(), unsupported: false })
}

/// Reads bytes into an article; `place` gives the extension as a hint.
pub fn open_bytes(bytes: &[u8], place: Place) -> Result<Article, String> {
    let _ = (bytes, place);
    Err("not built yet".to_owned())
}

/// Joins the articles that have the same id into one with all places; sorts them by id.
#[must_use]
pub fn join_same(articles: Vec<Article>) -> Vec<Article> {
    articles
}
