//! The English parser beside spaCy, whose answers it has to give, and on texts that nobody would write.
//!
//! `tests/data/parser/` holds articles of our own, beside each what spaCy makes of it (`make.py` there
//! explains the columns), and `differences.tsv`: each answer of ours that is another, with its cause.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use diplograph::language::{English, Names, ParsedText, Processor};
use proptest::prelude::*;
use rayon::prelude::*;

#[path = "../support/parse.rs"]
mod checks;

static ENGLISH: LazyLock<English> = LazyLock::new(English::embedded);

fn parse(text: &str) -> ParsedText {
    checks::parse_checked(&ENGLISH, text)
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/parser")
}

/// One token, as spaCy or as we see it. Heads are named by their first byte, so that a token that is cut
/// elsewhere changes no number of others.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    start: usize,
    text: String,
    sentence: &'static str,
    lemma: String,
    coarse: String,
    fine: String,
    head: usize,
    label: String,
    entity: String,
}

impl Row {
    /// The columns that are compared, by name.
    fn columns(&self) -> [(&'static str, String); 7] {
        [
            ("sentence", self.sentence.to_owned()),
            ("lemma", escape(&self.lemma)),
            ("coarse", self.coarse.clone()),
            ("fine", self.fine.clone()),
            ("head", self.head.to_string()),
            ("label", self.label.clone()),
            ("entity", self.entity.clone()),
        ]
    }
}

/// What begins at a token: a sentence, or nothing.
fn sentence(starts: bool) -> &'static str {
    if starts { "begins" } else { "goes on" }
}

fn our_rows(text: &str) -> Vec<Row> {
    let parse = parse(text);
    let rows = 0..parse.spans.len();
    rows.map(|token| Row {
        start: parse.spans[token].start,
        text: parse.spans[token].of(text).to_owned(),
        sentence: sentence(parse.sentence_starts[token]),
        lemma: parse.lemmas.get(token).to_owned(),
        coarse: parse.coarse[token].to_string(),
        fine: parse.tags[token].to_string(),
        head: parse.spans[parse.heads[token] as usize].start,
        label: parse.labels[token].to_string(),
        entity: entity(&parse, token),
    })
    .collect()
}

/// A linear search: articles of tests have few names.
fn entity(parse: &ParsedText, token: usize) -> String {
    let found = parse.entities.iter().find(|entity| entity.words.contains(&token));
    found.map_or("O".to_owned(), |entity| {
        let place = if entity.words.start == token { 'B' } else { 'I' };
        format!("{place}-{}", entity.kind)
    })
}

fn rows_of_spacy(table: &Path) -> Vec<Row> {
    let table = std::fs::read_to_string(table).unwrap();
    let (mut rows, mut heads): (Vec<Row>, Vec<usize>) = (Vec::new(), Vec::new());
    let mut starts = false;
    for line in table.lines().filter(|line| !line.starts_with("# ")) {
        let cells: Vec<&str> = line.split('\t').collect();
        if let [_, start, text, lemma, coarse, fine, head, label, entity] = cells[..] {
            heads.push(head.parse().unwrap());
            rows.push(Row {
                start: start.parse().unwrap(),
                text: unescape(text),
                sentence: sentence(starts),
                lemma: unescape(lemma),
                coarse: coarse.to_owned(),
                fine: fine.to_owned(),
                head: 0,
                label: label.to_owned(),
                entity: entity.to_owned(),
            });
        }
        starts = line.is_empty();
    }
    for (token, head) in heads.into_iter().enumerate() {
        rows[token].head = rows[head].start;
    }
    rows
}

/// As `make.py` writes what a reader can't see.
fn unescape(text: &str) -> String {
    let mut result = String::new();
    let mut rest = text;
    while let Some((before, code)) = rest.split_once('\\') {
        result.push_str(before);
        let (length, c) = match code.as_bytes()[0] {
            b's' => (1, ' '),
            b't' => (1, '\t'),
            b'n' => (1, '\n'),
            b'r' => (1, '\r'),
            b'u' => {
                let end = code.find('}').unwrap();
                (end + 1, char::from_u32(u32::from_str_radix(&code[2..end], 16).unwrap()).unwrap())
            }
            _ => (1, '\\'),
        };
        result.push(c);
        rest = &code[length..];
    }
    result + rest
}

/// Keeps what is compared in its cell of `differences.tsv`.
fn escape(text: &str) -> String {
    let marks = [("\\", "\\\\"), (" ", "\\s"), ("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r")];
    marks.iter().fold(text.to_owned(), |text, (c, mark)| text.replace(c, mark))
}

/// One answer that is not spaCy's: article, first byte, column, spaCy's answer, ours.
type Difference = [String; 5];

