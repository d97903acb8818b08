//! PDF files with text: lines become columns and paragraphs; what is no text of the article is left out.
//!
//! A file is read in a process of its own (`process`). There its pages give letters with their places
//! (`letters`), these pieces of lines (`pieces`), without running heads (`heads`), in reading order
//! (`columns`), and paragraphs (`paragraphs`). What comes back becomes an article here.

mod columns;
mod document;
mod heads;
mod letters;
mod paragraphs;
mod pieces;
mod process;

use super::found::{Found, Refusal};
use super::{Article, Date, Format, Origin, Place, Sourced, byline, nexis, record, text};
use document::{Answer, Text};
use process::Lost;

pub(super) use process::program;
pub use process::{SUBCOMMAND, serve, use_program};

const KIND: &str = "PDF";

/// Reads a PDF.
pub(super) fn read(bytes: &[u8], place: &Place, found: &mut Found) -> Result<(), Refusal> {
    let text = match process::ask(found.pdf_program, bytes) {
        Ok(Answer::Text(text)) => text,
        Ok(Answer::Locked) => return Err(Refusal::Locked),
        Ok(Answer::Damaged) => return Err(Refusal::Damaged(KIND)),
        Ok(Answer::Scan) => return Err(Refusal::Scan),
        Ok(Answer::Empty) => return Err(Refusal::NoText),
        Ok(Answer::Shapes) => return Err(Refusal::Shapes),
        Err(Lost::NoProgram) => return Err(Refusal::Unread("PDF files (by this build)")),
        Err(Lost::NotStarted) => return Err(Refusal::NoReader),
        Err(Lost::Died) => return Err(Refusal::Harmful(KIND)),
    };
    keep(text, place, found)
}

/// The bytes of a PDF read in this very process, without limits: for tests and fuzzing alone.
#[doc(hidden)]
#[must_use]
pub fn read_here(bytes: &[u8]) -> Option<Vec<String>> {
    match document::read(bytes.to_vec()) {
        Answer::Text(text) => Some(text.paragraphs),
        _ => None,
    }
}

fn keep(text: Text, place: &Place, found: &mut Found) -> Result<(), Refusal> {
    if text.is_cut {
        found.note(place, Err(Refusal::CutPdf))?;
    }
    match of_nexis(&text) {
        Some(articles) => nexis::keep_all(&articles, place, found),
        None => found.keep(article(text, place.clone())),
    }
}

/// The articles of a file that Nexis made, each ended by its own line.
fn of_nexis(text: &Text) -> Option<Vec<Vec<String>>> {
    if !text.paragraphs.iter().any(|paragraph| paragraph == nexis::END) {
        return None;
    }
    let mut lines = text.heading.iter().chain(&text.paragraphs).cloned().collect::<Vec<_>>();
    lines.retain(|line| !line.is_empty());
    let articles = lines.split_inclusive(|line| line == nexis::END).map(<[String]>::to_vec);
    Some(articles.filter(|article| article.iter().any(|line| line == "Body")).collect::<Vec<_>>())
        .filter(|articles| !articles.is_empty())
}

fn article(text: Text, place: Place) -> Article {
    let Text { mut paragraphs, heading, title, author, made, heads, is_doubtful, pictures, .. } = text;
    let title = title.filter(|title| is_title(title));
    let (title, unused) = match (heading, title) {
        // A page's title has the paper's name behind it; another one may be left from an older file.
        (Some(heading), Some(title)) if !same_words(&title, &heading) => (given(title), Some(heading)),
        (Some(heading), _) => (Some(Sourced::new(heading, Origin::Heading)), None),
        (None, title) => (title.and_then(given), None),
    };
    paragraphs.splice(0..0, unused);
    if let Some(title) = &title
        && paragraphs.first().is_some_and(|first| *first == title.value)
    {
        paragraphs.remove(0);
    }
    let mut article = Article::bare(paragraphs.join("\n\n"), Format::Pdf, place);
    article.title = title;
    record::note_title_in_text(&mut article);
    if article.title.is_some() {
        text::note_byline(&mut article);
    } else {
        text::note_title_and_byline(&mut article);
    }
    note_heads(&mut article, &heads);
    article.author = article.author.take().or_else(|| author.filter(|name| is_person(name)).and_then(given));
    note_made(&mut article, &heads, made);
    if is_doubtful {
        article.problems.push("many letters of this PDF do not tell what they mean".to_owned());
    }
    if pictures > 0 {
        article.problems.push(format!(
            "{} of this PDF {} and no text",
            if pictures == 1 { "1 page".to_owned() } else { format!("{pictures} pages") },
            if pictures == 1 { "shows a picture" } else { "show pictures" },
        ));
    }
    article
}

fn given(value: String) -> Option<Sourced<String>> {
    Some(Sourced::new(value, Origin::Properties))
}

/// What programs write as a title where nobody gave one is none.
fn is_title(title: &str) -> bool {
    let lower = title.to_lowercase();
    let is_file = [".doc", ".docx", ".odt", ".indd", ".qxd", ".html", ".htm", ".pdf", ".txt", ".rtf", ".tex"]
        .iter()
        .any(|end| lower.ends_with(end));
    !is_file
        && !lower.starts_with("microsoft word")
        && lower != "untitled"
        && lower.chars().any(char::is_alphabetic)
}

/// Programs that make PDFs write the name of an account as the author: a name has two words.
fn is_person(name: &str) -> bool {
    name.split_whitespace().count() >= 2 && name.chars().all(|c| !c.is_ascii_digit() && c != '@' && c != '\\')
}

/// Whether all words of the heading stand in the title.
fn same_words(title: &str, heading: &str) -> bool {
    let key = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let (title, heading) = (key(title), key(heading));
    title.starts_with(&heading) || heading.starts_with(&title)
}

/// The running heads may name the paper, the day and the address.
fn note_heads(article: &mut Article, heads: &[String]) {
    for head in heads {
        if let Some(address) = heads::address(head).filter(|_| article.url.is_none()) {
            article.url = Some(Sourced::new(address.to_owned(), Origin::RunningHead));
        }
        let Some(line) = byline::read(head, &article.text) else { continue };
        let date = line.date.map(|date| Sourced::new(date, Origin::RunningHead));
        article.date = article.date.take().or(date);
        let outlet = line.outlet.map(|outlet| Sourced::new(outlet, Origin::RunningHead));
        article.outlet = article.outlet.take().or(outlet);
    }
}

/// The day on which the file was made is taken where nothing else tells a day and no other year is named:
/// a scan of an old paper is made much later.
fn note_made(article: &mut Article, heads: &[String], made: Option<(u16, u8, u8)>) {
    let Some((year, month, day)) = made else { return };
    let Some(date) = i16::try_from(year).ok().and_then(|year| Date::day(year, month, day)) else { return };
    if article.date.is_some() {
        return;
    }
    let years: Vec<u16> =
        heads.iter().map(String::as_str).chain([article.text.as_str()]).flat_map(years).collect();
    let day = date.in_words();
    if years.is_empty() || years.iter().any(|named| named.abs_diff(year) <= 1) {
        article.problems.push(format!("the date is that of the PDF, which was made on {day}"));
        article.date = Some(Sourced::new(date, Origin::Properties));
    } else {
        article.problems.push(format!("the file gives no date; the PDF was made on {day}"));
    }
}

/// The years that a text names in figures.
fn years(text: &str) -> impl Iterator<Item = u16> {
    let numbers = text.split(|c: char| !c.is_alphanumeric());
    let years = numbers.filter(|word| word.len() == 4).filter_map(|word| word.parse().ok());
    years.filter(|year| (1800..2200).contains(year))
}
