//! The corrections of version 2 of the session file. Frozen: a change of these types is a new version.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::v1::{KindV1, actor_id, json, lines};
use crate::actor::{ActorId, ActorKind, AliasKind, Change, Overlay};
use crate::article::{ArticleId, Date, Part, Span};
use crate::event::Status;
use crate::session::correction::{
    AddedEvent, Anchor, Corrections, EventAnchor, MentionFix, Note, NoteColour, Review, Subject, Told,
    Verdict,
};

/// All that a person corrected.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct CorrectionsV2 {
    reviews: Vec<ReviewV2>,
    added: Vec<AddedV2>,
    mentions: Vec<MentionV2>,
    merged: BTreeMap<String, String>,
    names: Vec<NameChangeV2>,
    notes: Vec<NoteV2>,
    /// Parts that are not known: kept and written back.
    #[serde(flatten)]
    pub(super) unknown: BTreeMap<String, Value>,
}

#[derive(Clone, Serialize, Deserialize)]
struct AnchorV2 {
    article: String,
    part: PartV2,
    start: usize,
    end: usize,
    quote: String,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum PartV2 {
    Title,
    Text,
}

#[derive(Clone, Serialize, Deserialize)]
struct ToldV2 {
    source: String,
    #[serde(rename = "type")]
    kind: KindV1,
    target: String,
    #[serde(default, skip_serializing_if = "is_false")]
    reciprocal: bool,
    status: StatusV2,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    claimed_by: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    date: Option<String>,
}

#[derive(Clone, Serialize, Deserialize)]
struct ReviewV2 {
    at: AnchorV2,
    read: ToldV2,
    verdict: VerdictV2,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    told: Option<ToldV2>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    why: String,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum VerdictV2 {
    Right,
    NotAnEvent,
    Corrected,
}

#[derive(Clone, Serialize, Deserialize)]
struct AddedV2 {
    at: AnchorV2,
    told: ToldV2,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    why: String,
}

#[derive(Clone, Serialize, Deserialize)]
struct MentionV2 {
    at: AnchorV2,
    read: Option<String>,
    actor: Option<String>,
}

#[derive(Clone, Serialize, Deserialize)]
struct NoteV2 {
    /// An actor, or the source of a link.
    on: String,
    /// The target of a link.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    colour: Option<ColourV2>,
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "kebab-case")]
enum NameChangeV2 {
    AddActor { actor: String, label: String, kind: ActorKindV2 },
    Rename { actor: String, label: String },
    AddAlias { actor: String, alias: String, kind: AliasKindV2 },
    RemoveAlias { actor: String, alias: String },
    Settle { actor: String, alias: String },
    NeverActor { words: String },
}

frozen!(StatusV2: Status {
    Negated = "negated",
    Claimed = "claimed",
    Historical = "historical",
    Hypothetical = "hypothetical",
    Question = "question",
    Announced = "announced",
    Asserted = "asserted",
});

frozen!(ColourV2: NoteColour {
    Green = "green",
    Sand = "sand",
    Rose = "rose",
    Wine = "wine",
    Purple = "purple",
});

frozen!(ActorKindV2: ActorKind {
    Country = "country",
    Territory = "territory",
    Area = "area",
    Organisation = "organisation",
    Group = "group",
});

frozen!(AliasKindV2: AliasKind {
    Name = "name",
    People = "people",
    Seat = "seat",
    Place = "place",
});

impl CorrectionsV2 {
    pub(super) fn is_empty(&self) -> bool {
        self.reviews.is_empty()
            && self.added.is_empty()
            && self.mentions.is_empty()
            && self.merged.is_empty()
            && self.names.is_empty()
            && self.notes.is_empty()
            && self.unknown.is_empty()
    }

