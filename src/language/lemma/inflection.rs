//! The endings of inflected words, and the words whose lemma no ending gives.
//!
//! Taken off are the endings of nouns ("treaties"), verbs ("signing"), adjectives ("larger"); a few
//! adverbs are listed; quotation marks become plain. Where several endings fit, as in "uses" (us +
//! -es, use + -s), the last of them wins that leaves a known word, else the first.

use super::table::{self, WordTable};
use crate::language::tag::Pos;
use crate::packed::{PackedText, packed_text};

static ENDINGS: PackedText = packed_text!("assets/model/lemma-endings.tsv");
static EXCEPTIONS: PackedText = packed_text!("assets/model/lemma-exceptions.tsv");
static WORDS: PackedText = packed_text!("assets/model/lemma-words.tsv");

/// How words of each coarse tag are inflected.
#[derive(Clone, Debug)]
pub struct Inflections(Vec<Option<Inflection>>);

#[derive(Clone, Debug)]
struct Inflection {
    endings: Vec<Ending>,
    exceptions: WordTable,
    words: WordTable,
}

/// An ending, and what stands in its place in the lemma.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Ending {
    inflected: &'static str,
    lemma: &'static str,
}

impl Inflections {
    pub fn embedded() -> Self {
        Self(Pos::ALL.iter().map(|pos| Inflection::of(*pos)).collect())
    }

    /// Makes the lemma of the word in lower case that stands at the end of `text` from `start` on.
    /// Words that are not inflected stay as they are there; where an inflected one was expected and
    /// nothing fits, the lemma is the word as written.
    pub fn take_off(&self, pos: Pos, written: &str, start: usize, text: &mut String) {
        let Some(inflection) = &self.0[pos.index()] else { return };
        let lower = &text[start..];
        if let Some(lemma) = inflection.exceptions.find(lower) {
            text.truncate(start);
            text.push_str(lemma);
        } else if let Some(ending) = inflection.ending(lower) {
            text.truncate(text.len() - ending.inflected.len());
            text.push_str(ending.lemma);
        } else {
            text.truncate(start);
            text.push_str(written);
        }
    }
}

impl Inflection {
    /// None where words of this tag have no endings.
    fn of(pos: Pos) -> Option<Self> {
        let kind = pos.as_str().to_lowercase();
        let endings: Vec<Ending> = table::rows(&ENDINGS)
            .filter_map(|row| row.strip_prefix(&kind)?.strip_prefix('\t')?.split_once('\t'))
            .map(|(inflected, lemma)| Ending { inflected: or_none(inflected), lemma: or_none(lemma) })
            .collect();
        let of_kind = |table| WordTable::of_kind(table, &kind);
        (!endings.is_empty()).then(|| Self {
            endings,
            exceptions: of_kind(&EXCEPTIONS),
            words: of_kind(&WORDS),
        })
    }

    /// The ending to take off.
    fn ending(&self, word: &str) -> Option<Ending> {
        let fitting = || self.endings.iter().copied().filter(|ending| ending.fits(word));
        let first = fitting().next()?;
        let others = fitting().rev().take_while(|ending| *ending != first);
        let known = |ending: &Ending| self.words.find(&ending.lemma_of(word)).is_some();
        Some(others.into_iter().find(known).unwrap_or(first))
    }
}

impl Ending {
    /// Whether a word has the ending, and something is left without it.
    fn fits(self, word: &str) -> bool {
        word.strip_suffix(self.inflected).is_some_and(|stem| !stem.is_empty() || !self.lemma.is_empty())
    }

    fn lemma_of(self, word: &str) -> String {
        [word.strip_suffix(self.inflected).unwrap_or(word), self.lemma].concat()
    }
}

/// "-" stands for nothing in a column.
fn or_none(column: &'static str) -> &'static str {
    if column == "-" { "" } else { column }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lemma(pos: Pos, written: &str) -> String {
        let mut text = format!("before {}", written.to_lowercase());
        Inflections::embedded().take_off(pos, written, "before ".len(), &mut text);
        text.strip_prefix("before ").unwrap().to_owned()
    }

    #[test]
    fn endings_are_taken_off() {
        assert_eq!(lemma(Pos::Noun, "Talks"), "talk");
        assert_eq!(lemma(Pos::Noun, "treaties"), "treaty");
        assert_eq!(lemma(Pos::Noun, "fishermen"), "fisherman");
        assert_eq!(lemma(Pos::Verb, "signed"), "sign");
        assert_eq!(lemma(Pos::Verb, "agreeing"), "agree");
        assert_eq!(lemma(Pos::Adjective, "larger"), "large");
        assert_eq!(lemma(Pos::Adjective, "newest"), "new");
        assert_eq!(lemma(Pos::Punctuation, "”"), "\"");
    }

    #[test]
    fn known_words_decide_between_endings() {
        assert_eq!(lemma(Pos::Noun, "causes"), "cause");
        assert_eq!(lemma(Pos::Noun, "buses"), "bus");
        assert_eq!(lemma(Pos::Verb, "banned"), "ban");
        assert_eq!(lemma(Pos::Verb, "blamed"), "blame");
        assert_eq!(lemma(Pos::Verb, "walked"), "walk");
        // Not in the list of known words: the first ending is taken.
        assert_eq!(lemma(Pos::Verb, "grexited"), "grexite");
    }

    #[test]
    fn exceptions_come_first() {
        assert_eq!(lemma(Pos::Verb, "went"), "go");
        assert_eq!(lemma(Pos::Noun, "Crises"), "crisis");
        assert_eq!(lemma(Pos::Adverb, "further"), "far");
    }

    #[test]
    fn a_word_without_an_ending_stays_as_written() {
        assert_eq!(lemma(Pos::Noun, "Sheep"), "Sheep");
        assert_eq!(lemma(Pos::Verb, "S"), "S");
        assert_eq!(lemma(Pos::Adverb, "Quickly"), "quickly");
        assert_eq!(lemma(Pos::Determiner, "The"), "the");
    }

    #[test]
    fn tables_are_sorted_and_of_kinds_that_have_endings() {
        for table in [&EXCEPTIONS, &WORDS] {
            let rows: Vec<&str> = table::rows(table).collect();
            let word =
                |row: &&str| -> Vec<u8> { row.split('\t').take(2).collect::<Vec<_>>().join("\t").into() };
            assert!(rows.is_sorted_by_key(word));
            let inflections = Inflections::embedded();
            for row in rows {
                let (kind, rest) = row.split_once('\t').unwrap();
                let pos = Pos::from_name(&kind.to_uppercase()).unwrap();
                let inflection = inflections.0[pos.index()].as_ref().unwrap();
                let word = rest.split('\t').next().unwrap();
                assert!(inflection.exceptions.find(word).is_some() || inflection.words.find(word).is_some());
            }
        }
    }
}
