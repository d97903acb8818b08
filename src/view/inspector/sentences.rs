//! Sentences as cards: type, direction, date, the text with both actors and the deciding words marked,
//! and where it stands.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use egui::{Align, Layout, Rect, Sense, Ui, pos2, vec2};

use crate::actor::MentionKind;
use crate::article::{Article, Part, Span};
use crate::event::{Event, Quad, Reading};
use crate::graph::{self, CodedEvidence, Counts, Evidence, Relation};
use crate::session::Workspace;
use crate::session::correction::Provenance;
use crate::view::lazy_list::LazyList;
use crate::view::marked_text::{Look, Mark, MarkedText, Setting};
use crate::view::theme::{self, Face, color, font, space};
use crate::view::{Command, Commands, Passage, correct, icon, number, widget, wording};

/// The order of sentences.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Order {
    /// By type in the order of the quad classes, with a head for each class.
    #[default]
    Kind,
    /// The newest first, undated last.
    Date,
}

/// A line of the list.
#[derive(Debug)]
pub(super) enum Row {
    /// The head of a class with its number of events.
    Class(Option<Quad>, usize),
    /// One event with its sentence.
    Card(Evidence),
    /// The head of the events that others coded, with their number.
    CodedHead(usize),
    /// One event that others coded.
    Coded(CodedEvidence),
    /// The way to more sentences of an evidence folder: so many are left.
    More(usize),
}

/// The events of some relations, each once although one that holds both ways stands in two relations.
pub(super) fn gather<'a>(relations: impl Iterator<Item = &'a Relation>) -> Vec<Evidence> {
    let mut seen = BTreeSet::new();
    let mut gathered: Vec<Evidence> = Vec::new();
    for evidence in relations.flat_map(|relation| &relation.evidence) {
        if seen.insert((evidence.article, evidence.event)) {
            gathered.push(*evidence);
        }
    }
    gathered
}

/// Distinct sentences, articles and sources of some events, those that others coded among them.
pub(super) fn count(workspace: &Workspace, evidence: &[Evidence], coded: &[CodedEvidence]) -> Counts {
    let mut sentences = BTreeSet::new();
    let mut articles = BTreeSet::new();
    let mut sources = BTreeSet::new();
    for item in evidence {
        let Some((article, _, event)) = look_up(workspace, item) else { continue };
        sentences.insert((item.article, event.part, event.sentence));
        articles.insert(item.article);
        sources.insert(workspace.copies().source(article));
    }
    let documents = super::coded::count(workspace, coded, &mut articles, &mut sources);
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Counts {
        sentences: count(sentences.len()),
        articles: count(articles.len() + documents),
        sources: count(sources.len()),
    }
}

/// What some relations hold together; what holds both ways counts once.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Tally {
    /// Events by quad class.
    pub(super) quads: [u32; 4],
    /// Distinct sentences.
    pub(super) sentences: u32,
    /// Events that others coded.
    pub(super) coded: u32,
}

impl Tally {
    /// As [`Relation::weight`].
    pub(super) fn weight(self) -> u32 {
        self.sentences + self.coded
    }
}

/// Events by quad class, distinct sentences and events of others of some relations.
pub(super) fn tally<'a>(
    workspace: &Workspace,
    relations: impl Iterator<Item = &'a Relation> + Clone,
) -> Tally {
    let coded = super::coded::gather(relations.clone());
    if let Some(tally) = super::quotes::tally(workspace, relations.clone()) {
        return tally;
    }
    let evidence = gather(relations);
    let mut quads = super::coded::quads(workspace, &coded);
    let mut told = BTreeSet::new();
    for (article, _, event) in evidence.iter().filter_map(|item| look_up(workspace, item)) {
        let first = told.insert((article.id, event.number));
        if let Some(quad) = event.kind.quad().filter(|_| first) {
            quads[quad.index()] += 1;
        }
    }
    let sentences = count(workspace, &evidence, &[]).sentences;
    Tally { quads, sentences, coded: u32::try_from(coded.len()).unwrap_or(u32::MAX) }
}

/// The lines of the list in an order; behind them what others coded.
pub(super) fn rows(
    workspace: &Workspace,
    evidence: &[Evidence],
    coded: &[CodedEvidence],
    order: Order,
) -> Vec<Row> {
    let mut rows = read_rows(workspace, evidence, order);
    if !coded.is_empty() {
        rows.push(Row::CodedHead(coded.len()));
        rows.extend(coded.iter().copied().map(Row::Coded));
    }
    rows
}

