//! Dates as people and pages write them: `27 July 1956`, `July 27, 1956`, `1956-07-27T06:00:00Z`.
//!
//! The whole text must be a date, with at most a weekday and a time of day beside it. Nothing is
//! converted: a day is the day as written, whatever the time zone. Names of months in other languages
//! are the matter of `date_names`.
//! Dates that lean on another one ("yesterday") are left to others.

use super::{Date, date_names};

/// Why a text gives no date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// It is something else, or a day that no calendar has.
    #[error("`{0}` is not understood as a date")]
    NotADate(String),
    /// Day and month can be either way round.
    #[error("the date `{0}` can be read with the day or the month first, so it is left out")]
    Ambiguous(String),
}

/// Reads a text that is a date and nothing else.
///
/// Of dates in numbers, `26.07.1956` has the day first, and `26/07/1956` must; `07/08/1956` is
/// ambiguous. The year has four digits.
pub fn read(text: &str) -> Result<Date, DateError> {
    match in_english(text) {
        Err(DateError::NotADate(shown)) if text.len() <= 100 => date_names::in_english(text)
            .and_then(|text| in_english(&text).ok())
            .ok_or(DateError::NotADate(shown)),
        result => result,
    }
}

fn in_english(text: &str) -> Result<Date, DateError> {
    let text = text.trim();
    let not_a_date = || DateError::NotADate(shorten(text));
    if text.len() > 100 {
        return Err(not_a_date());
    }
    if let Some(date) = iso(text) {
        return date.ok_or_else(not_a_date);
    }
    if text
        .split_whitespace()
        .next()
        .is_none_or(|word| ["at", "of"].contains(&word.to_ascii_lowercase().as_str()))
    {
        return Err(not_a_date());
    }
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | '\u{200e}'))
        .filter(|word| !word.is_empty() && !is_beside_the_date(word))
        .collect();
    match words[..] {
        [year] if year.len() == 4 => number(year).map(Date::year),
        [numbers] => {
            return in_numbers(numbers).map_err(|ambiguous| match ambiguous {
                Numbers::Ambiguous => DateError::Ambiguous(shorten(text)),
                Numbers::NotADate => not_a_date(),
            });
        }
        [name, year] => month(name).zip(four_digits(year)).and_then(|(month, year)| Date::month(year, month)),
        [first, second, third] => in_words(first, second, third),
        _ => None,
    }
    .ok_or_else(not_a_date)
}

/// ISO 8601, also cut short to the month or with a time: `None` if it is none, `Some(None)` if no
/// calendar has that day.
fn iso(text: &str) -> Option<Option<Date>> {
    let (date, time) = match text.find(['T', 't', ' ']) {
        Some(at) => (&text[..at], &text[at + 1..]),
        None => (text, ""),
    };
    let is_time = time.is_empty() || time.starts_with(|c: char| c.is_ascii_digit());
    let mut parts = date.split('-');
    let year = four_digits(parts.next()?)?;
    let month = two_digits(parts.next()?)?;
    match (parts.next(), parts.next()) {
        (Some(day), None) if is_time => Some(Date::day(year, month, two_digits(day)?)),
        (None, _) if time.is_empty() => Some(Date::month(year, month)),
        _ => None,
    }
}

enum Numbers {
    Ambiguous,
    NotADate,
}

/// `1956/7/26`, `26.07.1956`, `26/07/1956`, `7-26-1956`.
fn in_numbers(text: &str) -> Result<Date, Numbers> {
    let separator = text.chars().find(|c| matches!(c, '.' | '/' | '-')).ok_or(Numbers::NotADate)?;
    let parts: Vec<&str> = text.trim_end_matches('.').split(separator).collect();
    let [first, second, third] = parts[..] else { return Err(Numbers::NotADate) };
    let date = if let Some(year) = four_digits(first) {
        small(second).zip(small(third)).and_then(|(month, day)| Date::day(year, month, day))
    } else {
        let year = four_digits(third).ok_or(Numbers::NotADate)?;
        let (first, second) = small(first).zip(small(second)).ok_or(Numbers::NotADate)?;
        if separator == '.' || first > 12 || first == second {
            Date::day(year, second, first)
        } else if second > 12 {
            Date::day(year, first, second)
        } else {
            return Err(Numbers::Ambiguous);
        }
    };
    date.ok_or(Numbers::NotADate)
}

/// `27 July 1956`, `July 27 1956`, `1956 July 27`.
fn in_words(first: &str, second: &str, third: &str) -> Option<Date> {
    let (day, name, year) = if let Some(year) = four_digits(first) {
        (third, second, year)
    } else if month(first).is_some() {
        (second, first, four_digits(third)?)
    } else {
        (first, second, four_digits(third)?)
    };
    Date::day(year, month(name)?, day_of_month(day)?)
}

