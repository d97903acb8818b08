//! A session to hand on: without the texts of its articles, but for short quotes of the evidence.
//!
//! What stays of a text are the sentences that tell an event, each cut to at most [`MOST_WORDS`] words: its
//! actors, its deciding words and what stands around them. The readings are moved onto them. The article keeps its hash, so
//! that the receiver's own copy of the text takes their place as soon as it is added
//! ([`crate::session::Workspace::add`]). Folders are taken off the names of files.
//!
//! Known limits: mentions outside the quotes are left out, so that actors that only were named are not
//! counted; near-duplicates are not found among articles without their texts, so that copies count as
//! sources of their own until the texts are there again.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::{Session, Workspace};
use crate::article::{Article, ArticleId, Part, Place, Span, WITHHELD};
use crate::event::{Event, Reading};
use crate::language::Sentence;

/// Words that a quote has at most.
pub const MOST_WORDS: usize = 25;

/// What stands between two quotes.
const GAP: &str = "\n\n[…]\n\n";
/// What stands where a sentence was cut at its ends.
const CUT: &str = "…";
/// What stands where it was cut between.
const BETWEEN: &str = " … ";

/// The session of a workspace without texts, with the machine's readings on what is left of them.
#[must_use]
pub fn without_texts(workspace: &Workspace) -> (Session, BTreeMap<ArticleId, Arc<Reading>>) {
    let mut session = workspace.session_to_save();
    if let Some(folder) = &mut session.folder {
        folder.path = folder.path.file_name().map_or_else(PathBuf::new, PathBuf::from);
    }
    let shared: Vec<(Article, Option<Reading>)> = session
        .articles
        .par_iter()
        .map(|article| {
            let machine = workspace.machine_readings().get(&article.id);
            let corrected = workspace.readings().get(&article.id);
            let told: Vec<&Event> =
                [machine, corrected].into_iter().flatten().flat_map(|reading| &reading.events).collect();
            match machine {
                Some(reading) if !article.is_withheld() => {
                    let (article, reading) = share(article, reading, &told);
                    (article, Some(reading))
                }
                Some(reading) => (without_folders(article), Some((**reading).clone())),
                None => (share(article, &nothing_read(article.id), &[]).0, None),
            }
        })
        .collect();
    session.articles = shared.iter().map(|(article, _)| Arc::new(article.clone())).collect();
    let readings = shared.into_iter().filter_map(|(article, reading)| Some((article.id, Arc::new(reading?))));
    let readings = readings.collect();
    cut_own_quotes(&mut session);
    (session, readings)
}

fn nothing_read(article: ArticleId) -> Reading {
    Reading {
        article,
        readable: crate::language::Readable::Full,
        title_sentences: Vec::new(),
        text_sentences: Vec::new(),
        mentions: Vec::new(),
        events: Vec::new(),
    }
}

/// The article with only its quotes, and its reading on them.
fn share(article: &Article, reading: &Reading, told: &[&Event]) -> (Article, Reading) {
    let quotes = Quotes::new(article, reading, told);
    let mut shared = without_folders(article);
    shared.text = quotes.text.clone().into();
    // The headline is named as a title; its line in the text is a quote like others.
    shared.title_in_text = false;
    shared.problems.push(WITHHELD.to_owned());
    let mut moved = reading.clone();
    moved.text_sentences = quotes.sentences();
    moved.mentions.retain_mut(|mention| match mention.part {
        Part::Title => true,
        Part::Text => match quotes.within(mention.sentence, mention.span) {
            Some((sentence, span)) => {
                (mention.sentence, mention.span) = (sentence, span);
                true
            }
            None => false,
        },
    });
    moved.events.retain_mut(|event| event.part == Part::Title || quotes.move_event(event));
    (shared, moved)
}

/// The article with the names of its files alone: folders tell of a person's computer.
fn without_folders(article: &Article) -> Article {
    let mut article = article.clone();
    let name = |path: &Path| path.file_name().map_or_else(PathBuf::new, PathBuf::from);
    for place in &mut article.places {
        match place {
            Place::File(path) | Place::Line { path, .. } | Place::Part { path, .. } => *path = name(path),
            _ => {}
        }
    }
    article.places.sort();
    article.places.dedup();
    article
}

/// What is left of a text.
struct Quotes {
    text: String,
    /// By the number of the old sentence.
    kept: BTreeMap<usize, Kept>,
}

/// A sentence that stays.
struct Kept {
    /// Its number among those that stay.
    number: usize,
    /// The pieces that stay, in order: where they stood, and where they stand.
    pieces: Vec<(Span, Span)>,
    sentence: Sentence,
}

