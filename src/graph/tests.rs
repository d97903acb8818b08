//! Tests of the graph over readings written by hand.

use super::*;
use crate::actor::{Mention, MentionKind, Role};
use crate::article::{Format, Origin, Part, Place, Sourced, Span};
use crate::event::{EventKind, Grounds, Modality};
use crate::language::Readable;

/// Articles with readings, as a session would hold them.
#[derive(Default)]
struct World {
    gazetteer: Gazetteer,
    articles: Vec<SharedArticle>,
    copies: Copies,
    readings: BTreeMap<ArticleId, Arc<Reading>>,
    names: BTreeMap<ActorId, String>,
    hidden: BTreeSet<ActorId>,
    coded: Vec<Coding>,
}

impl World {
    fn sources(&self) -> Sources<'_> {
        Sources {
            gazetteer: &self.gazetteer,
            coded: &self.coded,
            articles: &self.articles,
            copies: &self.copies,
            readings: &self.readings,
            names: &self.names,
            hidden: &self.hidden,
            ledger: None,
        }
    }

    fn graph(&self, filter: &Filter) -> RelationGraph {
        RelationGraph::new(self.sources(), filter)
    }

    /// An article of an outlet and a date whose sentences hold these events, each told once.
    fn article(self, outlet: Option<&str>, date: Option<Date>, mut events: Vec<Event>) -> Self {
        for (number, event) in (0..).zip(&mut events) {
            event.number = number;
        }
        self.article_of_tellings(outlet, date, events)
    }

    /// An article of an outlet and a date with these tellings of events, numbered by themselves.
    fn article_of_tellings(mut self, outlet: Option<&str>, date: Option<Date>, events: Vec<Event>) -> Self {
        let text = format!("article {}", self.articles.len());
        let id = ArticleId::of_text(&text);
        let sourced = |value: &str| Sourced { value: value.to_owned(), origin: Origin::Given };
        self.articles.push(Arc::new(Article {
            id,
            places: vec![Place::Clipboard],
            format: Format::Text,
            text: text.into(),
            title: None,
            title_in_text: false,
            date: date.map(|value| Sourced { value, origin: Origin::Given }),
            outlet: outlet.map(sourced),
            url: None,
            author: None,
            language: None,
            problems: Vec::new(),
        }));
        let mentions = events.iter().flat_map(|e| [mention(&e.source, e), mention(&e.target, e)]).collect();
        self.readings.insert(
            id,
            Arc::new(Reading {
                article: id,
                readable: Readable::Full,
                title_sentences: Vec::new(),
                text_sentences: Vec::new(),
                mentions,
                events,
            }),
        );
        self
    }
}

fn mention(actor: &ActorId, event: &Event) -> Mention {
    Mention {
        part: Part::Text,
        span: Span::default(),
        sentence: event.sentence,
        kind: MentionKind::Name,
        role: Role::Actor,
        actor: Some(actor.clone()),
        person: None,
        candidates: Vec::new(),
        reason: "".into(),
    }
}

fn act(source: &str, kind: EventKind, target: &str, sentence: usize) -> Event {
    Event {
        number: 0,
        part: Part::Text,
        sentence,
        span: Span::default(),
        source: ActorId::new(source),
        kind,
        cameo: None,
        target: ActorId::new(target),
        reciprocal: false,
        negated: false,
        modality: Modality::Asserted,
        claimed_by: None,
        historical: false,
        damaged: false,
        date: None,
        speaker: None,
        cue: String::new(),
        rule: String::new(),
        grounds: Grounds::Verb,
        source_span: Span::default(),
        target_span: Span::default(),
        cue_spans: Vec::new(),
    }
}

fn summary(graph: &RelationGraph) -> Vec<String> {
    let name = |index: usize| graph.actors[index].id.as_str();
    let line = |r: &Relation| {
        let Counts { sentences, articles, sources } = r.counts;
        format!("{} {} {:?} {sentences}/{articles}/{sources}", name(r.source), name(r.target), r.quads)
    };
    graph.relations.iter().map(line).collect()
}