fn read_rows(workspace: &Workspace, evidence: &[Evidence], order: Order) -> Vec<Row> {
    let found = |item: &Evidence| look_up(workspace, item).map(|(article, _, event)| (*item, article, event));
    let mut events: Vec<_> = evidence.iter().filter_map(found).collect();
    let date = |article: &Article, event: &Event| {
        let date = graph::date_of(article, event);
        (date.is_none(), Reverse(date), article.id, event.number)
    };
    match order {
        Order::Date => {
            events.sort_by_key(|(_, article, event)| date(article, event));
            events.into_iter().map(|(item, ..)| Row::Card(item)).collect()
        }
        Order::Kind => {
            events.sort_by_key(|(_, article, event)| (event.kind, date(article, event)));
            let groups = events.chunk_by(|one, other| one.2.kind.quad() == other.2.kind.quad());
            let rows = groups.flat_map(|group| {
                let told: BTreeSet<_> = group.iter().map(|(_, article, e)| (article.id, e.number)).collect();
                let head = Row::Class(group[0].2.kind.quad(), told.len());
                std::iter::once(head).chain(group.iter().map(|(item, ..)| Row::Card(*item)))
            });
            rows.collect()
        }
    }
}

/// A list of rows with guessed heights.
pub(super) fn list(workspace: &Workspace, rows: &[Row]) -> LazyList {
    LazyList::new(rows.iter().map(|row| guessed_height(workspace, row)).collect())
}

/// How high a row may be, before it is laid out.
pub(super) fn guessed_height(workspace: &Workspace, row: &Row) -> f32 {
    match row {
        Row::Class(..) | Row::CodedHead(_) => 28.0,
        Row::Coded(_) => super::coded::CARD,
        Row::More(_) => super::quotes::MORE,
        Row::Card(item) => look_up(workspace, item).map_or(0.0, |(_, reading, event)| {
            let span = reading.sentence_span(event.part, event.sentence);
            69.0 + 22.0 * (span.len() as f32 / 42.0).ceil()
        }),
    }
}

/// Draws one row.
pub(super) fn row_ui(ui: &mut Ui, workspace: &Workspace, row: &Row, commands: &mut Commands) {
    match row {
        Row::Class(quad, events) => {
            let class = widget::sentence_case(quad.map_or("no class", Quad::name));
            super::group_ui(ui, &format!("{class}, {}", number::counted(*events, "event")));
        }
        Row::Card(item) => card_ui(ui, workspace, item, commands),
        Row::CodedHead(events) => super::group_ui(ui, &super::coded::head(*events)),
        Row::Coded(at) => super::coded::card_ui(ui, workspace, *at, commands),
        Row::More(_) => {}
    }
}

/// The choice between the orders, over the right end of the strip of tabs.
pub(super) fn order_ui(ui: &mut Ui, tabs: Rect, order: &mut Order) {
    let at = Rect::from_center_size(pos2(tabs.right() - 22.0, tabs.center().y), vec2(28.0, 28.0));
    let button = widget::within(ui, at, Layout::left_to_right(Align::Center), |ui| {
        theme::icon_button(ui, icon::SORT, "Order of the events")
    });
    egui::Popup::menu(&button).show(|ui| {
        for (choice, words) in [(Order::Kind, "By type"), (Order::Date, "Newest first")] {
            if ui.radio(*order == choice, words).clicked() {
                *order = choice;
                ui.close();
            }
        }
    });
}

/// The event of a piece of evidence, with where it stands.
pub(super) fn look_up<'a>(
    workspace: &'a Workspace,
    item: &Evidence,
) -> Option<(&'a Article, &'a Reading, &'a Event)> {
    let article = workspace.article(&item.article)?.as_ref();
    let reading = workspace.readings().get(&item.article)?.as_ref();
    Some((article, reading, reading.events.get(item.event)?))
}

