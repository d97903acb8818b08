//! All that a person can ask, with label, tooltip and shortcut in one place.
//!
//! [`Action`]s need no object and stand in menus, palette and shortcuts; [`Command`]s are actions and
//! what views ask for with an object.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use egui::{Key, KeyboardShortcut, Modifiers};

use super::map::Around;
use super::{Dialog, Passage, Selection, ViewState};
use crate::actor::{ActorId, Change};
use crate::article::ArticleId;
use crate::article::mapping::Mapping;
use crate::graph::Filter;
use crate::layout::Point;
use crate::session::correction::EventAnchor;
use crate::session::metadata::MetadataEdit;
use crate::session::{Arrangement, Edit, Workspace};

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
    /// Select something and bring it into view.
    GoTo(Selection),
    /// Show only some actors and what lies around them.
    Focus(Around),
    /// Show an article at a place.
    OpenPassage(Passage),
    /// Take an article out.
    RemoveArticle(ArticleId),
    /// Ask for the details of articles: title, date, outlet and so on.
    EditDetails(Vec<ArticleId>),
    /// Set what is known of articles.
    SetMetadata(Box<MetadataEdit>),
    /// Open a table with these columns, of which the person said what each is.
    OpenMapped(PathBuf, Vec<String>, Mapping),
    /// Take a table of events that others coded out, by its id.
    RemoveTable(String),
    /// An actor follows the hand; no edit yet.
    Drag(ActorId, Point),
    /// The hand let go: pin the actor there.
    Drop(ActorId, Point),
    /// The hand let go of several actors.
    DropAll(BTreeMap<ActorId, Point>),
    /// Arrange the map otherwise.
    Arrange(Box<Arrangement>),
    /// Show an arrangement while a hand is on its slider; no edit yet.
    PreviewArrangement(Box<Arrangement>),
    /// Let an actor move again.
    Unpin(ActorId),
    /// Pin an actor where it stands.
    Pin(ActorId),
    /// Leave an actor out of the picture.
    Hide(ActorId),
    /// Bring a hidden actor back.
    Show(ActorId),
    /// Give actors a colour, a number of the palette; without one, that of their bloc again.
    Colour(BTreeSet<ActorId>, Option<u8>),
    /// Give an actor another name.
    Rename(ActorId, String),
    /// Show something else.
    Filter(Box<Filter>),
    /// Read so many sentences of each direction of the link from the evidence folder.
    ReadQuotes(usize),
    /// Change the choices.
    Edit(Box<Edit>),
    /// Go so many changes forward, or back where it is negative.
    Jump(isize),
    /// Review the events, beginning with this one.
    Review(Option<Box<EventAnchor>>),
    /// Count the sentences that changes of names alter.
    CountNames(Vec<Change>),
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
    /// Take what was decided of a merge with a session of this name.
    Merge(String, Box<crate::session::merge::Merge>),
    /// Write a file: ask where.
    Export(Box<crate::export::request::Request>),
    /// Put a notice away.
    DismissNotice(u64),
    /// Open unsaved work that was found after a crash, by its file.
    Restore(PathBuf),
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
    /// Write a picture, a report or data.
    Export,
    /// Merge another session into this one.
    MergeSession,
    /// Show where another session differs from this one.
    CompareSession,
    /// Start with an empty window.
    NewSession,
    /// Leave.
    Quit,
    /// Take the last change back.
    Undo,
    /// Do it again.
    Redo,
    /// The list of changes.
    History,
    /// Review the events one by one, or go back to the map.
    Review,
    /// Names of the selected actor, merging, a note.
    CorrectSelected,
    /// A note on what is selected.
    NoteSelected,
    /// An actor of the person's own.
    NewActor,
    /// Pin or unpin the selected actor.
    TogglePin,
    /// Hide the selected actor.
    HideSelected,
    /// Rename the selected actor.
    RenameSelected,
    /// Set what is known of the open article.
    EditDetails,
    /// Set the dates of all articles that have none.
    SetMissingDates,
    /// Bring all hidden actors back.
    ShowAll,
    /// Let all pinned actors move again.
    UnpinAll,
    /// Select nothing; leave the article.
    Escape,
    /// Show how a sentence of the article was read, or no more.
    ExplainSentence,
    /// Back from the article to the map.
    BackToMap,
    /// Search names, titles and sentences, over the map.
    Search,
    /// Show only the selected actors and their neighbours.
    FocusSelected,
    /// Show only the selected actors.
    IsolateSelected,
    /// Show the shortest chain of relations between two selected actors.
    ShowChain,
    /// Show the whole map again.
    ShowWholeMap,
    /// Select all actors on the map.
    SelectAll,
    /// Filter to what is between the selected actors.
    OnlySelected,
    /// Show or leave out the hulls and colours of blocs.
    ToggleBlocs,
    /// Show what is filtered out faint, or not at all.
    ToggleGhosts,
    /// Move the shown time earlier.
    EarlierTime,
    /// Move the shown time later.
    LaterTime,
    /// Let the shown time end a step earlier.
    ShorterTime,
    /// Let the shown time end a step later.
    LongerTime,
    /// Let the shown time move on by itself.
    PlayTime,
    /// Let nothing move, or let it.
    ToggleMotion,
    /// Larger letters.
    LargerLetters,
    /// Smaller letters.
    SmallerLetters,
    /// Letters as at the start.
    UsualLetters,
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

