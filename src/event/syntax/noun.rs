//! Nouns with their arguments: "the Kenyan strike on Somalia", "talks between Laos and Cambodia".
//!
//! The source is a possessor, a nationality before the noun, "by A" behind it, or the subject of a verb
//! that does what its object says ("launched strikes on"). Must match: "Iran's war with Iraq", "US
//! sanctions on Cuba". Must not: "demanded talks with" (nothing has happened), "war crimes".
//! Known to miss: nouns whose source is named in another clause.

use super::govern::{self, Governed};
use super::party::{self, Side};
use super::{Finding, Scene, fate, status, subject};
use crate::actor::MentionKind;
use crate::event::chain::{self, Outcome};
use crate::event::explain::{Block, Rule};
use crate::event::lexicon::{Effect, NounFrame, Row};
use crate::event::noun::{LIGHT, MILITARY, UNDOING};
use crate::event::phrase::{FORCES, Party};
use crate::event::{EventKind, Grounds, Modality, Quad};
use crate::language::Label;

/// The event that a noun tells, if it has its arguments.
pub(super) fn find(scene: &Scene<'_>, noun: usize) -> Option<Finding> {
    if scene.mention(noun).is_some() {
        return None;
    }
    let modifies = matches!(scene.label(noun), Label::Compound | Label::NounModifier);
    let bearer = if modifies { scene.head(noun).filter(|head| scene.is(*head, BEARERS))? } else { noun };
    let tried = |row| match read(scene, noun, bearer, row) {
        Ok(finding) => Some(finding),
        Err(Unread::Role) => None,
        Err(Unread::Blocked(block)) => {
            scene.block(Rule::Noun, row, noun, block);
            None
        }
    };
    scene.noun_rows(noun).find_map(tried)
}

/// Nouns that leave it to the noun before them what they are: "a mediation effort", "the aid package".
const BEARERS: &[&str] = &[
    "effort",
    "campaign",
    "operation",
    "package",
    "mission",
    "move",
    "plan",
    "programme",
    "program",
    "round",
    "session",
    "process",
    "attempt",
    "convoy",
    "shipment",
    "delivery",
    "bid",
    "drive",
    "measure",
];

/// What aid does for those who get it.
const HELPS: &[&str] = &[
    "help", "support", "reach", "save", "feed", "benefit", "arrive", "go", "assist", "consist", "include",
    "flow", "enable", "allow", "pay", "cover", "repair",
];

/// Verbs whose subject is of one mind with those whose charges are its object.
const SHARES: &[&str] = &[
    "echo",
    "back",
    "support",
    "join",
    "share",
    "repeat",
    "endorse",
    "welcome",
    "confirm",
    "note",
    "follow",
    "add",
    "lead",
    "report",
    "investigate",
    "study",
    "cite",
    "publish",
    "quote",
    "mediate",
    "recognise",
    "recognize",
    "accept",
    "acknowledge",
    "honour",
    "honor",
    "settle",
];

/// What one says against another; an inquiry or a claim to land may be against nobody who is named.
const CHARGES: &[&str] = &["charge", "accusation", "allegation", "criticism", "complaint", "claim"];

/// Verbs whose subject gets what their object says.
const GETS: &[&str] = &[
    "receive", "get", "accept", "obtain", "win", "enjoy", "secure", "face", "have", "draw", "earn",
    "attract", "elicit", "provoke",
];

/// Why a row gave nothing.
enum Unread {
    /// It is no deed, but a state, which has a rule of its own.
    Role,
    Blocked(Block),
}

impl From<Block> for Unread {
    fn from(block: Block) -> Self {
        Self::Blocked(block)
    }
}

/// The verb whose subject or object a noun is.
struct Over {
    verb: usize,
    object: bool,
}

