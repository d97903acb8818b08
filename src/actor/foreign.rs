//! Names of countries in languages that are not read, from `assets/actors/foreign.tsv`: enough for
//! co-mentions, and for no more.
//!
//! Words in inflected languages stand in the table with the forms of their cases. Where words are written
//! without blanks between them, the longest name wins, and the table has longer names that are none.
//! Left to others is what such a text says. Limits: no demonyms, cities or leaders; names all in capitals
//! are not found; a name that is also a common word in its language is not in the table.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use aho_corasick::AhoCorasick;

use super::{ActorId, Mention, MentionKind, Role};
use crate::article::{Part, Span};
use crate::language::Sentence;
use crate::packed::{PackedText, packed_text};

static NAMES: PackedText = packed_text!("assets/actors/foreign.tsv");

/// What may follow a name in Korean without a blank.
const PARTICLES: [&str; 22] = [
    "에서", "에게", "으로", "부터", "까지", "은", "는", "이", "가", "을", "를", "의", "에", "와", "과", "도",
    "로", "만", "측", "인", "군", "산",
];

/// The names of one language.
struct Names {
    automaton: AhoCorasick,
    /// By pattern; `None` where the longer name is no country.
    actors: Vec<Option<ActorId>>,
}

/// Whether country names of a language are known.
#[must_use]
pub fn knows(language: &str) -> bool {
    languages().contains_key(language)
}

/// The countries that a text in one of these languages names, in order; none in any other language.
#[must_use]
pub fn find(language: &str, part: Part, text: &str, sentences: &[Sentence]) -> Vec<Mention> {
    let Some(names) = languages().get(language) else { return Vec::new() };
    let folded = Folded::new(language, text);
    let mut hits: Vec<(Span, Option<&ActorId>)> = Vec::new();
    for hit in names.automaton.find_overlapping_iter(&folded.text) {
        let span = Span::new(folded.starts[hit.start()], folded.ends[hit.end() - 1]);
        if stands_alone(language, text, span) {
            hits.push((span, names.actors[hit.pattern().as_usize()].as_ref()));
        }
    }
    hits.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
    let mut taken = 0;
    let mut mentions = Vec::new();
    for (span, actor) in hits {
        if span.start < taken {
            continue;
        }
        taken = span.end;
        let sentence = sentences.partition_point(|sentence| sentence.span.end < span.end);
        let is_in = sentences.get(sentence).is_some_and(|sentence| sentence.span.contains(span));
        if let Some(actor) = actor.filter(|_| is_in) {
            mentions.push(mention(part, span, sentence, actor));
        }
    }
    mentions
}

fn mention(part: Part, span: Span, sentence: usize, actor: &ActorId) -> Mention {
    Mention {
        part,
        span,
        sentence,
        kind: MentionKind::Name,
        role: Role::Actor,
        actor: Some(actor.clone()),
        person: None,
        candidates: Vec::new(),
        reason: "its name in the language of the article, of which names only are known".into(),
    }
}

/// Whether a name is a word, or all of a word but what the language joins to it.
fn stands_alone(language: &str, text: &str, span: Span) -> bool {
    let (before, after) = (&text[..span.start], &text[span.end..]);
    let ends = |text: &str| !text.starts_with(|c: char| c.is_alphanumeric());
    let begins = |text: &str| !text.ends_with(|c: char| c.is_alphanumeric());
    match language {
        "zh" => true,
        "ja" => {
            let name = span.of(text);
            let katakana = |c: char| ('\u{30a0}'..='\u{30ff}').contains(&c) && c != '・';
            !(name.starts_with(katakana) && before.ends_with(katakana)
                || name.ends_with(katakana) && after.starts_with(katakana))
        }
        "ko" => begins(before) && ends(without_particles(after)),
        "ar" => begins(without_prefixes(before)) && ends(after),
        "de" => begins(before) && (ends(after) || after.strip_prefix('s').is_some_and(ends)),
        _ => begins(before) && ends(after),
    }
}

/// At most two particles.
fn without_particles(mut after: &str) -> &str {
    for _ in 0..2 {
        match PARTICLES.iter().find_map(|particle| after.strip_prefix(particle)) {
            Some(rest) => after = rest,
            None => break,
        }
    }
    after
}

/// "And", "so", "in", "to", "like" are written with the next word in Arabic; at most two of them.
fn without_prefixes(before: &str) -> &str {
    let one = |text: &str| text.strip_suffix(['و', 'ف', 'ب', 'ل', 'ك']).map(str::len);
    let rest = one(before).map_or(before, |length| &before[..length]);
    if rest.ends_with(char::is_alphanumeric) {
        return rest.strip_suffix(['و', 'ف']).unwrap_or(rest);
    }
    rest
}

/// A text as names are compared, with where each of its bytes stands in the original.
struct Folded {
    text: String,
    starts: Vec<usize>,
    ends: Vec<usize>,
}

impl Folded {
    fn new(language: &str, text: &str) -> Self {
        let mut folded =
            Self { text: String::with_capacity(text.len()), starts: Vec::new(), ends: Vec::new() };
        for (start, c) in text.char_indices() {
            let Some(letter) = folded_letter(language, c) else { continue };
            folded.text.push(letter);
            let end = start + c.len_utf8();
            folded.starts.resize(folded.text.len(), start);
            folded.ends.resize(folded.text.len(), end);
        }
        folded
    }
}

