//! Paints a scene: links under nodes under names. All links are one mesh and all discs another; both are
//! kept while nothing changes.

use std::sync::Arc;

use egui::epaint::TextShape;
use egui::{Color32, CornerRadius, Mesh, Painter, Rect, Shape, Stroke, StrokeKind, Vec2, pos2, vec2};

use super::emphasis::Emphasis;
use super::pen::{Fill, Pen};
use super::scene::{Scene, SceneLink, SceneNode, name_font};
use crate::export::palette::{Palette, Rgb};
use crate::graph::{ActorNode, RelationGraph};
use crate::layout::label::Place;
use crate::layout::ribbon::{GAP, GAP_SELECTED, Ribbon};
use crate::session::Workspace;
use crate::view::theme::{Face, color, faded, font, size};

/// Opacity of a node's fill over the paper.
const NODE_FILL: f32 = 0.8;
/// Opacity of the line of a co-mention.
const CO_MENTION_OPACITY: f32 = 0.55;
/// Line around a node.
const NODE_LINE: f32 = 1.0;
/// Ring of paper around a node, so that neighbours separate.
const PAPER_RING: f32 = 1.5;
/// Radius of the square of an organisation.
const SQUARE_RADIUS: f32 = 3.5;
/// Where more names than this stand, their halos are drawn with fewer copies.
const MANY_NAMES: usize = 80;
/// From this zoom on links have their numbers.
const COUNTS_FROM_ZOOM: f32 = 1.6;
/// Where more links than this are on the screen, they have no numbers.
const MOST_COUNTS: usize = 120;

/// A mark around a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ring {
    None,
    /// Under the pointer.
    Hovered,
    /// Has the keyboard.
    Focused,
    /// Selected.
    Selected,
}

/// All links in one mesh and all discs in another, and what they were made from.
#[derive(Debug, Default)]
pub(super) struct Meshes {
    links: Kept<LinksKey>,
    discs: Kept<DiscsKey>,
}

/// A mesh that is made anew where its key has changed.
#[derive(Debug)]
struct Kept<K> {
    key: Option<K>,
    mesh: Arc<Mesh>,
}

impl<K> Default for Kept<K> {
    fn default() -> Self {
        Self { key: None, mesh: Arc::default() }
    }
}

impl<K: PartialEq> Kept<K> {
    fn paint(&mut self, painter: &Painter, key: K, draw: impl FnOnce(&mut Pen)) {
        if self.key.as_ref() != Some(&key) {
            // Nobody else holds the mesh of the last frame any more: its memory is used again.
            let old = Arc::try_unwrap(std::mem::take(&mut self.mesh)).unwrap_or_default();
            let mut pen = Pen::into_mesh(painter, old);
            draw(&mut pen);
            self.mesh = Arc::new(pen.finish());
            self.key = Some(key);
        }
        painter.add(Shape::Mesh(Arc::clone(&self.mesh)));
    }
}

#[derive(Debug, PartialEq)]
struct LinksKey {
    scene: u64,
    emphasis: u64,
    rings: Vec<Ring>,
    paper: Rgb,
    feather: f32,
}

#[derive(Debug, PartialEq)]
struct DiscsKey {
    scene: u64,
    emphasis: u64,
    hues: u64,
    paper: Rgb,
    feather: f32,
}

/// The number of each node's colour, if it has one.
#[derive(Debug, Default)]
pub(super) struct Hues {
    /// Revision, and whether blocs are hidden.
    made_for: Option<(u64, bool)>,
    list: Vec<Option<usize>>,
    /// Counts up with each change.
    serial: u64,
}

impl Hues {
    /// Looks them up again where the workspace has changed: by bloc, or only those given by hand.
    pub fn update(&mut self, workspace: &Workspace, hides_blocs: bool) {
        let made_for = Some((workspace.revision(), hides_blocs));
        if self.made_for != made_for {
            let hue = |actor| if hides_blocs { workspace.hue_by_hand(actor) } else { workspace.hue(actor) };
            self.list = (0..workspace.graph().actors.len()).map(hue).collect();
            self.serial += 1;
            self.made_for = made_for;
        }
    }

    /// Colours of an actor's disc and of the line around it.
    pub fn inks_of(&self, actor: usize, palette: &Palette) -> [Rgb; 2] {
        let hue = self.list.get(actor).copied().flatten();
        let of_hue = hue.and_then(|hue| palette.bloc(hue));
        of_hue.unwrap_or([palette.node, palette.node_ring])
    }
}

