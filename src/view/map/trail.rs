//! What part of the graph the map shows: all of it, or the surroundings of some actors, with the way
//! back to what it showed before.

use std::collections::BTreeSet;

use crate::actor::ActorId;
use crate::graph::RelationGraph;
use crate::session::{Camera, Workspace};

/// Some actors and what lies around them.
#[derive(Clone, Debug, PartialEq)]
pub struct Around {
    /// Who stands in the middle.
    pub actors: BTreeSet<ActorId>,
    /// Relations to go from them; 0 shows these actors alone.
    pub steps: u32,
}

/// Where one has been: the last place is shown.
#[derive(Debug, Default)]
pub struct Trail {
    /// Each with the camera from before it.
    places: Vec<(Around, Option<Camera>)>,
    made_for: Option<(u64, Option<Around>)>,
    mask: Mask,
}

/// Which actors of the graph are drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Mask {
    /// Counts up with each change.
    pub serial: u64,
    /// One for each actor; `None` shows all.
    shown: Option<Vec<bool>>,
}

impl Mask {
    /// Whether an actor is drawn.
    pub fn shows(&self, actor: usize) -> bool {
        self.shown.as_ref().is_none_or(|shown| shown.get(actor).copied().unwrap_or(false))
    }
}

impl Trail {
    /// What is shown now; `None` for all.
    #[must_use]
    pub fn now(&self) -> Option<&Around> {
        self.places.last().map(|(around, _)| around)
    }

    /// Goes to a place; the way back leads to `camera`.
    pub fn go(&mut self, around: Around, camera: Option<Camera>) {
        if self.now() != Some(&around) {
            self.places.push((around, camera));
        }
    }

    /// Goes back; the camera from before, or nothing where the way ends.
    pub fn back(&mut self) -> Option<Option<Camera>> {
        self.places.pop().map(|(_, camera)| camera)
    }

    /// Shows all again; the camera from before the first place.
    pub fn leave(&mut self) -> Option<Option<Camera>> {
        let first = self.places.drain(..).next();
        first.map(|(_, camera)| camera)
    }

    /// Which actors are drawn, made again where the graph or the place has changed.
    pub(super) fn mask(&mut self, workspace: &Workspace) -> &Mask {
        let made_for = (workspace.revision(), self.now().cloned());
        if self.made_for.as_ref() != Some(&made_for) {
            let shown = made_for.1.as_ref().map(|around| shown(workspace.graph(), around));
            if shown != self.mask.shown {
                self.mask = Mask { serial: self.mask.serial + 1, shown };
            }
            self.made_for = Some(made_for);
        }
        &self.mask
    }
}

fn shown(graph: &RelationGraph, around: &Around) -> Vec<bool> {
    let middle: Vec<usize> = around.actors.iter().filter_map(|actor| graph.actor_index(actor)).collect();
    let mut shown = vec![false; graph.actors.len()];
    for actor in graph.neighbourhood(&middle, around.steps) {
        shown[actor] = true;
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around(actor: &str) -> Around {
        Around { actors: [ActorId::new(actor)].into(), steps: 1 }
    }

    #[test]
    fn the_way_back_has_the_cameras_from_before() {
        let camera = Some(Camera { center: crate::layout::Point::new(1.0, 2.0), zoom: 2.0 });
        let mut trail = Trail::default();
        trail.go(around("AAA"), camera);
        trail.go(around("BBB"), None);
        trail.go(around("BBB"), camera);
        assert_eq!(trail.back(), Some(None), "the same place twice is one place");
        assert_eq!(trail.now(), Some(&around("AAA")));
        trail.go(around("CCC"), None);
        assert_eq!(trail.leave(), Some(camera));
        assert!(trail.now().is_none() && trail.back().is_none());
    }
}
