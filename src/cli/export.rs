//! `diplograph export`: a session becomes pictures, tables, graph files, without a display.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::{Outcome, read};
use crate::article::mapping::Mapping;
use crate::export::data::{Format, MatrixCell, Options, Scope};
use crate::export::picture::{LARGEST_SCALE, Scale, Theme};
use crate::export::request::{Kind, Request, Texts};
use crate::session::file;

/// Arguments of `export`.
#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    /// A session, or article files and folders
    #[arg(required = true, value_name = "SESSION")]
    inputs: Vec<PathBuf>,
    /// The picture of the map as SVG
    #[arg(long, value_name = "FILE", help_heading = "Pictures")]
    svg: Option<PathBuf>,
    /// The same as PNG
    #[arg(long, value_name = "FILE", help_heading = "Pictures")]
    png: Option<PathBuf>,
    /// How many times as large the PNG is as the window draws
    #[arg(long, value_name = "TIMES", default_value_t = Scale::default().times(), help_heading = "Pictures",
        value_parser = clap::value_parser!(u8).range(1..=i64::from(LARGEST_SCALE)))]
    scale: u8,
    /// The same as PDF
    #[arg(long, value_name = "FILE", help_heading = "Pictures")]
    pdf: Option<PathBuf>,
    /// What stands above picture and report
    #[arg(long, value_name = "WORDS", help_heading = "Pictures")]
    title: Option<String>,
    /// Draw the picture in dark colours
    #[arg(long, help_heading = "Pictures")]
    dark: bool,
    /// A report as one HTML file that needs no network
    #[arg(long, value_name = "FILE", help_heading = "Report")]
    report: Option<PathBuf>,
    /// The report as Markdown with footnotes
    #[arg(long, value_name = "FILE", help_heading = "Report")]
    markdown: Option<PathBuf>,
    /// The session to hand on, without the texts of the articles: short quotes of the evidence stay
    #[arg(long, value_name = "FILE", help_heading = "Sharing")]
    share: Option<PathBuf>,
    /// Hand the texts on too
    #[arg(long, requires = "share", help_heading = "Sharing")]
    with_texts: bool,
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
    let (workspace, failed) = read::open(&args.inputs, Mapping::default(), err)?;
    if failed && workspace.graph().actors.is_empty() {
        return Ok(Outcome::InputFailed);
    }
    let mut outcome = if failed { Outcome::InputFailed } else { Outcome::Done };
    let files = files(args);
    if files.is_empty() {
        writeln!(err, "nothing was asked for; name at least one file, such as --graphml map.graphml")?;
    }
    for (path, request) in files {
        let bytes = match request.bytes(&workspace) {
            Ok(bytes) => bytes,
            Err(reason) => {
                writeln!(err, "{reason}\nFile: {}", path.display())?;
                outcome = Outcome::OutputFailed;
                continue;
            }
        };
        match file::write_export(path, &bytes) {
            Ok(()) => writeln!(out, "Wrote {}", path.display())?,
            Err(error) => {
                writeln!(err, "can't write this file: {error}\nFile: {}", path.display())?;
                outcome = Outcome::OutputFailed;
            }
        }
    }
    Ok(outcome)
}

/// The files that were asked for.
fn files(args: &ExportArgs) -> Vec<(&PathBuf, Request)> {
    let documents = [
        (&args.svg, Kind::Svg),
        (&args.png, Kind::Png),
        (&args.pdf, Kind::Pdf),
        (&args.report, Kind::Report),
        (&args.markdown, Kind::Markdown),
        (&args.share, Kind::Session),
    ];
    let documents = documents.into_iter().filter_map(|(path, kind)| Some((path.as_ref()?, kind)));
    let data = data(args).into_iter().map(|(path, format)| (path, Kind::Data(format)));
    let request = |(path, kind)| {
        let request = Request {
            kind,
            theme: if args.dark { Theme::Dark } else { Theme::Light },
            title: args.title.clone(),
            scale: Scale::new(args.scale),
            texts: if args.with_texts { Texts::Included } else { Texts::LeftOut },
            data: Options { scope: if args.all { Scope::All } else { Scope::Drawn }, cell: args.cell.into() },
        };
        (path, request)
    };
    documents.chain(data).map(request).collect()
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
