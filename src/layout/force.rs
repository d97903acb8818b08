//! The forces between nodes, and one step along them.
//!
//! Each node is drawn by the springs of cooperation, pushed off all others and further off those it is
//! in conflict with, drawn to the distances that the numbers of links between them ask for
//! ([`Stress`]), and held loosely near the middle, near its bloc and near its anchor. A step moves
//! it to where these would be in balance if the others stood still: by the force divided by its
//! stiffness. So a step is never longer than what it balances, whatever the weights are, and no step
//! size is to be tuned.
//!
//! Only additions, multiplications, divisions and square roots are used, which give the same bits on
//! every machine.
//!
//! When to step, how warm, and when to stop is left to [`Layout`](super::Layout).

use super::Edge;
use super::stress::Stress;
use super::tree::Tree;

/// Distance between two neighbours that the picture aims at, in world units: names find room.
pub const SPACING: f32 = 150.0;
/// How much wider than high the picture should be, like the window it is drawn in.
pub const ASPECT: f32 = 1.3;

/// Push between any two nodes, against a pull of 1 for the spring of two that have no other.
///
/// This and the numbers below were sought by chance in the graphs of a benchmark with planted blocs, for
/// low stress with pure neighbourhoods; ARCHITECTURE.md tells more.
const REPULSION: f32 = 2.26 * SPACING * SPACING;
/// The share of a spring's pull that does not grow with its length, as in LinLog (Noack, 2007): it keeps
/// blocs together, while the share that grows keeps far ones in reach.
const LEVEL_PULL: f32 = 0.39;
/// Springs shorter than this share of the spacing pull no harder for it.
const SHORTEST: f32 = 0.61;
/// Two that are in conflict would stand this far apart.
const CONFLICT_DISTANCE: f32 = 2.0 * SPACING;
/// How hard all conflicts of a node push together, and how hard they pull where it is farther off.
const CONFLICT: (f32, f32) = (0.5, 0.1);
/// Pull to the middle.
const GRAVITY: f32 = 0.14;
/// How much harder the middle pulls bodies that nothing holds there: those that no way of links leads to,
/// and those in conflict only, would drift far out and make all others small.
const LONELY: f32 = 2.5;
/// How much harder or softer it may be in one direction, to give the picture its shape.
const STRONGEST_LEAN: f32 = 2.5;
/// Pull of nodes without any link to an ellipse around the others.
const RIM: f32 = 3.0;
/// From the linked nodes to that ellipse.
const ROOM_TO_RIM: f32 = 0.45 * SPACING;
/// Pull to the middle of a node's bloc, where it has so many members: forces that go on for long would
/// dilute it. It is a little softer in a larger bloc, by the eighth root.
const BLOC: (f32, f32) = (0.76, 30.0);
/// Nodes nearer than this push as if they were this far apart.
const NEAREST_SQUARE: f32 = 64.0;
/// Above so many nodes the push of far ones is taken together.
const MOST_PAIRED: usize = 300;

/// What an edge does, after weights were brought to one scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spring {
    /// Index of the end with the lower index.
    pub a: u32,
    /// Index of the other end.
    pub b: u32,
    /// Pull, relative to all of both ends.
    pub pull: f32,
    /// Push, relative to all of both ends.
    pub push: f32,
}

/// Edges in one order, each pair of nodes once, without loops, strangers and weights that are none.
pub fn canonical(n: usize, edges: &[Edge]) -> Vec<Edge> {
    let sound = |weight: f32| if weight.is_finite() { weight.max(0.0) } else { 0.0 };
    let known = edges.iter().filter(|e| e.a != e.b && (e.a as usize) < n && (e.b as usize) < n);
    let mut sorted: Vec<Edge> = known
        .map(|e| Edge {
            a: e.a.min(e.b),
            b: e.a.max(e.b),
            attraction: sound(e.attraction),
            repulsion: sound(e.repulsion),
        })
        .collect();
    sorted.sort_by(|d, e| {
        let by_weight =
            d.attraction.total_cmp(&e.attraction).then_with(|| d.repulsion.total_cmp(&e.repulsion));
        (d.a, d.b).cmp(&(e.a, e.b)).then(by_weight)
    });
    sorted.dedup_by(|next, kept| {
        let same = (next.a, next.b) == (kept.a, kept.b);
        if same {
            kept.attraction = (kept.attraction + next.attraction).min(f32::MAX);
            kept.repulsion = (kept.repulsion + next.repulsion).min(f32::MAX);
        }
        same
    });
    sorted
}

