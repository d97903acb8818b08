//! How a session's map is arranged: which picture, with which seed and settings, and the places of it.
//!
//! How to call it, from a window: show [`ArrangementKind::ALL`] with `name` and `explanation`; on a
//! choice apply `Edit::Arrange(Arrangement { kind, ..workspace.session().choices.arrangement.clone() })`.
//! The settings of all kinds are kept side by side, so that the slider and the actor in the middle are
//! there again when one comes back. `Workspace::positions` then gives the places, also on the way to
//! them; `Workspace::set_motion` tells whether there is a way. While a slider moves, apply one edit on
//! its release and show it before by `Workspace::preview`.
//!
//! The pictures themselves are made by [`crate::layout::arrangement`].

use std::sync::Arc;

use super::{Session, forces};
use crate::actor::{ActorId, geography};
use crate::graph::{Blocs, RelationGraph};
use crate::layout::arrangement::{Degrees, balance, circle, geography as world, mixed, rings};
use crate::layout::{Edge, Point};

/// A picture of the map, its seed and its settings.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrangement {
    /// Which picture.
    pub kind: ArrangementKind,
    /// The seed of the forces: the same seed gives the same picture.
    pub seed: u64,
    /// Who stands in the middle of the rings; without one, the actor told of most.
    pub middle: Option<ActorId>,
    /// In the geographic picture: 0 for places on the world alone, 1 for the forces alone.
    pub forces: f32,
}

/// Which picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum ArrangementKind {
    /// Cooperation draws together, conflict pushes apart.
    #[default]
    Forces,
    /// Where the countries lie on the world.
    Geography,
    /// All on a circle, bloc by bloc.
    Circle,
    /// One actor in the middle, the others by distance.
    Rings,
    /// From one camp to the other.
    Balance,
}

impl ArrangementKind {
    /// All, in the order of a chooser.
    pub const ALL: [Self; 5] = [Self::Forces, Self::Geography, Self::Circle, Self::Rings, Self::Balance];

    /// Its name for a person.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Forces => "Forces",
            Self::Geography => "Geography",
            Self::Circle => "Circle by bloc",
            Self::Rings => "Rings",
            Self::Balance => "Balance axis",
        }
    }

    /// What it shows, for a person.
    #[must_use]
    pub fn explanation(self) -> &'static str {
        match self {
            Self::Forces => "Who cooperates stands together, who is in conflict apart",
            Self::Geography => "Countries where they lie on the world, moved a little so that none overlap",
            Self::Circle => "All on a circle, each bloc on an arc of its own",
            Self::Rings => {
                "One actor in the middle, the others by the number of links between; friends right, foes left"
            }
            Self::Balance => "From one camp to the other: who has friends on both sides stands between",
        }
    }
}

impl Default for Arrangement {
    fn default() -> Self {
        Self { kind: ArrangementKind::Forces, seed: 1, middle: None, forces: 0.0 }
    }
}

impl Arrangement {
    /// Its name with what was set, for exports: "Geography, a quarter forces". `label` tells the shown
    /// name of an actor.
    #[must_use]
    pub fn description(&self, label: impl Fn(&ActorId) -> String) -> String {
        let name = self.kind.name();
        match (self.kind, &self.middle) {
            (ArrangementKind::Forces, _) => format!("{name}, seed {}", self.seed),
            (ArrangementKind::Geography, _) if self.forces > 0.0 => {
                format!("{name} with {:.0} % forces, seed {}", 100.0 * self.forces, self.seed)
            }
            (ArrangementKind::Rings, Some(middle)) => format!("{name} around {}", label(middle)),
            _ => name.to_owned(),
        }
    }
}

/// The places of a picture for the actors of the graph, before pins; `None` for the forces, which are
/// found step by step. `forced` are the places by forces; `blocs` is asked where the picture shows them.
pub(super) fn places(
    graph: &RelationGraph,
    session: &Session,
    edges: &[Edge],
    forced: &[Point],
    blocs: impl Fn() -> Arc<Blocs>,
) -> Option<Vec<Point>> {
    let arrangement = &session.choices.arrangement;
    let nodes = forces::nodes(graph, session);
    Some(match arrangement.kind {
        ArrangementKind::Forces => return None,
        ArrangementKind::Geography => {
            let degrees = graph
                .actors
                .iter()
                .map(|actor| geography::degrees(&actor.id).map(|(east, north)| Degrees { east, north }));
            let world = world(&nodes, edges, &degrees.collect::<Vec<_>>());
            mixed(&nodes, &world, forced, arrangement.forces)
        }
        ArrangementKind::Circle => {
            // Who is in no bloc stands with the others who are in none.
            let of_actor = &blocs().of_actor;
            let number =
                |bloc: &Option<usize>| bloc.and_then(|bloc| u32::try_from(bloc).ok()).unwrap_or(u32::MAX);
            circle(&nodes, edges, &of_actor.iter().map(number).collect::<Vec<_>>())
        }
        ArrangementKind::Rings => rings(&nodes, edges, middle(graph, arrangement)),
        ArrangementKind::Balance => balance(&nodes, edges),
    })
}

/// The index of the actor in the middle.
fn middle(graph: &RelationGraph, arrangement: &Arrangement) -> usize {
    let chosen = arrangement.middle.as_ref().and_then(|actor| graph.actor_index(actor));
    let most_told = || {
        let actors = graph.actors.iter().enumerate();
        actors
            .max_by_key(|(index, actor)| (actor.counts.articles, usize::MAX - index))
            .map(|(index, _)| index)
    };
    chosen.or_else(most_told).unwrap_or(0)
}
