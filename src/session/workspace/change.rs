//! The ways to change a session: articles and tables that come and go, edits of the choices, a merge.
//! Each is remembered for undo.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Workspace;
use super::derive::Evidence;
use crate::article::open::{join_same, join_tables};
use crate::article::{Article, ArticleId, CodedTable, SharedArticle};
use crate::event::{Knowledge, Reading};
use crate::session::correction::{Reread, Which};
use crate::session::history::Snapshot;
use crate::session::merge::Merge;
use crate::session::number::counted;
use crate::session::{ArrangementKind, Choices, Edit, metadata};

impl Workspace {
    /// Adds articles with their readings: a text that is there gains places only, and what of its
    /// metadata was unknown. The new actors find their places, the old ones stay about where they are.
    ///
    /// The articles and the graph are the same in whatever order, or together, articles are added.
    pub fn add(&mut self, articles: Vec<(Article, Reading)>) {
        self.import(articles, Vec::new());
    }

    /// Adds articles and tables of events that others coded, as one change. A table that is there gains
    /// places only.
    pub fn import(&mut self, articles: Vec<(Article, Reading)>, tables: Vec<CodedTable>) {
        let before = Snapshot {
            choices: self.session.choices.clone(),
            positions: self.places_at_rest(),
            articles: Some(self.articles_with_readings()),
            coded: Some(self.session.coded.clone()),
            ..Snapshot::default()
        };
        let count_before = self.session.articles.len();
        let ids = articles.iter().map(|(article, _)| article.id).collect();
        let tables_before = self.session.coded.len();
        let mut changed = false;
        for (article, reading) in articles {
            changed |= self.add_one(article, reading);
        }
        changed |= self.add_tables(tables);
        self.read_with_metadata(&ids);
        if changed {
            let articles = self.session.articles.len() - count_before;
            let tables = self.session.coded.len() - tables_before;
            self.history.record(name_of_import(articles, tables), before);
            self.note_work();
        }
        self.compare_articles();
        self.correct(&Which::These(ids));
        self.derive();
    }

    /// Takes what came of a merge with another session: its articles and decisions, as one change. One
    /// that brings nothing is no change.
    pub fn merge(&mut self, name: String, merge: &Merge) {
        if !merge.changes_something() {
            return;
        }
        let before = Snapshot {
            choices: self.session.choices.clone(),
            articles: Some(self.articles_with_readings()),
            gazetteer: Some(self.knowledge.gazetteer.clone()),
            coded: Some(self.session.coded.clone()),
            ..Snapshot::default()
        };
        self.history.record(name, before);
        self.note_work();
        let choices = merge.choices(&self.session.choices);
        for (article, reading) in merge.added() {
            self.add_one(article, reading);
        }
        let old = &self.session.choices.corrections.actors;
        if *old != choices.corrections.actors || !old.changes.is_empty() {
            let shipped = Knowledge { gazetteer: self.shipped.clone(), ..self.knowledge.clone() };
            let reread =
                Reread::new(&shipped, &self.session.shown_articles(), old, &choices.corrections.actors);
            self.knowledge.gazetteer = reread.gazetteer;
            for reading in reread.readings {
                self.readings.insert(reading.article, reading);
            }
        }
        self.add_tables(merge.tables());
        self.session.choices.metadata.clone_from(&choices.metadata);
        self.read_with_metadata(&merge.described());
        self.choose(choices, Evidence::Other);
    }

    /// Takes a table of others out of the session.
    pub fn remove_table(&mut self, id: &str) {
        let Some(index) = self.session.coded.iter().position(|table| table.id == id) else { return };
        let before = Snapshot {
            choices: self.session.choices.clone(),
            coded: Some(self.session.coded.clone()),
            ..Snapshot::default()
        };
        let removed = self.session.coded.remove(index);
        self.history.record(format!("remove “{}”", removed.label()), before);
        self.note_work();
        self.decode();
        self.derive();
    }

