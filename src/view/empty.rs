//! The empty window: what the program does, and three ways to begin.

use super::{Commands, Status};

/// Draws the middle of an empty window.
pub fn empty_ui(ui: &mut egui::Ui, status: &Status, commands: &mut Commands) {
    let _ = (ui, status, commands);
}
