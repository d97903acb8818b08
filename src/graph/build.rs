//! Makes the graph: events are grouped by directed dyad, counted, ordered by strength and cut.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::coded::{self, CodedEvidence, FoundCoded, Told};
use super::{
    ActorNode, CoMention, Counts, Evidence, Filter, FoundEvent, Relation, RelationGraph, Sources, date_of,
};
use crate::actor::ActorId;
use crate::article::{Article, ArticleId, Copies, Part, Source};
use crate::event::Reading;

/// Where a sentence stands.
type SentenceKey = (ArticleId, Part, usize);
/// A directed dyad: source, target.
pub(super) type Dyad<'a> = (&'a ActorId, &'a ActorId);

pub(super) fn build(sources: Sources<'_>, filter: &Filter) -> RelationGraph {
    let mut dyads: BTreeMap<Dyad<'_>, Gathered<'_>> = BTreeMap::new();
    for found in events_in(sources, filter) {
        let event = found.event;
        dyads.entry((&event.source, &event.target)).or_default().add(sources.copies, &found, false);
        if event.reciprocal {
            dyads.entry((&event.target, &event.source)).or_default().add(sources.copies, &found, true);
        }
    }
    let addresses = coded::Addresses::new(sources);
    for found in coded::coded_in(sources, filter) {
        let told = addresses.told(sources, &found);
        dyads.entry((&found.event.source, &found.event.target)).or_default().add_coded(&found, told);
    }
    let all_relations = dyads.len();
    let drawn = strongest(dyads, filter);
    let co_mentions =
        if filter.co_mentions { gather_co_mentions(sources, filter, &addresses) } else { Vec::new() };
    assemble(sources, filter, drawn, co_mentions, all_relations)
}

pub(super) fn events_in<'a>(sources: Sources<'a>, filter: &Filter) -> Vec<FoundEvent<'a>> {
    let mut found = Vec::new();
    for (article, reading) in in_order(sources) {
        let mut told = BTreeSet::new();
        for (index, event) in reading.events.iter().enumerate() {
            let date = date_of(article, event);
            let hidden = sources.hidden.contains(&event.source) || sources.hidden.contains(&event.target);
            if !hidden && filter.lets_through(article, event, date) {
                let first = told.insert(event.number);
                found.push(FoundEvent { article, reading, index, event, date, first });
            }
        }
    }
    found
}

/// The articles that were read, by date (undated last), then by id.
fn in_order(sources: Sources<'_>) -> Vec<(&Article, &Reading)> {
    let mut read: Vec<_> = sources
        .articles
        .iter()
        .filter_map(|article| Some((article.as_ref(), sources.readings.get(&article.id)?.as_ref())))
        .collect();
    read.sort_by_key(|(article, _)| article.by_date());
    read
}

/// What is found for one directed dyad.
#[derive(Default)]
struct Gathered<'a> {
    /// Different events of any type.
    events: u32,
    quads: [u32; 4],
    intensity_sum: f32,
    counting: Counting<'a>,
    evidence: Vec<Evidence>,
    coded: Vec<CodedEvidence>,
}

impl<'a> Gathered<'a> {
    fn add_coded(&mut self, found: &FoundCoded<'a>, told: Told<'a>) {
        self.events += 1;
        if let Some(quad) = found.event.kind.quad() {
            self.quads[quad.index()] += 1;
        }
        self.intensity_sum += found.event.kind.intensity();
        self.counting.add_told(told);
        self.coded.push(found.at);
    }

    fn add(&mut self, copies: &Copies, found: &FoundEvent<'a>, reversed: bool) {
        if found.first {
            self.events += 1;
            if let Some(quad) = found.event.kind.quad() {
                self.quads[quad.index()] += 1;
            }
            self.intensity_sum += found.event.kind.intensity();
        }
        self.counting.add(copies, found.article, found.event.part, found.event.sentence);
        self.evidence.push(Evidence { article: found.article.id, event: found.index, reversed });
    }

    /// See [`Relation::weight`].
    fn weight(&self, counts: &Counts) -> u32 {
        counts.sentences.saturating_add(u32::try_from(self.coded.len()).unwrap_or(u32::MAX))
    }
}

/// Distinct sentences, articles and sources, while they are being counted: lists, since most dyads have
/// few of each, and sets of a hundred thousand dyads take three times as long.
#[derive(Default)]
pub(super) struct Counting<'a> {
    sentences: Vec<SentenceKey>,
    articles: Vec<ArticleId>,
    /// Articles that tables of others name and that are not read here.
    documents: Vec<&'a str>,
    sources: Vec<Source<'a>>,
}

