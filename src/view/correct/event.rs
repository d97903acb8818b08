//! The menu of an event: accept, strike, another type, direction, actor or status, each in one click.

use egui::Ui;

use super::{actors_of, actors_ui, command, kinds_ui, statuses_ui};
use crate::article::ArticleId;
use crate::event::Event;
use crate::session::correction::{AddedEvent, Anchor, EventAnchor, Provenance, Review, Told, Verdict};
use crate::session::{Correction, Workspace};
use crate::view::{Command, Commands};

/// An event that is on the screen, with the way to correct it.
enum Subject<'a> {
    /// Read by the machine; with what was said of it.
    Machine(EventAnchor, Option<&'a Review>),
    /// Added by hand.
    Added(&'a AddedEvent),
}

/// The event of a corrected reading as it can be corrected.
fn subject<'a>(workspace: &'a Workspace, article: &ArticleId, index: usize) -> Option<Subject<'a>> {
    let corrections = &workspace.session().choices.corrections;
    let whole = workspace.article(article)?;
    let trace = workspace.trace(article, index);
    if let Some(machine) = trace.machine {
        let event = workspace.machine_readings().get(article)?.events.get(machine)?;
        let anchor = EventAnchor::new(whole, event)?;
        let review = corrections.review(&anchor);
        return Some(Subject::Machine(anchor, review));
    }
    let event = workspace.readings().get(article)?.events.get(index)?;
    let place = Anchor::new(whole, event.part, event.span)?;
    let same = |added: &&AddedEvent| {
        added.anchor.article == *article
            && added.anchor.find(whole) == Some(place.span)
            && (&added.told.source, added.told.kind, &added.told.target)
                == (&event.source, event.kind, &event.target)
    };
    corrections.added.iter().find(same).map(Subject::Added)
}

/// The anchor of an event that the machine read, by its index in the corrected reading.
#[must_use]
pub fn anchor(workspace: &Workspace, article: &ArticleId, index: usize) -> Option<EventAnchor> {
    match subject(workspace, article, index)? {
        Subject::Machine(anchor, _) => Some(anchor),
        Subject::Added(_) => None,
    }
}

/// What the machine read, where a person corrected it: to be struck through beside the new.
#[must_use]
pub fn machine_event<'a>(workspace: &'a Workspace, article: &ArticleId, index: usize) -> Option<&'a Event> {
    let trace = workspace.trace(article, index);
    let machine = trace.machine.filter(|_| trace.provenance == Provenance::Corrected)?;
    workspace.machine_readings().get(article)?.events.get(machine)
}

/// Draws the items of the menu.
pub fn menu_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    article: &ArticleId,
    index: usize,
    commands: &mut Commands,
) {
    if workspace.folder().is_some() {
        ui.label("Events of an evidence folder are corrected where their articles are open");
        return;
    }
    let reading = workspace.readings().get(article);
    let Some(event) = reading.and_then(|reading| reading.events.get(index)) else { return };
    let Some(subject) = subject(workspace, article, index) else { return };
    let told = Told::of(event);
    let actors = reading.map(|reading| actors_of(reading, event.part, event.sentence)).unwrap_or_default();
    let mut answer = None;
    if let Subject::Machine(anchor, review) = &subject {
        if review.is_none() && ui.button("Right as read").clicked() {
            answer = Some(said(anchor, Verdict::Right));
        }
        if ui.button("Not an event").clicked() {
            answer = Some(said(anchor, Verdict::NotAnEvent));
        }
    } else if let Subject::Added(added) = &subject
        && ui.button("Remove this event").clicked()
    {
        answer = Some(Correction::Remove(Box::new((*added).clone())));
    }
    if let Some(new) = changes_ui(ui, workspace, &told, &actors) {
        answer = Some(change(&subject, new));
    }
    if let Subject::Machine(anchor, review) = &subject {
        ui.separator();
        if review.is_some() && ui.button("Take back what you said").clicked() {
            answer = Some(Correction::Review(Box::new(anchor.clone()), None));
        }
        if ui.button("Review…").on_hover_text("See it beside what the machine read").clicked() {
            commands.push(Command::Review(Some(Box::new(anchor.clone()))));
            ui.close();
        }
    }
    if let Some(correction) = answer {
        commands.push(command(correction));
        ui.close();
    }
}

/// Direction, type, actors and status; what the event tells then.
fn changes_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    told: &Told,
    actors: &[crate::actor::ActorId],
) -> Option<Told> {
    let mut new = None;
    if ui.button("Reverse the direction").clicked() {
        new = Some(told.reversed());
    }
    ui.menu_button("Type", |ui| {
        if let Some(kind) = kinds_ui(ui, told.kind) {
            new = Some(Told { kind, ..told.clone() });
        }
    });
    for (words, is_source) in [("Source", true), ("Target", false)] {
        ui.menu_button(words, |ui| {
            ui.set_min_width(220.0);
            // What is typed lasts while the menu is open.
            let id = ui.scope_id().with("filter");
            let mut filter = ui.data(|data| data.get_temp::<String>(id)).unwrap_or_default();
            if let Some(actor) = actors_ui(ui, workspace, actors, &mut filter) {
                new = Some(match is_source {
                    true => Told { source: actor, ..told.clone() },
                    false => Told { target: actor, ..told.clone() },
                });
            }
            ui.data_mut(|data| data.insert_temp(id, filter));
        });
    }
    ui.menu_button("Status", |ui| {
        if let Some((status, claimed_by)) = statuses_ui(ui, workspace, told, actors) {
            new = Some(Told { status, claimed_by, ..told.clone() });
        }
    });
    new
}

fn said(anchor: &EventAnchor, verdict: Verdict) -> Correction {
    Correction::Review(Box::new(anchor.clone()), Some(Review { verdict, why: String::new() }))
}

fn change(subject: &Subject<'_>, told: Told) -> Correction {
    match subject {
        Subject::Machine(anchor, _) if anchor.read == told => said(anchor, Verdict::Right),
        Subject::Machine(anchor, review) => {
            let why = review.map(|review| review.why.clone()).unwrap_or_default();
            Correction::Review(
                Box::new(anchor.clone()),
                Some(Review { verdict: Verdict::Corrected(told), why }),
            )
        }
        Subject::Added(added) => {
            Correction::Replace(Box::new((*added).clone()), Box::new(AddedEvent { told, ..(*added).clone() }))
        }
    }
}
