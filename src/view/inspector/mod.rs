//! The inspector at the right: an actor's relations, a link's events with their sentences; beside an
//! article, the list of its events.
//!
//! What a page shows is gathered once for a state of the workspace ([`MadeFor`]) and only drawn after.

mod accuracy;
mod actor;
mod coded;
mod events;
mod link;
mod overview;
mod quotes;
mod sentences;
mod unattached;

use std::collections::BTreeSet;

use egui::{Align, Layout, Ui, pos2, vec2};

use super::lazy_list::LazyList;
use super::theme::{self, color, space};
use super::{Commands, Selection, ViewState, background, number, widget};
use crate::actor::ActorId;
use crate::article::ArticleId;
use crate::graph::{Balance, Counts};
use crate::session::Workspace;
use crate::task::Kept;

/// What the inspector remembers.
#[derive(Debug, Default)]
pub struct InspectorView {
    made_for: Option<MadeFor>,
    page: Page,
    list: LazyList,
    choices: Choices,
    /// The triads of the graph of a revision.
    balance: Kept<u64, Balance>,
}

/// What a person chose on a page.
#[derive(Clone, Debug, Default, PartialEq)]
struct Choices {
    /// The open tab.
    tab: usize,
    /// The order of sentences.
    order: sentences::Order,
    /// Of a link: only what the first (or second) of both does to the other.
    direction: Option<link::Direction>,
    /// Beside an article: which events are listed.
    listed: events::Listed,
}

/// What a page was made for; it is made again when it differs.
#[derive(Clone, Debug, PartialEq)]
struct MadeFor {
    revision: u64,
    quotes: u64,
    subject: Subject,
    choices: Choices,
    /// Whether the triads are known.
    is_counted: bool,
}

/// What the inspector speaks of.
#[derive(Clone, Debug, PartialEq)]
enum Subject {
    Everything,
    Actor(ActorId),
    Link(ActorId, ActorId),
    Several(BTreeSet<ActorId>),
    Article(ArticleId),
}

/// What was gathered for a subject.
#[derive(Debug, Default)]
enum Page {
    #[default]
    Blank,
    Everything(overview::Overview),
    Actor(actor::ActorPage),
    Link(link::LinkPage),
    Article(events::ArticlePage),
}

/// Draws the panel at the right.
pub fn inspector_ui(
    ui: &mut egui::Ui,
    workspace: &Workspace,
    state: &mut ViewState,
    commands: &mut Commands,
) {
    let window = ui.ctx().content_rect().width();
    // The map keeps half of the window.
    let widest = (0.28 * window).clamp(240.0, 520.0);
    let drawn = egui::Panel::right("inspector")
        .default_size(state.panels.inspector_width.clamp(240.0, widest))
        .size_range(240.0..=widest)
        .frame(theme::panel_frame(ui))
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(space::XS, 0.0);
            let subject = Subject::of(state);
            state.inspector.prepare(ui.ctx(), workspace, subject);
            let InspectorView { page, list, choices, .. } = &mut state.inspector;
            match page {
                Page::Blank => {}
                Page::Everything(page) => {
                    page.ui(ui, workspace, list, &mut choices.tab, &mut state.articles, commands);
                }
                Page::Actor(page) => page.ui(ui, workspace, list, choices, commands),
                Page::Link(page) => page.ui(ui, workspace, (list, &state.quotes), choices, commands),
                Page::Article(page) => {
                    let event = state.passage.as_ref().and_then(|passage| passage.event);
                    page.ui(ui, workspace, list, choices, event, commands);
                }
            }
        });
    state.panels.inspector_width = drawn.response.rect.width().round();
}

impl Subject {
    fn of(state: &ViewState) -> Self {
        match (&state.passage, &state.selection) {
            (Some(passage), _) => Self::Article(passage.article),
            (None, Selection::Nothing) => Self::Everything,
            (None, Selection::Actor(actor)) => Self::Actor(actor.clone()),
            (None, Selection::Link { a, b }) => Self::Link(a.clone(), b.clone()),
            (None, Selection::Several(actors)) => Self::Several(actors.clone()),
        }
    }
}

