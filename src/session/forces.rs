//! The graph as the layout sees it: nodes with their room, one edge a dyad with its two weights.

use std::collections::BTreeMap;

use super::Session;
use crate::graph::RelationGraph;
use crate::layout::scale::node_radius;
use crate::layout::{Edge, Node};

/// Room around a node for its name, in world units.
const NAME_ROOM: f32 = 14.0;

/// One node for each actor of the graph, anchored where it stood.
pub fn nodes(graph: &RelationGraph, session: &Session) -> Vec<Node> {
    let pins = session.choices.pins_of_forces();
    let nodes = graph.actors.iter().map(|actor| {
        let pin = pins.get(&actor.id);
        Node {
            radius: node_radius(actor.counts.articles) + NAME_ROOM,
            anchor: pin.or_else(|| session.positions.get(&actor.id)).copied(),
            pinned: pin.is_some(),
        }
    });
    nodes.collect()
}

/// One edge for each dyad: both directions together, cooperation and conflict apart, by logarithms, so
/// that a hundred sentences do not pull a hundred times as hard as one.
pub fn edges(graph: &RelationGraph) -> Vec<Edge> {
    let mut dyads = BTreeMap::<(usize, usize), (u32, u32)>::new();
    for relation in &graph.relations {
        let ends = (relation.source.min(relation.target), relation.source.max(relation.target));
        let (cooperation, conflict) = dyads.entry(ends).or_default();
        *cooperation += relation.cooperation();
        *conflict += relation.conflict();
    }
    let edges = dyads.into_iter().filter_map(|((a, b), (cooperation, conflict))| {
        Some(Edge {
            a: u32::try_from(a).ok()?,
            b: u32::try_from(b).ok()?,
            attraction: (cooperation as f32).ln_1p(),
            repulsion: (conflict as f32).ln_1p(),
        })
    });
    edges.collect()
}
