//! Version 2 of the session file. Frozen: a change of these types is a new version.
//!
//! It adds to version 1 what the person corrected (`correction.rs`), views, and with what the articles were
//! read; articles, choices, positions and arrangement are those of version 1. What a later version adds to
//! the file, to its articles or its choices is kept and written back.
//!
//! The file is made of pieces, so that a large one is packed and read piece by piece (`packed.rs`): some
//! hundred articles or readings each, one a line.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::cache::{self, Key};
use super::coded::TableV1;
use super::correction::CorrectionsV2;
use super::folder::FolderV2;
use super::journal::without_nulls;
use super::packed::{Kind, Packed, Piece};
use super::v1::{
    ArrangementV1, ArticleV1, CacheV1, CameraV1, ChoicesV1, FilterV1, PlaceV1, arrangement, is_sane, json,
    places, points, take_arrangement,
};
use super::{FORMAT, FileError, Loaded};
use crate::article::{Article, ArticleId, SharedArticle, SharedTable, TextPack};
use crate::event::{Knowledge, Reading};
use crate::graph::Filter;
use crate::session::metadata::{Field, Metadata, laid_over};
use crate::session::{Camera, Choices, Session};

/// So many articles or readings are a piece.
const PER_PIECE: usize = 256;

/// The whole file; `C` is the cache, or nothing where it can't be read.
#[derive(Default, Deserialize)]
pub(super) struct FileV2<C> {
    // `format` and `version` were read before.
    #[serde(rename = "format", default)]
    pub _format: IgnoredAny,
    #[serde(rename = "version", default)]
    pub _version: IgnoredAny,
    #[serde(rename = "program", default)]
    pub _program: IgnoredAny,
    /// For people and other programs: the cache has its own key.
    #[serde(rename = "read_with", default)]
    pub _read_with: IgnoredAny,
    pub articles: Vec<ArticleV1>,
    #[serde(default)]
    pub choices: ChoicesV1,
    /// Tables of events that others coded.
    #[serde(default)]
    pub coded: Vec<TableV1>,
    /// What the person set of articles: by article and field.
    #[serde(default)]
    pub metadata: BTreeMap<String, BTreeMap<String, String>>,
    /// The evidence folder that is looked at.
    #[serde(default)]
    pub folder: Option<FolderV2>,
    #[serde(default)]
    pub views: BTreeMap<String, FilterV1>,
    #[serde(default)]
    pub corrections: CorrectionsV2,
    #[serde(default)]
    pub positions: BTreeMap<String, PlaceV1>,
    #[serde(default)]
    pub camera: Option<CameraV1>,
    #[serde(default)]
    pub arrangement: Option<Value>,
    #[serde(default = "none")]
    pub cache: Option<C>,
    /// Parts that this version does not know: kept and written back.
    #[serde(flatten)]
    pub unknown: Unknown,
}

fn none<C>() -> Option<C> {
    None
}

/// What the articles were read with, for people and other programs.
#[derive(Serialize)]
struct ReadWithV2<'a> {
    engine: &'a str,
    lexicon: &'a str,
    gazetteer: &'a str,
}

/// Parts that are not known, by name.
type Unknown = BTreeMap<String, Value>;

/// The names of parts within which something is unknown, in [`Session::unknown`].
const ARTICLES: &str = "articles";
const CHOICES: &str = "choices";
const CORRECTIONS: &str = "corrections";
/// The name of the part with the tables of others.
pub(super) const CODED: &str = "coded";

/// The pieces of a file of version 2: one article and one reading a line, so that a difference can be read.
pub(super) fn pieces(
    knowledge: &Knowledge,
    session: &Session,
    readings: &BTreeMap<ArticleId, Arc<Reading>>,
) -> Vec<Piece> {
    let mut pieces = Pieces::begin(knowledge, "2");
    pieces.frame("\"articles\": ");
    let article = |article: &SharedArticle| json(&frozen(article, session, |article| article.into()));
    pieces.list(Kind::Articles, &session.articles, article);
    pieces.frame(",\n");
    pieces.parts(session);
    let read: Vec<&Arc<Reading>> =
        session.articles.iter().filter_map(|article| readings.get(&article.id)).collect();
    pieces.frame(&format!("\"cache\": {{\"key\": {}, \"readings\": ", json(&Key::now(knowledge))));
    pieces.list(Kind::Readings, &read, |reading| json(&***reading));
    pieces.frame("}\n}\n");
    pieces.pieces
}

