//! The whole way from English text to trees: [`English`], the tokenizer, the network and the lemmas
//! behind one door.

use super::Document;
use super::cut::Cut;
use super::label::Label;
use super::lemma::{Lemmas, Lemmatizer};
use super::network::{Entity, Names, Network, Parse, Processor, Word};
use super::tag::{Pos, Tag};
use super::tokenizer::{Piece, Tokenizer};
use crate::article::Span;

/// What it takes to read English. Loading takes some 20 ms and 20 MB, so it is done once; all threads
/// share it.
pub struct English {
    tokenizer: Tokenizer,
    /// None if the weights did not fit the program, which a test rules out; every word would be a root.
    network: Option<Network>,
    lemmatizer: Lemmatizer,
}

/// A text that was parsed as it stands, white space included: runs of blanks and line ends are tokens.
///
/// All lists but `entities` have one entry for each token.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ParsedText {
    /// Its bytes in the text.
    pub spans: Vec<Span>,
    /// Fine tags.
    pub tags: Vec<Tag>,
    /// Coarse tags.
    pub coarse: Vec<Pos>,
    /// Words as they stand in a dictionary.
    pub lemmas: Lemmas,
    /// The token on which each hangs, itself for a root.
    pub heads: Vec<u32>,
    /// How each hangs on its head.
    pub labels: Vec<Label>,
    /// Whether a sentence starts.
    pub sentence_starts: Vec<bool>,
    /// Names, if they were asked for.
    pub entities: Vec<Entity>,
}

impl From<&Document> for ParsedText {
    /// The same trees, as a parsed text without names.
    fn from(document: &Document) -> Self {
        let count = document.tokens.len();
        let mut sentence_starts = vec![false; count];
        for sentence in document.sentences.iter().filter(|sentence| sentence.first_token < count) {
            sentence_starts[sentence.first_token] = true;
        }
        let head = |token| u32::try_from(document.tree.head(token).unwrap_or(token)).unwrap_or(u32::MAX);
        Self {
            spans: document.tokens.iter().map(|token| token.span).collect(),
            tags: document.tokens.iter().map(|token| token.tag).collect(),
            coarse: document.tokens.iter().map(|token| token.pos).collect(),
            lemmas: document.lemmas.clone(),
            heads: (0..count).map(head).collect(),
            labels: (0..count).map(|token| document.tree.label(token)).collect(),
            sentence_starts,
            entities: Vec::new(),
        }
    }
}

/// About so many words are parsed at once; a segment is never cut.
const AT_ONCE: usize = 16_384;

impl English {
    /// From the tables and weights in the program.
    #[must_use]
    pub fn embedded() -> Self {
        Self::on(Processor::detect())
    }

    /// The same, on a given kind of registers. The results are the same.
    #[must_use]
    pub fn on(processor: Processor) -> Self {
        Self {
            tokenizer: Tokenizer::embedded(),
            network: Network::embedded(processor).ok(),
            lemmatizer: Lemmatizer::embedded(),
        }
    }

    /// Cuts one part of an article into paragraphs, sentences and tokens, with their trees. Never
    /// fails: odd text gives odd sentences.
    ///
    /// Each paragraph is parsed on its own, its lines joined; so is each damaged passage, which stays
    /// one sentence.
    #[must_use]
    pub fn read(&self, text: &str) -> Document {
        self.parse_cut(self.cut(text))
    }

    /// The first half of [`English::read`]: paragraphs, words and damaged passages.
    #[must_use]
    pub fn cut(&self, text: &str) -> Cut {
        Cut::new(&self.tokenizer, text)
    }

    /// The second half of [`English::read`]: tags, trees, sentences and lemmas.
    #[must_use]
    pub fn parse_cut(&self, cut: Cut) -> Document {
        let parsed = self.parse_pieces(&cut.text, &cut.pieces, &cut.ends(), Names::Skip);
        cut.document(parsed)
    }

    /// Parses a text as one segment, as it stands. Never fails: odd text gives odd trees.
    #[must_use]
    pub fn parse(&self, text: &str, names: Names) -> ParsedText {
        let pieces = self.tokenizer.tokenize(text);
        self.parse_pieces(text, &pieces, &[pieces.len()], names)
    }

