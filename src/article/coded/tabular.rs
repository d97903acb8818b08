//! Tables with a row for each event, tabs or commas between the columns: GDELT, ICEWS, POLECAT.

use csv::{ByteRecord, ReaderBuilder};

use super::super::found::{Found, Refusal};
use super::super::record;
use super::layout::{self, Column, Layout};
use super::{CodedRow, CodedTable, Gathered, Scheme, gkg};
use crate::article::Place;

/// Rows that are kept of one file: each takes some hundred bytes as long as the session is open.
const ROWS: usize = 400_000;
/// The first row is shorter; GKG's rows are long.
const FIRST_ROW: usize = 1024 * 1024;

/// Reads a table of events, if the text is one.
pub(in crate::article) fn read(text: &str, place: &Place, found: &mut Found) -> Option<Result<(), Refusal>> {
    let table = Table::of(text)?;
    let gathered = match table.gather(text) {
        Ok(gathered) => gathered,
        Err(refusal) => return Some(Err(refusal)),
    };
    Some(match CodedTable::new(table.scheme, place.clone(), gathered) {
        Some(table) => {
            found.coded.push(table);
            Ok(())
        }
        None => Err(Refusal::Nothing("table of events")),
    })
}

/// Whether a text begins as such a table does.
pub(in crate::article) fn looks_like_one(text: &str) -> bool {
    Table::of(text).is_some()
}

/// What the first row tells of a table.
struct Table {
    scheme: Scheme,
    layout: Layout,
    separator: u8,
    has_head: bool,
}

impl Table {
    fn of(text: &str) -> Option<Self> {
        let first = text.lines().next()?;
        let first = first.get(..first.floor_char_boundary(FIRST_ROW))?;
        [b'\t', b',', b';'].into_iter().find_map(|separator| {
            let cells: Vec<&str> =
                first.split(char::from(separator)).map(|cell| cell.trim_matches('"')).collect();
            if let Some((scheme, layout)) = layout::of_names(&cells) {
                return Some(Self { scheme, layout, separator, has_head: true });
            }
            let (scheme, layout) = layout::of_row(&cells).filter(|_| separator == b'\t')?;
            Some(Self { scheme, layout, separator, has_head: false })
        })
    }

    fn gather(&self, text: &str) -> Result<Gathered, Refusal> {
        let mut reader = ReaderBuilder::new();
        // With tabs between, quotes are letters like others.
        reader.delimiter(self.separator).has_headers(false).flexible(true).quoting(self.separator != b'\t');
        let mut rows = reader.from_reader(text.as_bytes());
        let mut row = ByteRecord::new();
        if self.has_head {
            rows.read_byte_record(&mut row).ok();
        }
        let mut gathered = Gathered::default();
        let repaired = self.repaired();
        let mut number = 0;
        while rows.read_byte_record(&mut row).unwrap_or(false) {
            number += 1;
            if number > ROWS {
                return Err(Refusal::TooMany);
            }
            let cells: Vec<&str> =
                row.iter().map(|cell| std::str::from_utf8(cell).unwrap_or("").trim()).collect();
            match self.scheme {
                Scheme::Gkg => gkg::push(&cells, &mut gathered),
                _ => {
                    // Rows of POLECAT are whole also where the head has columns too many.
                    let layout = match &repaired {
                        Some(layout) if cells.len() == layout.len() => layout,
                        _ => &self.layout,
                    };
                    gathered.push(coded_row(self.scheme, layout, &cells));
                }
            }
        }
        Ok(gathered)
    }

    /// The columns as they must be, where the head of a POLECAT file is longer.
    fn repaired(&self) -> Option<Layout> {
        let damaged = self.scheme == Scheme::Polecat && self.layout.len() != layout::POLECAT.len();
        damaged.then(|| layout::of_names(&layout::POLECAT).map(|(_, layout)| layout))?
    }
}

fn coded_row(scheme: Scheme, layout: &Layout, cells: &[&str]) -> CodedRow {
    let mut row = CodedRow::default();
    for (column, cell) in layout.iter().zip(cells) {
        let Some(column) = column.filter(|_| !is_empty(cell)) else { continue };
        let cell = super::super::shortened(cell, 2000);
        match column {
            Column::Id => row.id = cell,
            Column::Date => row.date = record::read_date(&cell).ok(),
            Column::SourceCountry => row.source.country = cell,
            Column::SourceGroup => row.source.group = cell,
            Column::SourceName => row.source.name = cell,
            Column::TargetCountry => row.target.country = cell,
            Column::TargetGroup => row.target.group = cell,
            Column::TargetName => row.target.name = cell,
            Column::Code => row.code = cell,
            Column::Mode => row.mode = cell,
            Column::Quad => row.quad = cell,
            Column::Score => row.score = cell,
            Column::Outlet => row.outlet = cell,
            Column::Address => row.address = cell,
            Column::Document => row.document = cell,
        }
    }
    if scheme == Scheme::Gdelt {
        row.outlet = record::host(&row.address).unwrap_or_default().to_owned();
    }
    row
}

/// What tables write for nothing.
fn is_empty(cell: &str) -> bool {
    matches!(cell, "" | "NA" | "NULL" | "None" | "none" | "nan" | "NaN" | "---" | "\\N")
}
