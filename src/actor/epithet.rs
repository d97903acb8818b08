//! "the North" and "the South", once an article names exactly one country that begins so.

use std::collections::BTreeSet;

use super::context::{Context, is_capitalised};
use super::search::Search;
use super::{ActorId, Mention, MentionKind, place};
use crate::article::Span;
use crate::language::Token;

/// The epithets of a text. Known limit: "the north" in lower case is a direction.
pub(super) fn find(search: &Search<'_>, named: &[Mention]) -> Vec<Mention> {
    let context = search.context;
    let mut mentions = Vec::new();
    for half in ["North", "South"] {
        let Some(actor) = only_country(context, named, half) else { continue };
        let label = search.gazetteer.label(&actor);
        for sentence in search.sentences() {
            for span in places(context, sentence, half) {
                let reason = format!("{label} is the only country named here that begins with {half}");
                mentions.push(Mention {
                    role: place::role_of_seat(context, span, None),
                    ..search.mention(span, sentence, MentionKind::Epithet, &actor, reason)
                });
            }
        }
    }
    mentions
}

/// The one country whose name in the text begins with the word.
fn only_country(context: &Context<'_>, named: &[Mention], half: &str) -> Option<ActorId> {
    let begins = |mention: &&Mention| {
        let mut words = mention.span.of(context.text).split_whitespace();
        matches!(mention.kind, MentionKind::Name | MentionKind::Demonym)
            && words.next().is_some_and(|word| word.eq_ignore_ascii_case(half))
            && words.next().is_some()
    };
    let actors: BTreeSet<&ActorId> = named.iter().filter(begins).filter_map(Mention::acting).collect();
    if actors.len() == 1 { actors.first().map(|actor| (*actor).clone()) } else { None }
}

/// "the North" where no name goes on ("the North Pole", "the North and South Poles").
fn places(context: &Context<'_>, sentence: usize, half: &str) -> Vec<Span> {
    let tokens = context.document.tokens_of(sentence);
    let fits = |at: usize| {
        let word = |index: usize| tokens.get(index).map_or("", |token: &Token| context.word(*token));
        word(at).eq_ignore_ascii_case("the")
            && word(at + 1) == half
            && !is_capitalised(word(at + 2))
            && word(at + 2) != "-"
            && !(word(at + 2) == "and" && is_capitalised(word(at + 4)))
    };
    (0..tokens.len()).filter(|at| fits(*at)).map(|at| tokens[at + 1].span).collect()
}
