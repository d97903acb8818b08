//! The few controls that all panels share: buttons, chips, keys, types of events, hairlines.
//!
//! They are painted by hand, so that an icon stands beside its word without being part of its
//! accessible name, and so that nothing has a frame within a frame.

use std::sync::Arc;

use egui::{
    Color32, CornerRadius, Galley, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2,
    WidgetInfo, pos2, vec2,
};

use super::{Face, RADIUS, SMALL_RADIUS, color, font, palette, size, space, tint};
use crate::event::{EventKind, Quad};
use crate::export::palette::{Palette, Rgb};
use crate::view::icon;

const ICON: f32 = 18.0;

/// How a button looks at rest.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    /// Words alone.
    Plain,
    /// With a hairline around.
    Outlined,
    /// The one main action: filled with teal.
    Primary,
    /// A choice that is on: teal on a light teal ground.
    On,
    /// Teal words: a way to somewhere else.
    Link,
}

impl Look {
    fn ink(self, palette: &Palette) -> Rgb {
        match self {
            Self::Plain | Self::Outlined => palette.text,
            Self::Primary => palette.panel,
            Self::On | Self::Link => palette.selection,
        }
    }

    fn fill(self, palette: &Palette, response: &Response) -> Color32 {
        let hovered = response.hovered() && response.enabled();
        match self {
            Self::Primary if hovered => color(palette.selection.over(palette.text, 0.88)),
            Self::Primary => color(palette.selection),
            Self::On => color(palette.selected_row),
            // Teal words on the raised ground would be below 4.5:1.
            Self::Link if hovered => color(palette.selected_row),
            _ if hovered => color(palette.raised),
            Self::Outlined => color(palette.panel),
            Self::Plain | Self::Link => Color32::TRANSPARENT,
        }
    }
}

/// A button without a frame at rest: an icon, if any, and a verb.
pub fn button(ui: &mut Ui, icon: Option<char>, label: &str) -> Response {
    worded(ui, Look::Plain, icon, label)
}

/// A button with a hairline around it.
pub fn outlined_button(ui: &mut Ui, icon: Option<char>, label: &str) -> Response {
    worded(ui, Look::Outlined, icon, label)
}

/// The one main action.
pub fn primary_button(ui: &mut Ui, icon: Option<char>, label: &str) -> Response {
    worded(ui, Look::Primary, icon, label)
}

/// A button that shows whether something is on.
pub fn toggle_button(ui: &mut Ui, icon: Option<char>, label: &str, on: bool) -> Response {
    let response = worded(ui, if on { Look::On } else { Look::Plain }, icon, label);
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::selected(Role::Button, enabled, on, label));
    response
}

/// Teal words that lead to somewhere else ("Show the 12 sentences").
pub fn link_button(ui: &mut Ui, label: &str) -> Response {
    worded(ui, Look::Link, None, label)
}

/// An icon alone, 28 square, only where all know it; the tooltip is its accessible name.
pub fn icon_button(ui: &mut Ui, icon: char, tooltip: &str) -> Response {
    named_icon_button(ui, icon, tooltip, tooltip)
}

/// An icon alone, 28 square, whose accessible name is shorter than its tooltip.
pub fn named_icon_button(ui: &mut Ui, icon: char, name: &str, tooltip: &str) -> Response {
    icon_only(ui, Look::Plain, icon, name, IconSize::Normal).on_hover_text(tooltip)
}

/// An icon alone, 24 square, for hovered rows.
pub fn icon_button_small(ui: &mut Ui, icon: char, tooltip: &str) -> Response {
    icon_only(ui, Look::Plain, icon, tooltip, IconSize::Small).on_hover_text(tooltip)
}

/// An icon that shows whether something is on.
pub fn icon_toggle(ui: &mut Ui, icon: char, tooltip: &str, on: bool) -> Response {
    let look = if on { Look::On } else { Look::Plain };
    let response = icon_only(ui, look, icon, tooltip, IconSize::Normal);
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::selected(Role::Button, enabled, on, tooltip));
    response.on_hover_text(tooltip)
}

