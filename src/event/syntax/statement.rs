//! "Kenya said that Somalia's harvest was good": plain statements of one about another, hidden by default.
//!
//! Read: a verb of saying whose clause has another for its subject, where no rule has found an event
//! between the two. Must not match: "Kenya said that it would wait". Known to miss: statements about
//! another that is not the subject of the clause.

use std::collections::BTreeSet;

use super::govern::{self, Governed};
use super::party::{self, Side};
use super::{Finding, Scene, subject};
use crate::actor::ActorId;
use crate::event::Grounds;
use crate::event::explain::Rule;
use crate::event::phrase::Party;
use crate::language::Label;

/// Adds the statements about those with whom nothing else was found.
pub(super) fn find(scene: &Scene<'_>, findings: &mut Vec<Finding>) {
    let told = pairs(findings);
    let mut statements = Vec::new();
    for verb in scene.tokens.clone().filter(|token| scene.is_verb(*token)) {
        statements.extend(statement(scene, verb, &told));
    }
    findings.extend(statements);
}

/// Those of whom something is told with one another, in both orders.
fn pairs(findings: &[Finding]) -> BTreeSet<(ActorId, ActorId)> {
    let mut pairs = BTreeSet::new();
    for finding in findings {
        let others = if finding.targets.is_empty() { &finding.sources } else { &finding.targets };
        for source in &finding.sources {
            for other in others {
                pairs.insert((source.actor.clone(), other.actor.clone()));
                pairs.insert((other.actor.clone(), source.actor.clone()));
            }
        }
    }
    pairs
}

fn statement(scene: &Scene<'_>, saying: usize, told: &BTreeSet<(ActorId, ActorId)>) -> Option<Finding> {
    let clause = scene.child(saying, Label::ClauseComplement).filter(|_| subject::says(scene, saying))?;
    let row = scene.lexicon.verb_row("comment")?;
    let sources: Vec<Party> = subject::of(scene, saying, Side::Source);
    let named =
        subject::own(scene, clause).map_or_else(Vec::new, |noun| party::read(scene, noun, Side::Target));
    let open = |target: &Party| {
        sources.iter().all(|source| {
            source.actor != target.actor && !told.contains(&(source.actor.clone(), target.actor.clone()))
        })
    };
    let targets: Vec<Party> = named.into_iter().filter(open).collect();
    if sources.is_empty() || targets.is_empty() || sources.iter().any(|source| source.crowd) {
        return None;
    }
    let governed = govern::climb(scene, saying, row).ok()?;
    Some(Finding {
        rule: Rule::Statement,
        row,
        grounds: Grounds::Verb,
        governed: Governed::of(governed.outcome),
        cues: vec![saying],
        sources,
        targets,
        reciprocal: false,
        clause: saying,
    })
}