    /// Takes an article out of the session.
    pub fn remove(&mut self, article: &ArticleId) {
        let Ok(index) = self.session.articles.binary_search_by(|other| other.id.cmp(article)) else {
            return;
        };
        let before = Snapshot {
            choices: self.session.choices.clone(),
            positions: self.places_at_rest(),
            articles: Some(self.articles_with_readings()),
            ..Snapshot::default()
        };
        let removed = self.session.articles.remove(index);
        self.readings.remove(article);
        self.history.record(format!("remove “{}”", removed.label()), before);
        self.note_work();
        self.compare_articles();
        self.correct(&Which::These(BTreeSet::new()));
        self.derive();
    }

    /// Applies an edit and remembers how it was before. An edit that changes nothing is no edit. Where
    /// the edit changes names, articles are read again here; [`Workspace::reread`] does it elsewhere.
    pub fn apply(&mut self, edit: Edit) {
        let reread = edit.rereads().then(|| self.reread(&edit)());
        self.apply_with(edit, reread);
    }

    /// What is to be read again before an edit that changes names: call it off the UI thread, and give
    /// what it brings to [`Workspace::apply_with`].
    pub fn reread(&self, edit: &Edit) -> impl FnOnce() -> Reread + Send + 'static {
        let shipped = Knowledge { gazetteer: self.shipped.clone(), ..self.knowledge.clone() };
        let choices = edit.apply(self.session.choices.clone());
        let old = self.session.choices.corrections.actors.clone();
        let new = choices.corrections.actors;
        let touched = match edit {
            Edit::Metadata(edit) => {
                let articles = self.session.articles.iter();
                let articles = articles.filter(|article| edit.articles.contains(&article.id)).cloned();
                Some(metadata::laid_over(&articles.collect::<Vec<_>>(), &choices.metadata))
            }
            _ => None,
        };
        let (knowledge, articles) = (self.knowledge.clone(), self.shown.clone());
        move || match touched {
            Some(touched) => Reread::of_articles(&knowledge, &touched),
            None => Reread::new(&shipped, &articles, &old, &new),
        }
    }

    /// Applies an edit with the articles that were read again for it.
    pub fn apply_with(&mut self, edit: Edit, reread: Option<Reread>) {
        let choices = edit.apply(self.session.choices.clone());
        let before_drag = self.before_drag.take();
        if choices == self.session.choices {
            return;
        }
        if let Some(reread) = reread {
            self.apply_names(&edit, choices, reread);
            return;
        }
        let by_forces = self.session.choices.arrangement.kind == ArrangementKind::Forces;
        let positions = if by_forces { before_drag.or_else(|| self.places_at_rest()) } else { None };
        let name = edit.name(|actor| self.label(actor).to_owned());
        let before = Snapshot { choices: self.session.choices.clone(), positions, ..Snapshot::default() };
        self.history.record(name, before);
        self.note_work();
        self.choose(choices, Evidence::Same);
    }

    /// Takes other names with what was read by them.
    fn apply_names(&mut self, edit: &Edit, choices: Choices, reread: Reread) {
        let before = Snapshot {
            choices: self.session.choices.clone(),
            positions: self.places_at_rest(),
            articles: Some(self.articles_with_readings()),
            gazetteer: Some(self.knowledge.gazetteer.clone()),
            ..Snapshot::default()
        };
        self.history.record(edit.name(|actor| self.label(actor).to_owned()), before);
        self.note_work();
        self.knowledge.gazetteer = reread.gazetteer;
        for reading in reread.readings {
            self.readings.insert(reading.article, reading);
        }
        self.session.choices = choices;
        self.compare_articles();
        self.correct(&Which::All);
        self.decode();
        self.derive();
    }

    /// Applies an edit that goes on with the last one, such as the next step of time that is played: both
    /// are undone together.
    pub fn refine(&mut self, edit: &Edit) {
        let choices = edit.apply(self.session.choices.clone());
        if choices != self.session.choices {
            self.note_work();
            self.choose(choices, Evidence::Same);
        }
    }

    pub(super) fn note_work(&mut self) {
        self.revision += 1;
        self.work_revision = self.revision;
    }

    /// Adds an article; whether the session changed by it.
    pub(super) fn add_one(&mut self, article: Article, reading: Reading) -> bool {
        let id = article.id;
        match self.session.articles.binary_search_by(|other| other.id.cmp(&id)) {
            Err(index) => {
                self.session.articles.insert(index, Arc::new(article));
                self.readings.insert(id, Arc::new(reading));
                true
            }
            Ok(index) => {
                let old = &self.session.articles[index];
                let joined = match (old.is_withheld(), article.is_withheld()) {
                    (true, false) => with_text(old, &article),
                    (false, true) => with_text(&article, old),
                    _ => joined(old, &article),
                };
                let changed = joined != **old;
                // The title is read too, so a reading holds for the title it was made with.
                let read = |article: &Article| {
                    (&joined.title, joined.title_in_text) == (&article.title, article.title_in_text)
                        && joined.text == article.text
                };
                if read(&article) {
                    self.readings.insert(id, Arc::new(reading));
                } else if !read(old) {
                    self.readings.insert(id, Arc::new(crate::event::read(&self.knowledge, &joined)));
                }
                if changed {
                    self.session.articles[index] = Arc::new(joined);
                }
                changed
            }
        }
    }

    /// Adds tables; whether the session changed by it.
    pub(super) fn add_tables(&mut self, tables: Vec<CodedTable>) -> bool {
        let mut changed = false;
        for table in tables {
            let coded = &mut self.session.coded;
            match coded.binary_search_by(|other| other.id.cmp(&table.id)) {
                Err(index) => {
                    coded.insert(index, Arc::new(table));
                    changed = true;
                }
                Ok(index) => {
                    let joined = join_tables(vec![coded[index].as_ref().clone(), table]);
                    if let Some(joined) = joined.into_iter().next().filter(|joined| *joined != *coded[index])
                    {
                        coded[index] = Arc::new(joined);
                        changed = true;
                    }
                }
            }
        }
        if changed {
            self.decode();
        }
        changed
    }

    /// Reads again what the person set something of: its reading came without that.
    fn read_with_metadata(&mut self, ids: &BTreeSet<ArticleId>) {
        let metadata = &self.session.choices.metadata;
        let articles = self.session.articles.iter();
        let touched =
            articles.filter(|article| ids.contains(&article.id) && metadata.contains_key(&article.id));
        let touched: Vec<SharedArticle> = touched.cloned().collect();
        for article in metadata::laid_over(&touched, metadata) {
            let reading = crate::event::read(&self.knowledge, &article);
            self.readings.insert(article.id, Arc::new(reading));
        }
    }
}

fn name_of_import(articles: usize, tables: usize) -> String {
    match (articles, tables) {
        (articles, 0) => format!("open {}", counted(articles, "article")),
        (0, tables) => format!("open {}", counted(tables, "table")),
        (articles, tables) => {
            format!("open {} and {}", counted(articles, "article"), counted(tables, "table"))
        }
    }
}

/// An article whose text was left out, with the text of a copy.
fn with_text(withheld: &Article, copy: &Article) -> Article {
    let mut whole = joined(withheld, copy);
    whole.problems.retain(|problem| problem != crate::article::WITHHELD);
    whole.text.clone_from(&copy.text);
    whole.title.clone_from(&copy.title);
    whole.title_in_text = copy.title_in_text;
    whole.format = copy.format;
    whole
}

/// One article of two with the same text; the same whichever of them came first.
fn joined(old: &Article, new: &Article) -> Article {
    let both = join_same(vec![old.clone(), new.clone()]);
    both.into_iter().next().unwrap_or_else(|| old.clone())
}