/// Arabic without vowel marks and with one alif; a hard blank is a blank, a typewriter's apostrophe a true
/// one.
fn folded_letter(language: &str, c: char) -> Option<char> {
    match (language, c) {
        ("ar", '\u{64b}'..='\u{652}' | '\u{670}' | '\u{640}') => None,
        ("ar", 'أ' | 'إ' | 'آ' | 'ٱ') => Some('ا'),
        (_, '\u{a0}' | '\u{202f}') => Some(' '),
        (_, '\u{2019}') => Some('\''),
        _ => Some(c),
    }
}

fn languages() -> &'static BTreeMap<&'static str, Names> {
    static LANGUAGES: OnceLock<BTreeMap<&'static str, Names>> = OnceLock::new();
    LANGUAGES.get_or_init(|| {
        let mut listed: BTreeMap<&str, BTreeMap<String, Option<ActorId>>> = BTreeMap::new();
        for row in NAMES.lines().filter(|line| !line.starts_with('#')).skip(1) {
            let mut cells = row.split('\t');
            let (Some(language), Some(actor), Some(name)) = (cells.next(), cells.next(), cells.next()) else {
                continue;
            };
            let actor = (actor != "-").then(|| ActorId::new(actor));
            let name: String = name.chars().filter_map(|c| folded_letter(language, c)).collect();
            let names = listed.entry(language).or_default();
            // "To the" is one word with the article.
            if let Some(rest) = name.strip_prefix("ال").filter(|_| language == "ar") {
                names.insert(format!("لل{rest}"), actor.clone());
            }
            names.insert(name, actor);
        }
        let names = listed.into_iter().filter_map(|(language, names)| {
            let automaton = AhoCorasick::new(names.keys()).ok()?;
            Some((language, Names { automaton, actors: names.into_values().collect() }))
        });
        names.collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::plain_sentences;

    fn named(language: &str, text: &str) -> Vec<String> {
        let sentences = plain_sentences(text);
        let mentions = find(language, Part::Text, text, &sentences);
        mentions.iter().map(|m| format!("{} {}", m.sentence, m.actor.as_ref().unwrap())).collect()
    }

    #[track_caller]
    fn check(language: &str, text: &str, expected: &[&str]) {
        assert_eq!(named(language, text), expected, "{text}");
    }

    #[test]
    fn languages_in_latin_letters() {
        check("fr", "La Chine et les États-Unis parlent. L’Iran refuse.", &["0 CHN", "0 USA", "1 IRN"]);
        check("fr", "Maurice rêve d’une chine ancienne en Nouvelle-Guinée.", &[]);
        check("es", "México y Estados Unidos negociaron con Perú.", &["0 MEX", "0 USA", "0 PER"]);
        check("de", "Frankreichs Minister reiste in die Vereinigten Staaten.", &["0 FRA", "0 USA"]);
        check("de", "Chinas Botschafter sprach mit Österreich.", &["0 CHN", "0 AUT"]);
        check("pt", "O Brasil e o Japão assinaram um acordo.", &["0 BRA", "0 JPN"]);
        check("it", "La Cina incontra la Francia a Monaco.", &["0 CHN", "0 FRA"]);
        check("tr", "Türkiye’nin elçisi Fransa'da Almanya ile görüştü.", &["0 TUR", "0 FRA", "0 DEU"]);
    }

    #[test]
    fn cases_of_russian_and_ukrainian() {
        check("ru", "Министр Украины говорил с Китаем и Северной Кореей.", &["0 UKR", "0 CHN", "0 PRK"]);
        check("ru", "В Израиле ждут посла США. Для того нужен чад.", &["0 ISR", "0 USA"]);
        check("uk", "Міністр України говорив з Китаєм у Польщі.", &["0 UKR", "0 CHN", "0 POL"]);
        check("uk", "Угоду з Францією підписала Туреччина.", &["0 FRA", "0 TUR"]);
    }

    #[test]
    fn arabic_joins_small_words() {
        check("ar", "التقى وزير فرنسا وزير الصين.", &["0 FRA", "0 CHN"]);
        check("ar", "وقالت إيران وروسيا إن للصين دورا.", &["0 IRN", "0 RUS", "0 CHN"]);
        check("ar", "زار الوزير دول المغرب العربي.", &[]);
    }

    #[test]
    fn chinese_and_japanese_have_no_blanks() {
        check("zh", "美国和中国举行会谈。法国外长访问巴西。", &["0 USA", "0 CHN", "1 FRA", "1 BRA"]);
        check("zh", "他住在马里兰，船驶过印度洋。", &[]);
        check("zh", "印度尼西亚和印度签署协议。", &["0 IDN", "0 IND"]);
        check("ja", "日本と韓国は米国で協議した。フランスも参加。", &["0 JPN", "0 KOR", "0 USA", "1 FRA"]);
        check("ja", "中国地方で雨が降り、チリソースが売れた。", &[]);
    }

    #[test]
    fn korean_particles_follow_a_name() {
        check("ko", "미국은 중국과의 회담에서 한국을 언급했다.", &["0 USA", "0 CHN", "0 KOR"]);
        check("ko", "이런 수단은 오만이다.", &[]);
    }

    #[test]
    fn every_actor_is_in_the_register_and_other_languages_have_none() {
        let gazetteer = crate::actor::Gazetteer::embedded();
        for (language, names) in languages() {
            for actor in names.actors.iter().flatten() {
                assert!(gazetteer.actor(actor).is_some(), "{language}: {actor}");
            }
        }
        assert_eq!(languages().len(), 12);
        assert!(!knows("pl") && find("pl", Part::Text, "Francja", &[]).is_empty());
    }
}
