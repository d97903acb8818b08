//! The plot below the map: events over time, cooperation above the axis, conflict below.

use super::{Commands, ViewState};
use crate::session::Workspace;

/// What the timeline remembers.
#[derive(Debug, Default)]
pub struct TimelineView {}

/// Draws the panel below the map.
pub fn timeline_ui(ui: &mut egui::Ui, workspace: &Workspace, state: &mut ViewState, commands: &mut Commands) {
    let _ = (ui, workspace, state, commands);
}
