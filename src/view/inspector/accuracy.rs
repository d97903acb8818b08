//! How often the machine was right, from the events that were reviewed: over all and by type, with Wilson's
//! interval; and the corrections that no longer fit their articles.

use egui::{Ui, pos2};

use super::group_ui;
use crate::session::Workspace;
use crate::session::correction::{Accuracy, Unattached, WhyUnattached, accuracy};
use crate::view::theme::{self, Face, color, font, size, space};
use crate::view::widget;

/// What is told of the corrections.
#[derive(Debug, Default)]
pub(super) struct Corrected {
    /// What, and how it fared; over all first.
    rows: Vec<(String, Accuracy)>,
    /// What no longer fits, in words.
    lost: Vec<String>,
}

impl Corrected {
    pub(super) fn new(workspace: &Workspace) -> Self {
        let (all, by_kind) = accuracy(&workspace.session().choices.corrections);
        let mut rows = Vec::new();
        if all.reviewed() > 0 {
            rows.push(("All types".to_owned(), all));
            rows.extend(by_kind.into_iter().map(|(kind, accuracy)| (kind.label().to_owned(), accuracy)));
        }
        Self { rows, lost: workspace.unattached().iter().map(|lost| in_words(workspace, lost)).collect() }
    }

    /// Draws it, where something was reviewed or does not fit.
    pub(super) fn ui(&self, ui: &mut Ui) {
        if self.rows.is_empty() && self.lost.is_empty() {
            return;
        }
        let margin = egui::Margin { left: 12, right: 12, top: 0, bottom: 8 };
        egui::Frame::new().inner_margin(margin).show(ui, |ui| self.content_ui(ui));
    }

    fn content_ui(&self, ui: &mut Ui) {
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
        if !self.lost.is_empty() {
            let head = format!("{} of your corrections fit nothing now", self.lost.len());
            let warning = color(theme::palette(ui).warning);
            let head = theme::body(head).color(warning);
            egui::CollapsingHeader::new(head).id_salt("unattached").show(ui, |ui| {
                group_ui(ui, "They are kept, and do nothing");
                for line in &self.lost {
                    ui.add(egui::Label::new(theme::small(line)).wrap());
                    ui.add_space(space::XS);
                }
            });
        }
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

/// What does not fit, and why.
fn in_words(workspace: &Workspace, lost: &Unattached) -> String {
    let (what, article, quote, why) = match lost {
        Unattached::Review(at, why) => {
            let ends = (workspace.label(&at.read.source), workspace.label(&at.read.target));
            let what = format!("{}, {} → {}", at.read.kind.label(), ends.0, ends.1);
            (what, at.place.article, &at.place.quote, why)
        }
        Unattached::Added(added, why) => {
            let ends = (workspace.label(&added.told.source), workspace.label(&added.told.target));
            let what = format!("{}, {} → {} by hand", added.told.kind.label(), ends.0, ends.1);
            (what, added.anchor.article, &added.anchor.quote, why)
        }
        Unattached::Mention(at, why) => ("a name".to_owned(), at.article, &at.quote, why),
    };
    let title = workspace.article(&article).map_or_else(|| article.short(), |article| article.label());
    let why = match why {
        WhyUnattached::NoArticle => "its article is not in the session",
        WhyUnattached::NoPlace => "its words are not in the article",
        WhyUnattached::NothingRead => "it is read otherwise now",
    };
    format!("{what} at “{quote}” in “{title}”: {why}")
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
