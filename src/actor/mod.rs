//! Finds who is meant: sentences become [`Mention`]s of countries, territories and organisations.
//!
//! The names stand in `assets/actors/*.tsv`; [`Gazetteer`] reads them, [`find`] applies them.
//! What stays in doubt is written down with its candidates and no actor: wrong is worse than missed.
//!
//! **Invariant:** `actor/` does not know what an event is.

mod gazetteer;
mod membership;
mod overlay;
mod matching;
mod context;
mod search;
mod given_name;
mod compound;
mod language_name;
mod ambiguity;
mod outlet;
mod local;
mod dateline;
mod credit;
mod place;
mod initials;
mod title;
mod office;
mod bridge;
mod leader;
mod home;
mod person;
mod epithet;
mod antecedent;
mod stand_in;
mod holder;
mod kin;
mod court;
mod pronoun;
mod sift;
pub mod foreign;
mod forms;
mod wording;
mod work_title;
mod swap;
pub mod geography;

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::article::{Part, Span};
use crate::language::Document;

use ambiguity::Decision;
use context::Context;
use gazetteer::NameKind;
use search::Search;

pub use gazetteer::{Actor, ActorKind, Gazetteer, Sources};
pub use overlay::{AliasKind, Change, Overlay};
pub use sift::can_name_two;
pub use swap::{Swap, SwapPart, Swapped};

/// The id of an actor: ISO 3166-1 alpha-3 for a country or territory, `org:NATO`, `group:HAMAS`,
/// `area:SOMALILAND` for the rest (design.md, *Words*). Cheap to clone.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ActorId(Arc<str>);

impl ActorId {
    /// An id from its text form.
    #[must_use]
    pub fn new(id: &str) -> Self {
        Self(id.into())
    }

    /// The text form.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is a country or territory by its alpha-3 code; `area:SOMALILAND` is not.
    #[must_use]
    pub fn is_country(&self) -> bool {
        self.0.len() == 3
    }

    /// Whether it is an organisation (drawn as a square).
    #[must_use]
    pub fn is_organisation(&self) -> bool {
        self.0.starts_with("org:")
    }
}

impl fmt::Display for ActorId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for ActorId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A place in the text that names an actor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// Title or text.
    pub part: Part,
    /// Its bytes in that part.
    pub span: Span,
    /// Index of its sentence in that part's sentences.
    pub sentence: usize,
    /// How it names the actor.
    pub kind: MentionKind,
    /// What it does in the sentence.
    pub role: Role,
    /// Who is meant; for a place, the country it lies in; `None` where in doubt.
    pub actor: Option<ActorId>,
    /// The person named, as in the text ("Kim Jong Un"), where the mention is a person's.
    pub person: Option<String>,
    /// Who could be meant, where in doubt; sorted.
    pub candidates: Vec<ActorId>,
    /// Why this actor, or why none, in a few words.
    pub reason: Arc<str>,
}

impl Mention {
    /// The actor, where the mention can take part in an event.
    #[must_use]
    pub fn acting(&self) -> Option<&ActorId> {
        self.actor.as_ref().filter(|_| self.role == Role::Actor)
    }
}

/// How a mention names its actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MentionKind {
    /// "France", "the Soviet Union", "U.S."
    Name,
    /// "French", "Palestinians"
    Demonym,
    /// "Beijing", "the Kremlin"
    Seat,
    /// "Kim", after "North Korean leader Kim Jong Un"
    Leader,
    /// "the prime minister"
    Office,
    /// "Mumbai", "Texas"
    City,
    /// "NATO", "the Security Council"
    Organisation,
    /// "Hamas"
    Group,
    /// "the North"
    Epithet,
    /// "its"
    Pronoun,
}

/// What a mention does in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Can take part in events.
    Actor,
    /// A place of something: "met in Geneva".
    Location,
    /// The place of report at the start: "BEIJING (AP) -".
    Dateline,
    /// "AP writer Kim Tong-hyung contributed from Seoul".
    Credit,
}

/// What is known of an article beside its text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Background<'a> {
    /// Its year: a capital is the seat of the state of its time.
    pub year: Option<i16>,
    /// The name of its outlet: a weak hint where the text leaves a place open.
    pub outlet: Option<&'a str>,
}

