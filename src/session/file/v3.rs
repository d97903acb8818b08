//! Version 3 of the session file: that of large sessions, so that opening is lazy.
//!
//! It is version 2 with two differences. The texts of articles stand in a part of their own, `texts`, as an
//! object by article, and what an article says of its text is its length, its signature and, where there
//! is no title, how it begins: a text is unpacked when somebody asks for it. Readings are written in few
//! bytes (`compact.rs`). Smaller sessions stay version 2, which earlier programs open.
//!
//! Articles are cut into runs by the first bits of their ids, so that one more article changes one run; the
//! pack of texts of a run that did not change is written as it was read.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;

use super::cache::Key;
use super::compact;
use super::packed::{self, Kind, Packed, Piece};
use super::v1::{ArticleV1, CacheV1, json};
use super::v2::{self, FileV2};
use super::{FileError, Session};
use crate::article::{Article, ArticleId, HeldText, SharedArticle, TextPack};
use crate::event::{Knowledge, Reading};

/// A session with fewer bytes of text is written as version 2.
pub(super) const LARGE: usize = 1 << 20;
/// So many bytes of text are a run, at most.
const RUN: usize = 64 << 10;
/// At most so many bits of an id tell its run.
const MOST_BITS: u32 = 16;
/// The part with the texts.
const TEXTS: &str = "texts";

#[derive(Default, Deserialize)]
struct CacheV3 {
    #[serde(default)]
    key: Key,
    #[serde(default)]
    readings: Vec<Value>,
}

/// Whether a session is written as version 3.
pub(super) fn is_large(session: &Session) -> bool {
    let length = session.articles.iter().map(|article| article.text.length()).sum::<usize>();
    length >= LARGE
}

/// The pieces of a file of version 3.
pub(super) fn pieces(
    knowledge: &Knowledge,
    session: &Session,
    readings: &BTreeMap<ArticleId, Arc<Reading>>,
) -> Vec<Piece> {
    let runs = runs(session.articles.iter().map(|article| (article.id, article.text.length())));
    let articles = &session.articles;
    let mut pieces = v2::Pieces::begin(knowledge, "3");
    let article = |article: &SharedArticle| json(&v2::frozen(article, session, ArticleV1::without_text));
    pieces.frame("\"articles\": [\n");
    pieces.extend(Kind::Articles, lines(&runs, |run| articles[run].iter().map(article).collect()));
    pieces.frame("\n],\n");
    pieces.parts(session);
    pieces.frame(&format!("\"cache\": {{\"key\": {}, \"readings\": [\n", json(&Key::now(knowledge))));
    let reading = |article: &SharedArticle| Some(compact::to_json(readings.get(&article.id)?));
    pieces.extend(Kind::Readings, lines(&runs, |run| articles[run].iter().filter_map(reading).collect()));
    pieces.frame("\n]},\n\"texts\": {\n");
    pieces.packs(runs.par_iter().map(|run| text_pack(&articles[run.clone()])).collect());
    pieces.frame("\n}\n}\n");
    pieces.done()
}

/// The text of each run: its lines, behind a comma where lines stand before it.
fn lines(runs: &[Range<usize>], of_run: impl Fn(Range<usize>) -> Vec<String> + Sync) -> Vec<String> {
    let texts: Vec<String> = runs.par_iter().map(|run| of_run(run.clone()).join(",\n")).collect();
    let mut is_first = true;
    let texts = texts.into_iter().filter(|text| !text.is_empty());
    texts.map(|text| if std::mem::take(&mut is_first) { text } else { format!(",\n{text}") }).collect()
}

/// Runs of articles that are sorted by id, as indices.
fn runs(articles: impl Iterator<Item = (ArticleId, usize)>) -> Vec<Range<usize>> {
    let articles: Vec<(ArticleId, usize)> = articles.collect();
    let length: usize = articles.iter().map(|(_, length)| length).sum();
    let bits = length.div_ceil(RUN).next_power_of_two().trailing_zeros().min(MOST_BITS);
    let run = |index: usize| articles[index].0.first_bits(bits);
    let mut runs: Vec<Range<usize>> = Vec::new();
    for index in 0..articles.len() {
        match runs.last_mut() {
            Some(last) if run(last.start) == run(index) => last.end = index + 1,
            _ => runs.push(index..index + 1),
        }
    }
    runs
}

/// The pack of the texts of a run: the one that they come from, where it holds these and no more.
fn text_pack(articles: &[SharedArticle]) -> Arc<TextPack> {
    if let Some(pack) = articles.first().and_then(|article| article.text.pack())
        && articles.iter().all(|article| article.text.pack().is_some_and(|one| Arc::ptr_eq(one, pack)))
        && pack.texts() == articles.len()
    {
        return pack.clone();
    }
    new_pack(articles.iter().map(AsRef::as_ref))
}

fn new_pack<'a>(articles: impl Iterator<Item = &'a Article>) -> Arc<TextPack> {
    let lines: Vec<String> =
        articles.map(|article| format!("{}: {}", json(&article.id), json(&article.text.as_str()))).collect();
    let bytes = packed::member(Kind::Texts, &lines.join(",\n"));
    Arc::new(TextPack::new(bytes.into(), lines.len()))
}

