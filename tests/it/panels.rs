//! The panels by their accessible names: what a click asks for.

use std::path::PathBuf;

use diplograph::actor::ActorId;
use diplograph::article::{ArticleId, Part};
use diplograph::session::{Session, Workspace};
use diplograph::view::notice::Notice;
use diplograph::view::palette::PaletteView;
use diplograph::view::{self, Action, Command, Commands, Dialog, Passage, Selection, Status, ViewState};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use crate::story;
use crate::support::knowledge;

/// The window without eframe.
pub struct Window {
    pub workspace: Workspace,
    pub status: Status,
    pub state: ViewState,
    pub commands: Commands,
}

impl Window {
    pub fn empty() -> Self {
        Self {
            workspace: Workspace::new(knowledge()),
            status: Status::default(),
            state: ViewState::default(),
            commands: Commands::default(),
        }
    }

    pub fn with_articles() -> Self {
        let (articles, readings) = story::shelve(story::suez());
        let session = Session { articles, ..Session::default() };
        let path = Some(PathBuf::from("/home/ada/Suez 1956.diplograph"));
        let workspace = Workspace::open(knowledge(), session, readings, path);
        Self { workspace, ..Self::empty() }
    }

    /// The article whose title begins so.
    pub fn article(&self, title: &str) -> ArticleId {
        let articles = &self.workspace.session().articles;
        articles.iter().find(|article| article.label().starts_with(title)).expect("the article").id
    }

    fn show(self) -> Harness<'static, Self> {
        self.show_in(egui::vec2(1280.0, 800.0), egui::Theme::Light)
    }

    pub fn show_in(self, size: egui::Vec2, theme: egui::Theme) -> Harness<'static, Self> {
        let mut installed = false;
        Harness::builder().with_size(size).with_theme(theme).with_max_steps(30).build_ui_state(
            move |ui, window: &mut Self| {
                if !installed {
                    view::theme::install(ui.ctx());
                    installed = true;
                    return;
                }
                let Self { workspace, status, state, commands } = window;
                // The harness leaves a margin, the window does not.
                let whole = egui::UiBuilder::new().max_rect(ui.ctx().content_rect());
                view::ui(&mut ui.new_child(whole), workspace, status, state, commands);
            },
            self,
        )
    }
}

/// Clicks the button with this name and tells what was asked for.
fn asked_by(harness: &mut Harness<'static, Window>, name: &str) -> Vec<Command> {
    harness.get_by_role_and_label(egui::accesskit::Role::Button, name).click();
    harness.run();
    harness.state_mut().commands.take()
}

#[test]
fn the_empty_window_offers_three_ways_to_begin() {
    let mut harness = Window::empty().show();
    harness.run();
    for (name, action) in [
        ("Open articles", Action::OpenArticles),
        ("Open the sample", Action::OpenSample),
        ("Paste text", Action::PasteText),
    ] {
        assert_eq!(asked_by(&mut harness, name), [Command::Do(action)]);
    }
}

#[test]
fn sessions_used_last_are_one_click_away() {
    let mut window = Window::empty();
    let path = PathBuf::from("/home/ada/Suez 1956.diplograph");
    window.status.recent.push(path.clone());
    let mut harness = window.show();
    harness.run();
    assert_eq!(asked_by(&mut harness, "Suez 1956"), [Command::OpenPaths(vec![path])]);
}

#[test]
fn a_click_on_an_article_opens_its_text() {
    let mut harness = Window::with_articles().show();
    harness.run();
    let asked = asked_by(&mut harness, "Troops land at Port Said");
    let article = harness.state().article("Troops land");
    assert_eq!(asked, [Command::OpenPassage(Passage { article, sentence: None, event: None })]);
}

#[test]
fn the_search_leaves_articles_that_name_the_actor() {
    let mut harness = Window::with_articles().show();
    harness.run();
    // "Moscow" stands in the text; the actor is found by the name that is shown for it.
    let label = harness.state().workspace.label(&ActorId::new("RUS")).to_lowercase();
    harness.state_mut().state.articles.search = label;
    harness.run();
    assert!(harness.query_by_label("Troops land at Port Said").is_some());
    assert!(harness.query_by_label("Oil flows again").is_none());
}

