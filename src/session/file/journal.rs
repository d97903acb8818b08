//! The journal: each change of a session at once on the disk, so that a crash loses none.
//!
//! One JSON value a line. The first names the session file that the articles are in; each later one is a
//! step: articles that are new, and a merge patch (RFC 7396) of all else. The first step holds all, so
//! what the person chose never depends on another file; texts do, and are found by their id in the session
//! file or its backups. A line that a crash cut is left out. Lists without an order are written as sets, so
//! that one more correction is one more line and not all of them again.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::v1::{ArticleV1, json as to_json};
use super::v2::{self, FileV2};
use super::{FileError, Loaded, backup_paths, disk};
use crate::article::{ArticleId, SharedArticle, SharedTable};
use crate::event::Knowledge;
use crate::session::Session;

const FORMAT: &str = "diplograph-journal";
const VERSION: u32 = 1;
/// A longer journal is begun again, which leaves out what was overruled.
const LONGEST: u64 = 64 << 20;
/// The lists of corrections that have no order.
const SETS: [&str; 4] = ["reviews", "added", "mentions", "notes"];

/// A journal that is being written.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    base: Option<PathBuf>,
    /// What is in the session file.
    saved: Vec<SharedArticle>,
    file: File,
    length: u64,
    frame: Value,
    /// The tables of others at the last step. They are large and seldom change, so they stand in no frame.
    coded: Vec<SharedTable>,
    /// The articles of the session at the last step.
    articles: BTreeMap<ArticleId, SharedArticle>,
}

#[derive(Serialize, Deserialize)]
struct Head {
    format: String,
    version: u32,
    base: Option<String>,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Step {
    /// Articles that are in no session file.
    articles: Vec<ArticleV1>,
    /// Articles that came.
    added: Vec<String>,
    /// Articles that went.
    removed: BTreeSet<String>,
    patch: Value,
}

impl Journal {
    /// Begins a journal. `base` is the session file, if there is one, and `saved` the articles in it.
    pub fn start(
        path: &Path,
        base: Option<&Path>,
        saved: Vec<SharedArticle>,
        session: &Session,
    ) -> io::Result<Self> {
        let new = path.with_extension("journal-new");
        let file = OpenOptions::new().write(true).create(true).truncate(true).open(&new)?;
        let mut journal = Self {
            path: path.to_owned(),
            base: base.map(Path::to_owned),
            saved,
            file,
            length: 0,
            frame: Value::Null,
            coded: Vec::new(),
            articles: BTreeMap::new(),
        };
        let base = base.map(|base| base.to_string_lossy().into_owned());
        let head = to_json(&Head { format: FORMAT.to_owned(), version: VERSION, base });
        let step = journal.step(session);
        journal.write(&[head, to_json(&step)])?;
        fs::rename(&new, path)?;
        disk::sync_folder(path);
        Ok(journal)
    }

    /// Writes what changed since the last step, and waits until the disk has it.
    pub fn append(&mut self, session: &Session) -> io::Result<()> {
        if self.length > LONGEST {
            *self =
                Self::start(&self.path.clone(), self.base.clone().as_deref(), self.saved.clone(), session)?;
            return Ok(());
        }
        let step = self.step(session);
        if step.added.is_empty()
            && step.removed.is_empty()
            && step.articles.is_empty()
            && step.patch == json!({})
        {
            return Ok(());
        }
        self.write(&[to_json(&step)])
    }

    fn write(&mut self, lines: &[String]) -> io::Result<()> {
        let text = lines.join("\n") + "\n";
        self.file.write_all(text.as_bytes())?;
        self.file.sync_data()?;
        self.length += text.len() as u64;
        Ok(())
    }

