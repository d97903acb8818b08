//! Nouns with their arguments: "the Kenyan strike on Somalia", "talks between Laos and Cambodia".
//!
//! The source is a possessor, a nationality before the noun or "by A" behind it; a reciprocal noun can
//! also take the subject of its clause ("met amid a standoff with"). Known to miss: nouns whose source
//! is named in another clause, and objects of verbs that undo them where the verb stands in no list.

use super::Modality;
use super::frame::Scene;
use super::kind::Quad;
use super::lexicon::{NounFrame, Row};
use super::modality;
use super::negation;
use super::phrase::{self, Party, Side};
use super::words::{Tag, Word};

/// A noun that was found with its arguments.
#[derive(Debug)]
pub(super) struct FoundNoun {
    pub row: &'static Row,
    pub noun: usize,
    pub sources: Vec<Party>,
    pub targets: Vec<Party>,
    pub reciprocal: bool,
    pub negated: bool,
    pub modality: Modality,
    /// The verb whose object it is and whose fate it shares.
    pub verb: Option<usize>,
}

/// Verbs that do what their object says: "launched strikes on".
pub(super) const LIGHT: &[&str] = &[
    "hold",
    "have",
    "launch",
    "carry",
    "conduct",
    "begin",
    "start",
    "open",
    "resume",
    "stage",
    "make",
    "pay",
    "continue",
    "wage",
    "impose",
    "mount",
    "conclude",
    "reach",
    "sign",
    "order",
    "give",
    "provide",
    "complete",
    "attend",
    "announce",
    "finish",
    "approve",
    "authorise",
    "authorize",
    "grant",
    "confirm",
    "intensify",
    "expand",
    "increase",
    "extend",
    "renew",
    "reiterate",
    "express",
    "voice",
    "reaffirm",
    "boost",
    "pledge",
    "promise",
    "deliver",
    "send",
    "defend",
    "deploy",
    "perform",
    "undertake",
    "issue",
];

/// Verbs after which a noun tells nothing that has happened: "demanded talks with".
pub(super) const UNDOING: &[&str] = &[
    "lift",
    "end",
    "reject",
    "demand",
    "call",
    "urge",
    "propose",
    "oppose",
    "threaten",
    "consider",
    "suspend",
    "halt",
    "cancel",
    "ease",
    "remove",
    "veto",
    "refuse",
    "decline",
    "avoid",
    "prevent",
    "seek",
    "want",
    "plan",
    "deny",
    "rule",
    "break",
    "sever",
    "cut",
    "offer",
    "request",
    "drop",
    "stop",
    "suggest",
    "resist",
    "discuss",
    "fear",
    "postpone",
    "scrap",
    "freeze",
    "abandon",
    "break",
    "revoke",
    "quit",
    "leave",
    "negotiate",
    "back",
    "support",
    "favour",
    "favor",
    "waive",
    "ban",
    "block",
    "withdraw",
    "retract",
    "dread",
];

/// Words that say that a drill or exercise is a soldiers'.
pub(super) const MILITARY: &[&str] =
    &["joint", "military", "naval", "combined", "war", "air", "sea", "army", "live-fire"];

/// All nouns of a sentence with their arguments; `taken` are words that a verb has already read.
pub(super) fn find(scene: &Scene<'_>, taken: &[usize]) -> Vec<FoundNoun> {
    let mut found = Vec::new();
    for (place, word) in scene.words.iter().enumerate() {
        let free = word.tag == Tag::Noun && !taken.contains(&place) && is_head(scene.words, place);
        if !free {
            continue;
        }
        for &row in scene.lexicon.noun_rows(&word.lower) {
            if let Some(noun) = read(scene, place, scene.lexicon.row(row)) {
                found.push(noun);
                break;
            }
        }
    }
    found
}

