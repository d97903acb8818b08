//! What the rules tried in an article, for people ([`text`]) and for programs ([`rows`]): for each
//! sentence its mentions, its tree, and each row of the lexicon that met its word with what came of it.
//!
//! Left to `event/`: why anything was made or blocked; here it is only written down.

use std::fmt::Write as _;

use serde::Serialize;

use super::rows::{CharSpan, MentionRow, Parts, input_id, json};
use super::trees::drawing;
use crate::article::{Article, Part, Span};
use crate::event::{Answer, Block, Candidate, Event, Explanation, Rule};
use crate::language::{Document, ParsedText};

/// What was tried, drawn for the eye, under the name of the article.
#[must_use]
pub fn text(article: &Article, explanation: &Explanation) -> String {
    let mut out = String::new();
    drawing::push_visible(&mut out, &article.label());
    out.push('\n');
    if explanation.documents.is_empty() {
        out.push_str("not read: only English is\n");
    }
    for (part, document) in &explanation.documents {
        let page =
            Page { text: article.part(*part), part: *part, document, parsed: document.into(), explanation };
        for sentence in 0..document.sentences.len() {
            page.write_sentence(&mut out, sentence);
        }
    }
    out.push('\n');
    out
}

/// One part of an article.
struct Page<'a> {
    text: &'a str,
    part: Part,
    document: &'a Document,
    parsed: ParsedText,
    explanation: &'a Explanation,
}

impl Page<'_> {
    fn write_sentence(&self, out: &mut String, sentence: usize) {
        let whole = &self.document.sentences[sentence];
        let place = match self.part {
            Part::Title => "title",
            Part::Text => "text",
        };
        write!(out, "\n{place} {}: ", sentence + 1).ok();
        self.push_text(out, whole.span);
        out.push_str(if whole.damaged { "\n  damaged text\n" } else { "\n" });
        self.write_mentions(out, sentence);
        out.push_str("  tree\n");
        let tree = drawing::of_sentence(self.text, &self.parsed, whole.first_token..whole.end_token);
        for line in tree.lines() {
            writeln!(out, "    {line}").ok();
        }
        self.write_candidates(out, sentence);
    }

    fn write_mentions(&self, out: &mut String, sentence: usize) {
        let here =
            |mention: &&crate::actor::Mention| (mention.part, mention.sentence) == (self.part, sentence);
        let mut mentions = self.explanation.reading.mentions.iter().filter(here).peekable();
        out.push_str(if mentions.peek().is_some() { "  mentions\n" } else { "  no mentions\n" });
        for mention in mentions {
            out.push_str("    ");
            self.push_text(out, mention.span);
            let actor = mention.actor.as_ref().map_or("in doubt", |actor| actor.as_str());
            let kind = json(&mention.kind);
            writeln!(out, ": {actor}, {} ({})", kind.trim_matches('"'), mention.reason).ok();
        }
    }

    fn write_candidates(&self, out: &mut String, sentence: usize) {
        let all = tried(self.text, self.part, sentence, self.explanation);
        out.push_str(if all.is_empty() { "  no candidates\n" } else { "  candidates\n" });
        for tried in all {
            out.push_str(if tried.event.is_some() { "    + " } else { "    - " });
            drawing::push_visible(out, &tried.cue);
            let reason = match tried.event.and_then(|event| self.explanation.reading.events.get(event)) {
                Some(event) => told(event),
                None => tried.reason,
            };
            match tried.rule {
                Some(rule) => {
                    write!(out, " ({}, {}): ", tried.row, rule.in_words()).ok();
                    drawing::push_visible(out, &reason);
                }
                None => {
                    write!(out, ": {reason} in {}", tried.row).ok();
                }
            }
            out.push('\n');
        }
    }

    fn push_text(&self, out: &mut String, span: Span) {
        let words: Vec<&str> = span.of(self.text).split_whitespace().collect();
        drawing::push_visible(out, &words.join(" "));
    }
}

/// What was tried at some words of a sentence, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tried {
    /// The words, "agreed … on".
    pub cue: String,
    /// The row of the lexicon, "verb: agree"; of a misfit all rows, with commas.
    pub row: String,
    /// The rule that tried; `None` for rows whose other words are missing.
    pub rule: Option<Rule>,
    /// The event that was made, as an index of the explained reading.
    pub event: Option<usize>,
    /// Why no event was made; empty where one was.
    pub reason: String,
}

