//! The maps of a comparison: both graphs on the same places, side by side, as their difference, or
//! somewhere on the way from one to the other. A click on a link shows its sentences.

use std::collections::{BTreeMap, BTreeSet};

use egui::{Align2, Color32, Rect, Role, Sense, Ui, Vec2, WidgetInfo, pos2, vec2};

use crate::actor::ActorId;
use crate::export::palette::{Palette, Rgb};
use crate::graph::{Change, Relation, RelationGraph, Sign, Turn};
use crate::layout::ribbon::{GAP, Link, Ribbon};
use crate::layout::scale::{link_width, node_radius};
use crate::layout::{Frame, Margins, Point};
use crate::session::Workspace;
use crate::view::map::mini::{self, MiniDisc};
use crate::view::number::counted;
use crate::view::theme::{Face, RADIUS, color, faded, font, palette, size, space};
use crate::view::{Command, Commands, Selection, widget};

/// A change below this many sentences is drawn faint.
const LITTLE: u32 = 2;
const FAINT: f32 = 0.22;
/// How near the pointer must be to a link.
const REACH: f32 = 6.0;

/// What is drawn of two graphs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Look {
    /// One of the two.
    Side(usize),
    /// What differs.
    Difference,
    /// A share of the way from the first to the second.
    Between(f32),
}

/// A directed dyad in both graphs, as indices of their relations.
#[derive(Clone, Debug)]
pub(super) struct Pair {
    ends: (ActorId, ActorId),
    at: [Option<usize>; 2],
    /// How it differs, if it does.
    turn: Option<Turn>,
    /// Whether the other direction is there too.
    both_ways: bool,
}

/// All dyads of two graphs, those with fewer sentences first.
pub(super) fn pairs(graphs: &[RelationGraph; 2], changes: &[Change]) -> Vec<Pair> {
    let mut at: BTreeMap<(&ActorId, &ActorId), [Option<usize>; 2]> = BTreeMap::new();
    for (side, graph) in graphs.iter().enumerate() {
        for (index, relation) in graph.relations.iter().enumerate() {
            let ends = (&graph.actors[relation.source].id, &graph.actors[relation.target].id);
            at.entry(ends).or_default()[side] = Some(index);
        }
    }
    let turns: BTreeMap<(&ActorId, &ActorId), Turn> =
        changes.iter().map(|change| ((&change.source, &change.target), change.turn)).collect();
    let mut pairs: Vec<Pair> = at
        .iter()
        .map(|(ends, indices)| Pair {
            ends: (ends.0.clone(), ends.1.clone()),
            at: *indices,
            turn: turns.get(ends).copied(),
            both_ways: at.contains_key(&(ends.1, ends.0)),
        })
        .collect();
    pairs.sort_by_key(|pair| pair.sentences(graphs).into_iter().max());
    pairs
}

impl Pair {
    fn relations<'a>(&self, graphs: &'a [RelationGraph; 2]) -> [Option<&'a Relation>; 2] {
        std::array::from_fn(|side| graphs[side].relations.get(self.at[side]?))
    }

    fn sentences(&self, graphs: &[RelationGraph; 2]) -> [u32; 2] {
        self.relations(graphs).map(|relation| relation.map_or(0, |relation| relation.counts.sentences))
    }

    /// What stands on the link in the map of what differs: "new", "+3", "gone".
    fn mark(&self, graphs: &[RelationGraph; 2]) -> Option<String> {
        let [a, b] = self.sentences(graphs);
        Some(match self.turn? {
            Turn::Turned => "turned".to_owned(),
            Turn::New => format!("new {b}"),
            Turn::Gone => format!("gone {a}"),
            Turn::Stronger => format!("+{}", b - a.min(b)),
            Turn::Weaker => format!("\u{2212}{}", a - b.min(a)),
        })
    }
}

/// The colour of a change: not those of cooperation, conflict and selection.
fn ink_of(palette: &Palette, turn: Turn) -> Rgb {
    let [purple, _, green, rose, ..] = palette.blocs.map(|[fill, _]| fill);
    match turn {
        Turn::Turned => purple,
        Turn::New => green,
        Turn::Stronger => green.over(palette.paper, 0.6),
        Turn::Weaker => rose.over(palette.paper, 0.6),
        Turn::Gone => rose,
    }
}

/// What is drawn.
#[derive(Clone, Copy)]
pub(super) struct Shown<'a> {
    pub graphs: &'a [RelationGraph; 2],
    pub pairs: &'a [Pair],
    pub look: Look,
}

