//! Saves sessions and pictures off the UI thread. One save goes on and one may wait: the newest wins.

use std::path::{Path, PathBuf};

use super::App;
use super::dialogs::is_save;
use super::other_session::asks_for_other;
use crate::article::SharedArticle;
use crate::export::picture::Theme;
use crate::export::request::{Kind, Request};
use crate::session::file::{self, EXTENSION, FileError, Stamp};
use crate::task::{self, Running};
use crate::view::export::ExportForm;
use crate::view::{Action, Command, Dialog};

/// What is being written.
#[derive(Debug)]
pub(super) struct Saving {
    session: Option<SavingSession>,
    /// Where to save next, when this save is done.
    next: Option<PathBuf>,
    export: Option<(PathBuf, Running<Result<(), String>>)>,
    /// What is asked to be written; the last one fills the form in again.
    pub(super) request: Request,
    /// Whether a form was filled in before.
    has_asked: bool,
}

impl Default for Saving {
    fn default() -> Self {
        Self { session: None, next: None, export: None, request: Request::new(Kind::Svg), has_asked: false }
    }
}

#[derive(Debug)]
struct SavingSession {
    path: PathBuf,
    revision: u64,
    /// The articles that are in the file afterwards.
    articles: Vec<SharedArticle>,
    running: Running<Result<(), FileError>>,
}

impl Saving {
    pub(super) fn is_idle(&self) -> bool {
        self.session.is_none() && self.export.is_none()
    }

    /// Whether a session is being saved.
    pub(super) fn is_saving(&self) -> bool {
        self.session.is_some()
    }

    /// Waits for what is being written, at the end of the program.
    pub(super) fn finish(&mut self) {
        if let Some(session) = self.session.take() {
            session.running.wait().ok();
        }
        if let Some((_, running)) = self.export.take() {
            running.wait().ok();
        }
    }
}

impl App {
    /// Saves the session under its path, or asks for one.
    pub(super) fn save_session(&mut self) {
        match self.workspace.path().map(Path::to_owned) {
            Some(path) => {
                let stamp = self.claim.stamp(&path);
                self.save_over(path, stamp);
            }
            None => self.ask_for_files(Action::SaveAs),
        }
    }

    /// Saves the session, then goes on with a command.
    pub(super) fn save_then(&mut self, command: Command) {
        self.after_save = Some(command);
        self.save_session();
    }

    /// Writes to a path that was typed by hand for an action, or opens it.
    pub(super) fn use_path(&mut self, action: Action, path: PathBuf) {
        let path = self.with_extension_of(action, at_home(path));
        if asks_for_other(action) {
            self.open_other(action, path);
        } else if !is_save(action) {
            self.commands.push(Command::OpenPaths(vec![path]));
        } else if path.exists() && self.workspace.path() != Some(&path) {
            // The system's dialogs ask this themselves.
            let error = "there is a file of this name already; choose another name";
            self.tell_file_error("Nothing was written", error, &path);
            self.ask_for_typed_path(action);
        } else {
            self.write_chosen(action, path);
        }
    }

    /// Writes to the path that a person chose for an action.
    pub(super) fn write_chosen(&mut self, action: Action, path: PathBuf) {
        let path = self.with_extension_of(action, path);
        if action == Action::Export {
            self.export_to(path);
        } else {
            self.save_to(path);
        }
    }

    /// Takes what the tasks have brought.
    pub(super) fn take_saved(&mut self) {
        if let Some(saving) = &mut self.saving.session
            && let Some(result) = saving.running.try_take()
            && let Some(saving) = self.saving.session.take()
        {
            self.session_saved(saving.path, saving.revision, saving.articles, result);
        }
        if let Some((_, running)) = &mut self.saving.export
            && let Some(result) = running.try_take()
            && let Some((path, _)) = self.saving.export.take()
        {
            match result.and_then(|result| result) {
                Ok(()) => self.tell(format!("Written: {}", path.display())),
                Err(error) => self.tell_file_error("Can’t write this file", &error, &path),
            }
        }
    }

    fn save_to(&mut self, path: PathBuf) {
        self.save_over(path, None);
    }

