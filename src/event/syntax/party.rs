//! Who a noun phrase names: the parties of an event.
//!
//! A phrase names a party by its head ("France", "Palestinians"), by a possessor ("China's army"), by a
//! nationality ("a Chinese official"), behind "of" ("the leaders of Mali"), or by an apposition. As a
//! source only who can act for a state counts; a target may be any thing of the state. A target that
//! is named by the place alone ("positions in Syria") is weak.
//!
//! Known to miss: heads that stand in no list of `phrase.rs`.

use super::{Scene, subject};
use crate::actor::{ActorId, Mention, MentionKind, Role};
use crate::article::Span;
use crate::event::explain::Block;
use crate::event::lexicon::{NounFrame, Row};
use crate::event::phrase::{CROWD, FORMER, OFFICIAL, PRIVATE, Party};
use crate::language::Label;

/// The side of an event on which a phrase stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Source,
    Target,
}

/// Apposition in apposition and owner of owner: no further than this.
const DEPTH: usize = 4;

/// The most members of one coordination that are read.
const MEMBERS: usize = 24;

/// What an event between these lacks: one side, both, or that they are two.
pub(super) fn missing(sources: &[Party], targets: &[Party]) -> Option<Block> {
    let apart = targets.iter().all(|target| sources.iter().all(|source| source.actor != target.actor));
    match (sources.is_empty(), targets.is_empty()) {
        (true, true) => Some(Block::NoArguments),
        (true, false) => Some(Block::NoSource),
        (false, true) => Some(Block::NoTarget),
        (false, false) => (!apart).then_some(Block::SameActor),
    }
}

/// The parties that a noun and those joined to it name.
pub(super) fn read(scene: &Scene<'_>, noun: usize, side: Side) -> Vec<Party> {
    let mut parties = Vec::new();
    for member in members(scene, noun).into_iter().filter(|member| !is_spared(scene, *member)) {
        add(&mut parties, one(scene, member, side, 0));
    }
    parties
}

/// "Italy but not Malta", "not Chile but Argentina": whether a noun is named as one that is not meant.
fn is_spared(scene: &Scene<'_>, noun: usize) -> bool {
    let joined = scene.label(noun) == Label::Conjunct || scene.child(noun, Label::Conjunct).is_some();
    let (first, _) = scene.document.tree.edges(noun);
    let before = first.checked_sub(1).filter(|before| scene.tokens.contains(before));
    joined
        && [before, Some(first)].into_iter().flatten().any(|token| {
            scene.label(token) == Label::Negation && scene.reads(token, &["not"]) && token < noun
        })
}

/// A noun and the nouns joined to it.
pub(super) fn members(scene: &Scene<'_>, noun: usize) -> Vec<usize> {
    let mut members = vec![noun];
    let mut asked = 0;
    while let Some(member) = members.get(asked).copied()
        && members.len() < MEMBERS
    {
        let joined = scene.document.tree.children_with(member, Label::Conjunct);
        members.extend(joined.filter(|token| !scene.is_verb(*token)));
        members
            .extend(scene.child(member, Label::Apposition).filter(|other| is_listed(scene, member, *other)));
        asked += 1;
    }
    members
}

/// "Chad, Niger, Mali and Togo": the parser may take the second name for another name of the first.
fn is_listed(scene: &Scene<'_>, first: usize, other: usize) -> bool {
    let name = |token: usize| scene.mention(token).filter(|mention| mention.kind == MentionKind::Name);
    let apart = name(first).zip(name(other)).is_some_and(|(first, other)| first.actor != other.actor);
    apart && scene.child(other, Label::Conjunct).is_some()
}

pub(super) fn add(parties: &mut Vec<Party>, more: Vec<Party>) {
    for party in more {
        if !parties.iter().any(|other| other.actor == party.actor) {
            parties.push(party);
        }
    }
}

/// The place in which a phrase or a verb puts what it tells, or the places: "militants in Syria", "targets in
/// Chad and Niger". Countries only.
pub(super) fn place(scene: &Scene<'_>, head: usize) -> Vec<Party> {
    let (_, last) = scene.document.tree.edges(head);
    for token in head + 1..=last.min(head + 40) {
        let Some(mention) = scene.mention(token) else { continue };
        let country = mention.actor.as_ref().filter(|actor| actor.is_country());
        let here = mention.role == Role::Actor || mention.role == Role::Location;
        if let Some(actor) =
            country.filter(|_| here && !tells_people(scene, token) && is_placed(scene, token, head))
        {
            let mut places = vec![party(mention, actor, false)];
            for member in members(scene, token) {
                let other =
                    scene.mention(member).and_then(|mention| Some((mention, mention.actor.as_ref()?)));
                let other = other.filter(|(_, actor)| actor.is_country());
                add(
                    &mut places,
                    other.map(|(mention, actor)| party(mention, actor, false)).into_iter().collect(),
                );
            }
            return places;
        }
    }
    Vec::new()
}

