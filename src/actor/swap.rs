//! Two countries exchanged in an article: names, adjectives, peoples, seats, cities and persons, in the
//! letter case of the text and with the articles that English asks for.
//!
//! It serves the check that no constant belongs to a country: what is read in the exchanged text must be
//! what was read before, with the two countries exchanged ([`Swap::exchanged`]).
//! Only what was found is exchanged: a name that was missed stays, and so do names within other names
//! ("Bank of China"). Known limits: an office or agency by its proper name ("the Kremlin") becomes the
//! other country's capital; "the kingdom" becomes a name where the other country is none.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::context::{Context, is_capitalised, is_one_of};
use super::forms::Forms;

use super::gazetteer::{Gazetteer, Leader, NameKind};
use super::wording::{Place, Rewriting, Word};
use super::{ActorId, Mention, MentionKind};
use crate::article::Span;
use crate::language::Document;

/// One part of an article as it was read.
#[derive(Clone, Copy, Debug)]
pub struct SwapPart<'a> {
    /// The text of the part.
    pub text: &'a str,
    /// The same, cut and parsed.
    pub document: &'a Document,
    /// The mentions found in it, in the order of the text.
    pub mentions: &'a [Mention],
}

/// A part with two countries exchanged.
#[derive(Clone, Debug)]
pub struct Swapped {
    /// The new text.
    pub text: String,
    /// What was exchanged, in order: the bytes before and after.
    pub changes: Vec<(Span, Span)>,
}

impl Swapped {
    /// Where a span of the old text lies in the new one.
    #[must_use]
    pub fn moved(&self, span: Span) -> Span {
        Span::new(self.moved_start(span.start), self.moved_end(span.end))
    }

    fn moved_start(&self, at: usize) -> usize {
        let next = self.changes.partition_point(|(old, _)| old.end <= at);
        match self.changes.get(next) {
            Some((old, new)) if old.start <= at => new.start,
            _ => self.shifted(next, at),
        }
    }

    fn moved_end(&self, at: usize) -> usize {
        let next = self.changes.partition_point(|(old, _)| old.end < at);
        match self.changes.get(next) {
            Some((old, new)) if old.start < at => new.end,
            _ => self.shifted(next, at),
        }
    }

    /// A place after `done` changes that lies in none.
    fn shifted(&self, done: usize, at: usize) -> usize {
        done.checked_sub(1).map_or(at, |last| {
            let (old, new) = self.changes[last];
            at - old.end + new.end
        })
    }
}

/// Two countries that are exchanged.
pub struct Swap<'a> {
    gazetteer: &'a Gazetteer,
    sides: [Side<'a>; 2],
}

struct Side<'a> {
    actor: &'a ActorId,
    forms: Forms,
}

/// Places by their names in the text, with their new names.
type Renamed = BTreeMap<String, String>;

impl<'a> Swap<'a> {
    /// The exchange of two countries.
    #[must_use]
    pub fn new(gazetteer: &'a Gazetteer, one: &'a ActorId, other: &'a ActorId) -> Self {
        let side = |actor| Side { actor, forms: Forms::new(gazetteer, actor) };
        Self { gazetteer, sides: [side(one), side(other)] }
    }

    /// An actor after the exchange.
    #[must_use]
    pub fn exchanged(&self, actor: &ActorId) -> ActorId {
        self.counterpart(actor).map_or_else(|| actor.clone(), |(_, to)| to.actor.clone())
    }

