//! Colours, type and space of the window, light and dark, in one place.
//!
//! Colours come from `export/palette.rs`, so that the window and a picture file agree; this room turns
//! them into egui's styles. [`widgets`] has the few controls that the panels share.

mod fonts;
mod widgets;

use egui::style::{ScrollStyle, Selection, WidgetVisuals, Widgets};
use egui::{Color32, CornerRadius, Margin, Shadow, Stroke, Style, TextStyle, Theme, Visuals, vec2};

use crate::export::palette::{DARK, LIGHT, Palette, Rgb};
use crate::session::correction::NoteColour;

pub use fonts::{
    Face, body, body_medium, body_semibold, font, heading, icon, large, large_semibold, serif, small,
    small_medium, tabular, text, title,
};
pub use widgets::{
    ChipResponse, TypeGlyph, button, checkbox, chip, focus_ring, hairline, icon_button, icon_button_small,
    icon_toggle, key_hint, link_button, named_icon_button, outlined_button, paint_type_glyph, primary_button,
    toggle_button, type_chip, vertical_hairline,
};

/// Sizes of type, in points.
pub mod size {
    /// Lines of data, chips, labels of axes.
    pub const SMALL: f32 = 11.5;
    /// The interface.
    pub const BODY: f32 = 13.0;
    /// Text of articles, heads of cards.
    pub const LARGE: f32 = 15.0;
    /// The one title of a panel.
    pub const TITLE: f32 = 20.0;
}

/// Steps of space, in points.
pub mod space {
    /// Between a glyph and its word.
    pub const XS: f32 = 4.0;
    /// Between things that belong together.
    pub const S: f32 = 8.0;
    /// Inside panels.
    pub const M: f32 = 12.0;
    /// Between groups.
    pub const L: f32 = 16.0;
    /// Between parts.
    pub const XL: f32 = 24.0;
    /// Height of a row and of a button.
    pub const ROW: f32 = 28.0;
    /// Height of a panel's header.
    pub const HEADER: f32 = 40.0;
}

/// Radius of buttons, fields, menus.
pub const RADIUS: u8 = 6;
/// Radius of chips in text and of keys.
pub const SMALL_RADIUS: u8 = 4;
/// How long a change that explains itself takes, in seconds. Nothing moves where a style sets
/// `animation_time` to 0.
pub const MOTION_SECS: f32 = 0.15;

/// The palette of the theme that is on.
#[must_use]
pub fn palette(ui: &egui::Ui) -> &'static Palette {
    palette_of(ui.visuals())
}

/// The palette of these visuals.
#[must_use]
pub fn palette_of(visuals: &Visuals) -> &'static Palette {
    if visuals.dark_mode { &DARK } else { &LIGHT }
}

/// A colour for egui.
#[must_use]
pub fn color(rgb: Rgb) -> Color32 {
    Color32::from_rgb(rgb.0, rgb.1, rgb.2)
}

/// A colour for egui, with an opacity from 0 to 1.
#[must_use]
pub fn faded(rgb: Rgb, opacity: f32) -> Color32 {
    color(rgb).gamma_multiply(opacity)
}

/// How strong the tint of a type's chip is in this palette.
#[must_use]
pub fn tint(palette: &Palette) -> f32 {
    if *palette == DARK { 0.17 } else { 0.13 }
}

/// Puts fonts and styles of both themes into a context. Called once at the start.
pub fn install(ctx: &egui::Context) {
    ctx.set_fonts(fonts::definitions());
    ctx.set_style_of(Theme::Light, style(Theme::Light));
    ctx.set_style_of(Theme::Dark, style(Theme::Dark));
}

/// Adds fonts behind the program's own, by name: for letters that those do not have.
pub fn add_fonts(ctx: &egui::Context, fonts: &[(String, Vec<u8>)]) {
    let mut definitions = fonts::definitions();
    for (name, bytes) in fonts {
        let font = egui::FontData::from_owned(bytes.clone());
        definitions.font_data.insert(name.clone(), std::sync::Arc::new(font));
        definitions.families.values_mut().for_each(|family| family.push(name.clone()));
    }
    ctx.set_fonts(definitions);
}

/// The colour of a note; it is always named too.
#[must_use]
pub fn note_ink(palette: &Palette, colour: NoteColour) -> Rgb {
    palette.note(Some(colour))
}

/// What dims the window behind one in front.
#[must_use]
pub fn backdrop(ui: &egui::Ui) -> Color32 {
    Color32::from_black_alpha(if ui.visuals().dark_mode { 120 } else { 64 })
}

/// A frame for a panel: its fill, and no margin of its own.
pub fn panel_frame(ui: &egui::Ui) -> egui::Frame {
    egui::Frame::NONE.fill(color(palette(ui).panel))
}

