//! The texture that meshes of the map are drawn from: a white line, a dashed line, and discs of many
//! sizes with soft edges. Made once for a context.

use egui::{Color32, ColorImage, Context, Id, Rect, TextureHandle, TextureId, TextureOptions, pos2};

/// Length of a dash and of the gap after it, in pixels.
const DASH: (usize, usize) = (7, 4);
/// Texels for a pixel of a dash: it has sharp ends at high resolutions too.
const FINE: usize = 4;
/// How often dash and gap stand side by side.
const REPEATS: usize = 4;
const WIDTH: usize = (DASH.0 + DASH.1) * FINE * REPEATS;
/// Rows of the white line, and as many of the dashed one below it.
const ROWS: usize = 4;
const HEIGHT: usize = 296;
/// Where the white line lies from top to bottom.
pub(super) const SOLID: f32 = (ROWS / 2) as f32 / HEIGHT as f32;
/// Where the dashed line lies.
pub(super) const DASHED: f32 = (ROWS + ROWS / 2) as f32 / HEIGHT as f32;
/// How far from left to right one pixel of a dashed line leads.
pub(super) const DASHES_OF_PIXEL: f32 = 1.0 / ((DASH.0 + DASH.1) * REPEATS) as f32;
/// Each disc is smaller than the one before it by the root of two.
const DISCS: usize = 12;
const LARGEST: f32 = 64.0;

/// The texture with the places of its discs.
#[derive(Clone)]
pub(super) struct Stencil {
    texture: TextureHandle,
    /// The largest first.
    discs: [Disc; DISCS],
}

/// A disc in the texture.
#[derive(Clone, Copy, Debug, Default)]
struct Disc {
    /// In texels.
    radius: f32,
    /// Side of the square around it, in texels.
    side: usize,
    /// Upper left corner of that square.
    corner: [usize; 2],
}

/// The stencil of a context.
pub(super) fn of(ctx: &Context) -> Stencil {
    let id = Id::unique("stencil of the map");
    if let Some(stencil) = ctx.data(|data| data.get_temp::<Stencil>(id)) {
        return stencil;
    }
    let discs = discs();
    let texture = ctx.load_texture("stencil of the map", image(&discs), TextureOptions::LINEAR_REPEAT);
    let stencil = Stencil { texture, discs };
    ctx.data_mut(|data| data.insert_temp(id, stencil.clone()));
    stencil
}

impl Stencil {
    pub fn texture(&self) -> TextureId {
        self.texture.id()
    }

    /// Half the side of the square that shows a disc of this radius, and the part of the texture to show
    /// there; `pixel` is the size of a pixel of the screen.
    pub fn disc(&self, radius: f32, pixel: f32) -> (f32, Rect) {
        let wanted = radius / pixel;
        // The smallest that is not smaller: made larger, its edge would be blurred.
        let fitting = self.discs.iter().rev().find(|disc| disc.radius >= wanted).unwrap_or(&self.discs[0]);
        let [x, y] = fitting.corner.map(|texel| texel as f32);
        let side = fitting.side as f32;
        let uv = Rect::from_min_max(
            pos2(x / WIDTH as f32, y / HEIGHT as f32),
            pos2((x + side) / WIDTH as f32, (y + side) / HEIGHT as f32),
        );
        (radius * side / (2.0 * fitting.radius), uv)
    }
}

/// The discs side by side in rows below the lines.
fn discs() -> [Disc; DISCS] {
    let mut radius = LARGEST;
    let (mut left, mut top, mut bottom) = (0, 2 * ROWS, 2 * ROWS);
    std::array::from_fn(|_| {
        let side = 2 * radius.ceil() as usize + 4;
        if left + side > WIDTH {
            (left, top) = (0, bottom);
        }
        let disc = Disc { radius, side, corner: [left, top] };
        left += side;
        bottom = bottom.max(top + side);
        radius *= std::f32::consts::FRAC_1_SQRT_2;
        disc
    })
}

fn image(discs: &[Disc]) -> ColorImage {
    let mut texels = vec![Color32::TRANSPARENT; WIDTH * HEIGHT];
    for (i, texel) in texels.iter_mut().enumerate().take(2 * ROWS * WIDTH) {
        let in_dash = i % WIDTH % ((DASH.0 + DASH.1) * FINE) < DASH.0 * FINE;
        if i < ROWS * WIDTH || in_dash {
            *texel = Color32::WHITE;
        }
    }
    for disc in discs {
        let center = disc.side as f32 / 2.0;
        for (x, y) in (0..disc.side).flat_map(|y| (0..disc.side).map(move |x| (x, y))) {
            let (dx, dy) = (x as f32 + 0.5 - center, y as f32 + 0.5 - center);
            let cover = (disc.radius + 0.5 - (dx * dx + dy * dy).sqrt()).clamp(0.0, 1.0);
            let at = (disc.corner[1] + y) * WIDTH + disc.corner[0] + x;
            texels[at] = Color32::from_white_alpha((255.0 * cover).round() as u8);
        }
    }
    ColorImage::new([WIDTH, HEIGHT], texels)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_discs_lie_in_the_texture_and_none_on_another() {
        let discs = discs();
        let square = |disc: &Disc| {
            let [x, y] = disc.corner.map(|texel| texel as f32);
            Rect::from_min_size(pos2(x, y), egui::Vec2::splat(disc.side as f32))
        };
        for (i, disc) in discs.iter().enumerate() {
            let [x, y] = disc.corner;
            assert!(x + disc.side <= WIDTH && y + disc.side <= HEIGHT && y >= 2 * ROWS, "{disc:?}");
            assert!(disc.side as f32 >= 2.0 * disc.radius + 3.0, "room for the soft edge: {disc:?}");
            assert!(
                discs[..i]
                    .iter()
                    .all(|other| !square(other).shrink(0.1).intersects(square(disc).shrink(0.1)))
            );
        }
    }

    #[test]
    fn a_disc_is_shown_as_large_as_it_was_asked_for() {
        let ctx = Context::default();
        let stencil = of(&ctx);
        for radius in [0.5, 1.4, 5.0, 9.9, 33.0, 90.0] {
            let (half, uv) = stencil.disc(radius, 1.0);
            let texels = uv.width() * WIDTH as f32;
            let corner = [uv.left() * WIDTH as f32, uv.top() * HEIGHT as f32].map(|x| x.round() as usize);
            let fitting = stencil.discs.iter().find(|disc| disc.corner == corner).unwrap();
            assert!((half * 2.0 / texels * fitting.radius - radius).abs() < 0.01, "{radius}");
            assert!(fitting.radius >= radius.min(LARGEST));
        }
        assert_eq!(of(&ctx).texture(), stencil.texture(), "made once");
    }
}
