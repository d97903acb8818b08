//! Rows of any number of shards, in any order, become one evidence folder.
//!
//! Collecting is a group-by: rows are sorted by article and joined ([`join`]), near-duplicates are found
//! over all shards, and events are sorted by dyad and written ([`write`]). Sorting goes over the disk
//! ([`sort`]), so that memory holds some 300 bytes an article (its signature and number) and the rows of
//! one dyad's counts, whatever the number of rows. The same rows give the same bytes, in whatever order,
//! number of files or steps they come, and given twice they count once.

mod check;
mod coded;
mod join;
mod sort;
mod write;

use std::cmp::Ordering;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::article::{ArticleId, Signature, group_signatures};
use crate::session::evidence::folder::{self, is_evidence};
use crate::session::evidence::{EvidenceRow, NewFolder, TableError, TableReader, TableWriter};
use sort::Sorter;

pub use check::{CheckError, FileState, check_folder};

/// Lines that are read at once, on all cores.
const LINES: usize = 4_096;
/// Rows of the tables between two steps that stand together.
const GROUP: usize = 2_000;

/// What was collected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Collected {
    /// Rows that were read.
    pub rows: u64,
    /// Error rows among them, which are passed over.
    pub error_rows: u64,
    /// Articles.
    pub articles: u64,
    /// Rows of events.
    pub events: u64,
    /// Events that others coded.
    pub coded: u64,
    /// Directed dyads.
    pub dyads: usize,
}

