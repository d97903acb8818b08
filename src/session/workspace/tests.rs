//! The workspace as a whole: edits and undo, adding in any order, pictures.

use std::time::Duration;

use proptest::prelude::*;

use super::*;
use crate::article::{Article, Format, Place};
use crate::graph::Filter;
use crate::session::{Arrangement, ArrangementKind, Edit};

const ACTORS: [&str; 4] = ["BRA", "CHN", "KEN", "org:UN"];

fn workspace() -> Workspace {
    let english = crate::language::english().clone();
    let knowledge = Knowledge { english, gazetteer: Arc::default(), lexicon: Arc::default() };
    Workspace::new(knowledge)
}

fn article(text: &str, file: &str) -> Article {
    Article::bare(text.to_owned(), Format::Text, Place::File(file.into()))
}

fn read(workspace: &Workspace, article: Article) -> (Article, Reading) {
    let reading = crate::event::read(workspace.knowledge(), &article);
    (article, reading)
}

fn with_articles(texts: &[&str]) -> Workspace {
    let mut workspace = workspace();
    let articles =
        texts.iter().map(|text| read(&workspace, article(text, &format!("{}.txt", text.len())))).collect();
    workspace.add(articles);
    workspace
}

fn edit() -> impl Strategy<Value = Edit> {
    let actor = || prop::sample::select(&ACTORS[..]).prop_map(ActorId::new);
    let place = || (-500.0_f32..500.0, -500.0_f32..500.0).prop_map(|(x, y)| Point::new(x, y));
    prop_oneof![
        (actor(), place()).prop_map(|(actor, place)| Edit::Pin(actor, place)),
        actor().prop_map(Edit::Unpin),
        Just(Edit::UnpinAll),
        actor().prop_map(Edit::Hide),
        actor().prop_map(Edit::Show),
        Just(Edit::ShowAll),
        (actor(), "[a-c ]{0,3}").prop_map(|(actor, name)| Edit::Rename(actor, name)),
        (1_u32..4).prop_map(|min_sentences| {
            Edit::Filter(Box::new(Filter { min_sentences, ..Filter::default() }))
        }),
    ]
}

proptest! {
    #[test]
    fn any_edits_undone_give_the_first_choices_and_redone_the_last(
        edits in prop::collection::vec(edit(), 0..40),
    ) {
        let mut workspace = with_articles(&["Kenya thanked Brazil.", "China warned Kenya."]);
        let first = workspace.session().choices.clone();
        let depth = workspace.history().undo_name().map(str::to_owned);
        for edit in edits {
            workspace.apply(edit);
        }
        let last = workspace.session().choices.clone();
        let mut jumped = workspace.clone();
        let mut steps = 0;
        while workspace.history().undo_name().map(str::to_owned) != depth {
            workspace.undo();
            steps += 1;
        }
        prop_assert_eq!(&workspace.session().choices, &first);
        jumped.jump(-steps);
        prop_assert_eq!(&jumped.session().choices, &first);
        prop_assert_eq!(jumped.graph(), workspace.graph());
        prop_assert_eq!(jumped.history().future_names(), workspace.history().future_names());
        jumped.jump(steps);
        prop_assert_eq!(&jumped.session().choices, &last);
        while workspace.redo().is_some() {}
        prop_assert_eq!(&workspace.session().choices, &last);
    }
}

#[test]
fn an_edit_that_changes_nothing_is_no_edit() {
    let mut workspace = with_articles(&["Kenya thanked Brazil."]);
    let (revision, name) = (workspace.revision(), workspace.history().undo_name().map(str::to_owned));
    workspace.apply(Edit::Unpin(ActorId::new("KEN")));
    assert_eq!(workspace.revision(), revision);
    assert_eq!(workspace.history().undo_name().map(str::to_owned), name);
}

