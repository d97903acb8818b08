//! The command palette (Ctrl+K): one field over commands, actors, links and articles.

use super::{Commands, Status, ViewState};
use crate::session::Workspace;

/// What the palette remembers while it is open.
#[derive(Debug, Default)]
pub struct PaletteView {
    /// The text typed.
    pub query: String,
    /// The row that Enter takes.
    pub row: usize,
}

/// Draws the palette if it is open.
pub fn palette_ui(
    ui: &mut egui::Ui,
    workspace: &Workspace,
    status: &Status,
    state: &mut ViewState,
    commands: &mut Commands,
) {
    let _ = (ui, workspace, status, state, commands);
}
