//! Relations, actors, events and mentions as tables and graph files for other programs; one file a
//! format.
//!
//! Most formats are made from one [`Table`]: what CSV, JSON lines, GraphML and GEXF say of a relation is
//! the same. Left to others: pictures, and how the session itself is saved.

mod table;
mod told;
mod coded;
mod actors;
mod relations;
mod events;
mod mentions;
mod matrix;
mod graphml;
mod gexf;
mod dot;
mod plover;
mod polecat;
mod gdelt;
#[cfg(test)]
mod tests;

use crate::session::Workspace;

pub use matrix::Cell as MatrixCell;
pub use table::{Column, Table, Value};
pub use told::Scope;

/// A file of data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Relations as a sheet.
    RelationsCsv,
    /// Relations as JSON lines.
    RelationsJson,
    /// Actors as a sheet.
    ActorsCsv,
    /// Actors as JSON lines.
    ActorsJson,
    /// Events as a sheet.
    EventsCsv,
    /// Events as JSON lines.
    EventsJson,
    /// Mentions as a sheet.
    MentionsCsv,
    /// Mentions as JSON lines.
    MentionsJson,
    /// Who with whom, as a square sheet.
    Matrix,
    /// The graph for NetworkX, igraph, Gephi, yEd.
    GraphMl,
    /// The graph for Gephi, with its times.
    Gexf,
    /// The graph for Graphviz.
    Dot,
    /// Events as PLOVER's JSON lines.
    Plover,
    /// Events in the columns of POLECAT.
    Polecat,
    /// Events in the columns of GDELT 2.0.
    Gdelt,
}

/// What of the session is written, and how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Which events.
    pub scope: Scope,
    /// What stands in the matrix.
    pub cell: MatrixCell,
}

impl Format {
    /// Whether it tells every sentence, which an evidence folder holds in tables of its own.
    #[must_use]
    pub fn needs_all_sentences(self) -> bool {
        match self {
            Self::EventsCsv | Self::EventsJson | Self::MentionsCsv | Self::MentionsJson => true,
            Self::Plover | Self::Polecat | Self::Gdelt => true,
            Self::RelationsCsv | Self::RelationsJson | Self::ActorsCsv | Self::ActorsJson => false,
            Self::Matrix | Self::GraphMl | Self::Gexf | Self::Dot => false,
        }
    }

    /// All, in the order of a list.
    pub const ALL: [Self; 15] = [
        Self::RelationsCsv,
        Self::RelationsJson,
        Self::ActorsCsv,
        Self::ActorsJson,
        Self::EventsCsv,
        Self::EventsJson,
        Self::MentionsCsv,
        Self::MentionsJson,
        Self::Matrix,
        Self::GraphMl,
        Self::Gexf,
        Self::Dot,
        Self::Plover,
        Self::Polecat,
        Self::Gdelt,
    ];

    /// Its name for a person.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::RelationsCsv => "Relations, CSV",
            Self::RelationsJson => "Relations, JSON lines",
            Self::ActorsCsv => "Actors, CSV",
            Self::ActorsJson => "Actors, JSON lines",
            Self::EventsCsv => "Events, CSV",
            Self::EventsJson => "Events, JSON lines",
            Self::MentionsCsv => "Mentions, CSV",
            Self::MentionsJson => "Mentions, JSON lines",
            Self::Matrix => "Matrix, CSV",
            Self::GraphMl => "GraphML",
            Self::Gexf => "GEXF",
            Self::Dot => "DOT",
            Self::Plover => "PLOVER, JSON lines",
            Self::Polecat => "POLECAT table",
            Self::Gdelt => "GDELT table",
        }
    }

    /// What is in it and who reads it, for a person.
    #[must_use]
    pub fn explanation(self) -> &'static str {
        match self {
            Self::RelationsCsv | Self::RelationsJson => "Who to whom, with counts by type, sign and dates",
            Self::ActorsCsv | Self::ActorsJson => "Actors with counts, bloc and place on the map",
            Self::EventsCsv | Self::EventsJson => "Each event with its sentence, status, rule and article",
            Self::MentionsCsv | Self::MentionsJson => "Each place that names an actor",
            Self::Matrix => "A row and a column for each actor",
            Self::GraphMl => "For NetworkX, igraph, Gephi and yEd",
            Self::Gexf => "For Gephi, with places, colours and times",
            Self::Dot => "For Graphviz, with places",
            Self::Plover => "Events as the PLOVER codebook writes them",
            Self::Polecat => "Events in POLECAT's 40 columns; what is not known stays empty",
            Self::Gdelt => "Events in GDELT's 61 columns; what is not known stays empty",
        }
    }

    /// The extension of its files, without the dot.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::RelationsCsv | Self::ActorsCsv | Self::EventsCsv | Self::MentionsCsv | Self::Matrix => {
                "csv"
            }
            Self::RelationsJson | Self::ActorsJson | Self::EventsJson | Self::MentionsJson | Self::Plover => {
                "jsonl"
            }
            Self::GraphMl => "graphml",
            Self::Gexf => "gexf",
            Self::Dot => "dot",
            Self::Polecat => "tsv",
            Self::Gdelt => "export.CSV",
        }
    }

    /// The text of the file. It depends on the session alone: not on threads, clocks or who asks.
    #[must_use]
    pub fn write(self, workspace: &Workspace, options: Options) -> String {
        let scope = options.scope;
        match self {
            Self::RelationsCsv => relations::table(workspace).csv(),
            Self::RelationsJson => relations::table(workspace).json_lines(),
            Self::ActorsCsv => actors::table(workspace).csv(),
            Self::ActorsJson => actors::table(workspace).json_lines(),
            Self::EventsCsv => events::table(workspace, scope).csv(),
            Self::EventsJson => events::table(workspace, scope).json_lines(),
            Self::MentionsCsv => mentions::table(workspace).csv(),
            Self::MentionsJson => mentions::table(workspace).json_lines(),
            Self::Matrix => matrix::write(workspace, options.cell),
            Self::GraphMl => graphml::write(workspace),
            Self::Gexf => gexf::write(workspace),
            Self::Dot => dot::write(workspace),
            Self::Plover => plover::write(workspace, scope),
            Self::Polecat => polecat::write(workspace, scope),
            Self::Gdelt => gdelt::write(workspace, scope),
        }
    }
}
