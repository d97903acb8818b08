//! Nodes on an axis from one camp to the other, as structural balance has them.
//!
//! The axis is the eigenvector of the smallest eigenvalue of the signed Laplacian (Kunegis and others,
//! 2010): in a graph that falls into two hostile camps it is +1 in one and -1 in the other; who has
//! friends on both sides stands between. The Laplacian is normalised, so that a node of many links
//! does not decide alone. The vector is found by powers of 2 - L from a start that is the same on each
//! run, each connected part by itself.

use super::super::force::SPACING;
use super::super::{Edge, Node, Point, sound_radius};
use super::Links;

/// Multiplications; fewer when the vector stands still.
const MOST_ROUNDS: usize = 600;
/// It stands still when no entry changes by more than this.
const STILL: f64 = 1e-9;

/// Where each node stands between the two camps, from -1 to 1; 0 for one without links. The camp with
/// more weight is the negative one (the left one in a picture).
#[must_use]
pub fn camps(n: usize, edges: &[Edge]) -> Vec<f32> {
    let links = Links::new(n, edges);
    let weights: Vec<f64> = (0..n).map(|node| f64::from(links.weight(node))).collect();
    let parts = parts(n, &links);
    let roots: Vec<f64> = weights.iter().map(|weight| weight.sqrt()).collect();
    let mut values = start(n, &links, &parts);
    for (value, root) in values.iter_mut().zip(&roots) {
        *value *= root;
    }
    scale(&mut values, &parts, &|_, value| value * value, &f64::sqrt);
    for _ in 0..MOST_ROUNDS {
        let mut next: Vec<f64> = (0..n)
            .map(|node| {
                let drawn = links.of(node).iter().map(|link| {
                    let both = roots[node] * roots[link.to];
                    if both > 0.0 { f64::from(link.sign) * values[link.to] / both } else { 0.0 }
                });
                values[node] + drawn.sum::<f64>()
            })
            .collect();
        scale(&mut next, &parts, &|_, value| value * value, &f64::sqrt);
        let change = next.iter().zip(&values).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        values = next;
        if change < STILL {
            break;
        }
    }
    for (value, root) in values.iter_mut().zip(&roots) {
        *value = if *root > 0.0 { *value / root } else { 0.0 };
    }
    turn(&mut values, &parts, &weights);
    values.into_iter().map(|value| value.clamp(-1.0, 1.0) as f32).collect()
}

/// The places: sideways by [`camps`], in columns that are as wide as they are full, the nodes with the
/// most links nearest to the axis.
#[must_use]
pub fn balance(nodes: &[Node], edges: &[Edge]) -> Vec<Point> {
    let n = nodes.len();
    if n == 0 {
        return Vec::new();
    }
    let links = Links::new(n, edges);
    let camps = camps(n, edges);
    let radius = nodes.iter().map(|node| sound_radius(node.radius)).fold(0.0, f32::max);
    let (wide, high) = ((2.0 * radius + 14.0).max(0.7 * SPACING), (2.0 * radius + 14.0).max(0.35 * SPACING));
    let most_rows = ((n as f32).sqrt() * 1.2).ceil().max(6.0) as usize;
    let columns = (n as f32).sqrt().ceil().clamp(5.0, 25.0) as usize;
    let mut members = vec![Vec::new(); columns];
    for (node, camp) in camps.iter().enumerate() {
        members[((camp + 1.0) / 2.0 * (columns - 1) as f32).round() as usize].push(node);
    }
    let mut places = vec![Point::default(); n];
    let mut x = 0.0;
    for column in &mut members {
        let lanes = column.len().div_ceil(most_rows).max(1);
        let rows = column.len().div_ceil(lanes).max(1);
        // From left to right first by lane, then by weight from the axis outwards.
        column.sort_by(|&a, &b| camps[a].total_cmp(&camps[b]).then(a.cmp(&b)));
        for lane in column.chunks_mut(rows) {
            lane.sort_by(|&a, &b| links.weight(b).total_cmp(&links.weight(a)).then(a.cmp(&b)));
            for (row, &node) in lane.iter().enumerate() {
                let off = row.div_ceil(2) as f32 * high;
                places[node] = Point::new(x, if row.is_multiple_of(2) { off } else { -off });
            }
            x += wide;
        }
        if column.is_empty() {
            x += wide;
        }
    }
    let middle = (x - wide) / 2.0;
    for place in &mut places {
        place.x -= middle;
    }
    places
}

/// The number of its connected part for each node: that of its first node.
fn parts(n: usize, links: &Links) -> Vec<usize> {
    let mut parts = vec![usize::MAX; n];
    let mut open = Vec::new();
    for first in 0..n {
        if parts[first] != usize::MAX {
            continue;
        }
        parts[first] = first;
        open.push(first);
        while let Some(node) = open.pop() {
            for link in links.of(node).iter().filter(|link| link.weight > 0.0) {
                if parts[link.to] == usize::MAX {
                    parts[link.to] = first;
                    open.push(link.to);
                }
            }
        }
    }
    parts
}

