//! Lays a graph out and writes the places and the CPU time, so that ours stands in one table with other
//! programs: `cargo run --release --example layout_positions -- FOLDER GRAPH [signed]`.
//!
//! Reads `FOLDER/graphs/GRAPH.txt` (a line `u v` for each edge) and `init_GRAPH.txt` (a line for each
//! node), and writes `FOLDER/out/TOOL__GRAPH__STEP.xy` and `TOOL__GRAPH.json`. With `signed`, edges
//! across the groups of `bloc_GRAPH.txt` are conflict. The start in `init_` is not used: ours makes its own.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::Instant;

use diplograph::layout::{Edge, Layout, Node, Point};

/// About the room of a small node with its name.
const RADIUS: f32 = 19.0;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, graph, rest @ ..] = arguments.as_slice() else {
        return Err("how to call it: layout_positions FOLDER GRAPH [signed]".into());
    };
    let folder = Path::new(folder);
    let signed = rest.iter().any(|word| word == "signed");
    let tool = if signed { "diplograph_signed" } else { "diplograph" };
    let n = fs::read_to_string(folder.join(format!("graphs/init_{graph}.txt")))?.lines().count();
    let nodes = vec![Node { radius: RADIUS, anchor: None, pinned: false }; n];
    let edges = edges(folder, graph, signed)?;

    let clock = Clock::start();
    let mut layout = Layout::new(1, &nodes, &edges);
    let start = clock.milliseconds();
    let mut steps = 0;
    while !layout.is_settled() {
        layout.step();
        steps += 1;
    }
    let total = clock.milliseconds();
    write_places(&folder.join(format!("out/{tool}__{graph}__{steps}.xy")), layout.positions())?;
    let of_step = (total - start) / f64::from(steps.max(1));
    let report = format!(
        "{{\"tool\":\"{tool}\",\"graph\":\"{graph}\",\"n\":{n},\"m\":{},\"iters\":{steps},\
         \"start_ms\":{start},\"total_ms\":{total},\"ms_per_iter\":{of_step},\
         \"own_stop\":{{\"iter\":{steps},\"t_ms\":{total}}},\"marks\":[{{\"iter\":{steps},\"t_ms\":{total}}}]}}",
        edges.len(),
    );
    fs::write(folder.join(format!("out/{tool}__{graph}.json")), report)?;
    Ok(())
}

fn edges(folder: &Path, graph: &str, signed: bool) -> Result<Vec<Edge>, Box<dyn Error>> {
    let blocs: Vec<String> = if signed {
        let text = fs::read_to_string(folder.join(format!("graphs/bloc_{graph}.txt")))?;
        text.lines().map(str::to_owned).collect()
    } else {
        Vec::new()
    };
    let mut edges = Vec::new();
    for line in fs::read_to_string(folder.join(format!("graphs/{graph}.txt")))?.lines() {
        let (a, b) = line.split_once(' ').ok_or("an edge is two numbers")?;
        let (a, b): (u32, u32) = (a.parse()?, b.trim().parse()?);
        let hostile = blocs.get(a as usize) != blocs.get(b as usize);
        let (attraction, repulsion) = if hostile { (0.0, 1.0) } else { (1.0, 0.0) };
        edges.push(Edge { a, b, attraction, repulsion });
    }
    Ok(edges)
}

fn write_places(path: &Path, places: &[Point]) -> Result<(), Box<dyn Error>> {
    let mut text = String::new();
    for place in places {
        writeln!(text, "{:.4} {:.4}", place.x, place.y)?;
    }
    fs::write(path, text)?;
    Ok(())
}

/// The CPU time of this thread where the system tells it (Linux), else the time that passes.
struct Clock {
    began: Instant,
    cpu: Option<f64>,
}

impl Clock {
    fn start() -> Self {
        Self { began: Instant::now(), cpu: cpu_milliseconds() }
    }

    fn milliseconds(&self) -> f64 {
        match (cpu_milliseconds(), self.cpu) {
            (Some(now), Some(began)) => now - began,
            _ => self.began.elapsed().as_secs_f64() * 1e3,
        }
    }
}

fn cpu_milliseconds() -> Option<f64> {
    let text = fs::read_to_string("/proc/self/schedstat").ok()?;
    let nanoseconds: f64 = text.split_whitespace().next()?.parse().ok()?;
    Some(nanoseconds / 1e6)
}
