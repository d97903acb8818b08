//! Corrections as a person makes them on a workspace, and what becomes of the map.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::*;
use crate::actor::{ActorKind, Change};
use crate::article::coded::Party;
use crate::article::{Article, CodedRow, CodedTable, Format, Part, Place, Scheme, Span};
use crate::session::merge::{Merge, Side};
use crate::session::{Correction, Edit, Session, Workspace};

fn article(text: &str) -> Article {
    Article::bare(text.to_owned(), Format::Text, Place::Clipboard)
}

fn workspace(texts: &[&str]) -> Workspace {
    let mut workspace = Workspace::new(crate::event::knowledge());
    let articles = texts.iter().map(|text| {
        let article = article(text);
        let reading = crate::event::read(workspace.knowledge(), &article);
        (article, reading)
    });
    workspace.add(articles.collect());
    workspace
}

fn id(actor: &str) -> ActorId {
    ActorId::new(actor)
}

/// The anchor of the first event of the machine in the article with this text.
fn anchor(workspace: &Workspace, text: &str) -> EventAnchor {
    let article = article(text);
    let reading = &workspace.machine_readings()[&article.id];
    EventAnchor::new(&article, &reading.events[0]).unwrap()
}

fn correct(workspace: &mut Workspace, correction: Correction) {
    workspace.apply(Edit::Correct(Box::new(correction)));
}

fn review(workspace: &mut Workspace, anchor: &EventAnchor, verdict: Verdict) {
    let review = Review { verdict, why: String::new() };
    correct(workspace, Correction::Review(Box::new(anchor.clone()), Some(review)));
}

/// The relations of the map: "KEN>BRA SUPPORT machine".
fn map(workspace: &Workspace) -> Vec<String> {
    let graph = workspace.graph();
    let mut lines: Vec<String> = graph
        .relations
        .iter()
        .flat_map(|relation| {
            relation.evidence.iter().map(|evidence| {
                let event = crate::graph::event(workspace.readings(), evidence).unwrap();
                let trace = workspace.trace(&evidence.article, evidence.event);
                format!(
                    "{}>{} {} {}",
                    graph.actors[relation.source].id,
                    graph.actors[relation.target].id,
                    event.kind.code(),
                    trace.provenance.name()
                )
            })
        })
        .collect();
    lines.sort();
    lines
}

const THANKS: &str = "Kenya thanked Brazil for the grain on Monday.";
const WARNING: &str = "China warned Kenya over the port on Tuesday.";

#[test]
fn a_struck_event_leaves_the_map_and_the_machine_keeps_it() {
    let mut workspace = workspace(&[THANKS, WARNING]);
    let anchor = anchor(&workspace, THANKS);
    assert_eq!(map(&workspace), ["CHN>KEN THREATEN machine", "KEN>BRA SUPPORT machine"]);
    review(&mut workspace, &anchor, Verdict::NotAnEvent);
    assert_eq!(map(&workspace), ["CHN>KEN THREATEN machine"]);
    let article = anchor.place.article;
    assert_eq!(workspace.left_out(&article), [LeftOut { machine: 0, reason: LeftOutReason::NotAnEvent }]);
    assert_eq!(workspace.machine_readings()[&article].events.len(), 1);
    assert_eq!(workspace.undo().as_deref(), Some("strike Kenya → Brazil"));
    assert_eq!(map(&workspace).len(), 2);
    assert_eq!(workspace.left_out(&article), []);
}