fn worded(ui: &mut Ui, look: Look, icon: Option<char>, label: &str) -> Response {
    let palette = palette(ui);
    let ink = color(look.ink(palette));
    let words =
        galley(ui, if look == Look::Plain { Face::Regular } else { Face::Medium }, size::BODY, label, ink);
    let icon = icon.map(|icon| galley(ui, Face::Icons, ICON, &icon.to_string(), ink));
    let padding = if matches!(look, Look::Outlined | Look::Primary) { space::M } else { space::S };
    let icon_width = if icon.is_some() { ICON + 6.0 } else { 0.0 };
    let wanted = vec2(words.size().x + icon_width + 2.0 * padding, space::ROW);
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::click());
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, label));
    if ui.is_rect_visible(rect) {
        let fill = look.fill(palette, &response);
        let line =
            if look == Look::Outlined { Stroke::new(1.0, color(palette.hairline)) } else { Stroke::NONE };
        ui.painter().rect(rect, CornerRadius::same(RADIUS), fill, line, StrokeKind::Inside);
        focus_ring(ui, &response, rect);
        let mut left = rect.left() + padding;
        if let Some(icon) = icon {
            paint_centred(ui, pos2(left, rect.center().y), icon, ink);
            left += icon_width;
        }
        paint_centred(ui, pos2(left, rect.center().y), words, ink);
    }
    response
}

#[derive(Clone, Copy)]
enum IconSize {
    Normal,
    Small,
}

fn icon_only(ui: &mut Ui, look: Look, icon: char, name: &str, icon_size: IconSize) -> Response {
    let (side, size) = match icon_size {
        IconSize::Normal => (space::ROW, ICON),
        IconSize::Small => (24.0, 16.0),
    };
    let palette = palette(ui);
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(side), Sense::click());
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, name));
    if ui.is_rect_visible(rect) {
        let ink = color(if look == Look::On { palette.selection } else { palette.text });
        ui.painter().rect_filled(rect, CornerRadius::same(RADIUS), look.fill(palette, &response));
        focus_ring(ui, &response, rect);
        let drawn = galley(ui, Face::Icons, size, &icon.to_string(), ink);
        paint_centred(ui, pos2(rect.center().x - drawn.size().x / 2.0, rect.center().y), drawn, ink);
    }
    response
}

/// What was done to a chip.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ChipResponse {
    /// Its words were clicked.
    pub clicked: bool,
    /// Its cross was clicked.
    pub closed: bool,
}

/// A chip, 24 high, with a cross to put it away.
pub fn chip(ui: &mut Ui, label: &str, tooltip: &str) -> ChipResponse {
    let palette = palette(ui);
    let ink = color(palette.text);
    let words = galley(ui, Face::Medium, size::SMALL, label, ink);
    let cross = galley(ui, Face::Icons, 14.0, &icon::CLOSE.to_string(), ink);
    let wanted = vec2(space::S + words.size().x + space::XS + 24.0, 24.0);
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::click());
    let cross_rect = Rect::from_min_max(pos2(rect.right() - 24.0, rect.top()), rect.max);
    let close = ui.interact(cross_rect, response.id.with("close"), Sense::click());
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, label));
    let close_label = format!("Remove the filter: {label}");
    close.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, &close_label));
    if ui.is_rect_visible(rect) {
        let fill = if response.hovered() { palette.hairline } else { palette.raised };
        ui.painter().rect_filled(rect, CornerRadius::same(RADIUS), color(fill));
        if close.hovered() {
            let fill = color(palette.second_text.over(palette.raised, 0.25));
            ui.painter().rect_filled(cross_rect.shrink(3.0), CornerRadius::same(SMALL_RADIUS), fill);
        }
        focus_ring(ui, &response, rect);
        focus_ring(ui, &close, cross_rect);
        paint_centred(ui, pos2(rect.left() + space::S, rect.center().y), words, ink);
        paint_centred(ui, pos2(cross_rect.left() + 5.0, rect.center().y), cross, ink);
    }
    let clicked = response.on_hover_text(tooltip).clicked();
    let closed = close.on_hover_text(close_label).clicked();
    ChipResponse { clicked, closed }
}

/// A key or shortcut, as on a keyboard: "Ctrl K".
pub fn key_hint(ui: &mut Ui, keys: &str) -> Response {
    let palette = palette(ui);
    let ink = color(palette.second_text);
    let words = galley(ui, Face::Regular, size::SMALL, keys, ink);
    let (rect, response) = ui.allocate_exact_size(vec2(words.size().x + 2.0 * 5.0, 18.0), Sense::hover());
    if ui.is_rect_visible(rect) {
        let line = Stroke::new(1.0, color(palette.hairline));
        let fill = color(palette.panel);
        ui.painter().rect(rect, CornerRadius::same(SMALL_RADIUS), fill, line, StrokeKind::Inside);
        paint_centred(ui, pos2(rect.left() + 5.0, rect.center().y), words, ink);
    }
    response
}

/// The sign before a type's name, readable without colour: a circle is cooperation, a diamond
/// conflict; hollow is verbal, filled material.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TypeGlyph {
    /// Circle or diamond, hollow or filled.
    pub quad: Quad,
}

