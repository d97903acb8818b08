//! The menu of all filters: types, statuses, strength, kinds, blocs, actors and outlets, with a search
//! over hundreds of them. Each filter that is on has a chip in the row of [`super::chips`].

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use egui::{
    CornerRadius, Response, Role, ScrollArea, Sense, Slider, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::ghosts::Ghosting;
use super::hull;
use super::kept_views::KeptViews;
use crate::actor::ActorId;
use crate::event::{EventKind, KindSet, Quad};
use crate::graph::{ActorSort, Filter};
use crate::session::Workspace;
use crate::view::number::{counted, grouped};
use crate::view::theme::{
    Face, SMALL_RADIUS, TypeGlyph, body_semibold, checkbox, color, focus_ring, font, hairline,
    icon_button_small, link_button, paint_type_glyph, palette, size, small, space, text, tint,
};
use crate::view::{Action, Command, Commands, icon, widget};

pub(super) const WIDTH: f32 = 320.0;
/// The slider of links begins to mean something above this.
const FEW_LINKS: usize = 10;
/// So many actors or outlets are listed before one searches, and so many of those that were found.
const LISTED: (usize, usize) = (6, 40);

/// What the menu remembers.
#[derive(Debug, Default)]
pub(super) struct FilterMenu {
    search: String,
    /// The slider's value while a hand is on it: one edit, on release.
    strongest: Option<usize>,
    /// What can be chosen, and for which revision that was listed.
    choices: Option<(u64, Choices)>,
    views: KeptViews,
}

/// Actors and outlets that the articles name, those told of most first.
#[derive(Debug, Default)]
struct Choices {
    /// With their names and how often they are told of.
    actors: Vec<(ActorId, String, u32)>,
    /// With their articles.
    outlets: Vec<(String, usize)>,
}

impl Choices {
    fn new(workspace: &Workspace) -> Self {
        let graph = workspace.graph();
        // Those on the map first, whatever the others are named.
        let mut told: BTreeMap<&ActorId, (bool, u32)> =
            graph.not_drawn.iter().map(|(id, n)| (id, (false, *n))).collect();
        told.extend(graph.actors.iter().map(|actor| (&actor.id, (true, actor.events))));
        let filter = &workspace.session().choices.filter;
        filter.among.iter().chain(&filter.touching).for_each(|id| {
            told.entry(id).or_default();
        });
        let mut told: Vec<_> = told.into_iter().map(|(id, told)| (told, workspace.label(id), id)).collect();
        told.sort_by_key(|(told, label, _)| (Reverse(*told), *label));
        let actors = told.into_iter().map(|((_, n), label, id)| (id.clone(), label.to_owned(), n)).collect();
        let mut articles: BTreeMap<&str, usize> =
            filter.outlets.iter().map(|outlet| (outlet.as_str(), 0)).collect();
        let read = if workspace.folder().is_some() { &[] } else { workspace.articles() };
        for article in read {
            if let Some(outlet) = &article.outlet {
                *articles.entry(outlet.value.trim()).or_default() += 1;
            }
        }
        if let Some(folder) = workspace.folder() {
            let ledger = folder.ledger();
            for (outlet, count) in ledger.articles_by_outlet() {
                *articles.entry(outlet).or_default() += count;
            }
        }
        // Each event of a table of others counts as an article here.
        for row in workspace.coded().iter().flat_map(|coding| &coding.table.rows) {
            if !row.outlet.is_empty() {
                *articles.entry(row.outlet.as_str()).or_default() += 1;
            }
        }
        let mut outlets: Vec<(String, usize)> =
            articles.into_iter().map(|(outlet, articles)| (outlet.to_owned(), articles)).collect();
        outlets.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        Self { actors, outlets }
    }
}

/// What is searched for in the menu.
#[derive(Clone, Copy)]
struct Needle<'a>(&'a str);

impl Needle<'_> {
    fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    fn fits(self, words: &str) -> bool {
        self.0.is_empty() || words.to_lowercase().contains(self.0)
    }
}

