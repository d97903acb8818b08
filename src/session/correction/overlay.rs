//! Lays corrections over one reading: the events and mentions as they hold, and who said so.
//!
//! The order: mentions that mean another; events that were reviewed; events that were added; actors that
//! were merged. A review holds for the event that it fits best (`anchor.rs`), each event takes one. What
//! fits nothing is told, not dropped.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{AddedEvent, Anchor, Corrections, EventAnchor, MentionFix, Review, Told, Verdict};
use crate::actor::{ActorId, Role};
use crate::article::{Article, ArticleId, Part, Span};
use crate::event::{Event, Grounds, Modality, Reading, Status, number_events};
use crate::language::{Readable, Sentence};

/// Who says that an event is as it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Provenance {
    /// The machine alone.
    #[default]
    Machine,
    /// The machine, and a person who looked at it.
    Accepted,
    /// A person, of an event that the machine read otherwise.
    Corrected,
    /// A person alone.
    ByHand,
}

impl Provenance {
    /// In words, for lists: "machine".
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Machine => "machine",
            Self::Accepted => "accepted",
            Self::Corrected => "corrected",
            Self::ByHand => "by hand",
        }
    }
}

/// Where an event of a corrected reading comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trace {
    /// Who says so.
    pub provenance: Provenance,
    /// Its index in the machine's reading; `None` for one by hand.
    pub machine: Option<usize>,
}

/// An event of the machine that does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Its index in the machine's reading.
    pub machine: usize,
    /// Why.
    pub reason: LeftOutReason,
}

/// Why an event of the machine does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftOutReason {
    /// A person said that it is no event.
    NotAnEvent,
    /// One of its mentions means nobody.
    NoActor,
    /// Both of its actors are one, since they were merged or mean the same.
    OneActor,
}

/// Why a correction fits nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WhyUnattached {
    /// The article is not in the session.
    NoArticle,
    /// The text does not stand in the article.
    NoPlace,
    /// Nothing is read there that it could be about.
    NothingRead,
}

/// A reading with the corrections laid over it.
#[derive(Clone, Debug)]
pub(super) struct Overlaid {
    pub reading: Arc<Reading>,
    /// One for each event of `reading`.
    pub traces: Vec<Trace>,
    pub left_out: Vec<LeftOut>,
    pub lost: Lost,
}

/// The corrections of an article that fit nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Lost {
    pub reviews: Vec<(EventAnchor, WhyUnattached)>,
    pub added: Vec<(AddedEvent, WhyUnattached)>,
    pub mentions: Vec<(Anchor, WhyUnattached)>,
}

/// The corrections of one article.
#[derive(Clone, Debug, Default)]
pub(super) struct OfArticle<'a> {
    pub reviews: Vec<(&'a EventAnchor, &'a Review)>,
    pub added: Vec<&'a AddedEvent>,
    pub mentions: Vec<(&'a Anchor, &'a MentionFix)>,
}

impl<'a> OfArticle<'a> {
    /// The corrections by article.
    pub fn all(corrections: &'a Corrections) -> BTreeMap<ArticleId, Self> {
        let mut all: BTreeMap<ArticleId, Self> = BTreeMap::new();
        for (anchor, review) in &corrections.reviews {
            all.entry(anchor.place.article).or_default().reviews.push((anchor, review));
        }
        for added in &corrections.added {
            all.entry(added.anchor.article).or_default().added.push(added);
        }
        for (anchor, fix) in &corrections.mentions {
            all.entry(anchor.article).or_default().mentions.push((anchor, fix));
        }
        all
    }
}

/// An event on its way from the machine's reading to the corrected one.
struct Laid {
    event: Event,
    trace: Trace,
    left_out: Option<LeftOutReason>,
}

/// The reading with the corrections of its article, and with merged actors; `None` where it stays as it is.
pub(super) fn lay(
    article: &Article,
    machine: &Arc<Reading>,
    of_article: Option<&OfArticle<'_>>,
    merged: &BTreeMap<ActorId, ActorId>,
) -> Option<Overlaid> {
    if of_article.is_none() && !names_any(machine, merged) {
        return None;
    }
    let none = OfArticle::default();
    let OfArticle { reviews, added, mentions } = of_article.unwrap_or(&none);
    let mut reading = (**machine).clone();
    let mut lost = Lost::default();
    let events = std::mem::take(&mut reading.events).into_iter().enumerate().map(|(index, event)| Laid {
        event,
        trace: Trace { provenance: Provenance::Machine, machine: Some(index) },
        left_out: None,
    });
    let mut events: Vec<Laid> = events.collect();
    lost.mentions = fix_mentions(article, &mut reading, &mut events, mentions);
    lost.reviews = review(article, machine, &mut events, reviews);
    lost.added = add(article, &mut reading, &mut events, added);
    merge_actors(&mut reading, &mut events, merged);
    let (mut traces, mut left_out) = (Vec::new(), Vec::new());
    for laid in events {
        match (laid.left_out, laid.trace.machine) {
            (Some(reason), Some(machine)) => left_out.push(LeftOut { machine, reason }),
            (Some(_), None) => {}
            (None, _) => {
                reading.events.push(laid.event);
                traces.push(laid.trace);
            }
        }
    }
    number_events(&mut reading.events, article.date.as_ref().map(|date| date.value));
    Some(Overlaid { reading: Arc::new(reading), traces, left_out, lost })
}

