//! The row above the map: what is filtered out, a menu to filter more, and how much is drawn.

use std::collections::BTreeSet;

use egui::{
    Align, CornerRadius, Layout, Popup, PopupCloseBehavior, Rect, Response, Role, Sense, Slider, Stroke,
    StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::trail::Around;
use crate::event::{EventKind, KindSet, Quad};
use crate::graph::{ActorSort, Filter};
use crate::session::Workspace;
use crate::view::number::grouped;
use crate::view::theme::{
    Face, SMALL_RADIUS, TypeGlyph, body_semibold, button, checkbox, chip, color, focus_ring, font, hairline,
    icon_button_small, link_button, paint_type_glyph, palette, size, small, space, text, tint,
};
use crate::view::{Action, Command, Commands, icon, widget};

/// Height of the row with one line of chips.
const HEIGHT: f32 = 40.0;
const MENU_WIDTH: f32 = 312.0;
/// The slider of links begins to mean something above this.
const FEW_LINKS: usize = 10;

/// What the row remembers.
#[derive(Debug, Default)]
pub(super) struct Chips {
    /// Height of the chips in the last frame.
    height: f32,
    /// The slider's value while a hand is on it: one edit, on release.
    strongest: Option<usize>,
}

/// A filter that is on, and how to take it off.
#[derive(Clone, Debug, PartialEq)]
struct Active {
    label: String,
    tooltip: String,
    without: Filter,
}

impl Chips {
    /// Draws the row at the top of `rect`; the part that is left for the map.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        rect: Rect,
        workspace: &Workspace,
        around: Option<&Around>,
        commands: &mut Commands,
    ) -> Rect {
        let height = HEIGHT.max(self.height + 16.0);
        let row = Rect::from_min_size(rect.min, vec2(rect.width(), height)).shrink2(vec2(space::M, space::S));
        let count_width = count_ui(ui, row, workspace);
        let left = Rect::from_min_max(row.min, pos2(row.right() - count_width - space::L, row.bottom()));
        let wrapped = Layout::left_to_right(Align::Center).with_main_wrap(true);
        let inner = ui.scope_builder(UiBuilder::new().max_rect(left).layout(wrapped), |ui| {
            ui.spacing_mut().item_spacing = vec2(space::S, space::S);
            ui.spacing_mut().interact_size.y = 24.0;
            if let Some(around) = around {
                around_ui(ui, workspace, around, commands);
            }
            self.chips_ui(ui, workspace, commands);
        });
        self.height = inner.response.rect.height();
        Rect::from_min_max(pos2(rect.left(), rect.top() + height), rect.max)
    }

    fn chips_ui(&mut self, ui: &mut Ui, workspace: &Workspace, commands: &mut Commands) {
        let filter = &workspace.session().choices.filter;
        for active in active(filter, workspace.graph().all_relations) {
            let response = chip(ui, &active.label, &active.tooltip);
            if response.closed {
                commands.push(Command::Filter(Box::new(active.without)));
            }
        }
        let add = filter_button(ui);
        Popup::menu(&add).close_behavior(PopupCloseBehavior::CloseOnClickOutside).width(MENU_WIDTH).show(
            |ui| {
                let margin = egui::Margin::symmetric(6, 0);
                egui::Frame::NONE.inner_margin(margin).show(ui, |ui| {
                    let height = (ui.ctx().content_rect().height() - 120.0).max(160.0);
                    egui::ScrollArea::vertical()
                        .max_height(height)
                        .min_scrolled_height(height)
                        .show(ui, |ui| self.menu_ui(ui, workspace, commands));
                });
            },
        );
    }

    fn menu_ui(&mut self, ui: &mut Ui, workspace: &Workspace, commands: &mut Commands) {
        let filter = &workspace.session().choices.filter;
        let mut wanted = filter.clone();
        ui.set_width(MENU_WIDTH);
        ui.spacing_mut().item_spacing.y = 2.0;
        head(ui, "Types of events");
        for quad in Quad::ALL {
            quad_ui(ui, quad, &mut wanted.kinds);
        }
        head(ui, "Count as well");
        checkbox(ui, &mut wanted.claimed, "Claims of one side");
        checkbox(ui, &mut wanted.historical, "What happened long ago");
        checkbox(ui, &mut wanted.hypothetical, "What may happen, and questions");
        let mut statements = wanted.kinds.contains(EventKind::Statement);
        if checkbox(ui, &mut statements, "Plain statements").changed() {
            wanted.kinds = wanted.kinds.toggled(EventKind::Statement);
        }
        head(ui, "Links");
        min_ui(ui, "sentence", &mut wanted.min_sentences);
        min_ui(ui, "article", &mut wanted.min_articles);
        min_ui(ui, "source", &mut wanted.min_sources);
        self.strongest_ui(ui, workspace.graph().all_relations, &mut wanted.strongest);
        checkbox(ui, &mut wanted.co_mentions, "Co-mentions, without an event");
        head(ui, "Actors");
        for sort in ActorSort::ALL {
            let mut shown = !wanted.without.contains(&sort);
            if checkbox(ui, &mut shown, &widget::sentence_case(sort.label())).changed() {
                toggle(&mut wanted.without, sort);
            }
        }
        outlets_ui(ui, workspace, &mut wanted.outlets);
        if *filter != Filter::default() {
            ui.add_space(space::XS);
            hairline(ui);
            if link_button(ui, "Reset all filters").clicked() {
                commands.act(Action::ResetFilter);
                ui.close();
                return;
            }
        }
        if wanted != *filter {
            commands.push(Command::Filter(Box::new(wanted)));
        }
    }

    /// "Links drawn": the strongest of all.
    fn strongest_ui(&mut self, ui: &mut Ui, all: usize, strongest: &mut Option<usize>) {
        if all <= FEW_LINKS {
            return;
        }
        let mut shown = self.strongest.or(*strongest).unwrap_or(all).min(all);
        ui.horizontal(|ui| {
            ui.label("Drawn");
            let response = ui
                .scope(|ui| {
                    ui.spacing_mut().slider_width = 132.0;
                    ui.spacing_mut().interact_size.y = 16.0;
                    ui.add(Slider::new(&mut shown, 1..=all).logarithmic(all > 200).show_value(false))
                })
                .inner;
            response.widget_info(|| WidgetInfo::labeled(Role::Slider, true, "Links drawn"));
            ui.label(small(format!("{} of {}", grouped(shown), grouped(all))));
            if response.dragged() {
                self.strongest = Some(shown);
            } else if self.strongest.take().is_some() || response.changed() {
                *strongest = (shown < all).then_some(shown);
            }
        });
    }
}

