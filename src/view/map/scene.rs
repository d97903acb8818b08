//! What of the map stands where on the screen: discs, ribbons and the places of names, made from the
//! graph and its positions. How strongly each is drawn is left to [`super::emphasis`].

use egui::{FontId, Pos2, Rect, Vec2};

use super::camera::Lens;
use super::draw::hidden_neighbours_rect;
use super::pen::Fill;
use super::trail::Mask;
use crate::graph::{RelationGraph, Sign};
use crate::layout::label::{Name, Place, Surroundings, place};
use crate::layout::ribbon::{GAP, Link, Ribbon};
use crate::layout::scale::{label_size, link_width, node_radius};
use crate::layout::{self, Point};
use crate::session::Workspace;
use crate::view::theme::{Face, font, size};

/// More names than this can't be read.
const MOST_NAMES: usize = 200;
/// More links than this are a grey felt: the strongest in view are drawn.
const MOST_LINKS: usize = 4_000;
/// Room for the number of hidden neighbours.
const BADGE: Vec2 = Vec2::new(16.0, 14.0);
/// Names keep so far off the edge of the window: they have a halo, and a selected one moves outwards.
const OFF_EDGE: f32 = 8.0;
/// Width of the line of a co-mention.
const CO_MENTION_WIDTH: f32 = 1.0;

/// An actor on the screen.
#[derive(Clone, Copy, Debug)]
pub(super) struct SceneNode {
    pub center: Pos2,
    pub radius: f32,
    pub is_organisation: bool,
    pub is_pinned: bool,
    /// Whether some of it is on the screen.
    pub is_visible: bool,
    /// Where its name stands, if it found a place.
    pub place: Option<Place>,
    pub name_size: Vec2,
}

/// A relation on the screen.
#[derive(Clone, Copy, Debug)]
pub(super) struct SceneLink {
    pub source: usize,
    pub target: usize,
    pub link: Link,
    pub fill: Fill,
    /// `None` where nothing of it is on the screen.
    pub ribbon: Option<Ribbon>,
    /// The relation of the other direction.
    pub back: Option<usize>,
}

impl SceneLink {
    /// The straight pieces of its line, as few as will do.
    fn lines(&self) -> Vec<[Point; 2]> {
        match self.ribbon.map(|ribbon| ribbon.line()) {
            Some(line) if self.link.bowed => line.windows(2).map(|piece| [piece[0], piece[1]]).collect(),
            Some(line) => vec![[line[0], line[line.len() - 1]]],
            None => Vec::new(),
        }
    }
}

/// The map on the screen. Nodes and links have the order of the graph's actors and relations.
#[derive(Debug, Default)]
pub(super) struct Scene {
    key: Key,
    /// Counts up with each change, for what is drawn from it.
    pub serial: u64,
    pub nodes: Vec<SceneNode>,
    pub links: Vec<SceneLink>,
    pub co_mentions: Vec<Ribbon>,
    /// Whether weaker links in view are not drawn, since there are too many.
    pub leaves_links_out: bool,
    names: Names,
}

/// What a scene is made from, to see whether it still holds.
#[derive(Clone, Debug, Default, PartialEq)]
struct Key {
    revision: u64,
    positions: Vec<Point>,
    lens: Option<Lens>,
    mask: u64,
}

/// Places of names, and what they were found for.
#[derive(Debug, Default)]
struct Names {
    revision: u64,
    zoom: f32,
    positions: Vec<Point>,
    fixed: Option<Rect>,
    mask: u64,
    /// The part of the world that was looked at.
    world: layout::Rect,
    places: Vec<Option<Place>>,
}

/// What a scene depends on besides the workspace.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stage<'a> {
    pub lens: Lens,
    /// Which actors are drawn.
    pub mask: &'a Mask,
    /// The legend, which no name may cover.
    pub legend: Option<Rect>,
    /// Whether the whole map is fitted: then names stay inside the window.
    pub fitted: bool,
    /// Whether nodes move now, by the layout or by a hand.
    pub moving: bool,
}

