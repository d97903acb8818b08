//! The words around a place in the text, for the rules of this room.

use super::ActorId;
use crate::article::Span;
use crate::language::{Document, Token};

/// One part of an article with its tokens.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub text: &'a str,
    pub document: &'a Document,
    /// The year of the article, where it is known.
    pub year: Option<i16>,
    /// The country of its outlet, where the outlet's name tells it.
    pub home: Option<&'a ActorId>,
}

impl<'a> Context<'a> {
    /// Index of the sentence in which a byte lies; of the nearest one before it where it lies in none.
    pub fn sentence_at(&self, at: usize) -> usize {
        self.document.sentences.partition_point(|sentence| sentence.span.start <= at).saturating_sub(1)
    }

    /// The tokens of the sentence that end before the span.
    pub fn before(&self, span: Span) -> &'a [Token] {
        let tokens = self.document.tokens_of(self.sentence_at(span.start));
        &tokens[..tokens.partition_point(|token| token.span.end <= span.start)]
    }

    /// The tokens of the sentence that start after the span.
    pub fn after(&self, span: Span) -> &'a [Token] {
        let tokens = self.document.tokens_of(self.sentence_at(span.start));
        &tokens[tokens.partition_point(|token| token.span.start < span.end)..]
    }

    /// The token `back` places before the span (0: next to it), as it is written; "" past the start.
    pub fn word_before(&self, span: Span, back: usize) -> &'a str {
        self.before(span).iter().rev().nth(back).map_or("", |token| self.word(*token))
    }

    /// The token `on` places after the span (0: next to it), as it is written; "" past the end.
    pub fn word_after(&self, span: Span, on: usize) -> &'a str {
        self.after(span).get(on).map_or("", |token| self.word(*token))
    }

    /// The last token of a span, as an index into the document's tokens.
    pub fn last_token(&self, span: Span) -> Option<usize> {
        let tokens = &self.document.tokens;
        let end = tokens.partition_point(|token| token.span.start < span.end);
        end.checked_sub(1).filter(|last| tokens[*last].span.overlaps(span))
    }

    /// The word of a token of the document; "" past its ends.
    pub fn word_at(&self, token: usize) -> &'a str {
        self.document.tokens.get(token).map_or("", |token| self.word(*token))
    }

    pub fn word(&self, token: Token) -> &'a str {
        token.span.of(self.text)
    }
}

/// Whether a word begins with a capital letter.
pub(super) fn is_capitalised(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Whether a lower-case form of the word is in a list.
pub(super) fn is_one_of(word: &str, list: &[&str]) -> bool {
    list.iter().any(|known| known.eq_ignore_ascii_case(word))
}
