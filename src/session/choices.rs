//! What a person decided, and the edits that change it. Edits are applied in one place: [`Edit::apply`].

use std::collections::{BTreeMap, BTreeSet};

use super::metadata::{Metadata, MetadataEdit};
use super::{Arrangement, ArrangementKind, Correction, Corrections};
use crate::actor::ActorId;
use crate::graph::Filter;
use crate::layout::Point;

/// What a person decided.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choices {
    /// Which picture the map is.
    pub arrangement: Arrangement,
    /// Actors that stay where they were put in this picture, with their place in world units.
    pub pins: BTreeMap<ActorId, Point>,
    /// The pins of the other pictures: they hold again when one comes back to them.
    pub other_pins: BTreeMap<ArrangementKind, BTreeMap<ActorId, Point>>,
    /// Actors that are not drawn.
    pub hidden: BTreeSet<ActorId>,
    /// The person's names for actors.
    pub names: BTreeMap<ActorId, String>,
    /// Colours that the person gave to actors, as numbers of the palette.
    pub colours: BTreeMap<ActorId, u8>,
    /// What the picture shows.
    pub filter: Filter,
    /// What the person corrected in the readings.
    pub corrections: Corrections,
    /// What the person said of articles themselves.
    pub metadata: Metadata,
    /// Filters that were kept under a name.
    pub views: BTreeMap<String, Filter>,
}

impl Choices {
    /// The pins of the picture by forces, whichever is shown.
    #[must_use]
    pub fn pins_of_forces(&self) -> &BTreeMap<ActorId, Point> {
        static NONE: BTreeMap<ActorId, Point> = BTreeMap::new();
        match self.arrangement.kind {
            ArrangementKind::Forces => &self.pins,
            _ => self.other_pins.get(&ArrangementKind::Forces).unwrap_or(&NONE),
        }
    }

    /// Takes another picture: each has its own pins, and rings around another actor have none.
    fn arrange(&mut self, arrangement: &Arrangement) {
        let old = std::mem::replace(&mut self.arrangement, arrangement.clone());
        if old.kind != arrangement.kind {
            let pins = self.other_pins.remove(&arrangement.kind).unwrap_or_default();
            let pins = std::mem::replace(&mut self.pins, pins);
            if !pins.is_empty() {
                self.other_pins.insert(old.kind, pins);
            }
        }
        if old.middle != arrangement.middle {
            self.other_pins.remove(&ArrangementKind::Rings);
            if arrangement.kind == ArrangementKind::Rings {
                self.pins.clear();
            }
        }
    }
}

/// A change to the choices that can be undone.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Pin an actor at a place.
    Pin(ActorId, Point),
    /// Pin several actors, each at its place.
    PinAll(BTreeMap<ActorId, Point>),
    /// Let the layout move an actor again.
    Unpin(ActorId),
    /// Let the layout move several actors again.
    UnpinThese(BTreeSet<ActorId>),
    /// Let the layout move all actors again.
    UnpinAll,
    /// Leave an actor out of the picture.
    Hide(ActorId),
    /// Leave several actors out of the picture.
    HideAll(BTreeSet<ActorId>),
    /// Bring a hidden actor back.
    Show(ActorId),
    /// Bring all hidden actors back.
    ShowAll,
    /// Give an actor another name; an empty one brings the gazetteer's back.
    Rename(ActorId, String),
    /// Give actors a colour, a number of the palette; without one, that of their bloc again.
    Colour(BTreeSet<ActorId>, Option<u8>),
    /// Arrange the map otherwise.
    Arrange(Box<Arrangement>),
    /// Show something else.
    Filter(Box<Filter>),
    /// Correct what was read.
    Correct(Box<Correction>),
    /// Set what is known of articles.
    Metadata(Box<MetadataEdit>),
    /// Keep the filter under a name.
    KeepView(String),
    /// Give a filter that was kept another name; one of that name goes.
    RenameView(String, String),
    /// Forget a filter that was kept.
    ForgetView(String),
}

