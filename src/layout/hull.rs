//! The convex hull around some discs.

use super::{Point, Vector};

/// Corners that stand for a disc.
const CORNERS: usize = 12;

/// The corners of the convex hull of discs (centre and radius), in order; empty for none.
#[must_use]
pub fn around(discs: &[(Point, f32)]) -> Vec<Point> {
    let corner = |number: usize| {
        let angle = std::f32::consts::TAU * number as f32 / CORNERS as f32;
        Vector::new(angle.cos(), angle.sin())
    };
    let points = discs
        .iter()
        .flat_map(|(center, radius)| (0..CORNERS).map(move |number| *center + corner(number) * *radius));
    convex_hull(points.collect())
}

/// Andrew's monotone chain: the corners in order, without those on a side.
fn convex_hull(mut points: Vec<Point>) -> Vec<Point> {
    points.sort_by(|a, b| a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y)));
    points.dedup();
    if points.len() < 3 {
        return points;
    }
    let turn = |a: Point, b: Point, c: Point| (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
    let half = |points: &mut dyn Iterator<Item = Point>| {
        let mut chain: Vec<Point> = Vec::new();
        for point in points {
            while chain.len() > 1 && turn(chain[chain.len() - 2], chain[chain.len() - 1], point) <= 0.0 {
                chain.pop();
            }
            chain.push(point);
        }
        chain.pop();
        chain
    };
    let mut hull = half(&mut points.iter().copied());
    hull.extend(half(&mut points.iter().rev().copied()));
    hull
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hull_has_the_outermost_points_only() {
        let square = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0), (2.0, 2.0), (2.0, 0.0)];
        let hull = convex_hull(square.map(|(x, y)| Point::new(x, y)).to_vec());
        assert_eq!(hull, [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0)].map(|(x, y)| Point::new(x, y)));
        assert_eq!(around(&[]), []);
    }

    #[test]
    fn discs_lie_within() {
        let hull = around(&[(Point::new(0.0, 0.0), 2.0), (Point::new(10.0, 0.0), 1.0)]);
        assert!(
            hull.iter().any(|p| (p.x + 2.0).abs() < 1e-3) && hull.iter().any(|p| (p.x - 11.0).abs() < 1e-3)
        );
    }
}
