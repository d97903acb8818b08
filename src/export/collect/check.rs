//! Whether an evidence folder is what was written, and what its rows give: each file by its hash, then all
//! of them made once more from the rows and compared byte for byte.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use super::{CollectError, collect};
use crate::session::evidence::folder::{FileMark, FolderError, HEAD, Head};

/// How a file of an evidence folder stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileState {
    /// As it was written, and as its rows give it.
    Same,
    /// Other bytes than were written.
    Changed,
    /// Not there.
    Missing,
    /// As it was written, but the rows of the folder give another.
    Otherwise,
}

impl FileState {
    /// One word for a report.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Changed => "changed",
            Self::Missing => "missing",
            Self::Otherwise => "not what its rows give",
        }
    }
}

/// Why a folder can't be checked.
#[derive(Debug, thiserror::Error)]
pub enum CheckError {
    /// It can't be opened.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// It can't be made once more.
    #[error(transparent)]
    Collect(#[from] CollectError),
}

impl From<io::Error> for CheckError {
    fn from(error: io::Error) -> Self {
        Self::Collect(error.into())
    }
}

/// Checks the files that the head of a folder names, in the order of their names. What is made once more
/// stands in `work` for so long, which must not be there.
pub fn check_folder(folder: &Path, work: &Path) -> Result<Vec<(String, FileState)>, CheckError> {
    let head = Head::read(folder)?;
    let mut files = Vec::new();
    for (name, written) in &head.files {
        let state = match FileMark::of(&folder.join(name)) {
            Ok(found) if found == *written => FileState::Same,
            Ok(_) => FileState::Changed,
            Err(error) if error.kind() == ErrorKind::NotFound => FileState::Missing,
            Err(error) => return Err(error.into()),
        };
        files.push((name.clone(), state));
    }
    if files.iter().all(|(_, state)| *state == FileState::Same) {
        let made = collect(&[folder.to_owned()], work).map_err(CheckError::from);
        let compared = made.and_then(|_| Ok(Head::read(work)?));
        fs::remove_dir_all(work).or_else(|error| match error.kind() {
            ErrorKind::NotFound => Ok(()),
            _ => Err(error),
        })?;
        let again = compared?;
        for (name, state) in &mut files {
            if again.files.get(name) != head.files.get(name) {
                *state = FileState::Otherwise;
            }
        }
        // The dyads of the head are what the map is drawn from.
        if again != head {
            files.push((HEAD.to_owned(), FileState::Otherwise));
        }
    }
    Ok(files)
}
