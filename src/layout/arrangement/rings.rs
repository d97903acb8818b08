//! One node in the middle, the others on rings around it by the number of links between.
//!
//! On the first ring friends stand to the right and foes to the left; farther out each stands beyond
//! those that it is linked with. Who can't be reached is on the outermost ring.

use std::collections::VecDeque;

use super::super::force::SPACING;
use super::super::{Edge, Node, Point, sound_radius};
use super::{Links, on_circle};

/// Room between two nodes of a ring, in world units.
const GAP: f64 = 14.0;

/// The places around the node `middle`; around the first node if there is no such node.
#[must_use]
pub fn rings(nodes: &[Node], edges: &[Edge], middle: usize) -> Vec<Point> {
    let n = nodes.len();
    let middle = if middle < n { middle } else { 0 };
    let links = Links::new(n, edges);
    let (rings, steps) = by_steps(n, &links, middle);
    let mut places = vec![Point::default(); n];
    let mut turns = vec![0.0_f64; n];
    let mut radius = 0.0_f64;
    for (step, ring) in rings.iter().enumerate().skip(1) {
        let room = |node: usize| 2.0 * f64::from(sound_radius(nodes[node].radius)) + GAP;
        let around: f64 = ring.iter().map(|&node| room(node)).sum();
        let widest = ring.iter().map(|&node| room(node)).fold(f64::from(SPACING), f64::max);
        radius = (radius + widest).max(around / std::f64::consts::TAU * 1.02);
        let mut wanted: Vec<(f64, usize)> =
            ring.iter().map(|&node| (wanted(node, step, &links, &steps, &turns), node)).collect();
        wanted.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let spare = (std::f64::consts::TAU * radius - around) / ring.len() as f64;
        let mut way = 0.0;
        for &(_, node) in &wanted {
            let share = (way + (room(node) + spare) / 2.0) / (std::f64::consts::TAU * radius);
            way += room(node) + spare;
            turns[node] = share;
            // The ring begins at the left, where the foes and the friends of the first ring meet.
            places[node] = on_circle(radius, share - 0.5);
        }
    }
    places
}

/// The nodes by the number of links from the middle, and that number for each; those that can't be
/// reached come last.
fn by_steps(n: usize, links: &Links, middle: usize) -> (Vec<Vec<usize>>, Vec<usize>) {
    let mut steps = vec![usize::MAX; n];
    let mut rings: Vec<Vec<usize>> = Vec::new();
    let mut queue = VecDeque::new();
    if n > 0 {
        steps[middle] = 0;
        queue.push_back(middle);
    }
    while let Some(node) = queue.pop_front() {
        let step = steps[node];
        if rings.len() <= step {
            rings.push(Vec::new());
        }
        rings[step].push(node);
        for link in links.of(node).iter().filter(|link| link.weight > 0.0) {
            if steps[link.to] == usize::MAX {
                steps[link.to] = step + 1;
                queue.push_back(link.to);
            }
        }
    }
    let apart: Vec<usize> = (0..n).filter(|&node| steps[node] == usize::MAX).collect();
    if !apart.is_empty() {
        rings.push(apart);
    }
    (rings, steps)
}

/// Where on its ring a node would stand, in turns: 0 and 1 are the left end, 0.5 the right one.
fn wanted(node: usize, step: usize, links: &Links, steps: &[usize], turns: &[f64]) -> f64 {
    let inner = links.of(node).iter().filter(|link| steps[link.to].checked_add(1) == Some(step));
    if step == 1 {
        let tie = inner.map(|link| link.sign / link.weight.max(f32::MIN_POSITIVE)).sum::<f32>();
        // Foes at the left end, by turns above and below; friends at the right.
        let from_left = f64::from((tie.clamp(-1.0, 1.0) + 1.0) / 4.0);
        return if node.is_multiple_of(2) { from_left } else { 1.0 - from_left };
    }
    let (mut x, mut y) = (0.0, 0.0);
    for link in inner {
        let (dx, dy) = super::direction(turns[link.to]);
        (x, y) = (x + dx * f64::from(link.weight), y + dy * f64::from(link.weight));
    }
    turns_of(x, y)
}

/// The direction of a way, in turns from the right over below, roughly (no more is needed to sort).
fn turns_of(x: f64, y: f64) -> f64 {
    let sum = x.abs() + y.abs();
    if sum <= 0.0 || !sum.is_finite() {
        return 0.5;
    }
    let quarter = match (x >= 0.0, y >= 0.0) {
        (true, true) => y / sum,
        (false, true) => 1.0 - x / sum,
        (false, false) => 2.0 - y / sum,
        (true, false) => 3.0 + x / sum,
    };
    quarter / 4.0
}

#[cfg(test)]
mod tests {
    use super::super::tests::{foes, friends, nodes, overlaps};
    use super::*;

    #[test]
    fn rings_are_by_the_number_of_links() {
        let edges = [friends(2, 0), friends(2, 1), friends(1, 3), friends(3, 4)];
        let places = rings(&nodes(6), &edges, 2);
        let radius = |node: usize| places[node].to_vector().length();
        assert_eq!(places[2], Point::default());
        assert!((radius(0) - radius(1)).abs() < 0.1);
        assert!(radius(0) < radius(3) && radius(3) < radius(4));
        assert!(radius(5) > radius(4), "who can't be reached is farthest out");
        assert_eq!(overlaps(&places, 50.0), 0);
    }

    #[test]
    fn friends_stand_to_the_right_and_foes_to_the_left() {
        let edges: Vec<Edge> = (1..9).map(|i| if i < 5 { friends(0, i) } else { foes(0, i) }).collect();
        let places = rings(&nodes(9), &edges, 0);
        assert!((1..5).all(|node| places[node].x > 0.0), "{places:?}");
        assert!((5..9).all(|node| places[node].x < 0.0), "{places:?}");
    }

    #[test]
    fn a_ring_of_many_is_wide_enough() {
        let edges: Vec<Edge> = (1..200).map(|i| friends(0, i)).collect();
        assert_eq!(overlaps(&rings(&nodes(200), &edges, 0), 45.0), 0);
    }
}
