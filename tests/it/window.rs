//! The whole program in its window, by accessible names: open, select, undo, save, the palette, the
//! question before unsaved work is lost. File dialogs are the field for a typed path.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use diplograph::actor::ActorId;
use diplograph::article::{Article, Format, Place};
use diplograph::session::{Edit, Workspace, file};
use diplograph::task;
use diplograph::view::{Dialog, Selection};
use diplograph::window::{App, FileDialogs, Startup};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::support::knowledge;

const HARBOUR: &str = "Kenya and Brazil open a harbour

Kenya thanked Brazil on Monday for the cranes that arrived in Mombasa last week. Brazil signed an \
agreement with Kenya to train the crews.
";
const FISHING: &str = "Norway protests at fishing limits

Norway accused Iceland on Friday of fishing in closed waters. The ministers will meet again in May.
";

/// The program with a folder of its own for articles, sessions and unsaved work.
pub(crate) struct Desk {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) harness: Harness<'static, App>,
}

pub(crate) fn desk() -> Desk {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("harbour.txt"), HARBOUR).unwrap();
    std::fs::write(folder.path().join("fishing.txt"), FISHING).unwrap();
    let harness = window(folder.path(), Vec::new());
    Desk { folder, harness }
}

pub(crate) fn desk_with_articles() -> Desk {
    let mut desk = desk();
    let articles = ["harbour.txt", "fishing.txt"].map(|name| desk.path(name));
    desk.harness = window(desk.folder.path(), articles.into());
    settle(&mut desk.harness);
    desk
}

pub(crate) fn window(folder: &Path, inputs: Vec<PathBuf>) -> Harness<'static, App> {
    let data_folder = Some(folder.join("data"));
    let keep_after = Duration::from_secs(3600);
    window_with(Startup {
        inputs,
        file_dialogs: FileDialogs::Typed,
        data_folder,
        keep_after,
        ..Startup::default()
    })
}

fn window_with(startup: Startup) -> Harness<'static, App> {
    Harness::builder()
        .with_size(egui::vec2(1280.0, 800.0))
        .build_eframe(move |cc| App::start(cc, knowledge(), startup))
}

/// Frames until all work is done and its results are drawn. A click is some frames old when the work that
/// it asks for begins, so that one frame at rest proves nothing.
pub(crate) fn settle(harness: &mut Harness<'static, App>) {
    let start = Instant::now();
    let mut at_rest = 0;
    while at_rest < 8 {
        assert!(start.elapsed() < Duration::from_secs(60), "the work does not come to its end");
        harness.step();
        if harness.state().is_idle() && !harness.state().workspace().is_moving() {
            at_rest += 1;
        } else {
            at_rest = 0;
            std::thread::sleep(Duration::from_millis(2));
        }
    }
}

impl Desk {
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn press(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        settle(&mut self.harness);
    }

    pub(crate) fn click(&mut self, label: &str) {
        self.harness.get_by_role_and_label(Role::Button, label).click();
        settle(&mut self.harness);
    }

    fn choose(&mut self, label: &str) {
        self.harness.get_by_role_and_label(Role::RadioButton, label).click();
        settle(&mut self.harness);
    }

    pub(crate) fn dialog(&self) -> Option<&Dialog> {
        self.harness.state().view_state().dialog.as_ref()
    }

    /// Answers the field for a path.
    pub(crate) fn type_path(&mut self, path: &Path) {
        let field = self.harness.get_by_role_and_label(Role::TextInput, "Path");
        field.focus();
        self.harness.run_steps(2);
        self.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        self.harness.get_by_role_and_label(Role::TextInput, "Path").type_text(&path.display().to_string());
        self.harness.run_steps(2);
        self.click("Go on");
    }

    fn titles(&self) -> Vec<String> {
        let articles = &self.harness.state().workspace().session().articles;
        let mut titles: Vec<String> = articles.iter().map(|article| article.label()).collect();
        titles.sort();
        titles
    }

    pub(crate) fn select_kenya(&mut self) {
        self.harness.get_by_role_and_label(Role::Button, "Kenya").focus();
        self.harness.run_steps(2);
        self.press(Modifiers::NONE, Key::Enter);
        let state = self.harness.state().view_state();
        assert!(matches!(&state.selection, Selection::Actor(actor) if actor.as_str() == "KEN"));
    }
}