/// An article as it is written, with what is not known of it.
pub(super) fn frozen(
    article: &SharedArticle,
    session: &Session,
    freeze: impl Fn(&Article) -> ArticleV1,
) -> ArticleV1 {
    let unknown = session.unknown.get(ARTICLES).and_then(|all| all.get(article.id.to_string()));
    let mut frozen = freeze(article);
    frozen.unknown = within(unknown);
    frozen
}

/// The parts that the person made, with these tables of others, and those that are not known.
fn parts(session: &Session, coded: &[SharedTable]) -> Vec<(String, String)> {
    let choices = &session.choices;
    let mut frozen = ChoicesV1::from(choices);
    frozen.unknown = within(session.unknown.get(CHOICES));
    let mut parts = vec![(CHOICES.to_owned(), json(&frozen))];
    if !choices.views.is_empty() {
        let views = choices.views.iter().map(|(name, filter)| (name, FilterV1::from(filter)));
        parts.push(("views".to_owned(), json(&views.collect::<BTreeMap<_, _>>())));
    }
    let mut corrections = CorrectionsV2::from(&choices.corrections);
    corrections.unknown = within(session.unknown.get(CORRECTIONS));
    if !corrections.is_empty() {
        parts.push((CORRECTIONS.to_owned(), corrections.to_json()));
    }
    if !choices.metadata.is_empty() {
        parts.push(("metadata".to_owned(), json(&written_metadata(&choices.metadata))));
    }
    if !coded.is_empty() {
        parts.push((CODED.to_owned(), super::coded::to_json(coded)));
    }
    if let Some(folder) = &session.folder {
        parts.push(("folder".to_owned(), json(&FolderV2::from(folder))));
    }
    parts.push(("positions".to_owned(), json(&places(&session.positions))));
    let camera = session.camera.filter(|camera| is_sane(*camera)).map(CameraV1::from);
    parts.push(("camera".to_owned(), json(&camera)));
    if let Some(arrangement) = arrangement(choices) {
        parts.push(("arrangement".to_owned(), json(&arrangement)));
    }
    let whole = |name: &str| ![ARTICLES, CHOICES, CORRECTIONS].contains(&name);
    let unknown = session.unknown.iter().filter(|(name, _)| whole(name));
    parts.extend(unknown.map(|(name, value)| (name.clone(), json(value))));
    parts
}

/// All but the articles, their readings and the tables of others, as one value without nulls in objects,
/// for the journal.
pub(super) fn frame(session: &Session) -> Value {
    let parts = parts(session, &[]).into_iter();
    let parts = parts.map(|(name, text)| (name, serde_json::from_str(&text).unwrap_or_default()));
    let mut frame = Value::Object(parts.chain([(ARTICLES.to_owned(), Value::Array(Vec::new()))]).collect());
    without_nulls(&mut frame);
    frame
}

/// The tables of others as [`frame`] would have them.
pub(super) fn coded(tables: &[SharedTable]) -> Value {
    let mut coded = serde_json::from_str(&super::coded::to_json(tables)).unwrap_or_default();
    without_nulls(&mut coded);
    coded
}

fn written_metadata(metadata: &Metadata) -> BTreeMap<String, BTreeMap<&str, &str>> {
    let write = metadata.iter().map(|(article, fields)| {
        let fields = fields.iter().map(|(field, value)| (field.key(), value.as_str())).collect();
        (article.to_string(), fields)
    });
    write.collect()
}

/// What is set, without fields that this version does not know.
fn read_metadata(read: BTreeMap<String, BTreeMap<String, String>>) -> Metadata {
    let articles = read.into_iter().filter_map(|(article, fields)| {
        let known = |(key, value): (String, String)| Some((Field::from_key(&key)?, value));
        let fields: BTreeMap<Field, String> = fields.into_iter().filter_map(known).collect();
        Some((article.parse().ok()?, fields)).filter(|(_, fields)| !fields.is_empty())
    });
    articles.collect()
}

/// What is unknown within a part.
fn within(unknown: Option<&Value>) -> Unknown {
    let fields = unknown.and_then(Value::as_object).into_iter().flatten();
    fields.map(|(name, value)| (name.clone(), value.clone())).collect()
}

/// A file while it is written.
#[derive(Default)]
pub(super) struct Pieces {
    pieces: Vec<Piece>,
}

