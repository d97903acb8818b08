//! Reads events from trees: verbs and nouns with the arguments that hang on them.
//!
//! [`find`] goes through a sentence once. Each rule has a file: `frame` (verbs), `noun` (nouns with
//! arguments), `state` (allies, rivals). They share `party` (who a noun phrase names), `subject` (who
//! does what a verb says), `govern` (what the verbs above make of it) and `status` (what the words
//! around a verb make of it).
//!
//! The rules over the words of a sentence (`event/frame.rs` and the others) stand behind these, for
//! sentences that the parser reads wrongly.

mod charge;
mod demand;
mod echo;
mod fate;
mod frame;
mod govern;
mod joint;
mod noun;
mod party;
mod state;
mod statement;
mod status;
mod subject;
mod under;

use std::ops::Range;

use super::explain::{Block, Rule, Trace};
use super::lexicon::Row;
use super::phrase::Party;
use super::{Grounds, Lexicon};
use crate::actor::{ActorId, Mention};
use crate::article::Span;
use crate::language::{Document, Label, Tag};
pub(super) use echo::Told;
use govern::Governed;

/// What belongs to one sentence.
pub(super) struct Sentence<'a> {
    pub tokens: Range<usize>,
    /// In order of the text.
    pub mentions: &'a [Mention],
    /// The subject of the sentence before.
    pub before: &'a [Party],
    /// What the sentences shortly before told.
    pub told: &'a [Told],
    /// Who spoke in the sentence before.
    pub quoted: &'a [Party],
}

/// One sentence with its tree and the mentions in it. Tokens are named by their index in the document.
pub(super) struct Scene<'a> {
    pub text: &'a str,
    pub document: &'a Document,
    /// The head of the clause of each token of the document.
    pub clauses: &'a [usize],
    pub tokens: Range<usize>,
    pub lexicon: &'a Lexicon,
    /// Where the rules note what they tried.
    pub trace: &'a Trace,
    /// The subject of the sentence before, for "It" at the start.
    pub before: &'a [Party],
    /// What the sentences shortly before told, in order.
    pub told: &'a [Told],
    /// Who spoke in the sentence before, for "we" in a quotation that goes on.
    pub quoted: &'a [Party],
    /// The mention that covers each token of the sentence.
    mentions: Vec<Option<&'a Mention>>,
    /// "according", if it stands in the sentence.
    according: Option<usize>,
}

/// More words than these hang on none that is read.
const MOST_CHILDREN: usize = 64;

/// An event before its parties are paired.
#[derive(Debug)]
pub(super) struct Finding {
    pub rule: Rule,
    pub row: &'static Row,
    pub grounds: Grounds,
    /// What is left of it, and who says or claims it.
    pub governed: Governed,
    /// The deciding tokens.
    pub cues: Vec<usize>,
    pub sources: Vec<Party>,
    /// Empty where the sources act on one another.
    pub targets: Vec<Party>,
    pub reciprocal: bool,
    /// The head of its clause.
    pub clause: usize,
}

/// All events of a sentence, those of one word side by side.
pub(super) fn find(scene: &Scene<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut taken = vec![false; scene.tokens.len()];
    for verb in scene.tokens.clone().filter(|token| scene.is_verb(*token)) {
        let found = frame::find(scene, verb).into_iter().chain(demand::find(scene, verb));
        let found = found.chain(charge::find(scene, verb)).chain(echo::find(scene, verb));
        for finding in found {
            for cue in &finding.cues {
                taken[cue - scene.tokens.start] = true;
            }
            findings.push(finding);
        }
    }
    under::find(scene, &mut findings);
    joint::find(scene, &mut findings);
    for noun in scene.tokens.clone().filter(|token| scene.tag(*token).is_noun()) {
        if !taken[noun - scene.tokens.start] {
            findings.extend(noun::find(scene, noun));
        }
        findings.extend(state::find(scene, noun));
    }
    statement::find(scene, &mut findings);
    findings
}

impl<'a> Scene<'a> {
    /// Ties a sentence to its mentions.
    pub fn new(
        text: &'a str,
        document: &'a Document,
        (lexicon, trace): (&'a Lexicon, &'a Trace),
        sentence: Sentence<'a>,
    ) -> Self {
        let Sentence { tokens, mentions, before, told, quoted } = sentence;
        let mut next = mentions.iter().peekable();
        let covers = |token: usize| {
            let span = document.tokens[token].span;
            while next.next_if(|mention| mention.span.end <= span.start).is_some() {}
            next.peek().copied().filter(|mention| mention.span.start < span.end)
        };
        let mentions = tokens.clone().map(covers).collect();
        let clauses = &document.clauses;
        let mut scene = Self {
            text,
            document,
            clauses,
            tokens,
            lexicon,
            trace,
            before,
            told,
            quoted,
            mentions,
            according: None,
        };
        scene.according = scene.tokens.clone().find(|token| scene.reads(*token, &["according"]));
        scene
    }

