//! Persons by the table of leaders: "President Trump" in an article that never says of which country.
//!
//! The second road: what the article itself says of a person goes first. A row makes no mention alone:
//! Rule 1) An office stands before the name ("President Trump", "Foreign Minister Lavrov"); or
//! Rule 2) the full name stands there as the table has it, and the article names the country; or
//! Rule 3) "Mr" or "Mrs" stands before the surname, the article names the country, and nowhere tells more
//! of the name, as it would of a person whom its readers do not know.
//! Of several who bear the name, the one whose country the article names is meant, else the latest of
//! the article's time. Known limit: a namesake who holds an office of a club or a firm.

use std::collections::BTreeSet;

use super::context::{is_capitalised, is_one_of};
use super::gazetteer::{Gazetteer, Leader};
use super::office::{Introduction, Reader};
use super::{ActorId, title};
use crate::article::Span;

/// Offices that only states give.
const OFFICES: &[&str] = &[
    "president",
    "premier",
    "chancellor",
    "king",
    "queen",
    "emir",
    "sultan",
    "minister",
    "secretary",
    "pm",
    "shah",
];

/// Words before an office that is not, or no longer, held for the state.
const NOT_NOW: &[&str] = &[
    "former",
    "ex",
    "late",
    "ousted",
    "deposed",
    "exiled",
    "then",
    "vice",
    "deputy",
    "opposition",
    "company",
    "union",
];

/// The introductions that rest on the table. `known` persons need none.
pub(super) fn find(gazetteer: &Gazetteer, reader: &Reader<'_>, known: &[Introduction]) -> Vec<Introduction> {
    let text = reader.context.text;
    let named: BTreeSet<&ActorId> = reader.named.iter().filter_map(|mention| mention.acting()).collect();
    let known: BTreeSet<&str> = known.iter().map(|person| person.name.of(text)).collect();
    let mut found = Vec::new();
    for sentence in 0..reader.context.document.sentences.len() {
        for (name, office) in names(reader, sentence) {
            let leaders = leaders(gazetteer, reader, name);
            let named_in_full = name.of(text).contains(char::is_whitespace);
            let ground = match office {
                Some(_) if named_in_full => Ground::FullNameAndOffice,
                Some(_) => Ground::Office,
                None if named_in_full => Ground::FullName,
                None if is_courtesy(reader, name) && is_only_name(reader, name) => Ground::Courtesy,
                None => continue,
            };
            let actor = choose(&leaders, &named, ground).filter(|_| !known.contains(name.of(text)));
            if let Some(actor) = actor {
                let said = office.map_or(name, |office| Span::new(office.start, name.end));
                let evidence = format!("“{}”, and the table of leaders", said.of(text));
                found.push(Introduction { name, actor, evidence });
            }
        }
    }
    found
}

/// The names of a sentence that could be a leader's, with the office before them.
pub(super) fn names(reader: &Reader<'_>, sentence: usize) -> Vec<(Span, Option<Span>)> {
    let tokens = reader.context.document.tokens_of(sentence);
    let words = reader.words(tokens);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some(end) = reader.name_end(tokens, &words, at) else {
            at += 1;
            continue;
        };
        let name = Span::new(tokens[at].span.start, tokens[end - 1].span.end);
        let office = office_before(&words, at);
        if office.is_none() || office.is_some_and(|first| !is_elsewhere(&words, first, end)) {
            found.push((
                name,
                office.map(|first| Span::new(tokens[first].span.start, tokens[at - 1].span.end)),
            ));
        }
        at = end;
    }
    found
}

/// The first word of an office of a state that ends right before a word.
fn office_before(words: &[&str], at: usize) -> Option<usize> {
    let mut first = at;
    while first > 0 && is_capitalised(words[first - 1]) && title::is_title_word(words[first - 1])
        || first > 1 && words[first - 1] == "of"
    {
        first -= 1;
    }
    let held = words[first..at].iter().any(|word| is_one_of(word, OFFICES));
    held.then_some(first)
}

/// "former President Clinton", "President Hall of Yale".
fn is_elsewhere(words: &[&str], first: usize, end: usize) -> bool {
    let before = first.checked_sub(1).map_or("", |before| words[before]);
    let inside = words[first..end].iter().any(|word| is_one_of(word, NOT_NOW));
    let of = words.get(end) == Some(&"of") && words.get(end + 1).is_some_and(|word| is_capitalised(word));
    is_one_of(before, NOT_NOW) || inside || of || before == "-"
}

