//! The events that are written: each telling of an event, in each of its directions.

use std::collections::BTreeSet;

use crate::actor::ActorId;
use crate::article::{Article, Date, Span, disguise};
use crate::event::{Event, Reading};
use crate::graph::{self, Evidence};
use crate::session::Workspace;

/// Which events are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// Those behind the links of the map, in the filter that is set.
    #[default]
    Drawn,
    /// All that were read, of every status, type and date.
    All,
}

/// One telling of an event in one direction.
#[derive(Clone, Copy, Debug)]
pub(in crate::export) struct Told<'a> {
    pub article: &'a Article,
    pub reading: &'a Reading,
    /// Index in [`Reading::events`].
    pub index: usize,
    pub event: &'a Event,
    /// Whether it is the other direction of a reciprocal event.
    pub reversed: bool,
    /// Whether it stands behind a link of the map.
    pub drawn: bool,
    /// Whether the article tells the event here for the first time, among the events that are written.
    pub first: bool,
}

impl<'a> Told<'a> {
    pub fn source(&self) -> &'a ActorId {
        if self.reversed { &self.event.target } else { &self.event.source }
    }

    pub fn target(&self) -> &'a ActorId {
        if self.reversed { &self.event.source } else { &self.event.target }
    }

    /// How the source is named.
    pub fn source_words(&self) -> &'a str {
        self.words(if self.reversed { self.event.target_span } else { self.event.source_span })
    }

    /// How the target is named.
    pub fn target_words(&self) -> &'a str {
        self.words(if self.reversed { self.event.source_span } else { self.event.target_span })
    }

    /// The sentence in one line.
    pub fn sentence(&self) -> String {
        let span = self.reading.sentence_span(self.event.part, self.event.sentence);
        let words = disguise::text(self.words(span));
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Its own date, else that of the article.
    pub fn date(&self) -> Option<Date> {
        graph::date_of(self.article, self.event)
    }

    /// A name that no other telling has: the article's first twelve digits, the event's number, and
    /// whether it is the other direction.
    pub fn id(&self) -> String {
        let article = self.article.id.to_string();
        let back = if self.reversed { "r" } else { "" };
        format!("{}-{}{back}", article.get(..12).unwrap_or(&article), self.index)
    }

    fn words(&self, span: Span) -> &'a str {
        span.of(self.article.part(self.event.part))
    }
}

/// The events in a scope: by article in the order of dates (undated last, then by id), then in the order
/// of the text.
pub(in crate::export) fn told(workspace: &Workspace, scope: Scope) -> Vec<Told<'_>> {
    let drawn: BTreeSet<Evidence> =
        workspace.graph().relations.iter().flat_map(|relation| relation.evidence.iter().copied()).collect();
    let mut articles: Vec<&Article> = workspace.articles().iter().map(AsRef::as_ref).collect();
    articles.sort_by_key(|article| article.by_date());
    let mut list = Vec::new();
    for article in articles {
        let Some(reading) = workspace.readings().get(&article.id) else { continue };
        let mut numbers: BTreeSet<(u32, bool)> = BTreeSet::new();
        for (index, event) in reading.events.iter().enumerate() {
            for reversed in [false, true].into_iter().take(if event.reciprocal { 2 } else { 1 }) {
                let drawn = drawn.contains(&Evidence { article: article.id, event: index, reversed });
                if drawn || scope == Scope::All {
                    let first = numbers.insert((event.number, reversed));
                    list.push(Told { article, reading, index, event, reversed, drawn, first });
                }
            }
        }
    }
    list
}
