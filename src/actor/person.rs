//! Persons who act for a country, found from the article itself: an office with a country beside it
//! ("Eritrean President Yonas Tekle"), an apposition ("Yonas Tekle, Eritrea's president,"), and from
//! then on one of the person's names ("Tekle").
//!
//! No list of leaders is used. Known limits: a person whose country only the story tells is not
//! found; of two persons with one short name and different countries neither is.

use std::collections::{BTreeMap, BTreeSet};

use super::context::{Context, is_capitalised, is_one_of};
use super::gazetteer::Gazetteer;
use super::{ActorId, Mention, MentionKind, Role, title};
use crate::article::{Part, Span};
use crate::language::Token;

/// The mentions of persons. `named` are the mentions of names; `credits` the sentences that are
/// credit lines.
pub(super) fn find(
    gazetteer: &Gazetteer,
    part: Part,
    context: &Context<'_>,
    named: &[Mention],
    credits: &BTreeSet<usize>,
) -> Vec<Mention> {
    let reader = Reader { context, named };
    let sentences = || (0..context.document.sentences.len()).filter(|sentence| !credits.contains(sentence));
    let introductions: Vec<Introduction> =
        sentences().flat_map(|sentence| reader.introductions(sentence)).collect();
    let persons = Persons::new(context, &introductions);
    let mut mentions = Vec::new();
    for sentence in sentences() {
        for (span, person) in reader.occurrences(sentence, &persons) {
            mentions.push(Mention {
                part,
                span,
                sentence,
                kind: MentionKind::Leader,
                role: Role::Actor,
                actor: Some(person.actor.clone()),
                person: Some(person.name.clone()),
                candidates: Vec::new(),
                reason: format!(
                    "{} acts for {}: “{}”",
                    person.name,
                    gazetteer.label(&person.actor),
                    person.evidence
                ),
            });
        }
    }
    mentions
}

/// The words that tell for whom a person acts.
struct Introduction {
    name: Span,
    actor: ActorId,
    evidence: Span,
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
                let evidence = squeeze(introduction.evidence.of(context.text));
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

struct Reader<'a> {
    context: &'a Context<'a>,
    named: &'a [Mention],
}

