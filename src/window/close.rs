//! Nothing is lost without a question: closing the window, and commands that put another session in
//! the place of this one.

use super::App;
use crate::view::{Action, Command, Dialog};

impl App {
    /// Asks "Save the changes?" before a command that would lose them; whether it had to.
    pub(super) fn asks_before_losing(&mut self, command: Command) -> bool {
        let asks = self.workspace.has_unsaved_work() && !self.lose_changes;
        if asks {
            self.state.dialog = Some(Dialog::UnsavedWork(Box::new(command)));
        }
        asks
    }

    /// Performs a command though the changes are lost by it.
    pub(super) fn discard_then(&mut self, command: Command, ctx: &egui::Context) {
        self.lose_changes = true;
        // Leaving takes until the next frame, so the permission must last that long.
        let leaves = command == Command::Do(Action::Quit);
        self.perform(command, ctx);
        self.lose_changes = leaves;
    }

    /// Leaves, by way of the same question as the window's own close button.
    pub(super) fn quit(&mut self, ctx: &egui::Context) {
        ctx.send_viewport_cmd(egui::ViewportCommand::Close);
    }

    /// Keeps the window open while there is something to ask or to write.
    pub(super) fn hear_close(&mut self, ctx: &egui::Context) {
        if !ctx.input(|input| input.viewport().close_requested()) {
            return;
        }
        let quit = Command::Do(Action::Quit);
        if self.saving.is_saving() && !self.lose_changes {
            self.after_save = Some(quit);
        } else if !self.asks_before_losing(quit) {
            return;
        }
        ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
        ctx.send_viewport_cmd(egui::ViewportCommand::Focus);
    }
}
