//! The name-swap check of one article: two countries are exchanged in its text, it is read again, and what
//! is told must be what was told before with the two exchanged. No constant belongs to a country.
//!
//! What does not swap is a word that the parser reads otherwise in the exchanged text, or a name that one
//! of the two has and the other has not; each is listed with its sentence.

use super::{Event, Explanation, Knowledge, Reading, explain};
use crate::actor::{ActorId, Mention, Swap, SwapPart};
use crate::article::{Article, Part};

/// The pairs that are exchanged when none is named.
pub const PAIRS: [[&str; 2]; 6] =
    [["CHN", "BRA"], ["PRK", "NOR"], ["RUS", "KEN"], ["IRN", "NZL"], ["ISR", "CHL"], ["USA", "IND"]];

/// What of one article swapped. Sums over articles are made with [`Swapping::add`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Swapping {
    /// Mentions of the two countries.
    pub mentions: usize,
    /// Those of them that name the other country after the exchange.
    pub mentions_swapped: usize,
    /// Events in which one of the two takes part.
    pub events: usize,
    /// Those of them that are told of the other country after the exchange.
    pub events_swapped: usize,
    /// The sentences that tell otherwise, also of events between others.
    pub differences: Vec<Difference>,
}

/// A sentence that tells otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The sentence as it stands in the article, or after the exchange for what came anew.
    pub sentence: String,
    /// "CHN ACCUSE KEN"
    pub told: String,
    /// Whether it came with the exchange; else it was lost.
    pub came: bool,
}

impl Swapping {
    /// Adds what another article gave.
    pub fn add(&mut self, other: Self) {
        self.mentions += other.mentions;
        self.mentions_swapped += other.mentions_swapped;
        self.events += other.events;
        self.events_swapped += other.events_swapped;
        self.differences.extend(other.differences);
    }
}

/// Exchanges two countries in an article and compares what is read.
#[must_use]
pub fn swap(knowledge: &Knowledge, article: &Article, pair: [&ActorId; 2]) -> Swapping {
    let before = explain(knowledge, article);
    let of_pair = |actor: &ActorId| pair.contains(&actor);
    let named = |mention: &&Mention| mention.actor.as_ref().is_some_and(of_pair);
    if !before.reading.mentions.iter().any(|mention| named(&mention)) {
        return Swapping::default();
    }
    let swap = Swap::new(&knowledge.gazetteer, pair[0], pair[1]);
    let exchanged = Exchanged::new(&swap, article, &before);
    let after = super::read(knowledge, &exchanged.article);
    let mut swapping = Swapping::default();
    for mention in before.reading.mentions.iter().filter(named) {
        swapping.mentions += 1;
        swapping.mentions_swapped += usize::from(exchanged.holds(&swap, mention, &after));
    }
    compare_events(&mut swapping, &swap, [(article, &before.reading), (&exchanged.article, &after)]);
    swapping
}

/// An article in which two countries were exchanged.
struct Exchanged {
    article: Article,
    /// Where the spans of each part went.
    parts: Vec<(Part, crate::actor::Swapped)>,
}

impl Exchanged {
    fn new(swap: &Swap<'_>, article: &Article, before: &Explanation) -> Self {
        let mentions = &before.reading.mentions;
        let of_part =
            |part: Part| mentions.iter().filter(|mention| mention.part == part).cloned().collect::<Vec<_>>();
        let mentions: Vec<Vec<Mention>> = before.documents.iter().map(|(part, _)| of_part(*part)).collect();
        let parts: Vec<SwapPart<'_>> = before
            .documents
            .iter()
            .zip(&mentions)
            .map(|((part, document), mentions)| SwapPart { text: article.part(*part), document, mentions })
            .collect();
        let year = article.date.as_ref().map(|date| date.value.year_number());
        let swapped = swap.apply(&parts, year);
        let mut new = article.clone();
        let parts: Vec<_> = before.documents.iter().map(|(part, _)| *part).zip(swapped).collect();
        for (part, swapped) in &parts {
            match (part, &mut new.title) {
                (Part::Text, _) => new.text = swapped.text.clone().into(),
                (Part::Title, Some(title)) => title.value.clone_from(&swapped.text),
                (Part::Title, None) => {}
            }
        }
        Self { article: new, parts }
    }

