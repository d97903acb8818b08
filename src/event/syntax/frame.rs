//! Verbs with their subjects and objects: finds the frames of `verbs.tsv` and `phrases.tsv` in a tree.
//!
//! A frame is read against the words that hang on its verb, without the clauses within it: "T" is the
//! object, the subject of a passive, or what hangs on the preposition before it; "*" is anything
//! between. Where no frame has a target of its own, deeds of force, aid and retreat take the place they
//! are done in ("struck militants in Syria") as a weak one, with grounds of their own.
//!
//! Must match: "Iraqi police were attacked in the town by Iran", "the ship that Iran seized".
//! Must not: "met in Geneva" (a place of talks is no party).
//! Known to miss: verbs that the tagger takes for nouns.

use super::party::{self, Side};
use super::subject;
use super::{Finding, Scene, govern};
use crate::actor::MentionKind;
use crate::event::explain::{Block, Rule};
use crate::event::lexicon::{Element, MISSILES, PEOPLE, Row, SOLDIERS, UNARMED, VerbFrame};
use crate::event::phrase::{FORCES, Party};
use crate::event::{EventKind, Grounds};
use crate::language::{Label, Tag};

/// How many words behind a verb are read.
const REACH: usize = 48;

/// Verbs whose object hears what is said.
const TELLING: &[&str] = &["tell", "assure", "inform", "promise", "write"];

/// How many places a word of a frame is tried at.
const TRIES: usize = 4;

