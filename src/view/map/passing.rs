//! What came and went with the last change of the graph: what came fades in, what went fades out where it
//! stood. So a filter, or a step of time that is played, shows what it changes, while all that stays keeps
//! still.

use std::collections::BTreeMap;

use egui::{Align2, Painter, Pos2};

use super::camera::Lens;
use super::draw::{draw_disc, paint_square};
use super::emphasis::Emphasis;
use super::pen::{Fill, Pen};
use super::scene::{Scene, SceneNode, name_font, point};
use crate::actor::ActorId;
use crate::export::palette::{Palette, Rgb};
use crate::graph::RelationGraph;
use crate::layout::Point;
use crate::layout::ribbon::{GAP, Link, Ribbon};
use crate::view::theme::{Face, color, faded};

/// What left the map, while it can still be seen.
#[derive(Debug, Default)]
pub(super) struct Passing {
    /// The graph that was drawn last.
    last: Drawn,
    nodes: Vec<GoneNode>,
    links: Vec<GoneLink>,
    /// Seconds since it left; `None` when nothing is left of it.
    elapsed: Option<f32>,
}

/// What of a graph is needed to see what another one has besides, in its order.
#[derive(Debug, Default)]
struct Drawn {
    revision: Option<u64>,
    actors: Vec<Known>,
    /// Sources and targets.
    relations: Vec<(usize, usize)>,
    /// The colour of each relation.
    inks: Vec<Rgb>,
}

/// An actor that was drawn.
#[derive(Debug)]
struct Known {
    id: ActorId,
    label: String,
    articles: u32,
}

/// An actor that left.
#[derive(Debug)]
struct GoneNode {
    at: Point,
    /// At full scale.
    radius: f32,
    is_organisation: bool,
    /// Fill and line.
    inks: [Rgb; 2],
    /// Its name and the articles that made it so large, if it was written.
    name: Option<(String, u32)>,
    opacity: f32,
}

/// A relation that left.
#[derive(Debug)]
struct GoneLink {
    /// Where its ends stand, and how large they are at full scale.
    ends: [(Point, f32); 2],
    /// At full scale.
    width: f32,
    fill: Fill,
    bowed: bool,
    ink: Rgb,
    opacity: f32,
}

impl Passing {
    /// Compares the graph with the one that `scene` was made of. Where it is another one, the opacities
    /// from which to fade: `now` for what stays, nothing for what came; and what left is kept. `None`
    /// where nothing is to fade: no change, no motion, or another map altogether.
    pub fn note(
        &mut self,
        revision: u64,
        graph: &RelationGraph,
        scene: &Scene,
        now: &Emphasis,
        look: &Look<'_>,
    ) -> Option<Emphasis> {
        if self.last.revision == Some(revision) {
            return None;
        }
        let last = std::mem::replace(&mut self.last, Drawn::of(revision, graph, look.palette));
        if last.shows_the_same_as(&self.last) {
            return None;
        }
        self.forget();
        let stays: Vec<Option<usize>> = last.actors.iter().map(|old| graph.actor_index(&old.id)).collect();
        let fits = (now.nodes.len(), now.links.len()) == (last.actors.len(), last.relations.len());
        if look.duration <= 0.0 || !fits || stays.iter().all(Option::is_none) {
            return None;
        }
        let relations: BTreeMap<(usize, usize), usize> =
            self.last.relations.iter().copied().zip(0..).collect();
        let stays_linked: Vec<Option<usize>> = last
            .relations
            .iter()
            .map(|&(source, target)| relations.get(&(stays[source]?, stays[target]?)).copied())
            .collect();
        self.keep(&last, scene, now, look, (&stays, &stays_linked));
        let mut from = Emphasis::nothing(graph);
        for (old, new) in stays.iter().enumerate().filter_map(|(old, new)| Some((old, (*new)?))) {
            (from.nodes[new], from.names[new]) = (now.nodes[old], now.names[old]);
        }
        for (old, new) in stays_linked.iter().enumerate().filter_map(|(old, new)| Some((old, (*new)?))) {
            from.links[new] = now.links[old];
        }
        Some(from)
    }

