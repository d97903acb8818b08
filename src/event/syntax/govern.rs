//! What the verbs above an event make of it: "agreed to send", "denied that", "accused B of".
//!
//! The table of effects stands in `chain.rs`, the verbs in `chains.tsv`. This file climbs the tree from
//! the verb of an event to the root and applies them. It also finds who says it.

use super::Scene;
use super::party::{self, Side};
use super::status;
use super::subject;
use crate::actor::ActorId;
use crate::event::chain::{self, Outcome};
use crate::event::clause;
use crate::event::explain::Block;
use crate::event::lexicon::{Complement, Effect, Row};
use crate::event::modality;
use crate::event::phrase::Party;
use crate::event::speaker::Speaker;
use crate::event::{EventKind, Modality};
use crate::language::{Label, Tag};

/// How many words are climbed.
const DEPTH: usize = 12;

/// The longest name of a speaker that is kept.
const LONGEST: usize = 80;

/// What is left of an event, and who says or claims it.
#[derive(Debug)]
pub(in crate::event) struct Governed {
    pub outcome: Outcome,
    /// Each claims it.
    pub claimed_by: Vec<ActorId>,
    pub speaker: Option<Speaker>,
}

impl Governed {
    /// An event over which nothing stands.
    pub fn of(outcome: Outcome) -> Self {
        Self { outcome, claimed_by: Vec::new(), speaker: None }
    }
}

/// Climbs from a verb; where nothing is left of the event, what took it.
pub(super) fn climb(scene: &Scene<'_>, verb: usize, row: &Row) -> Result<Governed, Block> {
    let negated = status::negates(scene, verb);
    let modality = status::of_verb(scene, verb);
    let outcome = if negated && modality == Modality::Announced && refuses(row) {
        Outcome { kind: EventKind::Reject, negated: false, modality: Modality::Asserted }
    } else {
        Outcome { kind: row.kind, negated, modality }
    };
    above(scene, verb, Governed::of(outcome))
}

/// Whether who will not do it refuses another: "will not lift the ban", "will not admit refugees". Who
/// will not send arms need not have been asked.
fn refuses(row: &Row) -> bool {
    let asked = matches!(row.kind, EventKind::Concede | EventKind::Consult | EventKind::Agree);
    asked || row.cameo == "075" || row.cameo == "054"
}

/// Applies all that stands above a verb.
pub(super) fn above(scene: &Scene<'_>, verb: usize, governed: Governed) -> Result<Governed, Block> {
    let mut governed = governed;
    let mut below = verb;
    // "threatened to leave after B had attacked": B's deed stands beside the threat.
    let mut beside = false;
    for _ in 0..DEPTH {
        let Some(head) = scene.head(below) else { break };
        let Some(step) = step(scene, below, head) else { break };
        let Step { hold, verb } = step;
        if !beside || matches!(hold, Hold::Chain(Effect::Say) | Hold::Hearsay) {
            governed = apply(scene, governed, hold, verb).ok_or(Block::Governed(scene.span(verb)))?;
        }
        beside |= scene.label(below) == Label::AdverbClause && is_past(scene, below);
        below = verb;
    }
    if governed.speaker.is_none() {
        governed.speaker = according_to(scene);
    }
    Ok(governed)
}

/// Whether a clause has a subject of its own and tells what was.
fn is_past(scene: &Scene<'_>, verb: usize) -> bool {
    let has = scene.children(verb).any(|child| scene.reads(child, &["had", "has", "have", "was", "were"]));
    subject::own(scene, verb).is_some() && (scene.tag(verb) == Tag::VerbPast || has)
}

