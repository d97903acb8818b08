//! The window of an actor: merge it into another, give it names, make an actor of a name, write a note;
//! and that of a new actor. Before names are changed it tells how many sentences are read otherwise.

use egui::Ui;

use super::{actors_ui, command};
use crate::actor::{ActorId, ActorKind, AliasKind, Change};
use crate::session::correction::{Note, NoteColour, Subject};
use crate::session::{Correction, Workspace};
use crate::view::theme::{self, color, space};
use crate::view::{Command, Commands, number, widget};

/// What was filled in so far.
#[derive(Clone, Debug, PartialEq)]
pub struct ActorForm {
    /// `None` for a new actor.
    actor: Option<ActorId>,
    into: Option<ActorId>,
    filter: String,
    alias: String,
    alias_kind: AliasKind,
    kind: ActorKind,
    note: Note,
}

/// The note of a link.
#[derive(Clone, Debug, PartialEq)]
pub struct NoteForm {
    subject: Subject,
    note: Note,
}

/// How many sentences a change of names alters, once it was counted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Counted {
    /// The changes.
    pub changes: Vec<Change>,
    /// `None` while they are being counted.
    pub sentences: Option<usize>,
}

impl ActorForm {
    /// A form for an actor, or for a new one.
    #[must_use]
    pub fn new(workspace: &Workspace, actor: Option<ActorId>) -> Self {
        let notes = &workspace.session().choices.corrections.notes;
        let note = actor.clone().and_then(|actor| notes.get(&Subject::Actor(actor)).cloned());
        Self {
            actor,
            into: None,
            filter: String::new(),
            alias: String::new(),
            alias_kind: AliasKind::Name,
            kind: ActorKind::Organisation,
            note: note.unwrap_or_default(),
        }
    }
}

impl NoteForm {
    /// The note on a subject as it is.
    #[must_use]
    pub fn new(workspace: &Workspace, subject: Subject) -> Self {
        let note = workspace.session().choices.corrections.notes.get(&subject).cloned().unwrap_or_default();
        Self { subject, note }
    }
}

/// Draws the window of an actor or of a new one.
pub fn form_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    form: &mut ActorForm,
    counted: &Counted,
    commands: &mut Commands,
) {
    match form.actor.clone() {
        None => new_ui(ui, form, counted, commands),
        Some(actor) => {
            ui.label(theme::title(workspace.label(&actor)));
            merge_ui(ui, workspace, form, &actor, commands);
            ui.add_space(space::S);
            names_ui(ui, workspace, form, &actor, counted, commands);
            ui.add_space(space::S);
            group_ui(ui, "Note");
            note_fields_ui(ui, &mut form.note);
            super::foot_ui(ui, |ui| {
                if theme::primary_button(ui, None, "Keep the note").clicked() {
                    let note = Correction::Note(Subject::Actor(actor.clone()), form.note.clone());
                    commands.push(command(note));
                    commands.push(Command::CloseDialog);
                }
                super::cancel_ui(ui, commands);
            });
        }
    }
}

/// Draws the window of a link's note.
pub fn note_ui(ui: &mut Ui, workspace: &Workspace, form: &mut NoteForm, commands: &mut Commands) {
    let title = match &form.subject {
        Subject::Actor(actor) => workspace.label(actor).to_owned(),
        Subject::Link(source, target) => {
            format!("{} – {}", workspace.label(source), workspace.label(target))
        }
    };
    ui.label(theme::title(format!("Note on {title}")));
    note_fields_ui(ui, &mut form.note);
    super::foot_ui(ui, |ui| {
        if theme::primary_button(ui, None, "Keep the note").clicked() {
            commands.push(command(Correction::Note(form.subject.clone(), form.note.clone())));
            commands.push(Command::CloseDialog);
        }
        super::cancel_ui(ui, commands);
    });
}

fn group_ui(ui: &mut Ui, words: &str) {
    ui.label(theme::body(words).strong());
}

fn note_fields_ui(ui: &mut Ui, note: &mut Note) {
    let field = egui::TextEdit::multiline(&mut note.text)
        .desired_rows(3)
        .desired_width(f32::INFINITY)
        .hint_text(theme::body("What you want to remember").color(color(theme::palette(ui).second_text)));
    ui.add(field).accessible_name("Note");
    ui.horizontal(|ui| {
        ui.radio_value(&mut note.colour, None, "No colour");
        for colour in NoteColour::ALL {
            ui.radio_value(&mut note.colour, Some(colour), colour.name());
            let (rect, _) = ui.allocate_exact_size(egui::vec2(10.0, 10.0), egui::Sense::hover());
            ui.painter().circle_filled(
                rect.center(),
                5.0,
                color(theme::note_ink(theme::palette(ui), colour)),
            );
        }
    });
}

