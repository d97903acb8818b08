//! Whether an article is in English: its metadata decides, else its text.

use whatlang::{Detector, Lang, Script};

use super::Readable;
use crate::article::Article;

/// A text of fewer words is too short for a guess alone.
const SHORT: usize = 60;

/// How much of a long text is looked at, in bytes.
const ENOUGH: usize = 16_384;

/// English words without which hardly a sentence is made, and which no neighbour shares.
const FUNCTION_WORDS: &[&str] = &[
    "the", "of", "and", "to", "that", "with", "by", "from", "for", "has", "have", "had", "his", "their",
    "its", "this", "which", "would", "were", "been", "after", "said", "it", "they",
];

/// Words of other languages in the Latin script without which hardly a sentence is made. Left out is what
/// English has too, and what stands within names ("de", "von", "al").
const FOREIGN_WORDS: &[&[&str]] = &[
    &[
        "und", "nicht", "dass", "mit", "ist", "eine", "einen", "für", "über", "werden", "wird", "auf",
        "sich", "auch",
    ],
    &["les", "des", "et", "est", "une", "dans", "que", "pour", "qui", "sur", "par", "avec", "ont", "aux"],
    &["que", "una", "por", "para", "con", "y", "se", "su", "como", "más", "pero", "fue", "sus"],
    &["que", "uma", "não", "com", "para", "em", "por", "são", "foi", "mais", "pelo", "ao"],
    &["che", "il", "della", "una", "sono", "gli", "nel", "per", "con", "è", "non", "alla", "dei"],
    &["het", "een", "niet", "dat", "voor", "zijn", "met", "wordt", "ook", "naar", "aan"],
    &["ve", "bir", "bu", "için", "ile", "olarak", "daha", "çok", "sonra"],
    &["się", "nie", "że", "jest", "przez", "dla", "oraz", "który", "na"],
    &["och", "att", "det", "som", "inte", "för", "på", "med", "till", "är"],
    &["og", "det", "som", "ikke", "på", "med", "til", "er", "af", "av"],
    &["ja", "ei", "että", "oli", "myös", "ovat", "kun"],
    &["že", "se", "je", "na", "pro", "který", "jako", "nebo"],
    &["și", "în", "că", "cu", "din", "pe", "este", "pentru", "nu"],
    &["az", "és", "hogy", "nem", "egy", "volt", "meg"],
    &["yang", "dan", "dengan", "untuk", "dari", "ini", "tidak", "pada"],
    &["je", "na", "se", "koji", "su", "za", "od", "nije"],
    &["và", "của", "là", "các", "trong", "không", "được"],
];

/// Tells whether an article is in English, by its metadata first and its text second.
#[must_use]
pub fn readable(article: &Article) -> Readable {
    let declared = article.language.as_ref().and_then(|language| primary_tag(&language.value));
    match declared.or_else(|| foreign(&article.text)) {
        Some(tag) if tag != "en" => Readable::No(tag),
        _ => Readable::Full,
    }
}

/// "pt" of "pt-br"; nothing where the tag names no language.
fn primary_tag(tag: &str) -> Option<String> {
    let primary = tag.split(['-', '_']).next().unwrap_or("").trim().to_ascii_lowercase();
    let names_one = (2..=3).contains(&primary.len())
        && primary.bytes().all(|byte| byte.is_ascii_lowercase())
        && !["und", "mul", "zxx"].contains(&primary.as_str());
    names_one.then(|| if primary == "eng" { "en".to_owned() } else { primary })
}

/// The language of a text that is clearly not English.
fn foreign(text: &str) -> Option<String> {
    let sample = &text[..text.floor_char_boundary(ENOUGH)];
    let guess = whatlang::detect(sample)?;
    if guess.lang() == Lang::Eng {
        return None;
    }
    if guess.script() == Script::Latin {
        let words = sample.split_whitespace().count();
        let english = function_words(sample);
        let refused = if words < SHORT {
            // The guess for a short text goes by its letters, and names have those of their countries.
            let foreign = foreign_words(sample);
            foreign >= 2 && foreign > english && beats_english(sample, guess.lang())
        } else {
            english * 10 < words
        };
        if !refused {
            return None;
        }
    }
    Some(tag_of(guess.lang()).to_owned())
}

fn function_words(text: &str) -> usize {
    text.split(|c: char| !c.is_alphabetic())
        .filter(|word| FUNCTION_WORDS.iter().any(|known| word.eq_ignore_ascii_case(known)))
        .count()
}

/// Function words of the language that has the most of them here.
fn foreign_words(text: &str) -> usize {
    let words = || text.split(|c: char| !c.is_alphabetic());
    let of = |known: &&[&str]| words().filter(|word| known.contains(word)).count();
    FOREIGN_WORDS.iter().map(of).max().unwrap_or(0)
}

/// Whether the guess wins by far where only it and English are asked.
fn beats_english(text: &str, lang: Lang) -> bool {
    let detector = Detector::with_allowlist(vec![lang, Lang::Eng]);
    detector.detect(text).is_some_and(|info| info.lang() == lang && info.is_reliable())
}

/// The BCP 47 tag: two letters where ISO 639-1 has them.
fn tag_of(lang: Lang) -> &'static str {
    let code = lang.code();
    TWO_LETTERS.iter().find(|(three, _)| *three == code).map_or(code, |(_, two)| *two)
}

