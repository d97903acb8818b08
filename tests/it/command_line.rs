//! The command line as a person or a pipe uses it: the built program, its output and its exit codes.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

const EVENT_KEYS: &str = "article, event, part, sentence, start, end, source, target, type, cameo, quad, \
    reciprocal, negated, co_mention, modality, claimed_by, historical, damaged, status, counted, date, \
    date_precision, speaker, cue, rule, grounds, source_span, target_span, cue_spans, text";
const MENTION_KEYS: &str = "article, part, start, end, byte_start, byte_end, text, sentence, kind, role, \
    actor, represents, person, candidates, reason";
const ARTICLE_KEYS: &str = "article, path, title, date, date_precision, outlet, url, language, read, \
    sentences, mentions, events, near_duplicate_of, problems";

const LINE: &str = r#"{"id": "w1", "title": "Zürich talks", "date": "2024-05-03", "source": "Northern Wire",
    "text": "Müller said it rained. France accused Germany of delay."}"#;

fn diplograph(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_diplograph"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

fn rows(output: &Output) -> Vec<Value> {
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn errors(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// The keys of a row in their order, which `serde_json::Value` does not keep.
fn keys(output: &Output) -> String {
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    let line = text.lines().next().unwrap();
    let object: Value = serde_json::from_str(line).unwrap();
    let mut keys: Vec<&String> = object.as_object().unwrap().keys().collect();
    keys.sort_by_key(|key| line.find(&format!("\"{key}\":")).unwrap());
    keys.iter().map(|key| key.as_str()).collect::<Vec<_>>().join(", ")
}

fn one_line() -> String {
    LINE.replace('\n', " ")
}

#[test]
fn rows_have_all_keys_in_order() {
    for (kind, expected) in [("events", EVENT_KEYS), ("mentions", MENTION_KEYS), ("articles", ARTICLE_KEYS)] {
        let output = diplograph(&["extract", "--rows", kind, "-"], &one_line());
        assert_eq!(keys(&output), expected, "{kind}");
        assert_eq!(output.status.code(), Some(0));
    }
}

#[test]
fn extract_is_a_filter_that_goes_on_behind_bad_lines() {
    let lines = [one_line(), "{\"id\": \"w2\", \"text\": ".to_owned(), "\u{1}".to_owned(), one_line()];
    let whole = diplograph(&["extract"], &lines.join("\n"));
    assert_eq!(whole.status.code(), Some(0));
    let found = rows(&whole);
    let errors: Vec<bool> = found.iter().map(|row| row.get("error").is_some()).collect();
    assert_eq!(errors, [false, true, true, false]);
    assert_eq!((&found[1]["article"], &found[1]["line"]), (&"w2".into(), &2.into()));
    assert_eq!(found[0], found[3]);
    assert_eq!(diplograph(&["extract"], "").status.code(), Some(0), "a shard may be empty");
}

#[test]
fn rows_of_evidence_are_collected_from_lines_and_tables() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let lines = diplograph(&["extract", "--rows", "evidence", "--with-text"], &one_line());
    let found = rows(&lines);
    assert_eq!(
        (found[0]["type"].as_str(), found[0]["published"].as_str()),
        (Some("ACCUSE"), Some("2024-05-03"))
    );
    assert!(found[0]["signature"].is_string() && found[0]["engine"].is_string());
    std::fs::write(path("rows.jsonl"), &lines.stdout).unwrap();
    let arguments = ["extract", "--format", "parquet", "--to", &path("rows"), "--with-text"];
    assert_eq!(diplograph(&arguments, &one_line()).status.code(), Some(0));
    assert!(Path::new(&path("rows/month=2024-05/part-00000.parquet")).exists());
    for (input, to) in [("rows.jsonl", "one"), ("rows", "other")] {
        let output = diplograph(&["collect", &path(input), "--to", &path(to)], "");
        assert_eq!(output.status.code(), Some(0), "{}", errors(&output));
    }
    let file = |name: &str| std::fs::read(path(name)).unwrap();
    for name in ["evidence.json", "links.parquet", "events/part-00000.parquet"] {
        assert!(file(&format!("one/{name}")) == file(&format!("other/{name}")), "{name}");
    }
    let output = diplograph(&["collect", &path("none.jsonl"), "--to", &path("one")], "");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(diplograph(&["extract", "--format", "parquet"], "").status.code(), Some(2));
}

#[test]
fn an_event_row_says_who_what_whom_and_where() {
    let output = diplograph(&["extract", "-"], &one_line());
    let rows = rows(&output);
    let [row] = &rows[..] else { panic!("{rows:?}") };
    assert_eq!(
        (&row["source"], &row["type"], &row["target"]),
        (&"FRA".into(), &"ACCUSE".into(), &"DEU".into())
    );
    assert_eq!((&row["article"], &row["part"], &row["quad"]), (&"w1".into(), &"text".into(), &3.into()));
    assert_eq!(row["counted"], true);
    // Characters, not bytes: the ü of the first sentence counts once.
    assert_eq!((&row["start"], &row["end"]), (&23.into(), &55.into()));
    assert_eq!(row["source_span"], serde_json::json!([23, 29]));
    assert_eq!(row["text"], "France accused Germany of delay.");
}

#[test]
fn a_bad_line_gives_an_error_row_and_the_rest_goes_on() {
    let input = format!("{{\"id\": \"b1\", \"text\": 7}}\nnot json\n\n{}\n", one_line());
    let output = diplograph(&["extract", "-"], &input);
    let rows = rows(&output);
    assert_eq!(rows.len(), 3, "{rows:?}");
    assert_eq!(
        (&rows[0]["article"], &rows[0]["line"], &rows[0]["path"]),
        (&"b1".into(), &1.into(), &"-".into())
    );
    assert!(rows[0]["error"].is_string());
    assert_eq!((&rows[1]["article"], &rows[1]["line"]), (&Value::Null, &2.into()));
    assert_eq!(rows[2]["source"], "FRA");
    assert_eq!(errors(&output).matches("File: -, line").count(), 2);
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn the_order_of_the_files_does_not_matter() {
    let one = "assets/samples/1956-07-27-canal-company-seized.txt";
    let other = "assets/samples/1956-11-05-budapest-under-fire.md";
    let forwards = diplograph(&["extract", one, other], "");
    let backwards = diplograph(&["extract", other, one, one], "");
    assert!(!forwards.stdout.is_empty());
    assert_eq!(forwards.stdout, backwards.stdout);
}

#[test]
fn exit_codes_are_those_of_the_help_text() {
    assert_eq!(diplograph(&["extract", "no/such/file.txt"], "").status.code(), Some(1));
    assert_eq!(diplograph(&["extract", "--rows"], "").status.code(), Some(2));
    assert_eq!(diplograph(&["extract", "--rows", "words", "-"], "").status.code(), Some(2));
    assert_eq!(diplograph(&["read", "no/such/file.txt"], "").status.code(), Some(1));
    let sample = "assets/samples/1956-07-27-canal-company-seized.txt";
    let no_folder = diplograph(&["read", sample, "--svg", "no/such/folder/map.svg"], "");
    assert_eq!(no_folder.status.code(), Some(3));
    assert!(errors(&no_folder).contains("no/such/folder/map.svg"));
}

#[test]
fn read_prints_tables_and_writes_picture_and_session() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (svg, session) = (path("map.svg"), path("suez.diplograph"));
    let output = diplograph(&["read", "assets/samples", "--svg", &svg, "--save", &session], "");
    assert_eq!(output.status.code(), Some(0), "{}", errors(&output));
    let text = String::from_utf8(output.stdout).unwrap();
    for words in ["18 articles", "Strongest relations", "Egypt", "GBR", "1956-11-05"] {
        assert!(text.contains(words), "{words} is missing in\n{text}");
    }
    let picture = std::fs::read_to_string(&svg).unwrap();
    assert!(picture.starts_with("<svg") && picture.contains(">Egypt</text>"));
    // The session opens again and gives the same picture.
    let again = path("again.svg");
    let output = diplograph(&["read", &session, "--svg", &again], "");
    assert_eq!(output.status.code(), Some(0), "{}", errors(&output));
    assert_eq!(picture, std::fs::read_to_string(&again).unwrap());
}

#[test]
fn the_sample_session_is_what_read_makes_of_the_samples() {
    let folder = tempfile::tempdir().unwrap();
    let made = folder.path().join("made.diplograph");
    let output = diplograph(&["read", "assets/samples", "--save", made.to_str().unwrap()], "");
    assert_eq!(output.status.code(), Some(0), "{}", errors(&output));
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("saves/suez-1956.diplograph");
    assert!(
        std::fs::read(&made).unwrap() == std::fs::read(kept).unwrap(),
        "make it again: cargo run --release -- read assets/samples --save saves/suez-1956.diplograph"
    );
}

#[test]
fn without_a_display_the_window_names_read() {
    let output = diplograph(&["assets/samples"], "");
    assert_eq!(output.status.code(), Some(1));
    assert!(errors(&output).contains("diplograph read"), "{}", errors(&output));
}

/// A folder of files to parse.
fn texts(files: &[(&str, &[u8])]) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        std::fs::write(folder.path().join(name), bytes).unwrap();
    }
    let path = folder.path().to_str().unwrap().to_owned();
    (folder, path)
}

