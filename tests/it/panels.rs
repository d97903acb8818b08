//! The panels by their accessible names: what a click asks for.

use std::path::PathBuf;

use diplograph::actor::ActorId;
use diplograph::article::{ArticleId, Part};
use diplograph::event::Knowledge;
use diplograph::session::{Session, Workspace};
use diplograph::view::notice::Notice;
use diplograph::view::{self, Action, Command, Commands, Dialog, Passage, Status, ViewState};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use crate::story;

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
            workspace: Workspace::new(Knowledge::embedded()),
            status: Status::default(),
            state: ViewState::default(),
            commands: Commands::default(),
        }
    }

    pub fn with_articles() -> Self {
        let (articles, readings) = story::shelve(story::suez());
        let session = Session { articles, ..Session::default() };
        let path = Some(PathBuf::from("/home/ada/Suez 1956.diplograph"));
        let workspace = Workspace::open(Knowledge::embedded(), session, readings, path);
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
    let answer = Command::ShowDialog(Dialog::Failures(Vec::new()));
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
