//! Looking for the names of actors in text, on one core: matching alone, nothing is parsed or decided.
//! The aim is 20 MB a second.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use diplograph::actor::Gazetteer;

/// The samples one after the other, until there is a megabyte of them.
fn text() -> String {
    const ARTICLES: [&str; 3] = [
        include_str!("../assets/samples/1956-07-27-canal-company-seized.txt"),
        include_str!("../assets/samples/1956-11-01-war-in-sinai.txt"),
        include_str!("../assets/samples/1957-03-15-gaza-handed-over.txt"),
    ];
    ARTICLES.concat().repeat(220)
}

fn matching(criterion: &mut Criterion) {
    let (gazetteer, text) = (Gazetteer::embedded(), text());
    assert!(gazetteer.names_in(&text, Some(1956)).len() > 1000);
    let mut group = criterion.benchmark_group("matching");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("names in a megabyte", |bencher| {
        bencher.iter(|| gazetteer.names_in(black_box(&text), Some(1956)));
    });
    group.finish();
}

criterion_group!(benches, matching);
criterion_main!(benches);
