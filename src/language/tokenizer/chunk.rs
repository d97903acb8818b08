//! Text -> runs without white space, and runs of white space.

use crate::article::Span;

/// A run of characters that are all white space, or all are not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Chunk {
    pub span: Span,
    /// Whether one blank follows, which belongs to no chunk.
    pub spaced: bool,
}

/// The runs of a text. The first blank after a word is told by `spaced`; what white space remains
/// is a chunk: "a  b" is "a" (spaced), " ", "b", and "a\nb" is "a", "\n", "b".
pub(super) fn split(text: &str) -> impl Iterator<Item = Chunk> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &text[at..];
        let white = is_white(rest.chars().next()?);
        let length = rest.find(|c| is_white(c) != white).unwrap_or(rest.len());
        let span = Span::new(at, at + length);
        let spaced = !white && rest[length..].starts_with(' ');
        at = span.end + usize::from(spaced);
        Some(Chunk { span, spaced })
    })
}

/// White space as Python has it, and so the model: four old separators of ASCII more than Rust.
#[must_use]
pub fn is_white(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{1c}'..='\u{1f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, bool)]) {
        let chunks: Vec<_> = split(text).map(|chunk| (chunk.span.of(text), chunk.spaced)).collect();
        assert_eq!(chunks, expected);
    }

    #[test]
    fn one_blank_after_a_word_is_no_chunk() {
        check("a bc", &[("a", true), ("bc", false)]);
        check("a ", &[("a", true)]);
    }

    #[test]
    fn other_white_space_is_a_chunk() {
        check("a  b", &[("a", true), (" ", false), ("b", false)]);
        check("a \n b", &[("a", true), ("\n ", false), ("b", false)]);
        check("a\n\tb", &[("a", false), ("\n\t", false), ("b", false)]);
        check("  a", &[("  ", false), ("a", false)]);
        check("a\u{1f}b\u{3000}", &[("a", false), ("\u{1f}", false), ("b", false), ("\u{3000}", false)]);
    }

    #[test]
    fn nothing_of_nothing() {
        check("", &[]);
    }
}
