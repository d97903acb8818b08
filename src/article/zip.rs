//! ZIP archives: what is in them is read as files of their own, within limits. Word files and books are
//! archives too.
//!
//! Names of entries are shown and never used as paths: nothing is written.

use std::collections::BTreeMap;
use std::io::Read as _;

use flate2::bufread::DeflateDecoder;
use rawzip::{CompressionMethod, ZipArchive, ZipSliceArchive};

use super::found::{Found, PARTS_LIMIT, Refusal, TEXT_LIMIT};
use super::{Place, any, disguise, encoding};

/// An entry that unpacks to so many times its size is made to do harm, where it is large too.
const RATIO: usize = 300;
const LARGE: usize = 1024 * 1024;

/// An archive that was opened.
pub(super) struct Archive<'a> {
    archive: ZipSliceArchive<&'a [u8]>,
    pub entries: Vec<Entry>,
    /// Why entries are missing: the directory breaks off or has too many.
    pub cut: Option<Refusal>,
}

/// An entry of the directory.
pub(super) struct Entry {
    pub name: String,
    place: rawzip::ZipArchiveEntryWayfinder,
    packed: usize,
    offset: u64,
    method: CompressionMethod,
    is_locked: bool,
}

/// Opens the directory of an archive; folders are no entries.
pub(super) fn open(bytes: &[u8]) -> Result<Archive<'_>, Refusal> {
    let archive = ZipArchive::from_slice(bytes).map_err(|_| Refusal::Damaged("archive"))?;
    let (mut entries, mut cut) = (Vec::new(), None);
    let mut directory = archive.entries();
    loop {
        match directory.next_entry() {
            Ok(Some(_)) if entries.len() == PARTS_LIMIT => cut = Some(Refusal::TooMany),
            Ok(Some(entry)) => {
                if !entry.is_dir() {
                    entries.push(Entry {
                        name: printable(entry.file_path().as_ref()),
                        place: entry.wayfinder(),
                        packed: usize::try_from(entry.compressed_size_hint()).unwrap_or(usize::MAX),
                        offset: entry.local_header_offset(),
                        method: entry.compression_method(),
                        is_locked: entry.flags().is_encrypted(),
                    });
                }
                continue;
            }
            Ok(None) => {}
            Err(_) => cut = Some(Refusal::Damaged("archive")),
        }
        break;
    }
    match cut {
        Some(refusal) if entries.is_empty() => Err(refusal),
        cut => Ok(Archive { archive, entries, cut }),
    }
}

impl Archive<'_> {
    /// Whether there is an entry with this very name.
    pub fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name == name)
    }

    /// The entries by their names; of several with one name the first.
    pub fn by_name(&self) -> BTreeMap<&str, &Entry> {
        self.entries.iter().rev().map(|entry| (entry.name.as_str(), entry)).collect()
    }

    /// Unpacks an entry.
    pub fn unpack(&self, entry: &Entry, found: &mut Found) -> Result<Vec<u8>, Refusal> {
        const DAMAGED: Refusal = Refusal::Damaged("part of an archive");
        if entry.is_locked {
            return Err(Refusal::Locked);
        }
        let local = self.archive.get_entry(entry.place).map_err(|_| DAMAGED)?;
        let mut bytes = Vec::new();
        let limit = TEXT_LIMIT as u64 + 1;
        let unpacked = match entry.method {
            CompressionMethod::STORE => local.data().take(limit).read_to_end(&mut bytes),
            CompressionMethod::DEFLATE => {
                DeflateDecoder::new(local.data()).take(limit).read_to_end(&mut bytes)
            }
            _ => return Err(Refusal::Packing),
        };
        found.count_unpacked(bytes.len())?;
        if bytes.len() > LARGE && bytes.len() / RATIO > entry.packed {
            return Err(Refusal::Bomb);
        }
        if bytes.len() > TEXT_LIMIT {
            return Err(Refusal::PartTooLarge);
        }
        unpacked.map_err(|_| DAMAGED)?;
        Ok(bytes)
    }
}

/// Reads all entries of an archive, in the order of their names.
pub(super) fn read(bytes: &[u8], place: &Place, found: &mut Found) -> Result<(), Refusal> {
    let mut archive = open(bytes)?;
    if overlap(&archive.entries) {
        return Err(Refusal::Bomb);
    }
    archive.entries.sort_by(|one, other| one.name.cmp(&other.name));
    let archive = archive;
    for entry in archive.entries.iter().filter(|entry| !is_passed_over(&entry.name)) {
        found.count_file()?;
        let place = place.part(&entry.name);
        let result = archive
            .unpack(entry, found)
            .and_then(|bytes| found.deeper(|found| any::read(&bytes, &place, found)));
        found.note(&place, result)?;
    }
    archive.cut.map_or(Ok(()), |cut| found.note(place, Err(cut)))
}

/// Whether entries share bytes: then a small file can hold any number of large ones.
fn overlap(entries: &[Entry]) -> bool {
    let end = |entry: &Entry| entry.offset.saturating_add(u64::try_from(entry.packed).unwrap_or(u64::MAX));
    let mut places: Vec<(u64, u64)> = entries.iter().map(|entry| (entry.offset, end(entry))).collect();
    places.sort_unstable();
    places.windows(2).any(|two| two[0].1 > two[1].0)
}

/// Hidden entries and what systems add.
fn is_passed_over(name: &str) -> bool {
    name.split('/').any(|part| part.starts_with('.') || part == "__MACOSX" || part == "Thumbs.db")
}

/// A name as text: UTF-8, else guessed, without characters that would disguise it.
fn printable(name: &[u8]) -> String {
    let name = encoding::decode(name, None).text;
    disguise::file_name(&name.replace('\\', "/")).into_owned()
}