impl Scene {
    /// Makes what has changed since the last frame.
    pub fn update(&mut self, painter: &egui::Painter, workspace: &Workspace, stage: &Stage<'_>) {
        let names_hold = self.names.hold(workspace, stage);
        let key = Key {
            revision: workspace.revision(),
            positions: workspace.positions().to_vec(),
            lens: Some(stage.lens),
            mask: stage.mask.serial,
        };
        if key == self.key && names_hold {
            return;
        }
        self.key = key;
        self.serial += 1;
        let graph = workspace.graph();
        self.nodes = nodes(painter, workspace, stage);
        self.links = links(graph, &self.nodes, stage);
        let drawn = self.links.iter().filter(|link| link.ribbon.is_some()).count();
        self.leaves_links_out = drawn >= MOST_LINKS;
        self.co_mentions = co_mentions(graph, &self.nodes, stage);
        if !names_hold {
            self.names.find(workspace, stage, &self.nodes, &self.links);
        }
        for (node, place) in self.nodes.iter_mut().zip(&self.names.places) {
            node.place = *place;
        }
    }

    /// Where the name of a node stands.
    pub fn name_rect(&self, node: usize) -> Option<Rect> {
        let node = &self.nodes[node];
        Some(egui_rect(node.place?.rect(&name_of(node, 0.0))))
    }
}

/// The font of an actor's name at the map's scale.
pub(super) fn name_font(face: Face, articles: u32, scale: f32) -> FontId {
    font(face, (label_size(articles) * scale).max(size::SMALL))
}

fn nodes(painter: &egui::Painter, workspace: &Workspace, stage: &Stage<'_>) -> Vec<SceneNode> {
    let graph = workspace.graph();
    let places = workspace.positions().iter().copied().chain(std::iter::repeat(Point::default()));
    let node = |(i, (actor, position)): (usize, (&crate::graph::ActorNode, Point))| {
        let center = stage.lens.screen_from_world(position);
        let radius = node_radius(actor.counts.articles) * stage.lens.scale();
        let font = name_font(Face::Medium, actor.counts.articles, stage.lens.scale());
        let words = painter.layout_no_wrap(actor.label.clone(), font, egui::Color32::PLACEHOLDER);
        SceneNode {
            center,
            radius,
            is_organisation: actor.id.is_organisation(),
            is_pinned: workspace.is_pinned(&actor.id),
            is_visible: stage.mask.shows(i) && stage.lens.rect.expand(radius + 4.0).contains(center),
            place: None,
            name_size: words.size(),
        }
    };
    graph.actors.iter().zip(places).enumerate().map(node).collect()
}

fn links(graph: &RelationGraph, nodes: &[SceneNode], stage: &Stage<'_>) -> Vec<SceneLink> {
    let ends = graph.relations.iter().enumerate().map(|(i, r)| (r.source, r.target, i));
    let mut pairs: Vec<(usize, usize, usize)> = ends.collect();
    pairs.sort_unstable();
    let back_of = |source: usize, target: usize| {
        let at = pairs.partition_point(|pair| (pair.0, pair.1) < (target, source));
        pairs.get(at).filter(|pair| (pair.0, pair.1) == (target, source)).map(|pair| pair.2)
    };
    let mut drawn = 0;
    graph
        .relations
        .iter()
        .map(|relation| {
            let (source, target) = (relation.source, relation.target);
            let back = back_of(source, target);
            let link = Link {
                source: point(nodes[source].center),
                target: point(nodes[target].center),
                source_gap: nodes[source].radius + GAP,
                target_gap: nodes[target].radius + GAP,
                width: link_width(relation.weight()) * stage.lens.scale(),
                bowed: back.is_some(),
                dashed: false,
                arrow: false,
            };
            let fill = if relation.sign() == Sign::Conflict { Fill::Dashed } else { Fill::Solid };
            let shows = drawn < MOST_LINKS && stage.mask.shows(source) && stage.mask.shows(target);
            let ribbon = if shows { seen(&link, stage) } else { None };
            drawn += usize::from(ribbon.is_some());
            SceneLink { source, target, link, fill, ribbon, back }
        })
        .collect()
}

fn co_mentions(graph: &RelationGraph, nodes: &[SceneNode], stage: &Stage<'_>) -> Vec<Ribbon> {
    graph
        .co_mentions
        .iter()
        .filter(|pair| stage.mask.shows(pair.a) && stage.mask.shows(pair.b))
        .filter_map(|pair| {
            seen(
                &Link {
                    source: point(nodes[pair.a].center),
                    target: point(nodes[pair.b].center),
                    source_gap: nodes[pair.a].radius + GAP,
                    target_gap: nodes[pair.b].radius + GAP,
                    width: CO_MENTION_WIDTH,
                    bowed: false,
                    dashed: false,
                    arrow: false,
                },
                stage,
            )
        })
        .collect()
}

