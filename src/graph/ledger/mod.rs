//! Events of any number in little memory, and the graph made from them: the counts of a map of millions
//! of events, without their sentences.
//!
//! An event is 16 bytes here. The counts are the same that [`RelationGraph::new`] gives for the readings
//! of the same articles: sentences and articles of several types, weeks or outlets can't be summed, so
//! they are counted anew for each filter, in one pass (`draw.rs`, `count.rs`).
//!
//! Known limit: what is merely named, and co-mentions, are not in a ledger.
//!
//! [`RelationGraph::new`]: super::RelationGraph::new

mod count;
mod draw;
mod marks;

use std::collections::{BTreeMap, BTreeSet};

use super::Filter;
use crate::actor::ActorId;

pub use count::{Days, Together};
pub use marks::{Marks, Statuses, date_code, date_of_code};

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
        // Numbers of articles that are none would point nowhere.
        entries.truncate(if sources.is_empty() { 0 } else { entries.len() });
        let last = (sources.len() as u32).saturating_sub(1);
        entries.iter_mut().for_each(|entry| entry.article = entry.article.min(last));
        let fits =
            |dyad: &LedgerDyad| dyad.first.checked_add(dyad.count).is_some_and(|end| end <= entries.len());
        let dyads: Vec<LedgerDyad> = dyads.into_iter().filter(fits).collect();
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

    /// The entries of a dyad that a filter lets through, as places in [`Ledger::entries`]; the last first.
    pub fn entries_of<'a>(
        &'a self,
        dyad: &'a LedgerDyad,
        filter: &'a Filter,
    ) -> impl Iterator<Item = usize> + 'a {
        let gate = Gate::new(self, filter);
        (dyad.first..dyad.first + dyad.count).rev().filter(move |at| gate.lets_through(&self.entries[*at]))
    }

    /// The dyad of two actors.
    #[must_use]
    pub fn dyad(&self, source: &ActorId, target: &ActorId) -> Option<&LedgerDyad> {
        let place = self.dyads.binary_search_by(|dyad| (&dyad.source, &dyad.target).cmp(&(source, target)));
        self.dyads.get(place.ok()?)
    }

    /// The entries of a dyad.
    fn of(&self, dyad: &LedgerDyad) -> &[Entry] {
        &self.entries[dyad.first..dyad.first + dyad.count]
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
}

/// What a filter lets through of a ledger, as tables, so that a million events are soon asked.
struct Gate<'a> {
    ledger: &'a Ledger,
    /// For each number of an outlet.
    outlets: Vec<bool>,
    /// For each [`Marks`].
    marks: Vec<bool>,
    /// Only where it has a period.
    period: Option<&'a Filter>,
}

impl<'a> Gate<'a> {
    fn new(ledger: &'a Ledger, filter: &'a Filter) -> Self {
        let names = std::iter::once("").chain(ledger.outlets.iter().map(String::as_str));
        let has_period = filter.from.is_some() || filter.until.is_some();
        Self {
            ledger,
            outlets: names.map(|name| filter.lets_outlet_name_through(name)).collect(),
            marks: (0..Marks::COUNT).map(|marks| filter.lets_marks_through(Marks(marks))).collect(),
            period: has_period.then_some(filter),
        }
    }

    fn lets_through(&self, entry: &Entry) -> bool {
        let outlet = self.ledger.sources[entry.article as usize].outlet as usize;
        self.marks.get(usize::from(entry.marks.0)) == Some(&true)
            && self.outlets.get(outlet) == Some(&true)
            && self.period.is_none_or(|filter| filter.lets_date_through(date_of_code(entry.date)))
    }
}
