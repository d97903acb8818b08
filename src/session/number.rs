//! Numbers as a person reads them, in the window, in exports and in names of changes: with thousands
//! separators and their unit.

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

#[cfg(test)]
mod tests {
    use super::*;

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
