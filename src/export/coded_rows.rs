//! Rows of `extract` for events that others coded: theirs beside ours, and no sentence.

use serde::Serialize;

use super::evidence::{Provenance, SentenceText};
use super::rows::RowKind;
use crate::actor::ActorId;
use crate::article::{ArticleId, CodedRow, Place};
use crate::event::coded::{CodedEvent, Coding, LeftOut};
use crate::event::{EventKind, Quad};
use crate::session::evidence::EvidenceRow;

/// The rows of one table as lines of JSON, each with its line end. `mentions` has none.
#[must_use]
pub fn coded_rows(kind: RowKind, coding: &Coding) -> String {
    match kind {
        RowKind::Events => event_rows(coding),
        RowKind::Articles => line(&table_row(coding)),
        RowKind::Mentions => String::new(),
    }
}

/// The rows of evidence of one table, in the order of its rows. No article is read: a row says who coded
/// it, and its hash stands for the event.
pub fn coded_evidence<'c>(
    provenance: &'c Provenance,
    coding: &'c Coding,
    sentence_text: SentenceText,
) -> impl Iterator<Item = EvidenceRow> + 'c {
    let rows = coding.events.iter().filter_map(|event| Some((event, coding.row(event)?)));
    rows.map(move |(event, row)| evidence_row(provenance, coding, (event, row), sentence_text))
}

fn evidence_row(
    provenance: &Provenance,
    coding: &Coding,
    (event, row): (&CodedEvent, &CodedRow),
    sentence_text: SentenceText,
) -> EvidenceRow {
    let scheme = coding.table.scheme;
    let given = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let hash = hash(coding, event, row).to_string();
    let date = row.date.map(|date| date.to_string());
    EvidenceRow {
        article: given(&row.id).unwrap_or_else(|| hash.clone()),
        hash,
        outlet: given(row.outlet.trim()),
        published: date.clone(),
        url: given(&row.address),
        event: Some(0),
        source: Some(event.source.to_string()),
        target: Some(event.target.to_string()),
        kind: Some(event.kind.code().to_owned()),
        cameo: given(&row.code).filter(|_| scheme.is_cameo()),
        quad: Some(event.kind.quad().map_or(0, Quad::number).into()),
        counted: event.kind != EventKind::Statement,
        date,
        text: given(&row.text).filter(|_| sentence_text == SentenceText::Kept),
        coded_by: Some(scheme.name().to_owned()),
        coded_score: given(&row.score),
        ..provenance.row()
    }
}

/// Stands for an event in the data of its coders: by its number and parties, since records of several
/// parties share a number; without one, by all that tells it.
fn hash(coding: &Coding, event: &CodedEvent, row: &CodedRow) -> ArticleId {
    let mut key = vec![coding.table.scheme.name(), event.source.as_str(), event.target.as_str(), &row.id];
    let date = row.date.map(|date| date.to_string()).unwrap_or_default();
    if row.id.is_empty() {
        key.extend([&*row.code, &date, &row.address, &row.document, &row.text]);
    }
    ArticleId::of_text(&key.join("\t"))
}

#[derive(Default, Serialize)]
struct EventRow<'a> {
    /// No article is read here.
    article: Option<&'a str>,
    coded_by: &'static str,
    path: Option<String>,
    /// Their number.
    event: &'a str,
    source: Option<&'a ActorId>,
    target: Option<&'a ActorId>,
    #[serde(rename = "type")]
    kind: &'static str,
    /// Their code.
    code: &'a str,
    quad: u8,
    /// Their quad class, by their own numbers.
    coded_quad: &'a str,
    /// Their score, by their own scale.
    coded_score: &'a str,
    co_mention: bool,
    date: Option<String>,
    outlet: &'a str,
    url: &'a str,
    text: &'a str,
}

#[derive(Serialize)]
struct TableRow {
    article: Option<()>,
    coded_by: &'static str,
    path: Option<String>,
    events: usize,
    co_mentions: usize,
    without_pair: u32,
    within_one: u32,
    unknown_actor: u32,
    without_type: u32,
    twice: u32,
}

fn event_rows(coding: &Coding) -> String {
    let (coded_by, path) = (coding.table.scheme.name(), path(coding));
    let mut lines = String::new();
    for event in &coding.events {
        let Some(row) = coding.row(event) else { continue };
        lines += &line(&EventRow {
            coded_by,
            path: path.clone(),
            event: &row.id,
            source: Some(&event.source),
            target: Some(&event.target),
            kind: event.kind.code(),
            code: &row.code,
            quad: event.kind.quad().map_or(0, crate::event::Quad::number),
            coded_quad: &row.quad,
            coded_score: &row.score,
            date: row.date.map(|date| date.to_string()),
            outlet: &row.outlet,
            url: &row.address,
            text: &row.text,
            ..EventRow::default()
        });
    }
    for (index, named) in &coding.named {
        let Some(document) = coding.table.documents.get(*index) else { continue };
        for (i, source) in named.iter().enumerate() {
            for target in named.iter().skip(i + 1) {
                lines += &line(&EventRow {
                    coded_by,
                    path: path.clone(),
                    event: &document.id,
                    source: Some(source),
                    target: Some(target),
                    kind: "CO-MENTION",
                    co_mention: true,
                    date: document.date.map(|date| date.to_string()),
                    outlet: &document.outlet,
                    url: &document.address,
                    ..EventRow::default()
                });
            }
        }
    }
    lines
}

fn table_row(coding: &Coding) -> TableRow {
    let LeftOut { without_pair, within_one, unknown_actor, without_type, twice } = coding.left_out;
    TableRow {
        article: None,
        coded_by: coding.table.scheme.name(),
        path: path(coding),
        events: coding.events.len(),
        co_mentions: coding.named.len(),
        without_pair,
        within_one,
        unknown_actor,
        without_type,
        twice,
    }
}

fn path(coding: &Coding) -> Option<String> {
    coding.table.places.iter().find_map(|place| match place {
        Place::File(path) | Place::Line { path, .. } => Some(path.display().to_string()),
        Place::Part { path, part } => Some(path.join(part).display().to_string()),
        Place::Clipboard => None,
    })
}

fn line(row: &impl Serialize) -> String {
    serde_json::to_string(row).map_or_else(|_| String::new(), |row| row + "\n")
}
