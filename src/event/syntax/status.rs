//! What the words around a verb or a noun make of it: denied, planned, possible, asked.
//!
//! Known to miss: denials in another clause ("that is untrue") and conditions in another sentence.

use super::Scene;
use super::subject;
use crate::event::{Modality, modality};
use crate::language::{Label, Tag};

/// Whether a verb is denied: "did not", "never", "no longer", "signed no treaty".
pub(super) fn negates(scene: &Scene<'_>, verb: usize) -> bool {
    let denied = |token: usize| scene.child(token, Label::Negation).is_some() || has_no(scene, token);
    let by_adverb = scene.children(verb).any(|child| {
        scene.label(child) == Label::AdverbModifier
            && (scene.child(child, Label::Negation).is_some() && scene.is(child, &["long", "anymore"])
                || scene.reads(child, &["longer"]) && scene.children(child).any(|c| scene.reads(c, &["no"])))
    });
    let argument = |label| scene.child(verb, label).is_some_and(|noun| has_no(scene, noun));
    denied(verb)
        || by_adverb
        || argument(Label::DirectObject)
        || argument(Label::NominalSubject)
        || argument(Label::PassiveSubject)
        || scene.children(verb).any(|child| scene.reads(child, &["neither", "nor"]) && child < verb)
}

/// "no talks"
pub(super) fn has_no(scene: &Scene<'_>, noun: usize) -> bool {
    scene.children(noun).any(|child| {
        child < noun
            && scene.reads(child, &["no", "neither"])
            && matches!(scene.label(child), Label::Determiner | Label::Negation | Label::Preconjunction)
    })
}

/// The modality that the helpers of a verb give.
pub(super) fn of_verb(scene: &Scene<'_>, verb: usize) -> Modality {
    if asks(scene) {
        return Modality::Question;
    }
    let condition = scene.children(verb).any(|child| {
        child < verb
            && (scene.label(child) == Label::ClauseMark
                && scene.reads(child, &["if", "unless", "whether", "lest"])
                || scene.label(child) == Label::AdverbModifier
                    && scene
                        .reads(child, &["possibly", "probably", "likely", "perhaps", "maybe", "allegedly"]))
    });
    if condition {
        return Modality::Hypothetical;
    }
    match helper(scene, verb) {
        Some(helper) if scene.reads(helper, &["will", "shall", "'ll", "’ll", "wo"]) => Modality::Announced,
        Some(helper) if scene.reads(helper, &["would", "'d"]) && is_reported(scene, verb) => {
            Modality::Announced
        }
        Some(_) => Modality::Hypothetical,
        None => Modality::Asserted,
    }
}

/// "will", "may", its own or that of the verb that it is joined to.
fn helper(scene: &Scene<'_>, verb: usize) -> Option<usize> {
    let mut verb = verb;
    for _ in 0..6 {
        let modal = scene
            .children(verb)
            .find(|child| scene.label(*child) == Label::Auxiliary && scene.tag(*child) == Tag::Modal);
        if modal.is_some() {
            return modal;
        }
        let finite = scene.tag(verb).is_finite() || scene.child(verb, Label::Auxiliary).is_some();
        if finite || scene.label(verb) != Label::Conjunct || subject::own(scene, verb).is_some() {
            return None;
        }
        verb = scene.head(verb)?;
    }
    None
}

/// In reported speech "would" is no more than "will" of the past.
fn is_reported(scene: &Scene<'_>, verb: usize) -> bool {
    scene.label(verb) == Label::ClauseComplement
}

/// Whether the sentence ends with a question mark.
fn asks(scene: &Scene<'_>) -> bool {
    scene.tokens.clone().rev().take(2).any(|token| scene.word(token) == "?")
}

/// The modality that the words before a noun give it: "a possible strike", "planned talks".
pub(super) fn of_noun(scene: &Scene<'_>, noun: usize) -> Modality {
    let before = |words: &[&str]| scene.children(noun).any(|child| child < noun && scene.reads(child, words));
    if asks(scene) {
        Modality::Question
    } else if before(modality::POSSIBLE) || before(&["likely", "imminent", "alleged"]) {
        Modality::Hypothetical
    } else if before(modality::PLANNED) {
        Modality::Announced
    } else {
        Modality::Asserted
    }
}
