//! Where sentences end by rule, to find damaged passages: Unicode's rules (UAX 29), less the ends that
//! an abbreviation, a list number or a lower-case word rules out.
//!
//! Known limit: a sentence that ends with "U.S." and goes on with a name ("in the U.S. Germany
//! said") is not cut.

use icu_segmenter::SentenceSegmenter;
use icu_segmenter::options::SentenceBreakInvariantOptions;

use super::abbreviation::{self, Stop};
use crate::article::Span;

/// The sentences of one paragraph, in order, without white space at the ends. The text must have no
/// line ends.
pub fn split(text: &str, paragraph: Span) -> Vec<Span> {
    let flat = paragraph.of(text);
    let segmenter = SentenceSegmenter::new(SentenceBreakInvariantOptions::default());
    let mut sentences = Vec::new();
    let mut start = 0;
    for end in segmenter.segment_str(flat) {
        if is_end(&flat[start..end], &flat[end..]) {
            sentences.extend(trimmed(flat, start, end, paragraph.start));
            start = end;
        }
    }
    sentences.extend(trimmed(flat, start, flat.len(), paragraph.start));
    sentences
}

fn trimmed(flat: &str, start: usize, end: usize, offset: usize) -> Option<Span> {
    let body = flat[start..end].trim();
    let lead = flat[start..end].len() - flat[start..end].trim_start().len();
    let first = offset + start + lead;
    (!body.is_empty()).then(|| Span::new(first, first + body.len()))
}

/// Whether a sentence that Unicode's rules end between `before` and `after` really ends there.
fn is_end(before: &str, after: &str) -> bool {
    let before = before.trim();
    let Some(next) = next_word(after) else {
        // Only marks follow (a lone closing quote): they belong to this sentence.
        return after.trim().is_empty();
    };
    if next.starts_with(char::is_lowercase) || !before.contains(char::is_alphanumeric) {
        return false;
    }
    let Some(stopped) = before.trim_end_matches(is_closing).strip_suffix('.') else { return true };
    let word = stopped.rsplit(char::is_whitespace).next().unwrap_or("").trim_start_matches(is_opening);
    if word.len() == stopped.trim_start_matches(is_opening).len() && is_list_number(word) {
        return false;
    }
    match abbreviation::stop_after(word) {
        Stop::Full => true,
        Stop::Never => false,
        Stop::BeforeFigure => !next.starts_with(|c: char| c.is_ascii_digit()),
        Stop::BeforeOpener => abbreviation::is_opener(next),
    }
}

fn next_word(after: &str) -> Option<&str> {
    let start = after.find(char::is_alphanumeric)?;
    let word = &after[start..];
    Some(&word[..word.find(|c: char| !c.is_alphanumeric()).unwrap_or(word.len())])
}

/// "3.", "iv.", "b." alone before its sentence.
fn is_list_number(word: &str) -> bool {
    let length = word.chars().count();
    (length <= 3 && word.chars().all(|c| c.is_ascii_digit()))
        || (length == 1 && word.chars().all(char::is_alphabetic))
        || (length <= 4 && !word.is_empty() && word.chars().all(|c| "ivxIVX".contains(c)))
}

fn is_closing(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']')
}

fn is_opening(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '‘' | '«' | '(' | '[')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(text: &str) -> Vec<&str> {
        split(text, Span::new(0, text.len())).into_iter().map(|span| span.of(text)).collect()
    }

    /// The text is written with `|` between its sentences.
    #[track_caller]
    fn check(marked: &str) {
        let text = marked.replace(" | ", " ");
        let expected: Vec<&str> = marked.split(" | ").collect();
        assert_eq!(sentences(&text), expected);
    }

    #[test]
    fn plain_sentences() {
        check("Oslo wrote to Riga. | The letter was short! | Did anyone answer? | Nobody knows.");
    }

    #[test]
    fn an_abbreviation_of_a_country_goes_on_with_its_noun() {
        check("The U.S. Senate heard the U.N. Secretary-General. | He was late.");
    }

    #[test]
    fn an_abbreviation_of_a_country_ends_before_an_opener() {
        check(
            "The crew flew home to the U.S. | The plane was old. | They had no quarrel with the U.K. | But they left.",
        );
    }

    #[test]
    fn titles_and_initials() {
        check("Gen. Harkin and Mr. T. S. Obote greeted Lt. Col. Amin near St. Petersburg. | It rained.");
    }

    #[test]
    fn numbers_and_months() {
        check(
            "Battery No. 4 fired on Sept. 12 at dawn. | He said no. | It was Jan. 3 in Art. 7 of the treaty.",
        );
    }

    #[test]
    fn hours() {
        check("The talks began at 9 a.m. Monday and ended at 4 p.m. | The interpreters slept.");
    }

    #[test]
    fn firms() {
        check("Norda Corp. Chairman Ida Holm sold Baltic Ferries Inc. | In Riga nobody minded.");
    }

    #[test]
    fn versus() {
        check("The case of Chile vs. Bolivia opened.");
    }

    #[test]
    fn a_quote_stays_with_its_sentence() {
        check("“We will not pay.” | The minister left. | \"Why?\" he asked. | “No!” she cried.");
    }

    #[test]
    fn a_question_in_a_quote_goes_on_in_lower_case() {
        check("\"Who pays for the bridge?\" asked the mayor of Narva.");
    }

    #[test]
    fn numbered_and_lettered_points() {
        check("1. Spain opens the border. | 2. Portugal pays.");
        check("IV. Spain opens the border.");
        check("b. Portugal pays.");
    }

    #[test]
    fn a_lower_case_word_never_opens_a_sentence() {
        check("The minister hoped for better ties. , but was silent on the basin. or the wider area.");
        check("It was in breach of rules. the council in answer had carried out. endorsed.");
    }

    #[test]
    fn decimal_numbers_do_not_end_a_sentence() {
        check("Trade rose by 3.5 percent to $1.2 billion. | Exports fell.");
    }

    #[test]
    fn marks_alone_belong_to_the_sentence_before() {
        check("The treaty was signed. ***");
    }
}
