//! Finds words in the names of actors, the titles of articles, the sentences behind relations, and what
//! tables of others say of the events that they coded.
//!
//! A linear scan over folded text: case, accents and line breaks do not matter. What a hit is shown as
//! is left to the views.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::{CodedEvidence, FoundCoded, RelationGraph, Sources, event};
use crate::article::{ArticleId, Part};

/// All that can be found in one graph, folded once.
#[derive(Clone, Debug, Default)]
pub struct SearchIndex {
    /// Index of an actor of the graph.
    names: Lines<usize>,
    titles: Lines<ArticleId>,
    sentences: Lines<FoundSentence>,
    /// Index of a relation, and one of its events.
    coded: Lines<(usize, CodedEvidence)>,
}

/// A sentence of evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundSentence {
    /// Its article.
    pub article: ArticleId,
    /// Title or text.
    pub part: Part,
    /// Index of the sentence in its part.
    pub sentence: usize,
    /// An event in it, as an index in the reading's events.
    pub event: usize,
    /// The relations of its events, as indices of the graph.
    pub relations: Vec<usize>,
}

/// What holds all words of a query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Actors by name, as indices of the graph: names that begin with the query first, then those with
    /// a word that does, then the others; among these those with more events.
    pub actors: Vec<usize>,
    /// Articles by title, in the order of dates.
    pub articles: Vec<ArticleId>,
    /// Sentences behind relations, in the order of relations by strength.
    pub sentences: Vec<FoundSentence>,
    /// Events that others coded, each with its relation as an index of the graph, in the same order.
    pub coded: Vec<(usize, CodedEvidence)>,
    /// The relations of these sentences and events, as indices of the graph: strongest first.
    pub relations: BTreeSet<usize>,
}

impl SearchIndex {
    /// Folds names, titles and the sentences behind the relations of a graph.
    #[must_use]
    pub fn new(sources: Sources<'_>, graph: &RelationGraph) -> Self {
        let mut index = Self::default();
        let mut actors: Vec<usize> = (0..graph.actors.len()).collect();
        actors.sort_by_key(|&actor| std::cmp::Reverse(graph.actors[actor].events));
        for actor in actors {
            index.names.push(&graph.actors[actor].label, actor);
        }
        let mut articles: Vec<_> = sources.articles.iter().collect();
        articles.sort_by_key(|article| (article.date.as_ref().map(|date| date.value), article.id));
        for article in articles {
            index.titles.push(&article.label(), article.id);
        }
        index.add_sentences(sources, graph);
        index.add_coded(sources, graph);
        index
    }

    /// Who coded it, their code and mode, the names they give, the outlet, and the text where they carry one.
    fn add_coded(&mut self, sources: Sources<'_>, graph: &RelationGraph) {
        for (number, relation) in graph.relations.iter().enumerate() {
            for at in &relation.coded {
                let Some(FoundCoded { coding, event, row, .. }) = FoundCoded::at(sources.coded, *at) else {
                    continue;
                };
                let words = [
                    coding.table.scheme.name(),
                    event.kind.label(),
                    &row.code,
                    &row.mode,
                    &row.source.name,
                    &row.target.name,
                    &row.outlet,
                    &row.text,
                ];
                self.coded.push(&words.join(" "), (number, *at));
            }
        }
    }

    fn add_sentences(&mut self, sources: Sources<'_>, graph: &RelationGraph) {
        let articles: BTreeMap<_, _> =
            sources.articles.iter().map(|article| (article.id, article.as_ref())).collect();
        let mut known: BTreeMap<(ArticleId, Part, usize), usize> = BTreeMap::new();
        for (relation, evidence) in
            graph.relations.iter().enumerate().flat_map(|(i, r)| r.evidence.iter().map(move |e| (i, e)))
        {
            let Some(found) = event(sources.readings, evidence) else { continue };
            let place = (evidence.article, found.part, found.sentence);
            if let Some(&line) = known.get(&place) {
                let relations = &mut self.sentences.of[line].relations;
                if !relations.contains(&relation) {
                    relations.push(relation);
                }
                continue;
            }
            let (Some(article), Some(reading)) =
                (articles.get(&evidence.article), sources.readings.get(&evidence.article))
            else {
                continue;
            };
            let span = reading.sentence_span(found.part, found.sentence);
            known.insert(place, self.sentences.of.len());
            let line = FoundSentence {
                article: evidence.article,
                part: found.part,
                sentence: found.sentence,
                event: evidence.event,
                relations: vec![relation],
            };
            self.sentences.push(span.of(article.part(found.part)), line);
        }
    }

