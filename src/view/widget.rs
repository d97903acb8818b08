//! Parts of lists that several panels share: rows, chips of a filter, tabs, diverging bars, a search
//! field, and numbers in words. Buttons and chips of types stand in [`theme`].

use std::sync::Arc;

use egui::text::{LayoutJob, TextWrapping};
use egui::{
    Align2, Color32, CornerRadius, FontId, Galley, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, pos2, vec2,
};

use super::number::grouped;
use super::theme::{self, Face, color, font, size, space};
use super::{Action, icon};
use crate::export::palette::{Palette, Rgb};

/// Regular face in the size of the interface.
#[must_use]
pub fn body() -> FontId {
    font(Face::Regular, size::BODY)
}

/// Regular face in the size of lines of data.
#[must_use]
pub fn small() -> FontId {
    font(Face::Regular, size::SMALL)
}

/// Content in a place of its own: the cursor of the parent stays where it is.
pub fn within<R>(ui: &mut Ui, place: Rect, layout: egui::Layout, content: impl FnOnce(&mut Ui) -> R) -> R {
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(place).layout(layout));
    child.spacing_mut().item_spacing = vec2(2.0, 0.0);
    content(&mut child)
}

/// A row over the whole width that can be pressed; its ground shows hover, choice and focus.
pub fn row(ui: &mut Ui, height: f32, name: &str, chosen: bool) -> (Rect, Response) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, name));
    paint_row(ui, rect, &response, chosen);
    (rect, response)
}

/// The ground of a row.
pub fn paint_row(ui: &Ui, rect: Rect, response: &Response, chosen: bool) {
    let palette = theme::palette(ui);
    let fill = match (chosen, response.hovered()) {
        (true, _) => Some(palette.selected_row),
        (false, true) => Some(palette.raised),
        (false, false) => None,
    };
    if let Some(fill) = fill {
        ui.painter().rect_filled(rect, CornerRadius::ZERO, color(fill));
    }
    theme::focus_ring(ui, response, rect.shrink(1.0));
}

/// The bar of 3 px at the left of a row that belongs to the selection.
pub fn paint_selection_bar(ui: &Ui, rect: Rect) {
    let bar = Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
    let rounded = CornerRadius { ne: 2, se: 2, ..CornerRadius::ZERO };
    ui.painter().rect_filled(bar, rounded, color(theme::palette(ui).selection));
}

/// A chip that chooses what a list shows.
pub fn filter_chip(ui: &mut Ui, words: &str, chosen: bool) -> Response {
    let palette = theme::palette(ui);
    let (ink, fill) =
        if chosen { (palette.selection, palette.selected_row) } else { (palette.text, palette.raised) };
    let text = ui.painter().layout_no_wrap(words.to_owned(), font(Face::Medium, size::SMALL), color(ink));
    let (rect, response) = ui.allocate_exact_size(vec2(text.size().x + 16.0, 24.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, chosen, words));
    let line = if response.hovered() { Stroke::new(1.0, color(palette.node)) } else { Stroke::NONE };
    ui.painter().rect(rect, CornerRadius::same(theme::RADIUS), color(fill), line, StrokeKind::Inside);
    theme::focus_ring(ui, &response, rect);
    ui.painter().galley(rect.center() - 0.5 * text.size(), text, color(ink));
    response
}

/// A row of tabs with their counts; the index of the one that is open changes on a click.
pub fn tabs(ui: &mut Ui, tabs: &[(&str, usize)], open: &mut usize) {
    let strip = Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), 32.0));
    let mut left = strip.left() + space::M;
    for (index, (words, count)) in tabs.iter().enumerate() {
        let width = tab(ui, pos2(left, strip.top()), words, Some(*count), index, open);
        left += width + space::L;
    }
    ui.allocate_rect(strip, Sense::hover());
    theme::hairline(ui);
}

/// A row of tabs without counts.
pub fn plain_tabs(ui: &mut Ui, tabs: &[&str], open: &mut usize) {
    let strip = Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), 31.0));
    let mut left = strip.left() + space::M;
    for (index, words) in tabs.iter().enumerate() {
        left += tab(ui, pos2(left, strip.top()), words, None, index, open) + space::L;
    }
    ui.allocate_rect(strip, Sense::hover());
}

