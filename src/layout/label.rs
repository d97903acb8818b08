//! Where the names of nodes stand so that none lies on another.
//!
//! All is in screen pixels. Measuring text and drawing it are left to the caller, and so is leaving out
//! nodes that are not on the screen.
//!
//! Each name tries the [`PLACES`] around its node and takes the one that costs least: cost is what it
//! would cover. The strongest choose first; in three more rounds all choose again, since the first did
//! not know the later ones. A name that finds no free place is left out.

use super::{Point, Rect, Vector};

/// From the rim of a node to its name.
const GAP: f32 = 4.0;
/// Two names keep at least this far apart, for their halos.
const APART: f32 = 2.0;
const ROUNDS: usize = 4;

/// Cost of a place by its rank among [`PLACES`]; what follows is weighed against it.
const COST_OF_RANK: f32 = 1.5;
/// Cost of covering one pixel of a link's line.
const COST_OF_LINK: f32 = 0.22;
/// Cost of touching a node, and of each pixel that its disc reaches into the name.
const COST_OF_NODE: (f32, f32) = (30.0, 2.0);
/// Cost of each pixel beyond the edge of the window, and how many of them make a name unreadable.
const COST_OF_EDGE: (f32, f32) = (10.0, 6.0);
/// A place that lies on another name, on something fixed or beyond the edge costs more than any other.
const TAKEN: f32 = 10_000.0;

/// A name to be placed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Name {
    /// Centre of its node.
    pub node: Point,
    /// Radius of its node.
    pub radius: f32,
    /// Width of the text.
    pub width: f32,
    /// Height of the text.
    pub height: f32,
    /// The higher, the earlier it may choose.
    pub priority: f32,
}

/// What names should not cover.
#[derive(Clone, Copy, Debug, Default)]
pub struct Surroundings<'a> {
    /// What is seen of the map.
    pub window: Rect,
    /// Centres and radii of all nodes that are drawn, those with a name among them.
    pub nodes: &'a [(Point, f32)],
    /// The straight pieces of all links that are drawn.
    pub lines: &'a [[Point; 2]],
    /// What is drawn over the map, such as the legend. No name is placed on it.
    pub fixed: &'a [Rect],
}

/// Where a name stands, seen from its node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Centred below.
    Below,
    /// Centred above.
    Above,
    /// To the right, at mid-height.
    Right,
    /// To the left, at mid-height.
    Left,
    /// Below, begins at the right.
    BelowRight,
    /// Below, ends at the left.
    BelowLeft,
    /// Above, begins at the right.
    AboveRight,
    /// Above, ends at the left.
    AboveLeft,
    /// Below, a fifth of its width to the right.
    BelowShiftedRight,
    /// Below, a fifth of its width to the left.
    BelowShiftedLeft,
    /// Above, a fifth of its width to the right.
    AboveShiftedRight,
    /// Above, a fifth of its width to the left.
    AboveShiftedLeft,
}

/// In the order in which they are tried.
pub const PLACES: [Place; 12] = [
    Place::Below,
    Place::Above,
    Place::Right,
    Place::Left,
    Place::BelowRight,
    Place::BelowLeft,
    Place::AboveRight,
    Place::AboveLeft,
    Place::BelowShiftedRight,
    Place::BelowShiftedLeft,
    Place::AboveShiftedRight,
    Place::AboveShiftedLeft,
];

/// A name that found its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed {
    /// Where its text goes.
    pub rect: Rect,
    /// Which of the places it is.
    pub place: Place,
}

impl Place {
    /// Where the text of a name goes in this place. A place that was found once stays good while its
    /// node is dragged or the map is moved.
    #[must_use]
    pub fn rect(self, name: &Name) -> Rect {
        let &Name { node, radius, width, height, .. } = name;
        let beside = radius + GAP;
        // At a corner the disc curves away, so the name may come nearer.
        let corner = 0.72 * radius + 2.0;
        let (below, above) = (beside - 1.0, -beside + 1.0 - height);
        let (low, high) = (corner - 0.25 * height, -corner - 0.75 * height);
        let (centred, shift) = (-width / 2.0, 0.2 * width);
        let (x, y) = match self {
            Self::Below => (centred, below),
            Self::Above => (centred, above),
            Self::Right => (beside, -height / 2.0),
            Self::Left => (-beside - width, -height / 2.0),
            Self::BelowRight => (corner, low),
            Self::BelowLeft => (-corner - width, low),
            Self::AboveRight => (corner, high),
            Self::AboveLeft => (-corner - width, high),
            Self::BelowShiftedRight => (centred + shift, below),
            Self::BelowShiftedLeft => (centred - shift, below),
            Self::AboveShiftedRight => (centred + shift, above),
            Self::AboveShiftedLeft => (centred - shift, above),
        };
        Rect::from_corner(node + Vector::new(x, y), width, height)
    }
}

