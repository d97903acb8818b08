//! The window in which a person says which column of a table is what, beside its first rows.

use std::path::PathBuf;

use egui::{Ui, vec2};

use super::theme::{self, color, space};
use super::{Command, Commands};
use crate::article::mapping::{ColumnUse, Mapping, Preview};

/// Width of a column of the preview.
const CELL: f32 = 150.0;

/// What is being asked.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnsForm {
    path: PathBuf,
    preview: Preview,
    mapping: Mapping,
}

impl ColumnsForm {
    /// A form for a table, filled in as far as the names tell.
    #[must_use]
    pub fn new(path: PathBuf, preview: Preview) -> Self {
        Self { mapping: preview.guess(), path, preview }
    }
}

/// Draws the form; what was chosen comes as [`Command::OpenMapped`].
pub(super) fn columns_ui(ui: &mut Ui, form: &mut ColumnsForm, commands: &mut Commands) {
    let name = form.path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    ui.add(egui::Label::new(theme::title(format!("Columns of {name}"))).truncate());
    let second = color(theme::palette(ui).second_text);
    let words = "The names don’t tell which column is the text. Say which column is what; tables with the same \
                 head are then read so too.";
    ui.add(egui::Label::new(theme::body(words).color(second)).wrap());
    ui.add_space(space::XS);
    egui::Grid::new("uses").num_columns(4).spacing(vec2(space::M, space::S)).show(ui, |ui| {
        for (place, used) in ColumnUse::ALL.into_iter().enumerate() {
            use_ui(ui, form, used);
            if place % 2 == 1 {
                ui.end_row();
            }
        }
    });
    ui.add_space(space::S);
    preview_ui(ui, &form.preview, &form.mapping);
    super::about::foot_ui(ui, |ui| {
        let has_text = form.mapping.column(ColumnUse::Text).is_some();
        let pressed =
            ui.add_enabled_ui(has_text, |ui| theme::primary_button(ui, None, "Read the table").clicked());
        if pressed.inner {
            commands.push(Command::CloseDialog);
            commands.push(Command::OpenMapped(
                form.path.clone(),
                form.preview.columns.clone(),
                form.mapping.clone(),
            ));
        }
        super::about::cancel_ui(ui, commands);
    });
}

/// One use, and the column that is chosen for it.
fn use_ui(ui: &mut Ui, form: &mut ColumnsForm, used: ColumnUse) {
    const NONE: &str = "None";
    ui.label(theme::body(used.label()));
    let chosen = form.mapping.column(used).map(str::to_owned);
    let shown = chosen.clone().unwrap_or_else(|| NONE.to_owned());
    let combo =
        egui::ComboBox::from_id_salt(used.key()).selected_text(theme::body(&shown)).width(170.0).truncate();
    // A list without an edge looks like words.
    let edge = egui::Stroke::new(1.0, color(theme::palette(ui).hairline));
    ui.visuals_mut().widgets.inactive.bg_stroke = edge;
    let response = combo.show_ui(ui, |ui| {
        ui.visuals_mut().widgets.inactive.bg_stroke = egui::Stroke::NONE;
        if ui.selectable_label(chosen.is_none(), NONE).clicked() {
            form.mapping.set(used, None);
        }
        for column in &form.preview.columns {
            if ui.selectable_label(chosen.as_ref() == Some(column), column).clicked() {
                form.mapping.set(used, Some(column));
            }
        }
    });
    let name = format!("{}: {shown}", used.label());
    response.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, &name));
}

/// The first rows, with what each column is above its name.
fn preview_ui(ui: &mut Ui, preview: &Preview, mapping: &Mapping) {
    let palette = theme::palette(ui);
    egui::ScrollArea::horizontal().max_width(ui.available_width()).show(ui, |ui| {
        egui::Grid::new("preview").striped(false).spacing(vec2(space::M, space::XS)).show(ui, |ui| {
            for column in &preview.columns {
                let used = ColumnUse::ALL.into_iter().find(|used| mapping.column(*used) == Some(column));
                let words = used.map_or_else(|| "not used".to_owned(), |used| used.label().to_owned());
                let ink = if used.is_some() { palette.text } else { palette.second_text };
                cell_ui(ui, theme::small(words).color(color(ink)), "");
            }
            ui.end_row();
            for column in &preview.columns {
                cell_ui(ui, theme::body_semibold(column), column);
            }
            ui.end_row();
            for row in &preview.rows {
                for cell in row.iter().take(preview.columns.len()) {
                    let line = cell.split_whitespace().collect::<Vec<_>>().join(" ");
                    cell_ui(ui, theme::body(&line), cell);
                }
                ui.end_row();
            }
        });
    });
}

fn cell_ui(ui: &mut Ui, words: egui::RichText, whole: &str) {
    let response = ui
        .allocate_ui_with_layout(vec2(CELL, 20.0), egui::Layout::left_to_right(egui::Align::Center), |ui| {
            ui.set_width(CELL);
            ui.add(egui::Label::new(words).truncate())
        })
        .inner;
    if !whole.is_empty() {
        response.on_hover_text(whole);
    }
}
