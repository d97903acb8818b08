//! A large layout moves on a thread of its own, and comes to rest where it would have without.

use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use diplograph::event::EventKind::{Accuse, Agree, Cooperate};
use diplograph::layout::Point;
use diplograph::session::{Edit, Workspace};
use diplograph::task::{Waker, move_layout};

use crate::support;

/// So many actors in four groups that cooperate inside, with some conflict across.
fn of_many(actors: usize) -> Workspace {
    let names: Vec<String> = (0..actors).map(|i| format!("Country {i}")).collect();
    let mut told = Vec::new();
    for i in 0..actors {
        let friend = (i + 4 * (1 + i % 7)) % actors;
        told.push((names[i].as_str(), if i % 2 == 0 { Agree } else { Cooperate }, names[friend].as_str(), 1));
        if i % 5 == 0 {
            told.push((names[i].as_str(), Accuse, names[(i + 1) % actors].as_str(), 2));
        }
    }
    support::workspace(&told, &[])
}

/// Lets a lent layout come to rest, as the window does; how often its places were shown.
fn come_to_rest(workspace: &mut Workspace) -> usize {
    let mut shown = 0;
    while let Some(lent) = workspace.lend_layout() {
        let (sender, receiver) = channel();
        let sender = Mutex::new(sender);
        let waker: Waker = Arc::new(move || {
            sender.lock().unwrap().send(()).ok();
        });
        let mut moving = move_layout(lent, &waker);
        loop {
            receiver.recv_timeout(Duration::from_secs(60)).unwrap();
            if let Some(places) = moving.places() {
                workspace.show_lent(&places);
                shown += 1;
            }
            if let Some(lent) = moving.try_take() {
                workspace.take_back_layout(lent.unwrap());
                break;
            }
        }
    }
    shown
}

#[test]
fn it_comes_to_rest_where_it_would_have_on_the_thread_that_draws() {
    let mut here = of_many(320);
    let mut elsewhere = here.clone();
    assert!(here.is_moving());
    here.settle_layout();
    assert!(come_to_rest(&mut elsewhere) > 0, "the window shows its steps");
    assert!(!elsewhere.is_moving());
    assert_eq!(here.positions(), elsewhere.positions());
}

#[test]
fn few_actors_are_not_lent() {
    let mut workspace = of_many(40);
    assert!(workspace.is_moving() && workspace.lend_layout().is_none());
}

#[test]
fn while_it_is_lent_nothing_is_done_here() {
    let mut workspace = of_many(320);
    let before = workspace.positions().to_vec();
    let lent = workspace.lend_layout().unwrap();
    assert!(!workspace.tick_layout(Duration::from_millis(5)) && workspace.is_moving());
    assert_eq!(workspace.positions(), before);
    assert!(workspace.lend_layout().is_none(), "it is lent once");
    workspace.lose_layout();
    assert!(workspace.tick_layout(Duration::ZERO), "a lost one is moved here");
    workspace.take_back_layout(lent);
    assert!(workspace.is_moving(), "and is not taken when it is found again");
}

#[test]
fn what_is_dragged_and_pinned_meanwhile_stays_with_the_hand() {
    let mut workspace = of_many(320);
    let actors: Vec<_> = workspace.graph().actors.iter().map(|actor| actor.id.clone()).collect();
    let (dragged, pinned) = (Point::new(900.0, -700.0), Point::new(-800.0, 640.0));
    let mut lent = workspace.lend_layout().unwrap();
    (0..3).for_each(|_| assert!(lent.step()));
    workspace.drag(&actors[7], dragged);
    assert_eq!(workspace.positions()[7], dragged);
    assert!(lent.step());
    workspace.show_lent(lent.positions());
    assert_eq!((workspace.positions()[7], lent.positions()[7]), (dragged, dragged));
    while lent.step() {}
    // The last one comes when the borrower does not listen any more.
    workspace.apply(Edit::Pin(actors[9].clone(), pinned));
    workspace.take_back_layout(lent);
    come_to_rest(&mut workspace);
    workspace.settle_layout();
    assert_eq!(workspace.positions()[9], pinned);
    assert!((workspace.positions()[7] - dragged).length() < 60.0);
}

#[test]
fn the_newest_layout_wins() {
    let mut workspace = of_many(320);
    let mut old = workspace.lend_layout().unwrap();
    while old.step() {}
    workspace.lay_out_again();
    let mut undisturbed = workspace.clone();
    undisturbed.settle_layout();
    workspace.take_back_layout(old);
    assert!(workspace.is_moving(), "the old one is not waited for");
    come_to_rest(&mut workspace);
    assert_eq!(workspace.positions(), undisturbed.positions());
}