/// What the map is focused on, how far around it, and the way out.
fn around_ui(ui: &mut Ui, workspace: &Workspace, around: &Around, commands: &mut Commands) {
    let names: Vec<&str> = around.actors.iter().take(2).map(|actor| workspace.label(actor)).collect();
    let more = around.actors.len() - names.len();
    let more = if more > 0 { format!(" + {more}") } else { String::new() };
    let before = if around.steps == 0 { "Only" } else { "Around" };
    let label = format!("{before} {}{more}", names.join(", "));
    let tooltip = "Only these and what lies around them are shown (Alt Left goes back)";
    if chip(ui, &label, tooltip).closed {
        commands.act(Action::ShowWholeMap);
    }
    for (steps, words) in [(0, "Alone"), (1, "1 step"), (2, "2 steps")] {
        if widget::filter_chip(ui, words, around.steps == steps)
            .on_hover_text("How many links one goes from them")
            .clicked()
        {
            commands.push(Command::Focus(Around { steps, ..around.clone() }));
        }
    }
}

/// "45 of 61 links, 22 of 27 actors", right-aligned; its width.
fn count_ui(ui: &mut Ui, row: Rect, workspace: &Workspace) -> f32 {
    let graph = workspace.graph();
    let palette = palette(ui);
    let number = |number: usize| (font(Face::SemiBold, size::SMALL), grouped(number), color(palette.text));
    let words = |words: String| (font(Face::Regular, size::SMALL), words, color(palette.text));
    let all = |all: usize, unit: &str| words(format!(" of {} {unit}", grouped(all)));
    let parts = [
        number(graph.relations.len()),
        all(graph.all_relations, "links, "),
        number(graph.actors.len()),
        all(graph.all_actors, "actors"),
    ];
    let mut job = egui::text::LayoutJob::default();
    for (font_id, words, ink) in &parts {
        job.append(words, 0.0, egui::TextFormat::simple(font_id.clone(), *ink));
    }
    let said: String = parts.iter().map(|(_, words, _)| words.as_str()).collect();
    let galley = ui.painter().layout_job(job);
    let corner = pos2(row.right() - galley.size().x, row.top() + 12.0 - galley.size().y / 2.0);
    let rect = Rect::from_min_size(corner, galley.size());
    let response = ui.interact(rect, ui.scope_id().with("count"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &said));
    response.on_hover_text(
        "Links that are drawn, of all in these types, dates and statuses; and actors that are drawn, of all \
         that the articles name.",
    );
    let width = galley.size().x;
    ui.painter().galley(corner, galley, color(palette.text));
    width
}

