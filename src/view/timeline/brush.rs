//! The brush: the time that the map shows, drawn over the plot and changed by a drag.

use egui::{CornerRadius, CursorIcon, Pos2, Rect, Response, Stroke, StrokeKind, Ui, pos2, vec2};
use egui_plot::PlotTransform;

use super::columns::Columns;
use super::screen_x;
use crate::article::Date;
use crate::graph::Filter;
use crate::view::theme::{self, color};

/// How near the pointer must be to an edge to move it.
const REACH: f32 = 7.0;

/// A drag that is going on.
#[derive(Debug, Default)]
pub(super) struct Brush {
    /// The column that stays and the one under the pointer.
    drag: Option<(usize, usize)>,
}

impl Brush {
    /// First and last column of the time that is shown; `None` for all time.
    pub(super) fn range(&self, columns: &Columns, filter: &Filter) -> Option<(usize, usize)> {
        if let Some((one, other)) = self.drag {
            return Some((one.min(other), one.max(other)));
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
        if let Some(pointer) = response.hover_pos()
            && (self.drag.is_some() || edge(pointer).is_some())
        {
            ui.ctx().set_cursor_icon(CursorIcon::ResizeHorizontal);
        }
        if response.drag_started()
            && let Some(pointer) = ui.input(|input| input.pointer.press_origin())
        {
            // An edge is moved against the other one; anywhere else a new range begins.
            let stays = edge(pointer).unwrap_or_else(|| under(pointer));
            self.drag = Some((stays, under(pointer)));
        }
        if let (Some((stays, _)), Some(pointer)) = (self.drag, response.interact_pointer_pos()) {
            self.drag = Some((stays, under(pointer)));
        }
        if response.drag_stopped()
            && let Some((one, other)) = self.drag.take()
        {
            return filtered(columns, filter, (one.min(other), one.max(other)), last);
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
