//! The plot below the map: events over time, cooperation above the axis, conflict below.
//!
//! A drag over it leaves only that time in the map, a click on a bar lists its articles. Events without
//! a date have a bar of their own, apart from the axis of time.

mod brush;
mod columns;

use egui::{Align, CornerRadius, Layout, Rect, Sense, Ui, UiBuilder, pos2, vec2};
use egui_plot::{AxisHints, GridMark, Plot, PlotPoint, PlotTransform};

use super::theme::{self, Face, color, font, size, space};
use super::{Action, Command, Commands, Selection, ViewState, number, widget};
use crate::event::Quad;
use crate::export::palette::Palette;
use crate::graph::Filter;
use crate::plot::{self, Scope, Series};
use crate::session::Workspace;

use brush::Brush;
use columns::{Column, Columns};

const HEIGHT: f32 = 150.0;
const HEAD: f32 = 36.0;

/// What stands on the axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Axis {
    Time,
    Types,
}

/// Where a smaller share of the events than one in so many has a date, the types say more than time.
const FEW_DATED: u32 = 5;

/// What the timeline remembers.
#[derive(Debug, Default)]
pub struct TimelineView {
    made_for: Option<(u64, Selection, Option<Axis>)>,
    /// What the person chose to stand on the axis; `None`: time, where enough is dated.
    axis: Option<Axis>,
    everyone: Option<Everyone>,
    columns: Columns,
    brush: Brush,
    /// While time is played: when the next step comes, in seconds of the window's clock.
    pub playing: Option<f64>,
}

impl TimelineView {
    /// The filter with both edges of the time moved by some steps of the plot. Where all time is shown,
    /// the first tenth of it. `None` where nothing moves.
    #[must_use]
    pub fn stepped(&self, filter: &Filter, by: isize) -> Option<Filter> {
        let last = self.columns.last_step()?;
        let Some((from, until)) = self.brush.range(&self.columns, filter) else {
            let until = (last / 10).max(1).min(last);
            let (from, until) = if by < 0 { (last - until, last) } else { (0, until) };
            return brush::filtered(&self.columns, filter, (from, until), last);
        };
        let by = by.clamp(-isize::try_from(from).ok()?, isize::try_from(last.checked_sub(until)?).ok()?);
        let range = (from.checked_add_signed(by)?, until.checked_add_signed(by)?);
        brush::filtered(&self.columns, filter, range, last).filter(|_| by != 0)
    }

    /// The filter with the later edge of the time moved by some steps.
    #[must_use]
    pub fn stretched(&self, filter: &Filter, by: isize) -> Option<Filter> {
        let last = self.columns.last_step()?;
        let (from, until) = self.brush.range(&self.columns, filter).unwrap_or((0, last));
        let until = until.saturating_add_signed(by).clamp(from, last);
        brush::filtered(&self.columns, filter, (from, until), last)
    }
}

/// Draws the panel below the map.
pub fn timeline_ui(ui: &mut egui::Ui, workspace: &Workspace, state: &mut ViewState, commands: &mut Commands) {
    let made_for = (workspace.revision(), state.selection.clone(), state.timeline.axis);
    if state.timeline.made_for.as_ref() != Some(&made_for) {
        let known = state.timeline.everyone.take().filter(|known| known.revision == workspace.revision());
        let everyone = known.unwrap_or_else(|| Everyone::new(workspace));
        state.timeline.columns = columns(workspace, &everyone, &state.selection, state.timeline.axis);
        state.timeline.everyone = Some(everyone);
        state.timeline.made_for = Some(made_for);
    }
    let frame = theme::panel_frame(ui);
    egui::Panel::bottom("timeline").exact_size(HEIGHT).resizable(false).frame(frame).show(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, 0.0);
        head_ui(ui, workspace, &mut state.timeline, &state.selection, commands);
        if state.timeline.columns.list.is_empty() {
            let second = color(theme::palette(ui).second_text);
            ui.add_space(space::L);
            ui.vertical_centered(|ui| ui.label(theme::body("No event counts now").color(second)));
        } else {
            plot_ui(ui, workspace, state, commands);
        }
    });
}

