//! Events in the 40 columns of POLECAT, tab-separated with a line of names.
//!
//! Empty where nothing is known: modes, contexts, sectors, Correlates of War numbers, places. Each event
//! of an article stands once for each direction, at its first telling.

use super::actors;
use super::coded::{Coded, coded, word};
use super::table::{Column, Table, Value};
use super::told::{Scope, Told, told};
use crate::actor::ActorId;
use crate::article::coded::POLECAT;
use crate::session::Workspace;

pub(super) fn write(workspace: &Workspace, scope: Scope) -> String {
    let told = told(workspace, scope);
    let mut rows: Vec<_> = told.iter().filter(|told| told.first).map(|told| row(workspace, told)).collect();
    rows.extend(coded(workspace, scope).iter().map(|coded| coded_row(workspace, coded)));
    Table { columns: POLECAT.map(Column::text).to_vec(), rows }.tab_separated()
}

fn row(workspace: &Workspace, told: &Told<'_>) -> Vec<Value> {
    let Told { article, event, .. } = told;
    let value = |column: &str| match column {
        "Event ID" => Value::Text(told.id()),
        "Event Date" => Value::text(told.date().map(|date| date.to_string())),
        "Event Type" => Value::Text(event.kind.code().to_owned()),
        "Intensity" => Value::Real(event.kind.intensity()),
        "Quad Code" => Value::text(event.kind.quad().map(|quad| quad.name().to_uppercase())),
        "Actor Name" => Value::Text(workspace.label(told.source()).to_owned()),
        "Actor Country" => country(workspace, told.source()),
        "Actor Name Raw" => Value::Text(told.source_words().to_owned()),
        "Recipient Name" => Value::Text(workspace.label(told.target()).to_owned()),
        "Recipient Country" => country(workspace, told.target()),
        "Recipient Name Raw" => Value::Text(told.target_words().to_owned()),
        "Source" => Value::text(article.outlet.as_ref().map(|outlet| outlet.value.as_str())),
        "Publication Date" => Value::text(article.date.as_ref().map(|date| date.value.to_string())),
        "Language" => Value::Text(article.language.as_ref().map_or("en", |tag| &tag.value).to_owned()),
        "Version" => Value::Text(format!("Diplograph {}", env!("CARGO_PKG_VERSION"))),
        _ => Value::None,
    };
    POLECAT.iter().map(|column| value(column)).collect()
}

/// An event that others coded: `Version` says who.
fn coded_row(workspace: &Workspace, coded: &Coded<'_>) -> Vec<Value> {
    let (event, row) = (coded.found.event, coded.found.row);
    let value = |column: &str| match column {
        "Event ID" => Value::Text(coded.id()),
        "Event Date" => Value::text(row.date.map(|date| date.to_string())),
        "Event Type" => Value::Text(event.kind.code().to_owned()),
        "Intensity" => Value::Real(event.kind.intensity()),
        "Quad Code" => Value::text(event.kind.quad().map(|quad| quad.name().to_uppercase())),
        "Actor Name" => Value::Text(workspace.label(&event.source).to_owned()),
        "Actor Country" => country(workspace, &event.source),
        "Actor Name Raw" => word(&row.source.name),
        "Recipient Name" => Value::Text(workspace.label(&event.target).to_owned()),
        "Recipient Country" => country(workspace, &event.target),
        "Recipient Name Raw" => word(&row.target.name),
        "Source" => word(&row.outlet),
        "Version" => Value::Text(format!("coded by {}", coded.by())),
        _ => Value::None,
    };
    POLECAT.iter().map(|column| value(column)).collect()
}

/// The code of a country or territory; none for what has no country.
fn country(workspace: &Workspace, actor: &ActorId) -> Value {
    let is_country = matches!(actors::kind(workspace, actor), "country" | "territory");
    Value::text((is_country && actor.is_country()).then(|| actor.as_str()))
}
