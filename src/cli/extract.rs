//! `diplograph extract`: one JSON row a line, for pipes and batches.
//!
//! Article files come first, in the order of their paths and each text once; then events that others
//! coded, table by table; then JSON lines, in the order of their inputs and lines. So the rows are the same in any order of the files, and a batch can
//! be cut into parts. A bad input gives an error row in its place, and the rest goes on.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;

use super::Outcome;
use crate::article::mapping::{Mapping, Mappings};
use crate::article::{Article, CodedTable, Place, json_line, open};
use crate::event::{self, Knowledge, coded};
use crate::export::coded_rows::coded_rows;
use crate::export::rows::{ErrorRow, RowKind, rows};

/// Articles or lines that are read at once, on all cores, before their rows are written.
const BATCH: usize = 256;
/// The longest line that is taken for an article, in bytes.
const LONGEST_LINE: u64 = 64 << 20;

/// Writes the rows of all inputs.
pub(super) fn run(
    kind: RowKind,
    inputs: &[PathBuf],
    mapping: Mapping,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<Outcome> {
    let mut extraction = Extraction::new(kind, mapping, out, err);
    let is_stdin = |path: &&PathBuf| path.as_os_str() == "-";
    let (stdin, named): (Vec<_>, Vec<_>) = inputs.iter().partition(is_stdin);
    let named: Vec<PathBuf> = named.into_iter().cloned().collect();
    let (files, failures) = open::list_files(&named);
    let (lines, articles): (Vec<_>, Vec<_>) =
        files.into_iter().partition(|path| is_json_lines(path) && !open::is_coded_lines(path));
    extraction.articles(&articles, failures)?;
    for path in &lines {
        match File::open(path) {
            Ok(file) => extraction.lines(path, BufReader::new(file))?,
            Err(error) => {
                let text = format!("can't open this file: {error}");
                extraction.failed(&Failed { id: None, path, line: None, text })?;
            }
        }
    }
    if !stdin.is_empty() {
        extraction.lines(Path::new("-"), io::stdin().lock())?;
    }
    extraction.bar.finish_and_clear();
    Ok(if extraction.opened == 0 { Outcome::InputFailed } else { Outcome::Done })
}

fn is_json_lines(path: &Path) -> bool {
    let extension = path.extension().map(std::ffi::OsStr::to_ascii_lowercase);
    extension.is_some_and(|extension| extension == "jsonl" || extension == "ndjson")
}

/// Makes rows; shared by all cores.
struct Reader {
    kind: RowKind,
    mappings: Mappings,
    knowledge: Knowledge,
}

impl Reader {
    fn rows(&self, article: &Article) -> String {
        rows(self.kind, article, &event::read(&self.knowledge, article))
    }

    /// The rows of one line of JSON.
    fn line<'p>(&self, path: &'p Path, line: u32, bytes: &[u8]) -> Result<String, Failed<'p>> {
        let failed = |id, text| Failed { id, path, line: Some(line), text };
        let text = std::str::from_utf8(bytes)
            .map_err(|error| failed(None, format!("this line is not UTF-8: {error}")))?;
        let (_, article) = json_line::article_from_line(text, path, line, &self.mappings.all)
            .map_err(|error| failed(error.id, error.reason))?;
        Ok(self.rows(&article))
    }
}

/// A run over all inputs.
struct Extraction<'a> {
    reader: Reader,
    out: &'a mut dyn Write,
    err: &'a mut dyn Write,
    /// Shown on standard error, if that is a terminal.
    bar: ProgressBar,
    /// Article files and inputs of lines that could be opened.
    opened: usize,
}

/// An input, or a line of one, that gave no article.
struct Failed<'a> {
    id: Option<String>,
    path: &'a Path,
    line: Option<u32>,
    text: String,
}

impl<'a> Extraction<'a> {
    fn new(kind: RowKind, mapping: Mapping, out: &'a mut dyn Write, err: &'a mut dyn Write) -> Self {
        let bar = ProgressBar::no_length();
        if let Ok(style) = ProgressStyle::with_template("Reading {pos} articles, {per_sec}") {
            bar.set_style(style);
        }
        let reader = Reader { kind, mappings: Mappings::of_all(mapping), knowledge: Knowledge::embedded() };
        Self { reader, out, err, bar, opened: 0 }
    }

