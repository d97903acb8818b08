//! Where the nodes of a layout begin.
//!
//! Most new: blocs are laid out as if each were one node, and their members put on a disc around its
//! centre. Most known: the new ones go near those they cooperate with. Nodes without links go to the rim.

use super::force::{ASPECT, Bodies, SPACING, Spring};
use super::overlap::separate;
use crate::graph::{Bond, communities};

/// Of all nodes this share must be known for the picture to be one that is kept.
const KNOWN: f32 = 1.0 / 3.0;
/// Steps for the blocs' own layout.
const STEPS_OF_BLOCS: usize = 60;
const PASSES_OF_BLOCS: usize = 40;
/// Cosine and sine of the golden angle: turned by it again and again, points fill a disc evenly.
const GOLDEN: (f32, f32) = (-0.737_368_9, 0.675_490_3);

/// Puts all that are not known to their start, and all that are at their place. Sets blocs and middle.
pub fn place(bodies: &mut Bodies, known: &[Option<(f32, f32)>], seed: u64) {
    bodies.bloc = communities(bodies.len(), &bonds(bodies.springs()));
    let count = known.iter().flatten().count();
    if count as f32 >= KNOWN * bodies.len() as f32 && count > 0 {
        place_beside(bodies, known, seed);
    } else {
        place_blocs(bodies, seed);
        move_to(bodies, known);
    }
}

fn bonds(springs: &[Spring]) -> Vec<Bond> {
    let bond = |s: &Spring| Bond { a: s.a, b: s.b, binds: s.pull.into(), parts: s.push.into() };
    springs.iter().map(bond).collect()
}

/// All nodes anew, around the origin.
fn place_blocs(bodies: &mut Bodies, seed: u64) {
    let members = members(bodies);
    let centers = centers_of_blocs(bodies, &members, seed);
    for (members, &(x, y)) in members.iter().zip(&centers) {
        let mut order: Vec<usize> = members.clone();
        order.sort_by(|&a, &b| bodies.mass[b].total_cmp(&bodies.mass[a]).then(a.cmp(&b)));
        for (member, (dx, dy)) in order.into_iter().zip(disc(0.5 * SPACING, seed)) {
            (bodies.x[member], bodies.y[member]) = (x + dx, y + dy);
        }
    }
    lay_down(bodies);
    place_on_rim(bodies, &|bodies, i| !bodies.is_linked(i), seed);
}

/// The linked nodes of each bloc that has any.
fn members(bodies: &Bodies) -> Vec<Vec<usize>> {
    let mut members = vec![Vec::new(); bodies.len()];
    for (i, &bloc) in bodies.bloc.iter().enumerate() {
        if bodies.is_linked(i) {
            members[bloc as usize].push(i);
        }
    }
    members.retain(|members| !members.is_empty());
    members
}

/// The quotient graph, laid out: one body a bloc.
fn centers_of_blocs(bodies: &Bodies, members: &[Vec<usize>], seed: u64) -> Vec<(f32, f32)> {
    let mut number = vec![0_u32; bodies.len()];
    for (bloc, members) in (0..).zip(members) {
        for &member in members {
            number[member] = bloc;
        }
    }
    let mut blocs = Bodies::new(members.len(), quotient(bodies.springs(), &number));
    let radii: Vec<f32> =
        members.iter().map(|members| 0.52 * SPACING * (members.len() as f32).sqrt()).collect();
    blocs.mass = members.iter().map(|members| (members.len() as f32).sqrt()).collect();
    let mut by_size: Vec<usize> = (0..members.len()).collect();
    by_size.sort_by_key(|&bloc| (usize::MAX - members[bloc].len(), bloc));
    for (bloc, (x, y)) in by_size.into_iter().zip(disc(1.5 * SPACING, seed)) {
        (blocs.x[bloc], blocs.y[bloc]) = (x, y);
    }
    for step in 0..STEPS_OF_BLOCS {
        let warmth = 1.0 - step as f32 / STEPS_OF_BLOCS as f32;
        blocs.step(0.9, 2.0 * SPACING * warmth);
    }
    let mut order = Vec::new();
    for _ in 0..PASSES_OF_BLOCS {
        if !separate(&mut blocs, &radii, &mut order) {
            break;
        }
    }
    blocs.x.into_iter().zip(blocs.y).collect()
}