/// The rows that a name fits: by its last words or its first.
fn leaders<'g>(gazetteer: &'g Gazetteer, reader: &Reader<'_>, name: Span) -> Vec<&'g Leader> {
    let words: Vec<&str> = name.of(reader.context.text).split_whitespace().collect();
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return Vec::new() };
    let two = words[words.len().saturating_sub(2)..].join(" ");
    let fits = |leader: &&Leader| {
        let full = leader.name.as_deref().map(|name| name.split_whitespace().collect::<Vec<_>>());
        leader.fits(reader.context.year)
            && full.is_none_or(|full| words.len() == 1 || full.first() == Some(first) && full.contains(last))
    };
    let mut surnames = vec![*last, two.as_str()];
    surnames.push(first);
    surnames.dedup();
    surnames.into_iter().flat_map(|surname| gazetteer.leaders(surname)).filter(fits).collect()
}

/// What the text gives beside the surname.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ground {
    /// "President Trump"
    Office,
    /// "President Donald Trump"
    FullNameAndOffice,
    /// "Vladimir Putin"
    FullName,
    /// "Mr Putin"
    Courtesy,
}

/// Whether "Mr" or the like stands before a name.
fn is_courtesy(reader: &Reader<'_>, name: Span) -> bool {
    is_one_of(reader.context.word_before(name, 0), &["Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms."])
}

/// Whether no other name stands before a surname anywhere in the text.
fn is_only_name(reader: &Reader<'_>, name: Span) -> bool {
    let surname = name.of(reader.context.text);
    let tokens = &reader.context.document.tokens;
    let said = (1..tokens.len()).filter(|token| reader.context.word_at(*token) == surname);
    said.map(|token| reader.context.word_at(token - 1))
        .all(|before| !is_capitalised(before) || title::is_title_word(before))
}

/// Whose leader is meant. A first name that the table does not have may be a namesake's, so the
/// country must be named too.
fn choose(leaders: &[&Leader], named: &BTreeSet<&ActorId>, ground: Ground) -> Option<ActorId> {
    let known = |leader: &&&Leader| leader.name.is_some() || ground != Ground::FullName;
    let kept: Vec<&Leader> = leaders.iter().filter(known).copied().collect();
    let here: BTreeSet<&ActorId> =
        kept.iter().map(|leader| &leader.actor).filter(|actor| named.contains(actor)).collect();
    let in_full: Vec<&Leader> = kept.iter().filter(|leader| leader.name.is_some()).copied().collect();
    match (here.len(), ground) {
        (1, _) => here.first().map(|actor| (*actor).clone()),
        (0, Ground::Office) => latest(&kept),
        (0, Ground::FullNameAndOffice) => latest(&in_full),
        _ => None,
    }
}

/// The latest in office, where it is only one country's.
fn latest(leaders: &[&Leader]) -> Option<ActorId> {
    let since = leaders.iter().map(|leader| leader.since()).max()?;
    let mut last = leaders.iter().filter(|leader| leader.since() == since).map(|leader| &leader.actor);
    let actor = last.next()?;
    last.all(|other| other == actor).then(|| actor.clone())
}

#[cfg(test)]
mod tests {
    use crate::actor::{self, Gazetteer};
    use crate::article::Part;
    use crate::language::english;

    #[track_caller]
    fn check(text: &str, year: Option<i16>, expected: &[(&str, &str)]) {
        let document = english().read(text);
        let mentions = actor::find(
            &Gazetteer::embedded(),
            Part::Text,
            text,
            &document,
            actor::Background::of_year(year),
        );
        let persons: Vec<(&str, &str)> = mentions
            .iter()
            .filter_map(|mention| Some((mention.person.as_deref()?, mention.actor.as_ref()?.as_str())))
            .collect();
        assert_eq!(persons, expected, "{text}");
    }

    #[test]
    fn an_office_and_a_surname() {
        check("President Kenyatta opened the line.", None, &[("Kenyatta", "KEN")]);
        check("Chancellor Merkel left early.", Some(2012), &[("Merkel", "DEU")]);
        check("Chancellor Merkel left early.", Some(1962), &[]);
    }

    #[test]
    fn a_full_name_and_the_country() {
        check("Vladimir Putin flew home to Russia.", None, &[("Vladimir Putin", "RUS")]);
        check("Vladimir Putin flew home.", None, &[]);
    }

    #[test]
    fn a_row_alone_is_nobody() {
        check("Merkel left early. So did Trump and Modi.", None, &[]);
        check("The singer Nina Merkel left for Germany.", None, &[]);
        check("President Frank Kenyatta of Acme Foods spoke.", None, &[]);
        check("Former President Kenyatta spoke, and so did vice president Biden's brother.", None, &[]);
    }

    #[test]
    fn the_country_that_is_named_decides() {
        check("Prime Minister Gandhi left India.", None, &[("Gandhi", "IND")]);
        check("President Barrow thanked Gambia.", None, &[("Barrow", "GMB")]);
    }
}
