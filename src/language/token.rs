//! Words, numbers and marks with their bytes.
//!
//! A possessive `'s` is a token of its own, so is a hyphen between words ("US-led" is three
//! tokens); "U.S.", "Gen." and "1,200.5" are one. Contractions ("don't") stay whole.

use unicode_normalization::char::is_combining_mark;

use super::Token;
use super::abbreviation::{self, Stop};
use crate::article::Span;

/// Adds the tokens of one sentence.
pub fn split(text: &str, sentence: Span, tokens: &mut Vec<Token>) {
    let body = sentence.of(text);
    let mut at = 0;
    while let Some(c) = body[at..].chars().next() {
        let rest = &body[at..];
        let length = if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        } else if is_word(c) {
            word_length(rest)
        } else if is_possessive(rest) {
            possessive_length(rest)
        } else {
            mark_length(rest, c)
        };
        let start = sentence.start + at;
        tokens.push(Token { span: Span::new(start, start + length) });
        at += length;
    }
}

/// Whether a character belongs to a word: letters, digits and what is written onto or into them.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c) || matches!(c, '\u{ad}' | '\u{200c}' | '\u{200d}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// The length of the word or number at the start, with the full stop of an abbreviation.
fn word_length(rest: &str) -> usize {
    let mut end = 0;
    while let Some(c) = rest[end..].chars().next() {
        if is_word(c) || joins(&rest[..end], c, &rest[end + c.len_utf8()..]) {
            end += c.len_utf8();
        } else {
            break;
        }
    }
    if rest[end..].starts_with('.') && keeps_stop(&rest[..end], &rest[end + 1..]) { end + 1 } else { end }
}

/// Whether a mark within a run of letters or digits belongs to it.
fn joins(before: &str, mark: char, after: &str) -> bool {
    let (Some(last), Some(next)) = (before.chars().next_back(), after.chars().next()) else { return false };
    match mark {
        ',' | ':' => last.is_ascii_digit() && next.is_ascii_digit(),
        '.' => {
            (last.is_ascii_digit() && next.is_ascii_digit())
                || (last.is_lowercase() && next.is_lowercase())
                || (is_dotted_letters(before) && next.is_alphabetic() && !runs_on(after))
        }
        '&' => last.is_uppercase() && next.is_uppercase(),
        _ if is_apostrophe(mark) => next.is_alphabetic() && !is_s(after),
        _ => false,
    }
}

/// "U" or "U.S": single letters between full stops.
fn is_dotted_letters(word: &str) -> bool {
    word.split('.').all(|piece| piece.chars().count() == 1 && piece.chars().all(char::is_alphabetic))
}

/// Whether a word of more than one letter follows ("U.S.Senate" is no abbreviation to its end).
fn runs_on(after: &str) -> bool {
    after.chars().nth(1).is_some_and(is_word)
}

fn keeps_stop(word: &str, after: &str) -> bool {
    let at_end = after.trim().is_empty();
    match abbreviation::stop_after(word) {
        Stop::Full => false,
        // "Plan B." ends a sentence; "B. Traven" does not.
        Stop::Never => !at_end,
        Stop::BeforeFigure => after.trim_start().starts_with(|c: char| c.is_ascii_digit()),
        Stop::BeforeOpener => true,
    }
}

/// Whether `'s` or, after the s of a plural, a lone apostrophe stands here; the caller has just
/// read a word or a mark, so a quote that opens before an s-word is not meant.
fn is_possessive(rest: &str) -> bool {
    rest.starts_with(is_apostrophe) && is_s(&rest[rest.chars().next().map_or(0, char::len_utf8)..])
}

fn is_s(after: &str) -> bool {
    let mut chars = after.chars();
    matches!(chars.next(), Some('s' | 'S')) && !chars.next().is_some_and(is_word)
}

fn possessive_length(rest: &str) -> usize {
    rest.chars().take(2).map(char::len_utf8).sum()
}

/// The length of the mark at the start: dots and dashes run together.
fn mark_length(rest: &str, mark: char) -> usize {
    if matches!(mark, '.' | '-' | '_' | '*' | '=' | '`') {
        rest.chars().take_while(|c| *c == mark).map(char::len_utf8).sum()
    } else {
        mark.len_utf8()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let mut tokens = Vec::new();
        split(text, Span::new(0, text.len()), &mut tokens);
        let words: Vec<&str> = tokens.iter().map(|token| token.span.of(text)).collect();
        assert_eq!(words.join(" | "), expected);
    }

    #[test]
    fn words_and_marks() {
        check("Peru (alone) paid, it said.", "Peru | ( | alone | ) | paid | , | it | said | .");
    }

    #[test]
    fn possessives() {
        check(
            "Iran's and Laos’s and the Emirates' oil",
            "Iran | 's | and | Laos | ’s | and | the | Emirates | ' | oil",
        );
        check("the U.S.'s ships", "the | U.S. | 's | ships");
    }

    #[test]
    fn apostrophes_within_words() {
        check("N'Djamena and O’Brien don't", "N'Djamena | and | O’Brien | don't");
    }

    #[test]
    fn hyphens() {
        check("the US-led Sino-Russian talks", "the | US | - | led | Sino | - | Russian | talks");
        check("so -- they say", "so | -- | they | say");
    }

    #[test]
    fn numbers() {
        check("1,200.50 tons at 10:30, 3.5%", "1,200.50 | tons | at | 10:30 | , | 3.5 | %");
    }

    #[test]
    fn abbreviations_keep_their_stop() {
        check(
            "Gen. A. Obi of the U.S. left on Sept. 3.",
            "Gen. | A. | Obi | of | the | U.S. | left | on | Sept. | 3 | .",
        );
        check("They chose Plan B.", "They | chose | Plan | B | .");
    }

    #[test]
    fn quotes_are_marks() {
        check("“We're ‘not’ paying”", "“ | We're | ‘ | not | ’ | paying | ”");
    }

    #[test]
    fn letters_with_marks_on_them_stay_whole() {
        check("Co\u{302}te d'Ivoire", "Co\u{302}te | d'Ivoire");
    }

    #[test]
    fn stops_without_a_blank() {
        check("ties.North and example.com", "ties | . | North | and | example.com");
    }
}
