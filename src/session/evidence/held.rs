//! An evidence folder that a workspace looks at, and what was read of its sentences.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::quotes::{by_article, quoted};
use super::{Answer, Asked, EvidenceFolder, EvidenceRow};
use crate::actor::ActorId;
use crate::article::{ArticleId, SharedArticle};
use crate::event::Reading;
use crate::graph::{Filter, Ledger};

/// So many rows are kept besides those that came last.
pub const KEPT_ROWS: usize = 20_000;

/// A folder with the rows that were read.
#[derive(Clone, Debug)]
pub struct Held {
    folder: Arc<EvidenceFolder>,
    /// By place in the ledger.
    rows: BTreeMap<usize, EvidenceRow>,
}

impl Held {
    /// A folder of which nothing was read yet.
    #[must_use]
    pub fn new(folder: Arc<EvidenceFolder>) -> Self {
        Self { folder, rows: BTreeMap::new() }
    }

    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Arc<EvidenceFolder> {
        &self.folder
    }

    /// Its events, counted.
    #[must_use]
    pub fn ledger(&self) -> &Ledger {
        self.folder.ledger()
    }

    /// What is to be read so that the newest rows of some pairs are here, at most `most` of each direction;
    /// nothing where all are.
    #[must_use]
    pub fn ask(&self, pairs: &[(&ActorId, &ActorId)], filter: &Filter, most: usize) -> Option<Asked> {
        let dyads = pairs.iter().flat_map(|(one, other)| [(*one, *other), (*other, *one)]);
        let dyads = dyads.filter_map(|(source, target)| self.ledger().dyad(source, target));
        let mut places: Vec<usize> = dyads
            .flat_map(|dyad| self.ledger().entries_of(dyad, filter).take(most).collect::<Vec<_>>())
            .filter(|place| !self.rows.contains_key(place))
            .collect();
        places.sort_unstable();
        places.dedup();
        (!places.is_empty()).then(|| Asked { folder: self.folder.clone(), places })
    }

    /// Takes rows that were read; those that came longest ago make room.
    pub fn take(&mut self, answer: Answer) {
        if self.rows.len() > KEPT_ROWS {
            self.rows.clear();
        }
        self.rows.extend(answer.rows);
    }

    /// The articles of the rows, by id, and what their rows tell.
    #[must_use]
    pub fn quoted(&self) -> (Vec<SharedArticle>, BTreeMap<ArticleId, Arc<Reading>>) {
        let quoted = by_article(self.rows.values()).into_values().filter_map(|rows| quoted(&rows));
        let (mut articles, mut readings) = (Vec::new(), BTreeMap::new());
        for (article, reading) in quoted {
            readings.insert(article.id, Arc::new(reading));
            articles.push(Arc::new(article));
        }
        (articles, readings)
    }
}
