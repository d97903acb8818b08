//! Reads one article: sentences, mentions, and the events of each sentence.
//!
//! The order of the work: the rules over the tree (`syntax/`), which win; then, for what the parser reads
//! wrongly, words -> verbs with subjects (`clause`) -> frames (`frame`), nouns (`noun`),
//! states (`state`) -> what governs them (`chain`, `modality`, `negation`), who says it (`speaker`),
//! when (`date`, `status`). A sentence gives each type of a pair once.

use super::chain::{self, Outcome};
use super::clause::{self, Hold, Shape};
use super::explain::{Answer, Block, Candidate, Explanation, Rule, Trace, Try, TryOutcome};
use super::frame::{Found, Scene};
use super::lexicon::{Effect, Row};
use super::noun::{self, FoundNoun};
use super::phrase::{Party, Side};
use super::speaker::{self, Speaker};
use super::state::{self, FoundState};
use super::status::{self, Present};
use super::syntax::{self, Told};
use super::words::{self, Word};
use super::{Event, EventKind, Grounds, Knowledge, Lexicon, Modality, Reading, date, merge, modality};
use crate::actor::{self, ActorId, Mention};
use crate::article::{Article, Part, Span};
use crate::language::{self, Document, Label, Readable, Tag};

/// Reads one article. The title is read first, unless it is also the first line of the text.
pub(super) fn read(knowledge: &Knowledge, article: &Article) -> Reading {
    explained(knowledge, article, &Trace::off(), |_| true).reading
}

/// Reads the parts of an article that can tell of an event.
pub(super) fn read_events(knowledge: &Knowledge, article: &Article) -> Reading {
    let year = year_of(article);
    let can_tell = |part| actor::can_name_two(&knowledge.gazetteer, article.part(part), year);
    explained(knowledge, article, &Trace::off(), can_tell).reading
}

/// Reads one article and keeps what the rules tried.
pub(super) fn explain(knowledge: &Knowledge, article: &Article) -> Explanation {
    explained(knowledge, article, &Trace::on(), |_| true)
}

fn year_of(article: &Article) -> Option<i16> {
    article.date.as_ref().map(|date| date.value.year_number())
}

/// `wanted` tells which parts are read.
fn explained(
    knowledge: &Knowledge,
    article: &Article,
    trace: &Trace,
    wanted: impl Fn(Part) -> bool,
) -> Explanation {
    let mut reading = Reading {
        article: article.id,
        readable: language::readable(article),
        title_sentences: Vec::new(),
        text_sentences: Vec::new(),
        mentions: Vec::new(),
        events: Vec::new(),
    };
    let (mut documents, mut candidates) = (Vec::new(), Vec::new());
    if let Readable::No(tag) = &reading.readable {
        let tag = tag.clone();
        names_only(&tag, article, &mut reading);
        return Explanation { reading, documents, candidates };
    }
    let outlet = article.outlet.as_ref().map(|outlet| outlet.value.as_str());
    let background = actor::Background { year: year_of(article), outlet };
    for part in [Part::Title, Part::Text] {
        if part == Part::Title && article.title_in_text || !wanted(part) {
            continue;
        }
        let text = article.part(part);
        let document = knowledge.english.read(text);
        let mentions = actor::find(&knowledge.gazetteer, part, text, &document, background);
        let source = Source {
            part,
            text,
            document: &document,
            mentions: &mentions,
            lexicon: &knowledge.lexicon,
            trace,
        };
        let first = reading.events.len();
        let (events, tried) = events(&source, article);
        reading.events.extend(events);
        candidates.extend(tried.into_iter().map(|candidate| candidate.shifted(first)));
        reading.mentions.extend(mentions);
        match part {
            Part::Title => reading.title_sentences.clone_from(&document.sentences),
            Part::Text => reading.text_sentences.clone_from(&document.sentences),
        }
        documents.push((part, document));
    }
    merge::number(&mut reading.events, article.date.as_ref().map(|date| date.value));
    Explanation { reading, documents, candidates }
}