#[test]
fn a_number_in_the_margin_opens_its_event() {
    let mut window = Window::with_articles();
    let article = window.article("Oil flows");
    window.state.passage = Some(Passage { article, sentence: None, event: None });
    let mut harness = window.show();
    harness.run();
    let name = {
        let workspace = &harness.state().workspace;
        let label = |id: &str| workspace.label(&ActorId::new(id)).to_owned();
        format!("Event 1: {} → {}, Agree", label("EGY"), label("FRA"))
    };
    let wanted = Passage { article, sentence: Some((Part::Text, 0)), event: Some(0) };
    assert_eq!(asked_by(&mut harness, &name), [Command::OpenPassage(wanted)]);
}

#[test]
fn unsaved_work_is_saved_dropped_or_kept() {
    let quit = || Box::new(Command::Do(Action::Quit));
    for (name, wanted) in [
        ("Save", vec![Command::CloseDialog, Command::SaveThen(quit())]),
        ("Don’t save", vec![Command::CloseDialog, Command::DiscardThen(quit())]),
        ("Cancel", vec![Command::CloseDialog]),
    ] {
        let mut window = Window::with_articles();
        window.state.dialog = Some(Dialog::UnsavedWork(quit()));
        let mut harness = window.show();
        harness.run();
        assert_eq!(asked_by(&mut harness, name), wanted);
    }
}

#[test]
fn escape_closes_the_window_in_front() {
    let mut window = Window::with_articles();
    window.state.dialog = Some(Dialog::Shortcuts);
    let mut harness = window.show();
    harness.run();
    harness.key_press(egui::Key::Escape);
    harness.run();
    assert_eq!(harness.state_mut().commands.take(), [Command::CloseDialog]);
}

#[test]
fn work_can_be_stopped() {
    let mut window = Window::with_articles();
    window.status.work = Some(("Reading articles".to_owned(), Default::default()));
    let mut harness = window.show();
    harness.run();
    assert_eq!(asked_by(&mut harness, "Cancel"), [Command::Do(Action::CancelWork)]);
}

#[test]
fn a_notice_answers_and_goes() {
    let mut window = Window::with_articles();
    let answer = Command::ShowDialog(Dialog::Import(Vec::new()));
    window.status.notices.push(Notice {
        id: 7,
        text: "2 files gave no article".to_owned(),
        is_error: true,
        answer: Some(("Show them".to_owned(), answer.clone())),
    });
    let mut harness = window.show();
    harness.run();
    assert_eq!(asked_by(&mut harness, "Show them"), [answer, Command::DismissNotice(7)]);
}

#[test]
fn a_relation_in_the_table_leads_to_its_link() {
    let mut window = Window::with_articles();
    window.state.selection = Selection::Actor(ActorId::new("EGY"));
    let mut harness = window.show();
    harness.run();
    let france = harness.state().workspace.label(&ActorId::new("FRA")).to_owned();
    // One agreement, one threat; the loan of engineers is history and does not count.
    let row = format!("{france}: 1 verbal cooperation, 1 verbal conflict, 1 material conflict");
    let wanted = Selection::link(&ActorId::new("EGY"), &ActorId::new("FRA"));
    assert_eq!(asked_by(&mut harness, &row), [Command::Select(wanted)]);
}

#[test]
fn a_sentence_of_a_link_opens_the_article_there() {
    let mut window = Window::with_articles();
    window.state.selection = Selection::link(&ActorId::new("GBR"), &ActorId::new("RUS"));
    let mut harness = window.show();
    harness.run();
    let (name, article) = {
        let window = harness.state();
        let label = |id: &str| window.workspace.label(&ActorId::new(id)).to_owned();
        let name = format!(
            "Threaten, {} → {}: The Soviet Union threatened Britain with rockets.",
            label("RUS"),
            label("GBR")
        );
        (name, window.article("Troops land"))
    };
    let wanted = Passage { article, sentence: Some((Part::Text, 2)), event: Some(2) };
    assert_eq!(asked_by(&mut harness, &name), [Command::OpenPassage(wanted)]);
}

