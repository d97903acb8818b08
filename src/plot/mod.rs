//! The graph becomes series of numbers: events over time, or by type where nothing is dated.
//!
//! **Invariant:** `plot/` does not know painting.

use std::collections::{BTreeMap, BTreeSet};

use crate::actor::ActorId;
use crate::article::{ArticleId, Date};
use crate::event::{Event, EventKind};
use crate::graph::ledger::date_of_code;
use crate::graph::{Filter, Sources, coded_in, events_in};

/// Numbers to plot. Each event counts once, also one that holds both ways.
#[derive(Clone, Debug, PartialEq)]
pub enum Series {
    /// Events over time.
    Time {
        /// The step of time.
        step: Step,
        /// One bar a step, in order, without gaps.
        bars: Vec<Bar>,
        /// Events without a date, by quad class, apart.
        undated: Undated,
    },
    /// The number of events of each type that is there, in the order of the quad classes: where it is
    /// asked for, or nothing is dated.
    Types(Vec<TypeBar>),
}

/// One step of time.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Date,
    /// Events by quad class.
    pub quads: [u32; 4],
    /// The articles that hold them.
    pub articles: BTreeSet<ArticleId>,
}

/// The events of one type.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeBar {
    /// The type.
    pub kind: EventKind,
    /// How many.
    pub events: u32,
    /// The articles that hold them.
    pub articles: BTreeSet<ArticleId>,
}

/// Events that no date is known of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Undated {
    /// By quad class.
    pub quads: [u32; 4],
    /// The articles that hold them.
    pub articles: BTreeSet<ArticleId>,
}

/// The step of time of a plot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// A day.
    Day,
    /// Seven days from a Monday.
    Week,
    /// A calendar month.
    Month,
    /// A calendar year.
    Year,
}

/// Whose events are plotted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All.
    Everyone,
    /// Those in which an actor acts or is acted on.
    Actor(ActorId),
    /// Those between two actors, both ways.
    Dyad(ActorId, ActorId),
    /// Those between any two of several actors.
    Among(BTreeSet<ActorId>),
}

impl Series {
    /// Events with a date, and all.
    #[must_use]
    pub fn dated(&self) -> (u32, u32) {
        match self {
            Self::Time { bars, undated, .. } => {
                let dated: u32 = bars.iter().flat_map(|bar| bar.quads).sum();
                (dated, dated + undated.quads.iter().sum::<u32>())
            }
            Self::Types(types) => (0, types.iter().map(|bar| bar.events).sum()),
        }
    }
}

impl Scope {
    /// Whether an event belongs to it.
    #[must_use]
    pub fn holds(&self, event: &Event) -> bool {
        self.holds_ends(&event.source, &event.target)
    }

    fn holds_ends(&self, source: &ActorId, target: &ActorId) -> bool {
        let ends = [source, target];
        match self {
            Self::Everyone => true,
            Self::Actor(actor) => ends.contains(&actor),
            Self::Dyad(one, other) => ends == [one, other] || ends == [other, one],
            Self::Among(actors) => ends.iter().all(|end| actors.contains(*end)),
        }
    }
}

impl Step {
    /// "day", "week" and so on.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// The smallest step that needs no more than about 60 bars for this many days (months: ten years).
    fn for_days(days: i32) -> Self {
        match days {
            ..=31 => Self::Day,
            32..=420 => Self::Week,
            421..=3660 => Self::Month,
            _ => Self::Year,
        }
    }

    /// The first day of the step that a day lies in, as days since 1970-01-01.
    fn start(self, day: i32) -> i32 {
        // 1970-01-01 was a Thursday, so Mondays are those with a remainder of 4.
        let monday = day - (day - 4).rem_euclid(7);
        let date = Date::from_days(day);
        match (self, date) {
            (Self::Day, _) | (_, None) => day,
            (Self::Week, _) => monday,
            (Self::Month, Some(date)) => {
                Date::month(date.year_number(), date.month_number().unwrap_or(1)).map_or(day, Date::first_day)
            }
            (Self::Year, Some(date)) => Date::year(date.year_number()).first_day(),
        }
    }

    /// The last day of the step that begins on a day.
    fn last(self, start: i32) -> i32 {
        let date = Date::from_days(start);
        match (self, date) {
            (Self::Day, _) | (_, None) => start,
            (Self::Week, _) => start + 6,
            (Self::Month, Some(date)) => Date::month(date.year_number(), date.month_number().unwrap_or(1))
                .map_or(start, Date::last_day),
            (Self::Year, Some(date)) => Date::year(date.year_number()).last_day(),
        }
    }
}

/// The series of a scope in a filter. The filter's dates are left aside, so that what lies outside
/// them can be drawn faded; only the events' own conditions count, not the strength of relations.
///
/// The step and the range of time come from all events, so that two scopes of one session can be laid
/// over one another.
#[must_use]
pub fn series(sources: Sources<'_>, filter: &Filter, scope: &Scope) -> Series {
    let filter = &filter.of_all_time();
    let all = plotted(sources, filter, &Scope::Everyone);
    let days = all.iter().filter_map(|event| event.day);
    let Some((first, last)) = days.fold(None, |range: Option<(i32, i32)>, day| {
        Some(range.map_or((day, day), |(first, last)| (first.min(day), last.max(day))))
    }) else {
        return Series::Types(count_types(&plotted(sources, filter, scope)));
    };
    let step = Step::for_days(last - first + 1);
    let part = if *scope == Scope::Everyone { all } else { plotted(sources, filter, scope) };
    over_time(step, empty_bars(step, first, last), &part)
}

