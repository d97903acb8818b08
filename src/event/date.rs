//! When an event happened, as the words of its clause say.
//!
//! Read: days ("3 March 2022", "March 3, 2022"), months and years; with the article's date also
//! weekdays, "yesterday", months without a year and "last year". Without it a relative date stays
//! unknown: never the file's date and never today's. Known to miss: spans ("from March to May" gives
//! their last date) and dates of the sentence before.

use super::words::{Tag, Word};
use crate::article::{Date, Precision, date_words};

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// The date in these words that stands nearest to the deciding word.
pub(super) fn find(words: &[Word<'_>], cue: usize, first: usize, article: Option<Date>) -> Option<Date> {
    let dates = (0..words.len()).filter_map(|place| Some((place, at(words, place, article)?)));
    dates.min_by_key(|(place, _)| (place + first).abs_diff(cue)).map(|(_, date)| date)
}

fn at(words: &[Word<'_>], place: usize, article: Option<Date>) -> Option<Date> {
    let word = &words[place];
    if let Some(month) = month(word) {
        return of_month(words, place, month, article);
    }
    let before = place.checked_sub(1).map(|before| &words[before]);
    if let Some(year) = year(word) {
        let told = before.is_some_and(|before| {
            before.is(&["in", "since", "until", "of", "to", "from", "by", "early", "late", "and", "during"])
        });
        return told.then_some(Date::year(year));
    }
    relative(words, place, article?)
}

/// A year of four digits.
pub(super) fn year(word: &Word<'_>) -> Option<i16> {
    let digits = word.lower.len() == 4 && word.lower.bytes().all(|b| b.is_ascii_digit());
    word.lower.parse().ok().filter(|year| digits && (1500..=2100).contains(year))
}

/// The month that a word names; "may" and "march" in small letters are none.
fn month(word: &Word<'_>) -> Option<u8> {
    date_words::month(word.lower.as_ref()).filter(|_| word.capital)
}

/// "3 March 2022", "March 3, 2022", "March 2022", "in March".
fn of_month(words: &[Word<'_>], place: usize, month: u8, article: Option<Date>) -> Option<Date> {
    let day = |place: usize| {
        words
            .get(place)
            .and_then(|word| word.lower.trim_end_matches(['t', 'h', 's', 'n', 'd', 'r']).parse::<u8>().ok())
    };
    let before = place.checked_sub(1).and_then(day).filter(|day| (1..=31).contains(day));
    let behind = day(place + 1).filter(|day| (1..=31).contains(day));
    let mut next = place + 1 + usize::from(behind.is_some());
    if words.get(next).is_some_and(|word| word.tag == Tag::Comma) {
        next += 1;
    }
    let told = words.get(next).and_then(year);
    let day = before.or(behind);
    if told.is_none()
        && day.is_none()
        && !place.checked_sub(1).is_some_and(|p| {
            words[p].is(&["in", "since", "last", "of", "until", "early", "late", "this", "from"])
        })
    {
        return None;
    }
    let year = match told {
        Some(year) => year,
        None => latest_year(article?, month),
    };
    match day {
        Some(day) => Date::day(year, month, day),
        None => Date::month(year, month),
    }
}

/// The year of a month that is named without one: the last before the article.
fn latest_year(article: Date, month: u8) -> i16 {
    let ahead = article.month_number().is_some_and(|of_article| month > of_article + 1);
    article.year_number() - i16::from(ahead)
}

/// "on Thursday", "yesterday", "last year".
fn relative(words: &[Word<'_>], place: usize, article: Date) -> Option<Date> {
    let word = &words[place];
    let before = place.checked_sub(1).map(|before| words[before].lower.as_str());
    match (before, word.lower.as_str()) {
        (Some("last"), "year") => return Some(Date::year(article.year_number() - 1)),
        (Some("this"), "year") => return Some(Date::year(article.year_number())),
        _ => {}
    }
    if article.precision() != Precision::Day {
        return None;
    }
    let today = article.first_day();
    let days = match word.lower.as_str() {
        "today" | "tonight" => 0,
        "yesterday" => -1,
        "tomorrow" => 1,
        weekday => {
            let wanted = i32::try_from(WEEKDAYS.iter().position(|day| *day == weekday)?).ok()?;
            // 1970-01-01 was a Thursday.
            let back = (today + 3 - wanted).rem_euclid(7);
            if before == Some("next") { 7 - back } else { -back }
        }
    };
    Date::from_days(today + days)
}
