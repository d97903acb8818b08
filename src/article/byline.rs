//! Bylines: lines of their own at the head of a text that name its outlet, day or writer.
//!
//! Only what can't be anything else is taken. "GENEVA, May 3 (Valley Herald) -" within a paragraph is
//! a dateline: it tells where a report was written, often with another day than that of the paper.
//!
//! Limits: an outlet whose name has no word of the trade ("The Meridian") is taken only behind a
//! label ("Source:") or where the text credits it in brackets, since "Geneva, 3 May 1961" looks the
//! same. No list of newspapers stands here: none is to be known better than another.

use super::{Date, Precision, date_words};

/// A byline has at most this many lines.
const LINES: usize = 5;
/// A longer line is a sentence.
const LENGTH: usize = 120;

/// What a byline tells.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Byline {
    pub date: Option<Date>,
    pub outlet: Option<String>,
    pub author: Option<String>,
}

/// Reads a paragraph that is a byline on each of its lines; `text` is asked whether it credits a name.
pub(super) fn read(paragraph: &str, text: &str) -> Option<Byline> {
    let lines: Vec<&str> =
        paragraph.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty()).collect();
    if lines.is_empty() || lines.len() > LINES {
        return None;
    }
    let mut byline = Byline::default();
    for line in lines {
        let line = read_line(line, text)?;
        byline.date = byline.date.or(line.date);
        byline.outlet = byline.outlet.or(line.outlet);
        byline.author = byline.author.or(line.author);
    }
    Some(byline)
}

fn read_line(line: &str, text: &str) -> Option<Byline> {
    if line.len() > LENGTH {
        return None;
    }
    labelled(line).or_else(|| by_writer(line, text)).or_else(|| outlet_and_date(line, text))
}

/// `Published: 3 May 1961`, `Source: The Meridian`, `Author: Anna Bell`.
fn labelled(line: &str) -> Option<Byline> {
    let (label, value) = line.split_once(':')?;
    let value = value.trim();
    match label.trim().to_ascii_lowercase().as_str() {
        "date" | "published" | "posted" | "publication date" | "published on" => {
            let date = Some(date_words::read(value).ok()?);
            Some(Byline { date, ..Byline::default() })
        }
        "source" | "outlet" | "publication" | "newspaper" if is_name(value) => {
            Some(Byline { outlet: Some(value.to_owned()), ..Byline::default() })
        }
        "by" | "author" if is_name(value) => {
            Some(Byline { author: Some(value.to_owned()), ..Byline::default() })
        }
        _ => None,
    }
}

/// `By Anna Bell`, `By Anna Bell, Valley Herald, 3 May 1961`.
fn by_writer(line: &str, text: &str) -> Option<Byline> {
    let rest = line.strip_prefix("By ").or_else(|| line.strip_prefix("BY "))?;
    let (author, rest) = match rest.split_once([',', '|']) {
        Some((author, rest)) => (author.trim(), rest.trim()),
        None => (rest.trim(), ""),
    };
    if !is_name(author) || author.split_whitespace().count() < 2 {
        return None;
    }
    let mut byline = match rest {
        "" => Byline::default(),
        rest => outlet_and_date(rest, text).or_else(|| {
            let outlet = is_outlet(rest, text).then(|| rest.to_owned());
            outlet.is_some().then(|| Byline { outlet, ..Byline::default() })
        })?,
    };
    byline.author = Some(author.to_owned());
    Some(byline)
}

/// `3 May 1961`, `Valley Herald, 3 May 1961`, `Valley Herald | 3 May 1961`, `Valley Herald (3 May 1961)`.
///
/// Of `Geneva, 3 May 1961` the date is taken and the name is not.
fn outlet_and_date(line: &str, text: &str) -> Option<Byline> {
    let line = line.strip_suffix(')').map_or(line, |line| line.trim_start_matches('('));
    if let Some(date) = exact_date(line) {
        return Some(Byline { date: Some(date), ..Byline::default() });
    }
    let separators = [", ", " | ", " - ", " – ", " — ", " (", " · "];
    let (name, date) = separators.iter().find_map(|separator| {
        let (name, date) = line.split_once(separator)?;
        is_name(name.trim()).then_some(())?;
        Some((name.trim(), exact_date(date)?))
    })?;
    let outlet = is_outlet(name, text).then(|| name.to_owned());
    Some(Byline { date: Some(date), outlet, author: None })
}

/// A day or a month: a year alone is more likely a title or a heading.
fn exact_date(text: &str) -> Option<Date> {
    date_words::read(text).ok().filter(|date| date.precision() >= Precision::Month)
}

