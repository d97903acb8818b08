//! What the hand and the keyboard do on the map: hover, select, drag, pan, zoom.

use egui::{
    EventFilter, Id, Key, PointerButton, Pos2, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo, vec2,
};

use super::camera::Lens;
use super::hit::{Hit, hit};
use super::scene::{Scene, pos};
use super::trail::{Around, Mask};
use crate::actor::ActorId;
use crate::graph::RelationGraph;
use crate::layout::{Point, Vector};
use crate::session::{Camera, Workspace};
use crate::view::number::counted;
use crate::view::{Command, Commands, Selection};

/// How far an arrow key moves the map, in pixels.
const STEP: f32 = 48.0;
/// Pixels of the wheel for a zoom by e.
const WHEEL: f32 = 240.0;
/// So many of the strongest links are told to assistive technology.
const MOST_TOLD_LINKS: usize = 100;
/// And so many of the actors with most events.
const MOST_TOLD_ACTORS: usize = 300;

/// A hand on a node, and on all that are selected with it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Grip {
    /// Each with the way from the pointer to its centre, in the world.
    held: Vec<(ActorId, Vector)>,
}

impl Grip {
    fn places(&self, pointer: Point) -> Vec<(ActorId, Point)> {
        self.held.iter().map(|(actor, offset)| (actor.clone(), pointer + *offset)).collect()
    }
}

/// The camera after wheel, pinch, a drag on empty ground and the arrow keys; `None` if it stays.
pub(super) fn moved_camera(ui: &Ui, canvas: &Response, lens: &Lens, panning: bool) -> Option<Camera> {
    let mut moved = *lens;
    if canvas.contains_pointer()
        && let Some(pointer) = ui.input(|input| input.pointer.hover_pos())
    {
        let (pinch, wheel) = ui.input(|input| (input.zoom_delta(), input.smooth_scroll_delta().y));
        let factor = pinch * (wheel / WHEEL).exp();
        if factor != 1.0 {
            moved.camera = moved.zoomed_about(pointer, factor);
        }
    }
    if panning {
        moved.camera = moved.panned(canvas.drag_delta());
    }
    moved.camera = moved.panned(-arrow_keys(ui, canvas) * STEP);
    (moved != *lens).then_some(moved.camera)
}

/// Which way the arrow keys go, where no control has the keyboard.
fn arrow_keys(ui: &Ui, canvas: &Response) -> Vec2 {
    if canvas.has_focus() {
        let arrows = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(canvas.id, arrows));
    } else if ui.memory(|memory| memory.focused().is_some()) || egui::Popup::is_any_open(ui.ctx()) {
        return Vec2::ZERO;
    }
    arrows_pressed(ui)
}

fn arrows_pressed(ui: &Ui) -> Vec2 {
    ui.input(|input| {
        if input.modifiers.any() {
            return Vec2::ZERO;
        }
        let pressed = |key: Key| f32::from(u8::from(input.key_pressed(key)));
        vec2(
            pressed(Key::ArrowRight) - pressed(Key::ArrowLeft),
            pressed(Key::ArrowDown) - pressed(Key::ArrowUp),
        )
    })
}

/// What is under the pointer, if the pointer is on the map and free.
pub(super) fn hovered(ui: &Ui, canvas: &Response, scene: &Scene) -> Option<Hit> {
    let at = ui.input(|input| input.pointer.hover_pos())?;
    if !canvas.hovered() || egui::Popup::is_any_open(ui.ctx()) {
        return None;
    }
    hit(scene, at)
}

/// A drag of a node: it follows the hand, and is pinned where the hand lets go. The grip, while it
/// lasts.
pub(super) fn drag(
    canvas: &Response,
    scene: &Scene,
    lens: &Lens,
    workspace: &Workspace,
    selection: &Selection,
    grip: Option<Grip>,
    commands: &mut Commands,
) -> Option<Grip> {
    let grip = if canvas.drag_started_by(PointerButton::Primary) {
        begin_drag(canvas, scene, lens, workspace.graph(), selection)
    } else {
        grip
    }?;
    let pointer = canvas.interact_pointer_pos();
    let places = pointer.map(|pointer| grip.places(lens.world_from_screen(pointer)));
    if canvas.drag_stopped() {
        match places {
            Some(places) if places.len() > 1 => {
                commands.push(Command::DropAll(places.into_iter().collect()));
            }
            Some(places) => commands.extend(places.into_iter().map(|(a, p)| Command::Drop(a, p))),
            None => {}
        }
        return None;
    }
    if canvas.dragged()
        && canvas.drag_delta() != Vec2::ZERO
        && let Some(places) = places
    {
        commands.extend(places.into_iter().map(|(actor, place)| Command::Drag(actor, place)));
    }
    canvas.dragged().then_some(grip)
}

