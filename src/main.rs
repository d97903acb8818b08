//! The binary: reads the command line and hands over to `diplograph::cli` or `diplograph::window`.

use std::process::ExitCode;

fn main() -> ExitCode {
    diplograph::cli::main()
}
