//! Sentences of any language by their punctuation alone, for texts that are not read.
//!
//! A mistake parts a sentence in two, at an abbreviation, and so loses a co-mention; it never joins two.

use super::Sentence;
use crate::article::Span;

/// Ends a sentence wherever it stands.
const WIDE: [char; 5] = ['。', '！', '？', '｡', '۔'];
/// Ends a sentence before white space.
const NARROW: [char; 5] = ['.', '!', '?', '…', '؟'];

/// The sentences of a text, without tokens. Line ends part them too.
#[must_use]
pub fn plain_sentences(text: &str) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let (mut start, mut paragraph) = (0, 0);
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let ends =
            c == '\n' || WIDE.contains(&c) || (NARROW.contains(&c) && next.is_none_or(char::is_whitespace));
        if ends {
            push(&mut sentences, text, start, at + c.len_utf8(), paragraph);
            start = at + c.len_utf8();
        }
        paragraph += usize::from(c == '\n');
    }
    push(&mut sentences, text, start, text.len(), paragraph);
    sentences
}

fn push(sentences: &mut Vec<Sentence>, text: &str, start: usize, end: usize, paragraph: usize) {
    let whole = &text[start..end];
    let trimmed = whole.trim();
    if trimmed.is_empty() {
        return;
    }
    let start = start + (whole.len() - whole.trim_start().len());
    let span = Span::new(start, start + trimmed.len());
    sentences.push(Sentence { span, paragraph, first_token: 0, end_token: 0, damaged: false });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_at_the_marks_of_their_script() {
        let told = |text: &'static str| -> Vec<&'static str> {
            plain_sentences(text).iter().map(|sentence| sentence.span.of(text)).collect()
        };
        assert_eq!(told("Uno. Dos 3.5 y más?\nTres"), ["Uno.", "Dos 3.5 y más?", "Tres"]);
        assert_eq!(told("会谈。 访问！"), ["会谈。", "访问！"]);
        assert_eq!(told(" \n\n "), [] as [&str; 0]);
    }
}
