//! Nouns that stand in for a country named before: "the country", "the kingdom", "the communist state",
//! "the island", "the two countries", "both sides".
//!
//! Rule 1) "The country" is the only one named in its sentence or in the one before.
//! Rule 2) A noun that only some countries may be called by is the only such country named before.
//! Rule 3) "The two countries", "both leaders" are the only two of a sentence near by, else the two that
//! the article is about; each gets one of the two words.
//! Rule 4) "The bloc", "the alliance" are the only organisation of states named near by or before.
//! What the noun itself tells more of ("the country of his birth", "the first country to") is no
//! stand-in. Known limit: "the country" of a general remark ("a man from the country").

use super::antecedent::{Antecedents, Named, Reach};
use super::context::is_one_of;
use super::search::Search;
use super::{Mention, MentionKind, place};
use crate::article::Span;
use crate::language::{Label, Tag};

/// Nouns for any country.
const ANY: &[&str] = &["country", "nation", "state"];

/// Nouns for two of them.
const PAIR: &[&str] = &[
    "countries",
    "nations",
    "states",
    "sides",
    "neighbours",
    "neighbors",
    "allies",
    "rivals",
    "governments",
    "powers",
    "leaders",
    "presidents",
    "ministers",
    "capitals",
    "foes",
    "enemies",
    "adversaries",
    "republics",
    "kingdoms",
    "armies",
    "militaries",
    "delegations",
    "economies",
    "partners",
];

/// Nouns for an organisation of states.
const BLOC: &[&str] = &["bloc", "alliance", "grouping"];

/// Nouns for some countries only, and what they must be.
const SOME: &[(&str, &str)] = &[
    ("kingdom", "kingdom"),
    ("republic", "republic"),
    ("emirate", "emirate"),
    ("sultanate", "sultanate"),
    ("principality", "principality"),
    ("duchy", "duchy"),
    ("federation", "federation"),
    ("island", "island"),
    ("islands", "island"),
    ("archipelago", "island"),
];

/// Words before such a noun that ask more of the country.
const ASKING: &[(&str, &str)] = &[("communist", "communist"), ("island", "island"), ("islamic", "islamic")];

/// Words that make it another country.
const OTHER: &[&str] = &[
    "other",
    "first",
    "second",
    "third",
    "last",
    "next",
    "same",
    "only",
    "neighbouring",
    "neighboring",
    "foreign",
    "host",
    "home",
    "member",
    "western",
    "developing",
    "developed",
    "many",
    "several",
    "african",
    "european",
    "arab",
    "asian",
    "whole",
    "deep",
    "welfare",
    "nanny",
    "islamic",
    "united",
    "baltic",
    "gulf",
    "nordic",
    "balkan",
    "border",
    "sovereign",
];

/// The mentions of a text by such nouns. `named` are all other mentions.
pub(super) fn find(search: &Search<'_>, named: &[Mention]) -> Vec<Mention> {
    let antecedents = Antecedents::new(search.context, named);
    let mut mentions: Vec<Mention> = search
        .tokens()
        .flat_map(|(sentence, token)| Reader { search, antecedents: &antecedents, sentence }.mentions(token))
        .collect();
    let free = |mention: &Mention| !named.iter().any(|other| other.span.overlaps(mention.span));
    mentions.retain(free);
    mentions
}

struct Reader<'a> {
    search: &'a Search<'a>,
    antecedents: &'a Antecedents<'a>,
    sentence: usize,
}

impl<'a> Reader<'a> {
    /// The mentions that a noun makes: none, one, or two.
    fn mentions(&self, noun: usize) -> Vec<Mention> {
        let word = self.antecedents.context.word_at(noun).to_lowercase();
        if PAIR.contains(&word.as_str()) {
            return self.pair(noun).unwrap_or_default();
        }
        if word == "two" {
            return self.bare_pair(noun).unwrap_or_default();
        }
        if BLOC.contains(&word.as_str()) {
            return self.bloc(noun).into_iter().collect();
        }
        let some = SOME.iter().find(|(known, _)| *known == word).map(|(_, kind)| *kind);
        if some.is_none() && !ANY.contains(&word.as_str()) {
            return Vec::new();
        }
        self.single(noun, some).into_iter().collect()
    }