/// Whether a name is that of an outlet: it holds a word of the trade, or the text credits it in
/// brackets.
pub(super) fn is_outlet(name: &str, text: &str) -> bool {
    const TRADE: [&str; 46] = [
        "agency",
        "argus",
        "broadcasting",
        "bulletin",
        "chronicle",
        "courier",
        "daily",
        "dispatch",
        "examiner",
        "express",
        "gazette",
        "globe",
        "guardian",
        "herald",
        "independent",
        "inquirer",
        "journal",
        "ledger",
        "magazine",
        "mail",
        "messenger",
        "mirror",
        "monitor",
        "news",
        "newspaper",
        "newswire",
        "observer",
        "online",
        "post",
        "press",
        "presse",
        "radio",
        "record",
        "register",
        "reporter",
        "review",
        "sentinel",
        "spectator",
        "standard",
        "telegraph",
        "television",
        "times",
        "tribune",
        "weekly",
        "wire",
        "zeitung",
    ];
    let has_trade_word =
        name.split(|c: char| !c.is_alphanumeric()).any(|word| TRADE.contains(&word.to_lowercase().as_str()));
    is_name(name) && (has_trade_word || text.contains(&format!("({name})")))
}

/// One to six words that begin with capitals, as names do, with small words between them.
fn is_name(text: &str) -> bool {
    const SMALL: [&str; 12] = ["of", "the", "and", "for", "in", "de", "der", "di", "la", "le", "van", "von"];
    const NOT_FIRST: [&str; 14] = [
        "by", "on", "in", "at", "from", "since", "until", "after", "before", "to", "for", "with", "under",
        "during",
    ];
    let first = text.split_whitespace().next().unwrap_or_default().to_lowercase();
    if NOT_FIRST.contains(&first.as_str()) {
        return false;
    }
    let mut words = text.split_whitespace().peekable();
    let mut count = 0;
    let mut ends_well = false;
    while let Some(word) = words.next() {
        count += 1;
        let is_big = word.starts_with(|c: char| c.is_uppercase());
        let is_inner = count > 1 && words.peek().is_some();
        if !is_big && !(is_inner && (word == "&" || SMALL.contains(&word))) {
            return false;
        }
        ends_well = is_big;
    }
    let has_sentence_mark = text.contains(['!', '?', ';', ':', '"', '“', ',']) || text.ends_with('.');
    ends_well && count <= 6 && !has_sentence_mark
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, outlet: Option<&str>, date: Option<&str>, author: Option<&str>) {
        let byline = read(line, "GENEVA (The Meridian) - They met.").unwrap_or_default();
        let date = date.map(|date| Date::try_from(date.to_owned()).unwrap());
        let expected = Byline { date, outlet: outlet.map(str::to_owned), author: author.map(str::to_owned) };
        assert_eq!(byline, expected, "{line}");
    }

    #[test]
    fn outlet_and_day() {
        let (outlet, day) = (Some("Valley Herald"), Some("1961-05-03"));
        check("Valley Herald, 3 May 1961", outlet, day, None);
        check("Valley Herald, Wednesday, May 3, 1961", outlet, day, None);
        check("Valley Herald | May 3, 1961", outlet, day, None);
        check("Valley Herald — 1961-05-03", outlet, day, None);
        check("Valley Herald (3 May 1961)", outlet, day, None);
        check("The Meridian, 3 May 1961", Some("The Meridian"), day, None);
        check("Valley Herald, May 1961", outlet, Some("1961-05"), None);
    }

    #[test]
    fn a_day_alone() {
        check("3 May 1961", None, Some("1961-05-03"), None);
        check("(3 May 1961)", None, Some("1961-05-03"), None);
        check("Wednesday, May 3, 1961", None, Some("1961-05-03"), None);
        check("1961", None, None, None);
    }

    #[test]
    fn a_town_is_no_outlet() {
        check("Geneva, 3 May 1961", None, Some("1961-05-03"), None);
        check("The Hague, 3 May 1961", None, Some("1961-05-03"), None);
    }

    #[test]
    fn writers() {
        check("By Anna Bell", None, None, Some("Anna Bell"));
        check("By Anna Bell, Valley Herald", Some("Valley Herald"), None, Some("Anna Bell"));
        check(
            "By Anna Bell, Valley Herald, 3 May 1961",
            Some("Valley Herald"),
            Some("1961-05-03"),
            Some("Anna Bell"),
        );
        check(
            "By Anna Bell\nValley Herald, 3 May 1961",
            Some("Valley Herald"),
            Some("1961-05-03"),
            Some("Anna Bell"),
        );
    }

    #[test]
    fn labels() {
        check("Published: 3 May 1961", None, Some("1961-05-03"), None);
        check("Date: 1961", None, Some("1961"), None);
        check("Source: Meridian\nDate: 1961-05-03", Some("Meridian"), Some("1961-05-03"), None);
    }

    #[test]
    fn sentences_are_no_bylines() {
        for line in [
            "On 3 May 1961",
            "By Wednesday, 3 May 1961",
            "By midnight the envoys had left",
            "By Monday",
            "They signed in the Valley Herald, 3 May 1961",
            "Envoys meet, 3 May 1961",
            "GENEVA, May 3 (Valley Herald) - They met.",
            "Source: close to the talks said so",
            "Published: in a hurry",
            "Valley Herald, 7/8/1961",
            "3 May 1961\nwas a quiet day",
        ] {
            check(line, None, None, None);
        }
    }
}
