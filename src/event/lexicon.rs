//! The words that decide what an event is, read from `assets/lexicon/*.tsv`.
//!
//! The head of each file says what its columns and frames mean. This file leaves to `frame.rs` and
//! `noun.rs` how a frame is found in a sentence.

use std::collections::BTreeMap;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::OnceLock;

use sha2::{Digest as _, Sha256};

use super::EventKind;
use super::forms::{Form, noun_forms, verb_forms};
use crate::packed::{PackedText, packed_text};

static VERBS: PackedText = packed_text!("assets/lexicon/verbs.tsv");
static PHRASES: PackedText = packed_text!("assets/lexicon/phrases.tsv");
static NOUNS: PackedText = packed_text!("assets/lexicon/nouns.tsv");
static CHAINS: PackedText = packed_text!("assets/lexicon/chains.tsv");
static PLAIN: PackedText = packed_text!("assets/lexicon/plain.tsv");
static WORDS: PackedText = packed_text!("assets/lexicon/words.tsv");

/// All rows of the lexicon. Cheap to clone: the tables are shared.
#[derive(Clone, Debug)]
pub struct Lexicon {
    tables: &'static Tables,
}

/// What the files hold, looked up by the words of a text.
#[derive(Debug)]
struct Tables {
    hash: String,
    rows: Vec<Row>,
    /// Lemma to the frames that it opens, phrases before single verbs.
    verbs: HashMap<String, Vec<VerbFrame>>,
    /// Lemma to rows.
    nouns: HashMap<String, Vec<usize>>,
    /// Form to the verbs that it can be a form of.
    forms: HashMap<String, Vec<(String, Form)>>,
    chains: HashMap<String, Vec<Chain>>,
}

/// The note of rows whose subject must be soldiers or a state.
pub(super) const SOLDIERS: &str = "soldiers";

/// The note of rows whose subject must be what is fired.
pub(super) const MISSILES: &str = "missiles";

/// The note of rows whose subject is no force: ships approach one another without a word.
pub(super) const UNARMED: &str = "no soldiers";

/// The note of rows whose target must be people.
pub(super) const PEOPLE: &str = "people only";

/// One entry: words of one meaning.
#[derive(Debug)]
pub(super) struct Row {
    /// For the rule of an event: "verb: accuse".
    pub name: String,
    pub kind: EventKind,
    pub cameo: String,
    pub reciprocal: bool,
    pub note: String,
    /// What the verb is not done to, if the row is meant: "gave a speech to".
    pub not: Vec<String>,
    /// A sentence of ours that must give the type; the tests read it.
    #[cfg(test)]
    pub example: String,
    /// A sentence of ours with the same word, in which no event of the type may count; often empty.
    #[cfg(test)]
    pub counterexample: String,
    pub noun: Option<NounFrame>,
    pub phrase: bool,
}

impl Row {
    /// Whether it tells how two stand to each other, and not what one did.
    pub fn is_state(&self) -> bool {
        self.note.starts_with("a state")
    }
}

/// What stands behind a verb.
#[derive(Clone, Debug)]
pub(super) struct VerbFrame {
    pub row: usize,
    pub elements: Vec<Element>,
}

/// A place of a frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Element {
    /// A noun phrase that names an actor.
    Target,
    /// Some words of the clause, or none.
    Gap,
    /// One of these words, singular or plural.
    Words(Vec<String>),
}

/// How a noun takes its arguments.
#[derive(Debug)]
pub(super) enum NounFrame {
    /// "A N on B": the prepositions before B.
    Deed(Vec<String>),
    /// "A be B's N", and what must follow the noun.
    Role(Vec<Element>),
}

/// A verb that governs another verb.
#[derive(Clone, Debug)]
pub(super) struct Chain {
    pub complements: Vec<Complement>,
    pub effect: Effect,
}

