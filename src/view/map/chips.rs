//! The row above the map: what is filtered out, a menu to filter more, and how much is drawn.

use std::collections::BTreeSet;

use egui::{
    Align, Layout, Popup, PopupCloseBehavior, Rect, Response, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2,
    vec2,
};

use super::filter_menu::{self, FilterMenu};
use super::ghosts::Ghosting;
use super::trail::Around;
use crate::actor::ActorId;
use crate::event::{EventKind, KindSet, Quad};
use crate::graph::Filter;
use crate::session::Workspace;
use crate::view::number::{counted, grouped};
use crate::view::theme::{Face, button, chip, color, focus_ring, font, palette, size, space};
use crate::view::{Action, Command, Commands, Selection, icon, widget};

/// Height of the row with one line of chips.
const HEIGHT: f32 = 40.0;
/// Height of a line of chips.
const LINE: f32 = 24.0;
/// More outlets or actors than this have one chip together.
const MOST_CHIPS: usize = 4;

/// What the row remembers.
#[derive(Debug, Default)]
pub(super) struct Chips {
    /// Height of the chips in the last frame.
    height: f32,
    menu: FilterMenu,
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
        ghosts: Ghosting,
        commands: &mut Commands,
    ) -> Rect {
        let height = HEIGHT.max(self.height + 16.0);
        let row = Rect::from_min_size(rect.min, vec2(rect.width(), height)).shrink2(vec2(space::M, space::S));
        let count_width = count_ui(ui, row, workspace, commands);
        // As high as one line of chips: a line is as high as what it is told to fill, and so chips that
        // wrap would make the row higher with each frame.
        let width = (row.width() - count_width - space::L).max(0.0);
        let left = Rect::from_min_size(row.min, vec2(width, LINE));
        let wrapped = Layout::left_to_right(Align::Center).with_main_wrap(true);
        let inner = ui.scope_builder(UiBuilder::new().max_rect(left).layout(wrapped), |ui| {
            ui.spacing_mut().item_spacing = vec2(space::S, space::S);
            ui.spacing_mut().interact_size.y = LINE;
            if let Some(around) = around {
                around_ui(ui, workspace, around, commands);
            }
            self.chips_ui(ui, workspace, ghosts, commands);
        });
        self.height = inner.response.rect.height();
        Rect::from_min_max(pos2(rect.left(), rect.top() + height), rect.max)
    }

    fn chips_ui(&mut self, ui: &mut Ui, workspace: &Workspace, ghosts: Ghosting, commands: &mut Commands) {
        let filter = &workspace.session().choices.filter;
        let label = |actor: &ActorId| workspace.label(actor).to_owned();
        for active in active(filter, workspace.graph().all_relations, &label) {
            let response = chip(ui, &active.label, &active.tooltip);
            if response.closed {
                commands.push(Command::Filter(Box::new(active.without)));
            }
        }
        coded_ui(ui, workspace, commands);
        let add = filter_button(ui);
        // An id of its own: the button's changes with each chip that comes, and the menu would close.
        let popup = Popup::menu(&add).id(ui.scope_id().with("filters"));
        let popup = popup.close_behavior(PopupCloseBehavior::CloseOnClickOutside);
        let shown = popup.width(filter_menu::WIDTH).show(|ui| {
            self.menu.ui(ui, workspace, ghosts, commands);
        });
        if shown.is_none() {
            self.menu.close();
        }
    }
}

