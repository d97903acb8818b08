//! Two periods, two outlets, or another session, side by side: the same places on both maps, what changed drawn forward,
//! and a table of what turned, appeared, grew, shrank and vanished.

use std::collections::BTreeMap;

use egui::{Align2, Rect, Role, Sense, Ui, Vec2, WidgetInfo, pos2, vec2};

use super::both_maps::{self, Both, Look, Pair, Shown, pairs};
use crate::article::Date;
use crate::export::palette::Palette;
use crate::graph::{Change, Filter, RelationGraph, Turn, compare, events_in};
use crate::session::Workspace;
use crate::view::lazy_list::LazyList;
use crate::view::number::{counted, grouped};
use crate::view::theme::{self, Face, body_semibold, color, font, palette, size, small, space};
use crate::view::{Command, Commands, Selection, ViewState, widget};

const ROW: f32 = 26.0;
/// Seconds of the way from A to B.
const WAY: f64 = 1.8;

/// What the comparison remembers.
#[derive(Debug, Default)]
pub(super) struct CompareView {
    sides: Option<[Side; 2]>,
    made_for: Option<(u64, [Side; 2])>,
    /// Another session, once one was chosen, with its name.
    other: Option<(String, Box<Workspace>)>,
    /// Counts up with each session that is chosen.
    others: u32,
    graphs: [RelationGraph; 2],
    changes: Vec<Change>,
    pairs: Vec<Pair>,
    list: LazyList,
    mode: Mode,
    /// In the animation: 0 at A, 1 at B.
    share: f32,
    /// While it goes on: when it set off from A, in seconds of the window's clock.
    set_off: Option<f64>,
}

/// How the two are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Mode {
    /// Two maps.
    #[default]
    SideBySide,
    /// One map of what differs.
    Difference,
    /// One map that goes from one to the other.
    Animate,
}

impl Mode {
    const ALL: [Self; 3] = [Self::SideBySide, Self::Difference, Self::Animate];

    fn label(self) -> &'static str {
        match self {
            Self::SideBySide => "Side by side",
            Self::Difference => "Difference",
            Self::Animate => "Animate",
        }
    }
}

/// One of the two.
#[derive(Clone, Debug, PartialEq)]
enum Side {
    Period(Date, Date),
    Outlet(String),
    /// The session that is open.
    This,
    /// Another one: its name, and which of those that were chosen.
    Session(String, u32),
}

impl Side {
    fn label(&self) -> String {
        match self {
            Self::Period(from, until) => format!("{} – {}", from.in_words(), until.in_words()),
            Self::Outlet(outlet) => outlet.clone(),
            Self::This => "This session".to_owned(),
            Self::Session(name, _) => name.clone(),
        }
    }

    fn filter(&self, filter: &Filter) -> Filter {
        match self {
            Self::Period(from, until) => {
                Filter { from: Some(*from), until: Some(*until), undated: false, ..filter.clone() }
            }
            Self::This | Self::Session(..) => filter.clone(),
            Self::Outlet(outlet) => Filter { outlets: [outlet.clone()].into(), ..filter.clone() },
        }
    }
}

impl CompareView {
    /// Compares with another session.
    pub fn with_session(&mut self, name: String, other: Workspace) {
        self.others += 1;
        self.sides = Some([Side::This, Side::Session(name.clone(), self.others)]);
        self.other = Some((name, Box::new(other)));
    }

    fn prepare(&mut self, workspace: &Workspace) {
        let Some(sides) = self.sides.clone() else { return };
        let made_for = (workspace.revision(), sides);
        if self.made_for.as_ref() == Some(&made_for) {
            return;
        }
        let filter = &workspace.session().choices.filter;
        let other = self.other.as_ref().map(|(_, other)| other.as_ref());
        self.graphs = made_for.1.each_ref().map(|side| {
            let of = if matches!(side, Side::Session(..)) { other } else { None };
            RelationGraph::new(of.unwrap_or(workspace).sources(), &side.filter(filter))
        });
        self.changes = compare(&self.graphs[0], &self.graphs[1]);
        self.pairs = pairs(&self.graphs, &self.changes);
        self.list = LazyList::new(vec![ROW; lines(&self.changes).len()]);
        self.made_for = Some(made_for);
    }
}

