//! The cases of `tests/data/events`: short passages with all events that a careful reader finds.
//!
//! A case is a line `--- name`, if need be a line `@ date` with the date of the article, the passage, and
//! lines of expectations: `=> KEN ACCUSE SOM` must be found, `~ KEN ACCUSE SOM` may be, and nothing else
//! may. `AID|COOPERATE`: either type is right, and so for statuses. `<>` before the target stands for both directions. Behind
//! the target stand, where they matter, a status (none: counted in the picture), `by KEN` for who claims
//! it, `on 2024-03` for its date or `undated`. `=> none` says that nothing is to be found. The
//! expectations were written before the engine was asked.
//!
//! What is not read yet is listed in `not_read_yet.lst` and asserted exactly: progress is a shorter list.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use diplograph::article::{Article, Date, Format, Origin, Place, Sourced};
use diplograph::event::{Event, EventKind, Status, read};

use crate::support::knowledge;
use crate::texts_in;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/events")
}

/// One direction of an event that is expected.
#[derive(Clone, Debug)]
struct Expected {
    source: String,
    kind: String,
    target: String,
    status: String,
    by: Option<String>,
    on: Option<String>,
}

/// A passage with what it must give and what it may.
struct Case {
    name: String,
    date: Option<Date>,
    text: String,
    wanted: Vec<Expected>,
    allowed: Vec<Expected>,
}

/// Both directions of an expectation: "KEN ACCUSE <> SOM claimed by SOM on 2024-03".
fn expectation(line: &str) -> Vec<Expected> {
    let mut words = line.split_whitespace();
    let mut next = || words.next().expect("source, type and target");
    let (source, kind, mut target) = (next(), next(), next());
    let both = target == "<>";
    if both {
        target = next();
    }
    let mut one = Expected {
        source: source.to_owned(),
        kind: kind.to_owned(),
        target: target.to_owned(),
        status: String::new(),
        by: None,
        on: None,
    };
    while let Some(word) = words.next() {
        match word {
            "by" => one.by = words.next().map(str::to_owned),
            "on" => one.on = words.next().map(str::to_owned),
            "undated" => one.on = Some(String::new()),
            status => one.status = status.to_owned(),
        }
    }
    let other = Expected { source: one.target.clone(), target: one.source.clone(), ..one.clone() };
    if both { vec![one, other] } else { vec![one] }
}

fn cases_of(file: &Path) -> Vec<Case> {
    let stem = file.file_stem().and_then(|stem| stem.to_str()).expect("a name");
    let text = std::fs::read_to_string(file).expect("a file of the repository");
    let mut cases: Vec<Case> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix("--- ") {
            cases.push(Case {
                name: format!("{stem}: {name}"),
                date: None,
                text: String::new(),
                wanted: Vec::new(),
                allowed: Vec::new(),
            });
            continue;
        }
        let Some(case) = cases.last_mut() else { continue };
        if let Some(date) = line.strip_prefix("@ ") {
            case.date = Some(Date::try_from(date.to_owned()).expect("a date"));
        } else if let Some(wanted) = line.strip_prefix("=> ") {
            if wanted != "none" {
                case.wanted.extend(expectation(wanted));
            }
        } else if let Some(allowed) = line.strip_prefix("~ ") {
            case.allowed.extend(expectation(allowed));
        } else {
            case.text.push_str(line);
        }
    }
    cases
}

fn cases() -> Vec<Case> {
    texts_in(&folder()).iter().flat_map(|file| cases_of(file)).collect()
}

fn events(case: &Case) -> Vec<Event> {
    let mut article = Article::bare(case.text.clone(), Format::Text, Place::Clipboard);
    article.title_in_text = true;
    article.date = case.date.map(|value| Sourced::new(value, Origin::Given));
    read(&knowledge(), &article).events
}

