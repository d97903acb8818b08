//! States of relation: "A is B's ally", "A, an ally of B".
//!
//! The rows are those of `nouns.tsv` with the frame "A be B's N". Must match: "Iran is a close ally of
//! Syria". Must not: "the minister, an ally of the president". Known to miss: states told in two sentences.

use super::govern::Governed;
use super::party::{self, Side};
use super::{Finding, Scene, status, subject};
use crate::event::Grounds;
use crate::event::chain::Outcome;
use crate::event::explain::{Block, Rule};
use crate::event::lexicon::{NounFrame, Row};
use crate::event::phrase::Party;
use crate::language::Label;

/// The state that a noun tells.
pub(super) fn find(scene: &Scene<'_>, noun: usize) -> Option<Finding> {
    let is_role = |row: &&Row| matches!(&row.noun, Some(NounFrame::Role(tail)) if tail.is_empty());
    let row = two_words(scene, noun).or_else(|| scene.noun_rows(noun).find(is_role))?;
    let blocked = |block| {
        scene.block(Rule::State, row, noun, block);
        None
    };
    let Some(of) = partner(scene, noun) else { return blocked(Block::NoTarget) };
    let Some((holders, verb)) = holders(scene, noun) else { return blocked(Block::NoSource) };
    let outcome = Outcome {
        kind: row.kind,
        negated: status::has_no(scene, noun) || verb.is_some_and(|verb| status::negates(scene, verb)),
        modality: verb.map_or_else(|| status::of_noun(scene, noun), |verb| status::of_verb(scene, verb)),
    };
    Some(Finding {
        rule: Rule::State,
        row,
        grounds: Grounds::State,
        governed: Governed::of(outcome),
        cues: vec![noun],
        sources: holders,
        targets: of,
        reciprocal: row.reciprocal,
        clause: scene.clauses[noun],
    })
}

/// The row of a noun with the word before it: "trading partner".
fn two_words(scene: &Scene<'_>, noun: usize) -> Option<&'static Row> {
    let before = noun.checked_sub(1).filter(|before| scene.head(*before) == Some(noun))?;
    let words = format!("{} {}", scene.word(before), scene.word(noun)).to_ascii_lowercase();
    scene.lexicon.noun_rows(&words).first().map(|row| scene.lexicon.row(*row))
}

/// "B's ally", "an ally of B".
fn partner(scene: &Scene<'_>, noun: usize) -> Option<Vec<Party>> {
    let mut partners = party::owners(scene, noun, 0);
    for preposition in scene.children(noun).filter(|child| *child > noun) {
        let invests = scene.reads(preposition, &["in"]) && scene.is(noun, &["investor"]);
        if partners.is_empty() && (invests || scene.reads(preposition, &["of", "to"])) {
            let object = scene.object_of_preposition(preposition)?;
            partners = party::read(scene, object, Side::Target);
        }
    }
    (!partners.is_empty()).then_some(partners)
}

/// "A is", "A, an ally of", "its ally A".
fn holders(scene: &Scene<'_>, noun: usize) -> Option<(Vec<Party>, Option<usize>)> {
    let head = scene.head(noun)?;
    let (parties, verb) = match scene.label(noun) {
        Label::Attribute => (subject::of(scene, head, Side::Source), Some(head)),
        Label::Apposition => {
            (scene.acting(head).map(|_| party::one(scene, head, Side::Source, 0)).unwrap_or_default(), None)
        }
        _ => {
            let other = scene.child(noun, Label::Apposition)?;
            (party::one(scene, other, Side::Source, 0), None)
        }
    };
    (!parties.is_empty()).then_some((parties, verb))
}
