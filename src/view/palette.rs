//! The command palette (Ctrl+K): one field over actors, links, articles, commands and sentences.

use egui::{Align2, Key, Modal, Modifiers, Ui, pos2, vec2};
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::theme::{self, color, space};
use super::{Action, Command, Commands, Passage, Selection, Status, ViewState, icon, widget};
use crate::article::Part;
use crate::session::Workspace;

/// Rows at most, over all groups.
const ROWS: usize = 12;
/// Rows of one group while others have some too.
const ROWS_OF_GROUP: usize = 4;
const ROW: f32 = 32.0;

/// What the palette remembers while it is open.
#[derive(Debug, Default)]
pub struct PaletteView {
    /// The text typed.
    pub query: String,
    /// The row that Enter takes.
    pub row: usize,
    made_for: Option<(u64, String)>,
    found: Vec<Found>,
}

/// Something that fits the text typed.
#[derive(Clone, Debug)]
struct Found {
    group: Group,
    words: String,
    /// At the right: a shortcut, an outlet.
    note: String,
    command: Command,
}

/// Kinds of things that are found, in the order of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    Actors,
    Links,
    Articles,
    Views,
    Actions,
    Sentences,
}

impl Group {
    fn label(self) -> &'static str {
        match self {
            Self::Actors => "Actors",
            Self::Links => "Links",
            Self::Articles => "Articles",
            Self::Views => "Kept views",
            Self::Actions => "Commands",
            Self::Sentences => "Sentences",
        }
    }

    fn icon(self) -> char {
        match self {
            Self::Actors => icon::PUBLIC,
            Self::Links => icon::HUB,
            Self::Articles => icon::ARTICLE,
            Self::Views => icon::FILTER_LIST,
            Self::Actions => icon::CHEVRON_RIGHT,
            Self::Sentences => icon::SEARCH,
        }
    }
}

/// Draws the palette if it is open.
pub fn palette_ui(
    ui: &mut egui::Ui,
    workspace: &Workspace,
    status: &Status,
    state: &mut ViewState,
    commands: &mut Commands,
) {
    let Some(mut view) = state.palette.take() else { return };
    view.search(workspace, status, state);
    let window = ui.ctx().content_rect();
    let area = Modal::default_area(egui::Id::unique("palette"))
        .anchor(Align2::CENTER_TOP, vec2(0.0, (0.12 * window.height()).min(96.0)));
    let modal = Modal::new(egui::Id::unique("palette"))
        .area(area)
        .frame(egui::Frame::popup(ui.style()))
        .backdrop_color(theme::backdrop(ui));
    let mut taken = None;
    let response = modal.show(ui.ctx(), |ui| {
        ui.set_width(560.0_f32.min(window.width() - 64.0));
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        taken = view.keys(ui);
        field_ui(ui, &mut view);
        let height = window.height() - 200.0;
        let rows = egui::ScrollArea::vertical().max_height(height).min_scrolled_height(height);
        rows.show(ui, |ui| {
            if let Some(row) = rows_ui(ui, &view) {
                taken = Some(row);
            }
        });
    });
    if let Some(found) = taken.and_then(|row| view.found.get(row)) {
        commands.push(found.command.clone());
        if matches!(found.command, Command::Select(_)) && state.passage.is_some() {
            commands.act(Action::BackToMap);
        }
    } else if !response.should_close() {
        state.palette = Some(view);
    }
}

fn field_ui(ui: &mut Ui, view: &mut PaletteView) {
    let name = "Find an actor, a link, a sentence";
    let palette = theme::palette(ui);
    let second = color(palette.second_text);
    let edit = egui::TextEdit::singleline(&mut view.query)
        .hint_text(theme::large(name).color(second))
        .prefix(theme::icon(icon::SEARCH, 18.0).color(second))
        .font(theme::font(theme::Face::Regular, theme::size::LARGE))
        .frame(egui::Frame::NONE)
        .margin(egui::Margin::symmetric(10, 8))
        .desired_width(f32::INFINITY);
    let response = ui.add(edit).accessible_name(name);
    if !response.has_focus() {
        response.request_focus();
    }
    theme::hairline(ui);
    ui.add_space(space::XS);
}

