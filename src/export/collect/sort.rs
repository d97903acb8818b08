//! Sorts more rows than memory holds: sorted runs are written to a folder and merged.

use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use rayon::slice::ParallelSliceMut as _;

use crate::session::evidence::{EvidenceRow, TableError, TableReader, TableWriter};

/// Bytes of rows that are held before a run is written.
const HELD: usize = 64 << 20;
/// Runs that are merged at a time.
const MERGED: usize = 48;
/// Rows of a run that are read at a time.
const GROUP: usize = 1_000;

/// How rows are ordered.
pub(super) type Order = fn(&EvidenceRow, &EvidenceRow) -> Ordering;

/// Takes rows in any order and gives them sorted.
pub(super) struct Sorter {
    folder: PathBuf,
    order: Order,
    rows: Vec<EvidenceRow>,
    bytes: usize,
    held: usize,
    runs: Vec<PathBuf>,
    made: usize,
}

impl Sorter {
    /// Runs are written into a folder that is there and empty.
    pub fn new(folder: &Path, order: Order) -> Self {
        Self {
            folder: folder.to_owned(),
            order,
            rows: Vec::new(),
            bytes: 0,
            held: HELD,
            runs: Vec::new(),
            made: 0,
        }
    }

    /// The same, with fewer bytes of rows held.
    #[cfg(test)]
    pub fn holding(self, held: usize) -> Self {
        Self { held, ..self }
    }

    pub fn push(&mut self, row: EvidenceRow) -> Result<(), TableError> {
        self.bytes += size(&row);
        self.rows.push(row);
        if self.bytes >= self.held { self.spill() } else { Ok(()) }
    }

    /// All rows, sorted; equal ones stand together in any order.
    pub fn sorted(mut self) -> Result<Sorted, TableError> {
        if self.runs.is_empty() {
            self.rows.par_sort_unstable_by(self.order);
            return Ok(Sorted::InMemory(self.rows.into_iter()));
        }
        self.spill()?;
        while self.runs.len() > MERGED {
            let runs: Vec<PathBuf> = self.runs.drain(..MERGED).collect();
            let mut merged = Merge::of(runs, self.order)?;
            let path = self.next_run();
            let mut writer = TableWriter::new(BufWriter::new(File::create(&path)?), GROUP)?;
            while let Some(row) = merged.next_row()? {
                writer.push(&row)?;
            }
            writer.finish()?;
            self.runs.push(path);
        }
        Ok(Sorted::Merged(Merge::of(self.runs, self.order)?))
    }

    fn spill(&mut self) -> Result<(), TableError> {
        if self.rows.is_empty() {
            return Ok(());
        }
        self.rows.par_sort_unstable_by(self.order);
        let path = self.next_run();
        let mut writer = TableWriter::new(BufWriter::new(File::create(&path)?), GROUP)?;
        self.rows.drain(..).try_for_each(|row| writer.push(&row))?;
        writer.finish()?;
        self.runs.push(path);
        self.bytes = 0;
        Ok(())
    }

    fn next_run(&mut self) -> PathBuf {
        self.made += 1;
        self.folder.join(format!("run-{}.parquet", self.made))
    }
}

/// About how many bytes a row takes.
fn size(row: &EvidenceRow) -> usize {
    let texts =
        [&row.title, &row.outlet, &row.url, &row.signature, &row.speaker, &row.cue, &row.rule, &row.text];
    let texts: usize = texts.into_iter().flatten().map(String::len).sum();
    size_of::<EvidenceRow>() + row.article.len() + 400 + texts
}

/// Rows in order.
pub(super) enum Sorted {
    InMemory(std::vec::IntoIter<EvidenceRow>),
    Merged(Merge),
}

impl Sorted {
    /// The next row.
    pub fn next_row(&mut self) -> Result<Option<EvidenceRow>, TableError> {
        match self {
            Self::InMemory(rows) => Ok(rows.next()),
            Self::Merged(merge) => merge.next_row(),
        }
    }
}

/// Runs that are read side by side.
pub(super) struct Merge {
    runs: Vec<Run>,
    heads: BinaryHeap<Head>,
    order: Order,
}

impl Merge {
    fn of(paths: Vec<PathBuf>, order: Order) -> Result<Self, TableError> {
        let runs = paths.into_iter().map(Run::open).collect::<Result<Vec<_>, _>>()?;
        let mut merge = Self { runs, heads: BinaryHeap::new(), order };
        for run in 0..merge.runs.len() {
            merge.read_on(run)?;
        }
        Ok(merge)
    }

    fn read_on(&mut self, run: usize) -> Result<(), TableError> {
        if let Some(row) = self.runs[run].next_row()? {
            self.heads.push(Head { row, run, order: self.order });
        }
        Ok(())
    }

    fn next_row(&mut self) -> Result<Option<EvidenceRow>, TableError> {
        let Some(Head { row, run, .. }) = self.heads.pop() else { return Ok(None) };
        self.read_on(run)?;
        Ok(Some(row))
    }
}

/// A run that is read from front to back; its file goes when it was read.
struct Run {
    path: PathBuf,
    reader: TableReader<EvidenceRow>,
    group: usize,
    rows: std::vec::IntoIter<EvidenceRow>,
}

impl Run {
    fn open(path: PathBuf) -> Result<Self, TableError> {
        let reader = TableReader::open(&path)?;
        Ok(Self { path, reader, group: 0, rows: Vec::new().into_iter() })
    }

    fn next_row(&mut self) -> Result<Option<EvidenceRow>, TableError> {
        loop {
            if let Some(row) = self.rows.next() {
                return Ok(Some(row));
            }
            if self.group == self.reader.groups() {
                return Ok(None);
            }
            self.rows = self.reader.rows(self.group)?.into_iter();
            self.group += 1;
        }
    }
}

impl Drop for Run {
    fn drop(&mut self) {
        std::fs::remove_file(&self.path).ok();
    }
}

/// The first row of a run; the heap gives the lowest.
struct Head {
    row: EvidenceRow,
    run: usize,
    order: Order,
}

impl Ord for Head {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.order)(&other.row, &self.row).then(other.run.cmp(&self.run))
    }
}

impl PartialOrd for Head {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Head {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Head {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_merged_into_order_and_leave_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let row = |number: u32| EvidenceRow {
            article: format!("{:05}", number.wrapping_mul(2_654_435_761) % 7000),
            ..EvidenceRow::default()
        };
        let mut expected: Vec<EvidenceRow> = (0..6000).map(row).collect();
        // One run; some; more than are merged at a time.
        for held in [usize::MAX, 1 << 20, 60_000] {
            let mut sorter = Sorter::new(folder.path(), Ord::cmp).holding(held);
            (0..6000).for_each(|number| sorter.push(row(number)).unwrap());
            let (mut sorted, mut rows) = (sorter.sorted().unwrap(), Vec::new());
            while let Some(row) = sorted.next_row().unwrap() {
                rows.push(row);
            }
            expected.sort();
            assert_eq!(rows, expected, "{held}");
            drop(sorted);
            assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "{held}");
        }
    }
}