#[test]
fn opening_is_clean_and_saving_the_revision_makes_clean() {
    let mut session = Session::default();
    session.articles.push(Arc::new(article("Kenya thanked Brazil.", "a.txt")));
    let knowledge = workspace().knowledge().clone();
    let mut workspace = Workspace::open(knowledge, session, BTreeMap::new(), None);
    assert!(!workspace.has_unsaved_work());
    // A reading that was missing is no work of the person.
    let again = read(&workspace, article("Kenya thanked Brazil.", "a.txt"));
    workspace.add(vec![again]);
    workspace.set_camera(Some(Camera { center: Point::new(1.0, 2.0), zoom: 2.0 }));
    assert!(!workspace.has_unsaved_work());

    workspace.apply(Edit::Hide(ActorId::new("KEN")));
    let saved = workspace.revision();
    workspace.apply(Edit::Hide(ActorId::new("BRA")));
    workspace.saved(saved, Path::new("a.diplograph"));
    assert!(workspace.has_unsaved_work(), "the second edit came after the save");
    workspace.saved(workspace.revision(), Path::new("a.diplograph"));
    assert!(!workspace.has_unsaved_work());
}

#[test]
fn the_same_text_twice_is_one_article_with_two_places() {
    let mut workspace = with_articles(&["Kenya thanked Brazil."]);
    let copy = read(&workspace, article("Kenya  thanked Brazil.\n", "copy.txt"));
    workspace.add(vec![copy]);
    let articles = &workspace.session().articles;
    assert_eq!((articles.len(), articles[0].places.len()), (1, 2));
}

#[test]
fn the_order_of_adding_does_not_matter() {
    let texts = ["Kenya thanked Brazil.", "China warned Kenya on Monday.", "The UN met.", "Peru left."];
    let together = with_articles(&texts);
    let mut backwards = workspace();
    for text in texts.iter().rev() {
        let pair = read(&backwards, article(text, &format!("{}.txt", text.len())));
        backwards.add(vec![pair]);
    }
    assert_eq!(together.session().articles, backwards.session().articles);
    assert_eq!(together.readings(), backwards.readings());
    assert_eq!(together.graph(), backwards.graph());
}

/// The same with the gazetteer, so that there are actors.
fn with_actors(texts: &[&str]) -> Workspace {
    let mut workspace = Workspace::new(crate::event::knowledge());
    let articles = texts.iter().zip('a'..);
    let articles = articles.map(|(text, name)| read(&workspace, article(text, &format!("{name}.txt"))));
    workspace.add(articles.collect());
    assert!(workspace.graph().actors.len() > 1);
    workspace
}

fn arrange(workspace: &mut Workspace, kind: ArrangementKind) {
    let arrangement = Arrangement { kind, ..workspace.session().choices.arrangement.clone() };
    workspace.apply(Edit::Arrange(Box::new(arrangement)));
}

#[test]
fn another_picture_is_gone_to_calmly_and_the_forces_come_back_as_they_were() {
    let mut workspace = with_actors(&["Kenya thanked Brazil.", "China warned Kenya."]);
    workspace.settle_layout();
    let forces = workspace.positions().to_vec();
    for kind in ArrangementKind::ALL.into_iter().skip(1) {
        arrange(&mut workspace, kind);
        assert!(workspace.is_moving(), "{kind:?}");
        assert_eq!(workspace.positions(), forces, "it sets off where all stood");
        while workspace.tick_layout(Duration::ZERO) {}
        assert_ne!(workspace.positions(), forces, "{kind:?}");
        assert_eq!(workspace.session_to_save().positions.len(), forces.len(), "forces are saved");
        assert!(workspace.undo().is_some());
        workspace.settle_layout();
        assert_eq!(workspace.positions(), forces, "{kind:?}");
    }
}

#[test]
fn with_reduced_motion_the_other_picture_is_there_at_once() {
    let mut workspace = with_actors(&["Kenya thanked Brazil.", "China warned Kenya."]);
    workspace.settle_layout();
    workspace.set_motion(Motion::Reduced);
    arrange(&mut workspace, ArrangementKind::Circle);
    assert!(!workspace.is_moving());
}

