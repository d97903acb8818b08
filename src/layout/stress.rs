//! Distances along the links, kept in the picture: two that are many links apart should stand far apart.
//!
//! Each body is drawn towards the distance that its way to some pivots asks for, by the square of how near
//! they are, as when stress is majorised (Gansner, Koren and North, 2005), with pivots for all others
//! (Ortmann, Klimenta and Brandes, 2016). How long one link should be is taken from the picture, so that
//! the other forces say how large it is. Only cooperation is a way.
//!
//! Weights are left out on purpose: springs tell them.

use super::force::{Pull, Spring};

/// So many bodies stand for all.
const PIVOTS: usize = 50;
/// How hard all pivots together pull a body that is one link from each of them.
const STRENGTH: f32 = 13.0;
/// A link should be this share as long as fits the picture best: then it is drawn together a little, which
/// keeps its neighbours near where links are few.
const TIGHTNESS: f32 = 0.8;
/// Nearer than this, in square world units, the way between two has no clear direction.
const NEAREST_SQUARE: f32 = 64.0;
/// Every so many bodies are looked at for the length of a link.
const SAMPLE: usize = 8;

/// The ways from some pivots to all bodies.
#[derive(Clone, Debug, Default)]
pub struct Stress {
    pivots: Vec<u32>,
    /// For each pivot, for each body: 1 through the number of links between them, 0 where no way leads or
    /// it is the pivot itself.
    inverse: Vec<f32>,
    /// How long a link should be, by the picture of the step before; 0 before the first.
    length: f32,
    /// Working memory: the sums for each body.
    sums: Sums,
}

#[derive(Clone, Debug, Default)]
struct Sums {
    x: Vec<f32>,
    y: Vec<f32>,
    stiffness: Vec<f32>,
}

impl Stress {
    /// The ways along the springs that pull.
    pub fn new(n: usize, springs: &[Spring]) -> Self {
        let friends = Friends::new(n, springs);
        let count = PIVOTS.min(n);
        let spread = (0..count).map(|i| i * n / count).filter(|&pivot| !friends.of(pivot).is_empty());
        let pivots: Vec<u32> = spread.map(|pivot| pivot as u32).collect();
        let mut inverse = vec![0.0; pivots.len() * n];
        let mut queue = Vec::with_capacity(n);
        for (&pivot, inverse) in pivots.iter().zip(inverse.chunks_exact_mut(n.max(1))) {
            friends.walk(pivot, inverse, &mut queue);
        }
        Self { pivots, inverse, ..Self::default() }
    }

    /// Adds to each body what draws it to its distance from the pivots.
    pub fn add(&mut self, x: &[f32], y: &[f32], pulls: &mut [Pull]) {
        let n = x.len();
        if self.pivots.is_empty() {
            return;
        }
        let Self { pivots, inverse, length, sums } = self;
        for sum in [&mut sums.x, &mut sums.y, &mut sums.stiffness] {
            sum.clear();
            sum.resize(n, 0.0);
        }
        let (mut first, mut second) = (0.0, 0.0);
        for (&pivot, inverse) in pivots.iter().zip(inverse.chunks_exact(n)) {
            let (at_x, at_y) = (x[pivot as usize], y[pivot as usize]);
            let places = inverse.iter().zip(x).zip(y);
            let sums = sums.x.iter_mut().zip(&mut sums.y).zip(&mut sums.stiffness);
            for (((&inverse, &x), &y), ((sum_x, sum_y), stiffness)) in places.clone().zip(sums) {
                let (dx, dy) = (at_x - x, at_y - y);
                let distance = (dx * dx + dy * dy).max(NEAREST_SQUARE).sqrt();
                let strength = inverse * (inverse - *length / distance);
                *sum_x += dx * strength;
                *sum_y += dy * strength;
                *stiffness += inverse * inverse;
            }
            for ((&inverse, &x), &y) in places.step_by(SAMPLE) {
                let (dx, dy) = (at_x - x, at_y - y);
                let square = (dx * dx + dy * dy) * inverse * inverse;
                first += square.sqrt();
                second += square;
            }
        }
        if *length > 0.0 {
            let share = STRENGTH / pivots.len() as f32;
            let sums = sums.x.iter().zip(&sums.y).zip(&sums.stiffness);
            for (pull, ((x, y), stiffness)) in pulls.iter_mut().zip(sums) {
                pull.x += share * x;
                pull.y += share * y;
                pull.stiffness += share * stiffness;
            }
        }
        // The stress of this picture is least where a link has the length of this quotient.
        *length = if first > 0.0 { TIGHTNESS * second / first } else { 0.0 };
    }
}

