//! The initials of a country that the article names in full: "SA" after "South Africa", "T&T" after
//! "Trinidad and Tobago".
//!
//! Two words at least make initials, and two countries of the same ones make none. Known limit: a firm
//! or a party of these letters is taken for the country, unless a name stands right before it
//! ("Repsol SA").

use std::collections::BTreeMap;

use super::context::{Context, is_capitalised};
use super::search::Search;
use super::{ActorId, Mention, MentionKind};
use crate::article::Span;

/// The mentions by initials. `named` are the mentions of names.
pub(super) fn find(search: &Search<'_>, named: &[Mention]) -> Vec<Mention> {
    let context = search.context;
    let owners = owners(context, named);
    let mut mentions = Vec::new();
    for sentence in search.sentences().filter(|_| !owners.is_empty()) {
        for token in context.document.tokens_of(sentence) {
            let word = context.word(*token);
            let Some((actor, name)) = owners.get(word) else { continue };
            if stands_alone(context, token.span, named) && token.tag.is_name() {
                let reason = format!("initials of {name}, {}", search.gazetteer.label(actor));
                mentions.push(search.mention(token.span, sentence, MentionKind::Name, actor, reason));
            }
        }
    }
    mentions
}

/// The initials of the countries named, with the name; those that two countries share are left out.
fn owners<'a>(context: &Context<'a>, named: &[Mention]) -> BTreeMap<String, (ActorId, &'a str)> {
    let mut owners: BTreeMap<String, BTreeMap<ActorId, &'a str>> = BTreeMap::new();
    for mention in named.iter().filter(|mention| mention.kind == MentionKind::Name) {
        if let (Some(actor), name) = (&mention.actor, mention.span.of(context.text)) {
            for initials in initials(name) {
                owners.entry(initials).or_default().entry(actor.clone()).or_insert(name);
            }
        }
    }
    owners.retain(|_, actors| actors.len() == 1);
    owners.into_iter().filter_map(|(word, actors)| Some((word, actors.into_iter().next()?))).collect()
}

/// "SA" for "South Africa"; "T&T" and "TT" for "Trinidad and Tobago".
fn initials(name: &str) -> Vec<String> {
    let first = |word: &str| word.chars().next().filter(|c| c.is_uppercase());
    let words: Vec<&str> = name.split_whitespace().collect();
    let letters: String = words.iter().filter_map(|word| first(word)).collect();
    let shouted = name.chars().all(|c| !c.is_lowercase());
    if letters.chars().count() < 2 || shouted {
        return Vec::new();
    }
    let joined = words.iter().any(|word| matches!(*word, "and" | "&"));
    let with_and = letters.chars().map(String::from).collect::<Vec<_>>().join("&");
    if joined { vec![letters, with_and] } else { vec![letters] }
}

/// Whether no name stands right before, and no other mention covers it.
fn stands_alone(context: &Context<'_>, span: Span, named: &[Mention]) -> bool {
    let before = context.before(span).last().is_some_and(|token| {
        let word = context.word(*token);
        token.tag.is_name() && is_capitalised(word) || matches!(word, "(" | "$")
    });
    let covered = named.partition_point(|mention| mention.span.end <= span.start);
    !before && !named.get(covered).is_some_and(|mention| mention.span.overlaps(span))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_of_names() {
        assert_eq!(initials("South Africa"), ["SA"]);
        assert_eq!(initials("Trinidad and Tobago"), ["TT", "T&T"]);
        assert!(initials("Peru").is_empty());
        assert!(initials("SOUTH AFRICA").is_empty());
    }
}
