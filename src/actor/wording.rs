//! One name exchanged for another in its sentence: the form that fits its place, "the", "a" and "an",
//! capitals, and the possessive. Which name is exchanged for which is the matter of [`super::swap`].

use super::context::{Context, is_capitalised, is_one_of};
use super::forms::{Forms, article_before, takes_the};
use super::gazetteer::NameKind;
use super::swap::Swapped;
use super::{Mention, Role};
use crate::article::Span;
use crate::language::Label;

/// A new word, and whether "the" belongs before it.
pub(super) struct Word {
    text: String,
    the: The,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum The {
    /// As it was.
    Kept,
    /// None: "the Kremlin" became "Nairobi".
    Dropped,
    /// "India" became "the United States".
    Added,
}

impl Word {
    pub fn bare(text: &str) -> Self {
        Self { text: text.to_owned(), the: The::Dropped }
    }

    fn kept(text: &str) -> Self {
        Self { text: text.to_owned(), the: The::Kept }
    }
}

/// A mention in its sentence.
pub(super) struct Place<'a> {
    pub context: &'a Context<'a>,
    pub mention: &'a Mention,
    pub kind: Option<NameKind>,
}

impl Place<'_> {
    fn old(&self) -> &str {
        self.mention.span.of(self.context.text)
    }

    pub fn name(&self, from: &Forms, to: &Forms) -> Word {
        let old = self.old();
        if self.has_hyphen() {
            return Word::kept(to.abbreviation.as_deref().unwrap_or(&to.name));
        }
        if self.is_before_noun() {
            let like_adjective = from.is_abbreviation(old) || from.name_is_adjective();
            return Word::kept(if like_adjective { &to.adjective } else { &to.name });
        }
        let has_the = is_one_of(self.context.word_before(self.mention.span, 0), &["the"]);
        let the = match (has_the, takes_the(&to.name)) {
            (true, false) => The::Dropped,
            (false, true) if self.mention.role != Role::Dateline && !self.is_modified() => The::Added,
            _ => The::Kept,
        };
        Word { text: to.name.clone(), the }
    }

    pub fn name_for_epithet(&self, to: &Forms) -> Word {
        let the = if takes_the(&to.name) { The::Kept } else { The::Dropped };
        Word { text: to.name.clone(), the }
    }

    pub fn demonym(&self, from: &Forms, to: &Forms) -> Word {
        if self.kind == Some(NameKind::Prefix) {
            return Word::kept(to.prefix.as_ref().unwrap_or(&to.adjective));
        }
        let Some(token) = self.context.last_token(self.mention.span) else {
            return Word::kept(&to.adjective);
        };
        let tag = self.context.document.tokens[token].tag;
        let after_one =
            is_one_of(self.context.word_before(self.mention.span, 0), &["a", "an", "one", "another"]);
        let form = if from.is_people(self.old()) {
            &to.people
        } else if self.has_hyphen() || self.is_before_noun() || tag.is_adjective() && !self.is_head() {
            &to.adjective
        } else if after_one || from.person != from.people {
            &to.person
        } else {
            &to.people
        };
        Word::kept(form)
    }

    fn has_hyphen(&self) -> bool {
        let (text, span) = (self.context.text, self.mention.span);
        text[span.end..].starts_with(['-', '–', '/']) || text[..span.start].ends_with(['-', '–', '/'])
    }

    /// Whether it stands before the noun it belongs to: "U.S. officials".
    fn is_before_noun(&self) -> bool {
        let Some(token) = self.context.last_token(self.mention.span) else { return false };
        let tree = &self.context.document.tree;
        matches!(
            tree.label(tree.first_conjunct(token)),
            Label::Compound | Label::AdjectiveModifier | Label::NounModifier
        ) && tree.head(token).is_some_and(|head| head > token || tree.label(token) == Label::Conjunct)
    }

    /// Whether it is a noun by its place: "the Chinese said".
    fn is_head(&self) -> bool {
        let Some(token) = self.context.last_token(self.mention.span) else { return false };
        matches!(
            self.context.document.tree.label(token),
            Label::NominalSubject
                | Label::PassiveSubject
                | Label::DirectObject
                | Label::PrepositionObject
                | Label::Possessor
        )
    }

    /// Whether a word before it belongs to it already: "northern India", "their India".
    fn is_modified(&self) -> bool {
        let Some(token) = self.context.last_token(self.mention.span) else { return false };
        let tree = &self.context.document.tree;
        tree.left_children(token).any(|child| {
            self.context.document.tokens[child].span.end <= self.mention.span.start
                && matches!(
                    tree.label(child),
                    Label::AdjectiveModifier | Label::Determiner | Label::Possessor | Label::Compound
                )
        })
    }

    /// Whether all that is written around it is in capitals.
    fn is_shouted(&self) -> bool {
        let has_small = |text: &str| text.chars().any(char::is_lowercase);
        if has_small(self.old()) {
            return false;
        }
        let sentence = self.context.document.sentences.get(self.mention.sentence);
        let all_capitals = sentence.is_none_or(|sentence| !has_small(sentence.span.of(self.context.text)));
        all_capitals || self.old().len() > 4 || self.mention.role == Role::Dateline
    }
}

