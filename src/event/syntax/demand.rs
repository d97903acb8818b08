//! "Chad says that Niger must leave the wells", "Chad wants Niger to leave": a demand in the words of a
//! statement or a wish.
//!
//! Read: a clause under a verb of saying whose verb has "must", "should" or "needs to" and whose subject
//! is another than the speaker. Must not match: "Chad says that it must leave". Known to miss: demands
//! in passives ("the wells must be left").

use super::govern::{self, Governed};
use super::party::{self, Side};
use super::{Finding, Scene, subject};
use crate::event::Grounds;
use crate::event::explain::Rule;
use crate::language::{Label, Tag};

/// The demand that the verb of a clause tells.
pub(super) fn find(scene: &Scene<'_>, verb: usize) -> Option<Finding> {
    if scene.label(verb) != Label::ClauseComplement || subject::is_passive(scene, verb) {
        return None;
    }
    let demands = |head: &usize| {
        subject::says(scene, *head) && obliges(scene, verb)
            || scene.is(*head, &["want"]) && !scene.is(verb, WISHED) && subject::has_to(scene, verb)
    };
    let saying = scene.head(verb).filter(demands)?;
    let sources = subject::of(scene, saying, Side::Source);
    let targets = subject::of(scene, verb, Side::Source);
    let row = scene.lexicon.verb_row("demand")?;
    let blocked = |block| scene.block(Rule::Demand, row, saying, block);
    let governed = govern::climb(scene, saying, row).map_err(blocked).ok()?;
    if let Some(block) = party::missing(&sources, &targets) {
        blocked(block);
        return None;
    }
    Some(Finding {
        rule: Rule::Demand,
        row,
        grounds: Grounds::Verb,
        // The demand is the speaker's own.
        governed: Governed::of(governed.outcome),
        cues: vec![saying, verb],
        sources,
        targets,
        reciprocal: false,
        clause: saying,
    })
}

/// What one wants of another without asking it: "wants Chad to win".
const WISHED: &[&str] = &[
    "be", "become", "play", "win", "succeed", "stay", "remain", "grow", "prosper", "have", "know", "see",
    "join", "get", "feel", "live", "fail", "lose",
];

fn obliges(scene: &Scene<'_>, verb: usize) -> bool {
    scene.children(verb).any(|child| {
        scene.label(child) == Label::Auxiliary
            && scene.tag(child) == Tag::Modal
            && scene.reads(child, &["must", "should", "ought"])
    })
}
