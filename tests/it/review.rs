//! Corrections as a person makes them in the window: the review by its keys, the menus of events, mentions
//! and actors, notes, and the list of changes.

use diplograph::actor::ActorId;
use diplograph::session::Workspace;
use diplograph::session::correction::{LeftOutReason, Provenance, Subject, Verdict};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::window::{Desk, desk_with_articles, settle};

fn workspace(desk: &Desk) -> &Workspace {
    desk.harness.state().workspace()
}

fn verdicts(desk: &Desk) -> Vec<Verdict> {
    let reviews = &workspace(desk).session().choices.corrections.reviews;
    reviews.values().map(|review| review.verdict.clone()).collect()
}

/// The links of the map as "KEN>BRA".
fn links(desk: &Desk) -> Vec<String> {
    let graph = workspace(desk).graph();
    let name = |actor: usize| graph.actors[actor].id.to_string();
    let mut links: Vec<String> =
        graph.relations.iter().map(|link| format!("{}>{}", name(link.source), name(link.target))).collect();
    links.sort();
    links
}

fn reviewing() -> Desk {
    let mut desk = desk_with_articles();
    desk.press(Modifiers::COMMAND, Key::R);
    assert!(shows(&desk, "Reviewed 0 of "));
    desk
}

/// Whether some text on the screen begins so.
fn shows(desk: &Desk, text: &str) -> bool {
    desk.harness.query_all_by_label_contains(text).next().is_some()
}

#[test]
fn the_review_accepts_strikes_and_takes_back_by_one_key_each() {
    let mut desk = reviewing();
    let before = links(&desk);
    desk.press(Modifiers::NONE, Key::A);
    assert!(shows(&desk, "Reviewed 1 of "));
    assert_eq!(verdicts(&desk), [Verdict::Right]);
    desk.press(Modifiers::NONE, Key::X);
    assert!(verdicts(&desk).contains(&Verdict::NotAnEvent));
    desk.press(Modifiers::NONE, Key::U);
    desk.press(Modifiers::NONE, Key::U);
    assert!(verdicts(&desk).is_empty() && shows(&desk, "Reviewed 0 of "));
    assert_eq!(links(&desk), before);
    desk.press(Modifiers::NONE, Key::Escape);
    desk.harness.get_by_role_and_label(Role::Button, "Kenya");
}

#[test]
fn the_inspector_tells_how_often_the_machine_was_right() {
    let mut desk = reviewing();
    desk.press(Modifiers::NONE, Key::A);
    desk.press(Modifiers::NONE, Key::X);
    desk.press(Modifiers::NONE, Key::Escape);
    desk.press(Modifiers::NONE, Key::Escape);
    assert!(shows(&desk, "Machine right: 1 of 2, 50 % (9 to 91 %)"));
}

#[test]
fn a_struck_event_leaves_the_map() {
    let mut desk = reviewing();
    let events = workspace(&desk).machine_readings().values().map(|reading| reading.events.len());
    for _ in 0..events.sum::<usize>() {
        desk.press(Modifiers::NONE, Key::X);
    }
    assert_eq!(links(&desk), [""; 0]);
}

#[test]
fn the_direction_is_turned_and_nothing_changes_before_enter() {
    let mut desk = reviewing();
    let before = links(&desk);
    desk.press(Modifiers::NONE, Key::R);
    assert_eq!(links(&desk), before);
    assert!(shows(&desk, "With the correction: "));
    desk.press(Modifiers::NONE, Key::Enter);
    let corrected = verdicts(&desk);
    assert!(matches!(corrected[..], [Verdict::Corrected(_)]), "{corrected:?}");
    // K goes back: what was said is in the table.
    desk.press(Modifiers::NONE, Key::K);
    assert!(shows(&desk, "You corrected it"));
    desk.press(Modifiers::NONE, Key::J);
    assert!(!shows(&desk, "You corrected it"));
}

#[test]
fn the_type_is_chosen_from_a_list() {
    let mut desk = reviewing();
    desk.press(Modifiers::NONE, Key::T);
    desk.click("Coerce");
    desk.click("Keep the correction");
    let corrected = verdicts(&desk);
    let [Verdict::Corrected(told)] = &corrected[..] else { panic!("{corrected:?}") };
    assert_eq!(told.kind.code(), "COERCE");
}

#[test]
fn an_event_is_corrected_from_its_card() {
    let mut desk = desk_with_articles();
    let pencil = |desk: &Desk| {
        let pencils = desk.harness.query_all_by_role_and_label(Role::Button, "Correct this event");
        pencils.into_iter().next().map(|pencil| pencil.click()).unwrap();
    };
    pencil(&desk);
    settle(&mut desk.harness);
    desk.click("Reverse the direction");
    let reading = workspace(&desk).readings().iter().find(|(id, reading)| {
        (0..reading.events.len())
            .any(|event| workspace(&desk).trace(id, event).provenance == Provenance::Corrected)
    });
    assert!(reading.is_some());
    pencil(&desk);
    settle(&mut desk.harness);
    desk.click("Take back what you said");
    assert!(verdicts(&desk).is_empty());
}

