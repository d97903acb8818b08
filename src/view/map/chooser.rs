//! The chooser of pictures at the lower right: forces, geography, circle, rings, balance axis, with what
//! can be set of each.

use egui::{Popup, PopupCloseBehavior, Rect, Role, Slider, Ui, UiBuilder, WidgetInfo, pos2};

use crate::session::{Arrangement, ArrangementKind, Workspace};
use crate::view::theme::{self, color, palette, small, space};
use crate::view::{Command, Commands, Selection};

const WIDTH: f32 = 300.0;

/// Draws the button with its right end and middle at the left of `beside`.
pub(super) fn chooser_ui(
    ui: &mut Ui,
    beside: Rect,
    workspace: &Workspace,
    selection: &Selection,
    forces: &mut Option<f32>,
    commands: &mut Commands,
) {
    let arrangement = &workspace.session().choices.arrangement;
    let row = Rect::from_min_max(
        pos2(beside.left() - 200.0, beside.top()),
        pos2(beside.left() - space::S, beside.bottom()),
    );
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    let button = ui
        .scope_builder(UiBuilder::new().max_rect(row).layout(layout), |ui| {
            theme::outlined_button(ui, None, arrangement.kind.name())
        })
        .inner;
    let label = format!("Arrangement: {}", arrangement.kind.name());
    button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
    let hint = format!("{}\nA click shows the same actors otherwise", arrangement.kind.explanation());
    let button = button.on_hover_text(hint);
    Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside).width(WIDTH).show(|ui| {
        ui.set_width(WIDTH);
        egui::Frame::NONE.inner_margin(egui::Margin::symmetric(6, 4)).show(ui, |ui| {
            kinds_ui(ui, arrangement, selection, commands);
            settings_ui(ui, workspace, arrangement, selection, forces, commands);
        });
    });
}

fn kinds_ui(ui: &mut Ui, arrangement: &Arrangement, selection: &Selection, commands: &mut Commands) {
    let second = color(palette(ui).second_text);
    for kind in ArrangementKind::ALL {
        let on = arrangement.kind == kind;
        if ui.radio(on, kind.name()).clicked() && !on {
            let mut wanted = Arrangement { kind, ..arrangement.clone() };
            if let (ArrangementKind::Rings, Selection::Actor(actor)) = (kind, selection) {
                wanted.middle = Some(actor.clone());
            }
            commands.push(Command::Arrange(Box::new(wanted)));
        }
        ui.horizontal(|ui| {
            ui.add_space(space::XL);
            ui.add(egui::Label::new(small(kind.explanation()).color(second)).wrap());
        });
    }
}

/// What can be set of the picture that is shown.
fn settings_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    arrangement: &Arrangement,
    selection: &Selection,
    forces: &mut Option<f32>,
    commands: &mut Commands,
) {
    match arrangement.kind {
        ArrangementKind::Geography => {
            ui.add_space(space::S);
            let mut shown = forces.unwrap_or(arrangement.forces);
            ui.horizontal(|ui| {
                ui.label(small("World"));
                let slider = ui.add(Slider::new(&mut shown, 0.0..=1.0).show_value(false));
                slider
                    .widget_info(|| WidgetInfo::labeled(Role::Slider, true, "From the world to the forces"));
                ui.label(small("Forces"));
                let wanted = || Box::new(Arrangement { forces: shown, ..arrangement.clone() });
                if slider.dragged() {
                    if *forces != Some(shown) {
                        commands.push(Command::PreviewArrangement(wanted()));
                    }
                    *forces = Some(shown);
                } else if forces.take().is_some() || slider.changed() {
                    commands.push(Command::Arrange(wanted()));
                }
            });
        }
        ArrangementKind::Rings => {
            let Selection::Actor(actor) = selection else { return };
            if arrangement.middle.as_ref() == Some(actor) {
                return;
            }
            ui.add_space(space::S);
            if theme::outlined_button(ui, None, &format!("Around {}", workspace.label(actor))).clicked() {
                let wanted = Arrangement { middle: Some(actor.clone()), ..arrangement.clone() };
                commands.push(Command::Arrange(Box::new(wanted)));
            }
        }
        ArrangementKind::Forces | ArrangementKind::Circle | ArrangementKind::Balance => {}
    }
}
