//! Article files become [`Article`]s: decoded text with its metadata, each value with where it came from.
//!
//! One file a format. This room leaves to others what the text says: it knows no language analysis
//! beyond the declared language of a page, and no countries.
//!
//! **Invariant:** formats take bytes, so tests need no files; only [`open`] touches the disk.

pub mod open;
mod any;
mod found;
mod join;
mod signature;
mod held_text;
mod copies;
mod kind;
mod encoding;
pub mod disguise;
mod text;
mod byline;
mod markdown;
mod front_matter;
mod html;
mod nexis;
pub mod pdf;
mod zip;
mod xml;
mod word;
mod epub;
mod rtf;
mod mail;
mod feed;
mod warc;
mod table;
pub mod coded;
mod json;
pub mod json_line;
mod reference;
mod attached;
mod record;
pub mod mapping;
pub mod date;
pub mod date_words;
mod date_names;
mod id;

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use coded::{CodedRow, CodedTable, Scheme, SharedTable};
pub use copies::{Copies, Source, group_signatures};
pub use date::{Date, Precision};
pub use held_text::{HeldText, TextPack};
pub use id::ArticleId;
pub use signature::Signature;

/// One text with its metadata.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// SHA-256 of the normalised text (see [`ArticleId::of_text`]).
    pub id: ArticleId,
    /// Where this text was found: one entry for each file, paste or input line, in sorted order.
    pub places: Vec<Place>,
    /// What the bytes were taken for.
    pub format: Format,
    /// The decoded text, line ends untouched; of Markdown and web pages the paragraphs of the main
    /// text, a blank line between two. All spans are byte spans into it (or into the title, see
    /// [`Part`]).
    pub text: HeldText,
    /// The headline.
    pub title: Option<Sourced<String>>,
    /// Whether the title is also the first line of `text` (a .txt), so that it is not read twice.
    pub title_in_text: bool,
    /// The day, month or year of publication as the article itself gives it. Never the file's date.
    pub date: Option<Sourced<Date>>,
    /// Newspaper, agency or site.
    pub outlet: Option<Sourced<String>>,
    /// Address of the page.
    pub url: Option<Sourced<String>>,
    /// Writer, as printed.
    pub author: Option<Sourced<String>>,
    /// Declared language: a BCP 47 tag in lower case such as `en` or `pt-br`.
    pub language: Option<Sourced<String>>,
    /// What went wrong or is doubtful, in words for a person.
    pub problems: Vec<String>,
}

/// What an article says of itself whose text was left out when a session was shared: short quotes stand
/// in its place.
pub const WITHHELD: &str =
    "its text was left out when the session was shared; add your own copy to see all of it";

/// What an article says of itself that is known from an evidence folder.
pub const QUOTED: &str = "Sentences of links that were looked at; an evidence folder has no more of the text";

impl Article {
    /// Whether only short quotes of its text are here: the session was shared without texts.
    #[must_use]
    pub fn is_withheld(&self) -> bool {
        self.problems.iter().any(|problem| problem == WITHHELD)
    }

    /// A key for sorting: by date, the undated last, then by id.
    #[must_use]
    pub fn by_date(&self) -> (bool, Option<Date>, ArticleId) {
        let date = self.date.as_ref().map(|date| date.value);
        (date.is_none(), date, self.id)
    }

    /// A text without metadata.
    #[must_use]
    pub fn bare(text: String, format: Format, place: Place) -> Self {
        Self {
            id: ArticleId::of_text(&text),
            places: vec![place],
            format,
            text: text.into(),
            title: None,
            title_in_text: false,
            date: None,
            outlet: None,
            url: None,
            author: None,
            language: None,
            problems: Vec::new(),
        }
    }

    /// Notes a date that the file gives, or why it was not understood.
    fn note_date(&mut self, date: Result<Date, date_words::DateError>, origin: Origin) {
        match date {
            Ok(date) => self.date = Some(Sourced::new(date, origin)),
            Err(error) => self.problems.push(error.to_string()),
        }
    }