/// "the Serb-majority north": who lives there, not whose it is.
fn tells_people(scene: &Scene<'_>, name: usize) -> bool {
    let next = |on: usize| Some(name + on).filter(|token| scene.tokens.contains(token));
    next(1).is_some_and(|hyphen| scene.reads(hyphen, &["-"]))
        && next(2).is_some_and(|word| {
            scene.reads(word, &["majority", "dominated", "populated", "speaking", "inhabited", "minority"])
        })
}

/// Whether a name hangs on a head by prepositions of place.
fn is_placed(scene: &Scene<'_>, name: usize, head: usize) -> bool {
    let mut token = name;
    let mut placed = false;
    for _ in 0..8 {
        let Some(above) = scene.head(token) else { return false };
        let label = scene.label(token);
        let open = matches!(label, Label::NounClause | Label::OpenComplement)
            || label == Label::AdverbClause && subject::own(scene, token).is_none();
        if label.is_clause() && !open || label == Label::Agent || scene.is(token, GATHERINGS) {
            return false;
        }
        if label == Label::Preposition || label == Label::Dative {
            placed |= scene.reads(token, PLACES);
            if !scene.reads(token, PLACES) && !scene.reads(token, &["of"]) {
                return false;
            }
        }
        if above == head {
            return placed;
        }
        token = above;
    }
    false
}

/// Whether a noun is something held, which can be held anywhere.
pub(super) fn is_gathering(scene: &Scene<'_>, noun: usize) -> bool {
    scene.is(noun, GATHERINGS) || scene.is(noun, &["part", "place", "round", "session", "parade", "match"])
}

/// What is held in a land without being done to it.
const GATHERINGS: &[&str] = &[
    "summit",
    "meeting",
    "conference",
    "talk",
    "forum",
    "council",
    "ceremony",
    "game",
    "cup",
    "interview",
    "speech",
];

/// Prepositions of place.
const PLACES: &[&str] = &[
    "in",
    "inside",
    "near",
    "at",
    "within",
    "across",
    "off",
    "along",
    "around",
    "throughout",
    "into",
    "on",
    "over",
];

/// What is done for others.
const EFFORTS: &[&str] = &[
    "effort",
    "attempt",
    "bid",
    "endeavour",
    "endeavor",
    "initiative",
    "programme",
    "program",
    "project",
    "work",
    "process",
    "negotiation",
    "talk",
];

/// "efforts to rebuild Chad", "talks among Chadians": whom such efforts are for.
pub(super) fn helped(scene: &Scene<'_>, noun: usize) -> Vec<Party> {
    if !scene.is(noun, EFFORTS) {
        return Vec::new();
    }
    let own = scene.children(noun).filter(|child| *child > noun);
    for child in own {
        let (deed, among) = match scene.label(child) {
            Label::NounClause => (Some(child), None),
            label
                if label.is_prepositional() && scene.reads(child, &["at", "for", "in", "to", "towards"]) =>
            {
                (scene.child(child, Label::PrepositionComplement), None)
            }
            label if label.is_prepositional() && scene.reads(child, &["among", "amongst"]) => {
                (None, scene.object_of_preposition(child))
            }
            _ => (None, None),
        };
        let objects = deed.map_or_else(Vec::new, |verb| subject::objects(scene, verb));
        for object in objects.into_iter().chain(among) {
            let found = read(scene, object, Side::Target);
            if !found.is_empty() {
                return found;
            }
        }
        let there = deed.map_or_else(Vec::new, |verb| place(scene, verb));
        if !there.is_empty() {
            return there;
        }
    }
    place(scene, noun)
}

