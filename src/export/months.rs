//! Rows of evidence as Parquet files, a folder for each month of publication: `month=1956-11`, as engines
//! name partitions. Rows of articles without a month stand in `month=undated`.
//!
//! The folder appears when all rows are in it: until then they stand beside it, and a run that was killed
//! leaves nothing that could be taken for a result.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};

use crate::session::evidence::{EvidenceRow, NewFolder, TableError, TableWriter};

/// Rows that wait in memory, of all months together.
const WAITING: usize = 16_384;
/// Files that are open at a time.
const OPEN: usize = 48;
/// Rows of a file that stand together.
const GROUP: usize = 65_536;

/// A folder of months that is being written.
pub struct MonthTables {
    folder: NewFolder,
    months: BTreeMap<String, Month>,
    waiting: usize,
}

#[derive(Default)]
struct Month {
    rows: Vec<EvidenceRow>,
    open: Option<TableWriter<BufWriter<File>, EvidenceRow>>,
    /// Files that were begun.
    parts: u32,
}

impl MonthTables {
    /// A folder to be; an error if there is something else of this name.
    pub fn new(to: &Path) -> io::Result<Self> {
        let is_ours = |entry: &Path| {
            entry.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"month="))
        };
        let folder = NewFolder::new(to, is_ours)?;
        Ok(Self { folder, months: BTreeMap::new(), waiting: 0 })
    }

    /// Adds a row.
    pub fn push(&mut self, row: EvidenceRow) -> Result<(), TableError> {
        let month = row.published.as_deref().and_then(|date| date.get(..7)).unwrap_or("undated");
        self.months.entry(month.to_owned()).or_default().rows.push(row);
        self.waiting += 1;
        // The longest first: few large groups are better than many small ones.
        while self.waiting > WAITING {
            let longest = self.months.iter().max_by_key(|(_, month)| month.rows.len());
            let Some(longest) = longest.map(|(name, _)| name.clone()) else { break };
            self.write(&longest)?;
        }
        Ok(())
    }

    /// Writes what waits, and gives the folder its name.
    pub fn finish(mut self) -> Result<(), TableError> {
        let names: Vec<String> = self.months.keys().cloned().collect();
        for name in names {
            self.write(&name)?;
            self.close(&name)?;
        }
        Ok(self.folder.finish()?)
    }

    fn write(&mut self, name: &str) -> Result<(), TableError> {
        let open = self.months.iter().filter(|(_, month)| month.open.is_some());
        let open: Vec<String> = open.map(|(name, _)| name.clone()).collect();
        if open.len() >= OPEN && !open.iter().any(|other| other == name) {
            self.close(&open[0])?;
        }
        let folder = self.path(name);
        let Some(month) = self.months.get_mut(name) else { return Ok(()) };
        self.waiting -= month.rows.len();
        if month.rows.is_empty() {
            return Ok(());
        }
        let mut writer = match month.open.take() {
            Some(writer) => writer,
            None => {
                fs::create_dir_all(&folder)?;
                let file = File::create(folder.join(format!("part-{:05}.parquet", month.parts)))?;
                month.parts += 1;
                TableWriter::new(BufWriter::new(file), GROUP)?
            }
        };
        month.rows.drain(..).try_for_each(|row| writer.push(&row))?;
        writer.flush()?;
        month.open = Some(writer);
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), TableError> {
        if let Some(writer) = self.months.get_mut(name).and_then(|month| month.open.take()) {
            writer.finish()?;
        }
        Ok(())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(format!("month={name}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::evidence::TableReader;

    fn row(number: u32, published: Option<String>) -> EvidenceRow {
        EvidenceRow { article: format!("a{number}"), published, ..EvidenceRow::default() }
    }

    #[test]
    fn rows_stand_in_the_folder_of_their_month_in_their_order() {
        let folder = tempfile::tempdir().unwrap();
        let to = folder.path().join("rows");
        for _ in 0..2 {
            let mut tables = MonthTables::new(&to).unwrap();
            for (number, date) in ["1956-11-05", "1956-11", "1957", "1956-10-31"].into_iter().enumerate() {
                tables.push(row(number as u32, Some(date.to_owned()))).unwrap();
            }
            tables.push(row(4, None)).unwrap();
            assert!(tables.path("x").parent() != Some(&to), "it stands beside until it is whole");
            tables.finish().unwrap();
        }
        let mut found = BTreeMap::new();
        for entry in fs::read_dir(&to).unwrap() {
            let path = entry.unwrap().path();
            let rows = TableReader::<EvidenceRow>::open(&path.join("part-00000.parquet")).unwrap().rows(0);
            let articles: Vec<String> = rows.unwrap().into_iter().map(|row| row.article).collect();
            found.insert(path.file_name().unwrap().to_str().unwrap().to_owned(), articles.concat());
        }
        let expected = [("month=1956-10", "a3"), ("month=1956-11", "a0a1"), ("month=undated", "a2a4")];
        assert_eq!(found, expected.map(|(name, rows)| (name.to_owned(), rows.to_owned())).into());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
    }

    #[test]
    fn many_months_are_written_in_turn() {
        let folder = tempfile::tempdir().unwrap();
        let to = folder.path().join("rows");
        let mut tables = MonthTables::new(&to).unwrap();
        let count = WAITING as u32 + 3_000;
        for number in 0..count {
            let (year, month) = (1900 + number % 60, number % 12 + 1);
            tables.push(row(number, Some(format!("{year}-{month:02}")))).unwrap();
        }
        tables.finish().unwrap();
        let mut rows = 0;
        for entry in walkdir::WalkDir::new(&to).into_iter().map(Result::unwrap).filter(|e| e.path().is_file())
        {
            let table = TableReader::<EvidenceRow>::open(entry.path()).unwrap();
            rows += (0..table.groups()).map(|group| table.rows_in(group)).sum::<usize>();
        }
        assert_eq!(rows, count as usize);
    }

    #[test]
    fn a_folder_of_something_else_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("letter.txt"), "x").unwrap();
        assert!(MonthTables::new(folder.path()).is_err());
        assert!(folder.path().join("letter.txt").exists());
    }
}
