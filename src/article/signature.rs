//! What is kept of a text to know its near-duplicates: a sample of its runs of five words.
//!
//! A text becomes the set of its runs of five words ("shingles"), each a number; of these those are kept
//! that are multiples of [`SAMPLE`] (Broder, "On the resemblance and containment of documents", 1997),
//! and of these the lowest [`MOST`], so that a long text has no longer signature than a short one. Two
//! texts are near-duplicates when at least half of the smaller one's kept runs stand in the other, as far
//! as both are known, and the other is at most four times as long: so a cut copy counts, and a short note
//! that a long report quotes does not.
//!
//! Known limits: texts of fewer than some 50 words are never near-duplicates, nor are translations and
//! copies in which every fifth word was changed.

use std::fmt;
use std::str::FromStr;

/// Words of a run.
const RUN: usize = 5;

/// One of so many runs is kept.
const SAMPLE: u64 = 4;

/// The most runs that are kept.
const MOST: usize = 64;

/// Runs that a text must have at least.
const LEAST: u32 = 12;

/// How many times as long the longer of two copies may be.
const LONGER: u32 = 4;

/// Runs that two copies must share at least.
const SHARED: usize = 5;

/// The signature of a text. As text: the number of its runs and `:`, then eight hexadecimal digits for
/// each of the lowest.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Signature {
    /// Sampled runs of the text, also those that are not kept.
    runs: u32,
    /// The lowest of them, in order.
    lowest: Vec<u32>,
}

impl Signature {
    /// The signature of a text.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        let mut words = [0_u64; RUN];
        let mut lowest = Vec::new();
        let all = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        for (at, word) in all.enumerate() {
            words[at % RUN] = word_hash(word);
            if at + 1 >= RUN {
                let run = (1..=RUN).fold(0, |hash, back| mix(hash ^ words[(at + back) % RUN]));
                if run.is_multiple_of(SAMPLE) {
                    lowest.push((run >> 32) as u32);
                }
            }
        }
        lowest.sort_unstable();
        lowest.dedup();
        let runs = u32::try_from(lowest.len()).unwrap_or(u32::MAX);
        lowest.truncate(MOST);
        lowest.shrink_to_fit();
        Self { runs, lowest }
    }

    /// Whether the text is long enough to be told from others.
    pub(super) fn is_enough(&self) -> bool {
        self.runs >= LEAST
    }

    /// Its runs, in order.
    pub(super) fn runs(&self) -> &[u32] {
        &self.lowest
    }

    /// Whether one text is a near-duplicate of the other.
    pub(super) fn resembles(&self, other: &Self) -> bool {
        let (less, more) = (self.runs.min(other.runs), self.runs.max(other.runs));
        if less < LEAST || more > LONGER.saturating_mul(less) {
            return false;
        }
        // Up to here all runs of both are known.
        let limit = self.known_up_to().min(other.known_up_to());
        let (one, other) = (self.up_to(limit), other.up_to(limit));
        let smaller = if self.runs == less { one.len() } else { other.len() };
        let shared = one.iter().filter(|run| other.binary_search(run).is_ok()).count();
        shared >= SHARED && 2 * shared >= smaller
    }

    fn known_up_to(&self) -> u32 {
        match self.lowest.last() {
            Some(last) if self.lowest.len() < self.runs as usize => *last,
            _ => u32::MAX,
        }
    }

    fn up_to(&self, limit: u32) -> &[u32] {
        &self.lowest[..self.lowest.partition_point(|run| *run <= limit)]
    }
}

fn word_hash(word: &str) -> u64 {
    word.chars().flat_map(char::to_lowercase).fold(0, |hash, c| mix(hash ^ u64::from(c)))
}

/// Spreads the bits of a number (the last step of splitmix64; Steele, Lea and Flood 2014).
fn mix(number: u64) -> u64 {
    let number = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

impl fmt::Display for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.runs)?;
        self.lowest.iter().try_for_each(|run| write!(f, "{run:08x}"))
    }
}

impl FromStr for Signature {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let read = || {
            let (runs, lowest) = text.split_once(':')?;
            let digits = |at: usize| lowest.get(at..at + 8).and_then(|run| u32::from_str_radix(run, 16).ok());
            let whole = lowest.len().is_multiple_of(8) && lowest.len() <= 8 * MOST;
            let lowest: Vec<u32> =
                (0..lowest.len()).step_by(8).map(digits).collect::<Option<_>>().filter(|_| whole)?;
            let runs: u32 = runs.parse().ok().filter(|runs| *runs as usize >= lowest.len())?;
            lowest.is_sorted_by(|one, next| one < next).then_some(Self { runs, lowest })
        };
        read().ok_or_else(|| "this is no signature of a text".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words that make no sense, the same for the same seed.
    fn words(seed: u64, count: usize) -> Vec<String> {
        (0..count as u64).map(|at| format!("w{}", mix(seed ^ (at << 20)) % 5000)).collect()
    }

    #[test]
    fn it_is_written_and_read() {
        for count in [0, 20, 200, 2000] {
            let signature = Signature::of_text(&words(7, count).join(" "));
            assert_eq!(signature.to_string().parse(), Ok(signature.clone()));
            assert!(signature.lowest.len() <= MOST);
        }
        for wrong in ["", "3", "0:00000001", "2:0000000200000001", "1:0000000é", "1:123"] {
            assert!(wrong.parse::<Signature>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn long_texts_are_compared_as_far_as_both_are_known() {
        let long = words(1, 4000);
        let signature = |words: &[String]| Signature::of_text(&words.join(" "));
        let whole = signature(&long);
        assert!(whole.runs > 8 * MOST as u32, "{}", whole.runs);
        for start in [0, 700, 2600] {
            assert!(whole.resembles(&signature(&long[start..start + 1400])), "a third, from {start}");
            assert!(signature(&long[start..start + 1400]).resembles(&whole));
        }
        assert!(!whole.resembles(&signature(&long[..500])), "an eighth");
        assert!(!whole.resembles(&signature(&words(2, 4000))));
        let half = [&long[..2600], &words(3, 1400)[..]].concat();
        assert!(whole.resembles(&signature(&half)), "two thirds are the same");
        let third = [&long[..1200], &words(3, 2800)[..]].concat();
        assert!(!whole.resembles(&signature(&third)), "a third is the same");
    }
}
