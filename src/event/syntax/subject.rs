//! Who does what a verb says: its own subject, a shared one, or that of the verb above.
//!
//! Read: active and passive subjects, subjects shared by joined verbs, relative and participial
//! clauses, control ("agreed to send", "urged Peru to release"), pronouns where one answer is left.
//! Known to miss: pronouns whose owner stands two sentences back.

use super::Scene;
use super::party::{self, Manner, Side};
use crate::actor::MentionKind;
use crate::event::kind::{EventKind, Quad};
use crate::event::lexicon::{Complement, Effect};
use crate::event::phrase::Party;
use crate::language::{Label, Tag};

/// How many verbs are climbed to find a subject.
const DEPTH: usize = 8;

/// The parties that act as a verb says; for a passive those it is done to.
pub(super) fn of(scene: &Scene<'_>, verb: usize, side: Side) -> Vec<Party> {
    climb(scene, verb, side, 0)
}

/// Whether a verb borrows its subject.
pub(super) fn is_shared(scene: &Scene<'_>, verb: usize) -> bool {
    own(scene, verb).is_none()
}

/// The subject that hangs on a verb itself.
pub(super) fn own(scene: &Scene<'_>, verb: usize) -> Option<usize> {
    let mut subjects = scene
        .children(verb)
        .filter(|child| matches!(scene.label(*child), Label::NominalSubject | Label::PassiveSubject));
    let first = subjects.next()?;
    // "Syria's ally Iran attacked": of two the name says who.
    let named = |subject: &usize| scene.acting(*subject).is_some() && *subject < verb;
    if named(&first) || scene.tag(first).is_pronoun() || scene.tag(first).is_wh_word() {
        return Some(first);
    }
    Some(subjects.find(named).unwrap_or(first))
}

/// The noun that does what a verb says, its own or that of a verb above.
pub(super) fn noun(scene: &Scene<'_>, verb: usize) -> Option<usize> {
    let mut verb = verb;
    for _ in 0..DEPTH {
        if let Some(subject) = own(scene, verb) {
            return if scene.tag(subject).is_wh_word() { antecedent(scene, verb) } else { Some(subject) };
        }
        let head = scene.head(verb)?;
        match scene.label(verb) {
            Label::NounClause | Label::RelativeClause => return Some(head),
            Label::Conjunct | Label::OpenComplement | Label::AdverbClause => verb = head,
            _ => return None,
        }
    }
    None
}

/// Whether a verb is passive.
pub(super) fn is_passive(scene: &Scene<'_>, verb: usize) -> bool {
    let participle = scene.tag(verb) == Tag::VerbParticiple;
    let helped = |label| scene.child(verb, label).is_some();
    if helped(Label::PassiveAuxiliary) || helped(Label::PassiveSubject) {
        return true;
    }
    if !participle || helped(Label::Auxiliary) || helped(Label::NominalSubject) {
        return false;
    }
    match scene.label(verb) {
        Label::NounClause | Label::AdverbClause => true,
        Label::Conjunct => scene.head(verb).is_some_and(|head| is_passive(scene, head)),
        _ => helped(Label::Agent),
    }
}

/// The nouns that a verb has for object.
pub(super) fn objects(scene: &Scene<'_>, verb: usize) -> Vec<usize> {
    let direct = scene.children(verb).find(|child| scene.label(*child) == Label::DirectObject);
    let relative = scene.label(verb) == Label::RelativeClause;
    match direct {
        Some(object) if scene.tag(object).is_wh_word() => {
            scene.head(verb).filter(|_| relative).into_iter().collect()
        }
        Some(object) => vec![object],
        None if relative && own(scene, verb).is_some_and(|subject| !scene.tag(subject).is_wh_word()) => {
            scene.head(verb).into_iter().collect()
        }
        None => shared_object(scene, verb).into_iter().collect(),
    }
}

/// "attacked and occupied Kuwait": the object of the second verb is that of the first.
fn shared_object(scene: &Scene<'_>, verb: usize) -> Option<usize> {
    let bare = scene.children(verb).filter(|child| *child > verb).all(|child| {
        matches!(
            scene.label(child),
            Label::Coordinator | Label::Conjunct | Label::AdverbModifier | Label::Punctuation
        )
    });
    let next = scene.child(verb, Label::Conjunct).filter(|next| bare && scene.is_verb(*next))?;
    scene.child(next, Label::DirectObject).filter(|_| own(scene, next).is_none())
}