    /// The title, or else the first words of the text, at most 80 characters, for lists.
    #[must_use]
    pub fn label(&self) -> String {
        if let Some(title) = &self.title {
            return title.value.clone();
        }
        let line = match self.text.beginning() {
            "" => "(no text)",
            line => line,
        };
        match line.char_indices().nth(80) {
            Some((end, _)) => format!("{}…", line[..end].trim_end()),
            None => line.to_owned(),
        }
    }

    /// The text of one part; empty for a title that is not there.
    #[must_use]
    pub fn part(&self, part: Part) -> &str {
        match part {
            Part::Title => self.title.as_ref().map_or("", |title| title.value.as_str()),
            Part::Text => &self.text,
        }
    }
}

/// Articles are shared: a session, its undo history and a task that reads them hold the same one.
pub type SharedArticle = Arc<Article>;

/// A value of the metadata with where it came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sourced<T> {
    /// The value.
    pub value: T,
    /// Where it was found.
    pub origin: Origin,
}

impl<T> Sourced<T> {
    /// A value from an origin.
    pub fn new(value: T, origin: Origin) -> Self {
        Self { value, origin }
    }
}

/// Where a value of the metadata was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// A field of the input: a key of JSON, a column of a table, a tag of a reference.
    Given,
    /// YAML front matter of a Markdown file.
    FrontMatter,
    /// schema.org JSON-LD in a page.
    JsonLd,
    /// Open Graph or `article:` meta properties.
    OpenGraph,
    /// Another meta tag.
    Meta,
    /// `link rel=canonical`.
    Canonical,
    /// The `lang` attribute of the page.
    HtmlLang,
    /// A `<time datetime>` element.
    TimeElement,
    /// The `<title>` element or a heading.
    Heading,
    /// The first line of a plain text.
    FirstLine,
    /// A visible byline or dateline.
    Byline,
    /// The properties of a document or a book.
    Properties,
    /// The headers of a mail or of a saved page.
    Headers,
    /// An entry of a news feed, or what the feed says of itself.
    Feed,
    /// The head of an article as Nexis prints it.
    Nexis,
    /// What stands above or below the text on the pages of a PDF.
    RunningHead,
    /// Set by a person.
    Person,
}

impl Origin {
    /// In words, for a hover text: "from the page's JSON-LD".
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Given => "given with the input",
            Self::FrontMatter => "from the front matter",
            Self::JsonLd => "from the page's JSON-LD",
            Self::OpenGraph => "from the page's Open Graph tags",
            Self::Meta => "from a meta tag",
            Self::Canonical => "from the page's canonical link",
            Self::HtmlLang => "from the page's lang attribute",
            Self::TimeElement => "from a time element",
            Self::Heading => "from the heading",
            Self::FirstLine => "the first line",
            Self::Byline => "from the byline",
            Self::Properties => "from the document's properties",
            Self::Headers => "from the headers",
            Self::Feed => "from the news feed",
            Self::Nexis => "from the head that Nexis prints",
            Self::RunningHead => "from the running heads of the pages",
            Self::Person => "set by you",
        }
    }
}

/// Where a text was found.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// A file.
    File(PathBuf),
    /// A line of a JSON lines input: the file (`-` for standard input), the line from 1, and its `id`.
    Line {
        /// The input.
        path: PathBuf,
        /// From 1.
        line: u32,
        /// The `id` the line gave.
        id: Option<String>,
    },
    /// A part of a file that holds many: an entry of an archive, a message, an article among others.
    Part {
        /// The file.
        path: PathBuf,
        /// What part, for a person: `press/kenya.html`, `article 3`.
        part: String,
    },
    /// Text pasted by the person.
    Clipboard,
}

