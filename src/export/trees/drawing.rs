//! Dependency trees drawn for the eye: one word a line in the order of the text, each to the right of
//! the word that it hangs on.
//!
//! ```text
//! ┌── Chad           nsubj   NNP
//! ├ agreed           ROOT    VBD   agree
//! │ ┌── to           aux     TO
//! └─┼ reopen         xcomp   VB
//!   └── talks        dobj    NNS   talk
//! ```
//!
//! Lines to the left of a word lead to its head, lines below and above its first letter to its own
//! children. Beside it stand its label, its fine tag and, where it is another, its lemma; names come
//! last, in brackets. Two kinds of arcs are told in words, "(of hearing)": those that would cross
//! another, and those of words more than [`DEEPEST`] steps below the root.

use std::ops::Range;

use unicode_width::UnicodeWidthStr as _;

use super::{Marks, Parsed, Words, push_text};
use crate::article::disguise;
use crate::language::{ParsedText, Tree, is_space};

/// Words that stand deeper are drawn at this depth: a terminal is not wider.
pub const DEEPEST: usize = 40;
/// Words further to the right than this many columns do not push the labels along.
const WIDEST: usize = 64;
/// Columns of a label and of a tag.
const LABEL_WIDTH: usize = 10;
const TAG_WIDTH: usize = 6;

/// Draws all sentences of a text, under the name of its file.
pub fn write(out: &mut String, name: &str, text: &str, parse: &ParsedText) {
    let parsed = Parsed { text, parse };
    push_visible(out, name);
    out.push_str("\n\n");
    let mut words = Words::default();
    let mut marks = Marks { entities: &parse.entities };
    for sentence in parsed.sentences() {
        words.fill(parsed, sentence);
        if words.len() == 0 {
            continue;
        }
        push_text(out, parsed, &words, push_visible);
        out.push('\n');
        draw(out, parsed, &words, &mut marks);
        out.push('\n');
    }
}

/// Draws one sentence, given by its tokens.
#[must_use]
pub fn of_sentence(text: &str, parse: &ParsedText, tokens: Range<usize>) -> String {
    let mut words = Words::default();
    let parsed = Parsed { text, parse };
    words.fill(parsed, tokens);
    let mut out = String::new();
    draw(&mut out, parsed, &words, &mut Marks { entities: &[] });
    out
}

fn draw(out: &mut String, parsed: Parsed<'_>, words: &Words, marks: &mut Marks<'_>) {
    let sketch = Sketch::new(Tree::new(&words.heads, &words.labels));
    let width = |word| 2 * sketch.columns(word) + 2 + parsed.form(words.tokens[word]).width();
    let widest = (0..words.len()).map(width).max().unwrap_or(0).min(WIDEST);
    for word in 0..words.len() {
        let token = words.tokens[word];
        let start = out.len();
        sketch.push_lines(out, word);
        push_visible(out, parsed.form(token));
        push_padding(out, start, widest);
        let start = out.len();
        out.push_str("  ");
        out.push_str(words.labels[word].as_str());
        push_padding(out, start, LABEL_WIDTH + 1);
        let start = out.len();
        out.push(' ');
        out.push_str(parsed.parse.tags[token].as_str());
        push_padding(out, start, TAG_WIDTH);
        push_remarks(out, parsed, words, word);
        if let Some(mark) = marks.of(words, word) {
            out.extend([" [", mark.kind.as_str(), "]"]);
        }
        if let Some(head) = sketch.undrawn_head(word) {
            out.push_str(" (of ");
            push_visible(out, parsed.form(words.tokens[head]));
            out.push(')');
        }
        out.truncate(out.trim_end_matches(' ').len());
        out.push('\n');
    }
}

/// The lemma, where it is not the word itself in small letters.
fn push_remarks(out: &mut String, parsed: Parsed<'_>, words: &Words, word: usize) {
    let token = words.tokens[word];
    let lemma = parsed.parse.lemmas.get(token);
    if !lemma.eq_ignore_ascii_case(parsed.form(token)) {
        out.push(' ');
        push_visible(out, lemma);
    }
}

fn push_padding(out: &mut String, start: usize, width: usize) {
    let written = out[start..].width();
    out.extend(std::iter::repeat_n(' ', width.saturating_sub(written)));
}

/// Text of a file must not steer the terminal: what is no visible character becomes U+FFFD.
pub(in crate::export) fn push_visible(out: &mut String, text: &str) {
    out.extend(text.chars().map(visible));
}

