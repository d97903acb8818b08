//! Files that are cut off, damaged or made to do harm: no panic, little time, and a word on what is wrong.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use diplograph::article::Place;
use diplograph::article::open::open_bytes;
use flate2::Compression;
use flate2::write::DeflateEncoder;
use proptest::prelude::*;
use rawzip::{CompressionMethod, ZipArchiveWriter};

/// Files of each format, by name.
fn files() -> Vec<(String, Vec<u8>)> {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/articles")];
    let mut files: Vec<PathBuf> = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    let is_small = |path: &PathBuf| std::fs::metadata(path).unwrap().len() < 20_000;
    let named = |path: PathBuf| {
        (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(path).unwrap())
    };
    files.into_iter().filter(is_small).map(named).collect()
}

fn articles(bytes: &[u8], name: &str) -> Result<usize, String> {
    open_bytes(bytes, &Place::File(name.into())).map(|articles| articles.len())
}

/// The articles of a file, which takes little time.
#[track_caller]
fn quick(bytes: &[u8], name: &str) -> Result<usize, String> {
    let start = Instant::now();
    let result = articles(bytes, name);
    let took = start.elapsed();
    // Without optimisation, on a busy machine: what takes the square of its length takes minutes.
    assert!(took < Duration::from_secs(20), "{name} took {took:?}");
    result
}

#[track_caller]
fn refused(bytes: &[u8], name: &str, why: &str) {
    let reason = quick(bytes, name).unwrap_err();
    assert!(reason.contains(why), "{name}: {reason}");
}

fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut archive = ZipArchiveWriter::new(&mut bytes);
    for (name, content) in entries {
        let file = archive.new_file(*name).compression_method(CompressionMethod::DEFLATE);
        let (mut entry, config) = file.start().unwrap();
        let mut writer = config.wrap(DeflateEncoder::new(&mut entry, Compression::best()));
        writer.write_all(content).unwrap();
        let (encoder, descriptor) = writer.finish().unwrap();
        encoder.finish().unwrap();
        entry.finish(descriptor).unwrap();
    }
    archive.finish().unwrap();
    bytes
}

