//! Tables of events that others coded: GDELT, ICEWS, POLECAT, PLOVER.
//!
//! A row says who did what to whom in codes, with its day and where it was told, but without the
//! sentence. Codes stay text as they stand there: "040" keeps its zero, and what they mean for our
//! actors and types is the matter of `event::coded`.

mod gkg;
mod layout;
mod plover;
mod tabular;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::{Date, Place};

pub use layout::{GDELT, POLECAT};
pub(super) use plover::{looks_like_one as is_plover, read as read_plover};
pub(super) use tabular::{looks_like_one, read};

/// Events or co-mentions of one file, as others coded them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodedTable {
    /// A hash of all rows, so that the same table twice is one; 64 hexadecimal digits.
    pub id: String,
    /// Whose code it is.
    pub scheme: Scheme,
    /// Where it was found, sorted.
    pub places: Vec<Place>,
    /// Rows that name two parties, in the order of the file.
    pub rows: Vec<CodedRow>,
    /// Articles with the places they name (GKG).
    pub documents: Vec<CodedDocument>,
    /// How many rows name one party or none.
    pub without_pair: u32,
    /// How many rows lie within one country.
    pub within_one: u32,
}

/// Tables are shared by a session, its history and what is derived from it.
pub type SharedTable = Arc<CodedTable>;

/// A system of codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scheme {
    /// GDELT events: CAMEO codes, Goldstein scores.
    Gdelt,
    /// ICEWS: CAMEO codes, names of countries.
    Icews,
    /// POLECAT: types of PLOVER.
    Polecat,
    /// Records of PLOVER, with their text.
    Plover,
    /// GDELT's Global Knowledge Graph: which places an article names, and no events.
    Gkg,
}

impl Scheme {
    /// All.
    pub const ALL: [Self; 5] = [Self::Gdelt, Self::Icews, Self::Polecat, Self::Plover, Self::Gkg];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Gdelt => "GDELT",
            Self::Icews => "ICEWS",
            Self::Polecat => "POLECAT",
            Self::Plover => "PLOVER",
            Self::Gkg => "GDELT GKG",
        }
    }

    /// Whether its event codes are CAMEO's; else they are names of PLOVER types.
    #[must_use]
    pub fn is_cameo(self) -> bool {
        matches!(self, Self::Gdelt | Self::Icews)
    }
}

/// One event as others coded it. Fields that their table leaves empty are empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodedRow {
    /// Its number in their data.
    pub id: String,
    /// Who acts.
    pub source: Party,
    /// Who is acted on.
    pub target: Party,
    /// The code of what happened: `190`, `ASSAULT`.
    pub code: String,
    /// The mode of PLOVER, or what ICEWS calls the event.
    pub mode: String,
    /// Their quad class, by their own numbers.
    pub quad: String,
    /// Their score, by their own scale.
    pub score: String,
    /// The day of the event, as they say.
    pub date: Option<Date>,
    /// Newspaper, agency or the computer of the address.
    pub outlet: String,
    /// Address of the article.
    pub address: String,
    /// Number of the article in their data.
    pub document: String,
    /// The text that says it, where the record carries one (PLOVER).
    pub text: String,
}

/// One side of an event, in all the ways in which a table names it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// Its country: a code or a name, as the scheme has it.
    pub country: String,
    /// Code of an organisation or armed group.
    pub group: String,
    /// Its name in words.
    pub name: String,
}

/// An article of which only the places it names are known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodedDocument {
    /// Its number in their data.
    pub id: String,
    /// Its day.
    pub date: Option<Date>,
    /// Its outlet.
    pub outlet: String,
    /// Its address.
    pub address: String,
    /// FIPS codes of the countries of its places, sorted, each once; two or more.
    pub countries: Vec<String>,
}

impl CodedTable {
    /// A table with its id; `None` where it holds nothing between two.
    pub(super) fn new(scheme: Scheme, place: Place, gathered: Gathered) -> Option<Self> {
        let Gathered { rows, documents, without_pair, within_one } = gathered;
        if rows.is_empty() && documents.is_empty() && without_pair == 0 && within_one == 0 {
            return None;
        }
        let table = Self {
            id: String::new(),
            scheme,
            places: vec![place],
            rows,
            documents,
            without_pair,
            within_one,
        };
        Some(Self { id: table.hash(), ..table })
    }

    /// The hash that is its id.
    #[must_use]
    pub fn hash(&self) -> String {
        let mut hash = Sha256::new();
        hash.update(self.scheme.name());
        let counts = [self.without_pair, self.within_one];
        counts.iter().for_each(|count| hash.update(count.to_le_bytes()));
        for row in &self.rows {
            hash.update(format!("{row:?}\n"));
        }
        for document in &self.documents {
            hash.update(format!("{document:?}\n"));
        }
        hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Its file, for people.
    #[must_use]
    pub fn label(&self) -> String {
        self.places.first().map_or_else(String::new, Place::name)
    }
}

/// Joins tables with the same rows into one with all places; sorted by id.
#[must_use]
pub fn join_tables(tables: Vec<CodedTable>) -> Vec<CodedTable> {
    let mut joined: BTreeMap<String, CodedTable> = BTreeMap::new();
    for table in tables {
        match joined.get_mut(&table.id) {
            Some(same) => {
                same.places.extend(table.places);
                same.places.sort();
                same.places.dedup();
            }
            None => {
                joined.insert(table.id.clone(), table);
            }
        }
    }
    joined.into_values().collect()
}

/// What is gathered from the rows of a table.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    rows: Vec<CodedRow>,
    documents: Vec<CodedDocument>,
    without_pair: u32,
    within_one: u32,
}

impl Gathered {
    /// Keeps a row that names two different parties and counts any other.
    fn push(&mut self, row: CodedRow) {
        if row.source.is_nobody() || row.target.is_nobody() {
            self.without_pair = self.without_pair.saturating_add(1);
        } else if row.source.is_within(&row.target) {
            self.within_one = self.within_one.saturating_add(1);
        } else {
            self.rows.push(row);
        }
    }

    fn push_document(&mut self, document: CodedDocument) {
        if document.countries.len() < 2 {
            self.without_pair = self.without_pair.saturating_add(1);
        } else {
            self.documents.push(document);
        }
    }
}

impl Party {
    fn is_nobody(&self) -> bool {
        self.country.is_empty() && self.group.is_empty() && self.name.is_empty()
    }

    /// Whether both are of one country, and no group of it.
    fn is_within(&self, other: &Self) -> bool {
        !self.country.is_empty()
            && self.country == other.country
            && self.group == other.group
            && self.name == other.name
    }
}

#[cfg(test)]
mod tests;
