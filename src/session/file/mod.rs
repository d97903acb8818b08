//! The session file `.diplograph`: JSON, its format name and version first.
//!
//! Frozen types of each version stand in `v1.rs`, `v2.rs`, `v3.rs` and `correction.rs`; a file of an older version
//! is made one of the next, step by step. A newer version is refused with a clear text and the file is
//! left alone. A large file is packed (`packed.rs`) and known by its content. `cache.rs` says which kept
//! readings still hold, `disk.rs` writes so that a crash loses neither the old file nor the new one.

/// An enum with the names of a version of the file, and its way from and to the live one.
macro_rules! frozen {
    ($frozen:ident: $live:ident { $($variant:ident = $name:literal),+ $(,)? }) => {
        #[derive(Clone, Copy, Serialize, Deserialize)]
        pub(super) enum $frozen {
            $(#[serde(rename = $name)] $variant,)+
        }

        impl From<$live> for $frozen {
            fn from(live: $live) -> Self {
                match live {
                    $($live::$variant => Self::$variant,)+
                }
            }
        }

        impl From<$frozen> for $live {
            fn from(frozen: $frozen) -> Self {
                match frozen {
                    $($frozen::$variant => Self::$variant,)+
                }
            }
        }
    };
}

mod cache;
mod compact;
mod coded;
mod correction;
mod disk;
mod folder;
mod journal;
mod packed;
mod v1;
mod v2;
mod v3;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use serde::Deserializer as _;
use serde::de::{IgnoredAny, MapAccess, Visitor};

use super::Session;
use super::evidence::{EvidenceFolder, FolderError};
use crate::article::ArticleId;
use crate::event::{Knowledge, Reading};

pub use disk::{Stamp, backup_path, backup_paths, read, stamp, write, write_export, write_over};
pub use folder::places;
pub use journal::{Begun, Journal, Unsynced, holds_work, recover};
pub use v3::pack_texts;

/// The extension, without the dot.
pub const EXTENSION: &str = "diplograph";
/// The newest version that this program writes: of large sessions. Others are written as version 2.
pub const VERSION: u32 = 3;
/// The name of the format, as the file's first value has it.
const FORMAT: &str = "diplograph";

/// A session that was read, with the readings of its cache that still hold.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The session.
    pub session: Session,
    /// Readings made by the same engine, lexicon and gazetteer.
    pub readings: BTreeMap<ArticleId, Arc<Reading>>,
    /// Articles whose text could not be found again, of unsaved work.
    pub missing: usize,
    /// The evidence folder that the session is on, once it was looked for, or why it can't be opened.
    pub folder: Option<Result<EvidenceFolder, FolderError>>,
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
    /// Another program wrote to it.
    #[error(
        "another program changed this file since it was opened here; nothing was written, save under another name to keep both"
    )]
    Changed,
    /// It is an evidence folder that can't be opened.
    #[error("{0}")]
    Folder(#[from] FolderError),
    /// The disk said no.
    #[error("{0}")]
    Io(#[from] std::io::Error),
}

/// Writes a session with the cache of its readings. Stable: the same session gives the same bytes.
/// Places are written in full, so that a session opens with the very picture it was saved with.
#[must_use]
pub fn to_bytes(
    knowledge: &Knowledge,
    session: &Session,
    readings: &BTreeMap<ArticleId, Arc<Reading>>,
) -> Vec<u8> {
    if v3::is_large(session) {
        return packed::pack_all(v3::pieces(knowledge, session, readings));
    }
    packed::pack(v2::pieces(knowledge, session, readings))
}

/// Reads a session as [`from_bytes`] does, and lets go of the bytes on the way.
pub fn from_owned_bytes(knowledge: &Knowledge, bytes: Vec<u8>) -> Result<Loaded, FileError> {
    if packed::is_packed(&bytes)
        && matches!(version(&packed::head(&bytes)), Ok(3))
        && let Some(packed) = packed::Packed::new(&bytes).map(packed::Packed::into_owned)
    {
        drop(bytes);
        return v2::load(knowledge, v3::from_packed(packed)?);
    }
    from_bytes(knowledge, &bytes)
}

/// Reads a session of any version up to [`VERSION`].
pub fn from_bytes(knowledge: &Knowledge, bytes: &[u8]) -> Result<Loaded, FileError> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if !packed::is_packed(bytes) {
        return from_text(knowledge, bytes);
    }
    let version = version(&packed::head(bytes))?;
    match version {
        2 | 3 => {}
        0 | 1 => return from_text(knowledge, &packed::unpack_all(bytes)?),
        found => return Err(FileError::Newer { found }),
    }
    match packed::Packed::new(bytes) {
        Some(packed) if version == 2 => v2::load(knowledge, v2::from_packed(packed)?),
        Some(packed) => v2::load(knowledge, v3::from_packed(packed)?),
        None => from_text(knowledge, &packed::unpack_all(bytes)?),
    }
}

fn from_text(knowledge: &Knowledge, bytes: &[u8]) -> Result<Loaded, FileError> {
    match version(bytes)? {
        1 => v2::load(knowledge, v1::from_bytes(bytes)?),
        2 => v2::load(knowledge, v2::from_bytes(bytes)?),
        3 => v2::load(knowledge, v3::from_bytes(bytes)?),
        0 => Err(FileError::Damaged("there is no version 0".to_owned())),
        found => Err(FileError::Newer { found }),
    }
}

/// The version of a file, from its head alone: the body of another version may be of any kind.
fn version(bytes: &[u8]) -> Result<u32, FileError> {
    let not = |why: &str| Err(FileError::NotASession(why.to_owned()));
    if bytes.is_empty() {
        return not("the file is empty");
    }
    let mut head = Head::default();
    let mut json = serde_json::Deserializer::from_slice(bytes);
    // The visitor stops as soon as it knows enough, which leaves the parser with an error to ignore.
    json.deserialize_map(HeadVisitor(&mut head)).ok();
    match head {
        Head { format: Some(format), .. } if format != FORMAT => not(&format!("its format is “{format}”")),
        Head { format: None, .. } => not("it has no format name"),
        Head { version: None, .. } => Err(FileError::Damaged("its version can't be read".to_owned())),
        Head { version: Some(version), .. } => Ok(version),
    }
}

#[derive(Default)]
struct Head {
    format: Option<String>,
    version: Option<u32>,
}

struct HeadVisitor<'a>(&'a mut Head);

impl<'de> Visitor<'de> for HeadVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a session")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<(), M::Error> {
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "format" => self.0.format = Some(map.next_value()?),
                "version" => self.0.version = Some(map.next_value()?),
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
            if self.0.format.is_some() && self.0.version.is_some() {
                break;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
