//! The columns of the plot: numbers of events by class, for all and for the selection, with their place
//! on the axis.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use egui_plot::{Bar, BarChart, GridMark};

use crate::article::{ArticleId, Date};
use crate::event::Quad;
use crate::export::palette::{Palette, Rgb};
use crate::plot::{Series, Step, TypeBar};
use crate::view::number;
use crate::view::theme::color;

/// Columns with their title.
#[derive(Debug, Default)]
pub(super) struct Columns {
    pub(super) title: String,
    /// Events that have a date, whether or not time is on the axis.
    pub(super) dated: u32,
    /// What else should be said, in words.
    pub(super) notes: Vec<String>,
    /// Steps of time in order, the undated last; or types.
    pub(super) list: Vec<Column>,
}

/// One column.
#[derive(Clone, Debug)]
pub(super) struct Column {
    /// Middle on the axis.
    pub(super) x: f64,
    /// First and last day, for a step of time.
    pub(super) days: Option<(Date, Date)>,
    pub(super) label: String,
    pub(super) tick: Option<String>,
    /// All events by class.
    pub(super) all: [u32; 4],
    /// Those of the selection.
    pub(super) part: [u32; 4],
    /// How much of its height is drawn: events without a date may be so many that all else would be
    /// flat.
    pub(super) share: f64,
    pub(super) articles: BTreeSet<ArticleId>,
}

impl Columns {
    pub(super) fn new(all: &Series, part: Option<&Series>) -> Self {
        match all {
            Series::Time { step, bars, undated } => {
                let mut columns = Self::of_time(*step, bars);
                let mut undated_part = [0; 4];
                if let Some(Series::Time { bars, undated, .. }) = part {
                    for (column, bar) in columns.list.iter_mut().zip(bars) {
                        column.part = bar.quads;
                    }
                    undated_part = undated.quads;
                }
                columns.add_undated(undated.quads, undated_part, undated.articles.clone());
                columns
            }
            Series::Types(types) => Self::of_types(types, part),
        }
    }

    fn of_time(step: Step, bars: &[crate::plot::Bar]) -> Self {
        let mut last_month = None;
        let column = |(index, bar): (usize, &crate::plot::Bar)| {
            let tick = tick_of(step, bar.from, last_month);
            last_month = Some((bar.from.year_number(), bar.from.month_number()));
            Column {
                x: index as f64,
                days: Some((bar.from, bar.until)),
                label: days_in_words(bar.from, bar.until),
                tick,
                all: bar.quads,
                part: [0; 4],
                share: 1.0,
                articles: bar.articles.clone(),
            }
        };
        let list: Vec<Column> = bars.iter().enumerate().map(column).collect();
        let range = match (list.first(), list.last()) {
            (Some(Column { days: Some((from, _)), .. }), Some(Column { days: Some((_, until)), .. })) => {
                vec![days_in_words(*from, *until)]
            }
            _ => Vec::new(),
        };
        Self { title: format!("Events by {}", step.name()), notes: range, list, ..Self::default() }
    }

    fn of_types(types: &[TypeBar], part: Option<&Series>) -> Self {
        let in_class = |quad: Option<Quad>, events: u32| {
            let mut quads = [0; 4];
            if let Some(quad) = quad {
                quads[quad.index()] = events;
            }
            quads
        };
        let of_part = |kind| match part {
            Some(Series::Types(types)) => {
                types.iter().find(|bar| bar.kind == kind).map_or(0, |bar| bar.events)
            }
            _ => 0,
        };
        let list = types.iter().enumerate().map(|(index, TypeBar { kind, events, articles })| Column {
            x: index as f64,
            days: None,
            label: kind.label().to_owned(),
            tick: Some(kind.label().to_owned()),
            all: in_class(kind.quad(), *events),
            part: in_class(kind.quad(), of_part(*kind)),
            share: 1.0,
            articles: articles.clone(),
        });
        if types.is_empty() {
            return Self { title: "Events over time".to_owned(), ..Self::default() };
        }
        Self { title: "Events by type".to_owned(), list: list.collect(), ..Self::default() }
    }

    fn add_undated(&mut self, all: [u32; 4], part: [u32; 4], articles: BTreeSet<ArticleId>) {
        let events: u32 = all.iter().sum();
        if events == 0 {
            return;
        }
        let x = self.list.len() as f64 + 0.5;
        let have = if events == 1 { "has" } else { "have" };
        self.notes.insert(0, format!("{} {have} no date", number::counted(events as usize, "event")));
        self.list.push(Column {
            x,
            days: None,
            label: "No date".to_owned(),
            tick: Some("No date".to_owned()),
            all,
            part,
            share: 1.0,
            articles,
        });
        let (above, below) = self.heights();
        if let Some(column) = self.list.last_mut() {
            let needed = |events: u32, room: u32| f64::from(room) / f64::from(events.max(room).max(1));
            column.share = needed(all[0] + all[1], above).min(needed(all[2] + all[3], below));
        }
    }

