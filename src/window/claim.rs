//! Which session file this window works on: a second window on the same file is told so, and what another
//! program wrote to it is noticed before it is written over.
//!
//! The claim is a lock on a file in the folder for data, which the system frees when the program ends in
//! whatever way. It is one for each computer and person; a file on a shared disk is watched by its stamp.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::App;
use crate::session::file::{self, Stamp};

/// The claim of this window.
#[derive(Debug, Default)]
pub(super) struct Claim {
    /// `None`: nothing is claimed.
    folder: Option<PathBuf>,
    held: Option<Held>,
}

#[derive(Debug)]
struct Held {
    path: PathBuf,
    /// As the file was when it was read or written last.
    stamp: Option<Stamp>,
    /// `None` where another window has it.
    _lock: Option<File>,
}

/// Whether another window has the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Claimed {
    Alone,
    Twice,
}

impl Claim {
    pub(super) fn new(data_folder: Option<&Path>) -> Self {
        Self { folder: data_folder.map(|folder| folder.join("open")), held: None }
    }

    /// The stamp of the file as this window knows it.
    pub(super) fn stamp(&self, path: &Path) -> Option<Stamp> {
        self.held.as_ref().filter(|held| held.path == path).and_then(|held| held.stamp)
    }

    /// Lets go of the file.
    pub(super) fn release(&mut self) {
        self.held = None;
    }

    fn take(&mut self, path: &Path, stamp: Option<Stamp>) -> Claimed {
        if let Some(held) = self.held.as_mut().filter(|held| held.path == path) {
            held.stamp = stamp;
            return Claimed::Alone;
        }
        self.held = None;
        let lock = self.folder.as_deref().map(|folder| lock(folder, path));
        let claimed = if matches!(lock, Some(Ok(None))) { Claimed::Twice } else { Claimed::Alone };
        let lock = lock.and_then(Result::ok).flatten();
        self.held = Some(Held { path: path.to_owned(), stamp, _lock: lock });
        claimed
    }
}

/// The lock on a path; nothing where another program holds it.
fn lock(folder: &Path, path: &Path) -> std::io::Result<Option<File>> {
    fs::create_dir_all(folder)?;
    let path = fs::canonicalize(path)?;
    let digest = Sha256::digest(path.as_os_str().as_encoded_bytes());
    let name: String = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    let file = File::options().write(true).create(true).truncate(false).open(folder.join(name))?;
    Ok(file.try_lock().is_ok().then_some(file))
}

impl App {
    /// Takes the file of the session as it is now, and says so if another window has it.
    pub(super) fn hold(&mut self, path: &Path) {
        self.hold_as(path, file::stamp(path));
    }

    /// The same, with the stamp that the file had when it was read.
    pub(super) fn hold_as(&mut self, path: &Path, stamp: Option<Stamp>) {
        if self.claim.take(path, stamp) == Claimed::Twice {
            let words = "This session is open in another window too: what you change in both can’t be saved in one file";
            self.tell_error(format!("{words}\nFile: {}", path.display()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_window_is_told_until_the_first_lets_go() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.diplograph");
        fs::write(&path, "x").unwrap();
        let claim = || Claim::new(Some(folder.path()));
        let (mut first, mut second) = (claim(), claim());
        assert_eq!(first.take(&path, None), Claimed::Alone);
        assert_eq!(first.take(&path, None), Claimed::Alone, "its own file");
        assert_eq!(second.take(&path, None), Claimed::Twice);
        second.release();
        first.release();
        assert_eq!(second.take(&path, None), Claimed::Alone);
    }
}