/// Springs from canonical edges. Weights count by their square root against the mean, within bounds,
/// and each gives way to all other weights of its two ends, by their eighth root: a node of many links is
/// not torn.
pub fn springs(n: usize, edges: &[Edge]) -> Vec<Spring> {
    let pulls = relative(n, edges, |e| e.attraction);
    let pushes = relative(n, edges, |e| e.repulsion);
    let all = edges.iter().zip(pulls.iter().zip(&pushes));
    all.map(|(e, (&pull, &push))| Spring { a: e.a, b: e.b, pull, push }).collect()
}

fn relative(n: usize, edges: &[Edge], weight: impl Fn(&Edge) -> f32) -> Vec<f32> {
    let weights = || edges.iter().map(|e| f64::from(weight(e))).filter(|&w| w > 0.0);
    let mean = weights().sum::<f64>() / weights().count().max(1) as f64;
    let shares: Vec<f32> = edges
        .iter()
        .map(|e| f64::from(weight(e)))
        .map(|w| if w > 0.0 { (w / mean).sqrt().clamp(0.3, 3.0) as f32 } else { 0.0 })
        .collect();
    let mut sums = vec![0.0_f32; n];
    for (e, share) in edges.iter().zip(&shares) {
        sums[e.a as usize] += share;
        sums[e.b as usize] += share;
    }
    let both = |e: &Edge| (sums[e.a as usize] * sums[e.b as usize]).sqrt().sqrt().sqrt();
    edges.iter().zip(&shares).map(|(e, &share)| if share > 0.0 { share / both(e) } else { 0.0 }).collect()
}

/// Bodies on which the forces work: flat arrays, one entry a node.
#[derive(Clone, Debug, Default)]
pub struct Bodies {
    /// Places to the right.
    pub x: Vec<f32>,
    /// Places downwards.
    pub y: Vec<f32>,
    /// How hard it pushes others: more with many links.
    pub mass: Vec<f32>,
    /// Whether it never moves.
    pub fixed: Vec<bool>,
    /// Where it is drawn back to, and how hard: 0 for a node that is new.
    pub anchor: Vec<(f32, f32, f32)>,
    /// Number of its bloc.
    pub bloc: Vec<u32>,
    /// Where gravity pulls to.
    pub middle: (f32, f32),
    springs: Vec<Spring>,
    linked: Vec<bool>,
    /// How hard the middle pulls a linked body.
    gravity: Vec<f32>,
    pulls: Vec<Pull>,
    blocs: Vec<Bloc>,
    tree: Tree,
    stress: Stress,
}

/// The force on a body, and how fast it grows with the way.
#[derive(Clone, Copy, Debug, Default)]
pub struct Pull {
    /// To the right.
    pub x: f32,
    /// Downwards.
    pub y: f32,
    /// Force for a unit of way.
    pub stiffness: f32,
}

impl Pull {
    fn add(&mut self, x: f32, y: f32, strength: f32) {
        self.x += x * strength;
        self.y += y * strength;
        self.stiffness += strength;
    }
}

/// How hard a body with so many links pushes others. Those without any hardly do: they would blow up the
/// picture from its rim.
fn mass(degree: f32) -> f32 {
    if degree > 0.0 { 0.454 + 0.021 * degree.min(100.0).sqrt() } else { 0.25 }
}

/// How hard the middle pulls each body.
fn gravity(springs: &[Spring], has_friends: &[bool]) -> Vec<f32> {
    let component = components(has_friends.len(), springs);
    let mut sizes = vec![0_u32; component.len()];
    for &root in &component {
        sizes[root] += 1;
    }
    let largest = (0..sizes.len()).rev().max_by_key(|&root| sizes[root]);
    let of = |(&root, &has_friends): (&usize, &bool)| {
        if has_friends && Some(root) == largest { GRAVITY } else { GRAVITY * LONELY }
    };
    component.iter().zip(has_friends).map(of).collect()
}

/// For each body one that stands for all it is joined with: the lowest.
fn components(n: usize, springs: &[Spring]) -> Vec<usize> {
    fn root_of(parents: &mut [usize], mut i: usize) -> usize {
        while parents[i] != i {
            parents[i] = parents[parents[i]];
            i = parents[i];
        }
        i
    }
    let mut parents: Vec<usize> = (0..n).collect();
    for spring in springs {
        let (a, b) = (root_of(&mut parents, spring.a as usize), root_of(&mut parents, spring.b as usize));
        parents[a.max(b)] = a.min(b);
    }
    (0..n).map(|i| root_of(&mut parents, i)).collect()
}

