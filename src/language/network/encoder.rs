//! Tokens in context become vectors: embeddings, then four convolutions, each of which looks one
//! token to the left and to the right and adds what it finds to what was there.
//!
//! So a token's vector knows four tokens on each side. Before, between and after segments lie four
//! rows of padding; they start as zeros, and the convolutions compute them like any other row, as in
//! training. No segment sees another through them.

use diplograph_kernels::{
    Convolution, ConvolutionScratch, MARGIN, Maxout, NO_ROW, PIECES, Pieces, Processor, Row, WIDTH,
};

use super::cache::WordCache;
use super::embedding::Embedding;
use super::weights::{Weights, WeightsError};
use super::word::Word;
use crate::language::tokenizer::Tokenizer;

/// Convolutions.
const LAYERS: usize = 4;

/// Rows of padding: as far as the convolutions see.
const PADDING: usize = LAYERS;

/// Rows that are encoded at a time at most, so that all that is worked on stays near the processor.
const CHUNK: usize = 768;

/// The encoder.
pub struct Encoder {
    embedding: Embedding,
    layers: Vec<(Convolution, Maxout)>,
    cache: WordCache,
}

/// Buffers that are kept from one text to the next.
#[derive(Default)]
pub struct EncoderScratch {
    /// The word of each row, `None` for padding.
    words: Vec<Option<u32>>,
    rows: Vec<Row>,
    next: Vec<Row>,
    pieces: Vec<Pieces>,
    convolution: ConvolutionScratch,
    key: Vec<u8>,
}

impl Encoder {
    /// Reads the layers and folds the embedding.
    pub fn read(weights: &Weights<'_>, processor: Processor, n_tables: usize) -> Result<Self, WeightsError> {
        let layers = (1..=LAYERS).map(|layer| {
            let filter = weights.tensor(&format!("conv{layer}.weight"), &[WIDTH, PIECES, 3 * WIDTH])?;
            let convolution = Convolution::new(|output, offset, input| {
                filter[(output % WIDTH * PIECES + output / WIDTH) * 3 * WIDTH + offset * WIDTH + input]
            });
            Ok((convolution, weights.maxout(&format!("conv{layer}"))?))
        });
        Ok(Self {
            embedding: Embedding::read(weights, processor, n_tables)?,
            layers: layers.collect::<Result<_, WeightsError>>()?,
            cache: WordCache::default(),
        })
    }

    /// Encodes the words of all segments (`ends`: for each the index of the word after its last) and
    /// hands the vectors on, some at a time, in the order of the words.
    pub fn encode(
        &self,
        processor: Processor,
        words: &[Word<'_>],
        ends: &[usize],
        tokenizer: &Tokenizer,
        scratch: &mut EncoderScratch,
        mut each: impl FnMut(&[Row]),
    ) {
        lay_out(words.len(), ends, &mut scratch.words);
        let n_rows = scratch.words.len();
        // Chunks of the same size: a small last one would cost as much as a whole one.
        let chunk = n_rows.div_ceil(n_rows.div_ceil(CHUNK));
        for start in (0..n_rows).step_by(chunk) {
            let end = (start + chunk).min(n_rows);
            self.encode_chunk(processor, words, tokenizer, start..end, scratch);
            let mut at = 1;
            for run in scratch.words[start..end].chunk_by(|a, b| a.is_some() == b.is_some()) {
                if run[0].is_some() {
                    each(&scratch.rows[at..at + run.len()]);
                }
                at += run.len();
            }
        }
    }

    /// Leaves the vectors of some rows at `scratch.rows[1..]`. A layer needs one row more on each side
    /// than it gives, so the first begins three rows further out than the last.
    fn encode_chunk(
        &self,
        processor: Processor,
        words: &[Word<'_>],
        tokenizer: &Tokenizer,
        chunk: std::ops::Range<usize>,
        scratch: &mut EncoderScratch,
    ) {
        let n_rows = scratch.words.len();
        let around = |further| chunk.start.saturating_sub(further)..(chunk.end + further).min(n_rows);
        let mut given = around(LAYERS);
        self.embed(processor, words, tokenizer, given.clone(), scratch);
        for (layer, (convolution, maxout)) in self.layers.iter().enumerate() {
            let wanted = around(LAYERS - 1 - layer);
            let EncoderScratch { rows, next, pieces, convolution: buffers, .. } = scratch;
            // Beyond the text all is zero.
            rows.truncate(1 + given.len());
            rows.resize(rows.len() + MARGIN + 2, NO_ROW);
            pieces.resize(wanted.len(), [0.0; PIECES * WIDTH]);
            let before = &rows[wanted.start - given.start..];
            convolution.apply(processor, before, buffers, pieces);
            next.clear();
            next.push(NO_ROW);
            maxout.add_to(processor, &before[1..], pieces, next);
            std::mem::swap(rows, next);
            given = wanted;
        }
    }

    /// Leaves the embeddings of some rows at `scratch.rows[1..]`.
    fn embed(
        &self,
        processor: Processor,
        words: &[Word<'_>],
        tokenizer: &Tokenizer,
        range: std::ops::Range<usize>,
        scratch: &mut EncoderScratch,
    ) {
        let EncoderScratch { words: row_words, rows, key, .. } = scratch;
        rows.clear();
        rows.push(NO_ROW);
        rows.extend(row_words[range].iter().map(|word| match word {
            Some(word) => {
                let word = &words[*word as usize];
                self.cache.get_or(word, key, || {
                    self.embedding.embed(processor, word, &tokenizer.norm_of(word.text, word.norm))
                })
            }
            None => NO_ROW,
        }));
    }
}

/// Gives each word a row, with padding around segments.
fn lay_out(n_words: usize, ends: &[usize], rows: &mut Vec<Option<u32>>) {
    rows.clear();
    rows.extend([None; PADDING]);
    let mut start = 0;
    for end in ends.iter().map(|end| (*end).min(n_words)) {
        rows.extend((start..end).map(|word| Some(word as u32)));
        rows.extend([None; PADDING]);
        start = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn padding_lies_around_segments() {
        let mut rows = Vec::new();
        lay_out(3, &[1, 3], &mut rows);
        let shown: String =
            rows.iter().map(|row| row.map_or('.', |word| char::from(b'0' + word as u8))).collect();
        assert_eq!(shown, "....0....12....");
    }
}
