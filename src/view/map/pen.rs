//! Meshes by hand: ribbons and discs with soft edges, dashed by a texture.

use egui::emath::Rot2;
use egui::epaint::Vertex;
use egui::{Color32, ColorImage, Mesh, Painter, Pos2, TextureHandle, TextureOptions, Vec2, pos2, vec2};

use super::scene::pos;
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
/// Dashes are a texture along the ribbon: drawn one by one they would be half a million triangles on a
/// map of 2,000 links.
pub(super) struct Pen {
    mesh: Mesh,
    strips: Strips,
    feather: f32,
}

impl Pen {
    /// A pen for a painter's resolution.
    pub fn new(painter: &Painter) -> Self {
        let feather = 1.0 / painter.pixels_per_point();
        let texture = dash_texture(painter.ctx()).id();
        Self { mesh: Mesh::with_texture(texture), strips: Strips::default(), feather }
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

    /// Adds a disc of rings: outer radius and colour of each, from the inside outwards.
    pub fn disc(&mut self, center: Pos2, rings: &[(f32, Color32)]) {
        let Some((&(outer, _), &(_, inner))) = rings.last().zip(rings.first()) else { return };
        let corners = (6.0 + 0.9 * outer / self.feather).clamp(10.0, 48.0) as u32;
        let turn = Rot2::from_angle(std::f32::consts::TAU / corners as f32);
        let half = self.feather / 2.0;
        // Two circles at each edge: the colour before it and the one after it.
        let after = rings.iter().skip(1).map(|(_, ink)| *ink).chain([Color32::TRANSPARENT]);
        let circles = rings
            .iter()
            .zip(after)
            .flat_map(|(&(radius, ink), next)| [((radius - half).max(0.0), ink), (radius + half, next)]);
        let hub = self.mesh.vertices.len() as u32;
        let uv = Fill::Solid.uv(0.0);
        self.vertex(center, uv, inner);
        let mut first = hub + 1;
        for (i, (radius, ink)) in circles.enumerate() {
            let mut way = vec2(radius, 0.0);
            for corner in 0..corners {
                self.vertex(center + way, uv, ink);
                way = turn * way;
                let next = (corner + 1) % corners;
                if i == 0 {
                    self.mesh.indices.extend_from_slice(&[hub, first + corner, first + next]);
                } else {
                    let within = first - corners;
                    self.quad([within + corner, within + next, first + next, first + corner]);
                }
            }
            first += corners;
        }
    }

    /// What was drawn.
    pub fn finish(self) -> Mesh {
        self.mesh
    }

    /// A band between pairs of points: an opaque core, and around it a rim that fades to nothing.
    fn band(&mut self, pairs: &[Pair], fill: Fill, ink: Color32) {
        let first = self.mesh.vertices.len() as u32;
        let mut across = vec2(0.0, 1.0);
        let mut length = 0.0;
        for (i, pair) in pairs.iter().enumerate() {
            let (left, right) = (pos(pair.left), pos(pair.right));
            let width = left.distance(right);
            if width > 1e-3 {
                across = (right - left) / width;
            }
            // The rim lies half inside and half outside of the true edge; what is thinner than the
            // rim is as much fainter. The tip of an arrowhead is a corner, not a thin line.
            let inset = (self.feather / 2.0).min(width / 2.0);
            let is_tip = width <= 1e-3;
            let ink = if is_tip { ink } else { ink.gamma_multiply((width / self.feather).min(1.0)) };
            let along = match (i, i + 1 == pairs.len()) {
                (0, _) => along(pairs[0], pairs[1]) * -self.feather,
                (_, true) => along(pairs[i - 1], *pair) * self.feather,
                _ => Vec2::ZERO,
            };
            if i > 0 {
                length += middle(pairs[i - 1]).distance(middle(*pair));
            }
            let uv = fill.uv(length);
            let out = across * (self.feather - inset);
            self.vertex(left - out + along * 0.5, uv, Color32::TRANSPARENT);
            self.vertex(left + across * inset - along * 0.5, uv, ink);
            self.vertex(right - across * inset - along * 0.5, uv, ink);
            self.vertex(right + out + along * 0.5, uv, Color32::TRANSPARENT);
        }
        let last = first + 4 * (pairs.len() as u32 - 1);
        for from in (first..last).step_by(4) {
            for side in from..from + 3 {
                self.quad([side, side + 1, side + 5, side + 4]);
            }
        }
        for end in [first, last] {
            self.quad([end, end + 1, end + 2, end + 3]);
        }
    }

    fn vertex(&mut self, at: Pos2, uv: Pos2, ink: Color32) {
        self.mesh.vertices.push(Vertex { pos: at, uv, color: ink });
    }

    fn quad(&mut self, [a, b, c, d]: [u32; 4]) {
        self.mesh.indices.extend_from_slice(&[a, b, c, a, c, d]);
    }
}

/// Length of a dash and of the gap after it.
const DASH: (usize, usize) = (7, 4);

impl Fill {
    /// Where in the texture a place of a ribbon is, by its way from the ribbon's start.
    fn uv(self, length: f32) -> Pos2 {
        match self {
            Self::Solid => pos2(0.0, 0.25),
            Self::Dashed => pos2(length / (DASH.0 + DASH.1) as f32, 0.75),
        }
    }
}

/// The upper half is white, the lower half a dash and its gap. Made once for a context.
fn dash_texture(ctx: &egui::Context) -> TextureHandle {
    /// Texels for a pixel: a dash has sharp ends at high resolutions too.
    const FINE: usize = 4;
    let id = egui::Id::unique("dashes of links");
    if let Some(texture) = ctx.data(|data| data.get_temp::<TextureHandle>(id)) {
        return texture;
    }
    let [width, height] = [(DASH.0 + DASH.1) * FINE, 4];
    let texels = (0..width * height).map(|i| {
        let (x, y) = (i % width, i / width);
        if y < height / 2 || x < DASH.0 * FINE { Color32::WHITE } else { Color32::TRANSPARENT }
    });
    let image = ColorImage::new([width, height], texels.collect());
    let texture = ctx.load_texture("dashes of links", image, TextureOptions::LINEAR_REPEAT);
    ctx.data_mut(|data| data.insert_temp(id, texture.clone()));
    texture
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
