//! A session with its history and all that is derived from it: readings, graph, moving layout.

mod change;
mod derive;
mod folder;
mod picture;
mod undo;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::Instant;

use super::correction::{Corrected, LeftOut, Trace, Unattached, Which};
use super::evidence::Held;
use super::lending::Lending;
use super::{Camera, History, Session};
use crate::actor::{ActorId, Gazetteer};
use crate::article::{ArticleId, Copies, SharedArticle};
use crate::event::coded::Coding;
use crate::event::{Knowledge, Reading};
use crate::graph::{Blocs, RelationGraph, Sources};
use crate::layout::{Change, Edge, Layout, Motion, Point};

/// What the window works on. Views read it; only [`Workspace`]'s own methods change it.
#[derive(Clone, Debug)]
pub struct Workspace {
    /// With the names of the person's own.
    knowledge: Knowledge,
    /// Without them.
    shipped: Arc<Gazetteer>,
    session: Session,
    /// The articles with what the person set of their metadata.
    shown: Vec<SharedArticle>,
    /// The evidence folder, where the session is on one and it was found.
    held: Option<Held>,
    /// Counts up with what is read of it.
    quotes_revision: u64,
    history: History,
    readings: Corrected,
    copies: Copies,
    /// What the tables of others mean.
    coded: Arc<Vec<Coding>>,
    graph: Arc<RelationGraph>,
    /// Of the graph, once somebody asks.
    blocs: OnceLock<Arc<Blocs>>,
    /// The graph without a filter, where there is one, and its blocs, once somebody asks: they stay while
    /// the filter changes.
    whole: OnceLock<Arc<RelationGraph>>,
    whole_blocs: OnceLock<Arc<Blocs>>,
    /// The forces: they stay where they are while another picture is shown.
    layout: Layout,
    lending: Lending,
    /// The picture that is shown instead of the forces.
    arranged: Option<Layout>,
    /// The way from the picture shown before, while it lasts.
    change: Option<Change>,
    motion: Motion,
    last_frame: Option<Instant>,
    /// The forces that `layout` was made with, to see whether it must be made again.
    edges: Vec<Edge>,
    /// Where the actors stood before the hand took one.
    before_drag: Option<BTreeMap<ActorId, Point>>,
    revision: u64,
    /// The revision of the last change that is lost when it is not saved.
    work_revision: u64,
    saved_revision: u64,
    path: Option<PathBuf>,
}
impl Workspace {
    /// An empty workspace.
    #[must_use]
    pub fn new(knowledge: Knowledge) -> Self {
        Self {
            shipped: knowledge.gazetteer.clone(),
            knowledge,
            session: Session::default(),
            shown: Vec::new(),
            held: None,
            quotes_revision: 0,
            history: History::default(),
            readings: Corrected::default(),
            copies: Copies::default(),
            coded: Arc::default(),
            graph: Arc::new(RelationGraph::default()),
            blocs: OnceLock::new(),
            whole: OnceLock::new(),
            whole_blocs: OnceLock::new(),
            layout: Layout::default(),
            lending: Lending::default(),
            arranged: None,
            change: None,
            motion: Motion::default(),
            last_frame: None,
            edges: Vec::new(),
            before_drag: None,
            revision: 0,
            work_revision: 0,
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
        let readings = Corrected::new(readings);
        let mut workspace = Self { session, readings, path, ..Self::new(knowledge) };
        workspace.session.articles.sort_by_key(|article| article.id);
        workspace.session.articles.dedup_by_key(|article| article.id);
        workspace.knowledge = workspace.session.choices.corrections.knowledge(&workspace.knowledge);
        workspace.session.coded.sort_by(|one, other| one.id.cmp(&other.id));
        workspace.session.coded.dedup_by(|one, other| one.id == other.id);
        workspace.compare_articles();
        workspace.decode();
        workspace.correct(&Which::All);
        workspace.derive();
        workspace
    }

    /// Remembers what part of the map is on the screen. Neither an edit nor unsaved work.
    pub fn set_camera(&mut self, camera: Option<Camera>) {
        self.session.camera = camera;
    }

    /// The session as it is to be saved, with today's positions.
    #[must_use]
    pub fn session_to_save(&self) -> Session {
        Session { positions: self.places(), ..self.session.clone() }
    }

    /// Notes that the state of a revision was saved under a path.
    pub fn saved(&mut self, revision: u64, path: &Path) {
        self.saved_revision = self.saved_revision.max(revision);
        self.path = Some(path.to_owned());
    }

    /// Notes that the session is not in any file: it was found again after a crash.
    pub fn mark_unsaved(&mut self) {
        self.note_work();
    }

    /// Names and words without the names of the person's own: what other sessions are opened with.
    #[must_use]
    pub fn shipped_knowledge(&self) -> Knowledge {
        Knowledge { gazetteer: self.shipped.clone(), ..self.knowledge.clone() }
    }

    /// Names and words, with those of the person's own.
    #[must_use]
    pub fn knowledge(&self) -> &Knowledge {
        &self.knowledge
    }

    /// The ground state. Its positions are those of the last change; see [`Workspace::positions`].
    #[must_use]
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Undo and redo, for their names.
    #[must_use]
    pub fn history(&self) -> &History {
        &self.history
    }

    /// What the graph and the series are made from.
    #[must_use]
    pub fn sources(&self) -> Sources<'_> {
        Sources {
            gazetteer: &self.knowledge.gazetteer,
            articles: &self.shown,
            copies: &self.copies,
            coded: &self.coded,
            readings: self.readings.readings(),
            names: &self.session.choices.names,
            hidden: &self.session.choices.hidden,
            ledger: self.held.as_ref().map(Held::ledger),
        }
    }

