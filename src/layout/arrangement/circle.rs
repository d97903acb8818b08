//! All nodes on one circle, each bloc on an arc of its own.
//!
//! Blocs that cooperate stand side by side, and in a bloc those with links to the neighbouring blocs
//! stand towards them. Which blocs there are is left to the caller.

use super::super::{Edge, Node, Point, sound_radius};
use super::{Links, on_circle};

/// Room between two nodes on the circle, in world units.
const GAP: f64 = 14.0;
/// Room between two blocs.
const GAP_OF_BLOCS: f64 = 90.0;
/// A circle of few nodes is not smaller than this.
const LEAST_RADIUS: f64 = 180.0;

/// The places on the circle; `blocs` tells the bloc of each node, missing ones are in bloc 0.
#[must_use]
pub fn circle(nodes: &[Node], edges: &[Edge], blocs: &[u32]) -> Vec<Point> {
    let links = Links::new(nodes.len(), edges);
    let order = order(nodes.len(), &links, blocs);
    let room = |node: usize| 2.0 * f64::from(sound_radius(nodes[node].radius)) + GAP;
    let count_of_gaps = if order.len() > 1 { order.len() as f64 } else { 0.0 };
    let around: f64 =
        order.iter().flatten().map(|&node| room(node)).sum::<f64>() + count_of_gaps * GAP_OF_BLOCS;
    let radius = (around / std::f64::consts::TAU).max(LEAST_RADIUS);
    let mut places = vec![Point::default(); nodes.len()];
    // It begins on top, half a gap before the first bloc.
    let mut way = if order.len() > 1 { GAP_OF_BLOCS / 2.0 } else { 0.0 };
    for members in &order {
        for &node in members {
            let middle = way + room(node) / 2.0;
            places[node] = on_circle(radius, middle / around.max(1.0) - 0.25);
            way += room(node);
        }
        way += if order.len() > 1 { GAP_OF_BLOCS } else { 0.0 };
    }
    places
}

/// The members of each bloc, in the order in which they go around.
fn order(n: usize, links: &Links, blocs: &[u32]) -> Vec<Vec<usize>> {
    let mut numbers: Vec<u32> = (0..n).map(|node| blocs.get(node).copied().unwrap_or(0)).collect();
    let mut known: Vec<u32> = numbers.clone();
    known.sort_unstable();
    known.dedup();
    for number in &mut numbers {
        *number = known.partition_point(|other| other < number) as u32;
    }
    let mut members = vec![Vec::new(); known.len()];
    for (node, &number) in numbers.iter().enumerate() {
        members[number as usize].push(node);
    }
    let around = order_of_blocs(&members, &numbers, links);
    let mut place_of_bloc = vec![0_usize; members.len()];
    for (place, &bloc) in around.iter().enumerate() {
        place_of_bloc[bloc] = place;
    }
    let count = around.len() as i64;
    let lean = |node: usize, place: usize| {
        let mut sum = 0.0;
        for link in links.of(node) {
            let other = place_of_bloc[numbers[link.to] as usize] as i64;
            // The shorter way around, in blocs.
            let ahead = (other - place as i64).rem_euclid(count.max(1));
            let ahead = if 2 * ahead > count { ahead - count } else { ahead };
            sum += link.weight * ahead as f32;
        }
        sum / links.weight(node).max(f32::MIN_POSITIVE)
    };
    let with_place = around.iter().enumerate();
    with_place
        .map(|(place, &bloc)| {
            let mut leaning: Vec<(f32, usize)> =
                members[bloc].iter().map(|&node| (lean(node, place), node)).collect();
            leaning.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            leaning.into_iter().map(|(_, node)| node).collect()
        })
        .collect()
}

/// From the largest on, always the bloc that cooperates most with the one before, for its size.
fn order_of_blocs(members: &[Vec<usize>], numbers: &[u32], links: &Links) -> Vec<usize> {
    let mut left: Vec<usize> = (0..members.len()).collect();
    left.sort_by_key(|&bloc| (usize::MAX - members[bloc].len(), bloc));
    let mut around: Vec<usize> = Vec::with_capacity(left.len());
    let mut ties = vec![0.0_f32; members.len()];
    let mut taken = vec![false; members.len()];
    let mut first = 0;
    while around.len() < members.len() {
        let mut best = around.last().map(|_| (0.0_f32, usize::MAX));
        if let Some(&last) = around.last() {
            let touched = || members[last].iter().flat_map(|&node| links.of(node));
            for link in touched() {
                ties[numbers[link.to] as usize] += link.sign;
            }
            for link in touched() {
                let bloc = numbers[link.to] as usize;
                let tie = ties[bloc] / (members[bloc].len() as f32).sqrt();
                let better = best.is_none_or(|(most, at)| tie > most || (tie == most && bloc < at));
                if !taken[bloc] && tie > 0.0 && better {
                    best = Some((tie, bloc));
                }
            }
            for link in touched() {
                ties[numbers[link.to] as usize] = 0.0;
            }
        }
        // Who has no friends left is followed by the largest that is left.
        while taken[left[first]] {
            first += 1;
        }
        let next = best.map_or(left[first], |(_, bloc)| if bloc == usize::MAX { left[first] } else { bloc });
        taken[next] = true;
        around.push(next);
    }
    around
}

#[cfg(test)]
mod tests {
    use super::super::tests::{friends, nodes, overlaps, two_camps};
    use super::*;

    #[test]
    fn each_bloc_is_one_arc_and_nobody_overlaps() {
        let places = circle(&nodes(8), &two_camps(), &[0, 0, 0, 0, 5, 5, 5, 5]);
        assert_eq!(overlaps(&places, 50.0), 0);
        let radius = places[0].to_vector().length();
        assert!(places.iter().all(|place| (place.to_vector().length() - radius).abs() < 0.1));
        // The first half of the circle is the right one.
        let right = |node: usize| places[node].x > 0.0;
        assert!((0..4).all(right) != (4..8).all(right), "{places:?}");
    }

    #[test]
    fn blocs_that_cooperate_stand_side_by_side() {
        // Five blocs of two; 0 works with 3.
        let blocs = [0, 0, 1, 1, 2, 2, 3, 3, 4, 4];
        let places = circle(&nodes(10), &[friends(0, 6), friends(1, 7)], &blocs);
        let distance = |a: usize, b: usize| (places[a] - places[b]).length();
        for other in [2, 4, 8] {
            assert!(distance(0, 6).min(distance(1, 7)) <= distance(0, other).min(distance(1, other)) + 0.1);
        }
    }

    #[test]
    fn one_and_no_node() {
        assert!(circle(&[], &[], &[]).is_empty());
        assert_eq!(circle(&nodes(1), &[], &[]).len(), 1);
    }
}
