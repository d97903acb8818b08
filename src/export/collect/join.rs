//! The rows of one article, from any number of shards, become one article and its events.
//!
//! Of an article that was read by several versions the newest counts; of one that was found with several
//! titles or dates, on which a reading depends, the lowest. Other values that differ: the lowest. So it
//! does not matter which rows come first, nor whether some of them were joined before.

use std::cmp::Ordering;

use crate::session::evidence::EvidenceRow;

/// The order in which rows of one article stand together.
pub(super) fn by_article(one: &EvidenceRow, other: &EvidenceRow) -> Ordering {
    one.hash.cmp(&other.hash)
}

/// One article with its events.
pub(super) struct Joined {
    /// The article alone.
    pub article: EvidenceRow,
    /// Its events, without title, outlet and so on, which stand in `article`.
    pub events: Vec<EvidenceRow>,
}

/// Joins the rows of one article; nothing without rows.
pub(super) fn join(rows: Vec<EvidenceRow>) -> Option<Joined> {
    let newest = rows.iter().map(version).max()?;
    let newest = (newest.0, newest.1.to_owned(), newest.2.to_owned(), newest.3.to_owned());
    let mut rows = rows;
    rows.retain(|row| version(row) == (newest.0, &*newest.1, &*newest.2, &*newest.3));
    let found = rows.iter().map(copy).min().map(|found| found.map(Missing::cloned))?;
    rows.retain(|row| copy(row).map(Missing::cloned) == found);
    let first = rows.first()?;
    let least =
        |value: fn(&EvidenceRow) -> &Option<String>| rows.iter().filter_map(|row| value(row).clone()).min();
    let article = EvidenceRow {
        article: rows.iter().map(|row| &row.article).min()?.clone(),
        hash: first.hash.clone(),
        engine: first.engine.clone(),
        lexicon: first.lexicon.clone(),
        gazetteer: first.gazetteer.clone(),
        title: first.title.clone(),
        outlet: least(|row| &row.outlet),
        published: first.published.clone(),
        url: least(|row| &row.url),
        signature: least(|row| &row.signature),
        ..EvidenceRow::default()
    };
    Some(Joined { events: events(rows), article })
}

/// By which version an article was read; versions are numbers.
fn version(row: &EvidenceRow) -> (u64, &str, &str, &str) {
    (row.engine.parse().unwrap_or(0), &row.engine, &row.lexicon, &row.gazetteer)
}

/// What a reading depends on besides the text; what is missing comes last.
fn copy(row: &EvidenceRow) -> [Missing<'_>; 2] {
    [Missing(row.published.as_ref()), Missing(row.title.as_ref())]
}

/// A value that may be missing, which then is more than any other.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Missing<'a>(Option<&'a String>);

impl Missing<'_> {
    fn cloned(self) -> Option<String> {
        self.0.cloned()
    }
}

impl Ord for Missing<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.0.is_none(), self.0).cmp(&(other.0.is_none(), other.0))
    }
}

impl PartialOrd for Missing<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The events, each once; a row that has its sentence wins over one that has not, then the lowest.
fn events(rows: Vec<EvidenceRow>) -> Vec<EvidenceRow> {
    let events = rows.into_iter().filter(|row| row.event.is_some() && row.dyad().is_some());
    let mut events: Vec<EvidenceRow> = events.map(alone).collect();
    events.sort_by(|one, other| {
        let text = |row: &EvidenceRow| row.text.is_none();
        place(one).cmp(&place(other)).then(text(one).cmp(&text(other))).then(one.cmp(other))
    });
    events.dedup_by(|later, kept| place(later) == place(kept));
    events
}

/// What makes a row of an article another one.
fn place(row: &EvidenceRow) -> impl Ord + '_ {
    (&row.part, row.sentence, row.event, &row.source, &row.target, &row.kind, row.reversed)
}

/// An event without what stands in its article.
fn alone(row: EvidenceRow) -> EvidenceRow {
    EvidenceRow {
        article: String::new(),
        title: None,
        outlet: None,
        published: None,
        url: None,
        signature: None,
        copy_of: None,
        ..row
    }
}
