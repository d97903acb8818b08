//! Session files on the disk: read with a limit, written so that a crash loses nothing.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::FileError;

/// A larger file is not read: it would fill the memory, and no session comes near.
const LARGEST: u64 = 1 << 30;

/// Reads the bytes of a session file.
pub fn read(path: &Path) -> Result<Vec<u8>, FileError> {
    let metadata = fs::metadata(path).map_err(in_words)?;
    if !metadata.is_file() {
        return Err(FileError::NotASession("it is no file".to_owned()));
    }
    if metadata.len() > LARGEST {
        return Err(FileError::NotASession("it is larger than 1 GB".to_owned()));
    }
    Ok(fs::read(path).map_err(in_words)?)
}

/// What tells whether another program wrote to a file since it was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
}

/// The stamp of a file as it is now; `None` where there is none.
#[must_use]
pub fn stamp(path: &Path) -> Option<Stamp> {
    let metadata = fs::metadata(path).ok()?;
    Some(Stamp { length: metadata.len(), modified: metadata.modified().ok() })
}

/// Writes bytes as [`write`] does, unless another program changed or removed what was there with this
/// stamp.
pub fn write_over(path: &Path, bytes: &[u8], stamped: Option<Stamp>) -> Result<(), FileError> {
    if stamped.is_some() && stamp(path).is_some_and(|now| Some(now) != stamped) {
        return Err(FileError::Changed);
    }
    write(path, bytes)
}

/// Writes bytes to a new file beside `path`, then renames it over `path`. The last three files that were
/// there before stay as [`backup_paths`].
///
/// There is no moment without a whole file under `path`, once there was one.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    replace(path, bytes, keep_backup)
}

/// Writes what can be made again, such as an export, in the same way but without a backup: where the disk
/// is full, the file that was there stays. What is no file, such as a pipe, is written to as it is.
pub fn write_export(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    let is_other = fs::metadata(path).is_ok_and(|there| !there.is_file() && !there.is_dir());
    if is_other {
        return Ok(fs::write(path, bytes).map_err(in_words)?);
    }
    replace(path, bytes, |_| Ok(()))
}

/// Puts a new file in the place of one; `keep` is called before the old one goes.
fn replace(path: &Path, bytes: &[u8], keep: impl FnOnce(&Path) -> io::Result<()>) -> Result<(), FileError> {
    // A link stays a link: what it points to is written.
    let path = &fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let old = fs::metadata(path).ok();
    if old.as_ref().is_some_and(fs::Metadata::is_dir) {
        return Err(message(ErrorKind::IsADirectory, "a folder of this name is there"));
    }
    if old.as_ref().is_some_and(|old| old.permissions().readonly()) {
        return Err(message(
            ErrorKind::PermissionDenied,
            "the file is write-protected; save it under another name",
        ));
    }
    let new = beside(path, ".new");
    let written = write_new(&new, bytes, old.map(|old| old.permissions()))
        .and_then(|()| keep(path))
        .and_then(|()| fs::rename(&new, path));
    if let Err(error) = written {
        // What was not finished is of no use to anybody.
        fs::remove_file(&new).ok();
        return Err(in_words(error).into());
    }
    sync_folder(path);
    Ok(())
}

/// Where the previous state of a session file is kept: `name.diplograph.bak`.
#[must_use]
pub fn backup_path(path: &Path) -> PathBuf {
    beside(path, ".bak")
}

/// Where the last three states of a session file are kept, the newest first.
#[must_use]
pub fn backup_paths(path: &Path) -> [PathBuf; 3] {
    [".bak", ".bak2", ".bak3"].map(|ending| beside(path, ending))
}

fn write_new(new: &Path, bytes: &[u8], permissions: Option<fs::Permissions>) -> io::Result<()> {
    // Left over from a crash, or somebody's link: never written through.
    fs::remove_file(new)
        .or_else(|error| if error.kind() == ErrorKind::NotFound { Ok(()) } else { Err(error) })?;
    let mut file = OpenOptions::new().write(true).create_new(true).open(new)?;
    file.write_all(bytes)?;
    if let Some(permissions) = permissions {
        file.set_permissions(permissions)?;
    }
    file.sync_all()?;
    // A disk that lies about its room shows it here, while the old file is still there.
    if file.metadata()?.len() == bytes.len() as u64 { Ok(()) } else { Err(ErrorKind::StorageFull.into()) }
}