impl Edit {
    /// The choices after the edit.
    #[must_use]
    pub fn apply(&self, mut choices: Choices) -> Choices {
        match self {
            Self::Pin(actor, place) => {
                choices.pins.insert(actor.clone(), *place);
            }
            Self::Unpin(actor) => {
                choices.pins.remove(actor);
            }
            Self::PinAll(places) => choices.pins.extend(places.clone()),
            Self::UnpinThese(actors) => choices.pins.retain(|actor, _| !actors.contains(actor)),
            Self::HideAll(actors) => choices.hidden.extend(actors.iter().cloned()),
            Self::UnpinAll => choices.pins.clear(),
            Self::Hide(actor) => {
                choices.hidden.insert(actor.clone());
            }
            Self::Show(actor) => {
                choices.hidden.remove(actor);
            }
            Self::ShowAll => choices.hidden.clear(),
            Self::Rename(actor, name) => {
                if name.trim().is_empty() {
                    choices.names.remove(actor);
                } else {
                    choices.names.insert(actor.clone(), name.trim().to_owned());
                }
            }
            Self::Colour(actors, Some(colour)) => {
                choices.colours.extend(actors.iter().map(|actor| (actor.clone(), *colour)));
            }
            Self::Colour(actors, None) => choices.colours.retain(|actor, _| !actors.contains(actor)),
            Self::Arrange(arrangement) => choices.arrange(arrangement),
            Self::Filter(filter) => choices.filter = (**filter).clone(),
            Self::Correct(correction) => correction.apply(&mut choices.corrections),
            Self::Metadata(edit) => edit.apply(&mut choices.metadata),
            Self::KeepView(name) => {
                choices.views.insert(name.trim().to_owned(), choices.filter.clone());
            }
            Self::RenameView(old, new) => {
                if let Some(filter) = choices.views.remove(old) {
                    choices.views.insert(new.trim().to_owned(), filter);
                }
            }
            Self::ForgetView(name) => {
                choices.views.remove(name);
            }
        }
        choices
    }

    /// Whether the actors' places may differ afterwards.
    #[must_use]
    pub fn moves_actors(&self) -> bool {
        matches!(
            self,
            Self::Pin(..) | Self::PinAll(_) | Self::Unpin(_) | Self::UnpinThese(_) | Self::UnpinAll
        )
    }

    /// Whether articles are read again with other names.
    #[must_use]
    pub fn changes_names(&self) -> bool {
        matches!(self, Self::Correct(correction) if correction.changes_names())
    }

    /// Whether articles are read again: with other names, or with other metadata.
    #[must_use]
    pub fn rereads(&self) -> bool {
        self.changes_names() || matches!(self, Self::Metadata(_))
    }

    /// Its name for "Undo: ..."; `label` tells the shown name of an actor.
    #[must_use]
    pub fn name(&self, label: impl Fn(&ActorId) -> String) -> String {
        match self {
            Self::Pin(actor, _) => format!("pin {}", label(actor)),
            Self::Unpin(actor) => format!("unpin {}", label(actor)),
            Self::PinAll(places) => format!("pin {} actors", places.len()),
            Self::UnpinThese(actors) => format!("unpin {} actors", actors.len()),
            Self::HideAll(actors) => format!("hide {} actors", actors.len()),
            Self::UnpinAll => "unpin all".to_owned(),
            Self::Hide(actor) => format!("hide {}", label(actor)),
            Self::Show(actor) => format!("show {}", label(actor)),
            Self::ShowAll => "show all hidden actors".to_owned(),
            Self::Rename(actor, _) => format!("rename {}", label(actor)),
            Self::Colour(actors, colour) => {
                let what = if colour.is_some() { "colour" } else { "take the colour of" };
                match actors.first().filter(|_| actors.len() == 1) {
                    Some(actor) => format!("{what} {}", label(actor)),
                    None => format!("{what} {} actors", actors.len()),
                }
            }
            Self::Arrange(arrangement) => format!("arrange by {}", arrangement.kind.name().to_lowercase()),
            Self::Filter(_) => "change the filter".to_owned(),
            Self::Correct(correction) => correction.name(label),
            Self::Metadata(edit) => edit.name(),
            Self::KeepView(name) => format!("keep the view “{}”", name.trim()),
            Self::RenameView(old, new) => format!("rename the view “{old}” to “{}”", new.trim()),
            Self::ForgetView(name) => format!("forget the view “{name}”"),
        }
    }
}
