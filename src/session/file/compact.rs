//! Readings in few bytes: lists in the place of objects, each reason once a reading.
//!
//! They are a cache, so this form is not frozen: what can't be read is dropped and read again. Within a
//! piece of the file equal ids and reasons are one in memory.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::v1::json;
use crate::actor::{ActorId, Mention, MentionKind, Role};
use crate::article::{ArticleId, Date, Part, Span};
use crate::event::{Event, EventKind, Grounds, Modality, Reading};
use crate::language::{Readable, Sentence};

/// First byte, one past the last, paragraph, first token, one past the last, whether damaged (1 or 0).
type WrittenSentence = (usize, usize, usize, usize, usize, u8);
/// First byte and one past the last.
type WrittenSpan = (usize, usize);
/// Part, span, sentence, kind, role, actor, person, candidates, number of the reason.
type WrittenMention<I, P, L> = (Part, WrittenSpan, usize, MentionKind, Role, Option<I>, P, L, usize);
/// Number, part, sentence, span, source, type, target, CAMEO code.
type WrittenHead<I, P> = (u32, Part, usize, WrittenSpan, I, EventKind, I, P);
/// Reciprocal, negated, modality, who claims it, historical, damaged, date, speaker.
type WrittenStatus<I, P> = (bool, bool, Modality, Option<I>, bool, bool, Option<Date>, P);
/// Cue, rule, grounds, the spans of source, target and cues.
type WrittenGrounds<S> = (S, S, Grounds, WrittenSpan, WrittenSpan, Vec<WrittenSpan>);
type WrittenEvent<I, P, S> = (WrittenHead<I, P>, WrittenStatus<I, P>, WrittenGrounds<S>);
/// Article, readability, sentences of title and text, reasons, mentions, events.
type Written = (
    ArticleId,
    Readable,
    Vec<WrittenSentence>,
    Vec<WrittenSentence>,
    Vec<String>,
    Vec<WrittenMention<String, Option<String>, Vec<String>>>,
    Vec<WrittenEvent<String, Option<String>, String>>,
);

/// A reading as one line.
pub(super) fn to_json(reading: &Reading) -> String {
    let Reading { article, readable, title_sentences, text_sentences, mentions, events } = reading;
    let mut reasons: Vec<&str> = mentions.iter().map(|mention| &*mention.reason).collect();
    reasons.sort_unstable();
    reasons.dedup();
    let number = |reason: &str| reasons.binary_search(&reason).unwrap_or_default();
    let mention = |mention: &'_ Mention| -> String {
        let Mention { part, span, sentence, kind, role, actor, person, candidates, reason } = mention;
        let written: WrittenMention<&ActorId, &Option<String>, &Vec<ActorId>> = (
            *part,
            written_span(*span),
            *sentence,
            *kind,
            *role,
            actor.as_ref(),
            person,
            candidates,
            number(reason),
        );
        json(&written)
    };
    let list = |items: Vec<String>| format!("[{}]", items.join(","));
    format!(
        "[{},{},{},{},{},{},{}]",
        json(article),
        json(readable),
        json(&title_sentences.iter().map(written_sentence).collect::<Vec<_>>()),
        json(&text_sentences.iter().map(written_sentence).collect::<Vec<_>>()),
        json(&reasons),
        list(mentions.iter().map(mention).collect()),
        list(events.iter().map(written_event).collect()),
    )
}

fn written_event(event: &Event) -> String {
    // All fields by name, so that a new one is noticed here.
    let Event {
        number,
        part,
        sentence,
        span,
        source,
        kind,
        cameo,
        target,
        reciprocal,
        negated,
        modality,
        claimed_by,
        historical,
        damaged,
        date,
        speaker,
        cue,
        rule,
        grounds,
        source_span,
        target_span,
        cue_spans,
    } = event;
    let cue_spans = cue_spans.iter().map(|span| written_span(*span)).collect();
    let written: WrittenEvent<&ActorId, &Option<String>, &String> = (
        (*number, *part, *sentence, written_span(*span), source, *kind, target, cameo),
        (*reciprocal, *negated, *modality, claimed_by.as_ref(), *historical, *damaged, *date, speaker),
        (cue, rule, *grounds, written_span(*source_span), written_span(*target_span), cue_spans),
    );
    json(&written)
}

