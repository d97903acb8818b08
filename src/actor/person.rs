//! Persons who act for a country, found from the article itself: an office with a country beside it
//! ("Eritrean President Yonas Tekle"), an apposition ("Yonas Tekle, Eritrea's president,"), and from
//! then on one of the person's names ("Tekle").
//!
//! The table of leaders comes after what the article says, see [`super::leader`]. Known limits: a person
//! whose country only the story tells is not found; of two persons with one short name and different countries neither is.

use std::collections::{BTreeMap, BTreeSet};

use super::context::{Context, is_capitalised, is_one_of};
use super::office::{Introduction, Reader};
use super::search::Search;
use super::{ActorId, Mention, MentionKind, bridge, home, leader, title};
use crate::article::Span;
use crate::language::Token;

/// The mentions of persons. `named` are the mentions of names.
pub(super) fn find(search: &Search<'_>, named: &[Mention]) -> Vec<Mention> {
    let Search { gazetteer, context, .. } = *search;
    let reader = Reader { context, named };
    let mut introductions: Vec<Introduction> =
        search.sentences().flat_map(|sentence| reader.introductions(sentence)).collect();
    introductions.extend(bridge::find(&reader, &introductions));
    introductions.extend(leader::find(gazetteer, &reader, &introductions));
    introductions.extend(home::find(gazetteer, &reader, &introductions));
    let persons = Persons::new(context, &introductions);
    let mut mentions = Vec::new();
    for sentence in search.sentences() {
        for (span, person) in occurrences(&reader, sentence, &persons) {
            let label = gazetteer.label(&person.actor);
            let reason = format!("{} acts for {label}: {}", person.name, person.evidence);
            mentions.push(Mention {
                person: Some(person.name.clone()),
                ..search.mention(span, sentence, MentionKind::Leader, &person.actor, reason)
            });
        }
    }
    mentions
}

/// A person with a known actor.
struct Person {
    name: String,
    words: Vec<String>,
    actor: ActorId,
    evidence: String,
}

/// All persons of an article, and who is meant by one word of a name.
struct Persons {
    /// Longest name first, so that a full name is not read as a short one.
    all: Vec<Person>,
    short: BTreeMap<String, usize>,
}

impl Persons {
    fn new(context: &Context<'_>, introductions: &[Introduction]) -> Self {
        let mut actors: BTreeMap<String, BTreeSet<ActorId>> = BTreeMap::new();
        let mut all: Vec<Person> = Vec::new();
        for introduction in introductions {
            let words = words_of(context, introduction.name);
            let name = squeeze(introduction.name.of(context.text));
            actors.entry(name.clone()).or_default().insert(introduction.actor.clone());
            if all.iter().all(|person| person.name != name) {
                let evidence = squeeze(&introduction.evidence);
                all.push(Person { name, words, actor: introduction.actor.clone(), evidence });
            }
        }
        // One full name, two countries: nobody knows.
        all.retain(|person| actors[&person.name].len() == 1);
        all.sort_by_key(|person| std::cmp::Reverse(person.words.len()));
        let short = short_names(&all);
        Self { all, short }
    }
}

/// One-word names that lead to one actor only, with the person of the longest name.
fn short_names(persons: &[Person]) -> BTreeMap<String, usize> {
    let mut owners: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, person) in persons.iter().enumerate() {
        let (first, last) = (person.words.first(), person.words.last());
        for word in [first, last].into_iter().flatten().filter(|word| is_short_name(word)) {
            owners.entry(word.clone()).or_default().push(index);
        }
    }
    owners.retain(|_, owners| owners.iter().all(|owner| persons[*owner].actor == persons[owners[0]].actor));
    owners.into_iter().map(|(word, owners)| (word, owners[0])).collect()
}

fn is_short_name(word: &str) -> bool {
    let length = word.chars().filter(|c| c.is_alphabetic()).count();
    is_capitalised(word)
        && !title::is_no_name(word)
        && !word.ends_with('.')
        && (length >= 3 || (length == 2 && !is_one_of(word, TWO_LETTER_WORDS)))
}

/// English words of two letters: no short name of a person.
const TWO_LETTER_WORDS: &[&str] = &["am", "be", "go", "me", "my", "up", "us", "un", "eu", "uk", "al", "el"];

fn words_of(context: &Context<'_>, span: Span) -> Vec<String> {
    let tokens = &context.document.tokens_of(context.sentence_at(span.start));
    tokens
        .iter()
        .filter(|token| span.contains(token.span))
        .map(|token| context.word(*token).to_owned())
        .collect()
}

/// White space run together, for showing.
fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where the persons stand in a sentence: in full, or by one word.
fn occurrences<'p>(reader: &Reader<'_>, sentence: usize, persons: &'p Persons) -> Vec<(Span, &'p Person)> {
    let tokens = reader.context.document.tokens_of(sentence);
    let words = reader.words(tokens);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let full = persons.all.iter().find(|person| starts_with(&words[at..], &person.words));
        let reach = full.map_or(1, |person| person.words.len());
        let free = tokens[at..at + reach].iter().all(|token| reader.mention_at(*token).is_none());
        let alone = !is_part_of_name(reader, tokens, &words, at, at + reach);
        if free && alone {
            let short = || persons.short.get(words[at]).map(|owner| &persons.all[*owner]);
            let person = full.filter(|person| person.words.len() > 1).or_else(short);
            found.extend(
                person.map(|person| {
                    (Span::new(tokens[at].span.start, tokens[at + reach - 1].span.end), person)
                }),
            );
        }
        at += reach;
    }
    found
}

/// Whether the words from `start` to `end` are only a part of a longer name.
fn is_part_of_name(reader: &Reader<'_>, tokens: &[Token], words: &[&str], start: usize, end: usize) -> bool {
    let hyphen_after =
        words.get(end) == Some(&"-") && words.get(end + 1).is_some_and(|word| is_capitalised(word));
    let name_before = start.checked_sub(1).is_some_and(|before| {
        reader.is_name_word(tokens, words, before)
            || words[before] == "-" && tokens[before].span.end == tokens[start].span.start
    });
    hyphen_after || name_before || reader.is_name_word(tokens, words, end)
}

fn starts_with(words: &[&str], name: &[String]) -> bool {
    words.len() >= name.len() && words.iter().zip(name).all(|(word, name)| word == name)
}
