//! "Chad and Niger have agreed to dig a canal": who agree with one another.
//!
//! Read: "agree" with several subjects that name nobody else to whom they agree. Must not match:
//! "Chad and Niger agreed to lift a ban on Malian beef" (each agrees with Mali).

use super::party::Side;
use super::{Finding, Scene, govern, subject};
use crate::event::Grounds;
use crate::event::explain::{Block, Rule};
use crate::language::Label;

/// Adds what several agree among themselves, where nothing else was found below their verb.
pub(super) fn find(scene: &Scene<'_>, findings: &mut Vec<Finding>) {
    let mut told = vec![false; scene.tokens.len()];
    for cue in findings.iter().flat_map(|finding| &finding.cues) {
        let above = scene.document.tree.ancestors(*cue).take(DEPTH);
        for token in above.chain([*cue]) {
            told[token - scene.tokens.start] = true;
        }
    }
    for verb in scene.tokens.clone().filter(|token| scene.is_verb(*token) && scene.is(*token, &["agree"])) {
        if !told[verb - scene.tokens.start] {
            findings.extend(agreement(scene, verb));
        }
    }
}

/// How far below its verb what is agreed can be told.
const DEPTH: usize = 12;

fn agreement(scene: &Scene<'_>, verb: usize) -> Option<Finding> {
    let sources = subject::of(scene, verb, Side::Source);
    let countries = sources.iter().filter(|party| party.actor.is_country() && !party.crowd).count();
    let tells = scene.children(verb).any(|child| {
        child > verb
            && (scene.label(child).is_complement_clause()
                || scene.label(child) == Label::Preposition && scene.reads(child, &["to", "on"]))
    });
    let row = scene.lexicon.verb_row("agree")?;
    let block = |block| {
        scene.block(Rule::Joint, row, verb, block);
        None
    };
    if countries < 2 || countries != sources.len() {
        return block(Block::NoTarget);
    }
    if !tells {
        return block(Block::Frame);
    }
    let governed = match govern::climb(scene, verb, row) {
        Ok(governed) => governed,
        Err(governed) => return block(governed),
    };
    Some(Finding {
        rule: Rule::Joint,
        row,
        grounds: Grounds::Verb,
        governed,
        cues: vec![verb],
        sources,
        targets: Vec::new(),
        reciprocal: true,
        clause: verb,
    })
}
