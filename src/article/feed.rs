//! News feeds as files (RSS, Atom): an entry each.
//!
//! The reader is our own and small: feed crates turn every time into UTC, and so lose the day as it was
//! written.

use super::found::{Found, Refusal};
use super::xml::{Element, Node, Xml};
use super::{Article, Format, Origin, Place, Sourced, date_words, html, record, web_address};

/// Elements of XHTML that stand on lines of their own.
const BLOCKS: [&str; 13] =
    ["p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "blockquote", "tr", "section", "article"];

/// What a feed says of itself or of an entry.
#[derive(Default)]
struct Entry {
    title: String,
    address: String,
    date: String,
    updated: String,
    author: String,
    language: String,
    summary: String,
    content: String,
}

/// Reads a feed.
pub(super) fn read(text: &str, place: &Place, found: &mut Found) -> Result<(), Refusal> {
    let mut xml = Xml::new(text);
    let mut feed = Entry::default();
    let mut number = 0;
    while let Some(node) = xml.next() {
        let Node::Open(element) = node else { continue };
        match element.name().as_str() {
            "rss" | "channel" | "feed" | "rdf:RDF" | "RDF" => {
                if let Some(language) = element.attribute("lang") {
                    feed.language = language;
                }
            }
            "item" | "entry" => {
                number += 1;
                found.count_part()?;
                let entry = entry(&mut xml);
                let place = place.item("entry", number);
                let result = match article(&entry, &feed, place.clone()) {
                    Some(article) => found.keep(article),
                    None => Err(Refusal::NoText),
                };
                found.note(&place, result)?;
            }
            _ => field(&mut feed, &element, &mut xml),
        }
    }
    if xml.is_damaged {
        found.note(place, Err(Refusal::Damaged("news feed")))?;
    }
    if number == 0 { Err(Refusal::Nothing("news feed")) } else { Ok(()) }
}

/// The entry that was just opened.
fn entry(xml: &mut Xml<'_>) -> Entry {
    let outside = xml.depth.saturating_sub(1);
    let mut entry = Entry::default();
    while let Some(node) = xml.next() {
        match node {
            Node::Close if xml.depth <= outside => break,
            Node::Open(element) => field(&mut entry, &element, xml),
            _ => {}
        }
    }
    entry
}

/// Takes the element that was just opened, up to its end. What comes first holds.
fn field(entry: &mut Entry, element: &Element<'_>, xml: &mut Xml<'_>) {
    let name = element.name();
    let is_markup = element.attribute("type").is_some_and(|kind| kind == "xhtml");
    let to = match name.as_str() {
        "title" => &mut entry.title,
        "link" => {
            let is_page = element.attribute("rel").is_none_or(|relation| relation == "alternate");
            let written = xml.text();
            if is_page && entry.address.is_empty() {
                entry.address = element.attribute("href").unwrap_or(written);
            }
            return;
        }
        "guid" | "id" if entry.address.is_empty() => {
            let address = xml.text();
            entry.address = web_address(&address).unwrap_or_default().to_owned();
            return;
        }
        "pubDate" | "dc:date" | "published" | "issued" => &mut entry.date,
        "updated" | "modified" | "lastBuildDate" | "dcterms:modified" => &mut entry.updated,
        "author" | "dc:creator" => &mut entry.author,
        "language" | "dc:language" => &mut entry.language,
        "description" | "summary" => &mut entry.summary,
        "content:encoded" | "content" | "xhtml:body" | "body" => &mut entry.content,
        _ => return xml.skip_element(),
    };
    let value = match name.as_str() {
        "author" => writer(xml),
        _ if is_markup || name.ends_with("body") => marked_up(xml),
        _ => xml.text(),
    };
    if to.is_empty() {
        value.trim().clone_into(to);
    }
}

/// RSS has a mail address and perhaps a name in brackets, Atom elements of their own.
fn writer(xml: &mut Xml<'_>) -> String {
    let outside = xml.depth.saturating_sub(1);
    let (mut name, mut text) = (String::new(), String::new());
    while let Some(node) = xml.next() {
        match node {
            Node::Close if xml.depth <= outside => break,
            Node::Open(element) if element.name() == "name" => name = xml.text(),
            Node::Open(_) => xml.skip_element(),
            Node::Text(piece) => text.push_str(&piece),
            Node::Close => {}
        }
    }
    if !name.is_empty() {
        return name;
    }
    match text.split_once('(') {
        Some((address, name)) if address.contains('@') => name.trim_end().trim_end_matches(')').to_owned(),
        _ => text,
    }
}

/// XHTML that stands in the feed unescaped, as HTML of paragraphs alone.
fn marked_up(xml: &mut Xml<'_>) -> String {
    let outside = xml.depth.saturating_sub(1);
    let mut html = String::from("<p>");
    while let Some(node) = xml.next() {
        match node {
            Node::Close if xml.depth <= outside => break,
            Node::Open(element) => {
                let name = element.name();
                let local = name.rsplit(':').next().unwrap_or_default();
                if matches!(local, "script" | "style" | "figure" | "aside") {
                    xml.skip_element();
                } else if BLOCKS.contains(&local) {
                    html.push_str("<p>");
                }
            }
            Node::Text(piece) => html.push_str(&piece.replace('&', "&amp;").replace('<', "&lt;")),
            Node::Close => {}
        }
    }
    html
}

fn article(entry: &Entry, feed: &Entry, place: Place) -> Option<Article> {
    let (content, summary) = (words(&entry.content), words(&entry.summary));
    let is_summary = content.len() <= summary.len();
    let text = if is_summary { summary } else { content };
    if text.trim().is_empty() {
        return None;
    }
    let mut article = Article::bare(text, Format::Feed, place);
    let said = |value: &str| {
        let value = words(value).split_whitespace().collect::<Vec<_>>().join(" ");
        (!value.is_empty()).then(|| Sourced::new(value, Origin::Feed))
    };
    article.title = said(&entry.title);
    article.outlet = said(&feed.title);
    article.author = said(&entry.author);
    article.url = web_address(&entry.address).map(|address| Sourced::new(address.to_owned(), Origin::Feed));
    let language = if entry.language.is_empty() { &feed.language } else { &entry.language };
    article.language = record::language(language).map(|tag| Sourced::new(tag, Origin::Feed));
    let date = if entry.date.is_empty() { &entry.updated } else { &entry.date };
    if !date.is_empty() {
        article.note_date(date_words::read(date), Origin::Feed);
    }
    if is_summary {
        article.problems.push("the feed may give only a summary of this article".to_owned());
    }
    record::note_title_in_text(&mut article);
    Some(article)
}

/// The words of a field that may be written in HTML.
fn words(field: &str) -> String {
    if field.contains(['<', '&']) { html::fragment(field).join("\n\n") } else { field.to_owned() }
}
