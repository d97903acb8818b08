//! The push of many bodies on one another, with far ones taken together (Barnes and Hut, 1986).
//!
//! The cells lie in one array in the order of a walk down the tree, each with the place to go on at when
//! all below it can be passed over: walking needs no stack and building no memory after the first time.

use super::force::Pull;

/// A cell is taken as one body where its side is smaller than this share of its distance.
const OPENING: f32 = 0.9;
/// A cell with at most so many bodies is not divided.
const BODIES_OF_LEAF: usize = 8;
/// Bodies on one spot would be divided for ever.
const MOST_LEVELS: u32 = 24;

/// The bodies, sorted into cells.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    cells: Vec<Cell>,
    bodies: Vec<Body>,
}

#[derive(Clone, Copy, Debug)]
struct Body {
    x: f32,
    y: f32,
    mass: f32,
    index: u32,
}

#[derive(Clone, Copy, Debug)]
struct Cell {
    /// Its centre of mass.
    x: f32,
    y: f32,
    mass: f32,
    side: f32,
    /// Its bodies.
    start: u32,
    end: u32,
    /// Whether it is not divided.
    leaf: bool,
    /// The cell that follows after all that lie in this one.
    next: u32,
}

/// A square of the plane.
#[derive(Clone, Copy)]
struct Square {
    x: f32,
    y: f32,
    side: f32,
}

impl Tree {
    /// Sorts the bodies into cells anew.
    pub fn build(&mut self, x: &[f32], y: &[f32], mass: &[f32]) {
        self.cells.clear();
        self.bodies.clear();
        let all = x.iter().zip(y).zip(mass).zip(0..);
        self.bodies.extend(all.map(|(((&x, &y), &mass), index)| Body { x, y, mass, index }));
        let least = |values: &[f32]| values.iter().copied().fold(f32::INFINITY, f32::min);
        let most = |values: &[f32]| values.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let (left, top) = (least(x), least(y));
        let side = (most(x) - left).max(most(y) - top);
        if !self.bodies.is_empty() {
            self.divide(0, self.bodies.len(), Square { x: left, y: top, side }, 0);
        }
    }

    /// Adds to each body the push of all others: `repulsion` x mass x mass / distance.
    pub fn push(&self, repulsion: f32, nearest_square: f32, pulls: &mut [Pull]) {
        for body in &self.bodies {
            let sum = self.push_on(body, nearest_square);
            let pull = &mut pulls[body.index as usize];
            let strength = repulsion * body.mass;
            pull.x += sum.x * strength;
            pull.y += sum.y * strength;
            pull.stiffness += sum.stiffness * strength;
        }
    }

    fn push_on(&self, body: &Body, nearest_square: f32) -> Pull {
        let mut sum = Pull::default();
        let mut add = |x: f32, y: f32, mass: f32| {
            let (dx, dy) = (body.x - x, body.y - y);
            let strength = mass / (dx * dx + dy * dy).max(nearest_square);
            sum.x += dx * strength;
            sum.y += dy * strength;
            sum.stiffness += strength;
        };
        let mut at = 0;
        while let Some(cell) = self.cells.get(at) {
            let (dx, dy) = (body.x - cell.x, body.y - cell.y);
            let far = cell.side * cell.side < OPENING * OPENING * (dx * dx + dy * dy);
            if far {
                add(cell.x, cell.y, cell.mass);
            } else if cell.leaf {
                for other in &self.bodies[cell.start as usize..cell.end as usize] {
                    if other.index != body.index {
                        add(other.x, other.y, other.mass);
                    }
                }
            }
            at = if far || cell.leaf { cell.next as usize } else { at + 1 };
        }
        sum
    }

    fn divide(&mut self, start: usize, end: usize, square: Square, level: u32) {
        let bodies = &self.bodies[start..end];
        let mass: f32 = bodies.iter().map(|body| body.mass).sum();
        let x = bodies.iter().map(|body| body.mass * body.x).sum::<f32>() / mass;
        let y = bodies.iter().map(|body| body.mass * body.y).sum::<f32>() / mass;
        let leaf = end - start <= BODIES_OF_LEAF || level == MOST_LEVELS;
        let at = self.cells.len();
        self.cells.push(Cell {
            x,
            y,
            mass,
            side: square.side,
            start: start as u32,
            end: end as u32,
            leaf,
            next: 0,
        });
        if !leaf {
            self.divide_in_four(start, end, square, level + 1);
        }
        self.cells[at].next = self.cells.len() as u32;
    }

    fn divide_in_four(&mut self, start: usize, end: usize, square: Square, level: u32) {
        let half = square.side / 2.0;
        let (x, y) = (square.x + half, square.y + half);
        let middle = start + partition(&mut self.bodies[start..end], |body| body.y < y);
        for (from, to, top) in [(start, middle, square.y), (middle, end, y)] {
            let between = from + partition(&mut self.bodies[from..to], |body| body.x < x);
            for (from, to, left) in [(from, between, square.x), (between, to, x)] {
                if from < to {
                    self.divide(from, to, Square { x: left, y: top, side: half }, level);
                }
            }
        }
    }
}

/// Brings those that pass to the front; how many they are. The same on each run, in no special order.
fn partition(bodies: &mut [Body], passes: impl Fn(&Body) -> bool) -> usize {
    let mut front = 0;
    for i in 0..bodies.len() {
        if passes(&bodies[i]) {
            bodies.swap(front, i);
            front += 1;
        }
    }
    front
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pushed(x: &[f32], y: &[f32]) -> Vec<Pull> {
        let mut tree = Tree::default();
        tree.build(x, y, &vec![1.0; x.len()]);
        let mut pulls = vec![Pull::default(); x.len()];
        tree.push(1.0, 0.01, &mut pulls);
        pulls
    }

    #[test]
    fn two_push_each_other_by_their_distance() {
        let pulls = pushed(&[0.0, 2.0], &[0.0, 0.0]);
        assert_eq!((pulls[0].x, pulls[1].x), (-0.5, 0.5));
        assert_eq!((pulls[0].y, pulls[1].y), (0.0, 0.0));
    }

    #[test]
    fn far_bodies_push_about_as_much_together_as_one_by_one() {
        let n = 500;
        let x: Vec<f32> = (0..n).map(|i| (i * 389 % 797) as f32).collect();
        let y: Vec<f32> = (0..n).map(|i| (i * 251 % 593) as f32).collect();
        let pulls = pushed(&x, &y);
        let off = |i: usize| {
            let mut exact = Pull::default();
            for j in (0..n).filter(|&j| j != i) {
                let (dx, dy) = (x[i] - x[j], y[i] - y[j]);
                let strength = 1.0 / (dx * dx + dy * dy).max(0.01);
                exact.x += dx * strength;
                exact.y += dy * strength;
            }
            let (dx, dy) = (pulls[i].x - exact.x, pulls[i].y - exact.y);
            (dx * dx + dy * dy).sqrt()
        };
        let mean = (0..n).map(off).sum::<f32>() / n as f32;
        assert!(mean < 0.05, "of some 1.0: {mean}");
    }

    #[test]
    fn bodies_on_one_spot_end_the_division() {
        let pulls = pushed(&[7.0; 100], &[3.0; 100]);
        assert!(pulls.iter().all(|pull| pull.x == 0.0 && pull.y == 0.0 && pull.stiffness.is_finite()));
    }

    #[test]
    fn no_bodies_no_cells() {
        assert!(pushed(&[], &[]).is_empty());
    }
}
