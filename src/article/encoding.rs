//! Bytes become text: the encoding is found from marks, from validity, from a declaration, or guessed.
//!
//! What the text then is, and whether it is text at all, is left to others.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};

/// As much of the beginning as is looked at for UTF-16 without a mark.
const PROBE: usize = 4096;

/// A text with what was doubtful about its bytes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    /// The text, without a byte order mark, line ends untouched.
    pub text: String,
    /// In words for a person, where bytes did not fit the encoding.
    pub problem: Option<String>,
}

/// Decodes bytes; `declared` is the name of an encoding that the content itself gives.
///
/// Rule 1) A byte order mark decides. Rule 2) What is valid UTF-8 is UTF-8: text in another encoding
/// hardly ever is by chance. Rule 3) Zero bytes on every second place are UTF-16 (and valid UTF-8, so this is asked first). Rule 4) What is
/// declared holds. Rule 5) Mostly valid UTF-8 is damaged UTF-8. Rule 6) The rest is guessed by how
/// likely its letters are.
pub(super) fn decode(bytes: &[u8], declared: Option<&str>) -> Decoded {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decode_as(encoding, &bytes[mark..]);
    }
    if let Some(encoding) = utf_16_without_mark(bytes) {
        return decode_as(encoding, bytes);
    }
    if let Some(decoded) = japanese_mail(bytes) {
        return decoded;
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded { text: text.to_owned(), problem: None };
    }
    match declared.and_then(|name| Encoding::for_label(name.trim().as_bytes())) {
        Some(encoding) if encoding != UTF_8 && encoding.is_ascii_compatible() => decode_as(encoding, bytes),
        _ if is_mostly_utf_8(bytes) => decode_as(UTF_8, bytes),
        _ => decode_as(guess(bytes), bytes),
    }
}

fn decode_as(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    let problem = damaged.then(|| {
        let lost = text.matches(char::REPLACEMENT_CHARACTER).count();
        let places = if lost == 1 { "1 place".to_owned() } else { format!("{lost} places") };
        format!("{places} could not be decoded and are marked with \u{fffd} (read as {})", encoding.name())
    });
    Decoded { text: text.into_owned(), problem }
}

/// UTF-16 of a text in Latin script: one of the two bytes of nearly every letter is zero.
fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let probe = &bytes[..bytes.len().min(PROBE)];
    let pairs = probe.len() / 2;
    if pairs < 2 {
        return None;
    }
    let zeros = |offset: usize| probe.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    match (even * 10 < pairs, odd * 10 < pairs) {
        (true, false) if odd * 2 > pairs => Some(UTF_16LE),
        (false, true) if even * 2 > pairs => Some(UTF_16BE),
        _ => None,
    }
}

/// ISO-2022-JP, which is ASCII to the eye: escapes switch to Japanese letters and back.
fn japanese_mail(bytes: &[u8]) -> Option<Decoded> {
    let has_escapes = bytes.is_ascii() && bytes.windows(2).any(|pair| pair == b"\x1b$");
    has_escapes.then(|| decode_as(ISO_2022_JP, bytes)).filter(|decoded| decoded.problem.is_none())
}

/// Whether letters of several valid bytes are at least four times as many as places that are not valid.
fn is_mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut valid, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    valid >= broken * 4
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        let decoded = decode(bytes, None);
        assert_eq!(decoded.problem, None);
        decoded.text
    }

    fn utf_16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    #[test]
    fn marks_decide() {
        assert_eq!(text(b"\xef\xbb\xbfMali"), "Mali");
        assert_eq!(text(b"\xff\xfeM\0a\0l\0i\0"), "Mali");
        assert_eq!(text(b"\xfe\xff\0M\0a\0l\0i"), "Mali");
    }

    #[test]
    fn utf_8_and_line_ends_stay_as_they_are() {
        assert_eq!(text("Zürich\r\nÅbo\rend\n".as_bytes()), "Zürich\r\nÅbo\rend\n");
    }

    #[test]
    fn utf_16_without_a_mark_is_seen_by_its_zeros() {
        let said = "Envoys met in Zürich on Monday.\r\n";
        assert_eq!(text(&utf_16(said, u16::to_le_bytes)), said);
        assert_eq!(text(&utf_16(said, u16::to_be_bytes)), said);
    }

    #[test]
    fn utf_16_of_odd_length_is_read_and_said() {
        let mut bytes = utf_16("Envoys met on Monday.", u16::to_le_bytes);
        bytes.push(b'x');
        let decoded = decode(&bytes, None);
        assert_eq!(decoded.text, "Envoys met on Monday.\u{fffd}");
        assert!(decoded.problem.is_some_and(|problem| problem.contains("1 place")));
    }

    #[test]
    fn windows_1252_is_guessed() {
        assert_eq!(text(b"Caf\xe9 talks \x96 the minister\x92s caf\xe9"), "Café talks – the minister’s café");
    }

    #[test]
    fn east_asian_encodings_are_guessed() {
        for (said, label) in [
            ("日本政府は月曜日に声明を発表し、会談の再開を求めた。", "shift_jis"),
            ("日本政府は月曜日に声明を発表し、会談の再開を求めた。", "euc-jp"),
            ("日本政府は月曜日に声明を発表し、会談の再開を求めた。", "iso-2022-jp"),
            ("外交部发言人星期一说,双方将继续就贸易问题进行谈判。", "gbk"),
            ("外交部發言人星期一說,雙方將繼續就貿易問題進行談判。", "big5"),
            ("외교부 대변인은 월요일 양국이 협상을 계속할 것이라고 말했다.", "euc-kr"),
        ] {
            let encoding = Encoding::for_label(label.as_bytes()).unwrap();
            assert_eq!(text(&encoding.encode(said).0), said, "{label}");
        }
    }

    #[test]
    fn a_declaration_holds_unless_the_bytes_are_utf_8() {
        assert_eq!(decode(b"\xe0\xef", Some("windows-1251")).text, "ап");
        assert_eq!(decode("Zürich".as_bytes(), Some("windows-1251")).text, "Zürich");
        assert_eq!(decode(b"caf\xe9 talks", Some("no-such-encoding")).text, "café talks");
    }

    #[test]
    fn broken_utf_8_is_still_utf_8_with_a_problem() {
        let mut bytes = "Zürich, Åbo, Málaga, Łódź and Düsseldorf".as_bytes().to_vec();
        bytes.push(0xff);
        let decoded = decode(&bytes, None);
        assert!(decoded.text.starts_with("Zürich, Åbo"));
        assert!(decoded.problem.is_some_and(|problem| problem.contains("UTF-8")));
    }
}
