//! What stands beside the text of an article on its page: lines before its first sentence and behind its
//! last one, and the rest of the page, where the article can be told from it by its title.

use std::collections::{HashMap, HashSet};

use dom_query::{Document, NodeId, NodeRef};

use super::super::{Article, Origin, Sourced, byline};

/// Lines before the first sentence that are looked at.
const LINES: usize = 6;
/// A longer paragraph is text, however it ends.
const LENGTH: usize = 100;
/// So many paragraphs side by side, and so many bytes of them, are the text of an article.
const BLOCK: (usize, usize) = (3, 300);

/// Takes bylines off the beginning, noting what they tell, and addresses off the end.
pub(super) fn take_lines(article: &mut Article, paragraphs: &mut Vec<String>) {
    let lines = paragraphs.iter().take(LINES).take_while(|line| !is_sentence(line)).count();
    if lines == paragraphs.len() {
        return;
    }
    let text = paragraphs.join("\n\n");
    let mut head = paragraphs.drain(..lines).collect::<Vec<_>>();
    let has_bylines = head.iter().any(|line| byline::read(line, &text).is_some());
    let mut has_byline = false;
    head.retain(|line| {
        // The paper's name stands above or below who wrote it.
        if has_bylines && article.outlet.is_none() && byline::is_outlet(line, &text) {
            article.outlet = Some(Sourced::new(line.trim().to_owned(), Origin::Byline));
        }
        let is_byline = note_byline(article, line, &text) || is_known(article, line);
        has_byline |= is_byline;
        !(is_byline || has_byline && is_position(line))
    });
    paragraphs.splice(0..0, head);
    while paragraphs.len() > 1 && paragraphs.last().is_some_and(|line| is_address(line)) {
        paragraphs.pop();
    }
}

/// Whether a paragraph ends as sentences do, or is long enough to be one.
pub(super) fn is_sentence(paragraph: &str) -> bool {
    paragraph.len() > LENGTH
        || paragraph.trim_end().ends_with(['.', '!', '?', '…', '”', '"', '’', '»', '。', '؟'])
}

fn note_byline(article: &mut Article, line: &str, text: &str) -> bool {
    let Some(byline) = byline::read(line, text) else { return false };
    let from_byline = |value| Sourced::new(value, Origin::Byline);
    article.date = article.date.take().or(byline.date.map(|date| Sourced::new(date, Origin::Byline)));
    article.outlet = article.outlet.take().or(byline.outlet.map(from_byline));
    article.author = article.author.take().or(byline.author.map(from_byline));
    true
}

/// Whether a line says the outlet or the writer once more.
fn is_known(article: &Article, line: &str) -> bool {
    let known = [&article.outlet, &article.author];
    known.into_iter().flatten().any(|known| known.value.eq_ignore_ascii_case(line.trim()))
}

/// What a writer is, on a line of its own: `River correspondent`.
fn is_position(line: &str) -> bool {
    const POSITIONS: [&str; 8] =
        ["correspondent", "reporter", "editor", "writer", "columnist", "analyst", "staff", "contributor"];
    let lower = line.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    words.clone().count() <= 6 && words.any(|word| POSITIONS.contains(&word))
}

/// `Printed from https://...`
fn is_address(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let last = words.next_back().unwrap_or_default();
    (last.starts_with("https://") || last.starts_with("http://")) && words.count() <= 4
}

/// Takes out all that stands outside of the element that holds both the only title of the page and its
/// largest block of paragraphs: teasers of other articles, letters of readers.
///
/// Does nothing where another block out there is as an article has it: it may be the second part of this
/// one.
pub(super) fn take_rest_of_page(document: &Document) {
    let titles = document.select("h1");
    let [title] = titles.nodes() else { return };
    let blocks = blocks(document);
    // Of several of a size the first.
    let Some(largest) = blocks.iter().rev().max_by_key(|block| block.bytes) else { return };
    let above_title: HashSet<NodeId> = title.ancestors(None).into_iter().map(|node| node.id).collect();
    // Lists, not iterators: those hold the page, and it is to be changed.
    let above = std::iter::once(largest.node).chain(largest.node.ancestors(None));
    let above: Vec<NodeRef<'_>> = above.collect();
    let Some(shared) = above.into_iter().find(|node| above_title.contains(&node.id)) else { return };
    let is_page = |node: &NodeRef<'_>| !node.is_element() || node.has_name("body") || node.has_name("html");
    let is_within = |node: &NodeRef<'_>| {
        node.id == shared.id || node.ancestors(None).iter().any(|above| above.id == shared.id)
    };
    if is_page(&shared) || !blocks.iter().all(|block| is_within(&block.node)) {
        return;
    }
    let mut node = shared;
    while let Some(parent) = node.parent().filter(|_| !is_page(&node)) {
        for other in parent.children().into_iter().filter(|child| child.id != node.id) {
            other.remove_from_parent();
        }
        node = parent;
    }
}