/// The parties of one noun, what is joined to it left out.
pub(super) fn one(scene: &Scene<'_>, head: usize, side: Side, depth: usize) -> Vec<Party> {
    if depth > DEPTH {
        return Vec::new();
    }
    let manner = Manner::of(scene, head);
    if let Some(mention) = scene.mention(head) {
        let Some(actor) = mention.acting().or_else(|| goal(mention, side)) else { return Vec::new() };
        let person = mention.kind == MentionKind::Leader;
        let former = manner.former && side == Side::Source && !person;
        let crowd = manner.crowd || is_crowd(mention, scene, head);
        let mut parties = vec![party(mention, actor, crowd)];
        if mention.kind == MentionKind::Epithet {
            // "the two sides": each word of it names one.
            let others =
                scene.children(head).filter_map(|child| scene.mention(child).zip(scene.acting(child)));
            let others = others.filter(|(other, _)| other.kind == MentionKind::Epithet);
            add(&mut parties, others.map(|(other, actor)| self::party(other, actor, crowd)).collect());
        }
        return if former { Vec::new() } else { parties };
    }
    // "Haiti's neighbour, the Dominican Republic": the name says who is meant.
    if scene.is(head, STATES)
        && let Some(other) = scene.child(head, Label::Apposition)
        && scene.acting(other).is_some()
    {
        return one(scene, other, side, depth + 1);
    }
    let owners = owners(scene, head, depth);
    if !owners.is_empty() {
        return manner.filter(owners, side);
    }
    let behind = behind(scene, head, side, depth, &manner);
    if !behind.is_empty() {
        return behind;
    }
    let by_agent = agent(scene, head, depth);
    if !by_agent.is_empty() {
        return by_agent;
    }
    let Some(other) = scene.child(head, Label::Apposition) else { return Vec::new() };
    one(scene, other, side, depth + 1)
}

/// "missiles fired by the Iranian army"
fn agent(scene: &Scene<'_>, head: usize, depth: usize) -> Vec<Party> {
    // "reports that a ship was seized by Iran" are not Iran's.
    let bare = |deed: &usize| subject::own(scene, *deed).is_none();
    let Some(deed) = scene.child(head, Label::NounClause).filter(bare) else { return Vec::new() };
    let Some(by) = scene.child(deed, Label::Agent) else { return Vec::new() };
    let Some(object) = scene.object_of_preposition(by) else { return Vec::new() };
    let mut found = Vec::new();
    for member in members(scene, object) {
        add(&mut found, one(scene, member, Side::Source, depth + 1));
    }
    found
}

/// "flew to Lima": a place can be gone to, but it does nothing.
fn goal(mention: &Mention, side: Side) -> Option<&ActorId> {
    mention.actor.as_ref().filter(|_| side == Side::Target && mention.role == Role::Location)
}

/// A mention as a party.
pub(super) fn party(mention: &Mention, actor: &ActorId, crowd: bool) -> Party {
    Party { actor: actor.clone(), span: mention.span, crowd }
}

/// Whether a noun names people: "Chadians", "refugees from Chad".
pub(super) fn is_people(scene: &Scene<'_>, head: usize) -> bool {
    scene.mention(head).is_some_and(|mention| is_crowd(mention, scene, head))
        || scene.reads(head, CROWD)
        || scene.is(head, &["refugee", "migrant", "family", "citizen", "child", "number", "exile", "evacuee"])
}

/// "Syrians", "a Serb", "the Czech": people, who do not act for their state; but "the French".
fn is_crowd(mention: &Mention, scene: &Scene<'_>, head: usize) -> bool {
    let word = scene.word(head);
    let state = ["ese", "ch", "sh"].iter().any(|ending| word.ends_with(ending));
    let one = scene.children(head).any(|child| scene.reads(child, &["a", "an", "another", "the"]));
    mention.kind == MentionKind::Demonym && (word.ends_with('s') || !state && one)
}

/// Who owns a noun or gives it its nationality: "China's", "Chinese", "US and British".
pub(super) fn owners(scene: &Scene<'_>, head: usize, depth: usize) -> Vec<Party> {
    let mut owners = Vec::new();
    if let Some(owner) = scene.child(head, Label::Possessor) {
        for member in members(scene, owner) {
            add(&mut owners, one(scene, member, Side::Target, depth + 1));
        }
    }
    for child in scene.children(head).filter(|child| *child < head) {
        if !owners.is_empty() {
            break;
        }
        let modifies =
            matches!(scene.label(child), Label::AdjectiveModifier | Label::Compound | Label::NounModifier);
        if scene.reads(child, &["led"]) {
            // "a Saudi-led strike": who leads it does it.
            let leader = scene.children(child).find(|leader| scene.acting(*leader).is_some());
            let named = leader.and_then(|leader| scene.acting(leader).zip(scene.mention(leader)));
            owners.extend(named.map(|(actor, mention)| party(mention, actor, false)));
        } else if modifies {
            // "Chinese" may hang on "actor" in "Chinese actor Li", or on the name itself.
            let inner = scene.children(child).filter(|inner| {
                // "Chad-South Sudan ties": the name after the hyphen may have more words.
                let hyphen = scene.reads(*inner + 1, &["-", "–"])
                    && (*inner + 2 == child
                        || scene.mention(*inner + 2).is_some_and(|m| scene.mention(child) == Some(m)));
                *inner < child && (hyphen || scene.acting(child).is_none())
            });
            for member in inner.chain([child]).flat_map(|child| members(scene, child)) {
                let actor = scene.acting(member).zip(scene.mention(member));
                let named = actor.map(|(actor, mention)| party(mention, actor, false));
                add(&mut owners, named.into_iter().collect());
            }
        }
    }
    owners
}

