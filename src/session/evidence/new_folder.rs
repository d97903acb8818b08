//! A folder that appears when it is whole: it is written beside its place and then renamed.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// A folder that is being written. Dropped without [`NewFolder::finish`] it is taken away again; what a
/// killed run left is taken away by the next one.
#[derive(Debug)]
pub struct NewFolder {
    to: PathBuf,
    new: PathBuf,
}

impl NewFolder {
    /// A folder to be at `to`. One that is there is replaced, if `is_ours` says so of all in it.
    pub fn new(to: &Path, is_ours: impl Fn(&Path) -> bool) -> io::Result<Self> {
        let (new, old) = (beside(to, ".new"), beside(to, ".old"));
        // A run was killed between the two renames.
        if old.exists() && !to.exists() {
            fs::rename(&old, to)?;
        }
        if to.exists() {
            let mut entries = fs::read_dir(to)?.collect::<io::Result<Vec<_>>>()?.into_iter();
            if !entries.all(|entry| is_ours(&entry.path())) {
                let text = "there is a folder of this name with something else in it";
                return Err(io::Error::new(ErrorKind::AlreadyExists, text));
            }
        }
        remove(&new)?;
        fs::create_dir_all(&new)?;
        Ok(Self { to: to.to_owned(), new })
    }

    /// Where its files are to be written.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.new
    }

    /// Gives it its name.
    pub fn finish(self) -> io::Result<()> {
        let old = beside(&self.to, ".old");
        remove(&old)?;
        if self.to.exists() {
            fs::rename(&self.to, &old)?;
        }
        fs::rename(&self.new, &self.to)?;
        remove(&old)
    }
}

impl Drop for NewFolder {
    fn drop(&mut self) {
        remove(&self.new).ok();
    }
}

fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// `name` and an ending; `name/` and `.` are names too.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(ending);
    path.with_file_name(name)
}
