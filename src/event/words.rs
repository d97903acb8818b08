//! The words of one sentence with what each can be: a light tagging by closed lists, by the forms of
//! the verbs in the lexicon, and by the neighbours.
//!
//! A mention is one word here, however many tokens it has. Known to miss: verbs that stand in no file
//! of the lexicon pass for nouns, and nouns that look like verbs pass for verbs where the neighbours
//! allow both. The rules over trees (`syntax/`) stand before the rules over these words.

use super::Lexicon;
use super::forms::Form;
use super::lexicon::Complement;
use crate::actor::{ActorId, Mention, MentionKind, Role};
use crate::article::Span;
use crate::language::Token;

/// What a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    /// A mention.
    Name,
    /// A noun, an adjective, or a word of no other kind.
    Noun,
    /// A full verb.
    Verb,
    Be,
    Have,
    Do,
    Modal,
    Not,
    To,
    Preposition,
    Determiner,
    /// "'s"
    Possessive,
    Pronoun,
    /// "who", "which"
    Relative,
    /// "that", "if", "because"
    Subordinator,
    /// "and", "or", "but"
    Conjunction,
    Comma,
    /// A mark that ends a clause.
    Break,
    Quote,
    Adverb,
    /// "Monday", "yesterday"
    Time,
    Number,
    Hyphen,
}

/// One word, number, mark or mention.
#[derive(Clone, Debug)]
pub(super) struct Word<'a> {
    pub span: Span,
    pub lower: String,
    pub capital: bool,
    pub tag: Tag,
    /// The mention and its place among the mentions of the part.
    pub mention: Option<&'a Mention>,
    /// The verbs that it can be a form of.
    pub forms: &'static [(String, Form)],
}

impl Word<'_> {
    /// The actor that the word names, where it can take part in an event.
    pub fn acting(&self) -> Option<&ActorId> {
        self.mention.and_then(Mention::acting)
    }

    pub fn is(&self, words: &[&str]) -> bool {
        words.contains(&self.lower.as_str())
    }

    /// Whether it can be this form of some verb.
    pub fn can_be(&self, form: Form) -> bool {
        self.forms.iter().any(|(_, other)| *other == form)
    }

    /// Whether it can stand within a noun phrase.
    pub fn is_nominal(&self) -> bool {
        matches!(
            self.tag,
            Tag::Name | Tag::Noun | Tag::Determiner | Tag::Possessive | Tag::Number | Tag::Hyphen
        )
    }

    /// Whether it is part of a verb group.
    pub fn is_verbal(&self) -> bool {
        matches!(self.tag, Tag::Verb | Tag::Be | Tag::Have | Tag::Do | Tag::Modal)
    }

    fn is_modifier(&self) -> bool {
        self.mention.is_some_and(|mention| mention.kind == MentionKind::Demonym)
    }
}

/// Cuts a sentence into words: a mention is one word, and what is before and behind it others.
pub(super) fn words<'a>(
    text: &str,
    tokens: &[Token],
    mentions: &'a [Mention],
    lexicon: &Lexicon,
) -> Vec<Word<'a>> {
    let mut words: Vec<Word<'a>> = Vec::with_capacity(tokens.len());
    let mut mentions = mentions.iter().peekable();
    for token in tokens {
        let mut start = token.span.start;
        while start < token.span.end {
            while mentions.next_if(|mention| mention.span.end <= start).is_some() {}
            let Some(mention) = mentions.peek().copied().filter(|m| m.span.start < token.span.end) else {
                push_plain(&mut words, text, Span::new(start, token.span.end), lexicon);
                break;
            };
            if mention.span.start > start {
                push_plain(&mut words, text, Span::new(start, mention.span.start), lexicon);
            }
            if words.last().is_none_or(|word| word.span != mention.span) {
                words.push(name(text, mention));
            }
            start = mention.span.end;
        }
    }
    let start = after_dateline(&words);
    words.drain(..start);
    without_brackets(&mut words);
    tag_times(&mut words);
    tag_verbs(&mut words, lexicon);
    words
}

