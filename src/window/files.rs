//! Opens articles and sessions: starts the tasks, takes what they bring, and says what became of it.

use std::path::{Path, PathBuf};

use super::App;
use crate::article::mapping::{Mapping, Mappings};
use crate::article::open::Failure;
use crate::article::{Article, CodedTable, SharedArticle};
use crate::event::{Knowledge, Reading};
use crate::language::Readable;
use crate::packed::{Packed, packed};
use crate::session::Workspace;
use crate::session::evidence::folder::is_evidence;
use crate::session::file::{self, EXTENSION, FileError, Loaded, Stamp};
use crate::task::{self, Fate, FileReport, Import, Running};
use crate::view::columns::ColumnsForm;
use crate::view::number::{counted, grouped};
use crate::view::{Action, Command, Dialog, Selection, Status, ViewState};

/// The session that comes with the program.
static SAMPLE: Packed = packed!("saves/suez-1956.diplograph");

/// What is said after the first articles.
const HINT: &str = "Click an actor or a link to see its sentences; drag an actor to where you want it";

/// Articles of a pasted text, or why there are none.
type PastedArticles = Result<Vec<(Article, Reading)>, String>;

/// What is being opened.
#[derive(Debug, Default)]
pub(super) struct Opening {
    articles: Option<Running<Import>>,
    /// Files and folders that wait until the articles before them are read.
    waiting: Vec<PathBuf>,
    pasted: Option<Running<PastedArticles>>,
    session: Option<OpeningSession>,
    /// The stamp of the session file before it is read.
    stamp: Option<Stamp>,
}

#[derive(Debug)]
struct OpeningSession {
    source: Source,
    running: Running<Result<Loaded, FileError>>,
    /// Articles that were asked for with it.
    then_read: Vec<PathBuf>,
}

/// Where a session comes from.
#[derive(Clone, Debug, PartialEq)]
enum Source {
    File(PathBuf),
    /// An evidence folder.
    Folder(PathBuf),
    Sample,
    /// Unsaved work that was found after a crash, and the file that it belongs to.
    Recovered(PathBuf, Option<PathBuf>),
}

impl Opening {
    pub(super) fn is_idle(&self) -> bool {
        self.articles.is_none() && self.pasted.is_none() && self.session.is_none()
    }

    /// Asks all that goes on to stop. What was read by then comes as the result.
    fn cancel(&mut self) {
        self.waiting.clear();
        if let Some(running) = &self.articles {
            running.progress().cancel();
        }
        self.session = None;
    }

    /// Tells the views what goes on.
    pub(super) fn show_in(&self, status: &mut Status) {
        let articles = self.articles.as_ref().map(|running| (running.name(), running.progress()));
        let session =
            self.session.as_ref().map(|session| (session.running.name(), session.running.progress()));
        let work = session.or(articles).map(|(name, progress)| (name.to_owned(), progress.clone()));
        status.work = work;
    }
}

impl App {
    /// Opens files and folders: articles are added, one session takes the place of what is there.
    pub(super) fn open_paths(&mut self, paths: Vec<PathBuf>) {
        let is_whole = |path: &PathBuf| is_session(path) || is_evidence(path);
        let (sessions, articles): (Vec<_>, Vec<_>) = paths.into_iter().partition(is_whole);
        let Some(session) = sessions.first().cloned() else {
            self.read_articles(articles);
            return;
        };
        if sessions.len() > 1 {
            self.tell(format!("Only one session can be open: opening {}", session.display()));
        }
        if is_evidence(&session) && self.misses_folder() {
            return self.find_folder(session);
        }
        let again = articles.iter().cloned().chain([session.clone()]).collect();
        if self.asks_before_losing(Command::OpenPaths(again)) {
            return;
        }
        let path = session.clone();
        self.opening.stamp = file::stamp(&path);
        let load = move |knowledge: &Knowledge, progress: &task::Progress| {
            if is_evidence(&path) {
                return task::open_folder(&path);
            }
            task::load_session(knowledge, file::read(&path)?, progress)
        };
        let source = if is_evidence(&session) { Source::Folder(session) } else { Source::File(session) };
        self.open_session(source, articles, load);
    }

