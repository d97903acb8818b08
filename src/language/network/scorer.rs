//! What each move is worth in a state of a transition system.
//!
//! A state is described by a few tokens ("slots": the next word, the top of the stack, and so on). Each
//! token's vector is first reduced from 96 to 64 numbers. For each slot a linear layer then gives 64
//! outputs of two pieces each; they are added over the slots, the larger piece of each output is kept,
//! and a last layer turns the 64 outputs into a score for each move.
//!
//! What a token gives to a slot does not depend on the state, so it is computed once and only added up
//! when a state is scored.

use diplograph_kernels::{
    HIDDEN, HIDDEN_PIECES, Hidden, HiddenPieces, Linear, Processor, Row, SingleLinear, WIDTH, larger_pieces,
};

use super::weights::{Weights, WeightsError};

/// A token as the scorer needs it.
pub type Reduced = Hidden;

/// Tokens whose pieces are computed at a time.
const BATCH: usize = 24;

/// Tokens whose pieces are kept. Older ones, which lie deep in the stack, are computed again when they
/// are asked for.
const KEPT: usize = 72;

/// States from which on it pays to score them together.
const FEW: usize = 3;

/// The scorer of a transition system with so many slots.
pub struct Scorer<const SLOTS: usize> {
    reduce: Linear,
    /// For busy slots: many tokens at a time.
    busy: Vec<Linear>,
    /// For all slots: one token at a time.
    slots: Vec<SingleLinear>,
    /// What a slot gives that is empty.
    missing: Vec<HiddenPieces>,
    bias: HiddenPieces,
    /// For many states at a time.
    moves: Linear,
    /// For one state.
    moves_of_one: SingleLinear,
}

/// What the tokens of a text give to the slots, computed as the parser comes to them: for busy slots
/// many tokens at a time, which is faster, for the others one by one as they are needed.
pub struct SlotTable<'a, const SLOTS: usize> {
    scorer: &'a Scorer<SLOTS>,
    processor: Processor,
    tokens: &'a [Reduced],
    buffers: &'a mut SlotBuffers,
    /// Tokens that were computed for busy slots.
    n_computed: usize,
}

/// For each slot a ring; token `t` has its place at `t % KEPT`.
#[derive(Default)]
pub struct SlotBuffers {
    pieces: Vec<HiddenPieces>,
    /// The token whose pieces stand in a place.
    tokens: Vec<usize>,
}

/// No token.
const NONE: usize = usize::MAX;

impl<const SLOTS: usize> Scorer<SLOTS> {
    /// Reads the layers. The first `n_busy` slots are those that will hold nearly every token once.
    pub fn read(weights: &Weights<'_>, n_moves: usize, n_busy: usize) -> Result<Self, WeightsError> {
        let shape = [SLOTS, HIDDEN, HIDDEN_PIECES, HIDDEN];
        let reduce = weights.tensor("reduce.weight", &[HIDDEN, WIDTH])?;
        let reduce_bias = weights.tensor("reduce.bias", &[HIDDEN])?;
        let slots = weights.tensor("slots.weight", &shape)?;
        let missing = weights.tensor("slots.missing", &shape[..3])?;
        let bias = weights.tensor("slots.bias", &shape[1..3])?;
        let moves = weights.tensor("moves.weight", &[n_moves, HIDDEN])?;
        let move_bias = weights.tensor("moves.bias", &[n_moves])?;
        let slot = |slot: usize| {
            let row = move |output| slot * HIDDEN_PIECES * HIDDEN + in_file(output);
            let slots = &slots;
            move |output, input| slots[row(output) * HIDDEN + input]
        };
        let move_weight = |output: usize, input: usize| moves[output * HIDDEN + input];
        const OUTPUTS: usize = HIDDEN_PIECES * HIDDEN;
        Ok(Self {
            reduce: Linear::new(WIDTH, HIDDEN, |output, input| reduce[output * WIDTH + input], &reduce_bias),
            busy: (0..n_busy).map(|of| Linear::new(HIDDEN, OUTPUTS, slot(of), &[])).collect(),
            slots: (0..SLOTS).map(|of| SingleLinear::new(HIDDEN, OUTPUTS, slot(of), &[])).collect(),
            missing: missing.chunks_exact(HIDDEN_PIECES * HIDDEN).map(by_piece).collect(),
            bias: by_piece(&bias),
            moves: Linear::new(HIDDEN, n_moves, move_weight, &move_bias),
            moves_of_one: SingleLinear::new(HIDDEN, n_moves, move_weight, &move_bias),
        })
    }

    /// Reduces encoded tokens.
    pub fn reduce(&self, processor: Processor, rows: &[Row], reduced: &mut Vec<Reduced>) {
        let start = reduced.len();
        reduced.resize(start + rows.len(), [0.0; HIDDEN]);
        self.reduce.apply(processor, rows.as_flattened(), reduced[start..].as_flattened_mut());
    }

    /// Starts on a text.
    pub fn table<'a>(
        &'a self,
        processor: Processor,
        tokens: &'a [Reduced],
        buffers: &'a mut SlotBuffers,
    ) -> SlotTable<'a, SLOTS> {
        buffers.pieces.resize(SLOTS * KEPT, [0.0; HIDDEN_PIECES * HIDDEN]);
        buffers.tokens.clear();
        buffers.tokens.resize(SLOTS * KEPT, NONE);
        SlotTable { scorer: self, processor, tokens, buffers, n_computed: 0 }
    }

    /// Scores all moves in some states, of which the hidden layer is given. Gives the states' scores
    /// one after the other; of each the first are those of the moves.
    pub fn score<'a>(
        &self,
        processor: Processor,
        states: &[Hidden],
        scores: &'a mut Vec<f32>,
    ) -> impl Iterator<Item = &'a [f32]> {
        let width = self.moves.width();
        scores.resize(states.len() * width, 0.0);
        if states.len() < FEW {
            for (state, scores) in states.iter().zip(scores.chunks_exact_mut(width)) {
                let scores = &mut scores[..self.moves_of_one.width()];
                self.moves_of_one.apply(processor, state, scores);
            }
        } else {
            self.moves.apply(processor, states.as_flattened(), scores);
        }
        scores.chunks_exact(width)
    }
}