/// Where an actor stands, its radius in each graph, its name.
struct Stand {
    place: Point,
    radii: [Option<f32>; 2],
    label: String,
    /// The number of its colour, if it has one.
    hue: Option<usize>,
}

/// Both graphs with one place for each actor.
pub(super) struct Both {
    stands: BTreeMap<ActorId, Stand>,
    frame: Frame,
    size: Vec2,
}

/// A link as it is drawn: its pair, how wide, in which ink.
struct Drawn<'a> {
    pair: &'a Pair,
    width: f32,
    sign: Sign,
    ink: Color32,
}

impl Both {
    /// Actors stand where they stand in the first workspace that has them.
    pub fn new(workspaces: [Option<&Workspace>; 2], graphs: &[RelationGraph; 2], size: Vec2) -> Self {
        let (mut known, mut now) = (BTreeMap::new(), BTreeMap::new());
        for workspace in workspaces.into_iter().flatten() {
            for (actor, place) in &workspace.session().positions {
                known.entry(actor).or_insert(*place);
            }
            let actors = workspace.graph().actors.iter().map(|actor| &actor.id);
            for (actor, place) in actors.zip(workspace.positions()) {
                now.entry(actor).or_insert(*place);
            }
        }
        let hue = |actor: &ActorId| {
            let hue = |workspace: &Workspace| workspace.hue(workspace.graph().actor_index(actor)?);
            workspaces.into_iter().flatten().find_map(hue)
        };
        let mut stands: BTreeMap<ActorId, Stand> = BTreeMap::new();
        for (side, graph) in graphs.iter().enumerate() {
            for actor in &graph.actors {
                let Some(place) = now.get(&actor.id).or_else(|| known.get(&actor.id)) else { continue };
                let stand = stands.entry(actor.id.clone()).or_insert_with(|| Stand {
                    place: *place,
                    radii: [None; 2],
                    label: actor.label.clone(),
                    hue: hue(&actor.id),
                });
                stand.radii[side] = Some(0.75 * node_radius(actor.counts.articles));
            }
        }
        let (points, radii): (Vec<Point>, Vec<f32>) =
            stands.values().map(|stand| (stand.place, stand.largest())).unzip();
        let margins = Margins { left: 40.0, right: 40.0, top: 40.0, bottom: 24.0 };
        let frame = Frame::fit(&points, &radii, size.x, size.y, margins);
        // As on the map: what is farther is smaller.
        let scale = (frame.zoom / 0.7).sqrt().clamp(0.45, 1.0);
        for stand in stands.values_mut() {
            stand.radii = stand.radii.map(|radius| radius.map(|radius| scale * radius));
        }
        Self { stands, frame, size }
    }

