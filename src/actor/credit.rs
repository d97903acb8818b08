//! Who wrote and where from: bylines and credit lines. A country named there takes no part in the
//! news.

use super::context::{Context, is_capitalised, is_one_of};
use crate::language::Token;

/// Whether a sentence is a byline or a credit line.
pub(super) fn is_credit(context: &Context<'_>, sentence: usize) -> bool {
    let words: Vec<&str> = context
        .document
        .tokens_of(sentence)
        .iter()
        .map(|token: &Token| context.word(*token))
        .skip_while(|word| !word.starts_with(char::is_alphanumeric))
        .collect();
    opens_credit(&words) || tells_contribution(&words) || is_byline(context, sentence, &words)
}

/// "Reporting by ...; editing by ..."
fn opens_credit(words: &[&str]) -> bool {
    let starts = |pattern: &[&str]| {
        words.len() > pattern.len()
            && words.iter().zip(pattern).all(|(word, known)| word.eq_ignore_ascii_case(known))
    };
    ["reporting", "writing", "editing", "additional reporting", "edited", "compiled", "written", "reported"]
        .iter()
        .any(|verb| starts(&verb.split(' ').chain(["by"]).collect::<Vec<_>>()))
}

/// "AP writer ... contributed from Seoul", "... contributed to this report".
fn tells_contribution(words: &[&str]) -> bool {
    let Some(at) = words.iter().position(|word| *word == "contributed" || *word == "reported") else {
        return false;
    };
    let to_report =
        words[at..].iter().take(4).any(|word| is_one_of(word, &["report", "story", "reporting", "article"]));
    let writer = words[..at].iter().any(|word| is_one_of(word, WRITERS));
    let from_place = words.get(at + 1).is_some_and(|word| is_one_of(word, &["from", "in"]));
    (words[at] == "contributed" && to_report) || (writer && from_place)
}

const WRITERS: &[&str] = &[
    "writer",
    "writers",
    "correspondent",
    "correspondents",
    "reporter",
    "reporters",
    "journalist",
    "journalists",
    "staff",
];

/// "By Ana Reyes, in Lima": short, a paragraph of its own, names only.
fn is_byline(context: &Context<'_>, sentence: usize, words: &[&str]) -> bool {
    let document = context.document;
    let alone = document.sentences.get(sentence).is_some_and(|s| document.paragraphs[s.paragraph] == s.span);
    alone
        && words.len() > 1
        && words.len() <= 12
        && words[0].eq_ignore_ascii_case("by")
        && words.last().is_some_and(|word| *word != "." && *word != "?")
        && words[1..].iter().all(|word| {
            is_capitalised(word)
                || !word.starts_with(char::is_alphabetic)
                || is_one_of(word, &["and", "in", "of", "the"])
        })
}