fn style(theme: Theme) -> Style {
    let mut style = Style { animation_time: MOTION_SECS, ..theme.default_style() };
    style.visuals = visuals(theme);
    style.text_styles = [
        (TextStyle::Small, font(Face::Regular, size::SMALL)),
        (TextStyle::Body, font(Face::Regular, size::BODY)),
        (TextStyle::Button, font(Face::Regular, size::BODY)),
        (TextStyle::Heading, font(Face::SemiBold, size::TITLE)),
        (TextStyle::Monospace, font(Face::Tabular, size::BODY)),
    ]
    .into();
    style.spacing.item_spacing = vec2(space::S, space::XS);
    style.spacing.button_padding = vec2(space::S, space::XS);
    style.spacing.interact_size = vec2(space::ROW, space::ROW);
    style.spacing.window_margin = Margin::same(16);
    style.spacing.menu_margin = Margin::same(6);
    style.spacing.icon_width = 16.0;
    style.spacing.icon_width_inner = 8.0;
    style.spacing.icon_spacing = space::S;
    style.spacing.slider_rail_height = 4.0;
    style.spacing.tooltip_width = 320.0;
    style.spacing.menu_width = 280.0;
    style.spacing.scroll = ScrollStyle { bar_width: 8.0, floating_width: 4.0, ..ScrollStyle::floating() };
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.3;
    style
}

fn visuals(theme: Theme) -> Visuals {
    let (palette, base, shadow_alpha) = match theme {
        Theme::Light => (&LIGHT, Visuals::light(), 26),
        Theme::Dark => (&DARK, Visuals::dark(), 102),
    };
    // Only what floats has a shadow: tooltips, menus, notices, windows in front.
    let shadow =
        Shadow { offset: [0, 4], blur: 12, spread: 0, color: Color32::from_black_alpha(shadow_alpha) };
    let mut visuals = Visuals {
        widgets: widget_visuals(palette),
        selection: Selection {
            bg_fill: color(palette.selection.over(palette.panel, 0.25)),
            stroke: Stroke::new(1.0, color(palette.selection)),
        },
        weak_text_color: Some(color(palette.second_text)),
        hyperlink_color: color(palette.selection),
        faint_bg_color: color(palette.raised.over(palette.panel, 0.5)),
        extreme_bg_color: color(palette.panel),
        text_edit_bg_color: Some(color(palette.panel)),
        code_bg_color: color(palette.raised),
        warn_fg_color: color(palette.warning),
        error_fg_color: color(palette.warning),
        window_corner_radius: CornerRadius::same(RADIUS),
        window_shadow: shadow,
        window_fill: color(palette.panel),
        window_stroke: Stroke::new(1.0, color(palette.hairline)),
        window_highlight_topmost: false,
        menu_corner_radius: CornerRadius::same(RADIUS),
        panel_fill: color(palette.panel),
        popup_shadow: shadow,
        indent_has_left_vline: false,
        slider_trailing_fill: true,
        handle_shape: egui::style::HandleShape::Circle,
        ..base
    };
    visuals.text_cursor.stroke = Stroke::new(1.5, color(palette.selection));
    visuals
}

/// Nothing at rest, raised under the pointer, a teal ring with the focus.
fn widget_visuals(palette: &Palette) -> Widgets {
    let of = |fill: Color32, bg_fill: Rgb, stroke: Stroke, ink: Rgb| WidgetVisuals {
        bg_fill: color(bg_fill),
        weak_bg_fill: fill,
        bg_stroke: stroke,
        corner_radius: CornerRadius::same(RADIUS),
        fg_stroke: Stroke::new(1.0, color(ink)),
        expansion: 0.0,
    };
    let raised = color(palette.raised);
    let hairline = Stroke::new(1.0, color(palette.hairline));
    let ring = Stroke::new(2.0, color(palette.selection));
    Widgets {
        noninteractive: of(color(palette.panel), palette.panel, hairline, palette.text),
        inactive: of(Color32::TRANSPARENT, palette.hairline, Stroke::NONE, palette.text),
        hovered: of(raised, palette.raised, Stroke::NONE, palette.text),
        active: of(raised, palette.raised, ring, palette.text),
        open: of(raised, palette.raised, Stroke::NONE, palette.text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Contrast of two colours as WCAG 2 defines it.
    fn contrast(one: Rgb, other: Rgb) -> f32 {
        let channel = |value: u8| {
            let value = f32::from(value) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        let light = |rgb: Rgb| 0.2126 * channel(rgb.0) + 0.7152 * channel(rgb.1) + 0.0722 * channel(rgb.2);
        let (a, b) = (light(one), light(other));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn text_can_be_read_on_every_ground() {
        for palette in [&LIGHT, &DARK] {
            for ground in [palette.paper, palette.panel, palette.raised, palette.selected_row] {
                for ink in [palette.text, palette.second_text, palette.warning] {
                    assert!(contrast(ink, ground) >= 4.5, "{ink:?} on {ground:?}");
                }
            }
            // Teal words never stand on the raised ground.
            for ground in [palette.paper, palette.panel, palette.selected_row] {
                assert!(contrast(palette.selection, ground) >= 4.5, "on {ground:?}");
            }
        }
    }

    #[test]
    fn chips_of_types_can_be_read() {
        for palette in [&LIGHT, &DARK] {
            for ink in [palette.cooperation_text, palette.conflict_text] {
                let ground = ink.over(palette.panel, tint(palette));
                assert!(contrast(ink, ground) >= 4.5, "{ink:?} on {ground:?}");
            }
        }
    }
}
