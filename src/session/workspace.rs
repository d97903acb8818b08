//! A session with its history and all that is derived from it: readings, graph, moving layout.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use super::correction::{Corrected, LeftOut, Reread, Trace, Unattached, Which};
use super::history::Snapshot;
use super::lending::{Lending, LentLayout, Touch};
use super::merge::Merge;
use super::{
    Arrangement, ArrangementKind, Camera, Choices, Edit, History, Session, arrangement, forces, metadata,
};
use crate::actor::{ActorId, Gazetteer};
use crate::article::open::{join_same, join_tables};
use crate::article::{Article, ArticleId, CodedTable, Copies, SharedArticle};
use crate::event::coded::{self, Coding};
use crate::event::{Knowledge, Reading};
use crate::graph::{Blocs, Filter, RelationGraph, Sources};
use crate::layout::{Change, Edge, Layout, Motion, Node, Point};

/// A layout of more nodes is moved on another thread, if there is somebody who lends it one.
const MOST_MOVED_HERE: usize = 300;
/// A frame is counted as at least and at most so long in a change between two pictures.
const FRAME: (Duration, Duration) = (Duration::from_millis(8), Duration::from_millis(50));

/// Whether articles and tables are those of before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Evidence {
    Same,
    Other,
}

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
    history: History,
    readings: Corrected,
    copies: Copies,
    /// What the tables of others mean.
    coded: Arc<Vec<Coding>>,
    graph: Arc<RelationGraph>,
    /// Of the graph, once somebody asks.
    blocs: OnceLock<Arc<Blocs>>,
    /// The graph without a filter and its blocs, once somebody asks: it stays while the filter changes.
    whole: OnceLock<Arc<(RelationGraph, Blocs)>>,
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
            history: History::default(),
            readings: Corrected::default(),
            copies: Copies::default(),
            coded: Arc::default(),
            graph: Arc::new(RelationGraph::default()),
            blocs: OnceLock::new(),
            whole: OnceLock::new(),
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

    /// Adds articles with their readings: a text that is there gains places only, and what of its
    /// metadata was unknown. The new actors find their places, the old ones stay about where they are.
    ///
    /// The articles and the graph are the same in whatever order, or together, articles are added.
    pub fn add(&mut self, articles: Vec<(Article, Reading)>) {
        self.import(articles, Vec::new());
    }

    /// Adds articles and tables of events that others coded, as one change. A table that is there gains
    /// places only.
    pub fn import(&mut self, articles: Vec<(Article, Reading)>, tables: Vec<CodedTable>) {
        let before = Snapshot {
            choices: self.session.choices.clone(),
            positions: self.places_at_rest(),
            articles: Some(self.articles_with_readings()),
            coded: Some(self.session.coded.clone()),
            ..Snapshot::default()
        };
        let count_before = self.session.articles.len();
        let ids = articles.iter().map(|(article, _)| article.id).collect();
        let tables_before = self.session.coded.len();
        let mut changed = false;
        for (article, reading) in articles {
            changed |= self.add_one(article, reading);
        }
        changed |= self.add_tables(tables);
        self.read_with_metadata(&ids);
        if changed {
            let articles = self.session.articles.len() - count_before;
            let tables = self.session.coded.len() - tables_before;
            self.history.record(name_of_import(articles, tables), before);
            self.note_work();
        }
        self.compare_articles();
        self.correct(&Which::These(ids));
        self.derive();
    }

    /// Takes what came of a merge with another session: its articles and decisions, as one change. One
    /// that brings nothing is no change.
    pub fn merge(&mut self, name: String, merge: &Merge) {
        if !merge.changes_something() {
            return;
        }
        let before = Snapshot {
            choices: self.session.choices.clone(),
            articles: Some(self.articles_with_readings()),
            gazetteer: Some(self.knowledge.gazetteer.clone()),
            coded: Some(self.session.coded.clone()),
            ..Snapshot::default()
        };
        self.history.record(name, before);
        self.note_work();
        let choices = merge.choices(&self.session.choices);
        for (article, reading) in merge.added() {
            self.add_one(article, reading);
        }
        let old = &self.session.choices.corrections.actors;
        if *old != choices.corrections.actors || !old.changes.is_empty() {
            let shipped = Knowledge { gazetteer: self.shipped.clone(), ..self.knowledge.clone() };
            let reread =
                Reread::new(&shipped, &self.session.shown_articles(), old, &choices.corrections.actors);
            self.knowledge.gazetteer = reread.gazetteer;
            for reading in reread.readings {
                self.readings.insert(reading.article, reading);
            }
        }
        self.add_tables(merge.tables());
        self.session.choices.metadata.clone_from(&choices.metadata);
        self.read_with_metadata(&merge.described());
        self.choose(choices, Evidence::Other);
    }

    /// Takes a table of others out of the session.
    pub fn remove_table(&mut self, id: &str) {
        let Some(index) = self.session.coded.iter().position(|table| table.id == id) else { return };
        let before = Snapshot {
            choices: self.session.choices.clone(),
            coded: Some(self.session.coded.clone()),
            ..Snapshot::default()
        };
        let removed = self.session.coded.remove(index);
        self.history.record(format!("remove “{}”", removed.label()), before);
        self.note_work();
        self.decode();
        self.derive();
    }

    /// Takes an article out of the session.
    pub fn remove(&mut self, article: &ArticleId) {
        let Ok(index) = self.session.articles.binary_search_by(|other| other.id.cmp(article)) else {
            return;
        };
        let before = Snapshot {
            choices: self.session.choices.clone(),
            positions: self.places_at_rest(),
            articles: Some(self.articles_with_readings()),
            ..Snapshot::default()
        };
        let removed = self.session.articles.remove(index);
        self.readings.remove(article);
        self.history.record(format!("remove “{}”", removed.label()), before);
        self.note_work();
        self.compare_articles();
        self.correct(&Which::These(BTreeSet::new()));
        self.derive();
    }

    /// Applies an edit and remembers how it was before. An edit that changes nothing is no edit. Where
    /// the edit changes names, articles are read again here; [`Workspace::reread`] does it elsewhere.
    pub fn apply(&mut self, edit: Edit) {
        let reread = edit.rereads().then(|| self.reread(&edit)());
        self.apply_with(edit, reread);
    }

    /// What is to be read again before an edit that changes names: call it off the UI thread, and give
    /// what it brings to [`Workspace::apply_with`].
    pub fn reread(&self, edit: &Edit) -> impl FnOnce() -> Reread + Send + 'static {
        let shipped = Knowledge { gazetteer: self.shipped.clone(), ..self.knowledge.clone() };
        let choices = edit.apply(self.session.choices.clone());
        let old = self.session.choices.corrections.actors.clone();
        let new = choices.corrections.actors;
        let touched = match edit {
            Edit::Metadata(edit) => {
                let articles = self.session.articles.iter();
                let articles = articles.filter(|article| edit.articles.contains(&article.id)).cloned();
                Some(metadata::laid_over(&articles.collect::<Vec<_>>(), &choices.metadata))
            }
            _ => None,
        };
        let (knowledge, articles) = (self.knowledge.clone(), self.shown.clone());
        move || match touched {
            Some(touched) => Reread::of_articles(&knowledge, &touched),
            None => Reread::new(&shipped, &articles, &old, &new),
        }
    }

    /// Applies an edit with the articles that were read again for it.
    pub fn apply_with(&mut self, edit: Edit, reread: Option<Reread>) {
        let choices = edit.apply(self.session.choices.clone());
        let before_drag = self.before_drag.take();
        if choices == self.session.choices {
            return;
        }
        if let Some(reread) = reread {
            self.apply_names(&edit, choices, reread);
            return;
        }
        let by_forces = self.session.choices.arrangement.kind == ArrangementKind::Forces;
        let positions = if by_forces { before_drag.or_else(|| self.places_at_rest()) } else { None };
        let name = edit.name(|actor| self.label(actor).to_owned());
        let before = Snapshot { choices: self.session.choices.clone(), positions, ..Snapshot::default() };
        self.history.record(name, before);
        self.note_work();
        self.choose(choices, Evidence::Same);
    }

    /// Takes other names with what was read by them.
    fn apply_names(&mut self, edit: &Edit, choices: Choices, reread: Reread) {
        let before = Snapshot {
            choices: self.session.choices.clone(),
            positions: self.places_at_rest(),
            articles: Some(self.articles_with_readings()),
            gazetteer: Some(self.knowledge.gazetteer.clone()),
            ..Snapshot::default()
        };
        self.history.record(edit.name(|actor| self.label(actor).to_owned()), before);
        self.note_work();
        self.knowledge.gazetteer = reread.gazetteer;
        for reading in reread.readings {
            self.readings.insert(reading.article, reading);
        }
        self.session.choices = choices;
        self.compare_articles();
        self.correct(&Which::All);
        self.decode();
        self.derive();
    }

    /// Applies an edit that goes on with the last one, such as the next step of time that is played: both
    /// are undone together.
    pub fn refine(&mut self, edit: &Edit) {
        let choices = edit.apply(self.session.choices.clone());
        if choices != self.session.choices {
            self.note_work();
            self.choose(choices, Evidence::Same);
        }
    }

    /// Takes the last change back; its name.
    pub fn undo(&mut self) -> Option<String> {
        let mut history = std::mem::take(&mut self.history);
        let step = history.undo(|like| self.snapshot(like));
        self.history = history;
        step.map(|(name, before)| self.restore(name, before))
    }

    /// Does the last undone change again; its name.
    pub fn redo(&mut self) -> Option<String> {
        let mut history = std::mem::take(&mut self.history);
        let step = history.redo(|like| self.snapshot(like));
        self.history = history;
        step.map(|(name, after)| self.restore(name, after))
    }

    /// Goes so many changes forward, or back where it is negative.
    pub fn jump(&mut self, steps: isize) {
        for _ in 0..steps.unsigned_abs() {
            if steps < 0 {
                self.undo()
            } else {
                self.redo()
            };
        }
    }

    /// Moves the layout by some steps, as many as fit in `budget` but at least one; whether there is more
    /// to do here. What is lent moves elsewhere.
    pub fn tick_layout(&mut self, budget: Duration) -> bool {
        let start = Instant::now();
        self.advance_change(start);
        while self.change.is_none() && self.moves_here() {
            self.step();
            if start.elapsed() >= budget {
                break;
            }
        }
        self.moves_here()
    }

    /// Lends the layout to another thread, where it is large, moves, and is not lent yet.
    pub fn lend_layout(&mut self) -> Option<LentLayout> {
        let moves = !self.layout.is_settled() && !self.lending.is_lent();
        let is_large = self.graph.actors.len() > MOST_MOVED_HERE;
        (moves && is_large).then(|| self.lending.lend(&self.layout))
    }

    /// Whether the layout is lent now.
    #[must_use]
    pub fn is_lent(&self) -> bool {
        self.lending.is_lent()
    }

    /// Shows how far the layout has come that is lent.
    pub fn show_lent(&mut self, places: &[Point]) {
        if self.lending.is_lent() {
            self.layout.show_step(places);
        }
    }

    /// Takes the layout back when it has come to rest. One that nobody waits for any more is dropped.
    pub fn take_back_layout(&mut self, lent: LentLayout) {
        if let Some(layout) = self.lending.take_back(lent) {
            self.layout = layout;
            if self.layout.is_settled() {
                self.arrange();
            }
        }
    }

    /// Goes on here with a layout that does not come back.
    pub fn lose_layout(&mut self) {
        self.lending.forget();
    }

    /// Moves the layout to its end at once, for pictures without a window.
    pub fn settle_layout(&mut self) {
        self.change = None;
        self.lending.forget();
        while self.is_moving() {
            self.step();
        }
    }

    /// Tells whether a change between two pictures may move. Reduced, one that goes on ends at once.
    pub fn set_motion(&mut self, motion: Motion) {
        self.motion = motion;
        if motion == Motion::Reduced {
            self.change = None;
        }
    }

    /// Shows an arrangement at once, before it is chosen: while a slider moves. The edit that follows on
    /// its release brings what is chosen.
    pub fn preview(&mut self, arrangement: &Arrangement) {
        let chosen = std::mem::replace(&mut self.session.choices.arrangement, arrangement.clone());
        if chosen.kind == arrangement.kind {
            self.arrange();
            self.change = None;
        }
        self.session.choices.arrangement = chosen;
    }

    /// Holds an actor at a place while a hand drags it. No edit: the edit comes on release.
    pub fn drag(&mut self, actor: &ActorId, place: Point) {
        let Some(index) = self.graph.actor_index(actor) else { return };
        if self.before_drag.is_none() {
            self.before_drag = self.places_at_rest();
        }
        self.change = None;
        match &mut self.arranged {
            Some(arranged) => arranged.hold(index, place),
            None => self.touch(Touch::Hold(index, place)),
        }
    }

    /// Lays all that is not pinned out anew from the seeded start. Undo brings the places back.
    pub fn lay_out_again(&mut self) {
        let before = Snapshot {
            choices: self.session.choices.clone(),
            positions: Some(self.places()),
            ..Snapshot::default()
        };
        self.history.record("lay out again".to_owned(), before);
        self.session.positions = self.session.choices.pins_of_forces().clone();
        self.note_work();
        self.lay_out(&BTreeMap::new());
        self.arrange();
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

    /// The blocs of the graph, found when they are first asked for: in all that the articles tell, so that
    /// no filter and nothing hidden gives an actor another hue.
    #[must_use]
    pub fn blocs(&self) -> &Arc<Blocs> {
        self.blocs.get_or_init(|| {
            let blocs = Blocs::new(&self.graph);
            if self.session.choices.filter == Filter::default() {
                return Arc::new(blocs);
            }
            let (whole, of_whole) = &**self.whole();
            Arc::new(blocs.in_hues_of(&self.graph, of_whole, whole))
        })
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

    /// The graph that no filter leaves anything out of.
    #[must_use]
    pub fn whole_graph(&self) -> &RelationGraph {
        &self.whole().0
    }

    fn whole(&self) -> &Arc<(RelationGraph, Blocs)> {
        self.whole.get_or_init(|| {
            let graph = RelationGraph::new(self.sources(), &Filter::default());
            let blocs = Blocs::new(&graph);
            Arc::new((graph, blocs))
        })
    }

    /// The graph in the current filter.
    #[must_use]
    pub fn graph(&self) -> &RelationGraph {
        &self.graph
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

    /// Whether the layout still moves, or goes from one picture to another.
    #[must_use]
    pub fn is_moving(&self) -> bool {
        let arranged_moves = self.arranged.as_ref().is_some_and(|arranged| !arranged.is_settled());
        self.change.is_some() || arranged_moves || !self.layout.is_settled()
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

    fn note_work(&mut self) {
        self.revision += 1;
        self.work_revision = self.revision;
    }

    /// Adds an article; whether the session changed by it.
    fn add_one(&mut self, article: Article, reading: Reading) -> bool {
        let id = article.id;
        match self.session.articles.binary_search_by(|other| other.id.cmp(&id)) {
            Err(index) => {
                self.session.articles.insert(index, Arc::new(article));
                self.readings.insert(id, Arc::new(reading));
                true
            }
            Ok(index) => {
                let old = &self.session.articles[index];
                let joined = match (old.is_withheld(), article.is_withheld()) {
                    (true, false) => with_text(old, &article),
                    (false, true) => with_text(&article, old),
                    _ => joined(old, &article),
                };
                let changed = joined != **old;
                // The title is read too, so a reading holds for the title it was made with.
                let read = |article: &Article| {
                    (&joined.title, joined.title_in_text) == (&article.title, article.title_in_text)
                        && joined.text == article.text
                };
                if read(&article) {
                    self.readings.insert(id, Arc::new(reading));
                } else if !read(old) {
                    self.readings.insert(id, Arc::new(crate::event::read(&self.knowledge, &joined)));
                }
                if changed {
                    self.session.articles[index] = Arc::new(joined);
                }
                changed
            }
        }
    }

    fn articles_with_readings(&self) -> Vec<(SharedArticle, Option<Arc<Reading>>)> {
        let articles = self.session.articles.iter();
        let machine = self.readings.machine();
        articles.map(|article| (article.clone(), machine.get(&article.id).cloned())).collect()
    }

    /// Where all actors stand now: those of the graph where the layout has them, the others where they
    /// stood when they were last seen, so that they come back there.
    fn places(&self) -> BTreeMap<ActorId, Point> {
        let mut places = self.session.positions.clone();
        let actors = self.graph.actors.iter().map(|actor| actor.id.clone());
        places.extend(actors.zip(self.layout.positions().iter().copied()));
        places
    }

    /// The same, but only a picture at rest is worth coming back to.
    fn places_at_rest(&self) -> Option<BTreeMap<ActorId, Point>> {
        self.layout.is_settled().then(|| self.places())
    }

    /// A snapshot of now that holds the same things as another.
    fn snapshot(&self, like: &Snapshot) -> Snapshot {
        Snapshot {
            choices: self.session.choices.clone(),
            positions: like.positions.is_some().then(|| self.places()),
            articles: like.articles.is_some().then(|| self.articles_with_readings()),
            gazetteer: like.gazetteer.is_some().then(|| self.knowledge.gazetteer.clone()),
            coded: like.coded.is_some().then(|| self.session.coded.clone()),
        }
    }

    fn restore(&mut self, name: String, snapshot: Snapshot) -> String {
        let Snapshot { choices, positions, articles, gazetteer, coded } = snapshot;
        self.before_drag = None;
        self.note_work();
        let evidence = match (&articles, &coded) {
            (None, None) => Evidence::Same,
            _ => Evidence::Other,
        };
        if let Some(gazetteer) = gazetteer {
            self.knowledge.gazetteer = gazetteer;
        }
        if let Some(coded) = coded {
            self.session.coded = coded;
            self.decode();
        }
        if let Some(articles) = articles {
            self.take_articles(articles);
        }
        self.choose(choices, evidence);
        if let Some(positions) = positions {
            let moved = positions != self.places() || !self.layout.is_settled();
            self.session.positions = positions;
            if !moved {
                return name;
            }
            // Whoever is on the way stops there.
            self.layout = Layout::default();
            self.lay_out(&BTreeMap::new());
            self.arrange();
        }
        name
    }

    fn take_articles(&mut self, articles: Vec<(SharedArticle, Option<Arc<Reading>>)>) {
        let readings = articles.iter().filter_map(|(article, reading)| Some((article.id, reading.clone()?)));
        self.readings = Corrected::new(readings.collect());
        self.session.articles = articles.into_iter().map(|(article, _)| article).collect();
    }

    /// Reads again what the person set something of: its reading came without that.
    fn read_with_metadata(&mut self, ids: &BTreeSet<ArticleId>) {
        let metadata = &self.session.choices.metadata;
        let articles = self.session.articles.iter();
        let touched =
            articles.filter(|article| ids.contains(&article.id) && metadata.contains_key(&article.id));
        let touched: Vec<SharedArticle> = touched.cloned().collect();
        for article in metadata::laid_over(&touched, metadata) {
            let reading = crate::event::read(&self.knowledge, &article);
            self.readings.insert(article.id, Arc::new(reading));
        }
    }

    /// Adds tables; whether the session changed by it.
    fn add_tables(&mut self, tables: Vec<CodedTable>) -> bool {
        let mut changed = false;
        for table in tables {
            let coded = &mut self.session.coded;
            match coded.binary_search_by(|other| other.id.cmp(&table.id)) {
                Err(index) => {
                    coded.insert(index, Arc::new(table));
                    changed = true;
                }
                Ok(index) => {
                    let joined = join_tables(vec![coded[index].as_ref().clone(), table]);
                    if let Some(joined) = joined.into_iter().next().filter(|joined| *joined != *coded[index])
                    {
                        coded[index] = Arc::new(joined);
                        changed = true;
                    }
                }
            }
        }
        if changed {
            self.decode();
        }
        changed
    }

    /// Finds what the tables of others mean.
    fn decode(&mut self) {
        self.coded = Arc::new(coded::code(&self.knowledge.gazetteer, &self.session.coded));
    }

    /// Finds the near-duplicates of other articles than before.
    fn compare_articles(&mut self) {
        self.shown = self.session.shown_articles();
        self.copies.update(self.shown.iter().map(AsRef::as_ref));
    }

    /// Lays the corrections over the readings again.
    fn correct(&mut self, which: &Which) {
        let corrections = &self.session.choices.corrections;
        self.readings.lay(&self.shown, corrections, which);
    }

    /// Takes other choices and derives what depends on them, and on articles and tables where those are
    /// others than before.
    fn choose(&mut self, choices: Choices, evidence: Evidence) {
        let old = std::mem::replace(&mut self.session.choices, choices);
        let other_articles = evidence == Evidence::Other || old.metadata != self.session.choices.metadata;
        if other_articles {
            self.compare_articles();
        }
        let which = match other_articles {
            true => Which::All,
            false => Which::between(&old.corrections, &self.session.choices.corrections),
        };
        let corrected = !which.is_none();
        if corrected {
            self.correct(&which);
        }
        let new = &self.session.choices;
        if corrected || (&old.hidden, &old.names, &old.filter) != (&new.hidden, &new.names, &new.filter) {
            let only_filter = !corrected && (&old.hidden, &old.names) == (&new.hidden, &new.names);
            let whole = std::mem::take(&mut self.whole);
            self.derive();
            if only_filter {
                self.whole = whole;
            }
        }
        self.move_pins(old.pins_of_forces());
        let asked = self.session.choices.arrangement.clone();
        let by_forces = asked.kind == ArrangementKind::Forces;
        if by_forces && old.arrangement.seed != asked.seed {
            self.session.positions = self.session.choices.pins_of_forces().clone();
            self.lay_out(&BTreeMap::new());
        }
        if old.arrangement != asked || (!by_forces && old.pins != self.session.choices.pins) {
            self.arrange();
        }
    }

    /// Does something to the forces, wherever they are.
    fn touch(&mut self, touch: Touch) {
        touch.apply(&mut self.layout);
        self.lending.note(touch);
    }

    /// Whether something moves that is not lent.
    fn moves_here(&self) -> bool {
        let arranged_moves = self.arranged.as_ref().is_some_and(|arranged| !arranged.is_settled());
        let forces_move = !self.layout.is_settled() && !self.lending.is_lent();
        self.change.is_some() || arranged_moves || forces_move
    }

    /// One step of all that moves. Forces that came to rest are mixed into the picture again.
    fn step(&mut self) {
        if let Some(arranged) = &mut self.arranged {
            arranged.step();
        }
        if !self.layout.is_settled() && !self.lending.is_lent() {
            self.layout.step();
            if self.layout.is_settled() {
                self.arrange();
            }
        }
    }

    fn advance_change(&mut self, now: Instant) {
        let last = self.last_frame.replace(now);
        if let Some(change) = &mut self.change {
            let passed = last.map_or(FRAME.0, |last| now.saturating_duration_since(last));
            if !change.advance(passed.clamp(FRAME.0, FRAME.1)) {
                self.change = None;
            }
        }
    }

    /// Makes the picture that is chosen, and sets off from what is on the screen to it.
    fn arrange(&mut self) {
        let from = self.positions().to_vec();
        let (forced, blocs) = (self.layout.positions(), || self.blocs().clone());
        let places = arrangement::places(&self.graph, &self.session, &self.edges, forced, blocs);
        self.arranged = places.map(|places| self.picture(&places));
        self.change = None;
        let change = Change::new(&from, self.positions(), self.motion);
        self.change = Some(change).filter(|change| !change.has_ended());
    }

    /// A picture at these places, but with pins where they are; who is in the way of one makes way.
    fn picture(&self, places: &[Point]) -> Layout {
        let pins = &self.session.choices.pins;
        let nodes = forces::nodes(&self.graph, &self.session).into_iter().zip(places);
        let nodes: Vec<Node> =
            nodes.map(|(node, &place)| Node { anchor: Some(place), pinned: false, ..node }).collect();
        let mut picture = Layout::resting(self.session.choices.arrangement.seed, &nodes, &self.edges);
        for (index, actor) in self.graph.actors.iter().enumerate() {
            if let Some(place) = pins.get(&actor.id) {
                picture.hold(index, *place);
                picture.set_pinned(index, true);
            }
        }
        picture.settle();
        picture
    }

    /// Pins and frees the actors whose pins differ from the old ones.
    fn move_pins(&mut self, old: &BTreeMap<ActorId, Point>) {
        let pins = self.session.choices.pins_of_forces();
        let mut touches = Vec::new();
        for (index, actor) in self.graph.actors.iter().enumerate() {
            match pins.get(&actor.id) {
                new if new == old.get(&actor.id) => {}
                Some(place) => touches.extend([Touch::Hold(index, *place), Touch::Pin(index)]),
                None => touches.push(Touch::Free(index)),
            }
        }
        for touch in touches {
            self.touch(touch);
        }
    }

    /// Makes the graph again, and the layout where the graph asks for another one.
    fn derive(&mut self) {
        let choices = &self.session.choices;
        let graph = RelationGraph::new(self.sources(), &choices.filter);
        let same_actors =
            graph.actors.iter().map(|actor| &actor.id).eq(self.graph.actors.iter().map(|a| &a.id));
        let same_forces = same_actors && forces::edges(&graph) == self.edges;
        let places = self.places();
        let on_screen = self.on_screen();
        if self.layout.is_settled() {
            self.session.positions.clone_from(&places);
        }
        self.graph = Arc::new(graph);
        self.blocs = OnceLock::new();
        self.whole = OnceLock::new();
        self.revision += 1;
        if !same_forces {
            self.lay_out(&places);
        }
        self.follow_graph(&on_screen, same_actors);
    }

    /// Where the actors are on the screen, if another picture than that of the forces is shown.
    fn on_screen(&self) -> BTreeMap<ActorId, Point> {
        let actors = self.graph.actors.iter().map(|actor| actor.id.clone());
        let shown = self.arranged.is_some() || self.change.is_some();
        actors.zip(self.positions().iter().copied()).filter(|_| shown).collect()
    }

    /// Makes the chosen picture of a graph that changed; new actors begin where they will be.
    fn follow_graph(&mut self, on_screen: &BTreeMap<ActorId, Point>, same_actors: bool) {
        if self.session.choices.arrangement.kind == ArrangementKind::Forces {
            if !same_actors {
                self.change = None;
            }
            return;
        }
        self.change = None;
        self.arrange();
        self.change = None;
        let to = self.positions();
        let actors = self.graph.actors.iter().zip(to);
        let from: Vec<Point> =
            actors.map(|(actor, &to)| on_screen.get(&actor.id).copied().unwrap_or(to)).collect();
        let change = Change::new(&from, to, self.motion);
        self.change = Some(change).filter(|change| !change.has_ended());
    }

    /// Makes the layout of the graph from `session.positions`, where all stood when it last rested. Who
    /// was still on the way goes on from `places`, and is not held there.
    ///
    /// It moves if somebody has no place yet, or if it was moving. Else the picture stays as it is:
    /// what was learnt by looking at it still holds.
    fn lay_out(&mut self, places: &BTreeMap<ActorId, Point>) {
        let seed = self.session.choices.arrangement.seed;
        let nodes = forces::nodes(&self.graph, &self.session);
        self.edges = forces::edges(&self.graph);
        // Whoever has the layout now works for nothing.
        self.lending.forget();
        let all_placed = nodes.iter().all(|node| node.anchor.is_some());
        self.layout = if all_placed && self.layout.is_settled() {
            Layout::resting(seed, &nodes, &self.edges)
        } else {
            let places = self.graph.actors.iter().map(|actor| places.get(&actor.id).copied());
            Layout::going_on(seed, &nodes, &self.edges, &places.collect::<Vec<_>>())
        };
    }
}

fn name_of_import(articles: usize, tables: usize) -> String {
    let counted = |count: usize, unit: &str| format!("{count} {unit}{}", if count == 1 { "" } else { "s" });
    match (articles, tables) {
        (articles, 0) => format!("open {}", counted(articles, "article")),
        (0, tables) => format!("open {}", counted(tables, "table")),
        (articles, tables) => {
            format!("open {} and {}", counted(articles, "article"), counted(tables, "table"))
        }
    }
}

/// An article whose text was left out, with the text of a copy.
fn with_text(withheld: &Article, copy: &Article) -> Article {
    let mut whole = joined(withheld, copy);
    whole.problems.retain(|problem| problem != crate::article::WITHHELD);
    whole.text.clone_from(&copy.text);
    whole.title.clone_from(&copy.title);
    whole.title_in_text = copy.title_in_text;
    whole.format = copy.format;
    whole
}

/// One article of two with the same text; the same whichever of them came first.
fn joined(old: &Article, new: &Article) -> Article {
    let both = join_same(vec![old.clone(), new.clone()]);
    both.into_iter().next().unwrap_or_else(|| old.clone())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::article::{Format, Place};

    const ACTORS: [&str; 4] = ["BRA", "CHN", "KEN", "org:UN"];

    fn workspace() -> Workspace {
        let english = crate::language::english().clone();
        let knowledge = Knowledge { english, gazetteer: Arc::default(), lexicon: Arc::default() };
        Workspace::new(knowledge)
    }

    fn article(text: &str, file: &str) -> Article {
        Article::bare(text.to_owned(), Format::Text, Place::File(file.into()))
    }

    fn read(workspace: &Workspace, article: Article) -> (Article, Reading) {
        let reading = crate::event::read(workspace.knowledge(), &article);
        (article, reading)
    }

    fn with_articles(texts: &[&str]) -> Workspace {
        let mut workspace = workspace();
        let articles = texts
            .iter()
            .map(|text| read(&workspace, article(text, &format!("{}.txt", text.len()))))
            .collect();
        workspace.add(articles);
        workspace
    }

    fn edit() -> impl Strategy<Value = Edit> {
        let actor = || prop::sample::select(&ACTORS[..]).prop_map(ActorId::new);
        let place = || (-500.0_f32..500.0, -500.0_f32..500.0).prop_map(|(x, y)| Point::new(x, y));
        prop_oneof![
            (actor(), place()).prop_map(|(actor, place)| Edit::Pin(actor, place)),
            actor().prop_map(Edit::Unpin),
            Just(Edit::UnpinAll),
            actor().prop_map(Edit::Hide),
            actor().prop_map(Edit::Show),
            Just(Edit::ShowAll),
            (actor(), "[a-c ]{0,3}").prop_map(|(actor, name)| Edit::Rename(actor, name)),
            (1_u32..4).prop_map(|min_sentences| {
                Edit::Filter(Box::new(Filter { min_sentences, ..Filter::default() }))
            }),
        ]
    }

    proptest! {
        #[test]
        fn any_edits_undone_give_the_first_choices_and_redone_the_last(
            edits in prop::collection::vec(edit(), 0..40),
        ) {
            let mut workspace = with_articles(&["Kenya thanked Brazil.", "China warned Kenya."]);
            let first = workspace.session().choices.clone();
            let depth = workspace.history().undo_name().map(str::to_owned);
            for edit in edits {
                workspace.apply(edit);
            }
            let last = workspace.session().choices.clone();
            while workspace.history().undo_name().map(str::to_owned) != depth {
                workspace.undo();
            }
            prop_assert_eq!(&workspace.session().choices, &first);
            while workspace.redo().is_some() {}
            prop_assert_eq!(&workspace.session().choices, &last);
        }
    }

    #[test]
    fn an_edit_that_changes_nothing_is_no_edit() {
        let mut workspace = with_articles(&["Kenya thanked Brazil."]);
        let (revision, name) = (workspace.revision(), workspace.history().undo_name().map(str::to_owned));
        workspace.apply(Edit::Unpin(ActorId::new("KEN")));
        assert_eq!(workspace.revision(), revision);
        assert_eq!(workspace.history().undo_name().map(str::to_owned), name);
    }

    #[test]
    fn opening_is_clean_and_saving_the_revision_makes_clean() {
        let mut session = Session::default();
        session.articles.push(Arc::new(article("Kenya thanked Brazil.", "a.txt")));
        let knowledge = workspace().knowledge().clone();
        let mut workspace = Workspace::open(knowledge, session, BTreeMap::new(), None);
        assert!(!workspace.has_unsaved_work());
        // A reading that was missing is no work of the person.
        let again = read(&workspace, article("Kenya thanked Brazil.", "a.txt"));
        workspace.add(vec![again]);
        workspace.set_camera(Some(Camera { center: Point::new(1.0, 2.0), zoom: 2.0 }));
        assert!(!workspace.has_unsaved_work());

        workspace.apply(Edit::Hide(ActorId::new("KEN")));
        let saved = workspace.revision();
        workspace.apply(Edit::Hide(ActorId::new("BRA")));
        workspace.saved(saved, Path::new("a.diplograph"));
        assert!(workspace.has_unsaved_work(), "the second edit came after the save");
        workspace.saved(workspace.revision(), Path::new("a.diplograph"));
        assert!(!workspace.has_unsaved_work());
    }

    #[test]
    fn the_same_text_twice_is_one_article_with_two_places() {
        let mut workspace = with_articles(&["Kenya thanked Brazil."]);
        let copy = read(&workspace, article("Kenya  thanked Brazil.\n", "copy.txt"));
        workspace.add(vec![copy]);
        let articles = &workspace.session().articles;
        assert_eq!((articles.len(), articles[0].places.len()), (1, 2));
    }

    #[test]
    fn the_order_of_adding_does_not_matter() {
        let texts = ["Kenya thanked Brazil.", "China warned Kenya on Monday.", "The UN met.", "Peru left."];
        let together = with_articles(&texts);
        let mut backwards = workspace();
        for text in texts.iter().rev() {
            let pair = read(&backwards, article(text, &format!("{}.txt", text.len())));
            backwards.add(vec![pair]);
        }
        assert_eq!(together.session().articles, backwards.session().articles);
        assert_eq!(together.readings(), backwards.readings());
        assert_eq!(together.graph(), backwards.graph());
    }

    /// The same with the gazetteer, so that there are actors.
    fn with_actors(texts: &[&str]) -> Workspace {
        let mut workspace = Workspace::new(crate::event::knowledge());
        let articles = texts.iter().zip('a'..);
        let articles = articles.map(|(text, name)| read(&workspace, article(text, &format!("{name}.txt"))));
        workspace.add(articles.collect());
        assert!(workspace.graph().actors.len() > 1);
        workspace
    }

    fn arrange(workspace: &mut Workspace, kind: ArrangementKind) {
        let arrangement = Arrangement { kind, ..workspace.session().choices.arrangement.clone() };
        workspace.apply(Edit::Arrange(Box::new(arrangement)));
    }

    #[test]
    fn another_picture_is_gone_to_calmly_and_the_forces_come_back_as_they_were() {
        let mut workspace = with_actors(&["Kenya thanked Brazil.", "China warned Kenya."]);
        workspace.settle_layout();
        let forces = workspace.positions().to_vec();
        for kind in ArrangementKind::ALL.into_iter().skip(1) {
            arrange(&mut workspace, kind);
            assert!(workspace.is_moving(), "{kind:?}");
            assert_eq!(workspace.positions(), forces, "it sets off where all stood");
            while workspace.tick_layout(Duration::ZERO) {}
            assert_ne!(workspace.positions(), forces, "{kind:?}");
            assert_eq!(workspace.session_to_save().positions.len(), forces.len(), "forces are saved");
            assert!(workspace.undo().is_some());
            workspace.settle_layout();
            assert_eq!(workspace.positions(), forces, "{kind:?}");
        }
    }

    #[test]
    fn with_reduced_motion_the_other_picture_is_there_at_once() {
        let mut workspace = with_actors(&["Kenya thanked Brazil.", "China warned Kenya."]);
        workspace.settle_layout();
        workspace.set_motion(Motion::Reduced);
        arrange(&mut workspace, ArrangementKind::Circle);
        assert!(!workspace.is_moving());
    }

    #[test]
    fn each_picture_has_its_own_pins() {
        let mut workspace = with_actors(&["Kenya thanked Brazil.", "China warned Kenya."]);
        let kenya = ActorId::new("KEN");
        let index = workspace.graph().actor_index(&kenya).unwrap();
        let (in_forces, in_circle) = (Point::new(40.0, 50.0), Point::new(-300.0, 20.0));
        workspace.apply(Edit::Pin(kenya.clone(), in_forces));
        arrange(&mut workspace, ArrangementKind::Circle);
        assert!(!workspace.is_pinned(&kenya));
        workspace.drag(&kenya, in_circle);
        workspace.apply(Edit::Pin(kenya.clone(), in_circle));
        workspace.settle_layout();
        assert_eq!(workspace.positions()[index], in_circle);
        arrange(&mut workspace, ArrangementKind::Forces);
        workspace.settle_layout();
        assert_eq!(workspace.positions()[index], in_forces);
        workspace.undo();
        workspace.settle_layout();
        assert_eq!(workspace.positions()[index], in_circle);
    }

    #[test]
    fn a_picture_follows_its_graph_and_is_the_same_when_opened() {
        let mut workspace = with_actors(&["Kenya thanked Brazil."]);
        arrange(&mut workspace, ArrangementKind::Geography);
        let more = read(&workspace, article("China warned Kenya on Monday.", "b.txt"));
        workspace.add(vec![more]);
        workspace.settle_layout();
        assert_eq!(workspace.positions().len(), workspace.graph().actors.len());
        let (session, readings) = (workspace.session_to_save(), workspace.readings().clone());
        let opened = Workspace::open(workspace.knowledge().clone(), session, readings, None);
        assert_eq!(opened.positions(), workspace.positions());
        assert!(!opened.is_moving());
    }

    #[test]
    fn a_removed_article_comes_back_by_undo() {
        let mut workspace = with_articles(&["Kenya thanked Brazil.", "China warned Kenya."]);
        let (before, readings) = (workspace.session().articles.clone(), workspace.readings().clone());
        workspace.remove(&before[0].id);
        assert_eq!(workspace.session().articles.len(), 1);
        assert_eq!(workspace.undo().as_deref(), Some(&*format!("remove “{}”", before[0].label())));
        assert_eq!((&workspace.session().articles, workspace.readings()), (&before, &readings));
    }

    #[test]
    fn a_date_that_a_person_sets_decides_what_is_long_ago() {
        use crate::session::metadata::{Field, MetadataEdit};

        let mut workspace = with_actors(&["China invaded Vietnam in 1979. Kenya thanked Brazil."]);
        let id = workspace.articles()[0].id;
        let historical = |workspace: &Workspace| {
            workspace.readings()[&id].events.iter().filter(|event| event.historical).count()
        };
        let before = historical(&workspace);
        let set = |value: Option<&str>| {
            let values = [(Field::Date, value.map(str::to_owned))].into();
            Edit::Metadata(Box::new(MetadataEdit { articles: [id].into(), values }))
        };
        workspace.apply(set(Some("2020-05-01")));
        assert_eq!(historical(&workspace), 1);
        workspace.apply(set(Some("1979-03-01")));
        assert_eq!(historical(&workspace), 0);
        assert_eq!(workspace.undo().as_deref(), Some("set date of an article"));
        assert_eq!(historical(&workspace), 1);
        workspace.undo();
        assert_eq!(historical(&workspace), before);
        assert!(workspace.articles()[0].date.is_none());

        workspace.apply(set(Some("2020-05-01")));
        let (session, knowledge) = (workspace.session_to_save(), workspace.knowledge().clone());
        let bytes = crate::session::file::to_bytes(&knowledge, &session, workspace.machine_readings());
        let loaded = crate::session::file::from_bytes(&knowledge, &bytes).unwrap();
        assert_eq!((&loaded.session, loaded.readings.len()), (&session, 1));
        let opened = Workspace::open(knowledge, loaded.session, loaded.readings, None);
        assert_eq!(opened.articles()[0].date.as_ref().unwrap().value.to_string(), "2020-05-01");
        assert_eq!(historical(&opened), 1);
    }
}
