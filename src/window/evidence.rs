//! Evidence folders: taken into the window, and their sentences read for the link that is looked at.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::App;
use crate::session::evidence::{Answer, Asked, EvidenceFolder, FolderError};
use crate::session::file::Loaded;
use crate::task::{self, Running};
use crate::view::number::counted;
use crate::view::{Action, Command, Selection, quotes};

/// What is being read of an evidence folder.
#[derive(Debug, Default)]
pub(super) struct Quoting {
    running: Option<(Asked, Running<Result<Answer, FolderError>>)>,
    /// For which state of the session and of the window it was asked last.
    asked_for: Option<(u64, Selection, usize)>,
    /// The folder of this session that is being opened, since it was not where it had been.
    found: Option<(PathBuf, Running<Result<EvidenceFolder, FolderError>>)>,
}

impl Quoting {
    pub(super) fn is_idle(&self) -> bool {
        self.running.is_none() && self.found.is_none()
    }
}

impl App {
    /// Takes the folder of a session that was opened, and says where that failed.
    pub(super) fn take_folder(&mut self, folder: Result<EvidenceFolder, FolderError>) {
        match folder {
            Ok(folder) => self.hold_folder(folder),
            Err(error) => {
                let path = self.workspace.session().folder.as_ref().map(|mark| mark.path.clone());
                let path = path.unwrap_or_default();
                let words = format!("Can’t show the map: {error}\nFolder: {}", path.display());
                self.tell_error(words);
            }
        }
    }

    /// Looks at a folder; one with other rows than the session was made on is told of.
    fn hold_folder(&mut self, folder: EvidenceFolder) {
        let before = self.workspace.session().folder.clone();
        let now = folder.mark().clone();
        self.workspace.hold(Arc::new(folder));
        if let Some(before) = before.filter(|before| before.hash != now.hash) {
            let words = |articles: u32, events: u64| {
                let events = usize::try_from(events).unwrap_or(usize::MAX);
                format!("{}, {}", counted(articles as usize, "article"), counted(events, "row of events"))
            };
            self.tell(format!(
                "The evidence folder has changed since this session was saved: {} then, {} now. All that you decided is kept",
                words(before.articles, before.events),
                words(now.articles, now.events),
            ));
        }
    }

    /// Whether a folder that is opened belongs to this session, whose own is missing.
    pub(super) fn misses_folder(&self) -> bool {
        self.workspace.session().folder.is_some() && self.workspace.folder().is_none()
    }

    /// Opens the folder of this session where it is now.
    pub(super) fn find_folder(&mut self, path: PathBuf) {
        let from = path.clone();
        let work = move |_: &task::Progress| EvidenceFolder::open(&from);
        self.quoting.found = Some((path, task::spawn("Opening the folder", self.waker.clone(), work)));
    }

    /// Says that articles can't be added to a folder; whether that was so.
    pub(super) fn refuses_articles(&mut self) -> bool {
        if self.workspace.session().folder.is_none() {
            return false;
        }
        let words = "This map is made of an evidence folder, to which no article can be added here. \
            Start a new session for articles, or add their rows to the folder with `diplograph collect`";
        self.tell_error_with(words.to_owned(), "Start a new session", Command::Do(Action::NewSession));
        true
    }

    /// Takes what was read.
    pub(super) fn take_quotes(&mut self) {
        if let Some((path, running)) = &mut self.quoting.found
            && let Some(result) = running.try_take()
        {
            let path = std::mem::take(path);
            self.quoting.found = None;
            self.take_found(&path, result);
        }
        let Some((asked, running)) = &mut self.quoting.running else { return };
        let Some(result) = running.try_take() else { return };
        let asked = asked.clone();
        self.quoting.running = None;
        self.state.quotes.reading = false;
        match result.and_then(|result| result.map_err(|error| error.to_string())) {
            Ok(answer) => self.workspace.take_answer(&asked, answer),
            Err(error) => self.state.quotes.failed = Some(error),
        }
    }

    fn take_found(&mut self, path: &Path, result: Result<Result<EvidenceFolder, FolderError>, String>) {
        match result.and_then(|result| result.map_err(|error| error.to_string())) {
            Ok(folder) if self.misses_folder() => {
                self.hold_folder(folder);
                self.preferences.used(path);
            }
            Ok(_) => {}
            Err(error) => self.tell_file_error("Can’t open this evidence folder", &error, path),
        }
    }

    /// Asks for the sentences of the link that is selected, as soon as it is.
    pub(super) fn ask_for_quotes(&mut self) {
        if self.workspace.folder().is_none() {
            return;
        }
        let most = self.state.quotes.most;
        let asks_for = (self.workspace.revision(), self.state.selection.clone(), most);
        if self.quoting.asked_for.as_ref() == Some(&asks_for) {
            return;
        }
        let is_same_link =
            self.quoting.asked_for.as_ref().is_some_and(|(_, before, _)| *before == asks_for.1);
        if !is_same_link {
            self.state.quotes.most = quotes::FIRST;
        }
        self.quoting.asked_for = Some((asks_for.0, asks_for.1, self.state.quotes.most));
        (self.quoting.running, self.state.quotes.reading, self.state.quotes.failed) = (None, false, None);
        let Selection::Link { a, b } = &self.state.selection else { return };
        let Some(asked) = self.workspace.ask(a, b, self.state.quotes.most) else { return };
        let work = asked.clone();
        let work = move |_: &task::Progress| work.read();
        let running = task::spawn("Reading sentences", self.waker.clone(), work);
        self.quoting.running = Some((asked, running));
        self.state.quotes.reading = true;
    }

    /// Asks again for what could not be read.
    pub(super) fn read_quotes(&mut self, most: usize) {
        self.state.quotes.most = most;
        self.quoting.asked_for = self.quoting.asked_for.take().map(|(_, link, most)| (u64::MAX, link, most));
    }

    /// What a session file brought, with its evidence folder.
    pub(super) fn with_folder(mut loaded: Loaded, file: Option<&Path>) -> Loaded {
        task::find_folder(&mut loaded, file);
        loaded
    }
}
