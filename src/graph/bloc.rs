//! Blocs: groups of actors with more cooperation and less conflict inside than chance would give, each
//! with the numbers that tell why.
//!
//! The groups are those of [`communities`]: cooperation inside counts for a bloc, conflict inside against
//! it.

use std::collections::{BTreeMap, BTreeSet};

use super::RelationGraph;
use super::community::{Bond, communities};
use crate::article::ArticleId;

/// Fewer actors than this are no bloc.
const FEWEST: usize = 3;

/// A group of actors with why it is one.
#[derive(Clone, Debug, PartialEq)]
pub struct Bloc {
    /// Its actors as indices of the graph, those with more events first.
    pub actors: Vec<usize>,
    /// Articles with cooperation between two of its actors.
    pub inside: usize,
    /// Articles with cooperation between one of its actors and somebody else.
    pub across: usize,
    /// The number of its colour.
    pub hue: usize,
}

impl Bloc {
    /// Its first two actors and how many more: "Russia, China + 3".
    #[must_use]
    pub fn name(&self, graph: &RelationGraph) -> String {
        let labels = self.actors.iter().filter_map(|&actor| Some(graph.actors.get(actor)?.label.as_str()));
        let names: Vec<&str> = labels.take(2).collect();
        let more = self.actors.len().saturating_sub(2);
        let more = if more > 0 { format!(" + {more}") } else { String::new() };
        format!("{}{more}", names.join(", "))
    }
}

/// The blocs of a graph.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Blocs {
    /// The largest first.
    pub list: Vec<Bloc>,
    /// For each actor of the graph its bloc, as an index of the list.
    pub of_actor: Vec<Option<usize>>,
}

impl Blocs {
    /// Finds the blocs of a graph.
    #[must_use]
    pub fn new(graph: &RelationGraph) -> Self {
        let group = communities(graph.actors.len(), &bonds(graph));
        let mut members: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (actor, &group) in group.iter().enumerate() {
            members.entry(group).or_default().push(actor);
        }
        let mut groups: Vec<Vec<usize>> =
            members.into_values().filter(|members| members.len() >= FEWEST).collect();
        for members in &mut groups {
            members.sort_by_key(|&actor| (std::cmp::Reverse(graph.actors[actor].events), actor));
        }
        groups.sort_by_key(|members| (std::cmp::Reverse(members.len()), members.first().copied()));
        let mut of_actor = vec![None; graph.actors.len()];
        for (bloc, members) in groups.iter().enumerate() {
            for &actor in members {
                of_actor[actor] = Some(bloc);
            }
        }
        let counts = count_articles(graph, &of_actor, groups.len());
        let list = groups.into_iter().zip(counts).enumerate().map(|(hue, (actors, (inside, across)))| Bloc {
            actors,
            inside: inside.len(),
            across: across.len(),
            hue,
        });
        Self { list: list.collect(), of_actor }
    }

    /// The same blocs, each in the colour of that bloc of another graph with which it shares most actors:
    /// so a filter changes no colour. A bloc that shares none takes the first colour that is free.
    #[must_use]
    pub fn in_hues_of(mut self, graph: &RelationGraph, other: &Self, of: &RelationGraph) -> Self {
        let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for (actor, bloc) in graph.actors.iter().zip(&self.of_actor) {
            let theirs = of.actor_index(&actor.id).and_then(|index| *other.of_actor.get(index)?);
            if let (Some(bloc), Some(theirs)) = (*bloc, theirs) {
                *shared.entry((bloc, other.list[theirs].hue)).or_default() += 1;
            }
        }
        let mut pairs: Vec<((usize, usize), usize)> = shared.into_iter().collect();
        pairs.sort_by_key(|(pair, actors)| (std::cmp::Reverse(*actors), *pair));
        let mut hues: Vec<Option<usize>> = vec![None; self.list.len()];
        let mut taken = BTreeSet::new();
        for ((bloc, hue), _) in pairs {
            if hues[bloc].is_none() && taken.insert(hue) {
                hues[bloc] = Some(hue);
            }
        }
        for (bloc, hue) in self.list.iter_mut().zip(hues) {
            bloc.hue = hue.unwrap_or_else(|| {
                let free = (0..).find(|hue| !taken.contains(hue)).unwrap_or(usize::MAX);
                taken.insert(free);
                free
            });
        }
        self
    }
}

