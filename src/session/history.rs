//! Undo and redo by snapshots of the choices, which are small.

use super::Choices;

/// Earlier and later choices with the names of the edits between them. 100 are kept.
#[derive(Clone, Debug, Default)]
pub struct History {
    past: Vec<(String, Choices)>,
    future: Vec<(String, Choices)>,
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
}
