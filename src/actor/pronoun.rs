//! "It", "its", "he", "she", "his", "her", "they", "their": who they point back to, where the tree leaves
//! one answer.
//!
//! Rule 1) A possessor is the subject of its own clause: "North Korea closed its borders".
//! Rule 2) The subject of a clause within what somebody says or does is that one: "China said it would".
//! Rule 3) The subject that opens a sentence, or its owner ("Its troops"), is the subject of the sentence before, where that sentence
//! names nobody else of its kind.
//! Rule 4) An object that only a state or a body can be ("sold it grain", "urged it to") is the only other
//! actor named in the sentence before it, else in the sentence before.
//! "He" and "she" are persons, "it" is a country or an organisation, "they" a people or a group.
//! "It" that is said to be something, or of which something "has been confirmed", may be nothing at all:
//! it is left alone. Known limit: objects that a thing can be ("rejected it"), and "them".

use super::antecedent::{Antecedents, Named, Reach};
use super::context::is_one_of;
use super::search::Search;
use super::{Mention, MentionKind, Role};
use crate::language::{Label, Tag, Token};

/// What a pronoun may stand for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Person,
    Thing,
    People,
}

/// The mentions of a text by pronouns. `named` are all other mentions.
pub(super) fn find(search: &Search<'_>, named: &[Mention]) -> Vec<Mention> {
    let context = search.context;
    let antecedents = Antecedents::new(context, named);
    let mut mentions = Vec::new();
    for (sentence, token) in search.tokens() {
        let Some(kind) = kind(context.word_at(token)) else { continue };
        let Token { tag, span, .. } = context.document.tokens[token];
        let meant = match tag {
            Tag::PossessivePronoun => of_possessor(&antecedents, token, kind).or_else(|| {
                let first = context.document.sentences.get(sentence)?.first_token;
                (token == first).then(|| subject_before(&antecedents, sentence, kind))?
            }),
            Tag::Pronoun => of_subject(&antecedents, sentence, token, kind)
                .or_else(|| of_object(&antecedents, token, kind)),
            _ => None,
        };
        let Some(meant) = meant else { continue };
        let label = search.gazetteer.label(meant.actor);
        let reason = format!("{label}: it points back to “{}”", meant.mention.span.of(context.text));
        mentions.push(Mention {
            person: meant.mention.person.clone(),
            ..search.mention(span, sentence, MentionKind::Pronoun, meant.actor, reason)
        });
    }
    mentions
}

fn kind(word: &str) -> Option<Kind> {
    if is_one_of(word, &["he", "she", "his", "her"]) {
        Some(Kind::Person)
    } else if is_one_of(word, &["it", "its"]) {
        Some(Kind::Thing)
    } else if is_one_of(word, &["they", "their"]) {
        Some(Kind::People)
    } else {
        None
    }
}

/// Whether a mention is what the pronoun may stand for.
fn fits(named: &Named<'_>, kind: Kind) -> bool {
    let mention = named.mention;
    match kind {
        Kind::Person => named.is_person(),
        Kind::Thing => {
            mention.role == Role::Actor
                && matches!(
                    mention.kind,
                    MentionKind::Name
                        | MentionKind::Seat
                        | MentionKind::Organisation
                        | MentionKind::Epithet
                        | MentionKind::Group
                )
        }
        Kind::People => mention.kind == MentionKind::Group,
    }
}

/// Rule 1.
fn of_possessor<'a>(antecedents: &Antecedents<'a>, token: usize, kind: Kind) -> Option<Named<'a>> {
    let tree = &antecedents.context.document.tree;
    let subject = antecedents.subject_of_clause(token)?;
    let inside =
        tree.label(token) == Label::Possessor && subject < token && !tree.is_ancestor(subject, token);
    if !inside || tree.conjuncts(subject).len() > 1 {
        return None;
    }
    antecedents.at(subject).filter(|named| fits(named, kind))
}

