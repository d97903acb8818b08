//! Events of any number in little memory, and the graph made from them: the counts of a map of millions
//! of events, without their sentences.
//!
//! An event is 16 bytes here. The counts are the same that [`RelationGraph::new`] gives for the readings
//! of the same articles: sentences and articles of several types, weeks or outlets can't be summed, so
//! they are counted anew for each filter, in one pass.
//!
//! Known limit: what is merely named, and co-mentions, are not in a ledger.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::{ActorNode, Counts, Filter, Relation, RelationGraph};
use crate::actor::{ActorId, Gazetteer};
use crate::article::Date;
use crate::event::{EventKind, Modality};

/// Type and statuses of an event in a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marks(pub u16);

/// What an event is besides its type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Statuses {
    /// Denied or not done.
    pub negated: bool,
    /// No more than a claim.
    pub claimed: bool,
    /// Long ago.
    pub historical: bool,
    /// The other way of one that holds both ways.
    pub reversed: bool,
}

impl Marks {
    /// Of a type, a modality and statuses.
    #[must_use]
    pub fn new(kind: EventKind, modality: Modality, statuses: Statuses) -> Self {
        let Statuses { negated, claimed, historical, reversed } = statuses;
        let flags = [negated, claimed, historical, reversed].map(u16::from);
        let flags = flags[0] | flags[1] << 1 | flags[2] << 2 | flags[3] << 3;
        Self(kind as u16 | (modality as u16) << 5 | flags << 7)
    }

    /// The type.
    #[must_use]
    pub fn kind(self) -> EventKind {
        EventKind::ALL[usize::from(self.0 & 31).min(EventKind::ALL.len() - 1)]
    }

    /// How sure the words are.
    #[must_use]
    pub fn modality(self) -> Modality {
        match self.0 >> 5 & 3 {
            0 => Modality::Asserted,
            1 => Modality::Announced,
            2 => Modality::Hypothetical,
            _ => Modality::Question,
        }
    }

    /// The statuses.
    #[must_use]
    pub fn statuses(self) -> Statuses {
        let flag = |place: u16| self.0 >> (7 + place) & 1 == 1;
        Statuses { negated: flag(0), claimed: flag(1), historical: flag(2), reversed: flag(3) }
    }
}

/// One event in one sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Number of the article in [`Ledger::sources`].
    pub article: u32,
    /// Number of the sentence, doubled, and 1 more in a title.
    pub place: u32,
    /// Number of the event in its article.
    pub event: u16,
    /// Type and statuses.
    pub marks: Marks,
    /// When it happened, packed.
    pub date: u32,
}

/// The events of a directed dyad: a range of entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerDyad {
    /// Who acts.
    pub source: ActorId,
    /// Who is acted on.
    pub target: ActorId,
    /// The first of its entries.
    pub first: usize,
    /// How many entries it has.
    pub count: usize,
}

/// Whose an article is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LedgerSource {
    /// Number of its outlet in [`Ledger::outlets`], from 1; 0 for none.
    pub outlet: u32,
    /// The first of its near-duplicates; itself if it has none.
    pub first_copy: u32,
}

/// Events of any number.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    /// In the order of ids.
    pub dyads: Vec<LedgerDyad>,
    /// By dyad, then by article, sentence and event.
    pub entries: Vec<Entry>,
    /// Of each article.
    pub sources: Vec<LedgerSource>,
    /// Names of outlets.
    pub outlets: Vec<String>,
    /// Near-duplicates that several outlets print, by their first.
    agencies: BTreeSet<u32>,
}

impl Ledger {
    /// A ledger of these events. Numbers that point nowhere are left out.
    #[must_use]
    pub fn new(
        dyads: Vec<LedgerDyad>,
        mut entries: Vec<Entry>,
        sources: Vec<LedgerSource>,
        outlets: Vec<String>,
    ) -> Self {
        let fits = |entry: &Entry| (entry.article as usize) < sources.len();
        let dyads = dyads
            .into_iter()
            .filter(|dyad| dyad.first.checked_add(dyad.count).is_some_and(|end| end <= entries.len()));
        let dyads: Vec<LedgerDyad> = dyads.collect();
        if !entries.iter().all(fits) {
            entries.iter_mut().filter(|entry| !fits(entry)).for_each(|entry| entry.article = 0);
        }
        let mut first_outlets: BTreeMap<u32, u32> = BTreeMap::new();
        let mut agencies = BTreeSet::new();
        for source in &sources {
            let outlet = first_outlets.entry(source.first_copy).or_insert(source.outlet);
            if *outlet != source.outlet {
                agencies.insert(source.first_copy);
            }
        }
        Self { dyads, entries, sources, outlets, agencies }
    }

