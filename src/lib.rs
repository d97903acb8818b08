//! Diplograph reads news articles and draws who did what to whom between countries.
//!
//! The rooms stand in the order of the flow, and a room uses only rooms that stand before it
//! (`tests/it/tidy.rs` holds that):
//!
//! article file -> text -> sentences -> mentions -> events -> relation graph -> layout -> picture

mod packed;

pub mod article;
pub mod language;
pub mod actor;
pub mod event;
pub mod graph;
pub mod layout;
pub mod plot;
pub mod session;
pub mod export;
pub mod task;
pub mod cli;
#[cfg(feature = "gui")]
pub mod view;
#[cfg(feature = "gui")]
pub mod window;
