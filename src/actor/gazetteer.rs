//! The names of actors, read from `assets/actors/*.tsv`.
//!
//! Where they stand in a text is the matter of [`super::matching`]; which of several actors is
//! meant, of [`super::ambiguity`].

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::ActorId;
use super::matching::Matcher;
use super::membership::{Membership, membership};
use crate::article::Span;
use crate::packed::{PackedText, packed_text};

/// The register of actors.
static REGISTER: PackedText = packed_text!("assets/actors/actors.tsv");

/// The files of names, in the order in which they are hashed.
static NAMES: [PackedText; 8] = [
    packed_text!("assets/actors/names.tsv"),
    packed_text!("assets/actors/demonyms.tsv"),
    packed_text!("assets/actors/seats.tsv"),
    packed_text!("assets/actors/organisations.tsv"),
    packed_text!("assets/actors/divisions.tsv"),
    packed_text!("assets/actors/cities.tsv"),
    packed_text!("assets/actors/shields.tsv"),
    packed_text!("assets/actors/affixes.tsv"),
];

/// Names of towns, by the countries in which they lie.
static TOWNS: PackedText = packed_text!("assets/actors/towns.tsv");

/// What kind of state a country is, and its neighbours.
static TRAITS: PackedText = packed_text!("assets/actors/traits.tsv");

/// Surnames of leaders and ministers.
static LEADERS: PackedText = packed_text!("assets/actors/leaders.tsv");

/// Members of organisations.
static MEMBERS: PackedText = packed_text!("assets/actors/members.tsv");

/// An actor as the gazetteer knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Its id.
    pub id: ActorId,
    /// Unicode CLDR's English short name, or the usual one.
    pub label: String,
    /// What it is.
    pub kind: ActorKind,
}

/// What an actor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ActorKind {
    /// A state.
    Country,
    /// A territory with a code of its own.
    Territory,
    /// UN, NATO, EU, ...
    Organisation,
    /// An armed group or a party.
    Group,
    /// A territory without a code.
    Area,
}

/// All actors and their names. Cheap to clone.
#[derive(Clone, Default)]
pub struct Gazetteer {
    tables: Arc<Tables>,
}

#[derive(Clone, Default)]
pub(super) struct Tables {
    pub actors: BTreeMap<ActorId, Actor>,
    pub matcher: Matcher,
    members: BTreeMap<ActorId, Vec<Membership>>,
    traits: BTreeMap<ActorId, Traits>,
    leaders: BTreeMap<String, Vec<Leader>>,
    /// By the last letters of a surname that stand together, as "Assad" of "al-Assad".
    leaders_by_ending: BTreeMap<String, BTreeSet<ActorId>>,
    capitals: BTreeMap<ActorId, String>,
    pub hash: String,
}

/// What kind of state a country is, and its neighbours by land.
#[derive(Clone, Debug, Default)]
pub(super) struct Traits {
    kinds: BTreeSet<String>,
    neighbours: BTreeSet<ActorId>,
}

impl Traits {
    /// Whether it may be called so: "kingdom", "island", "republic".
    pub fn is(&self, kind: &str) -> bool {
        self.kinds.contains(kind)
    }

    /// Whether it has a border with a country.
    pub fn borders(&self, other: &ActorId) -> bool {
        self.neighbours.contains(other)
    }
}

/// A head of state or government or a minister, past or present.
#[derive(Clone, Debug)]
pub(super) struct Leader {
    pub actor: ActorId,
    /// In full, where the source tells it.
    pub name: Option<String>,
    years: Years,
}

impl Leader {
    /// Whether the years of office leave room for this one; anybody may be named in an undated text.
    pub fn fits(&self, year: Option<i16>) -> bool {
        let Years { from, until } = self.years;
        year.is_none_or(|year| {
            from.is_none_or(|from| from <= year) && until.is_none_or(|until| year <= until)
        })
    }

    /// The first year of office.
    pub fn since(&self) -> i16 {
        self.years.from.unwrap_or(i16::MIN)
    }
}

impl Gazetteer {
    /// The gazetteer that ships with the program. It is built once.
    #[must_use]
    pub fn embedded() -> Self {
        static EMBEDDED: OnceLock<Gazetteer> = OnceLock::new();
        let names: Vec<&str> = NAMES.iter().map(|table| &**table).collect();
        let sources = Sources {
            register: &REGISTER,
            names: &names,
            towns: &TOWNS,
            traits: &TRAITS,
            leaders: &LEADERS,
            members: &MEMBERS,
        };
        EMBEDDED.get_or_init(|| Self::from_sources(sources)).clone()
    }

