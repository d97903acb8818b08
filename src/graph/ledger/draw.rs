//! The relation graph of a ledger: dyads are counted side by side on all cores.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::{Gate, Ledger, LedgerDyad};
use crate::actor::ActorId;
use crate::graph::{ActorNode, Counts, Evidence, Filter, Relation, RelationGraph, Sources, events_in};

impl Ledger {
    /// The graph of what a filter lets through. Evidence stands in it only of the articles in `sources`:
    /// those whose sentences were read.
    #[must_use]
    pub fn graph(&self, sources: Sources<'_>, filter: &Filter) -> RelationGraph {
        let gate = Gate::new(self, filter);
        let is_hidden =
            |dyad: &LedgerDyad| [&dyad.source, &dyad.target].map(|end| sources.hidden.contains(end));
        let drawn = |dyad: &&LedgerDyad| {
            is_hidden(dyad) == [false; 2] && filter.lets_pair_through(&dyad.source, &dyad.target)
        };
        let counted = self.dyads.par_iter().filter(drawn).map(|dyad| (dyad, self.tally(dyad, &gate)));
        let mut counted: Vec<_> = counted.filter(|(_, tally)| tally.counts.sentences > 0).collect();
        let all_relations = counted.len();
        counted.retain(|(_, tally)| filter.lets_strength_through(tally.counts));
        counted.sort_by_key(|(_, Tally { counts, .. })| {
            Reverse((counts.sentences, counts.articles, counts.sources))
        });
        counted.truncate(filter.strongest.unwrap_or(usize::MAX));
        let actors = self.actors(&counted, &gate);
        let index: BTreeMap<&ActorId, usize> =
            actors.iter().enumerate().map(|(at, (id, ..))| (*id, at)).collect();
        let relations = counted.iter().map(|(dyad, tally)| Relation {
            source: index[&dyad.source],
            target: index[&dyad.target],
            quads: tally.quads,
            intensity_sum: tally.intensity_sum,
            counts: tally.counts,
            evidence: Vec::new(),
            coded: Vec::new(),
        });
        let relations = relations.collect();
        let hidden_neighbours = self.hidden_neighbours(&is_hidden);
        let label = |id: &ActorId| match sources.names.get(id) {
            Some(name) => name.clone(),
            None => sources.gazetteer.label(id).to_owned(),
        };
        let actors = actors.into_iter().map(|(id, events, counts)| ActorNode {
            id: id.clone(),
            label: label(id),
            events,
            counts,
            hidden_neighbours: hidden_neighbours.get(id).copied().unwrap_or(0),
        });
        let all_actors: BTreeSet<&ActorId> =
            self.dyads.iter().flat_map(|dyad| [&dyad.source, &dyad.target]).collect();
        let mut graph = RelationGraph {
            actors: actors.collect(),
            relations,
            all_relations,
            all_actors: all_actors.into_iter().filter(|actor| !sources.hidden.contains(*actor)).count(),
            ..RelationGraph::default()
        };
        graph.point_to_evidence(sources, filter);
        graph
    }

    fn tally(&self, dyad: &LedgerDyad, gate: &Gate<'_>) -> Tally {
        let mut tally = Tally::default();
        let (mut of, mut numbers) = (Vec::new(), Vec::new());
        let (mut last_article, mut last_place) = (None, None);
        for entry in self.of(dyad).iter().filter(|entry| gate.lets_through(entry)) {
            if last_article != Some(entry.article) {
                (last_article, last_place) = (Some(entry.article), None);
                tally.counts.articles += 1;
                of.push(self.source(entry.article));
                numbers.clear();
            }
            if last_place != Some(entry.place) {
                last_place = Some(entry.place);
                tally.counts.sentences += 1;
            }
            if !numbers.contains(&entry.event) {
                numbers.push(entry.event);
                let kind = entry.marks.kind();
                tally.events += 1;
                tally.intensity_sum += kind.intensity();
                if let Some(quad) = kind.quad() {
                    tally.quads[quad.index()] += 1;
                }
            }
        }
        tally.counts.sources = different(of);
        tally
    }