fn begin_drag(
    canvas: &Response,
    scene: &Scene,
    lens: &Lens,
    graph: &RelationGraph,
    selection: &Selection,
) -> Option<Grip> {
    // Where the button went down: the hand has moved a little since.
    let origin = canvas.ctx.input(|input| input.pointer.press_origin())?;
    let Some(Hit::Node(node)) = hit(scene, origin) else { return None };
    let offset =
        |node: usize| lens.world_from_screen(scene.nodes[node].center) - lens.world_from_screen(origin);
    let actor = &graph.actors.get(node)?.id;
    let together: Vec<(ActorId, Vector)> = match selection {
        Selection::Several(actors) if actors.contains(actor) => actors
            .iter()
            .filter_map(|actor| Some((actor.clone(), offset(graph.actor_index(actor)?))))
            .collect(),
        _ => vec![(actor.clone(), offset(node))],
    };
    Some(Grip { held: together })
}

/// A click selects what is under it, or nothing; with Shift it adds or takes away an actor. A double
/// click on an actor shows it with its neighbours.
pub(super) fn click(
    canvas: &Response,
    scene: &Scene,
    graph: &RelationGraph,
    selected: &Selection,
    commands: &mut Commands,
) {
    let Some(at) = canvas.interact_pointer_pos().filter(|_| canvas.clicked_by(PointerButton::Primary)) else {
        return;
    };
    let hit = hit(scene, at);
    let actor = match hit {
        Some(Hit::Node(node)) => graph.actors.get(node).map(|actor| &actor.id),
        _ => None,
    };
    if canvas.ctx.input(|input| input.modifiers.shift) {
        if let Some(actor) = actor {
            commands.push(Command::Select(selected.toggled(actor)));
        }
        return;
    }
    commands.push(Command::Select(selection(graph, hit)));
    if let Some(actor) = actor.filter(|_| canvas.double_clicked()) {
        commands.push(Command::Focus(Around { actors: [actor.clone()].into(), steps: 1 }));
    }
}

/// The selection of what was hit.
pub(super) fn selection(graph: &RelationGraph, hit: Option<Hit>) -> Selection {
    match hit {
        Some(Hit::Node(node)) => Selection::Actor(graph.actors[node].id.clone()),
        Some(Hit::Link(link)) => {
            let relation = &graph.relations[link];
            Selection::link(&graph.actors[relation.source].id, &graph.actors[relation.target].id)
        }
        None => Selection::Nothing,
    }
}

/// Tells assistive technology and the keyboard what is on the map: a button for each actor and for the
/// strongest links. What has the keyboard, if it is one of them.
pub(super) fn accessible_ui(
    ui: &mut Ui,
    scene: &Scene,
    graph: &RelationGraph,
    mask: &Mask,
    selected: &Selection,
    commands: &mut Commands,
) -> Option<Hit> {
    let mut focused = None;
    // Tab goes from the actor with most events to that with the fewest.
    let order = scene.cast.by_events.iter().copied().filter(|i| mask.shows(*i)).take(MOST_TOLD_ACTORS);
    for (i, node) in order.map(|i| (i, &scene.nodes[i])) {
        let actor = &graph.actors[i];
        let rect = Rect::from_center_size(node.center, Vec2::splat(2.0 * node.radius.max(12.0)));
        let id = actor_widget_id(ui, &actor.id);
        if button_ui(ui, rect, id, &actor.label, Selection::Actor(actor.id.clone()), selected, commands) {
            focused = Some(Hit::Node(i));
        }
    }
    for link in scene.links.iter().take_while(|link| link.relation < MOST_TOLD_LINKS) {
        let (i, relation) = (link.relation, &graph.relations[link.relation]);
        let (source, target) = (&graph.actors[relation.source], &graph.actors[relation.target]);
        let back = link.back;
        if back.is_some_and(|back| back < i) {
            // One button for both directions, as it selects both: the stronger one had it.
            continue;
        }
        let back = back.map_or(0, |back| graph.relations[back].counts.sentences);
        let sentences = counted((relation.counts.sentences + back) as usize, "sentence");
        let label = format!("{} and {}, {sentences}", source.label, target.label);
        let rect = Rect::from_center_size(pos(link.ribbon.middle()), Vec2::splat(12.0));
        let id = ui.scope_id().with(("link", source.id.as_str(), target.id.as_str()));
        if button_ui(ui, rect, id, &label, Selection::link(&source.id, &target.id), selected, commands) {
            focused = Some(Hit::Link(i));
        }
    }
    if let Some(Hit::Node(from)) = focused {
        walk(ui, scene, graph, mask, from);
    }
    focused
}