fn climb(scene: &Scene<'_>, verb: usize, side: Side, depth: usize) -> Vec<Party> {
    if depth > DEPTH {
        return Vec::new();
    }
    if let Some(subject) = own(scene, verb) {
        return named(scene, subject, verb, side, depth);
    }
    let Some(head) = scene.head(verb) else { return Vec::new() };
    let above = |head| climb(scene, head, side, depth + 1);
    match scene.label(verb) {
        Label::Conjunct if is_the_sayers(scene, verb, head) => scene.head(head).map_or_else(Vec::new, above),
        Label::Conjunct | Label::AdverbClause | Label::ClauseComplement => above(clause_verb(scene, head)),
        Label::OpenComplement => controller(scene, head, side, depth),
        Label::NounClause => of_noun_clause(scene, verb, head, side, depth),
        Label::RelativeClause if has_to(scene, verb) && scene.label(head).is_predicate() => {
            // "was the first state to condemn"
            scene.head(head).map_or_else(Vec::new, above)
        }
        Label::RelativeClause => party::read(scene, head, side),
        Label::PrepositionComplement => of_preposition(scene, head, side, depth),
        _ => Vec::new(),
    }
}

/// "said that six had died, and shelled": who said it shelled, where who died can't have.
fn is_the_sayers(scene: &Scene<'_>, verb: usize, head: usize) -> bool {
    let perfect = |verb: usize| scene.children(verb).any(|child| scene.is(child, &["have"]) && child < verb);
    let comma = verb > scene.tokens.start + 1
        && scene.reads(verb - 1, &["and", "but"])
        && scene.reads(verb - 2, &[","]);
    // "A and B, and C" closes what A and B are told in.
    let closed = scene
        .children(head)
        .any(|child| child > head && child < verb - 2 && scene.label(child) == Label::Conjunct);
    comma
        && scene.label(head) == Label::ClauseComplement
        && scene.head(head).is_some_and(|above| scene.is_verb(above) && says(scene, above))
        && (scene.tag(verb) == Tag::VerbPast || closed)
        && perfect(head)
}

/// The verb over an adjective or noun that stands for it: "is willing to".
fn clause_verb(scene: &Scene<'_>, token: usize) -> usize {
    if scene.label(token).is_predicate() { scene.head(token).unwrap_or(token) } else { token }
}

/// "urged B to release": B is to do it; "agreed to release": who agreed.
fn controller(scene: &Scene<'_>, head: usize, side: Side, depth: usize) -> Vec<Party> {
    if let Some(object) = scene.child(head, Label::DirectObject)
        && governs_object(scene, head)
    {
        return party::read(scene, object, side);
    }
    climb(scene, clause_verb(scene, head), side, depth + 1)
}

/// Whether a verb has "to" before it.
pub(super) fn has_to(scene: &Scene<'_>, verb: usize) -> bool {
    scene.children(verb).any(|child| scene.tag(child) == Tag::InfinitiveTo)
}

fn governs_object(scene: &Scene<'_>, verb: usize) -> bool {
    scene.verb_lemmas(verb).iter().any(|lemma| scene.lexicon.effect(lemma, Complement::Object).is_some())
}

/// "troops attacking", "a plan to attack"
fn of_noun_clause(scene: &Scene<'_>, verb: usize, noun: usize, side: Side, depth: usize) -> Vec<Party> {
    if !has_to(scene, verb) {
        let parties = party::read(scene, noun, side);
        let above = scene.head(noun).filter(|head| scene.is_verb(*head));
        // "issued a statement criticising": who issued it does.
        let told = scene.tag(verb) == Tag::VerbGerund && scene.label(noun) == Label::DirectObject;
        return match above.filter(|_| parties.is_empty() && told) {
            Some(head) => climb(scene, head, side, depth + 1),
            None => parties,
        };
    }
    let owners = party::owners(scene, noun, 0);
    if !owners.is_empty() {
        return owners;
    }
    // "spoke of Chad and its plan to sell": whose plan it is can't be told by who spoke.
    if party::owned_by_pronoun(scene, noun) && scene.label(noun) != Label::DirectObject {
        return Vec::new();
    }
    match scene.head(noun) {
        Some(head) if scene.is_verb(head) || scene.label(noun).is_predicate() => {
            climb(scene, head, side, depth + 1)
        }
        _ => Vec::new(),
    }
}

