//! Cuts a sentence into its verbs: for each the subject, the form, and the verb that governs it.
//!
//! Read: subordinate and relative clauses, shared subjects ("and has accused"), appositions between
//! subject and verb, infinitives and participles under another verb, reported speech with and without
//! "that". Known to miss: inversion, questions but for the simplest, and clauses whose verb stands in
//! no file of the lexicon.

use std::ops::Range;

use super::Lexicon;
use super::Modality;
use super::forms::Form;
use super::lexicon::{Complement, Effect};
use super::words::{Tag, Word};
use super::{modality, negation, subject};

/// One verb of a sentence with its helpers.
#[derive(Debug)]
pub(super) struct Predicate {
    /// The first word of the group: "has" of "has also accused".
    pub start: usize,
    /// The verb itself.
    pub head: usize,
    pub shape: Shape,
    pub passive: bool,
    pub negated: bool,
    pub modality: Modality,
    pub subject: Subject,
    pub governor: Option<Governor>,
    /// The words of its clause.
    pub clause: Range<usize>,
}

/// The form of a verb group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Finite,
    Infinitive,
    Gerund,
    /// "seized by"
    Reduced,
}

/// Where the subject of a verb stands. Numbers are of earlier predicates only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    Unknown,
    /// Words of the sentence.
    Words(Range<usize>),
    /// That of another verb.
    Same(usize),
    /// The object of another verb: "accused Chad of shelling".
    ObjectOf(usize),
    /// "It" and "they" at the start of a sentence: that of the sentence before.
    Before {
        several: bool,
    },
}

/// The verb that governs another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Governor {
    pub predicate: usize,
    pub effect: Hold,
}

/// What the governing verb makes of the governed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hold {
    /// As the lexicon has it.
    Chain(Effect),
    /// "accused B of": a claim of the accuser.
    Claim,
    /// "sent envoys to ask"
    Purpose,
}

