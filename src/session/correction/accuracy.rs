//! How often the machine was right, from the events that a person reviewed: for each type with an interval.
//!
//! The interval is Wilson's (1927) for a share at 95 %. It takes the reviewed events for a fair sample of
//! all: a person who looks at the doubtful ones first sees the machine worse than it is.

use std::collections::BTreeMap;

use super::{Corrections, Verdict};
use crate::event::EventKind;

/// The quantile of the normal distribution for 95 % between both ends.
const Z: f64 = 1.959_963_984_540_054;

/// What of the reviewed events was right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Accuracy {
    /// Events that were accepted as read.
    pub right: u32,
    /// Events that were corrected.
    pub corrected: u32,
    /// Events that were struck.
    pub struck: u32,
}

/// A share with its interval, each from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The share itself.
    pub share: f64,
    /// The upper end.
    pub high: f64,
}

impl Accuracy {
    /// How many events were reviewed.
    #[must_use]
    pub fn reviewed(self) -> u32 {
        self.right + self.corrected + self.struck
    }

    /// The share that was right, with Wilson's interval at 95 %; `None` where nothing was reviewed.
    #[must_use]
    pub fn precision(self) -> Option<Interval> {
        let reviewed = self.reviewed();
        (reviewed > 0).then(|| wilson(self.right, reviewed))
    }
}

/// The accuracy by the type that the machine read, and over all types.
#[must_use]
pub fn accuracy(corrections: &Corrections) -> (Accuracy, BTreeMap<EventKind, Accuracy>) {
    let mut all = Accuracy::default();
    let mut by_kind: BTreeMap<EventKind, Accuracy> = BTreeMap::new();
    for (anchor, review) in &corrections.reviews {
        for accuracy in [&mut all, by_kind.entry(anchor.read.kind).or_default()] {
            match review.verdict {
                Verdict::Right => accuracy.right += 1,
                Verdict::NotAnEvent => accuracy.struck += 1,
                Verdict::Corrected(_) => accuracy.corrected += 1,
            }
        }
    }
    (all, by_kind)
}

fn wilson(right: u32, of: u32) -> Interval {
    let (right, of) = (f64::from(right), f64::from(of));
    let share = right / of;
    let middle = share + Z * Z / (2.0 * of);
    let half = Z * (share * (1.0 - share) / of + Z * Z / (4.0 * of * of)).sqrt();
    let scale = 1.0 + Z * Z / of;
    Interval {
        low: ((middle - half) / scale).clamp(0.0, share),
        share,
        high: ((middle + half) / scale).clamp(share, 1.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values of R's `prop.test(x, n, correct = FALSE)`.
    #[test]
    fn wilson_is_as_in_the_books() {
        for (right, of, low, high) in
            [(8, 10, 0.490_162, 0.943_318), (0, 5, 0.0, 0.434_482), (5, 5, 0.565_518, 1.0)]
        {
            let interval = wilson(right, of);
            assert!((interval.low - low).abs() < 1e-6, "{right} of {of}: {interval:?}");
            assert!((interval.high - high).abs() < 1e-6, "{right} of {of}: {interval:?}");
        }
    }

    #[test]
    fn nothing_reviewed_has_no_precision() {
        assert_eq!(Accuracy::default().precision(), None);
    }
}
