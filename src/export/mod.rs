//! The session and its graph become files for others: [`svg`], and the rows of `extract` ([`rows`]).
//!
//! **Invariant:** `export/` does not know the UI. The picture's colours stand in [`palette`], the
//! geometry in `layout/`, so that the window and a picture file look the same.

pub mod palette;
pub mod rows;
pub mod svg;
