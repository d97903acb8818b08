//! Noun phrases and who is named in them: the parties of an event.
//!
//! A phrase names a party by a name that is its head ("France"), by a possessor ("China's army"), by a
//! nationality ("a Chinese official") or behind "of" ("the leaders of Mali, Niger and Chad"). As a
//! source only who can act for a state counts; a target may be any thing of the state.
//!
//! Known to miss: heads that stand in no list ("the Kenyan side" is known, "the Kenyan camp" is not).

use super::Lexicon;
use super::lexicon::NounFrame;
use super::words::{Tag, Word};
use crate::actor::{ActorId, MentionKind};
use crate::article::Span;

/// Who takes part, and where it is named.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Party {
    pub actor: ActorId,
    pub span: Span,
    /// People in the street: they protest, they do not govern.
    pub crowd: bool,
}

/// The side of an event on which a phrase stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Source,
    Target,
    /// One of several that stand behind "between": a verb may follow.
    Between,
}

/// Heads that act for a state.
pub(super) const OFFICIAL: &[&str] = &[
    "coastguard",
    "coastguards",
    "instructors",
    "trainers",
    "militiamen",
    "rescuers",
    "mediators",
    "boats",
    "administration",
    "admiral",
    "agency",
    "agents",
    "aircraft",
    "airstrikes",
    "ambassador",
    "ambassadors",
    "archbishop",
    "armies",
    "armour",
    "army",
    "artillery",
    "attache",
    "attaches",
    "authorities",
    "bank",
    "battalion",
    "bombers",
    "brigade",
    "cabinet",
    "captain",
    "colonel",
    "garrison",
    "garrisons",
    "admirals",
    "colonels",
    "chancellor",
    "chief",
    "coast",
    "columns",
    "commander",
    "commandos",
    "commission",
    "committee",
    "congress",
    "consul",
    "consulate",
    "council",
    "counterpart",
    "counterparts",
    "court",
    "delegate",
    "delegates",
    "delegation",
    "delegations",
    "deputy",
    "diplomat",
    "diplomats",
    "drones",
    "embassy",
    "emir",
    "emperor",
    "empire",
    "envoy",
    "envoys",
    "executive",
    "fighters",
    "fleet",
    "force",
    "forces",
    "foreign",
    "frigate",
    "general",
    "generals",
    "government",
    "governments",
    "governor",
    "guard",
    "guards",
    "gunboats",
    "gunmen",
    "gunners",
    "guns",
    "head",
    "heads",
    "helicopters",
    "intelligence",
    "jet",
    "jets",
    "judge",
    "judges",
    "junta",
    "king",
    "kingdom",
    "lawmakers",
    "leader",
    "leaders",
    "leadership",
    "leaders",
    "legislature",
    "marines",
    "mayor",
    "military",
    "minister",
    "ministers",
    "ministry",
    "missiles",
    "mission",
    "monarch",
    "navy",
    "negotiator",
    "negotiators",
    "officer",
    "officers",
    "official",
    "officials",
    "parliament",
    "pilots",
    "planes",
    "police",
    "policymakers",
    "politburo",
    "premier",
    "president",
    "presidents",
    "prime",
    "prince",
    "princess",
    "prosecutor",
    "prosecutors",
    "queen",
    "regime",
    "regulator",
    "regulators",
    "representative",
    "representatives",
    "republic",
    "rulers",
    "sappers",
    "secretary",
    "security",
    "senate",
    "senator",
    "senators",
    "sentries",
    "sergeants",
    "shells",
    "shelling",
    "side",
    "snipers",
    "soldiers",
    "speaker",
    "spokesman",
    "spokesperson",
    "spokeswoman",
    "state",
    "states",
    "submarine",
    "sultan",
    "tanks",
    "team",
    "treasury",
    "troops",
    "union",
    "units",
    "vessel",
    "warplanes",
    "warship",
    "warships",
    "nation",
    "country",
    "people",
    "assembly",
    "airstrike",
    "airstrikes",
    "bureau",
    "carrier",
    "chamber",
    "coalition",
    "corps",
    "cruiser",
    "customs",
    "department",
    "destroyer",
    "drone",
    "fighter",
    "gunships",
    "inspectors",
    "investigators",
    "legislators",
    "marine",
    "missile",
    "peacekeepers",
    "personnel",
    "platoon",
    "rocket",
    "rockets",
    "servicemen",
    "service",
    "services",
    "squadron",
    "submarines",
    "tribunal",
    "tribunals",
    "troop",
    "unit",
    "warplane",
    "vessels",
    "ship",
    "ships",
    "helicopter",
    "plane",
    "bomber",
    "soldier",
    "fleets",
    "mep",
    "meps",
    "mp",
    "mps",
    "factions",
    "hackers",
    "congressional",
    "mufti",
    "pontiff",
    "governors",
    "airforce",
    "bishop",
];

