//! Verbs with their subjects and objects: finds the frames of `verbs.tsv` and `phrases.tsv`.
//!
//! Reads active verbs, passives with "by", and verbs without object whose subjects are several ("Ghana
//! and Togo signed a treaty"). A passive without an agent gives nothing. Known to miss: objects before
//! their verb ("the ship that Iran seized") and frames whose object is more than ten words away.

use std::ops::Range;

use super::Lexicon;
use super::clause::{Hold, Predicate, Shape, Subject};
use super::lexicon::{Effect, Element, MISSILES, PEOPLE, Row, SOLDIERS, VerbFrame};
use super::phrase::{self, FORCES, Party, Side};
use super::words::{Tag, Word};
use crate::event::forms::is_noun_form;

/// A sentence with all that was found out about it before its events.
pub(super) struct Scene<'a> {
    pub words: &'a [Word<'a>],
    pub predicates: &'a [Predicate],
    pub lexicon: &'a Lexicon,
    /// The subject of the sentence before, for "It" at the start.
    pub before: &'a [Party],
}

/// A frame that was found.
#[derive(Debug)]
pub(super) struct Found {
    pub row: &'static Row,
    pub sources: Vec<Party>,
    /// Empty for a verb whose subjects act on one another.
    pub targets: Vec<Party>,
    pub cues: Vec<usize>,
}

/// How many words a `*` can stand for.
const LONGEST_GAP: usize = 14;

