//! What lies under a point of the screen: a node first, then a link.

use egui::Pos2;

use super::scene::{Scene, point};

/// A small node can be hit this far from its centre.
const NODE_REACH: f32 = 12.0;
/// A link can be hit this far from its line.
const LINK_REACH: f32 = 6.0;

/// What is under the pointer, or has the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hit {
    /// Index of an actor of the graph.
    Node(usize),
    /// Index of a relation of the graph.
    Link(usize),
}

/// What lies under a point, the nearest of its kind.
pub(super) fn hit(scene: &Scene, at: Pos2) -> Option<Hit> {
    node_at(scene, at).map(Hit::Node).or_else(|| link_at(scene, at).map(Hit::Link))
}

fn node_at(scene: &Scene, at: Pos2) -> Option<usize> {
    let mut nearest: Option<(usize, f32)> = None;
    for (i, node) in scene.nodes.iter().enumerate().filter(|(_, node)| node.is_visible) {
        let distance = node.center.distance(at);
        let reach = (node.radius + 2.0).max(NODE_REACH);
        if distance <= reach && nearest.is_none_or(|(_, best)| distance < best) {
            nearest = Some((i, distance));
        }
    }
    nearest.map(|(i, _)| i)
}

fn link_at(scene: &Scene, at: Pos2) -> Option<usize> {
    let at = point(at);
    let mut nearest: Option<(usize, f32)> = None;
    for (i, link) in scene.links.iter().enumerate() {
        let Some(ribbon) = link.ribbon else { continue };
        let bounds = ribbon.bounds().expanded(LINK_REACH);
        if at.x < bounds.min.x || at.x > bounds.max.x || at.y < bounds.min.y || at.y > bounds.max.y {
            continue;
        }
        let distance = ribbon.distance_to(at);
        if distance <= LINK_REACH && nearest.is_none_or(|(_, best)| distance < best) {
            nearest = Some((i, distance));
        }
    }
    nearest.map(|(i, _)| i)
}