fn filter_button(ui: &mut Ui) -> Response {
    ui.scope(|ui| button(ui, Some(icon::ADD), "Filter"))
        .inner
        .on_hover_text("Choose what is counted and drawn")
}

fn head(ui: &mut Ui, words: &str) {
    ui.add_space(space::S);
    ui.label(body_semibold(words));
}

/// The types of one class, each to be switched on and off.
fn quad_ui(ui: &mut Ui, quad: Quad, kinds: &mut KindSet) {
    let mut name = quad.name().to_owned();
    name[..1].make_ascii_uppercase();
    ui.label(small(name).color(color(palette(ui).second_text)));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        ui.spacing_mut().interact_size.y = 24.0;
        for kind in EventKind::ALL.into_iter().filter(|kind| kind.quad() == Some(quad)) {
            if kind_ui(ui, kind, quad, kinds.contains(kind)).clicked() {
                *kinds = kinds.toggled(kind);
            }
        }
    });
    ui.add_space(space::XS);
}

/// A type as a chip that is tinted while it counts.
fn kind_ui(ui: &mut Ui, kind: EventKind, quad: Quad, on: bool) -> Response {
    let palette = palette(ui);
    let hue = if quad.is_cooperation() { palette.cooperation_text } else { palette.conflict_text };
    let ink = if on { hue } else { palette.second_text };
    let words =
        ui.painter().layout_no_wrap(kind.label().to_owned(), font(Face::Medium, size::SMALL), color(ink));
    let (rect, response) = ui.allocate_exact_size(vec2(words.size().x + 28.0, 24.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, on, kind.label()));
    let fill = match (on, response.hovered()) {
        (true, hovered) => hue.over(palette.panel, tint(palette) * if hovered { 1.5 } else { 1.0 }),
        (false, true) => palette.raised,
        (false, false) => palette.panel,
    };
    let line = if on { Stroke::NONE } else { Stroke::new(1.0, color(palette.hairline)) };
    ui.painter().rect(rect, CornerRadius::same(SMALL_RADIUS), color(fill), line, StrokeKind::Inside);
    focus_ring(ui, &response, rect);
    let glyph_ink = if on { palette.quad(quad) } else { palette.mixed };
    let glyph = pos2(rect.left() + 12.0, rect.center().y);
    paint_type_glyph(ui.painter(), glyph, TypeGlyph { quad }, color(glyph_ink));
    let at = pos2(rect.left() + 22.0, rect.center().y - words.size().y / 2.0);
    ui.painter().galley(at, words, color(ink));
    response.on_hover_text(kind.in_words())
}

fn toggle<T: Ord>(set: &mut BTreeSet<T>, item: T) {
    if !set.remove(&item) {
        set.insert(item);
    }
}

/// The outlets of the articles, each to be left alone with others that are ticked; none ticked is all.
fn outlets_ui(ui: &mut Ui, workspace: &Workspace, outlets: &mut BTreeSet<String>) {
    let articles = &workspace.session().articles;
    let all: BTreeSet<&str> = articles
        .iter()
        .filter_map(|article| article.outlet.as_ref().map(|outlet| outlet.value.trim()))
        .chain(outlets.iter().map(String::as_str))
        .collect();
    if all.len() < 2 {
        return;
    }
    let all: Vec<String> = all.into_iter().map(str::to_owned).collect();
    head(ui, "Only these outlets");
    for outlet in all {
        let mut on = outlets.contains(&outlet);
        if checkbox(ui, &mut on, &outlet).changed() {
            toggle(outlets, outlet);
        }
    }
}

