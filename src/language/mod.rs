//! English text becomes paragraphs, sentences, tokens and trees with byte spans: [`Document`], made by
//! [`English::read`].
//!
//! The tags and trees are those of spaCy's small English model, run by our own code: words are cut
//! (`tokenizer/`), a neural network tags and parses them (`network/`), tables give lemmas (`lemma/`).
//!
//! **Invariant:** `language/` does not know what a country is.

mod paragraph;
mod sentence;
mod abbreviation;
mod damage;
mod detect;
mod plain;
mod tokenizer;
mod named;
mod tag;
mod label;
mod tree;
mod lemma;
mod network;
mod cut;
mod english;

use serde::{Deserialize, Serialize};

use crate::article::Span;

pub use cut::Cut;
pub use detect::readable;
pub use english::{English, ParsedText};
pub use label::Label;
pub use lemma::{Lemmas, Lemmatizer};
pub use network::{Entity, EntityKind, Names, Processor};
pub use plain::plain_sentences;
pub use tag::{Pos, Tag};
pub use tokenizer::{Norm, Piece, Tokenizer, is_space};
pub use tree::{Path, Tree};

/// A text cut into paragraphs, sentences and tokens, with their trees. All spans are bytes of the text
/// as given; tokens are named by their index.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// In order, without white space at the ends.
    pub paragraphs: Vec<Span>,
    /// In order; each lies within one paragraph.
    pub sentences: Vec<Sentence>,
    /// In order; white space is no token.
    pub tokens: Vec<Token>,
    /// On which token each hangs, and how. A sentence can have several roots where it is damaged.
    pub tree: Tree,
    /// The head of the clause in which each token stands.
    pub clauses: Vec<usize>,
    /// The tokens as they stand in a dictionary.
    pub lemmas: Lemmas,
}

/// One sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// Without white space at the ends.
    pub span: Span,
    /// Index of its paragraph.
    pub paragraph: usize,
    /// Its tokens, as a range of [`Document::tokens`].
    pub first_token: usize,
    /// One past its last token.
    pub end_token: usize,
    /// Whether the text is damaged here ("ties. , but made"): what is read from it is marked.
    pub damaged: bool,
}

/// One word, number or mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its bytes.
    pub span: Span,
    /// Its fine tag.
    pub tag: Tag,
    /// Its coarse tag.
    pub pos: Pos,
}

/// How far an article can be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Readable {
    /// English: read in full.
    Full,
    /// Another language, as a BCP 47 tag ("de"): not read.
    No(String),
}

impl Document {
    /// The tokens of one sentence.
    #[must_use]
    pub fn tokens_of(&self, sentence: usize) -> &[Token] {
        self.sentences.get(sentence).map_or(&[], |s| &self.tokens[s.first_token..s.end_token])
    }
}

/// One for all tests: loading takes a while without optimisation.
#[cfg(test)]
pub(crate) fn english() -> &'static std::sync::Arc<English> {
    static ENGLISH: std::sync::OnceLock<std::sync::Arc<English>> = std::sync::OnceLock::new();
    ENGLISH.get_or_init(|| std::sync::Arc::new(English::embedded()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn sentences_lie_in_paragraphs_and_hold_their_tokens() {
        let text = "Ferry talks open\n\nNorway met Denmark. They ate.";
        let document = english().read(text);
        let sentences: Vec<(&str, usize)> =
            document.sentences.iter().map(|s| (s.span.of(text), s.paragraph)).collect();
        assert_eq!(sentences, [("Ferry talks open", 0), ("Norway met Denmark.", 1), ("They ate.", 1)]);
        let words: Vec<&str> = document.tokens_of(2).iter().map(|token| token.span.of(text)).collect();
        assert_eq!(words, ["They", "ate", "."]);
        assert!(document.tokens_of(3).is_empty());
    }

    /// Text made of what makes cutting hard: stops, quotes, line ends, marks of many bytes.
    fn odd_text() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            Just(". ".to_owned()),
            Just(" . ,".to_owned()),
            Just("U.S.".to_owned()),
            Just("Gen.".to_owned()),
            Just("’s".to_owned()),
            Just("\r\n".to_owned()),
            Just("\u{2028}".to_owned()),
            Just("e\u{301}".to_owned()),
            Just("”".to_owned()),
            "[a-zA-Z]{1,6}",
            "\\PC{1,3}",
            "[ \n\t.]{1,3}",
        ];
        proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn spans_cover_every_letter_once(text in odd_text()) {
            let document = english().read(&text);
            let mut covered = 0;
            for (index, sentence) in document.sentences.iter().enumerate() {
                let paragraph = document.paragraphs[sentence.paragraph];
                prop_assert!(paragraph.contains(sentence.span));
                prop_assert!(!document.tokens_of(index).is_empty());
                for token in document.tokens_of(index) {
                    prop_assert!(sentence.span.contains(token.span) && !token.span.is_empty());
                    prop_assert!(text[covered..token.span.start].chars().all(char::is_whitespace));
                    prop_assert!(text.get(token.span.start..token.span.end).is_some());
                    covered = token.span.end;
                }
            }
            prop_assert!(text[covered..].chars().all(char::is_whitespace));
        }
    }
}
