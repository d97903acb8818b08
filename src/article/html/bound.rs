//! Bounds a page before the HTML parser sees it: depth, number of tags, and what no article needs.
//!
//! The parser takes time by the square of the depth, and repeats open formatting elements in every
//! new paragraph. So a quick scan follows the tags by the rules of the HTML standard, as far as they
//! tell which elements may still be open, and leaves out tags that stand too deep and those that only
//! format; their content stays. Scripts (but JSON-LD), style sheets, comments, forms' parts and embedded
//! pages go as a whole.
//!
//! Where the scan is in doubt it takes an element to be still open: then it counts too many, never
//! too few.

use std::collections::BTreeMap;

/// Open elements, one in another.
const DEPTH: usize = 512;
/// Open tables and lists: the main text is looked for again in each of them.
const TABLE_DEPTH: usize = 32;
/// Tags of a page.
const TAGS: usize = 100_000;
/// Up to this depth and this many tags the reader's rules may be tried: their time is about that of
/// depth times length. The longest news pages stay well below.
const READER: (usize, usize) = (100, 50_000);

/// A page that the parser may see.
#[derive(Debug)]
pub(super) struct Bounded {
    pub html: String,
    /// Whether tags were left out since they stood too deep.
    pub flattened: bool,
    /// Whether it is small enough to look for the article in it.
    pub for_reader: bool,
}

/// The page within bounds, or `None` if it has too many tags.
pub(super) fn bound(html: &str) -> Option<Bounded> {
    let mut scan =
        Scan { html, at: 0, out: String::with_capacity(html.len()), open: Vec::new(), ..Scan::default() };
    while scan.at < html.len() {
        scan.step();
        if scan.tags > TAGS {
            return None;
        }
    }
    let for_reader = scan.deepest <= READER.0 && scan.tags <= READER.1;
    Some(Bounded { html: scan.out, flattened: scan.flattened, for_reader })
}

#[derive(Default)]
struct Scan<'a> {
    html: &'a str,
    at: usize,
    out: String,
    /// The elements that may be open and were kept.
    open: Vec<Open<'a>>,
    /// How many of them are tables and the like.
    tables: usize,
    /// The most elements that were open at once.
    deepest: usize,
    /// How many elements of a name are open and were left out.
    left_out: BTreeMap<String, usize>,
    tags: usize,
    flattened: bool,
    /// So that its end is not looked for again and again.
    picture_never_ends: bool,
}

struct Open<'a> {
    name: &'a str,
    is_wall: bool,
    is_table: bool,
}

impl<'a> Scan<'a> {
    /// Copies text up to the next markup and deals with that.
    fn step(&mut self) {
        let rest = &self.html[self.at..];
        let text = rest.find('<').unwrap_or(rest.len());
        self.copy(text);
        let rest = &rest[text..];
        let mut letters = rest.chars().skip(1);
        match (letters.next(), letters.next()) {
            (None, _) => self.skip(rest.len()),
            (Some('!'), _) if rest.starts_with("<!--") => self.skip(comment(rest)),
            // Markup follows, but for pictures (SVG), which are left out.
            (Some('!'), _) if rest.starts_with("<![CDATA[") => self.skip("<![CDATA[".len()),
            (Some('!' | '?'), _) => self.copy(rest.find('>').map_or(rest.len(), |end| end + 1)),
            (Some('/'), Some(c)) if c.is_ascii_alphabetic() => self.end_tag(rest),
            (Some('/'), _) => self.skip(rest.find('>').map_or(rest.len(), |end| end + 1)),
            (Some(c), _) if c.is_ascii_alphabetic() => self.start_tag(rest),
            _ => self.copy(1),
        }
    }

    fn copy(&mut self, len: usize) {
        self.out.push_str(&self.html[self.at..self.at + len]);
        self.at += len;
    }

    fn skip(&mut self, len: usize) {
        self.at += len;
    }

    fn start_tag(&mut self, rest: &'a str) {
        self.tags += 1;
        let name = tag_name(&rest[1..]);
        let Some(len) = tag_len(rest, 1 + name.len()) else { return self.skip(rest.len()) };
        let tag = &rest[..len];
        let lower = name.to_ascii_lowercase();
        match lower.as_str() {
            "script" if is_json_ld(tag) => self.raw_element(rest, len, name, "\\u003c"),
            "title" => self.raw_element(rest, len, name, "&lt;"),
            "script" | "style" | "noscript" | "iframe" | "noembed" | "noframes" | "xmp" | "select"
            | "textarea" => {
                self.skip(raw_len(rest, len, name));
            }
            "plaintext" | "frameset" => self.skip(len),
            formatting if FORMATTING.contains(&formatting) => self.skip(len),
            "svg" | "math" => self.picture(rest, len, name),
            name if is_void(name) || closes_itself(name) => self.copy(len),
            _ => self.open(name, lower, len),
        }
    }

