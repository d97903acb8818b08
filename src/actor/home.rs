//! Officials of the country that an article is written from: "LUSAKA (Wire) - ... Finance Minister Amos
//! Banda flew to Beijing". At home an office needs no country.
//!
//! All of this must hold: the only dateline is a capital; its country acts in the first sentences, before any
//! other does, and is named again not long before; the office is one of a state and stands right before a
//! full name; nobody of that surname is in the table of leaders for another country. Must not match:
//! "LUSAKA - German Foreign Minister ...", "Secretary" (Americans write home from abroad). Known limit: an
//! official who travels and is named without a country from where he is.

use std::collections::BTreeSet;

use super::context::is_one_of;
use super::gazetteer::Gazetteer;
use super::leader;
use super::office::{Introduction, Reader};
use super::{ActorId, MentionKind, Role};
use crate::article::Span;

/// How many sentences may pass before the country is named.
const FIRST: usize = 3;

/// How many sentences ago the country must be named last: pages of short news have many homes.
const NEAR: usize = 4;

/// The introductions by an office alone. `known` persons need none.
pub(super) fn find(gazetteer: &Gazetteer, reader: &Reader<'_>, known: &[Introduction]) -> Vec<Introduction> {
    let Some((home, place)) = home(reader) else { return Vec::new() };
    let text = reader.context.text;
    let named = reader.named.iter().filter(|mention| mention.acting() == Some(home));
    let named: Vec<usize> = named.map(|mention| mention.sentence).collect();
    let known: BTreeSet<&str> = known.iter().map(|person| surname(person.name.of(text))).collect();
    let mut found = Vec::new();
    for sentence in 0..reader.context.document.sentences.len() {
        let last = named.partition_point(|at| *at <= sentence).checked_sub(1).map(|last| named[last]);
        if last.is_none_or(|last| sentence - last > NEAR) {
            continue;
        }
        for (name, office) in leader::names(reader, sentence) {
            let Some(office) = office.filter(|_| name.of(text).contains(' ')) else { continue };
            let away =
                office.of(text).split_whitespace().any(|word| is_one_of(word, &["secretary", "chief"]));
            let surname = surname(name.of(text));
            let elsewhere = gazetteer.leaders(surname).iter().any(|leader| leader.actor != *home);
            if away || known.contains(surname) || elsewhere || has_owner(reader, office) {
                continue;
            }
            let evidence = format!(
                "“{}” in a report from {}",
                Span::new(office.start, name.end).of(text),
                place.of(text)
            );
            found.push(Introduction { name, actor: home.clone(), evidence });
        }
    }
    found
}

fn surname(name: &str) -> &str {
    name.split_whitespace().last().unwrap_or_default()
}

/// Whether a country or anything named stands right before the office or behind it: then it is that one's.
fn has_owner(reader: &Reader<'_>, office: Span) -> bool {
    let before = reader.context.before(office);
    before.last().is_some_and(|token| {
        matches!(reader.context.word(*token), "'s" | "’s" | "'" | "’" | "-")
            || reader.mention_at(*token).is_some()
    })
}

/// The country of the capital from which is reported, and where that stands.
fn home<'a>(reader: &Reader<'a>) -> Option<(&'a ActorId, Span)> {
    let mut datelines = reader.named.iter().filter(|mention| mention.role == Role::Dateline);
    let place = datelines.next().filter(|mention| mention.kind == MentionKind::Seat)?;
    let home = place.actor.as_ref().filter(|actor| actor.is_country())?;
    let one = datelines.all(|mention| mention.actor.as_ref() == Some(home));
    let mut acting = reader.named.iter().filter(|mention| mention.acting().is_some_and(ActorId::is_country));
    let first = acting.next().filter(|mention| mention.acting() == Some(home) && mention.sentence <= FIRST);
    (one && first.is_some()).then_some((home, place.span))
}
