//! Articles with readings made by hand, for tests of the window: they do not depend on what the rules
//! of reading can do today.
//!
//! In a sentence, `[GBR:Britain]` is a mention, `[GBR~:its]` one by a pronoun, `{AID:shipped}` the
//! deciding words of an event from the first mention to the second, `{AID?:shipped}` of a claimed one,
//! `{AID<:shipped}` of a historical one. A sentence that begins with `!` is damaged.

use std::collections::BTreeMap;
use std::sync::Arc;

use diplograph::actor::{ActorId, Mention, MentionKind, Role};
use diplograph::article::{
    Article, ArticleId, Date, Format, Origin, Part, Place, SharedArticle, Sourced, Span,
};
use diplograph::event::{Event, EventKind, Grounds, Modality, Reading};
use diplograph::language::{Readable, Sentence};

/// An article in the making.
pub struct Story {
    text: String,
    reading: Reading,
    title: String,
    date: Option<Date>,
    outlet: Option<String>,
}

impl Story {
    /// An article with paragraphs of sentences.
    pub fn new(title: &str, paragraphs: &[&[&str]]) -> Self {
        let mut story = Self {
            text: String::new(),
            reading: Reading {
                article: ArticleId::of_text(""),
                readable: Readable::Full,
                title_sentences: Vec::new(),
                text_sentences: Vec::new(),
                mentions: Vec::new(),
                events: Vec::new(),
            },
            title: title.to_owned(),
            date: None,
            outlet: None,
        };
        for (paragraph, sentences) in paragraphs.iter().enumerate() {
            for sentence in *sentences {
                story.sentence(paragraph, sentence);
            }
            story.text.push_str("\r\n\r\n");
        }
        story
    }

    /// The day of the article.
    pub fn on(mut self, year: i16, month: u8, day: u8) -> Self {
        self.date = Date::day(year, month, day);
        self
    }

    /// Who printed it.
    pub fn by(mut self, outlet: &str) -> Self {
        self.outlet = Some(outlet.to_owned());
        self
    }

    /// The article is in another language and was not read.
    pub fn not_read(mut self, language: &str) -> Self {
        self.reading.readable = Readable::No(language.to_owned());
        self
    }

    /// The article and its reading.
    pub fn finish(self) -> (Article, Reading) {
        let given = |value: String| Sourced { value, origin: Origin::FrontMatter };
        let id = ArticleId::of_text(&self.text);
        let article = Article {
            id,
            places: vec![Place::Clipboard],
            format: Format::Text,
            text: self.text.into(),
            title: Some(given(self.title)),
            title_in_text: false,
            date: self.date.map(|value| Sourced { value, origin: Origin::FrontMatter }),
            outlet: self.outlet.map(given),
            url: None,
            author: None,
            language: None,
            problems: Vec::new(),
        };
        (article, Reading { article: id, ..self.reading })
    }

    fn sentence(&mut self, paragraph: usize, marked: &str) {
        let (damaged, marked) = match marked.strip_prefix('!') {
            Some(rest) => (true, rest),
            None => (false, marked),
        };
        if self.text.ends_with(|c: char| !c.is_whitespace()) {
            self.text.push(' ');
        }
        let start = self.text.len();
        let index = self.reading.text_sentences.len();
        let mut ends: Vec<(ActorId, Span)> = Vec::new();
        let mut cues: Vec<(String, Span)> = Vec::new();
        for piece in marked.split_inclusive(['[', ']', '{', '}']) {
            let words = piece.trim_end_matches(['[', ']', '{', '}']);
            let at = self.text.len();
            match (piece.chars().last(), words.rsplit_once(':')) {
                (Some(']'), Some((id, name))) => {
                    self.text.push_str(name);
                    let span = Span::new(at, self.text.len());
                    ends.push((ActorId::new(id.trim_end_matches('~')), span));
                    self.reading.mentions.push(mention(id, span, index));
                }
                (Some('}'), Some((kind, name))) => {
                    self.text.push_str(name);
                    cues.push((kind.to_owned(), Span::new(at, self.text.len())));
                }
                _ => self.text.push_str(words),
            }
        }
        let span = Span::new(start, self.text.len());
        for (kind, cue) in cues {
            let event = self.event(&kind, cue, span, index, damaged, &ends);
            self.reading.events.push(event);
        }
        let sentence = Sentence { span, paragraph, first_token: 0, end_token: 0, damaged };
        self.reading.text_sentences.push(sentence);
    }