/// Springs between blocs: the mean of those between their members, by the root of their number.
fn quotient(springs: &[Spring], number: &[u32]) -> Vec<Spring> {
    let mut between: Vec<Spring> = springs
        .iter()
        .map(|s| {
            let (a, b) = (number[s.a as usize], number[s.b as usize]);
            Spring { a: a.min(b), b: a.max(b), ..*s }
        })
        .filter(|s| s.a != s.b)
        .collect();
    between.sort_by_key(|s| (s.a, s.b));
    between.dedup_by(|next, kept| {
        let same = (next.a, next.b) == (kept.a, kept.b);
        if same {
            kept.pull += next.pull;
            kept.push += next.push;
        }
        same
    });
    between
}

/// Turns the picture so that it is longest from left to right.
fn lay_down(bodies: &mut Bodies) {
    let linked: Vec<usize> = (0..bodies.len()).filter(|&i| bodies.is_linked(i)).collect();
    if linked.len() < 2 {
        return;
    }
    let n = linked.len() as f32;
    let middle_x = linked.iter().map(|&i| bodies.x[i]).sum::<f32>() / n;
    let middle_y = linked.iter().map(|&i| bodies.y[i]).sum::<f32>() / n;
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for &i in &linked {
        let (dx, dy) = (bodies.x[i] - middle_x, bodies.y[i] - middle_y);
        (xx, xy, yy) = (xx + dx * dx, xy + dx * dy, yy + dy * dy);
    }
    // The longer axis of the ellipse of inertia.
    let half = (xx - yy) / 2.0;
    let root = (half * half + xy * xy).sqrt();
    let (x, y) = if half >= 0.0 { (half + root, xy) } else { (xy, root - half) };
    let length = (x * x + y * y).sqrt();
    if length < 1e-3 || !length.is_finite() {
        return;
    }
    let (cos, sin) = (x / length, y / length);
    for &i in &linked {
        let (dx, dy) = (bodies.x[i] - middle_x, bodies.y[i] - middle_y);
        (bodies.x[i], bodies.y[i]) = (dx * cos + dy * sin, dy * cos - dx * sin);
    }
}

/// Moves the whole picture to where the known nodes are, and those to their places.
fn move_to(bodies: &mut Bodies, known: &[Option<(f32, f32)>]) {
    let count = known.iter().flatten().count() as f32;
    let (mut off_x, mut off_y) = (0.0, 0.0);
    for (i, place) in known.iter().enumerate() {
        if let Some((x, y)) = place {
            (off_x, off_y) = (off_x + (x - bodies.x[i]) / count, off_y + (y - bodies.y[i]) / count);
        }
    }
    for (i, place) in known.iter().enumerate() {
        let moved = (bodies.x[i] + off_x, bodies.y[i] + off_y);
        (bodies.x[i], bodies.y[i]) = place.unwrap_or(moved);
    }
    bodies.middle = (off_x, off_y);
}

/// The known at their places, the others near those they cooperate with.
fn place_beside(bodies: &mut Bodies, known: &[Option<(f32, f32)>], seed: u64) {
    let n = bodies.len();
    let count = known.iter().flatten().count() as f32;
    for (i, place) in known.iter().enumerate() {
        if let Some((x, y)) = *place {
            (bodies.x[i], bodies.y[i]) = (x, y);
            bodies.middle = (bodies.middle.0 + x / count, bodies.middle.1 + y / count);
        }
    }
    let mut placed: Vec<bool> = known.iter().map(Option::is_some).collect();
    let mut sums = vec![(0.0_f32, 0.0_f32, 0.0_f32); n];
    let mut around = disc(0.5 * SPACING, seed).skip(1);
    loop {
        sums.fill((0.0, 0.0, 0.0));
        for s in bodies.springs().iter().filter(|s| s.pull > 0.0) {
            for (from, to) in [(s.a as usize, s.b as usize), (s.b as usize, s.a as usize)] {
                if placed[from] && !placed[to] {
                    let (x, y, pull) = sums[to];
                    sums[to] = (x + s.pull * bodies.x[from], y + s.pull * bodies.y[from], pull + s.pull);
                }
            }
        }
        let mut any = false;
        for (i, &(x, y, pull)) in sums.iter().enumerate().filter(|(_, sum)| sum.2 > 0.0) {
            let (dx, dy) = around.next().unwrap_or_default();
            (bodies.x[i], bodies.y[i]) = (x / pull + dx, y / pull + dy);
            placed[i] = true;
            any = true;
        }
        if !any {
            break;
        }
    }
    place_on_rim(bodies, &|_, i| !placed[i], seed);
}

