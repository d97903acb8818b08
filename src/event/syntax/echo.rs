//! "Chad rejected the accusation": deeds that point back to one told shortly before.
//!
//! Read: a definite noun without arguments of its own ("the call", "that demand"), object of a verb that
//! answers, grants or blames, where the sentences before told one deed of the noun's type. Who answers or
//! grants must be the one whom that deed was done to; who blames must be another than its doer. Must
//! match: "Mali accused Chad of theft. Chad denied the charge." Must not: "Chad denied the Malian charge"
//! (a rule of nouns reads it). Known to miss: "the move", "the step", which have no type.
//!
//! A third who hails or condemns "the deal" of two does it to both. Who "lodged a protest" or "vowed to
//! retaliate" means the one who did something against it just before; where several did, nobody is meant.

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

/// Verbs that hail a deed.
const HAILS: &[&str] = &["welcome", "hail", "praise", "applaud", "laud", "endorse", "celebrate"];

/// What two make with one another.
const DEALS: &[&str] =
    &["deal", "agreement", "pact", "accord", "treaty", "truce", "ceasefire", "settlement", "alliance"];

/// Verbs that answer a deed with another.
const STRIKES_BACK: &[&str] = &["retaliate", "reciprocate"];

/// Verbs that make a protest known.
const LODGES: &[&str] = &["lodge", "file", "deliver", "submit"];

/// The events of verbs that point back to what was told.
pub(super) fn find(scene: &Scene<'_>, verb: usize) -> Vec<Finding> {
    if subject::is_passive(scene, verb) {
        return Vec::new();
    }
    let mut found = answers(scene, verb);
    if found.is_empty() {
        found.extend(judges_deal(scene, verb).or_else(|| strikes_back(scene, verb)));
    }
    found
}

/// "Norway condemned the deal": what a third says of what two made.
fn judges_deal(scene: &Scene<'_>, verb: usize) -> Option<Finding> {
    let row = match (scene.is(verb, HAILS), scene.is(verb, BLAMES)) {
        (true, _) => scene.lexicon.verb_row("welcome")?,
        (_, true) => scene.lexicon.verb_row("condemn")?,
        _ => return None,
    };
    let noun = scene.child(verb, Label::DirectObject)?;
    if !scene.is(noun, DEALS) || !points_back(scene, noun) {
        return None;
    }
    let made = |told: &Told| matches!(told.kind, EventKind::Agree | EventKind::Support);
    let mutual = |told: &&Told| {
        let back = |other: &Told| other.source == told.target && other.target == told.source;
        made(told) && scene.told.iter().any(|other| made(other) && back(other))
    };
    let mut makers: Vec<&ActorId> = scene.told.iter().filter(mutual).map(|told| &told.source).collect();
    makers.sort();
    makers.dedup();
    let sources = subject::of(scene, verb, Side::Source);
    let third = !sources.is_empty() && sources.iter().all(|source| !makers.contains(&&source.actor));
    if makers.len() != 2 || !third {
        return None;
    }
    finding(scene, row, (verb, noun), sources, makers)
}

/// "Chad vowed to retaliate", "Chad lodged a protest": against whom, tells what was done to it.
fn strikes_back(scene: &Scene<'_>, verb: usize) -> Option<Finding> {
    let noun = scene.child(verb, Label::DirectObject);
    let protest = noun.filter(|noun| scene.is(verb, LODGES) && scene.is(*noun, &["protest", "complaint"]));
    let strikes = scene.is(verb, STRIKES_BACK) && noun.is_none();
    let behind = |head: usize| scene.children(head).any(|child| scene.label(child).is_prepositional());
    let told_whom = behind(verb) || protest.is_some_and(behind);
    if told_whom || protest.is_none() && !strikes {
        return None;
    }
    let row = if strikes { "retaliate" } else { "protest" };
    let row = scene.lexicon.verb_row(row)?;
    let sources = subject::of(scene, verb, Side::Source);
    let [source] = &sources[..] else { return None };
    let hostile = |told: &&Told| {
        let conflict = told.kind.quad().is_some_and(|quad| !quad.is_cooperation());
        conflict && told.kind != EventKind::Request && told.target == source.actor
    };
    let mut doers: Vec<&ActorId> = scene.told.iter().filter(hostile).map(|told| &told.source).collect();
    doers.sort();
    doers.dedup();
    if doers.len() != 1 {
        return None;
    }
    let found = finding(scene, row, (verb, noun.unwrap_or(verb)), sources, doers)?;
    // What was done in return is not told.
    (!strikes || found.governed.outcome.kind == EventKind::Threaten).then_some(found)
}

/// The event of those who judge or answer, with others who are told before only.
fn finding(
    scene: &Scene<'_>,
    row: &'static Row,
    (verb, noun): (usize, usize),
    sources: Vec<Party>,
    targets: Vec<&ActorId>,
) -> Option<Finding> {
    let blocked = |block| scene.block(Rule::Echo, row, verb, block);
    let governed = govern::climb(scene, verb, row).map_err(blocked).ok()?;
    let span = scene.span(noun);
    let targets = targets.into_iter().map(|actor| Party { actor: actor.clone(), span, crowd: false });
    let mut cues = vec![verb, noun];
    cues.dedup();
    Some(Finding {
        rule: Rule::Echo,
        row,
        grounds: Grounds::Shared,
        governed,
        cues,
        sources: sources.into_iter().filter(|source| !source.crowd).collect(),
        targets: targets.collect(),
        reciprocal: false,
        clause: verb,
    })
}

/// The events of verbs whose object points back to a deed of its own type.
fn answers(scene: &Scene<'_>, verb: usize) -> Vec<Finding> {
    let Some(noun) = scene.child(verb, Label::DirectObject).filter(|noun| points_back(scene, *noun)) else {
        return Vec::new();
    };
    let Some((answer, row)) = answer(scene, verb) else { return Vec::new() };
    let told =
        |told: &&Told| scene.noun_rows(noun).any(|row| row.kind == told.kind) && answer.fits(told.kind);
    let Some(latest) = scene.told.iter().rev().find(told) else { return Vec::new() };
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
