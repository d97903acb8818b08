//! The picture of the map as SVG, with its legend.

use super::palette::Palette;
use crate::session::Workspace;

/// Draws the map of a workspace.
#[must_use]
pub fn picture(workspace: &Workspace, palette: &Palette) -> String {
    let _ = workspace;
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\"><rect fill=\"{}\"/></svg>", palette.paper.css())
}