/// Why nothing was collected; for a person, the path stands last.
#[derive(Debug, thiserror::Error)]
pub enum CollectError {
    /// An input can't be read.
    #[error("{reason}\nFile: {}", path.display())]
    Input {
        /// The input.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// The folder can't be written.
    #[error("can't write the evidence folder: {0}")]
    Output(#[from] TableError),
}

impl From<io::Error> for CollectError {
    fn from(error: io::Error) -> Self {
        Self::Output(error.into())
    }
}

/// Collects rows into an evidence folder, which appears when all is in it. `inputs` are files of rows
/// (JSON lines or Parquet), folders of such, and evidence folders.
pub fn collect(inputs: &[PathBuf], to: &Path) -> Result<Collected, CollectError> {
    let ours = [
        folder::HEAD,
        folder::ARTICLES,
        folder::EVENTS,
        folder::LINKS,
        folder::SOURCES,
        folder::AGGREGATE,
        folder::CODED,
    ];
    let is_ours =
        |entry: &Path| ours.iter().any(|name| entry.file_name().is_some_and(|entry| entry == *name));
    let new = NewFolder::new(to, is_ours)?;
    let sorting = new.path().join("sorting");
    fs::create_dir_all(&sorting)?;
    let mut collected = Collected::default();

    let mut by_article = Sorter::new(&step(&sorting, "rows")?, join::by_article);
    let mut coded = Sorter::new(&step(&sorting, "coded")?, coded::by_event);
    read_all(inputs, &mut collected, |row| match row.coded_by {
        Some(_) => coded.push(row),
        None => by_article.push(row),
    })?;
    let in_dyads = Sorter::new(&step(&sorting, "coded-by-dyad")?, dyad_order);
    collected.coded = coded::write(new.path(), coded, in_dyads)?;
    let joined = join_all(by_article, &sorting)?;

    let (numbers, outlets) = write_articles(&joined, new.path(), &step(&sorting, "articles")?)?;
    let mut by_dyad = Sorter::new(&step(&sorting, "events")?, dyad_order);
    with_articles(&joined, |event| by_dyad.push(event))?;
    let mut events = by_dyad.sorted()?;
    let mut head = write::events(new.path(), (&numbers, outlets), || events.next_row())?;
    drop(events);
    head.seal(new.path())?;
    head.write(new.path())?;
    fs::remove_dir_all(&sorting)?;
    collected.articles = head.articles.into();
    collected.events = head.events;
    collected.dyads = head.dyads.len();
    new.finish()?;
    Ok(collected)
}

/// Makes an evidence folder of articles and events that are in its order already: articles by date, events by
/// source, target and article. For rows that another program sorted, and for large made-up folders.
pub fn lay_down(
    to: &Path,
    articles: impl FnMut() -> Result<Option<EvidenceRow>, TableError>,
    events: impl FnMut() -> Result<Option<EvidenceRow>, TableError>,
) -> Result<(), CollectError> {
    let new = NewFolder::new(to, |_| false)?;
    let (numbers, outlets) = write::articles(new.path(), articles)?;
    let mut head = write::events(new.path(), (&numbers, outlets), events)?;
    head.seal(new.path())?;
    head.write(new.path())?;
    Ok(new.finish()?)
}

fn step(sorting: &Path, name: &str) -> io::Result<PathBuf> {
    let folder = sorting.join(name);
    fs::create_dir(&folder)?;
    Ok(folder)
}

/// Tables of articles and of their events, both in the order of hashes.
struct JoinedTables {
    articles: PathBuf,
    events: PathBuf,
    /// For each article the place of the first of its near-duplicates in the order of hashes.
    groups: Vec<usize>,
    ids: Vec<ArticleId>,
}

fn join_all(rows: Sorter, sorting: &Path) -> Result<JoinedTables, CollectError> {
    let (articles, events) = (sorting.join("articles.parquet"), sorting.join("events.parquet"));
    let mut article_table = TableWriter::new(BufWriter::new(File::create(&articles)?), GROUP)?;
    let mut event_table = TableWriter::new(BufWriter::new(File::create(&events)?), GROUP)?;
    let (mut ids, mut signatures) = (Vec::new(), Vec::new());
    let mut sorted = rows.sorted()?;
    let mut waiting = sorted.next_row()?;
    while let Some(first) = waiting.take() {
        let mut same = vec![first];
        loop {
            waiting = sorted.next_row()?;
            match waiting.take() {
                Some(row) if row.hash == same[0].hash => same.push(row),
                other => break waiting = other,
            }
        }
        let Some(joined) = join::join(same) else { continue };
        let Ok(id) = joined.article.hash.parse::<ArticleId>() else { continue };
        ids.push(id);
        let signature = joined.article.signature.as_deref().and_then(|text| text.parse().ok());
        signatures.push(signature.unwrap_or_default());
        article_table.push(&joined.article)?;
        joined.events.iter().try_for_each(|event| event_table.push(event))?;
    }
    article_table.finish()?;
    event_table.finish()?;
    let signatures: Vec<&Signature> = signatures.iter().collect();
    Ok(JoinedTables { articles, events, groups: group_signatures(&signatures), ids })
}

/// Reads a table from front to back.
struct Rows {
    table: TableReader<EvidenceRow>,
    group: usize,
    rows: std::vec::IntoIter<EvidenceRow>,
}

impl Rows {
    fn open(path: &Path) -> Result<Self, TableError> {
        Ok(Self { table: TableReader::open(path)?, group: 0, rows: Vec::new().into_iter() })
    }

    fn next_row(&mut self) -> Result<Option<EvidenceRow>, TableError> {
        loop {
            if let Some(row) = self.rows.next() {
                return Ok(Some(row));
            }
            if self.group == self.table.groups() {
                return Ok(None);
            }
            self.rows = self.table.rows(self.group)?.into_iter();
            self.group += 1;
        }
    }
}

/// The articles in the order of hashes, each with the first of its near-duplicates.
fn articles(
    joined: &JoinedTables,
) -> Result<impl FnMut() -> Result<Option<EvidenceRow>, TableError>, TableError> {
    let mut sizes = vec![0_u32; joined.ids.len()];
    joined.groups.iter().for_each(|group| sizes[*group] += 1);
    let (mut rows, mut at) = (Rows::open(&joined.articles)?, 0);
    Ok(move || {
        let Some(mut row) = rows.next_row()? else { return Ok(None) };
        let group = joined.groups.get(at).copied().unwrap_or(at);
        row.copy_of = (sizes.get(group).is_some_and(|size| *size > 1)).then(|| joined.ids[group].to_string());
        at += 1;
        Ok(Some(row))
    })
}

fn write_articles(
    joined: &JoinedTables,
    folder: &Path,
    sorting: &Path,
) -> Result<(write::Numbers, Vec<String>), TableError> {
    let mut by_date = Sorter::new(sorting, date_order);
    let mut next = articles(joined)?;
    while let Some(article) = next()? {
        by_date.push(article)?;
    }
    let mut sorted = by_date.sorted()?;
    write::articles(folder, || sorted.next_row())
}

/// Gives each event with what its article says of itself.
fn with_articles(
    joined: &JoinedTables,
    mut each: impl FnMut(EvidenceRow) -> Result<(), TableError>,
) -> Result<(), TableError> {
    let mut events = Rows::open(&joined.events)?;
    let mut event = events.next_row()?;
    let mut next = articles(joined)?;
    while let Some(article) = next()? {
        while let Some(mut row) = event.take_if(|event| event.hash == article.hash) {
            row.article.clone_from(&article.article);
            row.title.clone_from(&article.title);
            row.outlet.clone_from(&article.outlet);
            row.published.clone_from(&article.published);
            row.url.clone_from(&article.url);
            row.copy_of.clone_from(&article.copy_of);
            each(row)?;
            event = events.next_row()?;
        }
    }
    Ok(())
}

fn date_order(one: &EvidenceRow, other: &EvidenceRow) -> Ordering {
    let date = |row: &EvidenceRow| row.published.is_none();
    date(one)
        .cmp(&date(other))
        .then_with(|| (&one.published, &one.hash).cmp(&(&other.published, &other.hash)))
}

fn dyad_order(one: &EvidenceRow, other: &EvidenceRow) -> Ordering {
    fn place(row: &EvidenceRow) -> impl Ord + '_ {
        let title = row.part.as_deref() == Some("title");
        (!title, row.sentence, row.event, row.reversed, &row.kind)
    }
    (&one.source, &one.target)
        .cmp(&(&other.source, &other.target))
        .then_with(|| date_order(one, other))
        .then_with(|| place(one).cmp(&place(other)))
}

/// Gives the rows of all inputs, as they come.
fn read_all(
    inputs: &[PathBuf],
    collected: &mut Collected,
    mut each: impl FnMut(EvidenceRow) -> Result<(), TableError>,
) -> Result<(), CollectError> {
    for input in inputs {
        let mut files = files_of(input)?;
        files.sort();
        for path in files {
            let failed = |reason: String| CollectError::Input { path: path.clone(), reason };
            if path.extension().is_some_and(|extension| extension == "parquet") {
                let mut rows = Rows::open(&path).map_err(|error| failed(error.to_string()))?;
                while let Some(row) = rows.next_row().map_err(|error| failed(error.to_string()))? {
                    check(&row).map_err(&failed)?;
                    collected.rows += 1;
                    each(row)?;
                }
            } else {
                let file = File::open(&path).map_err(|error| failed(format!("can't open it: {error}")))?;
                read_lines(BufReader::new(file), collected, &failed, &mut each)?;
            }
        }
    }
    Ok(())
}

/// The files with rows under an input, in a folder by their names: engines name lines of text `part-00000`.
/// What a run left that was killed, or keeps for itself, is passed over.
fn files_of(input: &Path) -> Result<Vec<PathBuf>, CollectError> {
    if is_evidence(input) {
        return Ok(folder::tables_of(input));
    }
    let mut files = Vec::new();
    let entries = walkdir::WalkDir::new(input).into_iter();
    for entry in entries.filter_entry(|entry| entry.depth() == 0 || !is_unfinished(entry.path())) {
        let failed = |error: walkdir::Error| CollectError::Input {
            path: input.to_owned(),
            reason: error
                .io_error()
                .map_or_else(|| "a link leads in a circle".to_owned(), ToString::to_string),
        };
        let entry = entry.map_err(failed)?;
        if entry.path().is_file() && (entry.depth() == 0 || holds_rows(entry.path())) {
            files.push(entry.into_path());
        }
    }
    Ok(files)
}

fn holds_rows(path: &Path) -> bool {
    match path.extension() {
        Some(extension) => ["jsonl", "ndjson", "parquet"].iter().any(|known| extension == *known),
        None => path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"part-")),
    }
}