#[test]
fn what_holds_both_ways_is_listed_once() {
    let mut window = Window::with_articles();
    window.state.selection = Selection::link(&ActorId::new("FRA"), &ActorId::new("GBR"));
    let mut harness = window.show();
    harness.run();
    assert_eq!(harness.query_all_by_label_contains("Consult, ").count(), 1);
    assert!(harness.query_by_label("Events 2").is_some(), "talks and an agreement");
}

#[test]
fn events_left_out_can_be_listed_beside_the_article() {
    let mut window = Window::with_articles();
    let article = window.article("Troops land");
    window.state.passage = Some(Passage { article, sentence: None, event: None });
    let mut harness = window.show();
    harness.run();
    assert_eq!(harness.query_all_by_label_contains(", Assault").count(), 4, "in the list and the margin");
    harness.get_by_label("Left out 1").click();
    harness.run();
    assert_eq!(harness.query_all_by_label_contains(", Assault").count(), 2, "in the margin only");
}

#[test]
fn an_actor_is_pinned_hidden_and_renamed_from_its_page() {
    let egypt = || ActorId::new("EGY");
    let mut window = Window::with_articles();
    window.state.selection = Selection::Actor(egypt());
    let mut harness = window.show();
    harness.run();
    assert_eq!(asked_by(&mut harness, "Hide"), [Command::Hide(egypt())]);
    assert_eq!(asked_by(&mut harness, "Pin: keep it where it stands (P)"), [Command::Pin(egypt())]);
    let name = harness.state().workspace.label(&egypt()).to_owned();
    let rename = Command::ShowDialog(Dialog::Rename(egypt(), name));
    assert_eq!(asked_by(&mut harness, "Rename"), [rename]);
}

#[test]
fn a_new_name_is_typed_and_taken_with_enter() {
    let mut window = Window::with_articles();
    window.state.dialog = Some(Dialog::Rename(ActorId::new("EGY"), String::new()));
    let mut harness = window.show();
    harness.run();
    harness.get_by_label("Name on the map").type_text("Misr");
    harness.run();
    harness.key_press(egui::Key::Enter);
    harness.run();
    let renamed = Command::Rename(ActorId::new("EGY"), "Misr".to_owned());
    assert_eq!(harness.state_mut().commands.take(), [renamed, Command::CloseDialog]);
}

#[test]
fn the_palette_finds_an_actor_and_selects_it_with_enter() {
    let mut window = Window::with_articles();
    window.state.palette = Some(PaletteView::default());
    let mut harness = window.show();
    harness.run();
    let field = "Find an actor, a link, a sentence";
    harness.get_by_role_and_label(egui::accesskit::Role::TextInput, field).type_text("egy");
    harness.run();
    harness.key_press(egui::Key::Enter);
    harness.run();
    let wanted = Command::Select(Selection::Actor(ActorId::new("EGY")));
    assert_eq!(harness.state_mut().commands.take(), [wanted]);
    assert!(harness.state().state.palette.is_none(), "it closes");
}

#[test]
fn the_palette_finds_commands_and_words_in_sentences() {
    let mut window = Window::with_articles();
    window.state.palette = Some(PaletteView::searching("airfields"));
    let article = window.article("Troops land");
    let mut harness = window.show();
    harness.run();
    let wanted = Passage { article, sentence: Some((Part::Text, 0)), event: None };
    let name = "Britain bombed airfields in Egypt before dawn.";
    assert_eq!(asked_by(&mut harness, name), [Command::OpenPassage(wanted)]);

    harness.state_mut().state.palette = Some(PaletteView::searching("dark theme"));
    harness.run();
    assert_eq!(asked_by(&mut harness, "Dark theme"), [Command::Do(Action::ThemeDark)]);
}

/// Draws frames until a label is there.
fn wait_for(harness: &mut Harness<'static, Window>, words: &str) {
    for _ in 0..600 {
        if harness.query_by_label(words).is_some() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
        harness.step();
    }
    panic!("“{words}” never came");
}

