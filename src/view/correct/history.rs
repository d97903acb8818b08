//! The list of changes, newest first: a click goes to the state after it.

use egui::Ui;

use crate::session::Workspace;
use crate::view::theme::{self, color, space};
use crate::view::{Command, Commands, widget};

/// Draws the list.
pub fn history_ui(ui: &mut Ui, workspace: &Workspace, commands: &mut Commands) {
    let history = workspace.history();
    let (past, future) = (history.past_names(), history.future_names());
    let second = color(theme::palette(ui).second_text);
    let words = "A click goes to the state after a change; nothing is lost until you change something else";
    ui.add(egui::Label::new(theme::small(words).color(second)).wrap());
    ui.add_space(space::XS);
    let height = (ui.ctx().content_rect().height() - 260.0).clamp(120.0, 440.0);
    egui::ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        // The farthest change that was undone is the newest.
        for (steps, name) in future.iter().enumerate().rev() {
            let steps = isize::try_from(steps + 1).unwrap_or(isize::MAX);
            if row_ui(ui, &widget::sentence_case(name), Look::Undone) {
                commands.push(Command::Jump(steps));
            }
        }
        for (back, name) in past.iter().rev().enumerate() {
            let look = if back == 0 { Look::Now } else { Look::Done };
            if row_ui(ui, &widget::sentence_case(name), look) && back > 0 {
                commands.push(Command::Jump(-isize::try_from(back).unwrap_or(isize::MAX)));
            }
        }
        let look = if past.is_empty() { Look::Now } else { Look::Done };
        let words = if past.len() < crate::session::KEPT {
            "As it was opened"
        } else {
            "Before the last 100 changes"
        };
        if row_ui(ui, words, look) && !past.is_empty() {
            commands.push(Command::Jump(-isize::try_from(past.len()).unwrap_or(isize::MAX)));
        }
    });
}

/// How a change is drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    Done,
    Now,
    Undone,
}

fn row_ui(ui: &mut Ui, words: &str, look: Look) -> bool {
    let name = match look {
        Look::Done => words.to_owned(),
        Look::Now => format!("{words}, now"),
        Look::Undone => format!("{words}, undone"),
    };
    let (rect, response) = widget::row(ui, space::ROW, &name, look == Look::Now);
    let palette = theme::palette(ui);
    if look == Look::Now {
        widget::paint_selection_bar(ui, rect);
    }
    let ink = if look == Look::Undone { palette.second_text } else { palette.text };
    let at = egui::pos2(rect.left() + space::M, rect.center().y);
    let text = widget::text_at(ui.painter(), at, words, widget::body(), ink, rect.width() - 90.0);
    match look {
        Look::Undone => {
            ui.painter().hline(text.x_range(), text.center().y, egui::Stroke::new(1.0, color(ink)));
        }
        Look::Now => {
            let at = egui::pos2(rect.right() - space::M, rect.center().y);
            widget::text_right(ui.painter(), at, "now", widget::small(), palette.selection);
        }
        Look::Done => {}
    }
    response.clicked()
}