impl Place {
    /// For people: the name of the file, without its folders.
    #[must_use]
    pub fn name(&self) -> String {
        let name = |path: &Path| {
            path.file_name().map_or_else(|| path.to_string_lossy(), OsStr::to_string_lossy).into_owned()
        };
        match self {
            Self::File(path) => name(path),
            Self::Line { path, line, .. } if path.as_os_str() == "-" => format!("line {line} of the input"),
            Self::Line { path, line, .. } => format!("{}, line {line}", name(path)),
            Self::Part { path, part } => format!("{}, {part}", name(path)),
            Self::Clipboard => "the clipboard".to_owned(),
        }
    }
}

impl Place {
    /// The file.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::File(path) | Self::Line { path, .. } | Self::Part { path, .. } => Some(path),
            Self::Clipboard => None,
        }
    }

    /// The place of a part with this name.
    fn part(&self, name: &str) -> Self {
        match self {
            Self::File(path) => Self::Part { path: path.clone(), part: name.to_owned() },
            Self::Part { path, part } => Self::Part { path: path.clone(), part: format!("{part}, {name}") },
            Self::Line { .. } | Self::Clipboard => self.clone(),
        }
    }

    /// The place of a part that has a number alone: `article 3`.
    fn item(&self, kind: &str, number: u32) -> Self {
        self.part(&format!("{kind} {number}"))
    }

    /// The place of a line, with the name it gives itself.
    fn line(&self, line: u32, id: Option<String>) -> Self {
        match self {
            Self::File(path) => Self::Line { path: path.clone(), line, id },
            _ => self.item("line", line),
        }
    }
}

/// What the bytes of a file were taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown, with or without front matter.
    Markdown,
    /// A saved web page.
    Html,
    /// An object of JSON, on a line of its own or in a list.
    JsonLine,
    /// A row of a table.
    Row,
    /// A Word file (DOCX).
    Word,
    /// A file in Rich Text Format.
    Rtf,
    /// An article as Nexis prints it, in whatever file.
    Nexis,
    /// A mail.
    Mail,
    /// A web page saved with all its parts (MHTML).
    WebArchive,
    /// An entry of a news feed.
    Feed,
    /// An entry of a reference manager.
    Reference,
    /// A chapter of an electronic book (EPUB).
    Book,
    /// A PDF file.
    Pdf,
}

/// A declared language as a BCP 47 tag in lower case: `en_GB` is `en-gb`. `None` if it is no tag.
fn language_tag(text: &str) -> Option<String> {
    let tag = text.trim().replace('_', "-").to_ascii_lowercase();
    let tag = tag.split_once(['.', '@']).map_or(tag.as_str(), |(tag, _)| tag);
    let mut parts = tag.split('-');
    let is_language =
        |part: &str| (2..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_lowercase());
    let is_part = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (is_language(parts.next()?) && parts.all(is_part)).then(|| tag.to_owned())
}

/// A language that a person wrote, as a tag or by its English name, as a tag.
#[must_use]
pub fn language_of(text: &str) -> Option<String> {
    record::language(text)
}

/// A text of at most so many bytes, with a mark where it was cut.
fn shortened(text: &str, bytes: usize) -> String {
    match text.floor_char_boundary(bytes) {
        end if end < text.len() => format!("{}…", &text[..end]),
        _ => text.to_owned(),
    }
}

/// The text, if it is the whole address of a web page.
fn web_address(text: &str) -> Option<&str> {
    let text = text.trim();
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    (!rest.is_empty() && !text.contains(char::is_whitespace)).then_some(text)
}

/// A byte span, end exclusive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// A span from `start` to `end`.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "a span runs forwards");
        Self { start, end }
    }

    /// The text under the span; empty where the span does not fit the text.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }

    /// Whether both share at least one byte.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies within this span.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Number of bytes.
    #[must_use]
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span holds nothing.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }
}

/// The part of an article that a span points into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// The headline, where it is not part of the text.
    Title,
    /// The text.
    Text,
}

impl Part {
    /// `title` or `text`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Text => "text",
        }
    }
}