/// Finds a place for each name, in their order; `None` for a name that has none, or whose node lies
/// outside the window. At most a few pixels of a name lie beyond the window's edge.
#[must_use]
pub fn place(names: &[Name], around: &Surroundings<'_>) -> Vec<Option<Placed>> {
    let ink = Ink::new(around);
    let mut order: Vec<usize> = (0..names.len()).filter(|&i| can_be_seen(&names[i], around.window)).collect();
    order.sort_by(|&a, &b| names[b].priority.total_cmp(&names[a].priority).then(a.cmp(&b)));
    // From here on a name is meant by its rank: the strongest is 0.
    let wishes: Vec<Wish> = order.iter().map(|&i| Wish::new(&names[i], around, &ink)).collect();
    let neighbours = neighbours(&wishes);
    let mut chosen: Vec<Option<usize>> = vec![None; wishes.len()];
    for _ in 0..ROUNDS {
        let before = chosen.clone();
        for rank in 0..wishes.len() {
            chosen[rank] = Some(cheapest(rank, &wishes, &neighbours[rank], &chosen));
        }
        if chosen == before {
            break;
        }
    }
    drop_the_weaker_of_two(&wishes, &neighbours, &mut chosen);

    let mut placed = vec![None; names.len()];
    for (rank, &i) in order.iter().enumerate() {
        placed[i] = chosen[rank].map(|at| Placed { rect: wishes[rank].rects[at], place: PLACES[at] });
    }
    placed
}

fn can_be_seen(name: &Name, window: Rect) -> bool {
    let Name { node, radius, width, height, priority } = *name;
    [radius, width, height, priority].iter().all(|x| x.is_finite())
        && width > 0.0
        && height > 0.0
        && (window.min.x - radius..=window.max.x + radius).contains(&node.x)
        && (window.min.y - radius..=window.max.y + radius).contains(&node.y)
}

/// A name's places, and what each costs before other names are looked at.
struct Wish {
    rects: [Rect; PLACES.len()],
    costs: [f32; PLACES.len()],
    /// Holds all its places.
    reach: Rect,
}

impl Wish {
    fn new(name: &Name, around: &Surroundings<'_>, ink: &Ink) -> Self {
        let rects = PLACES.map(|place| place.rect(name));
        let corners = rects.iter().flat_map(|rect| [rect.min, rect.max]);
        let reach = Rect::around(corners).unwrap_or_default().expanded(APART);
        let near: Vec<(Point, f32)> = around
            .nodes
            .iter()
            .copied()
            .filter(|&(center, radius)| depth(reach, center, radius) > 0.0)
            .collect();
        let costs = std::array::from_fn(|i| {
            let rect = rects[i];
            COST_OF_RANK * i as f32
                + cost_of_nodes(rect, &near)
                + cost_of_edge(rect, around.window)
                + COST_OF_LINK * ink.under(rect)
                + if around.fixed.iter().any(|&fixed| touch(rect, fixed)) { TAKEN } else { 0.0 }
        });
        Self { rects, costs, reach }
    }
}

fn cost_of_nodes(rect: Rect, nodes: &[(Point, f32)]) -> f32 {
    let (touched, by_depth) = COST_OF_NODE;
    let depths = nodes.iter().map(|&(center, radius)| depth(rect, center, radius)).filter(|&d| d > 0.0);
    depths.map(|depth| touched + by_depth * depth).sum()
}

/// How far a disc reaches into a rectangle; 0 or less when it does not.
fn depth(rect: Rect, center: Point, radius: f32) -> f32 {
    let x = (rect.min.x - center.x).max(center.x - rect.max.x).max(0.0);
    let y = (rect.min.y - center.y).max(center.y - rect.max.y).max(0.0);
    radius - Vector::new(x, y).length()
}

fn cost_of_edge(rect: Rect, window: Rect) -> f32 {
    let left = (window.min.x - rect.min.x).max(0.0);
    let right = (rect.max.x - window.max.x).max(0.0);
    let top = (window.min.y - rect.min.y).max(0.0);
    let bottom = (rect.max.y - window.max.y).max(0.0);
    let beyond = left + right + top + bottom;
    let (cost, most) = COST_OF_EDGE;
    if beyond > most { TAKEN } else { cost * beyond }
}

