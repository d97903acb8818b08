//! Version 1 of the session file. Frozen: a change of these types is a new version.
//!
//! Types and names are its own, so that the live types may change. Version 2 took its parts over as they
//! are, so they are written by `v2.rs` too, and a file of version 1 becomes one of version 2 before it is
//! loaded. Only the readings of the cache are written as they are: they may be deleted without loss, and
//! are dropped when they can't be read.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::FileError;
use super::cache::Key;
use super::v2::FileV2;
use crate::actor::ActorId;
use crate::article::{
    Article, ArticleId, Date, Format, HeldText, Origin, Place, Sourced, TextPack, disguise,
};
use crate::event::{EventKind, Reading};
use crate::graph::{ActorSort, Filter};
use crate::layout::Point;
use crate::session::{Arrangement, ArrangementKind, Camera, Choices};

/// A place farther out than this is a mistake of whoever wrote the file.
const FARTHEST: f32 = 1e6;

/// The whole file; `C` is the cache, or nothing where it can't be read.
#[derive(Deserialize)]
struct FileV1<C> {
    // `format` and `version` were read before.
    #[serde(rename = "format")]
    _format: IgnoredAny,
    #[serde(rename = "version")]
    _version: IgnoredAny,
    #[serde(rename = "program", default)]
    _program: IgnoredAny,
    articles: Vec<ArticleV1>,
    #[serde(default)]
    choices: ChoicesV1,
    #[serde(default)]
    positions: BTreeMap<String, PlaceV1>,
    #[serde(default)]
    camera: Option<CameraV1>,
    /// Added to version 1: a file without it, or with one that can't be read, shows the forces. Earlier
    /// programs keep it as unknown.
    #[serde(default)]
    arrangement: Option<Value>,
    cache: Option<C>,
    /// Parts that this version does not know: kept and written back.
    #[serde(flatten)]
    unknown: BTreeMap<String, Value>,
}