/// All verbs of a sentence in order.
pub(super) fn predicates(words: &[Word<'_>], lexicon: &Lexicon) -> Vec<Predicate> {
    let mut predicates: Vec<Predicate> = Vec::new();
    for head in 0..words.len() {
        if words[head].is_verbal() && !is_helper(words, head) {
            let predicate = predicate(words, head, &predicates, lexicon);
            predicates.push(predicate);
        }
    }
    set_clauses(words, &mut predicates);
    predicates
}

/// The next word, adverbs left out.
fn after(words: &[Word<'_>], place: usize) -> Option<usize> {
    (place + 1..words.len()).find(|&p| !matches!(words[p].tag, Tag::Adverb | Tag::Not | Tag::Time))
}

/// The word before, adverbs left out.
pub(super) fn before(words: &[Word<'_>], place: usize) -> Option<usize> {
    (0..place).rev().find(|&p| !matches!(words[p].tag, Tag::Adverb | Tag::Not | Tag::Time))
}

fn is_helper(words: &[Word<'_>], place: usize) -> bool {
    if place == 0 && words[0].tag != Tag::Verb {
        return true;
    }
    let Some(next) = after(words, place).map(|next| &words[next]) else {
        return words[place].tag == Tag::Modal;
    };
    match words[place].tag {
        Tag::Modal => true,
        Tag::Do => matches!(next.tag, Tag::Verb | Tag::Have | Tag::Be),
        Tag::Have => next.tag == Tag::Be || next.tag == Tag::Verb && next.can_be(Form::Participle),
        Tag::Be => {
            next.lower == "being"
                || next.tag == Tag::Verb && (next.can_be(Form::Participle) || next.can_be(Form::Ing))
        }
        _ => false,
    }
}

fn predicate(words: &[Word<'_>], head: usize, earlier: &[Predicate], lexicon: &Lexicon) -> Predicate {
    let start = group_start(words, head);
    let group = &words[start..head];
    let be = group.iter().rev().find(|word| !matches!(word.tag, Tag::Adverb | Tag::Not));
    let behind_be = be.is_some_and(|word| word.tag == Tag::Be);
    let progressive = behind_be && words[head].can_be(Form::Ing);
    let shape = if group.iter().any(|word| word.tag == Tag::To) {
        Shape::Infinitive
    } else if words[head].can_be(Form::Ing) && !progressive {
        Shape::Gerund
    } else if is_reduced(words, start, head) {
        Shape::Reduced
    } else if is_bare_infinitive(words, start, head, earlier) {
        Shape::Infinitive
    } else {
        Shape::Finite
    };
    let passive =
        shape == Shape::Reduced || behind_be && !progressive && words[head].can_be(Form::Participle);
    let (subject, governor) = match shape {
        Shape::Finite => finite(words, start, earlier, lexicon),
        Shape::Infinitive => infinitive(words, start, earlier, lexicon),
        Shape::Gerund => gerund(words, start, earlier, lexicon),
        Shape::Reduced => (Subject::Words(subject::antecedent(words, start)), None),
    };
    Predicate {
        start,
        head,
        shape,
        passive,
        negated: negation::negates(words, start, head),
        modality: modality::of_group(words, start, head),
        subject,
        governor,
        clause: start..head + 1,
    }
}

/// The first helper of a verb group; "to" ends the walk, for what stands before it governs.
fn group_start(words: &[Word<'_>], head: usize) -> usize {
    let mut start = head;
    while start > 0 {
        match words[start - 1].tag {
            Tag::To => return start - 1,
            Tag::Adverb | Tag::Not | Tag::Be | Tag::Have | Tag::Do | Tag::Modal => start -= 1,
            _ => break,
        }
    }
    start
}

/// "a demand rejected by Chad"
fn is_reduced(words: &[Word<'_>], start: usize, head: usize) -> bool {
    start == head
        && words[head].can_be(Form::Participle)
        && words.get(head + 1).is_some_and(|next| next.lower == "by")
        && before(words, start).is_some_and(|p| words[p].is_nominal())
}

/// "to meet Chad and sign the treaty"
fn is_bare_infinitive(words: &[Word<'_>], start: usize, head: usize, earlier: &[Predicate]) -> bool {
    start == head
        && words[head].can_be(Form::Base)
        && before(words, start).is_some_and(|p| words[p].tag == Tag::Conjunction)
        && earlier.last().is_some_and(|last| {
            last.shape == Shape::Infinitive
                || words[last.start..last.head].iter().any(|w| w.tag == Tag::Modal)
        })
}

fn latest(earlier: &[Predicate], shape: Shape) -> Option<usize> {
    earlier.iter().rposition(|predicate| predicate.shape == shape)
}

type Bond = (Subject, Option<Governor>);

fn finite(words: &[Word<'_>], start: usize, earlier: &[Predicate], lexicon: &Lexicon) -> Bond {
    let previous = latest(earlier, Shape::Finite);
    let Some(place) = before(words, start) else { return (Subject::Unknown, None) };
    match words[place].tag {
        Tag::Conjunction => shared(previous, earlier),
        Tag::Relative if words[place].is(&["who", "which"]) => {
            (Subject::Words(subject::antecedent(words, place)), None)
        }
        Tag::Subordinator if words[place].lower == "that" => {
            (Subject::Words(subject::antecedent(words, place)), None)
        }
        Tag::Pronoun if words[place].is(&["it", "he", "she", "they"]) => {
            let several = words[place].lower == "they";
            let subject = previous.map_or(Subject::Before { several }, Subject::Same);
            (subject, said(words, place, earlier, lexicon))
        }
        Tag::Comma => (subject::around_apposition(words, place), None),
        _ => match subject::before_verb(words, place + 1, earlier, lexicon) {
            Some(range) => {
                let governor = said(words, range.start, earlier, lexicon);
                (Subject::Words(range), governor)
            }
            None if range_opens_relative(words, place) => (
                Subject::Words(subject::antecedent(words, subject::clause_start(words, place + 1) - 1)),
                None,
            ),
            None => shared(previous, earlier),
        },
    }
}

/// "which in August had warned"
fn range_opens_relative(words: &[Word<'_>], place: usize) -> bool {
    let start = subject::clause_start(words, place + 1);
    start > 0 && words[start - 1].is(&["who", "which"])
}

/// "and has accused": subject and governor of the verb before.
fn shared(previous: Option<usize>, earlier: &[Predicate]) -> Bond {
    match previous {
        Some(previous) => (Subject::Same(previous), earlier[previous].governor),
        None => (Subject::Unknown, None),
    }
}

/// The verb of saying whose content starts at a word.
fn said(words: &[Word<'_>], start: usize, earlier: &[Predicate], lexicon: &Lexicon) -> Option<Governor> {
    let predicate = earlier.len().checked_sub(1)?;
    let head = earlier[predicate].head;
    let between = &words[head + 1..start.max(head + 1)];
    let that = between.iter().any(|word| word.lower == "that");
    let direct = between.iter().all(|word| {
        matches!(
            word.tag,
            Tag::Adverb | Tag::Time | Tag::Quote | Tag::Conjunction | Tag::Comma | Tag::Determiner
        )
    });
    if !that && !direct {
        return None;
    }
    let effect = effect(words, head, Complement::That, lexicon)?;
    Some(Governor { predicate, effect: Hold::Chain(effect) })
}

fn effect(words: &[Word<'_>], head: usize, complement: Complement, lexicon: &Lexicon) -> Option<Effect> {
    words[head].forms.iter().find_map(|(lemma, _)| lexicon.effect(lemma, complement))
}

fn infinitive(words: &[Word<'_>], start: usize, earlier: &[Predicate], lexicon: &Lexicon) -> Bond {
    let (Some(place), Some(governor)) = (before(words, start), earlier.len().checked_sub(1)) else {
        return (Subject::Unknown, None);
    };
    if words[place].tag == Tag::Conjunction
        && let Some(other) = latest(earlier, Shape::Infinitive)
    {
        return (earlier[other].subject.clone(), earlier[other].governor);
    }
    let governed = |hold| (Subject::Same(governor), Some(Governor { predicate: governor, effect: hold }));
    let head = earlier[governor].head;
    if place == head {
        if words[head].tag == Tag::Be {
            return governed(Hold::Chain(Effect::Announce));
        }
        let found = effect(words, head, Complement::To, lexicon);
        let object = effect(words, head, Complement::Object, lexicon);
        let found =
            if earlier[governor].passive { found.or(object) } else { found.or(object.map(|_| Effect::Wish)) };
        return governed(found.map_or(Hold::Purpose, Hold::Chain));
    }
    if let Some(effect) = modality::before_infinitive(&words[place]) {
        let takes_back = words[head].forms.iter().any(|(lemma, _)| TAKING_BACK.contains(&lemma.as_str()));
        let effect = if takes_back { Effect::Stop } else { effect };
        return governed(Hold::Chain(effect));
    }
    if effect(words, head, Complement::Object, lexicon).is_some() {
        return governed(Hold::Chain(Effect::Other));
    }
    governed(Hold::Purpose)
}

fn gerund(words: &[Word<'_>], start: usize, earlier: &[Predicate], lexicon: &Lexicon) -> Bond {
    let Some(place) = before(words, start) else { return (Subject::Unknown, None) };
    let Some(governor) = earlier.len().checked_sub(1) else {
        return (Subject::Words(subject::antecedent(words, start)), None);
    };
    let head = earlier[governor].head;
    let by_subject = |effect| {
        (Subject::Same(governor), Some(Governor { predicate: governor, effect: Hold::Chain(effect) }))
    };
    match words[place].tag {
        Tag::Verb if place == head => {
            by_subject(effect(words, head, Complement::Ing, lexicon).unwrap_or(Effect::Other))
        }
        Tag::Conjunction => match latest(earlier, Shape::Gerund) {
            Some(other) => (earlier[other].subject.clone(), earlier[other].governor),
            None => (Subject::Unknown, None),
        },
        Tag::Comma => match latest(earlier, Shape::Finite) {
            Some(finite) => (Subject::Same(finite), earlier[finite].governor),
            None => (Subject::Unknown, None),
        },
        Tag::Name | Tag::Noun => (Subject::Words(subject::antecedent(words, start)), None),
        Tag::Preposition => match words[place].lower.as_str() {
            "of" | "for" if joins_charge(words, place, earlier) => {
                let other = latest(earlier, Shape::Gerund).unwrap_or(governor);
                (earlier[other].subject.clone(), earlier[other].governor)
            }
            "of" | "for" if blames(words, head) => {
                let effect = if words[head].forms.iter().any(|(lemma, _)| CLAIMING.contains(&lemma.as_str()))
                {
                    Hold::Claim
                } else {
                    Hold::Chain(Effect::Same)
                };
                (Subject::ObjectOf(governor), Some(Governor { predicate: governor, effect }))
            }
            "without" => by_subject(Effect::Undone),
            "by" | "in" | "after" | "before" | "despite" => by_subject(Effect::Same),
            "out" => by_subject(Effect::Refuse),
            _ => by_subject(Effect::Other),
        },
        Tag::Subordinator => by_subject(Effect::Same),
        _ => (Subject::Unknown, None),
    }
}

/// Verbs that undo a promise or a plan: "withdrew its offer to help".
pub(super) const TAKING_BACK: &[&str] =
    &["withdraw", "drop", "abandon", "cancel", "scrap", "retract", "suspend", "shelve", "renounce"];

/// "for buying arms and for recognising": the second deed of one charge.
fn joins_charge(words: &[Word<'_>], place: usize, earlier: &[Predicate]) -> bool {
    let charged =
        latest(earlier, Shape::Gerund).is_some_and(|p| matches!(earlier[p].subject, Subject::ObjectOf(_)));
    charged && place > 0 && words[place - 1].tag == Tag::Conjunction
}

/// Verbs that charge or thank another for a deed: what follows "of" and "for" is the other's.
fn blames(words: &[Word<'_>], head: usize) -> bool {
    words[head].forms.iter().any(|(lemma, _)| is_blaming(lemma))
}

/// Whether a verb of that lemma charges or thanks another for a deed.
pub(super) fn is_blaming(lemma: &str) -> bool {
    const OTHERS: &[&str] = &[
        "blame",
        "condemn",
        "criticise",
        "criticize",
        "denounce",
        "rebuke",
        "thank",
        "praise",
        "commend",
        "fault",
        "punish",
        "sanction",
        "expel",
        "slam",
        "sue",
        "charge",
        "congratulate",
        "applaud",
        "hail",
        "laud",
    ];
    is_claiming(lemma) || OTHERS.contains(&lemma)
}

/// Whether what such a verb charges another with is no more than a claim.
pub(super) fn is_claiming(lemma: &str) -> bool {
    CLAIMING.contains(&lemma)
}

/// Verbs whose "of" is no more than a claim.
const CLAIMING: &[&str] = &["accuse", "suspect", "charge", "blame"];

/// The clause of each predicate: from the mark or joining word before its subject to that of the next
/// finite verb.
fn set_clauses(words: &[Word<'_>], predicates: &mut [Predicate]) {
    let finite: Vec<usize> =
        (0..predicates.len()).filter(|&p| predicates[p].shape == Shape::Finite).collect();
    let mut cuts = vec![0];
    for pair in finite.windows(2) {
        let (from, to) =
            (predicates[pair[0]].head + 1, predicates[pair[1]].start.max(predicates[pair[0]].head + 1));
        let joins = |tag: &[Tag]| (from..to).rev().find(|&place| tag.contains(&words[place].tag));
        let hard = joins(&[Tag::Subordinator, Tag::Relative, Tag::Break, Tag::Conjunction]);
        let subject = match &predicates[pair[1]].subject {
            Subject::Words(range) if range.start >= from => Some(range.start),
            _ => None,
        };
        cuts.push(match (hard, subject) {
            (Some(cut), Some(subject)) => cut.min(subject),
            (Some(cut), None) => cut,
            (None, Some(subject)) => subject,
            (None, None) => joins(&[Tag::Comma]).unwrap_or(to),
        });
    }
    cuts.push(words.len());
    for predicate in predicates {
        let index = finite
            .iter()
            .rposition(|_| true)
            .map_or(0, |_| cuts[1..cuts.len() - 1].iter().filter(|cut| **cut <= predicate.start).count());
        predicate.clause = cuts[index]..cuts[index + 1];
    }
}
