//! The hulls of blocs: a soft ground under the actors that belong together, with their name and why.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{
    Align2, Color32, Painter, Pos2, Rect, Role, Sense, Shape, Stroke, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use super::scene::{Scene, point, pos};
use crate::export::palette::Palette;
use crate::graph::{Bloc, Blocs, RelationGraph};
use crate::layout::hull;
use crate::session::Workspace;
use crate::view::number::counted;
use crate::view::theme::{Face, color, faded, font, palette, size};
use crate::view::{Command, Commands, Selection};

/// A hull keeps so far off its nodes.
const ROOM: f32 = 16.0;
/// More blocs than this have no hue of their own.
pub(super) const MOST: usize = 6;

/// The blocs of the graph, as they are drawn.
#[derive(Debug, Default)]
pub(super) struct Hulls {
    pub blocs: Arc<Blocs>,
    /// Counts up with each change of the blocs.
    pub serial: u64,
    /// The scene and blocs that the outlines were made for.
    made_for: (u64, u64),
    outlines: Vec<Vec<Pos2>>,
    /// Where each name stands, as one of the places around its outline.
    places: Vec<Option<Align2>>,
}

impl Hulls {
    /// Takes the blocs of a workspace, and draws their outlines on a scene.
    pub fn update(&mut self, workspace: &Workspace, scene: &Scene) {
        if !Arc::ptr_eq(&self.blocs, workspace.blocs()) {
            self.blocs = Arc::clone(workspace.blocs());
            self.serial += 1;
        }
        if self.made_for != (scene.serial, self.serial) {
            self.made_for = (scene.serial, self.serial);
            self.outlines = self.blocs.list.iter().take(MOST).map(|bloc| outline(scene, bloc)).collect();
        }
    }

    /// Paints the hulls under everything else. What is not on the screen is left out.
    pub fn paint(&self, painter: &Painter, palette: &Palette, opacity: f32) {
        for (bloc, outline) in self.blocs.list.iter().zip(&self.outlines) {
            let Some([fill, line]) = palette.bloc(bloc.hue).filter(|_| outline.len() > 2) else { continue };
            let fill = faded(fill, 0.075 * opacity);
            let line = Stroke::new(1.0, faded(line, 0.32 * opacity));
            painter.add(Shape::convex_polygon(outline.clone(), fill, line));
        }
    }

    /// Writes the names of the blocs beside their hulls: hover tells why, a click selects the actors.
    pub fn names_ui(
        &mut self,
        ui: &mut Ui,
        rect: Rect,
        graph: &RelationGraph,
        scene: &Scene,
        taken: &[Rect],
        commands: &mut Commands,
    ) {
        let mut taken: Vec<Rect> = taken.to_vec();
        taken.extend((0..scene.nodes.len()).filter_map(|node| scene.name_rect(node)));
        self.places.resize(self.outlines.len(), None);
        for (i, bloc) in self.blocs.list.iter().enumerate().take(MOST) {
            let outline = &self.outlines[i];
            let Some([_, ink]) = palette(ui).bloc(bloc.hue).filter(|_| outline.len() > 2) else { continue };
            let words = bloc.name(graph);
            let galley = ui.painter().layout_no_wrap(
                words.clone(),
                font(Face::Medium, size::SMALL),
                Color32::PLACEHOLDER,
            );
            let free = free_place(outline, galley.size(), rect, &taken, scene, self.places[i]);
            self.places[i] = free.map(|(place, _)| place);
            let Some((_, place)) = free else { continue };
            taken.push(place);
            let id = ui.scope_id().with(("bloc", i));
            let response = ui.interact(place, id, Sense::click());
            let why = why(bloc);
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Bloc {words}: {why}")));
            ui.painter().galley(place.min, galley, color(ink));
            if response.hovered() {
                let line = Stroke::new(1.0, color(ink));
                ui.painter().hline(place.x_range(), place.bottom() + 1.0, line);
            }
            let hint = format!("{words}\n{why}\nA click selects them");
            if response.on_hover_text(hint).clicked() {
                let actors: BTreeSet<_> =
                    bloc.actors.iter().map(|&actor| graph.actors[actor].id.clone()).collect();
                commands.push(Command::Select(Selection::of_actors(actors)));
            }
        }
    }
}

/// "These 5: 34 articles of cooperation inside, 6 across".
pub(in crate::view) fn why(bloc: &Bloc) -> String {
    let inside = counted(bloc.inside, "article");
    format!("These {}: {inside} of cooperation inside, {} across", bloc.actors.len(), bloc.across)
}

/// The same in fewer words: "Cooperation: 34 articles inside, 6 across".
pub(in crate::view) fn numbers(bloc: &Bloc) -> String {
    format!("Cooperation: {} inside, {} across", counted(bloc.inside, "article"), bloc.across)
}

/// The convex hull of circles around the nodes of a bloc that are drawn.
fn outline(scene: &Scene, bloc: &Bloc) -> Vec<Pos2> {
    let drawn = bloc.actors.iter().filter_map(|&actor| scene.nodes.get(actor)).filter(|node| node.is_visible);
    let circles = drawn.map(|node| (point(node.center), node.radius + ROOM));
    let hull = hull::around(&circles.collect::<Vec<_>>());
    hull.into_iter().map(pos).collect()
}

/// A place for a name outside the hull, near it, on no other name and no node; the one from before, as
/// long as it is free.
fn free_place(
    outline: &[Pos2],
    size: Vec2,
    window: Rect,
    taken: &[Rect],
    scene: &Scene,
    before: Option<Align2>,
) -> Option<(Align2, Rect)> {
    let bounds = Rect::from_points(outline);
    let center = bounds.center();
    let places = [
        (Align2::CENTER_BOTTOM, pos2(center.x, bounds.top() - 4.0)),
        (Align2::CENTER_TOP, pos2(center.x, bounds.bottom() + 4.0)),
        (Align2::LEFT_BOTTOM, pos2(bounds.left(), bounds.top() - 4.0)),
        (Align2::RIGHT_BOTTOM, pos2(bounds.right(), bounds.top() - 4.0)),
        (Align2::LEFT_CENTER, pos2(bounds.right() + 6.0, center.y)),
        (Align2::RIGHT_CENTER, pos2(bounds.left() - 6.0, center.y)),
        (Align2::LEFT_TOP, pos2(bounds.left(), bounds.bottom() + 4.0)),
        (Align2::RIGHT_TOP, pos2(bounds.right(), bounds.bottom() + 4.0)),
    ];
    let free = |rect: &Rect| {
        window.shrink(6.0).contains_rect(*rect)
            && !taken.iter().any(|other| other.intersects(rect.expand2(vec2(4.0, 2.0))))
            && !scene
                .nodes
                .iter()
                .any(|node| node.is_visible && rect.expand(node.radius).contains(node.center))
    };
    let kept = places.into_iter().filter(|(align, _)| Some(*align) == before);
    kept.chain(places).map(|(align, at)| (align, align.anchor_size(at, size))).find(|(_, rect)| free(rect))
}
