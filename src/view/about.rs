//! Windows in front: About, shortcuts, rename, a typed path, unsaved work; others in files of their own.

use egui::{Modal, Ui, vec2};

use super::command::Menu;
use super::theme::{self, color, space};
use super::{Action, Command, Commands, Dialog, ViewState, correct, top_bar, widget};
use crate::actor::ActorId;
use crate::packed::{PackedText, packed_text};
use crate::session::Workspace;

/// Sources of the data that ships with the program, with what their licences ask to be said.
const DATA_SOURCES: [(&str, &str); 5] = [
    (
        "Unicode CLDR",
        "English names of countries and territories. © Unicode, Inc., Unicode License v3. Unicode and CLDR \
         are trademarks of Unicode, Inc.",
    ),
    (
        "GeoNames",
        "Cities of 100,000 and more, capitals, first-level divisions; geonames.org, Creative Commons \
         Attribution 4.0, names cut to those that are not ambiguous.",
    ),
    ("PLOVER and CAMEO", "Types of events, their classes and intensities: PLOVER codebook 0.8 (2023)."),
    ("Inter and Noto", "Typefaces, SIL Open Font License 1.1."),
    ("Material Symbols", "Icons, © Google, Apache License 2.0."),
];

/// The crates with their licences, as a table.
static THIRD_PARTY: PackedText = packed_text!("THIRD-PARTY.md");

/// Draws the window in front, if there is one.
pub fn dialogs_ui(ui: &mut egui::Ui, workspace: &Workspace, state: &mut ViewState, commands: &mut Commands) {
    let counted = &state.counted;
    let Some(dialog) = &mut state.dialog else { return };
    let width: f32 = match dialog {
        Dialog::Merge(_) => 720.0,
        Dialog::About | Dialog::Shortcuts | Dialog::Import(_) | Dialog::Export(_) | Dialog::Details(_) => {
            560.0
        }
        Dialog::AddEvent(_) | Dialog::Actor(_) => 560.0,
        Dialog::Note(_) | Dialog::History => 440.0,
        Dialog::Columns(_) => 640.0,
        Dialog::Rename(..) | Dialog::PathField(..) | Dialog::UnsavedWork(_) => 400.0,
    };
    let frame = egui::Frame::popup(ui.style()).inner_margin(20);
    let modal = Modal::new(egui::Id::unique("dialog")).frame(frame).backdrop_color(theme::backdrop(ui));
    let response = modal.show(ui.ctx(), |ui| {
        ui.set_width(width.min(ui.ctx().content_rect().width() - 80.0));
        ui.spacing_mut().item_spacing = vec2(space::S, space::S);
        match dialog {
            Dialog::About => about_ui(ui, workspace, commands),
            Dialog::Shortcuts => shortcuts_ui(ui, commands),
            Dialog::Merge(form) => super::merge::merge_ui(ui, workspace, form, commands),
            Dialog::Export(form) => super::export::export_ui(ui, form, commands),
            Dialog::Rename(actor, name) => rename_ui(ui, workspace, actor, name, commands),
            Dialog::PathField(action, path) => path_field_ui(ui, *action, path, commands),
            Dialog::UnsavedWork(command) => unsaved_work_ui(ui, workspace, command, commands),
            Dialog::AddEvent(form) => correct::added::form_ui(ui, workspace, form, commands),
            Dialog::Actor(form) => correct::actor::form_ui(ui, workspace, form, counted, commands),
            Dialog::Note(form) => correct::actor::note_ui(ui, workspace, form, commands),
            Dialog::History => {
                title_ui(ui, "History");
                correct::history::history_ui(ui, workspace, commands);
                close_ui(ui, commands);
            }
            Dialog::Import(files) => super::import_report::report_ui(ui, files, commands),
            Dialog::Columns(form) => super::columns::columns_ui(ui, form, commands),
            Dialog::Details(form) => super::details::details_ui(ui, form, commands),
        }
    });
    if response.should_close() {
        commands.push(Command::CloseDialog);
    }
}

fn title_ui(ui: &mut Ui, title: &str) {
    ui.label(theme::title(title));
    ui.add_space(space::XS);
}

/// Buttons at the foot, the main one at the right; `content` adds them from right to left.
pub(super) fn foot_ui(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    ui.add_space(space::S);
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    ui.allocate_ui_with_layout(vec2(ui.available_width(), space::ROW), layout, content);
}