/// The ribbon of a link, if some of it may be on the screen.
fn seen(link: &Link, stage: &Stage<'_>) -> Option<Ribbon> {
    let ribbon = Ribbon::new(link)?;
    stage.lens.rect.intersects(egui_rect(ribbon.bounds())).then_some(ribbon)
}

impl Names {
    /// Whether the places still hold. While something moves they go along with their nodes, and a pan
    /// does not change them: names that jump can't be read.
    fn hold(&self, workspace: &Workspace, stage: &Stage<'_>) -> bool {
        if self.revision != workspace.revision()
            || self.mask != stage.mask.serial
            || self.places.len() != workspace.graph().actors.len()
        {
            return false;
        }
        if stage.moving {
            return true;
        }
        let seen = world_rect(stage.lens, stage.lens.rect);
        self.zoom == stage.lens.camera.zoom
            && self.fixed == stage.legend.filter(|_| stage.fitted)
            && self.world.min.x <= seen.min.x
            && self.world.min.y <= seen.min.y
            && self.world.max.x >= seen.max.x
            && self.world.max.y >= seen.max.y
            && self.positions == workspace.positions()
    }

    fn find(&mut self, workspace: &Workspace, stage: &Stage<'_>, nodes: &[SceneNode], links: &[SceneLink]) {
        let rect = stage.lens.rect;
        // Room for a pan: names near the window have their places before they come into it.
        let window = if stage.fitted { rect } else { rect.expand2(rect.size()) };
        let graph = workspace.graph();
        let mut order: Vec<usize> =
            (0..nodes.len()).filter(|&i| stage.mask.shows(i) && window.contains(nodes[i].center)).collect();
        order.sort_by_key(|&i| (std::cmp::Reverse(graph.actors[i].events), i));
        order.truncate(MOST_NAMES);
        let names: Vec<Name> =
            order.iter().map(|&i| name_of(&nodes[i], graph.actors[i].events as f32)).collect();
        let shown = nodes.iter().enumerate().filter(|(i, _)| stage.mask.shows(*i));
        let discs: Vec<(Point, f32)> =
            shown.map(|(_, node)| node).map(|node| (point(node.center), node.radius)).collect();
        let lines: Vec<[Point; 2]> = links.iter().flat_map(SceneLink::lines).collect();
        let fixed = stage.legend.filter(|_| stage.fitted);
        let badges = nodes
            .iter()
            .zip(&graph.actors)
            .filter(|(_, actor)| actor.hidden_neighbours > 0)
            .map(|(node, _)| hidden_neighbours_rect(node, BADGE));
        let covered: Vec<layout::Rect> = fixed.into_iter().chain(badges).map(layout_rect).collect();
        let around = Surroundings {
            window: layout_rect(window.shrink(OFF_EDGE)),
            nodes: &discs,
            lines: &lines,
            fixed: &covered,
        };
        self.places = vec![None; nodes.len()];
        for (&node, placed) in order.iter().zip(place(&names, &around)) {
            self.places[node] = placed.map(|placed| placed.place);
        }
        self.revision = workspace.revision();
        self.mask = stage.mask.serial;
        self.zoom = stage.lens.camera.zoom;
        self.positions = workspace.positions().to_vec();
        self.fixed = fixed;
        self.world = world_rect(stage.lens, window);
    }
}

fn name_of(node: &SceneNode, priority: f32) -> Name {
    Name {
        node: point(node.center),
        radius: node.radius,
        width: node.name_size.x,
        height: node.name_size.y,
        priority,
    }
}

fn world_rect(lens: Lens, screen: Rect) -> layout::Rect {
    layout::Rect { min: lens.world_from_screen(screen.min), max: lens.world_from_screen(screen.max) }
}

pub(super) fn point(pos: Pos2) -> Point {
    Point::new(pos.x, pos.y)
}

pub(super) fn pos(point: Point) -> Pos2 {
    Pos2::new(point.x, point.y)
}

pub(super) fn egui_rect(rect: layout::Rect) -> Rect {
    Rect::from_min_max(pos(rect.min), pos(rect.max))
}

fn layout_rect(rect: Rect) -> layout::Rect {
    layout::Rect { min: point(rect.min), max: point(rect.max) }
}
