//! Where the subject of a verb stands.
//!
//! Known to miss: subjects behind their verb, and a second subject that stands before "and" in a
//! clause that follows an object ("criticised B and C and D said": only D is the new subject).

use std::ops::Range;

use super::Lexicon;
use super::clause::{Predicate, Subject, before};
use super::lexicon::Complement;
use super::words::{Tag, Word};

/// The noun phrase that ends before a word: the antecedent of "who", or of a participle.
pub(super) fn antecedent(words: &[Word<'_>], end: usize) -> Range<usize> {
    let mut end = end;
    while end > 0 && matches!(words[end - 1].tag, Tag::Comma | Tag::Adverb) {
        end -= 1;
    }
    let mut start = end;
    while start > 0 {
        let of = words[start - 1].lower == "of" && start < end;
        if !(words[start - 1].is_nominal() || of) {
            break;
        }
        start -= 1;
    }
    start..end
}

/// The subject before a verb, from the start of its clause; `None` where the verb has none of its own.
pub(super) fn before_verb(
    words: &[Word<'_>],
    end: usize,
    earlier: &[Predicate],
    lexicon: &Lexicon,
) -> Option<Range<usize>> {
    let mut start = clause_start(words, end);
    // "Has Chad attacked Niger?"
    let asks = start == 1 && words[0].tag != Tag::Verb;
    let behind_verb = start > 0 && words[start - 1].is_verbal() && !asks;
    let turns = words[start..end].iter().any(|word| word.lower == "but");
    if behind_verb && (turns || !opens_speech(words, start - 1, lexicon)) {
        start = behind_joint(words, start, end, earlier)?;
    }
    // "Since the founding of the league, Chad has": no clause of its own, for it has no verb.
    let opened = start > 0 && words[start - 1].tag == Tag::Subordinator && words[start - 1].lower != "that";
    if opened && let Some(comma) = (start..end).find(|&place| words[place].tag == Tag::Comma) {
        start = comma + 1;
    }
    let start = strip(words, start, end);
    (start < end).then_some(start..end)
}

/// The word behind the last one that can't belong to the subject.
pub(super) fn clause_start(words: &[Word<'_>], end: usize) -> usize {
    let mut start = end;
    while start > 0 {
        let word = &words[start - 1];
        let opens_clause = start > 1 && word.is(&["after", "before", "until"]);
        let infinitive = word.tag == Tag::To && words.get(start).is_some_and(Word::is_verbal);
        let stops = word.is_verbal()
            || opens_clause
            || infinitive
            || matches!(word.tag, Tag::Subordinator | Tag::Relative | Tag::Break | Tag::Quote);
        if stops {
            break;
        }
        start -= 1;
    }
    start
}

fn opens_speech(words: &[Word<'_>], head: usize, lexicon: &Lexicon) -> bool {
    words[head].forms.iter().any(|(lemma, _)| lexicon.effect(lemma, Complement::That).is_some())
}

/// Behind the object of the verb before: where "and", "but" or a comma opens the new clause.
fn behind_joint(words: &[Word<'_>], start: usize, end: usize, earlier: &[Predicate]) -> Option<usize> {
    debug_assert!(!earlier.is_empty() || start == 0 || words[start - 1].is_verbal());
    let joins = |place: &usize| words[*place].tag == Tag::Conjunction;
    let behind_comma = |place: &usize| *place > 0 && words[place - 1].tag == Tag::Comma;
    (start..end)
        .rev()
        .find(|place| joins(place) && behind_comma(place))
        .or_else(|| (start..end).rev().find(joins))
        .or_else(|| (start..end).rev().find(|&place| words[place].tag == Tag::Comma))
        .map(|place| place + 1)
}

/// The start of the noun phrase behind joining words, adverbs and prepositional phrases: "On Tuesday
/// Egypt", "In London, Nasser".
fn strip(words: &[Word<'_>], start: usize, end: usize) -> usize {
    let mut start = start;
    while start < end {
        match words[start].tag {
            Tag::Conjunction | Tag::Comma | Tag::Adverb | Tag::Time | Tag::Not => start += 1,
            Tag::Preposition | Tag::To => start = behind_prepositional(words, start, end),
            _ if words[start].mention.is_some_and(|m| m.role != crate::actor::Role::Actor) => start += 1,
            _ => break,
        }
    }
    start
}

fn behind_prepositional(words: &[Word<'_>], start: usize, end: usize) -> usize {
    if let Some(comma) = (start..end).find(|&place| words[place].tag == Tag::Comma) {
        // "In Mali, Niger and Chad, ministers": a list goes on to its last comma.
        return comma + 1;
    }
    let mut place = start + 1;
    let mut filled = false;
    while place < end {
        let word = &words[place];
        let opens = word.tag == Tag::Name || word.tag == Tag::Determiner || word.capital;
        if filled
            && opens
            && words[place - 1].tag != Tag::Preposition
            && !(word.capital && words[place - 1].capital && word.tag != Tag::Name)
        {
            return place;
        }
        filled |= matches!(word.tag, Tag::Noun | Tag::Name | Tag::Number | Tag::Time);
        place += 1;
    }
    end
}

/// The subject where a comma stands before the verb: "Nigeria, the most populous country, warned".
pub(super) fn around_apposition(words: &[Word<'_>], comma: usize) -> Subject {
    let commas = (0..comma).rev().filter(|&place| words[place].tag == Tag::Comma);
    for place in commas {
        let start = clause_start(words, place);
        if start > 0 && words[start - 1].tag == Tag::Relative {
            continue;
        }
        let start = strip(words, start, place);
        if start < place {
            return Subject::Words(start..place);
        }
    }
    match before(words, comma) {
        Some(place) if words[place].is_nominal() => Subject::Words(antecedent(words, comma)),
        _ => Subject::Unknown,
    }
}