/// The series of a scope with the very bars of another one of the same filter.
#[must_use]
pub fn part(of: &Series, sources: Sources<'_>, filter: &Filter, scope: &Scope) -> Series {
    let part = plotted(sources, &filter.of_all_time(), scope);
    let Series::Time { step, bars, .. } = of else { return Series::Types(count_types(&part)) };
    let empty = |bar: &Bar| Bar { quads: [0; 4], articles: BTreeSet::new(), ..*bar };
    let bars = bars.iter().map(|bar| (bar.from.first_day(), empty(bar))).collect();
    over_time(*step, bars, &part)
}

fn over_time(step: Step, mut bars: BTreeMap<i32, Bar>, events: &[Plotted]) -> Series {
    let mut undated = Undated::default();
    for event in events {
        let Some(quad) = event.kind.quad() else { continue };
        match event.day.and_then(|day| bars.get_mut(&step.start(day))) {
            Some(bar) => {
                bar.quads[quad.index()] += event.events;
                bar.articles.extend(event.article);
            }
            None => {
                undated.quads[quad.index()] += event.events;
                undated.articles.extend(event.article);
            }
        }
    }
    Series::Time { step, bars: bars.into_values().collect(), undated }
}

/// The number of events of each type of a scope in a filter.
#[must_use]
pub fn types(sources: Sources<'_>, filter: &Filter, scope: &Scope) -> Series {
    Series::Types(count_types(&plotted(sources, filter, scope)))
}

/// Events that are plotted at one place: one that was read here, where its article tells it for the first
/// time, or one coded by others; or all of a type and day of an evidence folder.
struct Plotted {
    kind: EventKind,
    day: Option<i32>,
    article: Option<ArticleId>,
    events: u32,
}

fn plotted(sources: Sources<'_>, filter: &Filter, scope: &Scope) -> Vec<Plotted> {
    if let Some(ledger) = sources.ledger {
        let days = ledger.days(sources.hidden, filter, |source, target| scope.holds_ends(source, target));
        let plotted = days.into_iter().map(|((kind, date), events)| Plotted {
            kind,
            day: plotted_day(date_of_code(date)),
            article: None,
            events,
        });
        return plotted.collect();
    }
    let read = events_in(sources, filter).into_iter().filter(|found| found.first && scope.holds(found.event));
    let read = read.map(|found| Plotted {
        kind: found.event.kind,
        day: plotted_day(found.date),
        article: Some(found.article.id),
        events: 1,
    });
    let coded = coded_in(sources, filter).into_iter();
    let coded = coded.filter(|found| scope.holds_ends(&found.event.source, &found.event.target));
    let coded = coded.map(|found| Plotted {
        kind: found.event.kind,
        day: plotted_day(found.date()),
        article: None,
        events: 1,
    });
    read.chain(coded).collect()
}

/// The day at which an event stands in the plot: its own date or the article's, if it is known to the
/// month at least (then the first of the month). An event known to the year only has no bar.
fn plotted_day(date: Option<Date>) -> Option<i32> {
    date.filter(|date| date.month_number().is_some()).map(Date::first_day)
}

fn count_types(all: &[Plotted]) -> Vec<TypeBar> {
    let mut bars: BTreeMap<EventKind, TypeBar> = BTreeMap::new();
    for event in all {
        let kind = event.kind;
        let bar = bars.entry(kind).or_insert_with(|| TypeBar { kind, events: 0, articles: BTreeSet::new() });
        bar.events += event.events;
        bar.articles.extend(event.article);
    }
    bars.into_values().collect()
}

/// Bars of nothing from the first to the last day, by their first day.
fn empty_bars(step: Step, first: i32, last: i32) -> BTreeMap<i32, Bar> {
    let mut bars = BTreeMap::new();
    let mut start = step.start(first);
    while start <= last {
        let end = step.last(start);
        let (Some(from), Some(until)) = (Date::from_days(start), Date::from_days(end)) else { break };
        bars.insert(start, Bar { from, until, quads: [0; 4], articles: BTreeSet::new() });
        start = end + 1;
    }
    bars
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(from: &str) -> i32 {
        Date::try_from(from.to_owned()).unwrap().first_day()
    }

    #[test]
    fn steps_are_those_of_the_calendar() {
        // 5 November 1956 was a Monday.
        assert_eq!(Step::Week.start(days("1956-11-08")), days("1956-11-05"));
        assert_eq!(Step::Week.start(days("1956-11-05")), days("1956-11-05"));
        assert_eq!(Step::Month.start(days("1956-02-29")), days("1956-02-01"));
        assert_eq!(Step::Month.last(days("1956-02-01")), days("1956-02-29"));
        assert_eq!(Step::Year.last(Step::Year.start(days("1956-07-26"))), days("1956-12-31"));
    }

    #[test]
    fn bars_have_no_gaps() {
        let bars = empty_bars(Step::Week, days("1956-07-26"), days("1956-08-20"));
        let starts: Vec<_> = bars.values().map(|bar| bar.from.to_string()).collect();
        assert_eq!(starts, ["1956-07-23", "1956-07-30", "1956-08-06", "1956-08-13", "1956-08-20"]);
    }

    #[test]
    fn the_step_keeps_the_number_of_bars_readable() {
        assert_eq!(Step::for_days(20), Step::Day);
        assert_eq!(Step::for_days(240), Step::Week);
        assert_eq!(Step::for_days(1000), Step::Month);
        assert_eq!(Step::for_days(9000), Step::Year);
    }
}
