//! When an event happened, as the words of its clause say.
//!
//! Read: days ("3 March 2022", "March 3, 2022", "the 9th of May"), months and years; with the article's
//! date also weekdays, "yesterday", "three days ago", weeks and months before and after, months without
//! a year and "last year". What is to come looks forward: "will meet on Friday". Without the article's
//! date a relative date stays unknown: never the file's date and never today's. A week that lies in two
//! months gives its year, or nothing. Known to miss: spans ("from March to May" gives their last date)
//! and dates of the sentence before.

use super::words::{Tag, Word};
use crate::article::{Date, Precision, date_words};

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Numbers before "days ago".
const NUMBERS: [&str; 12] =
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// Which way a weekday or a month without a year lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    Back,
    Ahead,
}

/// What relative dates are measured from.
#[derive(Clone, Copy, Debug)]
struct From {
    article: Date,
    look: Look,
}

/// The date in these words that stands nearest to the deciding word.
pub(super) fn find(words: &[Word<'_>], cue: usize, article: Option<Date>, look: Look) -> Option<Date> {
    let from = article.map(|article| From { article, look });
    let dates = (0..words.len()).filter_map(|place| Some((place, at(words, place, from)?)));
    dates.min_by_key(|(place, _)| place.abs_diff(cue)).map(|(_, date)| date)
}

fn at(words: &[Word<'_>], place: usize, from: Option<From>) -> Option<Date> {
    let word = &words[place];
    if let Some(month) = month(word) {
        return of_month(words, place, month, from);
    }
    let before = place.checked_sub(1).map(|before| &words[before]);
    if let Some(year) = year(word) {
        let told = before.is_some_and(|before| {
            before.is(&["in", "until", "of", "to", "from", "by", "early", "late", "and", "during"])
        });
        return told.then_some(Date::year(year));
    }
    relative(words, place, from?)
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

/// "3 March 2022", "March 3, 2022", "the 9th of May", "March 2022", "in March".
fn of_month(words: &[Word<'_>], place: usize, month: u8, from: Option<From>) -> Option<Date> {
    let day = |place: usize| {
        words
            .get(place)
            .and_then(|word| word.lower.trim_end_matches(['t', 'h', 's', 'n', 'd', 'r']).parse::<u8>().ok())
            .filter(|day| (1..=31).contains(day))
    };
    let of = place.checked_sub(1).filter(|before| words[*before].is(&["of"])).unwrap_or(place);
    let before = of.checked_sub(1).and_then(day);
    let behind = day(place + 1);
    let mut next = place + 1 + usize::from(behind.is_some());
    if words.get(next).is_some_and(|word| word.tag == Tag::Comma) {
        next += 1;
    }
    let told = words.get(next).and_then(year);
    let day = before.or(behind);
    if told.is_none()
        && day.is_none()
        && !place.checked_sub(1).is_some_and(|p| {
            words[p].is(&["in", "last", "next", "of", "until", "early", "late", "this", "from", "by", "mid"])
        })
    {
        return None;
    }
    let year = match told {
        Some(year) => year,
        None => nearest_year(from?, month),
    };
    match day {
        Some(day) => Date::day(year, month, day),
        None => Date::month(year, month),
    }
}

/// The year of a month that is named without one: the last before the article, or the next behind it.
fn nearest_year(from: From, month: u8) -> i16 {
    let year = from.article.year_number();
    let Some(of_article) = from.article.month_number() else { return year };
    match from.look {
        Look::Back => year - i16::from(month > of_article + 1),
        Look::Ahead => year + i16::from(month < of_article),
    }
}

/// "on Thursday", "yesterday", "three days ago", "last month", "last year".
fn relative(words: &[Word<'_>], place: usize, from: From) -> Option<Date> {
    let word = &words[place];
    let before = place.checked_sub(1).map(|before| words[before].lower.as_str());
    let step = match before {
        Some("last" | "past" | "previous") => Some(-1),
        Some("this") => Some(0),
        Some("next" | "coming") => Some(1),
        _ => None,
    };
    match (word.lower.as_str(), step) {
        ("year", Some(step)) => return Some(Date::year(from.article.year_number().checked_add(step)?)),
        ("month", Some(step)) => return month_away(from.article, i32::from(step)),
        ("week", Some(step)) => return week_away(from.article, i32::from(step)),
        ("ago" | "earlier", _) => return ago(words, place, from.article),
        _ => {}
    }
    if from.article.precision() != Precision::Day {
        return None;
    }
    let today = from.article.first_day();
    let days = match word.lower.as_str() {
        "today" | "tonight" => 0,
        "yesterday" => -1,
        "tomorrow" => 1,
        weekday => {
            let wanted = i32::try_from(WEEKDAYS.iter().position(|day| *day == weekday)?).ok()?;
            // 1970-01-01 was a Thursday.
            let back = (today + 3 - wanted).rem_euclid(7);
            match (from.look, step) {
                (_, Some(1)) => 7 - back,
                (Look::Ahead, None | Some(0)) => (7 - back) % 7,
                _ if step == Some(-1) && back == 0 => -7,
                _ => -back,
            }
        }
    };
    Date::from_days(today + days)
}

/// "three days ago", "two weeks ago", "a month ago", "six years ago".
fn ago(words: &[Word<'_>], ago: usize, article: Date) -> Option<Date> {
    let unit = &words[ago.checked_sub(1)?];
    let number = &words[ago.checked_sub(2)?].lower;
    let count: i32 = match number.as_str() {
        "a" | "an" => 1,
        word => match NUMBERS.iter().position(|number| *number == word) {
            Some(place) => i32::try_from(place + 1).ok()?,
            None => word.parse().ok().filter(|count| (1..=400).contains(count))?,
        },
    };
    match unit.lower.as_str() {
        "day" | "days" if article.precision() == Precision::Day => {
            Date::from_days(article.first_day() - count)
        }
        "week" | "weeks" => week_away(article, -count),
        "month" | "months" => month_away(article, -count),
        "year" | "years" => article.year_number().checked_sub(i16::try_from(count).ok()?).map(Date::year),
        _ => None,
    }
}

/// The month so many months away.
fn month_away(article: Date, months: i32) -> Option<Date> {
    let month = i32::from(article.year_number()) * 12 + i32::from(article.month_number()?) - 1 + months;
    Date::month(i16::try_from(month.div_euclid(12)).ok()?, u8::try_from(month.rem_euclid(12)).ok()? + 1)
}

/// The month in which the week so many weeks away lies; its year where it lies in two.
fn week_away(article: Date, weeks: i32) -> Option<Date> {
    if article.precision() != Precision::Day {
        return None;
    }
    let today = article.first_day();
    let monday = today - (today + 3).rem_euclid(7) + 7 * weeks;
    let (first, last) = (Date::from_days(monday)?, Date::from_days(monday + 6)?);
    if first.year_number() != last.year_number() {
        None
    } else if first.month_number() != last.month_number() {
        Some(Date::year(first.year_number()))
    } else {
        Date::month(first.year_number(), first.month_number()?)
    }
}
