//! A bar on standard error while work goes on, where that is a terminal.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::task::Progress;

/// Runs `work` on another thread and draws how far it is until it ends.
pub(super) fn with_bar<T: Send>(what: &'static str, work: impl FnOnce(&Progress) -> T + Send) -> T {
    let progress = Progress::default();
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr()).with_message(what);
    if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {pos} of {len}") {
        bar.set_style(style);
    }
    let result = std::thread::scope(|scope| {
        let running = scope.spawn(|| work(&progress));
        while !running.is_finished() {
            let (done, total) = progress.steps();
            if total > 0 {
                bar.set_length(total);
                bar.set_position(done);
            }
            std::thread::park_timeout(Duration::from_millis(20));
        }
        running.join()
    });
    bar.finish_and_clear();
    result.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}
