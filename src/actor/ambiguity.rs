//! Whom a name means that several actors bear: "Georgia", "Korean", "Brussels".
//!
//! Rule 1) "City, State": what follows a city tells where it lies, and the city tells of which of
//! two places the name is.
//! Rule 2) A seat of a country and of an organisation is the country's where it is a place.
//! Rule 3) Of the candidates, the only one that the article names otherwise is meant.
//! Else nobody is meant: the candidates are kept for the person. No rule knows a country.

use std::collections::BTreeSet;

use super::ActorId;
use super::gazetteer::{Gazetteer, NameKind};
use super::matching::Hit;
use crate::article::Span;

/// Who a hit means, and why.
#[derive(Clone, Debug)]
pub(super) struct Decision {
    pub actor: Option<ActorId>,
    pub kind: NameKind,
    pub candidates: Vec<ActorId>,
    pub reason: String,
}

/// Decides for each hit what its own words tell: rule 1.
pub(super) fn decide(gazetteer: &Gazetteer, text: &str, hits: &[Hit<'_>]) -> Vec<Decision> {
    let mut decisions: Vec<Decision> = hits.iter().map(|hit| plain(gazetteer, text, hit)).collect();
    for index in 1..hits.len() {
        join_city_and_state(gazetteer, text, hits, &mut decisions, index);
    }
    decisions
}

/// The owner of the name, where it has only one.
fn plain(gazetteer: &Gazetteer, text: &str, hit: &Hit<'_>) -> Decision {
    let mut candidates = hit.actors();
    let only = if candidates.len() == 1 { candidates.pop() } else { None };
    let kind = hit.kind_for(only.as_ref());
    let reason = match &only {
        Some(actor) => format!("{} {}", describe(kind), gazetteer.label(actor)),
        None => format!("“{}” may mean {}", hit.span.of(text), labels(gazetteer, &candidates)),
    };
    Decision { actor: only, kind, candidates, reason }
}

fn describe(kind: NameKind) -> &'static str {
    match kind {
        NameKind::Demonym | NameKind::Prefix => "people or adjective of",
        NameKind::Seat => "seat of government of",
        NameKind::City => "city in",
        NameKind::Division => "region of",
        _ => "name of",
    }
}

fn labels(gazetteer: &Gazetteer, actors: &[ActorId]) -> String {
    actors.iter().map(|actor| gazetteer.label(actor)).collect::<Vec<_>>().join(" or ")
}

/// Rule 1, for the hit at `index` and the one before it.
fn join_city_and_state(
    gazetteer: &Gazetteer,
    text: &str,
    hits: &[Hit<'_>],
    decisions: &mut [Decision],
    index: usize,
) {
    let (city, state) = (&hits[index - 1], &hits[index]);
    let between = &text[city.span.end..state.span.start];
    let is_city = matches!(decisions[index - 1].kind, NameKind::City | NameKind::Seat | NameKind::Division);
    if !is_city || between.trim() != "," {
        return;
    }
    let shared = state.actors().into_iter().find(|actor| city.actors().contains(actor));
    let Some(actor) = shared.or_else(|| foreign_state(text, city, state)) else { return };
    let place = format!("{}, {}", city.span.of(text), state.span.of(text));
    let reason = format!("“{place}” lies in {}", gazetteer.label(&actor));
    decisions[index] = decision(state.kind_for(Some(&actor)), &actor, &reason);
    // A capital that is named with its country is meant as a city.
    decisions[index - 1] = decision(NameKind::City, &actor, &reason);
}

fn decision(kind: NameKind, actor: &ActorId, reason: &str) -> Decision {
    Decision { actor: Some(actor.clone()), kind, candidates: Vec::new(), reason: reason.to_owned() }
}

/// "London, Ontario": the city of this name is another one, in the region that follows. A country
/// that follows may be the next of a list, so it counts only after a city that is no seat of
/// government and where the phrase ends.
fn foreign_state(text: &str, city: &Hit<'_>, state: &Hit<'_>) -> Option<ActorId> {
    let of_kind = |kind: NameKind| {
        let mut owners =
            state.names.iter().filter(|name| name.kind == kind).filter_map(|name| name.actor.clone());
        owners.next()
    };
    let ends = text[state.span.end..].trim_start().chars().next().is_none_or(|c| ",.;)—–-".contains(c));
    of_kind(NameKind::Division)
        .or_else(|| if ends && !city.has(NameKind::Seat) { of_kind(NameKind::Name) } else { None })
}

/// Rule 2, for a hit that is a place of something: of a country and organisations, the country.
pub(super) fn settle_place(gazetteer: &Gazetteer, decision: &mut Decision) {
    let mut countries = decision.candidates.iter().filter(|actor| !actor.is_organisation());
    if let (None, Some(actor), None) = (&decision.actor, countries.next().cloned(), countries.next()) {
        decision.reason = format!("a place, and it lies in {}", gazetteer.label(&actor));
        decision.candidates.clear();
        decision.actor = Some(actor);
    }
}

/// Rule 3, for all hits that are still open. `is_evidence` tells which places in the text count.
pub(super) fn settle_by_article(
    gazetteer: &Gazetteer,
    hits: &[Hit<'_>],
    decisions: &mut [Decision],
    is_evidence: impl Fn(Span) -> bool,
) {
    let named: BTreeSet<ActorId> = hits
        .iter()
        .zip(decisions.iter())
        .filter(|(hit, _)| is_evidence(hit.span))
        .filter_map(|(_, decision)| decision.actor.clone())
        .collect();
    for (decision, hit) in decisions.iter_mut().zip(hits).filter(|(decision, _)| decision.actor.is_none()) {
        let mut otherwise = decision.candidates.iter().filter(|actor| named.contains(*actor));
        if let (Some(actor), None) = (otherwise.next().cloned(), otherwise.next()) {
            decision.kind = hit.kind_for(Some(&actor));
            let all = labels(gazetteer, &decision.candidates);
            decision.reason = format!("of {all}, only {} is named otherwise", gazetteer.label(&actor));
            decision.candidates.clear();
            decision.actor = Some(actor);
        }
    }
}
