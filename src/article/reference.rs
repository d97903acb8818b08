//! Entries of reference managers in RIS: title, paper, day, address, and the abstract as the text.
//!
//! Files that an entry has attached are the matter of `attached`. Entries as CSL-JSON are
//! records like other JSON (see `json`).

use super::found::{Found, Refusal};
use super::record::{ATTACHED, Record};
use super::{Format, Place};

/// Reads all entries.
pub(super) fn read(text: &str, place: &Place, found: &mut Found) -> Result<(), Refusal> {
    let mut record = Record::default();
    let mut last: Option<(&str, String)> = None;
    let mut number = 0;
    for line in text.lines().chain(["ER  - "]) {
        match tag(line) {
            Some(("ER", _)) => {
                if let Some((tag, value)) = last.take() {
                    push(&mut record, tag, value);
                }
                if record.is_empty() {
                    continue;
                }
                number += 1;
                std::mem::take(&mut record).keep(Format::Reference, place.item("entry", number), found)?;
            }
            Some((tag, value)) => {
                if let Some((tag, value)) = last.replace((tag, value.to_owned())) {
                    push(&mut record, tag, value);
                }
            }
            // A long value goes on in the next line.
            None => {
                if let Some((_, value)) = &mut last {
                    value.push('\n');
                    value.push_str(line.trim());
                }
            }
        }
    }
    if number == 0 { Err(Refusal::Nothing("list of references")) } else { Ok(()) }
}

/// `TI  - Envoys meet`.
fn tag(line: &str) -> Option<(&str, &str)> {
    let (tag, value) = line.trim_start_matches('\u{feff}').split_once("  -")?;
    let is_tag = tag.len() == 2 && tag.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    is_tag.then(|| (tag, value.trim()))
}

/// Adds what a tag says under the name of its meaning.
fn push(record: &mut Record, tag: &str, value: String) {
    let name = match tag {
        "TI" | "T1" | "CT" => "title",
        "T2" | "JO" | "JF" | "JA" => "newspaper",
        "PB" | "DP" => "publisher",
        "AU" | "A1" => return record.push_also("author", &family_last(&value)),
        "DA" => "date",
        "PY" | "Y1" => "pubdate",
        "UR" | "L2" => "url",
        "LA" => "language",
        "AB" | "N2" => "abstract",
        "ID" | "AN" => "id",
        "L1" => ATTACHED[0],
        _ => return,
    };
    let value = if matches!(name, "date" | "pubdate") { day(&value) } else { value };
    record.push(name, value);
}

/// `Bell, Anna` is Anna Bell.
fn family_last(name: &str) -> String {
    match name.split_once(',') {
        Some((family, given)) => format!("{} {}", given.trim(), family.trim()),
        None => name.to_owned(),
    }
}

/// `1961/05/03/`, `1961/05//`, `1961///` without what is empty.
fn day(value: &str) -> String {
    let parts: Vec<&str> = value.split('/').take(3).map(str::trim).filter(|part| !part.is_empty()).collect();
    match parts[..] {
        [year, month] if year.len() == 4 => format!("{year}-{month:0>2}"),
        _ => parts.join("/"),
    }
}