    /// Whether the place of a mention now names the other country.
    fn holds(&self, swap: &Swap<'_>, mention: &Mention, after: &Reading) -> bool {
        let Some((_, swapped)) = self.parts.iter().find(|(part, _)| *part == mention.part) else {
            return false;
        };
        let place = swapped.moved(mention.span);
        let wanted = mention.actor.as_ref().map(|actor| swap.exchanged(actor));
        after
            .mentions
            .iter()
            .any(|other| other.part == mention.part && other.span.overlaps(place) && other.actor == wanted)
    }
}

/// An event without its sentence: what must follow the names.
type Told = (ActorId, &'static str, ActorId, bool, &'static str, Option<ActorId>);

fn told(event: &Event, name: &dyn Fn(&ActorId) -> ActorId) -> Told {
    let (mut source, mut target) = (name(&event.source), name(&event.target));
    if event.reciprocal && target < source {
        std::mem::swap(&mut source, &mut target);
    }
    let by = event.claimed_by.as_ref().map(name);
    (source, event.kind.code(), target, event.reciprocal, event.status().name(), by)
}

/// Notes the events that have no partner on the other side.
fn compare_events(
    swapping: &mut Swapping,
    swap: &Swap<'_>,
    [(article, before), (exchanged, after)]: [(&Article, &Reading); 2],
) {
    let takes_part = |event: &Event| {
        [&event.source, &event.target].into_iter().any(|actor| swap.exchanged(actor) != *actor)
    };
    let mut rest: Vec<(Told, &Event)> =
        after.events.iter().map(|event| (told(event, &ActorId::clone), event)).collect();
    for event in &before.events {
        let wanted = told(event, &|actor| swap.exchanged(actor));
        let place = rest.iter().position(|(told, _)| *told == wanted);
        swapping.events += usize::from(takes_part(event));
        match place {
            Some(place) => {
                rest.swap_remove(place);
                swapping.events_swapped += usize::from(takes_part(event));
            }
            None => swapping.differences.push(difference(article, before, event, false)),
        }
    }
    rest.sort_by_key(|(_, event)| (event.part, event.sentence, event.number));
    for (_, event) in rest {
        swapping.differences.push(difference(exchanged, after, event, true));
    }
}

fn difference(article: &Article, reading: &Reading, event: &Event, came: bool) -> Difference {
    let sentence = reading.sentence_span(event.part, event.sentence).of(article.part(event.part));
    Difference {
        sentence: sentence.split_whitespace().collect::<Vec<_>>().join(" "),
        told: format!("{} {} {} ({})", event.source, event.kind.code(), event.target, event.status().name()),
        came,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Format, Place};
    use crate::event::knowledge;

    fn swapped(text: &str, pair: [&str; 2]) -> Swapping {
        let article = Article::bare(text.to_owned(), Format::Text, Place::Clipboard);
        let pair = pair.map(ActorId::new);
        swap(&knowledge(), &article, pair.each_ref())
    }

    #[test]
    fn what_is_told_follows_the_names() {
        let swapping =
            swapped("China warned Kenya. Chinese officials met Brazilian officials.", ["CHN", "BRA"]);
        assert_eq!((swapping.mentions, swapping.mentions_swapped), (3, 3));
        assert_eq!((swapping.events, swapping.events_swapped), (2, 2));
        assert_eq!(swapping.differences, []);
    }

    #[test]
    fn an_article_without_the_two_says_nothing() {
        assert_eq!(swapped("Norway met Denmark.", ["CHN", "BRA"]), Swapping::default());
    }

    #[test]
    fn what_does_not_swap_is_listed_with_its_sentence() {
        // An article that the exchange is not done to stands for one that the parser reads otherwise.
        let article = |text: &str| Article::bare(text.to_owned(), Format::Text, Place::Clipboard);
        let (one, other) = (article("China warned Kenya."), article("Brazil thanked Kenya."));
        let knowledge = knowledge();
        let pair = ["CHN", "BRA"].map(ActorId::new);
        let swap = Swap::new(&knowledge.gazetteer, &pair[0], &pair[1]);
        let readings = [&one, &other].map(|article| super::super::read(&knowledge, article));
        let mut swapping = Swapping::default();
        compare_events(&mut swapping, &swap, [(&one, &readings[0]), (&other, &readings[1])]);
        assert_eq!((swapping.events, swapping.events_swapped), (1, 0));
        let told: Vec<(&str, &str, bool)> =
            swapping.differences.iter().map(|d| (d.sentence.as_str(), d.told.as_str(), d.came)).collect();
        assert_eq!(
            told,
            [
                ("China warned Kenya.", "CHN THREATEN KEN (asserted)", false),
                ("Brazil thanked Kenya.", "BRA SUPPORT KEN (asserted)", true),
            ]
        );
    }
}
