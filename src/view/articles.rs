//! The list of articles at the left: search, order, what was read, any problem.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use egui::{Ui, pos2, vec2};

use super::lazy_list::LazyList;
use super::theme::{Face, color, font, size, space};
use super::{Action, Command, Commands, Passage, Selection, ViewState, icon, number, theme, widget};
use crate::actor::foreign;
use crate::article::{Article, ArticleId, Date, Place, QUOTED, Scheme};
use crate::event::Reading;
use crate::event::coded::Coding;
use crate::graph::{Filter, RelationGraph};
use crate::language::Readable;
use crate::session::Workspace;

/// Height of an article's row.
const ROW: f32 = 40.0;
/// Height of the head of a group.
const GROUP: f32 = 24.0;
/// Head of the articles without a date.
const NO_DATE: &str = "No date";

/// What the list remembers.
#[derive(Debug, Default)]
pub struct ArticlesView {
    /// The search text.
    pub search: String,
    /// The order of the list.
    pub order: Order,
    /// Only these articles, and what they have in common: set by a click on a bar of the timeline.
    pub only: Option<(String, BTreeSet<ArticleId>)>,
    made_for: Option<MadeFor>,
    entries: Vec<Entry>,
    /// Articles in the list now.
    shown: Vec<ArticleId>,
    unresolved: usize,
    /// Articles of the evidence folder that is looked at: those of the selected link are listed.
    of_folder: Option<usize>,
    list: LazyList,
}

/// The order of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Undated first, since they need a look; then the newest.
    #[default]
    Date,
    /// By outlet, then date.
    Outlet,
    /// By title.
    Title,
    /// Most events first.
    Events,
}

impl Order {
    const ALL: [(Self, &'static str); 4] = [
        (Self::Date, "By date"),
        (Self::Outlet, "By outlet"),
        (Self::Title, "By title"),
        (Self::Events, "By number of events"),
    ];
}

/// What the entries were made for; they are made again when it differs.
#[derive(Debug, PartialEq)]
struct MadeFor {
    revision: u64,
    quotes: u64,
    search: String,
    order: Order,
    only: Option<String>,
    selection: Selection,
}

/// A line of the list.
#[derive(Debug)]
enum Entry {
    Group(String),
    Article(Box<Row>),
    Table(Box<TableRow>),
}

/// A table of events that others coded.
#[derive(Debug)]
struct TableRow {
    id: String,
    title: String,
    /// Whose code it is.
    line: String,
    /// What made no relation, and why.
    left_out: String,
    events: usize,
}

/// An article in the list.
#[derive(Debug)]
struct Row {
    id: ArticleId,
    title: String,
    date: Option<Date>,
    outlet: Option<String>,
    /// Date, outlet and language in a line.
    line: String,
    /// Titles of its near-duplicates.
    copies: Vec<String>,
    problem: Option<String>,
    /// Whether its missing date is told in its row.
    tells_undated: bool,
    events: usize,
    contributes: bool,
    /// Whether its date lies outside the time that the map shows.
    outside: bool,
}

/// Draws the panel at the left.
pub fn articles_ui(ui: &mut egui::Ui, workspace: &Workspace, state: &mut ViewState, commands: &mut Commands) {
    let widest = (0.22 * ui.ctx().content_rect().width()).clamp(200.0, 420.0);
    egui::Panel::left("articles")
        .default_size(260.0_f32.min(widest))
        .size_range(200.0..=widest)
        .frame(theme::panel_frame(ui))
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(4.0, 0.0);
            head_ui(ui, workspace, &mut state.articles, commands);
            search_ui(ui, &mut state.articles);
            egui::Panel::bottom("articles_foot")
                .exact_size(36.0)
                .frame(egui::Frame::new())
                .show(ui, |ui| foot_ui(ui, &state.articles));
            entries_ui(ui, state, commands);
        });
}

