//! Words -> tags, heads and labels: the neural network of the English parser.
//!
//! A word becomes a vector ([`embedding`]), the vectors learn of their neighbours ([`encoder`]), and
//! two readers look at the result: the [`tagger`], and the [`parser`], which builds the tree move by
//! move. The recogniser of names ([`entity`]) has an encoder of its own. ARCHITECTURE.md explains the
//! shapes on one page.
//!
//! What the layers compute is left to the crate `kernels/`; where words come from, to `tokenizer/`.
//!
//! **Invariant:** the same words give the same bits, whatever the processor, the number of threads and
//! what was read before.

mod weights;
mod hash;
mod word;
mod embedding;
mod cache;
mod encoder;
mod tagger;
mod moves;
mod state;
mod scorer;
mod lift;
mod parser;
mod entity;

use std::ops::Range;
use std::sync::{Mutex, OnceLock, PoisonError};

pub use diplograph_kernels::Processor;
pub use entity::{Entity, EntityKind};
pub use weights::WeightsError;
pub use word::Word;

use super::label::Label;
use super::tag::Tag;
use super::tokenizer::Tokenizer;
use encoder::{Encoder, EncoderScratch};
use entity::Recogniser;
use parser::{Parser, ParserScratch};
use scorer::Reduced;
use tagger::Tagger;
use weights::Weights;

/// The weights of the encoder, the tagger and the parser.
const PARSER: &[u8] = include_bytes!("../../../assets/model/parser.safetensors");

/// The weights of the recogniser of names.
const ENTITIES: &[u8] = include_bytes!("../../../assets/model/entities.safetensors");

/// The network, to be shared by all threads.
pub struct Network {
    processor: Processor,
    encoder: Encoder,
    tagger: Tagger,
    parser: Parser,
    /// Read when names are asked for.
    recogniser: OnceLock<Option<Recogniser>>,
    /// Buffers for the next to parse.
    scratch: Mutex<Vec<Scratch>>,
}

/// What the network says of the words of some segments, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parse {
    /// Fine tags.
    pub tags: Vec<Tag>,
    /// The word on which each hangs, itself for a root. Never in another segment.
    pub heads: Vec<u32>,
    /// How each hangs on its head.
    pub labels: Vec<Label>,
    /// Whether a sentence starts.
    pub sentence_starts: Vec<bool>,
    /// Names, if they were asked for.
    pub entities: Vec<Entity>,
}

/// Buffers that are kept from one text to the next.
#[derive(Default)]
struct Scratch {
    encoder: EncoderScratch,
    parser: ParserScratch,
    scores: Vec<f32>,
    reduced: Vec<Reduced>,
}

/// Whether names are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Names {
    /// Yes, which takes as long again.
    Find,
    /// No.
    Skip,
}

impl Parse {
    /// Of words that nobody has read: each is a root.
    #[must_use]
    pub fn unread(n_words: usize) -> Self {
        Self {
            tags: vec![Tag::Unknown; n_words],
            heads: (0..n_words as u32).collect(),
            labels: vec![Label::Root; n_words],
            sentence_starts: (0..n_words).map(|word| word == 0).collect(),
            entities: Vec::new(),
        }
    }

    /// Goes on with what is said of the segments behind these.
    pub fn append(&mut self, other: Self) {
        let first = self.tags.len();
        self.tags.extend(other.tags);
        self.heads.extend(other.heads.into_iter().map(|head| head + first as u32));
        self.labels.extend(other.labels);
        self.sentence_starts.extend(other.sentence_starts);
        let shifted = |entity: Entity| Entity {
            words: entity.words.start + first..entity.words.end + first,
            kind: entity.kind,
        };
        self.entities.extend(other.entities.into_iter().map(shifted));
    }

    /// What is said of some of the words, which must be whole segments.
    #[must_use]
    pub fn part(&self, words: Range<usize>) -> Self {
        let within = |entity: &&Entity| words.start <= entity.words.start && entity.words.end <= words.end;
        let here = |entity: &Entity| Entity {
            words: entity.words.start - words.start..entity.words.end - words.start,
            kind: entity.kind,
        };
        Self {
            tags: self.tags[words.clone()].to_vec(),
            heads: self.heads[words.clone()].iter().map(|head| head - words.start as u32).collect(),
            labels: self.labels[words.clone()].to_vec(),
            sentence_starts: self.sentence_starts[words.clone()].to_vec(),
            entities: self.entities.iter().filter(within).map(here).collect(),
        }
    }
}

impl Network {
    /// From the weights in the program.
    pub fn embedded(processor: Processor) -> Result<Self, WeightsError> {
        let weights = Weights::open(PARSER)?;
        Ok(Self {
            processor,
            encoder: Encoder::read(&weights, processor, embedding::ALL_TABLES)?,
            tagger: Tagger::read(&weights)?,
            parser: Parser::read(&weights)?,
            recogniser: OnceLock::new(),
            scratch: Mutex::default(),
        })
    }

    /// Parses segments (paragraphs, or a whole text as one), each on its own; `ends` holds for each
    /// the index of the word after its last.
    #[must_use]
    pub fn parse(&self, words: &[Word<'_>], ends: &[usize], tokenizer: &Tokenizer, names: Names) -> Parse {
        let taken = self.scratch.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut scratch = taken.unwrap_or_default();
        let mut parse = self.parse_with(words, ends, tokenizer, &mut scratch);
        if names == Names::Find
            && let Some(recogniser) = self.recogniser()
        {
            let starts = &parse.sentence_starts;
            parse.entities = recogniser.find(self.processor, words, ends, tokenizer, starts, &mut scratch);
        }
        self.scratch.lock().unwrap_or_else(PoisonError::into_inner).push(scratch);
        parse
    }

    fn parse_with(
        &self,
        words: &[Word<'_>],
        ends: &[usize],
        tokenizer: &Tokenizer,
        scratch: &mut Scratch,
    ) -> Parse {
        let Scratch { encoder, parser, scores, reduced } = scratch;
        let mut parse = Parse::default();
        reduced.clear();
        self.encoder.encode(self.processor, words, ends, tokenizer, encoder, |rows| {
            self.tagger.tag(self.processor, rows, scores, &mut parse.tags);
            self.parser.reduce(self.processor, rows, reduced);
        });
        let is_space = |word: usize| words[word].is_space();
        self.parser.parse(self.processor, reduced, ends, is_space, parser, &mut parse);
        parse
    }

    /// The recogniser of names. A test sees that its weights can be read.
    fn recogniser(&self) -> Option<&Recogniser> {
        let read = || Recogniser::read(&Weights::open(ENTITIES)?, self.processor);
        self.recogniser.get_or_init(|| read().ok()).as_ref()
    }
}
