//! What a person asks to be written, and its bytes: window and command line both come here, so that they
//! write the same.

use super::picture::{Picture, Scale, Theme};
use super::{data, picture, report};
use crate::session::{Workspace, file, share};

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The map as SVG.
    Svg,
    /// The map as PNG.
    Png,
    /// The map as PDF.
    Pdf,
    /// The report as one HTML file.
    Report,
    /// The report as Markdown.
    Markdown,
    /// Data for other programs.
    Data(data::Format),
    /// A session to hand on.
    Session,
}

/// What of the articles' texts a session that is handed on has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Texts {
    /// Short quotes of the evidence alone.
    #[default]
    LeftOut,
    /// All of them.
    Included,
}

impl Kind {
    /// Its name for a person.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Svg => "SVG",
            Self::Png => "PNG",
            Self::Pdf => "PDF",
            Self::Report => "HTML",
            Self::Markdown => "Markdown",
            Self::Data(format) => format.name(),
            Self::Session => "Session to share",
        }
    }

    /// What is in it and what it is good for.
    #[must_use]
    pub fn explanation(self) -> &'static str {
        match self {
            Self::Svg => "A drawing that stays sharp and can be edited; text stays text",
            Self::Png => "Pixels, for slides and pages",
            Self::Pdf => "One page, for print; text stays text",
            Self::Report => {
                "One page for a browser, with the map to click, all evidence, and how it was made"
            }
            Self::Markdown => "Tables and evidence with footnotes, for notes and papers",
            Self::Data(format) => format.explanation(),
            Self::Session => "Map, choices and corrections; whoever has the articles adds them again",
        }
    }

    /// The extension of its files, without the dot.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Pdf => "pdf",
            Self::Report => "html",
            Self::Markdown => "md",
            Self::Data(format) => format.extension(),
            Self::Session => file::EXTENSION,
        }
    }
}

/// A file that is asked for, with all that its bytes depend on besides the session.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// What kind of file.
    pub kind: Kind,
    /// Colours of a picture.
    pub theme: Theme,
    /// What stands above a picture or a report; `None` for a plain title.
    pub title: Option<String>,
    /// Size of a PNG.
    pub scale: Scale,
    /// What of the data.
    pub data: data::Options,
    /// What of the texts, in a session.
    pub texts: Texts,
}

impl Request {
    /// A file of a kind, all else as usual.
    #[must_use]
    pub fn new(kind: Kind) -> Self {
        Self {
            kind,
            theme: Theme::default(),
            title: None,
            scale: Scale::default(),
            data: data::Options::default(),
            texts: Texts::default(),
        }
    }

    /// The bytes of the file. They depend on the session and the request alone; on an evidence folder the
    /// sentences of a report are read from it, and what stands in its own files already is refused, in
    /// words for a person.
    pub fn bytes(&self, workspace: &Workspace) -> Result<Vec<u8>, String> {
        if workspace.session().folder.is_none() {
            return Ok(self.written(workspace));
        }
        if workspace.folder().is_none() {
            return Err("the evidence folder of this session could not be opened".to_owned());
        }
        match self.kind {
            Kind::Report | Kind::Markdown => {
                let mut workspace = workspace.clone();
                let read = workspace.read_strongest(report::FOLDER_LINKS, report::FOLDER_SENTENCES);
                read.map_err(|error| format!("can't read the sentences: {error}"))?;
                Ok(self.written(&workspace))
            }
            Kind::Data(format) if format.needs_all_sentences() => Err(format!(
                "{} of an evidence folder are in its own tables, `events/*.parquet` (see docs/rows.md)",
                format.name()
            )),
            _ => Ok(self.written(workspace)),
        }
    }

    fn written(&self, workspace: &Workspace) -> Vec<u8> {
        let options = picture::Options { theme: self.theme, title: self.title.clone() };
        let title = self.title.as_deref();
        match self.kind {
            Kind::Svg => Picture::new(workspace, &options).svg().into_bytes(),
            Kind::Png => Picture::new(workspace, &options).png(self.scale),
            Kind::Pdf => Picture::new(workspace, &options).pdf(),
            Kind::Report => report::html(workspace, title).into_bytes(),
            Kind::Markdown => report::markdown(workspace, title).into_bytes(),
            Kind::Session => session(workspace, self.texts),
            Kind::Data(format) => format.write(workspace, self.data).into_bytes(),
        }
    }
}

fn session(workspace: &Workspace, texts: Texts) -> Vec<u8> {
    match texts {
        Texts::LeftOut => {
            let (session, readings) = share::without_texts(workspace);
            file::to_bytes(workspace.knowledge(), &session, &readings)
        }
        Texts::Included => {
            let session = workspace.session_to_save();
            file::to_bytes(workspace.knowledge(), &session, workspace.machine_readings())
        }
    }
}