    /// A gazetteer from the text of its files. Rows that can't be understood are left out: a table of a
    /// user must not stop the program.
    #[must_use]
    pub fn from_sources(sources: Sources<'_>) -> Self {
        let Sources { register, names, towns, traits, leaders, members } = sources;
        let actors = rows(register).filter_map(actor).map(|actor| (actor.id.clone(), actor)).collect();
        let own = names.iter().flat_map(|table| rows(table)).filter_map(name);
        let matcher = Matcher::new(own.chain(rows(towns).flat_map(town)).collect());
        let mut hasher = Sha256::new();
        for table in std::iter::once(&register).chain(names).chain([&towns, &traits, &leaders, &members]) {
            hasher.update(table.as_bytes());
        }
        let hash = hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        let traits = rows(traits).filter_map(traits_of).collect();
        let mut by_surname: BTreeMap<String, Vec<Leader>> = BTreeMap::new();
        let mut by_ending: BTreeMap<String, BTreeSet<ActorId>> = BTreeMap::new();
        for (surname, leader) in rows(leaders).filter_map(leader) {
            let ending = surname.rsplit(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty());
            let ending = ending.unwrap_or_default().to_owned();
            by_ending.entry(ending).or_default().insert(leader.actor.clone());
            by_surname.entry(surname).or_default().push(leader);
        }
        let capitals = names.iter().flat_map(|table| rows(table)).filter_map(capital).collect();
        let mut by_organisation: BTreeMap<ActorId, Vec<Membership>> = BTreeMap::new();
        for (organisation, row) in rows(members).filter_map(membership) {
            by_organisation.entry(organisation).or_default().push(row);
        }
        Self::from_tables(Tables {
            actors,
            matcher,
            members: by_organisation,
            traits,
            leaders: by_surname,
            leaders_by_ending: by_ending,
            capitals,
            hash,
        })
    }

    pub(super) fn from_tables(tables: Tables) -> Self {
        Self { tables: Arc::new(tables) }
    }

    pub(super) fn tables(&self) -> &Tables {
        &self.tables
    }

    /// The actor with this id.
    #[must_use]
    pub fn actor(&self, id: &ActorId) -> Option<&Actor> {
        self.tables.actors.get(id)
    }

    /// The name to show for an actor: its label, or its id where it is unknown.
    #[must_use]
    pub fn label<'a>(&'a self, id: &'a ActorId) -> &'a str {
        self.actor(id).map_or(id.as_str(), |actor| actor.label.as_str())
    }

    /// All actors in the order of their ids.
    pub fn actors(&self) -> impl Iterator<Item = &Actor> {
        self.tables.actors.values()
    }

    /// The members of an organisation in a year, without a year those of today; sorted. Empty for an actor
    /// that has none, or whose members no table tells.
    #[must_use]
    pub fn members(&self, organisation: &ActorId, year: Option<i16>) -> Vec<&ActorId> {
        let rows = self.tables.members.get(organisation).map_or(&[][..], Vec::as_slice);
        let mut members: Vec<&ActorId> =
            rows.iter().filter(|row| row.holds_in(year)).flat_map(|row| &row.members).collect();
        members.sort();
        members.dedup();
        members
    }

    /// SHA-256 of the files it was made from, as 64 hexadecimal digits: part of the cache key.
    #[must_use]
    pub fn hash(&self) -> &str {
        &self.tables.hash
    }

    /// Where the names of actors stand in a text, in order, by matching alone: nothing is decided yet.
    /// `year` is that of the text, where it is known.
    #[must_use]
    pub fn names_in(&self, text: &str, year: Option<i16>) -> Vec<Span> {
        self.matcher().matches(text, year).hits.iter().map(|hit| hit.span).collect()
    }

    /// The one actor that a whole text names, as a cell of a table has it: "Russian Federation", "NATO".
    /// `None` where it names nobody, several, or no more than a place.
    #[must_use]
    pub fn named(&self, text: &str) -> Option<ActorId> {
        let text = text.trim();
        let matches = self.matcher().matches(text, None);
        let [hit] = &matches.hits[..] else { return None };
        let is_whole = hit.span == Span::new(0, text.len());
        let is_name =
            [NameKind::Name, NameKind::Organisation, NameKind::Group, NameKind::Word, NameKind::Given];
        let actors = hit.actors();
        match &actors[..] {
            [actor] if is_whole && is_name.into_iter().any(|kind| hit.has(kind)) => Some(actor.clone()),
            _ => None,
        }
    }

