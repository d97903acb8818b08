//! Lines become paragraphs: words that were parted at a line's end are mended.
//!
//! A paragraph ends at a wider gap, at another size of type, before an indented line, and behind a short
//! line. At the end of a column or a page it goes on, unless its last line ends a sentence.
//!
//! Limit: no dictionary is asked whether `co-` and `operation` are one word; the rest of the text is.

use std::collections::BTreeSet;

use super::columns::{Column, median, quantile};
use super::pieces::Piece;

/// A gap is wide where it is so many times the usual distance of lines.
const WIDE: f64 = 1.3;
/// Type of another size, as a factor.
const OTHER_SIZE: f64 = 1.15;
/// An indented line begins so many type sizes to the right.
const INDENT: f64 = 0.8;
/// A line is short below this share of its column, and very short below that one.
const SHORT: f64 = 0.85;
const VERY_SHORT: f64 = 0.6;

/// A paragraph with the size of its type.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Paragraph {
    pub text: String,
    pub size: f64,
    pub page: usize,
}

/// The paragraphs of the columns of all pages.
pub(super) fn of(pages: &[Vec<Column>]) -> Vec<Paragraph> {
    let measure = Measure::of(pages);
    let words = words(pages);
    let has_marked_hyphens = all_lines(pages).any(|line| line.text.ends_with('\u{2010}'));
    let mending = Mending { words, has_marked_hyphens };
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut before: Option<Before<'_>> = None;
    for (page, columns) in pages.iter().enumerate() {
        for column in columns {
            let edges = Edges::of(column);
            for line in &column.lines {
                let goes_on = before.as_ref().is_some_and(|before| {
                    before.goes_on(line, &edges, &measure, std::ptr::eq(before.column, column))
                });
                match paragraphs.last_mut() {
                    Some(paragraph) if goes_on => mending.append(&mut paragraph.text, &line.text),
                    _ => paragraphs.push(Paragraph { text: line.text.clone(), size: line.size, page }),
                }
                before = Some(Before { line, edges, column });
            }
        }
    }
    paragraphs
}

fn all_lines(pages: &[Vec<Column>]) -> impl Iterator<Item = &Piece> {
    pages.iter().flatten().flat_map(|column| &column.lines)
}

/// What is usual in a document.
struct Measure {
    /// Size of most of its type.
    size: f64,
    /// Distance of lines, in type sizes.
    leading: f64,
}

impl Measure {
    fn of(pages: &[Vec<Column>]) -> Self {
        let pairs = pages.iter().flatten().flat_map(|column| column.lines.windows(2));
        let leadings = pairs.map(|two| (two[1].y - two[0].y) / two[1].size);
        let leadings = leadings.filter(|leading| (0.7..2.6).contains(leading)).collect();
        // Where paragraphs are short, most lines may be the first of one.
        Self { size: body_size(pages), leading: quantile(leadings, 1, 4) }
    }
}

/// The size in which most letters are set.
pub(super) fn body_size(pages: &[Vec<Column>]) -> f64 {
    let mut sizes: Vec<(f64, usize)> = all_lines(pages).map(|line| (line.size, line.text.len())).collect();
    sizes.sort_by(|one, other| one.0.total_cmp(&other.0));
    let all: usize = sizes.iter().map(|(_, letters)| letters).sum();
    let mut below = 0;
    let middle = sizes.iter().find(|(_, letters)| {
        below += letters;
        below * 2 >= all
    });
    middle.map_or(10.0, |(size, _)| *size)
}

/// Where the lines of a column begin and end.
#[derive(Clone, Copy)]
struct Edges {
    left: f64,
    right: f64,
}

impl Edges {
    fn of(column: &Column) -> Self {
        Self {
            left: median(column.lines.iter().map(|line| line.x).collect()),
            right: quantile(column.lines.iter().map(|line| line.end).collect(), 9, 10),
        }
    }

    fn is_shorter(self, line: &Piece, share: f64) -> bool {
        line.end - self.left < (self.right - self.left) * share
    }

    fn is_indented(self, line: &Piece) -> bool {
        line.x > self.left + INDENT * line.size
    }
}

