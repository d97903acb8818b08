//! The map itself: blocs, links, actors and their names, in the place that it gets in the picture.

use std::collections::BTreeSet;

use super::font::{self, Face};
use super::{Anchor, Ink, Item, Outline, Shape, Thing, Words};
use crate::actor::ActorId;
use crate::export::palette::{Palette, Rgb};
use crate::graph::{ActorNode, Relation, Sign};
use crate::layout::hull;
use crate::layout::label::{self, Name, Placed, Surroundings};
use crate::layout::ribbon::{GAP, Link, PIECES, Ribbon, Strips};
use crate::layout::scale::{label_size, link_width, node_radius};
use crate::layout::{Frame, Margins, Point, Rect, Vector};
use crate::session::Workspace;
use crate::session::correction::Subject;
use crate::session::number::counted;

/// Free of nodes at each side, so that names find room.
const MARGIN: f32 = 64.0;
/// A hull keeps so far off its nodes.
const ROOM: f32 = 16.0;
/// Type size of the name of a bloc.
const BLOC_SIZE: f32 = 12.0;

/// All items of the map, within a rectangle.
pub(super) fn items(workspace: &Workspace, palette: &Palette, area: Rect) -> Vec<Item> {
    let nodes = discs(workspace, palette, area);
    let links = links(workspace, &nodes);
    let names = names(&nodes, &links, area);
    let mut items = Vec::new();
    blocs(&mut items, workspace, palette, &Placement { nodes: &nodes, names: &names, area });
    open(&mut items, "links");
    links.iter().for_each(|link| draw_link(&mut items, workspace, link, palette));
    items.push(Item::Close);
    open(&mut items, "actors");
    nodes.iter().for_each(|disc| draw_node(&mut items, disc, palette));
    items.push(Item::Close);
    draw_notes(&mut items, workspace, palette, (&nodes, &links));
    open(&mut items, "names");
    for (disc, placed) in nodes.iter().zip(&names) {
        if let Some(Placed { rect, .. }) = placed {
            draw_name(&mut items, disc, *rect, palette);
        }
    }
    items.push(Item::Close);
    items
}

/// An actor on the map.
struct Disc<'a> {
    actor: &'a ActorNode,
    center: Point,
    radius: f32,
    /// Fill and ring.
    inks: [Rgb; 2],
    is_pinned: bool,
}

/// A link on the map. Weak ones stand first, so that the strong lie on top.
struct Drawn<'a> {
    relation: &'a Relation,
    ribbon: Ribbon,
}

/// What is where.
struct Placement<'a> {
    nodes: &'a [Disc<'a>],
    names: &'a [Option<Placed>],
    area: Rect,
}

fn discs<'a>(workspace: &'a Workspace, palette: &Palette, area: Rect) -> Vec<Disc<'a>> {
    let actors = &workspace.graph().actors;
    let radii: Vec<f32> = actors.iter().map(|actor| node_radius(actor.counts.articles)).collect();
    let margins = Margins { left: MARGIN, right: MARGIN, top: MARGIN, bottom: MARGIN };
    let (width, height) = (area.width(), area.height());
    let frame = Frame::fit(workspace.positions(), &radii, width, height, margins);
    let offset = area.min - Point::default();
    let placed = actors.iter().zip(workspace.positions()).zip(radii).enumerate();
    placed
        .map(|(index, ((actor, position), radius))| Disc {
            actor,
            center: frame.screen_from_world(*position, width, height) + offset,
            radius,
            inks: workspace
                .hue(index)
                .and_then(|hue| palette.bloc(hue))
                .unwrap_or([palette.node, palette.node_ring]),
            is_pinned: workspace.is_pinned(&actor.id),
        })
        .collect()
}

fn links<'a>(workspace: &'a Workspace, nodes: &[Disc<'_>]) -> Vec<Drawn<'a>> {
    let graph = workspace.graph();
    let pairs: BTreeSet<_> =
        graph.relations.iter().map(|relation| (relation.source, relation.target)).collect();
    let shape = |relation: &'a Relation| {
        let (source, target) = (&nodes[relation.source], &nodes[relation.target]);
        let ribbon = Ribbon::new(&Link {
            source: source.center,
            target: target.center,
            source_gap: source.radius + GAP,
            target_gap: target.radius + GAP,
            width: link_width(relation.weight()),
            bowed: pairs.contains(&(relation.target, relation.source)),
            dashed: relation.sign() == Sign::Conflict,
            arrow: false,
        })?;
        Some(Drawn { relation, ribbon })
    };
    graph.relations.iter().rev().filter_map(shape).collect()
}