/// The menus of the top bar, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Menu {
    /// Articles, sessions, exports.
    File,
    /// Undo, and what is done with the selection.
    Edit,
    /// Panels and themes.
    View,
    /// The picture.
    Map,
    /// What the person corrects.
    Review,
    /// How to go on.
    Help,
}

impl Menu {
    /// All in the order of the bar.
    pub const ALL: [Self; 6] = [Self::File, Self::Edit, Self::View, Self::Map, Self::Review, Self::Help];

    /// The word in the bar.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::View => "View",
            Self::Map => "Map",
            Self::Review => "Review",
            Self::Help => "Help",
        }
    }

    /// Its actions in order, in groups that a line parts.
    #[must_use]
    pub fn groups(self) -> Vec<Vec<Action>> {
        let mut groups: Vec<(u8, Vec<Action>)> = Vec::new();
        for row in TABLE.iter().filter(|row| row.menu == self) {
            match groups.last_mut() {
                Some((group, actions)) if *group == row.group => actions.push(row.action),
                _ => groups.push((row.group, vec![row.action])),
            }
        }
        groups.into_iter().map(|(_, actions)| actions).collect()
    }
}

/// One row of the table that menu, palette, shortcuts and help share.
struct Row {
    action: Action,
    menu: Menu,
    /// A line parts the groups of a menu.
    group: u8,
    label: &'static str,
    tooltip: &'static str,
    /// A name of `assets/fonts/icons.tsv`.
    icon: Option<&'static str>,
    /// The first is the one that is shown.
    shortcuts: &'static [KeyboardShortcut],
}

const fn plain(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::NONE, key)
}

const fn shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::SHIFT, key)
}

const fn ctrl(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND, key)
}

const fn ctrl_shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), key)
}

const fn row(
    action: Action,
    (menu, group): (Menu, u8),
    label: &'static str,
    tooltip: &'static str,
    icon: Option<&'static str>,
    shortcuts: &'static [KeyboardShortcut],
) -> Row {
    Row { action, menu, group, label, tooltip, icon, shortcuts }
}

