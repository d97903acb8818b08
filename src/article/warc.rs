//! Web archives (WARC): each page that a server answered with, with its address and the day on which it
//! was saved.
//!
//! A record is a head of lines and a block of so many bytes. Of the records `response` and `resource` the
//! pages and feeds are read; what else was saved (pictures, scripts, requests) is passed over in silence,
//! since an archive holds hundreds of them for each page. An archive may be packed whole, or record by
//! record, with gzip.
//!
//! Limit: a block that is cut into several records (`continuation`) is read as far as its first one goes.

use std::io::Read as _;

use flate2::bufread::{DeflateDecoder, GzDecoder, MultiGzDecoder, ZlibDecoder};

use super::found::{Found, Refusal, TEXT_LIMIT};
use super::{Article, Date, Origin, Place, Sourced, any, date_words, web_address};

const KIND: &str = "web archive (WARC)";
/// The head of a record or of an answer.
const HEAD: usize = 64 * 1024;
/// What an archive that is packed whole may unpack to; each page in it is a copy more.
const UNPACKED: usize = 120 * 1024 * 1024;
/// Records of any sort.
const RECORDS: usize = 500_000;

/// Whether the first bytes of a gzip file unpack to those of a web archive.
pub(super) fn is_packed(bytes: &[u8]) -> bool {
    let mut beginning = [0; 5];
    bytes.starts_with(b"\x1f\x8b")
        && GzDecoder::new(bytes).read_exact(&mut beginning).is_ok()
        && &beginning == b"WARC/"
}

/// Reads the pages of an archive.
pub(super) fn read(bytes: &[u8], place: &Place, found: &mut Found) -> Result<(), Refusal> {
    let before = found.articles.len() + found.refused.len();
    let is_whole = if bytes.starts_with(b"\x1f\x8b") {
        read_packed(bytes, place, found)?
    } else {
        read_records(bytes, place, found)?
    };
    if !is_whole {
        return Err(Refusal::Damaged(KIND));
    }
    if found.articles.len() + found.refused.len() == before { Err(Refusal::Nothing(KIND)) } else { Ok(()) }
}

fn read_packed(bytes: &[u8], place: &Place, found: &mut Found) -> Result<bool, Refusal> {
    let mut unpacked = Vec::new();
    let limit = found.may_unpack().min(UNPACKED);
    let result = MultiGzDecoder::new(bytes).take(limit as u64 + 1).read_to_end(&mut unpacked);
    found.count_unpacked(unpacked.len().min(limit))?;
    let is_whole = result.is_ok() && unpacked.len() <= limit;
    unpacked.truncate(limit);
    // What stands before the damage is read.
    Ok(read_records(&unpacked, place, found)? && is_whole)
}

/// Reads all records; says whether the file ends with a whole one.
fn read_records(mut rest: &[u8], place: &Place, found: &mut Found) -> Result<bool, Refusal> {
    for _ in 0..RECORDS {
        rest = rest.trim_ascii_start();
        if rest.is_empty() {
            return Ok(true);
        }
        if !rest.starts_with(b"WARC/") {
            return Ok(false);
        }
        let Some((head, after)) = head(rest) else { return Ok(false) };
        let length = field(head, "content-length").and_then(|length| length.parse().ok());
        let Some(length) = length.filter(|length: &usize| *length <= after.len()) else { return Ok(false) };
        let (block, behind) = after.split_at(length);
        rest = behind;
        let is_page = matches!(field(head, "warc-type"), Some("response" | "resource"));
        // Programs keep notes of their own under other addresses.
        let address = field(head, "warc-target-uri").map(|address| address.trim_matches(['<', '>']));
        if is_page
            && let Some(address) = address.and_then(web_address)
            && let Some(content) = content(head, block)
        {
            let page = place.part(address);
            let result = read_page(head, address, content, &page, found);
            found.note(&page, result)?;
        }
    }
    Err(Refusal::TooMany)
}

/// What a record holds of a page.
struct Content<'a> {
    body: &'a [u8],
    chunked: bool,
    packed: Packed,
}

#[derive(Clone, Copy, PartialEq)]
enum Packed {
    Not,
    Gzip,
    Deflate,
    Otherwise,
}

/// The page in a block, if it is one: of a server's answer what stands below its head.
fn content<'a>(record: &str, block: &'a [u8]) -> Option<Content<'a>> {
    let kind = field(record, "content-type").unwrap_or_default();
    if !kind.starts_with("application/http") {
        return is_text(kind).then_some(Content { body: block, chunked: false, packed: Packed::Not });
    }
    let (answer, body) = head(block)?;
    let status = answer.lines().next()?.split_whitespace().nth(1)?;
    if status != "200" || !is_text(field(answer, "content-type").unwrap_or_default()) {
        return None;
    }
    let is =
        |name: &str, value: &str| field(answer, name).is_some_and(|found| found.eq_ignore_ascii_case(value));
    let packed = match field(answer, "content-encoding") {
        None => Packed::Not,
        Some(_) if is("content-encoding", "identity") => Packed::Not,
        Some(_) if is("content-encoding", "gzip") || is("content-encoding", "x-gzip") => Packed::Gzip,
        Some(_) if is("content-encoding", "deflate") => Packed::Deflate,
        Some(_) => Packed::Otherwise,
    };
    Some(Content { body, chunked: is("transfer-encoding", "chunked"), packed })
}

/// Whether a content type is that of a page or a feed.
fn is_text(kind: &str) -> bool {
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    matches!(
        kind.as_str(),
        "text/html"
            | "application/xhtml+xml"
            | "text/plain"
            | "application/rss+xml"
            | "application/atom+xml"
            | "application/pdf"
    )
}