#[test]
fn type_direction_actors_and_status_are_corrected() {
    let mut workspace = workspace(&[THANKS]);
    let anchor = anchor(&workspace, THANKS);
    let told = Told { kind: EventKind::Accuse, target: id("PER"), ..anchor.read.reversed() };
    review(&mut workspace, &anchor, Verdict::Corrected(told.clone()));
    assert_eq!(map(&workspace), ["BRA>PER ACCUSE corrected"]);
    let claimed = Told { status: Status::Claimed, claimed_by: Some(id("KEN")), ..told };
    review(&mut workspace, &anchor, Verdict::Corrected(claimed));
    assert_eq!(map(&workspace), [""; 0], "a claim is not counted");
    let event = &workspace.readings()[&anchor.place.article].events[0];
    assert_eq!((event.status(), event.claimed_by.clone()), (Status::Claimed, Some(id("KEN"))));
    review(&mut workspace, &anchor, Verdict::Right);
    assert_eq!(map(&workspace), ["KEN>BRA SUPPORT accepted"]);
}

#[test]
fn an_event_by_hand_stands_in_its_sentence() {
    let text = "Peru slept. Kenya thanked Brazil. Mali looked at Niger in anger.";
    let mut workspace = workspace(&[text]);
    let start = text.find("looked").unwrap();
    let anchor = Anchor::new(&article(text), Part::Text, Span::new(start, start + 6)).unwrap();
    let told = Told {
        source: id("MLI"),
        kind: EventKind::Threaten,
        target: id("NER"),
        reciprocal: false,
        status: Status::Asserted,
        claimed_by: None,
        date: None,
    };
    let added = AddedEvent { anchor, told, why: "read in the look".to_owned() };
    correct(&mut workspace, Correction::Add(Box::new(added.clone())));
    assert_eq!(map(&workspace), ["KEN>BRA SUPPORT machine", "MLI>NER THREATEN by hand"]);
    let event = workspace.readings()[&article(text).id].events[1].clone();
    assert_eq!((event.sentence, event.cue.as_str()), (2, "looked"));
    assert_eq!((event.source_span.of(text), event.target_span.of(text)), ("Mali", "Niger"));
    correct(&mut workspace, Correction::Remove(Box::new(added)));
    assert_eq!(map(&workspace), ["KEN>BRA SUPPORT machine"]);
}

#[test]
fn an_event_by_hand_can_stand_in_an_article_that_was_not_read() {
    let text =
        "Le Kenya a remercié le Brésil pour les céréales de lundi.\n\nLe port dort encore sous la pluie.";
    let mut workspace = workspace(&[text]);
    let anchor = Anchor::new(&article(text), Part::Text, Span::new(9, 20)).unwrap();
    let told = Told {
        source: id("KEN"),
        kind: EventKind::Support,
        target: id("BRA"),
        reciprocal: false,
        status: Status::Asserted,
        claimed_by: None,
        date: None,
    };
    correct(&mut workspace, Correction::Add(Box::new(AddedEvent { anchor, told, why: String::new() })));
    assert_eq!(map(&workspace), ["KEN>BRA SUPPORT by hand"]);
}

#[test]
fn a_mention_of_another_takes_its_events_along() {
    let mut workspace = workspace(&[THANKS]);
    let place = Anchor::new(&article(THANKS), Part::Text, Span::new(0, 5)).unwrap();
    let fix = |actor| Some(MentionFix { read: Some(id("KEN")), actor });
    correct(&mut workspace, Correction::Mention(place.clone(), fix(Some(id("TZA")))));
    assert_eq!(map(&workspace), ["TZA>BRA SUPPORT corrected"]);
    correct(&mut workspace, Correction::Mention(place.clone(), fix(None)));
    assert_eq!(map(&workspace), [""; 0]);
    let reason = workspace.left_out(&place.article)[0].reason;
    assert_eq!(reason, LeftOutReason::NoActor);
    correct(&mut workspace, Correction::Mention(place, None));
    assert_eq!(map(&workspace), ["KEN>BRA SUPPORT machine"]);
}

