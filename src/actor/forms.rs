//! How a country is called in each place of an English sentence: its name, its adjective, one of its
//! people, its capital, and whether "the", "a" or "an" stands before it.
//!
//! Worked out of the gazetteer's names by the way English makes such words, so no country needs a row.
//! Known limit: a country whose people have no noun of their own ("a Chinese") gets the adjective.

use super::ActorId;
use super::gazetteer::{Gazetteer, Name, NameKind};

/// The usual words for one country.
pub(super) struct Forms {
    /// "United States"
    pub name: String,
    /// "US", where the name is long enough to be cut short beside a hyphen.
    pub abbreviation: Option<String>,
    /// "American"
    pub adjective: String,
    /// "Russo", the first half of "Russo-Iranian", where there is one.
    pub prefix: Option<String>,
    /// "American", one of the people.
    pub person: String,
    /// "Americans"
    pub people: String,
    /// "Washington"
    pub capital: String,
    /// "US", "U.S.", "USA"
    abbreviations: Vec<String>,
    /// Every word for the people, to tell "Americans" from "American".
    demonyms: Vec<String>,
    /// Cities and regions, in alphabetical order.
    pub cities: Vec<String>,
    pub divisions: Vec<String>,
}

impl Forms {
    pub fn new(gazetteer: &Gazetteer, actor: &ActorId) -> Self {
        let mut own: Vec<&Name> = Vec::new();
        for names in gazetteer.matcher().names() {
            let mut owners = names.iter().filter(|name| name.actor.is_some() && !is_namesake(name));
            if owners.all(|name| name.actor.as_ref() == Some(actor)) {
                own.extend(names.iter().filter(|name| name.actor.as_ref() == Some(actor)));
            }
        }
        own.retain(|name| name.years.hold_today());
        let of =
            |kind: NameKind| own.iter().filter(move |name| name.kind == kind).map(|name| name.text.clone());
        let name = gazetteer.label(actor).to_owned();
        let demonyms: Vec<String> = of(NameKind::Demonym).collect();
        let adjective = adjective(&demonyms).unwrap_or_else(|| name.clone());
        let person = person(&demonyms).unwrap_or_else(|| adjective.clone());
        let people = demonyms.iter().find(|word| **word == plural(&person)).unwrap_or(&person).clone();
        let capital = gazetteer.capital(actor).unwrap_or(&name).to_owned();
        let abbreviations: Vec<String> = of(NameKind::Name).filter(|text| is_abbreviation(text)).collect();
        let plain = abbreviations.iter().filter(|text| takes_the(&name) && !text.contains(['.', ' ']));
        let abbreviation = plain.min_by_key(|text| text.len()).cloned();
        let prefix = of(NameKind::Prefix).next().map(|text| text.trim_end_matches('-').to_owned());
        let cities = of(NameKind::City).collect();
        let divisions = of(NameKind::Division).collect();
        Self {
            name,
            abbreviation,
            adjective,
            prefix,
            person,
            people,
            capital,
            abbreviations,
            demonyms,
            cities,
            divisions,
        }
    }

    /// Whether a word for the people means several of them by its form.
    pub fn is_people(&self, word: &str) -> bool {
        let same = |known: &String| known.eq_ignore_ascii_case(word);
        let one = word.strip_suffix(['s', 'S']);
        one.is_some_and(|one| self.demonyms.iter().any(|known| known.eq_ignore_ascii_case(one)))
            && self.demonyms.iter().any(same)
    }

    /// Whether a name of it is cut short: "U.S."
    pub fn is_abbreviation(&self, name: &str) -> bool {
        self.abbreviations.iter().any(|known| known == name)
    }

    /// Whether its name does as an adjective: "New Zealand troops".
    pub fn name_is_adjective(&self) -> bool {
        self.adjective == self.name
    }
}

/// A town of the name of a country or a people: it takes nothing away.
fn is_namesake(name: &Name) -> bool {
    name.kind == NameKind::Town
}

fn plural(word: &str) -> String {
    match word.strip_suffix("man") {
        Some(stem) => format!("{stem}men"),
        None => format!("{word}s"),
    }
}

