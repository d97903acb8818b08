//! What others coded, in our words: their codes of actors and events become actors of the gazetteer and
//! types of PLOVER, by the tables in `assets/coded/`.
//!
//! Nothing is guessed: a code that no table knows, a name that no actor bears and an event that the
//! published conversion of CAMEO to PLOVER leaves out make no relation; they are counted. Their quad
//! class and score stay as they gave them, beside ours, since the schemes differ.
//!
//! Two traps: codes of actors are CAMEO's and look like ISO 3166-1 alpha-3, but some are regions or
//! others' (`ROM`); codes of places are FIPS and look like alpha-2, and most are others (`CH` is China).
//! The two never mix.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use crate::actor::{ActorId, ActorKind, Gazetteer};
use crate::article::coded::Party;
use crate::article::{CodedRow, CodedTable, Scheme, SharedTable};
use crate::packed::{PackedText, packed_text};

use super::EventKind;

/// Codes of events.
static CAMEO: PackedText = packed_text!("assets/coded/cameo.tsv");
/// Codes of actors that are not ISO's.
static ACTORS: PackedText = packed_text!("assets/coded/actors.tsv");
/// Codes of places.
static FIPS: PackedText = packed_text!("assets/coded/fips.tsv");

/// A table with what its rows mean for us.
#[derive(Clone, Debug)]
pub struct Coding {
    /// The table.
    pub table: SharedTable,
    /// Its relations between two actors, in the order of its rows.
    pub events: Vec<CodedEvent>,
    /// The actors whose countries an article names (GKG), by index of [`CodedTable::documents`].
    pub named: Vec<(usize, Vec<ActorId>)>,
    /// What made no relation.
    pub left_out: LeftOut,
}

/// One relation as others coded it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodedEvent {
    /// Index of [`CodedTable::rows`].
    pub row: usize,
    /// Who acts.
    pub source: ActorId,
    /// Its type in PLOVER.
    pub kind: EventKind,
    /// Who is acted on.
    pub target: ActorId,
}

/// Rows that make no relation, by the reason.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// They name one party or none.
    pub without_pair: u32,
    /// Both parties are of one country.
    pub within_one: u32,
    /// A party is no actor of the gazetteer: a region, a people, a firm.
    pub unknown_actor: u32,
    /// The event has no type in PLOVER.
    pub without_type: u32,
    /// Another table, or an earlier row, has the same event.
    pub twice: u32,
}

impl LeftOut {
    /// "40 within one country, 12 with one party, ..."; empty where nothing was left out.
    #[must_use]
    pub fn in_words(&self) -> String {
        let Self { without_pair, within_one, unknown_actor, without_type, twice } = *self;
        let reasons = [
            (without_pair, "with one party or none"),
            (within_one, "within one country"),
            (unknown_actor, "with a party that is no actor here"),
            (without_type, "without a type in PLOVER"),
            (twice, "told twice"),
        ];
        let told = reasons.into_iter().filter(|(count, _)| *count > 0);
        told.map(|(count, reason)| format!("{count} {reason}")).collect::<Vec<_>>().join(", ")
    }
}

impl Coding {
    /// The row of an event.
    #[must_use]
    pub fn row(&self, event: &CodedEvent) -> Option<&CodedRow> {
        self.table.rows.get(event.row)
    }
}

/// What all tables mean, in their order. An event that several tables hold, by its number in their data,
/// counts once.
#[must_use]
pub fn code(gazetteer: &Gazetteer, tables: &[SharedTable]) -> Vec<Coding> {
    let actors = Actors::new(gazetteer);
    let mut seen = BTreeSet::new();
    tables.iter().map(|table| actors.code(table, &mut seen)).collect()
}

/// How codes and names of parties become actors.
struct Actors<'a> {
    gazetteer: &'a Gazetteer,
    labels: BTreeMap<&'a str, &'a ActorId>,
}

impl<'a> Actors<'a> {
    fn new(gazetteer: &'a Gazetteer) -> Self {
        let labels = gazetteer.actors().map(|actor| (actor.label.as_str(), &actor.id)).collect();
        Self { gazetteer, labels }
    }

