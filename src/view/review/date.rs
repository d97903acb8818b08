//! The choice of another date for an event, below its row of the table.

use egui::Ui;

use crate::article::{Date, date_words};
use crate::view::theme::{self, color, space};
use crate::view::widget;

/// A field for a date, as one writes it, and a button for none; what was chosen.
pub(super) fn date_ui(ui: &mut Ui, date: Option<Date>, typed: &mut String) -> Option<Option<Date>> {
    let second = color(theme::palette(ui).second_text);
    let field = egui::TextEdit::singleline(typed)
        .hint_text(theme::body("26 July 1956").color(second))
        .font(widget::body())
        .margin(egui::Margin::symmetric(8, 4))
        .desired_width(f32::INFINITY);
    let field = ui.add(field);
    field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Date of the event"));
    // Before the field asks for the keyboard again, which it loses with Enter.
    let entered = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    if !entered && ui.memory(|memory| memory.focused().is_none()) {
        field.request_focus();
    }
    let read = date_words::read(typed.trim()).ok();
    ui.add_space(space::XS);
    let words = match read {
        Some(date) => format!("Enter: {}", date.in_words()),
        None if typed.trim().is_empty() => "A day, a month or a year".to_owned(),
        None => "This is no date".to_owned(),
    };
    ui.label(theme::small(words).color(second));
    let none = date.is_some() && ui.button("Not said").on_hover_text("The words tell no date").clicked();
    match read.filter(|_| entered) {
        Some(date) => Some(Some(date)),
        None => none.then_some(None),
    }
}
