//! "Chad rejected the accusation": deeds that point back to one told shortly before.
//!
//! Read: a definite noun without arguments of its own ("the call", "that demand"), object of a verb that
//! answers, grants or blames, where the sentences before told one deed of the noun's type. Who answers or
//! grants must be the one whom that deed was done to; who blames must be another than its doer. Must
//! match: "Mali accused Chad of theft. Chad denied the charge." Must not: "Chad denied the Malian charge"
//! (a rule of nouns reads it). Known to miss: "the move", "the step", which have no type.

use super::govern;
use super::noun::ANSWERS;
use super::party::Side;
use super::{Finding, Scene, subject};
use crate::actor::ActorId;
use crate::article::Span;
use crate::event::explain::{Block, Rule};
use crate::event::lexicon::Row;
use crate::event::phrase::Party;
use crate::event::{EventKind, Grounds};
use crate::language::Label;

/// A deed that was told shortly before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::event) struct Told {
    pub source: ActorId,
    pub kind: EventKind,
    pub target: ActorId,
}

/// Verbs that grant what was asked.
const GRANTS: &[&str] = &["accept", "grant", "heed", "approve", "welcome"];

/// Verbs that blame a deed.
const BLAMES: &[&str] = &[
    "condemn",
    "denounce",
    "criticise",
    "criticize",
    "deplore",
    "decry",
    "slam",
    "protest",
    "blast",
    "deride",
];

/// The events of verbs whose object points back.
pub(super) fn find(scene: &Scene<'_>, verb: usize) -> Vec<Finding> {
    let Some(noun) = scene.child(verb, Label::DirectObject).filter(|noun| points_back(scene, *noun)) else {
        return Vec::new();
    };
    let Some((answer, row)) = answer(scene, verb) else { return Vec::new() };
    let told =
        |told: &&Told| scene.noun_rows(noun).any(|row| row.kind == told.kind) && answer.fits(told.kind);
    let Some(latest) = scene.told.iter().rev().find(told) else { return Vec::new() };
    if subject::is_passive(scene, verb) {
        return Vec::new();
    }
    let sources = subject::of(scene, verb, Side::Source);
    let found: Vec<Finding> = sources
        .into_iter()
        .filter_map(|source| answered(scene, (verb, noun), row, source, (answer, latest.kind)))
        .collect();
    if found.is_empty() {
        scene.block(Rule::Echo, row, verb, Block::NoSource);
    }
    found
}

/// What a verb does with the deed of its object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answer {
    Rejects,
    Grants,
    Blames,
}

impl Answer {
    fn fits(self, kind: EventKind) -> bool {
        match self {
            Self::Rejects => matches!(kind, EventKind::Accuse | EventKind::Request | EventKind::Threaten),
            Self::Grants => kind == EventKind::Request,
            Self::Blames => {
                matches!(
                    kind,
                    EventKind::Assault | EventKind::Coerce | EventKind::Sanction | EventKind::Mobilize
                )
            }
        }
    }
}

fn answer(scene: &Scene<'_>, verb: usize) -> Option<(Answer, &'static Row)> {
    let row = |lemma| scene.lexicon.verb_row(lemma);
    if scene.is(verb, ANSWERS) {
        Some((Answer::Rejects, row("reject")?))
    } else if scene.is(verb, GRANTS) {
        Some((Answer::Grants, row("agree")?))
    } else if scene.is(verb, BLAMES) {
        Some((Answer::Blames, row("condemn")?))
    } else {
        None
    }
}

/// "the accusation", "that demand": definite, and nothing says whose.
fn points_back(scene: &Scene<'_>, noun: usize) -> bool {
    let definite = scene.child(noun, Label::Determiner);
    let own = |child: usize| {
        scene.label(child) == Label::Possessor
            || scene.label(child).is_prepositional()
            || scene.label(child).is_clause()
            || scene.mention(child).is_some()
    };
    definite.is_some_and(|word| scene.reads(word, &["the", "that", "those", "these", "this"]))
        && !scene.children(noun).any(own)
}

/// The event of one who answers, with all whose deed it was.
fn answered(
    scene: &Scene<'_>,
    (verb, noun): (usize, usize),
    row: &'static Row,
    source: Party,
    (answer, kind): (Answer, EventKind),
) -> Option<Finding> {
    let span: Span = scene.span(noun);
    let concerns = |told: &&Told| {
        told.kind == kind
            && told.source != source.actor
            && (answer == Answer::Blames || told.target == source.actor)
    };
    let mut targets: Vec<Party> = Vec::new();
    for told in scene.told.iter().filter(concerns) {
        let party = Party { actor: told.source.clone(), span, crowd: false };
        super::party::add(&mut targets, vec![party]);
    }
    // Of several deeds before, which one is blamed is not told.
    if targets.is_empty() || answer == Answer::Blames && targets.len() > 1 || source.crowd {
        return None;
    }
    let blocked = |block| scene.block(Rule::Echo, row, verb, block);
    let governed = govern::climb(scene, verb, row).map_err(blocked).ok()?;
    Some(Finding {
        rule: Rule::Echo,
        row,
        grounds: Grounds::Shared,
        governed,
        cues: vec![verb, noun],
        sources: vec![source],
        targets,
        reciprocal: false,
        clause: verb,
    })
}
