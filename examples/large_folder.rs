//! An evidence folder of any size with made-up events, and how long it takes to look at: opening, the map,
//! a change of the filter, and the sentences of links.
//!
//! `cargo run --release --example large_folder -- FOLDER 10000000` makes the folder where there is none.

#![allow(clippy::print_stdout, reason = "an example that measures tells its figures")]

use std::error::Error;
use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use diplograph::actor::{ActorId, Gazetteer};
use diplograph::article::{ArticleId, Copies, Date};
use diplograph::event::{ENGINE, EventKind};
use diplograph::export::collect::lay_down;
use diplograph::graph::{Filter, RelationGraph, Sources};
use diplograph::plot::{self, Scope};
use diplograph::session::evidence::{EvidenceFolder, EvidenceRow, Held};

/// Rows that one article has.
const PER_ARTICLE: usize = 10;
const OUTLETS: usize = 400;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, rows] = &arguments[..] else { return Err("give FOLDER ROWS".into()) };
    let folder = Path::new(folder);
    if !folder.exists() {
        make(folder, rows.parse()?)?;
    }
    measure(folder)
}

/// Numbers that look random and are always the same.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % limit.max(1) as u64) as usize
    }
}

fn make(folder: &Path, rows: usize) -> Result<(), Box<dyn Error>> {
    let gazetteer = Gazetteer::embedded();
    let mut actors: Vec<&str> = gazetteer.actors().map(|actor| actor.id.as_str()).collect();
    actors.retain(|id| id.len() == 3);
    actors.sort_unstable();
    let articles = (rows / PER_ARTICLE).max(1);
    let hashes: Vec<String> =
        (0..articles).map(|number| ArticleId::of_text(&number.to_string()).to_string()).collect();
    let mut next = 0;
    let articles_in_order = || {
        let row = (next < articles).then(|| article(next, articles, &hashes));
        next += 1;
        Ok(row)
    };
    let mut events = Events::new(&actors, rows);
    let start = Instant::now();
    lay_down(folder, articles_in_order, || Ok(events.next(articles, &hashes)))?;
    println!("{rows} rows of {articles} articles written in {:.0} s", start.elapsed().as_secs_f64());
    Ok(())
}

fn article(number: usize, articles: usize, hashes: &[String]) -> EvidenceRow {
    let day = 16_000 + (number * 3_650 / articles) as i32;
    EvidenceRow {
        article: format!("a{number}"),
        hash: hashes[number].clone(),
        engine: ENGINE.to_owned(),
        title: Some(format!("Ministers of several countries met for the {number}th time")),
        outlet: Some(format!("Outlet {}", number * 7 % OUTLETS)),
        published: Date::from_days(day).map(|date| date.to_string()),
        ..EvidenceRow::default()
    }
}

/// Rows in the order of dyads, a few of which have most.
struct Events<'a> {
    dyads: Vec<(&'a str, &'a str, usize)>,
    dice: Dice,
    waiting: Vec<(usize, usize)>,
    at: usize,
}