    /// JSON with one correction a line.
    pub(super) fn to_json(&self) -> String {
        let mut parts = vec![
            ("reviews".to_owned(), lines(self.reviews.iter().map(json))),
            ("added".to_owned(), lines(self.added.iter().map(json))),
            ("mentions".to_owned(), lines(self.mentions.iter().map(json))),
            ("merged".to_owned(), json(&self.merged)),
            ("names".to_owned(), lines(self.names.iter().map(json))),
            ("notes".to_owned(), lines(self.notes.iter().map(json))),
        ];
        parts.extend(self.unknown.iter().map(|(name, value)| (name.clone(), json(value))));
        let parts: Vec<String> =
            parts.iter().map(|(name, value)| format!("{}: {value}", json(name))).collect();
        format!("{{\n{}\n}}", parts.join(",\n"))
    }
}

impl From<&Corrections> for CorrectionsV2 {
    fn from(corrections: &Corrections) -> Self {
        let Corrections { reviews, added, mentions, merged, actors, notes } = corrections;
        let mention = |(at, fix): (&Anchor, &MentionFix)| MentionV2 {
            at: at.into(),
            read: fix.read.as_ref().map(ToString::to_string),
            actor: fix.actor.as_ref().map(ToString::to_string),
        };
        let added_event = |added: &AddedEvent| AddedV2 {
            at: (&added.anchor).into(),
            told: (&added.told).into(),
            why: added.why.clone(),
        };
        Self {
            reviews: reviews.iter().map(ReviewV2::from).collect(),
            added: added.iter().map(added_event).collect(),
            mentions: mentions.iter().map(mention).collect(),
            merged: merged.iter().map(|(actor, into)| (actor.to_string(), into.to_string())).collect(),
            names: actors.changes.iter().map(NameChangeV2::from).collect(),
            notes: notes.iter().map(NoteV2::from).collect(),
            unknown: BTreeMap::new(),
        }
    }
}

impl TryFrom<CorrectionsV2> for Corrections {
    type Error = String;

    fn try_from(corrections: CorrectionsV2) -> Result<Self, String> {
        let CorrectionsV2 { reviews, added, mentions, merged, names, notes, unknown: _ } = corrections;
        let mention = |mention: MentionV2| {
            let fix = MentionFix { read: known(mention.read)?, actor: known(mention.actor)? };
            Ok::<_, String>((Anchor::try_from(mention.at)?, fix))
        };
        let merged = merged.into_iter().map(|(from, into)| Ok((actor(&from)?, actor(&into)?)));
        Ok(Self {
            reviews: reviews.into_iter().map(review).collect::<Result<_, _>>()?,
            added: added.into_iter().map(AddedEvent::try_from).collect::<Result<_, _>>()?,
            mentions: mentions.into_iter().map(mention).collect::<Result<_, _>>()?,
            merged: without_circles(merged.collect::<Result<_, String>>()?),
            actors: Overlay { changes: names.into_iter().map(change).collect::<Result<_, _>>()? },
            notes: notes.into_iter().map(note).collect::<Result<_, _>>()?,
        })
    }
}

/// Who is shown is never merged itself, whatever a file says.
fn without_circles(merged: BTreeMap<ActorId, ActorId>) -> BTreeMap<ActorId, ActorId> {
    let shown: std::collections::BTreeSet<ActorId> = merged.values().cloned().collect();
    merged.into_iter().filter(|(from, _)| !shown.contains(from)).collect()
}

fn actor(id: &str) -> Result<ActorId, String> {
    actor_id(id).ok_or_else(|| format!("“{id}” is no actor"))
}

fn known(id: Option<String>) -> Result<Option<ActorId>, String> {
    id.map(|id| actor(&id)).transpose()
}

impl From<&Anchor> for AnchorV2 {
    fn from(anchor: &Anchor) -> Self {
        let Anchor { article, part, span, quote } = anchor;
        let part = match part {
            Part::Title => PartV2::Title,
            Part::Text => PartV2::Text,
        };
        Self { article: article.to_string(), part, start: span.start, end: span.end, quote: quote.clone() }
    }
}

impl TryFrom<AnchorV2> for Anchor {
    type Error = String;

    fn try_from(anchor: AnchorV2) -> Result<Self, String> {
        let part = match anchor.part {
            PartV2::Title => Part::Title,
            PartV2::Text => Part::Text,
        };
        if anchor.start > anchor.end {
            return Err("a place ends before it begins".to_owned());
        }
        let article: ArticleId = anchor.article.parse()?;
        Ok(Self { article, part, span: Span::new(anchor.start, anchor.end), quote: anchor.quote })
    }
}

impl From<&Told> for ToldV2 {
    fn from(told: &Told) -> Self {
        let Told { source, kind, target, reciprocal, status, claimed_by, date } = told;
        Self {
            source: source.to_string(),
            kind: (*kind).into(),
            target: target.to_string(),
            reciprocal: *reciprocal,
            status: (*status).into(),
            claimed_by: claimed_by.as_ref().map(ToString::to_string),
            date: date.map(String::from),
        }
    }
}

impl TryFrom<ToldV2> for Told {
    type Error = String;

