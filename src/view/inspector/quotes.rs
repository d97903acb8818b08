//! What the inspector tells of an evidence folder: its counts, and how far a link's sentences were read.

use egui::{Ui, vec2};

use super::sentences::Tally;
use crate::graph::Relation;
use crate::session::Workspace;
use crate::view::quotes::{FIRST, Quotes};
use crate::view::theme::{self, color, space};
use crate::view::{Command, Commands, number};

/// Height of the row behind the sentences.
pub(super) const MORE: f32 = 56.0;

/// What both directions of a pair hold by an evidence folder; nothing where no folder is looked at.
pub(super) fn tally<'a>(
    workspace: &Workspace,
    mut relations: impl Iterator<Item = &'a Relation>,
) -> Option<Tally> {
    workspace.folder()?;
    let Some(relation) = relations.next() else { return Some(Tally::default()) };
    let actors = &workspace.graph().actors;
    let (source, target) = (actors.get(relation.source)?, actors.get(relation.target)?);
    let together = workspace.together(&source.id, &target.id)?;
    Some(Tally { quads: together.quads, sentences: together.counts.sentences, coded: 0 })
}

/// The row behind the sentences that are here: "1,000 newest of each direction; Show more".
pub(super) fn more_ui(ui: &mut Ui, left: usize, quotes: &Quotes, commands: &mut Commands) {
    ui.allocate_ui(vec2(ui.available_width(), MORE), |ui| {
        egui::Frame::new().inner_margin(egui::Margin::symmetric(12, 12)).show(ui, |ui| {
            if quotes.reading {
                waiting_ui(ui);
                return;
            }
            ui.horizontal(|ui| {
                let words = format!("Show more of {} older ones", number::grouped(left));
                if theme::outlined_button(ui, None, &words).clicked() {
                    commands.push(Command::ReadQuotes(quotes.most.saturating_add(4 * FIRST)));
                }
            });
        });
    });
}

/// In the place of sentences that are not here: they are being read, or why they can't be.
pub(super) fn instead_ui(ui: &mut Ui, quotes: &Quotes, commands: &mut Commands) {
    egui::Frame::new().inner_margin(egui::Margin::symmetric(12, 16)).show(ui, |ui| {
        let Some(failed) = &quotes.failed else {
            waiting_ui(ui);
            return;
        };
        let palette = theme::palette(ui);
        ui.spacing_mut().item_spacing.y = space::S;
        ui.add(
            egui::Label::new(theme::body("The sentences can’t be read").color(color(palette.text))).wrap(),
        );
        ui.add(egui::Label::new(theme::body(failed).color(color(palette.second_text))).wrap());
        if theme::outlined_button(ui, None, "Try again").clicked() {
            commands.push(Command::ReadQuotes(quotes.most));
        }
    });
}

fn waiting_ui(ui: &mut Ui) {
    let second = color(theme::palette(ui).second_text);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        if ui.style().animation_time > 0.0 {
            ui.add(egui::Spinner::new().size(14.0).color(second));
        }
        ui.label(theme::body("Reading the sentences…").color(second));
    });
}
