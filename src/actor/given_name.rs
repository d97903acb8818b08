//! Names of countries and cities that are a person's: "Chad Turner", "Michael Jordan".
//!
//! Only names that the table marks as given names or surnames are looked at, but behind "Mr". A person
//! who is called by such a name alone is told by what persons do ("Jordan scored twice", where no other
//! country is named), by an age, or by what it is ("Georgia, a nurse"). Known limit: other persons who are
//! called by such a name alone ("Chad told the jury").

use std::collections::BTreeSet;

use super::ActorId;
use super::context::{Context, is_capitalised, is_one_of};
use super::gazetteer::NameKind;
use super::matching::Hit;
use super::title;
use crate::article::Span;

/// Drops the names that are part of a person's name; and a surname on its own where the full name
/// stands in the text ("Valeska Paris ... Paris said") and nothing else names that country.
pub(super) fn drop_persons<'a>(context: &Context<'_>, hits: Vec<Hit<'a>>) -> Vec<Hit<'a>> {
    // A town may be called as anybody is.
    let strong = || hits.iter().filter(|hit| !hit.is_town());
    let starts: Vec<usize> = strong().map(|hit| hit.span.start).collect();
    let ends: Vec<usize> = strong().map(|hit| hit.span.end).collect();
    let could_be = |hit: &&Hit<'_>| hit.has(NameKind::Given);
    let surnames: BTreeSet<&str> = hits
        .iter()
        .filter(could_be)
        .filter(|hit| given_name_before(context, hit, &ends))
        .map(|hit| hit.span.of(context.text))
        .collect();
    let named: BTreeSet<ActorId> = hits.iter().filter(|hit| !could_be(hit)).flat_map(Hit::actors).collect();
    // A city shares an article with its namesakes more often than a country does.
    let is_known =
        |hit: &Hit<'_>| hit.has(NameKind::Name) && hit.actors().iter().any(|actor| named.contains(actor));
    let is_surname_alone = |hit: &Hit<'_>| {
        surnames.contains(hit.span.of(context.text))
            && !follows_place_word(context, hit)
            && !is_known(hit)
            && !is_listed(context, hit, &ends, &starts)
    };
    let is_country = |hit: &&Hit<'_>| hit.has(NameKind::Name) || hit.has(NameKind::Demonym);
    let countries: Vec<(Span, Vec<ActorId>)> =
        hits.iter().filter(is_country).map(|hit| (hit.span, hit.actors())).collect();
    let is_person = |hit: &Hit<'_>| {
        surname_follows(context, hit, &starts)
            || is_wed(context, hit)
            || plays_alone(context, hit, &countries)
            || is_described(context, hit)
            || given_name_before(context, hit, &ends)
            || is_surname_alone(hit)
    };
    hits.into_iter()
        .filter(|hit| !could_be(&hit) || !is_person(hit))
        .filter(|hit| !is_one_of(context.word_before(hit.span, 0), POLITE))
        .collect()
}

/// Titles before a surname.
const POLITE: &[&str] = &["mr", "mr.", "mrs", "mrs.", "ms", "ms.", "messrs", "messrs.", "monsieur", "madame"];

/// "Jordan scored twice": a player, where the sentence names no other country that could be the rival.
fn plays_alone(context: &Context<'_>, hit: &Hit<'_>, countries: &[(Span, Vec<ActorId>)]) -> bool {
    const PLAYED: &[&str] = &[
        "score", "volley", "homer", "net", "nod", "birdie", "bogey", "rebound", "tap", "slot", "blast",
        "head", "equalise", "equalize", "sprint", "swim",
    ];
    const WON: &[&str] = &["hit", "find", "grab", "bag", "convert", "save", "miss"];
    const GOALS: &[&str] = &[
        "winner",
        "equaliser",
        "equalizer",
        "goal",
        "penalty",
        "hat-trick",
        "net",
        "post",
        "header",
        "spot-kick",
    ];
    let Some(token) = context.last_token(hit.span) else { return false };
    let document = context.document;
    let tree = &document.tree;
    let verb = tree.head(token).filter(|_| tree.label(token).is_subject());
    let plays = |verb: usize| {
        let lemma = document.lemmas.get(verb);
        let goal = || tree.right_children(verb).any(|child| is_one_of(document.lemmas.get(child), GOALS));
        is_one_of(lemma, PLAYED) || is_one_of(lemma, WON) && goal()
    };
    let Some(sentence) = document.sentences.get(context.sentence_at(hit.span.start)) else { return false };
    let own = hit.actors();
    let from = countries.partition_point(|(span, _)| span.start < sentence.span.start);
    let rival = countries[from..]
        .iter()
        .take_while(|(span, _)| span.start < sentence.span.end)
        .any(|(_, actors)| *actors != own);
    verb.is_some_and(plays) && !rival
}

