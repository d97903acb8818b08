//! What the app does before a frame is drawn: results of tasks, the layout, notices, the window's title.

use std::time::Duration;

use super::App;
use crate::layout::Motion;
use crate::task::move_layout;
use crate::view::Selection;

/// How long the layout may take in a frame.
const LAYOUT_BUDGET: Duration = Duration::from_millis(5);
/// How often progress is drawn while work goes on.
const PROGRESS_PAUSE: Duration = Duration::from_millis(100);

impl App {
    /// Takes what the tasks have brought.
    pub(super) fn take_results(&mut self, ctx: &egui::Context) {
        self.is_dark = ctx.theme() == egui::Theme::Dark;
        self.pass_notices(ctx);
        self.take_answer();
        self.take_opened();
        self.take_saved();
        self.take_reread();
        self.take_other();
        self.take_quotes();
    }

    /// Moves the layout and tells the views how things are.
    pub(super) fn settle_frame(&mut self, ctx: &egui::Context) {
        self.hear_close(ctx);
        self.workspace.set_camera(self.state.map.camera);
        self.set_motion(ctx);
        self.move_layout(ctx);
        self.play_time(ctx);
        self.leave_what_is_gone();
        self.ask_for_quotes();
        self.opening.show_in(&mut self.status);
        self.status.saving = self.saving.is_saving();
        self.status.recent.clone_from(&self.preferences.recent);
        self.take_letters(ctx);
        self.pass_time(ctx);
        self.show_title(ctx);
        self.keep_preferences(ctx);
    }

    /// Moves the layout: a large one on a thread of its own, of which the last step is shown.
    fn move_layout(&mut self, ctx: &egui::Context) {
        if let Some(moving) = &mut self.moving_layout {
            if let Some(places) = moving.places() {
                self.workspace.show_lent(&places);
            }
            match moving.try_take() {
                Some(Ok(lent)) => self.workspace.take_back_layout(lent),
                Some(Err(_)) => self.workspace.lose_layout(),
                None => {}
            }
        }
        if !self.workspace.is_lent() {
            self.moving_layout = self.workspace.lend_layout().map(|lent| move_layout(lent, &self.waker));
        }
        if self.workspace.tick_layout(LAYOUT_BUDGET) {
            ctx.request_repaint();
        }
    }

    fn set_motion(&mut self, ctx: &egui::Context) {
        let moves = self.state.panels.motion;
        self.workspace.set_motion(if moves { Motion::Calm } else { Motion::Reduced });
        let seconds = if moves { crate::view::theme::MOTION_SECS } else { 0.0 };
        if (ctx.global_style().animation_time - seconds).abs() > f32::EPSILON {
            ctx.all_styles_mut(|style| style.animation_time = seconds);
        }
    }

    /// An article that is gone can't be read, nor an actor that is in no article be selected.
    fn leave_what_is_gone(&mut self) {
        let workspace = &self.workspace;
        if self.state.passage.as_ref().is_some_and(|passage| workspace.article(&passage.article).is_none()) {
            self.state.passage = None;
        }
        if workspace.session().is_empty() {
            self.state.selection = Selection::Nothing;
        }
    }

    fn pass_notices(&mut self, ctx: &egui::Context) -> Option<f64> {
        self.notices.pass(&mut self.status, ctx.input(|input| input.time))
    }

    fn pass_time(&mut self, ctx: &egui::Context) {
        if let Some(left) = self.pass_notices(ctx) {
            ctx.request_repaint_after(Duration::from_secs_f64(left.max(0.01)));
        }
        if let Some(wait) = self.keep_unsaved_work() {
            ctx.request_repaint_after(wait);
        }
        if self.status.work.is_some() {
            ctx.request_repaint_after(PROGRESS_PAUSE);
        }
    }

    /// "name • Diplograph": the dot says that something is not saved.
    fn show_title(&mut self, ctx: &egui::Context) {
        let name = self.workspace.path().and_then(|path| path.file_stem());
        let name = name.map(|name| name.to_string_lossy().into_owned());
        let folder = || self.workspace.session().folder.as_ref()?.path.file_name();
        let name = name.or_else(|| folder().map(|name| name.to_string_lossy().into_owned()));
        let name = name.or_else(|| (!self.workspace.session().is_empty()).then(|| "New session".to_owned()));
        let mark = if self.workspace.has_unsaved_work() { "• " } else { "" };
        let title = match name {
            Some(name) => format!("{mark}{name} - Diplograph"),
            None => "Diplograph".to_owned(),
        };
        if title != self.title {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }
}
