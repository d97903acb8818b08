//! What the filter leaves out, drawn faint under the map where one asks for it: it can't be clicked and
//! moves nothing, so that one sees what a filter hides and where it was.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{Align2, Mesh, Painter, Pos2, Rect, Shape, Vec2, vec2};

use super::camera::Lens;
use super::pen::{Fill, Pen};
use super::scene::{Scene, point};
use crate::actor::ActorId;
use crate::export::palette::{Palette, Rgb};
use crate::graph::{Filter, Sign};
use crate::layout::Point;
use crate::layout::ribbon::{GAP, Link, Ribbon};
use crate::layout::scale::{link_width, node_radius};
use crate::session::{ArrangementKind, Workspace};
use crate::view::theme::{Face, color, faded, font, size};

/// More links than this would be a felt under the map.
const MOST_LINKS: usize = 2_000;
const MOST_NAMES: usize = 60;
const LINK: f32 = 0.16;
const NODE: f32 = 0.3;
const NAME: f32 = 0.55;

/// Whether what is filtered out is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Ghosting {
    /// It is not drawn.
    #[default]
    Gone,
    /// It is drawn faint.
    Faint,
}

/// What is filtered out, as far as it has a place.
#[derive(Debug, Default)]
pub(super) struct Ghosts {
    /// What the mesh was made for: revision, scene and paper.
    mesh_of: Option<(u64, u64, Rgb)>,
    mesh: Arc<Mesh>,
    names: Vec<(Pos2, String)>,
}

impl Ghosts {
    /// Paints them under the map.
    pub fn paint(
        &mut self,
        painter: &Painter,
        palette: &Palette,
        workspace: &Workspace,
        scene: &Scene,
        lens: &Lens,
    ) {
        if workspace.session().choices.filter == Filter::default() {
            return;
        }
        let made_for = Some((workspace.revision(), scene.serial, palette.paper));
        if self.mesh_of != made_for {
            self.draw(painter, palette, workspace, scene, lens);
            self.mesh_of = made_for;
        }
        painter.add(Shape::Mesh(Arc::clone(&self.mesh)));
        let ink = color(palette.second_text.over(palette.paper, NAME));
        for (at, name) in &self.names {
            painter.text(*at, Align2::CENTER_TOP, name, font(Face::Regular, size::SMALL), ink);
        }
    }

    fn draw(
        &mut self,
        painter: &Painter,
        palette: &Palette,
        workspace: &Workspace,
        scene: &Scene,
        lens: &Lens,
    ) {
        let (graph, whole) = (workspace.graph(), workspace.whole_graph());
        let drawn: BTreeSet<(&ActorId, &ActorId)> = graph
            .relations
            .iter()
            .map(|relation| (&graph.actors[relation.source].id, &graph.actors[relation.target].id))
            .collect();
        let places: Vec<Option<(Pos2, f32)>> = whole
            .actors
            .iter()
            .map(|actor| {
                let radius = node_radius(actor.counts.articles) * lens.scale();
                Some((lens.screen_from_world(place(workspace, &actor.id)?), radius))
            })
            .collect();
        let both_ways: BTreeSet<(usize, usize)> =
            whole.relations.iter().map(|relation| (relation.target, relation.source)).collect();
        let mut pen = Pen::new(painter);
        let mut links = 0;
        for relation in &whole.relations {
            let ends = (&whole.actors[relation.source].id, &whole.actors[relation.target].id);
            let (Some(source), Some(target)) = (places[relation.source], places[relation.target]) else {
                continue;
            };
            if drawn.contains(&ends) || links >= MOST_LINKS {
                continue;
            }
            links += 1;
            let ribbon = Ribbon::new(&Link {
                source: point(source.0),
                target: point(target.0),
                source_gap: source.1 + GAP,
                target_gap: target.1 + GAP,
                width: link_width(relation.weight()) * lens.scale(),
                bowed: both_ways.contains(&(relation.source, relation.target)),
                dashed: false,
                arrow: false,
            });
            let fill = if relation.sign() == Sign::Conflict { Fill::Dashed } else { Fill::Solid };
            if let Some(ribbon) = ribbon {
                pen.draw(&ribbon, fill, faded(palette.mixed, LINK));
            }
        }
        self.names.clear();
        let mut taken: Vec<Rect> = (0..scene.nodes.len()).filter_map(|node| scene.name_rect(node)).collect();
        taken.extend(
            scene
                .nodes
                .iter()
                .map(|node| Rect::from_center_size(node.center, Vec2::splat(2.0 * node.radius))),
        );
        let mut order: Vec<usize> = (0..places.len()).collect();
        order.sort_by_key(|&i| std::cmp::Reverse(whole.actors[i].events));
        for i in order {
            let actor = &whole.actors[i];
            let Some((center, radius)) = places[i].filter(|(center, _)| lens.rect.contains(*center)) else {
                continue;
            };
            if graph.actor_index(&actor.id).is_some() {
                continue;
            }
            let line = palette.node_ring.over(palette.paper, NODE);
            let fill = palette.node.over(palette.paper, 0.5 * NODE);
            pen.disc(center, &[(radius - 1.0, color(fill)), (radius, color(line))]);
            let at = center + vec2(0.0, radius + 2.0);
            let wide = vec2(6.2 * actor.label.chars().count() as f32, 14.0);
            let rect = Rect::from_min_size(at - vec2(wide.x / 2.0, 0.0), wide);
            if self.names.len() < MOST_NAMES && !taken.iter().any(|other| other.intersects(rect)) {
                taken.push(rect);
                self.names.push((at, actor.label.clone()));
            }
        }
        self.mesh = Arc::new(pen.finish());
    }
}

/// Where an actor stands, or stood when it was last drawn.
fn place(workspace: &Workspace, actor: &ActorId) -> Option<Point> {
    if let Some(index) = workspace.graph().actor_index(actor) {
        return workspace.positions().get(index).copied();
    }
    // The places that are kept are those of the forces.
    let by_forces = workspace.session().choices.arrangement.kind == ArrangementKind::Forces;
    workspace.session().positions.get(actor).copied().filter(|_| by_forces)
}
