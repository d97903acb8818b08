//! Windows in front: About, shortcuts, rename, a typed path, unsaved work, files that were not read.

use super::{Commands, ViewState};
use crate::session::Workspace;

/// Draws the window in front, if there is one.
pub fn dialogs_ui(ui: &mut egui::Ui, workspace: &Workspace, state: &mut ViewState, commands: &mut Commands) {
    let _ = (ui, workspace, state, commands);
}