    fn event(
        &self,
        kind: &str,
        cue: Span,
        span: Span,
        sentence: usize,
        damaged: bool,
        ends: &[(ActorId, Span)],
    ) -> Event {
        let code = kind.trim_end_matches(['?', '<']);
        let (source, target) = (&ends[0], &ends[1]);
        let kind_of = EventKind::from_code(code).expect("a type of PLOVER");
        Event {
            number: self.reading.events.len() as u32,
            part: Part::Text,
            sentence,
            span,
            source: source.0.clone(),
            kind: kind_of,
            cameo: None,
            target: target.0.clone(),
            reciprocal: kind_of == EventKind::Consult,
            negated: false,
            modality: Modality::Asserted,
            claimed_by: kind.ends_with('?').then(|| source.0.clone()),
            historical: kind.ends_with('<'),
            damaged,
            date: None,
            speaker: None,
            cue: cue.of(&self.text).to_owned(),
            rule: "by hand".to_owned(),
            grounds: Grounds::Verb,
            source_span: source.1,
            target_span: target.1,
            cue_spans: vec![cue],
        }
    }
}

fn mention(id: &str, span: Span, sentence: usize) -> Mention {
    let (id, kind) = match id.strip_suffix('~') {
        Some(id) => (id, MentionKind::Pronoun),
        None => (id, MentionKind::Name),
    };
    Mention {
        part: Part::Text,
        span,
        sentence,
        kind,
        role: Role::Actor,
        actor: Some(ActorId::new(id)),
        person: None,
        candidates: Vec::new(),
        reason: "".into(),
    }
}

/// Articles and readings as a session holds them.
pub fn shelve(stories: Vec<Story>) -> (Vec<SharedArticle>, BTreeMap<ArticleId, Arc<Reading>>) {
    let mut articles = BTreeMap::new();
    let mut readings = BTreeMap::new();
    for (article, reading) in stories.into_iter().map(Story::finish) {
        readings.insert(article.id, Arc::new(reading));
        articles.insert(article.id, Arc::new(article));
    }
    (articles.into_values().collect(), readings)
}

/// A few months between four states and the UN.
pub fn suez() -> Vec<Story> {
    vec![
        Story::new(
            "Cairo takes over the canal company; London and Paris protest in the strongest words",
            &[
                &[
                    "[EGY:Egypt] {COERCE:seized} the canal company on Thursday, and [GBR:Britain]’s cabinet met at once.",
                    "“No one shall hold our throat,” said an adviser in London — the café below stayed open.",
                ],
                &[
                    "[GBR:Britain] {ACCUSE:accused} [EGY:Egypt] of a breach of faith.",
                    "[FRA:France] {THREATEN:warned} [EGY:Egypt] that [FRA~:it] would not stand by.",
                    "!The two capitals. , [GBR:London] and [FRA:Paris], {CONSULT:held talks} of the",
                ],
                &["[EGY:Egypt] {REJECT:rejected} the note that [GBR:Britain] had sent."],
            ],
        )
        .on(1956, 7, 27)
        .by("The Meridian"),
        Story::new(
            "Conference ends without a vote",
            &[
                &[
                    "[USA:The United States] {CONSULT:met} [GBR:British] and French ministers for three days.",
                    "[USA:Washington] {REQUEST:urged} [GBR:Britain] to be patient.",
                ],
                &["[RUS:Moscow] {SUPPORT:praised} [EGY:Egypt] for its calm, and the hall was quiet."],
                &["[FRA:France] {AID<:lent} [EGY:Egypt] engineers in the last century."],
            ],
        )
        .on(1956, 8, 24)
        .by("Danube Dispatch"),
        Story::new(
            "Troops land at Port Said",
            &[
                &[
                    "[GBR:Britain] {ASSAULT:bombed} airfields in [EGY:Egypt] before dawn.",
                    "[FRA:French] paratroops {ASSAULT:attacked} [EGY:Egyptian] positions beside the canal.",
                    "[RUS:The Soviet Union] {THREATEN:threatened} [GBR:Britain] with rockets.",
                ],
                &[
                    "[USA:The United States] {SANCTION:held back} a loan that [GBR:Britain] needed.",
                    "[RUS:Moscow] {AID?:sent} arms to [EGY:Egypt], a broadcast claimed.",
                ],
            ],
        )
        .on(1956, 11, 5)
        .by("Harbour Post"),
        Story::new(
            "United Nations force lands",
            &[&[
                "[org:UN:The United Nations] {AID:sent} a force to [EGY:Egypt].",
                "[GBR:Britain] {RETREAT:withdrew} its first battalion from [EGY:Egypt].",
                "[FRA:France] and [GBR:Britain] {AGREE:agreed} on the timetable.",
            ]],
        )
        .on(1956, 11, 16)
        .by("The Meridian"),
        Story::new(
            "Oil flows again",
            &[&["[EGY:Egypt] {AGREE:signed an accord} with [FRA:France] on tolls."]],
        ),
        Story::new("Über den Kanal", &[&["Der Kanal ist wieder offen, und die Schiffe fahren."]])
            .on(1957, 3, 2)
            .by("Rhine Courier")
            .not_read("de"),
    ]
}
