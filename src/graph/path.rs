//! Who is near whom: the neighbourhood of actors, and the shortest chain of relations between two.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

use super::RelationGraph;

impl RelationGraph {
    /// The actors that can be reached from some actors over at most so many relations, in either
    /// direction, with these themselves.
    #[must_use]
    pub fn neighbourhood(&self, from: &[usize], steps: u32) -> BTreeSet<usize> {
        let mut reached: BTreeSet<usize> =
            from.iter().copied().filter(|&actor| actor < self.actors.len()).collect();
        let mut edge = reached.clone();
        for _ in 0..steps {
            let mut next = BTreeSet::new();
            for relation in &self.relations {
                for (one, other) in [(relation.source, relation.target), (relation.target, relation.source)] {
                    if edge.contains(&one) && reached.insert(other) {
                        next.insert(other);
                    }
                }
            }
            edge = next;
        }
        reached
    }

    /// The actors of the shortest chain of relations between two, in either direction, both ends
    /// included: the fewest relations, and among those chains one with the most sentences; `None`
    /// where no chain joins them.
    ///
    /// Dijkstra's algorithm; of equal chains the one over actors that come first in the order of ids.
    #[must_use]
    pub fn shortest_chain(&self, from: usize, to: usize) -> Option<Vec<usize>> {
        let n = self.actors.len();
        if from >= n || to >= n {
            return None;
        }
        let neighbours = self.neighbours();
        // Fewest links, then most sentences.
        let mut best: Vec<Option<(u32, Reverse<u64>)>> = vec![None; n];
        let mut before: Vec<usize> = vec![usize::MAX; n];
        let mut queue = BinaryHeap::new();
        best[from] = Some((0, Reverse(0)));
        queue.push(Reverse((0, Reverse(0), from)));
        while let Some(Reverse((links, sentences, actor))) = queue.pop() {
            if actor == to {
                break;
            }
            if best[actor].is_some_and(|best| best < (links, sentences)) {
                continue;
            }
            for &(next, told) in &neighbours[actor] {
                let cost = (links + 1, Reverse(sentences.0 + u64::from(told)));
                if best[next].is_none_or(|best| cost < best) {
                    best[next] = Some(cost);
                    before[next] = actor;
                    queue.push(Reverse((cost.0, cost.1, next)));
                }
            }
        }
        best[to]?;
        let mut chain = vec![to];
        while let Some(&last) = chain.last().filter(|last| **last != from) {
            chain.push(before[last]);
        }
        chain.reverse();
        Some(chain)
    }

    /// For each actor its neighbours in the order of ids, with the sentences of both directions.
    #[must_use]
    pub fn neighbours(&self) -> Vec<Vec<(usize, u32)>> {
        let mut lists: Vec<Vec<(usize, u32)>> = vec![Vec::new(); self.actors.len()];
        for relation in &self.relations {
            lists[relation.source].push((relation.target, relation.weight()));
            lists[relation.target].push((relation.source, relation.weight()));
        }
        for list in &mut lists {
            list.sort_unstable();
            list.dedup_by(|next, kept| {
                let same = next.0 == kept.0;
                if same {
                    kept.1 += next.1;
                }
                same
            });
        }
        lists
    }
}

#[cfg(test)]
mod tests {
    use crate::graph::tests::told;

    #[test]
    fn a_neighbourhood_grows_by_one_relation_a_step_in_either_direction() {
        let graph = told(&[("AAA", "BBB", 1), ("CCC", "BBB", 1), ("CCC", "DDD", 1)]);
        let reached = |steps| graph.neighbourhood(&[0], steps).into_iter().collect::<Vec<_>>();
        assert_eq!((reached(0), reached(1), reached(2)), (vec![0], vec![0, 1], vec![0, 1, 2]));
        assert_eq!(reached(9), [0, 1, 2, 3]);
    }

    #[test]
    fn the_shortest_chain_takes_the_stronger_of_two_ways() {
        let graph = told(&[
            ("AAA", "BBB", 1),
            ("BBB", "DDD", 1),
            ("DDD", "CCC", 4),
            ("AAA", "CCC", 4),
            ("EEE", "FFF", 1),
        ]);
        assert_eq!(graph.shortest_chain(0, 3), Some(vec![0, 2, 3]));
        assert_eq!(graph.shortest_chain(0, 4), None);
        assert_eq!(graph.shortest_chain(1, 1), Some(vec![1]));
        assert_eq!(graph.shortest_chain(1, 99), None);
    }

    #[test]
    fn fewer_relations_come_before_more_sentences() {
        let graph = told(&[("AAA", "BBB", 1), ("AAA", "CCC", 9), ("CCC", "BBB", 9)]);
        assert_eq!(graph.shortest_chain(0, 1), Some(vec![0, 1]));
    }
}