/// For each name the ranks of those that could get in its way.
fn neighbours(wishes: &[Wish]) -> Vec<Vec<usize>> {
    let of = |rank: usize| {
        (0..wishes.len())
            .filter(|&other| other != rank && touch(wishes[rank].reach, wishes[other].reach))
            .collect()
    };
    (0..wishes.len()).map(of).collect()
}

fn cheapest(rank: usize, wishes: &[Wish], neighbours: &[usize], chosen: &[Option<usize>]) -> usize {
    let wish = &wishes[rank];
    let cost = |at: usize| {
        let others = neighbours.iter().filter_map(|&other| Some(wishes[other].rects[chosen[other]?]));
        wish.costs[at] + TAKEN * others.filter(|&other| touch(wish.rects[at], other)).count() as f32
    };
    let mut best = (0, f32::INFINITY);
    for at in 0..PLACES.len() {
        let cost = cost(at);
        if cost < best.1 {
            best = (at, cost);
        }
    }
    best.0
}

/// Takes away names that lie on a stronger one or where no name may be; then each of those may take what
/// has become free.
fn drop_the_weaker_of_two(wishes: &[Wish], neighbours: &[Vec<usize>], chosen: &mut [Option<usize>]) {
    let mut left_out = Vec::new();
    for rank in 0..wishes.len() {
        let Some(at) = chosen[rank] else { continue };
        let stronger = neighbours[rank].iter().filter(|&&other| other < rank);
        if is_taken(rank, at, wishes, stronger, chosen) {
            chosen[rank] = None;
            left_out.push(rank);
        }
    }
    for rank in left_out {
        let at = cheapest(rank, wishes, &neighbours[rank], chosen);
        if !is_taken(rank, at, wishes, neighbours[rank].iter(), chosen) {
            chosen[rank] = Some(at);
        }
    }
}

fn is_taken<'a>(
    rank: usize,
    at: usize,
    wishes: &[Wish],
    mut others: impl Iterator<Item = &'a usize>,
    chosen: &[Option<usize>],
) -> bool {
    let rect = wishes[rank].rects[at];
    wishes[rank].costs[at] >= TAKEN
        || others.any(|&other| chosen[other].is_some_and(|at| touch(rect, wishes[other].rects[at])))
}

fn touch(a: Rect, b: Rect) -> bool {
    a.expanded(APART).shared_area(b) > 0.0
}

/// How much line of links lies where in the window: a raster whose sums over rectangles are quick, so
/// that thousands of links cost no more than a few.
struct Ink {
    corner: Point,
    cell: f32,
    columns: usize,
    rows: usize,
    /// At (column, row): the length of line left of and above that corner.
    sums: Vec<f64>,
}

impl Ink {
    /// Fine enough for the height of a name, few enough cells for any window.
    const CELL: f32 = 8.0;
    const MOST_CELLS: f32 = 60_000.0;

    fn new(around: &Surroundings<'_>) -> Self {
        let width = around.window.width().clamp(1.0, 1e6);
        let height = around.window.height().clamp(1.0, 1e6);
        let cell = Self::CELL.max((width * height / Self::MOST_CELLS).sqrt());
        let (columns, rows) = ((width / cell) as usize + 1, (height / cell) as usize + 1);
        let sums = vec![0.0; (columns + 1) * (rows + 1)];
        let mut ink = Self { corner: around.window.min, cell, columns, rows, sums };
        for line in around.lines {
            ink.draw(line, around.window);
        }
        ink.sum_up();
        ink
    }

    /// Notes a line in steps of about a cell. What lies outside the window is not looked at.
    fn draw(&mut self, &[from, to]: &[Point; 2], window: Rect) {
        let Some((from, to)) = clipped(from, to, window) else { return };
        let to_cells = 1.0 / self.cell;
        let way = (to - from) * to_cells;
        let from = (from - self.corner) * to_cells;
        let cells = way.length();
        let steps = cells.ceil().max(1.0);
        let (step, length) = (way * (1.0 / steps), f64::from(cells * self.cell / steps));
        for i in 0..steps as usize {
            let at = from + step * (i as f32 + 0.5);
            let column = (at.x as usize).min(self.columns - 1);
            let row = (at.y as usize).min(self.rows - 1);
            self.sums[(row + 1) * (self.columns + 1) + column + 1] += length;
        }
    }

