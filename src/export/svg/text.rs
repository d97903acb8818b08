//! How wide a name is, measured in the font of the interface.

use std::sync::OnceLock;

use ttf_parser::Face;

use crate::layout::Rect;

/// The face of names, the one the window embeds.
static INTER: &[u8] = include_bytes!("../../../assets/fonts/Inter-Medium.ttf");
/// Share of the type size that stands for a letter that the font lacks.
const UNKNOWN: f32 = 0.65;
/// Ascent and descent of Inter as shares of the type size.
const ASCENT: f32 = 0.969;
const DESCENT: f32 = 0.241;

/// Width in pixels of a text in a size, without kerning.
pub(super) fn width(text: &str, size: f32) -> f32 {
    text.chars().map(|c| advance(c) * size).sum()
}

/// Height of a line in a size.
pub(super) fn height(size: f32) -> f32 {
    (ASCENT + DESCENT) * size
}

/// Where the baseline of a line in a rectangle stands.
pub(super) fn baseline(rect: Rect, size: f32) -> f32 {
    rect.min.y + ASCENT * size
}

/// Advance of a letter as a share of the type size.
fn advance(letter: char) -> f32 {
    static FACE: OnceLock<Option<Face<'static>>> = OnceLock::new();
    let face = FACE.get_or_init(|| Face::parse(INTER, 0).ok());
    let measure = |face: &Face<'_>| {
        let advance = face.glyph_hor_advance(face.glyph_index(letter)?)?;
        Some(f32::from(advance) / f32::from(face.units_per_em()))
    };
    face.as_ref().and_then(measure).unwrap_or(UNKNOWN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_letters_are_wider_than_narrow_ones() {
        assert!(width("Mali", 13.0) > width("lilt", 13.0));
        assert!(width("日本", 10.0) > 0.0);
    }
}
