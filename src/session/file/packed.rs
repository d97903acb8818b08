//! Large sessions are packed: gzip, in members that can be unpacked one by one.
//!
//! `gzip -d` makes the readable JSON of them. Each member tells its length and what it holds in the extra
//! field of its header (RFC 1952, subfield "DG"), so that members are found without unpacking and worked
//! on side by side. A file that another program packed has no such field and is unpacked from end to end.

use std::io::{Read as _, Write as _};
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::bufread::MultiGzDecoder;
use flate2::{Compression, GzBuilder};
use rayon::prelude::*;

use super::FileError;

/// A smaller session is written as plain text, which any program can read.
const PLAIN: usize = 4 << 20;
/// More is not unpacked: it would fill the memory.
const LARGEST: u64 = 4 << 30;
/// The first bytes of gzip.
const MAGIC: [u8; 2] = [0x1f, 0x8b];
/// The extra field: "DG", 5 bytes: the length of the member in 4, what it holds in 1.
const FIELD: [u8; 4] = [b'D', b'G', 5, 0];
/// Where the length stands in a member: behind 10 bytes of header, 2 of length of the field, and `FIELD`.
const LENGTH_AT: usize = 16;

/// A piece of the text of a session file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// What it holds.
    pub kind: Kind,
    /// The text.
    pub text: String,
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
}

/// The bytes of a file made of these pieces: as they are, or packed where they are large.
pub(super) fn pack(pieces: Vec<Piece>) -> Vec<u8> {
    if pieces.iter().map(|piece| piece.text.len()).sum::<usize>() < PLAIN {
        return pieces.into_iter().map(|piece| piece.text).collect::<String>().into_bytes();
    }
    pack_all(pieces)
}

fn pack_all(pieces: Vec<Piece>) -> Vec<u8> {
    let members: Vec<Vec<u8>> = pieces.into_par_iter().map(|piece| member(&piece)).collect();
    members.concat()
}

fn member(piece: &Piece) -> Vec<u8> {
    let mut field = FIELD.to_vec();
    field.extend([0, 0, 0, 0, piece.kind.code()]);
    let writer = GzBuilder::new().extra(field).write(Vec::new(), Compression::fast());
    let written = |mut writer: flate2::write::GzEncoder<Vec<u8>>| {
        writer.write_all(piece.text.as_bytes())?;
        writer.finish()
    };
    // Writing to memory does not fail.
    let mut bytes = written(writer).unwrap_or_default();
    let length = u32::try_from(bytes.len()).unwrap_or(0).to_le_bytes();
    if let Some(place) = bytes.get_mut(LENGTH_AT..LENGTH_AT + 4) {
        place.copy_from_slice(&length);
    }
    bytes
}

impl Kind {
    fn code(self) -> u8 {
        match self {
            Self::Frame => b'F',
            Self::Articles => b'A',
            Self::Readings => b'R',
        }
    }

    fn of_code(code: u8) -> Option<Self> {
        [Self::Frame, Self::Articles, Self::Readings].into_iter().find(|kind| kind.code() == code)
    }
}

/// Whether bytes are packed.
pub(super) fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(&MAGIC)
}

/// A packed file before it is unpacked.
#[derive(Debug)]
pub(super) struct Packed<'a> {
    members: Vec<(Kind, &'a [u8])>,
    unpacked: AtomicU64,
}

impl<'a> Packed<'a> {
    /// Finds the members; `None` where they do not tell their length.
    pub fn new(bytes: &'a [u8]) -> Option<Self> {
        let (mut members, mut rest) = (Vec::new(), bytes);
        while !rest.is_empty() {
            let head = rest.get(..LENGTH_AT + 5)?;
            let is_ours = head.starts_with(&MAGIC) && head[3] & 4 != 0 && head[12..16] == FIELD;
            let kind = Kind::of_code(head[LENGTH_AT + 4]).filter(|_| is_ours)?;
            let length = u32::from_le_bytes(head[LENGTH_AT..LENGTH_AT + 4].try_into().ok()?);
            let (member, after) = rest.split_at_checked(usize::try_from(length).ok()?.max(1))?;
            members.push((kind, member));
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

    /// The members with lists.
    pub fn lists(&self) -> impl Iterator<Item = (Kind, &'a [u8])> + '_ {
        self.members.iter().copied().filter(|(kind, _)| *kind != Kind::Frame)
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
        let piece = |kind, text: &str| Piece { kind, text: text.to_owned() };
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
        let packed = Packed::new(&bytes).unwrap();
        assert_eq!(packed.frame().unwrap(), b"{\"articles\": [\n\n]}\n");
        let lists: Vec<String> = packed.lists().map(|(_, member)| packed.unpack(member).unwrap()).collect();
        assert_eq!(lists, ["1,\n2", ",\n3"]);
        let text: String = pieces().into_iter().map(|piece| piece.text).collect();
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
            let whole = Packed::new(cut).map(|packed| {
                packed.lists().try_for_each(|(_, member)| packed.unpack(member).map(drop))?;
                packed.frame()
            });
            // Whole members can be missing: then the frame is no JSON.
            let text = whole.and_then(Result::ok).unwrap_or_default();
            assert!(!text.ends_with(b"\n]}\n"), "{length}");
        }
    }

    #[test]
    fn a_bomb_is_refused() {
        let bytes = member(&Piece { kind: Kind::Frame, text: "0".repeat(1 << 20) });
        assert!(unpack(&bytes, 1 << 10).is_err());
    }
}
