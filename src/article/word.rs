//! Word files (DOCX): the paragraphs of the text; of a Nexis Uni file each article.
//!
//! What was deleted or moved away with tracked changes, fields' codes, notes and headers is left out.
//! Who made the file and when is not who wrote the article and when: of the properties only the title is
//! taken.

use super::found::{Found, Refusal};
use super::xml::{Node, Xml};
use super::zip::{self, Archive};
use super::{Article, Format, Origin, Place, Sourced, date_words, encoding, nexis, record, text};

const KIND: &str = "Word file";

/// Reads a Word file.
pub(super) fn read(bytes: &[u8], place: &Place, found: &mut Found) -> Result<(), Refusal> {
    let archive = zip::open(bytes)?;
    let body = part(&archive, found, |name| name.starts_with("word/document") && name.ends_with(".xml"))?
        .ok_or(Refusal::Damaged(KIND))?;
    let (paragraphs, is_damaged) = paragraphs(&body);
    if is_damaged {
        found.note(place, Err(Refusal::Damaged(KIND)))?;
    }
    if let Some(articles) = of_nexis(&paragraphs) {
        return nexis::keep_all(&articles, place, found);
    }
    let properties = part(&archive, found, |name| name == "docProps/core.xml")?.unwrap_or_default();
    found.keep(one_article(paragraphs, &properties, place.clone()))
}

/// The first part whose name fits, as text.
fn part(
    archive: &Archive<'_>,
    found: &mut Found,
    fits: impl Fn(&str) -> bool,
) -> Result<Option<String>, Refusal> {
    let Some(entry) = archive.entries.iter().find(|entry| fits(&entry.name)) else { return Ok(None) };
    let bytes = archive.unpack(entry, found)?;
    Ok(Some(encoding::decode(&bytes, None).text))
}

/// A paragraph with text.
#[derive(Debug, Default, PartialEq, Eq)]
struct Paragraph {
    text: String,
    style: String,
    /// Nexis Uni marks where an article begins with `Bookmark_1` and so on.
    begins_article: bool,
}

/// The paragraphs with text, and whether the file breaks off.
fn paragraphs(xml: &str) -> (Vec<Paragraph>, bool) {
    let mut xml = Xml::new(xml);
    let mut paragraphs = Vec::new();
    let mut now = Paragraph::default();
    while let Some(node) = xml.next() {
        let Node::Open(element) = node else { continue };
        match element.name().as_str() {
            "w:p" => finish(&mut now, &mut paragraphs),
            "w:pStyle" => now.style = element.attribute("val").unwrap_or_default(),
            "w:t" => now.text.push_str(&xml.text()),
            "w:tab" => now.text.push(' '),
            "w:br" | "w:cr" => now.text.push('\n'),
            "w:noBreakHyphen" => now.text.push('-'),
            "w:bookmarkStart" => {
                now.begins_article |= element.attribute("name").is_some_and(|name| is_mark(&name));
            }
            "mc:Fallback" | "w:del" | "w:moveFrom" | "w:tabs" => xml.skip_element(),
            _ => {}
        }
    }
    finish(&mut now, &mut paragraphs);
    (paragraphs, xml.is_damaged)
}

fn is_mark(name: &str) -> bool {
    name.strip_prefix("Bookmark_")
        .is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Ends a paragraph; a mark in an empty one is for the next.
fn finish(now: &mut Paragraph, paragraphs: &mut Vec<Paragraph>) {
    let text = now.text.trim();
    if text.is_empty() {
        *now = Paragraph { begins_article: now.begins_article, ..Paragraph::default() };
    } else {
        let done = Paragraph { text: text.to_owned(), ..std::mem::take(now) };
        paragraphs.push(done);
    }
}

/// The paragraphs of each article of a Nexis Uni file; the list of them on its first pages is left out.
fn of_nexis(paragraphs: &[Paragraph]) -> Option<Vec<Vec<String>>> {
    let is_end = |paragraph: &Paragraph| paragraph.text == nexis::END;
    if !paragraphs.iter().any(|paragraph| is_end(paragraph) || nexis::is_load_date(&paragraph.text)) {
        return None;
    }
    let has_marks = paragraphs.iter().any(|paragraph| paragraph.begins_article);
    let mut articles: Vec<Vec<String>> = if has_marks { Vec::new() } else { vec![Vec::new()] };
    for paragraph in paragraphs {
        if has_marks && paragraph.begins_article {
            articles.push(Vec::new());
        }
        if let Some(article) = articles.last_mut() {
            article.push(paragraph.text.clone());
        }
        if !has_marks && is_end(paragraph) {
            articles.push(Vec::new());
        }
    }
    articles.retain(|article| !article.is_empty());
    Some(articles)
}

fn one_article(mut paragraphs: Vec<Paragraph>, properties: &str, place: Place) -> Article {
    let mut take = |style: &str| {
        let at = paragraphs.iter().position(|paragraph| paragraph.style == style)?;
        Some(paragraphs.remove(at).text)
    };
    let (title, author, date) = (take("Title"), take("Author"), take("Date"));
    let heading = |paragraphs: &mut Vec<Paragraph>| {
        paragraphs.first().filter(|first| first.style.eq_ignore_ascii_case("heading1"))?;
        Some(paragraphs.remove(0).text)
    };
    let title = title.or_else(|| heading(&mut paragraphs));
    let paragraphs: Vec<String> = paragraphs.into_iter().map(|paragraph| paragraph.text).collect();
    let mut article = Article::bare(paragraphs.join("\n\n"), Format::Word, place);
    let shown = |value: String| Sourced::new(value, Origin::Heading);
    article.title = title.map(shown);
    article.author = author.map(|author| Sourced::new(author, Origin::Byline));
    if let Some(date) = date {
        article.note_date(date_words::read(&date), Origin::Byline);
    }
    if article.title.is_none() {
        article.title = title_of(properties).map(|title| Sourced::new(title, Origin::Properties));
        record::note_title_in_text(&mut article);
    }
    text::note_title_and_byline(&mut article);
    article
}

/// The title in the properties of a document.
fn title_of(properties: &str) -> Option<String> {
    let mut xml = Xml::new(properties);
    while let Some(node) = xml.next() {
        if let Node::Open(element) = node
            && element.name() == "dc:title"
        {
            let title = xml.text().trim().to_owned();
            return (!title.is_empty()).then_some(title);
        }
    }
    None
}