    fn single(&self, noun: usize, kind: Option<&'static str>) -> Option<Mention> {
        let (start, mut kinds) = self.phrase(noun)?;
        kinds.extend(kind);
        let called = |named: &Named<'_>| {
            let traits = self.search.gazetteer.traits(named.actor);
            kinds.iter().all(|kind| traits.is_some_and(|traits| traits.is(kind)))
        };
        let reach = if kinds.is_empty() { Reach::Near } else { Reach::Article };
        // "State" alone is more often a part of a country.
        if kinds.is_empty() && self.antecedents.context.word_at(noun).eq_ignore_ascii_case("state") {
            return None;
        }
        let fits = |named: &Named<'_>| named.is_country() && called(named);
        let found = self.antecedents.only(noun, reach, fits)?;
        let why =
            if kinds.is_empty() { "the only country named near by" } else { "the only one named before" };
        Some(self.mention(start, noun, found, why))
    }

    /// Rule 4.
    fn bloc(&self, noun: usize) -> Option<Mention> {
        let (start, kinds) = self.phrase(noun)?;
        let joins = |named: &Named<'_>| {
            !self.search.gazetteer.members(named.actor, self.search.context.year).is_empty()
        };
        let found = self.antecedents.only(noun, Reach::Article, joins).filter(|_| kinds.is_empty())?;
        Some(self.mention(start, noun, found, "the only organisation of states named before"))
    }

    /// Where the phrase of a noun begins, and what its words ask; none where it can't be a stand-in.
    fn phrase(&self, noun: usize) -> Option<(usize, Vec<&'static str>)> {
        let document = self.antecedents.context.document;
        let tree = &document.tree;
        let mut kinds = Vec::new();
        let mut start = None;
        for child in tree.children(noun) {
            let word = self.antecedents.context.word_at(child);
            match tree.label(child) {
                Label::Determiner if is_one_of(word, &["the"]) => start = Some(child),
                Label::AdjectiveModifier | Label::Compound => {
                    let asked = ASKING.iter().find(|(known, _)| known.eq_ignore_ascii_case(word));
                    kinds.extend(asked.map(|(_, kind)| *kind));
                    let odd =
                        is_one_of(word, OTHER) || document.tokens[child].tag == Tag::AdjectiveSuperlative;
                    if asked.is_none() && (odd || document.tokens[child].tag.is_name()) {
                        return None;
                    }
                }
                Label::PossessiveMark | Label::Punctuation => {}
                Label::Preposition if !is_one_of(word, &["of"]) => {}
                Label::Apposition | Label::Conjunct | Label::Coordinator | Label::AdverbModifier => {}
                _ => return None,
            }
        }
        let modifies =
            matches!(tree.label(noun), Label::Compound | Label::AdjectiveModifier | Label::Apposition);
        start.filter(|start| *start < noun && !modifies).map(|start| (start, kinds))
    }

    /// Rule 3.
    fn pair(&self, noun: usize) -> Option<Vec<Mention>> {
        let context = self.antecedents.context;
        let tree = &context.document.tree;
        let count =
            tree.left_children(noun).find(|child| is_one_of(context.word_at(*child), &["two", "both"]))?;
        let plain = tree.children(noun).all(|child| {
            let label = tree.label(child);
            matches!(
                label,
                Label::Determiner
                    | Label::NumberModifier
                    | Label::PossessiveMark
                    | Label::Preconjunction
                    | Label::Predeterminer
                    | Label::Punctuation
            ) || is_one_of(
                context.word_at(child),
                &[
                    "neighbouring",
                    "neighboring",
                    "allied",
                    "rival",
                    "asian",
                    "nuclear",
                    "armed",
                    "foreign",
                    "defence",
                    "defense",
                    "finance",
                    "trade",
                    "interior",
                    "prime",
                    "-",
                ],
            )
        });
        if !plain || count + 1 > noun {
            return None;
        }
        let (one, other) = self.two(noun)?;
        let start = tree
            .left_children(noun)
            .find(|child| *child < count && is_one_of(context.word_at(*child), &["the", "these"]))
            .unwrap_or(count);
        let why = "one of the only two named near by";
        Some(vec![self.mention(start, count, one, why), self.mention(count + 1, noun, other, why)])
    }

    /// "Trade between the two", "the two then drew back".
    fn bare_pair(&self, two: usize) -> Option<Vec<Mention>> {
        let context = self.antecedents.context;
        let tree = &context.document.tree;
        let stands = tree.label(two).is_subject()
            || matches!(tree.label(two), Label::DirectObject | Label::PrepositionObject);
        let [the] = tree.children(two).collect::<Vec<_>>()[..] else { return None };
        let alone = stands && the + 1 == two && is_one_of(context.word_at(the), &["the"]);
        // "The two were captured": people, where the text is not about two countries.
        let (one, other) = self.antecedents.main_pair(two, &[]).filter(|_| alone)?;
        let why = "one of the only two named near by";
        Some(vec![self.mention(the, the, one, why), self.mention(two, two, other, why)])
    }

    /// The two that a noun for two can mean.
    fn two(&self, noun: usize) -> Option<(Named<'a>, Named<'a>)> {
        if let Some(pair) = self.antecedents.pair_of_a_third(noun) {
            return Some(pair);
        }
        match self.antecedents.pair(noun, Named::is_country) {
            Ok(pair) => Some(pair),
            Err(near) => self.antecedents.main_pair(noun, &near),
        }
    }

    fn mention(&self, first: usize, last: usize, meant: Named<'_>, why: &str) -> Mention {
        let context = self.antecedents.context;
        let tokens = &context.document.tokens;
        let span = Span::new(tokens[first].span.start, tokens[last].span.end);
        let label = self.search.gazetteer.label(meant.actor);
        let reason = format!("{label}, {why}: “{}”", meant.mention.span.of(context.text));
        Mention {
            role: place::role_of_seat(context, span, None),
            ..self.search.mention(span, self.sentence, MentionKind::Epithet, meant.actor, reason)
        }
    }
}
