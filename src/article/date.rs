//! Dates as articles give them: a day, a month or only a year, and nothing more precise than said.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The months in English.
pub(super) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A civil date with its precision: `month` is `None` where only the year is known, `day` where only
/// the month is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Date {
    year: i16,
    month: Option<u8>,
    day: Option<u8>,
}

/// How much of a [`Date`] is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// Only the year.
    Year,
    /// Year and month.
    Month,
    /// The day.
    Day,
}

impl Precision {
    /// `year`, `month` or `day`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Month => "month",
            Self::Day => "day",
        }
    }
}

impl Date {
    /// A day that stands in the calendar, else `None`.
    #[must_use]
    pub fn day(year: i16, month: u8, day: u8) -> Option<Self> {
        jiff::civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
        Some(Self { year, month: Some(month), day: Some(day) })
    }

    /// A month, else `None` if there is none of that number.
    #[must_use]
    pub fn month(year: i16, month: u8) -> Option<Self> {
        (1..=12).contains(&month).then_some(Self { year, month: Some(month), day: None })
    }

    /// A year.
    #[must_use]
    pub fn year(year: i16) -> Self {
        Self { year, month: None, day: None }
    }

    /// The year's number.
    #[must_use]
    pub fn year_number(self) -> i16 {
        self.year
    }

    /// The month's number from 1, where known.
    #[must_use]
    pub fn month_number(self) -> Option<u8> {
        self.month
    }

    /// The day of the month from 1, where known.
    #[must_use]
    pub fn day_number(self) -> Option<u8> {
        self.day
    }

    /// How much is known.
    #[must_use]
    pub fn precision(self) -> Precision {
        match (self.month, self.day) {
            (_, Some(_)) => Precision::Day,
            (Some(_), None) => Precision::Month,
            (None, None) => Precision::Year,
        }
    }

    /// The first day that it can mean, as days since 1970-01-01.
    #[must_use]
    pub fn first_day(self) -> i32 {
        days_since_epoch(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// The last day that it can mean, as days since 1970-01-01.
    #[must_use]
    pub fn last_day(self) -> i32 {
        match (self.month, self.day) {
            (Some(month), Some(day)) => days_since_epoch(self.year, month, day),
            (Some(12) | None, _) => days_since_epoch(self.year.saturating_add(1), 1, 1) - 1,
            (Some(month), None) => days_since_epoch(self.year, month + 1, 1) - 1,
        }
    }

    /// The day with a number of days since 1970-01-01.
    #[must_use]
    pub fn from_days(days: i32) -> Option<Self> {
        let epoch = jiff::civil::date(1970, 1, 1);
        let date = epoch.checked_add(jiff::Span::new().try_days(i64::from(days)).ok()?).ok()?;
        Self::day(date.year(), u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?)
    }

    /// For people: `July 1956`, or only the year where the month is not known.
    #[must_use]
    pub fn month_in_words(self) -> String {
        let month = self.month.and_then(|month| MONTHS.get(usize::from(month) - 1));
        month.map_or_else(|| self.year.to_string(), |month| format!("{month} {}", self.year))
    }

    /// For people: `26 Jul 1956`, `Jul 1956`, `1956`.
    #[must_use]
    pub fn in_words(self) -> String {
        const MONTHS: [&str; 12] =
            ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let month = self.month.and_then(|month| MONTHS.get(usize::from(month) - 1));
        match (month, self.day) {
            (Some(month), Some(day)) => format!("{day} {month} {}", self.year),
            (Some(month), None) => format!("{month} {}", self.year),
            _ => self.year.to_string(),
        }
    }
}

/// Days since 1970-01-01 of a day that stands in the calendar.
fn days_since_epoch(year: i16, month: u8, day: u8) -> i32 {
    let date = jiff::civil::Date::new(year, month.cast_signed(), day.cast_signed());
    date.ok()
        .and_then(|date| date.since(jiff::civil::date(1970, 1, 1)).ok())
        .map_or(0, |span| span.get_days())
}

/// ISO 8601 with what is known: `1956-07-26`, `1956-07`, `1956`.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
            if let Some(day) = self.day {
                write!(f, "-{day:02}")?;
            }
        }
        Ok(())
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}

impl TryFrom<String> for Date {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let wrong = || format!("not a date as YYYY-MM-DD, YYYY-MM or YYYY: `{text}`");
        let mut numbers = text.split('-');
        let year = numbers.next().and_then(|year| year.parse().ok()).ok_or_else(wrong)?;
        let rest: Vec<u8> = numbers.map(str::parse).collect::<Result<_, _>>().map_err(|_| wrong())?;
        match rest[..] {
            [] => Some(Self::year(year)),
            [month] => Self::month(year, month),
            [month, day] => Self::day(year, month, day),
            _ => None,
        }
        .ok_or_else(wrong)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_says_no_more_than_is_known() {
        for text in ["1956-07-26", "1956-07", "1956"] {
            assert_eq!(Date::try_from(text.to_owned()).map(|date| date.to_string()), Ok(text.to_owned()));
        }
        assert!(Date::try_from("1956-02-30".to_owned()).is_err());
        assert!(Date::try_from("1956-13".to_owned()).is_err());
    }

    #[test]
    fn days_count_from_1970() {
        assert_eq!(Date::day(1970, 1, 2).map(Date::first_day), Some(1));
        assert_eq!(Date::day(1956, 7, 26).map(Date::first_day), Some(-4907));
        assert_eq!(Date::month(2024, 2).map(Date::last_day), Date::day(2024, 2, 29).map(Date::first_day));
        assert_eq!(Date::from_days(-4907), Date::day(1956, 7, 26));
    }
}