    /// The graph of what a filter lets through, without evidence.
    #[must_use]
    pub fn graph(
        &self,
        gazetteer: &Gazetteer,
        names: &BTreeMap<ActorId, String>,
        hidden: &BTreeSet<ActorId>,
        filter: &Filter,
    ) -> RelationGraph {
        let outlets = self.outlets_let_through(filter);
        let mut counted = Vec::new();
        let mut hidden_neighbours: BTreeMap<&ActorId, BTreeSet<&ActorId>> = BTreeMap::new();
        for dyad in &self.dyads {
            let ends = [&dyad.source, &dyad.target];
            if ends.iter().any(|end| hidden.contains(*end)) {
                for (one, other) in [(ends[0], ends[1]), (ends[1], ends[0])] {
                    if hidden.contains(other) {
                        hidden_neighbours.entry(one).or_default().insert(other);
                    }
                }
            } else if filter.lets_pair_through(ends[0], ends[1]) {
                let tally = self.tally(dyad, filter, &outlets);
                if tally.counts.sentences > 0 {
                    counted.push((dyad, tally));
                }
            }
        }
        let all_relations = counted.len();
        counted.retain(|(_, tally)| filter.lets_strength_through(tally.counts));
        counted.sort_by_key(|(_, Tally { counts, .. })| {
            Reverse((counts.sentences, counts.articles, counts.sources))
        });
        counted.truncate(filter.strongest.unwrap_or(usize::MAX));
        let actors = self.actors(&counted, filter, &outlets);
        let index: BTreeMap<&ActorId, usize> = actors.keys().enumerate().map(|(at, id)| (*id, at)).collect();
        let relations = counted.into_iter().map(|(dyad, tally)| Relation {
            source: index[&dyad.source],
            target: index[&dyad.target],
            quads: tally.quads,
            intensity_sum: tally.intensity_sum,
            counts: tally.counts,
            evidence: Vec::new(),
            coded: Vec::new(),
        });
        let relations = relations.collect();
        let all_actors: BTreeSet<&ActorId> =
            self.dyads.iter().flat_map(|dyad| [&dyad.source, &dyad.target]).collect();
        let actors = actors.into_iter().map(|(id, (events, counts))| ActorNode {
            id: id.clone(),
            label: names.get(id).cloned().unwrap_or_else(|| gazetteer.label(id).to_owned()),
            events,
            counts,
            hidden_neighbours: hidden_neighbours.get(id).map_or(0, |hidden| hidden.len() as u32),
        });
        RelationGraph {
            actors: actors.collect(),
            relations,
            all_relations,
            all_actors: all_actors.into_iter().filter(|actor| !hidden.contains(*actor)).count(),
            ..RelationGraph::default()
        }
    }

