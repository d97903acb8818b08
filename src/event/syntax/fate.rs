//! What becomes of the deed of a noun: "called off a strike", "fear of an invasion", "the end of aid",
//! "a meeting is planned".
//!
//! Read: the noun before "of", the verb whose subject or object the noun is, and the verbs above that
//! one. Known to miss: fates told in another clause.

use super::govern::{self, Governed};
use super::party::{self, Side};
use super::{Scene, status, subject};
use crate::event::chain::{self, Outcome};
use crate::event::lexicon::Effect;
use crate::event::phrase::Party;
use crate::event::{EventKind, Modality};
use crate::language::Label;

/// What a noun before "of" makes of the deed behind it.
const OVER: &[(&str, Effect)] = &[
    ("fear", Effect::Hypothetical),
    ("risk", Effect::Hypothetical),
    ("danger", Effect::Hypothetical),
    ("threat", Effect::Hypothetical),
    ("possibility", Effect::Hypothetical),
    ("prospect", Effect::Hypothetical),
    ("likelihood", Effect::Hypothetical),
    ("hope", Effect::Hypothetical),
    ("idea", Effect::Hypothetical),
    ("plan", Effect::Hypothetical),
    ("proposal", Effect::Hypothetical),
    ("chance", Effect::Hypothetical),
    ("absence", Effect::Undone),
    ("lack", Effect::Undone),
    ("refusal", Effect::Refuse),
    ("rejection", Effect::Refuse),
    ("cancellation", Effect::Undone),
    ("end", Effect::Stop),
    ("lifting", Effect::Stop),
    ("suspension", Effect::Stop),
    ("cessation", Effect::Stop),
    ("halt", Effect::Stop),
    ("removal", Effect::Stop),
    ("easing", Effect::Stop),
];

/// What a verb makes of the deed that is its object, or its subject in a passive.
const OBJECTS: &[(&str, Effect)] = &[
    ("call", Effect::Undone),
    ("cancel", Effect::Undone),
    ("scrap", Effect::Undone),
    ("avoid", Effect::Undone),
    ("prevent", Effect::Undone),
    ("avert", Effect::Undone),
    ("rule", Effect::Refuse),
    ("reject", Effect::Refuse),
    ("refuse", Effect::Refuse),
    ("decline", Effect::Refuse),
    ("oppose", Effect::Refuse),
    ("veto", Effect::Refuse),
    ("block", Effect::Refuse),
    ("turn", Effect::Refuse),
    ("withdraw", Effect::Refuse),
    ("drop", Effect::Refuse),
    ("abandon", Effect::Refuse),
    ("retract", Effect::Refuse),
    ("postpone", Effect::Refuse),
    ("end", Effect::Stop),
    ("stop", Effect::Stop),
    ("halt", Effect::Stop),
    ("suspend", Effect::Stop),
    ("lift", Effect::Stop),
    ("plan", Effect::Announce),
    ("schedule", Effect::Announce),
    ("expect", Effect::Hypothetical),
    ("fear", Effect::Hypothetical),
    ("dread", Effect::Hypothetical),
    ("consider", Effect::Hypothetical),
    ("propose", Effect::Hypothetical),
    ("discuss", Effect::Hypothetical),
];

/// What a noun above makes of an outcome; `None` where nothing is left.
pub(super) fn under_noun(scene: &Scene<'_>, noun: usize, outcome: Outcome) -> Option<Outcome> {
    let preposition = scene.head(noun).filter(|_| scene.label(noun) == Label::PrepositionObject);
    let above = preposition.filter(|p| scene.reads(*p, &["of", "to", "for", "about"]));
    let Some(above) = above.and_then(|preposition| scene.head(preposition)) else { return Some(outcome) };
    match OVER.iter().find(|(word, _)| scene.is(above, &[word])) {
        Some((_, effect)) => chain::apply(outcome, *effect),
        None => Some(outcome),
    }
}

/// "the end of aid to Chad": the parser may hang the preposition on the noun above.
pub(super) fn prepositions_above(scene: &Scene<'_>, noun: usize) -> Vec<usize> {
    let of = scene
        .head(noun)
        .filter(|of| scene.label(noun) == Label::PrepositionObject && scene.reads(*of, &["of"]));
    let above = of.and_then(|of| scene.head(of));
    let above = above.filter(|above| OVER.iter().any(|(word, _)| scene.is(*above, &[word])));
    above.map_or_else(Vec::new, |above| {
        scene
            .children(above)
            .filter(|child| *child > noun && scene.label(*child).is_prepositional())
            .collect()
    })
}

