//! The sentences behind a relation, with the actors and the deciding words marked.

use std::collections::BTreeMap;

use crate::article::{ArticleId, Date, Span};
use crate::event::{Event, EventKind, Modality};
use crate::graph::{self, Evidence, Relation};
use crate::session::Workspace;
use crate::session::correction::Provenance;

/// One sentence that tells an event.
pub(super) struct Quote<'a> {
    pub kind: EventKind,
    /// "denied", "claimed by Kenya"; empty where it is plain.
    pub status: String,
    /// The words in order, each run with what it is.
    pub words: Vec<(Mark, &'a str)>,
    /// "6 Mar 2019"; empty where nothing is known.
    pub date: String,
    /// The number of the article.
    pub citation: usize,
    /// Who said so, where it was not the machine alone: "accepted", "corrected", "by hand".
    pub by: &'static str,
}

/// What a run of words is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Plain,
    Source,
    Target,
    /// The words that decided.
    Cue,
}

/// The sentences of a relation, in the order of its evidence.
pub(super) fn quotes<'a>(
    workspace: &'a Workspace,
    relation: &Relation,
    numbers: &BTreeMap<ArticleId, usize>,
) -> Vec<Quote<'a>> {
    relation.evidence.iter().filter_map(|evidence| quote(workspace, evidence, numbers)).collect()
}

fn quote<'a>(
    workspace: &'a Workspace,
    evidence: &Evidence,
    numbers: &BTreeMap<ArticleId, usize>,
) -> Option<Quote<'a>> {
    let article = workspace.article(&evidence.article)?;
    let reading = workspace.readings().get(&evidence.article)?;
    let event = graph::event(workspace.readings(), evidence)?;
    let (source, target) = if evidence.reversed {
        (event.target_span, event.source_span)
    } else {
        (event.source_span, event.target_span)
    };
    let mut marks: Vec<(Mark, Span)> = vec![(Mark::Source, source), (Mark::Target, target)];
    marks.extend(event.cue_spans.iter().map(|span| (Mark::Cue, *span)));
    let sentence = reading.sentence_span(event.part, event.sentence);
    Some(Quote {
        kind: event.kind,
        status: status(workspace, event),
        words: marked(article.part(event.part), sentence, &marks),
        date: graph::date_of(article, event).map(Date::in_words).unwrap_or_default(),
        citation: numbers.get(&evidence.article).copied().unwrap_or(0),
        by: match workspace.trace(&evidence.article, evidence.event).provenance {
            Provenance::Machine => "",
            other => other.name(),
        },
    })
}

/// What is not plain about an event.
fn status(workspace: &Workspace, event: &Event) -> String {
    let mut words = Vec::new();
    if let Some(by) = &event.claimed_by {
        words.push(format!("claimed by {}", workspace.label(by)));
    }
    if event.historical {
        words.push("long past".to_owned());
    }
    if event.modality != Modality::Asserted {
        words.push(event.modality.name().to_owned());
    }
    if event.damaged {
        words.push("damaged text".to_owned());
    }
    words.join(", ")
}

/// The words of a span, cut where a mark begins or ends; where marks overlap, the first one holds.
fn marked<'a>(text: &'a str, sentence: Span, marks: &[(Mark, Span)]) -> Vec<(Mark, &'a str)> {
    let inside = |at: usize| at.clamp(sentence.start, sentence.end);
    let mut cuts: Vec<usize> = vec![sentence.start, sentence.end];
    cuts.extend(marks.iter().flat_map(|(_, span)| [inside(span.start), inside(span.end)]));
    cuts.sort_unstable();
    cuts.dedup();
    let mut runs: Vec<(Mark, &str)> = Vec::new();
    for pair in cuts.windows(2) {
        let Some(words) = text.get(pair[0]..pair[1]) else { continue };
        let mark = marks.iter().find(|(_, span)| span.start <= pair[0] && pair[1] <= span.end);
        runs.push((mark.map_or(Mark::Plain, |(mark, _)| *mark), words));
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_cut_the_sentence_and_the_first_one_holds() {
        let text = "It rained. Kenya thanked Brazil.";
        let span = |words: &str| {
            let start = text.find(words).unwrap();
            Span::new(start, start + words.len())
        };
        let marks = [
            (Mark::Source, span("Kenya")),
            (Mark::Target, span("Brazil")),
            (Mark::Cue, span("thanked Brazil")),
            (Mark::Cue, span("It")),
        ];
        let words = marked(text, span("Kenya thanked Brazil."), &marks);
        assert_eq!(
            words,
            [
                (Mark::Source, "Kenya"),
                (Mark::Plain, " "),
                (Mark::Cue, "thanked "),
                (Mark::Target, "Brazil"),
                (Mark::Plain, "."),
            ]
        );
    }
}