fn differences(article: &str, spacy: &[Row], ours: &[Row]) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut add = |start: usize, column: &str, theirs: String, ours: String| {
        found.push([article.to_owned(), start.to_string(), column.to_owned(), theirs, ours]);
    };
    let (mut theirs, mut own) = (spacy.iter().peekable(), ours.iter().peekable());
    loop {
        match (theirs.peek(), own.peek()) {
            (Some(their), Some(our)) if their.start == our.start && their.text == our.text => {
                for ((column, a), (_, b)) in their.columns().into_iter().zip(our.columns()) {
                    if a != b {
                        add(their.start, column, a, b);
                    }
                }
                theirs.next();
                own.next();
            }
            (Some(their), Some(our)) if their.start == our.start => {
                add(their.start, "token", escape(&their.text), escape(&our.text));
                theirs.next();
                own.next();
            }
            (Some(their), our) if our.is_none_or(|our| their.start < our.start) => {
                add(their.start, "token", escape(&their.text), "-".to_owned());
                theirs.next();
            }
            (_, Some(our)) => {
                add(our.start, "token", "-".to_owned(), escape(&our.text));
                own.next();
            }
            (_, None) => return found,
        }
    }
}

/// The differences that are known, and why they are there.
fn known_differences() -> BTreeSet<Difference> {
    let table = std::fs::read_to_string(folder().join("differences.tsv")).unwrap();
    let rows = table.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    rows.map(|row| {
        let cells: Vec<String> = row.split('\t').map(str::to_owned).collect();
        let [article, start, column, theirs, ours, cause] = cells.try_into().unwrap();
        assert!(!cause.is_empty(), "this difference has no cause: {row}");
        [article, start, column, theirs, ours]
    })
    .collect()
}

fn articles() -> Vec<PathBuf> {
    crate::texts_in(&folder())
}

#[test]
fn answers_are_those_of_spacy() {
    let mut found = BTreeSet::new();
    let (mut sentences, mut tokens) = (0, 0);
    for path in articles() {
        let article = path.file_stem().unwrap().to_str().unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        let spacy = rows_of_spacy(&path.with_extension("tsv"));
        for row in &spacy {
            assert!(text[row.start..].starts_with(&row.text), "{article}: make the tables again");
        }
        sentences += spacy.iter().filter(|row| row.sentence == "begins").count();
        tokens += spacy.len();
        found.extend(differences(article, &spacy, &our_rows(&text)));
    }
    assert!(sentences >= 700, "{sentences} sentences");
    let known = known_differences();
    let new: Vec<String> = found.difference(&known).map(|row| row.join("\t")).collect();
    let gone: Vec<String> = known.difference(&found).map(|row| row.join("\t")).collect();
    assert!(
        new.is_empty() && gone.is_empty(),
        "{} of {tokens} tokens differ in some column; columns: article, byte, column, spaCy's, ours\n\
         Not in differences.tsv:\n{}\n\nIn differences.tsv, but no longer so:\n{}",
        found.iter().map(|row| &row[..2]).collect::<BTreeSet<_>>().len(),
        new.join("\n"),
        gone.join("\n")
    );
}

/// Full size where the program is built as it ships; in a debug build a fiftieth, which takes as long.
fn size(full: usize) -> usize {
    if cfg!(debug_assertions) { full / 50 } else { full }
}

fn texts() -> Vec<String> {
    articles().iter().map(|path| std::fs::read_to_string(path).unwrap()).collect()
}

#[test]
fn every_kind_of_registers_gives_the_same_parses() {
    let texts = texts();
    let parses: Vec<ParsedText> = texts.iter().map(|text| ENGLISH.parse(text, Names::Find)).collect();
    for processor in Processor::all() {
        let english = English::on(processor);
        for (text, parse) in texts.iter().zip(&parses) {
            assert_eq!(english.parse(text, Names::Find), *parse, "{processor:?}");
        }
    }
}

#[test]
fn texts_that_are_parsed_side_by_side_give_what_each_gives_alone() {
    let mut texts = texts();
    texts.insert(1, String::new());
    texts.push("Oslo.".to_owned());
    let alone: Vec<ParsedText> = texts.iter().map(|text| ENGLISH.parse(text, Names::Find)).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    assert_eq!(ENGLISH.parse_all(&texts, Names::Find), alone);
    assert!(ENGLISH.parse_all(&[], Names::Find).is_empty());
}

#[test]
fn what_was_read_before_and_on_other_threads_changes_no_parse() {
    let texts = texts();
    let parses: Vec<ParsedText> = texts.iter().map(|text| ENGLISH.parse(text, Names::Skip)).collect();
    let fresh = English::embedded();
    let backwards: Vec<ParsedText> =
        texts.par_iter().rev().map(|text| fresh.parse(text, Names::Skip)).collect();
    assert!(backwards.iter().rev().eq(&parses));
}