    /// What makes the last step this session.
    fn step(&mut self, session: &Session) -> Step {
        let mut frame = v2::frame(session);
        as_sets(&mut frame);
        let mut patch = patch(&self.frame, &frame);
        self.frame = frame;
        if self.coded != session.coded {
            patch[v2::CODED] = match session.coded.is_empty() {
                true => Value::Null,
                false => v2::coded(&session.coded),
            };
            self.coded.clone_from(&session.coded);
        }
        let now: BTreeMap<ArticleId, SharedArticle> =
            session.articles.iter().map(|article| (article.id, article.clone())).collect();
        let old = std::mem::replace(&mut self.articles, now);
        let in_file = |article: &SharedArticle| {
            let found = self.saved.binary_search_by(|saved| saved.id.cmp(&article.id)).ok();
            found.is_some_and(|index| self.saved[index] == *article)
        };
        let changed = self.articles.values().filter(|article| old.get(&article.id) != Some(article));
        let written = changed.filter(|article| !in_file(article));
        Step {
            articles: written.map(|article| ArticleV1::from(&**article)).collect(),
            added: only_in(&self.articles, &old).collect(),
            removed: only_in(&old, &self.articles).collect(),
            patch,
        }
    }
}

/// The ids of articles that only one of two sessions has.
fn only_in<'a>(
    one: &'a BTreeMap<ArticleId, SharedArticle>,
    other: &'a BTreeMap<ArticleId, SharedArticle>,
) -> impl Iterator<Item = String> + 'a {
    one.keys().filter(|id| !other.contains_key(id)).map(ToString::to_string)
}

/// Makes the session of a journal.
pub fn recover(knowledge: &Knowledge, path: &Path) -> Result<Loaded, FileError> {
    let bytes = disk::read(path)?;
    let text = String::from_utf8_lossy(&bytes);
    let mut lines = text.lines();
    let not = || FileError::NotASession("it is no journal".to_owned());
    let head: Head = serde_json::from_str(lines.next().unwrap_or_default()).map_err(|_| not())?;
    if head.format != FORMAT {
        return Err(not());
    }
    if head.version > VERSION {
        return Err(FileError::Newer { found: head.version });
    }
    let mut frame = Value::Null;
    let (mut articles, mut ids) = (BTreeMap::new(), BTreeSet::new());
    let mut steps = 0;
    // A line that was cut is the last one: what comes behind it was not written.
    for step in lines.map_while(|line| serde_json::from_str::<Step>(line).ok()) {
        steps += 1;
        apply(&mut frame, step.patch);
        ids.extend(step.added);
        ids.retain(|id| !step.removed.contains(id));
        articles.extend(step.articles.into_iter().map(|article| (article.id().to_owned(), article)));
    }
    if steps == 0 {
        return Err(FileError::Damaged("the journal is empty".to_owned()));
    }
    as_lists(&mut frame);
    let base = head.base.map(|base| read_base(knowledge, Path::new(&base), &ids)).unwrap_or_default();
    let mut file: FileV2<_> =
        serde_json::from_value(frame).map_err(|error| FileError::Damaged(error.to_string()))?;
    articles.retain(|id, _| ids.contains(id));
    let own = articles.len();
    file.articles = articles.into_values().collect();
    let own_ids: BTreeSet<&str> = file.articles.iter().map(ArticleV1::id).collect();
    let in_base = base.session.articles.iter().filter(|article| {
        let id = article.id.to_string();
        ids.contains(&id) && !own_ids.contains(id.as_str())
    });
    let in_base: Vec<SharedArticle> = in_base.cloned().collect();
    let missing = ids.len().saturating_sub(own + in_base.len());
    let mut loaded = v2::load(knowledge, file)?;
    loaded.session.articles.extend(in_base);
    loaded.session.articles.sort_by_key(|article| article.id);
    if base.session.choices.corrections.actors == loaded.session.choices.corrections.actors {
        let here = |id: &ArticleId| loaded.session.articles.binary_search_by(|a| a.id.cmp(id)).is_ok();
        let kept = base.readings.into_iter().filter(|(id, _)| here(id));
        let kept: Vec<_> = kept.collect();
        loaded.readings.extend(kept);
    }
    loaded.missing = missing;
    Ok(loaded)
}

/// The session file, or the first of its backups that has more of the articles.
fn read_base(knowledge: &Knowledge, base: &Path, ids: &BTreeSet<String>) -> Loaded {
    let mut best = (0, Loaded::default());
    for path in std::iter::once(base.to_owned()).chain(backup_paths(base)) {
        let Some(loaded) = disk::read(&path).ok().and_then(|bytes| super::from_bytes(knowledge, &bytes).ok())
        else {
            continue;
        };
        let found = loaded.session.articles.iter().filter(|article| ids.contains(&article.id.to_string()));
        let found = found.count();
        if found > best.0 {
            best = (found, loaded);
        }
        if found == ids.len() {
            break;
        }
    }
    best.1
}