    pub(super) fn matcher(&self) -> &Matcher {
        &self.tables.matcher
    }

    /// What kind of state a country is.
    pub(super) fn traits(&self, id: &ActorId) -> Option<&Traits> {
        self.tables.traits.get(id)
    }

    /// The capital of a country as it is written in English.
    pub(super) fn capital(&self, id: &ActorId) -> Option<&str> {
        self.tables.capitals.get(id).map(String::as_str)
    }

    /// The leaders and ministers of a country with their surnames, in alphabetical order.
    pub(super) fn leaders_of<'g>(&'g self, id: &'g ActorId) -> impl Iterator<Item = (&'g str, &'g Leader)> {
        let all = self.tables.leaders.iter();
        all.flat_map(move |(surname, leaders)| {
            leaders.iter().filter(move |leader| leader.actor == *id).map(|leader| (surname.as_str(), leader))
        })
    }

    /// The actors with a leader whose surname ends in a word.
    pub(super) fn leaders_ending_in(&self, word: &str) -> impl Iterator<Item = &ActorId> {
        self.tables.leaders_by_ending.get(word).into_iter().flatten()
    }

    /// The leaders and ministers of a surname.
    pub(super) fn leaders(&self, surname: &str) -> &[Leader] {
        self.tables.leaders.get(surname).map_or(&[], Vec::as_slice)
    }
}

impl fmt::Debug for Gazetteer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Gazetteer").field("hash", &self.hash()).finish_non_exhaustive()
    }
}

/// The text of the files that a gazetteer is made of: see `assets/actors/README.md`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sources<'a> {
    /// The register of actors.
    pub register: &'a str,
    /// Files of names.
    pub names: &'a [&'a str],
    /// Names of towns, by the countries in which they lie.
    pub towns: &'a str,
    /// Kinds of states, and neighbours.
    pub traits: &'a str,
    /// Leaders and ministers.
    pub leaders: &'a str,
    /// Members of organisations.
    pub members: &'a str,
}

/// One row of a file of names.
#[derive(Clone, Debug)]
pub(super) struct Name {
    /// Whose name it is; nobody's for a shield.
    pub actor: Option<ActorId>,
    pub text: String,
    pub kind: NameKind,
    pub case: Case,
    pub years: Years,
    pub size: Size,
}

/// How a town compares with the others of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Size {
    /// It has many times as many people as any other: `NAMESAKE_RATIO` of `assets/actors/make.py`.
    ByFarLargest,
    /// Not so, or unknown.
    Any,
}

/// The years in which a name stands for its actor; open where nothing is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Years {
    pub from: Option<i16>,
    pub until: Option<i16>,
}

impl Years {
    /// Whether they are limited, and a year lies in them.
    pub fn hold_in(self, year: i16) -> bool {
        self != Self::default()
            && self.from.is_none_or(|from| from <= year)
            && self.until.is_none_or(|until| year <= until)
    }

    /// Whether they have no end: the name holds today.
    pub fn hold_today(self) -> bool {
        self.until.is_none()
    }
}

/// What a row of a file of names is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NameKind {
    Name,
    Demonym,
    Seat,
    City,
    Division,
    Organisation,
    Group,
    /// Blocks the names within it: "New York Times".
    Shield,
    /// The first half of a compound of two peoples: "Sino-Russian".
    Prefix,
    /// A name that people bear too: "Chad", "Jordan".
    Given,
    /// An adjective that names a language too: "French".
    Language,
    /// A name that is a common word too: "Turkey", "US". Where letter case tells nothing it may be that.
    Word,
    /// Words that tell of a country without naming it: "sheriff's deputies". They make no mention.
    Cue,
    /// A town, or a namesake elsewhere of another place: counts only where the text shows a place.
    Town,
}

/// In which letter case a name holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    /// As written.
    Exact,
    /// As written, or all in capitals.
    Caps,
    /// Any.
    Any,
}

/// The rows of a table: neither comments nor the row of column names.
fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    table
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .skip(1)
        .map(|line| line.split('\t').collect())
}

fn actor(row: Vec<&str>) -> Option<Actor> {
    let [id, label, kind, ..] = row[..] else { return None };
    let kind = match kind {
        "country" => ActorKind::Country,
        "territory" => ActorKind::Territory,
        "organisation" => ActorKind::Organisation,
        "group" => ActorKind::Group,
        "area" => ActorKind::Area,
        _ => return None,
    };
    Some(Actor { id: ActorId::new(id), label: label.to_owned(), kind })
}