impl InspectorView {
    /// Gathers what the page needs, where something changed.
    fn prepare(&mut self, ctx: &egui::Context, workspace: &Workspace, subject: Subject) {
        if self.made_for.as_ref().is_none_or(|made_for| made_for.subject != subject) {
            self.choices.tab = 0;
            self.choices.direction = None;
            self.choices.listed = events::Listed::default();
        }
        let (revision, quotes) = (workspace.revision(), workspace.quotes_revision());
        let balance = (subject == Subject::Everything)
            .then(|| {
                let graph = workspace.shared_graph();
                let links = graph.relations.len();
                let find = || background::find(ctx, "counting triads", links, move || Balance::new(&graph));
                self.balance.get(&revision, find)?.as_ref().ok()
            })
            .flatten();
        let is_counted = balance.is_some();
        let made_for = MadeFor { revision, quotes, subject, is_counted, choices: self.choices.clone() };
        if self.made_for.as_ref() == Some(&made_for) {
            return;
        }
        let choices = &self.choices;
        (self.page, self.list) = match &made_for.subject {
            Subject::Everything => {
                let page = overview::Overview::new(workspace, None, balance);
                let list = page.list(choices.tab);
                (Page::Everything(page), list)
            }
            Subject::Several(actors) => {
                let page = overview::Overview::new(workspace, Some(actors), None);
                let list = page.list(choices.tab);
                (Page::Everything(page), list)
            }
            Subject::Actor(actor) => {
                let page = actor::ActorPage::new(workspace, actor, choices);
                let list = page.list(workspace, choices);
                (Page::Actor(page), list)
            }
            Subject::Link(a, b) => {
                let page = link::LinkPage::new(workspace, (a, b), choices);
                let list = page.list(workspace, choices);
                (Page::Link(page), list)
            }
            Subject::Article(article) => {
                let page = events::ArticlePage::new(workspace, *article, choices.listed);
                let list = page.list();
                (Page::Article(page), list)
            }
        };
        self.made_for = Some(made_for);
    }
}

/// The head of a page: what it is, buttons at the right, the title and a line below it.
fn head_ui(ui: &mut Ui, what: &str, title: &str, line: impl FnOnce(&mut Ui), buttons: impl FnOnce(&mut Ui)) {
    let palette = theme::palette(ui);
    let (strip, _) = ui.allocate_exact_size(vec2(ui.available_width(), space::HEADER), egui::Sense::hover());
    let row = strip.shrink2(vec2(6.0, 0.0));
    let right = widget::within(ui, row, Layout::right_to_left(Align::Center), |ui| {
        buttons(ui);
        ui.min_rect().left()
    });
    let at = pos2(strip.left() + space::M, strip.center().y);
    let width = right - at.x - space::S;
    widget::text_at(ui.painter(), at, what, widget::small(), palette.second_text, width);
    let margin = egui::Margin { left: 12, right: 12, top: 0, bottom: 10 };
    egui::Frame::new().inner_margin(margin).show(ui, |ui| {
        ui.add(egui::Label::new(theme::title(title)).wrap());
        ui.add_space(space::XS);
        line(ui);
    });
}

/// A line of second text.
fn line_ui(ui: &mut Ui, line: &str) {
    ui.add(egui::Label::new(theme::body(line).color(color(theme::palette(ui).second_text))).wrap());
}

/// One of the counts of a page's head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Count {
    Sentences,
    Articles,
    Sources,
}

/// The three counts that are always kept apart, and a note behind them. Each opens to what it counts: the
/// one that was clicked.
fn counts_ui(ui: &mut Ui, counts: Counts, note: &str) -> Option<Count> {
    let second = color(theme::palette(ui).second_text);
    let told = number::told(counts);
    let parts = [
        (Count::Sentences, counts.sentences, "sentence", "A click lists the sentences"),
        (Count::Articles, counts.articles, "article", "A click lists the articles"),
        (
            Count::Sources,
            counts.sources,
            "independent source",
            "Copies of one report count as one source. A click lists the articles",
        ),
    ];
    let mut clicked = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        for (count, number, unit, hint) in parts {
            let words = number::counted(number as usize, unit);
            let comma = if count == Count::Sources { "" } else { ", " };
            if number_ui(ui, &format!("{words}{comma}"), &words, &format!("{told}\n{hint}")) {
                clicked = Some(count);
            }
        }
        if !note.is_empty() {
            ui.label(theme::body(note).color(second));
        }
    });
    clicked
}

/// A number in second text that opens to what it counts; whether it was pressed.
fn number_ui(ui: &mut Ui, words: &str, name: &str, hint: &str) -> bool {
    let second = color(theme::palette(ui).second_text);
    let response = ui.add(egui::Label::new(theme::body(words).color(second)).sense(egui::Sense::click()));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
    theme::focus_ring(ui, &response, response.rect);
    if response.hovered() {
        ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
        let y = response.rect.bottom() - 2.0;
        ui.painter().hline(response.rect.x_range(), y, egui::Stroke::new(1.0, second));
    }
    response.on_hover_text(hint).clicked()
}

/// A quiet text in the middle of a list that is empty.
fn nothing_ui(ui: &mut Ui, words: &str) {
    let second = color(theme::palette(ui).second_text);
    egui::Frame::new().inner_margin(egui::Margin::symmetric(12, 16)).show(ui, |ui| {
        ui.add(egui::Label::new(theme::body(words).color(second)).wrap());
    });
}

/// The head of a group within a list.
fn group_ui(ui: &mut Ui, words: &str) {
    let palette = theme::palette(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), egui::Sense::hover());
    let at = pos2(rect.left() + space::M, rect.center().y + 2.0);
    let face = theme::font(theme::Face::Medium, theme::size::SMALL);
    widget::text_at(ui.painter(), at, words, face, palette.second_text, rect.width() - 24.0);
}
