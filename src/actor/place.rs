//! Whether a seat of government acts ("Beijing said") or is a place of something ("met in Beijing").
//!
//! Decided by the words next to it and by what it hangs on in the tree. Known limit: "from" counts as a
//! place only near a word of motion.

use super::Role;
use super::context::{Context, is_one_of};
use crate::article::Span;
use crate::language::Label;

/// Words before a place of something.
const AT: &[&str] = &[
    "in",
    "at",
    "near",
    "outside",
    "around",
    "across",
    "inside",
    "throughout",
    "via",
    "over",
    "capital",
    "into",
    "capital-city",
    "within",
    "beyond",
    "through",
    "off",
    "toward",
    "towards",
    "downtown",
];

/// Words between these and the place; all but the article make a place of it by themselves.
const QUARTERS: &[&str] = &[
    "the", "central", "nearby", "downtown", "north", "south", "east", "west", "northern", "southern",
    "eastern", "western", "inner", "outer", "greater",
];

/// Words with "of" before a place: "the streets of Rome".
const PART_OF: &[&str] = &[
    "city",
    "town",
    "capital",
    "mayor",
    "streets",
    "outskirts",
    "suburb",
    "suburbs",
    "centre",
    "center",
    "north",
    "south",
    "east",
    "west",
    "northeast",
    "northwest",
    "southeast",
    "southwest",
    "university",
    "bishop",
    "archbishop",
    "district",
    "heart",
    "port",
    "airport",
    "neighborhood",
];

/// Verbs whose object is a place.
const GOES_TO: &[&str] = &[
    "visit", "visits", "visited", "visiting", "left", "leaves", "leaving", "reached", "reaching", "toured",
    "touring", "entered", "entering", "arriving", "departed", "leave", "reach",
];

/// Words of motion that make a place of what follows "to" or "from".
const MOTION: &[&str] = &[
    "visit",
    "visits",
    "visited",
    "trip",
    "trips",
    "travel",
    "travels",
    "traveled",
    "travelled",
    "traveling",
    "travelling",
    "fly",
    "flies",
    "flew",
    "flown",
    "flying",
    "flight",
    "flights",
    "arrive",
    "arrived",
    "arriving",
    "arrives",
    "return",
    "returned",
    "returning",
    "returns",
    "go",
    "goes",
    "going",
    "went",
    "gone",
    "drive",
    "drove",
    "driving",
    "journey",
    "tour",
    "miles",
    "kilometers",
    "kilometres",
    "km",
    "train",
    "road",
    "headed",
    "heading",
    "moved",
    "move",
    "sailed",
    "fled",
    "flee",
    "reported",
    "reporting",
    "contributed",
    "rushed",
    "route",
];

/// Nouns that make a place of the name before them: "the Cairo airport".
const OF_A_CITY: &[&str] = &[
    "airport",
    "street",
    "streets",
    "suburb",
    "suburbs",
    "hotel",
    "hospital",
    "hospitals",
    "university",
    "residents",
    "police",
    "mayor",
    "district",
    "neighborhood",
    "neighbourhood",
    "embassy",
    "office",
    "bureau",
    "court",
    "subway",
    "metro",
    "city",
    "road",
    "avenue",
    "prison",
    "square",
    "stadium",
    "zoo",
    "stock",
    "exchange",
    "summit",
    "conference",
    "meeting",
    "talks",
    "park",
];

