//! Markdown: metadata from the front matter, and the body as plain paragraphs without its marks.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::front_matter::{self, FrontMatter};
use super::{Article, Format, Origin, Place, Sourced, date_words, language_tag, text, web_address};

/// A body with more marks is read as it stands: each mark takes half a kilobyte while it is looked at, and
/// no article has so many.
const MARKS: usize = 150_000;

/// Reads a Markdown file: front matter, then the body.
///
/// The title is that of the front matter, else the first heading, else (as in plain text) the first
/// line. A heading that is the title is not repeated in the text.
pub(super) fn read(source: &str, place: Place) -> Article {
    let (matter, body) = front_matter::split(source);
    let is_marked = body.bytes().filter(|byte| b"[]*_`~<!|&\\".contains(byte)).count() <= MARKS;
    let mut blocks = if is_marked { plain_blocks(body) } else { as_it_stands(body) };
    let given =
        matter.get(&["title", "headline"]).map(|title| Sourced::new(title.to_owned(), Origin::FrontMatter));
    let title = given.or_else(|| {
        let heading = blocks.first().filter(|block| block.is_heading)?;
        Some(Sourced::new(heading.text.clone(), Origin::Heading))
    });
    if let Some(title) = &title {
        blocks.retain(|block| !block.is_heading || !same_words(&block.text, &title.value));
    }
    let paragraphs: Vec<String> = blocks.into_iter().map(|block| block.text).collect();
    let mut article = Article::bare(paragraphs.join("\n\n"), Format::Markdown, place);
    article.title = title;
    note_front_matter(&mut article, matter);
    if !is_marked {
        article.problems.push("the text has too many marks of Markdown: it is read as it stands".to_owned());
    }
    text::note_title_and_byline(&mut article);
    article
}

fn note_front_matter(article: &mut Article, matter: FrontMatter) {
    let given = |value: &str| Sourced::new(value.to_owned(), Origin::FrontMatter);
    if let Some(date) =
        matter.get(&["date", "published", "pubdate", "publishdate", "date_published", "datepublished"])
    {
        match date_words::read(date) {
            Ok(date) => article.date = Some(Sourced::new(date, Origin::FrontMatter)),
            Err(error) => article.problems.push(format!("front matter: {error}")),
        }
    }
    // Web clippers write the address under `source`.
    let source =
        matter.get(&["source", "outlet", "publication", "publisher", "newspaper", "site", "sitename"]);
    article.outlet = source.filter(|source| web_address(source).is_none()).map(given);
    article.url = matter
        .get(&["url", "link", "canonical", "address", "source_url"])
        .or(source)
        .and_then(web_address)
        .map(given);
    article.author =
        matter.get(&["author", "authors", "byline", "writer"]).map(without_brackets).as_deref().map(given);
    article.language = matter
        .get(&["lang", "language"])
        .and_then(language_tag)
        .map(|tag| Sourced::new(tag, Origin::FrontMatter));
    article.problems.extend(matter.problems);
}

/// `[[Anna Bell]]`, as note programs link a name, is Anna Bell.
fn without_brackets(name: &str) -> String {
    name.replace("[[", "").replace("]]", "")
}

fn same_words(one: &str, other: &str) -> bool {
    one.split_whitespace().map(str::to_lowercase).eq(other.split_whitespace().map(str::to_lowercase))
}

/// A paragraph, a heading, an item of a list or a row of a table.
#[derive(Debug, Default, PartialEq, Eq)]
struct Block {
    text: String,
    is_heading: bool,
}

/// The paragraphs of a body, marks and all.
fn as_it_stands(body: &str) -> Vec<Block> {
    let paragraphs = body.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty());
    paragraphs.map(|paragraph| Block { text: paragraph.to_owned(), is_heading: false }).collect()
}

/// The body as plain text: no marks, no pictures and their captions, no tags; of a link its words.
///
/// A line end within a paragraph is a blank, as Markdown has it.
fn plain_blocks(body: &str) -> Vec<Block> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let mut blocks: Vec<Block> = Vec::new();
    let mut text = String::new();
    let mut pictures = 0_usize;
    let mut in_tag = false;
    let mut finish = |text: &mut String, is_heading| {
        let done = text.trim();
        if !done.is_empty() {
            blocks.push(Block { text: done.to_owned(), is_heading });
        }
        text.clear();
    };
    for event in Parser::new_ext(body, options) {
        match event {
            Event::Start(Tag::Image { .. }) => pictures += 1,
            Event::End(TagEnd::Image) => pictures = pictures.saturating_sub(1),
            _ if pictures > 0 => {}
            Event::End(TagEnd::Heading(_)) => finish(&mut text, true),
            Event::End(TagEnd::TableCell) => text.push(' '),
            Event::Start(tag) if is_block(&tag) => finish(&mut text, false),
            Event::End(tag) if ends_block(tag) => finish(&mut text, false),
            Event::Text(words) | Event::Code(words) => text.push_str(&words),
            Event::Html(html) => {
                push_without_tags(&mut text, &html, &mut in_tag);
            }
            Event::InlineHtml(tag) if tag.starts_with("<br") => text.push('\n'),
            Event::SoftBreak => text.push(' '),
            Event::HardBreak => text.push('\n'),
            Event::Rule => finish(&mut text, false),
            _ => {}
        }
    }
    finish(&mut text, false);
    blocks
}

fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::TableCell
    )
}

fn ends_block(tag: TagEnd) -> bool {
    !matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
    )
}

/// What stands between the tags of a block of HTML; a tag or a comment may go on in the next piece.
fn push_without_tags(text: &mut String, html: &str, in_tag: &mut bool) {
    for c in html.chars() {
        match c {
            '<' => *in_tag = true,
            '>' if *in_tag => *in_tag = false,
            c if !*in_tag => text.push(c),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(source: &str) -> Article {
        read(source, Place::File("a.md".into()))
    }

    #[test]
    fn front_matter_gives_the_metadata() {
        let article = article(
            "---\ntitle: Envoys meet\ndate: 1961-05-03\nsource: Valley Herald\nurl: https://valley.example/1\n\
             author: Anna Bell\nlang: en_GB\n---\n\nThey met.\n",
        );
        let from = |value: &str| Some(Sourced::new(value.to_owned(), Origin::FrontMatter));
        assert_eq!(article.title, from("Envoys meet"));
        assert_eq!(article.date.unwrap().value.to_string(), "1961-05-03");
        assert_eq!(article.outlet, from("Valley Herald"));
        assert_eq!(article.url, from("https://valley.example/1"));
        assert_eq!(article.author, from("Anna Bell"));
        assert_eq!(article.language, from("en-gb"));
        assert_eq!((article.text.as_str(), article.title_in_text), ("They met.", false));
    }

    #[test]
    fn a_source_that_is_an_address_is_no_outlet() {
        let article = article("---\ntitle: x\nsource: https://valley.example/1\n---\nThey met.");
        assert_eq!(article.outlet, None);
        assert_eq!(article.url.unwrap().value, "https://valley.example/1");
    }

    #[test]
    fn the_first_heading_is_the_title_and_is_not_repeated() {
        let article = article("# Envoys *meet*\n\nThey met.\n\n## After\n\nThey left.");
        assert_eq!(article.title, Some(Sourced::new("Envoys meet".to_owned(), Origin::Heading)));
        assert_eq!(article.text, "They met.\n\nAfter\n\nThey left.");
    }

    #[test]
    fn a_heading_that_repeats_the_title_is_left_out() {
        let article = article("---\ntitle: Envoys meet\n---\n# Envoys  Meet\n\nThey met.");
        assert_eq!(article.text, "They met.");
    }

    #[test]
    fn without_a_heading_the_first_line_is_the_title_as_in_plain_text() {
        let article = article("Envoys meet\n\nValley Herald, 3 May 1961\n\nThey met.");
        assert_eq!(article.title, Some(Sourced::new("Envoys meet".to_owned(), Origin::FirstLine)));
        assert!(article.title_in_text);
        assert_eq!(article.outlet.unwrap().origin, Origin::Byline);
    }

    #[test]
    fn marks_are_taken_off() {
        let article = article(
            "They *met* at **noon**\nin [the hall](https://x.example), `said` one.  \nNew line.\n\n\
             ![A hall](hall.png)\n\n- first\n- second\n\n> quoted\n\n<div>They left.</div>\n\nA<br>B &amp; C\n",
        );
        assert_eq!(
            article.text,
            "They met at noon in the hall, said one.\nNew line.\n\nfirst\n\nsecond\n\nquoted\n\nThey left.\n\nA\nB & C"
        );
    }

    #[test]
    fn a_date_that_is_ambiguous_is_told_and_left_out() {
        let article = article("---\ndate: 07/08/1961\n---\nThey met.");
        assert_eq!(article.date, None);
        assert!(article.problems[0].contains("07/08/1961"));
    }

    #[test]
    fn hostile_nesting_is_quick() {
        let article = article(&format!("{} x {}", "[".repeat(100_000), "*".repeat(100_000)));
        assert!(article.text.contains('x'));
        let deep = read(&format!("{}They met.", "> ".repeat(50_000)), Place::Clipboard);
        assert!(deep.text.contains("They met."));
    }

    #[test]
    fn a_text_of_marks_is_read_as_it_stands() {
        let article = article(&format!("---\ntitle: Envoys\n---\n\n{}\n\nThey met.", "[".repeat(MARKS + 1)));
        assert!(article.text.ends_with("[\n\nThey met."));
        assert!(article.problems[0].contains("too many marks"), "{:?}", article.problems);
    }
}
