//! The list at the left: all events of the map as the machine read them, link by link, the strongest link
//! first, or article by article, the earliest first; and how far the review is.

use std::collections::BTreeSet;

use egui::{Rect, Sense, Ui, pos2, vec2};

use super::Asked;
use crate::actor::ActorId;
use crate::article::{ArticleId, Date};
use crate::event::EventKind;
use crate::graph::{Filter, RelationGraph, Sources};
use crate::session::Workspace;
use crate::session::correction::{EventAnchor, Verdict};
use crate::session::metadata::Metadata;
use crate::view::theme::{self, Face, TypeGlyph, color, font, size, space};
use crate::view::{Action, Commands, icon, number, widget};

/// An event to review.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub article: ArticleId,
    /// Index in the machine's reading.
    pub machine: usize,
    pub anchor: EventAnchor,
    pub rule: String,
    /// The link in which it is listed.
    link: (ActorId, ActorId),
}

/// What the events go by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Order {
    /// Link by link, the strongest first.
    #[default]
    Weight,
    /// Article by article, the earliest first, as one reads.
    Article,
}

impl Order {
    fn label(self) -> &'static str {
        match self {
            Self::Weight => "By weight",
            Self::Article => "By article",
        }
    }
}

/// What the list depends on: articles, names, filter, hidden actors, and what was set of articles, such as
/// their days.
type MadeFor = (usize, String, Filter, BTreeSet<ActorId>, Metadata);

/// The events in their order.
#[derive(Debug, Default)]
pub(super) struct Queue {
    order: Order,
    all: Vec<Item>,
    /// Those of `rule`, where one is asked for.
    shown: Vec<Item>,
    rule: Option<String>,
    made_for: Option<MadeFor>,
    /// The place that was scrolled to last.
    scrolled: Option<usize>,
}

/// How far the review is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Progress {
    right: usize,
    corrected: usize,
    struck: usize,
}

impl Queue {
    /// Lists the events again where others are on the map; whether it did.
    pub fn prepare(&mut self, workspace: &Workspace) -> bool {
        let choices = &workspace.session().choices;
        let made_for = (
            workspace.session().articles.len(),
            workspace.knowledge().gazetteer.hash().to_owned(),
            choices.filter.clone(),
            choices.hidden.clone(),
            choices.metadata.clone(),
        );
        if self.made_for.as_ref() == Some(&made_for) {
            return false;
        }
        self.all = items(workspace, self.order);
        self.made_for = Some(made_for);
        self.only_rule(self.rule.clone());
        true
    }

    /// Lists the events in another order.
    pub fn put_in(&mut self, order: Order, workspace: &Workspace) {
        self.order = order;
        self.all = items(workspace, order);
        self.only_rule(self.rule.clone());
    }

    pub fn items(&self) -> &[Item] {
        if self.rule.is_some() { &self.shown } else { &self.all }
    }

    /// Shows only the events of a rule, or all.
    pub fn only_rule(&mut self, rule: Option<String>) {
        let of_rule = |item: &&Item| Some(&item.rule) == rule.as_ref();
        self.shown = self.all.iter().filter(of_rule).cloned().collect();
        self.rule = rule;
        self.scrolled = None;
    }

    pub fn rule(&self) -> Option<&str> {
        self.rule.as_deref()
    }

    pub fn place_of(&self, anchor: &EventAnchor) -> Option<usize> {
        self.items().iter().position(|item| item.anchor == *anchor)
    }

    /// The first event that was not reviewed.
    pub fn first_open(&self, workspace: &Workspace) -> usize {
        let reviews = &workspace.session().choices.corrections.reviews;
        self.items().iter().position(|item| !reviews.contains_key(&item.anchor)).unwrap_or(0)
    }

    /// Of the events of a rule: right, reviewed, all.
    pub fn of_rule(&self, workspace: &Workspace, rule: &str) -> (usize, usize, usize) {
        let reviews = &workspace.session().choices.corrections.reviews;
        let of_rule = || self.all.iter().filter(|item| item.rule == rule);
        let said: Vec<&Verdict> =
            of_rule().filter_map(|item| reviews.get(&item.anchor)).map(|review| &review.verdict).collect();
        let right = said.iter().filter(|verdict| ***verdict == Verdict::Right).count();
        (right, said.len(), of_rule().count())
    }
}

