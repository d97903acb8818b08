//! Whom a name means that several actors bear: "Georgia", "Korean", "Brussels".
//!
//! Rule 1) "City, State": what follows a city tells where it lies, and the city tells of which of
//! two places the name is.
//! Rule 2) A seat of a country and of an organisation is the country's where it is a place.
//! Rule 3) Of the candidates, the only one that the article names otherwise is meant.
//! Rule 4) A country and a region of one name: who has a prime minister, or stands in a list of
//! countries, is the country; who has a governor is the region.
//! Rule 5) Of those two, the country is meant where a neighbour of it is named and nothing of the other.
//! Rule 6) A place that is still open lies in the country of the outlet, where that is among the candidates.
//! Else nobody is meant: the candidates are kept for the person. No rule knows a country.

use std::collections::BTreeSet;

use super::ActorId;
use super::context::{Context, is_one_of};
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
    pub ground: Ground,
}

/// On what a decision rests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ground {
    /// The name alone.
    Name,
    /// The place beside it: "City, State".
    Neighbour,
    /// What else the article names.
    Article,
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
        // make.py gives a city that shares its name only where it is by far the largest.
        Some(actor) if kind == NameKind::City && !hit.towns().is_empty() => {
            format!("city in {}: the largest place of this name", gazetteer.label(actor))
        }
        Some(actor) => format!("{} {}", describe(kind), gazetteer.label(actor)),
        None => format!("“{}” may mean {}", hit.span.of(text), labels(gazetteer, &candidates)),
    };
    let kind = if hit.is_town() { NameKind::Town } else { kind };
    Decision { actor: only.filter(|_| !hit.is_town()), kind, candidates, reason, ground: Ground::Name }
}

fn describe(kind: NameKind) -> &'static str {
    match kind {
        NameKind::Demonym | NameKind::Prefix => "people or adjective of",
        NameKind::Seat => "seat of government of",
        NameKind::City | NameKind::Town => "city in",
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
    let is_city = matches!(
        decisions[index - 1].kind,
        NameKind::City | NameKind::Seat | NameKind::Division | NameKind::Town
    );
    // "Lebanon, Pa.": a town that bears the name of a country. A third name before makes it a list.
    let listed = index > 1 && text[hits[index - 2].span.end..city.span.start].trim() == ",";
    let is_namesake = decisions[index - 1].kind == NameKind::Name
        && decisions[index - 1].actor.as_ref().is_some_and(|actor| !state.actors().contains(actor))
        && decisions[index].kind == NameKind::Division
        && ends_phrase(text, state)
        && !listed;
    if !(is_city || is_namesake) || between.trim() != "," || state.is_town() {
        return;
    }
    let shared = state.actors().into_iter().find(|actor| city.actors().contains(actor));
    let shared = shared.or_else(|| town_of_state(text, city, state));
    let Some(actor) = shared.or_else(|| foreign_state(text, city, state)) else { return };
    let place = format!("{}, {}", city.span.of(text), state.span.of(text));
    let reason = format!("“{place}” lies in {}", gazetteer.label(&actor));
    decisions[index] = decision(state.kind_for(Some(&actor)), &actor, &reason);
    // A capital that is named with its country is meant as a city.
    decisions[index - 1] = decision(NameKind::City, &actor, &reason);
}

fn decision(kind: NameKind, actor: &ActorId, reason: &str) -> Decision {
    let reason = reason.to_owned();
    Decision { actor: Some(actor.clone()), kind, candidates: Vec::new(), reason, ground: Ground::Neighbour }
}

/// "Athens, Georgia": a town of this name lies in what follows. Where the phrase goes on, it may be a
/// list of capitals and countries.
fn town_of_state(text: &str, city: &Hit<'_>, state: &Hit<'_>) -> Option<ActorId> {
    let towns = city.towns();
    let shared = state.actors().into_iter().find(|actor| towns.contains(actor))?;
    (state.has(NameKind::Division) || !city.has(NameKind::Seat) && ends_phrase(text, state)).then_some(shared)
}

fn ends_phrase(text: &str, hit: &Hit<'_>) -> bool {
    text[hit.span.end..].trim_start().chars().next().is_none_or(|c| ",.;)—–-".contains(c))
}

/// "London, Ontario": the city of this name is another one, in the region that follows. A country
/// that follows may be the next of a list, so it counts only after a city that is no seat of
/// government and where the phrase ends. "In Texas, Bavaria and Gujarat" is a list: no region lies in a
/// region of another country.
fn foreign_state(text: &str, city: &Hit<'_>, state: &Hit<'_>) -> Option<ActorId> {
    if city.has(NameKind::Division) && !city.has(NameKind::City) {
        return None;
    }
    let of_kind = |kind: NameKind| {
        let mut owners =
            state.names.iter().filter(|name| name.kind == kind).filter_map(|name| name.actor.clone());
        owners.next()
    };
    of_kind(NameKind::Division).or_else(|| {
        if ends_phrase(text, state) && !city.has(NameKind::Seat) { of_kind(NameKind::Name) } else { None }
    })
}

/// What belongs to a country before "of" its name.
const OF_COUNTRY: &[&str] = &[
    "ambassador",
    "army",
    "embassy",
    "foreign",
    "government",
    "independence",
    "minister",
    "parliament",
    "premier",
    "president",
    "republic",
];

