//! The legend of the picture: what colours, dashes, widths and sizes mean, true to the map above it.

use super::{circle, push};
use crate::export::markup::escaped;
use crate::export::palette::{Palette, Rgb};
use crate::layout::ribbon::{Link, Ribbon, Strips};
use crate::layout::scale::{link_width, node_radius};
use crate::layout::{Point, Vector};
use crate::session::Workspace;

/// Height of the strip below the map.
pub(super) const HEIGHT: f32 = 104.0;
/// Length of a sample of a link.
const SAMPLE: f32 = 44.0;
const LEFT: f32 = 24.0;
const SIZE: f32 = 12.0;
const ROW: f32 = 28.0;

/// Draws the legend and, under it, what the picture was made from.
pub(super) fn draw(svg: &mut String, palette: &Palette, workspace: &Workspace, summary: &str) {
    let top = super::HEIGHT;
    push(
        svg,
        format_args!(
            "<path d=\"M0 {top}H{}\" stroke=\"{}\"/>\n<g fill=\"{}\" font-size=\"{SIZE}\">\n",
            super::WIDTH,
            palette.hairline.css(),
            palette.text.css(),
        ),
    );
    let rows = [top + ROW, top + 2.0 * ROW];
    signs(svg, palette, rows);
    sizes(svg, palette, rows);
    let origin =
        format!("{summary}. Force-directed layout, fixed seed. Diplograph {}", env!("CARGO_PKG_VERSION"));
    words(svg, Point::new(LEFT, top + 3.0 * ROW + 8.0), palette.second_text, &origin);
    if let Some(filter) = filter_in_words(workspace) {
        let at = Point::new(LEFT + 560.0, top + 3.0 * ROW + 8.0);
        words(svg, at, palette.second_text, &filter);
    }
    svg.push_str("</g>\n");
}

/// Colour and dashes.
fn signs(svg: &mut String, palette: &Palette, rows: [f32; 2]) {
    let samples = [
        (rows[0], "Cooperation", palette.cooperation_verbal, palette.cooperation_material, false),
        (rows[1], "Conflict", palette.conflict_verbal, palette.conflict_material, true),
    ];
    for (y, name, verbal, material, dashed) in samples {
        words(svg, Point::new(LEFT, y), palette.second_text, name);
        link(svg, Point::new(LEFT + 88.0, y), verbal, 5, dashed);
        words(svg, Point::new(LEFT + 140.0, y), palette.text, "verbal");
        link(svg, Point::new(LEFT + 196.0, y), material, 5, dashed);
        words(svg, Point::new(LEFT + 248.0, y), palette.text, "material");
    }
    let x = LEFT + 330.0;
    link(svg, Point::new(x, rows[0]), palette.mixed, 5, false);
    words(svg, Point::new(x + 54.0, rows[0]), palette.text, "neither side prevails");
    link(svg, Point::new(x, rows[1]), palette.second_text, 25, false);
    words(svg, Point::new(x + 54.0, rows[1]), palette.text, "the wide end acts");
}

/// Widths, sizes and shapes with their numbers.
fn sizes(svg: &mut String, palette: &Palette, rows: [f32; 2]) {
    let x = LEFT + 560.0;
    words(svg, Point::new(x, rows[0]), palette.second_text, "Sentences");
    for (i, number) in [1, 5, 25].into_iter().enumerate() {
        let x = x + 76.0 + 74.0 * i as f32;
        link(svg, Point::new(x, rows[0]), palette.second_text, number, false);
        words(svg, Point::new(x + SAMPLE + 6.0, rows[0]), palette.text, &number.to_string());
    }
    words(svg, Point::new(x, rows[1]), palette.second_text, "Articles");
    let style = format!("fill=\"{}\" stroke=\"{}\"", palette.node.css(), palette.node_ring.css());
    for (i, number) in [1, 5, 15].into_iter().enumerate() {
        let x = x + 76.0 + 74.0 * i as f32;
        circle(svg, Point::new(x + 22.0, rows[1] - 4.0), node_radius(number), &style);
        words(svg, Point::new(x + SAMPLE + 6.0, rows[1]), palette.text, &number.to_string());
    }
    let x = x + 330.0;
    circle(svg, Point::new(x, rows[0] - 4.0), 6.0, &style);
    words(svg, Point::new(x + 14.0, rows[0]), palette.text, "country or territory");
    push(
        svg,
        format_args!(
            "<rect x=\"{}\" y=\"{}\" width=\"12\" height=\"12\" rx=\"3.5\" {style}/>\n",
            x - 6.0,
            rows[1] - 10.0
        ),
    );
    words(svg, Point::new(x + 14.0, rows[1]), palette.text, "organisation");
}

fn link(svg: &mut String, at: Point, color: Rgb, sentences: u32, dashed: bool) {
    let source = at + Vector::new(0.0, -4.0);
    let ribbon = Ribbon::new(&Link {
        source,
        target: source + Vector::new(SAMPLE, 0.0),
        source_gap: 0.0,
        target_gap: 0.0,
        width: link_width(sentences),
        bowed: false,
        dashed,
        arrow: false,
    });
    let mut strips = Strips::default();
    ribbon.iter().for_each(|ribbon| ribbon.draw(&mut strips));
    push(svg, format_args!("<path fill=\"{}\" d=\"", color.css()));
    strips.iter().for_each(|strip| super::polygon(svg, strip));
    svg.push_str("\"/>\n");
}

fn words(svg: &mut String, at: Point, color: Rgb, text: &str) {
    push(
        svg,
        format_args!(
            "<text x=\"{:.1}\" y=\"{:.1}\" fill=\"{}\">{}</text>\n",
            at.x,
            at.y,
            color.css(),
            escaped(text)
        ),
    );
}

/// What the filter leaves out, for the reader of the picture; `None` where it is the default one.
fn filter_in_words(workspace: &Workspace) -> Option<String> {
    let filter = &workspace.session().choices.filter;
    let mut parts = Vec::new();
    match (filter.from, filter.until) {
        (Some(from), Some(until)) => parts.push(format!("{} to {}", from.in_words(), until.in_words())),
        (Some(from), None) => parts.push(format!("from {}", from.in_words())),
        (None, Some(until)) => parts.push(format!("until {}", until.in_words())),
        (None, None) => {}
    }
    let kinds: Vec<_> = filter.kinds.iter().map(crate::event::EventKind::label).collect();
    if kinds.len() < 16 {
        parts.push(kinds.join(", "));
    }
    if filter.min_sentences > 1 {
        parts.push(format!("{} sentences or more", filter.min_sentences));
    }
    for (is_on, name) in [
        (filter.claimed, "claims too"),
        (filter.historical, "history too"),
        (filter.hypothetical, "possibilities too"),
    ] {
        if is_on {
            parts.push(name.to_owned());
        }
    }
    (!parts.is_empty()).then(|| format!("Shown: {}", parts.join("; ")))
}