/// "last month", "this week": no part of the noun phrase before them.
fn tag_times(words: &mut [Word<'_>]) {
    for place in 1..words.len() {
        let span = words[place].is(&[
            "week",
            "weekend",
            "month",
            "year",
            "night",
            "morning",
            "evening",
            "afternoon",
        ]);
        if span && words[place - 1].is(&["last", "this", "next", "earlier"]) {
            words[place - 1].tag = Tag::Time;
            words[place].tag = Tag::Time;
        }
    }
}

/// Takes out what stands in brackets: "the prime minister (R) holds".
fn without_brackets(words: &mut Vec<Word<'_>>) {
    let mut start = 0;
    while let Some(open) = (start..words.len()).find(|&place| words[place].lower == "(") {
        match (open..words.len().min(open + 12)).find(|&place| words[place].lower == ")") {
            Some(close) => drop(words.drain(open..=close)),
            None => start = open + 1,
        }
    }
}

fn name<'a>(text: &str, mention: &'a Mention) -> Word<'a> {
    let lower = mention.span.of(text).to_lowercase();
    Word { span: mention.span, lower, capital: true, tag: Tag::Name, mention: Some(mention), forms: &[] }
}

/// A token or a part of one; a possessive ending and an inner hyphen become words of their own.
fn push_plain(words: &mut Vec<Word<'_>>, text: &str, span: Span, lexicon: &Lexicon) {
    let whole = span.of(text);
    let trimmed = whole.trim_end();
    for ending in ["'s", "\u{2019}s", "n't", "n\u{2019}t"] {
        if trimmed.len() > ending.len() && trimmed.to_ascii_lowercase().ends_with(ending) {
            let cut = span.start + trimmed.len() - ending.len();
            push_plain(words, text, Span::new(span.start, cut), lexicon);
            push_plain(words, text, Span::new(cut, span.start + trimmed.len()), lexicon);
            return;
        }
    }
    let hyphen = ["-", "\u{2010}", "\u{2011}", "\u{2013}"].into_iter().find(|h| whole.starts_with(h));
    if let Some(hyphen) = hyphen.filter(|hyphen| whole.len() > hyphen.len()) {
        push_plain(words, text, Span::new(span.start, span.start + hyphen.len()), lexicon);
        push_plain(words, text, Span::new(span.start + hyphen.len(), span.end), lexicon);
        return;
    }
    if trimmed.is_empty() {
        return;
    }
    let lower = trimmed.to_lowercase().replace('\u{2019}', "'");
    let capital = trimmed.starts_with(char::is_uppercase);
    let forms = lexicon.verb_forms(&lower);
    let glued = words.last().is_some_and(|word| word.span.end == span.start);
    let tag = closed_class(&lower, glued);
    words.push(Word { span, lower, capital, tag, mention: None, forms });
}

fn closed_class(lower: &str, glued: bool) -> Tag {
    match lower {
        "," => Tag::Comma,
        "-" | "\u{2010}" | "\u{2011}" | "\u{2013}" if glued => Tag::Hyphen,
        "\"" | "\u{201c}" | "\u{201d}" | "``" | "''" | "\u{2018}" | "\u{2019}" => Tag::Quote,
        "'s" | "'" => Tag::Possessive,
        "to" => Tag::To,
        "not" | "n't" | "never" | "cannot" => Tag::Not,
        "be" | "is" | "are" | "was" | "were" | "been" | "being" | "am" => Tag::Be,
        "have" | "has" | "had" | "having" => Tag::Have,
        "do" | "does" | "did" => Tag::Do,
        "will" | "would" | "shall" | "should" | "can" | "could" | "may" | "might" | "must" => Tag::Modal,
        "a" | "an" | "the" | "this" | "these" | "those" | "its" | "his" | "her" | "their" | "our" | "my"
        | "your" | "some" | "any" | "no" | "every" | "each" | "both" | "all" | "several" | "many" | "few"
        | "more" | "most" | "another" | "other" | "such" | "neither" | "either" => Tag::Determiner,
        "he" | "she" | "it" | "they" | "we" | "i" | "you" | "him" | "them" | "us" | "me" | "itself"
        | "himself" | "themselves" | "nobody" | "everyone" | "someone" | "nothing" => Tag::Pronoun,
        "who" | "which" | "whom" | "whose" | "what" => Tag::Relative,
        "that" | "if" | "whether" | "because" | "although" | "though" | "while" | "when" | "where"
        | "whereas" | "unless" | "once" | "lest" | "since" | "as" | "so" | "than" | "how" | "why" => {
            Tag::Subordinator
        }
        "and" | "or" | "but" | "nor" | "yet" | "&" => Tag::Conjunction,
        "of" | "in" | "on" | "at" | "by" | "for" | "from" | "with" | "against" | "into" | "over"
        | "under" | "between" | "among" | "amid" | "during" | "after" | "before" | "until" | "till"
        | "about" | "across" | "through" | "toward" | "towards" | "near" | "along" | "within" | "without"
        | "upon" | "despite" | "via" | "off" | "out" | "up" | "down" | "around" | "behind" | "beyond"
        | "inside" | "outside" | "onto" | "per" | "like" | "unlike" | "ahead" | "below" | "above"
        | "beside" | "besides" | "following" | "including" | "throughout" | "aboard" | "except" => {
            Tag::Preposition
        }
        "also" | "again" | "already" | "now" | "then" | "still" | "just" | "only" | "even" | "later"
        | "earlier" | "soon" | "ago" | "meanwhile" | "however" | "twice" | "too" | "back" | "away"
        | "together" | "here" | "there" | "instead" | "ever" | "once again" | "further" | "therefore"
        | "thus" | "rather" | "perhaps" | "maybe" | "almost" | "longer" | "outright" | "abroad" | "home"
        | "overnight" | "very" | "quite" | "well" | "likewise" | "otherwise" => Tag::Adverb,
        "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday" | "yesterday"
        | "today" | "tomorrow" | "tonight" => Tag::Time,
        "one" | "two" | "three" | "four" | "five" | "six" | "seven" | "eight" | "nine" | "ten" | "dozen"
        | "hundred" | "first" | "second" | "third" | "fourth" | "fifth" | "thousand" | "million"
        | "billion" => Tag::Number,
        "$" | "\u{20ac}" | "\u{a3}" | "\u{a5}" | "%" => Tag::Number,
        _ if lower.starts_with(|c: char| c.is_ascii_digit() || c == '$') => Tag::Number,
        _ if lower.len() > 4 && lower.ends_with("ly") && !NOT_ADVERBS.contains(&lower) => Tag::Adverb,
        _ if lower.chars().any(char::is_alphanumeric) => Tag::Noun,
        _ => Tag::Break,
    }
}

