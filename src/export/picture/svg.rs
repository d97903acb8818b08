//! The list of shapes and words as SVG. Things keep their ids, words stay words.

use std::fmt::Write as _;

use super::font::{Face, Font};
use super::{Anchor, Ink, Item, Outline, Picture, Shape, Thing, Words, subset};
use crate::export::markup::escaped;
use crate::layout::Point;

/// Where the letters come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::export) enum Fonts {
    /// The letters that are used stand in the file.
    Embedded,
    /// The page around it has them, see [`rules`].
    OfPage,
}

pub(super) fn write(picture: &Picture, fonts: Fonts) -> String {
    let Picture { width, height, title, paper, items } = picture;
    let mut svg = String::new();
    let out = &mut svg;
    push(
        out,
        format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" font-family=\"{}\">\n<title>{}</title>\n",
            family(Face::Regular),
            escaped(title)
        ),
    );
    if fonts == Fonts::Embedded {
        push(out, format_args!("<style>\n{}</style>\n", rules(picture)));
    }
    push(out, format_args!("<rect width=\"{width}\" height=\"{height}\" fill=\"{}\"/>\n", paper.css()));
    for item in items {
        match item {
            Item::Open(thing) => open(out, thing),
            Item::Close => out.push_str("</g>\n"),
            Item::Shape(shape) => draw(out, shape),
            Item::Words(words) => write_words(out, words),
        }
    }
    svg.push_str("</svg>\n");
    svg
}

/// The fonts of a picture as rules of CSS, with the letters that it uses.
pub(super) fn rules(picture: &Picture) -> String {
    let mut rules = String::new();
    for (font, characters) in picture.characters() {
        if let Some(bytes) = subset::subset(font, &characters) {
            push(
                &mut rules,
                format_args!(
                    "@font-face{{font-family:\"{}\";src:url(data:font/ttf;base64,{})}}\n",
                    font.family(),
                    base64(&bytes)
                ),
            );
        }
    }
    rules
}

/// The families that are asked in turn; those of the system only where a letter is in none of ours.
fn family(face: Face) -> String {
    let ours = face.fonts().map(|font: Font| format!("'{}'", font.family()));
    format!("{}, Inter, 'Helvetica Neue', Arial, sans-serif", ours.join(", "))
}

fn open(svg: &mut String, thing: &Thing) {
    let Thing { class, id, data, title } = thing;
    push(svg, format_args!("<g class=\"{class}\""));
    if !id.is_empty() {
        push(svg, format_args!(" id=\"{}\"", escaped(id)));
    }
    for (name, value) in data {
        push(svg, format_args!(" data-{name}=\"{}\"", escaped(value)));
    }
    if *class == "names" || *class == "name" {
        push(svg, format_args!(" pointer-events=\"none\""));
    }
    svg.push('>');
    if !title.is_empty() {
        push(svg, format_args!("<title>{}</title>", escaped(title)));
    }
    svg.push('\n');
}

fn draw(svg: &mut String, shape: &Shape) {
    match &shape.outline {
        Outline::Polygons(polygons) => {
            svg.push_str("<path d=\"");
            for polygon in polygons {
                for (i, Point { x, y }) in polygon.iter().enumerate() {
                    push(svg, format_args!("{}{x:.1} {y:.1}", if i == 0 { 'M' } else { 'L' }));
                }
                svg.push('Z');
            }
            svg.push('"');
        }
        Outline::Circle { center, radius } => {
            push(
                svg,
                format_args!("<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"{radius:.1}\"", center.x, center.y),
            );
        }
        Outline::Square { center, half, corner } => {
            let (x, y, side) = (center.x - half, center.y - half, 2.0 * half);
            push(
                svg,
                format_args!(
                    "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{side:.1}\" height=\"{side:.1}\" rx=\"{corner}\""
                ),
            );
        }
        Outline::Line(from, to) => {
            push(svg, format_args!("<path d=\"M{:.1} {:.1}L{:.1} {:.1}\"", from.x, from.y, to.x, to.y));
        }
    }
    ink(svg, "fill", shape.fill);
    if let Some((stroke, width)) = shape.stroke {
        ink(svg, "stroke", Some(stroke));
        push(svg, format_args!(" stroke-width=\"{width}\""));
    }
    svg.push_str("/>\n");
}

fn ink(svg: &mut String, what: &str, ink: Option<Ink>) {
    match ink {
        None => push(svg, format_args!(" {what}=\"none\"")),
        Some(Ink { rgb, opacity }) => {
            push(svg, format_args!(" {what}=\"{}\"", rgb.css()));
            if opacity < 1.0 {
                push(svg, format_args!(" {what}-opacity=\"{opacity}\""));
            }
        }
    }
}

fn write_words(svg: &mut String, words: &Words) {
    let Words { at, anchor, size, face, color, halo, text } = words;
    push(
        svg,
        format_args!(
            "<text x=\"{:.1}\" y=\"{:.1}\" font-size=\"{size:.1}\" fill=\"{}\"",
            at.x,
            at.y,
            color.css()
        ),
    );
    if *anchor == Anchor::Middle {
        svg.push_str(" text-anchor=\"middle\"");
    }
    if *face == Face::Medium {
        push(svg, format_args!(" font-family=\"{}\"", family(Face::Medium)));
    }
    if let Some((halo, width)) = halo {
        push(
            svg,
            format_args!(
                " stroke=\"{}\" stroke-width=\"{width}\" stroke-linejoin=\"round\" paint-order=\"stroke\"",
                halo.css()
            ),
        );
    }
    push(svg, format_args!(">{}</text>\n", escaped(text)));
}

/// Base 64 by RFC 4648, with padding.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let byte = |i: usize| u32::from(group.get(i).copied().unwrap_or(0));
        let number = byte(0) << 16 | byte(1) << 8 | byte(2);
        for digit in 0..4 {
            if digit <= group.len() {
                text.push(char::from(DIGITS[(number >> (18 - 6 * digit)) as usize & 63]));
            } else {
                text.push('=');
            }
        }
    }
    text
}

/// Writing to a string can't fail.
fn push(svg: &mut String, words: std::fmt::Arguments<'_>) {
    svg.write_fmt(words).ok();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_64_is_that_of_the_standard() {
        let cases = [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
            ("\u{3FF}", "z78="),
        ];
        for (plain, coded) in cases {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }
}
