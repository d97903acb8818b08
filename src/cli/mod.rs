//! The second face: the command line over the same library.
//!
//! `read` does the main job without a display, `extract` writes rows, `export` files for other programs,
//! `explain` says which rule made or blocked each event, `parse` shows the trees that rules read; without
//! a subcommand the window opens. Nothing is decided here: every answer comes from the rooms before.

mod collect;
mod explain;
mod export;
mod extract;
mod files;
mod lines;
mod parse;
mod progress;
mod read;
mod table;
mod terminal;
mod verify;

use std::io::{self, IsTerminal as _, Write};
use std::num::NonZero;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::article::mapping::Mapping;
use crate::article::pdf;

/// Reads news articles and draws who did what to whom between countries.
#[derive(Debug, Parser)]
#[command(
    name = "diplograph",
    version,
    args_conflicts_with_subcommands = true,
    after_help = "Without a subcommand the window opens, with the files, folders or the session named.\n\
        \n\
        Examples:\n  \
        diplograph                                  open the window\n  \
        diplograph news/ report.html                open the window with these articles\n  \
        diplograph read news/ --svg map.svg         print what was read, write the map as a picture\n  \
        diplograph extract news/ > events.jsonl     one JSON row for each event\n  \
        cat news.jsonl | diplograph extract         the same for JSON lines, as a filter\n  \
        diplograph export s.diplograph --gexf s.gexf  write a session for other programs\n  \
        diplograph verify s.diplograph              read a session again, say what differs\n  \
        diplograph explain report.txt               say which rule made or blocked each event\n  \
        diplograph parse --tree report.txt          draw the grammar of each sentence\n\
        \n\
        Exit codes:\n  \
        0  the run reached its end (extract: also with error rows)\n  \
        1  read, export, verify, explain, parse: an input could not be read; extract: no input could be opened; window: no display\n  \
        2  wrong use of the command line\n  \
        3  the output could not be written, or the program is damaged
  \
        4  verify: something differs\n\
        \n\
        Nothing leaves this computer: the program has no network code."
)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    /// Article files, folders, or one session, to open in the window
    #[arg(value_name = "FILES|FOLDERS|SESSION")]
    inputs: Vec<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Read articles and print articles, actors and the strongest relations, without a display
    Read(ReadArgs),
    /// Write what was read as one JSON row a line to standard output
    Extract(ExtractArgs),
    /// Make one evidence folder of the rows of many runs of extract, for the window and for databases
    Collect(CollectArgs),
    /// Print for each sentence what is named, its tree, and which rule made or blocked an event
    Explain(ExplainArgs),
    /// Write pictures, tables and graph files of a session, without a display
    Export(Box<export::ExportArgs>),
    /// Read a session again from its texts and say what differs
    Verify(verify::VerifyArgs),
    /// Print the grammar of each sentence, as the rules see it: CoNLL-U, or drawn
    Parse(ParseArgs),
    /// Read a PDF of so many bytes from standard input: what the program asks of itself
    #[command(name = pdf::SUBCOMMAND, hide = true)]
    ReadPdf { length: usize },
}

/// Arguments of `read`.
#[derive(Debug, Args)]
struct ReadArgs {
    /// Article files (.txt, .md, .html), folders of them, or a session
    #[arg(required = true, value_name = "FILES")]
    inputs: Vec<PathBuf>,
    /// Write the picture of the map to this file
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,
    /// Draw the picture in dark colours
    #[arg(long, requires = "svg")]
    dark: bool,
    /// Save a session that the window opens (name it NAME.diplograph)
    #[arg(long, value_name = "FILE")]
    save: Option<PathBuf>,
    /// Relations to print, the strongest first
    #[arg(long, value_name = "N", default_value_t = 20)]
    top: usize,
    /// Print the sentences of those relations too
    #[arg(long)]
    sentences: bool,
    /// Which column of a table or key of JSON is what, where its name is not known
    /// (uses: text, title, date, outlet, url, author, language, id)
    #[arg(long, value_name = "USE=COLUMN,...", value_parser = Mapping::parse)]
    map: Option<Mapping>,
}

/// Arguments of `extract`.
#[derive(Debug, Args)]
struct ExtractArgs {
    /// What a row stands for
    #[arg(long, value_enum, default_value_t = Rows::Events)]
    rows: Rows,
    /// Which column of a table or key of JSON is what, where its name is not known
    /// (uses: text, title, date, outlet, url, author, language, id)
    #[arg(long, value_name = "USE=COLUMN,...", value_parser = Mapping::parse)]
    map: Option<Mapping>,
    /// Write rows of evidence as Parquet instead, into the folder of --to
    #[arg(long, value_enum, default_value_t = RowFormat::Json, requires_if("parquet", "to"))]
    format: RowFormat,
    /// The folder for Parquet files, a folder in it for each month; it appears when it is whole
    #[arg(long, value_name = "FOLDER", requires = "format")]
    to: Option<PathBuf>,
    /// Rows of evidence hold the sentence too
    #[arg(long)]
    with_text: bool,
    /// Article files, folders, or JSON lines (.jsonl: id, text, title?, date?, source?, url?,
    /// language?); without any, or with `-`, JSON lines from standard input
    #[arg(value_name = "INPUT")]
    inputs: Vec<PathBuf>,
}

/// Arguments of `explain`.
#[derive(Debug, Args)]
struct ExplainArgs {
    /// Article files, or folders of them
    #[arg(required = true, value_name = "FILES|FOLDERS")]
    inputs: Vec<PathBuf>,
    /// Write one JSON object a sentence instead
    #[arg(long)]
    json: bool,
}

