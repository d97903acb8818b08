//! Rows of one kind as a Parquet file: a struct is a row, a field of it a column.
//!
//! Only what such tables need: texts, whole numbers and flags, each of which may be required or not;
//! compressed by Snappy. The same rows give the same bytes.

use std::fs::File;
use std::io::Write;
use std::marker::PhantomData;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::column::reader::ColumnReader;
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, Int32Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::reader::{FileReader as _, SerializedFileReader};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::{Type, TypePtr};

/// Why a table can't be written or read.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// The file is no such table.
    #[error("this is no Parquet file of evidence, or it is damaged: {0}")]
    Parquet(#[from] ParquetError),
    /// The reader failed inside.
    #[error("this Parquet file is damaged")]
    Damaged,
    /// A column is missing or of another type.
    #[error("the table has no fitting column `{0}`")]
    Column(&'static str),
    /// The disk said no.
    #[error("{0}")]
    Io(#[from] std::io::Error),
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// UTF-8.
    Text,
    /// 32 bits.
    Number,
    /// Yes or no.
    Flag,
}

/// A row of a table. Made by [`row!`].
pub trait Row: Sized {
    /// For each column its name, what it holds, and whether a value may be missing.
    const COLUMNS: &'static [(&'static str, Kind, bool)];

    /// Adds the row's values to its columns, which stand in order.
    fn put(&self, columns: &mut [Values]);

    /// Takes the next row's values.
    fn take(columns: &mut [Cells]) -> Result<Self, TableError>;
}

/// The values of a column that wait to be written; a level for each row tells whether it has one.
#[derive(Debug, Default)]
pub struct Values {
    levels: Vec<i16>,
    texts: Vec<ByteArray>,
    numbers: Vec<i32>,
    flags: Vec<bool>,
}

/// The values of a column that were read, to be taken from front to back.
#[derive(Debug)]
pub struct Cells {
    name: &'static str,
    levels: Option<std::vec::IntoIter<i16>>,
    texts: std::vec::IntoIter<ByteArray>,
    numbers: std::vec::IntoIter<i32>,
    flags: std::vec::IntoIter<bool>,
    /// The file has no such column.
    missing: bool,
}

/// A value of a row.
pub trait Cell: Sized {
    /// What its column holds.
    const KIND: Kind;
    /// Whether it may be missing.
    const OPTIONAL: bool;
    /// Adds it to its column.
    fn put(&self, values: &mut Values);
    /// Takes it from its column.
    fn take(cells: &mut Cells) -> Result<Self, TableError>;
}

impl Cells {
    /// Whether the next row has a value.
    fn has_next(&mut self) -> Result<bool, TableError> {
        if self.missing {
            return Ok(false);
        }
        match &mut self.levels {
            Some(levels) => levels.next().map(|level| level > 0).ok_or(TableError::Column(self.name)),
            None => Ok(true),
        }
    }

    fn text(&mut self) -> Result<String, TableError> {
        let bytes = self.texts.next().ok_or(TableError::Column(self.name))?;
        Ok(String::from_utf8_lossy(bytes.data()).into_owned())
    }

    fn number(&mut self) -> Result<u32, TableError> {
        let number = self.numbers.next().ok_or(TableError::Column(self.name))?;
        u32::try_from(number).map_err(|_| TableError::Column(self.name))
    }
}

impl Cell for String {
    const KIND: Kind = Kind::Text;
    const OPTIONAL: bool = false;

    fn put(&self, values: &mut Values) {
        values.texts.push(ByteArray::from(self.as_str()));
    }

    fn take(cells: &mut Cells) -> Result<Self, TableError> {
        if !cells.has_next()? {
            return Err(TableError::Column(cells.name));
        }
        cells.text()
    }
}

impl Cell for Option<String> {
    const KIND: Kind = Kind::Text;
    const OPTIONAL: bool = true;

    fn put(&self, values: &mut Values) {
        values.levels.push(i16::from(self.is_some()));
        values.texts.extend(self.iter().map(|text| ByteArray::from(text.as_str())));
    }

