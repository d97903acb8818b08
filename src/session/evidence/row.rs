//! The rows of evidence: what `extract --rows evidence` writes, `collect` sorts and the window reads.
//! `docs/rows.md` describes each column.

use super::table::row;
use crate::actor::ActorId;
use crate::article::Date;

row! {
    /// One event of an article in one direction, or, without an `event`, an article alone.
    pub struct EvidenceRow {
        /// The input's id, else the hash.
        "article" article: String,
        /// SHA-256 of the article's normalised text.
        "hash" hash: String,
        /// Version of the rules it was read by.
        "engine" engine: String,
        /// Hash of the words of events.
        "lexicon" lexicon: String,
        /// Hash of the names of actors.
        "gazetteer" gazetteer: String,
        /// Headline.
        "title" title: Option<String>,
        /// Newspaper, agency or site.
        "outlet" outlet: Option<String>,
        /// Date of the article: a day, a month or a year.
        "published" published: Option<String>,
        /// Address of the page.
        "url" url: Option<String>,
        /// Of the text, to know near-duplicates; in the first row of an article.
        "signature" signature: Option<String>,
        /// In collected rows of an article that has near-duplicates: the hash of their first.
        "copy_of" copy_of: Option<String>,
        /// Number of the event in its article.
        "event" event: Option<u32>,
        /// `title` or `text`.
        "part" part: Option<String>,
        /// Number of the sentence in its part.
        "sentence" sentence: Option<u32>,
        /// First character of the sentence in its part.
        "start" start: Option<u32>,
        /// One past its last character.
        "end" end: Option<u32>,
        /// Who acts.
        "source" source: Option<String>,
        /// Who is acted on.
        "target" target: Option<String>,
        /// PLOVER type, or `STATEMENT`.
        "type" kind: Option<String>,
        /// CAMEO code.
        "cameo" cameo: Option<String>,
        /// 1 to 4, 0 for a statement.
        "quad" quad: Option<u32>,
        /// It holds both ways, and has a row for each.
        "reciprocal" reciprocal: bool,
        /// The other way of an event that holds both ways.
        "reversed" reversed: bool,
        /// Denied or not done.
        "negated" negated: bool,
        /// `asserted`, `announced`, `hypothetical` or `question`.
        "modality" modality: Option<String>,
        /// Who claims it, where it is no more than a claim.
        "claimed_by" claimed_by: Option<String>,
        /// Long ago.
        "historical" historical: bool,
        /// The sentence is damaged.
        "damaged" damaged: bool,
        /// The default picture counts it.
        "counted" counted: bool,
        /// When it happened, as the words say.
        "date" date: Option<String>,
        /// Who says it.
        "speaker" speaker: Option<String>,
        /// The deciding words.
        "cue" cue: Option<String>,
        /// The rule or row of the lexicon.
        "rule" rule: Option<String>,
        /// What the rule stands on.
        "grounds" grounds: Option<String>,
        /// First character of the source in its part.
        "source_start" source_start: Option<u32>,
        /// One past its last character.
        "source_end" source_end: Option<u32>,
        /// First character of the target in its part.
        "target_start" target_start: Option<u32>,
        /// One past its last character.
        "target_end" target_end: Option<u32>,
        /// The deciding words' characters: `12-18 30-35`.
        "cue_spans" cue_spans: Option<String>,
        /// The sentence, if it was asked for.
        "text" text: Option<String>,
        /// Who coded the event, where that was not this program.
        "coded_by" coded_by: Option<String>,
        /// Their score, by their own scale.
        "coded_score" coded_score: Option<String>,
    }
}

row! {
    /// What the map needs of a row: for it all rows of a folder are kept in memory.
    pub struct LinkRow {
        /// Number of the article: its row in the table of articles.
        "article" article: u32,
        /// The part and the number of the sentence: `2 * sentence`, and 1 more for the title.
        "place" place: u32,
        /// Number of the event in its article.
        "event" event: u32,
        /// Type and statuses, see `graph::Marks`.
        "marks" marks: u32,
        /// When: the event's own date, else the article's, as `graph` packs it.
        "date" date: u32,
    }
}

row! {
    /// Whose an article is.
    pub struct SourceRow {
        /// Number of the outlet in the list of outlets, from 1; 0 for none.
        "outlet" outlet: u32,
        /// Number of the first of its near-duplicates, its own if it has none.
        "first_copy" first_copy: u32,
    }
}

row! {
    /// Events of one type of a directed dyad in a week and an outlet.
    pub struct AggregateRow {
        /// Who acts.
        "source" source: String,
        /// Who is acted on.
        "target" target: String,
        /// PLOVER type, or `STATEMENT`.
        "type" kind: String,
        /// The default picture counts them.
        "counted" counted: bool,
        /// The Monday of the week; nothing where no day is known.
        "week" week: Option<String>,
        /// Newspaper, agency or site.
        "outlet" outlet: Option<String>,
        /// Different events.
        "events" events: u32,
        /// Different sentences.
        "sentences" sentences: u32,
        /// Different articles.
        "articles" articles: u32,
        /// Articles without those that are near-duplicates of an earlier one.
        "originals" originals: u32,
    }
}

impl EvidenceRow {
    /// When it happened: the event's own date, else the article's.
    #[must_use]
    pub fn happened(&self) -> Option<Date> {
        let date = |text: &Option<String>| text.clone().and_then(|text| Date::try_from(text).ok());
        date(&self.date).or_else(|| date(&self.published))
    }

    /// Who acts and who is acted on; nothing for an article alone.
    #[must_use]
    pub fn dyad(&self) -> Option<(ActorId, ActorId)> {
        Some((ActorId::new(self.source.as_deref()?), ActorId::new(self.target.as_deref()?)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::table::Row as _;
    use super::*;

    #[test]
    fn the_document_names_all_columns_in_order() {
        let document = include_str!("../../../docs/rows.md");
        let named: Vec<&str> = document
            .lines()
            .filter_map(|line| line.strip_prefix("| `")?.split_once("` | "))
            .filter(|(_, rest)| ["text", "number", "true"].iter().any(|kind| rest.starts_with(kind)))
            .map(|(column, _)| column)
            .collect();
        let columns = EvidenceRow::COLUMNS.iter().chain(AggregateRow::COLUMNS).map(|(name, ..)| *name);
        assert_eq!(named, columns.collect::<Vec<_>>());
    }

    #[test]
    fn a_line_of_json_may_lack_what_it_does_not_know() {
        let row: EvidenceRow = serde_json::from_str(r#"{"hash": "ab", "type": "AID"}"#).unwrap();
        assert_eq!((row.hash.as_str(), row.kind.as_deref(), row.negated), ("ab", Some("AID"), false));
    }
}
