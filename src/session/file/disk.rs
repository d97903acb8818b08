//! Session files on the disk: read with a limit, written so that a crash loses nothing.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

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

/// Writes bytes to a new file beside `path`, then renames it over `path`. The file that was there
/// before stays as [`backup_path`].
///
/// There is no moment without a whole file under `path`, once there was one.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
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
        .and_then(|()| keep_backup(path))
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

fn write_new(new: &Path, bytes: &[u8], permissions: Option<fs::Permissions>) -> io::Result<()> {
    // Left over from a crash, or somebody's link: never written through.
    fs::remove_file(new)
        .or_else(|error| if error.kind() == ErrorKind::NotFound { Ok(()) } else { Err(error) })?;
    let mut file = OpenOptions::new().write(true).create_new(true).open(new)?;
    file.write_all(bytes)?;
    if let Some(permissions) = permissions {
        file.set_permissions(permissions)?;
    }
    file.sync_all()
}

/// Gives the old file a second name, so that it is never away; copies it where the disk knows no links.
fn keep_backup(path: &Path) -> io::Result<()> {
    if !path.exists() {
        return Ok(());
    }
    let (backup, link) = (backup_path(path), beside(path, ".bak-new"));
    fs::remove_file(&link).ok();
    fs::hard_link(path, &link).or_else(|_| fs::copy(path, &link).map(drop))?;
    fs::rename(&link, &backup)
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(ending);
    path.with_file_name(name)
}

/// Makes the rename last, where the system can do that; it is no reason to call the save failed.
fn sync_folder(path: &Path) {
    if let Some(folder) = path.parent() {
        File::open(folder).and_then(|folder| folder.sync_all()).ok();
    }
}

fn message(kind: ErrorKind, words: &str) -> FileError {
    io::Error::new(kind, words.to_owned()).into()
}

/// What the disk says, and what to do.
fn in_words(error: io::Error) -> io::Error {
    let words = match error.kind() {
        ErrorKind::NotFound => "there is no such file or folder",
        ErrorKind::PermissionDenied => "you may not read or write here; choose another folder",
        ErrorKind::StorageFull => "the disk is full; make room or choose another disk",
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
        for bytes in ["one", "two", "three"] {
            write(&path, bytes.as_bytes()).unwrap();
        }
        assert_eq!(fs::read_to_string(&path).unwrap(), "three");
        assert_eq!(fs::read_to_string(backup_path(&path)).unwrap(), "two");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing else is left there");
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