/// Makes objects of the lists of corrections that have no order: each item is a key.
fn as_sets(frame: &mut Value) {
    for name in SETS {
        let Some(list) = frame.pointer_mut(&format!("/corrections/{name}")) else { continue };
        let items = list.as_array().into_iter().flatten();
        *list = Value::Object(items.map(|item| (item.to_string(), Value::Bool(true))).collect());
    }
}

/// The other way.
fn as_lists(frame: &mut Value) {
    for name in SETS {
        let Some(set) = frame.pointer_mut(&format!("/corrections/{name}")) else { continue };
        let items = set.as_object().into_iter().flat_map(Map::keys);
        *set = Value::Array(items.filter_map(|item| serde_json::from_str(item).ok()).collect());
    }
}

/// The merge patch that makes one value the other. Neither holds a null within an object.
fn patch(old: &Value, new: &Value) -> Value {
    let (Value::Object(old), Value::Object(new)) = (old, new) else { return new.clone() };
    let mut patched = Map::new();
    for name in old.keys().filter(|name| !new.contains_key(*name)) {
        patched.insert(name.clone(), Value::Null);
    }
    for (name, value) in new {
        match old.get(name) {
            Some(same) if same == value => {}
            Some(other) => drop(patched.insert(name.clone(), patch(other, value))),
            None => drop(patched.insert(name.clone(), value.clone())),
        }
    }
    Value::Object(patched)
}

/// Applies a merge patch.
fn apply(target: &mut Value, patch: Value) {
    let Value::Object(patch) = patch else {
        *target = patch;
        return;
    };
    if !target.is_object() {
        *target = Value::Object(Map::new());
    }
    let Some(fields) = target.as_object_mut() else { return };
    for (name, value) in patch {
        if value.is_null() {
            fields.remove(&name);
        } else {
            apply(fields.entry(name).or_insert(Value::Null), value);
        }
    }
}