/// "accused B of shelling": B did; "thanked by sending": who thanked did.
fn of_preposition(scene: &Scene<'_>, preposition: usize, side: Side, depth: usize) -> Vec<Party> {
    let Some(head) = scene.head(preposition) else { return Vec::new() };
    // "stopped short of accusing"
    let short = scene.head(head).filter(|_| scene.reads(head, &["short", "instead"]));
    let head = short.unwrap_or(head);
    if !scene.is_verb(head) {
        return party::owners(scene, head, 0);
    }
    if scene.reads(preposition, &["of", "for", "on"]) && blames(scene, head) {
        return if is_passive(scene, head) {
            climb(scene, head, Side::Target, depth + 1)
        } else {
            objects(scene, head).iter().flat_map(|object| party::read(scene, *object, Side::Target)).collect()
        };
    }
    if scene.reads(preposition, &["for"]) && punishes(scene, head) {
        return punished(scene, head);
    }
    climb(scene, head, side, depth + 1)
}

/// Whether a verb does harm to another, who can be told to have done something "for" which it is done.
fn punishes(scene: &Scene<'_>, verb: usize) -> bool {
    let harms = |kind: EventKind| kind.quad() == Some(Quad::MaterialConflict);
    let lemmas = scene.verb_lemmas(verb);
    lemmas
        .iter()
        .flat_map(|lemma| scene.lexicon.frames(lemma))
        .any(|frame| harms(scene.lexicon.row(frame.row).kind))
}

