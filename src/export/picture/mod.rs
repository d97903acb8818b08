//! The picture of the map: made once as a list of shapes and words ([`Picture`]), and written as SVG, PNG
//! or PDF from that one list.
//!
//! Geometry and colours are those of the window: `layout/` shapes links and places names,
//! [`Palette`] has the colours. Left to others: the interactive map of the report.

mod font;
mod subset;
mod map;
mod frame;
mod svg;
mod png;
mod pdf;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::palette::{DARK, LIGHT, Palette, Rgb};
use crate::layout::{Point, Rect};
use crate::session::Workspace;

use font::{Face, Font};

pub use font::{INTER_MEDIUM, INTER_REGULAR, NOTO_FALLBACK};
pub use png::{LARGEST_SCALE, Scale};
pub(super) use svg::Fonts;

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Ink on paper.
    #[default]
    Light,
    /// For screens.
    Dark,
}

impl Theme {
    fn palette(self) -> &'static Palette {
        match self {
            Self::Light => &LIGHT,
            Self::Dark => &DARK,
        }
    }
}

/// How the picture is made.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    /// Its colours.
    pub theme: Theme,
    /// What stands above it; without one, a plain "Who did what to whom".
    pub title: Option<String>,
}

/// Shapes and words in the order in which they are drawn, in pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    width: f32,
    height: f32,
    title: String,
    paper: Rgb,
    items: Vec<Item>,
}

impl Picture {
    /// The map of a workspace under a title, over its legend and what it was made from.
    #[must_use]
    pub fn new(workspace: &Workspace, options: &Options) -> Self {
        frame::picture(workspace, options)
    }

    /// The map alone.
    pub(super) fn map_alone(workspace: &Workspace, options: &Options) -> Self {
        let palette = options.theme.palette();
        let area = Rect::from_corner(Point::default(), frame::WIDTH, frame::MAP_HEIGHT);
        let title = options.title.clone().unwrap_or_default();
        let items = map::items(workspace, palette, area);
        Self { width: area.width(), height: area.height(), title, paper: palette.paper, items }
    }

    /// As SVG: text stays text, with the letters that it needs embedded.
    #[must_use]
    pub fn svg(&self) -> String {
        svg::write(self, Fonts::Embedded)
    }

    /// As SVG for a page that has the fonts.
    pub(super) fn svg_with(&self, fonts: Fonts) -> String {
        svg::write(self, fonts)
    }

    /// The letters that it uses, as rules of CSS.
    pub(super) fn font_rules(&self) -> String {
        svg::rules(self)
    }

    /// As PNG, some times as large.
    #[must_use]
    pub fn png(&self, scale: Scale) -> Vec<u8> {
        png::write(self, scale)
    }

    /// As PDF of one page: text stays text, with the letters that it needs embedded.
    #[must_use]
    pub fn pdf(&self) -> Vec<u8> {
        pdf::write(self)
    }

    /// The characters that are drawn in each font, with their glyphs.
    fn characters(&self) -> BTreeMap<Font, BTreeMap<char, u16>> {
        let mut characters: BTreeMap<Font, BTreeMap<char, u16>> = BTreeMap::new();
        for item in &self.items {
            if let Item::Words(words) = item {
                for letter in words.face.letters(&words.text).iter().filter(|letter| letter.glyph != 0) {
                    characters.entry(letter.font).or_default().insert(letter.char, letter.glyph);
                }
            }
        }
        characters
    }
}

/// One step of drawing.
#[derive(Clone, Debug, PartialEq)]
enum Item {
    /// What follows belongs to a thing, until it is closed.
    Open(Thing),
    Close,
    Shape(Shape),
    Words(Words),
}

/// What a group of shapes stands for.
#[derive(Clone, Debug, Default, PartialEq)]
struct Thing {
    /// `links`, `link`, `actor` and so on.
    class: &'static str,
    /// A name within the picture; empty for none.
    id: String,
    /// Ids of actors, for programs: `data-source="FRA"`.
    data: Vec<(&'static str, String)>,
    /// For people; empty for none.
    title: String,
}

/// A colour with its opacity.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Ink {
    rgb: Rgb,
    opacity: f32,
}

impl From<Rgb> for Ink {
    fn from(rgb: Rgb) -> Self {
        Self { rgb, opacity: 1.0 }
    }
}

#[derive(Clone, Debug, PartialEq)]
struct Shape {
    outline: Outline,
    fill: Option<Ink>,
    /// With its width.
    stroke: Option<(Ink, f32)>,
}

#[derive(Clone, Debug, PartialEq)]
enum Outline {
    /// Closed.
    Polygons(Vec<Vec<Point>>),
    Circle {
        center: Point,
        radius: f32,
    },
    /// With rounded corners.
    Square {
        center: Point,
        half: f32,
        corner: f32,
    },
    Line(Point, Point),
}

#[derive(Clone, Debug, PartialEq)]
struct Words {
    /// On the baseline: the left end, or the middle.
    at: Point,
    anchor: Anchor,
    size: f32,
    face: Face,
    color: Rgb,
    /// A wide stroke beneath, that keeps lines off.
    halo: Option<(Rgb, f32)>,
    text: String,
}

impl Words {
    /// The left end of the baseline.
    fn start(&self) -> Point {
        match self.anchor {
            Anchor::Start => self.at,
            Anchor::Middle => Point::new(self.at.x - self.face.width(&self.text, self.size) / 2.0, self.at.y),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Anchor {
    Start,
    Middle,
}
