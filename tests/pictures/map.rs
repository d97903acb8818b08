//! The map of invented countries, light and dark.

use diplograph::actor::ActorId;
use diplograph::event::EventKind::{Accuse, Agree, Aid, Assault, Consult, Request, Sanction, Threaten};
use diplograph::session::{Edit, Workspace};
use diplograph::view::{Commands, Selection, ViewState, map, theme as look};
use egui::{Theme, vec2};
use egui_kittest::{Harness, SnapshotOptions};

use crate::support;

/// Each class of link once, a node that is pinned, one with a hidden neighbour, an organisation.
fn workspace() -> Workspace {
    let mut workspace = support::workspace(
        &[
            ("Avaria", Agree, "Belmont", 12),
            ("Belmont", Consult, "Avaria", 5),
            ("Avaria", Aid, "Corvia", 25),
            ("Dorland", Accuse, "Avaria", 9),
            ("Avaria", Threaten, "Dorland", 2),
            ("Dorland", Assault, "Esterra", 16),
            ("Esterra", Sanction, "Dorland", 6),
            ("Belmont", Agree, "org:Sea League", 3),
            ("org:Sea League", Request, "Dorland", 1),
            ("Corvia", Agree, "Esterra", 2),
            ("Corvia", Accuse, "Esterra", 2),
            ("Fjordmark", Agree, "Esterra", 1),
        ],
        &[
            ("Avaria", -110.0, -70.0),
            ("Belmont", -170.0, 90.0),
            ("Corvia", 30.0, -150.0),
            ("Dorland", 80.0, 50.0),
            ("Esterra", 210.0, -70.0),
            ("org:Sea League", 0.0, 150.0),
            ("Fjordmark", 250.0, 60.0),
        ],
    );
    let belmont = ActorId::new("Belmont");
    let place = workspace.positions()[workspace.graph().actor_index(&belmont).expect("Belmont is drawn")];
    workspace.apply(Edit::Pin(belmont, place));
    workspace.apply(Edit::Hide(ActorId::new("Fjordmark")));
    workspace
}

fn check(name: &str, theme: Theme, selection: Selection) {
    let workspace = workspace();
    let mut state = ViewState { selection, ..ViewState::default() };
    let mut commands = Commands::default();
    let mut harness = Harness::builder()
        .with_size(vec2(640.0, 480.0))
        .with_theme(theme)
        .with_context_setup(look::install)
        .with_options(SnapshotOptions::new().output_path("tests/pictures/snapshots"))
        .wgpu()
        .build_ui(move |ui| {
            // The harness leaves a margin, the window does not.
            let whole = egui::UiBuilder::new().max_rect(ui.ctx().content_rect());
            map::map_ui(&mut ui.new_child(whole), &workspace, &mut state, &mut commands);
        });
    harness.run();
    harness.snapshot(name);
}

#[test]
fn map_light() {
    check("map_light", Theme::Light, Selection::Nothing);
}

#[test]
fn map_dark_with_an_actor_selected() {
    check("map_dark_actor", Theme::Dark, Selection::Actor(ActorId::new("Avaria")));
}

#[test]
fn map_light_with_a_link_selected() {
    let link = Selection::link(&ActorId::new("Dorland"), &ActorId::new("Esterra"));
    check("map_light_link", Theme::Light, link);
}
