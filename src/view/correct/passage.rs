//! The menu of a place in an article's text: what the mention under the pointer means, and an event by hand
//! on the sentence.

use egui::{Pos2, Response, Ui};

use super::{actors_of, actors_ui, attach, command};
use crate::actor::Mention;
use crate::article::{Article, Part, Span};
use crate::event::Reading;
use crate::session::correction::{Anchor, MentionFix};
use crate::session::{Correction, Workspace};
use crate::view::correct::added::AddForm;
use crate::view::marked_text::MarkedText;
use crate::view::{Command, Commands, Dialog};

/// A piece of text as it is on the screen.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    /// The part that it is of.
    pub part: Part,
    /// Its bytes in the part.
    pub span: Span,
    /// As it was laid out.
    pub text: &'a MarkedText,
    /// The upper left corner.
    pub at: Pos2,
}

impl Shown<'_> {
    fn is_under(&self, pointer: Pos2, span: Span) -> bool {
        self.text.rects(span).iter().any(|rect| rect.translate(self.at.to_vec2()).contains(pointer))
    }
}

/// Shows the menu on a right click.
pub fn menu_ui(
    response: &Response,
    workspace: &Workspace,
    article: &Article,
    reading: &Reading,
    shown: Shown<'_>,
    commands: &mut Commands,
) {
    let id = response.id.with("where");
    if response.secondary_clicked()
        && let Some(pointer) = response.interact_pointer_pos()
    {
        response.ctx.data_mut(|data| data.insert_temp(id, pointer));
    }
    response.context_menu(|ui| {
        let Some(pointer) = ui.data(|data| data.get_temp::<Pos2>(id)) else { return };
        let under = |mention: &&Mention| mention.part == shown.part && shown.is_under(pointer, mention.span);
        if let Some(mention) = reading.mentions.iter().find(under) {
            mention_ui(ui, workspace, article, reading, mention, commands);
            ui.separator();
        }
        let sentences = reading.sentences(shown.part);
        let under = |index: &usize| shown.is_under(pointer, sentences[*index].span);
        let within = |index: &usize| shown.span.contains(sentences[*index].span);
        let sentence = (0..sentences.len()).filter(within).find(under);
        let add = ui.add_enabled(sentence.is_some(), egui::Button::new("Add an event on this sentence…"));
        if add.clicked()
            && let Some(form) = sentence.and_then(|index| AddForm::new(workspace, article, shown.part, index))
        {
            commands.push(Command::ShowDialog(Dialog::AddEvent(Box::new(form))));
            ui.close();
        }
        if let Some(index) = sentence {
            attach::menu_ui(ui, workspace, article, (shown.part, index), commands);
        }
    });
}

/// What a mention means.
fn mention_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    article: &Article,
    reading: &Reading,
    mention: &Mention,
    commands: &mut Commands,
) {
    let Some(anchor) = Anchor::new(article, mention.part, mention.span) else { return };
    let corrections = &workspace.session().choices.corrections;
    let fixed = corrections.mentions.get(&anchor);
    let machine = workspace.machine_readings().get(&article.id);
    let same = |read: &&Mention| (read.part, read.span) == (mention.part, mention.span);
    let read = machine.and_then(|machine| machine.mentions.iter().find(same));
    let read = read.and_then(|read| read.actor.clone());
    let mut answer = None;
    ui.menu_button(format!("“{}” is…", anchor.quote), |ui| {
        ui.set_min_width(220.0);
        let filter_id = ui.scope_id().with("filter");
        let mut filter = ui.data(|data| data.get_temp::<String>(filter_id)).unwrap_or_default();
        let near = actors_of(reading, mention.part, mention.sentence);
        if let Some(actor) = actors_ui(ui, workspace, &near, &mut filter) {
            answer = Some(Some(MentionFix { read: read.clone(), actor: Some(actor) }));
        }
        ui.data_mut(|data| data.insert_temp(filter_id, filter));
    });
    if mention.actor.is_some() && ui.button(format!("“{}” is nobody", anchor.quote)).clicked() {
        answer = Some(Some(MentionFix { read, actor: None }));
    }
    if fixed.is_some() && ui.button("Take back what you said").clicked() {
        answer = Some(None);
    }
    if let Some(fix) = answer {
        commands.push(command(Correction::Mention(anchor, fix)));
        ui.close();
    }
}
