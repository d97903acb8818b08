//! Whether a session still says what its texts say: all is read again and compared relation by relation,
//! and each text is held against its hash.
//!
//! What was kept as a cache is what is compared *with*, never what is derived from. Corrections lie over
//! both sides, so that a difference is one of the machine.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::{Session, Workspace};
use crate::actor::ActorId;
use crate::article::{Article, ArticleId, Part};
use crate::event::{self, Knowledge, Reading};
use crate::graph;

/// What came of the comparison.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Verification {
    /// One for each relation of either side, by source and target.
    pub relations: Vec<Checked>,
    /// Articles whose text has the hash that the session gives.
    pub texts_right: usize,
    /// Articles whose text was left out when the session was shared.
    pub texts_left_out: usize,
    /// Articles whose text has another hash, with their labels.
    pub texts_changed: Vec<String>,
    /// Articles of which the session keeps a reading to compare with.
    pub compared: usize,
    /// Articles without one: saved by another version, or never read.
    pub without_reading: usize,
}

/// A relation that was compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// Who acts.
    pub source: ActorId,
    /// On whom.
    pub target: ActorId,
    /// How the two sides agree.
    pub agreement: Agreement,
    /// Tellings that both sides have.
    pub shared: usize,
    /// The sentences that only the session has.
    pub only_kept: Vec<String>,
    /// The sentences that only the new reading has.
    pub only_derived: Vec<String>,
}

/// How a relation of the session agrees with what is derived now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Agreement {
    /// The same tellings.
    Same,
    /// Some tellings differ.
    Changed,
    /// The texts no longer give it.
    Missing,
    /// The session does not have it.
    New,
}

impl Agreement {
    /// All, in the order of a list.
    pub const ALL: [Self; 4] = [Self::Same, Self::Changed, Self::Missing, Self::New];

    /// In a word.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Changed => "changed",
            Self::Missing => "missing",
            Self::New => "new",
        }
    }
}

impl Verification {
    /// Whether all is as it was: every text has its hash, and every relation is the same.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.texts_changed.is_empty()
            && self.relations.iter().all(|relation| relation.agreement == Agreement::Same)
    }

    /// How many relations agree so.
    #[must_use]
    pub fn count(&self, agreement: Agreement) -> usize {
        self.relations.iter().filter(|relation| relation.agreement == agreement).count()
    }
}

/// What the program says of an article whose text no longer has its hash.
pub(super) const CHANGED_TEXT: &str = "its text was changed in the session file";

/// Reads all articles of a session again, on all cores, and compares with what the session kept.
///
/// Only articles with a kept reading are compared; the others are counted.
#[must_use]
pub fn verify(
    knowledge: &Knowledge,
    session: &Session,
    kept: &BTreeMap<ArticleId, Arc<Reading>>,
) -> Verification {
    let mut verification = Verification::default();
    for article in &session.articles {
        if article.is_withheld() {
            verification.texts_left_out += 1;
        } else if is_right(article) {
            verification.texts_right += 1;
        } else {
            verification.texts_changed.push(article.label());
        }
    }
    let here = session.shown_articles().into_iter().filter(|article| !article.is_withheld());
    let compared: Vec<_> = here.filter(|article| kept.contains_key(&article.id)).collect();
    verification.compared = compared.len();
    verification.without_reading = session.articles.len() - verification.texts_left_out - compared.len();
    let session = Session { articles: compared, ..session.clone() };
    let reader = session.choices.corrections.knowledge(knowledge);
    let derived: BTreeMap<ArticleId, Arc<Reading>> = session
        .articles
        .par_iter()
        .map(|article| (article.id, Arc::new(event::read(&reader, article))))
        .collect();
    let [kept, derived] = [kept.clone(), derived].map(|readings| {
        let workspace = Workspace::open(knowledge.clone(), session.clone(), readings, None);
        tellings(&workspace)
    });
    verification.relations = compare(&kept, &derived);
    verification
}

fn is_right(article: &Article) -> bool {
    ArticleId::of_text(&article.text) == article.id
        && !article.problems.iter().any(|problem| problem == CHANGED_TEXT)
}

/// One telling: where, what type, what status.
type Telling = (ArticleId, Part, String, &'static str, &'static str);
/// The tellings of each directed dyad.
type Tellings = BTreeMap<(ActorId, ActorId), BTreeSet<Telling>>;

fn tellings(workspace: &Workspace) -> Tellings {
    let mut tellings = Tellings::new();
    let graph = workspace.graph();
    for relation in &graph.relations {
        let ends = [relation.source, relation.target].map(|actor| graph.actors[actor].id.clone());
        let dyad = tellings.entry(ends.into()).or_default();
        for evidence in &relation.evidence {
            let (Some(article), Some(reading), Some(event)) = (
                workspace.article(&evidence.article),
                workspace.readings().get(&evidence.article),
                graph::event(workspace.readings(), evidence),
            ) else {
                continue;
            };
            let sentence = reading.sentence_span(event.part, event.sentence).of(article.part(event.part));
            let sentence = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
            dyad.insert((article.id, event.part, sentence, event.kind.code(), event.status().name()));
        }
    }
    tellings
}