pub(super) fn close_ui(ui: &mut Ui, commands: &mut Commands) {
    foot_ui(ui, |ui| {
        if theme::outlined_button(ui, None, "Close").clicked() {
            commands.push(Command::CloseDialog);
        }
    });
}

fn about_ui(ui: &mut Ui, workspace: &Workspace, commands: &mut Commands) {
    title_ui(ui, "Diplograph");
    let second = color(theme::palette(ui).second_text);
    ui.label(theme::body("Reads news articles and draws who did what to whom between countries."));
    let gazetteer: String = workspace.knowledge().gazetteer.hash().chars().take(12).collect();
    ui.label(
        theme::body(format!("Version {}, gazetteer {gazetteer}", env!("CARGO_PKG_VERSION"))).color(second),
    );
    ui.label(theme::body("Licence: MIT or Apache-2.0, as you prefer").color(second));
    ui.add_space(space::XS);
    let crates = crates();
    let tab_id = egui::Id::unique("about_tab");
    let mut tab = ui.data(|data| data.get_temp(tab_id)).unwrap_or(0);
    ui.spacing_mut().item_spacing.y = 2.0;
    let tabs = [("Data and typefaces", DATA_SOURCES.len()), ("Crates", crates.len())];
    widget::tabs(ui, &tabs, &mut tab);
    ui.data_mut(|data| data.insert_temp(tab_id, tab));
    let height = (ui.ctx().content_rect().height() - 360.0).clamp(120.0, 320.0);
    let area = egui::ScrollArea::vertical().id_salt(tab).max_height(height).min_scrolled_height(height);
    if tab == 0 {
        area.show(ui, data_sources_ui);
    } else {
        area.show_rows(ui, 24.0, crates.len(), |ui, rows| {
            ui.set_width(ui.available_width());
            for (name, licence) in &crates[rows] {
                crate_ui(ui, name, licence);
            }
        });
    }
    close_ui(ui, commands);
}

fn data_sources_ui(ui: &mut Ui) {
    ui.set_width(ui.available_width());
    let second = color(theme::palette(ui).second_text);
    for (name, words) in DATA_SOURCES {
        ui.add_space(space::S);
        ui.label(theme::body_semibold(name));
        ui.label(theme::body(words).color(second));
    }
}

fn crate_ui(ui: &mut Ui, name: &str, licence: &str) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), egui::Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, format!("{name}: {licence}")));
    let palette = theme::palette(ui);
    let at = |part: f32| egui::pos2(rect.left() + space::M + part * rect.width(), rect.center().y);
    let width = 0.5 * rect.width() - space::M;
    widget::text_at(ui.painter(), at(0.0), name, widget::body(), palette.text, width);
    widget::text_at(ui.painter(), at(0.5), licence, widget::body(), palette.second_text, width);
}

/// The crates that the program is built with: name and version, licence.
fn crates() -> Vec<(String, &'static str)> {
    let row = |line: &'static str| {
        let mut cells = line.strip_prefix("| ")?.split(" | ");
        let (name, version, licence) = (cells.next()?, cells.next()?, cells.next()?);
        (version != "version").then(|| (format!("{name} {version}"), licence))
    };
    THIRD_PARTY.lines().filter_map(row).collect()
}

fn shortcuts_ui(ui: &mut Ui, commands: &mut Commands) {
    title_ui(ui, "Keyboard shortcuts");
    let height = (ui.ctx().content_rect().height() - 220.0).clamp(160.0, 560.0);
    egui::ScrollArea::vertical().max_height(height).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for menu in Menu::ALL {
            let actions: Vec<Action> = menu.groups().into_iter().flatten().collect();
            ui.add_space(space::S);
            ui.label(theme::body_semibold(menu.label()));
            for action in actions.into_iter().filter(|action| action.shortcut_text().is_some()) {
                shortcut_row_ui(ui, action);
            }
        }
    });
    close_ui(ui, commands);
}

