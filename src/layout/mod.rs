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
mod community;
mod tree;
mod force;
mod overlap;
mod start;

pub use frame::{Frame, Margins};
pub use geometry::{Point, Rect, Vector};

use force::Bodies;

/// How hard an anchor holds, against a pull of 1 for all springs of a node together.
const ANCHOR: f32 = 8.0;
/// Passes that may remove overlaps.
const PASSES: usize = 80;
/// Steps after the last movement of a hand.
const STEPS_OF_MAKING_WAY: usize = 24;
/// No place lies farther from the origin, in x or y.
const FARTHEST: f32 = 1e6;
/// No node is larger.
const LARGEST_RADIUS: f32 = 1000.0;

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
///
/// It goes through three phases: forces move all nodes, ever less; nodes that overlap are moved apart;
/// then it rests for good. Only a hand that holds a node moves something afterwards.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    positions: Vec<Point>,
    bodies: Bodies,
    radii: Vec<f32>,
    pinned: Vec<bool>,
    held: Option<usize>,
    phase: Phase,
    /// Working memory.
    order: Vec<u32>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Phase {
    /// Forces move the nodes.
    Moving { step: usize, steps: usize },
    /// Overlaps are removed, in at most so many passes.
    Separating { passes: usize },
    /// Near a node that was dragged the others make way, and go back when it is gone.
    MakingWay { steps: usize },
    /// Settled.
    #[default]
    Resting,
}

impl Layout {
    /// A layout of these nodes and edges, from a start that depends on them and the seed alone. Nodes
    /// with an anchor begin there and stay near, new ones begin near those they are linked with.
    #[must_use]
    pub fn new(seed: u64, nodes: &[Node], edges: &[Edge]) -> Self {
        let n = nodes.len();
        let springs = force::springs(n, &force::canonical(n, edges));
        let known: Vec<Option<(f32, f32)>> = nodes.iter().map(|node| node.anchor.and_then(sound)).collect();
        let mut bodies = Bodies::new(n, springs);
        start::place(&mut bodies, &known, seed);
        for (i, node) in nodes.iter().enumerate() {
            bodies.fixed[i] = node.pinned;
            if let Some((x, y)) = known[i] {
                bodies.anchor[i] = (x, y, ANCHOR);
            }
        }
        let steps = if n <= 300 { 240 } else { 90 };
        let mut layout = Self {
            positions: vec![Point::default(); n],
            bodies,
            radii: nodes.iter().map(|node| sound_radius(node.radius)).collect(),
            pinned: nodes.iter().map(|node| node.pinned).collect(),
            held: None,
            phase: if n == 0 { Phase::Resting } else { Phase::Moving { step: 0, steps } },
            order: Vec::with_capacity(n),
        };
        layout.show();
        layout
    }

    /// A layout that has come to rest already, with all nodes at their anchors: a session that was
    /// opened, or a picture in which nobody is new. When a node is held, only those near it make way.
    #[must_use]
    pub fn resting(seed: u64, nodes: &[Node], edges: &[Edge]) -> Self {
        Self { phase: Phase::Resting, ..Self::new(seed, nodes, edges) }
    }

    /// One step; nothing when settled.
    pub fn step(&mut self) {
        self.phase = match self.phase {
            Phase::Moving { step, steps } => self.step_of_moving(step, steps),
            Phase::Separating { passes } => self.pass_of_separating(passes),
            Phase::MakingWay { steps } => self.step_of_making_way(steps),
            Phase::Resting => return,
        };
        self.show();
    }

    /// Steps until settled, with overlaps removed at the end.
    pub fn settle(&mut self) {
        while !self.is_settled() {
            self.step();
        }
    }

    /// Whether it has come to rest for good.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.phase == Phase::Resting
    }

    /// One position for each node, in world units, y downwards.
    #[must_use]
    pub fn positions(&self) -> &[Point] {
        &self.positions
    }

    /// Holds a node at a place while a hand drags it; the others make way. One at a time is held.
    pub fn hold(&mut self, node: usize, at: Point) {
        let Some((x, y)) = sound(at) else { return };
        if node >= self.positions.len() {
            return;
        }
        if self.held != Some(node) {
            self.let_go();
            self.held = Some(node);
        }
        if self.is_settled() {
            self.anchor_all();
        }
        (self.bodies.x[node], self.bodies.y[node]) = (x, y);
        self.bodies.fixed[node] = true;
        if matches!(self.phase, Phase::Resting | Phase::MakingWay { .. }) {
            self.phase = Phase::MakingWay { steps: STEPS_OF_MAKING_WAY };
        }
        self.show();
    }

    /// Lets a held node go: it stays about where it is.
    pub fn release(&mut self, node: usize) {
        if self.held == Some(node) {
            self.let_go();
        }
    }

    /// Pins or frees a node where it is. A held one is released.
    pub fn set_pinned(&mut self, node: usize, pinned: bool) {
        if node >= self.pinned.len() {
            return;
        }
        self.pinned[node] = pinned;
        self.release(node);
        self.bodies.fixed[node] = pinned;
        self.anchor(node);
    }

    fn step_of_moving(&mut self, step: usize, steps: usize) -> Phase {
        let warmth = 1.0 - step as f32 / steps as f32;
        self.bodies.step(0.25 + 0.65 * warmth, force::SPACING * 0.5 * warmth * warmth);
        if step + 1 < steps {
            Phase::Moving { step: step + 1, steps }
        } else {
            Phase::Separating { passes: PASSES }
        }
    }

    fn pass_of_separating(&mut self, passes: usize) -> Phase {
        let any = overlap::separate(&mut self.bodies, &self.radii, &mut self.order);
        if any && passes > 1 { Phase::Separating { passes: passes - 1 } } else { Phase::Resting }
    }

    fn step_of_making_way(&mut self, steps: usize) -> Phase {
        let bodies = &mut self.bodies;
        for i in 0..bodies.len() {
            if !bodies.fixed[i] {
                let (x, y, _) = bodies.anchor[i];
                bodies.x[i] += 0.3 * (x - bodies.x[i]);
                bodies.y[i] += 0.3 * (y - bodies.y[i]);
            }
        }
        overlap::separate(bodies, &self.radii, &mut self.order);
        if steps > 1 { Phase::MakingWay { steps: steps - 1 } } else { Phase::Resting }
    }

    fn let_go(&mut self) {
        if let Some(node) = self.held.take() {
            self.bodies.fixed[node] = self.pinned[node];
            self.anchor(node);
        }
    }

    fn anchor_all(&mut self) {
        for node in 0..self.positions.len() {
            self.anchor(node);
        }
    }

    fn anchor(&mut self, node: usize) {
        self.bodies.anchor[node] = (self.bodies.x[node], self.bodies.y[node], ANCHOR);
    }

    fn show(&mut self) {
        for ((position, &x), &y) in self.positions.iter_mut().zip(&self.bodies.x).zip(&self.bodies.y) {
            *position = Point::new(x, y);
        }
    }
}

/// A place that one can reckon with.
fn sound(place: Point) -> Option<(f32, f32)> {
    let finite = place.x.is_finite() && place.y.is_finite();
    finite.then(|| (place.x.clamp(-FARTHEST, FARTHEST), place.y.clamp(-FARTHEST, FARTHEST)))
}

fn sound_radius(radius: f32) -> f32 {
    if radius.is_finite() { radius.clamp(0.0, LARGEST_RADIUS) } else { 0.0 }
}