#[derive(Clone, Copy, Debug, Default)]
struct Bloc {
    x: f32,
    y: f32,
    size: f32,
}

/// How far the linked bodies lie from the middle.
struct Spread {
    /// Sideways: the root of the mean square.
    x: f32,
    /// Up and down.
    y: f32,
    /// Half the width and height of the ellipse on which those without links belong.
    rim: (f32, f32),
}

impl Bodies {
    /// Bodies at the origin, each a bloc of its own, with these springs.
    pub fn new(n: usize, springs: Vec<Spring>) -> Self {
        let mut degree = vec![0.0_f32; n];
        let mut friends = vec![false; n];
        for spring in &springs {
            for end in [spring.a as usize, spring.b as usize] {
                degree[end] += 1.0;
                friends[end] |= spring.pull > 0.0;
            }
        }
        Self {
            x: vec![0.0; n],
            y: vec![0.0; n],
            mass: degree.iter().map(|&d| mass(d)).collect(),
            fixed: vec![false; n],
            anchor: vec![(0.0, 0.0, 0.0); n],
            bloc: (0..).take(n).collect(),
            middle: (0.0, 0.0),
            linked: degree.iter().map(|&d| d > 0.0).collect(),
            gravity: gravity(&springs, &friends),
            pulls: vec![Pull::default(); n],
            blocs: vec![Bloc::default(); n],
            springs,
            tree: Tree::default(),
            stress: Stress::default(),
        }
    }

    /// Number of bodies.
    pub fn len(&self) -> usize {
        self.x.len()
    }

    /// The springs between them.
    pub fn springs(&self) -> &[Spring] {
        &self.springs
    }

    /// Whether a body has any spring.
    pub fn is_linked(&self, i: usize) -> bool {
        self.linked[i]
    }

    /// From now on, distances along the springs count too.
    pub fn mind_distances(&mut self) {
        self.stress = Stress::new(self.len(), &self.springs);
    }

    /// Moves all that may move a share of the way to their balance, none farther than `limit`.
    pub fn step(&mut self, share: f32, limit: f32) {
        self.pulls.fill(Pull::default());
        self.push_all_apart();
        self.pull_springs();
        self.pull_to_blocs();
        self.pull_home();
        self.stress.add(&self.x, &self.y, &mut self.pulls);
        self.advance(share, limit);
    }

    fn push_all_apart(&mut self) {
        let n = self.len();
        if n > MOST_PAIRED {
            self.tree.build(&self.x, &self.y, &self.mass);
            self.tree.push(REPULSION, NEAREST_SQUARE, &mut self.pulls);
            return;
        }
        for i in 1..n {
            let (x, y, mass) = (self.x[i], self.y[i], self.mass[i] * REPULSION);
            let mut sum = Pull::default();
            let others = self.x[..i].iter().zip(&self.y[..i]).zip(&self.mass[..i]).zip(&mut self.pulls[..i]);
            for (((other_x, other_y), other_mass), pull) in others {
                let (dx, dy) = (x - other_x, y - other_y);
                let strength = mass * other_mass / (dx * dx + dy * dy).max(NEAREST_SQUARE);
                sum.add(dx, dy, strength);
                pull.x -= dx * strength;
                pull.y -= dy * strength;
                pull.stiffness += strength;
            }
            self.pulls[i].x += sum.x;
            self.pulls[i].y += sum.y;
            self.pulls[i].stiffness += sum.stiffness;
        }
    }

    fn pull_springs(&mut self) {
        for spring in &self.springs {
            let (a, b) = (spring.a as usize, spring.b as usize);
            let (dx, dy) = (self.x[b] - self.x[a], self.y[b] - self.y[a]);
            let square = dx * dx + dy * dy;
            let mut strength =
                spring.pull * (1.0 - LEVEL_PULL + LEVEL_PULL / (square.sqrt() / SPACING + SHORTEST));
            let mut stiffness = strength;
            if spring.push > 0.0 {
                let distance = square.max(NEAREST_SQUARE).sqrt();
                let lack = CONFLICT_DISTANCE - distance;
                let (push, pull) = CONFLICT;
                let hardness = spring.push * if lack > 0.0 { push } else { pull };
                strength -= hardness * lack / distance;
                stiffness += hardness;
            }
            let pulls = &mut self.pulls;
            pulls[a].x += dx * strength;
            pulls[a].y += dy * strength;
            pulls[a].stiffness += stiffness;
            pulls[b].x -= dx * strength;
            pulls[b].y -= dy * strength;
            pulls[b].stiffness += stiffness;
        }
    }

