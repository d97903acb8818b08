//! Shortcuts become commands. The keys stand in the table of `view/command.rs`.

use egui::{Key, KeyboardShortcut};

use super::App;
use crate::view::Action;

impl App {
    /// Takes the shortcuts of this frame out of the input.
    ///
    /// While a text field has the keyboard, or a window is in front, keys that write or steer there are
    /// left alone.
    pub(super) fn hear_shortcuts(&mut self, ctx: &egui::Context) {
        let in_front =
            self.state.dialog.is_some() || self.state.palette.is_some() || egui::Popup::is_any_open(ctx);
        let typing = ctx.text_edit_focused();
        let reviewing = self.state.review.is_some() && self.state.passage.is_none();
        for (shortcut, action) in by_number_of_modifiers() {
            if in_front && !works_in_front(action) || typing && steers_a_field(&shortcut) {
                continue;
            }
            // The review has keys of its own.
            if reviewing && is_letter(&shortcut) {
                continue;
            }
            let pressed = ctx.input_mut(|input| input.consume_shortcut(&shortcut));
            if pressed && action.is_enabled(&self.workspace, &self.state) {
                self.commands.act(action);
            }
        }
        // The button at the side of a mouse that goes back everywhere.
        if !in_front && ctx.input(|input| input.pointer.button_pressed(egui::PointerButton::Extra1)) {
            self.commands.act(Action::BackToMap);
        }
    }
}

/// All shortcuts, those with more modifiers first: Ctrl+Shift+S would count as Ctrl+S too.
fn by_number_of_modifiers() -> Vec<(KeyboardShortcut, Action)> {
    let all = Action::ALL.into_iter();
    let mut shortcuts: Vec<_> = all
        .filter(|action| *action != Action::PasteText)
        .flat_map(|action| action.shortcuts().iter().map(move |shortcut| (*shortcut, action)))
        .collect();
    shortcuts.sort_by_key(|(shortcut, _)| {
        let modifiers = shortcut.modifiers;
        std::cmp::Reverse(u8::from(modifiers.command) + u8::from(modifiers.shift) + u8::from(modifiers.alt))
    });
    shortcuts
}

/// Whether a shortcut is a plain letter, with Shift or without.
fn is_letter(shortcut: &KeyboardShortcut) -> bool {
    let modifiers = shortcut.modifiers;
    let plain = !modifiers.command && !modifiers.alt;
    plain && shortcut.logical_key.name().len() == 1 && !matches!(shortcut.logical_key, Key::Questionmark)
}

/// What may be asked while a window stands in front.
fn works_in_front(action: Action) -> bool {
    matches!(action, Action::Palette | Action::Quit | Action::CancelWork)
}

/// Whether a text field needs the keys itself: letters, Escape, and undo of what was typed.
fn steers_a_field(shortcut: &KeyboardShortcut) -> bool {
    let function_key = matches!(shortcut.logical_key, Key::F1 | Key::F2);
    let undo = matches!(shortcut.logical_key, Key::Z | Key::Y);
    (!shortcut.modifiers.command && !function_key) || undo
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longer_shortcuts_come_before_the_ones_within_them() {
        let shortcuts = by_number_of_modifiers();
        let place = |action| shortcuts.iter().position(|(_, other)| *other == action);
        assert!(place(Action::SaveAs) < place(Action::Save));
        assert!(place(Action::OpenSample) < place(Action::OpenArticles));
    }

    #[test]
    fn a_field_keeps_letters_and_undo_but_not_save() {
        let steers = |action: Action| steers_a_field(&action.shortcuts()[0]);
        assert!(steers(Action::TogglePin) && steers(Action::Escape) && steers(Action::Undo));
        assert!(!steers(Action::Save) && !steers(Action::Shortcuts));
    }
}