fn visible(c: char) -> char {
    if disguise::is_disguise(c) || (is_space(c) && c != ' ') { char::REPLACEMENT_CHARACTER } else { c }
}

/// What has to be known of a tree to draw the lines of any of its words by itself.
struct Sketch {
    tree: Tree,
    depths: Vec<usize>,
    /// Of a word deeper than [`DEEPEST`], the word above it at that depth; of others, itself.
    shown: Vec<usize>,
    /// The first and last word of the upright line of each word: itself, and the children that can be
    /// drawn.
    lines: Vec<(usize, usize)>,
}

impl Sketch {
    fn new(tree: Tree) -> Self {
        let mut sketch = Self {
            depths: vec![0; tree.len()],
            shown: (0..tree.len()).collect(),
            lines: (0..tree.len()).map(|word| (word, word)).collect(),
            tree,
        };
        sketch.measure();
        for word in 0..sketch.tree.len() {
            if sketch.depths[word] < DEEPEST {
                sketch.lines[word] = sketch.line(word);
            }
        }
        sketch
    }

    /// Finds all depths, heads before their children.
    fn measure(&mut self) {
        let mut waiting: Vec<usize> = self.tree.roots().collect();
        while let Some(word) = waiting.pop() {
            for child in self.tree.children(word) {
                self.depths[child] = self.depths[word] + 1;
                if self.depths[child] > DEEPEST {
                    self.shown[child] = self.shown[word];
                }
                waiting.push(child);
            }
        }
    }

    /// A child can be drawn when all words between it and its head hang below that head too.
    fn line(&self, word: usize) -> (usize, usize) {
        let is_below = |other: &usize| self.tree.is_ancestor(word, *other);
        let first = (0..word).rev().take_while(is_below).last().unwrap_or(word);
        let last = (word + 1..self.tree.len()).take_while(is_below).last().unwrap_or(word);
        let mut children = self.tree.children(word).filter(|child| (first..=last).contains(child));
        let lowest = children.next();
        let highest = children.next_back().or(lowest);
        (lowest.map_or(word, |child| child.min(word)), highest.map_or(word, |child| child.max(word)))
    }

    /// How many upright lines can stand before a word, two columns each.
    fn columns(&self, word: usize) -> usize {
        self.depths[word].min(DEEPEST)
    }

    /// The head of a word, if no line leads there.
    fn undrawn_head(&self, word: usize) -> Option<usize> {
        self.tree.head(word).filter(|head| self.depths[word] > DEEPEST || !self.reaches(*head, word))
    }

    fn reaches(&self, head: usize, word: usize) -> bool {
        (self.lines[head].0..=self.lines[head].1).contains(&word)
    }

    fn push_lines(&self, out: &mut String, word: usize) {
        let mut above = [0; DEEPEST];
        let columns = self.columns(word);
        let mut climber = self.shown[word];
        if self.depths[word] <= DEEPEST {
            climber = self.tree.head(word).unwrap_or(word);
        } else if let Some(head) = self.tree.head(climber) {
            climber = head;
        }
        for place in above[..columns].iter_mut().rev() {
            *place = climber;
            climber = self.tree.head(climber).unwrap_or(climber);
        }
        if let [higher @ .., head] = &above[..columns] {
            for ancestor in higher {
                out.push_str(if self.reaches(*ancestor, word) { "│ " } else { "  " });
            }
            out.push_str(self.elbow(*head, word));
        }
        out.push_str(self.knot(word));
        out.push(' ');
    }

    /// The line from the left.
    fn elbow(&self, head: usize, word: usize) -> &'static str {
        let (first, last) = self.lines[head];
        match (self.undrawn_head(word), self.reaches(head, word)) {
            (Some(_), true) => "│╶",
            (Some(_), false) => " ╶",
            (None, _) if word == first => "┌─",
            (None, _) if word == last => "└─",
            (None, _) => "├─",
        }
    }

    /// Where the line from the left meets those to the children above and below.
    fn knot(&self, word: usize) -> &'static str {
        let (first, last) = self.lines[word];
        match (self.tree.head(word).is_some(), first < word, last > word) {
            (true, false, false) => "─",
            (true, true, false) => "┴",
            (true, false, true) => "┬",
            (true, true, true) => "┼",
            (false, false, false) => "╶",
            (false, true, false) => "└",
            (false, false, true) => "┌",
            (false, true, true) => "├",
        }
    }
}