    /// Opens the session that comes with the program.
    pub(super) fn open_sample(&mut self) {
        if !self.asks_before_losing(Command::Do(Action::OpenSample)) {
            let load = |knowledge: &Knowledge, progress: &task::Progress| {
                task::load_session(knowledge, SAMPLE.to_vec(), progress)
            };
            self.open_session(Source::Sample, Vec::new(), load);
        }
    }

    /// Opens unsaved work that was found after a crash.
    pub(super) fn restore(&mut self, kept: PathBuf) {
        // The offer is taken: to put its notice away must not put the copy away.
        let offer = Command::Restore(kept.clone());
        self.status
            .notices
            .retain(|notice| notice.answer.as_ref().is_none_or(|(_, command)| *command != offer));
        if !self.asks_before_losing(Command::Restore(kept.clone())) {
            let belongs_to = self.recovery.belongs_to(&kept);
            let source = Source::Recovered(kept.clone(), belongs_to);
            let load = move |knowledge: &Knowledge, progress: &task::Progress| {
                if kept.extension().is_some_and(|ending| ending == super::recovery::JOURNAL) {
                    task::recover_session(knowledge, &kept, progress)
                } else {
                    task::load_session(knowledge, file::read(&kept)?, progress)
                }
            };
            self.open_session(source, Vec::new(), load);
        }
    }

    /// Starts with an empty window.
    pub(super) fn new_session(&mut self) {
        if !self.asks_before_losing(Command::Do(Action::NewSession)) {
            self.opening = Opening::default();
            self.take_workspace(Workspace::new(self.workspace.shipped_knowledge()), Vec::new());
        }
    }

    /// Reads a pasted text as an article.
    pub(super) fn read_pasted(&mut self, text: String) {
        if self.refuses_articles() {
            return;
        }
        if text.trim().is_empty() {
            self.tell("There is no text on the clipboard");
            return;
        }
        let knowledge = self.workspace.knowledge().clone();
        let work = move |_: &task::Progress| task::read_pasted(&knowledge, &text);
        self.opening.pasted = Some(task::spawn("Reading the clipboard", self.waker.clone(), work));
    }

    /// Stops what goes on.
    pub(super) fn cancel_work(&mut self) {
        self.opening.cancel();
    }

    /// Takes what the tasks have brought.
    pub(super) fn take_opened(&mut self) {
        if let Some(running) = &mut self.opening.articles
            && let Some(result) = running.try_take()
        {
            let (done, total) = running.progress().steps();
            let stopped = running.progress().is_cancelled().then_some((done, total));
            self.opening.articles = None;
            match result {
                Ok(read) => self.add_articles(read, stopped),
                Err(error) => self.tell_error(format!("Can’t read the articles: {error}")),
            }
            let waiting = std::mem::take(&mut self.opening.waiting);
            self.read_articles(waiting);
        }
        if let Some(running) = &mut self.opening.pasted
            && let Some(result) = running.try_take()
        {
            self.opening.pasted = None;
            match result.and_then(|result| result) {
                Ok(articles) => self.add_articles(Import { articles, ..Import::default() }, None),
                Err(error) => self.tell_error(format!("Can’t read the pasted text: {error}")),
            }
        }
        if let Some(session) = &mut self.opening.session
            && let Some(result) = session.running.try_take()
            && let Some(session) = self.opening.session.take()
        {
            self.take_session(session, result);
        }
    }

    fn read_articles(&mut self, paths: Vec<PathBuf>) {
        if paths.is_empty() || self.refuses_articles() {
            return;
        }
        if let [folder] = &paths[..]
            && folder.is_dir()
        {
            self.preferences.used(folder);
        }
        if self.opening.articles.is_some() {
            self.opening.waiting.extend(paths);
            return;
        }
        let knowledge = self.workspace.knowledge().clone();
        let mappings = self.preferences.mappings.clone();
        let work =
            move |progress: &task::Progress| task::read_mapped(&knowledge, &paths, &mappings, progress);
        self.opening.articles = Some(task::spawn("Reading articles", self.waker.clone(), work));
    }