/// Every action once, in the order of the menus.
#[rustfmt::skip]
const TABLE: [Row; Action::ALL.len()] = {
    use Action as A;
    use Menu::{Edit, File, Help, Map, Review, View};
    [
        row(A::OpenArticles, (File, 0), "Open articles…", "Choose article files to read: text, Markdown, HTML; or a session", Some("folder_open"), &[ctrl(Key::O)]),
        row(A::OpenFolder, (File, 0), "Open a folder…", "Read all articles in a folder and the folders below it", Some("folder_open"), &[]),
        row(A::PasteText, (File, 0), "Paste text", "Read the text on the clipboard as one article", Some("content_paste"), &[ctrl(Key::V)]),
        row(A::CancelWork, (File, 0), "Stop reading", "Stop the work that is going on; what was read by then stays", Some("cancel"), &[ctrl(Key::Period)]),
        row(A::NewSession, (File, 1), "New session", "Start again with an empty window", Some("add"), &[ctrl(Key::N)]),
        row(A::OpenSession, (File, 1), "Open a session…", "Open a session that was saved: articles, map and choices", Some("open_in_new"), &[]),
        row(A::OpenSample, (File, 1), "Open the sample", "Open the session that comes with the program, on the Suez crisis of 1956", Some("map"), &[ctrl_shift(Key::O)]),
        row(A::Save, (File, 2), "Save", "Save articles, map and choices as a session", Some("save"), &[ctrl(Key::S)]),
        row(A::SaveAs, (File, 2), "Save as…", "Save the session under another name", Some("save"), &[ctrl_shift(Key::S)]),
        row(A::Export, (File, 3), "Export…", "Write the map as a picture, a report with the evidence, or data for other programs", Some("download"), &[ctrl(Key::E)]),
        row(A::MergeSession, (File, 3), "Merge a session…", "Take the articles and decisions of another session; each conflict is decided by a click", Some("sync_alt"), &[]),
        row(A::CompareSession, (File, 3), "Compare with a session…", "Show beside the map where another session differs", Some("compare"), &[]),
        row(A::Quit, (File, 4), "Quit", "Leave the program; it asks first if something is not saved", None, &[ctrl(Key::Q)]),

        row(A::Undo, (Edit, 0), "Undo", "Take the last change back", Some("undo"), &[ctrl(Key::Z)]),
        row(A::Redo, (Edit, 0), "Redo", "Do again what was taken back", Some("redo"), &[ctrl_shift(Key::Z), ctrl(Key::Y)]),
        row(A::History, (Edit, 0), "History…", "All changes in a list, to go to any of them", Some("history"), &[ctrl(Key::H)]),
        row(A::TogglePin, (Edit, 1), "Pin", "Keep the selected actor where it stands, or let it move again", Some("push_pin"), &[plain(Key::P)]),
        row(A::HideSelected, (Edit, 1), "Hide", "Leave the selected actor out of the map; Undo or Show hidden actors brings it back", Some("visibility_off"), &[plain(Key::H)]),
        row(A::RenameSelected, (Edit, 1), "Rename…", "Give the selected actor another name on the map", Some("drive_file_rename_outline"), &[plain(Key::F2)]),
        row(A::EditDetails, (Edit, 4), "Article details…", "Set title, date, outlet, writer, address, language or a translation of the open article", Some("edit"), &[]),
        row(A::SetMissingDates, (Edit, 4), "Set missing dates…", "Set the date, or what else is missing, of all articles that have no date", Some("event_busy"), &[]),
        row(A::UnpinAll, (Edit, 2), "Unpin all actors", "Let the layout move all pinned actors again", Some("push_pin"), &[shift(Key::P)]),
        row(A::ShowAll, (Edit, 2), "Show hidden actors", "Bring all hidden actors back to the map", Some("visibility"), &[shift(Key::H)]),
        row(A::SelectAll, (Edit, 3), "Select all actors", "All actors that are on the map", None, &[ctrl(Key::A)]),
        row(A::Escape, (Edit, 3), "Select nothing", "Close the article, then give up the selection", Some("close"), &[plain(Key::Escape)]),

        row(A::ToggleArticles, (View, 0), "Articles", "Show or fold the list of articles at the left", Some("left_panel_open"), &[ctrl(Key::Num1)]),
        row(A::ToggleTimeline, (View, 0), "Timeline", "Show or fold the plot below the map", Some("bottom_panel_open"), &[ctrl(Key::Num2)]),
        row(A::ToggleInspector, (View, 0), "Inspector", "Show or fold the sentences at the right", Some("right_panel_open"), &[ctrl(Key::Num3)]),
        row(A::BackToMap, (View, 1), "Back to the map", "Close the article; on the map go back to what it showed before", Some("arrow_back"), &[KeyboardShortcut::new(Modifiers::ALT, Key::ArrowLeft), plain(Key::Backspace)]),
        row(A::ExplainSentence, (View, 1), "How a sentence was read", "Below the article: who is named in the sentence, what each rule made of it and why, and its tree", Some("help"), &[plain(Key::X)]),
        row(A::NextArticle, (View, 1), "Next article", "Open the next article of the list", Some("chevron_right"), &[plain(Key::N)]),
        row(A::PreviousArticle, (View, 1), "Previous article", "Open the previous article of the list", Some("chevron_left"), &[shift(Key::N)]),
        row(A::LargerLetters, (View, 2), "Larger letters", "Draw the window larger, up to twice its size", Some("add"), &[ctrl(Key::Plus), ctrl(Key::Equals)]),
        row(A::SmallerLetters, (View, 2), "Smaller letters", "Draw the window smaller, down to four fifths", Some("remove"), &[ctrl(Key::Minus)]),
        row(A::UsualLetters, (View, 2), "Usual letters", "Draw the window in its usual size", None, &[ctrl(Key::Num0)]),
        row(A::ToggleMotion, (View, 2), "Motion", "Let changes fade and glide, or have them there at once", None, &[]),
        row(A::ThemeSystem, (View, 3), "Theme of the system", "Light or dark, as the system says", Some("settings"), &[]),
        row(A::ThemeLight, (View, 3), "Light theme", "Ink on paper", Some("light_mode"), &[]),
        row(A::ThemeDark, (View, 3), "Dark theme", "For the evening", Some("dark_mode"), &[]),

        row(A::Search, (Map, 0), "Find on the map…", "Actors, articles and words of the sentences: what is found lights up on the map", Some("search"), &[plain(Key::Slash)]),
        row(A::Fit, (Map, 0), "Fit the map", "Show the whole map", Some("fit_screen"), &[plain(Key::Num0), plain(Key::Home)]),
        row(A::ZoomIn, (Map, 0), "Zoom in", "Closer to the middle of the map", Some("add"), &[plain(Key::Plus), plain(Key::Equals)]),
        row(A::ZoomOut, (Map, 0), "Zoom out", "Farther from the map", Some("remove"), &[plain(Key::Minus)]),
        row(A::FocusSelected, (Map, 1), "Focus", "Show only the selected actors and their neighbours; Alt Left goes back", Some("hub"), &[plain(Key::F)]),
        row(A::IsolateSelected, (Map, 1), "Isolate", "Show only the selected actors; Alt Left goes back", Some("visibility"), &[plain(Key::I)]),
        row(A::ShowChain, (Map, 1), "Shortest chain", "Show the shortest chain of relations between two selected actors", Some("sync_alt"), &[plain(Key::S)]),
        row(A::ShowWholeMap, (Map, 1), "Whole map", "Show all actors again after a focus", Some("map"), &[plain(Key::W)]),
        row(A::LayOutAgain, (Map, 2), "Lay out again", "Find new places for all actors that are not pinned; Undo brings the old ones back", Some("refresh"), &[plain(Key::L)]),
        row(A::ToggleBlocs, (Map, 3), "Blocs", "Show or leave out who cooperates more among themselves: a hull and a colour", Some("public"), &[plain(Key::B)]),
        row(A::OnlySelected, (Map, 3), "Only between these", "A filter: only what is between the selected actors counts", Some("filter_list"), &[plain(Key::O)]),
        row(A::ToggleCoMentions, (Map, 3), "Co-mentions", "Show or leave out pairs that stand in one sentence with no event between them: dashed and grey", Some("hub"), &[plain(Key::C)]),
        row(A::ToggleGhosts, (Map, 3), "What is left out", "Show what the filters leave out, faint and not to be clicked", Some("visibility"), &[plain(Key::G)]),
        row(A::ResetFilter, (Map, 3), "Show everything", "Set all filters back to the start", Some("filter_list"), &[shift(Key::F)]),

        row(A::EarlierTime, (Map, 4), "Earlier", "Move the shown time one step earlier", Some("chevron_left"), &[plain(Key::OpenBracket)]),
        row(A::LaterTime, (Map, 4), "Later", "Move the shown time one step later", Some("chevron_right"), &[plain(Key::CloseBracket)]),
        row(A::ShorterTime, (Map, 4), "End earlier", "Let the shown time end a step earlier", None, &[KeyboardShortcut::new(Modifiers::ALT, Key::OpenBracket)]),
        row(A::LongerTime, (Map, 4), "End later", "Let the shown time end a step later", None, &[KeyboardShortcut::new(Modifiers::ALT, Key::CloseBracket)]),
        row(A::PlayTime, (Map, 4), "Play time", "Let the shown time move on by itself, step by step; again to pause", Some("history"), &[plain(Key::T)]),

        row(A::Review, (Review, 0), "Review events", "Go through the events one by one, the heaviest links first, and say which are right", Some("rate_review"), &[ctrl(Key::R)]),
        row(A::CorrectSelected, (Review, 1), "Names and merging…", "Give the selected actor names, make it one with another, write a note on it", Some("edit"), &[shift(Key::F2)]),
        row(A::NoteSelected, (Review, 1), "Note…", "Write a note on the selected actor or link, or mark it with a colour", Some("edit"), &[ctrl(Key::M)]),
        row(A::NewActor, (Review, 1), "New actor…", "Add an actor that the program does not know; articles that name it are read again", Some("add"), &[]),

        row(A::Palette, (Help, 0), "Find anything…", "One field for commands, actors, links and articles", Some("search"), &[ctrl(Key::K)]),
        row(A::Shortcuts, (Help, 0), "Keyboard shortcuts", "All keys on one page", Some("keyboard"), &[plain(Key::F1), plain(Key::Questionmark)]),
        row(A::About, (Help, 1), "About Diplograph", "Versions, sources of the data, licences", Some("info"), &[]),
    ]
};

