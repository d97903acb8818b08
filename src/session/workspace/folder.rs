//! A workspace on an evidence folder: the graph comes from its ledger, and of its sentences only those are
//! here that somebody asked for.
//!
//! Their rows stand as articles and readings, so that all that looks at those works; they are not in the
//! session and are never saved.

use std::sync::Arc;

use super::Workspace;
use crate::actor::ActorId;
use crate::article::Date;
use crate::event::EventKind;
use crate::graph::ledger::date_of_code;
use crate::graph::{self, Filter, Relation, Together};
use crate::session::correction::{Corrected, Which};
use crate::session::evidence::{Answer, Asked, EvidenceFolder, FolderError, Held};

impl Workspace {
    /// Looks at a folder in the place of articles: one that was just opened, or that the session names.
    pub fn hold(&mut self, folder: Arc<EvidenceFolder>) {
        self.session.folder = Some(folder.mark().clone());
        self.held = Some(Held::new(folder));
        self.quote();
        self.derive();
    }

    /// The folder that is looked at, where there is one and it was found.
    #[must_use]
    pub fn folder(&self) -> Option<&Arc<EvidenceFolder>> {
        self.held.as_ref().map(Held::folder)
    }

    /// What is to be read of the folder so that the newest sentences of a link are here, at most `most` of
    /// each direction; nothing where all are, or no folder is looked at.
    #[must_use]
    pub fn ask(&self, one: &ActorId, other: &ActorId, most: usize) -> Option<Asked> {
        let hidden = &self.session.choices.hidden;
        let is_hidden = hidden.contains(one) || hidden.contains(other);
        self.held.as_ref().filter(|_| !is_hidden)?.ask(&[(one, other)], self.filter(), most)
    }

    /// Reads the newest sentences of the strongest links from the folder, at most `most` of each direction,
    /// for what is written without a window. Nothing where no folder is looked at.
    pub fn read_strongest(&mut self, links: usize, most: usize) -> Result<(), FolderError> {
        let Some(held) = &self.held else { return Ok(()) };
        let actors = &self.graph.actors;
        let ends = |relation: &Relation| Some((actors.get(relation.source)?, actors.get(relation.target)?));
        let pairs = self.graph.relations.iter().take(links).filter_map(ends);
        let pairs: Vec<(&ActorId, &ActorId)> = pairs.map(|(one, other)| (&one.id, &other.id)).collect();
        if let Some(asked) = held.ask(&pairs, self.filter(), most) {
            let answer = asked.read()?;
            self.take_answer(&asked, answer);
        }
        Ok(())
    }

    /// Type and date of each telling of a relation that the filter lets through, from its sentences or from
    /// the folder's counts; without what others coded.
    #[must_use]
    pub fn tellings(&self, relation: &Relation) -> Vec<(EventKind, Option<Date>)> {
        let actors = &self.graph.actors;
        if let Some(held) = &self.held {
            let ends = actors.get(relation.source).zip(actors.get(relation.target));
            let ledger = held.ledger();
            let dyad = ends.and_then(|(source, target)| ledger.dyad(&source.id, &target.id));
            let Some(dyad) = dyad else { return Vec::new() };
            let places = ledger.entries_of(dyad, self.filter());
            let telling = |place: usize| {
                let entry = ledger.entries[place];
                (entry.marks.kind(), date_of_code(entry.date))
            };
            return places.map(telling).collect();
        }
        let telling = |evidence| {
            let event = graph::event(self.readings(), evidence)?;
            Some((event.kind, graph::date_of(self.article(&evidence.article)?, event)))
        };
        relation.evidence.iter().filter_map(telling).collect()
    }

    /// How many articles there are, in the session or in the folder that it is on.
    #[must_use]
    pub fn article_count(&self) -> usize {
        self.session.folder.as_ref().map_or(self.shown.len(), |folder| folder.articles as usize)
    }

    /// Takes sentences that were read of the folder. One of another folder is dropped.
    pub fn take_answer(&mut self, asked: &Asked, answer: Answer) {
        let Some(held) = &mut self.held else { return };
        if !Arc::ptr_eq(held.folder(), &asked.folder) {
            return;
        }
        held.take(answer);
        self.quote();
        let mut graph = (*self.graph).clone();
        graph.point_to_evidence(self.sources(), self.filter());
        self.graph = Arc::new(graph);
    }

    /// Counts up with what is read of the folder.
    #[must_use]
    pub fn quotes_revision(&self) -> u64 {
        self.quotes_revision
    }

    /// What a pair holds together in both directions, by the folder; nothing where no folder is looked at.
    #[must_use]
    pub fn together(&self, one: &ActorId, other: &ActorId) -> Option<Together> {
        Some(self.held.as_ref()?.ledger().together(one, other, self.filter()))
    }

    fn filter(&self) -> &Filter {
        &self.session.choices.filter
    }

    /// Makes articles and readings of the rows that are here.
    fn quote(&mut self) {
        let Some(held) = &self.held else { return };
        let (articles, readings) = held.quoted();
        self.shown = articles;
        self.readings = Corrected::new(readings);
        self.correct(&Which::All);
        self.quotes_revision += 1;
    }
}
