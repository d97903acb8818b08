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

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

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
    /// The other files, so that one that is missing or cut short is known.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub files: BTreeMap<String, FileMark>,
}

/// How to know a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileMark {
    /// Its length.
    pub bytes: u64,
    /// SHA-256 of its content.
    pub sha256: String,
}

impl FileMark {
    /// Of a file as it is now.
    pub fn of(path: &Path) -> std::io::Result<Self> {
        let (mut file, mut sha, mut bytes) = (File::open(path)?, Sha256::new(), 0);
        let mut buffer = vec![0; 1 << 16];
        loop {
            match file.read(&mut buffer)? {
                0 => return Ok(Self { bytes, sha256: hex(sha) }),
                read => {
                    bytes += read as u64;
                    sha.update(&buffer[..read]);
                }
            }
        }
    }
}

/// Which folder it is: where it was found, and what was in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FolderMark {
    /// Where it was found last.
    pub path: PathBuf,
    /// SHA-256 of its head, which names all files with theirs.
    pub hash: String,
    /// Articles in it.
    pub articles: u32,
    /// Rows of events in it.
    pub events: u64,
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
    /// There is nothing where it was.
    #[error("the evidence folder is not there any more")]
    Missing,
    /// A part of it is missing.
    #[error(
        "the evidence folder is not whole: `{0}` is missing or not as it was written; copy the folder again, or collect its rows anew"
    )]
    NotWhole(String),
    /// A table of it is damaged.
    #[error("the evidence folder is damaged ({0}): {1}")]
    Table(String, TableError),
}

impl Head {
    /// A head of so much.
    #[must_use]
    pub fn new(articles: u32, outlets: Vec<String>, dyads: Vec<(String, String, u64)>) -> Self {
        let events = dyads.iter().map(|(.., count)| count).sum();
        let (format, files) = (FORMAT.to_owned(), BTreeMap::new());
        Self { format, version: VERSION, articles, events, outlets, dyads, files }
    }

    /// Notes the files of a folder, which are all written.
    pub fn seal(&mut self, folder: &Path) -> std::io::Result<()> {
        let mut names: Vec<String> = [LINKS, SOURCES, AGGREGATE].map(str::to_owned).into();
        let tables = tables_of(folder);
        let inside = tables.iter().filter_map(|table| table.strip_prefix(folder).ok());
        names.extend(inside.map(|table| table.to_string_lossy().replace('\\', "/")));
        for name in names {
            let mark = FileMark::of(&folder.join(&name))?;
            self.files.insert(name, mark);
        }
        Ok(())
    }

    /// Reads the head of a folder.
    pub fn read(folder: &Path) -> Result<Self, FolderError> {
        Self::read_marked(folder).map(|(head, _)| head)
    }

    fn read_marked(folder: &Path) -> Result<(Self, FolderMark), FolderError> {
        let not = |error: &dyn std::fmt::Display| FolderError::NotEvidence(error.to_string());
        if !folder.exists() {
            return Err(FolderError::Missing);
        }
        let bytes = fs::read(folder.join(HEAD)).map_err(|error| not(&error))?;
        let version: Version = serde_json::from_slice(&bytes).map_err(|error| not(&error))?;
        match version.version {
            _ if version.format != FORMAT => {
                return Err(not(&format_args!("its format is “{}”", version.format)));
            }
            VERSION => {}
            newer => return Err(FolderError::Newer(newer)),
        }
        let head: Self = serde_json::from_slice(&bytes).map_err(|error| not(&error))?;
        let hash = hex(Sha256::new().chain_update(&bytes));
        let path = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
        let mark = FolderMark { path, hash, articles: head.articles, events: head.events };
        Ok((head, mark))
    }

    /// Writes it; stable.
    pub fn write(&self, folder: &Path) -> Result<(), TableError> {
        let json = serde_json::to_vec(self).map_err(std::io::Error::from)?;
        Ok(fs::write(folder.join(HEAD), json)?)
    }
}