/// What was tried in a sentence of a part with this text, in order; rows whose other words are missing
/// come last, gathered by the word that they were tried at: many verbs have dozens.
#[must_use]
pub fn tried(text: &str, part: Part, sentence: usize, explanation: &Explanation) -> Vec<Tried> {
    let words = |span: &Span| span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let mut all = Vec::new();
    let mut misfits: Vec<(Span, Vec<&str>)> = Vec::new();
    for candidate in explanation.of_sentence(part, sentence) {
        let (event, reason) = match candidate.answer {
            Answer::Blocked(Block::Frame) => {
                gather(&mut misfits, candidate);
                continue;
            }
            Answer::Blocked(block) => (None, block.in_words(text)),
            Answer::Made(event) => (Some(event), String::new()),
        };
        let cue: Vec<String> = candidate.cue_spans.iter().map(words).collect();
        let (row, rule) = (candidate.row.to_owned(), Some(candidate.rule));
        all.push(Tried { cue: cue.join(" … "), row, rule, event, reason });
    }
    all.extend(misfits.into_iter().map(|(cue, rows)| Tried {
        cue: words(&cue),
        row: rows.join(", "),
        rule: None,
        event: None,
        reason: Block::Frame.in_words(text),
    }));
    all
}

/// Adds a row to the others that were tried at its word.
fn gather<'a>(misfits: &mut Vec<(Span, Vec<&'a str>)>, candidate: &'a Candidate) {
    let Some(cue) = candidate.cue_spans.first() else { return };
    match misfits.iter_mut().find(|(span, _)| span == cue) {
        Some((_, rows)) if rows.contains(&candidate.row) => {}
        Some((_, rows)) => rows.push(candidate.row),
        None => misfits.push((*cue, vec![candidate.row])),
    }
}

/// "event 3: TCD ACCUSE NER, claimed by NER"
fn told(event: &Event) -> String {
    let way = if event.reciprocal { "<> " } else { "" };
    let by = event.claimed_by.as_ref().map(|by| format!(" by {by}")).unwrap_or_default();
    let date = event.date.map(|date| format!(", {date}")).unwrap_or_default();
    format!(
        "event {}: {} {} {way}{}, {}{by}{date}",
        event.number + 1,
        event.source,
        event.kind.code(),
        event.target,
        event.status().name()
    )
}

/// One JSON object for each sentence, each with its line end. Offsets are characters, as in the rows of
/// `extract`; words are named by their place in the sentence, from 0.
#[must_use]
pub fn rows(article: &Article, explanation: &Explanation) -> String {
    let mut lines = String::new();
    let id = input_id(article);
    let parts = Parts::of(article);
    for (part, document) in &explanation.documents {
        for sentence in 0..document.sentences.len() {
            let row = SentenceRow::new(&id, &parts, (*part, document), sentence, explanation);
            lines.push_str(&json(&row));
            lines.push('\n');
        }
    }
    lines
}

#[derive(Serialize)]
struct SentenceRow<'a> {
    article: &'a str,
    part: Part,
    sentence: usize,
    start: usize,
    end: usize,
    damaged: bool,
    text: &'a str,
    mentions: Vec<MentionRow<'a>>,
    tree: Vec<WordRow<'a>>,
    candidates: Vec<CandidateRow<'a>>,
}

#[derive(Serialize)]
struct WordRow<'a> {
    text: &'a str,
    lemma: &'a str,
    tag: &'static str,
    label: &'static str,
    /// The word that it hangs on; itself for a root.
    head: usize,
}

#[derive(Serialize)]
struct CandidateRow<'a> {
    rule: Rule,
    row: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    cue_spans: Vec<CharSpan>,
    /// The number of the event that was made.
    event: Option<u32>,
    source: Option<&'a str>,
    made: Option<&'static str>,
    target: Option<&'a str>,
    status: Option<&'static str>,
    blocked: Option<&'static str>,
    /// The word that blocked it.
    blocked_by: Option<CharSpan>,
}