/// Arguments of `parse`.
#[derive(Debug, Args)]
struct ParseArgs {
    /// Files of English text, or folders of them: parsed as they stand, in the order of their names
    #[arg(required = true, value_name = "FILES|FOLDERS")]
    inputs: Vec<PathBuf>,
    /// Draw the trees for the eye instead of CoNLL-U
    #[arg(long)]
    tree: bool,
    /// Look for names too (persons, firms, places, dates), which takes twice the time
    #[arg(long)]
    ner: bool,
    /// Threads to use (default: as RAYON_NUM_THREADS says, else one for each core)
    #[arg(long, value_name = "N")]
    threads: Option<NonZero<usize>>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Rows {
    /// Who did what to whom, with the sentence
    Events,
    /// Each place that names an actor
    Mentions,
    /// One row for each article
    Articles,
    /// Events with all that `collect` needs: article, versions, signature
    Evidence,
}

/// How rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum RowFormat {
    /// A JSON object a line, to standard output
    Json,
    /// Parquet files in a folder
    Parquet,
}

/// Arguments of `collect`.
#[derive(Debug, Args)]
struct CollectArgs {
    /// Rows of `extract --rows evidence` (.jsonl, .parquet), folders of them, or evidence folders
    #[arg(required = true, value_name = "ROWS")]
    inputs: Vec<PathBuf>,
    /// The evidence folder to write; it appears when it is whole, one that is there is replaced
    #[arg(long, value_name = "FOLDER")]
    to: PathBuf,
}

/// How a run ended: the exit codes of the help text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Done,
    InputFailed,
    WrongUse,
    OutputFailed,
    Differs,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(match outcome {
            Outcome::Done => 0,
            Outcome::InputFailed => 1,
            Outcome::WrongUse => 2,
            Outcome::OutputFailed => 3,
            Outcome::Differs => 4,
        })
    }
}

/// Runs the program with the arguments of the process. Wrong use ends it with code 2.
#[must_use]
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    if let Ok(program) = std::env::current_exe() {
        pdf::use_program(program);
    }
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut err = terminal::Plain(io::stderr());
    let is_for_a_person = matches!(cli.command, Some(Command::Read(_) | Command::Verify(_)));
    if is_for_a_person || io::stdout().is_terminal() {
        return run(cli, &mut terminal::Plain(out), &mut err).into();
    }
    run(cli, &mut out, &mut err).into()
}

fn run(cli: Cli, out: &mut dyn Write, err: &mut dyn Write) -> Outcome {
    match cli.command {
        None => open_window(cli.inputs, err),
        Some(Command::Read(args)) => end(read::run(&args, out, err), out, err),
        Some(Command::Export(args)) => end(export::run(&args, out, err), out, err),
        Some(Command::Verify(args)) => end(verify::run(&args, out, err), out, err),
        Some(Command::Explain(args)) => end(explain::run(&args, out, err), out, err),
        Some(Command::Parse(args)) => end(parse::run(&args, out, err), out, err),
        Some(Command::ReadPdf { length }) => {
            let answered = pdf::serve(length, io::stdin().lock(), &mut *out).map(|()| Outcome::Done);
            end(answered, out, err)
        }
        Some(Command::Collect(args)) => end(collect::run(&args, out, err), out, err),
        Some(Command::Extract(args)) => end(extract::run(&args, out, err), out, err),
    }
}

/// Flushes the output; an error of writing ends the run with its own code. A closed pipe (`| head`)
/// says nothing.
fn end(result: io::Result<Outcome>, out: &mut dyn Write, err: &mut dyn Write) -> Outcome {
    match result.and_then(|outcome| out.flush().map(|()| outcome)) {
        Ok(outcome) => outcome,
        Err(error) => {
            if error.kind() != io::ErrorKind::BrokenPipe {
                writeln!(err, "can't write the output: {error}").ok();
            }
            Outcome::OutputFailed
        }
    }
}

#[cfg(feature = "gui")]
fn open_window(inputs: Vec<PathBuf>, err: &mut dyn Write) -> Outcome {
    let display = ["DISPLAY", "WAYLAND_DISPLAY"];
    let has_display = !cfg!(all(unix, not(target_os = "macos")))
        || display.iter().any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()));
    let result = if has_display { crate::window::run(inputs) } else { Err("there is no display".to_owned()) };
    match result {
        Ok(()) => Outcome::Done,
        Err(error) => without_window(&error, err),
    }
}

#[cfg(not(feature = "gui"))]
fn open_window(_inputs: Vec<PathBuf>, err: &mut dyn Write) -> Outcome {
    without_window("this build has no window (feature `gui`)", err)
}

fn without_window(reason: &str, err: &mut dyn Write) -> Outcome {
    writeln!(
        err,
        "The window can't be opened: {reason}.\n\
         To read articles without one: diplograph read FILES... [--svg FILE] [--save FILE]\n\
         See diplograph --help."
    )
    .ok();
    Outcome::InputFailed
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn names_without_a_subcommand_are_for_the_window() {
        let cli = Cli::try_parse_from(["diplograph", "a.txt", "folder"]).unwrap();
        assert!(cli.command.is_none());
        assert_eq!(cli.inputs.len(), 2);
        assert!(Cli::try_parse_from(["diplograph", "explain"]).is_err());
    }
}
