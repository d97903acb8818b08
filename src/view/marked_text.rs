//! Text with marks under its words: mentions, deciding words, damaged passages.
//!
//! epaint has no dotted lines and no rounded grounds, so marks are painted from the rows of the laid
//! out text. Spans are bytes of the source; epaint counts characters: [`MarkedText`] keeps the map
//! between both, also where white space was drawn as a single blank.

use std::ops::Range;
use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, CornerRadius, FontId, Galley, Pos2, Rect, Stroke, StrokeKind, Vec2, pos2, vec2};

use super::theme;
use crate::article::Span;
use crate::event::Quad;
use crate::export::palette::Palette;

/// How a mark looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// An actor by a name: underlined.
    Named,
    /// An actor by a title, a role or a pronoun: underlined with dots.
    Referred,
    /// Words that decided an event which counts.
    Cue(Option<Quad>),
    /// Words of an event that is left out of the map.
    LeftOut(Option<Quad>),
    /// A sentence whose text is damaged.
    Damaged,
    /// A name that could mean several actors: underlined with dots in the colour of warnings.
    Unresolved,
}

/// A mark under some words.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// The words, in bytes of the source.
    pub span: Span,
    /// How it looks.
    pub look: Look,
    /// The event that its words decided, as an index in the reading's events.
    pub event: Option<usize>,
    /// What it says when the pointer rests on it.
    pub hint: String,
}

/// How the text is set.
#[derive(Clone, Debug)]
pub struct Setting {
    /// The font.
    pub font: FontId,
    /// Distance of the rows.
    pub line_height: f32,
    /// Ink.
    pub color: Color32,
    /// Width of the column.
    pub width: f32,
}

/// A passage that is laid out and can be painted with marks.
pub struct MarkedText {
    galley: Arc<Galley>,
    font_size: f32,
    /// First byte of the passage in the source.
    start: usize,
    /// For each byte of the passage, and one past its end, the character that shows it.
    char_of_byte: Vec<usize>,
}

impl MarkedText {
    /// Lays out the part of a source that a span covers; a span that does not fit shows nothing.
    #[must_use]
    pub fn new(painter: &egui::Painter, source: &str, span: Span, setting: &Setting) -> Self {
        let (shown, char_of_byte) = one_blank_each(span.of(source));
        let format = TextFormat {
            font_id: setting.font.clone(),
            color: setting.color,
            line_height: Some(setting.line_height),
            valign: egui::Align::Center,
            ..TextFormat::default()
        };
        let mut job = LayoutJob::single_section(shown, format);
        job.wrap.max_width = setting.width;
        job.break_on_newline = false;
        Self {
            galley: painter.layout_job(job),
            font_size: setting.font.size,
            start: span.start,
            char_of_byte,
        }
    }

    /// Width and height.
    #[must_use]
    pub fn size(&self) -> Vec2 {
        self.galley.size()
    }

    /// The text as it is shown.
    #[must_use]
    pub fn text(&self) -> &str {
        self.galley.text()
    }

    /// Paints marks and text with the upper left corner at `at`; the deciding words of the selected
    /// event have an outline.
    pub fn paint(
        &self,
        painter: &egui::Painter,
        palette: &Palette,
        at: Pos2,
        marks: &[Mark],
        selected: Option<usize>,
    ) {
        for mark in marks {
            self.paint_ground(painter, palette, at, mark);
        }
        painter.galley(at, Arc::clone(&self.galley), Color32::PLACEHOLDER);
        for mark in marks {
            self.paint_line(painter, palette, at, mark);
        }
        for mark in marks.iter().filter(|mark| mark.event.is_some() && mark.event == selected) {
            self.paint_outline(painter, palette, at, mark);
        }
    }