/// What a frame is painted with.
pub(super) struct Brush<'a> {
    pub painter: &'a Painter,
    pub palette: &'a Palette,
    pub graph: &'a RelationGraph,
    pub scene: &'a Scene,
    pub emphasis: &'a Emphasis,
    /// How large discs and names are drawn.
    pub scale: f32,
    /// One for each node.
    pub rings: &'a [Ring],
    pub hues: &'a Hues,
}

impl Brush<'_> {
    fn inks_of(&self, actor: usize) -> [Rgb; 2] {
        self.hues.inks_of(actor, self.palette)
    }

    fn feather(&self) -> f32 {
        1.0 / self.painter.pixels_per_point()
    }
}

impl Meshes {
    /// Paints all links; makes the mesh anew where scene, emphasis or theme have changed.
    pub fn paint_links(&mut self, brush: &Brush<'_>, emphasis_serial: u64) {
        let key = LinksKey {
            scene: brush.scene.serial,
            emphasis: emphasis_serial,
            rings: brush.rings.to_vec(),
            paper: brush.palette.paper,
            feather: brush.feather(),
        };
        self.links.paint(brush.painter, key, |pen| draw_links(pen, brush));
    }

    /// Paints all nodes, the faint ones first: discs as one mesh, then squares, then rings.
    pub fn paint_nodes(&mut self, brush: &Brush<'_>, emphasis_serial: u64) {
        let key = DiscsKey {
            scene: brush.scene.serial,
            emphasis: emphasis_serial,
            hues: brush.hues.serial,
            paper: brush.palette.paper,
            feather: brush.feather(),
        };
        self.discs.paint(brush.painter, key, |pen| draw_discs(pen, brush));
        let nodes = || brush.scene.nodes.iter().enumerate().filter(|(_, node)| node.is_visible);
        let mut squares: Vec<(usize, &SceneNode)> =
            nodes().filter(|(_, node)| node.is_organisation).collect();
        squares.sort_by(|a, b| brush.emphasis.nodes[a.0].total_cmp(&brush.emphasis.nodes[b.0]));
        for (i, node) in squares {
            paint_square(brush.painter, brush.palette.paper, brush.inks_of(i), node, brush.emphasis.nodes[i]);
        }
        for (i, node) in nodes() {
            paint_ring(brush, node, brush.rings[i]);
        }
        for (_, node) in nodes().filter(|(_, node)| node.is_pinned) {
            paint_pin(brush.painter, brush.palette, node);
        }
    }
}

fn draw_links(pen: &mut Pen, brush: &Brush<'_>) {
    let Brush { palette, graph, scene, emphasis, .. } = brush;
    let co_mention = faded(palette.mixed, CO_MENTION_OPACITY);
    for ribbon in &scene.co_mentions {
        pen.draw(ribbon, Fill::Dashed, co_mention);
    }
    // The strongest come first; they are painted last, and what is looked at above all.
    let ink = |link: &SceneLink| {
        faded(palette.link(&graph.relations[link.relation]), emphasis.links[link.relation])
    };
    for link in scene.links.iter().rev().filter(|link| !emphasis.forward[link.relation]) {
        pen.draw(&link.ribbon, link.fill, ink(link));
    }
    for link in scene.links.iter().rev().filter(|link| emphasis.forward[link.relation]) {
        if let Some(ribbon) = with_arrow(link, brush.rings) {
            pen.draw(&ribbon, link.fill, ink(link));
        }
    }
}

fn draw_discs(pen: &mut Pen, brush: &Brush<'_>) {
    let Brush { scene, emphasis, .. } = brush;
    let nodes = scene.nodes.iter().enumerate();
    let mut discs: Vec<(usize, &SceneNode)> =
        nodes.filter(|(_, node)| node.is_visible && !node.is_organisation).collect();
    discs.sort_by(|a, b| emphasis.nodes[a.0].total_cmp(&emphasis.nodes[b.0]));
    for (i, node) in discs {
        draw_disc(pen, brush.palette.paper, brush.inks_of(i), node, emphasis.nodes[i]);
    }
}

/// The ribbon with its arrowhead, off the ring of an end that is selected.
fn with_arrow(link: &SceneLink, rings: &[Ring]) -> Option<Ribbon> {
    let room = |end: usize| if rings[end] == Ring::None { 0.0 } else { GAP_SELECTED - GAP };
    Ribbon::new(&crate::layout::ribbon::Link {
        arrow: true,
        source_gap: link.link.source_gap + room(link.source),
        target_gap: link.link.target_gap + room(link.target),
        ..link.link
    })
}

