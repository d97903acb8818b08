//! An evidence folder in the window: the map at once, the sentences of a link when it is asked for, filters,
//! names and places in a session beside it; folders that are missing, changed or damaged.

use std::path::{Path, PathBuf};

use diplograph::actor::ActorId;
use diplograph::article::{Article, Date, Format, Origin, Place, Sourced};
use diplograph::export::collect::collect;
use diplograph::export::evidence::{Provenance, SentenceText, as_lines, evidence_rows};
use diplograph::session::Edit;
use diplograph::session::evidence::{EvidenceFolder, FolderError};
use diplograph::view::Selection;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use crate::support::knowledge;
use crate::window::{Desk, desk, settle, window};

const PORT: &str = "Kenya thanked Brazil on Monday for the cranes that arrived in Mombasa last week. The weather was \
    fine. Brazil signed an agreement with Kenya to train the crews.";
const WATERS: &str = "Norway accused Iceland on Friday of fishing in closed waters. Iceland warned Norway \
    on Saturday.";

fn article(text: &str, outlet: &str, date: &str) -> Article {
    let mut article =
        Article::bare(text.to_owned(), Format::Text, Place::File(format!("{outlet}.txt").into()));
    article.title = Some(Sourced::new(format!("News of the {outlet}"), Origin::Given));
    article.outlet = Some(Sourced::new(outlet.to_owned(), Origin::Given));
    article.date = Date::try_from(date.to_owned()).ok().map(|date| Sourced::new(date, Origin::Given));
    article
}

fn articles() -> Vec<Article> {
    vec![article(PORT, "Herald", "2020-05-04"), article(WATERS, "Star", "2020-06-12")]
}

/// Reads articles and collects them into a folder beside the others of a desk.
fn folder(at: &Path, name: &str, articles: &[Article], text: SentenceText) -> PathBuf {
    let knowledge = knowledge();
    let provenance = Provenance::now(&knowledge);
    let lines = articles.iter().map(|article| {
        let reading = diplograph::event::read(&knowledge, article);
        as_lines(&evidence_rows(&provenance, article, &reading, text))
    });
    let rows = at.join(format!("{name}.jsonl"));
    std::fs::write(&rows, lines.collect::<String>()).unwrap();
    let to = at.join(name);
    collect(&[rows], &to).unwrap();
    to
}

/// A window on a folder of both articles.
fn on_folder(text: SentenceText) -> (Desk, PathBuf) {
    let mut desk = desk();
    let folder = folder(desk.folder.path(), "evidence", &articles(), text);
    desk.harness = window(desk.folder.path(), vec![folder.clone()]);
    settle(&mut desk.harness);
    (desk, folder)
}

fn select_link(desk: &mut Desk, one: &str, other: &str) {
    desk.press(Modifiers::NONE, Key::Escape);
    let label = format!("{one} – {other}");
    desk.harness.get_by_role_and_label(Role::Button, &starting(desk, &label)).click();
    settle(&mut desk.harness);
    assert!(matches!(desk.harness.state().view_state().selection, Selection::Link { .. }));
}

/// The whole name of the row that begins so.
fn starting(desk: &Desk, beginning: &str) -> String {
    use egui_kittest::kittest::NodeT as _;
    let rows = desk.harness.get_all_by_role(Role::Button);
    let names = rows.filter_map(|row| row.accesskit_node().label());
    let mut fitting = names.filter(|name| name.starts_with(beginning));
    fitting.next().unwrap_or_else(|| panic!("no row begins with {beginning}"))
}

#[test]
fn a_folder_opens_as_a_map_and_a_link_brings_its_sentences() {
    let (mut desk, _) = on_folder(SentenceText::Kept);
    for actor in ["Kenya", "Brazil", "Norway", "Iceland"] {
        desk.harness.get_by_role_and_label(Role::Button, actor);
    }
    let state = desk.harness.state();
    assert!(!state.workspace().has_unsaved_work());
    assert!(state.workspace().session().articles.is_empty());
    select_link(&mut desk, "Iceland", "Norway");
    desk.harness.get_by_label_contains("Norway accused Iceland on Friday");
    desk.harness.get_by_label_contains("Iceland warned Norway on Saturday");
    assert!(desk.harness.query_by_label_contains("The weather was fine").is_none());
    // The articles of the link alone are listed.
    desk.harness.get_by_label_contains("News of the Star");
    assert!(desk.harness.query_by_label_contains("News of the Herald").is_none());
}

