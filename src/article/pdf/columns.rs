//! The pieces of a page in the order in which one reads: column by column.
//!
//! Columns are parted by a gutter, a strip that few pieces cross. What crosses it, such as a headline
//! over all columns, parts the page into bands; in each band the left column is read before the right
//! one. So a page that is wrongly taken for one of columns is still read from the top down, unless
//! pieces stand side by side.

use super::pieces::{Piece, lines};

/// Columns in columns.
const DEPTH: usize = 8;
/// A gutter is as wide as this share of the type size.
const GUTTER: f64 = 0.6;
/// So many type sizes at least is a column wide: what is narrower is a cell or the number of a list.
const COLUMN: f64 = 6.0;
/// Lines that stand side by side, at the least.
const LINES: usize = 3;

/// Lines that stand one below the other.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Column {
    pub lines: Vec<Piece>,
}

/// The columns of the pages in reading order.
pub(super) fn of(pages: Vec<Vec<Piece>>) -> Vec<Vec<Column>> {
    let mut before = Vec::new();
    let mut read = |pieces| {
        let mut reading = Reading { before: std::mem::take(&mut before), ..Reading::default() };
        reading.part(pieces, DEPTH);
        before = reading.gutters;
        reading.columns
    };
    pages.into_iter().map(&mut read).collect()
}

/// How far a page was read.
#[derive(Default)]
struct Reading {
    columns: Vec<Column>,
    gutters: Vec<f64>,
    /// The gutters of the page before: on its last page a text may have too few lines to show them.
    before: Vec<f64>,
}

impl Reading {
    fn part(&mut self, pieces: Vec<Piece>, depth: usize) {
        if pieces.is_empty() {
            return;
        }
        let gutter = if depth == 0 { None } else { gutter(&pieces).or_else(|| self.known(&pieces)) };
        let Some(gutter) = gutter else {
            self.columns.push(Column { lines: lines(pieces) });
            return;
        };
        self.gutters.push(gutter);
        let (mut across, beside): (Vec<Piece>, Vec<Piece>) =
            pieces.into_iter().partition(|piece| piece.x < gutter && piece.end > gutter);
        across.sort_by(|one, other| one.y.total_cmp(&other.y));
        let mut bands: Vec<(Vec<Piece>, Vec<Piece>)> = vec![(Vec::new(), Vec::new()); across.len() + 1];
        for piece in beside {
            let (left, right) = &mut bands[across.partition_point(|line| line.y < piece.y)];
            if piece.end <= gutter { left.push(piece) } else { right.push(piece) }
        }
        let mut across = across.into_iter();
        let mut heading: Vec<Piece> = Vec::new();
        for (left, right) in bands {
            if !left.is_empty() || !right.is_empty() {
                self.part(std::mem::take(&mut heading), 0);
                self.part(left, depth - 1);
                self.part(right, depth - 1);
            }
            heading.extend(across.next());
        }
        self.part(heading, 0);
    }

    /// A gutter of the page before that no piece crosses, with pieces on both sides.
    fn known(&self, pieces: &[Piece]) -> Option<f64> {
        let parts = |gutter: &f64| {
            let left = pieces.iter().filter(|piece| piece.end <= *gutter).count();
            let right = pieces.iter().filter(|piece| piece.x >= *gutter).count();
            left > 0 && right > 0 && left + right == pieces.len()
        };
        self.before.iter().copied().find(|gutter| parts(gutter))
    }
}

/// The middle of the strip that the fewest pieces cross, the widest of such, if columns stand on both
/// sides.
fn gutter(pieces: &[Piece]) -> Option<f64> {
    if pieces.len() < 2 * LINES {
        return None;
    }
    let size = median(pieces.iter().map(|piece| piece.size).collect());
    let mut edges: Vec<(f64, i32)> =
        pieces.iter().flat_map(|piece| [(piece.x, 1), (piece.end.max(piece.x), -1)]).collect();
    edges.sort_by(|one, other| one.0.total_cmp(&other.0).then(other.1.cmp(&one.1)));
    let most = i32::try_from(pieces.len() * 2 / 5).unwrap_or(i32::MAX);
    let mut crossing = 0;
    let mut strips = Vec::new();
    for two in edges.windows(2) {
        crossing += two[0].1;
        if crossing <= most && two[1].0 - two[0].0 >= GUTTER * size {
            strips.push((crossing, two[0].0, two[1].0));
        }
    }
    strips.sort_by(|one, other| one.0.cmp(&other.0).then((other.2 - other.1).total_cmp(&(one.2 - one.1))));
    let middles = strips.iter().take(16).map(|(_, from, to)| f64::midpoint(*from, *to));
    middles.into_iter().find(|middle| has_columns(pieces, *middle, size))
}

