//! What views find out of a graph: a small one's at once, a large one's off the UI thread, so that no
//! frame waits for it.

use std::sync::Arc;

use egui::Context;

use crate::task::{Waker, Work, spawn};

/// Links, or articles, of which all is found within a frame.
const AT_ONCE: usize = 5_000;

/// Wakes the window when something came.
pub(super) fn waker(ctx: &Context) -> Waker {
    let ctx = ctx.clone();
    Arc::new(move || ctx.request_repaint())
}

/// Begins to find something out of so many links: what to do with it is
/// [`Kept`](crate::task::Kept)'s affair.
pub(super) fn find<T: Send + 'static>(
    ctx: &Context,
    name: &str,
    links: usize,
    work: impl FnOnce() -> T + Send + 'static,
) -> Work<T> {
    match links <= AT_ONCE {
        true => Work::Done(work()),
        false => Work::Begun(spawn(name, waker(ctx), move |_| work())),
    }
}