    /// A picture or a formula goes as a whole; of one that never ends only the tag goes.
    fn picture(&mut self, rest: &str, len: usize, name: &str) {
        let is_empty = rest[..len].ends_with("/>");
        let whole = if is_empty || self.picture_never_ends { None } else { end_of(rest, len, name) };
        self.picture_never_ends |= !is_empty && whole.is_none();
        self.skip(whole.unwrap_or(len));
    }

    /// An element that holds no markup: a `<` in it is written in another way, so that nothing in it
    /// can be taken for markup.
    fn raw_element(&mut self, rest: &'a str, tag: usize, name: &str, less_than: &str) {
        let len = raw_len(rest, tag, name);
        let end = rest[..len].rfind("</").filter(|end| *end >= tag).unwrap_or(len);
        self.out.push_str(&rest[..tag]);
        self.out.push_str(&rest[tag..end].replace('<', less_than));
        self.out.push_str(&rest[end..len]);
        self.skip(len);
    }

    fn open(&mut self, name: &'a str, lower: String, len: usize) {
        if lower == "a" {
            // A link closes the one before.
            self.close(name);
        }
        let is_wall = WALLS.contains(&lower.as_str());
        let is_table = is_wall || LISTS.contains(&lower.as_str());
        if self.open.len() >= DEPTH || (is_table && self.tables >= TABLE_DEPTH) {
            self.flattened = true;
            *self.left_out.entry(lower).or_default() += 1;
            self.skip(len);
        } else {
            self.tables += usize::from(is_table);
            self.open.push(Open { name, is_wall, is_table });
            self.deepest = self.deepest.max(self.open.len());
            self.copy(len);
        }
    }

    fn end_tag(&mut self, rest: &'a str) {
        self.tags += 1;
        let name = tag_name(&rest[2..]);
        let Some(len) = tag_len(rest, 2 + name.len()) else { return self.skip(rest.len()) };
        let lower = name.to_ascii_lowercase();
        if let Some(count) = self.left_out.get_mut(&lower).filter(|count| **count > 0) {
            *count -= 1;
            return self.skip(len);
        }
        if closes_itself(&lower) || self.close(name) {
            self.copy(len);
        } else {
            self.skip(len);
        }
    }

    /// Takes the nearest open element of a name to be closed: only this one, and none beyond a wall.
    fn close(&mut self, name: &str) -> bool {
        for (place, open) in self.open.iter().enumerate().rev() {
            if open.name.eq_ignore_ascii_case(name) {
                self.tables -= usize::from(open.is_table);
                self.open.remove(place);
                return true;
            }
            if open.is_wall {
                return false;
            }
        }
        false
    }
}

/// The name of a tag, up to white space, a slash or its end.
fn tag_name(text: &str) -> &str {
    let end = text.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>')).unwrap_or(text.len());
    &text[..end]
}

/// Where in the attributes of a tag a letter stands.
#[derive(Clone, Copy)]
enum Within {
    BeforeName,
    Name,
    AfterName,
    BeforeValue,
    Value,
    Quotes(u8),
}

/// The length of a tag with its attributes, whose values may hold a `>` in quotes.
fn tag_len(tag: &str, attributes: usize) -> Option<usize> {
    let mut within = Within::BeforeName;
    for (at, byte) in tag.bytes().enumerate().skip(attributes) {
        within = match (within, byte) {
            (Within::Quotes(quote), byte) if byte == quote => Within::BeforeName,
            (Within::Quotes(_), _) => within,
            (_, b'>') => return Some(at + 1),
            (Within::BeforeValue, b'"' | b'\'') => Within::Quotes(byte),
            (Within::Name | Within::AfterName, b'=') => Within::BeforeValue,
            (Within::Name | Within::AfterName, b'/') => Within::BeforeName,
            (Within::BeforeName, b'/') => Within::BeforeName,
            (Within::Name | Within::AfterName, byte) if byte.is_ascii_whitespace() => Within::AfterName,
            (Within::Value, byte) if byte.is_ascii_whitespace() => Within::BeforeName,
            (_, byte) if byte.is_ascii_whitespace() => within,
            (Within::BeforeValue | Within::Value, _) => Within::Value,
            _ => Within::Name,
        };
    }
    None
}

/// The length of a comment; one without an end runs to the end of the page.
fn comment(rest: &str) -> usize {
    for short in ["<!-->", "<!--->"] {
        if rest.starts_with(short) {
            return short.len();
        }
    }
    let ends = ["-->", "--!>"].iter().filter_map(|end| Some(rest.find(end)? + end.len()));
    ends.min().unwrap_or(rest.len())
}