    /// All that holds every word of the query; nothing for an empty one.
    #[must_use]
    pub fn find(&self, query: &str) -> Found {
        let query = folded(query);
        if query.is_empty() {
            return Found::default();
        }
        let mut names: Vec<usize> = self.names.holding(&query);
        names.sort_by_key(|&line| rank(self.names.line(line), &query));
        let sentences: Vec<FoundSentence> =
            self.sentences.holding(&query).into_iter().map(|line| self.sentences.of[line].clone()).collect();
        let coded: Vec<(usize, CodedEvidence)> =
            self.coded.holding(&query).into_iter().map(|line| self.coded.of[line]).collect();
        let told = sentences.iter().flat_map(|sentence| &sentence.relations).copied();
        Found {
            actors: names.into_iter().map(|line| self.names.of[line]).collect(),
            articles: self.titles.holding(&query).into_iter().map(|line| self.titles.of[line]).collect(),
            relations: told.chain(coded.iter().map(|(relation, _)| *relation)).collect(),
            sentences,
            coded,
        }
    }
}

/// Where a name has the query: at its start, at the start of a word, within.
fn rank(name: &str, query: &str) -> u8 {
    match name.find(query) {
        Some(0) => 0,
        Some(at) if name[..at].ends_with(|c: char| !c.is_alphanumeric()) => 1,
        _ => 2,
    }
}

/// Folded lines in one text, and what each stands for.
#[derive(Clone, Debug)]
struct Lines<T> {
    /// Each line ends with a line break; none has one within.
    text: String,
    /// Where each line begins.
    starts: Vec<usize>,
    of: Vec<T>,
}

impl<T> Default for Lines<T> {
    fn default() -> Self {
        Self { text: String::new(), starts: Vec::new(), of: Vec::new() }
    }
}

impl<T> Lines<T> {
    fn push(&mut self, words: &str, of: T) {
        self.starts.push(self.text.len());
        fold_into(&mut self.text, words);
        self.text.push('\n');
        self.of.push(of);
    }

    fn line(&self, line: usize) -> &str {
        let end = self.starts.get(line + 1).map_or(self.text.len(), |start| *start);
        self.text[self.starts[line]..end].trim_end_matches('\n')
    }

    /// The lines that hold all words of a folded query, in their order.
    fn holding(&self, query: &str) -> Vec<usize> {
        let mut words: Vec<&str> = query.split(' ').collect();
        // The longest is the rarest as a rule: only lines with it are looked at again.
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let Some((longest, others)) = words.split_first() else { return Vec::new() };
        let mut lines: Vec<usize> = self
            .text
            .match_indices(longest)
            .map(|(at, _)| self.starts.partition_point(|start| *start <= at) - 1)
            .collect();
        lines.dedup();
        lines.retain(|&line| others.iter().all(|word| self.line(line).contains(word)));
        lines
    }
}

fn folded(text: &str) -> String {
    let mut folded = String::new();
    fold_into(&mut folded, text);
    folded
}

/// Lower case, no accents, one blank for any white space, none at the ends.
fn fold_into(folded: &mut String, text: &str) {
    let start = folded.len();
    for word in text.split_whitespace() {
        if folded.len() > start {
            folded.push(' ');
        }
        if word.is_ascii() {
            folded.extend(word.bytes().map(|byte| char::from(byte.to_ascii_lowercase())));
        } else {
            folded.extend(word.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(words: &[&str]) -> Lines<usize> {
        let mut lines = Lines::default();
        for (i, words) in words.iter().enumerate() {
            lines.push(words, i);
        }
        lines
    }

    #[test]
    fn case_accents_and_line_breaks_do_not_matter() {
        assert_eq!(folded("  Côte\r\n d’Ivoire "), "cote d’ivoire");
        assert_eq!(lines(&["Peru", "CÔTE d’Ivoire"]).holding(&folded("cote  D")), [1]);
    }

    #[test]
    fn all_words_must_be_there_in_any_order_and_no_hit_spans_two_lines() {
        let lines = lines(&["china warned kenya", "kenya thanked peru", "peru"]);
        assert_eq!(lines.holding("kenya warned"), [0]);
        assert_eq!(lines.holding("kenya"), [0, 1]);
        assert_eq!(lines.holding("peru peru"), [1, 2]);
        assert_eq!(lines.holding("perupe"), Vec::<usize>::new());
    }

    #[test]
    fn names_that_begin_with_the_query_come_first() {
        assert_eq!([rank("iran", "ir"), rank("the ira", "ir"), rank("zaire", "ir")], [0, 1, 2]);
    }
}