    fn take(cells: &mut Cells) -> Result<Self, TableError> {
        if cells.has_next()? { cells.text().map(Some) } else { Ok(None) }
    }
}

impl Cell for u32 {
    const KIND: Kind = Kind::Number;
    const OPTIONAL: bool = false;

    fn put(&self, values: &mut Values) {
        values.numbers.push(i32::try_from(*self).unwrap_or(i32::MAX));
    }

    fn take(cells: &mut Cells) -> Result<Self, TableError> {
        if !cells.has_next()? {
            return Err(TableError::Column(cells.name));
        }
        cells.number()
    }
}

impl Cell for Option<u32> {
    const KIND: Kind = Kind::Number;
    const OPTIONAL: bool = true;

    fn put(&self, values: &mut Values) {
        values.levels.push(i16::from(self.is_some()));
        values.numbers.extend(self.map(|number| i32::try_from(number).unwrap_or(i32::MAX)));
    }

    fn take(cells: &mut Cells) -> Result<Self, TableError> {
        if cells.has_next()? { cells.number().map(Some) } else { Ok(None) }
    }
}

impl Cell for bool {
    const KIND: Kind = Kind::Flag;
    const OPTIONAL: bool = false;

    fn put(&self, values: &mut Values) {
        values.flags.push(*self);
    }

    fn take(cells: &mut Cells) -> Result<Self, TableError> {
        if !cells.has_next()? {
            return Err(TableError::Column(cells.name));
        }
        cells.flags.next().ok_or(TableError::Column(cells.name))
    }
}

/// A struct that is a row: its fields with the names of their columns, in JSON and in Parquet alike.
macro_rules! row {
    ($(#[$meta:meta])* pub struct $name:ident { $($(#[$about:meta])* $column:literal $field:ident: $type:ty,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[serde(default)]
        pub struct $name {
            $($(#[$about])* #[serde(rename = $column)] pub $field: $type,)*
        }

        impl $crate::session::evidence::table::Row for $name {
            const COLUMNS: &'static [(&'static str, $crate::session::evidence::table::Kind, bool)] = &[
                $((
                    $column,
                    <$type as $crate::session::evidence::table::Cell>::KIND,
                    <$type as $crate::session::evidence::table::Cell>::OPTIONAL,
                )),*
            ];

            fn put(&self, columns: &mut [$crate::session::evidence::table::Values]) {
                let mut columns = columns.iter_mut();
                $(if let Some(column) = columns.next() {
                    $crate::session::evidence::table::Cell::put(&self.$field, column);
                })*
            }

            fn take(
                columns: &mut [$crate::session::evidence::table::Cells],
            ) -> Result<Self, $crate::session::evidence::table::TableError> {
                let mut columns = columns.iter_mut();
                Ok(Self { $($field: {
                    let column = columns.next();
                    let column =
                        column.ok_or($crate::session::evidence::table::TableError::Column($column))?;
                    $crate::session::evidence::table::Cell::take(column)?
                },)* })
            }
        }
    };
}
pub(super) use row;

/// The reader of Parquet panics on some damaged files; to us that is an error as any other.
fn guarded<T>(read: impl FnOnce() -> Result<T, TableError>) -> Result<T, TableError> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(TableError::Damaged))
}

fn schema<R: Row>() -> Result<TypePtr, ParquetError> {
    let column = |(name, kind, optional): &(&str, Kind, bool)| {
        let (physical, logical) = match kind {
            Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            Kind::Number => (Physical::INT32, None),
            Kind::Flag => (Physical::BOOLEAN, None),
        };
        let repetition = if *optional { Repetition::OPTIONAL } else { Repetition::REQUIRED };
        let column = Type::primitive_type_builder(name, physical).with_repetition(repetition);
        column.with_logical_type(logical).build().map(Arc::new)
    };
    let columns = R::COLUMNS.iter().map(column).collect::<Result<Vec<_>, _>>()?;
    Ok(Arc::new(Type::group_type_builder("diplograph").with_fields(columns).build()?))
}

