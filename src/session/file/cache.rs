//! Which kept readings still hold: made by the same engine, words and names, and fitting their text.
//!
//! The cache may be deleted from a file without loss, so whatever is wrong with it is no error.

use serde::{Deserialize, Serialize};

use crate::article::{Article, Part, Span};
use crate::event::{ENGINE, Event, Knowledge, Reading};
use crate::language::Readable;

/// What a reading depends on besides the article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Key {
    engine: String,
    lexicon: String,
    gazetteer: String,
}

impl Key {
    /// The key of what is read now.
    pub(super) fn now(knowledge: &Knowledge) -> Self {
        Self {
            engine: ENGINE.to_owned(),
            lexicon: knowledge.lexicon.hash().to_owned(),
            gazetteer: knowledge.gazetteer.hash().to_owned(),
        }
    }
}

/// Whether a reading can be one of this article: all spans are text of it, all indices point somewhere.
pub(super) fn fits(reading: &Reading, article: &Article) -> bool {
    let sentences = [Part::Title, Part::Text].into_iter().all(|part| {
        reading.sentences(part).iter().all(|sentence| {
            is_text(article, part, sentence.span) && sentence.first_token <= sentence.end_token
        })
    });
    let language = match &reading.readable {
        Readable::Full => true,
        Readable::No(_) => reading.events.is_empty(),
    };
    let mentions = reading.mentions.iter().all(|mention| {
        is_text(article, mention.part, mention.span)
            && mention.sentence < reading.sentences(mention.part).len()
    });
    let events = reading.events.iter().all(|event| event_fits(event, reading, article));
    reading.article == article.id && language && sentences && mentions && events
}

fn event_fits(event: &Event, reading: &Reading, article: &Article) -> bool {
    let spans = [event.span, event.source_span, event.target_span];
    spans.iter().chain(&event.cue_spans).all(|span| is_text(article, event.part, *span))
        && event.sentence < reading.sentences(event.part).len()
}

fn is_text(article: &Article, part: Part, span: Span) -> bool {
    // A text that is packed stays so: its spans were checked when it was read.
    if part == Part::Text && article.text.pack().is_some() {
        return span.start <= span.end && span.end <= article.text.length();
    }
    span.start <= span.end && article.part(part).get(span.start..span.end).is_some()
}
