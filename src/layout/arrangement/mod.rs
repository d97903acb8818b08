//! Pictures other than that of the forces, each a pure function from nodes and edges to places: a circle
//! by bloc, rings around one node, an axis of balance, a world map; and the mixing of two pictures.
//!
//! How to call them: [`circle`] needs the bloc of each node, [`rings`] the node in the middle,
//! [`balance`] nothing more, [`geography`] the longitude and latitude of each node that
//! has one, and [`mixed`] two pictures and the share of the second. All give one place a node, without
//! overlaps, around the origin. `session::Arrangement` chooses among them for a session, and
//! [`Change`](super::Change) leads calmly from one picture to another.

mod balance;
mod circle;
mod geography;
mod rings;

pub use balance::{balance, camps};
pub use circle::circle;
pub use geography::{Degrees, geography, mixed};
pub use rings::rings;

use super::force::{Bodies, canonical};
use super::overlap::separate;
use super::{Edge, Node, Point, sound_radius};

/// Passes that may remove overlaps: a crowd on one spot opens slowly.
const PASSES: usize = 600;

/// The links of each node, by its index.
struct Links {
    starts: Vec<usize>,
    links: Vec<Link>,
}

/// One edge as one of its ends sees it.
#[derive(Clone, Copy)]
struct Link {
    to: usize,
    /// Cooperation less conflict.
    sign: f32,
    /// Cooperation and conflict.
    weight: f32,
}

impl Links {
    fn new(n: usize, edges: &[Edge]) -> Self {
        let edges = canonical(n, edges);
        let mut starts = vec![0; n + 1];
        for edge in &edges {
            starts[edge.a as usize + 1] += 1;
            starts[edge.b as usize + 1] += 1;
        }
        for i in 0..n {
            starts[i + 1] += starts[i];
        }
        let mut next = starts.clone();
        let mut links = vec![Link { to: 0, sign: 0.0, weight: 0.0 }; starts[n]];
        for edge in &edges {
            // Weights near the largest number are cut, so that sums of them stay finite.
            let (pull, push) = (edge.attraction.min(1e12), edge.repulsion.min(1e12));
            for (from, to) in [(edge.a as usize, edge.b as usize), (edge.b as usize, edge.a as usize)] {
                links[next[from]] = Link { to, sign: pull - push, weight: pull + push };
                next[from] += 1;
            }
        }
        Self { starts, links }
    }

    fn of(&self, node: usize) -> &[Link] {
        &self.links[self.starts[node]..self.starts[node + 1]]
    }

    /// All cooperation and conflict of a node.
    fn weight(&self, node: usize) -> f32 {
        self.of(node).iter().map(|link| link.weight).sum()
    }
}

/// The same places with overlaps removed, each moved as little as it must.
fn cleared(nodes: &[Node], places: Vec<Point>) -> Vec<Point> {
    let mut bodies = Bodies::new(places.len(), Vec::new());
    for (i, place) in places.iter().enumerate() {
        (bodies.x[i], bodies.y[i]) = (place.x, place.y);
    }
    let radii: Vec<f32> = nodes.iter().map(|node| sound_radius(node.radius)).collect();
    let mut order = Vec::new();
    for _ in 0..PASSES {
        if !separate(&mut bodies, &radii, &mut order) {
            break;
        }
    }
    bodies.x.into_iter().zip(bodies.y).map(|(x, y)| Point::new(x, y)).collect()
}

/// The way in a direction given in turns, from the right over below: 0.25 is downwards.
///
/// By a series and not by the machine's sine, which is not the same everywhere; off by less than 1e-7.
fn direction(turns: f64) -> (f64, f64) {
    let eighths = (turns - turns.floor()) * 8.0;
    let octant = eighths.floor();
    // The nearest quarter, and the angle from it: at most an eighth of a turn.
    let quarter = ((octant + 1.0) / 2.0).floor();
    let angle = (eighths / 2.0 - quarter) * std::f64::consts::FRAC_PI_2;
    let square = angle * angle;
    let cos = 1.0 - square / 2.0 * (1.0 - square / 12.0 * (1.0 - square / 30.0 * (1.0 - square / 56.0)));
    let sin =
        angle * (1.0 - square / 6.0 * (1.0 - square / 20.0 * (1.0 - square / 42.0 * (1.0 - square / 72.0))));
    match quarter as i64 % 4 {
        0 => (cos, sin),
        1 => (-sin, cos),
        2 => (-cos, -sin),
        _ => (sin, -cos),
    }
}

