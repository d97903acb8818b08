//! Who with whom as a square sheet: rows act, columns are acted on.

use super::table::{Column, Table, Value};
use crate::graph::Relation;
use crate::session::Workspace;

/// What stands in a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cell {
    /// Sentences.
    #[default]
    Sentences,
    /// Different events.
    Events,
    /// Cooperative events.
    Cooperation,
    /// Conflictual events.
    Conflict,
    /// Mean intensity of the events, -10 to 10.
    Balance,
}

impl Cell {
    /// All, in the order of a list.
    pub const ALL: [Self; 5] =
        [Self::Sentences, Self::Events, Self::Cooperation, Self::Conflict, Self::Balance];

    /// Its name for a person.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Sentences => "Sentences",
            Self::Events => "Events",
            Self::Cooperation => "Cooperative events",
            Self::Conflict => "Conflictual events",
            Self::Balance => "Mean intensity",
        }
    }

    fn value(self, relation: &Relation) -> Value {
        match self {
            Self::Sentences => Value::Whole(relation.counts.sentences.into()),
            Self::Events => Value::Whole(relation.events().into()),
            Self::Cooperation => Value::Whole(relation.cooperation().into()),
            Self::Conflict => Value::Whole(relation.conflict().into()),
            Self::Balance => Value::Real(relation.balance()),
        }
    }

    /// Where there is no relation: no events, and no mean of none.
    fn none(self) -> Value {
        match self {
            Self::Balance => Value::None,
            _ => Value::Whole(0),
        }
    }
}

/// Actors stand in the order of ids; the first column and the first line name them.
pub(super) fn write(workspace: &Workspace, cell: Cell) -> String {
    let graph = workspace.graph();
    let mut rows: Vec<Vec<Value>> = graph
        .actors
        .iter()
        .map(|actor| {
            let mut row = vec![cell.none(); graph.actors.len() + 1];
            row[0] = Value::Text(actor.id.to_string());
            row
        })
        .collect();
    for relation in &graph.relations {
        rows[relation.source][relation.target + 1] = cell.value(relation);
    }
    let mut head = vec![Value::Text("source".to_owned())];
    head.extend(graph.actors.iter().map(|actor| Value::Text(actor.id.to_string())));
    // The names of the columns are those of the session, so they are a row like the others.
    let columns = vec![Column::text(""); head.len()];
    rows.insert(0, head);
    Table { columns, rows }.csv_rows()
}
