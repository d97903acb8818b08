//! Where in an article a correction belongs: the article, a span and the text that stood there, so that the
//! place is found again in another copy of the text and in what a newer version reads.

use super::Told;
use crate::article::{Article, ArticleId, Part, Span};
use crate::event::Event;

/// A place in an article.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Anchor {
    /// The article.
    pub article: ArticleId,
    /// Title or text.
    pub part: Part,
    /// The bytes of the part when the correction was made.
    pub span: Span,
    /// The text that stood there.
    pub quote: String,
}

/// A place in an article and what the machine read there when the correction was made.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct EventAnchor {
    /// The deciding words.
    pub place: Anchor,
    /// What was read.
    pub read: Told,
}

impl Anchor {
    /// The place of a span; `None` where the span is no text of the part.
    #[must_use]
    pub fn new(article: &Article, part: Part, span: Span) -> Option<Self> {
        let quote = article.part(part).get(span.start..span.end)?.to_owned();
        Some(Self { article: article.id, part, span, quote })
    }

    /// Where the place is in this copy of the article: at its span if the text stands there, else at the
    /// nearest place where it stands. Copies of one article can differ in white space and in the title.
    #[must_use]
    pub fn find(&self, article: &Article) -> Option<Span> {
        let text = article.part(self.part);
        if article.id != self.article || self.quote.is_empty() {
            return None;
        }
        if text.get(self.span.start..self.span.end) == Some(&self.quote) {
            return Some(self.span);
        }
        let found = text.match_indices(&self.quote).map(|(start, _)| start);
        let nearest = found.min_by_key(|start| (start.abs_diff(self.span.start), *start));
        nearest.map(|start| Span::new(start, start + self.quote.len())).or_else(|| self.find_loosely(text))
    }

    /// The first place of its words with any white space between.
    fn find_loosely(&self, text: &str) -> Option<Span> {
        let words: Vec<&str> = self.quote.split_whitespace().collect();
        let first = words.first()?;
        let whole = |start: usize| {
            let mut end = start;
            for word in &words {
                let rest = text.get(end..)?;
                let blank = rest.len() - rest.trim_start().len();
                end += blank;
                end = text.get(end..)?.starts_with(word).then_some(end + word.len())?;
            }
            Some(Span::new(start, end))
        };
        text.match_indices(first).take(MOST_TRIED).find_map(|(start, _)| whole(start))
    }
}

/// A quote is looked for at so many places of its first word, so that an odd text takes no time.
const MOST_TRIED: usize = 1_000;

impl EventAnchor {
    /// The place of an event of the machine's reading.
    #[must_use]
    pub fn new(article: &Article, event: &Event) -> Option<Self> {
        let place = Anchor::new(article, event.part, words(event))?;
        Some(Self { place, read: Told::of(event) })
    }

    /// How well an event of the same part fits, with the place found again at `span`; 0 for not at all.
    ///
    /// 3: it is read as it was; 2: it tells what the person said; 1: the same words tell another event of
    /// one of the two actors.
    pub(super) fn fit(&self, span: Span, event: &Event, said: Option<&Told>) -> u8 {
        if event.part != self.place.part || !words(event).overlaps(span) {
            return 0;
        }
        let told = |told: &Told| {
            (&told.source, told.kind, &told.target) == (&event.source, event.kind, &event.target)
        };
        let names = |told: &Told| told.source == event.source || told.target == event.target;
        match said {
            _ if told(&self.read) => 3,
            Some(said) if told(said) => 2,
            Some(said) if names(said) || names(&self.read) => 1,
            _ => 0,
        }
    }
}

/// The deciding words of an event as one span; the clause where it has none.
fn words(event: &Event) -> Span {
    let cues = event.cue_spans.iter().copied();
    let hull = cues.reduce(|all, span| Span::new(all.start.min(span.start), all.end.max(span.end)));
    hull.filter(|span| !span.is_empty()).unwrap_or(event.span)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Format, Place};

    fn article(text: &str) -> Article {
        Article::bare(text.to_owned(), Format::Text, Place::Clipboard)
    }

    fn anchor(text: &str, quote: &str) -> Anchor {
        let start = text.find(quote).unwrap();
        Anchor::new(&article(text), Part::Text, Span::new(start, start + quote.len())).unwrap()
    }

    #[test]
    fn a_place_is_found_where_it_was() {
        let text = "Chad met Niger. Chad met Niger.";
        let mut second = anchor(text, "Niger. Chad");
        second.span = Span::new(16, 24);
        second.quote = "Chad met".to_owned();
        assert_eq!(second.find(&article(text)), Some(Span::new(16, 24)));
    }

    #[test]
    fn another_copy_of_the_text_may_have_other_blanks() {
        let anchor = anchor("Chad met Niger in\nLomé.", "Niger in\nLomé");
        let copy = article("  Chad  met Niger in\n\nLomé.");
        assert_eq!(copy.id, anchor.article, "the same article");
        assert_eq!(anchor.find(&copy).map(|span| span.of(&copy.text)), Some("Niger in\n\nLomé"));
    }

    #[test]
    fn a_place_of_another_article_is_not_found() {
        assert_eq!(anchor("Chad met Niger.", "met").find(&article("Chad met Mali.")), None);
    }

    #[test]
    fn a_span_within_a_letter_is_no_place() {
        assert_eq!(Anchor::new(&article("Lomé"), Part::Text, Span::new(0, 4)), None);
    }
}