/// The events of the machine that the filter lets through, by the strength of their links or by article.
fn items(workspace: &Workspace, order: Order) -> Vec<Item> {
    let choices = &workspace.session().choices;
    let filter = Filter { strongest: None, ..choices.filter.clone() };
    let sources = Sources { readings: workspace.machine_readings(), ..workspace.sources() };
    let graph = RelationGraph::new(sources, &filter);
    let mut seen = BTreeSet::new();
    let mut items = Vec::new();
    for relation in &graph.relations {
        let link = (graph.actors[relation.source].id.clone(), graph.actors[relation.target].id.clone());
        for evidence in &relation.evidence {
            let article = workspace.article(&evidence.article);
            let event = crate::graph::event(workspace.machine_readings(), evidence);
            let (Some(article), Some(event)) = (article, event) else { continue };
            let Some(anchor) = EventAnchor::new(article, event) else { continue };
            if seen.insert((evidence.article, evidence.event)) {
                items.push(Item {
                    article: evidence.article,
                    machine: evidence.event,
                    anchor,
                    rule: event.rule.clone(),
                    link: link.clone(),
                });
            }
        }
    }
    if order == Order::Article {
        let place = |item: &Item| {
            let article = workspace.article(&item.article)?;
            let event = workspace.machine_readings().get(&item.article)?.events.get(item.machine)?;
            Some((article.by_date(), event.part, event.sentence, item.machine))
        };
        items.sort_by_cached_key(place);
    }
    items
}

pub(super) fn queue_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    queue: &mut Queue,
    place: usize,
    asked: &mut Vec<Asked>,
    commands: &mut Commands,
) {
    ui.spacing_mut().item_spacing = vec2(space::XS, 0.0);
    head_ui(ui, queue.order, asked, commands);
    progress_ui(ui, workspace, queue);
    if let Some(rule) = queue.rule().map(str::to_owned) {
        egui::Frame::new().inner_margin(egui::Margin::symmetric(12, 4)).show(ui, |ui| {
            let words = format!("Only “{rule}”");
            let chip = theme::chip(ui, &words, "Show the events of all rules again");
            if chip.clicked || chip.closed {
                asked.push(Asked::OnlyRule(None));
            }
        });
    }
    theme::hairline(ui);
    let rows = rows(queue.items(), queue.order);
    let scroll_to = queue.scrolled != Some(place);
    queue.scrolled = Some(place);
    let row_of_place = rows.iter().position(|row| *row == Row::Event(place)).unwrap_or(0);
    let mut area = egui::ScrollArea::vertical().id_salt("review_rows").auto_shrink(false);
    if scroll_to {
        let height = space::ROW * 8.0;
        area = area.vertical_scroll_offset((space::ROW * row_of_place as f32 - height).max(0.0));
    }
    area.show_rows(ui, space::ROW, rows.len(), |ui, shown| {
        for row in &rows[shown] {
            match row {
                Row::Head(index) => group_ui(ui, workspace, queue.order, &queue.items()[*index]),
                Row::Event(index) => {
                    if event_ui(ui, workspace, queue.order, &queue.items()[*index], *index == place) {
                        asked.push(Asked::Go(*index));
                    }
                }
            }
        }
    });
}

/// A row of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Row {
    /// The head of the link or the article of this item.
    Head(usize),
    Event(usize),
}

fn rows(items: &[Item], order: Order) -> Vec<Row> {
    let together = |one: &Item, other: &Item| match order {
        Order::Weight => one.link == other.link,
        Order::Article => one.article == other.article,
    };
    let mut rows = Vec::with_capacity(items.len() + items.len() / 2);
    for (index, item) in items.iter().enumerate() {
        if index == 0 || !together(&items[index - 1], item) {
            rows.push(Row::Head(index));
        }
        rows.push(Row::Event(index));
    }
    rows
}

