//! The window in which a person sets what is known of one article or of many: title, date, outlet, writer,
//! address, language, a translation. Each value of one article tells where it came from.

use std::collections::BTreeMap;

use egui::{Ui, vec2};

use super::theme::{self, color, space};
use super::{Command, Commands, icon, number, widget};
use crate::article::{Article, ArticleId, Origin, Precision};
use crate::session::Workspace;
use crate::session::metadata::{Field, MetadataEdit};

/// Width of the names of fields.
const LABEL: f32 = 84.0;

/// What is being set.
#[derive(Clone, Debug, PartialEq)]
pub struct DetailsForm {
    articles: Vec<Chosen>,
    entries: Vec<Entry>,
    /// What the files contradict themselves in, or what is doubtful.
    problems: Vec<String>,
    with_translation: bool,
}

/// An article that the values are for.
#[derive(Clone, Debug, PartialEq)]
struct Chosen {
    id: ArticleId,
    label: String,
    is_chosen: bool,
}

/// A field as it is typed.
#[derive(Clone, Debug, PartialEq)]
struct Entry {
    field: Field,
    typed: String,
    /// As it was when the window opened.
    before: String,
    /// Where the value came from; of many articles whether they agree.
    note: String,
    /// Whether the person set it, so that the file's can come back.
    is_set: bool,
    error: Option<String>,
}

impl DetailsForm {
    /// The form for these articles.
    #[must_use]
    pub fn new(workspace: &Workspace, ids: &[ArticleId]) -> Self {
        let articles: Vec<&Article> =
            ids.iter().filter_map(|id| workspace.article(id)).map(AsRef::as_ref).collect();
        let set = &workspace.session().choices.metadata;
        let entries = Field::ALL.into_iter().map(|field| {
            let is_set = articles
                .iter()
                .any(|article| set.get(&article.id).is_some_and(|fields| fields.contains_key(&field)));
            let kept = articles.first().and_then(|article| set.get(&article.id)?.get(&field)).cloned();
            Entry::new(field, &articles, is_set, kept)
        });
        let problems = match &articles[..] {
            [article] => article.problems.clone(),
            _ => Vec::new(),
        };
        let entries: Vec<Entry> = entries.collect();
        let with_translation = entries.iter().any(|entry| entry.field == Field::Translation && entry.is_set);
        let chosen = |article: &&Article| Chosen { id: article.id, label: article.label(), is_chosen: true };
        Self { articles: articles.iter().map(chosen).collect(), entries, problems, with_translation }
    }

    /// The edit, or nothing where a value is wrong (which is told beside it) or none changed.
    fn edit(&mut self) -> Option<MetadataEdit> {
        let mut values = BTreeMap::new();
        let mut is_wrong = false;
        for entry in self.entries.iter_mut().filter(|entry| entry.typed.trim() != entry.before) {
            entry.error = None;
            if entry.typed.trim().is_empty() {
                values.insert(entry.field, None);
                continue;
            }
            match entry.field.parse(&entry.typed) {
                Ok(value) => drop(values.insert(entry.field, Some(value))),
                Err(error) => {
                    entry.error = Some(error);
                    is_wrong = true;
                }
            }
        }
        let articles = self.articles.iter().filter(|article| article.is_chosen).map(|article| article.id);
        let edit = MetadataEdit { articles: articles.collect(), values };
        (!is_wrong && !edit.values.is_empty() && !edit.articles.is_empty()).then_some(edit)
    }
}

impl Entry {
    fn new(field: Field, articles: &[&Article], is_set: bool, kept: Option<String>) -> Self {
        let mut values: Vec<(String, String)> =
            articles.iter().map(|article| value_of(article, field)).collect();
        values.dedup_by(|one, other| one.0 == other.0);
        let (before, note) = match &values[..] {
            _ if field == Field::Translation => (kept.unwrap_or_default(), String::new()),
            [(value, note)] if articles.len() == 1 || !value.is_empty() => (value.clone(), note.clone()),
            [(_, _)] | [] => (String::new(), "none of them has one".to_owned()),
            _ => (String::new(), "they differ: what you type holds for all".to_owned()),
        };
        Self { field, typed: before.clone(), before, note, is_set, error: None }
    }
}

/// The value as text, and where it came from.
fn value_of(article: &Article, field: Field) -> (String, String) {
    let told = |value: &str, origin: Origin| (value.to_owned(), origin.in_words().to_owned());
    let text = match field {
        Field::Title => &article.title,
        Field::Outlet => &article.outlet,
        Field::Author => &article.author,
        Field::Address => &article.url,
        Field::Language => &article.language,
        Field::Translation => &None,
        Field::Date => {
            return article.date.as_ref().map_or_else(missing, |date| {
                let precision = match date.value.precision() {
                    Precision::Day => "",
                    Precision::Month => ", known to the month",
                    Precision::Year => ", known to the year",
                };
                (date.value.in_words(), format!("{}{precision}", date.origin.in_words()))
            });
        }
    };
    text.as_ref().map_or_else(missing, |text| told(&text.value, text.origin))
}

fn missing() -> (String, String) {
    (String::new(), "not given".to_owned())
}