    /// Parses some texts side by side, which is faster than one after the other; each gives what
    /// [`English::parse`] gives.
    #[must_use]
    pub fn parse_all(&self, texts: &[&str], names: Names) -> Vec<ParsedText> {
        let pieces: Vec<Vec<Piece>> = texts.iter().map(|text| self.tokenizer.tokenize(text)).collect();
        let words: Vec<Word<'_>> =
            texts.iter().zip(&pieces).flat_map(|(text, pieces)| words_of(text, pieces)).collect();
        let ends = pieces.iter().scan(0, |end, pieces| {
            *end += pieces.len();
            Some(*end)
        });
        let ends: Vec<usize> = ends.collect();
        let parse = self.parse_words(&words, &ends, names);
        let ranges = pieces.iter().zip(&ends).map(|(pieces, end)| end - pieces.len()..*end);
        ranges
            .zip(&pieces)
            .map(|(range, pieces)| self.annotate(pieces, &words[range.clone()], parse.part(range)))
            .collect()
    }

    /// Parses pieces in segments; `ends` holds for each segment the index of the piece after its last.
    fn parse_pieces(&self, text: &str, pieces: &[Piece], ends: &[usize], names: Names) -> ParsedText {
        let words: Vec<Word<'_>> = words_of(text, pieces).collect();
        self.annotate(pieces, &words, self.parse_words(&words, ends, names))
    }

    /// Whether the weights fit the program. If not, the program is broken: every word would be a root.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.network.is_some()
    }

    /// Parses segments, some at a time, so that a long text takes little more memory than a short one.
    fn parse_words(&self, words: &[Word<'_>], ends: &[usize], names: Names) -> Parse {
        let Some(network) = &self.network else { return Parse::unread(words.len()) };
        if words.len() <= AT_ONCE {
            return network.parse(words, ends, &self.tokenizer, names);
        }
        let (mut parse, mut first) = (Parse::default(), 0);
        for group in ends.chunk_by(|one, other| one / AT_ONCE == other / AT_ONCE) {
            let last = group.last().copied().unwrap_or(first);
            let ends: Vec<usize> = group.iter().map(|end| end - first).collect();
            parse.append(network.parse(&words[first..last], &ends, &self.tokenizer, names));
            first = last;
        }
        parse
    }

    /// Adds coarse tags and lemmas.
    fn annotate(&self, pieces: &[Piece], words: &[Word<'_>], mut parse: Parse) -> ParsedText {
        let texts: Vec<&str> = words.iter().map(|word| word.text).collect();
        let (coarse, lemmas) = self.lemmatizer.annotate(&texts, &mut parse.tags, &mut parse.labels);
        ParsedText {
            spans: pieces.iter().map(|piece| piece.span).collect(),
            tags: parse.tags,
            coarse,
            lemmas,
            heads: parse.heads,
            labels: parse.labels,
            sentence_starts: parse.sentence_starts,
            entities: parse.entities,
        }
    }
}

/// What the network sees of a text's pieces.
fn words_of<'text>(text: &'text str, pieces: &[Piece]) -> impl Iterator<Item = Word<'text>> {
    pieces.iter().map(|piece| Word { text: piece.span.of(text), norm: piece.norm, spaced: piece.spaced })
}

impl std::fmt::Debug for English {
    /// Millions of numbers help nobody.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("English").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::english;

    #[test]
    fn a_long_text_is_parsed_as_its_paragraphs_are() {
        let paragraph = "Kofi Annan spoke in Norway on Friday. The envoys ate, and it rained.\n\n";
        let times = AT_ONCE / 15 + 200;
        let (one, all) = (english().read(paragraph), english().read(&paragraph.repeat(times)));
        let count = one.tokens.len();
        assert!(all.tokens.len() > AT_ONCE);
        assert_eq!((all.tokens.len(), all.sentences.len()), (count * times, one.sentences.len() * times));
        for token in (0..all.tokens.len()).step_by(97) {
            let (first, place) = (token - token % count, token % count);
            assert_eq!(all.tokens[token].tag, one.tokens[place].tag);
            assert_eq!(all.tree.head(token), one.tree.head(place).map(|head| first + head));
            assert_eq!(all.tree.label(token), one.tree.label(place));
        }
    }

    #[test]
    fn the_weights_fit_the_program() {
        assert!(english().network.is_some());
        let parsed = english().parse("Kofi Annan spoke in Norway on Friday.", Names::Find);
        let names: Vec<&str> = parsed.entities.iter().map(|entity| entity.kind.as_str()).collect();
        assert_eq!(names, ["PERSON", "GPE", "DATE"]);
    }
}
