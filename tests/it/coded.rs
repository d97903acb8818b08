//! Articles written by us with the events that a careful reader accepts, in `tests/data/coded`.
//!
//! Beside each `NAME.txt` stands `NAME.tsv`: the date of the article, and a line for each relation that
//! must be found or may be. A type can be one of several ("AGREE|COOPERATE"); a status that is empty
//! stands for what counts in the picture. The accepted events were written before the engine was asked.
//! Where its answer is another, `differences.tsv` says so and is asserted exactly: a change of the rules
//! shows there line by line, and progress is a shorter file.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use diplograph::actor::{ActorId, Mention, Swap, SwapPart};
use diplograph::article::{Article, Date, Format, Origin, Place, Sourced};
use diplograph::event::{Event, EventKind, Explanation, Status, explain, read};
use diplograph::export::trees::drawing;
use diplograph::language::ParsedText;

use crate::support::knowledge;
use crate::texts_in;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/coded")
}

/// What one actor did to another, as the files write it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Relation {
    source: String,
    kind: String,
    target: String,
    status: String,
    claimed_by: String,
}

impl std::fmt::Display for Relation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { source, kind, target, status, claimed_by } = self;
        write!(f, "{source}\t{kind}\t{target}\t{status}\t{claimed_by}")
    }
}

/// An article with what is accepted.
struct Coded {
    name: String,
    article: Article,
    must: Vec<Relation>,
    may: Vec<Relation>,
}

fn coded() -> Vec<Coded> {
    texts_in(&folder()).iter().map(|text| coded_of(text)).collect()
}

fn coded_of(path: &Path) -> Coded {
    let text = std::fs::read_to_string(path).expect("an article");
    let accepted = std::fs::read_to_string(path.with_extension("tsv")).expect("its accepted events");
    let mut article = Article::bare(text, Format::Text, Place::Clipboard);
    article.title_in_text = true;
    let date = accepted.lines().find_map(|line| line.strip_prefix("# date: ")).expect("its date");
    let date = Date::try_from(date.to_owned()).expect("a date");
    article.date = Some(Sourced::new(date, Origin::Given));
    let (mut must, mut may) = (Vec::new(), Vec::new());
    for line in accepted.lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let field = |place: usize| fields.get(place).copied().unwrap_or_default().to_owned();
        let relation = Relation {
            source: field(1),
            kind: field(2),
            target: field(3),
            status: field(5),
            claimed_by: field(6),
        };
        let list = if fields[0] == "must" { &mut must } else { &mut may };
        if field(4) == "both" {
            list.push(turned(&relation));
        }
        list.push(relation);
    }
    let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
    Coded { name, article, must, may }
}

fn turned(relation: &Relation) -> Relation {
    Relation { source: relation.target.clone(), target: relation.source.clone(), ..relation.clone() }
}

/// The relations that an event tells: two where it holds both ways.
fn told(event: &Event) -> Vec<Relation> {
    let status = match event.status() {
        Status::Asserted | Status::Announced => "",
        Status::Question => "hypothetical",
        other => other.name(),
    };
    let forward = Relation {
        source: event.source.to_string(),
        kind: event.kind.code().to_owned(),
        target: event.target.to_string(),
        status: status.to_owned(),
        claimed_by: event.claimed_by.as_ref().map(ToString::to_string).unwrap_or_default(),
    };
    if event.reciprocal { vec![turned(&forward), forward] } else { vec![forward] }
}

/// Whether a told relation is an accepted one.
fn fits(told: &Relation, accepted: &Relation) -> bool {
    let kind = |kind: &str| accepted.kind.split('|').any(|accepted| accepted == kind);
    let by = accepted.status != "claimed" || told.claimed_by == accepted.claimed_by;
    kind(&told.kind)
        && (&told.source, &told.target, &told.status)
            == (&accepted.source, &accepted.target, &accepted.status)
        && by
}

/// Lines for what an article lacks and for what nobody accepts.
fn differences(coded: &Coded) -> Vec<String> {
    let reading = read(&knowledge(), &coded.article);
    let events = reading.events.iter().filter(|event| event.kind != EventKind::Statement);
    let found: BTreeSet<Relation> = events.flat_map(told).collect();
    let mut lines = Vec::new();
    for must in &coded.must {
        // A meeting is told from one side or from both.
        let consult = must.kind.contains("CONSULT").then(|| turned(must));
        if !found.iter().any(|told| fits(told, must) || consult.as_ref().is_some_and(|c| fits(told, c))) {
            lines.push(format!("{}\tmissing\t{must}", coded.name).trim_end().to_owned());
        }
    }
    let accepted = || coded.must.iter().chain(&coded.may);
    for told in &found {
        let back = (told.kind == "CONSULT").then(|| turned(told));
        let known = |told: &Relation| accepted().any(|accepted| fits(told, accepted));
        if !known(told) && !back.as_ref().is_some_and(known) {
            lines.push(format!("{}\textra\t{told}", coded.name).trim_end().to_owned());
        }
    }
    lines
}

