//! What is read again when a person changes names: the articles in which one of the names stands.
//!
//! A name decides of the articles alone in which its words stand; all others would be read as they were.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use crate::actor::{Change, Gazetteer, Overlay};
use crate::article::{Article, ArticleId, Part, SharedArticle};
use crate::event::{Knowledge, Reading, read};

/// Articles read again with other names.
#[derive(Clone, Debug)]
pub struct Reread {
    /// The names they were read with.
    pub gazetteer: Arc<Gazetteer>,
    /// The new readings, in the order of the articles.
    pub readings: Vec<Arc<Reading>>,
}

impl Reread {
    /// Reads what has one of the names in which two overlays differ. `knowledge` is without any overlay.
    #[must_use]
    pub fn new(knowledge: &Knowledge, articles: &[SharedArticle], old: &Overlay, new: &Overlay) -> Self {
        let gazetteer = match new.changes.is_empty() {
            true => knowledge.gazetteer.clone(),
            false => Arc::new(knowledge.gazetteer.with_overlay(new)),
        };
        let knowledge = Knowledge { gazetteer: gazetteer.clone(), ..knowledge.clone() };
        let names = Names::between(old, new);
        let touched = articles.par_iter().filter(|article| names.stand_in(article) && !article.is_withheld());
        Self { gazetteer, readings: touched.map(|article| Arc::new(read(&knowledge, article))).collect() }
    }

    /// Reads articles with other metadata; `knowledge` is with all names.
    #[must_use]
    pub fn of_articles(knowledge: &Knowledge, articles: &[SharedArticle]) -> Self {
        let readings = articles.par_iter().map(|article| Arc::new(read(knowledge, article))).collect();
        Self { gazetteer: knowledge.gazetteer.clone(), readings }
    }

    /// How many sentences are read otherwise than in the readings that `old` finds.
    #[must_use]
    pub fn changed_sentences<'a>(&self, old: impl Fn(&ArticleId) -> Option<&'a Reading>) -> usize {
        let changed = self.readings.iter().map(|new| match old(&new.article) {
            Some(old) => differing_sentences(old, new),
            None => new.title_sentences.len() + new.text_sentences.len(),
        });
        changed.sum()
    }
}

/// The sentences in which two readings of an article differ.
fn differing_sentences(old: &Reading, new: &Reading) -> usize {
    let mut places: BTreeSet<(Part, usize)> = BTreeSet::new();
    let missing_in = |one: &Reading, other: &Reading| -> Vec<(Part, usize)> {
        let key = |mention: &crate::actor::Mention| {
            (mention.part, mention.span, mention.actor.clone(), mention.role)
        };
        let known: BTreeSet<_> = other.mentions.iter().map(key).collect();
        let mentions = one.mentions.iter().filter(|mention| !known.contains(&key(mention)));
        let mut places: Vec<_> = mentions.map(|mention| (mention.part, mention.sentence)).collect();
        let told = |event: &crate::event::Event| (event.part, event.sentence, super::Told::of(event));
        let known: BTreeSet<_> = other.events.iter().map(told).collect();
        let events = one.events.iter().filter(|event| !known.contains(&told(event)));
        places.extend(events.map(|event| (event.part, event.sentence)));
        places
    };
    places.extend(missing_in(old, new));
    places.extend(missing_in(new, old));
    places.len()
}

/// The words in which two overlays differ, in lower case.
struct Names {
    /// For each name its words.
    names: Vec<Vec<String>>,
}

impl Names {
    fn between(old: &Overlay, new: &Overlay) -> Self {
        // The order of changes counts, so all from the first that differs on.
        let same = old.changes.iter().zip(&new.changes).take_while(|(old, new)| old == new).count();
        let changes = old.changes.iter().skip(same).chain(new.changes.iter().skip(same));
        Self { names: changes.map(|change| words(name_of(change))).collect() }
    }

    /// Whether all words of one of the names stand in an article.
    fn stand_in(&self, article: &Article) -> bool {
        if self.names.is_empty() {
            return false;
        }
        let parts = [article.part(Part::Title).to_lowercase(), article.part(Part::Text).to_lowercase()];
        self.names.iter().any(|name| name.iter().all(|word| parts.iter().any(|part| part.contains(word))))
    }
}

fn name_of(change: &Change) -> &str {
    match change {
        Change::AddActor { label, .. } | Change::Rename { label, .. } => label,
        Change::AddAlias { alias, .. } | Change::RemoveAlias { alias, .. } | Change::Settle { alias, .. } => {
            alias
        }
        Change::NeverActor { words } => words,
    }
}

/// The runs of plain letters and digits in a name: marks and accents can be written in several ways.
fn words(name: &str) -> Vec<String> {
    let runs = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|run| !run.is_empty());
    runs.map(str::to_ascii_lowercase).collect()
}