/// Paragraphs side by side in one element.
struct Block<'a> {
    node: NodeRef<'a>,
    paragraphs: usize,
    bytes: usize,
}

/// The elements that hold paragraphs as an article does, in the order of the page.
fn blocks(document: &Document) -> Vec<Block<'_>> {
    let mut blocks: Vec<Block<'_>> = Vec::new();
    let mut places = HashMap::new();
    for paragraph in document.select("p").nodes() {
        let Some(node) = paragraph.parent() else { continue };
        let place = *places.entry(node.id).or_insert(blocks.len());
        if place == blocks.len() {
            blocks.push(Block { node, paragraphs: 0, bytes: 0 });
        }
        blocks[place].paragraphs += 1;
        blocks[place].bytes += paragraph.text().trim().len();
    }
    blocks.retain(|block| block.paragraphs >= BLOCK.0 && block.bytes >= BLOCK.1);
    blocks
}

#[cfg(test)]
mod tests {
    use super::super::super::Place;
    use super::super::read;

    const TEXT: &str = "The envoys of the two river towns met in the old hall in Oslo, and they shared the charts of the lower \
        river, the coffee and the bill.";

    fn text(body: &str) -> String {
        let page = format!("<html><head><title>Envoys meet</title></head><body>{body}</body></html>");
        read(&page, Place::Clipboard).map(|article| article.text.to_string()).unwrap_or_default()
    }

    fn paragraphs(count: usize) -> String {
        format!("<p>{TEXT}</p>").repeat(count)
    }

    fn expected(count: usize) -> String {
        vec![TEXT; count].join("\n\n")
    }

    #[test]
    fn what_stands_outside_of_the_titles_element_is_left_out() {
        let letters = "<div class=box><p>I was in that hall and the coffee was cold, says a reader, whatever they say.</p></div>";
        let page =
            format!("<div><h1>Envoys meet</h1>{}</div><div>{}</div>", paragraphs(4), letters.repeat(12));
        assert_eq!(text(&page), expected(4));
    }

    #[test]
    fn a_second_part_of_the_article_stays() {
        let page = format!(
            "<div><div><h1>Envoys meet</h1>{}</div><div>{}</div></div>",
            paragraphs(4),
            paragraphs(3)
        );
        assert_eq!(text(&page), expected(7));
    }

    #[test]
    fn bylines_are_noted_and_left_out() {
        let page = format!(
            "<html><body><article><h1>Envoys meet</h1><div>By Anna Bell</div><div>River correspondent</div>\
             <div>3 May 1961</div>{}<p><a href=/>Back to the front page</a></p><p>Printed from https://valley.example/1</p>\
             </article></body></html>",
            paragraphs(4)
        );
        let article = read(&page, Place::Clipboard).unwrap();
        assert_eq!(article.text, expected(4));
        assert_eq!(article.author.unwrap().value, "Anna Bell");
        assert_eq!(article.date.unwrap().value.to_string(), "1961-05-03");
    }

    #[test]
    fn headings_and_linked_sentences_stay() {
        let page = format!(
            "<article><h1>Envoys meet</h1><h2>A cold hall</h2>{}<p><a href=/1>They will meet again in Nairobi, \
             the Kenyan envoy said.</a></p>{}</article>",
            paragraphs(2),
            paragraphs(2)
        );
        let text = text(&page);
        assert!(text.starts_with("A cold hall\n\nThe envoys"), "{text}");
        assert!(text.contains("They will meet again in Nairobi"), "{text}");
    }
}