/// What the verb over a noun that is its subject makes of it: "will open", "is planned".
pub(super) fn under_subject(scene: &Scene<'_>, verb: usize, outcome: Outcome) -> Option<Outcome> {
    let Outcome { kind, negated, modality } = outcome;
    let outcome = Outcome { kind, negated, modality: modality.max(status::of_verb(scene, verb)) };
    if kind == EventKind::Consult && turns_bad(scene, verb) {
        return Some(Outcome { kind: EventKind::Reject, ..outcome });
    }
    if !subject::is_passive(scene, verb) {
        return Some(if scene.is(verb, ENDING) { ended(outcome) } else { outcome });
    }
    match effect_of(scene, verb) {
        Some(Effect::Refuse | Effect::Stop | Effect::Undone) => Some(Outcome { negated: true, ..outcome }),
        Some(effect) => chain::apply(outcome, effect),
        None => Some(outcome),
    }
}

/// "its relations with Chad have soured", "are tense": ties that are told to be bad.
fn turns_bad(scene: &Scene<'_>, verb: usize) -> bool {
    let ties = subject::own(scene, verb).is_some_and(|ties| scene.is(ties, TIES));
    let told = scene.children(verb).filter(|child| *child > verb);
    let mut told = told.filter(|child| {
        matches!(scene.label(*child), Label::AdjectiveComplement | Label::Attribute | Label::ObjectPredicate)
    });
    ties && !status::negates(scene, verb) && (scene.is(verb, SOURING) || told.any(|word| scene.is(word, BAD)))
}

/// What binds two states.
const TIES: &[&str] = &["relation", "tie", "relationship"];

/// Verbs that say of ties that they are worse than they were.
const SOURING: &[&str] = &[
    "sour",
    "deteriorate",
    "worsen",
    "fray",
    "nosedive",
    "plummet",
    "chill",
    "degenerate",
    "strain",
    "rupture",
    "freeze",
];

/// Words for ties that are bad.
const BAD: &[&str] =
    &["strained", "tense", "frosty", "icy", "hostile", "fraught", "frayed", "sour", "frozen"];

/// Verbs that say of their subject that it is over.
const ENDING: &[&str] = &["end", "collapse", "expire", "lapse", "unravel", "crumble", "cease", "stop"];

/// What is left of a deed that is over: a truce that ended holds no longer. Of others that ended it is
/// told that they were.
fn ended(outcome: Outcome) -> Outcome {
    Outcome { negated: outcome.negated || outcome.kind == EventKind::Retreat, ..outcome }
}

/// What a verb makes of the deed of its object.
pub(super) fn effect_of(scene: &Scene<'_>, verb: usize) -> Option<Effect> {
    let (word, effect) = OBJECTS.iter().find(|(word, _)| scene.is(verb, &[word]))?;
    let particle = scene.child(verb, Label::Particle);
    let wanted: &[&str] = match *word {
        "call" => &["off"],
        "rule" => &["out"],
        "turn" => &["down"],
        _ => return Some(*effect),
    };
    particle.is_some_and(|particle| scene.reads(particle, wanted)).then_some(*effect)
}

/// What is left under the verbs above the verb over a noun: "offered to host talks".
pub(super) fn under_verbs(scene: &Scene<'_>, verb: usize, outcome: Outcome) -> Outcome {
    let probe = Outcome { negated: false, modality: Modality::Asserted, kind: EventKind::Statement };
    let least = match govern::above(scene, verb, Governed::of(probe)) {
        Ok(left) if left.outcome.kind == EventKind::Statement && !left.outcome.negated => {
            left.outcome.modality
        }
        _ => Modality::Hypothetical,
    };
    Outcome { modality: outcome.modality.max(least).max(status::of_verb(scene, verb)), ..outcome }
}

/// "A rejected an agreement with B": who makes the deed of its object come to nothing.
pub(super) fn undoer(scene: &Scene<'_>, verb: usize, owners: &[Party]) -> Vec<Party> {
    if subject::is_passive(scene, verb) {
        return Vec::new();
    }
    let sources = subject::of(scene, verb, Side::Source);
    let own = owners.is_empty() || owners.iter().all(|owner| sources.iter().any(|s| s.actor == owner.actor));
    if own { sources } else { Vec::new() }
}

/// The subject of a clause that tells what a noun says: "its demand that B leave".
pub(super) fn told_of(scene: &Scene<'_>, noun: usize) -> Vec<Party> {
    let mut clauses = scene.document.tree.children_with(noun, Label::NounClause);
    let that = clauses
        .find(|verb| scene.children(*verb).any(|child| child < *verb && scene.reads(child, &["that"])));
    let subject = that.and_then(|verb| subject::own(scene, verb));
    subject.map_or_else(Vec::new, |subject| party::read(scene, subject, Side::Source))
}
