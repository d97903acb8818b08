//! Why an article gave the events that it gave: what the rules tried, word by word.
//!
//! The rules write into a [`Trace`] while they read, so that nothing is guessed afterwards; when nobody
//! asks, the trace keeps nothing. Left to the faces: how it is shown.

use std::cell::RefCell;

use serde::Serialize;

use super::lexicon::Row;
use super::{EventKind, Knowledge, Reading};
use crate::article::{Article, Part, Span};
use crate::language::Document;

/// A reading with what the rules tried.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// The same as [`super::read`] gives.
    pub reading: Reading,
    /// The parts that were read, with the trees that the rules saw.
    pub documents: Vec<(Part, Document)>,
    /// In the order of the text, title first.
    pub candidates: Vec<Candidate>,
}

impl Explanation {
    /// What was tried in one sentence.
    pub fn of_sentence(&self, part: Part, sentence: usize) -> impl Iterator<Item = &Candidate> {
        self.candidates
            .iter()
            .filter(move |candidate| (candidate.part, candidate.sentence) == (part, sentence))
    }
}

/// A row of the lexicon that met its word, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Title or text.
    pub part: Part,
    /// Index of the sentence in that part.
    pub sentence: usize,
    /// The rule that tried.
    pub rule: Rule,
    /// The row, by its name: "verb: accuse".
    pub row: &'static str,
    /// The type that the row gives before polarity.
    pub kind: EventKind,
    /// The words that it stands on, in bytes of the part.
    pub cue_spans: Vec<Span>,
    /// What came of it.
    pub answer: Answer,
}

/// What came of a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The event at this index of [`Reading::events`].
    Made(usize),
    /// No event, for this reason.
    Blocked(Block),
}

/// The rules, by the file that holds each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// A verb with its arguments in the tree.
    Verb,
    /// "must leave" under a verb of saying.
    Demand,
    /// A charge in the words of a statement.
    Charge,
    /// The governing verb tells enough.
    Under,
    /// "agreed to dig"
    Joint,
    /// "rejected the accusation", told before.
    Echo,
    /// A plain statement about another.
    Statement,
    /// A noun with its arguments in the tree.
    Noun,
    /// A state of relation in the tree.
    State,
    /// A verb by the order of the words.
    WordsVerb,
    /// A noun by the order of the words.
    WordsNoun,
    /// A state of relation by the order of the words.
    WordsState,
}

impl Rule {
    /// As people read it.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Verb => "verb in the tree",
            Self::Demand => "demand in the tree",
            Self::Charge => "charge in the tree",
            Self::Under => "governing verb in the tree",
            Self::Joint => "agreement in the tree",
            Self::Echo => "answer to what was told before",
            Self::Statement => "statement in the tree",
            Self::Noun => "noun in the tree",
            Self::State => "state in the tree",
            Self::WordsVerb => "verb by word order",
            Self::WordsNoun => "noun by word order",
            Self::WordsState => "state by word order",
        }
    }
}

/// Why a candidate gave no event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Block {
    /// The other words of the row do not hang on its word.
    Frame,
    /// Nobody is found who acts.
    NoSource,
    /// Nobody is found who is acted on.
    NoTarget,
    /// Neither of them is found.
    NoArguments,
    /// Only people in the street act, and the deed is a state's.
    Crowd,
    /// Who acts is an "it" that can't be the person who speaks.
    OpenPronoun,
    /// Who acts is a force, and the deed is done by words.
    Force,
    /// The row is for military deeds alone.
    NotMilitary,
    /// What governs the word, in bytes of the part, leaves nothing of the deed.
    Governed(Span),
    /// What the verb over the noun, in bytes of the part, makes of its deed is not known.
    Fate(Span),
    /// Source and target are one actor.
    SameActor,
    /// The sentence tells of a match or a race.
    Sport,
    /// A rule before it tells the same.
    Told,
}

