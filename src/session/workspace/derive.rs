//! What is made from articles and choices: the corrected readings, the graph, its blocs.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::Workspace;
use crate::actor::ActorId;
use crate::event::coded;
use crate::graph::{Blocs, Filter, RelationGraph};
use crate::layout::Point;
use crate::session::correction::Which;
use crate::session::{ArrangementKind, Choices, forces};

/// Whether articles and tables are those of before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Evidence {
    Same,
    Other,
}

impl Workspace {
    /// The blocs of the graph, found when they are first asked for: in all that the articles tell, so that
    /// no filter and nothing hidden gives an actor another hue.
    #[must_use]
    pub fn blocs(&self) -> &Arc<Blocs> {
        self.blocs.get_or_init(|| {
            let blocs = Blocs::new(&self.graph);
            if self.session.choices.filter == Filter::default() {
                return Arc::new(blocs);
            }
            let whole = self.whole_graph();
            let of_whole = self.whole_blocs.get_or_init(|| Arc::new(Blocs::new(whole)));
            Arc::new(blocs.in_hues_of(&self.graph, of_whole, whole))
        })
    }

    /// The graph that no filter leaves anything out of.
    #[must_use]
    pub fn whole_graph(&self) -> &RelationGraph {
        if self.session.choices.filter == Filter::default() {
            return &self.graph;
        }
        self.whole.get_or_init(|| Arc::new(RelationGraph::new(self.sources(), &Filter::default())))
    }

    /// Takes other choices and derives what depends on them, and on articles and tables where those are
    /// others than before.
    pub(super) fn choose(&mut self, choices: Choices, evidence: Evidence) {
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
            // What was drawn without a filter is the whole of the next.
            let (whole, whole_blocs) = match old.filter == Filter::default() {
                true => (self.graph.clone().into(), std::mem::take(&mut self.blocs)),
                false => (std::mem::take(&mut self.whole), std::mem::take(&mut self.whole_blocs)),
            };
            self.derive();
            if only_filter {
                (self.whole, self.whole_blocs) = (whole, whole_blocs);
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

    /// Finds what the tables of others mean.
    pub(super) fn decode(&mut self) {
        self.coded = Arc::new(coded::code(&self.knowledge.gazetteer, &self.session.coded));
    }

    /// Finds the near-duplicates of other articles than before.
    pub(super) fn compare_articles(&mut self) {
        // Of an evidence folder those are shown whose sentences were read.
        if self.session.folder.is_some() {
            return;
        }
        self.shown = self.session.shown_articles();
        self.copies.update(self.shown.iter().map(AsRef::as_ref));
    }

    /// Lays the corrections over the readings again.
    pub(super) fn correct(&mut self, which: &Which) {
        let corrections = &self.session.choices.corrections;
        self.readings.lay(&self.shown, corrections, which);
    }

    /// Makes the graph again, and the layout where the graph asks for another one.
    pub(super) fn derive(&mut self) {
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
        self.whole_blocs = OnceLock::new();
        self.revision += 1;
        if !same_forces {
            self.lay_out(&places);
        }
        self.follow_graph(&on_screen, same_actors);
    }

    /// Where all actors stand now: those of the graph where the layout has them, the others where they
    /// stood when they were last seen, so that they come back there.
    pub(super) fn places(&self) -> BTreeMap<ActorId, Point> {
        let mut places = self.session.positions.clone();
        let actors = self.graph.actors.iter().map(|actor| actor.id.clone());
        places.extend(actors.zip(self.layout.positions().iter().copied()));
        places
    }

    /// The same, but only a picture at rest is worth coming back to.
    pub(super) fn places_at_rest(&self) -> Option<BTreeMap<ActorId, Point>> {
        self.layout.is_settled().then(|| self.places())
    }
}
