//! Mentions as a table: one row for each place of an article that names an actor. `start` and `end` are
//! characters of the part.

use super::events::part_name;
use super::table::{Column, Table, Value};
use crate::article::Article;
use crate::export::rows::Parts;
use crate::session::Workspace;

/// All mentions, by article in the order of ids, then in the order of the text.
pub(super) fn table(workspace: &Workspace) -> Table {
    let columns = [
        Column::text("article"),
        Column::text("part"),
        Column::whole("start"),
        Column::whole("end"),
        Column::text("text"),
        Column::text("actor"),
        Column::text("actor_name"),
        Column::text("kind"),
        Column::text("role"),
        Column::text("person"),
        Column::text("candidates"),
        Column::text("reason"),
        Column::whole("sentence_number"),
    ];
    let articles = workspace.articles().iter();
    let rows = articles.flat_map(|article| rows(workspace, article)).collect();
    Table { columns: columns.to_vec(), rows }
}

fn rows(workspace: &Workspace, article: &Article) -> Vec<Vec<Value>> {
    let Some(reading) = workspace.readings().get(&article.id) else { return Vec::new() };
    let parts = Parts::of(article);
    let id = article.id.to_string();
    let row = |mention: &crate::actor::Mention| {
        let [start, end] = parts.chars(mention.part, mention.span);
        let candidates: Vec<&str> = mention.candidates.iter().map(crate::actor::ActorId::as_str).collect();
        vec![
            Value::Text(id.clone()),
            Value::Text(part_name(mention.part).to_owned()),
            Value::count(start),
            Value::count(end),
            Value::Text(mention.span.of(parts.text(mention.part)).to_owned()),
            Value::text(mention.actor.as_ref().map(ToString::to_string)),
            Value::text(mention.actor.as_ref().map(|actor| workspace.label(actor))),
            Value::Text(word(&mention.kind)),
            Value::Text(word(&mention.role)),
            Value::text(mention.person.clone()),
            Value::text((!candidates.is_empty()).then(|| candidates.join("; "))),
            Value::Text(mention.reason.to_string()),
            Value::count(mention.sentence),
        ]
    };
    reading.mentions.iter().map(row).collect()
}

/// A value that is one word in the rows of `extract`.
fn word(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}