fn min_ui(ui: &mut Ui, unit: &str, min: &mut u32) {
    ui.horizontal(|ui| {
        ui.label("At least");
        if icon_button_small(ui, icon::REMOVE, &format!("One {unit} fewer")).clicked() {
            *min = min.saturating_sub(1).max(1);
        }
        ui.label(text(Face::Tabular, size::BODY, grouped(*min as usize)));
        if icon_button_small(ui, icon::ADD, &format!("One {unit} more")).clicked() {
            *min = min.saturating_add(1);
        }
        ui.label(if *min == 1 { unit.to_owned() } else { format!("{unit}s") });
    });
}

/// The filters that are on, each with the filter as it is without it.
fn active(filter: &Filter, all_relations: usize) -> Vec<Active> {
    let start = Filter::default();
    let mut list = Vec::new();
    let mut add = |label: String, tooltip: &str, take_off: &dyn Fn(&mut Filter)| {
        let mut without = filter.clone();
        take_off(&mut without);
        list.push(Active { label, tooltip: tooltip.to_owned(), without });
    };
    if let Some(label) = dates(filter) {
        add(label, "Only what happened in this time", &|f| (f.from, f.until) = (None, None));
    }
    let without_statements =
        |set: KindSet| set.iter().filter(|kind| kind.quad().is_some()).collect::<KindSet>();
    if without_statements(filter.kinds) != start.kinds {
        let label = kinds(filter.kinds);
        add(label, "Only events of these types count", &|f| {
            let statements = f.kinds.contains(EventKind::Statement);
            f.kinds = KindSet::plover();
            if statements {
                f.kinds = f.kinds.toggled(EventKind::Statement);
            }
        });
    }
    if filter.kinds.contains(EventKind::Statement) {
        add("With statements".to_owned(), "Plain statements count too", &|f| {
            f.kinds = f.kinds.toggled(EventKind::Statement);
        });
    }
    if filter.claimed {
        add("Asserted or claimed".to_owned(), "What one side claims counts too", &|f| f.claimed = false);
    }
    if filter.historical {
        add("With history".to_owned(), "What happened long ago counts too", &|f| f.historical = false);
    }
    if filter.hypothetical {
        add("With what may happen".to_owned(), "Hypothetical events and questions count too", &|f| {
            f.hypothetical = false;
        });
    }
    if filter.min_sentences > 1 {
        let label = format!("{} sentences or more", grouped(filter.min_sentences as usize));
        add(label, "Links of fewer sentences are left out", &|f| f.min_sentences = 1);
    }
    if filter.min_articles > 1 {
        let label = format!("{} articles or more", grouped(filter.min_articles as usize));
        add(label, "Links of fewer articles are left out", &|f| f.min_articles = 1);
    }
    if filter.min_sources > 1 {
        let label = format!("{} sources or more", grouped(filter.min_sources as usize));
        add(label, "Links of fewer independent sources are left out", &|f| f.min_sources = 1);
    }
    for outlet in &filter.outlets {
        add(format!("Only {outlet}"), "Only articles of this outlet count, and of others named here", &|f| {
            f.outlets.remove(outlet);
        });
    }
    if !filter.among.is_empty() {
        let label = format!("Among {}", super::super::number::counted(filter.among.len(), "actor"));
        add(label, "Only what is between these actors is drawn", &|f| f.among.clear());
    }
    for sort in &filter.without {
        add(format!("Without {}", sort.label()), "Actors of this kind are left out", &|f| {
            f.without.remove(sort);
        });
    }
    if let Some(strongest) = filter.strongest {
        let label = format!("Strongest {} of {}", grouped(strongest), grouped(all_relations));
        add(label, "Only the strongest links are drawn", &|f| f.strongest = None);
    }
    if filter.co_mentions {
        add("Co-mentions".to_owned(), "Pairs that share a sentence without an event are drawn too", &|f| {
            f.co_mentions = false;
        });
    }
    list
}