fn over(scene: &Scene<'_>, noun: usize) -> Option<Over> {
    let mut token = scene.document.tree.first_conjunct(noun);
    for _ in 0..4 {
        let head = scene.head(token)?;
        match scene.label(token) {
            Label::DirectObject | Label::PassiveSubject => return Some(Over { verb: head, object: true }),
            Label::NominalSubject | Label::Attribute => return Some(Over { verb: head, object: false }),
            Label::PrepositionObject => {
                let verb = scene.head(head)?;
                if scene.is_verb(verb) {
                    return Some(Over { verb, object: false });
                }
                token = verb;
            }
            _ if scene.is_verb(head) => return Some(Over { verb: head, object: false }),
            _ => token = head,
        }
    }
    None
}

fn read(scene: &Scene<'_>, cue: usize, noun: usize, row: &'static Row) -> Result<Finding, Unread> {
    let Some(NounFrame::Deed(prepositions)) = &row.noun else { return Err(Unread::Role) };
    if row.note.contains("military only") && !is_military(scene, noun) {
        return Err(Block::NotMilitary.into());
    }
    let owners = owners(scene, noun);
    let behind = Behind::of(scene, noun, prepositions);
    let over = over(scene, noun);
    let object = over.as_ref().filter(|over| over.object).map(|over| over.verb);
    let undoing = |verb: &usize| {
        // "a meeting is planned", "its demand was refused": the deed is told all the same.
        let told = is_said(row)
            || matches!(fate::effect_of(scene, *verb), Some(Effect::Announce | Effect::Hypothetical));
        (scene.is(*verb, UNDOING) || scene.is(*verb, ANSWERS)) && !(told && subject::is_passive(scene, *verb))
    };
    if let Some(verb) = object.filter(undoing) {
        return match answered(scene, noun, row, verb, &owners) {
            None => Ok(undone(scene, noun, row, verb, (&owners, behind))?),
            Some(found) => Ok(found),
        };
    }
    let light = object.filter(|verb| scene.is(*verb, LIGHT));
    let deed = Deed { scene, noun, row, prepositions, over, object, light };
    let missing = match (owners.is_empty() && behind.by.is_empty(), behind.targets.is_empty()) {
        (true, true) => Block::NoArguments,
        (true, false) => Block::NoSource,
        (false, _) => Block::NoTarget,
    };
    let mut arguments = deed.arguments(owners, behind).ok_or(missing)?;
    arguments.sources.retain(|party| !party.crowd);
    if arguments.sources.is_empty() {
        return Err(Block::Crowd.into());
    }
    Ok(deed.finding(cue, arguments)?)
}

/// "naval drills", "troops began an exercise"
fn is_military(scene: &Scene<'_>, noun: usize) -> bool {
    let by_troops =
        |over: Over| subject::own(scene, over.verb).is_some_and(|who| who != noun && scene.is(who, FORCES));
    scene.children(noun).any(|child| scene.reads(child, MILITARY)) || over(scene, noun).is_some_and(by_troops)
}

/// A noun with what stands over it.
struct Deed<'a, 'b> {
    scene: &'b Scene<'a>,
    noun: usize,
    row: &'static Row,
    prepositions: &'static [String],
    over: Option<Over>,
    /// The verb whose object it is.
    object: Option<usize>,
    /// The same, if that verb does what its object says.
    light: Option<usize>,
}

/// Who does the deed of a noun to whom.
#[derive(Default)]
struct Arguments {
    sources: Vec<Party>,
    /// Empty where the sources act on one another.
    targets: Vec<Party>,
    /// The source is the subject of a verb.
    shared: bool,
    /// The target is named by the place alone.
    weak: bool,
}

impl Deed<'_, '_> {
    fn takes(&self, preposition: &str) -> bool {
        self.prepositions.iter().any(|other| other == preposition)
    }

    fn arguments(&self, owners: Vec<Party>, behind: Behind) -> Option<Arguments> {
        let Behind { targets, between, by } = behind;
        let sources = if owners.is_empty() { by } else { owners };
        let pairs = self.row.reciprocal || self.takes("with");
        if between && self.takes("between") && !self.row.reciprocal {
            return self.by_a_third(sources, targets);
        }
        if let Some(received) = self.received(&sources, &targets) {
            return (!received.targets.is_empty()).then_some(received);
        }
        if between {
            return Some(Arguments { sources: targets, ..Arguments::default() });
        }
        if sources.len() > 1 && targets.is_empty() && pairs {
            // "Egyptian-Ethiopian talks"
            return Some(Arguments { sources, ..Arguments::default() });
        }
        self.directed(sources, targets)
    }