fn tab(ui: &Ui, at: Pos2, words: &str, count: Option<usize>, index: usize, open: &mut usize) -> f32 {
    let palette = theme::palette(ui);
    let chosen = index == *open;
    let ink = color(if chosen { palette.text } else { palette.second_text });
    let face = if chosen { Face::Medium } else { Face::Regular };
    let second = color(palette.second_text);
    let name = ui.painter().layout_no_wrap(words.to_owned(), font(face, size::BODY), ink);
    let number = count.map_or_else(String::new, grouped);
    let said = format!("{words} {number}");
    let number = ui.painter().layout_no_wrap(number, body(), second);
    let gap = if count.is_some() { space::XS } else { 0.0 };
    let width = name.size().x + gap + number.size().x;
    let rect = Rect::from_min_size(at, vec2(width, 32.0));
    let id = ui.scope_id().with(("tab", index));
    let response = ui.interact(rect.expand2(vec2(6.0, 0.0)), id, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, chosen, said.trim_end()));
    let middle = rect.center().y - 1.0;
    let number_at = pos2(rect.left() + name.size().x + space::XS, middle - 0.5 * number.size().y);
    ui.painter().galley(pos2(rect.left(), middle - 0.5 * name.size().y), name, ink);
    ui.painter().galley(number_at, number, second);
    if chosen || response.hovered() {
        let ink = color(if chosen { palette.selection } else { palette.node });
        let under = Rect::from_min_max(pos2(rect.left(), rect.bottom() - 2.0), rect.max);
        ui.painter().rect_filled(under, CornerRadius::ZERO, ink);
    }
    theme::focus_ring(ui, &response, rect.expand2(vec2(4.0, -3.0)));
    if response.clicked() {
        *open = index;
    }
    width
}

/// Text on one line, cut with an ellipsis where it does not fit.
#[must_use]
pub fn elided(painter: &egui::Painter, text: &str, font: FontId, ink: Color32, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::simple_singleline(text.to_owned(), font, ink);
    job.wrap = TextWrapping::truncate_at_width(width.max(0.0));
    painter.layout_job(job)
}

/// Paints text on one line with its left end and middle at a point, cut where it does not fit.
pub fn text_at(
    painter: &egui::Painter,
    left_middle: Pos2,
    text: &str,
    font: FontId,
    ink: Rgb,
    width: f32,
) -> Rect {
    let galley = elided(painter, text, font, color(ink), width);
    let rect = Rect::from_min_size(left_middle - vec2(0.0, 0.5 * galley.size().y), galley.size());
    painter.galley(rect.min, galley, color(ink));
    rect
}

/// Paints text on one line with its right end and middle at a point.
pub fn text_right(painter: &egui::Painter, right_middle: Pos2, text: &str, font: FontId, ink: Rgb) -> Rect {
    painter.text(right_middle, Align2::RIGHT_CENTER, text, font, color(ink))
}

/// Paints an icon with its left end and middle at a point.
pub fn icon_at(painter: &egui::Painter, left_middle: Pos2, icon: char, points: f32, ink: Rgb) -> Rect {
    painter.text(left_middle, Align2::LEFT_CENTER, icon, font(Face::Icons, points), color(ink))
}

/// Paints a key cap ("Ctrl K") with its right end and middle at a point.
pub fn key_cap(painter: &egui::Painter, right_middle: Pos2, keys: &str, ink: Rgb, line: Rgb) -> Rect {
    let text = painter.layout_no_wrap(keys.to_owned(), small(), color(ink));
    let size = vec2(text.size().x + 10.0, 18.0);
    let rect = Rect::from_min_size(right_middle - vec2(size.x, 0.5 * size.y), size);
    let stroke = Stroke::new(1.0, color(line));
    painter.rect_stroke(rect, CornerRadius::same(theme::SMALL_RADIUS), stroke, StrokeKind::Inside);
    painter.galley(rect.center() - 0.5 * text.size(), text, color(ink));
    rect
}

