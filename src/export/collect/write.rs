//! The tables of an evidence folder, from articles and events that are in order.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use crate::article::Date;
use crate::article::{ArticleId, Precision};
use crate::event::{EventKind, Modality};
use crate::graph::ledger::{Marks, Statuses, date_code};
use crate::session::evidence::folder::{
    AGGREGATE, ARTICLES, EVENTS, GROUP_ROWS, Head, LINKS, PART_ROWS, SOURCES, part_name,
};
use crate::session::evidence::{AggregateRow, EvidenceRow, LinkRow, SourceRow, TableError, TableWriter};

/// Rows of the other tables that stand together.
const GROUP: usize = 100_000;

type Table<R> = TableWriter<BufWriter<File>, R>;

fn table<R: crate::session::evidence::Row>(path: PathBuf, group: usize) -> Result<Table<R>, TableError> {
    TableWriter::new(BufWriter::new(File::create(path)?), group)
}

/// Where an article stands in the table of articles.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    /// By id.
    of_article: Vec<(ArticleId, u32)>,
    /// Whether each article is a near-duplicate of one before it.
    is_copy: Vec<bool>,
}

impl Numbers {
    fn of(&self, hash: &str) -> Option<u32> {
        let id: ArticleId = hash.parse().ok()?;
        let place = self.of_article.binary_search_by(|(other, _)| other.cmp(&id)).ok()?;
        Some(self.of_article[place].1)
    }
}

/// Writes the tables of articles: `articles` come in their order. Gives their numbers and the outlets.
pub(super) fn articles(
    folder: &Path,
    mut articles: impl FnMut() -> Result<Option<EvidenceRow>, TableError>,
) -> Result<(Numbers, Vec<String>), TableError> {
    let mut all = table::<EvidenceRow>(folder.join(ARTICLES), GROUP_ROWS)?;
    let mut numbers = Numbers::default();
    let mut outlets: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    let mut firsts: BTreeMap<String, u32> = BTreeMap::new();
    let mut sources: Vec<SourceRow> = Vec::new();
    while let Some(row) = articles()? {
        let number = u32::try_from(sources.len()).unwrap_or(u32::MAX);
        if let Ok(id) = row.hash.parse() {
            numbers.of_article.push((id, number));
        }
        // The first of a group by date: the one that others may be copies of.
        let first_copy = match &row.copy_of {
            Some(group) => *firsts.entry(group.clone()).or_insert(number),
            None => number,
        };
        numbers.is_copy.push(first_copy != number);
        sources.push(SourceRow { outlet: 0, first_copy });
        if let Some(outlet) = row.outlet.as_ref().filter(|outlet| !outlet.is_empty()) {
            outlets.entry(outlet.clone()).or_default().push(number);
        }
        all.push(&row)?;
    }
    all.finish()?;
    numbers.of_article.sort_unstable();
    for (outlet, articles) in (1..).zip(outlets.values()) {
        articles.iter().for_each(|article| sources[*article as usize].outlet = outlet);
    }
    let mut table = table(folder.join(SOURCES), GROUP)?;
    sources.iter().try_for_each(|source| table.push(source))?;
    table.finish()?;
    Ok((numbers, outlets.into_keys().collect()))
}

/// Writes the tables of events, which come in their order.
pub(super) fn events(
    folder: &Path,
    (numbers, outlets): (&Numbers, Vec<String>),
    mut events: impl FnMut() -> Result<Option<EvidenceRow>, TableError>,
) -> Result<Head, TableError> {
    fs::create_dir_all(folder.join(EVENTS))?;
    let mut parts = Parts { folder: folder.join(EVENTS), rows: 0, open: None };
    let mut links = table::<LinkRow>(folder.join(LINKS), GROUP)?;
    let mut cells = Cells { table: table(folder.join(AGGREGATE), GROUP)?, cells: BTreeMap::new() };
    let mut dyads: Vec<(String, String, u64)> = Vec::new();
    while let Some(row) = events()? {
        let (Some(source), Some(target), Some(number)) = (&row.source, &row.target, numbers.of(&row.hash))
        else {
            continue;
        };
        match dyads.last_mut() {
            Some((one, other, count)) if one == source && other == target => *count += 1,
            _ => {
                if let Some((source, target, _)) = dyads.last() {
                    cells.write(source, target)?;
                }
                dyads.push((source.clone(), target.clone(), 1));
            }
        }
        links.push(&link(&row, number))?;
        cells.add(&row, number, numbers);
        parts.push(&row)?;
    }
    if let Some((source, target, _)) = dyads.last() {
        cells.write(source, target)?;
    }
    links.finish()?;
    cells.table.finish()?;
    parts.finish()?;
    Ok(Head::new(u32::try_from(numbers.is_copy.len()).unwrap_or(u32::MAX), outlets, dyads))
}