/// "war crimes" is about crimes.
fn is_head(words: &[Word<'_>], place: usize) -> bool {
    words.get(place + 1).is_none_or(|next| !matches!(next.tag, Tag::Noun | Tag::Hyphen | Tag::Possessive))
}

fn read(scene: &Scene<'_>, noun: usize, row: &'static Row) -> Option<FoundNoun> {
    let Some(NounFrame::Deed(prepositions)) = &row.noun else { return None };
    let words = scene.words;
    let start = phrase_start(words, noun);
    if row.note.contains("military only") && !words[start..noun].iter().any(|word| word.is(MILITARY)) {
        return None;
    }
    let behind = behind(scene, noun, prepositions);
    let (mut sources, targets) = (owners(&words[start..noun], &behind), behind.targets);
    let mut reciprocal = row.reciprocal || behind.between;
    let mut verb = object_of(scene, start);
    if behind.between {
        sources = targets.clone();
    } else if targets.is_empty() && sources.len() > 1 && (row.reciprocal || pairs_with(prepositions)) {
        // "Egyptian-Ethiopian talks"
    } else if targets.is_empty() {
        return None;
    } else if sources.is_empty() {
        (sources, verb) = source_of_clause(scene, noun, start, row, verb)?;
    }
    reciprocal &= !sources.is_empty();
    let under = verb.map(|verb| &scene.predicates[verb]);
    let light = under.is_some_and(|verb| is_one_of(&words[verb.head], LIGHT));
    let undone = under.is_some_and(|verb| is_one_of(&words[verb.head], UNDOING));
    if undone {
        return None;
    }
    Some(FoundNoun {
        row,
        noun,
        targets: if behind.between || targets.is_empty() { Vec::new() } else { targets },
        sources,
        reciprocal,
        negated: negation::negates_noun(words, noun),
        modality: modality::of_noun(words, noun),
        verb: verb.filter(|_| light),
    })
}

/// "the Iran-Iraq war": a deed that is done "with" another can be done by both.
fn pairs_with(prepositions: &[String]) -> bool {
    prepositions.iter().any(|preposition| preposition == "with")
}

fn is_one_of(word: &Word<'_>, verbs: &[&str]) -> bool {
    word.forms.iter().any(|(lemma, _)| verbs.contains(&lemma.as_str()))
        || word.tag == Tag::Have && verbs.contains(&"have")
}

/// The first word of the noun phrase in which a noun stands; "A and B talks" is one.
fn phrase_start(words: &[Word<'_>], noun: usize) -> usize {
    let mut start = noun;
    while start > 0 {
        let joins = words[start - 1].is(&["and"])
            && start > 1
            && words[start - 2].tag == Tag::Name
            && words[start].tag == Tag::Name;
        if !(words[start - 1].is_nominal() || joins) {
            break;
        }
        start -= 1;
    }
    start
}

/// The parties before a noun, or "by A" behind it.
fn owners(before: &[Word<'_>], behind: &Behind) -> Vec<Party> {
    let mut owners: Vec<Party> = Vec::new();
    for (place, word) in before.iter().enumerate() {
        let Some(actor) = word.acting() else { continue };
        let next = before.get(place + 1);
        let compound = next.is_some_and(|next| next.tag == Tag::Hyphen)
            && before.get(place + 2).is_none_or(|other| other.acting().is_none());
        if !compound && !owners.iter().any(|party| party.actor == *actor) {
            owners.push(Party { actor: actor.clone(), span: word.span, crowd: false });
        }
    }
    if owners.is_empty() { behind.by.clone() } else { owners }
}

/// What stands behind a noun.
#[derive(Debug, Default)]
struct Behind {
    targets: Vec<Party>,
    between: bool,
    by: Vec<Party>,
}

fn behind(scene: &Scene<'_>, noun: usize, prepositions: &[String]) -> Behind {
    let words = scene.words;
    let mut behind = Behind::default();
    let mut place = noun + 1;
    let mut steps = 0;
    while place < words.len() && steps < 4 {
        let word = &words[place];
        let lower = word.lower.as_str();
        let read = |side| phrase::read(words, place + 1, words.len(), side, scene.lexicon);
        if matches!(word.tag, Tag::Time | Tag::Adverb) || words[place].is(&["imposed"]) {
            place += 1;
        } else if word.is(&["in", "on", "at", "last", "this"])
            && words.get(place + 1).is_some_and(|next| next.tag == Tag::Time)
        {
            place += 2;
        } else if lower == "between" {
            let phrase = read(Side::Between);
            behind.between = phrase.parties.len() > 1;
            if behind.between {
                behind.targets = phrase.parties;
            }
            return behind;
        } else if lower == "of" && !prepositions.iter().any(|preposition| preposition == "of") {
            // "its withdrawal of troops from"
            let end = (place + 1..words.len()).find(|&p| !words[p].is_nominal()).unwrap_or(words.len());
            if words[place..end].iter().any(|word| word.acting().is_some()) {
                return behind;
            }
            place = end;
        } else if lower == "by" && behind.by.is_empty() {
            let phrase = read(Side::Source);
            if phrase.parties.is_empty() {
                return behind;
            }
            behind.by = phrase.parties;
            place = phrase.end;
        } else if behind.targets.is_empty() && prepositions.iter().any(|preposition| preposition == lower) {
            let phrase = read(Side::Target);
            if phrase.parties.is_empty() {
                return behind;
            }
            behind.targets = phrase.parties;
            place = phrase.end;
        } else {
            return behind;
        }
        steps += 1;
    }
    behind
}

/// The active verb whose object starts at a word.
fn object_of(scene: &Scene<'_>, start: usize) -> Option<usize> {
    let verb = scene.predicates.iter().rposition(|predicate| predicate.head < start)?;
    let between = &scene.words[scene.predicates[verb].head + 1..start];
    let direct = between.iter().all(|word| {
        matches!(word.tag, Tag::Adverb | Tag::Preposition)
            && !word.is(&["in", "of", "with", "amid", "during", "by"])
    });
    direct.then_some(verb)
}

/// The source of a noun that names none: the subject of the verb over it.
fn source_of_clause(
    scene: &Scene<'_>,
    noun: usize,
    start: usize,
    row: &Row,
    object_of: Option<usize>,
) -> Option<(Vec<Party>, Option<usize>)> {
    if let Some(verb) = object_of
        && is_one_of(&scene.words[scene.predicates[verb].head], LIGHT)
        && !scene.predicates[verb].passive
    {
        let sources = scene.subject(verb, Side::Source);
        return (!sources.is_empty()).then_some((sources, Some(verb)));
    }
    // "left after talks with"; but "fined for inciting violence against" tells what another did.
    let gerund = start < noun && scene.words[start].lower.ends_with("ing");
    let adjunct = start > 0
        && !gerund
        && (scene.words[start - 1].is(&["amid", "during", "after", "before", "in", "at", "following"])
            || scene.words[start - 1].is(&["for"]) && row.kind.quad().is_some_and(Quad::is_cooperation));
    if !(row.reciprocal && adjunct) {
        return None;
    }
    let verb = scene.verb_over(noun)?;
    let sources = scene.subject(verb, Side::Source);
    (!sources.is_empty()).then_some((sources, None))
}
