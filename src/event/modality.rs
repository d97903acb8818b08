//! What is done, planned or only possible.
//!
//! Known to miss: conditions that stand in another sentence, and "would" of habits.

use super::Modality;
use super::lexicon::Effect;
use super::words::{Tag, Word};

/// The modality that the helpers of a verb give: "will" announces, "may" leaves it open.
pub(super) fn of_group(words: &[Word<'_>], start: usize, head: usize) -> Modality {
    let modal = words[start..head].iter().find(|word| word.tag == Tag::Modal);
    let condition = words[..start]
        .iter()
        .rev()
        .take_while(|word| !word.is_verbal() && !matches!(word.tag, Tag::Break | Tag::Comma))
        .any(|word| word.is(&["if", "unless", "whether", "perhaps", "maybe"]));
    let condition = condition || is_hearsay(words, start);
    let doubt = words[start..head].iter().any(|word| word.is(&["possibly", "probably", "likely"]));
    match modal {
        _ if condition || doubt => Modality::Hypothetical,
        Some(word) if word.is(&["will", "shall"]) => Modality::Announced,
        Some(_) => Modality::Hypothetical,
        None => Modality::Asserted,
    }
}

/// "Reports that Chad has": what a noun of saying holds is not said to be true.
fn is_hearsay(words: &[Word<'_>], start: usize) -> bool {
    let own = words[..start].iter().rposition(Word::is_verbal).map_or(0, |verb| verb + 1);
    words[own..start].windows(2).any(|pair| is_noun_of_hearsay(&pair[0].lower) && pair[1].lower == "that")
}

/// Nouns of saying whose content is not said to be true.
pub(super) fn is_noun_of_hearsay(word: &str) -> bool {
    const HEARSAY: &[&str] = &[
        "report",
        "reports",
        "claim",
        "claims",
        "rumour",
        "rumours",
        "rumor",
        "rumors",
        "allegation",
        "allegations",
        "suggestion",
        "suggestions",
        "fear",
        "fears",
        "hope",
        "hopes",
        "possibility",
        "idea",
        "condition",
        "accusations",
    ];
    HEARSAY.contains(&word)
}

/// Whether a verb group has "would", which in reported speech is no more than "will" of the past.
pub(super) fn is_would(words: &[Word<'_>], start: usize, head: usize) -> bool {
    words[start..head].iter().any(|word| word.lower == "would")
}

/// What a noun or an adjective before an infinitive makes of it: "its plan to", "ready to".
pub(super) fn before_infinitive(word: &Word<'_>) -> Option<Effect> {
    of_word_before_infinitive(&word.lower)
}

/// The same for a word in lower case.
pub(super) fn of_word_before_infinitive(word: &str) -> Option<Effect> {
    match word {
        "plan" | "plans" | "decision" | "due" | "set" | "about" | "scheduled" | "preparations" => {
            Some(Effect::Announce)
        }
        "opportunity" | "chance" | "honour" | "honor" | "pleasure" => Some(Effect::Same),
        "promise" | "pledge" | "offer" | "vow" | "commitment" => Some(Effect::Promise),
        "threat" | "threats" => Some(Effect::Threaten),
        "refusal" => Some(Effect::Refuse),
        "ready" | "willing" | "eager" | "keen" | "bid" | "effort" | "efforts" | "attempt" | "attempts" => {
            Some(Effect::Wish)
        }
        "call" | "calls" | "request" | "requests" | "demand" | "demands" | "appeal" | "appeals" => {
            Some(Effect::Other)
        }
        "proposal" | "proposals" | "likely" | "able" | "free" | "right" | "way" | "need" | "intention"
        | "unlikely" | "possible" | "pressure" => Some(Effect::Hypothetical),
        "unwilling" | "unable" | "failure" => Some(Effect::Undone),
        _ => None,
    }
}

/// Words before a noun that say that it may be.
pub(super) const POSSIBLE: &[&str] =
    &["possible", "potential", "threatened", "proposed", "any", "future", "feared", "hypothetical"];

/// Words before a noun that say that it will be.
pub(super) const PLANNED: &[&str] = &["planned", "upcoming", "forthcoming", "scheduled"];

/// The modality that the words before a noun give it: "a possible strike", "planned talks".
pub(super) fn of_noun(words: &[Word<'_>], noun: usize) -> Modality {
    for word in words[..noun].iter().rev().take_while(|word| word.is_nominal() || word.tag == Tag::Verb) {
        if word.is(POSSIBLE) {
            return Modality::Hypothetical;
        }
        if word.is(PLANNED) {
            return Modality::Announced;
        }
    }
    Modality::Asserted
}

/// The less certain of two.
pub(super) fn weaker(one: Modality, other: Modality) -> Modality {
    one.max(other)
}
