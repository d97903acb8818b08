//! Large sessions are packed: gzip, in members that can be unpacked one by one.
//!
//! `gzip -d` makes the readable JSON of them. Each member tells its length and what it holds in the extra
//! field of its header (RFC 1952, subfield "DG"), so that members are found without unpacking and worked
//! on side by side. A file that another program packed has no such field and is unpacked from end to end.

use std::borrow::Cow;
use std::io::{Read as _, Write as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::bufread::MultiGzDecoder;
use flate2::{Compression, GzBuilder};
use rayon::prelude::*;

use super::FileError;
use crate::article::TextPack;

/// A smaller session is written as plain text, which any program can read.
const PLAIN: usize = 4 << 20;
/// More is not unpacked: it would fill the memory.
const LARGEST: u64 = 4 << 30;
/// The first bytes of gzip.
const MAGIC: [u8; 2] = [0x1f, 0x8b];
/// The extra field: "DG", 9 bytes: the length of the member in 4, what it holds in 1, and for texts, which
/// are not unpacked on opening, a checksum (CRC-32) of what follows in 4. Version 2 has no checksum.
const FIELD: [u8; 4] = [b'D', b'G', 9, 0];
const FIELD_V2: [u8; 4] = [b'D', b'G', 5, 0];
/// Where the length stands in a member: behind 10 bytes of header, 2 of length of the field, and `FIELD`.
const LENGTH_AT: usize = 16;
/// Where the checksum stands, and where it ends.
const SUM_AT: std::ops::Range<usize> = LENGTH_AT + 5..LENGTH_AT + 9;

/// A piece of the text of a session file.
#[derive(Clone, Debug)]
pub(super) enum Piece {
    /// What it holds, and the text.
    Text(Kind, String),
    /// Texts that are packed already.
    Packed(Arc<TextPack>),
}

/// What a piece holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// All that is no list.
    Frame,
    /// Some articles, one a line.
    Articles,
    /// Some readings, one a line.
    Readings,
    /// The texts of some articles, one a line.
    Texts,
    /// What stands between two pieces.
    Between,
}

/// The bytes of a file made of these pieces: as they are, or packed where they are large.
pub(super) fn pack(pieces: Vec<Piece>) -> Vec<u8> {
    let plain = |piece: &Piece| match piece {
        Piece::Text(_, text) => Some(text.len()),
        Piece::Packed(_) => None,
    };
    if pieces.iter().map(plain).sum::<Option<usize>>().is_none_or(|length| length >= PLAIN) {
        return pack_all(pieces);
    }
    let texts = pieces.into_iter().filter_map(|piece| match piece {
        Piece::Text(_, text) => Some(text),
        Piece::Packed(_) => None,
    });
    texts.collect::<String>().into_bytes()
}

/// The bytes of a file made of these pieces, each a member.
pub(super) fn pack_all(pieces: Vec<Piece>) -> Vec<u8> {
    let members: Vec<Cow<'_, [u8]>> = pieces
        .par_iter()
        .map(|piece| match piece {
            Piece::Text(kind, text) => Cow::Owned(member(*kind, text)),
            Piece::Packed(pack) => Cow::Borrowed(pack.bytes()),
        })
        .collect();
    members.concat()
}

/// A member that holds a text.
pub(super) fn member(kind: Kind, text: &str) -> Vec<u8> {
    let mut field = if kind == Kind::Texts { FIELD } else { FIELD_V2 }.to_vec();
    let place = usize::from(field[2]);
    field.extend([0, 0, 0, 0, kind.code(), 0, 0, 0, 0]);
    field.truncate(FIELD.len() + place);
    let writer = GzBuilder::new().extra(field).write(Vec::new(), Compression::fast());
    let written = |mut writer: flate2::write::GzEncoder<Vec<u8>>| {
        writer.write_all(text.as_bytes())?;
        writer.finish()
    };
    // Writing to memory does not fail.
    let mut bytes = written(writer).unwrap_or_default();
    let length = u32::try_from(bytes.len()).unwrap_or(0).to_le_bytes();
    if let Some(place) = bytes.get_mut(LENGTH_AT..LENGTH_AT + 4) {
        place.copy_from_slice(&length);
    }
    if kind == Kind::Texts
        && let Some(sum) = sum(&bytes)
    {
        bytes[SUM_AT].copy_from_slice(&sum);
    }
    bytes
}

/// The checksum of what follows it in a member.
fn sum(member: &[u8]) -> Option<[u8; 4]> {
    let mut sum = flate2::Crc::new();
    sum.update(member.get(SUM_AT.end..)?);
    Some(sum.sum().to_le_bytes())
}

/// Whether a member with texts is as it was written.
pub(super) fn check(member: &[u8]) -> Result<(), FileError> {
    match (member.get(SUM_AT), sum(member)) {
        (Some(written), Some(sum)) if *written == sum => Ok(()),
        _ => Err(FileError::Damaged("texts in it are not as they were written".to_owned())),
    }
}

impl Kind {
    fn code(self) -> u8 {
        match self {
            Self::Frame => b'F',
            Self::Articles => b'A',
            Self::Readings => b'R',
            Self::Texts => b'T',
            Self::Between => b',',
        }
    }

    fn of_code(code: u8) -> Option<Self> {
        let all = [Self::Frame, Self::Articles, Self::Readings, Self::Texts, Self::Between];
        all.into_iter().find(|kind| kind.code() == code)
    }
}

/// Whether bytes are packed.
pub(super) fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(&MAGIC)
}

/// A packed file before it is unpacked.
#[derive(Debug)]
pub(super) struct Packed<'a> {
    members: Vec<(Kind, Cow<'a, [u8]>)>,
    unpacked: AtomicU64,
}