#[test]
fn the_three_counts_are_kept_apart() {
    let world = World::default()
        .article(
            Some("Northern Wire"),
            None,
            vec![act("FRA", EventKind::Accuse, "DEU", 0), act("FRA", EventKind::Sanction, "DEU", 0)],
        )
        .article(Some("Northern Wire"), None, vec![act("FRA", EventKind::Consult, "DEU", 3)])
        .article(None, None, vec![act("FRA", EventKind::Accuse, "DEU", 1)]);
    assert_eq!(summary(&world.graph(&Filter::default())), ["FRA DEU [1, 0, 2, 1] 3/3/2"]);
}

#[test]
fn an_event_that_is_told_twice_counts_once() {
    let told = |sentence| act("FRA", EventKind::Accuse, "DEU", sentence);
    let world = World::default().article_of_tellings(None, None, vec![told(0), told(4)]);
    let graph = world.graph(&Filter::default());
    assert_eq!(summary(&graph), ["FRA DEU [0, 0, 1, 0] 2/1/1"]);
    assert_eq!(graph.relations[0].evidence.len(), 2, "both sentences are kept");
    assert_eq!(graph.actors[0].events, 1);
}

#[test]
fn a_reciprocal_event_counts_both_ways() {
    let met = Event { reciprocal: true, ..act("FRA", EventKind::Consult, "DEU", 0) };
    let graph = World::default().article(None, None, vec![met]).graph(&Filter::default());
    assert_eq!(summary(&graph), ["DEU FRA [1, 0, 0, 0] 1/1/1", "FRA DEU [1, 0, 0, 0] 1/1/1"]);
    assert!(graph.relations[0].evidence[0].reversed && !graph.relations[1].evidence[0].reversed);
}

#[test]
fn the_default_filter_leaves_out_what_is_denied_claimed_past_or_only_possible() {
    let accuse = || act("FRA", EventKind::Accuse, "DEU", 0);
    let left_out = vec![
        Event { negated: true, ..accuse() },
        Event { claimed_by: Some(ActorId::new("ITA")), ..accuse() },
        Event { historical: true, ..accuse() },
        Event { modality: Modality::Hypothetical, ..accuse() },
        act("FRA", EventKind::Statement, "DEU", 0),
    ];
    let world = World::default().article(None, None, left_out);
    assert_eq!(summary(&world.graph(&Filter::default())), Vec::<String>::new());
    let wide = Filter { claimed: true, historical: true, hypothetical: true, ..Filter::default() };
    assert_eq!(summary(&world.graph(&wide)), ["FRA DEU [0, 0, 3, 0] 1/1/1"]);
}

#[test]
fn plain_facts_can_be_left_out_and_denials_be_let_in() {
    let denied = Event { negated: true, ..act("FRA", EventKind::Accuse, "DEU", 0) };
    let claimed = Event { claimed_by: Some(ActorId::new("FRA")), ..act("FRA", EventKind::Accuse, "DEU", 1) };
    let plain = act("FRA", EventKind::Agree, "DEU", 2);
    let world = World::default().article(None, None, vec![denied, claimed, plain]);
    let with_denials = Filter { negated: true, ..Filter::default() };
    assert_eq!(summary(&world.graph(&with_denials)), ["FRA DEU [1, 0, 1, 0] 2/1/1"]);
    let only_claims = Filter { asserted: false, claimed: true, ..Filter::default() };
    assert_eq!(summary(&world.graph(&only_claims)), ["FRA DEU [0, 0, 1, 0] 1/1/1"]);
}

