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