fn head_ui(ui: &mut Ui, workspace: &Workspace, view: &mut ArticlesView, commands: &mut Commands) {
    let palette = theme::palette(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), space::HEADER), egui::Sense::hover());
    let middle = rect.center().y;
    let title_at = pos2(rect.left() + space::M, middle);
    let title = widget::text_at(
        ui.painter(),
        title_at,
        "Articles",
        font(Face::SemiBold, size::BODY),
        palette.text,
        80.0,
    );
    let all = view.of_folder.unwrap_or(workspace.articles().len());
    let count = if view.shown.len() == all {
        number::grouped(all)
    } else {
        format!("{} of {}", number::grouped(view.shown.len()), number::grouped(all))
    };
    let count_at = pos2(title.right() + 8.0, middle);
    widget::text_at(
        ui.painter(),
        count_at,
        &count,
        font(Face::Tabular, size::SMALL),
        palette.second_text,
        90.0,
    );
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    widget::within(ui, rect.shrink2(vec2(4.0, 0.0)), layout, |ui| {
        let open = theme::button(ui, Some(icon::FOLDER_OPEN), "Open");
        if widget::with_tooltip(open, Action::OpenArticles).clicked() {
            commands.act(Action::OpenArticles);
        }
        let sort = theme::icon_button(ui, icon::SORT, "Order of the articles");
        egui::Popup::menu(&sort).show(|ui| order_menu_ui(ui, view));
    });
}

fn order_menu_ui(ui: &mut Ui, view: &mut ArticlesView) {
    for (order, words) in Order::ALL {
        if ui.radio(view.order == order, words).clicked() {
            view.order = order;
            ui.close();
        }
    }
}

fn search_ui(ui: &mut Ui, view: &mut ArticlesView) {
    egui::Frame::new().inner_margin(egui::Margin { left: 12, right: 12, top: 0, bottom: 8 }).show(ui, |ui| {
        widget::search_field(ui, icon::FILTER_LIST, "Filter by title, outlet, actor", &mut view.search);
        if let Some((words, _)) = &view.only {
            ui.add_space(space::S);
            let chip = theme::chip(ui, words, "Only these articles are listed");
            if chip.clicked || chip.closed {
                view.only = None;
            }
        }
    });
}

fn foot_ui(ui: &mut Ui, view: &ArticlesView) {
    let palette = theme::palette(ui);
    let words = match view.unresolved {
        _ if view.of_folder.is_some() => "Articles of the selected link".to_owned(),
        0 => "Every mention is resolved".to_owned(),
        number => format!("{} unresolved", number::counted(number, "mention")),
    };
    let (rect, response) = ui.allocate_exact_size(ui.available_size(), egui::Sense::hover());
    let at = pos2(rect.left() + space::M, rect.center().y);
    let width = rect.width() - 2.0 * space::M;
    widget::text_at(ui.painter(), at, &words, widget::body(), palette.second_text, width);
    if view.of_folder.is_some() {
        response.on_hover_text(
            "An evidence folder is read link by link: these articles hold the sentences that are shown.",
        );
        return;
    }
    response.on_hover_text(
        "Names that could mean several actors. They make no event: a wrong actor is worse than a missed one.",
    );
}

fn entries_ui(ui: &mut Ui, state: &mut ViewState, commands: &mut Commands) {
    let ViewState { articles: view, passage, .. } = state;
    if view.entries.is_empty() {
        ui.add_space(24.0);
        let words = match view.of_folder {
            Some(_) if view.search.trim().is_empty() => "Select a link to list its articles",
            _ => "No article fits",
        };
        let text = egui::RichText::new(words).color(color(theme::palette(ui).second_text));
        ui.vertical_centered(|ui| ui.label(text));
        return;
    }
    let open = passage.as_ref().map(|passage| passage.article);
    let entries = &view.entries;
    view.list.show(ui, "articles_list", |ui, index| match &entries[index] {
        Entry::Group(words) => {
            let settled = if view.of_folder.is_some() { Dates::AsTheyAre } else { Dates::ToSet };
            group_ui(ui, words, index, settled, commands);
        }
        Entry::Article(row) => row_ui(ui, row, open == Some(row.id), commands),
        Entry::Table(table) => table_ui(ui, table, commands),
    });
}

