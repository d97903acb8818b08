//! The part of a font that a picture needs, as a TrueType file: for browsers and for PDF.
//!
//! Glyphs keep their numbers, so that nothing else in the file must change: the outlines of all others
//! are emptied, the table of characters holds only those that are used, and what shapes text is left
//! out. The crates that cut fonts either leave out the table of characters, which a browser needs, or
//! bring more code than all pictures together.

use std::collections::{BTreeMap, BTreeSet};

use ttf_parser::{RawFace, Tag};

use super::font::Font;

/// Tables that are taken over as they are.
const KEPT: [&[u8; 4]; 7] = [b"OS/2", b"head", b"hhea", b"hmtx", b"maxp", b"name", b"post"];

/// A font with these characters alone; `None` never happens with the fonts that ship.
pub(super) fn subset(font: Font, characters: &BTreeMap<char, u16>) -> Option<Vec<u8>> {
    let raw = RawFace::parse(font.bytes(), 0).ok()?;
    let table = |tag: &[u8; 4]| raw.table(Tag::from_bytes(tag));
    let (head, loca, glyf) = (table(b"head")?, table(b"loca")?, table(b"glyf")?);
    let outlines = Outlines { loca, glyf, is_long: head.get(50..52)? == [0, 1] };
    let used = outlines.with_parts(characters.values().copied());
    let (glyf, loca) = outlines.only(&used);
    let mut tables: Vec<([u8; 4], Vec<u8>)> =
        KEPT.iter().filter_map(|tag| Some((**tag, table(tag)?.to_vec()))).collect();
    // The offsets of the new outlines are long ones.
    for (tag, bytes) in &mut tables {
        match &*tag {
            b"head" => bytes.get_mut(50..52)?.copy_from_slice(&[0, 1]),
            // Without the names of glyphs.
            b"post" => {
                bytes.truncate(32);
                bytes.get_mut(..4)?.copy_from_slice(&[0, 3, 0, 0]);
            }
            _ => {}
        }
    }
    tables.extend([(*b"cmap", cmap(characters)), (*b"glyf", glyf), (*b"loca", loca)]);
    tables.sort();
    Some(file(&tables))
}

/// The outlines of a font.
struct Outlines<'a> {
    loca: &'a [u8],
    glyf: &'a [u8],
    is_long: bool,
}

impl Outlines<'_> {
    fn count(&self) -> usize {
        (self.loca.len() / if self.is_long { 4 } else { 2 }).saturating_sub(1)
    }

    fn offset(&self, glyph: usize) -> usize {
        let number = |bytes: Option<&[u8]>| {
            bytes.unwrap_or_default().iter().fold(0_usize, |sum, byte| sum << 8 | usize::from(*byte))
        };
        if self.is_long {
            number(self.loca.get(4 * glyph..4 * glyph + 4))
        } else {
            2 * number(self.loca.get(2 * glyph..2 * glyph + 2))
        }
    }

    fn glyph(&self, glyph: usize) -> &[u8] {
        self.glyf.get(self.offset(glyph)..self.offset(glyph + 1)).unwrap_or_default()
    }

    /// These glyphs, the empty one, and those that they are made of.
    fn with_parts(&self, glyphs: impl Iterator<Item = u16>) -> BTreeSet<usize> {
        let mut open: Vec<usize> = glyphs.map(usize::from).chain([0]).collect();
        let mut used = BTreeSet::new();
        while let Some(glyph) = open.pop() {
            if glyph < self.count() && used.insert(glyph) {
                open.extend(parts(self.glyph(glyph)));
            }
        }
        used
    }

    /// The tables of outlines and of their offsets with only these.
    fn only(&self, used: &BTreeSet<usize>) -> (Vec<u8>, Vec<u8>) {
        let (mut glyf, mut loca) = (Vec::new(), Vec::new());
        for glyph in 0..self.count() {
            loca.extend(u32_of(glyf.len()));
            if used.contains(&glyph) {
                glyf.extend(self.glyph(glyph));
                glyf.resize(glyf.len().next_multiple_of(4), 0);
            }
        }
        loca.extend(u32_of(glyf.len()));
        (glyf, loca)
    }
}