/// Paints the disc or square of an actor.
pub(super) fn paint_node(painter: &Painter, palette: &Palette, node: &SceneNode, opacity: f32) {
    let inks = [palette.node, palette.node_ring];
    if node.is_organisation {
        paint_square(painter, palette.paper, inks, node, opacity);
    } else {
        let mut pen = Pen::new(painter);
        draw_disc(&mut pen, palette.paper, inks, node, opacity);
        painter.add(pen.finish());
    }
}

/// Fill and line of a node. Faint means nearer to the paper, not see-through: no link shows through.
fn node_inks(paper: Rgb, [fill, line]: [Rgb; 2], opacity: f32) -> [Color32; 2] {
    [fill.over(paper, NODE_FILL * opacity), line.over(paper, opacity)].map(color)
}

pub(super) fn draw_disc(pen: &mut Pen, paper: Rgb, inks: [Rgb; 2], node: &SceneNode, opacity: f32) {
    let [fill, line] = node_inks(paper, inks, opacity);
    let rings =
        [(node.radius - NODE_LINE, fill), (node.radius, line), (node.radius + PAPER_RING, color(paper))];
    pen.disc(node.center, &rings);
}

pub(super) fn paint_square(painter: &Painter, paper: Rgb, inks: [Rgb; 2], node: &SceneNode, opacity: f32) {
    let [fill, line] = node_inks(paper, inks, opacity);
    let square = square(node);
    let corner = SQUARE_RADIUS.min(0.4 * node.radius);
    painter.rect_filled(square.expand(PAPER_RING), corner + PAPER_RING, color(paper));
    let line = Stroke::new(NODE_LINE, line);
    painter.rect(square, CornerRadius::from(corner), fill, line, StrokeKind::Inside);
}

/// A square that looks as large as a disc of the node's radius.
fn square(node: &SceneNode) -> Rect {
    Rect::from_center_size(node.center, Vec2::splat(node.radius * 1.8))
}

fn paint_ring(brush: &Brush<'_>, node: &SceneNode, ring: Ring) {
    let (off, width) = match ring {
        Ring::None => return,
        Ring::Hovered => (3.0, 1.5),
        Ring::Focused => (4.0, 2.0),
        Ring::Selected => (3.25, 2.5),
    };
    let line = Stroke::new(width, color(brush.palette.selection));
    if node.is_organisation {
        let around = square(node).expand(off);
        brush.painter.rect_stroke(around, SQUARE_RADIUS + off, line, StrokeKind::Middle);
    } else {
        brush.painter.circle_stroke(node.center, node.radius + off, line);
    }
}

fn paint_pin(painter: &Painter, palette: &Palette, node: &SceneNode) {
    let foot = node.center + vec2(0.0, node.radius);
    painter.circle_filled(foot, 3.2, color(palette.paper));
    painter.circle_filled(foot, 2.1, color(palette.text));
}

/// Close up, the sentences of each link in its middle, where they have room.
pub(super) fn paint_counts(brush: &Brush<'_>, zoom: f32) {
    if zoom < COUNTS_FROM_ZOOM || brush.scene.links.len() > MOST_COUNTS {
        return;
    }
    for link in &brush.scene.links {
        let number = brush.graph.relations[link.relation].weight().to_string();
        let ink = brush.palette.second_text;
        let galley = brush.painter.layout_no_wrap(number, font(Face::Tabular, 10.5), color(ink));
        let at = super::scene::pos(link.ribbon.middle()) - 0.5 * galley.size();
        let opacity = brush.emphasis.links[link.relation];
        paint_with_halo(brush, TextShape::new(at, galley, Color32::PLACEHOLDER), ink, opacity, MANY_NAMES);
    }
}

/// Paints the names in their places, and how many neighbours of an actor are hidden.
pub(super) fn paint_names(brush: &Brush<'_>) {
    let seen = brush.scene.nodes.iter().filter(|node| node.is_visible && node.place.is_some()).count();
    // What is looked at lies above: its name is larger than the place that was found for it.
    for looked_at in [false, true] {
        for (i, node) in brush.scene.nodes.iter().enumerate().filter(|(_, node)| node.is_visible) {
            if (brush.rings[i] != Ring::None) != looked_at {
                continue;
            }
            let actor = &brush.graph.actors[i];
            paint_hidden_neighbours(brush, node, actor, brush.rings[i], brush.emphasis.names[i], seen);
            paint_name(brush, i, seen);
        }
    }
}