#[test]
fn parse_prints_rows_of_the_text_as_it_stands() {
    let text = "Zürich talks\r\n\r\nChad  thanked Mali.\n";
    let (folder, path) = texts(&[("b.txt", text.as_bytes()), ("a.txt", b"Mali left.")]);
    let b = folder.path().join("b.txt");
    let output = diplograph(&["parse", b.to_str().unwrap(), &path], "");
    assert_eq!((output.status.code(), errors(&output)), (Some(0), String::new()));
    let printed = String::from_utf8(output.stdout).unwrap();
    let named: Vec<&str> = printed.lines().filter_map(|line| line.strip_prefix("# newdoc id = ")).collect();
    assert_eq!(named, ["a.txt", "b.txt"]);
    let rows: Vec<Vec<&str>> =
        printed.lines().filter(|line| line.contains('\t')).map(|line| line.split('\t').collect()).collect();
    let forms: Vec<&str> = rows.iter().map(|row| row[1]).collect();
    assert_eq!(forms, ["Mali", "left", ".", "Zürich", "talks", "Chad", "thanked", "Mali", "."]);
    for row in &rows[3..] {
        let numbers: Vec<usize> =
            row[9].split('|').filter_map(|field| field.split_once("_char=")?.1.parse().ok()).collect();
        let form: String = text.chars().skip(numbers[0]).take(numbers[1] - numbers[0]).collect();
        assert_eq!(form, row[1]);
    }
}

