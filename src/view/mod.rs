//! The picture in egui: draws a `&Workspace`, answers with [`Command`]s.
//!
//! Each view gets the workspace, its own view state and `&mut Commands`; none changes the session.
//!
//! **Invariant:** `view/` does not know eframe.

pub mod about;
pub mod article;
pub mod articles;
mod background;
pub mod columns;
pub mod command;
pub mod correct;
pub mod details;
pub mod empty;
pub mod export;
pub mod icon;
mod import_report;
pub mod inspector;
pub mod lazy_list;
pub mod map;
pub mod marked_text;
pub mod merge;
pub mod notice;
pub mod palette;
pub mod quotes;
pub mod review;
pub mod search;
pub mod sheets;
pub mod theme;
pub mod timeline;
pub mod top_bar;
pub mod why;
pub mod widget;
pub mod wording;

use std::collections::BTreeSet;

use crate::actor::ActorId;
use crate::article::{ArticleId, Part};
use crate::session::Workspace;
use crate::task::Progress;

pub use crate::session::number;
pub use command::{Action, Command, Commands};

/// What is selected on the map.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Selection {
    /// Nothing.
    #[default]
    Nothing,
    /// An actor.
    Actor(ActorId),
    /// Both directions of a dyad; `a` comes first in the order of ids.
    Link {
        /// One end.
        a: ActorId,
        /// The other end.
        b: ActorId,
    },
    /// Two actors or more, each for itself.
    Several(BTreeSet<ActorId>),
}

impl Selection {
    /// The dyad of two actors, in either order.
    #[must_use]
    pub fn link(one: &ActorId, other: &ActorId) -> Self {
        let (a, b) = if one <= other { (one, other) } else { (other, one) };
        Self::Link { a: a.clone(), b: b.clone() }
    }

    /// These actors, however many.
    #[must_use]
    pub fn of_actors(actors: BTreeSet<ActorId>) -> Self {
        match actors.len() {
            0 => Self::Nothing,
            1 => actors.into_iter().next().map_or(Self::Nothing, Self::Actor),
            _ => Self::Several(actors),
        }
    }

    /// The actors that are selected, a link's ends among them, in the order of ids.
    #[must_use]
    pub fn actors(&self) -> Vec<&ActorId> {
        match self {
            Self::Nothing => Vec::new(),
            Self::Actor(actor) => vec![actor],
            Self::Link { a, b } => vec![a, b],
            Self::Several(actors) => actors.iter().collect(),
        }
    }

    /// The same with an actor more, or without it where it was selected.
    #[must_use]
    pub fn toggled(&self, actor: &ActorId) -> Self {
        let mut actors: BTreeSet<ActorId> = self.actors().into_iter().cloned().collect();
        if !actors.remove(actor) {
            actors.insert(actor.clone());
        }
        Self::of_actors(actors)
    }
}

/// A place in an article to go to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The article.
    pub article: ArticleId,
    /// The part and the index of the sentence; `None` for the start.
    pub sentence: Option<(Part, usize)>,
    /// The event to mark, as an index in the reading's events.
    pub event: Option<usize>,
}

/// Which panels are unfolded.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Panels {
    /// The articles at the left.
    pub articles: bool,
    /// The inspector at the right.
    pub inspector: bool,
    /// The timeline below.
    pub timeline: bool,
    /// Whether changes may move; else they are there at once.
    pub motion: bool,
    /// Width of the inspector in points, as it was drawn last.
    pub inspector_width: f32,
    /// Height in points of the panel that explains a sentence.
    pub why_height: f32,
}

impl Default for Panels {
    fn default() -> Self {
        Self {
            articles: true,
            inspector: true,
            timeline: true,
            motion: true,
            inspector_width: 340.0,
            why_height: 300.0,
        }
    }
}

