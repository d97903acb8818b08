//! World to screen and back: the camera, its moves, and the camera that shows the whole map.

use egui::{Pos2, Rect, Vec2, pos2, vec2};

use super::trail::Mask;
use crate::layout::scale::node_radius;
use crate::layout::{Frame, Margins, Point, Vector};
use crate::session::{Camera, Workspace};

/// Nearer than this nothing new is seen.
const LARGEST_ZOOM: f32 = 8.0;
/// Farther than this nothing can be told apart.
const SMALLEST_ZOOM: f32 = 0.02;

/// Below this zoom discs and links shrink, so that a map of hundreds is not one clump.
const FULL_SIZE_ZOOM: f32 = 0.7;
/// How much they shrink at most.
const SMALLEST_SCALE: f32 = 0.45;

/// Room at the sides of the window for names.
const MARGINS: Margins = Margins { left: 68.0, right: 68.0, top: 26.0, bottom: 34.0 };
/// How far a fitted node keeps off the legend, for its name.
const OFF_LEGEND: f32 = 18.0;

/// A camera over a part of the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Lens {
    pub camera: Camera,
    /// The part of the screen that shows the map.
    pub rect: Rect,
}

impl Lens {
    pub fn screen_from_world(&self, world: Point) -> Pos2 {
        let way = world - self.camera.center;
        self.rect.center() + vec2(way.x, way.y) * self.camera.zoom
    }

    pub fn world_from_screen(&self, screen: Pos2) -> Point {
        let way = (screen - self.rect.center()) / self.camera.zoom;
        self.camera.center + Vector::new(way.x, way.y)
    }

    /// How large discs and links are drawn: as large as they are at most zooms, smaller where much is
    /// on the screen. They grow by the root, so that a map gets emptier as one goes nearer.
    pub fn scale(&self) -> f32 {
        (self.camera.zoom / FULL_SIZE_ZOOM).sqrt().clamp(SMALLEST_SCALE, 1.0)
    }

    /// The camera after a zoom that leaves the place under `pointer` where it is.
    pub fn zoomed_about(&self, pointer: Pos2, factor: f32) -> Camera {
        let zoom = (self.camera.zoom * factor).clamp(SMALLEST_ZOOM, LARGEST_ZOOM);
        if !zoom.is_finite() {
            return self.camera;
        }
        let fixed = self.world_from_screen(pointer);
        let way = (pointer - self.rect.center()) / zoom;
        Camera { center: fixed - Vector::new(way.x, way.y), zoom }
    }

    /// The camera after the map was moved by so many pixels.
    pub fn panned(&self, delta: Vec2) -> Camera {
        let way = delta / self.camera.zoom;
        Camera { center: self.camera.center - Vector::new(way.x, way.y), ..self.camera }
    }
}

/// The camera that shows the whole map, and what it was found for.
#[derive(Debug, Default)]
pub(super) struct Fitting {
    revision: Option<u64>,
    mask: u64,
    rect: Option<Rect>,
    legend: Option<Rect>,
    positions: Vec<Point>,
    camera: Option<Camera>,
}

impl Fitting {
    /// The camera that shows all that is drawn, none of it under the legend.
    pub fn camera(&mut self, workspace: &Workspace, mask: &Mask, rect: Rect, legend: Option<Rect>) -> Camera {
        let holds = self.revision == Some(workspace.revision())
            && (self.mask, self.rect, self.legend) == (mask.serial, Some(rect), legend)
            && self.positions == workspace.positions();
        if let Some(camera) = self.camera.filter(|_| holds) {
            return camera;
        }
        let actors = workspace.graph().actors.iter().zip(workspace.positions()).enumerate();
        let shown = actors.filter(|(i, _)| mask.shows(*i));
        let (radii, positions): (Vec<f32>, Vec<Point>) =
            shown.map(|(_, (actor, position))| (node_radius(actor.counts.articles), *position)).unzip();
        let on_map = legend.map(|legend| legend.translate(-rect.min.to_vec2()));
        let camera = fit(&positions, &radii, rect.size(), on_map);
        *self = Self {
            revision: Some(workspace.revision()),
            mask: mask.serial,
            rect: Some(rect),
            legend,
            positions: workspace.positions().to_vec(),
            camera: Some(camera),
        };
        camera
    }
}

/// The camera that shows all nodes (places in the world, radii in pixels) in a window of this size,
/// none of them under the legend, which covers `legend` (seen from the window's corner).
fn fit(positions: &[Point], radii: &[f32], size: Vec2, legend: Option<Rect>) -> Camera {
    let frame = Frame::fit(positions, radii, size.x, size.y, MARGINS);
    let whole = Camera { center: frame.center, zoom: frame.zoom };
    let Some(legend) = legend else { return whole };
    let free = |camera: &Camera| {
        let lens = Lens { camera: *camera, rect: Rect::from_min_size(Pos2::ZERO, size) };
        positions.iter().zip(radii).all(|(position, radius)| {
            !legend.expand(radius + OFF_LEGEND).contains(lens.screen_from_world(*position))
        })
    };
    if free(&whole) {
        return whole;
    }
    beside(positions, radii, size, whole).into_iter().find(free).unwrap_or(whole)
}