/// The form of what a governing verb takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Complement {
    To,
    Ing,
    That,
    /// Another is to do it: "urged Tehran to release".
    Object,
}

/// What a governing verb makes of the verb under it; `chain.rs` holds the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    Refuse,
    Undone,
    Stop,
    Promise,
    Threaten,
    Announce,
    Wish,
    Hypothetical,
    Same,
    Other,
    Say,
}

impl Default for Lexicon {
    fn default() -> Self {
        Self::embedded()
    }
}

impl Lexicon {
    /// The lexicon that ships with the program. It is read once.
    #[must_use]
    pub fn embedded() -> Self {
        static TABLES: OnceLock<Tables> = OnceLock::new();
        Self { tables: TABLES.get_or_init(Tables::read) }
    }

    /// SHA-256 of the files it was made from, as 64 hexadecimal digits: part of the cache key.
    #[must_use]
    pub fn hash(&self) -> &str {
        &self.tables.hash
    }

    /// All rows in the order of the files.
    #[cfg(test)]
    pub(super) fn rows(&self) -> &'static [Row] {
        &self.tables.rows
    }

    pub(super) fn row(&self, row: usize) -> &'static Row {
        &self.tables.rows[row]
    }

    /// The verbs that a word in lower case can be a form of.
    pub(super) fn verb_forms(&self, word: &str) -> &'static [(String, Form)] {
        self.tables.forms.get(word).map_or(&[], Vec::as_slice)
    }

    /// The frames that a verb opens.
    pub(super) fn frames(&self, lemma: &str) -> &'static [VerbFrame] {
        self.tables.verbs.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// The row of a single verb.
    pub(super) fn verb_row(&self, lemma: &str) -> Option<&'static Row> {
        self.frames(lemma).iter().map(|frame| self.row(frame.row)).find(|row| !row.phrase)
    }

    /// The rows of a noun, singular or plural.
    pub(super) fn noun_rows(&self, word: &str) -> &'static [usize] {
        self.tables.nouns.get(word).map_or(&[], Vec::as_slice)
    }

    /// What a verb makes of a complement.
    pub(super) fn effect(&self, lemma: &str, complement: Complement) -> Option<Effect> {
        let chains = self.tables.chains.get(lemma)?;
        chains.iter().find(|chain| chain.complements.contains(&complement)).map(|chain| chain.effect)
    }
}

impl Tables {
    fn read() -> Self {
        let mut tables = Self {
            hash: hash(),
            rows: Vec::new(),
            verbs: HashMap::new(),
            nouns: HashMap::new(),
            forms: HashMap::new(),
            chains: HashMap::new(),
        };
        let mut verbs: BTreeMap<String, ()> = BTreeMap::new();
        for fields in lines(&PHRASES) {
            verbs.extend(tables.add_phrase(&fields).into_iter().map(|verb| (verb, ())));
        }
        for fields in lines(&VERBS) {
            verbs.extend(tables.add_verb(&fields).into_iter().map(|verb| (verb, ())));
        }
        for fields in lines(&NOUNS) {
            tables.add_noun(&fields);
        }
        for fields in lines(&CHAINS) {
            verbs.extend(tables.add_chain(&fields).into_iter().map(|verb| (verb, ())));
        }
        verbs.extend(data(&PLAIN).flat_map(str::split_whitespace).map(|verb| (verb.to_owned(), ())));
        for verb in verbs.into_keys().filter(|verb| !["be", "have", "do"].contains(&verb.as_str())) {
            for (form, word) in verb_forms(&verb) {
                tables.forms.entry(word).or_default().push((verb.clone(), form));
            }
        }
        tables
    }