    /// "launched a mediation effort between": a third does it to both.
    fn by_a_third(&self, sources: Vec<Party>, targets: Vec<Party>) -> Option<Arguments> {
        let verb = self.over.as_ref()?.verb;
        if subject::is_passive(self.scene, verb) {
            return None;
        }
        let own = !sources.is_empty();
        let sources = if own { sources } else { subject::of(self.scene, verb, Side::Source) };
        (!sources.is_empty()).then(|| Arguments { sources, targets, ..Arguments::default() })
    }

    /// "received support from Chad"
    fn received(&self, sources: &[Party], targets: &[Party]) -> Option<Arguments> {
        let verb = self.object.filter(|verb| sources.is_empty() && self.scene.is(*verb, GETS))?;
        let sources = from(self.scene, self.noun, verb);
        if sources.is_empty() || !targets.is_empty() {
            return None;
        }
        let targets = subject::of(self.scene, verb, Side::Target);
        Some(Arguments { sources, targets, ..Arguments::default() })
    }

    /// "the Kenyan strike on Somalia", "launched strikes on", "ordered the tanker's release"
    fn directed(&self, sources: Vec<Party>, targets: Vec<Party>) -> Option<Arguments> {
        let Self { scene, noun, row, .. } = *self;
        let mut found = Arguments { sources, targets, ..Arguments::default() };
        if found.sources.is_empty()
            && let Some(verb) = self.verb_of_source(&found.targets)
        {
            found.sources = subject::of(scene, verb, Side::Source);
            found.shared = true;
            let drill = row.reciprocal && row.note.contains("military only");
            if found.targets.is_empty() && drill && found.sources.len() > 1 {
                // "Chadian and Malian troops began an exercise"
                return Some(found);
            }
        } else if found.targets.is_empty()
            && self.takes("of")
            && let Some(verb) = self.light
        {
            let subject = subject::of(scene, verb, Side::Source);
            found.targets = std::mem::replace(&mut found.sources, subject);
            found.shared = true;
        }
        if found.targets.is_empty() && row.kind == EventKind::Assault && !found.sources.is_empty() {
            found.targets = party::place(scene, noun);
            found.weak = true;
        }
        if found.targets.is_empty() && row.kind == EventKind::Aid && !found.sources.is_empty() {
            found.targets = self.aided();
            found.weak = true;
        }
        if found.targets.is_empty() && row.kind == EventKind::Support && !found.sources.is_empty() {
            found.targets = self.helped();
        }
        if found.targets.is_empty() && is_said(row) {
            found.targets = fate::told_of(scene, noun);
        }
        if found.targets.is_empty() && row.kind == EventKind::Accuse && scene.is(noun, CHARGES) {
            found.targets = self.accused(&found.sources);
        }
        if found.sources.is_empty() {
            found.sources = movers(scene, noun, self.prepositions);
        }
        (!found.sources.is_empty() && !found.targets.is_empty()).then_some(found)
    }

    /// "Danish aid helped Chadian schools", "Danish aid reached camps in Chad".
    fn aided(&self) -> Vec<Party> {
        let Self { scene, noun, .. } = *self;
        let there = party::place(scene, noun);
        let verb = scene.head(noun).filter(|_| scene.label(noun) == Label::NominalSubject);
        let Some(verb) = verb.filter(|verb| there.is_empty() && scene.is(*verb, HELPS)) else {
            return there;
        };
        let below = scene.child(verb, Label::ClauseComplement).and_then(|clause| subject::own(scene, clause));
        let objects = subject::objects(scene, verb).into_iter().chain(below);
        let named = objects.map(|object| party::read(scene, object, Side::Target));
        named.into_iter().find(|found| !found.is_empty()).unwrap_or_else(|| party::place(scene, verb))
    }

