//! How long a layout takes: one step, the whole way to rest, and placing names.
//!
//! The graphs are made here, from a fixed recipe: blocs of cooperation with conflict between them, and a
//! few nodes with many links, as a map of countries has.

mod clock;

use std::hint::black_box;

use clock::CpuTime;
use criterion::{BatchSize, BenchmarkId, Criterion, criterion_group, criterion_main};
use diplograph::layout::label::{Name, Surroundings, place};
use diplograph::layout::ribbon::{Link, Ribbon, Strips};
use diplograph::layout::{Edge, Frame, Layout, Margins, Node, Point, Rect};

/// Numbers that look like chance and are the same on each run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % u64::from(n)) as u32
    }
}

fn nodes(n: u32) -> Vec<Node> {
    vec![Node { radius: 22.0, anchor: None, pinned: false }; n as usize]
}

fn edges(n: u32, m: usize) -> Vec<Edge> {
    let mut chance = Chance(1);
    let blocs = 8;
    let random = || {
        // The lower of two indices: low ones have many links.
        let a = chance.below(n).min(chance.below(n));
        let near = chance.below(10) < 8;
        let b = if near { a % blocs + blocs * chance.below(n / blocs) } else { chance.below(n) };
        let foes = a % blocs != b % blocs && chance.below(2) == 0;
        let weight = 1.0 + chance.below(3) as f32;
        let (attraction, repulsion) = if foes { (0.0, weight) } else { (weight, 0.0) };
        Edge { a, b, attraction, repulsion }
    };
    std::iter::repeat_with(random).filter(|edge| edge.a != edge.b).take(m).collect()
}

fn step(c: &mut Criterion<CpuTime>) {
    let mut group = c.benchmark_group("step");
    for (n, m) in [(50, 300), (250, 2_000), (2_000, 10_000), (10_000, 50_000)] {
        let start = Layout::new(1, &nodes(n), &edges(n, m));
        group.bench_function(BenchmarkId::from_parameter(format!("{n} nodes, {m} edges")), |b| {
            b.iter_batched_ref(|| start.clone(), Layout::step, BatchSize::LargeInput);
        });
    }
}

fn settle(c: &mut Criterion<CpuTime>) {
    let mut group = c.benchmark_group("settle");
    group.sample_size(10);
    for (n, m) in [(50, 300), (250, 2_000), (2_000, 10_000), (10_000, 50_000)] {
        let (nodes, edges) = (nodes(n), edges(n, m));
        group.bench_function(BenchmarkId::from_parameter(format!("{n} nodes, {m} edges")), |b| {
            b.iter(|| {
                let mut layout = Layout::new(1, &nodes, &edges);
                layout.settle();
                layout
            });
        });
    }
}

/// A settled map of 250 nodes and 2,000 links in a window.
fn map() -> (Vec<Point>, Vec<Edge>) {
    let (nodes, edges) = (nodes(250), edges(250, 2_000));
    let mut layout = Layout::new(1, &nodes, &edges);
    layout.settle();
    let frame = Frame::fit(layout.positions(), &[], WIDTH, HEIGHT, Margins::default());
    let seen = layout.positions().iter().map(|&p| frame.screen_from_world(p, WIDTH, HEIGHT));
    (seen.collect(), edges)
}

const WIDTH: f32 = 1280.0;
const HEIGHT: f32 = 800.0;

fn ribbons(places: &[Point], edges: &[Edge]) -> Vec<Ribbon> {
    let ribbon = |edge: &Edge| {
        Ribbon::new(&Link {
            source: places[edge.a as usize],
            target: places[edge.b as usize],
            source_gap: 13.0,
            target_gap: 13.0,
            width: 3.0,
            bowed: edge.a.is_multiple_of(2),
            dashed: edge.repulsion > 0.0,
            arrow: false,
        })
    };
    edges.iter().filter_map(ribbon).collect()
}

fn labels(c: &mut Criterion<CpuTime>) {
    let (places, edges) = map();
    let lines: Vec<[Point; 2]> = ribbons(&places, &edges)
        .iter()
        .flat_map(|ribbon| {
            let line = ribbon.line();
            std::array::from_fn::<_, 8, _>(|i| [line[i], line[i + 1]])
        })
        .collect();
    let discs: Vec<(Point, f32)> = places.iter().map(|&place| (place, 10.0)).collect();
    let names: Vec<Name> = (0..200)
        .map(|i| Name { node: places[i], radius: 10.0, width: 70.0, height: 15.0, priority: -(i as f32) })
        .collect();
    let window = Rect::from_corner(Point::default(), WIDTH, HEIGHT);
    let around = Surroundings { window, nodes: &discs, lines: &lines, fixed: &[] };
    c.bench_function("place 200 names among 2,000 links", |b| b.iter(|| place(black_box(&names), &around)));
}

fn strips(c: &mut Criterion<CpuTime>) {
    let (places, edges) = map();
    let mut strips = Strips::default();
    c.bench_function("shape 2,000 links", |b| {
        b.iter(|| {
            strips.clear();
            for ribbon in ribbons(&places, &edges) {
                ribbon.draw(&mut strips);
            }
            strips.iter().count()
        });
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default().with_measurement(CpuTime::default());
    targets = step, settle, labels, strips
}
criterion_main!(benches);