    fn sum_up(&mut self) {
        let stride = self.columns + 1;
        for row in 1..=self.rows {
            let mut in_row = 0.0;
            for column in 1..=self.columns {
                in_row += self.sums[row * stride + column];
                self.sums[row * stride + column] = in_row + self.sums[(row - 1) * stride + column];
            }
        }
    }

    /// Length of line under a rectangle, within a cell taken as evenly spread.
    fn under(&self, rect: Rect) -> f32 {
        let sum = |x: f32, y: f32| self.sum_before(x - self.corner.x, y - self.corner.y);
        let (min, max) = (rect.min, rect.max);
        let under = sum(max.x, max.y) - sum(min.x, max.y) - sum(max.x, min.y) + sum(min.x, min.y);
        under.max(0.0) as f32
    }

    fn sum_before(&self, x: f32, y: f32) -> f64 {
        let x = (x / self.cell).clamp(0.0, self.columns as f32);
        let y = (y / self.cell).clamp(0.0, self.rows as f32);
        let (column, row) = ((x as usize).min(self.columns - 1), (y as usize).min(self.rows - 1));
        let (right, down) = (f64::from(x - column as f32), f64::from(y - row as f32));
        let at = |column: usize, row: usize| self.sums[row * (self.columns + 1) + column];
        let above = at(column, row) * (1.0 - right) + at(column + 1, row) * right;
        let below = at(column, row + 1) * (1.0 - right) + at(column + 1, row + 1) * right;
        above * (1.0 - down) + below * down
    }
}

/// The part of a line that lies in a rectangle.
fn clipped(from: Point, to: Point, rect: Rect) -> Option<(Point, Point)> {
    let way = to - from;
    if !way.length().is_finite() {
        return None;
    }
    let (mut enter, mut leave) = (0.0_f32, 1.0_f32);
    for (start, step, low, high) in
        [(from.x, way.x, rect.min.x, rect.max.x), (from.y, way.y, rect.min.y, rect.max.y)]
    {
        if step.abs() < 1e-6 {
            if start < low || start > high {
                return None;
            }
            continue;
        }
        let (a, b) = ((low - start) / step, (high - start) / step);
        enter = enter.max(a.min(b));
        leave = leave.min(a.max(b));
    }
    (enter < leave).then(|| (from + way * enter, from + way * leave))
}

#[cfg(test)]
mod tests {
    use super::*;

    const WINDOW: Rect = Rect { min: Point { x: 0.0, y: 0.0 }, max: Point { x: 800.0, y: 600.0 } };

    fn name(x: f32, y: f32, priority: f32) -> Name {
        Name { node: Point::new(x, y), radius: 10.0, width: 60.0, height: 14.0, priority }
    }

    fn nodes(names: &[Name]) -> Vec<(Point, f32)> {
        names.iter().map(|name| (name.node, name.radius)).collect()
    }

    fn place_among(names: &[Name], lines: &[[Point; 2]], fixed: &[Rect]) -> Vec<Option<Place>> {
        let nodes = nodes(names);
        let around = Surroundings { window: WINDOW, nodes: &nodes, lines, fixed };
        place(names, &around).iter().map(|placed| placed.map(|placed| placed.place)).collect()
    }

    /// A crowd of names with links between all neighbours, from a fixed recipe.
    fn crowd(n: usize) -> (Vec<Name>, Vec<[Point; 2]>) {
        let spot = |i: usize| Point::new((i * 389 % 797) as f32, (i * 251 % 593) as f32);
        let names = (0..n).map(|i| name(spot(i).x, spot(i).y, (i % 7) as f32)).collect();
        (names, (0..n).map(|i| [spot(i), spot(i * 3 + 1)]).collect())
    }

    #[test]
    fn a_name_alone_stands_below_its_node() {
        let alone = name(400.0, 300.0, 1.0);
        let placed = place(&[alone], &Surroundings { window: WINDOW, ..Surroundings::default() })[0].unwrap();
        assert_eq!(placed.place, Place::Below);
        assert!(placed.rect.min.y >= 310.0 && (placed.rect.center().x - 400.0).abs() < 0.01);
    }

