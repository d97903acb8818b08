//! The faces of pictures: how wide a text is, which font has a letter, and what its outline is.
//!
//! Letters stand side by side without kerning; scripts whose letters join are drawn apart.

use std::sync::OnceLock;

use ttf_parser::{Face as Parsed, GlyphId};

use crate::article::disguise;
use crate::layout::Rect;
use crate::packed::{Packed, packed};

/// Inter, 400.
pub static INTER_REGULAR: Packed = packed!("assets/fonts/Inter-Regular.ttf");
/// Inter, 500.
pub static INTER_MEDIUM: Packed = packed!("assets/fonts/Inter-Medium.ttf");
/// Letters of six other scripts.
pub static NOTO_FALLBACK: Packed = packed!("assets/fonts/NotoFallback.ttf");

/// Share of the type size that stands for a letter that no font has.
const UNKNOWN: f32 = 0.65;
/// Ascent and descent of Inter as shares of the type size.
const ASCENT: f32 = 0.969;
const DESCENT: f32 = 0.241;

/// A font file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Font {
    Regular,
    Medium,
    Fallback,
}

/// How a text looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Face {
    Regular,
    Medium,
}

/// A letter in the font that has it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Letter {
    pub font: Font,
    pub glyph: u16,
    pub char: char,
    /// To the next letter, as a share of the type size.
    pub advance: f32,
}

impl Font {
    /// The file.
    pub fn bytes(self) -> &'static [u8] {
        match self {
            Self::Regular => &INTER_REGULAR,
            Self::Medium => &INTER_MEDIUM,
            Self::Fallback => &NOTO_FALLBACK,
        }
    }

    /// A name of its own, so that a part of it is not taken for the font of the system.
    pub fn family(self) -> &'static str {
        match self {
            Self::Regular => "Map Inter",
            Self::Medium => "Map Inter Medium",
            Self::Fallback => "Map Noto",
        }
    }

    /// The parsed file; `None` never happens with the files that ship.
    pub fn parsed(self) -> Option<&'static Parsed<'static>> {
        static PARSED: [OnceLock<Option<Parsed<'static>>>; 3] = [const { OnceLock::new() }; 3];
        PARSED[self as usize].get_or_init(|| Parsed::parse(self.bytes(), 0).ok()).as_ref()
    }

    fn letter(self, char: char) -> Option<Letter> {
        let face = self.parsed()?;
        let glyph = face.glyph_index(char)?;
        let advance = f32::from(face.glyph_hor_advance(glyph)?) / f32::from(face.units_per_em());
        Some(Letter { font: self, glyph: glyph.0, char, advance })
    }
}

impl Face {
    /// The fonts that are asked in turn for a letter.
    pub fn fonts(self) -> [Font; 2] {
        match self {
            Self::Regular => [Font::Regular, Font::Fallback],
            Self::Medium => [Font::Medium, Font::Fallback],
        }
    }

    /// The letters of a text; what no font has is a gap.
    pub fn letters(self, text: &str) -> Vec<Letter> {
        let unknown = |char| Letter { font: self.fonts()[0], glyph: 0, char, advance: UNKNOWN };
        let letter = |char: char| {
            let found = self.fonts().into_iter().find_map(|font| font.letter(char));
            found.unwrap_or_else(|| unknown(char))
        };
        text.chars().filter(|char| !disguise::is_disguise(*char)).map(letter).collect()
    }

    /// Width in pixels of a text in a size.
    pub fn width(self, text: &str, size: f32) -> f32 {
        self.letters(text).iter().map(|letter| letter.advance * size).sum()
    }

    /// The text, cut with an ellipsis where it is wider than some pixels.
    pub fn shortened(self, text: &str, size: f32, room: f32) -> String {
        if self.width(text, size) <= room {
            return text.to_owned();
        }
        let mut left = room - self.width("…", size);
        let kept: String = self
            .letters(text)
            .iter()
            .take_while(|letter| {
                left -= letter.advance * size;
                left >= 0.0
            })
            .map(|letter| letter.char)
            .collect();
        format!("{}…", kept.trim_end())
    }
}

impl Letter {
    /// Draws its outline, in em with y downwards, from its place on the baseline; nothing where no font
    /// has the letter.
    pub fn outline(&self, builder: &mut dyn ttf_parser::OutlineBuilder) {
        if let (Some(face), true) = (self.font.parsed(), self.glyph != 0) {
            face.outline_glyph(GlyphId(self.glyph), builder);
        }
    }

    /// Units of its font in one em.
    pub fn units(&self) -> f32 {
        self.font.parsed().map_or(1000.0, |face| f32::from(face.units_per_em()))
    }
}

/// Height of a line in a size.
pub(super) fn height(size: f32) -> f32 {
    (ASCENT + DESCENT) * size
}

/// Where the baseline of a line in a rectangle stands.
pub(super) fn baseline(rect: Rect, size: f32) -> f32 {
    rect.min.y + ASCENT * size
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_letters_are_wider_than_narrow_ones() {
        assert!(Face::Medium.width("Mali", 13.0) > Face::Medium.width("lilt", 13.0));
        assert!(Face::Regular.width("日本", 10.0) > 0.0);
    }

    #[test]
    fn a_letter_comes_from_the_first_font_that_has_it() {
        let fonts = |text: &str| Face::Medium.letters(text).iter().map(|l| l.font).collect::<Vec<_>>();
        assert_eq!(fonts("É"), [Font::Medium]);
        assert_eq!(fonts("ა"), [Font::Fallback]);
        assert_eq!(Face::Medium.letters("日")[0].glyph, 0);
    }

    #[test]
    fn what_is_too_wide_ends_with_an_ellipsis() {
        assert_eq!(Face::Regular.shortened("Kenya", 12.0, 400.0), "Kenya");
        let short = Face::Regular.shortened("Kenya and Brazil and China", 12.0, 80.0);
        assert!(short.ends_with('…') && Face::Regular.width(&short, 12.0) <= 80.0, "{short}");
    }
}