    /// Starts to open a session; a newer one takes the place of one that is still being opened.
    fn open_session(
        &mut self,
        source: Source,
        then_read: Vec<PathBuf>,
        load: impl FnOnce(&Knowledge, &task::Progress) -> Result<Loaded, FileError> + Send + 'static,
    ) {
        let knowledge = self.workspace.shipped_knowledge();
        let file = match &source {
            Source::File(path) | Source::Recovered(_, Some(path)) => Some(path.clone()),
            _ => None,
        };
        let work = move |progress: &task::Progress| {
            Ok(Self::with_folder(load(&knowledge, progress)?, file.as_deref()))
        };
        let name = match &source {
            Source::Folder(_) => "Opening the evidence folder",
            _ => "Opening the session",
        };
        let running = task::spawn(name, self.waker.clone(), work);
        self.opening.session = Some(OpeningSession { source, running, then_read });
    }

    fn take_session(&mut self, session: OpeningSession, result: Result<Result<Loaded, FileError>, String>) {
        let result = result.and_then(|result| result.map_err(|error| error.to_string()));
        let loaded = match result {
            Ok(loaded) => loaded,
            Err(error) => {
                self.session_failed(&session.source, &error);
                return;
            }
        };
        // What is still being read was asked for before and belongs to the session before.
        let stamp = self.opening.stamp;
        self.opening = Opening::default();
        let path = match &session.source {
            Source::File(path) => Some(path.clone()),
            Source::Sample | Source::Folder(_) => None,
            Source::Recovered(_, path) => path.clone(),
        };
        let knowledge = self.workspace.shipped_knowledge();
        let (missing, articles) = (loaded.missing, loaded.session.articles.clone());
        let in_file = if matches!(session.source, Source::File(_)) { articles } else { Vec::new() };
        self.take_workspace(Workspace::open(knowledge, loaded.session, loaded.readings, path), in_file);
        if let Some(folder) = loaded.folder {
            self.take_folder(folder);
        }
        self.select_strongest();
        match session.source {
            Source::Folder(path) => {
                self.preferences.used(&path);
                self.tell(HINT);
            }
            Source::File(path) => {
                self.preferences.used(&path);
                self.hold_as(&path, stamp);
            }
            Source::Sample => self.tell(HINT),
            Source::Recovered(kept, path) => {
                self.adopt(kept);
                if let Some(path) = path {
                    self.hold(&path);
                }
                self.tell("The unsaved work is back; save it to keep it");
                if missing > 0 {
                    let missing = counted(missing, "article");
                    self.tell_error(format!("{missing} could not be found again: open the files once more"));
                }
            }
        }
        self.read_articles(session.then_read);
    }

    fn session_failed(&mut self, source: &Source, error: &str) {
        match source {
            Source::Folder(path) => {
                if !path.exists() {
                    self.preferences.gone(path);
                }
                self.tell_file_error("Can’t open this evidence folder", error, path);
            }
            Source::File(path) | Source::Recovered(path, _) => {
                if !path.exists() {
                    self.preferences.gone(path);
                }
                self.tell_file_error("Can’t open this session", error, path);
            }
            Source::Sample => self.tell_error(format!("Can’t open the sample: {error}")),
        }
    }

    /// Puts another workspace in the place of the one that is there.
    fn take_workspace(&mut self, workspace: Workspace, in_file: Vec<SharedArticle>) {
        self.workspace = workspace;
        self.lose_changes = false;
        self.after_save = None;
        self.state = ViewState { panels: self.state.panels, ..ViewState::default() };
        self.state.map.camera = self.workspace.session().camera;
        self.recovery.start_again(in_file);
        self.claim.release();
        self.rereading = super::corrections::Rereading::default();
        self.quoting = super::evidence::Quoting::default();
    }

    /// Adds what was read; `stopped` tells how far it came where the person stopped it.
    fn add_articles(&mut self, import: Import, stopped: Option<(u64, u64)>) {
        let Import { articles: read, tables, failures, files } = import;
        let session = self.workspace.session();
        let before = session.articles.len() + session.coded.len();
        let words = Summary::of(&read, &files).in_words(read.len(), stopped);
        let words = words + &tables_in_words(&tables);
        self.workspace.import(read, tables);
        let is_first = before == 0 && !self.workspace.session().is_empty();
        if is_first {
            self.select_strongest();
        }
        self.tell_of_import(words, &failures, files, is_first);
        if is_first && !self.workspace.graph().relations.is_empty() {
            self.tell(HINT);
        }
    }

