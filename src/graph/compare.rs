//! Two graphs of one session, such as two periods or two outlets: what is new, gone, stronger, weaker,
//! and what turned its sign.

use std::collections::BTreeMap;

use super::{Relation, RelationGraph, Sign};
use crate::actor::ActorId;

/// How a relation differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turn {
    /// From cooperation to conflict, or the other way.
    Turned,
    /// Only in the second.
    New,
    /// More sentences in the second.
    Stronger,
    /// Fewer sentences in the second.
    Weaker,
    /// Only in the first.
    Gone,
}

/// A relation in both graphs.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Who acts.
    pub source: ActorId,
    /// On whom.
    pub target: ActorId,
    /// How it differs.
    pub turn: Turn,
    /// Sentences in the first and the second.
    pub sentences: [u32; 2],
    /// Events by quad class in the first and the second.
    pub quads: [[u32; 4]; 2],
}

impl Change {
    /// By how many sentences it differs.
    #[must_use]
    pub fn difference(&self) -> u32 {
        self.sentences[0].abs_diff(self.sentences[1])
    }
}

impl Turn {
    /// All, in the order in which they are listed.
    pub const ALL: [Self; 5] = [Self::Turned, Self::New, Self::Stronger, Self::Weaker, Self::Gone];

    /// The head of its group.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Turned => "Turned",
            Self::New => "New",
            Self::Stronger => "Stronger",
            Self::Weaker => "Weaker",
            Self::Gone => "Gone",
        }
    }
}

/// The relations that differ, by kind of change, the largest difference first. What has as many
/// sentences and the same sign in both is left out.
#[must_use]
pub fn compare(first: &RelationGraph, second: &RelationGraph) -> Vec<Change> {
    let mut pairs: BTreeMap<(&ActorId, &ActorId), [Option<&Relation>; 2]> = BTreeMap::new();
    for (side, graph) in [first, second].into_iter().enumerate() {
        for relation in &graph.relations {
            let ends = (&graph.actors[relation.source].id, &graph.actors[relation.target].id);
            pairs.entry(ends).or_default()[side] = Some(relation);
        }
    }
    let mut changes: Vec<Change> = pairs
        .into_iter()
        .filter_map(|((source, target), both)| {
            Some(Change {
                source: source.clone(),
                target: target.clone(),
                turn: turn(both)?,
                sentences: both.map(|relation| relation.map_or(0, |relation| relation.counts.sentences)),
                quads: both.map(|relation| relation.map_or([0; 4], |relation| relation.quads)),
            })
        })
        .collect();
    changes.sort_by_key(|change| (change.turn, std::cmp::Reverse(change.difference())));
    changes
}

fn turn(both: [Option<&Relation>; 2]) -> Option<Turn> {
    match both {
        [Some(first), Some(second)] => match (first.sign(), second.sign()) {
            (Sign::Cooperation, Sign::Conflict) | (Sign::Conflict, Sign::Cooperation) => Some(Turn::Turned),
            _ if second.counts.sentences > first.counts.sentences => Some(Turn::Stronger),
            _ if second.counts.sentences < first.counts.sentences => Some(Turn::Weaker),
            _ => None,
        },
        [None, Some(_)] => Some(Turn::New),
        [Some(_), None] => Some(Turn::Gone),
        [None, None] => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::EventKind::{Accuse, Agree};
    use crate::graph::tests::told_of;

    #[test]
    fn changes_are_told_by_kind_the_largest_first() {
        let first = told_of(&[
            ("AAA", Agree, "BBB", 2),
            ("BBB", Agree, "AAA", 1),
            ("CCC", Agree, "AAA", 4),
            ("CCC", Accuse, "DDD", 1),
            ("DDD", Accuse, "CCC", 2),
        ]);
        let second = told_of(&[
            ("AAA", Accuse, "BBB", 2),
            ("BBB", Agree, "AAA", 3),
            ("CCC", Agree, "AAA", 1),
            ("EEE", Accuse, "AAA", 1),
            ("EEE", Accuse, "BBB", 5),
            ("DDD", Accuse, "CCC", 2),
        ]);
        let told: Vec<String> = compare(&first, &second)
            .iter()
            .map(|c| format!("{:?} {}>{} {:?}", c.turn, c.source.as_str(), c.target.as_str(), c.sentences))
            .collect();
        assert_eq!(
            told,
            [
                "Turned AAA>BBB [2, 2]",
                "New EEE>BBB [0, 5]",
                "New EEE>AAA [0, 1]",
                "Stronger BBB>AAA [1, 3]",
                "Weaker CCC>AAA [4, 1]",
                "Gone CCC>DDD [1, 0]",
            ]
        );
    }
}
