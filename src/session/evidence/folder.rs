//! The files of an evidence folder: their names, and what its head tells.
//!
//! | file | holds |
//! |---|---|
//! | `evidence.json` | format and version, the dyads with their places in the tables, the outlets |
//! | `articles.parquet` | a row for each article, by date (undated last), then by hash |
//! | `events/part-00000.parquet` ... | a row for each event and direction, by source, target, article, place |
//! | `links.parquet` | of the same rows in the same order what the map needs, as numbers |
//! | `sources.parquet` | of each article its outlet and the first of its near-duplicates |
//! | `aggregate.parquet` | events by dyad, type, week and outlet, for other programs |
//! | `coded.parquet` | where there are some, events that others coded, by source, target and date |

use std::fs::{self, File};
use std::io::BufReader;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::row::{EvidenceRow, LinkRow, SourceRow};
use super::table::{TableError, TableReader};
use crate::actor::ActorId;
use crate::graph::ledger::{Entry, Ledger, LedgerDyad, LedgerSource, Marks};

/// The head's file.
pub const HEAD: &str = "evidence.json";
/// The table of articles.
pub const ARTICLES: &str = "articles.parquet";
/// The folder of events.
pub const EVENTS: &str = "events";
/// The table for the map.
pub const LINKS: &str = "links.parquet";
/// The table of outlets and copies.
pub const SOURCES: &str = "sources.parquet";
/// The table for other programs.
pub const AGGREGATE: &str = "aggregate.parquet";
/// The table of what others coded; a folder may have none.
pub const CODED: &str = "coded.parquet";
/// Rows of a file of events.
pub const PART_ROWS: usize = 1_000_000;
/// Rows of events that stand together: so many are read to have one.
pub const GROUP_ROWS: usize = 4_000;

const FORMAT: &str = "diplograph-evidence";
const VERSION: u32 = 1;

/// What `evidence.json` tells.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Head {
    format: String,
    version: u32,
    /// Articles.
    pub articles: u32,
    /// Rows of events.
    pub events: u64,
    /// Names of outlets, in order; numbers count from 1.
    pub outlets: Vec<String>,
    /// Source, target and number of rows of each directed dyad, in order.
    pub dyads: Vec<(String, String, u64)>,
}

/// Why a folder can't be opened; for a person, the path stands last.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// No folder of ours.
    #[error("this is no evidence folder: {0}")]
    NotEvidence(String),
    /// From a newer program.
    #[error("it was collected by a newer version of Diplograph (format {0}, this one knows {VERSION})")]
    Newer(u32),
    /// A table of it is damaged.
    #[error("the evidence folder is damaged ({0}): {1}")]
    Table(String, TableError),
}

impl Head {
    /// A head of so much.
    #[must_use]
    pub fn new(articles: u32, outlets: Vec<String>, dyads: Vec<(String, String, u64)>) -> Self {
        let events = dyads.iter().map(|(.., count)| count).sum();
        Self { format: FORMAT.to_owned(), version: VERSION, articles, events, outlets, dyads }
    }

    /// Reads the head of a folder.
    pub fn read(folder: &Path) -> Result<Self, FolderError> {
        let not = |error: &dyn std::fmt::Display| FolderError::NotEvidence(error.to_string());
        let file = File::open(folder.join(HEAD)).map_err(|error| not(&error))?;
        let head: Self = serde_json::from_reader(BufReader::new(file)).map_err(|error| not(&error))?;
        match head.version {
            _ if head.format != FORMAT => Err(not(&format_args!("its format is “{}”", head.format))),
            VERSION => Ok(head),
            newer => Err(FolderError::Newer(newer)),
        }
    }

    /// Writes it; stable.
    pub fn write(&self, folder: &Path) -> Result<(), TableError> {
        let json = serde_json::to_vec(self).map_err(std::io::Error::from)?;
        Ok(fs::write(folder.join(HEAD), json)?)
    }
}

/// Whether a path is an evidence folder.
#[must_use]
pub fn is_evidence(path: &Path) -> bool {
    path.join(HEAD).is_file()
}