impl Background<'_> {
    /// Nothing is known but the year, if that.
    #[must_use]
    pub fn of_year(year: Option<i16>) -> Self {
        Self { year, outlet: None }
    }
}

/// Finds the mentions of one part of an article, in the order of the text. Mentions do not overlap.
#[must_use]
pub fn find(
    gazetteer: &Gazetteer,
    part: Part,
    text: &str,
    document: &Document,
    background: Background<'_>,
) -> Vec<Mention> {
    let Background { year, outlet } = background;
    let home = outlet.and_then(|outlet| outlet::country(gazetteer, outlet, year));
    let context = Context { text, document, year, home: home.as_ref() };
    let credits: BTreeSet<usize> =
        (0..document.sentences.len()).filter(|sentence| credit::is_credit(&context, *sentence)).collect();
    let search = Search { gazetteer, part, context: &context, credits: &credits };
    let mut mentions = names(&search);
    mentions.extend(initials::find(&search, &mentions));
    mentions.sort_by_key(|mention| mention.span.start);
    let persons = person::find(&search, &mentions);
    let epithets = epithet::find(&search, &mentions);
    mentions.extend(persons);
    mentions.extend(epithets);
    mentions.sort_by_key(|mention| (mention.span.start, mention.span.end));
    for point_back in [stand_in::find, holder::find, pronoun::find, kin::find] {
        mentions.extend(point_back(&search, &mentions));
        mentions.sort_by_key(|mention| (mention.span.start, mention.span.end));
    }
    mentions
}

/// The mentions of names of the gazetteer.
fn names(search: &Search<'_>) -> Vec<Mention> {
    let Search { gazetteer, part, context, credits } = *search;
    let mut matches = gazetteer.matcher().matches(context.text, context.year);
    let hits = given_name::drop_persons(context, work_title::drop_titles(context, matches.hits));
    matches.hits = language_name::drop_languages(context, compound::drop_parts(context, hits));
    let hits = &matches.hits;
    let setting = Setting { context, credits, datelines: dateline::find(context, hits) };
    let mut decisions = ambiguity::decide(gazetteer, context.text, hits);
    for (hit, decision) in hits.iter().zip(&mut decisions) {
        if decision.kind == NameKind::Seat && setting.role(hit.span, NameKind::Seat, None) != Role::Actor {
            ambiguity::settle_place(gazetteer, decision);
        }
    }
    let is_evidence = |span: Span| !credits.contains(&context.sentence_at(span.start));
    ambiguity::settle_country_or_region(gazetteer, context, hits, &mut decisions);
    ambiguity::settle_by_article(gazetteer, hits, &mut decisions, is_evidence);
    local::settle(gazetteer, context, &matches, &mut decisions, is_evidence);
    if let Some(home) = context.home {
        ambiguity::settle_by_outlet(gazetteer, home, hits, &mut decisions);
    }

    let mut mentions: Vec<Mention> = Vec::with_capacity(hits.len());
    for (hit, decision) in hits.iter().zip(decisions) {
        // A town that nothing shows to be a place is any word.
        if hit.is_town() && decision.actor.is_none() {
            continue;
        }
        let sentence = context.sentence_at(hit.span.start);
        let last =
            mentions.last().filter(|last| last.sentence == sentence).map(|last| (last.span, last.role));
        let role = setting.role(hit.span, decision.kind, last);
        let mut mention = mention(part, hit.span, sentence, role, decision);
        court::leave_open(context, &mut mention);
        mentions.push(mention);
    }
    mentions
}

/// What frames the report: its datelines and credit lines.
struct Setting<'a> {
    context: &'a Context<'a>,
    credits: &'a BTreeSet<usize>,
    datelines: Vec<Span>,
}

impl Setting<'_> {
    /// What a name does; `last` is the one before it in its sentence.
    fn role(&self, span: Span, kind: NameKind, last: Option<(Span, Role)>) -> Role {
        if self.credits.contains(&self.context.sentence_at(span.start)) {
            return Role::Credit;
        }
        if self.datelines.iter().any(|dateline| dateline.contains(span)) {
            return Role::Dateline;
        }
        match kind {
            NameKind::City | NameKind::Division | NameKind::Town => Role::Location,
            NameKind::Seat => place::role_of_seat(self.context, span, last),
            NameKind::Name | NameKind::Demonym if place::is_of_another_time(self.context, span) => {
                Role::Location
            }
            NameKind::Name if place::is_of_war(self.context, span) => Role::Location,
            _ => Role::Actor,
        }
    }
}