    /// Keeps what is drawn and does not stay.
    fn keep(
        &mut self,
        last: &Drawn,
        scene: &Scene,
        now: &Emphasis,
        look: &Look<'_>,
        (stays, stays_linked): (&[Option<usize>], &[Option<usize>]),
    ) {
        let places = scene.places();
        let players = &scene.cast.players;
        let gone = scene.nodes.iter().enumerate().filter(|(i, node)| node.is_visible && stays[*i].is_none());
        self.nodes = gone
            .filter_map(|(i, node)| {
                let known = last.actors.get(i)?;
                Some(GoneNode {
                    at: *places.get(i)?,
                    radius: players.get(i)?.radius,
                    is_organisation: node.is_organisation,
                    inks: (look.inks)(i),
                    name: node.place.map(|_| (known.label.clone(), known.articles)),
                    opacity: now.nodes[i],
                })
            })
            .collect();
        let gone = scene.links.iter().filter(|link| stays_linked[link.relation].is_none());
        self.links = gone
            .filter_map(|link| {
                let end = |actor: usize| Some((*places.get(actor)?, players.get(actor)?.radius));
                Some(GoneLink {
                    ends: [end(link.source)?, end(link.target)?],
                    width: scene.cast.ties.get(link.relation)?.width,
                    fill: link.fill,
                    bowed: link.link.bowed,
                    ink: *last.inks.get(link.relation)?,
                    opacity: now.links[link.relation],
                })
            })
            .collect();
        self.elapsed = Some(0.0);
    }

    fn forget(&mut self) {
        (self.nodes, self.links, self.elapsed) = (Vec::new(), Vec::new(), None);
    }

    /// Paints what left, fainter with each frame; whether something of it is still to be seen.
    pub fn paint(
        &mut self,
        painter: &Painter,
        palette: &Palette,
        lens: &Lens,
        seconds: f32,
        duration: f32,
    ) -> bool {
        let Some(elapsed) = self.elapsed else { return false };
        if elapsed >= duration {
            self.forget();
            return false;
        }
        self.elapsed = Some(elapsed + seconds);
        let left = (1.0 - elapsed / duration).powi(2);
        let scale = lens.scale();
        let mut pen = Pen::new(painter);
        for link in &self.links {
            if let Some(ribbon) = link.ribbon(lens) {
                pen.draw(&ribbon, link.fill, faded(link.ink, link.opacity * left));
            }
        }
        let nodes: Vec<(SceneNode, &GoneNode)> =
            self.nodes.iter().map(|gone| (gone.on_screen(lens), gone)).collect();
        for (node, gone) in nodes.iter().filter(|(node, _)| !node.is_organisation) {
            draw_disc(&mut pen, palette.paper, gone.inks, node, gone.opacity * left);
        }
        painter.add(pen.finish());
        for (node, gone) in &nodes {
            if node.is_organisation {
                paint_square(painter, palette.paper, gone.inks, node, gone.opacity * left);
            }
            if let Some((name, articles)) = &gone.name {
                let at = node.center + egui::vec2(0.0, node.radius + 4.0);
                let ink = color(palette.text.over(palette.paper, gone.opacity * left));
                painter.text(at, Align2::CENTER_TOP, name, name_font(Face::Medium, *articles, scale), ink);
            }
        }
        true
    }
}

/// How what leaves looked.
pub(super) struct Look<'a> {
    pub palette: &'a Palette,
    /// Fill and line of an actor by its index in the graph that was drawn.
    pub inks: &'a dyn Fn(usize) -> [Rgb; 2],
    /// How long a fade takes; 0 where nothing may move.
    pub duration: f32,
}

impl Drawn {
    fn of(revision: u64, graph: &RelationGraph, palette: &Palette) -> Self {
        let actors = graph.actors.iter().map(|actor| Known {
            id: actor.id.clone(),
            label: actor.label.clone(),
            articles: actor.counts.articles,
        });
        let relations = graph.relations.iter().map(|relation| (relation.source, relation.target));
        Self {
            revision: Some(revision),
            actors: actors.collect(),
            relations: relations.collect(),
            inks: graph.relations.iter().map(|relation| palette.link(relation)).collect(),
        }
    }

    fn shows_the_same_as(&self, other: &Self) -> bool {
        let ids = self.actors.iter().map(|actor| &actor.id);
        self.relations == other.relations && ids.eq(other.actors.iter().map(|actor| &actor.id))
    }
}

impl GoneNode {
    fn on_screen(&self, lens: &Lens) -> SceneNode {
        SceneNode {
            center: lens.screen_from_world(self.at),
            radius: self.radius * lens.scale(),
            is_organisation: self.is_organisation,
            is_pinned: false,
            is_visible: true,
            place: None,
            name_size: egui::Vec2::ZERO,
        }
    }
}

impl GoneLink {
    fn ribbon(&self, lens: &Lens) -> Option<Ribbon> {
        let scale = lens.scale();
        let [(source, from), (target, to)] = self.ends;
        let on_screen = |place: Point| -> Pos2 { lens.screen_from_world(place) };
        Ribbon::new(&Link {
            source: point(on_screen(source)),
            target: point(on_screen(target)),
            source_gap: from * scale + GAP,
            target_gap: to * scale + GAP,
            width: self.width * scale,
            bowed: self.bowed,
            dashed: false,
            arrow: false,
        })
    }
}
