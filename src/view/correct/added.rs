//! The window in which an event is added by hand: the words that tell it are selected in their sentence.

use egui::Ui;

use super::{actors_of, actors_ui, command, kinds_ui, statuses_ui};
use crate::actor::ActorId;
use crate::article::{Article, ArticleId, Part, Span};
use crate::event::{EventKind, Status};
use crate::session::correction::{AddedEvent, Anchor, Told};
use crate::session::{Correction, Workspace};
use crate::view::theme::{self, Face, color, font, space};
use crate::view::{Command, Commands};

/// What was filled in so far.
#[derive(Clone, Debug, PartialEq)]
pub struct AddForm {
    article: ArticleId,
    part: Part,
    /// The sentence, in bytes of the part.
    sentence: Span,
    /// Its index in that part.
    index: usize,
    /// The selected words; the whole sentence where none are.
    words: Option<Span>,
    source: Option<ActorId>,
    target: Option<ActorId>,
    kind: EventKind,
    status: (Status, Option<ActorId>),
    why: String,
    filter: String,
}

impl AddForm {
    /// A form for a sentence, with its first two actors.
    #[must_use]
    pub fn new(workspace: &Workspace, article: &Article, part: Part, index: usize) -> Option<Self> {
        let reading = workspace.readings().get(&article.id)?;
        let sentence = reading.sentences(part).get(index)?.span;
        let here =
            reading.mentions.iter().filter(|mention| (mention.part, mention.sentence) == (part, index));
        let mut actors: Vec<&ActorId> = Vec::new();
        for actor in here.filter_map(|mention| mention.actor.as_ref()) {
            if !actors.contains(&actor) {
                actors.push(actor);
            }
        }
        Some(Self {
            article: article.id,
            part,
            sentence,
            index,
            words: None,
            source: actors.first().map(|actor| (*actor).clone()),
            target: actors.get(1).map(|actor| (*actor).clone()),
            kind: EventKind::Consult,
            status: (Status::Asserted, None),
            why: String::new(),
            filter: String::new(),
        })
    }

    /// The event, where both of its actors are chosen and are two.
    fn event(&self, article: &Article) -> Option<AddedEvent> {
        let (source, target) = (self.source.clone()?, self.target.clone()?);
        let anchor = Anchor::new(article, self.part, self.words.unwrap_or(self.sentence))?;
        let (status, claimed_by) = self.status.clone();
        let told =
            Told { source, kind: self.kind, target, reciprocal: false, status, claimed_by, date: None };
        (told.source != told.target).then(|| AddedEvent { anchor, told, why: self.why.trim().to_owned() })
    }
}

/// Draws the form.
pub fn form_ui(ui: &mut Ui, workspace: &Workspace, form: &mut AddForm, commands: &mut Commands) {
    let Some(article) = workspace.article(&form.article) else { return };
    let second = color(theme::palette(ui).second_text);
    ui.label(theme::title("Add an event"));
    ui.label(theme::small("Select the words that tell it").color(second));
    let text = form.sentence.of(article.part(form.part)).to_owned();
    words_ui(ui, form, &text);
    let reading = workspace.readings().get(&form.article);
    let actors = reading.map(|reading| actors_of(reading, form.part, form.index)).unwrap_or_default();
    egui::Grid::new("added").num_columns(2).spacing([space::L, space::XS]).show(ui, |ui| {
        for is_source in [true, false] {
            ui.label(theme::body(if is_source { "Source" } else { "Target" }).color(second));
            let chosen = if is_source { &form.source } else { &form.target };
            let words = chosen.as_ref().map_or("Choose an actor", |actor| workspace.label(actor)).to_owned();
            ui.menu_button(words, |ui| {
                ui.set_min_width(220.0);
                if let Some(actor) = actors_ui(ui, workspace, &actors, &mut form.filter) {
                    *(if is_source { &mut form.source } else { &mut form.target }) = Some(actor);
                    ui.close();
                }
            });
            ui.end_row();
        }
        ui.label(theme::body("Type").color(second));
        ui.menu_button(form.kind.label(), |ui| {
            if let Some(kind) = kinds_ui(ui, form.kind) {
                form.kind = kind;
                ui.close();
            }
        });
        ui.end_row();
        ui.label(theme::body("Status").color(second));
        ui.menu_button(super::status_label(form.status.0), |ui| status_ui(ui, workspace, form, &actors));
        ui.end_row();
        let label = ui.label(theme::body("Why").color(second));
        ui.add(egui::TextEdit::singleline(&mut form.why).desired_width(320.0)).labelled_by(label.id);
        ui.end_row();
    });
    let event = form.event(article);
    super::foot_ui(ui, |ui| {
        let add = |ui: &mut Ui| theme::primary_button(ui, None, "Add the event").clicked();
        if ui.add_enabled_ui(event.is_some(), add).inner
            && let Some(event) = event
        {
            commands.push(command(Correction::Add(Box::new(event))));
            commands.push(Command::CloseDialog);
        }
        super::cancel_ui(ui, commands);
    });
}

fn status_ui(ui: &mut Ui, workspace: &Workspace, form: &mut AddForm, actors: &[ActorId]) {
    let nobody = ActorId::new("");
    let (status, claimed_by) = form.status.clone();
    let told = Told {
        source: form.source.clone().unwrap_or_else(|| nobody.clone()),
        kind: form.kind,
        target: form.target.clone().unwrap_or(nobody),
        reciprocal: false,
        status,
        claimed_by,
        date: None,
    };
    if let Some(status) = statuses_ui(ui, workspace, &told, actors) {
        form.status = status;
        ui.close();
    }
}

/// The sentence, in which words can be selected and nothing be written.
fn words_ui(ui: &mut Ui, form: &mut AddForm, text: &str) {
    let mut shown = text;
    let field = egui::TextEdit::multiline(&mut shown)
        .font(font(Face::Serif, 15.0))
        .desired_width(f32::INFINITY)
        .desired_rows(2)
        .show(ui);
    let response = field.response.response.accessible_name("The sentence");
    if let Some(range) = field.cursor_range.filter(|_| response.has_focus() || response.lost_focus()) {
        let range = range.as_sorted_char_range();
        let byte = |index: usize| text.char_indices().nth(index).map_or(text.len(), |(byte, _)| byte);
        let (start, end) = (byte(range.start.0), byte(range.end.0));
        let start = start + (text[start..end].len() - text[start..end].trim_start().len());
        let words = text[start..end.max(start)].trim_end();
        let begin = form.sentence.start + start;
        form.words = (!words.is_empty()).then(|| Span::new(begin, begin + words.len()));
    }
    let chosen = form.words.map_or("the whole sentence", |words| {
        let start = words.start - form.sentence.start;
        text.get(start..start + words.len()).unwrap_or_default()
    });
    let second = color(theme::palette(ui).second_text);
    ui.add(egui::Label::new(theme::small(format!("Words: {chosen}")).color(second)).wrap());
}