    fn code<'t>(&self, table: &'t SharedTable, seen: &mut BTreeSet<Key<'t>>) -> Coding {
        let CodedTable { scheme, rows, documents, without_pair, within_one, .. } = table.as_ref();
        let mut left_out =
            LeftOut { without_pair: *without_pair, within_one: *within_one, ..LeftOut::default() };
        let mut names = BTreeMap::new();
        let mut events = Vec::new();
        for (index, row) in rows.iter().enumerate() {
            let mut find = |party: &'t Party| {
                names.entry(key(party)).or_insert_with(|| self.party(*scheme, party)).clone()
            };
            let (Some(source), Some(target)) = (find(&row.source), find(&row.target)) else {
                left_out.unknown_actor += 1;
                continue;
            };
            if source == target {
                left_out.within_one += 1;
                continue;
            }
            let Some(kind) = kind(*scheme, &row.code) else {
                left_out.without_type += 1;
                continue;
            };
            // Records of PLOVER with several parties share a number.
            let ends = (key(&row.source), key(&row.target));
            if !row.id.is_empty() && !seen.insert((*scheme, &row.id, ends)) {
                left_out.twice += 1;
                continue;
            }
            events.push(CodedEvent { row: index, source, kind, target });
        }
        let named = documents.iter().enumerate().filter_map(|(index, document)| {
            let countries: BTreeSet<ActorId> =
                document.countries.iter().filter_map(|code| self.place(code)).collect();
            (countries.len() > 1).then(|| (index, countries.into_iter().collect()))
        });
        Coding { table: table.clone(), named: named.collect(), events, left_out }
    }

    /// The actor of a party: an armed group or a party before its country, a country before an
    /// organisation.
    fn party(&self, scheme: Scheme, party: &Party) -> Option<ActorId> {
        let group = self.group(party);
        let is_group =
            |actor: &ActorId| self.gazetteer.actor(actor).is_some_and(|a| a.kind == ActorKind::Group);
        if group.as_ref().is_some_and(is_group) {
            return group;
        }
        if party.country.is_empty() {
            return group.or_else(|| self.by_name(&party.name));
        }
        match scheme {
            Scheme::Gdelt => self.cameo(&party.country),
            Scheme::Icews => self.by_name(&party.country),
            Scheme::Polecat | Scheme::Plover | Scheme::Gkg => {
                self.cameo(&party.country).or_else(|| self.by_name(&party.country))
            }
        }
    }

    fn group(&self, party: &Party) -> Option<ActorId> {
        codes().groups.get(party.group.as_str()).cloned().or_else(|| self.gazetteer.named(&party.name))
    }

    /// A code of CAMEO: a country of ISO 3166-1 alpha-3 but for those that the table names. Behind it may
    /// stand codes of sectors, `KENGOV`.
    fn cameo(&self, code: &str) -> Option<ActorId> {
        let country =
            code.get(..3).filter(|_| code.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b' '))?;
        if let Some(actor) = codes().countries.get(country) {
            return actor.clone();
        }
        let actor = ActorId::new(country);
        self.gazetteer.actor(&actor).map(|actor| actor.id.clone())
    }

    fn by_name(&self, name: &str) -> Option<ActorId> {
        match self.labels.get(name.trim()) {
            Some(actor) => Some((*actor).clone()),
            None => self.gazetteer.named(name),
        }
    }

    fn place(&self, fips: &str) -> Option<ActorId> {
        codes().places.get(fips).filter(|actor| self.gazetteer.actor(actor).is_some()).cloned()
    }
}

type PartyKey<'t> = (&'t str, &'t str, &'t str);
type Key<'t> = (Scheme, &'t str, (PartyKey<'t>, PartyKey<'t>));

fn key(party: &Party) -> PartyKey<'_> {
    (&party.country, &party.group, &party.name)
}

/// The type of an event. CAMEO's 01 is a plain statement; a code that the conversion does not have is
/// taken as the one above it, `1641` as `164`.
fn kind(scheme: Scheme, code: &str) -> Option<EventKind> {
    if !scheme.is_cameo() {
        return EventKind::from_code(code);
    }
    if !(2..=4).contains(&code.len()) || !code.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if code.starts_with("01") {
        return Some(EventKind::Statement);
    }
    (2..=code.len()).rev().find_map(|length| codes().events.get(code.get(..length)?)?.kind)
}

