//! The letters of a page with their places, as its content draws them.
//!
//! Pictures, colours and lines are passed over. Text of a running head that the file itself marks as no
//! part of the text (`Artifact`) is kept apart. Invisible text is taken: it is what was recognised in a
//! scan.

use std::sync::Arc;

use hayro_cmap::BfString;
use hayro_font::{CMapResolverFn, Font, FontCache, FontGlyph, FontQuery, FontResolverFn};
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::dict::keys::{MATRIX, RESOURCES, SUBTYPE};
use hayro_syntax::object::{Dict, Name, Number, Object, Stream};
use hayro_syntax::page::{Page, Resources};

/// Content in content, such as a table in a form in a page.
const DEPTH: usize = 12;
/// Saved states of drawing, one in another.
const SAVED: usize = 512;
/// Marked pieces of content, one in another.
const MARKED: usize = 512;
/// A letter has an advance in thousandths of its size.
const PER_SIZE: f64 = 1000.0;

/// How much of a document may still be looked at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Left {
    pub instructions: usize,
    pub letters: usize,
    pub forms: usize,
}

impl Default for Left {
    fn default() -> Self {
        Self { instructions: 6_000_000, letters: 2_000_000, forms: 20_000 }
    }
}

/// A letter, or several that are drawn as one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Letter {
    /// Where its text stands in that of the page.
    pub text: (usize, usize),
    /// Left end on the line, in points; lines run to the right and stand below one another.
    pub x: f64,
    /// Right end.
    pub end: f64,
    /// Height of the line, growing downwards.
    pub y: f64,
    /// Size of the type.
    pub size: f64,
    /// Whether the file marks it as no part of the text.
    pub is_artifact: bool,
}

/// What a page shows.
#[derive(Debug, Default)]
pub(super) struct Shown {
    pub text: String,
    pub letters: Vec<Letter>,
    /// Letters whose meaning the file does not tell.
    pub unknown: usize,
    pub pictures: usize,
}

/// Fonts are shared by all pages of a document.
pub(super) struct Fonts<'a> {
    cache: FontCache<'a>,
    fonts: FontResolverFn,
    maps: CMapResolverFn,
}

impl Default for Fonts<'_> {
    fn default() -> Self {
        Self {
            cache: FontCache::new(),
            fonts: Arc::new(|query| {
                Some(match query {
                    FontQuery::Standard(font) => font.get_font_data(),
                    FontQuery::Fallback(font) => font.pick_standard_font().get_font_data(),
                })
            }),
            maps: Arc::new(|_| None),
        }
    }
}

/// The letters of a page in the order in which they are drawn, turned so that its lines are level.
pub(super) fn of_page<'a>(page: &Page<'a>, fonts: &Fonts<'a>, left: &mut Left) -> Shown {
    let mut drawing = Drawing {
        fonts,
        left,
        drawn: Vec::new(),
        shown: Shown::default(),
        state: State { place: Matrix(page.initial_transform(true).as_coeffs()), ..State::default() },
        saved: Vec::new(),
        marked: Vec::new(),
    };
    if let Some(content) = page.page_stream() {
        drawing.run(content, page.resources(), 0);
    }
    drawing.level()
}

/// `[a b c d e f]`: what maps points into a larger system.
#[derive(Clone, Copy, Debug)]
struct Matrix([f64; 6]);

impl Matrix {
    const NONE: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    fn of(numbers: [Number; 6]) -> Self {
        Self(numbers.map(|number| number.as_f64()))
    }

    fn moved(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// This one first, the other behind it.
    fn then(self, other: Self) -> Self {
        let [a, b, c, d, e, f] = self.0;
        let (x, y) = other.map(e, f);
        let [p, q, r, s, ..] = other.0;
        Self([a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, x, y])
    }

    fn map(self, x: f64, y: f64) -> (f64, f64) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }
}

#[derive(Clone)]
struct State<'a> {
    place: Matrix,
    font: Option<Font<'a>>,
    size: f64,
    letter_space: f64,
    word_space: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
}

impl Default for State<'_> {
    fn default() -> Self {
        Self {
            place: Matrix::NONE,
            font: None,
            size: 1.0,
            letter_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        }
    }
}

/// A letter as it was drawn: where it begins and ends, and which way its line runs.
struct Drawn {
    text: (usize, usize),
    from: (f64, f64),
    to: (f64, f64),
    size: f64,
    /// Quarters of a turn from level.
    quarter: usize,
    is_artifact: bool,
}

struct Drawing<'a, 'd> {
    fonts: &'d Fonts<'a>,
    left: &'d mut Left,
    drawn: Vec<Drawn>,
    shown: Shown,
    state: State<'a>,
    saved: Vec<State<'a>>,
    /// Whether each piece of marked content that is open is no part of the text.
    marked: Vec<bool>,
}

