//! The text of an article: at hand, or packed with those of other articles until somebody asks for it.
//!
//! A corpus of a hundred thousand articles is looked at sentence by sentence: most texts are never asked
//! for, and packed they take a third of the room. A pack that was opened stays open. What a pack looks
//! like from outside, and when texts are packed, is left to `session/file/`.

use std::collections::BTreeMap;
use std::fmt;
use std::io::Read as _;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use flate2::bufread::MultiGzDecoder;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{ArticleId, Signature};

/// More is not unpacked of one pack: it would fill the memory.
const LARGEST: u64 = 256 << 20;

/// So much of a text's beginning is known without unpacking it, in characters.
const BEGINNING: usize = 81;

/// What is shown where a pack holds no such text.
const LOST: &str = "(This text is damaged in the session file.)";

/// A text. It is unpacked when it is first looked at.
#[derive(Clone)]
pub struct HeldText {
    held: Held,
    signature: OnceLock<Arc<Signature>>,
}

#[derive(Clone)]
enum Held {
    AtHand(Box<str>),
    Packed(Box<Packed>),
}

#[derive(Clone)]
struct Packed {
    pack: Arc<TextPack>,
    id: ArticleId,
    length: usize,
    beginning: Option<Box<str>>,
}

/// Some texts that are packed together: gzip, and in it what stands between the braces of a JSON object of
/// texts by article.
pub struct TextPack {
    bytes: Box<[u8]>,
    texts: usize,
    opened: OnceLock<BTreeMap<ArticleId, Box<str>>>,
}

impl TextPack {
    /// A pack of so many texts, as it stands in a session file.
    #[must_use]
    pub fn new(bytes: Box<[u8]>, texts: usize) -> Self {
        Self { bytes, texts, opened: OnceLock::new() }
    }

    /// Whether it was unpacked.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.opened.get().is_some()
    }

    /// How many texts it holds.
    #[must_use]
    pub fn texts(&self) -> usize {
        self.texts
    }

    /// As it stands in a session file.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The text of an article.
    fn text(&self, id: &ArticleId) -> Option<&str> {
        self.opened.get_or_init(|| self.open().unwrap_or_default()).get(id).map(AsRef::as_ref)
    }

    fn open(&self) -> Option<BTreeMap<ArticleId, Box<str>>> {
        let mut text = String::from("{");
        let length = MultiGzDecoder::new(&*self.bytes).take(LARGEST + 1).read_to_string(&mut text).ok()?;
        if length as u64 > LARGEST {
            return None;
        }
        text.push('}');
        serde_json::from_str(&text).ok()
    }
}

impl HeldText {
    /// The text with this id in a pack, with its length in bytes and, where its article has no title, how it
    /// begins (see [`HeldText::beginning`]).
    #[must_use]
    pub fn packed(pack: Arc<TextPack>, id: ArticleId, length: usize, beginning: Option<Box<str>>) -> Self {
        let packed = Packed { pack, id, length, beginning };
        Self { held: Held::Packed(Box::new(packed)), signature: OnceLock::new() }
    }

    /// The same, with the signature that was kept of it.
    #[must_use]
    pub fn with_signature(self, signature: Arc<Signature>) -> Self {
        Self { signature: signature.into(), ..self }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match &self.held {
            Held::AtHand(text) => text,
            Held::Packed(packed) => {
                packed.pack.text(&packed.id).filter(|text| text.len() == packed.length).unwrap_or(LOST)
            }
        }
    }

    /// The pack that holds it.
    #[must_use]
    pub fn pack(&self) -> Option<&Arc<TextPack>> {
        match &self.held {
            Held::AtHand(_) => None,
            Held::Packed(packed) => Some(&packed.pack),
        }
    }

    /// How many bytes it has, without unpacking it.
    #[must_use]
    pub fn length(&self) -> usize {
        match &self.held {
            Held::AtHand(text) => text.len(),
            Held::Packed(packed) => packed.length,
        }
    }

    /// Its first line with words, at most 81 characters of it; as a rule without unpacking it.
    #[must_use]
    pub fn beginning(&self) -> &str {
        if let Held::Packed(packed) = &self.held
            && let Some(beginning) = &packed.beginning
        {
            return beginning;
        }
        let line = self.as_str().lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or("");
        line.char_indices().nth(BEGINNING).map_or(line, |(end, _)| &line[..end])
    }

    /// What tells its near-duplicates; found once.
    #[must_use]
    pub fn signature(&self) -> &Arc<Signature> {
        self.signature.get_or_init(|| Arc::new(Signature::of_text(self)))
    }
}

impl Deref for HeldText {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl From<String> for HeldText {
    fn from(text: String) -> Self {
        Self { held: Held::AtHand(text.into()), signature: OnceLock::new() }
    }
}

impl From<&str> for HeldText {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl PartialEq for HeldText {
    fn eq(&self, other: &Self) -> bool {
        match (&self.held, &other.held) {
            (Held::Packed(one), Held::Packed(other)) if Arc::ptr_eq(&one.pack, &other.pack) => {
                (one.id, one.length) == (other.id, other.length)
            }
            _ => self.length() == other.length() && self.as_str() == other.as_str(),
        }
    }
}

impl PartialEq<str> for HeldText {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for HeldText {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl PartialEq<String> for HeldText {
    fn eq(&self, other: &String) -> bool {
        self.as_str() == other
    }
}

impl fmt::Debug for HeldText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl fmt::Display for HeldText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

impl fmt::Debug for TextPack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TextPack({} bytes)", self.bytes.len())
    }
}

impl Serialize for HeldText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

impl<'de> Deserialize<'de> for HeldText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::from)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::{Compression, write::GzEncoder};

    use super::*;

    fn pack(text: &str) -> Arc<TextPack> {
        let mut writer = GzEncoder::new(Vec::new(), Compression::fast());
        writer.write_all(text.as_bytes()).unwrap();
        Arc::new(TextPack::new(writer.finish().unwrap().into(), 2))
    }

    #[test]
    fn a_packed_text_is_that_text() {
        let (one, other) = ("Kenya “thanked” Brazil.\nTwice.", "China left.");
        let [a, b] = [one, other].map(ArticleId::of_text);
        let json = |text: &str| serde_json::to_string(text).unwrap();
        let lines = format!("\"{a}\": {},\n\"{b}\": {}", json(one), json(other));
        let pack = pack(&lines);
        let texts = [(a, one), (b, other)].map(|(id, text)| {
            let held = HeldText::packed(pack.clone(), id, text.len(), None);
            assert_eq!(held, text);
            assert_eq!(held, HeldText::from(text));
            assert_eq!(**held.signature(), Signature::of_text(text));
            held
        });
        assert_eq!(texts[0].beginning(), "Kenya “thanked” Brazil.");
        assert_ne!(texts[0], texts[1]);
    }

    #[test]
    fn a_pack_without_the_text_is_told_and_no_crash() {
        let id = ArticleId::of_text("x");
        for pack in [pack("no JSON"), pack(""), Arc::new(TextPack::new(Box::from(*b"no gzip"), 1))] {
            assert_eq!(HeldText::packed(pack, id, 1, None), LOST);
        }
        let longer = pack(&format!("\"{id}\": \"x\""));
        assert_eq!(HeldText::packed(longer, id, 2, None), LOST, "its length is another");
    }
}
