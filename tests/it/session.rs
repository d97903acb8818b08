//! What happens to the picture when a person drags, hides, lays out again, and takes it back.

use std::time::Duration;

use diplograph::actor::ActorId;
use diplograph::event::EventKind::{Accuse, Agree, Aid};
use diplograph::layout::Point;
use diplograph::session::{Edit, Workspace};

use crate::support;

fn at_rest() -> Workspace {
    let mut workspace = support::workspace(
        &[("Avaria", Agree, "Belmont", 4), ("Belmont", Aid, "Corvia", 3), ("Dunmark", Accuse, "Avaria", 2)],
        &[],
    );
    workspace.settle_layout();
    workspace
}

fn place(workspace: &Workspace, actor: &str) -> Point {
    let index = workspace.graph().actor_index(&ActorId::new(actor)).unwrap();
    workspace.positions()[index]
}

fn places(workspace: &Workspace) -> Vec<Point> {
    workspace.positions().to_vec()
}

#[test]
fn a_drag_is_one_edit_and_undo_brings_all_back_to_their_places() {
    let mut workspace = at_rest();
    let (before, avaria) = (places(&workspace), ActorId::new("Avaria"));
    let revision = workspace.revision();
    for step in 1..=20_u8 {
        workspace.drag(&avaria, Point::new(10.0 * f32::from(step), 5.0));
        workspace.tick_layout(Duration::ZERO);
    }
    assert_eq!(workspace.revision(), revision, "no edit while the hand is down");
    let to = Point::new(200.0, 5.0);
    workspace.apply(Edit::Pin(avaria.clone(), to));
    workspace.settle_layout();
    assert_eq!(place(&workspace, "Avaria"), to);
    let after = places(&workspace);

    assert_eq!(workspace.undo().as_deref(), Some("pin Avaria"));
    assert_eq!(places(&workspace), before);
    assert!(!workspace.is_moving() && !workspace.is_pinned(&avaria));
    workspace.redo();
    assert_eq!(places(&workspace), after);
    assert!(workspace.is_pinned(&avaria));
}

#[test]
fn a_hidden_actor_comes_back_where_it_was_and_nobody_moves() {
    let mut workspace = at_rest();
    let before = places(&workspace);
    workspace.apply(Edit::Hide(ActorId::new("Belmont")));
    assert!(workspace.graph().actor_index(&ActorId::new("Belmont")).is_none());
    assert!(!workspace.is_moving());
    workspace.apply(Edit::Show(ActorId::new("Belmont")));
    assert_eq!(places(&workspace), before);
    assert!(!workspace.is_moving());
}

#[test]
fn another_name_moves_nobody() {
    let mut workspace = at_rest();
    let before = places(&workspace);
    workspace.apply(Edit::Rename(ActorId::new("Belmont"), "Greater Belmont".to_owned()));
    assert_eq!(workspace.label(&ActorId::new("Belmont")), "Greater Belmont");
    assert_eq!(places(&workspace), before);
}

#[test]
fn laying_out_again_keeps_pins_and_can_be_taken_back() {
    let mut workspace = at_rest();
    let pinned = Point::new(-300.0, 40.0);
    workspace.apply(Edit::Pin(ActorId::new("Dunmark"), pinned));
    workspace.settle_layout();
    let before = places(&workspace);
    workspace.lay_out_again();
    workspace.settle_layout();
    assert_eq!(place(&workspace, "Dunmark"), pinned);
    workspace.undo();
    assert_eq!(places(&workspace), before);
}

#[test]
fn the_picture_is_the_same_on_each_run_however_the_frames_fall() {
    let mut ticked =
        support::workspace(&[("A", Agree, "B", 4), ("B", Accuse, "C", 3), ("C", Aid, "D", 1)], &[]);
    let mut settled = ticked.clone();
    settled.settle_layout();
    while ticked.tick_layout(Duration::ZERO) {}
    assert_eq!(places(&ticked), places(&settled));
}

#[test]
fn a_session_opens_as_it_was_saved_and_stands_still() {
    let workspace = at_rest();
    let (session, readings) = (workspace.session_to_save(), workspace.readings().clone());
    let again = Workspace::open(workspace.knowledge().clone(), session, readings, None);
    assert_eq!(again.graph(), workspace.graph());
    assert_eq!(places(&again), places(&workspace));
    assert!(!again.is_moving());
}
