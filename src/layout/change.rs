//! A calm way from one picture to another.
//!
//! How to call it: make a [`Change`], give it the time that has passed with [`Change::advance`], and
//! draw [`Change::places`] until it has ended. What the time is, is left to the caller.

use std::time::Duration;

use super::Point;

/// How long a change takes.
const LENGTH: Duration = Duration::from_millis(600);

/// Whether pictures may move.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Motion {
    /// A change takes its time.
    #[default]
    Calm,
    /// The person asked for reduced motion: a change is at its end at once.
    Reduced,
}

/// All nodes on the way from where they were to where they will be: slowly off, slowly in.
#[derive(Clone, Debug, Default)]
pub struct Change {
    from: Vec<Point>,
    to: Vec<Point>,
    places: Vec<Point>,
    elapsed: Duration,
}

impl Change {
    /// The change between two pictures of the same nodes. It has ended at once with [`Motion::Reduced`],
    /// where nothing moves, and where the pictures have not the same number of nodes.
    #[must_use]
    pub fn new(from: &[Point], to: &[Point], motion: Motion) -> Self {
        let ended = motion == Motion::Reduced || from.len() != to.len() || from == to;
        Self {
            from: from.to_vec(),
            to: to.to_vec(),
            places: if ended { to.to_vec() } else { from.to_vec() },
            elapsed: if ended { LENGTH } else { Duration::ZERO },
        }
    }

    /// Goes on by the time that has passed; whether it still moves.
    pub fn advance(&mut self, passed: Duration) -> bool {
        if self.has_ended() {
            return false;
        }
        self.elapsed = self.elapsed.saturating_add(passed).min(LENGTH);
        let share = eased(self.elapsed.as_secs_f32() / LENGTH.as_secs_f32());
        if self.has_ended() {
            self.places.clone_from(&self.to);
        } else {
            for ((place, &from), &to) in self.places.iter_mut().zip(&self.from).zip(&self.to) {
                *place = from + (to - from) * share;
            }
        }
        !self.has_ended()
    }

    /// Whether all are where they will be.
    #[must_use]
    pub fn has_ended(&self) -> bool {
        self.elapsed >= LENGTH
    }

    /// Where the nodes are now.
    #[must_use]
    pub fn places(&self) -> &[Point] {
        &self.places
    }
}

/// Slow at both ends, from 0 to 1.
fn eased(share: f32) -> f32 {
    share * share * (3.0 - 2.0 * share)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FROM: [Point; 2] = [Point { x: 0.0, y: 0.0 }, Point { x: 10.0, y: 0.0 }];
    const TO: [Point; 2] = [Point { x: 100.0, y: 0.0 }, Point { x: 10.0, y: 80.0 }];

    #[test]
    fn it_goes_slowly_off_and_ends_exactly() {
        let mut change = Change::new(&FROM, &TO, Motion::Calm);
        assert_eq!(change.places(), FROM);
        assert!(change.advance(LENGTH / 10));
        assert!((0.1..5.0).contains(&change.places()[0].x));
        assert!(change.advance(4 * LENGTH / 10));
        assert!((change.places()[0].x - 50.0).abs() < 0.1);
        assert!(!change.advance(LENGTH));
        assert_eq!(change.places(), TO);
        assert!(!change.advance(LENGTH));
    }

    #[test]
    fn reduced_motion_is_at_its_end_at_once() {
        let change = Change::new(&FROM, &TO, Motion::Reduced);
        assert!(change.has_ended());
        assert_eq!(change.places(), TO);
    }

    #[test]
    fn pictures_of_other_nodes_are_not_mixed() {
        let change = Change::new(&FROM[..1], &TO, Motion::Calm);
        assert!(change.has_ended());
        assert_eq!(change.places(), TO);
    }
}