fn mention(part: Part, span: Span, sentence: usize, role: Role, decision: Decision) -> Mention {
    let Decision { actor, kind, candidates, reason, ground: _ } = decision;
    let kind = match kind {
        NameKind::Demonym | NameKind::Prefix => MentionKind::Demonym,
        NameKind::Seat => MentionKind::Seat,
        NameKind::City | NameKind::Division | NameKind::Town => MentionKind::City,
        NameKind::Organisation => MentionKind::Organisation,
        NameKind::Group => MentionKind::Group,
        NameKind::Name
        | NameKind::Shield
        | NameKind::Given
        | NameKind::Language
        | NameKind::Word
        | NameKind::Cue => MentionKind::Name,
    };
    // Whoever wrote the article, and from where, takes no part in it.
    let (actor, candidates, reason) = match role {
        Role::Credit => (None, Vec::new(), "credit line".to_owned()),
        Role::Dateline => (actor, candidates, format!("place of report; {reason}")),
        Role::Actor | Role::Location => (actor, candidates, reason),
    };
    Mention { part, span, sentence, kind, role, actor, person: None, candidates, reason: reason.into() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::language::english;

    #[test]
    fn ids_tell_organisations() {
        assert!(ActorId::new("org:NATO").is_organisation());
        assert!(!ActorId::new("NOR").is_organisation());
    }

    #[test]
    fn only_actors_act() {
        let text = "LIMA (AP) - Chile met Peru in Quito.";
        let mentions =
            find(&Gazetteer::embedded(), Part::Text, text, &english().read(text), Background::default());
        let acting: Vec<&str> = mentions.iter().filter_map(Mention::acting).map(ActorId::as_str).collect();
        assert_eq!(acting, ["CHL", "PER"]);
    }

    #[test]
    fn the_reason_tells_why() {
        let text = "Kenyan President Amos Otieno flew to Georgia.";
        let mentions =
            find(&Gazetteer::embedded(), Part::Text, text, &english().read(text), Background::default());
        let reasons: Vec<&str> = mentions.iter().map(|mention| &*mention.reason).collect();
        assert_eq!(
            reasons,
            [
                "people or adjective of Kenya",
                "Amos Otieno acts for Kenya: “Kenyan President Amos Otieno”",
                "“Georgia” may mean Georgia or United States",
            ]
        );
    }

    /// Texts of names, offices, marks and odd characters, in any order.
    fn odd_text() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "South\nKorea",
            "Sino-",
            "Russian",
            "president",
            "Kim",
            "Kim Jong",
            ",",
            ". ",
            " - ",
            " (AP) ",
            "BEIJING",
            "Chad",
            "Georgia",
            "the country's",
            "leader",
            "his",
            "counterpart",
            "The visit by",
            "A senior",
            "official",
            "’s",
            "'s",
            "the North",
            "contributed to this report",
            "By ",
            "\n\n",
            "U.S.",
            "Co\u{302}te d’Ivoire",
            "İ",
            "ß",
            "—",
            "of",
            "former",
            "in",
            "Brussels",
            "\u{ad}",
            "\u{2028}",
            "and",
        ]);
        prop::collection::vec((piece, prop::sample::select(vec![" ", ""])), 0..30)
            .prop_map(|pieces| pieces.into_iter().map(|(piece, gap)| format!("{piece}{gap}")).collect())
    }

    proptest! {
        #[test]
        fn any_text_gives_sorted_mentions_that_do_not_overlap(text in odd_text()) {
            let document = english().read(&text);
            let mentions = find(&Gazetteer::embedded(), Part::Text, &text, &document, Background::default());
            for mention in &mentions {
                prop_assert!(text.get(mention.span.start..mention.span.end).is_some_and(|name| !name.is_empty()));
                prop_assert!(mention.sentence < document.sentences.len());
                prop_assert!(mention.actor.is_none() || mention.candidates.is_empty());
            }
            prop_assert!(mentions.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{mentions:?}");
        }
    }
}
