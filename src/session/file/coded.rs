//! Tables of events that others coded, in the session file: one row a line. Frozen like the types of a
//! version.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::v1::{FoundV1, json, lines};
use crate::article::coded::{CodedDocument, Party};
use crate::article::{CodedRow, CodedTable, Date, Place, Scheme, SharedTable};

#[derive(Serialize, Deserialize)]
pub(super) struct TableV1 {
    scheme: SchemeV1,
    places: Vec<FoundV1>,
    #[serde(default)]
    without_pair: u32,
    #[serde(default)]
    within_one: u32,
    #[serde(default)]
    rows: Vec<RowV1>,
    #[serde(default)]
    documents: Vec<DocumentV1>,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum SchemeV1 {
    Gdelt,
    Icews,
    Polecat,
    Plover,
    Gkg,
}

/// Fields that say nothing are left out.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct RowV1 {
    #[serde(skip_serializing_if = "String::is_empty")]
    id: String,
    source: PartyV1,
    target: PartyV1,
    #[serde(skip_serializing_if = "String::is_empty")]
    code: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    mode: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    quad: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    score: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    outlet: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    address: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    document: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    text: String,
}

/// Country, group, name.
#[derive(Default, Serialize, Deserialize)]
struct PartyV1(String, String, String);

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct DocumentV1 {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    outlet: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    address: String,
    countries: Vec<String>,
}

/// Writes the tables.
pub(super) fn to_json(tables: &[SharedTable]) -> String {
    lines(tables.iter().map(|table| {
        let CodedTable { id: _, scheme, places, rows, documents, without_pair, within_one } = table.as_ref();
        let places: Vec<FoundV1> = places.iter().map(FoundV1::from).collect();
        format!(
            "{{\"scheme\": {}, \"places\": {}, \"without_pair\": {without_pair}, \"within_one\": {within_one}, \
             \"rows\": {}, \"documents\": {}}}",
            json(&SchemeV1::from(*scheme)),
            json(&places),
            lines(rows.iter().map(|row| json(&RowV1::from(row)))),
            lines(documents.iter().map(|document| json(&DocumentV1::from(document)))),
        )
    }))
}

/// The tables that were read, each with the id that fits its rows, sorted by it. A date that is none is
/// left out.
pub(super) fn tables(read: Vec<TableV1>) -> Vec<SharedTable> {
    let table = |table: TableV1| {
        let table = CodedTable {
            id: String::new(),
            scheme: table.scheme.into(),
            places: table.places.into_iter().map(Place::from).collect(),
            rows: table.rows.into_iter().map(CodedRow::from).collect(),
            documents: table.documents.into_iter().map(CodedDocument::from).collect(),
            without_pair: table.without_pair,
            within_one: table.within_one,
        };
        CodedTable { id: table.hash(), ..table }
    };
    let joined = crate::article::open::join_tables(read.into_iter().map(table).collect());
    joined.into_iter().map(Arc::new).collect()
}

impl From<Scheme> for SchemeV1 {
    fn from(scheme: Scheme) -> Self {
        match scheme {
            Scheme::Gdelt => Self::Gdelt,
            Scheme::Icews => Self::Icews,
            Scheme::Polecat => Self::Polecat,
            Scheme::Plover => Self::Plover,
            Scheme::Gkg => Self::Gkg,
        }
    }
}

impl From<SchemeV1> for Scheme {
    fn from(scheme: SchemeV1) -> Self {
        match scheme {
            SchemeV1::Gdelt => Self::Gdelt,
            SchemeV1::Icews => Self::Icews,
            SchemeV1::Polecat => Self::Polecat,
            SchemeV1::Plover => Self::Plover,
            SchemeV1::Gkg => Self::Gkg,
        }
    }
}

impl From<&Party> for PartyV1 {
    fn from(Party { country, group, name }: &Party) -> Self {
        Self(country.clone(), group.clone(), name.clone())
    }
}

impl From<PartyV1> for Party {
    fn from(PartyV1(country, group, name): PartyV1) -> Self {
        Self { country, group, name }
    }
}

impl From<&CodedRow> for RowV1 {
    fn from(row: &CodedRow) -> Self {
        let CodedRow { id, source, target, code, mode, quad, score, date, outlet, address, document, text } =
            row.clone();
        Self {
            id,
            source: (&source).into(),
            target: (&target).into(),
            code,
            mode,
            quad,
            score,
            date: date.map(String::from),
            outlet,
            address,
            document,
            text,
        }
    }
}

impl From<RowV1> for CodedRow {
    fn from(row: RowV1) -> Self {
        let RowV1 { id, source, target, code, mode, quad, score, date, outlet, address, document, text } =
            row;
        Self {
            id,
            source: source.into(),
            target: target.into(),
            code,
            mode,
            quad,
            score,
            date: date.and_then(|date| Date::try_from(date).ok()),
            outlet,
            address,
            document,
            text,
        }
    }
}

impl From<&CodedDocument> for DocumentV1 {
    fn from(document: &CodedDocument) -> Self {
        let CodedDocument { id, date, outlet, address, countries } = document.clone();
        Self { id, date: date.map(String::from), outlet, address, countries }
    }
}

impl From<DocumentV1> for CodedDocument {
    fn from(document: DocumentV1) -> Self {
        let DocumentV1 { id, date, outlet, address, countries } = document;
        Self { id, date: date.and_then(|date| Date::try_from(date).ok()), outlet, address, countries }
    }
}
