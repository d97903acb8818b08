//! Time to find words in 10,000 articles: what one letter more costs, and what the first one does. And
//! time for what is found out of a large graph: blocs, triads, measures.

mod clock;
#[path = "../tests/support/mod.rs"]
mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use clock::CpuTime;
use criterion::{Criterion, criterion_group, criterion_main};
use diplograph::actor::{ActorId, Gazetteer};
use diplograph::article::{Article, ArticleId, Copies, Span};
use diplograph::event::EventKind::{Accuse, Agree, Cooperate};
use diplograph::event::Reading;
use diplograph::graph::{Balance, Blocs, Filter, RelationGraph, SearchIndex, Sources};

const ARTICLES: usize = 10_000;
const ACTORS: usize = 200;

/// Ten thousand articles with six events each, every one in a sentence of its own.
fn articles() -> (Vec<Arc<Article>>, BTreeMap<ArticleId, Arc<Reading>>) {
    let names: Vec<String> = (0..ACTORS).map(|i| format!("Country {i}")).collect();
    let mut articles = Vec::with_capacity(ARTICLES);
    let mut readings = BTreeMap::new();
    let told: Vec<_> = (0..6)
        .map(|i| (names[i].as_str(), if i % 2 == 0 { Agree } else { Accuse }, names[i + 6].as_str(), 1))
        .collect();
    let pattern = support::workspace(&told, &[]);
    let (article, reading) = (&pattern.session().articles[0], pattern.readings().values().next());
    let Some(reading) = reading else { return (articles, readings) };
    for i in 0..ARTICLES {
        let mut text = String::new();
        let mut article = article.as_ref().clone();
        let mut reading = reading.as_ref().clone();
        let (sentence, event) = (reading.text_sentences[0].clone(), reading.events[0].clone());
        (reading.text_sentences, reading.events) = (Vec::new(), Vec::new());
        for k in 0..6 {
            let (source, target) = ((7 * i + k) % ACTORS, (13 * i + 5 * k + 1) % ACTORS);
            let start = text.len();
            text.push_str(&format!(
                "The ministers of {} and {} met on day {i} to talk about harbour {k}, fishing limits and the \
                 price of grain in the coming winter.\n",
                names[source], names[target]
            ));
            let mut sentence = sentence.clone();
            sentence.span = Span::new(start, text.len() - 1);
            reading.text_sentences.push(sentence);
            let mut event = event.clone();
            event.sentence = k;
            (event.source, event.target) = (ActorId::new(&names[source]), ActorId::new(&names[target]));
            reading.events.push(event);
        }
        article.id = ArticleId::of_text(&text);
        article.text = text.into();
        reading.article = article.id;
        readings.insert(article.id, Arc::new(reading));
        articles.push(Arc::new(article));
    }
    articles.sort_by_key(|article| article.id);
    (articles, readings)
}

fn search(criterion: &mut Criterion<CpuTime>) {
    let (articles, readings) = articles();
    let (gazetteer, names, hidden) = (Gazetteer::default(), BTreeMap::new(), BTreeSet::new());
    let copies = Copies::among(articles.iter().map(AsRef::as_ref));
    let sources = Sources {
        coded: &[],
        gazetteer: &gazetteer,
        articles: &articles,
        copies: &copies,
        readings: &readings,
        names: &names,
        hidden: &hidden,
        ledger: None,
    };
    let graph = RelationGraph::new(sources, &Filter::default());
    let mut group = criterion.benchmark_group("search, 10,000 articles");
    group.sample_size(20);
    group.bench_function("index", |bencher| bencher.iter(|| SearchIndex::new(sources, &graph)));
    let index = SearchIndex::new(sources, &graph);
    for query in ["e", "harbour", "country 17 grain", "nowhere"] {
        group.bench_function(query, |bencher| bencher.iter(|| index.find(query)));
    }
    group.finish();
}

/// What is made of 5,000 actors and 100,000 links.
fn large_graph(criterion: &mut Criterion<CpuTime>) {
    const LARGE: usize = 5_000;
    let names: Vec<String> = (0..LARGE).map(|i| format!("Country {i}")).collect();
    let mut told = Vec::new();
    for i in 0..20 * LARGE {
        let (source, step) = (i % LARGE, i / LARGE);
        // Four of five links stay in one of twenty groups; some of each are conflict.
        let target =
            if step % 5 == 4 { source + 1 + 29 * step } else { source + 20 * (1 + step * step) } % LARGE;
        let kind = if step % 5 == 4 || i % 11 == 0 { Accuse } else { Cooperate };
        told.push((names[source].as_str(), kind, names[target].as_str(), 1));
    }
    let workspace = support::workspace(&told, &[]);
    let graph = workspace.graph();
    let mut group = criterion.benchmark_group("5,000 actors and 100,000 links");
    group.sample_size(10);
    group.bench_function("blocs", |bencher| bencher.iter(|| Blocs::new(graph)));
    group.bench_function("balance", |bencher| bencher.iter(|| Balance::new(graph)));
    group.bench_function("measures", |bencher| bencher.iter(|| graph.measures()));
    group.bench_function("graph", |bencher| {
        bencher.iter(|| RelationGraph::new(workspace.sources(), &Filter::default()));
    });
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default().with_measurement(CpuTime::default());
    targets = search, large_graph
}
criterion_main!(benches);