/// A text that is copied with changes.
pub(super) struct Rewriting<'a> {
    old: &'a str,
    /// How far the old text is copied.
    copied: usize,
    new: Swapped,
}

impl<'a> Rewriting<'a> {
    pub fn new(old: &'a str) -> Self {
        Self { old, copied: 0, new: Swapped { text: String::with_capacity(old.len()), changes: Vec::new() } }
    }

    pub fn replace(&mut self, place: &Place<'_>, word: &Word) {
        let span = place.mention.span;
        if span.start < self.copied {
            return;
        }
        self.new.text.push_str(&self.old[self.copied..span.start]);
        self.copied = span.start;
        let mut text = word.text.clone();
        match word.the {
            The::Dropped if !place.is_before_noun() => self.drop_the(),
            The::Added => {
                self.add_the(place.context.before(span).iter().all(|token| token.tag.is_punctuation()));
            }
            The::Kept | The::Dropped => {}
        }
        self.fit_article(&text);
        if place.is_shouted() {
            text = text.to_uppercase();
        }
        let start = self.new.text.len();
        self.new.text.push_str(&text);
        self.new.changes.push((span, Span::new(start, self.new.text.len())));
        self.copied = span.end;
        self.fit_possessive(span.of(self.old), &text);
    }

    /// The last word that was copied, where only a blank stands behind it.
    fn last_word(&self) -> Option<(usize, &str)> {
        let text = self.new.text.as_str();
        let trimmed = text.trim_end();
        let word = trimmed.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
        (trimmed.len() < text.len() && !word.is_empty()).then_some((trimmed.len() - word.len(), word))
    }

    fn drop_the(&mut self) {
        let the = self.last_word().filter(|(_, word)| word.eq_ignore_ascii_case("the"));
        if let Some(start) = the.map(|(start, _)| start) {
            self.new.text.truncate(start);
        }
    }

    fn add_the(&mut self, opens: bool) {
        self.new.text.push_str(if opens { "The " } else { "the " });
    }

    /// "an American" becomes "a Chinese".
    fn fit_article(&mut self, next: &str) {
        let article = self.last_word().filter(|(_, word)| is_one_of(word, &["a", "an"]));
        let Some((start, old)) = article else { return };
        let new = match (article_before(next), is_capitalised(old)) {
            ("a", true) => "A",
            (_, true) => "An",
            (new, false) => new,
        };
        let end = start + old.len();
        self.new.text.replace_range(start..end, new);
    }

    /// "States'" becomes "India's", and the other way.
    fn fit_possessive(&mut self, old: &str, new: &str) {
        let rest = &self.old[self.copied..];
        let Some(mark) = rest.chars().next().filter(|c| matches!(c, '\'' | '’')) else { return };
        let after = &rest[mark.len_utf8()..];
        let ends_in_s = |word: &str| word.ends_with(['s', 'S']);
        if ends_in_s(new) && !ends_in_s(old) && after.starts_with(['s', 'S']) {
            self.new.text.push(mark);
            self.copied += mark.len_utf8() + 1;
        } else if ends_in_s(old) && !ends_in_s(new) && after.starts_with(' ') {
            self.new.text.push(mark);
            self.new.text.push('s');
            self.copied += mark.len_utf8();
        }
    }

    pub fn finish(mut self) -> Swapped {
        self.new.text.push_str(&self.old[self.copied..]);
        self.new
    }
}