/// A start that is not across the vector sought: along a walk from the first node of each part,
/// friends stand on one side and foes on the other, a little off so that no balance holds by chance.
fn start(n: usize, links: &Links, parts: &[usize]) -> Vec<f64> {
    let mut values = vec![0.0_f64; n];
    let mut open = Vec::new();
    for first in (0..n).filter(|&node| parts[node] == node) {
        values[first] = 1.0;
        open.push(first);
        while let Some(node) = open.pop() {
            for link in links.of(node).iter().filter(|link| link.weight > 0.0) {
                if values[link.to] == 0.0 {
                    let side = if link.sign < 0.0 { -1.0 } else { 1.0 };
                    let size = 1.0 + 0.1 * (link.to % 7) as f64;
                    values[link.to] = side * size * values[node].signum();
                    open.push(link.to);
                }
            }
        }
    }
    values
}

/// Divides the values of each part by what comes of the sum of `term`.
fn scale(values: &mut [f64], parts: &[usize], term: &dyn Fn(usize, f64) -> f64, whole: &dyn Fn(f64) -> f64) {
    let mut sums = vec![0.0_f64; values.len()];
    for (node, &value) in values.iter().enumerate() {
        sums[parts[node]] += term(node, value);
    }
    for (value, &part) in values.iter_mut().zip(parts) {
        let size = whole(sums[part]);
        *value = if size > 0.0 && size.is_finite() { *value / size } else { 0.0 };
    }
}

/// Brings the largest value of each part to 1, and its heavier side to the negative one.
fn turn(values: &mut [f64], parts: &[usize], weights: &[f64]) {
    let mut largest = vec![0.0_f64; values.len()];
    let mut heavier = vec![0.0_f64; values.len()];
    for (node, &value) in values.iter().enumerate() {
        let part = parts[node];
        largest[part] = largest[part].max(value.abs());
        heavier[part] += value * weights[node];
    }
    for (value, &part) in values.iter_mut().zip(parts) {
        let side = if heavier[part] > 0.0 { -1.0 } else { 1.0 };
        *value = if largest[part] > 0.0 { side * *value / largest[part] } else { 0.0 };
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{foes, friends, nodes, overlaps, two_camps};
    use super::*;

    #[test]
    fn two_hostile_camps_stand_at_the_two_ends() {
        let camps = camps(8, &two_camps());
        let (left, right) =
            if camps[0] < 0.0 { (&camps[..4], &camps[4..]) } else { (&camps[4..], &camps[..4]) };
        assert!(left.iter().all(|&camp| camp < -0.99) && right.iter().all(|&camp| camp > 0.99), "{camps:?}");
    }

    #[test]
    fn who_has_friends_on_both_sides_stands_between() {
        let mut edges = two_camps();
        edges.extend([friends(8, 0), friends(8, 1), friends(8, 4), friends(8, 5)]);
        let camps = camps(9, &edges);
        assert!(camps[8].abs() < 0.2, "{camps:?}");
        assert!(camps[3] * camps[7] < 0.0 && camps[3].abs() > 0.5, "{camps:?}");
    }

    #[test]
    fn the_smallest_eigenvalue_of_a_triangle_of_foes_is_found() {
        // One of three enemies is between: the eigenvalue 1/2 is double, and its vectors sum to 0.
        let camps = camps(3, &[foes(0, 1), foes(0, 2), foes(1, 2)]);
        assert!(camps.iter().sum::<f32>().abs() < 1e-3, "{camps:?}");
    }

    #[test]
    fn parts_without_conflict_and_nodes_without_links() {
        let camps = camps(4, &[friends(0, 1)]);
        assert!((camps[0] - camps[1]).abs() < 1e-6 && camps[0] < -0.99);
        assert_eq!(&camps[2..], [0.0, 0.0]);
    }

    #[test]
    fn nobody_overlaps_and_the_camps_lie_left_and_right() {
        let places = balance(&nodes(8), &two_camps());
        assert_eq!(overlaps(&places, 50.0), 0);
        assert!((0..4).all(|i| (4..8).all(|j| (places[i].x - places[j].x).abs() > 150.0)), "{places:?}");
        let all_friends: Vec<Edge> = (1..60).map(|i| friends(0, i)).collect();
        let places = balance(&nodes(60), &all_friends);
        assert_eq!(overlaps(&places, 50.0), 0);
        assert!(places.iter().all(|place| place.y.abs() < 400.0), "no column without end");
    }
}
