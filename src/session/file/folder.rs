//! The evidence folder of a session, as a session file names it. Frozen as the version that holds it.
//!
//! It is looked for where it was, then beside the session's file, so that both can be moved together.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::session::FolderMark;

#[derive(Clone, Serialize, Deserialize)]
pub(super) struct FolderV2 {
    path: String,
    hash: String,
    articles: u32,
    events: u64,
}

impl From<&FolderMark> for FolderV2 {
    fn from(mark: &FolderMark) -> Self {
        let FolderMark { path, hash, articles, events } = mark;
        let path = path.to_string_lossy().into_owned();
        Self { path, hash: hash.clone(), articles: *articles, events: *events }
    }
}

impl From<FolderV2> for FolderMark {
    fn from(frozen: FolderV2) -> Self {
        let FolderV2 { path, hash, articles, events } = frozen;
        Self { path: PathBuf::from(path), hash, articles, events }
    }
}

/// Where the folder of a session may be: where it was, else beside the session's file.
#[must_use]
pub fn places(mark: &FolderMark, session_file: Option<&Path>) -> Vec<PathBuf> {
    let beside = session_file.and_then(Path::parent).zip(mark.path.file_name());
    let beside = beside.map(|(folder, name)| folder.join(name));
    std::iter::once(mark.path.clone()).chain(beside).collect()
}