#[test]
fn each_picture_has_its_own_pins() {
    let mut workspace = with_actors(&["Kenya thanked Brazil.", "China warned Kenya."]);
    let kenya = ActorId::new("KEN");
    let index = workspace.graph().actor_index(&kenya).unwrap();
    let (in_forces, in_circle) = (Point::new(40.0, 50.0), Point::new(-300.0, 20.0));
    workspace.apply(Edit::Pin(kenya.clone(), in_forces));
    arrange(&mut workspace, ArrangementKind::Circle);
    assert!(!workspace.is_pinned(&kenya));
    workspace.drag(&kenya, in_circle);
    workspace.apply(Edit::Pin(kenya.clone(), in_circle));
    workspace.settle_layout();
    assert_eq!(workspace.positions()[index], in_circle);
    arrange(&mut workspace, ArrangementKind::Forces);
    workspace.settle_layout();
    assert_eq!(workspace.positions()[index], in_forces);
    workspace.undo();
    workspace.settle_layout();
    assert_eq!(workspace.positions()[index], in_circle);
}

#[test]
fn a_picture_follows_its_graph_and_is_the_same_when_opened() {
    let mut workspace = with_actors(&["Kenya thanked Brazil."]);
    arrange(&mut workspace, ArrangementKind::Geography);
    let more = read(&workspace, article("China warned Kenya on Monday.", "b.txt"));
    workspace.add(vec![more]);
    workspace.settle_layout();
    assert_eq!(workspace.positions().len(), workspace.graph().actors.len());
    let (session, readings) = (workspace.session_to_save(), workspace.readings().clone());
    let opened = Workspace::open(workspace.knowledge().clone(), session, readings, None);
    assert_eq!(opened.positions(), workspace.positions());
    assert!(!opened.is_moving());
}

#[test]
fn a_removed_article_comes_back_by_undo() {
    let mut workspace = with_articles(&["Kenya thanked Brazil.", "China warned Kenya."]);
    let (before, readings) = (workspace.session().articles.clone(), workspace.readings().clone());
    workspace.remove(&before[0].id);
    assert_eq!(workspace.session().articles.len(), 1);
    assert_eq!(workspace.undo().as_deref(), Some(&*format!("remove “{}”", before[0].label())));
    assert_eq!((&workspace.session().articles, workspace.readings()), (&before, &readings));
}

#[test]
fn a_date_that_a_person_sets_decides_what_is_long_ago() {
    use crate::session::metadata::{Field, MetadataEdit};

    let mut workspace = with_actors(&["China invaded Vietnam in 1979. Kenya thanked Brazil."]);
    let id = workspace.articles()[0].id;
    let historical = |workspace: &Workspace| {
        workspace.readings()[&id].events.iter().filter(|event| event.historical).count()
    };
    let before = historical(&workspace);
    let set = |value: Option<&str>| {
        let values = [(Field::Date, value.map(str::to_owned))].into();
        Edit::Metadata(Box::new(MetadataEdit { articles: [id].into(), values }))
    };
    workspace.apply(set(Some("2020-05-01")));
    assert_eq!(historical(&workspace), 1);
    workspace.apply(set(Some("1979-03-01")));
    assert_eq!(historical(&workspace), 0);
    assert_eq!(workspace.undo().as_deref(), Some("set date of an article"));
    assert_eq!(historical(&workspace), 1);
    workspace.undo();
    assert_eq!(historical(&workspace), before);
    assert!(workspace.articles()[0].date.is_none());

    workspace.apply(set(Some("2020-05-01")));
    let (session, knowledge) = (workspace.session_to_save(), workspace.knowledge().clone());
    let bytes = crate::session::file::to_bytes(&knowledge, &session, workspace.machine_readings());
    let loaded = crate::session::file::from_bytes(&knowledge, &bytes).unwrap();
    assert_eq!((&loaded.session, loaded.readings.len()), (&session, 1));
    let opened = Workspace::open(knowledge, loaded.session, loaded.readings, None);
    assert_eq!(opened.articles()[0].date.as_ref().unwrap().value.to_string(), "2020-05-01");
    assert_eq!(historical(&opened), 1);
}
