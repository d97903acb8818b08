//! The graph becomes series of numbers: events over time, or by type where nothing is dated.
//!
//! **Invariant:** `plot/` does not know painting.

use crate::article::{ArticleId, Date};
use crate::event::EventKind;

/// Numbers to plot.
#[derive(Clone, Debug, PartialEq)]
pub enum Series {
    /// Events over time.
    Time {
        /// One bar a step of time, in order, without gaps.
        bars: Vec<Bar>,
        /// The step.
        step: Step,
        /// Events without a date, by quad class.
        undated: [u32; 4],
    },
    /// Nothing is dated: events by type, in the order of the quad classes.
    Types(Vec<(EventKind, u32)>),
}

/// The step of time of a plot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    pub articles: Vec<ArticleId>,
}
