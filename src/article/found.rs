//! What bytes of any kind gave: articles, and for each part without one why; and how much may be read.
//!
//! Limits are counted in bytes and parts, never in seconds, so that the same file gives the same answer
//! on every machine.

use std::path::Path;

use super::attached::Attached;
use super::coded::CodedTable;
use super::mapping::{Mapping, Mappings, Preview};
use super::{Article, Place, disguise, html, pdf};

/// A single text of more bytes is not read: no article is that long.
pub(super) const TEXT_LIMIT: usize = 10 * 1024 * 1024;
/// A file of many articles may have so many bytes.
pub(super) const FILE_LIMIT: usize = 64 * 1024 * 1024;
/// What may be unpacked from one file in all.
const UNPACKED_LIMIT: usize = 192 * 1024 * 1024;
/// The texts of all articles of one file.
const KEPT_LIMIT: usize = 96 * 1024 * 1024;
/// Parts of one file that are looked at: entries, messages, rows.
pub(super) const PARTS_LIMIT: usize = 50_000;
/// Files in one archive: each takes more time than a row.
const FILES_LIMIT: usize = 20_000;
/// Containers in containers: a Word file in an archive in an archive.
const DEPTH_LIMIT: usize = 3;

/// Why bytes give no article; the texts are for a person.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Refusal {
    #[error("{0} are not read yet")]
    Unread(&'static str),
    #[error("this is a Diplograph session: open it by itself, not among articles")]
    Session,
    #[error("the file is empty")]
    Empty,
    #[error("the file holds a title or metadata, but no text")]
    NoText,
    #[error("the file holds no text, but bytes of an unknown kind")]
    Binary,
    #[error("the file has more than {} MB: no article is that long", TEXT_LIMIT / 1024 / 1024)]
    TooLarge,
    #[error("the file has more than {} MB: split it into smaller ones", FILE_LIMIT / 1024 / 1024)]
    FileTooLarge,
    #[error("this part unpacks to more than {} MB: no article is that long", TEXT_LIMIT / 1024 / 1024)]
    PartTooLarge,
    #[error("it unpacks to some hundred times its size, as no article does (it may be made to do harm)")]
    Bomb,
    #[error(
        "the file unpacks to more than is read at once: what came first was read, split it to read the rest"
    )]
    TooMuch,
    #[error(
        "the file has more than {PARTS_LIMIT} parts: what came first was read, split it to read the rest"
    )]
    TooMany,
    #[error(
        "the archive has more than {FILES_LIMIT} files: what came first was read, split it to read the rest"
    )]
    TooManyFiles,
    #[error("archives in archives are opened {DEPTH_LIMIT} deep, this one lies deeper")]
    TooDeep,
    #[error("it is locked with a password: unlock it and open it again")]
    Locked,
    #[error("it is packed in a way that is not read (ask for a plain ZIP)")]
    Packing,
    #[error("this {0} is damaged or cut off: get it once more")]
    Damaged(&'static str),
    #[error("this {0} holds no articles")]
    Nothing(&'static str),
    #[error(
        "no column with the text of the articles was recognised (columns: {0}): say which one it is (in the window, or with --map text=NAME)"
    )]
    NoTextColumn(String),
    #[error("this PDF shows pictures alone, as scans do: let a program recognise its text and open it again")]
    Scan,
    #[error("the letters of this PDF do not tell what they mean: print it again from its source")]
    Shapes,
    #[error(
        "this {0} could not be read with little memory and time (it is damaged or may be made to do harm)"
    )]
    Harmful(&'static str),
    #[error("the program could not be started once more to read this PDF: start it again")]
    NoReader,
    #[error("this PDF is longer than is read at once: what came first was read")]
    CutPdf,
    #[error("the file that this entry has attached can't be read here: put it beside the list")]
    NotThere,
    #[error(
        "the file that this entry has attached lies on another computer, and nothing is fetched: save it beside the list"
    )]
    Elsewhere,
    #[error("{0}")]
    Line(String),
    #[error(transparent)]
    Page(#[from] html::PageError),
}