#[test]
fn an_actor_is_merged_and_the_list_of_changes_leads_back() {
    let mut desk = desk_with_articles();
    let before = links(&desk);
    desk.select_kenya();
    desk.press(Modifiers::SHIFT, Key::F2);
    desk.click("Choose the other actor");
    // One is on the map, the other in the menu over it.
    let found = desk.harness.query_all_by_role_and_label(Role::Button, "Norway").last();
    found.map(|row| row.click()).unwrap();
    settle(&mut desk.harness);
    assert!(shows(&desk, "count for Norway"));
    desk.click("Merge");
    assert!(links(&desk).iter().all(|link| !link.contains("KEN")), "{:?}", links(&desk));
    assert!(links(&desk).contains(&"NOR>BRA".to_owned()), "{:?}", links(&desk));
    desk.press(Modifiers::COMMAND, Key::H);
    let row = desk.harness.query_all_by_label_contains("Open 2 articles").next().map(|row| row.click());
    assert!(row.is_some());
    settle(&mut desk.harness);
    assert_eq!(links(&desk), before);
    let undone = desk.harness.query_all_by_label_contains("Merge Kenya into Norway, undone");
    undone.into_iter().next().map(|row| row.click()).unwrap();
    settle(&mut desk.harness);
    assert!(links(&desk).contains(&"NOR>BRA".to_owned()));
}

#[test]
fn a_name_of_ones_own_is_counted_and_read_again() {
    let mut desk = desk_with_articles();
    desk.select_kenya();
    desk.press(Modifiers::SHIFT, Key::F2);
    let field = desk.harness.get_by_role_and_label(Role::TextInput, "Name");
    field.focus();
    desk.harness.run_steps(2);
    desk.harness.get_by_role_and_label(Role::TextInput, "Name").type_text("Mombasa");
    settle(&mut desk.harness);
    let count = desk.harness.query_all_by_label_contains("How many sentences change?");
    count.into_iter().next().map(|link| link.click()).unwrap();
    settle(&mut desk.harness);
    assert!(shows(&desk, "change"), "the number is told");
    desk.click("It names this actor");
    assert_eq!(workspace(&desk).session().choices.corrections.actors.changes.len(), 1);
    let name = workspace(&desk).history().undo_name().unwrap().to_owned();
    assert_eq!(name, "take “Mombasa” for Kenya");
}

#[test]
fn a_note_stands_in_the_inspector() {
    let mut desk = desk_with_articles();
    desk.select_kenya();
    desk.press(Modifiers::COMMAND, Key::M);
    desk.harness.get_by_role_and_label(Role::MultilineTextInput, "Note").focus();
    desk.harness.run_steps(2);
    desk.harness.get_by_role_and_label(Role::MultilineTextInput, "Note").type_text("see the treaty");
    settle(&mut desk.harness);
    desk.click("Keep the note");
    let notes = &workspace(&desk).session().choices.corrections.notes;
    assert_eq!(notes[&Subject::Actor(ActorId::new("KEN"))].text, "see the treaty");
    assert!(shows(&desk, "see the treaty"));
}

#[test]
fn a_mention_means_another_and_an_event_is_added_from_the_article() {
    let mut desk = desk_with_articles();
    let card = desk.harness.query_all_by_label_contains("Kenya thanked Brazil on Monday").next();
    card.map(|card| card.click()).unwrap();
    settle(&mut desk.harness);
    let passage = desk.harness.query_all_by_label_contains("Norway accused Iceland");
    assert_eq!(passage.into_iter().count(), 0, "the article is open");
    let text = desk
        .harness
        .query_all_by_label_contains("Kenya thanked Brazil on Monday")
        .find(|node| node.accesskit_node().role() == Role::Label)
        .map(|node| node.rect());
    let at = text.unwrap().min + egui::vec2(12.0, 12.0);
    for pressed in [true, false] {
        desk.harness.hover_at(at);
        desk.harness.event(egui::Event::PointerButton {
            pos: at,
            button: egui::PointerButton::Secondary,
            pressed,
            modifiers: Modifiers::NONE,
        });
    }
    settle(&mut desk.harness);
    assert!(shows(&desk, "“Kenya” is nobody"));
    desk.click("“Kenya” is nobody");
    assert_eq!(workspace(&desk).session().choices.corrections.mentions.len(), 1);
    let articles = workspace(&desk).session().articles.iter();
    let left_out: Vec<_> = articles.flat_map(|article| workspace(&desk).left_out(&article.id)).collect();
    assert!(left_out.iter().any(|event| event.reason == LeftOutReason::NoActor), "{left_out:?}");
}

#[test]
fn the_date_is_set_by_its_key_and_enter_in_the_field_judges_nothing() {
    let mut desk = reviewing();
    desk.press(Modifiers::NONE, Key::D);
    let field = desk.harness.get_by_label("Date of the event");
    field.focus();
    field.type_text("3 May 2024");
    settle(&mut desk.harness);
    desk.press(Modifiers::NONE, Key::Enter);
    assert!(verdicts(&desk).is_empty());
    desk.press(Modifiers::NONE, Key::Enter);
    let corrected = verdicts(&desk);
    let [Verdict::Corrected(told)] = &corrected[..] else { panic!("{corrected:?}") };
    assert_eq!(told.date.map(|date| date.to_string()).as_deref(), Some("2024-05-03"));
}

#[test]
fn the_review_goes_article_by_article_if_one_wishes() {
    let mut desk = reviewing();
    desk.click("By weight");
    desk.click("By article");
    settle(&mut desk.harness);
    let events: usize =
        workspace(&desk).machine_readings().values().map(|reading| reading.events.len()).sum();
    let mut seen = Vec::new();
    for _ in 0..events {
        desk.press(Modifiers::NONE, Key::A);
        let reviews = &workspace(&desk).session().choices.corrections.reviews;
        let new = reviews.keys().find(|anchor| !seen.contains(*anchor)).cloned();
        seen.extend(new);
    }
    let dated = |anchor: &diplograph::session::correction::EventAnchor| {
        workspace(&desk).article(&anchor.place.article).unwrap().by_date()
    };
    assert!(seen.len() > 1 && seen.is_sorted_by_key(dated));
}