/// "Mali, 6, was found", "Georgia, a nurse, said": an age, or what only a person is.
fn is_described(context: &Context<'_>, hit: &Hit<'_>) -> bool {
    const PERSONS: &[&str] = &[
        "nurse",
        "teacher",
        "student",
        "mother",
        "father",
        "boy",
        "girl",
        "man",
        "woman",
        "driver",
        "farmer",
        "singer",
        "actor",
        "actress",
        "waiter",
        "waitress",
        "baker",
        "lawyer",
        "plumber",
        "pupil",
        "toddler",
        "model",
        "dancer",
        "barber",
        "hairdresser",
        "widow",
        "widower",
        "grandmother",
        "grandfather",
    ];
    if context.word_after(hit.span, 0) != "," {
        return false;
    }
    let word = context.word_after(hit.span, 1);
    let age = word.parse::<u8>().is_ok_and(|age| age < 120);
    let closed = |word: &str| is_one_of(word, &[",", ".", ";", ")"]);
    if age && closed(context.word_after(hit.span, 2)) {
        return true;
    }
    // "a nurse", "a retired nurse", "a 40-year-old father of two"
    let noun = |on: &usize| is_one_of(context.word_after(hit.span, *on), PERSONS);
    is_one_of(word, &["a", "an"]) && (2..=4).any(|on| noun(&on))
}

/// "Chad and Georgia were married": what only persons do.
fn is_wed(context: &Context<'_>, hit: &Hit<'_>) -> bool {
    const OF_PERSONS: &[&str] = &["marry", "wed", "divorce", "elope", "giggle", "dunk", "dribble"];
    let Some(token) = context.last_token(hit.span) else { return false };
    let tree = &context.document.tree;
    let first = tree.first_conjunct(token);
    let verb = tree.head(first).filter(|_| tree.label(first).is_subject());
    verb.is_some_and(|verb| is_one_of(context.document.lemmas.get(verb), OF_PERSONS))
}

fn follows_place_word(context: &Context<'_>, hit: &Hit<'_>) -> bool {
    is_one_of(context.word_before(hit.span, 0), &["in", "to", "from", "at", "near", "into", "across"])
}

/// "France, Germany and Italy": names of one list are of one kind.
fn is_listed(context: &Context<'_>, hit: &Hit<'_>, ends: &[usize], starts: &[usize]) -> bool {
    let joins = |gap: &str| matches!(gap.trim(), "," | "and" | "or" | ", and" | "&");
    let before = ends.partition_point(|end| *end <= hit.span.start);
    let after = starts.partition_point(|start| *start < hit.span.end);
    before.checked_sub(1).is_some_and(|before| joins(&context.text[ends[before]..hit.span.start]))
        || starts.get(after).is_some_and(|start| joins(&context.text[hit.span.end..*start]))
}

/// A capitalised word that is neither a title nor an institution stands next to the name.
fn surname_follows(context: &Context<'_>, hit: &Hit<'_>, starts: &[usize]) -> bool {
    let Some(next) = context.after(hit.span).first() else { return false };
    let word = context.word(*next);
    let gap = &context.text[hit.span.end..next.span.start];
    // "President of Kenya Amos Otieno": the surname belongs to the office.
    let after_office =
        context.word_before(hit.span, 0) == "of" && title::is_head(context.word_before(hit.span, 1));
    !after_office
        && is_surname(word)
        && gap.chars().all(char::is_whitespace)
        && !gap.is_empty()
        && starts.binary_search(&next.span.start).is_err()
}

fn given_name_before(context: &Context<'_>, hit: &Hit<'_>, ends: &[usize]) -> bool {
    let before = context.before(hit.span);
    let Some(previous) = before.last() else { return false };
    let word = context.word(*previous);
    let gap = &context.text[previous.span.end..hit.span.start];
    // A capital at the start of a sentence tells nothing, but its tag does.
    let opens = before.len() == 1 && !previous.tag.is_name();
    is_surname(word) && !opens && gap == " " && !ends.contains(&previous.span.end)
}

fn is_surname(word: &str) -> bool {
    is_capitalised(word)
        && word.contains(char::is_lowercase)
        && !title::is_title_word(word)
        && !is_one_of(word, INSTITUTIONS)
        && !is_one_of(word, RULES)
        && !title::is_no_name(word)
}

/// Words of rule and age before the name of a country: "Nazi Germany".
const RULES: &[&str] = &[
    "ancient",
    "baathist",
    "ba'athist",
    "biblical",
    "bolshevik",
    "capitalist",
    "catholic",
    "christian",
    "colonial",
    "communist",
    "czarist",
    "democratic",
    "fascist",
    "francoist",
    "hindu",
    "imperial",
    "islamic",
    "islamist",
    "maoist",
    "medieval",
    "mother",
    "muslim",
    "nazi",
    "neutral",
    "occupied",
    "orthodox",
    "ottoman",
    "reunified",
    "republican",
    "revolutionary",
    "royalist",
    "shia",
    "shiite",
    "socialist",
    "soviet",
    "stalinist",
    "sunni",
    "team",
    "tsarist",
    "unified",
    "united",
    "vichy",
    "wartime",
    "weimar",
    "zionist",
];

/// Capitalised words that follow or precede the name of a place.
const INSTITUTIONS: &[&str] = &[
    "agency",
    "air",
    "airlines",
    "airport",
    "airways",
    "army",
    "association",
    "authority",
    "bank",
    "bay",
    "board",
    "bridge",
    "center",
    "central",
    "centre",
    "city",
    "coast",
    "college",
    "company",
    "conference",
    "council",
    "county",
    "court",
    "daily",
    "day",
    "department",
    "east",
    "eastern",
    "embassy",
    "federal",
    "fire",
    "government",
    "greater",
    "group",
    "hall",
    "hospital",
    "house",
    "institute",
    "international",
    "mainland",
    "metropolitan",
    "ministry",
    "national",
    "news",
    "north",
    "northern",
    "office",
    "parliament",
    "police",
    "post",
    "school",
    "senate",
    "south",
    "southern",
    "state",
    "street",
    "university",
    "western",
];
