//! `diplograph extract`: rows for pipes and batches.
//!
//! Article files come first, in the order of their paths and each text once; then events that others
//! coded, table by table; then JSON lines, in the order of their inputs and lines. So the rows are the same
//! in any order of the files, and a batch can be cut into parts. A bad input gives an error row in its place,
//! and the rest goes on. Inputs are read once from front to back, some articles at a time, so that memory
//! does not grow with them.

use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal as _, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;

use super::files::{ArticleFiles, Found};
use super::lines::{self, Line, Lines};
use super::{ExtractArgs, Outcome, Rows};
use crate::article::mapping::Mappings;
use crate::article::{Article, CodedTable, Place, disguise, json_line, open};
use crate::event::{self, Knowledge, coded};
use crate::export::coded_rows::{coded_evidence, coded_rows};
use crate::export::evidence::{Provenance, SentenceText, as_lines, evidence_rows};
use crate::export::months::MonthTables;
use crate::export::rows::{ErrorRow, RowKind, rows};
use crate::session::evidence::EvidenceRow;

/// Texts of more bytes are read one after the other, not side by side: reading takes memory.
const LONG: usize = 256 << 10;
/// A line with a text of more bytes gives an error row: no article is that long.
const LONGEST: usize = 2 << 20;

/// Writes the rows of all inputs; without one, of standard input.
pub(super) fn run(args: &ExtractArgs, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Outcome> {
    let inputs = &args.inputs;
    if inputs.is_empty() && io::stdin().is_terminal() {
        writeln!(
            err,
            "extract reads JSON lines from standard input, which is this terminal: name an input, or a pipe"
        )?;
        return Ok(Outcome::WrongUse);
    }
    let knowledge = Knowledge::embedded();
    if let Err(reason) = knowledge.check() {
        writeln!(err, "this installation is broken: {reason}")?;
        return Ok(Outcome::OutputFailed);
    }
    let months = match &args.to {
        Some(to) => match MonthTables::new(to) {
            Ok(months) => Some(months),
            Err(error) => {
                writeln!(err, "can't write the rows: {error}\nFolder: {}", to.display())?;
                return Ok(Outcome::OutputFailed);
            }
        },
        None => None,
    };
    let reader = Reader::new(args, knowledge);
    let mappings = reader.mappings.clone();
    let mut extraction = Extraction::new(reader, months, out, err);
    let is_stdin = |path: &&PathBuf| path.as_os_str() == "-";
    let (stdin, named): (Vec<_>, Vec<_>) = inputs.iter().partition(is_stdin);
    let named: Vec<PathBuf> = named.into_iter().cloned().collect();
    let (files, failures) = open::list_files(&named);
    let (lines, articles): (Vec<_>, Vec<_>) =
        files.into_iter().partition(|path| is_json_lines(path) && !open::is_coded_lines(path));
    extraction.articles(ArticleFiles::new(articles, failures, mappings))?;
    for path in &lines {
        match File::open(path) {
            Ok(file) => extraction.lines(path, BufReader::new(file))?,
            Err(error) => {
                let text = format!("can't open this file: {error}");
                extraction.failed(&Failed { id: None, path, line: None, text })?;
            }
        }
    }
    if !stdin.is_empty() || inputs.is_empty() {
        extraction.lines(Path::new("-"), io::stdin().lock())?;
    }
    extraction.bar.finish_and_clear();
    if let Some(months) = extraction.months {
        months.finish().map_err(io::Error::other)?;
    }
    Ok(if extraction.opened == 0 { Outcome::InputFailed } else { Outcome::Done })
}

fn is_json_lines(path: &Path) -> bool {
    let extension = path.extension().map(std::ffi::OsStr::to_ascii_lowercase);
    extension.is_some_and(|extension| extension == "jsonl" || extension == "ndjson")
}

/// Makes rows; shared by all cores.
struct Reader {
    wanted: Wanted,
    mappings: Mappings,
    knowledge: Knowledge,
}

/// Which rows, and in what form.
enum Wanted {
    Lines(RowKind),
    EvidenceLines(Provenance, SentenceText),
    Tables(Provenance, SentenceText),
}

/// The rows of an article.
enum Made {
    Lines(String),
    Rows(Vec<EvidenceRow>),
}

impl Reader {
    fn new(args: &ExtractArgs, knowledge: Knowledge) -> Self {
        let provenance = Provenance::now(&knowledge);
        let text = if args.with_text { SentenceText::Kept } else { SentenceText::LeftOut };
        let wanted = match (args.to.is_some(), args.rows) {
            (true, _) => Wanted::Tables(provenance, text),
            (false, Rows::Evidence) => Wanted::EvidenceLines(provenance, text),
            (false, Rows::Mentions) => Wanted::Lines(RowKind::Mentions),
            (false, Rows::Articles) => Wanted::Lines(RowKind::Articles),
            (false, Rows::Events) => Wanted::Lines(RowKind::Events),
        };
        let mappings = Mappings::of_all(args.map.clone().unwrap_or_default());
        Self { wanted, mappings, knowledge }
    }

    /// The rows of an article, or why there are none.
    fn rows(&self, article: &Article) -> Result<Made, String> {
        let read = || {
            let reading = match self.wanted {
                // Nothing else of a reading stands in these rows.
                Wanted::Lines(RowKind::Events) | Wanted::EvidenceLines(..) | Wanted::Tables(..) => {
                    event::read_events(&self.knowledge, article)
                }
                Wanted::Lines(_) => event::read(&self.knowledge, article),
            };
            match &self.wanted {
                Wanted::Lines(kind) => Made::Lines(rows(*kind, article, &reading)),
                Wanted::EvidenceLines(provenance, text) => {
                    Made::Lines(as_lines(&evidence_rows(provenance, article, &reading, *text)))
                }
                Wanted::Tables(provenance, text) => {
                    Made::Rows(evidence_rows(provenance, article, &reading, *text))
                }
            }
        };
        catch_unwind(AssertUnwindSafe(read)).map_err(|_| "the program failed on this article".to_owned())
    }

    /// The rows of some articles, in order: on all cores, but long ones alone.
    fn rows_of_all<'t, T: Sync, R: Send>(
        items: &'t [T],
        length: impl Fn(&T) -> usize,
        rows: impl Fn(&'t T) -> R + Sync,
    ) -> Vec<R> {
        let mut all = Vec::with_capacity(items.len());
        for group in items.chunk_by(|one, other| length(one).max(length(other)) <= LONG) {
            all.extend(group.par_iter().map(&rows).collect::<Vec<_>>());
        }
        all
    }

    /// The rows of what an article file gave.
    fn found<'f>(&self, found: &'f Found) -> Result<Made, Failed<'f>> {
        match found {
            Found::Failure(failure) => {
                Err(Failed { id: None, path: &failure.path, line: None, text: failure.reason.clone() })
            }
            Found::Article(article) => self.rows(article).map_err(|text| Failed {
                id: Some(article.id.to_string()),
                path: article.places.first().and_then(Place::path).unwrap_or(Path::new("-")),
                line: None,
                text,
            }),
        }
    }

    /// The rows of one line of JSON.
    fn line<'p>(&self, path: &'p Path, line: &Line) -> Result<Made, Failed<'p>> {
        let failed = |id, text| Failed { id, path, line: Some(line.number), text };
        let bytes = line.bytes.as_ref().ok_or_else(|| failed(None, lines::too_long()))?;
        let text = std::str::from_utf8(bytes)
            .map_err(|error| failed(None, format!("this line is not UTF-8: {error}")))?;
        let (id, article) = json_line::article_from_line(text, path, line.number, &self.mappings.all)
            .map_err(|error| failed(error.id, error.reason))?;
        if article.text.len() > LONGEST {
            return Err(failed(id, format!("the text has more than {} MB: split it", LONGEST >> 20)));
        }
        self.rows(&article).map_err(|text| failed(id, text))
    }
}

