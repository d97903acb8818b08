//! A link: both directions of a dyad with their bars, its sentences, its articles.

use egui::{Sense, Ui, pos2, vec2};

use super::sentences::{self, Row};
use super::{Choices, Count, coded, counts_ui, head_ui, nothing_ui, quotes};
use crate::actor::ActorId;
use crate::article::ArticleId;
use crate::graph::{Counts, Evidence, Relation};
use crate::session::Workspace;
use crate::session::correction::Subject;
use crate::view::correct::actor::note_line_ui;
use crate::view::lazy_list::LazyList;
use crate::view::quotes::Quotes;
use crate::view::theme::{self, Face, font, size, space};
use crate::view::{Action, Command, Commands, Selection, icon, number, widget};

/// One direction of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// The first does it to the second.
    Forth,
    /// The second does it to the first.
    Back,
}

/// What is shown of a link.
#[derive(Debug)]
pub(super) struct LinkPage {
    ends: (ActorId, ActorId),
    title: String,
    counts: Counts,
    /// Events that others coded.
    coded: usize,
    directions: Vec<Way>,
    sentences: usize,
    rows: Vec<Row>,
    articles: Vec<InArticle>,
    /// Events of the evidence folder whose sentences are not here.
    unread: usize,
}

/// One direction with its numbers.
#[derive(Debug)]
struct Way {
    direction: Direction,
    words: String,
    quads: [u32; 4],
    events: u32,
}

/// An article with the first of its sentences on the link.
#[derive(Debug)]
struct InArticle {
    id: ArticleId,
    title: String,
    line: String,
    events: usize,
    first: usize,
}

impl LinkPage {
    pub(super) fn new(workspace: &Workspace, (a, b): (&ActorId, &ActorId), choices: &Choices) -> Self {
        let graph = workspace.graph();
        let ways = [(Direction::Forth, a, b), (Direction::Back, b, a)];
        let way = |(direction, source, target): (Direction, &ActorId, &ActorId)| {
            let relation: Option<&Relation> = graph.relation(source, target);
            let words = format!("{} → {}", workspace.label(source), workspace.label(target));
            let quads = relation.map_or([0; 4], |relation| relation.quads);
            Way { direction, words, quads, events: quads.iter().sum() }
        };
        let listed = |direction| choices.direction.is_none_or(|chosen| chosen == direction);
        let of = |(_, source, target): &(Direction, &ActorId, &ActorId)| graph.relation(source, target);
        let all = sentences::gather(ways.iter().filter_map(of));
        let evidence = sentences::gather(ways.iter().filter(|way| listed(way.0)).filter_map(of));
        let all_coded = coded::gather(ways.iter().filter_map(of));
        let coded = coded::gather(ways.iter().filter(|way| listed(way.0)).filter_map(of));
        let together = workspace.together(a, b);
        let unread = together.map_or(0, |together| (together.tellings as usize).saturating_sub(all.len()));
        let mut rows = sentences::rows(workspace, &evidence, &coded, choices.order);
        if unread > 0 && !all.is_empty() {
            rows.push(Row::More(unread));
        }
        Self {
            unread,
            ends: (a.clone(), b.clone()),
            title: format!("{} and {}", workspace.label(a), workspace.label(b)),
            counts: together
                .map_or_else(|| sentences::count(workspace, &all, &all_coded), |together| together.counts),
            coded: all_coded.len(),
            directions: ways.map(way).into(),
            sentences: together
                .filter(|_| choices.direction.is_none())
                .map_or_else(|| evidence.len() + coded.len(), |together| together.tellings as usize),
            rows,
            articles: in_articles(workspace, &evidence),
        }
    }

    pub(super) fn list(&self, workspace: &Workspace, choices: &Choices) -> LazyList {
        if choices.tab == 0 {
            sentences::list(workspace, &self.rows)
        } else {
            LazyList::new(vec![40.0; self.articles.len()])
        }
    }

    pub(super) fn ui(
        &self,
        ui: &mut Ui,
        workspace: &Workspace,
        (list, quotes): (&mut LazyList, &Quotes),
        choices: &mut Choices,
        commands: &mut Commands,
    ) {
        let (mut opened, note) = (None, coded::note(self.coded));
        let counts = |ui: &mut Ui| opened = counts_ui(ui, self.counts, &note);
        head_ui(ui, "Link", &self.title, counts, |ui| {
            if widget::close_button(ui, "Select nothing (Esc)").clicked() {
                commands.push(Command::Select(Selection::Nothing));
            }
            let note = Action::NoteSelected.tooltip_with_shortcut();
            if theme::named_icon_button(ui, icon::EDIT, "Note", &note).clicked() {
                commands.act(Action::NoteSelected);
            }
        });
        match opened {
            Some(Count::Sentences) => (choices.tab, choices.direction) = (0, None),
            Some(Count::Articles | Count::Sources) => choices.tab = 1,
            None => {}
        }
        let (a, b) = self.ends.clone();
        note_line_ui(ui, workspace, &Subject::Link(a, b));
        self.directions_ui(ui, choices);
        ui.add_space(space::S);
        let top = ui.cursor().min;
        let tabs = [("Events", self.sentences), ("Articles", self.articles.len())];
        widget::tabs(ui, &tabs, &mut choices.tab);
        if choices.tab == 0 {
            let strip = egui::Rect::from_min_size(top, vec2(ui.available_width(), 32.0));
            sentences::order_ui(ui, strip, &mut choices.order);
        }
        if self.rows.is_empty() && self.unread > 0 {
            quotes::instead_ui(ui, quotes, commands);
            return;
        }
        if self.rows.is_empty() {
            nothing_ui(
                ui,
                "No event between the two counts now. The filter above the map may leave some out.",
            );
            return;
        }
        match choices.tab {
            0 => list.show(ui, "link_sentences", |ui, index| match self.rows.get(index) {
                Some(Row::More(left)) => quotes::more_ui(ui, *left, quotes, commands),
                Some(row) => sentences::row_ui(ui, workspace, row, commands),
                None => {}
            }),
            _ => list.show(ui, "link_articles", |ui, index| {
                if let Some(article) = self.articles.get(index) {
                    article_ui(ui, workspace, article, commands);
                }
            }),
        }
    }