    /// Who speaks in the sentence: the subject of its last verb of saying; who spoke before, where a
    /// quotation goes on.
    pub fn speaker(&self) -> Vec<Party> {
        let says = |verb: &usize| {
            self.is_verb(*verb) && subject::says(self, *verb) && subject::own(self, *verb).is_some()
        };
        match self.tokens.clone().rev().find(says) {
            Some(verb) => subject::of(self, verb, party::Side::Source),
            None if self.opens_with_quote() => self.quoted.to_vec(),
            None => Vec::new(),
        }
    }

    fn opens_with_quote(&self) -> bool {
        self.tokens.clone().next().is_some_and(|first| self.reads(first, &["\"", "“", "''", "``", "‘", "'"]))
    }

    /// The mention that covers a token.
    fn mention(&self, token: usize) -> Option<&'a Mention> {
        self.mentions.get(token.checked_sub(self.tokens.start)?).copied().flatten()
    }

    /// The actor that a token names, where it can take part in an event.
    fn acting(&self, token: usize) -> Option<&'a ActorId> {
        self.mention(token).and_then(Mention::acting)
    }

    /// Notes that a row that met its word gave nothing.
    fn block(&self, rule: Rule, row: &'static Row, token: usize, block: Block) {
        self.trace.block(rule, row, || vec![self.span(token)], block);
    }

    fn span(&self, token: usize) -> Span {
        self.document.tokens[token].span
    }

    fn word(&self, token: usize) -> &'a str {
        self.span(token).of(self.text)
    }

    fn lemma(&self, token: usize) -> &'a str {
        self.document.lemmas.get(token)
    }

    fn tag(&self, token: usize) -> Tag {
        self.document.tokens[token].tag
    }

    fn label(&self, token: usize) -> Label {
        self.document.tree.label(token)
    }

    fn head(&self, token: usize) -> Option<usize> {
        self.document.tree.head(token)
    }

    /// What hangs on a token; of very many only the first, so that no sentence takes more than linear
    /// time.
    fn children(&self, token: usize) -> impl DoubleEndedIterator<Item = usize> + use<'a> {
        self.document.tree.children(token).take(MOST_CHILDREN)
    }

    fn child(&self, token: usize, label: Label) -> Option<usize> {
        self.children(token).find(|child| self.label(*child) == label)
    }

    /// Whether a token is one of these words, in any case, or a form of one of them.
    fn is(&self, token: usize, words: &[&str]) -> bool {
        let (word, lemma) = (self.word(token), self.lemma(token));
        words.iter().any(|wanted| word.eq_ignore_ascii_case(wanted) || lemma == *wanted)
    }

    /// Whether a token is exactly one of these words, in any case.
    fn reads(&self, token: usize, words: &[&str]) -> bool {
        let word = self.word(token);
        words.iter().any(|wanted| word.eq_ignore_ascii_case(wanted))
    }

    /// Whether a token is a full verb that heads a clause.
    fn is_verb(&self, token: usize) -> bool {
        self.tag(token).is_verb() && !self.label(token).is_auxiliary() && self.clauses[token] == token
    }

    /// The object of a preposition, with a second one stepped over: "from inside Chad".
    fn object_of_preposition(&self, preposition: usize) -> Option<usize> {
        self.child(preposition, Label::PrepositionObject).or_else(|| {
            let inner = self.child(preposition, Label::Preposition)?;
            self.child(inner, Label::PrepositionObject)
        })
    }

    /// The rows of the lexicon for a noun as it is written.
    fn noun_rows(&self, noun: usize) -> impl Iterator<Item = &'static Row> + use<'a> {
        let lexicon = self.lexicon;
        let rows = lexicon.noun_rows(&self.word(noun).to_ascii_lowercase()).iter();
        rows.map(|row| lexicon.row(*row))
    }

    /// The dictionary forms that a verb can have in the lexicon.
    fn verb_lemmas(&self, verb: usize) -> Vec<&'a str> {
        let lemma = self.lemma(verb);
        let lower = self.word(verb).to_ascii_lowercase();
        let mut lemmas = vec![lemma];
        for (form, _) in self.lexicon.verb_forms(&lower) {
            if form != lemma {
                lemmas.push(form.as_str());
            }
        }
        lemmas
    }
}