#[test]
fn texts_of_nothing_have_no_words() {
    assert!(parse("").spans.is_empty());
    for blank in [" ", "\n", "\t", "\u{a0}", "\u{2028}", "\u{3000}", " \n\n \r\n\t ", "\u{1c}", "\u{85}"] {
        parse(blank);
        parse(&blank.repeat(1000));
    }
}

#[test]
fn texts_of_one_character() {
    for c in ('\0'..='\u{2ff}').chain("\u{feff}\u{200d}\u{202e}\u{301}אش漢🙂🏽\u{10ffff}\u{fffd}".chars())
    {
        parse(&c.to_string());
    }
}

#[test]
fn texts_that_nobody_would_write() {
    let odd = [
        "\0\0\0 \0a\0 \0",
        "\u{1b}[31mred\u{1b}[0m \u{7}\u{8}\u{7f}\u{80}\u{9f}",
        "שלום! אמר המלך ל-U.N. (1948) \u{202b}rtl\u{202c} السلام عليكم، said he.",
        "👩‍👩‍👧‍👦 👍🏽👍🏿 🇳🇴🇩🇰 🏴󠁧󠁢󠁳󠁣󠁴󠁿 said: 🤷🏽‍♀️!!!",
        "Z\u{335}\u{321}a\u{308}\u{301}l\u{336}go e\u{301}e\u{301}e\u{301} \u{301}\u{301} x\u{20dd}",
        "\u{d7ff}\u{e000}\u{fdd0}\u{ffff}\u{1ffff}",
        "((((\"'``''\"))))...!!!???;;;---___***",
        "http://http://a@b@c.d.e.f.g/?#%%%@@@ a@b.c@d a.b.c.d.e.f.g. 1.2.3.4,5,6 -1-2-3- 's's's n't'n't",
        "I'd've couldn't've y'all'd've 'em 'n' rock'n'roll o'clock's 12a.m.p.m. $$$£€¥ 5'10\" C++ C# .NET",
    ];
    for text in odd {
        parse(text);
        parse(&text.repeat(40));
        parse(&text.chars().rev().collect::<String>());
    }
}

#[test]
fn a_word_of_a_megabyte() {
    parse(&"a".repeat(1 << 20));
    let bytes = size(1 << 20);
    for piece in ["1", "-", ".", "'", "a.", "a-", "a/", "x@y.", "(", "é", "🙂", "Aa1-_.,'\"()"] {
        parse(&piece.repeat(bytes / piece.len()));
    }
}

#[test]
fn a_sentence_of_a_hundred_thousand_words() {
    parse(&"word ".repeat(100_000));
    let words = size(100_000);
    for piece in ["and ", "that he said ", "( ", ") ", "\" ", ", "] {
        parse(&piece.repeat(words / piece.split_ascii_whitespace().count()));
    }
}

#[test]
fn brackets_in_brackets() {
    let depth = size(20_000);
    parse(&format!("He {}left{}.", "(he said ".repeat(depth), ")".repeat(depth)));
    parse(&format!("He {}left{}.", "“[".repeat(depth), "]”".repeat(depth)));
}

/// What is kept of words that were seen is bounded, and forgetting changes no answer.
#[test]
fn a_million_distinct_words() {
    let sentence = "The envoy of Chad, who had left early, signed it in Oslo.";
    let before = format!("{:?}", our_rows(sentence));
    for batch in 0..10 {
        let number = |word| format!("{}{word:x} ", ["tre", "Oma", "vi-", "x"][word % 4]);
        let count = size(100_000);
        parse(&(batch * count..(batch + 1) * count).map(number).collect::<String>());
    }
    assert_eq!(before, format!("{:?}", our_rows(sentence)));
}

/// Text made of what makes cutting hard.
fn odd_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zA-Z]{1,8}",
        "[0-9.,:/-]{1,5}",
        "[ \n\t\r]{1,3}",
        "['\"“”‘’()\\[\\]-]{1,2}",
        "\\PC{1,3}",
        "\\pC",
        proptest::sample::select(vec![
            "U.S.", "Gen.", "n't", "’s", "'ll", "a.m.", "http://", "@", ".com", "$", "km", "...", "--",
            "\u{2028}", "e\u{301}", "\u{feff}", "\u{200d}", "🏽", ":-)", "#", "</a>", " . ,", "Ph.D.",
        ])
        .prop_map(str::to_owned),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_text_is_parsed(text in odd_text()) {
        parse(&text);
    }

    #[test]
    fn any_characters_are_parsed(text in ".{0,60}") {
        parse(&text);
    }
}