/// The articles of cooperation inside each bloc, and across its border.
fn count_articles(
    graph: &RelationGraph,
    of_actor: &[Option<usize>],
    blocs: usize,
) -> Vec<(BTreeSet<ArticleId>, BTreeSet<ArticleId>)> {
    let mut counts = vec![(BTreeSet::new(), BTreeSet::new()); blocs];
    // A relation with any conflict would need each event's class; its cooperation prevails or not.
    for relation in graph.relations.iter().filter(|relation| relation.cooperation() > relation.conflict()) {
        let articles = || relation.evidence.iter().map(|evidence| evidence.article);
        match (of_actor[relation.source], of_actor[relation.target]) {
            (Some(a), Some(b)) if a == b => counts[a].0.extend(articles()),
            ends => {
                for bloc in [ends.0, ends.1].into_iter().flatten() {
                    counts[bloc].1.extend(articles());
                }
            }
        }
    }
    counts
}

/// What binds and parts each pair of actors.
fn bonds(graph: &RelationGraph) -> Vec<Bond> {
    let dyads = graph.dyads().into_iter();
    let bonds = dyads.filter_map(|((a, b), quads)| {
        // By logarithms, so that a hundred events do not bind a hundred times as hard as one.
        let [binds, parts] =
            [quads[0] + quads[1], quads[2] + quads[3]].map(|events| f64::from(events).ln_1p());
        Some(Bond { a: u32::try_from(a).ok()?, b: u32::try_from(b).ok()?, binds, parts })
    });
    bonds.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::EventKind::{Accuse, Agree};
    use crate::graph::tests::told_of;

    #[test]
    fn two_camps_in_conflict_are_two_blocs_with_why() {
        let graph = told_of(&[
            ("AAA", Agree, "BBB", 3),
            ("BBB", Agree, "CCC", 2),
            ("CCC", Agree, "AAA", 2),
            ("DDD", Agree, "EEE", 3),
            ("EEE", Agree, "FFF", 2),
            ("FFF", Agree, "DDD", 2),
            ("AAA", Accuse, "DDD", 4),
            ("CCC", Agree, "FFF", 1),
        ]);
        let blocs = Blocs::new(&graph);
        assert_eq!(blocs.of_actor, [Some(0), Some(0), Some(0), Some(1), Some(1), Some(1)]);
        // All stand in one article.
        assert_eq!((blocs.list[0].inside, blocs.list[0].across), (1, 1));
        assert_eq!(blocs.list[0].actors.len(), 3);
    }

    #[test]
    fn what_is_left_of_a_bloc_keeps_its_colour() {
        let first = [("AAA", Agree, "BBB", 3), ("BBB", Agree, "CCC", 3), ("CCC", Agree, "AAA", 3)];
        let second = [("DDD", Agree, "EEE", 9), ("EEE", Agree, "FFF", 9), ("FFF", Agree, "DDD", 9)];
        let third = [("DDD", Agree, "GGG", 9)];
        let whole = told_of(&[&first[..], &second[..], &third[..]].concat());
        let whole_blocs = Blocs::new(&whole);
        assert_eq!(whole_blocs.of_actor[..4], [Some(1), Some(1), Some(1), Some(0)]);
        let part = told_of(&first);
        let blocs = Blocs::new(&part).in_hues_of(&part, &whole_blocs, &whole);
        assert_eq!(blocs.list[0].hue, 1);
        let strangers =
            told_of(&[("HHH", Agree, "III", 3), ("III", Agree, "JJJ", 3), ("JJJ", Agree, "HHH", 3)]);
        let blocs = Blocs::new(&strangers).in_hues_of(&strangers, &whole_blocs, &whole);
        assert_eq!(blocs.list[0].hue, 0);
    }

    #[test]
    fn conflict_alone_makes_no_bloc_and_neither_do_two() {
        let graph =
            told_of(&[("AAA", Accuse, "BBB", 3), ("BBB", Accuse, "CCC", 3), ("DDD", Agree, "EEE", 5)]);
        assert_eq!(Blocs::new(&graph).list, []);
        assert_eq!(Blocs::new(&RelationGraph::default()), Blocs::default());
    }

    #[test]
    fn conflict_across_keeps_camps_apart_where_cooperation_alone_would_join_them() {
        let mut told = vec![
            ("AAA", Agree, "BBB", 1),
            ("BBB", Agree, "CCC", 1),
            ("CCC", Agree, "AAA", 1),
            ("CCC", Agree, "DDD", 2),
            ("DDD", Agree, "EEE", 1),
            ("EEE", Agree, "FFF", 1),
            ("FFF", Agree, "DDD", 1),
        ];
        told.extend([("AAA", Accuse, "EEE", 5), ("BBB", Accuse, "FFF", 5), ("CCC", Accuse, "DDD", 9)]);
        let blocs = Blocs::new(&told_of(&told));
        assert_ne!(blocs.of_actor[0], blocs.of_actor[4]);
    }
}