impl CompareView {
    fn shown(&self, look: Look) -> Shown<'_> {
        Shown { graphs: &self.graphs, pairs: &self.pairs, look }
    }

    /// Sets off from A, or is at B at once where nothing may move.
    fn set_off(&mut self, ui: &Ui) {
        let moves = ui.style().animation_time > 0.0;
        self.set_off = moves.then(|| ui.input(|input| input.time));
        self.share = if moves { 0.0 } else { 1.0 };
    }

    fn go_on(&mut self, ui: &Ui) {
        let Some(start) = self.set_off else { return };
        let passed = ((ui.input(|input| input.time) - start) / WAY).clamp(0.0, 1.0) as f32;
        // Gently at both ends.
        self.share = passed * passed * (3.0 - 2.0 * passed);
        if passed >= 1.0 {
            self.set_off = None;
        } else {
            ui.ctx().request_repaint();
        }
    }

    /// "A ----o---- B" at the top of the map, to go the way by hand, and the button that plays it.
    fn way_ui(&mut self, ui: &mut Ui, rect: Rect, sides: &[Side; 2]) {
        let strip = Rect::from_min_size(rect.min + vec2(8.0, 6.0), vec2(rect.width() - 16.0, 28.0));
        let layout = egui::Layout::left_to_right(egui::Align::Center);
        widget::within(ui, strip, layout, |ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            if theme::outlined_button(ui, None, "Play from A to B").clicked() {
                self.set_off(ui);
            }
            let [a, b] = sides.each_ref().map(Side::label);
            ui.label(small(format!("A  {a}")));
            let slider = egui::Slider::new(&mut self.share, 0.0..=1.0).show_value(false);
            let response = ui.add(slider);
            response.widget_info(|| WidgetInfo::labeled(Role::Slider, true, "From A to B"));
            if response.changed() {
                self.set_off = None;
            }
            ui.label(small(format!("B  {b}")));
        });
    }
}

/// All dated events cut in two halves; `None` where fewer than two days are known.
fn two_periods(workspace: &Workspace) -> Option<[Side; 2]> {
    let filter = workspace.session().choices.filter.of_all_time();
    let dates: Vec<Date> = match workspace.folder() {
        Some(folder) => folder.ledger().dates(&workspace.session().choices.hidden, &filter),
        None => events_in(workspace.sources(), &filter).iter().filter_map(|found| found.date).collect(),
    };
    let mut days: Vec<i32> =
        dates.into_iter().filter(|d| d.month_number().is_some()).map(Date::first_day).collect();
    days.sort_unstable();
    let (first, last) = (*days.first()?, *days.last()?);
    let middle = days[days.len() / 2].clamp(first + 1, last.max(first + 1));
    if first == last {
        return None;
    }
    let day = Date::from_days;
    Some([Side::Period(day(first)?, day(middle - 1)?), Side::Period(day(middle)?, day(last)?)])
}

/// The outlets of the articles, those with more articles first.
pub(super) fn outlets(workspace: &Workspace) -> Vec<String> {
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    if let Some(folder) = workspace.folder() {
        count.extend(folder.ledger().articles_by_outlet());
    }
    let read = if workspace.folder().is_some() { &[] } else { workspace.articles() };
    for article in read {
        if let Some(outlet) = &article.outlet {
            *count.entry(outlet.value.trim()).or_default() += 1;
        }
    }
    let mut outlets: Vec<(&str, usize)> = count.into_iter().collect();
    outlets.sort_by_key(|(_, articles)| std::cmp::Reverse(*articles));
    outlets.into_iter().map(|(outlet, _)| outlet.to_owned()).collect()
}

