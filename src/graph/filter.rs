//! What the picture shows: types, dates, strength, statuses, outlets, actors.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::Counts;
use super::ledger::{Marks, Statuses};
use crate::actor::ActorId;
use crate::article::coded::CodedDocument;
use crate::article::{Article, CodedRow, Date};
use crate::event::coded::CodedEvent;
use crate::event::{Event, KindSet, Modality};

/// What the picture shows. Saved with the session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// Types that count.
    pub kinds: KindSet,
    /// Earliest day, inclusive.
    pub from: Option<Date>,
    /// Latest day, inclusive.
    pub until: Option<Date>,
    /// Whether events without a date count while `from` or `until` is set.
    pub undated: bool,
    /// Sentences that a relation needs.
    pub min_sentences: u32,
    /// Articles that a relation needs.
    pub min_articles: u32,
    /// Independent sources that a relation needs.
    pub min_sources: u32,
    /// Only articles of these outlets count; empty for all.
    pub outlets: BTreeSet<String>,
    /// Only relations between these actors are drawn; empty for all.
    pub among: BTreeSet<ActorId>,
    /// Only relations that one of these actors has are drawn; empty for all.
    pub touching: BTreeSet<ActorId>,
    /// Kinds of actors that are left out.
    pub without: BTreeSet<ActorSort>,
    /// At most this many relations are drawn, the strongest first; `None` for all.
    pub strongest: Option<usize>,
    /// Whether what is plainly told counts: asserted or announced, not denied, claimed or long ago.
    pub asserted: bool,
    /// Whether what is denied, or was not done, counts too.
    pub negated: bool,
    /// Whether claims count too.
    pub claimed: bool,
    /// Whether historical events count too.
    pub historical: bool,
    /// Whether hypothetical events and questions count too.
    pub hypothetical: bool,
    /// Whether co-mentions are drawn.
    pub co_mentions: bool,
    /// Whether events that others coded count. Each counts as one sentence where a number of sentences is
    /// asked for.
    pub coded: bool,
}

/// What an actor is, as far as its id tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ActorSort {
    /// A country or a territory.
    Country,
    /// An organisation.
    Organisation,
    /// An armed group, a party, a person.
    Other,
}

impl ActorSort {
    /// All.
    pub const ALL: [Self; 3] = [Self::Country, Self::Organisation, Self::Other];

    /// The sort of an actor.
    #[must_use]
    pub fn of(actor: &ActorId) -> Self {
        match actor.as_str().split_once(':') {
            None | Some(("area", _)) => Self::Country,
            Some(("org", _)) => Self::Organisation,
            Some(_) => Self::Other,
        }
    }

    /// In the plural, as a filter names it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Country => "countries and territories",
            Self::Organisation => "organisations",
            Self::Other => "groups and persons",
        }
    }
}

impl Default for Filter {
    fn default() -> Self {
        Self {
            kinds: KindSet::plover(),
            from: None,
            until: None,
            undated: true,
            min_sentences: 1,
            min_articles: 1,
            min_sources: 1,
            outlets: BTreeSet::new(),
            among: BTreeSet::new(),
            touching: BTreeSet::new(),
            without: BTreeSet::new(),
            strongest: None,
            asserted: true,
            negated: false,
            claimed: false,
            historical: false,
            hypothetical: false,
            co_mentions: false,
            coded: true,
        }
    }
}

impl Filter {
    /// The same filter over all time.
    #[must_use]
    pub fn of_all_time(&self) -> Self {
        Self { from: None, until: None, ..self.clone() }
    }

    /// Whether an event of an article that happened then counts.
    #[must_use]
    pub fn lets_through(&self, article: &Article, event: &Event, date: Option<Date>) -> bool {
        self.kinds.contains(event.kind)
            && self.lets_status_through(event)
            && self.lets_date_through(date)
            && self.lets_outlet_through(article)
            && self.lets_pair_through(&event.source, &event.target)
    }

    /// Whether an event that others coded counts.
    #[must_use]
    pub fn lets_coded_through(&self, event: &CodedEvent, row: &CodedRow) -> bool {
        self.coded
            && self.kinds.contains(event.kind)
            && self.lets_date_through(row.date)
            && (self.outlets.is_empty() || self.outlets.contains(&row.outlet))
            && self.asserted
            && self.lets_pair_through(&event.source, &event.target)
    }

    /// Whether the places count that an article of a table of others names.
    #[must_use]
    pub fn lets_document_through(&self, document: &CodedDocument) -> bool {
        self.coded
            && self.lets_date_through(document.date)
            && (self.outlets.is_empty() || self.outlets.contains(&document.outlet))
    }

    /// Whether articles of its outlet count.
    #[must_use]
    pub fn lets_outlet_through(&self, article: &Article) -> bool {
        self.lets_outlet_name_through(article.outlet.as_ref().map_or("", |outlet| outlet.value.trim()))
    }

    /// Whether articles of an outlet count; the name is empty where there is none.
    #[must_use]
    pub fn lets_outlet_name_through(&self, outlet: &str) -> bool {
        self.outlets.is_empty() || self.outlets.contains(outlet)
    }

    /// Whether a relation with these counts is drawn.
    #[must_use]
    pub fn lets_strength_through(&self, counts: Counts) -> bool {
        counts.sentences >= self.min_sentences
            && counts.articles >= self.min_articles
            && counts.sources >= self.min_sources
    }

    /// Whether events with these marks count.
    #[must_use]
    pub fn lets_marks_through(&self, marks: Marks) -> bool {
        self.kinds.contains(marks.kind()) && self.lets_told_through(marks.modality(), marks.statuses())
    }

    /// Whether an actor is drawn.
    #[must_use]
    pub fn lets_actor_through(&self, actor: &ActorId) -> bool {
        (self.among.is_empty() || self.among.contains(actor))
            && (self.without.is_empty() || !self.without.contains(&ActorSort::of(actor)))
    }

    /// Whether what is between two actors is drawn.
    #[must_use]
    pub fn lets_pair_through(&self, one: &ActorId, other: &ActorId) -> bool {
        self.lets_actor_through(one)
            && self.lets_actor_through(other)
            && (self.touching.is_empty() || self.touching.contains(one) || self.touching.contains(other))
    }

    fn lets_status_through(&self, event: &Event) -> bool {
        self.lets_told_through(
            event.modality,
            Statuses {
                negated: event.negated,
                claimed: event.claimed_by.is_some(),
                historical: event.historical,
                reversed: false,
            },
        )
    }

    fn lets_told_through(&self, modality: Modality, statuses: Statuses) -> bool {
        let Statuses { negated, claimed, historical, reversed: _ } = statuses;
        let certain = matches!(modality, Modality::Asserted | Modality::Announced);
        let plain = certain && !negated && !claimed && !historical;
        (self.asserted || !plain)
            && (self.negated || !negated)
            && (self.claimed || !claimed)
            && (self.historical || !historical)
            && (self.hypothetical || certain)
    }

    /// A date of a month or a year counts where any of its days does.
    pub(super) fn lets_date_through(&self, date: Option<Date>) -> bool {
        let Some(date) = date else {
            return self.undated || (self.from.is_none() && self.until.is_none());
        };
        self.from.is_none_or(|from| date.last_day() >= from.first_day())
            && self.until.is_none_or(|until| date.first_day() <= until.last_day())
    }
}
