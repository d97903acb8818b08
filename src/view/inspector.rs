//! The inspector at the right: an actor's relations, a link's events with their sentences; beside an
//! article, the list of its events.

use super::{Commands, ViewState};
use crate::session::Workspace;

/// What the inspector remembers.
#[derive(Debug, Default)]
pub struct InspectorView {}

/// Draws the panel at the right.
pub fn inspector_ui(
    ui: &mut egui::Ui,
    workspace: &Workspace,
    state: &mut ViewState,
    commands: &mut Commands,
) {
    let _ = (ui, workspace, state, commands);
}