#[test]
fn merged_actors_are_one_and_come_apart_again() {
    let mut workspace = workspace(&[THANKS, WARNING, "Brazil praised China."]);
    let merge = |actor, into| Correction::Merge { actor: id(actor), into: id(into) };
    correct(&mut workspace, merge("BRA", "CHN"));
    assert_eq!(map(&workspace), ["CHN>KEN THREATEN machine", "KEN>CHN SUPPORT machine"]);
    // Who is merged goes along when its actor is merged itself.
    correct(&mut workspace, merge("CHN", "PER"));
    assert_eq!(map(&workspace), ["KEN>PER SUPPORT machine", "PER>KEN THREATEN machine"]);
    assert_eq!(workspace.session().choices.corrections.meant(&id("BRA")), &id("PER"));
    // The other way round: no circle.
    correct(&mut workspace, merge("PER", "CHN"));
    assert_eq!(workspace.session().choices.corrections.meant(&id("PER")), &id("CHN"));
    assert_eq!(workspace.session().choices.corrections.meant(&id("CHN")), &id("CHN"));
    while workspace.history().undo_name().is_some_and(|name| name.starts_with("merge")) {
        workspace.undo();
    }
    assert_eq!(map(&workspace).len(), 3);
}

#[test]
fn an_actor_of_ones_own_is_found_and_goes_with_undo() {
    let mut workspace = workspace(&["The Reef Council accused Kenya of theft.", THANKS]);
    let before = (workspace.machine_readings().clone(), workspace.knowledge().gazetteer.hash().to_owned());
    let new = Change::AddActor {
        actor: id("org:REEF-COUNCIL"),
        label: "Reef Council".to_owned(),
        kind: ActorKind::Organisation,
    };
    let edit = Edit::Correct(Box::new(Correction::Actors(vec![new])));
    let reread = workspace.reread(&edit)();
    assert_eq!(reread.readings.len(), 1, "the other article does not name it");
    assert_eq!(reread.changed_sentences(|id| before.0.get(id).map(AsRef::as_ref)), 1);
    workspace.apply(edit);
    assert_eq!(map(&workspace), ["KEN>BRA SUPPORT machine", "org:REEF-COUNCIL>KEN ACCUSE machine"]);
    assert_eq!(workspace.label(&id("org:REEF-COUNCIL")), "Reef Council");
    let (session, readings) = (workspace.session_to_save(), workspace.machine_readings().clone());
    let opened = Workspace::open(crate::event::knowledge(), session, readings, None);
    assert_eq!(opened.label(&id("org:REEF-COUNCIL")), "Reef Council", "also when opened again");
    workspace.undo();
    assert_eq!(workspace.machine_readings(), &before.0);
    assert_eq!(workspace.knowledge().gazetteer.hash(), before.1);
    workspace.redo();
    assert_eq!(map(&workspace).len(), 2);
}

/// A session read again by a program that reads otherwise.
fn read_again(workspace: &Workspace, change: impl Fn(&mut crate::event::Reading)) -> Workspace {
    let session: Session = workspace.session_to_save();
    let readings: BTreeMap<_, _> = workspace
        .machine_readings()
        .iter()
        .map(|(id, reading)| {
            let mut reading = (**reading).clone();
            change(&mut reading);
            (*id, Arc::new(reading))
        })
        .collect();
    Workspace::open(crate::event::knowledge(), session, readings, None)
}

#[test]
fn corrections_hold_when_a_newer_version_reads_otherwise() {
    let mut workspace = workspace(&[THANKS]);
    let anchor = anchor(&workspace, THANKS);
    let told = Told { kind: EventKind::Aid, ..anchor.read.clone() };
    review(&mut workspace, &anchor, Verdict::Corrected(told));
    let again = read_again(&workspace, |reading| reading.events[0].kind = EventKind::Consult);
    assert_eq!(map(&again), ["KEN>BRA AID corrected"]);
    let again = read_again(&workspace, |reading| reading.events[0].target = id("PER"));
    assert_eq!(map(&again), ["KEN>BRA AID corrected"]);
    assert_eq!(again.unattached(), []);
}

