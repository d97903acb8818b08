//! The method card: what was read and what was not, with which rules, and how far one may trust it.

use std::collections::BTreeMap;

use super::super::about;
use super::{FOLDER_LINKS, FOLDER_SENTENCES};
use crate::event::{ENGINE, EventKind};
use crate::language::Readable;
use crate::session::Workspace;
use crate::session::correction::{Accuracy, accuracy};
use crate::session::number::counted;

/// A part of the card: its head and its lines.
pub(super) struct Part {
    pub head: &'static str,
    pub lines: Vec<String>,
}

/// What the program is known to miss.
const LIMITS: [&str; 6] = [
    "It reads English; an article in another language is listed as not read.",
    "It is careful rather than complete: on labelled news about nineteen of twenty relations that it tells are \
     there, and it tells some three quarters of those that are (README of the program has the figures).",
    "It misses what is said in a roundabout way, and many persons without an office in the text.",
    "It tells what the articles say, not what happened.",
    "Outlets that print the same agency's words count as one source where their texts are much alike, and \
     as several where they were rewritten.",
    "Counts depend on which articles were collected.",
];

/// The whole card.
pub(super) fn card(workspace: &Workspace) -> Vec<Part> {
    vec![
        Part { head: "Articles", lines: articles(workspace) },
        Part { head: "How they were read", lines: rules(workspace) },
        Part { head: "What is shown", lines: shown(workspace) },
        Part { head: "Corrections", lines: corrections(workspace) },
        Part { head: "Precision on these articles", lines: precision(workspace) },
        Part { head: "Known limits", lines: LIMITS.map(str::to_owned).to_vec() },
        Part { head: "Versions", lines: versions(workspace) },
    ]
}

fn articles(workspace: &Workspace) -> Vec<String> {
    if let Some(folder) = &workspace.session().folder {
        return vec![
            format!(
                "{} of an evidence folder with {} rows of events (its head has the SHA-256 {}).",
                counted(workspace.article_count(), "article"),
                folder.events,
                folder.hash
            ),
            format!(
                "All counts are of the whole folder; of the sentences the newest {FOLDER_SENTENCES} of each \
                 direction of the {FOLDER_LINKS} strongest links are quoted."
            ),
            about::sources(workspace),
        ];
    }
    let articles = workspace.articles();
    let (mut full, mut names_only, mut unread) = (0, 0, BTreeMap::<&str, usize>::new());
    let mut damaged = 0;
    for article in articles {
        let Some(reading) = workspace.readings().get(&article.id) else { continue };
        if reading.readable == Readable::Full {
            full += 1;
        } else if let Readable::No(tag) = &reading.readable {
            if crate::actor::foreign::knows(tag) {
                names_only += 1;
            } else {
                *unread.entry(tag).or_default() += 1;
            }
        }
        let mut sentences = reading.title_sentences.iter().chain(&reading.text_sentences);
        damaged += usize::from(sentences.any(|sentence| sentence.damaged));
    }
    let languages: Vec<String> = unread.iter().map(|(tag, count)| format!("{tag} {count}")).collect();
    let not_read: usize = unread.values().sum();
    let mut lines = vec![format!(
        "{}: {full} read, {names_only} for names only, {not_read} not read{}.",
        counted(articles.len(), "article"),
        if languages.is_empty() { String::new() } else { format!(" ({})", languages.join(", ")) }
    )];
    let copies = articles.iter().filter(|article| workspace.copies().group(&article.id).is_some()).count();
    let undated = articles.iter().filter(|article| article.date.is_none()).count();
    let doubtful = articles.iter().filter(|article| !article.problems.is_empty()).count();
    lines.push(format!(
        "{damaged} with damaged passages, {undated} without a date, {copies} much like another one, \
         {doubtful} with a note about the file."
    ));
    lines.push(about::sources(workspace));
    lines
}