    /// The mark under a point; mentions lie over deciding words, those over damaged sentences.
    #[must_use]
    pub fn mark_at<'a>(&self, at: Pos2, pointer: Pos2, marks: &'a [Mark]) -> Option<&'a Mark> {
        let under =
            |mark: &&Mark| self.rects(mark.span).iter().any(|r| r.translate(at.to_vec2()).contains(pointer));
        marks.iter().filter(under).min_by_key(|mark| rank(mark.look))
    }

    /// How far below the upper edge the row of a byte begins.
    #[must_use]
    pub fn row_top(&self, byte: usize) -> f32 {
        let at = self.char_at(byte);
        let mut first = 0;
        for row in &self.galley.rows {
            let end = first + row.char_count_including_newline().0;
            if at < end {
                return row.pos.y;
            }
            first = end;
        }
        self.galley.rows.last().map_or(0.0, |row| row.pos.y)
    }

    /// The rectangles of a span, one a row, relative to the upper left corner. Blanks at the ends of
    /// rows are left out.
    #[must_use]
    pub fn rects(&self, span: Span) -> Vec<Rect> {
        let wanted = self.chars(span);
        let mut rects = Vec::new();
        let mut first = 0;
        for row in &self.galley.rows {
            let end = first + row.glyphs.len();
            let within = wanted.start.max(first)..wanted.end.min(end);
            if within.start < within.end {
                let glyphs = &row.glyphs[within.start - first..within.end - first];
                let inked = |glyph: &&egui::epaint::text::Glyph| !glyph.chr.is_whitespace();
                let ends = (glyphs.iter().find(inked), glyphs.iter().rfind(inked));
                if let (Some(left), Some(right)) = ends {
                    let base = row.pos.y + left.pos.y;
                    rects.push(Rect::from_min_max(
                        pos2(row.pos.x + left.pos.x, base - 0.93 * self.font_size),
                        pos2(row.pos.x + right.max_x(), base + 0.37 * self.font_size),
                    ));
                }
            }
            first += row.char_count_including_newline().0;
        }
        rects
    }

    fn chars(&self, span: Span) -> Range<usize> {
        let end = self.start + self.char_of_byte.len().saturating_sub(1);
        if span.end <= self.start || span.start >= end {
            return 0..0;
        }
        self.char_at(span.start)..self.char_at(span.end)
    }

    fn char_at(&self, byte: usize) -> usize {
        let byte = byte.saturating_sub(self.start).min(self.char_of_byte.len().saturating_sub(1));
        self.char_of_byte.get(byte).copied().unwrap_or(0)
    }

    fn paint_ground(&self, painter: &egui::Painter, palette: &Palette, at: Pos2, mark: &Mark) {
        let Some(ground) = ground(palette, mark.look) else { return };
        for rect in self.rects(mark.span) {
            let rect = rect.translate(at.to_vec2()).expand2(vec2(2.0, 0.0));
            painter.rect_filled(rect, CornerRadius::same(3), ground);
        }
    }

    fn paint_line(&self, painter: &egui::Painter, palette: &Palette, at: Pos2, mark: &Mark) {
        let (color, width) = line(palette, mark.look);
        for rect in self.rects(mark.span) {
            let rect = rect.translate(at.to_vec2());
            let (left, right) = (rect.left(), rect.right());
            match mark.look {
                Look::Named => {
                    let y = rect.bottom() - 0.5 * width - 1.0;
                    painter.hline(left..=right, y, Stroke::new(width, color));
                }
                Look::Referred | Look::Unresolved => dots(painter, left, right, rect.bottom() - 1.75, color),
                Look::Cue(_) | Look::LeftOut(_) | Look::Damaged => {
                    let under = Rect::from_min_max(
                        pos2(left - 2.0, rect.bottom() - width),
                        pos2(right + 2.0, rect.bottom()),
                    );
                    painter.rect_filled(under, CornerRadius { sw: 2, se: 2, ..CornerRadius::ZERO }, color);
                }
            }
        }
    }

    fn paint_outline(&self, painter: &egui::Painter, palette: &Palette, at: Pos2, mark: &Mark) {
        let stroke = Stroke::new(1.5, theme::color(palette.selection));
        for rect in self.rects(mark.span) {
            let around = rect.translate(at.to_vec2()).expand2(vec2(3.0, 1.0));
            painter.rect_stroke(around, CornerRadius::same(4), stroke, StrokeKind::Middle);
        }
    }
}

/// Order of marks that lie over one another, the upper first.
fn rank(look: Look) -> u8 {
    match look {
        Look::Named | Look::Referred | Look::Unresolved => 0,
        Look::Cue(_) => 1,
        Look::LeftOut(_) => 2,
        Look::Damaged => 3,
    }
}

/// The tint behind the words.
fn ground(palette: &Palette, look: Look) -> Option<Color32> {
    let dark = *palette == crate::export::palette::DARK;
    let (ink, opacity) = match look {
        Look::Named | Look::Referred | Look::Unresolved => return None,
        Look::Cue(quad) => (quad_ink(palette, quad), if dark { 0.26 } else { 0.20 }),
        Look::LeftOut(quad) => (quad_ink(palette, quad), 0.07),
        Look::Damaged => (palette.warning, 0.13),
    };
    Some(theme::color(ink.over(palette.panel, opacity)))
}

