//! Tables of articles (CSV, TSV): a row each, by the names of the columns.

use csv::{ByteRecord, ReaderBuilder};

use super::found::{Found, Refusal};
use super::mapping::{Mappings, Preview};
use super::record::{self, Record, Role};
use super::{Format, Place, coded};

/// What stands between the columns.
const SEPARATORS: [u8; 4] = [b',', b'\t', b';', b'|'];
/// As much of the beginning as may hold the names of the columns.
const HEAD: usize = 64 * 1024;
/// A line of names is shorter.
const HEAD_LINE: usize = 2048;
/// More separators than any table of articles has: each takes memory.
const CELLS: usize = 8_000_000;
/// Columns whose names are told where none is the text.
const TOLD: usize = 12;

/// Reads a table; its first row names the columns.
///
/// A table of events that others coded is read as such.
pub(super) fn read(text: &str, place: &Place, found: &mut Found) -> Result<(), Refusal> {
    if let Some(read) = coded::read(text, place, found) {
        return read;
    }
    let (separator, names) = header(text, &found.mappings).ok_or(Refusal::Nothing("table"))?;
    if text.bytes().filter(|byte| *byte == separator).count() > CELLS {
        return Err(Refusal::TooMany);
    }
    found.mapping = found.mappings.of(&names).clone();
    let is_text = |name: &String| match found.mapping.name_of(name) {
        Some(used) => used == "text",
        None => matches!(record::role(name), Some(Role::Text | Role::Summary)),
    };
    if !names.iter().any(is_text) {
        found.preview = Some(preview(text, separator, &names));
        let told: Vec<&str> = names.iter().take(TOLD).map(|name| name.trim()).collect();
        return Err(Refusal::NoTextColumn(super::shortened(&told.join(", "), 200)));
    }
    let mut rows = reader(text, separator);
    let mut row = ByteRecord::new();
    // The names of the columns.
    let _ = rows.read_byte_record(&mut row);
    let (mut line, mut counted, mut has_rows) = (1_u32, 0, false);
    while rows.read_byte_record(&mut row).unwrap_or(false) {
        has_rows = true;
        let start = row.position().map_or(0, |at| usize::try_from(at.byte()).unwrap_or(0));
        let start = start.min(text.len()).max(counted);
        let blank = text.as_bytes()[start..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let ends = text.as_bytes()[counted..start + blank].iter().filter(|byte| **byte == b'\n').count();
        line = line.saturating_add(u32::try_from(ends).unwrap_or(u32::MAX));
        counted = start + blank;
        let mut record = Record::default();
        for (name, value) in names.iter().zip(&row) {
            let value = String::from_utf8_lossy(value);
            if separator == b'\t' && value.contains("\\n") {
                // Without quotes a line end within a cell is written so.
                record.push_words(name, &value.replace("\\n", "\n").replace("\\t", "\t"));
            } else {
                record.push_words(name, &value);
            }
        }
        let id = record.id().map(str::to_owned);
        record.keep(Format::Row, place.line(line, id), found)?;
    }
    if has_rows { Ok(()) } else { Err(Refusal::Nothing("table")) }
}

/// Whether a text begins with the names of columns that articles have, a text and something beside it; or
/// as a table of events.
pub(super) fn looks_like_one(text: &str) -> bool {
    if coded::looks_like_one(text) {
        return true;
    }
    let first = text.lines().next().unwrap_or_default();
    let first = &first[..first.floor_char_boundary(HEAD_LINE)];
    let names = first.split([',', '\t', ';', '|']).take(200);
    let roles: Vec<Role> = names.filter_map(|name| record::role(name.trim().trim_matches('"'))).collect();
    roles.contains(&Role::Text) && roles.len() > 1
}

/// The separator by which most names of the first row are known, and those names.
fn header(text: &str, mappings: &Mappings) -> Option<(u8, Vec<String>)> {
    let text = &text[..text.floor_char_boundary(HEAD)];
    let tables = SEPARATORS.iter().filter_map(|separator| {
        let mut rows = reader(text, *separator);
        let mut row = ByteRecord::new();
        rows.read_byte_record(&mut row).ok().filter(|is_row| *is_row)?;
        let names: Vec<String> =
            row.iter().map(|name| String::from_utf8_lossy(name).trim().to_owned()).collect();
        let mapping = mappings.of(&names);
        let is_known = |name: &&String| record::role(name).is_some() || mapping.name_of(name).is_some();
        let known = names.iter().filter(is_known).count();
        Some((known, names.len(), *separator, names))
    });
    let best = tables.max_by_key(|(known, count, separator, _)| (*known, *count, u8::MAX - separator))?;
    Some((best.2, best.3))
}

/// The first rows, with cells cut short.
fn preview(text: &str, separator: u8, names: &[String]) -> Preview {
    const ROWS: usize = 5;
    const COLUMNS: usize = 200;
    let mut rows = reader(&text[..text.floor_char_boundary(HEAD)], separator);
    let mut row = ByteRecord::new();
    // The names of the columns.
    let _ = rows.read_byte_record(&mut row);
    let mut preview = Preview { columns: names.iter().take(COLUMNS).cloned().collect(), rows: Vec::new() };
    while preview.rows.len() < ROWS && rows.read_byte_record(&mut row).unwrap_or(false) {
        let cell = |cell: &[u8]| super::shortened(String::from_utf8_lossy(cell).trim(), 300);
        preview.rows.push(row.iter().take(COLUMNS).map(cell).collect());
    }
    preview
}

fn reader(text: &str, separator: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(text.as_bytes())
}