    /// "support for efforts to rebuild Chad"
    fn helped(&self) -> Vec<Party> {
        let scene = self.scene;
        let behind =
            scene.children(self.noun).chain(self.over.iter().flat_map(|over| scene.children(over.verb)));
        let behind = behind.filter(|child| *child > self.noun && scene.reads(*child, &["for", "to"]));
        let nouns = behind.filter_map(|preposition| scene.object_of_preposition(preposition));
        nouns.map(|noun| party::helped(scene, noun)).find(|found| !found.is_empty()).unwrap_or_default()
    }

    /// "Jordan is perplexed that the Syrian charges came now": who speaks of another's charges is charged.
    fn accused(&self, sources: &[Party]) -> Vec<Party> {
        let scene = self.scene;
        let shares = |verb: usize| scene.is(verb, SHARES);
        let clause = scene.clauses[self.noun];
        for verb in std::iter::once(clause).chain(scene.document.tree.ancestors(clause)).take(6) {
            if !scene.is_verb(verb) || scene.tag(verb).is_noun() {
                continue;
            }
            if shares(verb) || sources.is_empty() {
                return Vec::new();
            }
            let speakers = subject::of(scene, verb, Side::Source);
            let apart = |party: &Party| sources.iter().all(|source| source.actor != party.actor);
            if speakers.len() == 1 && speakers.iter().all(apart) {
                return speakers;
            }
        }
        Vec::new()
    }

    /// The verb whose subject does the deed, where the noun names nobody.
    fn verb_of_source(&self, targets: &[Party]) -> Option<usize> {
        let Self { scene, noun, row, .. } = *self;
        let own = !row.is_state() && (party::owned_by_pronoun(scene, noun) || is_manner(scene, noun))
            || row.reciprocal && is_adjunct(scene, noun, row);
        let own = self.over.as_ref().map(|over| over.verb).filter(|_| own && !targets.is_empty());
        // "Chad cut its aid to the islands over their deal with Mali": theirs, not its.
        let own = own.filter(|verb| !party::is_of_several(scene, noun) || !is_one_name(scene, *verb));
        self.light.or(own).filter(|verb| !subject::is_passive(scene, *verb))
    }

    /// What the words around the noun and over it make of its deed.
    fn outcome(&self) -> Result<Outcome, Block> {
        let Self { scene, noun, row, .. } = *self;
        let outcome = Outcome {
            kind: row.kind,
            negated: status::has_no(scene, noun),
            modality: status::of_noun(scene, noun),
        };
        let taken = |token: usize| Block::Governed(scene.span(token));
        let above = scene.head(noun).unwrap_or(noun);
        let mut outcome = fate::under_noun(scene, noun, outcome).ok_or_else(|| taken(above))?;
        let over = self.over.as_ref().filter(|over| scene.head(noun) == Some(over.verb) && !is_said(row));
        if let Some(over) = over.filter(|over| !over.object || subject::is_passive(scene, over.verb)) {
            outcome = fate::under_subject(scene, over.verb, outcome).ok_or_else(|| taken(over.verb))?;
        }
        if let Some(over) = over.filter(|over| over.object && self.light.is_none() && stands(row)) {
            outcome = fate::under_verbs(scene, over.verb, outcome);
        }
        Ok(outcome)
    }

    fn finding(&self, cue: usize, arguments: Arguments) -> Result<Finding, Block> {
        let Self { scene, noun, row, light, .. } = *self;
        let governed = governed(scene, self.outcome()?, light)?;
        let grounds = match (arguments.weak, row.is_state(), arguments.shared) {
            (true, ..) => Grounds::Location,
            (_, true, _) => Grounds::State,
            (_, _, true) => Grounds::Shared,
            _ => Grounds::Noun,
        };
        let verb = light.or(self.over.as_ref().map(|over| over.verb));
        Ok(Finding {
            rule: Rule::Noun,
            row,
            grounds,
            governed,
            cues: vec![cue],
            reciprocal: row.reciprocal || arguments.targets.is_empty(),
            sources: arguments.sources,
            targets: arguments.targets,
            clause: verb.map_or_else(|| scene.clauses[noun], |verb| scene.clauses[verb]),
        })
    }
}