/// Colour and width of the line below the words.
fn line(palette: &Palette, look: Look) -> (Color32, f32) {
    match look {
        Look::Named | Look::Referred => (theme::color(palette.second_text), 1.5),
        Look::Cue(quad) => (theme::color(quad_ink(palette, quad)), 2.0),
        Look::LeftOut(quad) => (theme::color(quad_ink(palette, quad).over(palette.panel, 0.7)), 1.0),
        Look::Damaged | Look::Unresolved => (theme::color(palette.warning), 1.5),
    }
}

fn quad_ink(palette: &Palette, quad: Option<Quad>) -> crate::export::palette::Rgb {
    quad.map_or(palette.mixed, |quad| palette.quad(quad))
}

fn dots(painter: &egui::Painter, left: f32, right: f32, y: f32, color: Color32) {
    let mut x = left + 0.8;
    while x < right {
        painter.circle_filled(pos2(x, y), 0.8, color);
        x += 3.0;
    }
}

/// The text with each run of white space as one blank, and the character for each byte of the source.
/// Other characters without a form (controls) are shown as blanks too.
fn one_blank_each(text: &str) -> (String, Vec<usize>) {
    let mut shown = String::with_capacity(text.len());
    let mut char_of_byte = Vec::with_capacity(text.len() + 1);
    let mut count = 0;
    let mut after_blank = false;
    for c in text.chars() {
        let blank = c.is_whitespace() || c.is_control();
        if blank && after_blank {
            // Belongs to the blank that stands already; a span that begins here begins after it.
            char_of_byte.extend(std::iter::repeat_n(count, c.len_utf8()));
            continue;
        }
        char_of_byte.extend(std::iter::repeat_n(count, c.len_utf8()));
        shown.push(if blank { ' ' } else { c });
        count += 1;
        after_blank = blank;
    }
    char_of_byte.push(count);
    (shown, char_of_byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words that a span of the source covers in the text as shown.
    fn shown_under(source: &str, words: &str) -> String {
        let (shown, map) = one_blank_each(source);
        let start = source.find(words).unwrap();
        shown.chars().skip(map[start]).take(map[start + words.len()] - map[start]).collect()
    }

    #[test]
    fn spans_find_their_words_after_letters_of_several_bytes() {
        assert_eq!(shown_under("Türkiye’s envoy met Côte d’Ivoire’s", "met"), "met");
        assert_eq!(shown_under("“Ünï” 中国 accused 日本 of 😀 it", "日本 of 😀"), "日本 of 😀");
    }

    #[test]
    fn line_ends_within_a_paragraph_are_one_blank() {
        let source = "The ministers\r\n   of Peru and\r\nChile met";
        assert_eq!(one_blank_each(source).0, "The ministers of Peru and Chile met");
        assert_eq!(shown_under(source, "Chile"), "Chile");
        assert_eq!(shown_under(source, "Peru and\r\nChile"), "Peru and Chile");
    }

    #[test]
    fn marks_lie_under_their_words_on_each_row() {
        let ctx = egui::Context::default();
        theme::install(&ctx);
        let output = ctx.run_ui(egui::RawInput::default(), |ui| {
            let source = "Åland and Chile agreed at length on many things of little weight";
            let setting = Setting {
                font: FontId::proportional(15.0),
                line_height: 23.0,
                color: Color32::BLACK,
                width: 120.0,
            };
            let text = MarkedText::new(ui.painter(), source, Span::new(0, source.len()), &setting);
            let first = text.rects(Span::new(0, "Åland".len()));
            assert_eq!(first.len(), 1);
            assert!(first[0].left() < 1.0 && first[0].width() > 20.0 && first[0].width() < 60.0);
            let all = text.rects(Span::new(0, source.len()));
            assert!(all.len() > 2, "several rows");
            assert!(all.iter().all(|rect| rect.width() <= 121.0));
            assert!(text.rects(Span::new(900, 950)).is_empty());
            assert_eq!(text.row_top(0), 0.0);
            assert!(text.row_top(source.len() - 1) > 23.0);
        });
        output.drop_without_applying_deltas();
    }
}