    /// Draws a map into `rect`; hover tells of a link, a click selects it.
    pub fn ui(
        &self,
        ui: &mut Ui,
        rect: Rect,
        shown: Shown<'_>,
        selection: &Selection,
        commands: &mut Commands,
    ) {
        let palette = palette(ui);
        let response = ui.interact(rect, ui.scope_id().with(("both", rect.left() as i32)), Sense::click());
        let name = match shown.look {
            Look::Side(side) => ["Map of A", "Map of B"][side],
            Look::Difference => "Map of what differs",
            Look::Between(_) => "Map between A and B",
        };
        response.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, name));
        let painter = ui.painter().with_clip_rect(rect);
        let drawn: Vec<Drawn<'_>> =
            shown.pairs.iter().filter_map(|pair| drawn(palette, shown, pair)).collect();
        let links: Vec<(usize, Link)> =
            drawn.iter().enumerate().filter_map(|(i, drawn)| Some((i, self.link(rect, drawn)?))).collect();
        let hit = response.hover_pos().and_then(|pointer| nearest(&links, Point::new(pointer.x, pointer.y)));
        let mini: Vec<mini::MiniLink> = links
            .iter()
            .map(|(i, link)| mini::MiniLink {
                link: *link,
                sign: drawn[*i].sign,
                ink: if hit == Some(*i) { drawn[*i].ink.to_opaque() } else { drawn[*i].ink },
            })
            .collect();
        mini::paint_links(&painter, &mini);
        let discs = self.discs(rect, shown.look);
        mini::paint_discs(&painter, palette, &discs);
        let mut taken = self.paint_names(&painter, palette, &discs, &selection.actors());
        if shown.look == Look::Difference {
            paint_marks(&painter, palette, shown.graphs, &drawn, &links, &mut taken);
        }
        let line = egui::Stroke::new(1.0, color(palette.hairline));
        ui.painter().rect_stroke(rect, f32::from(RADIUS), line, egui::StrokeKind::Inside);
        let Some(drawn) = hit.map(|i| &drawn[i]) else { return };
        ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
        let (source, target) = &drawn.pair.ends;
        let link = Selection::link(source, target);
        if response.clicked() {
            commands.push(Command::Select(link));
        }
        let label = |id: &ActorId| self.stands.get(id).map_or_else(String::new, |stand| stand.label.clone());
        let [a, b] = drawn.pair.sentences(shown.graphs);
        let turn = drawn.pair.turn.map_or("As it was", Turn::label);
        response.on_hover_text_at_pointer(format!(
            "{} \u{2192} {}\n{turn}: {} in A, {b} in B\nA click shows the sentences",
            label(source),
            label(target),
            counted(a as usize, "sentence")
        ));
    }

    fn at(&self, rect: Rect, place: Point) -> Point {
        let seen = self.frame.screen_from_world(place, self.size.x, self.size.y);
        Point::new(rect.left() + seen.x, rect.top() + seen.y)
    }

    fn link(&self, rect: Rect, drawn: &Drawn<'_>) -> Option<Link> {
        let (source, target) = (self.stands.get(&drawn.pair.ends.0)?, self.stands.get(&drawn.pair.ends.1)?);
        Some(Link {
            source: self.at(rect, source.place),
            target: self.at(rect, target.place),
            source_gap: source.largest() + GAP,
            target_gap: target.largest() + GAP,
            width: drawn.width,
            bowed: drawn.pair.both_ways,
            dashed: false,
            arrow: false,
        })
    }

    fn discs(&self, rect: Rect, look: Look) -> Vec<MiniDisc> {
        let disc = |stand: &Stand| {
            let (radius, opacity) = match look {
                Look::Side(side) => match stand.radii[side] {
                    Some(_) => (stand.largest(), 1.0),
                    None => (stand.largest(), 0.25),
                },
                Look::Difference => (stand.largest(), 1.0),
                Look::Between(share) => {
                    let [a, b] = stand.radii.map(|radius| radius.unwrap_or(0.0));
                    let there = stand.radii.map(|radius| if radius.is_some() { 1.0 } else { 0.25 });
                    ((a + (b - a) * share).max(2.0), there[0] + (there[1] - there[0]) * share)
                }
            };
            MiniDisc { center: self.at(rect, stand.place), radius, opacity, hue: stand.hue }
        };
        self.stands.values().map(disc).collect()
    }

    /// Writes the names that find room, the largest first; what they cover.
    fn paint_names(
        &self,
        painter: &egui::Painter,
        palette: &Palette,
        discs: &[MiniDisc],
        selected: &[&ActorId],
    ) -> Vec<Rect> {
        let selected: BTreeSet<&ActorId> = selected.iter().copied().collect();
        let mut taken: Vec<Rect> = Vec::new();
        let mut order: Vec<_> = self.stands.iter().enumerate().collect();
        order.sort_by(|(_, (_, a)), (_, (_, b))| b.largest().total_cmp(&a.largest()));
        for (i, (id, stand)) in order {
            let MiniDisc { center, opacity, .. } = discs[i];
            let is_selected = selected.contains(id);
            let face = font(if is_selected { Face::SemiBold } else { Face::Regular }, size::SMALL);
            let ink = palette.text.over(palette.paper, opacity.max(0.45));
            let galley = painter.layout_no_wrap(stand.label.clone(), face, color(ink));
            let at = pos2(center.x - 0.5 * galley.size().x, center.y + stand.largest() + 1.0);
            let rect = Rect::from_min_size(at, galley.size());
            if is_selected {
                let ring = egui::Stroke::new(2.0, color(palette.selection));
                painter.circle_stroke(pos2(center.x, center.y), stand.largest() + 2.5, ring);
            }
            let covers = |disc: &MiniDisc| {
                rect.shrink2(vec2(2.0, 3.0)).expand(disc.radius).contains(pos2(disc.center.x, disc.center.y))
            };
            let hides = |(j, disc): (usize, &MiniDisc)| j != i && covers(disc);
            let is_taken = taken.iter().any(|other| other.intersects(rect));
            if !is_selected && (is_taken || discs.iter().enumerate().any(hides)) {
                continue;
            }
            taken.push(rect);
            painter.galley(at, galley, color(ink));
        }
        taken
    }
}

impl Stand {
    fn largest(&self) -> f32 {
        self.radii.into_iter().flatten().fold(0.0, f32::max)
    }
}