/// Draws the form; what is set comes as [`Command::SetMetadata`].
pub(super) fn details_ui(ui: &mut Ui, form: &mut DetailsForm, commands: &mut Commands) {
    let title = match &form.articles[..] {
        [article] => article.label.clone(),
        articles => format!("Details of {}", number::counted(articles.len(), "article")),
    };
    ui.add(egui::Label::new(theme::title(&title)).truncate());
    problems_ui(ui, &form.problems);
    let room = (ui.ctx().content_rect().height() - 260.0).max(160.0);
    egui::ScrollArea::vertical().max_height(room).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let of_one = [Field::Title, Field::Address];
        let is_many = form.articles.len() > 1;
        let shown = |entry: &&mut Entry| {
            entry.field != Field::Translation && !(is_many && of_one.contains(&entry.field))
        };
        for entry in form.entries.iter_mut().filter(shown) {
            entry_ui(ui, entry);
        }
        if form.articles.len() == 1 {
            translation_ui(ui, form);
        } else {
            chosen_ui(ui, &mut form.articles);
        }
    });
    super::about::foot_ui(ui, |ui| {
        let chosen = form.articles.iter().filter(|article| article.is_chosen).count();
        let words = if form.articles.len() == 1 {
            "Set".to_owned()
        } else {
            format!("Set for {}", number::counted(chosen, "article"))
        };
        if theme::primary_button(ui, None, &words).clicked()
            && let Some(edit) = form.edit()
        {
            commands.push(Command::CloseDialog);
            commands.push(Command::SetMetadata(Box::new(edit)));
        }
        super::about::cancel_ui(ui, commands);
    });
}

fn problems_ui(ui: &mut Ui, problems: &[String]) {
    let warning = theme::palette(ui).warning;
    for problem in problems {
        ui.horizontal_top(|ui| {
            let at = egui::pos2(ui.cursor().left(), ui.cursor().top() + 9.0);
            widget::icon_at(ui.painter(), at, icon::WARNING, 14.0, warning);
            ui.add_space(20.0);
            let words = theme::small(widget::sentence_case(problem)).color(color(warning));
            ui.add(egui::Label::new(words).wrap());
        });
    }
}

fn entry_ui(ui: &mut Ui, entry: &mut Entry) {
    let palette = theme::palette(ui);
    ui.spacing_mut().item_spacing.y = 2.0;
    ui.horizontal(|ui| {
        let label = ui.allocate_ui_with_layout(
            vec2(LABEL, 30.0),
            egui::Layout::left_to_right(egui::Align::Center),
            |ui| {
                ui.set_min_width(LABEL);
                ui.label(theme::body(entry.field.label()))
            },
        );
        ui.visuals_mut().widgets.inactive.bg_stroke = egui::Stroke::new(1.0, color(palette.hairline));
        let hint = match entry.field {
            Field::Date => "26 July 1956, July 1956, 1956",
            Field::Language => "en, fr, …",
            Field::Address => "https://…",
            _ => "",
        };
        let edit = egui::TextEdit::singleline(&mut entry.typed)
            .margin(egui::Margin::symmetric(8, 6))
            .desired_width(f32::INFINITY)
            .hint_text(theme::body(hint).color(color(palette.second_text)));
        let response = ui.add(edit).labelled_by(label.inner.id);
        if response.changed() {
            entry.error = None;
        }
    });
    ui.horizontal(|ui| {
        ui.add_space(LABEL + ui.spacing().item_spacing.x);
        match &entry.error {
            Some(error) => ui.add(egui::Label::new(theme::small(error).color(color(palette.warning))).wrap()),
            None => {
                let note = if entry.is_set && !entry.note.is_empty() {
                    format!("{}; an empty field brings the file’s back", entry.note)
                } else {
                    entry.note.clone()
                };
                ui.label(theme::small(widget::sentence_case(&note)).color(color(palette.second_text)))
            }
        };
    });
    ui.add_space(space::XS);
}

fn translation_ui(ui: &mut Ui, form: &mut DetailsForm) {
    if !form.with_translation {
        if theme::link_button(ui, "Attach a translation…").clicked() {
            form.with_translation = true;
        }
        return;
    }
    let palette = theme::palette(ui);
    let Some(entry) = form.entries.iter_mut().find(|entry| entry.field == Field::Translation) else { return };
    let label = ui.label(theme::body("English translation"));
    let words = "It is read in place of the text. The original stays; an empty field brings it back.";
    ui.label(theme::small(words).color(color(palette.second_text)));
    let edit = egui::TextEdit::multiline(&mut entry.typed)
        .margin(egui::Margin::symmetric(8, 6))
        .desired_rows(6)
        .desired_width(f32::INFINITY);
    ui.add(edit).labelled_by(label.id);
}

/// The articles, each to be left out.
fn chosen_ui(ui: &mut Ui, articles: &mut [Chosen]) {
    ui.add_space(space::XS);
    ui.label(theme::body_semibold("For these articles"));
    egui::ScrollArea::vertical().id_salt("chosen").max_height(132.0).min_scrolled_height(132.0).show_rows(
        ui,
        24.0,
        articles.len(),
        |ui, rows| {
            ui.set_width(ui.available_width());
            for article in &mut articles[rows] {
                theme::checkbox(ui, &mut article.is_chosen, &article.label);
            }
        },
    );
}