fn name(row: Vec<&str>) -> Option<Name> {
    let [actor, text, kind, case, ref rest @ ..] = row[..] else { return None };
    let kind = match kind {
        "name" => NameKind::Name,
        "demonym" => NameKind::Demonym,
        "seat" | "capital" => NameKind::Seat,
        "city" => NameKind::City,
        "division" => NameKind::Division,
        "organisation" => NameKind::Organisation,
        "group" => NameKind::Group,
        "shield" => NameKind::Shield,
        "prefix" => NameKind::Prefix,
        "given" => NameKind::Given,
        "language" => NameKind::Language,
        "word" => NameKind::Word,
        "cue" => NameKind::Cue,
        _ => return None,
    };
    let case = match case {
        "exact" => Case::Exact,
        "caps" => Case::Caps,
        "any" => Case::Any,
        _ => return None,
    };
    let actor = (actor != "-").then(|| ActorId::new(actor));
    let year = |column: usize| rest.get(column).and_then(|year| year.parse().ok());
    let years = Years { from: year(0), until: year(1) };
    (!text.is_empty()).then(|| Name { actor, text: text.to_owned(), kind, case, years, size: Size::Any })
}

/// The capital in a row of the file of seats.
fn capital(row: Vec<&str>) -> Option<(ActorId, String)> {
    let [actor, text, "capital", ..] = row[..] else { return None };
    Some((ActorId::new(actor), text.to_owned()))
}

fn traits_of(row: Vec<&str>) -> Option<(ActorId, Traits)> {
    let [actor, kinds, neighbours, ..] = row[..] else { return None };
    let kinds = kinds.split_whitespace().map(str::to_owned).collect();
    let neighbours = neighbours.split_whitespace().map(ActorId::new).collect();
    Some((ActorId::new(actor), Traits { kinds, neighbours }))
}

fn leader(row: Vec<&str>) -> Option<(String, Leader)> {
    let [actor, surname, name, from, until, ..] = row[..] else { return None };
    let name = (!name.is_empty()).then(|| name.to_owned());
    let years = Years { from: from.parse().ok(), until: until.parse().ok() };
    Some((surname.to_owned(), Leader { actor: ActorId::new(actor), name, years }))
}

/// The names in a row of the file of towns: each for every country that has such a town.
fn town(row: Vec<&str>) -> Vec<Name> {
    let [actors, largest, names, ..] = row[..] else { return Vec::new() };
    let name = |text: &str, (place, actor): (usize, &str)| Name {
        actor: Some(ActorId::new(actor)),
        text: text.to_owned(),
        kind: NameKind::Town,
        case: Case::Caps,
        years: Years::default(),
        size: if place == 0 && largest == "far" { Size::ByFarLargest } else { Size::Any },
    };
    let actors = || actors.split(' ').enumerate();
    names.split("; ").flat_map(|text| actors().map(move |actor| name(text, actor))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_tables_are_whole() {
        for table in &NAMES {
            for row in rows(table) {
                assert!(name(row.clone()).is_some(), "{row:?}");
            }
        }
        assert!(rows(&REGISTER).all(|row| actor(row).is_some()));
    }

    #[test]
    fn every_name_belongs_to_an_actor_of_the_register() {
        let gazetteer = Gazetteer::embedded();
        let names = NAMES.iter().flat_map(|table| rows(table)).filter_map(name);
        for name in names.chain(rows(&TOWNS).flat_map(town)) {
            if let Some(id) = name.actor {
                assert!(gazetteer.actor(&id).is_some(), "{id}: {}", name.text);
            }
        }
    }

    #[test]
    fn labels_and_hash() {
        let gazetteer = Gazetteer::embedded();
        assert_eq!(gazetteer.label(&ActorId::new("PRK")), "North Korea");
        assert_eq!(gazetteer.label(&ActorId::new("ZZZ")), "ZZZ");
        assert_eq!(gazetteer.hash().len(), 64);
        assert_eq!(gazetteer.hash(), Gazetteer::embedded().hash());
    }

    #[test]
    fn broken_rows_are_left_out() {
        let names =
            "actor\tname\tkind\tcase\nAAA\tAland\tname\nAAA\tBland\tname\tloud\nAAA\tCland\tname\tcaps\n";
        let gazetteer = Gazetteer::from_sources(Sources {
            register: "actor\tlabel\tkind\nAAA\tAland\tcountry\nnonsense\n",
            names: &[names],
            ..Sources::default()
        });
        assert_eq!(gazetteer.actors().count(), 1);
        assert_eq!(gazetteer.matcher().matches("Aland Bland Cland", None).hits.len(), 1);
    }
}