/// The length of an element that holds no markup, from its tag to its end tag or that of the page.
fn raw_len(rest: &str, tag: usize, name: &str) -> usize {
    end_of(rest, tag, name).unwrap_or(rest.len())
}

/// The length of an element from its tag to the first end tag of its name.
fn end_of(rest: &str, tag: usize, name: &str) -> Option<usize> {
    let mut from = tag;
    while let Some(at) = rest[from..].find("</") {
        let name_at = from + at + 2;
        if tag_name(&rest[name_at..]).eq_ignore_ascii_case(name) {
            return tag_len(rest, name_at + name.len());
        }
        from = name_at;
    }
    None
}

fn is_json_ld(tag: &str) -> bool {
    tag.to_ascii_lowercase().contains("application/ld+json")
}

fn is_void(name: &str) -> bool {
    const VOID: [&str; 15] = [
        "area", "base", "basefont", "bgsound", "br", "col", "embed", "hr", "img", "input", "link", "meta",
        "source", "track", "wbr",
    ];
    VOID.contains(&name)
}

/// Elements that a new one of their kind, or the end of what holds them, closes.
fn closes_itself(name: &str) -> bool {
    const SELF_CLOSING: [&str; 17] = [
        "html", "head", "body", "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot",
        "colgroup", "caption", "option", "optgroup",
    ];
    SELF_CLOSING.contains(&name)
}

/// Elements that only format, which the parser opens again in the next paragraph if they are not
/// closed. The end tags of what was never opened are left out with them.
const FORMATTING: [&str; 13] =
    ["b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// Elements through which no end tag reaches those outside.
const WALLS: [&str; 5] = ["table", "object", "applet", "marquee", "template"];

/// Elements that, like tables, hold others of their kind.
const LISTS: [&str; 5] = ["ul", "ol", "dl", "form", "fieldset"];

#[cfg(test)]
mod tests {
    use super::*;
    use dom_query::Document;

    #[track_caller]
    fn check(html: &str, expected: &str) {
        assert_eq!(bound(html).unwrap().html, expected, "{html}");
    }

    #[test]
    fn pages_stay_as_they_are() {
        for html in [
            "<!DOCTYPE html><html><body><p class='a>b'>1 < 2 <p>x<br/></body></html>",
            "<table><tr><td>x</table>",
            "<title>a</title>",
            "<a href=x/y>z</a>",
        ] {
            check(html, html);
        }
    }

    #[test]
    fn what_no_article_needs_is_left_out() {
        check("a<script>if (a</b>) '<div>'</script>b", "ab");
        check("a<STYLE>x</style >b<!-- <div> -->c<!-->d", "abcd");
        check("a<script>never ends", "a");
        check("a<![CDATA[b]]>", "ab]]>");
        check("a<svg><title>Share</title><path d=x /></svg>b<svg/>c<svg>d", "abcd");
        check("a</div>b", "ab");
        check("<div><b>x</div></b>", "<div>x</div>");
    }

    #[test]
    fn data_in_a_script_stays_and_holds_no_markup() {
        check(
            r#"<script type="application/ld+json">{"a":"<b>"}</script>"#,
            r#"<script type="application/ld+json">{"a":"\u003cb>"}</script>"#,
        );
        check("<title>a <b> c</title>", "<title>a &lt;b> c</title>");
    }

    #[test]
    fn too_deep_tags_are_left_out_and_their_text_stays() {
        let html = format!("{}x{}y", "<div>".repeat(1000), "</div>".repeat(1000));
        let bounded = bound(&html).unwrap();
        assert!(bounded.flattened);
        assert_eq!(bounded.html, format!("{}x{}y", "<div>".repeat(DEPTH), "</div>".repeat(DEPTH)));
    }

    /// How deep the parser's tree is.
    fn depth(document: &Document) -> usize {
        let mut deepest = 0;
        let mut nodes = vec![(document.root(), 0)];
        while let Some((node, depth)) = nodes.pop() {
            deepest = deepest.max(depth);
            nodes.extend(node.children_it(false).map(|child| (child, depth + 1)));
        }
        deepest
    }

    #[test]
    fn tricks_do_not_hide_depth() {
        for trick in [
            "<div></b>",
            "<b><div></b>",
            "<div><table><td></div></table>",
            "<div><svg><![CDATA[></svg></div>]]>",
            "<div ='><div>'>",
            "<DIV><span>",
            "<svg><title><div></title>",
            "<path/><div>",
            "<table><td><svg></table><path/>",
        ] {
            let bounded = bound(&trick.repeat(2000)).unwrap();
            let depth = depth(&Document::from(bounded.html.as_str()));
            assert!(depth < 2 * DEPTH, "{trick}: {depth}");
        }
    }

    #[test]
    fn too_many_tags_are_refused() {
        assert!(bound(&"<p>".repeat(TAGS + 1)).is_none());
    }
}
