//! An article's text is cut for the parser, and what the parser says is laid over the text.
//!
//! Paragraphs are hard limits. Within them the parser tells where sentences start, but for damaged
//! passages ("ties. , but silent on the dam."), where it would make sentences of the pieces: there the
//! rules of [`sentence`] find the passage, and it stays one sentence.

use super::english::ParsedText;
use super::tokenizer::{Piece, Tokenizer, is_space};
use super::tree::Tree;
use super::{Document, Sentence, Token, damage, paragraph, sentence};
use crate::article::Span;

/// A text cut into segments, which the parser reads each on its own.
#[derive(Clone, Debug)]
pub struct Cut {
    /// The text with its line ends and tabs made blanks; bytes stay where they are.
    pub(super) text: String,
    /// Words and marks; white space is left out.
    pub(super) pieces: Vec<Piece>,
    paragraphs: Vec<Span>,
    segments: Vec<Segment>,
}

/// Part of a paragraph: sound text, or one damaged passage.
#[derive(Clone, Debug)]
struct Segment {
    paragraph: usize,
    /// One past its last piece.
    end: usize,
    damaged: bool,
}

impl Cut {
    pub(super) fn new(tokenizer: &Tokenizer, text: &str) -> Self {
        let mut cut = Self {
            text: in_one_line(text),
            pieces: Vec::with_capacity(text.len() / 5),
            paragraphs: paragraph::split(text),
            segments: Vec::new(),
        };
        for paragraph in 0..cut.paragraphs.len() {
            cut.add_pieces(tokenizer, paragraph);
            cut.add_segments(paragraph);
        }
        cut
    }

    /// For each segment the index of the piece after its last.
    pub(super) fn ends(&self) -> Vec<usize> {
        self.segments.iter().map(|segment| segment.end).collect()
    }

    /// Lays what the parser said over the text.
    pub(super) fn document(self, parsed: ParsedText) -> Document {
        let ParsedText { tags, coarse, lemmas, heads, labels, sentence_starts, .. } = parsed;
        let tokens = self.pieces.iter().zip(tags.iter().zip(coarse));
        let tokens: Vec<Token> =
            tokens.map(|(piece, (tag, pos))| Token { span: piece.span, tag: *tag, pos }).collect();
        let mut sentences = Vec::new();
        let mut first = 0;
        for segment in &self.segments {
            let whole = first..segment.end;
            let starts = whole
                .clone()
                .filter(|token| *token == whole.start || (sentence_starts[*token] && !segment.damaged));
            let starts: Vec<usize> = starts.chain([whole.end]).collect();
            sentences.extend(starts.windows(2).map(|pair| Sentence {
                span: Span::new(tokens[pair[0]].span.start, tokens[pair[1] - 1].span.end),
                paragraph: segment.paragraph,
                first_token: pair[0],
                end_token: pair[1],
                damaged: segment.damaged,
            }));
            first = segment.end;
        }
        let tree = Tree::new(&heads, &labels);
        let clauses = tree.clauses(&tags);
        Document { paragraphs: self.paragraphs, sentences, tokens, tree, clauses, lemmas }
    }

    /// White space between words is one blank to the parser, however long it is.
    fn add_pieces(&mut self, tokenizer: &Tokenizer, paragraph: usize) {
        let Span { start, end } = self.paragraphs[paragraph];
        let pieces = tokenizer.tokenize(&self.text[start..end]);
        let first = self.pieces.len();
        for piece in pieces {
            let span = Span::new(start + piece.span.start, start + piece.span.end);
            if !span.of(&self.text).chars().all(is_space) {
                self.pieces.push(Piece { span, ..piece });
            } else if let Some(before) = self.pieces[first..].last_mut() {
                before.spaced = true;
            }
        }
    }

    /// Damaged passages become segments of their own, and so does what lies between them.
    fn add_segments(&mut self, paragraph: usize) {
        let mut first = self.segments.last().map_or(0, |segment| segment.end);
        for span in sentence::split(&self.text, self.paragraphs[paragraph]) {
            let start = self.pieces.partition_point(|piece| piece.span.start < span.start);
            let end = self.pieces.partition_point(|piece| piece.span.start < span.end);
            if start < end && damage::is_damaged(&self.text, &self.pieces[start..end]) {
                if first < start {
                    self.segments.push(Segment { paragraph, end: start, damaged: false });
                }
                self.segments.push(Segment { paragraph, end, damaged: true });
                first = end;
            }
        }
        if first < self.pieces.len() {
            self.segments.push(Segment { paragraph, end: self.pieces.len(), damaged: false });
        }
    }
}

/// The text in one line: a line end within a paragraph is no more than a blank. Bytes stay where they
/// are.
fn in_one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}') {
            line.extend(std::iter::repeat_n(' ', c.len_utf8()));
        } else {
            line.push(c);
        }
    }
    line
}
