//! The brush: the time that the map shows, drawn over the plot and changed by a drag or the keyboard.

use egui::{
    CornerRadius, CursorIcon, EventFilter, Key, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, pos2, vec2,
};
use egui_plot::PlotTransform;

use super::columns::Columns;
use super::screen_x;
use crate::article::Date;
use crate::graph::Filter;
use crate::view::theme::{self, color};

/// How near the pointer must be to an edge to move it.
const REACH: f32 = 7.0;

/// The time that is shown, while a hand is on it.
#[derive(Debug, Default)]
pub(super) struct Brush {
    drag: Option<Drag>,
}

/// A drag that is going on.
#[derive(Clone, Copy, Debug)]
enum Drag {
    /// The column that stays and the one under the pointer.
    Edge(usize, usize),
    /// The whole range from before, the column where the hand took it, the one under the pointer.
    Whole((usize, usize), usize, usize),
}

impl Drag {
    /// First and last column, within the steps of time.
    fn range(self, last: usize) -> (usize, usize) {
        match self {
            Self::Edge(one, other) => (one.min(other), one.max(other)),
            Self::Whole((from, until), taken, now) => {
                let by =
                    (now as isize - taken as isize).clamp(-(from as isize), last as isize - until as isize);
                (from.saturating_add_signed(by), until.saturating_add_signed(by))
            }
        }
    }

    fn to(self, column: usize) -> Self {
        match self {
            Self::Edge(stays, _) => Self::Edge(stays, column),
            Self::Whole(range, taken, _) => Self::Whole(range, taken, column),
        }
    }
}

impl Brush {
    /// First and last column of the time that is shown; `None` for all time.
    pub(super) fn range(&self, columns: &Columns, filter: &Filter) -> Option<(usize, usize)> {
        if let (Some(drag), Some(last)) = (self.drag, columns.last_step()) {
            return Some(drag.range(last));
        }
        if filter.from.is_none() && filter.until.is_none() {
            return None;
        }
        let last = columns.last_step()?;
        let inside = |days: (Date, Date)| {
            filter.from.is_none_or(|from| days.1.last_day() >= from.first_day())
                && filter.until.is_none_or(|until| days.0.first_day() <= until.last_day())
        };
        let shown = |index: &usize| columns.list[*index].days.is_some_and(inside);
        let first = (0..=last).find(shown)?;
        Some((first, (first..=last).rfind(shown)?))
    }

    /// Follows the pointer; the filter that is asked for when the hand lets go.
    pub(super) fn answer(
        &mut self,
        ui: &Ui,
        response: &Response,
        transform: &PlotTransform,
        columns: &Columns,
        filter: &Filter,
    ) -> Option<Filter> {
        let last = columns.last_step()?;
        let range = self.range(columns, filter);
        let under = |pointer: Pos2| {
            let x = transform.value_from_position(pointer).x.round();
            (x.max(0.0) as usize).min(last)
        };
        let edge = |pointer: Pos2| {
            let (from, until) = range?;
            let [left, right] = edges(transform, (from, until));
            let near = |x: f32| (pointer.x - x).abs() <= REACH;
            if near(right) { Some(from) } else { near(left).then_some(until) }
        };
        let inside = |pointer: Pos2| {
            range.filter(|range| {
                let [left, right] = edges(transform, *range);
                left < pointer.x && pointer.x < right
            })
        };
        if let Some(pointer) = response.hover_pos() {
            match self.drag {
                Some(Drag::Whole(..)) => ui.ctx().set_cursor_icon(CursorIcon::Grabbing),
                Some(Drag::Edge(..)) => ui.ctx().set_cursor_icon(CursorIcon::ResizeHorizontal),
                None if edge(pointer).is_some() => ui.ctx().set_cursor_icon(CursorIcon::ResizeHorizontal),
                None if inside(pointer).is_some() => ui.ctx().set_cursor_icon(CursorIcon::Grab),
                None => {}
            }
        }
        if response.drag_started()
            && let Some(pointer) = ui.input(|input| input.pointer.press_origin())
        {
            // An edge is moved against the other one, the range as a whole; anywhere else a new one
            // begins.
            let column = under(pointer);
            self.drag = Some(match (edge(pointer), inside(pointer)) {
                (Some(stays), _) => Drag::Edge(stays, column),
                (None, Some(range)) => Drag::Whole(range, column, column),
                (None, None) => Drag::Edge(column, column),
            });
        }
        if let (Some(drag), Some(pointer)) = (self.drag, response.interact_pointer_pos()) {
            self.drag = Some(drag.to(under(pointer)));
        }
        if response.drag_stopped()
            && let Some(drag) = self.drag.take()
        {
            return filtered(columns, filter, drag.range(last), last);
        }
        (response.double_clicked() && range.is_some()).then(|| filter.of_all_time())
    }