/// A place on a circle around the origin.
fn on_circle(radius: f64, turns: f64) -> Point {
    let (x, y) = direction(turns);
    Point::new((radius * x) as f32, (radius * y) as f32)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    pub(super) fn nodes(n: usize) -> Vec<Node> {
        vec![Node { radius: 22.0, anchor: None, pinned: false }; n]
    }

    pub(super) fn friends(a: u32, b: u32) -> Edge {
        Edge { a, b, attraction: 1.0, repulsion: 0.0 }
    }

    pub(super) fn foes(a: u32, b: u32) -> Edge {
        Edge { a, b, attraction: 0.0, repulsion: 1.0 }
    }

    /// Two camps, 0 to 3 and 4 to 7, with cooperation inside and conflict across.
    pub(super) fn two_camps() -> Vec<Edge> {
        let mut edges = Vec::new();
        for first in [0, 4] {
            edges.extend([
                friends(first, first + 1),
                friends(first, first + 2),
                friends(first + 1, first + 3),
            ]);
        }
        edges.extend([foes(0, 4), foes(1, 5), foes(2, 6)]);
        edges
    }

    pub(super) fn overlaps(places: &[Point], distance: f32) -> usize {
        let pairs = (0..places.len()).flat_map(|i| (0..i).map(move |j| (i, j)));
        pairs.filter(|&(i, j)| (places[i] - places[j]).length() < distance).count()
    }

    #[test]
    fn directions_are_those_of_sine_and_cosine() {
        for i in -50..150 {
            let turns = f64::from(i) / 64.0;
            let (x, y) = direction(turns);
            let angle = turns * std::f64::consts::TAU;
            assert!((x - angle.cos()).abs() < 1e-6 && (y - angle.sin()).abs() < 1e-6, "{turns}: {x} {y}");
        }
    }

    fn any_number() -> impl Strategy<Value = f32> {
        prop_oneof![-1000.0..1000.0_f32, Just(0.0), Just(f32::NAN), Just(f32::INFINITY), Just(f32::MAX)]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn whatever_comes_in_every_picture_has_a_place_for_each_node(
            radii in prop::collection::vec(any_number(), 0..14),
            edges in prop::collection::vec((0..16_u32, 0..16_u32, any_number(), any_number()), 0..40),
            degrees in prop::collection::vec(prop::option::of((any_number(), any_number())), 0..14),
            middle in 0..20_usize,
            share in any_number(),
        ) {
            let nodes: Vec<Node> =
                radii.into_iter().map(|radius| Node { radius, anchor: None, pinned: false }).collect();
            let edges: Vec<Edge> = edges
                .into_iter()
                .map(|(a, b, attraction, repulsion)| Edge { a, b, attraction, repulsion })
                .collect();
            let degrees: Vec<Option<Degrees>> = degrees
                .into_iter()
                .map(|degrees| degrees.map(|(east, north)| Degrees { east, north }))
                .collect();
            let world = geography(&nodes, &edges, &degrees);
            let blocs: Vec<u32> = (0..).map(|i| i * i % 5).take(nodes.len() / 2).collect();
            let circle = circle(&nodes, &edges, &blocs);
            let pictures = [
                mixed(&nodes, &world, &circle, share),
                world,
                circle,
                rings(&nodes, &edges, middle),
                balance(&nodes, &edges),
            ];
            for picture in pictures {
                prop_assert_eq!(picture.len(), nodes.len());
                prop_assert!(picture.iter().all(|place| place.x.is_finite() && place.y.is_finite()));
            }
        }
    }

    #[test]
    fn neither_the_order_nor_the_direction_of_edges_matters() {
        let edges = two_camps();
        let turned: Vec<Edge> = edges.iter().rev().map(|e| Edge { a: e.b, b: e.a, ..*e }).collect();
        let nodes = nodes(8);
        assert_eq!(balance(&nodes, &edges), balance(&nodes, &turned));
        assert_eq!(rings(&nodes, &edges, 2), rings(&nodes, &turned, 2));
        let blocs = [0, 0, 0, 0, 1, 1, 1, 1];
        assert_eq!(circle(&nodes, &edges, &blocs), circle(&nodes, &turned, &blocs));
    }
}
