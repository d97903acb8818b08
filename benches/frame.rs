//! Benchmark of frame.

fn main() {}