#[test]
fn parse_draws_trees() {
    let (_folder, path) = texts(&[("a.txt", b"Chad thanked Mali.")]);
    let output = diplograph(&["parse", "--tree", &path], "");
    let printed = String::from_utf8(output.stdout).unwrap();
    assert_eq!(printed.lines().nth(2), Some("Chad thanked Mali."), "{printed}");
    assert_eq!(printed.lines().nth(4).map(|line| line.starts_with('├')), Some(true), "{printed}");
}

#[test]
fn parse_prints_the_same_on_any_number_of_threads() {
    let one = diplograph(&["parse", "--threads", "1", "assets/samples"], "");
    let three = diplograph(&["parse", "assets/samples", "--threads", "3"], "");
    assert!(one.stdout.len() > 100_000);
    assert!(one.stdout == three.stdout);
    assert_eq!(diplograph(&["parse", "--threads", "0", "assets/samples"], "").status.code(), Some(2));
}

#[test]
fn parse_tells_what_it_can_not_read_and_goes_on() {
    let files: [(&str, &[u8]); 4] =
        [("a.txt", b"Chad left."), ("b.txt", b"\0\0\x01"), ("c.parquet", b"PAR1"), ("d.txt", b"Mali left.")];
    let (folder, path) = texts(&files);
    let output = diplograph(&["parse", &path, "no/such/file.txt"], "");
    assert_eq!(output.status.code(), Some(1));
    let errors = errors(&output);
    for words in ["there is no such file or folder\nFile: no/such/file.txt", "b.txt", "tables are not read"] {
        assert!(errors.contains(words), "{words} is missing in\n{errors}");
    }
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(printed.contains("Chad") && printed.contains("Mali"), "{printed}");
    std::fs::remove_file(folder.path().join("b.txt")).unwrap();
    assert_eq!(
        diplograph(&["parse", &path], "").status.code(),
        Some(0),
        "a kind that is not read is no error"
    );
}

