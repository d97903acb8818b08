//! The bar at the top: menus, search, the session's name and state, undo and redo, export.

use super::{Commands, Status, ViewState};
use crate::session::Workspace;

/// Draws the bar.
pub fn top_bar_ui(
    ui: &mut egui::Ui,
    workspace: &Workspace,
    status: &Status,
    state: &mut ViewState,
    commands: &mut Commands,
) {
    let _ = (ui, workspace, status, state, commands);
}
