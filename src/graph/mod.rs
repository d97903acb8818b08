//! Events and choices become the [`RelationGraph`]: actors, relations of directed dyads, counts.
//!
//! **Invariant:** `graph/` does not know pictures.

mod balance;
mod bloc;
mod build;
mod coded;
mod community;
mod compare;
mod filter;
pub mod ledger;
mod measure;
mod path;
mod search;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::actor::{ActorId, Gazetteer};
use crate::article::{Article, ArticleId, Copies, Date, SharedArticle};
use crate::event::coded::Coding;
use crate::event::{Event, Reading};

pub use balance::{Balance, Triad};
pub use bloc::{Bloc, Blocs};
pub use coded::{CodedEvidence, FoundCoded, coded_in};
pub use community::{Bond, communities};
pub use compare::{Change, Turn, compare};
pub use filter::{ActorSort, Filter};
pub use ledger::{Ledger, Together};
pub use measure::Measure;
pub use search::{Found, FoundSentence, SearchIndex};

/// The three counts that are always kept apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Counts {
    /// Distinct sentences.
    pub sentences: u32,
    /// Distinct articles; of events that others coded, those that their tables name.
    pub articles: u32,
    /// Independent sources: distinct outlets, where copy that several outlets print is one source of
    /// its own; all articles without an outlet are one source.
    pub sources: u32,
}

/// An actor that takes part in a relation that is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct ActorNode {
    /// Who.
    pub id: ActorId,
    /// The name shown: the person's own, else the gazetteer's label.
    pub label: String,
    /// Events that it takes part in, in the current filter.
    pub events: u32,
    /// Sentences, articles and sources of those events.
    pub counts: Counts,
    /// Neighbours that are hidden by the person.
    pub hidden_neighbours: u32,
}

/// All events of one directed dyad in the current filter.
#[derive(Clone, Debug, PartialEq)]
pub struct Relation {
    /// Index of the source in [`RelationGraph::actors`].
    pub source: usize,
    /// Index of the target.
    pub target: usize,
    /// Number of events by quad class.
    pub quads: [u32; 4],
    /// Sum of the intensities of the events (PLOVER's scores).
    pub intensity_sum: f32,
    /// Sentences, articles and sources.
    pub counts: Counts,
    /// The events, by article in the order of dates (undated last), then of the text.
    pub evidence: Vec<Evidence>,
    /// Events that others coded, without a sentence; in the order of tables and rows.
    pub coded: Vec<CodedEvidence>,
}

/// The sign of a relation, for colour and dashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sign {
    /// More than twice as many cooperative as conflictual events.
    Cooperation,
    /// More than twice as many conflictual as cooperative events.
    Conflict,
    /// Neither side prevails.
    Mixed,
}

impl Relation {
    /// Number of events.
    #[must_use]
    pub fn events(&self) -> u32 {
        self.quads.iter().sum()
    }

    /// How strong it is drawn and ordered: its sentences, and one for each event that others coded.
    #[must_use]
    pub fn weight(&self) -> u32 {
        let coded = u32::try_from(self.coded.len()).unwrap_or(u32::MAX);
        self.counts.sentences.saturating_add(coded)
    }

    /// Cooperative events.
    #[must_use]
    pub fn cooperation(&self) -> u32 {
        self.quads[0] + self.quads[1]
    }

    /// Conflictual events.
    #[must_use]
    pub fn conflict(&self) -> u32 {
        self.quads[2] + self.quads[3]
    }

    /// One sign where it has more than twice the other, else mixed.
    #[must_use]
    pub fn sign(&self) -> Sign {
        let (cooperation, conflict) = (self.cooperation(), self.conflict());
        if cooperation > 2 * conflict {
            Sign::Cooperation
        } else if conflict > 2 * cooperation {
            Sign::Conflict
        } else {
            Sign::Mixed
        }
    }

    /// Whether more of the prevailing side is material than verbal.
    #[must_use]
    pub fn is_material(&self) -> bool {
        match self.sign() {
            Sign::Cooperation => self.quads[1] > self.quads[0],
            Sign::Conflict => self.quads[3] > self.quads[2],
            Sign::Mixed => self.quads[1] + self.quads[3] > self.quads[0] + self.quads[2],
        }
    }

    /// Mean intensity of its events, -10 to 10, REQUEST being neutral.
    #[must_use]
    pub fn balance(&self) -> f32 {
        if self.events() == 0 { 0.0 } else { self.intensity_sum / self.events() as f32 }
    }
}

/// Points to one event of a reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Evidence {
    /// The article.
    pub article: ArticleId,
    /// Index in [`Reading::events`].
    pub event: usize,
    /// Whether the relation is the other direction of a reciprocal event.
    pub reversed: bool,
}

