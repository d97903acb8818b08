//! Corrections outside the review: the menu of an event, of a mention and of an actor, and the choices that
//! these share with the review.
//!
//! `event.rs` has the menu of an event, `added.rs` the window in which an event is added by hand,
//! `actor.rs` the window of an actor's names, `passage.rs` the menu of a place in a text, `history.rs` the list
//! of changes.

pub mod actor;
pub mod added;
pub(in crate::view) mod attach;
pub mod event;
pub mod history;
pub mod passage;

use egui::Ui;

use super::theme::{self, color, space};
use super::{Command, Commands, widget};
use crate::actor::ActorId;
use crate::article::Part;
use crate::event::{EventKind, Reading, Status};
use crate::session::correction::Told;
use crate::session::{Correction, Edit, Workspace};

/// So many actors are offered by a search.
const OFFERED: usize = 8;

/// Buttons at the foot of a window, the main one at the right; `content` adds them from right to left.
fn foot_ui(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    ui.add_space(space::S);
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    ui.allocate_ui_with_layout(egui::vec2(ui.available_width(), space::ROW), layout, content);
}

fn cancel_ui(ui: &mut Ui, commands: &mut Commands) {
    if theme::outlined_button(ui, None, "Cancel").clicked() {
        commands.push(Command::CloseDialog);
    }
}

/// The command of a correction.
#[must_use]
pub fn command(correction: Correction) -> Command {
    Command::Edit(Box::new(Edit::Correct(Box::new(correction))))
}

/// The actors of an article, those of a sentence first, each once.
#[must_use]
pub fn actors_of(reading: &Reading, part: Part, sentence: usize) -> Vec<ActorId> {
    let mut actors: Vec<ActorId> = Vec::new();
    let here = |mention: &&crate::actor::Mention| (mention.part, mention.sentence) == (part, sentence);
    let there = |mention: &&crate::actor::Mention| !here(mention);
    let mentions = reading.mentions.iter();
    for mention in mentions.clone().filter(here).chain(mentions.filter(there)) {
        for actor in mention.actor.iter().chain(&mention.candidates) {
            if !actors.contains(actor) {
                actors.push(actor.clone());
            }
        }
    }
    actors
}

/// What a status is called in choices.
#[must_use]
pub fn status_label(status: Status) -> &'static str {
    match status {
        Status::Asserted => "Asserted",
        Status::Announced => "Announced",
        Status::Hypothetical => "Hypothetical",
        Status::Question => "Question",
        Status::Negated => "Denied",
        Status::Historical => "Historical",
        Status::Claimed => "Claim",
    }
}

/// The statuses that need no claimant.
const STATUSES: [Status; 6] = [
    Status::Asserted,
    Status::Announced,
    Status::Hypothetical,
    Status::Question,
    Status::Negated,
    Status::Historical,
];

/// A list of types; the one that was chosen.
pub fn kinds_ui(ui: &mut Ui, chosen: EventKind) -> Option<EventKind> {
    let mut answer = None;
    for kind in EventKind::ALL {
        let button = egui::Button::new(kind.label()).selected(kind == chosen);
        if ui.add(button).on_hover_text(kind.in_words()).clicked() {
            answer = Some(kind);
        }
    }
    answer
}

/// A list of statuses, a claim with who claims it; what was chosen.
pub fn statuses_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    told: &Told,
    actors: &[ActorId],
) -> Option<(Status, Option<ActorId>)> {
    let mut answer = None;
    for status in STATUSES {
        let button = egui::Button::new(status_label(status)).selected(status == told.status);
        if ui.add(button).clicked() {
            answer = Some((status, None));
        }
    }
    ui.separator();
    for actor in actors.iter().take(OFFERED) {
        let chosen = told.status == Status::Claimed && told.claimed_by.as_ref() == Some(actor);
        let words = format!("Claimed by {}", workspace.label(actor));
        if ui.add(egui::Button::new(words).selected(chosen)).clicked() {
            answer = Some((Status::Claimed, Some(actor.clone())));
        }
    }
    answer
}

/// A list of actors with a search over all that are known; the one that was chosen.
pub fn actors_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    near: &[ActorId],
    filter: &mut String,
) -> Option<ActorId> {
    let field = egui::TextEdit::singleline(filter)
        .hint_text(theme::body("Find an actor").color(color(theme::palette(ui).second_text)))
        .font(widget::body())
        .margin(egui::Margin::symmetric(8, 4))
        .desired_width(f32::INFINITY);
    let field = ui.add(field).accessible_name("Find an actor");
    // Before the field asks for the keyboard again, which it loses with Enter.
    let enter = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    if !enter && ui.memory(|memory| memory.focused().is_none()) {
        field.request_focus();
    }
    ui.add_space(space::XS);
    let offered = offered(workspace, near, filter);
    let mut answer = offered.first().filter(|_| enter && !filter.trim().is_empty()).cloned();
    for actor in &offered {
        if ui.button(workspace.label(actor)).on_hover_text(actor.as_str()).clicked() {
            answer = Some(actor.clone());
        }
    }
    if answer.is_some() {
        filter.clear();
    }
    answer
}

/// The actors near by, or those whose name holds what was typed.
fn offered(workspace: &Workspace, near: &[ActorId], filter: &str) -> Vec<ActorId> {
    let wanted = filter.trim().to_lowercase();
    if wanted.is_empty() {
        return near.iter().take(OFFERED).cloned().collect();
    }
    let gazetteer = &workspace.knowledge().gazetteer;
    let mut found: Vec<(bool, String, ActorId)> = gazetteer
        .actors()
        .filter_map(|actor| {
            let label = workspace.label(&actor.id).to_lowercase();
            let fits = label.contains(&wanted) || actor.id.as_str().to_lowercase() == wanted;
            fits.then(|| (!label.starts_with(&wanted), label, actor.id.clone()))
        })
        .collect();
    found.sort();
    found.into_iter().take(OFFERED).map(|(.., actor)| actor).collect()
}