/// The event of a verb, if it tells one.
pub(super) fn find(scene: &Scene<'_>, verb: usize) -> Option<Finding> {
    let lemmas = scene.verb_lemmas(verb);
    let frames: Vec<&VerbFrame> = lemmas.iter().flat_map(|lemma| scene.lexicon.frames(lemma)).collect();
    if frames.is_empty() {
        return None;
    }
    let clause = Clause::of(scene, verb);
    let mut blocked: Vec<(&'static Row, Block)> = Vec::new();
    let strong = frames.iter().find_map(|frame| match clause.strong(frame) {
        Ok(found) => Some(found),
        Err(block) => {
            blocked.push((scene.lexicon.row(frame.row), block));
            None
        }
    });
    let found = strong.or_else(|| frames.iter().find_map(|frame| clause.weak(frame)));
    let found = found.or_else(|| frames.iter().find_map(|frame| clause.told(frame)));
    let governed = found.as_ref().map(|found| govern::climb(scene, verb, found.row));
    if let (Some(found), Some(Err(block))) = (&found, &governed) {
        blocked = vec![(found.row, *block)];
    }
    let (Some(found), Some(Ok(governed))) = (found, governed) else {
        for (row, block) in blocked {
            scene.block(Rule::Verb, row, verb, block);
        }
        return None;
    };
    let shared = subject::is_shared(scene, verb);
    let grounds = match (found.weak, found.row.is_state(), shared, found.row.phrase) {
        (true, ..) => Grounds::Location,
        (_, true, ..) => Grounds::State,
        (_, _, true, _) => Grounds::Shared,
        (.., true) => Grounds::Phrase,
        (.., false) => Grounds::Verb,
    };
    Some(Finding {
        rule: Rule::Verb,
        row: found.row,
        grounds,
        governed,
        reciprocal: found.row.reciprocal || found.targets.is_empty(),
        cues: found.cues,
        sources: found.sources,
        targets: found.targets,
        clause: verb,
    })
}

/// A frame that was found.
struct Found {
    row: &'static Row,
    sources: Vec<Party>,
    targets: Vec<Party>,
    cues: Vec<usize>,
    weak: bool,
}

/// A verb with the words that a frame can use.
struct Clause<'a, 'b> {
    scene: &'b Scene<'a>,
    verb: usize,
    passive: bool,
    /// Nouns that it is done to.
    objects: Vec<usize>,
    /// The words behind it (of a passive also its subject), in order.
    reach: Vec<usize>,
    sources: Vec<Party>,
}

/// What matched the elements of a frame.
#[derive(Default)]
struct Fit {
    targets: Vec<Party>,
    /// The noun that names them.
    noun: Option<usize>,
    /// "each other"
    mutual: bool,
    cues: Vec<usize>,
}

impl<'a, 'b> Clause<'a, 'b> {
    fn of(scene: &'b Scene<'a>, verb: usize) -> Self {
        let passive = subject::is_passive(scene, verb);
        let (sources, objects) = if passive {
            (agents(scene, verb), subject::noun(scene, verb).into_iter().collect())
        } else {
            (subject::of(scene, verb, Side::Source), subject::objects(scene, verb))
        };
        // "Danish troops were deployed to Chad": who is moved moves.
        let moved = passive && sources.is_empty() && scene.is(verb, MOVING);
        let sources = match objects.first().filter(|object| moved && scene.is(**object, FORCES)) {
            Some(object) => party::read(scene, *object, Side::Source),
            None => sources,
        };
        let mut clause = Self { scene, verb, passive, objects, reach: Vec::new(), sources };
        clause.reach = clause.reach();
        clause
    }

    /// The words that hang on the verb, without clauses of their own; "to" and "that" before such a
    /// clause are in.
    fn reach(&self) -> Vec<usize> {
        let scene = self.scene;
        let mut reach = Vec::new();
        for object in self.objects.iter().filter(|object| self.passive || **object < self.verb) {
            let (first, last) = scene.document.tree.edges(*object);
            // "the drones that Turkey sold": of what a clause tells more of, what stands before the clause.
            let last = if self.passive { last } else { *object };
            reach.extend((first..=last.min(first + REACH)).filter(|token| *token < self.verb));
        }
        let jointly = |child: &usize| *child < self.verb && scene.reads(*child, &["jointly", "together"]);
        reach.extend(scene.children(self.verb).filter(jointly));
        let (_, last) = scene.document.tree.edges(self.verb);
        for token in self.verb + 1..=last.min(self.verb + REACH) {
            let clause = scene.clauses[token];
            let opens = scene.head(clause).is_some_and(|head| scene.clauses[head] == self.verb)
                && matches!(scene.label(token), Label::ClauseMark | Label::Auxiliary);
            // "found Chad guilty"
            let small =
                clause == token && scene.head(token) == Some(self.verb) && !scene.tag(token).is_verb();
            // "ordered Chad to leave"
            let to = clause == token
                && scene.is(token, LEAVING)
                && subject::has_to(scene, token)
                && scene.head(token).is_some_and(|head| scene.clauses[head] == self.verb);
            if clause == self.verb || opens || small || to {
                reach.push(token);
            }
        }
        reach
    }

    /// A frame with a target of its own.
    fn strong(&self, frame: &VerbFrame) -> Result<Found, Block> {
        let row = self.scene.lexicon.row(frame.row);
        let fit = self.fit(&frame.elements, 0, None, true).ok_or(self.misfit(frame))?;
        // "opened its border to Chad" takes nobody in; "to thousands of Chadians" does.
        if row.note == PEOPLE && !fit.noun.is_some_and(|noun| party::is_people(self.scene, noun)) {
            return Err(Block::NoTarget);
        }
        if self.is_done_to(&row.not) {
            return Err(Block::Frame);
        }
        // "received aid from B" is no visit of B.
        if row.cameo == "043" && fit.noun.is_some_and(|noun| !party::is_person(self.scene, noun)) {
            return Err(Block::NoTarget);
        }
        let sources = self.acting(row);
        if fit.targets.is_empty() {
            let fights = row.kind == EventKind::Assault && !self.is_side_by_side();
            let among = sources.len() > 1 && (row.reciprocal || fights || fit.mutual);
            let other_object = frame.elements.is_empty() && (!self.objects.is_empty() || self.passive);
            if !among || other_object {
                return Err(Block::NoTarget);
            }
        }
        let (sources, weak) = match sources.is_empty() {
            true => (self.place_as_source(row).ok_or(self.unmoved(row))?, true),
            false => (sources, false),
        };
        let mut cues = fit.cues;
        cues.insert(0, self.verb);
        let mut targets = fit.targets;
        if !targets.is_empty()
            && !targets.iter().any(|party| party.actor.is_country())
            && takes_place(row.kind)
        {
            let there = fit.noun.map_or_else(Vec::new, |noun| party::place(self.scene, noun));
            party::add(&mut targets, if there.is_empty() { self.place() } else { there });
        }
        Ok(Found { row, sources, targets, cues, weak })
    }

    /// "gave a speech to", "seized on": whether the verb is done to one of these words, or goes on with one.
    fn is_done_to(&self, words: &[String]) -> bool {
        let is = |token: usize| words.iter().any(|word| self.scene.is(token, &[word]));
        let next = Some(self.verb + 1).filter(|next| self.scene.tokens.contains(next));
        !words.is_empty() && self.objects.iter().copied().chain(next).any(is)
    }

    /// Why a frame does not fit: its words are missing, or only who is acted on.
    fn misfit(&self, frame: &VerbFrame) -> Block {
        let has_words = frame.elements.iter().any(|element| matches!(element, Element::Words(_)));
        match (has_words, self.sources.is_empty()) {
            (true, _) => Block::Frame,
            (false, true) => Block::NoArguments,
            (false, false) => Block::NoTarget,
        }
    }

    /// Why nobody acts.
    fn unmoved(&self, row: &Row) -> Block {
        match self.sources.is_empty() {
            true if subject::is_nobodys_it(self.scene, self.verb) => Block::OpenPronoun,
            true => Block::NoSource,
            false if row.note.starts_with(UNARMED) && self.is_force() => Block::Force,
            false => Block::Crowd,
        }
    }

    /// "fought side by side"
    fn is_side_by_side(&self) -> bool {
        self.reach.iter().any(|token| self.scene.reads(*token, &["side", "together", "alongside", "jointly"]))
    }

    /// A frame whose target is named by the place alone.
    fn weak(&self, frame: &VerbFrame) -> Option<Found> {
        let row = self.scene.lexicon.row(frame.row);
        let sources = self.acting(row);
        let placed = takes_place(row.kind) || blames(row.kind) && self.is_about_a_wrong();
        let open = placed || helps(row.kind);
        if sources.is_empty()
            || !open
            || !frame.elements.contains(&Element::Target)
            || self.is_done_to(&row.not)
        {
            return None;
        }
        // The words of a phrase must be there; what is missing is the target.
        let words: Vec<Element> = self.without_target(&frame.elements);
        // "fired at targets in Chad" is not "fired over".
        let tie = &frame.elements[words.len()..];
        if !words.is_empty() && tie.iter().any(|element| self.passes_by(element)) {
            return None;
        }
        let fit = self.fit(&words, 0, None, false)?;
        if words.is_empty() && self.objects.is_empty() {
            return None;
        }
        let mut targets = if placed { self.place() } else { self.helped() };
        targets.retain(|target| sources.iter().all(|source| source.actor != target.actor));
        let mut cues = fit.cues;
        cues.insert(0, self.verb);
        (!targets.is_empty()).then_some(Found { row, sources, targets, cues, weak: true })
    }

    /// "told Chad that it hoped to deepen ties": what needs a partner, and is told to one, is meant for that one.
    fn told(&self, frame: &VerbFrame) -> Option<Found> {
        let scene = self.scene;
        let row = scene.lexicon.row(frame.row);
        let words = self.without_target(&frame.elements);
        let tie = &frame.elements[words.len()..];
        let with = |element: &Element| matches!(element, Element::Words(ties) if ties.iter().any(|tie| tie == "with"));
        if words.is_empty() || row.kind != EventKind::Agree || !tie.iter().any(with) {
            return None;
        }
        let joined = |token: &usize| scene.reads(*token, &["with", "between", "among", "to"]);
        let sources = self.acting(row);
        let fit = self.fit(&words, 0, None, false)?;
        if sources.is_empty()
            || self.reach.iter().any(|token| scene.label(*token).is_prepositional() && joined(token))
        {
            return None;
        }
        // The parser may hang what is told on a noun between.
        let mut above = scene.document.tree.ancestors(self.verb).take(2 * TRIES);
        let telling = above.find(|verb| scene.is_verb(*verb) && scene.is(*verb, TELLING))?;
        let hearers =
            subject::objects(scene, telling).into_iter().map(|noun| party::read(scene, noun, Side::Target));
        let mut targets: Vec<Party> = hearers.flatten().collect();
        targets.retain(|target| sources.iter().all(|source| source.actor != target.actor));
        let mut cues = fit.cues;
        cues.insert(0, self.verb);
        (!targets.is_empty()).then_some(Found { row, sources, targets, cues, weak: true })
    }

    /// Whether an element is a preposition for what passes by its target, and none such stands there.
    fn passes_by(&self, element: &Element) -> bool {
        let Element::Words(ties) = element else { return false };
        let read = |token: &usize| ties.iter().any(|tie| self.scene.reads(*token, &[tie]));
        ties.iter().all(|tie| PASSING.contains(&tie.as_str())) && !self.reach.iter().any(read)
    }

    /// The elements of a frame up to its target, the preposition before it left out.
    fn without_target(&self, elements: &[Element]) -> Vec<Element> {
        let end = elements.iter().position(|element| *element == Element::Target).unwrap_or(elements.len());
        let mut words = elements[..end].to_vec();
        let preposition = |element: &Element| match element {
            Element::Words(words) => words.iter().any(|word| PREPOSITIONS.contains(&word.as_str())),
            Element::Gap | Element::Target => true,
        };
        while words.last().is_some_and(preposition) {
            words.pop();
        }
        words
    }

    fn place(&self) -> Vec<Party> {
        let inner = self.objects.iter().map(|object| party::place(self.scene, *object));
        let found = inner.into_iter().find(|found| !found.is_empty());
        found.unwrap_or_else(|| party::place(self.scene, self.verb))
    }

    /// "criticised the abuses in Chad": what only who rules a land does there.
    fn is_about_a_wrong(&self) -> bool {
        let wrong = |noun: usize| self.scene.is(noun, WRONGS);
        self.objects.iter().any(|object| wrong(*object) || inner_nouns(self.scene, *object).any(wrong))
    }

    /// "supports efforts to rebuild Chad": whom the efforts are for.
    fn helped(&self) -> Vec<Party> {
        let scene = self.scene;
        let behind = self.reach.iter().filter(|token| scene.label(**token).is_prepositional());
        let behind = behind.filter_map(|preposition| scene.object_of_preposition(*preposition));
        let nouns = self.objects.iter().copied().chain(behind);
        nouns.map(|noun| party::helped(scene, noun)).find(|found| !found.is_empty()).unwrap_or_default()
    }

    /// "Two Britons were arrested in Peru": the state of the place does what only states do.
    fn place_as_source(&self, row: &Row) -> Option<Vec<Party>> {
        let of_state = ["17", "166", "0841"].iter().any(|code| row.cameo.starts_with(code));
        if !self.passive || !of_state || self.scene.child(self.verb, Label::Agent).is_some() {
            return None;
        }
        let places = party::place(self.scene, self.verb);
        // "deported from Sudan"
        let from = self.scene.children(self.verb).find(|child| self.scene.reads(*child, &["from"]));
        let from = from.and_then(|from| self.scene.object_of_preposition(from)).filter(|_| places.is_empty());
        let places = from.map_or(places, |noun| party::read(self.scene, noun, Side::Target));
        (!places.is_empty()).then_some(places)
    }

    /// The sources that can do it: people in the street protest and do nothing else for a state.
    fn acting(&self, row: &Row) -> Vec<Party> {
        // Soldiers do not visit, and ministers do not invade.
        let unarmed = row.cameo == "042" && !row.phrase || row.note.starts_with(UNARMED);
        let travels = unarmed && self.is_force();
        if travels || row.note.starts_with(SOLDIERS) && !self.is_force() && !self.is_state() {
            return Vec::new();
        }
        if row.note.starts_with(MISSILES) && !self.is_missile() {
            return Vec::new();
        }
        let acts = |party: &&Party| !party.crowd || row.kind == EventKind::Protest;
        self.sources.iter().filter(acts).cloned().collect()
    }

    /// Whether its subject is what is fired.
    fn is_missile(&self) -> bool {
        let fired =
            &["shell", "rocket", "missile", "mortar", "bomb", "drone", "artillery", "munition", "fire"];
        subject::noun(self.scene, self.verb).is_some_and(|noun| self.scene.is(noun, fired))
    }

    /// Whether its subject is soldiers, or what soldiers and sailors move in.
    fn is_force(&self) -> bool {
        subject::noun(self.scene, self.verb).is_some_and(|noun| self.scene.is(noun, FORCES))
    }

    /// Whether its subject is a state by name.
    fn is_state(&self) -> bool {
        let mention = subject::noun(self.scene, self.verb).and_then(|noun| self.scene.mention(noun));
        mention.is_some_and(|mention| matches!(mention.kind, MentionKind::Name | MentionKind::Group))
    }

    /// Fits elements to the reach from a place on. `last` is the token that matched before, `near`
    /// whether the next must hang close to it.
    fn fit(&self, elements: &[Element], from: usize, last: Option<usize>, near: bool) -> Option<Fit> {
        let Some((first, rest)) = elements.split_first() else { return Some(Fit::default()) };
        match first {
            Element::Gap => self.fit(rest, from, last, false),
            Element::Words(words) => self.fit_words(words, rest, from, last, near),
            Element::Target => self.fit_target(rest, from, last, near),
        }
    }

    fn fit_words(
        &self,
        words: &[String],
        rest: &[Element],
        from: usize,
        last: Option<usize>,
        near: bool,
    ) -> Option<Fit> {
        let fits = |token: usize| {
            let (word, lemma) = (self.scene.word(token), self.scene.lemma(token));
            words.iter().any(|wanted| word.eq_ignore_ascii_case(wanted) || lemma == wanted)
        };
        if let Some((preposition, noun)) = self.before_clause()
            && rest.first() == Some(&Element::Target)
            && fits(preposition)
            && let Some(mut fit) = self.fit(&rest[1..], from, last, false)
        {
            let targets = party::read(self.scene, noun, Side::Target);
            if !targets.is_empty() {
                fit.targets.splice(0..0, targets);
                fit.noun = Some(noun);
                fit.cues.insert(0, preposition);
                return Some(fit);
            }
        }
        let candidates = (from..self.reach.len()).filter(|place| fits(self.reach[*place]));
        for place in candidates.take(TRIES) {
            let token = self.reach[place];
            if near && !self.is_near(token, last) || !near && self.is_aside(token) {
                continue;
            }
            if let Some(mut fit) = self.fit(rest, place + 1, Some(token), true) {
                fit.cues.insert(0, token);
                return Some(fit);
            }
        }
        None
    }

    /// "with which it has a treaty": the preposition before the clause, and what the clause tells more of.
    fn before_clause(&self) -> Option<(usize, usize)> {
        let scene = self.scene;
        let noun = scene.head(self.verb).filter(|_| scene.label(self.verb) == Label::RelativeClause)?;
        let preposition = scene.children(self.verb).take_while(|child| *child < self.verb).find(|child| {
            let which = scene.object_of_preposition(*child);
            scene.label(*child).is_prepositional() && which.is_some_and(|which| scene.tag(which).is_wh_word())
        })?;
        Some((preposition, noun))
    }

    /// Whether a word hangs on the verb, on an object, or on the word before it in the frame.
    fn is_near(&self, token: usize, last: Option<usize>) -> bool {
        let Some(head) = self.scene.head(token) else { return false };
        head == self.verb
            || last.is_some_and(|last| head == last || self.scene.head(head) == Some(last))
            || last.is_some() && self.objects.contains(&head)
            || self.scene.head(head) == Some(self.verb) && self.scene.label(token) == Label::ClauseMark
            || self.scene.head(head) == Some(self.verb) && self.scene.label(token) == Label::Auxiliary
            || last.is_some_and(|last| self.scene.head(last) == Some(head))
            || last.is_some_and(|last| {
                self.scene.label(last).is_prepositional()
                    && self.reach_index(token) == self.reach_index(last) + 1
            })
    }

    /// "left the town after talks with": what stands behind such a word is beside the deed.
    fn is_aside(&self, token: usize) -> bool {
        // "after a gun battle": what only names a noun goes with it.
        let named = self.scene.head(token).filter(|_| self.scene.label(token) == Label::Compound);
        let noun = named.unwrap_or(token);
        let preposition =
            self.scene.head(noun).filter(|_| self.scene.label(noun) == Label::PrepositionObject);
        preposition.is_some_and(|preposition| self.scene.reads(preposition, ASIDE))
    }

    fn reach_index(&self, token: usize) -> usize {
        self.reach.partition_point(|other| *other < token)
    }

    fn fit_target(&self, rest: &[Element], from: usize, last: Option<usize>, near: bool) -> Option<Fit> {
        for noun in self.target_nouns(last, from, near, rest) {
            if is_one_another(self.scene, noun) {
                let fit = self.fit(rest, self.reach_index(noun) + 1, Some(noun), true)?;
                return Some(Fit { mutual: true, ..fit });
            }
            let targets = self.named(noun);
            if targets.is_empty() {
                continue;
            }
            let behind = self.reach.partition_point(|token| {
                let own = self.scene.span(noun);
                // "violated its airspace, Chad said": who is meant may stand behind.
                let named = if targets[0].span.start > own.end { own.start } else { targets[0].span.end };
                self.scene.span(*token).end <= named.max(own.start)
            });
            let behind = if self.passive && last.is_none() { 0 } else { behind };
            if let Some(mut fit) = self.fit(rest, behind, Some(noun), true) {
                fit.targets.splice(0..0, targets);
                fit.noun = Some(noun);
                return Some(fit);
            }
        }
        None
    }

    /// The parties that a noun names; "it" and "its villages" are those of the subject above.
    fn named(&self, noun: usize) -> Vec<Party> {
        // "three of its villages"
        let counted = self.scene.tag(noun) == Tag::Number || self.scene.reads(noun, COUNTED);
        let of = self.scene.children(noun).find(|child| counted && self.scene.reads(*child, &["of"]));
        let noun = of.and_then(|of| self.scene.object_of_preposition(of)).unwrap_or(noun);
        if self.scene.reads(noun, &["him", "her", "them"]) && self.scene.mention(noun).is_none() {
            return self.object_above();
        }
        if self.scene.reads(noun, &["it"]) && self.scene.mention(noun).is_none() {
            let other = self.object_beside();
            if !other.is_empty() {
                return other;
            }
        }
        if self.is_speakers(noun) {
            return subject::of_speaker(self.scene, self.verb, Side::Source, 0);
        }
        let targets = party::read(self.scene, noun, Side::Target);
        let pronoun =
            self.scene.reads(noun, &["it", "them", "us"]) || party::owned_by_pronoun(self.scene, noun);
        // "its" is never the one who acts: "said that Chad had shelled its villages".
        let own = targets.iter().all(|target| self.sources.iter().any(|source| source.actor == target.actor));
        if own && !targets.is_empty() {
            // "its border with Chad"
            let with = self.scene.children(noun).find(|child| self.scene.reads(*child, &["with"]));
            let other = with.and_then(|with| self.scene.object_of_preposition(with));
            let others = other.map_or_else(Vec::new, |other| party::read(self.scene, other, Side::Target));
            if !others.is_empty() {
                return others;
            }
        }
        if own && !pronoun && !targets.is_empty() {
            // "charged one of the Chadian court's critics, the Briton N.": who it is stands behind.
            let other = self.scene.child(noun, Label::Apposition);
            let others = other.map_or_else(Vec::new, |other| party::read(self.scene, other, Side::Target));
            if !others.is_empty() {
                return others;
            }
        }
        if own && pronoun {
            return subject::owner_above(self.scene, self.verb, &self.sources);
        }
        targets
    }

    /// "called the Chadian president to thank him": the object of the verb above.
    fn object_above(&self) -> Vec<Party> {
        let scene = self.scene;
        // "expelled the envoy and later pardoned him"
        let joined = scene.label(self.verb) == Label::Conjunct && subject::own(scene, self.verb).is_none();
        let purpose = joined
            || matches!(scene.label(self.verb), Label::OpenComplement | Label::AdverbClause)
                && subject::has_to(scene, self.verb);
        let Some(above) = scene.head(self.verb).filter(|above| purpose && scene.is_verb(*above)) else {
            return Vec::new();
        };
        let predicate = scene.children(above).filter(|child| scene.label(*child) == Label::ObjectPredicate);
        let mut objects = subject::objects(scene, above).into_iter().chain(predicate);
        objects.next().map_or_else(Vec::new, |object| party::read(scene, object, Side::Target))
    }

    /// "France has promised Chad a ship, and India will sell it two": the object of the clause before, where
    /// another does the second deed.
    fn object_beside(&self) -> Vec<Party> {
        let scene = self.scene;
        let mut verb = self.verb;
        for _ in 0..3 {
            let Some(head) = scene.head(verb).filter(|head| scene.is_verb(*head)) else { break };
            match scene.label(verb) {
                Label::OpenComplement => verb = head,
                Label::Conjunct if subject::own(scene, verb).is_some() => {
                    let given = scene.children(head).filter(|child| scene.label(*child) == Label::Dative);
                    let objects = given.chain(subject::objects(scene, head));
                    let named = objects.map(|object| party::read(scene, object, Side::Target));
                    let found = named.into_iter().find(|found| !found.is_empty()).unwrap_or_default();
                    let others =
                        found.iter().all(|one| self.sources.iter().all(|own| own.actor != one.actor));
                    return if found.len() == 1 && others { found } else { Vec::new() };
                }
                _ => break,
            }
        }
        Vec::new()
    }

    /// "us", "our herdsmen"
    fn is_speakers(&self, noun: usize) -> bool {
        let ours = |child| self.scene.label(child) == Label::Possessor && self.scene.reads(child, &["our"]);
        self.scene.reads(noun, &["us"]) || self.scene.children(noun).any(ours)
    }

    /// The nouns that can be the target behind a token of the frame.
    fn target_nouns(&self, last: Option<usize>, from: usize, near: bool, rest: &[Element]) -> Vec<usize> {
        let scene = self.scene;
        let Some(last) = last else {
            let dative = scene.children(self.verb).filter(|child| {
                scene.label(*child) == Label::Dative
                    && scene.tag(*child) != Tag::Preposition
                    && scene.tag(*child) != Tag::InfinitiveTo
            });
            if near {
                let datives: Vec<usize> = dative.collect();
                let other = self.who_is_to_act().filter(|_| self.objects.is_empty() && !rest.is_empty());
                return datives.into_iter().chain(self.objects.iter().copied()).chain(other).collect();
            }
            return self.named_from(from);
        };
        if near && scene.label(last) == Label::ClauseMark {
            return scene.head(last).and_then(|verb| subject::own(scene, verb)).into_iter().collect();
        }
        if near && scene.label(last) == Label::Particle {
            return self.objects.clone();
        }
        if near && let Some(object) = scene.object_of_preposition(last) {
            return vec![object];
        }
        if near && scene.tag(last) == Tag::Adverb && rest.is_empty() {
            return self.objects.clone();
        }
        self.named_from(from)
    }

    /// "wants Chad to leave": the subject of the clause that is its object.
    fn who_is_to_act(&self) -> Option<usize> {
        let clause = self.scene.child(self.verb, Label::ClauseComplement)?;
        let to = self.scene.children(clause).any(|child| self.scene.tag(child) == Tag::InfinitiveTo);
        let small = !self.scene.tag(clause).is_verb();
        subject::own(self.scene, clause).filter(|_| to || small)
    }

    /// The next names in the reach, each as a noun.
    fn named_from(&self, from: usize) -> Vec<usize> {
        let named = self.reach[from.min(self.reach.len())..].iter().copied();
        let acting = named.filter(|token| self.scene.acting(*token).is_some()).take(TRIES);
        // "on its border with Chad": whose it is tells less than the whole.
        let owner = |token: usize| {
            self.scene.label(token) == Label::Possessor
                && self.scene.mention(token).is_some_and(|mention| mention.kind == MentionKind::Pronoun)
        };
        let whole = |token| if owner(token) { self.scene.head(token).unwrap_or(token) } else { token };
        acting.map(whole).collect()
    }
}

/// Verbs that move soldiers.
const MOVING: &[&str] = &[
    "deploy", "send", "station", "dispatch", "mass", "mobilise", "mobilize", "move", "fly", "airlift", "post",
];

/// Infinitives that frames name.
const LEAVING: &[&str] = &["leave", "quit", "go", "pack", "fly", "land", "dock", "enter", "cross", "use"];

/// Words that count what stands behind "of".
const COUNTED: &[&str] =
    &["some", "several", "many", "most", "dozens", "hundreds", "thousands", "all", "one", "two", "three"];

/// Words of frames that are no more than the tie to the target.
const PREPOSITIONS: &[&str] = &[
    "on", "against", "to", "with", "in", "into", "at", "from", "of", "for", "over", "near", "inside",
    "toward", "towards", "about", "around", "off", "after",
];

/// Those for what goes by and does not hit.
const PASSING: &[&str] = &["over", "near", "toward", "towards", "around", "off"];

/// Prepositions that tell when and not what.
const ASIDE: &[&str] = &["after", "before", "during", "since", "until", "amid", "following", "despite"];

/// The nouns behind "of" below a noun: "a spate of abuses".
fn inner_nouns(scene: &Scene<'_>, noun: usize) -> impl Iterator<Item = usize> {
    let of = scene.children(noun).filter(move |child| *child > noun && scene.reads(*child, &["of"]));
    of.filter_map(move |of| scene.object_of_preposition(of))
}

/// What is done in a land by those who rule it.
const WRONGS: &[&str] = &[
    "abuse",
    "violation",
    "crackdown",
    "repression",
    "oppression",
    "persecution",
    "censorship",
    "torture",
    "arrest",
    "detention",
    "imprisonment",
    "jailing",
    "execution",
    "election",
    "annexation",
    "occupation",
];

/// Kinds of deeds that blame.
fn blames(kind: EventKind) -> bool {
    kind == EventKind::Accuse
}

/// Kinds of deeds that are done for another by helping with what is done for it.
fn helps(kind: EventKind) -> bool {
    matches!(kind, EventKind::Support | EventKind::Aid | EventKind::Cooperate)
}

/// Kinds of deeds that are done to the state in whose land they are done.
fn takes_place(kind: EventKind) -> bool {
    matches!(kind, EventKind::Assault | EventKind::Aid | EventKind::Retreat | EventKind::Mobilize)
}

/// "each other", "one another"
fn is_one_another(scene: &Scene<'_>, noun: usize) -> bool {
    noun > scene.tokens.start
        && (scene.reads(noun, &["other"]) && scene.reads(noun - 1, &["each"])
            || scene.reads(noun, &["another"]) && scene.reads(noun - 1, &["one"])
            || scene.reads(noun, &["one"])
                && scene.children(noun).any(|child| scene.reads(child, &["another"])))
}

/// "by Chad", "by Chad and by Niger" behind a passive.
fn agents(scene: &Scene<'_>, verb: usize) -> Vec<Party> {
    let by = scene
        .child(verb, Label::Agent)
        .or_else(|| scene.children(verb).find(|child| *child > verb && scene.reads(*child, &["by"])));
    let mut agents = Vec::new();
    for by in by.into_iter().flat_map(|by| [Some(by), scene.child(by, Label::Conjunct)]).flatten() {
        let noun = scene.object_of_preposition(by);
        party::add(&mut agents, noun.map_or_else(Vec::new, |noun| party::read(scene, noun, Side::Source)));
    }
    agents
}