/// Writes rows from front to back.
pub struct TableWriter<W: Write + Send, R> {
    writer: SerializedFileWriter<W>,
    columns: Vec<Values>,
    waiting: usize,
    group: usize,
    rows: PhantomData<R>,
}

impl<W: Write + Send, R: Row> TableWriter<W, R> {
    /// A new table of which `group` rows stand together: so many must be read to have one.
    pub fn new(out: W, group: usize) -> Result<Self, TableError> {
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by("diplograph".to_owned())
            .build();
        let writer = SerializedFileWriter::new(out, schema::<R>()?, Arc::new(properties))?;
        let columns = R::COLUMNS.iter().map(|_| Values::default()).collect();
        Ok(Self { writer, columns, waiting: 0, group, rows: PhantomData })
    }

    /// Adds a row.
    pub fn push(&mut self, row: &R) -> Result<(), TableError> {
        row.put(&mut self.columns);
        self.waiting += 1;
        if self.waiting == self.group { self.flush() } else { Ok(()) }
    }

    /// Writes the rows that wait.
    pub fn flush(&mut self) -> Result<(), TableError> {
        if self.waiting == 0 {
            return Ok(());
        }
        self.waiting = 0;
        let mut group = self.writer.next_row_group()?;
        for (values, (_, kind, optional)) in self.columns.iter_mut().zip(R::COLUMNS) {
            let Some(mut column) = group.next_column()? else { break };
            let Values { levels, texts, numbers, flags } = std::mem::take(values);
            let levels = optional.then_some(levels.as_slice());
            match kind {
                Kind::Text => column.typed::<ByteArrayType>().write_batch(&texts, levels, None)?,
                Kind::Number => column.typed::<Int32Type>().write_batch(&numbers, levels, None)?,
                Kind::Flag => column.typed::<BoolType>().write_batch(&flags, levels, None)?,
            };
            column.close()?;
        }
        group.close()?;
        Ok(())
    }

    /// Ends the table.
    pub fn finish(mut self) -> Result<W, TableError> {
        self.flush()?;
        Ok(self.writer.into_inner()?)
    }
}

/// A table that can be read.
pub struct TableReader<R> {
    file: SerializedFileReader<File>,
    rows: PhantomData<R>,
}

impl<R: Row> TableReader<R> {
    /// Opens a table.
    pub fn open(path: &Path) -> Result<Self, TableError> {
        let file = File::open(path)?;
        let file = guarded(|| Ok(SerializedFileReader::new(file)?))?;
        Ok(Self { file, rows: PhantomData })
    }

    /// How many groups of rows there are.
    #[must_use]
    pub fn groups(&self) -> usize {
        self.file.num_row_groups()
    }

    /// How many rows a group has.
    #[must_use]
    pub fn rows_in(&self, group: usize) -> usize {
        let rows = self.file.metadata().row_group(group).num_rows();
        usize::try_from(rows).unwrap_or(0)
    }

    /// The rows of a group.
    pub fn rows(&self, group: usize) -> Result<Vec<R>, TableError> {
        let names: Vec<_> = R::COLUMNS.iter().collect();
        let mut cells =
            names.iter().map(|column| self.cells(group, column)).collect::<Result<Vec<_>, _>>()?;
        (0..self.rows_in(group)).map(|_| R::take(&mut cells)).collect()
    }

    /// The numbers of a required column of a group.
    pub fn numbers(&self, group: usize, column: &'static str) -> Result<Vec<i32>, TableError> {
        let cells = self.cells(group, &(column, Kind::Number, false))?;
        if cells.missing { Err(TableError::Column(column)) } else { Ok(cells.numbers.collect()) }
    }

