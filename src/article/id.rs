//! The name of an article: a hash of what it says, so that the same text twice is one article.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest as _, Sha256};
use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

/// SHA-256 of an article's normalised text; printed as 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId([u8; 32]);

impl ArticleId {
    /// The id of a text: NFC, line ends to `\n`, runs of blanks to one, ends trimmed.
    ///
    /// A blank is any white space but a line end; a run that holds a line end becomes one line end.
    /// The normalisation is for the id only: the stored text stays as decoded.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        // Most texts are in NFC as they stand, and composing them takes ten times as long as looking.
        let is_composed = text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes;
        let normalised = if is_composed {
            normalised(text.chars(), text.len())
        } else {
            normalised(text.nfc(), text.len())
        };
        Self(Sha256::digest(normalised.as_bytes()).into())
    }

    /// The first bits, at most 32, as a number.
    #[must_use]
    pub fn first_bits(&self, bits: u32) -> u32 {
        let first = self.0.iter().take(4).fold(0_u32, |first, byte| first << 8 | u32::from(*byte));
        first.checked_shr(32 - bits.min(32)).unwrap_or(0)
    }

    /// The first 12 digits, for lists and logs.
    #[must_use]
    pub fn short(&self) -> String {
        self.to_string()[..12].to_owned()
    }
}

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ArticleId({})", self.short())
    }
}

impl FromStr for ArticleId {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("an article id has 64 hexadecimal digits, not `{text}`");
        if text.len() != 64 || !text.is_ascii() {
            return Err(wrong());
        }
        let mut bytes = [0; 32];
        for (byte, digits) in bytes.iter_mut().zip(text.as_bytes().chunks(2)) {
            let digits = std::str::from_utf8(digits).map_err(|_| wrong())?;
            *byte = u8::from_str_radix(digits, 16).map_err(|_| wrong())?;
        }
        Ok(Self(bytes))
    }
}

impl Serialize for ArticleId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ArticleId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// Characters with their white space as [`ArticleId::of_text`] tells.
fn normalised(characters: impl Iterator<Item = char>, length: usize) -> String {
    let mut normalised = String::with_capacity(length);
    // What the white space since the last letter comes to: nothing, a blank, or line ends.
    let mut gap = "";
    for c in characters {
        match c {
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => gap = "\n",
            c if c.is_whitespace() => {
                if gap.is_empty() {
                    gap = " ";
                }
            }
            c => {
                if !normalised.is_empty() {
                    normalised.push_str(gap);
                }
                gap = "";
                normalised.push(c);
            }
        }
    }
    normalised
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_and_composition_do_not_change_the_id() {
        let plain = ArticleId::of_text("Zürich  talks\nend");
        assert_eq!(plain, ArticleId::of_text("  Zu\u{308}rich talks \r\n end\n\n"));
        assert_ne!(plain, ArticleId::of_text("Zurich talks\nend"));
    }

    #[test]
    fn an_id_survives_its_text_form() {
        let id = ArticleId::of_text("x");
        assert_eq!(id.to_string().parse(), Ok(id));
        assert!("12".parse::<ArticleId>().is_err());
    }
}
