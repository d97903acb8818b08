//! The shape of a link on the screen: a tapered ribbon, straight or bowed, whole or dashed, with an
//! arrowhead when asked for.
//!
//! All is in screen pixels. The outcome is a list of [`Strips`] from which a mesh and an SVG path are
//! made alike; colour, opacity and what is drawn when are left to those who draw.

use super::scale::link_width_at_target;
use super::{Point, Rect, Vector};

/// How far a link stays off its node's rim.
pub const GAP: f32 = 3.0;
/// How far it stays off the rim of a node that is selected, whose ring needs room.
pub const GAP_SELECTED: f32 = 5.0;
/// At most so many straight pieces stand for a curve.
pub const PIECES: usize = 8;
/// So far they may lie off it, in pixels.
const OFF_CURVE: f32 = 0.15;

/// Length of a dash and of the gap after it.
const DASH: (f32, f32) = (7.0, 4.0);
/// A last dash shorter than this is left out: it would look like a speck.
const SHORTEST_DASH: f32 = 1.5;

/// What a ribbon is made from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Link {
    /// Centre of the node that acts.
    pub source: Point,
    /// Centre of the node acted on.
    pub target: Point,
    /// From the source's centre to where the link begins: its radius and [`GAP`].
    pub source_gap: f32,
    /// From the target's centre to where the link ends: its radius and [`GAP`].
    pub target_gap: f32,
    /// Width at the source, see [`link_width`](super::scale::link_width).
    pub width: f32,
    /// Bowed to its own right, since the other direction exists as well; else straight.
    pub bowed: bool,
    /// Dashed, as conflict is.
    pub dashed: bool,
    /// With an arrowhead at the target, as in the selection.
    pub arrow: bool,
}

/// Two points on either side of a ribbon's line, seen from source to target.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// On its left.
    pub left: Point,
    /// On its right.
    pub right: Point,
}

/// Bands between pairs of points. Two pairs that follow each other make a quad (a triangle where a pair
/// is one point twice); all left points and then all right ones backwards make a polygon.
#[derive(Clone, Debug, Default)]
pub struct Strips {
    pairs: Vec<Pair>,
    ends: Vec<usize>,
}

impl Strips {
    /// Forgets all strips and keeps the memory.
    pub fn clear(&mut self) {
        self.pairs.clear();
        self.ends.clear();
    }

    /// The strips, each with two pairs or more.
    pub fn iter(&self) -> impl Iterator<Item = &[Pair]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| &self.pairs[start..*end])
    }

    fn push(&mut self, pairs: impl IntoIterator<Item = Pair>) {
        self.pairs.extend(pairs);
        self.ends.push(self.pairs.len());
    }
}

/// A link's line on the screen, with all that is needed to draw and hit it. Small and cheap to make.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ribbon {
    start: Point,
    control: Point,
    end: Point,
    width: f32,
    bowed: bool,
    dashed: bool,
    arrow: bool,
}

impl Ribbon {
    /// The ribbon of a link; `None` where its nodes stand so close that nothing is left between them.
    #[must_use]
    pub fn new(link: &Link) -> Option<Self> {
        let way = link.target - link.source;
        let length = way.length();
        let along = way.unit()?;
        if !(link.width.is_finite() && length > link.source_gap + link.target_gap + 1.0) {
            return None;
        }
        let mut ribbon = Self {
            start: link.source + along * link.source_gap,
            control: link.source + way * 0.5,
            end: link.target - along * link.target_gap,
            width: link.width,
            bowed: link.bowed,
            dashed: link.dashed,
            arrow: link.arrow,
        };
        if link.bowed {
            ribbon.control += along.right() * bow(length);
            ribbon.start = link.source + (ribbon.control - link.source).unit()? * link.source_gap;
            ribbon.end = link.target + (ribbon.control - link.target).unit()? * link.target_gap;
        }
        Some(ribbon)
    }