    /// The column over a place on the axis.
    pub(super) fn at(&self, x: f64) -> Option<&Column> {
        self.list.iter().find(|column| (column.x - x).abs() <= 0.5)
    }

    /// Indices of the first and last step of time; `None` where nothing is dated.
    pub(super) fn last_step(&self) -> Option<usize> {
        self.list.iter().rposition(|column| column.days.is_some())
    }

    pub(super) fn bounds_x(&self) -> RangeInclusive<f64> {
        let last = self.list.last().map_or(0.0, |column| column.x);
        let is_time = self.list.iter().any(|column| column.days.is_some());
        // The words "No date" under the last column are wider than a column.
        let is_undated = is_time && self.list.last().is_some_and(|column| column.days.is_none());
        let room = if is_undated { 0.6 + 0.025 * last } else { 0.6 };
        // Few columns stay narrow: they stand at the left. Names of types need more room than months.
        -0.6..=last.max(if is_time { 11.0 } else { 7.0 }) + room
    }

    pub(super) fn bounds_y(&self) -> RangeInclusive<f64> {
        let (above, below) = self.heights();
        -f64::from(below) * 1.08..=f64::from(above) * 1.08
    }

    /// Highest sums above and below the axis, of the dated where any is; at least one above.
    fn heights(&self) -> (u32, u32) {
        let any_dated = self.last_step().is_some();
        let counts = || self.list.iter().filter(|column| column.days.is_some() == any_dated);
        let above = counts().map(|column| column.all[0] + column.all[1]).max().unwrap_or(0);
        let below = counts().map(|column| column.all[2] + column.all[3]).max().unwrap_or(0);
        // Neither side vanishes, so that the axis is seen as one.
        let least = (above.max(below) / 5).max(1);
        (above.max(least), below.max(least))
    }

    /// Levels with a line and a number: the axis, and one or two on each side.
    pub(super) fn levels(&self) -> Vec<GridMark> {
        let (above, below) = self.heights();
        let step = f64::from(nice_step(above.max(below)));
        let from = -(f64::from(below) / step).floor() as i64;
        let until = (f64::from(above) / step).floor() as i64;
        (from..=until).map(|level| GridMark { value: level as f64 * step, step_size: step }).collect()
    }

    /// The ticks that have room: at least 56 px apart.
    pub(super) fn ticks(&self, width: f32) -> Vec<GridMark> {
        let bounds = self.bounds_x();
        let unit = f64::from(width) / (bounds.end() - bounds.start());
        let mut last = f64::NEG_INFINITY;
        let mut ticks: Vec<GridMark> = Vec::new();
        let undated = self.list.last().filter(|column| column.days.is_none()).map(|column| column.x);
        for column in self.list.iter().filter(|column| column.tick.is_some()) {
            let crowds_undated =
                column.days.is_some() && undated.is_some_and(|x| (x - column.x) * unit < 60.0);
            if (column.x - last) * unit >= 56.0 && !crowds_undated {
                ticks.push(GridMark { value: column.x, step_size: 1e9 });
                last = column.x;
            }
        }
        ticks
    }

    /// The words at a tick.
    pub(super) fn tick(&self, x: f64) -> Option<&str> {
        self.list.iter().find(|column| (column.x - x).abs() < 0.1)?.tick.as_deref()
    }

    /// All bars: the selection's part solid at the axis, the rest lighter around it; what lies outside
    /// the brush lighter still. Colours are blended beforehand, so that no line shows through.
    pub(super) fn bars(&self, palette: &Palette, chosen: Option<(usize, usize)>, selected: bool) -> BarChart {
        let mut bars = Vec::new();
        for (index, column) in self.list.iter().enumerate() {
            let inside =
                column.days.is_none() || chosen.is_none_or(|(from, until)| (from..=until).contains(&index));
            let (solid, light) = match (selected, inside) {
                (true, true) => (1.0, 0.36),
                (true, false) => (0.36, 0.20),
                (false, true) => (0.85, 0.85),
                (false, false) => (0.30, 0.30),
            };
            let rest = std::array::from_fn(|quad| column.all[quad].saturating_sub(column.part[quad]));
            for side in [1.0, -1.0] {
                let base = stack(&mut bars, column, (side, 0.0), column.part, palette, solid);
                stack(&mut bars, column, (side, base), rest, palette, light);
            }
        }
        BarChart::new("events", bars).allow_hover(false)
    }

    /// The columns for those who cannot see them.
    pub(super) fn in_words(&self) -> String {
        let words = |column: &Column| {
            format!("{}: {}", column.label, crate::view::widget::quads_in_words(column.all))
        };
        self.list.iter().filter(|column| column.all != [0; 4]).map(words).collect::<Vec<_>>().join("; ")
    }
}

