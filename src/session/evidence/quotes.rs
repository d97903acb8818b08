//! Rows of evidence become articles and readings again, as far as rows tell of them: the sentences that
//! tell an event are the text, and the events point into it. So a link of an evidence folder is looked at
//! with the views of any other.
//!
//! Known limits: mentions besides the two actors are not in rows. Where a row has no sentence, its deciding
//! words and its place stand in the sentence's stead.

use std::collections::BTreeMap;

use super::EvidenceRow;
use crate::actor::ActorId;
use crate::article::{Article, ArticleId, Date, Format, Origin, Part, Place, QUOTED, Sourced, Span};
use crate::event::{Event, EventKind, Grounds, Modality, Reading};
use crate::language::{Readable, Sentence};

/// What stands between two sentences that do not follow one another.
const GAP: &str = "\n\n[…]\n\n";

/// An article of rows, with its reading; nothing where the rows name none. All rows are of one article, in
/// any order; rows that come twice count once.
#[must_use]
pub fn quoted(rows: &[&EvidenceRow]) -> Option<(Article, Reading)> {
    let first = rows.first()?;
    let id: ArticleId = first.hash.parse().ok()?;
    let mut told: Vec<Telling<'_>> = rows.iter().filter_map(|row| Telling::new(row)).collect();
    told.sort_by_key(Telling::order);
    told.dedup_by(|later, kept| later.order() == kept.order());
    let mut quotes = Quotes { title: first.title.clone().unwrap_or_default(), ..Quotes::default() };
    let events = told.iter().map(|telling| quotes.event(telling)).collect();
    let given = |value: &Option<String>| {
        value.clone().map(|value| Sourced::new(value, Origin::Given)).filter(|given| !given.value.is_empty())
    };
    let date = first.published.clone().and_then(|date| Date::try_from(date).ok());
    let place = Place::Line { path: "rows".into(), line: 1, id: Some(first.article.clone()) };
    let article = Article {
        id,
        text: quotes.text.into(),
        title: given(&first.title),
        date: date.map(|date| Sourced::new(date, Origin::Given)),
        outlet: given(&first.outlet),
        url: given(&first.url),
        problems: vec![QUOTED.to_owned()],
        ..Article::bare(String::new(), Format::JsonLine, place)
    };
    let reading = Reading {
        article: id,
        readable: Readable::Full,
        title_sentences: quotes.title_sentences,
        text_sentences: quotes.text_sentences,
        mentions: Vec::new(),
        events,
    };
    Some((article, reading))
}

/// The rows of many articles, by article.
#[must_use]
pub fn by_article<'a>(
    rows: impl Iterator<Item = &'a EvidenceRow>,
) -> BTreeMap<ArticleId, Vec<&'a EvidenceRow>> {
    let mut articles: BTreeMap<ArticleId, Vec<&EvidenceRow>> = BTreeMap::new();
    for row in rows {
        if let Ok(id) = row.hash.parse() {
            articles.entry(id).or_default().push(row);
        }
    }
    articles
}

/// A row of an event, in the direction in which it is told.
struct Telling<'a> {
    row: &'a EvidenceRow,
    part: Part,
    kind: EventKind,
    source: &'a str,
    target: &'a str,
    spans: [(u32, u32); 2],
}

impl<'a> Telling<'a> {
    fn new(row: &'a EvidenceRow) -> Option<Self> {
        let part = if row.part.as_deref() == Some(Part::Title.name()) { Part::Title } else { Part::Text };
        let kind = EventKind::from_code(row.kind.as_deref()?)?;
        let span = |start: Option<u32>, end: Option<u32>| (start.unwrap_or(0), end.unwrap_or(0));
        let mut ends = [row.source.as_deref()?, row.target.as_deref()?];
        let mut spans = [span(row.source_start, row.source_end), span(row.target_start, row.target_end)];
        if row.reversed {
            ends.reverse();
            spans.reverse();
        }
        row.event?;
        Some(Self { row, part, kind, source: ends[0], target: ends[1], spans })
    }

    /// In the order of the text; both rows of what holds both ways are one.
    fn order(&self) -> (bool, u32, u32, &'a str, &'a str, EventKind) {
        let row = self.row;
        let (sentence, event) = (row.sentence.unwrap_or(0), row.event.unwrap_or(0));
        (self.part == Part::Text, sentence, event, self.source, self.target, self.kind)
    }
}

/// The text of an article while it is put together.
#[derive(Default)]
struct Quotes {
    title: String,
    text: String,
    title_sentences: Vec<Sentence>,
    text_sentences: Vec<Sentence>,
    /// The number in its article of the sentence that came last, with the part.
    last: Option<(Part, u32)>,
}