/// A line of the table.
enum Line<'a> {
    Head(Turn, usize),
    Change(&'a Change),
}

fn lines(changes: &[Change]) -> Vec<Line<'_>> {
    Turn::ALL
        .into_iter()
        .flat_map(|turn| {
            let group: Vec<&Change> = changes.iter().filter(|change| change.turn == turn).collect();
            let head = (!group.is_empty()).then_some(Line::Head(turn, group.len()));
            head.into_iter().chain(group.into_iter().map(Line::Change))
        })
        .collect()
}

pub(super) fn compare_ui(ui: &mut Ui, workspace: &Workspace, state: &mut ViewState, commands: &mut Commands) {
    let ViewState { sheets, selection, .. } = state;
    let view = &mut sheets.compare;
    sides_ui(ui, workspace, view);
    view.prepare(workspace);
    let Some(sides) = view.sides.clone() else {
        let second = color(palette(ui).second_text);
        ui.add_space(space::L);
        ui.vertical_centered(|ui| {
            ui.label(theme::body("Articles of two days or two outlets can be compared here").color(second));
        });
        return;
    };
    let whole = ui.available_rect_before_wrap();
    let share = if view.mode == Mode::SideBySide { 0.64 } else { 0.7 };
    let height = (share * whole.height()).max(140.0);
    let maps = Rect::from_min_size(whole.min, vec2(whole.width(), height));
    let table = Rect::from_min_max(pos2(whole.left(), maps.bottom() + space::S), whole.max);
    let all = [Some(workspace), view.other.as_ref().map(|(_, other)| other.as_ref())];
    match view.mode {
        Mode::SideBySide => {
            let half = vec2(0.5 * (maps.width() - space::S), maps.height());
            let both = Both::new(all, &view.graphs, half);
            for side in 0..2 {
                let left = maps.left() + side as f32 * (half.x + space::S);
                let rect = Rect::from_min_size(pos2(left, maps.top()), half);
                both.ui(ui, rect, view.shown(Look::Side(side)), selection, commands);
                head_of_map(ui, rect, ["A", "B"][side], &sides[side].label(), &view.graphs[side]);
            }
        }
        Mode::Difference => {
            let both = Both::new(all, &view.graphs, maps.size());
            both.ui(ui, maps, view.shown(Look::Difference), selection, commands);
            both_maps::difference_legend_ui(ui, maps);
        }
        Mode::Animate => {
            let both = Both::new(all, &view.graphs, maps.size());
            view.go_on(ui);
            both.ui(ui, maps, view.shown(Look::Between(view.share)), selection, commands);
            view.way_ui(ui, maps, &sides);
        }
    }
    let layout = egui::Layout::top_down(egui::Align::Min);
    widget::within(ui, table, layout, |ui| {
        ui.painter().rect_filled(table, 6.0, color(palette(ui).panel));
        changes_ui(ui, workspace, view, selection, commands);
    });
}

