//! The window that asks what to export: a kind of file and what its bytes depend on.

use egui::{Role, Ui, WidgetInfo, vec2};

use super::theme::{self, color, space};
use super::{Command, Commands, widget};
use crate::export::data::{Format, MatrixCell, Scope};
use crate::export::picture::{LARGEST_SCALE, Scale, Theme};
use crate::export::request::{Kind, Request, Texts};

/// What is being asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportForm {
    request: Request,
    title: String,
}

/// The kinds of files in groups.
const GROUPS: [(&str, &[Kind]); 6] = [
    ("Picture", &[Kind::Svg, Kind::Png, Kind::Pdf]),
    ("Report", &[Kind::Report, Kind::Markdown]),
    (
        "Tables",
        &[
            Kind::Data(Format::RelationsCsv),
            Kind::Data(Format::EventsCsv),
            Kind::Data(Format::MentionsCsv),
            Kind::Data(Format::ActorsCsv),
            Kind::Data(Format::Matrix),
            Kind::Data(Format::RelationsJson),
            Kind::Data(Format::EventsJson),
            Kind::Data(Format::MentionsJson),
            Kind::Data(Format::ActorsJson),
        ],
    ),
    ("Graph", &[Kind::Data(Format::GraphMl), Kind::Data(Format::Gexf), Kind::Data(Format::Dot)]),
    ("Event data", &[Kind::Data(Format::Plover), Kind::Data(Format::Polecat), Kind::Data(Format::Gdelt)]),
    ("Session", &[Kind::Session]),
];

/// Rows of kinds that stand side by side before the list scrolls.
const ROWS: usize = 5;
const ROW: f32 = 44.0;

impl ExportForm {
    /// A form for a picture in these colours.
    #[must_use]
    pub fn new(theme: Theme) -> Self {
        Self { request: Request { theme, ..Request::new(Kind::Svg) }, title: String::new() }
    }

    /// The form as it was filled in for a request before.
    #[must_use]
    pub fn again(request: Request) -> Self {
        let title = request.title.clone().unwrap_or_default();
        Self { request, title }
    }

    fn filled(&self) -> Request {
        let title = self.title.trim();
        let title = (!title.is_empty()).then(|| title.to_owned());
        Request { title, ..self.request.clone() }
    }

    fn group(&self) -> usize {
        GROUPS.iter().position(|(_, kinds)| kinds.contains(&self.request.kind)).unwrap_or(0)
    }
}

/// Draws the form; what is asked for comes as [`Command::Export`].
pub(super) fn export_ui(ui: &mut Ui, form: &mut ExportForm, commands: &mut Commands) {
    ui.label(theme::title("Export"));
    ui.add_space(space::XS);
    let mut group = form.group();
    widget::plain_tabs(ui, &GROUPS.map(|(name, _)| name), &mut group);
    theme::hairline(ui);
    if group != form.group() {
        form.request.kind = GROUPS[group].1[0];
    }
    kinds_ui(ui, GROUPS[group].1, &mut form.request.kind);
    theme::hairline(ui);
    ui.add_space(space::XS);
    options_ui(ui, form);
    super::about::foot_ui(ui, |ui| {
        if theme::primary_button(ui, None, "Choose where…").clicked() {
            commands.push(Command::CloseDialog);
            commands.push(Command::Export(Box::new(form.filled())));
        }
        super::about::cancel_ui(ui, commands);
    });
}

fn kinds_ui(ui: &mut Ui, kinds: &[Kind], chosen: &mut Kind) {
    let room = (ui.ctx().content_rect().height() - 420.0).max(2.0 * ROW);
    let height = (ROWS as f32 * ROW).min(room);
    egui::ScrollArea::vertical().max_height(height).min_scrolled_height(height).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.set_min_height(height);
        ui.spacing_mut().item_spacing.y = 0.0;
        for kind in kinds {
            if kind_ui(ui, *kind, kind == chosen).clicked() {
                *chosen = *kind;
            }
        }
    });
}

