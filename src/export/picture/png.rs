//! The list of shapes and words as PNG, drawn by tiny-skia.

use tiny_skia::{FillRule, LineJoin, Paint, Path, PathBuilder, Pixmap, Stroke, Transform};

use super::font::Letter;
use super::{Ink, Item, Outline, Picture, Shape, Words};
use crate::layout::Point;

/// The largest scale.
pub const LARGEST_SCALE: u8 = 4;

/// How many times as large as on the screen: 1 to [`LARGEST_SCALE`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale(u8);

impl Scale {
    /// A scale, cut to what is possible.
    #[must_use]
    pub fn new(times: u8) -> Self {
        Self(times.clamp(1, LARGEST_SCALE))
    }

    /// The number.
    #[must_use]
    pub fn times(self) -> u8 {
        self.0
    }
}

impl Default for Scale {
    fn default() -> Self {
        Self(2)
    }
}

/// Part of the way to the end of a quarter circle at which its control points stand.
const ROUND: f32 = 0.552_284_8;

/// Empty where there is no memory for so many pixels.
pub(super) fn write(picture: &Picture, scale: Scale) -> Vec<u8> {
    let times = f32::from(scale.times());
    let (width, height) = ((picture.width * times).round() as u32, (picture.height * times).round() as u32);
    let Some(mut pixels) = Pixmap::new(width, height) else { return Vec::new() };
    let paper = picture.paper.channels();
    pixels.fill(tiny_skia::Color::from_rgba8(paper[0], paper[1], paper[2], 255));
    let transform = Transform::from_scale(times, times);
    for item in &picture.items {
        match item {
            Item::Open(_) | Item::Close => {}
            Item::Shape(shape) => draw(&mut pixels, shape, transform),
            Item::Words(words) => write_words(&mut pixels, words, transform),
        }
    }
    pixels.encode_png().unwrap_or_default()
}

fn draw(pixels: &mut Pixmap, shape: &Shape, transform: Transform) {
    let Some(path) = path(&shape.outline) else { return };
    if let Some(fill) = shape.fill {
        pixels.fill_path(&path, &paint(fill), FillRule::Winding, transform, None);
    }
    if let Some((ink, width)) = shape.stroke {
        let stroke = Stroke { width, ..Stroke::default() };
        pixels.stroke_path(&path, &paint(ink), &stroke, transform, None);
    }
}

fn paint(ink: Ink) -> Paint<'static> {
    let mut paint = Paint::default();
    let [red, green, blue] = ink.rgb.channels();
    paint.set_color_rgba8(red, green, blue, (ink.opacity.clamp(0.0, 1.0) * 255.0).round() as u8);
    paint.anti_alias = true;
    paint
}

fn path(outline: &Outline) -> Option<Path> {
    let mut path = PathBuilder::new();
    match outline {
        Outline::Polygons(polygons) => {
            for polygon in polygons {
                for (i, Point { x, y }) in polygon.iter().enumerate() {
                    if i == 0 { path.move_to(*x, *y) } else { path.line_to(*x, *y) }
                }
                path.close();
            }
        }
        Outline::Circle { center, radius } => path.push_circle(center.x, center.y, *radius),
        Outline::Square { center, half, corner } => square(&mut path, *center, *half, *corner),
        Outline::Line(from, to) => {
            path.move_to(from.x, from.y);
            path.line_to(to.x, to.y);
        }
    }
    path.finish()
}

/// A square with round corners.
fn square(path: &mut PathBuilder, center: Point, half: f32, corner: f32) {
    let corner = corner.min(half);
    let (left, right) = (center.x - half, center.x + half);
    let (top, bottom) = (center.y - half, center.y + half);
    let bend = corner * (1.0 - ROUND);
    path.move_to(left + corner, top);
    path.line_to(right - corner, top);
    path.cubic_to(right - bend, top, right, top + bend, right, top + corner);
    path.line_to(right, bottom - corner);
    path.cubic_to(right, bottom - bend, right - bend, bottom, right - corner, bottom);
    path.line_to(left + corner, bottom);
    path.cubic_to(left + bend, bottom, left, bottom - bend, left, bottom - corner);
    path.line_to(left, top + corner);
    path.cubic_to(left, top + bend, left + bend, top, left + corner, top);
    path.close();
}

fn write_words(pixels: &mut Pixmap, words: &Words, transform: Transform) {
    let mut outline = Outlined::default();
    let mut pen = words.start();
    for letter in words.face.letters(&words.text) {
        outline.letter(&letter, pen, words.size);
        pen.x += letter.advance * words.size;
    }
    let Some(path) = outline.path.finish() else { return };
    if let Some((halo, width)) = words.halo {
        let stroke = Stroke { width, line_join: LineJoin::Round, ..Stroke::default() };
        pixels.stroke_path(&path, &paint(halo.into()), &stroke, transform, None);
    }
    pixels.fill_path(&path, &paint(words.color.into()), FillRule::Winding, transform, None);
}

/// The outlines of letters, one after the other.
#[derive(Default)]
struct Outlined {
    path: PathBuilder,
    pen: Point,
    scale: f32,
}

impl Outlined {
    fn letter(&mut self, letter: &Letter, pen: Point, size: f32) {
        (self.pen, self.scale) = (pen, size / letter.units());
        letter.outline(self);
    }

    /// Fonts have y upwards.
    fn at(&self, x: f32, y: f32) -> (f32, f32) {
        (self.pen.x + x * self.scale, self.pen.y - y * self.scale)
    }
}

impl ttf_parser::OutlineBuilder for Outlined {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let ((x1, y1), (x, y)) = (self.at(x1, y1), self.at(x, y));
        self.path.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let ((x1, y1), (x2, y2), (x, y)) = (self.at(x1, y1), self.at(x2, y2), self.at(x, y));
        self.path.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}