impl Refusal {
    /// Whether the file is of a kind that is not read, so that nothing went wrong with it.
    pub fn is_unsupported(&self) -> bool {
        matches!(self, Self::Unread(_) | Self::Session)
    }
}

/// The articles of a file, the parts that gave none, and how much more may be read.
#[derive(Debug)]
pub(super) struct Found {
    pub articles: Vec<Article>,
    /// Tables of events that others coded.
    pub coded: Vec<CodedTable>,
    /// The columns of tables as the person named them.
    pub mappings: Mappings,
    /// Those of the part that is read.
    pub mapping: Mapping,
    /// The beginning of a table whose text column is not known.
    pub preview: Option<Preview>,
    pub refused: Vec<(Place, Refusal)>,
    /// Entries whose files are still to be opened.
    pub attached: Vec<Attached>,
    /// The program that reads PDFs in a process of its own.
    pub pdf_program: Option<&'static Path>,
    unpacked: usize,
    kept: usize,
    parts: usize,
    files: usize,
    depth: usize,
}

impl Default for Found {
    fn default() -> Self {
        Self {
            articles: Vec::new(),
            coded: Vec::new(),
            mappings: Mappings::default(),
            mapping: Mapping::default(),
            preview: None,
            refused: Vec::new(),
            attached: Vec::new(),
            pdf_program: pdf::program(),
            unpacked: UNPACKED_LIMIT,
            kept: KEPT_LIMIT,
            parts: PARTS_LIMIT,
            files: FILES_LIMIT,
            depth: DEPTH_LIMIT,
        }
    }
}

impl Found {
    /// Nothing yet, with the columns of tables as the person named them.
    pub fn with(mappings: Mappings) -> Self {
        Self { mapping: mappings.all.clone(), mappings, ..Self::default() }
    }

    /// Notes an article, unless it has no text or there are too many.
    pub fn keep(&mut self, article: Article) -> Result<(), Refusal> {
        let article = disguise::take_off(article);
        if article.text.trim().is_empty() {
            return Err(Refusal::NoText);
        }
        if article.text.len() > TEXT_LIMIT {
            return Err(Refusal::TooLarge);
        }
        self.kept = self.kept.checked_sub(article.text.len()).ok_or(Refusal::TooMuch)?;
        self.articles.push(article);
        Ok(())
    }

    /// Notes what became of a part; an error where nothing more of this file may be read.
    pub fn note(&mut self, place: &Place, result: Result<(), Refusal>) -> Result<(), Refusal> {
        match result {
            Err(refusal @ (Refusal::TooMuch | Refusal::TooMany | Refusal::TooManyFiles)) => {
                return Err(refusal);
            }
            Err(refusal) => self.refused.push((place.clone(), refusal)),
            Ok(()) => {}
        }
        Ok(())
    }

    /// Whether what is read is the file itself, not a part of a container.
    pub fn is_outermost(&self) -> bool {
        self.depth == DEPTH_LIMIT
    }

    /// Counts one more part.
    pub fn count_part(&mut self) -> Result<(), Refusal> {
        self.parts = self.parts.checked_sub(1).ok_or(Refusal::TooMany)?;
        Ok(())
    }

    /// Counts one more file of an archive.
    pub fn count_file(&mut self) -> Result<(), Refusal> {
        self.files = self.files.checked_sub(1).ok_or(Refusal::TooManyFiles)?;
        self.count_part()
    }

    /// How many bytes may still be unpacked.
    pub fn may_unpack(&self) -> usize {
        self.unpacked
    }

    /// Counts bytes that were unpacked.
    pub fn count_unpacked(&mut self, bytes: usize) -> Result<(), Refusal> {
        self.unpacked = self.unpacked.checked_sub(bytes).ok_or(Refusal::TooMuch)?;
        Ok(())
    }

    /// Reads what lies in a container, one level deeper.
    pub fn deeper(&mut self, read: impl FnOnce(&mut Self) -> Result<(), Refusal>) -> Result<(), Refusal> {
        self.depth = self.depth.checked_sub(1).ok_or(Refusal::TooDeep)?;
        let result = read(self);
        self.depth += 1;
        result
    }
}