/// Notes the countries that an article in another language names, where its names are known.
fn names_only(tag: &str, article: &Article, reading: &mut Reading) {
    if !actor::foreign::knows(tag) {
        return;
    }
    for part in [Part::Title, Part::Text] {
        if part == Part::Title && article.title_in_text {
            continue;
        }
        let text = article.part(part);
        let sentences = language::plain_sentences(text);
        reading.mentions.extend(actor::foreign::find(tag, part, text, &sentences));
        match part {
            Part::Title => reading.title_sentences = sentences,
            Part::Text => reading.text_sentences = sentences,
        }
    }
}

impl Candidate {
    /// With the events counted from those before on.
    fn shifted(mut self, events_before: usize) -> Self {
        if let Answer::Made(index) = &mut self.answer {
            *index += events_before;
        }
        self
    }
}

/// One part of an article with what the rooms before made of it.
struct Source<'a> {
    part: Part,
    text: &'a str,
    document: &'a Document,
    mentions: &'a [Mention],
    lexicon: &'a Lexicon,
    trace: &'a Trace,
}

fn events(source: &Source<'_>, article: &Article) -> (Vec<Event>, Vec<Candidate>) {
    let sentences: Vec<Vec<Word<'_>>> =
        (0..source.document.sentences.len()).map(|sentence| sentence_words(source, sentence)).collect();
    let present = Present {
        article: article.date.as_ref().map(|date| date.value),
        latest_year: status::latest_year(sentences.iter().flatten()),
    };
    let (mut events, mut candidates) = (Vec::new(), Vec::new());
    let mut before: Vec<Party> = Vec::new();
    let mut told: Vec<(usize, Told)> = Vec::new();
    let mut quoted: Vec<Party> = Vec::new();
    for (sentence, words) in sentences.iter().enumerate() {
        let predicates = clause::predicates(words, source.lexicon);
        let scene = Scene { words, predicates: &predicates, lexicon: source.lexicon, before: &before };
        told.retain(|(place, _)| place + ECHO >= sentence);
        told.drain(..told.len().saturating_sub(MOST_TOLD));
        let recent: Vec<Told> = told.iter().map(|(_, told)| told.clone()).collect();
        let tree = tree_scene(source, sentence, Before { subject: &before, told: &recent, quoted: &quoted });
        let sport = tells_of_sport(words);
        let context = Context { source, sentence, present, scene: &scene, tree: &tree, sport };
        let found = context.events();
        candidates.extend(context.candidates(&found).into_iter().map(|c| c.shifted(events.len())));
        told.extend(found.iter().filter(|event| !event.negated).map(|event| (sentence, told_by(event))));
        events.extend(found);
        quoted = tree.speaker();
        before = subject_to_carry(&scene, &source.document.sentences, sentence);
    }
    (events, candidates)
}

fn mentions_of<'a>(source: &Source<'a>, sentence: usize) -> &'a [Mention] {
    let start = source.mentions.partition_point(|mention| mention.sentence < sentence);
    let end = source.mentions.partition_point(|mention| mention.sentence <= sentence);
    &source.mentions[start..end]
}

fn sentence_words<'a>(source: &Source<'a>, sentence: usize) -> Vec<Word<'a>> {
    let mentions = mentions_of(source, sentence);
    words::words(source.text, source.document.tokens_of(sentence), mentions, source.lexicon)
}

/// How many sentences back an answer can point.
const ECHO: usize = 3;

/// The most deeds that are kept for that.
const MOST_TOLD: usize = 32;

fn told_by(event: &Event) -> Told {
    Told { source: event.source.clone(), kind: event.kind, target: event.target.clone() }
}

/// What the sentences before leave to one.
#[derive(Clone, Copy)]
struct Before<'a> {
    /// The subject of the last one.
    subject: &'a [Party],
    /// What they told.
    told: &'a [Told],
    /// Who spoke in the last one.
    quoted: &'a [Party],
}

fn tree_scene<'a>(source: &Source<'a>, sentence: usize, told_before: Before<'a>) -> syntax::Scene<'a> {
    let Before { subject: before, told, quoted } = told_before;
    let whole = &source.document.sentences[sentence];
    let sentence = syntax::Sentence {
        tokens: whole.first_token..whole.end_token,
        mentions: mentions_of(source, sentence),
        before,
        told,
        quoted,
    };
    syntax::Scene::new(source.text, source.document, (source.lexicon, source.trace), sentence)
}

