//! The relations of the map as a table: one row for each link.

use super::table::{Column, Table, Value};
use crate::article::Date;
use crate::event::{EventKind, Quad};
use crate::graph::{Relation, Sign};
use crate::session::Workspace;

/// One row for each link, the strongest first.
///
/// `weight` is the number of sentences and of events that others coded, `signed_weight` the sum of PLOVER's intensities of the events
/// (cooperation positive, conflict negative), `balance` their mean.
pub(super) fn table(workspace: &Workspace) -> Table {
    let mut columns = vec![
        Column::text("id"),
        Column::text("source"),
        Column::text("target"),
        Column::text("source_name"),
        Column::text("target_name"),
        Column::whole("weight"),
        Column::real("signed_weight"),
        Column::real("balance"),
        Column::text("sign"),
        Column::whole("sentences"),
        Column::whole("articles"),
        Column::whole("sources"),
        Column::whole("events"),
        Column::whole("coded_events"),
    ];
    columns.extend(Quad::ALL.map(|quad| Column::whole(quad_column(quad))));
    columns.extend([
        Column::text("first_date"),
        Column::text("last_date"),
        Column::whole("undated_sentences"),
    ]);
    columns.extend(EventKind::ALL.map(|kind| Column::whole(kind_column(kind))));
    let relations = &workspace.graph().relations;
    Table { columns, rows: relations.iter().map(|relation| row(workspace, relation)).collect() }
}

fn row(workspace: &Workspace, relation: &Relation) -> Vec<Value> {
    let actor = |index: usize| &workspace.graph().actors[index];
    let (source, target) = (actor(relation.source), actor(relation.target));
    let mut row = vec![
        Value::Text(id(workspace, relation)),
        Value::Text(source.id.to_string()),
        Value::Text(target.id.to_string()),
        Value::Text(source.label.clone()),
        Value::Text(target.label.clone()),
        Value::Whole(relation.weight().into()),
        Value::Real(relation.intensity_sum),
        Value::Real(relation.balance()),
        Value::Text(sign(relation.sign()).to_owned()),
        Value::Whole(relation.counts.sentences.into()),
        Value::Whole(relation.counts.articles.into()),
        Value::Whole(relation.counts.sources.into()),
        Value::Whole(relation.events().into()),
        Value::count(relation.coded.len()),
    ];
    row.extend(relation.quads.map(|events| Value::Whole(events.into())));
    let dates = dates(workspace, relation);
    let dated: Vec<Date> = dates.iter().copied().flatten().collect();
    let first = dated.iter().min_by_key(|date| (date.first_day(), **date));
    let last = dated.iter().max_by_key(|date| (date.last_day(), **date));
    row.push(Value::text(first.map(ToString::to_string)));
    row.push(Value::text(last.map(ToString::to_string)));
    row.push(Value::count(dates.len() - dated.len()));
    let kinds: Vec<EventKind> = workspace.tellings(relation).into_iter().map(|(kind, _)| kind).collect();
    row.extend(EventKind::ALL.map(|kind| Value::count(kinds.iter().filter(|k| **k == kind).count())));
    row
}

/// `FRA>DEU`
pub(super) fn id(workspace: &Workspace, relation: &Relation) -> String {
    let actor = |index: usize| workspace.graph().actors[index].id.as_str();
    format!("{}>{}", actor(relation.source), actor(relation.target))
}

/// The date of each telling; `None` where nothing is known of it.
pub(super) fn dates(workspace: &Workspace, relation: &Relation) -> Vec<Option<Date>> {
    workspace.tellings(relation).into_iter().map(|(_, date)| date).collect()
}

pub(super) fn sign(sign: Sign) -> &'static str {
    match sign {
        Sign::Cooperation => "cooperation",
        Sign::Conflict => "conflict",
        Sign::Mixed => "mixed",
    }
}

fn quad_column(quad: Quad) -> &'static str {
    match quad {
        Quad::VerbalCooperation => "verbal_cooperation",
        Quad::MaterialCooperation => "material_cooperation",
        Quad::VerbalConflict => "verbal_conflict",
        Quad::MaterialConflict => "material_conflict",
    }
}

/// The column that counts the sentences of a type.
fn kind_column(kind: EventKind) -> &'static str {
    match kind {
        EventKind::Agree => "agree",
        EventKind::Consult => "consult",
        EventKind::Support => "support",
        EventKind::Concede => "concede",
        EventKind::Cooperate => "cooperate",
        EventKind::Aid => "aid",
        EventKind::Retreat => "retreat",
        EventKind::Request => "request",
        EventKind::Accuse => "accuse",
        EventKind::Reject => "reject",
        EventKind::Threaten => "threaten",
        EventKind::Protest => "protest",
        EventKind::Sanction => "sanction",
        EventKind::Mobilize => "mobilize",
        EventKind::Coerce => "coerce",
        EventKind::Assault => "assault",
        EventKind::Statement => "statement",
    }
}