fn shortcut_row_ui(ui: &mut Ui, action: Action) {
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), space::ROW), egui::Sense::hover());
    let keys = action.shortcut_text().unwrap_or_default();
    let words = format!("{}: {keys}", action.label());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &words));
    let palette = theme::palette(ui);
    let middle = rect.center().y;
    let keys_at = egui::pos2(rect.right() - space::M, middle);
    let keys = widget::key_cap(ui.painter(), keys_at, &keys, palette.second_text, palette.hairline);
    let width = keys.left() - rect.left() - space::M;
    let at = egui::pos2(rect.left(), middle);
    widget::text_at(ui.painter(), at, action.label(), widget::body(), palette.text, width);
    response.on_hover_text(action.tooltip());
}

fn rename_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    actor: &ActorId,
    name: &mut String,
    commands: &mut Commands,
) {
    let known = workspace.knowledge().gazetteer.label(actor);
    title_ui(ui, &format!("Rename {}", workspace.label(actor)));
    let done = field_ui(ui, "Name on the map", name);
    let hint = format!("An empty field brings “{known}” back. The articles stay as they are.");
    ui.label(theme::small(hint).color(color(theme::palette(ui).second_text)));
    foot_ui(ui, |ui| {
        if theme::primary_button(ui, None, "Rename").clicked() || done {
            commands.push(Command::Rename(actor.clone(), name.clone()));
            commands.push(Command::CloseDialog);
        }
        cancel_ui(ui, commands);
    });
}

fn path_field_ui(ui: &mut Ui, action: Action, path: &mut String, commands: &mut Commands) {
    title_ui(ui, action.label().trim_end_matches('…'));
    let words = "No file dialog is to be had on this desktop. Type the path of the file or folder.";
    ui.label(theme::body(words).color(color(theme::palette(ui).second_text)));
    let done = field_ui(ui, "Path", path);
    foot_ui(ui, |ui| {
        let typed = !path.trim().is_empty();
        let pressed = ui.add_enabled_ui(typed, |ui| theme::primary_button(ui, None, "Go on").clicked()).inner;
        if typed && (pressed || done) {
            commands.push(Command::CloseDialog);
            commands.push(Command::UsePath(action, path.trim().into()));
        }
        cancel_ui(ui, commands);
    });
}

/// A field that has the keyboard at once; whether Enter was pressed in it.
fn field_ui(ui: &mut Ui, name: &'static str, text: &mut String) -> bool {
    let palette = theme::palette(ui);
    ui.visuals_mut().widgets.inactive.bg_stroke = egui::Stroke::new(1.0, color(palette.hairline));
    let edit = egui::TextEdit::singleline(text)
        .margin(egui::Margin::symmetric(8, 6))
        .desired_width(f32::INFINITY)
        .hint_text(theme::body(name).color(color(palette.second_text)));
    let response = ui.add(edit).accessible_name(name);
    let entered = response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    if !response.has_focus() && !entered {
        response.request_focus();
    }
    entered
}

pub(super) fn cancel_ui(ui: &mut Ui, commands: &mut Commands) {
    if theme::outlined_button(ui, None, "Cancel").clicked() {
        commands.push(Command::CloseDialog);
    }
}

fn unsaved_work_ui(ui: &mut Ui, workspace: &Workspace, command: &Command, commands: &mut Commands) {
    let name = workspace.path().map(top_bar::session_name);
    title_ui(ui, "Save the changes?");
    let words = match name {
        Some(name) => format!("“{name}” has changes that are not saved. Without saving they are lost."),
        None => "This session is not saved yet. Without saving it is lost.".to_owned(),
    };
    ui.label(theme::body(words));
    foot_ui(ui, |ui| {
        if theme::primary_button(ui, None, "Save").clicked() {
            commands.push(Command::CloseDialog);
            commands.push(Command::SaveThen(Box::new(command.clone())));
        }
        if theme::outlined_button(ui, None, "Don’t save").clicked() {
            commands.push(Command::CloseDialog);
            commands.push(Command::DiscardThen(Box::new(command.clone())));
        }
        cancel_ui(ui, commands);
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_crate_is_listed_with_its_licence() {
        let crates = crates();
        assert!(crates.iter().any(|(name, licence)| name.starts_with("egui 0.") && !licence.is_empty()));
        assert!(crates.iter().all(|(name, _)| !name.contains('|')));
        let rows = THIRD_PARTY.lines().filter(|line| line.starts_with("| ")).count();
        assert_eq!(crates.len(), rows - 1, "all rows but the head");
    }
}
