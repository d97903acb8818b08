//! The list of articles at the left, with search.

use super::{Commands, ViewState};
use crate::session::Workspace;

/// What the list remembers.
#[derive(Debug, Default)]
pub struct ArticlesView {
    /// The search text.
    pub search: String,
}

/// Draws the panel at the left.
pub fn articles_ui(ui: &mut egui::Ui, workspace: &Workspace, state: &mut ViewState, commands: &mut Commands) {
    let _ = (ui, workspace, state, commands);
}
