//! Rows under named columns, written as CSV (RFC 4180), as tab-separated values or as JSON lines.
//!
//! A text that a spreadsheet would run as a formula is defused in CSV and tab-separated values: those
//! that begin with `=`, `+`, `-`, `@`, a tab or a carriage return get an apostrophe before them, as
//! OWASP advises. Numbers are numbers and stay as they are.

use std::borrow::Cow;

use serde_json::{Number, Value as Json};

use crate::article::disguise;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Not known, or none.
    None,
    /// Words.
    Text(String),
    /// A count.
    Whole(i64),
    /// A measure.
    Real(f32),
    /// Yes or no.
    Flag(bool),
}

impl Value {
    /// Words, or none where there are none.
    pub(super) fn text(words: Option<impl Into<String>>) -> Self {
        words.map_or(Self::None, |words| Self::Text(words.into()))
    }

    /// A count.
    pub(super) fn count(number: usize) -> Self {
        Self::Whole(i64::try_from(number).unwrap_or(i64::MAX))
    }

    /// As plain text, without any defusing; empty for none. `None` where nothing is known.
    pub(super) fn plain(&self) -> Option<Cow<'_, str>> {
        Some(match self {
            Self::None => return None,
            Self::Text(words) => Cow::Borrowed(words.as_str()),
            Self::Whole(number) => Cow::Owned(number.to_string()),
            Self::Real(number) => Cow::Owned(number.to_string()),
            Self::Flag(flag) => Cow::Borrowed(if *flag { "true" } else { "false" }),
        })
    }

    /// As a spreadsheet may have it.
    fn cell(&self) -> Cow<'_, str> {
        match self {
            Self::Text(words) => defused(words),
            _ => self.plain().unwrap_or_default(),
        }
    }

    fn json(&self) -> Json {
        match self {
            Self::None => Json::Null,
            Self::Text(words) => Json::String(disguise::text(words).into_owned()),
            Self::Whole(number) => Json::Number((*number).into()),
            // By its shortest text, so that 0.1 stays 0.1; what is no number is null.
            Self::Real(number) => {
                let shortest = number.to_string().parse::<f64>().ok();
                shortest.and_then(Number::from_f64).map_or(Json::Null, Json::Number)
            }
            Self::Flag(flag) => Json::Bool(*flag),
        }
    }
}

/// A text that no spreadsheet runs.
fn defused(words: &str) -> Cow<'_, str> {
    let words = disguise::text(words);
    if words.starts_with(['=', '+', '-', '@', '\t', '\r']) { Cow::Owned(format!("'{words}")) } else { words }
}

/// What a column holds, for formats that declare it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// Counts.
    Whole,
    /// Measures.
    Real,
    /// Yes or no.
    Flag,
}

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name, in small letters with underscores.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
}

impl Column {
    pub(super) const fn text(name: &'static str) -> Self {
        Self { name, kind: Kind::Text }
    }

    pub(super) const fn whole(name: &'static str) -> Self {
        Self { name, kind: Kind::Whole }
    }

    pub(super) const fn real(name: &'static str) -> Self {
        Self { name, kind: Kind::Real }
    }

    pub(super) const fn flag(name: &'static str) -> Self {
        Self { name, kind: Kind::Flag }
    }
}

/// Rows under columns: each row has a value for each column.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Vec<Value>>,
}

impl Table {
    /// CSV by RFC 4180: a line of names, lines end with CR LF, quotes where needed.
    #[must_use]
    pub fn csv(&self) -> String {
        let names = self.columns.iter().map(|column| column.name.to_owned()).collect();
        written(std::iter::once(names).chain(self.cells()))
    }

    /// The same without the line of names.
    pub(super) fn csv_rows(&self) -> String {
        written(self.cells())
    }

    /// The same with tabs between, as event tables have it; tabs and line ends within cells are blanks.
    pub(super) fn tab_separated(&self) -> String {
        let mut text = self.columns.iter().map(|column| column.name).collect::<Vec<_>>().join("\t");
        text.push('\n');
        text.push_str(&self.tab_separated_rows());
        text
    }

    /// The same without the line of names.
    pub(super) fn tab_separated_rows(&self) -> String {
        let mut text = String::new();
        for row in &self.rows {
            for (i, value) in row.iter().enumerate() {
                if i > 0 {
                    text.push('\t');
                }
                let words = match value {
                    Value::Text(words) => Cow::Owned(words.replace(['\t', '\n', '\r'], " ")),
                    value => value.cell(),
                };
                text.push_str(&if matches!(value, Value::Text(_)) { defused(&words) } else { words.clone() });
            }
            text.push('\n');
        }
        text
    }

    /// One object a line; keys in the order of the columns, null where nothing is known.
    #[must_use]
    pub fn json_lines(&self) -> String {
        let mut text = String::new();
        for row in &self.rows {
            text.push('{');
            for (i, (column, value)) in self.columns.iter().zip(row).enumerate() {
                if i > 0 {
                    text.push(',');
                }
                text.push_str(&format!("\"{}\":{}", column.name, value.json()));
            }
            text.push_str("}\n");
        }
        text
    }

    /// The rows as a spreadsheet may have them.
    fn cells(&self) -> impl Iterator<Item = Vec<String>> {
        self.rows.iter().map(|row| row.iter().map(|value| value.cell().into_owned()).collect())
    }
}

fn written(rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).flexible(true).from_writer(Vec::new());
    for row in rows {
        // Writing to memory can't fail.
        writer.write_record(row).ok();
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(words: &[&str]) -> Table {
        let row = |word: &&str| vec![Value::Text((*word).to_owned()), Value::Real(-0.1)];
        Table {
            columns: vec![Column::text("words"), Column::real("number")],
            rows: words.iter().map(row).collect(),
        }
    }

    #[test]
    fn formulas_are_defused_and_numbers_are_not() {
        let text = table(&["=1+1", "+x", "-x", "@x", "\tx", "a=b", ""]).csv();
        assert_eq!(
            text,
            "words,number\r\n'=1+1,-0.1\r\n'+x,-0.1\r\n'-x,-0.1\r\n'@x,-0.1\r\n'\tx,-0.1\r\na=b,-0.1\r\n,-0.1\r\n"
        );
    }

    #[test]
    fn quotes_commas_and_lines_are_quoted() {
        assert_eq!(table(&["a \"b\", c\nd"]).csv(), "words,number\r\n\"a \"\"b\"\", c\nd\",-0.1\r\n");
    }

    #[test]
    fn tabs_within_a_cell_are_blanks() {
        assert_eq!(table(&["a\tb\nc"]).tab_separated(), "words\tnumber\na b c\t-0.1\n");
        assert_eq!(table(&["=a\tb"]).tab_separated_rows(), "'=a b\t-0.1\n");
    }

    #[test]
    fn a_json_line_has_the_columns_in_order() {
        assert_eq!(table(&["=\"x\""]).json_lines(), "{\"words\":\"=\\\"x\\\"\",\"number\":-0.1}\n");
        let nothing = Table { columns: vec![Column::text("a")], rows: vec![vec![Value::Real(f32::NAN)]] };
        assert_eq!(nothing.json_lines(), "{\"a\":null}\n");
    }
}
