//! Rows of `extract` for events that others coded: theirs beside ours, and no sentence.

use serde::Serialize;

use super::rows::RowKind;
use crate::actor::ActorId;
use crate::article::Place;
use crate::event::coded::{Coding, LeftOut};

/// The rows of one table as lines of JSON, each with its line end. `mentions` has none.
#[must_use]
pub fn coded_rows(kind: RowKind, coding: &Coding) -> String {
    match kind {
        RowKind::Events => event_rows(coding),
        RowKind::Articles => line(&table_row(coding)),
        RowKind::Mentions => String::new(),
    }
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
