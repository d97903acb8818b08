//! The hulls of blocs: a soft ground under the actors that belong together, with their name and why.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{
    Align2, Color32, Painter, Pos2, Rect, Role, Sense, Shape, Stroke, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use super::scene::{Scene, SceneNode};
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
            let words = name(graph, bloc);
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
fn outline(scene: &Scene, bloc: &Bloc) -> Vec<Pos2> {
    let ways: [Vec2; CORNERS] =
        std::array::from_fn(|i| Vec2::angled(std::f32::consts::TAU * i as f32 / CORNERS as f32));
    let drawn = bloc.actors.iter().filter_map(|&actor| scene.nodes.get(actor)).filter(|node| node.is_visible);
    let corner = |node: &SceneNode, way: Vec2| node.center + way * (node.radius + ROOM);
    // The outermost corner in each direction. What lies inside their hull can be no corner of the whole,
    // and that is most of a large bloc.
    let mut outermost = [None; CORNERS];
    for node in drawn.clone() {
        for (most, &way) in outermost.iter_mut().zip(&ways) {
            let corner = corner(node, way);
            let reach = corner.to_vec2().dot(way);
            if most.is_none_or(|(most, _)| reach > most) {
                *most = Some((reach, corner));
            }
        }
    }
    let inner = convex_hull(outermost.into_iter().flatten().map(|(_, corner)| corner).collect());
    let mut corners = inner.clone();
    for node in drawn.filter(|node| !is_within(&inner, node.center, node.radius + ROOM)) {
        corners.extend(ways.iter().map(|&way| corner(node, way)));
    }
    convex_hull(corners)
}

/// Whether a whole circle lies inside a convex polygon, whose corners are in order.
fn is_within(polygon: &[Pos2], center: Pos2, radius: f32) -> bool {
    let sides = polygon.iter().zip(polygon.iter().cycle().skip(1));
    polygon.len() > 2
        && sides.into_iter().all(|(&a, &b)| {
            let (side, way) = (b - a, center - a);
            (side.x * way.y - side.y * way.x) >= radius * side.length()
        })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outline_holds_every_circle_and_leaves_out_nothing() {
        let mut scene = Scene::default();
        scene.nodes = (0..300)
            .map(|i| {
                let way = Vec2::angled(i as f32 * 2.4) * (i as f32 * 7.3 % 211.0);
                crate::view::map::scene::SceneNode {
                    center: pos2(400.0, 300.0) + way,
                    radius: 3.0 + (i % 17) as f32,
                    is_organisation: false,
                    is_pinned: false,
                    is_visible: i % 11 != 0,
                    place: None,
                    name_size: Vec2::ZERO,
                }
            })
            .collect();
        let bloc = Bloc { actors: (0..300).collect(), inside: 0, across: 0, hue: 0 };
        let all: Vec<Pos2> = scene
            .nodes
            .iter()
            .filter(|node| node.is_visible)
            .flat_map(|node| {
                (0..CORNERS).map(|corner| {
                    let angle = std::f32::consts::TAU * corner as f32 / CORNERS as f32;
                    node.center + Vec2::angled(angle) * (node.radius + ROOM)
                })
            })
            .collect();
        assert_eq!(outline(&scene, &bloc), convex_hull(all));
    }

    #[test]
    fn a_hull_has_the_outermost_points_only() {
        let square = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0), (2.0, 2.0), (2.0, 0.0)];
        let hull = convex_hull(square.map(|(x, y)| pos2(x, y)).to_vec());
        assert_eq!(hull, [pos2(0.0, 0.0), pos2(4.0, 0.0), pos2(4.0, 4.0), pos2(0.0, 4.0)]);
        assert_eq!(convex_hull(vec![pos2(1.0, 1.0); 4]).len(), 1);
    }
}