/// Verbs that answer what another has said or asked.
pub(super) const ANSWERS: &[&str] =
    &["reject", "deny", "dismiss", "refuse", "rebuff", "decline", "spurn", "refute", "ignore"];

/// "Chad denied Malian charges": Mali has charged Chad.
fn answered(
    scene: &Scene<'_>,
    noun: usize,
    row: &'static Row,
    verb: usize,
    owners: &[Party],
) -> Option<Finding> {
    if !is_said(row) || !scene.is(verb, ANSWERS) || owners.is_empty() || subject::is_passive(scene, verb) {
        return None;
    }
    let targets = subject::of(scene, verb, Side::Source);
    let outcome = Outcome { kind: row.kind, negated: false, modality: status::of_noun(scene, noun) };
    (!targets.is_empty()).then(|| Finding {
        rule: Rule::Noun,
        row,
        grounds: Grounds::Noun,
        governed: Governed::of(outcome),
        cues: vec![noun],
        sources: owners.to_vec(),
        targets,
        reciprocal: false,
        clause: verb,
    })
}

/// Whether a deed is done by saying it.
fn is_said(row: &Row) -> bool {
    matches!(row.kind, EventKind::Accuse | EventKind::Request | EventKind::Threaten)
}

/// Whether a deed stands by what is done to it; a treaty is there before it is signed or hoped for.
fn stands(row: &Row) -> bool {
    !row.is_state() && !is_said(row) && !matches!(row.kind, EventKind::Agree | EventKind::Support)
}

/// "called off a strike on Chad": the deed of an object that comes to nothing.
fn undone(
    scene: &Scene<'_>,
    noun: usize,
    row: &'static Row,
    verb: usize,
    (owners, behind): (&[Party], Behind),
) -> Result<Finding, Block> {
    let taken = Block::Governed(scene.span(verb));
    let effect = fate::effect_of(scene, verb).ok_or(Block::Fate(scene.span(verb)))?;
    let mut sources = fate::undoer(scene, verb, owners);
    // "feared a Malian strike": whose it would be.
    if sources.is_empty() && matches!(effect, Effect::Hypothetical) {
        sources = owners.to_vec();
    }
    let mut targets = if behind.between { Vec::new() } else { behind.targets };
    if targets.is_empty() && row.kind == EventKind::Assault {
        targets = party::place(scene, noun);
    }
    if sources.is_empty() {
        // What another has vetoed does not stand.
        let vetoed = !owners.is_empty() && !subject::is_passive(scene, verb);
        return Err(if vetoed { taken } else { Block::NoSource });
    }
    // "Chad and Niger ended their war"
    let among = targets.is_empty() && sources.len() > 1 && party::owned_by_pronoun(scene, noun);
    if targets.is_empty() && !(among && (row.reciprocal || row.kind == EventKind::Assault)) {
        return Err(Block::NoTarget);
    }
    let modality = status::of_noun(scene, noun).max(status::of_verb(scene, verb));
    let asserted = Outcome { kind: row.kind, negated: false, modality };
    // "ruled out a lifting of its sanctions"
    let asserted = fate::under_noun(scene, noun, asserted).unwrap_or(asserted);
    let outcome = chain::apply(asserted, effect).ok_or(taken)?;
    let denied = status::negates(scene, verb) && outcome.kind == row.kind;
    let outcome = if denied {
        Outcome { negated: false, modality: Modality::Hypothetical, ..outcome }
    } else {
        outcome
    };
    let governed = govern::above(scene, verb, Governed::of(outcome))?;
    Ok(Finding {
        rule: Rule::Noun,
        row,
        grounds: Grounds::Noun,
        governed,
        cues: vec![verb, noun],
        sources,
        reciprocal: row.reciprocal || targets.is_empty(),
        targets,
        clause: verb,
    })
}