impl<'a> Drawing<'a, '_> {
    fn run(&mut self, content: &[u8], resources: &Resources<'a>, depth: usize) {
        let (mut text, mut line) = (Matrix::NONE, Matrix::NONE);
        let mut instructions = TypedIter::new(content);
        while let Some(instruction) = instructions.next() {
            if self.left.instructions == 0 || self.left.letters == 0 {
                return;
            }
            self.left.instructions -= 1;
            let mut next_line = |x: f64, y: f64| {
                line = Matrix::moved(x, y).then(line);
                line
            };
            match instruction {
                TypedInstruction::SaveState(_) if self.saved.len() < SAVED => {
                    self.saved.push(self.state.clone());
                }
                TypedInstruction::RestoreState(_) => {
                    if let Some(state) = self.saved.pop() {
                        self.state = state;
                    }
                }
                TypedInstruction::Transform(m) => {
                    let [a, b, c, d, e, f] = [m.0, m.1, m.2, m.3, m.4, m.5];
                    self.state.place = Matrix::of([a, b, c, d, e, f]).then(self.state.place);
                }
                TypedInstruction::BeginText(_) => (text, line) = (Matrix::NONE, Matrix::NONE),
                TypedInstruction::SetTextMatrix(m) => {
                    line = Matrix::of([m.0, m.1, m.2, m.3, m.4, m.5]);
                    text = line;
                }
                TypedInstruction::NextLine(step) => text = next_line(step.0.as_f64(), step.1.as_f64()),
                TypedInstruction::NextLineAndSetLeading(step) => {
                    self.state.leading = -step.1.as_f64();
                    text = next_line(step.0.as_f64(), step.1.as_f64());
                }
                TypedInstruction::NextLineUsingLeading(_) => text = next_line(0.0, -self.state.leading),
                TypedInstruction::NextLineAndShowText(shown) => {
                    text = next_line(0.0, -self.state.leading);
                    self.show(shown.0.as_bytes(), &mut text);
                }
                TypedInstruction::ShowTextWithParameters(shown) => {
                    self.state.word_space = shown.0.as_f64();
                    self.state.letter_space = shown.1.as_f64();
                    text = next_line(0.0, -self.state.leading);
                    self.show(shown.2.as_bytes(), &mut text);
                }
                TypedInstruction::ShowText(shown) => self.show(shown.0.as_bytes(), &mut text),
                TypedInstruction::ShowTexts(pieces) => {
                    for piece in pieces.0.iter::<Object<'_>>() {
                        match piece {
                            Object::Number(back) => {
                                let step = -back.as_f64() / PER_SIZE * self.state.size * self.state.stretch;
                                text = Matrix::moved(step, 0.0).then(text);
                            }
                            Object::String(shown) => self.show(shown.as_bytes(), &mut text),
                            _ => {}
                        }
                    }
                }
                TypedInstruction::TextFont(font) => {
                    let (dict, maps) = (resources.get_font(font.0), &self.fonts.maps);
                    self.state.font =
                        dict.and_then(|dict| self.fonts.cache.font(&dict, &self.fonts.fonts, maps));
                    self.state.size = font.1.as_f64();
                }
                TypedInstruction::CharacterSpacing(space) => self.state.letter_space = space.0.as_f64(),
                TypedInstruction::WordSpacing(space) => self.state.word_space = space.0.as_f64(),
                TypedInstruction::HorizontalScaling(scale) => self.state.stretch = scale.0.as_f64() / 100.0,
                TypedInstruction::TextLeading(leading) => self.state.leading = leading.0.as_f64(),
                TypedInstruction::TextRise(rise) => self.state.rise = rise.0.as_f64(),
                TypedInstruction::BeginMarkedContent(mark) => self.begin_mark(mark.0.as_ref()),
                TypedInstruction::BeginMarkedContentWithProperties(mark) => self.begin_mark(mark.0.as_ref()),
                TypedInstruction::EndMarkedContent(_) => {
                    self.marked.pop();
                }
                TypedInstruction::XObject(object) => {
                    if let Some(object) = resources.get_x_object(object.0) {
                        self.draw(&object, resources, depth);
                    }
                }
                TypedInstruction::InlineImage(_) => self.shown.pictures += 1,
                _ => {}
            }
        }
    }

    fn begin_mark(&mut self, name: &[u8]) {
        let is_artifact = name == b"Artifact" || self.marked.last() == Some(&true);
        if self.marked.len() < MARKED {
            self.marked.push(is_artifact);
        }
    }

    /// A picture is counted; a form is content of its own.
    fn draw(&mut self, object: &Stream<'a>, resources: &Resources<'a>, depth: usize) {
        let dict = object.dict();
        let is_form = dict.get::<Name<'_>>(SUBTYPE).is_some_and(|name| name.as_ref() == b"Form");
        if !is_form {
            self.shown.pictures += 1;
            return;
        }
        if depth == DEPTH || self.left.forms == 0 {
            return;
        }
        self.left.forms -= 1;
        let Ok(content) = object.decoded_data() else { return };
        let own = dict.get::<Dict<'_>>(RESOURCES).map(Resources::new);
        let (state, marked) = (self.state.clone(), self.marked.len());
        let saved = std::mem::take(&mut self.saved);
        if let Some(matrix) = dict.get::<[f64; 6]>(MATRIX) {
            self.state.place = Matrix(matrix).then(self.state.place);
        }
        self.run(&content, own.as_ref().unwrap_or(resources), depth + 1);
        (self.state, self.saved) = (state, saved);
        self.marked.truncate(marked);
    }

    fn show(&mut self, bytes: &[u8], text: &mut Matrix) {
        let Some(font) = self.state.font.clone() else { return };
        let State { size, letter_space, word_space, stretch, rise, place, .. } = self.state;
        let is_artifact = self.marked.last() == Some(&true);
        let mut at = 0;
        while at < bytes.len() && self.left.letters > 0 {
            self.left.letters -= 1;
            let (code, length) = font.read_code(bytes, at);
            at += length.max(1);
            let width = font.code_advance(code).x / PER_SIZE;
            let scale = Matrix([size * stretch, 0.0, 0.0, size, 0.0, rise]).then(*text).then(place);
            let start = self.shown.text.len();
            self.push_meaning(&font, code);
            if self.shown.text.len() > start {
                let drawn = drawn(scale, width, (start, self.shown.text.len()), is_artifact);
                self.drawn.extend(drawn);
            }
            let blank = if code == 32 && length == 1 { word_space } else { 0.0 };
            let step = (width * size + letter_space + blank) * stretch;
            *text = Matrix::moved(step, 0.0).then(*text);
        }
    }

    /// Writes what a letter means to the text of the page.
    fn push_meaning(&mut self, font: &Font<'a>, code: u32) {
        let meaning = match font.glyph(font.map_code(code), code) {
            FontGlyph::Outline(glyph) => glyph.as_unicode(),
            FontGlyph::Type3(glyph) => glyph.as_unicode(),
        };
        match meaning {
            Some(BfString::Char('\0')) | None => {
                self.shown.unknown += 1;
                self.shown.text.push('\u{fffd}');
            }
            Some(BfString::Char(c)) => push(&mut self.shown.text, c),
            Some(BfString::String(letters)) => {
                letters.chars().for_each(|c| push(&mut self.shown.text, c));
            }
        }
    }

    /// Turns the page so that most of its lines are level; what runs another way (a note on the margin, a
    /// stamp across the page) is left out.
    fn level(self) -> Shown {
        let mut of_quarter = [0; 4];
        for letter in &self.drawn {
            of_quarter[letter.quarter] += 1;
        }
        let most = (0..4).rev().max_by_key(|quarter| of_quarter[*quarter]).unwrap_or(0);
        let turned = |(x, y): (f64, f64)| match most {
            0 => (x, y),
            1 => (y, -x),
            2 => (-x, -y),
            _ => (-y, x),
        };
        let letters = self.drawn.iter().filter(|letter| letter.quarter == most).map(|letter| {
            let (from, to) = (turned(letter.from), turned(letter.to));
            Letter {
                text: letter.text,
                x: from.0.min(to.0),
                end: from.0.max(to.0),
                y: from.1,
                size: letter.size,
                is_artifact: letter.is_artifact,
            }
        });
        Shown { letters: letters.collect(), ..self.shown }
    }
}

