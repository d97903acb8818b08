//! Which part of the world a window shows so that all nodes are seen.
//!
//! When to fit is left to the caller: the camera never moves by itself.

use super::{Point, Rect};

/// A map of few nodes is not blown up beyond this.
const LARGEST_ZOOM: f32 = 1.6;
/// Below this nothing could be told apart, and far outliers must not shrink a map to nothing.
const SMALLEST_ZOOM: f32 = 0.02;

/// A view of the world.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// The place in the world that stands in the middle of the window.
    pub center: Point,
    /// Pixels per world unit.
    pub zoom: f32,
}

impl Default for Frame {
    fn default() -> Self {
        Self { center: Point::default(), zoom: 1.0 }
    }
}

/// Room at the four sides of a window, in pixels, that stays free of nodes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Margins {
    /// At the left side.
    pub left: f32,
    /// At the right side.
    pub right: f32,
    /// At the top.
    pub top: f32,
    /// At the bottom.
    pub bottom: f32,
}

impl Frame {
    /// The largest view of all nodes (world positions, radii in pixels) in a window of `width` and
    /// `height` pixels. Nodes do not grow with the zoom, so their radii are room at the sides.
    #[must_use]
    pub fn fit(positions: &[Point], radii: &[f32], width: f32, height: f32, margins: Margins) -> Self {
        let seen = positions.iter().copied().filter(|p| p.x.is_finite() && p.y.is_finite());
        let Some(world) = Rect::around(seen) else { return Self::default() };
        let radius = radii.iter().copied().filter(|r| r.is_finite()).fold(0.0, f32::max);
        let inner_width = (width - margins.left - margins.right - 2.0 * radius).max(1.0);
        let inner_height = (height - margins.top - margins.bottom - 2.0 * radius).max(1.0);
        let zoom = (inner_width / world.width().max(1.0)).min(inner_height / world.height().max(1.0));
        let zoom = zoom.clamp(SMALLEST_ZOOM, LARGEST_ZOOM);
        let middle = world.center();
        let center = Point::new(
            middle.x + (margins.right - margins.left) / (2.0 * zoom),
            middle.y + (margins.bottom - margins.top) / (2.0 * zoom),
        );
        Self { center, zoom }
    }

    /// The place in a window of `width` and `height` pixels where a place of the world is seen.
    #[must_use]
    pub fn screen_from_world(self, world: Point, width: f32, height: f32) -> Point {
        Point::new(width / 2.0, height / 2.0) + (world - self.center) * self.zoom
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MARGINS: Margins = Margins { left: 100.0, right: 20.0, top: 30.0, bottom: 50.0 };

    #[test]
    fn all_nodes_are_seen_inside_the_margins() {
        let positions = [Point::new(-900.0, 20.0), Point::new(700.0, 400.0), Point::new(0.0, -300.0)];
        let frame = Frame::fit(&positions, &[10.0, 5.0, 5.0], 840.0, 600.0, MARGINS);
        for position in positions {
            let seen = frame.screen_from_world(position, 840.0, 600.0);
            assert!(seen.x >= 109.9 && seen.x <= 810.1, "{seen:?}");
            assert!(seen.y >= 39.9 && seen.y <= 540.1, "{seen:?}");
        }
    }

    #[test]
    fn few_nodes_are_not_blown_up() {
        let positions = [Point::new(0.0, 0.0), Point::new(10.0, 0.0)];
        let frame = Frame::fit(&positions, &[], 840.0, 600.0, Margins::default());
        assert!((frame.zoom - 1.6).abs() < 1e-6);
        assert_eq!(frame.center, Point::new(5.0, 0.0));
    }

    #[test]
    fn nothing_and_nonsense_give_a_usable_view() {
        assert_eq!(Frame::fit(&[], &[], 840.0, 600.0, MARGINS), Frame::default());
        let odd = [Point::new(f32::NAN, 0.0), Point::new(f32::MAX, f32::MIN), Point::new(0.0, 0.0)];
        let frame = Frame::fit(&odd, &[f32::INFINITY], 0.0, -5.0, MARGINS);
        assert!(frame.zoom > 0.0 && frame.zoom.is_finite());
        assert!(frame.center.x.is_finite() && frame.center.y.is_finite());
    }
}