impl Action {
    /// All, in the order of their declaration.
    pub const ALL: [Self; 65] = [
        Self::OpenArticles,
        Self::OpenFolder,
        Self::OpenSession,
        Self::OpenSample,
        Self::PasteText,
        Self::Save,
        Self::SaveAs,
        Self::Export,
        Self::MergeSession,
        Self::CompareSession,
        Self::NewSession,
        Self::Quit,
        Self::Undo,
        Self::Redo,
        Self::History,
        Self::Review,
        Self::CorrectSelected,
        Self::NoteSelected,
        Self::NewActor,
        Self::TogglePin,
        Self::HideSelected,
        Self::RenameSelected,
        Self::EditDetails,
        Self::SetMissingDates,
        Self::ShowAll,
        Self::UnpinAll,
        Self::Escape,
        Self::ExplainSentence,
        Self::BackToMap,
        Self::Search,
        Self::FocusSelected,
        Self::IsolateSelected,
        Self::ShowChain,
        Self::ShowWholeMap,
        Self::SelectAll,
        Self::OnlySelected,
        Self::ToggleBlocs,
        Self::EarlierTime,
        Self::LaterTime,
        Self::ShorterTime,
        Self::LongerTime,
        Self::PlayTime,
        Self::ToggleMotion,
        Self::LargerLetters,
        Self::SmallerLetters,
        Self::UsualLetters,
        Self::Fit,
        Self::ZoomIn,
        Self::ZoomOut,
        Self::LayOutAgain,
        Self::ToggleCoMentions,
        Self::ToggleGhosts,
        Self::ResetFilter,
        Self::ToggleArticles,
        Self::ToggleInspector,
        Self::ToggleTimeline,
        Self::ThemeSystem,
        Self::ThemeLight,
        Self::ThemeDark,
        Self::Palette,
        Self::Shortcuts,
        Self::About,
        Self::CancelWork,
        Self::NextArticle,
        Self::PreviousArticle,
    ];