/// The series of all events: it stays while the selection changes.
#[derive(Debug)]
struct Everyone {
    revision: u64,
    over_time: Series,
    by_type: Series,
}

impl Everyone {
    fn new(workspace: &Workspace) -> Self {
        let (filter, scope) = (&workspace.session().choices.filter, Scope::Everyone);
        Self {
            revision: workspace.revision(),
            over_time: plot::series(workspace.sources(), filter, &scope),
            by_type: plot::types(workspace.sources(), filter, &scope),
        }
    }
}

/// The columns of all events, with the selection's part in each.
fn columns(workspace: &Workspace, everyone: &Everyone, selection: &Selection, axis: Option<Axis>) -> Columns {
    let filter = &workspace.session().choices.filter;
    let (dated, events) = everyone.over_time.dated();
    let axis = axis.unwrap_or(if FEW_DATED * dated < events { Axis::Types } else { Axis::Time });
    let all = if axis == Axis::Types { &everyone.by_type } else { &everyone.over_time };
    let series = |scope: &Scope| match axis {
        Axis::Types => plot::types(workspace.sources(), filter, scope),
        Axis::Time => plot::part(all, workspace.sources(), filter, scope),
    };
    let part = match selection {
        Selection::Nothing => None,
        Selection::Actor(actor) => Some(series(&Scope::Actor(actor.clone()))),
        Selection::Link { a, b } => Some(series(&Scope::Dyad(a.clone(), b.clone()))),
        Selection::Several(actors) => Some(series(&Scope::Among(actors.clone()))),
    };
    let mut columns = Columns::new(all, part.as_ref());
    columns.dated = dated;
    if dated == 0 && events > 0 {
        columns.notes.push("Nothing is dated, so there is no time to show".to_owned());
    } else if axis == Axis::Types {
        let dated = number::grouped(dated as usize);
        columns.notes.push(format!("{dated} of {} dated", number::counted(events as usize, "event")));
    }
    columns
}

fn head_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    view: &mut TimelineView,
    selection: &Selection,
    commands: &mut Commands,
) {
    let TimelineView { columns, axis, playing, .. } = view;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEAD), Sense::hover());
    let palette = theme::palette(ui);
    let middle = rect.center().y;
    let right = widget::within(ui, rect, Layout::right_to_left(Align::Center), |ui| {
        ui.add_space(6.0);
        if theme::named_icon_button(
            ui,
            super::icon::CLOSE,
            "Fold the timeline",
            &Action::ToggleTimeline.tooltip_with_shortcut(),
        )
        .clicked()
        {
            commands.act(Action::ToggleTimeline);
        }
        axis_ui(ui, columns, axis);
        if columns.last_step().is_some() {
            let word = if playing.is_some() { "Pause" } else { "Play" };
            let play = theme::button(ui, None, word);
            if widget::with_tooltip(play, Action::PlayTime).clicked() {
                commands.act(Action::PlayTime);
            }
            for (icon, action) in [
                (super::icon::CHEVRON_RIGHT, Action::LaterTime),
                (super::icon::CHEVRON_LEFT, Action::EarlierTime),
            ] {
                let tooltip = action.tooltip_with_shortcut();
                if theme::named_icon_button(ui, icon, action.label(), &tooltip).clicked() {
                    commands.act(action);
                }
            }
        }
        ui.min_rect().left()
    });
    let title_at = pos2(rect.left() + space::M, middle);
    let title = font(Face::SemiBold, size::BODY);
    let title = widget::text_at(ui.painter(), title_at, &columns.title, title, palette.text, 200.0);
    let mut notes: Vec<String> = columns.notes.clone();
    if let Some(name) = selection_name(workspace, selection) {
        let place = notes.len().saturating_sub(1);
        notes.insert(place, format!("Solid: {name}"));
    }
    let words = notes.join(" · ");
    let second = color(palette.second_text);
    let room = right - space::S - title.right() - space::L;
    let text = widget::elided(ui.painter(), &words, widget::small(), second, room);
    let at = pos2(right - space::S - text.size().x, middle - 0.5 * text.size().y);
    let place = Rect::from_min_size(at, text.size());
    ui.painter().galley(at, text, second);
    let response = ui.interact(place, ui.scope_id().with("notes"), Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &words));
    response.on_hover_text(&words);
    swatches(ui, pos2(title.right() + space::L, middle), at.x - space::S, palette);
}