    /// Rows of article files, in the order of their paths.
    fn articles(&mut self, files: &[PathBuf], mut failures: Vec<open::Failure>) -> io::Result<()> {
        let (mut articles, mut tables) = (Vec::new(), Vec::new());
        let mappings = &self.reader.mappings;
        for opened in files.par_iter().map(|path| open::open_mapped(path, mappings)).collect::<Vec<_>>() {
            articles.extend(opened.articles);
            tables.extend(opened.coded);
            failures.extend(opened.failures);
        }
        self.opened += articles.len() + tables.len();
        let mut articles = open::join_same(articles);
        articles.sort_by(|one, other| (&one.places, one.id).cmp(&(&other.places, other.id)));
        failures.sort();
        let mut failures = failures.into_iter().peekable();
        for batch in articles.chunks(BATCH) {
            let reader = &self.reader;
            let written: Vec<String> = batch.par_iter().map(|article| reader.rows(article)).collect();
            for (article, rows) in batch.iter().zip(written) {
                let before = |failure: &open::Failure| Place::File(failure.path.clone()) < article.places[0];
                while let Some(failure) = failures.next_if(before) {
                    self.failure(failure)?;
                }
                self.write(&rows)?;
            }
        }
        failures.try_for_each(|failure| self.failure(failure))?;
        self.tables(tables)
    }

    /// Rows of events that others coded.
    fn tables(&mut self, tables: Vec<CodedTable>) -> io::Result<()> {
        let tables: Vec<_> = open::join_tables(tables).into_iter().map(Arc::new).collect();
        for coding in coded::code(&self.reader.knowledge.gazetteer, &tables) {
            self.out.write_all(coded_rows(self.reader.kind, &coding).as_bytes())?;
        }
        Ok(())
    }

    /// Rows of JSON lines, in their order.
    fn lines(&mut self, path: &Path, mut input: impl BufRead) -> io::Result<()> {
        self.opened += 1;
        let mut number = 0;
        loop {
            let batch = match next_lines(&mut input, &mut number) {
                Ok(batch) if batch.is_empty() => return Ok(()),
                Ok(batch) => batch,
                Err(error) => {
                    let text = format!("can't read on: {error}");
                    return self.failed(&Failed { id: None, path, line: Some(number), text });
                }
            };
            let reader = &self.reader;
            let read = |(line, bytes): &(u32, Vec<u8>)| reader.line(path, *line, bytes);
            for result in batch.par_iter().map(read).collect::<Vec<_>>() {
                match result {
                    Ok(rows) => self.write(&rows)?,
                    Err(failed) => self.failed(&failed)?,
                }
            }
        }
    }

    fn write(&mut self, rows: &str) -> io::Result<()> {
        self.bar.inc(1);
        self.out.write_all(rows.as_bytes())
    }

    fn failure(&mut self, failure: open::Failure) -> io::Result<()> {
        self.failed(&Failed { id: None, path: &failure.path, line: None, text: failure.reason })
    }

    /// An error row, and the same in words on standard error.
    fn failed(&mut self, failed: &Failed<'_>) -> io::Result<()> {
        let path = failed.path.display().to_string();
        let place = failed.line.map_or_else(|| path.clone(), |line| format!("{path}, line {line}"));
        self.bar.suspend(|| writeln!(self.err, "{}\nFile: {place}", failed.text))?;
        let row =
            ErrorRow { article: failed.id.clone(), path, line: failed.line, error: failed.text.clone() };
        writeln!(self.out, "{}", row.to_json())
    }
}

/// Up to [`BATCH`] lines that are not blank, each with its number.
fn next_lines(input: &mut impl BufRead, number: &mut u32) -> io::Result<Vec<(u32, Vec<u8>)>> {
    let mut lines = Vec::new();
    while lines.len() < BATCH {
        let mut line = Vec::new();
        let length = io::Read::take(&mut *input, LONGEST_LINE).read_until(b'\n', &mut line)?;
        if length == 0 {
            break;
        }
        *number += 1;
        if line.len() as u64 == LONGEST_LINE {
            return Err(io::Error::other("a line is longer than 64 MB"));
        }
        if !line.trim_ascii().is_empty() {
            lines.push((*number, line));
        }
    }
    Ok(lines)
}
