//! The app (eframe): takes results of tasks, performs commands, draws by `view::ui`.
//!
//! A frame goes one way: `logic` takes what tasks brought and performs the commands of the last frame
//! (`perform`, each arm one call), then `ui` listens to keyboard and drops and draws. What takes long
//! goes to `task/`; `files` starts it and says what became of it.

mod claim;
mod close;
mod corrections;
mod details;
mod dialogs;
mod drop;
mod evidence;
mod files;
mod keyboard;
mod letters;
mod logic;
mod other_session;
mod notices;
mod perform;
mod preferences;
mod recovery;
mod saving;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::event::Knowledge;
use crate::session::Workspace;
use crate::task::{MovingLayout, Waker};
use crate::view::{Command, Commands, Status, ViewState};

pub use dialogs::FileDialogs;

use self::claim::Claim;
use self::corrections::Rereading;
use self::evidence::Quoting;
use self::files::Opening;
use self::notices::Notices;
use self::preferences::{Preferences, SettingsFile, WindowPlace};
use self::recovery::Recovery;
use self::saving::Saving;

/// The program's icon.
const ICON: &[u8] = include_bytes!("../../assets/icon/diplograph-256.png");
/// The name under which the desktop knows the program, and of its folder for data.
const APP_ID: &str = "diplograph";
/// The file with the person's settings, in the desktop's folder for such.
const SETTINGS: &str = "settings.json";

/// What the app starts with.
#[derive(Debug, Default)]
pub struct Startup {
    /// Article files, folders or one session that are opened first.
    pub inputs: Vec<PathBuf>,
    /// How the person is asked for files.
    pub file_dialogs: FileDialogs,
    /// Where unsaved work is kept against a crash; `None` keeps none.
    pub data_folder: Option<PathBuf>,
    /// Where the person's settings are kept; `None` keeps them for this run.
    pub settings: Option<PathBuf>,
    /// How long changes may be on no disk at all, before they are written there.
    pub keep_after: Duration,
}

impl Startup {
    /// As the program starts for a person.
    #[must_use]
    pub fn usual(inputs: Vec<PathBuf>) -> Self {
        let folders = directories::ProjectDirs::from("", "", APP_ID);
        let data_folder = folders.as_ref().map(|folders| folders.data_local_dir().to_owned());
        let settings = folders.map(|folders| folders.config_dir().join(SETTINGS));
        let file_dialogs = FileDialogs::System;
        Self { inputs, file_dialogs, data_folder, settings, keep_after: Duration::ZERO }
    }
}

/// The program in its window.
pub struct App {
    workspace: Workspace,
    status: Status,
    state: ViewState,
    commands: Commands,
    opening: Opening,
    saving: Saving,
    moving_layout: Option<MovingLayout>,
    letters: letters::Letters,
    asking: Option<dialogs::Asking>,
    /// Another session that is being opened.
    other: Option<other_session::OtherSession>,
    file_dialogs: FileDialogs,
    notices: Notices,
    preferences: Preferences,
    settings_file: SettingsFile,
    recovery: Recovery,
    claim: Claim,
    rereading: Rereading,
    quoting: Quoting,
    /// To be performed when the session is saved.
    after_save: Option<Command>,
    /// The person said that the changes may be lost.
    lose_changes: bool,
    /// Whether the dark theme is on, for pictures that are to look like the window.
    is_dark: bool,
    /// The title that the window has.
    title: String,
    waker: Waker,
}

impl App {
    /// The app at the start; `inputs` are opened first.
    #[must_use]
    pub fn new(cc: &eframe::CreationContext<'_>, inputs: Vec<PathBuf>) -> Self {
        Self::start(cc, Knowledge::embedded(), Startup::usual(inputs))
    }

    /// The app with everything given.
    #[must_use]
    pub fn start(cc: &eframe::CreationContext<'_>, knowledge: Knowledge, startup: Startup) -> Self {
        let settings = SettingsFile::open(startup.settings.clone());
        Self::with_settings(cc, knowledge, startup, settings)
    }

