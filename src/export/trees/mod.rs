//! What the parser made of a text, for people who want to see why a rule fired: as [`conllu`] for
//! other tools, as a [`drawing`] for the eye.
//!
//! White space that the parser counts as a token is no word: it is left out here, and what hung on it
//! hangs on the next word above ([`Words`]). Who parses is left to `language/`.

pub mod conllu;
pub mod drawing;

use std::ops::Range;

use crate::language::{Entity, EntityKind, Label, ParsedText, is_space};

/// A text with its parse.
#[derive(Clone, Copy)]
struct Parsed<'a> {
    text: &'a str,
    parse: &'a ParsedText,
}

impl<'a> Parsed<'a> {
    /// The tokens of each sentence, in order; every token stands in one.
    fn sentences(self) -> impl Iterator<Item = Range<usize>> {
        let count = self.parse.spans.len();
        let mut next = 0;
        std::iter::from_fn(move || {
            let first = next;
            let begins = |token: &usize| self.parse.sentence_starts.get(*token).copied().unwrap_or(false);
            next = (first + 1..count).find(begins).unwrap_or(count);
            (first < count).then_some(first..next)
        })
    }

    fn form(self, token: usize) -> &'a str {
        self.parse.spans[token].of(self.text)
    }

    /// Whether white space follows a token, so that a blank stands after it when words are joined.
    fn is_followed_by_space(self, token: usize) -> bool {
        self.text
            .get(self.parse.spans[token].end..)
            .and_then(|rest| rest.chars().next())
            .is_some_and(is_space)
    }
}

/// The words of one sentence, without white space, numbered from 0.
#[derive(Debug, Default)]
struct Words {
    /// The token of each word.
    tokens: Vec<usize>,
    /// The word that each hangs on; a root hangs on itself.
    heads: Vec<u32>,
    labels: Vec<Label>,
    /// The number of each token of the sentence as a word; of white space, nothing.
    numbers: Vec<Option<u32>>,
}

/// White space rarely hangs on white space: a longer chain is not followed.
const LONGEST_CHAIN: usize = 32;

impl Words {
    /// Takes the words of a sentence; what was here before is forgotten, its memory used again.
    ///
    /// A word that hung on white space hangs on what that hung on. If that was a root, or if a head
    /// stands outside of the sentence (which the parser never makes), it hangs on the root, or is the
    /// root where there is none.
    fn fill(&mut self, parsed: Parsed<'_>, sentence: Range<usize>) {
        self.number(parsed, sentence.clone());
        self.heads.clear();
        self.labels.clear();
        let is_root = |token: &usize| parsed.parse.heads[*token] as usize == *token;
        let mut root = self.tokens.iter().position(is_root).map(index);
        for place in 0..self.tokens.len() {
            let token = self.tokens[place];
            let head = self.head(parsed, &sentence, token).or(root).unwrap_or(index(place));
            root = root.or((head == index(place)).then_some(head));
            self.heads.push(head);
            let becomes_root = head == index(place) && !is_root(&token);
            self.labels.push(if becomes_root { Label::Root } else { parsed.parse.labels[token] });
        }
    }

    fn number(&mut self, parsed: Parsed<'_>, sentence: Range<usize>) {
        self.tokens.clear();
        self.numbers.clear();
        for token in sentence {
            let is_word = !parsed.form(token).chars().all(is_space);
            self.numbers.push(is_word.then(|| index(self.tokens.len())));
            self.tokens.extend(is_word.then_some(token));
        }
    }

    /// The word above a token; nothing where the way up ends at white space or outside.
    fn head(&self, parsed: Parsed<'_>, sentence: &Range<usize>, token: usize) -> Option<u32> {
        let mut head = parsed.parse.heads[token] as usize;
        for _ in 0..LONGEST_CHAIN {
            if !sentence.contains(&head) {
                return None;
            }
            match self.numbers[head - sentence.start] {
                Some(number) => return Some(number),
                None => head = parsed.parse.heads[head] as usize,
            }
        }
        None
    }

    fn len(&self) -> usize {
        self.tokens.len()
    }

    fn is_root(&self, word: usize) -> bool {
        self.heads[word] as usize == word
    }
}

/// Numbers of words are kept small: no sentence has four thousand million.
fn index(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

/// Writes the words of a sentence in one line, with one blank where the text has white space.
fn push_text(out: &mut String, parsed: Parsed<'_>, words: &Words, push_form: fn(&mut String, &str)) {
    for (place, token) in words.tokens.iter().enumerate() {
        push_form(out, parsed.form(*token));
        if place + 1 < words.len() && parsed.is_followed_by_space(*token) {
            out.push(' ');
        }
    }
}

/// Where a word stands in a name, as a letter: it begins (B), goes on (I) or ends (E) one of several
/// words, or is one by itself (S).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Mark {
    place: char,
    kind: EntityKind,
}

/// Names of a text, asked for word by word.
struct Marks<'a> {
    entities: &'a [Entity],
}

impl Marks<'_> {
    /// The mark of a word. Words must be asked for in order. White space at the edge of a name does
    /// not count.
    fn of(&mut self, words: &Words, word: usize) -> Option<Mark> {
        let token = words.tokens[word];
        while self.entities.first().is_some_and(|entity| entity.words.end <= token) {
            self.entities = &self.entities[1..];
        }
        let Entity { words: tokens, kind } =
            self.entities.first().filter(|entity| entity.words.contains(&token))?;
        let is_inside = |other: Option<usize>| {
            other.and_then(|other| words.tokens.get(other)).is_some_and(|t| tokens.contains(t))
        };
        let place = match (is_inside(word.checked_sub(1)), is_inside(Some(word + 1))) {
            (false, false) => 'S',
            (false, true) => 'B',
            (true, true) => 'I',
            (true, false) => 'E',
        };
        Some(Mark { place, kind: *kind })
    }
}

#[cfg(test)]
mod tests;