fn kind_of(row: &EvidenceRow) -> EventKind {
    row.kind.as_deref().and_then(EventKind::from_code).unwrap_or(EventKind::Statement)
}

fn place(row: &EvidenceRow) -> u32 {
    2 * row.sentence.unwrap_or(0) + u32::from(row.part.as_deref() == Some("title"))
}

fn link(row: &EvidenceRow, article: u32) -> LinkRow {
    let modality = Modality::from_name(row.modality.as_deref().unwrap_or(""));
    let statuses = Statuses {
        negated: row.negated,
        claimed: row.claimed_by.is_some(),
        historical: row.historical,
        reversed: row.reversed,
    };
    let marks = Marks::new(kind_of(row), modality, statuses);
    LinkRow {
        article,
        place: place(row),
        event: row.event.unwrap_or(0).min(u16::MAX.into()),
        marks: marks.0.into(),
        date: date_code(row.happened()),
    }
}

/// The files of events.
struct Parts {
    folder: PathBuf,
    rows: usize,
    open: Option<Table<EvidenceRow>>,
}

impl Parts {
    fn push(&mut self, row: &EvidenceRow) -> Result<(), TableError> {
        if self.rows.is_multiple_of(PART_ROWS) {
            self.close()?;
        }
        let open = match &mut self.open {
            Some(open) => open,
            None => {
                let path = self.folder.join(part_name(self.rows / PART_ROWS));
                self.open.insert(table(path, GROUP_ROWS)?)
            }
        };
        self.rows += 1;
        open.push(row)
    }

    fn close(&mut self) -> Result<(), TableError> {
        self.open.take().map_or(Ok(()), |open| open.finish().map(drop))
    }

    fn finish(mut self) -> Result<(), TableError> {
        self.close()
    }
}

/// The aggregate, gathered for one dyad at a time.
struct Cells {
    table: Table<AggregateRow>,
    cells: BTreeMap<CellKey, Cell>,
}

/// Type, counted, week, outlet.
type CellKey = (EventKind, bool, Option<String>, Option<String>);

#[derive(Default)]
struct Cell {
    events: BTreeSet<(u32, u32)>,
    sentences: BTreeSet<(u32, u32)>,
    originals: BTreeSet<u32>,
    articles: BTreeSet<u32>,
}

impl Cells {
    fn add(&mut self, row: &EvidenceRow, article: u32, numbers: &Numbers) {
        let week = row.happened().filter(|date| date.precision() == Precision::Day).and_then(monday);
        let key = (kind_of(row), row.counted, week, row.outlet.clone());
        let cell = self.cells.entry(key).or_default();
        cell.events.insert((article, row.event.unwrap_or(0)));
        cell.sentences.insert((article, place(row)));
        cell.articles.insert(article);
        if !numbers.is_copy.get(article as usize).copied().unwrap_or(false) {
            cell.originals.insert(article);
        }
    }

    fn write(&mut self, source: &str, target: &str) -> Result<(), TableError> {
        for ((kind, counted, week, outlet), cell) in std::mem::take(&mut self.cells) {
            let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
            self.table.push(&AggregateRow {
                source: source.to_owned(),
                target: target.to_owned(),
                kind: kind.code().to_owned(),
                counted,
                week,
                outlet,
                events: count(cell.events.len()),
                sentences: count(cell.sentences.len()),
                articles: count(cell.articles.len()),
                originals: count(cell.originals.len()),
            })?;
        }
        Ok(())
    }
}

/// The Monday of a day's week.
fn monday(date: Date) -> Option<String> {
    let day = date.first_day();
    // 1970-01-01 was a Thursday, so Mondays are those with a remainder of 4.
    Date::from_days(day - (day - 4).rem_euclid(7)).map(|monday| monday.to_string())
}
