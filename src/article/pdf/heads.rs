//! Running heads, page numbers and what browsers print around a page: taken out of the text and kept
//! apart, since they may name the paper and the day.

use std::collections::BTreeMap;

use super::super::byline;
use super::columns::median;
use super::pieces::Piece;

/// So many rows at the top and at the bottom of a page are looked at.
const ROWS: usize = 2;
/// Rows at the edge have a gap of so many type sizes before the text.
const APART: f64 = 1.4;
/// So many heads are kept.
const KEPT: usize = 64;
const LENGTH: usize = 200;

/// Takes the running heads and feet out of the pages; gives each text once, in the order of the pages.
pub(super) fn take(pages: &mut [Vec<Piece>]) -> Vec<String> {
    let mut heads: Vec<String> = Vec::new();
    let mut keep = |piece: &Piece| {
        if heads.len() < KEPT && piece.text.len() <= LENGTH && !heads.contains(&piece.text) {
            heads.push(piece.text.clone());
        }
    };
    for page in pages.iter_mut() {
        page.iter().filter(|piece| piece.is_artifact).for_each(&mut keep);
        page.retain(|piece| !piece.is_artifact);
    }
    let repeated = repeated(pages);
    for page in pages.iter_mut() {
        let mut is_head = vec![false; page.len()];
        for row in edge_rows(page) {
            let pieces = || row.pieces.iter().map(|place| &page[*place]);
            let recurs = pieces().all(|piece| repeated.get(&mark(piece)).is_some_and(|count| *count > 0));
            let is_printed = row.is_apart && pieces().any(|piece| is_printed(&piece.text));
            let is_numbered = row.is_apart
                && pieces().any(|piece| is_number(&piece.text))
                && pieces().all(|piece| piece.text.len() <= 60);
            let is_dated = row.is_apart && has_date(&pieces().collect::<Vec<_>>());
            if recurs || is_printed || is_numbered || is_dated {
                pieces().for_each(&mut keep);
                row.pieces.iter().for_each(|place| is_head[*place] = true);
            }
        }
        let mut is_head = is_head.into_iter();
        page.retain(|_| !is_head.next().unwrap_or(false));
    }
    heads
}

/// Whether a row is the name of a paper and its day, or the day alone.
fn has_date(row: &[&Piece]) -> bool {
    let text = row.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join(", ");
    byline::read(&text, "").is_some_and(|line| line.date.is_some() && line.author.is_none())
}

/// Pieces on one line at the edge of a page, by their places in it.
struct Row {
    pieces: Vec<usize>,
    /// Whether there is a wide gap between the row and the text, or only rows at the edge.
    is_apart: bool,
}

/// The first and the last rows of a page.
fn edge_rows(page: &[Piece]) -> Vec<Row> {
    let mut order: Vec<usize> = (0..page.len()).collect();
    order.sort_by(|one, other| page[*one].y.total_cmp(&page[*other].y));
    let mut rows: Vec<Vec<usize>> = Vec::new();
    for place in order {
        match rows.last_mut() {
            Some(row) if page[row[0]].is_level_with(&page[place]) => row.push(place),
            _ => rows.push(vec![place]),
        }
    }
    let height = |row: &[usize]| page[row[0]].y;
    let gap = |from: usize, to: usize| match (rows.get(from), rows.get(to)) {
        (Some(one), Some(other)) => height(other) - height(one),
        _ => f64::MAX,
    };
    let size = median(page.iter().map(|piece| piece.size).collect());
    let edges = (0..rows.len()).filter(|row| *row < ROWS || row + ROWS >= rows.len());
    let apart = |row: usize| {
        let is_top = row < ROWS;
        let is_bottom = row + ROWS >= rows.len();
        let below = (row..ROWS).any(|row| gap(row, row + 1) > APART * size);
        let above =
            (rows.len().saturating_sub(ROWS)..=row).any(|row| row > 0 && gap(row - 1, row) > APART * size);
        (is_top && below) || (is_bottom && above)
    };
    edges.map(|row| Row { pieces: rows[row].clone(), is_apart: apart(row) }).collect()
}

/// A text without its numbers, and its height on the page: the same on each page that has it.
fn mark(piece: &Piece) -> (String, i64) {
    let text = piece.text.chars().filter(|c| !c.is_ascii_digit()).flat_map(char::to_lowercase).collect();
    (text, (piece.y / 4.0).round() as i64)
}