    /// Adds its strips: the ribbon or its dashes, then the arrowhead.
    pub fn draw(&self, strips: &mut Strips) {
        let course = Course::new(self);
        let stop = if self.arrow { course.length() - self.arrow_length() + 1.0 } else { course.length() };
        if self.dashed {
            self.draw_dashes(&course, stop, strips);
        } else if stop > 0.0 {
            let pieces = self.pieces();
            strips.push((0..=pieces).map(|i| self.pair(course.at(stop * i as f32 / pieces as f32))));
        }
        if self.arrow {
            self.draw_arrow(&course, strips);
        }
    }

    /// Distance of a point from the line in the ribbon's middle, for hit tests.
    #[must_use]
    pub fn distance_to(&self, point: Point) -> f32 {
        let line = self.line();
        line.windows(2).map(|piece| distance_to_piece(point, piece[0], piece[1])).fold(f32::MAX, f32::min)
    }

    /// The middle of its line, for a number that stands on it.
    #[must_use]
    pub fn middle(&self) -> Point {
        self.point(0.5)
    }

    /// Its line in straight pieces, for labels that keep off it.
    #[must_use]
    pub fn line(&self) -> [Point; PIECES + 1] {
        std::array::from_fn(|i| self.point(i as f32 / PIECES as f32))
    }

    /// A rectangle that holds all of it, to leave out what is not on the screen.
    #[must_use]
    pub fn bounds(&self) -> Rect {
        let margin = self.width.max(self.arrow_length());
        let corners = [self.start, self.control, self.end];
        Rect::around(corners).unwrap_or_default().expanded(margin)
    }

    fn draw_dashes(&self, course: &Course, stop: f32, strips: &mut Strips) {
        let mut from = 0.0;
        while stop - from > SHORTEST_DASH {
            let to = (from + DASH.0).min(stop);
            strips.push([self.pair(course.at(from)), self.pair(course.at(to))]);
            from += DASH.0 + DASH.1;
        }
    }

    fn draw_arrow(&self, course: &Course, strips: &mut Strips) {
        let base = course.at(course.length() - self.arrow_length());
        let half = self.right(base) * (self.arrow_length() / 2.0);
        let middle = self.point(base);
        strips.push([
            Pair { left: middle - half, right: middle + half },
            Pair { left: self.end, right: self.end },
        ]);
    }

    /// As few straight pieces as will do: of a curve that was cut into n, each lies off it by a n-th of a
    /// n-th of what one piece would.
    fn pieces(&self) -> usize {
        if !self.bowed {
            return 1;
        }
        let chord = self.start + (self.end - self.start) * 0.5;
        let off = (self.control - chord).length() / 2.0;
        ((off / OFF_CURVE).sqrt().ceil() as usize).clamp(2, PIECES)
    }

    fn arrow_length(&self) -> f32 {
        5.0 + 0.9 * self.width
    }

    /// Both sides at a share of the way.
    fn pair(&self, t: f32) -> Pair {
        let width = self.width + (link_width_at_target(self.width) - self.width) * t;
        let half = self.right(t) * (width / 2.0);
        let middle = self.point(t);
        Pair { left: middle - half, right: middle + half }
    }

    fn point(&self, t: f32) -> Point {
        if !self.bowed {
            return self.start + (self.end - self.start) * t;
        }
        let first = self.start + (self.control - self.start) * t;
        let second = self.control + (self.end - self.control) * t;
        first + (second - first) * t
    }

    /// One unit to the right of its way.
    fn right(&self, t: f32) -> Vector {
        let way = if self.bowed {
            (self.control - self.start) * (1.0 - t) + (self.end - self.control) * t
        } else {
            self.end - self.start
        };
        way.unit().unwrap_or_default().right()
    }
}

/// How far the control point of a bowed link lies off the straight way.
fn bow(length: f32) -> f32 {
    (6.0 + 0.05 * length).min(20.0)
}

