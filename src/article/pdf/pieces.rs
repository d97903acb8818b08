//! Letters become pieces of lines: what stands side by side without a wide gap.
//!
//! Files draw letters, seldom blanks: a gap wider than letters have is one.

use std::collections::HashSet;

use super::letters::{Letter, Shown};

/// A gap of this share of the type size is a blank.
const BLANK: f64 = 0.15;
/// A wider gap lies between columns, or between cells of a table.
const GAP: f64 = 1.5;
/// How far letters of one line may stand above or below it (a raised figure), and over one another.
const RAISED: f64 = 0.4;
const OVERLAP: f64 = 0.7;
/// Sizes of type in one piece that are counted.
const SIZES: usize = 16;

/// Text on one line of one column.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Piece {
    pub text: String,
    pub x: f64,
    pub end: f64,
    /// Height of the line, growing downwards.
    pub y: f64,
    /// Size of most of its type.
    pub size: f64,
    pub is_artifact: bool,
}

impl Piece {
    pub fn width(&self) -> f64 {
        self.end - self.x
    }

    /// Whether another piece stands on the same line.
    pub fn is_level_with(&self, other: &Self) -> bool {
        (self.y - other.y).abs() < RAISED * self.size.max(other.size)
    }
}

/// The pieces of a page, in the order in which they were drawn.
pub(super) fn of(shown: &Shown) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut now: Option<Growing> = None;
    let mut seen = HashSet::new();
    for letter in &shown.letters {
        let text = &shown.text[letter.text.0..letter.text.1];
        // Bold type is made by drawing twice, a little to the side.
        let is_blank = text.trim().is_empty();
        if !is_blank && is_drawn_again(letter, text, &mut seen) {
            continue;
        }
        match &mut now {
            Some(piece) if piece.goes_on_with(letter) => piece.push(letter, text, is_blank),
            _ if is_blank => {}
            _ => {
                pieces.extend(now.take().and_then(Growing::finish));
                let mut piece = Growing::new(letter);
                piece.push(letter, text, is_blank);
                now = Some(piece);
            }
        }
    }
    pieces.extend(now.and_then(Growing::finish));
    pieces
}

fn is_drawn_again(letter: &Letter, text: &str, seen: &mut HashSet<(char, i64, i64)>) -> bool {
    let Some(first) = text.chars().next() else { return false };
    let cell = |place: f64| (place * 2.0 / letter.size.max(4.0) * 4.0).round() as i64;
    let (x, y) = (cell(letter.x), cell(letter.y));
    let was = seen.contains(&(first, x, y));
    seen.insert((first, x, y));
    was
}

/// A piece to which letters are added.
struct Growing {
    piece: Piece,
    /// Where the last letter ends that is no blank.
    edge: f64,
    sizes: Vec<(f64, usize)>,
}

impl Growing {
    fn new(letter: &Letter) -> Self {
        Self {
            piece: Piece {
                text: String::new(),
                x: letter.x,
                end: letter.x,
                y: letter.y,
                size: letter.size,
                is_artifact: letter.is_artifact,
            },
            edge: letter.x,
            sizes: Vec::new(),
        }
    }

    fn goes_on_with(&self, letter: &Letter) -> bool {
        let piece = &self.piece;
        let size = piece.size.max(letter.size);
        let gap = letter.x - piece.end;
        piece.is_artifact == letter.is_artifact
            && (letter.y - piece.y).abs() < RAISED * size
            && gap < GAP * size
            && letter.x - self.edge < GAP * size
            && gap > -OVERLAP * size
    }

    fn push(&mut self, letter: &Letter, text: &str, is_blank: bool) {
        let piece = &mut self.piece;
        let has_gap = letter.x - piece.end > BLANK * letter.size.min(piece.size);
        if (is_blank || has_gap) && !piece.text.is_empty() && !piece.text.ends_with(' ') {
            piece.text.push(' ');
        }
        piece.end = piece.end.max(letter.end);
        if !is_blank {
            piece.text.push_str(text);
            self.edge = letter.end;
            if let Some((_, count)) = self.sizes.iter_mut().find(|(size, _)| *size == letter.size) {
                *count += 1;
            } else if self.sizes.len() < SIZES {
                self.sizes.push((letter.size, 1));
            }
        }
    }