/// Whether an event tells what is expected, in one direction or the other.
fn tells(event: &Event, expected: &Expected) -> bool {
    let (source, target) = (event.source.as_str(), event.target.as_str());
    let forward = source == expected.source && target == expected.target;
    let backward = event.reciprocal && source == expected.target && target == expected.source;
    let status = expected.status.split('|').any(|status| match status {
        "" => event.counted(),
        "hypothetical" => matches!(event.status(), Status::Hypothetical | Status::Question),
        name => event.status().name() == name,
    });
    let by =
        expected.by.as_ref().is_none_or(|by| event.claimed_by.as_ref().is_some_and(|a| a.as_str() == by));
    let date = event.date.map(|date| date.to_string()).unwrap_or_default();
    let on = expected.on.as_ref().is_none_or(|on| *on == date);
    (forward || backward)
        && expected.kind.split('|').any(|kind| kind == event.kind.code())
        && status
        && by
        && on
}

/// A visit is told from one side or from both.
fn turned(expected: &Expected) -> Option<Expected> {
    let turned =
        || Expected { source: expected.target.clone(), target: expected.source.clone(), ..expected.clone() };
    (expected.kind == "CONSULT").then(turned)
}

/// Whether a passage gives all that it must, and nothing but what it may.
fn holds(case: &Case) -> bool {
    let events = events(case);
    let complete = case.wanted.iter().all(|wanted| events.iter().any(|event| tells(event, wanted)));
    let turned: Vec<Expected> = case.wanted.iter().filter_map(turned).collect();
    // Statements are hidden unless they are asked for.
    let asked = case.wanted.iter().chain(&case.allowed).any(|expected| expected.kind.contains("STATEMENT"));
    let known = |event: &Event| {
        event.kind == EventKind::Statement && !asked
            || case.wanted.iter().chain(&case.allowed).chain(&turned).any(|expected| tells(event, expected))
    };
    complete && events.iter().all(known)
}

/// An event in the form of an expectation.
fn shown(event: &Event) -> String {
    let way = if event.reciprocal { "<> " } else { "" };
    let date = event.date.map(|date| format!(" on {date}")).unwrap_or_default();
    let by = event.claimed_by.as_ref().map(|by| format!(" by {}", by.as_str())).unwrap_or_default();
    let status = event.status().name();
    format!(
        "{} {} {way}{} {status}{by}{date} ({})",
        event.source,
        event.kind.code(),
        event.target,
        event.rule
    )
}

#[test]
fn passages_give_their_events() {
    let cases = cases();
    let list = std::fs::read_to_string(folder().join("not_read_yet.lst")).expect("the list");
    let listed: BTreeSet<&str> =
        list.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect();
    let wrong: BTreeSet<&str> =
        cases.iter().filter(|case| !holds(case)).map(|case| case.name.as_str()).collect();
    for case in &cases {
        if wrong.contains(case.name.as_str()) && !listed.contains(case.name.as_str()) {
            let found: Vec<String> = events(case).iter().map(shown).collect();
            println!("{}\n  {}\n  wanted {:?}\n  found {found:#?}", case.name, case.text, case.wanted);
        }
    }
    let new: Vec<&&str> = wrong.difference(&listed).collect();
    assert!(new.is_empty(), "no longer read, or new: {new:#?}");
    let read: Vec<&&str> = listed.difference(&wrong).collect();
    assert!(read.is_empty(), "read now; take them out of not_read_yet.lst: {read:#?}");
}

#[test]
fn there_are_enough_cases_and_each_is_its_own() {
    let cases = cases();
    let names: BTreeSet<&str> = cases.iter().map(|case| case.name.as_str()).collect();
    assert_eq!(names.len(), cases.len(), "two cases of one name");
    let texts: BTreeSet<&str> = cases.iter().map(|case| case.text.as_str()).collect();
    assert_eq!(texts.len(), cases.len(), "two cases of one text");
    let counts = |expected: &Expected| ["", "announced"].contains(&expected.status.as_str());
    let quiet = cases.iter().filter(|case| !case.wanted.iter().chain(&case.allowed).any(counts)).count();
    assert!(cases.len() >= 500 && quiet >= 150, "{} cases, {quiet} in which nothing counts", cases.len());
}