/// What the views remember between frames. Not part of a session.
#[derive(Debug, Default)]
pub struct ViewState {
    /// What is selected.
    pub selection: Selection,
    /// The article that is read instead of the map.
    pub passage: Option<Passage>,
    /// Unfolded panels.
    pub panels: Panels,
    /// What stands in the middle: the map or another view.
    pub sheets: sheets::Sheets,
    /// Camera, hover and drag of the map.
    pub map: map::MapView,
    /// Search and scroll of the list of articles.
    pub articles: articles::ArticlesView,
    /// Scroll of the article's text.
    pub article: article::ArticleView,
    /// Tab and scroll of the inspector.
    pub inspector: inspector::InspectorView,
    /// What is read of an evidence folder for the inspector.
    pub quotes: quotes::Quotes,
    /// Brush of the timeline.
    pub timeline: timeline::TimelineView,
    /// The search over the map, while it is open.
    pub search: Option<search::SearchView>,
    /// The command palette, while it is open.
    pub palette: Option<palette::PaletteView>,
    /// The review of events, while it goes on.
    pub review: Option<review::ReviewView>,
    /// How many sentences a change of names alters.
    pub counted: correct::actor::Counted,
    /// The window in front, if any.
    pub dialog: Option<Dialog>,
}

/// A window in front of the others.
#[derive(Clone, Debug, PartialEq)]
pub enum Dialog {
    /// Versions, sources, licences.
    About,
    /// The list of shortcuts.
    Shortcuts,
    /// Another name for an actor, with the text as typed so far.
    Rename(ActorId, String),
    /// Another session to merge, as decided so far.
    Merge(Box<merge::MergeForm>),
    /// What to export, as filled in so far.
    Export(Box<export::ExportForm>),
    /// A path typed by hand, where no file dialog is to be had, for an action.
    PathField(Action, String),
    /// "Save the changes?" before this command.
    UnsavedWork(Box<Command>),
    /// An event that is added by hand.
    AddEvent(Box<correct::added::AddForm>),
    /// The names of an actor, or a new actor.
    Actor(Box<correct::actor::ActorForm>),
    /// The note on a link.
    Note(Box<correct::actor::NoteForm>),
    /// The list of changes.
    History,
    /// What became of each file that was opened.
    Import(Vec<crate::task::FileReport>),
    /// Which column of a table is what.
    Columns(Box<columns::ColumnsForm>),
    /// What is known of articles, to be set.
    Details(Box<details::DetailsForm>),
}

/// What the window tells the views besides the workspace.
#[derive(Debug, Default)]
pub struct Status {
    /// Work that is going on: what, and how far.
    pub work: Option<(String, Progress)>,
    /// Sessions and folders used last, newest first.
    pub recent: Vec<std::path::PathBuf>,
    /// Notices for the person, newest last.
    pub notices: Vec<notice::Notice>,
    /// Whether a session is being saved.
    pub saving: bool,
}

/// Draws the whole window. The window's code calls nothing else of this room in a frame.
pub fn ui(
    ui: &mut egui::Ui,
    workspace: &Workspace,
    status: &Status,
    state: &mut ViewState,
    commands: &mut Commands,
) {
    top_bar::top_bar_ui(ui, workspace, status, state, commands);
    let mut corner = notice::Corner::Right;
    if workspace.session().is_empty() {
        egui::CentralPanel::default().show(ui, |ui| empty::empty_ui(ui, status, commands));
    } else if state.review.is_some() && state.passage.is_none() {
        corner = notice::Corner::Queue;
        review::review_ui(ui, workspace, state, commands);
    } else {
        state.articles.refresh(workspace, &state.selection);
        // Two maps side by side need the room.
        let compares = state.passage.is_none() && state.sheets.open == sheets::Sheet::Compare;
        if state.panels.articles && !compares {
            articles::articles_ui(ui, workspace, state, commands);
        }
        if state.panels.inspector {
            inspector::inspector_ui(ui, workspace, state, commands);
        }
        if state.passage.is_some() {
            article::article_ui(ui, workspace, state, commands);
        } else {
            if state.panels.timeline {
                timeline::timeline_ui(ui, workspace, state, commands);
            }
            sheets::sheets_ui(ui, workspace, state, commands);
        }
    }
    palette::palette_ui(ui, workspace, status, state, commands);
    about::dialogs_ui(ui, workspace, state, commands);
    notice::notices_ui(ui, status, corner, commands);
    empty::drop_hint_ui(ui);
}
