//! The recogniser of names: each token begins a name, goes on with one, ends one, is one or is none.
//!
//! Known limit: it is weak on places and leaders (it takes "Kyiv" for a person and "Niger" for a work
//! of art), so the gazetteer decides those, and this is at most a hint.

use std::ops::Range;

use diplograph_kernels::Processor;

use super::Scratch;
use super::embedding::TABLES_OF_NAMES;
use super::encoder::Encoder;
use super::scorer::Scorer;
use super::weights::{Weights, WeightsError};
use super::word::Word;
use crate::language::named::named;
use crate::language::tokenizer::Tokenizer;

/// Tokens that describe a state: the next word, the first word of the open name, the last one.
const SLOTS: usize = 3;

/// Nearly every token is the next word once.
const BUSY_SLOTS: usize = 1;

named! {
    /// What a name names, in the terms of OntoNotes 5.
    pub enum EntityKind {
        /// `CARDINAL`: a number that is nothing else.
        Cardinal = "CARDINAL",
        /// `DATE`: a day or more.
        Date = "DATE",
        /// `EVENT`: a named battle, war, storm or match.
        Event = "EVENT",
        /// `FAC`: a building, airport, bridge or road.
        Facility = "FAC",
        /// `GPE`: a country, city or state.
        Country = "GPE",
        /// `LANGUAGE`: a language.
        Language = "LANGUAGE",
        /// `LAW`: a document made law.
        Law = "LAW",
        /// `LOC`: a mountain range, a sea, a region.
        Location = "LOC",
        /// `MONEY`: a sum with its unit.
        Money = "MONEY",
        /// `NORP`: a nationality, a religion, a party.
        Group = "NORP",
        /// `ORDINAL`: "first".
        Ordinal = "ORDINAL",
        /// `ORG`: a firm, agency or institution.
        Organisation = "ORG",
        /// `PERCENT`: a share.
        Percent = "PERCENT",
        /// `PERSON`: a person.
        Person = "PERSON",
        /// `PRODUCT`: a thing that is made.
        Product = "PRODUCT",
        /// `QUANTITY`: a weight or distance.
        Quantity = "QUANTITY",
        /// `TIME`: less than a day.
        Time = "TIME",
        /// `WORK_OF_ART`: the title of a book or song.
        WorkOfArt = "WORK_OF_ART",
    }
}

/// A name that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// Its words.
    pub words: Range<usize>,
    /// What it names.
    pub kind: EntityKind,
}

/// The recogniser.
pub struct Recogniser {
    encoder: Encoder,
    scorer: Scorer<SLOTS>,
    moves: Vec<Move>,
}

/// What the next word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Move {
    Begin(EntityKind),
    In(EntityKind),
    Last(EntityKind),
    Unit(EntityKind),
    Out,
    /// Stands in the model's list and is never made.
    Never,
}

impl Recogniser {
    /// Reads the layers and the names of the moves.
    pub fn read(weights: &Weights<'_>, processor: Processor) -> Result<Self, WeightsError> {
        let names = weights.list("moves")?;
        let moves: Option<Vec<Move>> = names.iter().map(|name| parse_move(name)).collect();
        let moves = moves.ok_or_else(|| WeightsError::List("moves".to_owned()))?;
        Ok(Self {
            encoder: Encoder::read(weights, processor, TABLES_OF_NAMES)?,
            scorer: Scorer::read(weights, moves.len(), BUSY_SLOTS)?,
            moves,
        })
    }

    /// Finds the names of all segments. No name reaches over the start of a sentence.
    pub fn find(
        &self,
        processor: Processor,
        words: &[Word<'_>],
        ends: &[usize],
        tokenizer: &Tokenizer,
        sentence_starts: &[bool],
        scratch: &mut Scratch,
    ) -> Vec<Entity> {
        let Scratch { encoder, parser, reduced, .. } = scratch;
        reduced.clear();
        self.encoder.encode(processor, words, ends, tokenizer, encoder, |rows| {
            self.scorer.reduce(processor, rows, reduced);
        });
        let mut found = Vec::new();
        let mut first = 0;
        for end in ends.iter().copied() {
            let slots = &mut parser.lanes[0].slots;
            let mut table = self.scorer.table(processor, &reduced[first..end], slots);
            let mut open: Option<(usize, EntityKind)> = None;
            for at in first..end {
                let begun = open.map(|(begun, _)| begun - first);
                let slots = [Some(at - first), begun, begun.map(|_| at - first - 1)];
                let ends_here = at + 1 == end || sentence_starts[at + 1];
                let allowed = |step: Move| match step {
                    Move::Begin(_) => open.is_none() && !ends_here && !words[at].is_space(),
                    Move::In(kind) => open.is_some_and(|(_, of)| of == kind) && !ends_here,
                    Move::Last(kind) => open.is_some_and(|(_, of)| of == kind),
                    Move::Unit(_) => open.is_none() && !words[at].is_space(),
                    Move::Out => open.is_none(),
                    Move::Never => false,
                };
                let state = [table.hidden(slots)];
                let scores = self.scorer.score(processor, &state, &mut parser.scores).next();
                match self.best(scores.unwrap_or_default(), allowed) {
                    Move::Begin(kind) => open = Some((at, kind)),
                    Move::Last(kind) => {
                        let begun = open.take().map_or(at, |(begun, _)| begun);
                        found.push(Entity { words: begun..at + 1, kind });
                    }
                    Move::Unit(kind) => found.push(Entity { words: at..at + 1, kind }),
                    Move::In(_) | Move::Out | Move::Never => {}
                }
            }
            first = end;
        }
        found
    }

    /// The allowed move with the highest score; of equals the first.
    fn best(&self, scores: &[f32], allowed: impl Fn(Move) -> bool) -> Move {
        let mut best: Option<(Move, f32)> = None;
        for (step, score) in self.moves.iter().copied().zip(scores.iter().copied()) {
            if allowed(step) && best.is_none_or(|(_, highest)| score > highest) {
                best = Some((step, score));
            }
        }
        best.map_or(Move::Out, |(step, _)| step)
    }
}

/// Reads names such as "B-ORG", "U-DATE", "O"; "U-" is in the list for names that were ruled out.
fn parse_move(name: &str) -> Option<Move> {
    match name.split_once('-') {
        None => (name == "O").then_some(Move::Out),
        Some(("U", "")) => Some(Move::Never),
        Some((place, kind)) => {
            let kind = EntityKind::from_name(kind)?;
            match place {
                "B" => Some(Move::Begin(kind)),
                "I" => Some(Move::In(kind)),
                "L" => Some(Move::Last(kind)),
                "U" => Some(Move::Unit(kind)),
                _ => None,
            }
        }
    }
}
