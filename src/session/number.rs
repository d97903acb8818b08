//! Numbers as a person reads them, in the window, in exports and in names of changes: with thousands
//! separators and their unit.

use crate::graph::Counts;

/// A number with thousands separators: 1,308.
#[must_use]
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A number with its unit: "1 sentence", "1,308 links".
#[must_use]
pub fn counted(number: usize, unit: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {unit}{plural}", grouped(number))
}

/// The three counts that are always kept apart: "26 sentences in 9 articles from 1 independent source".
#[must_use]
pub fn told(counts: Counts) -> String {
    let Counts { sentences, articles, sources } = counts;
    let [sentences, articles, sources] =
        [(sentences, "sentence"), (articles, "article"), (sources, "independent source")]
            .map(|(number, unit)| counted(number as usize, unit));
    format!("{sentences} in {articles} from {sources}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_counts_stay_apart() {
        let counts = Counts { sentences: 26, articles: 9, sources: 1 };
        assert_eq!(told(counts), "26 sentences in 9 articles from 1 independent source");
    }

    #[test]
    fn numbers_have_separators_and_units() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1_308), "1,308");
        assert_eq!(grouped(12_345_678), "12,345,678");
        assert_eq!(counted(1, "sentence"), "1 sentence");
        assert_eq!(counted(2_000, "link"), "2,000 links");
    }
}
