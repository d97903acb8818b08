//! Rows of `extract`: one JSON object for each event, mention or article, keys always in one order.
//!
//! Offsets are characters (Unicode scalar values) of the part as given, end exclusive; mentions have
//! bytes too. Fields that this version does not fill are there as null or false. An id is that of the
//! input where it gave one, else the article's hash.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::actor::foreign;
use crate::actor::{ActorId, Mention, MentionKind, Role};
use crate::article::{Article, Date, Part, Place, Span};
use crate::event::{Event, Grounds, Reading};
use crate::language::{Readable, Sentence};

/// Which rows to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// One for each event, and direction of a reciprocal one, and co-mention.
    Events,
    /// One for each mention.
    Mentions,
    /// One for each article.
    Articles,
}

/// An input that could not be read, in the place of its rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ErrorRow {
    /// Its id, where it could be read.
    pub article: Option<String>,
    /// The file, `-` for standard input.
    pub path: String,
    /// The line, from 1, of a JSON lines input.
    pub line: Option<u32>,
    /// What is wrong.
    pub error: String,
}

impl ErrorRow {
    /// The row as JSON, without a line end.
    #[must_use]
    pub fn to_json(&self) -> String {
        json(self)
    }
}

/// The rows of one article as lines of JSON, each with its line end.
#[must_use]
pub fn rows(kind: RowKind, article: &Article, reading: &Reading) -> String {
    let mut lines = String::new();
    let mut push = |line: String| {
        lines.push_str(&line);
        lines.push('\n');
    };
    let id = input_id(article);
    match kind {
        RowKind::Articles => push(json(&ArticleRow::new(&id, article, reading))),
        RowKind::Mentions => {
            let parts = Parts::of(article);
            reading.mentions.iter().for_each(|mention| push(json(&MentionRow::new(&id, &parts, mention))));
        }
        RowKind::Events => {
            let parts = Parts::of(article);
            event_rows(&id, &parts, reading).iter().for_each(|row| push(json(row)));
        }
    }
    lines
}

/// The id that the input gave, else the hash.
#[must_use]
pub fn input_id(article: &Article) -> String {
    let given = article.places.iter().find_map(|place| match place {
        Place::Line { id, .. } => id.clone(),
        Place::File(_) | Place::Part { .. } | Place::Clipboard => None,
    });
    given.unwrap_or_else(|| article.id.to_string())
}

/// A span in characters.
pub(super) type CharSpan = [usize; 2];

#[derive(Serialize)]
struct ArticleRow<'a> {
    article: &'a str,
    path: Option<String>,
    title: Option<&'a str>,
    date: Option<String>,
    date_precision: Option<&'static str>,
    outlet: Option<&'a str>,
    url: Option<&'a str>,
    language: Option<&'a str>,
    read: &'static str,
    sentences: usize,
    mentions: usize,
    events: usize,
    near_duplicate_of: Option<&'a str>,
    problems: &'a [String],
}

impl<'a> ArticleRow<'a> {
    fn new(id: &'a str, article: &'a Article, reading: &'a Reading) -> Self {
        let date = article.date.as_ref().map(|date| date.value);
        let (language, read) = match &reading.readable {
            Readable::Full => (article.language.as_ref().map_or("en", |tag| tag.value.as_str()), "full"),
            Readable::No(tag) if foreign::knows(tag) => (tag.as_str(), "names"),
            Readable::No(tag) => (tag.as_str(), "no"),
        };
        Self {
            article: id,
            path: article.places.iter().find_map(|place| match place {
                Place::File(path) | Place::Line { path, .. } => Some(path.display().to_string()),
                Place::Part { path, part } => Some(path.join(part).display().to_string()),
                Place::Clipboard => None,
            }),
            title: article.title.as_ref().map(|title| title.value.as_str()),
            date: date.map(|date| date.to_string()),
            date_precision: date.map(|date| date.precision().name()),
            outlet: article.outlet.as_ref().map(|outlet| outlet.value.as_str()),
            url: article.url.as_ref().map(|url| url.value.as_str()),
            language: Some(language),
            read,
            sentences: reading.title_sentences.len() + reading.text_sentences.len(),
            mentions: reading.mentions.len(),
            events: reading.event_count(),
            near_duplicate_of: None,
            problems: &article.problems,
        }
    }
}

#[derive(Serialize)]
pub(super) struct MentionRow<'a> {
    article: &'a str,
    part: Part,
    start: usize,
    end: usize,
    byte_start: usize,
    byte_end: usize,
    text: &'a str,
    sentence: usize,
    kind: MentionKind,
    role: Role,
    actor: Option<&'a ActorId>,
    /// Whom the person acts for; filled where a person is named.
    represents: Option<&'a ActorId>,
    person: Option<&'a str>,
    candidates: &'a [ActorId],
    reason: &'a str,
}