/// Whether dates that are missing can be set.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Dates {
    ToSet,
    /// Of an evidence folder.
    AsTheyAre,
}

fn group_ui(ui: &mut Ui, words: &str, index: usize, dates: Dates, commands: &mut Commands) {
    let palette = theme::palette(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), GROUP), egui::Sense::hover());
    let middle = rect.center().y + 2.0;
    let mut at = pos2(rect.left() + space::M, middle);
    let font = widget::small();
    let ink = if words == NO_DATE { palette.warning } else { palette.second_text };
    if words == NO_DATE {
        at.x = widget::icon_at(ui.painter(), at, icon::EVENT_BUSY, 14.0, ink).right() + 4.0;
    }
    let drawn = widget::text_at(ui.painter(), at, words, font.clone(), ink, rect.width() - 80.0);
    if words == NO_DATE && dates == Dates::ToSet {
        let place = egui::Rect::from_min_size(pos2(drawn.right() + 4.0, rect.top()), vec2(64.0, GROUP));
        let layout = egui::Layout::left_to_right(egui::Align::Center);
        let link = widget::within(ui, place, layout, |ui| {
            ui.spacing_mut().interact_size.y = 20.0;
            theme::link_button(ui, "Set…")
        });
        if widget::with_tooltip(link, Action::SetMissingDates).clicked() {
            commands.act(Action::SetMissingDates);
        }
    }
    if index == 0 {
        let right = pos2(rect.right() - space::M, middle);
        widget::text_right(ui.painter(), right, "events", font, palette.second_text);
    }
}

fn row_ui(ui: &mut Ui, row: &Row, open: bool, commands: &mut Commands) {
    let (rect, response) = widget::row(ui, ROW, &row.title, open);
    let palette = theme::palette(ui);
    if row.contributes || open {
        widget::paint_selection_bar(ui, rect);
    }
    let (left, width) = (rect.left() + space::M, rect.width() - 2.0 * space::M);
    let face = if open { Face::Medium } else { Face::Regular };
    let title_at = pos2(left, rect.top() + 12.0);
    let ink = if row.outside { palette.second_text } else { palette.text };
    widget::text_at(ui.painter(), title_at, &row.title, font(face, size::BODY), ink, width);
    let second = rect.top() + 29.0;
    let number = widget::text_right(
        ui.painter(),
        pos2(rect.right() - space::M, second),
        &number::grouped(row.events),
        font(Face::Tabular, size::SMALL),
        palette.second_text,
    );
    let width = number.left() - 8.0 - left;
    match row.told_problem() {
        Some(problem) => {
            let problem = &problem;
            let sign =
                widget::icon_at(ui.painter(), pos2(left, second), icon::WARNING, 14.0, palette.warning);
            let at = pos2(sign.right() + 4.0, second);
            let width = width - sign.width() - 4.0;
            widget::text_at(ui.painter(), at, problem, widget::small(), palette.warning, width);
        }
        None => {
            let at = pos2(left, second);
            widget::text_at(ui.painter(), at, &row.line, widget::small(), palette.second_text, width);
        }
    }
    row_answers(response, row, commands);
}

/// A table has no text to open: a click tells what became of its rows.
fn table_ui(ui: &mut Ui, table: &TableRow, commands: &mut Commands) {
    let name = format!("{}, {}", table.title, table.line);
    let (rect, response) = widget::row(ui, ROW, &name, false);
    let palette = theme::palette(ui);
    let (left, width) = (rect.left() + space::M, rect.width() - 2.0 * space::M);
    let title_at = pos2(left, rect.top() + 12.0);
    widget::text_at(ui.painter(), title_at, &table.title, widget::body(), palette.text, width);
    let second = rect.top() + 29.0;
    let right = pos2(rect.right() - space::M, second);
    let count = number::grouped(table.events);
    let face = font(Face::Tabular, size::SMALL);
    let count = widget::text_right(ui.painter(), right, &count, face, palette.second_text);
    let width = count.left() - 8.0 - left;
    widget::text_at(
        ui.painter(),
        pos2(left, second),
        &table.line,
        widget::small(),
        palette.second_text,
        width,
    );
    let response = response.on_hover_text(format!("{}\nA click tells more", table.line));
    egui::Popup::menu(&response).show(|ui| {
        ui.set_max_width(260.0);
        ui.label(&table.line);
        if !table.left_out.is_empty() {
            ui.label(format!("Rows that make no link: {}", table.left_out));
        }
        if ui.button("Remove from the session").clicked() {
            commands.push(Command::RemoveTable(table.id.clone()));
        }
    });
}