#[test]
fn articles_of_the_command_line_become_a_list_and_a_map() {
    let desk = desk_with_articles();
    assert_eq!(desk.titles(), ["Kenya and Brazil open a harbour", "Norway protests at fishing limits"]);
    for actor in ["Kenya", "Brazil", "Norway", "Iceland"] {
        desk.harness.get_by_role_and_label(Role::Button, actor);
    }
    assert!(desk.harness.state().workspace().has_unsaved_work());
}

#[test]
fn an_empty_window_offers_articles_by_a_typed_path() {
    let mut desk = desk();
    desk.press(Modifiers::COMMAND, Key::O);
    let path = desk.path("harbour.txt");
    desk.type_path(&path);
    assert_eq!(desk.titles(), ["Kenya and Brazil open a harbour"]);
}

#[test]
fn what_is_selected_can_be_hidden_and_comes_back_by_undo() {
    let mut desk = desk_with_articles();
    desk.select_kenya();
    desk.press(Modifiers::NONE, Key::H);
    assert!(desk.harness.query_by_role_and_label(Role::Button, "Kenya").is_none());
    desk.press(Modifiers::COMMAND, Key::Z);
    desk.harness.get_by_role_and_label(Role::Button, "Kenya");
    desk.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert!(desk.harness.query_by_role_and_label(Role::Button, "Kenya").is_none());
}

#[test]
fn a_saved_session_opens_with_the_same_picture() {
    let mut desk = desk_with_articles();
    desk.select_kenya();
    desk.press(Modifiers::NONE, Key::P);
    desk.press(Modifiers::COMMAND, Key::S);
    let path = desk.path("first");
    desk.type_path(&path);
    assert!(!desk.harness.state().workspace().has_unsaved_work());

    let path = desk.path("first.diplograph");
    let mut again = window(desk.folder.path(), vec![path]);
    settle(&mut again);
    let (old, new) = (desk.harness.state().workspace(), again.state().workspace());
    assert_eq!(new.session().articles, old.session().articles);
    assert_eq!(new.session().choices.pins.len(), 1);
    assert_eq!(new.readings(), old.readings());
    assert_eq!(new.graph(), old.graph());
    for (new, old) in new.positions().iter().zip(old.positions()) {
        assert!((*new - *old).length() < 0.2, "{new:?} stood at {old:?}");
    }
    assert!(!new.has_unsaved_work());
}

#[test]
fn closing_with_unsaved_work_asks_first() {
    let mut desk = desk_with_articles();
    desk.press(Modifiers::COMMAND, Key::N);
    assert!(matches!(desk.dialog(), Some(Dialog::UnsavedWork(_))));
    desk.click("Cancel");
    assert_eq!(desk.titles().len(), 2);
    desk.press(Modifiers::COMMAND, Key::N);
    desk.click("Don’t save");
    assert!(desk.titles().is_empty());
    assert!(!desk.harness.state().workspace().has_unsaved_work());
}

#[test]
fn saving_first_goes_on_afterwards() {
    let mut desk = desk_with_articles();
    desk.press(Modifiers::COMMAND, Key::N);
    desk.click("Save");
    let path = desk.path("kept.diplograph");
    desk.type_path(&path);
    assert!(desk.titles().is_empty(), "the new session began");
    let bytes = file::read(&path).unwrap();
    assert_eq!(file::from_bytes(&knowledge(), &bytes).unwrap().session.articles.len(), 2);
}

#[test]
fn a_typed_path_does_not_write_over_another_file() {
    let mut desk = desk_with_articles();
    let path = desk.path("other.diplograph");
    std::fs::write(&path, "somebody's").unwrap();
    desk.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
    desk.type_path(&path);
    assert!(matches!(desk.dialog(), Some(Dialog::PathField(..))), "it asks again");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "somebody's");
}

#[test]
fn a_damaged_session_changes_nothing() {
    let mut desk = desk_with_articles();
    desk.press(Modifiers::COMMAND, Key::S);
    let path = desk.path("mine.diplograph");
    desk.type_path(&path);
    let damaged = desk.path("damaged.diplograph");
    std::fs::write(&damaged, "{\"format\": \"diplograph\", \"version\": 1, \"articles\": [").unwrap();
    desk.press(Modifiers::COMMAND, Key::O);
    desk.type_path(&damaged);
    assert_eq!(desk.titles().len(), 2);
    assert_eq!(desk.harness.state().workspace().path(), Some(path.as_path()));
    desk.harness.get_by_label_contains("Can’t open this session: the session is damaged");
}

