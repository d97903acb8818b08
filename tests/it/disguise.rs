//! Words of others that would steer a terminal or turn the direction of writing: nowhere that they are shown.

use std::path::Path;
use std::process::Command;

use diplograph::article::disguise::is_disguise;

/// Overrides, embeddings, isolates and marks of direction.
const STEERING: [char; 6] = ['\u{202e}', '\u{2066}', '\u{200f}', '\u{61c}', '\u{202a}', '\u{2069}'];

/// The words with something that turns them around each, and a command to a terminal; more of those would be
/// taken for bytes that are no text.
fn steered(words: &str) -> String {
    let mut text = String::new();
    for (word, steering) in words.split(' ').zip(STEERING.iter().cycle()) {
        text.push_str(&format!("{steering}{word}{steering} "));
    }
    format!("{}\u{1b}", text.trim_end_matches(' '))
}

/// Articles of several formats whose every value is steered.
fn write_articles(folder: &Path) {
    let text = steered("Kenya thanked Norway for the charts on Monday. Brazil accused Kenya of delay.");
    let other = steered("Norway thanked Brazil for the coffee. Kenya praised Brazil.");
    let page = steered("Norway accused Kenya of delay at the talks. Kenya praised Norway.");
    let title = steered("Envoys meet in Oslo");
    let (outlet, author) = (steered("Valley Herald"), steered("Anna Bell"));
    let line = serde_json::json!({"id": steered("one two"), "text": text, "title": title, "source": outlet,
        "author": author, "date": "1961-05-03", "url": "https://valley.example/\u{202e}1"});
    std::fs::write(folder.join("lines.jsonl"), format!("{line}\n")).unwrap();
    std::fs::write(
        folder.join("page.html"),
        format!(
            "<html><head><title>{title}</title><meta property='og:site_name' content='{outlet}'>\
             <meta name=author content='{author}'></head><body><article><h1>{title}</h1><p>{page}</p>\
             <p>{page}</p></article></body></html>"
        ),
    )
    .unwrap();
    let name = if cfg!(unix) { "\u{202e}txt.exe\u{1b}[31m\nFile: x.txt" } else { "\u{202e}txt.exe.txt" };
    std::fs::write(folder.join(name), format!("{title}\n\n{other}\n")).unwrap();
    let empty = if cfg!(unix) { "\u{202e}fdp\u{7}.txt" } else { "\u{202e}fdp.txt" };
    std::fs::write(folder.join(empty), "").unwrap();
}

fn diplograph(folder: &Path, arguments: &[&str]) -> (String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_diplograph"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr))
}

#[track_caller]
fn check(what: &str, text: &str) {
    let found = text.chars().find(|c| is_disguise(*c) && !matches!(c, '\n' | '\t' | '\r'));
    assert_eq!(found, None, "{what}: {text}");
}

/// Exports every text format, and looks into each.
fn check_exports(folder: &Path, session: &str) {
    let files = [
        ("--svg", "map.svg"),
        ("--report", "report.html"),
        ("--markdown", "report.md"),
        ("--relations", "relations.csv"),
        ("--events", "events.csv"),
        ("--events", "events.jsonl"),
        ("--mentions", "mentions.csv"),
        ("--actors", "actors.csv"),
        ("--matrix", "matrix.csv"),
        ("--graphml", "graph.graphml"),
        ("--gexf", "graph.gexf"),
        ("--dot", "graph.dot"),
        ("--plover", "plover.jsonl"),
        ("--polecat", "polecat.txt"),
        ("--gdelt", "gdelt.csv"),
    ];
    for (option, file) in files {
        let (_, errors) = diplograph(folder, &["export", session, "--all", option, file]);
        assert_eq!(errors, "", "{file}");
        let text = std::fs::read_to_string(folder.join(file)).unwrap();
        assert!(text.contains("Kenya") || text.contains("KEN"), "{file}: {text}");
        check(file, &text);
    }
}

#[test]
fn terminal_and_exports() {
    let folder = tempfile::tempdir().unwrap();
    let news = folder.path().join("news");
    std::fs::create_dir(&news).unwrap();
    write_articles(&news);
    let (told, errors) =
        diplograph(folder.path(), &["read", "news", "--save", "s.diplograph", "--sentences"]);
    assert!(told.contains("Envoys meet in Oslo") && told.contains("Valley Herald"), "{told}");
    assert!(told.contains("Kenya thanked Norway for the charts"), "{told}");
    assert!(errors.contains("the file is empty"), "{errors}");
    check("read", &told);
    check("errors of read", &errors);
    for rows in ["articles", "events", "mentions"] {
        let (told, errors) = diplograph(folder.path(), &["extract", "--rows", rows, "news"]);
        check(rows, &told);
        check(rows, &errors);
    }
    check_exports(folder.path(), "s.diplograph");
}

/// A session that others wrote may hold what is never read from an article.
#[test]
fn sessions_of_others() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("a.txt"),
        "Envoys meet\n\nValley Herald, 3 May 1961\n\nKenya thanked Norway for the charts.",
    )
    .unwrap();
    diplograph(folder.path(), &["read", "a.txt", "--save", "s.diplograph"]);
    let session = std::fs::read_to_string(folder.path().join("s.diplograph")).unwrap();
    // As the text of JSON: what stands there is what a hand would write.
    let session = session
        .replace("Envoys meet", "Envoys \\u202eteem\\u001b[2J meet")
        .replace("Valley Herald", "Valley\\u2066 Herald\\u0007")
        .replace("a.txt", "\\u202ea.txt")
        .replace("for the charts", "for the \\u202e\\u001b[2Jcharts");
    std::fs::write(folder.path().join("t.diplograph"), session).unwrap();
    let (told, errors) = diplograph(folder.path(), &["read", "t.diplograph", "--sentences"]);
    assert!(told.contains("Valley Herald") && told.contains("teem"), "{told}\n{errors}");
    check("read", &told);
    check("errors", &errors);
    check_exports(folder.path(), "t.diplograph");
}

#[cfg(feature = "gui")]
mod shown {
    use egui_kittest::kittest::{NodeT as _, Queryable as _};

    use super::*;
    use crate::window::{Desk, desk, settle, window};

    fn check_labels(desk: &Desk) -> usize {
        let nodes = desk.harness.root().children_recursive();
        let mut told = 0;
        for node in nodes {
            let node = node.accesskit_node();
            for words in [node.label(), node.value()].into_iter().flatten() {
                check("label", &words);
                told += 1;
            }
        }
        told
    }

    #[test]
    fn the_window() {
        let mut desk = desk();
        let news = desk.path("news");
        std::fs::create_dir(&news).unwrap();
        write_articles(&news);
        desk.harness = window(desk.folder.path(), vec![news]);
        settle(&mut desk.harness);
        assert!(check_labels(&desk) > 20);
        desk.click("Show what was not read");
        assert!(desk.harness.query_by_label("?fdp?.txt").is_some() || cfg!(not(unix)));
        check_labels(&desk);
    }
}
