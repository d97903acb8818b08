//! What all rules share that look for mentions in one part of an article.

use std::collections::BTreeSet;

use super::context::Context;
use super::gazetteer::Gazetteer;
use super::{ActorId, Mention, MentionKind, Role};
use crate::article::{Part, Span};

/// One part of an article in which mentions are looked for.
#[derive(Clone, Copy)]
pub(super) struct Search<'a> {
    pub gazetteer: &'a Gazetteer,
    pub part: Part,
    pub context: &'a Context<'a>,
    /// The sentences that are credit lines: who is named there takes no part.
    pub credits: &'a BTreeSet<usize>,
}

impl<'a> Search<'a> {
    /// The sentences that tell something: all but credit lines.
    pub fn sentences(&self) -> impl Iterator<Item = usize> + use<'a> {
        let credits = self.credits;
        (0..self.context.document.sentences.len()).filter(|sentence| !credits.contains(sentence))
    }

    /// The tokens of those sentences, as indices into the document's, each with its sentence.
    pub fn tokens(&self) -> impl Iterator<Item = (usize, usize)> + use<'a> {
        let document = self.context.document;
        self.sentences().flat_map(move |sentence| {
            let found = &document.sentences[sentence];
            (found.first_token..found.end_token).map(move |token| (sentence, token))
        })
    }

    /// A mention of somebody who can take part in events.
    pub fn mention(
        &self,
        span: Span,
        sentence: usize,
        kind: MentionKind,
        actor: &ActorId,
        reason: String,
    ) -> Mention {
        Mention {
            part: self.part,
            span,
            sentence,
            kind,
            role: Role::Actor,
            actor: Some(actor.clone()),
            person: None,
            candidates: Vec::new(),
            reason: reason.into(),
        }
    }
}