/// Paints the counts of the quad classes from an axis: conflict to the left, cooperation to the right,
/// material next to the axis. `unit` is the length of one event.
pub fn diverging_bar(painter: &egui::Painter, palette: &Palette, axis: Pos2, quads: [u32; 4], unit: f32) {
    let [verbal_cooperation, material_cooperation, verbal_conflict, material_conflict] = quads;
    let part = |from: f32, events: u32, side: f32, ink: Rgb| {
        let to = from + side * unit * events as f32;
        if events > 0 {
            let (left, right) = (from.min(to), from.max(to));
            let rect = Rect::from_min_max(pos2(left, axis.y - 4.0), pos2(right, axis.y + 4.0));
            painter.rect_filled(rect, CornerRadius::ZERO, color(ink));
        }
        to
    };
    let to = part(axis.x + 1.0, material_cooperation, 1.0, palette.cooperation_material);
    part(to, verbal_cooperation, 1.0, palette.cooperation_verbal);
    let to = part(axis.x - 1.0, material_conflict, -1.0, palette.conflict_material);
    part(to, verbal_conflict, -1.0, palette.conflict_verbal);
    let line = Stroke::new(1.0, color(palette.second_text.over(palette.panel, 0.5)));
    painter.vline(axis.x, axis.y - 8.0..=axis.y + 8.0, line);
}

/// What a diverging bar says, in words.
#[must_use]
pub fn quads_in_words(quads: [u32; 4]) -> String {
    let parts = crate::event::Quad::ALL.map(|quad| (quads[quad.index()], quad.name()));
    let words: Vec<String> = parts
        .into_iter()
        .filter(|(events, _)| *events > 0)
        .map(|(events, name)| format!("{} {name}", grouped(events as usize)))
        .collect();
    if words.is_empty() { "no events".to_owned() } else { words.join(", ") }
}

/// A field for one line of text with an icon in front; the name stands in it while it is empty.
pub fn search_field(ui: &mut Ui, icon: char, name: &'static str, text: &mut String) -> Response {
    let palette = theme::palette(ui);
    let second = color(palette.second_text);
    let edit = egui::TextEdit::singleline(text)
        .hint_text(theme::body(name).color(second))
        .prefix(theme::icon(icon, 16.0).color(second))
        .font(body())
        .margin(egui::Margin::symmetric(8, 4))
        .align(Align2::LEFT_CENTER)
        .min_size(vec2(0.0, space::ROW))
        .desired_width(f32::INFINITY);
    ui.scope(|ui| {
        let widgets = &mut ui.visuals_mut().widgets;
        widgets.inactive.bg_stroke = Stroke::new(1.0, color(palette.hairline));
        widgets.hovered.bg_stroke = Stroke::new(1.0, color(palette.node));
        ui.visuals_mut().text_edit_bg_color = Some(color(palette.paper));
        ui.add(edit)
    })
    .inner
    .accessible_name(name)
}

/// The cross that closes a panel or gives up a selection.
pub fn close_button(ui: &mut Ui, tooltip: &str) -> Response {
    theme::icon_button(ui, icon::CLOSE, tooltip)
}

/// Says what an action does, with its shortcut, when the pointer rests on its button.
pub fn with_tooltip(response: Response, action: Action) -> Response {
    response.on_hover_text(action.tooltip_with_shortcut())
}

/// The first letter as a capital.
#[must_use]
pub fn sentence_case(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Says what goes on, where there is nothing to show before it is done.
pub(super) fn busy_ui(ui: &mut Ui, words: &str) {
    ui.horizontal(|ui| {
        ui.add(egui::Spinner::new().size(16.0));
        ui.label(super::theme::small(words));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quads_in_words_leave_out_what_is_not_there() {
        assert_eq!(quads_in_words([2, 0, 0, 1]), "2 verbal cooperation, 1 material conflict");
        assert_eq!(quads_in_words([0; 4]), "no events");
    }
}
