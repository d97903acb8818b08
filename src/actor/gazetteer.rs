//! The names of actors, read from `assets/actors/*.tsv` and built into one matcher.

use std::collections::BTreeMap;

use super::ActorId;

/// An actor as the gazetteer knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Its id.
    pub id: ActorId,
    /// Unicode CLDR's English short name, or the usual one.
    pub label: String,
    /// What it is.
    pub kind: ActorKind,
}

/// What an actor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ActorKind {
    /// A state.
    Country,
    /// A territory with a code of its own.
    Territory,
    /// UN, NATO, EU, ...
    Organisation,
    /// An armed group or a party.
    Group,
    /// A territory without a code.
    Area,
}

/// All actors and their names.
#[derive(Debug, Default)]
pub struct Gazetteer {
    actors: BTreeMap<ActorId, Actor>,
    hash: String,
}

impl Gazetteer {
    /// The gazetteer that ships with the program.
    #[must_use]
    pub fn embedded() -> Self {
        Self::default()
    }

    /// The actor with this id.
    #[must_use]
    pub fn actor(&self, id: &ActorId) -> Option<&Actor> {
        self.actors.get(id)
    }

    /// The name to show for an actor: its label, or its id where it is unknown.
    #[must_use]
    pub fn label<'a>(&'a self, id: &'a ActorId) -> &'a str {
        self.actors.get(id).map_or(id.as_str(), |actor| actor.label.as_str())
    }

    /// All actors in the order of their ids.
    pub fn actors(&self) -> impl Iterator<Item = &Actor> {
        self.actors.values()
    }

    /// SHA-256 of the files it was made from, as 64 hexadecimal digits: part of the cache key.
    #[must_use]
    pub fn hash(&self) -> &str {
        &self.hash
    }
}