/// The line before, in its column.
struct Before<'a> {
    line: &'a Piece,
    edges: Edges,
    column: &'a Column,
}

impl Before<'_> {
    /// Whether the next line belongs to the same paragraph.
    fn goes_on(&self, next: &Piece, edges: &Edges, measure: &Measure, is_same_column: bool) -> bool {
        let before = self.line;
        let ratio = (next.size / before.size).max(before.size / next.size);
        if ratio > OTHER_SIZE {
            return false;
        }
        let is_close = next.y - before.y <= measure.leading * WIDE * next.size.max(before.size);
        let ends_sentence = ends_sentence(&before.text);
        if next.size > measure.size * OTHER_SIZE {
            // The last line of a headline over all columns may be as short as one of them.
            return is_close && next.y > before.y;
        }
        if is_same_column {
            let begins = edges.is_indented(next) && !self.edges.is_indented(before);
            let ends = (ends_sentence && self.edges.is_shorter(before, SHORT))
                || (self.edges.is_shorter(before, VERY_SHORT) && !ends_with_hyphen(&before.text));
            return is_close && !begins && !ends;
        }
        if edges.is_indented(next) {
            return false;
        }
        let is_filled = |share| self.column.lines.len() == 1 || !self.edges.is_shorter(before, share);
        let goes_on =
            if next.text.starts_with(char::is_lowercase) { is_filled(VERY_SHORT) } else { is_filled(SHORT) };
        breaks_off(&before.text) || (!ends_sentence && goes_on)
    }
}

/// Whether a sentence surely goes on: at a comma or a hyphen, or behind a small word.
fn breaks_off(text: &str) -> bool {
    const SMALL: [&str; 16] = [
        "the", "a", "an", "of", "and", "in", "to", "for", "with", "by", "on", "at", "from", "that", "or",
        "said",
    ];
    let last = text.split_whitespace().next_back().unwrap_or_default();
    last.ends_with(',') || SMALL.contains(&last) || ends_with_hyphen(last)
}

fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»']);
    text.ends_with(['.', '!', '?', '…', ':'])
}

fn ends_with_hyphen(text: &str) -> bool {
    text.ends_with(['-', '\u{2010}'])
}

/// How parted words are mended.
struct Mending {
    /// The words that stand whole on a line.
    words: BTreeSet<String>,
    /// Whether the file writes the hyphens that part words as such: then others belong to their words.
    has_marked_hyphens: bool,
}

impl Mending {
    fn append(&self, text: &mut String, line: &str) {
        let is_marked = text.ends_with('\u{2010}');
        let is_hyphen = text.ends_with('-');
        let is_word = |c: char| c.is_alphabetic();
        let before = text.trim_end_matches(['-', '\u{2010}']).ends_with(is_word);
        if !(is_marked || is_hyphen) || !before || !line.starts_with(is_word) {
            text.push(' ');
        } else if is_marked || self.is_parted(text, line) {
            text.pop();
        }
        text.push_str(line);
    }

    /// Whether a hyphen at the end of a line only parts a word.
    fn is_parted(&self, text: &str, line: &str) -> bool {
        if self.has_marked_hyphens || !line.starts_with(char::is_lowercase) {
            return false;
        }
        let first = text.split_whitespace().next_back().unwrap_or_default();
        let second: String = line.chars().take_while(|c| c.is_alphanumeric() || *c == '-').collect();
        if is_first_of_two(&key(first)) {
            return false;
        }
        let whole = key(&format!("{}{second}", first.trim_end_matches('-')));
        let with_hyphen = key(&format!("{first}{second}"));
        self.words.contains(&whole) || !self.words.contains(&with_hyphen)
    }
}

/// Words that stand before a hyphen and seldom begin another word.
fn is_first_of_two(word: &str) -> bool {
    const FIRST: [&str; 11] = [
        "well", "self", "vice", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ];
    FIRST.contains(&word)
}

