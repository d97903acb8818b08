//! The dependency parser: a greedy walk through the moves of the arc-eager system, in some segments
//! side by side.

use std::ops::Range;

use diplograph_kernels::{Hidden, Processor, Row};

use super::moves::{Arc, Moves};
use super::scorer::{Reduced, Scorer, SlotBuffers, SlotTable};
use super::state::{SLOTS, State};
use super::weights::{Weights, WeightsError};
use super::{Parse, lift};
use crate::language::label::Label;

/// The first slots are the next two words and the top of the stack.
const BUSY_SLOTS: usize = 3;

/// The parser.
pub struct Parser {
    moves: Moves,
    scorer: Scorer<SLOTS>,
}

/// Segments that are parsed side by side, a move in each at a time: so the weights of the moves are
/// read from memory once for all.
const LANES: usize = 4;

/// Buffers that are kept from one text to the next.
#[derive(Default)]
pub struct ParserScratch {
    pub(super) lanes: [LaneBuffers; LANES],
    hidden: Vec<Hidden>,
    pub(super) scores: Vec<f32>,
}

/// The buffers of a lane.
#[derive(Default)]
pub(super) struct LaneBuffers {
    pub(super) slots: SlotBuffers,
    state: State,
}

/// A segment that is parsed.
struct Lane<'a> {
    /// Its words.
    words: Range<usize>,
    state: &'a mut State,
    table: SlotTable<'a, SLOTS>,
    /// No move was left, which never happens: one can shift when the stack is empty, else reduce.
    stuck: bool,
}

impl Parser {
    /// Reads the layers and the names of the moves.
    pub fn read(weights: &Weights<'_>) -> Result<Self, WeightsError> {
        let moves = Moves::parse(&weights.list("moves")?)?;
        let scorer = Scorer::read(weights, moves.len(), BUSY_SLOTS)?;
        Ok(Self { moves, scorer })
    }

    /// What the parser needs of encoded tokens.
    pub fn reduce(&self, processor: Processor, rows: &[Row], reduced: &mut Vec<Reduced>) {
        self.scorer.reduce(processor, rows, reduced);
    }

    /// Parses segments (`ends`: for each the index of the token after its last), and gives heads, labels
    /// and starts of sentences.
    pub fn parse(
        &self,
        processor: Processor,
        tokens: &[Reduced],
        ends: &[usize],
        is_space: impl Fn(usize) -> bool,
        scratch: &mut ParserScratch,
        parse: &mut Parse,
    ) {
        parse.heads = vec![0; tokens.len()];
        parse.labels = vec![Label::Root; tokens.len()];
        parse.sentence_starts = vec![false; tokens.len()];
        let starts = std::iter::once(0).chain(ends.iter().copied());
        let mut segments = starts.zip(ends).map(|(start, end)| start..*end);
        let ParserScratch { lanes, hidden, scores } = scratch;
        let mut lanes: Vec<Lane<'_>> = lanes
            .iter_mut()
            .zip(segments.by_ref())
            .map(|(LaneBuffers { slots, state }, words)| {
                state.start(words.len());
                let table = self.scorer.table(processor, &tokens[words.clone()], slots);
                Lane { words, state, table, stuck: false }
            })
            .collect();
        loop {
            lanes.retain_mut(|lane| {
                while lane.state.is_final() || lane.stuck {
                    finish(lane, &is_space, parse);
                    let Some(words) = segments.next() else { return false };
                    lane.start(words, tokens);
                }
                true
            });
            if lanes.is_empty() {
                return;
            }
            hidden.clear();
            hidden.extend(lanes.iter_mut().map(|lane| lane.table.hidden(lane.state.slots())));
            for (lane, scores) in lanes.iter_mut().zip(self.scorer.score(processor, hidden, scores)) {
                match self.moves.best(processor, scores, lane.state.allowed()) {
                    Some(step) => lane.state.make(step),
                    None => lane.stuck = true,
                }
            }
        }
    }
}

impl<'a> Lane<'a> {
    /// Goes on with another segment.
    fn start(&mut self, words: Range<usize>, tokens: &'a [Reduced]) {
        self.state.start(words.len());
        self.table.restart(&tokens[words.clone()]);
        (self.words, self.stuck) = (words, false);
    }
}

/// Writes the tree of a segment that is parsed.
fn finish(lane: &Lane<'_>, is_space: impl Fn(usize) -> bool, parse: &mut Parse) {
    let first = lane.words.start;
    let (mut heads, arcs): (Vec<u32>, Vec<Option<Arc>>) =
        (0..lane.words.len()).map(|word| lane.state.arc(word)).unzip();
    lift::lower(&mut heads, &arcs, |word| is_space(first + word));
    // A sentence starts at the first word below a root.
    for (word, (start, _)) in lift::edges(&heads).into_iter().enumerate() {
        if heads[word] as usize == word {
            parse.sentence_starts[first + start as usize] = true;
        }
    }
    for (into, head) in parse.heads[lane.words.clone()].iter_mut().zip(heads) {
        *into = first as u32 + head;
    }
    for (into, arc) in parse.labels[lane.words.clone()].iter_mut().zip(arcs) {
        *into = arc.map_or(Label::Root, |arc| arc.label);
    }
}
