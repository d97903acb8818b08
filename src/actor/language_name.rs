//! Adjectives of countries that name a language or its books: "books in French", "studying
//! Portuguese", "the English Wikipedia".
//!
//! Rule 1) Alone, without article, number or adjective, and not plural, such a word is the language:
//! of a people one says "the French" or "two French".
//! Rule 2) Before a word of language ("word", "translation", "lessons") it is the language too.
//! Known limit: "British and French signed" leaves out the people.

use super::context::{Context, is_one_of};
use super::gazetteer::NameKind;
use super::matching::Hit;
use crate::article::Span;
use crate::language::{Label, Tag};

/// Words of language after its name.
const OF_LANGUAGE: &[&str] = &[
    "alphabet",
    "class",
    "classes",
    "dialect",
    "dictionary",
    "dub",
    "edition",
    "grammar",
    "inscription",
    "inscriptions",
    "language",
    "languages",
    "lesson",
    "lessons",
    "literature",
    "phrase",
    "phrases",
    "pronunciation",
    "proverb",
    "script",
    "speaking",
    "spelling",
    "subtitles",
    "translation",
    "translations",
    "version",
    "vocabulary",
    "wikihow",
    "wikipedia",
    "word",
    "words",
];

/// Drops the names that are a language.
pub(super) fn drop_languages<'a>(context: &Context<'_>, hits: Vec<Hit<'a>>) -> Vec<Hit<'a>> {
    hits.into_iter().filter(|hit| !(hit.has(NameKind::Language) && is_language(context, hit.span))).collect()
}

fn is_language(context: &Context<'_>, span: Span) -> bool {
    is_one_of(context.word_after(span, 0), OF_LANGUAGE) || stands_alone(context, span)
}

/// Rule 1.
fn stands_alone(context: &Context<'_>, span: Span) -> bool {
    let Some(token) = context.last_token(span) else { return false };
    let document = context.document;
    let label = document.tree.label(token);
    // "speaks English and a little Russian": an adjective by its tag.
    let joined_to_noun = matches!(label, Label::Conjunct | Label::Apposition)
        && document.tree.right_children(token).all(|child| {
            let label = document.tree.label(child);
            matches!(label, Label::Conjunct | Label::Coordinator | Label::Punctuation | Label::Apposition)
        });
    let noun = document.tokens[token].tag.is_noun() || label == Label::PrepositionObject || joined_to_noun;
    let is_head = noun && is_head_of_phrase(label);
    let bare = document.tree.left_children(token).all(|child| {
        let label = document.tree.label(child);
        !label.is_noun_modifier() || is_one_of(context.word_at(child), SOME)
    });
    let joined = context.text[span.end..].starts_with('-') || context.text[..span.start].ends_with('-');
    is_head
        && bare
        && !joined
        && document.tokens[token].tag != Tag::NamePlural
        && after_language_word(context, token)
}

fn is_head_of_phrase(label: Label) -> bool {
    matches!(
        label,
        Label::PrepositionObject
            | Label::DirectObject
            | Label::Conjunct
            | Label::Apposition
            | Label::NominalSubject
            | Label::Attribute
            | Label::PrepositionComplement
    )
}

/// Whether the word it hangs on speaks of languages, or is "in", or it is joined to such a one.
fn after_language_word(context: &Context<'_>, token: usize) -> bool {
    let tree = &context.document.tree;
    let mut first = tree.first_conjunct(token);
    if tree.label(first) == Label::Apposition {
        // "speaks English, a little French"
        first = tree.head(first).map_or(first, |above| tree.first_conjunct(above));
    }
    let Some(head) = tree.head(first) else { return false };
    let above = tree.head(head).map_or("", |above| context.word_at(above));
    let word = context.word_at(head);
    is_one_of(word, &["in", "into"])
        || is_one_of(context.document.lemmas.get(head), SPEAK)
        || (is_one_of(word, &["of", "from", "to", "like", "with"]) && (is_one_of(above, SUBJECTS)))
}

/// Words before a language.
const SOME: &[&str] =
    &["a", "ancient", "any", "basic", "broken", "fluent", "good", "little", "modern", "no", "some"];

const SPEAK: &[&str] =
    &["speak", "learn", "study", "teach", "understand", "read", "write", "translate", "mumble"];

const SUBJECTS: &[&str] = &[
    "language",
    "languages",
    "learning",
    "teaching",
    "knowledge",
    "question",
    "use",
    "translated",
    "command",
    "fluent",
    "study",
    "lesson",
    "lessons",
    "smattering",
    "translation",
    "tongue",
];
