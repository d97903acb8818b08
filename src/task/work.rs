//! The program's own tasks as plain functions: open and read articles, open and save sessions.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::Progress;
use crate::article::mapping::{Mappings, Preview};
use crate::article::open::{Failure, join_same, join_tables, list_files, open_bytes, open_mapped};
use crate::article::{Article, ArticleId, CodedTable, Place};
use crate::event::{Knowledge, Reading};
use crate::session::Session;
use crate::session::file::{self, FileError, Loaded, Stamp};

/// What came of files and folders.
#[derive(Debug, Default, PartialEq)]
pub struct Import {
    /// Articles with their readings, each text once, in the order of their ids.
    pub articles: Vec<(Article, Reading)>,
    /// Tables of events that others coded, in the order of their ids.
    pub tables: Vec<CodedTable>,
    /// Files that gave none, and parts of files.
    pub failures: Vec<Failure>,
    /// What became of each file, in the order of their paths.
    pub files: Vec<FileReport>,
}

/// What became of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct FileReport {
    /// The file.
    pub path: PathBuf,
    /// How many articles it gave; those that another file gave too among them.
    pub articles: usize,
    /// How many tables of events.
    pub tables: usize,
    /// Why it, or a part of it, gave none.
    pub failures: Vec<Failure>,
    /// The beginning of a table of which the person must say which column is the text.
    pub preview: Option<Preview>,
}

/// How a file fared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// It gave nothing.
    Refused,
    /// A part of it gave nothing.
    Partly,
    /// All of it was read.
    Read,
}

impl FileReport {
    /// How it fared.
    #[must_use]
    pub fn fate(&self) -> Fate {
        match (self.articles + self.tables, self.failures.is_empty()) {
            (0, _) => Fate::Refused,
            (_, true) => Fate::Read,
            (_, false) => Fate::Partly,
        }
    }

    /// Of a file that was passed over before it was opened.
    fn of_failure(failure: &Failure) -> Self {
        Self {
            path: failure.path.clone(),
            articles: 0,
            tables: 0,
            failures: vec![failure.clone()],
            preview: None,
        }
    }
}

/// Opens files and folders and reads the articles, on all cores. Cancelled: what was read by then.
///
/// The result does not depend on the order of the inputs or on the number of threads. A file on which
/// the program fails is a failure of that file alone.
#[must_use]
pub fn read_paths(knowledge: &Knowledge, inputs: &[PathBuf], progress: &Progress) -> Import {
    read_mapped(knowledge, inputs, &Mappings::default(), progress)
}

/// The same; columns of tables are what the person said.
#[must_use]
pub fn read_mapped(
    knowledge: &Knowledge,
    inputs: &[PathBuf],
    mappings: &Mappings,
    progress: &Progress,
) -> Import {
    let (files, failures) = list_files(inputs);
    progress.set_total(files.len() as u64);
    let results: Vec<Import> = files
        .par_iter()
        .filter(|_| !progress.is_cancelled())
        .map(|path| {
            let result = read_file(knowledge, path, mappings, progress);
            progress.advance();
            result
        })
        .collect();
    let files = failures.iter().map(FileReport::of_failure).collect();
    let mut import = Import { failures, files, ..Import::default() };
    for Import { articles, tables, failures, files } in results {
        import.files.extend(files);
        import.articles.extend(articles);
        import.tables.extend(tables);
        import.failures.extend(failures);
    }
    import.failures.sort();
    import.failures.dedup();
    import.files.sort_by(|one, other| one.path.cmp(&other.path));
    let mut articles = join_read(knowledge, import.articles);
    file::pack_texts(articles.iter_mut().map(|(article, _)| article));
    Import { articles, tables: join_tables(import.tables), failures: import.failures, files: import.files }
}

/// Reads a pasted text: one article, or each article of a pasted table, list or mail.
pub fn read_pasted(knowledge: &Knowledge, text: &str) -> Result<Vec<(Article, Reading)>, String> {
    let read = open_bytes(text.as_bytes(), &Place::Clipboard)?.into_iter().map(|article| {
        let reading = crate::event::read(knowledge, &article);
        (article, reading)
    });
    Ok(join_read(knowledge, read.collect()))
}

