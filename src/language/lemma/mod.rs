//! Coarse tags and lemmas: [`Lemmatizer`].
//!
//! Both follow from the word, its fine tag, its label and the words beside it, by the tables of
//! `assets/model/`: [`coarse`] reads the rules for coarse tags, which also give some lemmas ("'ll" is
//! "will"); [`inflection`] takes the endings of inflected words off. The answers are those of spaCy's
//! attribute ruler and English lemmatizer; `make.py` says how its tables were made plainer.
//!
//! Fine tags and labels are left to `network/`.

mod coarse;
mod inflection;
mod table;

use super::label::Label;
use super::tag::{Pos, Tag};
use super::tokenizer::is_space;
use coarse::{CoarseRules, Place};
use inflection::Inflections;

/// Gives coarse tags and lemmas. Cheap to make, never changes; one is shared by all threads.
#[derive(Clone, Debug)]
pub struct Lemmatizer {
    rules: CoarseRules,
    inflections: Inflections,
}

/// The lemmas of the tokens of a document, side by side in one string.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lemmas {
    text: String,
    /// Where the lemma of each token ends in `text`.
    ends: Vec<u32>,
}

impl Lemmatizer {
    /// Reads the tables that the program brings with it.
    #[must_use]
    pub fn embedded() -> Self {
        Self { rules: CoarseRules::embedded(), inflections: Inflections::embedded() }
    }

    /// The coarse tag and the lemma of each token of a document. `tags` and `labels` are those of
    /// `words`, one each; the tagger and the parser may take white space for words, so where a token
    /// is white space both are set to what they must be.
    ///
    /// Takes linear time. The lemma of a token depends on the tokens right before and after it and on
    /// nothing else.
    #[must_use]
    pub fn annotate(&self, words: &[&str], tags: &mut [Tag], labels: &mut [Label]) -> (Vec<Pos>, Lemmas) {
        let mut pos = Vec::with_capacity(words.len());
        let mut lemmas = Lemmas::with_capacity(words);
        for at in 0..words.len().min(tags.len()).min(labels.len()) {
            let start = lemmas.text.len();
            push_lower(words[at], &mut lemmas.text);
            pos.push(self.read(Place { words, tags, labels, at }, start, &mut lemmas.text));
            lemmas.ends.push(u32::try_from(lemmas.text.len()).unwrap_or(u32::MAX));
        }
        mark_white_space(words, tags, labels);
        (pos, lemmas)
    }

    /// Tells the coarse tag of a word, and makes its lemma of the word in lower case, which stands at
    /// the end of `text`.
    fn read(&self, place: Place<'_>, start: usize, text: &mut String) -> Pos {
        let word = place.words[place.at];
        if is_white_space(word) {
            return Pos::Space;
        }
        let reading = self.rules.read(place, &text[start..]);
        if let Some(lemma) = reading.lemma {
            text.truncate(start);
            text.push_str(lemma);
        } else if reading.pos == Pos::Name {
            text.truncate(start);
            text.push_str(word);
        } else if !reading.is_base_form() {
            self.inflections.take_off(reading.pos, word, start, text);
        }
        reading.pos
    }
}

impl<'a> FromIterator<&'a str> for Lemmas {
    fn from_iter<Words: IntoIterator<Item = &'a str>>(words: Words) -> Self {
        let mut lemmas = Self::default();
        for word in words {
            lemmas.text.push_str(word);
            lemmas.ends.push(u32::try_from(lemmas.text.len()).unwrap_or(u32::MAX));
        }
        lemmas
    }
}

impl Lemmas {
    fn with_capacity(words: &[&str]) -> Self {
        let bytes = words.iter().map(|word| word.len()).sum();
        Self { text: String::with_capacity(bytes), ends: Vec::with_capacity(words.len()) }
    }

    /// The number of tokens.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no token at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The lemma of a token; empty where there is no such token.
    #[must_use]
    pub fn get(&self, token: usize) -> &str {
        let start =
            token.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| *end as usize);
        self.ends.get(token).and_then(|end| self.text.get(start..*end as usize)).unwrap_or_default()
    }

    /// All lemmas, in order of the tokens.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &str> {
        (0..self.len()).map(|token| self.get(token))
    }
}

/// White space is no word, whatever the tagger and the parser made of it.
fn mark_white_space(words: &[&str], tags: &mut [Tag], labels: &mut [Label]) {
    for (word, (tag, label)) in words.iter().zip(tags.iter_mut().zip(labels)) {
        if is_white_space(word) {
            (*tag, *label) = (Tag::Space, Label::Unclassified);
        }
    }
}

/// Whether a token is white space.
fn is_white_space(word: &str) -> bool {
    !word.is_empty() && word.chars().all(is_space)
}

