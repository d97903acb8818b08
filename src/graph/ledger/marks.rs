//! What an event is and when it happened, as numbers.

use crate::article::Date;
use crate::event::{EventKind, Modality};

/// Type and statuses of an event in a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marks(pub u16);

/// What an event is besides its type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Statuses {
    /// Denied or not done.
    pub negated: bool,
    /// No more than a claim.
    pub claimed: bool,
    /// Long ago.
    pub historical: bool,
    /// The other way of one that holds both ways.
    pub reversed: bool,
}

impl Marks {
    /// One more than the highest that there is.
    pub(super) const COUNT: u16 = 1 << 11;

    /// Of a type, a modality and statuses.
    #[must_use]
    pub fn new(kind: EventKind, modality: Modality, statuses: Statuses) -> Self {
        let Statuses { negated, claimed, historical, reversed } = statuses;
        let flags = [negated, claimed, historical, reversed].map(u16::from);
        let flags = flags[0] | flags[1] << 1 | flags[2] << 2 | flags[3] << 3;
        Self(kind as u16 | (modality as u16) << 5 | flags << 7)
    }

    /// The type.
    #[must_use]
    pub fn kind(self) -> EventKind {
        EventKind::ALL[usize::from(self.0 & 31).min(EventKind::ALL.len() - 1)]
    }

    /// How sure the words are.
    #[must_use]
    pub fn modality(self) -> Modality {
        match self.0 >> 5 & 3 {
            0 => Modality::Asserted,
            1 => Modality::Announced,
            2 => Modality::Hypothetical,
            _ => Modality::Question,
        }
    }

    /// The statuses.
    #[must_use]
    pub fn statuses(self) -> Statuses {
        let flag = |place: u16| self.0 >> (7 + place) & 1 == 1;
        Statuses { negated: flag(0), claimed: flag(1), historical: flag(2), reversed: flag(3) }
    }
}

/// A date in a number: 0 for none, else year, month and day by their bits, 0 for what is not known.
#[must_use]
pub fn date_code(date: Option<Date>) -> u32 {
    date.map_or(0, |date| {
        let year = (i32::from(date.year_number()) + 0x8000) as u32;
        let (month, day) = (date.month_number().unwrap_or(0), date.day_number().unwrap_or(0));
        year << 9 | u32::from(month) << 5 | u32::from(day)
    })
}

/// The date of a number.
#[must_use]
pub fn date_of_code(code: u32) -> Option<Date> {
    let year = i16::try_from((code >> 9) as i32 - 0x8000).ok()?;
    let (month, day) = ((code >> 5 & 15) as u8, (code & 31) as u8);
    match (code, month, day) {
        (0, ..) => None,
        (_, 0, 0) => Some(Date::year(year)),
        (_, month, 0) => Date::month(year, month),
        (_, month, day) => Date::day(year, month, day),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_numbers_in_their_order() {
        let dates = ["1648", "1956", "1956-07", "1956-07-26", "1956-11-05", "2026-01-31"];
        let dates = dates.map(|date| Date::try_from(date.to_owned()).unwrap());
        let codes = dates.map(|date| date_code(Some(date)));
        assert!(codes.is_sorted());
        assert_eq!(codes.map(date_of_code), dates.map(Some));
        assert_eq!((date_code(None), date_of_code(0)), (0, None));
    }

    #[test]
    fn marks_tell_what_went_into_them() {
        for kind in EventKind::ALL {
            for modality in
                [Modality::Asserted, Modality::Announced, Modality::Hypothetical, Modality::Question]
            {
                for bits in 0..16 {
                    let flag = |place: u32| bits >> place & 1 == 1;
                    let statuses = Statuses {
                        negated: flag(0),
                        claimed: flag(1),
                        historical: flag(2),
                        reversed: flag(3),
                    };
                    let marks = Marks::new(kind, modality, statuses);
                    assert_eq!(
                        (marks.kind(), marks.modality(), marks.statuses()),
                        (kind, modality, statuses)
                    );
                }
            }
        }
    }
}