impl Quotes {
    fn new(article: &Article, reading: &Reading, told: &[&Event]) -> Self {
        let mut spans: BTreeMap<usize, BTreeSet<Span>> = BTreeMap::new();
        for event in told.iter().filter(|event| event.part == Part::Text) {
            let of_sentence = spans.entry(event.sentence).or_default();
            of_sentence.extend([event.source_span, event.target_span]);
            of_sentence.extend(event.cue_spans.iter().copied());
        }
        let mut quotes = Self { text: String::new(), kept: BTreeMap::new() };
        for (index, spans) in spans {
            let Some(sentence) = reading.text_sentences.get(index) else { continue };
            let pieces =
                quotes.push(&article.text, sentence.span, &pieces(&article.text, sentence.span, &spans));
            if pieces.is_empty() {
                continue;
            }
            let number = quotes.kept.len();
            quotes.kept.insert(index, Kept { number, pieces, sentence: sentence.clone() });
        }
        quotes
    }

    /// Adds the pieces of a sentence; where they stood, and where they stand.
    fn push(&mut self, text: &str, sentence: Span, pieces: &[Span]) -> Vec<(Span, Span)> {
        let mut moved = Vec::new();
        for (number, old) in pieces.iter().enumerate() {
            let Some(words) = text.get(old.start..old.end) else { continue };
            if number > 0 {
                self.text.push_str(BETWEEN);
            } else if !self.text.is_empty() {
                self.text.push_str(GAP);
            }
            if number == 0 && old.start > sentence.start {
                self.text.push_str(CUT);
            }
            let start = self.text.len();
            self.text.push_str(words);
            moved.push((*old, Span::new(start, self.text.len())));
        }
        if pieces.last().is_some_and(|last| last.end < sentence.end) {
            self.text.push_str(CUT);
        }
        moved
    }

    fn sentences(&self) -> Vec<Sentence> {
        self.kept.values().map(|kept| Sentence { span: kept.whole(), ..kept.sentence.clone() }).collect()
    }

    /// Where a span of a sentence is now; `None` where it is not left.
    fn within(&self, sentence: usize, span: Span) -> Option<(usize, Span)> {
        let kept = self.kept.get(&sentence)?;
        let holds = |old: &Span| old.start <= span.start && span.end <= old.end;
        kept.pieces.iter().any(|(old, _)| holds(old)).then(|| (kept.number, kept.moved(span)))
    }

    /// Moves an event onto its quote; whether there is one.
    fn move_event(&self, event: &mut Event) -> bool {
        let Some(kept) = self.kept.get(&event.sentence) else { return false };
        event.sentence = kept.number;
        for span in [&mut event.span, &mut event.source_span, &mut event.target_span] {
            *span = kept.moved(*span);
        }
        event.cue_spans.iter_mut().for_each(|span| *span = kept.moved(*span));
        true
    }
}

impl Kept {
    /// All of it in the new text.
    fn whole(&self) -> Span {
        let start = self.pieces.first().map_or(0, |(_, new)| new.start);
        Span::new(start, self.pieces.last().map_or(start, |(_, new)| new.end))
    }

    /// A span in the new text, cut to what is left.
    fn moved(&self, span: Span) -> Span {
        let start = self
            .pieces
            .iter()
            .find(|(old, _)| span.start < old.end)
            .map(|(old, new)| span.start.max(old.start) - old.start + new.start);
        let end = self
            .pieces
            .iter()
            .rev()
            .find(|(old, _)| old.start < span.end)
            .map(|(old, new)| span.end.min(old.end) - old.start + new.start);
        let whole = self.whole();
        let start = start.unwrap_or(whole.end);
        Span::new(start, end.unwrap_or(whole.start).max(start))
    }
}

/// At most [`MOST_WORDS`] words of a sentence, in pieces: those of the spans, then what is nearest to them.
fn pieces(text: &str, sentence: Span, spans: &BTreeSet<Span>) -> Vec<Span> {
    let words = words(text, sentence);
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return Vec::new() };
    if words.len() <= MOST_WORDS {
        return vec![Span::new(first.start, last.end)];
    }
    let marked = |word: &Span| spans.iter().any(|span| span.overlaps(*word));
    let mut core: Vec<usize> = (0..words.len()).filter(|index| marked(&words[*index])).collect();
    core.truncate(MOST_WORDS);
    let mut kept: BTreeSet<usize> = core.iter().copied().collect();
    let nearest = (1..words.len())
        .flat_map(|far| core.iter().flat_map(move |index| [index.checked_add(far), index.checked_sub(far)]));
    for index in nearest.flatten().filter(|index| *index < words.len()) {
        if kept.len() == MOST_WORDS {
            break;
        }
        kept.insert(index);
    }
    let kept: Vec<usize> = kept.into_iter().collect();
    let runs = kept.chunk_by(|one, next| one + 1 == *next);
    runs.map(|run| Span::new(words[run[0]].start, words[run[run.len() - 1]].end)).collect()
}

/// The words of a span, as white space parts them.
fn words(text: &str, span: Span) -> Vec<Span> {
    let Some(inner) = text.get(span.start..span.end) else { return Vec::new() };
    let start = |word: &str| span.start + (word.as_ptr() as usize - inner.as_ptr() as usize);
    inner.split_whitespace().map(|word| Span::new(start(word), start(word) + word.len())).collect()
}

