//! Review: the events in the order of their weight on the map, or article by article, one by one, with what the machine read and
//! what the person says side by side.
//!
//! One key each: J and K to go on and back, A accepts, X strikes, T, S, G, E and D change type, source,
//! target, status and date, R turns the direction, Enter keeps the correction, U takes the last step back. Nothing is
//! changed before Enter: the right side shows what the map would gain or lose. `queue.rs` has the list at
//! the left, `sheet.rs` the sentence and the table, `effect.rs` the right side.

mod date;
mod effect;
mod queue;
mod sheet;

use egui::{Key, Modifiers, Panel, Ui};

use super::theme;
use super::{Action, Command, Commands, ViewState};
use crate::article::Article;
use crate::event::{Event, Reading};
use crate::session::correction::{EventAnchor, Review, Told, Verdict};
use crate::session::{Correction, Edit, Workspace};

use queue::{Item, Order, Queue};

/// What the review remembers between frames.
#[derive(Debug, Default)]
pub struct ReviewView {
    queue: Queue,
    /// Index in the queue.
    place: usize,
    /// The event that the draft was made for.
    drafted: Option<EventAnchor>,
    draft: Option<Told>,
    typed: Typed,
    /// Where the person was before each judgement, for U.
    trail: Vec<usize>,
    /// The event to begin with.
    wanted: Option<EventAnchor>,
}

/// What is typed and not kept yet.
#[derive(Debug, Default)]
struct Typed {
    /// Why, in the person's words.
    why: String,
    /// A part of an actor's name.
    actor: String,
    /// A date.
    date: String,
}

impl ReviewView {
    /// A review that begins with an event, or with the first that was not reviewed.
    #[must_use]
    pub fn at(event: Option<EventAnchor>) -> Self {
        Self { wanted: event, ..Self::default() }
    }
}

/// What is reviewed now.
struct Current<'a> {
    item: &'a Item,
    article: &'a Article,
    /// Of the machine.
    reading: &'a Reading,
    /// Of the machine.
    event: &'a Event,
    /// What was said of it before.
    review: Option<&'a Review>,
}

impl<'a> Current<'a> {
    fn new(workspace: &'a Workspace, item: &'a Item) -> Option<Self> {
        let article = workspace.article(&item.article)?.as_ref();
        let reading = workspace.machine_readings().get(&item.article)?.as_ref();
        let event = reading.events.get(item.machine)?;
        let review = workspace.session().choices.corrections.review(&item.anchor);
        Some(Self { item, article, reading, event, review })
    }
}

/// What the person asked for in a frame.
#[derive(Clone, Debug, PartialEq)]
enum Asked {
    /// Another place in the queue.
    Go(usize),
    Judge(Verdict),
    Draft(Told),
    /// Only the events of a rule; `None` for all.
    OnlyRule(Option<String>),
    /// The events in another order.
    Order(Order),
    Undo,
}

/// Draws the review in the place of map and panels.
pub fn review_ui(ui: &mut Ui, workspace: &Workspace, state: &mut ViewState, commands: &mut Commands) {
    let hears_keys = state.dialog.is_none() && state.palette.is_none();
    let Some(view) = &mut state.review else { return };
    view.prepare(workspace);
    let ReviewView { queue, place, draft, typed, .. } = view;
    let mut asked = Vec::new();
    Panel::left("review_queue").exact_size(260.0).resizable(false).frame(theme::panel_frame(ui)).show(
        ui,
        |ui| {
            queue::queue_ui(ui, workspace, queue, *place, &mut asked, commands);
        },
    );
    let current = queue.items().get(*place).and_then(|item| Current::new(workspace, item));
    let (Some(current), Some(draft)) = (current, draft.as_ref()) else {
        egui::CentralPanel::default().frame(theme::panel_frame(ui)).show(ui, sheet::nothing_ui);
        return;
    };
    let width = ui.ctx().content_rect().width();
    if width >= 960.0 {
        let size = if width < 1200.0 { 260.0 } else { 330.0 };
        Panel::right("review_effect")
            .exact_size(size)
            .resizable(false)
            .frame(theme::panel_frame(ui))
            .show(ui, |ui| effect::effect_ui(ui, workspace, queue, &current, draft, &mut asked));
    }
    let paper = egui::Frame::NONE.fill(theme::color(theme::palette(ui).paper));
    egui::CentralPanel::default().frame(paper).show(ui, |ui| {
        sheet::sheet_ui(ui, workspace, &current, draft, typed, &mut asked, commands);
    });
    if hears_keys {
        hear_keys(ui.ctx(), *place, &current, draft, &mut asked);
    }
    let anchor = current.item.anchor.clone();
    for asked in asked {
        view.answer(asked, workspace, &anchor, commands);
    }
}

