//! A PDF file as paragraphs, with what it says of itself. This runs in a process of its own.

use hayro_syntax::metadata::Metadata;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use serde::{Deserialize, Serialize};

use super::letters::{self, Fonts, Left};
use super::paragraphs::{self, Paragraph};
use super::pieces::{self, Piece};
use super::{columns, heads};

/// Pages that are looked at.
const PAGES: usize = 5_000;
/// Pieces of lines in all.
const PIECES: usize = 400_000;
/// A title is set in type larger by this factor than the text.
const TITLE: f64 = 1.2;
const TITLE_LENGTH: usize = 300;

/// What a PDF gave.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(in super::super) enum Answer {
    /// Its text.
    Text(Text),
    /// It asks for a password.
    Locked,
    /// It is no PDF, or too damaged.
    Damaged,
    /// It shows pictures alone, as scans do.
    Scan,
    /// It shows nothing at all.
    Empty,
    /// Its letters have no meaning, only shapes.
    Shapes,
}

/// The text of a PDF.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(in super::super) struct Text {
    pub paragraphs: Vec<String>,
    /// The largest line of the first page with text, which is no longer among the paragraphs.
    pub heading: Option<String>,
    /// The title that the file gives itself.
    pub title: Option<String>,
    pub author: Option<String>,
    /// Year, month and day on which the file was made.
    pub made: Option<(u16, u8, u8)>,
    /// Running heads and feet.
    pub heads: Vec<String>,
    /// Whether more than every tenth letter has no meaning.
    pub is_doubtful: bool,
    /// Whether there is more than is read.
    pub is_cut: bool,
    /// Pages that show a picture and no text.
    pub pictures: usize,
}

/// Reads a PDF.
pub(super) fn read(bytes: Vec<u8>) -> Answer {
    let pdf = match Pdf::new(bytes) {
        Ok(pdf) => pdf,
        Err(LoadPdfError::Decryption(DecryptionError::PasswordProtected)) => return Answer::Locked,
        Err(LoadPdfError::Decryption(_) | LoadPdfError::Invalid) => return Answer::Damaged,
    };
    let Pages { mut pages, letters, unknown, pictures, is_cut } = pages(&pdf);
    if letters == 0 {
        return if pictures > 0 { Answer::Scan } else { Answer::Empty };
    }
    if unknown * 2 > letters {
        return Answer::Shapes;
    }
    let heads = heads::take(&mut pages);
    let columns = columns::of(pages);
    let mut paragraphs = paragraphs::of(&columns);
    let heading = take_heading(&mut paragraphs, paragraphs::body_size(&columns));
    let about = pdf.metadata();
    Answer::Text(Text {
        paragraphs: paragraphs.into_iter().map(|paragraph| paragraph.text).collect(),
        heading,
        title: about.title.as_deref().and_then(words),
        author: about.author.as_deref().and_then(words),
        made: made(about),
        heads,
        is_doubtful: unknown * 10 > letters,
        is_cut,
        pictures,
    })
}

/// The pages of a document, and what was counted on them.
struct Pages {
    pages: Vec<Vec<Piece>>,
    letters: usize,
    unknown: usize,
    pictures: usize,
    is_cut: bool,
}

fn pages(pdf: &Pdf) -> Pages {
    let (fonts, mut left) = (Fonts::default(), Left::default());
    let (mut found, mut pieces) =
        (Pages { pages: Vec::new(), letters: 0, unknown: 0, pictures: 0, is_cut: false }, 0);
    for page in pdf.pages().iter() {
        if found.pages.len() == PAGES || pieces > PIECES || left.letters == 0 || left.instructions == 0 {
            found.is_cut = true;
            break;
        }
        let shown = letters::of_page(page, &fonts, &mut left);
        let of_page = pieces::of(&shown);
        found.letters += shown.letters.iter().filter(|letter| !is_blank(&shown.text, letter.text)).count();
        found.unknown += shown.unknown;
        found.pictures += usize::from(of_page.is_empty() && shown.pictures > 0);
        pieces += of_page.len();
        found.pages.push(of_page);
    }
    found
}

fn is_blank(text: &str, (from, to): (usize, usize)) -> bool {
    text[from..to].trim().is_empty()
}

/// The largest line of the first page that has text, if it is larger than the text and stands before most
/// of it.
fn take_heading(paragraphs: &mut Vec<Paragraph>, body: f64) -> Option<String> {
    const FIRST: usize = 12;
    let page = paragraphs.first()?.page;
    let first = paragraphs.iter().take(FIRST).take_while(|paragraph| paragraph.page == page);
    let fits = |paragraph: &&Paragraph| {
        paragraph.size > body * TITLE
            && (4..TITLE_LENGTH).contains(&paragraph.text.len())
            && paragraph.text.contains(' ')
    };
    let largest = first.filter(fits).map(|paragraph| paragraph.size).fold(0.0, f64::max);
    let place =
        paragraphs.iter().take(FIRST).position(|paragraph| fits(&paragraph) && paragraph.size >= largest)?;
    (largest > 0.0).then(|| paragraphs.remove(place).text)
}

/// A text of the file's own metadata: UTF-16 or UTF-8 where it is marked so, else Latin.
fn words(bytes: &[u8]) -> Option<String> {
    let text = match bytes {
        [0xfe, 0xff, rest @ ..] => encoding_rs::UTF_16BE.decode_without_bom_handling(rest).0,
        [0xff, 0xfe, rest @ ..] => encoding_rs::UTF_16LE.decode_without_bom_handling(rest).0,
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest),
        bytes => match std::str::from_utf8(bytes) {
            Ok(text) => text.into(),
            Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0,
        },
    };
    let text = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    let text = text.collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then(|| super::super::shortened(&text, 1000))
}

fn made(about: &Metadata) -> Option<(u16, u8, u8)> {
    about.creation_date.map(|made| (made.year, made.month, made.day))
}