/// Stacks material, then verbal events on one side from a height; the height reached.
fn stack(
    bars: &mut Vec<Bar>,
    column: &Column,
    (side, base): (f64, f64),
    quads: [u32; 4],
    palette: &Palette,
    opacity: f32,
) -> f64 {
    let order = if side > 0.0 {
        [Quad::MaterialCooperation, Quad::VerbalCooperation]
    } else {
        [Quad::MaterialConflict, Quad::VerbalConflict]
    };
    let mut height = base;
    for quad in order {
        let events = f64::from(quads[quad.index()]) * column.share;
        if events > 0.0 {
            let ink: Rgb = palette.quad(quad).over(palette.panel, opacity);
            let bar = Bar::new(column.x, side * events).base_offset(side * height).width(0.84);
            bars.push(bar.fill(color(ink)).stroke(egui::Stroke::NONE));
            height += events;
        }
    }
    height
}

/// 1, 2 or 5 times a power of ten, so that one or two levels fit below the height.
fn nice_step(height: u32) -> u32 {
    let mut power = 1;
    loop {
        for factor in [1, 2, 5] {
            let step = factor * power;
            if step * 2 >= height || step >= 1_000_000_000 {
                return step;
            }
        }
        power *= 10;
    }
}

/// The words below a step: its month where that is new, with the year where that is.
fn tick_of(step: Step, from: Date, last: Option<(i16, Option<u8>)>) -> Option<String> {
    let words = from.in_words();
    let mut parts = words.splitn(3, ' ');
    let (day, month) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
    let year = from.year_number();
    let new_year = last.is_none_or(|(last, _)| last != year);
    match step {
        Step::Year => Some(year.to_string()),
        Step::Day => Some(if new_year { words } else { format!("{day} {month}") }),
        Step::Week | Step::Month if new_year => Some(format!("{month} {year}")),
        Step::Week | Step::Month => {
            last.is_some_and(|(_, last)| last != from.month_number()).then(|| month.to_owned())
        }
    }
}

/// "5 Nov 1956", "5 – 11 Nov 1956", "29 Oct – 4 Nov 1956".
pub(super) fn days_in_words(from: Date, until: Date) -> String {
    if from == until {
        return from.in_words();
    }
    let (first, last) = (from.in_words(), until.in_words());
    let same_year = from.year_number() == until.year_number();
    let same_month = same_year && from.month_number() == until.month_number();
    let shortened = match (same_month, same_year) {
        (true, _) => first.split(' ').next().unwrap_or(&first),
        (false, true) => first.rsplit_once(' ').map_or(first.as_str(), |(days, _)| days),
        (false, false) => first.as_str(),
    };
    format!("{shortened} – {last}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(month: u8, day: u8) -> Date {
        Date::day(1956, month, day).unwrap()
    }

    #[test]
    fn a_range_names_each_month_and_year_once() {
        assert_eq!(days_in_words(day(11, 5), day(11, 5)), "5 Nov 1956");
        assert_eq!(days_in_words(day(11, 5), day(11, 11)), "5 – 11 Nov 1956");
        assert_eq!(days_in_words(day(10, 29), day(11, 4)), "29 Oct – 4 Nov 1956");
        let next = Date::day(1957, 1, 6).unwrap();
        assert_eq!(days_in_words(day(12, 31), next), "31 Dec 1956 – 6 Jan 1957");
    }

    #[test]
    fn levels_are_round_numbers() {
        assert_eq!([1, 2, 3, 7, 20, 21, 60, 1_000].map(nice_step), [1, 1, 2, 5, 10, 20, 50, 500]);
    }

    fn bar(from: Date, until: Date, quads: [u32; 4]) -> crate::plot::Bar {
        crate::plot::Bar { from, until, quads, articles: BTreeSet::new() }
    }

    #[test]
    fn undated_events_stand_apart_with_the_part_of_the_selection() {
        let weeks = |quads| vec![bar(day(11, 5), day(11, 11), quads)];
        let undated = |quads| crate::plot::Undated { quads, articles: BTreeSet::new() };
        let all =
            Series::Time { step: Step::Week, bars: weeks([3, 0, 1, 0]), undated: undated([2, 0, 0, 0]) };
        let part =
            Series::Time { step: Step::Week, bars: weeks([1, 0, 0, 0]), undated: undated([1, 0, 0, 0]) };
        let columns = Columns::new(&all, Some(&part));
        let numbers: Vec<_> = columns.list.iter().map(|column| (column.all, column.part)).collect();
        assert_eq!(numbers, [([3, 0, 1, 0], [1, 0, 0, 0]), ([2, 0, 0, 0], [1, 0, 0, 0])]);
        assert_eq!(columns.notes, ["2 events have no date", "5 – 11 Nov 1956"]);
        assert_eq!(columns.last_step(), Some(0));
    }

    #[test]
    fn many_undated_events_do_not_flatten_the_others() {
        let weeks = vec![bar(day(11, 5), day(11, 11), [4, 0, 1, 0])];
        let undated = crate::plot::Undated { quads: [40, 0, 2, 0], articles: BTreeSet::new() };
        let columns = Columns::new(&Series::Time { step: Step::Week, bars: weeks, undated }, None);
        assert_eq!(columns.heights(), (4, 1));
        assert_eq!(columns.list[1].share, 0.1);
    }
}
