//! An article's text with its mentions and events marked, in place of the map.

use super::{Commands, ViewState};
use crate::session::Workspace;

/// What the article view remembers.
#[derive(Debug, Default)]
pub struct ArticleView {}

/// Draws the article of `state.passage` in the middle.
pub fn article_ui(ui: &mut egui::Ui, workspace: &Workspace, state: &mut ViewState, commands: &mut Commands) {
    let _ = (ui, workspace, state, commands);
}
