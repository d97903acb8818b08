//! One event told several times in an article is one event with several sentences.
//!
//! Two tellings are one event when source, type, target and status (and who claims it) are the same, and
//! their dates do not speak against it: unknown fits any of about a year, a month its days. Tellings are taken in
//! the order of the text; each joins the first event that it fits. Must match: "Chad shelled Niger" in the
//! title and "the Chadian shelling of Niger" further down. Must not: the strike of Monday and that of
//! Friday. Known to miss: two deeds of one kind without dates, which are taken for one.

use std::collections::BTreeMap;

use super::{Event, EventKind, Status};
use crate::actor::ActorId;
use crate::article::Date;

/// What the tellings of one event share.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key<'a> {
    source: &'a ActorId,
    kind: EventKind,
    target: &'a ActorId,
    reciprocal: bool,
    status: Status,
    claimed_by: Option<&'a ActorId>,
}

impl<'a> Key<'a> {
    fn of(event: &'a Event) -> Self {
        let turned = event.reciprocal && event.target < event.source;
        let (source, target) =
            if turned { (&event.target, &event.source) } else { (&event.source, &event.target) };
        Self {
            source,
            kind: event.kind,
            target,
            reciprocal: event.reciprocal,
            status: event.status(),
            claimed_by: event.claimed_by.as_ref(),
        }
    }
}

/// Numbers the events of an article from 0, in the order in which each is told first.
/// `present` is the date of the article, where it is known: what is told without a date is of its days.
pub(super) fn number(events: &mut [Event], present: Option<Date>) {
    let numbers = numbers(events, present);
    for (event, number) in events.iter_mut().zip(numbers) {
        event.number = number;
    }
}

fn numbers(events: &[Event], present: Option<Date>) -> Vec<u32> {
    // By key the events found so far, with the most exact date that was told of each.
    let mut known: BTreeMap<Key<'_>, Vec<(u32, Option<Date>)>> = BTreeMap::new();
    let mut next = 0;
    let mut numbers = Vec::with_capacity(events.len());
    for event in events {
        let same = known.entry(Key::of(event)).or_default();
        let number = match same.iter_mut().find(|(_, date)| agree(*date, event.date, present)) {
            Some((number, date)) => {
                *date = more_exact(*date, event.date);
                *number
            }
            None => {
                same.push((next, event.date));
                next += 1;
                next - 1
            }
        };
        numbers.push(number);
    }
    numbers
}

/// Whether two dates can be of one event. "Two summits in 2019" are not those that are told without a date,
/// unless that is the year of the article.
fn agree(one: Option<Date>, other: Option<Date>, present: Option<Date>) -> bool {
    let (Some(one), Some(other)) = (one, other) else {
        return one.or(other).is_none_or(|date| is_of_now(date, present));
    };
    let within = |inner: Date, outer: Date| {
        outer.first_day() <= inner.first_day() && inner.last_day() <= outer.last_day()
    };
    within(one, other) || within(other, one)
}

/// Whether a date can be that of what an article tells as new.
fn is_of_now(date: Date, present: Option<Date>) -> bool {
    match present {
        Some(present) => date.last_day() >= present.first_day() - YEAR,
        None => date.last_day() - date.first_day() < YEAR - 1,
    }
}

/// In days.
const YEAR: i32 = 365;

fn more_exact(one: Option<Date>, other: Option<Date>) -> Option<Date> {
    let days = |date: &Date| date.last_day() - date.first_day();
    one.into_iter().chain(other).min_by_key(days)
}

#[cfg(test)]
mod tests {
    use crate::article::{Article, Format, Origin, Place, Sourced};
    use crate::event::{knowledge, read};

    #[track_caller]
    fn check(text: &str, expected: &[u32]) {
        let mut article = Article::bare(text.to_owned(), Format::Text, Place::Clipboard);
        let date = "2024-03-06".to_owned().try_into().unwrap();
        article.date = Some(Sourced { value: date, origin: Origin::Given });
        let numbers: Vec<u32> = read(&knowledge(), &article).events.iter().map(|e| e.number).collect();
        assert_eq!(numbers, expected, "{text}");
    }

    #[test]
    fn one_event_has_several_sentences() {
        check("Chad accused Niger of theft. The mayor slept. On Monday Chad accused Niger again.", &[0, 0]);
        check("Chad met Niger in Rome. Later Niger met Chad in Lomé.", &[0, 0]);
        check("Chad met Niger in Rome. Chad met Niger in 2019 too.", &[0, 1]);
    }

    #[test]
    fn other_dates_types_directions_and_statuses_are_other_events() {
        check("On Monday Chad bombed Niger. On Tuesday Chad bombed Niger.", &[0, 1]);
        check("Chad accused Niger of theft. Niger accused Chad of lies.", &[0, 1]);
        check("Chad bombed Niger. Chad did not bomb Niger.", &[0, 1]);
        check(
            "Last month Chad bombed Niger. On 3 February Chad bombed Niger. Chad bombed Niger today.",
            &[0, 0, 1],
        );
    }
}