/// The rows with a head before each group; the row that was clicked.
fn rows_ui(ui: &mut Ui, view: &PaletteView) -> Option<usize> {
    let palette = theme::palette(ui);
    if view.found.is_empty() {
        ui.add_space(space::S);
        ui.horizontal(|ui| {
            ui.add_space(space::M);
            ui.label(theme::body("Nothing fits").color(color(palette.second_text)));
        });
        ui.add_space(space::S);
    }
    let mut clicked = None;
    let mut last = None;
    for (index, found) in view.found.iter().enumerate() {
        if last != Some(found.group) {
            let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), egui::Sense::hover());
            let at = pos2(rect.left() + space::M, rect.center().y + 2.0);
            let label = found.group.label();
            widget::text_at(ui.painter(), at, label, widget::small(), palette.second_text, 200.0);
            last = Some(found.group);
        }
        if row_ui(ui, found, index == view.row) {
            clicked = Some(index);
        }
    }
    clicked
}

fn row_ui(ui: &mut Ui, found: &Found, chosen: bool) -> bool {
    let (rect, response) = widget::row(ui, ROW, &found.words, chosen);
    let palette = theme::palette(ui);
    let middle = rect.center().y;
    let sign_at = pos2(rect.left() + space::M, middle);
    widget::icon_at(ui.painter(), sign_at, found.group.icon(), 16.0, palette.second_text);
    let mut right = rect.right() - space::M;
    if !found.note.is_empty() {
        let at = pos2(right, middle);
        let note = if found.group == Group::Actions {
            widget::key_cap(ui.painter(), at, &found.note, palette.second_text, palette.hairline)
        } else {
            let note = elided_note(ui, &found.note);
            let place = egui::Rect::from_min_size(pos2(right - note.size().x, middle - 8.0), note.size());
            ui.painter().galley(place.min, note, color(palette.second_text));
            place
        };
        right = note.left();
    }
    let left = rect.left() + 38.0;
    let width = right - left - space::M;
    widget::text_at(ui.painter(), pos2(left, middle), &found.words, widget::body(), palette.text, width);
    if chosen {
        ui.scroll_to_rect(rect, None);
    }
    response.clicked()
}

fn elided_note(ui: &Ui, note: &str) -> std::sync::Arc<egui::Galley> {
    let second = color(theme::palette(ui).second_text);
    widget::elided(ui.painter(), note, widget::small(), second, 180.0)
}

impl PaletteView {
    /// Open with a text typed already.
    #[must_use]
    pub fn searching(query: &str) -> Self {
        Self { query: query.to_owned(), ..Self::default() }
    }

    /// Arrows move the choice, Enter takes it: the row taken.
    fn keys(&mut self, ui: &Ui) -> Option<usize> {
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let last = self.found.len().saturating_sub(1);
        if pressed(Key::ArrowDown) {
            self.row = if self.row >= last { 0 } else { self.row + 1 };
        }
        if pressed(Key::ArrowUp) {
            self.row = if self.row == 0 { last } else { self.row - 1 };
        }
        (pressed(Key::Enter) && !self.found.is_empty()).then_some(self.row.min(last))
    }

    /// Finds what fits, where the text or the session changed.
    fn search(&mut self, workspace: &Workspace, status: &Status, state: &ViewState) {
        let made_for = (workspace.revision(), self.query.clone());
        if self.made_for.as_ref() == Some(&made_for) {
            return;
        }
        self.found = find(workspace, status, state, self.query.trim());
        self.row = 0;
        self.made_for = Some(made_for);
    }
}

/// The best rows for a query: by group, the group with the best hit first.
fn find(workspace: &Workspace, status: &Status, state: &ViewState, query: &str) -> Vec<Found> {
    let candidates = candidates(workspace, status, state);
    if query.is_empty() {
        return of_each_group(candidates.into_iter().map(|found| (0, found)).collect());
    }
    let pattern = Pattern::parse(query, CaseMatching::Ignore, Normalization::Smart);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut letters = Vec::new();
    let mut scored: Vec<(u32, Found)> = candidates
        .into_iter()
        .filter_map(|found| {
            let score = pattern.score(Utf32Str::new(&found.words, &mut letters), &mut matcher)?;
            Some((score, found))
        })
        .collect();
    // Stable: equals stay in the order of strength.
    scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    let mut found = of_each_group(scored);
    let room = ROWS.saturating_sub(found.len());
    found.extend(sentences(workspace, query).into_iter().take(room));
    found
}