fn head_ui(ui: &mut Ui, order: Order, asked: &mut Vec<Asked>, commands: &mut Commands) {
    let (strip, _) = ui.allocate_exact_size(vec2(ui.available_width(), space::HEADER), Sense::hover());
    let palette = theme::palette(ui);
    let at = pos2(strip.left() + space::M, strip.center().y);
    widget::text_at(ui.painter(), at, "Review", font(Face::SemiBold, size::BODY), palette.text, 120.0);
    let row = strip.shrink2(vec2(6.0, 0.0));
    widget::within(ui, row, egui::Layout::right_to_left(egui::Align::Center), |ui| {
        if widget::close_button(ui, "Back to the map (Esc)").clicked() {
            commands.act(Action::Review);
        }
        let tooltip = "By weight: the strongest link first. By article: the earliest first";
        let button = theme::button(ui, Some(icon::SORT), order.label()).on_hover_text(tooltip);
        egui::Popup::menu(&button).width(180.0).show(|ui| {
            for other in [Order::Weight, Order::Article] {
                if ui.add(egui::Button::new(other.label()).selected(other == order)).clicked() {
                    asked.push(Asked::Order(other));
                }
            }
        });
    });
    theme::hairline(ui);
}

fn progress_ui(ui: &mut Ui, workspace: &Workspace, queue: &Queue) {
    let palette = theme::palette(ui);
    let reviews = &workspace.session().choices.corrections.reviews;
    let mut progress = Progress::default();
    for review in queue.items().iter().filter_map(|item| reviews.get(&item.anchor)) {
        match review.verdict {
            Verdict::Right => progress.right += 1,
            Verdict::Corrected(_) => progress.corrected += 1,
            Verdict::NotAnEvent => progress.struck += 1,
        }
    }
    let (done, all) = (progress.right + progress.corrected + progress.struck, queue.items().len());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 74.0), Sense::hover());
    let inner = rect.shrink2(vec2(space::M, 8.0));
    let words = format!("Reviewed {} of {}", number::grouped(done), number::grouped(all));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &words));
    let line = pos2(inner.left(), inner.top() + 10.0);
    widget::text_at(
        ui.painter(),
        line,
        &words,
        font(Face::Medium, size::BODY),
        palette.text,
        inner.width() - 50.0,
    );
    let percent = format!("{} %", (100 * done).checked_div(all).unwrap_or(0));
    let end = pos2(inner.right(), line.y);
    widget::text_right(ui.painter(), end, &percent, widget::small(), palette.second_text);
    let bar = Rect::from_min_size(pos2(inner.left(), inner.top() + 26.0), vec2(inner.width(), 4.0));
    ui.painter().rect_filled(bar, 2.0, color(palette.hairline));
    let mut left = bar.left();
    let parts = [
        (progress.right, palette.second_text),
        (progress.corrected, palette.selection),
        (progress.struck, palette.node),
    ];
    for (count, ink) in parts {
        let width = bar.width() * count as f32 / all.max(1) as f32;
        let part = Rect::from_min_size(pos2(left, bar.top()), vec2(width, bar.height()));
        ui.painter().rect_filled(part, 0.0, color(ink));
        left += width;
    }
    let mut left = inner.left();
    let counts = [
        (icon::CHECK, progress.right, "right"),
        (icon::EDIT, progress.corrected, "corrected"),
        (icon::CLOSE, progress.struck, "struck"),
    ];
    for (sign, count, words) in counts {
        let middle = inner.top() + 48.0;
        let sign = widget::icon_at(ui.painter(), pos2(left, middle), sign, 14.0, palette.second_text);
        let words = format!("{} {words}", number::grouped(count));
        let at = pos2(sign.right() + 4.0, middle);
        left = widget::text_at(ui.painter(), at, &words, widget::small(), palette.second_text, 90.0).right()
            + 10.0;
    }
    theme::hairline(ui);
}