/// What is compared, and how to choose it.
fn sides_ui(ui: &mut Ui, workspace: &Workspace, view: &mut CompareView) {
    let outlets = outlets(workspace);
    if view.sides.is_none() {
        view.sides = two_periods(workspace).or_else(|| two_outlets(&outlets));
    }
    let is_periods = matches!(view.sides, Some([Side::Period(..), _]));
    let is_outlets = matches!(view.sides, Some([Side::Outlet(_), _]));
    ui.horizontal_wrapped(|ui| {
        if widget::filter_chip(ui, "Two periods", is_periods).clicked() {
            view.sides = two_periods(workspace);
        }
        let is_sessions = view.sides.iter().flatten().any(|side| matches!(side, Side::Session(..)));
        if let Some((name, _)) = &view.other
            && widget::filter_chip(ui, &format!("Session {name}"), is_sessions).clicked()
        {
            view.sides = Some([Side::This, Side::Session(name.clone(), view.others)]);
        }
        if outlets.len() > 1 && widget::filter_chip(ui, "Two outlets", is_outlets).clicked() {
            view.sides = two_outlets(&outlets);
        }
        ui.add_space(space::S);
        let Some(sides) = &mut view.sides else { return };
        for (name, side) in ["A", "B"].into_iter().zip(sides.iter_mut()) {
            side_ui(ui, name, side, workspace, &outlets);
        }
        if theme::button(ui, Some(crate::view::icon::SYNC_ALT), "Swap A and B").clicked() {
            sides.swap(0, 1);
        }
        ui.add_space(space::S);
        for mode in Mode::ALL {
            if widget::filter_chip(ui, mode.label(), view.mode == mode).clicked() {
                view.mode = mode;
                view.set_off(ui);
            }
        }
    });
    ui.add_space(space::XS);
}

fn two_outlets(outlets: &[String]) -> Option<[Side; 2]> {
    match outlets {
        [a, b, ..] => Some([Side::Outlet(a.clone()), Side::Outlet(b.clone())]),
        _ => None,
    }
}

fn side_ui(ui: &mut Ui, name: &str, side: &mut Side, workspace: &Workspace, outlets: &[String]) {
    match side {
        Side::Outlet(chosen) => {
            let shown = chosen.clone();
            let combo =
                egui::ComboBox::from_id_salt(("outlet", name)).selected_text(format!("{name}: {shown}"));
            let response = combo.show_ui(ui, |ui| {
                for outlet in outlets {
                    ui.selectable_value(chosen, outlet.clone(), outlet);
                }
            });
            let words = format!("Outlet {name}");
            response.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, &words));
        }
        Side::This | Side::Session(..) => {
            let second = color(palette(ui).second_text);
            ui.label(theme::body(format!("{name}: {}", side.label())).color(second));
        }
        Side::Period(from, until) => {
            let filter = &workspace.session().choices.filter;
            let Some(brushed) = filter.from.zip(filter.until) else {
                if name == "A" {
                    let second = color(palette(ui).second_text);
                    ui.label(small("Drag over the timeline to choose A or B").color(second));
                }
                return;
            };
            let button = theme::outlined_button(ui, None, &format!("{name} = the time chosen below"));
            if button.on_hover_text("The period of the timeline becomes this one").clicked() {
                (*from, *until) = brushed;
            }
        }
    }
}

fn head_of_map(ui: &Ui, rect: Rect, letter: &str, label: &str, graph: &RelationGraph) {
    let palette = palette(ui);
    let badge = Rect::from_min_size(rect.min + vec2(8.0, 6.0), Vec2::splat(20.0));
    let fill = if letter == "A" { palette.second_text } else { palette.selection };
    ui.painter().rect_filled(badge, 4.0, color(fill));
    let face = font(Face::SemiBold, size::SMALL);
    ui.painter().text(badge.center(), Align2::CENTER_CENTER, letter, face.clone(), color(palette.panel));
    let counts =
        format!("{}, {}", counted(graph.relations.len(), "relation"), counted(graph.actors.len(), "actor"));
    let at = pos2(badge.right() + 8.0, badge.center().y);
    let words = format!("{label} · {counts}");
    widget::text_at(ui.painter(), at, &words, face, palette.text, rect.right() - at.x - 8.0);
    let line = egui::Stroke::new(1.0, color(palette.hairline));
    ui.painter().rect_stroke(rect, 6.0, line, egui::StrokeKind::Inside);
}

