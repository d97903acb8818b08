//! The window that merges another session into this one: what both say, what only one says, and each
//! conflict to decide by a click.

use egui::{Ui, vec2};

use super::number::counted;
use super::theme::{self, color, space};
use super::{Command, Commands, widget};
use crate::actor::ActorId;
use crate::session::Workspace;
use crate::session::merge::{About, Item, Merge, Side, State};

/// A merge that is being decided.
#[derive(Clone, Debug, PartialEq)]
pub struct MergeForm {
    /// The name of the other session.
    name: String,
    merge: Merge,
    /// Which list is shown.
    shown: State,
}

const ROW: f32 = 64.0;

impl MergeForm {
    /// A merge with a session of this name; the list that asks for something is shown first.
    #[must_use]
    pub fn new(name: String, merge: Merge) -> Self {
        let shown = State::ALL.into_iter().find(|state| merge.count(*state) > 0).unwrap_or(State::Conflict);
        Self { name, merge, shown }
    }
}

/// Draws the form; what was decided comes as [`Command::Merge`].
pub(super) fn merge_ui(ui: &mut Ui, workspace: &Workspace, form: &mut MergeForm, commands: &mut Commands) {
    ui.label(theme::title(format!("Merge with “{}”", form.name)));
    let second = color(theme::palette(ui).second_text);
    ui.label(theme::body(articles_in_words(form.merge.articles)).color(second));
    ui.add_space(space::XS);
    let mut open = State::ALL.iter().position(|state| *state == form.shown).unwrap_or(0);
    let tabs = State::ALL.map(|state| (state.name(), form.merge.count(state)));
    widget::tabs(ui, &tabs, &mut open);
    form.shown = State::ALL[open];
    list_ui(ui, workspace, form);
    theme::hairline(ui);
    foot_ui(ui, form, commands);
}

/// "12 articles in both, 3 only here; 2 articles of theirs are added".
fn articles_in_words([both, mine, theirs]: [usize; 3]) -> String {
    let added = match theirs {
        0 => "theirs has no others".to_owned(),
        1 => "1 article of theirs is added".to_owned(),
        _ => format!("{} of theirs are added", counted(theirs, "article")),
    };
    format!("{} in both, {mine} only here; {added}", counted(both, "article"))
}

fn list_ui(ui: &mut Ui, workspace: &Workspace, form: &mut MergeForm) {
    // As high as the longest list, so that nothing jumps from tab to tab.
    let most = State::ALL.map(|state| form.merge.count(state)).into_iter().max().unwrap_or(0);
    let room = (ui.ctx().content_rect().height() - 340.0).max(2.0 * ROW);
    let height = (most as f32 * ROW).clamp(2.0 * ROW, room.min(6.0 * ROW));
    let second = color(theme::palette(ui).second_text);
    let shown: Vec<usize> =
        (0..form.merge.items.len()).filter(|index| form.merge.items[*index].state == form.shown).collect();
    if shown.is_empty() {
        ui.allocate_ui(vec2(ui.available_width(), height), |ui| {
            ui.set_min_size(vec2(ui.available_width(), height));
            ui.add_space(space::M);
            ui.label(theme::body(nothing(form.shown)).color(second));
        });
        return;
    }
    let area = egui::ScrollArea::vertical().id_salt(form.shown.name()).max_height(height);
    area.min_scrolled_height(height).show_rows(ui, ROW, shown.len(), |ui, rows| {
        ui.set_width(ui.available_width());
        ui.set_min_height(height);
        ui.spacing_mut().item_spacing.y = 0.0;
        for index in &shown[rows] {
            item_ui(ui, workspace, &mut form.merge.items[*index]);
        }
    });
}

fn nothing(state: State) -> &'static str {
    match state {
        State::Conflict => "The two sessions contradict each other nowhere",
        State::OnlyTheirs => "Theirs decided nothing that is not decided here",
        State::OnlyMine => "All that is decided here is decided there too",
        State::Agreed => "The two sessions have no decision in common",
    }
}

/// What it is about, and what each side says of it.
fn item_ui(ui: &mut Ui, workspace: &Workspace, item: &mut Item) {
    let label = |actor: &ActorId| workspace.label(actor).to_owned();
    ui.allocate_ui(vec2(ui.available_width(), ROW), |ui| {
        ui.set_min_height(ROW);
        ui.add_space(space::S);
        // A name is told of the actor as all know it.
        let known = |actor: &ActorId| workspace.knowledge().gazetteer.label(actor).to_owned();
        let about = match &item.about {
            About::Name(_) => item.about.in_words(known),
            about => about.in_words(label),
        };
        ui.add(egui::Label::new(theme::body_semibold(&about)).truncate()).on_hover_text(&about);
        ui.add_space(space::XS);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            let says = |side: &Option<crate::session::merge::Decision>| {
                side.as_ref().map_or_else(|| "nothing".to_owned(), |decision| decision.in_words(label))
            };
            let (mine, theirs) = (says(&item.mine), says(&item.theirs));
            match item.state {
                State::Agreed => {
                    ui.add(egui::Label::new(theme::body(format!("Both: {mine}"))).truncate());
                }
                State::Conflict | State::OnlyTheirs | State::OnlyMine => {
                    for (side, words) in
                        [(Side::Mine, format!("Mine: {mine}")), (Side::Theirs, format!("Theirs: {theirs}"))]
                    {
                        let words = shortened(&words);
                        let chip = widget::filter_chip(ui, &words, item.taken == Some(side));
                        if chip.clicked() {
                            item.taken = Some(side);
                        }
                    }
                }
            }
        });
    });
}

/// A choice in at most 48 letters.
fn shortened(words: &str) -> String {
    match words.char_indices().nth(48) {
        Some((end, _)) => format!("{}…", words[..end].trim_end()),
        None => words.to_owned(),
    }
}

fn foot_ui(ui: &mut Ui, form: &mut MergeForm, commands: &mut Commands) {
    let undecided = form.merge.undecided();
    let changes = form.merge.changes_something();
    super::about::foot_ui(ui, |ui| {
        let ready = undecided == 0 && changes;
        let merge = ui.add_enabled_ui(ready, |ui| theme::primary_button(ui, None, "Merge")).inner;
        if merge.clicked() {
            commands.push(Command::CloseDialog);
            commands.push(Command::Merge(form.name.clone(), Box::new(form.merge.clone())));
        }
        super::about::cancel_ui(ui, commands);
        ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
            if form.merge.count(State::Conflict) > 0 {
                if theme::link_button(ui, "Mine everywhere").clicked() {
                    form.merge.decide_all(Side::Mine);
                }
                if theme::link_button(ui, "Theirs everywhere").clicked() {
                    form.merge.decide_all(Side::Theirs);
                }
            }
            let words = match (undecided, changes) {
                (1, _) => "1 conflict to decide".to_owned(),
                (2.., _) => format!("{undecided} conflicts to decide"),
                (0, false) => "Nothing would change here".to_owned(),
                (0, true) => String::new(),
            };
            let warning = color(theme::palette(ui).warning);
            ui.label(theme::small(words).color(warning));
        });
    });
}