impl<'a> MentionRow<'a> {
    pub(super) fn new(article: &'a str, parts: &Parts<'a>, mention: &'a Mention) -> Self {
        let [start, end] = parts.chars(mention.part, mention.span);
        Self {
            article,
            part: mention.part,
            start,
            end,
            byte_start: mention.span.start,
            byte_end: mention.span.end,
            text: mention.span.of(parts.text(mention.part)),
            sentence: mention.sentence,
            kind: mention.kind,
            role: mention.role,
            actor: mention.actor.as_ref(),
            represents: mention.actor.as_ref().filter(|_| mention.person.is_some()),
            person: mention.person.as_deref(),
            candidates: &mention.candidates,
            reason: &mention.reason,
        }
    }
}

#[derive(Serialize)]
struct EventRow<'a> {
    article: &'a str,
    event: u32,
    part: Part,
    sentence: usize,
    start: usize,
    end: usize,
    source: &'a ActorId,
    target: &'a ActorId,
    #[serde(rename = "type")]
    kind: &'static str,
    cameo: Option<&'a str>,
    quad: u8,
    reciprocal: bool,
    negated: bool,
    co_mention: bool,
    modality: &'static str,
    claimed_by: Option<&'a ActorId>,
    historical: bool,
    damaged: bool,
    status: &'static str,
    counted: bool,
    date: Option<String>,
    date_precision: Option<&'static str>,
    speaker: Option<&'a str>,
    cue: Option<&'a str>,
    rule: &'a str,
    grounds: Option<Grounds>,
    source_span: CharSpan,
    target_span: CharSpan,
    cue_spans: Vec<CharSpan>,
    text: &'a str,
}

/// Both directions of each event, then the co-mentions.
fn event_rows<'a>(article: &'a str, parts: &Parts<'a>, reading: &'a Reading) -> Vec<EventRow<'a>> {
    let mut rows = Vec::new();
    for event in &reading.events {
        let row = event_row(article, parts, reading, event);
        if event.reciprocal {
            let back = EventRow {
                source: row.target,
                target: row.source,
                source_span: row.target_span,
                target_span: row.source_span,
                cue_spans: row.cue_spans.clone(),
                date: row.date.clone(),
                ..row
            };
            rows.extend([row, back]);
        } else {
            rows.push(row);
        }
    }
    let next = reading.events.iter().map(|event| event.number + 1).max().unwrap_or(0);
    for (number, pair) in (next..).zip(co_mentions(reading)) {
        rows.push(co_mention_row(article, parts, reading, number, pair));
    }
    rows
}

fn event_row<'a>(article: &'a str, parts: &Parts<'a>, reading: &Reading, event: &'a Event) -> EventRow<'a> {
    let sentence = reading.sentence_span(event.part, event.sentence);
    let [start, end] = parts.chars(event.part, sentence);
    EventRow {
        article,
        event: event.number,
        part: event.part,
        sentence: event.sentence,
        start,
        end,
        source: &event.source,
        target: &event.target,
        kind: event.kind.code(),
        cameo: event.cameo.as_deref(),
        quad: event.kind.quad().map_or(0, crate::event::Quad::number),
        reciprocal: event.reciprocal,
        negated: event.negated,
        co_mention: false,
        modality: event.modality.name(),
        claimed_by: event.claimed_by.as_ref(),
        historical: event.historical,
        damaged: event.damaged,
        status: event.status().name(),
        counted: event.counted(),
        date: event.date.map(|date| date.to_string()),
        date_precision: event.date.map(|date: Date| date.precision().name()),
        speaker: event.speaker.as_deref(),
        cue: Some(&event.cue),
        rule: &event.rule,
        grounds: Some(event.grounds),
        source_span: parts.chars(event.part, event.source_span),
        target_span: parts.chars(event.part, event.target_span),
        cue_spans: event.cue_spans.iter().map(|span| parts.chars(event.part, *span)).collect(),
        text: sentence.of(parts.text(event.part)),
    }
}