#[test]
fn what_no_longer_fits_is_listed() {
    let mut workspace = workspace(&[THANKS]);
    let anchor = anchor(&workspace, THANKS);
    review(&mut workspace, &anchor, Verdict::NotAnEvent);
    // Another event in the same words is not the one that was struck.
    let again = read_again(&workspace, |reading| reading.events[0].target = id("PER"));
    assert_eq!(map(&again), ["KEN>PER SUPPORT machine"]);
    let lost = |why| [Unattached::Review(anchor.clone(), why)];
    assert_eq!(again.unattached(), lost(WhyUnattached::NothingRead));
    let mut gone = read_again(&workspace, |_| ());
    gone.remove(&anchor.place.article);
    assert_eq!(gone.unattached(), lost(WhyUnattached::NoArticle));
    gone.undo();
    assert_eq!(gone.unattached(), []);
}

#[test]
fn an_event_takes_one_review_and_the_exact_one_first() {
    let text = "Kenya and Mali thanked Brazil on Monday.";
    let mut workspace = workspace(&[text]);
    let article = article(text);
    let events = workspace.machine_readings()[&article.id].events.clone();
    assert_eq!(events.len(), 2);
    let anchors: Vec<EventAnchor> =
        events.iter().map(|event| EventAnchor::new(&article, event).unwrap()).collect();
    let told = Told { kind: EventKind::Aid, ..anchors[1].read.clone() };
    review(&mut workspace, &anchors[1], Verdict::Corrected(told));
    review(&mut workspace, &anchors[0], Verdict::Right);
    assert_eq!(map(&workspace), ["KEN>BRA SUPPORT accepted", "MLI>BRA AID corrected"]);
}

#[test]
fn reviews_give_the_accuracy_by_type() {
    let mut workspace = workspace(&[THANKS, WARNING]);
    let (thanks, warning) = (anchor(&workspace, THANKS), anchor(&workspace, WARNING));
    review(&mut workspace, &thanks, Verdict::Right);
    review(&mut workspace, &warning, Verdict::NotAnEvent);
    let (all, by_kind) = accuracy(&workspace.session().choices.corrections);
    assert_eq!((all.right, all.struck, all.reviewed()), (1, 1, 2));
    assert_eq!(by_kind[&EventKind::Support].right, 1);
    assert_eq!(by_kind[&EventKind::Threaten].struck, 1);
}

#[test]
fn a_note_is_written_and_goes_when_it_is_empty() {
    let mut workspace = workspace(&[THANKS]);
    let subject = Subject::Link(id("KEN"), id("BRA"));
    let note = Note { text: " see the treaty ".to_owned(), colour: Some(NoteColour::Rose) };
    correct(&mut workspace, Correction::Note(subject.clone(), note));
    assert_eq!(workspace.session().choices.corrections.notes[&subject].text, "see the treaty");
    correct(&mut workspace, Correction::Note(subject, Note::default()));
    assert!(workspace.session().choices.corrections.notes.is_empty());
}

