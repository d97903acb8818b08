//! What long ago means: the words and dates that make an event history.
//!
//! Historical (design.md): the event's date lies more than five years before the article's date, or,
//! where the article has none, before the latest year named in it; or the words say so.

use super::date;
use super::words::{Tag, Word};
use crate::article::Date;

/// Five years in days.
const FIVE_YEARS: i32 = 5 * 365 + 1;

/// What an article's dates are measured against.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Present {
    pub article: Option<Date>,
    /// The latest year named in the text, where the article has no date.
    pub latest_year: Option<i16>,
}

impl Present {
    /// Whether an event of that date is history.
    pub fn is_past(self, date: Date) -> bool {
        match (self.article, self.latest_year) {
            (Some(article), _) => date.last_day() < article.first_day() - FIVE_YEARS,
            (None, Some(latest)) => date.year_number() < latest - 5,
            (None, None) => false,
        }
    }
}

/// Whether the words of a clause say that it is history.
pub(super) fn says_history(words: &[Word<'_>], present: Present) -> bool {
    words.iter().enumerate().any(|(place, word)| {
        let before = place.checked_sub(1).map(|before| &words[before]);
        let past = |wanted: &[&str]| before.is_some_and(|before| before.is(wanted));
        match word.lower.as_str() {
            "ago" => past(&["decades", "centuries", "generations"]) || years_ago(words, place),
            "century" | "centuries" => !past(&["this", "21st", "for"]),
            "war" if word.capital => is_named_war(words, place),
            _ => decade(word).is_some_and(|year| present.is_past(Date::year(year + 9))),
        }
    })
}

/// "sixty years ago", "six years ago"
fn years_ago(words: &[Word<'_>], ago: usize) -> bool {
    const FEW: &[&str] = &["one", "two", "three", "four", "five", "few", "a"];
    let since = words[..ago].iter().any(|word| word.is(&["since"]));
    ago >= 2
        && !since
        && words[ago - 1].is(&["years"])
        && !words[ago - 2].is(FEW)
        && words[ago - 2].lower.parse::<u32>().map_or(true, |years| years > 5)
}

/// "during the Korean War": a war with a name, told as a time.
fn is_named_war(words: &[Word<'_>], place: usize) -> bool {
    let before = &words[place.saturating_sub(5)..place];
    let named = before.last().is_some_and(|word| word.capital || word.tag == Tag::Name);
    named && before.iter().any(|word| word.is(&["during", "in", "since", "after", "before"]))
}

/// "1950s", "1970's"
fn decade(word: &Word<'_>) -> Option<i16> {
    let digits = word.lower.strip_suffix("0s")?;
    (digits.len() == 3).then(|| digits.parse::<i16>().ok()).flatten().map(|decade| decade * 10)
}

/// The latest year named in a text's words.
pub(super) fn latest_year<'a>(words: impl Iterator<Item = &'a Word<'a>>) -> Option<i16> {
    words.filter_map(date::year).max()
}