fn merge_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    form: &mut ActorForm,
    actor: &ActorId,
    commands: &mut Commands,
) {
    group_ui(ui, "Make it one with another actor");
    let second = color(theme::palette(ui).second_text);
    let merged = &workspace.session().choices.corrections.merged;
    for from in merged.iter().filter(|(_, into)| *into == actor).map(|(from, _)| from) {
        ui.horizontal(|ui| {
            let label = workspace.knowledge().gazetteer.label(from);
            ui.label(theme::body(format!("{label} was merged into it")).color(second));
            if theme::link_button(ui, "Take it out again").clicked() {
                commands.push(command(Correction::Unmerge(from.clone())));
            }
        });
    }
    ui.horizontal(|ui| {
        let words =
            form.into.as_ref().map_or("Choose the other actor", |into| workspace.label(into)).to_owned();
        ui.menu_button(words, |ui| {
            ui.set_min_width(220.0);
            let near: Vec<ActorId> = workspace.graph().actors.iter().map(|actor| actor.id.clone()).collect();
            if let Some(into) = actors_ui(ui, workspace, &near, &mut form.filter) {
                form.into = Some(into).filter(|into| into != actor);
                ui.close();
            }
        });
        let merge = |ui: &mut Ui| theme::outlined_button(ui, None, "Merge").clicked();
        if ui.add_enabled_ui(form.into.is_some(), merge).inner
            && let Some(into) = form.into.clone()
        {
            commands.push(command(Correction::Merge { actor: actor.clone(), into }));
            commands.push(Command::CloseDialog);
        }
    });
    if let Some(into) = &form.into {
        let sentences = sentences_of(workspace, actor);
        let words = format!(
            "{} of {} count for {}",
            number::counted(sentences, "sentence"),
            workspace.label(actor),
            workspace.label(into)
        );
        ui.label(theme::small(words).color(second));
    }
}

/// The sentences that name an actor.
fn sentences_of(workspace: &Workspace, actor: &ActorId) -> usize {
    let mut places = std::collections::BTreeSet::new();
    for (id, reading) in workspace.readings() {
        let named = reading.mentions.iter().filter(|mention| mention.actor.as_ref() == Some(actor));
        places.extend(named.map(|mention| (*id, mention.part, mention.sentence)));
    }
    places.len()
}

fn names_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    form: &mut ActorForm,
    actor: &ActorId,
    counted: &Counted,
    commands: &mut Commands,
) {
    group_ui(ui, "Names");
    let second = color(theme::palette(ui).second_text);
    let own = workspace.session().choices.corrections.actors.changes.iter();
    let own = own.filter(|change| matches!(change, Change::AddAlias { actor: of, .. } | Change::RemoveAlias { actor: of, .. } | Change::AddActor { actor: of, .. } | Change::Settle { actor: of, .. } if of == actor));
    let own = own.count();
    if own > 0 {
        ui.horizontal(|ui| {
            let words = format!("{} of your own", number::counted(own, "change"));
            ui.label(theme::body(words).color(second));
            if theme::link_button(ui, "Take them back").clicked() {
                commands.push(command(Correction::ForgetActor(actor.clone())));
            }
        });
    }
    let field = egui::TextEdit::singleline(&mut form.alias)
        .desired_width(f32::INFINITY)
        .hint_text(theme::body("A name as it stands in a sentence").color(second));
    ui.add(field).accessible_name("Name");
    ui.horizontal(|ui| {
        for (kind, words) in [
            (AliasKind::Name, "Name"),
            (AliasKind::People, "People or adjective"),
            (AliasKind::Seat, "Capital or office"),
            (AliasKind::Place, "Place in it"),
        ] {
            ui.radio_value(&mut form.alias_kind, kind, words);
        }
    });
    let alias = form.alias.trim().to_owned();
    let add = vec![Change::AddAlias { actor: actor.clone(), alias: alias.clone(), kind: form.alias_kind }];
    let remove = vec![Change::RemoveAlias { actor: actor.clone(), alias: alias.clone() }];
    let split = {
        let new = new_id(&alias, ActorKind::Group);
        let mut split = remove.clone();
        split.push(Change::AddActor { actor: new, label: alias.clone(), kind: ActorKind::Group });
        split
    };
    ui.add_enabled_ui(!alias.is_empty(), |ui| {
        for (words, hint, changes) in [
            ("It names this actor", "Sentences with this name are read again as of this actor", add),
            ("It does not name this actor", "The name is taken from this actor", remove),
            ("It is an actor of its own", "The name is taken from this actor, and becomes one", split),
        ] {
            ui.horizontal(|ui| {
                if theme::outlined_button(ui, None, words).on_hover_text(hint).clicked() {
                    commands.push(command(Correction::Actors(changes.clone())));
                    commands.push(Command::CloseDialog);
                }
                count_ui(ui, &changes, counted, commands);
            });
        }
    });
}