/// What a code of CAMEO means, in the words of its code book.
#[must_use]
pub fn in_words(code: &str) -> Option<&'static str> {
    codes().events.get(code).map(|event| event.name).filter(|name| !name.is_empty())
}

struct Codes {
    events: BTreeMap<&'static str, CameoEvent>,
    /// `None`: no actor.
    countries: BTreeMap<&'static str, Option<ActorId>>,
    groups: BTreeMap<&'static str, ActorId>,
    places: BTreeMap<&'static str, ActorId>,
}

struct CameoEvent {
    kind: Option<EventKind>,
    name: &'static str,
}

fn codes() -> &'static Codes {
    static CODES: OnceLock<Codes> = OnceLock::new();
    CODES.get_or_init(|| {
        let event = |row: Vec<&'static str>| {
            let kind = EventKind::from_code(row.get(1)?);
            Some((*row.first()?, CameoEvent { kind, name: row.get(5).copied().unwrap_or_default() }))
        };
        let actor = |id: &str| (id != "-").then(|| ActorId::new(id));
        let of_kind = |wanted: &'static str| rows(&ACTORS).filter(move |row| row.first() == Some(&wanted));
        Codes {
            events: rows(&CAMEO).filter_map(event).collect(),
            countries: of_kind("country")
                .filter_map(|row| Some((*row.get(1)?, actor(row.get(2)?))))
                .collect(),
            groups: of_kind("group").filter_map(|row| Some((*row.get(1)?, actor(row.get(2)?)?))).collect(),
            places: rows(&FIPS).filter_map(|row| Some((*row.first()?, actor(row.get(1)?)?))).collect(),
        }
    })
}