/// Paints the sign of a class around a point.
pub fn paint_type_glyph(painter: &egui::Painter, center: Pos2, glyph: TypeGlyph, ink: Color32) {
    let TypeGlyph { quad } = glyph;
    let (fill, line) =
        if quad.is_material() { (ink, Stroke::NONE) } else { (Color32::TRANSPARENT, Stroke::new(1.5, ink)) };
    if quad.is_cooperation() {
        let radius = if quad.is_material() { 3.75 } else { 3.0 };
        painter.circle(center, radius, fill, line);
    } else {
        let reach = if quad.is_material() { 5.0 } else { 4.25 };
        let corners = [vec2(0.0, -reach), vec2(reach, 0.0), vec2(0.0, reach), vec2(-reach, 0.0)];
        let points = corners.map(|corner| center + corner).to_vec();
        painter.add(egui::Shape::convex_polygon(points, fill, line));
    }
}

/// A type of event as a chip, 18 high, tinted with the colour of its class.
pub fn type_chip(ui: &mut Ui, kind: EventKind) -> Response {
    let palette = palette(ui);
    let ink = type_ink(palette, kind);
    let words = galley(ui, Face::Medium, size::SMALL, kind.label(), color(ink));
    let glyph_width = if kind.quad().is_some() { 14.0 } else { 0.0 };
    let wanted = vec2(6.0 + glyph_width + words.size().x + 6.0, 18.0);
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::hover());
    if ui.is_rect_visible(rect) {
        // Laid over the panel beforehand: opaque, so that it keeps its contrast in a hovered row.
        let fill = color(ink.over(palette.panel, tint(palette)));
        ui.painter().rect_filled(rect, CornerRadius::same(SMALL_RADIUS), fill);
        if let Some(quad) = kind.quad() {
            let center = pos2(rect.left() + 11.0, rect.center().y);
            paint_type_glyph(ui.painter(), center, TypeGlyph { quad }, color(palette.quad(quad)));
        }
        paint_centred(ui, pos2(rect.left() + 6.0 + glyph_width, rect.center().y), words, color(ink));
    }
    let in_words = match kind.quad() {
        Some(quad) => format!("{}: {} ({})", kind.label(), kind.in_words(), quad.name()),
        None => format!("{}: {}", kind.label(), kind.in_words()),
    };
    response.on_hover_text(in_words)
}

fn type_ink(palette: &Palette, kind: EventKind) -> Rgb {
    match kind.quad() {
        Some(quad) if quad.is_cooperation() => palette.cooperation_text,
        Some(_) => palette.conflict_text,
        None => palette.second_text,
    }
}

/// A box to tick, with a line around it that can be seen on a panel.
pub fn checkbox(ui: &mut Ui, checked: &mut bool, label: &str) -> Response {
    ui.scope(|ui| {
        let palette = palette(ui);
        let widgets = &mut ui.visuals_mut().widgets;
        widgets.inactive.bg_fill = color(palette.panel);
        widgets.inactive.bg_stroke = Stroke::new(1.0, color(palette.node_ring));
        widgets.hovered.bg_stroke = Stroke::new(1.0, color(palette.text));
        ui.checkbox(checked, label)
    })
    .inner
}

/// A line of 1 px over the whole width.
pub fn hairline(ui: &mut Ui) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    ui.painter().rect_filled(rect, 0.0, color(palette(ui).hairline));
}

/// A line of 1 px upright, as high as a button's words.
pub fn vertical_hairline(ui: &mut Ui) {
    let (rect, _) = ui.allocate_exact_size(vec2(1.0, 20.0), Sense::hover());
    ui.painter().rect_filled(rect, 0.0, color(palette(ui).hairline));
}

/// The ring of 2 px around what has the keyboard.
pub fn focus_ring(ui: &Ui, response: &Response, rect: Rect) {
    if response.has_focus() {
        let line = Stroke::new(2.0, color(palette(ui).selection));
        ui.painter().rect_stroke(rect, CornerRadius::same(RADIUS), line, StrokeKind::Inside);
    }
}

fn galley(ui: &Ui, face: Face, size: f32, words: &str, ink: Color32) -> Arc<Galley> {
    ui.painter().layout_no_wrap(words.to_owned(), font(face, size), ink)
}

/// Paints text with its left edge and middle line at a point.
fn paint_centred(ui: &Ui, left: Pos2, galley: Arc<Galley>, ink: Color32) {
    let at = pos2(left.x, left.y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, ink);
}