fn push_lower(word: &str, text: &mut String) {
    if word.is_ascii() {
        let start = text.len();
        text.push_str(word);
        text[start..].make_ascii_lowercase();
    } else {
        text.push_str(&word.to_lowercase());
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Words with tag and label, as in `Talks NNS nsubj; ended VBD ROOT`.
    fn annotate(tokens: &str) -> Vec<(Pos, String)> {
        let rows: Vec<Vec<&str>> = tokens.split("; ").map(|token| token.split(' ').collect()).collect();
        let words: Vec<&str> = rows.iter().map(|row| row[0]).collect();
        let mut tags: Vec<Tag> = rows.iter().map(|row| Tag::from_name(row[1]).unwrap()).collect();
        let mut labels: Vec<Label> = rows.iter().map(|row| Label::from_name(row[2]).unwrap()).collect();
        let (pos, lemmas) = Lemmatizer::embedded().annotate(&words, &mut tags, &mut labels);
        pos.into_iter().zip(lemmas.iter().map(str::to_owned)).collect()
    }

    #[track_caller]
    fn check(tokens: &str, expected: &str) {
        let found: Vec<String> =
            annotate(tokens).iter().map(|(pos, lemma)| format!("{lemma} {pos}")).collect();
        assert_eq!(found.join("; "), expected);
    }

    #[test]
    fn words_of_a_sentence() {
        check(
            "The DT det; Talks NNS nsubj; in IN prep; Oslo NNP pobj; were VBD aux; ending VBG ROOT; . . punct",
            "the DET; talk NOUN; in ADP; Oslo PROPN; be AUX; end VERB; . PUNCT",
        );
    }

    #[test]
    fn auxiliaries_and_verbs() {
        check("has VBZ aux; had VBD ROOT", "have AUX; have VERB");
        check("do VBP aux; n't RB neg; know VB ROOT", "do AUX; not PART; know VERB");
        check("wo MD aux; n't RB neg; go VB ROOT", "will AUX; not PART; go VERB");
        check("There EX expl; are VBP ROOT", "there PRON; be VERB");
        check("They PRP nsubj; are VBP ROOT", "they PRON; be AUX");
    }

    #[test]
    fn words_that_open_a_clause() {
        check("that IN mark; That DT nsubj; that DT det", "that SCONJ; that PRON; that DET");
        check("as IN mark; as IN prep", "as SCONJ; as ADP");
    }

    #[test]
    fn neighbours_decide() {
        check("Let VB ROOT; 's PRP nsubj; go VB ccomp", "let VERB; us PRON; go VERB");
        check("Norway NNP poss; 's POS case", "Norway PROPN; 's PART");
        check("gon VBG ROOT; na TO aux", "go VERB; to PART");
        check("ai VBP aux; N'T RB neg; ai VBP aux", "be AUX; not PART; ai AUX");
    }

    #[test]
    fn white_space_is_no_word() {
        let words = ["Norway", "\n\n", "\u{1f}", " signed", ""];
        let mut tags = [Tag::NameSingular, Tag::NounSingular, Tag::Space, Tag::Space, Tag::Space];
        let mut labels = [Label::Root; 5];
        let (pos, lemmas) = Lemmatizer::embedded().annotate(&words, &mut tags, &mut labels);
        assert_eq!(pos, [Pos::Name, Pos::Space, Pos::Space, Pos::Other, Pos::Other]);
        assert_eq!(lemmas.iter().collect::<Vec<_>>(), words);
        assert_eq!((tags[1], labels[1], labels[0]), (Tag::Space, Label::Unclassified, Label::Root));
    }

    #[test]
    fn letters_of_all_scripts_become_small() {
        check("ÉTATS NNS nsubj; İsim NN nsubj; 東京 NNP nsubj", "état NOUN; i\u{307}sim NOUN; 東京 PROPN");
    }

    #[test]
    fn no_token_no_lemma() {
        let (pos, lemmas) = Lemmatizer::embedded().annotate(&[], &mut [], &mut []);
        assert!(pos.is_empty() && lemmas.is_empty());
        assert_eq!(lemmas.get(0), "");
        // Fewer tags than words: the rest of the words is left out.
        let (pos, lemmas) = Lemmatizer::embedded().annotate(&["a", "b"], &mut [Tag::Unknown], &mut []);
        assert_eq!((pos.len(), lemmas.len()), (0, 0));
    }

    fn odd_word() -> impl Strategy<Value = String> {
        prop_oneof![
            "[a-z]{1,3}(s|es|ed|ing|ies|er|est|men)",
            "(s|es|ies|ed|ing|er|est|men|ses|”|’)",
            "(is|'s|'d|gon|na|got|ta|let|ai|n't|had|that)",
            "\\PC{0,4}",
            "[ \n\t\u{1c}]{1,3}",
        ]
    }

    proptest! {
        #[test]
        fn any_word_with_any_tag_and_label(
            tokens in proptest::collection::vec((odd_word(), 0_usize..50, 0_usize..45), 0..12)
        ) {
            let words: Vec<&str> = tokens.iter().map(|token| token.0.as_str()).collect();
            let mut tags: Vec<Tag> = tokens.iter().map(|token| Tag::ALL[token.1]).collect();
            let mut labels: Vec<Label> = tokens.iter().map(|token| Label::ALL[token.2]).collect();
            let (pos, lemmas) = Lemmatizer::embedded().annotate(&words, &mut tags, &mut labels);
            prop_assert_eq!((pos.len(), lemmas.len()), (words.len(), words.len()));
            for (word, lemma) in words.iter().zip(lemmas.iter()) {
                prop_assert_eq!(word.is_empty(), lemma.is_empty());
            }
        }
    }
}