fn dates(filter: &Filter) -> Option<String> {
    let words = match (filter.from, filter.until) {
        (Some(from), Some(until)) => format!("{} – {}", from.in_words(), until.in_words()),
        (Some(from), None) => format!("From {}", from.in_words()),
        (None, Some(until)) => format!("Until {}", until.in_words()),
        (None, None) => return None,
    };
    Some(if filter.undated { words } else { format!("{words}, dated only") })
}

/// The types that count, in few words.
fn kinds(kinds: KindSet) -> String {
    let plover = || EventKind::ALL.into_iter().filter(|kind| kind.quad().is_some());
    let on: Vec<EventKind> = plover().filter(|kind| kinds.contains(*kind)).collect();
    let off: Vec<EventKind> = plover().filter(|kind| !kinds.contains(*kind)).collect();
    let names = |list: &[EventKind]| {
        list.iter().map(|kind| kind.label().to_lowercase()).collect::<Vec<_>>().join(", ")
    };
    let whole = |wanted: &dyn Fn(Quad) -> bool| {
        plover().filter(|kind| kind.quad().is_some_and(wanted)).eq(on.iter().copied())
    };
    if whole(&Quad::is_cooperation) {
        return "Only cooperation".to_owned();
    }
    if whole(&|quad| !quad.is_cooperation()) {
        return "Only conflict".to_owned();
    }
    if whole(&|quad| quad.is_material()) {
        return "Only material".to_owned();
    }
    if whole(&|quad| !quad.is_material()) {
        return "Only verbal".to_owned();
    }
    for quad in Quad::ALL {
        if whole(&|other| other == quad) {
            return format!("Only {}", quad.name());
        }
    }
    match (on.len(), off.len()) {
        (0, _) => "No type".to_owned(),
        (1 | 2, _) => format!("Only {}", names(&on)),
        (_, 1 | 2) => format!("Without {}", names(&off)),
        (some, _) => format!("{some} of {} types", plover().count()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Date;

    fn labels(filter: &Filter) -> Vec<String> {
        active(filter, 61).into_iter().map(|active| active.label).collect()
    }

    #[test]
    fn the_filter_at_the_start_has_no_chip() {
        assert_eq!(active(&Filter::default(), 61), []);
    }

    #[test]
    fn each_filter_that_is_on_has_a_chip_that_takes_only_it_off() {
        let filter = Filter {
            from: Date::day(2023, 12, 25),
            until: Date::day(2024, 4, 28),
            claimed: true,
            min_sentences: 2,
            strongest: Some(45),
            ..Filter::default()
        };
        assert_eq!(
            labels(&filter),
            ["25 Dec 2023 – 28 Apr 2024", "Asserted or claimed", "2 sentences or more", "Strongest 45 of 61"]
        );
        let without = &active(&filter, 61)[2].without;
        assert_eq!(*without, Filter { min_sentences: 1, ..filter });
    }

    #[test]
    fn types_are_told_in_few_words() {
        let only = |wanted: &dyn Fn(EventKind) -> bool| -> String {
            kinds(EventKind::ALL.into_iter().filter(|kind| kind.quad().is_some() && wanted(*kind)).collect())
        };
        assert_eq!(only(&|kind| kind.quad().unwrap().is_cooperation()), "Only cooperation");
        assert_eq!(only(&|kind| kind.quad() == Some(Quad::MaterialConflict)), "Only material conflict");
        assert_eq!(only(&|kind| kind.quad().unwrap().is_material()), "Only material");
        assert_eq!(only(&|kind| kind == EventKind::Assault), "Only assault");
        assert_eq!(only(&|kind| kind != EventKind::Request), "Without request");
        assert_eq!(only(&|kind| (kind as usize).is_multiple_of(2)), "8 of 16 types");
        assert_eq!(only(&|_| false), "No type");
    }

    #[test]
    fn statements_have_a_chip_of_their_own() {
        let kinds = KindSet::plover().toggled(EventKind::Statement);
        let filter = Filter { kinds, ..Filter::default() };
        assert_eq!(labels(&filter), ["With statements"]);
        assert_eq!(active(&filter, 61)[0].without, Filter::default());
    }
}