/// The glyphs that a composite glyph is made of.
fn parts(glyph: &[u8]) -> Vec<usize> {
    const WORDS: u16 = 0x1;
    const SCALE: u16 = 0x8;
    const MORE: u16 = 0x20;
    const TWO_SCALES: u16 = 0x40;
    const MATRIX: u16 = 0x80;
    let number = |at: usize| Some(u16::from_be_bytes([*glyph.get(at)?, *glyph.get(at + 1)?]));
    let mut parts = Vec::new();
    let is_composite = number(0).is_some_and(|contours| contours >= 0x8000);
    let mut at = 10;
    while let (true, Some(flags), Some(part)) = (is_composite, number(at), number(at + 2)) {
        parts.push(usize::from(part));
        at += if flags & WORDS == 0 { 6 } else { 8 };
        at += match flags {
            flags if flags & SCALE != 0 => 2,
            flags if flags & TWO_SCALES != 0 => 4,
            flags if flags & MATRIX != 0 => 8,
            _ => 0,
        };
        if flags & MORE == 0 {
            break;
        }
    }
    parts
}

/// The table of characters, in format 12.
fn cmap(characters: &BTreeMap<char, u16>) -> Vec<u8> {
    let mut table = vec![0, 0, 0, 1, 0, 3, 0, 10, 0, 0, 0, 12, 0, 12, 0, 0];
    table.extend(u32_of(16 + 12 * characters.len()));
    table.extend(u32_of(0));
    table.extend(u32_of(characters.len()));
    for (char, glyph) in characters {
        let char = *char as usize;
        for number in [char, char, usize::from(*glyph)] {
            table.extend(u32_of(number));
        }
    }
    table
}

/// A TrueType file of these tables, sorted by tag.
fn file(tables: &[([u8; 4], Vec<u8>)]) -> Vec<u8> {
    let count = tables.len();
    let power = count.checked_ilog2().unwrap_or(0);
    let range = 16_usize << power;
    let mut file = vec![0, 1, 0, 0];
    for number in [count, range, power as usize, 16 * count - range] {
        file.extend(&u32_of(number)[2..]);
    }
    let mut offset = 12 + 16 * count;
    for (tag, bytes) in tables {
        file.extend(tag);
        file.extend(checksum(bytes).to_be_bytes());
        file.extend(u32_of(offset));
        file.extend(u32_of(bytes.len()));
        offset += bytes.len().next_multiple_of(4);
    }
    for (_, bytes) in tables {
        file.extend(bytes);
        file.resize(file.len().next_multiple_of(4), 0);
    }
    file
}

fn checksum(bytes: &[u8]) -> u32 {
    let word = |bytes: &[u8]| {
        let mut word = [0; 4];
        word[..bytes.len()].copy_from_slice(bytes);
        u32::from_be_bytes(word)
    };
    bytes.chunks(4).fold(0_u32, |sum, bytes| sum.wrapping_add(word(bytes)))
}

fn u32_of(number: usize) -> [u8; 4] {
    u32::try_from(number).unwrap_or(u32::MAX).to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::picture::font::Face;

    #[test]
    fn a_part_of_a_font_draws_its_letters_as_the_whole_does() {
        #[derive(Default, PartialEq, Debug)]
        struct Points(Vec<(f32, f32)>);
        impl ttf_parser::OutlineBuilder for Points {
            fn move_to(&mut self, x: f32, y: f32) {
                self.0.push((x, y));
            }
            fn line_to(&mut self, x: f32, y: f32) {
                self.0.push((x, y));
            }
            fn quad_to(&mut self, a: f32, b: f32, x: f32, y: f32) {
                self.0.extend([(a, b), (x, y)]);
            }
            fn curve_to(&mut self, a: f32, b: f32, c: f32, d: f32, x: f32, y: f32) {
                self.0.extend([(a, b), (c, d), (x, y)]);
            }
            fn close(&mut self) {}
        }
        // É is made of two glyphs.
        let letters = Face::Medium.letters("Égypt");
        let characters = letters.iter().map(|letter| (letter.char, letter.glyph)).collect();
        let bytes = subset(Font::Medium, &characters).unwrap();
        assert!(bytes.len() < Font::Medium.bytes().len() / 3, "{} bytes", bytes.len());
        let (part, whole) = (ttf_parser::Face::parse(&bytes, 0).unwrap(), Font::Medium.parsed().unwrap());
        for letter in letters {
            let glyph = part.glyph_index(letter.char).unwrap();
            assert_eq!(glyph.0, letter.glyph);
            let (mut one, mut other) = (Points::default(), Points::default());
            part.outline_glyph(glyph, &mut one);
            whole.outline_glyph(glyph, &mut other);
            assert!(!one.0.is_empty());
            assert_eq!(one, other, "{}", letter.char);
        }
        assert_eq!(part.glyph_index('x'), None);
    }
}