/// The readings of a list of lines; those that can't be read are left out.
pub(super) fn read(list: &str) -> Vec<Reading> {
    let written: Vec<Written> = serde_json::from_str(list).unwrap_or_default();
    let mut known = Known::default();
    written.into_iter().filter_map(|written| known.reading(written)).collect()
}

/// What came before in a piece, to be shared.
#[derive(Default)]
struct Known {
    actors: BTreeMap<String, ActorId>,
    reasons: BTreeMap<String, Arc<str>>,
}

impl Known {
    fn actor(&mut self, id: String) -> ActorId {
        self.actors.entry(id).or_insert_with_key(|id| ActorId::new(id)).clone()
    }

    fn reading(&mut self, written: Written) -> Option<Reading> {
        let (article, readable, title_sentences, text_sentences, reasons, mentions, events) = written;
        let reason = |reason: String| {
            self.reasons.entry(reason).or_insert_with_key(|reason| (&**reason).into()).clone()
        };
        let reasons: Vec<Arc<str>> = reasons.into_iter().map(reason).collect();
        let mut read = Reading {
            article,
            readable,
            title_sentences: sentences(&title_sentences),
            text_sentences: sentences(&text_sentences),
            mentions: Vec::with_capacity(mentions.len()),
            events: Vec::with_capacity(events.len()),
        };
        for (part, at, sentence, kind, role, actor, person, candidates, reason) in mentions {
            read.mentions.push(Mention {
                part,
                span: span(at),
                sentence,
                kind,
                role,
                actor: actor.map(|actor| self.actor(actor)),
                person,
                candidates: candidates.into_iter().map(|actor| self.actor(actor)).collect(),
                reason: reasons.get(reason)?.clone(),
            });
        }
        for (head, status, grounds) in events {
            let (number, part, sentence, at, source, kind, target, cameo) = head;
            let (reciprocal, negated, modality, claimed_by, historical, damaged, date, speaker) = status;
            let (cue, rule, grounds, source_span, target_span, cue_spans) = grounds;
            read.events.push(Event {
                number,
                part,
                sentence,
                span: span(at),
                source: self.actor(source),
                kind,
                cameo,
                target: self.actor(target),
                reciprocal,
                negated,
                modality,
                claimed_by: claimed_by.map(|actor| self.actor(actor)),
                historical,
                damaged,
                date,
                speaker,
                cue,
                rule,
                grounds,
                source_span: span(source_span),
                target_span: span(target_span),
                cue_spans: cue_spans.into_iter().map(span).collect(),
            });
        }
        Some(read)
    }
}

fn written_span(span: Span) -> WrittenSpan {
    (span.start, span.end)
}

fn span((start, end): WrittenSpan) -> Span {
    Span { start, end }
}

fn written_sentence(sentence: &Sentence) -> WrittenSentence {
    let Sentence { span, paragraph, first_token, end_token, damaged } = sentence;
    (span.start, span.end, *paragraph, *first_token, *end_token, u8::from(*damaged))
}

fn sentences(written: &[WrittenSentence]) -> Vec<Sentence> {
    let sentence = |&(start, end, paragraph, first_token, end_token, damaged): &WrittenSentence| Sentence {
        span: Span { start, end },
        paragraph,
        first_token,
        end_token,
        damaged: damaged == 1,
    };
    written.iter().map(sentence).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, Format, Place};

    #[test]
    fn what_is_written_is_read_again() {
        let text = "French president Claude Brun said on Monday that Kenya had attacked Norway and may sue \
            Brazil. It will meet Peru’s envoy in Georgia. Kenya thanked Brazil for “grain”.";
        let article = Article::bare(text.to_owned(), Format::Text, Place::Clipboard);
        let reading = crate::event::read(&crate::event::knowledge(), &article);
        assert!(reading.events.len() > 1 && reading.mentions.len() > 5);
        let line = to_json(&reading);
        assert!(line.len() < json(&reading).len() / 2);
        assert_eq!(read(&format!("[{line},\n{line}]")), [reading.clone(), reading]);
    }

    #[test]
    fn what_cannot_be_read_is_left_out() {
        assert!(read("[[1]]").is_empty());
        assert!(read("no list").is_empty());
    }
}
