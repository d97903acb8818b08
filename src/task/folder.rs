//! Evidence folders: opened alone or for the session that is on one, and read of.

use std::path::Path;

use crate::session::Session;
use crate::session::evidence::{EvidenceFolder, FolderError};
use crate::session::file::{FileError, Loaded, places};

/// Opens an evidence folder as a new session.
pub fn open_folder(path: &Path) -> Result<Loaded, FileError> {
    let folder = EvidenceFolder::open(path)?;
    let session = Session { folder: Some(folder.mark().clone()), ..Session::default() };
    Ok(Loaded { session, folder: Some(Ok(folder)), ..Loaded::default() })
}

/// Finds the evidence folder of a session that was read from a file: where it was, else beside the file.
pub fn find_folder(loaded: &mut Loaded, file: Option<&Path>) {
    let Some(mark) = loaded.session.folder.as_ref().filter(|_| loaded.folder.is_none()) else { return };
    let mut found = Err(FolderError::Missing);
    for place in places(mark, file) {
        match EvidenceFolder::open(&place) {
            Err(FolderError::Missing) => {}
            opened => {
                found = opened;
                break;
            }
        }
    }
    loaded.folder = Some(found);
}