impl<'a, const SLOTS: usize> SlotTable<'a, SLOTS> {
    /// Starts on another text.
    pub fn restart(&mut self, tokens: &'a [Reduced]) {
        self.buffers.tokens.fill(NONE);
        self.tokens = tokens;
        self.n_computed = 0;
    }

    /// The hidden layer in the state whose slots hold these tokens.
    pub fn hidden(&mut self, slots: [Option<usize>; SLOTS]) -> Hidden {
        let newest = slots.iter().flatten().max();
        while newest.is_some_and(|token| *token >= self.n_computed) {
            self.compute_batch();
        }
        let mut places = [None; SLOTS];
        for (slot, token) in slots.into_iter().enumerate() {
            places[slot] = token.map(|token| self.place(slot, token));
        }
        let rows: [&HiddenPieces; SLOTS] = std::array::from_fn(|slot| match places[slot] {
            None => &self.scorer.missing[slot],
            Some(place) => &self.buffers.pieces[place],
        });
        larger_pieces(self.processor, &self.scorer.bias, &rows)
    }

    /// Where the pieces of a token stand; they are computed if they don't.
    fn place(&mut self, slot: usize, token: usize) -> usize {
        let place = slot * KEPT + token % KEPT;
        if self.buffers.tokens[place] != token {
            self.buffers.tokens[place] = token;
            let pieces = &mut self.buffers.pieces[place];
            self.scorer.slots[slot].apply(self.processor, &self.tokens[token], pieces);
        }
        place
    }

    fn compute_batch(&mut self) {
        let start = self.n_computed;
        self.n_computed = (start + BATCH).min(self.tokens.len());
        let tokens = &self.tokens[start..self.n_computed];
        for (slot, layer) in self.scorer.busy.iter().enumerate() {
            // A batch never wraps around: see below.
            let first = slot * KEPT + start % KEPT;
            let pieces = &mut self.buffers.pieces[first..][..tokens.len()];
            layer.apply(self.processor, tokens.as_flattened(), pieces.as_flattened_mut());
            for (place, token) in self.buffers.tokens[first..][..tokens.len()].iter_mut().zip(start..) {
                *place = token;
            }
        }
    }
}

const _: () = assert!(KEPT.is_multiple_of(BATCH));

/// Where an output of the hidden layer stands in the file, which has the pieces of an output side by
/// side; here all first pieces come before all second ones.
fn in_file(output: usize) -> usize {
    output % HIDDEN * HIDDEN_PIECES + output / HIDDEN
}

fn by_piece(in_file_order: &[f32]) -> HiddenPieces {
    std::array::from_fn(|output| in_file_order[in_file(output)])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text far longer than what is kept.
    fn tokens() -> Vec<Reduced> {
        (0..3 * KEPT + 7)
            .map(|token| std::array::from_fn(|at| ((token * 31 + at * 17) % 101) as f32 / 101.0 - 0.5))
            .collect()
    }

    #[test]
    fn old_tokens_give_what_they_gave_when_they_were_new() {
        let weights = Weights::open(super::super::PARSER).unwrap();
        let scorer = Scorer::<8>::read(&weights, 106, 3).unwrap();
        let (tokens, processor) = (tokens(), Processor::detect());
        let last = tokens.len() - 1;
        let (mut at_once, mut in_order) = (SlotBuffers::default(), SlotBuffers::default());
        let mut table = scorer.table(processor, &tokens, &mut in_order);
        for token in 0..=last {
            table.hidden([Some(token), None, token.checked_sub(1), None, None, None, None, None]);
        }
        // The bottom of a deep stack, and the same in a table that never saw another state.
        let state =
            [Some(last), None, Some(last - 1), Some(5), Some(0), Some(KEPT + 3), Some(2), Some(last - 2)];
        let hidden = table.hidden(state);
        assert_eq!(hidden, scorer.table(processor, &tokens, &mut at_once).hidden(state));
        // What an older state has pushed out is computed again.
        let mut newer = state;
        newer[0] = Some(last - 1);
        table.hidden(newer);
        assert_eq!(table.hidden(state), hidden);
        // Another text is another text.
        table.restart(&tokens[1..]);
        let first = table.hidden([Some(0); 8]);
        assert_eq!(first, scorer.table(processor, &tokens, &mut at_once).hidden([Some(1); 8]));
    }

    #[test]
    fn states_are_scored_alike_alone_and_together() {
        let weights = Weights::open(super::super::PARSER).unwrap();
        let scorer = Scorer::<8>::read(&weights, 106, 3).unwrap();
        let (states, processor) = (tokens(), Processor::detect());
        let mut together = Vec::new();
        let many: Vec<Vec<f32>> =
            scorer.score(processor, &states, &mut together).map(|scores| scores[..106].to_vec()).collect();
        for (state, expected) in states.iter().zip(many) {
            let mut alone = Vec::new();
            let scores = scorer.score(processor, &[*state], &mut alone).next().unwrap();
            assert_eq!(scores[..106], expected);
            assert!(scores[..106].iter().any(|score| *score != scores[0]));
        }
    }
}