    /// The entries of a dyad that a filter lets through, as places in [`Ledger::entries`].
    pub fn entries_of<'a>(
        &'a self,
        dyad: &'a LedgerDyad,
        filter: &'a Filter,
    ) -> impl Iterator<Item = usize> + 'a {
        let outlets = self.outlets_let_through(filter);
        (dyad.first..dyad.first + dyad.count)
            .filter(move |at| self.lets_through(&self.entries[*at], filter, &outlets))
    }

    /// The dyad of two actors.
    #[must_use]
    pub fn dyad(&self, source: &ActorId, target: &ActorId) -> Option<&LedgerDyad> {
        let place = self.dyads.binary_search_by(|dyad| (&dyad.source, &dyad.target).cmp(&(source, target)));
        self.dyads.get(place.ok()?)
    }

    /// For each number of an outlet whether the filter lets it through.
    fn outlets_let_through(&self, filter: &Filter) -> Vec<bool> {
        let names = std::iter::once("").chain(self.outlets.iter().map(String::as_str));
        names.map(|name| filter.lets_outlet_name_through(name)).collect()
    }

    fn lets_through(&self, entry: &Entry, filter: &Filter, outlets: &[bool]) -> bool {
        let outlet = self.sources[entry.article as usize].outlet as usize;
        outlets.get(outlet).copied().unwrap_or(false)
            && filter.lets_marks_through(entry.marks)
            && filter.lets_date_through(date_of_code(entry.date))
    }

    /// Whose an article is, as a number: outlets first, then copy that several print.
    fn source(&self, article: u32) -> u32 {
        let source = self.sources[article as usize];
        if self.agencies.contains(&source.first_copy) {
            (self.outlets.len() as u32).saturating_add(1).saturating_add(source.first_copy)
        } else {
            source.outlet
        }
    }

    fn tally(&self, dyad: &LedgerDyad, filter: &Filter, outlets: &[bool]) -> Tally {
        let mut tally = Tally::default();
        let (mut sources, mut numbers) = (BTreeSet::new(), Vec::new());
        let (mut last_article, mut last_place) = (None, None);
        for entry in &self.entries[dyad.first..dyad.first + dyad.count] {
            if !self.lets_through(entry, filter, outlets) {
                continue;
            }
            if last_article != Some(entry.article) {
                (last_article, last_place) = (Some(entry.article), None);
                tally.counts.articles += 1;
                sources.insert(self.source(entry.article));
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
        tally.counts.sources = sources.len() as u32;
        tally
    }

    /// The actors of relations with their events and counts, which those of their relations overlap in.
    fn actors<'a>(
        &'a self,
        relations: &[(&'a LedgerDyad, Tally)],
        filter: &Filter,
        outlets: &[bool],
    ) -> BTreeMap<&'a ActorId, (u32, Counts)> {
        let mut of_actor: BTreeMap<&ActorId, (u32, Vec<&LedgerDyad>)> = BTreeMap::new();
        for (dyad, tally) in relations {
            for actor in [&dyad.source, &dyad.target] {
                let (events, dyads) = of_actor.entry(actor).or_default();
                *events += tally.events;
                dyads.push(dyad);
            }
        }
        let counts = |dyads: &[&LedgerDyad]| {
            let entries = dyads.iter().flat_map(|dyad| &self.entries[dyad.first..dyad.first + dyad.count]);
            let entries = entries.filter(|entry| self.lets_through(entry, filter, outlets));
            let mut places: Vec<(u32, u32)> = entries.map(|entry| (entry.article, entry.place)).collect();
            places.sort_unstable();
            places.dedup();
            let sentences = places.len() as u32;
            places.dedup_by_key(|(article, _)| *article);
            let sources: BTreeSet<u32> = places.iter().map(|(article, _)| self.source(*article)).collect();
            Counts { sentences, articles: places.len() as u32, sources: sources.len() as u32 }
        };
        of_actor.into_iter().map(|(actor, (events, dyads))| (actor, (events, counts(&dyads)))).collect()
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

/// A date in a number: 0 for none, else year, month and day by their bits, 0 for what is not known.
#[must_use]
pub fn date_code(date: Option<Date>) -> u32 {
    date.map_or(0, |date| {
        let year = (i32::from(date.year_number()) + 0x8000) as u32;
        let (month, day) = (date.month_number().unwrap_or(0), date.day_number().unwrap_or(0));
        year << 9 | u32::from(month) << 5 | u32::from(day)
    })
}

/// The date of a number.
#[must_use]
pub fn date_of_code(code: u32) -> Option<Date> {
    let year = i16::try_from((code >> 9) as i32 - 0x8000).ok()?;
    let (month, day) = ((code >> 5 & 15) as u8, (code & 31) as u8);
    match (code, month, day) {
        (0, ..) => None,
        (_, 0, 0) => Some(Date::year(year)),
        (_, month, 0) => Date::month(year, month),
        (_, month, day) => Date::day(year, month, day),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_numbers_in_their_order() {
        let dates = ["1648", "1956", "1956-07", "1956-07-26", "1956-11-05", "2026-01-31"];
        let dates = dates.map(|date| Date::try_from(date.to_owned()).unwrap());
        let codes = dates.map(|date| date_code(Some(date)));
        assert!(codes.is_sorted());
        assert_eq!(codes.map(date_of_code), dates.map(Some));
        assert_eq!((date_code(None), date_of_code(0)), (0, None));
    }

    #[test]
    fn marks_tell_what_went_into_them() {
        for kind in EventKind::ALL {
            for modality in
                [Modality::Asserted, Modality::Announced, Modality::Hypothetical, Modality::Question]
            {
                for bits in 0..16 {
                    let flag = |place: u32| bits >> place & 1 == 1;
                    let statuses = Statuses {
                        negated: flag(0),
                        claimed: flag(1),
                        historical: flag(2),
                        reversed: flag(3),
                    };
                    let marks = Marks::new(kind, modality, statuses);
                    assert_eq!(
                        (marks.kind(), marks.modality(), marks.statuses()),
                        (kind, modality, statuses)
                    );
                }
            }
        }
    }
}