impl<'a> Reader<'a> {
    fn words(&self, tokens: &[Token]) -> Vec<&'a str> {
        tokens.iter().map(|token| self.context.word(*token)).collect()
    }

    /// The actor mention that covers a token.
    fn mention_at(&self, token: Token) -> Option<&'a Mention> {
        let index = self.named.partition_point(|mention| mention.span.end <= token.span.start);
        self.named.get(index).filter(|mention| mention.span.overlaps(token.span))
    }

    fn introductions(&self, sentence: usize) -> Vec<Introduction> {
        let tokens = self.context.document.tokens_of(sentence);
        let words = self.words(tokens);
        if is_headline(&words) {
            return Vec::new();
        }
        (0..tokens.len())
            .filter(|index| title::is_head(words[*index]) && self.mention_at(tokens[*index]).is_none())
            .filter_map(|head| self.introduction(tokens, &words, head))
            .collect()
    }

    /// What the office at `head` tells.
    fn introduction(&self, tokens: &[Token], words: &[&str], head: usize) -> Option<Introduction> {
        let office = self.office(tokens, words, head)?;
        let (first, last) = (office.first, office.last);
        let (name, evidence) = if let Some(name) = self.name_after(tokens, words, last) {
            (name, tokens[first].span.start..name.end)
        } else {
            let name = self.name_before(tokens, words, first, last)?;
            (name, name.start..tokens[last].span.end)
        };
        Some(Introduction { name, actor: office.actor, evidence: Span::new(evidence.start, evidence.end) })
    }

    /// The office around a head with its country: "North Korean leader", "president of Kenya".
    fn office(&self, tokens: &[Token], words: &[&str], head: usize) -> Option<Office> {
        let mut first = head;
        while first > 0
            && title::is_modifier(words[first - 1])
            && self.mention_at(tokens[first - 1]).is_none()
        {
            first -= 1;
        }
        let office = self.office_after_country(tokens, words, first, head);
        let office = office.or_else(|| self.office_before_country(tokens, words, first, head))?;
        let before = office.first.checked_sub(1).map_or("", |index| words[index]);
        (before != "-" && !is_one_of(before, FORMER)).then_some(office)
    }

    /// "Kenyan president", "Kenya's president", "the country's president".
    fn office_after_country(
        &self,
        tokens: &[Token],
        words: &[&str],
        first: usize,
        head: usize,
    ) -> Option<Office> {
        let before = first.checked_sub(1)?;
        let possessive = is_possessive(words[before]);
        let country = if possessive { before.checked_sub(1)? } else { before };
        let last = self.end_of_office(tokens, words, head);
        if let Some(mention) = self.actor_at(tokens, country) {
            let first = self.first_token(tokens, country, mention);
            return Some(Office { first, last, actor: mention.actor.clone()? });
        }
        let stands_for_it = possessive && words[country].eq_ignore_ascii_case("country");
        let actor = if stands_for_it { self.country_before(tokens[country])? } else { return None };
        Some(Office { first: country, last, actor })
    }

    /// "president of the Russian Federation": the office goes on to the country.
    fn office_before_country(
        &self,
        tokens: &[Token],
        words: &[&str],
        first: usize,
        head: usize,
    ) -> Option<Office> {
        let mut at = head + 1;
        while at < words.len() && title::is_modifier(words[at]) && self.mention_at(tokens[at]).is_none() {
            at += 1;
        }
        let mention = self.actor_at(tokens, at).filter(|mention| mention.kind != MentionKind::Demonym)?;
        let last = tokens.iter().rposition(|token| mention.span.contains(token.span))?;
        let of = at > head + 1 && is_one_of(words[at - 1], &["of", "the"]);
        let owns = words.get(last + 1).is_some_and(|word| is_possessive(word));
        if of && !owns { Some(Office { first, last, actor: mention.actor.clone()? }) } else { None }
    }

    /// "Secretary" goes on with "of State", "minister" with "for foreign affairs".
    fn end_of_office(&self, tokens: &[Token], words: &[&str], head: usize) -> usize {
        let mut last = head;
        let goes_on = |at: usize| {
            words.get(at).is_some_and(|word| title::is_modifier(word) || title::is_head(word))
                && self.mention_at(tokens[at]).is_none()
        };
        while goes_on(last + 1) {
            last += 1;
        }
        last
    }

    fn actor_at(&self, tokens: &[Token], index: usize) -> Option<&'a Mention> {
        self.mention_at(*tokens.get(index)?).filter(|mention| {
            mention.acting().is_some() && !matches!(mention.kind, MentionKind::City | MentionKind::Group)
        })
    }

    fn first_token(&self, tokens: &[Token], index: usize, mention: &Mention) -> usize {
        tokens[..=index].iter().position(|token| mention.span.overlaps(token.span)).unwrap_or(index)
    }

    /// The country named last before a token, in its sentence: "the country's leader".
    fn country_before(&self, token: Token) -> Option<ActorId> {
        let sentence = self.context.sentence_at(token.span.start);
        self.named
            .iter()
            .rev()
            .filter(|mention| mention.sentence == sentence && mention.span.end <= token.span.start)
            .find(|mention| matches!(mention.kind, MentionKind::Name | MentionKind::Demonym))
            .and_then(|mention| mention.acting().cloned())
    }

    /// "leader Kim Jong Un", "counterpart, Jana Kovacova,".
    fn name_after(&self, tokens: &[Token], words: &[&str], last: usize) -> Option<Span> {
        if words.get(last + 1) == Some(&",") {
            let end = self.name_end(tokens, words, last + 2)?;
            let closed = words.get(end).is_none_or(|word| is_one_of(word, &[",", ".", ";", ")"]));
            // One word between commas is more often a place or the next of a list than a name.
            return (closed && end > last + 3)
                .then(|| Span::new(tokens[last + 2].span.start, tokens[end - 1].span.end));
        }
        let end = self.name_end(tokens, words, last + 1)?;
        Some(Span::new(tokens[last + 1].span.start, tokens[end - 1].span.end))
    }

    /// "Yonas Tekle, the Eritrean president,": the name before the comma before the office.
    fn name_before(&self, tokens: &[Token], words: &[&str], first: usize, last: usize) -> Option<Span> {
        let closed = words.get(last + 1).is_none_or(|word| is_one_of(word, &[",", ".", ";", ")"]));
        let mut comma = first.checked_sub(1)?;
        while is_one_of(words[comma], &["the", "a", "an"]) || title::is_modifier(words[comma]) {
            comma = comma.checked_sub(1)?;
        }
        if !closed || words[comma] != "," {
            return None;
        }
        let start = (comma.saturating_sub(6)..comma).find(|start| {
            self.name_end(tokens, words, *start) == Some(comma)
                && !start.checked_sub(1).is_some_and(|before| is_glue(words[before]))
        })?;
        (comma - start >= 2).then(|| Span::new(tokens[start].span.start, tokens[comma - 1].span.end))
    }

    /// One past the last token of the person's name that starts at a token.
    fn name_end(&self, tokens: &[Token], words: &[&str], start: usize) -> Option<usize> {
        if !self.is_name_word(tokens, words, start) {
            return None;
        }
        let mut end = start + 1;
        while end < words.len() && end < start + MOST_WORDS {
            let glued = words[end] == "-" && tokens[end - 1].span.end == tokens[end].span.start;
            if glued && words.get(end + 1).is_some_and(|word| word.starts_with(char::is_alphabetic)) {
                end += 2;
            } else if self.is_name_word(tokens, words, end) {
                end += 1;
            } else if is_particle(words[end]) && self.is_name_word(tokens, words, end + 1) {
                end += 2;
            } else {
                break;
            }
        }
        Some(end)
    }

    fn is_name_word(&self, tokens: &[Token], words: &[&str], index: usize) -> bool {
        let Some(word) = words.get(index) else { return false };
        let prefixed = is_particle(word) && words.get(index + 1) == Some(&"-");
        (is_capitalised(word) || prefixed)
            && !title::is_no_name(word)
            && !title::is_title_word(word)
            && self.mention_at(tokens[index]).is_none()
    }

    /// Where the persons stand in a sentence: in full, or by one word.
    fn occurrences<'p>(&self, sentence: usize, persons: &'p Persons) -> Vec<(Span, &'p Person)> {
        let tokens = self.context.document.tokens_of(sentence);
        let words = self.words(tokens);
        let mut found = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            let full = persons.all.iter().find(|person| starts_with(&words[at..], &person.words));
            let reach = full.map_or(1, |person| person.words.len());
            let free = tokens[at..at + reach].iter().all(|token| self.mention_at(*token).is_none());
            let alone = !self.is_part_of_name(tokens, &words, at, at + reach);
            if free && alone {
                let short = || persons.short.get(words[at]).map(|owner| &persons.all[*owner]);
                let person = full.filter(|person| person.words.len() > 1).or_else(short);
                found.extend(person.map(|person| {
                    (Span::new(tokens[at].span.start, tokens[at + reach - 1].span.end), person)
                }));
            }
            at += reach;
        }
        found
    }

    /// Whether the words from `start` to `end` are only a part of a longer name.
    fn is_part_of_name(&self, tokens: &[Token], words: &[&str], start: usize, end: usize) -> bool {
        let hyphen_after =
            words.get(end) == Some(&"-") && words.get(end + 1).is_some_and(|word| is_capitalised(word));
        let name_before = start.checked_sub(1).is_some_and(|before| {
            self.is_name_word(tokens, words, before)
                || words[before] == "-" && tokens[before].span.end == tokens[start].span.start
        });
        hyphen_after || name_before || self.is_name_word(tokens, words, end)
    }
}