    fn pull_to_blocs(&mut self) {
        self.blocs.fill(Bloc::default());
        for (i, &bloc) in self.bloc.iter().enumerate() {
            let bloc = &mut self.blocs[bloc as usize];
            bloc.x += self.x[i];
            bloc.y += self.y[i];
            bloc.size += 1.0;
        }
        for (i, &bloc) in self.bloc.iter().enumerate() {
            let bloc = self.blocs[bloc as usize];
            if bloc.size > 1.0 {
                let (x, y) = (bloc.x / bloc.size - self.x[i], bloc.y / bloc.size - self.y[i]);
                self.pulls[i].add(x, y, BLOC.0 * (BLOC.1 / bloc.size).sqrt().sqrt().sqrt());
            }
        }
    }

    /// To the anchor; without one, to the middle or, for those without links, to the rim.
    fn pull_home(&mut self) {
        let spread = self.spread();
        // A picture too wide for its window is pulled together sideways, one too high up and down.
        let lean = (spread.x / (ASPECT * spread.y)).clamp(1.0 / STRONGEST_LEAN, STRONGEST_LEAN);
        for (i, pull) in self.pulls.iter_mut().enumerate() {
            let (x, y, strength) = self.anchor[i];
            let (dx, dy) = (self.middle.0 - self.x[i], self.middle.1 - self.y[i]);
            if strength > 0.0 {
                pull.add(x - self.x[i], y - self.y[i], strength);
            } else if self.linked[i] {
                let (sideways, up_and_down) = (self.gravity[i] * lean, self.gravity[i] / lean);
                pull.x += sideways * dx;
                pull.y += up_and_down * dy;
                pull.stiffness += sideways.max(up_and_down);
            } else {
                let (u, v) = (dx / spread.rim.0, dy / spread.rim.1);
                let share = 1.0 / (u * u + v * v).sqrt().max(0.1);
                pull.x += RIM * (1.0 - share) * dx;
                pull.y += RIM * (1.0 - share) * dy;
                pull.stiffness += RIM;
            }
        }
    }

    /// How far the linked bodies are spread about the middle.
    fn spread(&self) -> Spread {
        let (mut xx, mut yy, mut count) = (1.0_f32, 1.0_f32, 1.0_f32);
        for i in (0..self.len()).filter(|&i| self.linked[i]) {
            let (dx, dy) = (self.x[i] - self.middle.0, self.y[i] - self.middle.1);
            (xx, yy, count) = (xx + dx * dx, yy + dy * dy, count + 1.0);
        }
        let (x, y) = ((xx / count).sqrt(), (yy / count).sqrt());
        // A disc that is evenly filled has a radius of two of these, a ring of 1.4.
        Spread { x, y, rim: (1.7 * x + ROOM_TO_RIM, 1.7 * y + ROOM_TO_RIM) }
    }

