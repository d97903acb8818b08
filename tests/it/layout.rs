//! What holds of every layout: pins stay, signs and weights show, and a picture keeps its shape when
//! articles come.

use diplograph::article::{Article, ArticleId};
use diplograph::event::EventKind::{Accuse, Agree, Aid};
use diplograph::event::Reading;
use diplograph::layout::{Edge, Layout, Node, Point, Rect};
use diplograph::session::Workspace;

use crate::support::{self, Told};

/// Numbers that look like chance and are the same on each run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % n as u64) as usize
    }
}

/// A graph with planted blocs, a few nodes of many links, and a share of links across; the bloc of a node
/// is its remainder.
struct Planted {
    n: usize,
    blocs: usize,
    pairs: Vec<(u32, u32)>,
}

fn planted(n: usize, m: usize, blocs: usize, seed: u64) -> Planted {
    let mut chance = Chance(seed);
    let mut pairs = Vec::with_capacity(m + n);
    // A ring in each bloc, so that none falls apart.
    pairs.extend((0..n - blocs).map(|i| (i as u32, (i + blocs) as u32)));
    while pairs.len() < m {
        // The lowest of three: low ones have many links.
        let a = chance.below(n).min(chance.below(n)).min(chance.below(n));
        let inside = chance.below(100) < 85;
        let b = if inside { a % blocs + blocs * chance.below(n / blocs) } else { chance.below(n) };
        if a != b {
            pairs.push((a.min(b) as u32, a.max(b) as u32));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    Planted { n, blocs, pairs }
}

impl Planted {
    fn edges(&self) -> Vec<Edge> {
        self.pairs.iter().map(|&(a, b)| Edge { a, b, attraction: 1.0, repulsion: 0.0 }).collect()
    }

    fn is_across(&self, edge: &Edge) -> bool {
        edge.a as usize % self.blocs != edge.b as usize % self.blocs
    }

    /// The same with conflict across the blocs.
    fn signed(&self) -> Vec<Edge> {
        let mut edges = self.edges();
        for edge in &mut edges {
            if self.is_across(edge) {
                (edge.attraction, edge.repulsion) = (0.0, 1.0);
            }
        }
        edges
    }
}

fn nodes(n: usize) -> Vec<Node> {
    vec![Node { radius: 19.0, anchor: None, pinned: false }; n]
}

fn settled(nodes: &[Node], edges: &[Edge]) -> Layout {
    let mut layout = Layout::new(1, nodes, edges);
    layout.settle();
    layout
}

fn lengths(layout: &Layout, edges: &[Edge]) -> Vec<f32> {
    let places = layout.positions();
    edges.iter().map(|edge| (places[edge.a as usize] - places[edge.b as usize]).length()).collect()
}

fn mean(numbers: impl Iterator<Item = f32>) -> f32 {
    let numbers: Vec<f32> = numbers.collect();
    numbers.iter().sum::<f32>() / numbers.len() as f32
}

/// The number that a share of the others is smaller than.
fn quantile(numbers: &[f32], share: f32) -> f32 {
    let mut sorted = numbers.to_vec();
    sorted.sort_by(f32::total_cmp);
    sorted[((sorted.len() - 1) as f32 * share).round() as usize]
}

#[test]
fn conflict_is_at_least_twice_as_long_as_cooperation() {
    for (n, m, blocs) in [(60, 240, 4), (250, 2_000, 8)] {
        let graph = planted(n, m, blocs, 3);
        let edges = graph.signed();
        let layout = settled(&nodes(n), &edges);
        let lengths = lengths(&layout, &edges);
        let of = |hostile: bool| {
            mean(
                edges
                    .iter()
                    .zip(&lengths)
                    .filter(|(edge, _)| graph.is_across(edge) == hostile)
                    .map(|(_, l)| *l),
            )
        };
        assert!(of(true) > 2.0 * of(false), "{n}: {} and {}", of(true), of(false));
    }
}

#[test]
fn pins_stay_among_many_and_every_place_is_a_number() {
    let graph = planted(400, 2_000, 8, 5);
    let mut nodes = nodes(400);
    let pins = [(7, Point::new(900.0, -300.0)), (160, Point::new(-50.0, 40.0)), (399, Point::new(0.0, 0.0))];
    for (node, place) in pins {
        nodes[node] = Node { anchor: Some(place), pinned: true, ..nodes[node] };
    }
    let mut layout = Layout::new(1, &nodes, &graph.signed());
    while !layout.is_settled() {
        layout.step();
        assert!(pins.iter().all(|&(node, place)| layout.positions()[node] == place), "at every step");
    }
    assert!(layout.positions().iter().all(|place| place.x.is_finite() && place.y.is_finite()));
}

/// How far lengths of links change by what should not matter: the same graph with its nodes numbered
/// otherwise. For each link the logarithm of the ratio.
fn noise(graph: &Planted, base: &[f32]) -> Vec<f32> {
    let n = graph.n;
    // A prime that does not divide it: every number is hit once.
    let other = |i: u32| ((u64::from(i) * 7_919 + 13) % n as u64) as u32;
    let edges: Vec<Edge> =
        graph.edges().into_iter().map(|edge| Edge { a: other(edge.a), b: other(edge.b), ..edge }).collect();
    let renumbered = lengths(&settled(&nodes(n), &edges), &edges);
    renumbered.iter().zip(base).map(|(new, old)| (new / old).ln()).collect()
}

fn doubled_links_come_nearer(n: usize, m: usize, blocs: usize) {
    let graph = planted(n, m, blocs, 11);
    let edges = graph.edges();
    let mut heavier = edges.clone();
    let chosen: Vec<usize> = (0..edges.len()).step_by(edges.len() / 60).collect();
    for &i in &chosen {
        heavier[i].attraction *= 2.0;
    }
    let base = lengths(&settled(&nodes(n), &edges), &edges);
    let (doubled, noise) = std::thread::scope(|scope| {
        let noise = scope.spawn(|| noise(&graph, &base));
        let doubled = lengths(&settled(&nodes(n), &heavier), &edges);
        (doubled, noise.join().unwrap())
    });
    let ratios: Vec<f32> = chosen.iter().map(|&i| (doubled[i] / base[i]).ln()).collect();
    let usual = mean(ratios.iter().copied());
    assert!(usual < 0.0, "they are shorter: {usual}");
    // Where nothing matters, one in twenty is longer by more than this.
    let noise = quantile(&noise, 0.95);
    let longer = ratios.iter().filter(|&&ratio| ratio > noise).count();
    assert!(20 * longer <= ratios.len(), "{longer} of {} are longer by more than {noise}", ratios.len());
}

#[test]
fn a_link_of_twice_the_weight_is_not_longer() {
    doubled_links_come_nearer(250, 2_000, 8);
}

#[test]
fn a_link_of_twice_the_weight_is_not_longer_among_two_thousand() {
    doubled_links_come_nearer(2_000, 10_000, 20);
}

/// Forty actors in four groups.
fn told() -> Vec<(String, diplograph::event::EventKind, String, u32)> {
    let graph = planted(40, 130, 4, 2);
    let name = |i: u32| format!("Country {i}");
    let told = graph.signed().into_iter().enumerate().map(|(i, edge)| {
        let kind = if edge.repulsion > 0.0 { Accuse } else { Agree };
        (name(edge.a), kind, name(edge.b), 1 + (i % 5) as u32)
    });
    told.collect()
}

fn pairs_of(workspace: &Workspace) -> Vec<(Article, Reading)> {
    let articles = workspace.session().articles.iter();
    articles
        .map(|article| (article.as_ref().clone(), workspace.readings()[&article.id].as_ref().clone()))
        .collect()
}

fn workspace(told: &[(String, diplograph::event::EventKind, String, u32)]) -> Workspace {
    let told: Vec<Told<'_>> =
        told.iter().map(|(a, kind, b, n)| (a.as_str(), *kind, b.as_str(), *n)).collect();
    support::workspace(&told, &[])
}

#[test]
fn the_order_of_articles_that_are_opened_together_does_not_matter() {
    let pairs = pairs_of(&workspace(&told()));
    let opened = |pairs: Vec<(Article, Reading)>| {
        let mut workspace = Workspace::new(support::knowledge());
        workspace.add(pairs);
        workspace.settle_layout();
        workspace.positions().to_vec()
    };
    let mut turned = pairs.clone();
    turned.reverse();
    turned.rotate_left(3);
    let places = opened(pairs);
    assert_eq!(places.len(), 40);
    assert_eq!(places, opened(turned));
}

#[test]
fn new_articles_move_the_median_actor_by_less_than_a_fiftieth_of_the_picture() {
    let mut workspace = workspace(&told());
    workspace.settle_layout();
    let before: Vec<_> = workspace.graph().actors.iter().map(|actor| actor.id.clone()).collect();
    let old = workspace.positions().to_vec();
    // Two new actors, and new relations between old ones.
    let more = [
        ("Country 3", Aid, "Newcomer", 2),
        ("Newcomer", Accuse, "Country 9", 1),
        ("Stranger", Agree, "Newcomer", 1),
        ("Country 0", Accuse, "Country 22", 1),
        ("Country 5", Agree, "Country 18", 3),
    ];
    let more = pairs_of(&support::workspace(&more, &[])).into_iter().map(|(mut article, mut reading)| {
        article.text = format!("{}Told later.\n", article.text).into();
        article.id = ArticleId::of_text(&article.text);
        reading.article = article.id;
        (article, reading)
    });
    workspace.add(more.collect());
    assert!(workspace.is_moving(), "the new ones find their places");
    workspace.settle_layout();
    let width = Rect::around(old.iter().copied()).unwrap().width();
    let moved = before.iter().zip(&old).map(|(actor, old)| {
        let new = workspace.positions()[workspace.graph().actor_index(actor).unwrap()];
        (new - *old).length() / width
    });
    let moved: Vec<f32> = moved.collect();
    let median = quantile(&moved, 0.5);
    assert!(median < 0.02, "by {median} of the width");
}
