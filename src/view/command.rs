//! All that a person can ask, with label, tooltip and shortcut in one place.
//!
//! [`Action`]s need no object and stand in menus, palette and shortcuts; [`Command`]s are actions and
//! what views ask for with an object.

use std::path::PathBuf;

use super::{Dialog, Passage, Selection};
use crate::actor::ActorId;
use crate::article::ArticleId;
use crate::graph::Filter;
use crate::layout::Point;

/// Something to do with an object.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// An action of menu, palette or shortcut.
    Do(Action),
    /// Open files and folders: articles are added, one session file is opened.
    OpenPaths(Vec<PathBuf>),
    /// Read a pasted text as an article.
    PasteText(String),
    /// Select something.
    Select(Selection),
    /// Show an article at a place.
    OpenPassage(Passage),
    /// Take an article out.
    RemoveArticle(ArticleId),
    /// An actor follows the hand; no edit yet.
    Drag(ActorId, Point),
    /// The hand let go: pin the actor there.
    Drop(ActorId, Point),
    /// Let an actor move again.
    Unpin(ActorId),
    /// Pin an actor where it stands.
    Pin(ActorId),
    /// Leave an actor out of the picture.
    Hide(ActorId),
    /// Bring a hidden actor back.
    Show(ActorId),
    /// Give an actor another name.
    Rename(ActorId, String),
    /// Show something else.
    Filter(Box<Filter>),
    /// Put a window in front.
    ShowDialog(Dialog),
    /// Close the window in front.
    CloseDialog,
    /// Save, then go on with the command.
    SaveThen(Box<Command>),
    /// Lose the changes and go on with the command.
    DiscardThen(Box<Command>),
    /// Save under a path, or open it, that was typed by hand.
    UsePath(Action, PathBuf),
    /// Put a notice away.
    DismissNotice(u64),
}

/// Something to do without an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// Open article files.
    OpenArticles,
    /// Open a folder of articles.
    OpenFolder,
    /// Open a session file.
    OpenSession,
    /// Open the sample session.
    OpenSample,
    /// Read the clipboard as an article.
    PasteText,
    /// Save the session.
    Save,
    /// Save it under another name.
    SaveAs,
    /// Write the picture of the map as SVG.
    ExportSvg,
    /// Start with an empty window.
    NewSession,
    /// Leave.
    Quit,
    /// Take the last change back.
    Undo,
    /// Do it again.
    Redo,
    /// Pin or unpin the selected actor.
    TogglePin,
    /// Hide the selected actor.
    HideSelected,
    /// Rename the selected actor.
    RenameSelected,
    /// Bring all hidden actors back.
    ShowAll,
    /// Let all pinned actors move again.
    UnpinAll,
    /// Select nothing; leave the article.
    Escape,
    /// Back from the article to the map.
    BackToMap,
    /// Fit the map to the window.
    Fit,
    /// Closer.
    ZoomIn,
    /// Farther.
    ZoomOut,
    /// Lay the map out anew.
    LayOutAgain,
    /// Show or leave out co-mentions.
    ToggleCoMentions,
    /// All filters back to the start.
    ResetFilter,
    /// Fold or unfold the articles.
    ToggleArticles,
    /// Fold or unfold the inspector.
    ToggleInspector,
    /// Fold or unfold the timeline.
    ToggleTimeline,
    /// Follow the system's theme.
    ThemeSystem,
    /// Light theme.
    ThemeLight,
    /// Dark theme.
    ThemeDark,
    /// The command palette.
    Palette,
    /// The list of shortcuts.
    Shortcuts,
    /// Versions, sources, licences.
    About,
    /// Stop what is going on.
    CancelWork,
    /// Next article.
    NextArticle,
    /// Previous article.
    PreviousArticle,
}

/// Commands that the views asked for in a frame, in order.
#[derive(Debug, Default)]
pub struct Commands(Vec<Command>);

impl Commands {
    /// Asks for a command.
    pub fn push(&mut self, command: Command) {
        self.0.push(command);
    }

    /// Asks for an action.
    pub fn act(&mut self, action: Action) {
        self.0.push(Command::Do(action));
    }

    /// Takes all that was asked for.
    #[must_use]
    pub fn take(&mut self) -> Vec<Command> {
        std::mem::take(&mut self.0)
    }
}