/// The table: groups of changes with their sentences in A and B.
fn changes_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    view: &mut CompareView,
    selection: &Selection,
    commands: &mut Commands,
) {
    let second = color(palette(ui).second_text);
    egui::Frame::NONE.inner_margin(egui::Margin::symmetric(12, 6)).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.label(body_semibold("Changes from A to B"));
            ui.add_space(6.0);
            ui.label(small(grouped(view.changes.len())).color(second));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.add_space(4.0);
                ui.label(small("sentences in A, in B").color(second));
            });
        });
    });
    if view.changes.is_empty() {
        ui.label(theme::body("   Nothing differs between the two").color(second));
        return;
    }
    let lines = lines(&view.changes);
    view.list.show(ui, "changes", |ui, index| match lines.get(index) {
        Some(Line::Head(turn, count)) => {
            let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
            let at = pos2(rect.left() + space::M, rect.center().y);
            let words = format!("{} {count}", turn.label());
            let face = font(Face::Medium, size::SMALL);
            widget::text_at(ui.painter(), at, &words, face, palette(ui).second_text, 200.0);
        }
        Some(Line::Change(change)) => change_ui(ui, workspace, change, selection, commands),
        None => {}
    });
}

fn change_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    change: &Change,
    selection: &Selection,
    commands: &mut Commands,
) {
    let label = format!("{} → {}", workspace.label(&change.source), workspace.label(&change.target));
    let [a, b] = change.sentences;
    let link = Selection::link(&change.source, &change.target);
    let words =
        format!("{}: {label}, {} in A, {b} in B", change.turn.label(), counted(a as usize, "sentence"));
    let (rect, response) = widget::row(ui, ROW, &words, *selection == link);
    let palette = palette(ui);
    let y = rect.center().y;
    let at = pos2(rect.left() + space::M, y);
    widget::text_at(ui.painter(), at, &label, widget::body(), palette.text, 0.5 * rect.width());
    let axis = rect.left() + 0.72 * rect.width();
    paint_dots(ui, palette, pos2(axis, y), 0.16 * rect.width(), change);
    let number = |n: u32| if n == 0 { "–".to_owned() } else { grouped(n as usize) };
    let face = font(Face::Tabular, size::BODY);
    let right = rect.right() - space::M;
    widget::text_right(ui.painter(), pos2(right - 40.0, y), &number(a), face.clone(), palette.second_text);
    widget::text_right(ui.painter(), pos2(right, y), &number(b), face, palette.text);
    let hint = format!(
        "{words}\nA: {}\nB: {}\nA click shows the sentences",
        widget::quads_in_words(change.quads[0]),
        widget::quads_in_words(change.quads[1])
    );
    if response.on_hover_text(hint).clicked() {
        commands.push(Command::Select(link));
    }
}

/// A hollow dot for A and a filled one for B, conflict left of the axis, cooperation right, by the root
/// of the events.
fn paint_dots(ui: &Ui, palette: &Palette, axis: egui::Pos2, reach: f32, change: &Change) {
    let painter = ui.painter();
    painter.vline(axis.x, axis.y - 8.0..=axis.y + 8.0, egui::Stroke::new(1.0, color(palette.hairline)));
    let x = |quads: [u32; 4]| {
        let net = (quads[0] + quads[1]) as f32 - (quads[2] + quads[3]) as f32;
        axis.x + net.signum() * (net.abs().sqrt() * 9.0).min(reach) * f32::from(u8::from(net != 0.0))
    };
    let ink = |x: f32| {
        color(match x {
            x if x > axis.x => palette.cooperation_material,
            x if x < axis.x => palette.conflict_material,
            _ => palette.mixed,
        })
    };
    let [a, b] = change.quads.map(x);
    if change.sentences[0] > 0 && change.sentences[1] > 0 {
        painter.hline(a.min(b)..=a.max(b), axis.y, egui::Stroke::new(1.5, ink(b)));
    }
    if change.sentences[0] > 0 {
        painter.circle(pos2(a, axis.y), 3.5, color(palette.panel), egui::Stroke::new(1.5, ink(a)));
    }
    if change.sentences[1] > 0 {
        painter.circle_filled(pos2(b, axis.y), 4.0, ink(b));
    }
}
