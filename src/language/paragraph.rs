//! Where paragraphs end: at a blank line, at an indent, and at each line end of a text whose lines
//! are not wrapped.
//!
//! What a heading or a list is, is left to the formats of `article/`.

use crate::article::Span;

/// Lines longer than this (in characters) are not wrapped by a program that wraps lines.
const WIDEST: usize = 120;

/// How many characters short of the widest line a full line may be: agencies wrap raggedly.
const SLACK: usize = 8;

/// The paragraphs of a text, in order, without white space at the ends.
pub fn split(text: &str) -> Vec<Span> {
    let lines = lines(text);
    let page = Page::new(text, &lines);
    let mut paragraphs: Vec<Span> = Vec::new();
    let mut before: Option<&Line> = None;
    for line in &lines {
        if line.is_blank() {
            before = None;
            continue;
        }
        match paragraphs.last_mut() {
            Some(last) if before.is_some_and(|before| page.goes_on(before, line)) => last.end = line.span.end,
            _ => paragraphs.push(line.span),
        }
        before = Some(line);
    }
    paragraphs
}

/// One line: its text without white space at the ends, and how far it is indented.
#[derive(Clone, Copy)]
struct Line {
    span: Span,
    /// In columns; a tab counts for four.
    indent: usize,
}

impl Line {
    fn is_blank(&self) -> bool {
        self.span.is_empty()
    }
}

fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    for (at, mark) in text.match_indices(is_line_end) {
        lines.push(line(text, start, at));
        start = at + mark.len();
    }
    lines.push(line(text, start, text.len()));
    lines_without_pairs(text, lines)
}

/// `\r\n` was seen as two line ends, with an empty line between them that is not there.
fn lines_without_pairs(text: &str, lines: Vec<Line>) -> Vec<Line> {
    let between = |line: &Line| {
        line.is_blank()
            && text[..line.span.start].ends_with('\r')
            && text[line.span.start..].starts_with('\n')
    };
    lines.into_iter().filter(|line| !between(line)).collect()
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn line(text: &str, start: usize, end: usize) -> Line {
    let raw = &text[start..end];
    let body = raw.trim_start();
    let lead = &raw[..raw.len() - body.len()];
    let indent = lead.chars().map(|c| if c == '\t' { 4 } else { 1 }).sum();
    let first = start + lead.len();
    let span = if body.is_empty() {
        Span::new(start, start)
    } else {
        Span::new(first, first + body.trim_end().len())
    };
    Line { span, indent }
}

/// How the lines of a text are laid out.
struct Page<'a> {
    text: &'a str,
    /// The widest line, in characters, with its indent.
    width: usize,
    /// The smallest indent; that of the first line may be lost.
    margin: usize,
    wrapped: bool,
}

impl<'a> Page<'a> {
    fn new(text: &'a str, lines: &[Line]) -> Self {
        let written = || lines.iter().filter(|line| !line.is_blank());
        let mut page = Self {
            text,
            width: written().map(|line| line.indent + length(text, line)).max().unwrap_or(0),
            margin: written().skip(1).map(|line| line.indent).min().unwrap_or(0),
            wrapped: false,
        };
        page.wrapped = page.width <= WIDEST && page.is_wrapped(lines);
        page
    }

    /// Whether line ends are only where the next word did not fit: of the lines without a full stop
    /// at their end most are full, and there are many of them or most go on in lower case.
    fn is_wrapped(&self, lines: &[Line]) -> bool {
        let pairs = || lines.windows(2).filter(|pair| !pair[0].is_blank() && !pair[1].is_blank());
        let open = || pairs().filter(|pair| !ends_with_stop(pair[0].span.of(self.text)));
        let full = open().filter(|pair| self.space_left(&pair[0], &pair[1]) <= SLACK).count();
        let lower = open().filter(|pair| pair[1].span.of(self.text).starts_with(char::is_lowercase)).count();
        let (inner, open) = (pairs().count(), open().count());
        open > 0 && full * 3 >= open * 2 && (open * 2 >= inner || lower * 2 >= open)
    }

