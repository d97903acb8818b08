//! Names that are part of something else: of a street or a water ("Dublin Road", "Indian Lake"), of a
//! thing of the kitchen ("French mustard"), of what tells of parents only ("half-Chinese"); and names
//! that are a common word where letter case tells nothing ("Turkey prices rose").
//!
//! Known limit: an avenue whose name a government bears ("Downing Street") must stand in the tables.

use std::collections::BTreeSet;

use super::ActorId;
use super::context::{Context, is_capitalised, is_one_of};
use super::gazetteer::{Case, NameKind};
use super::matching::Hit;
use crate::article::Span;

/// Words that make the name of a street of the name before them.
const STREETS: &[&str] = &[
    "alley",
    "ave",
    "ave.",
    "avenue",
    "blvd",
    "blvd.",
    "boulevard",
    "circle",
    "drive",
    "highway",
    "lane",
    "lanes",
    "parkway",
    "pike",
    "plaza",
    "rd",
    "rd.",
    "road",
    "route",
    "st",
    "street",
    "terrace",
    "turnpike",
];

/// Words that make the name of a landscape of the name before them.
const WATERS: &[&str] = &[
    "brook", "canyon", "creek", "falls", "hills", "hollow", "lake", "lakes", "meadows", "pond", "ridge",
    "springs", "woods",
];

/// Things of the kitchen and the house that bear an adjective of a country.
const THINGS: &[&str] = &[
    "braid",
    "bulldog",
    "cooking",
    "cuisine",
    "dressing",
    "fern",
    "manicure",
    "mustard",
    "oven",
    "restaurant",
    "restaurants",
    "roulette",
    "shepherd",
    "takeaway",
    "terrier",
    "toast",
];

/// What follows a bird, a cup or a cow, and hardly ever a country.
const HOUSEHOLD: &[&str] = &[
    "breast",
    "breasts",
    "cabinet",
    "cups",
    "dinner",
    "dinners",
    "eggs",
    "farm",
    "farmer",
    "farmers",
    "farms",
    "gravy",
    "hunt",
    "hunters",
    "hunting",
    "leftovers",
    "legs",
    "meat",
    "pig",
    "pigs",
    "plates",
    "prices",
    "sandwich",
    "sandwiches",
    "shop",
    "shops",
    "soup",
    "stuffing",
];

/// Drops the names that are a part of such a name.
pub(super) fn drop_parts<'a>(context: &Context<'_>, hits: Vec<Hit<'a>>) -> Vec<Hit<'a>> {
    let sure: BTreeSet<ActorId> =
        hits.iter().filter(|hit| !is_word(context, hit)).flat_map(Hit::actors).collect();
    let is_told = |hit: &Hit<'_>| hit.actors().iter().any(|actor| sure.contains(actor));
    let is_thing = |hit: &Hit<'_>| is_one_of(context.word_after(hit.span, 0), THINGS);
    hits.into_iter()
        .filter(|hit| !is_part(context, hit.span) && !is_half(context, hit.span) && !is_thing(hit))
        .filter(|hit| !is_ticker(context, hit.span) && !is_of_firm(context, hit))
        .filter(|hit| !is_word(context, hit) || is_told(hit))
        .collect()
}

/// "<ICC.O>": what a stock is called at an exchange.
fn is_ticker(context: &Context<'_>, span: Span) -> bool {
    let opened = context.text[..span.start].ends_with('<');
    let rest = &context.text[span.end..];
    opened && rest.find('>').is_some_and(|end| rest[..end].chars().all(|c| !c.is_whitespace()) && end < 12)
}

/// "Orange-Nassau Marine": a town behind a hyphen in the name of a firm.
fn is_of_firm(context: &Context<'_>, hit: &Hit<'_>) -> bool {
    let town = [NameKind::Seat, NameKind::City, NameKind::Town].iter().any(|kind| hit.has(*kind));
    let joined = context.text[..hit.span.start].ends_with('-');
    let next = context.word_after(hit.span, 0);
    town && joined
        && is_capitalised(context.word_before(hit.span, 1))
        && is_capitalised(next)
        && next.contains(char::is_lowercase)
}

/// Whether the name may be a common word: it opens a sentence before a noun of the household, or all is
/// in capitals and the table does not say that it is a name there too.
fn is_word(context: &Context<'_>, hit: &Hit<'_>) -> bool {
    if !hit.has(NameKind::Word) {
        return false;
    }
    let opens = context.before(hit.span).is_empty();
    let household = is_one_of(context.word_after(hit.span, 0), HOUSEHOLD);
    let Some(sentence) = context.document.sentences.get(context.sentence_at(hit.span.start)) else {
        return false;
    };
    let shouted = !sentence.span.of(context.text).contains(char::is_lowercase);
    let sure = hit.names.iter().any(|name| name.actor.is_some() && name.case == Case::Caps);
    (opens || shouted) && (household || is_served(context, hit.span)) || shouted && !sure
}

/// "Turkey and stuffing": joined to a thing that bears no name and no article.
fn is_served(context: &Context<'_>, span: Span) -> bool {
    let after = context.after(span);
    let [and, noun, ..] = after else { return false };
    let plain = noun.tag.is_noun() && !noun.tag.is_name() && !is_capitalised(context.word(*noun));
    is_one_of(context.word(*and), &["and", "with", "or"]) && plain
}

fn is_half(context: &Context<'_>, span: Span) -> bool {
    let before = &context.text[..span.start];
    ["half-", "Half-", "part-", "quarter-", "half ", "part "]
        .iter()
        .any(|half| before.strip_suffix(half).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric)))
}

fn is_part(context: &Context<'_>, span: Span) -> bool {
    let Some(next) = context.after(span).first() else { return false };
    let word = context.word(*next);
    let gap = &context.text[span.end..next.span.start];
    let shouted = context.text[span.start..span.end].chars().all(|c| !c.is_lowercase());
    is_capitalised(word)
        && gap == " "
        && (is_one_of(word, STREETS) || is_one_of(word, WATERS))
        && !(shouted && is_one_of(word, WATERS) && span.end - span.start <= 4)
}
