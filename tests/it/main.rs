//! All integration tests in one binary: it links once.
#![allow(clippy::unwrap_used, reason = "helpers of tests stand outside of test functions")]

mod actor;
mod articles;
mod broken_files;
mod coded;
mod command_line;
mod events;
mod formats;
#[cfg(feature = "gui")]
mod map;
#[cfg(feature = "gui")]
mod panels;
mod parser;
mod reading;
#[cfg(feature = "gui")]
mod session;
#[cfg(feature = "gui")]
mod sheets;
#[cfg(feature = "gui")]
mod story;
// Without the window no test draws a workspace.
#[cfg_attr(not(feature = "gui"), allow(dead_code))]
#[path = "../support/mod.rs"]
mod support;
mod tidy;
#[cfg(feature = "gui")]
mod window;