/// Takes nulls out of objects: in a merge patch they mean that something goes.
pub(super) fn without_nulls(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.retain(|_, value| !value.is_null());
            fields.values_mut().for_each(without_nulls);
        }
        Value::Array(items) => items.iter_mut().for_each(without_nulls),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::actor::ActorId;
    use crate::article::{Article, Format, Place};
    use crate::layout::Point;
    use crate::session::correction::{Note, Subject};
    use crate::session::{Correction, Edit};

    fn knowledge() -> Knowledge {
        let english = crate::language::english().clone();
        Knowledge { english, gazetteer: Arc::default(), lexicon: Arc::default() }
    }

    fn article(text: &str) -> SharedArticle {
        Arc::new(Article::bare(text.to_owned(), Format::Text, Place::Clipboard))
    }

    fn session(texts: &[&str]) -> Session {
        let mut articles: Vec<SharedArticle> = texts.iter().map(|text| article(text)).collect();
        articles.sort_by_key(|article| article.id);
        Session { articles, ..Session::default() }
    }

    fn edited(session: &Session, edit: &Edit) -> Session {
        Session { choices: edit.apply(session.choices.clone()), ..session.clone() }
    }

    #[test]
    fn each_step_is_there_after_a_crash_and_a_cut_line_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("1.journal");
        let first = session(&["Kenya thanked Brazil."]);
        let mut journal = Journal::start(&path, None, Vec::new(), &first).unwrap();
        let second = edited(&first, &Edit::Hide(ActorId::new("KEN")));
        journal.append(&second).unwrap();
        let mut third = edited(&second, &Edit::Pin(ActorId::new("BRA"), Point::new(1.5, -2.0)));
        third.articles.push(article("China left."));
        third.articles.sort_by_key(|article| article.id);
        let before = fs::metadata(&path).unwrap().len();
        journal.append(&third).unwrap();
        let recovered = |length: u64| {
            let cut = folder.path().join("cut.journal");
            let bytes = fs::read(&path).unwrap();
            fs::write(&cut, &bytes[..usize::try_from(length).unwrap()]).unwrap();
            recover(&knowledge(), &cut).unwrap().session
        };
        let whole = fs::metadata(&path).unwrap().len();
        assert_eq!(recovered(whole), third);
        assert_eq!(recovered(before), second);
        assert_eq!(recovered(whole - 10), second);
    }

    #[test]
    fn texts_come_from_the_session_file_or_its_backup() {
        let folder = tempfile::tempdir().unwrap();
        let (path, base) = (folder.path().join("1.journal"), folder.path().join("a.diplograph"));
        let first = session(&["Kenya thanked Brazil.", "China left."]);
        let save = |session: &Session| {
            disk::write(&base, &super::super::to_bytes(&knowledge(), session, &BTreeMap::new())).unwrap();
        };
        save(&first);
        let mut journal = Journal::start(&path, Some(&base), first.articles.clone(), &first).unwrap();
        assert!(!fs::read_to_string(&path).unwrap().contains("thanked"), "the text is in the file");
        let second = edited(&first, &Edit::Hide(ActorId::new("KEN")));
        journal.append(&second).unwrap();
        let recovered = recover(&knowledge(), &path).unwrap();
        assert_eq!((recovered.session, recovered.missing), (second.clone(), 0));
        // Another program saved without one of the articles: the backup has it.
        save(&session(&["China left."]));
        assert_eq!(recover(&knowledge(), &path).unwrap().session, second);
        for gone in std::iter::once(base.clone()).chain(backup_paths(&base)) {
            fs::remove_file(gone).ok();
        }
        assert_eq!(recover(&knowledge(), &path).unwrap().missing, 2);
    }

    #[test]
    fn one_more_note_is_a_short_step() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("1.journal");
        let mut now = session(&[]);
        let mut journal = Journal::start(&path, None, Vec::new(), &now).unwrap();
        for number in 0..200 {
            let subject = Subject::Actor(ActorId::new(&format!("org:{number}")));
            let note = Note { text: "a note".to_owned(), colour: None };
            now = edited(&now, &Edit::Correct(Box::new(Correction::Note(subject, note))));
            journal.append(&now).unwrap();
        }
        assert!(fs::metadata(&path).unwrap().len() < 200 * 300);
        assert_eq!(recover(&knowledge(), &path).unwrap().session, now);
    }

    #[test]
    fn tables_of_others_are_written_when_they_come_and_not_with_each_step() {
        use crate::article::{CodedRow, CodedTable, Scheme};

        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("1.journal");
        let row =
            |number: u32| CodedRow { id: number.to_string(), code: "040".to_owned(), ..CodedRow::default() };
        let table = CodedTable {
            id: String::new(),
            scheme: Scheme::Gdelt,
            places: vec![Place::Clipboard],
            rows: (0..200).map(row).collect(),
            documents: Vec::new(),
            without_pair: 0,
            within_one: 0,
        };
        let first = session(&["Kenya thanked Brazil."]);
        let mut journal = Journal::start(&path, None, Vec::new(), &first).unwrap();
        let with_table =
            Session { coded: vec![Arc::new(CodedTable { id: table.hash(), ..table })], ..first.clone() };
        journal.append(&with_table).unwrap();
        assert_eq!(recover(&knowledge(), &path).unwrap().session, with_table);
        let before = fs::metadata(&path).unwrap().len();
        let edited = edited(&with_table, &Edit::Hide(ActorId::new("KEN")));
        journal.append(&edited).unwrap();
        assert!(fs::metadata(&path).unwrap().len() < before + 300);
        assert_eq!(recover(&knowledge(), &path).unwrap().session, edited);
        let without = Session { coded: Vec::new(), ..edited };
        journal.append(&without).unwrap();
        assert_eq!(recover(&knowledge(), &path).unwrap().session, without);
    }

    #[test]
    fn other_files_are_no_journals() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("1.journal");
        for (text, words) in [
            ("", "no journal"),
            ("{}", "no journal"),
            (r#"{"format": "diplograph-journal", "version": 1, "base": null}"#, "empty"),
            (r#"{"format": "diplograph-journal", "version": 9, "base": null}"#, "newer version"),
        ] {
            fs::write(&path, text).unwrap();
            let error = recover(&knowledge(), &path).unwrap_err().to_string();
            assert!(error.contains(words), "{text}: {error}");
        }
    }

    fn value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![any::<bool>().prop_map(Value::Bool), (0..3).prop_map(Value::from)];
        leaf.prop_recursive(3, 16, 3, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..3).prop_map(Value::Array),
                prop::collection::btree_map("[a-c]", inner, 0..3)
                    .prop_map(|fields| Value::Object(fields.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn a_patch_makes_one_value_the_other(old in value(), new in value()) {
            let patch = patch(&old, &new);
            let mut patched = old;
            apply(&mut patched, patch);
            prop_assert_eq!(patched, new);
        }
    }
}