impl Block {
    /// A name for rows of JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Frame => "frame",
            Self::NoSource => "no-source",
            Self::NoTarget => "no-target",
            Self::NoArguments => "no-arguments",
            Self::Crowd => "crowd",
            Self::OpenPronoun => "open-pronoun",
            Self::Force => "force",
            Self::NotMilitary => "not-military",
            Self::Governed(_) => "governed",
            Self::Fate(_) => "fate",
            Self::SameActor => "same-actor",
            Self::Sport => "sport",
            Self::Told => "told",
        }
    }

    /// As people read it; `text` is the part that the spans lie in.
    #[must_use]
    pub fn in_words(self, text: &str) -> String {
        match self {
            Self::Frame => "other words are missing".to_owned(),
            Self::NoSource => "nobody is found who acts".to_owned(),
            Self::NoTarget => "nobody is found who is acted on".to_owned(),
            Self::NoArguments => "neither who acts nor who is acted on is found".to_owned(),
            Self::Crowd => "those who act do not act for a state".to_owned(),
            Self::OpenPronoun => "“it” is not who speaks".to_owned(),
            Self::Force => "ships and soldiers do no such thing".to_owned(),
            Self::NotMilitary => "the row is for military deeds".to_owned(),
            Self::Governed(span) => format!("“{}” over it leaves nothing of it", span.of(text)),
            Self::Fate(span) => format!("what “{}” makes of it is not known", span.of(text)),
            Self::SameActor => "both are the same actor".to_owned(),
            Self::Sport => "the sentence tells of sport".to_owned(),
            Self::Told => "a rule before it tells the same".to_owned(),
        }
    }
}

/// What the rules tried in one sentence. Off, it costs a test of a flag for each try.
#[derive(Debug, Default)]
pub(super) struct Trace {
    tries: Option<RefCell<Vec<Try>>>,
    /// Words whose deed came to nothing in the tree: the rules over words leave them alone.
    taken: RefCell<Vec<(Span, Block)>>,
}

/// One try of a rule.
#[derive(Debug)]
pub(super) struct Try {
    pub rule: Rule,
    pub row: &'static Row,
    pub cues: Vec<Span>,
    pub outcome: TryOutcome,
}

/// What came of a try, before the events of the sentence are in their order.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum TryOutcome {
    /// An event: source, type as made, target.
    Made(crate::actor::ActorId, EventKind, crate::actor::ActorId),
    Blocked(Block),
}

impl Trace {
    /// A trace that keeps what is noted.
    pub fn on() -> Self {
        Self { tries: Some(RefCell::default()), taken: RefCell::default() }
    }

    /// A trace that keeps nothing.
    pub fn off() -> Self {
        Self::default()
    }

    /// Notes a try that came to nothing.
    pub fn block(&self, rule: Rule, row: &'static Row, cues: impl FnOnce() -> Vec<Span>, block: Block) {
        if matches!(block, Block::Governed(_) | Block::Force | Block::OpenPronoun) {
            let cues = cues();
            self.taken.borrow_mut().extend(cues.first().map(|cue| (*cue, block)));
            self.note(rule, row, || cues, || TryOutcome::Blocked(block));
        } else {
            self.note(rule, row, cues, || TryOutcome::Blocked(block));
        }
    }

    /// Notes a try.
    pub fn note(
        &self,
        rule: Rule,
        row: &'static Row,
        cues: impl FnOnce() -> Vec<Span>,
        outcome: impl FnOnce() -> TryOutcome,
    ) {
        if let Some(tries) = &self.tries {
            tries.borrow_mut().push(Try { rule, row, cues: cues(), outcome: outcome() });
        }
    }

    /// Whether a rule over the tree found that nothing is left of the deed of this word, or that no state
    /// does it.
    pub fn is_governed_away(&self, cue: Option<&Span>) -> Option<Block> {
        let taken = self.taken.borrow();
        taken.iter().find(|(span, _)| Some(span) == cue).map(|(_, block)| *block)
    }

    /// Takes what was noted since the last time.
    pub fn take(&self) -> Vec<Try> {
        self.taken.borrow_mut().clear();
        self.tries.as_ref().map(RefCell::take).unwrap_or_default()
    }
}

/// Reads one article as [`super::read`] does, and keeps what the rules tried.
#[must_use]
pub fn explain(knowledge: &Knowledge, article: &Article) -> Explanation {
    super::read::explain(knowledge, article)
}