/// What belongs to a region before "of" its name, or behind its name.
const OF_REGION: &[&str] = &[
    "governor",
    "gov.",
    "state",
    "senator",
    "sen.",
    "legislature",
    "lawmakers",
    "lawmaker",
    "universities",
    "university",
    "congressman",
    "rep.",
    "county",
    "statehouse",
];

/// Rules 4 and 5, for the hits of a country and a region.
pub(super) fn settle_country_or_region(
    gazetteer: &Gazetteer,
    context: &Context<'_>,
    hits: &[Hit<'_>],
    decisions: &mut [Decision],
) {
    let named: BTreeSet<ActorId> = decisions.iter().filter_map(|decision| decision.actor.clone()).collect();
    for index in 0..hits.len() {
        let Some((country, region)) =
            country_and_region(&hits[index]).filter(|_| decisions[index].actor.is_none())
        else {
            continue;
        };
        let span = hits[index].span;
        let before = context.word_before(span, 0);
        let owner = if before == "of" { context.word_before(span, 1) } else { before };
        let next = context.word_after(span, 0);
        let (kind, actor, why) = if before == "of" && is_one_of(owner, OF_COUNTRY) {
            (NameKind::Name, &country, format!("it has a {owner}"))
        } else if is_one_of(owner, OF_REGION)
            || is_one_of(next, OF_REGION)
            || next == "National" && context.word_after(span, 1) == "Guard"
        {
            (NameKind::Division, &region, "it has what regions have".to_owned())
        } else if in_list_of_countries(context, hits, decisions, index) {
            (NameKind::Name, &country, "it stands in a list of countries".to_owned())
        } else if let Some(neighbour) = neighbour(gazetteer, &country, &region, &named) {
            (NameKind::Name, &country, format!("its neighbour {} is named", gazetteer.label(neighbour)))
        } else {
            continue;
        };
        let reason = format!("{}, for {why}", gazetteer.label(actor));
        decisions[index] = Decision {
            actor: Some(actor.clone()),
            kind,
            candidates: Vec::new(),
            reason,
            ground: Ground::Article,
        };
    }
}

/// The country and the other country whose region bears the name, where these are all.
fn country_and_region(hit: &Hit<'_>) -> Option<(ActorId, ActorId)> {
    let of = |kind: NameKind| {
        let mut owners: Vec<&ActorId> = hit
            .names
            .iter()
            .filter(|name| name.kind == kind)
            .filter_map(|name| name.actor.as_ref())
            .collect();
        owners.dedup();
        if owners.len() == 1 { owners.pop().cloned() } else { None }
    };
    Some((of(NameKind::Name)?, of(NameKind::Division)?))
}

/// Whether a country stands next to it, joined by a comma or "and".
fn in_list_of_countries(
    context: &Context<'_>,
    hits: &[Hit<'_>],
    decisions: &[Decision],
    index: usize,
) -> bool {
    let joined = |from: usize, to: usize| {
        matches!(context.text[hits[from].span.end..hits[to].span.start].trim(), "," | "and" | ", and" | "or")
    };
    let is_country = |at: usize| decisions[at].kind == NameKind::Name && decisions[at].actor.is_some();
    let before = index > 0 && is_country(index - 1) && joined(index - 1, index);
    before || index + 1 < hits.len() && is_country(index + 1) && joined(index, index + 1)
}

/// Rule 5.
fn neighbour<'a>(
    gazetteer: &Gazetteer,
    country: &ActorId,
    region: &ActorId,
    named: &'a BTreeSet<ActorId>,
) -> Option<&'a ActorId> {
    let borders = |actor: &ActorId, other: &ActorId| {
        gazetteer.traits(actor).is_some_and(|traits| traits.borders(other))
    };
    let elsewhere = named.contains(region) || named.iter().any(|other| borders(region, other));
    named.iter().find(|other| borders(country, other)).filter(|_| !elsewhere)
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

/// Rule 6. `home` is the country of the outlet. What the text tells was asked before.
pub(super) fn settle_by_outlet(
    gazetteer: &Gazetteer,
    home: &ActorId,
    hits: &[Hit<'_>],
    decisions: &mut [Decision],
) {
    let is_place = |hit: &Hit<'_>| {
        [NameKind::City, NameKind::Division, NameKind::Town].iter().any(|kind| hit.has(*kind))
    };
    for (decision, hit) in decisions.iter_mut().zip(hits).filter(|(_, hit)| is_place(hit) && !hit.is_town()) {
        if decision.actor.is_none() && decision.candidates.contains(home) {
            let all = labels(gazetteer, &decision.candidates);
            decision.kind = hit.kind_for(Some(home));
            decision.reason = format!("of {all}, the outlet is of {}", gazetteer.label(home));
            decision.candidates.clear();
            decision.actor = Some(home.clone());
            decision.ground = Ground::Article;
        }
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
    let is_open = |(decision, hit): &(&mut Decision, &Hit<'_>)| decision.actor.is_none() && !hit.is_town();
    for (decision, hit) in decisions.iter_mut().zip(hits).filter(is_open) {
        let mut otherwise = decision.candidates.iter().filter(|actor| named.contains(*actor));
        if let (Some(actor), None) = (otherwise.next().cloned(), otherwise.next()) {
            decision.kind = hit.kind_for(Some(&actor));
            let all = labels(gazetteer, &decision.candidates);
            decision.reason = format!("of {all}, only {} is named otherwise", gazetteer.label(&actor));
            decision.candidates.clear();
            decision.actor = Some(actor);
            decision.ground = Ground::Article;
        }
    }
}