fn row_answers(mut response: egui::Response, row: &Row, commands: &mut Commands) {
    if !row.copies.is_empty() {
        response = response.on_hover_text(format!(
            "Much the same text as “{}”. Where several outlets print it, it counts as one source.",
            row.copies.join("”, “")
        ));
    }
    if response.clicked() {
        commands.push(Command::OpenPassage(Passage { article: row.id, sentence: None, event: None }));
    }
    response.context_menu(|ui| {
        if ui.button("Open the text").clicked() {
            commands.push(Command::OpenPassage(Passage { article: row.id, sentence: None, event: None }));
        }
        if ui.button("Details…").clicked() {
            commands.push(Command::EditDetails(vec![row.id]));
        }
        if ui.button("Remove from the session").clicked() {
            commands.push(Command::RemoveArticle(row.id));
        }
    });
    response.on_hover_ui(|ui| {
        ui.label(egui::RichText::new(&row.title).font(font(Face::Medium, size::BODY)));
        for line in [Some(&row.line).filter(|line| !line.is_empty()), row.problem.as_ref()] {
            line.map(|line| ui.label(line));
        }
        if row.date.is_none() {
            ui.label("It has no date, so it stands in no bar of the timeline but “No date”");
        }
        let unit = number::counted(row.events, "event");
        ui.label(if row.contributes { format!("{unit}; speaks of the selection") } else { unit });
    });
}

impl ArticlesView {
    /// Articles in the order of the list: the article view steps through them.
    #[must_use]
    pub fn shown(&self) -> &[ArticleId] {
        &self.shown
    }

    /// Makes the list again where something changed. Called in each frame, also while the panel is
    /// folded, since the article view steps through the list.
    pub(super) fn refresh(&mut self, workspace: &Workspace, selection: &Selection) {
        let made_for = MadeFor {
            revision: workspace.revision(),
            quotes: workspace.quotes_revision(),
            search: self.search.clone(),
            order: self.order,
            only: self.only.as_ref().map(|(words, _)| words.clone()),
            selection: selection.clone(),
        };
        if self.made_for.as_ref() == Some(&made_for) {
            return;
        }
        self.of_folder = workspace.session().folder.as_ref().map(|folder| folder.articles as usize);
        let contributing = contributing(workspace.graph(), selection);
        let needle = self.search.trim().to_lowercase();
        let mut rows: Vec<Row> = workspace
            .articles()
            .iter()
            .filter(|article| self.only.as_ref().is_none_or(|(_, only)| only.contains(&article.id)))
            .filter(|article| needle.is_empty() || fits(workspace, article, &needle))
            .filter(|article| self.of_folder.is_none() || contributing.contains(&article.id))
            .map(|article| Row::new(workspace, article, contributing.contains(&article.id)))
            .collect();
        sort(&mut rows, self.order);
        let undated = rows.iter().filter(|row| row.date.is_none()).count();
        // Where the head of a group says it, or most have none, it is no news in a row.
        let is_news = self.order != Order::Date && 2 * undated <= rows.len();
        for row in &mut rows {
            row.tells_undated = row.date.is_none() && is_news;
        }
        self.shown = rows.iter().map(|row| row.id).collect();
        self.entries = grouped(rows, self.order);
        self.entries.extend(tables(workspace, &needle).filter(|_| self.only.is_none()));
        self.unresolved = unresolved(workspace);
        let height = |entry: &Entry| if matches!(entry, Entry::Group(_)) { GROUP } else { ROW };
        self.list = LazyList::new(self.entries.iter().map(height).collect());
        self.made_for = Some(made_for);
    }
}

