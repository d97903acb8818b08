//! Picture snapshots of small views, drawn by a software renderer.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test --features pictures --test pictures` accepts what is drawn now.

mod map;
#[path = "../support/mod.rs"]
mod support;
