//! Whether a text can name two actors at all: a text that can't tells of no event, so nobody needs to parse it.
//!
//! Every actor of a mention comes from a name of the gazetteer that stands in the text, or from the table
//! of leaders; all else (offices, epithets, "its") points back to one of those. So the actors of all names
//! in the text, whatever they mean there, are at least those that [`super::find`] finds. Known limit: many
//! countries share their name with a town elsewhere, and then one name counts as two actors.

use std::collections::BTreeSet;

use super::ActorId;
use super::gazetteer::Gazetteer;

/// So much of a text tells of most that it names two: matching the rest is saved.
const BEGINNING: usize = 600;

/// Whether a part of an article can name two actors or more. `year` is that of the article.
#[must_use]
pub fn can_name_two(gazetteer: &Gazetteer, text: &str, year: Option<i16>) -> bool {
    let beginning = &text[..text.floor_char_boundary(BEGINNING)];
    let mut actors = BTreeSet::new();
    names_two(gazetteer, beginning, year, &mut actors)
        || beginning.len() < text.len() && names_two(gazetteer, text, year, &mut actors)
        || leads_two(gazetteer, text, &mut actors)
}

/// Adds whom the names of a text may mean, until there are two.
fn names_two<'g>(
    gazetteer: &'g Gazetteer,
    text: &str,
    year: Option<i16>,
    actors: &mut BTreeSet<&'g ActorId>,
) -> bool {
    let matches = gazetteer.matcher().matches(text, year);
    let names = matches.hits.iter().chain(&matches.cues).flat_map(|hit| &hit.names);
    names.filter_map(|name| name.actor.as_ref()).any(|actor| {
        actors.insert(actor);
        actors.len() > 1
    })
}

/// Adds whose leaders the words of a text may be, until there are two.
fn leads_two<'g>(gazetteer: &'g Gazetteer, text: &str, actors: &mut BTreeSet<&'g ActorId>) -> bool {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.flat_map(|word| gazetteer.leaders_ending_in(word)).any(|actor| {
        actors.insert(actor);
        actors.len() > 1
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: bool) {
        assert_eq!(can_name_two(&Gazetteer::embedded(), text, Some(2015)), expected, "{text}");
    }

    #[test]
    fn a_text_without_names_names_nobody() {
        check("The council met on Friday, and it rained.", false);
    }

    #[test]
    fn two_names_are_two_also_where_they_may_mean_one() {
        check("Norway thanked Denmark.", true);
        check("He lives in Georgia.", true);
    }

    #[test]
    fn leaders_count_by_their_surnames() {
        check("The union waited for Chancellor Merkel and President Kenyatta.", true);
    }
}