    #[test]
    fn a_name_gives_way_to_a_node_a_link_an_edge_and_the_legend() {
        let lone = [name(400.0, 300.0, 1.0)];
        let around = Surroundings { window: WINDOW, ..Surroundings::default() };
        let below = [(Point::new(400.0, 322.0), 8.0)];
        let placed = place(&lone, &Surroundings { nodes: &below, ..around })[0].unwrap();
        assert_eq!(placed.place, Place::Above);

        let link = [[Point::new(300.0, 321.0), Point::new(500.0, 321.0)]];
        assert_eq!(place_among(&lone, &link, &[]), [Some(Place::Above)]);

        let legend = Rect::from_corner(Point::new(380.0, 312.0), 40.0, 40.0);
        assert_eq!(place_among(&lone, &[], &[legend]), [Some(Place::Above)]);

        assert_eq!(place_among(&[name(400.0, 590.0, 1.0)], &[], &[]), [Some(Place::Above)]);
        assert_eq!(place_among(&[name(3.0, 300.0, 1.0)], &[], &[]), [Some(Place::Right)]);
    }

    #[test]
    fn of_two_that_want_one_place_the_stronger_has_it() {
        // All is walled in but the room between the nodes, which holds one name.
        let names = [name(400.0, 300.0, 1.0), name(400.0, 336.0, 2.0)];
        let walls = [(0.0, 0.0, 367.0, 600.0), (433.0, 0.0, 800.0, 600.0), (0.0, 0.0, 800.0, 290.0)]
            .map(|(x, y, right, bottom)| Rect { min: Point::new(x, y), max: Point::new(right, bottom) });
        let floor = Rect::from_corner(Point::new(0.0, 346.0), 800.0, 254.0);
        let fixed = [walls[0], walls[1], walls[2], floor];
        assert_eq!(place_among(&names, &[], &fixed), [None, Some(Place::Above)]);
    }

    #[test]
    fn names_never_lie_on_one_another_nor_on_what_is_fixed() {
        for n in [2, 30, 200] {
            let (names, lines) = crowd(n);
            let legend = [Rect::from_corner(Point::new(12.0, 400.0), 256.0, 188.0)];
            let nodes = nodes(&names);
            let around = Surroundings { window: WINDOW, nodes: &nodes, lines: &lines, fixed: &legend };
            let rects: Vec<Rect> =
                place(&names, &around).iter().flatten().map(|placed| placed.rect).collect();
            for (i, a) in rects.iter().enumerate() {
                assert_eq!(a.shared_area(legend[0]), 0.0);
                for b in &rects[..i] {
                    assert_eq!(a.shared_area(*b), 0.0, "{a:?} lies on {b:?}");
                }
            }
            assert!(rects.len() * 4 > n, "most find a place: {} of {n}", rects.len());
        }
    }

    #[test]
    fn one_of_two_names_on_one_spot_is_left_out_only_when_there_is_no_room() {
        let names = [name(400.0, 300.0, 1.0), name(400.0, 300.0, 2.0)];
        assert!(place_among(&names, &[], &[]).iter().all(Option::is_some));
        let legend = Rect::from_corner(Point::new(0.0, 0.0), 800.0, 301.0);
        let narrow = [name(400.0, 300.0, 1.0), name(400.0, 300.0, 2.0), name(400.0, 300.0, 3.0)];
        let wide = narrow.map(|name| Name { width: 300.0, height: 60.0, ..name });
        let places = place_among(&wide, &[], &[legend]);
        assert!(places[2].is_some(), "the strongest has a place");
        assert!(places.iter().any(Option::is_none), "not all can have one: {places:?}");
    }

    #[test]
    fn the_same_names_find_the_same_places() {
        let (names, lines) = crowd(100);
        assert_eq!(place_among(&names, &lines, &[]), place_among(&names, &lines, &[]));
    }

    #[test]
    fn what_is_outside_or_no_number_has_no_place_and_does_no_harm() {
        let odd = [
            name(-500.0, 300.0, 1.0),
            name(f32::NAN, 300.0, 1.0),
            Name { width: f32::INFINITY, ..name(400.0, 300.0, 1.0) },
            Name { priority: f32::NAN, ..name(400.0, 300.0, 1.0) },
            name(100.0, 300.0, 1.0),
        ];
        let lines = [
            [Point::new(f32::NAN, 0.0), Point::new(1.0, 1.0)],
            [Point::new(-1e9, -1e9), Point::new(1e9, 1e9)],
            [Point::new(5.0, 5.0), Point::new(5.0, 5.0)],
        ];
        assert_eq!(place_among(&odd, &lines, &[]), [None, None, None, None, Some(Place::Below)]);
        assert!(place(&[], &Surroundings::default()).is_empty());
    }
}