impl Pieces {
    /// Format, version, and with what the articles were read.
    pub(super) fn begin(knowledge: &Knowledge, version: &str) -> Self {
        let read_with = ReadWithV2 {
            engine: crate::event::ENGINE,
            lexicon: knowledge.lexicon.hash(),
            gazetteer: knowledge.gazetteer.hash(),
        };
        let mut pieces = Self::default();
        pieces.frame("{\n");
        pieces.part("format", &json(&FORMAT));
        pieces.part("version", version);
        pieces.part("program", &json(&concat!("diplograph ", env!("CARGO_PKG_VERSION"))));
        pieces.part("read_with", &json(&read_with));
        pieces
    }

    /// The parts that the person made, and those that are not known.
    pub(super) fn parts(&mut self, session: &Session) {
        for (name, value) in parts(session, &session.coded) {
            self.part(&name, &value);
        }
    }

    /// All.
    pub(super) fn done(self) -> Vec<Piece> {
        self.pieces
    }

    pub(super) fn frame(&mut self, text: &str) {
        match self.pieces.last_mut() {
            Some(Piece::Text(Kind::Frame, last)) => last.push_str(text),
            _ => self.pieces.push(Piece::Text(Kind::Frame, text.to_owned())),
        }
    }

    /// Adds pieces of one kind.
    pub(super) fn extend(&mut self, kind: Kind, texts: Vec<String>) {
        self.pieces.extend(texts.into_iter().map(|text| Piece::Text(kind, text)));
    }

    /// Adds packs of texts with a comma between two.
    pub(super) fn packs(&mut self, packs: Vec<Arc<TextPack>>) {
        for (place, pack) in packs.into_iter().enumerate() {
            if place > 0 {
                self.pieces.push(Piece::Text(Kind::Between, ",\n".to_owned()));
            }
            self.pieces.push(Piece::Packed(pack));
        }
    }

    fn part(&mut self, name: &str, value: &str) {
        self.frame(&format!("{}: {value},\n", json(&name)));
    }

    /// A JSON list with one value a line. A piece but the first begins with the comma before it.
    fn list<T: Sync>(&mut self, kind: Kind, items: &[T], to_json: impl Fn(&T) -> String + Sync) {
        if items.is_empty() {
            return self.frame("[]");
        }
        self.frame("[\n");
        let texts: Vec<String> = items
            .par_chunks(PER_PIECE)
            .map(|items| items.iter().map(&to_json).collect::<Vec<_>>().join(",\n"))
            .collect();
        for (place, text) in texts.into_iter().enumerate() {
            let text = if place == 0 { text } else { format!(",\n{text}") };
            self.pieces.push(Piece::Text(kind, text));
        }
        self.frame("\n]");
    }
}

/// Reads version 2 from one text.
pub(super) fn from_bytes(bytes: &[u8]) -> Result<FileV2<CacheV1>, FileError> {
    // A cache that can't be read is dropped; a file that can't be read without it is damaged.
    match serde_json::from_slice::<FileV2<CacheV1>>(bytes) {
        Ok(file) => Ok(file),
        Err(_) => match serde_json::from_slice::<FileV2<IgnoredAny>>(bytes) {
            Ok(file) => Ok(file.with_cache(None)),
            Err(error) => Err(FileError::Damaged(error.to_string())),
        },
    }
}

/// Reads version 2 from a packed file, piece by piece.
pub(super) fn from_packed(mut packed: Packed<'_>) -> Result<FileV2<CacheV1>, FileError> {
    let mut file = from_bytes(&packed.frame()?)?;
    let lists = packed.take_lists();
    let read: Vec<Result<Items, FileError>> =
        lists.into_par_iter().map(|(kind, member)| items(kind, &packed.unpack(&member)?)).collect();
    for items in read {
        match (items?, &mut file.cache) {
            (Items::Articles(articles), _) => file.articles.extend(articles),
            (Items::Readings(readings), Some(cache)) => cache.readings.extend(readings),
            (Items::Readings(_), None) => {}
        }
    }
    Ok(file)
}

/// Reads a piece as [`Pieces::list`] made it. Readings that can't be read are dropped.
fn items(kind: Kind, text: &str) -> Result<Items, FileError> {
    let list = format!("[{}]", text.strip_prefix(',').unwrap_or(text));
    match kind {
        Kind::Articles => {
            let articles = serde_json::from_str(&list);
            Ok(Items::Articles(articles.map_err(|error| FileError::Damaged(error.to_string()))?))
        }
        Kind::Readings | Kind::Frame | Kind::Texts | Kind::Between => {
            Ok(Items::Readings(serde_json::from_str(&list).unwrap_or_default()))
        }
    }
}

/// The items of a piece.
enum Items {
    Articles(Vec<ArticleV1>),
    Readings(Vec<Reading>),
}

