//! Beside an article: the list of its events with the same numbers as in its margin.

use egui::{Align, Layout, Rect, Ui, pos2, vec2};

use super::Choices;
use crate::article::ArticleId;
use crate::event::{Event, Reading};
use crate::session::Workspace;
use crate::session::correction::Provenance;
use crate::view::article::open_event;
use crate::view::lazy_list::LazyList;
use crate::view::theme::{self, Face, font, size, space};
use crate::view::{Commands, correct, icon, number, widget, wording};

const ROW: f32 = 48.0;

/// Which events are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Listed {
    /// All.
    #[default]
    All,
    /// Those that count now.
    InMap,
    /// Those that do not.
    LeftOut,
    /// Those from damaged sentences.
    Damaged,
}

/// The events of an article.
#[derive(Debug)]
pub(super) struct ArticlePage {
    article: ArticleId,
    /// All, in the map, left out, damaged.
    numbers: [usize; 4],
    /// Indices of the listed events, and whether each counts.
    events: Vec<(usize, bool)>,
    /// The event that was brought into view.
    shown: Option<usize>,
}

impl ArticlePage {
    pub(super) fn new(workspace: &Workspace, id: ArticleId, listed: Listed) -> Self {
        let none: &[Event] = &[];
        let events = workspace.readings().get(&id).map_or(none, |reading| &reading.events);
        let counts = |event: &Event| {
            workspace.article(&id).is_some_and(|article| wording::in_map(workspace, article, event))
        };
        let mut page = Self { article: id, numbers: [0; 4], events: Vec::new(), shown: None };
        for (index, event) in events.iter().enumerate() {
            let in_map = counts(event);
            let belongs = [true, in_map, !in_map, event.damaged];
            for (number, belongs) in page.numbers.iter_mut().zip(belongs) {
                *number += usize::from(belongs);
            }
            if belongs[listed as usize] {
                page.events.push((index, in_map));
            }
        }
        page
    }

    pub(super) fn list(&self) -> LazyList {
        LazyList::new(vec![ROW; self.events.len()])
    }

    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        list: &mut LazyList,
        choices: &mut Choices,
        chosen: Option<usize>,
        commands: &mut Commands,
    ) {
        self.head_ui(ui, choices);
        theme::hairline(ui);
        let Some(reading) = workspace.readings().get(&self.article) else { return };
        if self.events.is_empty() {
            super::nothing_ui(
                ui,
                if self.numbers[0] == 0 { "No event was read here." } else { "None of these." },
            );
            return;
        }
        if chosen.is_some() && chosen != self.shown {
            if let Some(row) = self.events.iter().position(|(index, _)| Some(*index) == chosen) {
                list.scroll_to(row);
            }
            self.shown = chosen;
        }
        list.show(ui, "article_events", |ui, row| {
            if let Some(listed) = self.events.get(row) {
                self.event_ui(ui, workspace, reading, *listed, chosen, commands);
            }
        });
    }

    fn head_ui(&self, ui: &mut Ui, choices: &mut Choices) {
        let (rect, _) =
            ui.allocate_exact_size(vec2(ui.available_width(), space::HEADER), egui::Sense::hover());
        let palette = theme::palette(ui);
        let at = pos2(rect.left() + space::M, rect.center().y);
        let title = font(Face::SemiBold, size::BODY);
        let title = widget::text_at(ui.painter(), at, "Events", title, palette.text, 80.0);
        let at = pos2(title.right() + space::S, rect.center().y);
        let count = number::grouped(self.numbers[0]);
        widget::text_at(
            ui.painter(),
            at,
            &count,
            font(Face::Tabular, size::SMALL),
            palette.second_text,
            80.0,
        );
        theme::hairline(ui);
        egui::Frame::new().inner_margin(egui::Margin::symmetric(12, 8)).show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(space::S, space::XS);
                let chips = [
                    (Listed::All, "All"),
                    (Listed::InMap, "In the map"),
                    (Listed::LeftOut, "Left out"),
                    (Listed::Damaged, "Damaged"),
                ];
                for (listed, words) in chips {
                    let number = number::grouped(self.numbers[listed as usize]);
                    let chip =
                        widget::filter_chip(ui, &format!("{words} {number}"), choices.listed == listed);
                    if chip.clicked() {
                        choices.listed = listed;
                    }
                }
            });
        });
    }

    fn event_ui(
        &self,
        ui: &mut Ui,
        workspace: &Workspace,
        reading: &Reading,
        (index, in_map): (usize, bool),
        chosen: Option<usize>,
        commands: &mut Commands,
    ) {
        let Some(event) = reading.events.get(index) else { return };
        let number = event.number + 1;
        let direction = wording::direction(workspace, event);
        let name = format!("{number}: {direction}, {}", event.kind.label());
        let is_chosen = chosen == Some(index);
        let (rect, response) = widget::row(ui, ROW, &name, is_chosen);
        if is_chosen {
            widget::paint_selection_bar(ui, rect);
        }
        let palette = theme::palette(ui);
        let ink = if in_map { palette.text } else { palette.second_text };
        let (first, second) = (rect.top() + 16.0, rect.top() + 34.0);
        let tabular = font(Face::Tabular, size::SMALL);
        let number = number.to_string();
        widget::text_right(
            ui.painter(),
            pos2(rect.left() + 28.0, first),
            &number,
            tabular,
            palette.second_text,
        );
        let line =
            Rect::from_min_max(pos2(rect.left(), first - 10.0), pos2(rect.right() - space::M, first + 10.0));
        let layout = Layout::right_to_left(Align::Center);
        let chip = widget::within(ui, line, layout, |ui| theme::type_chip(ui, event.kind));
        let left = rect.left() + 36.0;
        let width = chip.rect.left() - left - space::S;
        widget::text_at(ui.painter(), pos2(left, first), &direction, widget::body(), ink, width);
        let provenance = workspace.trace(&self.article, index).provenance;
        let at = pos2(rect.right() - space::M, second);
        let note_left = paint_note(ui, at, event, in_map, provenance);
        let cue = format!("“{}”", event.cue);
        let width = note_left - left - space::S;
        widget::text_at(ui.painter(), pos2(left, second), &cue, widget::small(), palette.second_text, width);
        let hint =
            workspace.article(&self.article).map(|article| wording::event_hint(workspace, article, event));
        let response = response.on_hover_text(hint.unwrap_or_default());
        response.context_menu(|ui| correct::event::menu_ui(ui, workspace, &self.article, index, commands));
        if response.clicked() {
            open_event(workspace, self.article, index, commands);
        }
    }
}

/// The first thing one should know of an event, at the right; where it begins.
fn paint_note(ui: &Ui, right: egui::Pos2, event: &Event, in_map: bool, provenance: Provenance) -> f32 {
    let note = wording::notes(event).into_iter().find(|(sign, _)| *sign != icon::SYNC_ALT);
    let Some((sign, words)) = wording::said_by(provenance).or(note) else { return right.x };
    let palette = theme::palette(ui);
    let ink = if sign == icon::WARNING { palette.warning } else { palette.second_text };
    let words = if in_map { words.to_owned() } else { format!("{words}, left out") };
    let words = widget::text_right(ui.painter(), right, &words, widget::small(), ink);
    let at = pos2(words.left() - 18.0, right.y);
    widget::icon_at(ui.painter(), at, sign, 14.0, ink).left()
}
