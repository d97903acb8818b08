//! Two sessions become one: what both decided, what only one did, and where they contradict each other.
//!
//! Decisions are compared key by key: what is said of an event, a mention, an actor. How the map is
//! arranged, what is pinned or hidden and the filter stay mine: they are a picture, not findings. What the
//! machine read is never merged; articles of the other session are added with their readings.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::correction::{AddedEvent, Anchor, EventAnchor, MentionFix, Note, Review, Subject, Told, Verdict};
use super::metadata::Metadata;
use super::{Choices, Session};
use crate::actor::{ActorId, Change};
use crate::article::{Article, ArticleId, CodedTable, SharedArticle, SharedTable};
use crate::event::Reading;
use crate::graph::Filter;

/// What a decision is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// An event that the machine read.
    Event(Box<EventAnchor>),
    /// An event that a person added.
    Added(Box<AddedEvent>),
    /// A mention.
    Mention(Anchor),
    /// An actor that is one with another.
    Merged(ActorId),
    /// The name shown for an actor.
    Name(ActorId),
    /// An actor or a word of the person's own, as it is written.
    OwnName(String),
    /// A note.
    Note(Subject),
    /// A filter that was kept under a name.
    View(String),
}

/// What was decided.
#[derive(Clone, Debug, PartialEq)]
pub enum Decision {
    /// Of an event that the machine read.
    Review(Review),
    /// That there is this event.
    Added,
    /// Whom a mention means.
    Mention(MentionFix),
    /// With whom an actor is one.
    Merged(ActorId),
    /// How an actor is called.
    Name(String),
    /// A name of the person's own.
    OwnName(Change),
    /// What stands in a note.
    Note(Note),
    /// What a view shows.
    View(Box<Filter>),
}

/// How the two sessions agree on something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// They contradict each other.
    Conflict,
    /// Only theirs decided it.
    OnlyTheirs,
    /// Only mine decided it.
    OnlyMine,
    /// Both decided the same.
    Agreed,
}

impl State {
    /// All, in the order of a list.
    pub const ALL: [Self; 4] = [Self::Conflict, Self::OnlyTheirs, Self::OnlyMine, Self::Agreed];

    /// For a person.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Conflict => "In conflict",
            Self::OnlyTheirs => "Only theirs",
            Self::OnlyMine => "Only mine",
            Self::Agreed => "Agreed",
        }
    }
}

/// Whose decision holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// That of the session that is open.
    Mine,
    /// That of the other one.
    Theirs,
}

/// A decision of one session or both.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// What it is about.
    pub about: About,
    /// How the two agree.
    pub state: State,
    /// What mine says.
    pub mine: Option<Decision>,
    /// What theirs says.
    pub theirs: Option<Decision>,
    /// Whose holds; `None` while a conflict is not decided.
    pub taken: Option<Side>,
}

/// A merge that is being decided.
#[derive(Clone, Debug, PartialEq)]
pub struct Merge {
    /// Conflicts first, then what only one has.
    pub items: Vec<Item>,
    /// Articles of both, only of mine, only of theirs.
    pub articles: [usize; 3],
    added: Vec<(SharedArticle, Arc<Reading>)>,
    /// Tables of events that others coded, which only theirs has.
    tables: Vec<SharedTable>,
    /// What only theirs set of articles: mine holds where both set the same field.
    metadata: Metadata,
}

type Decisions = BTreeMap<About, Decision>;

impl Merge {
    /// Compares two sessions; `readings` are those of the other one.
    #[must_use]
    pub fn new(mine: &Session, theirs: &Session, readings: &BTreeMap<ArticleId, Arc<Reading>>) -> Self {
        let (here, there) = (decisions(&mine.choices), decisions(&theirs.choices));
        let keys: BTreeSet<&About> = here.keys().chain(there.keys()).collect();
        let mut items: Vec<Item> =
            keys.into_iter().map(|about| item(about, here.get(about), there.get(about))).collect();
        items.sort_by_key(|item| item.state);
        let ids = |session: &Session| -> BTreeSet<ArticleId> {
            session.articles.iter().map(|article| article.id).collect()
        };
        let (my_ids, their_ids) = (ids(mine), ids(theirs));
        let articles = [
            my_ids.intersection(&their_ids).count(),
            my_ids.difference(&their_ids).count(),
            their_ids.difference(&my_ids).count(),
        ];
        let new = theirs.articles.iter().filter(|article| !my_ids.contains(&article.id));
        let added = new.filter_map(|article| Some((article.clone(), readings.get(&article.id)?.clone())));
        let tables = theirs.coded.iter().filter(|table| mine.coded.iter().all(|other| other.id != table.id));
        Self {
            items,
            articles,
            added: added.collect(),
            tables: tables.cloned().collect(),
            metadata: only_theirs(&mine.choices.metadata, &theirs.choices.metadata),
        }
    }

