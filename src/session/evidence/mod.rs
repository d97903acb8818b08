//! An evidence folder: what `collect` made of the rows of many articles, to be looked at like a session.

pub mod folder;
mod new_folder;
mod row;
mod table;

pub use folder::{EvidenceFolder, FolderError};
pub use new_folder::NewFolder;
pub use row::{AggregateRow, EvidenceRow, LinkRow, SourceRow};
pub use table::{Row, TableError, TableReader, TableWriter};