/// Two actors in one sentence with no event between them: where each is named first.
struct CoMentioned<'a> {
    part: Part,
    sentence: usize,
    a: (&'a ActorId, Span),
    b: (&'a ActorId, Span),
}

fn co_mention_row<'a>(
    article: &'a str,
    parts: &Parts<'a>,
    reading: &Reading,
    number: u32,
    pair: CoMentioned<'a>,
) -> EventRow<'a> {
    let sentence = reading.sentence_span(pair.part, pair.sentence);
    let damaged = reading.sentences(pair.part).get(pair.sentence).is_some_and(|s: &Sentence| s.damaged);
    let [start, end] = parts.chars(pair.part, sentence);
    EventRow {
        article,
        event: number,
        part: pair.part,
        sentence: pair.sentence,
        start,
        end,
        source: pair.a.0,
        target: pair.b.0,
        kind: "CO_MENTION",
        cameo: None,
        quad: 0,
        reciprocal: false,
        negated: false,
        co_mention: true,
        modality: "asserted",
        claimed_by: None,
        historical: false,
        damaged,
        status: "asserted",
        counted: false,
        date: None,
        date_precision: None,
        speaker: None,
        cue: None,
        rule: "co-mention",
        grounds: None,
        source_span: parts.chars(pair.part, pair.a.1),
        target_span: parts.chars(pair.part, pair.b.1),
        cue_spans: Vec::new(),
        text: sentence.of(parts.text(pair.part)),
    }
}

/// The co-mentions of a reading, in the order of the text and then of ids.
fn co_mentions(reading: &Reading) -> Vec<CoMentioned<'_>> {
    let told: BTreeSet<_> = reading
        .events
        .iter()
        .flat_map(|e| {
            [(e.part, e.sentence, &e.source, &e.target), (e.part, e.sentence, &e.target, &e.source)]
        })
        .collect();
    let mut pairs = Vec::new();
    let same_sentence =
        |one: &Mention, other: &Mention| (one.part, one.sentence) == (other.part, other.sentence);
    for group in reading.mentions.chunk_by(same_sentence) {
        let mut named: Vec<(&ActorId, Span)> = Vec::new();
        for mention in group {
            if let Some(actor) = mention.acting().filter(|actor| !named.iter().any(|(a, _)| a == actor)) {
                named.push((actor, mention.span));
            }
        }
        named.sort();
        for (i, &a) in named.iter().enumerate() {
            for &b in &named[i + 1..] {
                let (part, sentence) = (group[0].part, group[0].sentence);
                if !told.contains(&(part, sentence, a.0, b.0)) {
                    pairs.push(CoMentioned { part, sentence, a, b });
                }
            }
        }
    }
    pairs
}

/// The parts of an article with a way from bytes to characters.
pub(super) struct Parts<'a> {
    title: CharIndex<'a>,
    text: CharIndex<'a>,
}

impl<'a> Parts<'a> {
    pub(super) fn of(article: &'a Article) -> Self {
        Self {
            title: CharIndex::new(article.part(Part::Title)),
            text: CharIndex::new(article.part(Part::Text)),
        }
    }

    pub(super) fn text(&self, part: Part) -> &'a str {
        self.index(part).text
    }

    pub(super) fn chars(&self, part: Part, span: Span) -> CharSpan {
        let index = self.index(part);
        [index.char_of(span.start), index.char_of(span.end)]
    }

    fn index(&self, part: Part) -> &CharIndex<'a> {
        match part {
            Part::Title => &self.title,
            Part::Text => &self.text,
        }
    }
}

/// Counts characters before a byte, with the bytes of the longer characters kept in order.
struct CharIndex<'a> {
    text: &'a str,
    /// Bytes that begin no character.
    inner_bytes: Vec<usize>,
}

impl<'a> CharIndex<'a> {
    fn new(text: &'a str) -> Self {
        let inner_bytes = (0..text.len()).filter(|byte| !text.is_char_boundary(*byte)).collect();
        Self { text, inner_bytes }
    }

    fn char_of(&self, byte: usize) -> usize {
        byte - self.inner_bytes.partition_point(|inner| *inner < byte)
    }
}

/// A row as JSON. Rows are strings, numbers and lists of these: writing them to memory can't fail.
pub(super) fn json(row: &impl Serialize) -> String {
    serde_json::to_string(row).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_become_characters() {
        let index = CharIndex::new("Zürich – São");
        let at = |word: &str| index.char_of(index.text.find(word).unwrap());
        assert_eq!([at("Z"), at("rich"), at("–"), at("o")], [0, 2, 7, 11]);
        assert_eq!(index.char_of(index.text.len()), 12);
    }

    #[test]
    fn an_error_row_has_its_keys_in_order() {
        let row = ErrorRow { article: None, path: "-".into(), line: Some(3), error: "no text".into() };
        assert_eq!(row.to_json(), r#"{"article":null,"path":"-","line":3,"error":"no text"}"#);
    }
}