impl<'a> Counting<'a> {
    fn add(&mut self, copies: &Copies, article: &'a Article, part: Part, sentence: usize) {
        note(&mut self.sentences, (article.id, part, sentence));
        note(&mut self.articles, article.id);
        note(&mut self.sources, copies.source(article));
    }

    /// Counts what a table of others names, without a sentence.
    pub fn add_told(&mut self, told: Told<'a>) {
        self.articles.extend(told.article);
        self.documents.extend(told.document);
        note(&mut self.sources, told.source);
    }

    fn merge(&mut self, other: &Self) {
        self.sentences.extend(&other.sentences);
        self.articles.extend(&other.articles);
        self.documents.extend(&other.documents);
        self.sources.extend(&other.sources);
    }

    /// The counts; the lists have each once from then on.
    fn counts(&mut self) -> Counts {
        Counts {
            sentences: distinct(&mut self.sentences),
            articles: distinct(&mut self.articles).saturating_add(distinct(&mut self.documents)),
            sources: distinct(&mut self.sources),
        }
    }
}

/// Adds to a list what does not stand at its end: most that comes twice comes at once.
fn note<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if list.last() != Some(&item) {
        list.push(item);
    }
}

/// Takes out what is there twice: the number of what is left.
fn distinct<T: Ord>(list: &mut Vec<T>) -> u32 {
    list.sort_unstable();
    list.dedup();
    u32::try_from(list.len()).unwrap_or(u32::MAX)
}

/// Orders the dyads by strength and keeps what the filter's minimum and number let through.
fn strongest<'a>(
    dyads: BTreeMap<Dyad<'a>, Gathered<'a>>,
    filter: &Filter,
) -> Vec<(Dyad<'a>, Gathered<'a>, Counts)> {
    let mut kept: Vec<_> = dyads
        .into_iter()
        .map(|(dyad, mut gathered)| {
            let counts = gathered.counting.counts();
            (dyad, gathered, counts)
        })
        .filter(|(_, gathered, counts)| {
            let articles = counts.articles.max(u32::from(!gathered.coded.is_empty()));
            gathered.weight(counts) >= filter.min_sentences
                && articles >= filter.min_articles
                && counts.sources >= filter.min_sources
        })
        .collect();
    // Stable: equals stay in the order of their ids.
    kept.sort_by_key(|(_, gathered, counts)| {
        Reverse((gathered.weight(counts), counts.articles, counts.sources))
    });
    kept.truncate(filter.strongest.unwrap_or(usize::MAX));
    kept
}

/// Pairs of acting mentions in one sentence that has no event between the two, of any status.
fn gather_co_mentions<'a>(
    sources: Sources<'a>,
    filter: &Filter,
    addresses: &coded::Addresses<'a>,
) -> Vec<(Dyad<'a>, Counts)> {
    let mut pairs: BTreeMap<Dyad<'_>, Counting<'_>> = BTreeMap::new();
    let read = in_order(sources);
    for (article, reading) in read.into_iter().filter(|(article, _)| filter.lets_outlet_through(article)) {
        let told: BTreeSet<_> = reading
            .events
            .iter()
            .flat_map(|event| {
                let place = (event.part, event.sentence);
                [(place, &event.source, &event.target), (place, &event.target, &event.source)]
            })
            .collect();
        for (place, mut named) in named_by_sentence(sources, reading) {
            named.retain(|actor| filter.lets_actor_through(actor));
            for (i, &a) in named.iter().enumerate() {
                let others = named.iter().skip(i + 1).filter(|&&b| !told.contains(&(place, a, b)));
                for &b in others.filter(|b| filter.lets_pair_through(a, b)) {
                    pairs.entry((a, b)).or_default().add(sources.copies, article, place.0, place.1);
                }
            }
        }
    }
    coded::add_co_mentions(sources, filter, addresses, &mut pairs);
    let mut counted: Vec<_> =
        pairs.into_iter().map(|(dyad, mut counting)| (dyad, counting.counts())).collect();
    counted.sort_by_key(|(_, counts)| Reverse(*counts));
    counted
}

