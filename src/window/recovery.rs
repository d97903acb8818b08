//! Unsaved work is kept against a crash: a journal in the folder for data, to which each change is written
//! at once, and an offer to open it at the next start.
//!
//! The journal is begun with the session and waits there, so that the first change is as quickly written as
//! any. Writing outlives the program; the disk is waited for beside it, while the next change is written.
//!
//! Each running program holds a lock on a file of its own beside its journal, which says what session the
//! journal belongs to. A journal whose lock is free was left by a program that did not come to its end.
//! One that the person does not want is put away under another name, not deleted: one is kept.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::App;
use crate::article::SharedArticle;
use crate::session::file::{Begun, EXTENSION, Journal, Unsynced, holds_work};
use crate::task::{self, Running};
use crate::view::Command;

const LOCK: &str = "lock";
const PUT_AWAY: &str = "put-away";
/// The extension of journals.
pub(super) const JOURNAL: &str = "journal";
/// How long after a failure it is tried again.
const TRY_AGAIN: Duration = Duration::from_secs(5);

/// The journal of this program's unsaved work.
#[derive(Debug, Default)]
pub(super) struct Recovery {
    /// `None`: nothing is kept.
    folder: Option<PathBuf>,
    /// How long changes may be on no disk at all.
    pause: Duration,
    own: Option<Own>,
    /// A journal that was opened: it goes when this program has written one of its own.
    opened: Option<PathBuf>,
    /// The revision of the last step, and whether the map was at rest then.
    kept: Option<(u64, bool)>,
    /// When the changes that are not kept yet were first seen.
    since: Option<Instant>,
    /// The articles that are in the session's file.
    in_file: Vec<SharedArticle>,
    /// Begun, and not being written to.
    journal: Option<Journal>,
    running: Option<Running<io::Result<Journal>>>,
    /// The disk is waited for.
    syncing: Option<Running<io::Result<()>>>,
    /// Written since the disk was last asked.
    unsynced: Option<Unsynced>,
    /// When it last failed.
    failed: Option<Instant>,
    /// Whether the person knows that nothing can be kept.
    told: bool,
}

/// This program's files.
#[derive(Debug)]
struct Own {
    journal: PathBuf,
    lock: File,
}

impl Recovery {
    pub(super) fn new(data_folder: Option<PathBuf>, pause: Duration) -> Self {
        let folder = data_folder.map(|folder| folder.join("unsaved"));
        Self { folder, pause, ..Self::default() }
    }

    /// What was left by programs that did not come to their end, by name. Earlier versions left copies.
    fn left(&self) -> Vec<PathBuf> {
        let entries = self.folder.as_ref().and_then(|folder| fs::read_dir(folder).ok());
        let mut left: Vec<PathBuf> = entries
            .into_iter()
            .flatten()
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| path.extension().is_some_and(|ending| ending == JOURNAL || ending == EXTENSION))
            .filter(|path| path.file_stem().is_none_or(|name| name != PUT_AWAY))
            .filter(|path| is_free(&path.with_extension(LOCK)))
            .collect();
        left.sort();
        let is_journal = |path: &Path| path.extension().is_some_and(|ending| ending == JOURNAL);
        let (idle, left): (Vec<PathBuf>, Vec<PathBuf>) =
            left.into_iter().partition(|path| is_journal(path) && !holds_work(path));
        idle.iter().for_each(|path| remove_copy(path));
        left
    }

    /// The session file that a copy belongs to.
    pub(super) fn belongs_to(&self, copy: &Path) -> Option<PathBuf> {
        let text = fs::read_to_string(copy.with_extension(LOCK)).ok()?;
        (!text.is_empty()).then(|| text.into())
    }

    /// Puts a copy away that the person does not want.
    pub(super) fn put_away(&self, copy: &Path) {
        let name = Path::new(PUT_AWAY).with_extension(copy.extension().unwrap_or_default());
        fs::rename(copy, copy.with_file_name(name)).ok();
        remove_copy(copy);
    }

    /// Another session is open, with these articles in its file: what was kept is of no use any more.
    pub(super) fn start_again(&mut self, in_file: Vec<SharedArticle>) {
        self.clear();
        (self.kept, self.in_file) = (None, in_file);
    }

    /// The session was saved with these articles; changes that came in the meantime go to a new journal.
    pub(super) fn saved(&mut self, in_file: Vec<SharedArticle>) {
        self.wait();
        self.in_file = in_file;
        (self.journal, self.kept) = (None, None);
    }

    /// There is no unsaved work: the journal goes.
    pub(super) fn clear(&mut self) {
        self.wait();
        self.journal = None;
        if let Some(own) = &self.own {
            fs::remove_file(&own.journal).ok();
        }
        if let Some(opened) = self.opened.take() {
            remove_copy(&opened);
        }
        self.since = None;
    }

    fn wait(&mut self) {
        if let Some(running) = self.running.take() {
            self.journal = running.wait().ok().and_then(Result::ok);
        }
        (self.syncing, self.unsynced) = (None, None);
    }

    /// Asks the disk for what was written, one time after the other.
    fn sync(&mut self, waker: &task::Waker) -> Option<Result<(), String>> {
        let done = self.syncing.as_mut().and_then(Running::try_take);
        if done.is_some() {
            self.syncing = None;
        }
        if self.syncing.is_none()
            && let Some(unsynced) = self.unsynced.take()
        {
            let work = move |_: &task::Progress| unsynced.sync();
            self.syncing = Some(task::spawn("Waiting for the disk", waker.clone(), work));
        }
        done.map(|done| done.and_then(|done| done.map_err(|error| error.to_string())))
    }

    /// How long until it is tried again after a failure.
    fn pause_after_failure(&mut self) -> Option<Duration> {
        let left = TRY_AGAIN.checked_sub(self.failed?.elapsed()).filter(|left| !left.is_zero());
        if left.is_none() {
            self.failed = None;
        }
        left
    }

    /// The program comes to its end.
    pub(super) fn forget(&mut self) {
        self.clear();
        if let Some(own) = self.own.take() {
            remove_copy(&own.journal);
        }
    }

    /// Opens this program's own files, once. They are new: a journal of that name that was left by another
    /// program is not written over.
    fn own(&mut self) -> io::Result<Option<&mut Own>> {
        let Some(folder) = &self.folder else { return Ok(None) };
        if self.own.is_none() {
            fs::create_dir_all(folder)?;
            self.own = Some(new_files(folder)?);
        }
        Ok(self.own.as_mut())
    }
}

