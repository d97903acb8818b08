//! One piece of work on a thread of its own, and the hand that holds it.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use super::{Progress, Waker};

/// Work that goes on. Dropping it asks the work to stop and forgets the result: newest wins by putting
/// a newer one in its place.
#[derive(Debug)]
pub struct Running<T> {
    name: String,
    progress: Progress,
    receiver: Receiver<Result<T, String>>,
}

/// Starts work on a thread of its own; `waker` is called when the result is there.
///
/// A panic in it becomes an error text.
pub fn spawn<T: Send + 'static>(
    name: &str,
    waker: Waker,
    work: impl FnOnce(&Progress) -> T + Send + 'static,
) -> Running<T> {
    let progress = Progress::default();
    let (sender, receiver) = channel();
    let (its_sender, its_progress) = (sender.clone(), progress.clone());
    let started = std::thread::Builder::new().name(name.to_owned()).spawn(move || {
        let result = catch_unwind(AssertUnwindSafe(|| work(&its_progress)));
        // Nobody listens any more when the owner took up something newer.
        its_sender.send(result.map_err(|panic| panic_text(&*panic))).ok();
        waker();
    });
    if let Err(error) = started {
        sender.send(Err(format!("the system gives no thread for it: {error}"))).ok();
    }
    Running { name: name.to_owned(), progress, receiver }
}

impl<T> Running<T> {
    /// What it does, for the person: "Reading articles".
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How far it is; also the way to cancel it.
    #[must_use]
    pub fn progress(&self) -> &Progress {
        &self.progress
    }

    /// The result, once, when it is there; an error text if the work failed inside.
    pub fn try_take(&mut self) -> Option<Result<T, String>> {
        match self.receiver.try_recv() {
            Ok(result) => Some(result),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(Err("it ended without a result".to_owned())),
        }
    }

    /// Waits for the result. Only where nobody looks at the window: at the end of the program.
    pub fn wait(self) -> Result<T, String> {
        self.receiver.recv().unwrap_or_else(|_| Err("it ended without a result".to_owned()))
    }
}

impl<T> Drop for Running<T> {
    fn drop(&mut self) {
        self.progress.cancel();
    }
}

fn panic_text(panic: &(dyn Any + Send)) -> String {
    let words = panic.downcast_ref::<&str>().copied();
    let words = words.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    format!("the program failed inside ({}); nothing was changed", words.unwrap_or("no reason given"))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    fn no_waker() -> Waker {
        Arc::new(|| {})
    }

    #[test]
    fn the_result_comes_once_and_the_waker_is_called() {
        let woken = Arc::new(AtomicU32::new(0));
        let (sender, receiver) = channel();
        let waker: Waker = {
            let woken = woken.clone();
            Arc::new(move || {
                woken.fetch_add(1, Ordering::SeqCst);
                sender.send(()).ok();
            })
        };
        let mut running = spawn("counting", waker, |progress| {
            progress.set_total(2);
            progress.advance();
            7
        });
        receiver.recv().unwrap();
        assert_eq!(running.try_take(), Some(Ok(7)));
        assert_eq!((running.progress().steps(), woken.load(Ordering::SeqCst)), ((1, 2), 1));
    }

    #[test]
    fn a_panic_becomes_a_text() {
        let running: Running<()> = spawn("failing", no_waker(), |_| panic!("index 7 of 3"));
        assert_eq!(
            running.wait(),
            Err("the program failed inside (index 7 of 3); nothing was changed".to_owned())
        );
    }

    #[test]
    fn dropping_it_cancels() {
        let (sender, receiver) = channel();
        let running = spawn("waiting", no_waker(), move |progress| {
            while !progress.is_cancelled() {
                std::thread::yield_now();
            }
            sender.send("stopped").ok();
        });
        drop(running);
        assert_eq!(receiver.recv(), Ok("stopped"));
    }
}