/// A run over all inputs.
struct Extraction<'a> {
    reader: Reader,
    /// Where rows go that are to be tables.
    months: Option<MonthTables>,
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
    fn new(
        reader: Reader,
        months: Option<MonthTables>,
        out: &'a mut dyn Write,
        err: &'a mut dyn Write,
    ) -> Self {
        let bar = ProgressBar::no_length();
        if let Ok(style) = ProgressStyle::with_template("Reading {pos} articles, {per_sec}") {
            bar.set_style(style);
        }
        Self { reader, months, out, err, bar, opened: 0 }
    }

    /// Rows of article files, in the order of their paths.
    fn articles(&mut self, files: ArticleFiles) -> io::Result<()> {
        let tables = files.try_for_each(|found| {
            let length = |found: &Found| match found {
                Found::Article(article) => article.text.len(),
                Found::Failure(_) => 0,
            };
            let rows = Reader::rows_of_all(&found, length, |found| self.reader.found(found));
            self.opened += found.iter().filter(|found| matches!(found, Found::Article(_))).count();
            rows.into_iter().try_for_each(|rows| self.write(rows))
        })?;
        self.tables(tables)
    }

    /// Rows of events that others coded.
    fn tables(&mut self, tables: Vec<CodedTable>) -> io::Result<()> {
        self.opened += tables.len();
        let tables: Vec<_> = open::join_tables(tables).into_iter().map(Arc::new).collect();
        for coding in coded::code(&self.reader.knowledge.gazetteer, &tables) {
            match &self.reader.wanted {
                Wanted::Lines(kind) => self.out.write_all(coded_rows(*kind, &coding).as_bytes())?,
                Wanted::EvidenceLines(provenance, text) => {
                    for row in coded_evidence(provenance, &coding, *text) {
                        self.out.write_all(as_lines(&[row]).as_bytes())?;
                    }
                }
                Wanted::Tables(provenance, text) => {
                    let Some(months) = &mut self.months else { continue };
                    let mut rows = coded_evidence(provenance, &coding, *text);
                    rows.try_for_each(|row| months.push(row)).map_err(io::Error::other)?;
                }
            }
        }
        Ok(())
    }

    /// Rows of JSON lines, in their order.
    fn lines(&mut self, path: &Path, input: impl BufRead) -> io::Result<()> {
        self.opened += 1;
        let mut input = Lines::new(input);
        loop {
            let batch = match input.next() {
                Ok(batch) if batch.is_empty() => return Ok(()),
                Ok(batch) => batch,
                Err(error) => {
                    let text = format!("can't read on: {error}");
                    return self.failed(&Failed { id: None, path, line: Some(input.number), text });
                }
            };
            let length = |line: &Line| line.bytes.as_ref().map_or(0, Vec::len);
            for result in Reader::rows_of_all(&batch, length, |line| self.reader.line(path, line)) {
                self.write(result)?;
            }
        }
    }

    fn write(&mut self, made: Result<Made, Failed<'_>>) -> io::Result<()> {
        self.bar.inc(u64::from(made.is_ok()));
        match made {
            Ok(Made::Lines(lines)) => self.out.write_all(lines.as_bytes()),
            Ok(Made::Rows(rows)) => match &mut self.months {
                Some(months) => {
                    rows.into_iter().try_for_each(|row| months.push(row)).map_err(io::Error::other)
                }
                None => Ok(()),
            },
            Err(failed) => self.failed(&failed),
        }
    }

    /// An error row, and the same in words on standard error.
    fn failed(&mut self, failed: &Failed<'_>) -> io::Result<()> {
        let path = disguise::file_name(&failed.path.to_string_lossy()).into_owned();
        let place = failed.line.map_or_else(|| path.clone(), |line| format!("{path}, line {line}"));
        self.bar.suspend(|| writeln!(self.err, "{}\nFile: {place}", failed.text))?;
        let row =
            ErrorRow { article: failed.id.clone(), path, line: failed.line, error: failed.text.clone() };
        writeln!(self.out, "{}", row.to_json())
    }
}