/// Whether a reading names an actor that was merged into another.
fn names_any(reading: &Reading, merged: &BTreeMap<ActorId, ActorId>) -> bool {
    let is_merged = |actor: &ActorId| merged.contains_key(actor);
    !merged.is_empty()
        && (reading.mentions.iter().any(|mention| mention.actor.as_ref().is_some_and(is_merged))
            || reading.events.iter().any(|event| {
                let claims = event.claimed_by.as_ref().is_some_and(is_merged);
                is_merged(&event.source) || is_merged(&event.target) || claims
            }))
}

/// Gives mentions their meaning, and the events that stand on them.
fn fix_mentions(
    article: &Article,
    reading: &mut Reading,
    events: &mut [Laid],
    fixes: &[(&Anchor, &MentionFix)],
) -> Vec<(Anchor, WhyUnattached)> {
    let mut lost = Vec::new();
    for (anchor, fix) in fixes {
        let Some(span) = anchor.find(article) else {
            lost.push(((*anchor).clone(), WhyUnattached::NoPlace));
            continue;
        };
        let here = |part: Part, other: Span| part == anchor.part && other.overlaps(span);
        let Some(mention) = reading.mentions.iter_mut().find(|mention| here(mention.part, mention.span))
        else {
            lost.push(((*anchor).clone(), WhyUnattached::NothingRead));
            continue;
        };
        let old = std::mem::replace(&mut mention.actor, fix.actor.clone());
        mention.candidates.clear();
        mention.reason = "set by you".into();
        if fix.actor.is_some() {
            mention.role = Role::Actor;
        }
        let of_mention = mention.span;
        for laid in events.iter_mut().filter(|laid| laid.event.part == anchor.part) {
            let Event { source, target, source_span, target_span, .. } = &mut laid.event;
            for (actor, place) in [(source, *source_span), (target, *target_span)] {
                if !place.overlaps(of_mention) || Some(&*actor) != old.as_ref() {
                    continue;
                }
                match &fix.actor {
                    Some(meant) => {
                        actor.clone_from(meant);
                        laid.trace.provenance = Provenance::Corrected;
                    }
                    None => laid.left_out = Some(LeftOutReason::NoActor),
                }
            }
        }
    }
    lost
}

/// Lays reviews over the events that they fit best.
fn review(
    article: &Article,
    machine: &Reading,
    events: &mut [Laid],
    reviews: &[(&EventAnchor, &Review)],
) -> Vec<(EventAnchor, WhyUnattached)> {
    let mut lost = Vec::new();
    let mut waiting = Vec::new();
    for (anchor, review) in reviews {
        match anchor.place.find(article) {
            Some(span) => waiting.push((*anchor, *review, span)),
            None => lost.push(((*anchor).clone(), WhyUnattached::NoPlace)),
        }
    }
    let mut taken = vec![false; machine.events.len()];
    for wanted in [3, 2, 1] {
        waiting.retain(|(anchor, review, span)| {
            let said = match &review.verdict {
                Verdict::Corrected(told) => Some(told),
                Verdict::Right | Verdict::NotAnEvent => None,
            };
            let fits =
                |index: &usize| !taken[*index] && anchor.fit(*span, &machine.events[*index], said) == wanted;
            let Some(index) = (0..taken.len()).find(fits) else { return true };
            taken[index] = true;
            judge(&mut events[index], &review.verdict);
            false
        });
    }
    lost.extend(waiting.into_iter().map(|(anchor, ..)| (anchor.clone(), WhyUnattached::NothingRead)));
    lost
}

fn judge(laid: &mut Laid, verdict: &Verdict) {
    match verdict {
        Verdict::Right => {
            if laid.trace.provenance == Provenance::Machine {
                laid.trace.provenance = Provenance::Accepted;
            }
        }
        Verdict::NotAnEvent => laid.left_out = Some(LeftOutReason::NotAnEvent),
        Verdict::Corrected(told) => {
            tell(&mut laid.event, told);
            laid.trace.provenance = Provenance::Corrected;
            laid.left_out = None;
        }
    }
}

impl Told {
    /// An event of the machine as this says that it is.
    #[must_use]
    pub fn applied_to(&self, event: &Event) -> Event {
        let mut event = event.clone();
        tell(&mut event, self);
        event
    }
}

/// Makes an event tell what a person said.
fn tell(event: &mut Event, told: &Told) {
    if event.kind != told.kind {
        event.cameo = None;
    }
    if (event.status(), &event.claimed_by) != (told.status, &told.claimed_by) {
        set_status(event, told);
    }
    event.source.clone_from(&told.source);
    event.target.clone_from(&told.target);
    event.kind = told.kind;
    event.reciprocal = told.reciprocal;
    event.date = told.date;
}