impl FilterMenu {
    /// Forgets what was searched for, once the menu is closed.
    pub fn close(&mut self) {
        self.search.clear();
        self.choices = None;
        self.views = KeptViews::default();
    }

    /// Draws the menu.
    pub fn ui(&mut self, ui: &mut Ui, workspace: &Workspace, ghosts: Ghosting, commands: &mut Commands) {
        if self.choices.as_ref().is_none_or(|(revision, _)| *revision != workspace.revision()) {
            self.choices = Some((workspace.revision(), Choices::new(workspace)));
        }
        egui::Frame::NONE.inner_margin(egui::Margin::symmetric(6, 4)).show(ui, |ui| {
            ui.set_width(WIDTH);
            let name = "Find a type, an actor, an outlet";
            let field = widget::search_field(ui, icon::SEARCH, name, &mut self.search);
            if ui.memory(|memory| memory.focused().is_none()) {
                field.request_focus();
            }
            ui.add_space(space::XS);
            let height = (ui.ctx().content_rect().height() - 170.0).clamp(160.0, 620.0);
            ScrollArea::vertical()
                .max_height(height)
                .min_scrolled_height(height)
                .show(ui, |ui| self.sections_ui(ui, workspace, ghosts, commands));
        });
    }

    fn sections_ui(&mut self, ui: &mut Ui, workspace: &Workspace, ghosts: Ghosting, commands: &mut Commands) {
        let filter = &workspace.session().choices.filter;
        let mut wanted = filter.clone();
        let searched = self.search.trim().to_lowercase();
        let needle = Needle(&searched);
        ui.set_width(WIDTH - 8.0);
        ui.spacing_mut().item_spacing.y = 2.0;
        let top = ui.cursor().top();
        if needle.is_empty() {
            self.views.ui(ui, workspace, commands);
            head(ui, "Links");
            min_ui(ui, "sentence", &mut wanted.min_sentences);
            min_ui(ui, "article", &mut wanted.min_articles);
            min_ui(ui, "source", &mut wanted.min_sources);
            self.strongest_ui(ui, workspace.graph().all_relations, &mut wanted.strongest);
            let is_there = workspace.session().folder.is_none();
            ui.add_enabled_ui(is_there, |ui| {
                checkbox(ui, &mut wanted.co_mentions, "Co-mentions, without an event")
                    .on_disabled_hover_text("An evidence folder holds events only, no co-mentions");
            });
        }
        types_ui(ui, needle, &mut wanted.kinds);
        statuses_ui(ui, needle, &mut wanted);
        sorts_ui(ui, needle, &mut wanted.without);
        blocs_ui(ui, workspace, needle, &mut wanted.among);
        if let Some((_, choices)) = &self.choices {
            actors_ui(ui, choices, needle, &mut wanted);
            outlets_ui(ui, choices, needle, &mut wanted.outlets);
        }
        if !needle.is_empty() && ui.cursor().top() - top < 4.0 {
            ui.label(small("Nothing of that name can be filtered").color(color(palette(ui).second_text)));
        }
        if needle.is_empty() && end_ui(ui, filter, ghosts, commands) {
            return;
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

/// What is done with what is left out, and the way back; whether all was reset.
fn end_ui(ui: &mut Ui, filter: &Filter, ghosts: Ghosting, commands: &mut Commands) -> bool {
    ui.add_space(space::S);
    hairline(ui);
    let mut faint = ghosts == Ghosting::Faint;
    if checkbox(ui, &mut faint, "Show what is left out, faint").changed() {
        commands.act(Action::ToggleGhosts);
    }
    if *filter != Filter::default() && link_button(ui, "Reset all filters").clicked() {
        commands.act(Action::ResetFilter);
        ui.close();
        return true;
    }
    false
}

fn head(ui: &mut Ui, words: &str) {
    ui.add_space(space::S);
    ui.label(body_semibold(words));
}

fn types_ui(ui: &mut Ui, needle: Needle<'_>, kinds: &mut KindSet) {
    let fits = |kind: EventKind| {
        needle.fits(kind.label())
            || needle.fits(kind.in_words())
            || kind.quad().is_some_and(|quad| needle.fits(quad.name()))
    };
    let all: Vec<EventKind> =
        EventKind::ALL.into_iter().filter(|kind| kind.quad().is_some() && fits(*kind)).collect();
    if all.is_empty() {
        return;
    }
    head(ui, "Types of events");
    for quad in Quad::ALL {
        let of_quad: Vec<EventKind> = all.iter().copied().filter(|kind| kind.quad() == Some(quad)).collect();
        if !of_quad.is_empty() {
            quad_ui(ui, quad, &of_quad, kinds);
        }
    }
}

/// The types of one class, each to be switched on and off, and all at once.
fn quad_ui(ui: &mut Ui, quad: Quad, of_quad: &[EventKind], kinds: &mut KindSet) {
    let on = of_quad.iter().filter(|kind| kinds.contains(**kind)).count();
    ui.horizontal(|ui| {
        let name = widget::sentence_case(quad.name());
        ui.label(small(name).color(color(palette(ui).second_text)));
        let word = if on == of_quad.len() { "None" } else { "All" };
        let link = link_button(ui, word);
        let said = format!("{word} of {}", quad.name());
        link.widget_info(|| WidgetInfo::labeled(Role::Button, true, &said));
        if link.clicked() {
            let all_on = on == of_quad.len();
            for &kind in of_quad {
                if kinds.contains(kind) == all_on {
                    *kinds = kinds.toggled(kind);
                }
            }
        }
    });
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        ui.spacing_mut().interact_size.y = 24.0;
        for &kind in of_quad {
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

fn statuses_ui(ui: &mut Ui, needle: Needle<'_>, wanted: &mut Filter) {
    let mut statements = wanted.kinds.contains(EventKind::Statement);
    let before = statements;
    let has_period = wanted.from.is_some() || wanted.until.is_some();
    let statuses = [
        (&mut wanted.asserted, "What is plainly told"),
        (&mut wanted.claimed, "Claims of one side"),
        (&mut wanted.negated, "What is denied or was not done"),
        (&mut wanted.historical, "What happened long ago"),
        (&mut wanted.hypothetical, "What may happen, and questions"),
        (&mut statements, "Plain statements"),
        (&mut wanted.undated, "Events without a date"),
    ];
    let mut is_first = true;
    for (on, words) in statuses {
        // Without a period all dates count anyway.
        if !needle.fits(words) || (words == "Events without a date" && !has_period) {
            continue;
        }
        if std::mem::take(&mut is_first) {
            head(ui, "What counts");
        }
        checkbox(ui, on, words);
    }
    if statements != before {
        wanted.kinds = wanted.kinds.toggled(EventKind::Statement);
    }
}

fn sorts_ui(ui: &mut Ui, needle: Needle<'_>, without: &mut BTreeSet<ActorSort>) {
    let sorts: Vec<ActorSort> = ActorSort::ALL.into_iter().filter(|sort| needle.fits(sort.label())).collect();
    if sorts.is_empty() {
        return;
    }
    head(ui, "Kinds of actors");
    for sort in sorts {
        let mut shown = !without.contains(&sort);
        if checkbox(ui, &mut shown, &widget::sentence_case(sort.label())).changed() {
            toggle(without, sort);
        }
    }
}

/// The blocs of the map: one of them alone, as it is now.
fn blocs_ui(ui: &mut Ui, workspace: &Workspace, needle: Needle<'_>, among: &mut BTreeSet<ActorId>) {
    let graph = workspace.graph();
    let mut is_first = true;
    for bloc in &workspace.blocs().list {
        let name = bloc.name(graph);
        let members: BTreeSet<ActorId> =
            bloc.actors.iter().map(|&actor| graph.actors[actor].id.clone()).collect();
        if !needle.fits(&name) && !bloc.actors.iter().any(|&actor| needle.fits(&graph.actors[actor].label)) {
            continue;
        }
        if std::mem::take(&mut is_first) {
            head(ui, "Only one bloc");
        }
        let mut on = *among == members;
        let entry = entry_ui(ui, &mut on, &name, &grouped(members.len()));
        let entry = entry.on_hover_text(format!("{}\nOnly what is between them is drawn", hull::why(bloc)));
        if entry.changed() {
            *among = if on { members } else { BTreeSet::new() };
        }
    }
}

/// Actors to draw only the links of; with two or more also only those between them.
fn actors_ui(ui: &mut Ui, choices: &Choices, needle: Needle<'_>, wanted: &mut Filter) {
    let chosen: BTreeSet<ActorId> = wanted.among.union(&wanted.touching).cloned().collect();
    let between = !wanted.among.is_empty();
    let fitting: Vec<&(ActorId, String, u32)> =
        choices.actors.iter().filter(|(_, name, _)| needle.fits(name)).collect();
    if fitting.is_empty() {
        return;
    }
    head(ui, "Only links of these actors");
    let mut now = chosen.clone();
    let first = fitting.iter().filter(|(id, ..)| chosen.contains(id));
    let others = fitting.iter().filter(|(id, ..)| !chosen.contains(id));
    let listed = listed(needle, fitting.len());
    for (id, name, told) in first.chain(others).take(listed.max(chosen.len() + 2)) {
        let mut on = chosen.contains(id);
        if entry_ui(ui, &mut on, name, &grouped(*told as usize)).changed() {
            toggle(&mut now, id.clone());
        }
    }
    more_ui(ui, fitting.len(), listed, "actor");
    let mut only_between = between;
    if now.len() > 1 && needle.is_empty() {
        checkbox(ui, &mut only_between, "Only what is between them");
    }
    if now != chosen || only_between != between {
        (wanted.among, wanted.touching) =
            if only_between && now.len() > 1 { (now, BTreeSet::new()) } else { (BTreeSet::new(), now) };
    }
}

/// The outlets of the articles, each to be left alone with others that are ticked; none ticked is all.
fn outlets_ui(ui: &mut Ui, choices: &Choices, needle: Needle<'_>, outlets: &mut BTreeSet<String>) {
    let fitting: Vec<&(String, usize)> =
        choices.outlets.iter().filter(|(name, _)| needle.fits(name)).collect();
    if choices.outlets.len() < 2 || fitting.is_empty() {
        return;
    }
    head(ui, "Only these outlets");
    let chosen = outlets.clone();
    let first = fitting.iter().filter(|(name, _)| chosen.contains(name));
    let others = fitting.iter().filter(|(name, _)| !chosen.contains(name));
    let listed = listed(needle, fitting.len());
    for (name, articles) in first.chain(others).take(listed.max(chosen.len() + 2)) {
        let mut on = outlets.contains(name);
        if entry_ui(ui, &mut on, name, &grouped(*articles)).changed() {
            toggle(outlets, name.clone());
        }
    }
    more_ui(ui, fitting.len(), listed, "outlet");
}

fn listed(needle: Needle<'_>, fitting: usize) -> usize {
    fitting.min(if needle.is_empty() { LISTED.0 } else { LISTED.1 })
}

/// "172 more actors: type a part of the name".
fn more_ui(ui: &mut Ui, fitting: usize, listed: usize, unit: &str) {
    if fitting > listed {
        let more = counted(fitting - listed, &format!("more {unit}"));
        let words = format!("{more}: type a part of the name above");
        ui.label(small(words).color(color(palette(ui).second_text)));
    }
}

/// A box to tick with its number at the right.
fn entry_ui(ui: &mut Ui, on: &mut bool, name: &str, number: &str) -> Response {
    let right = ui.max_rect().right() - space::S;
    let response = ui
        .horizontal(|ui| {
            ui.set_max_width(right - ui.cursor().left() - 44.0);
            ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Truncate);
            checkbox(ui, on, name)
        })
        .inner;
    let tabular = font(Face::Tabular, size::SMALL);
    let at = pos2(right, response.rect.center().y);
    widget::text_right(ui.painter(), at, number, tabular, palette(ui).second_text);
    response
}

fn toggle<T: Ord>(set: &mut BTreeSet<T>, item: T) {
    if !set.remove(&item) {
        set.insert(item);
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
