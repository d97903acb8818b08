//! What the app does before a frame is drawn: results of tasks, dropped files, shortcuts, the layout.

use super::App;

impl App {
    /// Takes what the tasks have brought.
    pub(super) fn take_results(&mut self, ctx: &egui::Context) {
        let _ = ctx;
    }
}