/// Packs the texts of articles, as a session of them would have them.
pub fn pack_texts<'a>(articles: impl Iterator<Item = &'a mut Article>) {
    let mut articles: Vec<&mut Article> = articles.collect();
    if articles.iter().map(|article| article.text.length()).sum::<usize>() < LARGE {
        return;
    }
    articles.sort_by_key(|article| article.id);
    let (mut rest, mut slices) = (articles.as_mut_slice(), Vec::new());
    for run in runs(rest.iter().map(|article| (article.id, article.text.length()))) {
        let (slice, after) = std::mem::take(&mut rest).split_at_mut(run.len());
        slices.push(slice);
        rest = after;
    }
    slices.into_par_iter().for_each(pack_run);
}

fn pack_run(articles: &mut [&mut Article]) {
    let pack = new_pack(articles.iter().map(|article| &**article));
    for article in articles {
        let signature = article.text.signature().clone();
        let beginning = article.title.is_none().then(|| article.text.beginning().into());
        let text = HeldText::packed(pack.clone(), article.id, article.text.length(), beginning);
        article.text = text.with_signature(signature);
    }
}

/// Reads version 3 from a packed file, piece by piece; texts stay packed.
pub(super) fn from_packed(mut packed: Packed<'_>) -> Result<FileV2<CacheV1>, FileError> {
    let mut file = of_text(&packed.frame()?)?;
    // Here the part is empty: what it holds stays packed.
    file.unknown.remove(TEXTS);
    let mut members = packed.take_lists();
    let mut of_kind = |asked: Kind| -> Vec<Cow<'_, [u8]>> {
        members.extract_if(.., |(kind, _)| *kind == asked).map(|(_, member)| member).collect()
    };
    let (heads, texts) = (of_kind(Kind::Articles), of_kind(Kind::Texts));
    let readings = of_kind(Kind::Readings);
    if heads.len() != texts.len() {
        return Err(FileError::Damaged("some of its texts are missing".to_owned()));
    }
    let articles: Vec<Result<Vec<ArticleV1>, FileError>> =
        heads.into_par_iter().zip(texts).map(|(heads, texts)| articles(&packed, &heads, texts)).collect();
    for articles in articles {
        file.articles.extend(articles?);
    }
    if let Some(cache) = &mut file.cache {
        let pieces = readings.into_par_iter();
        let read = pieces.map(|member| Ok(compact::read(&list(&packed.unpack(&member)?))));
        let read: Vec<Result<Vec<Reading>, FileError>> = read.collect();
        for readings in read {
            cache.readings.extend(readings?);
        }
    }
    Ok(file)
}

/// The articles of a run with their texts.
fn articles(packed: &Packed<'_>, heads: &[u8], texts: Cow<'_, [u8]>) -> Result<Vec<ArticleV1>, FileError> {
    packed::check(&texts)?;
    let heads = serde_json::from_str::<Vec<ArticleV1>>(&list(&packed.unpack(heads)?));
    let mut heads = heads.map_err(|error| FileError::Damaged(error.to_string()))?;
    let ids: Result<Vec<ArticleId>, String> = heads.iter().map(|head| head.id().parse()).collect();
    let ids = ids.map_err(FileError::Damaged)?;
    let pack = Arc::new(TextPack::new(texts.into_owned().into(), ids.len()));
    for (head, id) in heads.iter_mut().zip(ids) {
        head.take_text(&pack, id);
    }
    Ok(heads)
}

/// A piece as a list.
fn list(piece: &str) -> String {
    format!("[{}]", piece.strip_prefix(',').unwrap_or(piece))
}

/// Reads version 3 from one text.
pub(super) fn from_bytes(bytes: &[u8]) -> Result<FileV2<CacheV1>, FileError> {
    let mut file = of_text(bytes)?;
    let texts = file.unknown.remove(TEXTS).unwrap_or_default();
    let mut texts: BTreeMap<String, String> =
        serde_json::from_value(texts).map_err(|error| FileError::Damaged(error.to_string()))?;
    for article in &mut file.articles {
        article.put_text(texts.remove(article.id()));
    }
    Ok(file)
}

fn of_text(bytes: &[u8]) -> Result<FileV2<CacheV1>, FileError> {
    let damaged = |error: serde_json::Error| FileError::Damaged(error.to_string());
    let (mut file, cache) = match serde_json::from_slice::<FileV2<CacheV3>>(bytes) {
        Ok(mut file) => {
            let cache = file.cache.take();
            (file.with_cache(None), cache)
        }
        // A cache that can't be read is dropped; a file that can't be read without it is damaged.
        Err(_) => {
            let file = serde_json::from_slice::<FileV2<IgnoredAny>>(bytes).map_err(damaged)?;
            (file.with_cache(None), None)
        }
    };
    file.cache = cache.map(|cache| CacheV1 {
        key: cache.key,
        readings: compact::read(&Value::Array(cache.readings).to_string()),
    });
    Ok(file)
}
