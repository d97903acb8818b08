//! What is made of something once and kept until it is asked for of something else.

use super::Running;

/// What is made for a key, such as the revision of a workspace, and kept with it: newest wins.
#[derive(Debug)]
pub struct Kept<K, T> {
    begun: Option<(K, Running<T>)>,
    made: Option<(K, Result<T, String>)>,
}

/// Work as it was begun.
#[derive(Debug)]
pub enum Work<T> {
    /// It was little and is done.
    Done(T),
    /// It goes on elsewhere.
    Begun(Running<T>),
}

impl<K, T> Default for Kept<K, T> {
    fn default() -> Self {
        Self { begun: None, made: None }
    }
}

impl<K: Clone + PartialEq, T> Kept<K, T> {
    /// What was made for this key; where nothing was, the work is begun, and there is nothing before it
    /// is done. An error text if it failed inside.
    pub fn get(&mut self, key: &K, begin: impl FnOnce() -> Work<T>) -> Option<&Result<T, String>> {
        if let Some((of, running)) = &mut self.begun
            && let Some(result) = running.try_take()
        {
            self.made = Some((of.clone(), result));
            self.begun = None;
        }
        let is_made = self.made.as_ref().is_some_and(|(of, _)| of == key);
        let is_begun = self.begun.as_ref().is_some_and(|(of, _)| of == key);
        if !is_made && !is_begun {
            // What goes on for another key is told to stop.
            self.begun = None;
            match begin() {
                Work::Done(value) => self.made = Some((key.clone(), Ok(value))),
                Work::Begun(running) => self.begun = Some((key.clone(), running)),
            }
        }
        self.made.as_ref().filter(|(of, _)| of == key).map(|(_, made)| made)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::mpsc::channel;

    use super::*;
    use crate::task::spawn;

    #[test]
    fn it_is_made_once_for_each_key() {
        let mut kept = Kept::default();
        assert_eq!(kept.get(&1, || Work::Done("one")), Some(&Ok("one")));
        assert_eq!(kept.get(&1, || unreachable!("it is kept")), Some(&Ok("one")));
        assert_eq!(kept.get(&2, || Work::Done("two")), Some(&Ok("two")));
    }

    #[test]
    fn what_is_not_done_is_not_there_and_the_newest_wins() {
        let (done, wait) = channel();
        let begin = |result: &'static str, after: std::sync::mpsc::Receiver<()>| {
            let done = done.clone();
            let waker: crate::task::Waker = Arc::new(move || {
                done.send(()).ok();
            });
            Work::Begun(spawn("waiting", waker, move |_| {
                after.recv().ok();
                result
            }))
        };
        let mut kept = Kept::default();
        let ((go_old, old), (go_new, new)) = (channel(), channel());
        assert_eq!(kept.get(&1, || begin("old", old)), None);
        assert_eq!(kept.get(&2, || begin("new", new)), None);
        assert_eq!(kept.get(&2, || unreachable!("it goes on")), None);
        for go in [go_old, go_new] {
            go.send(()).ok();
            wait.recv().unwrap();
        }
        assert_eq!(kept.get(&2, || unreachable!("it is done")), Some(&Ok("new")));
    }
}
