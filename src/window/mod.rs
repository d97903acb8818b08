//! The app (eframe): takes results of tasks, performs commands, draws by `view::ui`.

mod logic;
mod perform;

use std::path::PathBuf;

use crate::event::Knowledge;
use crate::session::Workspace;
use crate::view::{Commands, Status, ViewState};

/// The program in its window.
pub struct App {
    workspace: Workspace,
    status: Status,
    state: ViewState,
    commands: Commands,
}

impl App {
    /// The app at the start; `inputs` are opened first.
    #[must_use]
    pub fn new(cc: &eframe::CreationContext<'_>, inputs: Vec<PathBuf>) -> Self {
        crate::view::theme::install(&cc.egui_ctx);
        let _ = inputs;
        Self {
            workspace: Workspace::new(Knowledge::embedded()),
            status: Status::default(),
            state: ViewState::default(),
            commands: Commands::default(),
        }
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        self.take_results(ctx);
        self.perform_commands(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        crate::view::ui(ui, &self.workspace, &self.status, &mut self.state, &mut self.commands);
    }
}

/// Opens the window and stays until it is closed.
pub fn run(inputs: Vec<PathBuf>) -> Result<(), String> {
    let options = eframe::NativeOptions::default();
    eframe::run_native("Diplograph", options, Box::new(|cc| Ok(Box::new(App::new(cc, inputs)))))
        .map_err(|error| error.to_string())
}