/// Heads that are people in the street.
pub(super) const CROWD: &[&str] = &[
    "activists",
    "crowd",
    "crowds",
    "demonstrators",
    "hundreds",
    "marchers",
    "men",
    "mob",
    "people",
    "protesters",
    "several",
    "students",
    "thousands",
    "tens",
    "villagers",
    "women",
    "workers",
    "dozens",
];

/// Heads that act for nobody but themselves, whatever their nationality.
pub(super) const PRIVATE: &[&str] = &[
    "actor",
    "actress",
    "airline",
    "artist",
    "author",
    "band",
    "businessman",
    "champion",
    "club",
    "coach",
    "companies",
    "company",
    "director",
    "driver",
    "economist",
    "fan",
    "fans",
    "film",
    "firm",
    "firms",
    "footballer",
    "investors",
    "magazine",
    "media",
    "newspaper",
    "newspapers",
    "novelist",
    "opposition",
    "paper",
    "papers",
    "player",
    "players",
    "professor",
    "rebels",
    "side's",
    "singer",
    "star",
    "striker",
    "student",
    "tennis",
    "tourist",
    "tourists",
    "traders",
    "university",
    "writer",
    "winger",
    "rugby",
    "cricket",
    "football",
    "soccer",
    "olympic",
    "league",
    "cup",
];

/// Words before a name that say that it no longer acts.
pub(super) const FORMER: &[&str] = &["former", "ex", "late", "exiled", "retired", "deposed", "ousted"];

/// Soldiers, and what they and others move in.
pub(super) const FORCES: &[&str] = &[
    "aircraft",
    "airliner",
    "airplane",
    "army",
    "battalion",
    "boat",
    "bomber",
    "brigade",
    "column",
    "commando",
    "convoy",
    "division",
    "drone",
    "fighter",
    "fleet",
    "force",
    "frigate",
    "guard",
    "gunboat",
    "gunman",
    "helicopter",
    "infantry",
    "jet",
    "marine",
    "military",
    "militiaman",
    "missile",
    "navy",
    "paratrooper",
    "patrol",
    "plane",
    "police",
    "raider",
    "rocket",
    "ship",
    "soldier",
    "squad",
    "submarine",
    "tank",
    "tanker",
    "troop",
    "truck",
    "unit",
    "vessel",
    "warplane",
    "warship",
];

/// A phrase that was read: its parties and the word behind it.
pub(super) struct Phrase {
    pub parties: Vec<Party>,
    pub end: usize,
}