/// One card. A click opens the article at its sentence.
pub(super) fn card_ui(ui: &mut Ui, workspace: &Workspace, item: &Evidence, commands: &mut Commands) {
    let Some((article, reading, event)) = look_up(workspace, item) else { return };
    let palette = theme::palette(ui);
    let span = reading.sentence_span(event.part, event.sentence);
    let setting = Setting {
        font: font(Face::Serif, 14.0),
        line_height: 22.0,
        color: color(palette.text),
        width: (ui.available_width() - 2.0 * space::M).max(40.0),
    };
    let text = MarkedText::new(ui.painter(), article.part(event.part), span, &setting);
    let corrected = correct::event::machine_event(workspace, &item.article, item.event).is_some();
    let struck = if corrected { 22.0 } else { 0.0 };
    let height = 10.0 + 20.0 + 4.0 + text.size().y + 4.0 + 20.0 + struck + 10.0 + 1.0;
    let name = format!("{}, {}: {}", event.kind.label(), wording::direction(workspace, event), text.text());
    let (rect, response) = widget::row(ui, height, &name, false);
    let inner = rect.shrink2(vec2(space::M, 10.0));
    let line = |top: f32| Rect::from_min_size(pos2(inner.left(), top), vec2(inner.width(), 20.0));
    card_head_ui(ui, line(inner.top()), workspace, article, event);
    let text_at = pos2(inner.left(), inner.top() + 24.0);
    let marks = card_marks(reading, event);
    text.paint(ui.painter(), palette, text_at, &marks, None);
    let foot = line(text_at.y + text.size().y + 4.0);
    card_foot(ui, foot, article, event, workspace.trace(&item.article, item.event).provenance);
    if let Some(machine) = correct::event::machine_event(workspace, &item.article, item.event) {
        let top = foot.bottom() + 2.0;
        struck_ui(ui, line(top), workspace, machine);
    }
    let bottom = rect.bottom() - 0.5;
    ui.painter().hline(rect.x_range(), bottom, egui::Stroke::new(1.0, color(palette.hairline)));
    let hint = wording::event_hint(workspace, article, event);
    let response = response.on_hover_text(hint);
    correct_ui(ui, workspace, item, &response, line(inner.top()), commands);
    if response.clicked() {
        let sentence = Some((event.part, event.sentence));
        commands.push(Command::OpenPassage(Passage {
            article: item.article,
            sentence,
            event: Some(item.event),
        }));
    }
}

/// The way to correct an event: a menu by the right button, and a pencil while the pointer is on the card.
fn correct_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    item: &Evidence,
    card: &egui::Response,
    line: Rect,
    commands: &mut Commands,
) {
    if workspace.folder().is_some() {
        return;
    }
    card.context_menu(|ui| correct::event::menu_ui(ui, workspace, &item.article, item.event, commands));
    let id = ui.scope_id().with(("correct", item.article, item.event));
    let at = Rect::from_center_size(pos2(line.right() + 2.0, line.center().y + 22.0), vec2(24.0, 24.0));
    let pencil = ui.interact(at, id, Sense::click());
    pencil.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, "Correct this event"));
    let shown = card.hovered() || pencil.hovered() || pencil.has_focus();
    if shown || egui::Popup::is_id_open(ui.ctx(), egui::Popup::default_response_id(&pencil)) {
        let palette = theme::palette(ui);
        let ground = if pencil.hovered() { palette.hairline } else { palette.raised };
        ui.painter().rect_filled(at, 6.0, color(ground));
        let sign = pos2(at.left() + 4.0, at.center().y);
        widget::icon_at(ui.painter(), sign, icon::EDIT, 16.0, palette.text);
    }
    theme::focus_ring(ui, &pencil, at);
    egui::Popup::menu(&pencil)
        .show(|ui| correct::event::menu_ui(ui, workspace, &item.article, item.event, commands));
    pencil.on_hover_text("Correct this event");
}

/// Type, direction, and the date at the right.
fn card_head_ui(ui: &mut Ui, line: Rect, workspace: &Workspace, article: &Article, event: &Event) {
    let palette = theme::palette(ui);
    let middle = line.center().y;
    let (date, ink) = graph::date_of(article, event).map_or_else(
        || ("No date".to_owned(), palette.warning),
        |date| (date.in_words(), palette.second_text),
    );
    let date = widget::text_right(ui.painter(), pos2(line.right(), middle), &date, widget::small(), ink);
    let layout = Layout::left_to_right(Align::Center);
    let chip = widget::within(ui, line, layout, |ui| theme::type_chip(ui, event.kind));
    let at = pos2(chip.rect.right() + space::S, middle);
    let direction = wording::direction(workspace, event);
    let width = date.left() - at.x - space::S;
    widget::text_at(ui.painter(), at, &direction, widget::small(), palette.text, width);
}

