//! Work off the UI thread: progress, cancel, and a panic that becomes an error text.
//!
//! One thread a task, no async runtime, no lock that is held while drawing.
//!
//! **Invariant:** `task/` does not know egui; a [`Waker`] tells the window that something came.

mod folder;
mod kept;
mod layout;
mod running;
mod work;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

pub use folder::{find_folder, open_folder};
pub use kept::{Kept, Work};
pub use layout::{MovingLayout, move_layout};
pub use running::{Running, spawn};
pub use work::{
    Fate, FileReport, Import, load_session, open_session, read_mapped, read_pasted, read_paths,
    recover_session, save_session, save_session_over,
};

/// Called from a task when there is something to look at (the window asks for a repaint).
pub type Waker = Arc<dyn Fn() + Send + Sync>;

/// How far a task is, and whether it is to stop. Shared by the task and its owner.
#[derive(Clone, Debug, Default)]
pub struct Progress {
    done: Arc<AtomicU64>,
    total: Arc<AtomicU64>,
    cancelled: Arc<AtomicBool>,
}

impl Progress {
    /// Sets how many steps there are.
    pub fn set_total(&self, total: u64) {
        self.total.store(total, Ordering::Relaxed);
    }

    /// Counts one step.
    pub fn advance(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }

    /// Steps done and steps in all (0 while unknown).
    #[must_use]
    pub fn steps(&self) -> (u64, u64) {
        (self.done.load(Ordering::Relaxed), self.total.load(Ordering::Relaxed))
    }

    /// Asks the task to stop at the next step.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether the task was asked to stop.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}