    /// A tint over the time that is shown, with edges and grips.
    pub(super) fn paint(
        &self,
        ui: &Ui,
        transform: &PlotTransform,
        columns: &Columns,
        range: Option<(usize, usize)>,
    ) {
        let (Some(range), Some(_)) = (range, columns.last_step()) else { return };
        let palette = theme::palette(ui);
        let frame = *transform.frame();
        let [left, right] = edges(transform, range);
        let whole = Rect::from_min_max(pos2(left, frame.top()), pos2(right, frame.bottom()));
        let opacity = if ui.visuals().dark_mode { 0.09 } else { 0.06 };
        ui.painter().rect_filled(whole, CornerRadius::ZERO, theme::faded(palette.selection, opacity));
        let stroke = Stroke::new(1.5, color(palette.selection));
        for x in [left, right] {
            ui.painter().vline(x, frame.y_range(), stroke);
            let grip = Rect::from_center_size(pos2(x, frame.center().y), vec2(7.0, 20.0));
            let rounded = CornerRadius::same(3);
            ui.painter().rect(grip, rounded, color(palette.panel), stroke, StrokeKind::Middle);
        }
    }
}

/// Both edges as controls for the keyboard and assistive technology: the arrow keys move the one that has
/// the keyboard. The filter that is asked for.
pub(super) fn edges_ui(
    ui: &mut Ui,
    transform: &PlotTransform,
    columns: &Columns,
    filter: &Filter,
    shown: Option<(usize, usize)>,
) -> Option<Filter> {
    let last = columns.last_step()?;
    let (from, until) = shown.unwrap_or((0, last));
    let mut asked = None;
    let places = edges(transform, (from, until));
    for (is_first, x) in [(true, places[0]), (false, places[1])] {
        let column = if is_first { from } else { until };
        let days = columns.list.get(column).and_then(|column| column.days)?;
        let day = if is_first { days.0 } else { days.1 };
        let words = format!("{} {}", if is_first { "Time from" } else { "Time until" }, day.in_words());
        let grip = Rect::from_center_size(pos2(x, transform.frame().center().y), vec2(10.0, 24.0));
        let id = ui.scope_id().with(("edge", is_first));
        let response = ui.interact(grip, id, Sense::focusable_noninteractive());
        response.widget_info(|| WidgetInfo::labeled(Role::Slider, true, &words));
        if !response.has_focus() {
            continue;
        }
        let arrows = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, arrows));
        theme::focus_ring(ui, &response, grip.expand(2.0));
        let by = ui.input(|input| {
            let pressed = |key: Key| isize::from(input.key_pressed(key));
            pressed(Key::ArrowRight) + pressed(Key::ArrowUp)
                - pressed(Key::ArrowLeft)
                - pressed(Key::ArrowDown)
        });
        if by != 0 {
            let moved = column.saturating_add_signed(by);
            let range = if is_first { (moved.min(until), until) } else { (from, moved.clamp(from, last)) };
            asked = filtered(columns, filter, range, last);
        }
    }
    asked
}

/// Left and right edge of a range of columns on the screen.
fn edges(transform: &PlotTransform, (from, until): (usize, usize)) -> [f32; 2] {
    [screen_x(transform, from as f64 - 0.5), screen_x(transform, until as f64 + 0.5)]
}

/// The filter of a range of columns; all of them is no filter. `None` where nothing changes.
pub(super) fn filtered(
    columns: &Columns,
    filter: &Filter,
    (first, last): (usize, usize),
    last_step: usize,
) -> Option<Filter> {
    let wanted = if (first, last) == (0, last_step) {
        filter.of_all_time()
    } else {
        let from = columns.list.get(first)?.days?.0;
        let until = columns.list.get(last)?.days?.1;
        Filter { from: Some(from), until: Some(until), ..filter.clone() }
    };
    (wanted != *filter).then_some(wanted)
}