/// The word with no plural ("Danish", "Chinese"), else one that has a plural and is no noun only
/// ("American", not "New Zealander"). A plain word goes before one of several words or with a hyphen.
fn adjective(demonyms: &[String]) -> Option<String> {
    let is_plural = |word: &String| demonyms.iter().any(|one| plural(one) == *word);
    let has_plural = |word: &&String| demonyms.contains(&plural(word));
    let is_noun = |word: &&String| ["er", "man", "woman", "men"].iter().any(|end| word.ends_with(end));
    let mut words: Vec<&String> = demonyms.iter().filter(|word| !is_plural(word)).collect();
    words.sort_by_key(|word| (word.contains('-'), has_plural(word)));
    words.into_iter().find(|word| !is_noun(word)).cloned()
}

/// The word with a plural in "s" or "men": "Dane", "American", "New Zealander".
fn person(demonyms: &[String]) -> Option<String> {
    let mut words = demonyms.iter().filter(|word| demonyms.contains(&plural(word)));
    let first = words.next();
    first.filter(|word| !word.contains('-')).or_else(|| words.next()).or(first).cloned()
}

/// Words in the names of countries before which "the" stands.
const WITH_THE: &[&str] = &[
    "Bahamas",
    "Comoros",
    "Commonwealth",
    "Emirate",
    "Emirates",
    "Empire",
    "Federation",
    "Gambia",
    "Islands",
    "Kingdom",
    "Maldives",
    "Netherlands",
    "Philippines",
    "Republic",
    "State",
    "States",
    "Territories",
    "Union",
];

/// Whether "the" stands before the name of a country: "the United States".
pub(super) fn takes_the(name: &str) -> bool {
    name.split([' ', '-']).any(|word| WITH_THE.contains(&word))
}

/// "US", "U.K.", "DPRK": nothing but capitals and stops.
fn is_abbreviation(name: &str) -> bool {
    name.len() < 8 && name.chars().all(|c| c.is_ascii_uppercase() || c == '.' || c == ' ')
}

/// "a" or "an" before a word, by its sound.
pub(super) fn article_before(word: &str) -> &'static str {
    let lower = word.to_lowercase();
    let spelt = word.chars().nth(1).is_some_and(|c| c == '.' || c.is_uppercase()) && is_abbreviation(word);
    let vowel = if spelt {
        lower.starts_with(['a', 'e', 'f', 'h', 'i', 'l', 'm', 'n', 'o', 'r', 's', 'x'])
    } else {
        let like_you = ["eu", "uga", "uk", "uni", "uru"].iter().any(|start| lower.starts_with(start));
        lower.starts_with(['a', 'e', 'i', 'o', 'u', 'å']) && !like_you
    };
    if vowel { "an" } else { "a" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(actor: &str, expected: [&str; 5]) {
        let forms = Forms::new(&Gazetteer::embedded(), &ActorId::new(actor));
        let found = [&forms.name, &forms.adjective, &forms.person, &forms.people, &forms.capital];
        assert_eq!(found.map(String::as_str), expected);
    }

    #[test]
    fn words_of_countries() {
        check("USA", ["United States", "American", "American", "Americans", "Washington"]);
        check("CHN", ["China", "Chinese", "Chinese", "Chinese", "Beijing"]);
        check("DNK", ["Denmark", "Danish", "Dane", "Danes", "Copenhagen"]);
        check("NZL", ["New Zealand", "New Zealand", "New Zealander", "New Zealanders", "Wellington"]);
        check("PRK", ["North Korea", "North Korean", "North Korean", "North Koreans", "Pyongyang"]);
    }

    #[test]
    fn articles() {
        assert!(takes_the("United Kingdom") && takes_the("Faroe Islands") && takes_the("Netherlands"));
        assert!(!takes_the("Cyprus") && !takes_the("New Zealand"));
        for word in ["American", "Iranian", "FBI", "Uzbek", "Indian"] {
            assert_eq!(article_before(word), "an", "{word}");
        }
        for word in ["Chinese", "U.S.", "Ugandan", "UK", "European"] {
            assert_eq!(article_before(word), "a", "{word}");
        }
    }
}