/// "left Lima after talks with": the noun tells what the subject did beside.
fn is_adjunct(scene: &Scene<'_>, noun: usize, row: &Row) -> bool {
    let preposition = scene.head(noun).filter(|_| scene.label(noun) == Label::PrepositionObject);
    preposition.is_some_and(|preposition| {
        scene.reads(
            preposition,
            if row.is_state() {
                &["amid", "during"]
            } else {
                &["amid", "during", "after", "before", "in", "at", "following", "from"]
            },
        ) || scene.reads(preposition, &["for"]) && row.kind.quad().is_some_and(Quad::is_cooperation)
    })
}

/// Whether the subject of a verb is one country by its name, for which one says "its".
fn is_one_name(scene: &Scene<'_>, verb: usize) -> bool {
    let subject = subject::noun(scene, verb);
    subject.is_some_and(|subject| {
        let name = scene.mention(subject).is_some_and(|mention| {
            matches!(mention.kind, MentionKind::Name | MentionKind::Seat | MentionKind::Organisation)
        });
        name && scene.child(subject, Label::Conjunct).is_none()
    })
}

/// "stayed away in a snub to": the noun tells what the subject does by what the verb says.
fn is_manner(scene: &Scene<'_>, noun: usize) -> bool {
    let into = scene.head(noun).filter(|_| scene.label(noun) == Label::PrepositionObject);
    let one = scene.child(noun, Label::Determiner).is_some_and(|word| scene.reads(word, &["a", "an"]));
    let told = into.and_then(|into| scene.head(into)).is_some_and(|verb| scene.is_verb(verb));
    one && told && into.is_some_and(|into| scene.reads(into, &["in", "as"]))
}

/// A noun shares the fate of a light verb over it.
fn governed(scene: &Scene<'_>, outcome: Outcome, light: Option<usize>) -> Result<Governed, Block> {
    let Some(verb) = light else { return Ok(Governed::of(outcome)) };
    let outcome = Outcome {
        negated: outcome.negated || status::negates(scene, verb),
        modality: outcome.modality.max(status::of_verb(scene, verb)),
        ..outcome
    };
    govern::above(scene, verb, Governed::of(outcome))
}

/// The parties before a noun; two of them where a hyphen or "and" joins them.
fn owners(scene: &Scene<'_>, noun: usize) -> Vec<Party> {
    let mut owners = party::owners(scene, noun, 0);
    let (first, _) = scene.document.tree.edges(noun);
    let joined = |token: usize| token > scene.tokens.start && scene.reads(token - 1, &["-", "–", "and", "/"]);
    for token in first.max(noun.saturating_sub(24))..noun {
        if let Some(mention) = scene.mention(token)
            && let Some(actor) = mention.acting()
            && joined(token)
            && !owners.is_empty()
            && scene.clauses[token] == scene.clauses[noun]
        {
            party::add(&mut owners, vec![party::party(mention, actor, false)]);
        }
    }
    owners
}

/// "the withdrawal of French troops from": who is moved moves.
fn movers(scene: &Scene<'_>, noun: usize, prepositions: &[String]) -> Vec<Party> {
    if prepositions.iter().any(|preposition| preposition == "of") {
        return Vec::new();
    }
    let of = scene.children(noun).find(|child| *child > noun && scene.reads(*child, &["of"]));
    let object = of.and_then(|of| scene.object_of_preposition(of));
    object.map_or_else(Vec::new, |object| party::read(scene, object, Side::Source))
}

/// "received support from Chad"
fn from(scene: &Scene<'_>, noun: usize, verb: usize) -> Vec<Party> {
    let hanging = scene.children(noun).chain(scene.children(verb)).filter(|child| *child > noun);
    let mut from = hanging.filter(|child| scene.reads(*child, &["from"]));
    let object = from.next().and_then(|from| scene.object_of_preposition(from));
    object.map_or_else(Vec::new, |object| party::read(scene, object, Side::Source))
}