/// Lengths along a ribbon's line, to step along it evenly.
struct Course {
    /// From the start to the end of each piece.
    lengths: [f32; PIECES + 1],
}

impl Course {
    fn new(ribbon: &Ribbon) -> Self {
        let line = ribbon.line();
        let mut lengths = [0.0; PIECES + 1];
        for i in 0..PIECES {
            lengths[i + 1] = lengths[i] + (line[i + 1] - line[i]).length();
        }
        Self { lengths }
    }

    fn length(&self) -> f32 {
        self.lengths[PIECES]
    }

    /// The share of the way at a length from the start.
    fn at(&self, length: f32) -> f32 {
        let piece = self.lengths[1..PIECES].iter().filter(|&&end| end < length).count();
        let (from, to) = (self.lengths[piece], self.lengths[piece + 1]);
        let share = if to > from { (length - from) / (to - from) } else { 0.0 };
        ((piece as f32 + share) / PIECES as f32).clamp(0.0, 1.0)
    }
}

fn distance_to_piece(point: Point, a: Point, b: Point) -> f32 {
    let (way, to_point) = (b - a, point - a);
    let square = way.x * way.x + way.y * way.y;
    let share = if square > 0.0 { (way.x * to_point.x + way.y * to_point.y) / square } else { 0.0 };
    (to_point - way * share.clamp(0.0, 1.0)).length()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link() -> Link {
        Link {
            source: Point::new(0.0, 0.0),
            target: Point::new(200.0, 0.0),
            source_gap: 13.0,
            target_gap: 8.0,
            width: 6.0,
            bowed: false,
            dashed: false,
            arrow: false,
        }
    }

    fn strips(link: &Link) -> Vec<Vec<Pair>> {
        let mut strips = Strips::default();
        Ribbon::new(link).unwrap().draw(&mut strips);
        strips.iter().map(<[Pair]>::to_vec).collect()
    }

    fn width(pair: Pair) -> f32 {
        (pair.right - pair.left).length()
    }

    fn middle(pair: Pair) -> Point {
        pair.left + (pair.right - pair.left) * 0.5
    }

    #[test]
    fn a_straight_ribbon_is_one_quad_off_both_nodes_that_tapers() {
        let strips = strips(&link());
        assert_eq!(strips.len(), 1);
        let [first, last] = strips[0][..] else { panic!("one quad") };
        assert!((first.left.x - 13.0).abs() < 0.01 && (last.left.x - 192.0).abs() < 0.01);
        assert!((width(first) - 6.0).abs() < 0.01 && (width(last) - 1.68).abs() < 0.01);
        assert!(first.left.y < 0.0, "left of a way to the right is up on a screen");
    }

    #[test]
    fn two_directions_bow_apart_each_to_its_own_right() {
        let there = Ribbon::new(&Link { bowed: true, ..link() }).unwrap();
        let back = Link {
            source: link().target,
            target: link().source,
            source_gap: 8.0,
            target_gap: 13.0,
            ..link()
        };
        let back = Ribbon::new(&Link { bowed: true, ..back }).unwrap();
        assert!(there.middle().y > 5.0, "right of a way to the right is down");
        assert!((there.middle().y + back.middle().y).abs() < 0.01);
        assert!((there.middle().x - back.middle().x).abs() < 0.01);
    }

    #[test]
    fn a_bowed_ribbon_has_as_many_pieces_as_its_curve_asks_for() {
        let bowed = |length: f32| Link { bowed: true, target: Point::new(length, 0.0), ..link() };
        let pieces = |length: f32| strips(&bowed(length))[0].len() - 1;
        assert_eq!((pieces(400.0), pieces(40.0)), (PIECES, 4));
        for length in [40.0, 90.0, 200.0, 400.0] {
            let ribbon = Ribbon::new(&bowed(length)).unwrap();
            let drawn = strips(&bowed(length)).concat();
            let off = drawn.windows(2).map(|piece| {
                let (from, to) = (middle(piece[0]), middle(piece[1]));
                ribbon.distance_to(from + (to - from) * 0.5)
            });
            assert!(off.fold(0.0, f32::max) < 0.4, "{length}");
        }
    }

    #[test]
    fn dashes_are_seven_long_and_four_apart() {
        for bowed in [false, true] {
            let strips = strips(&Link { dashed: true, bowed, ..link() });
            // 179 long when straight: 16 whole periods of 11 and a rest of 3.
            assert_eq!(strips.len(), 17, "bowed: {bowed}");
            let dash = (middle(strips[3][1]) - middle(strips[3][0])).length();
            let gap = (middle(strips[4][0]) - middle(strips[3][1])).length();
            assert!((dash - 7.0).abs() < 0.1 && (gap - 4.0).abs() < 0.1, "{dash} {gap}");
        }
    }

    #[test]
    fn an_arrowhead_ends_at_the_target_and_the_ribbon_one_pixel_inside_it() {
        let strips = strips(&Link { arrow: true, ..link() });
        let [ribbon, head] = &strips[..] else { panic!("ribbon and head") };
        assert_eq!(head[1].left, head[1].right);
        assert!((head[1].left.x - 192.0).abs() < 0.01);
        assert!((width(head[0]) - 10.4).abs() < 0.01, "as wide as long");
        assert!((ribbon[1].left.x - (192.0 - 10.4 + 1.0)).abs() < 0.01);
    }

    #[test]
    fn nodes_that_touch_have_no_ribbon() {
        assert_eq!(Ribbon::new(&Link { target: Point::new(20.0, 0.0), ..link() }), None);
        assert_eq!(Ribbon::new(&Link { target: link().source, ..link() }), None);
        assert_eq!(Ribbon::new(&Link { target: Point::new(f32::NAN, 0.0), ..link() }), None);
        assert_eq!(Ribbon::new(&Link { source_gap: f32::NAN, ..link() }), None);
    }

    #[test]
    fn a_link_shorter_than_its_arrowhead_still_shows_the_head() {
        let strips = strips(&Link { target: Point::new(26.0, 0.0), arrow: true, ..link() });
        assert_eq!(strips.len(), 1);
        assert!(strips[0].iter().all(|pair| pair.left.x.is_finite() && pair.right.y.is_finite()));
    }

    #[test]
    fn distance_is_measured_from_the_drawn_line() {
        let ribbon = Ribbon::new(&link()).unwrap();
        assert!((ribbon.distance_to(Point::new(100.0, 7.0)) - 7.0).abs() < 0.01);
        assert!((ribbon.distance_to(Point::new(3.0, 0.0)) - 10.0).abs() < 0.01, "not up to the centre");
        let bowed = Ribbon::new(&Link { bowed: true, ..link() }).unwrap();
        assert!(bowed.distance_to(bowed.middle()) < 0.1);
        assert!(bowed.distance_to(Point::new(100.0, 0.0)) > 4.0);
    }

    #[test]
    fn all_of_a_ribbon_lies_in_its_bounds() {
        let link = Link { bowed: true, dashed: true, arrow: true, ..link() };
        let bounds = Ribbon::new(&link).unwrap().bounds();
        for pair in strips(&link).concat() {
            for point in [pair.left, pair.right] {
                assert!(point.x >= bounds.min.x && point.x <= bounds.max.x);
                assert!(point.y >= bounds.min.y && point.y <= bounds.max.y);
            }
        }
    }

    #[test]
    fn strips_are_reused() {
        let mut strips = Strips::default();
        let ribbon = Ribbon::new(&link()).unwrap();
        ribbon.draw(&mut strips);
        strips.clear();
        assert_eq!(strips.iter().count(), 0);
        ribbon.draw(&mut strips);
        ribbon.draw(&mut strips);
        assert_eq!(strips.iter().count(), 2);
    }
}
