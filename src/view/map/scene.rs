//! What of the map stands where on the screen: discs, ribbons and the places of names, made from the
//! graph and its positions. How strongly each is drawn is left to [`super::emphasis`].

use egui::{FontId, Painter, Pos2, Rect, Vec2};

use super::camera::Lens;
use super::cast::Cast;
use super::draw::hidden_neighbours_rect;
use super::pen::Fill;
use super::trail::Mask;
use crate::graph::RelationGraph;
use crate::layout::label::{Name, Place, Surroundings, place};
use crate::layout::ribbon::{GAP, Link, Ribbon};
use crate::layout::scale::label_size;
use crate::layout::{self, Point};
use crate::session::Workspace;
use crate::view::theme::{Face, font, size};

/// More names than this can't be read.
const MOST_NAMES: usize = 200;
/// So many more have their places beside the window, for a pan.
const MOST_NAMES_BESIDE: usize = 300;
/// More links than this are a grey felt: the strongest in view are drawn.
const MOST_LINKS: usize = 4_000;
/// Room for the number of hidden neighbours.
const BADGE: Vec2 = Vec2::new(16.0, 14.0);
/// Names keep so far off the edge of the window: they have a halo, and a selected one moves outwards.
const OFF_EDGE: f32 = 8.0;
/// A bowed ribbon and its arrowhead lie so far off the line between two actors at most.
const BOW_AND_HEAD: f32 = 36.0;
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
    /// Of the name, if it found a place.
    pub name_size: Vec2,
}

/// A relation some of which is on the screen.
#[derive(Clone, Copy, Debug)]
pub(super) struct SceneLink {
    /// Index of a relation of the graph.
    pub relation: usize,
    pub source: usize,
    pub target: usize,
    pub link: Link,
    pub fill: Fill,
    pub ribbon: Ribbon,
    /// The relation of the other direction.
    pub back: Option<usize>,
}

/// The map on the screen.
#[derive(Debug, Default)]
pub(super) struct Scene {
    key: Key,
    /// Counts up with each change, for what is drawn from it.
    pub serial: u64,
    pub cast: Cast,
    /// In the order of the graph's actors.
    pub nodes: Vec<SceneNode>,
    /// Those in view, strongest first.
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
    /// How large each of them is.
    sizes: Vec<Vec2>,
    /// The scale at which they are so large.
    scale: f32,
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
    pub fn update(&mut self, painter: &Painter, workspace: &Workspace, stage: &Stage<'_>) {
        self.cast.update(workspace);
        let names_hold = self.names.hold(workspace, stage);
        if names_hold && self.key.fits(workspace, stage) {
            return;
        }
        self.key.note(workspace, stage);
        self.serial += 1;
        self.place_nodes(workspace, stage);
        self.place_links(stage);
        self.place_co_mentions(workspace.graph(), stage);
        if !names_hold {
            self.names.find(
                painter,
                workspace,
                stage,
                self.cast.by_events.as_slice(),
                &self.nodes,
                &self.links,
            );
        } else if self.names.scale != stage.lens.scale() {
            self.names.measure(painter, workspace.graph(), stage.lens.scale());
        }
        let names = self.names.places.iter().zip(&self.names.sizes);
        for (node, (place, size)) in self.nodes.iter_mut().zip(names) {
            (node.place, node.name_size) = (*place, *size);
        }
    }

    /// The zoom of the last frame.
    pub fn zoom(&self) -> Option<f32> {
        self.key.lens.map(|lens| lens.camera.zoom)
    }

    /// Where the actors stood in the world when it was made.
    pub fn places(&self) -> &[Point] {
        &self.key.positions
    }

    /// Where the name of a node stands.
    pub fn name_rect(&self, node: usize) -> Option<Rect> {
        let node = &self.nodes[node];
        Some(egui_rect(node.place?.rect(&name_of(node, 0.0))))
    }

    fn place_nodes(&mut self, workspace: &Workspace, stage: &Stage<'_>) {
        let (lens, scale) = (stage.lens, stage.lens.scale());
        let positions = workspace.positions().iter().copied().chain(std::iter::repeat(Point::default()));
        let nodes = self.cast.players.iter().zip(positions).enumerate().map(|(i, (player, position))| {
            let center = lens.screen_from_world(position);
            let radius = player.radius * scale;
            SceneNode {
                center,
                radius,
                is_organisation: player.is_organisation,
                is_pinned: player.is_pinned,
                is_visible: stage.mask.shows(i) && lens.rect.expand(radius + 4.0).contains(center),
                place: None,
                name_size: Vec2::ZERO,
            }
        });
        self.nodes.clear();
        self.nodes.extend(nodes);
    }

    fn place_links(&mut self, stage: &Stage<'_>) {
        let scale = stage.lens.scale();
        self.links.clear();
        for (relation, tie) in self.cast.ties.iter().enumerate() {
            if !(stage.mask.shows(tie.source) && stage.mask.shows(tie.target)) {
                continue;
            }
            let link = between(&self.nodes[tie.source], &self.nodes[tie.target], tie.width * scale);
            let link = Link { bowed: tie.back.is_some(), ..link };
            let Some(ribbon) = seen(&link, stage.lens.rect) else { continue };
            let (source, target, fill, back) = (tie.source, tie.target, tie.fill, tie.back);
            self.links.push(SceneLink { relation, source, target, link, fill, ribbon, back });
            if self.links.len() == MOST_LINKS {
                break;
            }
        }
        self.leaves_links_out = self.links.len() == MOST_LINKS;
    }

