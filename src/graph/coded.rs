//! Events that others coded, in the graph: no sentence, their own articles and sources.

use std::collections::BTreeMap;

use super::build::{Counting, Dyad};
use super::{Filter, Sources};
use crate::actor::ActorId;
use crate::article::{Article, ArticleId, CodedRow, Date, Source};
use crate::event::coded::{CodedEvent, Coding};

/// Points to one event of a table of others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CodedEvidence {
    /// Index in [`Sources::coded`].
    pub table: usize,
    /// Index in [`Coding::events`].
    pub event: usize,
}

/// One event of a table of others that a filter lets through.
#[derive(Clone, Copy, Debug)]
pub struct FoundCoded<'a> {
    /// Where it stands.
    pub at: CodedEvidence,
    /// Its table.
    pub coding: &'a Coding,
    /// The event.
    pub event: &'a CodedEvent,
    /// The row that says it.
    pub row: &'a CodedRow,
}

impl<'a> FoundCoded<'a> {
    /// The event that a piece of evidence points to.
    #[must_use]
    pub fn at(coded: &'a [Coding], at: CodedEvidence) -> Option<Self> {
        let coding = coded.get(at.table)?;
        let event = coding.events.get(at.event)?;
        Some(Self { at, coding, event, row: coding.row(event)? })
    }

    /// When it happened, as they say.
    #[must_use]
    pub fn date(&self) -> Option<Date> {
        self.row.date
    }
}

/// The events of all tables that a filter lets through and whose actors are not hidden, in the order of
/// tables and rows.
#[must_use]
pub fn coded_in<'a>(sources: Sources<'a>, filter: &Filter) -> Vec<FoundCoded<'a>> {
    let tables = sources.coded.iter().enumerate().filter(|_| filter.coded);
    let events = tables.flat_map(|(table, coding)| {
        let numbers = 0..coding.events.len();
        numbers.filter_map(move |event| FoundCoded::at(sources.coded, CodedEvidence { table, event }))
    });
    let kept = events.filter(|found| {
        let hidden =
            [&found.event.source, &found.event.target].iter().any(|end| sources.hidden.contains(*end));
        !hidden && filter.lets_coded_through(found.event, found.row)
    });
    kept.collect()
}

/// Where an event was told, as a table of others says.
#[derive(Clone, Copy, Debug)]
pub(super) struct Told<'a> {
    /// The article, where it is one that is read here too.
    pub article: Option<ArticleId>,
    /// Its address or number, where it is another.
    pub document: Option<&'a str>,
    /// The source.
    pub source: Source<'a>,
}

/// The articles that are read here, by address, so that one that a table names too counts once.
pub(super) struct Addresses<'a>(BTreeMap<&'a str, &'a Article>);

impl<'a> Addresses<'a> {
    pub fn new(sources: Sources<'a>) -> Self {
        let articles = sources.articles.iter().filter(|_| !sources.coded.is_empty());
        let by_address = |article: &'a crate::article::SharedArticle| {
            Some((article.url.as_ref()?.value.as_str(), article.as_ref()))
        };
        Self(articles.filter_map(by_address).collect())
    }

    pub fn told(&self, sources: Sources<'a>, found: &FoundCoded<'a>) -> Told<'a> {
        let CodedRow { address, document, outlet, .. } = found.row;
        self.of(sources, address, document, outlet)
    }

    fn of(&self, sources: Sources<'a>, address: &'a str, number: &'a str, outlet: &'a str) -> Told<'a> {
        if let Some(article) = self.0.get(address) {
            return Told {
                article: Some(article.id),
                document: None,
                source: sources.copies.source(article),
            };
        }
        let document = [address, number].into_iter().find(|document| !document.is_empty());
        let source = if outlet.is_empty() { Source::Unknown } else { Source::Outlet(outlet) };
        Told { article: None, document, source }
    }
}

/// Adds the pairs of countries that an article of the Knowledge Graph names.
pub(super) fn add_co_mentions<'a>(
    sources: Sources<'a>,
    filter: &Filter,
    addresses: &Addresses<'a>,
    pairs: &mut BTreeMap<Dyad<'a>, Counting<'a>>,
) {
    for coding in sources.coded.iter().filter(|_| filter.coded) {
        for (index, named) in &coding.named {
            let Some(document) = coding.table.documents.get(*index) else { continue };
            if !filter.lets_document_through(document) {
                continue;
            }
            let told = addresses.of(sources, &document.address, &document.id, &document.outlet);
            let shown =
                |actor: &&ActorId| !sources.hidden.contains(*actor) && filter.lets_actor_through(actor);
            let named: Vec<&ActorId> = named.iter().filter(shown).collect();
            for (i, a) in named.iter().enumerate() {
                for b in named.iter().skip(i + 1).filter(|b| filter.lets_pair_through(a, b)) {
                    pairs.entry((*a, *b)).or_default().add_told(told);
                }
            }
        }
    }
}

/// The actors that events of others name, without hidden ones, once for each event.
pub(super) fn named<'a>(sources: Sources<'a>, filter: &Filter) -> impl Iterator<Item = &'a ActorId> {
    let events = sources.coded.iter().filter(|_| filter.coded).flat_map(|coding| &coding.events);
    let ends = events.flat_map(|event| [&event.source, &event.target]);
    ends.filter(move |actor| !sources.hidden.contains(*actor))
}

/// Pairs of an actor and a hidden one that have an event by others.
pub(super) fn hidden_pairs<'a>(sources: Sources<'a>) -> impl Iterator<Item = (&'a ActorId, &'a ActorId)> {
    let events = sources.coded.iter().flat_map(|coding| &coding.events);
    let ways = events.flat_map(|event| [(&event.source, &event.target), (&event.target, &event.source)]);
    ways.filter(move |(_, other)| sources.hidden.contains(*other))
}
