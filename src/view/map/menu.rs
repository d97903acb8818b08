//! The menu of an actor under a right click, or of all selected where it is one of them: pin, hide,
//! rename, colour.

use std::collections::BTreeSet;

use egui::{Response, Role, Sense, Stroke, Ui, Vec2, WidgetInfo, vec2};

use super::hit::{Hit, hit};
use super::scene::Scene;
use crate::actor::ActorId;
use crate::export::palette::HUES;
use crate::session::Workspace;
use crate::view::number::counted;
use crate::view::theme::{self, color, palette, small, space};
use crate::view::{Action, Command, Commands, Dialog, Selection};

/// Draws the menu; `target` remembers whose it is.
pub(super) fn actor_menu(
    canvas: &Response,
    scene: &Scene,
    workspace: &Workspace,
    selection: &Selection,
    target: &mut Option<ActorId>,
    commands: &mut Commands,
) {
    if canvas.secondary_clicked() {
        let at = canvas.interact_pointer_pos();
        *target = match at.and_then(|at| hit(scene, at)) {
            Some(Hit::Node(node)) => Some(workspace.graph().actors[node].id.clone()),
            _ => None,
        };
    }
    let Some(actor) = target.clone() else { return };
    canvas.context_menu(|ui| match selection {
        Selection::Several(actors) if actors.contains(&actor) => several_ui(ui, workspace, actors, commands),
        _ => one_ui(ui, workspace, &actor, commands),
    });
    if !canvas.context_menu_opened() && !canvas.secondary_clicked() {
        *target = None;
    }
}

fn one_ui(ui: &mut Ui, workspace: &Workspace, actor: &ActorId, commands: &mut Commands) {
    let label = workspace.label(actor);
    head_ui(ui, label);
    if workspace.is_pinned(actor) {
        if item_ui(ui, "Unpin", Action::TogglePin) {
            commands.push(Command::Unpin(actor.clone()));
        }
    } else if item_ui(ui, "Pin", Action::TogglePin) {
        commands.push(Command::Pin(actor.clone()));
    }
    if item_ui(ui, "Hide", Action::HideSelected) {
        commands.push(Command::Hide(actor.clone()));
    }
    if item_ui(ui, "Rename…", Action::RenameSelected) {
        commands.push(Command::ShowDialog(Dialog::Rename(actor.clone(), label.to_owned())));
    }
    colours_ui(ui, workspace, &[actor.clone()].into(), commands);
}

fn several_ui(ui: &mut Ui, workspace: &Workspace, actors: &BTreeSet<ActorId>, commands: &mut Commands) {
    head_ui(ui, &counted(actors.len(), "actor"));
    let all_pinned = actors.iter().all(|actor| workspace.is_pinned(actor));
    let actions = [
        (if all_pinned { "Unpin" } else { "Pin" }, Action::TogglePin),
        ("Hide", Action::HideSelected),
        ("Focus", Action::FocusSelected),
        ("Only between these", Action::OnlySelected),
    ];
    for (label, action) in actions {
        if item_ui(ui, label, action) {
            commands.act(action);
        }
    }
    colours_ui(ui, workspace, actors, commands);
}

fn head_ui(ui: &mut Ui, words: &str) {
    ui.set_min_width(190.0);
    ui.spacing_mut().button_padding.x = space::S;
    egui::Frame::NONE.inner_margin(egui::Margin { left: 8, top: 2, bottom: 2, right: 8 }).show(ui, |ui| {
        ui.label(small(words).color(color(palette(ui).second_text)));
    });
}

fn item_ui(ui: &mut Ui, label: &str, action: Action) -> bool {
    let key = action.shortcut_text().unwrap_or_default();
    ui.add(egui::Button::new(label).shortcut_text(key).min_size(vec2(178.0, 28.0))).clicked()
}

/// A row of colours to give to actors, and the way back to those of their blocs.
pub(in crate::view) fn colours_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    actors: &BTreeSet<ActorId>,
    commands: &mut Commands,
) {
    let given: BTreeSet<Option<u8>> =
        actors.iter().map(|actor| workspace.session().choices.colours.get(actor).copied()).collect();
    ui.horizontal(|ui| {
        ui.add_space(space::XS);
        ui.spacing_mut().item_spacing.x = 0.0;
        for (hue, name) in (0..).zip(HUES) {
            let on = given == [Some(hue)].into();
            if swatch_ui(ui, usize::from(hue), name, on).clicked() {
                let wanted = if on { None } else { Some(hue) };
                commands.push(Command::Colour(actors.clone(), wanted));
                ui.close();
            }
        }
    });
    if given != [None].into() {
        let words = "Colour of the bloc again";
        if ui.add(egui::Button::new(words).min_size(vec2(178.0, 28.0))).clicked() {
            commands.push(Command::Colour(actors.clone(), None));
        }
    }
}

fn swatch_ui(ui: &mut Ui, hue: usize, name: &str, on: bool) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(28.0), Sense::click());
    let label = format!("Colour: {}", name.to_lowercase());
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, &label));
    let palette = palette(ui);
    if let Some([fill, line]) = palette.bloc(hue) {
        let fill = fill.over(palette.panel, 0.8);
        ui.painter().circle(rect.center(), 8.0, color(fill), Stroke::new(1.0, color(line)));
    }
    if on {
        ui.painter().circle_stroke(rect.center(), 11.0, Stroke::new(2.0, color(palette.selection)));
    }
    theme::focus_ring(ui, &response, rect.shrink(2.0));
    response.on_hover_text(format!("{name}: one colour for them, whatever their bloc"))
}
