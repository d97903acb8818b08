//! Who was named before a word: what "the country", "the two sides" and "it" may point back to.
//!
//! Every rule asks for one answer; where two are left there is none.

use std::cell::OnceCell;
use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::context::Context;
use super::{ActorId, Mention, MentionKind, Role};
use crate::language::Label;

/// Actors named, in the order of the text.
pub(super) struct Antecedents<'a> {
    pub context: &'a Context<'a>,
    named: Vec<Named<'a>>,
    /// The places of each actor in `named`, in the order of their first; made when first asked for.
    places: OnceCell<Vec<Vec<usize>>>,
    /// Of the first mentions, for each number of them, the two countries that lead; made when first asked for.
    leading: OnceCell<Vec<Option<(usize, usize)>>>,
}

/// A mention with its place in the tree.
#[derive(Clone, Copy)]
pub(super) struct Named<'a> {
    /// Its last token.
    pub token: usize,
    pub sentence: usize,
    pub actor: &'a ActorId,
    pub mention: &'a Mention,
}

impl Named<'_> {
    /// Whether it is a country or territory, not an organisation or a group.
    pub fn is_country(&self) -> bool {
        self.actor.is_country() || self.actor.as_str().starts_with("area:")
    }

    /// Whether it is a person.
    pub fn is_person(&self) -> bool {
        matches!(self.mention.kind, MentionKind::Leader | MentionKind::Office)
    }
}

/// The most mentions of one sentence that are looked at.
const NEAREST: usize = 256;

/// How far a word points back.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// Its sentence, else the one before.
    Near,
    /// Its sentence, else the one before, else all that came before.
    Article,
}

impl<'a> Antecedents<'a> {
    pub fn new(context: &'a Context<'a>, mentions: &'a [Mention]) -> Self {
        let counts = |role: Role| matches!(role, Role::Actor | Role::Location);
        let named = mentions.iter().filter(|mention| counts(mention.role)).filter_map(|mention| {
            let token = context.last_token(mention.span)?;
            Some(Named { token, sentence: mention.sentence, actor: mention.actor.as_ref()?, mention })
        });
        Self { context, named: named.collect(), places: OnceCell::new(), leading: OnceCell::new() }
    }