    /// The parts of one article with the two countries exchanged. `year` is that of the article.
    #[must_use]
    pub fn apply(&self, parts: &[SwapPart<'_>], year: Option<i16>) -> Vec<Swapped> {
        let persons = self.persons(parts, year);
        let places = self.places(parts, year);
        let article = Renaming { swap: self, persons: &persons, places: &places };
        parts.iter().map(|part| article.part(part, year)).collect()
    }

    /// The side of an actor, and the other one.
    fn counterpart(&self, actor: &ActorId) -> Option<(&Side<'a>, &Side<'a>)> {
        let [one, other] = &self.sides;
        match actor {
            _ if actor == one.actor => Some((one, other)),
            _ if actor == other.actor => Some((other, one)),
            _ => None,
        }
    }

    /// New names for the persons of each side: those of the other side in the article first, then its
    /// leaders by the table, the latest first. Whoever finds none keeps the name.
    fn persons(&self, parts: &[SwapPart<'_>], year: Option<i16>) -> BTreeMap<String, PersonName> {
        let here = self.sides.each_ref().map(|side| persons_of(parts, side.actor));
        let taken: BTreeSet<&str> = here.iter().flatten().flat_map(|person| person.full.split(' ')).collect();
        let free = |name: &PersonName| !name.full.split(' ').any(|word| taken.contains(word));
        let mut renamed = BTreeMap::new();
        for (from, to) in [(0, 1), (1, 0)] {
            let table = leaders(self.gazetteer, self.sides[to].actor, year);
            let names = here[to].iter().cloned().chain(table.into_iter().filter(free));
            renamed.extend(here[from].iter().map(|person| person.full.clone()).zip(names));
        }
        renamed
    }

    /// New names for the cities and regions of each side: cities that the article does not name.
    fn places(&self, parts: &[SwapPart<'_>], year: Option<i16>) -> Renamed {
        let mut renamed = Renamed::new();
        let mut used: BTreeSet<String> = BTreeSet::new();
        for part in parts {
            let kinds = kinds_of(self.gazetteer, part, year);
            for mention in part.mentions.iter().filter(|mention| mention.kind == MentionKind::City) {
                let Some((_, to)) = mention.actor.as_ref().and_then(|actor| self.counterpart(actor)) else {
                    continue;
                };
                let name = mention.span.of(part.text).to_owned();
                let region = kinds.get(&mention.span.start) == Some(&NameKind::Division);
                let choice = if region { &to.forms.divisions } else { &to.forms.cities };
                let new = choice.iter().find(|new| !used.contains(*new) && is_plain_place(new));
                if let (false, Some(new)) = (renamed.contains_key(&name), new) {
                    used.insert(new.clone());
                    renamed.insert(name, new.clone());
                }
            }
        }
        renamed
    }
}

/// A city of one word that no rule of names takes apart.
fn is_plain_place(name: &str) -> bool {
    name.len() > 5 && name.chars().all(char::is_alphabetic)
}

/// What the names of a part are, by where they begin.
fn kinds_of(gazetteer: &Gazetteer, part: &SwapPart<'_>, year: Option<i16>) -> BTreeMap<usize, NameKind> {
    let hits = gazetteer.matcher().matches(part.text, year).hits;
    hits.iter().map(|hit| (hit.span.start, hit.kind_for(None))).collect()
}

/// How a person is called.
#[derive(Clone)]
struct PersonName {
    /// "Kim Jong Un"; by one word where no more is known.
    full: String,
    /// "Kim"
    short: String,
}

/// The persons who act for a country, in the order of the text.
fn persons_of(parts: &[SwapPart<'_>], actor: &ActorId) -> Vec<PersonName> {
    let mut persons: Vec<PersonName> = Vec::new();
    for part in parts {
        for mention in part.mentions.iter().filter(|mention| mention.actor.as_ref() == Some(actor)) {
            let Some(full) = &mention.person else { continue };
            let written = mention.span.of(part.text);
            match persons.iter_mut().find(|person| person.full == *full) {
                Some(person) if !written.contains(' ') => written.clone_into(&mut person.short),
                Some(_) => {}
                None => {
                    let short = written.rsplit(' ').next().unwrap_or(full).to_owned();
                    persons.push(PersonName { full: full.clone(), short });
                }
            }
        }
    }
    persons
}

/// The leaders of a country in a year, the latest first, by names that no other country's bear.
fn leaders(gazetteer: &Gazetteer, actor: &ActorId, year: Option<i16>) -> Vec<PersonName> {
    let only = |surname: &str| gazetteer.leaders(surname).iter().all(|leader| leader.actor == *actor);
    let mut fitting: Vec<(&str, &Leader)> = gazetteer
        .leaders_of(actor)
        .filter(|(surname, leader)| leader.fits(year) && only(surname) && surname.len() > 3)
        .collect();
    fitting.sort_by_key(|(surname, leader)| (Reverse(leader.since()), *surname));
    let mut names: Vec<PersonName> = Vec::new();
    for (surname, leader) in fitting {
        if names.iter().all(|name| name.short != surname) {
            names.push(PersonName { full: usual_name(surname, leader), short: surname.to_owned() });
        }
    }
    names
}

/// The first name and the surname of a leader; the surname alone where the table knows no more.
fn usual_name(surname: &str, leader: &Leader) -> String {
    match leader.name.as_deref() {
        Some(full) if full.starts_with(surname) => full.to_owned(),
        Some(full) => format!("{} {surname}", full.split(' ').next().unwrap_or(full)),
        None => surname.to_owned(),
    }
}

/// One article in which names are exchanged.
struct Renaming<'a> {
    swap: &'a Swap<'a>,
    persons: &'a BTreeMap<String, PersonName>,
    places: &'a Renamed,
}

impl Renaming<'_> {
    fn part(&self, part: &SwapPart<'_>, year: Option<i16>) -> Swapped {
        let context = Context { text: part.text, document: part.document, year, home: None };
        let kinds = kinds_of(self.swap.gazetteer, part, year);
        let mut text = Rewriting::new(part.text);
        for mention in part.mentions {
            let place = Place { context: &context, mention, kind: kinds.get(&mention.span.start).copied() };
            if let Some(word) = self.word(&place) {
                text.replace(&place, &word);
            }
        }
        text.finish()
    }

    /// What stands at a place after the exchange; none where nothing changes.
    fn word(&self, place: &Place<'_>) -> Option<Word> {
        let mention = place.mention;
        let old = mention.span.of(place.context.text);
        if let Some(person) = &mention.person {
            return self.persons.get(person).map(|new| Word::bare(&renamed(old, new)));
        }
        let (from, to) = self.swap.counterpart(mention.actor.as_ref()?)?;
        let (from, to) = (&from.forms, &to.forms);
        match mention.kind {
            MentionKind::Name => Some(place.name(from, to)),
            MentionKind::Demonym => Some(place.demonym(from, to)),
            MentionKind::Seat => Some(Word::bare(&to.capital)),
            MentionKind::City => self.places.get(old).map(|new| Word::bare(new)),
            MentionKind::Epithet => self.epithet(mention, old).then(|| place.name_for_epithet(to)),
            MentionKind::Leader
            | MentionKind::Office
            | MentionKind::Organisation
            | MentionKind::Group
            | MentionKind::Pronoun => None,
        }
    }

    /// Whether the other country may not be called so: "the kingdom", "the North".
    fn epithet(&self, mention: &Mention, old: &str) -> bool {
        let Some((from, to)) = mention.actor.as_ref().and_then(|actor| self.swap.counterpart(actor)) else {
            return false;
        };
        let is = |side: &Side<'_>, word: &str| {
            self.swap.gazetteer.traits(side.actor).is_some_and(|traits| traits.is(word))
        };
        old.split(' ')
            .map(|word| word.trim_end_matches('s').to_lowercase())
            .any(|word| is(from, &word) && !is(to, &word))
            || is_capitalised(old) && !is_one_of(old.split(' ').next().unwrap_or(""), &["the", "both"])
    }
}

/// A person's name as the text has it, under the new name: in full or by one word.
fn renamed(old: &str, new: &PersonName) -> String {
    match old.split_once(' ') {
        None => new.short.clone(),
        // Of whom only the surname is known, the given name is made up: the old one.
        Some((given, _)) if !new.full.contains(' ') => format!("{given} {}", new.full),
        Some(_) => new.full.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor;
    use crate::article::Part;
    use crate::language::english;

    #[track_caller]
    fn check(one: &str, other: &str, text: &str, expected: &str) {
        let gazetteer = Gazetteer::embedded();
        let (one, other) = (ActorId::new(one), ActorId::new(other));
        let document = english().read(text);
        let mentions = actor::find(&gazetteer, Part::Text, text, &document, actor::Background::default());
        let swap = Swap::new(&gazetteer, &one, &other);
        let swapped = swap.apply(&[SwapPart { text, document: &document, mentions: &mentions }], None);
        assert_eq!(swapped[0].text, expected);
        for (old, new) in &swapped[0].changes {
            assert_eq!(swapped[0].moved(*old), *new);
        }
    }

    #[test]
    fn articles_and_adjectives() {
        check(
            "USA",
            "IND",
            "The United States warned India. An Indian envoy met U.S. officials in New Delhi.",
            "India warned the United States. An American envoy met Indian officials in Washington.",
        );
        check("CHN", "ISR", "An Israeli ship left China.", "A Chinese ship left Israel.");
        check(
            "IRN",
            "NZL",
            "New Zealand troops met Iranian troops.",
            "Iranian troops met New Zealand troops.",
        );
    }

    #[test]
    fn peoples_and_possessives() {
        check(
            "CHN",
            "BRA",
            "Two Brazilians live among the Chinese.",
            "Two Chinese live among the Brazilians.",
        );
        check(
            "USA",
            "IND",
            "India's navy met the United States' navy.",
            "The United States' navy met India's navy.",
        );
    }

    #[test]
    fn hyphens_and_capitals() {
        check("USA", "IND", "A US-led force left Delhi.", "An India-led force left Washington.");
        check("CHN", "BRA", "BRAZIL SIGNS PORT DEAL WITH CHINA", "CHINA SIGNS PORT DEAL WITH BRAZIL");
        check("RUS", "KEN", "Russo-Kenyan talks opened.", "Kenyan-Russian talks opened.");
    }

    #[test]
    fn seats_and_persons() {
        check(
            "RUS",
            "KEN",
            "Russian President Oleg Panin left the Kremlin. Panin flew to Nairobi.",
            "Kenyan President Uhuru Kenyatta left Nairobi. Kenyatta flew to Moscow.",
        );
        check(
            "RUS",
            "KEN",
            "Kenyan President Amos Otieno wrote to Russian President Oleg Panin. Panin smiled.",
            "Russian President Oleg Panin wrote to Kenyan President Amos Otieno. Otieno smiled.",
        );
    }

    #[test]
    fn what_names_no_one_stays() {
        check(
            "CHN",
            "BRA",
            "He spoke Chinese in the Bank of China.",
            "He spoke Chinese in the Bank of China.",
        );
    }
}
