//! Events that others coded stand in a table of their own: they have neither a sentence nor an article that
//! was read, so nothing of them can be counted with what was. Each event stands once, by its hash; of rows
//! that differ the one of the newest version, then the lowest.

use std::cmp::{Ordering, Reverse};
use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

use super::sort::Sorter;
use crate::session::evidence::folder::{CODED, GROUP_ROWS};
use crate::session::evidence::{EvidenceRow, TableError, TableWriter};

/// The order in which rows of one event stand together, the one that counts first.
pub(super) fn by_event(one: &EvidenceRow, other: &EvidenceRow) -> Ordering {
    let version = |row: &EvidenceRow| Reverse(row.engine.parse::<u64>().unwrap_or(0));
    let text = |row: &EvidenceRow| row.text.is_none();
    one.hash
        .cmp(&other.hash)
        .then_with(|| version(one).cmp(&version(other)))
        .then_with(|| text(one).cmp(&text(other)))
        .then_with(|| one.cmp(other))
}

/// Writes the table, if there are rows; gives their number. `in_dyads` orders them.
pub(super) fn write(folder: &Path, rows: Sorter, mut in_dyads: Sorter) -> Result<u64, TableError> {
    let mut sorted = rows.sorted()?;
    let mut last = None;
    while let Some(row) = sorted.next_row()? {
        if last.as_ref() != Some(&row.hash) {
            last = Some(row.hash.clone());
            in_dyads.push(row)?;
        }
    }
    let mut sorted = in_dyads.sorted()?;
    let Some(first) = sorted.next_row()? else { return Ok(0) };
    let mut table = TableWriter::new(BufWriter::new(File::create(folder.join(CODED))?), GROUP_ROWS)?;
    let (mut next, mut count) = (Some(first), 0);
    while let Some(row) = next {
        table.push(&row)?;
        count += 1;
        next = sorted.next_row()?;
    }
    table.finish()?;
    Ok(count)
}