#[test]
fn without_texts_what_is_known_is_shown() {
    let (mut desk, _) = on_folder(SentenceText::LeftOut);
    select_link(&mut desk, "Iceland", "Norway");
    desk.harness.get_by_label_contains("in characters 0 to 61 of the text");
    assert!(desk.harness.query_by_label_contains("Friday").is_none());
}

#[test]
fn filters_names_and_pins_are_kept_in_a_session_beside_the_folder() {
    let (mut desk, folder) = on_folder(SentenceText::Kept);
    desk.select_kenya();
    desk.press(Modifiers::NONE, Key::P);
    desk.press(Modifiers::COMMAND, Key::S);
    let path = desk.path("beside.diplograph");
    desk.type_path(&path);
    assert!(!desk.harness.state().workspace().has_unsaved_work());

    let mut again = window(desk.folder.path(), vec![path.clone()]);
    settle(&mut again);
    let (old, new) = (desk.harness.state().workspace(), again.state().workspace());
    assert_eq!(new.session().folder.as_ref().map(|mark| mark.path.clone()), Some(folder.clone()));
    assert_eq!(new.session().choices, old.session().choices);
    assert_eq!(new.session().choices.pins.len(), 1);
    assert_eq!(new.graph().relations.len(), old.graph().relations.len());
    assert!(!new.has_unsaved_work());

    // Both moved together: the folder is found beside the session.
    let moved = tempfile::tempdir().unwrap();
    std::fs::rename(&folder, moved.path().join("evidence")).unwrap();
    let session = moved.path().join("beside.diplograph");
    std::fs::copy(&path, &session).unwrap();
    let mut elsewhere = window(desk.folder.path(), vec![session]);
    settle(&mut elsewhere);
    assert_eq!(elsewhere.state().workspace().graph().relations.len(), old.graph().relations.len());

    // The folder alone is gone: that is said, nothing is lost, and it can be chosen again.
    let mut without = window(desk.folder.path(), vec![path.clone()]);
    settle(&mut without);
    without.get_by_label_contains("The evidence folder can’t be opened");
    assert_eq!(without.state().workspace().session().choices, old.session().choices);
    desk.harness = without;
    desk.click("Choose its folder");
    desk.type_path(&moved.path().join("evidence"));
    desk.harness.get_by_role_and_label(Role::Button, "Iceland");
    assert_eq!(desk.harness.state().workspace().session().choices.pins.len(), 1);
}

#[test]
fn a_folder_that_changed_is_opened_and_told_of() {
    let (mut desk, _) = on_folder(SentenceText::Kept);
    desk.press(Modifiers::COMMAND, Key::S);
    let path = desk.path("beside.diplograph");
    desk.type_path(&path);
    let more: Vec<Article> = articles()
        .into_iter()
        .chain([article("Chad warned Niger on Sunday.", "Post", "2021-01-03")])
        .collect();
    folder(desk.folder.path(), "evidence", &more, SentenceText::Kept);
    desk.harness = window(desk.folder.path(), vec![path]);
    settle(&mut desk.harness);
    desk.harness.get_by_label_contains(" then, 3 articles, ");
    desk.harness.get_by_role_and_label(Role::Button, "Chad");
}

#[test]
fn articles_are_not_added_to_a_folder() {
    let (mut desk, _) = on_folder(SentenceText::Kept);
    desk.press(Modifiers::COMMAND, Key::O);
    let path = desk.path("harbour.txt");
    desk.type_path(&path);
    desk.harness.get_by_label_contains("This map is made of an evidence folder");
    assert!(desk.harness.state().workspace().session().articles.is_empty());
}

#[test]
fn a_folder_that_is_not_whole_is_refused_and_changes_nothing() {
    let (mut desk, folder) = on_folder(SentenceText::Kept);
    let part = folder.join("events/part-00000.parquet");
    let bytes = std::fs::read(&part).unwrap();
    std::fs::write(&part, &bytes[..bytes.len() / 2]).unwrap();
    desk.harness = window(desk.folder.path(), vec![desk.path("harbour.txt")]);
    settle(&mut desk.harness);
    let relations = desk.harness.state().workspace().graph().relations.len();
    assert!(relations > 0);
    desk.press(Modifiers::COMMAND, Key::O);
    desk.type_path(&folder);
    desk.click("Don’t save");
    desk.harness.get_by_label_contains("the evidence folder is not whole: `events/part-00000.parquet`");
    assert_eq!(desk.harness.state().workspace().graph().relations.len(), relations);
}

