//! Any bytes are opened as a file of the format that FORMAT names by its extension: nothing panics, each
//! article has a text and its own name, and nothing that is shown can disguise itself.
//!
//! `docx` and `epub` get the bytes as a part of their archive: mutated archives hardly ever unpack. `pdf`
//! is read in this very process, without the limits of the child that the program starts for it. Without
//! FORMAT the bytes alone tell the format.
#![no_main]

use std::io::Write as _;
use std::sync::LazyLock;

use diplograph::article::open::open_bytes;
use diplograph::article::{ArticleId, Place, pdf};
use libfuzzer_sys::fuzz_target;
use rawzip::ZipArchiveWriter;

static FORMAT: LazyLock<String> = LazyLock::new(|| std::env::var("FORMAT").unwrap_or_default());

const CONTAINER: &[u8] = b"<container><rootfiles><rootfile full-path='a.opf'/></rootfiles></container>";
const BOOK: &[u8] = b"<package><manifest><item id='a' href='a.xhtml' media-type='application/xhtml+xml'/></manifest>\
    <spine><itemref idref='a'/></spine></package>";

fuzz_target!(|bytes: &[u8]| {
    match FORMAT.as_str() {
        "pdf" => {
            pdf::read_here(bytes);
        }
        "docx" => open(&zip(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", bytes)])),
        "epub" => {
            // A book of these chapters, or with this list of them.
            let [list, chapter] = if bytes.starts_with(b"<package") { [bytes, BOOK] } else { [BOOK, bytes] };
            open(&zip(&[("META-INF/container.xml", CONTAINER), ("a.opf", list), ("a.xhtml", chapter)]));
        }
        _ => open(bytes),
    }
});

fn open(bytes: &[u8]) {
    let name = if FORMAT.is_empty() { "file".to_owned() } else { format!("file.{}", *FORMAT) };
    for article in open_bytes(bytes, &Place::File(name.into())).unwrap_or_default() {
        assert!(!article.text.trim().is_empty());
        assert_eq!(article.id, ArticleId::of_text(&article.text));
    }
}

/// An archive whose parts are stored as they are.
fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut archive = ZipArchiveWriter::new(&mut bytes);
    for (name, content) in parts {
        let (mut entry, config) = archive.new_file(*name).start().expect("a part");
        let mut writer = config.wrap(&mut entry);
        writer.write_all(content).expect("memory");
        let (_, descriptor) = writer.finish().expect("memory");
        entry.finish(descriptor).expect("memory");
    }
    archive.finish().expect("memory");
    bytes
}
