//! What a person works on: articles, choices and positions ([`Session`], saved), and what is derived
//! from them ([`Workspace`]).
//!
//! **Invariant:** `session/` does not know the UI.

mod arrangement;
mod choices;
pub mod correction;
pub mod evidence;
pub mod file;
mod forces;
mod history;
mod lending;
pub mod metadata;
pub mod merge;
pub mod number;
pub mod share;
pub mod verify;
mod workspace;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::actor::ActorId;
use crate::article::{SharedArticle, SharedTable};
use crate::layout::Point;

pub use arrangement::{Arrangement, ArrangementKind};
pub use choices::{Choices, Edit};
pub use correction::{Correction, Corrections};
pub use evidence::FolderMark;
pub use history::{History, KEPT};
pub use lending::LentLayout;
pub use workspace::Workspace;

/// The ground state: all that is saved. Everything else is made from it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Session {
    /// Sorted by id; each text once.
    pub articles: Vec<SharedArticle>,
    /// Tables of events that others coded, sorted by id; each once.
    pub coded: Vec<SharedTable>,
    /// What the person decided.
    pub choices: Choices,
    /// Where the actors stand, in world units.
    pub positions: BTreeMap<ActorId, Point>,
    /// What part of the map was on the screen; `None` while the whole map is fitted to the window.
    pub camera: Option<Camera>,
    /// The evidence folder that is looked at, in the place of articles.
    pub folder: Option<FolderMark>,
    /// Parts of the session file that this version does not know. They are written back as they were.
    pub unknown: BTreeMap<String, serde_json::Value>,
}

impl Session {
    /// The articles with what the person set of their metadata.
    #[must_use]
    pub fn shown_articles(&self) -> Vec<SharedArticle> {
        metadata::laid_over(&self.articles, &self.choices.metadata)
    }

    /// Whether there is nothing to show: no article, no table of events, no evidence folder.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.articles.is_empty() && self.coded.is_empty() && self.folder.is_none()
    }
}

/// What part of the map is on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Camera {
    /// The world point in the middle of the map.
    pub center: Point,
    /// Pixels for one world unit.
    pub zoom: f32,
}
