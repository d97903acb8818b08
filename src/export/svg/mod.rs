//! The picture of the map as SVG, with its legend and what it was made from.
//!
//! Geometry and colours are those of the window: `layout/` shapes links and places names,
//! [`Palette`] has the colours. Here they become paths.

mod legend;
mod text;

use std::fmt::Write as _;

use super::markup::escaped;
use super::palette::{Palette, Rgb};
use crate::graph::{ActorNode, Relation, Sign};
use crate::layout::label::{self, Name, Placed, Surroundings};
use crate::layout::ribbon::{GAP, Link, Pair, Ribbon, Strips};
use crate::layout::scale::{label_size, link_width, node_radius};
use crate::layout::{Frame, Margins, Point, Rect};
use crate::session::Workspace;

/// Width of the picture in pixels.
const WIDTH: f32 = 1280.0;
/// Height of the map; the legend stands below it.
const HEIGHT: f32 = 800.0;
/// Free of nodes at each side, so that names find room.
const MARGIN: f32 = 64.0;
/// Type of all text. Inter is not embedded: where it is missing, a similar face stands in.
const FONTS: &str = "Inter, 'Helvetica Neue', Arial, sans-serif";

/// Draws the map of a workspace: the relations and actors of its graph, at their positions.
#[must_use]
pub fn picture(workspace: &Workspace, palette: &Palette) -> String {
    let scene = Scene::new(workspace);
    let height = HEIGHT + legend::HEIGHT;
    let mut svg = String::new();
    push(
        &mut svg,
        format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" \
             viewBox=\"0 0 {WIDTH} {height}\" font-family=\"{FONTS}\">\n"
        ),
    );
    push(&mut svg, format_args!("<title>{}</title>\n", escaped(&summary(workspace))));
    push(
        &mut svg,
        format_args!("<rect width=\"{WIDTH}\" height=\"{height}\" fill=\"{}\"/>\n", palette.paper.css()),
    );
    scene.draw_links(&mut svg, palette);
    scene.draw_nodes(&mut svg, palette);
    scene.draw_names(&mut svg, palette);
    legend::draw(&mut svg, palette, workspace, &summary(workspace));
    svg.push_str("</svg>\n");
    svg
}

/// "18 articles, 25 of 31 actors, 61 of 80 links".
fn summary(workspace: &Workspace) -> String {
    let graph = workspace.graph();
    format!(
        "{} articles, {} of {} actors, {} of {} links",
        workspace.session().articles.len(),
        graph.actors.len(),
        graph.all_actors,
        graph.relations.len(),
        graph.all_relations,
    )
}

/// What is drawn, in pixels of the picture.
struct Scene<'a> {
    nodes: Vec<Disc<'a>>,
    /// Weak ones first, so that the strong lie on top.
    links: Vec<(&'a Relation, Ribbon, String)>,
    names: Vec<Option<Placed>>,
}

struct Disc<'a> {
    actor: &'a ActorNode,
    center: Point,
    radius: f32,
    is_pinned: bool,
}

impl<'a> Scene<'a> {
    fn new(workspace: &'a Workspace) -> Self {
        let nodes = discs(workspace);
        let links = links(workspace, &nodes);
        let names = names(&nodes, &links);
        Self { nodes, links, names }
    }

    fn draw_links(&self, svg: &mut String, palette: &Palette) {
        push(svg, format_args!("<g fill-opacity=\"{}\">\n", palette.link_opacity));
        let mut strips = Strips::default();
        for (relation, ribbon, words) in &self.links {
            strips.clear();
            ribbon.draw(&mut strips);
            push(svg, format_args!("<path fill=\"{}\" d=\"", palette.link(relation).css()));
            strips.iter().for_each(|strip| polygon(svg, strip));
            push(svg, format_args!("\"><title>{}</title></path>\n", escaped(words)));
        }
        svg.push_str("</g>\n");
    }

    fn draw_nodes(&self, svg: &mut String, palette: &Palette) {
        let style = |fill: Rgb, ring: Rgb| {
            format!("fill=\"{}\" stroke=\"{}\" stroke-width=\"1\"", fill.css(), ring.css())
        };
        for Disc { actor, center, radius, is_pinned } in &self.nodes {
            let paper = style(palette.paper, palette.paper);
            node(svg, actor, *center, radius + 1.5, &paper);
            node(svg, actor, *center, *radius, &style(palette.node, palette.node_ring));
            if *is_pinned {
                let foot = Point::new(center.x, center.y + radius);
                for (r, fill) in [(3.2, palette.paper), (2.1, palette.text)] {
                    circle(svg, foot, r, &format!("fill=\"{}\"", fill.css()));
                }
            }
        }
    }