/// What a person may do, by numbers, so that any of them fits any state.
fn act(workspace: &mut Workspace, (what, which): (u8, usize)) {
    let articles = workspace.session().articles.clone();
    let events: Vec<EventAnchor> = articles
        .iter()
        .flat_map(|article| {
            let reading = &workspace.machine_readings()[&article.id];
            reading.events.iter().filter_map(|event| EventAnchor::new(article, event))
        })
        .collect();
    let actors = ["KEN", "BRA", "CHN", "MLI"].map(id);
    let actor = actors[which % actors.len()].clone();
    let event = events.get(which % events.len().max(1));
    let judge = |verdict: Verdict| {
        let review = Review { verdict, why: which.to_string() };
        event.map(|event| Correction::Review(Box::new(event.clone()), Some(review)))
    };
    let point = crate::layout::Point::new(which as f32, 10.0);
    let filter = crate::graph::Filter { min_sentences: 1 + which as u32 % 2, ..Default::default() };
    let edit = match what {
        0 => Some(Edit::Pin(actor, point)),
        1 => Some(Edit::Hide(actor)),
        2 => Some(Edit::Rename(actor, which.to_string())),
        3 => Some(Edit::Filter(Box::new(filter))),
        4 => Some(Edit::KeepView(which.to_string())),
        5 => judge(Verdict::Right).map(|c| Edit::Correct(Box::new(c))),
        6 => judge(Verdict::NotAnEvent).map(|c| Edit::Correct(Box::new(c))),
        7 => event.cloned().and_then(|event| {
            let correction = judge(Verdict::Corrected(event.read.reversed()))?;
            Some(Edit::Correct(Box::new(correction)))
        }),
        8 => {
            let into = actors[(which + 1) % actors.len()].clone();
            Some(Edit::Correct(Box::new(Correction::Merge { actor, into })))
        }
        9 => {
            let note = Note { text: which.to_string(), colour: None };
            Some(Edit::Correct(Box::new(Correction::Note(Subject::Actor(actor), note))))
        }
        10 => Some(Edit::UnpinAll),
        14.. => other_edit(workspace, what, which, actor),
        _ => None,
    };
    match (what, edit) {
        (11, _) => workspace.lay_out_again(),
        (12, _) => {
            if let Some(article) = articles.get(which % articles.len().max(1)) {
                workspace.remove(&article.id);
            }
        }
        (13, _) => {
            let article = article(&format!("Mali warned Niger for the {which}th time."));
            let reading = crate::event::read(workspace.knowledge(), &article);
            workspace.add(vec![(article, reading)]);
        }
        (27, _) => workspace.import(Vec::new(), vec![table(which)]),
        (28, _) => {
            if let Some(table) = workspace.session().coded.first().map(|table| table.id.clone()) {
                workspace.remove_table(&table);
            }
        }
        (29, _) => {
            let mut theirs =
                self::workspace(&[&format!("Niger praised Mali for the {which}th time."), THANKS]);
            theirs.apply(Edit::Rename(id("KEN"), format!("Name {which}")));
            let mut merge = Merge::new(workspace.session(), theirs.session(), theirs.machine_readings());
            merge.decide_all(if which % 2 == 0 { Side::Mine } else { Side::Theirs });
            workspace.merge("merge another session".to_owned(), &merge);
        }
        (_, Some(edit)) => workspace.apply(edit),
        (_, None) => {}
    }
    workspace.settle_layout();
}

/// A table of one event, as others coded it.
fn table(which: usize) -> CodedTable {
    let party = |code: &str| Party { country: code.to_owned(), ..Party::default() };
    let row = CodedRow {
        source: party("KEN"),
        target: party("BRA"),
        code: format!("04{which}"),
        ..CodedRow::default()
    };
    let table = CodedTable {
        id: String::new(),
        scheme: Scheme::Gdelt,
        places: vec![Place::Clipboard],
        rows: vec![row],
        documents: Vec::new(),
        without_pair: 0,
        within_one: 0,
    };
    CodedTable { id: table.hash(), ..table }
}