/// How many more pages have the same row at the edge, where that is a quarter of them at the least.
fn repeated(pages: &[Vec<Piece>]) -> BTreeMap<(String, i64), usize> {
    let mut counts: BTreeMap<(String, i64), usize> = BTreeMap::new();
    for page in pages {
        let mut marks: Vec<(String, i64)> = edge_rows(page)
            .iter()
            .flat_map(|row| row.pieces.iter().map(|place| mark(&page[*place])))
            .collect();
        marks.sort();
        marks.dedup();
        for mark in marks {
            *counts.entry(mark).or_default() += 1;
        }
    }
    let least = (pages.len() / 4).max(2);
    counts.into_iter().filter(|(_, count)| *count >= least).map(|(mark, count)| (mark, count - 1)).collect()
}

/// `4`, `Page 4`, `- 4 -`, `1/3`, `Page 1 of 3`.
fn is_number(text: &str) -> bool {
    let has_digit = text.bytes().any(|byte| byte.is_ascii_digit());
    let is_part = |word: &str| {
        word.eq_ignore_ascii_case("page")
            || word.eq_ignore_ascii_case("of")
            || word.eq_ignore_ascii_case("p.")
            || word
                .chars()
                .all(|c| c.is_ascii_digit() || matches!(c, '/' | '-' | '–' | '—' | '|' | '[' | ']'))
    };
    has_digit && text.len() <= 20 && text.split_whitespace().all(is_part)
}

/// An address, or the minute of printing: `5/3/61, 2:34 PM`.
fn is_printed(text: &str) -> bool {
    address(text).is_some() || text.starts_with("file:///") || is_minute(text)
}

/// The address of a web page that a browser prints below it.
pub(super) fn address(text: &str) -> Option<&str> {
    super::super::web_address(text.split_whitespace().next().unwrap_or_default())
}

fn is_minute(text: &str) -> bool {
    let Some((day, time)) = text.split_once(", ") else { return false };
    let is_digits =
        |part: &str| (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let day: Vec<&str> = day.split(['/', '.', '-']).collect();
    let clock = time.split_whitespace().next().unwrap_or_default();
    day.len() == 3
        && day.into_iter().all(is_digits)
        && clock.split(':').count() >= 2
        && clock.split(':').all(is_digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(text: &str, x: f64, y: f64) -> Piece {
        let (text, end) = (text.to_owned(), x + text.len() as f64 * 5.0);
        Piece { text, x, end, y, size: 10.0, is_artifact: false }
    }

    fn page(head: &[(&str, f64)], foot: &str) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = head.iter().map(|(text, x)| piece(text, *x, 10.0)).collect();
        for row in 0..6 {
            let line = format!(
                "Of {}, they met.",
                "x".repeat(foot.len() + foot.bytes().map(usize::from).sum::<usize>() % 7)
            );
            pieces.push(piece(&line, 0.0, 60.0 + f64::from(row) * 12.0));
        }
        pieces.push(piece(foot, 100.0, 200.0));
        pieces
    }

    #[test]
    fn what_recurs_at_the_edges_is_no_text() {
        let mut pages = [
            page(&[("Valley Herald", 0.0), ("3 May 1961", 200.0)], "4"),
            page(&[("Valley Herald", 0.0), ("3 May 1961", 200.0)], "5"),
        ];
        assert_eq!(take(&mut pages), ["Valley Herald", "3 May 1961", "4", "5"]);
        assert!(pages.iter().all(|page| page.len() == 6));
    }

    #[test]
    fn one_page_loses_its_number_and_what_a_browser_prints() {
        let mut pages =
            [page(&[("5/3/61, 2:34 PM", 0.0), ("Envoys meet", 200.0)], "https://valley.example/1 1/1")];
        take(&mut pages);
        assert_eq!(pages[0].len(), 6);
        let mut pages = [page(&[], "- 12 -")];
        take(&mut pages);
        assert_eq!(pages[0].len(), 6);
        let mut pages = [page(&[("Envoys meet", 0.0)], "They left in 1961")];
        assert_eq!(take(&mut pages), [] as [&str; 0]);
        assert_eq!(pages[0].len(), 8);
    }

    #[test]
    fn numbers() {
        for text in ["4", "Page 4", "- 4 -", "1/3", "Page 1 of 3", "[12]"] {
            assert!(is_number(text), "{text}");
        }
        for text in ["Page", "in 1961", "4 envoys", ""] {
            assert!(!is_number(text), "{text}");
        }
        assert!(
            is_minute("11/24/26, 2:34 PM") && is_minute("24.11.2026, 14:34") && !is_minute("Oslo, 3 May")
        );
    }
}
