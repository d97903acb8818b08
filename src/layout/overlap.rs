//! Moving nodes apart that lie on one another, each as little as it must.

use super::force::Bodies;

/// Free room between the rims of two nodes.
const GAP: f32 = 6.0;
/// A node with an anchor gives way this much less than a new one.
const ANCHORED_GIVES_WAY: f32 = 0.3;
/// Overlaps smaller than this are left: nobody sees them.
const SMALLEST: f32 = 0.05;

/// Moves each overlapping pair apart once, in the order of their places from left to right; whether any
/// overlapped that could be moved. `order` is working memory.
pub fn separate(bodies: &mut Bodies, radii: &[f32], order: &mut Vec<u32>) -> bool {
    order.clear();
    order.extend((0..).take(bodies.len()));
    order.sort_unstable_by(|&a, &b| bodies.x[a as usize].total_cmp(&bodies.x[b as usize]).then(a.cmp(&b)));
    let largest = radii.iter().copied().fold(0.0, f32::max);
    let mut any = false;
    for (place, &a) in order.iter().enumerate() {
        let a = a as usize;
        let reach = radii[a] + largest + GAP;
        for &b in &order[place + 1..] {
            let b = b as usize;
            if bodies.x[b] - bodies.x[a] > reach {
                break;
            }
            any |= separate_pair(bodies, a, b, radii[a] + radii[b] + GAP);
        }
    }
    any
}

fn separate_pair(bodies: &mut Bodies, a: usize, b: usize, wanted: f32) -> bool {
    let (dx, dy) = (bodies.x[b] - bodies.x[a], bodies.y[b] - bodies.y[a]);
    let square = dx * dx + dy * dy;
    if square >= wanted * wanted {
        return false;
    }
    let distance = square.sqrt();
    let overlap = wanted - distance;
    let (give_a, give_b) = (gives_way(bodies, a), gives_way(bodies, b));
    let both = give_a + give_b;
    if overlap < SMALLEST || both <= 0.0 {
        return false;
    }
    let (x, y) = if distance > 1e-3 { (dx / distance, dy / distance) } else { way_out(a, b) };
    let (way_a, way_b) = (overlap * give_a / both, overlap * give_b / both);
    bodies.x[a] -= x * way_a;
    bodies.y[a] -= y * way_a;
    bodies.x[b] += x * way_b;
    bodies.y[b] += y * way_b;
    true
}

fn gives_way(bodies: &Bodies, i: usize) -> f32 {
    match (bodies.fixed[i], bodies.anchor[i].2 > 0.0) {
        (true, _) => 0.0,
        (false, true) => ANCHORED_GIVES_WAY,
        (false, false) => 1.0,
    }
}

/// Where two on one spot go: not all the same way, or a heap of them would become a line.
fn way_out(a: usize, b: usize) -> (f32, f32) {
    const WAYS: [(f32, f32); 5] = [(1.0, 0.0), (0.6, 0.8), (-0.6, 0.8), (0.8, -0.6), (0.0, 1.0)];
    WAYS[(a + b) % WAYS.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bodies(places: &[(f32, f32)]) -> Bodies {
        let mut bodies = Bodies::new(places.len(), Vec::new());
        bodies.x = places.iter().map(|place| place.0).collect();
        bodies.y = places.iter().map(|place| place.1).collect();
        bodies
    }

    fn separate_all(bodies: &mut Bodies, radii: &[f32]) -> usize {
        let mut order = Vec::new();
        (0..200).take_while(|_| separate(bodies, radii, &mut order)).count()
    }

    #[test]
    fn two_that_overlap_move_apart_by_what_they_lack() {
        let mut two = bodies(&[(0.0, 0.0), (10.0, 0.0)]);
        separate_all(&mut two, &[10.0, 10.0]);
        assert_eq!((two.x[0], two.x[1]), (-8.0, 18.0));
    }

    #[test]
    fn who_is_far_enough_stays() {
        let mut two = bodies(&[(0.0, 0.0), (26.0, 0.0)]);
        assert_eq!(separate_all(&mut two, &[10.0, 10.0]), 0);
        assert_eq!((two.x[0], two.x[1]), (0.0, 26.0));
    }

    #[test]
    fn a_fixed_one_stays_and_the_other_goes_all_the_way() {
        let mut two = bodies(&[(0.0, 0.0), (10.0, 0.0)]);
        two.fixed[0] = true;
        separate_all(&mut two, &[10.0, 10.0]);
        assert_eq!((two.x[0], two.x[1]), (0.0, 26.0));
        let mut both = bodies(&[(0.0, 0.0), (10.0, 0.0)]);
        both.fixed = vec![true, true];
        assert_eq!(separate_all(&mut both, &[10.0, 10.0]), 0);
    }

    #[test]
    fn a_heap_on_one_spot_comes_apart() {
        let mut heap = bodies(&[(3.0, 3.0); 30]);
        let passes = separate_all(&mut heap, &[8.0; 30]);
        assert!(passes < 200, "it ends");
        for i in 0..30 {
            for j in 0..i {
                let (dx, dy) = (heap.x[i] - heap.x[j], heap.y[i] - heap.y[j]);
                assert!((dx * dx + dy * dy).sqrt() > 21.9, "{i} and {j}");
            }
        }
    }
}
