//! Opens files and folders and reads none of their articles: what opening alone costs (`tests/hostile`), and
//! how many articles a second are imported.
//!
//!     cargo run --release --example open_articles -- FILES...
//!
//! Prints a line of JSON for each file, with its articles and why parts of it gave none.

use std::io::{self, Write as _};
use std::path::PathBuf;

use diplograph::article::open;
use diplograph::article::pdf;
use serde_json::json;

fn main() -> io::Result<()> {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let mut out = io::BufWriter::new(io::stdout().lock());
    // PDFs are read by this program, started once more.
    if let [command, length] = &arguments[..]
        && command.as_os_str() == pdf::SUBCOMMAND
    {
        let length = length.to_str().and_then(|length| length.parse().ok()).unwrap_or(0);
        return pdf::serve(length, io::stdin().lock(), out);
    }
    pdf::use_program(std::env::current_exe()?);
    let (files, failures) = open::list_files(&arguments);
    for failure in failures {
        writeln!(out, "{}", json!({"path": failure.shown_path(), "error": failure.reason}))?;
    }
    for path in files {
        let opened = open::open_file(&path);
        let errors: Vec<&str> = opened.failures.iter().map(|failure| failure.reason.as_str()).collect();
        let row = json!({"path": path.to_string_lossy(), "articles": opened.articles.len(),
            "tables": opened.coded.len(), "errors": errors});
        writeln!(out, "{row}")?;
    }
    out.flush()
}