    /// How many decisions agree so.
    #[must_use]
    pub fn count(&self, state: State) -> usize {
        self.items.iter().filter(|item| item.state == state).count()
    }

    /// Conflicts that are not decided.
    #[must_use]
    pub fn undecided(&self) -> usize {
        self.items.iter().filter(|item| item.taken.is_none()).count()
    }

    /// Decides all conflicts for one side.
    pub fn decide_all(&mut self, side: Side) {
        for item in self.items.iter_mut().filter(|item| item.state == State::Conflict) {
            item.taken = Some(side);
        }
    }

    /// Whether it would change my session.
    #[must_use]
    pub fn changes_something(&self) -> bool {
        let taken = |item: &Item| item.taken == Some(Side::Theirs) && item.mine != item.theirs;
        !self.added.is_empty()
            || !self.tables.is_empty()
            || !self.metadata.is_empty()
            || self.items.iter().any(taken)
    }

    /// My choices with what was taken from theirs.
    #[must_use]
    pub fn choices(&self, mine: &Choices) -> Choices {
        let mut choices = mine.clone();
        for item in self.items.iter().filter(|item| item.taken == Some(Side::Theirs)) {
            match &item.theirs {
                Some(decision) => take(&mut choices, &item.about, decision),
                None => drop_decision(&mut choices, &item.about),
            }
        }
        flatten(&mut choices.corrections.merged);
        for (article, fields) in &self.metadata {
            choices.metadata.entry(*article).or_default().extend(fields.clone());
        }
        choices
    }

    /// The articles that only theirs has, with their readings.
    #[must_use]
    pub fn added(&self) -> Vec<(Article, Reading)> {
        self.added.iter().map(|(article, reading)| ((**article).clone(), (**reading).clone())).collect()
    }

    /// The articles of which only theirs set something: they are to be read again with it.
    #[must_use]
    pub fn described(&self) -> BTreeSet<ArticleId> {
        self.metadata.keys().copied().collect()
    }

    /// The tables of events that only theirs has.
    #[must_use]
    pub fn tables(&self) -> Vec<CodedTable> {
        self.tables.iter().map(|table| table.as_ref().clone()).collect()
    }
}

fn only_theirs(mine: &Metadata, theirs: &Metadata) -> Metadata {
    let mut only = theirs.clone();
    only.retain(|article, fields| {
        fields.retain(|field, _| !mine.get(article).is_some_and(|mine| mine.contains_key(field)));
        !fields.is_empty()
    });
    only
}

fn item(about: &About, mine: Option<&Decision>, theirs: Option<&Decision>) -> Item {
    let (state, taken) = match (mine, theirs) {
        (Some(mine), Some(theirs)) if mine == theirs => (State::Agreed, Some(Side::Mine)),
        (Some(_), Some(_)) => (State::Conflict, None),
        (None, Some(_)) => (State::OnlyTheirs, Some(Side::Theirs)),
        (Some(_), None) | (None, None) => (State::OnlyMine, Some(Side::Mine)),
    };
    Item { about: about.clone(), state, mine: mine.cloned(), theirs: theirs.cloned(), taken }
}

/// All decisions of a session by what they are about.
fn decisions(choices: &Choices) -> Decisions {
    let corrections = &choices.corrections;
    let mut all = Decisions::new();
    for (anchor, review) in &corrections.reviews {
        all.insert(About::Event(Box::new(anchor.clone())), Decision::Review(review.clone()));
    }
    for added in &corrections.added {
        all.insert(About::Added(Box::new(added.clone())), Decision::Added);
    }
    for (anchor, fix) in &corrections.mentions {
        all.insert(About::Mention(anchor.clone()), Decision::Mention(fix.clone()));
    }
    for (actor, into) in &corrections.merged {
        all.insert(About::Merged(actor.clone()), Decision::Merged(into.clone()));
    }
    for change in &corrections.actors.changes {
        all.insert(About::OwnName(own_name(change)), Decision::OwnName(change.clone()));
    }
    for (subject, note) in &corrections.notes {
        all.insert(About::Note(subject.clone()), Decision::Note(note.clone()));
    }
    for (actor, name) in &choices.names {
        all.insert(About::Name(actor.clone()), Decision::Name(name.clone()));
    }
    for (name, filter) in &choices.views {
        all.insert(About::View(name.clone()), Decision::View(Box::new(filter.clone())));
    }
    all
}