#[test]
fn parse_into_a_closed_pipe_ends_quietly() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_diplograph"))
        .args(["parse", "assets/samples"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    let told = errors(&output);
    assert!(!told.contains("panicked") && !told.contains("write"), "{told}");
}

#[test]
fn explain_says_what_was_made_and_what_was_blocked() {
    let file = tempfile::Builder::new().suffix(".txt").tempfile().unwrap();
    std::fs::write(file.path(), "Chad accused Niger of theft. Mali urged Togo to attack Benin.\n").unwrap();
    let path = file.path().to_str().unwrap();
    let output = diplograph(&["explain", path], "");
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(text.contains("TCD ACCUSE NER, asserted") && text.contains("“urged” over it"), "{text}");
    let output = diplograph(&["explain", "--json", path], "");
    let rows = rows(&output);
    assert_eq!(rows.len(), 2);
    let tried = |row: &Value, key: &str| -> Vec<Value> {
        row["candidates"].as_array().unwrap().iter().map(|candidate| candidate[key].clone()).collect()
    };
    assert!(tried(&rows[0], "source").contains(&"TCD".into()));
    assert!(tried(&rows[1], "blocked").contains(&"governed".into()));
    assert_eq!(rows[0]["mentions"][1]["actor"], "NER");
    assert_eq!(rows[0]["tree"][0]["label"], "nsubj");
}

#[test]
fn explain_tells_which_file_can_not_be_read() {
    let output = diplograph(&["explain", "no-such-file.txt"], "");
    assert_eq!(output.status.code(), Some(1));
    assert!(errors(&output).contains("no-such-file.txt"));
}

/// Rows of `extract` for these paths, read by so many threads.
fn extracted(inputs: &[&str], threads: &str) -> Vec<u8> {
    let output = Command::new(env!("CARGO_BIN_EXE_diplograph"))
        .arg("extract")
        .args(inputs)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("RAYON_NUM_THREADS", threads)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0));
    output.stdout
}

#[test]
fn rows_are_the_same_in_any_order_in_any_split_and_on_any_number_of_threads() {
    let coded = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/coded");
    let files: Vec<String> = crate::texts_in(&coded).iter().map(|path| path.display().to_string()).collect();
    let names: Vec<&str> = files.iter().map(String::as_str).collect();
    let all = extracted(&names, "1");
    assert!(all.iter().filter(|byte| **byte == b'\n').count() > 200);
    let mut turned = names.clone();
    turned.reverse();
    turned.rotate_left(7);
    for threads in ["1", "2", "5"] {
        assert!(extracted(&turned, threads) == all, "another order, {threads} threads");
    }
    for size in [1, 9] {
        let parts: Vec<u8> = names.chunks(size).flat_map(|part| extracted(part, "3")).collect();
        assert!(parts == all, "in parts of {size}");
    }
}
