//! What a verb makes of the verb under it: the table of "refused to", "agreed to", "stopped".
//!
//! | effect | cooperation | conflict |
//! |---|---|---|
//! | refuse | REJECT | the same, negated; a REJECT stays |
//! | undone (failed to, denied) | the same, negated | the same, negated |
//! | stop | REJECT | CONCEDE, for force RETREAT |
//! | promise | AGREE | THREATEN |
//! | promise not to | REJECT | AGREE |
//! | threaten | REJECT | THREATEN |
//! | announce | the same, announced | the same, announced |
//! | wish | AGREE | the same, hypothetical |
//! | hypothetical | the same, hypothetical | the same, hypothetical |
//! | same, say | the same | the same |
//! | other (urged B to) | nothing | nothing |

use super::Modality;
use super::kind::{EventKind, Quad};
use super::lexicon::Effect;

/// The type of an event with what became of it under its governing verbs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Outcome {
    pub kind: EventKind,
    pub negated: bool,
    pub modality: Modality,
}

/// Applies one governing verb; `None` where nothing is left of the event.
pub(super) fn apply(outcome: Outcome, effect: Effect) -> Option<Outcome> {
    let Outcome { kind, negated, modality } = outcome;
    let cooperation = kind.quad().is_some_and(Quad::is_cooperation);
    let as_kind = |kind| Some(Outcome { kind, negated, modality });
    let at_least = |least: Modality| Some(Outcome { kind, negated, modality: modality.max(least) });
    // "agreed not to bomb", "promised not to send": the promise itself is kept apart from the deed.
    if negated && effect == Effect::Promise && kind.quad().is_some() {
        let kind = if cooperation { EventKind::Reject } else { EventKind::Agree };
        return Some(Outcome { kind, negated: false, modality });
    }
    match effect {
        Effect::Refuse if cooperation || kind == EventKind::Reject => as_kind(EventKind::Reject),
        Effect::Refuse | Effect::Undone => Some(Outcome { kind, negated: true, modality }),
        Effect::Stop if cooperation => as_kind(EventKind::Reject),
        Effect::Stop if kind == EventKind::Assault => as_kind(EventKind::Retreat),
        Effect::Stop => as_kind(EventKind::Concede),
        Effect::Promise | Effect::Wish if cooperation => as_kind(EventKind::Agree),
        Effect::Promise | Effect::Threaten if !cooperation => as_kind(EventKind::Threaten),
        Effect::Threaten => as_kind(EventKind::Reject),
        Effect::Promise | Effect::Announce => at_least(Modality::Announced),
        Effect::Wish | Effect::Hypothetical => at_least(Modality::Hypothetical),
        Effect::Same | Effect::Say => Some(outcome),
        Effect::Other => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(kind: EventKind, effect: Effect) -> Option<(EventKind, bool, Modality)> {
        let outcome = Outcome { kind, negated: false, modality: Modality::Asserted };
        apply(outcome, effect).map(|o| (o.kind, o.negated, o.modality))
    }

    #[test]
    fn the_table_holds() {
        use EventKind::*;
        use Modality::*;
        assert_eq!(of(Aid, Effect::Refuse), Some((Reject, false, Asserted)));
        assert_eq!(of(Accuse, Effect::Refuse), Some((Accuse, true, Asserted)));
        assert_eq!(of(Aid, Effect::Stop), Some((Reject, false, Asserted)));
        assert_eq!(of(Assault, Effect::Stop), Some((Retreat, false, Asserted)));
        assert_eq!(of(Aid, Effect::Promise), Some((Agree, false, Asserted)));
        assert_eq!(of(Assault, Effect::Promise), Some((Threaten, false, Asserted)));
        assert_eq!(of(Sanction, Effect::Announce), Some((Sanction, false, Announced)));
        assert_eq!(of(Assault, Effect::Wish), Some((Assault, false, Hypothetical)));
        assert_eq!(of(Aid, Effect::Other), None);
        let not = |kind| Outcome { kind, negated: true, modality: Asserted };
        let promised = |kind| apply(not(kind), Effect::Promise).map(|o| (o.kind, o.negated));
        assert_eq!(promised(Assault), Some((Agree, false)));
        assert_eq!(promised(Aid), Some((Reject, false)));
    }
}