/// Cameras that leave more and more room at the left or below, the nearest first.
fn beside(positions: &[Point], radii: &[f32], size: Vec2, whole: Camera) -> Vec<Camera> {
    const STEPS: u8 = 8;
    // From the middle towards the upper right, the least shift first.
    const SHARES: [(f32, f32); 7] =
        [(0.5, 0.25), (0.5, 0.0), (0.65, 0.25), (0.75, 0.1), (1.0, 0.5), (1.0, 0.25), (1.0, 0.0)];
    let Some(world) = crate::layout::Rect::around(positions.iter().copied()) else { return Vec::new() };
    let radius = radii.iter().copied().fold(0.0, f32::max);
    let inner = Rect::from_min_max(
        pos2(MARGINS.left + radius, MARGINS.top + radius),
        pos2(size.x - MARGINS.right - radius, size.y - MARGINS.bottom - radius),
    );
    let mut cameras = Vec::new();
    for step in 0..=STEPS {
        let zoom = whole.zoom * (1.0 - 0.05 * f32::from(step));
        let slack = vec2(inner.width() - world.width() * zoom, inner.height() - world.height() * zoom);
        for (right, down) in SHARES {
            let corner = inner.min + vec2(slack.x.max(0.0) * right, slack.y.max(0.0) * down);
            let middle = corner + vec2(world.width(), world.height()) * zoom / 2.0;
            let way = (size.to_pos2() - middle) - size / 2.0;
            let center = world.center() + Vector::new(way.x, way.y) * (1.0 / zoom);
            cameras.push(Camera { center, zoom });
        }
    }
    cameras
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lens() -> Lens {
        let camera = Camera { center: Point::new(100.0, -50.0), zoom: 2.0 };
        Lens { camera, rect: Rect::from_min_size(pos2(260.0, 84.0), vec2(840.0, 666.0)) }
    }

    fn near(a: Pos2, b: Pos2) -> bool {
        a.distance(b) < 0.01
    }

    #[test]
    fn the_center_of_the_camera_is_in_the_middle_of_the_map() {
        assert!(near(lens().screen_from_world(Point::new(100.0, -50.0)), pos2(680.0, 417.0)));
        assert!(near(lens().screen_from_world(Point::new(110.0, -50.0)), pos2(700.0, 417.0)));
    }

    #[test]
    fn world_and_screen_are_inverse() {
        let place = Point::new(-37.0, 12.5);
        let back = lens().world_from_screen(lens().screen_from_world(place));
        assert!((back - place).length() < 0.01);
    }

    #[test]
    fn a_zoom_leaves_the_place_under_the_pointer() {
        let pointer = pos2(400.0, 200.0);
        let under = lens().world_from_screen(pointer);
        for factor in [0.5, 1.3, 100.0, 0.0001, f32::NAN] {
            let after = Lens { camera: lens().zoomed_about(pointer, factor), ..lens() };
            assert!(near(after.screen_from_world(under), pointer), "{factor}");
            assert!((SMALLEST_ZOOM..=LARGEST_ZOOM).contains(&after.camera.zoom));
        }
    }

    #[test]
    fn a_pan_moves_the_map_with_the_hand() {
        let place = Point::new(3.0, 4.0);
        let before = lens().screen_from_world(place);
        let after = Lens { camera: lens().panned(vec2(30.0, -10.0)), ..lens() };
        assert!(near(after.screen_from_world(place), before + vec2(30.0, -10.0)));
    }

    #[test]
    fn discs_shrink_far_away_and_never_grow() {
        let at = |zoom: f32| Lens { camera: Camera { zoom, ..lens().camera }, ..lens() }.scale();
        assert_eq!((at(4.0), at(1.0)), (1.0, 1.0));
        assert!(at(0.35) < 0.75 && at(0.35) > 0.65);
        assert_eq!(at(0.01), SMALLEST_SCALE);
    }

    #[test]
    fn a_fitted_map_keeps_off_the_legend() {
        let positions: Vec<Point> =
            (0..5).flat_map(|i| (0..5).map(move |j| Point::new(i as f32 * 90.0, j as f32 * 70.0))).collect();
        let radii = vec![12.0; positions.len()];
        let size = vec2(840.0, 666.0);
        let legend = Rect::from_min_max(pos2(12.0, 480.0), pos2(268.0, 654.0));
        let lens = Lens {
            camera: fit(&positions, &radii, size, Some(legend)),
            rect: Rect::from_min_size(Pos2::ZERO, size),
        };
        for position in positions {
            let seen = lens.screen_from_world(position);
            assert!(!legend.expand(12.0).contains(seen), "{seen:?} lies under the legend");
            assert!(lens.rect.shrink(20.0).contains(seen), "{seen:?} lies outside");
        }
    }

    #[test]
    fn nothing_to_fit_is_a_usable_camera() {
        let camera = fit(&[], &[], Vec2::ZERO, None);
        assert!(camera.zoom > 0.0 && camera.center.x.is_finite());
    }
}