/// The rows of a table: neither comments nor the row of column names.
fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|line| !line.starts_with('#')).skip(1).map(|line| line.split('\t').collect())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::article::coded::CodedDocument;

    fn party(country: &str, group: &str, name: &str) -> Party {
        Party { country: country.to_owned(), group: group.to_owned(), name: name.to_owned() }
    }

    fn row(id: &str, source: Party, target: Party, code: &str) -> CodedRow {
        CodedRow { id: id.to_owned(), source, target, code: code.to_owned(), ..CodedRow::default() }
    }

    fn table(scheme: Scheme, rows: Vec<CodedRow>) -> SharedTable {
        Arc::new(CodedTable {
            id: scheme.name().to_owned(),
            scheme,
            places: Vec::new(),
            rows,
            documents: Vec::new(),
            without_pair: 0,
            within_one: 0,
        })
    }

    fn told(table: SharedTable) -> (Vec<String>, LeftOut) {
        let coding = code(&Gazetteer::embedded(), &[table]).remove(0);
        let line = |event: &CodedEvent| format!("{} {} {}", event.source, event.kind.code(), event.target);
        (coding.events.iter().map(line).collect(), coding.left_out)
    }

    #[test]
    fn codes_of_gdelt_are_cameos_and_not_isos_alone() {
        let nobody = || party("", "", "");
        let (events, left_out) = told(table(
            Scheme::Gdelt,
            vec![
                row("1", party("RUS", "", ""), party("UKR", "", ""), "190"),
                row("2", party("ROM", "", ""), party("TMP", "", ""), "040"),
                row("3", party("WSB", "", ""), party("AUT", "", ""), "036"),
                row("4", party("EUR", "", ""), party("CHN", "", ""), "040"),
                row("5", party("SAF", "", ""), party("AUS", "", ""), "040"),
                row("6", party("", "UNO", ""), party("KOR", "", ""), "1641"),
                row("7", party("LBN", "HEZ", ""), party("ISR", "", ""), "190"),
                row("8", party("USA", "UNO", ""), party("PRK", "", ""), "112"),
                row("9", party("GZS", "", ""), party("PSE", "", ""), "040"),
                row("10", party("KEN", "", ""), party("UGA", "", ""), "020"),
                row("11", party("KEN", "", ""), party("UGA", "", ""), "010"),
                row("1", party("RUS", "", ""), party("UKR", "", ""), "190"),
                row("12", party("KEN", "", ""), nobody(), "040"),
            ],
        ));
        assert_eq!(
            events,
            [
                "RUS ASSAULT UKR",
                "ROU CONSULT TLS",
                "PSE AGREE AUT",
                "org:UN SANCTION KOR",
                "group:HEZBOLLAH ASSAULT ISR",
                "USA ACCUSE PRK",
                "KEN STATEMENT UGA",
            ]
        );
        let expected = LeftOut { within_one: 1, unknown_actor: 3, without_type: 1, twice: 1, ..left_out };
        assert_eq!((left_out, left_out.without_pair), (expected, 0));
    }

    #[test]
    fn icews_names_countries_and_organisations_in_words() {
        let names = [
            ("Russian Federation", "RUS"),
            ("Occupied Palestinian Territory", "PSE"),
            ("Georgia", "GEO"),
            ("Turkey", "TUR"),
            ("North Korea", "PRK"),
            ("United States", "USA"),
            ("Taiwan", "TWN"),
            ("Democratic Republic of Congo", "COD"),
            ("Cote d'Ivoire", "CIV"),
            ("Macedonia", "MKD"),
            ("Chad", "TCD"),
        ];
        let rows = names.iter().map(|(name, _)| row("", party(name, "", ""), party("Kenya", "", ""), "040"));
        let (events, _) = told(table(Scheme::Icews, rows.collect()));
        let expected: Vec<String> = names.iter().map(|(_, id)| format!("{id} CONSULT KEN")).collect();
        assert_eq!(events, expected);
        let (events, left_out) = told(table(
            Scheme::Icews,
            vec![
                row("1", party("", "", "North Atlantic Treaty Organization"), party("Kenya", "", ""), "040"),
                row(
                    "2",
                    party("Afghanistan", "", "Taliban"),
                    party("Afghanistan", "", "Police (Afghanistan)"),
                    "190",
                ),
                row("3", party("India", "", "Citizen (India)"), party("India", "", "Police (India)"), "112"),
            ],
        ));
        assert_eq!(events, ["org:NATO CONSULT KEN", "group:TALIBAN ASSAULT AFG"]);
        assert_eq!(left_out.within_one, 1);
    }

    #[test]
    fn types_of_plover_stand_as_they_are() {
        let (events, left_out) = told(table(
            Scheme::Polecat,
            vec![
                row("1", party("RUS", "", ""), party("UKR", "", ""), "ASSAULT"),
                row("2", party("USAGOV", "", ""), party("Kenya", "", ""), "AID"),
                row("3", party("USA", "", ""), party("KEN", "", ""), "190"),
            ],
        ));
        assert_eq!(events, ["RUS ASSAULT UKR", "USA AID KEN"]);
        assert_eq!(left_out.without_type, 1);
    }

    #[test]
    fn codes_of_places_are_fips() {
        let countries = ["CH", "SZ", "GM", "GZ", "WE", "XX"].map(str::to_owned).to_vec();
        let document = CodedDocument { countries, ..CodedDocument::default() };
        let mut graph = (*table(Scheme::Gkg, Vec::new())).clone();
        graph.documents = vec![document];
        let coding = code(&Gazetteer::embedded(), &[Arc::new(graph)]).remove(0);
        let named: Vec<&str> = coding.named[0].1.iter().map(ActorId::as_str).collect();
        assert_eq!(named, ["CHE", "CHN", "DEU", "PSE"]);
    }

    #[test]
    fn every_actor_of_the_tables_is_in_the_register() {
        let gazetteer = Gazetteer::embedded();
        let codes = codes();
        let actors =
            codes.countries.values().flatten().chain(codes.groups.values()).chain(codes.places.values());
        for actor in actors {
            assert!(gazetteer.actor(actor).is_some(), "{actor}");
        }
        assert_eq!((codes.events.len() > 300, in_words("190").is_some()), (true, true));
    }
}