/// One step up the tree.
struct Step {
    hold: Hold,
    /// The verb or noun that is reached.
    verb: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hold {
    Chain(Effect),
    /// "accused B of": a claim of the accuser.
    Claim,
    /// "sent envoys to ask"
    Purpose,
    /// "called B to thank it"
    Spoken,
    /// "if B attacks"
    Condition,
    /// "Malian claims that B attacked": a claim of the owner.
    Hearsay,
    /// Joined to it: only its governors count.
    Joined,
}

fn step(scene: &Scene<'_>, below: usize, head: usize) -> Option<Step> {
    let hold = match scene.label(below) {
        Label::Conjunct if scene.is_verb(below) => Hold::Joined,
        Label::OpenComplement => open(scene, below, head),
        // "It is not clear whether"
        Label::ClauseComplement if opens(scene, below, &["whether", "if"]) => Hold::Condition,
        Label::ClauseComplement => Hold::Chain(reported(scene, below, head)),
        Label::AdverbClause => adverbial(scene, below),
        Label::NounClause if has_to(scene, below) && is_ranked(scene, head) => Hold::Chain(Effect::Same),
        Label::NounClause if has_to(scene, below) && is_taken_back(scene, head) => {
            Hold::Chain(Effect::Refuse)
        }
        Label::NounClause if has_to(scene, below) => {
            Hold::Chain(before_infinitive(scene, head).unwrap_or(Effect::Hypothetical))
        }
        Label::NounClause | Label::RelativeClause if is_hearsay(scene, below, head) => {
            if is_denied(scene, head) { Hold::Chain(Effect::Undone) } else { Hold::Hearsay }
        }
        Label::PrepositionComplement => return of_preposition(scene, head),
        Label::AdjectiveComplement | Label::Attribute | Label::DirectObject => Hold::Joined,
        _ => return None,
    };
    Some(Step { hold, verb: head })
}

/// "the first state to condemn": it has done so.
fn is_ranked(scene: &Scene<'_>, noun: usize) -> bool {
    scene.children(noun).any(|child| {
        child < noun && scene.reads(child, &["first", "second", "third", "last", "latest", "only"])
    })
}

/// "withdrew its offer to shelter"
fn is_taken_back(scene: &Scene<'_>, noun: usize) -> bool {
    let open = |effect| !matches!(effect, Effect::Refuse | Effect::Undone | Effect::Other);
    let promise = before_infinitive(scene, noun).is_some_and(open);
    let over = scene.head(noun).filter(|_| scene.label(noun) == Label::DirectObject);
    promise && over.is_some_and(|verb| scene.is(verb, clause::TAKING_BACK))
}

fn has_to(scene: &Scene<'_>, verb: usize) -> bool {
    scene.children(verb).any(|child| child < verb && scene.tag(child) == Tag::InfinitiveTo)
}

fn effect(scene: &Scene<'_>, verb: usize, complement: Complement) -> Option<Effect> {
    if let Some(particle) = scene.child(verb, Label::Particle) {
        // "ruled out sending"
        let whole = format!("{} {}", scene.lemma(verb), scene.word(particle).to_ascii_lowercase());
        if let Some(effect) = scene.lexicon.effect(&whole, complement) {
            return Some(effect);
        }
    }
    scene.verb_lemmas(verb).iter().find_map(|lemma| scene.lexicon.effect(lemma, complement))
}

/// "agreed to send", "stopped sending", "is willing to send", "urged B to send"
fn open(scene: &Scene<'_>, below: usize, head: usize) -> Hold {
    if !scene.tag(head).is_verb() {
        return before_infinitive(scene, head).map_or(Hold::Chain(Effect::Hypothetical), Hold::Chain);
    }
    let complement = if has_to(scene, below) { Complement::To } else { Complement::Ing };
    let object = effect(scene, head, Complement::Object);
    if scene.child(head, Label::DirectObject).is_some() && object.is_some() {
        return Hold::Chain(Effect::Other);
    }
    if scene.is(head, &["be"]) && complement == Complement::To {
        return Hold::Chain(Effect::Announce);
    }
    let found = effect(scene, head, complement);
    let passive = subject::is_passive(scene, head);
    match found.or(if passive { object } else { object.map(|_| Effect::Wish) }) {
        Some(effect) => Hold::Chain(effect),
        None if complement == Complement::Ing => Hold::Chain(Effect::Same),
        None if scene.is(head, SPEAKING) => Hold::Spoken,
        None => Hold::Purpose,
    }
}

/// What the word over an infinitive makes of it, if the infinitive has the same subject.
pub(super) fn effect_on(scene: &Scene<'_>, verb: usize) -> Option<Effect> {
    let head = scene.head(verb).filter(|_| has_to(scene, verb))?;
    match open(scene, verb, head) {
        Hold::Chain(effect) => Some(effect),
        _ => None,
    }
}

/// "said that B attacked": what a verb makes of a clause with a subject of its own.
fn reported(scene: &Scene<'_>, below: usize, head: usize) -> Effect {
    if !scene.tag(head).is_verb() {
        return before_infinitive(scene, head).unwrap_or(Effect::Same);
    }
    if subject::own(scene, below).is_some() && has_to(scene, below) {
        // "urged B to release", "wants B to release"
        return if effect(scene, head, Complement::Object).is_some() {
            Effect::Other
        } else {
            Effect::Hypothetical
        };
    }
    if has_to(scene, below) {
        return effect(scene, head, Complement::To).unwrap_or(Effect::Hypothetical);
    }
    // "insisted that it had not" tells; "insisted that it be paid" asks.
    let tells = scene.is(head, &["insist", "suggest"]) && is_told(scene, below);
    if scene.is(head, REQUESTING) && !tells {
        return Effect::Other;
    }
    effect(scene, head, Complement::That).unwrap_or(Effect::Same)
}

/// Whether the verb of a clause has a tense.
fn is_told(scene: &Scene<'_>, verb: usize) -> bool {
    let helper = scene.child(verb, Label::Auxiliary).or(scene.child(verb, Label::PassiveAuxiliary));
    scene.tag(helper.unwrap_or(verb)).is_finite()
}

/// Verbs whose clause tells what another is to do.
const REQUESTING: &[&str] =
    &["demand", "urge", "ask", "request", "insist", "propose", "recommend", "suggest"];

/// Whether one of these words opens a clause.
fn opens(scene: &Scene<'_>, clause: usize, words: &[&str]) -> bool {
    scene.children(clause).any(|child| {
        child < clause
            && matches!(scene.label(child), Label::ClauseMark | Label::AdverbModifier)
            && scene.reads(child, words)
    })
}

/// "after B attacked", "if B attacks", "to meet B"
fn adverbial(scene: &Scene<'_>, below: usize) -> Hold {
    let open = opens(scene, below, &["until"]) && scene.tag(below) != Tag::VerbPast;
    if open || opens(scene, below, &["if", "unless", "whether", "lest"]) {
        Hold::Condition
    } else if has_to(scene, below) {
        if scene.head(below).is_some_and(|head| scene.is(head, SPEAKING)) {
            Hold::Spoken
        } else {
            Hold::Purpose
        }
    } else {
        Hold::Joined
    }
}

/// Verbs of speaking: what one speaks for is said by it.
const SPEAKING: &[&str] = &[
    "call",
    "phone",
    "telephone",
    "ring",
    "write",
    "summon",
    "speak",
    "meet",
    "visit",
    "release",
    "issue",
    "convene",
    "use",
];

/// What a noun or adjective before an infinitive makes of it.
fn before_infinitive(scene: &Scene<'_>, token: usize) -> Option<Effect> {
    modality::of_word_before_infinitive(&scene.word(token).to_ascii_lowercase())
}

/// "Reports that Chad has": what a noun of saying holds is not said to be true.
fn is_hearsay(scene: &Scene<'_>, below: usize, noun: usize) -> bool {
    scene.children(below).any(|child| child < below && scene.reads(child, &["that"]))
        && modality::is_noun_of_hearsay(&scene.word(noun).to_ascii_lowercase())
}

/// "denied reports that", "dismissed claims that"
fn is_denied(scene: &Scene<'_>, noun: usize) -> bool {
    let over = scene.head(noun).filter(|_| scene.label(noun) == Label::DirectObject);
    over.is_some_and(|verb| scene.is(verb, super::noun::ANSWERS) && !status::negates(scene, verb))
}

/// "accused B of attacking", "without attacking", "barred from attacking"
fn of_preposition(scene: &Scene<'_>, preposition: usize) -> Option<Step> {
    let mut verb = scene.head(preposition)?;
    if scene.reads(verb, &["short"]) {
        // "stopped short of accusing"
        verb = scene.head(verb)?;
    }
    let lower = scene.word(preposition).to_ascii_lowercase();
    let hold = match lower.as_str() {
        "of" | "for" if scene.is_verb(verb) && subject::blames(scene, verb) => {
            if scene.verb_lemmas(verb).iter().any(|lemma| clause::is_claiming(lemma)) {
                Hold::Claim
            } else {
                Hold::Chain(Effect::Same)
            }
        }
        "on" if scene.is_verb(verb) && subject::blames(scene, verb) => Hold::Chain(Effect::Same),
        "from" | "of"
            if scene.is(
                verb,
                &["refrain", "abstain", "desist", "shrink", "shy", "stop", "prevent", "bar", "ban", "keep"],
            ) =>
        {
            Hold::Chain(Effect::Undone)
        }
        "without" => Hold::Chain(Effect::Undone),
        "of" if preposition > scene.tokens.start && scene.reads(preposition - 1, &["instead"]) => {
            Hold::Chain(Effect::Undone)
        }
        "instead" => Hold::Chain(Effect::Undone),
        "by" | "in" | "after" | "before" | "despite" | "following" | "while" | "on" | "with" => Hold::Joined,
        "out" => Hold::Chain(Effect::Refuse),
        _ => Hold::Chain(Effect::Other),
    };
    Some(Step { hold, verb })
}

fn apply(scene: &Scene<'_>, governed: Governed, hold: Hold, verb: usize) -> Option<Governed> {
    let Governed { mut outcome, mut claimed_by, mut speaker } = governed;
    let is_verb = scene.tag(verb).is_verb();
    match hold {
        Hold::Chain(Effect::Say) => {
            if speaker.is_none() && is_verb {
                speaker = said_by(scene, verb);
            }
            if status::of_verb(scene, verb) == Modality::Hypothetical {
                outcome.modality = outcome.modality.max(Modality::Hypothetical);
            }
        }
        Hold::Claim => {
            let accusers = if subject::is_passive(scene, verb) {
                Vec::new()
            } else {
                subject::of(scene, verb, Side::Source)
            };
            claimed_by = actors(accusers);
            if claimed_by.is_empty() {
                outcome.modality = outcome.modality.max(Modality::Hypothetical);
            }
        }
        // "failed to reach agreement": no agreement is a no.
        Hold::Chain(Effect::Undone) if scene.is(verb, &["fail"]) && outcome.kind == EventKind::Agree => {
            outcome = under(scene, Outcome { kind: EventKind::Reject, ..outcome }, verb);
        }
        // "tried to persuade": who tries asks.
        Hold::Chain(Effect::Wish) if is_verb && outcome.kind == EventKind::Request => {
            outcome = under(scene, outcome, verb);
        }
        // "did not rule out sending": it may be.
        Hold::Chain(Effect::Refuse)
            if is_verb && scene.is(verb, &["rule"]) && status::negates(scene, verb) =>
        {
            outcome.modality = outcome.modality.max(Modality::Hypothetical);
        }
        // "did not deny": it stands.
        Hold::Chain(Effect::Undone) if is_verb && status::negates(scene, verb) => {}
        Hold::Chain(effect) => {
            outcome = chain::apply(outcome, effect)?;
            outcome = under(scene, outcome, verb);
        }
        Hold::Purpose => {
            // "sent doctors to help": the aid is in the sending.
            if !matches!(outcome.kind, EventKind::Threaten | EventKind::Consult | EventKind::Aid) {
                outcome.modality = outcome.modality.max(Modality::Hypothetical);
            }
            outcome = under(scene, outcome, verb);
        }
        Hold::Spoken => {
            if !is_said(outcome.kind) {
                outcome.modality = outcome.modality.max(Modality::Hypothetical);
            }
            outcome = under(scene, outcome, verb);
        }
        Hold::Condition => outcome.modality = outcome.modality.max(Modality::Hypothetical),
        Hold::Hearsay => {
            let owners = actors(party::owners(scene, verb, 0));
            if owners.is_empty() {
                outcome.modality = outcome.modality.max(Modality::Hypothetical);
            } else if claimed_by.is_empty() {
                claimed_by = owners;
            }
        }
        Hold::Joined => {}
    }
    Some(Governed { outcome, claimed_by, speaker })
}

fn actors(parties: Vec<Party>) -> Vec<ActorId> {
    parties.into_iter().map(|party| party.actor).collect()
}

/// Whether a deed is done by saying it, or as a purpose is as good as done.
fn is_said(kind: EventKind) -> bool {
    use EventKind::{Accuse, Aid, Consult, Protest, Reject, Request, Support, Threaten};
    matches!(kind, Accuse | Aid | Consult | Protest | Reject | Request | Support | Threaten)
}

/// What a governing verb's own helpers add.
fn under(scene: &Scene<'_>, outcome: Outcome, verb: usize) -> Outcome {
    let own = status::of_verb(scene, verb);
    Outcome {
        negated: outcome.negated || status::negates(scene, verb),
        modality: outcome.modality.max(own),
        ..outcome
    }
}

/// The subject of a verb of saying.
fn said_by(scene: &Scene<'_>, verb: usize) -> Option<Speaker> {
    let subject = subject::noun(scene, verb)?;
    let name = party::name(scene, subject).of(scene.text).trim();
    let parties = subject::of(scene, verb, Side::Source);
    (!name.is_empty() && name.chars().count() <= LONGEST || !parties.is_empty())
        .then(|| Speaker { name: name.chars().take(LONGEST).collect(), parties })
}

/// "according to the ministry"
fn according_to(scene: &Scene<'_>) -> Option<Speaker> {
    let according = scene.according?;
    let to = scene.children(according).find(|child| scene.reads(*child, &["to"]))?;
    let noun = scene.object_of_preposition(to)?;
    let parties: Vec<Party> = party::read(scene, noun, Side::Source);
    let name: String = party::name(scene, noun).of(scene.text).trim().chars().take(LONGEST).collect();
    Some(Speaker { name, parties })
}