/// The one subject of a sentence, for "It" at the start of the next of the same paragraph.
fn subject_to_carry(scene: &Scene<'_>, sentences: &[language::Sentence], sentence: usize) -> Vec<Party> {
    let same =
        sentences.get(sentence + 1).is_some_and(|next| next.paragraph == sentences[sentence].paragraph);
    let first = scene.predicates.iter().position(|predicate| predicate.shape == Shape::Finite);
    let parties = first.map_or_else(Vec::new, |first| scene.subject(first, Side::Source));
    if same { parties } else { Vec::new() }
}

/// One sentence of an article that is being read.
struct Context<'a> {
    source: &'a Source<'a>,
    sentence: usize,
    present: Present,
    scene: &'a Scene<'a>,
    tree: &'a syntax::Scene<'a>,
    /// Whether the sentence tells of sport.
    sport: bool,
}

/// Kinds of deeds that judge what may lie long before them.
fn judges(kind: EventKind) -> bool {
    use EventKind::{Accuse, Concede, Reject, Request, Support};
    matches!(kind, Accuse | Concede | Reject | Request | Support)
}

/// Which ways a deed goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ways {
    /// From the source to the target.
    One,
    /// Such deeds hold both ways.
    Both,
    /// The sources do it among themselves, so that what they promise of it holds both ways too.
    Among,
}

/// What an event stands on, before its parties are paired.
struct Draft<'a> {
    rule: Rule,
    row: &'static Row,
    grounds: Grounds,
    cues: Vec<Span>,
    /// The words of its clause.
    clause: &'a [Word<'a>],
    outcome: Outcome,
    reciprocal: bool,
    /// A deed in a charge of others: those who charge.
    claimed_by: Vec<ActorId>,
    speaker: Option<Speaker>,
    /// Words of the clause that say when something else was: "thanked B for the rescue of 1940".
    aside: Vec<Span>,
    /// Words above the clause that tell its time too.
    above: Vec<Word<'a>>,
    /// "In 1975 he led the team that": told in a clause of a time long past.
    history: bool,
}

