//! Files dropped on the window, and text pasted into it.

use std::path::PathBuf;

use super::App;
use crate::view::Command;

impl App {
    /// Takes dropped files, and pasted text where no field wants it.
    pub(super) fn hear_drops(&mut self, ctx: &egui::Context) {
        let dropped: Vec<PathBuf> = ctx.input(|input| {
            let files = input.raw.dropped_files.iter();
            files.map(|file| file.path().to_owned()).filter(|path| !path.as_os_str().is_empty()).collect()
        });
        if !dropped.is_empty() {
            self.commands.push(Command::OpenPaths(dropped));
        }
        let in_front = self.state.dialog.is_some() || self.state.palette.is_some();
        if !in_front && !ctx.text_edit_focused() {
            let pasted = ctx.input(|input| input.events.iter().find_map(pasted_text));
            self.commands.extend(pasted.map(Command::PasteText));
        }
    }
}

fn pasted_text(event: &egui::Event) -> Option<String> {
    match event {
        egui::Event::Paste(text) => Some(text.clone()),
        _ => None,
    }
}
