//! What the picture shows: types, dates, strength, statuses.

use serde::{Deserialize, Serialize};

use crate::article::Date;
use crate::event::{Event, KindSet, Modality};

/// What the picture shows. Saved with the session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// Types that count.
    pub kinds: KindSet,
    /// Earliest day, inclusive.
    pub from: Option<Date>,
    /// Latest day, inclusive.
    pub until: Option<Date>,
    /// Whether events without a date count while `from` or `until` is set.
    pub undated: bool,
    /// Sentences that a relation needs.
    pub min_sentences: u32,
    /// At most this many relations are drawn, the strongest first; `None` for all.
    pub strongest: Option<usize>,
    /// Whether claims count too.
    pub claimed: bool,
    /// Whether historical events count too.
    pub historical: bool,
    /// Whether hypothetical events and questions count too.
    pub hypothetical: bool,
    /// Whether co-mentions are drawn.
    pub co_mentions: bool,
}

impl Default for Filter {
    fn default() -> Self {
        Self {
            kinds: KindSet::plover(),
            from: None,
            until: None,
            undated: true,
            min_sentences: 1,
            strongest: None,
            claimed: false,
            historical: false,
            hypothetical: false,
            co_mentions: false,
        }
    }
}

impl Filter {
    /// The same filter over all time.
    #[must_use]
    pub fn of_all_time(&self) -> Self {
        Self { from: None, until: None, ..self.clone() }
    }

    /// Whether an event that happened then counts.
    #[must_use]
    pub fn lets_through(&self, event: &Event, date: Option<Date>) -> bool {
        self.kinds.contains(event.kind) && self.lets_status_through(event) && self.lets_date_through(date)
    }

    fn lets_status_through(&self, event: &Event) -> bool {
        let certain = matches!(event.modality, Modality::Asserted | Modality::Announced);
        !event.negated
            && (self.claimed || event.claimed_by.is_none())
            && (self.historical || !event.historical)
            && (self.hypothetical || certain)
    }

    /// A date of a month or a year counts where any of its days does.
    fn lets_date_through(&self, date: Option<Date>) -> bool {
        let Some(date) = date else {
            return self.undated || (self.from.is_none() && self.until.is_none());
        };
        self.from.is_none_or(|from| date.last_day() >= from.first_day())
            && self.until.is_none_or(|until| date.first_day() <= until.last_day())
    }
}