/// Whether lines stand side by side on both sides of a strip, and are no narrow cells.
fn has_columns(pieces: &[Piece], middle: f64, size: f64) -> bool {
    let left: Vec<&Piece> = pieces.iter().filter(|piece| piece.end <= middle).collect();
    let right: Vec<&Piece> = pieces.iter().filter(|piece| piece.x >= middle).collect();
    // Lines that are spread to fill their column may be in pieces.
    let is_column = |side: &[&Piece]| {
        side.len() >= LINES
            && quantile(side.iter().map(|piece| piece.width()).collect(), 3, 4) >= COLUMN * size
    };
    if !is_column(&left) || !is_column(&right) {
        return false;
    }
    let reach = |side: &[&Piece]| {
        side.iter().fold((f64::MAX, f64::MIN), |(top, bottom), piece| (top.min(piece.y), bottom.max(piece.y)))
    };
    let (one, other) = (reach(&left), reach(&right));
    let (top, bottom) = (one.0.max(other.0) - size / 2.0, one.1.min(other.1) + size / 2.0);
    let beside = |side: &[&Piece]| side.iter().filter(|piece| (top..=bottom).contains(&piece.y)).count();
    beside(&left) >= LINES && beside(&right) >= LINES
}

pub(super) fn median(values: Vec<f64>) -> f64 {
    quantile(values, 1, 2)
}

/// The value below which so many parts of a whole lie; 0 where there are none.
pub(super) fn quantile(mut values: Vec<f64>, parts: usize, whole: usize) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() * parts / whole).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(text: &str, x: f64, y: f64) -> Piece {
        let (text, end) = (text.to_owned(), x + text.len() as f64 * 5.0);
        Piece { text, x, end, y, size: 10.0, is_artifact: false }
    }

    fn read(pieces: Vec<Piece>) -> String {
        let lines = of(vec![pieces]).into_iter().flatten().flat_map(|column| column.lines);
        lines.map(|line| line.text).collect::<Vec<_>>().join(" / ")
    }

    /// A column of lines with these words, filled up to twenty letters.
    fn column(words: &[&str], x: f64, y: f64) -> Vec<Piece> {
        let line = |(row, word): (usize, &&str)| piece(&format!("{word:.<20}"), x, y + row as f64 * 12.0);
        words.iter().enumerate().map(line).collect()
    }

    #[test]
    fn the_left_column_is_read_first() {
        let mut pieces = Vec::new();
        let (left, right) = (column(&["a", "b", "c"], 0.0, 20.0), column(&["d", "e", "f"], 110.0, 20.0));
        for (one, other) in left.into_iter().zip(right) {
            pieces.extend([one, other]);
        }
        pieces.push(piece("A headline over all of the columns", 0.0, 0.0));
        let text = read(pieces).replace('.', "");
        assert_eq!(text, "A headline over all of the columns / a / b / c / d / e / f");
    }

    #[test]
    fn a_line_over_all_columns_parts_them() {
        let mut pieces = column(&["a", "b", "c"], 0.0, 20.0);
        pieces.extend(column(&["d", "e", "f"], 110.0, 20.0));
        pieces.push(piece("A headline over all of the columns", 0.0, 100.0));
        pieces.extend(column(&["g", "h", "i"], 0.0, 120.0));
        pieces.extend(column(&["j", "k", "l"], 110.0, 120.0));
        let text = read(pieces).replace('.', "");
        assert_eq!(
            text,
            "a / b / c / d / e / f / A headline over all of the columns / g / h / i / j / k / l"
        );
    }

    #[test]
    fn three_columns_are_read_from_left_to_right() {
        let mut pieces = column(&["g", "h", "i"], 220.0, 20.0);
        pieces.extend(column(&["a", "b", "c"], 0.0, 20.0));
        pieces.extend(column(&["d", "e", "f"], 110.0, 20.0));
        assert_eq!(read(pieces).replace('.', ""), "a / b / c / d / e / f / g / h / i");
    }

    #[test]
    fn narrow_cells_are_read_row_by_row() {
        let cells = (0..6).flat_map(|row| {
            let y = f64::from(row) * 12.0;
            [piece("one", 0.0, y), piece("two", 60.0, y)]
        });
        assert_eq!(of(vec![cells.collect()])[0].len(), 1);
    }

    #[test]
    fn the_last_lines_stand_in_the_columns_of_the_page_before() {
        let mut pieces = column(&["a", "b", "c"], 0.0, 20.0);
        pieces.extend(column(&["d", "e", "f"], 110.0, 20.0));
        let mut last = column(&["g", "h"], 0.0, 20.0);
        last.extend(column(&["i"], 110.0, 20.0));
        let pages = of(vec![pieces, last.clone()]);
        assert_eq!(pages[1].len(), 2);
        assert_eq!(of(vec![last])[0].len(), 1, "nothing tells that these are columns");
    }
}