fn compare(kept: &Tellings, derived: &Tellings) -> Vec<Checked> {
    let dyads: BTreeSet<_> = kept.keys().chain(derived.keys()).collect();
    let none = BTreeSet::new();
    let checked = dyads.into_iter().map(|dyad| {
        let (old, new) = (kept.get(dyad).unwrap_or(&none), derived.get(dyad).unwrap_or(&none));
        let in_words = |(_, _, sentence, kind, status): &Telling| format!("{kind} ({status}): {sentence}");
        let only_kept: Vec<String> = old.difference(new).map(in_words).collect();
        let only_derived: Vec<String> = new.difference(old).map(in_words).collect();
        Checked {
            source: dyad.0.clone(),
            target: dyad.1.clone(),
            agreement: match (old.is_empty(), new.is_empty()) {
                (_, true) => Agreement::Missing,
                (true, false) => Agreement::New,
                _ if only_kept.is_empty() && only_derived.is_empty() => Agreement::Same,
                _ => Agreement::Changed,
            },
            shared: old.intersection(new).count(),
            only_kept,
            only_derived,
        }
    });
    checked.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Format, Place};
    use crate::event::{EventKind, knowledge};

    fn session() -> (Session, BTreeMap<ArticleId, Arc<Reading>>) {
        let knowledge = knowledge();
        let texts = ["China warned Kenya. Norway met Denmark.", "Kenya thanked Brazil for the grain."];
        let mut session = Session::default();
        let mut readings = BTreeMap::new();
        for text in texts {
            let article = Article::bare(text.to_owned(), Format::Text, Place::Clipboard);
            readings.insert(article.id, Arc::new(event::read(&knowledge, &article)));
            session.articles.push(Arc::new(article));
        }
        session.articles.sort_by_key(|article| article.id);
        (session, readings)
    }

    fn counts(verification: &Verification) -> [usize; 4] {
        Agreement::ALL.map(|agreement| verification.count(agreement))
    }

    #[test]
    fn an_untouched_session_holds() {
        let (session, readings) = session();
        let verification = verify(&knowledge(), &session, &readings);
        assert!(verification.holds());
        assert_eq!((counts(&verification), verification.texts_right), ([4, 0, 0, 0], 2));
    }

    #[test]
    fn what_was_changed_in_the_session_is_found() {
        let (session, mut readings) = session();
        let id = session.articles.iter().find(|a| a.text.contains("warned")).unwrap().id;
        let mut forged = (*readings[&id]).clone();
        for event in &mut forged.events {
            match event.kind {
                // Another type, another actor, gone.
                EventKind::Threaten => event.kind = EventKind::Assault,
                EventKind::Consult => event.target = ActorId::new("USA"),
                _ => {}
            }
        }
        readings.insert(id, Arc::new(forged));
        let verification = verify(&knowledge(), &session, &readings);
        // China to Kenya changed; Norway and the USA both ways missing; Norway and Denmark both ways new.
        assert_eq!(counts(&verification), [1, 1, 2, 2]);
        assert!(!verification.holds());
        let changed = verification.relations.iter().find(|r| r.agreement == Agreement::Changed).unwrap();
        assert_eq!(changed.only_kept, ["ASSAULT (asserted): China warned Kenya."]);
        assert_eq!(changed.only_derived, ["THREATEN (asserted): China warned Kenya."]);
    }

    #[test]
    fn a_text_with_another_hash_is_told() {
        let (mut session, readings) = session();
        let mut article = (*session.articles[0]).clone();
        article.text = article.text.replace("Kenya", "Ghana").into();
        session.articles[0] = Arc::new(article);
        let verification = verify(&knowledge(), &session, &readings);
        assert_eq!((verification.texts_changed.len(), verification.texts_right), (1, 1));
        assert!(!verification.holds());
    }

    #[test]
    fn corrections_lie_over_both_sides() {
        let (session, readings) = session();
        let mut workspace = Workspace::open(knowledge(), session, readings.clone(), None);
        let merge = super::super::Correction::Merge { actor: ActorId::new("KEN"), into: ActorId::new("BRA") };
        workspace.apply(super::super::Edit::Correct(Box::new(merge)));
        let verification = verify(&knowledge(), &workspace.session_to_save(), &readings);
        assert!(verification.holds());
        assert!(verification.relations.iter().any(|r| r.target == ActorId::new("BRA")));
    }
}