#[derive(Default, Deserialize)]
pub(super) struct CacheV1 {
    pub(super) key: Key,
    pub(super) readings: Vec<Reading>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct ArticleV1 {
    id: String,
    places: Vec<FoundV1>,
    format: FormatV1,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    title: Option<SourcedV1>,
    #[serde(default, skip_serializing_if = "is_false")]
    title_in_text: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    date: Option<SourcedV1>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    outlet: Option<SourcedV1>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    url: Option<SourcedV1>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    author: Option<SourcedV1>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    language: Option<SourcedV1>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    problems: Vec<String>,
    /// Always there but in version 3, where texts stand in a part of their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    // What version 3 says of the text that stands elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    length: Option<usize>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    begins: Option<String>,
    /// See `article/signature.rs`; another method gets another name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    signature: Option<String>,
    /// The text that stands elsewhere.
    #[serde(skip)]
    packed: Option<HeldText>,
    /// Parts that are not known: kept and written back.
    #[serde(flatten)]
    pub(super) unknown: BTreeMap<String, Value>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct SourcedV1 {
    value: String,
    origin: OriginV1,
}

/// Where a text was found. Paths are text: what is no Unicode in them can't stand in JSON.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum FoundV1 {
    File(String),
    Line { path: String, line: u32, id: Option<String> },
    Part { path: String, part: String },
    Clipboard,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct ChoicesV1 {
    pins: BTreeMap<String, PlaceV1>,
    hidden: BTreeSet<String>,
    names: BTreeMap<String, String>,
    // Written only where there are any, so that files without them are as before.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    colours: BTreeMap<String, u8>,
    filter: FilterV1,
    /// Parts that are not known: kept and written back.
    #[serde(flatten)]
    pub(super) unknown: BTreeMap<String, Value>,
}

#[derive(Serialize, Deserialize)]
#[serde(default)]
pub(super) struct FilterV1 {
    kinds: Vec<KindV1>,
    from: Option<String>,
    until: Option<String>,
    undated: bool,
    min_sentences: u32,
    strongest: Option<usize>,
    claimed: bool,
    historical: bool,
    hypothetical: bool,
    co_mentions: bool,
    // Written only where they are set, so that files without them are as before.
    #[serde(skip_serializing_if = "is_one")]
    min_articles: u32,
    #[serde(skip_serializing_if = "is_one")]
    min_sources: u32,
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    outlets: BTreeSet<String>,
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    among: BTreeSet<String>,
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    touching: BTreeSet<String>,
    #[serde(skip_serializing_if = "is_true")]
    asserted: bool,
    #[serde(skip_serializing_if = "is_false")]
    negated: bool,
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    without: BTreeSet<SortV1>,
    #[serde(skip_serializing_if = "is_false")]
    without_coded: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum SortV1 {
    Country,
    Organisation,
    Other,
}

#[derive(Serialize, Deserialize)]
pub(super) struct ArrangementV1 {
    kind: ArrangementKindV1,
    #[serde(default = "first_seed")]
    seed: u64,
    #[serde(default)]
    middle: Option<String>,
    #[serde(default)]
    forces: f32,
    /// The pins of the pictures that are not shown.
    #[serde(default)]
    other_pins: Vec<(ArrangementKindV1, BTreeMap<String, PlaceV1>)>,
}

/// x and y.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub(super) struct PlaceV1(pub(super) f32, pub(super) f32);

#[derive(Serialize, Deserialize)]
pub(super) struct CameraV1 {
    center: PlaceV1,
    zoom: f32,
}

frozen!(FormatV1: Format {
    Text = "text",
    Markdown = "markdown",
    Html = "html",
    JsonLine = "json-line",
    Row = "row",
    Word = "word",
    Rtf = "rtf",
    Nexis = "nexis",
    Mail = "mail",
    WebArchive = "web-archive",
    Feed = "feed",
    Reference = "reference",
    Book = "book",
    Pdf = "pdf",
});

frozen!(OriginV1: Origin {
    Given = "given",
    FrontMatter = "front-matter",
    JsonLd = "json-ld",
    OpenGraph = "open-graph",
    Meta = "meta",
    Canonical = "canonical",
    HtmlLang = "html-lang",
    TimeElement = "time-element",
    Heading = "heading",
    FirstLine = "first-line",
    Byline = "byline",
    Properties = "properties",
    Headers = "headers",
    Feed = "feed",
    Nexis = "nexis",
    RunningHead = "running-head",
    Person = "person",
});

frozen!(KindV1: EventKind {
    Agree = "AGREE",
    Consult = "CONSULT",
    Support = "SUPPORT",
    Concede = "CONCEDE",
    Cooperate = "COOPERATE",
    Aid = "AID",
    Retreat = "RETREAT",
    Request = "REQUEST",
    Accuse = "ACCUSE",
    Reject = "REJECT",
    Threaten = "THREATEN",
    Protest = "PROTEST",
    Sanction = "SANCTION",
    Mobilize = "MOBILIZE",
    Coerce = "COERCE",
    Assault = "ASSAULT",
    Statement = "STATEMENT",
});

frozen!(ArrangementKindV1: ArrangementKind {
    Forces = "forces",
    Geography = "geography",
    Circle = "circle",
    Rings = "rings",
    Balance = "balance",
});

/// Reads version 1 as version 2.
pub(super) fn from_bytes(bytes: &[u8]) -> Result<FileV2<CacheV1>, FileError> {
    // A cache that can't be read is dropped; a file that can't be read without it is damaged.
    match serde_json::from_slice::<FileV1<CacheV1>>(bytes) {
        Ok(file) => Ok(file.into()),
        Err(_) => match serde_json::from_slice::<FileV1<IgnoredAny>>(bytes) {
            Ok(file) => Ok(file.without_cache().into()),
            Err(error) => Err(FileError::Damaged(error.to_string())),
        },
    }
}

impl From<FileV1<CacheV1>> for FileV2<CacheV1> {
    fn from(file: FileV1<CacheV1>) -> Self {
        Self {
            articles: file.articles,
            choices: file.choices,
            positions: file.positions,
            camera: file.camera,
            arrangement: file.arrangement,
            cache: file.cache,
            unknown: file.unknown,
            ..Self::default()
        }
    }
}

impl FileV1<IgnoredAny> {
    fn without_cache(self) -> FileV1<CacheV1> {
        FileV1 {
            _format: self._format,
            _version: self._version,
            _program: self._program,
            articles: self.articles,
            choices: self.choices,
            positions: self.positions,
            camera: self.camera,
            arrangement: self.arrangement,
            cache: None,
            unknown: self.unknown,
        }
    }
}

impl ArticleV1 {
    pub(super) fn id(&self) -> &str {
        &self.id
    }

    /// The article as version 3 has it, with this text elsewhere.
    pub(super) fn without_text(article: &Article) -> Self {
        let begins = article.title.is_none().then(|| article.text.beginning().to_owned());
        Self {
            length: Some(article.text.length()),
            begins: begins.filter(|begins| !begins.is_empty()),
            signature: Some(article.text.signature().to_string()),
            ..Self::with(article, None)
        }
    }

    /// Takes the text that a pack has of it.
    pub(super) fn take_text(&mut self, pack: &Arc<TextPack>, id: ArticleId) {
        let begins = self.begins.take().map(Into::into);
        let text = HeldText::packed(pack.clone(), id, self.length.take().unwrap_or_default(), begins);
        let signature = self.signature.take().and_then(|signature| signature.parse().ok());
        self.packed = Some(match signature {
            Some(signature) => text.with_signature(Arc::new(signature)),
            None => text,
        });
    }

    /// Takes a text that stood elsewhere.
    pub(super) fn put_text(&mut self, text: Option<String>) {
        (self.length, self.begins, self.signature) = (None, None, None);
        self.text = text.or_else(|| self.text.take());
    }
}

impl From<&Article> for ArticleV1 {
    fn from(article: &Article) -> Self {
        Self::with(article, Some(article.text.to_string()))
    }
}

impl ArticleV1 {
    fn with(article: &Article, text: Option<String>) -> Self {
        // All fields by name, so that a new one is noticed here.
        let Article {
            id,
            places,
            format,
            text: _,
            title,
            title_in_text,
            date,
            outlet,
            url,
            author,
            language,
            problems,
        } = article;
        Self {
            id: id.to_string(),
            places: places.iter().map(FoundV1::from).collect(),
            format: (*format).into(),
            title: title.as_ref().map(SourcedV1::from),
            title_in_text: *title_in_text,
            date: date.as_ref().map(SourcedV1::from),
            outlet: outlet.as_ref().map(SourcedV1::from),
            url: url.as_ref().map(SourcedV1::from),
            author: author.as_ref().map(SourcedV1::from),
            language: language.as_ref().map(SourcedV1::from),
            problems: problems.clone(),
            text,
            length: None,
            begins: None,
            signature: None,
            packed: None,
            unknown: BTreeMap::new(),
        }
    }
}

impl TryFrom<ArticleV1> for Article {
    type Error = String;

    /// An id that does not fit its text is made again, and the article says so.
    fn try_from(article: ArticleV1) -> Result<Self, String> {
        let mut problems = article.problems;
        // Of a text that was left out the hash is all that tells it.
        let is_withheld = problems.iter().any(|problem| problem == crate::article::WITHHELD);
        let text = match (article.packed, article.text) {
            (Some(packed), _) => packed,
            (None, Some(text)) => text.into(),
            (None, None) => return Err("an article has no text".to_owned()),
        };
        // What stays packed was written by this program, with a checksum; `verify` looks at each text.
        let is_known = is_withheld || text.pack().is_some();
        let id = if is_known { article.id.parse()? } else { ArticleId::of_text(&text) };
        let changed = "its text was changed in the session file";
        if article.id != id.to_string() && !problems.iter().any(|problem| problem == changed) {
            problems.push(changed.to_owned());
        }
        let date = |date: SourcedV1| {
            Ok::<_, String>(Sourced { value: Date::try_from(date.value)?, origin: date.origin.into() })
        };
        let mut article = Self {
            id,
            places: article.places.into_iter().map(Place::from).collect(),
            format: article.format.into(),
            title_in_text: article.title_in_text && article.title.is_some(),
            text,
            title: article.title.map(Sourced::from),
            date: article.date.map(date).transpose()?,
            outlet: article.outlet.map(Sourced::from),
            url: article.url.map(Sourced::from),
            author: article.author.map(Sourced::from),
            language: article.language.map(Sourced::from),
            problems,
        };
        disguise::take_off_metadata(&mut article);
        Ok(article)
    }
}

impl<T: ToString> From<&Sourced<T>> for SourcedV1 {
    fn from(sourced: &Sourced<T>) -> Self {
        Self { value: sourced.value.to_string(), origin: sourced.origin.into() }
    }
}

impl From<SourcedV1> for Sourced<String> {
    fn from(sourced: SourcedV1) -> Self {
        Self { value: sourced.value, origin: sourced.origin.into() }
    }
}

impl From<&Place> for FoundV1 {
    fn from(place: &Place) -> Self {
        match place {
            Place::File(path) => Self::File(path.to_string_lossy().into_owned()),
            Place::Line { path, line, id } => {
                Self::Line { path: path.to_string_lossy().into_owned(), line: *line, id: id.clone() }
            }
            Place::Part { path, part } => {
                Self::Part { path: path.to_string_lossy().into_owned(), part: part.clone() }
            }
            Place::Clipboard => Self::Clipboard,
        }
    }
}

impl From<FoundV1> for Place {
    fn from(found: FoundV1) -> Self {
        match found {
            FoundV1::File(path) => Self::File(path.into()),
            FoundV1::Line { path, line, id } => Self::Line { path: path.into(), line, id },
            FoundV1::Part { path, part } => Self::Part { path: path.into(), part },
            FoundV1::Clipboard => Self::Clipboard,
        }
    }
}

impl From<&Choices> for ChoicesV1 {
    fn from(choices: &Choices) -> Self {
        // The arrangement, the pins of others, views and corrections stand in parts of their own.
        let Choices {
            pins,
            hidden,
            names,
            colours,
            filter,
            arrangement: _,
            other_pins: _,
            corrections: _,
            views: _,
            metadata: _,
        } = choices;
        Self {
            pins: places(pins),
            hidden: hidden.iter().map(ToString::to_string).collect(),
            names: names.iter().map(|(actor, name)| (actor.to_string(), name.clone())).collect(),
            colours: colours.iter().map(|(actor, colour)| (actor.to_string(), *colour)).collect(),
            filter: filter.into(),
            unknown: BTreeMap::new(),
        }
    }
}

impl TryFrom<ChoicesV1> for Choices {
    type Error = String;

    fn try_from(choices: ChoicesV1) -> Result<Self, String> {
        let names = choices.names.into_iter().filter_map(|(actor, name)| {
            let name = name.replace(disguise::is_disguise, " ").trim().to_owned();
            Some((actor_id(&actor)?, name)).filter(|(_, name)| !name.is_empty())
        });
        Ok(Self {
            pins: points(choices.pins),
            hidden: choices.hidden.iter().filter_map(|actor| actor_id(actor)).collect(),
            names: names.collect(),
            colours: choices.colours.iter().filter_map(|(id, hue)| Some((actor_id(id)?, *hue))).collect(),
            filter: choices.filter.try_into()?,
            ..Self::default()
        })
    }
}

/// The arrangement as it is written: nothing for that of every new session.
pub(super) fn arrangement(choices: &Choices) -> Option<ArrangementV1> {
    let Arrangement { kind, seed, middle, forces } = &choices.arrangement;
    let other_pins = choices.other_pins.iter().map(|(kind, pins)| ((*kind).into(), places(pins)));
    let changed = choices.arrangement != Arrangement::default() || !choices.other_pins.is_empty();
    changed.then(|| ArrangementV1 {
        kind: (*kind).into(),
        seed: *seed,
        middle: middle.as_ref().map(ToString::to_string),
        forces: if forces.is_finite() { *forces } else { 0.0 },
        other_pins: other_pins.collect(),
    })
}

pub(super) fn take_arrangement(choices: &mut Choices, read: ArrangementV1) {
    choices.arrangement = Arrangement {
        kind: read.kind.into(),
        seed: read.seed,
        middle: read.middle.and_then(|actor| actor_id(&actor)),
        forces: if read.forces.is_finite() { read.forces.clamp(0.0, 1.0) } else { 0.0 },
    };
    let shown = choices.arrangement.kind;
    let pins = read.other_pins.into_iter().map(|(kind, pins)| (ArrangementKind::from(kind), points(pins)));
    choices.other_pins = pins.filter(|(kind, pins)| *kind != shown && !pins.is_empty()).collect();
}

fn first_seed() -> u64 {
    Arrangement::default().seed
}

impl Default for FilterV1 {
    fn default() -> Self {
        Self::from(&Filter::default())
    }
}

impl From<&Filter> for FilterV1 {
    fn from(filter: &Filter) -> Self {
        let Filter {
            kinds,
            from,
            until,
            undated,
            min_sentences,
            strongest,
            claimed,
            historical,
            hypothetical,
            co_mentions,
            min_articles,
            min_sources,
            outlets,
            among,
            touching,
            without,
            asserted,
            negated,
            coded,
        } = filter;
        Self {
            kinds: kinds.iter().map(KindV1::from).collect(),
            from: from.map(String::from),
            until: until.map(String::from),
            undated: *undated,
            min_sentences: *min_sentences,
            strongest: *strongest,
            claimed: *claimed,
            historical: *historical,
            hypothetical: *hypothetical,
            co_mentions: *co_mentions,
            min_articles: *min_articles,
            min_sources: *min_sources,
            outlets: outlets.clone(),
            among: among.iter().map(ToString::to_string).collect(),
            touching: touching.iter().map(ToString::to_string).collect(),
            asserted: *asserted,
            negated: *negated,
            without: without.iter().map(|sort| SortV1::from(*sort)).collect(),
            without_coded: !coded,
        }
    }
}

impl TryFrom<FilterV1> for Filter {
    type Error = String;

    fn try_from(filter: FilterV1) -> Result<Self, String> {
        Ok(Self {
            kinds: filter.kinds.into_iter().map(EventKind::from).collect(),
            from: filter.from.map(Date::try_from).transpose()?,
            until: filter.until.map(Date::try_from).transpose()?,
            undated: filter.undated,
            min_sentences: filter.min_sentences,
            strongest: filter.strongest,
            claimed: filter.claimed,
            historical: filter.historical,
            hypothetical: filter.hypothetical,
            co_mentions: filter.co_mentions,
            min_articles: filter.min_articles,
            min_sources: filter.min_sources,
            outlets: filter.outlets,
            among: filter.among.iter().filter_map(|actor| actor_id(actor)).collect(),
            touching: filter.touching.iter().filter_map(|actor| actor_id(actor)).collect(),
            asserted: filter.asserted,
            negated: filter.negated,
            without: filter.without.into_iter().map(ActorSort::from).collect(),
            coded: !filter.without_coded,
        })
    }
}

impl From<ActorSort> for SortV1 {
    fn from(sort: ActorSort) -> Self {
        match sort {
            ActorSort::Country => Self::Country,
            ActorSort::Organisation => Self::Organisation,
            ActorSort::Other => Self::Other,
        }
    }
}

impl From<SortV1> for ActorSort {
    fn from(sort: SortV1) -> Self {
        match sort {
            SortV1::Country => Self::Country,
            SortV1::Organisation => Self::Organisation,
            SortV1::Other => Self::Other,
        }
    }
}

/// The least number where no more is asked for.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn is_one(number: &u32) -> bool {
    *number == 1
}

impl From<Camera> for CameraV1 {
    fn from(camera: Camera) -> Self {
        Self { center: camera.center.into(), zoom: camera.zoom }
    }
}

impl From<CameraV1> for Camera {
    fn from(camera: CameraV1) -> Self {
        Self { center: Point::new(camera.center.0, camera.center.1), zoom: camera.zoom }
    }
}

impl From<Point> for PlaceV1 {
    fn from(point: Point) -> Self {
        Self(point.x, point.y)
    }
}

/// Places as they are written: what is not finite can't stand in JSON and is left out.
pub(super) fn places(points: &BTreeMap<ActorId, Point>) -> BTreeMap<String, PlaceV1> {
    let points = points.iter().filter(|(_, point)| is_place(**point));
    points.map(|(actor, point)| (actor.to_string(), PlaceV1::from(*point))).collect()
}

/// Places as they were read: what can't be a place is left out, and found anew by the layout.
pub(super) fn points(places: BTreeMap<String, PlaceV1>) -> BTreeMap<ActorId, Point> {
    let points = places.into_iter().filter_map(|(actor, PlaceV1(x, y))| {
        Some((actor_id(&actor)?, Point::new(x, y))).filter(|(_, point)| is_place(*point))
    });
    points.collect()
}

/// An actor is known by its id alone: one that the gazetteer does not know stays, and does no harm.
pub(super) fn actor_id(id: &str) -> Option<ActorId> {
    let is_id = !id.is_empty() && id.len() <= 200 && !id.contains(char::is_control);
    is_id.then(|| ActorId::new(id))
}

fn is_place(point: Point) -> bool {
    // Not so for NaN either.
    point.x.abs() <= FARTHEST && point.y.abs() <= FARTHEST
}

pub(super) fn is_sane(camera: Camera) -> bool {
    is_place(camera.center) && (1e-3..=1e3).contains(&camera.zoom)
}

pub(super) fn is_false(flag: &bool) -> bool {
    !flag
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn is_true(flag: &bool) -> bool {
    *flag
}

/// Compact JSON. Our own types have no map with keys that are no text, the one thing that can fail.
pub(super) fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned())
}

/// A JSON list with one value a line.
pub(super) fn lines(values: impl Iterator<Item = String>) -> String {
    let values: Vec<String> = values.collect();
    if values.is_empty() { "[]".to_owned() } else { format!("[\n{}\n]", values.join(",\n")) }
}
