//! Who did what to whom: mentions become [`Event`]s, and [`read`] joins the stages before it.
//!
//! The words that decide stand in `assets/lexicon/*.tsv`; the scales of the types in [`kind`].
//!
//! **Invariant:** `event/` does not know the graph.

pub mod kind;
pub mod coded;
mod lexicon;
mod forms;
mod words;
mod phrase;
mod clause;
mod subject;
mod frame;
mod noun;
mod state;
mod chain;
mod negation;
mod modality;
mod status;
mod date;
mod speaker;
mod syntax;
mod explain;
pub mod name_swap;
mod merge;
mod read;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::actor::{ActorId, Gazetteer, Mention};
use crate::article::{Article, ArticleId, Date, Part, Span};
use crate::language::{English, Readable, Sentence};

pub use explain::{Answer, Block, Candidate, Explanation, Rule, explain};
pub use kind::{EventKind, KindSet, Quad};
pub use lexicon::Lexicon;

/// The version of the engine: part of the key under which readings are kept with a session. It is
/// raised with every change of the rules that can alter a reading.
pub const ENGINE: &str = "7";

/// All that is known before an article is read.
#[derive(Clone, Debug)]
pub struct Knowledge {
    /// How English is read.
    pub english: Arc<English>,
    /// Names of actors.
    pub gazetteer: Arc<Gazetteer>,
    /// Words of events.
    pub lexicon: Arc<Lexicon>,
}

impl Knowledge {
    /// What ships with the program.
    #[must_use]
    pub fn embedded() -> Self {
        Self {
            english: Arc::new(English::embedded()),
            gazetteer: Arc::new(Gazetteer::embedded()),
            lexicon: Arc::new(Lexicon::embedded()),
        }
    }

    /// Sees whether this program reads as it should, by one sentence. An error is for a person.
    pub fn check(&self) -> Result<(), String> {
        let text = "France accused Germany of delay.".to_owned();
        let article = Article::bare(text, crate::article::Format::Text, crate::article::Place::Clipboard);
        let reading = read(self, &article);
        let told = |event: &Event| {
            (event.source.as_str(), event.kind, event.target.as_str()) == ("FRA", EventKind::Accuse, "DEU")
        };
        if !self.english.is_whole() {
            return Err("the weights of its parser can't be read".to_owned());
        }
        if !matches!(&reading.events[..], [event] if told(event)) {
            return Err("it does not read a plain sentence as it should".to_owned());
        }
        Ok(())
    }
}

/// One for all tests.
#[cfg(test)]
pub(crate) fn knowledge() -> Knowledge {
    Knowledge {
        english: crate::language::english().clone(),
        gazetteer: Arc::new(Gazetteer::embedded()),
        lexicon: Arc::new(Lexicon::embedded()),
    }
}

/// What the machine read in one article. It depends on the article and the knowledge alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The article.
    pub article: ArticleId,
    /// Whether it was read.
    pub readable: Readable,
    /// The sentences of the title, where it is not part of the text.
    pub title_sentences: Vec<Sentence>,
    /// The sentences of the text.
    pub text_sentences: Vec<Sentence>,
    /// Title first, then in the order of the text.
    pub mentions: Vec<Mention>,
    /// Title first, then in the order of the text.
    pub events: Vec<Event>,
}

impl Reading {
    /// The sentences of one part.
    #[must_use]
    pub fn sentences(&self, part: Part) -> &[Sentence] {
        match part {
            Part::Title => &self.title_sentences,
            Part::Text => &self.text_sentences,
        }
    }

    /// How many different events it holds: one that is told in several sentences counts once.
    #[must_use]
    pub fn event_count(&self) -> usize {
        self.events.iter().map(|event| event.number).collect::<BTreeSet<u32>>().len()
    }

    /// The span of a sentence; empty where there is none.
    #[must_use]
    pub fn sentence_span(&self, part: Part, sentence: usize) -> Span {
        self.sentences(part).get(sentence).map_or(Span::default(), |sentence| sentence.span)
    }
}

/// One event: source, type, target, with all that one needs to see why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Number within the article, from 0. Several sentences of one event share it.
    pub number: u32,
    /// Title or text.
    pub part: Part,
    /// Index of the sentence in that part.
    pub sentence: usize,
    /// The clause that says it, in bytes of the part.
    pub span: Span,
    /// Who acts.
    pub source: ActorId,
    /// PLOVER type.
    pub kind: EventKind,
    /// CAMEO code, where the rule knows it. Text: "040" keeps its zero.
    pub cameo: Option<String>,
    /// Who is acted on.
    pub target: ActorId,
    /// Whether it holds both ways: "met", "signed".
    pub reciprocal: bool,
    /// Denied or not done.
    pub negated: bool,
    /// Asserted, announced, hypothetical or asked.
    pub modality: Modality,
    /// Who claims it, where it is no more than a claim.
    pub claimed_by: Option<ActorId>,
    /// Long ago, as design.md defines it.
    pub historical: bool,
    /// Whether the sentence is damaged.
    pub damaged: bool,
    /// When it happened, as the words say.
    pub date: Option<Date>,
    /// Who says it: an agency, an official, as in the text.
    pub speaker: Option<String>,
    /// The deciding words as one text, for lists.
    pub cue: String,
    /// The rule or row of the lexicon that decided, by its name.
    pub rule: String,
    /// What the rule stands on.
    pub grounds: Grounds,
    /// Where the source is named.
    pub source_span: Span,
    /// Where the target is named.
    pub target_span: Span,
    /// The deciding words.
    pub cue_spans: Vec<Span>,
}

