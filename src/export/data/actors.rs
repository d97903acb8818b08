//! The actors of the map as a table.
//!
//! `y` grows upwards, as other programs draw; on our own screen it grows downwards.

use super::table::{Column, Table, Value};
use crate::actor::{ActorId, ActorKind};
use crate::session::Workspace;

/// One row for each actor that is drawn, in the order of ids.
pub(super) fn table(workspace: &Workspace) -> Table {
    let columns = vec![
        Column::text("id"),
        Column::text("label"),
        Column::text("kind"),
        Column::whole("events"),
        Column::whole("sentences"),
        Column::whole("articles"),
        Column::whole("sources"),
        Column::whole("bloc"),
        Column::flag("pinned"),
        Column::real("x"),
        Column::real("y"),
    ];
    let blocs = workspace.blocs();
    let placed = workspace.graph().actors.iter().zip(workspace.positions());
    let rows = placed.enumerate().map(|(index, (actor, place))| {
        let bloc = blocs.of_actor.get(index).copied().flatten();
        vec![
            Value::Text(actor.id.to_string()),
            Value::Text(actor.label.clone()),
            Value::Text(kind(workspace, &actor.id).to_owned()),
            Value::Whole(actor.events.into()),
            Value::Whole(actor.counts.sentences.into()),
            Value::Whole(actor.counts.articles.into()),
            Value::Whole(actor.counts.sources.into()),
            bloc.map_or(Value::None, |bloc| Value::count(bloc + 1)),
            Value::Flag(workspace.is_pinned(&actor.id)),
            Value::Real(place.x),
            Value::Real(-place.y),
        ]
    });
    Table { columns, rows: rows.collect() }
}

/// What an actor is, in a word.
pub(super) fn kind(workspace: &Workspace, actor: &ActorId) -> &'static str {
    let known = workspace.knowledge().gazetteer.actor(actor).map(|actor| actor.kind);
    match (known, actor.as_str().split_once(':').map(|(kind, _)| kind)) {
        (Some(ActorKind::Country), _) => "country",
        (Some(ActorKind::Territory | ActorKind::Area), _) => "territory",
        (Some(ActorKind::Organisation), _) => "organisation",
        (Some(ActorKind::Group), _) => "group",
        (None, None) => "country",
        (None, Some("area")) => "territory",
        (None, Some("org")) => "organisation",
        (None, Some("group")) => "group",
        (None, Some("person")) => "person",
        (None, Some(_)) => "other",
    }
}
