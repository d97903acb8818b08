//! A large layout, moved off the thread that draws.

use std::sync::{Arc, Mutex, PoisonError};

use super::{Running, Waker, spawn};
use crate::layout::Point;
use crate::session::LentLayout;

/// A layout that moves on a thread of its own. Dropping it stops it: newest wins.
#[derive(Debug)]
pub struct MovingLayout {
    running: Running<LentLayout>,
    shown: Arc<Mutex<Option<Vec<Point>>>>,
}

/// Moves a layout until it rests; `waker` is called after each step, when there are new places to show.
pub fn move_layout(lent: LentLayout, waker: &Waker) -> MovingLayout {
    let shown = Arc::<Mutex<Option<Vec<Point>>>>::default();
    let (its_shown, its_waker) = (shown.clone(), waker.clone());
    let running = spawn("Laying out", waker.clone(), move |progress| {
        let mut lent = lent;
        while !progress.is_cancelled() && lent.step() {
            let places = lent.positions().to_vec();
            *its_shown.lock().unwrap_or_else(PoisonError::into_inner) = Some(places);
            its_waker();
        }
        lent
    });
    MovingLayout { running, shown }
}

impl MovingLayout {
    /// The places after the last step, if there were new ones since this was asked last.
    pub fn places(&self) -> Option<Vec<Point>> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// The layout when it has come to rest; an error text if the work failed inside.
    pub fn try_take(&mut self) -> Option<Result<LentLayout, String>> {
        self.running.try_take()
    }
}
