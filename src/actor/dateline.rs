//! The place of report at the start of a paragraph: "CAIRO, July 26 (Northern Wire) - ", or
//! "BEIJING A senior official ...".
//!
//! Known limit: a place that is neither in capitals nor followed by an agency or a date in front of
//! a dash is no dateline ("Geneva - ").

use super::context::{Context, is_capitalised, is_one_of};
use super::gazetteer::NameKind;
use super::matching::Hit;
use crate::article::Span;

/// How far into the paragraph the dash may stand, in bytes.
const FARTHEST: usize = 100;

/// The datelines of a text, in order: names within them are places of report.
pub(super) fn find(context: &Context<'_>, hits: &[Hit<'_>]) -> Vec<Span> {
    context
        .document
        .paragraphs
        .iter()
        .filter_map(|paragraph| {
            before_dash(context.text, *paragraph).or_else(|| in_capitals(context, *paragraph, hits))
        })
        .collect()
}

/// The head of the paragraph up to a dash, where it is made like a dateline.
fn before_dash(text: &str, paragraph: Span) -> Option<Span> {
    let body = paragraph.of(text);
    let near = &body[..body.floor_char_boundary(FARTHEST)];
    let end = [" - ", " – ", " — ", "—", " -- ", "--"].iter().filter_map(|dash| near.find(dash)).min()?;
    let head = &near[..end];
    let capitals = head.split(|c: char| !c.is_alphanumeric()).next().is_some_and(is_shouted);
    let signed = head.trim_end().ends_with(')') || head.contains(|c: char| c.is_ascii_digit());
    (is_made_of_places(head) && (capitals || signed))
        .then(|| Span::new(paragraph.start, paragraph.start + end))
}

/// Whether nothing but capitalised words, figures and marks stands here, and a place could begin it.
fn is_made_of_places(head: &str) -> bool {
    let words = || head.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let outside_brackets = head.split('(').next().unwrap_or("");
    let fits = |word: &str| {
        is_capitalised(word) || word.starts_with(|c: char| c.is_ascii_digit()) || is_one_of(word, SMALL)
    };
    (1..=12).contains(&words().count())
        && is_capitalised(head)
        && !outside_brackets.contains(['"', '“', ':', ';', '?', '!'])
        && outside_brackets.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).all(fits)
}

/// Small words within the names of places.
const SMALL: &[&str] = &["de", "la", "of", "the", "and", "es", "al", "el", "du", "s"];

fn is_shouted(word: &str) -> bool {
    word.chars().count() >= 3 && word.chars().all(char::is_uppercase)
}

/// A place in capitals before a sentence that is not: no dash is needed.
fn in_capitals(context: &Context<'_>, paragraph: Span, hits: &[Hit<'_>]) -> Option<Span> {
    let hit = hits.iter().find(|hit| hit.span.start == paragraph.start)?;
    let is_place = [NameKind::Seat, NameKind::City, NameKind::Division].iter().any(|kind| hit.has(*kind));
    let written = hit.span.of(context.text);
    let shouted =
        written.split(|c: char| !c.is_alphabetic()).all(|word| word.chars().all(char::is_uppercase));
    let first = context.word_after(hit.span, 0);
    let second = context.word_after(hit.span, 1);
    let opens = is_capitalised(first)
        && (first.contains(char::is_lowercase)
            || (first.chars().count() == 1 && second.contains(char::is_lowercase)));
    (is_place && shouted && written.chars().count() > 3 && opens).then_some(hit.span)
}
