//! Nodes where they lie on the world, and the mixing of that picture with another.
//!
//! The projection is Patterson's (2014), a cylindrical one that is a polynomial of the latitude: the
//! same bits on every machine. The map is cut in the Pacific. Which node lies where is left to the
//! caller.

use super::super::force::SPACING;
use super::super::{Edge, Node, Point, Vector};
use super::{Links, cleared};

/// The meridian in the middle: the cut lies between Asia and America.
const MIDDLE: f32 = 11.0;

/// A place on the world.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Degrees {
    /// Longitude, east positive.
    pub east: f32,
    /// Latitude, north positive.
    pub north: f32,
}

/// The places on the world map. Who lies nowhere stands amid those that it is linked with and that lie
/// somewhere, or in a row below the map.
#[must_use]
pub fn geography(nodes: &[Node], edges: &[Edge], degrees: &[Option<Degrees>]) -> Vec<Point> {
    let n = nodes.len();
    let width = 2.2 * SPACING * (n as f32).sqrt().max(6.0);
    let known: Vec<Option<Point>> = (0..n)
        .map(|node| degrees.get(node).copied().flatten().and_then(|place| projected(place, width)))
        .collect();
    let links = Links::new(n, edges);
    let lowest = known.iter().flatten().map(|place| place.y).fold(0.0, f32::max);
    let amid: Vec<Option<Point>> =
        (0..n).map(|node| known[node].or_else(|| amid(&links, node, &known))).collect();
    let homeless = amid.iter().filter(|place| place.is_none()).count();
    let mut row = (0..homeless).map(|i| {
        let along = (i as f32 + 0.5) / homeless as f32 - 0.5;
        Point::new(along * 0.8 * width, lowest + SPACING)
    });
    let places = amid.into_iter().map(|place| place.or_else(|| row.next()).unwrap_or_default());
    cleared(nodes, places.collect())
}

/// A picture between two: `share` 0 gives the first, 1 the second, each where its middle is at the
/// origin and the first as wide as the second. Overlaps are removed.
#[must_use]
pub fn mixed(nodes: &[Node], first: &[Point], second: &[Point], share: f32) -> Vec<Point> {
    let share = if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 };
    if share <= 0.0 || first.len() != second.len() {
        return first.to_vec();
    }
    if share >= 1.0 {
        return second.to_vec();
    }
    let ((from, spread_from), (to, spread_to)) = (spread(first), spread(second));
    let ratio = if spread_from > 0.0 && spread_to > 0.0 { spread_to / spread_from } else { 1.0 };
    // The size goes from that of the first to that of the second.
    let size = 1.0 - share + share * ratio;
    let places = first.iter().zip(second).map(|(&a, &b)| {
        let (way_a, way_b) = ((a - from) * size, (b - to) * (size / ratio));
        from + (to - from) * share + way_a * (1.0 - share) + way_b * share
    });
    cleared(nodes, places.collect())
}

/// The middle of places, and the root of their mean square distance from it.
fn spread(places: &[Point]) -> (Point, f32) {
    let n = places.len().max(1) as f32;
    let sum = places.iter().fold(Vector::default(), |sum, &place| sum + place.to_vector() * (1.0 / n));
    let middle = Point::default() + sum;
    let square = places.iter().map(|&place| {
        let way = place - middle;
        (way.x * way.x + way.y * way.y) / n
    });
    (middle, square.sum::<f32>().sqrt())
}

fn amid(links: &Links, node: usize, known: &[Option<Point>]) -> Option<Point> {
    let (mut x, mut y, mut weight) = (0.0_f32, 0.0_f32, 0.0_f32);
    for link in links.of(node) {
        if let Some(place) = known[link.to] {
            (x, y, weight) = (x + link.weight * place.x, y + link.weight * place.y, weight + link.weight);
        }
    }
    (weight > 0.0).then(|| Point::new(x / weight, y / weight))
}

/// The place on a map of this width; `None` where there is no such place on the world.
fn projected(place: Degrees, width: f32) -> Option<Point> {
    if !(place.east.abs() <= 360.0 && place.north.abs() <= 90.0) {
        return None;
    }
    let east = (place.east - MIDDLE + 180.0).rem_euclid(360.0) - 180.0;
    let phi = place.north.to_radians();
    let square = phi * phi;
    let fourth = square * square;
    let y = phi * (1.0148 + fourth * (0.23185 + square * (-0.14499 + square * 0.02406)));
    let unit = width / std::f32::consts::TAU;
    Some(Point::new(east / 360.0 * width, -unit * y))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{friends, nodes, overlaps};
    use super::*;

    fn at(east: f32, north: f32) -> Option<Degrees> {
        Some(Degrees { east, north })
    }

    #[test]
    fn east_is_right_and_north_is_up() {
        let places =
            geography(&nodes(4), &[], &[at(0.0, 0.0), at(100.0, 0.0), at(0.0, 60.0), at(-100.0, -40.0)]);
        assert!(places[1].x > places[0].x && places[3].x < places[0].x);
        assert!(places[2].y < places[0].y && places[3].y > places[0].y);
    }

    #[test]
    fn the_projection_is_pattersons() {
        // The map is 0.57 as high as wide: the pole lies at 1.790857 of the radius.
        let pole = projected(Degrees { east: MIDDLE, north: 90.0 }, std::f32::consts::TAU).unwrap();
        assert!((pole.y + 1.790_857).abs() < 1e-3, "{pole:?}");
        assert!(pole.x.abs() < 1e-6);
    }

    #[test]
    fn neighbours_on_the_world_do_not_overlap() {
        let close: Vec<Option<Degrees>> = (0..20).map(|i| at(5.0 + 0.3 * i as f32, 50.0)).collect();
        assert_eq!(overlaps(&geography(&nodes(20), &[], &close), 49.0), 0);
    }

    #[test]
    fn who_lies_nowhere_stands_amid_its_links_or_below() {
        let degrees = [at(0.0, 40.0), at(40.0, 40.0), None, None];
        let places = geography(&nodes(4), &[friends(0, 2), friends(1, 2)], &degrees);
        assert!(places[0].x < places[2].x && places[2].x < places[1].x);
        assert!(places[3].y > places[0].y + 100.0);
    }

    #[test]
    fn mixing_goes_from_the_first_to_the_second() {
        let (nodes, first) =
            (nodes(3), [Point::new(0.0, 0.0), Point::new(400.0, 0.0), Point::new(0.0, 400.0)]);
        let second = [Point::new(500.0, 0.0), Point::new(0.0, 500.0), Point::new(900.0, 900.0)];
        assert_eq!(mixed(&nodes, &first, &second, 0.0), first);
        assert_eq!(mixed(&nodes, &first, &second, 1.0), second);
        let near =
            |a: &[Point], b: &[Point]| a.iter().zip(b).map(|(a, b)| (*a - *b).length()).fold(0.0, f32::max);
        assert!(near(&mixed(&nodes, &first, &second, 0.01), &first) < 30.0);
        assert!(near(&mixed(&nodes, &first, &second, 0.99), &second) < 30.0);
    }
}