#[test]
fn only_what_touches_an_actor_is_drawn_where_one_asks_for_it() {
    let world = World::default().article(
        None,
        None,
        vec![
            act("FRA", EventKind::Accuse, "DEU", 0),
            act("DEU", EventKind::Agree, "ITA", 1),
            act("ITA", EventKind::Aid, "POL", 2),
        ],
    );
    let filter = Filter { touching: [ActorId::new("DEU")].into(), ..Filter::default() };
    assert_eq!(summary(&world.graph(&filter)), ["DEU ITA [1, 0, 0, 0] 1/1/1", "FRA DEU [0, 0, 1, 0] 1/1/1"]);
}

#[test]
fn a_range_of_dates_takes_the_events_date_before_the_articles() {
    let dated = Event { date: Date::day(1956, 11, 5), ..act("GBR", EventKind::Assault, "EGY", 0) };
    let world = World::default()
        .article(None, Date::day(1956, 12, 1), vec![dated, act("EGY", EventKind::Accuse, "GBR", 1)])
        .article(None, None, vec![act("EGY", EventKind::Reject, "FRA", 0)]);
    let november = Filter {
        from: Date::day(1956, 11, 1),
        until: Date::day(1956, 11, 30),
        undated: false,
        ..Filter::default()
    };
    assert_eq!(summary(&world.graph(&november)), ["GBR EGY [0, 0, 0, 1] 1/1/1"]);
    let with_undated = Filter { undated: true, ..november };
    assert_eq!(world.graph(&with_undated).relations.len(), 2);
}

#[test]
fn the_strongest_come_first_and_the_rest_is_counted() {
    let world = World::default().article(
        None,
        None,
        vec![
            act("FRA", EventKind::Accuse, "DEU", 0),
            act("ITA", EventKind::Accuse, "DEU", 1),
            act("ITA", EventKind::Accuse, "DEU", 2),
        ],
    );
    let graph = world.graph(&Filter { strongest: Some(1), ..Filter::default() });
    assert_eq!(summary(&graph), ["ITA DEU [0, 0, 2, 0] 2/1/1"]);
    assert_eq!((graph.all_relations, graph.actors.len(), graph.all_actors), (2, 2, 3));
    assert_eq!(graph.not_drawn, [(ActorId::new("FRA"), 1)]);
    assert_eq!(world.graph(&Filter { min_sentences: 2, ..Filter::default() }).relations.len(), 1);
}

#[test]
fn a_hidden_actor_leaves_with_its_relations_and_is_counted_at_its_neighbours() {
    let mut world = World::default().article(
        None,
        None,
        vec![act("FRA", EventKind::Accuse, "DEU", 0), act("ITA", EventKind::Accuse, "DEU", 1)],
    );
    world.hidden.insert(ActorId::new("FRA"));
    let graph = world.graph(&Filter::default());
    assert_eq!(summary(&graph), ["ITA DEU [0, 0, 1, 0] 1/1/1"]);
    let germany = &graph.actors[graph.actor_index(&ActorId::new("DEU")).unwrap()];
    assert_eq!(germany.hidden_neighbours, 1);
}

#[test]
fn the_order_of_the_articles_does_not_matter() {
    let mut world = World::default()
        .article(None, Date::day(1956, 8, 1), vec![act("FRA", EventKind::Accuse, "EGY", 0)])
        .article(None, Date::day(1956, 7, 1), vec![act("FRA", EventKind::Consult, "EGY", 0)]);
    let graph = world.graph(&Filter::default());
    world.articles.reverse();
    assert_eq!(graph, world.graph(&Filter::default()));
}

#[test]
fn co_mentions_come_only_where_asked_and_where_nothing_was_read_between_the_two() {
    let mut world = World::default().article(None, None, vec![act("FRA", EventKind::Accuse, "DEU", 0)]);
    let id = world.articles[0].id;
    let mut reading = world.readings[&id].as_ref().clone();
    reading.mentions.push(mention(&ActorId::new("ITA"), &reading.events[0]));
    world.readings.insert(id, Arc::new(reading));
    assert!(world.graph(&Filter::default()).co_mentions.is_empty());
    let graph = world.graph(&Filter { co_mentions: true, ..Filter::default() });
    let pairs: Vec<_> = graph
        .co_mentions
        .iter()
        .map(|pair| (graph.actors[pair.a].id.as_str(), graph.actors[pair.b].id.as_str()))
        .collect();
    assert_eq!(pairs, [("DEU", "ITA"), ("FRA", "ITA")]);
}

