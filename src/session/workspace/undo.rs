//! Undo and redo: snapshots are made and taken back.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Workspace;
use super::derive::Evidence;
use crate::article::SharedArticle;
use crate::event::Reading;
use crate::layout::Layout;
use crate::session::correction::Corrected;
use crate::session::history::Snapshot;

impl Workspace {
    /// Takes the last change back; its name.
    pub fn undo(&mut self) -> Option<String> {
        let mut history = std::mem::take(&mut self.history);
        let step = history.undo(|like| self.snapshot(like));
        self.history = history;
        step.map(|(name, before)| self.restore(name, before))
    }

    /// Does the last undone change again; its name.
    pub fn redo(&mut self) -> Option<String> {
        let mut history = std::mem::take(&mut self.history);
        let step = history.redo(|like| self.snapshot(like));
        self.history = history;
        step.map(|(name, after)| self.restore(name, after))
    }

    /// Goes so many changes forward, or back where it is negative.
    pub fn jump(&mut self, steps: isize) {
        for _ in 0..steps.unsigned_abs() {
            if steps < 0 {
                self.undo()
            } else {
                self.redo()
            };
        }
    }

    /// A snapshot of now that holds the same things as another.
    pub(super) fn snapshot(&self, like: &Snapshot) -> Snapshot {
        Snapshot {
            choices: self.session.choices.clone(),
            positions: like.positions.is_some().then(|| self.places()),
            articles: like.articles.is_some().then(|| self.articles_with_readings()),
            gazetteer: like.gazetteer.is_some().then(|| self.knowledge.gazetteer.clone()),
            coded: like.coded.is_some().then(|| self.session.coded.clone()),
        }
    }

    pub(super) fn restore(&mut self, name: String, snapshot: Snapshot) -> String {
        let Snapshot { choices, positions, articles, gazetteer, coded } = snapshot;
        self.before_drag = None;
        self.note_work();
        let evidence = match (&articles, &coded) {
            (None, None) => Evidence::Same,
            _ => Evidence::Other,
        };
        if let Some(gazetteer) = gazetteer {
            self.knowledge.gazetteer = gazetteer;
        }
        if let Some(coded) = coded {
            self.session.coded = coded;
            self.decode();
        }
        if let Some(articles) = articles {
            self.take_articles(articles);
        }
        self.choose(choices, evidence);
        if let Some(positions) = positions {
            let moved = positions != self.places() || !self.layout.is_settled();
            self.session.positions = positions;
            if !moved {
                return name;
            }
            // Whoever is on the way stops there.
            self.layout = Layout::default();
            self.lay_out(&BTreeMap::new());
            self.arrange();
        }
        name
    }

    fn take_articles(&mut self, articles: Vec<(SharedArticle, Option<Arc<Reading>>)>) {
        let readings = articles.iter().filter_map(|(article, reading)| Some((article.id, reading.clone()?)));
        self.readings = Corrected::new(readings.collect());
        self.session.articles = articles.into_iter().map(|(article, _)| article).collect();
    }

    pub(super) fn articles_with_readings(&self) -> Vec<(SharedArticle, Option<Arc<Reading>>)> {
        let articles = self.session.articles.iter();
        let machine = self.readings.machine();
        articles.map(|article| (article.clone(), machine.get(&article.id).cloned())).collect()
    }
}