/// Names that Hadoop hides (`_temporary`, `.part-00000.crc`), and folders of ours that are not whole.
fn is_unfinished(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().as_encoded_bytes();
    let hidden = name.starts_with(b"_") || name.starts_with(b".");
    hidden || [".new", ".old"].iter().any(|ending| name.ends_with(ending.as_bytes()))
}

fn read_lines(
    mut input: impl BufRead,
    collected: &mut Collected,
    failed: &impl Fn(String) -> CollectError,
    each: &mut impl FnMut(EvidenceRow) -> Result<(), TableError>,
) -> Result<(), CollectError> {
    let mut number = 0_u64;
    loop {
        let mut lines: Vec<Vec<u8>> = Vec::with_capacity(LINES);
        while lines.len() < LINES {
            let mut line = Vec::new();
            match input.read_until(b'\n', &mut line) {
                Ok(0) => break,
                Ok(_) => lines.push(line),
                Err(error) => return Err(failed(format!("can't read on: {error}"))),
            }
        }
        if lines.is_empty() {
            return Ok(());
        }
        let rows: Vec<Result<Option<EvidenceRow>, String>> = lines.par_iter().map(|line| row(line)).collect();
        for row in rows {
            number += 1;
            match row.map_err(|error| failed(format!("line {number}: {error}")))? {
                Some(row) => {
                    collected.rows += 1;
                    each(row)?;
                }
                None => collected.error_rows += 1,
            }
        }
    }
}

/// The row of a line; nothing for an error row or a blank line.
fn row(line: &[u8]) -> Result<Option<EvidenceRow>, String> {
    #[derive(serde::Deserialize)]
    struct Error {
        #[serde(rename = "error")]
        _error: String,
    }
    if line.trim_ascii().is_empty() {
        return Ok(None);
    }
    let row = match serde_json::from_slice::<EvidenceRow>(line) {
        Ok(row) if !row.hash.is_empty() => row,
        _ if serde_json::from_slice::<Error>(line).is_ok() => return Ok(None),
        Ok(row) => row,
        Err(error) => return Err(format!("no row: {error}")),
    };
    check(&row).map(|()| Some(row))
}

fn check(row: &EvidenceRow) -> Result<(), String> {
    let hash = row.hash.parse::<ArticleId>();
    hash.map(drop)
        .map_err(|_| "no row of evidence: make them by `diplograph extract --rows evidence`".to_owned())
}

#[cfg(test)]
mod tests;
