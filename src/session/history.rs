//! Undo and redo by snapshots: the choices are small, and articles are shared.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Choices;
use crate::actor::{ActorId, Gazetteer};
use crate::article::{SharedArticle, SharedTable};
use crate::event::Reading;
use crate::layout::Point;

/// How many changes can be taken back.
pub const KEPT: usize = 100;

/// What a change can alter, as it was before or after it. Neither camera nor selection is in it, so
/// undo moves neither.
#[derive(Clone, Debug, Default)]
pub(super) struct Snapshot {
    /// The choices.
    pub choices: Choices,
    /// Where the actors stood, for changes that move them.
    pub positions: Option<BTreeMap<ActorId, Point>>,
    /// The articles with their readings, for changes that add or take them.
    pub articles: Option<Vec<(SharedArticle, Option<Arc<Reading>>)>>,
    /// The names of actors, for changes of them.
    pub gazetteer: Option<Arc<Gazetteer>>,
    /// The tables of others, for changes that add or take them.
    pub coded: Option<Vec<SharedTable>>,
}

/// Earlier and later states with the names of the changes between them. The last [`KEPT`] are kept.
#[derive(Clone, Debug, Default)]
pub struct History {
    past: Vec<(String, Snapshot)>,
    future: Vec<(String, Snapshot)>,
}

impl History {
    /// The name of what undo would undo.
    #[must_use]
    pub fn undo_name(&self) -> Option<&str> {
        self.past.last().map(|(name, _)| name.as_str())
    }

    /// The name of what redo would do again.
    #[must_use]
    pub fn redo_name(&self) -> Option<&str> {
        self.future.last().map(|(name, _)| name.as_str())
    }

    /// The names of the changes that can be taken back, the oldest first.
    #[must_use]
    pub fn past_names(&self) -> Vec<&str> {
        self.past.iter().map(|(name, _)| name.as_str()).collect()
    }

    /// The names of the changes that can be done again, the next one first.
    #[must_use]
    pub fn future_names(&self) -> Vec<&str> {
        self.future.iter().rev().map(|(name, _)| name.as_str()).collect()
    }

    /// Remembers the state before a change. What was undone before can't be done again after it.
    pub(super) fn record(&mut self, name: String, before: Snapshot) {
        self.future.clear();
        self.past.push((name, before));
        if self.past.len() > KEPT {
            self.past.remove(0);
        }
    }

    /// Goes one change back; `now` makes the snapshot that redo will need, like the one it is given.
    pub(super) fn undo(&mut self, now: &mut dyn FnMut(&Snapshot) -> Snapshot) -> Option<(String, Snapshot)> {
        let (name, before) = self.past.pop()?;
        self.future.push((name.clone(), now(&before)));
        Some((name, before))
    }

    /// Goes one change forward; `now` as in [`History::undo`].
    pub(super) fn redo(&mut self, now: &mut dyn FnMut(&Snapshot) -> Snapshot) -> Option<(String, Snapshot)> {
        let (name, after) = self.future.pop()?;
        self.past.push((name.clone(), now(&after)));
        Some((name, after))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> Snapshot {
        let mut choices = Choices::default();
        choices.names.insert(ActorId::new("TCD"), name.to_owned());
        Snapshot { choices, positions: None, articles: None, gazetteer: None, coded: None }
    }

    #[test]
    fn the_hundred_and_first_change_drops_the_oldest() {
        let mut history = History::default();
        for index in 0..=KEPT {
            history.record(index.to_string(), named(&index.to_string()));
        }
        let mut undone = Vec::new();
        while let Some((name, _)) = history.undo(&mut Snapshot::clone) {
            undone.push(name);
        }
        assert_eq!((undone.len(), undone.last().map(String::as_str)), (KEPT, Some("1")));
    }

    #[test]
    fn a_new_change_gives_up_what_was_undone() {
        let mut history = History::default();
        history.record("first".to_owned(), named("a"));
        history.undo(&mut Snapshot::clone);
        assert_eq!(history.redo_name(), Some("first"));
        history.record("second".to_owned(), named("b"));
        assert_eq!((history.undo_name(), history.redo_name()), (Some("second"), None));
    }
}