/// The tables that others coded, with their head.
fn tables(workspace: &Workspace, needle: &str) -> impl Iterator<Item = Entry> {
    let holds = |text: &str| needle.is_empty() || text.to_lowercase().contains(needle);
    let rows = workspace.coded().iter().map(TableRow::new);
    let rows: Vec<TableRow> = rows.filter(|row| holds(&row.title) || holds(&row.line)).collect();
    let head = (!rows.is_empty()).then(|| Entry::Group("Coded by others".to_owned()));
    head.into_iter().chain(rows.into_iter().map(|row| Entry::Table(Box::new(row))))
}

impl TableRow {
    fn new(coding: &Coding) -> Self {
        let scheme = coding.table.scheme;
        let line = if scheme == Scheme::Gkg {
            let articles = number::counted(coding.named.len(), "article");
            format!("{} · co-mentions only, in {articles}", scheme.name())
        } else {
            format!("{} · no sentences", scheme.name())
        };
        Self {
            id: coding.table.id.clone(),
            title: coding.table.label(),
            line,
            left_out: coding.left_out.in_words(),
            events: coding.events.len(),
        }
    }
}

/// So many similar texts are named in a hint: a group can be as large as the corpus.
const MOST_COPIES: usize = 20;

impl Row {
    fn new(workspace: &Workspace, article: &Article, contributes: bool) -> Self {
        let reading = workspace.readings().get(&article.id).map(AsRef::as_ref);
        let date = article.date.as_ref().map(|date| date.value);
        let outlet = article.outlet.as_ref().map(|outlet| outlet.value.clone());
        let mut parts: Vec<String> = date.map(Date::in_words).into_iter().collect();
        parts.extend(outlet.iter().cloned());
        parts.extend(reading.and_then(foreign_language));
        if date.is_none() && outlet.is_none() {
            parts.extend(file_name(article));
        }
        let mut line = parts.join(" · ");
        let others = workspace.copies().others(&article.id);
        let copies: Vec<String> =
            others.take(MOST_COPIES).filter_map(|other| Some(workspace.article(&other)?.label())).collect();
        let all_copies = workspace.copies().count_of_others(&article.id);
        if all_copies > 0 {
            line = format!("{line} · {}", number::counted(all_copies, "similar text"));
        }
        Self {
            id: article.id,
            title: article.label(),
            date,
            outlet,
            line,
            copies,
            problem: problem(article, reading),
            tells_undated: date.is_none(),
            events: reading
                .map_or(0, |reading| reading.events.iter().filter(|event| event.counted()).count()),
            contributes,
            outside: date.is_some_and(|date| is_outside(&workspace.session().choices.filter, date)),
        }
    }
}

impl Row {
    /// What is told of it in place of its line.
    fn told_problem(&self) -> Option<String> {
        match (self.tells_undated, &self.problem) {
            (true, Some(problem)) => {
                let mut problem = problem.clone();
                if let Some(first) = problem.get_mut(..1) {
                    first.make_ascii_lowercase();
                }
                Some(format!("{NO_DATE}, {problem}"))
            }
            (true, None) => Some(NO_DATE.to_owned()),
            (false, problem) => problem.clone(),
        }
    }
}

/// The name of the file that an article was found in.
fn file_name(article: &Article) -> Option<String> {
    article.places.iter().find_map(|place| match place {
        Place::File(path) | Place::Line { path, .. } | Place::Part { path, .. } => {
            Some(path.file_name()?.to_string_lossy().into_owned())
        }
        Place::Clipboard => None,
    })
}

fn is_outside(filter: &Filter, date: Date) -> bool {
    filter.from.is_some_and(|from| date.last_day() < from.first_day())
        || filter.until.is_some_and(|until| date.first_day() > until.last_day())
}

