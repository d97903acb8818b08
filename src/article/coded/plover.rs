//! Records of PLOVER, one object of JSON on each line. They alone carry the sentence.

use serde_json::{Map, Value};

use super::super::found::{Found, Refusal};
use super::super::{record, shortened};
use super::{CodedRow, CodedTable, Gathered, Party, Scheme};
use crate::article::Place;

/// Pairs that are kept of one record: two long lists of parties would make very many.
const PAIRS: usize = 64;
/// Rows that are kept of one file.
const ROWS: usize = 400_000;
/// Text of a record that is kept, in bytes.
const TEXT: usize = 4000;

/// Whether a text of JSON lines begins with such a record.
pub(in crate::article) fn looks_like_one(text: &str) -> bool {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    serde_json::from_str::<Map<String, Value>>(first.trim_start_matches('\u{feff}'))
        .is_ok_and(|record| is_record(&record))
}

/// Reads records of PLOVER.
pub(in crate::article) fn read(text: &str, place: &Place, found: &mut Found) -> Result<(), Refusal> {
    let mut gathered = Gathered::default();
    for (number, line) in (1..).zip(text.lines()) {
        if line.trim().is_empty() {
            continue;
        }
        match serde_json::from_str::<Map<String, Value>>(line.trim_start_matches('\u{feff}')) {
            Ok(record) if is_record(&record) => push(&record, &mut gathered),
            Ok(_) => {
                found.note(&place.line(number, None), Err(Refusal::Line(NO_RECORD.to_owned())))?;
            }
            Err(error) => {
                let reason = format!("the line is no valid JSON: {error}");
                found.note(&place.line(number, None), Err(Refusal::Line(reason)))?;
            }
        }
        if gathered.rows.len() > ROWS {
            return Err(Refusal::TooMany);
        }
    }
    match CodedTable::new(Scheme::Plover, place.clone(), gathered) {
        Some(table) => {
            found.coded.push(table);
            Ok(())
        }
        None => Err(Refusal::Nothing("file of PLOVER records")),
    }
}

const NO_RECORD: &str = "the line is no record of PLOVER: it needs `actor`, `recipient` and `event`";

fn is_record(record: &Map<String, Value>) -> bool {
    let has = |name: &str| record.get(name).is_some_and(|value| value.is_array() || value.is_object());
    has("actor") && has("recipient") && record.contains_key("event") && !record.contains_key("body")
}

fn push(record: &Map<String, Value>, gathered: &mut Gathered) {
    let word = |name: &str| record.get(name).map(words).unwrap_or_default();
    let (sources, targets) = (parties(record.get("actor")), parties(record.get("recipient")));
    let link = word("link");
    let text = ["event_text", "text"].iter().map(|name| word(name)).find(|text| !text.is_empty());
    let row = CodedRow {
        id: word("id"),
        code: word("event").to_uppercase(),
        mode: word("mode"),
        quad: word("quad_code"),
        score: word("event_scale"),
        date: record::read_date(&word("date")).ok(),
        outlet: record::host(&link).unwrap_or_default().to_owned(),
        address: link,
        text: shortened(&text.unwrap_or_default(), TEXT),
        ..CodedRow::default()
    };
    let pairs = sources.iter().flat_map(|source| targets.iter().map(move |target| (source, target)));
    let mut has_pair = false;
    for (source, target) in pairs.take(PAIRS) {
        has_pair = true;
        gathered.push(CodedRow { source: source.clone(), target: target.clone(), ..row.clone() });
    }
    if !has_pair {
        gathered.push(row);
    }
}

/// The parties of a field: a list of entities, or one.
fn parties(field: Option<&Value>) -> Vec<Party> {
    let entities = match field {
        Some(Value::Array(entities)) => entities.iter().collect(),
        Some(entity) => vec![entity],
        None => Vec::new(),
    };
    let party = |entity: &Value| match entity {
        Value::Object(entity) => {
            let word = |name: &str| entity.get(name).map(words).unwrap_or_default();
            Party { country: word("code"), group: String::new(), name: word("entity_text") }
        }
        other => Party { country: words(other), ..Party::default() },
    };
    entities.into_iter().map(party).filter(|party| !party.is_nobody()).collect()
}

/// A value as words; of a list the first one.
fn words(value: &Value) -> String {
    match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Array(values) => values.first().map(words).unwrap_or_default(),
        _ => String::new(),
    }
}