/// Who pulls whom.
struct Friends {
    /// Where the friends of each begin in `all`, and at last their number.
    starts: Vec<usize>,
    all: Vec<u32>,
}

impl Friends {
    fn new(n: usize, springs: &[Spring]) -> Self {
        let pulling = || springs.iter().filter(|spring| spring.pull > 0.0);
        let mut starts = vec![0; n + 1];
        for spring in pulling() {
            starts[spring.a as usize + 1] += 1;
            starts[spring.b as usize + 1] += 1;
        }
        for i in 0..n {
            starts[i + 1] += starts[i];
        }
        let (mut next, mut all) = (starts.clone(), vec![0; starts[n]]);
        for spring in pulling() {
            for (from, to) in [(spring.a, spring.b), (spring.b, spring.a)] {
                all[next[from as usize]] = to;
                next[from as usize] += 1;
            }
        }
        Self { starts, all }
    }

    fn of(&self, body: usize) -> &[u32] {
        &self.all[self.starts[body]..self.starts[body + 1]]
    }

    /// Writes 1 through the number of links from a body to each other that a way leads to. `inverse` is 0
    /// everywhere before.
    fn walk(&self, from: u32, inverse: &mut [f32], queue: &mut Vec<u32>) {
        queue.clear();
        queue.push(from);
        let (mut links, mut done) = (0.0, 0);
        while done < queue.len() {
            links += 1.0;
            let ring = done..queue.len();
            done = queue.len();
            for at in ring {
                let body = queue[at];
                for &next in self.of(body as usize) {
                    if next != from && inverse[next as usize] == 0.0 {
                        inverse[next as usize] = 1.0 / links;
                        queue.push(next);
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chain(n: u32) -> Vec<Spring> {
        (1..n).map(|b| Spring { a: b - 1, b, pull: 1.0, push: 0.0 }).collect()
    }

    #[test]
    fn ways_are_counted_in_links_of_cooperation() {
        let mut springs = chain(4);
        springs.push(Spring { a: 0, b: 3, pull: 0.0, push: 1.0 });
        let stress = Stress::new(5, &springs);
        assert_eq!(stress.pivots, [0, 1, 2, 3], "who has no friend is no pivot");
        assert_eq!(stress.inverse[..5], [0.0, 1.0, 0.5, 1.0 / 3.0, 0.0]);
    }

    #[test]
    fn a_bent_chain_is_pulled_straight() {
        let mut stress = Stress::new(3, &chain(3));
        let (mut x, mut y) = (vec![0.0, 100.0, 100.0], vec![0.0, 0.0, 100.0]);
        for _ in 0..5 {
            let mut pulls = vec![Pull::default(); 3];
            stress.add(&x, &y, &mut pulls);
            for (i, pull) in pulls.iter().enumerate().filter(|(_, pull)| pull.stiffness > 0.0) {
                x[i] += 0.5 * pull.x / pull.stiffness;
                y[i] += 0.5 * pull.y / pull.stiffness;
            }
        }
        let distance = |i: usize, j: usize| (x[i] - x[j]).hypot(y[i] - y[j]);
        // It was 1.41 before.
        assert!(distance(0, 2) / distance(0, 1) > 1.65, "{x:?} {y:?}");
    }

    #[test]
    fn without_cooperation_nothing_is_pulled() {
        let mut pulls = vec![Pull::default(); 2];
        let mut stress = Stress::new(2, &[Spring { a: 0, b: 1, pull: 0.0, push: 1.0 }]);
        stress.add(&[0.0, 9.0], &[0.0, 0.0], &mut pulls);
        stress.add(&[0.0, 9.0], &[0.0, 0.0], &mut pulls);
        assert!(pulls.iter().all(|pull| (pull.x, pull.stiffness) == (0.0, 0.0)));
        Stress::new(0, &[]).add(&[], &[], &mut []);
    }
}