/// Gives the old file a second name, so that it is never away; copies it where the disk knows no links.
fn keep_backup(path: &Path) -> io::Result<()> {
    if !path.exists() {
        return Ok(());
    }
    let ([newest, older, oldest], link) = (backup_paths(path), beside(path, ".bak-new"));
    fs::remove_file(&link).ok();
    fs::hard_link(path, &link).or_else(|_| fs::copy(path, &link).map(drop))?;
    // An older backup that can't be kept is no reason not to save.
    fs::rename(&older, &oldest).ok();
    fs::rename(&newest, &older).ok();
    fs::rename(&link, &newest)
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(ending);
    path.with_file_name(name)
}

/// Makes the rename last, where the system can do that; it is no reason to call the save failed.
pub(super) fn sync_folder(path: &Path) {
    if let Some(folder) = path.parent() {
        File::open(folder).and_then(|folder| folder.sync_all()).ok();
    }
}

fn message(kind: ErrorKind, words: &str) -> FileError {
    io::Error::new(kind, words.to_owned()).into()
}

/// What the disk says, and what to do.
pub(super) fn in_words(error: io::Error) -> io::Error {
    let words = match error.kind() {
        ErrorKind::NotFound => "there is no such file or folder",
        ErrorKind::PermissionDenied => "you may not read or write here; choose another folder",
        ErrorKind::StorageFull => "the disk is full; make room or choose another disk",
        ErrorKind::QuotaExceeded => "your share of this disk is used up; make room or choose another disk",
        ErrorKind::FileTooLarge => "this disk takes no file of this size; choose another disk",
        ErrorKind::ReadOnlyFilesystem => "this disk can't be written to; choose another folder",
        ErrorKind::InvalidFilename => "this is no name for a file",
        _ => return error,
    };
    io::Error::new(error.kind(), words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_save_replaces_the_file_and_keeps_the_one_before() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.diplograph");
        for bytes in ["one", "two", "three", "four", "five"] {
            write(&path, bytes.as_bytes()).unwrap();
        }
        assert_eq!(fs::read_to_string(&path).unwrap(), "five");
        let kept = backup_paths(&path).map(|path| fs::read_to_string(path).unwrap());
        assert_eq!(kept, ["four", "three", "two"]);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 4, "nothing else is left there");
    }

    #[test]
    fn what_another_program_wrote_is_not_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.diplograph");
        write_over(&path, b"mine", None).unwrap();
        let stamped = stamp(&path);
        write_over(&path, b"mine again", stamped).unwrap();
        fs::write(&path, "theirs, longer").unwrap();
        assert!(matches!(write_over(&path, b"mine", stamped), Err(FileError::Changed)));
        assert_eq!(fs::read_to_string(&path).unwrap(), "theirs, longer");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_leaves_the_file_and_says_what_to_do() {
        // `/dev/full` answers as a full disk does.
        let mut full = File::options().write(true).open("/dev/full").unwrap();
        let error = full.write_all(b"x").and_then(|()| full.sync_all()).unwrap_err();
        assert_eq!(in_words(error).to_string(), "the disk is full; make room or choose another disk");
    }

    #[test]
    fn a_failed_save_leaves_the_file_and_says_what_to_do() {
        let folder = tempfile::tempdir().unwrap();
        let error = write(&folder.path().join("gone/a.diplograph"), b"x").unwrap_err().to_string();
        assert_eq!(error, "there is no such file or folder");
        let error = write(folder.path(), b"x").unwrap_err().to_string();
        assert_eq!(error, "a folder of this name is there");

        let path = folder.path().join("a.diplograph");
        fs::write(&path, "old").unwrap();
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        let error = write(&path, b"x").unwrap_err().to_string();
        assert_eq!(error, "the file is write-protected; save it under another name");
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
    }

    #[test]
    fn a_folder_is_no_session() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(
            read(folder.path()).unwrap_err().to_string(),
            "this is not a Diplograph session: it is no file"
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link() {
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("a.diplograph"), folder.path().join("link.diplograph"));
        fs::write(&path, "old").unwrap();
        std::os::unix::fs::symlink(&path, &link).unwrap();
        write(&link, b"new").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
    }
}
