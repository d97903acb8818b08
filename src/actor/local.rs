//! Where an article plays: towns that bear a name found elsewhere too, and namesakes of well-known
//! places. "Police in Athens" is Greece, unless all that the article names lies in one other country
//! that has an Athens.
//!
//! Rule 1) A town counts where the words show a place ("in Mansfield", "Mansfield police"), and then
//! wherever the article names it.
//! Rule 2) It lies in the one of its countries that the article's other places lie in, else in the one
//! that the article names; where only one country has such a town, in that one. Where this leaves
//! several, in the country of the outlet; else, of several that the article names, in that of the town
//! that is by far the largest. Where it names none of them, size tells nothing: papers write of the small
//! town near by.
//! Rule 3) "City, State" said once holds for the whole article.
//! Rule 4) A city is its namesake where all other places lie in the namesake's country and nothing in
//! its own. A country or a capital needs a local word besides ("Dublin city council").
//! Rule 5) A country or a capital with a local word, and nothing else said, stays open.
//! Known limit: in world news without a second place of the same country a small namesake is missed.

use std::collections::{BTreeMap, BTreeSet};

use super::ActorId;
use super::ambiguity::{Decision, Ground};
use super::context::{Context, is_capitalised, is_one_of};
use super::gazetteer::{Gazetteer, NameKind};
use super::matching::{Hit, Matches};
use super::{place, title};
use crate::article::Span;

/// Prepositions before a place.
const AT: &[&str] =
    &["in", "near", "outside", "around", "downtown", "into", "across", "throughout", "inside"];

/// Words before "of" and a town.
const PART_OF: &[&str] = &[
    "town",
    "city",
    "village",
    "mayor",
    "suburb",
    "suburbs",
    "streets",
    "outskirts",
    "municipality",
    "resident",
    "residents",
    "district",
    "north",
    "south",
    "east",
    "west",
    "kilometers",
    "kilometres",
    "miles",
    "commune",
];

/// Words of local life after the name of a town.
const LOCAL: &[&str] = &[
    "police",
    "council",
    "county",
    "fire",
    "high",
    "elementary",
    "middle",
    "township",
    "resident",
    "residents",
    "man",
    "woman",
    "teen",
    "teenager",
    "mayor",
    "aldermen",
    "sheriff",
    "school",
    "schools",
    "area",
    "city",
    "municipal",
    "firefighters",
    "couple",
    "superintendent",
    "parish",
    "borough",
    "community",
    "chamber",
    "planning",
    "library",
];

/// What the article says of where it plays.
#[derive(Default)]
struct Evidence {
    /// The countries that are told by their places and by words of local life.
    places: Tally,
    /// All countries that are named in any way.
    all: Tally,
}

/// Countries, and how often each is told.
#[derive(Default)]
struct Tally(BTreeMap<ActorId, usize>);

impl Tally {
    fn add(&mut self, actor: &ActorId) {
        *self.0.entry(actor.clone()).or_default() += 1;
    }

    /// Takes back what was added.
    fn remove(&mut self, actor: &ActorId) {
        if let Some(count) = self.0.get_mut(actor) {
            *count -= 1;
            if *count == 0 {
                self.0.remove(actor);
            }
        }
    }

    fn contains(&self, actor: &ActorId) -> bool {
        self.0.contains_key(actor)
    }

    /// The one country that is told, if there is but one.
    fn only(&self) -> Option<&ActorId> {
        self.0.keys().next().filter(|_| self.0.len() == 1)
    }
}

/// All places that bear one name, in any letter case.
type Groups = BTreeMap<String, Vec<usize>>;

