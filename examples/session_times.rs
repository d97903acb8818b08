//! Tells how long a session takes to open, to change and to save, and in how much memory.
//!
//! ```text
//! python3 benches/articles.py FOLDER 10000 > articles.jsonl
//! diplograph read articles.jsonl --save large.diplograph
//! cargo run --release --example session_times -- large.diplograph
//! ```
//!
//! It writes beside the file: once as it was opened, once after a change of a name and once after an
//! article went. Seconds are told as they pass and as this process worked, since other programs may run.

#![allow(clippy::print_stdout, reason = "an example that measures tells its figures")]

use std::error::Error;
use std::path::Path;
use std::time::Instant;

use diplograph::event::Knowledge;
use diplograph::graph::Filter;
use diplograph::session::{Edit, Workspace};
use diplograph::task;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("usage: session_times FILE")?;
    let path = Path::new(&path);
    let mut workspace = open(path)?;
    let out = path.with_extension("saved.diplograph");
    save(&workspace, "as it was opened", &out)?;
    let first = workspace.graph().actors.first().map(|actor| actor.id.clone());
    if let Some(actor) = first {
        timed("rename an actor", || workspace.apply(Edit::Rename(actor.clone(), "Another name".to_owned())));
        timed("hide it", || workspace.apply(Edit::Hide(actor)));
    }
    let filter = Filter { co_mentions: true, ..Filter::default() };
    timed("show co-mentions", || workspace.apply(Edit::Filter(Box::new(filter))));
    timed("undo", || workspace.undo());
    save(&workspace, "after an edit", &out)?;
    let article = workspace.articles()[workspace.articles().len() / 2].id;
    timed("take an article out", || workspace.remove(&article));
    save(&workspace, "without an article", &out)?;
    Ok(())
}

fn open(path: &Path) -> Result<Workspace, Box<dyn Error>> {
    let knowledge = Knowledge::embedded();
    let (before, start) = (memory(), Start::now());
    let loaded = task::open_session(&knowledge, path)?;
    let loading = start.passed();
    let workspace = Workspace::open(knowledge, loaded.session, loaded.readings, Some(path.to_owned()));
    let opening = start.passed();
    let (rests, peak) = (memory().0.saturating_sub(before.0), memory().1.saturating_sub(before.0));
    let text: usize = workspace.articles().iter().map(|article| article.text.length()).sum();
    println!(
        "{} articles, {} MB of text in a file of {} MB, {} actors, {} relations",
        workspace.articles().len(),
        text >> 20,
        std::fs::metadata(path)?.len() >> 20,
        workspace.graph().actors.len(),
        workspace.graph().relations.len(),
    );
    println!("open: {opening} (the file alone {loading})");
    println!(
        "memory: rests at {} MB, at its peak {} MB: {:.1} times the text",
        rests >> 10,
        peak >> 10,
        (peak << 10) as f64 / text as f64
    );
    Ok(workspace)
}

fn save(workspace: &Workspace, change: &str, out: &Path) -> Result<(), Box<dyn Error>> {
    let start = Start::now();
    let session = workspace.session_to_save();
    task::save_session(workspace.knowledge(), &session, workspace.machine_readings(), out)?;
    println!("save {change}: {}", start.passed());
    Ok(())
}

fn timed<T>(name: &str, work: impl FnOnce() -> T) {
    let start = Start::now();
    work();
    println!("{name}: {}", start.passed());
}

/// A moment, in time that passes and in time that this process worked.
struct Start(Instant, f64);

impl Start {
    fn now() -> Self {
        Self(Instant::now(), worked())
    }

    fn passed(&self) -> String {
        format!("{:.2} s, {:.2} s of work", self.0.elapsed().as_secs_f64(), worked() - self.1)
    }
}

/// Seconds that all threads worked, where the system tells it (Linux).
fn worked() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// Kilobytes in memory now, and at most so far.
fn memory() -> (usize, usize) {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let field = |name: &str| {
        let line = status.lines().find(|line| line.starts_with(name))?;
        line.split_whitespace().nth(1)?.parse().ok()
    };
    (field("VmRSS:").unwrap_or(0), field("VmHWM:").unwrap_or(0))
}
