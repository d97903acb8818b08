//! The journal: each change of a session at once on the disk, so that a crash loses none.
//!
//! One JSON value a line. The first names the session file that the articles are in; each later one is a
//! step: articles that are new, and a merge patch (RFC 7396) of all else. The first step holds all, so
//! what the person chose never depends on another file; texts do, and are found by their id in the session
//! file or its backups. A line that a crash cut is left out. Lists without an order are written as sets, so
//! that one more correction is one more line and not all of them again.
//!
//! A journal is begun when a session is opened and waits for work, so that the first edit costs no more
//! than any other. A step that is written outlives the program at once; that it outlives a power cut too
//! is waited for apart ([`Journal::unsynced`]), since a busy disk takes its time and the next step need not
//! wait for it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::v1::{ArticleV1, is_false, json as to_json};
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
    /// What is in the session file, by id.
    saved: Vec<SharedArticle>,
    file: File,
    length: u64,
    /// The length at which it is begun again.
    longest: u64,
    frame: Value,
    /// The tables of others at the last step. They are large and seldom change, so they stand in no frame.
    coded: Vec<SharedTable>,
    /// The articles of the session at the last step, by id.
    articles: Vec<SharedArticle>,
}

/// What the first step of a journal holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begun {
    /// What is saved: there is no work in it until a second step comes.
    Waiting,
    /// What would be lost.
    WithWork,
}

/// Steps that are written, and may not be on the disk yet.
#[derive(Debug)]
pub struct Unsynced {
    path: PathBuf,
    file: File,
}

impl Unsynced {
    /// Waits until the disk has them.
    pub fn sync(self) -> io::Result<()> {
        self.file.sync_data().map_err(disk::in_words)?;
        disk::sync_folder(&self.path);
        Ok(())
    }
}

#[derive(Serialize, Deserialize)]
struct Head {
    format: String,
    version: u32,
    base: Option<String>,
    /// Whether the first step is no work.
    #[serde(default, skip_serializing_if = "is_false")]
    waiting: bool,
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
    /// Begins a journal. `base` is the session file, if there is one, and `saved` the articles in it, by
    /// id. A journal of this name goes when the new one is whole.
    pub fn start(
        path: &Path,
        base: Option<&Path>,
        saved: Vec<SharedArticle>,
        session: &Session,
        begun: Begun,
    ) -> io::Result<Self> {
        let (journal, new) = Self::write_new(path, base, saved, session, begun)?;
        fs::rename(&new, path)?;
        Ok(journal)
    }

    fn write_new(
        path: &Path,
        base: Option<&Path>,
        saved: Vec<SharedArticle>,
        session: &Session,
        begun: Begun,
    ) -> io::Result<(Self, PathBuf)> {
        let new = path.with_extension("journal-new");
        let file = OpenOptions::new().write(true).create(true).truncate(true).open(&new);
        let mut journal = Self {
            path: path.to_owned(),
            base: base.map(Path::to_owned),
            saved,
            file: file.map_err(disk::in_words)?,
            length: 0,
            longest: LONGEST,
            frame: Value::Null,
            coded: Vec::new(),
            articles: Vec::new(),
        };
        let base = base.map(|base| base.to_string_lossy().into_owned());
        let waiting = begun == Begun::Waiting;
        let head = to_json(&Head { format: FORMAT.to_owned(), version: VERSION, base, waiting });
        let step = journal.step(session);
        if let Err(error) = journal.write(&[head, to_json(&step)]) {
            // What was not finished is of no use to anybody.
            fs::remove_file(&new).ok();
            return Err(error);
        }
        journal.longest = LONGEST.max(journal.length.saturating_mul(2));
        Ok((journal, new))
    }

    /// Writes what changed since the last step.
    pub fn append(&mut self, session: &Session) -> io::Result<()> {
        if self.length > self.longest {
            return self.start_again(session);
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

    /// Puts a short journal in the place of a long one. The long one stays until the disk has the short one.
    fn start_again(&mut self, session: &Session) -> io::Result<()> {
        let saved = self.saved.clone();
        let (journal, new) =
            Self::write_new(&self.path, self.base.as_deref(), saved, session, Begun::WithWork)?;
        journal.file.sync_data().map_err(disk::in_words)?;
        fs::rename(&new, &self.path)?;
        *self = journal;
        Ok(())
    }

    /// What is written so far, to wait for the disk elsewhere.
    pub fn unsynced(&self) -> io::Result<Unsynced> {
        Ok(Unsynced { path: self.path.clone(), file: self.file.try_clone()? })
    }

    fn write(&mut self, lines: &[String]) -> io::Result<()> {
        let text = lines.join("\n") + "\n";
        self.file.write_all(text.as_bytes()).map_err(disk::in_words)?;
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
        let old = std::mem::replace(&mut self.articles, session.articles.clone());
        let changed = self.articles.iter().filter(|article| !is_among(&old, article));
        let written = changed.filter(|article| !is_among(&self.saved, article));
        Step {
            articles: written.map(|article| ArticleV1::from(&**article)).collect(),
            added: only_in(&self.articles, &old).collect(),
            removed: only_in(&old, &self.articles).collect(),
            patch,
        }
    }
}

/// The article with an id among some that are sorted by it.
fn find<'a>(articles: &'a [SharedArticle], id: &ArticleId) -> Option<&'a SharedArticle> {
    articles.binary_search_by(|article| article.id.cmp(id)).ok().map(|index| &articles[index])
}

