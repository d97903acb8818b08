//! "Chad threatened to close the wells of Niger": the governing verb tells enough, whatever the verb
//! under it.
//!
//! Read: verbs and adjectives that refuse, threaten, promise or are ready, over an infinitive that is in
//! no file of the lexicon and names another in its object or behind "to", "with" and "for". Must not
//! match: "agreed to cut its imports from Chad" (no favour to Chad). Known to miss: infinitives joined
//! to others.

use super::party::{self, Side};
use super::{Finding, Scene, govern, subject};
use crate::event::explain::{Block, Rule};
use crate::event::lexicon::Effect;
use crate::event::phrase::Party;
use crate::event::{EventKind, Grounds};
use crate::language::Label;

/// Adds the events of governing verbs under which nothing else was found.
pub(super) fn find(scene: &Scene<'_>, findings: &mut Vec<Finding>) {
    let mut told = vec![false; scene.tokens.len()];
    for cue in findings.iter().flat_map(|finding| &finding.cues) {
        for token in [*cue, scene.clauses[*cue]] {
            told[token - scene.tokens.start] = true;
        }
    }
    for verb in scene.tokens.clone().filter(|token| scene.label(*token) == Label::OpenComplement) {
        if scene.is_verb(verb) && !told[verb - scene.tokens.start] {
            findings.extend(governed(scene, verb));
        }
    }
}

fn governed(scene: &Scene<'_>, verb: usize) -> Option<Finding> {
    let governor = scene.head(verb)?;
    let lemma = match govern::effect_on(scene, verb)? {
        Effect::Refuse => "refuse",
        Effect::Threaten => "threaten",
        Effect::Promise if scene.is(verb, HOSTILE) => "threaten",
        Effect::Promise => "agree",
        // "is ready to" promises more than "tried to".
        Effect::Wish if !scene.tag(governor).is_verb() => "agree",
        _ => return None,
    };
    let row = scene.lexicon.verb_row(lemma)?;
    let sources = subject::of(scene, verb, Side::Source);
    let blocked = |block| {
        scene.block(Rule::Under, row, governor, block);
        None
    };
    let Some((targets, weak)) = targets(scene, verb, row.kind) else { return blocked(Block::NoTarget) };
    if sources.is_empty() || sources.iter().all(|party| party.crowd) || subject::is_passive(scene, verb) {
        return blocked(Block::NoSource);
    }
    let clause = finite(scene, governor);
    let governed = match govern::climb(scene, clause, row) {
        Ok(governed) => governed,
        Err(block) => return blocked(block),
    };
    Some(Finding {
        rule: Rule::Under,
        row,
        grounds: if weak { Grounds::Location } else { Grounds::Shared },
        governed,
        cues: vec![governor, verb],
        sources,
        targets,
        reciprocal: false,
        clause,
    })
}

/// What is promised to nobody's good: "vowed to respond to".
const HOSTILE: &[&str] = &[
    "respond",
    "retaliate",
    "react",
    "answer",
    "punish",
    "avenge",
    "confront",
    "counter",
    "fight",
    "resist",
    "crush",
    "hit",
    "strike",
    "hunt",
    "isolate",
    "oppose",
    "block",
    "pursue",
    "repel",
];

/// The verb over an adjective: "is ready to".
fn finite(scene: &Scene<'_>, governor: usize) -> usize {
    if scene.label(governor).is_predicate() { scene.head(governor).unwrap_or(governor) } else { governor }
}

/// Who is named below the infinitive, and whether by the place alone.
fn targets(scene: &Scene<'_>, verb: usize, kind: EventKind) -> Option<(Vec<Party>, bool)> {
    let wanted: &[&str] = match kind {
        EventKind::Agree => &["to", "with", "for"],
        _ => &["to", "with", "for", "on", "against", "from"],
    };
    let objects = subject::objects(scene, verb);
    let datives = scene.children(verb).filter(|child| scene.label(*child) == Label::Dative);
    let nouns = objects.iter().copied().chain(datives.filter(|child| scene.tag(*child).is_noun()));
    let prepositions = scene.children(verb).chain(objects.iter().flat_map(|object| scene.children(*object)));
    let behind = prepositions
        .filter(|child| {
            *child > verb && scene.label(*child).is_prepositional() && scene.reads(*child, wanted)
        })
        .filter_map(|preposition| scene.object_of_preposition(preposition));
    for noun in nouns.chain(behind) {
        let parties = party::read(scene, noun, Side::Target);
        if parties.iter().any(|party| party.actor.is_country()) {
            return Some((parties, false));
        }
    }
    let place = objects.iter().map(|object| party::place(scene, *object)).find(|place| !place.is_empty());
    // "agreed to lay down their arms in Chad"
    let held = objects.iter().any(|object| party::is_gathering(scene, *object)) || objects.is_empty();
    let place =
        place.or_else(|| (!held).then(|| party::place(scene, verb)).filter(|place| !place.is_empty()));
    let place = place.filter(|_| kind == EventKind::Agree)?;
    Some((place, true))
}
