//! Offices and bodies without a name or a country: "the president", "the foreign ministry", where the
//! article leaves one answer.
//!
//! Rule 1) Whose office or body of that name the article has told before: "the Kenyan foreign ministry
//! ... The ministry said".
//! Rule 2) Where it has told of none, the only country that it has named at all.
//! Where the article has told of several, the mention stays open between them. Must match: "Kuwaiti Foreign Ministry officials met him. The
//! ministry said". Must not: "the president of the club", "the former minister". Known limit: an office
//! of a firm that the article names without the firm.

use std::collections::{BTreeMap, BTreeSet};

use super::antecedent::{Antecedents, Named};
use super::context::is_one_of;
use super::search::Search;
use super::{ActorId, Mention, MentionKind, Role};
use crate::article::Span;
use crate::language::{Label, Tag};

/// Offices of a state.
const OFFICES: &[&str] =
    &["president", "minister", "premier", "chancellor", "king", "queen", "emir", "sultan", "ambassador"];

/// Bodies of a state.
const BODIES: &[&str] = &[
    "ministry",
    "government",
    "army",
    "parliament",
    "military",
    "cabinet",
    "navy",
    "embassy",
    "junta",
    "regime",
];

/// Words that make another office of it.
const APART: &[&str] = &[
    "vice",
    "deputy",
    "former",
    "late",
    "ex",
    "acting",
    "shadow",
    "opposition",
    "local",
    "regional",
    "provincial",
    "new",
    "next",
    "first",
    "last",
    "future",
    "municipal",
    "federal",
    "state",
    "city",
    "interim",
    "rival",
    "other",
];

/// The most offices of one name that are told apart.
const MOST: usize = 24;

/// Whose an office of some name is, as far as the article has told.
#[derive(Default)]
struct Owners<'a>(BTreeMap<String, Vec<Owned<'a>>>);

/// One place where the article tells whose an office is.
struct Owned<'a> {
    modifiers: Vec<String>,
    actor: &'a ActorId,
    evidence: Span,
}

/// The mentions of a text by such offices and bodies. `named` are all other mentions.
pub(super) fn find(search: &Search<'_>, named: &[Mention]) -> Vec<Mention> {
    let antecedents = Antecedents::new(search.context, named);
    let first_country = antecedents.first_country();
    let reader = Reader { search, antecedents: &antecedents, first_country };
    let mut owners = Owners::default();
    let mut mentions = Vec::new();
    for (sentence, token) in search.tokens() {
        let word = search.context.word_at(token).to_lowercase();
        if !OFFICES.contains(&word.as_str()) && !BODIES.contains(&word.as_str()) {
            continue;
        }
        let modifiers = reader.modifiers(token);
        if let Some((actor, evidence)) = reader.owner(token) {
            owners.add(word, Owned { modifiers, actor, evidence });
        } else if let Some(start) = reader.alone(token, &modifiers) {
            let meant = owners.only(&word, &modifiers).or_else(|| reader.only_country(&word, &owners, token));
            mentions.extend(match meant {
                Some((actor, evidence)) => Some(reader.mention(start, token, sentence, actor, evidence)),
                None => reader.left_open(start, token, sentence, owners.among(&word, &modifiers)),
            });
        }
    }
    let free = |mention: &Mention| !named.iter().any(|other| other.span.overlaps(mention.span));
    mentions.retain(free);
    mentions
}

impl<'a> Owners<'a> {
    fn add(&mut self, word: String, owned: Owned<'a>) {
        let known = self.0.entry(word).or_default();
        let same = |other: &Owned<'_>| other.actor == owned.actor && other.modifiers == owned.modifiers;
        if known.len() <= MOST && !known.iter().any(same) {
            known.push(owned);
        }
    }

    /// The only one whose office fits.
    fn only(&self, word: &str, modifiers: &[String]) -> Option<(&'a ActorId, Span)> {
        let apart = |word: &&String| is_one_of(word, APART);
        let fits = |owned: &&Owned<'_>| {
            modifiers.iter().all(|word| owned.modifiers.contains(word))
                && !owned.modifiers.iter().any(|word| apart(&word))
        };
        let known = self.0.get(word).filter(|known| known.len() <= MOST)?;
        let mut found = known.iter().filter(fits);
        let first = found.next()?;
        let alone = found.all(|other| other.actor == first.actor);
        alone.then_some((first.actor, first.evidence))
    }
}

impl<'a> Owners<'a> {
    /// All whose office of that name has been told.
    fn among(&self, word: &str, modifiers: &[String]) -> BTreeSet<&'a ActorId> {
        let fits = |owned: &&Owned<'_>| modifiers.iter().all(|word| owned.modifiers.contains(word));
        let known = self.0.get(word).filter(|known| known.len() <= MOST);
        known.into_iter().flatten().filter(fits).map(|owned| owned.actor).collect()
    }
}

struct Reader<'a> {
    search: &'a Search<'a>,
    antecedents: &'a Antecedents<'a>,
    /// The first country of the text, and where the second is named.
    first_country: Option<(Named<'a>, usize)>,
}

