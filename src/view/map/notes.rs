//! The marks of the person's notes: a dot at an actor or in the middle of a link, in the colour of the note.
//! What a note says is told when the pointer rests there (`hover.rs`).

use egui::Painter;

use super::scene::{self, Scene};
use crate::actor::ActorId;
use crate::export::palette::Palette;
use crate::session::Workspace;
use crate::session::correction::{Note, Subject};
use crate::view::theme::color;

/// Radius of the dot and of the paper around it.
const RADII: (f32, f32) = (3.0, 4.2);

/// The note on an actor.
pub(super) fn on_actor<'a>(workspace: &'a Workspace, actor: &ActorId) -> Option<&'a Note> {
    workspace.session().choices.corrections.notes.get(&Subject::Actor(actor.clone()))
}

/// The note on a link.
pub(super) fn on_link<'a>(workspace: &'a Workspace, source: &ActorId, target: &ActorId) -> Option<&'a Note> {
    let link = Subject::Link(source.clone(), target.clone());
    workspace.session().choices.corrections.notes.get(&link)
}

/// Paints the mark of each note that is on the screen.
pub(super) fn paint(painter: &Painter, palette: &Palette, workspace: &Workspace, scene: &Scene) {
    if workspace.session().choices.corrections.notes.is_empty() {
        return;
    }
    let dot = |at: egui::Pos2, note: &Note| {
        painter.circle_filled(at, RADII.1, color(palette.paper));
        painter.circle_filled(at, RADII.0, color(palette.note(note.colour)));
    };
    let graph = workspace.graph();
    for link in &scene.links {
        let relation = &graph.relations[link.relation];
        let ends = (&graph.actors[relation.source].id, &graph.actors[relation.target].id);
        if let Some(note) = on_link(workspace, ends.0, ends.1) {
            dot(scene::pos(link.ribbon.middle()), note);
        }
    }
    for (node, actor) in scene.nodes.iter().zip(&graph.actors).filter(|(node, _)| node.is_visible) {
        if let Some(note) = on_actor(workspace, &actor.id) {
            dot(node.center + egui::vec2(0.75, -0.75) * node.radius, note);
        }
    }
}