/// "expelled two Chadians for spying", "imposed sanctions on Chadian ministers for shelling"
fn punished(scene: &Scene<'_>, verb: usize) -> Vec<Party> {
    let objects =
        if is_passive(scene, verb) { own(scene, verb).into_iter().collect() } else { objects(scene, verb) };
    let behind = objects.iter().flat_map(|object| scene.children(*object)).chain(scene.children(verb));
    let behind = behind.filter(|child| scene.reads(*child, &["on", "against"]));
    let nouns = behind.filter_map(|on| scene.object_of_preposition(on));
    let nouns = objects.iter().copied().chain(nouns);
    nouns
        .map(|noun| party::read(scene, noun, Side::Target))
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

/// Who "it" or "its" behind a verb is: the nearest subject above that is not the verb's own.
pub(super) fn owner_above(scene: &Scene<'_>, verb: usize, sources: &[Party]) -> Vec<Party> {
    for above in scene.document.tree.ancestors(verb).take(DEPTH) {
        if !scene.is_verb(above) || own(scene, above).is_none() {
            continue;
        }
        let parties = climb(scene, above, Side::Source, 1);
        let other = parties.iter().all(|party| sources.iter().all(|source| source.actor != party.actor));
        return if other && parties.len() == 1 { parties } else { Vec::new() };
    }
    Vec::new()
}

/// Whether a verb charges or thanks another for a deed.
pub(super) fn blames(scene: &Scene<'_>, verb: usize) -> bool {
    scene.verb_lemmas(verb).iter().any(|lemma| crate::event::clause::is_blaming(lemma))
}

/// The parties of a noun that is the subject of a verb.
fn named(scene: &Scene<'_>, subject: usize, verb: usize, side: Side, depth: usize) -> Vec<Party> {
    let tag = scene.tag(subject);
    if tag.is_wh_word() || scene.reads(subject, &["that"]) {
        return antecedent(scene, verb).map_or_else(Vec::new, |noun| party::read(scene, noun, side));
    }
    if tag == Tag::Pronoun && scene.mention(subject).is_none() {
        return of_pronoun(scene, subject, verb, side, depth);
    }
    let mut parties = party::read(scene, subject, side);
    if let Some(other) = beside(scene, subject).filter(|_| !parties.is_empty()) {
        party::add(&mut parties, party::read(scene, other, side));
    }
    let own_forces = party::owned_by_pronoun(scene, subject) && Manner::of(scene, subject).acts();
    if parties.is_empty() && own_forces {
        return of_pronoun(scene, subject, verb, side, depth);
    }
    parties
}

/// "Chad, together with Niger, invaded": who does it too.
fn beside(scene: &Scene<'_>, subject: usize) -> Option<usize> {
    let with = scene.children(subject).find(|child| {
        *child > subject
            && scene.reads(*child, &["with"])
            && scene.reads(*child - 1, &["together", "along", "jointly"])
    })?;
    scene.object_of_preposition(with)
}

/// The noun that a relative clause tells more of.
fn antecedent(scene: &Scene<'_>, verb: usize) -> Option<usize> {
    let mut verb = verb;
    for _ in 0..DEPTH {
        match scene.label(verb) {
            Label::RelativeClause => return scene.head(verb),
            Label::Conjunct | Label::ClauseComplement | Label::OpenComplement => verb = scene.head(verb)?,
            _ => return None,
        }
    }
    None
}

/// "We welcome", "attacked us", said in a quote: who is quoted.
pub(super) fn of_speaker(scene: &Scene<'_>, verb: usize, side: Side, depth: usize) -> Vec<Party> {
    let above = scene.document.tree.ancestors(verb).take(DEPTH);
    let mut saying = above.filter(|head| scene.is_verb(*head) && says(scene, *head));
    match saying.next() {
        Some(head) => climb(scene, head, side, depth + 1),
        // A quotation that goes on from the sentence before.
        None if scene.opens_with_quote() => scene.quoted.to_vec(),
        None => Vec::new(),
    }
}

/// Whether a verb tells what somebody says.
pub(super) fn says(scene: &Scene<'_>, verb: usize) -> bool {
    let effect = |lemma: &&str| scene.lexicon.effect(lemma, Complement::That);
    scene.verb_lemmas(verb).iter().any(|lemma| effect(lemma) == Some(Effect::Say))
}

/// Whether the subject of a verb is a person beside whom nothing stands that can be an "it": neither a person
/// nor an adjective is one ("the Chadian envoy said it had"); "Chad's envoy", "a Kremlin official said it had" can
/// mean whom they speak for.
fn is_bare_person(scene: &Scene<'_>, verb: usize) -> bool {
    let Some(who) = own(scene, verb).filter(|who| party::is_somebody(scene, *who)) else { return false };
    let beside = scene.children(who).filter(|child| scene.label(*child).is_noun_modifier());
    let adjective = |child: usize| match scene.mention(child) {
        Some(mention) => mention.kind == MentionKind::Demonym,
        None => !scene.tag(child).is_name(),
    };
    scene.child(who, Label::Possessor).is_none() && beside.into_iter().all(adjective)
}

/// Whether a verb has an "it" for subject that can't be who speaks in the clause above.
pub(super) fn is_nobodys_it(scene: &Scene<'_>, verb: usize) -> bool {
    let it = own(scene, verb).is_some_and(|who| scene.reads(who, &["it"]) && scene.mention(who).is_none());
    let above = scene.head(verb).filter(|above| scene.is_verb(*above));
    it && above.is_some_and(|above| is_bare_person(scene, above))
}

/// "it", "he", "they": the subject of the clause above, else that of the sentence before.
fn of_pronoun(scene: &Scene<'_>, pronoun: usize, verb: usize, side: Side, depth: usize) -> Vec<Party> {
    if scene.reads(pronoun, &["i", "we"]) {
        return of_speaker(scene, verb, side, depth);
    }
    if !scene.reads(pronoun, &["it", "he", "she", "they"]) && scene.tag(pronoun) == Tag::Pronoun {
        return Vec::new();
    }
    let mut below = verb;
    for above in scene.document.tree.ancestors(verb).take(DEPTH) {
        let alone = scene.reads(pronoun, &["it"]) && scene.label(below) == Label::RelativeClause;
        if matches!(scene.label(below), Label::RelativeClause | Label::NounClause) && !alone {
            return Vec::new();
        }
        if scene.is_verb(above) && own(scene, above).is_some_and(|other| other != pronoun) {
            if scene.reads(pronoun, &["it"]) && is_bare_person(scene, above) {
                return Vec::new();
            }
            let parties = climb(scene, above, side, depth + 1);
            let several = scene.reads(pronoun, &["they", "their"]);
            return if several || parties.len() == 1 { parties } else { Vec::new() };
        }
        below = above;
    }
    let opens = scene.document.tree.edges(pronoun).0 <= scene.tokens.start + 3;
    let several = scene.reads(pronoun, &["they"]);
    if opens && (scene.before.len() > 1) == several { scene.before.to_vec() } else { Vec::new() }
}
