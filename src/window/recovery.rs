//! Unsaved work is kept against a crash: a copy in the folder for data, some time after a change, and
//! an offer to open it at the next start.
//!
//! Each running program holds a lock on a file of its own beside its copy, which says what session the
//! copy belongs to. A copy whose lock is free was left by a program that did not come to its end.
//! A copy that the person does not want is put away under another name, not deleted: one is kept.

use std::fs::{self, File};
use std::io::{ErrorKind, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::App;
use crate::session::file::{EXTENSION, FileError};
use crate::task::{self, Running};
use crate::view::Command;

const LOCK: &str = "lock";
const PUT_AWAY: &str = "put-away.diplograph";

/// The copy of this program's unsaved work.
#[derive(Debug, Default)]
pub(super) struct Recovery {
    /// `None`: nothing is kept.
    folder: Option<PathBuf>,
    /// How long changes may be in no file at all.
    pause: Duration,
    own: Option<Own>,
    /// A copy that was opened: it goes when this program has kept one of its own.
    opened: Option<PathBuf>,
    /// The revision of the last copy.
    kept_revision: Option<u64>,
    /// When the changes that are not kept yet were first seen.
    since: Option<Instant>,
    running: Option<Running<Result<(), FileError>>>,
}

/// This program's files.
#[derive(Debug)]
struct Own {
    copy: PathBuf,
    lock: File,
}

impl Recovery {
    pub(super) fn new(data_folder: Option<PathBuf>, pause: Duration) -> Self {
        let folder = data_folder.map(|folder| folder.join("unsaved"));
        Self { folder, pause, ..Self::default() }
    }

    /// Copies that were left by programs that did not come to their end, by name.
    fn left(&self) -> Vec<PathBuf> {
        let entries = self.folder.as_ref().and_then(|folder| fs::read_dir(folder).ok());
        let mut left: Vec<PathBuf> = entries
            .into_iter()
            .flatten()
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| path.extension().is_some_and(|extension| extension == EXTENSION))
            .filter(|path| !path.ends_with(PUT_AWAY) && is_free(&path.with_extension(LOCK)))
            .collect();
        left.sort();
        left
    }

    /// The session file that a copy belongs to.
    pub(super) fn belongs_to(&self, copy: &Path) -> Option<PathBuf> {
        let text = fs::read_to_string(copy.with_extension(LOCK)).ok()?;
        (!text.is_empty()).then(|| text.into())
    }

    /// Puts a copy away that the person does not want.
    pub(super) fn put_away(&self, copy: &Path) {
        fs::rename(copy, copy.with_file_name(PUT_AWAY)).ok();
        remove_copy(copy);
    }

    /// Another session is open: what was kept is of no use any more.
    pub(super) fn start_again(&mut self) {
        self.clear();
        self.kept_revision = None;
    }

    /// There is no unsaved work: the copy goes.
    pub(super) fn clear(&mut self) {
        if let Some(running) = self.running.take() {
            running.wait().ok();
        }
        if let Some(own) = &self.own {
            fs::remove_file(&own.copy).ok();
        }
        if let Some(opened) = self.opened.take() {
            remove_copy(&opened);
        }
        self.since = None;
    }

    /// The program comes to its end.
    pub(super) fn forget(&mut self) {
        self.clear();
        if let Some(own) = self.own.take() {
            remove_copy(&own.copy);
        }
    }

    /// Opens this program's own files, once. They are new: a copy of that name that was left by another
    /// program is not written over.
    fn own(&mut self) -> std::io::Result<Option<&mut Own>> {
        let Some(folder) = &self.folder else { return Ok(None) };
        if self.own.is_none() {
            fs::create_dir_all(folder)?;
            self.own = Some(new_files(folder)?);
        }
        Ok(self.own.as_mut())
    }
}

fn new_files(folder: &Path) -> std::io::Result<Own> {
    let mut number = std::process::id();
    loop {
        let copy = folder.join(format!("{number}.{EXTENSION}"));
        match File::options().write(true).create_new(true).open(copy.with_extension(LOCK)) {
            Ok(lock) => {
                lock.try_lock().map_err(std::io::Error::from)?;
                return Ok(Own { copy, lock });
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => number = number.wrapping_add(1),
            Err(error) => return Err(error),
        }
    }
}

impl App {
    /// Offers what was left by a program that did not come to its end.
    pub(super) fn offer_recovered_work(&mut self) {
        for copy in self.recovery.left() {
            let name = self.recovery.belongs_to(&copy);
            let name =
                name.as_deref().and_then(Path::file_stem).map(|stem| stem.to_string_lossy().into_owned());
            let words = match name {
                Some(name) => {
                    format!("Unsaved work on “{name}” was found: the program did not close as it should")
                }
                None => "Unsaved work was found: the program did not close as it should".to_owned(),
            };
            self.tell_error_with(words, "Restore", Command::Restore(copy));
        }
    }

    /// Keeps a copy of unsaved work when it is time; how long until then.
    pub(super) fn keep_unsaved_work(&mut self) -> Option<Duration> {
        if let Some(running) = &mut self.recovery.running {
            // What can't be kept is no reason to disturb; the work itself is there and can be saved.
            let result = running.try_take()?;
            self.recovery.running = None;
            if matches!(result, Ok(Ok(())))
                && let Some(opened) = self.recovery.opened.take()
            {
                remove_copy(&opened);
            }
        }
        let revision = self.workspace.revision();
        if !self.workspace.has_unsaved_work() || self.recovery.kept_revision == Some(revision) {
            self.recovery.since = None;
            return None;
        }
        let waited = self.recovery.since.get_or_insert_with(Instant::now).elapsed();
        if waited < self.recovery.pause {
            return Some(self.recovery.pause.saturating_sub(waited));
        }
        self.keep_now();
        None
    }

    /// Takes a copy that was opened as this program's own work.
    pub(super) fn adopt(&mut self, copy: PathBuf) {
        self.workspace.mark_unsaved();
        self.keep_now();
        self.recovery.opened = Some(copy);
    }

    fn keep_now(&mut self) {
        self.recovery.since = None;
        self.recovery.kept_revision = Some(self.workspace.revision());
        let belongs_to = self.workspace.path().map(|path| path.display().to_string()).unwrap_or_default();
        let Ok(Some(own)) = self.recovery.own() else { return };
        if write_over(&mut own.lock, &belongs_to).is_err() {
            return;
        }
        let copy = own.copy.clone();
        let knowledge = self.workspace.knowledge().clone();
        let (session, readings) =
            (self.workspace.session_to_save(), self.workspace.machine_readings().clone());
        let work = move |_: &task::Progress| task::save_session(&knowledge, &session, &readings, &copy);
        self.recovery.running = Some(task::spawn("Keeping unsaved work", self.waker.clone(), work));
    }
}

fn write_over(file: &mut File, text: &str) -> std::io::Result<()> {
    file.set_len(0)?;
    file.rewind()?;
    file.write_all(text.as_bytes())
}

/// Whether no running program holds this lock.
fn is_free(lock: &Path) -> bool {
    match File::options().read(true).write(true).open(lock) {
        Ok(file) => file.try_lock().is_ok(),
        Err(_) => true,
    }
}

/// Removes a copy with its lock and backup.
fn remove_copy(copy: &Path) {
    for path in [copy.to_owned(), copy.with_extension(LOCK), crate::session::file::backup_path(copy)] {
        fs::remove_file(path).ok();
    }
}