    fn cells(&self, group: usize, column: &(&'static str, Kind, bool)) -> Result<Cells, TableError> {
        guarded(|| self.read_cells(group, *column))
    }

    fn read_cells(&self, group: usize, column: (&'static str, Kind, bool)) -> Result<Cells, TableError> {
        let (name, kind, optional) = column;
        let reader = self.file.get_row_group(group)?;
        let schema = self.file.metadata().file_metadata().schema_descr();
        let place = schema.columns().iter().position(|column| column.name() == name);
        let (mut levels, mut texts, mut numbers, mut flags) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut nullable = false;
        if let Some(place) = place {
            let described = schema.column(place);
            nullable = described.max_def_level() == 1;
            if described.max_rep_level() > 0 || described.max_def_level() > 1 || nullable && !optional {
                return Err(TableError::Column(name));
            }
            let mut left = self.rows_in(group);
            let mut column = reader.get_column_reader(place)?;
            while left > 0 {
                let levels = nullable.then_some(&mut levels);
                let (records, ..) = match (&mut column, kind) {
                    (ColumnReader::ByteArrayColumnReader(column), Kind::Text) => {
                        column.read_records(left, levels, None, &mut texts)?
                    }
                    (ColumnReader::Int32ColumnReader(column), Kind::Number) => {
                        column.read_records(left, levels, None, &mut numbers)?
                    }
                    (ColumnReader::BoolColumnReader(column), Kind::Flag) => {
                        column.read_records(left, levels, None, &mut flags)?
                    }
                    _ => return Err(TableError::Column(name)),
                };
                if records == 0 {
                    return Err(TableError::Column(name));
                }
                left -= records;
            }
        }
        Ok(Cells {
            name,
            levels: nullable.then(|| levels.into_iter()),
            texts: texts.into_iter(),
            numbers: numbers.into_iter(),
            flags: flags.into_iter(),
            missing: place.is_none(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    row! {
        /// A row.
        pub struct Sample {
            "name" name: String,
            "note" note: Option<String>,
            "count" count: u32,
            "year" year: Option<u32>,
            "sure" sure: bool,
        }
    }

    row! {
        /// Another row of the same table.
        pub struct Other {
            "year" year: Option<u32>,
            "place" place: Option<String>,
        }
    }

    fn samples() -> Vec<Sample> {
        let sample = |index: u32| Sample {
            name: format!("n{}", index % 3),
            note: index.is_multiple_of(2).then(|| "Zürich".to_owned()),
            count: index,
            year: (index % 5 == 1).then_some(1956),
            sure: index.is_multiple_of(4),
        };
        (0..25).map(sample).collect()
    }

    fn written() -> Vec<u8> {
        let mut writer = TableWriter::<_, Sample>::new(Vec::new(), 10).unwrap();
        samples().iter().for_each(|row| writer.push(row).unwrap());
        writer.finish().unwrap()
    }

    #[test]
    fn rows_come_back_and_the_same_rows_give_the_same_bytes() {
        let (folder, bytes) = (tempfile::tempdir().unwrap(), written());
        assert_eq!(bytes, written());
        let path = folder.path().join("a.parquet");
        std::fs::write(&path, bytes).unwrap();
        let reader = TableReader::<Sample>::open(&path).unwrap();
        assert_eq!((reader.groups(), reader.rows_in(2)), (3, 5));
        let rows: Vec<Sample> = (0..3).flat_map(|group| reader.rows(group).unwrap()).collect();
        assert_eq!(rows, samples());
        assert_eq!(reader.numbers(1, "count").unwrap(), (10..20).collect::<Vec<_>>());
        // A column that is not there is missing in all rows.
        let other = TableReader::<Other>::open(&path).unwrap().rows(0).unwrap();
        assert_eq!(other[1], Other { year: Some(1956), place: None });
    }

    #[test]
    fn damaged_tables_are_errors() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.parquet");
        let bytes = written();
        let read = |bytes: &[u8]| {
            std::fs::write(&path, bytes).unwrap();
            let reader = TableReader::<Sample>::open(&path)?;
            (0..reader.groups()).map(|group| reader.rows(group)).collect::<Result<Vec<_>, _>>()
        };
        for cut in [0, 3, 40, bytes.len() / 2, bytes.len() - 1] {
            assert!(read(&bytes[..cut]).is_err(), "cut at {cut}");
        }
        // A changed byte may give another name; it must not crash.
        for at in 0..bytes.len() {
            let mut bytes = bytes.clone();
            bytes[at] ^= 0x55;
            read(&bytes).ok();
        }
    }
}