/// The files with rows of a folder, articles first.
#[must_use]
pub fn tables_of(folder: &Path) -> Vec<PathBuf> {
    let mut parts: Vec<PathBuf> = fs::read_dir(folder.join(EVENTS))
        .map(|entries| entries.filter_map(|entry| Some(entry.ok()?.path())).collect())
        .unwrap_or_default();
    parts.sort();
    parts.insert(0, folder.join(ARTICLES));
    parts.extend(Some(folder.join(CODED)).filter(|coded| coded.is_file()));
    parts
}

/// An evidence folder that was opened: its counts in memory, its sentences on the disk.
#[derive(Debug)]
pub struct EvidenceFolder {
    path: PathBuf,
    ledger: Ledger,
}

impl EvidenceFolder {
    /// Opens a folder.
    pub fn open(path: &Path) -> Result<Self, FolderError> {
        let head = Head::read(path)?;
        let damaged = |name: &str| {
            let name = name.to_owned();
            move |error| FolderError::Table(name, error)
        };
        let entries = entries(&path.join(LINKS)).map_err(damaged(LINKS))?;
        let sources = sources(&path.join(SOURCES)).map_err(damaged(SOURCES))?;
        let mut first = 0;
        let dyads = head.dyads.into_iter().map(|(source, target, count)| {
            let count = usize::try_from(count).unwrap_or(usize::MAX);
            let dyad =
                LedgerDyad { source: ActorId::new(&source), target: ActorId::new(&target), first, count };
            first = first.saturating_add(count);
            dyad
        });
        let ledger = Ledger::new(dyads.collect(), entries, sources, head.outlets);
        Ok(Self { path: path.to_owned(), ledger })
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The events, counted.
    #[must_use]
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// The rows of events at these places of the ledger, which must be in order. Only the groups of rows
    /// in which they stand are read.
    pub fn rows(&self, places: &[usize]) -> Result<Vec<EvidenceRow>, FolderError> {
        let mut rows = Vec::with_capacity(places.len());
        for part in places.chunk_by(|one, other| one / PART_ROWS == other / PART_ROWS) {
            let number = part[0] / PART_ROWS;
            let name = part_name(number);
            let path = self.path.join(EVENTS).join(&name);
            let damaged = |error| FolderError::Table(name.clone(), error);
            let table = TableReader::<EvidenceRow>::open(&path).map_err(damaged)?;
            let place = |at: &usize| at % PART_ROWS;
            for group in part.chunk_by(|one, other| place(one) / GROUP_ROWS == place(other) / GROUP_ROWS) {
                let found = table.rows(place(&group[0]) / GROUP_ROWS).map_err(damaged)?;
                rows.extend(group.iter().filter_map(|at| found.get(place(at) % GROUP_ROWS).cloned()));
            }
        }
        Ok(rows)
    }
}

/// The name of a file of events.
#[must_use]
pub fn part_name(number: usize) -> String {
    format!("part-{number:05}.parquet")
}

fn entries(path: &Path) -> Result<Vec<Entry>, TableError> {
    let table = TableReader::<LinkRow>::open(path)?;
    let mut entries = Vec::with_capacity((0..table.groups()).map(|group| table.rows_in(group)).sum());
    for group in 0..table.groups() {
        let [articles, places, events, marks, dates] =
            ["article", "place", "event", "marks", "date"].map(|column| table.numbers(group, column));
        let (articles, places, events, marks, dates) = (articles?, places?, events?, marks?, dates?);
        let rest = places.into_iter().zip(events).zip(marks.into_iter().zip(dates));
        entries.extend(articles.into_iter().zip(rest).map(|(article, ((place, event), (marks, date)))| {
            Entry {
                article: article as u32,
                place: place as u32,
                event: event as u16,
                marks: Marks(marks as u16),
                date: date as u32,
            }
        }));
    }
    Ok(entries)
}

fn sources(path: &Path) -> Result<Vec<LedgerSource>, TableError> {
    let table = TableReader::<SourceRow>::open(path)?;
    let mut sources = Vec::new();
    for group in 0..table.groups() {
        let (outlets, copies) = (table.numbers(group, "outlet")?, table.numbers(group, "first_copy")?);
        sources.extend(outlets.into_iter().zip(copies).map(|(outlet, first_copy)| LedgerSource {
            outlet: outlet as u32,
            first_copy: first_copy as u32,
        }));
    }
    Ok(sources)
}