    fn finish(self) -> Option<Piece> {
        let mut piece = self.piece;
        piece.text.truncate(piece.text.trim_end().len());
        piece.end = self.edge;
        let most = self.sizes.into_iter().max_by_key(|(_, count)| *count);
        piece.size = most.map_or(piece.size, |(size, _)| size);
        (!piece.text.is_empty()).then_some(piece)
    }
}

/// Pieces that stand level become one line, each from left to right.
pub(super) fn lines(mut pieces: Vec<Piece>) -> Vec<Piece> {
    pieces.sort_by(|one, other| one.y.total_cmp(&other.y));
    let mut rows: Vec<Vec<Piece>> = Vec::new();
    for piece in pieces {
        match rows.last_mut() {
            Some(row) if row[0].is_level_with(&piece) => row.push(piece),
            _ => rows.push(vec![piece]),
        }
    }
    rows.into_iter().filter_map(joined).collect()
}

fn joined(mut row: Vec<Piece>) -> Option<Piece> {
    row.sort_by(|one, other| one.x.total_cmp(&other.x));
    let mut pieces = row.into_iter();
    let mut line = pieces.next()?;
    for piece in pieces {
        let gap = piece.x - line.end;
        if gap > BLANK * piece.size.min(line.size) {
            line.text.push(' ');
        }
        line.text.push_str(&piece.text);
        if piece.width() > line.width() {
            (line.size, line.y) = (piece.size, piece.y);
        }
        line.end = line.end.max(piece.end);
    }
    Some(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Letters half as wide as high, from these places on.
    fn shown(words: &[(&str, f64, f64)]) -> Shown {
        let mut shown = Shown::default();
        for (word, x, y) in words {
            for (place, c) in word.chars().enumerate() {
                let start = shown.text.len();
                shown.text.push(c);
                let x = x + place as f64 * 5.0;
                shown.letters.push(Letter {
                    text: (start, shown.text.len()),
                    x,
                    end: x + 5.0,
                    y: *y,
                    size: 10.0,
                    is_artifact: false,
                });
            }
        }
        shown
    }

    fn texts(words: &[(&str, f64, f64)]) -> Vec<String> {
        of(&shown(words)).into_iter().map(|piece| piece.text).collect()
    }

    #[test]
    fn gaps_are_blanks_and_wide_gaps_part() {
        assert_eq!(texts(&[("They", 0.0, 0.0), ("met", 22.0, 0.0)]), ["They met"]);
        assert_eq!(texts(&[("They", 0.0, 0.0), ("met", 20.5, 0.0)]), ["Theymet"]);
        assert_eq!(texts(&[("They ", 0.0, 0.0), ("met", 25.0, 0.0)]), ["They met"]);
        assert_eq!(texts(&[("They", 0.0, 0.0), ("left", 60.0, 0.0)]), ["They", "left"]);
    }

    #[test]
    fn raised_figures_stay_and_other_lines_part() {
        assert_eq!(texts(&[("They", 0.0, 0.0), ("2", 20.0, -3.0), ("met", 25.0, 0.0)]), ["They2met"]);
        assert_eq!(texts(&[("They", 0.0, 0.0), ("met", 20.0, 12.0)]), ["They", "met"]);
    }

    #[test]
    fn what_is_drawn_twice_is_read_once() {
        assert_eq!(texts(&[("They", 0.0, 0.0), ("They", 0.3, 0.0)]), ["They"]);
    }

    #[test]
    fn pieces_of_a_row_become_a_line() {
        let pieces = of(&shown(&[("left", 60.0, 0.0), ("They", 0.0, 1.0), ("today", 0.0, 14.0)]));
        let lines: Vec<String> = lines(pieces).into_iter().map(|line| line.text).collect();
        assert_eq!(lines, ["They left", "today"]);
    }
}