/// The chip that shows or hides what others coded; nothing where there is none.
fn coded_ui(ui: &mut Ui, workspace: &Workspace, commands: &mut Commands) {
    let filter = &workspace.session().choices.filter;
    if workspace.session().coded.is_empty() {
        return;
    }
    let tooltip = "Events of tables that others coded, without sentences: a click hides or shows them";
    if widget::filter_chip(ui, "Coded by others", filter.coded).on_hover_text(tooltip).clicked() {
        commands.push(Command::Filter(Box::new(Filter { coded: !filter.coded, ..filter.clone() })));
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

/// "45 of 61 links, 22 of 27 actors", right-aligned; its width. A click lists the links.
fn count_ui(ui: &mut Ui, row: Rect, workspace: &Workspace, commands: &mut Commands) -> f32 {
    let graph = workspace.graph();
    let palette = palette(ui);
    let number = |number: usize| (font(Face::SemiBold, size::SMALL), grouped(number), color(palette.text));
    let words = |words: String| (font(Face::Regular, size::SMALL), words, color(palette.text));
    let all = |all: usize, unit: &str| words(format!(" of {} {unit}", grouped(all)));
    // Against all, also where a filter lets few through: else nobody sees what is left out.
    let all_links = graph.all_relations.max(workspace.whole_graph().relations.len());
    let parts = [
        number(graph.relations.len()),
        all(all_links, "links, "),
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
    let response = ui.interact(rect, ui.scope_id().with("count"), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &said));
    focus_ring(ui, &response, rect.expand(3.0));
    let response = response.on_hover_text(
        "Links that are drawn, of all that the articles tell; and actors that are drawn, of all that the \
         articles name. A click selects nothing, and the list at the right has all links",
    );
    if response.clicked() {
        commands.push(Command::Select(Selection::Nothing));
    }
    let width = galley.size().x;
    ui.painter().galley(corner, galley, color(palette.text));
    width
}

fn filter_button(ui: &mut Ui) -> Response {
    ui.scope(|ui| button(ui, Some(icon::ADD), "Filter"))
        .inner
        .on_hover_text("Choose what is counted and drawn")
}

/// The filters that are on, each with the filter as it is without it.
fn active(filter: &Filter, all_relations: usize, name: &dyn Fn(&ActorId) -> String) -> Vec<Active> {
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
    if !filter.asserted {
        add("Without plain facts".to_owned(), "What is plainly told does not count", &|f| f.asserted = true);
    }
    if filter.negated {
        add("With denials".to_owned(), "What is denied or was not done counts too", &|f| f.negated = false);
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
    if filter.outlets.len() > MOST_CHIPS {
        let label = format!("Only {}", counted(filter.outlets.len(), "outlet"));
        let tooltip = filter.outlets.iter().cloned().collect::<Vec<_>>().join(", ");
        add(label, &tooltip, &|f| f.outlets.clear());
    } else {
        for outlet in &filter.outlets {
            let tooltip = "Only articles of this outlet count, and of others named here";
            add(format!("Only {outlet}"), tooltip, &|f| {
                f.outlets.remove(outlet);
            });
        }
    }
    let names = |actors: &BTreeSet<ActorId>| actors.iter().map(name).collect::<Vec<_>>().join(", ");
    if !filter.among.is_empty() {
        let label = format!("Among {}", counted(filter.among.len(), "actor"));
        let tooltip = format!("Only what is between these is drawn: {}", names(&filter.among));
        add(label, &tooltip, &|f| f.among.clear());
    }
    if filter.touching.len() > MOST_CHIPS {
        let label = format!("Links of {}", counted(filter.touching.len(), "actor"));
        add(label, &names(&filter.touching), &|f| f.touching.clear());
    } else {
        for actor in &filter.touching {
            let tooltip = "Only links of this actor are drawn, and of others named here";
            add(format!("Links of {}", name(actor)), tooltip, &|f| {
                f.touching.remove(actor);
            });
        }
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
        active(filter, 61, &ToString::to_string).into_iter().map(|active| active.label).collect()
    }

    #[test]
    fn the_filter_at_the_start_has_no_chip() {
        assert_eq!(active(&Filter::default(), 61, &ToString::to_string), []);
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
        let without = &active(&filter, 61, &ToString::to_string)[2].without;
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
        assert_eq!(active(&filter, 61, &ToString::to_string)[0].without, Filter::default());
    }
}
