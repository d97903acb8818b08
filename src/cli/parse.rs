//! `diplograph parse`: the tree of each sentence, for people who want to see why a rule fired.
//!
//! Files come in the order of their names, whatever the order of the inputs. The parser gets the text of
//! a file as it stands, with its title line, line ends and runs of blanks, so that tokens and offsets can
//! be compared with those of other tools. What the rows and the drawing look like is left to
//! `export/trees`.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::num::NonZero;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder};

use super::{Outcome, ParseArgs};
use crate::article::open;
use crate::export::trees::{conllu, drawing};
use crate::language::{English, Names, ParsedText};

/// Files that are parsed at once, on all cores, before their trees are written: no more than so many,
/// and no more bytes than these, so that memory is bounded whatever the number of files.
const BATCH: usize = 256;
const BATCH_BYTES: u64 = 4 << 20;

/// Files of a batch that a core parses side by side.
const SIDE_BY_SIDE: usize = 8;

/// Prints the trees of all files. A file that can't be read is told on standard error, and the rest
/// goes on.
pub(super) fn run(args: &ParseArgs, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Outcome> {
    let (files, failures) = open::list_files(&args.inputs);
    let mut outcome = Outcome::Done;
    let mut tell = |failure: &open::Failure, err: &mut dyn Write| {
        if !failure.unsupported || args.inputs.contains(&failure.path) {
            outcome = Outcome::InputFailed;
        }
        writeln!(err, "{}\nFile: {}", failure.reason, failure.shown_path())
    };
    failures.iter().try_for_each(|failure| tell(failure, err))?;
    let pool = threads(args.threads).map_err(io::Error::other)?;
    let printer = Printer::new(args);
    let ids = document_ids(&files, &args.inputs);
    let files: Vec<(PathBuf, String)> = files.into_iter().zip(ids).collect();
    let mut rest = &files[..];
    while !rest.is_empty() {
        let (batch, later) = rest.split_at(batch_len(rest));
        rest = later;
        let printed: Vec<_> = pool.install(|| {
            batch.par_chunks(SIDE_BY_SIDE).flat_map_iter(|files| printer.print_files(files)).collect()
        });
        for ((path, _), result) in batch.iter().zip(printed) {
            match result {
                Ok((trees, problem)) => {
                    if let Some(problem) = problem {
                        writeln!(err, "{problem}\nFile: {}", path.display())?;
                    }
                    out.write_all(trees.as_bytes())?;
                }
                Err(failure) => tell(&failure, err)?,
            }
        }
    }
    Ok(outcome)
}

/// As many threads as were asked for; else as many as the environment (`RAYON_NUM_THREADS`) or the
/// machine says.
fn threads(wanted: Option<NonZero<usize>>) -> Result<ThreadPool, ThreadPoolBuildError> {
    ThreadPoolBuilder::new().num_threads(wanted.map_or(0, NonZero::get)).build()
}

/// What each document is called: its path below the folder that was named, or the name of a file that
/// was named itself. Where two would be called alike, both are called by their whole path.
fn document_ids(files: &[PathBuf], inputs: &[PathBuf]) -> Vec<String> {
    let short = |path: &PathBuf| {
        let below = inputs.iter().filter_map(|input| path.strip_prefix(input).ok());
        let below =
            below.filter(|rest| !rest.as_os_str().is_empty()).min_by_key(|rest| rest.as_os_str().len());
        let name = below.or(path.file_name().map(Path::new)).unwrap_or(path);
        name.display().to_string()
    };
    let ids: Vec<String> = files.iter().map(short).collect();
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for id in &ids {
        *times.entry(id).or_default() += 1;
    }
    let unique = |(id, path): (&String, &PathBuf)| {
        if times[id.as_str()] > 1 { path.display().to_string() } else { id.clone() }
    };
    ids.iter().zip(files).map(unique).collect()
}

/// How many of the files make the next batch: at least one.
fn batch_len(files: &[(PathBuf, String)]) -> usize {
    let mut bytes = 0;
    let fits = |(path, _): &&(PathBuf, String)| {
        bytes += std::fs::metadata(path).map_or(0, |metadata| metadata.len());
        bytes <= BATCH_BYTES
    };
    files.iter().take(BATCH).take_while(fits).count().max(1)
}

/// What is printed of a tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    /// CoNLL-U, for other tools.
    Rows,
    /// Lines and words, for the eye.
    Drawing,
}

/// What is printed of a file, and what was doubtful about its bytes; or why it can't be read.
type Printed = Result<(String, Option<String>), open::Failure>;

/// Makes what is printed; shared by all cores.
struct Printer {
    english: English,
    names: Names,
    look: Look,
}

impl Printer {
    fn new(args: &ParseArgs) -> Self {
        Self {
            english: English::embedded(),
            names: if args.ner { Names::Find } else { Names::Skip },
            look: if args.tree { Look::Drawing } else { Look::Rows },
        }
    }

    fn print_files(&self, files: &[(PathBuf, String)]) -> Vec<Printed> {
        let opened: Vec<_> = files.iter().map(|(path, _)| open::open_text(path)).collect();
        let texts: Vec<&str> = opened.iter().flatten().map(|(text, _)| text.as_str()).collect();
        let mut parses = self.english.parse_all(&texts, self.names).into_iter();
        let print = |((_, id), opened): (&(PathBuf, String), Printed)| {
            let (text, problem) = opened?;
            let parse = parses.next().unwrap_or_default();
            Ok((self.print(id, &text, &parse), problem))
        };
        files.iter().zip(opened).map(print).collect()
    }

    fn print(&self, name: &str, text: &str, parse: &ParsedText) -> String {
        let mut printed = String::new();
        match self.look {
            Look::Rows => conllu::write(&mut printed, name, text, parse),
            Look::Drawing => drawing::write(&mut printed, name, text, parse),
        }
        printed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(files: &[&str], inputs: &[&str], expected: &[&str]) {
        let paths = |names: &[&str]| names.iter().map(PathBuf::from).collect::<Vec<_>>();
        assert_eq!(document_ids(&paths(files), &paths(inputs)), expected);
    }

    #[test]
    fn documents_are_called_by_their_place_in_the_folder() {
        check(&["news/a.txt", "news/may/b.txt"], &["news"], &["a.txt", "may/b.txt"]);
        check(&["news/a.txt"], &["news/a.txt"], &["a.txt"]);
        check(&["x/news/b.txt"], &["x", "x/news"], &["b.txt"]);
    }

    #[test]
    fn documents_that_would_be_called_alike_are_called_by_their_path() {
        check(&["a.txt", "old/a.txt", "old/b.txt"], &["a.txt", "old"], &["a.txt", "old/a.txt", "b.txt"]);
    }
}