/// The month that an English name or its usual short form means.
pub(crate) fn month(name: &str) -> Option<u8> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let name = name.strip_suffix('.').unwrap_or(name).to_ascii_lowercase();
    let found = NAMES.iter().position(|full| {
        *full == name
            || (name.len() == 3 && full.starts_with(&name))
            || (*full == "september" && name == "sept")
    })?;
    u8::try_from(found + 1).ok()
}

/// A weekday, a time of day with its zone, or a word that joins them to the date.
fn is_beside_the_date(word: &str) -> bool {
    const WEEKDAYS: [&str; 7] =
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    const OTHERS: [&str; 24] = [
        "at", "of", "am", "pm", "a.m", "p.m", "utc", "gmt", "z", "bst", "cet", "cest", "eet", "eest", "est",
        "edt", "et", "cst", "cdt", "mst", "mdt", "pst", "pdt", "|",
    ];
    let lower = word.trim_end_matches('.').to_ascii_lowercase();
    let is_weekday = WEEKDAYS
        .iter()
        .any(|day| *day == lower || (lower.len() >= 3 && lower.len() <= 5 && day.starts_with(&lower)));
    let is_clock = lower.contains(':')
        && lower.starts_with(|c: char| c.is_ascii_digit())
        && lower.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, ':' | '.' | '+' | '-'));
    let digits = lower.strip_prefix("gmt").unwrap_or(&lower);
    let is_offset = digits.starts_with(['+', '-'])
        && digits.len() > 1
        && digits[1..].chars().all(|c| c.is_ascii_digit() || c == ':');
    is_weekday || is_clock || is_offset || OTHERS.contains(&lower.as_str())
}

/// `27` and `27th`.
fn day_of_month(word: &str) -> Option<u8> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word);
    small(digits)
}

fn four_digits(word: &str) -> Option<i16> {
    let word = word.trim_end_matches('.');
    (word.len() == 4).then(|| number(word)).flatten()
}

fn two_digits(word: &str) -> Option<u8> {
    (word.len() == 2).then(|| small(word)).flatten()
}

fn small(word: &str) -> Option<u8> {
    (word.len() <= 2).then(|| number(word)).flatten()
}

/// A number of digits only: no sign.
fn number<N: std::str::FromStr>(word: &str) -> Option<N> {
    word.bytes().all(|byte| byte.is_ascii_digit()).then(|| word.parse().ok()).flatten()
}

fn shorten(text: &str) -> String {
    match text.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(read(text).map(|date| date.to_string()).as_deref(), Ok(expected), "{text}");
    }

    #[test]
    fn iso_dates_keep_the_day_as_written() {
        check("1956-07-26", "1956-07-26");
        check("1956-07-26T23:30:00-05:00", "1956-07-26");
        check("1956-07-26T23:30:00.000Z", "1956-07-26");
        check("1956-07-26 06:30:00 UTC", "1956-07-26");
        check("1956-07", "1956-07");
        check("1956", "1956");
        check("1956/7/26", "1956-07-26");
    }

    #[test]
    fn months_in_words() {
        for text in [
            "26 July 1956",
            "July 26, 1956",
            "26 Jul. 1956",
            "Thursday, July 26, 1956",
            "Thurs., 26th of July, 1956",
            "Thu, 26 Jul 1956 10:00:00 +0100",
            "Thu Jul 26 1956 10:00:00 GMT+0000 (UTC)",
            "1956 July 26",
            "10:32 a.m. ET, July 26, 1956",
        ] {
            check(text, "1956-07-26");
        }
        check("Sept. 9, 1956", "1956-09-09");
        check("July 1956", "1956-07");
        check("May 1956", "1956-05");
    }

    #[test]
    fn numbers_are_read_only_where_they_can_mean_one_day() {
        check("26.07.1956", "1956-07-26");
        check("7.8.1956", "1956-08-07");
        check("26/07/1956", "1956-07-26");
        check("07/26/1956", "1956-07-26");
        check("8/8/1956", "1956-08-08");
        assert_eq!(read("07/08/1956"), Err(DateError::Ambiguous("07/08/1956".to_owned())));
        assert_eq!(read("7-8-1956"), Err(DateError::Ambiguous("7-8-1956".to_owned())));
    }

    #[test]
    fn other_texts_are_no_dates() {
        for text in [
            "",
            "yesterday",
            "Monday",
            "30 February 1956",
            "1956-02-30",
            "1956-13",
            "26 July 56",
            "26/07/56",
            "July 26",
            "19567",
            "1956 tons of wheat",
            "Talks of 27 July 1956",
            "Of July 1956",
            "On 27 July 1956",
            "-1956",
            "+956",
            "T",
            "1956-07-26 was a Thursday",
        ] {
            assert!(matches!(read(text), Err(DateError::NotADate(_))), "{text}");
        }
    }
}