/// What a change of names is about: two changes about one thing contradict each other.
fn own_name(change: &Change) -> String {
    match change {
        Change::AddActor { actor, .. } | Change::Rename { actor, .. } => format!("the actor {actor}"),
        Change::AddAlias { alias, .. } | Change::RemoveAlias { alias, .. } | Change::Settle { alias, .. } => {
            format!("“{alias}”")
        }
        Change::NeverActor { words } => format!("“{words}”"),
    }
}

fn take(choices: &mut Choices, about: &About, decision: &Decision) {
    let corrections = &mut choices.corrections;
    match (about, decision) {
        (About::Event(anchor), Decision::Review(review)) => {
            corrections.reviews.insert((**anchor).clone(), review.clone());
        }
        (About::Added(added), Decision::Added) => {
            corrections.added.insert((**added).clone());
        }
        (About::Mention(anchor), Decision::Mention(fix)) => {
            corrections.mentions.insert(anchor.clone(), fix.clone());
        }
        (About::Merged(actor), Decision::Merged(into)) => {
            corrections.merged.insert(actor.clone(), into.clone());
        }
        (About::OwnName(name), Decision::OwnName(change)) => {
            corrections.actors.changes.retain(|other| own_name(other) != *name);
            corrections.actors.changes.push(change.clone());
        }
        (About::Note(subject), Decision::Note(note)) => {
            corrections.notes.insert(subject.clone(), note.clone());
        }
        (About::Name(actor), Decision::Name(name)) => {
            choices.names.insert(actor.clone(), name.clone());
        }
        (About::View(name), Decision::View(filter)) => {
            choices.views.insert(name.clone(), (**filter).clone());
        }
        _ => {}
    }
}

/// Takes a decision of mine back, where theirs without one was chosen.
fn drop_decision(choices: &mut Choices, about: &About) {
    let corrections = &mut choices.corrections;
    match about {
        About::Event(anchor) => drop(corrections.reviews.remove(anchor)),
        About::Added(added) => drop(corrections.added.remove(added)),
        About::Mention(anchor) => drop(corrections.mentions.remove(anchor)),
        About::Merged(actor) => drop(corrections.merged.remove(actor)),
        About::OwnName(name) => corrections.actors.changes.retain(|other| own_name(other) != *name),
        About::Note(subject) => drop(corrections.notes.remove(subject)),
        About::Name(actor) => drop(choices.names.remove(actor)),
        About::View(name) => drop(choices.views.remove(name)),
    }
}

/// Lets no merged actor point to one that is merged itself; a ring is broken at its first link.
fn flatten(merged: &mut BTreeMap<ActorId, ActorId>) {
    let actors: Vec<ActorId> = merged.keys().cloned().collect();
    for actor in actors {
        let mut seen = BTreeSet::from([actor.clone()]);
        let mut end = merged.get(&actor).cloned();
        while let Some(next) = end.as_ref().and_then(|end| merged.get(end)).cloned() {
            if !seen.insert(end.clone().unwrap_or_else(|| next.clone())) {
                break;
            }
            end = Some(next);
        }
        match end {
            Some(end) if end != actor => drop(merged.insert(actor, end)),
            _ => drop(merged.remove(&actor)),
        }
    }
}

impl About {
    /// For a person; `label` tells the shown name of an actor.
    #[must_use]
    pub fn in_words(&self, label: impl Fn(&ActorId) -> String) -> String {
        match self {
            Self::Event(anchor) => format!("{}: “{}”", told(&anchor.read, &label), anchor.place.quote),
            Self::Added(added) => {
                format!("By hand: {} on “{}”", told(&added.told, &label), added.anchor.quote)
            }
            Self::Mention(anchor) => format!("The mention “{}”", anchor.quote),
            Self::Merged(actor) => format!("{} as one with another", label(actor)),
            Self::Name(actor) => format!("The name of {}", label(actor)),
            Self::OwnName(name) => format!("A name of one’s own: {name}"),
            Self::Note(Subject::Actor(actor)) => format!("Note on {}", label(actor)),
            Self::Note(Subject::Link(source, target)) => {
                format!("Note on {} → {}", label(source), label(target))
            }
            Self::View(name) => format!("The view “{name}”"),
        }
    }
}