    fn with_settings(
        cc: &eframe::CreationContext<'_>,
        knowledge: Knowledge,
        startup: Startup,
        (settings_file, preferences): (SettingsFile, Preferences),
    ) -> Self {
        crate::view::theme::install(&cc.egui_ctx);
        // The table of actions has these keys, with bounds.
        cc.egui_ctx.options_mut(|options| options.zoom_with_keyboard = false);
        preferences.apply(&cc.egui_ctx);
        let ctx = cc.egui_ctx.clone();
        let mut app = Self {
            workspace: Workspace::new(knowledge),
            status: Status::default(),
            state: ViewState { panels: preferences.panels, ..ViewState::default() },
            commands: Commands::default(),
            opening: Opening::default(),
            saving: Saving::default(),
            moving_layout: None,
            letters: letters::Letters::default(),
            asking: None,
            other: None,
            file_dialogs: startup.file_dialogs,
            notices: Notices::default(),
            preferences,
            settings_file,
            rereading: Rereading::default(),
            quoting: Quoting::default(),
            claim: Claim::new(startup.data_folder.as_deref()),
            recovery: Recovery::new(startup.data_folder, startup.keep_after),
            after_save: None,
            lose_changes: false,
            is_dark: false,
            title: String::new(),
            waker: Arc::new(move || ctx.request_repaint()),
        };
        app.offer_recovered_work();
        if !startup.inputs.is_empty() {
            app.commands.push(Command::OpenPaths(startup.inputs));
        }
        app
    }

    /// What the app works on, for tests.
    #[must_use]
    pub fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// What the views remember, for tests.
    #[must_use]
    pub fn view_state(&self) -> &ViewState {
        &self.state
    }

    /// Whether nothing goes on off the UI thread, for tests.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        let idle = self.opening.is_idle() && self.saving.is_idle() && self.rereading.is_idle();
        let idle = idle && self.quoting.is_idle();
        let waits = self.asking.is_some() || self.other.is_some();
        idle && !waits && self.moving_layout.is_none()
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        self.take_results(ctx);
        self.perform_commands(ctx);
        self.settle_frame(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.hear_shortcuts(ui.ctx());
        self.hear_drops(ui.ctx());
        crate::view::ui(ui, &self.workspace, &self.status, &mut self.state, &mut self.commands);
        if !self.commands.is_empty() {
            ui.ctx().request_repaint();
        }
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.leave_preferences();
        self.saving.finish();
        self.recovery.forget();
    }
}

/// Opens the window and stays until it is closed.
pub fn run(inputs: Vec<PathBuf>) -> Result<(), String> {
    // The names are read while the window opens.
    let knowledge = std::thread::spawn(Knowledge::embedded);
    let knowledge = move || knowledge.join().map_err(|_| "the names and words can't be read".to_owned());
    let startup = Startup::usual(inputs);
    let settings = SettingsFile::open(startup.settings.clone());
    let window = settings.1.window;
    let shared = Arc::new(std::sync::Mutex::new(Some((knowledge, startup, settings))));
    // Smooth edges first; a driver that can't do that gets a plain picture.
    let mut result = Ok(());
    for multisampling in [4, 0] {
        let shared = shared.clone();
        let open = move |cc: &eframe::CreationContext<'_>| -> Result<Box<dyn eframe::App>, _> {
            let taken = shared.lock().ok().and_then(|mut shared| shared.take());
            let (knowledge, startup, settings) = taken.ok_or("the window was opened twice")?;
            Ok(Box::new(App::with_settings(cc, knowledge()?, startup, settings)))
        };
        result = eframe::run_native("Diplograph", options(multisampling, window), Box::new(open));
        match &result {
            Err(eframe::Error::NoGlutinConfigs(..) | eframe::Error::OpenGL(_) | eframe::Error::Glutin(_)) => {
            }
            _ => break,
        }
    }
    result.map_err(|error| error.to_string())
}

fn options(multisampling: u16, window: WindowPlace) -> eframe::NativeOptions {
    let mut viewport = window
        .viewport()
        .with_title("Diplograph")
        .with_app_id(APP_ID)
        .with_min_inner_size([900.0, 560.0])
        .with_drag_and_drop(true);
    if let Ok(icon) = eframe::icon_data::from_png_bytes(ICON) {
        viewport = viewport.with_icon(icon);
    }
    eframe::NativeOptions { viewport, multisampling, ..eframe::NativeOptions::default() }
}
