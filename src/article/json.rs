//! JSON of articles: a list of objects, an object with such a list, one object, or one on each line.
//!
//! The file is walked as it stands, so that what is not asked for takes no memory, however it is nested.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::found::{Found, Refusal};
use super::record::Record;
use super::{Format, Place, coded, json_line};

/// Lists of articles stand in these fields.
const LISTS: [&str; 11] = [
    "articles",
    "results",
    "items",
    "data",
    "stories",
    "docs",
    "entries",
    "hits",
    "documents",
    "news",
    "response",
];
/// Objects in objects whose fields are looked at.
const DEPTH: usize = 3;
/// Values of a list in a field, such as writers.
const LIST: usize = 20;

/// Reads a file that is one JSON value.
pub(super) fn read(text: &str, place: &Place, found: &mut Found) -> Result<(), Refusal> {
    let before = found.articles.len() + found.refused.len();
    let mut walk = Walk { place, found, number: 0, stopped: None };
    let mut json = serde_json::Deserializer::from_str(text);
    let walked = Articles { walk: &mut walk, depth: 0 }.deserialize(&mut json);
    if let Some(refusal) = walk.stopped {
        return Err(refusal);
    }
    let is_whole = walked.is_ok() && json.end().is_ok();
    match (found.articles.len() + found.refused.len() > before, is_whole) {
        (true, true) => Ok(()),
        (false, true) => Err(Refusal::Nothing("JSON file")),
        (false, false) => Err(Refusal::Damaged("JSON file")),
        (true, false) => found.note(place, Err(Refusal::Damaged("JSON file"))),
    }
}

/// Reads JSON lines: an article on each.
pub(super) fn read_lines(text: &str, place: &Place, found: &mut Found) -> Result<(), Refusal> {
    if coded::is_plover(text) {
        return coded::read_plover(text, place, found);
    }
    for (number, line) in (1..).zip(text.split('\n')) {
        if line.trim().is_empty() {
            continue;
        }
        found.count_part()?;
        let result = match json_line::read(line, &found.mapping, |id| place.line(number, id)) {
            Ok((_, article)) => found.keep(article),
            Err(error) => Err(Refusal::Line(error.reason)),
        };
        found.note(&place.line(number, None), result)?;
    }
    Ok(())
}

/// Whether a text is JSON lines: its first line is a whole value, and another one follows.
pub(super) fn is_lines(text: &str) -> bool {
    let Some((first, rest)) = text.trim_start().split_once('\n') else { return false };
    rest.trim_start().starts_with('{') && serde_json::from_str::<IgnoredAny>(first).is_ok()
}

/// Where the walk through a file stands.
struct Walk<'a> {
    place: &'a Place,
    found: &'a mut Found,
    number: u32,
    stopped: Option<Refusal>,
}

impl Walk<'_> {
    /// Notes the article of a record; `false` where the walk ends.
    fn record(&mut self, record: Record) -> bool {
        self.number += 1;
        let place = self.place.item("article", self.number);
        self.stopped = record.keep(Format::JsonLine, place, self.found).err();
        self.stopped.is_none()
    }
}

/// A value that may be an article or hold a list of them.
struct Articles<'w, 'a> {
    walk: &'w mut Walk<'a>,
    depth: usize,
}

impl<'de> DeserializeSeed<'de> for Articles<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.depth > DEPTH {
            return deserializer.deserialize_ignored_any(IgnoredAny).map(|_| ());
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Articles<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("articles")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let Self { walk, depth } = self;
        while list.next_element_seed(Articles { walk: &mut *walk, depth: depth + 1 })?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Self { walk, depth } = self;
        let mut record = Record::default();
        let before = walk.number;
        while let Some(key) = map.next_key::<String>()? {
            if LISTS.contains(&key.to_lowercase().as_str()) {
                map.next_value_seed(Articles { walk: &mut *walk, depth: depth + 1 })?;
            } else {
                map.next_value_seed(Field { record: &mut record, name: &key, depth: 0 })?;
            }
        }
        let record = record.mapped(&walk.found.mapping);
        let holds_others = walk.number > before;
        let is_article = record.has_text() || (depth > 0 && !record.is_empty());
        if !holds_others && is_article && !walk.record(record) {
            return Err(A::Error::custom("no more is read"));
        }
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}

/// An object as a record of its fields.
impl<'de> serde::Deserialize<'de> for Record {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Object)
    }
}

struct Object;

impl<'de> Visitor<'de> for Object {
    type Value = Record;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Record, A::Error> {
        let mut record = Record::default();
        while let Some(key) = map.next_key::<String>()? {
            map.next_value_seed(Field { record: &mut record, name: &key, depth: 0 })?;
        }
        Ok(record)
    }
}

/// A value of a record: words and numbers are taken, lists of them joined, objects looked into.
struct Field<'r> {
    record: &'r mut Record,
    name: &'r str,
    depth: usize,
}

impl<'de> DeserializeSeed<'de> for Field<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.depth > DEPTH {
            return deserializer.deserialize_ignored_any(IgnoredAny).map(|_| ());
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Field<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a field of an article")
    }

    fn visit_str<E>(self, value: &str) -> Result<(), E> {
        self.record.push_words(self.name, value);
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        self.record.push_number(self.name, &value);
        Ok(())
    }

    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        self.record.push_number(self.name, &value);
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let mut parts = Record::default();
        for _ in 0..LIST {
            let field = Field { record: &mut parts, name: self.name, depth: self.depth + 1 };
            if list.next_element_seed(field)?.is_none() {
                break;
            }
        }
        while list.next_element::<IgnoredAny>()?.is_some() {}
        self.record.push_joined(parts);
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            let name = format!("{}.{key}", self.name);
            map.next_value_seed(Field { record: &mut *self.record, name: &name, depth: self.depth + 1 })?;
        }
        Ok(())
    }
}