    fn advance(&mut self, share: f32, limit: f32) {
        for (i, pull) in self.pulls.iter().enumerate() {
            if self.fixed[i] || pull.stiffness <= 0.0 {
                continue;
            }
            let (dx, dy) = (share * pull.x / pull.stiffness, share * pull.y / pull.stiffness);
            let length = (dx * dx + dy * dy).sqrt();
            if !length.is_finite() {
                continue;
            }
            let cut = if length > limit { limit / length } else { 1.0 };
            self.x[i] += dx * cut;
            self.y[i] += dy * cut;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edge(a: u32, b: u32, attraction: f32, repulsion: f32) -> Edge {
        Edge { a, b, attraction, repulsion }
    }

    fn distance(bodies: &Bodies, i: usize, j: usize) -> f32 {
        let (dx, dy) = (bodies.x[i] - bodies.x[j], bodies.y[i] - bodies.y[j]);
        (dx * dx + dy * dy).sqrt()
    }

    /// Bodies in a row, after many steps.
    fn at_rest(n: usize, edges: &[Edge]) -> Bodies {
        let mut bodies = Bodies::new(n, springs(n, &canonical(n, edges)));
        for i in 0..n {
            (bodies.x[i], bodies.y[i]) = (40.0 * i as f32, (i % 3) as f32);
        }
        for _ in 0..400 {
            bodies.step(0.8, SPACING);
        }
        bodies
    }

    #[test]
    fn edges_are_brought_to_one_order_and_joined() {
        let edges =
            [edge(2, 1, 1.0, 0.0), edge(0, 1, 2.0, 0.0), edge(1, 2, 3.0, f32::NAN), edge(1, 1, 9.0, 9.0)];
        let stranger = edge(1, 7, 1.0, 1.0);
        let mut turned: Vec<Edge> = edges.iter().rev().copied().chain([stranger]).collect();
        turned.rotate_left(2);
        let expected = vec![edge(0, 1, 2.0, 0.0), edge(1, 2, 4.0, 0.0)];
        assert_eq!(canonical(3, &edges), expected);
        assert_eq!(canonical(3, &turned), expected);
    }

    #[test]
    fn a_pair_that_cooperates_stands_about_the_spacing_apart_and_one_in_conflict_farther() {
        let friends = distance(&at_rest(2, &[edge(0, 1, 1.0, 0.0)]), 0, 1);
        let mixed = distance(&at_rest(2, &[edge(0, 1, 1.0, 1.0)]), 0, 1);
        let foes = distance(&at_rest(2, &[edge(0, 1, 0.0, 1.0)]), 0, 1);
        assert!((60.0..180.0).contains(&friends), "{friends}");
        assert!(mixed > 1.2 * friends && foes > 1.2 * mixed, "{friends} {mixed} {foes}");
    }

    #[test]
    fn who_nothing_holds_is_drawn_to_the_middle_harder() {
        // 0 to 3 cooperate, 4 is in conflict with 0 only, 5 and 6 stand apart.
        let edges = [
            edge(0, 1, 1.0, 0.0),
            edge(1, 2, 1.0, 0.0),
            edge(2, 3, 1.0, 0.0),
            edge(0, 4, 0.0, 1.0),
            edge(5, 6, 1.0, 0.0),
        ];
        let bodies = Bodies::new(7, springs(7, &canonical(7, &edges)));
        let hard: Vec<bool> = bodies.gravity.iter().map(|&gravity| gravity > GRAVITY).collect();
        assert_eq!(hard, [false, false, false, false, true, true, true]);
    }

    #[test]
    fn a_stronger_pull_brings_nearer() {
        let bodies = at_rest(3, &[edge(0, 1, 9.0, 0.0), edge(1, 2, 1.0, 0.0)]);
        assert!(distance(&bodies, 0, 1) < distance(&bodies, 1, 2));
    }

    #[test]
    fn what_is_fixed_stays_and_an_anchor_draws_back() {
        let mut bodies = Bodies::new(3, Vec::new());
        bodies.x = vec![0.0, 5.0, 10.0];
        bodies.fixed[0] = true;
        bodies.anchor[1] = (5.0, 0.0, 1e6);
        for _ in 0..50 {
            bodies.step(0.5, 10.0);
        }
        assert_eq!((bodies.x[0], bodies.y[0]), (0.0, 0.0));
        assert!((bodies.x[1] - 5.0).abs() < 0.1);
        assert!(bodies.x[2] > 50.0);
    }

    #[test]
    fn no_step_is_longer_than_its_limit() {
        let mut bodies = Bodies::new(2, springs(2, &[edge(0, 1, f32::MAX, 0.0)]));
        bodies.x = vec![-1e6, 1e6];
        bodies.step(1.0, 25.0);
        assert!((bodies.x[0] + 1e6).abs() < 25.1 && (bodies.x[1] - 1e6).abs() < 25.1);
    }

    #[test]
    fn many_bodies_move_about_as_they_would_pair_by_pair() {
        let n = MOST_PAIRED + 50;
        let mut bodies = Bodies::new(n, Vec::new());
        for i in 0..n {
            (bodies.x[i], bodies.y[i]) = ((i * 389 % 797) as f32, (i * 251 % 593) as f32);
        }
        bodies.push_all_apart();
        for i in (0..n).step_by(17) {
            let (mut x, mut y) = (0.0_f32, 0.0_f32);
            for j in (0..n).filter(|&j| j != i) {
                let (dx, dy) = (bodies.x[i] - bodies.x[j], bodies.y[i] - bodies.y[j]);
                let strength =
                    REPULSION * bodies.mass[i] * bodies.mass[j] / (dx * dx + dy * dy).max(NEAREST_SQUARE);
                x += dx * strength;
                y += dy * strength;
            }
            let (off_x, off_y) = (bodies.pulls[i].x - x, bodies.pulls[i].y - y);
            let whole = (x * x + y * y).sqrt().max(10.0 * REPULSION / SPACING);
            assert!((off_x * off_x + off_y * off_y).sqrt() < 0.1 * whole, "{i}");
        }
    }
}
