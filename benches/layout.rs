//! Benchmark of layout.

fn main() {}
