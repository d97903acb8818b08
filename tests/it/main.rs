//! All integration tests in one binary: it links once.

#[cfg(feature = "gui")]
mod panels;
#[cfg(feature = "gui")]
mod story;
mod tidy;
