//! All integration tests in one binary: it links once.
#![allow(clippy::unwrap_used, reason = "helpers of tests stand outside of test functions")]

mod actor;
mod articles;
mod broken_files;
mod coded;
mod coded_tables;
mod command_line;
#[cfg(feature = "gui")]
mod details;
mod disguise;
#[cfg(target_os = "linux")]
mod disk;
mod events;
#[cfg(feature = "gui")]
mod evidence;
mod export;
mod formats;
mod layout;
#[cfg(feature = "gui")]
mod map;
mod moving_layout;
#[cfg(feature = "gui")]
mod panels;
mod parser;
mod reading;
#[cfg(feature = "gui")]
mod review;
#[cfg(feature = "gui")]
mod session;
#[cfg(feature = "gui")]
mod sheets;
mod sift;
#[cfg(feature = "gui")]
mod story;
// Without the window no test draws a workspace.
#[cfg_attr(not(feature = "gui"), allow(dead_code))]
#[path = "../support/mod.rs"]
mod support;
mod tidy;
mod verify;
#[cfg(feature = "gui")]
mod window;

/// The text files of a folder, by name.
fn texts_in(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut texts: Vec<_> = std::fs::read_dir(folder)
        .expect("the folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    texts.sort();
    texts
}