    fn draw_names(&self, svg: &mut String, palette: &Palette) {
        push(
            svg,
            format_args!(
                "<g fill=\"{}\" stroke=\"{}\" stroke-width=\"4\" stroke-linejoin=\"round\" \
                 paint-order=\"stroke\" text-anchor=\"middle\" font-weight=\"500\">\n",
                palette.text.css(),
                palette.paper.css(),
            ),
        );
        for (disc, placed) in self.nodes.iter().zip(&self.names) {
            let Some(Placed { rect, .. }) = placed else { continue };
            let size = label_size(disc.actor.counts.articles);
            let baseline = Point::new(rect.center().x, text::baseline(*rect, size));
            label(svg, baseline, size, &disc.actor.label);
        }
        svg.push_str("</g>\n");
    }
}

fn discs(workspace: &Workspace) -> Vec<Disc<'_>> {
    let actors = &workspace.graph().actors;
    let radii: Vec<f32> = actors.iter().map(|actor| node_radius(actor.counts.articles)).collect();
    let margins = Margins { left: MARGIN, right: MARGIN, top: MARGIN, bottom: MARGIN };
    let frame = Frame::fit(workspace.positions(), &radii, WIDTH, HEIGHT, margins);
    let placed = actors.iter().zip(workspace.positions()).zip(radii);
    placed
        .map(|((actor, position), radius)| Disc {
            actor,
            center: frame.screen_from_world(*position, WIDTH, HEIGHT),
            radius,
            is_pinned: workspace.is_pinned(&actor.id),
        })
        .collect()
}

fn links<'a>(workspace: &'a Workspace, nodes: &[Disc<'_>]) -> Vec<(&'a Relation, Ribbon, String)> {
    let graph = workspace.graph();
    let pairs: std::collections::BTreeSet<_> =
        graph.relations.iter().map(|relation| (relation.source, relation.target)).collect();
    let shape = |relation: &'a Relation| {
        let (source, target) = (&nodes[relation.source], &nodes[relation.target]);
        let ribbon = Ribbon::new(&Link {
            source: source.center,
            target: target.center,
            source_gap: source.radius + GAP,
            target_gap: target.radius + GAP,
            width: link_width(relation.counts.sentences),
            bowed: pairs.contains(&(relation.target, relation.source)),
            dashed: relation.sign() == Sign::Conflict,
            arrow: false,
        })?;
        let sentences = relation.counts.sentences;
        let plural = if sentences == 1 { "" } else { "s" };
        let words = format!("{} → {}: {sentences} sentence{plural}", source.actor.label, target.actor.label);
        Some((relation, ribbon, words))
    };
    graph.relations.iter().rev().filter_map(shape).collect()
}

fn names(nodes: &[Disc<'_>], links: &[(&Relation, Ribbon, String)]) -> Vec<Option<Placed>> {
    let names: Vec<Name> = nodes
        .iter()
        .map(|disc| {
            let size = label_size(disc.actor.counts.articles);
            Name {
                node: disc.center,
                radius: disc.radius,
                width: text::width(&disc.actor.label, size),
                height: text::height(size),
                priority: disc.actor.events as f32,
            }
        })
        .collect();
    let discs: Vec<(Point, f32)> = nodes.iter().map(|disc| (disc.center, disc.radius)).collect();
    let lines: Vec<[Point; 2]> = links
        .iter()
        .flat_map(|(_, ribbon, _)| {
            let line = ribbon.line();
            std::array::from_fn::<_, { crate::layout::ribbon::PIECES }, _>(|i| [line[i], line[i + 1]])
        })
        .collect();
    let window = Rect::from_corner(Point::default(), WIDTH, HEIGHT);
    label::place(&names, &Surroundings { window, nodes: &discs, lines: &lines, fixed: &[] })
}

/// A strip as a closed subpath: its left side, then its right side backwards.
fn polygon(svg: &mut String, strip: &[Pair]) {
    let sides = strip.iter().map(|pair| pair.left).chain(strip.iter().rev().map(|pair| pair.right));
    for (i, point) in sides.enumerate() {
        push(svg, format_args!("{}{:.1} {:.1}", if i == 0 { 'M' } else { 'L' }, point.x, point.y));
    }
    svg.push('Z');
}

/// A disc for a country, a rounded square for an organisation.
fn node(svg: &mut String, actor: &ActorNode, center: Point, radius: f32, style: &str) {
    if actor.id.is_organisation() {
        let (x, y, side) = (center.x - radius, center.y - radius, 2.0 * radius);
        push(
            svg,
            format_args!(
                "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{side:.1}\" height=\"{side:.1}\" rx=\"3.5\" {style}/>\n"
            ),
        );
    } else {
        circle(svg, center, radius, style);
    }
}

fn circle(svg: &mut String, center: Point, radius: f32, style: &str) {
    push(
        svg,
        format_args!("<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"{radius:.1}\" {style}/>\n", center.x, center.y),
    );
}

fn label(svg: &mut String, at: Point, size: f32, words: &str) {
    push(
        svg,
        format_args!(
            "<text x=\"{:.1}\" y=\"{:.1}\" font-size=\"{size:.1}\">{}</text>\n",
            at.x,
            at.y,
            escaped(words)
        ),
    );
}

/// Writing to a string can't fail.
fn push(svg: &mut String, words: std::fmt::Arguments<'_>) {
    svg.write_fmt(words).ok();
}
