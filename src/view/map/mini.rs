//! Links and discs without a camera: for the small maps of other sheets.

use egui::{Color32, Painter};

use super::pen::{Fill, Pen};
use super::scene::pos;
use crate::export::palette::Palette;
use crate::graph::Sign;
use crate::layout::Point;
use crate::layout::ribbon::{Link, Ribbon};
use crate::view::theme::color;

/// A link at its place on the screen.
pub(in crate::view) struct MiniLink {
    pub link: Link,
    pub sign: Sign,
    pub ink: Color32,
}

/// Paints links as the map does, conflict dashed.
pub(in crate::view) fn paint_links(painter: &Painter, links: &[MiniLink]) {
    let mut pen = Pen::new(painter);
    for MiniLink { link, sign, ink } in links {
        if let Some(ribbon) = Ribbon::new(link) {
            let fill = if *sign == Sign::Conflict { Fill::Dashed } else { Fill::Solid };
            pen.draw(&ribbon, fill, *ink);
        }
    }
    painter.add(pen.finish());
}

/// An actor on a small map.
#[derive(Clone, Copy, Debug)]
pub(in crate::view) struct MiniDisc {
    pub center: Point,
    pub radius: f32,
    pub opacity: f32,
    /// The number of its colour, if it has one.
    pub hue: Option<usize>,
}

/// Paints discs as the map does.
pub(in crate::view) fn paint_discs(painter: &Painter, palette: &Palette, discs: &[MiniDisc]) {
    let mut pen = Pen::new(painter);
    for MiniDisc { center, radius, opacity, hue } in discs {
        let paper = palette.paper;
        let inks = hue.and_then(|hue| palette.bloc(hue)).unwrap_or([palette.node, palette.node_ring]);
        let fill = color(inks[0].over(paper, 0.8 * opacity));
        let line = color(inks[1].over(paper, *opacity));
        pen.disc(pos(*center), &[(radius - 1.0, fill), (*radius, line), (radius + 1.5, color(paper))]);
    }
    painter.add(pen.finish());
}
