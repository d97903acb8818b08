//! The changes of corrections, each of which can be undone.

use super::{AddedEvent, Anchor, Corrections, EventAnchor, MentionFix, Note, Review, Subject, Verdict};
use crate::actor::{ActorId, Change};

/// A change of the corrections.
#[derive(Clone, Debug, PartialEq)]
pub enum Correction {
    /// Say of an event of the machine whether it is right; `None` takes back what was said.
    Review(Box<EventAnchor>, Option<Review>),
    /// Say it of several at once.
    ReviewAll(Vec<(EventAnchor, Option<Review>)>),
    /// Add an event by hand.
    Add(Box<AddedEvent>),
    /// Put an event by hand in the place of another one by hand.
    Replace(Box<AddedEvent>, Box<AddedEvent>),
    /// Take an event by hand away.
    Remove(Box<AddedEvent>),
    /// Give a mention another meaning; `None` takes it back.
    Mention(Anchor, Option<MentionFix>),
    /// Make an actor one with another.
    Merge {
        /// Who is no longer shown.
        actor: ActorId,
        /// Who is shown instead.
        into: ActorId,
    },
    /// Take a merged actor out again.
    Unmerge(ActorId),
    /// Change actors and their names; articles that have one of the names are read again.
    Actors(Vec<Change>),
    /// Take back all changes of actors and their names that are about an actor.
    ForgetActor(ActorId),
    /// Write a note; one without text and colour goes.
    Note(Subject, Note),
}

impl Correction {
    /// Changes the corrections.
    pub(in crate::session) fn apply(&self, corrections: &mut Corrections) {
        match self {
            Self::Review(anchor, review) => set(&mut corrections.reviews, anchor, review.as_ref()),
            Self::ReviewAll(reviews) => {
                for (anchor, review) in reviews {
                    set(&mut corrections.reviews, anchor, review.as_ref());
                }
            }
            Self::Add(added) => {
                corrections.added.insert((**added).clone());
            }
            Self::Replace(old, new) => {
                corrections.added.remove(old);
                corrections.added.insert((**new).clone());
            }
            Self::Remove(added) => {
                corrections.added.remove(added);
            }
            Self::Mention(anchor, fix) => set(&mut corrections.mentions, anchor, fix.as_ref()),
            Self::Merge { actor, into } => merge(corrections, actor, into),
            Self::Unmerge(actor) => {
                corrections.merged.remove(actor);
            }
            Self::Actors(changes) => corrections.actors.changes.extend(changes.iter().cloned()),
            Self::ForgetActor(actor) => {
                corrections.actors.changes.retain(|change| actor_of(change) != Some(actor));
            }
            Self::Note(subject, note) => {
                let note = Note { text: note.text.trim().to_owned(), ..note.clone() };
                let written = Some(&note).filter(|note| **note != Note::default());
                set(&mut corrections.notes, subject, written);
            }
        }
    }

    /// Whether articles are read again with other names.
    #[must_use]
    pub fn changes_names(&self) -> bool {
        matches!(self, Self::Actors(_) | Self::ForgetActor(_))
    }

    /// Its name for "Undo: ..."; `label` tells the shown name of an actor.
    #[must_use]
    pub fn name(&self, label: impl Fn(&ActorId) -> String) -> String {
        let link = |source: &ActorId, target: &ActorId| format!("{} → {}", label(source), label(target));
        match self {
            Self::Review(anchor, review) => {
                let event = link(&anchor.read.source, &anchor.read.target);
                match review.as_ref().map(|review| &review.verdict) {
                    None => format!("take back the review of {event}"),
                    Some(Verdict::Right) => format!("accept {event}"),
                    Some(Verdict::NotAnEvent) => format!("strike {event}"),
                    Some(Verdict::Corrected(_)) => format!("correct {event}"),
                }
            }
            Self::ReviewAll(reviews) => format!("review {} events", reviews.len()),
            Self::Add(added) => format!("add {}", link(&added.told.source, &added.told.target)),
            Self::Replace(_, new) => format!("change {}", link(&new.told.source, &new.told.target)),
            Self::Remove(added) => format!("remove {}", link(&added.told.source, &added.told.target)),
            Self::Mention(anchor, fix) => match fix.as_ref().map(|fix| &fix.actor) {
                None => format!("take back the meaning of “{}”", anchor.quote),
                Some(Some(actor)) => format!("take “{}” for {}", anchor.quote, label(actor)),
                Some(None) => format!("take “{}” for nobody", anchor.quote),
            },
            Self::Merge { actor, into } => format!("merge {} into {}", label(actor), label(into)),
            Self::Unmerge(actor) => format!("take {} out again", label(actor)),
            Self::Actors(changes) => changes.first().map_or_else(String::new, |change| match change {
                Change::AddActor { label, .. } => format!("add the actor {label}"),
                Change::Rename { label, .. } => format!("rename to {label}"),
                Change::AddAlias { actor, alias, .. } => format!("take “{alias}” for {}", label(actor)),
                Change::RemoveAlias { actor, alias } => format!("take “{alias}” from {}", label(actor)),
                Change::Settle { actor, alias } => format!("settle “{alias}” as {}", label(actor)),
                Change::NeverActor { words } => format!("take “{words}” for nobody"),
            }),
            Self::ForgetActor(actor) => format!("take back the names of {}", label(actor)),
            Self::Note(Subject::Actor(actor), _) => format!("note on {}", label(actor)),
            Self::Note(Subject::Link(source, target), _) => format!("note on {}", link(source, target)),
        }
    }
}

fn set<K: Ord + Clone, V: Clone>(map: &mut std::collections::BTreeMap<K, V>, key: &K, value: Option<&V>) {
    match value {
        Some(value) => {
            map.insert(key.clone(), value.clone());
        }
        None => {
            map.remove(key);
        }
    }
}

/// Whoever was merged into the actor goes with it, and who is shown is never merged itself.
fn merge(corrections: &mut Corrections, actor: &ActorId, into: &ActorId) {
    let merged = &mut corrections.merged;
    let into = merged.get(into).filter(|shown| *shown != actor).unwrap_or(into).clone();
    merged.remove(&into);
    if *actor == into {
        return;
    }
    for shown in merged.values_mut().filter(|shown| *shown == actor) {
        shown.clone_from(&into);
    }
    merged.insert(actor.clone(), into);
}

/// The actor that a change of names is about.
fn actor_of(change: &Change) -> Option<&ActorId> {
    match change {
        Change::AddActor { actor, .. }
        | Change::Rename { actor, .. }
        | Change::AddAlias { actor, .. }
        | Change::RemoveAlias { actor, .. }
        | Change::Settle { actor, .. } => Some(actor),
        Change::NeverActor { .. } => None,
    }
}