impl<'a> Events<'a> {
    fn new(actors: &[&'a str], rows: usize) -> Self {
        let mut dice = Dice(9);
        let mut dyads: Vec<(&str, &str, f64)> = Vec::new();
        for (rank, source) in actors.iter().enumerate() {
            for (other, target) in actors.iter().enumerate().filter(|(other, _)| *other != rank) {
                let rare = (rank * 37 % 200 + 1) * (other * 37 % 200 + 1);
                if rare < 8_000 || dice.below(6) == 0 {
                    dyads.push((source, target, 1.0 / rare as f64));
                }
            }
        }
        let all: f64 = dyads.iter().map(|(.., weight)| weight).sum();
        let dyads = dyads.into_iter().map(|(source, target, weight)| {
            (source, target, ((weight / all * rows as f64).round() as usize).max(1))
        });
        let mut dyads: Vec<_> = dyads.collect();
        dyads.sort_unstable();
        Self { dyads, dice, waiting: Vec::new(), at: 0 }
    }

    fn next(&mut self, articles: usize, hashes: &[String]) -> Option<EvidenceRow> {
        while self.waiting.is_empty() {
            let (.., count) = *self.dyads.get(self.at)?;
            self.at += 1;
            let dice = &mut self.dice;
            self.waiting = (0..count).map(|_| (dice.below(articles), dice.below(30))).collect();
            self.waiting.sort_unstable();
            self.waiting.dedup();
            self.waiting.reverse();
        }
        let (number, sentence) = self.waiting.pop()?;
        let (source, target, _) = self.dyads[self.at - 1];
        Some(event(self.dice.below(1_000), (source, target), sentence, article(number, articles, hashes)))
    }
}

fn event(die: usize, (source, target): (&str, &str), sentence: usize, article: EvidenceRow) -> EvidenceRow {
    let kind = EventKind::ALL[die % 16];
    let text = format!(
        "The government of {source} told reporters in the harbour on the {die}th day that it had warned {target} \
         of what would follow if ships were held there for longer than the treaty allows."
    );
    let start = 180 * sentence;
    let place = |words: &str| text.find(words).map(|at| (at, at + words.len())).unwrap_or_default();
    let number = |place: usize| u32::try_from(start + place).ok();
    let (acts, acted_on, cue) = (place(source), place(target), place("warned"));
    EvidenceRow {
        event: u32::try_from(sentence).ok(),
        part: Some("text".to_owned()),
        sentence: u32::try_from(sentence).ok(),
        start: number(0),
        end: number(text.len()),
        source: Some(source.to_owned()),
        target: Some(target.to_owned()),
        kind: Some(kind.code().to_owned()),
        quad: kind.quad().map(|quad| quad.number().into()),
        modality: Some("asserted".to_owned()),
        negated: die.is_multiple_of(20),
        historical: die % 31 == 1,
        counted: !die.is_multiple_of(20) && die % 31 != 1,
        cue: Some("warned".to_owned()),
        rule: Some("warn".to_owned()),
        grounds: Some("verb".to_owned()),
        source_start: number(acts.0),
        source_end: number(acts.1),
        target_start: number(acted_on.0),
        target_end: number(acted_on.1),
        cue_spans: Some(format!("{}-{}", start + cue.0, start + cue.1)),
        text: Some(text.clone()),
        ..article
    }
}

fn measure(folder: &Path) -> Result<(), Box<dyn Error>> {
    let timed =
        |what: &str, start: Instant| println!("{what:<48} {:8.1} ms", start.elapsed().as_secs_f64() * 1e3);
    let start = Instant::now();
    let folder = Arc::new(EvidenceFolder::open(folder)?);
    timed("open", start);
    let ledger = folder.ledger();
    println!(
        "{} rows, {} dyads, {} articles",
        ledger.entries.len(),
        ledger.dyads.len(),
        ledger.sources.len()
    );
    let gazetteer = Gazetteer::embedded();
    let (copies, readings) = (Copies::default(), std::collections::BTreeMap::new());
    let (names, hidden) = (std::collections::BTreeMap::new(), std::collections::BTreeSet::new());
    let sources = Sources {
        gazetteer: &gazetteer,
        coded: &[],
        articles: &[],
        copies: &copies,
        readings: &readings,
        names: &names,
        hidden: &hidden,
        ledger: Some(ledger),
    };
    let year = |year: &str| Date::try_from(year.to_owned()).ok();
    let filters = [
        ("map", Filter::default()),
        ("map of a period", Filter { from: year("2015"), until: year("2017"), ..Filter::default() }),
        ("map of an outlet", Filter { outlets: ["Outlet 7".to_owned()].into(), ..Filter::default() }),
    ];
    for (name, filter) in &filters {
        let start = Instant::now();
        let graph = RelationGraph::new(sources, filter);
        timed(name, start);
        println!("    {} actors, {} links", graph.actors.len(), graph.relations.len());
    }
    let start = Instant::now();
    black_box(plot::series(sources, &Filter::default(), &Scope::Everyone));
    timed("plot of all", start);
    links(&folder, &RelationGraph::new(sources, &Filter::default()))
}

/// Reads the newest sentences of links of all strengths, as the window does.
fn links(folder: &Arc<EvidenceFolder>, graph: &RelationGraph) -> Result<(), Box<dyn Error>> {
    let ledger = folder.ledger();
    let mut slowest: f64 = 0.0;
    let step = (graph.relations.len() / 200).max(1);
    let filters = [
        ("default", Filter::default()),
        ("one outlet", Filter { outlets: ["Outlet 7".to_owned()].into(), ..Filter::default() }),
    ];
    for (name, filter) in &filters {
        for (place, relation) in graph.relations.iter().enumerate().step_by(step) {
            let ends: [&ActorId; 2] = [relation.source, relation.target].map(|end| &graph.actors[end].id);
            let start = Instant::now();
            let mut held = Held::new(folder.clone());
            let Some(asked) = held.ask(&[(ends[0], ends[1])], filter, 1_000) else { continue };
            held.take(asked.read()?);
            let (articles, _) = held.quoted();
            black_box(ledger.together(ends[0], ends[1], filter));
            let took = start.elapsed().as_secs_f64() * 1e3;
            slowest = slowest.max(took);
            if place == 0 || place == step * 100 {
                println!("link {place}, filter {name}: {} articles, {took:.1} ms", articles.len());
            }
        }
        println!("slowest of 200 links, filter {name}: {slowest:.1} ms");
    }
    Ok(())
}
