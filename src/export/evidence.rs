//! Rows of evidence of one article: its events, one a row and direction, each with all that is needed
//! to collect them with those of others. Co-mentions are left out.

use super::rows::{Parts, input_id, json};
use crate::article::{Article, Signature, Span};
use crate::event::{ENGINE, Event, Knowledge, Reading};
use crate::session::evidence::EvidenceRow;

/// Digits of a hash that rows have: enough to tell two lexicons apart.
const DIGITS: usize = 16;

/// What an article was read with.
#[derive(Clone, Debug)]
pub struct Provenance {
    lexicon: String,
    gazetteer: String,
}

/// Whether rows hold the sentence itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SentenceText {
    /// Yes.
    Kept,
    /// No: the rows can be passed on where the articles may not.
    LeftOut,
}

impl Provenance {
    /// Of what is read now.
    #[must_use]
    pub fn now(knowledge: &Knowledge) -> Self {
        let short = |hash: &str| hash.get(..DIGITS).unwrap_or(hash).to_owned();
        Self { lexicon: short(knowledge.lexicon.hash()), gazetteer: short(knowledge.gazetteer.hash()) }
    }

    /// A row that says no more than that.
    pub(super) fn row(&self) -> EvidenceRow {
        EvidenceRow {
            engine: ENGINE.to_owned(),
            lexicon: self.lexicon.clone(),
            gazetteer: self.gazetteer.clone(),
            ..EvidenceRow::default()
        }
    }
}

/// The rows of an article: at least one, so that an article that tells of nothing is counted too.
#[must_use]
pub fn evidence_rows(
    provenance: &Provenance,
    article: &Article,
    reading: &Reading,
    sentence_text: SentenceText,
) -> Vec<EvidenceRow> {
    let whole = EvidenceRow {
        article: input_id(article),
        hash: article.id.to_string(),
        title: article.title.as_ref().map(|title| title.value.clone()),
        outlet: article.outlet.as_ref().map(|outlet| outlet.value.trim().to_owned()),
        published: article.date.as_ref().map(|date| date.value.to_string()),
        url: article.url.as_ref().map(|url| url.value.clone()),
        ..provenance.row()
    };
    let parts = Parts::of(article);
    let mut rows = Vec::new();
    for event in &reading.events {
        let row = event_row(&whole, &parts, reading, event, sentence_text);
        let back = event.reciprocal.then(|| reversed(&row));
        rows.push(row);
        rows.extend(back);
    }
    if rows.is_empty() {
        rows.push(whole);
    }
    rows[0].signature = Some(Signature::of_text(&article.text).to_string());
    rows
}

/// Rows as lines of JSON, each with its line end.
#[must_use]
pub fn as_lines(rows: &[EvidenceRow]) -> String {
    rows.iter().map(|row| json(row) + "\n").collect()
}

fn event_row(
    article: &EvidenceRow,
    parts: &Parts<'_>,
    reading: &Reading,
    event: &Event,
    sentence_text: SentenceText,
) -> EvidenceRow {
    let number = |count: usize| u32::try_from(count).ok();
    let chars = |span: Span| parts.chars(event.part, span).map(number);
    let sentence = reading.sentence_span(event.part, event.sentence);
    let ([start, end], [source_start, source_end], [target_start, target_end]) =
        (chars(sentence), chars(event.source_span), chars(event.target_span));
    let cues = event.cue_spans.iter().map(|span| parts.chars(event.part, *span));
    let cues: Vec<String> = cues.map(|[start, end]| format!("{start}-{end}")).collect();
    EvidenceRow {
        event: Some(event.number),
        part: Some(event.part.name().to_owned()),
        sentence: number(event.sentence),
        start,
        end,
        source: Some(event.source.to_string()),
        target: Some(event.target.to_string()),
        kind: Some(event.kind.code().to_owned()),
        cameo: event.cameo.clone(),
        quad: Some(event.kind.quad().map_or(0, |quad| quad.number().into())),
        reciprocal: event.reciprocal,
        reversed: false,
        negated: event.negated,
        modality: Some(event.modality.name().to_owned()),
        claimed_by: event.claimed_by.as_ref().map(ToString::to_string),
        historical: event.historical,
        damaged: event.damaged,
        counted: event.counted(),
        date: event.date.map(|date| date.to_string()),
        speaker: event.speaker.clone(),
        cue: Some(event.cue.clone()),
        rule: Some(event.rule.clone()),
        grounds: Some(event.grounds.name().to_owned()),
        source_start,
        source_end,
        target_start,
        target_end,
        cue_spans: Some(cues.join(" ")),
        text: (sentence_text == SentenceText::Kept).then(|| sentence.of(parts.text(event.part)).to_owned()),
        ..article.clone()
    }
}

/// The same event the other way.
fn reversed(row: &EvidenceRow) -> EvidenceRow {
    EvidenceRow {
        source: row.target.clone(),
        target: row.source.clone(),
        source_start: row.target_start,
        source_end: row.target_end,
        target_start: row.source_start,
        target_end: row.source_end,
        reversed: true,
        ..row.clone()
    }
}