/// Some of each group, the rest of the rows for the best of all; groups in the order of their best.
fn of_each_group(scored: Vec<(u32, Found)>) -> Vec<Found> {
    let mut groups: Vec<(Group, Vec<Found>)> = Vec::new();
    for (_, found) in scored {
        match groups.iter_mut().find(|(group, _)| *group == found.group) {
            Some((_, list)) => list.push(found),
            None => groups.push((found.group, vec![found])),
        }
    }
    let share = if groups.len() <= 1 { ROWS } else { ROWS_OF_GROUP };
    let rows = groups.into_iter().flat_map(|(_, list)| list.into_iter().take(share));
    rows.take(ROWS).collect()
}

fn candidates(workspace: &Workspace, status: &Status, state: &ViewState) -> Vec<Found> {
    let graph = workspace.graph();
    let mut actors: Vec<_> = graph.actors.iter().collect();
    actors.sort_by_key(|actor| std::cmp::Reverse(actor.events));
    let found = |group, words: String, note: String, command| Found { group, words, note, command };
    let mut all: Vec<Found> = actors
        .into_iter()
        .map(|actor| {
            let note = super::number::counted(actor.events as usize, "event");
            found(
                Group::Actors,
                actor.label.clone(),
                note,
                Command::Select(Selection::Actor(actor.id.clone())),
            )
        })
        .collect();
    all.extend(graph.relations.iter().filter_map(|relation| {
        let (source, target) = (graph.actors.get(relation.source)?, graph.actors.get(relation.target)?);
        let words = format!("{} → {}", source.label, target.label);
        let note = super::number::counted(relation.counts.sentences as usize, "sentence");
        Some(found(Group::Links, words, note, Command::Select(Selection::link(&source.id, &target.id))))
    }));
    all.extend(workspace.articles().iter().map(|article| {
        let outlet = article.outlet.as_ref().map(|outlet| outlet.value.clone()).unwrap_or_default();
        let passage = Passage { article: article.id, sentence: None, event: None };
        found(Group::Articles, article.label(), outlet, Command::OpenPassage(passage))
    }));
    let views = workspace.session().choices.views.iter();
    all.extend(views.map(|(name, filter)| {
        let command = Command::Filter(Box::new(filter.clone()));
        found(Group::Views, format!("Show the view {name}"), String::new(), command)
    }));
    let usable = |action: &Action| {
        action.is_enabled(workspace, state)
            && *action != Action::Palette
            && (*action != Action::CancelWork || status.work.is_some())
    };
    all.extend(Action::ALL.into_iter().filter(usable).map(|action| {
        let keys = action.shortcut_text().unwrap_or_default();
        found(Group::Actions, action.label_now(workspace, state), keys, Command::Do(action))
    }));
    all
}

/// Sentences that hold the text, whatever the case.
fn sentences(workspace: &Workspace, query: &str) -> Vec<Found> {
    let needle = query.to_lowercase();
    if needle.chars().count() < 3 {
        return Vec::new();
    }
    let mut found = Vec::new();
    for article in workspace.articles() {
        let Some(reading) = workspace.readings().get(&article.id) else { continue };
        if !article.text.to_lowercase().contains(&needle) {
            continue;
        }
        for (index, sentence) in reading.text_sentences.iter().enumerate() {
            let words = sentence.span.of(&article.text);
            if words.to_lowercase().contains(&needle) {
                let sentence = Some((Part::Text, index));
                let passage = Passage { article: article.id, sentence, event: None };
                found.push(Found {
                    group: Group::Sentences,
                    words: around(words, &needle),
                    note: article.label(),
                    command: Command::OpenPassage(passage),
                });
                if found.len() >= ROWS {
                    return found;
                }
            }
        }
    }
    found
}

/// The sentence from a little before the words that were found.
fn around(sentence: &str, needle: &str) -> String {
    let line = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
    let lower = line.to_lowercase();
    // Lower case may have other lengths; then the line simply begins at its start.
    let at = lower.find(needle).filter(|at| lower.len() == line.len() && line.is_char_boundary(*at));
    let start = at.map_or(0, |at| at.saturating_sub(30));
    if start == 0 {
        return line;
    }
    let mut words = line.char_indices().map(|(at, _)| at);
    match words.find(|at| *at >= start && line[..*at].ends_with(' ')) {
        Some(start) => format!("…{}", &line[start..]),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_sentence_is_shown_from_near_the_words() {
        let sentence =
            "After three days of talks in the old\r\n hall the ministers of both sides signed the accord";
        assert_eq!(around(sentence, "signed"), "…the ministers of both sides signed the accord");
        assert_eq!(around("Chile signed.", "signed"), "Chile signed.");
        assert_eq!(around("İstanbul’da Türkiye signed.", "signed"), "İstanbul’da Türkiye signed.");
    }
}
