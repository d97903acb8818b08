//! What is told about the node or link under the pointer.

use std::collections::BTreeSet;

use egui::{Response, Ui};

use super::cast::Cast;
use super::hit::Hit;
use super::notes;
use crate::event::EventKind;
use crate::export::palette::HUES;
use crate::graph::{FoundCoded, Relation};
use crate::session::Workspace;
use crate::session::correction::Note;
use crate::view::number::{counted, grouped, told};
use crate::view::theme::{body, body_semibold, color, palette, small, type_chip};

/// More types than this are summed up.
const MOST_TYPES: usize = 4;

/// Tells about a hit beside the pointer.
pub(super) fn hover_ui(canvas: &Response, workspace: &Workspace, cast: &Cast, hit: Hit) {
    let graph = workspace.graph();
    canvas.clone().on_hover_ui_at_pointer(|ui| {
        ui.set_max_width(300.0);
        egui::Frame::NONE.inner_margin(egui::Margin::symmetric(6, 4)).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.spacing_mut().interact_size.y = 20.0;
            match hit {
                Hit::Node(node) => node_ui(ui, workspace, node, cast.ties_of(node).len()),
                Hit::Link(link) => link_ui(ui, workspace, &graph.relations[link]),
            }
        });
    });
}

fn node_ui(ui: &mut Ui, workspace: &Workspace, node: usize, links: usize) {
    let graph = workspace.graph();
    let actor = &graph.actors[node];
    ui.label(body_semibold(&actor.label));
    ui.label(body(told(actor.counts)));
    let second = color(palette(ui).second_text);
    let line = format!("{}, {}", counted(actor.events as usize, "event"), counted(links, "link"));
    ui.label(small(line).color(second));
    if let Some(name) = workspace.hue_by_hand(node).and_then(|hue| HUES.get(hue)) {
        ui.label(small(format!("{name} by you")).color(second));
    }
    note_ui(ui, notes::on_actor(workspace, &actor.id));
    if actor.hidden_neighbours > 0 {
        let neighbours = counted(actor.hidden_neighbours as usize, "neighbour");
        ui.label(small(format!("{neighbours} hidden by you")).color(second));
    }
}

fn link_ui(ui: &mut Ui, workspace: &Workspace, relation: &Relation) {
    let graph = workspace.graph();
    let (source, target) = (&graph.actors[relation.source].label, &graph.actors[relation.target].label);
    ui.label(body_semibold(format!("{source} → {target}")));
    ui.label(body(told(relation.counts)));
    if !relation.coded.is_empty() {
        let coded = counted(relation.coded.len(), "event");
        ui.label(body(format!("{coded} coded by {}, without a sentence", coders(workspace, relation))));
    }
    let types = types(workspace, relation);
    let second = color(palette(ui).second_text);
    ui.horizontal_wrapped(|ui| {
        for (kind, count) in types.iter().take(MOST_TYPES) {
            type_chip(ui, *kind);
            ui.label(small(grouped(*count)).color(second));
        }
        if types.len() > MOST_TYPES {
            ui.label(small(format!("and {} more", types.len() - MOST_TYPES)).color(second));
        }
    });
    ui.label(small(format!("Mean intensity {}", signed(relation.balance()))).color(second));
    let (source, target) = (&graph.actors[relation.source].id, &graph.actors[relation.target].id);
    note_ui(ui, notes::on_link(workspace, source, target));
}

/// What the person noted; the colour is told in words too.
fn note_ui(ui: &mut Ui, note: Option<&Note>) {
    let Some(note) = note else { return };
    let colour = note.colour.map(|colour| format!(" ({})", colour.name().to_lowercase()));
    let words = format!("Your note{}: {}", colour.unwrap_or_default(), note.text);
    ui.label(small(words.trim_end_matches([':', ' '])));
}

/// Who coded events of a relation: "GDELT and ICEWS".
fn coders(workspace: &Workspace, relation: &Relation) -> String {
    let found = relation.coded.iter().filter_map(|at| FoundCoded::at(workspace.coded(), *at));
    let names: BTreeSet<&str> = found.map(|found| found.coding.table.scheme.name()).collect();
    names.into_iter().collect::<Vec<_>>().join(" and ")
}

/// "+2.5", "−3.0", "0.0": a true minus, and no sign for nothing.
fn signed(value: f32) -> String {
    let text = format!("{:.1}", value.abs());
    match value {
        _ if text == "0.0" => text,
        value if value < 0.0 => format!("\u{2212}{text}"),
        _ => format!("+{text}"),
    }
}

/// The types of a relation's events with their numbers, most events first.
fn types(workspace: &Workspace, relation: &Relation) -> Vec<(EventKind, usize)> {
    let mut numbers = [0; EventKind::ALL.len()];
    for (kind, _) in workspace.tellings(relation) {
        numbers[kind as usize] += 1;
    }
    for found in relation.coded.iter().filter_map(|at| FoundCoded::at(workspace.coded(), *at)) {
        numbers[found.event.kind as usize] += 1;
    }
    let mut types: Vec<(EventKind, usize)> =
        EventKind::ALL.into_iter().zip(numbers).filter(|(_, number)| *number > 0).collect();
    types.sort_by_key(|(kind, number)| (std::cmp::Reverse(*number), *kind));
    types
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_has_its_sign() {
        assert_eq!(signed(2.5), "+2.5");
        assert_eq!(signed(-3.04), "−3.0");
        assert_eq!(signed(-0.01), "0.0");
    }
}
