//! Article files one after the other, each text once, with little held at a time.
//!
//! Files are opened twice where they are many: first to see which texts stand in several of them, since
//! those become one article with the metadata of all; then to be read.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::article::mapping::Mappings;
use crate::article::open::{self, Failure, Opened};
use crate::article::{Article, ArticleId, CodedTable};

/// Files that are opened together at most, and their bytes.
const TOGETHER: (usize, u64) = (256, 4 << 20);
/// What is kept of an article besides its text, or of a failure, at most.
const BESIDE: usize = 1024;
/// Bytes that are kept from the first look.
const KEPT: usize = 16 << 20;

/// Files whose articles are wanted.
pub(super) struct ArticleFiles {
    paths: Vec<PathBuf>,
    /// Which columns of tables are what.
    mappings: Mappings,
    /// What could not be listed, by path.
    failures: Vec<Failure>,
    /// What the first look found, as far as it is kept.
    kept: BTreeMap<PathBuf, Opened>,
    /// Texts that stand in several places, each joined into one article.
    several: BTreeMap<ArticleId, Article>,
    /// Those of them that were given already.
    given: BTreeSet<ArticleId>,
}

/// What a file gave: its failures come first, then its articles.
pub(super) enum Found {
    Failure(Failure),
    Article(Box<Article>),
}

impl ArticleFiles {
    /// Looks which texts stand in several places.
    pub fn new(paths: Vec<PathBuf>, failures: Vec<Failure>, mappings: Mappings) -> Self {
        let mut kept = BTreeMap::new();
        let (mut seen, mut twice, mut bytes) = (BTreeSet::new(), BTreeSet::new(), 0);
        for group in together(&paths) {
            for (path, opened) in group.iter().zip(open_all(group, &mappings)) {
                let ids = opened.articles.iter().map(|article| article.id);
                twice.extend(ids.filter(|id| !seen.insert(*id)));
                let texts = opened.articles.iter().map(|article| article.text.len() + BESIDE);
                bytes += texts.sum::<usize>() + opened.failures.len() * BESIDE;
                if bytes <= KEPT {
                    kept.insert(path.clone(), opened);
                }
            }
        }
        let mut files =
            Self { paths, mappings, failures, kept, several: BTreeMap::new(), given: BTreeSet::new() };
        if !twice.is_empty() {
            files.several = files.join(&twice);
        }
        files
    }

    /// The joined articles with these texts.
    fn join(&self, twice: &BTreeSet<ArticleId>) -> BTreeMap<ArticleId, Article> {
        let mut same = Vec::new();
        for path in &self.paths {
            let opened =
                self.kept.get(path).cloned().unwrap_or_else(|| open::open_mapped(path, &self.mappings));
            same.extend(opened.articles.into_iter().filter(|article| twice.contains(&article.id)));
        }
        open::join_same(same).into_iter().map(|article| (article.id, article)).collect()
    }

    /// Gives all files to `each`, some at a time, in the order of their paths; returns the tables of events
    /// that others coded.
    pub fn try_for_each<E>(
        mut self,
        mut each: impl FnMut(Vec<Found>) -> Result<(), E>,
    ) -> Result<Vec<CodedTable>, E> {
        let mut tables = Vec::new();
        let paths = std::mem::take(&mut self.paths);
        let mut unlisted = std::mem::take(&mut self.failures).into_iter().peekable();
        for group in together(&paths) {
            let (known, unknown): (Vec<_>, Vec<_>) =
                group.iter().cloned().partition(|path| self.kept.contains_key(path));
            let mut opened: BTreeMap<PathBuf, Opened> =
                unknown.iter().cloned().zip(open_all(&unknown, &self.mappings)).collect();
            opened.extend(known.into_iter().filter_map(|path| self.kept.remove_entry(&path)));
            let mut found = Vec::new();
            for (path, mut opened) in opened {
                let before = std::iter::from_fn(|| unlisted.next_if(|failure| failure.path < path));
                found.extend(before.map(Found::Failure));
                opened.failures.sort();
                found.extend(opened.failures.into_iter().map(Found::Failure));
                found.extend(self.once(opened.articles).into_iter().map(|one| Found::Article(Box::new(one))));
                tables.append(&mut opened.coded);
            }
            each(found)?;
        }
        each(unlisted.map(Found::Failure).collect())?;
        Ok(tables)
    }

    /// Without the texts that were given before; by place.
    fn once(&mut self, articles: Vec<Article>) -> Vec<Article> {
        let mut once: Vec<Article> = articles
            .into_iter()
            .filter_map(|article| match self.several.remove(&article.id) {
                Some(joined) => {
                    self.given.insert(article.id);
                    Some(joined)
                }
                None => (!self.given.contains(&article.id)).then_some(article),
            })
            .collect();
        once.sort_by(|one, other| (&one.places, one.id).cmp(&(&other.places, other.id)));
        once
    }
}

/// Opens files on all cores.
fn open_all(paths: &[PathBuf], mappings: &Mappings) -> Vec<Opened> {
    paths.par_iter().map(|path| open::open_mapped(path, mappings)).collect()
}

/// Groups of files that are opened together; a large one stands alone.
fn together(paths: &[PathBuf]) -> Vec<&[PathBuf]> {
    let size = |path: &Path| std::fs::metadata(path).map_or(0, |data| data.len());
    let (mut groups, mut first, mut bytes) = (Vec::new(), 0, 0);
    for (index, path) in paths.iter().enumerate() {
        let more = size(path);
        if index > first && (index - first == TOGETHER.0 || bytes + more > TOGETHER.1) {
            groups.push(&paths[first..index]);
            (first, bytes) = (index, 0);
        }
        bytes += more;
    }
    groups.push(&paths[first..]);
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_text_comes_once_and_failures_in_their_places() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
        file("a.txt", "Envoys met in Oslo.");
        file("b.txt", "");
        file("c.txt", "Envoys met  in Oslo.\n");
        file("d.txt", "They ate.");
        let (paths, failures) = open::list_files(&[folder.path().to_owned(), folder.path().join("0.txt")]);
        let mut told = Vec::new();
        let each = |found: Vec<Found>| {
            told.extend(found.into_iter().map(|found| match found {
                Found::Failure(failure) => failure.reason,
                Found::Article(article) => format!("{} {}", article.text, article.places.len()),
            }));
            Ok::<(), ()>(())
        };
        ArticleFiles::new(paths, failures, Mappings::default()).try_for_each(each).unwrap();
        let expected =
            ["there is no such file or folder", "Envoys met in Oslo. 2", "the file is empty", "They ate. 1"];
        assert_eq!(told, expected);
    }
}
