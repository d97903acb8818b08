//! `diplograph export` as a person or a batch uses it: files, exit codes, the same bytes everywhere.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};

const SAMPLE: &str = "saves/suez-1956.diplograph";

fn export(arguments: &[&str], threads: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_diplograph"))
        .arg("export")
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("RAYON_NUM_THREADS", threads)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .output()
        .unwrap()
}

/// An option and the name of its file.
const FILES: [(&str, &str); 16] = [
    ("--png", "map.png"),
    ("--pdf", "map.pdf"),
    ("--report", "report.html"),
    ("--markdown", "report.md"),
    ("--svg", "map.svg"),
    ("--relations", "relations.csv"),
    ("--events", "events.jsonl"),
    ("--mentions", "mentions.csv"),
    ("--actors", "actors.jsonl"),
    ("--matrix", "matrix.csv"),
    ("--graphml", "map.graphml"),
    ("--gexf", "map.gexf"),
    ("--dot", "map.dot"),
    ("--plover", "plover.jsonl"),
    ("--polecat", "polecat.tsv"),
    ("--gdelt", "gdelt.export.CSV"),
];

fn written(folder: &Path, threads: &str) -> BTreeMap<&'static str, Vec<u8>> {
    let paths = FILES.map(|(option, name)| [option.to_owned(), folder.join(name).display().to_string()]);
    let arguments: Vec<&str> =
        std::iter::once(SAMPLE).chain(paths.iter().flatten().map(String::as_str)).collect();
    let output = export(&arguments, threads);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    FILES.iter().map(|(_, name)| (*name, std::fs::read(folder.join(name)).unwrap())).collect()
}

#[test]
fn every_file_is_written_and_the_same_with_any_number_of_threads() {
    let folder = tempfile::tempdir().unwrap();
    let one = written(folder.path(), "1");
    let four = written(folder.path(), "4");
    for (name, bytes) in &one {
        assert!(bytes.len() > 500, "{name} has {} bytes", bytes.len());
        assert!(*bytes == four[name], "{name} differs with four threads");
    }
}

#[test]
fn a_sheet_of_another_kind_and_a_place_that_is_not_there_are_refused() {
    let wrong = export(&[SAMPLE, "--relations", "relations.xlsx"], "2");
    assert_eq!(wrong.status.code(), Some(2));
    let nowhere = export(&[SAMPLE, "--gexf", "no/such/folder/map.gexf"], "2");
    assert_eq!(nowhere.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&nowhere.stderr).contains("can't write this file"));
    let no_session = export(&["no-such.diplograph", "--gexf", "map.gexf"], "2");
    assert_eq!(no_session.status.code(), Some(1));
    assert!(!Path::new(env!("CARGO_MANIFEST_DIR")).join("map.gexf").exists(), "nothing is written");
}
