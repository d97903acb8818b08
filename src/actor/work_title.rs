//! Names of countries in the title of a film, a book or a song: “The Danish Girl”.
//!
//! A title stands between marks of quotation, has two words or more, all but the small ones with a
//! capital, and no mark at its end: what is said ends with one (“Germany And Italy Agree,” he said).
//! Known limit: titles of one word, and titles without marks.

use super::context::{Context, is_capitalised, is_one_of};
use super::matching::Hit;
use crate::article::Span;
use crate::language::Token;

/// Words that a title writes small.
const SMALL: &[&str] = &[
    "a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or", "over", "the", "to",
    "upon", "with", "'s", "’s", "-", "–", "'", "’", "&",
];

/// Marks that open and close a quotation.
const MARKS: &[&str] = &["\"", "“", "”", "``", "''"];

/// The most words of a title.
const LONGEST: usize = 9;

/// Drops the names that are part of a title.
pub(super) fn drop_titles<'a>(context: &Context<'_>, hits: Vec<Hit<'a>>) -> Vec<Hit<'a>> {
    hits.into_iter().filter(|hit| !is_in_title(context, hit.span)).collect()
}

fn is_in_title(context: &Context<'_>, span: Span) -> bool {
    let is_mark = |token: &Token| is_one_of(context.word(*token), MARKS);
    let before = context.before(span);
    let after = context.after(span);
    let Some(first) = before.iter().rev().take(LONGEST).position(is_mark) else { return false };
    let Some(last) = after.iter().take(LONGEST).position(is_mark) else { return false };
    let inside = before[before.len() - first..].iter().chain(&after[..last]);
    let words: Vec<&str> = inside.map(|token| context.word(*token)).collect();
    let capitals = words.iter().filter(|word| is_capitalised(word)).count();
    let fits = |word: &&str| is_capitalised(word) || is_one_of(word, SMALL);
    let shouted = words.iter().all(|word| !word.contains(char::is_lowercase));
    capitals > 0 && words.len() < LONGEST && words.iter().all(fits) && !shouted
}
