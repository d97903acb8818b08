//! Words that deny: "did not", "never", "no longer", "nor".
//!
//! What a governing verb denies ("refused to", "denied that") stands in `chain.rs`. Known to miss:
//! denials in another clause ("that is untrue") and quantifiers ("few").

use super::words::{Tag, Word};

/// Whether the group of a verb denies it.
pub(super) fn negates(words: &[Word<'_>], start: usize, head: usize) -> bool {
    let within = words[start..head].iter().any(|word| word.tag == Tag::Not);
    let no_longer = start > 0 && words[start - 1].lower == "no" && words[start].lower == "longer";
    let nor = words[..start].iter().rev().take(3).any(|word| word.is(&["nor", "neither"]));
    within || no_longer || nor || words.get(head + 1).is_some_and(|word| word.is(&["no", "none"]))
}

/// Whether a noun is denied by its article: "no talks".
pub(super) fn negates_noun(words: &[Word<'_>], noun: usize) -> bool {
    words[..noun].iter().rev().take_while(|word| word.is_nominal()).any(|word| word.is(&["no", "neither"]))
}
