//! Corrections as they are asked for: at once where they are cheap, by a task where articles are read again.

use super::App;
use crate::actor::{ActorId, Change};
use crate::session::correction::{EventAnchor, Reread, Subject};
use crate::session::{Correction, Edit};
use crate::task::{self, Running};
use crate::view::correct::actor::{ActorForm, Counted, NoteForm};
use crate::view::review::ReviewView;
use crate::view::{Dialog, Selection};

/// Articles that are read again with other names.
#[derive(Debug, Default)]
pub(super) struct Rereading {
    /// To be applied when it is done, at this revision.
    edit: Option<(Edit, u64, Running<Reread>)>,
    /// Only to be counted.
    count: Option<Running<Reread>>,
}

impl Rereading {
    pub(super) fn is_idle(&self) -> bool {
        self.edit.is_none() && self.count.is_none()
    }
}

impl App {
    /// Applies an edit; one that changes names when its articles are read again.
    pub(super) fn edit(&mut self, edit: Edit) {
        if edit.rereads() {
            let reread = self.workspace.reread(&edit);
            let running = task::spawn("Reading again", self.waker.clone(), move |_| reread());
            self.rereading.edit = Some((edit, self.workspace.revision(), running));
        } else {
            self.workspace.apply(edit);
        }
    }

    /// Counts the sentences that changes of names alter, for their window.
    pub(super) fn count_names(&mut self, changes: Vec<Change>) {
        let edit = Edit::Correct(Box::new(Correction::Actors(changes.clone())));
        let reread = self.workspace.reread(&edit);
        self.rereading.count = Some(task::spawn("Counting", self.waker.clone(), move |_| reread()));
        self.state.counted = Counted { changes, sentences: None };
    }

    /// Takes what was read again. Where something else was changed in the meantime it is read once more.
    pub(super) fn take_reread(&mut self) {
        if let Some(running) = &mut self.rereading.count
            && let Some(result) = running.try_take()
        {
            self.rereading.count = None;
            let machine = self.workspace.machine_readings();
            let old = |id: &crate::article::ArticleId| machine.get(id).map(AsRef::as_ref);
            self.state.counted.sentences = result.ok().map(|reread| reread.changed_sentences(old));
        }
        let Some((_, revision, running)) = &mut self.rereading.edit else { return };
        let (revision, Some(result)) = (*revision, running.try_take()) else { return };
        let Some((edit, ..)) = self.rereading.edit.take() else { return };
        match result {
            Ok(_) if revision != self.workspace.revision() => self.edit(edit),
            Ok(reread) => {
                let read = reread.readings.len();
                self.workspace.apply_with(edit, Some(reread));
                self.tell(format!("Read again: {}", crate::view::number::counted(read, "article")));
            }
            Err(error) => self.tell_error(format!("Can’t read the articles again: {error}")),
        }
    }

    /// Opens the review, at an event if one is given.
    pub(super) fn review(&mut self, event: Option<Box<EventAnchor>>) {
        self.state.passage = None;
        self.state.review = Some(ReviewView::at(event.map(|event| *event)));
    }

    pub(super) fn toggle_review(&mut self) {
        if self.state.review.take().is_none() {
            self.review(None);
        }
    }

    pub(super) fn ask_for_names(&mut self, actor: ActorId) {
        self.state.counted = Counted::default();
        let form = ActorForm::new(&self.workspace, Some(actor));
        self.state.dialog = Some(Dialog::Actor(Box::new(form)));
    }

    pub(super) fn ask_for_actor(&mut self) {
        self.state.counted = Counted::default();
        self.state.dialog = Some(Dialog::Actor(Box::new(ActorForm::new(&self.workspace, None))));
    }

    pub(super) fn ask_for_note(&mut self) {
        let subject = match &self.state.selection {
            Selection::Actor(actor) => Subject::Actor(actor.clone()),
            Selection::Link { a, b } => Subject::Link(a.clone(), b.clone()),
            Selection::Nothing | Selection::Several(_) => return,
        };
        self.state.dialog = Some(Dialog::Note(Box::new(NoteForm::new(&self.workspace, subject))));
    }
}
