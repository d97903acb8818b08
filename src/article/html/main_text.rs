//! The main text of a page as plain paragraphs: no menus, notices, related links, captions.

use super::super::{Precision, date_words};
use super::beside;
use dom_query::{Document, Matcher, NodeRef};
use dom_smoothie::{CandidateSelectMode, Config, Readability};

/// Elements whose text is never that of the article.
const ASIDE: [&str; 14] = [
    "script",
    "style",
    "noscript",
    "template",
    "figure",
    "figcaption",
    "aside",
    "nav",
    "form",
    "button",
    "svg",
    "iframe",
    "footer",
    "dialog",
];

/// Elements that stand on lines of their own.
const BLOCKS: [&str; 31] = [
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "blockquote",
    "pre",
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "hr",
    "address",
    "details",
    "summary",
    "center",
    "fieldset",
];

/// The main text, by the rules that browsers' reader views use. `None` where they find none.
pub(super) fn of(document: Document) -> Option<Vec<String>> {
    let config = Config {
        disable_json_ld: true,
        candidate_select_mode: CandidateSelectMode::Readability,
        ..Config::default()
    };
    remove_notices(&document);
    remove_boxes(&document);
    remove_next_articles(&document);
    beside::take_rest_of_page(&document);
    let mut readability = Readability::with_document(document, None, Some(config)).ok()?;
    readability.parse().ok()?;
    let found = readability.doc.select_single("#readability-page-1");
    let paragraphs = paragraphs(*found.nodes().first()?, Links::LeftOut);
    (!paragraphs.is_empty()).then_some(paragraphs)
}

/// Takes out notices on cookies, consent and the like, unless they hold the article itself.
///
/// The reader's rules drop them from long articles and keep them beside short ones.
fn remove_notices(document: &Document) {
    const NOTICES: &str = r#"[role="dialog"], [role="alertdialog"], [class*="cookie" i], [id*="cookie" i],
        [class*="consent" i], [id*="consent" i], [class*="gdpr" i], [id*="gdpr" i], amp-ad, amp-consent,
        [aria-label="advertisement" i], [class*="ad-slot" i], [class*="advert" i]"#;
    let holds_article = Matcher::new("html, body, main, article, :has(h1), :has(article), :has(main)").ok();
    for notice in document.select(NOTICES).nodes() {
        if holds_article.as_ref().is_some_and(|matcher| !notice.is_match(matcher)) {
            notice.remove_from_parent();
        }
    }
}

/// Takes out boxes that stand in the text of an article and are none of it: invitations to letters and
/// subscriptions, what a writer is like. Only short ones: a class may be named after what it is not.
fn remove_boxes(document: &Document) {
    const BOXES: &str = r#"[class*="newsletter" i], [class*="signup" i], [class*="sign-up" i], [class*="subscribe" i],
        [class*="paywall" i], [class*="author-bio" i], [class*="author-box" i], [class*="about-author" i],
        [class*="promo" i], [class*="most-read" i], [class*="related" i]"#;
    const LENGTH: usize = 800;
    let holds_article = Matcher::new("html, body, main, article, :has(h1), :has(article), :has(main)").ok();
    for part in document.select(BOXES).nodes() {
        if holds_article.as_ref().is_some_and(|matcher| !part.is_match(matcher)) && part.text().len() < LENGTH
        {
            part.remove_from_parent();
        }
    }
}

/// Takes out the articles that follow where one reads on and on: of several the one with the title is
/// meant.
fn remove_next_articles(document: &Document) {
    if document.select("article:has(h1)").length() != 1 {
        return;
    }
    let is_within = Matcher::new("article article, article:has(h1)").ok();
    for article in document.select("article").nodes() {
        if is_within.as_ref().is_some_and(|matcher| !article.is_match(matcher)) {
            article.remove_from_parent();
        }
    }
}

/// All text of the page but its menus and notices.
pub(super) fn of_body(document: &Document) -> Vec<String> {
    remove_notices(document);
    document.body().map(|body| paragraphs(body, Links::Kept)).unwrap_or_default()
}

/// Lines that are a link and nothing else: `Read more`, the headline of another article.
#[derive(Clone, Copy, PartialEq)]
enum Links {
    Kept,
    LeftOut,
}

/// The text below a node, a paragraph for each element on lines of its own.
fn paragraphs(root: NodeRef<'_>, links: Links) -> Vec<String> {
    let mut writer = Writer { links, ..Writer::default() };
    let mut nodes = vec![Visit::Enter(root)];
    while let Some(visit) = nodes.pop() {
        match visit {
            Visit::Enter(node) if node.is_text() => writer.push(&node.text()),
            Visit::Enter(node) => {
                let name = node.node_name().map(|name| name.to_string()).unwrap_or_default();
                if ASIDE.contains(&name.as_str()) {
                    continue;
                }
                let is_block = BLOCKS.contains(&name.as_str());
                match name.as_str() {
                    "br" => writer.break_line(),
                    "td" | "th" => writer.push(" "),
                    _ if is_block => writer.finish(),
                    _ => {}
                }
                if is_block {
                    nodes.push(Visit::Leave);
                } else if name == "a" {
                    writer.depth += 1;
                    nodes.push(Visit::LeaveLink);
                }
                nodes.extend(node.children_it(true).map(Visit::Enter));
            }
            Visit::Leave => writer.finish(),
            Visit::LeaveLink => writer.depth -= 1,
        }
    }
    writer.finish();
    writer.paragraphs
}

/// A day in numbers, as it stands below a title. Other numbers count readers.
fn is_day(paragraph: &str) -> bool {
    let date = (paragraph.len() <= 10).then(|| date_words::read(paragraph).ok()).flatten();
    date.is_some_and(|date| date.precision() == Precision::Day)
}

enum Visit<'a> {
    Enter(NodeRef<'a>),
    /// The end of an element that stands on lines of its own.
    Leave,
    /// The end of a link.
    LeaveLink,
}

struct Writer {
    paragraphs: Vec<String>,
    current: String,
    links: Links,
    /// Links that are open.
    depth: usize,
    /// Whether a letter of the current paragraph stands outside of links.
    has_plain: bool,
}

impl Default for Writer {
    fn default() -> Self {
        let (paragraphs, current) = (Vec::new(), String::new());
        Self { paragraphs, current, links: Links::Kept, depth: 0, has_plain: false }
    }
}

impl Writer {
    /// White space of the source is one blank; none at the beginning of a line.
    fn push(&mut self, text: &str) {
        for c in text.chars() {
            if !c.is_whitespace() {
                self.has_plain |= self.depth == 0 && c.is_alphanumeric();
                self.current.push(c);
            } else if !self.current.is_empty() && !self.current.ends_with([' ', '\n']) {
                self.current.push(' ');
            }
        }
    }

    /// A second line break ends the paragraph.
    fn break_line(&mut self) {
        self.current.truncate(self.current.trim_end_matches(' ').len());
        if self.current.ends_with('\n') {
            self.finish();
        } else if !self.current.is_empty() {
            self.current.push('\n');
        }
    }

    fn finish(&mut self) {
        let paragraph = self.current.trim();
        let is_link = self.links == Links::LeftOut && !self.has_plain && !beside::is_sentence(paragraph);
        let is_words = paragraph.chars().any(char::is_alphabetic);
        if (is_words || is_day(paragraph)) && !is_link {
            self.paragraphs.push(paragraph.to_owned());
        }
        self.current.clear();
        self.has_plain = false;
    }
}