impl<'a> Packed<'a> {
    /// Finds the members; `None` where they do not tell their length.
    pub fn new(bytes: &'a [u8]) -> Option<Self> {
        let (mut members, mut rest) = (Vec::new(), bytes);
        while !rest.is_empty() {
            let head = rest.get(..LENGTH_AT + 5)?;
            let field = &head[12..16];
            let is_ours = head.starts_with(&MAGIC) && head[3] & 4 != 0;
            let kind = Kind::of_code(head[LENGTH_AT + 4]).filter(|_| is_ours)?;
            if field != if kind == Kind::Texts { FIELD } else { FIELD_V2 } {
                return None;
            }
            let length = u32::from_le_bytes(head[LENGTH_AT..LENGTH_AT + 4].try_into().ok()?);
            let (member, after) = rest.split_at_checked(usize::try_from(length).ok()?.max(1))?;
            members.push((kind, Cow::Borrowed(member)));
            rest = after;
        }
        Some(Self { members, unpacked: AtomicU64::new(0) })
    }

    /// All that is no list, as one text.
    pub fn frame(&self) -> Result<Vec<u8>, FileError> {
        let mut frame = Vec::new();
        for (kind, member) in &self.members {
            if *kind == Kind::Frame {
                frame.extend(self.unpack(member)?.into_bytes());
            }
        }
        Ok(frame)
    }

    /// The same apart from the file's bytes, which can go then: members are let go of one by one.
    pub fn into_owned(self) -> Packed<'static> {
        let owned = |(kind, member): (Kind, Cow<'a, [u8]>)| (kind, Cow::Owned(member.into_owned()));
        Packed { members: self.members.into_iter().map(owned).collect(), unpacked: self.unpacked }
    }

    /// Takes the members with lists.
    pub fn take_lists(&mut self) -> Vec<(Kind, Cow<'a, [u8]>)> {
        let (frame, lists) =
            std::mem::take(&mut self.members).into_iter().partition(|(kind, _)| *kind == Kind::Frame);
        self.members = frame;
        lists
    }

    /// The text of a member. All together are not more than fits in memory.
    pub fn unpack(&self, member: &[u8]) -> Result<String, FileError> {
        let left = LARGEST.saturating_sub(self.unpacked.load(Ordering::Relaxed));
        let bytes = unpack(member, left)?;
        self.unpacked.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        String::from_utf8(bytes).map_err(|_| FileError::Damaged("it is not in UTF-8".to_owned()))
    }
}

/// Unpacks a file from end to end.
pub(super) fn unpack_all(bytes: &[u8]) -> Result<Vec<u8>, FileError> {
    unpack(bytes, LARGEST)
}

fn unpack(bytes: &[u8], limit: u64) -> Result<Vec<u8>, FileError> {
    let mut text = Vec::new();
    let read = MultiGzDecoder::new(bytes).take(limit.saturating_add(1)).read_to_end(&mut text);
    match read {
        Err(_) => Err(FileError::Damaged("it is packed, and can't be unpacked".to_owned())),
        Ok(length) if length as u64 > limit => {
            Err(FileError::Damaged("unpacked it is larger than 4 GB".to_owned()))
        }
        Ok(_) => Ok(text),
    }
}

/// The first bytes of a packed file: enough for its format and version.
pub(super) fn head(bytes: &[u8]) -> Vec<u8> {
    let mut head = Vec::new();
    // What is damaged further on shows when all is read.
    MultiGzDecoder::new(bytes).take(4096).read_to_end(&mut head).ok();
    head
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces() -> Vec<Piece> {
        let piece = |kind, text: &str| Piece::Text(kind, text.to_owned());
        vec![
            piece(Kind::Frame, "{\"articles\": [\n"),
            piece(Kind::Articles, "1,\n2"),
            piece(Kind::Articles, ",\n3"),
            piece(Kind::Frame, "\n]}\n"),
        ]
    }

    #[test]
    fn members_are_found_and_together_they_are_the_text() {
        let bytes = pack_all(pieces());
        let mut packed = Packed::new(&bytes).unwrap();
        assert_eq!(packed.frame().unwrap(), b"{\"articles\": [\n\n]}\n");
        let lists = packed.take_lists();
        let lists: Vec<String> = lists.iter().map(|(_, member)| packed.unpack(member).unwrap()).collect();
        assert_eq!(lists, ["1,\n2", ",\n3"]);
        let text = "{\"articles\": [\n1,\n2,\n3\n]}\n";
        assert_eq!(unpack_all(&bytes).unwrap(), text.as_bytes());
        assert_eq!(head(&bytes), text.as_bytes());
    }

    #[test]
    fn packed_by_another_program_it_has_no_members() {
        let mut writer = flate2::write::GzEncoder::new(Vec::new(), Compression::best());
        writer.write_all(b"{}").unwrap();
        let bytes = writer.finish().unwrap();
        assert!(Packed::new(&bytes).is_none());
        assert_eq!(unpack_all(&bytes).unwrap(), b"{}");
    }

    #[test]
    fn what_was_cut_is_damage() {
        let bytes = pack_all(pieces());
        for length in 1..bytes.len() {
            let cut = &bytes[..length];
            let whole = Packed::new(cut).map(|mut packed| {
                let lists = packed.take_lists();
                lists.iter().try_for_each(|(_, member)| packed.unpack(member).map(drop))?;
                packed.frame()
            });
            // Whole members can be missing: then the frame is no JSON.
            let text = whole.and_then(Result::ok).unwrap_or_default();
            assert!(!text.ends_with(b"\n]}\n"), "{length}");
        }
    }

    #[test]
    fn a_bomb_is_refused() {
        let bytes = member(Kind::Frame, &"0".repeat(1 << 20));
        assert!(unpack(&bytes, 1 << 10).is_err());
    }
}