fn read_page(
    record: &str,
    address: &str,
    content: Content<'_>,
    place: &Place,
    found: &mut Found,
) -> Result<(), Refusal> {
    found.count_part()?;
    let first = found.articles.len();
    let bytes = unpacked(content, found)?;
    let result = found.deeper(|found| any::read(&bytes, &without_extension(place), found));
    let saved = field(record, "warc-date").and_then(|date| date_words::read(date).ok());
    for article in &mut found.articles[first..] {
        article.places = vec![place.clone()];
        note(article, address, saved);
    }
    result
}

/// An address ends as it likes (`story.php`): its content tells what it is.
fn without_extension(place: &Place) -> Place {
    match place {
        Place::Part { path, .. } => Place::Part { path: path.clone(), part: "page".to_owned() },
        place => place.clone(),
    }
}

fn note(article: &mut Article, address: &str, saved: Option<Date>) {
    if article.url.is_none() {
        article.url = Some(Sourced::new(address.to_owned(), Origin::Headers));
    }
    if let Some(saved) = saved.filter(|_| article.date.is_none()) {
        article.problems.push(format!("the page gives no date; it was saved on {}", saved.in_words()));
    }
}

/// The bytes of a page as they were before they were sent.
fn unpacked(content: Content<'_>, found: &mut Found) -> Result<Vec<u8>, Refusal> {
    let joined = if content.chunked { chunks(content.body) } else { content.body.to_vec() };
    let limit = TEXT_LIMIT as u64 + 1;
    let mut bytes = Vec::new();
    let result = match content.packed {
        Packed::Not => return Ok(joined),
        Packed::Otherwise => return Err(Refusal::Packing),
        Packed::Gzip => MultiGzDecoder::new(&joined[..]).take(limit).read_to_end(&mut bytes),
        Packed::Deflate if joined.first() == Some(&0x78) => {
            ZlibDecoder::new(&joined[..]).take(limit).read_to_end(&mut bytes)
        }
        Packed::Deflate => DeflateDecoder::new(&joined[..]).take(limit).read_to_end(&mut bytes),
    };
    found.count_unpacked(bytes.len())?;
    if bytes.len() > TEXT_LIMIT {
        return Err(Refusal::PartTooLarge);
    }
    if result.is_err() && bytes.is_empty() { Err(Refusal::Damaged("page")) } else { Ok(bytes) }
}

/// The pieces in which a body was sent, one behind the other; as it stands where it is not in pieces.
fn chunks(body: &[u8]) -> Vec<u8> {
    let mut joined = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some(end) = rest.iter().take(32).position(|byte| *byte == b'\n') {
        let line = std::str::from_utf8(&rest[..end]).unwrap_or_default();
        let size = line.split(';').next().unwrap_or_default().trim();
        let Ok(size) = usize::from_str_radix(size, 16) else { break };
        let from = &rest[end + 1..];
        joined.extend_from_slice(&from[..size.min(from.len())]);
        if size == 0 || size >= from.len() {
            return joined;
        }
        rest = from[size..]
            .strip_prefix(b"\r\n")
            .or_else(|| from[size..].strip_prefix(b"\n"))
            .unwrap_or(&from[size..]);
    }
    if joined.is_empty() { body.to_vec() } else { joined }
}

/// The head up to the blank line, and what stands below it.
fn head(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let probe = &bytes[..bytes.len().min(HEAD)];
    let (end, blank) = (0..probe.len()).find_map(|at| match &probe[at..] {
        rest if rest.starts_with(b"\r\n\r\n") => Some((at, 4)),
        rest if rest.starts_with(b"\n\n") => Some((at, 2)),
        _ => None,
    })?;
    // A head of another encoding has its fields in ASCII all the same, up to the first odd byte.
    let text = match std::str::from_utf8(&bytes[..end]) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default(),
    };
    Some((text, &bytes[end + blank..]))
}

/// The value of the first field of a name, which is given in lower case.
fn field<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.lines().skip(1).find_map(|line| {
        let (key, value) = line.split_once(':')?;
        key.trim().eq_ignore_ascii_case(name).then(|| value.trim())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_joined() {
        assert_eq!(chunks(b"4\r\nThey\r\n5;a=b\r\n met.\r\n0\r\n\r\n"), b"They met.");
        assert_eq!(chunks(b"They met."), b"They met.");
        assert_eq!(chunks(b"ffffffffffffffff\r\nThey"), b"They");
        assert_eq!(chunks(b"4\r\nThey\r\n"), b"They");
    }

    #[test]
    fn heads_and_fields() {
        let (head, body) = head(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>").unwrap();
        assert_eq!((field(head, "content-type"), body), (Some("text/html"), b"<p>".as_slice()));
        assert_eq!(field(head, "date"), None);
    }

    #[test]
    fn what_breaks_off_is_told_and_the_rest_is_read() {
        let page =
            "<html><body><article><p>The envoys met in Oslo, and they ate.</p></article></body></html>";
        let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}");
        let record = format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://valley.example/1.pdf\r\nWARC-Date: 1961-05-04T00:00:00Z\r\n\
             Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{answer}\r\n\r\n",
            answer.len()
        );
        let bytes = format!("{record}WARC/1.0\r\nContent-Length: 99999\r\n\r\nThey");
        let mut found = Found::default();
        let result = read(bytes.as_bytes(), &Place::File("a.warc".into()), &mut found);
        assert_eq!(result, Err(Refusal::Damaged(KIND)));
        let [article] = &found.articles[..] else { panic!("{:?}", found.refused) };
        assert_eq!(article.text, "The envoys met in Oslo, and they ate.");
        assert_eq!(article.url.as_ref().unwrap().value, "https://valley.example/1.pdf");
        assert_eq!(article.problems, ["the page gives no date; it was saved on 4 May 1961"]);
    }
}
