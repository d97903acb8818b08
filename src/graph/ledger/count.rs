//! Counts of a ledger that are no graph: events by type and day, and what a pair holds together.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::{Entry, Gate, Ledger, LedgerDyad, date_of_code};
use crate::actor::ActorId;
use crate::article::Date;
use crate::event::EventKind;
use crate::graph::{Counts, Filter};

/// Events by type and date, as [`super::date_code`] writes it; each once, also one that holds both ways.
pub type Days = BTreeMap<(EventKind, u32), u32>;

/// What a dyad holds in both directions; what holds both ways counts once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Together {
    /// Sentences, articles, sources.
    pub counts: Counts,
    /// Events by quad class.
    pub quads: [u32; 4],
    /// Rows of events in both directions, each told sentence once.
    pub tellings: u32,
}

impl Ledger {
    /// The events that a filter lets through between actors that belong to a scope. The filter's
    /// conditions on actors and events count, not those on the strength of relations.
    #[must_use]
    pub fn days(
        &self,
        hidden: &BTreeSet<ActorId>,
        filter: &Filter,
        holds: impl Fn(&ActorId, &ActorId) -> bool + Sync,
    ) -> Days {
        let gate = Gate::new(self, filter);
        let is_shown = |dyad: &LedgerDyad| {
            let (source, target) = (&dyad.source, &dyad.target);
            !hidden.contains(source)
                && !hidden.contains(target)
                && filter.lets_pair_through(source, target)
                && holds(source, target)
        };
        let count = |dyad: &LedgerDyad| {
            let mut days = Days::new();
            self.each_event(dyad, &gate, |entry| {
                *days.entry((entry.marks.kind(), entry.date)).or_default() += 1;
            });
            days
        };
        let pairs = self.dyads.par_iter().filter(|dyad| is_shown(dyad)).map(count);
        pairs.reduce(
            Days::new,
            |one, other| {
                if one.len() < other.len() { add(other, one) } else { add(one, other) }
            },
        )
    }

    /// What two actors hold together in a filter.
    #[must_use]
    pub fn together(&self, one: &ActorId, other: &ActorId, filter: &Filter) -> Together {
        let gate = Gate::new(self, filter);
        let dyads: Vec<&LedgerDyad> =
            [self.dyad(one, other), self.dyad(other, one)].into_iter().flatten().collect();
        let mut together = Together { counts: self.counts(&dyads, &gate), ..Together::default() };
        for dyad in &dyads {
            self.each_event(dyad, &gate, |entry| {
                if let Some(quad) = entry.marks.kind().quad() {
                    together.quads[quad.index()] += 1;
                }
            });
            // The other way of what holds both ways is the same telling.
            let entries = self.of(dyad).iter().filter(|entry| gate.lets_through(entry));
            together.tellings += entries.filter(|entry| !entry.marks.statuses().reversed).count() as u32;
        }
        together
    }

    /// When the events happened that a filter lets through, each as often as they did.
    #[must_use]
    pub fn dates(&self, hidden: &BTreeSet<ActorId>, filter: &Filter) -> Vec<Date> {
        let days = self.days(hidden, filter, |_, _| true).into_iter();
        let dates = days.filter_map(|((_, date), count)| Some((date_of_code(date)?, count as usize)));
        dates.flat_map(|(date, count)| std::iter::repeat_n(date, count)).collect()
    }

    /// The outlets that have articles, with how many.
    #[must_use]
    pub fn articles_by_outlet(&self) -> Vec<(&str, usize)> {
        let mut counts = vec![0_usize; self.outlets.len()];
        for source in &self.sources {
            let place = (source.outlet as usize).checked_sub(1);
            if let Some(count) = place.and_then(|place| counts.get_mut(place)) {
                *count += 1;
            }
        }
        self.outlets.iter().map(String::as_str).zip(counts).filter(|(_, count)| *count > 0).collect()
    }

    /// Gives the events of a dyad, each article's once, at its first telling; without those that the dyad
    /// of the other direction gives: of a pair, the one that comes first in the order of ids gives all
    /// that hold both ways.
    fn each_event(&self, dyad: &LedgerDyad, gate: &Gate<'_>, mut each: impl FnMut(&Entry)) {
        let back = self.dyad(&dyad.target, &dyad.source).map_or(&[][..], |back| self.of(back));
        let is_first = dyad.source < dyad.target;
        let mut back = back.iter().filter(|entry| gate.lets_through(entry)).peekable();
        let through = |entry: &&Entry| gate.lets_through(entry);
        let entries: Vec<&Entry> = self.of(dyad).iter().filter(through).collect();
        let mut others: Vec<&Entry> = Vec::new();
        let mut given: Vec<u16> = Vec::new();
        for article in entries.chunk_by(|one, other| one.article == other.article) {
            let number = article[0].article;
            others.clear();
            while let Some(entry) = back.next_if(|entry| entry.article <= number) {
                if entry.article == number {
                    others.push(entry);
                }
            }
            given.clear();
            for entry in article {
                let twin = || others.iter().filter(|other| other.event == entry.event);
                if given.contains(&entry.event) || !is_first && twin().next().is_some() {
                    continue;
                }
                given.push(entry.event);
                // Who tells it first may stand in the other direction.
                let first = twin().chain([entry]).min_by_key(|entry| (entry.place & 1 == 0, entry.place));
                each(first.unwrap_or(entry));
            }
        }
    }
}

fn add(mut to: Days, from: Days) -> Days {
    for (key, count) in from {
        *to.entry(key).or_default() += count;
    }
    to
}
