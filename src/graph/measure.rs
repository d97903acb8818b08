//! Numbers that rank actors: how linked, how much in conflict, how much between others.

use std::collections::{BTreeMap, VecDeque};

use super::RelationGraph;

/// With more actors than this, betweenness is estimated from so many sources.
const MOST_SOURCES: usize = 400;
/// And from fewer where that would walk along more ends of links than this: it takes a sixth of a second.
const MOST_ENDS: usize = 20_000_000;
/// But never from fewer than these.
const FEWEST_SOURCES: usize = 40;

/// What is measured of one actor in the current filter.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Measure {
    /// Other actors that it has a relation with.
    pub degree: u32,
    /// Sentences of its relations, each direction for itself.
    pub sentences: u32,
    /// Cooperative events that it takes part in.
    pub cooperation: u32,
    /// Conflictual events that it takes part in.
    pub conflict: u32,
    /// Share of the pairs of other actors whose shortest chains of cooperation lead over it, 0 to 1.
    pub betweenness: f64,
}

impl RelationGraph {
    /// One measure for each actor.
    #[must_use]
    pub fn measures(&self) -> Vec<Measure> {
        let mut measures = vec![Measure::default(); self.actors.len()];
        for relation in &self.relations {
            for end in [relation.source, relation.target] {
                let measure = &mut measures[end];
                measure.sentences += relation.counts.sentences;
                measure.cooperation += relation.cooperation();
                measure.conflict += relation.conflict();
            }
        }
        for (measure, neighbours) in measures.iter_mut().zip(self.neighbours()) {
            measure.degree = u32::try_from(neighbours.len()).unwrap_or(u32::MAX);
        }
        for (measure, between) in measures.iter_mut().zip(betweenness(&self.partners())) {
            measure.betweenness = between;
        }
        measures
    }

    /// For each actor those with whom it has more cooperative than conflictual events, both directions
    /// together, in the order of ids.
    fn partners(&self) -> Vec<Vec<usize>> {
        let mut lists = vec![Vec::new(); self.actors.len()];
        for (&(a, b), dyad) in &self.dyads() {
            if dyad[0] + dyad[1] > dyad[2] + dyad[3] {
                lists[a].push(b);
                lists[b].push(a);
            }
        }
        lists
    }

    /// Events by quad class of each pair of actors, both directions together; the lower index first.
    ///
    /// An event that holds both ways counts in each direction, as in the relations.
    #[must_use]
    pub fn dyads(&self) -> BTreeMap<(usize, usize), [u32; 4]> {
        let mut dyads: BTreeMap<(usize, usize), [u32; 4]> = BTreeMap::new();
        for relation in &self.relations {
            let ends = (relation.source.min(relation.target), relation.source.max(relation.target));
            let dyad = dyads.entry(ends).or_default();
            for (sum, events) in dyad.iter_mut().zip(relation.quads) {
                *sum += events;
            }
        }
        dyads
    }
}

/// Betweenness by the algorithm of Brandes (2001) on an unweighted graph, as a share of all pairs of
/// others. On a large graph from evenly spread sources and scaled up (Brandes and Pich, 2007).
fn betweenness(neighbours: &[Vec<usize>]) -> Vec<f64> {
    let n = neighbours.len();
    let mut between = vec![0.0; n];
    if n < 3 {
        return between;
    }
    let ends: usize = neighbours.iter().map(Vec::len).sum();
    let step = n.div_ceil((MOST_ENDS / ends.max(1)).clamp(FEWEST_SOURCES, MOST_SOURCES));
    let mut sources = 0;
    for source in (0..n).step_by(step) {
        sources += 1;
        add_from(source, neighbours, &mut between);
    }
    let pairs = ((n - 1) * (n - 2)) as f64;
    for value in &mut between {
        *value *= n as f64 / f64::from(sources) / pairs;
    }
    between
}

/// Adds what the shortest chains from one source lead over each actor.
fn add_from(source: usize, neighbours: &[Vec<usize>], between: &mut [f64]) {
    let n = neighbours.len();
    let mut distance = vec![usize::MAX; n];
    let mut chains = vec![0.0_f64; n];
    let mut order = Vec::new();
    let mut queue = VecDeque::from([source]);
    distance[source] = 0;
    chains[source] = 1.0;
    while let Some(actor) = queue.pop_front() {
        order.push(actor);
        for &next in &neighbours[actor] {
            if distance[next] == usize::MAX {
                distance[next] = distance[actor] + 1;
                queue.push_back(next);
            }
            if distance[next] == distance[actor] + 1 {
                chains[next] += chains[actor];
            }
        }
    }
    let mut share = vec![0.0_f64; n];
    for &actor in order.iter().rev() {
        for &next in &neighbours[actor] {
            if distance[next] == distance[actor] + 1 {
                share[actor] += chains[actor] / chains[next] * (1.0 + share[next]);
            }
        }
        if actor != source {
            between[actor] += share[actor];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::EventKind::{Accuse, Agree, Aid};
    use crate::graph::tests::told_of;

    #[test]
    fn the_middle_of_a_star_lies_between_all_and_a_ring_shares() {
        let star = [vec![1, 2, 3], vec![0], vec![0], vec![0]];
        assert_eq!(betweenness(&star), [1.0, 0.0, 0.0, 0.0]);
        // In a ring of four, each lies on one of two chains between its neighbours: a third of a half.
        let ring = [vec![1, 3], vec![0, 2], vec![1, 3], vec![0, 2]];
        for value in betweenness(&ring) {
            assert!((value - 1.0 / 6.0).abs() < 1e-12, "{value}");
        }
    }

    #[test]
    fn conflict_is_no_way_of_cooperation() {
        let graph = told_of(&[("AAA", Agree, "BBB", 1), ("BBB", Aid, "CCC", 2), ("AAA", Accuse, "CCC", 3)]);
        let measures = graph.measures();
        assert_eq!(measures[1].betweenness, 1.0);
        assert_eq!(
            measures.iter().map(|m| (m.degree, m.conflict)).collect::<Vec<_>>(),
            [(2, 3), (2, 0), (2, 3)]
        );
        assert_eq!(measures[2].sentences, 5);
    }

    #[test]
    fn fewer_sources_on_a_dense_graph_rank_alike() {
        // A ring in which each knows the twenty next, and one that all know: it lies between most.
        let n = 3_000;
        let mut neighbours: Vec<Vec<usize>> = (0..n)
            .map(|i| (1..=20).flat_map(|step| [(i + step) % n, (i + n - step) % n]).collect())
            .collect();
        for i in 1..n {
            neighbours[0].push(i);
            neighbours[i].push(0);
        }
        let between = betweenness(&neighbours);
        assert!(between[1..].iter().all(|value| *value < 0.1 * between[0]));
        assert!((0.5..1.0).contains(&between[0]), "{}", between[0]);
    }
}