#[test]
fn sign_and_tone_of_a_relation() {
    let relation = |quads: [u32; 4]| Relation {
        source: 0,
        target: 1,
        quads,
        intensity_sum: 0.0,
        counts: Counts::default(),
        evidence: Vec::new(),
        coded: Vec::new(),
    };
    assert_eq!(relation([3, 0, 1, 0]).sign(), Sign::Cooperation);
    assert_eq!(relation([2, 0, 1, 0]).sign(), Sign::Mixed);
    assert_eq!(relation([0, 0, 0, 1]).sign(), Sign::Conflict);
    assert!(relation([0, 0, 1, 2]).is_material() && !relation([0, 0, 2, 2]).is_material());
}

/// The graph of so many accusations, a sentence each.
pub(super) fn told(told: &[(&str, &str, usize)]) -> RelationGraph {
    told_of(&told.iter().map(|(a, b, n)| (*a, EventKind::Accuse, *b, *n)).collect::<Vec<_>>())
}

/// The graph of so many events of these types, a sentence each.
pub(super) fn told_of(told: &[(&str, EventKind, &str, usize)]) -> RelationGraph {
    let events = told.iter().flat_map(|(a, kind, b, n)| std::iter::repeat_n((*a, *kind, *b), *n));
    let events = events.enumerate().map(|(i, (a, kind, b))| act(a, kind, b, i)).collect();
    World::default().article(None, None, events).graph(&Filter::default())
}

#[test]
fn a_search_finds_actors_and_the_relations_behind_sentences() {
    let mut world = World::default().article(None, None, vec![act("FRA", EventKind::Accuse, "DEU", 0)]);
    world.names.insert(ActorId::new("FRA"), "Francia".to_owned());
    let id = world.articles[0].id;
    let mut reading = world.readings[&id].as_ref().clone();
    let span = Span::new(0, world.articles[0].text.len());
    reading.text_sentences =
        vec![crate::language::Sentence { span, paragraph: 0, first_token: 0, end_token: 0, damaged: false }];
    world.readings.insert(id, Arc::new(reading));
    let graph = world.graph(&Filter::default());
    let index = SearchIndex::new(world.sources(), &graph);
    let names =
        |found: Found| found.actors.iter().map(|&i| graph.actors[i].label.clone()).collect::<Vec<_>>();
    assert_eq!(names(index.find("FRÁN")), ["Francia"]);
    let found = index.find("article");
    assert_eq!((found.relations, found.sentences.len()), ([0].into(), 1));
    assert_eq!(index.find("  "), Found::default());
}

/// The text of two outlets is one source, that of a third one is another.
#[test]
fn copy_that_several_outlets_print_is_one_source() {
    let words = |from: u32| (from..from + 200).map(|word| format!("w{word}")).collect::<Vec<_>>().join(" ");
    let texts = [words(0), format!("{} the end", words(0)), words(500)];
    let mut world = World::default();
    for outlet in ["Herald", "Star", "Post"] {
        world = world.article(Some(outlet), None, vec![act("NOR", EventKind::Aid, "KEN", 0)]);
    }
    assert_eq!(summary(&world.graph(&Filter::default())), ["NOR KEN [0, 3, 0, 0] 3/3/3"]);
    let copied: Vec<Article> = world
        .articles
        .iter()
        .zip(texts)
        .map(|(article, text)| Article { text: text.into(), ..article.as_ref().clone() })
        .collect();
    world.copies = Copies::among(&copied);
    assert_eq!(summary(&world.graph(&Filter::default())), ["NOR KEN [0, 3, 0, 0] 3/3/2"]);
}