    /// The mention that ends at a token.
    pub fn at(&self, token: usize) -> Option<Named<'a>> {
        let index = self.named.binary_search_by_key(&token, |named| named.token).ok()?;
        self.named.get(index).copied()
    }

    /// Those of one sentence that stand before a token; of a sentence without end the nearest.
    pub fn in_sentence(&self, sentence: usize, before: usize) -> impl Iterator<Item = Named<'a>> + '_ {
        let start = self.named.partition_point(|named| named.sentence < sentence);
        let end = self.named.partition_point(|named| named.sentence <= sentence && named.token < before);
        self.named[start.max(end.saturating_sub(NEAREST)).min(end)..end].iter().copied()
    }

    /// The only actor before a token that fits, in the nearest reach that has any. `fits` asks for the actor.
    pub fn only(&self, token: usize, reach: Reach, fits: impl Fn(&Named<'a>) -> bool) -> Option<Named<'a>> {
        let sentence = self.sentence_of(token);
        let beside = self.in_subject_beside(sentence, token);
        let fits = |named: &Named<'a>| fits(named) && !beside.contains(&named.actor);
        let open = |named: &Named<'a>| fits(named);
        let here = distinct(self.in_sentence(sentence, token).filter(open));
        if !here.is_empty() {
            return single(here);
        }
        let previous = sentence.checked_sub(1)?;
        let before = distinct(self.in_sentence(previous, token).filter(|named| fits(named)));
        if !before.is_empty() {
            return single(before);
        }
        if reach == Reach::Article { self.only_before(token, fits) } else { None }
    }

    /// The only actor of all before a token that fits, where it was named last. It looks at each actor once, so
    /// that a text full of "the island" takes no more than linear time.
    fn only_before(&self, token: usize, fits: impl Fn(&Named<'a>) -> bool) -> Option<Named<'a>> {
        let places = self.places.get_or_init(|| self.places());
        let last = |places: &Vec<usize>| {
            let before = places.partition_point(|place| self.named[*place].token < token);
            before.checked_sub(1).map(|last| self.named[places[last]])
        };
        let mut fitting = places.iter().map_while(last).filter(fits);
        fitting.next().filter(|_| fitting.next().is_none())
    }

    fn places(&self) -> Vec<Vec<usize>> {
        let mut known: BTreeMap<&ActorId, usize> = BTreeMap::new();
        let mut places: Vec<Vec<usize>> = Vec::new();
        for (place, named) in self.named.iter().enumerate() {
            let actor = *known.entry(named.actor).or_insert(places.len());
            if actor == places.len() {
                places.push(Vec::new());
            }
            places[actor].push(place);
        }
        places
    }

    /// The first country of the text, and the token at which a second one is named.
    pub fn first_country(&self) -> Option<(Named<'a>, usize)> {
        let mut countries = self.named.iter().copied().filter(Named::is_country);
        let first = countries.next()?;
        let second = countries.find(|other| other.actor != first.actor);
        Some((first, second.map_or(usize::MAX, |second| second.token)))
    }

    /// The first two countries of the text, and the token at which a third one is named.
    pub fn first_two_countries(&self) -> Option<(Named<'a>, Named<'a>, usize)> {
        let mut countries = self.named.iter().copied().filter(Named::is_country);
        let one = countries.next()?;
        let other = countries.find(|named| named.actor != one.actor)?;
        let third = countries.find(|named| named.actor != one.actor && named.actor != other.actor);
        Some((one, other, third.map_or(usize::MAX, |third| third.token)))
    }

    /// The two actors before a token, where the nearest of three sentences that names any has exactly two
    /// that fit; else all that it names.
    pub fn pair(
        &self,
        token: usize,
        fits: impl Fn(&Named<'a>) -> bool,
    ) -> Result<(Named<'a>, Named<'a>), Vec<Named<'a>>> {
        let sentence = self.sentence_of(token);
        // "Mali called both leaders": who acts is none of them; "Chad and Niger praised the ties of the two
        // countries" may be both.
        let beside = self.in_subject_beside(sentence, token);
        let alone = |named: &Named<'a>| beside == [named.actor];
        let open = |named: &Named<'a>| fits(named) && !alone(named);
        let named = |sentence| distinct(self.in_sentence(sentence, token).filter(|named| open(named)));
        let near = (sentence.saturating_sub(2)..=sentence).rev().map(named).find(|found| !found.is_empty());
        match near.as_deref() {
            Some([one, other]) => Ok((*one, *other)),
            _ => Err(near.unwrap_or_default()),
        }
    }

    /// The two countries that the text before a token is about, where a third one acts on them: "Brazil urged
    /// both countries".
    pub fn pair_of_a_third(&self, token: usize) -> Option<(Named<'a>, Named<'a>)> {
        let acting = self.in_subject_beside(self.sentence_of(token), token);
        let (one, other) = self.leading_pair(token)?;
        let third =
            !acting.is_empty() && acting.iter().all(|actor| ![one.actor, other.actor].contains(actor));
        third.then_some((one, other))
    }

    /// The two countries that the text before a token is about. None where `near`, who was named last, are
    /// others.
    pub fn main_pair(&self, token: usize, near: &[Named<'a>]) -> Option<(Named<'a>, Named<'a>)> {
        let (one, other) = self.leading_pair(token)?;
        let among = near.iter().all(|named| named.actor == one.actor || named.actor == other.actor);
        // A paragraph that begins with them turns back to what the article is about.
        (among || self.opens_paragraph(token)).then_some((one, other))
    }

    /// Two countries that are both named in the first two sentences, and each more often before a token than
    /// any third.
    fn leading_pair(&self, token: usize) -> Option<(Named<'a>, Named<'a>)> {
        let before = self.named.partition_point(|named| named.token < token);
        let leading = self.leading.get_or_init(|| self.leading_pairs());
        let (one, other) = leading.get(before).copied().flatten()?;
        Some((self.named[one], self.named[other]))
    }

    /// For no mention, the first, the first two and so on, which pair leads: their first mentions. It is one
    /// walk, so that a text full of pairs takes no more than linear time.
    fn leading_pairs(&self) -> Vec<Option<(usize, usize)>> {
        let mut leading = vec![None];
        // How often a country was named, and its first mention; the most often named first, else the earlier.
        let mut counted: Vec<(usize, usize)> = Vec::new();
        for (place, named) in self.named.iter().enumerate() {
            if named.is_country() {
                let known = counted.iter().position(|(_, first)| self.named[*first].actor == named.actor);
                let mut at = known.unwrap_or(counted.len());
                match known {
                    Some(known) => counted[known].0 += 1,
                    None => counted.push((1, place)),
                }
                let rank = |(count, first): (usize, usize)| (Reverse(count), first);
                while at > 0 && rank(counted[at]) < rank(counted[at - 1]) {
                    counted.swap(at, at - 1);
                    at -= 1;
                }
            }
            let third = counted.get(2).map_or(0, |(count, _)| *count);
            leading.push(match counted[..] {
                [(_, one), (least, other), ..] => {
                    let early = |first: usize| self.named[first].sentence <= 1;
                    (least > third.max(1) && early(one) && early(other)).then_some((one, other))
                }
                _ => None,
            });
        }
        leading
    }

    fn sentence_of(&self, token: usize) -> usize {
        let start = self.context.document.tokens.get(token).map_or(0, |token| token.span.start);
        self.context.sentence_at(start)
    }

    /// Whether the sentence of a token begins a paragraph and the token stands near its beginning.
    fn opens_paragraph(&self, token: usize) -> bool {
        let Some(sentence) = self.context.document.sentences.get(self.sentence_of(token)) else {
            return false;
        };
        let before = self.context.text.get(..sentence.span.start).unwrap_or_default();
        token <= sentence.first_token + 3 && before.ends_with('\n')
    }

    /// The subject of the clause of a token.
    pub fn subject_of_clause(&self, token: usize) -> Option<usize> {
        let tree = &self.context.document.tree;
        let clause = *self.context.document.clauses.get(token)?;
        let own = |verb: usize| tree.left_children(verb).find(|child| tree.label(*child).is_subject());
        own(clause).or_else(|| own(tree.first_conjunct(clause)))
    }

    /// Who is named in the subject of the clause of an object, or in that of the verbs above it: "offered to
    /// send it".
    pub fn acting_on(&self, token: usize) -> Vec<&'a ActorId> {
        let tree = &self.context.document.tree;
        let mut verb = tree.head(token);
        for _ in 0..6 {
            let Some(at) = verb else { return Vec::new() };
            if let Some(subject) = tree.left_children(at).find(|child| tree.label(*child).is_subject()) {
                let within =
                    |named: &Named<'_>| subject == named.token || tree.is_ancestor(subject, named.token);
                let sentence = self.sentence_of(token);
                return self.in_sentence(sentence, token).filter(within).map(|named| named.actor).collect();
            }
            verb = tree.head(at).filter(|_| {
                matches!(tree.label(at), Label::OpenComplement | Label::Conjunct | Label::ClauseComplement)
            });
        }
        Vec::new()
    }

    /// The clause above the one of a token.
    pub fn clause_above(&self, token: usize) -> Option<usize> {
        let clauses = &self.context.document.clauses;
        let clause = *clauses.get(token)?;
        let head = self.context.document.tree.head(clause)?;
        clauses.get(head).copied()
    }

    /// Who is named in the subject of the verb beside whose objects a token stands: "France told the
    /// country", "the French team left the country" are other countries.
    fn in_subject_beside(&self, sentence: usize, token: usize) -> Vec<&'a ActorId> {
        let tree = &self.context.document.tree;
        let subject = self.subject_of_clause(token).filter(|subject| !tree.is_ancestor(*subject, token));
        let Some(subject) = subject.filter(|_| tree.label(token) != Label::Possessor) else {
            return Vec::new();
        };
        let within = |named: &Named<'_>| subject == named.token || tree.is_ancestor(subject, named.token);
        self.in_sentence(sentence, token).filter(within).map(|named| named.actor).collect()
    }
}

/// One of each actor, in the order of the text.
fn distinct<'a>(named: impl Iterator<Item = Named<'a>>) -> Vec<Named<'a>> {
    let mut kept: Vec<Named<'a>> = Vec::new();
    for one in named {
        match kept.iter_mut().find(|other| other.actor == one.actor) {
            Some(other) => *other = one,
            None => kept.push(one),
        }
    }
    kept
}

fn single(named: Vec<Named<'_>>) -> Option<Named<'_>> {
    if let [one] = named[..] { Some(one) } else { None }
}
