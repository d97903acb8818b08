//! Opens another session beside the one that is open: to merge it, or to compare the two.

use std::path::{Path, PathBuf};

use super::App;
use crate::session::Workspace;
use crate::session::file::{FileError, Loaded};
use crate::session::merge::Merge;
use crate::task::{self, Running};
use crate::view::merge::MergeForm;
use crate::view::{Action, Command, Dialog, sheets};

/// A session that is being opened for an action.
#[derive(Debug)]
pub(super) struct OtherSession {
    action: Action,
    path: PathBuf,
    running: Running<Result<Loaded, FileError>>,
}

/// Whether an action asks for another session.
pub(super) fn asks_for_other(action: Action) -> bool {
    matches!(action, Action::MergeSession | Action::CompareSession)
}

impl App {
    /// Opens another session for an action; a newer one takes its place.
    pub(super) fn open_other(&mut self, action: Action, path: PathBuf) {
        let knowledge = self.workspace.knowledge().clone();
        let from = path.clone();
        let work = move |_: &task::Progress| task::open_session(&knowledge, &from);
        let running = task::spawn("Opening the other session", self.waker.clone(), work);
        self.other = Some(OtherSession { action, path, running });
    }

    /// Takes the other session when it is there.
    pub(super) fn take_other(&mut self) {
        let Some(other) = &mut self.other else { return };
        let Some(result) = other.running.try_take() else { return };
        let (action, path) = (other.action, other.path.clone());
        self.other = None;
        match result.and_then(|result| result.map_err(|error| error.to_string())) {
            Ok(loaded) if action == Action::MergeSession => self.ask_how_to_merge(&path, &loaded),
            Ok(loaded) => self.compare_with(&path, loaded),
            Err(error) => self.tell_file_error("Can’t open this session", &error, &path),
        }
    }

    fn ask_how_to_merge(&mut self, path: &Path, loaded: &Loaded) {
        let merge = Merge::new(self.workspace.session(), &loaded.session, &loaded.readings);
        self.state.dialog = Some(Dialog::Merge(Box::new(MergeForm::new(name_of(path), merge))));
    }

    fn compare_with(&mut self, path: &Path, loaded: Loaded) {
        let knowledge = self.workspace.knowledge().clone();
        let other = Workspace::open(knowledge, loaded.session, loaded.readings, None);
        self.state.passage = None;
        self.state.sheets.open = sheets::Sheet::Compare;
        self.state.sheets.compare_with(name_of(path), other);
    }

    /// Takes what was decided of a merge.
    pub(super) fn merge(&mut self, name: &str, merge: &Merge) {
        self.workspace.merge(format!("merge “{name}”"), merge);
        self.tell_with(format!("“{name}” was merged"), "Undo", Command::Do(Action::Undo));
    }
}

fn name_of(path: &Path) -> String {
    path.file_stem().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}