/// Decides towns and namesakes. `is_evidence` tells which places in the text count.
pub(super) fn settle(
    gazetteer: &Gazetteer,
    context: &Context<'_>,
    matches: &Matches<'_>,
    decisions: &mut [Decision],
    is_evidence: impl Fn(Span) -> bool,
) {
    let hits = &matches.hits;
    let groups = groups(context, hits);
    hold_to_the_end(gazetteer, context, hits, &groups, decisions);
    let mut evidence = Evidence::default();
    for actor in matches.cues.iter().flat_map(Hit::actors) {
        evidence.places.add(&actor);
        evidence.all.add(&actor);
    }
    let counts = |index: &usize| is_evidence(hits[*index].span);
    (0..hits.len()).filter(counts).for_each(|index| evidence.add(&hits[index], &decisions[index]));
    for (name, group) in &groups {
        // The other names decide.
        let own = || group.iter().copied().filter(counts);
        own().for_each(|index| evidence.remove(&hits[index], &decisions[index]));
        let settled = if hits[group[0]].is_town() {
            town(context, matches, group, &evidence)
        } else {
            namesake(context, matches, group, decisions, &evidence)
        };
        for index in group {
            match &settled {
                _ if decisions[*index].ground != Ground::Name => {}
                Settled::Place(actor, hint) if is_free(context, hits, *index) => {
                    decisions[*index] = placed(gazetteer, name, actor, *hint);
                }
                Settled::Open(candidates) => {
                    decisions[*index].actor = None;
                    decisions[*index].reason =
                        format!("“{}” may be a town elsewhere", hits[*index].span.of(context.text));
                    decisions[*index].candidates = candidates.clone();
                }
                _ => {}
            }
        }
        own().for_each(|index| evidence.add(&hits[index], &decisions[index]));
    }
    // What was decided of the other places may tell more now; weak hints come when the text has told all.
    for (name, group) in groups.iter().filter(|(_, group)| hits[group[0]].is_town()) {
        let is_open = group.iter().all(|index| decisions[*index].actor.is_none());
        let told = match town(context, matches, group, &evidence) {
            Settled::Place(actor, hint) => Some((actor, hint)),
            _ => by_hint(context, matches, group, &evidence),
        };
        let Some((actor, hint)) = told.filter(|_| is_open) else { continue };
        for index in group.iter().copied().filter(|index| is_free(context, hits, *index)) {
            decisions[index] = placed(gazetteer, name, &actor, hint);
        }
    }
}

/// What is decided for all places of a name.
enum Settled {
    Nothing,
    Place(ActorId, Hint),
    Open(Vec<ActorId>),
}

/// What decides where a place lies.
#[derive(Clone, Copy)]
enum Hint {
    /// What else the article names.
    Article,
    /// No other country has such a town.
    Only,
    /// The country of the outlet.
    Outlet,
    /// It is by far the largest of its name.
    Largest,
}

fn placed(gazetteer: &Gazetteer, name: &str, actor: &ActorId, hint: Hint) -> Decision {
    let why = match hint {
        Hint::Article => "as the others here",
        Hint::Only => "and in no other country",
        Hint::Outlet => "the country of the outlet",
        Hint::Largest => "by far the largest of this name",
    };
    Decision {
        actor: Some(actor.clone()),
        kind: NameKind::Town,
        candidates: Vec::new(),
        reason: format!("“{name}” is a place in {}, {why}", gazetteer.label(actor)),
        ground: Ground::Article,
    }
}

fn groups(context: &Context<'_>, hits: &[Hit<'_>]) -> Groups {
    let mut groups = Groups::new();
    for (index, hit) in hits.iter().enumerate().filter(|(_, hit)| hit.has(NameKind::Town)) {
        groups.entry(key(hit.span.of(context.text))).or_default().push(index);
    }
    groups
}

fn key(name: &str) -> String {
    name.to_lowercase()
}

