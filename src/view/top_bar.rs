//! The bar at the top: menus, search, the session's name and state, undo and redo, export; and below it
//! the progress of work.
//!
//! What a menu holds stands in the table of [`command`](super::command).

use egui::{Align, Layout, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo};
use egui::{CornerRadius, pos2, vec2};

use super::command::Menu;
use super::theme::{self, Face, color, font, size, space};
use super::{Action, Command, Commands, Status, ViewState, icon, number, widget};
use crate::session::Workspace;

const HEIGHT: f32 = 44.0;
/// The search field, where there is room for it.
const SEARCH: f32 = 360.0;

/// Draws the bar.
pub fn top_bar_ui(
    ui: &mut egui::Ui,
    workspace: &Workspace,
    status: &Status,
    state: &mut ViewState,
    commands: &mut Commands,
) {
    let frame = theme::panel_frame(ui);
    egui::Panel::top("top_bar").exact_size(HEIGHT).frame(frame).show(ui, |ui| {
        let bar = ui.max_rect();
        let mut left = bar.left();
        widget::within(ui, bar, Layout::left_to_right(Align::Center), |ui| {
            ui.add_space(space::M);
            brand_ui(ui);
            left = menus_ui(ui, workspace, status, state, commands);
        });
        let rest = Rect::from_min_max(pos2(left + space::L, bar.top()), bar.max);
        let right = widget::within(ui, rest, Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(space::M);
            session_ui(ui, workspace, status, state, commands);
            ui.min_rect().left()
        });
        search_ui(ui, bar, left + space::M, right - space::M, commands);
    });
    if let Some((what, progress)) = &status.work {
        work_ui(ui, what, progress.steps(), commands);
    }
}

fn brand_ui(ui: &mut Ui) {
    let palette = theme::palette(ui);
    let name = "Diplograph";
    let ink = color(palette.text);
    let words = ui.painter().layout_no_wrap(name.to_owned(), font(Face::SemiBold, size::BODY), ink);
    let (rect, _) = ui.allocate_exact_size(vec2(26.0 + words.size().x + space::S, 28.0), Sense::hover());
    paint_mark(ui.painter(), pos2(rect.left(), rect.center().y - 8.0), ink);
    ui.painter().galley(pos2(rect.left() + 26.0, rect.center().y - 0.5 * words.size().y), words, ink);
}

/// Two links between three actors, 17 wide, as in the program's icon.
fn paint_mark(painter: &egui::Painter, at: Pos2, ink: egui::Color32) {
    let [big, above, beside] = [at + vec2(4.0, 12.0), at + vec2(14.0, 3.0), at + vec2(14.5, 13.0)];
    for end in [above, beside] {
        painter.line_segment([big, end], Stroke::new(1.2, ink.gamma_multiply(0.6)));
    }
    painter.circle_filled(big, 3.8, ink);
    painter.circle_filled(above, 2.6, ink);
    painter.circle_filled(beside, 2.2, ink);
}

/// The menus; where the last one ends (the bar itself takes all the width that there is).
fn menus_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    status: &Status,
    state: &ViewState,
    commands: &mut Commands,
) -> f32 {
    let mut right = ui.cursor().left();
    egui::MenuBar::new().ui(ui, |ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.spacing_mut().button_padding = vec2(space::S, space::XS);
        for menu in Menu::ALL {
            let button = ui.menu_button(menu.label(), |ui| {
                menu_ui(ui, menu, workspace, status, state, commands);
                if menu == Menu::File {
                    recent_ui(ui, status, commands);
                }
            });
            right = button.response.rect.right();
        }
    });
    right
}

fn menu_ui(
    ui: &mut Ui,
    menu: Menu,
    workspace: &Workspace,
    status: &Status,
    state: &ViewState,
    commands: &mut Commands,
) {
    for (index, group) in menu.groups().into_iter().enumerate() {
        if index > 0 {
            ui.separator();
        }
        for action in group {
            let idle = action == Action::CancelWork && status.work.is_none();
            let enabled = !idle && action.is_enabled(workspace, state);
            ui.add_enabled_ui(enabled, |ui| item_ui(ui, action, workspace, state, commands));
        }
    }
}

