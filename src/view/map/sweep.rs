//! Selecting many actors at once: a rectangle (with Shift) or a lasso (with Ctrl) drawn on empty ground.

use std::collections::BTreeSet;

use egui::{Painter, PointerButton, Pos2, Rect, Response, Shape, Stroke};

use super::hit::{Hit, hit};
use super::scene::Scene;
use crate::actor::ActorId;
use crate::export::palette::Palette;
use crate::graph::RelationGraph;
use crate::view::theme::{color, faded};
use crate::view::{Command, Commands, Selection};

/// What the hand draws.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Sweep {
    /// From the first corner to the opposite one.
    Rectangle(Pos2, Pos2),
    /// The way of the pointer.
    Lasso(Vec<Pos2>),
}

impl Sweep {
    fn begin(canvas: &Response, scene: &Scene) -> Option<Self> {
        if !canvas.drag_started_by(PointerButton::Primary) {
            return None;
        }
        let (modifiers, origin) = canvas.ctx.input(|input| (input.modifiers, input.pointer.press_origin()));
        let origin = origin?;
        if matches!(hit(scene, origin), Some(Hit::Node(_))) {
            return None;
        }
        match (modifiers.shift, modifiers.command) {
            (true, _) => Some(Self::Rectangle(origin, origin)),
            (false, true) => Some(Self::Lasso(vec![origin])),
            (false, false) => None,
        }
    }

    fn follow(&mut self, pointer: Pos2) {
        match self {
            Self::Rectangle(_, to) => *to = pointer,
            Self::Lasso(way) => {
                if way.last().is_none_or(|last| last.distance(pointer) > 3.0) {
                    way.push(pointer);
                }
            }
        }
    }

    fn holds(&self, at: Pos2) -> bool {
        match self {
            Self::Rectangle(one, other) => Rect::from_two_pos(*one, *other).contains(at),
            Self::Lasso(way) => is_inside(way, at),
        }
    }

    /// Draws what the hand has drawn so far.
    pub fn paint(&self, painter: &Painter, palette: &Palette) {
        let line = Stroke::new(1.5, color(palette.selection));
        let fill = faded(palette.selection, 0.08);
        match self {
            Self::Rectangle(one, other) => {
                let rect = Rect::from_two_pos(*one, *other);
                painter.rect(rect, 2, fill, line, egui::StrokeKind::Middle);
            }
            Self::Lasso(way) => {
                painter.add(Shape::closed_line(way.clone(), line));
            }
        }
    }
}

/// Follows the hand; what it draws, while it draws. When it lets go, what lies inside is selected,
/// together with what was.
pub(super) fn sweep(
    canvas: &Response,
    scene: &Scene,
    graph: &RelationGraph,
    selection: &Selection,
    sweep: Option<Sweep>,
    commands: &mut Commands,
) -> Option<Sweep> {
    let mut sweep = sweep.or_else(|| Sweep::begin(canvas, scene))?;
    if let Some(pointer) = canvas.interact_pointer_pos() {
        sweep.follow(pointer);
    }
    if !canvas.drag_stopped() {
        return canvas.dragged().then_some(sweep);
    }
    let mut actors: BTreeSet<ActorId> = selection.actors().into_iter().cloned().collect();
    let swept = scene.nodes.iter().zip(&graph.actors);
    actors.extend(
        swept
            .filter(|(node, _)| node.is_visible && sweep.holds(node.center))
            .map(|(_, actor)| actor.id.clone()),
    );
    commands.push(Command::Select(Selection::of_actors(actors)));
    None
}

/// Whether a point lies inside a polygon: a ray from it crosses the border an odd number of times.
fn is_inside(polygon: &[Pos2], at: Pos2) -> bool {
    let mut inside = false;
    let mut last = polygon.len().saturating_sub(1);
    for (i, a) in polygon.iter().enumerate() {
        let b = polygon[last];
        if (a.y > at.y) != (b.y > at.y) && at.x < (b.x - a.x) * (at.y - a.y) / (b.y - a.y) + a.x {
            inside = !inside;
        }
        last = i;
    }
    inside
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::pos2;

    #[test]
    fn a_lasso_holds_what_lies_inside_also_in_a_bay() {
        let bay = [
            pos2(0.0, 0.0),
            pos2(9.0, 0.0),
            pos2(9.0, 9.0),
            pos2(6.0, 9.0),
            pos2(6.0, 3.0),
            pos2(3.0, 3.0),
            pos2(3.0, 9.0),
            pos2(0.0, 9.0),
        ];
        let inside = |x, y| is_inside(&bay, pos2(x, y));
        assert!(inside(1.0, 8.0) && inside(8.0, 8.0) && inside(4.5, 1.0));
        assert!(!inside(4.5, 6.0) && !inside(-1.0, 1.0));
        assert!(!is_inside(&[], pos2(0.0, 0.0)));
    }
}
