//! What `build.rs` packed, taken out when it is first asked for and kept.
//!
//! A path that `build.rs` does not list does not compile.

use std::fmt;
use std::io::Read as _;
use std::ops::Deref;
use std::sync::OnceLock;

use flate2::read::ZlibDecoder;

/// A file of the repository as [`Packed`], by its path.
macro_rules! packed {
    ($path:literal) => {
        $crate::packed::Packed::new(include_bytes!(concat!(env!("OUT_DIR"), "/", $path, ".z")))
    };
}

/// A text of the repository as [`PackedText`], by its path.
macro_rules! packed_text {
    ($path:literal) => {
        $crate::packed::PackedText::new($crate::packed::packed!($path))
    };
}

pub(crate) use {packed, packed_text};

/// The bytes of a file; a static.
pub struct Packed {
    packed: &'static [u8],
    content: OnceLock<Vec<u8>>,
}

impl Packed {
    pub(crate) const fn new(packed: &'static [u8]) -> Self {
        Self { packed, content: OnceLock::new() }
    }
}

impl Deref for Packed {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        self.content.get_or_init(|| {
            let mut content = Vec::new();
            // Our own bytes are whole; a test compares them.
            let _ = ZlibDecoder::new(self.packed).read_to_end(&mut content);
            content
        })
    }
}

impl fmt::Debug for Packed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} packed bytes", self.packed.len())
    }
}

/// The text of a file; a static.
#[derive(Debug)]
pub struct PackedText(Packed);

impl PackedText {
    pub(crate) const fn new(packed: Packed) -> Self {
        Self(packed)
    }
}

impl Deref for PackedText {
    type Target = str;

    fn deref(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_out_is_what_went_in() {
        static TOWNS: PackedText = packed_text!("assets/actors/towns.tsv");
        static LETTERS: Packed = packed!("assets/fonts/NotoFallback.ttf");
        assert_eq!(*TOWNS, *include_str!("../assets/actors/towns.tsv"));
        assert_eq!(*LETTERS, *include_bytes!("../assets/fonts/NotoFallback.ttf"));
    }
}