fn item_ui(ui: &mut Ui, action: Action, workspace: &Workspace, state: &ViewState, commands: &mut Commands) {
    let label = action.label_now(workspace, state);
    let on = action.is_on(workspace, state) == Some(true);
    let mut item = egui::Button::new(label).selected(on);
    if let Some(keys) = action.shortcut_text() {
        item = item.shortcut_text(keys);
    }
    if ui.add(item).on_hover_text(action.tooltip()).clicked() {
        commands.act(action);
        ui.close();
    }
}

fn recent_ui(ui: &mut Ui, status: &Status, commands: &mut Commands) {
    if status.recent.is_empty() {
        return;
    }
    ui.separator();
    ui.label(theme::small("Used last").color(color(theme::palette(ui).second_text)));
    for path in &status.recent {
        let place = path.display().to_string();
        if ui.button(file_name(path)).on_hover_text(place).clicked() {
            commands.push(Command::OpenPaths(vec![path.clone()]));
            ui.close();
        }
    }
}

/// From right to left: export, undo and redo, the session.
fn session_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    status: &Status,
    state: &ViewState,
    commands: &mut Commands,
) {
    let narrow = ui.ctx().content_rect().width() < 1000.0;
    let mut ask = |ui: &mut Ui, action: Action, icon: char, words: Option<&str>| {
        let tooltip = tooltip_now(action, workspace, state);
        ui.add_enabled_ui(action.is_enabled(workspace, state), |ui| {
            let response = match words {
                Some(words) => theme::button(ui, Some(icon), words).on_hover_text(&tooltip),
                None => theme::icon_button(ui, icon, &tooltip),
            };
            if response.on_disabled_hover_text(&tooltip).clicked() {
                commands.act(action);
            }
        });
    };
    ask(ui, Action::Export, icon::DOWNLOAD, if narrow { None } else { Some("Export") });
    let tight = ui.ctx().content_rect().width() < 1200.0;
    ask(ui, Action::Review, icon::RATE_REVIEW, if tight { None } else { Some("Review") });
    ui.add_space(space::XS);
    theme::vertical_hairline(ui);
    ui.add_space(space::XS);
    ask(ui, Action::Redo, icon::REDO, None);
    ask(ui, Action::Undo, icon::UNDO, None);
    if workspace.session().is_empty() && workspace.path().is_none() {
        return;
    }
    ui.add_space(space::S);
    session_name_ui(ui, workspace, status, if narrow { 130.0 } else { 200.0 });
}

fn session_name_ui(ui: &mut Ui, workspace: &Workspace, status: &Status, widest: f32) {
    let palette = theme::palette(ui);
    let folder = workspace.session().folder.as_ref();
    let unnamed = || folder.map_or_else(|| "New session".to_owned(), |folder| session_name(&folder.path));
    let name = workspace.path().map_or_else(unnamed, session_name);
    let (state, ink) = if status.saving {
        ("saving", palette.second_text)
    } else if workspace.has_unsaved_work() {
        ("unsaved changes", palette.text)
    } else if folder.is_some() && workspace.path().is_none() {
        ("evidence folder", palette.second_text)
    } else {
        ("saved", palette.second_text)
    };
    let words = format!("{name}, {state}");
    let galley = widget::elided(ui.painter(), &words, widget::small(), color(ink), widest);
    let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x, 28.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
    ui.painter().galley(pos2(rect.left(), rect.center().y - 0.5 * galley.size().y), galley, color(ink));
    let place = workspace.path().map_or_else(|| "Not in a file yet".to_owned(), |p| p.display().to_string());
    response.on_hover_text(format!("{words}\n{place}"));
}

/// What the button does now, for undo with the edit's name, and its keys.
fn tooltip_now(action: Action, workspace: &Workspace, state: &ViewState) -> String {
    let words = match action {
        Action::Undo | Action::Redo => action.label_now(workspace, state),
        _ => action.tooltip().to_owned(),
    };
    match action.shortcut_text() {
        Some(keys) => format!("{words} ({keys})"),
        None => words,
    }
}

