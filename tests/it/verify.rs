//! `diplograph verify` on sessions that hold, that were tampered with, and that are none.

use std::path::Path;
use std::process::{Command, Output};

fn diplograph(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_diplograph"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .output()
        .unwrap()
}

fn printed(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// A small session, as a text that a test can change.
fn session(folder: &Path) -> (String, String) {
    std::fs::write(folder.join("a.txt"), "China warned Kenya on Monday.\n").unwrap();
    std::fs::write(folder.join("b.txt"), "Norway met Denmark. Kenya thanked Brazil for the grain.\n")
        .unwrap();
    let path = folder.join("s.diplograph").display().to_string();
    let read = diplograph(&["read", &folder.display().to_string(), "--save", &path]);
    assert_eq!(read.status.code(), Some(0));
    (path.clone(), std::fs::read_to_string(path).unwrap())
}

#[test]
fn a_session_as_it_was_saved_holds() {
    let folder = tempfile::tempdir().unwrap();
    let (path, _) = session(folder.path());
    let output = diplograph(&["verify", &path]);
    assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
    assert!(printed(&output).contains("2 of 2 texts have their hash"));
    assert!(printed(&output).contains("4 relations: 4 same, 0 changed, 0 missing, 0 new"));
}

#[test]
fn a_changed_text_and_a_forged_reading_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let (path, text) = session(folder.path());
    std::fs::write(&path, text.replacen("for the grain", "for the grapes", 1)).unwrap();
    let output = diplograph(&["verify", &path]);
    assert_eq!(output.status.code(), Some(4), "{}", printed(&output));
    assert!(printed(&output).contains("1 of 2 texts have their hash"));

    let forged = text.replace("\"kind\":\"THREATEN\"", "\"kind\":\"ASSAULT\"");
    assert!(forged != text);
    std::fs::write(&path, forged).unwrap();
    let output = diplograph(&["verify", &path]);
    assert_eq!(output.status.code(), Some(4), "{}", printed(&output));
    for line in
        ["changed: CHN → KEN", "- ASSAULT (asserted): China warned", "+ THREATEN (asserted): China warned"]
    {
        assert!(printed(&output).contains(line), "{}", printed(&output));
    }
}

#[test]
fn two_countries_are_exchanged() {
    let folder = tempfile::tempdir().unwrap();
    let (path, _) = session(folder.path());
    let output = diplograph(&["verify", &path, "--swap", "chn", "BRA"]);
    assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
    assert_eq!(printed(&output), "CHN-BRA: mentions 2 of 2 swap (100.0 %), events 2 of 2 swap (100.0 %)\n");
    let all = diplograph(&["verify", &path, "--swap"]);
    assert_eq!(printed(&all).lines().filter(|line| line.contains(": mentions ")).count(), 6);
}

#[test]
fn wrong_use_and_what_is_no_session_have_their_codes() {
    let folder = tempfile::tempdir().unwrap();
    let (path, _) = session(folder.path());
    for arguments in [["--swap", "CHN", "CHN"], ["--swap", "CHN", "XXX"]] {
        let output = diplograph(&[&["verify", &path], &arguments[..]].concat());
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    }
    assert_eq!(diplograph(&["verify", "Cargo.toml"]).status.code(), Some(1));
    assert_eq!(diplograph(&["verify", "no-such.diplograph"]).status.code(), Some(1));
}

#[test]
fn a_session_of_another_version_of_the_engine_says_what_could_not_be_compared() {
    let output = diplograph(&["verify", "tests/data/sessions/engines/5.diplograph"]);
    let told = printed(&output);
    assert!(told.contains("18 of 18 texts have their hash"), "{told}");
    let words = "18 could not be compared: the session keeps no reading of them by this version";
    assert!(told.contains(words), "{told}");
    assert_eq!(output.status.code(), Some(4));
}

/// An evidence folder of these articles.
fn evidence(folder: &Path, name: &str, articles: &[&str]) -> std::path::PathBuf {
    let lines: String =
        articles.iter().map(|text| format!("{}\n", serde_json::json!({ "text": text }))).collect();
    let (articles, rows) = (folder.join(format!("{name}.jsonl")), folder.join(format!("{name}-rows.jsonl")));
    std::fs::write(&articles, lines).unwrap();
    let read = diplograph(&["extract", "--rows", "evidence", &articles.display().to_string()]);
    std::fs::write(&rows, read.stdout).unwrap();
    let to = folder.join(name);
    let made = diplograph(&["collect", &rows.display().to_string(), "--to", &to.display().to_string()]);
    assert_eq!(made.status.code(), Some(0));
    to
}

#[test]
fn an_evidence_folder_is_made_once_more_from_its_rows() {
    let folder = tempfile::tempdir().unwrap();
    let whole = evidence(folder.path(), "whole", &["China warned Kenya on Monday.", "Norway met Denmark."]);
    let path = whole.display().to_string();
    let verify = || {
        let output = diplograph(&["verify", &path]);
        (output.status.code(), printed(&output))
    };
    let (code, text) = verify();
    assert_eq!(code, Some(0), "{text}");
    assert!(text.starts_with("5 of 5 files are as they were written"), "{text}");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 3, "nothing is left behind");

    // Another table, for which the head was forged too.
    let other = evidence(folder.path(), "other", &["China thanked Kenya on Monday.", "Norway met Denmark."]);
    let kept = std::fs::read(whole.join("aggregate.parquet")).unwrap();
    std::fs::copy(other.join("aggregate.parquet"), whole.join("aggregate.parquet")).unwrap();
    assert!(verify().1.contains("  changed: aggregate.parquet"));
    let head = |folder: &Path| -> serde_json::Value {
        serde_json::from_slice(&std::fs::read(folder.join("evidence.json")).unwrap()).unwrap()
    };
    let kept_head = std::fs::read(whole.join("evidence.json")).unwrap();
    let mut forged = head(&whole);
    forged["files"]["aggregate.parquet"] = head(&other)["files"]["aggregate.parquet"].clone();
    std::fs::write(whole.join("evidence.json"), forged.to_string()).unwrap();
    let (code, text) = verify();
    assert!(code == Some(4) && text.contains("  not what its rows give: aggregate.parquet"), "{text}");

    std::fs::write(whole.join("aggregate.parquet"), kept).unwrap();
    std::fs::write(whole.join("evidence.json"), kept_head).unwrap();
    assert_eq!(verify().0, Some(0));
    std::fs::remove_file(whole.join("links.parquet")).unwrap();
    assert!(verify().1.contains("  missing: links.parquet"));
    assert_eq!(diplograph(&["verify", &path, "--swap"]).status.code(), Some(2));
}
