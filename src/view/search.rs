//! The search over the map (/): what is found lights up while one types, Enter goes there.

use std::sync::Arc;

use egui::{Context, Key, Modifiers, Order, Pos2, Rect, Ui, pos2, vec2};

use super::number::{counted, grouped};
use super::theme::{self, color, space};
use super::{Command, Commands, Selection, background, icon, widget};
use crate::article::Part;
use crate::graph::{Found, FoundCoded, SearchIndex};
use crate::session::Workspace;
use crate::task::Kept;

const WIDTH: f32 = 300.0;
const ROW: f32 = 30.0;
/// Rows of each kind.
const ROWS: usize = 3;

/// What the search remembers while it is open.
#[derive(Debug, Default)]
pub struct SearchView {
    /// The text typed.
    pub query: String,
    /// The row that Enter takes.
    row: usize,
    index: Kept<u64, SearchIndex>,
    made_for: Option<(u64, String)>,
    found: Arc<Found>,
    rows: Vec<Row>,
}

/// Something that was found.
#[derive(Debug)]
struct Row {
    icon: char,
    words: String,
    note: String,
    command: Command,
}

impl SearchView {
    /// What was found for the text typed; `None` while it is empty, or while the articles are gone
    /// through for the first time.
    pub fn found(&mut self, ctx: &Context, workspace: &Workspace) -> Option<&Arc<Found>> {
        let revision = workspace.revision();
        let index = self.index.get(&revision, || {
            let texts = 5 * workspace.articles().len();
            let its = workspace.clone();
            background::find(ctx, "indexing", texts, move || SearchIndex::new(its.sources(), its.graph()))
        });
        let Some(Ok(index)) = index else {
            self.made_for = None;
            return None;
        };
        let made_for = (revision, self.query.trim().to_owned());
        if self.made_for.as_ref() != Some(&made_for) {
            self.found = Arc::new(index.find(&self.query));
            self.rows = rows(workspace, &self.found);
            self.row = 0;
            self.made_for = Some(made_for);
        }
        (!self.query.trim().is_empty()).then_some(&self.found)
    }

    /// Arrows move the choice, Enter takes it: the row taken.
    fn keys(&mut self, ui: &Ui) -> Option<usize> {
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let last = self.rows.len().saturating_sub(1);
        if pressed(Key::ArrowDown) {
            self.row = if self.row >= last { 0 } else { self.row + 1 };
        }
        if pressed(Key::ArrowUp) {
            self.row = if self.row == 0 { last } else { self.row - 1 };
        }
        (pressed(Key::Enter) && !self.rows.is_empty()).then_some(self.row.min(last))
    }
}

/// Draws the field at the top of the map, with what was found below it, if the search is open.
pub fn search_ui(
    ui: &mut Ui,
    map: Rect,
    workspace: &Workspace,
    state: &mut Option<SearchView>,
    commands: &mut Commands,
) {
    let Some(mut view) = state.take() else { return };
    // At the side, so that what lights up can be seen.
    let width = WIDTH.min(map.width() - 2.0 * space::M);
    let corner = Pos2::new(map.left() + space::M, map.top() + space::XS);
    let mut taken = None;
    let closed = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    egui::Area::new(egui::Id::unique("search")).order(Order::Middle).fixed_pos(corner).show(ui.ctx(), |ui| {
        egui::Frame::popup(ui.style()).show(ui, |ui| {
            ui.set_width(width - 12.0);
            ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
            taken = view.keys(ui);
            let name = "Find on the map";
            let field = widget::search_field(ui, icon::SEARCH, name, &mut view.query);
            if !field.has_focus() {
                field.request_focus();
            }
            let is_ready = view.found(ui.ctx(), workspace).is_some();
            if field.changed() {
                // The map lights up in the next frame.
                ui.ctx().request_repaint();
            }
            if !is_ready && !view.query.trim().is_empty() {
                widget::busy_ui(ui, "Going through the articles");
            } else if let Some(row) = found_ui(ui, &view) {
                taken = Some(row);
            }
        });
    });
    if let Some(row) = taken.and_then(|row| view.rows.get(row)) {
        commands.push(row.command.clone());
    } else if !closed {
        *state = Some(view);
    }
}