    fn try_from(told: ToldV2) -> Result<Self, String> {
        Ok(Self {
            source: actor(&told.source)?,
            kind: told.kind.into(),
            target: actor(&told.target)?,
            reciprocal: told.reciprocal,
            status: told.status.into(),
            claimed_by: known(told.claimed_by)?,
            date: told.date.map(Date::try_from).transpose()?,
        })
    }
}

impl From<(&EventAnchor, &Review)> for ReviewV2 {
    fn from((anchor, review): (&EventAnchor, &Review)) -> Self {
        let (verdict, told) = match &review.verdict {
            Verdict::Right => (VerdictV2::Right, None),
            Verdict::NotAnEvent => (VerdictV2::NotAnEvent, None),
            Verdict::Corrected(told) => (VerdictV2::Corrected, Some(told.into())),
        };
        let (at, read) = ((&anchor.place).into(), (&anchor.read).into());
        Self { at, read, verdict, told, why: review.why.clone() }
    }
}

fn review(review: ReviewV2) -> Result<(EventAnchor, Review), String> {
    let verdict = match (review.verdict, review.told) {
        (VerdictV2::Right, _) => Verdict::Right,
        (VerdictV2::NotAnEvent, _) => Verdict::NotAnEvent,
        (VerdictV2::Corrected, Some(told)) => Verdict::Corrected(told.try_into()?),
        (VerdictV2::Corrected, None) => return Err("a correction tells nothing".to_owned()),
    };
    let anchor = EventAnchor { place: review.at.try_into()?, read: review.read.try_into()? };
    Ok((anchor, Review { verdict, why: review.why }))
}

impl TryFrom<AddedV2> for AddedEvent {
    type Error = String;

    fn try_from(added: AddedV2) -> Result<Self, String> {
        Ok(Self { anchor: added.at.try_into()?, told: added.told.try_into()?, why: added.why })
    }
}

impl From<(&Subject, &Note)> for NoteV2 {
    fn from((subject, note): (&Subject, &Note)) -> Self {
        let (on, to) = match subject {
            Subject::Actor(actor) => (actor.to_string(), None),
            Subject::Link(source, target) => (source.to_string(), Some(target.to_string())),
        };
        Self { on, to, text: note.text.clone(), colour: note.colour.map(ColourV2::from) }
    }
}

fn note(note: NoteV2) -> Result<(Subject, Note), String> {
    let subject = match known(note.to)? {
        None => Subject::Actor(actor(&note.on)?),
        Some(target) => Subject::Link(actor(&note.on)?, target),
    };
    Ok((subject, Note { text: note.text, colour: note.colour.map(NoteColour::from) }))
}

impl From<&Change> for NameChangeV2 {
    fn from(change: &Change) -> Self {
        match change {
            Change::AddActor { actor, label, kind } => {
                Self::AddActor { actor: actor.to_string(), label: label.clone(), kind: (*kind).into() }
            }
            Change::Rename { actor, label } => {
                Self::Rename { actor: actor.to_string(), label: label.clone() }
            }
            Change::AddAlias { actor, alias, kind } => {
                Self::AddAlias { actor: actor.to_string(), alias: alias.clone(), kind: (*kind).into() }
            }
            Change::RemoveAlias { actor, alias } => {
                Self::RemoveAlias { actor: actor.to_string(), alias: alias.clone() }
            }
            Change::Settle { actor, alias } => {
                Self::Settle { actor: actor.to_string(), alias: alias.clone() }
            }
            Change::NeverActor { words } => Self::NeverActor { words: words.clone() },
        }
    }
}

fn change(change: NameChangeV2) -> Result<Change, String> {
    Ok(match change {
        NameChangeV2::AddActor { actor: id, label, kind } => {
            Change::AddActor { actor: actor(&id)?, label, kind: kind.into() }
        }
        NameChangeV2::Rename { actor: id, label } => Change::Rename { actor: actor(&id)?, label },
        NameChangeV2::AddAlias { actor: id, alias, kind } => {
            Change::AddAlias { actor: actor(&id)?, alias, kind: kind.into() }
        }
        NameChangeV2::RemoveAlias { actor: id, alias } => Change::RemoveAlias { actor: actor(&id)?, alias },
        NameChangeV2::Settle { actor: id, alias } => Change::Settle { actor: actor(&id)?, alias },
        NameChangeV2::NeverActor { words } => Change::NeverActor { words },
    })
}

fn is_false(flag: &bool) -> bool {
    !flag
}