impl Decision {
    /// For a person; `label` tells the shown name of an actor.
    #[must_use]
    pub fn in_words(&self, label: impl Fn(&ActorId) -> String) -> String {
        match self {
            Self::Review(review) => {
                let verdict = match &review.verdict {
                    Verdict::Right => "right".to_owned(),
                    Verdict::NotAnEvent => "no event".to_owned(),
                    Verdict::Corrected(now) => told(now, &label),
                };
                if review.why.is_empty() { verdict } else { format!("{verdict}, since {}", review.why) }
            }
            Self::Added => "there is this event".to_owned(),
            Self::Mention(MentionFix { actor: Some(actor), .. }) => format!("means {}", label(actor)),
            Self::Mention(MentionFix { actor: None, .. }) => "means nobody".to_owned(),
            Self::Merged(into) => format!("one with {}", label(into)),
            Self::Name(name) => format!("“{name}”"),
            Self::OwnName(change) => match change {
                Change::AddActor { label, .. } => format!("a new actor, {label}"),
                Change::Rename { label, .. } => format!("called {label}"),
                Change::AddAlias { actor, .. } => format!("names {}", label(actor)),
                Change::RemoveAlias { actor, .. } => format!("does not name {}", label(actor)),
                Change::Settle { actor, .. } => format!("always means {}", label(actor)),
                Change::NeverActor { .. } => "names nobody".to_owned(),
            },
            Self::Note(note) => {
                let colour = note.colour.map(|colour| format!(" ({})", colour.name().to_lowercase()));
                format!("“{}”{}", note.text, colour.unwrap_or_default())
            }
            Self::View(_) => "a filter".to_owned(),
        }
    }
}