impl ReviewView {
    /// Makes the queue where other events are to be reviewed, and the draft where another event is.
    fn prepare(&mut self, workspace: &Workspace) {
        let is_new = self.queue.prepare(workspace);
        if is_new || self.wanted.is_some() {
            let wanted = self.wanted.take().and_then(|anchor| self.queue.place_of(&anchor));
            self.place = wanted.unwrap_or_else(|| self.queue.first_open(workspace));
        }
        self.place = self.place.min(self.queue.items().len().saturating_sub(1));
        let anchor = self.queue.items().get(self.place).map(|item| &item.anchor);
        if anchor != self.drafted.as_ref() {
            let review = anchor.and_then(|anchor| workspace.session().choices.corrections.review(anchor));
            self.draft = anchor.map(|anchor| match review.map(|review| &review.verdict) {
                Some(Verdict::Corrected(told)) => told.clone(),
                _ => anchor.read.clone(),
            });
            let why = review.map(|review| review.why.clone()).unwrap_or_default();
            self.typed = Typed { why, ..Typed::default() };
            self.drafted = anchor.cloned();
        }
    }

    fn answer(&mut self, asked: Asked, workspace: &Workspace, anchor: &EventAnchor, commands: &mut Commands) {
        match asked {
            Asked::Go(place) => self.place = place,
            Asked::Draft(told) => self.draft = Some(told),
            Asked::OnlyRule(rule) => {
                self.queue.only_rule(rule);
                self.place = 0;
                self.trail.clear();
            }
            Asked::Order(order) => {
                self.queue.put_in(order, workspace);
                self.place = self.queue.place_of(anchor).unwrap_or(0);
                self.trail.clear();
            }
            Asked::Judge(verdict) => {
                let review = Review { verdict, why: self.typed.why.trim().to_owned() };
                let review = Correction::Review(Box::new(anchor.clone()), Some(review));
                commands.push(Command::Edit(Box::new(Edit::Correct(Box::new(review)))));
                self.trail.push(self.place);
                self.place += 1;
            }
            Asked::Undo => {
                if let Some(place) = self.trail.pop() {
                    commands.act(Action::Undo);
                    self.place = place;
                    // What was drafted is made again from what was said before.
                    self.drafted = None;
                }
            }
        }
    }
}

/// The keys of the review, while nothing else has the keyboard.
fn hear_keys(ctx: &egui::Context, place: usize, current: &Current<'_>, draft: &Told, asked: &mut Vec<Asked>) {
    // A key that chose something in a popup, such as Enter there, is done with.
    if !asked.is_empty() || ctx.text_edit_focused() || egui::Popup::is_any_open(ctx) {
        return;
    }
    let pressed = |key| ctx.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if pressed(Key::J) || pressed(Key::ArrowDown) || pressed(Key::ArrowRight) {
        asked.push(Asked::Go(place + 1));
    }
    if pressed(Key::K) || pressed(Key::ArrowUp) || pressed(Key::ArrowLeft) {
        asked.push(Asked::Go(place.saturating_sub(1)));
    }
    if pressed(Key::A) {
        asked.push(Asked::Judge(Verdict::Right));
    }
    if pressed(Key::X) {
        asked.push(Asked::Judge(Verdict::NotAnEvent));
    }
    if pressed(Key::R) {
        asked.push(Asked::Draft(draft.reversed()));
    }
    if pressed(Key::U) {
        asked.push(Asked::Undo);
    }
    let focused = ctx.memory(|memory| memory.focused().is_some());
    if !focused && pressed(Key::Enter) {
        asked.push(Asked::Judge(verdict_of(current, draft)));
    }
}

/// What keeping a draft says: the machine is right where nothing was changed.
fn verdict_of(current: &Current<'_>, draft: &Told) -> Verdict {
    if *draft == current.item.anchor.read { Verdict::Right } else { Verdict::Corrected(draft.clone()) }
}
