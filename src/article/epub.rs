//! Electronic books (EPUB): each chapter with text is an article; a book of one chapter is one article.

use std::collections::{BTreeMap, BTreeSet};

use super::found::{Found, Refusal};
use super::xml::{Node, Xml};
use super::zip::{self, Archive, Entry};
use super::{Article, Format, Origin, Place, Sourced, date_words, encoding, html, record};

const KIND: &str = "book (EPUB)";
/// A chapter of fewer bytes is a title page or a list of contents.
const SHORT: usize = 200;

/// What a book says of itself.
#[derive(Default)]
struct Book {
    title: String,
    author: String,
    date: String,
    language: String,
    publisher: String,
    /// Chapters as names of entries, in the order of reading.
    chapters: Vec<String>,
}

/// A chapter with its text.
struct Chapter {
    title: Option<String>,
    paragraphs: Vec<String>,
}

/// Reads a book.
pub(super) fn read(bytes: &[u8], place: &Place, found: &mut Found) -> Result<(), Refusal> {
    let archive = zip::open(bytes)?;
    let entries = archive.by_name();
    let part = |name: &str, found: &mut Found| part(&archive, &entries, name, found);
    let container = part("META-INF/container.xml", found)?;
    let package = root_file(&container).ok_or(Refusal::Damaged(KIND))?;
    let book = book(&part(&package, found)?, &package);
    let before = found.articles.len();
    for name in &book.chapters {
        found.count_part()?;
        let place = place.part(name);
        let result = part(name, found).and_then(|text| match chapter(&text) {
            Some(chapter) => found.keep(article(&book, chapter, place.clone())),
            None => Ok(()),
        });
        found.note(&place, result)?;
    }
    if let [article] = &mut found.articles[before..] {
        article.title = said(&book.title).or_else(|| article.title.take());
        article.outlet = said(&book.publisher);
        article.places = vec![place.clone()];
        record::note_title_in_text(article);
    }
    Ok(())
}

fn part(
    archive: &Archive<'_>,
    entries: &BTreeMap<&str, &Entry>,
    name: &str,
    found: &mut Found,
) -> Result<String, Refusal> {
    let entry = entries.get(name).ok_or(Refusal::Damaged(KIND))?;
    let bytes = archive.unpack(entry, found)?;
    let declared = html::declared_encoding(&bytes);
    Ok(encoding::decode(&bytes, declared.as_deref()).text)
}

/// Where the list of the book's parts stands.
fn root_file(container: &str) -> Option<String> {
    Xml::new(container).find_map(|node| match node {
        Node::Open(element) if element.name().ends_with("rootfile") => element.attribute("full-path"),
        _ => None,
    })
}

/// The properties and the chapters of a book; `package` is the name of the entry that lists them.
fn book(text: &str, package: &str) -> Book {
    let folder = package.rsplit_once('/').map_or("", |(folder, _)| folder);
    let (mut book, mut items, mut order) = (Book::default(), Vec::new(), Vec::new());
    let mut xml = Xml::new(text);
    while let Some(node) = xml.next() {
        let Node::Open(element) = node else { continue };
        let name = element.name();
        let to = match name.rsplit(':').next().unwrap_or_default() {
            "title" => &mut book.title,
            "creator" => &mut book.author,
            "date" => &mut book.date,
            "language" => &mut book.language,
            "publisher" => &mut book.publisher,
            "item" => {
                let is_page = element.attribute("media-type").is_some_and(|kind| kind.contains("html"));
                let is_contents = element.attribute("properties").is_some_and(|what| what.contains("nav"));
                if let (Some(id), Some(address), true) =
                    (element.attribute("id"), element.attribute("href"), is_page && !is_contents)
                {
                    items.push((id, entry_name(folder, &address)));
                }
                continue;
            }
            "itemref" => {
                order.extend(element.attribute("idref"));
                continue;
            }
            _ => continue,
        };
        let value = xml.text();
        if to.is_empty() {
            value.trim().clone_into(to);
        }
    }
    let items: BTreeMap<String, String> = items.into_iter().collect();
    let mut seen = BTreeSet::new();
    let chapters = order.into_iter().filter_map(|id| items.get(&id));
    book.chapters = chapters.filter(|name| seen.insert((*name).clone())).cloned().collect();
    book
}

/// The name of an entry by an address that leans on a folder.
fn entry_name(folder: &str, address: &str) -> String {
    let address = address.split('#').next().unwrap_or_default();
    let mut parts: Vec<String> = Vec::new();
    for part in folder.split('/').map(str::to_owned).chain(address.split('/').map(plain)) {
        match part.as_str() {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

/// `%20` is a blank.
fn plain(part: &str) -> String {
    let mut pieces = part.split('%');
    let mut bytes = pieces.next().unwrap_or_default().as_bytes().to_vec();
    for piece in pieces {
        match piece.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                bytes.extend(&piece.as_bytes()[2..]);
            }
            None => {
                bytes.push(b'%');
                bytes.extend(piece.as_bytes());
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The text of a chapter, unless it is too short to be one.
fn chapter(text: &str) -> Option<Chapter> {
    let title = heading(text);
    let mut paragraphs = html::fragment(text);
    if let (Some(title), Some(first)) = (&title, paragraphs.first())
        && same_words(title, first)
    {
        paragraphs.remove(0);
    }
    let length: usize = paragraphs.iter().map(String::len).sum();
    (length >= SHORT).then_some(Chapter { title, paragraphs })
}

/// The first heading of a page.
fn heading(text: &str) -> Option<String> {
    let mut xml = Xml::new(text);
    while let Some(node) = xml.next() {
        if let Node::Open(element) = node
            && matches!(element.name().as_str(), "h1" | "h2" | "h3")
        {
            let title = xml.text().split_whitespace().collect::<Vec<_>>().join(" ");
            return (!title.is_empty()).then_some(title);
        }
    }
    None
}

fn same_words(one: &str, other: &str) -> bool {
    one.split_whitespace().eq(other.split_whitespace())
}

fn said(value: &str) -> Option<Sourced<String>> {
    (!value.is_empty()).then(|| Sourced::new(value.to_owned(), Origin::Properties))
}

/// A chapter as an article of a paper that has the name of the book.
fn article(book: &Book, chapter: Chapter, place: Place) -> Article {
    let mut article = Article::bare(chapter.paragraphs.join("\n\n"), Format::Book, place);
    article.title = chapter.title.map(|title| Sourced::new(title, Origin::Heading));
    article.outlet = said(&book.publisher).or_else(|| said(&book.title));
    article.author = said(&book.author).filter(|author| author.value != "Unknown Author");
    article.language = record::language(&book.language).map(|tag| Sourced::new(tag, Origin::Properties));
    if !book.date.is_empty() {
        article.note_date(date_words::read(&book.date), Origin::Properties);
    }
    super::text::note_byline(&mut article);
    article
}