#[test]
fn a_sentence_of_an_article_is_explained_with_what_each_rule_made_of_it() {
    let mut window = Window::with_articles();
    let article = window.article("Troops land");
    window.state.passage = Some(Passage { article, sentence: Some((Part::Text, 0)), event: None });
    let mut harness = window.show();
    harness.run();
    assert_eq!(asked_by(&mut harness, "How a sentence was read"), [Command::Do(Action::ExplainSentence)]);
    harness.state_mut().state.article.why.ask(Part::Text, 0);
    wait_for(&mut harness, "What was tried");
    harness.get_by_label("Who is named");
    // “Britain bombed airfields in Egypt before dawn.”
    let made = harness.query_all_by_label_contains("Assault (asserted)").next().is_some();
    assert!(made, "the rule that made the event is named");
    harness.get_by_label("Close the explanation").click();
    harness.run();
    assert!(harness.query_by_label("What was tried").is_none());
}

#[test]
fn a_mention_tells_whom_it_means_and_why_when_the_pointer_rests_on_it() {
    let mut window = Window::with_articles();
    let article = window.article("Troops land");
    window.state.passage = Some(Passage { article, sentence: None, event: None });
    let mut harness = window.show();
    harness.run();
    let line = harness.get_by_label_contains("Britain bombed airfields").rect();
    harness.hover_at(line.left_top() + egui::vec2(20.0, 10.0));
    harness.run();
    std::thread::sleep(std::time::Duration::from_millis(10));
    harness.run_steps(20);
    assert!(harness.query_all_by_label_contains(", by its name").next().is_some());
}

#[test]
fn a_drag_over_the_timeline_chooses_the_time_and_a_click_lists_the_articles() {
    let mut harness = Window::with_articles().show();
    harness.run();
    let plot = harness.get_by_label_contains("Events by week: ").rect();
    let at = |part: f32| egui::pos2(plot.left() + part * plot.width(), plot.center().y);
    harness.hover_at(at(0.2));
    harness.drag_at(at(0.2));
    harness.hover_at(at(0.5));
    harness.drop_at(at(0.5));
    harness.run();
    let asked = harness.state_mut().commands.take();
    let [Command::Filter(filter)] = asked.as_slice() else { panic!("no filter: {asked:?}") };
    assert!(filter.from.is_some() && filter.until.is_some());
    assert!(filter.from < filter.until);

    // The first bar stands at the left: the week of the article on the canal company.
    let first = at(0.04);
    harness.hover_at(first);
    harness.drag_at(first);
    harness.drop_at(first);
    harness.run();
    assert!(harness.query_by_label("Troops land at Port Said").is_none());
    let cairo = harness.query_all_by_label_contains("Cairo takes over");
    assert_eq!(cairo.count(), 1);
}

#[test]
fn each_count_of_a_link_opens_to_what_it_counts() {
    let mut window = Window::with_articles();
    window.state.selection = Selection::link(&ActorId::new("FRA"), &ActorId::new("GBR"));
    let mut harness = window.show();
    harness.run();
    let sentences =
        |harness: &Harness<'static, Window>| harness.query_all_by_label_contains("Consult, ").count();
    assert_eq!(sentences(&harness), 1);
    assert_eq!(asked_by(&mut harness, "2 articles"), []);
    assert_eq!(sentences(&harness), 0, "articles are listed");
    assert_eq!(asked_by(&mut harness, "2 sentences"), []);
    assert_eq!(sentences(&harness), 1);
}

#[test]
fn a_comparison_has_the_room_of_the_articles_and_nothing_of_it_is_cut() {
    let mut window = Window::with_articles();
    window.state.sheets.open = view::sheets::Sheet::Compare;
    let mut harness = window.show_in(egui::vec2(1024.0, 700.0), egui::Theme::Light);
    harness.run();
    assert!(harness.query_by_label("Filter by title, outlet, actor").is_none());
    // The panel at the right takes 28 of 100 of the window.
    let inspector = 0.72 * 1024.0 + 1.0;
    let [a, b] = ["Map of A", "Map of B"].map(|name| harness.get_by_label(name).rect());
    assert!(b.right() < inspector && a.right() < b.left(), "{a:?} {b:?} {inspector}");
    assert!(a.height() > 200.0, "{a:?}");
}