fn key(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// The words that stand whole on a line.
fn words(pages: &[Vec<Column>]) -> BTreeSet<String> {
    const WORDS: usize = 200_000;
    let mut words = BTreeSet::new();
    for line in all_lines(pages) {
        let mut parts: Vec<&str> = line.text.split_whitespace().collect();
        if ends_with_hyphen(&line.text) {
            parts.pop();
        }
        for word in parts.into_iter().filter(|word| word.len() < 60) {
            if words.len() < WORDS {
                words.insert(key(word));
            }
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, x: f64, y: f64, size: f64) -> Piece {
        let (text, end) = (text.to_owned(), x + text.chars().count() as f64 * size / 2.0);
        Piece { text, x, end, y, size, is_artifact: false }
    }

    /// Lines below one another, 12 points apart; a `>` indents, an empty line is a gap.
    fn column(lines: &[&str]) -> Column {
        let placed = lines.iter().enumerate().filter(|(_, text)| !text.is_empty()).map(|(row, text)| {
            let (text, x) = text.strip_prefix('>').map_or((*text, 0.0), |text| (text, 15.0));
            line(text, x, row as f64 * 12.0, 10.0)
        });
        Column { lines: placed.collect() }
    }

    fn texts(columns: Vec<Column>) -> Vec<String> {
        of(&[columns]).into_iter().map(|paragraph| paragraph.text).collect()
    }

    #[test]
    fn lines_are_joined_and_words_mended() {
        assert_eq!(
            texts(vec![column(&[
                "The envoys met in the old hall, and the Nor-",
                "wegian envoy spoke of well-known rivers, well-",
                "known to all."
            ])]),
            [
                "The envoys met in the old hall, and the Norwegian envoy spoke of well-known rivers, well-known to all."
            ]
        );
        assert_eq!(
            texts(vec![column(&[
                "The envoys met in the old hall, and the Anglo-",
                "American envoy spoke of the rivers and of the",
                "towns."
            ])]),
            [
                "The envoys met in the old hall, and the Anglo-American envoy spoke of the rivers and of the towns."
            ]
        );
        assert_eq!(
            texts(vec![column(&[
                "The envoys met in the old hall, and the Nor\u{2010}",
                "wegian envoy spoke of all the rivers, of the well-",
                "known towns."
            ])]),
            [
                "The envoys met in the old hall, and the Norwegian envoy spoke of all the rivers, of the well-known towns."
            ]
        );
    }

    #[test]
    fn gaps_indents_and_short_lines_end_paragraphs() {
        let two = [
            "The envoys met in the old hall and they spoke.",
            "They left on Tuesday, on the road to the sea.",
        ];
        let spaced = texts(vec![column(&[two[0], "", two[1], "They came back."])]);
        assert_eq!(spaced, [two[0], &format!("{} They came back.", two[1])]);
        assert_eq!(texts(vec![column(&[two[0], &format!(">{}", two[1]), "They came back."])])[0], two[0]);
        let short = [
            "The envoys met in the old hall, and they spoke to",
            "the clerk.",
            "They left on Tuesday, on the road to the sea,",
            "and came back.",
        ];
        assert_eq!(texts(vec![column(&short)]).len(), 2);
    }

    #[test]
    fn a_sentence_goes_on_in_the_next_column() {
        let (one, other) = (
            column(&["The envoys met in the old hall, and the", "clerk wrote it all down in his book, and"]),
            column(&["they left on Tuesday."]),
        );
        assert_eq!(texts(vec![one.clone(), other]).len(), 1);
        assert_eq!(
            texts(vec![one, column(&["Norway thanked Kenya for the charts."])]).len(),
            1,
            "it broke off at `and`"
        );
        let whole =
            column(&["The envoys met in the old hall, and the", "clerk wrote it all down in his old book."]);
        assert_eq!(texts(vec![whole, column(&["Norway thanked Kenya for the charts."])]).len(), 2);
    }

    #[test]
    fn headings_stand_alone() {
        let mut column = column(&[
            "",
            "",
            "The envoys met in the old hall and they spoke.",
            "They left on Tuesday, on the road to the sea.",
        ]);
        column.lines.insert(0, line("Envoys of two towns", 20.0, -8.0, 20.0));
        column.lines.insert(1, line("meet", 80.0, 14.0, 20.0));
        let texts = texts(vec![column]);
        assert_eq!(texts[0], "Envoys of two towns meet");
        assert_eq!(texts.len(), 2);
    }
}