/// A line of numbers and the rows; the row that was clicked.
fn found_ui(ui: &mut Ui, view: &SearchView) -> Option<usize> {
    if view.query.trim().is_empty() {
        return None;
    }
    let found = &view.found;
    let words = if view.rows.is_empty() {
        "Nothing on the map has these words".to_owned()
    } else {
        format!(
            "{}, {}, {} on {}",
            counted(found.actors.len(), "actor"),
            counted(found.articles.len(), "article"),
            counted(found.sentences.len(), "sentence"),
            counted(found.relations.len(), "link")
        )
    };
    let words = match found.coded.len() {
        0 => words,
        coded => format!("{words}, {} coded by others", counted(coded, "event")),
    };
    ui.add_space(space::XS);
    ui.horizontal(|ui| {
        ui.add_space(space::S);
        ui.label(theme::small(words).color(color(theme::palette(ui).second_text)));
    });
    let mut clicked = None;
    for (index, row) in view.rows.iter().enumerate() {
        if row_ui(ui, row, index == view.row) {
            clicked = Some(index);
        }
    }
    clicked
}

fn row_ui(ui: &mut Ui, row: &Row, chosen: bool) -> bool {
    let (rect, response) = widget::row(ui, ROW, &row.words, chosen);
    let palette = theme::palette(ui);
    let middle = rect.center().y;
    widget::icon_at(ui.painter(), pos2(rect.left() + 8.0, middle), row.icon, 16.0, palette.second_text);
    let second = color(palette.second_text);
    let note = widget::elided(ui.painter(), &row.note, widget::small(), second, 0.35 * rect.width());
    let right = rect.right() - space::S - note.size().x;
    ui.painter().galley(pos2(right, middle - 0.5 * note.size().y), note, second);
    let left = rect.left() + 32.0;
    let width = right - left - space::S;
    widget::text_at(ui.painter(), pos2(left, middle), &row.words, widget::body(), palette.text, width);
    response.clicked()
}

fn rows(workspace: &Workspace, found: &Found) -> Vec<Row> {
    let graph = workspace.graph();
    let actors =
        found.actors.iter().take(ROWS).filter_map(|&actor| graph.actors.get(actor)).map(|actor| Row {
            icon: icon::PUBLIC,
            words: actor.label.clone(),
            note: counted(actor.events as usize, "event"),
            command: Command::GoTo(Selection::Actor(actor.id.clone())),
        });
    let articles = found.articles.iter().take(ROWS).filter_map(|id| {
        let article = workspace.article(id)?;
        let outlet = article.outlet.as_ref().map(|outlet| outlet.value.clone()).unwrap_or_default();
        let passage = super::Passage { article: *id, sentence: None, event: None };
        let command = Command::OpenPassage(passage);
        Some(Row { icon: icon::ARTICLE, words: article.label(), note: outlet, command })
    });
    let sentences = found.sentences.iter().take(ROWS).filter_map(|sentence| {
        let article = workspace.article(&sentence.article)?;
        let reading = workspace.readings().get(&sentence.article)?;
        let words = reading.sentence_span(sentence.part, sentence.sentence).of(article.part(sentence.part));
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let relation = graph.relations.get(*sentence.relations.first()?)?;
        let (source, target) = (&graph.actors[relation.source].label, &graph.actors[relation.target].label);
        let place = (sentence.part == Part::Text).then_some((sentence.part, sentence.sentence));
        let passage =
            super::Passage { article: sentence.article, sentence: place, event: Some(sentence.event) };
        Some(Row {
            icon: icon::SEARCH,
            words,
            note: format!("{source} → {target}"),
            command: Command::OpenPassage(passage),
        })
    });
    let coded = found.coded.iter().take(ROWS).filter_map(|(relation, at)| {
        let coded = FoundCoded::at(workspace.coded(), *at)?;
        let relation = graph.relations.get(*relation)?;
        let (source, target) = (&graph.actors[relation.source], &graph.actors[relation.target]);
        let by = coded.coding.table.scheme.name();
        let date = coded.row.date.map_or_else(String::new, |date| format!(", {}", date.in_words()));
        Some(Row {
            icon: icon::SYNC_ALT,
            words: format!("{} → {}: {}{date}", source.label, target.label, coded.event.kind.label()),
            note: format!("coded by {by}"),
            command: Command::GoTo(Selection::link(&source.id, &target.id)),
        })
    });
    let coded: Vec<Row> = coded.collect();
    let mut rows: Vec<Row> = actors.chain(articles).chain(sentences).collect();
    if let Some(more) = found.sentences.len().checked_sub(ROWS).filter(|more| *more > 0)
        && let Some(last) = rows.last_mut()
    {
        last.note.push_str(&format!(", {} more", grouped(more)));
    }
    rows.extend(coded);
    rows
}