/// Puts those that are asked for on an ellipse around the others.
fn place_on_rim(bodies: &mut Bodies, wanted: &dyn Fn(&Bodies, usize) -> bool, seed: u64) {
    let (middle_x, middle_y) = bodies.middle;
    let inside = (0..bodies.len()).filter(|&i| !wanted(bodies, i));
    let reach = inside.map(|i| {
        let (dx, dy) = ((bodies.x[i] - middle_x) / ASPECT, bodies.y[i] - middle_y);
        dx * dx + dy * dy
    });
    let radius = reach.fold(0.0, f32::max).sqrt() + 0.6 * SPACING;
    let outside: Vec<usize> = (0..bodies.len()).filter(|&i| wanted(bodies, i)).collect();
    for (i, (x, y)) in outside.into_iter().zip(disc(1.0, seed).skip(1)) {
        let length = (x * x + y * y).sqrt().max(1e-3);
        bodies.x[i] = middle_x + ASPECT * radius * x / length;
        bodies.y[i] = middle_y + radius * y / length;
    }
}

/// Points that fill a disc evenly from its middle, each with about the area of a square of `spacing`.
/// The seed turns it, and moves each point a little: a regular start has balances that no force leaves.
fn disc(spacing: f32, seed: u64) -> impl Iterator<Item = (f32, f32)> {
    let mut chance = Chance(seed);
    let mut way = chance.way();
    let jitter = 0.1 * spacing;
    (0..).map(move |i| {
        let radius = spacing * (i as f32 / std::f32::consts::PI).sqrt();
        let (x, y) = chance.way();
        let point = (way.0 * radius + x * jitter, way.1 * radius + y * jitter);
        way = (way.0 * GOLDEN.0 - way.1 * GOLDEN.1, way.0 * GOLDEN.1 + way.1 * GOLDEN.0);
        point
    })
}

/// Numbers that look like chance and are the same on each run (SplitMix64).
struct Chance(u64);

impl Chance {
    /// From -1 to 1.
    fn number(&mut self) -> f32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        (mixed >> 40) as f32 / (1_u64 << 23) as f32 - 1.0
    }

    /// One unit in any direction.
    fn way(&mut self) -> (f32, f32) {
        let (x, y) = (self.number(), self.number());
        let length = (x * x + y * y).sqrt();
        if length > 1e-3 { (x / length, y / length) } else { (1.0, 0.0) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Edge;
    use crate::layout::force::{canonical, springs};

    fn bodies(n: usize, pairs: &[(u32, u32)]) -> Bodies {
        let edges: Vec<Edge> =
            pairs.iter().map(|&(a, b)| Edge { a, b, attraction: 1.0, repulsion: 0.0 }).collect();
        Bodies::new(n, springs(n, &canonical(n, &edges)))
    }

    fn distance(bodies: &Bodies, i: usize, j: usize) -> f32 {
        let (dx, dy) = (bodies.x[i] - bodies.x[j], bodies.y[i] - bodies.y[j]);
        (dx * dx + dy * dy).sqrt()
    }

    #[test]
    fn blocs_begin_together_and_apart_from_others() {
        let mut six = bodies(6, &[(0, 1), (0, 2), (1, 2), (2, 3), (3, 4), (3, 5), (4, 5)]);
        place(&mut six, &[None; 6], 1);
        for (i, j) in [(0, 1), (1, 2), (3, 4), (4, 5)] {
            assert!(distance(&six, i, j) < distance(&six, 0, 5).min(distance(&six, 1, 4)));
        }
    }

    #[test]
    fn a_new_node_begins_near_those_it_cooperates_with() {
        let mut four = bodies(4, &[(0, 3)]);
        let known = [Some((0.0, 0.0)), Some((900.0, 0.0)), Some((0.0, 900.0)), None];
        place(&mut four, &known, 1);
        assert!(distance(&four, 3, 0) < SPACING);
        assert_eq!((four.x[1], four.y[1]), (900.0, 0.0));
    }

    #[test]
    fn who_has_no_link_begins_on_the_rim() {
        let mut five = bodies(5, &[(0, 1), (0, 2), (1, 2)]);
        place(&mut five, &[None; 5], 1);
        let from_middle = |i: usize| (five.x[i] * five.x[i] + five.y[i] * five.y[i]).sqrt();
        for linked in 0..3 {
            assert!(from_middle(linked) < from_middle(3).min(from_middle(4)));
        }
    }

    #[test]
    fn no_two_begin_on_one_spot() {
        let mut many = bodies(60, &[(0, 1), (2, 3)]);
        place(&mut many, &[None; 60], 1);
        for i in 0..60 {
            for j in 0..i {
                assert!(distance(&many, i, j) > 0.1, "{i} and {j}");
            }
        }
    }
}
