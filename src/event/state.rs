//! States of relation: "A, B's ally", "A and its ally B", "Norway, Malawi's largest source of aid".
//!
//! The rows are those of `nouns.tsv` with the frame "A be B's N". Known to miss: "its" whose owner
//! stands in another clause, and more than one partner.

use super::frame::Scene;
use super::lexicon::{NounFrame, Row};
use super::phrase::{self, Party, Side};
use super::words::{Tag, Word};

/// A state of relation that was found: `of` is what `who` is to it.
#[derive(Debug)]
pub(super) struct FoundState {
    pub row: &'static Row,
    pub noun: usize,
    pub who: Party,
    pub of: Party,
}

/// All states of relation in a sentence.
pub(super) fn find(scene: &Scene<'_>) -> Vec<FoundState> {
    let mut found = Vec::new();
    for (noun, word) in scene.words.iter().enumerate().filter(|(_, word)| word.tag == Tag::Noun) {
        for &row in scene.lexicon.noun_rows(&word.lower) {
            let row = scene.lexicon.row(row);
            let Some(NounFrame::Role(tail)) = &row.noun else { continue };
            if scene.fit(tail, noun + 1).is_none() {
                continue;
            }
            if let Some((who, of)) = partners(scene, noun, tail.is_empty())
                && who.actor != of.actor
            {
                found.push(FoundState { row, noun, who, of });
            }
        }
    }
    found
}

/// Who is what to whom, from the words around the noun.
fn partners(scene: &Scene<'_>, noun: usize, bare: bool) -> Option<(Party, Party)> {
    let words = scene.words;
    let mut start = noun;
    while start > 0 && words[start - 1].is_nominal() {
        start -= 1;
    }
    let of = owner(words, start, noun)?;
    let who = named_before(words, start).filter(|who| who.actor != of.actor);
    let who = match who {
        Some(who) => who,
        None if bare => named_behind(scene, noun)?,
        None => return None,
    };
    Some((who, of))
}

/// The owner: "B's", or "its" where B stands before "and".
fn owner(words: &[Word<'_>], start: usize, noun: usize) -> Option<Party> {
    let own = &words[start..noun];
    for (place, word) in own.iter().enumerate() {
        let possessive = own.get(place + 1).is_some_and(|next| next.tag == Tag::Possessive);
        if let Some(actor) = word.acting().filter(|_| possessive || word.lower == "its") {
            return Some(Party { actor: actor.clone(), span: word.span, crowd: false });
        }
    }
    let its = own.iter().position(|word| word.lower == "its")?;
    let place = start + its;
    let joined = place >= 2 && words[place - 1].is(&["and"]);
    if !joined {
        return None;
    }
    party(&words[place - 2])
}

/// "A, B's ally": the name before the comma.
fn named_before(words: &[Word<'_>], start: usize) -> Option<Party> {
    let comma = start.checked_sub(1).filter(|&comma| words[comma].tag == Tag::Comma)?;
    party(words.get(comma.checked_sub(1)?)?)
}

/// "B's ally, A" and "its ally A": the name behind the noun.
fn named_behind(scene: &Scene<'_>, noun: usize) -> Option<Party> {
    let mut place = noun + 1;
    if scene.words.get(place).is_some_and(|word| word.tag == Tag::Comma) {
        place += 1;
    }
    while scene.words.get(place).is_some_and(|word| word.lower == "the") {
        place += 1;
    }
    scene.words.get(place).filter(|word| word.acting().is_some())?;
    let phrase = phrase::read(scene.words, place, place + 1, Side::Target, scene.lexicon);
    phrase.parties.into_iter().next()
}

fn party(word: &Word<'_>) -> Option<Party> {
    word.acting().map(|actor| Party { actor: actor.clone(), span: word.span, crowd: false })
}