/// Changes between time and types, where both say something.
fn axis_ui(ui: &mut Ui, columns: &Columns, axis: &mut Option<Axis>) {
    if columns.dated == 0 {
        return;
    }
    let (other, word) = match columns.last_step() {
        Some(_) => (Axis::Types, "By type"),
        None => (Axis::Time, "By time"),
    };
    if theme::button(ui, None, word).on_hover_text("Count the events along the other axis").clicked() {
        *axis = Some(other);
    }
}

/// What the colours mean, as far as there is room; the legend of the map says it too.
fn swatches(ui: &Ui, mut at: egui::Pos2, right: f32, palette: &Palette) {
    let meanings = [
        ("cooperation, above", [Quad::VerbalCooperation, Quad::MaterialCooperation]),
        ("conflict, below", [Quad::VerbalConflict, Quad::MaterialConflict]),
    ];
    let width: f32 = meanings.iter().map(|(words, _)| 20.0 + text_width(ui, words) + space::L).sum();
    if at.x + width > right {
        return;
    }
    for (words, quads) in meanings {
        at.x = swatch(ui, at, words, quads, palette) + space::L;
    }
}

fn text_width(ui: &Ui, words: &str) -> f32 {
    let ink = egui::Color32::PLACEHOLDER;
    ui.painter().layout_no_wrap(words.to_owned(), widget::small(), ink).size().x
}

/// Two tones of a hue and what they mean; where it ends.
fn swatch(ui: &Ui, at: egui::Pos2, words: &str, quads: [Quad; 2], palette: &Palette) -> f32 {
    for (index, quad) in quads.into_iter().enumerate() {
        let half = Rect::from_min_size(at + vec2(7.0 * index as f32, -5.0), vec2(7.0, 10.0));
        ui.painter().rect_filled(half, CornerRadius::ZERO, color(palette.quad(quad)));
    }
    let at = pos2(at.x + 20.0, at.y);
    widget::text_at(ui.painter(), at, words, widget::small(), palette.second_text, 200.0).right()
}

fn selection_name(workspace: &Workspace, selection: &Selection) -> Option<String> {
    match selection {
        Selection::Nothing => None,
        Selection::Actor(actor) => Some(workspace.label(actor).to_owned()),
        Selection::Link { a, b } => Some(format!("{} and {}", workspace.label(a), workspace.label(b))),
        Selection::Several(actors) => Some(format!("among {}", number::counted(actors.len(), "actor"))),
    }
}

fn plot_ui(ui: &mut Ui, workspace: &Workspace, state: &mut ViewState, commands: &mut Commands) {
    let palette = theme::palette(ui);
    let ViewState { timeline: TimelineView { columns, brush, .. }, selection, articles, .. } = state;
    let place = ui.available_rect_before_wrap();
    let inner = Rect::from_min_max(place.min + vec2(space::M, 0.0), place.max - vec2(space::M, space::XS));
    let filter = &workspace.session().choices.filter;
    let chosen = brush.range(columns, filter);
    let bars = columns.bars(palette, chosen, *selection != Selection::Nothing);
    let shown = {
        let mut ui = ui.new_child(UiBuilder::new().max_rect(inner));
        ui.visuals_mut().extreme_bg_color = color(palette.panel);
        plot(columns, palette, inner.width()).show(&mut ui, |plot| {
            plot.set_plot_bounds_x(columns.bounds_x());
            plot.set_plot_bounds_y(columns.bounds_y());
            plot.bar_chart(bars);
        })
    };
    ui.advance_cursor_after_rect(place);
    let response = shown.response;
    let transform = shown.transform;
    for column in columns.list.iter().filter(|column| column.share < 1.0) {
        numbers_of_cut_ui(ui, &transform, column, palette);
    }
    let summary = format!("{}: {}", columns.title, columns.in_words());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Canvas, true, &summary));
    brush.paint(ui, &transform, columns, chosen);
    let by_hand = brush.answer(ui, &response, &transform, columns, filter);
    let by_key = brush::edges_ui(ui, &transform, columns, filter, chosen);
    if let Some(filter) = by_hand.or(by_key) {
        commands.push(Command::Filter(Box::new(filter)));
    }
    let under = |pointer| column_at(&transform, columns, pointer);
    if response.clicked()
        && let Some(column) = response.interact_pointer_pos().and_then(under)
        && !column.articles.is_empty()
    {
        articles.only = Some((column.label.clone(), column.articles.clone()));
    }
    let hovered = response.hover_pos().and_then(under);
    if let (Some(column), false) = (hovered, response.dragged()) {
        let x = screen_x(&transform, column.x);
        let mark = egui::Stroke::new(1.0, color(palette.second_text));
        ui.painter().vline(x, transform.frame().y_range(), mark);
        let articles = match workspace.folder() {
            Some(_) => "The articles of an evidence folder are not listed here".to_owned(),
            None => number::counted(column.articles.len(), "article"),
        };
        let scale = if column.share < 1.0 { "\nDrawn lower than to scale" } else { "" };
        let hint = format!("{}\n{}\n{articles}{scale}", column.label, widget::quads_in_words(column.all));
        response.on_hover_text_at_pointer(hint);
    }
}

