//! Undo and redo: snapshots are made and taken back.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Workspace;
use super::derive::Evidence;
use crate::actor::ActorId;
use crate::article::SharedArticle;
use crate::event::Reading;
use crate::layout::{Layout, Point};
use crate::session::correction::Corrected;
use crate::session::history::{History, Snapshot};

/// One step back or forward in the history.
type StepOfHistory = fn(&mut History, &mut dyn FnMut(&Snapshot) -> Snapshot) -> Option<(String, Snapshot)>;

impl Workspace {
    /// Takes the last change back; its name.
    pub fn undo(&mut self) -> Option<String> {
        self.travel(1, History::undo)
    }

    /// Does the last undone change again; its name.
    pub fn redo(&mut self) -> Option<String> {
        self.travel(1, History::redo)
    }

    /// Goes so many changes forward, or back where it is negative; what depends on them is derived once.
    pub fn jump(&mut self, steps: isize) {
        self.travel(steps.unsigned_abs(), if steps < 0 { History::undo } else { History::redo });
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

    /// Goes so many steps of the history, as far as it has them; the name of the last one.
    fn travel(&mut self, steps: usize, step: StepOfHistory) -> Option<String> {
        let first = self.session.choices.clone();
        let (mut reached, mut evidence) = (None, Evidence::Same);
        let mut places: Option<BTreeMap<ActorId, Point>> = None;
        let mut history = std::mem::take(&mut self.history);
        for _ in 0..steps {
            let mut now = |like: &Snapshot| {
                let now = self.snapshot(like);
                // On the way the picture is still that of the start.
                let positions = now.positions.map(|positions| places.clone().unwrap_or(positions));
                Snapshot { positions, ..now }
            };
            let Some((name, mut snapshot)) = step(&mut history, &mut now) else { break };
            if snapshot.articles.is_some() || snapshot.coded.is_some() {
                evidence = Evidence::Other;
            }
            places = snapshot.positions.take().or(places);
            self.take_all_but_places(snapshot);
            reached = Some(name);
        }
        self.history = history;
        if reached.is_some() {
            self.before_drag = None;
            self.note_work();
            let choices = std::mem::replace(&mut self.session.choices, first);
            self.choose(choices, evidence);
            self.take_places(places);
        }
        reached
    }

    /// Takes what a snapshot holds and derives nothing of it.
    fn take_all_but_places(&mut self, snapshot: Snapshot) {
        let Snapshot { choices, positions: _, articles, gazetteer, coded } = snapshot;
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
        self.session.choices = choices;
    }

    /// Puts the actors where they stood, if that was noted.
    fn take_places(&mut self, places: Option<BTreeMap<ActorId, Point>>) {
        let Some(places) = places else { return };
        let moved = places != self.places() || !self.layout.is_settled();
        self.session.positions = places;
        if moved {
            // Whoever is on the way stops there.
            self.layout = Layout::default();
            self.lay_out(&BTreeMap::new());
            self.arrange();
        }
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