impl<'a> Reader<'a> {
    /// The words before an office that say which one it is, in lower case.
    fn modifiers(&self, noun: usize) -> Vec<String> {
        let context = self.search.context;
        let tree = &context.document.tree;
        let modifies = |token: &usize| {
            matches!(tree.label(*token), Label::AdjectiveModifier | Label::Compound | Label::NounModifier)
                && self.antecedents.at(*token).is_none()
        };
        tree.left_children(noun).filter(modifies).map(|token| context.word_at(token).to_lowercase()).collect()
    }

    /// Whose an office is by its own phrase: "Kenya's president", "President Otieno", "president of Kenya".
    fn owner(&self, noun: usize) -> Option<(&'a ActorId, Span)> {
        let context = self.search.context;
        let tree = &context.document.tree;
        let at = |token: usize| {
            let named = self.antecedents.at(token).filter(|named| named.mention.role == Role::Actor)?;
            let tells = named.is_country() || named.is_person();
            tells.then_some((named.actor, named.mention.span))
        };
        let before = |token: usize| {
            tree.left_children(token)
                .filter(|child| {
                    matches!(
                        tree.label(*child),
                        Label::AdjectiveModifier | Label::Compound | Label::NounModifier | Label::Possessor
                    )
                })
                .find_map(at)
        };
        let of = || {
            let of = tree.right_children(noun).find(|child| is_one_of(context.word_at(*child), &["of"]))?;
            tree.child_with(of, Label::PrepositionObject).and_then(at)
        };
        let head = tree.head(noun);
        let title =
            || head.filter(|_| matches!(tree.label(noun), Label::Compound | Label::Apposition)).and_then(at);
        let beside = || tree.child_with(noun, Label::Apposition).and_then(at);
        let around = || head.filter(|_| tree.label(noun) == Label::Compound).and_then(before);
        before(noun).or_else(of).or_else(title).or_else(beside).or_else(around)
    }

    /// Where the phrase of an office begins that stands alone: "the president".
    fn alone(&self, noun: usize, modifiers: &[String]) -> Option<usize> {
        let document = self.search.context.document;
        let tree = &document.tree;
        let word = |token: usize| self.search.context.word_at(token);
        if document.tokens[noun].tag == Tag::NounPlural || modifiers.iter().any(|word| is_one_of(word, APART))
        {
            return None;
        }
        if matches!(
            tree.label(noun),
            Label::Compound | Label::NounModifier | Label::Apposition | Label::Attribute
        ) {
            return None;
        }
        let plain = tree.children(noun).all(|child| {
            matches!(
                tree.label(child),
                Label::Determiner
                    | Label::AdjectiveModifier
                    | Label::Compound
                    | Label::PossessiveMark
                    | Label::Punctuation
                    | Label::Conjunct
                    | Label::Coordinator
            ) || tree.label(child) == Label::RelativeClause && child > noun
        });
        let the = tree.left_children(noun).find(|child| is_one_of(word(*child), &["the"]))?;
        plain.then_some(the)
    }

    /// Rule 2. It is asked for offices that a state has but one of.
    fn only_country(&self, word: &str, owners: &Owners<'_>, token: usize) -> Option<(&'a ActorId, Span)> {
        if owners.0.contains_key(word) {
            return None;
        }
        let (first, second) = self.first_country?;
        (first.token < token && token < second).then_some((first.actor, first.mention.span))
    }

    /// "The president", where presidents of several countries were told of: nobody is meant for sure.
    fn left_open(
        &self,
        first: usize,
        last: usize,
        sentence: usize,
        among: BTreeSet<&'a ActorId>,
    ) -> Option<Mention> {
        let gazetteer = self.search.gazetteer;
        let labels: Vec<String> = among.iter().map(|actor| gazetteer.label(actor).to_owned()).collect();
        let (actor, evidence) = (among.iter().next()?, Span::new(0, 0));
        let open = Mention {
            actor: None,
            candidates: among.iter().map(|actor| (*actor).clone()).collect(),
            reason: format!("several such offices were told of: {}", labels.join(", ")).into(),
            ..self.mention(first, last, sentence, actor, evidence)
        };
        (among.len() > 1).then_some(open)
    }

    fn mention(
        &self,
        first: usize,
        last: usize,
        sentence: usize,
        actor: &ActorId,
        evidence: Span,
    ) -> Mention {
        let context = self.search.context;
        let tokens = &context.document.tokens;
        let span = Span::new(tokens[first].span.start, tokens[last].span.end);
        let label = self.search.gazetteer.label(actor);
        let reason = format!("{label}: the only such office told of before: “{}”", evidence.of(context.text));
        let person = OFFICES.contains(&context.word_at(last).to_lowercase().as_str());
        let kind = if person { MentionKind::Office } else { MentionKind::Epithet };
        self.search.mention(span, sentence, kind, actor, reason)
    }
}