    /// Whether the paragraph of a line goes on in the next line.
    fn goes_on(&self, line: &Line, next: &Line) -> bool {
        let words = next.span.of(self.text);
        let ended = ends_with_stop(line.span.of(self.text))
            && self.space_left(line, next) > 2 * SLACK
            && !words.starts_with(char::is_lowercase);
        self.wrapped && next.indent < self.margin + 2 && !ended
    }

    /// How many characters were left for the first word of the next line, and not used.
    fn space_left(&self, line: &Line, next: &Line) -> usize {
        let word = next.span.of(self.text).split_whitespace().next().unwrap_or("").chars().count();
        self.width.saturating_sub(line.indent + length(self.text, line) + 1 + word)
    }
}

fn length(text: &str, line: &Line) -> usize {
    line.span.of(text).chars().count()
}

fn ends_with_stop(line: &str) -> bool {
    line.trim_end_matches(['"', '\'', '”', '’', ')']).ends_with(['.', '!', '?', ':'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraphs(text: &str) -> Vec<&str> {
        split(text).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn a_blank_line_ends_a_paragraph() {
        assert_eq!(
            paragraphs("Ferry talks open\n\nNorway and Denmark met.\n \nThey ate.\n"),
            ["Ferry talks open", "Norway and Denmark met.", "They ate."]
        );
    }

    #[test]
    fn a_line_of_an_unwrapped_text_is_a_paragraph() {
        let text = "The ministers met on the island for the second time this spring and left in the evening, as planned, without a word.\nRain fell.\nA ferry that nobody had ordered arrived.";
        assert_eq!(paragraphs(text).len(), 3);
    }

    #[test]
    fn wrapped_lines_are_one_paragraph() {
        let text = "The harbour master of the small town said on Tuesday that\nthe ships of both navies had left the bay, and that South\nKorea had paid the bill.";
        assert_eq!(paragraphs(text).len(), 1);
    }

    #[test]
    fn an_indent_begins_a_paragraph_of_a_wrapped_text() {
        let text = "    The harbour master of the small town said on Tuesday\nthat the ships of both navies had left the bay and that\nthe bill was paid.\n    The mayor, who had not been asked, thanked the crews of\nboth ships.\n";
        assert_eq!(paragraphs(text).len(), 2);
    }

    #[test]
    fn a_margin_is_no_indent() {
        let text = "  The harbour master of the small town said on Tuesday\n  that the ships of both navies had left the bay and that\n  the bill was paid.";
        assert_eq!(paragraphs(text).len(), 1);
    }

    #[test]
    fn the_margin_of_the_first_line_may_be_lost() {
        let text = "The harbour master of the small town said on Tuesday\n    that the ships of both navies had left the bay and\n    the bill was paid.";
        assert_eq!(paragraphs(text).len(), 1);
    }

    #[test]
    fn a_short_last_line_ends_a_paragraph_of_a_wrapped_text() {
        let text = "The harbour master of the small town said on Tuesday\nthat the ships had left.\nThe mayor, who had not been asked, thanked the crews of\nboth ships.";
        assert_eq!(paragraphs(text).len(), 2);
    }

    #[test]
    fn line_ends_of_all_systems_count() {
        assert_eq!(paragraphs("One.\r\n\r\nTwo.\r\rThree."), ["One.", "Two.", "Three."]);
        let wrapped = "The harbour master of the small town said on Tuesday\r\nthat the ships of both navies had left the bay and that\r\nthe bill was paid.";
        assert_eq!(paragraphs(wrapped).len(), 1);
    }

    #[test]
    fn nothing_has_no_paragraph() {
        assert!(paragraphs("").is_empty());
        assert!(paragraphs(" \n\t\n").is_empty());
    }
}