impl<C> FileV2<C> {
    /// The same file with another cache.
    pub(super) fn with_cache(self, cache: Option<CacheV1>) -> FileV2<CacheV1> {
        FileV2 {
            _format: self._format,
            _version: self._version,
            _program: self._program,
            _read_with: self._read_with,
            articles: self.articles,
            choices: self.choices,
            coded: self.coded,
            metadata: self.metadata,
            folder: self.folder,
            views: self.views,
            corrections: self.corrections,
            positions: self.positions,
            camera: self.camera,
            arrangement: self.arrangement,
            cache,
            unknown: self.unknown,
        }
    }
}

/// Makes a session of a file, with the readings of its cache that hold.
pub(super) fn load(knowledge: &Knowledge, file: FileV2<CacheV1>) -> Result<Loaded, FileError> {
    let FileV2 {
        choices,
        coded,
        metadata,
        folder,
        views,
        corrections,
        positions,
        camera,
        arrangement,
        cache,
        mut unknown,
        ..
    } = file;
    let (articles, odd) = articles(file.articles)?;
    remember(&mut unknown, ARTICLES, odd);
    remember(&mut unknown, CHOICES, choices.unknown.clone());
    remember(&mut unknown, CORRECTIONS, corrections.unknown.clone());
    let mut choices = Choices::try_from(choices).map_err(FileError::Damaged)?;
    let arrangement = arrangement.and_then(|value| serde_json::from_value::<ArrangementV1>(value).ok());
    if let Some(arrangement) = arrangement {
        take_arrangement(&mut choices, arrangement);
    }
    let views = views.into_iter().map(|(name, filter)| Ok((name, Filter::try_from(filter)?)));
    choices.views = views.collect::<Result<_, String>>().map_err(FileError::Damaged)?;
    choices.corrections = corrections.try_into().map_err(FileError::Damaged)?;
    choices.metadata = read_metadata(metadata);
    let shown = laid_over(&articles.values().cloned().collect::<Vec<_>>(), &choices.metadata);
    let shown = shown.into_iter().map(|article| (article.id, article)).collect();
    let readings = readings(&choices.corrections.knowledge(knowledge), cache, &shown);
    let session = Session {
        choices,
        positions: points(positions),
        camera: camera.map(Camera::from).filter(|camera| is_sane(*camera)),
        articles: articles.into_values().collect(),
        coded: super::coded::tables(coded),
        folder: folder.map(Into::into),
        unknown,
    };
    Ok(Loaded { session, readings, ..Loaded::default() })
}

/// The articles by id, and what of them is not known.
fn articles(articles: Vec<ArticleV1>) -> Result<(BTreeMap<ArticleId, SharedArticle>, Unknown), FileError> {
    let opened: Vec<Result<(Article, Unknown), String>> = articles
        .into_par_iter()
        .map(|mut article| {
            let unknown = std::mem::take(&mut article.unknown);
            Ok((Article::try_from(article)?, unknown))
        })
        .collect();
    let (mut articles, mut odd) = (BTreeMap::new(), BTreeMap::new());
    for opened in opened {
        let (article, unknown) = opened.map_err(FileError::Damaged)?;
        if !unknown.is_empty() {
            odd.insert(article.id.to_string(), Value::Object(unknown.into_iter().collect()));
        }
        articles.entry(article.id).or_insert_with(|| Arc::new(article));
    }
    Ok((articles, odd))
}

/// Keeps what is unknown within a part under the part's name, which is never unknown itself.
fn remember(unknown: &mut Unknown, part: &str, within: Unknown) {
    unknown.remove(part);
    if !within.is_empty() {
        unknown.insert(part.to_owned(), Value::Object(within.into_iter().collect()));
    }
}

fn readings(
    knowledge: &Knowledge,
    cache: Option<CacheV1>,
    articles: &BTreeMap<ArticleId, SharedArticle>,
) -> BTreeMap<ArticleId, Arc<Reading>> {
    let holds = cache.as_ref().is_some_and(|cache| cache.key == Key::now(knowledge));
    let readings = cache.map(|cache| cache.readings).unwrap_or_default().into_par_iter();
    let readings = readings.filter_map(|reading| {
        let article = articles.get(&reading.article)?;
        // What was read in a text that was left out can't be read again.
        if !holds && !article.is_withheld() {
            return None;
        }
        cache::fits(&reading, article).then(|| (reading.article, Arc::new(reading)))
    });
    readings.collect::<Vec<_>>().into_iter().collect()
}