/// Two actors in one sentence with no event between them.
#[derive(Clone, Debug, PartialEq)]
pub struct CoMention {
    /// Index of the actor that comes first in the order of ids.
    pub a: usize,
    /// Index of the other.
    pub b: usize,
    /// Sentences, articles and sources.
    pub counts: Counts,
}

/// Who did what to whom in the current filter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RelationGraph {
    /// The actors of the relations and co-mentions that are drawn, in the order of ids.
    pub actors: Vec<ActorNode>,
    /// The relations that are drawn, strongest first (sentences, then articles, then ids).
    pub relations: Vec<Relation>,
    /// Drawn only when asked for; strongest first.
    pub co_mentions: Vec<CoMention>,
    /// How many relations there are in all types, dates and statuses that the filter lets through,
    /// before the minimum of sentences and the number of the strongest.
    pub all_relations: usize,
    /// How many actors the articles name, drawn or not, without those that are hidden.
    pub all_actors: usize,
    /// The actors that are named but not drawn, with their number of mentions; most mentions first.
    pub not_drawn: Vec<(ActorId, u32)>,
}

/// What the graph is made from.
#[derive(Clone, Copy)]
pub struct Sources<'a> {
    /// Names of actors.
    pub gazetteer: &'a Gazetteer,
    /// Tables of events that others coded, with what they mean.
    pub coded: &'a [Coding],
    /// The articles.
    pub articles: &'a [SharedArticle],
    /// Which articles are near-duplicates.
    pub copies: &'a Copies,
    /// Readings by article; an article without one is passed over.
    pub readings: &'a BTreeMap<ArticleId, Arc<Reading>>,
    /// The person's names for actors.
    pub names: &'a BTreeMap<ActorId, String>,
    /// Actors that the person hid.
    pub hidden: &'a BTreeSet<ActorId>,
    /// The events of an evidence folder, which are then all that is counted: articles and readings hold
    /// what was read of its sentences.
    pub ledger: Option<&'a Ledger>,
}

impl RelationGraph {
    /// Makes the graph of what a filter lets through.
    ///
    /// It depends on the set of articles, not on their order.
    #[must_use]
    pub fn new(sources: Sources<'_>, filter: &Filter) -> Self {
        match sources.ledger {
            Some(ledger) => ledger.graph(sources, filter),
            None => build::build(sources, filter),
        }
    }

    /// The index of an actor.
    #[must_use]
    pub fn actor_index(&self, id: &ActorId) -> Option<usize> {
        self.actors.binary_search_by(|actor| actor.id.cmp(id)).ok()
    }

    /// The relation of a directed dyad.
    #[must_use]
    pub fn relation(&self, source: &ActorId, target: &ActorId) -> Option<&Relation> {
        let (source, target) = (self.actor_index(source)?, self.actor_index(target)?);
        self.relations.iter().find(|r| r.source == source && r.target == target)
    }

    /// The relations in which an actor acts or is acted on, strongest first.
    pub fn relations_of(&self, actor: usize) -> impl Iterator<Item = &Relation> {
        self.relations.iter().filter(move |r| r.source == actor || r.target == actor)
    }
}

/// One event that a filter lets through, with where it stands.
#[derive(Clone, Copy, Debug)]
pub struct FoundEvent<'a> {
    /// Its article.
    pub article: &'a Article,
    /// The reading of the article.
    pub reading: &'a Reading,
    /// Index in [`Reading::events`].
    pub index: usize,
    /// The event.
    pub event: &'a Event,
    /// When it happened: its own date, else the article's.
    pub date: Option<Date>,
    /// Whether its article tells it here for the first time: only then it counts as an event.
    pub first: bool,
}

/// All events that a filter lets through and whose actors are not hidden: by article in the order of
/// dates (undated last, then by id), then in the order of the text.
#[must_use]
pub fn events_in<'a>(sources: Sources<'a>, filter: &Filter) -> Vec<FoundEvent<'a>> {
    build::events_in(sources, filter)
}

/// When an event happened: its own date, else the article's, else unknown.
#[must_use]
pub fn date_of(article: &Article, event: &Event) -> Option<Date> {
    event.date.or_else(|| article.date.as_ref().map(|date| date.value))
}

/// The event that a piece of evidence points to.
#[must_use]
pub fn event<'a>(readings: &'a BTreeMap<ArticleId, Arc<Reading>>, evidence: &Evidence) -> Option<&'a Event> {
    readings.get(&evidence.article)?.events.get(evidence.event)
}

#[cfg(test)]
mod tests;