fn word(document: &str) -> Vec<u8> {
    zip(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", document.as_bytes())])
}

#[test]
fn archives_that_unpack_to_much_more_are_refused() {
    refused(&zip(&[("a.txt", &vec![b'x'; 30 << 20])]), "a.zip", "hundred times its size");
    let good = "Kenya thanked Norway for the charts.".as_bytes();
    let bytes = zip(&[("a.txt", &vec![b'x'; 30 << 20]), ("b.txt", good)]);
    assert_eq!(quick(&bytes, "a.zip"), Ok(1), "the others are read");
}

#[test]
fn entries_that_share_their_bytes_are_refused() {
    let text = "Kenya thanked Norway for the charts. ".repeat(100);
    let mut bytes = zip(&[("a.txt", text.as_bytes()), ("b.txt", b"x")]);
    // Where the second entry of the directory tells its place, the first one's is written.
    let directory: Vec<usize> =
        (0..bytes.len() - 4).filter(|at| bytes[*at..].starts_with(b"PK\x01\x02")).collect();
    let first = bytes[directory[0] + 42..directory[0] + 46].to_vec();
    bytes[directory[1] + 42..directory[1] + 46].copy_from_slice(&first);
    refused(&bytes, "a.zip", "hundred times its size");
}

#[test]
fn archives_in_archives_are_opened_three_deep() {
    let mut bytes = zip(&[("a.txt", b"Kenya thanked Norway.")]);
    assert_eq!(articles(&bytes, "a.zip"), Ok(1));
    bytes = zip(&[("a.zip", &bytes)]);
    bytes = zip(&[("a.zip", &bytes)]);
    assert_eq!(articles(&bytes, "a.zip"), Ok(1));
    bytes = zip(&[("a.zip", &bytes)]);
    refused(&bytes, "a.zip", "lies deeper");
}

#[test]
fn entities_are_not_expanded() {
    let entities: String = (1..10)
        .map(|level| format!("<!ENTITY a{level} \"{}\">", format!("&a{};", level - 1).repeat(10)))
        .collect();
    let feed = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE feed [<!ENTITY a0 \"ha\">{entities}<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\
         <rss><channel><item><title>&a9;</title><description>They met.&a9;&x;</description></item></channel></rss>"
    );
    let articles = open_bytes(feed.as_bytes(), &Place::File("a.xml".into())).unwrap();
    assert_eq!(articles[0].text, "They met.");
}

#[test]
fn deep_and_wide_markup_is_quick() {
    assert_eq!(quick(&word(&"<w:p><w:t>x".repeat(50_000)), "a.docx"), Ok(1));
    let attributes: String = (0..50_000).map(|number| format!("a{number}='1' ")).collect();
    let one = format!("<w:p><w:pStyle {attributes}/><w:t>They met.</w:t></w:p>");
    assert_eq!(quick(&word(&one), "a.docx"), Ok(1));
    let _ = quick(format!("<feed><entry><content type='xhtml'>{}", "<div>".repeat(200_000)).as_bytes(), "a");
    let _ = quick(format!("<rss><channel>{}", "<item>".repeat(200_000)).as_bytes(), "a.xml");
}

#[test]
fn deep_and_wide_json_is_quick() {
    refused("[".repeat(1_000_000).as_bytes(), "a.json", "damaged");
    refused("{\"articles\":".repeat(500_000).as_bytes(), "a.json", "damaged");
    refused(format!("[{}{{}}]", "{},".repeat(1_000_000)).as_bytes(), "a.json", "no articles");
    let fields = format!("[{{{}\"text\": \"They met.\"}}]", "\"a\": \"b\",".repeat(200_000));
    let _ = quick(fields.as_bytes(), "a.json");
}

#[test]
fn damaged_tables_are_quick() {
    let _ = quick(format!("title,text\na,\"{}", "x,\n".repeat(500_000)).as_bytes(), "a.csv");
    let _ = quick(format!("title,text\n{}", ",".repeat(1_000_000)).as_bytes(), "a.csv");
    refused("a,b\n1,2\n".as_bytes(), "a.csv", "no column with the text");
    refused(b"text\n", "a.csv", "no articles");
}

#[test]
fn mails_of_many_parts_are_quick() {
    let head = "From: a@valley.example\r\nTo: b@valley.example\r\nSubject: x\r\n";
    let nested: String = (0..5_000)
        .map(|level| format!("Content-Type: multipart/mixed; boundary=\"b{level}\"\r\n\r\n--b{level}\r\n"))
        .collect();
    refused(format!("{head}{nested}").as_bytes(), "a.eml", "deeper");
    let wide = format!(
        "{head}Content-Type: multipart/mixed; boundary=\"b\"\r\n\r\n{}",
        "--b\r\n\r\nThey met.\r\n".repeat(20_000)
    );
    let _ = quick(wide.as_bytes(), "a.eml");
    let _ = quick(format!("{head}{}\r\nThey met.", "X-A: b\r\n".repeat(100_000)).as_bytes(), "a.eml");
    let mailbox = format!("From a Wed May  3\n{head}\r\nThey met.\r\n").repeat(3_000);
    assert_eq!(quick(mailbox.as_bytes(), "a.mbox"), Ok(3_000));
}

#[test]
fn damaged_rich_text_is_quick() {
    let _ = quick(format!("{{\\rtf1 {}They met.", "{".repeat(500_000)).as_bytes(), "a.rtf");
    let _ =
        quick(format!("{{\\rtf1 {}\\bin99999999999999999 x", "\\bin-5 y".repeat(10_000)).as_bytes(), "a.rtf");
    let _ = quick(format!("{{\\rtf1 {}", "\\u-10179 ?".repeat(200_000)).as_bytes(), "a.rtf");
}

#[test]
fn many_heads_of_nexis_are_quick() {
    let _ = quick("1 of 1 DOCUMENTS\n".repeat(20_000).as_bytes(), "a.txt");
    let _ = quick(format!("1 of 1 DOCUMENTS\n\n{}", "a\n\n".repeat(200_000)).as_bytes(), "a.txt");
}

#[test]
fn broken_event_tables_of_others_are_quick() {
    let head = "Event ID\tEvent Date\tSource Name\tCAMEO Code\tTarget Name\n";
    refused(format!("{head}1\t2020\ta\t040\tb\n").as_bytes(), "a.tab", "a table of events coded by others");
    refused(head.as_bytes(), "a.tab", "this table of events holds no articles");
    let _ = quick(format!("{head}{}", "\"\t".repeat(500_000)).as_bytes(), "a.tab");
    let _ = quick(format!("{head}{}", "1\t\t\n".repeat(200_000)).as_bytes(), "a.tab");
    let record = r#"{"actor": [], "recipient": [], "event": 1}"#;
    let many = vec![r#"{"code": "KEN"}"#; 20_000].join(",");
    let crowd = format!(r#"{{"actor": [{many}], "recipient": [{many}], "event": "AID"}}"#);
    let _ = quick(format!("{record}\n{crowd}\n{}", "[".repeat(100_000)).as_bytes(), "a.jsonl");
}

/// A PDF of these objects, the first of them the root of its pages, without the table of their places.
fn pdf(objects: &[(&str, &[u8])]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n".to_vec();
    for (number, (head, stream)) in (2..).zip(objects) {
        bytes.extend(format!("{number} 0 obj{head}").bytes());
        if !stream.is_empty() {
            bytes.extend(b"stream\n");
            bytes.extend(*stream);
            bytes.extend(b"\nendstream");
        }
        bytes.extend(b" endobj\n");
    }
    bytes.extend(b"trailer<</Root 1 0 R>>\n");
    bytes
}

#[test]
fn hostile_pdf_files_are_errors_of_their_own() {
    diplograph::article::pdf::use_program(env!("CARGO_BIN_EXE_diplograph").into());
    let pages = ("<</Type/Pages/Kids[3 0 R]/Count 1>>", b"".as_slice());
    let page = (
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject<</X 4 0 R>>>>>>",
        b"".as_slice(),
    );
    let font = ("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", b"".as_slice());
    let with = |head: &str, content: &[u8]| pdf(&[pages, page, (head, content), font]);
    let shown = b"BT /F 12 Tf 10 100 Td (Kenya thanked Norway for the charts.) Tj ET";
    assert_eq!(quick(&with("<</Length 66>>", shown), "a.pdf"), Ok(1));
    let own = b"/X Do BT /F 12 Tf 10 100 Td (Kenya thanked Norway.) Tj ET";
    assert_eq!(
        quick(
            &with("<</Subtype/Form/Length 57/Resources<</Font<</F 5 0 R>>/XObject<</X 4 0 R>>>>>>", own),
            "a.pdf"
        ),
        Ok(1)
    );
    let deep = "[".repeat(2_000_000);
    let _ = quick(&with("<</Length 2000000>>", deep.as_bytes()), "a.pdf");
    let _ = quick(&pdf(&[(&deep, b"")]), "a.pdf");
    let _ = quick(&pdf(&[(&"<</Kids[".repeat(300_000), b"")]), "a.pdf");
    let _ = quick(&with("<</Length 1>>", &b"q BT /F 1 Tf (x) Tj ".repeat(200_000)), "a.pdf");
    let mut bomb = flate2::write::ZlibEncoder::new(Vec::new(), Compression::best());
    for _ in 0..400 {
        bomb.write_all(&vec![b' '; 1 << 20]).unwrap();
    }
    let bomb = bomb.finish().unwrap();
    let head = format!("<</Filter/FlateDecode/Length {}>>", bomb.len());
    assert!(quick(&with(&head, &bomb), "a.pdf").is_err());
    refused(&pdf(&[("<</Type/Pages/Kids[2 0 R]/Count 1>>", b"")]), "a.pdf", "");
    refused(b"%PDF-1.7 and nothing more", "a.pdf", "damaged or cut off");
}

#[test]
fn hostile_web_archives_are_quick() {
    let record = "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 0\r\n\r\n\r\n\r\n";
    refused(record.repeat(100_000).as_bytes(), "a.warc", "no articles");
    refused(format!("WARC/1.0\r\n{}", "A: b\r\n".repeat(200_000)).as_bytes(), "a.warc", "damaged");
    let mut bomb = flate2::write::GzEncoder::new(Vec::new(), Compression::best());
    bomb.write_all(record.as_bytes()).unwrap();
    for _ in 0..400 {
        bomb.write_all(&vec![b' '; 1 << 20]).unwrap();
    }
    refused(&bomb.finish().unwrap(), "a.warc.gz", "damaged");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn cut_and_damaged_files_make_no_panic(
        file in any::<prop::sample::Index>(),
        cut in any::<prop::sample::Index>(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12),
    ) {
        let files = files();
        let (name, bytes) = file.get(&files);
        let mut bytes = bytes.clone();
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = articles(&bytes, name);
        bytes.truncate(cut.index(bytes.len()));
        let _ = articles(&bytes, name);
    }

    #[test]
    fn any_pieces_make_no_panic(
        pieces in prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..40),
        name in prop::sample::select(vec!["a", "a.csv", "a.json", "a.jsonl", "a.rtf", "a.eml", "a.mbox", "a.xml", "a.ris"]),
    ) {
        for article in open_bytes(pieces.concat().as_bytes(), &Place::File(name.into())).unwrap_or_default() {
            prop_assert!(!article.text.trim().is_empty());
        }
        let _ = articles(&word(&pieces.concat()), "a.docx");
    }
}

/// What the formats look for.
const PIECES: [&str; 48] = [
    "{\\rtf1 ",
    "{",
    "}",
    "\\par ",
    "\\u8211 ?",
    "\\u-10179",
    "\\'e9",
    "\\uc0",
    "\\bin3 ",
    "\\v ",
    "{\\*\\x ",
    "\\title ",
    "\\info",
    "From ",
    "From: a <a@b.c>\n",
    "Subject: =?utf-8?q?x?=\n",
    "Date: Wed, 3 May 1961 09:00:00 +0000\n",
    "\n\n",
    "MIME-Version: 1.0\n",
    "Content-Type: multipart/mixed; boundary=b\n",
    "--b\n",
    "--b--",
    "<rss><channel>",
    "<item>",
    "</item>",
    "<title>",
    "</title>",
    "<description>",
    "&lt;p&gt;",
    "<entry>",
    "<content type='xhtml'>",
    "</",
    "<![CDATA[",
    "]]>",
    "&a;",
    "TY  - NEWS\n",
    "AB  - They met.\n",
    "ER  - \n",
    "title,text\n",
    "\"",
    ",",
    "[{\"text\":",
    "}]",
    ":",
    "1 of 2 DOCUMENTS\n",
    "Body\n\n",
    "<w:p><w:t>They met.",
    "</w:t></w:p>",
];
