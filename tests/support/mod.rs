//! A workspace made of relations that are told in a table, for tests and benches that draw.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use diplograph::actor::{ActorId, Mention, MentionKind, Role};
use diplograph::article::{Article, ArticleId, Format, Origin, Part, Place, Sourced, Span};
use diplograph::event::{Event, EventKind, Grounds, Knowledge, Modality, Reading};
use diplograph::language::{Readable, Sentence};
use diplograph::layout::Point;
use diplograph::session::{Session, Workspace};

/// "Source does so to target", in so many sentences.
pub type Told<'a> = (&'a str, EventKind, &'a str, u32);

/// Articles over which the sentences are spread.
const ARTICLES: usize = 8;

/// A workspace with these relations; actors with a place stand there, and names are their ids.
pub fn workspace(told: &[Told<'_>], places: &[(&str, f32, f32)]) -> Workspace {
    let mut events: Vec<Vec<Event>> = vec![Vec::new(); ARTICLES];
    for (i, (source, kind, target, sentences)) in told.iter().enumerate() {
        for k in 0..*sentences as usize {
            let article = &mut events[(i + k) % ARTICLES];
            let event = event(article.len(), source, *kind, target);
            article.push(event);
        }
    }
    let mut session = Session::default();
    let mut readings = BTreeMap::new();
    for (i, events) in events.into_iter().enumerate().filter(|(_, events)| !events.is_empty()) {
        let article = article(i, events.len());
        readings.insert(article.id, Arc::new(reading(article.id, events)));
        session.articles.push(Arc::new(article));
    }
    for (id, x, y) in places {
        session.positions.insert(ActorId::new(id), Point::new(*x, *y));
    }
    let ids = told.iter().flat_map(|(source, _, target, _)| [*source, *target]);
    session.choices.names =
        ids.map(|id| (ActorId::new(id), id.trim_start_matches("org:").to_owned())).collect();
    Workspace::open(knowledge(), session, readings, None)
}

/// What ships with the program; one for all tests.
pub fn knowledge() -> Knowledge {
    static KNOWLEDGE: OnceLock<Knowledge> = OnceLock::new();
    KNOWLEDGE.get_or_init(Knowledge::embedded).clone()
}

/// One line for each sentence.
fn article(number: usize, sentences: usize) -> Article {
    let text = format!("Article {number}.\n{}", "x\n".repeat(sentences));
    Article {
        id: ArticleId::of_text(&text),
        places: vec![Place::Clipboard],
        format: Format::Text,
        text: text.into(),
        title: None,
        title_in_text: false,
        date: None,
        outlet: Some(Sourced { value: format!("Outlet {}", number % 3), origin: Origin::Given }),
        url: None,
        author: None,
        language: None,
        problems: Vec::new(),
    }
}

fn reading(article: ArticleId, events: Vec<Event>) -> Reading {
    let sentence = |i: usize| Sentence {
        span: Span::new(i, i + 1),
        paragraph: i,
        first_token: 0,
        end_token: 0,
        damaged: false,
    };
    let mentions = events.iter().flat_map(|e| [mention(&e.source, e), mention(&e.target, e)]).collect();
    Reading {
        article,
        readable: Readable::Full,
        title_sentences: Vec::new(),
        text_sentences: (0..events.len()).map(sentence).collect(),
        mentions,
        events,
    }
}

fn mention(actor: &ActorId, event: &Event) -> Mention {
    Mention {
        part: Part::Text,
        span: event.source_span,
        sentence: event.sentence,
        kind: MentionKind::Name,
        role: Role::Actor,
        actor: Some(actor.clone()),
        person: None,
        candidates: Vec::new(),
        reason: "".into(),
    }
}

fn event(sentence: usize, source: &str, kind: EventKind, target: &str) -> Event {
    Event {
        number: sentence as u32,
        part: Part::Text,
        sentence,
        span: Span::new(sentence, sentence + 1),
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
        cue: kind.label().to_lowercase(),
        rule: "told".to_owned(),
        grounds: Grounds::Verb,
        source_span: Span::new(sentence, sentence + 1),
        target_span: Span::new(sentence, sentence + 1),
        cue_spans: Vec::new(),
    }
}
