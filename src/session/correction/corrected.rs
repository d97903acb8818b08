//! The readings of a workspace, both kinds: as the machine made them, and as corrected.
//!
//! An article without corrections has one reading, shared by both.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::overlay::{self, LeftOut, OfArticle, Overlaid, Provenance, Trace, WhyUnattached};
use super::{AddedEvent, Anchor, Corrections, EventAnchor};
use crate::article::{ArticleId, SharedArticle};
use crate::event::Reading;

/// The readings by article.
pub(crate) type Readings = BTreeMap<ArticleId, Arc<Reading>>;

/// A correction that fits nothing: it is kept, and does nothing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unattached {
    /// A review of an event.
    Review(EventAnchor, WhyUnattached),
    /// An event by hand.
    Added(AddedEvent, WhyUnattached),
    /// Another meaning of a mention.
    Mention(Anchor, WhyUnattached),
}

/// Which articles are laid over again.
#[derive(Clone, Debug)]
pub(crate) enum Which {
    /// All.
    All,
    /// These.
    These(BTreeSet<ArticleId>),
}

/// Both kinds of readings.
#[derive(Clone, Debug, Default)]
pub(crate) struct Corrected {
    machine: Readings,
    readings: Readings,
    overlaid: BTreeMap<ArticleId, Overlaid>,
    unattached: Vec<Unattached>,
}

impl Corrected {
    /// The readings of the machine, with nothing laid over them yet.
    pub fn new(machine: Readings) -> Self {
        Self { readings: machine.clone(), machine, ..Self::default() }
    }

    /// As the machine made them.
    pub fn machine(&self) -> &Readings {
        &self.machine
    }

    /// As corrected.
    pub fn readings(&self) -> &Readings {
        &self.readings
    }

    /// What fits nothing.
    pub fn unattached(&self) -> &[Unattached] {
        &self.unattached
    }

    /// Where an event of a corrected reading comes from.
    pub fn trace(&self, article: &ArticleId, event: usize) -> Trace {
        let traced = self.overlaid.get(article).and_then(|overlaid| overlaid.traces.get(event));
        traced.copied().unwrap_or(Trace { provenance: Provenance::Machine, machine: Some(event) })
    }

    /// What of the machine does not hold in an article.
    pub fn left_out(&self, article: &ArticleId) -> &[LeftOut] {
        self.overlaid.get(article).map_or(&[], |overlaid| &overlaid.left_out)
    }

    /// Takes a reading of the machine; it is corrected with the next [`Corrected::lay`].
    pub fn insert(&mut self, article: ArticleId, reading: Arc<Reading>) {
        self.readings.insert(article, reading.clone());
        self.machine.insert(article, reading);
        self.overlaid.remove(&article);
    }

    /// Drops what was read in an article.
    pub fn remove(&mut self, article: &ArticleId) {
        self.machine.remove(article);
        self.readings.remove(article);
        self.overlaid.remove(article);
    }

    /// Lays the corrections over the readings of these articles again. `articles` are sorted by id.
    pub fn lay(&mut self, articles: &[SharedArticle], corrections: &Corrections, which: &Which) {
        let by_article = OfArticle::all(corrections);
        let asked = |article: &&SharedArticle| match which {
            Which::All => true,
            Which::These(these) => these.contains(&article.id),
        };
        for article in articles.iter().filter(asked) {
            let Some(machine) = self.machine.get(&article.id) else { continue };
            match overlay::lay(article, machine, by_article.get(&article.id), &corrections.merged) {
                Some(overlaid) => {
                    self.readings.insert(article.id, overlaid.reading.clone());
                    self.overlaid.insert(article.id, overlaid);
                }
                None => {
                    self.readings.insert(article.id, machine.clone());
                    self.overlaid.remove(&article.id);
                }
            }
        }
        self.unattached = self.list_unattached(articles, &by_article);
    }

    fn list_unattached(
        &self,
        articles: &[SharedArticle],
        by_article: &BTreeMap<ArticleId, OfArticle<'_>>,
    ) -> Vec<Unattached> {
        let mut unattached = Vec::new();
        for (id, of_article) in by_article {
            let lost = self.overlaid.get(id).map(|overlaid| &overlaid.lost);
            if let Some(lost) = lost {
                let lost = lost.clone();
                unattached.extend(lost.reviews.into_iter().map(|(at, why)| Unattached::Review(at, why)));
                unattached.extend(lost.added.into_iter().map(|(at, why)| Unattached::Added(at, why)));
                unattached.extend(lost.mentions.into_iter().map(|(at, why)| Unattached::Mention(at, why)));
            } else if articles.binary_search_by(|article| article.id.cmp(id)).is_err() {
                let why = WhyUnattached::NoArticle;
                let OfArticle { reviews, added, mentions } = of_article;
                unattached.extend(reviews.iter().map(|(at, _)| Unattached::Review((*at).clone(), why)));
                unattached.extend(added.iter().map(|at| Unattached::Added((*at).clone(), why)));
                unattached.extend(mentions.iter().map(|(at, _)| Unattached::Mention((*at).clone(), why)));
            }
        }
        unattached
    }
}

impl Which {
    /// Whether no article is meant.
    pub fn is_none(&self) -> bool {
        matches!(self, Self::These(these) if these.is_empty())
    }

    /// The articles over which other corrections lie than before.
    pub fn between(old: &Corrections, new: &Corrections) -> Self {
        if old.merged != new.merged {
            return Self::All;
        }
        let mut these = BTreeSet::new();
        let reviews = differing(&old.reviews, &new.reviews);
        these.extend(reviews.map(|anchor| anchor.place.article));
        these.extend(differing(&old.mentions, &new.mentions).map(|anchor| anchor.article));
        these.extend(old.added.symmetric_difference(&new.added).map(|added| added.anchor.article));
        Self::These(these)
    }
}

/// The keys that have another value in one map than in the other, or none.
fn differing<'a, K: Ord, V: PartialEq>(
    old: &'a BTreeMap<K, V>,
    new: &'a BTreeMap<K, V>,
) -> impl Iterator<Item = &'a K> {
    let changed = old.iter().filter(|(key, value)| new.get(key) != Some(value)).map(|(key, _)| key);
    changed.chain(new.keys().filter(|key| !old.contains_key(key)))
}
