//! Notices (toasts) for results and errors.
//!
//! How long one stays is the window's affair: it takes a notice out of [`Status`], or leaves errors
//! until they are put away.

use egui::{Align, Layout, Ui, vec2};

use super::theme::{self, color, space};
use super::{Command, Commands, Status, icon};

/// Something to tell the person.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// To put it away.
    pub id: u64,
    /// What to say.
    pub text: String,
    /// Whether something went wrong; such a notice stays until it is put away.
    pub is_error: bool,
    /// A button: its words and what it does.
    pub answer: Option<(String, Command)>,
}

/// Where notices stand: never over what one works with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Corner {
    /// At the lower right.
    Right,
    /// At the lower left, over the queue of a review: the buttons that judge stand at the right of it.
    Queue,
}

impl Corner {
    /// Width of what is said, without the frame.
    fn width(self) -> f32 {
        match self {
            Self::Right => 340.0,
            Self::Queue => 216.0,
        }
    }
}

/// Draws the notices in a corner of the window.
pub fn notices_ui(ui: &mut egui::Ui, status: &Status, corner: Corner, commands: &mut Commands) {
    if status.notices.is_empty() {
        return;
    }
    let (anchor, offset) = match corner {
        Corner::Right => (egui::Align2::RIGHT_BOTTOM, vec2(-16.0, -16.0)),
        Corner::Queue => (egui::Align2::LEFT_BOTTOM, vec2(8.0, -16.0)),
    };
    egui::Area::new(egui::Id::unique("notices")).order(egui::Order::Foreground).anchor(anchor, offset).show(
        ui.ctx(),
        |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            for notice in &status.notices {
                egui::Frame::popup(ui.style())
                    .inner_margin(egui::Margin { left: 12, right: 6, top: 6, bottom: 6 })
                    .show(ui, |ui| notice_ui(ui, notice, corner.width(), commands));
            }
        },
    );
}

fn notice_ui(ui: &mut Ui, notice: &Notice, width: f32, commands: &mut Commands) {
    let palette = theme::palette(ui);
    let (sign, ink) =
        if notice.is_error { (icon::ERROR, palette.warning) } else { (icon::CHECK, palette.selection) };
    ui.set_width(width);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        ui.add_space(0.0);
        let sign = egui::Label::new(theme::icon(sign, 18.0).color(color(ink)).line_height(Some(28.0)));
        ui.add(sign);
        ui.vertical(|ui| {
            ui.set_width(width - 18.0 - 28.0 - 24.0);
            ui.add_space(space::XS);
            ui.add(egui::Label::new(theme::body(&notice.text)).wrap());
            if let Some((words, command)) = &notice.answer {
                ui.horizontal(|ui| {
                    ui.add_space(-8.0);
                    if theme::link_button(ui, words).clicked() {
                        commands.push(command.clone());
                        commands.push(Command::DismissNotice(notice.id));
                    }
                });
            } else {
                ui.add_space(space::XS);
            }
        });
        ui.with_layout(Layout::right_to_left(Align::TOP), |ui| {
            if theme::icon_button(ui, icon::CLOSE, "Put this notice away").clicked() {
                commands.push(Command::DismissNotice(notice.id));
            }
        });
    });
}