/// The first owner by pronoun: "its", "their".
pub(super) fn owned_by_pronoun(scene: &Scene<'_>, head: usize) -> bool {
    scene
        .child(head, Label::Possessor)
        .is_some_and(|owner| scene.reads(owner, &["its", "their", "his", "her"]))
}

/// "their deal"
pub(super) fn is_of_several(scene: &Scene<'_>, head: usize) -> bool {
    scene.child(head, Label::Possessor).is_some_and(|owner| scene.reads(owner, &["their"]))
}

/// Whether a phrase names somebody or a state, and not a thing of theirs.
pub(super) fn is_person(scene: &Scene<'_>, head: usize) -> bool {
    scene.mention(head).is_some() || scene.tag(head).is_name() || Manner::of(scene, head).official
}

/// Whether a noun is a person by name or by office.
pub(super) fn is_somebody(scene: &Scene<'_>, head: usize) -> bool {
    let named = scene.mention(head);
    named.is_some_and(|mention| matches!(mention.kind, MentionKind::Leader | MentionKind::Office))
        || named.is_none() && scene.is(head, PERSONS)
}

/// Those who speak or act for a state as one person.
const PERSONS: &[&str] = &[
    "envoy",
    "ambassador",
    "official",
    "minister",
    "president",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "diplomat",
    "secretary",
    "leader",
    "chancellor",
    "general",
    "premier",
    "king",
    "queen",
    "emir",
    "chief",
    "commander",
    "adviser",
    "advisor",
    "negotiator",
    "officer",
    "lawmaker",
    "senator",
    "analyst",
];

/// What the words of a noun phrase say of who it is.
pub(super) struct Manner {
    official: bool,
    private: bool,
    crowd: bool,
    former: bool,
    sport: bool,
}

impl Manner {
    pub fn of(scene: &Scene<'_>, head: usize) -> Self {
        let mut manner = Self { official: false, private: false, crowd: false, former: false, sport: false };
        let near = scene.children(head).filter(|child| {
            scene.label(*child).is_noun_modifier() || scene.label(*child) == Label::Apposition
        });
        for token in near.chain([head]) {
            let mention = scene.mention(token);
            let person = mention.is_some_and(|m| matches!(m.kind, MentionKind::Leader | MentionKind::Office));
            manner.official |= person;
            manner.former |= scene.reads(token, FORMER);
            if mention.is_some() {
                continue;
            }
            manner.official |= scene.is(token, OFFICIAL) || is_deed(scene, token);
            manner.private |= scene.is(token, PRIVATE);
            manner.crowd |= scene.reads(token, CROWD);
            manner.sport |= scene.reads(token, &["team", "club", "player", "players", "champion"]);
        }
        manner
    }

    /// Whether it acts for a state.
    pub fn acts(&self) -> bool {
        self.official && !self.private && !self.former
    }

    fn filter(&self, mut parties: Vec<Party>, side: Side) -> Vec<Party> {
        let fits = match side {
            Side::Source => self.acts() || self.crowd,
            Side::Target => !self.sport,
        };
        if !fits {
            return Vec::new();
        }
        for party in &mut parties {
            party.crowd |= self.crowd && !self.acts();
        }
        parties
    }
}

/// "the Israeli strike killed": what a state does acts for it.
fn is_deed(scene: &Scene<'_>, token: usize) -> bool {
    scene.noun_rows(token).any(|row| matches!(row.noun, Some(NounFrame::Deed(_))))
}

/// Whether "of" behind a noun names what is done to: "the bombing of".
fn takes_of(scene: &Scene<'_>, noun: usize) -> bool {
    let of = |row: &'static Row| match &row.noun {
        Some(NounFrame::Deed(prepositions)) => prepositions.iter().any(|preposition| preposition == "of"),
        _ => false,
    };
    scene.reads(noun, &["killing", "death", "murder", "use", "arrest", "treatment"])
        || scene.noun_rows(noun).any(of)
}