/// Rules 2 and 3.
fn of_subject<'a>(
    antecedents: &Antecedents<'a>,
    sentence: usize,
    token: usize,
    kind: Kind,
) -> Option<Named<'a>> {
    let tree = &antecedents.context.document.tree;
    if !tree.label(token).is_subject() {
        return None;
    }
    if kind == Kind::Thing && may_be_empty(antecedents, token) {
        return None;
    }
    let Some(above) = antecedents.clause_above(token) else {
        return opens(antecedents, sentence, token).then(|| subject_before(antecedents, sentence, kind))?;
    };
    let clause = tree.label(tree.head(token)?);
    // "sold the dollar when it rose": the object could be meant.
    let has_object = || tree.children(above).any(|child| tree.label(child) == Label::DirectObject);
    if kind == Kind::Thing && clause == Label::AdverbClause && has_object() {
        return None;
    }
    let told = matches!(clause, Label::ClauseComplement | Label::AdverbClause | Label::OpenComplement);
    let subject = antecedents.subject_of_clause(above).filter(|subject| *subject < token && told)?;
    if tree.conjuncts(subject).len() > 1 {
        return None;
    }
    let found = antecedents.at(subject).filter(|named| fits(named, kind))?;
    // Another of its kind between the two could be meant.
    let rival = antecedents
        .in_sentence(sentence, token)
        .any(|named| named.token > subject && fits(&named, kind) && named.actor != found.actor);
    (!rival).then_some(found)
}

/// Verbs whose object is somebody, in their dictionary form.
const SOMEBODY: &[&str] = &[
    "accuse",
    "advise",
    "aid",
    "arm",
    "ask",
    "assure",
    "attack",
    "beg",
    "blame",
    "bomb",
    "command",
    "criticise",
    "criticize",
    "fine",
    "finance",
    "force",
    "help",
    "invade",
    "invite",
    "lobby",
    "order",
    "persuade",
    "praise",
    "press",
    "pressure",
    "promise",
    "punish",
    "reassure",
    "remind",
    "rebuke",
    "scold",
    "sue",
    "supply",
    "tell",
    "thank",
    "threaten",
    "urge",
    "warn",
];

/// Rule 4.
fn of_object<'a>(antecedents: &Antecedents<'a>, token: usize, kind: Kind) -> Option<Named<'a>> {
    let document = antecedents.context.document;
    let tree = &document.tree;
    let verb = tree.head(token).filter(|verb| kind == Kind::Thing && *verb < token)?;
    let is_somebody = match tree.label(token) {
        Label::Dative => true,
        Label::DirectObject => SOMEBODY.contains(&document.lemmas.get(verb)),
        _ => false,
    };
    if !is_somebody {
        return None;
    }
    // Who acts may be that of a verb before: "praised Chad and offered to send it".
    let acting = antecedents.acting_on(token);
    let other = |named: &Named<'_>| !acting.contains(&named.actor);
    let found = antecedents.only(token, Reach::Near, other).filter(|_| !acting.is_empty())?;
    fits(&found, kind).then_some(found)
}

/// "It was late", "it has been confirmed that".
fn may_be_empty(antecedents: &Antecedents<'_>, token: usize) -> bool {
    let document = antecedents.context.document;
    let Some(verb) = document.tree.head(token) else { return true };
    let told = document.tree.children(verb).any(|child| document.tree.label(child).is_complement_clause());
    document.lemmas.get(verb) == "be" || (document.tree.label(token).is_passive_subject() && told)
}

/// Whether nothing but a word or two stands before.
fn opens(antecedents: &Antecedents<'_>, sentence: usize, token: usize) -> bool {
    let sentences = &antecedents.context.document.sentences;
    sentences.get(sentence).is_some_and(|found| token <= found.first_token + 1)
}

/// Rule 3.
fn subject_before<'a>(antecedents: &Antecedents<'a>, sentence: usize, kind: Kind) -> Option<Named<'a>> {
    let sentences = &antecedents.context.document.sentences;
    let previous = sentences.get(sentence.checked_sub(1)?)?;
    let tree = &antecedents.context.document.tree;
    let root = (previous.first_token..previous.end_token).find(|token| tree.head(*token).is_none())?;
    let subject = antecedents.subject_of_clause(root)?;
    let found = antecedents.at(subject).filter(|named| fits(named, kind))?;
    let mut others = antecedents.in_sentence(sentence - 1, previous.end_token);
    let rival = others.any(|named| fits(&named, kind) && named.actor != found.actor);
    (!rival && tree.conjuncts(subject).len() == 1).then_some(found)
}