fn told(told: &Told, label: &impl Fn(&ActorId) -> String) -> String {
    let between = if told.reciprocal { "and" } else { "→" };
    let status = match told.status.name() {
        "asserted" => String::new(),
        status => format!(", {status}"),
    };
    format!(
        "{} {} {} {between} {}{status}",
        told.kind.label(),
        if told.reciprocal { "between" } else { "by" },
        label(&told.source),
        label(&told.target)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Format, Place};
    use crate::event::{self, knowledge};
    use crate::session::correction::Correction;
    use crate::session::{Edit, Workspace};

    const TEXT: &str = "China warned Kenya. Kenya thanked Brazil. Norway praised Denmark.";
    const OTHER: &str = "Germany warned Austria of delays at the border.";

    fn workspace(texts: &[&str]) -> Workspace {
        let knowledge = knowledge();
        let mut workspace = Workspace::new(knowledge.clone());
        let read = |text: &&str| {
            let article = Article::bare((*text).to_owned(), Format::Text, Place::Clipboard);
            (article.clone(), event::read(&knowledge, &article))
        };
        workspace.add(texts.iter().map(read).collect());
        workspace
    }

    fn review(workspace: &mut Workspace, source: &str, verdict: Verdict) {
        let article = workspace.session().articles.iter().find(|a| a.text == TEXT).unwrap().clone();
        let reading = &workspace.machine_readings()[&article.id];
        let event = reading.events.iter().find(|event| event.source.as_str() == source).unwrap();
        let anchor = EventAnchor::new(&article, event).unwrap();
        let review = Some(Review { verdict, why: String::new() });
        workspace.apply(Edit::Correct(Box::new(Correction::Review(Box::new(anchor), review))));
    }

    fn note(workspace: &mut Workspace, actor: &str, text: &str) {
        let note = Note { text: text.to_owned(), colour: None };
        let subject = Subject::Actor(ActorId::new(actor));
        workspace.apply(Edit::Correct(Box::new(Correction::Note(subject, note))));
    }

    /// Mine and theirs: agreed on China, apart on Kenya, one note each, one name in conflict.
    fn both() -> (Workspace, Workspace) {
        let (mut mine, mut theirs) = (workspace(&[TEXT]), workspace(&[TEXT, OTHER]));
        for side in [&mut mine, &mut theirs] {
            review(side, "CHN", Verdict::Right);
        }
        review(&mut mine, "KEN", Verdict::Right);
        review(&mut theirs, "KEN", Verdict::NotAnEvent);
        note(&mut mine, "KEN", "ask Ada");
        note(&mut theirs, "BRA", "see the archive");
        mine.apply(Edit::Rename(ActorId::new("NOR"), "Norge".to_owned()));
        theirs.apply(Edit::Rename(ActorId::new("NOR"), "Noreg".to_owned()));
        (mine, theirs)
    }

    fn merge(mine: &Workspace, theirs: &Workspace) -> Merge {
        Merge::new(mine.session(), theirs.session(), theirs.machine_readings())
    }

    #[test]
    fn what_both_say_is_told_from_what_one_says_and_from_conflicts() {
        let (mine, theirs) = both();
        let merge = merge(&mine, &theirs);
        assert_eq!(State::ALL.map(|state| merge.count(state)), [2, 1, 1, 1]);
        assert_eq!((merge.articles, merge.undecided()), ([1, 0, 1], 2));
    }

    #[test]
    fn a_merge_is_one_change_and_can_be_undone() {
        let (mut mine, theirs) = both();
        let (before, readings) = (mine.session_to_save(), mine.machine_readings().clone());
        let mut merge = merge(&mine, &theirs);
        merge.decide_all(Side::Theirs);
        mine.merge("merge theirs".to_owned(), &merge);
        assert_eq!(mine.session().articles.len(), 2);
        assert_eq!(mine.label(&ActorId::new("NOR")), "Noreg");
        assert_eq!(mine.session().choices.corrections.notes.len(), 2);
        let graph = mine.graph();
        assert!(graph.relation(&ActorId::new("KEN"), &ActorId::new("BRA")).is_none(), "theirs struck it");
        assert!(graph.relation(&ActorId::new("DEU"), &ActorId::new("AUT")).is_some());
        let after = mine.session_to_save();

        assert_eq!(mine.undo().as_deref(), Some("merge theirs"));
        assert_eq!(mine.session_to_save().choices, before.choices);
        assert_eq!((&mine.session().articles, mine.machine_readings()), (&before.articles, &readings));
        mine.redo();
        assert_eq!(mine.session_to_save().choices, after.choices);
    }

    #[test]
    fn mine_holds_where_i_say_so_and_an_equal_session_changes_nothing() {
        let (mut mine, theirs) = both();
        let mut merge = merge(&mine, &theirs);
        merge.decide_all(Side::Mine);
        mine.merge("merge".to_owned(), &merge);
        assert_eq!(mine.label(&ActorId::new("NOR")), "Norge");
        assert!(mine.graph().relation(&ActorId::new("KEN"), &ActorId::new("BRA")).is_some());
        let same = Merge::new(mine.session(), mine.session(), mine.machine_readings());
        assert!(!same.changes_something() && same.undecided() == 0);
        let undo = mine.history().undo_name().map(str::to_owned);
        mine.merge("nothing".to_owned(), &same);
        assert_eq!(mine.history().undo_name(), undo.as_deref());
    }

    #[test]
    fn a_date_that_only_theirs_set_is_read_with_after_a_merge() {
        use crate::session::metadata::{Field, MetadataEdit};

        let text = "China invaded Vietnam in 1979. Kenya thanked Brazil.";
        let (mut mine, mut theirs) = (workspace(&[text]), workspace(&[text]));
        let id = mine.articles()[0].id;
        let set = |day: &str| {
            let values = [(Field::Date, Some(day.to_owned()))].into();
            Edit::Metadata(Box::new(MetadataEdit { articles: [id].into(), values }))
        };
        let historical =
            |side: &Workspace| side.readings()[&id].events.iter().filter(|event| event.historical).count();
        mine.apply(set("1979-03-01"));
        theirs.apply(set("2020-05-01"));
        assert!(!merge(&mine, &theirs).changes_something(), "mine holds");
        mine.undo();
        let before = historical(&mine);
        mine.merge("merge".to_owned(), &merge(&mine, &theirs));
        assert_eq!((historical(&mine), mine.articles()[0].date.is_some()), (1, true));
        mine.undo();
        assert_eq!((historical(&mine), mine.articles()[0].date.is_some()), (before, false));
    }

    #[test]
    fn merged_actors_never_point_in_a_ring() {
        let id = ActorId::new;
        let mut merged: BTreeMap<ActorId, ActorId> =
            [("AAA", "BBB"), ("BBB", "CCC"), ("CCC", "AAA"), ("DDD", "BBB")]
                .map(|(actor, into)| (id(actor), id(into)))
                .into();
        flatten(&mut merged);
        assert!(merged.values().all(|into| !merged.contains_key(into)), "{merged:?}");
    }

    #[test]
    fn names_of_ones_own_are_read_with_after_a_merge() {
        let text = "Wakanda warned Kenya on Monday.";
        let (mut mine, mut theirs) = (workspace(&[text]), workspace(&[text]));
        let actor = ActorId::new("area:WAKANDA");
        let change = Change::AddActor {
            actor: actor.clone(),
            label: "Wakanda".to_owned(),
            kind: crate::actor::ActorKind::Area,
        };
        theirs.apply(Edit::Correct(Box::new(Correction::Actors(vec![change]))));
        assert!(theirs.graph().actor_index(&actor).is_some());
        let merge = merge(&mine, &theirs);
        mine.merge("merge".to_owned(), &merge);
        assert!(mine.graph().actor_index(&actor).is_some());
        mine.undo();
        assert!(mine.graph().actor_index(&actor).is_none());
    }
}