#[test]
fn the_palette_opens_and_escape_closes_it() {
    let mut desk = desk_with_articles();
    desk.press(Modifiers::COMMAND, Key::K);
    assert!(desk.harness.state().view_state().palette.is_some());
    desk.press(Modifiers::NONE, Key::Escape);
    assert!(desk.harness.state().view_state().palette.is_none());
}

#[test]
fn pasted_text_is_an_article() {
    let mut desk = desk();
    desk.harness.event(egui::Event::Paste(HARBOUR.to_owned()));
    settle(&mut desk.harness);
    assert_eq!(desk.titles(), ["Kenya and Brazil open a harbour"]);
}

#[test]
fn the_sample_opens_in_one_click() {
    let mut desk = desk();
    desk.click("Open the sample");
    let workspace = desk.harness.state().workspace();
    assert!(workspace.session().articles.len() >= 12 && workspace.graph().relations.len() >= 12);
    assert!(!workspace.has_unsaved_work());
    // The strongest relation is selected, so that its sentences are there at once.
    assert!(matches!(desk.harness.state().view_state().selection, Selection::Link { .. }));
}

/// The copies of unsaved work in the folder for data.
fn journals(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder.join("data/unsaved")).into_iter().flatten();
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.filter(|path| path.extension().is_some_and(|extension| extension == "journal")).collect()
}

/// Steps until the journal has this text.
fn wait_for_journal(harness: &mut Harness<'_, App>, folder: &Path, text: &str) {
    let start = Instant::now();
    let has = |path: &PathBuf| std::fs::read_to_string(path).is_ok_and(|journal| journal.contains(text));
    while !journals(folder).iter().any(has) {
        assert!(start.elapsed() < Duration::from_secs(20), "nothing is kept");
        std::thread::sleep(Duration::from_millis(5));
        harness.step();
    }
}

#[test]
fn what_was_set_is_there_at_the_next_start() {
    let desk = desk();
    let file = desk.folder.path().join("settings.json");
    let startup = || Startup {
        inputs: vec![desk.folder.path().join("harbour.txt")],
        file_dialogs: FileDialogs::Typed,
        settings: Some(file.clone()),
        ..Startup::default()
    };
    let mut window = window_with(startup());
    settle(&mut window);
    window.key_press_modifiers(Modifiers::COMMAND, Key::Num3);
    let start = Instant::now();
    let is_kept = || std::fs::read_to_string(&file).is_ok_and(|kept| kept.contains("\"inspector\": false"));
    while !is_kept() {
        assert!(start.elapsed() < Duration::from_secs(20), "nothing is kept");
        window.step();
    }
    let mut next = window_with(startup());
    settle(&mut next);
    let panels = next.state().view_state().panels;
    assert!(!panels.inspector && panels.timeline);
}

#[test]
fn unsaved_work_is_kept_and_offered_after_a_crash() {
    let desk = desk();
    let folder = desk.folder.path();
    let crashing = || Startup {
        inputs: vec![folder.join("harbour.txt")],
        file_dialogs: FileDialogs::Typed,
        data_folder: Some(folder.join("data")),
        ..Startup::default()
    };
    let mut crashed = window_with(crashing());
    settle(&mut crashed);
    wait_for_journal(&mut crashed, folder, "harbour");
    crashed.get_by_role_and_label(Role::Button, "Kenya").click();
    settle(&mut crashed);
    crashed.key_press(Key::H);
    settle(&mut crashed);
    let hidden = crashed.state().workspace().session().choices.hidden.clone();
    wait_for_journal(&mut crashed, folder, "hidden\":[\"");

    let mut beside = window(folder, Vec::new());
    settle(&mut beside);
    assert!(beside.query_by_role_and_label(Role::Button, "Restore").is_none(), "that program still runs");

    // As after a crash: the lock is free and the journal is there.
    drop(crashed);
    let mut next = window(folder, Vec::new());
    settle(&mut next);
    next.get_by_role_and_label(Role::Button, "Restore").click();
    settle(&mut next);
    let workspace = next.state().workspace();
    assert_eq!(workspace.session().articles.len(), 1);
    assert!(workspace.has_unsaved_work());
    assert_eq!((hidden.len(), &workspace.session().choices.hidden), (1, &hidden));
    assert_eq!(journals(folder).len(), 1, "it is kept until it is saved");
}