/// What hangs behind a noun.
struct Behind {
    targets: Vec<Party>,
    between: bool,
    by: Vec<Party>,
}

impl Behind {
    fn of(scene: &Scene<'_>, noun: usize, prepositions: &[String]) -> Self {
        let mut behind = Self { targets: Vec::new(), between: false, by: Vec::new() };
        let hanging = scene.children(noun).filter(|child| *child > noun);
        let mut own: Vec<usize> = hanging.filter(|child| scene.label(*child).is_prepositional()).collect();
        if own.is_empty() {
            own = fate::prepositions_above(scene, noun);
        }
        let loose = own.is_empty().then(|| loose_preposition(scene, noun)).flatten();
        for preposition in own.into_iter().chain(loose) {
            let Some(object) = scene.object_of_preposition(preposition) else { continue };
            let lower = scene.word(preposition).to_ascii_lowercase();
            if lower == "between" {
                let parties = party::read(scene, object, Side::Target);
                behind.between = parties.len() > 1;
                if behind.between {
                    behind.targets = parties;
                    return behind;
                }
            } else if prepositions.contains(&lower) && behind.targets.is_empty() {
                behind.targets = party::read(scene, object, Side::Target);
                if behind.targets.is_empty() && scene.is(object, TRADE) {
                    behind.targets = traded_with(scene, object);
                }
            } else if lower == "of" && behind.targets.is_empty() && !prepositions.contains(&lower) {
                // "the recall of its envoy from"
                let below = scene.children(object).filter(|child| {
                    scene.label(*child).is_prepositional()
                        && prepositions.iter().any(|wanted| scene.reads(*child, &[wanted]))
                });
                let below = below.filter_map(|below| scene.object_of_preposition(below));
                let mut named = below.map(|noun| party::read(scene, noun, Side::Target));
                behind.targets = named.find(|found| !found.is_empty()).unwrap_or_default();
            } else if lower == "by" && behind.by.is_empty() {
                behind.by = party::read(scene, object, Side::Source);
            }
        }
        if behind.by.is_empty() && prepositions.iter().any(|preposition| preposition == "of") {
            behind.by = agent_below(scene, noun);
        }
        behind
    }
}

/// What is sent or sold over a border.
const TRADE: &[&str] =
    &["export", "import", "sale", "supply", "delivery", "shipment", "flight", "travel", "transfer"];

/// "a ban on exports of ore to Chad"
fn traded_with(scene: &Scene<'_>, trade: usize) -> Vec<Party> {
    let over = scene.children(trade).filter(|child| scene.reads(*child, &["to", "from"]));
    let objects = over.filter_map(|over| scene.object_of_preposition(over));
    objects
        .map(|object| party::read(scene, object, Side::Target))
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

/// "the bombing of Chad's bridge by Libya": the parser may hang "by" on what was bombed.
fn agent_below(scene: &Scene<'_>, noun: usize) -> Vec<Party> {
    let of = scene.children(noun).find(|child| *child > noun && scene.reads(*child, &["of"]));
    let object = of.and_then(|of| scene.object_of_preposition(of));
    let by = object.and_then(|object| scene.children(object).find(|child| scene.reads(*child, &["by"])));
    let agent = by.and_then(|by| scene.object_of_preposition(by));
    agent.map_or_else(Vec::new, |agent| party::read(scene, agent, Side::Source))
}

/// "held talks with": the parser may hang the preposition on the verb.
fn loose_preposition(scene: &Scene<'_>, noun: usize) -> Option<usize> {
    let passive = scene.label(noun) == Label::PassiveSubject;
    let verb = scene.head(noun).filter(|_| passive || scene.label(noun) == Label::DirectObject)?;
    if passive {
        // "talks were held between"
        return scene.children(verb).find(|child| *child > verb && scene.reads(*child, &["between"]));
    }
    scene
        .children(verb)
        .find(|child| *child > noun && scene.label(*child) == Label::Preposition)
        .filter(|child| *child <= scene.document.tree.edges(noun).1 + 2)
}
