//! How often the machine was right, from the events that were reviewed: over all and by type, with Wilson's
//! interval; and the corrections that no longer fit their articles.

use egui::{Ui, pos2};

use super::unattached::LostCorrections;
use crate::session::Workspace;
use crate::session::correction::{Accuracy, accuracy};
use crate::view::theme::{self, Face, color, font, size, space};
use crate::view::{Commands, widget};

/// What is told of the corrections.
#[derive(Debug, Default)]
pub(super) struct Corrected {
    /// What, and how it fared; over all first.
    rows: Vec<(String, Accuracy)>,
    /// What no longer fits.
    lost: LostCorrections,
}

impl Corrected {
    pub(super) fn new(workspace: &Workspace) -> Self {
        let (all, by_kind) = accuracy(&workspace.session().choices.corrections);
        let mut rows = Vec::new();
        if all.reviewed() > 0 {
            rows.push(("All types".to_owned(), all));
            rows.extend(by_kind.into_iter().map(|(kind, accuracy)| (kind.label().to_owned(), accuracy)));
        }
        Self { rows, lost: LostCorrections::new(workspace) }
    }

    /// Draws it, where something was reviewed or does not fit.
    pub(super) fn ui(&self, ui: &mut Ui, commands: &mut Commands) {
        if self.rows.is_empty() && self.lost.is_empty() {
            return;
        }
        let margin = egui::Margin { left: 12, right: 12, top: 0, bottom: 8 };
        egui::Frame::new().inner_margin(margin).show(ui, |ui| self.content_ui(ui, commands));
    }

    fn content_ui(&self, ui: &mut Ui, commands: &mut Commands) {
        if let Some((_, all)) = self.rows.first() {
            let head = format!("Machine right: {}", share_in_words(*all));
            egui::CollapsingHeader::new(theme::body(head)).id_salt("accuracy").show(ui, |ui| {
                for (name, accuracy) in &self.rows {
                    row_ui(ui, name, *accuracy);
                }
                let words = "95 % intervals (Wilson), as if the reviewed events were drawn at random";
                let second = color(theme::palette(ui).second_text);
                ui.add(egui::Label::new(theme::small(words).color(second)).wrap());
                ui.add_space(space::S);
            });
        }
        self.lost.ui(ui, commands);
    }
}

/// "34 of 40, 85 % (71 to 93 %)".
fn share_in_words(accuracy: Accuracy) -> String {
    let percent = |share: f64| (100.0 * share).round();
    let Some(precision) = accuracy.precision() else { return "nothing reviewed".to_owned() };
    format!(
        "{} of {}, {} % ({} to {} %)",
        accuracy.right,
        accuracy.reviewed(),
        percent(precision.share),
        percent(precision.low),
        percent(precision.high)
    )
}

fn row_ui(ui: &mut Ui, name: &str, accuracy: Accuracy) {
    let words = share_in_words(accuracy);
    let size = egui::vec2(ui.available_width(), 24.0);
    let (rect, response) = ui.allocate_exact_size(size, egui::Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, format!("{name}: {words}")));
    let palette = theme::palette(ui);
    let middle = rect.center().y;
    let face = font(Face::Tabular, size::SMALL);
    let right = pos2(rect.right(), middle);
    let number = widget::text_right(ui.painter(), right, &words, face, palette.text);
    let width = number.left() - rect.left() - space::S;
    widget::text_at(
        ui.painter(),
        pos2(rect.left(), middle),
        name,
        widget::small(),
        palette.second_text,
        width,
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_told_with_its_interval() {
        let accuracy = Accuracy { right: 8, corrected: 1, struck: 1 };
        assert_eq!(share_in_words(accuracy), "8 of 10, 80 % (49 to 94 %)");
        assert_eq!(share_in_words(Accuracy::default()), "nothing reviewed");
    }
}