#[test]
fn the_journal_is_begun_with_the_session_and_offered_only_with_work() {
    let mut desk = desk_with_articles();
    desk.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
    let path = desk.path("all.diplograph");
    desk.type_path(&path);
    let folder = desk.folder.path();
    let opened = || Startup {
        inputs: vec![path.clone()],
        file_dialogs: FileDialogs::Typed,
        data_folder: Some(folder.join("data")),
        ..Startup::default()
    };
    let mut crashed = window_with(opened());
    settle(&mut crashed);
    wait_for_journal(&mut crashed, folder, "waiting");
    drop(crashed);
    let mut next = window_with(opened());
    settle(&mut next);
    assert!(next.query_by_role_and_label(Role::Button, "Restore").is_none(), "nothing was done");
    wait_for_journal(&mut next, folder, "waiting");
    next.get_by_role_and_label(Role::Button, "Kenya").click();
    settle(&mut next);
    let before = std::fs::metadata(&journals(folder)[0]).unwrap().len();
    next.key_press(Key::H);
    settle(&mut next);
    wait_for_journal(&mut next, folder, "hidden\":[\"");
    assert!(
        std::fs::metadata(&journals(folder)[0]).unwrap().len() < before + 1000,
        "an edit is a short step"
    );
    drop(next);
    let mut last = window_with(opened());
    settle(&mut last);
    last.get_by_role_and_label(Role::Button, "Restore").click();
    settle(&mut last);
    assert_eq!(last.state().workspace().session().choices.hidden.len(), 1);
}

