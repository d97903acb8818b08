//! The list of shapes and words as PDF of one page. Words stay words: they can be found and copied.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use pdf_writer::types::{CidFontType, FontFlags, LineJoinStyle, SystemInfo, TextRenderingMode, UnicodeCmap};
use pdf_writer::{Content, Filter, Finish as _, Name, Pdf, Rect, Ref, Str, TextStr};

use super::font::{Font, Letter};
use super::{Ink, Item, Outline, Picture, Shape, Words, subset};
use crate::layout::Point;

/// A pixel in points of PDF.
const POINTS: f32 = 0.75;
/// Part of the way to the end of a quarter circle at which its control points stand.
const ROUND: f32 = 0.552_284_8;
const IDENTITY: SystemInfo<'static> =
    SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };

pub(super) fn write(picture: &Picture) -> Vec<u8> {
    let [catalog, pages, page, content, info] = [1, 2, 3, 4, 5].map(Ref::new);
    let fonts = picture.characters();
    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(pages);
    pdf.pages(pages).kids([page]).count(1);
    pdf.document_info(info)
        .title(TextStr(&picture.title))
        .creator(TextStr(concat!("Diplograph ", env!("CARGO_PKG_VERSION"))));
    let mut leaf = pdf.page(page);
    leaf.media_box(Rect::new(0.0, 0.0, picture.width * POINTS, picture.height * POINTS));
    leaf.parent(pages).contents(content);
    let mut resources = leaf.resources();
    let mut names = resources.fonts();
    for (number, font) in fonts.keys().enumerate() {
        names.pair(Name(name(*font)), font_ref(number, Part::Font));
    }
    names.finish();
    let mut states = resources.ext_g_states();
    for opacity in opacities(picture) {
        let mut state = states
            .insert(Name(state_name(opacity).as_bytes()))
            .start::<pdf_writer::writers::ExtGraphicsState<'_>>();
        let opacity = f32::from(opacity) / 1000.0;
        state.stroking_alpha(opacity).non_stroking_alpha(opacity);
    }
    states.finish();
    resources.finish();
    leaf.finish();
    let packed = packed(&drawn(picture));
    pdf.stream(content, &packed).filter(Filter::FlateDecode);
    for (number, (font, characters)) in fonts.iter().enumerate() {
        embed(&mut pdf, number, *font, characters);
    }
    pdf.finish()
}

/// The objects of a font.
#[derive(Clone, Copy)]
enum Part {
    Font,
    Letters,
    Descriptor,
    File,
    Unicode,
}

fn font_ref(number: usize, part: Part) -> Ref {
    Ref::new(i32::try_from(10 + 5 * number + part as usize).unwrap_or(i32::MAX))
}

fn name(font: Font) -> &'static [u8] {
    match font {
        Font::Regular => b"InterRegular",
        Font::Medium => b"InterMedium",
        Font::Fallback => b"NotoFallback",
    }
}

/// The page, in pixels with y downwards.
fn drawn(picture: &Picture) -> Vec<u8> {
    let mut content = Content::new();
    content.transform([POINTS, 0.0, 0.0, -POINTS, 0.0, picture.height * POINTS]);
    let [red, green, blue] = picture.paper.channels().map(channel);
    content.set_fill_rgb(red, green, blue).rect(0.0, 0.0, picture.width, picture.height).fill_nonzero();
    for item in &picture.items {
        match item {
            Item::Open(_) | Item::Close => {}
            Item::Shape(shape) => draw(&mut content, shape),
            Item::Words(words) => write_words(&mut content, words),
        }
    }
    content.finish().to_vec()
}

fn channel(byte: u8) -> f32 {
    f32::from(byte) / 255.0
}

fn draw(content: &mut Content, shape: &Shape) {
    if let Some(fill) = shape.fill {
        set_fill(content, fill);
    }
    if let Some((stroke, width)) = shape.stroke {
        let [red, green, blue] = stroke.rgb.channels().map(channel);
        content.set_stroke_rgb(red, green, blue).set_line_width(width);
    }
    // One after the other where the two are seen through in a different measure.
    let opacity = |ink: Option<Ink>| ink.map(|ink| thousandths(ink.opacity));
    let stroke = shape.stroke.map(|(ink, _)| ink);
    if opacity(shape.fill).is_some() {
        set_opacity(content, opacity(shape.fill));
        outline(content, &shape.outline);
        content.fill_nonzero();
    }
    if opacity(stroke).is_some() {
        set_opacity(content, opacity(stroke));
        outline(content, &shape.outline);
        content.stroke();
    }
}

fn set_fill(content: &mut Content, ink: Ink) {
    let [red, green, blue] = ink.rgb.channels().map(channel);
    content.set_fill_rgb(red, green, blue);
}

fn set_opacity(content: &mut Content, opacity: Option<u16>) {
    let name = state_name(opacity.unwrap_or(1000));
    content.set_parameters(Name(name.as_bytes()));
}

fn thousandths(opacity: f32) -> u16 {
    (opacity.clamp(0.0, 1.0) * 1000.0).round() as u16
}

fn state_name(opacity: u16) -> String {
    format!("O{opacity}")
}

/// All opacities that are used, in thousandths.
fn opacities(picture: &Picture) -> BTreeSet<u16> {
    let mut all = BTreeSet::from([1000]);
    for item in &picture.items {
        if let Item::Shape(shape) = item {
            let inks = [shape.fill, shape.stroke.map(|(ink, _)| ink)];
            all.extend(inks.into_iter().flatten().map(|ink| thousandths(ink.opacity)));
        }
    }
    all
}