#[test]
fn any_damage_to_any_file_is_an_error_or_another_map_and_never_a_panic() {
    let at = tempfile::tempdir().unwrap();
    let whole = folder(at.path(), "evidence", &articles(), SentenceText::Kept);
    let names = ["evidence.json", "links.parquet", "sources.parquet", "events/part-00000.parquet"];
    let ends = [ActorId::new("NOR"), ActorId::new("ISL")];
    let look = |folder: &Path| -> Result<usize, FolderError> {
        let mut workspace = diplograph::session::Workspace::new(knowledge());
        workspace.hold(std::sync::Arc::new(EvidenceFolder::open(folder)?));
        if let Some(asked) = workspace.ask(&ends[0], &ends[1], 100) {
            let answer = asked.read()?;
            workspace.take_answer(&asked, answer);
        }
        workspace.apply(Edit::Hide(ends[0].clone()));
        Ok(workspace.articles().len())
    };
    assert_eq!(look(&whole).unwrap(), 1);
    for name in names {
        let path = whole.join(name);
        let bytes = std::fs::read(&path).unwrap();
        let step = (bytes.len() / 150).max(1);
        for at in (0..bytes.len()).step_by(step) {
            let mut damaged = bytes.clone();
            damaged[at] ^= 0x15;
            std::fs::write(&path, &damaged).unwrap();
            look(&whole).ok();
        }
        std::fs::write(&path, &bytes[..bytes.len() / 3]).unwrap();
        assert!(look(&whole).is_err(), "{name}");
        std::fs::remove_file(&path).unwrap();
        assert!(look(&whole).is_err(), "{name}");
        std::fs::write(&path, &bytes).unwrap();
    }
    assert!(matches!(look(&at.path().join("nowhere")), Err(FolderError::Missing)));
    let newer = std::fs::read_to_string(whole.join("evidence.json")).unwrap();
    std::fs::write(whole.join("evidence.json"), newer.replace("\"version\":1", "\"version\":9")).unwrap();
    assert!(matches!(look(&whole), Err(FolderError::Newer(9))));
}

/// A run of the command line: how it ended, what it printed and what it complained of.
fn run(arguments: &[&str]) -> (i32, String, String) {
    let output =
        std::process::Command::new(env!("CARGO_BIN_EXE_diplograph")).args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
}

#[test]
fn the_command_line_reads_and_exports_a_folder_as_it_does_articles() {
    let at = tempfile::tempdir().unwrap();
    let whole = folder(at.path(), "evidence", &articles(), SentenceText::Kept);
    let path = |name: &str| at.path().join(name).display().to_string();
    let (code, out, err) = run(&["read", &path("evidence"), "--sentences", "--save", &path("a.diplograph")]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(
        out.contains("2 articles of an evidence folder") && out.contains("Norway accused Iceland"),
        "{out}"
    );
    assert!(out.contains("ACCUSE 1"), "{out}");

    let (graph, report, relations) = (path("a.graphml"), path("a.html"), path("a.csv"));
    let asked = ["--graphml", &graph, "--report", &report, "--relations", &relations];
    let (code, _, err) = run(&[&["export", &path("a.diplograph")], &asked[..]].concat());
    assert_eq!((code, err.as_str()), (0, ""));
    let read = |path: &str| std::fs::read_to_string(path).unwrap();
    assert!(read(&graph).contains("NOR") && read(&relations).contains("NOR>ISL"));
    assert!(read(&report).contains("of an evidence folder with"));
    assert!(read(&report).contains("of fishing in closed waters"));
    let (code, _, err) = run(&["export", &path("evidence"), "--events", &path("events.csv")]);
    assert!(code != 0 && err.contains("are in its own tables"), "{err}");

    std::fs::remove_dir_all(whole).unwrap();
    let (code, _, err) = run(&["read", &path("a.diplograph")]);
    assert!(code != 0 && err.contains("the evidence folder is not there any more"), "{err}");
}