fn rules(workspace: &Workspace) -> Vec<String> {
    let gazetteer = &workspace.knowledge().gazetteer;
    let scale: Vec<String> = EventKind::ALL
        .into_iter()
        .filter_map(|kind| Some(format!("{} {:+} ({})", kind.label(), kind.intensity(), kind.quad()?.name())))
        .collect();
    vec![
        "Each sentence is parsed as spaCy's small English model would parse it; rules over the tree and a \
         lexicon say what its verbs and nouns mean between two actors. No model guesses, and nothing is \
         fetched."
            .to_owned(),
        format!("{} actors are known by name, from open data.", gazetteer.actors().count()),
        format!("Types, classes and intensities are those of the PLOVER codebook 0.8: {}.", scale.join(", ")),
        "A link is blue and whole where more than twice as many of its events are cooperative as \
         conflictual, orange and dashed in the opposite case, else grey."
            .to_owned(),
        "Sentences, articles and independent sources are counted apart.".to_owned(),
    ]
}

fn shown(workspace: &Workspace) -> Vec<String> {
    let choices = &workspace.session().choices;
    let arrangement = choices.arrangement.description(|actor| workspace.label(actor).to_owned());
    vec![
        format!("{}.", capitalised(&about::filter(workspace))),
        format!("Arranged by: {arrangement}; {} placed by hand.", counted(choices.pins.len(), "actor")),
    ]
}

fn corrections(workspace: &Workspace) -> Vec<String> {
    let choices = &workspace.session().choices;
    let corrections = &choices.corrections;
    let (all, _) = accuracy(corrections);
    let lines = [
        (all.right as usize, "event", "accepted as read"),
        (all.corrected as usize, "event", "corrected"),
        (all.struck as usize, "event", "struck"),
        (corrections.added.len(), "event", "added by hand"),
        (corrections.mentions.len(), "mention", "given another meaning"),
        (corrections.merged.len(), "actor", "made one with another"),
        (corrections.actors.changes.len(), "name", "or actor of the person's own"),
        (choices.names.len(), "actor", "shown under another name"),
        (corrections.notes.len(), "note", "on actors and links"),
        (workspace.unattached().len(), "correction", "that no longer fits its text and does nothing"),
    ];
    let told: Vec<String> = lines
        .into_iter()
        .filter(|(number, ..)| *number > 0)
        .map(|(number, noun, what)| format!("{} {what}.", counted(number, noun)))
        .collect();
    if told.is_empty() { vec!["None: all is as the machine read it.".to_owned()] } else { told }
}

fn precision(workspace: &Workspace) -> Vec<String> {
    let (all, by_kind) = accuracy(&workspace.session().choices.corrections);
    let line = |name: &str, accuracy: &Accuracy| {
        let interval = accuracy.precision()?;
        Some(format!(
            "{name}: {} of {} right, {:.0} % ({:.0} to {:.0} %).",
            accuracy.right,
            accuracy.reviewed(),
            100.0 * interval.share,
            100.0 * interval.low,
            100.0 * interval.high
        ))
    };
    let mut lines: Vec<String> = line("All types", &all).into_iter().collect();
    lines.extend(by_kind.iter().filter_map(|(kind, accuracy)| line(kind.label(), accuracy)));
    if lines.is_empty() {
        lines.push("Not measured: no event was reviewed.".to_owned());
    } else {
        lines.push("From the events that were reviewed; intervals by Wilson, 95 %.".to_owned());
    }
    lines
}

fn versions(workspace: &Workspace) -> Vec<String> {
    let knowledge = workspace.knowledge();
    let short = |hash: &str| hash.get(..12).unwrap_or(hash).to_owned();
    vec![format!(
        "Diplograph {}, engine {ENGINE}, lexicon {}, gazetteer {}.",
        env!("CARGO_PKG_VERSION"),
        short(knowledge.lexicon.hash()),
        short(knowledge.gazetteer.hash())
    )]
}

fn capitalised(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