/// The article, and at the right what one should know of the event.
/// What the machine read, struck through below what the person said.
fn struck_ui(ui: &Ui, line: Rect, workspace: &Workspace, machine: &Event) {
    let palette = theme::palette(ui);
    let words = format!("{}, {}", machine.kind.label(), wording::direction(workspace, machine));
    let at = pos2(line.left(), line.center().y);
    let read = widget::text_at(ui.painter(), at, "Read as", widget::small(), palette.second_text, 60.0);
    let at = pos2(read.right() + space::XS, at.y);
    let width = line.right() - at.x;
    let struck = widget::text_at(ui.painter(), at, &words, widget::small(), palette.second_text, width);
    let stroke = egui::Stroke::new(1.0, color(palette.second_text));
    ui.painter().hline(struck.x_range(), struck.center().y, stroke);
}

fn card_foot(ui: &Ui, line: Rect, article: &Article, event: &Event, provenance: Provenance) {
    let palette = theme::palette(ui);
    let middle = line.center().y;
    let mut right = line.right();
    for (sign, words) in wording::notes(event).into_iter().chain(wording::said_by(provenance)) {
        let ink = match sign {
            icon::WARNING => palette.warning,
            icon::EDIT | icon::ADD => palette.selection,
            _ => palette.second_text,
        };
        let words = widget::text_right(ui.painter(), pos2(right, middle), words, widget::small(), ink);
        let sign_at = pos2(words.left() - 4.0 - 14.0, middle);
        right = widget::icon_at(ui.painter(), sign_at, sign, 14.0, ink).left() - space::S;
    }
    let mut place = article.label();
    if let Some(outlet) = &article.outlet {
        place = format!("{} · {place}", outlet.value);
    }
    let width = right - line.left() - space::XS;
    let at = pos2(line.left(), middle);
    widget::text_at(ui.painter(), at, &place, widget::small(), palette.second_text, width);
}

/// Both actors and the deciding words.
fn card_marks(reading: &Reading, event: &Event) -> Vec<Mark> {
    let mark = |span: Span, look: Look| Mark { span, look, event: None, hint: String::new() };
    let cues = event.cue_spans.iter().map(|cue| mark(*cue, Look::Cue(event.kind.quad())));
    let ends = [event.source_span, event.target_span];
    let ends = ends.into_iter().map(|span| mark(span, look_of_mention(reading, event.part, span)));
    cues.chain(ends).collect()
}

fn look_of_mention(reading: &Reading, part: Part, span: Span) -> Look {
    let here = reading.mentions.iter().find(|mention| mention.part == part && mention.span == span);
    match here.map(|mention| mention.kind) {
        Some(MentionKind::Leader | MentionKind::Office | MentionKind::Epithet | MentionKind::Pronoun) => {
            Look::Referred
        }
        _ => Look::Named,
    }
}

/// A row that needs no more than one line of 28: a name, and numbers at the right.
pub(super) fn simple_row_ui(ui: &mut Ui, words: &str, line: &str, number: usize, name: &str) -> bool {
    let height = if line.is_empty() { space::ROW } else { 40.0 };
    let (rect, response) = widget::row(ui, height, name, false);
    let palette = theme::palette(ui);
    let first = if line.is_empty() { rect.center().y } else { rect.top() + 12.0 };
    let count = number::grouped(number);
    let right = pos2(rect.right() - space::M, if line.is_empty() { first } else { rect.top() + 29.0 });
    let count =
        widget::text_right(ui.painter(), right, &count, font(Face::Tabular, theme::size::BODY), palette.text);
    let left = rect.left() + space::M;
    let whole = rect.width() - 2.0 * space::M;
    let width = if line.is_empty() { count.left() - left - space::S } else { whole };
    widget::text_at(ui.painter(), pos2(left, first), words, widget::body(), palette.text, width);
    if !line.is_empty() {
        let width = count.left() - left - space::S;
        let at = pos2(left, rect.top() + 29.0);
        widget::text_at(ui.painter(), at, line, widget::small(), palette.second_text, width);
    }
    response.clicked()
}

/// A line of text in a list.
pub(super) fn note_ui(ui: &mut Ui, words: &str) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), space::ROW), Sense::hover());
    let palette = theme::palette(ui);
    let at = pos2(rect.left() + space::M, rect.center().y);
    widget::text_at(ui.painter(), at, words, widget::body(), palette.second_text, rect.width() - 24.0);
}
