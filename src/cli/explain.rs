//! `diplograph explain`: for each sentence what is named, its tree, and which rule made or blocked an
//! event.
//!
//! Articles come in the order of their paths. What is written is left to `export/explanation`.

use std::io::{self, Write};

use rayon::prelude::*;

use super::{ExplainArgs, Outcome};
use crate::article::{Article, open};
use crate::event::{self, Knowledge};
use crate::export::explanation;

/// Articles that are read at once, on all cores, before they are written.
const BATCH: usize = 64;

/// Explains all articles. A file that can't be read is told on standard error, and the rest goes on.
pub(super) fn run(args: &ExplainArgs, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Outcome> {
    let (files, mut failures) = open::list_files(&args.inputs);
    let mut articles: Vec<Article> = Vec::new();
    for opened in files.par_iter().map(|path| open::open_file(path)).collect::<Vec<_>>() {
        articles.extend(opened.articles);
        failures.extend(opened.failures);
    }
    let mut outcome = Outcome::Done;
    failures.sort();
    for failure in &failures {
        if !failure.unsupported || args.inputs.contains(&failure.path) {
            outcome = Outcome::InputFailed;
        }
        writeln!(err, "{}\nFile: {}", failure.reason, failure.shown_path())?;
    }
    let mut articles = open::join_same(articles);
    articles.sort_by(|one, other| (&one.places, one.id).cmp(&(&other.places, other.id)));
    let knowledge = Knowledge::embedded();
    let explain = |article: &Article| {
        let explanation = event::explain(&knowledge, article);
        if args.json {
            explanation::rows(article, &explanation)
        } else {
            explanation::text(article, &explanation)
        }
    };
    for batch in articles.chunks(BATCH) {
        for written in batch.par_iter().map(explain).collect::<Vec<_>>() {
            out.write_all(written.as_bytes())?;
        }
    }
    Ok(outcome)
}