/// The kinds of edits that are made less often.
fn other_edit(workspace: &Workspace, what: u8, which: usize, actor: ActorId) -> Option<Edit> {
    let correct = |correction| Some(Edit::Correct(Box::new(correction)));
    let point = crate::layout::Point::new(-20.0, which as f32);
    let article = workspace.articles().get(which % workspace.articles().len().max(1));
    match what {
        14 => Some(Edit::PinAll([(actor, point), (id("MLI"), point)].into())),
        15 => Some(Edit::Unpin(actor)),
        16 => Some(Edit::UnpinThese([actor].into())),
        17 => Some(Edit::HideAll([actor, id("NER")].into())),
        18 => Some(Edit::ShowAll),
        19 => Some(Edit::Colour([actor].into(), (which > 2).then_some(3))),
        20 => {
            let kind = crate::session::ArrangementKind::ALL[which % 2];
            let arrangement =
                crate::session::Arrangement { kind, ..workspace.session().choices.arrangement.clone() };
            Some(Edit::Arrange(Box::new(arrangement)))
        }
        21 => Some(Edit::RenameView(which.to_string(), "another".to_owned())),
        22 => Some(Edit::ForgetView(which.to_string())),
        23 => {
            use crate::session::metadata::{Field, MetadataEdit};
            let day = Some(format!("2024-05-0{}", 1 + which));
            let values = [(Field::Date, day)].into();
            Some(Edit::Metadata(Box::new(MetadataEdit { articles: [article?.id].into(), values })))
        }
        24 => {
            let alias = format!("Republic Number {which}");
            let label = Change::AddActor { actor: id("group:NEW"), label: alias, kind: ActorKind::Group };
            correct(Correction::Actors(vec![label]))
        }
        25 => {
            let event = workspace.machine_readings().get(&article?.id)?.events.first()?.clone();
            let anchor = EventAnchor::new(article?, &event)?.place;
            let told = Told { target: actor, ..Told::of(&event) };
            let added = AddedEvent { anchor, told, why: which.to_string() };
            correct(Correction::Add(Box::new(added)))
        }
        26 => {
            let mention = workspace.machine_readings().get(&article?.id)?.mentions.first()?.clone();
            let anchor = Anchor::new(article?, mention.part, mention.span)?;
            correct(Correction::Mention(anchor, Some(MentionFix { read: mention.actor, actor: Some(actor) })))
        }
        30 => Some(Edit::Show(workspace.session().choices.hidden.first()?.clone())),
        31.. => Some(Edit::Correct(Box::new(taken_back(workspace, what, which)?))),
        _ => None,
    }
}

/// Corrections that take others back, or put others in their place; all of a rule at once.
fn taken_back(workspace: &Workspace, what: u8, which: usize) -> Option<Correction> {
    let corrections = &workspace.session().choices.corrections;
    let added = corrections.added.iter().nth(which % corrections.added.len().max(1)).cloned();
    match what {
        31 => Some(Correction::Unmerge(corrections.merged.keys().next()?.clone())),
        32 => Some(Correction::ForgetActor(id("group:NEW"))),
        33 => {
            let events = workspace.articles().iter().flat_map(|article| {
                let events = workspace.machine_readings().get(&article.id).map(|reading| &reading.events);
                events.into_iter().flatten().filter_map(|event| EventAnchor::new(article, event))
            });
            let review = Review { verdict: Verdict::NotAnEvent, why: which.to_string() };
            let review = (which > 1).then_some(review);
            Some(Correction::ReviewAll(events.map(|event| (event, review.clone())).collect()))
        }
        34 => {
            let old = added?;
            let new = AddedEvent { why: format!("again {which}"), ..old.clone() };
            Some(Correction::Replace(Box::new(old), Box::new(new)))
        }
        _ => Some(Correction::Remove(Box::new(added?))),
    }
}

fn saved(workspace: &Workspace) -> Vec<u8> {
    let readings = workspace.machine_readings();
    crate::session::file::to_bytes(workspace.knowledge(), &workspace.session_to_save(), readings)
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(32))]
    #[test]
    fn any_edits_undone_give_the_first_file_byte_for_byte(
        acts in proptest::collection::vec((0_u8..36, 0_usize..6), 0..20),
    ) {
        let mut workspace = workspace(&[THANKS, WARNING, "Brazil praised China. Mali accused Niger."]);
        workspace.settle_layout();
        let first = saved(&workspace);
        let depth = workspace.history().past_names().len();
        for act in acts {
            self::act(&mut workspace, act);
        }
        let last = saved(&workspace);
        let done = workspace.history().past_names().len();
        workspace.jump(depth.cast_signed() - done.cast_signed());
        workspace.settle_layout();
        proptest::prop_assert!(saved(&workspace) == first, "undone");
        workspace.jump(done.cast_signed() - depth.cast_signed());
        workspace.settle_layout();
        proptest::prop_assert!(saved(&workspace) == last, "done again");
    }
}