fn paint_name(brush: &Brush<'_>, i: usize, seen: usize) {
    let (node, actor) = (&brush.scene.nodes[i], &brush.graph.actors[i]);
    let ring = brush.rings[i];
    let place = brush.scene.name_rect(i);
    // A name that found no place is shown while one looks at its actor.
    if place.is_none() && ring == Ring::None {
        return;
    }
    let face = if ring == Ring::Selected { Face::SemiBold } else { Face::Medium };
    let font = name_font(face, actor.counts.articles, brush.scale);
    let galley = brush.painter.layout_no_wrap(actor.label.clone(), font, color(brush.palette.text));
    let rect = place.unwrap_or_else(|| {
        let below = pos2(node.center.x, node.center.y + node.radius + 12.0);
        Rect::from_center_size(below, galley.size())
    });
    // Places are those of the name at rest: a selected one only moves outwards, off its ring.
    let outwards = outwards(node.place);
    let out = if ring == Ring::Selected { outwards * 4.5 } else { Vec2::ZERO };
    let wider = galley.size() - rect.size();
    let at = rect.min - vec2(wider.x * (0.5 - 0.5 * outwards.x), wider.y / 2.0) + out;
    let text = TextShape::new(at, galley, Color32::PLACEHOLDER);
    paint_with_halo(brush, text, brush.palette.text, brush.emphasis.names[i], seen);
}

/// Which way a place lies from its node.
fn outwards(place: Option<Place>) -> Vec2 {
    match place {
        Some(Place::Above | Place::AboveShiftedLeft | Place::AboveShiftedRight) => vec2(0.0, -1.0),
        Some(Place::Right) => vec2(1.0, 0.0),
        Some(Place::Left) => vec2(-1.0, 0.0),
        Some(Place::BelowRight) => vec2(1.0, 1.0),
        Some(Place::BelowLeft) => vec2(-1.0, 1.0),
        Some(Place::AboveRight) => vec2(1.0, -1.0),
        Some(Place::AboveLeft) => vec2(-1.0, -1.0),
        Some(Place::Below | Place::BelowShiftedLeft | Place::BelowShiftedRight) | None => vec2(0.0, 1.0),
    }
}

fn paint_hidden_neighbours(
    brush: &Brush<'_>,
    node: &SceneNode,
    actor: &ActorNode,
    ring: Ring,
    opacity: f32,
    seen: usize,
) {
    if actor.hidden_neighbours == 0 {
        return;
    }
    let words = format!("+{}", actor.hidden_neighbours);
    let ink = brush.palette.second_text;
    let galley = brush.painter.layout_no_wrap(words, font(Face::Regular, size::SMALL), color(ink));
    let off_ring = if ring == Ring::None { 0.0 } else { 4.0 };
    let at = hidden_neighbours_rect(node, galley.size()).min + vec2(off_ring, -off_ring);
    paint_with_halo(brush, TextShape::new(at, galley, Color32::PLACEHOLDER), ink, opacity, seen);
}

/// Where "+2" stands: at the upper right of its node.
pub(super) fn hidden_neighbours_rect(node: &SceneNode, size: Vec2) -> Rect {
    Rect::from_min_size(node.center + vec2(0.75 * node.radius + 2.0, -0.75 * node.radius - size.y), size)
}

/// Paints text with 2 px of paper around it, so that it can be read over links.
fn paint_with_halo(brush: &Brush<'_>, text: TextShape, ink: Rgb, opacity: f32, seen: usize) {
    const AROUND: [(f32, f32); 8] = [
        (2.0, 0.0),
        (-2.0, 0.0),
        (0.0, 2.0),
        (0.0, -2.0),
        (1.4, 1.4),
        (-1.4, 1.4),
        (1.4, -1.4),
        (-1.4, -1.4),
    ];
    let copies = if seen > MANY_NAMES { &AROUND[4..] } else { &AROUND[..] };
    let halo = color(brush.palette.paper);
    for (x, y) in copies {
        let mut copy = text.clone();
        copy.pos += vec2(*x, *y);
        copy.override_text_color = Some(halo);
        copy.opacity_factor = opacity;
        brush.painter.add(copy);
    }
    let mut text = text;
    text.override_text_color = Some(color(ink));
    text.opacity_factor = opacity;
    brush.painter.add(text);
}
