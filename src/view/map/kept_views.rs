//! Filters that were kept under a name: shown again by a click, renamed, forgotten; and the line that keeps
//! the filter of now.

use egui::{Key, Role, TextEdit, TextWrapMode, Ui, WidgetInfo};

use crate::graph::Filter;
use crate::session::{Edit, Workspace};
use crate::view::theme::{
    body_semibold, button, color, icon_button_small, link_button, palette, small, space,
};
use crate::view::{Command, Commands, icon};

/// What the list remembers.
#[derive(Debug, Default)]
pub(super) struct KeptViews {
    /// The name typed for the filter of now.
    name: String,
    /// A view that is being renamed, and what was typed for it.
    renamed: Option<(String, String)>,
}

impl KeptViews {
    /// Draws the list and the line below it; nothing where there is neither a view nor a filter to keep.
    pub fn ui(&mut self, ui: &mut Ui, workspace: &Workspace, commands: &mut Commands) {
        let choices = &workspace.session().choices;
        let can_keep = choices.filter != Filter::default()
            && !choices.views.values().any(|kept| *kept == choices.filter);
        if choices.views.is_empty() && !can_keep {
            return;
        }
        ui.add_space(space::S);
        ui.label(body_semibold("Kept views"));
        for (name, filter) in &choices.views {
            if self.renamed.as_ref().is_some_and(|(old, _)| old == name) {
                self.rename_ui(ui, commands);
            } else {
                self.view_ui(ui, name, filter, filter == &choices.filter, commands);
            }
        }
        if can_keep {
            self.keep_ui(ui, workspace, commands);
        }
    }

    fn view_ui(&mut self, ui: &mut Ui, name: &str, filter: &Filter, shown: bool, commands: &mut Commands) {
        let right = ui.max_rect().right() - space::S;
        ui.horizontal(|ui| {
            let width = right - ui.cursor().left() - 64.0;
            ui.scope(|ui| {
                ui.set_max_width(width);
                ui.style_mut().wrap_mode = Some(TextWrapMode::Truncate);
                if shown {
                    ui.label(name);
                    ui.label(small("shown now").color(color(palette(ui).second_text)));
                } else {
                    let link = link_button(ui, name).on_hover_text("Filter as it was kept");
                    let words = format!("Show the view {name}");
                    link.widget_info(|| WidgetInfo::labeled(Role::Button, true, &words));
                    if link.clicked() {
                        commands.push(Command::Filter(Box::new(filter.clone())));
                    }
                }
            });
            ui.add_space((right - 52.0 - ui.cursor().left()).max(0.0));
            let rename = format!("Rename the view {name}");
            if icon_button_small(ui, icon::DRIVE_FILE_RENAME_OUTLINE, &rename).clicked() {
                self.renamed = Some((name.to_owned(), name.to_owned()));
            }
            if icon_button_small(ui, icon::DELETE, &format!("Forget the view {name}")).clicked() {
                commands.push(Command::Edit(Box::new(Edit::ForgetView(name.to_owned()))));
            }
        });
    }

    fn rename_ui(&mut self, ui: &mut Ui, commands: &mut Commands) {
        let Some((old, mut typed)) = self.renamed.take() else { return };
        let (response, done) = name_ui(ui, &mut typed, "New name of the view", "Rename");
        if done {
            commands.push(Command::Edit(Box::new(Edit::RenameView(old, typed))));
        } else if !response.lost_focus() || response.has_focus() {
            self.renamed = Some((old, typed));
        }
    }

    fn keep_ui(&mut self, ui: &mut Ui, workspace: &Workspace, commands: &mut Commands) {
        let there = workspace.session().choices.views.contains_key(self.name.trim());
        let (_, done) =
            name_ui(ui, &mut self.name, "Name for this filter", if there { "Replace" } else { "Keep" });
        if done {
            commands.push(Command::Edit(Box::new(Edit::KeepView(std::mem::take(&mut self.name)))));
        }
    }
}

/// A field for a name with a button beside it; whether a name was given, by button or Enter.
fn name_ui(ui: &mut Ui, typed: &mut String, hint: &str, verb: &str) -> (egui::Response, bool) {
    let mut done = false;
    let field = ui
        .horizontal(|ui| {
            let edit = TextEdit::singleline(typed).hint_text(hint).desired_width(ui.available_width() - 92.0);
            let field = ui.add(edit);
            field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, hint));
            let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            let pressed = ui.add_enabled_ui(!typed.trim().is_empty(), |ui| button(ui, None, verb)).inner;
            done = (entered || pressed.clicked()) && !typed.trim().is_empty();
            field
        })
        .inner;
    (field, done)
}
