//! Performs commands: each arm is one call.

use super::App;

impl App {
    /// Performs what was asked for since the last frame.
    pub(super) fn perform_commands(&mut self, ctx: &egui::Context) {
        let _ = ctx;
        for command in self.commands.take() {
            let _ = command;
        }
    }
}
