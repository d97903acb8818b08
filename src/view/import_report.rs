//! What became of each file that was opened: read, partly, refused, with the reason and what to do.

use std::path::Path;

use egui::Ui;

use super::columns::ColumnsForm;
use super::theme::{self, color, space};
use super::{Command, Commands, Dialog, icon, number, widget};
use crate::article::disguise;
use crate::task::{Fate, FileReport};

/// Files of one fate that are listed; the rest is counted.
const LISTED: usize = 300;

/// Draws the report.
pub(super) fn report_ui(ui: &mut Ui, files: &[FileReport], commands: &mut Commands) {
    let count = |fate: Fate| files.iter().filter(|file| file.fate() == fate).count();
    ui.label(theme::title(format!("What became of {}", number::counted(files.len(), "file"))));
    let second = color(theme::palette(ui).second_text);
    let line = format!(
        "{} read, {} partly, {} refused",
        number::grouped(count(Fate::Read)),
        number::grouped(count(Fate::Partly)),
        number::grouped(count(Fate::Refused)),
    );
    ui.label(theme::body(line).color(second));
    ui.add_space(space::XS);
    let height = (ui.ctx().content_rect().height() - 260.0).clamp(120.0, 440.0);
    egui::ScrollArea::vertical().max_height(height).show(ui, |ui| {
        ui.set_width(ui.available_width());
        for fate in [Fate::Refused, Fate::Partly, Fate::Read] {
            fate_ui(ui, files, fate, commands);
        }
    });
    super::about::close_ui(ui, commands);
}

fn fate_ui(ui: &mut Ui, files: &[FileReport], fate: Fate, commands: &mut Commands) {
    let of_fate: Vec<&FileReport> = files.iter().filter(|file| file.fate() == fate).collect();
    if of_fate.is_empty() {
        return;
    }
    let head = match fate {
        Fate::Refused => "Refused",
        Fate::Partly => "Read in part",
        Fate::Read => "Read",
    };
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.add_space(space::S);
    ui.label(theme::body_semibold(head));
    ui.add_space(space::XS);
    for file in of_fate.iter().take(LISTED) {
        file_ui(ui, file, fate, commands);
    }
    if of_fate.len() > LISTED {
        let more = format!("and {} more", number::counted(of_fate.len() - LISTED, "file"));
        ui.label(theme::body(more).color(color(theme::palette(ui).second_text)));
    }
}

fn file_ui(ui: &mut Ui, file: &FileReport, fate: Fate, commands: &mut Commands) {
    let palette = theme::palette(ui);
    let (sign, ink) = match fate {
        Fate::Refused if file.failures.iter().all(|failure| failure.unsupported) => {
            (icon::INFO, palette.second_text)
        }
        Fate::Refused => (icon::ERROR, palette.warning),
        Fate::Partly => (icon::WARNING, palette.warning),
        Fate::Read => (icon::CHECK, palette.second_text),
    };
    ui.horizontal(|ui| {
        let left = ui.cursor().left();
        ui.add_space(24.0);
        let path = shown(&file.path);
        let name = file.path.file_name().map_or_else(|| path.clone(), |name| shown(name.as_ref()));
        let label = ui.add(egui::Label::new(theme::body(name)).truncate()).on_hover_text(path);
        let at = egui::pos2(left, label.rect.center().y);
        widget::icon_at(ui.painter(), at, sign, 16.0, ink);
    });
    let mut lines = Vec::new();
    if fate != Fate::Refused {
        lines.push((read_in_words(file), palette.second_text));
    }
    lines.extend(file.failures.iter().take(4).map(|failure| (part_in_words(file, failure), ink)));
    if file.failures.len() > 4 {
        let more = number::counted(file.failures.len() - 4, "more reason");
        lines.push((format!("and {more}"), palette.second_text));
    }
    for (words, ink) in lines {
        ui.horizontal_top(|ui| {
            ui.add_space(24.0);
            ui.add(egui::Label::new(theme::small(words).color(color(ink))).wrap());
        });
    }
    if let Some(preview) = &file.preview {
        ui.horizontal(|ui| {
            ui.add_space(16.0);
            if theme::link_button(ui, "Say which column is what…").clicked() {
                let form = ColumnsForm::new(file.path.clone(), preview.clone());
                commands.push(Command::ShowDialog(Dialog::Columns(Box::new(form))));
            }
        });
    }
    ui.add_space(space::S);
}

/// The name of a file as it is shown, on one line.
fn shown(path: &Path) -> String {
    disguise::file_name(&path.to_string_lossy()).into_owned()
}

/// "12 articles", "1 table of events".
fn read_in_words(file: &FileReport) -> String {
    let articles = number::counted(file.articles, "article");
    match (file.articles, file.tables) {
        (_, 0) => articles,
        (0, 1) => "1 table of events coded by others".to_owned(),
        (0, tables) => format!("{} tables of events coded by others", number::grouped(tables)),
        (_, tables) => format!("{articles} and {}", number::counted(tables, "table of events")),
    }
}

/// The reason, with the part of the file that it is of.
fn part_in_words(file: &FileReport, failure: &crate::article::open::Failure) -> String {
    match failure.path.strip_prefix(&file.path) {
        Ok(part) if !part.as_os_str().is_empty() => format!("{}: {}", shown(part), failure.reason),
        _ => widget::sentence_case(&failure.reason),
    }
}
