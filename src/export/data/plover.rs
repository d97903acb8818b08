//! Events as PLOVER's JSON lines: the one exchange format that carries the sentence.
//!
//! One line for each telling and direction. Fields that nothing is known for are left out, and there is
//! no `coded_date`, since no clock may reach a file.

use serde::Serialize;

use super::coded::{Coded, coded};
use super::told::{Scope, Told, told};
use crate::actor::ActorId;
use crate::event::ENGINE;
use crate::export::rows::json;
use crate::session::Workspace;

#[derive(Serialize)]
struct Line<'a> {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    has_event: bool,
    actor: [Entity<'a>; 1],
    recipient: [Entity<'a>; 1],
    event: [&'static str; 1],
    event_text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    quad_code: Option<u8>,
    event_scale: f32,
    /// What of the status is not plain: PLOVER's modes and contexts are not read.
    #[serde(skip_serializing_if = "Option::is_none")]
    comment: Option<String>,
    text: String,
    text_info: TextInfo<'a>,
    coder: String,
}

#[derive(Serialize)]
struct Entity<'a> {
    code: &'a str,
    sector: Vec<&'static str>,
    entity_text: &'a str,
}

#[derive(Serialize)]
struct TextInfo<'a> {
    article: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publication_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    title: String,
}

pub(super) fn write(workspace: &Workspace, scope: Scope) -> String {
    let mut text = String::new();
    for told in told(workspace, scope) {
        text.push_str(&json(&line(&told)));
        text.push('\n');
    }
    for coded in coded(workspace, scope) {
        text.push_str(&json(&coded_line(workspace, &coded)));
        text.push('\n');
    }
    text
}

/// An event that others coded: `coder` says who, `text` is there where their record carries it.
fn coded_line<'a>(workspace: &'a Workspace, coded: &'a Coded<'a>) -> Line<'a> {
    let (event, row) = (coded.found.event, coded.found.row);
    let named = |actor: &'a ActorId, name: &'a str| match name {
        "" => entity(actor, workspace.label(actor)),
        name => entity(actor, name),
    };
    let some = |word: &'a str| Some(word).filter(|word| !word.is_empty());
    Line {
        id: coded.id(),
        date: row.date.map(|date| date.to_string()),
        has_event: true,
        actor: [named(&event.source, &row.source.name)],
        recipient: [named(&event.target, &row.target.name)],
        event: [event.kind.code()],
        event_text: &row.code,
        quad_code: event.kind.quad().map(crate::event::Quad::number),
        event_scale: event.kind.intensity(),
        comment: some(&row.id).map(|id| format!("their number {id}")),
        text: coded.text(),
        text_info: TextInfo {
            article: row.document.clone(),
            publisher: some(&row.outlet),
            publication_date: None,
            url: some(&row.address),
            title: String::new(),
        },
        coder: coded.by().to_owned(),
    }
}

fn line<'a>(told: &Told<'a>) -> Line<'a> {
    let Told { article, event, .. } = *told;
    let status = event.status().name();
    let claimed = event.claimed_by.as_ref().map(|by| format!("claimed by {by}"));
    Line {
        id: told.id(),
        date: told.date().map(|date| date.to_string()),
        has_event: true,
        actor: [entity(told.source(), told.source_words())],
        recipient: [entity(told.target(), told.target_words())],
        event: [event.kind.code()],
        event_text: &event.cue,
        quad_code: event.kind.quad().map(crate::event::Quad::number),
        event_scale: event.kind.intensity(),
        comment: claimed.or_else(|| (status != "asserted").then(|| status.to_owned())),
        text: told.sentence(),
        text_info: TextInfo {
            article: article.id.to_string(),
            publisher: article.outlet.as_ref().map(|outlet| outlet.value.as_str()),
            publication_date: article.date.as_ref().map(|date| date.value.to_string()),
            url: article.url.as_ref().map(|url| url.value.as_str()),
            title: article.label(),
        },
        coder: format!("Diplograph {}, engine {ENGINE}", env!("CARGO_PKG_VERSION")),
    }
}

fn entity<'a>(actor: &'a ActorId, words: &'a str) -> Entity<'a> {
    Entity { code: actor.as_str(), sector: sector(actor), entity_text: words }
}

/// PLOVER's sector, where the id tells it: international organisations. What sector of a state acts is
/// not read.
fn sector(actor: &ActorId) -> Vec<&'static str> {
    if actor.is_organisation() { vec!["IGO"] } else { Vec::new() }
}