fn set_status(event: &mut Event, told: &Told) {
    event.negated = told.status == Status::Negated;
    event.historical = told.status == Status::Historical;
    event.claimed_by = told.claimed_by.clone().filter(|_| told.status == Status::Claimed);
    if told.status == Status::Claimed && event.claimed_by.is_none() {
        // A claim has somebody who claims it: who is said to act, where nobody is named.
        event.claimed_by = Some(told.source.clone());
    }
    event.modality = match told.status {
        Status::Hypothetical => Modality::Hypothetical,
        Status::Question => Modality::Question,
        Status::Announced => Modality::Announced,
        Status::Negated | Status::Claimed | Status::Historical | Status::Asserted => Modality::Asserted,
    };
}

/// Adds the events by hand behind those that the machine read in their sentence.
fn add(
    article: &Article,
    reading: &mut Reading,
    events: &mut Vec<Laid>,
    added: &[&AddedEvent],
) -> Vec<(AddedEvent, WhyUnattached)> {
    let mut lost = Vec::new();
    for added in added {
        let Some(span) = added.anchor.find(article) else {
            lost.push(((*added).clone(), WhyUnattached::NoPlace));
            continue;
        };
        let part = added.anchor.part;
        let Some(sentence) = sentence_at(article, reading, part, span) else {
            lost.push(((*added).clone(), WhyUnattached::NoPlace));
            continue;
        };
        let event = event_by_hand(article, reading, added, span, sentence);
        let trace = Trace { provenance: Provenance::ByHand, machine: None };
        let place = events.partition_point(|laid| (laid.event.part, laid.event.sentence) <= (part, sentence));
        events.insert(place, Laid { event, trace, left_out: None });
    }
    lost
}

/// The sentence in which a span begins. An article that was not read has lines for sentences.
fn sentence_at(article: &Article, reading: &mut Reading, part: Part, span: Span) -> Option<usize> {
    if reading.sentences(part).is_empty() && !matches!(reading.readable, Readable::Full) {
        let sentences = match part {
            Part::Title => &mut reading.title_sentences,
            Part::Text => &mut reading.text_sentences,
        };
        *sentences = lines(article.part(part));
    }
    let sentences = reading.sentences(part);
    let after = sentences.partition_point(|sentence| sentence.span.start <= span.start);
    after.checked_sub(1)
}

/// The lines of a text that was not cut into sentences.
fn lines(text: &str) -> Vec<Sentence> {
    let mut start = 0;
    let lines = text.split_inclusive('\n').filter_map(|line| {
        let begins = start + (line.len() - line.trim_start().len());
        start += line.len();
        let length = line.trim().len();
        (length > 0).then(|| Span::new(begins, begins + length))
    });
    let sentence =
        |(paragraph, span)| Sentence { span, paragraph, first_token: 0, end_token: 0, damaged: false };
    lines.enumerate().map(sentence).collect()
}

fn event_by_hand(
    article: &Article,
    reading: &Reading,
    added: &AddedEvent,
    span: Span,
    sentence: usize,
) -> Event {
    let AddedEvent { anchor, told, .. } = added;
    let named = |actor: &ActorId| {
        let here = |mention: &&crate::actor::Mention| {
            (mention.part, mention.sentence) == (anchor.part, sentence)
                && mention.actor.as_ref() == Some(actor)
        };
        reading.mentions.iter().find(here).map_or(span, |mention| mention.span)
    };
    let mut event = Event {
        number: 0,
        part: anchor.part,
        sentence,
        span,
        source: told.source.clone(),
        kind: told.kind,
        cameo: None,
        target: told.target.clone(),
        reciprocal: told.reciprocal,
        negated: false,
        modality: Modality::Asserted,
        claimed_by: None,
        historical: false,
        damaged: reading.sentences(anchor.part).get(sentence).is_some_and(|sentence| sentence.damaged),
        date: told.date,
        speaker: None,
        cue: span.of(article.part(anchor.part)).to_owned(),
        rule: BY_HAND.to_owned(),
        grounds: Grounds::Phrase,
        source_span: named(&told.source),
        target_span: named(&told.target),
        cue_spans: vec![span],
    };
    set_status(&mut event, told);
    event
}

/// The rule of events that a person added.
const BY_HAND: &str = "by hand";

/// Makes one actor of those that were merged; an event between the two is none.
fn merge_actors(reading: &mut Reading, events: &mut [Laid], merged: &BTreeMap<ActorId, ActorId>) {
    let meant = |actor: &mut ActorId| {
        if let Some(into) = merged.get(actor) {
            actor.clone_from(into);
        }
    };
    for mention in &mut reading.mentions {
        mention.actor.iter_mut().for_each(meant);
        mention.candidates.iter_mut().for_each(meant);
        mention.candidates.sort();
        mention.candidates.dedup();
    }
    for laid in events {
        meant(&mut laid.event.source);
        meant(&mut laid.event.target);
        laid.event.claimed_by.iter_mut().for_each(meant);
        if laid.event.source == laid.event.target && laid.left_out.is_none() {
            laid.left_out = Some(LeftOutReason::OneActor);
        }
    }
}
