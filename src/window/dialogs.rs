//! Asks for files: by the system's dialog, made on the UI thread and awaited in a task, or by a path
//! typed by hand where no dialog is to be had.

use std::future::Future;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::App;
use super::other_session::asks_for_other;
use crate::session::file::EXTENSION;
use crate::task::{self, Running};
use crate::view::{Action, Command, Dialog};

/// Hardly a person opens and cancels a dialog faster than this: there was none.
const FASTEST_CANCEL: Duration = Duration::from_secs(1);
/// Kinds of file that are read as articles.
const ARTICLE_EXTENSIONS: [&str; 7] = ["txt", "text", "md", "markdown", "html", "htm", "jsonl"];

/// How the person is asked for files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FileDialogs {
    /// By the dialogs of the desktop.
    #[default]
    System,
    /// By a field for a path, as where the desktop has no dialogs.
    Typed,
}

/// A dialog that is open.
#[derive(Debug)]
pub(super) struct Asking {
    action: Action,
    since: Instant,
    running: Running<Option<Vec<PathBuf>>>,
}

impl App {
    /// Asks for the files of an action. A path typed by hand comes as [`Command::UsePath`].
    pub(super) fn ask_for_files(&mut self, action: Action) {
        if self.file_dialogs == FileDialogs::Typed || !desktop_has_dialogs() {
            self.ask_for_typed_path(action);
        } else if self.asking.is_none() {
            let answer = self.open_dialog(action);
            let running = task::spawn("file dialog", self.waker.clone(), move |_| pollster::block_on(answer));
            self.asking = Some(Asking { action, since: Instant::now(), running });
        }
    }

    /// Takes the answer of the dialog when it is there.
    pub(super) fn take_answer(&mut self) {
        let Some(asking) = &mut self.asking else { return };
        let Some(answer) = asking.running.try_take() else { return };
        let (action, took) = (asking.action, asking.since.elapsed());
        self.asking = None;
        match answer.ok().flatten() {
            Some(paths) if is_save(action) => {
                if let Some(path) = paths.into_iter().next() {
                    self.write_chosen(action, path);
                }
            }
            Some(mut paths) if asks_for_other(action) && !paths.is_empty() => {
                self.open_other(action, paths.swap_remove(0));
            }
            Some(paths) => {
                if let Some(first) = paths.first() {
                    self.preferences.used_folder_of(first);
                }
                self.commands.push(Command::OpenPaths(paths));
            }
            None if took < FASTEST_CANCEL => self.ask_for_typed_path(action),
            // What was to follow a save is given up with it.
            None => self.after_save = None,
        }
    }

    /// Asks for a path typed by hand.
    pub(super) fn ask_for_typed_path(&mut self, action: Action) {
        let mut path = self.preferences.start_folder().unwrap_or_default();
        if is_save(action) {
            path.push(self.suggested_name(action));
        } else {
            // With the separator at its end.
            path.push("");
        }
        self.state.dialog = Some(Dialog::PathField(action, path.display().to_string()));
    }

    /// Opens the system's dialog; what it will answer.
    fn open_dialog(&self, action: Action) -> impl Future<Output = Option<Vec<PathBuf>>> + Send + use<> {
        let mut dialog = rfd::AsyncFileDialog::new().set_title(action.label().trim_end_matches('…'));
        if let Some(folder) = self.preferences.start_folder() {
            dialog = dialog.set_directory(folder);
        }
        if is_save(action) {
            dialog = dialog.set_file_name(self.suggested_name(action));
        }
        let dialog = match action {
            Action::OpenArticles => {
                let all: Vec<&str> = ARTICLE_EXTENSIONS.into_iter().chain([EXTENSION]).collect();
                dialog.add_filter("Articles and sessions", &all).add_filter("All files", &["*"])
            }
            Action::Export => {
                let kind = self.saving.request.kind;
                dialog.add_filter(kind.name(), &[kind.extension()])
            }
            _ => dialog.add_filter("Diplograph session", &[EXTENSION]),
        };
        async move {
            let path = |file: rfd::FileHandle| file.path().to_owned();
            match action {
                Action::OpenArticles => {
                    let files = dialog.pick_files().await?;
                    Some(files.into_iter().map(path).collect())
                }
                Action::OpenFolder => dialog.pick_folder().await.map(|folder| vec![path(folder)]),
                Action::OpenSession | Action::MergeSession | Action::CompareSession => {
                    dialog.pick_file().await.map(|file| vec![path(file)])
                }
                _ => dialog.save_file().await.map(|file| vec![path(file)]),
            }
        }
    }

    fn suggested_name(&self, action: Action) -> String {
        let stem = self.workspace.path().and_then(|path| path.file_stem());
        let stem = stem.map_or_else(|| "relations".to_owned(), |stem| stem.to_string_lossy().into_owned());
        let extension =
            if action == Action::Export { self.saving.request.kind.extension() } else { EXTENSION };
        format!("{stem}.{extension}")
    }
}

/// Whether the desktop can show a dialog at all: by its portal over D-Bus, or by zenity.
///
/// The dialogs themselves say no more than "nothing was chosen" where there is neither.
fn desktop_has_dialogs() -> bool {
    let by_portal = || {
        let bus = std::env::var_os("XDG_RUNTIME_DIR").map(|folder| PathBuf::from(folder).join("bus"));
        std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some_and(|address| !address.is_empty())
            || bus.is_some_and(|bus| bus.exists())
    };
    let by_zenity = || {
        let path = std::env::var_os("PATH").unwrap_or_default();
        std::env::split_paths(&path).any(|folder| folder.join("zenity").is_file())
    };
    !cfg!(all(unix, not(target_os = "macos"))) || by_portal() || by_zenity()
}

/// Whether an action asks where to write.
pub(super) fn is_save(action: Action) -> bool {
    matches!(action, Action::Save | Action::SaveAs | Action::Export)
}
