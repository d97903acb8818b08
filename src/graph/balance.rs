//! Balance: three actors are balanced where the friend of a friend is a friend and the enemy of an enemy
//! is one too (Cartwright and Harary, 1956); else the triad is frustrated.

use std::cmp::Reverse;

use super::RelationGraph;

/// Three actors that are all related.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Triad {
    /// Indices of the graph, in order.
    pub actors: [usize; 3],
    /// Whether the first and second, second and third, first and third cooperate.
    pub friends: [bool; 3],
    /// The fewest events on one of its sides: what the finding rests on.
    pub weakest: u32,
}

/// How balanced a graph is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Balance {
    /// Triads that are balanced.
    pub balanced: usize,
    /// Triads that are not; the best founded first, at most [`Balance::MOST_LISTED`].
    pub frustrated: Vec<Triad>,
    /// How many are not, listed or not.
    pub all_frustrated: usize,
}

/// Whether two cooperate, and in how many events either way.
type Side = (bool, u32);

impl Balance {
    /// So many frustrated triads are listed.
    pub const MOST_LISTED: usize = 200;

    /// The triads of a graph in which each side has a sign: more than twice as much cooperation as
    /// conflict, or the other way.
    #[must_use]
    pub fn new(graph: &RelationGraph) -> Self {
        let mut after: Vec<Vec<(usize, Side)>> = vec![Vec::new(); graph.actors.len()];
        for ((a, b), quads) in graph.dyads() {
            let (cooperation, conflict) = (quads[0] + quads[1], quads[2] + quads[3]);
            if cooperation > 2 * conflict || conflict > 2 * cooperation {
                after[a].push((b, (cooperation > conflict, cooperation + conflict)));
            }
        }
        let mut balance = Self::default();
        // The sides from the first actor, by the other one.
        let mut from_first: Vec<Option<Side>> = vec![None; after.len()];
        for a in 0..after.len() {
            for &(b, side) in &after[a] {
                from_first[b] = Some(side);
            }
            for &(b, first) in &after[a] {
                for &(c, second) in &after[b] {
                    if let Some(third) = from_first[c] {
                        balance.add([a, b, c], [first, second, third]);
                    }
                }
            }
            for &(b, _) in &after[a] {
                from_first[b] = None;
            }
        }
        balance.frustrated.sort_by_key(|triad| (Reverse(triad.weakest), triad.actors));
        balance.frustrated.truncate(Self::MOST_LISTED);
        balance
    }

    /// The share of balanced triads, 0 to 1; `None` where there is no triad.
    #[must_use]
    pub fn share(&self) -> Option<f64> {
        let all = self.balanced + self.all_frustrated;
        (all > 0).then(|| self.balanced as f64 / all as f64)
    }

    fn add(&mut self, actors: [usize; 3], sides: [Side; 3]) {
        let hostile = sides.iter().filter(|side| !side.0).count();
        if hostile.is_multiple_of(2) {
            self.balanced += 1;
            return;
        }
        self.all_frustrated += 1;
        let weakest = sides.iter().map(|side| side.1).min().unwrap_or(0);
        self.frustrated.push(Triad { actors, friends: sides.map(|side| side.0), weakest });
        if self.frustrated.len() > 16 * Self::MOST_LISTED {
            self.frustrated.sort_by_key(|triad| (Reverse(triad.weakest), triad.actors));
            self.frustrated.truncate(Self::MOST_LISTED);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::EventKind::{Accuse, Agree};
    use crate::graph::tests::told_of;

    fn balance(signs: [i32; 3]) -> (usize, usize) {
        let kind = |sign| if sign > 0 { Agree } else { Accuse };
        let [ab, bc, ac] = signs.map(kind);
        let graph = told_of(&[("AAA", ab, "BBB", 1), ("BBB", bc, "CCC", 2), ("CCC", ac, "AAA", 3)]);
        let balance = Balance::new(&graph);
        (balance.balanced, balance.all_frustrated)
    }

    #[test]
    fn an_odd_number_of_hostile_sides_frustrates() {
        assert_eq!(balance([1, 1, 1]), (1, 0));
        assert_eq!(balance([1, 1, -1]), (0, 1));
        assert_eq!(balance([1, -1, -1]), (1, 0));
        assert_eq!(balance([-1, -1, -1]), (0, 1));
    }

    #[test]
    fn a_mixed_side_makes_no_triad() {
        let graph = told_of(&[
            ("AAA", Agree, "BBB", 1),
            ("BBB", Accuse, "AAA", 1),
            ("BBB", Agree, "CCC", 1),
            ("CCC", Agree, "AAA", 1),
        ]);
        assert_eq!(Balance::new(&graph), Balance::default());
        assert_eq!(Balance::default().share(), None);
    }

    #[test]
    fn the_best_founded_comes_first() {
        let graph = told_of(&[
            ("AAA", Agree, "BBB", 1),
            ("BBB", Agree, "CCC", 1),
            ("CCC", Accuse, "AAA", 1),
            ("BBB", Agree, "DDD", 4),
            ("DDD", Agree, "CCC", 4),
            ("BBB", Accuse, "DDD", 1),
            ("EEE", Agree, "DDD", 4),
            ("EEE", Accuse, "BBB", 4),
        ]);
        let balance = Balance::new(&graph);
        let triads: Vec<_> = balance.frustrated.iter().map(|t| (t.actors, t.weakest)).collect();
        assert_eq!(triads, [([1, 3, 4], 4), ([0, 1, 2], 1)]);
        assert_eq!(balance.share(), Some(1.0 / 3.0));
    }
}