    fn add_row(&mut self, fields: &[&str], file: &str) -> Option<usize> {
        let &[lemma, _, kind, cameo, polarity, note, ..] = fields else { return None };
        let name = lemma.split('/').next().unwrap_or(lemma);
        self.rows.push(Row {
            name: format!("{file}: {name}"),
            kind: EventKind::from_code(kind)?,
            cameo: cameo.to_owned(),
            reciprocal: polarity == "reciprocal",
            note: note.to_owned(),
            not: note.split_once("not @").map_or_else(Vec::new, |(_, list)| words(list)),
            #[cfg(test)]
            example: fields[6].to_owned(),
            #[cfg(test)]
            counterexample: fields.get(7).copied().unwrap_or_default().to_owned(),
            noun: None,
            phrase: file == "phrase",
        });
        Some(self.rows.len() - 1)
    }

    /// Adds a row of `phrases.tsv`; returns its verbs.
    fn add_phrase(&mut self, fields: &[&str]) -> Vec<String> {
        let Some(row) = self.add_row(fields, "phrase") else { return Vec::new() };
        let mut all = Vec::new();
        for frame in fields[1].split(';') {
            let mut words = frame.split_whitespace().skip(1);
            let verbs: Vec<String> =
                words.next().into_iter().flat_map(|v| v.split('/')).map(str::to_owned).collect();
            let elements: Vec<Element> = words.map(element).collect();
            for verb in &verbs {
                let frame = VerbFrame { row, elements: elements.clone() };
                self.verbs.entry(verb.clone()).or_default().push(frame);
            }
            all.extend(verbs);
        }
        all
    }

    /// Adds a row of `verbs.tsv`; returns its verbs.
    fn add_verb(&mut self, fields: &[&str]) -> Vec<String> {
        let Some(row) = self.add_row(fields, "verb") else { return Vec::new() };
        let verbs: Vec<String> = fields[0].split('/').map(str::to_owned).collect();
        for frame in fields[1].split(';') {
            let elements: Vec<Element> = frame.split_whitespace().skip(2).map(element).collect();
            for verb in &verbs {
                let frame = VerbFrame { row, elements: elements.clone() };
                self.verbs.entry(verb.clone()).or_default().push(frame);
            }
        }
        verbs
    }

    fn add_noun(&mut self, fields: &[&str]) {
        let Some(row) = self.add_row(fields, "noun") else { return };
        let words: Vec<&str> = fields[1].split_whitespace().collect();
        self.rows[row].noun = Some(match words[..] {
            ["A", "be", _, "N", ref tail @ ..] => {
                NounFrame::Role(tail.iter().copied().map(element).collect())
            }
            ["A", "N", prepositions, "B"] => {
                NounFrame::Deed(prepositions.split('/').map(str::to_owned).collect())
            }
            _ => return,
        });
        let plural_only = fields[5].contains("plural only");
        for lemma in fields[0].split('/') {
            for form in noun_forms(lemma).into_iter().skip(usize::from(plural_only)) {
                self.nouns.entry(form).or_default().push(row);
            }
        }
    }

    fn add_chain(&mut self, fields: &[&str]) -> Vec<String> {
        let [lemmas, complements, effect, ..] = fields[..] else { return Vec::new() };
        let Some(effect) = Effect::from_name(effect) else { return Vec::new() };
        let complements: Vec<Complement> =
            complements.split_whitespace().filter_map(Complement::from_name).collect();
        let verbs: Vec<String> = lemmas.split('/').map(str::to_owned).collect();
        for verb in &verbs {
            let chain = Chain { complements: complements.clone(), effect };
            self.chains.entry(verb.clone()).or_default().push(chain);
        }
        verbs.into_iter().filter(|verb| !verb.contains(' ')).collect()
    }
}

impl Effect {
    fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "refuse" => Self::Refuse,
            "undone" => Self::Undone,
            "stop" => Self::Stop,
            "promise" => Self::Promise,
            "threaten" => Self::Threaten,
            "announce" => Self::Announce,
            "wish" => Self::Wish,
            "hypothetical" => Self::Hypothetical,
            "same" => Self::Same,
            "other" => Self::Other,
            "say" => Self::Say,
            _ => return None,
        })
    }
}