/// How many sentences changes alter, or the way to know it.
fn count_ui(ui: &mut Ui, changes: &[Change], counted: &Counted, commands: &mut Commands) {
    let second = color(theme::palette(ui).second_text);
    if counted.changes != changes {
        if theme::link_button(ui, "How many sentences change?").clicked() {
            commands.push(Command::CountNames(changes.to_vec()));
        }
        return;
    }
    let words = match counted.sentences {
        None => "counting…".to_owned(),
        Some(1) => "1 sentence changes".to_owned(),
        Some(sentences) => format!("{} sentences change", number::grouped(sentences)),
    };
    ui.label(theme::body(words).color(second));
}

fn new_ui(ui: &mut Ui, form: &mut ActorForm, counted: &Counted, commands: &mut Commands) {
    ui.label(theme::title("New actor"));
    let second = color(theme::palette(ui).second_text);
    let field = egui::TextEdit::singleline(&mut form.alias)
        .desired_width(f32::INFINITY)
        .hint_text(theme::body("Its name as it stands in a sentence").color(second));
    ui.add(field).accessible_name("Name");
    ui.horizontal(|ui| {
        for (kind, words) in [
            (ActorKind::Organisation, "Organisation"),
            (ActorKind::Group, "Group or party"),
            (ActorKind::Area, "Territory"),
        ] {
            ui.radio_value(&mut form.kind, kind, words);
        }
    });
    let label = form.alias.trim().to_owned();
    let actor = new_id(&label, form.kind);
    let changes = vec![Change::AddActor { actor, label: label.clone(), kind: form.kind }];
    ui.add_enabled_ui(!label.is_empty(), |ui| count_ui(ui, &changes, counted, commands));
    super::foot_ui(ui, |ui| {
        let add = |ui: &mut Ui| theme::primary_button(ui, None, "Add the actor").clicked();
        if ui.add_enabled_ui(!label.is_empty(), add).inner {
            commands.push(command(Correction::Actors(changes.clone())));
            commands.push(Command::CloseDialog);
        }
        super::cancel_ui(ui, commands);
    });
}

/// An id made of a name: "Reef Council" is `org:REEF-COUNCIL`.
fn new_id(name: &str, kind: ActorKind) -> ActorId {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let name = words.map(str::to_uppercase).collect::<Vec<_>>().join("-");
    let sort = match kind {
        ActorKind::Organisation => "org",
        ActorKind::Group => "group",
        ActorKind::Country | ActorKind::Territory | ActorKind::Area => "area",
    };
    ActorId::new(&format!("{sort}:{name}"))
}

/// The sign of a note before a name: its colour with its text as a hover text.
pub fn note_line_ui(ui: &mut Ui, workspace: &Workspace, subject: &Subject) {
    let Some(note) = workspace.session().choices.corrections.notes.get(subject) else { return };
    let palette = theme::palette(ui);
    egui::Frame::new().inner_margin(egui::Margin { left: 12, right: 12, top: 0, bottom: 8 }).show(ui, |ui| {
        let ink = note.colour.map_or(palette.second_text, |colour| theme::note_ink(palette, colour));
        let words = match note.colour {
            Some(colour) if note.text.is_empty() => format!("Marked {}", colour.name().to_lowercase()),
            _ => note.text.clone(),
        };
        let label = ui.add(egui::Label::new(theme::body(&words)).wrap());
        let bar = egui::Rect::from_min_max(
            label.rect.left_top() - egui::vec2(8.0, 0.0),
            label.rect.left_bottom() - egui::vec2(5.0, 0.0),
        );
        ui.painter().rect_filled(bar, 1.0, color(ink));
        let colour = note.colour.map_or("no colour", NoteColour::name);
        label.on_hover_text(format!("Your note ({})", widget::sentence_case(colour)));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_made_of_the_name() {
        assert_eq!(new_id("the Reef  Council", ActorKind::Organisation).as_str(), "org:THE-REEF-COUNCIL");
        assert_eq!(new_id("Île-du-Nord", ActorKind::Area).as_str(), "area:ÎLE-DU-NORD");
    }
}
