//! The session and its graph become files for others: the [`picture`], the [`report`], tables and graph files ([`data`]), the rows of `extract` ([`rows`]),
//! what the rules tried for `explain` ([`explanation`]), and the trees of `parse` ([`trees`]).
//!
//! **Invariant:** `export/` does not know the UI. The picture's colours stand in [`palette`], the
//! geometry in `layout/`, so that the window and a picture file look the same.

pub mod collect;
pub mod data;
pub mod evidence;
pub mod months;
pub mod explanation;
mod about;
mod markup;
pub mod palette;
pub mod picture;
pub mod report;
pub mod request;
pub mod coded_rows;
pub mod rows;
pub mod trees;