/// The beginning of a head, by which a newer one is known.
#[derive(Deserialize)]
struct Version {
    format: String,
    version: u32,
}

fn hex(sha: Sha256) -> String {
    sha.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
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
    mark: FolderMark,
    ledger: Ledger,
}

impl EvidenceFolder {
    /// Opens a folder.
    pub fn open(path: &Path) -> Result<Self, FolderError> {
        let (head, mark) = Head::read_marked(path)?;
        for (name, file) in &head.files {
            let found = fs::metadata(path.join(name)).map_or(0, |found| found.len());
            if found != file.bytes {
                return Err(FolderError::NotWhole(name.clone()));
            }
        }
        let damaged = |name: &str| {
            let name = name.to_owned();
            move |error| FolderError::Table(name, error)
        };
        let entries = entries(&path.join(LINKS)).map_err(damaged(LINKS))?;
        let sources = sources(&path.join(SOURCES)).map_err(damaged(SOURCES))?;
        // Folders of the first program that wrote such have no list of files.
        if entries.len() as u64 != head.events {
            return Err(FolderError::NotWhole(LINKS.to_owned()));
        }
        if sources.len() != head.articles as usize {
            return Err(FolderError::NotWhole(SOURCES.to_owned()));
        }
        let parts = entries.len().div_ceil(PART_ROWS);
        if let Some(part) = (0..parts).map(part_name).find(|part| !path.join(EVENTS).join(part).is_file()) {
            return Err(FolderError::NotWhole(format!("{EVENTS}/{part}")));
        }
        let mut first = 0;
        let dyads = head.dyads.into_iter().map(|(source, target, count)| {
            let count = usize::try_from(count).unwrap_or(usize::MAX);
            let dyad =
                LedgerDyad { source: ActorId::new(&source), target: ActorId::new(&target), first, count };
            first = first.saturating_add(count);
            dyad
        });
        let ledger = Ledger::new(dyads.collect(), entries, sources, head.outlets);
        Ok(Self { mark, ledger })
    }

    /// Which folder it is.
    #[must_use]
    pub fn mark(&self) -> &FolderMark {
        &self.mark
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
            let path = self.mark.path.join(EVENTS).join(&name);
            if !path.is_file() {
                return Err(FolderError::NotWhole(format!("{EVENTS}/{name}")));
            }
            let damaged = |error| FolderError::Table(name.clone(), error);
            let table = TableReader::<EvidenceRow>::open(&path).map_err(damaged)?;
            let place = |at: &usize| at % PART_ROWS;
            for group in part.chunk_by(|one, other| place(one) / GROUP_ROWS == place(other) / GROUP_ROWS) {
                let number = place(&group[0]) / GROUP_ROWS;
                if number >= table.groups() {
                    return Err(FolderError::NotWhole(format!("{EVENTS}/{name}")));
                }
                let found = table.rows(number).map_err(damaged)?;
                rows.extend(group.iter().filter_map(|at| found.get(place(at) % GROUP_ROWS).cloned()));
            }
        }
        Ok(rows)
    }
}

/// Rows that are to be read of a folder, off the UI thread.
#[derive(Clone, Debug)]
pub struct Asked {
    pub(crate) folder: Arc<EvidenceFolder>,
    /// In order.
    pub(crate) places: Vec<usize>,
}

impl Asked {
    /// Reads them.
    pub fn read(&self) -> Result<Answer, FolderError> {
        let rows = self.folder.rows(&self.places)?;
        if rows.len() != self.places.len() {
            return Err(FolderError::NotWhole(EVENTS.to_owned()));
        }
        Ok(Answer { rows: self.places.iter().copied().zip(rows).collect() })
    }
}

/// Rows that were read, by their place in the ledger.
#[derive(Debug, Default)]
pub struct Answer {
    pub(crate) rows: BTreeMap<usize, EvidenceRow>,
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
