//! Events that others coded as cards: who says so, their code, day and address, and no sentence.

use std::collections::BTreeSet;

use egui::{Rect, Ui, pos2, vec2};

use crate::article::{ArticleId, Scheme, Source};
use crate::event::coded::in_words;
use crate::graph::{CodedEvidence, FoundCoded, Relation};
use crate::session::Workspace;
use crate::view::theme::{self, color, space};
use crate::view::{Command, Commands, Passage, number, widget};

/// Height of a card: type and direction, code, outlet and address.
pub(super) const CARD: f32 = 10.0 + 20.0 + 4.0 + 20.0 + 4.0 + 20.0 + 10.0 + 1.0;

/// The events that others coded of some relations, in the order of tables and rows.
pub(super) fn gather<'a>(relations: impl Iterator<Item = &'a Relation>) -> Vec<CodedEvidence> {
    let gathered: BTreeSet<CodedEvidence> =
        relations.flat_map(|relation| relation.coded.iter().copied()).collect();
    gathered.into_iter().collect()
}

/// Adds the articles and sources that the tables name to those that are read here. Returns how many of
/// the articles are not read here.
pub(super) fn count<'a>(
    workspace: &'a Workspace,
    coded: &[CodedEvidence],
    articles: &mut BTreeSet<ArticleId>,
    sources: &mut BTreeSet<Source<'a>>,
) -> usize {
    let mut documents = BTreeSet::new();
    for found in coded.iter().filter_map(|at| FoundCoded::at(workspace.coded(), *at)) {
        let row = found.row;
        let article = read_here(workspace, &row.address);
        if let Some(article) = article.and_then(|id| workspace.article(&id)) {
            articles.insert(article.id);
            sources.insert(workspace.copies().source(article));
            continue;
        }
        documents.extend([&row.address, &row.document].into_iter().find(|document| !document.is_empty()));
        sources.insert(if row.outlet.is_empty() { Source::Unknown } else { Source::Outlet(&row.outlet) });
    }
    documents.len()
}

/// Quad classes of the events.
pub(super) fn quads(workspace: &Workspace, coded: &[CodedEvidence]) -> [u32; 4] {
    let mut quads = [0; 4];
    for found in coded.iter().filter_map(|at| FoundCoded::at(workspace.coded(), *at)) {
        if let Some(quad) = found.event.kind.quad() {
            quads[quad.index()] += 1;
        }
    }
    quads
}

/// The article that is read here under an address.
fn read_here(workspace: &Workspace, address: &str) -> Option<ArticleId> {
    let articles = workspace.articles().iter().filter(|_| !address.is_empty());
    articles
        .filter(|article| article.url.as_ref().is_some_and(|url| url.value == address))
        .map(|article| article.id)
        .next()
}

/// The head of the group.
pub(super) fn head(events: usize) -> String {
    format!("Coded by others, {}, without a sentence", number::counted(events, "event"))
}

/// One card. A click opens the article, where it is read here too.
pub(super) fn card_ui(ui: &mut Ui, workspace: &Workspace, at: CodedEvidence, commands: &mut Commands) {
    let Some(found) = FoundCoded::at(workspace.coded(), at) else { return };
    let palette = theme::palette(ui);
    let direction =
        format!("{} → {}", workspace.label(&found.event.source), workspace.label(&found.event.target));
    let said = said(&found);
    let name = format!("{}, {direction}: {said}", found.event.kind.label());
    let (rect, response) = widget::row(ui, CARD, &name, false);
    let inner = rect.shrink2(vec2(space::M, 10.0));
    let line =
        |top: f32| Rect::from_min_size(pos2(inner.left(), inner.top() + top), vec2(inner.width(), 20.0));
    let first = line(0.0);
    let middle = first.center().y;
    let date = found.date().map_or_else(|| "No date".to_owned(), crate::article::Date::in_words);
    let date = widget::text_right(
        ui.painter(),
        pos2(first.right(), middle),
        &date,
        widget::small(),
        palette.second_text,
    );
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    let chip = widget::within(ui, first, layout, |ui| theme::type_chip(ui, found.event.kind));
    let direction_at = pos2(chip.rect.right() + space::S, middle);
    let width = date.left() - direction_at.x - space::S;
    widget::text_at(ui.painter(), direction_at, &direction, widget::small(), palette.text, width);
    let second = line(24.0);
    let second_at = pos2(second.left(), second.center().y);
    widget::text_at(ui.painter(), second_at, &said, widget::body(), palette.text, second.width());
    let third = line(48.0);
    let third_at = pos2(third.left(), third.center().y);
    let place = place(&found);
    widget::text_at(ui.painter(), third_at, &place, widget::small(), palette.second_text, third.width());
    let stroke = egui::Stroke::new(1.0, color(palette.hairline));
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, stroke);
    let here = read_here(workspace, &found.row.address);
    response.context_menu(|ui| {
        if ui.button("Copy the address").clicked() {
            ui.ctx().copy_text(found.row.address.clone());
        }
    });
    let response = response.on_hover_text(hint(&found, here.is_some()));
    if let Some(article) = here.filter(|_| response.clicked()) {
        commands.push(Command::OpenPassage(Passage { article, sentence: None, event: None }));
    }
}

/// "GDELT: code 190, use conventional military force"; of a record that carries its sentence, that.
fn said(found: &FoundCoded<'_>) -> String {
    let (scheme, row) = (found.coding.table.scheme, found.row);
    if !row.text.is_empty() {
        return format!("{}: “{}”", scheme.name(), row.text.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    let mut words = format!("{}: code {}", scheme.name(), row.code);
    let meaning = if scheme.is_cameo() { in_words(&row.code).unwrap_or(&row.mode) } else { &row.mode };
    if !meaning.is_empty() {
        words += &format!(", {}", meaning.trim_end_matches(", not specified below").to_lowercase());
    }
    words
}

fn place(found: &FoundCoded<'_>) -> String {
    let row = found.row;
    let parts = [row.outlet.as_str(), row.address.as_str()];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { "No address".to_owned() } else { parts.join(" · ") }
}

/// All that the table says, with their class and score by their own scales.
fn hint(found: &FoundCoded<'_>, is_here: bool) -> String {
    let (scheme, row) = (found.coding.table.scheme, found.row);
    let mut lines = vec![format!("Coded by {}, not read here: no sentence", scheme.name()), said(found)];
    let score = if scheme == Scheme::Gdelt { "Goldstein scale" } else { "Intensity" };
    for (name, value) in [("Quad class (theirs)", &row.quad), (score, &row.score), ("Their number", &row.id)]
    {
        if !value.is_empty() {
            lines.push(format!("{name}: {value}"));
        }
    }
    if !row.address.is_empty() {
        lines.push(row.address.clone());
    }
    lines.push(found.coding.table.label());
    if is_here {
        lines.push("This article is read here too: a click opens it".to_owned());
    }
    lines.join("\n")
}

/// A line that tells how many of the events were coded by others; nothing for none.
pub(super) fn note(count: usize) -> String {
    match count {
        0 => String::new(),
        count => format!("; {} coded by others", number::counted(count, "event")),
    }
}
