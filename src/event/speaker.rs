//! Who says what a sentence tells: "officials said", "according to the ministry".
//!
//! Known to miss: speakers named in another sentence than the words they say.

use super::clause::Subject;
use super::frame::Scene;
use super::lexicon::{Complement, Effect};
use super::phrase::{Party, Side};
use super::words::{Tag, Word};
use crate::article::Span;

/// A verb of saying with its subject.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Speaker {
    /// As in the text.
    pub name: String,
    /// The actors for whom it speaks.
    pub parties: Vec<Party>,
}

/// The longest name that is kept.
const LONGEST: usize = 80;

/// Who says the content of a verb of saying.
pub(super) fn of_verb(scene: &Scene<'_>, text: &str, predicate: usize) -> Option<Speaker> {
    let parties = scene.subject(predicate, Side::Source);
    let mut holder = predicate;
    while let Subject::Same(other) = &scene.predicates[holder].subject
        && *other < holder
    {
        holder = *other;
    }
    let Subject::Words(range) = &scene.predicates[holder].subject else { return None };
    let words = &scene.words[range.clone()];
    let name = name(words, text)?;
    Some(Speaker { name, parties })
}

/// Who says the whole sentence, at its end or start: ", Chad said", "according to the ministry".
pub(super) fn of_sentence(scene: &Scene<'_>, text: &str) -> Option<Speaker> {
    according_to(scene, text).or_else(|| at_the_end(scene, text))
}

fn according_to(scene: &Scene<'_>, text: &str) -> Option<Speaker> {
    let place =
        scene.words.windows(2).position(|pair| pair[0].lower == "according" && pair[1].lower == "to")?;
    let start = place + 2;
    let end = (start..scene.words.len())
        .find(|&place| !(scene.words[place].is_nominal() || scene.words[place].lower == "of"))
        .unwrap_or(scene.words.len());
    let name = name(&scene.words[start..end], text)?;
    let parties = super::phrase::read(scene.words, start, end, Side::Source, scene.lexicon).parties;
    Some(Speaker { name, parties })
}

/// A verb of saying behind a comma, with nothing said behind it.
fn at_the_end(scene: &Scene<'_>, text: &str) -> Option<Speaker> {
    let last = scene.predicates.len().checked_sub(1)?;
    let predicate = &scene.predicates[last];
    let head = &scene.words[predicate.head];
    let says = head
        .forms
        .iter()
        .any(|(lemma, _)| scene.lexicon.effect(lemma, Complement::That) == Some(Effect::Say));
    let Subject::Words(range) = &predicate.subject else { return None };
    let behind_comma = range.start > 0 && scene.words[range.start - 1].tag == Tag::Comma;
    let rest = scene.words.len() - predicate.head - 1;
    if !(says && behind_comma && last > 0 && rest <= 6) {
        return None;
    }
    of_verb(scene, text, last)
}

fn name(words: &[Word<'_>], text: &str) -> Option<String> {
    let (first, last) = (words.first()?, words.last()?);
    let name = Span::new(first.span.start, last.span.end).of(text).trim();
    (!name.is_empty() && name.chars().count() <= LONGEST).then(|| name.to_owned())
}
