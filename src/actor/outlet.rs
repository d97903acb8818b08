//! The country of an outlet, by its own name: "The Australian", "Times of India", "Kyiv Post".
//!
//! It is read by the matcher that reads articles; no table of outlets stands behind it. It is a weak
//! hint: it only decides between readings that the text leaves open (`ambiguity`, `local`).
//! Known limits: an outlet whose name tells no place ("Le Monde"), and one that is named after another
//! country than its own.

use super::ActorId;
use super::context::is_one_of;
use super::gazetteer::{Gazetteer, NameKind};
use super::matching::Hit;

/// Words before a name that make it that of a part or of a larger whole: "South China".
const COMPASS: &[&str] =
    &["north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "new"];

/// What may tell where an outlet is at home.
const PLACES: &[NameKind] =
    &[NameKind::Name, NameKind::Demonym, NameKind::Seat, NameKind::City, NameKind::Division];

/// The one country that the name of an outlet tells; none where it tells several or is in doubt.
pub(super) fn country(gazetteer: &Gazetteer, outlet: &str, year: Option<i16>) -> Option<ActorId> {
    let matches = gazetteer.matcher().matches_in_names(outlet, year);
    let mut told: Option<ActorId> = None;
    for hit in &matches.hits {
        let actor = of_hit(outlet, hit)?;
        if told.as_ref().is_some_and(|told| *told != actor) {
            return None;
        }
        told = Some(actor);
    }
    told
}

fn of_hit(outlet: &str, hit: &Hit<'_>) -> Option<ActorId> {
    let before = outlet[..hit.span.start].split_whitespace().next_back().unwrap_or_default();
    let countries: Vec<ActorId> = hit.actors().into_iter().filter(ActorId::is_country).collect();
    let place = PLACES.iter().any(|kind| hit.has(*kind));
    let [country] = &countries[..] else { return None };
    (place && !is_one_of(before, COMPASS)).then(|| country.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(outlet: &str, expected: Option<&str>) {
        let found = country(&Gazetteer::embedded(), outlet, None);
        assert_eq!(found.as_ref().map(ActorId::as_str), expected, "{outlet}");
    }

    #[test]
    fn its_name_tells_where_it_is_at_home() {
        check("The Australian", Some("AUS"));
        check("Times of India", Some("IND"));
        check("Kyiv Post", Some("UKR"));
        check("Toronto Star", Some("CAN"));
        check("Daily Nation (Kenya)", Some("KEN"));
    }

    #[test]
    fn a_name_that_tells_nothing_or_two_things() {
        check("Le Monde", None);
        check("The Guardian", None);
        check("The Korea Herald", None);
        check("Georgia Today", None);
        check("South China Morning Post", None);
        check("Franco-German Review of Norway", None);
        check("", None);
    }
}
