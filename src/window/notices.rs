//! Notices come and go: results after some seconds, errors when they are put away.

use std::path::Path;

use super::App;
use crate::view::notice::Notice;
use crate::view::{Command, Status};

/// How long a result stays, in seconds.
const STAY_SECS: f64 = 6.0;
/// How long it stays where it has a button.
const STAY_WITH_ANSWER_SECS: f64 = 12.0;
/// So many are shown at most; the oldest results make room.
const MOST: usize = 4;

/// Numbers the notices and remembers when they go.
#[derive(Debug, Default)]
pub(super) struct Notices {
    last_id: u64,
    /// Seconds since the program began, as of this frame.
    now: f64,
    /// By id, when each goes; errors do not.
    until: Vec<(u64, f64)>,
}

impl Notices {
    fn add(&mut self, status: &mut Status, text: String, is_error: bool, answer: Option<(String, Command)>) {
        self.last_id += 1;
        let stay = if answer.is_some() { STAY_WITH_ANSWER_SECS } else { STAY_SECS };
        if !is_error {
            self.until.push((self.last_id, self.now + stay));
        }
        status.notices.push(Notice { id: self.last_id, text, is_error, answer });
        while status.notices.len() > MOST {
            let oldest = status.notices.iter().position(|notice| !notice.is_error).unwrap_or(0);
            status.notices.remove(oldest);
        }
    }

    /// Takes away what has been seen long enough; the seconds until the next one goes.
    pub(super) fn pass(&mut self, status: &mut Status, now: f64) -> Option<f64> {
        self.now = now;
        let gone = |id: u64| self.until.iter().any(|(other, until)| *other == id && *until <= now);
        status.notices.retain(|notice| !gone(notice.id));
        self.until.retain(|(id, _)| status.notices.iter().any(|notice| notice.id == *id));
        self.until.iter().map(|(_, until)| until - now).reduce(f64::min)
    }
}

impl App {
    /// Tells a result.
    pub(super) fn tell(&mut self, text: impl Into<String>) {
        self.notices.add(&mut self.status, text.into(), false, None);
    }

    /// Tells a result, with a button.
    pub(super) fn tell_with(&mut self, text: impl Into<String>, words: &str, command: Command) {
        self.notices.add(&mut self.status, text.into(), false, Some((words.to_owned(), command)));
    }

    /// Tells what went wrong; the notice stays until it is put away.
    pub(super) fn tell_error(&mut self, text: impl Into<String>) {
        self.notices.add(&mut self.status, text.into(), true, None);
    }

    /// Tells what went wrong, with a button.
    pub(super) fn tell_error_with(&mut self, text: impl Into<String>, words: &str, command: Command) {
        self.notices.add(&mut self.status, text.into(), true, Some((words.to_owned(), command)));
    }

    /// Tells what went wrong with a file: what was tried, why not, and the path last.
    pub(super) fn tell_file_error(&mut self, tried: &str, error: &str, path: &Path) {
        self.tell_error(format!("{tried}: {error}\nFile: {}", path.display()));
    }

    /// Puts a notice away.
    pub(super) fn dismiss_notice(&mut self, id: u64) {
        let index = self.status.notices.iter().position(|notice| notice.id == id);
        let notice = index.map(|index| self.status.notices.remove(index));
        if let Some((_, Command::Restore(file))) = notice.and_then(|notice| notice.answer) {
            self.recovery.put_away(&file);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_go_and_errors_stay() {
        let (mut notices, mut status) = (Notices::default(), Status::default());
        // The window stood still for an hour before.
        notices.pass(&mut status, 3600.0);
        notices.add(&mut status, "Saved".to_owned(), false, None);
        notices.add(&mut status, "Can’t save".to_owned(), true, None);
        assert_eq!(notices.pass(&mut status, 3605.0), Some(1.0));
        assert_eq!(notices.pass(&mut status, 3606.5), None);
        assert_eq!(status.notices.iter().map(|n| n.text.as_str()).collect::<Vec<_>>(), ["Can’t save"]);
    }

    #[test]
    fn many_results_do_not_push_an_error_out() {
        let (mut notices, mut status) = (Notices::default(), Status::default());
        notices.add(&mut status, "Can’t save".to_owned(), true, None);
        for number in 0..9 {
            notices.add(&mut status, number.to_string(), false, None);
        }
        let texts: Vec<_> = status.notices.iter().map(|notice| notice.text.as_str()).collect();
        assert_eq!(texts, ["Can’t save", "6", "7", "8"]);
    }
}