impl Quotes {
    fn event(&mut self, telling: &Telling<'_>) -> Event {
        let row = telling.row;
        let sentence = self.sentence(telling);
        let whole = match telling.part {
            Part::Title => self.title_sentences.last(),
            Part::Text => self.text_sentences.last(),
        };
        let whole = whole.map_or(Span::default(), |sentence| sentence.span);
        let text = match telling.part {
            Part::Title => &self.title,
            Part::Text => &self.text,
        };
        // Characters count from the beginning of the part; here stands the sentence alone.
        let before = match telling.part {
            Part::Title => 0,
            Part::Text => row.start.unwrap_or(0),
        };
        let base = if telling.part == Part::Title { Span::new(0, self.title.len()) } else { whole };
        let has_text = telling.part == Part::Title || row.text.is_some();
        let within = |(start, end): (u32, u32)| match has_text {
            true => bytes(text, base, start.saturating_sub(before), end.saturating_sub(before)),
            false => Span::new(whole.start, whole.start),
        };
        let cue = row.cue.clone().unwrap_or_default();
        let cue_spans = if has_text {
            spans(row.cue_spans.as_deref().unwrap_or("")).map(within).collect()
        } else {
            let quote = "“".len();
            vec![Span::new(whole.start + quote, whole.start + quote + cue.len())]
        };
        Event {
            number: row.event.unwrap_or(0),
            part: telling.part,
            sentence,
            span: whole,
            source: ActorId::new(telling.source),
            kind: telling.kind,
            cameo: row.cameo.clone(),
            target: ActorId::new(telling.target),
            reciprocal: row.reciprocal,
            negated: row.negated,
            modality: Modality::from_name(row.modality.as_deref().unwrap_or("")),
            claimed_by: row.claimed_by.as_deref().map(ActorId::new),
            historical: row.historical,
            damaged: row.damaged,
            date: row.date.clone().and_then(|date| Date::try_from(date).ok()),
            speaker: row.speaker.clone(),
            cue,
            rule: row.rule.clone().unwrap_or_default(),
            grounds: Grounds::from_name(row.grounds.as_deref().unwrap_or("")),
            source_span: within(telling.spans[0]),
            target_span: within(telling.spans[1]),
            cue_spans,
        }
    }

    /// The index of a row's sentence, which is added where it is not there yet.
    fn sentence(&mut self, telling: &Telling<'_>) -> usize {
        let row = telling.row;
        let number = row.sentence.unwrap_or(0);
        let last = self.last.replace((telling.part, number));
        let is_new = last != Some((telling.part, number));
        let sentence =
            |span: Span| Sentence { span, paragraph: 0, first_token: 0, end_token: 0, damaged: row.damaged };
        match telling.part {
            Part::Title => {
                if is_new {
                    let whole = Span::new(0, self.title.len());
                    let end = row.end.unwrap_or(u32::MAX);
                    let span = bytes(&self.title, whole, row.start.unwrap_or(0), end);
                    self.title_sentences.push(sentence(span));
                }
                self.title_sentences.len().saturating_sub(1)
            }
            Part::Text => {
                if is_new {
                    let follows = last == number.checked_sub(1).map(|before| (Part::Text, before));
                    if !self.text.is_empty() {
                        self.text.push_str(if follows { " " } else { GAP });
                    }
                    let start = self.text.len();
                    self.text.push_str(&words_of(row));
                    let span = Span::new(start, self.text.len());
                    self.text_sentences.push(sentence(span));
                }
                self.text_sentences.len().saturating_sub(1)
            }
        }
    }
}

/// The sentence of a row, or what is known of it.
fn words_of(row: &EvidenceRow) -> String {
    if let Some(text) = &row.text {
        return text.clone();
    }
    let (start, end) = (row.start.unwrap_or(0), row.end.unwrap_or(0));
    let cue = row.cue.as_deref().unwrap_or("");
    format!("“{cue}”, in characters {start} to {end} of the text")
}

/// The bytes of some characters of a part of a text; within that part whatever the numbers are.
fn bytes(text: &str, within: Span, start: u32, end: u32) -> Span {
    let Some(part) = text.get(within.start..within.end) else { return Span::default() };
    let place = |number: u32| {
        let place = part.char_indices().nth(number as usize).map(|(at, _)| at);
        within.start + place.unwrap_or(part.len())
    };
    let start = place(start);
    Span::new(start, place(end).max(start))
}

/// `12-18 30-35`
fn spans(text: &str) -> impl Iterator<Item = (u32, u32)> + '_ {
    text.split(' ').filter_map(|span| {
        let (start, end) = span.split_once('-')?;
        Some((start.parse().ok()?, end.parse().ok()?))
    })
}