/// The actors named in each sentence, each once, in the order of ids, without hidden ones.
fn named_by_sentence<'a>(
    sources: Sources<'a>,
    reading: &'a Reading,
) -> BTreeMap<(Part, usize), Vec<&'a ActorId>> {
    let mut named: BTreeMap<(Part, usize), BTreeSet<&ActorId>> = BTreeMap::new();
    for mention in &reading.mentions {
        if let Some(actor) = mention.acting().filter(|actor| !sources.hidden.contains(*actor)) {
            named.entry((mention.part, mention.sentence)).or_default().insert(actor);
        }
    }
    named.into_iter().map(|(place, actors)| (place, actors.into_iter().collect())).collect()
}

/// Puts actors, relations and co-mentions together, with indices for ids.
fn assemble(
    sources: Sources<'_>,
    filter: &Filter,
    drawn: Vec<(Dyad<'_>, Gathered<'_>, Counts)>,
    co_mentions: Vec<(Dyad<'_>, Counts)>,
    all_relations: usize,
) -> RelationGraph {
    let mut nodes: BTreeMap<&ActorId, (u32, Counting<'_>)> = BTreeMap::new();
    for ((source, target), gathered, _) in &drawn {
        for actor in [source, target] {
            let node = nodes.entry(actor).or_default();
            node.0 += gathered.events;
            node.1.merge(&gathered.counting);
        }
    }
    for ((a, b), _) in &co_mentions {
        nodes.entry(a).or_default();
        nodes.entry(b).or_default();
    }
    let (not_drawn, named) = count_mentions(sources, filter, &nodes);
    let hidden_neighbours = count_hidden_neighbours(sources);
    let index: BTreeMap<&ActorId, usize> = nodes.keys().enumerate().map(|(i, id)| (*id, i)).collect();
    let relations = drawn
        .into_iter()
        .map(|((source, target), gathered, counts)| Relation {
            source: index[source],
            target: index[target],
            quads: gathered.quads,
            intensity_sum: gathered.intensity_sum,
            counts,
            evidence: gathered.evidence,
            coded: gathered.coded,
        })
        .collect();
    let co_mentions = co_mentions
        .into_iter()
        .map(|((a, b), counts)| CoMention { a: index[a], b: index[b], counts })
        .collect();
    let actors = nodes
        .into_iter()
        .map(|(id, (events, mut counting))| ActorNode {
            label: match sources.names.get(id) {
                Some(name) => name.clone(),
                None => sources.gazetteer.label(id).to_owned(),
            },
            events,
            counts: counting.counts(),
            hidden_neighbours: hidden_neighbours.get(id).copied().unwrap_or(0),
            id: id.clone(),
        })
        .collect();
    RelationGraph { actors, relations, co_mentions, all_relations, all_actors: named, not_drawn }
}

/// The named actors that are not drawn with their mentions, and the number of all that are named. An event
/// that others coded names both its actors once.
fn count_mentions<T>(
    sources: Sources<'_>,
    filter: &Filter,
    drawn: &BTreeMap<&ActorId, T>,
) -> (Vec<(ActorId, u32)>, usize) {
    let mut named: BTreeMap<&ActorId, u32> = BTreeMap::new();
    for (_, reading) in in_order(sources) {
        for actor in reading.mentions.iter().filter_map(|mention| mention.acting()) {
            if !sources.hidden.contains(actor) {
                *named.entry(actor).or_default() += 1;
            }
        }
    }
    for actor in coded::named(sources, filter) {
        *named.entry(actor).or_default() += 1;
    }
    let all = named.len();
    let mut not_drawn: Vec<_> = named
        .into_iter()
        .filter(|(actor, _)| !drawn.contains_key(actor))
        .map(|(actor, mentions)| (actor.clone(), mentions))
        .collect();
    not_drawn.sort_by_key(|(_, mentions)| Reverse(*mentions));
    (not_drawn, all)
}

/// For each actor the hidden actors that it has a counted event with.
fn count_hidden_neighbours<'a>(sources: Sources<'a>) -> BTreeMap<&'a ActorId, u32> {
    let mut pairs: BTreeSet<(&'a ActorId, &'a ActorId)> = BTreeSet::new();
    if !sources.hidden.is_empty() {
        for (_, reading) in in_order(sources) {
            for event in reading.events.iter().filter(|event| event.counted()) {
                for (one, other) in [(&event.source, &event.target), (&event.target, &event.source)] {
                    if sources.hidden.contains(other) {
                        pairs.insert((one, other));
                    }
                }
            }
        }
    }
    if !sources.hidden.is_empty() {
        pairs.extend(coded::hidden_pairs(sources));
    }
    let mut counts = BTreeMap::new();
    for (actor, _) in pairs {
        *counts.entry(actor).or_default() += 1;
    }
    counts
}