    /// Says what was read, with the way to what became of each file. A single table whose columns are not
    /// known is asked about at once.
    fn tell_of_import(
        &mut self,
        words: String,
        failures: &[Failure],
        files: Vec<FileReport>,
        is_first: bool,
    ) {
        if let [FileReport { path, preview: Some(preview), .. }] = &files[..] {
            let form = ColumnsForm::new(path.clone(), preview.clone());
            self.state.dialog = Some(Dialog::Columns(Box::new(form)));
        }
        let show = Command::ShowDialog(Dialog::Import(files.clone()));
        if failures.is_empty() {
            match files.len() {
                0 | 1 => self.tell(words),
                _ => self.tell_with(words, "Show what became of each file", show),
            }
        } else {
            let answer = "Show what was not read";
            if failures.iter().all(|failure| failure.unsupported) && is_first {
                self.tell_with(words, answer, show);
            } else {
                self.tell_error_with(words, answer, show);
            }
        }
    }

    /// Reads a table of which the person said what each column is; remembered for the same head.
    pub(super) fn open_mapped(&mut self, path: PathBuf, columns: &[String], mapping: Mapping) {
        self.preferences.mappings.by_head.insert(Mappings::head(columns), mapping);
        self.read_articles(vec![path]);
    }

    /// Selects the strongest relation, so that its sentences are there at once.
    fn select_strongest(&mut self) {
        let graph = self.workspace.graph();
        if let Some(strongest) = graph.relations.first() {
            let (source, target) = (&graph.actors[strongest.source].id, &graph.actors[strongest.target].id);
            self.state.selection = Selection::link(source, target);
        }
    }
}

/// Counts for the notice after reading.
#[derive(Debug, Default)]
struct Summary {
    events: usize,
    not_english: usize,
    /// Files that gave nothing, and files a part of which gave nothing.
    refused: usize,
    partly: usize,
}

impl Summary {
    fn of(read: &[(Article, Reading)], files: &[FileReport]) -> Self {
        let count = |fate: Fate| files.iter().filter(|file| file.fate() == fate).count();
        let mut summary =
            Self { refused: count(Fate::Refused), partly: count(Fate::Partly), ..Self::default() };
        for (_, reading) in read {
            summary.events += reading.event_count();
            summary.not_english += usize::from(matches!(reading.readable, Readable::No(_)));
        }
        summary
    }

    fn in_words(&self, articles: usize, stopped: Option<(u64, u64)>) -> String {
        let mut words = match stopped {
            Some((done, total)) => format!(
                "Stopped after {} of {} files: ",
                grouped(usize::try_from(done).unwrap_or(usize::MAX)),
                grouped(usize::try_from(total).unwrap_or(usize::MAX)),
            ),
            None => "Read ".to_owned(),
        };
        words += &format!("{}, {}", counted(articles, "article"), counted(self.events, "event"));
        if self.not_english > 0 {
            let verb = if self.not_english == 1 { "is" } else { "are" };
            words += &format!("; {} {verb} not in English", grouped(self.not_english));
        }
        if self.refused > 0 {
            words += &format!("; {} gave no article", counted(self.refused, "file"));
        }
        if self.partly > 0 {
            words += &format!("; {} read in part", counted(self.partly, "file"));
        }
        words
    }
}

/// "; 1 table of events coded by others"; nothing where there is none.
fn tables_in_words(tables: &[CodedTable]) -> String {
    match tables.len() {
        0 => String::new(),
        1 => "; 1 table of events coded by others".to_owned(),
        count => format!("; {} tables of events coded by others", grouped(count)),
    }
}

fn is_session(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(EXTENSION))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_read_is_said_in_one_line() {
        let summary = Summary { events: 1_430, not_english: 2, refused: 1, partly: 2 };
        assert_eq!(
            summary.in_words(18, None),
            "Read 18 articles, 1,430 events; 2 are not in English; 1 file gave no article; 2 files read in part"
        );
        let summary = Summary { events: 1, ..Summary::default() };
        assert_eq!(
            summary.in_words(1, Some((1, 1_000))),
            "Stopped after 1 of 1,000 files: 1 article, 1 event"
        );
    }

    #[test]
    fn a_session_is_known_by_its_extension() {
        assert!(is_session(Path::new("a/b.Diplograph")));
        assert!(!is_session(Path::new("diplograph")));
    }
}