/// What the seat named at `span` does. `last` is the seat before it in the sentence with its role:
/// in a list ("in Oslo and Riga") both do the same.
pub(super) fn role_of_seat(context: &Context<'_>, span: Span, last: Option<(Span, Role)>) -> Role {
    let mut back = 0;
    while is_one_of(context.word_before(span, back), QUARTERS) {
        back += 1;
    }
    let before = context.word_before(span, back);
    if before == "-" && is_one_of(context.word_before(span, back + 1), &["pro", "anti"]) {
        return Role::Actor;
    }
    let is_place = is_one_of(before, AT)
        || (back > 0 && !context.word_before(span, 0).eq_ignore_ascii_case("the"))
        || is_one_of(before, GOES_TO)
        || (before == "," && is_one_of(context.word_before(span, back + 1), &["capital"]))
        || (before == "of" && is_part_of_place(context.word_before(span, back + 1)))
        || (is_one_of(before, &["to", "from", "for"]) && follows_motion(context, span))
        || (is_one_of(before, &["and", "or"]) || before == ",")
            && last.is_some_and(|last| goes_on(context, span, last))
        || is_place_by_next(context, span)
        || stands_below_place(context, span)
        // "in Madrid, Peru and Rome"
        || is_joined_to(context, span, AT);
    if is_place { Role::Location } else { Role::Actor }
}

/// "post-Soviet": what came after it, or before.
pub(super) fn is_of_another_time(context: &Context<'_>, span: Span) -> bool {
    context.word_before(span, 0) == "-" && is_one_of(context.word_before(span, 1), &["post", "pre"])
}

/// "the Vietnam War": where it was fought, and nobody's war against anybody.
pub(super) fn is_of_war(context: &Context<'_>, span: Span) -> bool {
    let next = context.word_after(span, 0);
    next == "War" || (next == "war" && is_one_of(context.word_before(span, 0), &["the", "during"]))
}

/// "the streets of Rome", "Ida Holm, 31, of Rome".
fn is_part_of_place(word: &str) -> bool {
    word == "," || is_one_of(word, PART_OF)
}

/// Whether a word of motion stands in the eight words before.
fn follows_motion(context: &Context<'_>, span: Span) -> bool {
    context.before(span).iter().rev().take(8).any(|token| is_one_of(context.word(*token), MOTION))
}

/// The same by the tree, whatever stands between: "in the Qatari capital, Doha", "the Doha peace talks",
/// "visit a rainy Oslo".
fn stands_below_place(context: &Context<'_>, span: Span) -> bool {
    let Some(token) = context.last_token(span) else { return false };
    let document = context.document;
    let tree = &document.tree;
    let token =
        if tree.label(token) == Label::Apposition { tree.head(token).unwrap_or(token) } else { token };
    let Some(head) = tree.head(token) else { return false };
    match tree.label(token) {
        Label::PrepositionObject => {
            let motion = || tree.head(head).is_some_and(|verb| is_one_of(document.lemmas.get(verb), MOTION));
            is_one_of(context.word_at(head), AT)
                || is_one_of(context.word_at(head), &["to", "from", "for"]) && motion()
        }
        Label::DirectObject => is_one_of(context.word_at(head), GOES_TO),
        Label::Compound => is_one_of(context.word_at(head), OF_A_CITY),
        _ => false,
    }
}

/// Whether only "and", "or" or a comma stands between the last place and this one.
fn goes_on(context: &Context<'_>, span: Span, (last, role): (Span, Role)) -> bool {
    let between = &context.text[last.end..span.start];
    role == Role::Location
        && between.split_whitespace().all(|word| is_one_of(word, &["and", "or", ",", ", and", "the"]))
}

/// Whether a name is joined to what stands behind one of these prepositions.
pub(super) fn is_joined_to(context: &Context<'_>, span: Span, prepositions: &[&str]) -> bool {
    let Some(token) = context.last_token(span) else { return false };
    let tree = &context.document.tree;
    let first = tree.first_conjunct(token);
    first != token
        && tree.label(first) == Label::PrepositionObject
        && tree.head(first).is_some_and(|head| is_one_of(context.word_at(head), prepositions))
}

fn is_place_by_next(context: &Context<'_>, span: Span) -> bool {
    let next = context.word_after(span, 0);
    is_one_of(next, OF_A_CITY) || (next == "-" && is_one_of(context.word_after(span, 1), &["based", "area"]))
}