impl<'a> SentenceRow<'a> {
    fn new(
        article: &'a str,
        parts: &Parts<'a>,
        (part, document): (Part, &'a Document),
        sentence: usize,
        explanation: &'a Explanation,
    ) -> Self {
        let whole = &document.sentences[sentence];
        let [start, end] = parts.chars(part, whole.span);
        let here = |mention: &&crate::actor::Mention| (mention.part, mention.sentence) == (part, sentence);
        let mentions = explanation.reading.mentions.iter().filter(here);
        let word = |token: usize| WordRow {
            text: document.tokens[token].span.of(parts.text(part)),
            lemma: document.lemmas.get(token),
            tag: document.tokens[token].tag.as_str(),
            label: document.tree.label(token).as_str(),
            head: document.tree.head(token).unwrap_or(token).saturating_sub(whole.first_token),
        };
        Self {
            article,
            part,
            sentence,
            start,
            end,
            damaged: whole.damaged,
            text: whole.span.of(parts.text(part)),
            mentions: mentions.map(|mention| MentionRow::new(article, parts, mention)).collect(),
            tree: (whole.first_token..whole.end_token).map(word).collect(),
            candidates: explanation
                .of_sentence(part, sentence)
                .map(|candidate| CandidateRow::new(parts, candidate, explanation))
                .collect(),
        }
    }
}

impl<'a> CandidateRow<'a> {
    fn new(parts: &Parts<'_>, candidate: &Candidate, explanation: &'a Explanation) -> Self {
        let (event, block) = match candidate.answer {
            Answer::Made(index) => (explanation.reading.events.get(index), None),
            Answer::Blocked(block) => (None, Some(block)),
        };
        let chars = |span: Span| parts.chars(candidate.part, span);
        Self {
            rule: candidate.rule,
            row: candidate.row,
            kind: candidate.kind.code(),
            cue_spans: candidate.cue_spans.iter().map(|span| chars(*span)).collect(),
            event: event.map(|event| event.number),
            source: event.map(|event| event.source.as_str()),
            made: event.map(|event| event.kind.code()),
            target: event.map(|event| event.target.as_str()),
            status: event.map(|event| event.status().name()),
            blocked: block.map(Block::name),
            blocked_by: match block {
                Some(Block::Governed(span) | Block::Fate(span)) => Some(chars(span)),
                _ => None,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Format, Place};
    use crate::event;

    fn explained(text: &str) -> (Article, Explanation) {
        let article = Article::bare(text.to_owned(), Format::Text, Place::Clipboard);
        let explanation = event::explain(&event::knowledge(), &article);
        (article, explanation)
    }

    #[track_caller]
    fn check(sentence: &str, expected: &str) {
        let (article, explanation) = explained(sentence);
        let shown = text(&article, &explanation);
        assert!(shown.contains(expected), "{expected}\n{shown}");
    }

    #[test]
    fn what_was_made_names_its_event_and_what_was_blocked_its_reason() {
        check(
            "Chad accused Niger of theft on Monday.",
            "+ accused (verb: accuse, verb in the tree): event 1: TCD ACCUSE NER, asserted",
        );
        check(
            "Chad urged Niger to attack Libya at dawn.",
            "- attack (verb: attack, verb in the tree): “urged” over it leaves nothing of it",
        );
        check("The minister attacked Libya at dawn.", "nobody is found who acts");
        check(
            "Chad attacked at dawn, and the town slept.",
            "- attacked (verb: attack, verb in the tree): nobody is found who is acted on",
        );
    }

    #[test]
    fn text_of_a_file_does_not_steer_the_terminal() {
        let (article, explanation) = explained("Chad accused\u{1b}[2J Niger of theft.");
        assert!(!text(&article, &explanation).contains('\u{1b}'));
    }

    #[test]
    fn the_explained_reading_is_the_reading() {
        let (article, explanation) =
            explained("Chad accused Niger of theft. Mali and Togo met in Lomé on Friday.");
        assert_eq!(explanation.reading, event::read(&event::knowledge(), &article));
        let made = explanation.candidates.iter().filter_map(|candidate| match candidate.answer {
            Answer::Made(index) => Some(index),
            Answer::Blocked(_) => None,
        });
        assert_eq!(made.collect::<Vec<_>>(), (0..explanation.reading.events.len()).collect::<Vec<_>>());
    }
}