/// Opens a session file. What its cache does not hold is read.
pub fn open_session(knowledge: &Knowledge, path: &Path) -> Result<Loaded, FileError> {
    let mut loaded = load_session(knowledge, file::read(path)?, &Progress::default())?;
    super::find_folder(&mut loaded, Some(path));
    Ok(loaded)
}

/// Opens a session from its bytes. What its cache does not hold is read; `progress` counts articles.
/// Cancelled: without the readings that are missing.
pub fn load_session(knowledge: &Knowledge, bytes: Vec<u8>, progress: &Progress) -> Result<Loaded, FileError> {
    Ok(read_missing(knowledge, file::from_owned_bytes(knowledge, bytes)?, progress))
}

/// Opens the journal of unsaved work, as [`load_session`] opens a session.
pub fn recover_session(knowledge: &Knowledge, path: &Path, progress: &Progress) -> Result<Loaded, FileError> {
    Ok(read_missing(knowledge, file::recover(knowledge, path)?, progress))
}

/// Reads the articles that have no reading, with the names of the person's own.
fn read_missing(knowledge: &Knowledge, mut loaded: Loaded, progress: &Progress) -> Loaded {
    let knowledge = &loaded.session.choices.corrections.knowledge(knowledge);
    let articles = loaded.session.shown_articles().into_iter();
    let missing: Vec<_> = articles.filter(|article| !loaded.readings.contains_key(&article.id)).collect();
    progress.set_total(missing.len() as u64);
    let read: Vec<_> = missing
        .par_iter()
        .filter(|_| !progress.is_cancelled())
        .map(|article| {
            let reading = crate::event::read(knowledge, article);
            progress.advance();
            (article.id, Arc::new(reading))
        })
        .collect();
    loaded.readings.extend(read);
    loaded
}

/// Saves a session with the cache of its readings.
pub fn save_session(
    knowledge: &Knowledge,
    session: &Session,
    readings: &BTreeMap<ArticleId, Arc<Reading>>,
    path: &Path,
) -> Result<(), FileError> {
    file::write(path, &file::to_bytes(knowledge, session, readings))
}

/// The same, unless another program changed the file since it had this stamp.
pub fn save_session_over(
    knowledge: &Knowledge,
    session: &Session,
    readings: &BTreeMap<ArticleId, Arc<Reading>>,
    path: &Path,
    stamp: Option<Stamp>,
) -> Result<(), FileError> {
    file::write_over(path, &file::to_bytes(knowledge, session, readings), stamp)
}

/// Reads the articles of a file, on all cores. An article on which the program fails is a failure of that
/// one alone.
fn read_file(knowledge: &Knowledge, path: &Path, mappings: &Mappings, progress: &Progress) -> Import {
    let Ok(opened) = catch_unwind(|| open_mapped(path, mappings)) else {
        let failure = failed_inside(path);
        let files = vec![FileReport::of_failure(&failure)];
        return Import { failures: vec![failure], files, ..Import::default() };
    };
    let preview = opened.preview;
    let mut failures = opened.failures;
    let read: Vec<_> = opened
        .articles
        .into_par_iter()
        .filter(|_| !progress.is_cancelled())
        .map(|article| {
            let reading = catch_unwind(AssertUnwindSafe(|| crate::event::read(knowledge, &article)));
            reading.map(|reading| (article, reading)).map_err(|_| failed_inside(path))
        })
        .collect();
    let mut pairs = Vec::with_capacity(read.len());
    for result in read {
        match result {
            Ok(pair) => pairs.push(pair),
            Err(failure) => failures.push(failure),
        }
    }
    let report = FileReport {
        path: path.to_owned(),
        articles: pairs.len(),
        tables: opened.coded.len(),
        failures: failures.clone(),
        preview,
    };
    Import { articles: pairs, tables: opened.coded, failures, files: vec![report] }
}

