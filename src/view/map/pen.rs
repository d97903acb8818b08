//! Meshes by hand: ribbons and discs with soft edges, from one small texture of dashes and discs.

use egui::epaint::Vertex;
use egui::{Color32, Mesh, Painter, Pos2, Rect, Vec2, pos2};

use super::scene::pos;
use super::stencil::{self, Stencil};
use crate::layout::ribbon::{Pair, Ribbon, Strips};

/// How a ribbon is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fill {
    Solid,
    /// 7 px on, 4 px off, as conflict is.
    Dashed,
}

/// Draws ribbons and discs into a mesh, with edges that fade over one pixel of the screen.
///
/// Dashes and discs come from a texture: drawn by triangles they would be half a million on a map of
/// 2,000 links, and most of what a frame costs.
pub(super) struct Pen {
    mesh: Mesh,
    strips: Strips,
    stencil: Stencil,
    feather: f32,
}

impl Pen {
    /// A pen for a painter's resolution.
    pub fn new(painter: &Painter) -> Self {
        Self::into_mesh(painter, Mesh::default())
    }

    /// The same that draws into the memory of a mesh that is no longer wanted.
    pub fn into_mesh(painter: &Painter, mut mesh: Mesh) -> Self {
        let stencil = stencil::of(painter.ctx());
        // `Mesh::clear` gives the memory back.
        mesh.vertices.clear();
        mesh.indices.clear();
        mesh.texture_id = stencil.texture();
        Self { mesh, strips: Strips::default(), stencil, feather: 1.0 / painter.pixels_per_point() }
    }

    /// Adds a ribbon, whose own dashes are off, and its arrowhead.
    pub fn draw(&mut self, ribbon: &Ribbon, fill: Fill, ink: Color32) {
        self.strips.clear();
        ribbon.draw(&mut self.strips);
        let strips = std::mem::take(&mut self.strips);
        for strip in strips.iter() {
            let is_arrowhead = strip.last().is_some_and(|pair| pair.left == pair.right);
            self.band(strip, if is_arrowhead { Fill::Solid } else { fill }, ink);
        }
        self.strips = strips;
    }

    /// Adds a disc of rings: outer radius and colour of each, from the inside outwards. Each ring is a
    /// whole disc under the next smaller one, so colours are to be opaque.
    pub fn disc(&mut self, center: Pos2, rings: &[(f32, Color32)]) {
        for &(radius, ink) in rings.iter().rev().filter(|(radius, _)| *radius > 0.0) {
            let (half, uv) = self.stencil.disc(radius, self.feather);
            self.sprite(Rect::from_center_size(center, Vec2::splat(2.0 * half)), uv, ink);
        }
    }

    fn sprite(&mut self, place: Rect, uv: Rect, ink: Color32) {
        let first = self.mesh.vertices.len() as u32;
        self.vertex(place.left_top(), uv.left_top(), ink);
        self.vertex(place.right_top(), uv.right_top(), ink);
        self.vertex(place.right_bottom(), uv.right_bottom(), ink);
        self.vertex(place.left_bottom(), uv.left_bottom(), ink);
        self.quad([first, first + 1, first + 2, first + 3]);
    }

    /// What was drawn.
    pub fn finish(self) -> Mesh {
        self.mesh
    }

    /// A band between pairs of points: an opaque core, and around it a rim that fades to nothing. What
    /// is nowhere wider than the rim has no core, only a line in its middle.
    fn band(&mut self, pairs: &[Pair], fill: Fill, ink: Color32) {
        let first = self.mesh.vertices.len() as u32;
        let is_thin = pairs.iter().all(|pair| square_width(pair) <= self.feather * self.feather);
        let across = if is_thin { 3 } else { 4 };
        let mut right = Vec2::new(0.0, 1.0);
        let mut length = 0.0;
        let mut before = None;
        for (i, pair) in pairs.iter().enumerate() {
            let (on_left, on_right) = (pos(pair.left), pos(pair.right));
            let width = on_left.distance(on_right);
            if width > 1e-3 {
                right = (on_right - on_left) / width;
            }
            // The rim lies half inside and half outside of the true edge; what is thinner than the
            // rim is as much fainter. The tip of an arrowhead is a corner, not a thin line.
            let inset = (self.feather / 2.0).min(width / 2.0);
            let is_tip = width <= 1e-3;
            let ink =
                if is_tip || width >= self.feather { ink } else { ink.gamma_multiply(width / self.feather) };
            let along = match (i, i + 1 == pairs.len()) {
                (0, _) => along(pairs[0], pairs[1]) * -self.feather,
                (_, true) => along(pairs[i - 1], *pair) * self.feather,
                _ => Vec2::ZERO,
            } * 0.5;
            let middle = middle(*pair);
            if fill == Fill::Dashed {
                length += before.map_or(0.0, |before: Pos2| before.distance(middle));
                before = Some(middle);
            }
            let uv = fill.uv(length);
            let out = right * (self.feather - inset);
            self.vertex(on_left - out + along, uv, Color32::TRANSPARENT);
            if is_thin {
                self.vertex(middle - along, uv, ink);
            } else {
                self.vertex(on_left + right * inset - along, uv, ink);
                self.vertex(on_right - right * inset - along, uv, ink);
            }
            self.vertex(on_right + out + along, uv, Color32::TRANSPARENT);
        }
        self.join(first, pairs.len() as u32, across);
    }

    /// Joins rows of so many points into a band, closed at both ends.
    fn join(&mut self, first: u32, rows: u32, across: u32) {
        let last = first + across * (rows - 1);
        for from in (first..last).step_by(across as usize) {
            for side in from..from + across - 1 {
                self.quad([side, side + 1, side + across + 1, side + across]);
            }
        }
        for end in [first, last] {
            if across == 3 {
                self.mesh.indices.extend_from_slice(&[end, end + 1, end + 2]);
            } else {
                self.quad([end, end + 1, end + 2, end + 3]);
            }
        }
    }

    fn vertex(&mut self, at: Pos2, uv: Pos2, ink: Color32) {
        self.mesh.vertices.push(Vertex { pos: at, uv, color: ink });
    }

    fn quad(&mut self, [a, b, c, d]: [u32; 4]) {
        self.mesh.indices.extend_from_slice(&[a, b, c, a, c, d]);
    }
}

impl Fill {
    /// Where in the texture a place of a ribbon is, by its way from the ribbon's start.
    fn uv(self, length: f32) -> Pos2 {
        match self {
            Self::Solid => pos2(0.0, stencil::SOLID),
            Self::Dashed => pos2(length * stencil::DASHES_OF_PIXEL, stencil::DASHED),
        }
    }
}

fn square_width(pair: &Pair) -> f32 {
    pos(pair.left).distance_sq(pos(pair.right))
}

fn middle(pair: Pair) -> Pos2 {
    pos(pair.left) + (pos(pair.right) - pos(pair.left)) * 0.5
}

/// One unit from the middle of one pair to that of the next.
fn along(from: Pair, to: Pair) -> Vec2 {
    let way = middle(to) - middle(from);
    let length = way.length();
    if length > 1e-3 { way / length } else { Vec2::ZERO }
}