fn names(nodes: &[Disc<'_>], links: &[Drawn<'_>], area: Rect) -> Vec<Option<Placed>> {
    let names: Vec<Name> = nodes
        .iter()
        .map(|disc| {
            let size = label_size(disc.actor.counts.articles);
            Name {
                node: disc.center,
                radius: disc.radius,
                width: Face::Medium.width(&disc.actor.label, size),
                height: font::height(size),
                priority: disc.actor.events as f32,
            }
        })
        .collect();
    let discs: Vec<(Point, f32)> = nodes.iter().map(|disc| (disc.center, disc.radius)).collect();
    let lines: Vec<[Point; 2]> = links
        .iter()
        .flat_map(|link| {
            let line = link.ribbon.line();
            std::array::from_fn::<_, PIECES, _>(|i| [line[i], line[i + 1]])
        })
        .collect();
    label::place(&names, &Surroundings { window: area, nodes: &discs, lines: &lines, fixed: &[] })
}

/// The soft grounds of the blocs, each with its name where one is free.
fn blocs(items: &mut Vec<Item>, workspace: &Workspace, palette: &Palette, placement: &Placement<'_>) {
    open(items, "blocs");
    let mut taken: Vec<Rect> = placement.names.iter().flatten().map(|placed| placed.rect).collect();
    for bloc in &workspace.blocs().list {
        let circles: Vec<(Point, f32)> = bloc
            .actors
            .iter()
            .filter_map(|&actor| placement.nodes.get(actor))
            .map(|disc| (disc.center, disc.radius + ROOM))
            .collect();
        let hull = hull::around(&circles);
        let Some([fill, line]) = palette.bloc(bloc.hue).filter(|_| hull.len() > 2) else { continue };
        let words = bloc.name(workspace.graph());
        let size = (Face::Medium.width(&words, BLOC_SIZE), font::height(BLOC_SIZE));
        let place = free_place(&hull, size, placement, &taken);
        items.push(Item::Open(Thing { class: "bloc", title: words.clone(), ..Thing::default() }));
        items.push(Item::Shape(Shape {
            outline: Outline::Polygons(vec![hull]),
            fill: Some(Ink { rgb: fill, opacity: 0.075 }),
            stroke: Some((Ink { rgb: line, opacity: 0.32 }, 1.0)),
        }));
        if let Some(place) = place {
            taken.push(place);
            items.push(Item::Words(Words {
                at: Point::new(place.min.x, font::baseline(place, BLOC_SIZE)),
                anchor: Anchor::Start,
                size: BLOC_SIZE,
                face: Face::Medium,
                color: line,
                halo: Some((palette.paper, 3.0)),
                text: words,
            }));
        }
        items.push(Item::Close);
    }
    items.push(Item::Close);
}

/// A place for a name just outside a hull, on no other name and no node.
fn free_place(
    hull: &[Point],
    (width, height): (f32, f32),
    placement: &Placement<'_>,
    taken: &[Rect],
) -> Option<Rect> {
    let bounds = Rect::around(hull.iter().copied())?;
    let center = bounds.center();
    let middle = center.x - width / 2.0;
    let corners = [
        Point::new(middle, bounds.min.y - 4.0 - height),
        Point::new(middle, bounds.max.y + 4.0),
        Point::new(bounds.min.x, bounds.min.y - 4.0 - height),
        Point::new(bounds.max.x - width, bounds.min.y - 4.0 - height),
        Point::new(bounds.max.x + 6.0, center.y - height / 2.0),
        Point::new(bounds.min.x - 6.0 - width, center.y - height / 2.0),
        Point::new(bounds.min.x, bounds.max.y + 4.0),
    ];
    let inner = placement.area.expanded(-6.0);
    let free = |rect: &Rect| {
        holds(inner, rect.min)
            && holds(inner, rect.max)
            && taken.iter().all(|other| other.shared_area(rect.expanded(4.0)) <= 0.0)
            && !placement.nodes.iter().any(|disc| holds(rect.expanded(disc.radius), disc.center))
    };
    corners.into_iter().map(|corner| Rect::from_corner(corner, width, height)).find(free)
}

fn holds(rect: Rect, point: Point) -> bool {
    (rect.min.x..=rect.max.x).contains(&point.x) && (rect.min.y..=rect.max.y).contains(&point.y)
}

fn draw_link(items: &mut Vec<Item>, workspace: &Workspace, link: &Drawn<'_>, palette: &Palette) {
    let actor = |index: usize| &workspace.graph().actors[index];
    let (source, target) = (actor(link.relation.source), actor(link.relation.target));
    let sentences = link.relation.counts.sentences;
    items.push(Item::Open(Thing {
        class: "link",
        id: format!("link-{}-{}", name_of(&source.id), name_of(&target.id)),
        data: vec![("source", source.id.to_string()), ("target", target.id.to_string())],
        title: format!("{} → {}: {}", source.label, target.label, counted(sentences as usize, "sentence")),
    }));
    let mut strips = Strips::default();
    link.ribbon.draw(&mut strips);
    items.push(Item::Shape(Shape {
        outline: Outline::Polygons(polygons(&strips)),
        fill: Some(Ink { rgb: palette.link(link.relation), opacity: palette.link_opacity }),
        stroke: None,
    }));
    items.push(Item::Close);
}

