//! Text -> words as the network expects them, white space included: [`Tokenizer`], [`Piece`].
//!
//! The network learned from texts that were cut by spaCy's rules for English, and knows only words
//! that are cut alike: "don't" is "do" and "n't", "US-led" is three words, "U.S." is one. So these
//! rules are spaCy's to the letter, its oddities included; the tables come from its package.
//!
//! A text is cut in four steps, each in a file of its own:
//!
//! 1. [`chunk`]: at white space;
//! 2. [`cut`]: marks are taken off both ends of a chunk ([`affix`]), and what is left is an
//!    exception ([`exception`]), an address ([`address`]), or is cut at marks within it ([`infix`]);
//! 3. [`rejoin`]: exceptions that those cuts have torn apart are found again;
//! 4. [`norm`]: the common form under which the network knows a word.
//!
//! Time and memory grow with the length of the text and with nothing else: every rule looks at a few
//! characters, and what is taken off is never looked at again.

mod chunk;
mod cut;
mod affix;
mod infix;
mod address;
mod exception;
mod rejoin;
mod norm;
mod character;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use crate::article::Span;
pub use chunk::is_white as is_space;
use cut::Rules;
use exception::Exceptions;
use norm::Norms;
use rejoin::Torn;

/// One word, number, mark or run of white space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its bytes in the text.
    pub span: Span,
    /// The norm that an exception gives it.
    pub norm: Norm,
    /// Whether one blank follows, which belongs to no piece.
    pub spaced: bool,
}

/// The norm of a word that is part of an exception ("ca" of "can't" is "can").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Norm(u16);

impl Norm {
    /// No exception speaks: the word itself tells its norm.
    pub const OWN: Self = Self(u16::MAX);

    /// Norms with the same number are the same.
    #[must_use]
    pub fn number(self) -> u16 {
        self.0
    }
}

/// The rules and tables by which text is cut.
#[derive(Debug)]
pub struct Tokenizer {
    rules: Rules,
    exceptions: Exceptions,
    torn: Torn,
    norms: Norms,
}

impl Tokenizer {
    /// From the tables in the program.
    #[must_use]
    pub fn embedded() -> Self {
        let rules = Rules::embedded();
        let exceptions = Exceptions::embedded();
        let torn = Torn::new(&exceptions, &rules);
        Self { rules, exceptions, torn, norms: Norms::embedded() }
    }

    /// Cuts a text. The pieces, each followed by a blank where it is `spaced`, make up the text.
    #[must_use]
    pub fn tokenize(&self, text: &str) -> Vec<Piece> {
        let mut pieces = Vec::with_capacity(text.len() / 5);
        for chunk in chunk::split(text) {
            self.rules.cut(text, chunk.span, &self.exceptions, &mut pieces);
            if let Some(last) = pieces.last_mut() {
                last.spaced = chunk.spaced;
            }
        }
        self.torn.rejoin(text, pieces, &self.exceptions)
    }

    /// The common form under which the network knows a word: "not" for "n't" of "can't", "$"
    /// for "€", "color" for "colour"; the word in small letters for most.
    ///
    /// An exception speaks first, then the table of norms, then small letters.
    #[must_use]
    pub fn norm<'a>(&'a self, text: &'a str, piece: &Piece) -> Cow<'a, str> {
        self.norm_of(piece.span.of(text), piece.norm)
    }

    /// The same of a word that was cut out.
    #[must_use]
    pub fn norm_of<'a>(&'a self, word: &'a str, norm: Norm) -> Cow<'a, str> {
        match self.exceptions.norm(norm) {
            Some(norm) => Cow::Borrowed(norm),
            None => self.norms.of(word),
        }
    }
}