fn outline(content: &mut Content, outline: &Outline) {
    match outline {
        Outline::Polygons(polygons) => {
            for polygon in polygons {
                for (i, Point { x, y }) in polygon.iter().enumerate() {
                    if i == 0 {
                        content.move_to(*x, *y)
                    } else {
                        content.line_to(*x, *y)
                    };
                }
                content.close_path();
            }
        }
        Outline::Circle { center, radius } => round_square(content, *center, *radius, *radius),
        Outline::Square { center, half, corner } => round_square(content, *center, *half, *corner),
        Outline::Line(from, to) => {
            content.move_to(from.x, from.y).line_to(to.x, to.y);
        }
    }
}

/// A square with round corners; a circle where they are as large as it.
fn round_square(content: &mut Content, center: Point, half: f32, corner: f32) {
    let corner = corner.min(half);
    let (left, right) = (center.x - half, center.x + half);
    let (top, bottom) = (center.y - half, center.y + half);
    let bend = corner * (1.0 - ROUND);
    content
        .move_to(left + corner, top)
        .line_to(right - corner, top)
        .cubic_to(right - bend, top, right, top + bend, right, top + corner)
        .line_to(right, bottom - corner)
        .cubic_to(right, bottom - bend, right - bend, bottom, right - corner, bottom)
        .line_to(left + corner, bottom)
        .cubic_to(left + bend, bottom, left, bottom - bend, left, bottom - corner)
        .line_to(left, top + corner)
        .cubic_to(left, top + bend, left + bend, top, left + corner, top)
        .close_path();
}

fn write_words(content: &mut Content, words: &Words) {
    set_opacity(content, None);
    let letters = words.face.letters(&words.text);
    if let Some((halo, width)) = words.halo {
        let [red, green, blue] = halo.channels().map(channel);
        content.set_stroke_rgb(red, green, blue).set_line_width(width);
        content.set_line_join(LineJoinStyle::RoundJoin);
        show(content, words, &letters, TextRenderingMode::Stroke);
        content.set_line_join(LineJoinStyle::MiterJoin);
    }
    set_fill(content, words.color.into());
    show(content, words, &letters, TextRenderingMode::Fill);
}

/// Shows the letters, run by run of one font.
fn show(content: &mut Content, words: &Words, letters: &[Letter], mode: TextRenderingMode) {
    content.begin_text().set_text_rendering_mode(mode);
    let mut pen = words.start();
    for run in letters.chunk_by(|one, other| one.font == other.font) {
        content.set_font(Name(name(run[0].font)), words.size);
        // Letters stand upright although y points downwards.
        content.set_text_matrix([1.0, 0.0, 0.0, -1.0, pen.x, pen.y]);
        let glyphs: Vec<u8> = run.iter().flat_map(|letter| letter.glyph.to_be_bytes()).collect();
        content.show(Str(&glyphs));
        pen.x += run.iter().map(|letter| letter.advance * words.size).sum::<f32>();
    }
    content.end_text();
}

fn embed(pdf: &mut Pdf, number: usize, font: Font, characters: &BTreeMap<char, u16>) {
    let [whole, letters, descriptor, file, unicode] =
        [Part::Font, Part::Letters, Part::Descriptor, Part::File, Part::Unicode]
            .map(|part| font_ref(number, part));
    let (Some(face), Some(bytes)) = (font.parsed(), subset::subset(font, characters)) else { return };
    // Six letters before the name say that it is a part of the font.
    let base = [b"DIPLOG+", name(font)].concat();
    let base = Name(&base);
    pdf.type0_font(whole)
        .base_font(base)
        .encoding_predefined(Name(b"Identity-H"))
        .descendant_font(letters)
        .to_unicode(unicode);
    let units = f32::from(face.units_per_em());
    let scaled = |value: i16| f32::from(value) * 1000.0 / units;
    let glyphs: BTreeMap<u16, char> = characters.iter().map(|(char, glyph)| (*glyph, *char)).collect();
    let mut cid = pdf.cid_font(letters);
    cid.subtype(CidFontType::Type2).base_font(base).system_info(IDENTITY).font_descriptor(descriptor);
    cid.cid_to_gid_map_predefined(Name(b"Identity")).default_width(650.0);
    let mut widths = cid.widths();
    for glyph in glyphs.keys() {
        let width = face.glyph_hor_advance(ttf_parser::GlyphId(*glyph)).unwrap_or(0);
        widths.consecutive(*glyph, [f32::from(width) * 1000.0 / units]);
    }
    widths.finish();
    cid.finish();
    let bounds = face.global_bounding_box();
    pdf.font_descriptor(descriptor)
        .name(base)
        .flags(FontFlags::SYMBOLIC)
        .bbox(Rect::new(
            scaled(bounds.x_min),
            scaled(bounds.y_min),
            scaled(bounds.x_max),
            scaled(bounds.y_max),
        ))
        .italic_angle(0.0)
        .ascent(scaled(face.ascender()))
        .descent(scaled(face.descender()))
        .cap_height(scaled(face.capital_height().unwrap_or(0)))
        .stem_v(80.0)
        .font_file2(file);
    let compressed = packed(&bytes);
    pdf.stream(file, &compressed)
        .filter(Filter::FlateDecode)
        .pair(Name(b"Length1"), i32::try_from(bytes.len()).unwrap_or(i32::MAX));
    let mut cmap = UnicodeCmap::new(Name(b"Diplograph"), IDENTITY);
    for (glyph, char) in &glyphs {
        cmap.pair(*glyph, *char);
    }
    pdf.cmap(unicode, &cmap.finish());
}

/// Packed by zlib. Writing to memory can't fail.
fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).ok();
    encoder.finish().unwrap_or_default()
}
