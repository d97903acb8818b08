//! An evidence folder: what `collect` made of the rows of many articles, to be looked at like a session.

pub mod folder;
mod held;
mod new_folder;
pub mod quotes;
mod row;
mod table;

pub use folder::{Answer, Asked, EvidenceFolder, FolderError, FolderMark};
pub use held::{Held, KEPT_ROWS};
pub use new_folder::NewFolder;
pub use row::{AggregateRow, EvidenceRow, LinkRow, SourceRow};
pub use table::{Row, TableError, TableReader, TableWriter};
