//! Who plays in a scene: what it needs of each actor and relation, flat and made once a graph, so that a
//! frame does not walk through the evidence of a hundred thousand relations.

use std::cmp::Reverse;

use super::pen::Fill;
use crate::graph::{RelationGraph, Sign};
use crate::layout::scale::{link_width, node_radius};
use crate::session::Workspace;

/// An actor.
#[derive(Clone, Copy, Debug)]
pub(super) struct Player {
    /// At full scale.
    pub radius: f32,
    pub is_organisation: bool,
    pub is_pinned: bool,
}

/// A relation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tie {
    pub source: usize,
    pub target: usize,
    /// The relation of the other direction.
    pub back: Option<usize>,
    /// At full scale.
    pub width: f32,
    pub fill: Fill,
}

/// Actors and relations in the order of the graph.
#[derive(Debug, Default)]
pub(super) struct Cast {
    revision: Option<u64>,
    pub players: Vec<Player>,
    pub ties: Vec<Tie>,
    /// The actors, those with more events first.
    pub by_events: Vec<usize>,
    /// The relations of each actor begin in `ties_of_all` here; at last its length.
    starts: Vec<usize>,
    ties_of_all: Vec<usize>,
}

impl Cast {
    /// Makes it anew where the workspace has changed.
    pub fn update(&mut self, workspace: &Workspace) {
        if self.revision != Some(workspace.revision()) {
            *self = Self::of(workspace.graph());
            self.revision = Some(workspace.revision());
            for (player, actor) in self.players.iter_mut().zip(&workspace.graph().actors) {
                player.is_pinned = workspace.is_pinned(&actor.id);
            }
        }
    }

    /// The cast of a graph in which nobody is pinned.
    pub fn of(graph: &RelationGraph) -> Self {
        let players = graph.actors.iter().map(|actor| Player {
            radius: node_radius(actor.counts.articles),
            is_organisation: actor.id.is_organisation(),
            is_pinned: false,
        });
        let mut by_events: Vec<usize> = (0..graph.actors.len()).collect();
        by_events.sort_by_key(|&actor| (Reverse(graph.actors[actor].events), actor));
        let mut pairs: Vec<(usize, usize, usize)> =
            graph.relations.iter().enumerate().map(|(i, r)| (r.source, r.target, i)).collect();
        pairs.sort_unstable();
        let back_of = |source: usize, target: usize| {
            let at = pairs.partition_point(|pair| (pair.0, pair.1) < (target, source));
            pairs.get(at).filter(|pair| (pair.0, pair.1) == (target, source)).map(|pair| pair.2)
        };
        let ties = graph.relations.iter().map(|relation| Tie {
            source: relation.source,
            target: relation.target,
            back: back_of(relation.source, relation.target),
            width: link_width(relation.weight()),
            fill: if relation.sign() == Sign::Conflict { Fill::Dashed } else { Fill::Solid },
        });
        let mut cast =
            Self { players: players.collect(), ties: ties.collect(), by_events, ..Self::default() };
        cast.index_ties();
        cast
    }

    fn index_ties(&mut self) {
        let mut ends: Vec<(usize, usize)> = Vec::with_capacity(2 * self.ties.len());
        for (i, tie) in self.ties.iter().enumerate() {
            ends.extend([(tie.source, i), (tie.target, i)]);
        }
        ends.sort_unstable();
        ends.dedup();
        let actors = 0..=self.players.len();
        self.starts = actors.map(|actor| ends.partition_point(|end| end.0 < actor)).collect();
        self.ties_of_all = ends.into_iter().map(|end| end.1).collect();
    }

    /// The relations of an actor in either direction, strongest first.
    pub fn ties_of(&self, actor: usize) -> &[usize] {
        match (self.starts.get(actor), self.starts.get(actor + 1)) {
            (Some(&start), Some(&end)) => &self.ties_of_all[start..end],
            _ => &[],
        }
    }
}
