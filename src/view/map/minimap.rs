//! The whole map in small, while one looks at a part of it: a click or a drag goes there.

use egui::{Color32, Pos2, Rect, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2};

use super::camera::Lens;
use super::pen::Pen;
use super::trail::Mask;
use crate::layout::{self, Point};
use crate::session::Camera;
use crate::view::theme::{RADIUS, color, faded, palette};

const SIZE: Vec2 = Vec2::new(148.0, 104.0);
const PADDING: f32 = 8.0;

/// Draws it at the upper right, where some of the map is not on the screen; the camera that a click asks
/// for.
pub(super) fn minimap_ui(ui: &mut Ui, lens: &Lens, positions: &[Point], mask: &Mask) -> Option<Camera> {
    let drawn =
        || positions.iter().enumerate().filter(|(i, _)| mask.shows(*i)).map(|(_, position)| *position);
    let world = layout::Rect::around(drawn())?;
    let seen = Rect::from_two_pos(lens.screen_from_world(world.min), lens.screen_from_world(world.max));
    if lens.rect.expand(2.0).contains_rect(seen) || lens.rect.width() < 3.0 * SIZE.x {
        return None;
    }
    let place = Rect::from_min_size(pos2(lens.rect.right() - 12.0 - SIZE.x, lens.rect.top() + 4.0), SIZE);
    let response = ui.interact(place, ui.scope_id().with("minimap"), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, "The whole map in small"));
    let inner = place.shrink(PADDING);
    let scale = (inner.width() / world.width().max(1.0)).min(inner.height() / world.height().max(1.0));
    let small = |point: Point| -> Pos2 {
        let way = point - world.center();
        inner.center() + vec2(way.x, way.y) * scale
    };
    let palette = palette(ui);
    let painter = ui.painter().with_clip_rect(place);
    let line = Stroke::new(1.0, color(palette.hairline));
    painter.rect(place, RADIUS, color(palette.panel), line, StrokeKind::Inside);
    let (mut pen, ink) = (Pen::new(&painter), color(palette.node_ring));
    for position in drawn() {
        pen.disc(small(position), &[(1.6, ink)]);
    }
    painter.add(pen.finish());
    let corners = [lens.rect.min, lens.rect.max].map(|corner| small(lens.world_from_screen(corner)));
    let window = Rect::from_two_pos(corners[0], corners[1]).intersect(place.shrink(1.0));
    let stroke = Stroke::new(1.5, color(palette.selection));
    let tint: Color32 = faded(palette.selection, 0.08);
    painter.rect(window, 2.0, tint, stroke, StrokeKind::Inside);
    let pressed = response.clicked() || response.dragged();
    let at = response.interact_pointer_pos().filter(|_| pressed)?;
    let way = (at - inner.center()) / scale;
    let center = world.center() + layout::Vector::new(way.x, way.y);
    Some(Camera { center, ..lens.camera })
}
