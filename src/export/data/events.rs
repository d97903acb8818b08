//! Events as a table: one row for each sentence that tells one, and for each direction of one that holds
//! both ways. `said_by` tells the machine from the person who corrected or added it; `event` is the number that all tellings of one event share within their article.
//! Behind them stand the events that others coded, with `coded_by`, and empty where a table can't tell.

use super::coded::{Coded, coded, word};
use super::table::{Column, Table, Value};
use super::told::{Scope, Told, told};
use crate::session::Workspace;

pub(super) fn table(workspace: &Workspace, scope: Scope) -> Table {
    let columns = [
        Column::text("id"),
        Column::text("source"),
        Column::text("source_name"),
        Column::text("type"),
        Column::text("target"),
        Column::text("target_name"),
        Column::text("date"),
        Column::text("date_precision"),
        Column::flag("date_of_article"),
        Column::text("said_by"),
        Column::text("status"),
        Column::flag("counted"),
        Column::flag("drawn"),
        Column::whole("quad"),
        Column::real("intensity"),
        Column::text("cameo"),
        Column::flag("reciprocal"),
        Column::flag("reversed"),
        Column::flag("negated"),
        Column::text("modality"),
        Column::text("claimed_by"),
        Column::flag("historical"),
        Column::flag("damaged"),
        Column::text("speaker"),
        Column::text("cue"),
        Column::text("rule"),
        Column::text("source_words"),
        Column::text("target_words"),
        Column::text("sentence"),
        Column::whole("event"),
        Column::text("part"),
        Column::whole("sentence_number"),
        Column::text("article"),
        Column::text("article_title"),
        Column::text("article_date"),
        Column::text("outlet"),
        Column::text("url"),
        Column::text("coded_by"),
        Column::text("coded_number"),
        Column::text("coded_code"),
        Column::text("coded_quad"),
        Column::text("coded_score"),
    ];
    let read = told(workspace, scope);
    let coded = coded(workspace, scope);
    let rows = read.iter().map(|told| row(workspace, told));
    let rows = rows.chain(coded.iter().map(|coded| coded_row(workspace, coded, &columns)));
    Table { columns: columns.to_vec(), rows: rows.collect() }
}

fn coded_row(workspace: &Workspace, coded: &Coded<'_>, columns: &[Column]) -> Vec<Value> {
    let (event, row) = (coded.found.event, coded.found.row);
    let text = |words: &str| Value::Text(words.to_owned());
    let value = |column: &Column| match column.name {
        "id" => Value::Text(coded.id()),
        "source" => text(event.source.as_str()),
        "source_name" => text(workspace.label(&event.source)),
        "type" => text(event.kind.code()),
        "target" => text(event.target.as_str()),
        "target_name" => text(workspace.label(&event.target)),
        "date" => Value::text(row.date.map(|date| date.to_string())),
        "date_precision" => Value::text(row.date.map(|date| date.precision().name())),
        "date_of_article" | "reciprocal" | "reversed" => Value::Flag(false),
        "said_by" => text("table"),
        "counted" => Value::Flag(true),
        "drawn" => Value::Flag(coded.drawn),
        "quad" => coded.quad(),
        "intensity" => Value::Real(event.kind.intensity()),
        "cameo" => Value::text(coded.cameo()),
        "source_words" => word(&row.source.name),
        "target_words" => word(&row.target.name),
        "sentence" => word(&coded.text()),
        "outlet" => word(&row.outlet),
        "url" => word(&row.address),
        "coded_by" => text(coded.by()),
        "coded_number" => word(&row.id),
        "coded_code" => word(&row.code),
        "coded_quad" => word(&row.quad),
        "coded_score" => word(&row.score),
        _ => Value::None,
    };
    columns.iter().map(value).collect()
}

fn row(workspace: &Workspace, told: &Told<'_>) -> Vec<Value> {
    let Told { article, event, .. } = told;
    let date = told.date();
    let text = |words: &str| Value::Text(words.to_owned());
    vec![
        Value::Text(told.id()),
        text(told.source().as_str()),
        text(workspace.label(told.source())),
        text(event.kind.code()),
        text(told.target().as_str()),
        text(workspace.label(told.target())),
        Value::text(date.map(|date| date.to_string())),
        Value::text(date.map(|date| date.precision().name())),
        Value::Flag(event.date.is_none() && date.is_some()),
        text(workspace.trace(&article.id, told.index).provenance.name()),
        text(event.status().name()),
        Value::Flag(event.counted()),
        Value::Flag(told.drawn),
        event.kind.quad().map_or(Value::None, |quad| Value::Whole(quad.number().into())),
        Value::Real(event.kind.intensity()),
        Value::text(event.cameo.clone()),
        Value::Flag(event.reciprocal),
        Value::Flag(told.reversed),
        Value::Flag(event.negated),
        text(event.modality.name()),
        Value::text(event.claimed_by.as_ref().map(ToString::to_string)),
        Value::Flag(event.historical),
        Value::Flag(event.damaged),
        Value::text(event.speaker.clone()),
        text(&event.cue),
        text(&event.rule),
        text(told.source_words()),
        text(told.target_words()),
        Value::Text(told.sentence()),
        Value::Whole(event.number.into()),
        text(part_name(event.part)),
        Value::count(event.sentence),
        Value::Text(article.id.to_string()),
        Value::Text(article.label()),
        Value::text(article.date.as_ref().map(|date| date.value.to_string())),
        Value::text(article.outlet.as_ref().map(|outlet| outlet.value.as_str())),
        Value::text(article.url.as_ref().map(|url| url.value.as_str())),
        Value::None,
        Value::None,
        Value::None,
        Value::None,
        Value::None,
    ]
}

/// `title` or `text`.
pub(super) fn part_name(part: crate::article::Part) -> &'static str {
    match part {
        crate::article::Part::Title => "title",
        crate::article::Part::Text => "text",
    }
}
