//! "Chad says that Niger is behind the raid": a charge in the words of a statement.
//!
//! Read: a clause under a verb of saying whose verb is "be" with "responsible", "guilty", "to blame" or
//! "behind", and whose subject is another than the speaker. Must not match: "Chad says that it is to
//! blame", "said that Niger was not behind it". Known to miss: charges in a sentence of their own.

use super::govern::{self, Governed};
use super::party::{self, Side};
use super::{Finding, Scene, status, subject};
use crate::event::explain::Rule;
use crate::event::{EventKind, Grounds, Modality};
use crate::language::{Label, Tag};

/// The charge that the verb of a clause tells.
pub(super) fn find(scene: &Scene<'_>, verb: usize) -> Option<Finding> {
    if !scene.is(verb, &["be"]) || scene.label(verb) != Label::ClauseComplement {
        return None;
    }
    let cue = guilt(scene, verb)?;
    let saying = scene.head(verb).filter(|head| subject::says(scene, *head))?;
    let row = scene.lexicon.verb_row("blame")?;
    let sources = subject::of(scene, saying, Side::Source);
    let targets = subject::of(scene, verb, Side::Target);
    let blocked = |block| scene.block(Rule::Charge, row, saying, block);
    if let Some(block) = party::missing(&sources, &targets) {
        blocked(block);
        return None;
    }
    let governed = govern::climb(scene, saying, row).map_err(blocked).ok()?;
    let mut outcome = governed.outcome;
    outcome.negated |= status::negates(scene, verb);
    // "may be behind" is a suspicion; who will be responsible is not charged.
    if status::of_verb(scene, verb) != Modality::Asserted {
        outcome.modality = outcome.modality.max(Modality::Hypothetical);
    }
    debug_assert_eq!(row.kind, EventKind::Accuse);
    Some(Finding {
        rule: Rule::Charge,
        row,
        grounds: Grounds::Verb,
        // The charge is the speaker's own.
        governed: Governed::of(outcome),
        cues: vec![saying, cue],
        sources,
        targets,
        reciprocal: false,
        clause: saying,
    })
}

/// The word that says who did it: "responsible for", "to blame", "behind".
fn guilt(scene: &Scene<'_>, verb: usize) -> Option<usize> {
    scene.children(verb).filter(|child| *child > verb).find(|child| match scene.label(*child) {
        Label::AdjectiveComplement => {
            scene.reads(*child, &["responsible", "guilty", "culpable", "complicit"])
        }
        Label::OpenComplement => {
            scene.is(*child, &["blame"])
                && scene.children(*child).any(|to| scene.tag(to) == Tag::InfinitiveTo)
                && scene.child(*child, Label::DirectObject).is_none()
        }
        Label::Preposition => scene.reads(*child, &["behind"]),
        _ => false,
    })
}