/// How a dyad is drawn; `None` where it is not there.
fn drawn<'a>(palette: &Palette, shown: Shown<'_>, pair: &'a Pair) -> Option<Drawn<'a>> {
    let both = pair.relations(shown.graphs);
    let width = |relation: &Relation| 0.8 * link_width(relation.counts.sentences);
    let [a, b] = pair.sentences(shown.graphs);
    let differs = pair.turn.is_some() && (a.abs_diff(b) >= LITTLE || pair.turn == Some(Turn::Turned));
    match shown.look {
        Look::Side(side) => {
            let relation = both[side]?;
            let ink = faded(palette.link(relation), if differs { 1.0 } else { FAINT });
            Some(Drawn { pair, width: width(relation), sign: relation.sign(), ink })
        }
        Look::Difference => {
            let relation = both[1].or(both[0])?;
            let most = 0.8 * link_width(a.max(b));
            let ink = match pair.turn {
                Some(turn) => faded(ink_of(palette, turn), if differs { 1.0 } else { 0.6 }),
                None => faded(palette.mixed, 0.5 * FAINT),
            };
            Some(Drawn { pair, width: most, sign: relation.sign(), ink })
        }
        Look::Between(share) => {
            let widths = both.map(|relation| relation.map_or(0.0, width));
            let now = widths[0] + (widths[1] - widths[0]) * share;
            let relation = if share < 0.5 { both[0].or(both[1])? } else { both[1].or(both[0])? };
            let inks = both.map(|relation| relation.map(|relation| palette.link(relation)));
            let ink = match inks {
                [Some(a), Some(b)] => b.over(a, share),
                [one, other] => one.or(other)?,
            };
            let there = both.map(|relation| if relation.is_some() { 1.0 } else { 0.0 });
            let opacity = there[0] + (there[1] - there[0]) * share;
            (opacity > 0.01).then(|| Drawn {
                pair,
                width: now.max(0.6),
                sign: relation.sign(),
                ink: faded(ink, opacity * palette.link_opacity),
            })
        }
    }
}

/// The link under a point, as an index of what is drawn.
fn nearest(links: &[(usize, Link)], at: Point) -> Option<usize> {
    links
        .iter()
        .filter_map(|(i, link)| Some((*i, Ribbon::new(link)?.distance_to(at))))
        .filter(|(_, distance)| *distance <= REACH)
        .min_by(|a, b| a.1.total_cmp(&b.1))
        .map(|(i, _)| i)
}

/// "new 4", "+3", "gone 2" in the middle of the links that differ, where they have room.
fn paint_marks(
    painter: &egui::Painter,
    palette: &Palette,
    graphs: &[RelationGraph; 2],
    drawn: &[Drawn<'_>],
    links: &[(usize, Link)],
    taken: &mut Vec<Rect>,
) {
    for (i, link) in links.iter().rev() {
        let (Some(words), Some(ribbon)) = (drawn[*i].pair.mark(graphs), Ribbon::new(link)) else { continue };
        let galley = painter.layout_no_wrap(words, font(Face::Medium, 10.5), color(palette.text));
        let middle = ribbon.middle();
        let rect = Rect::from_center_size(pos2(middle.x, middle.y), galley.size() + vec2(4.0, 0.0));
        if taken.iter().any(|other| other.intersects(rect)) {
            continue;
        }
        taken.push(rect);
        painter.rect_filled(rect, 3.0, faded(palette.paper, 0.85));
        painter.galley(rect.min + vec2(2.0, 0.0), galley, color(palette.text));
    }
}

/// What the colours of the map of what differs mean.
pub(super) fn difference_legend_ui(ui: &Ui, rect: Rect) {
    let palette = palette(ui);
    let mut at = pos2(rect.left() + space::M, rect.top() + 18.0);
    for turn in Turn::ALL {
        let swatch = Rect::from_min_size(at - vec2(0.0, 2.0), vec2(18.0, 4.0));
        ui.painter().rect_filled(swatch, 2.0, color(ink_of(palette, turn)));
        let left = pos2(swatch.right() + 6.0, at.y);
        let words = widget::text_at(ui.painter(), left, turn.label(), widget::small(), palette.text, 90.0);
        at.x = words.right() + space::L;
    }
    let words = "dashed is conflict; numbers are sentences";
    let width = rect.right() - at.x - space::S;
    if width > 60.0 {
        let ink = palette.second_text;
        ui.painter().text(at, Align2::LEFT_CENTER, words, widget::small(), color(ink));
    }
}
