//! The repository tests its own order.

use std::path::{Path, PathBuf};

/// The rooms in the order of the flow.
const ROOMS: [&str; 13] = [
    "article", "language", "actor", "event", "graph", "layout", "plot", "session", "export", "task", "cli",
    "view", "window",
];

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The part of a file that is code: comments may name other rooms.
fn code(path: &Path) -> String {
    let text = std::fs::read_to_string(path).unwrap();
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_room_uses_only_rooms_that_stand_before_it() {
    for (place, room) in ROOMS.iter().enumerate() {
        for file in rust_files(&source().join(room)) {
            let code = code(&file);
            for later in &ROOMS[place + 1..] {
                // The command line opens the window: the one arrow backwards, written down in
                // ARCHITECTURE.md.
                if (*room, *later) == ("cli", "window") {
                    continue;
                }
                for way in [format!("crate::{later}"), format!("diplograph::{later}")] {
                    let found = code.match_indices(&way).any(|(at, _)| {
                        !code[at + way.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_')
                    });
                    assert!(!found, "{} uses {later}/, which stands after {room}/", file.display());
                }
                assert!(!code.contains(&format!("use crate::{{{later}")), "{} uses {later}/", file.display());
            }
        }
    }
}

#[test]
fn egui_stands_only_behind_the_wall() {
    for room in ROOMS.iter().filter(|room| !["view", "window"].contains(room)) {
        for file in rust_files(&source().join(room)) {
            for word in ["egui", "eframe", "rfd::"] {
                assert!(!code(&file).contains(word), "{} names {word}", file.display());
            }
        }
    }
    for file in rust_files(&source().join("view")) {
        assert!(!code(&file).contains("eframe"), "{} names eframe", file.display());
    }
}

#[test]
fn every_file_says_what_it_is_for() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in ["src", "tests", "benches"] {
        for file in rust_files(&root.join(folder)) {
            let text = std::fs::read_to_string(&file).unwrap();
            assert!(text.starts_with("//! "), "{} does not say what it is for", file.display());
        }
    }
}

#[test]
fn the_library_lists_its_rooms_in_the_order_of_the_flow() {
    let text = std::fs::read_to_string(source().join("lib.rs")).unwrap();
    let listed: Vec<&str> =
        text.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert_eq!(listed, ROOMS);
}
