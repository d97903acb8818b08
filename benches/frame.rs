//! CPU time of one frame of the map: what egui is told, and its tessellation. Painting on the screen
//! is not part of it.

mod clock;
#[path = "../tests/support/mod.rs"]
mod support;

use clock::CpuTime;
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use diplograph::event::EventKind::{self, Accuse, Agree, Assault, Consult, Cooperate, Sanction};
use diplograph::graph::Filter;
use diplograph::session::{Camera, Edit, Workspace};
use diplograph::view::{Commands, Selection, ViewState, map, theme};
use egui::{Context, Event, Pos2, RawInput, Rect, pos2, vec2};

const SIZE: egui::Vec2 = vec2(1280.0, 800.0);
/// Actors and links of the maps.
const SIZES: [(usize, usize); 3] = [(250, 2_000), (2_000, 10_000), (5_000, 100_000)];

/// Actors on a sunflower with links between them, half of them conflict. The places are given: the
/// layout is not what is measured.
fn workspace(actors: usize, links: usize) -> Workspace {
    const KINDS: [EventKind; 6] = [Agree, Accuse, Cooperate, Assault, Consult, Sanction];
    let names: Vec<String> = (0..actors).map(|i| format!("Country {i}")).collect();
    let mut told = Vec::new();
    for i in 0..links {
        // As many links from each actor, to actors that are ever farther along the ring.
        let (source, step) = (i % actors, i / actors);
        let target = (source + 1 + 29 * step) % actors;
        let sentences = 1 + (i * i % 7) as u32;
        told.push((names[source].as_str(), KINDS[i % KINDS.len()], names[target].as_str(), sentences));
    }
    let places: Vec<(&str, f32, f32)> = names
        .iter()
        .enumerate()
        .map(|(i, name)| {
            let (turn, reach) = (i as f32 * 2.399_963, 42.0 * (i as f32).sqrt());
            (name.as_str(), reach * turn.cos(), reach * turn.sin())
        })
        .collect();
    let workspace = support::workspace(&told, &places);
    assert!(!workspace.is_moving(), "all stand where they were put");
    assert_eq!(workspace.graph().relations.len(), links);
    workspace
}

/// A window without a screen.
struct Window {
    ctx: Context,
    workspace: Workspace,
    state: ViewState,
    frame: u32,
}

impl Window {
    fn new(workspace: &Workspace) -> Self {
        let ctx = Context::default();
        theme::install(&ctx);
        let mut window = Self { ctx, workspace: workspace.clone(), state: ViewState::default(), frame: 0 };
        for _ in 0..3 {
            window.draw(Vec::new());
        }
        window
    }

    /// One frame: the number of triangles.
    fn draw(&mut self, events: Vec<Event>) -> usize {
        self.frame += 1;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SIZE)),
            time: Some(f64::from(self.frame) / 60.0),
            events,
            ..RawInput::default()
        };
        let Self { ctx, workspace, state, .. } = self;
        let mut commands = Commands::default();
        let mut output = ctx.run_ui(input, |ui| map::map_ui(ui, workspace, state, &mut commands));
        let shapes = std::mem::take(&mut output.shapes);
        let pixels_per_point = output.pixels_per_point;
        output.drop_without_applying_deltas();
        let primitives = ctx.tessellate(shapes, pixels_per_point);
        primitives
            .iter()
            .map(|primitive| match &primitive.primitive {
                egui::epaint::Primitive::Mesh(mesh) => mesh.indices.len() / 3,
                egui::epaint::Primitive::Callback(_) => 0,
            })
            .sum()
    }
}

fn frame(criterion: &mut Criterion<CpuTime>) {
    for (actors, links) in SIZES {
        frame_of(criterion, actors, links);
    }
}

fn frame_of(criterion: &mut Criterion<CpuTime>, actors: usize, links: usize) {
    let workspace = workspace(actors, links);
    let mut group = criterion.benchmark_group(format!("frame, {actors} actors and {links} links"));
    group.sample_size(if links > 2_000 { 20 } else { 100 });

    let mut still = Window::new(&workspace);
    group.bench_function("still", |bencher| bencher.iter(|| still.draw(Vec::new())));

    let mut hovering = Window::new(&workspace);
    group.bench_function("hover from node to node", |bencher| {
        bencher.iter(|| {
            let x = 300.0 + (hovering.frame * 37 % 700) as f32;
            hovering.draw(vec![Event::PointerMoved(pos2(x, 420.0))])
        });
    });

    let mut panning = Window::new(&workspace);
    group.bench_function("pan", |bencher| {
        bencher.iter(|| {
            let x = (panning.frame % 100) as f32;
            let center = diplograph::layout::Point::new(x, 0.0);
            panning.state.map.camera = Some(Camera { center, zoom: 0.8 });
            panning.draw(Vec::new())
        });
    });

    let mut zooming = Window::new(&workspace);
    group.bench_function("zoom", |bencher| {
        bencher.iter(|| {
            let zoom = 0.6 + (zooming.frame % 50) as f32 / 100.0;
            let center = diplograph::layout::Point::default();
            zooming.state.map.camera = Some(Camera { center, zoom });
            zooming.draw(Vec::new())
        });
    });

    // What a filter takes and brings back fades for some nine frames, then the other filter comes.
    let mut fading = Window::new(&workspace);
    let mut other = workspace.clone();
    other.apply(Edit::Filter(Box::new(Filter { min_sentences: 4, ..Filter::default() })));
    group.bench_function("links fade", |bencher| {
        bencher.iter(|| {
            if fading.frame.is_multiple_of(9) {
                std::mem::swap(&mut fading.workspace, &mut other);
            }
            fading.draw(Vec::new())
        });
    });

    let actor = workspace.graph().actors[0].id.clone();
    group.bench_function("first frame", |bencher| {
        bencher.iter_batched(
            || {
                let ctx = Context::default();
                theme::install(&ctx);
                let state = ViewState { selection: Selection::Actor(actor.clone()), ..ViewState::default() };
                Window { ctx, workspace: workspace.clone(), state, frame: 0 }
            },
            |mut window| window.draw(Vec::new()),
            BatchSize::PerIteration,
        );
    });
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default().with_measurement(CpuTime::default());
    targets = frame
}
criterion_main!(benches);