    fn place_co_mentions(&mut self, graph: &RelationGraph, stage: &Stage<'_>) {
        let shown =
            graph.co_mentions.iter().filter(|pair| stage.mask.shows(pair.a) && stage.mask.shows(pair.b));
        let nodes = &self.nodes;
        let links = shown.map(|pair| between(&nodes[pair.a], &nodes[pair.b], CO_MENTION_WIDTH));
        self.co_mentions.clear();
        self.co_mentions.extend(links.filter_map(|link| seen(&link, stage.lens.rect)).take(MOST_LINKS));
    }
}

impl Key {
    fn fits(&self, workspace: &Workspace, stage: &Stage<'_>) -> bool {
        self.revision == workspace.revision()
            && self.lens == Some(stage.lens)
            && self.mask == stage.mask.serial
            && self.positions == workspace.positions()
    }

    fn note(&mut self, workspace: &Workspace, stage: &Stage<'_>) {
        self.revision = workspace.revision();
        self.lens = Some(stage.lens);
        self.mask = stage.mask.serial;
        self.positions.clear();
        self.positions.extend_from_slice(workspace.positions());
    }
}

/// The font of an actor's name at the map's scale: in steps of half a point, since each size of a letter
/// is drawn anew before it is shown, and a zoom goes through many.
pub(super) fn name_font(face: Face, articles: u32, scale: f32) -> FontId {
    let points = (label_size(articles) * scale).max(size::SMALL);
    font(face, (2.0 * points).round() / 2.0)
}

fn between(source: &SceneNode, target: &SceneNode, width: f32) -> Link {
    Link {
        source: point(source.center),
        target: point(target.center),
        source_gap: source.radius + GAP,
        target_gap: target.radius + GAP,
        width,
        bowed: false,
        dashed: false,
        arrow: false,
    }
}

/// The ribbon of a link, if some of it may be on the screen.
fn seen(link: &Link, screen: Rect) -> Option<Ribbon> {
    // Most links of a large map that was zoomed into are far off: no need to bend them first.
    let around = Rect::from_two_pos(pos(link.source), pos(link.target)).expand(BOW_AND_HEAD);
    if !screen.intersects(around) {
        return None;
    }
    let ribbon = Ribbon::new(link)?;
    screen.intersects(egui_rect(ribbon.bounds())).then_some(ribbon)
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

    fn find(
        &mut self,
        painter: &Painter,
        workspace: &Workspace,
        stage: &Stage<'_>,
        by_events: &[usize],
        nodes: &[SceneNode],
        links: &[SceneLink],
    ) {
        let rect = stage.lens.rect;
        // Room for a pan: names near the window have their places before they come into it.
        let window = if stage.fitted { rect } else { rect.expand2(rect.size() / 2.0) };
        let graph = workspace.graph();
        let order = candidates(by_events, nodes, stage, window);
        self.places = vec![None; nodes.len()];
        self.sizes = vec![Vec2::ZERO; nodes.len()];
        self.scale = stage.lens.scale();
        for &i in &order {
            self.sizes[i] = name_size(painter, graph, i, self.scale);
        }
        let names: Vec<Name> = order
            .iter()
            .map(|&i| {
                let sized = SceneNode { name_size: self.sizes[i], ..nodes[i] };
                name_of(&sized, graph.actors[i].events as f32)
            })
            .collect();
        let shown = nodes.iter().enumerate().filter(|(i, _)| stage.mask.shows(*i));
        let discs: Vec<(Point, f32)> =
            shown.map(|(_, node)| node).map(|node| (point(node.center), node.radius)).collect();
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
            lines: &lines(links),
            fixed: &covered,
        };
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

    /// Measures the names that have a place anew, at another scale.
    fn measure(&mut self, painter: &Painter, graph: &RelationGraph, scale: f32) {
        self.scale = scale;
        for (i, (size, _)) in
            self.sizes.iter_mut().zip(&self.places).enumerate().filter(|(_, (_, place))| place.is_some())
        {
            *size = name_size(painter, graph, i, scale);
        }
    }
}

/// Who may have a name: the actors with most events in view, and some beside it.
fn candidates(by_events: &[usize], nodes: &[SceneNode], stage: &Stage<'_>, window: Rect) -> Vec<usize> {
    let (mut in_view, mut beside) = (MOST_NAMES, MOST_NAMES_BESIDE);
    let wanted = by_events.iter().copied().filter(|&i| {
        let center = nodes[i].center;
        if !stage.mask.shows(i) || !window.contains(center) {
            return false;
        }
        let left = if stage.lens.rect.contains(center) { &mut in_view } else { &mut beside };
        let is_wanted = *left > 0;
        *left = left.saturating_sub(1);
        is_wanted
    });
    wanted.collect()
}

fn name_size(painter: &Painter, graph: &RelationGraph, i: usize, scale: f32) -> Vec2 {
    let Some(actor) = graph.actors.get(i) else { return Vec2::ZERO };
    let font = name_font(Face::Medium, actor.counts.articles, scale);
    painter.layout_no_wrap(actor.label.clone(), font, egui::Color32::PLACEHOLDER).size()
}

/// The straight pieces of all links, as few as will do.
fn lines(links: &[SceneLink]) -> Vec<[Point; 2]> {
    let mut lines = Vec::with_capacity(links.len());
    for link in links {
        let line = link.ribbon.line();
        if link.link.bowed {
            lines.extend(line.windows(2).map(|piece| [piece[0], piece[1]]));
        } else {
            lines.push([line[0], line[line.len() - 1]]);
        }
    }
    lines
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