    fn row(self) -> &'static Row {
        static ROWS: [Row; Action::ALL.len()] = TABLE;
        // A test holds that every action has its row; the first row is never taken for another.
        ROWS.iter().find(|row| row.action == self).unwrap_or(&ROWS[0])
    }

    /// What it is called: a verb in sentence case; "…" where it asks something first.
    #[must_use]
    pub fn label(self) -> &'static str {
        self.row().label
    }

    /// What it does, in one sentence without the shortcut.
    #[must_use]
    pub fn tooltip(self) -> &'static str {
        self.row().tooltip
    }

    /// What it does, with the shortcut at the end, for hover texts: "Save … (Ctrl S)".
    #[must_use]
    pub fn tooltip_with_shortcut(self) -> String {
        match self.shortcut_text() {
            Some(keys) => format!("{} ({keys})", self.tooltip()),
            None => self.tooltip().to_owned(),
        }
    }

    /// Its icon, as a name of `assets/fonts/icons.tsv`.
    #[must_use]
    pub fn icon(self) -> Option<&'static str> {
        self.row().icon
    }

    /// Its keys; the first is the one to show.
    #[must_use]
    pub fn shortcuts(self) -> &'static [KeyboardShortcut] {
        self.row().shortcuts
    }

    /// The keys as words: "Ctrl Shift O".
    #[must_use]
    pub fn shortcut_text(self) -> Option<String> {
        self.shortcuts().first().map(words_of)
    }

    /// The menu that it stands in.
    #[must_use]
    pub fn menu(self) -> Menu {
        self.row().menu
    }

    /// Whether it can do something now. What depends on running work is not asked here.
    #[must_use]
    pub fn is_enabled(self, workspace: &Workspace, state: &ViewState) -> bool {
        let has_articles = !workspace.session().is_empty();
        // What reads articles again, or changes them, can do nothing with an evidence folder.
        let on_articles = has_articles && workspace.session().folder.is_none();
        let choices = &workspace.session().choices;
        match self {
            Self::CompareSession | Self::Save | Self::SaveAs | Self::ResetFilter => has_articles,
            Self::MergeSession | Self::ToggleCoMentions => on_articles,
            Self::Export | Self::LayOutAgain => !workspace.graph().actors.is_empty(),
            Self::Fit | Self::ZoomIn | Self::ZoomOut => {
                has_articles && state.passage.is_none() && state.review.is_none()
            }
            Self::NewSession => has_articles || workspace.path().is_some(),
            Self::Undo => workspace.history().undo_name().is_some(),
            Self::Redo => workspace.history().redo_name().is_some(),
            Self::EditDetails | Self::ExplainSentence => on_articles && state.passage.is_some(),
            Self::SetMissingDates => {
                on_articles && workspace.articles().iter().any(|article| article.date.is_none())
            }
            Self::RenameSelected => matches!(state.selection, Selection::Actor(_)),
            Self::CorrectSelected => on_articles && matches!(state.selection, Selection::Actor(_)),
            Self::NoteSelected => matches!(state.selection, Selection::Actor(_) | Selection::Link { .. }),
            Self::Review | Self::NewActor => on_articles,
            Self::TogglePin | Self::HideSelected => {
                matches!(state.selection, Selection::Actor(_) | Selection::Several(_))
            }
            Self::FocusSelected | Self::IsolateSelected => state.selection != Selection::Nothing,
            Self::OnlySelected => state.selection.actors().len() > 1,
            Self::EarlierTime | Self::LaterTime | Self::ShorterTime | Self::LongerTime | Self::PlayTime => {
                has_articles && state.panels.timeline
            }
            Self::ToggleBlocs | Self::ToggleGhosts => has_articles,
            Self::ShowChain => state.selection.actors().len() == 2,
            Self::ShowWholeMap => state.map.trail.now().is_some(),
            Self::Search | Self::SelectAll => !workspace.graph().actors.is_empty(),
            Self::ShowAll => !choices.hidden.is_empty(),
            Self::UnpinAll => !choices.pins.is_empty(),
            Self::Escape => {
                let open = state.search.is_some() || state.passage.is_some() || state.review.is_some();
                open || state.selection != Selection::Nothing
            }
            Self::BackToMap => {
                state.passage.is_some() || state.review.is_some() || state.map.trail.now().is_some()
            }
            Self::NextArticle | Self::PreviousArticle => has_articles,
            Self::ToggleArticles | Self::ToggleInspector | Self::ToggleTimeline => has_articles,
            Self::OpenArticles
            | Self::OpenFolder
            | Self::OpenSession
            | Self::OpenSample
            | Self::PasteText
            | Self::ToggleMotion
            | Self::LargerLetters
            | Self::SmallerLetters
            | Self::UsualLetters
            | Self::Quit
            | Self::ThemeSystem
            | Self::ThemeLight
            | Self::ThemeDark
            | Self::Palette
            | Self::History
            | Self::Shortcuts
            | Self::About
            | Self::CancelWork => true,
        }
    }

    /// Whether it is on, for what can be on and off; else `None`.
    #[must_use]
    pub fn is_on(self, workspace: &Workspace, state: &ViewState) -> Option<bool> {
        match self {
            Self::ToggleMotion => Some(state.panels.motion),
            Self::ToggleArticles => Some(state.panels.articles),
            Self::ToggleInspector => Some(state.panels.inspector),
            Self::ToggleTimeline => Some(state.panels.timeline),
            Self::ExplainSentence => Some(state.article.why.is_open),
            Self::ToggleBlocs => Some(!state.map.hides_blocs),
            Self::ToggleGhosts => Some(state.map.ghosting == super::map::Ghosting::Faint),
            Self::PlayTime => Some(state.timeline.playing.is_some()),
            Self::Review => Some(state.review.is_some()),
            Self::ToggleCoMentions => Some(workspace.session().choices.filter.co_mentions),
            Self::TogglePin => match &state.selection {
                Selection::Actor(actor) => Some(workspace.is_pinned(actor)),
                Selection::Several(actors) => Some(actors.iter().all(|actor| workspace.is_pinned(actor))),
                _ => None,
            },
            _ => None,
        }
    }

    /// The label as things are now: "Undo: hide Chad", "Unpin".
    #[must_use]
    pub fn label_now(self, workspace: &Workspace, state: &ViewState) -> String {
        let named = |name: Option<&str>| match name {
            Some(name) => format!("{}: {name}", self.label()),
            None => self.label().to_owned(),
        };
        match self {
            Self::Undo => named(workspace.history().undo_name()),
            Self::Redo => named(workspace.history().redo_name()),
            Self::TogglePin if self.is_on(workspace, state) == Some(true) => "Unpin".to_owned(),
            _ => self.label().to_owned(),
        }
    }
}

