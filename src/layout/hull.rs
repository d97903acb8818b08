//! The convex hull around some discs.

use super::{Point, Vector};

/// Corners that stand for a disc.
const CORNERS: usize = 12;

/// The corners of the convex hull of discs (centre and radius), in order; empty for none. A disc counts as
/// the polygon of its [`CORNERS`] corners.
#[must_use]
pub fn around(discs: &[(Point, f32)]) -> Vec<Point> {
    let ways: [Vector; CORNERS] = std::array::from_fn(|number| {
        let angle = std::f32::consts::TAU * number as f32 / CORNERS as f32;
        Vector::new(angle.cos(), angle.sin())
    });
    // The outermost corner in each direction. What lies inside their hull can be no corner of the whole,
    // and that is most of a large group.
    let mut outermost = [None; CORNERS];
    for &(center, radius) in discs {
        for (most, &way) in outermost.iter_mut().zip(&ways) {
            let corner = center + way * radius;
            let reach = corner.x * way.x + corner.y * way.y;
            if most.is_none_or(|(most, _)| reach > most) {
                *most = Some((reach, corner));
            }
        }
    }
    let inner = convex_hull(outermost.into_iter().flatten().map(|(_, corner)| corner).collect());
    let mut corners = inner.clone();
    for &(center, radius) in discs.iter().filter(|disc| !is_within(&inner, **disc)) {
        corners.extend(ways.iter().map(|&way| center + way * radius));
    }
    convex_hull(corners)
}

/// Whether a whole disc lies inside a convex polygon, whose corners are in order.
fn is_within(polygon: &[Point], (center, radius): (Point, f32)) -> bool {
    let sides = polygon.iter().zip(polygon.iter().cycle().skip(1));
    polygon.len() > 2
        && sides.into_iter().all(|(&a, &b)| {
            let (side, way) = (b - a, center - a);
            (side.x * way.y - side.y * way.x) >= radius * side.length()
        })
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
    fn of_many_discs_each_lies_within_and_none_is_left_out() {
        let discs: Vec<(Point, f32)> = (0..300u16)
            .map(|i| {
                let (angle, far) = (f32::from(i) * 2.4, f32::from(i) * 7.3 % 211.0);
                (Point::new(400.0 + far * angle.cos(), 300.0 + far * angle.sin()), 19.0 + f32::from(i % 17))
            })
            .collect();
        let corners = discs.iter().flat_map(|(center, radius)| {
            (0..CORNERS).map(move |number| {
                let angle = std::f32::consts::TAU * number as f32 / CORNERS as f32;
                *center + Vector::new(angle.cos(), angle.sin()) * *radius
            })
        });
        assert_eq!(around(&discs), convex_hull(corners.collect()));
        assert_eq!(convex_hull(vec![Point::new(1.0, 1.0); 4]).len(), 1);
    }

    #[test]
    fn discs_lie_within() {
        let hull = around(&[(Point::new(0.0, 0.0), 2.0), (Point::new(10.0, 0.0), 1.0)]);
        assert!(
            hull.iter().any(|p| (p.x + 2.0).abs() < 1e-3) && hull.iter().any(|p| (p.x - 11.0).abs() < 1e-3)
        );
    }
}
