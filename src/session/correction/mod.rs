//! What a person corrects, as values that lie over the readings: the readings themselves stay as the machine
//! made them.
//!
//! How to get at it: [`crate::session::Workspace::readings`] are the readings *as corrected*, and the graph,
//! the series, the search and the lists are all made from them; an event that was struck is not in them.
//! [`crate::session::Workspace::machine_readings`] are as the machine made them.
//! [`crate::session::Workspace::trace`] tells of an event of a corrected reading who said so
//! ([`Provenance`]) and which event of the machine it was; [`crate::session::Workspace::left_out`] tells
//! what was struck in an article, [`crate::session::Workspace::unattached`] what no longer fits its text or
//! its reading. The corrections themselves stand in `Choices::corrections`, in maps by where they belong,
//! so that two sessions can be compared key by key. To change them apply an [`super::Edit::Correct`].
//!
//! `anchor.rs` finds a place again, `overlay.rs` lays corrections over one reading, `edit.rs` has the
//! changes, `corrected.rs` keeps both kinds of readings for the workspace, `reread.rs` tells what names of
//! one's own change, `accuracy.rs` counts what was reviewed.

mod accuracy;
mod anchor;
mod corrected;
mod edit;
mod overlay;
mod reread;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::actor::{ActorId, Overlay};
use crate::article::Date;
use crate::event::{Event, EventKind, Knowledge, Status};

pub use accuracy::{Accuracy, Interval, accuracy};
pub use anchor::{Anchor, EventAnchor};
pub use corrected::Unattached;
pub(super) use corrected::{Corrected, Which};
pub use edit::Correction;
pub use overlay::{LeftOut, LeftOutReason, Provenance, Trace, WhyUnattached};
pub use reread::Reread;

/// All that a person corrected. Ground state, kept in `Choices`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corrections {
    /// Events of the machine that were looked at.
    pub reviews: BTreeMap<EventAnchor, Review>,
    /// Events that the person added.
    pub added: BTreeSet<AddedEvent>,
    /// Mentions that mean another actor, or none.
    pub mentions: BTreeMap<Anchor, MentionFix>,
    /// Actors that are another: each with the one it was merged into, which is never merged itself.
    pub merged: BTreeMap<ActorId, ActorId>,
    /// Actors and names of the person's own.
    pub actors: Overlay,
    /// What the person wrote on actors and links.
    pub notes: BTreeMap<Subject, Note>,
}

/// What a person said of an event that the machine read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// Right, no event, or another one.
    pub verdict: Verdict,
    /// Why, in the person's words; may be empty.
    pub why: String,
}

/// Whether an event is as the machine read it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// As it was read.
    Right,
    /// The sentence tells no event here.
    NotAnEvent,
    /// The sentence tells this instead.
    Corrected(Told),
}

/// What a sentence tells: what of an [`Event`] a person may change.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Told {
    /// Who acts.
    pub source: ActorId,
    /// What it does.
    pub kind: EventKind,
    /// Who is acted on.
    pub target: ActorId,
    /// Whether it holds both ways.
    pub reciprocal: bool,
    /// How sure the words are.
    pub status: Status,
    /// Who claims it, where it is a claim.
    pub claimed_by: Option<ActorId>,
    /// When it happened, as the words say.
    pub date: Option<Date>,
}

impl Told {
    /// What an event tells.
    #[must_use]
    pub fn of(event: &Event) -> Self {
        Self {
            source: event.source.clone(),
            kind: event.kind,
            target: event.target.clone(),
            reciprocal: event.reciprocal,
            status: event.status(),
            claimed_by: event.claimed_by.clone(),
            date: event.date,
        }
    }

    /// The same with the two actors exchanged.
    #[must_use]
    pub fn reversed(&self) -> Self {
        Self { source: self.target.clone(), target: self.source.clone(), ..self.clone() }
    }
}

/// An event that a person added on a piece of text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AddedEvent {
    /// The words that tell it.
    pub anchor: Anchor,
    /// What they tell.
    pub told: Told,
    /// Why, in the person's words; may be empty.
    pub why: String,
}

/// Another meaning of a mention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MentionFix {
    /// Whom the machine took it for.
    pub read: Option<ActorId>,
    /// Who is meant; `None` for nobody.
    pub actor: Option<ActorId>,
}

/// What a note is on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// An actor.
    Actor(ActorId),
    /// A directed link: source, target.
    Link(ActorId, ActorId),
}

/// A note of the person's own; without text and colour there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Note {
    /// What it says.
    pub text: String,
    /// How the subject is marked.
    pub colour: Option<NoteColour>,
}

/// The colours of notes: without blue, orange and teal, which mean cooperation, conflict and selection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoteColour {
    /// Green.
    Green,
    /// Sand.
    Sand,
    /// Rose.
    Rose,
    /// Wine.
    Wine,
    /// Purple.
    Purple,
}

impl NoteColour {
    /// All, in the order of a chooser.
    pub const ALL: [Self; 5] = [Self::Green, Self::Sand, Self::Rose, Self::Wine, Self::Purple];

    /// Its name: no colour is told by colour alone.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Green => "Green",
            Self::Sand => "Sand",
            Self::Rose => "Rose",
            Self::Wine => "Wine",
            Self::Purple => "Purple",
        }
    }
}

impl Corrections {
    /// The actor that an actor was merged into; itself where it was not.
    #[must_use]
    pub fn meant<'a>(&'a self, actor: &'a ActorId) -> &'a ActorId {
        self.merged.get(actor).unwrap_or(actor)
    }

    /// What articles are read with: what ships, with the person's own names.
    #[must_use]
    pub fn knowledge(&self, shipped: &Knowledge) -> Knowledge {
        if self.actors.changes.is_empty() {
            return shipped.clone();
        }
        Knowledge { gazetteer: Arc::new(shipped.gazetteer.with_overlay(&self.actors)), ..shipped.clone() }
    }

    /// The review of an event of the machine.
    #[must_use]
    pub fn review(&self, anchor: &EventAnchor) -> Option<&Review> {
        self.reviews.get(anchor)
    }
}
