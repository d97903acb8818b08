//! The hulls of blocs: a soft ground under the actors that belong together, with their name and why.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{
    Align2, Color32, Painter, Pos2, Rect, Role, Sense, Shape, Stroke, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use super::scene::Scene;
use crate::export::palette::Palette;
use crate::graph::{Bloc, Blocs, RelationGraph};
use crate::session::Workspace;
use crate::view::number::counted;
use crate::view::theme::{Face, color, faded, font, palette, size};
use crate::view::{Command, Commands, Selection};

/// A hull keeps so far off its nodes.
const ROOM: f32 = 16.0;
const CORNERS: usize = 12;
/// More blocs than this have no hue of their own.
pub(super) const MOST: usize = 6;

/// The blocs of the graph, as they are drawn.
#[derive(Debug, Default)]
pub(super) struct Hulls {
    pub blocs: Arc<Blocs>,
}

impl Hulls {
    pub fn update(&mut self, workspace: &Workspace) {
        self.blocs = Arc::clone(workspace.blocs());
    }

    /// Paints the hulls under everything else. What is not on the screen is left out.
    pub fn paint(&self, painter: &Painter, palette: &Palette, scene: &Scene, opacity: f32) {
        for bloc in self.blocs.list.iter().take(MOST) {
            let hull = hull(scene, bloc);
            let Some([fill, line]) = palette.bloc(bloc.hue).filter(|_| hull.len() > 2) else { continue };
            let fill = faded(fill, 0.075 * opacity);
            painter.add(Shape::convex_polygon(hull, fill, Stroke::new(1.0, faded(line, 0.32 * opacity))));
        }
    }

    /// Writes the names of the blocs beside their hulls: hover tells why, a click selects the actors.
    pub fn names_ui(
        &self,
        ui: &mut Ui,
        rect: Rect,
        graph: &RelationGraph,
        scene: &Scene,
        taken: &[Rect],
        commands: &mut Commands,
    ) {
        let mut taken: Vec<Rect> = taken.to_vec();
        taken.extend((0..scene.nodes.len()).filter_map(|node| scene.name_rect(node)));
        for (i, bloc) in self.blocs.list.iter().enumerate().take(MOST) {
            let hull = hull(scene, bloc);
            let Some([_, ink]) = palette(ui).bloc(bloc.hue).filter(|_| hull.len() > 2) else { continue };
            let words = name(graph, bloc);
            let galley = ui.painter().layout_no_wrap(
                words.clone(),
                font(Face::Medium, size::SMALL),
                Color32::PLACEHOLDER,
            );
            let Some(place) = free_place(&hull, galley.size(), rect, &taken, scene) else { continue };
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

/// "Russia, China + 3".
pub(in crate::view) fn name(graph: &RelationGraph, bloc: &Bloc) -> String {
    let names: Vec<&str> =
        bloc.actors.iter().take(2).filter_map(|&a| Some(graph.actors.get(a)?.label.as_str())).collect();
    let more = bloc.actors.len().saturating_sub(2);
    let more = if more > 0 { format!(" + {more}") } else { String::new() };
    format!("{}{more}", names.join(", "))
}

/// "These 5: 34 articles of cooperation inside, 6 across".
pub(in crate::view) fn why(bloc: &Bloc) -> String {
    let inside = counted(bloc.inside, "article");
    format!("These {}: {inside} of cooperation inside, {} across", bloc.actors.len(), bloc.across)
}

/// The convex hull of circles around the nodes of a bloc that are drawn.
fn hull(scene: &Scene, bloc: &Bloc) -> Vec<Pos2> {
    let mut points = Vec::new();
    for &actor in &bloc.actors {
        let Some(node) = scene.nodes.get(actor).filter(|node| node.is_visible) else { continue };
        for corner in 0..CORNERS {
            let angle = std::f32::consts::TAU * corner as f32 / CORNERS as f32;
            points.push(node.center + Vec2::angled(angle) * (node.radius + ROOM));
        }
    }
    convex_hull(points)
}

/// Andrew's monotone chain: the corners in order, without those on a side.
fn convex_hull(mut points: Vec<Pos2>) -> Vec<Pos2> {
    points.sort_by(|a, b| a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y)));
    points.dedup();
    if points.len() < 3 {
        return points;
    }
    let turn = |a: Pos2, b: Pos2, c: Pos2| (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
    let half = |points: &mut dyn Iterator<Item = Pos2>| {
        let mut chain: Vec<Pos2> = Vec::new();
        for point in points {
            while chain.len() > 1 && turn(chain[chain.len() - 2], chain[chain.len() - 1], point) <= 0.0 {
                chain.pop();
            }
            chain.push(point);
        }
        chain.pop();
        chain
    };
    let mut hull = half(&mut points.iter().copied());
    hull.extend(half(&mut points.iter().rev().copied()));
    hull
}

/// A place for a name outside the hull, near it, on no other name and no node.
fn free_place(hull: &[Pos2], size: Vec2, window: Rect, taken: &[Rect], scene: &Scene) -> Option<Rect> {
    let bounds = Rect::from_points(hull);
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
    places.into_iter().map(|(align, at)| align.anchor_size(at, size)).find(free)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hull_has_the_outermost_points_only() {
        let square = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0), (2.0, 2.0), (2.0, 0.0)];
        let hull = convex_hull(square.map(|(x, y)| pos2(x, y)).to_vec());
        assert_eq!(hull, [pos2(0.0, 0.0), pos2(4.0, 0.0), pos2(4.0, 4.0), pos2(0.0, 4.0)]);
        assert_eq!(convex_hull(vec![pos2(1.0, 1.0); 4]).len(), 1);
    }
}