/// A kind of file with what it is good for, to choose.
fn kind_ui(ui: &mut Ui, kind: Kind, is_chosen: bool) -> egui::Response {
    let (rect, response) = widget::row(ui, ROW, kind.name(), is_chosen);
    let name = format!("{}: {}", kind.name(), kind.explanation());
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_chosen, &name));
    if is_chosen {
        widget::paint_selection_bar(ui, rect);
    }
    let palette = theme::palette(ui);
    let at = |y: f32| egui::pos2(rect.left() + space::M, rect.top() + y);
    let width = rect.width() - 2.0 * space::M;
    let face = theme::font(theme::Face::Medium, theme::size::BODY);
    widget::text_at(ui.painter(), at(14.0), kind.name(), face, palette.text, width);
    widget::text_at(ui.painter(), at(32.0), kind.explanation(), widget::small(), palette.second_text, width);
    response
}

/// What the bytes of the chosen kind depend on.
fn options_ui(ui: &mut Ui, form: &mut ExportForm) {
    let ExportForm { request, title } = form;
    match request.kind {
        Kind::Svg | Kind::Png | Kind::Pdf => {
            title_ui(ui, title);
            row_ui(ui, "Colours", |ui| {
                for (name, theme) in [("Light", Theme::Light), ("Dark", Theme::Dark)] {
                    choice(ui, name, theme, &mut request.theme);
                }
            });
            if request.kind == Kind::Png {
                row_ui(ui, "Size", |ui| {
                    for times in 1..=LARGEST_SCALE {
                        let words = format!("{} wide", 1280 * u32::from(times));
                        choice(ui, &words, Scale::new(times), &mut request.scale);
                    }
                });
            }
        }
        Kind::Report | Kind::Markdown => title_ui(ui, title),
        Kind::Session => {
            let mut with_texts = request.texts == Texts::Included;
            theme::checkbox(ui, &mut with_texts, "With the texts of the articles");
            request.texts = if with_texts { Texts::Included } else { Texts::LeftOut };
            let words = if with_texts {
                "Whoever gets the file can read every article. Ask yourself whether you may hand them on."
            } else {
                "Quotes of the evidence stay, at most 25 words each. Folders of your computer are left out."
            };
            ui.label(theme::small(words).color(color(theme::palette(ui).second_text)));
        }
        Kind::Data(Format::Matrix) => row_ui(ui, "Cells", |ui| {
            for cell in MatrixCell::ALL {
                choice(ui, cell.name(), cell, &mut request.data.cell);
            }
        }),
        Kind::Data(format) if of_events(format) => {
            let mut all = request.data.scope == Scope::All;
            theme::checkbox(ui, &mut all, "Also the events that the map leaves out, with their status");
            request.data.scope = if all { Scope::All } else { Scope::Drawn };
        }
        Kind::Data(_) => {
            let words = "What is on the map now: change the filter to write something else.";
            ui.label(theme::small(words).color(color(theme::palette(ui).second_text)));
        }
    }
}

fn of_events(format: Format) -> bool {
    use Format::{EventsCsv, EventsJson, Gdelt, Plover, Polecat};
    matches!(format, EventsCsv | EventsJson | Plover | Polecat | Gdelt)
}

fn title_ui(ui: &mut Ui, title: &mut String) {
    row_ui(ui, "Title", |ui| {
        let palette = theme::palette(ui);
        ui.visuals_mut().widgets.inactive.bg_stroke = egui::Stroke::new(1.0, color(palette.hairline));
        let edit = egui::TextEdit::singleline(title)
            .margin(egui::Margin::symmetric(8, 5))
            .desired_width(f32::INFINITY)
            .hint_text(theme::body("Who did what to whom").color(color(palette.second_text)));
        ui.add(edit).accessible_name("Title");
    });
}

/// A name at the left and what can be chosen at the right.
fn row_ui(ui: &mut Ui, name: &str, content: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        let second = color(theme::palette(ui).second_text);
        ui.allocate_ui(vec2(72.0, space::ROW), |ui| {
            ui.set_min_size(vec2(72.0, space::ROW));
            ui.centered_and_justified(|ui| {
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    ui.label(theme::body(name).color(second));
                });
            });
        });
        content(ui);
    });
}

fn choice<T: PartialEq + Copy>(ui: &mut Ui, words: &str, value: T, chosen: &mut T) {
    if widget::filter_chip(ui, words, *chosen == value).clicked() {
        *chosen = value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_file_can_be_chosen_once() {
        let offered: Vec<Kind> = GROUPS.iter().flat_map(|(_, kinds)| kinds.iter().copied()).collect();
        for format in Format::ALL {
            assert_eq!(offered.iter().filter(|kind| **kind == Kind::Data(format)).count(), 1, "{format:?}");
        }
        assert_eq!(offered.len(), Format::ALL.len() + 6);
    }
}