/// How sure the words are of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Modality {
    /// It happened or holds.
    Asserted,
    /// It is planned or promised.
    Announced,
    /// It may happen, or would if.
    Hypothetical,
    /// It is asked.
    Question,
}

impl Modality {
    /// The modality of a name; asserted where there is no such.
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        let all = [Self::Asserted, Self::Announced, Self::Hypothetical, Self::Question];
        all.into_iter().find(|one| one.name() == name).unwrap_or(Self::Asserted)
    }

    /// As in the rows of `extract`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Asserted => "asserted",
            Self::Announced => "announced",
            Self::Hypothetical => "hypothetical",
            Self::Question => "question",
        }
    }
}

/// What a rule stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Grounds {
    /// A verb with its subject and object.
    Verb,
    /// A noun with its arguments: "the Israeli strike on Iran".
    Noun,
    /// A fixed phrase.
    Phrase,
    /// A state of relation: allies, rivals.
    State,
    /// A verb whose subject is that of another: "and bombed", "agreed to send".
    Shared,
    /// The other is named by the place alone: "struck militants in Syria".
    Location,
    /// Found by the order of the words, where the tree tells nothing.
    Fallback,
}

impl Grounds {
    /// The grounds of a name; the weakest where there are no such.
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        let all = [Self::Verb, Self::Noun, Self::Phrase, Self::State, Self::Shared, Self::Location];
        all.into_iter().find(|one| one.name() == name).unwrap_or(Self::Fallback)
    }

    /// As in the rows of `extract`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Verb => "verb",
            Self::Noun => "noun",
            Self::Phrase => "phrase",
            Self::State => "state",
            Self::Shared => "shared",
            Self::Location => "location",
            Self::Fallback => "fallback",
        }
    }
}

/// The label of an event's status for people: the first that holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Denied or not done.
    Negated,
    /// Only claimed.
    Claimed,
    /// Long ago.
    Historical,
    /// May happen.
    Hypothetical,
    /// Asked.
    Question,
    /// Planned.
    Announced,
    /// Happened.
    Asserted,
}

impl Status {
    /// As in the rows of `extract`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Negated => "negated",
            Self::Claimed => "claimed",
            Self::Historical => "historical",
            Self::Hypothetical => "hypothetical",
            Self::Question => "question",
            Self::Announced => "announced",
            Self::Asserted => "asserted",
        }
    }
}

impl Event {
    /// The first that holds of negated, claimed, historical, hypothetical, question, announced,
    /// asserted.
    #[must_use]
    pub fn status(&self) -> Status {
        if self.negated {
            Status::Negated
        } else if self.claimed_by.is_some() {
            Status::Claimed
        } else if self.historical {
            Status::Historical
        } else {
            match self.modality {
                Modality::Hypothetical => Status::Hypothetical,
                Modality::Question => Status::Question,
                Modality::Announced => Status::Announced,
                Modality::Asserted => Status::Asserted,
            }
        }
    }

    /// Whether the default picture counts it: asserted or announced, not negated, not claimed, not
    /// historical, and no plain statement.
    #[must_use]
    pub fn counted(&self) -> bool {
        matches!(self.status(), Status::Asserted | Status::Announced) && self.kind != EventKind::Statement
    }
}

/// Numbers the events of an article again, after some were changed: tellings of one event share a number.
/// `present` is the date of the article, where it is known.
pub fn number_events(events: &mut [Event], present: Option<Date>) {
    merge::number(events, present);
}

/// Reads one article: sentences, mentions, events.
///
/// An article that is not in English gives a reading that says so and holds no events; the countries it
/// names are mentions where names of its language are known.
#[must_use]
pub fn read(knowledge: &Knowledge, article: &Article) -> Reading {
    read::read(knowledge, article)
}

/// The events that [`read`] finds, at less cost where there is none: a part that can't name two actors is
/// not parsed, and its sentences and mentions are left out.
#[must_use]
pub fn read_events(knowledge: &Knowledge, article: &Article) -> Reading {
    read::read_events(knowledge, article)
}