/// ISO 639-3 to ISO 639-1, for the languages that whatlang knows.
const TWO_LETTERS: [(&str, &str); 70] = [
    ("afr", "af"),
    ("aka", "ak"),
    ("amh", "am"),
    ("ara", "ar"),
    ("aze", "az"),
    ("bel", "be"),
    ("ben", "bn"),
    ("bul", "bg"),
    ("cat", "ca"),
    ("ces", "cs"),
    ("cmn", "zh"),
    ("cym", "cy"),
    ("dan", "da"),
    ("deu", "de"),
    ("ell", "el"),
    ("eng", "en"),
    ("epo", "eo"),
    ("est", "et"),
    ("fin", "fi"),
    ("fra", "fr"),
    ("guj", "gu"),
    ("heb", "he"),
    ("hin", "hi"),
    ("hrv", "hr"),
    ("hun", "hu"),
    ("hye", "hy"),
    ("ind", "id"),
    ("ita", "it"),
    ("jav", "jv"),
    ("jpn", "ja"),
    ("kan", "kn"),
    ("kat", "ka"),
    ("khm", "km"),
    ("kor", "ko"),
    ("lat", "la"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("mal", "ml"),
    ("mar", "mr"),
    ("mkd", "mk"),
    ("mya", "my"),
    ("nep", "ne"),
    ("nld", "nl"),
    ("nob", "nb"),
    ("ori", "or"),
    ("pan", "pa"),
    ("pes", "fa"),
    ("pol", "pl"),
    ("por", "pt"),
    ("ron", "ro"),
    ("rus", "ru"),
    ("sin", "si"),
    ("slk", "sk"),
    ("slv", "sl"),
    ("sna", "sn"),
    ("spa", "es"),
    ("srp", "sr"),
    ("swe", "sv"),
    ("tam", "ta"),
    ("tel", "te"),
    ("tgl", "tl"),
    ("tha", "th"),
    ("tuk", "tk"),
    ("tur", "tr"),
    ("ukr", "uk"),
    ("urd", "ur"),
    ("uzb", "uz"),
    ("vie", "vi"),
    ("yid", "yi"),
    ("zul", "zu"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Format, Origin, Place, Sourced};

    fn article(text: &str, language: Option<&str>) -> Article {
        let language = language.map(|tag| Sourced::new(tag.to_owned(), Origin::HtmlLang));
        Article { language, ..Article::bare(text.to_owned(), Format::Text, Place::Clipboard) }
    }

    fn read(text: &str) -> Readable {
        readable(&article(text, None))
    }

    #[test]
    fn english_is_read() {
        assert_eq!(read("The harbour master said that the ferry had left for the island."), Readable::Full);
        assert_eq!(read(""), Readable::Full);
        assert_eq!(read("Oslo: 12, Riga: 14"), Readable::Full);
    }

    #[test]
    fn other_languages_are_named() {
        let german = "Die Außenministerin sagte am Dienstag, dass die Verhandlungen über die Fähre nicht weitergehen werden.";
        assert_eq!(read(german), Readable::No("de".to_owned()));
        assert_eq!(
            read("Министр заявил, что переговоры о пароме продолжатся."),
            Readable::No("ru".to_owned())
        );
        assert_eq!(read("外交部发言人表示，两国将继续就渡轮问题举行会谈。"), Readable::No("zh".to_owned()));
        let french = "Le ministre a déclaré que les négociations sur le bac reprendraient lundi dans la capitale, où les deux délégations sont attendues. ".repeat(5);
        assert_eq!(read(&french), Readable::No("fr".to_owned()));
    }

    #[test]
    fn a_short_text_full_of_foreign_names_is_read() {
        assert_eq!(
            read("Saarbrücken mayor Uwe Conradt met Metz mayor François Grosdidier in Forbach."),
            Readable::Full
        );
    }

    #[test]
    fn a_single_sentence_of_news_is_read() {
        for text in [
            "Saudi warplanes struck a Yemeni port at dawn.",
            "Ursula von der Leyen flew to Rio de Janeiro on Monday.",
            "Kim meets Xi in Pyongyang",
            "Ankara recalls envoy over Cyprus gas",
            "Maduro accuses Bogotá",
            "Norwegian trawlers fined; Moscow furious",
        ] {
            assert_eq!(read(text), Readable::Full, "{text}");
        }
    }

    #[test]
    fn a_single_sentence_in_another_language_is_not_read() {
        for (text, tag) in [
            ("El presidente viajó a Quito para una reunión con su homólogo y se mostró optimista.", "es"),
            ("Le président est arrivé à Dakar pour une visite qui doit durer trois jours.", "fr"),
            ("De minister zei dat het akkoord niet voor de zomer getekend wordt.", "nl"),
            ("Cumhurbaşkanı bu hafta bir ziyaret için Bakü'ye gidecek ve sonra dönecek.", "tr"),
        ] {
            assert_eq!(read(text), Readable::No(tag.to_owned()), "{text}");
        }
    }

    #[test]
    fn metadata_decides() {
        let english = "The harbour master said that the ferry had left for the island.";
        assert_eq!(readable(&article(english, Some("pt-br"))), Readable::No("pt".to_owned()));
        assert_eq!(readable(&article("Die Fähre ist heute nicht gefahren.", Some("en-gb"))), Readable::Full);
        assert_eq!(readable(&article(english, Some("und"))), Readable::Full);
    }

    #[test]
    fn every_language_of_the_detector_has_its_tag() {
        for lang in Lang::all() {
            assert_eq!(tag_of(*lang).len(), 2, "{lang:?}");
        }
    }
}