/// Whether this very article is among some.
fn is_among(articles: &[SharedArticle], article: &SharedArticle) -> bool {
    find(articles, &article.id).is_some_and(|found| Arc::ptr_eq(found, article) || found == article)
}

/// The ids of articles that only one of two sessions has.
fn only_in<'a>(one: &'a [SharedArticle], other: &'a [SharedArticle]) -> impl Iterator<Item = String> + 'a {
    one.iter().filter(|article| find(other, &article.id).is_none()).map(|article| article.id.to_string())
}

/// Whether a journal holds work. One that can't be read may.
pub fn holds_work(path: &Path) -> bool {
    let Ok(file) = File::open(path) else { return true };
    let mut lines = BufReader::new(file).split(b'\n');
    let head = lines.next().and_then(Result::ok);
    let head = head.and_then(|head| serde_json::from_slice::<Head>(&head).ok());
    // The first step is the second line.
    head.is_none_or(|head| !head.waiting) || lines.nth(1).is_some()
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
        let mut journal = Journal::start(&path, None, Vec::new(), &first, Begun::WithWork).unwrap();
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
        let mut journal =
            Journal::start(&path, Some(&base), first.articles.clone(), &first, Begun::WithWork).unwrap();
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
        let mut journal = Journal::start(&path, None, Vec::new(), &now, Begun::WithWork).unwrap();
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
        let mut journal = Journal::start(&path, None, Vec::new(), &first, Begun::WithWork).unwrap();
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
    fn a_waiting_journal_is_work_when_something_was_done() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("1.journal");
        let first = session(&["Kenya thanked Brazil."]);
        let mut journal =
            Journal::start(&path, None, first.articles.clone(), &first, Begun::Waiting).unwrap();
        assert!(!holds_work(&path));
        journal.append(&first).unwrap();
        assert!(!holds_work(&path), "nothing was done");
        let edited = edited(&first, &Edit::Hide(ActorId::new("KEN")));
        journal.append(&edited).unwrap();
        assert!(holds_work(&path));
        journal.unsynced().unwrap().sync().unwrap();
        let begun = Journal::start(&path, None, Vec::new(), &first, Begun::WithWork).unwrap();
        assert!(holds_work(&begun.path));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn on_a_full_disk_the_steps_before_stay_and_a_new_journal_holds_all() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("1.journal");
        let full = || File::options().write(true).open("/dev/full").unwrap();
        let first = session(&["Kenya thanked Brazil."]);
        let mut journal = Journal::start(&path, None, Vec::new(), &first, Begun::WithWork).unwrap();
        let second = edited(&first, &Edit::Hide(ActorId::new("KEN")));
        journal.append(&second).unwrap();
        journal.file = full();
        let third = edited(&second, &Edit::Hide(ActorId::new("BRA")));
        let error = journal.append(&third).unwrap_err().to_string();
        assert_eq!(error, "the disk is full; make room or choose another disk");
        assert_eq!(recover(&knowledge(), &path).unwrap().session, second);
        // A new one can't be begun either: the old one stays.
        let new = path.with_extension("journal-new");
        std::os::unix::fs::symlink("/dev/full", &new).unwrap();
        let error = Journal::start(&path, None, Vec::new(), &third, Begun::WithWork).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::StorageFull);
        assert_eq!(recover(&knowledge(), &path).unwrap().session, second);
        // There is room again.
        Journal::start(&path, None, Vec::new(), &third, Begun::WithWork).unwrap();
        assert_eq!(recover(&knowledge(), &path).unwrap().session, third);
    }

    #[test]
    fn a_long_journal_is_begun_again_with_what_holds() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("1.journal");
        let mut now = session(&["Kenya thanked Brazil."]);
        let mut journal = Journal::start(&path, None, Vec::new(), &now, Begun::Waiting).unwrap();
        journal.longest = 1 << 10;
        for number in 0..40 {
            now = edited(&now, &Edit::Rename(ActorId::new("KEN"), format!("Name {number}")));
            journal.append(&now).unwrap();
            assert_eq!(recover(&knowledge(), &path).unwrap().session, now);
            assert!(holds_work(&path));
            journal.longest = 1 << 10;
        }
        assert!(fs::metadata(&path).unwrap().len() < 2 << 10);
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