impl Scene<'_> {
    /// The parties that a verb has for subject.
    pub fn subject(&self, predicate: usize, side: Side) -> Vec<Party> {
        match &self.predicates[predicate].subject {
            Subject::Unknown => Vec::new(),
            // One is "it" or "she", several are "they".
            Subject::Before { several } if (self.before.len() > 1) == *several => self.before.to_vec(),
            Subject::Before { .. } => Vec::new(),
            Subject::Same(other) if *other < predicate => self.subject(*other, side),
            Subject::ObjectOf(other) if *other < predicate => self.object(*other),
            Subject::Same(_) | Subject::ObjectOf(_) => Vec::new(),
            Subject::Words(range) => {
                let parties = phrase::read(self.words, range.start, range.end, side, self.lexicon).parties;
                if parties.is_empty() { self.own_forces(predicate, range, side) } else { parties }
            }
        }
    }

    /// "denied that its army had": the owner is the subject of the verb above.
    fn own_forces(&self, predicate: usize, range: &Range<usize>, side: Side) -> Vec<Party> {
        let own = self.words[range.start].is(&["its", "their", "his", "her"]);
        let forces = self.words[range.clone()].iter().any(|word| phrase::is_official(word));
        match self.predicates[predicate].governor {
            Some(over) if own && forces && over.predicate < predicate => self.subject(over.predicate, side),
            // "Its foreign minister" at the start of a sentence.
            None if own && forces && predicate == 0 && self.before.len() == 1 => self.before.to_vec(),
            _ => Vec::new(),
        }
    }

    /// The parties that a verb has for direct object.
    fn object(&self, predicate: usize) -> Vec<Party> {
        let Predicate { head, passive, .. } = &self.predicates[predicate];
        if *passive {
            return self.subject(predicate, Side::Target);
        }
        let start = self.skip_adverbs(head + 1);
        phrase::read(self.words, start, self.words.len(), Side::Target, self.lexicon).parties
    }

    /// The first frame of a verb that fits.
    pub fn find(&self, predicate: usize) -> Option<Found> {
        let head = &self.words[self.predicates[predicate].head];
        let lemmas: Vec<&str> = match head.tag {
            Tag::Be => vec!["be"],
            Tag::Have => vec!["have"],
            _ => head.forms.iter().map(|(lemma, _)| lemma.as_str()).collect(),
        };
        let frames = lemmas.iter().flat_map(|lemma| self.lexicon.frames(lemma));
        let mut frames = frames.filter(|frame| self.can_fit(predicate, self.lexicon.row(frame.row)));
        let found = if self.predicates[predicate].passive {
            frames.find_map(|frame| self.passive(predicate, frame))
        } else {
            let sources = self.subject(predicate, Side::Source);
            if sources.is_empty() {
                return None;
            }
            frames.find_map(|frame| self.active(predicate, frame, &sources))
        };
        let found = found.or_else(|| self.governed(predicate));
        found.filter(|found| found.sources.iter().any(|party| acts(party, found.row)))
    }

    /// Whether a row can be told without a tree: soldiers must stand before the verb.
    fn can_fit(&self, predicate: usize, row: &Row) -> bool {
        let start = self.predicates[predicate].start;
        let force = |word: &Word<'_>| FORCES.contains(&word.lower.strip_suffix('s').unwrap_or(&word.lower));
        let forces = || start > 0 && force(&self.words[start - 1]);
        row.note != PEOPLE && !row.note.starts_with(MISSILES) && (!row.note.starts_with(SOLDIERS) || forces())
    }

    /// "refused to admit a Kenyan envoy": the governing verb tells enough, whatever the verb under it.
    fn governed(&self, predicate: usize) -> Option<Found> {
        let verb = &self.predicates[predicate];
        let over =
            verb.governor.filter(|over| verb.shape == Shape::Infinitive && over.predicate < predicate)?;
        if over.effect != Hold::Chain(Effect::Refuse) || verb.passive {
            return None;
        }
        let governing = self.predicates[over.predicate].head;
        let (frame, _) = self.words[governing]
            .forms
            .iter()
            .flat_map(|(lemma, _)| self.lexicon.frames(lemma))
            .map(|frame| (frame, self.lexicon.row(frame.row)))
            .find(|(_, row)| row.kind == super::EventKind::Reject)?;
        let (targets, _, _) = self.fit(&[Element::Target], verb.head + 1)?;
        let sources = self.subject(predicate, Side::Source);
        let cues = vec![governing, verb.head];
        (!sources.is_empty()).then(|| Found { row: self.lexicon.row(frame.row), sources, targets, cues })
    }

    fn active(&self, predicate: usize, frame: &VerbFrame, sources: &[Party]) -> Option<Found> {
        let row = self.lexicon.row(frame.row);
        let head = self.predicates[predicate].head;
        let behind = &self.words[head + 1..];
        let objects = behind.iter().skip(1).take_while(|word| word.tag != Tag::Preposition);
        let mut objects = behind.first().into_iter().chain(objects.take(LONGEST_GAP));
        if objects.any(|word| row.not.iter().any(|other| is_noun_form(&word.lower, other))) {
            return None;
        }
        let (targets, mut cues, _) = self.fit(&frame.elements, head + 1)?;
        if targets.is_empty()
            && (sources.len() < 2 || !row.reciprocal && !fights(row) || self.has_object(frame, head))
        {
            return None;
        }
        // "received aid from B" is no visit of B.
        let from = |party: &Party| {
            self.words.iter().any(|word| {
                word.lower == "from"
                    && (self.words[head].span.end..party.span.start).contains(&word.span.start)
            })
        };
        if row.cameo == "043" && targets.first().is_some_and(from) {
            return None;
        }
        let sources: Vec<Party> = sources.iter().filter(|party| acts(party, row)).cloned().collect();
        cues.insert(0, head);
        Some(Found { row, sources, targets, cues })
    }

    /// Whether a verb that needs no object has one all the same: "met the press".
    fn has_object(&self, frame: &VerbFrame, head: usize) -> bool {
        let next = self.words.get(self.skip_adverbs(head + 1));
        frame.elements.is_empty() && next.is_some_and(|word| word.is_nominal() || word.tag == Tag::Pronoun)
    }

    /// "T was V-ed by S"
    fn passive(&self, predicate: usize, frame: &VerbFrame) -> Option<Found> {
        if frame.elements.first() != Some(&Element::Target) {
            return None;
        }
        let targets = self.subject(predicate, Side::Target);
        if targets.is_empty() {
            return None;
        }
        let head = self.predicates[predicate].head;
        let by = (head + 1..self.words.len().min(head + 8))
            .take_while(|&place| !self.words[place].is_verbal() && self.words[place].tag != Tag::Break)
            .find(|&place| self.words[place].lower == "by")?;
        let agents = phrase::read(self.words, by + 1, self.words.len(), Side::Source, self.lexicon);
        (!agents.parties.is_empty()).then(|| Found {
            row: self.lexicon.row(frame.row),
            sources: agents.parties,
            targets,
            cues: vec![head],
        })
    }

    /// Fits the elements of a frame to the words from a place on.
    pub fn fit(&self, elements: &[Element], start: usize) -> Option<(Vec<Party>, Vec<usize>, usize)> {
        let Some((first, rest)) = elements.split_first() else {
            return Some((Vec::new(), Vec::new(), start));
        };
        match first {
            Element::Target => {
                let start = self.skip_adverbs(start);
                let phrase = phrase::read(self.words, start, self.words.len(), Side::Target, self.lexicon);
                if phrase.parties.is_empty() {
                    return None;
                }
                // "burned a Turkish flag": the word belongs to the phrase that names the target.
                let head = phrase.end.checked_sub(1).filter(|_| matches!(rest, [Element::Words(_)]));
                let behind = self.fit(rest, phrase.end).or_else(|| {
                    head.filter(|_| self.words[start..phrase.end].len() > 1)
                        .and_then(|head| self.fit(rest, head))
                });
                let (mut targets, cues, end) = behind?;
                targets.splice(0..0, phrase.parties);
                Some((targets, cues, end))
            }
            Element::Words(words) => {
                let fits = |place: &usize| {
                    let word = self.words.get(*place).filter(|_| !self.is_day(*place));
                    word.is_some_and(|word| words.iter().any(|wanted| is_noun_form(&word.lower, wanted)))
                };
                // Some words of frames are adverbs themselves: "struck back at".
                let place = [start, self.skip_adverbs(start)].into_iter().find(fits)?;
                let (targets, mut cues, end) = self.fit(rest, place + 1)?;
                cues.insert(0, place);
                Some((targets, cues, end))
            }
            Element::Gap => self.gap(rest, start),
        }
    }

    fn gap(&self, rest: &[Element], start: usize) -> Option<(Vec<Party>, Vec<usize>, usize)> {
        for place in start..self.words.len().min(start + LONGEST_GAP) {
            let inside =
                place > start && self.words[place - 1].is_nominal() && self.words[place].is_nominal();
            let opens = !(inside && rest.first() == Some(&Element::Target));
            if opens && let Some(fit) = self.fit(rest, place) {
                return Some(fit);
            }
            let word = &self.words[place];
            let stops = word.is_verbal()
                || word.is(&["after", "before", "during", "since", "until", "amid", "despite"])
                || matches!(
                    word.tag,
                    Tag::Subordinator | Tag::Relative | Tag::Break | Tag::Quote | Tag::Comma
                );
            if stops {
                return None;
            }
        }
        None
    }

    fn skip_adverbs(&self, start: usize) -> usize {
        let mut place = start;
        while let Some(word) = self.words.get(place) {
            let next = self.words.get(place + 1);
            let pair =
                |one: &str, other: &[&str]| word.lower == one && next.is_some_and(|next| next.is(other));
            if matches!(word.tag, Tag::Adverb | Tag::Time | Tag::Not)
                || word.is(&["about", "around", "imposed"])
            {
                place += 1;
            } else if self.is_day(place)
                || pair("at", &["least", "most"])
                || pair("more", &["than"])
                || pair("up", &["to"])
            {
                place += 2;
            } else {
                break;
            }
        }
        place
    }

    /// "on Friday"
    fn is_day(&self, place: usize) -> bool {
        self.words[place].lower == "on" && self.words.get(place + 1).is_some_and(|next| next.tag == Tag::Time)
    }

    /// The last finite verb before a word, or else the first behind it.
    pub fn verb_over(&self, place: usize) -> Option<usize> {
        let finite = |p: &usize| self.predicates[*p].shape == Shape::Finite;
        (0..self.predicates.len()).rev().filter(finite).find(|&p| self.predicates[p].head < place)
    }
}

/// "Honduras and El Salvador fought": force between several subjects holds both ways.
fn fights(row: &Row) -> bool {
    row.kind == super::EventKind::Assault
}

/// People in the street protest; they do nothing else for a state.
fn acts(party: &Party, row: &Row) -> bool {
    !party.crowd || row.kind == super::EventKind::Protest
}
