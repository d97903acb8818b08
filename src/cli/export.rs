//! `diplograph export`: a session becomes pictures, tables, graph files, without a display.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::{Outcome, read};
use crate::export::data::{Format, MatrixCell, Options, Scope};
use crate::export::{palette, svg};
use crate::session::Workspace;

/// Arguments of `export`.
#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    /// A session, or article files and folders
    #[arg(required = true, value_name = "SESSION")]
    inputs: Vec<PathBuf>,
    /// The picture of the map as SVG
    #[arg(long, value_name = "FILE", help_heading = "Pictures")]
    svg: Option<PathBuf>,
    /// Draw the picture in dark colours
    #[arg(long, help_heading = "Pictures")]
    dark: bool,
    /// Relations: a row for each link (.csv or .jsonl)
    #[arg(long, value_name = "FILE", help_heading = "Data", value_parser = sheet)]
    relations: Option<PathBuf>,
    /// Events, each with its sentence (.csv or .jsonl)
    #[arg(long, value_name = "FILE", help_heading = "Data", value_parser = sheet)]
    events: Option<PathBuf>,
    /// Mentions: each place that names an actor (.csv or .jsonl)
    #[arg(long, value_name = "FILE", help_heading = "Data", value_parser = sheet)]
    mentions: Option<PathBuf>,
    /// Actors with their places (.csv or .jsonl)
    #[arg(long, value_name = "FILE", help_heading = "Data", value_parser = sheet)]
    actors: Option<PathBuf>,
    /// Who with whom, as a square CSV
    #[arg(long, value_name = "FILE", help_heading = "Data")]
    matrix: Option<PathBuf>,
    /// What stands in the matrix
    #[arg(long, value_enum, default_value_t = Cell::Sentences, help_heading = "Data")]
    cell: Cell,
    /// The graph as GraphML, for NetworkX, igraph, Gephi and yEd
    #[arg(long, value_name = "FILE", help_heading = "Data")]
    graphml: Option<PathBuf>,
    /// The graph as GEXF, for Gephi, with its times
    #[arg(long, value_name = "FILE", help_heading = "Data")]
    gexf: Option<PathBuf>,
    /// The graph as DOT, for Graphviz
    #[arg(long, value_name = "FILE", help_heading = "Data")]
    dot: Option<PathBuf>,
    /// Events as PLOVER's JSON lines
    #[arg(long, value_name = "FILE", help_heading = "Data")]
    plover: Option<PathBuf>,
    /// Events in the columns of POLECAT
    #[arg(long, value_name = "FILE", help_heading = "Data")]
    polecat: Option<PathBuf>,
    /// Events in the columns of GDELT 2.0
    #[arg(long, value_name = "FILE", help_heading = "Data")]
    gdelt: Option<PathBuf>,
    /// Write all events that were read, not only those behind the links of the map
    #[arg(long, help_heading = "Data")]
    all: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Cell {
    /// Sentences
    Sentences,
    /// Different events
    Events,
    /// Cooperative events
    Cooperation,
    /// Conflictual events
    Conflict,
    /// Mean intensity of the events
    Balance,
}

impl From<Cell> for MatrixCell {
    fn from(cell: Cell) -> Self {
        match cell {
            Cell::Sentences => Self::Sentences,
            Cell::Events => Self::Events,
            Cell::Cooperation => Self::Cooperation,
            Cell::Conflict => Self::Conflict,
            Cell::Balance => Self::Balance,
        }
    }
}

/// A path that tells by its extension whether it is CSV or JSON lines.
fn sheet(path: &str) -> Result<PathBuf, String> {
    let path = PathBuf::from(path);
    match extension(&path).as_deref() {
        Some("csv" | "jsonl") => Ok(path),
        _ => Err("name it .csv or .jsonl".to_owned()),
    }
}

fn extension(path: &Path) -> Option<String> {
    path.extension().map(|extension| extension.to_string_lossy().to_lowercase())
}

/// Opens the inputs and writes each file that was asked for.
pub(super) fn run(args: &ExportArgs, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Outcome> {
    let (workspace, failed) = read::open(&args.inputs, err)?;
    if failed && workspace.session().articles.is_empty() {
        return Ok(Outcome::InputFailed);
    }
    let mut outcome = if failed { Outcome::InputFailed } else { Outcome::Done };
    let files = files(args, &workspace);
    if files.is_empty() {
        writeln!(err, "nothing was asked for; name at least one file, such as --graphml map.graphml")?;
    }
    for (path, make) in files {
        match std::fs::write(path, make()) {
            Ok(()) => writeln!(out, "Wrote {}", path.display())?,
            Err(error) => {
                writeln!(err, "can't write this file: {error}\nFile: {}", path.display())?;
                outcome = Outcome::OutputFailed;
            }
        }
    }
    Ok(outcome)
}

/// Makes the bytes of a file.
type Make<'a> = Box<dyn Fn() -> Vec<u8> + 'a>;

/// The files that were asked for.
fn files<'a>(args: &'a ExportArgs, workspace: &'a Workspace) -> Vec<(&'a PathBuf, Make<'a>)> {
    let mut files: Vec<(&PathBuf, Make<'_>)> = Vec::new();
    if let Some(path) = &args.svg {
        let palette = if args.dark { &palette::DARK } else { &palette::LIGHT };
        files.push((path, Box::new(move || svg::picture(workspace, palette).into_bytes())));
    }
    let options = Options { scope: if args.all { Scope::All } else { Scope::Drawn }, cell: args.cell.into() };
    for (path, format) in data(args) {
        files.push((path, Box::new(move || format.write(workspace, options).into_bytes())));
    }
    files
}

fn data(args: &ExportArgs) -> Vec<(&PathBuf, Format)> {
    let sheets = [
        (&args.relations, Format::RelationsCsv, Format::RelationsJson),
        (&args.events, Format::EventsCsv, Format::EventsJson),
        (&args.mentions, Format::MentionsCsv, Format::MentionsJson),
        (&args.actors, Format::ActorsCsv, Format::ActorsJson),
    ];
    let sheets = sheets.into_iter().map(|(path, csv, json)| {
        let is_json = path.as_ref().is_some_and(|path| extension(path).as_deref() == Some("jsonl"));
        (path, if is_json { json } else { csv })
    });
    let others = [
        (&args.matrix, Format::Matrix),
        (&args.graphml, Format::GraphMl),
        (&args.gexf, Format::Gexf),
        (&args.dot, Format::Dot),
        (&args.plover, Format::Plover),
        (&args.polecat, Format::Polecat),
        (&args.gdelt, Format::Gdelt),
    ];
    sheets.chain(others).filter_map(|(path, format)| Some((path.as_ref()?, format))).collect()
}
