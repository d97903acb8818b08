//! `diplograph read`: the main job without a display. Prints what was read, writes picture and session.

use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::table::{self, Align};
use super::{Outcome, ReadArgs, progress};
use crate::actor::foreign;
use crate::article::SharedArticle;
use crate::article::mapping::{Mapping, Mappings};
use crate::event::{EventKind, Knowledge};
use crate::export::picture::{Options, Picture, Theme};
use crate::graph::{FoundCoded, Relation};
use crate::language::Readable;
use crate::session::evidence::folder::is_evidence;
use crate::session::evidence::{EvidenceFolder, FolderError};
use crate::session::number::counted;
use crate::session::{Workspace, file};
use crate::task;

/// Outlets of an evidence folder that are printed.
const OUTLETS: usize = 20;
/// Sentences of each direction that are printed of an evidence folder.
const SENTENCES: usize = 100;

/// Reads the inputs, prints three tables and writes the files that were asked for.
pub(super) fn run(args: &ReadArgs, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Outcome> {
    let (mut workspace, mut failed) = open(&args.inputs, args.map.clone().unwrap_or_default(), err)?;
    if args.sentences
        && let Err(error) = workspace.read_strongest(args.top, SENTENCES)
    {
        writeln!(err, "can't read the sentences: {error}")?;
        failed = true;
    }
    articles_table(&workspace, out)?;
    coded_table(&workspace, out)?;
    actors_table(&workspace, out)?;
    relations_table(&workspace, args, out)?;
    let mut outcome = if failed { Outcome::InputFailed } else { Outcome::Done };
    for result in [write_svg(args, &workspace), write_session(args, &workspace)] {
        match result {
            Ok(Some(path)) => writeln!(out, "\nWrote {}", path.display())?,
            Ok(None) => {}
            Err(text) => {
                writeln!(err, "{text}")?;
                outcome = Outcome::OutputFailed;
            }
        }
    }
    Ok(outcome)
}

/// Opens sessions and articles into one settled workspace; whether an input that was named failed.
pub(super) fn open(
    inputs: &[PathBuf],
    mapping: Mapping,
    err: &mut dyn Write,
) -> io::Result<(Workspace, bool)> {
    let knowledge = Knowledge::embedded();
    let mut workspace = Workspace::new(knowledge.clone());
    let mut failed = false;
    let is_session =
        |path: &&PathBuf| path.extension().is_some_and(|ext| ext == file::EXTENSION) || is_evidence(path);
    let (sessions, files): (Vec<_>, Vec<_>) = inputs.iter().partition(is_session);
    for (number, path) in sessions.into_iter().enumerate() {
        let opened =
            if is_evidence(path) { task::open_folder(path) } else { task::open_session(&knowledge, path) };
        match opened {
            Ok(loaded) if number == 0 => {
                workspace = Workspace::open(knowledge.clone(), loaded.session, loaded.readings, None);
                failed |= !hold(&mut workspace, loaded.folder, err)?;
            }
            Ok(_) => {
                writeln!(err, "only one session can be opened at a time\nFile: {}", path.display())?;
                failed = true;
            }
            Err(error) => {
                writeln!(err, "can't open this session: {error}\nFile: {}", path.display())?;
                failed = true;
            }
        }
    }
    let mut files: Vec<PathBuf> = files.into_iter().cloned().collect();
    if workspace.session().folder.is_some() && !files.is_empty() {
        let words = "articles can't be added to an evidence folder: extract and collect their rows";
        writeln!(err, "{words}\nFile: {}", files[0].display())?;
        failed = true;
        files.clear();
    }
    let import = progress::with_bar("Reading", |progress| {
        task::read_mapped(&knowledge, &files, &Mappings::of_all(mapping), progress)
    });
    workspace.import(import.articles, import.tables);
    for failure in import.failures {
        writeln!(err, "{}\nFile: {}", failure.reason, failure.shown_path())?;
        failed |= !failure.unsupported || files.contains(&failure.path);
    }
    while workspace.tick_layout(Duration::from_secs(1)) {}
    Ok((workspace, failed))
}

/// Looks at the evidence folder of a session; whether there is none, or it could be opened.
fn hold(
    workspace: &mut Workspace,
    folder: Option<Result<EvidenceFolder, FolderError>>,
    err: &mut dyn Write,
) -> io::Result<bool> {
    let named = workspace.session().folder.as_ref().map(|mark| mark.path.display().to_string());
    match folder {
        None => Ok(true),
        Some(Ok(folder)) => {
            workspace.hold(Arc::new(folder));
            Ok(true)
        }
        Some(Err(error)) => {
            writeln!(err, "can't open the evidence folder: {error}\nFolder: {}", named.unwrap_or_default())?;
            Ok(false)
        }
    }
}

/// What an evidence folder holds, in the place of the table of its articles, which may be millions.
fn folder_summary(workspace: &Workspace, folder: &EvidenceFolder, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{} of an evidence folder", counted(workspace.article_count(), "article"))?;
    let mut outlets = folder.ledger().articles_by_outlet();
    outlets.sort_by_key(|(_, articles)| std::cmp::Reverse(*articles));
    let shown: Vec<[String; 2]> = outlets
        .iter()
        .take(OUTLETS)
        .map(|(outlet, articles)| [shortened(outlet, 40), articles.to_string()])
        .collect();
    if !shown.is_empty() {
        table::write(out, [("outlet", Align::Left), ("articles", Align::Right)], &shown)?;
    }
    if outlets.len() > OUTLETS {
        writeln!(out, "and {} more", outlets.len() - OUTLETS)?;
    }
    Ok(())
}

fn articles_table(workspace: &Workspace, out: &mut dyn Write) -> io::Result<()> {
    if let Some(folder) = workspace.folder() {
        return folder_summary(workspace, folder, out);
    }
    let mut articles: Vec<&SharedArticle> = workspace.articles().iter().collect();
    articles.sort_by_key(|article| {
        let date = article.date.as_ref().map(|date| date.value);
        (date.is_none(), date, article.label(), article.id)
    });
    let rows: Vec<_> = articles.into_iter().map(|article| article_row(workspace, article)).collect();
    writeln!(out, "{}", counted(rows.len(), "article"))?;
    table::write(
        out,
        [
            ("date", Align::Left),
            ("outlet", Align::Left),
            ("title", Align::Left),
            ("sentences", Align::Right),
            ("events", Align::Right),
            ("notes", Align::Left),
        ],
        &rows,
    )
}

fn article_row(workspace: &Workspace, article: &SharedArticle) -> [String; 6] {
    let unknown = || "-".to_owned();
    let reading = workspace.readings().get(&article.id);
    let mut notes = article.problems.clone();
    if let Some(Readable::No(language)) = reading.map(|reading| &reading.readable) {
        let what = if foreign::knows(language) { "names only" } else { "not read" };
        notes.insert(0, format!("{what}, language: {language}"));
    }
    match workspace.copies().others(&article.id).count() {
        0 => {}
        others => notes.push(format!("much like {}", counted(others, "other article"))),
    }
    let count = |number: Option<usize>| number.map_or_else(unknown, |number| number.to_string());
    [
        article.date.as_ref().map_or_else(unknown, |date| date.value.to_string()),
        article.outlet.as_ref().map_or_else(unknown, |outlet| shortened(&outlet.value, 24)),
        shortened(&article.label(), 60),
        count(reading.map(|reading| reading.title_sentences.len() + reading.text_sentences.len())),
        count(reading.map(|reading| reading.event_count())),
        notes.join("; "),
    ]
}

/// Tables of events that others coded; nothing where there is none.
fn coded_table(workspace: &Workspace, out: &mut dyn Write) -> io::Result<()> {
    let rows: Vec<[String; 5]> = workspace
        .coded()
        .iter()
        .map(|coding| {
            [
                shortened(&coding.table.label(), 40),
                coding.table.scheme.name().to_owned(),
                coding.events.len().to_string(),
                coding.named.len().to_string(),
                coding.left_out.in_words(),
            ]
        })
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{} of events coded by others, without sentences", counted(rows.len(), "table"))?;
    table::write(
        out,
        [
            ("table", Align::Left),
            ("coded by", Align::Left),
            ("events", Align::Right),
            ("articles with co-mentions", Align::Right),
            ("left out", Align::Left),
        ],
        &rows,
    )
}

fn actors_table(workspace: &Workspace, out: &mut dyn Write) -> io::Result<()> {
    let graph = workspace.graph();
    let mut actors: Vec<_> = graph.actors.iter().collect();
    actors.sort_by_key(|actor| (std::cmp::Reverse((actor.events, actor.counts)), &actor.id));
    let mut rows: Vec<[String; 5]> = actors
        .into_iter()
        .map(|actor| {
            [
                actor.label.clone(),
                actor.id.to_string(),
                actor.events.to_string(),
                actor.counts.sentences.to_string(),
                actor.counts.articles.to_string(),
            ]
        })
        .collect();
    for (actor, _) in &graph.not_drawn {
        let none = || "0".to_owned();
        rows.push([workspace.label(actor).to_owned(), actor.to_string(), none(), none(), none()]);
    }
    writeln!(out, "\n{}", counted(rows.len(), "actor"))?;
    table::write(
        out,
        [
            ("actor", Align::Left),
            ("id", Align::Left),
            ("events", Align::Right),
            ("sentences", Align::Right),
            ("articles", Align::Right),
        ],
        &rows,
    )
}

fn relations_table(workspace: &Workspace, args: &ReadArgs, out: &mut dyn Write) -> io::Result<()> {
    let graph = workspace.graph();
    let shown = &graph.relations[..args.top.min(graph.relations.len())];
    let rows: Vec<_> = shown.iter().map(|relation| relation_row(workspace, relation)).collect();
    writeln!(out, "\nStrongest relations ({} of {})", shown.len(), graph.all_relations)?;
    table::write(
        out,
        [
            ("source", Align::Left),
            ("target", Align::Left),
            ("sentences", Align::Right),
            ("articles", Align::Right),
            ("sources", Align::Right),
            ("coded", Align::Right),
            ("balance", Align::Right),
            ("types", Align::Left),
        ],
        &rows,
    )?;
    if args.sentences {
        for relation in shown {
            sentences(workspace, relation, out)?;
        }
    }
    Ok(())
}

fn relation_row(workspace: &Workspace, relation: &Relation) -> [String; 8] {
    let name = |index: usize| workspace.graph().actors[index].label.clone();
    [
        name(relation.source),
        name(relation.target),
        relation.counts.sentences.to_string(),
        relation.counts.articles.to_string(),
        relation.counts.sources.to_string(),
        relation.coded.len().to_string(),
        format!("{:+.1}", relation.balance()),
        types(workspace, relation),
    ]
}

/// "ACCUSE 3, SANCTION 1", the commonest first.
fn types(workspace: &Workspace, relation: &Relation) -> String {
    let read = workspace.tellings(relation).into_iter().map(|(kind, _)| kind);
    let coded = relation.coded.iter();
    let coded = coded.filter_map(|at| Some(FoundCoded::at(workspace.coded(), *at)?.event.kind));
    let kinds: Vec<EventKind> = read.chain(coded).collect();
    let mut counts: Vec<_> = EventKind::ALL
        .into_iter()
        .map(|kind| (kind, kinds.iter().filter(|found| **found == kind).count()))
        .filter(|(_, count)| *count > 0)
        .collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts.iter().map(|(kind, count)| format!("{} {count}", kind.code())).collect::<Vec<_>>().join(", ")
}

/// The sentences of a relation, each with its type and article.
fn sentences(workspace: &Workspace, relation: &Relation, out: &mut dyn Write) -> io::Result<()> {
    let name = |index: usize| workspace.graph().actors[index].label.as_str();
    writeln!(out, "\n{} → {}", name(relation.source), name(relation.target))?;
    for evidence in &relation.evidence {
        let (Some(article), Some(reading)) =
            (workspace.article(&evidence.article), workspace.readings().get(&evidence.article))
        else {
            continue;
        };
        let Some(event) = reading.events.get(evidence.event) else { continue };
        let sentence = reading.sentence_span(event.part, event.sentence).of(article.part(event.part));
        let words = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
        writeln!(out, "  {} \u{201c}{}\u{201d}: {words}", event.kind.code(), event.cue)?;
        writeln!(out, "    {}", shortened(&article.label(), 80))?;
    }
    for found in relation.coded.iter().filter_map(|at| FoundCoded::at(workspace.coded(), *at)) {
        writeln!(out, "  {} {}", found.event.kind.code(), coded_in_words(&found))?;
        if !found.row.address.is_empty() {
            writeln!(out, "    {}", shortened(&found.row.address, 120))?;
        }
    }
    Ok(())
}

/// "coded by GDELT, code 190, 2022-03-01, northern-wire.example".
fn coded_in_words(found: &FoundCoded<'_>) -> String {
    let mut words = format!("coded by {}, code {}", found.coding.table.scheme.name(), found.row.code);
    if let Some(date) = found.date() {
        words += &format!(", {date}");
    }
    if !found.row.outlet.is_empty() {
        words += &format!(", {}", shortened(&found.row.outlet, 60));
    }
    words
}

fn write_svg<'a>(args: &'a ReadArgs, workspace: &Workspace) -> Result<Option<&'a PathBuf>, String> {
    let Some(path) = &args.svg else { return Ok(None) };
    let theme = if args.dark { Theme::Dark } else { Theme::Light };
    let picture = Picture::new(workspace, &Options { theme, title: None }).svg();
    file::write_export(path, picture.as_bytes())
        .map_err(|error| format!("can't write the picture: {error}\nFile: {}", path.display()))?;
    Ok(Some(path))
}

fn write_session<'a>(args: &'a ReadArgs, workspace: &Workspace) -> Result<Option<&'a PathBuf>, String> {
    let Some(path) = &args.save else { return Ok(None) };
    let session = workspace.session_to_save();
    task::save_session(workspace.knowledge(), &session, workspace.machine_readings(), path)
        .map_err(|error| format!("can't save the session: {error}\nFile: {}", path.display()))?;
    Ok(Some(path))
}

/// At most `width` characters, the last one an ellipsis where something was cut.
fn shortened(text: &str, width: usize) -> String {
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if one_line.chars().count() <= width {
        return one_line;
    }
    let kept: String = one_line.chars().take(width - 1).collect();
    format!("{}…", kept.trim_end())
}