    /// The actors of relations in order, with their events and counts: those of relations overlap.
    fn actors<'a>(
        &'a self,
        relations: &[(&'a LedgerDyad, Tally)],
        gate: &Gate<'_>,
    ) -> Vec<(&'a ActorId, u32, Counts)> {
        let mut of_actor: BTreeMap<&ActorId, (u32, Vec<&LedgerDyad>)> = BTreeMap::new();
        for (dyad, tally) in relations {
            for actor in [&dyad.source, &dyad.target] {
                let (events, dyads) = of_actor.entry(actor).or_default();
                *events += tally.events;
                dyads.push(dyad);
            }
        }
        let of_actor: Vec<_> = of_actor.into_iter().collect();
        of_actor
            .into_par_iter()
            .map(|(actor, (events, dyads))| (actor, events, self.counts(&dyads, gate)))
            .collect()
    }

    /// What several dyads hold together, each sentence once.
    pub(super) fn counts(&self, dyads: &[&LedgerDyad], gate: &Gate<'_>) -> Counts {
        let entries = dyads.iter().flat_map(|dyad| self.of(dyad));
        let entries = entries.filter(|entry| gate.lets_through(entry));
        let mut places: Vec<u64> =
            entries.map(|entry| u64::from(entry.article) << 32 | u64::from(entry.place)).collect();
        // Stable, since each dyad's are sorted already.
        places.sort();
        places.dedup();
        let sentences = places.len() as u32;
        places.dedup_by_key(|place| *place >> 32);
        let sources = places.iter().map(|place| self.source((*place >> 32) as u32)).collect();
        Counts { sentences, articles: places.len() as u32, sources: different(sources) }
    }

    fn hidden_neighbours(&self, is_hidden: &impl Fn(&LedgerDyad) -> [bool; 2]) -> BTreeMap<&ActorId, u32> {
        let mut pairs: BTreeSet<(&ActorId, &ActorId)> = BTreeSet::new();
        let gate_counted = Filter::default();
        let gate = Gate::new(self, &gate_counted);
        for dyad in &self.dyads {
            let hidden = is_hidden(dyad);
            if hidden == [false; 2] || !self.of(dyad).iter().any(|entry| gate.lets_through(entry)) {
                continue;
            }
            let ends = [&dyad.source, &dyad.target];
            pairs.extend((0..2).filter(|end| hidden[1 - end]).map(|end| (ends[end], ends[1 - end])));
        }
        let mut neighbours = BTreeMap::new();
        for (actor, _) in pairs {
            *neighbours.entry(actor).or_default() += 1;
        }
        neighbours
    }
}

/// What is counted of a dyad.
#[derive(Default)]
struct Tally {
    events: u32,
    quads: [u32; 4],
    intensity_sum: f32,
    counts: Counts,
}

/// How many different numbers there are.
fn different(mut numbers: Vec<u32>) -> u32 {
    numbers.sort_unstable();
    numbers.dedup();
    numbers.len() as u32
}

impl RelationGraph {
    /// Points from the relations of a ledger to the sentences that were read.
    pub fn point_to_evidence(&mut self, sources: Sources<'_>, filter: &Filter) {
        self.relations.iter_mut().for_each(|relation| relation.evidence.clear());
        let relations = self.relations.iter().enumerate();
        let places: BTreeMap<(usize, usize), usize> =
            relations.map(|(at, relation)| ((relation.source, relation.target), at)).collect();
        for found in events_in(sources, filter) {
            let event = found.event;
            let ways = [(&event.source, &event.target, false), (&event.target, &event.source, true)];
            for (source, target, reversed) in ways.into_iter().take(1 + usize::from(event.reciprocal)) {
                let (source, target) = (self.actor_index(source), self.actor_index(target));
                let Some(at) = source.zip(target).and_then(|ends| places.get(&ends)) else { continue };
                let evidence = Evidence { article: found.article.id, event: found.index, reversed };
                self.relations[*at].evidence.push(evidence);
            }
        }
    }
}