#[test]
fn a_second_program_on_a_file_warns_and_writes_nothing_over() {
    let mut desk = desk_with_articles();
    desk.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
    let path = desk.path("all.diplograph");
    desk.type_path(&path);
    let Desk { folder, harness } = desk;
    drop(harness);
    let opened = || Startup {
        inputs: vec![path.clone()],
        file_dialogs: FileDialogs::Typed,
        data_folder: Some(folder.path().join("both")),
        keep_after: Duration::from_secs(3600),
        ..Startup::default()
    };
    fn hide_and_save(window: &mut Harness<'static, App>, actor: &'static str) {
        window.get_by_role_and_label(Role::Button, actor).click();
        settle(window);
        window.key_press(Key::H);
        settle(window);
        window.key_press_modifiers(Modifiers::COMMAND, Key::S);
        settle(window);
    }
    let warning = "This session is open in another window too";
    let (mut first, mut second) = (window_with(opened()), window_with(opened()));
    settle(&mut first);
    settle(&mut second);
    assert!(first.query_by_label_contains(warning).is_none());
    assert!(second.query_by_label_contains(warning).is_some());
    hide_and_save(&mut first, "Kenya");
    let bytes = std::fs::read(&path).unwrap();
    hide_and_save(&mut second, "Norway");
    assert!(second.query_by_label_contains("another program changed this file").is_some());
    assert!(std::fs::read(&path).unwrap() == bytes, "the first one's work is in the file");
    assert_eq!(second.state().workspace().session().choices.hidden.len(), 1, "the second one's is there");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_once_and_work_is_kept_when_there_is_room() {
    let desk = desk();
    let folder = desk.folder.path();
    let unsaved = folder.join("data/unsaved");
    std::fs::create_dir_all(&unsaved).unwrap();
    // What is written there finds the disk full.
    let new = unsaved.join(format!("{}.journal-new", std::process::id()));
    std::os::unix::fs::symlink("/dev/full", &new).unwrap();
    let mut window = window_with(Startup {
        inputs: vec![folder.join("harbour.txt")],
        file_dialogs: FileDialogs::Typed,
        data_folder: Some(folder.join("data")),
        ..Startup::default()
    });
    let words = "Changes can’t be kept against a crash, so save now and then: the disk is full";
    let start = Instant::now();
    while window.query_by_label_contains(words).is_none() {
        assert!(start.elapsed() < Duration::from_secs(20), "it is told");
        std::thread::sleep(Duration::from_millis(5));
        window.step();
    }
    assert_eq!(window.state().workspace().session().articles.len(), 1, "the work is there");
    // The unfinished file was put away, so there is room now, and it is tried again by itself.
    wait_for_journal(&mut window, folder, "harbour");
}

#[test]
fn a_dragged_actor_is_pinned_there_and_undo_brings_it_back() {
    let mut desk = desk_with_articles();
    let place = |desk: &Desk| desk.harness.get_by_role_and_label(Role::Button, "Kenya").rect().center();
    let before = place(&desk);
    let to = before + egui::vec2(40.0, -30.0);
    desk.harness.hover_at(before);
    desk.harness.drag_at(before);
    desk.harness.hover_at(before + egui::vec2(20.0, -15.0));
    desk.harness.hover_at(to);
    desk.harness.drop_at(to);
    settle(&mut desk.harness);
    assert!(place(&desk).distance(to) < 2.0, "it stays where the hand let go");
    assert_eq!(desk.harness.state().workspace().session().choices.pins.len(), 1);
    desk.press(Modifiers::COMMAND, Key::Z);
    assert!(desk.harness.state().workspace().session().choices.pins.is_empty());
    assert!(place(&desk).distance(before) < 2.0, "it is where it was");
}

#[test]
fn all_are_coloured_together_and_undo_takes_the_colour_back() {
    let mut desk = desk_with_articles();
    desk.press(Modifiers::COMMAND, Key::A);
    desk.choose("Colour: olive");
    let colours = |desk: &Desk| desk.harness.state().workspace().session().choices.colours.clone();
    let actors = desk.harness.state().workspace().graph().actors.len();
    assert_eq!(colours(&desk).len(), actors);
    assert!(colours(&desk).values().all(|hue| *hue == 1));
    desk.press(Modifiers::COMMAND, Key::Z);
    assert!(colours(&desk).is_empty());
}

#[test]
fn from_a_file_to_the_sentence_behind_a_link_by_the_keyboard_alone() {
    let mut desk = desk();
    desk.press(Modifiers::COMMAND, Key::O);
    let path = desk.path("harbour.txt");
    desk.type_path(&path);
    // Tab walks until an actor of the map has the keyboard; an arrow key goes along a link.
    let tab_to = |desk: &mut Desk, role: Role, label: &str| {
        for _ in 0..200 {
            let found = desk.harness.query_by_role_and_label(role, label);
            if found.is_some_and(|node| node.is_focused()) {
                return;
            }
            desk.harness.key_press(Key::Tab);
            desk.harness.run_steps(1);
        }
        panic!("Tab never comes to “{label}”");
    };
    desk.press(Modifiers::NONE, Key::Escape);
    tab_to(&mut desk, Role::Button, "Kenya");
    desk.press(Modifiers::NONE, Key::Enter);
    assert!(matches!(&desk.harness.state().view_state().selection, Selection::Actor(_)));
    let row = "Brazil: ";
    let relation = desk.harness.query_all_by_label_contains(row).next().expect("its relation");
    let name = relation.accesskit_node().label().expect("a name");
    tab_to(&mut desk, Role::Button, &name);
    desk.press(Modifiers::NONE, Key::Enter);
    assert!(matches!(&desk.harness.state().view_state().selection, Selection::Link { .. }));
    let sentence = desk.harness.query_all_by_label_contains("Kenya → Brazil: ").last().expect("its sentence");
    let name = sentence.accesskit_node().label().expect("a name");
    tab_to(&mut desk, Role::Button, &name);
    desk.press(Modifiers::NONE, Key::Enter);
    let passage = desk.harness.state().view_state().passage.clone().expect("the article is open");
    assert!(passage.event.is_some());
}

#[test]
fn each_key_of_the_map_does_what_the_help_says() {
    let mut desk = desk_with_articles();
    desk.press(Modifiers::NONE, Key::Escape);
    let focus = |desk: &mut Desk, name: &str| {
        desk.harness.get_by_role_and_label(Role::Button, name).focus();
        settle(&mut desk.harness);
    };
    // Space selects who has the keyboard, P pins and unpins it, H hides it.
    focus(&mut desk, "Brazil");
    desk.press(Modifiers::NONE, Key::Space);
    let brazil = ActorId::new("BRA");
    assert_eq!(desk.harness.state().view_state().selection, Selection::Actor(brazil.clone()));
    let pins = |desk: &Desk| desk.harness.state().workspace().session().choices.pins.len();
    desk.press(Modifiers::NONE, Key::P);
    assert_eq!(pins(&desk), 1);
    desk.press(Modifiers::NONE, Key::P);
    assert_eq!(pins(&desk), 0);
    desk.press(Modifiers::NONE, Key::H);
    assert!(desk.harness.state().workspace().session().choices.hidden.contains(&brazil));
    desk.press(Modifiers::SHIFT, Key::H);
    assert!(desk.harness.state().workspace().session().choices.hidden.is_empty());
    // Plus goes nearer, minus farther, 0 shows all.
    let zoom = |desk: &Desk| desk.harness.state().view_state().map.camera.map(|camera| camera.zoom);
    desk.press(Modifiers::NONE, Key::Plus);
    let near = zoom(&desk).expect("the camera is the person's now");
    desk.press(Modifiers::NONE, Key::Minus);
    assert!(zoom(&desk).is_some_and(|far| far < near));
    desk.press(Modifiers::NONE, Key::Num0);
    assert_eq!(zoom(&desk), None);
    // The question mark tells them all.
    desk.press(Modifiers::NONE, Key::Questionmark);
    assert_eq!(desk.dialog(), Some(&Dialog::Shortcuts));
    for words in ["Pin", "Hide", "Focus", "Zoom in", "Zoom out"] {
        assert!(desk.harness.query_all_by_label_contains(words).next().is_some(), "no word of “{words}”");
    }
}

#[test]
fn tab_goes_through_the_actors_from_the_strongest_on() {
    let mut desk = desk_with_articles();
    desk.press(Modifiers::NONE, Key::Escape);
    let graph = desk.harness.state().workspace().graph().clone();
    let names: Vec<String> = graph.actors.iter().map(|actor| actor.label.clone()).collect();
    let mut visited: Vec<String> = Vec::new();
    for _ in 0..300 {
        desk.harness.key_press(Key::Tab);
        desk.harness.run_steps(2);
        for name in &names {
            let node = desk.harness.query_by_role_and_label(Role::Button, name);
            if node.is_some_and(|node| node.is_focused()) && visited.last() != Some(name) {
                visited.push(name.clone());
            }
        }
        if visited.len() == names.len() {
            break;
        }
    }
    let events = |name: &String| graph.actors.iter().find(|actor| actor.label == *name).map(|a| a.events);
    assert_eq!(visited.len(), names.len(), "each once: {visited:?}");
    assert!(visited.is_sorted_by_key(|name| std::cmp::Reverse(events(name))), "{visited:?}");
}

#[test]
fn the_number_of_events_opens_to_the_articles_that_have_them() {
    let mut desk = desk_with_articles();
    std::fs::write(desk.path("rain.txt"), "Rain on Monday\n\nIt rained on the hills for three days.\n")
        .unwrap();
    let paths = ["harbour.txt", "rain.txt"].map(|name| desk.path(name));
    desk.harness = window(desk.folder.path(), paths.into());
    settle(&mut desk.harness);
    assert_eq!(desk.titles().len(), 2);
    desk.press(Modifiers::NONE, Key::Escape);
    desk.click("2 events in 2 articles");
    let rain = |desk: &Desk| desk.harness.query_all_by_label_contains("Rain on Monday").next().is_some();
    assert!(!rain(&desk), "it has no event");
    desk.harness.query_all_by_label_contains("With an event").next().expect("a chip").click();
    settle(&mut desk.harness);
    assert!(rain(&desk), "the chip takes it off");
}

#[test]
fn chips_that_wrap_leave_the_map_its_room() {
    let mut desk = desk_with_articles();
    desk.harness.set_size(egui::vec2(1024.0, 700.0));
    desk.press(Modifiers::NONE, Key::Escape);
    desk.press(Modifiers::COMMAND, Key::A);
    desk.press(Modifiers::NONE, Key::F);
    desk.harness.run_steps(20);
    let place = |desk: &Desk, name: &str| desk.harness.query_all_by_label(name).next().expect(name).rect();
    let (filter, first) = (place(&desk, "Filter"), place(&desk, "Alone"));
    assert!(filter.top() > first.bottom(), "the chips wrap: {first:?}, {filter:?}");
    assert!(filter.bottom() < 200.0 && place(&desk, "Kenya").top() > filter.bottom(), "{filter:?}");
    desk.press(Modifiers::NONE, Key::W);
    assert!(place(&desk, "Filter").bottom() < 120.0, "one line again");
}

#[test]
fn notices_leave_the_buttons_of_the_review_free() {
    let mut desk = desk_with_articles();
    desk.harness.set_size(egui::vec2(1024.0, 700.0));
    desk.press(Modifiers::COMMAND, Key::S);
    let path = desk.path("reviewed");
    desk.type_path(&path);
    desk.press(Modifiers::COMMAND, Key::R);
    let away = desk.harness.get_by_role_and_label(Role::Button, "Put this notice away").rect();
    assert!(away.right() < 260.0, "over the queue: {away:?}");
    let reverse = desk.harness.get_by_role_and_label(Role::Button, "Reverse").rect();
    assert!(reverse.left() > 260.0 && reverse.bottom() < 700.0, "{reverse:?}");
}

#[test]
fn a_filter_does_not_move_the_camera() {
    let mut desk = desk_with_articles();
    let place = |desk: &Desk| desk.harness.get_by_role_and_label(Role::Button, "Kenya").rect().center();
    let before = place(&desk);
    desk.harness.get_by_label("Filter").click();
    settle(&mut desk.harness);
    desk.harness.get_by_role_and_label(Role::CheckBox, "Accuse").click();
    settle(&mut desk.harness);
    assert!(desk.harness.query_by_role_and_label(Role::Button, "Norway").is_none());
    assert!(place(&desk).distance(before) < 1.0);
}

#[test]
fn slash_searches_and_escape_leaves_the_search_before_the_selection() {
    let mut desk = desk_with_articles();
    desk.harness.key_press(Key::Slash);
    settle(&mut desk.harness);
    assert!(desk.harness.state().view_state().search.is_some());
    let selected = desk.harness.state().view_state().selection.clone();
    assert_ne!(selected, Selection::Nothing);
    desk.harness.key_press(Key::Escape);
    settle(&mut desk.harness);
    let state = desk.harness.state().view_state();
    assert!(state.search.is_none() && state.selection == selected);
    // By keyboard alone: find an actor, go there, show it with its neighbours, and back.
    desk.harness.key_press(Key::Slash);
    settle(&mut desk.harness);
    desk.harness.get_by_role_and_label(Role::TextInput, "Find on the map").type_text("norw");
    settle(&mut desk.harness);
    desk.harness.key_press(Key::Enter);
    settle(&mut desk.harness);
    desk.harness.key_press(Key::F);
    settle(&mut desk.harness);
    let around = desk.harness.state().view_state().map.trail.now().cloned();
    assert!(around.is_some_and(|around| around.actors.len() == 1 && around.steps == 1));
    assert!(desk.harness.query_by_role_and_label(Role::Button, "Kenya").is_none());
    desk.harness.key_press_modifiers(Modifiers::ALT, Key::ArrowLeft);
    settle(&mut desk.harness);
    assert!(desk.harness.state().view_state().map.trail.now().is_none());
}

#[test]
fn an_export_of_the_window_has_the_bytes_of_the_command_line() {
    let mut desk = desk_with_articles();
    let (picture, table, session) =
        (desk.path("map.png"), desk.path("events.csv"), desk.path("s.diplograph"));
    desk.press(Modifiers::COMMAND, Key::E);
    assert!(matches!(desk.dialog(), Some(Dialog::Export(_))));
    desk.choose("PNG: Pixels, for slides and pages");
    desk.choose("1280 wide");
    desk.choose("Light");
    desk.click("Choose where…");
    desk.type_path(&picture);
    desk.press(Modifiers::COMMAND, Key::E);
    desk.harness.get_by_role_and_label(Role::Tab, "Tables").click();
    settle(&mut desk.harness);
    desk.choose("Events, CSV: Each event with its sentence, status, rule and article");
    desk.harness
        .get_by_role_and_label(Role::CheckBox, "Also the events that the map leaves out, with their status")
        .click();
    settle(&mut desk.harness);
    desk.click("Choose where…");
    desk.type_path(&table);
    desk.press(Modifiers::COMMAND, Key::S);
    desk.type_path(&session);

    let (other_picture, other_table) = (desk.path("other.png"), desk.path("other.csv"));
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_diplograph"))
        .arg("export")
        .arg(&session)
        .args(["--scale", "1", "--all", "--png"])
        .arg(&other_picture)
        .arg("--events")
        .arg(&other_table)
        .output()
        .unwrap();
    assert_eq!(run.status.code(), Some(0), "{}", String::from_utf8_lossy(&run.stderr));
    let read = |path: &Path| std::fs::read(path).unwrap();
    assert!(read(&picture) == read(&other_picture), "the pictures differ");
    assert!(read(&table) == read(&other_table), "the tables differ");
}

/// A session of a colleague: an article more, and another name for Kenya.
fn colleagues_session(desk: &Desk) -> PathBuf {
    let article = |text: &str| Article::bare(text.to_owned(), Format::Text, Place::Clipboard);
    let mut theirs = Workspace::new(knowledge());
    let articles = [HARBOUR, "China warned Kenya on Monday about the new tariffs on steel.\n"].map(article);
    theirs.add(articles.map(|a| (a.clone(), diplograph::event::read(&knowledge(), &a))).into());
    theirs.apply(Edit::Rename(ActorId::new("KEN"), "Republic of Kenya".to_owned()));
    let path = desk.path("theirs.diplograph");
    task::save_session(&knowledge(), &theirs.session_to_save(), theirs.machine_readings(), &path).unwrap();
    path
}

#[test]
fn another_session_is_merged_when_each_conflict_is_decided() {
    let mut desk = desk_with_articles();
    let theirs = colleagues_session(&desk);
    desk.select_kenya();
    desk.press(Modifiers::NONE, Key::F2);
    desk.harness.get_by_role_and_label(Role::TextInput, "Name on the map").type_text(" (East)");
    desk.harness.run_steps(2);
    desk.press(Modifiers::NONE, Key::Enter);
    desk.click("File");
    desk.click("Merge a session…");
    desk.type_path(&theirs);
    assert!(matches!(desk.dialog(), Some(Dialog::Merge(_))));
    desk.click("Merge");
    assert!(desk.dialog().is_some(), "a conflict is not decided");
    desk.choose("Theirs: “Republic of Kenya”");
    desk.click("Merge");
    assert_eq!(desk.dialog(), None);
    assert_eq!(desk.titles().len(), 3);
    desk.harness.get_by_role_and_label(Role::Button, "Republic of Kenya");
    desk.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(desk.titles().len(), 2);
    assert!(desk.harness.query_by_role_and_label(Role::Button, "Republic of Kenya").is_none());
}

#[test]
fn another_session_is_compared_as_map_and_table() {
    let mut desk = desk_with_articles();
    let theirs = colleagues_session(&desk);
    desk.click("File");
    desk.click("Compare with a session…");
    desk.type_path(&theirs);
    desk.harness.get_by_role_and_label(Role::RadioButton, "Session theirs");
    // Norway and Iceland are here alone, China there alone.
    let said = |words: &str| {
        let found = desk.harness.query_all_by(|node| node.label().is_some_and(|label| label.contains(words)));
        found.count()
    };
    assert!(said("China") > 0 && said("Gone") + said("New") > 0);
}

#[test]
fn a_shared_session_opens_without_texts_and_takes_ones_own() {
    let mut desk = desk_with_articles();
    let shared = desk.path("shared.diplograph");
    desk.press(Modifiers::COMMAND, Key::E);
    desk.harness.get_by_role_and_label(Role::Tab, "Session").click();
    settle(&mut desk.harness);
    desk.click("Choose where…");
    desk.type_path(&shared);
    let mut receiver = Desk { harness: window(desk.folder.path(), vec![shared]), folder: desk.folder };
    settle(&mut receiver.harness);
    let articles = |desk: &Desk| desk.harness.state().workspace().session().articles.clone();
    assert!(articles(&receiver).iter().all(|article| article.is_withheld()));
    receiver.harness.get_by_role_and_label(Role::Button, "Kenya");
    receiver.press(Modifiers::COMMAND, Key::O);
    let copy = receiver.path("harbour.txt");
    receiver.type_path(&copy);
    let whole = articles(&receiver).iter().filter(|article| !article.is_withheld()).count();
    assert_eq!((articles(&receiver).len(), whole), (2, 1));
}