fn failed_inside(path: &Path) -> Failure {
    Failure {
        path: path.to_owned(),
        reason: "the program failed on this file; the others were read".to_owned(),
        unsupported: false,
    }
}

/// Joins the articles with the same text. Their reading is made again where the joined article has
/// another title than the one that was read, since the title is read too.
fn join_read(knowledge: &Knowledge, read: Vec<(Article, Reading)>) -> Vec<(Article, Reading)> {
    let mut readings = BTreeMap::<ArticleId, Vec<(Article, Reading)>>::new();
    for (article, reading) in read {
        readings.entry(article.id).or_default().push((article, reading));
    }
    let joined = readings.into_values().flat_map(|mut same| {
        if same.len() == 1 {
            return same;
        }
        let articles = join_same(same.iter().map(|(article, _)| article.clone()).collect());
        let with_reading = articles.into_iter().map(|article| {
            let fitting = same.iter().position(|(other, _)| {
                (&other.title, other.title_in_text) == (&article.title, article.title_in_text)
            });
            let reading = match fitting {
                Some(index) => same.swap_remove(index).1,
                None => crate::event::read(knowledge, &article),
            };
            (article, reading)
        });
        with_reading.collect()
    });
    joined.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::knowledge;

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in [
            ("b.txt", "Kenya thanked Brazil for the grain that came by ship on Monday."),
            ("a.txt", "China warned Kenya on Tuesday, and the envoys of both sides met later."),
            ("copy.txt", "Kenya thanked Brazil for the grain that came by ship on Monday.\n"),
            ("photo.jpg", "no article"),
        ] {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        folder
    }

    #[test]
    fn the_result_depends_on_neither_threads_nor_order() {
        let (folder, knowledge) = (folder(), knowledge());
        let inputs = ["a.txt", "b.txt", "copy.txt", "photo.jpg"].map(|name| folder.path().join(name));
        let read = |threads: usize, inputs: &[PathBuf]| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| read_paths(&knowledge, inputs, &Progress::default()))
        };
        let backwards: Vec<_> = inputs.iter().rev().cloned().collect();
        let (one, two) = (read(1, &inputs), read(2, &backwards));
        assert_eq!(one, two);
        assert_eq!(one, read(2, &[folder.path().to_owned()]));

        let Import { articles, failures, .. } = one;
        let places: Vec<usize> = articles.iter().map(|(article, _)| article.places.len()).collect();
        assert_eq!(places.iter().sum::<usize>(), 3, "three files");
        assert_eq!(places.len(), 2, "two texts");
        assert_eq!(failures.iter().map(|failure| &failure.path).collect::<Vec<_>>(), [&inputs[3]]);
    }

    #[test]
    fn progress_counts_files_and_cancel_stops() {
        let (folder, knowledge) = (folder(), knowledge());
        let inputs = [folder.path().to_owned()];
        let progress = Progress::default();
        let Import { articles, .. } = read_paths(&knowledge, &inputs, &progress);
        assert_eq!((articles.len(), progress.steps()), (2, (4, 4)));

        let stopped = Progress::default();
        stopped.cancel();
        let Import { articles, failures, .. } = read_paths(&knowledge, &inputs, &stopped);
        assert_eq!((articles.len(), failures.len(), stopped.steps()), (0, 0, (0, 4)));
    }

    #[test]
    fn a_session_without_cache_is_read_when_it_is_opened() {
        let (folder, knowledge) = (folder(), knowledge());
        let Import { articles, .. } =
            read_paths(&knowledge, &[folder.path().to_owned()], &Progress::default());
        let session = Session {
            articles: articles.iter().map(|(article, _)| Arc::new(article.clone())).collect(),
            ..Session::default()
        };
        let path = folder.path().join("a.diplograph");
        save_session(&knowledge, &session, &BTreeMap::new(), &path).unwrap();
        let loaded = open_session(&knowledge, &path).unwrap();
        assert_eq!(loaded.session, session);
        assert!(articles.iter().all(|(article, reading)| *loaded.readings[&article.id] == *reading));
    }
}