    /// Both directions on one scale; a click leaves only one of them in the list.
    fn directions_ui(&self, ui: &mut Ui, choices: &mut Choices) {
        let bars = Bars::new(ui, self.directions.iter().map(|way| way.quads), 0.52, 28.0);
        bars.head_ui(ui, &[]);
        for way in &self.directions {
            let chosen = choices.direction == Some(way.direction);
            let name = format!("{}: {}", way.words, widget::quads_in_words(way.quads));
            let (rect, response) = widget::row(ui, space::ROW, &name, chosen);
            let palette = theme::palette(ui);
            let left = pos2(rect.left() + space::M, rect.center().y);
            let width = bars.left - left.x - space::S;
            widget::text_at(ui.painter(), left, &way.words, widget::body(), palette.text, width);
            bars.paint(ui, rect.center().y, way.quads);
            let right = pos2(rect.right() - space::M, rect.center().y);
            let events = number::grouped(way.events as usize);
            let tabular = font(Face::Tabular, size::BODY);
            widget::text_right(ui.painter(), right, &events, tabular, palette.text);
            let hint = format!("{name}\nA click lists only these");
            if response.on_hover_text(hint).clicked() {
                choices.direction = if chosen { None } else { Some(way.direction) };
                choices.tab = 0;
            }
        }
    }
}

fn article_ui(ui: &mut Ui, workspace: &Workspace, article: &InArticle, commands: &mut Commands) {
    let name = format!("{}, {}", article.title, number::counted(article.events, "event"));
    if sentences::simple_row_ui(ui, &article.title, &article.line, article.events, &name) {
        crate::view::article::open_event(workspace, article.id, article.first, commands);
    }
}

/// The articles of some events, in the order of the events.
fn in_articles(workspace: &Workspace, evidence: &[Evidence]) -> Vec<InArticle> {
    let mut articles: Vec<InArticle> = Vec::new();
    for item in evidence {
        if let Some(last) = articles.iter_mut().find(|article| article.id == item.article) {
            last.events += 1;
            last.first = last.first.min(item.event);
            continue;
        }
        let Some(article) = workspace.article(&item.article) else { continue };
        let date = article.date.as_ref().map_or_else(|| "No date".to_owned(), |date| date.value.in_words());
        let outlet =
            article.outlet.as_ref().map_or_else(String::new, |outlet| format!(" · {}", outlet.value));
        articles.push(InArticle {
            id: item.article,
            title: article.label(),
            line: format!("{date}{outlet}"),
            events: 1,
            first: item.event,
        });
    }
    articles
}

/// Diverging bars of several rows on one scale, with their axis.
pub(super) struct Bars {
    /// Where the column of bars begins.
    pub(super) left: f32,
    right: f32,
    axis: f32,
    unit: f32,
}

impl Bars {
    /// The column begins at a part of the width and ends `after` before the right padding.
    pub(super) fn new(ui: &Ui, rows: impl Iterator<Item = [u32; 4]>, begin: f32, after: f32) -> Self {
        let whole = ui.max_rect();
        let left = whole.left() + begin * whole.width();
        let width = whole.right() - space::M - after - space::S - left;
        let (mut conflict, mut cooperation) = (0, 0);
        for [verbal, material, words, deeds] in rows {
            cooperation = cooperation.max(verbal + material);
            conflict = conflict.max(words + deeds);
        }
        let both = (conflict + cooperation).max(1) as f32;
        let axis = left + width * (conflict as f32 / both).clamp(0.3, 0.65);
        let room = |events: u32, space: f32| if events == 0 { 6.0 } else { space / events as f32 };
        let unit = room(conflict, axis - left).min(room(cooperation, left + width - axis)).clamp(1e-6, 12.0);
        Self { left, right: left + width, axis, unit }
    }

    /// "conflict" and "cooperation" above the ends of the bars, where they have room, and heads of
    /// columns of numbers by their right ends.
    pub(super) fn head_ui(&self, ui: &mut Ui, columns: &[(&str, f32)]) {
        let has_room = self.right - self.left > 106.0;
        if !has_room && columns.is_empty() {
            return;
        }
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 20.0), Sense::hover());
        let palette = theme::palette(ui);
        let middle = rect.center().y;
        let (font, ink) = (widget::small(), palette.second_text);
        if has_room {
            let right = pos2(self.right, middle);
            widget::text_at(ui.painter(), pos2(self.left, middle), "conflict", font.clone(), ink, 60.0);
            widget::text_right(ui.painter(), right, "cooperation", font.clone(), ink);
        }
        for (words, right) in columns {
            widget::text_right(ui.painter(), pos2(*right, middle), words, font.clone(), ink);
        }
    }

    /// The bar of one row.
    pub(super) fn paint(&self, ui: &Ui, middle: f32, quads: [u32; 4]) {
        let palette = theme::palette(ui);
        widget::diverging_bar(ui.painter(), palette, pos2(self.axis, middle), quads, self.unit);
    }
}