/// Rule 3.
fn hold_to_the_end(
    gazetteer: &Gazetteer,
    context: &Context<'_>,
    hits: &[Hit<'_>],
    groups: &Groups,
    decisions: &mut [Decision],
) {
    let mut told: BTreeMap<String, BTreeSet<ActorId>> = BTreeMap::new();
    for (hit, decision) in hits.iter().zip(decisions.iter()) {
        let name = hit.span.of(context.text);
        let city = name.split_once(", ").map(|(city, _)| city);
        if let (Some(actor), true) = (&decision.actor, decision.ground == Ground::Neighbour || city.is_some())
        {
            told.entry(key(city.unwrap_or(name))).or_default().insert(actor.clone());
        }
    }
    for (name, actors) in told.iter().filter(|(_, actors)| actors.len() == 1) {
        let Some(actor) = actors.first() else { continue };
        for index in groups.get(name).into_iter().flatten() {
            if decisions[*index].ground == Ground::Name
                && decisions[*index].actor.as_ref() != Some(actor)
                && is_free(context, hits, *index)
            {
                decisions[*index] = placed(gazetteer, name, actor, Hint::Article);
            }
        }
    }
}

impl Evidence {
    /// Adds what a decision tells.
    fn add(&mut self, hit: &Hit<'_>, decision: &Decision) {
        let Some(actor) = told(decision) else { return };
        if is_place(hit, decision) {
            self.places.add(actor);
        }
        self.all.add(actor);
    }

    /// Takes back what a decision told.
    fn remove(&mut self, hit: &Hit<'_>, decision: &Decision) {
        let Some(actor) = told(decision) else { return };
        if is_place(hit, decision) {
            self.places.remove(actor);
        }
        self.all.remove(actor);
    }

    /// The one country that all of the article plays in.
    fn only(&self) -> Option<&ActorId> {
        self.places.only().filter(|here| self.all.only() == Some(here))
    }
}

/// The country that a decision tells.
fn told(decision: &Decision) -> Option<&ActorId> {
    decision.actor.as_ref().filter(|actor| actor.is_country())
}

/// Whether a decision surely tells a place.
fn is_place(hit: &Hit<'_>, decision: &Decision) -> bool {
    let sure = decision.ground != Ground::Name || !hit.has(NameKind::Town);
    sure && matches!(decision.kind, NameKind::City | NameKind::Division | NameKind::Town)
}

/// Rules 1 and 2, by what the text tells.
fn town(context: &Context<'_>, matches: &Matches<'_>, group: &[usize], evidence: &Evidence) -> Settled {
    if !is_placed_once(context, matches, group) {
        return Settled::Nothing;
    }
    let towns = matches.hits[group[0]].towns();
    let only = |known: &Tally| {
        let mut fitting = towns.iter().filter(|actor| known.contains(actor));
        fitting.next().cloned().filter(|_| fitting.next().is_none())
    };
    match (only(&evidence.places).or_else(|| only(&evidence.all)), &towns[..]) {
        (Some(actor), _) => Settled::Place(actor, Hint::Article),
        (None, [alone]) => Settled::Place(alone.clone(), Hint::Only),
        _ => Settled::Nothing,
    }
}

fn is_placed_once(context: &Context<'_>, matches: &Matches<'_>, group: &[usize]) -> bool {
    let hits = &matches.hits;
    let mut free = group.iter().filter(|index| is_free(context, hits, **index));
    free.any(|index| is_placed(context, matches, hits[*index].span))
}

/// Rule 2, by the outlet and the size of towns.
fn by_hint(
    context: &Context<'_>,
    matches: &Matches<'_>,
    group: &[usize],
    evidence: &Evidence,
) -> Option<(ActorId, Hint)> {
    let hit = &matches.hits[group[0]];
    let towns = hit.towns();
    let named: Vec<&ActorId> = towns.iter().filter(|actor| evidence.all.contains(actor)).collect();
    let at_home = |home: &&ActorId| towns.contains(home) && (named.is_empty() || named.contains(home));
    let outlet = || Some((context.home.filter(at_home)?.clone(), Hint::Outlet));
    let largest =
        || Some((hit.by_far_largest().filter(|actor| named.contains(actor))?.clone(), Hint::Largest));
    let found = outlet().or_else(largest)?;
    is_placed_once(context, matches, group).then_some(found)
}

/// Rules 4 and 5.
fn namesake(
    context: &Context<'_>,
    matches: &Matches<'_>,
    group: &[usize],
    decisions: &[Decision],
    evidence: &Evidence,
) -> Settled {
    let hit = &matches.hits[group[0]];
    let Some(owner) = decisions[group[0]].actor.clone() else { return Settled::Nothing };
    let towns = hit.towns();
    if evidence.all.contains(&owner) || towns.is_empty() {
        return Settled::Nothing;
    }
    let is_city = matches!(decisions[group[0]].kind, NameKind::City | NameKind::Division);
    let local = group.iter().any(|index| is_local(context, matches, matches.hits[*index].span));
    match evidence.only().filter(|here| towns.contains(here)) {
        Some(here) if is_city || local => Settled::Place(here.clone(), Hint::Article),
        _ if local && !is_city => {
            let mut candidates = towns;
            candidates.push(owner);
            candidates.sort();
            candidates.dedup();
            Settled::Open(candidates)
        }
        _ => Settled::Nothing,
    }
}

/// Whether no other name goes on before or after: "Ben Strother", "Mansfield Jones".
fn is_free(context: &Context<'_>, hits: &[Hit<'_>], index: usize) -> bool {
    let span = hits[index].span;
    let starts = |start: usize| hits.binary_search_by_key(&start, |hit| hit.span.start).is_ok();
    let ends = |end: usize| hits.binary_search_by_key(&end, |hit| hit.span.end).is_ok();
    let before = context.before(span).last().is_some_and(|token| {
        token.span.end + 1 == span.start
            && !ends(token.span.end)
            && is_name(context.word(*token))
            && token.tag.is_name()
    });
    let after = context.after(span).first().is_some_and(|token| {
        token.span.start == span.end + 1
            && !starts(token.span.start)
            && is_name(context.word(*token))
            && token.tag.is_name()
    });
    !before && !after
}

