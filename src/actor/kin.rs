//! "Its ally", "its neighbour": the other of the two countries that an article names.
//!
//! Read: a noun of relation in the singular with an owner that is one of two countries, the only ones
//! that are named before it, and no name beside it. Must match: "Oman wrote to Iran. ... Oman told its
//! neighbour". Must not: "its ally, Iran" (the name says it), "its allies". Known limit: articles that
//! name a third country before.

use super::antecedent::{Antecedents, Named};
use super::context::is_one_of;
use super::search::Search;
use super::{Mention, MentionKind};
use crate::article::Span;
use crate::language::Label;

/// Nouns for what one country is to another.
const KIN: &[&str] =
    &["ally", "neighbour", "neighbor", "rival", "foe", "adversary", "archenemy", "arch-rival"];

/// The mentions of a text by such nouns. `named` are all other mentions, pronouns among them.
pub(super) fn find(search: &Search<'_>, named: &[Mention]) -> Vec<Mention> {
    let antecedents = Antecedents::new(search.context, named);
    let Some((one, other, until)) = antecedents.first_two_countries() else { return Vec::new() };
    let context = search.context;
    let tree = &context.document.tree;
    let mut mentions = Vec::new();
    for (sentence, noun) in search.tokens() {
        let before = other.token < noun && noun < until;
        if !before || !is_one_of(context.word_at(noun), KIN) {
            continue;
        }
        let owner = tree.child_with(noun, Label::Possessor).and_then(|owner| antecedents.at(owner));
        let Some(meant) = owner.and_then(|owner| other_of(owner, one, other)) else { continue };
        let beside = tree.child_with(noun, Label::Apposition).is_some()
            || matches!(
                tree.label(noun),
                Label::Compound | Label::Apposition | Label::NounModifier | Label::Attribute
            );
        if beside {
            continue;
        }
        let tokens = &context.document.tokens;
        let span = Span::new(tokens[noun].span.start, tokens[noun].span.end);
        let label = search.gazetteer.label(meant.actor);
        let reason = format!("{label}: the other of the two countries named before");
        mentions.push(search.mention(span, sentence, MentionKind::Epithet, meant.actor, reason));
    }
    let free = |mention: &Mention| !named.iter().any(|other| other.span.overlaps(mention.span));
    mentions.retain(free);
    mentions
}

/// The one of two that an owner is not.
fn other_of<'a>(owner: Named<'a>, one: Named<'a>, other: Named<'a>) -> Option<Named<'a>> {
    if owner.actor == one.actor { Some(other) } else { (owner.actor == other.actor).then_some(one) }
}