/// An office with its country, as token numbers.
struct Office {
    first: usize,
    last: usize,
    actor: ActorId,
}

/// How many tokens a name may have.
const MOST_WORDS: usize = 6;

/// Words that say the office is no longer held.
const FORMER: &[&str] = &["former", "ex", "late", "ousted", "deposed", "exiled", "jailed", "then", "onetime"];

fn is_possessive(word: &str) -> bool {
    matches!(word, "'s" | "’s" | "'" | "’")
}

fn is_glue(word: &str) -> bool {
    word == "-" || is_particle(word)
}

fn is_particle(word: &str) -> bool {
    const PARTICLES: &[&str] = &[
        "al", "el", "bin", "ibn", "bint", "abu", "de", "da", "do", "dos", "del", "della", "di", "du", "van",
        "von", "der", "den",
    ];
    PARTICLES.contains(&word)
}

/// Whether most words are capitalised and no full stop ends them: in such a line a verb can't be told
/// from a name.
fn is_headline(words: &[&str]) -> bool {
    let is_long = |word: &&&str| word.chars().filter(|c| c.is_alphabetic()).count() >= 4;
    let long = words.iter().filter(is_long).count();
    let capitals = words.iter().filter(is_long).filter(|word| is_capitalised(word)).count();
    let stopped = words.last().is_some_and(|word| !word.contains(char::is_alphanumeric));
    !stopped && long >= 5 && capitals * 10 >= long * 8
}

fn starts_with(words: &[&str], name: &[String]) -> bool {
    words.len() >= name.len() && words.iter().zip(name).all(|(word, name)| word == name)
}
