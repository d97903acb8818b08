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

fn read(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

#[test]
fn every_table_of_data_names_its_source_licence_and_columns() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in ["assets/actors", "assets/lexicon", "assets/geography", "assets/coded"] {
        for entry in std::fs::read_dir(root.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "tsv") {
                let text = std::fs::read_to_string(&path).unwrap();
                let head: Vec<&str> = text.lines().take_while(|line| line.starts_with('#')).collect();
                let head = head.join("\n").to_lowercase();
                for word in ["licen", "column", "2026"] {
                    assert!(head.contains(word), "{} does not name its {word}", path.display());
                }
            }
        }
    }
}

#[test]
fn architecture_names_every_room() {
    let text = read("ARCHITECTURE.md");
    for room in ROOMS {
        assert!(text.contains(&format!("`src/{room}/`")), "ARCHITECTURE.md does not name {room}/");
    }
}

#[test]
fn the_list_of_crates_is_that_of_the_lock_file() {
    let (list, lock) = (read("THIRD-PARTY.md"), read("Cargo.lock"));
    let rows = list.lines().filter_map(|line| line.strip_prefix("| ")).skip(1);
    for row in rows {
        let cells: Vec<&str> = row.split(" | ").collect();
        let entry = format!("name = \"{}\"\nversion = \"{}\"", cells[0], cells[1]);
        assert!(lock.contains(&entry), "THIRD-PARTY.md is of another day: {} {}", cells[0], cells[1]);
    }
    let manifest = read("Cargo.toml");
    let dependencies = manifest.split("[dependencies]").nth(1).unwrap().split("[dev-dependencies]").next();
    let of_others = |line: &&str| line.contains(" = ") && !line.contains("path = ");
    for line in dependencies.unwrap().lines().filter(of_others) {
        let name = line.split(" = ").next().unwrap();
        assert!(list.contains(&format!("| {name} |")), "THIRD-PARTY.md lacks {name}");
    }
}