/// A shortcut as the look has it: the keys with blanks between.
fn words_of(shortcut: &KeyboardShortcut) -> String {
    let modifiers = shortcut.modifiers;
    let held =
        [(modifiers.command || modifiers.ctrl, "Ctrl"), (modifiers.alt, "Alt"), (modifiers.shift, "Shift")];
    let mut words: Vec<&str> = held.into_iter().filter(|(held, _)| *held).map(|(_, word)| word).collect();
    words.push(match shortcut.logical_key {
        Key::Escape => "Esc",
        Key::ArrowLeft => "Left",
        Key::Plus => "+",
        Key::Minus => "-",
        Key::Period => ".",
        Key::Slash => "/",
        Key::Questionmark => "?",
        Key::OpenBracket => "[",
        Key::CloseBracket => "]",
        key => key.name(),
    });
    words.join(" ")
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

    /// Asks for several commands.
    pub fn extend(&mut self, commands: impl IntoIterator<Item = Command>) {
        self.0.extend(commands);
    }

    /// Whether nothing was asked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes all that was asked for.
    #[must_use]
    pub fn take(&mut self) -> Vec<Command> {
        std::mem::take(&mut self.0)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    #[test]
    fn every_action_has_its_row_with_words() {
        for action in Action::ALL {
            let rows: Vec<_> = TABLE.iter().filter(|row| row.action == action).collect();
            assert_eq!(rows.len(), 1, "{action:?}");
            assert!(action.label().starts_with(char::is_uppercase), "{action:?}");
            assert!(action.tooltip().len() > action.label().len() / 2, "{action:?}");
            assert!(!action.tooltip().ends_with('.'), "{action:?}");
        }
        let labels: BTreeSet<_> = Action::ALL.into_iter().map(Action::label).collect();
        assert_eq!(labels.len(), Action::ALL.len(), "two actions share a label");
    }

    #[test]
    fn no_two_actions_share_a_shortcut() {
        let mut owners = BTreeMap::new();
        for action in Action::ALL {
            for shortcut in action.shortcuts() {
                let other = owners.insert(words_of(shortcut), action);
                assert_eq!(other, None, "{} is taken twice", words_of(shortcut));
            }
        }
    }

    #[test]
    fn every_icon_is_in_the_font() {
        let icons = include_str!("../../assets/fonts/icons.tsv");
        for icon in Action::ALL.into_iter().filter_map(Action::icon) {
            assert!(icons.lines().any(|line| line.split('\t').next() == Some(icon)), "{icon}");
        }
    }

    #[test]
    fn menus_hold_every_action_once_in_groups() {
        let actions: Vec<Action> =
            Menu::ALL.into_iter().flat_map(|menu| menu.groups().into_iter().flatten()).collect();
        assert_eq!(actions, TABLE.iter().map(|row| row.action).collect::<Vec<_>>());
        assert_eq!(Menu::Help.groups().len(), 2);
    }

    #[test]
    fn shortcuts_are_shown_as_words() {
        assert_eq!(Action::OpenSample.shortcut_text().as_deref(), Some("Ctrl Shift O"));
        assert_eq!(Action::Escape.shortcut_text().as_deref(), Some("Esc"));
        assert_eq!(Action::About.shortcut_text(), None);
    }
}