impl Context<'_> {
    fn events(&self) -> Vec<Event> {
        let mut events: Vec<Event> = Vec::new();
        for finding in syntax::find(self.tree) {
            self.add_finding(&mut events, finding);
        }
        let mut taken: Vec<usize> = Vec::new();
        for predicate in 0..self.scene.predicates.len() {
            if self.is_adjective(predicate) {
                continue;
            }
            if let Some(found) = self.scene.find(predicate) {
                self.add_verb(&mut events, predicate, &found);
                taken.extend(found.cues);
            }
        }
        for found in noun::find(self.scene, &taken) {
            self.add_noun(&mut events, &found);
        }
        for found in state::find(self.scene) {
            self.add_state(&mut events, found);
        }
        events.sort_by_key(|event| (event.cue_spans.first().copied(), event.source_span, event.target_span));
        events
    }

    /// "treated wounded soldiers": a participle behind a verb, of which the parser says that it tells more of the
    /// noun behind it.
    fn is_adjective(&self, predicate: usize) -> bool {
        let document = self.source.document;
        let head = self.scene.predicates[predicate].head;
        let Some(span) = self.scene.words.get(head).map(|word| word.span) else { return false };
        let Ok(token) = document.tokens.binary_search_by_key(&span.start, |token| token.span.start) else {
            return false;
        };
        let tree = &document.tree;
        let before = token.checked_sub(1).is_some_and(|before| document.tokens[before].tag.is_verb());
        before
            && tree.label(token) == Label::AdjectiveModifier
            && tree.head(token).is_some_and(|noun| noun > token)
    }

    fn add_finding(&self, events: &mut Vec<Event>, finding: syntax::Finding) {
        let clause: Vec<Word<'_>> = self.words_of_clause(finding.clause);
        let judges = finding.rule == Rule::Verb && judges(finding.row.kind);
        let aside = if judges { self.words_about_another_time(finding.clause) } else { Vec::new() };
        let draft = Draft {
            aside,
            above: self.words_above(finding.clause),
            history: self.hangs_in_history(finding.clause),
            rule: finding.rule,
            row: finding.row,
            grounds: finding.grounds,
            cues: finding.cues.iter().map(|token| self.source.document.tokens[*token].span).collect(),
            clause: &clause,
            outcome: finding.governed.outcome,
            reciprocal: finding.reciprocal,
            claimed_by: finding.governed.claimed_by,
            speaker: finding.governed.speaker,
        };
        self.add_all(events, &draft, &finding.sources, &finding.targets);
    }

    /// The words of a clause that tell of what is judged in it.
    fn words_about_another_time(&self, verb: usize) -> Vec<Span> {
        let document = self.source.document;
        let tree = &document.tree;
        let reads = |token: usize, words: &[&str]| {
            let word = document.tokens[token].span.of(self.source.text);
            words.iter().any(|wanted| word.eq_ignore_ascii_case(wanted))
        };
        let leads_aside = |token: usize| {
            let Some(head) = tree.head(token) else { return false };
            head == verb && reads(token, &["for", "over", "about"])
                || head != verb && reads(token, &["of"]) && document.tokens[head].tag.is_noun()
        };
        let (first, last) = tree.edges(verb);
        let all = first.max(verb.saturating_sub(WIDEST))..=last.min(verb + WIDEST);
        let aside = |token: &usize| {
            let above = tree.ancestors(*token).take(DEEPEST).take_while(|above| *above != verb);
            std::iter::once(*token).chain(above).any(leads_aside)
        };
        all.filter(aside).map(|token| document.tokens[token].span).collect()
    }

    /// The words above a clause that tell its time too: "In May A sued B and thanked C", "in the First
    /// World War, in which A attacked B".
    fn words_above(&self, head: usize) -> Vec<Word<'_>> {
        let tree = &self.source.document.tree;
        let label = |token: usize| tree.label(token);
        let Some(above) = tree.head(head) else { return Vec::new() };
        let (from, to) = match label(head) {
            Label::Conjunct => {
                let subject = |verb: usize| tree.left_children(verb).find(|child| label(*child).is_subject());
                match subject(above).filter(|_| subject(head).is_none()) {
                    Some(subject) => (tree.edges(above).0, tree.edges(subject).0),
                    None => return Vec::new(),
                }
            }
            Label::RelativeClause if self.tells_when(head) => (tree.edges(above).0.max(1) - 1, above + 1),
            _ => return Vec::new(),
        };
        let spans = &self.source.document.tokens[from.max(to.saturating_sub(TIMES))..to.max(from)];
        let (Some(first), Some(last)) = (spans.first(), spans.last()) else { return Vec::new() };
        let words = self.scene.words;
        let start = words.partition_point(|word| word.span.end <= first.span.start);
        let end = words.partition_point(|word| word.span.start < last.span.end);
        words[start..end.max(start)].to_vec()
    }

    /// Whether a clause tells what somebody had done of whom the clause above tells long past things.
    fn hangs_in_history(&self, verb: usize) -> bool {
        let document = self.source.document;
        let past = matches!(document.tokens[verb].tag, Tag::VerbPast | Tag::VerbParticiple);
        let hangs = matches!(document.tree.label(verb), Label::RelativeClause | Label::NounClause);
        let Some(noun) = document.tree.head(verb).filter(|_| past && hangs) else { return false };
        let words = self.words_of_clause(self.tree.clauses[noun]);
        let date = date::find(&words, 0, self.present.article, date::Look::Back);
        date.is_some_and(|date| self.present.is_past(date)) || status::says_history(&words, self.present)
    }

    /// Whether a relative clause tells what was in the time that it hangs on: "in which", "when".
    fn tells_when(&self, verb: usize) -> bool {
        let document = self.source.document;
        let reads = |token: usize, word: &str| {
            document.tokens[token].span.of(self.source.text).eq_ignore_ascii_case(word)
        };
        let which = |child: usize| document.tree.right_children(child).any(|below| reads(below, "which"));
        document
            .tree
            .left_children(verb)
            .any(|child| reads(child, "when") || reads(child, "in") && which(child))
    }

    /// The words of a clause of the tree, clauses within it left out.
    fn words_of_clause(&self, head: usize) -> Vec<Word<'_>> {
        let document = self.source.document;
        let (first, last) = document.tree.edges(head);
        let (first, last) = (first.max(head.saturating_sub(WIDEST)), last.min(head + WIDEST));
        let mut tokens = (first..=last).filter(|token| self.tree.clauses[*token] == head).peekable();
        let within = |word: &&Word<'_>| {
            while tokens.next_if(|token| document.tokens[*token].span.end <= word.span.start).is_some() {}
            tokens.peek().is_some_and(|token| document.tokens[*token].span.start < word.span.end)
        };
        let (start, end) = (document.tokens[first].span.start, document.tokens[last].span.end);
        let words = self.scene.words;
        let from = words.partition_point(|word| word.span.end <= start);
        let to = words.partition_point(|word| word.span.start < end);
        words[from..to.max(from)].iter().filter(within).cloned().collect()
    }

    fn add_verb(&self, events: &mut Vec<Event>, predicate: usize, found: &Found) {
        let verb = &self.scene.predicates[predicate];
        let start =
            Outcome { kind: found.row.kind, negated: verb.negated, modality: self.own_modality(predicate) };
        let (outcome, claimed_by) = match self.under_governors(predicate, start) {
            Ok(under) => under,
            Err(block) => return self.block(Rule::WordsVerb, found.row, &found.cues, block),
        };
        let draft = Draft {
            aside: Vec::new(),
            above: Vec::new(),
            history: false,
            rule: Rule::WordsVerb,
            row: found.row,
            grounds: Grounds::Fallback,
            cues: self.spans(&found.cues),
            clause: self.clause(Some(predicate)),
            outcome,
            reciprocal: found.row.reciprocal,
            claimed_by,
            speaker: self.speaker(Some(predicate)),
        };
        self.add_all(events, &draft, &found.sources, &found.targets);
    }

    fn add_noun(&self, events: &mut Vec<Event>, found: &FoundNoun) {
        let mut outcome = Outcome { kind: found.row.kind, negated: found.negated, modality: found.modality };
        let mut claimed_by = Vec::new();
        if let Some(verb) = found.verb {
            outcome.negated |= self.scene.predicates[verb].negated;
            outcome.modality = modality::weaker(outcome.modality, self.own_modality(verb));
            (outcome, claimed_by) = match self.under_governors(verb, outcome) {
                Ok(under) => under,
                Err(block) => return self.block(Rule::WordsNoun, found.row, &[found.noun], block),
            };
        }
        let verb = self.scene.verb_over(found.noun);
        let draft = Draft {
            aside: Vec::new(),
            above: Vec::new(),
            history: false,
            rule: Rule::WordsNoun,
            row: found.row,
            grounds: Grounds::Fallback,
            cues: self.spans(&[found.noun]),
            clause: self.clause(verb),
            outcome,
            reciprocal: found.reciprocal,
            claimed_by,
            speaker: self.speaker(verb),
        };
        self.add_all(events, &draft, &found.sources, &found.targets);
    }

    fn add_state(&self, events: &mut Vec<Event>, found: FoundState) {
        let verb = self.scene.verb_over(found.noun);
        let draft = Draft {
            aside: Vec::new(),
            above: Vec::new(),
            history: false,
            rule: Rule::WordsState,
            row: found.row,
            grounds: Grounds::Fallback,
            cues: self.spans(&[found.noun]),
            clause: self.clause(verb),
            outcome: Outcome { kind: found.row.kind, negated: false, modality: Modality::Asserted },
            reciprocal: found.row.reciprocal,
            claimed_by: Vec::new(),
            speaker: self.speaker(verb),
        };
        self.add_all(events, &draft, &[found.who], &[found.of]);
    }

    fn block(&self, rule: Rule, row: &'static Row, words: &[usize], block: Block) {
        self.source.trace.block(rule, row, || self.spans(words), block);
    }

    /// What the rules tried in this sentence, in the order of the text, with the events that were made.
    fn candidates(&self, events: &[Event]) -> Vec<Candidate> {
        let candidate = |tried: Try| {
            let answer = match tried.outcome {
                TryOutcome::Blocked(block) => Answer::Blocked(block),
                TryOutcome::Made(source, kind, target) => {
                    let made = |event: &Event| {
                        (&event.source, event.kind, &event.target) == (&source, kind, &target)
                    };
                    Answer::Made(events.iter().position(made)?)
                }
            };
            Some(Candidate {
                part: self.source.part,
                sentence: self.sentence,
                rule: tried.rule,
                row: &tried.row.name,
                kind: tried.row.kind,
                cue_spans: tried.cues,
                answer,
            })
        };
        let mut candidates: Vec<Candidate> =
            self.source.trace.take().into_iter().filter_map(candidate).collect();
        candidates.sort_by_key(|candidate| (candidate.cue_spans.first().copied(), candidate.rule));
        candidates
    }

    fn spans(&self, words: &[usize]) -> Vec<Span> {
        words.iter().map(|word| self.scene.words[*word].span).collect()
    }

    /// The modality of a verb by its own helpers; a question mark asks.
    fn own_modality(&self, predicate: usize) -> Modality {
        let verb = &self.scene.predicates[predicate];
        let asks = self.scene.words.iter().rev().take(2).any(|word| word.lower == "?");
        let said = verb.governor.is_some_and(|governor| governor.effect == Hold::Chain(Effect::Say));
        if asks {
            Modality::Question
        } else if said && modality::is_would(self.scene.words, verb.start, verb.head) {
            Modality::Announced
        } else {
            verb.modality
        }
    }

    /// What is left of an event under the verbs that govern it, and who only claims it.
    fn under_governors(&self, predicate: usize, outcome: Outcome) -> Result<(Outcome, Vec<ActorId>), Block> {
        let mut outcome = outcome;
        let mut claimed_by = Vec::new();
        let mut governor = self.scene.predicates[predicate].governor;
        while let Some(over) = governor {
            let verb = &self.scene.predicates[over.predicate];
            outcome = match over.effect {
                Hold::Chain(effect) => {
                    let word = self.scene.words[verb.head].span;
                    chain::apply(outcome, effect).ok_or(Block::Governed(word))?
                }
                Hold::Purpose if holds_as_purpose(outcome.kind) => outcome,
                Hold::Purpose => {
                    Outcome { modality: outcome.modality.max(Modality::Hypothetical), ..outcome }
                }
                Hold::Claim => {
                    let accusers = self.scene.subject(over.predicate, Side::Source);
                    claimed_by = accusers.into_iter().map(|party| party.actor).collect();
                    outcome
                }
            };
            if !matches!(over.effect, Hold::Claim | Hold::Chain(Effect::Say)) {
                outcome.negated |= verb.negated;
                outcome.modality = modality::weaker(outcome.modality, self.own_modality(over.predicate));
            }
            governor = verb.governor.filter(|next| next.predicate < over.predicate);
        }
        Ok((outcome, claimed_by))
    }

    /// Every source with every target; where no target stands, every two of the sources.
    fn add_all(&self, events: &mut Vec<Event>, draft: &Draft<'_>, sources: &[Party], targets: &[Party]) {
        // "A and B gave the two sides a day": whoever they are, they are not A and B.
        let acts = |party: &Party| sources.iter().any(|source| source.actor == party.actor);
        if targets.len() > 1 && !draft.reciprocal && targets.iter().all(acts) {
            return self.source.trace.block(draft.rule, draft.row, || draft.cues.clone(), Block::SameActor);
        }
        for (place, source) in sources.iter().enumerate() {
            let among = sources[place + 1..].iter().filter(|_| targets.is_empty());
            for target in targets.iter().chain(among) {
                let ways = match (targets.is_empty(), draft.reciprocal) {
                    (true, _) => Ways::Among,
                    (false, true) => Ways::Both,
                    (false, false) => Ways::One,
                };
                self.add(events, draft, source, target, ways);
            }
        }
    }

    fn add(
        &self,
        events: &mut Vec<Event>,
        draft: &Draft<'_>,
        source: &Party,
        target: &Party,
        both_ways: Ways,
    ) {
        let blocked = |block| self.source.trace.block(draft.rule, draft.row, || draft.cues.clone(), block);
        if source.actor == target.actor {
            return blocked(Block::SameActor);
        }
        let kind = draft.outcome.kind;
        // A promise or a refusal has a direction, whatever the deed would have had.
        let reciprocal = both_ways != Ways::One
            && (kind == draft.row.kind || draft.row.is_state() || both_ways == Ways::Among);
        let fallback = draft.grounds == Grounds::Fallback;
        let away = self.source.trace.is_governed_away(draft.cues.first()).filter(|_| fallback);
        if let Some(block) = away {
            return blocked(block);
        }
        if self.sport && can_be_played(draft) {
            return blocked(Block::Sport);
        }
        // A noun that helped to make an event between two has told what it tells of them.
        let is_noun = matches!(draft.rule, Rule::WordsNoun | Rule::WordsState) && !draft.cues.is_empty();
        let same = |event: &Event| {
            let forward = event.source == source.actor && event.target == target.actor;
            let backward = event.source == target.actor && event.target == source.actor;
            let told = event.kind == kind || fallback && event.cue_spans.first() == draft.cues.first();
            let pair = forward || backward && (reciprocal || event.reciprocal);
            told && pair || is_noun && (forward || backward) && event.cue_spans.contains(&draft.cues[0])
        };
        // Where the tree tells what a word does, the order of words adds nobody who does it too.
        let in_tree = |event: &Event| {
            let acts = event.source == source.actor || event.reciprocal && event.target == source.actor;
            fallback
                && (!acts || is_aside(self.source.text, event.target_span, target.span))
                && event.grounds != Grounds::Fallback
                && event.cue_spans.first() == draft.cues.first()
        };
        // "its main source of aid and of support" is both.
        let other_role = |event: &Event| {
            draft.rule == Rule::WordsState && event.grounds == Grounds::Fallback && event.kind != kind
        };
        if events.iter().any(|event| (same(event) || in_tree(event)) && !other_role(event)) {
            return blocked(Block::Told);
        }
        let made = || TryOutcome::Made(source.actor.clone(), kind, target.actor.clone());
        self.source.trace.note(draft.rule, draft.row, || draft.cues.clone(), made);
        let first_cue = draft.cues.first().map_or(0, |cue| cue.start);
        let own = |word: &&Word<'_>| {
            let next = draft.aside.partition_point(|aside| aside.end <= word.span.start);
            draft.aside.get(next).is_none_or(|aside| !aside.overlaps(word.span))
        };
        let times: Vec<Word<'_>> =
            draft.above.iter().chain(draft.clause.iter().filter(own)).cloned().collect();
        let cue = times.partition_point(|word| word.span.start < first_cue);
        let look = match draft.outcome.modality {
            Modality::Announced | Modality::Hypothetical => date::Look::Ahead,
            Modality::Asserted | Modality::Question => date::Look::Back,
        };
        let date = date::find(&times, cue, self.present.article, look);
        let historical = date.map_or(draft.history, |date| self.present.is_past(date))
            || status::says_history(&times, self.present);
        let speaker = draft.speaker.as_ref();
        let about = if reciprocal { [&source.actor, &target.actor] } else { [&source.actor; 2] };
        let claimants = match draft.claimed_by.is_empty() {
            true => claimants(speaker, kind, about),
            false => draft.claimed_by.clone(),
        };
        let sentence = &self.source.document.sentences[self.sentence];
        let event = Event {
            number: 0,
            part: self.source.part,
            sentence: self.sentence,
            span: clause_span(draft.clause, source, target, &draft.cues),
            source: source.actor.clone(),
            kind,
            cameo: (kind == draft.row.kind).then(|| draft.row.cameo.clone()),
            target: target.actor.clone(),
            reciprocal,
            negated: draft.outcome.negated,
            modality: draft.outcome.modality,
            claimed_by: claimants.first().cloned(),
            historical,
            damaged: sentence.damaged,
            date,
            speaker: speaker.map(|speaker| speaker.name.clone()),
            cue: draft.cues.iter().map(|span| span.of(self.source.text)).collect::<Vec<_>>().join(" "),
            rule: draft.row.name.clone(),
            grounds: draft.grounds,
            source_span: source.span,
            target_span: target.span,
            cue_spans: draft.cues.clone(),
        };
        // What several claim is claimed once by each.
        let others = claimants.into_iter().skip(1);
        let others: Vec<Event> =
            others.map(|claimant| Event { claimed_by: Some(claimant), ..event.clone() }).collect();
        events.push(event);
        events.extend(others);
    }

    /// The words of the clause of a verb.
    fn clause(&self, verb: Option<usize>) -> &[Word<'_>] {
        let words = self.scene.words;
        verb.map_or(words, |verb| &words[self.scene.predicates[verb].clause.clone()])
    }

    /// Who says it: the verb of saying over the event, or the speaker of the sentence.
    fn speaker(&self, verb: Option<usize>) -> Option<Speaker> {
        let mut governor = verb.and_then(|verb| self.scene.predicates[verb].governor);
        while let Some(over) = governor {
            if over.effect == Hold::Chain(Effect::Say) {
                return speaker::of_verb(self.scene, self.source.text, over.predicate);
            }
            governor =
                self.scene.predicates[over.predicate].governor.filter(|next| next.predicate < over.predicate);
        }
        speaker::of_sentence(self.scene, self.source.text)
    }
}

