//! Dates as other languages than English write them: names of months and weekdays as Unicode CLDR has them,
//! digits of other scripts, and `2022年3月3日`.
//!
//! What comes out is the same date in English words, which `date_words` reads. Calendars other than the
//! Gregorian one are not known.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization as _;

use super::date::MONTHS;
use crate::packed::{PackedText, packed_text};

static NAMES: PackedText = packed_text!("assets/dates/names.tsv");

/// What stands behind the number of a day: `1er mars`, `3-го марта`, `3º`.
const ORDINALS: [&str; 8] = ["er", "º", "°", "ª", "-го", "-е", "ος", "ème"];

/// What a name means: a month from 1, or nothing that is needed.
static TABLE: LazyLock<BTreeMap<&'static str, Option<usize>>> = LazyLock::new(|| {
    let rows = NAMES.lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| {
        let mut cells = row.split('\t');
        Some((cells.next()?, cells.next()?.parse().ok()))
    })
    .collect()
});

/// The same date in English; nothing where no word of it is of another language.
pub(super) fn in_english(text: &str) -> Option<String> {
    if let Some(date) = with_signs(text) {
        return Some(date);
    }
    let text: String = text.nfc().map(ascii_digit).filter(|c| !is_mark(*c)).collect();
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '،' | '(' | ')' | '|'))
        .filter(|word| !word.is_empty())
        .collect();
    let mut english = Vec::with_capacity(words.len());
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let two = words.get(at + 1).and_then(|next| named(&format!("{word} {next}")));
        at += if two.is_some() { 2 } else { 1 };
        match two.or_else(|| named(word)) {
            Some(Some(month)) => english.push(MONTHS[month - 1].to_owned()),
            Some(None) => {}
            None => english.push(without_ordinal(word).to_owned()),
        }
    }
    // `2022. 3. 3.` and `3. 3. 2022`
    if english.len() == 3 && english.iter().all(|word| is_number(word.trim_end_matches('.'))) {
        return Some(english.iter().map(|word| word.trim_end_matches('.')).collect::<Vec<_>>().join("."));
    }
    // `3-Mar-2022`, `03/mars/2022`
    if let [word] = &english[..] {
        let parts: Vec<&str> = word.split(['-', '/', '.']).collect();
        if let [first, name, last] = parts[..]
            && is_number(first)
            && is_number(last)
        {
            let month = named(name).flatten().map(|month| MONTHS[month - 1]);
            return month
                .or(Some(name).filter(|name| !is_number(name)))
                .map(|month| format!("{first} {month} {last}"));
        }
    }
    // A day with a full stop: `3. März 2022`.
    let english: Vec<&str> = english
        .iter()
        .map(|word| word.strip_suffix('.').filter(|word| is_number(word)).unwrap_or(word))
        .collect();
    Some(english.join(" ")).filter(|english| *english != text)
}

/// The month of a name, none for another name of the table; nothing for a word that is not there.
fn named(word: &str) -> Option<Option<usize>> {
    let lower = word.to_lowercase();
    let lower = lower.trim_end_matches('.');
    TABLE.get(lower).copied()
}

/// `2022年3月3日（木）`, `2022년 3월 3일 목요일`, also cut short to the month, and with a time behind it.
fn with_signs(text: &str) -> Option<String> {
    let text: String = text.nfc().map(ascii_digit).collect();
    let (year, rest) = text.split_once(['年', '년'])?;
    let year = year.trim();
    if year.len() != 4 || !is_number(year) {
        return None;
    }
    let (month, rest) = rest.split_once(['月', '월'])?;
    let month: usize = month.trim().parse().ok().filter(|month| (1..=12).contains(month))?;
    let name = MONTHS[month - 1];
    match rest.split_once(['日', '号', '號', '일']) {
        Some((day, rest)) => {
            let day: u8 = day.trim().parse().ok()?;
            let is_beside = |c: char| {
                !c.is_alphabetic()
                    || "星期周週日一二三四五六月火水木金土曜上午下时時点點分秒월요일화수목금토오전후시분초"
                        .contains(c)
            };
            rest.chars().all(is_beside).then(|| format!("{day} {name} {year}"))
        }
        None => rest.trim().is_empty().then(|| format!("{name} {year}")),
    }
}

fn without_ordinal(word: &str) -> &str {
    let day = ORDINALS.iter().find_map(|ending| word.strip_suffix(ending));
    day.filter(|day| is_number(day)).unwrap_or(word)
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Marks of direction stand beside the numbers of Arabic and Hebrew dates.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}')
}

/// Digits of Arabic, Persian, Devanagari and wide ones as those of ASCII.
fn ascii_digit(c: char) -> char {
    let zero = match c {
        '\u{660}'..='\u{669}' => 0x660,
        '\u{6f0}'..='\u{6f9}' => 0x6f0,
        '\u{966}'..='\u{96f}' => 0x966,
        '\u{ff10}'..='\u{ff19}' => 0xff10,
        _ => return c,
    };
    char::from_digit(u32::from(c) - zero, 10).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::super::date_words::{DateError, month, read};
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(read(text).map(|date| date.to_string()).as_deref(), Ok(expected), "{text}");
    }

    #[test]
    fn dates_of_other_languages() {
        for text in [
            "3 mars 2022",
            "jeudi 3 mars 2022 à 10:15",
            "3. März 2022",
            "Donnerstag, 3. März 2022, 10:15 Uhr",
            "Do., 3. März 2022",
            "3 de marzo de 2022",
            "jueves, 3 de marzo de 2022",
            "3 mar. 2022",
            "3 de março de 2022",
            "quinta-feira, 3 de março de 2022",
            "3 marzo 2022",
            "giovedì 3 marzo 2022, ore 10:15",
            "3 марта 2022 г.",
            "четверг, 3 марта 2022 года",
            "3 березня 2022 р.",
            "3 مارس 2022",
            "٣ مارس ٢٠٢٢",
            "الخميس، 3 آذار 2022",
            "3 Mart 2022 Perşembe",
            "3 maart 2022",
            "3 marca 2022",
            "torsdag den 3. mars 2022",
            "2022年3月3日",
            "2022年03月03日 10:15",
            "2022年3月3日（木）",
            "2022年3月3日 星期四",
            "2022년 3월 3일",
            "2022년 3월 3일 목요일 오전 10:15",
            "2022. 3. 3.",
            "3. 3. 2022",
            "3-Mar-2022",
            "03/Mar/2022",
            "3 मार्च 2022",
        ] {
            check(text, "2022-03-03");
        }
        check("1er mars 2022", "2022-03-01");
        check("1º de marzo de 2022", "2022-03-01");
        check("17 كانون الثاني 2022", "2022-01-17");
        check("mars 2022", "2022-03");
        check("2022年3月", "2022-03");
        check("août 2022", "2022-08");
    }

    #[test]
    fn what_is_no_date_stays_none() {
        for text in [
            "3 marzipan 2022",
            "30 février 2022",
            "2022年13月3日",
            "2022年3月40日",
            "2022年3月3日会議",
            "3 марта 22",
            "vendredi",
            "mars",
            "3 mars",
        ] {
            assert!(matches!(read(text), Err(DateError::NotADate(_))), "{text}");
        }
        assert!(matches!(read("3. 7. 22"), Err(DateError::NotADate(_))));
    }

    #[test]
    fn names_of_the_table_mean_the_same_in_english() {
        assert!(TABLE.len() > 600);
        for (name, number) in &*TABLE {
            if let (Some(english), Some(number)) = (month(name), number) {
                assert_eq!(usize::from(english), *number, "{name}");
            }
        }
    }
}
