//! Events that others coded, among those that are written: in the same columns, with their own code beside
//! ours, and a sentence only where their record carries one.

use std::collections::BTreeSet;

use super::table::Value;
use super::told::Scope;
use crate::event::Quad;
use crate::graph::{CodedEvidence, FoundCoded};
use crate::session::Workspace;

/// An event that is written, and whether it stands behind a link of the map.
pub(super) struct Coded<'a> {
    pub found: FoundCoded<'a>,
    pub drawn: bool,
}

/// The events in a scope, in the order of tables and rows.
pub(super) fn coded(workspace: &Workspace, scope: Scope) -> Vec<Coded<'_>> {
    let relations = &workspace.graph().relations;
    let drawn: BTreeSet<CodedEvidence> =
        relations.iter().flat_map(|relation| relation.coded.iter().copied()).collect();
    let tables = workspace.coded().iter().enumerate();
    let all = tables.flat_map(|(table, coding)| {
        (0..coding.events.len()).map(move |event| CodedEvidence { table, event })
    });
    let written = all.filter(|at| scope == Scope::All || drawn.contains(at));
    written
        .filter_map(|at| {
            Some(Coded { found: FoundCoded::at(workspace.coded(), at)?, drawn: drawn.contains(&at) })
        })
        .collect()
}

impl Coded<'_> {
    /// A name that no other event has: the first digits of the table's hash, and the number of the event in it.
    pub fn id(&self) -> String {
        let table = &self.found.coding.table.id;
        format!("{}-{}", table.get(..12).unwrap_or(table), self.found.at.event)
    }

    /// Who coded it: `GDELT`.
    pub fn by(&self) -> &'static str {
        self.found.coding.table.scheme.name()
    }

    /// Its CAMEO code, where they code by it.
    pub fn cameo(&self) -> Option<&str> {
        let is_cameo = self.found.coding.table.scheme.is_cameo();
        Some(self.found.row.code.as_str()).filter(|code| is_cameo && !code.is_empty())
    }

    /// Our quad class of its type.
    pub fn quad(&self) -> Value {
        self.found.event.kind.quad().map_or(Value::None, |quad: Quad| Value::Whole(quad.number().into()))
    }

    /// The text that says it, in one line.
    pub fn text(&self) -> String {
        self.found.row.text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// A word of their row; none where it is empty.
pub(super) fn word(word: &str) -> Value {
    Value::text(Some(word).filter(|word| !word.is_empty()))
}
