//! Where the actors stand: the moving layout, other pictures, and the way from one to another.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use super::Workspace;
use crate::actor::ActorId;
use crate::layout::{Change, Layout, Motion, Node, Point};
use crate::session::history::Snapshot;
use crate::session::lending::{LentLayout, Touch};
use crate::session::{Arrangement, ArrangementKind, arrangement, forces};

/// A layout of more nodes is moved on another thread, if there is somebody who lends it one.
const MOST_MOVED_HERE: usize = 300;
/// A frame is counted as at least and at most so long in a change between two pictures.
const FRAME: (Duration, Duration) = (Duration::from_millis(8), Duration::from_millis(50));

impl Workspace {
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

    /// Whether the layout still moves, or goes from one picture to another.
    #[must_use]
    pub fn is_moving(&self) -> bool {
        let arranged_moves = self.arranged.as_ref().is_some_and(|arranged| !arranged.is_settled());
        self.change.is_some() || arranged_moves || !self.layout.is_settled()
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
    pub(super) fn arrange(&mut self) {
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
    pub(super) fn move_pins(&mut self, old: &BTreeMap<ActorId, Point>) {
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

    /// Where the actors are on the screen, if another picture than that of the forces is shown.
    pub(super) fn on_screen(&self) -> BTreeMap<ActorId, Point> {
        let actors = self.graph.actors.iter().map(|actor| actor.id.clone());
        let shown = self.arranged.is_some() || self.change.is_some();
        actors.zip(self.positions().iter().copied()).filter(|_| shown).collect()
    }

    /// Makes the chosen picture of a graph that changed; new actors begin where they will be.
    pub(super) fn follow_graph(&mut self, on_screen: &BTreeMap<ActorId, Point>, same_actors: bool) {
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
    pub(super) fn lay_out(&mut self, places: &BTreeMap<ActorId, Point>) {
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