/// What a person marked in a text as an event is a quote too.
fn cut_own_quotes(session: &mut Session) {
    let corrections = &mut session.choices.corrections;
    corrections.added = std::mem::take(&mut corrections.added)
        .into_iter()
        .map(|mut added| {
            let whole = Span::new(0, added.anchor.quote.len());
            if let Some(last) = words(&added.anchor.quote, whole).get(MOST_WORDS - 1) {
                added.anchor.span.end = added.anchor.span.start + last.end;
                added.anchor.quote.truncate(last.end);
            }
            added
        })
        .collect();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Format;
    use crate::event::{self, knowledge};
    use crate::session::file;

    const SECRET: &str = "The harbour master kept the keys in a drawer that nobody else had ever opened.";

    fn text() -> String {
        let long = "Kenya, where the long rains had come early and washed out most of the road that leads \
            from the coast up to the highlands and the lakes beyond them, thanked Brazil on Monday for the \
            cranes, which came by ship around the cape in the last days of a winter that nobody forgets.";
        format!("A harbour opens\n\n{SECRET} {long} China warned Kenya. {SECRET}\n")
    }

    fn workspace() -> Workspace {
        let knowledge = knowledge();
        let place = Place::File("/home/ada/private/harbour.txt".into());
        let article = Article::bare(text(), Format::Text, place);
        let reading = event::read(&knowledge, &article);
        let mut workspace = Workspace::new(knowledge);
        workspace.add(vec![(article, reading)]);
        workspace
    }

    /// The shared session as a receiver opens it.
    fn received() -> Workspace {
        let workspace = workspace();
        let (session, readings) = without_texts(&workspace);
        let bytes = file::to_bytes(workspace.knowledge(), &session, &readings);
        assert!(!String::from_utf8_lossy(&bytes).contains("keys in a drawer"));
        assert!(!String::from_utf8_lossy(&bytes).contains("/home/ada"));
        let loaded = file::from_bytes(workspace.knowledge(), &bytes).unwrap();
        assert_eq!(loaded.readings.len(), 1, "readings stay with the quotes");
        Workspace::open(knowledge(), loaded.session, loaded.readings, None)
    }

    #[test]
    fn the_map_is_the_same_and_quotes_are_short() {
        let (mine, theirs) = (workspace(), received());
        assert!(!mine.graph().relations.is_empty());
        let told = |workspace: &Workspace| {
            let graph = workspace.graph();
            let name = |index: usize| graph.actors[index].id.to_string();
            graph
                .relations
                .iter()
                .map(|r| (name(r.source), name(r.target), r.quads, r.counts))
                .collect::<Vec<_>>()
        };
        assert_eq!(told(&mine), told(&theirs));
        let article = &theirs.session().articles[0];
        assert!(article.is_withheld());
        assert_eq!(article.id, ArticleId::of_text(&text()), "the hash is that of the whole text");
        for quote in article.text.split("[…]") {
            let words = quote.split_whitespace().filter(|word| *word != "…").count();
            assert!(words <= MOST_WORDS, "{quote}");
        }
        let reading = &theirs.readings()[&article.id];
        for event in &reading.events {
            let words = |span: Span| span.of(&article.text);
            assert!(["Kenya", "China", "Brazil"].contains(&words(event.source_span)), "{event:?}");
            let sentence = reading.sentence_span(event.part, event.sentence);
            assert!(!event.cue_spans.is_empty() && sentence.start <= event.cue_spans[0].start);
        }
    }

    #[test]
    fn ones_own_copy_of_the_text_takes_the_place_of_the_quotes() {
        let (mine, mut theirs) = (workspace(), received());
        let article = Article::bare(text(), Format::Text, Place::File("copy.txt".into()));
        let reading = event::read(&knowledge(), &article);
        theirs.add(vec![(article, reading)]);
        let [attached] = &theirs.session().articles[..] else { panic!("one article") };
        assert!(!attached.is_withheld() && attached.text == text());
        assert_eq!(
            theirs.machine_readings()[&attached.id].events,
            mine.machine_readings()[&attached.id].events
        );
        theirs.undo();
        assert!(theirs.session().articles[0].is_withheld());
    }

    #[test]
    fn quotes_never_take_the_place_of_a_text() {
        let (mut mine, theirs) = (workspace(), received());
        let before = mine.session().articles.clone();
        let quotes = &theirs.session().articles[0];
        let reading = theirs.machine_readings()[&quotes.id].clone();
        mine.add(vec![((**quotes).clone(), (*reading).clone())]);
        assert_eq!(mine.session().articles[0].text, before[0].text);
        let span = mine.machine_readings()[&quotes.id].text_sentences.len();
        assert!(span > 3, "the reading is of the whole text");
    }

    #[test]
    fn a_session_that_was_shared_is_shared_again_as_it_is() {
        let theirs = received();
        let (again, readings) = without_texts(&theirs);
        assert_eq!(again.articles[0].text, theirs.session().articles[0].text);
        assert_eq!(readings[&again.articles[0].id], theirs.machine_readings()[&again.articles[0].id]);
    }
}