    /// Which articles are near-duplicates.
    #[must_use]
    pub fn copies(&self) -> &Copies {
        &self.copies
    }

    /// What the tables of others mean, in the order of the session's tables.
    #[must_use]
    pub fn coded(&self) -> &[Coding] {
        &self.coded
    }

    /// Readings by article, as the person corrected them: see [`super::correction`].
    #[must_use]
    pub fn readings(&self) -> &BTreeMap<ArticleId, Arc<Reading>> {
        self.readings.readings()
    }

    /// Readings by article, as the machine made them: what is kept in the file's cache.
    #[must_use]
    pub fn machine_readings(&self) -> &BTreeMap<ArticleId, Arc<Reading>> {
        self.readings.machine()
    }

    /// Where an event of [`Workspace::readings`] comes from: the machine or the person.
    #[must_use]
    pub fn trace(&self, article: &ArticleId, event: usize) -> Trace {
        self.readings.trace(article, event)
    }

    /// The events of the machine that do not hold in an article, since the person said so.
    #[must_use]
    pub fn left_out(&self, article: &ArticleId) -> &[LeftOut] {
        self.readings.left_out(article)
    }

    /// The corrections that fit nothing: they are kept, and do nothing.
    #[must_use]
    pub fn unattached(&self) -> &[Unattached] {
        self.readings.unattached()
    }

    /// The articles with what the person set of their metadata, by id.
    #[must_use]
    pub fn articles(&self) -> &[SharedArticle] {
        &self.shown
    }

    /// The article with this id, with what the person set of it.
    #[must_use]
    pub fn article(&self, id: &ArticleId) -> Option<&SharedArticle> {
        let index = self.shown.binary_search_by(|article| article.id.cmp(id)).ok()?;
        self.shown.get(index)
    }

    /// The number of an actor's colour: the one that the person gave it, else that of its bloc.
    #[must_use]
    pub fn hue(&self, actor: usize) -> Option<usize> {
        let blocs = self.blocs();
        self.hue_by_hand(actor).or_else(|| {
            let bloc = blocs.of_actor.get(actor).copied().flatten()?;
            Some(blocs.list.get(bloc)?.hue)
        })
    }

    /// The number of the colour that the person gave an actor.
    #[must_use]
    pub fn hue_by_hand(&self, actor: usize) -> Option<usize> {
        let id = &self.graph.actors.get(actor)?.id;
        self.session.choices.colours.get(id).copied().map(usize::from)
    }

    /// The graph in the current filter.
    #[must_use]
    pub fn graph(&self) -> &RelationGraph {
        &self.graph
    }

    /// The same, for work on a thread of its own.
    #[must_use]
    pub fn shared_graph(&self) -> Arc<RelationGraph> {
        self.graph.clone()
    }

    /// One position for each actor of the graph, in world units.
    #[must_use]
    pub fn positions(&self) -> &[Point] {
        match (&self.change, &self.arranged) {
            (Some(change), _) => change.places(),
            (None, Some(arranged)) => arranged.positions(),
            (None, None) => self.layout.positions(),
        }
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

    /// Counts up with every change of the session or of what is derived from it. The steps of the
    /// layout and the camera do not count.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Whether something would be lost by closing.
    #[must_use]
    pub fn has_unsaved_work(&self) -> bool {
        self.work_revision > self.saved_revision
    }

    /// The session's file.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }
}