fn group_ui(ui: &mut Ui, workspace: &Workspace, order: Order, item: &Item) {
    let palette = theme::palette(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), space::ROW), Sense::hover());
    let words = match order {
        Order::Weight => format!("{} → {}", workspace.label(&item.link.0), workspace.label(&item.link.1)),
        Order::Article => {
            workspace.article(&item.article).map_or_else(String::new, |article| article.label())
        }
    };
    let at = pos2(rect.left() + space::M, rect.center().y + 2.0);
    let face = font(Face::Medium, size::SMALL);
    widget::text_at(ui.painter(), at, &words, face, palette.second_text, rect.width() - 24.0);
}

/// One event: what was said of it, its words, the sign of its type.
fn event_ui(ui: &mut Ui, workspace: &Workspace, order: Order, item: &Item, chosen: bool) -> bool {
    let review = workspace.session().choices.corrections.review(&item.anchor);
    let verdict = review.map(|review| &review.verdict);
    let (sign, said) = match verdict {
        None => (None, "not reviewed"),
        Some(Verdict::Right) => (Some(icon::CHECK), "right"),
        Some(Verdict::NotAnEvent) => (Some(icon::CLOSE), "struck"),
        Some(Verdict::Corrected(_)) => (Some(icon::EDIT), "corrected"),
    };
    let kind: EventKind = item.anchor.read.kind;
    let date = workspace
        .article(&item.article)
        .and_then(|article| item.anchor.read.date.or_else(|| article.date.as_ref().map(|date| date.value)));
    let date = date.map_or_else(|| "No date".to_owned(), Date::in_words);
    let words = match order {
        Order::Weight => format!("{}, {date}", kind.label()),
        Order::Article => {
            format!("{} → {}", workspace.label(&item.link.0), workspace.label(&item.link.1))
        }
    };
    let name = format!("{words}: {said}");
    let (rect, response) = widget::row(ui, space::ROW, &name, chosen);
    if chosen {
        widget::paint_selection_bar(ui, rect);
    }
    let palette = theme::palette(ui);
    let middle = rect.center().y;
    if let Some(sign) = sign {
        let ink = if sign == icon::EDIT { palette.selection } else { palette.second_text };
        widget::icon_at(ui.painter(), pos2(rect.left() + space::M, middle), sign, 14.0, ink);
    }
    let ink = if verdict.is_some() && !chosen { palette.second_text } else { palette.text };
    let at = pos2(rect.left() + 36.0, middle);
    let text = widget::text_at(ui.painter(), at, &words, widget::body(), ink, rect.width() - 72.0);
    if verdict == Some(&Verdict::NotAnEvent) {
        ui.painter().hline(text.x_range(), middle, egui::Stroke::new(1.0, color(ink)));
    }
    if let Some(quad) = kind.quad() {
        let center = pos2(rect.right() - 18.0, middle);
        theme::paint_type_glyph(ui.painter(), center, TypeGlyph { quad }, color(palette.quad(quad)));
    }
    response.clicked()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, Format, Place};
    use crate::session::Edit;
    use crate::session::metadata::{Field, MetadataEdit};

    #[test]
    fn a_day_that_is_set_moves_its_article_in_the_list() {
        let mut workspace = Workspace::new(crate::event::knowledge());
        for text in ["Kenya thanked Brazil.", "China warned Norway."] {
            let article = Article::bare(text.to_owned(), Format::Text, Place::Clipboard);
            let reading = crate::event::read(workspace.knowledge(), &article);
            workspace.add(vec![(article, reading)]);
        }
        let mut queue = Queue::default();
        queue.put_in(Order::Article, &workspace);
        queue.prepare(&workspace);
        let listed = |queue: &Queue| queue.items().iter().map(|item| item.article).collect::<Vec<_>>();
        let [_, last] = listed(&queue)[..] else { panic!("two events") };
        assert!(!queue.prepare(&workspace), "nothing changed");
        let values = [(Field::Date, Some("2024-05-01".to_owned()))].into();
        workspace.apply(Edit::Metadata(Box::new(MetadataEdit { articles: [last].into(), values })));
        assert!(queue.prepare(&workspace));
        assert_eq!(listed(&queue)[0], last);
    }
}
