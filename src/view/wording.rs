//! Events, mentions and their status in words, the same in every panel.

use super::icon;
use crate::actor::{Mention, MentionKind};
use crate::article::Article;
use crate::event::{Event, Modality, Status};
use crate::graph;
use crate::session::Workspace;
use crate::session::correction::Provenance;

/// "China → North Korea", or with both arrows where it holds both ways.
#[must_use]
pub fn direction(workspace: &Workspace, event: &Event) -> String {
    let arrow = if event.reciprocal { "↔" } else { "→" };
    format!("{} {arrow} {}", workspace.label(&event.source), workspace.label(&event.target))
}

/// Whether the map counts an event now.
#[must_use]
pub fn in_map(workspace: &Workspace, article: &Article, event: &Event) -> bool {
    let choices = &workspace.session().choices;
    choices.filter.lets_through(article, event, graph::date_of(article, event))
        && !choices.hidden.contains(&event.source)
        && !choices.hidden.contains(&event.target)
}

/// What a person should know of an event besides its type, each with its icon: shown below its sentence.
#[must_use]
pub fn notes(event: &Event) -> Vec<(char, &'static str)> {
    let mut notes = Vec::new();
    match event.status() {
        Status::Negated => notes.push((icon::CANCEL, "Denied")),
        Status::Claimed => notes.push((icon::RECORD_VOICE_OVER, "Claim")),
        Status::Historical => notes.push((icon::HISTORY, "Historical")),
        Status::Hypothetical => notes.push((icon::HELP, "Hypothetical")),
        Status::Question => notes.push((icon::HELP, "Question")),
        Status::Announced => notes.push((icon::CALENDAR_MONTH, "Announced")),
        Status::Asserted => {}
    }
    if event.reciprocal {
        notes.push((icon::SYNC_ALT, "Both ways"));
    }
    if event.damaged {
        notes.push((icon::WARNING, "Damaged text"));
    }
    notes
}

/// Who says an event, where it is not the machine alone, with an icon.
#[must_use]
pub fn said_by(provenance: Provenance) -> Option<(char, &'static str)> {
    match provenance {
        Provenance::Machine => None,
        Provenance::Accepted => Some((icon::CHECK, "Reviewed")),
        Provenance::Corrected => Some((icon::EDIT, "Corrected")),
        Provenance::ByHand => Some((icon::ADD, "By hand")),
    }
}

/// Everything about an event for a hover text: who, what, why, and whether it counts.
#[must_use]
pub fn event_hint(workspace: &Workspace, article: &Article, event: &Event) -> String {
    let mut lines = vec![direction(workspace, event)];
    let class = event.kind.quad().map_or("no class", crate::event::Quad::name);
    lines.push(format!("{} ({class}): {}", event.kind.label(), event.kind.in_words()));
    let cameo = event.cameo.as_ref().map_or_else(String::new, |code| format!(", CAMEO {code}"));
    lines.push(format!("Rule: {}{cameo}", event.rule));
    if let Some(date) = graph::date_of(article, event) {
        let origin = if event.date.is_some() { "as the words say" } else { "the article's date" };
        lines.push(format!("When: {} ({origin})", date.in_words()));
    }
    if let Some(speaker) = &event.speaker {
        lines.push(format!("Said by: {speaker}"));
    }
    if let Some(claimant) = &event.claimed_by {
        lines.push(format!("Claimed by: {}", workspace.label(claimant)));
    }
    if !in_map(workspace, article, event) {
        lines.push(format!("Left out of the map: {}", why_left_out(event)));
    }
    lines.join("\n")
}

/// Why the map leaves an event out, in a few words.
#[must_use]
pub fn why_left_out(event: &Event) -> &'static str {
    if event.negated {
        return "it is denied or not done";
    }
    if event.claimed_by.is_some() {
        return "it is only claimed";
    }
    if event.historical {
        return "it is long ago";
    }
    match event.modality {
        Modality::Hypothetical => "it may happen, or would if",
        Modality::Question => "it is asked",
        Modality::Asserted | Modality::Announced if event.kind.quad().is_none() => "it is a plain statement",
        Modality::Asserted | Modality::Announced => "by the filter or a hidden actor",
    }
}

/// Who a mention means, how it names them, and why.
#[must_use]
pub fn mention_hint(workspace: &Workspace, mention: &Mention) -> String {
    let who = match &mention.actor {
        Some(actor) => workspace.label(actor).to_owned(),
        None => {
            let names: Vec<&str> = mention.candidates.iter().map(|actor| workspace.label(actor)).collect();
            format!("Unresolved: {}", names.join(" or "))
        }
    };
    let how = how_named(mention.kind);
    let reason = if mention.reason.is_empty() { String::new() } else { format!("\n{}", mention.reason) };
    format!("{who}, {how}{reason}")
}

/// How a mention names its actor.
#[must_use]
pub fn how_named(kind: MentionKind) -> &'static str {
    match kind {
        MentionKind::Name => "by its name",
        MentionKind::Demonym => "by a demonym",
        MentionKind::Seat => "by the seat of its government",
        MentionKind::Leader => "by a person",
        MentionKind::Office => "by an office",
        MentionKind::City => "by a place",
        MentionKind::Organisation => "an organisation",
        MentionKind::Group => "a group",
        MentionKind::Epithet => "by another name",
        MentionKind::Pronoun => "by a pronoun",
    }
}