fn new_files(folder: &Path) -> io::Result<Own> {
    let mut number = std::process::id();
    loop {
        let journal = folder.join(format!("{number}.{JOURNAL}"));
        match File::options().write(true).create_new(true).open(journal.with_extension(LOCK)) {
            Ok(lock) => {
                lock.try_lock().map_err(io::Error::from)?;
                return Ok(Own { journal, lock });
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

    /// Writes unsaved work to the journal when it is time; how long until then.
    pub(super) fn keep_unsaved_work(&mut self) -> Option<Duration> {
        self.wait_for_disk();
        if let Some(running) = &mut self.recovery.running {
            let result = running.try_take()?;
            self.recovery.running = None;
            self.journal_written(result.and_then(|result| result.map_err(|error| error.to_string())));
        }
        let now = (self.workspace.revision(), !self.workspace.is_moving());
        // Places are written when all stand still: on the way they change with each frame.
        let is_kept = self.recovery.kept.is_some_and(|kept| kept == now || (kept.0 == now.0 && !now.1));
        let is_begun = self.recovery.journal.is_some() || self.workspace.session().is_empty();
        if is_kept || (is_begun && !self.workspace.has_unsaved_work()) {
            self.recovery.since = None;
            return None;
        }
        if let Some(left) = self.recovery.pause_after_failure() {
            return Some(left);
        }
        let waited = self.recovery.since.get_or_insert_with(Instant::now).elapsed();
        if waited < self.recovery.pause {
            return Some(self.recovery.pause.saturating_sub(waited));
        }
        self.keep_now();
        None
    }

    fn journal_written(&mut self, result: Result<Journal, String>) {
        match result {
            Ok(journal) => {
                self.recovery.unsynced = journal.unsynced().ok();
                self.recovery.journal = Some(journal);
                if let Some(opened) = self.recovery.opened.take() {
                    remove_copy(&opened);
                }
                self.wait_for_disk();
            }
            Err(error) => self.cannot_keep(&error),
        }
    }

    /// Takes what the disk said and asks it for what was written since.
    fn wait_for_disk(&mut self) {
        match self.recovery.sync(&self.waker) {
            Some(Ok(())) => self.recovery.told = false,
            Some(Err(error)) => self.cannot_keep(&error),
            None => {}
        }
    }

    /// The work itself is there and can be saved: it is enough to say it once. It is tried again.
    fn cannot_keep(&mut self, error: &str) {
        // The next try begins a new journal: the end of this one may be cut.
        (self.recovery.journal, self.recovery.kept) = (None, None);
        self.recovery.failed = Some(Instant::now());
        if !std::mem::replace(&mut self.recovery.told, true) {
            let words = "Changes can’t be kept against a crash, so save now and then";
            self.tell_error(format!("{words}: {error}"));
        }
    }

    /// Takes a journal that was opened as this program's own work.
    pub(super) fn adopt(&mut self, copy: PathBuf) {
        self.workspace.mark_unsaved();
        self.keep_now();
        self.recovery.opened = Some(copy);
    }

    fn keep_now(&mut self) {
        self.recovery.since = None;
        self.recovery.kept = Some((self.workspace.revision(), !self.workspace.is_moving()));
        let base = self.workspace.path().map(Path::to_owned);
        let belongs_to = base.as_ref().map(|path| path.display().to_string()).unwrap_or_default();
        let path = match self.recovery.own() {
            Ok(None) => return,
            Ok(Some(own)) => write_over(&mut own.lock, &belongs_to).map(|()| own.journal.clone()),
            Err(error) => Err(error),
        };
        let path = match path {
            Ok(path) => path,
            Err(error) => return self.cannot_keep(&error.to_string()),
        };
        let session = self.workspace.session_to_save();
        let begun = if self.workspace.has_unsaved_work() { Begun::WithWork } else { Begun::Waiting };
        let journal = self.recovery.journal.take();
        let in_file = if journal.is_none() { self.recovery.in_file.clone() } else { Vec::new() };
        let work = move |_: &task::Progress| match journal {
            Some(mut journal) => journal.append(&session).map(|()| journal),
            None => Journal::start(&path, base.as_deref(), in_file, &session, begun),
        };
        self.recovery.running = Some(task::spawn("Keeping unsaved work", self.waker.clone(), work));
    }
}

fn write_over(file: &mut File, text: &str) -> io::Result<()> {
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