/// The search field over the middle of the window, or an icon where there is no room.
fn search_ui(ui: &mut Ui, bar: Rect, from: f32, until: f32, commands: &mut Commands) {
    let room = until - from;
    let width = SEARCH.min(room);
    let clicked = if width < 120.0 {
        let at = Rect::from_center_size(pos2(until - 14.0, bar.center().y), vec2(28.0, 28.0));
        let tooltip = Action::Palette.tooltip_with_shortcut();
        let layout = Layout::left_to_right(Align::Center);
        widget::within(ui, at, layout, |ui| theme::icon_button(ui, icon::SEARCH, &tooltip)).clicked()
    } else {
        let left = (bar.center().x - 0.5 * width).clamp(from, until - width);
        let rect = Rect::from_min_size(pos2(left, bar.center().y - 14.0), vec2(width, 28.0));
        search_field(ui, rect).clicked()
    };
    if clicked {
        commands.act(Action::Palette);
    }
}

/// Looks like a field; a click opens the palette, which has the field to type in.
fn search_field(ui: &mut Ui, rect: Rect) -> Response {
    let name = "Find an actor, a link, a sentence";
    let palette = theme::palette(ui);
    let response = ui.interact(rect, ui.scope_id().with("search"), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    let line = if response.hovered() { palette.node } else { palette.hairline };
    let stroke = Stroke::new(1.0, color(line));
    let rounded = CornerRadius::same(theme::RADIUS);
    ui.painter().rect(rect, rounded, color(palette.paper), stroke, StrokeKind::Inside);
    theme::focus_ring(ui, &response, rect);
    let second = palette.second_text;
    let middle = rect.center().y;
    widget::icon_at(ui.painter(), pos2(rect.left() + 8.0, middle), icon::SEARCH, 18.0, second);
    let keys_at = pos2(rect.right() - 8.0, middle);
    let keys = Action::Palette.shortcut_text().unwrap_or_default();
    let keys = widget::key_cap(ui.painter(), keys_at, &keys, second, palette.hairline);
    let width = keys.left() - rect.left() - 40.0;
    widget::text_at(ui.painter(), pos2(rect.left() + 32.0, middle), name, widget::body(), second, width);
    response.on_hover_cursor(egui::CursorIcon::Text).on_hover_text(Action::Palette.tooltip_with_shortcut())
}

/// Progress of work with a button to stop it.
fn work_ui(ui: &mut Ui, what: &str, (done, total): (u64, u64), commands: &mut Commands) {
    let frame = theme::panel_frame(ui);
    egui::Panel::top("work").exact_size(32.0).frame(frame).show(ui, |ui| {
        let palette = theme::palette(ui);
        let rect = ui.max_rect();
        widget::within(ui, rect, Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(space::M);
            let cancel = theme::link_button(ui, "Cancel");
            if widget::with_tooltip(cancel, Action::CancelWork).clicked() {
                commands.act(Action::CancelWork);
            }
        });
        let words = if total > 0 {
            format!("{what}: {} of {}", number::grouped(done as usize), number::grouped(total as usize))
        } else {
            format!("{what}…")
        };
        let at = pos2(rect.left() + space::M, rect.center().y);
        let words =
            widget::text_at(ui.painter(), at, &words, widget::body(), palette.text, 0.45 * rect.width());
        let left = words.right().max(rect.left() + 240.0) + space::L;
        let track = Rect::from_min_max(
            pos2(left, rect.center().y - 2.0),
            pos2(rect.right() - 96.0, rect.center().y + 2.0),
        );
        paint_progress(ui, track, done, total);
    });
}

fn paint_progress(ui: &Ui, track: Rect, done: u64, total: u64) {
    if !track.is_positive() {
        return;
    }
    let palette = theme::palette(ui);
    let rounded = CornerRadius::same(2);
    ui.painter().rect_filled(track, rounded, color(palette.hairline));
    let part = if total > 0 { (done as f32 / total as f32).clamp(0.0, 1.0) } else { 0.0 };
    let filled = Rect::from_min_size(track.min, vec2(part * track.width(), track.height()));
    ui.painter().rect_filled(filled, rounded, color(palette.selection));
}

/// The name of a session's file without its extension.
pub(super) fn session_name(path: &std::path::Path) -> String {
    path.file_stem().map_or_else(|| file_name(path), |stem| stem.to_string_lossy().into_owned())
}

fn file_name(path: &std::path::Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}
