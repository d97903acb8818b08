//! CoNLL-U, the table of dependency treebanks, which their tools read.
//!
//! One row a word: number, form, lemma, coarse tag (UPOS), fine tag (XPOS), `_`, head, label (DEPREL),
//! `_`, and MISC. Tags and labels are the parser's own (Penn Treebank and ClearNLP, as in spaCy), so the
//! root has the label `ROOT`, not `root`. MISC holds, as Stanza writes it,
//!
//! - `start_char=..|end_char=..`: the place in the file's text, in characters (Unicode scalar values,
//!   as Python counts), not bytes;
//! - `SpaceAfter=No` where no white space follows;
//! - `ner=B-GPE` for names (B, I, E for the first, middle and last word, S for a single one).
//!
//! White space is no row, and in `# text` each run of it is one blank. A character that would end a row
//! or a cell is written as U+FFFD; the offsets still tell what stood there.

use super::{Mark, Marks, Parsed, Words, push_text};
use crate::language::{ParsedText, is_space};

/// Writes a text with the name of its file.
pub fn write(out: &mut String, name: &str, text: &str, parse: &ParsedText) {
    let parsed = Parsed { text, parse };
    out.push_str("# newdoc id = ");
    push_cell(out, name);
    out.push('\n');
    let mut words = Words::default();
    let mut marks = Marks { entities: &parse.entities };
    let mut counter = Counter::new(text);
    let mut number = 0;
    for sentence in parsed.sentences() {
        words.fill(parsed, sentence);
        if words.len() == 0 {
            continue;
        }
        number += 1;
        out.push_str("# sent_id = ");
        push_number(out, number);
        out.push_str("\n# text = ");
        push_text(out, parsed, &words, push_cell);
        out.push('\n');
        for word in 0..words.len() {
            let mark = marks.of(&words, word);
            push_row(out, parsed, &words, word, &mut counter, mark);
        }
        out.push('\n');
    }
    if number == 0 {
        out.push('\n');
    }
}

fn push_row(
    out: &mut String,
    parsed: Parsed<'_>,
    words: &Words,
    word: usize,
    counter: &mut Counter<'_>,
    mark: Option<Mark>,
) {
    let token = words.tokens[word];
    let head = if words.is_root(word) { 0 } else { words.heads[word] as usize + 1 };
    push_number(out, word + 1);
    out.push('\t');
    push_cell(out, parsed.form(token));
    out.push('\t');
    push_cell(out, parsed.parse.lemmas.get(token));
    out.push('\t');
    out.push_str(parsed.parse.coarse[token].as_str());
    out.push('\t');
    out.push_str(parsed.parse.tags[token].as_str());
    out.push_str("\t_\t");
    push_number(out, head);
    out.push('\t');
    out.push_str(words.labels[word].as_str());
    out.push_str("\t_\tstart_char=");
    push_number(out, counter.characters_before(parsed.parse.spans[token].start));
    out.push_str("|end_char=");
    push_number(out, counter.characters_before(parsed.parse.spans[token].end));
    if !parsed.is_followed_by_space(token) {
        out.push_str("|SpaceAfter=No");
    }
    if let Some(Mark { place, kind }) = mark {
        out.push_str("|ner=");
        out.push(place);
        out.push('-');
        out.push_str(kind.as_str());
    }
    out.push('\n');
}

/// A cell is one line without tabs, and never empty. Blanks within are allowed.
fn push_cell(out: &mut String, text: &str) {
    let breaks = |c: char| (is_space(c) && c != ' ') || c == '\0';
    if text.is_empty() {
        out.push('_');
    } else if text.contains(breaks) {
        out.extend(text.chars().map(|c| if breaks(c) { char::REPLACEMENT_CHARACTER } else { c }));
    } else {
        out.push_str(text);
    }
}

/// As `write!` does, in a third of the time: a row has four numbers.
fn push_number(out: &mut String, number: usize) {
    let mut digits = [b'0'; 20];
    let mut first = digits.len();
    let mut rest = number;
    loop {
        first -= 1;
        digits[first] = b"0123456789"[rest % 10];
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    out.extend(digits[first..].iter().map(|digit| char::from(*digit)));
}

/// Turns offsets in bytes into offsets in characters. It remembers the last place, so that asking in
/// order costs one pass over the text.
struct Counter<'a> {
    text: &'a str,
    byte: usize,
    characters: usize,
}

impl<'a> Counter<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, byte: 0, characters: 0 }
    }

    fn characters_before(&mut self, byte: usize) -> usize {
        if let Some(passed) = self.text.get(self.byte..byte) {
            self.characters += passed.chars().count();
            self.byte = byte;
        }
        self.characters
    }
}