/// "Norway beat India in the final": who plays has no quarrel. Statesmen can meet at a match.
fn tells_of_sport(words: &[Word<'_>]) -> bool {
    let says = |wanted: &[&str]| words.iter().any(|word| word.mention.is_none() && word.is(wanted));
    let final_match = words
        .windows(3)
        .any(|three| three[0].is(&["the"]) && three[1].is(&["final", "finals"]) && !three[2].is_nominal());
    (final_match || says(SPORT)) && !says(STATESMEN)
}

/// Whether a deed has words that are those of a match too.
fn can_be_played(draft: &Draft<'_>) -> bool {
    matches!(draft.row.kind, EventKind::Assault | EventKind::Consult | EventKind::Retreat)
        && !matches!(draft.grounds, Grounds::Noun | Grounds::State)
}

/// Words of sport.
const SPORT: &[&str] = &[
    "semi-final",
    "semi-finals",
    "semifinal",
    "semifinals",
    "quarter-final",
    "quarter-finals",
    "quarterfinal",
    "quarterfinals",
    "goalkeeper",
    "referee",
    "midfielder",
    "wicket",
    "wickets",
    "innings",
    "goalless",
    "cup",
    "championship",
    "tournament",
    "rugby",
    "tennis",
    "sets",
    "forwards",
    "half-time",
    "play-off",
    "coach",
];

/// Words of those who can meet at a match.
const STATESMEN: &[&str] = &[
    "president",
    "minister",
    "ministers",
    "ambassador",
    "envoy",
    "king",
    "queen",
    "emir",
    "chancellor",
    "official",
    "officials",
    "leaders",
    "leader",
    "diplomats",
    "presidents",
    "police",
    "army",
    "troops",
];

/// How many words of a clause are read on each side of its verb.
const WIDEST: usize = 200;

/// How many words above a clause are read for its time.
const TIMES: usize = 12;

/// How far below a verb a word is looked at.
const DEEPEST: usize = 8;

/// A purpose that is as good as the deed: who means to frighten another threatens it.
fn holds_as_purpose(kind: EventKind) -> bool {
    matches!(kind, EventKind::Threaten | EventKind::Consult)
}

/// The states that say of another what speaks against it: no more than a claim.
fn claimants(speaker: Option<&Speaker>, kind: EventKind, doers: [&ActorId; 2]) -> Vec<ActorId> {
    let conflict = kind.quad().is_some_and(|quad| !quad.is_cooperation());
    let parties = speaker.map_or(&[][..], |speaker| &speaker.parties);
    let about_self = parties.iter().any(|party| doers.contains(&&party.actor));
    if !conflict || about_self {
        return Vec::new();
    }
    parties.iter().map(|party| party.actor.clone()).collect()
}

/// "with Bhutan, a neighbour of India": what stands behind a comma and is no further member of a list.
fn is_aside(text: &str, first: Span, second: Span) -> bool {
    let between = text.get(first.end..second.start).unwrap_or_default();
    let told =
        |word: &str| word.starts_with(char::is_lowercase) && !["and", "or", "the", "both"].contains(&word);
    between.starts_with(',') && between.split_whitespace().any(told)
}

/// The span of a clause, widened to all that the event names.
fn clause_span(words: &[Word<'_>], source: &Party, target: &Party, cues: &[Span]) -> Span {
    let named = cues.iter().copied().chain([source.span, target.span]);
    let words = words.iter().map(|word| word.span);
    words
        .chain(named)
        .reduce(|all, span| Span::new(all.start.min(span.start), all.end.max(span.end)))
        .unwrap_or_default()
}