/// "the leaders of Mali", "a demand from Athens", "the arrest of a priest by Chad".
fn behind(scene: &Scene<'_>, head: usize, side: Side, depth: usize, manner: &Manner) -> Vec<Party> {
    let deed = takes_of(scene, head);
    for preposition in scene.children(head).filter(|child| scene.label(*child).is_prepositional()) {
        let fits = match side {
            _ if scene.reads(preposition, &["in"]) => scene.is(head, CIVIL),
            Side::Source if scene.reads(preposition, &["of"]) && scene.is(head, GROUPS) => true,
            Side::Source if scene.reads(preposition, &["including"]) => scene.is(head, STATES),
            Side::Source if scene.reads(preposition, &["for"]) => scene.is(head, SPEAKERS),
            Side::Source => (manner.acts() || manner.crowd) && scene.reads(preposition, &["of", "from"]),
            Side::Target => {
                scene.reads(preposition, &["from", "by", "including", "between"])
                    || !deed && scene.reads(preposition, &["of"])
            }
        };
        let Some(object) = scene.object_of_preposition(preposition).filter(|_| fits) else { continue };
        let mut found = Vec::new();
        for member in members(scene, object) {
            let group = side == Side::Source && scene.is(head, GROUPS) && !manner.crowd;
            let side = if group { Side::Source } else { Side::Target };
            let mut parties = one(scene, member, side, depth + 1);
            if parties.is_empty() && scene.reads(preposition, &["in"]) {
                parties = place(scene, head);
            }
            for party in &mut parties {
                party.crowd |= manner.crowd && !manner.acts();
            }
            add(&mut found, parties);
        }
        if !found.is_empty() {
            return with_joined(scene, (head, preposition), side, depth, found);
        }
    }
    Vec::new()
}

/// "the ministers of Laos and of Vietnam": the same preposition, said again.
fn with_joined(
    scene: &Scene<'_>,
    (head, preposition): (usize, usize),
    side: Side,
    depth: usize,
    mut found: Vec<Party>,
) -> Vec<Party> {
    let joins = |token: usize| {
        token > scene.tokens.start
            && scene.reads(token - 1, &["and"])
            && scene.lemma(token) == scene.lemma(preposition)
    };
    let hanging = scene.children(head).chain(scene.children(preposition));
    for again in hanging.filter(|child| *child > preposition && joins(*child)) {
        if let Some(object) = scene.object_of_preposition(again) {
            let more = one(scene, object, Side::Target, depth + 1);
            let crowd = found.iter().any(|party| party.crowd) && side == Side::Source;
            add(&mut found, more.into_iter().map(|party| Party { crowd, ..party }).collect());
        }
    }
    found
}

/// Those who speak for others: "a spokesman for the ministry".
const SPEAKERS: &[&str] = &["spokesman", "spokeswoman", "spokesperson", "envoy", "negotiator"];

/// Words for states, which "including" names.
const STATES: &[&str] =
    &["party", "country", "state", "nation", "government", "ally", "neighbour", "neighbor", "power"];

/// Words that count others: what these do, the others do.
const GROUPS: &[&str] = &[
    "group", "number", "team", "majority", "member", "dozen", "hundred", "thousand", "some", "most", "one",
    "two",
];

/// Those who act for the state in whose land they stand: "police in Peru".
const CIVIL: &[&str] = &[
    "government",
    "police",
    "court",
    "judge",
    "prosecutor",
    "authority",
    "official",
    "lawmaker",
    "customs",
    "army",
    "military",
    "ministry",
    "parliament",
];

/// A noun phrase without what is told of it behind: "the agency, which belongs to the state".
pub(super) fn name(scene: &Scene<'_>, noun: usize) -> Span {
    let (first, last) = scene.document.tree.edges(noun);
    let tells = |child: &usize| {
        *child > noun && (scene.label(*child).is_clause() || scene.label(*child) == Label::Apposition)
    };
    let end = scene.children(noun).find(tells).map_or(last, |child| scene.document.tree.edges(child).0 - 1);
    let comma = |token: usize| scene.label(token) == Label::Punctuation;
    let end = (noun..=end.max(noun)).rev().find(|token| !comma(*token)).unwrap_or(noun);
    Span::new(scene.span(first).start, scene.span(end).end)
}
