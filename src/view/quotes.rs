//! How far the sentences of a link were read of an evidence folder.

/// So many rows of each direction are read at first.
pub const FIRST: usize = 1_000;

/// What the window reads for the inspector.
#[derive(Clone, Debug)]
pub struct Quotes {
    /// How many rows of each direction are asked for.
    pub most: usize,
    /// Whether they are being read.
    pub reading: bool,
    /// Why they could not be read.
    pub failed: Option<String>,
}

impl Default for Quotes {
    fn default() -> Self {
        Self { most: FIRST, reading: false, failed: None }
    }
}
