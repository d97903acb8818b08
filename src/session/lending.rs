//! The moving layout, lent to another thread: a large one takes too long for the thread that draws.
//!
//! Who borrowed it steps it and shows its places now and then. What the hand does meanwhile is noted in a
//! list that both can see, so that nothing is lost: the borrower hears it at its next step, and what it
//! did not hear is done when the layout comes back. Threads are left to [`task`](crate::task).

use std::sync::{Arc, Mutex, PoisonError};

use crate::layout::{Layout, Point};

/// What a hand does to a layout.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Touch {
    /// Holds a node at a place.
    Hold(usize, Point),
    /// Pins or frees a node where it is.
    Pin(usize),
    /// Lets a node move again.
    Free(usize),
}

impl Touch {
    /// Does it.
    pub fn apply(self, layout: &mut Layout) {
        match self {
            Self::Hold(node, place) => layout.hold(node, place),
            Self::Pin(node) => layout.set_pinned(node, true),
            Self::Free(node) => layout.set_pinned(node, false),
        }
    }
}

/// All touches since the layout was lent.
type Touches = Arc<Mutex<Vec<Touch>>>;

/// A layout on another thread.
#[derive(Debug)]
pub struct LentLayout {
    layout: Layout,
    touches: Touches,
    heard: usize,
}

impl LentLayout {
    /// One step, after what the hand did since the last one; whether it still moves.
    pub fn step(&mut self) -> bool {
        self.hear();
        self.layout.step();
        !self.layout.is_settled()
    }

    /// Where the nodes are now.
    #[must_use]
    pub fn positions(&self) -> &[Point] {
        self.layout.positions()
    }

    fn hear(&mut self) {
        let touches = self.touches.lock().unwrap_or_else(PoisonError::into_inner);
        for touch in &touches[self.heard..] {
            touch.apply(&mut self.layout);
        }
        self.heard = touches.len();
    }
}

/// What the owner of a layout knows while it is lent. A copy of the owner has not lent anything.
#[derive(Debug, Default)]
pub struct Lending(Option<Touches>);

impl Clone for Lending {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Lending {
    /// Whether the layout is lent now.
    pub fn is_lent(&self) -> bool {
        self.0.is_some()
    }

    /// Lends a layout; one that was lent before is not waited for any more.
    pub fn lend(&mut self, layout: &Layout) -> LentLayout {
        let touches = Touches::default();
        self.0 = Some(touches.clone());
        LentLayout { layout: layout.clone(), touches, heard: 0 }
    }

    /// Notes what the hand did, for the borrower.
    pub fn note(&self, touch: Touch) {
        if let Some(touches) = &self.0 {
            touches.lock().unwrap_or_else(PoisonError::into_inner).push(touch);
        }
    }

    /// Whether this is what is lent now, and not something from before.
    pub fn knows(&self, lent: &LentLayout) -> bool {
        self.0.as_ref().is_some_and(|touches| Arc::ptr_eq(touches, &lent.touches))
    }

    /// Takes it back with all that the hand did; `None` if another one was lent since, or none.
    pub fn take_back(&mut self, mut lent: LentLayout) -> Option<Layout> {
        if !self.knows(&lent) {
            return None;
        }
        self.0 = None;
        lent.hear();
        Some(lent.layout)
    }

    /// Waits no more for what is lent.
    pub fn forget(&mut self) {
        self.0 = None;
    }
}