/// The numbers of a column that is not drawn to scale, over its ends.
fn numbers_of_cut_ui(ui: &Ui, transform: &PlotTransform, column: &Column, palette: &Palette) {
    let x = screen_x(transform, column.x + 0.5) + 4.0;
    for (events, sign) in [(column.all[0] + column.all[1], 1.0), (column.all[2] + column.all[3], -1.0)] {
        if events == 0 {
            continue;
        }
        let end = sign * column.share * f64::from(events);
        let y = transform.position_from_point(&PlotPoint::new(column.x, end)).y;
        let y = if sign > 0.0 { y + 6.0 } else { y - 6.0 };
        let words = number::grouped(events as usize);
        widget::text_at(
            ui.painter(),
            pos2(x, y),
            &words,
            font(Face::Tabular, 10.5),
            palette.second_text,
            60.0,
        );
    }
}

fn column_at<'a>(transform: &PlotTransform, columns: &'a Columns, at: egui::Pos2) -> Option<&'a Column> {
    columns.at(transform.value_from_position(at).x)
}

fn plot<'a>(columns: &'a Columns, palette: &'static Palette, width: f32) -> Plot<'a> {
    let ink = color(palette.second_text);
    let font = font(Face::Tabular, size::SMALL);
    let x_axis = AxisHints::new_x()
        .tick_label_color(ink)
        .tick_label_font(font.clone())
        .label_spacing(egui::Rangef::new(1.0, 2.0))
        .formatter(|mark: GridMark, _: &_| columns.tick(mark.value).unwrap_or_default().to_owned());
    let y_axis = AxisHints::new_y()
        .tick_label_color(ink)
        .tick_label_font(font)
        .min_thickness(24.0)
        .label_spacing(egui::Rangef::new(1.0, 2.0))
        .formatter(|mark: GridMark, _: &_| number::grouped(mark.value.abs().round() as usize));
    Plot::new("timeline_plot")
        .custom_x_axes(vec![x_axis])
        .custom_y_axes(vec![y_axis])
        .x_grid_spacer(move |_| columns.ticks(width))
        .y_grid_spacer(|_| columns.levels())
        .show_grid([false, true])
        .grid_color(color(palette.hairline))
        .show_background(false)
        .show_x(false)
        .show_y(false)
        .show_crosshair(false)
        .allow_drag(false)
        .allow_zoom(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_double_click_reset(false)
        .allow_axis_zoom_drag(false)
        .set_margin_fraction(vec2(0.0, 0.0))
        .sense(Sense::click_and_drag())
        .label_formatter(|_| None)
}

/// Where a column's place on the axis lies on the screen.
fn screen_x(transform: &PlotTransform, value: f64) -> f32 {
    transform.position_from_point(&PlotPoint::new(value, 0.0)).x
}