    /// Saves to a path, unless another program changed what had this stamp.
    fn save_over(&mut self, path: PathBuf, stamp: Option<Stamp>) {
        if self.saving.session.is_some() {
            self.saving.next = Some(path);
            return;
        }
        self.workspace.set_camera(self.state.map.camera);
        let knowledge = self.workspace.knowledge().clone();
        let (session, readings) =
            (self.workspace.session_to_save(), self.workspace.machine_readings().clone());
        let (to, articles) = (path.clone(), session.articles.clone());
        let work =
            move |_: &task::Progress| task::save_session_over(&knowledge, &session, &readings, &to, stamp);
        let running = task::spawn("Saving", self.waker.clone(), work);
        let revision = self.workspace.revision();
        self.saving.session = Some(SavingSession { path, revision, articles, running });
    }

    fn session_saved(
        &mut self,
        path: PathBuf,
        revision: u64,
        articles: Vec<SharedArticle>,
        result: Result<Result<(), FileError>, String>,
    ) {
        let changed = matches!(result, Ok(Err(FileError::Changed)));
        if let Err(error) = result.and_then(|result| result.map_err(|error| error.to_string())) {
            (self.saving.next, self.after_save) = (None, None);
            let words = format!("Can’t save this session: {error}\nFile: {}", path.display());
            if changed {
                self.tell_error_with(words, "Save under another name", Command::Do(Action::SaveAs));
            } else {
                self.tell_error(words);
            }
            return;
        }
        self.workspace.saved(revision, &path);
        self.recovery.saved(articles);
        self.hold(&path);
        self.preferences.used(&path);
        if let Some(next) = self.saving.next.take() {
            self.save_to(next);
            return;
        }
        if !self.workspace.has_unsaved_work() {
            self.recovery.clear();
        }
        match self.after_save.take() {
            Some(command) => self.commands.push(command),
            None => self.tell(format!("Saved to {}", path.display())),
        }
    }

    /// Shows the form for an export, filled in as the last time.
    pub(super) fn ask_what_to_export(&mut self) {
        let theme = if self.is_dark { Theme::Dark } else { Theme::Light };
        let form = if self.saving.has_asked {
            ExportForm::again(self.saving.request.clone())
        } else {
            ExportForm::new(theme)
        };
        self.state.dialog = Some(Dialog::Export(Box::new(form)));
    }

    /// Asks where to write what was asked for.
    pub(super) fn export(&mut self, request: Request) {
        (self.saving.request, self.saving.has_asked) = (request, true);
        self.ask_for_files(Action::Export);
    }

    fn export_to(&mut self, path: PathBuf) {
        let (workspace, request) = (self.workspace.clone(), self.saving.request.clone());
        let to = path.clone();
        let work = move |_: &task::Progress| {
            file::write_export(&to, &request.bytes(&workspace)?).map_err(|error| error.to_string())
        };
        self.saving.export = Some((path, task::spawn("Writing the export", self.waker.clone(), work)));
    }

    /// The path with the extension of what an action writes.
    fn with_extension_of(&self, action: Action, path: PathBuf) -> PathBuf {
        match action {
            Action::Export => with_extension(path, self.saving.request.kind.extension()),
            Action::Save | Action::SaveAs => with_extension(path, EXTENSION),
            _ => path,
        }
    }
}

/// The path with `~` as the home folder, as people type it.
fn at_home(path: PathBuf) -> PathBuf {
    let home = || directories::BaseDirs::new().map(|folders| folders.home_dir().to_owned());
    match path.strip_prefix("~") {
        Ok(rest) => home().map_or_else(|| path.clone(), |home| home.join(rest)),
        Err(_) => path,
    }
}

/// The path with an extension, where it has not that one.
fn with_extension(path: PathBuf, extension: &str) -> PathBuf {
    // An extension can be of two words: `.export.CSV`.
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    if name.ends_with(&format!(".{}", extension.to_lowercase())) {
        return path;
    }
    let mut name = path.into_os_string();
    name.push(".");
    name.push(extension);
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_extension_is_added_and_none_is_lost() {
        assert_eq!(with_extension("a/v1.2".into(), "diplograph"), Path::new("a/v1.2.diplograph"));
        assert_eq!(with_extension("a.Diplograph".into(), "diplograph"), Path::new("a.Diplograph"));
    }
}