fn is_name(word: &str) -> bool {
    is_capitalised(word)
        && word.contains(char::is_lowercase)
        && !title::is_title_word(word)
        && !title::is_institution(word)
        && !title::is_no_name(word)
        && !is_one_of(word, LOCAL)
        && !is_one_of(word, QUARTERS)
}

/// Words that belong to the name of a place or a body, not of a person.
const QUARTERS: &[&str] = &[
    "north",
    "south",
    "east",
    "west",
    "northern",
    "southern",
    "eastern",
    "western",
    "central",
    "downtown",
    "upper",
    "lower",
    "greater",
    "old",
    "new",
    "public",
    "island",
    "beach",
    "bay",
    "district",
    "state",
    "court",
    "magistrates",
    "crown",
    "superior",
    "hospital",
    "college",
    "airport",
    "center",
    "centre",
    "club",
    "road",
    "street",
];

/// Whether the words around show a place.
fn is_placed(context: &Context<'_>, matches: &Matches<'_>, span: Span) -> bool {
    let before = context.word_before(span, 0);
    let part = before == "of" && is_one_of(context.word_before(span, 1), PART_OF);
    is_one_of(before, AT)
        || part
        || is_local(context, matches, span)
        // "in Sharon, Cornwall and Salisbury"
        || place::is_joined_to(context, span, AT)
        || is_dateline(context, span)
}

/// "MANSFIELD — The council ..."
fn is_dateline(context: &Context<'_>, span: Span) -> bool {
    let name = span.of(context.text);
    let paragraphs = &context.document.paragraphs;
    let opens = paragraphs.binary_search_by_key(&span.start, |paragraph| paragraph.start).is_ok()
        || context.before(span).is_empty();
    opens
        && name.chars().all(|c| !c.is_lowercase())
        && matches!(context.word_after(span, 0), "—" | "–" | "-" | "--" | ",")
}

/// Whether a word of local life stands beside it.
fn is_local(context: &Context<'_>, matches: &Matches<'_>, span: Span) -> bool {
    let next = context.word_after(span, 0);
    let marked = matches.cues.binary_search_by_key(&span.start, |cue| cue.span.end).is_ok();
    marked || is_one_of(next, LOCAL) || is_home(context, span)
}

/// "Ida Holm, 31, of Roswell", "of 1935 Orchard St., Alexandria".
fn is_home(context: &Context<'_>, span: Span) -> bool {
    let back = usize::from(context.word_before(span, 0) == "of");
    let age = context.word_before(span, back + 1);
    context.word_before(span, back) == ","
        && context.word_before(span, back + 2) == ","
        && age.len() <= 2
        && !age.is_empty()
        && age.chars().all(|c| c.is_ascii_digit())
}