/// Articles that hold evidence of what is selected.
fn contributing(graph: &RelationGraph, selection: &Selection) -> BTreeSet<ArticleId> {
    let selected = |source: usize, target: usize| {
        let ends = (&graph.actors[source].id, &graph.actors[target].id);
        match selection {
            Selection::Nothing => false,
            Selection::Actor(actor) => ends.0 == actor || ends.1 == actor,
            Selection::Link { a, b } => ends == (a, b) || ends == (b, a),
            Selection::Several(actors) => actors.contains(ends.0) && actors.contains(ends.1),
        }
    };
    graph
        .relations
        .iter()
        .filter(|relation| selected(relation.source, relation.target))
        .flat_map(|relation| relation.evidence.iter().map(|evidence| evidence.article))
        .collect()
}

/// Whether title, outlet or the name of an actor holds the text searched for.
fn fits(workspace: &Workspace, article: &Article, needle: &str) -> bool {
    let holds = |text: &str| text.to_lowercase().contains(needle);
    holds(&article.label())
        || article.outlet.as_ref().is_some_and(|outlet| holds(&outlet.value))
        || workspace.readings().get(&article.id).is_some_and(|reading| {
            let actors: BTreeSet<_> =
                reading.mentions.iter().filter_map(|mention| mention.acting()).collect();
            actors.iter().any(|actor| holds(workspace.label(actor)))
        })
}

/// What a person should look at, in a few words.
fn problem(article: &Article, reading: Option<&Reading>) -> Option<String> {
    if let Some(Reading { readable: Readable::No(tag), .. }) = reading
        && !foreign::knows(tag)
    {
        return Some(format!("Not read: {}", language_name(tag)));
    }
    let mut problems = Vec::new();
    let damaged = reading.map_or(0, damaged_passages);
    if damaged > 0 {
        problems.push(number::counted(damaged, "damaged passage"));
    }
    problems.extend(article.problems.iter().filter(|problem| **problem != QUOTED).cloned());
    (!problems.is_empty()).then(|| widget::sentence_case(&problems.join(", ")))
}

/// Damaged sentences; neighbours are one passage.
pub(super) fn damaged_passages(reading: &Reading) -> usize {
    let passages = |sentences: &[crate::language::Sentence]| {
        sentences.chunk_by(|one, next| one.damaged == next.damaged).filter(|run| run[0].damaged).count()
    };
    passages(&reading.title_sentences) + passages(&reading.text_sentences)
}

fn foreign_language(reading: &Reading) -> Option<String> {
    match &reading.readable {
        Readable::Full => None,
        Readable::No(tag) if foreign::knows(tag) => Some(format!("{}, names only", language_name(tag))),
        Readable::No(tag) => Some(language_name(tag).to_owned()),
    }
}

fn unresolved(workspace: &Workspace) -> usize {
    let readings = workspace.readings().values();
    let open = |reading: &Reading| {
        reading
            .mentions
            .iter()
            .filter(|mention| mention.actor.is_none() && !mention.candidates.is_empty())
            .count()
    };
    readings.map(|reading| open(reading)).sum()
}

fn sort(rows: &mut [Row], order: Order) {
    let newest = |row: &Row| (row.date.is_some(), Reverse(row.date), row.title.clone(), row.id);
    match order {
        Order::Date => rows.sort_by_cached_key(newest),
        Order::Outlet => {
            rows.sort_by_cached_key(|row| (row.outlet.is_none(), row.outlet.clone(), newest(row)));
        }
        Order::Title => rows.sort_by_cached_key(|row| (row.title.to_lowercase(), row.id)),
        Order::Events => rows.sort_by_cached_key(|row| (Reverse(row.events), row.title.clone(), row.id)),
    }
}

/// Puts a head before each group of the order.
fn grouped(rows: Vec<Row>, order: Order) -> Vec<Entry> {
    let mut entries = Vec::with_capacity(rows.len() + 16);
    let mut last = None;
    for row in rows {
        let group = match order {
            Order::Date => row.date.map_or_else(|| NO_DATE.to_owned(), Date::month_in_words),
            Order::Outlet => row.outlet.clone().unwrap_or_else(|| "No outlet".to_owned()),
            Order::Title => "By title".to_owned(),
            Order::Events => "Most events first".to_owned(),
        };
        if last.as_ref() != Some(&group) {
            entries.push(Entry::Group(group.clone()));
            last = Some(group);
        }
        entries.push(Entry::Article(Box::new(row)));
    }
    entries
}