/// Words in "ly" that are no adverbs.
const NOT_ADVERBS: &[&str] = &[
    "ally", "assembly", "family", "italy", "july", "supply", "reply", "rally", "early", "friendly", "daily",
    "monopoly", "anomaly", "bully",
];

/// The first word behind a dateline: "BEIJING (AP) -" and "BEIJING A senior official" are not said of
/// anybody.
fn after_dateline(words: &[Word<'_>]) -> usize {
    let is_dateline = |word: &Word<'_>| word.mention.is_some_and(|mention| mention.role == Role::Dateline);
    let Some(dateline) = words.iter().take(8).rposition(is_dateline) else { return 0 };
    let dash = |word: &Word<'_>| {
        word.tag != Tag::Hyphen && matches!(word.lower.as_str(), "-" | "--" | "\u{2013}" | "\u{2014}")
    };
    let behind = words.iter().enumerate().skip(dateline).take(16);
    behind.into_iter().find(|(_, word)| dash(word)).map_or(dateline + 1, |(place, _)| place + 1)
}

/// Decides which words that look like verbs are verbs. Left to right: a decision helps the next.
fn tag_verbs(words: &mut [Word<'_>], lexicon: &Lexicon) {
    for place in 0..words.len() {
        let word = &words[place];
        let open = word.tag == Tag::Noun || word.is(&["following", "ally", "rally", "supply", "bully"]);
        if open && !word.forms.is_empty() && is_verb(words, place, lexicon) {
            words[place].tag = Tag::Verb;
        }
        let joined =
            words.get(place + 1).is_some_and(|next| matches!(next.tag, Tag::Preposition | Tag::Time));
        if words[place].is(&["late", "early"]) && joined {
            words[place].tag = Tag::Adverb;
        }
    }
}

/// The word before, adverbs and days left out: "on Friday" too.
fn before(words: &[Word<'_>], place: usize) -> Option<usize> {
    let mut place = place;
    while place > 0 {
        let day = words.get(place).is_some_and(|word| word.tag == Tag::Time);
        let skipped = matches!(words[place - 1].tag, Tag::Adverb | Tag::Not | Tag::Time)
            || day && words[place - 1].is(&["on", "last", "next", "late", "early"]);
        if !skipped {
            return Some(place - 1);
        }
        place -= 1;
    }
    None
}

fn is_verb(words: &[Word<'_>], place: usize, lexicon: &Lexicon) -> bool {
    let word = &words[place];
    let previous = before(words, place);
    let tag = previous.map(|previous| words[previous].tag);
    let next = words.get(place + 1).map(|next| next.tag);
    // A capital within the sentence belongs to a name, but headlines have capitals too.
    if word.capital && place > 0 && tag != Some(Tag::Name) {
        return false;
    }
    let opens_object = matches!(
        next,
        Some(
            Tag::Determiner
                | Tag::Name
                | Tag::Pronoun
                | Tag::Preposition
                | Tag::To
                | Tag::Subordinator
                | Tag::Adverb
                | Tag::Time
                | Tag::Number
        )
    );
    let can_be_noun = !lexicon.noun_rows(&word.lower).is_empty() || NOUNS_TOO.contains(&word.lower.as_str());
    match tag {
        Some(Tag::To) => word.can_be(Form::Base),
        Some(Tag::Modal | Tag::Do) => word.can_be(Form::Base),
        Some(Tag::Be) => {
            word.can_be(Form::Participle) && !takes_noun(words, place)
                || word.can_be(Form::Ing) && !(can_be_noun && next == Some(Tag::Preposition))
        }
        Some(Tag::Have) => word.can_be(Form::Participle) && !takes_noun(words, place),
        _ if word.can_be(Form::Ing) => is_gerund(words, place, previous, can_be_noun),
        // "the proposed talks", "of captured soldiers", "its weakened rival"
        Some(Tag::Determiner | Tag::Possessive | Tag::Number | Tag::Preposition | Tag::Hyphen) => false,
        _ if previous.is_some_and(|p| words[p].is_modifier() && !words[p].lower.ends_with('s')) => {
            !can_be_noun && opens_object && !word.can_be(Form::Base)
        }
        _ if word.can_be(Form::Past) && !word.can_be(Form::Base) => {
            // "old and battered ships", but "condemned Chad and moved troops".
            let joins_verb = words[..place].iter().any(|earlier| earlier.tag == Tag::Verb);
            tag != Some(Tag::Conjunction) || !takes_noun(words, place) || opens_object || joins_verb
        }
        _ if word.can_be(Form::Third) && words.get(place + 1).is_some_and(|next| next.lower == "of") => false,
        _ if word.can_be(Form::Third) => {
            let behind_name = matches!(tag, Some(Tag::Name | Tag::Relative | Tag::Pronoun | Tag::Comma));
            let governs = next == Some(Tag::To)
                && word.forms.iter().any(|(lemma, _)| lexicon.effect(lemma, Complement::To).is_some());
            let takes = matches!(next, Some(Tag::Determiner | Tag::Name | Tag::Pronoun | Tag::Noun));
            if can_be_noun {
                // "The Kenyan army trains Somali pilots"
                let phrase = || words[..place].iter().rev().take_while(|word| word.is_nominal());
                let closes = matches!(next, Some(Tag::Determiner | Tag::Name))
                    && tag == Some(Tag::Noun)
                    && phrase().any(|word| word.acting().is_some());
                behind_name && (takes || governs) || closes
            } else {
                opens_object || behind_name || tag == Some(Tag::Noun)
            }
        }
        None => false,
        // The base form: "Kenya and Uganda accuse", "cut", "hit", "put".
        _ => {
            let plural = previous.is_some_and(|p| looks_plural(words, p));
            let either = word.can_be(Form::Past);
            (plural
                || either && matches!(tag, Some(Tag::Name | Tag::Noun | Tag::Relative | Tag::Conjunction)))
                && (!can_be_noun && (opens_object || either && next == Some(Tag::Noun))
                    || matches!(next, Some(Tag::Determiner | Tag::Name | Tag::Pronoun)))
                || tag == Some(Tag::Conjunction) && opens_object && !can_be_noun
        }
    }
}

/// Whether a noun follows, so that a participle may be its adjective: "are united nations".
fn takes_noun(words: &[Word<'_>], place: usize) -> bool {
    let be = before(words, place).is_some_and(|p| words[p].tag == Tag::Be || words[p].tag == Tag::Have);
    !be && words.get(place + 1).is_some_and(|next| next.tag == Tag::Noun)
}

/// "of providing weapons", ", blowing up the fort"; but not "the bombing of", "a meeting with".
fn is_gerund(words: &[Word<'_>], place: usize, previous: Option<usize>, can_be_noun: bool) -> bool {
    let next = words.get(place + 1).map(|next| next.tag);
    let Some(previous) = previous else { return !can_be_noun && next != Some(Tag::Noun) };
    match words[previous].tag {
        Tag::Preposition | Tag::Comma | Tag::Subordinator | Tag::Verb | Tag::Conjunction => {
            !can_be_noun || matches!(next, Some(Tag::Determiner | Tag::Name))
        }
        Tag::Name | Tag::Noun => {
            !can_be_noun && matches!(next, Some(Tag::Determiner | Tag::Name | Tag::Preposition | Tag::To))
        }
        _ => false,
    }
}

fn looks_plural(words: &[Word<'_>], place: usize) -> bool {
    let word = &words[place];
    word.is(&["they", "we", "who", "others", "people", "police", "which", "that"])
        || word.lower.ends_with('s')
        || (word.tag == Tag::Name
            && words[..place].iter().rev().take(8).any(|earlier| earlier.tag == Tag::Conjunction))
}

/// Words of the verb files that are nouns as often.
const NOUNS_TOO: &[&str] = &[
    "aid",
    "aids",
    "aim",
    "aims",
    "answer",
    "answers",
    "appeal",
    "appeals",
    "approach",
    "back",
    "backs",
    "ban",
    "bans",
    "battle",
    "battles",
    "block",
    "blocks",
    "board",
    "boards",
    "bomb",
    "bombs",
    "bow",
    "call",
    "calls",
    "cause",
    "challenge",
    "change",
    "charge",
    "charges",
    "claim",
    "claims",
    "clash",
    "clashes",
    "command",
    "contact",
    "control",
    "cost",
    "costs",
    "cover",
    "cut",
    "cuts",
    "dawn",
    "deal",
    "deals",
    "debate",
    "debates",
    "demand",
    "demands",
    "dispute",
    "draft",
    "drop",
    "end",
    "ends",
    "exchange",
    "exchanges",
    "exercise",
    "export",
    "exports",
    "face",
    "fight",
    "fights",
    "fire",
    "fires",
    "force",
    "forces",
    "fund",
    "funds",
    "guarantee",
    "hand",
    "hands",
    "head",
    "heads",
    "help",
    "hit",
    "hits",
    "hope",
    "hopes",
    "host",
    "hosts",
    "import",
    "imports",
    "influence",
    "interest",
    "issue",
    "issues",
    "judge",
    "lack",
    "land",
    "lands",
    "launch",
    "lead",
    "leads",
    "lift",
    "limit",
    "limits",
    "loan",
    "march",
    "mark",
    "marks",
    "mass",
    "match",
    "measure",
    "measures",
    "meeting",
    "meetings",
    "move",
    "moves",
    "name",
    "names",
    "need",
    "needs",
    "note",
    "notes",
    "notice",
    "offer",
    "offers",
    "order",
    "orders",
    "pact",
    "part",
    "phone",
    "phones",
    "place",
    "plan",
    "plans",
    "play",
    "plot",
    "point",
    "points",
    "post",
    "posts",
    "power",
    "press",
    "pressure",
    "process",
    "progress",
    "promise",
    "promises",
    "protest",
    "protests",
    "puts",
    "question",
    "questions",
    "raid",
    "raids",
    "rain",
    "raise",
    "range",
    "rate",
    "rates",
    "reach",
    "record",
    "records",
    "release",
    "reply",
    "report",
    "reports",
    "request",
    "requests",
    "rest",
    "result",
    "results",
    "return",
    "returns",
    "rise",
    "rises",
    "row",
    "rule",
    "rules",
    "run",
    "runs",
    "sanction",
    "sanctions",
    "set",
    "shell",
    "shells",
    "shift",
    "ship",
    "ships",
    "show",
    "sign",
    "signs",
    "sound",
    "stage",
    "stand",
    "start",
    "state",
    "states",
    "step",
    "steps",
    "stop",
    "storm",
    "strike",
    "strikes",
    "study",
    "supply",
    "supplies",
    "support",
    "supports",
    "talk",
    "talks",
    "target",
    "term",
    "terms",
    "test",
    "tests",
    "threat",
    "tie",
    "ties",
    "tour",
    "trade",
    "trades",
    "train",
    "trains",
    "travel",
    "treat",
    "trip",
    "trips",
    "turn",
    "use",
    "uses",
    "veto",
    "view",
    "views",
    "visit",
    "visits",
    "vote",
    "votes",
    "vow",
    "vows",
    "wait",
    "walk",
    "want",
    "war",
    "wars",
    "watch",
    "water",
    "waters",
    "wave",
    "win",
    "wish",
    "wonder",
    "work",
    "works",
    "worry",
    "wound",
    "wounds",
    "rally",
    "ally",
    "clean",
    "last",
    "like",
    "dry",
    "clear",
    "open",
    "close",
    "even",
    "free",
    "warm",
    "slow",
    "secure",
    "complete",
    "direct",
    "separate",
    "present",
    "cross",
    "light",
    "matter",
    "conduct",
    "contest",
    "permit",
    "transfer",
    "quarrel",
    "feature",
    "import",
    "object",
    "project",
    "border",
    "cool",
    "lobby",
];