/// Ligatures are written as their letters.
fn push(text: &mut String, c: char) {
    match c {
        '\u{fb00}' => text.push_str("ff"),
        '\u{fb01}' => text.push_str("fi"),
        '\u{fb02}' => text.push_str("fl"),
        '\u{fb03}' => text.push_str("ffi"),
        '\u{fb04}' => text.push_str("ffl"),
        '\u{fb05}' | '\u{fb06}' => text.push_str("st"),
        // What is drawn is no soft hyphen, whatever the file calls it.
        '\u{ad}' => text.push('-'),
        c if c.is_control() => text.push(' '),
        c => text.push(c),
    }
}

/// A letter at its place, unless that is none or its line runs aslant.
fn drawn(scale: Matrix, width: f64, text: (usize, usize), is_artifact: bool) -> Option<Drawn> {
    const FAR: f64 = 1e6;
    let [a, b, c, d, ..] = scale.0;
    let (from, to) = (scale.map(0.0, 0.0), scale.map(width, 0.0));
    let size = c.hypot(d);
    let is_near = [from.0, from.1, to.0, to.1].iter().all(|value| value.abs() < FAR);
    if !is_near || !(0.1..1000.0).contains(&size) {
        return None;
    }
    let quarter = if b.abs() * 4.0 < a.abs() {
        if a > 0.0 { 0 } else { 2 }
    } else if a.abs() * 4.0 < b.abs() {
        if b > 0.0 { 1 } else { 3 }
    } else {
        return None;
    };
    Some(Drawn { text, from, to, size, quarter, is_artifact })
}