/// Strips as closed polygons: the left side, then the right side backwards.
pub(super) fn polygons(strips: &Strips) -> Vec<Vec<Point>> {
    let polygon = |strip: &[crate::layout::ribbon::Pair]| {
        strip.iter().map(|pair| pair.left).chain(strip.iter().rev().map(|pair| pair.right)).collect()
    };
    strips.iter().map(polygon).collect()
}

fn draw_node(items: &mut Vec<Item>, disc: &Disc<'_>, palette: &Palette) {
    let Disc { actor, center, radius, inks: [fill, ring], is_pinned } = disc;
    let counts = actor.counts;
    items.push(Item::Open(Thing {
        class: "actor",
        id: format!("actor-{}", name_of(&actor.id)),
        data: vec![("actor", actor.id.to_string())],
        title: format!(
            "{}: {} in {}",
            actor.label,
            counted(actor.events as usize, "event"),
            counted(counts.articles as usize, "article")
        ),
    }));
    items.push(node(&actor.id, *center, radius + 1.5, palette.paper, palette.paper));
    items.push(node(&actor.id, *center, *radius, *fill, *ring));
    if *is_pinned {
        let foot = *center + Vector::new(0.0, *radius);
        for (radius, fill) in [(3.2, palette.paper), (2.1, palette.text)] {
            let outline = Outline::Circle { center: foot, radius };
            items.push(Item::Shape(Shape { outline, fill: Some(fill.into()), stroke: None }));
        }
    }
    items.push(Item::Close);
}

/// A dot for each note of the person's, at its actor or in the middle of its link, with what it says.
fn draw_notes(
    items: &mut Vec<Item>,
    workspace: &Workspace,
    palette: &Palette,
    (nodes, links): (&[Disc<'_>], &[Drawn<'_>]),
) {
    let notes = &workspace.session().choices.corrections.notes;
    let actor = |index: usize| workspace.graph().actors[index].id.clone();
    let on_links = links.iter().filter_map(|link| {
        let subject = Subject::Link(actor(link.relation.source), actor(link.relation.target));
        Some((link.ribbon.middle(), notes.get_key_value(&subject)?))
    });
    let on_actors = nodes.iter().filter_map(|disc| {
        let at = disc.center + Vector::new(0.75 * disc.radius, -0.75 * disc.radius);
        Some((at, notes.get_key_value(&Subject::Actor(disc.actor.id.clone()))?))
    });
    for (center, (subject, note)) in on_links.chain(on_actors) {
        let id = match subject {
            Subject::Actor(actor) => name_of(actor),
            Subject::Link(source, target) => format!("{}-{}", name_of(source), name_of(target)),
        };
        let title = format!("Note: {}", note.text);
        items.push(Item::Open(Thing { class: "note", id: format!("note-{id}"), data: Vec::new(), title }));
        for (radius, fill) in [(4.2, palette.paper), (3.0, palette.note(note.colour))] {
            let outline = Outline::Circle { center, radius };
            items.push(Item::Shape(Shape { outline, fill: Some(fill.into()), stroke: None }));
        }
        items.push(Item::Close);
    }
}

/// A disc for a country, a rounded square for an organisation.
fn node(id: &ActorId, center: Point, radius: f32, fill: Rgb, ring: Rgb) -> Item {
    let outline = if id.is_organisation() {
        Outline::Square { center, half: radius, corner: 3.5 }
    } else {
        Outline::Circle { center, radius }
    };
    Item::Shape(Shape { outline, fill: Some(fill.into()), stroke: Some((ring.into(), 1.0)) })
}

fn draw_name(items: &mut Vec<Item>, disc: &Disc<'_>, rect: Rect, palette: &Palette) {
    let size = label_size(disc.actor.counts.articles);
    items.push(Item::Open(Thing {
        class: "name",
        data: vec![("actor", disc.actor.id.to_string())],
        ..Thing::default()
    }));
    items.push(Item::Words(Words {
        at: Point::new(rect.center().x, font::baseline(rect, size)),
        anchor: Anchor::Middle,
        size,
        face: Face::Medium,
        color: palette.text,
        halo: Some((palette.paper, 4.0)),
        text: disc.actor.label.clone(),
    }));
    items.push(Item::Close);
}

fn open(items: &mut Vec<Item>, class: &'static str) {
    items.push(Item::Open(Thing { class, ..Thing::default() }));
}

/// An actor's id as a name of XML: `org:NATO` is `org.NATO`.
fn name_of(id: &ActorId) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    id.as_str().chars().map(|c| if is_plain(c) { c } else { '.' }).collect()
}
