//! What each stage of reading costs: `cargo bench --bench stages -- ARTICLES.jsonl` prints a line of JSON
//! for each stage on one core and on two. `benches/performance.py` makes the table of them.
//!
//! Every stage runs over all articles with what the stage before made, some rounds; the least time counts.
//! Events are the whole of reading without the stages before it.

use std::error::Error;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use diplograph::actor;
use diplograph::article::mapping::Mapping;
use diplograph::article::{Article, Part, json_line};
use diplograph::event::{self, Knowledge};
use diplograph::export::evidence::{Provenance, SentenceText, as_lines, evidence_rows};
use diplograph::language::{self, Document};
use rayon::prelude::*;

const ROUNDS: usize = 3;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    let Some(path) = path else {
        // `cargo bench` runs all benches; this one has nothing to read then.
        return Ok(());
    };
    let text = std::fs::read_to_string(&path)?;
    let lines: Vec<&str> = text.lines().collect();
    let knowledge = Knowledge::embedded();
    for threads in [1, 2] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build()?;
        pool.install(|| stages(threads, &knowledge, &lines, Path::new(&path)));
    }
    Ok(())
}

fn stages(threads: usize, knowledge: &Knowledge, lines: &[&str], path: &Path) {
    let mapping = Mapping::default();
    let article =
        |line: &&str| json_line::article_from_line(line, path, 1, &mapping).map(|(_, article)| article);
    let articles: Vec<Article> = lines.par_iter().filter_map(|line| article(line).ok()).collect();
    let parts = |article: &Article| {
        let title = (!article.title_in_text).then_some(Part::Title);
        title.into_iter().chain([Part::Text])
    };
    let documents: Vec<Vec<(Part, Document)>> = articles
        .par_iter()
        .map(|a| parts(a).map(|part| (part, knowledge.english.read(a.part(part)))).collect())
        .collect();
    let readings: Vec<_> = articles.par_iter().map(|article| event::read(knowledge, article)).collect();
    let provenance = Provenance::now(knowledge);

    let open = time(lines, |line| drop(black_box(article(line))));
    let detect = time(&articles, |article| drop(black_box(language::readable(article))));
    let cut = time(&articles, |article| {
        parts(article).for_each(|part| drop(black_box(knowledge.english.cut(article.part(part)))));
    });
    let trees = time(&articles, |article| {
        parts(article).for_each(|part| drop(black_box(knowledge.english.read(article.part(part)))));
    });
    let both: Vec<_> = articles.iter().zip(&documents).collect();
    let actors = time(&both, |(article, documents)| {
        let year = article.date.as_ref().map(|date| date.value.year_number());
        for (part, document) in *documents {
            black_box(actor::find(
                &knowledge.gazetteer,
                *part,
                article.part(*part),
                document,
                actor::Background::of_year(year),
            ));
        }
    });
    let whole = time(&articles, |article| drop(black_box(event::read(knowledge, article))));
    let both: Vec<_> = articles.iter().zip(&readings).collect();
    let rows = time(&both, |(article, reading)| {
        black_box(as_lines(&evidence_rows(&provenance, article, reading, SentenceText::LeftOut)));
    });

    let bytes: usize = articles.iter().map(|article| article.text.len()).sum();
    let parse = trees.less(cut);
    let events = whole.less(detect).less(trees).less(actors);
    let all = [
        ("open", open),
        ("language", detect),
        ("words and paragraphs", cut),
        ("parse and sentences", parse),
        ("actors", actors),
        ("events", events),
        ("rows", rows),
    ];
    for (stage, Time { cpu, wall }) in all {
        println(&serde_json::json!({
            "threads": threads, "stage": stage, "articles": articles.len(), "bytes": bytes,
            "cpu": cpu.as_secs_f64(), "wall": wall.as_secs_f64(),
        }));
    }
}

#[expect(clippy::print_stdout, reason = "it is what this program is for")]
fn println(line: &serde_json::Value) {
    println!("{line}");
}

#[derive(Clone, Copy)]
struct Time {
    cpu: Duration,
    wall: Duration,
}

impl Time {
    fn less(self, other: Self) -> Self {
        Self { cpu: self.cpu.saturating_sub(other.cpu), wall: self.wall.saturating_sub(other.wall) }
    }
}

/// The least time of some rounds over all items.
fn time<T: Sync>(items: &[T], each: impl Fn(&T) + Sync) -> Time {
    let round = || {
        let (cpu, wall) = (cpu_time(), Instant::now());
        items.par_iter().for_each(&each);
        Time { cpu: cpu_time().saturating_sub(cpu), wall: wall.elapsed() }
    };
    let rounds: Vec<Time> = (0..ROUNDS).map(|_| round()).collect();
    let least = |value: fn(&Time) -> Duration| rounds.iter().map(value).min().unwrap_or_default();
    Time { cpu: least(|time| time.cpu), wall: least(|time| time.wall) }
}

/// What all threads have worked, where the system tells it (Linux); else nothing.
fn cpu_time() -> Duration {
    // The system brings the figure up to date when a thread steps aside.
    std::thread::sleep(Duration::from_millis(2));
    let tasks = std::fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    let nanoseconds = tasks.filter_map(|task| {
        let text = std::fs::read_to_string(task.path().join("schedstat")).ok()?;
        text.split_whitespace().next()?.parse::<u64>().ok()
    });
    Duration::from_nanos(nanoseconds.sum())
}
