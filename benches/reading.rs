//! Benchmark of reading.

fn main() {}
