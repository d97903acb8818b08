//! A session with its history and all that is derived from it: readings, graph, moving layout.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Camera, Edit, History, Session};
use crate::actor::ActorId;
use crate::article::{Article, ArticleId, SharedArticle};
use crate::event::{Knowledge, Reading};
use crate::graph::RelationGraph;
use crate::layout::{Layout, Point};

/// What the window works on. Views read it; only [`Workspace`]'s own methods change it.
#[derive(Clone, Debug)]
pub struct Workspace {
    knowledge: Knowledge,
    session: Session,
    history: History,
    readings: BTreeMap<ArticleId, Arc<Reading>>,
    graph: Arc<RelationGraph>,
    layout: Layout,
    revision: u64,
    saved_revision: u64,
    path: Option<PathBuf>,
}

impl Workspace {
    /// An empty workspace.
    #[must_use]
    pub fn new(knowledge: Knowledge) -> Self {
        Self {
            knowledge,
            session: Session::default(),
            history: History::default(),
            readings: BTreeMap::new(),
            graph: Arc::new(RelationGraph::default()),
            layout: Layout::default(),
            revision: 0,
            saved_revision: 0,
            path: None,
        }
    }

    /// A workspace on a session that was read from a file (or made by `read`). Readings that are
    /// missing are made by the caller and added with [`Workspace::add`].
    #[must_use]
    pub fn open(
        knowledge: Knowledge,
        session: Session,
        readings: BTreeMap<ArticleId, Arc<Reading>>,
        path: Option<PathBuf>,
    ) -> Self {
        Self { session, readings, path, ..Self::new(knowledge) }
    }

    /// Adds articles with their readings: a text that is there gains places only. The new actors find
    /// their places, the old ones stay about where they are.
    pub fn add(&mut self, articles: Vec<(Article, Reading)>) {
        let _ = articles;
    }

    /// Takes an article out of the session.
    pub fn remove(&mut self, article: &ArticleId) {
        let _ = article;
    }

    /// Applies an edit and remembers how it was before.
    pub fn apply(&mut self, edit: Edit) {
        let _ = edit;
    }

    /// Takes the last edit back; its name.
    pub fn undo(&mut self) -> Option<String> {
        None
    }

    /// Does the last undone edit again; its name.
    pub fn redo(&mut self) -> Option<String> {
        None
    }

    /// Moves the layout by some steps, as many as fit in `budget`; whether it still moves.
    pub fn tick_layout(&mut self, budget: std::time::Duration) -> bool {
        let _ = budget;
        false
    }

    /// Holds an actor at a place while a hand drags it. No edit: the edit comes on release.
    pub fn drag(&mut self, actor: &ActorId, place: Point) {
        let _ = (actor, place);
    }

    /// Lays all that is not pinned out anew from the seeded start.
    pub fn lay_out_again(&mut self) {}

    /// Remembers what part of the map is on the screen. Neither an edit nor unsaved work.
    pub fn set_camera(&mut self, camera: Option<Camera>) {
        self.session.camera = camera;
    }

    /// The session as it is to be saved, with today's positions.
    #[must_use]
    pub fn session_to_save(&self) -> Session {
        self.session.clone()
    }

    /// Notes that the state of a revision was saved under a path.
    pub fn saved(&mut self, revision: u64, path: &Path) {
        self.saved_revision = revision;
        self.path = Some(path.to_owned());
    }

    /// Names and words.
    #[must_use]
    pub fn knowledge(&self) -> &Knowledge {
        &self.knowledge
    }

    /// The ground state.
    #[must_use]
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Undo and redo, for their names.
    #[must_use]
    pub fn history(&self) -> &History {
        &self.history
    }

    /// Readings by article.
    #[must_use]
    pub fn readings(&self) -> &BTreeMap<ArticleId, Arc<Reading>> {
        &self.readings
    }

    /// The article with this id.
    #[must_use]
    pub fn article(&self, id: &ArticleId) -> Option<&SharedArticle> {
        let index = self.session.articles.binary_search_by(|article| article.id.cmp(id)).ok()?;
        self.session.articles.get(index)
    }

    /// The graph in the current filter.
    #[must_use]
    pub fn graph(&self) -> &RelationGraph {
        &self.graph
    }

    /// One position for each actor of the graph, in world units.
    #[must_use]
    pub fn positions(&self) -> &[Point] {
        self.layout.positions()
    }

    /// Whether the layout still moves.
    #[must_use]
    pub fn is_moving(&self) -> bool {
        !self.layout.is_settled()
    }

    /// Whether an actor is pinned.
    #[must_use]
    pub fn is_pinned(&self, actor: &ActorId) -> bool {
        self.session.choices.pins.contains_key(actor)
    }

    /// The name shown for an actor: the person's own, else the gazetteer's.
    #[must_use]
    pub fn label<'a>(&'a self, actor: &'a ActorId) -> &'a str {
        match self.session.choices.names.get(actor) {
            Some(name) => name,
            None => self.knowledge.gazetteer.label(actor),
        }
    }

    /// Counts up with every change of the session or of what is derived from it.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Whether something would be lost by closing.
    #[must_use]
    pub fn has_unsaved_work(&self) -> bool {
        self.revision != self.saved_revision
    }

    /// The session's file.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }
}