#[test]
fn articles_give_what_a_careful_reader_accepts() {
    let now: Vec<String> = coded().iter().flat_map(differences).collect();
    let list = std::fs::read_to_string(folder().join("differences.tsv")).expect("the list");
    let known: Vec<&str> = list.lines().filter(|line| !line.starts_with('#')).collect();
    let mut change = String::new();
    for line in known.iter().filter(|line| !now.iter().any(|other| other == *line)) {
        writeln!(change, "- {line}").expect("memory");
    }
    for line in now.iter().filter(|line| !known.contains(&line.as_str())) {
        writeln!(change, "+ {line}").expect("memory");
    }
    assert!(change.is_empty(), "differences from what is accepted changed (- gone, + new):\n{change}");
}

#[test]
fn there_are_enough_articles_and_each_has_its_events() {
    let coded = coded();
    assert!(coded.len() >= 25, "{}", coded.len());
    let relations: usize = coded.iter().map(|coded| coded.must.len()).sum();
    assert!(relations >= 150, "{relations}");
    for Coded { name, article, must, may } in &coded {
        for relation in must.iter().chain(may) {
            for kind in relation.kind.split('|') {
                assert!(EventKind::from_code(kind).is_some(), "{name}: {relation}");
            }
        }
        let sentences = article.text.matches(['.', '?', '!']).count();
        assert!(sentences >= 8, "{name} is short");
    }
}

/// The pairs of countries that are exchanged.
const SWAPS: [(&str, &str); 6] =
    [("CHN", "BRA"), ("PRK", "NOR"), ("RUS", "KEN"), ("IRN", "NZL"), ("ISR", "CHL"), ("USA", "IND")];

/// An event without its sentence: what must follow the names.
type Told = (String, &'static str, String, bool, &'static str, Option<String>);

fn told_of(event: &Event, name: &dyn Fn(&ActorId) -> ActorId) -> Told {
    let (mut source, mut target) = (name(&event.source).to_string(), name(&event.target).to_string());
    if event.reciprocal && target < source {
        std::mem::swap(&mut source, &mut target);
    }
    let by = event.claimed_by.as_ref().map(|by| name(by).to_string());
    (source, event.kind.code(), target, event.reciprocal, event.status().name(), by)
}

/// How many events of an article concern a pair, and after an exchange those without a partner.
fn left_over(coded: &Coded, (one, other): (&str, &str)) -> (usize, Vec<String>) {
    let knowledge = knowledge();
    let (one, other) = (ActorId::new(one), ActorId::new(other));
    let before = explain(&knowledge, &coded.article);
    let mentions = &before.reading.mentions;
    let named = |mention: &Mention| mention.actor.as_ref().is_some_and(|a| *a == one || *a == other);
    let Some((_, document)) = before.documents.first().filter(|_| mentions.iter().any(named)) else {
        return (0, Vec::new());
    };
    let swap = Swap::new(&knowledge.gazetteer, &one, &other);
    let year = coded.article.date.as_ref().map(|date| date.value.year_number());
    let part = SwapPart { text: &coded.article.text, document, mentions };
    let swapped = swap.apply(&[part], year).remove(0);
    assert!(coded.article.text != swapped.text, "{} stays as it was", coded.name);
    let article = Article { text: swapped.text.into(), ..coded.article.clone() };
    let after = explain(&knowledge, &article);
    let mut rest: Vec<(Told, &Event)> =
        after.reading.events.iter().map(|event| (told_of(event, &ActorId::clone), event)).collect();
    let mut lines = Vec::new();
    for event in &before.reading.events {
        let wanted = told_of(event, &|actor| swap.exchanged(actor));
        match rest.iter().position(|(told, _)| *told == wanted) {
            Some(place) => {
                rest.remove(place);
            }
            None => lines.push(with_tree("lost", &wanted, event, &before, &coded.article)),
        }
    }
    lines.extend(rest.iter().map(|(told, event)| with_tree("came", told, event, &after, &article)));
    let concerned =
        |event: &&Event| [&event.source, &event.target].iter().any(|a| **a == one || **a == other);
    let head = |line: String| format!("{} {one}-{other}: {line}", coded.name);
    (before.reading.events.iter().filter(concerned).count(), lines.into_iter().map(head).collect())
}

/// An event with the tree of its sentence.
fn with_tree(what: &str, told: &Told, event: &Event, read: &Explanation, article: &Article) -> String {
    let (_, document) = &read.documents[0];
    let sentence = &document.sentences[event.sentence];
    let parsed = ParsedText::from(document);
    let tree = drawing::of_sentence(&article.text, &parsed, sentence.first_token..sentence.end_token);
    format!("{what} {told:?} ({})\n{}\n{tree}", event.rule, sentence.span.of(&article.text))
}

#[test]
fn exchanging_two_countries_exchanges_their_events() {
    let (mut events, mut lines) = (0, Vec::new());
    for coded in &coded() {
        for pair in SWAPS {
            let (count, left) = left_over(coded, pair);
            events += count;
            lines.extend(left);
        }
    }
    assert!(events > 150, "{events} are too few to tell");
    // An event that is told otherwise is lost once and comes once.
    let exchanged = lines.len() * 100 <= events * 2 * 3;
    println!("{} of {events} lost or new:\n{}", lines.len(), lines.join("\n"));
    assert!(exchanged, "{} of {events} lost or new:\n{}", lines.len(), lines.join("\n"));
}