/// Reads the noun phrases from a word on, joined by commas and "and", up to `limit`.
pub(super) fn read(words: &[Word<'_>], start: usize, limit: usize, side: Side, lexicon: &Lexicon) -> Phrase {
    let mut phrase = Phrase { parties: Vec::new(), end: start };
    let mut place = start;
    loop {
        let (parties, end) = conjunct(words, place, limit, side, lexicon);
        if end == place {
            return phrase;
        }
        // "criticised B, and C said": what has a verb of its own is no further object.
        if place > start && side == Side::Target && has_verb(words, end, limit) {
            return phrase;
        }
        if place > start && parties.is_empty() && !names_others(&words[place..end]) {
            return phrase;
        }
        for party in parties {
            if !phrase.parties.iter().any(|other| other.actor == party.actor) {
                phrase.parties.push(party);
            }
        }
        phrase.end = end;
        let Some(next) = joint(words, end, limit) else { return phrase };
        place = next;
    }
}

/// The start of the next conjunct behind a comma, "and" or both.
fn joint(words: &[Word<'_>], place: usize, limit: usize) -> Option<usize> {
    let mut next = place;
    if next < limit && words[next].tag == Tag::Comma {
        next += 1;
    }
    if next < limit && words[next].is(&["and", "or", "&"]) {
        next += 1;
    }
    if next < limit && words[next].is(&["both"]) {
        next += 1;
    }
    (next > place && next < limit && words[next].is_nominal()).then_some(next)
}

fn has_verb(words: &[Word<'_>], place: usize, limit: usize) -> bool {
    let skip = |tag| matches!(tag, Tag::Adverb | Tag::Time);
    words[place..limit.max(place)]
        .iter()
        .find(|word| !skip(word.tag))
        .is_some_and(|word| word.is_verbal() && !word.can_be(super::forms::Form::Ing))
}

fn names_others(words: &[Word<'_>]) -> bool {
    words.iter().any(|word| word.is(&["others", "other", "its", "ally", "allies"]))
}

/// One noun phrase without what is joined to it.
fn conjunct(
    words: &[Word<'_>],
    start: usize,
    limit: usize,
    side: Side,
    lexicon: &Lexicon,
) -> (Vec<Party>, usize) {
    let mut end = start;
    while end < limit && words[end].is_nominal() {
        end += 1;
    }
    if end == start {
        return (Vec::new(), start);
    }
    let simple = &words[start..end];
    if let Some(party) = named(simple, side) {
        return (vec![party], skip_of(words, end, limit));
    }
    behind_preposition(words, start, end, limit, side, lexicon)
}

/// Whether a word is one that acts for a state: "army", "minister".
pub(super) fn is_official(word: &Word<'_>) -> bool {
    word.mention.is_none() && word.is(OFFICIAL)
}

/// The party that a phrase without prepositions names.
fn named(words: &[Word<'_>], side: Side) -> Option<Party> {
    let private = words.iter().any(|word| word.mention.is_none() && word.is(PRIVATE));
    let former = words.iter().any(|word| word.is(FORMER));
    let sport = words.iter().any(|word| word.is(&["team", "club", "player", "players", "champion"]));
    for (place, word) in words.iter().enumerate() {
        let Some(actor) = word.acting() else { continue };
        let behind = &words[place + 1..];
        let compound = behind.first().is_some_and(|next| next.tag == Tag::Hyphen);
        if compound && behind.get(1).is_none_or(|other| other.acting().is_none()) {
            continue;
        }
        let party = Party { actor: actor.clone(), span: word.span, crowd: is_crowd(words) };
        if behind.is_empty() {
            return (!(side == Side::Source && former)).then_some(party);
        }
        let person = |word: &Word<'_>| {
            word.mention.is_some_and(|m| matches!(m.kind, MentionKind::Leader | MentionKind::Office))
        };
        let acts = behind.iter().any(|word| word.is(OFFICIAL) || person(word)) || person(word);
        return match side {
            Side::Source => (acts && !private && !former || party.crowd).then_some(party),
            Side::Target | Side::Between => (!sport).then_some(party),
        };
    }
    None
}

fn is_crowd(words: &[Word<'_>]) -> bool {
    words.iter().any(|word| word.mention.is_none() && word.is(CROWD))
        || words.last().is_some_and(|word| {
            word.mention.is_some_and(|mention| mention.kind == MentionKind::Demonym)
                && word.lower.ends_with('s')
        })
}

/// The word behind "of" phrases that belong to a phrase whose party is known: "Egypt's seizure of the
/// canal", "President Ali of".
fn skip_of(words: &[Word<'_>], end: usize, limit: usize) -> usize {
    let mut place = end;
    while place + 1 < limit && words[place].lower == "of" && words[place + 1].is_nominal() {
        place += 1;
        while place < limit && words[place].is_nominal() {
            place += 1;
        }
    }
    place
}

/// "the leaders of Mali", "a demand from Athens", "the arrest of a priest by Chad": the party behind the
/// preposition. What a deed is done to is no party of it: "the bombing of Gaza".
fn behind_preposition(
    words: &[Word<'_>],
    start: usize,
    end: usize,
    limit: usize,
    side: Side,
    lexicon: &Lexicon,
) -> (Vec<Party>, usize) {
    let nothing = (Vec::new(), end);
    let Some(preposition) = words.get(end).filter(|_| end < limit) else { return nothing };
    let heads = &words[start..end];
    let deed = heads.last().is_some_and(|head| {
        takes_of(&head.lower, lexicon)
            || head.is(&["killing", "death", "murder", "use", "arrest", "treatment"])
    });
    let official = heads.iter().any(|word| word.is(OFFICIAL));
    let crowd = heads.iter().any(|word| word.is(CROWD));
    let fits = match (preposition.lower.as_str(), side) {
        ("of", Side::Source) => official || crowd,
        ("of", Side::Target | Side::Between) => !deed,
        ("from" | "by", Side::Target | Side::Between) => true,
        ("from", Side::Source) => official || crowd,
        _ => false,
    };
    if !fits {
        if side == Side::Target && preposition.lower == "of" {
            return agent(words, skip_of(words, end, limit), limit, lexicon).unwrap_or(nothing);
        }
        return nothing;
    }
    let (mut parties, behind) = conjunct(words, end + 1, limit, Side::Target, lexicon);
    for party in &mut parties {
        party.crowd |= crowd;
    }
    if parties.is_empty() { nothing } else { (parties, behind) }
}

/// Whether "of" behind a noun names what is done to: "the bombing of", but "the appeal of".
fn takes_of(noun: &str, lexicon: &Lexicon) -> bool {
    lexicon.noun_rows(noun).iter().any(|&row| match &lexicon.row(row).noun {
        Some(NounFrame::Deed(prepositions)) => prepositions.iter().any(|preposition| preposition == "of"),
        _ => false,
    })
}

/// "by the Chadian police" behind a deed.
fn agent(words: &[Word<'_>], place: usize, limit: usize, lexicon: &Lexicon) -> Option<(Vec<Party>, usize)> {
    if place >= limit || words[place].lower != "by" {
        return None;
    }
    let (parties, end) = conjunct(words, place + 1, limit, Side::Source, lexicon);
    (!parties.is_empty()).then_some((parties, end))
}
