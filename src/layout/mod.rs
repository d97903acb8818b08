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
pub mod hull;
mod frame;
mod tree;
mod stress;
mod force;
mod overlap;
mod start;
pub mod arrangement;
mod change;

pub use change::{Change, Motion};
pub use frame::{Frame, Margins};
pub use geometry::{Point, Rect, Vector};

use force::Bodies;

/// How hard an anchor holds, against a pull of 1 for the spring of two that have no other.
const ANCHOR: f32 = 60.0;
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
        Self::going_on(seed, nodes, edges, &[])
    }

    /// A layout that takes over from one that was still moving: nodes begin where they stood in it, which
    /// is no anchor, since half-way is nowhere to stay. Who has no such place begins as in a new layout.
    #[must_use]
    pub fn going_on(seed: u64, nodes: &[Node], edges: &[Edge], places: &[Option<Point>]) -> Self {
        let n = nodes.len();
        let springs = force::springs(n, &force::canonical(n, edges));
        let anchors: Vec<Option<(f32, f32)>> = nodes.iter().map(|node| node.anchor.and_then(sound)).collect();
        let place = |i: usize| {
            let stood = places.get(i).copied().flatten().and_then(sound);
            if nodes[i].pinned { anchors[i].or(stood) } else { stood.or(anchors[i]) }
        };
        let known: Vec<Option<(f32, f32)>> = (0..n).map(place).collect();
        let mut bodies = Bodies::new(n, springs);
        start::place(&mut bodies, &known, seed);
        bodies.mind_distances();
        for (i, node) in nodes.iter().enumerate() {
            bodies.fixed[i] = node.pinned;
            if let Some((x, y)) = anchors[i] {
                bodies.anchor[i] = (x, y, ANCHOR);
            }
        }
        let mut layout = Self {
            positions: vec![Point::default(); n],
            bodies,
            radii: nodes.iter().map(|node| sound_radius(node.radius)).collect(),
            pinned: nodes.iter().map(|node| node.pinned).collect(),
            held: None,
            phase: if n == 0 { Phase::Resting } else { Phase::Moving { step: 0, steps: steps_of_moving(n) } },
            order: Vec::with_capacity(n),
        };
        layout.show();
        layout
    }

    /// A layout that has come to rest already, with all nodes at their anchors: a session that was
    /// opened, or a picture in which nobody is new. When a node is held, only those near it make way.
    #[must_use]
    pub fn resting(seed: u64, nodes: &[Node], edges: &[Edge]) -> Self {
        // Who has a place needs no start, and what never moves no blocs.
        let all_placed = nodes.iter().all(|node| node.anchor.and_then(sound).is_some());
        let edges = if all_placed { &[] } else { edges };
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

    /// Shows how far a copy of it has come that is stepped elsewhere; who is held stays with the hand. The
    /// layout itself stays where it was.
    pub fn show_step(&mut self, places: &[Point]) {
        let held = self.held;
        let shown = self.positions.iter_mut().zip(places).enumerate();
        for (_, (position, place)) in shown.filter(|(i, _)| held != Some(*i)) {
            *position = *place;
        }
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
            if self.is_settled() {
                self.anchor_all();
            }
        }
        (self.bodies.x[node], self.bodies.y[node]) = (x, y);
        self.bodies.fixed[node] = true;
        if matches!(self.phase, Phase::Resting | Phase::MakingWay { .. }) {
            self.phase = Phase::MakingWay { steps: STEPS_OF_MAKING_WAY };
        }
        self.positions[node] = Point::new(x, y);
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
        self.bodies.step(0.7 + 0.8 * warmth, force::SPACING * 3.35 * warmth * warmth);
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

/// Few nodes are worth many steps; of many, the blocs are diluted by forces that go on for long.
fn steps_of_moving(n: usize) -> usize {
    match n {
        0..=300 => 160,
        301..=5000 => 90,
        _ => 70,
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn node() -> Node {
        Node { radius: 22.0, anchor: None, pinned: false }
    }

    fn friends(a: u32, b: u32) -> Edge {
        Edge { a, b, attraction: 1.0, repulsion: 0.0 }
    }

    fn foes(a: u32, b: u32) -> Edge {
        Edge { a, b, attraction: 0.0, repulsion: 1.0 }
    }

    /// Three blocs of eight, each a ring with spokes, with conflict between two of them and a few ties.
    fn three_blocs() -> Vec<Edge> {
        let mut edges = Vec::new();
        for first in [0, 8, 16] {
            edges.extend((1..8).map(|i| friends(first, first + i)));
            edges.extend((1..7).map(|i| friends(first + i, first + i + 1)));
        }
        edges.extend((0..8).map(|i| foes(i, 8 + i)));
        edges.extend([friends(0, 16), friends(8, 16), friends(3, 20)]);
        edges
    }

    fn settled(nodes: &[Node], edges: &[Edge]) -> Layout {
        let mut layout = Layout::new(7, nodes, edges);
        layout.settle();
        layout
    }

    fn bits(layout: &Layout) -> Vec<(u32, u32)> {
        layout.positions().iter().map(|p| (p.x.to_bits(), p.y.to_bits())).collect()
    }

    fn mean_distance(layout: &Layout, pairs: impl Iterator<Item = (usize, usize)>) -> f32 {
        let places = layout.positions();
        let lengths: Vec<f32> = pairs.map(|(a, b)| (places[a] - places[b]).length()).collect();
        lengths.iter().sum::<f32>() / lengths.len() as f32
    }

    fn extent(layout: &Layout) -> Rect {
        Rect::around(layout.positions().iter().copied()).unwrap()
    }

    fn anchored(layout: &Layout) -> Vec<Node> {
        layout.positions().iter().map(|&place| Node { anchor: Some(place), ..node() }).collect()
    }

    #[test]
    fn the_same_input_gives_the_same_picture() {
        let nodes = [node(); 24];
        assert_eq!(bits(&settled(&nodes, &three_blocs())), bits(&settled(&nodes, &three_blocs())));
    }

    #[test]
    fn neither_the_order_nor_the_direction_of_edges_matters() {
        let edges = three_blocs();
        let mut turned: Vec<Edge> = edges.iter().rev().map(|e| Edge { a: e.b, b: e.a, ..*e }).collect();
        turned.rotate_left(5);
        assert_eq!(bits(&settled(&[node(); 24], &edges)), bits(&settled(&[node(); 24], &turned)));
    }

    #[test]
    fn who_cooperates_stands_together_and_who_is_in_conflict_apart() {
        let layout = settled(&[node(); 24], &three_blocs());
        let within = (0..3).flat_map(|bloc| (1..8).map(move |i| (8 * bloc, 8 * bloc + i)));
        let between = (0..8).map(|i| (i, 8 + i));
        let (within, between) = (mean_distance(&layout, within), mean_distance(&layout, between));
        assert!(between > 2.0 * within, "{within} within, {between} between");
    }

    #[test]
    fn the_picture_fits_a_window_and_leaves_room_for_names() {
        let layout = settled(&[node(); 24], &three_blocs());
        let extent = extent(&layout);
        let shape = extent.width() / extent.height();
        assert!((0.9..2.0).contains(&shape), "{shape}");
        assert!(extent.width() < 1600.0, "{}", extent.width());
        let places = layout.positions();
        let nearest = |i: usize| {
            let others = (0..24).filter(|&j| j != i);
            others.map(|j| (places[i] - places[j]).length()).fold(f32::MAX, f32::min)
        };
        let mean = (0..24).map(nearest).sum::<f32>() / 24.0;
        assert!((90.0..180.0).contains(&mean), "{mean}");
    }

    #[test]
    fn who_has_no_link_stands_at_the_rim_and_not_far_off() {
        let nodes = [node(); 27];
        let layout = settled(&nodes, &three_blocs());
        let linked = Rect::around(layout.positions()[..24].iter().copied()).unwrap();
        let middle = linked.center();
        for (i, place) in layout.positions().iter().enumerate().skip(24) {
            let nearer = layout.positions()[..24].iter();
            let nearer = nearer.filter(|p| (**p - middle).length() < (*place - middle).length()).count();
            assert!(nearer >= 16, "{i} has only {nearer} nearer to the middle");
            let wide = linked.expanded(275.0);
            assert!(wide.min.x < place.x && place.x < wide.max.x, "{place:?} {linked:?}");
            assert!(wide.min.y < place.y && place.y < wide.max.y, "{place:?} {linked:?}");
        }
    }

    #[test]
    fn at_the_end_no_two_overlap() {
        let large = Node { radius: 60.0, ..node() };
        let layout = settled(&[large; 40], &[friends(0, 1), friends(1, 2)]);
        for (i, a) in layout.positions().iter().enumerate() {
            for b in &layout.positions()[..i] {
                assert!((*a - *b).length() > 119.0);
            }
        }
    }

    #[test]
    fn pins_stay_while_all_else_moves() {
        let pin = Node { anchor: Some(Point::new(300.0, -200.0)), pinned: true, ..node() };
        let mut nodes = vec![node(); 24];
        nodes[5] = pin;
        let layout = settled(&nodes, &three_blocs());
        assert_eq!(layout.positions()[5], Point::new(300.0, -200.0));
    }

    #[test]
    fn new_nodes_move_little_of_what_was_there() {
        let old = settled(&[node(); 24], &three_blocs());
        let mut nodes = anchored(&old);
        nodes.extend([node(); 3]);
        let mut edges = three_blocs();
        edges.extend([friends(2, 24), friends(3, 24), foes(9, 25), friends(17, 25), friends(25, 26)]);
        let new = settled(&nodes, &edges);
        let moved = old.positions().iter().zip(new.positions()).map(|(a, b)| (*a - *b).length());
        let moved = moved.sum::<f32>() / 24.0;
        assert!(moved < 0.03 * extent(&old).width(), "{moved}");
        assert!((new.positions()[24] - new.positions()[2]).length() < 350.0, "near its friends");
    }

    #[test]
    fn a_layout_at_rest_does_not_move() {
        let old = settled(&[node(); 24], &three_blocs());
        let mut resting = Layout::resting(7, &anchored(&old), &three_blocs());
        assert!(resting.is_settled());
        resting.step();
        assert_eq!(bits(&resting), bits(&old));
    }

    #[test]
    fn going_on_from_half_way_ends_as_well_as_an_undisturbed_layout() {
        let edges = three_blocs();
        let mut first = Layout::new(7, &[node(); 24], &edges);
        (0..20).for_each(|_| first.step());
        let half_way: Vec<Option<Point>> = first.positions().iter().copied().map(Some).collect();
        let mut second = Layout::going_on(7, &[node(); 24], &edges, &half_way);
        assert_eq!(second.positions(), first.positions());
        second.settle();
        let within = |layout: &Layout| mean_distance(layout, (1..8).map(|i| (0, i)));
        let undisturbed = settled(&[node(); 24], &edges);
        assert!(within(&second) < 1.2 * within(&undisturbed));
    }

    #[test]
    fn a_held_node_goes_with_the_hand_and_only_its_neighbours_make_way() {
        let old = settled(&[node(); 24], &three_blocs());
        let mut layout = old.clone();
        let target = old.positions()[1] + Vector::new(10.0, 0.0);
        layout.hold(0, target);
        assert!(!layout.is_settled());
        layout.settle();
        assert_eq!(layout.positions()[0], target);
        assert!((layout.positions()[1] - target).length() > 43.0, "made way");
        let moved = |i: usize| (old.positions()[i] - layout.positions()[i]).length();
        assert!((2..24).filter(|&i| moved(i) > 1.0).count() <= 3);
    }

    #[test]
    fn who_made_way_goes_back_when_the_hand_goes_on() {
        let old = settled(&[node(); 24], &three_blocs());
        let mut layout = old.clone();
        layout.hold(0, old.positions()[1]);
        layout.settle();
        layout.hold(0, Point::new(5000.0, 5000.0));
        layout.settle();
        assert!((layout.positions()[1] - old.positions()[1]).length() < 1.0);
    }

    #[test]
    fn a_released_node_stays_and_so_do_pinned_and_freed_ones() {
        let mut layout = settled(&[node(); 24], &three_blocs());
        let away = Point::new(2000.0, 100.0);
        layout.hold(4, away);
        layout.release(4);
        layout.settle();
        assert!((layout.positions()[4] - away).length() < 1.0);
        layout.hold(4, Point::new(2100.0, 100.0));
        layout.set_pinned(4, true);
        layout.settle();
        assert_eq!(layout.positions()[4], Point::new(2100.0, 100.0));
        layout.set_pinned(4, false);
        layout.settle();
        assert_eq!(layout.positions()[4], Point::new(2100.0, 100.0));
    }

    #[test]
    fn none_one_and_two_nodes_settle() {
        assert!(settled(&[], &[]).positions().is_empty());
        assert!(settled(&[node()], &[friends(0, 0)]).positions()[0].x.abs() < 500.0);
        let two = settled(&[node(); 2], &[friends(0, 1)]);
        let distance = (two.positions()[0] - two.positions()[1]).length();
        assert!((60.0..250.0).contains(&distance), "{distance}");
    }

    #[test]
    fn many_nodes_on_one_spot_come_apart() {
        let heap = [Node { anchor: Some(Point::new(5.0, 5.0)), ..node() }; 40];
        let layout = settled(&heap, &[friends(0, 1)]);
        let places = layout.positions();
        for i in 0..40 {
            assert!(places[..i].iter().all(|p| (*p - places[i]).length() > 20.0), "{i}");
        }
    }

    #[test]
    fn an_unknown_node_is_not_held() {
        let mut layout = settled(&[node(); 3], &[]);
        layout.hold(3, Point::default());
        layout.set_pinned(99, true);
        layout.release(99);
        assert!(layout.is_settled());
        layout.hold(1, Point::new(f32::NAN, 0.0));
        assert!(layout.is_settled());
    }

    fn any_number() -> impl Strategy<Value = f32> {
        prop_oneof![
            -1000.0..1000.0_f32,
            Just(0.0),
            Just(f32::NAN),
            Just(f32::INFINITY),
            Just(f32::MAX),
            Just(-f32::MAX),
            Just(f32::MIN_POSITIVE),
        ]
    }

    fn any_node() -> impl Strategy<Value = Node> {
        let anchor = proptest::option::of((any_number(), any_number()));
        (any_number(), anchor, any::<bool>()).prop_map(|(radius, anchor, pinned)| Node {
            radius,
            anchor: anchor.map(|(x, y)| Point::new(x, y)),
            pinned,
        })
    }

    fn any_edge() -> impl Strategy<Value = Edge> {
        (0..12_u32, 0..12_u32, any_number(), any_number()).prop_map(|(a, b, attraction, repulsion)| Edge {
            a,
            b,
            attraction,
            repulsion,
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn whatever_comes_in_every_place_is_a_number_and_it_ends(
            nodes in proptest::collection::vec(any_node(), 0..10),
            edges in proptest::collection::vec(any_edge(), 0..30),
            seed: u64,
        ) {
            let mut layout = Layout::new(seed, &nodes, &edges);
            let mut steps = 0;
            while !layout.is_settled() {
                layout.step();
                steps += 1;
                prop_assert!(steps < 1000);
            }
            prop_assert!(layout.positions().iter().all(|p| p.x.is_finite() && p.y.is_finite()));
        }
    }
}