fn actor_widget_id(ui: &Ui, actor: &ActorId) -> Id {
    ui.scope_id().with(("actor", actor.as_str()))
}

/// A button that the pointer passes through: clicks are the canvas' business. Pressed by the keyboard
/// or by assistive technology it selects. Whether it has the keyboard.
fn button_ui(
    ui: &mut Ui,
    rect: Rect,
    id: Id,
    label: &str,
    selects: Selection,
    selected: &Selection,
    commands: &mut Commands,
) -> bool {
    let response = ui.interact(rect, id, Sense::focusable_noninteractive());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, selects == *selected, label));
    let has_focus = response.has_focus();
    let pressed = ui.input(|input| {
        let by_key = has_focus && (input.key_pressed(Key::Enter) || input.key_pressed(Key::Space));
        by_key || input.has_accesskit_action_request(id, egui::accesskit::Action::Click)
    });
    if pressed {
        commands.push(Command::Select(selects));
    }
    has_focus
}

/// The arrow keys walk from the actor that has the keyboard along a link to the next one in that
/// direction; where no link leads there, to the nearest actor.
fn walk(ui: &Ui, scene: &Scene, graph: &RelationGraph, mask: &Mask, from: usize) {
    let id = actor_widget_id(ui, &graph.actors[from].id);
    let arrows = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, arrows));
    let way = arrows_pressed(ui);
    if way == Vec2::ZERO {
        return;
    }
    let centers: Vec<Pos2> = scene.nodes.iter().map(|node| node.center).collect();
    let mut linked = vec![false; centers.len()];
    for tie in scene.cast.ties_of(from).iter().map(|&tie| &scene.cast.ties[tie]) {
        linked[tie.source] = true;
        linked[tie.target] = true;
    }
    let along = next_in_direction(&centers, from, way, |to| linked[to] && mask.shows(to));
    if let Some(next) = along.or_else(|| next_in_direction(&centers, from, way, |to| mask.shows(to))) {
        let next = actor_widget_id(ui, &graph.actors[next].id);
        ui.memory_mut(|memory| memory.request_focus(next));
    }
}

/// The nearest point that lies more ahead than aside.
fn next_in_direction(points: &[Pos2], from: usize, way: Vec2, may: impl Fn(usize) -> bool) -> Option<usize> {
    let way = way / way.length();
    let cost = |to: usize| {
        let to = points[to] - points[from];
        let ahead = to.dot(way);
        let aside = (to - way * ahead).length();
        (ahead > 0.0 && aside <= 1.2 * ahead).then_some(ahead + 2.0 * aside)
    };
    (0..points.len())
        .filter(|&to| to != from && may(to))
        .filter_map(|to| Some((to, cost(to)?)))
        .min_by(|a, b| a.1.total_cmp(&b.1))
        .map(|(to, _)| to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::pos2;

    #[test]
    fn an_arrow_key_goes_to_the_nearest_actor_ahead() {
        let points =
            [pos2(0.0, 0.0), pos2(100.0, 10.0), pos2(50.0, 90.0), pos2(-80.0, 0.0), pos2(300.0, 0.0)];
        assert_eq!(next_in_direction(&points, 0, vec2(1.0, 0.0), |_| true), Some(1));
        assert_eq!(next_in_direction(&points, 0, vec2(0.0, 1.0), |_| true), Some(2));
        assert_eq!(next_in_direction(&points, 0, vec2(-1.0, 0.0), |_| true), Some(3));
        assert_eq!(next_in_direction(&points, 0, vec2(0.0, -1.0), |_| true), None);
        assert_eq!(next_in_direction(&points, 1, vec2(1.0, 0.0), |_| true), Some(4));
    }
}