/// The English name of a language, or its tag where it is not a common one.
pub(super) fn language_name(tag: &str) -> &str {
    match tag.split('-').next().unwrap_or(tag) {
        "ar" => "Arabic",
        "bg" => "Bulgarian",
        "cs" => "Czech",
        "da" => "Danish",
        "de" => "German",
        "el" => "Greek",
        "es" => "Spanish",
        "et" => "Estonian",
        "fa" => "Persian",
        "fi" => "Finnish",
        "fr" => "French",
        "he" => "Hebrew",
        "hi" => "Hindi",
        "hr" => "Croatian",
        "hu" => "Hungarian",
        "id" => "Indonesian",
        "it" => "Italian",
        "ja" => "Japanese",
        "ko" => "Korean",
        "lt" => "Lithuanian",
        "lv" => "Latvian",
        "nl" => "Dutch",
        "no" | "nb" | "nn" => "Norwegian",
        "pl" => "Polish",
        "pt" => "Portuguese",
        "ro" => "Romanian",
        "ru" => "Russian",
        "sk" => "Slovak",
        "sl" => "Slovenian",
        "sr" => "Serbian",
        "sv" => "Swedish",
        "th" => "Thai",
        "tr" => "Turkish",
        "uk" => "Ukrainian",
        "ur" => "Urdu",
        "vi" => "Vietnamese",
        "zh" => "Chinese",
        _ => tag,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(title: &str, date: Option<Date>, events: usize) -> Row {
        Row {
            id: ArticleId::of_text(title),
            title: title.to_owned(),
            date,
            outlet: None,
            line: String::new(),
            copies: Vec::new(),
            problem: None,
            tells_undated: false,
            events,
            contributes: false,
            outside: false,
        }
    }

    fn listed(order: Order) -> Vec<String> {
        let mut rows = vec![
            row("Envoy arrives", Date::day(1956, 8, 2), 3),
            row("Canal closed", None, 9),
            row("Bridge opened", Date::day(1956, 11, 5), 1),
            row("Letter sent", Date::day(1956, 8, 20), 3),
        ];
        sort(&mut rows, order);
        let words = |entry: Entry| match entry {
            Entry::Group(words) => format!("# {words}"),
            Entry::Article(row) => row.title,
            Entry::Table(table) => table.title,
        };
        grouped(rows, order).into_iter().map(words).collect()
    }

    #[test]
    fn undated_articles_stand_first_then_the_newest_month() {
        assert_eq!(
            listed(Order::Date),
            [
                "# No date",
                "Canal closed",
                "# November 1956",
                "Bridge opened",
                "# August 1956",
                "Letter sent",
                "Envoy arrives"
            ]
        );
    }

    #[test]
    fn other_orders() {
        assert_eq!(
            listed(Order::Title)[1..],
            ["Bridge opened", "Canal closed", "Envoy arrives", "Letter sent"]
        );
        assert_eq!(
            listed(Order::Events)[1..],
            ["Canal closed", "Envoy arrives", "Letter sent", "Bridge opened"]
        );
    }

    #[test]
    fn neighbouring_damaged_sentences_are_one_passage() {
        let sentence = |damaged: bool| crate::language::Sentence {
            span: crate::article::Span::default(),
            paragraph: 0,
            first_token: 0,
            end_token: 0,
            damaged,
        };
        let reading = Reading {
            article: ArticleId::of_text(""),
            readable: Readable::Full,
            title_sentences: Vec::new(),
            text_sentences: [true, true, false, true, false].map(sentence).to_vec(),
            mentions: Vec::new(),
            events: Vec::new(),
        };
        assert_eq!(damaged_passages(&reading), 2);
    }
}