impl Complement {
    fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "to" => Self::To,
            "ing" => Self::Ing,
            "that" => Self::That,
            "object" => Self::Object,
            _ => return None,
        })
    }
}

fn element(word: &str) -> Element {
    match word {
        "T" => Element::Target,
        "*" => Element::Gap,
        words => Element::Words(words.split('/').flat_map(named_words).collect()),
    }
}

/// A word, or the words of the list that "@" names.
fn named_words(word: &str) -> Vec<String> {
    word.strip_prefix('@').map_or_else(|| vec![word.to_owned()], words)
}

/// The words of a list; none of one that is not in the file.
fn words(list: &str) -> Vec<String> {
    let of_list = lines(&WORDS).filter(|fields| fields[0] == list);
    let words = of_list.flat_map(|fields| fields.get(1).copied().unwrap_or_default().split_whitespace());
    words.map(str::to_owned).collect()
}

fn data(file: &str) -> impl Iterator<Item = &str> {
    file.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty())
}

fn lines(file: &str) -> impl Iterator<Item = Vec<&str>> {
    data(file).map(|line| line.split('\t').collect())
}

fn hash() -> String {
    let mut sha = Sha256::new();
    for file in [&VERBS, &PHRASES, &NOUNS, &CHAINS, &PLAIN, &WORDS] {
        sha.update(file.as_bytes());
    }
    sha.finalize().iter().fold(String::new(), |mut hash, byte| {
        write!(hash, "{byte:02x}").ok();
        hash
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_files_is_understood() {
        for (file, columns) in [(&VERBS, 8), (&PHRASES, 8), (&NOUNS, 8), (&CHAINS, 4)] {
            for fields in lines(file) {
                assert_eq!(fields.len(), columns, "{fields:?}");
                if columns == 8 {
                    assert!(EventKind::from_code(fields[2]).is_some(), "{fields:?}");
                    assert!(["directed", "reciprocal"].contains(&fields[4]), "{fields:?}");
                    assert!(fields[3].chars().all(|c| c.is_ascii_digit()), "{fields:?}");
                } else {
                    assert!(Effect::from_name(fields[2]).is_some(), "{fields:?}");
                    assert!(fields[1].split(' ').all(|name| Complement::from_name(name).is_some()));
                }
            }
        }
        let nouns = Lexicon::embedded().tables.rows.iter().filter(|row| row.name.starts_with("noun"));
        assert!(nouns.clone().all(|row| row.noun.is_some()));
        assert!(nouns.count() > 60);
    }

    #[test]
    fn every_list_that_is_named_has_words_and_every_list_is_named() {
        let lists: Vec<&str> = lines(&WORDS).map(|fields| fields[0]).collect();
        let mut named: Vec<&str> = Vec::new();
        for fields in [&VERBS, &PHRASES, &NOUNS].into_iter().flat_map(|table| lines(table)) {
            let in_frame = fields[1].split([' ', '/']).filter_map(|word| word.strip_prefix('@'));
            named.extend(in_frame.chain(fields[5].split_once("not @").map(|(_, list)| list)));
        }
        assert!(named.iter().all(|list| words(list).len() > 3), "{named:?}");
        assert!(lists.iter().all(|list| named.contains(list)), "{lists:?}");
    }

    #[test]
    fn forms_lead_to_frames() {
        let lexicon = Lexicon::embedded();
        assert!(
            lexicon.verb_forms("sought").iter().any(|(lemma, form)| lemma == "seek" && *form == Form::Past)
        );
        assert_eq!(lexicon.frames("accuse")[0].elements, [Element::Target]);
        assert_eq!(lexicon.effect("refuse", Complement::To), Some(Effect::Refuse));
        assert_eq!(lexicon.hash().len(), 64);
        assert!(lexicon.noun_rows("talk").is_empty() && !lexicon.noun_rows("talks").is_empty());
    }
}
