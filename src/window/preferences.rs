//! What the person set for the program: theme, panels, window, sessions and folders used last. Not part of
//! a session; kept as JSON in the desktop's folder for settings.
//!
//! A file that can't be read is as good as none, and one that can't be written is tried again with the next
//! change: neither is worth a word to the person.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::App;
use crate::article::mapping::Mappings;
use crate::session::file::write_export;
use crate::view::Panels;

/// So many are remembered.
const MOST: usize = 8;
/// Changes are written when there was none for so long.
const REST: Duration = Duration::from_secs(1);
/// A larger file was not written by this program.
const LARGEST: u64 = 1 << 20;

/// What is kept between runs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Preferences {
    /// Light, dark or as the system says.
    pub theme: egui::ThemePreference,
    /// Which panels are unfolded, how large they are, and whether anything moves.
    pub panels: Panels,
    /// The window.
    pub window: WindowPlace,
    /// Sessions and folders, newest first.
    pub recent: Vec<PathBuf>,
    /// Where a file dialog starts.
    pub last_folder: Option<PathBuf>,
    /// Which column is what, for tables by their head.
    pub mappings: Mappings,
}

/// How large the window and what is in it are.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct WindowPlace {
    /// Width and height in points of the screen.
    pub size: [f32; 2],
    /// Whether it fills the screen.
    pub maximized: bool,
    /// Scale of the interface, 1 for 100 %.
    pub scale: f32,
}

impl Default for WindowPlace {
    fn default() -> Self {
        Self { size: [1280.0, 800.0], maximized: false, scale: 1.0 }
    }
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            theme: egui::ThemePreference::System,
            panels: Panels::default(),
            window: WindowPlace::default(),
            recent: Vec::new(),
            last_folder: None,
            mappings: Mappings::default(),
        }
    }
}

/// The preferences with the file in which they are kept.
#[derive(Debug, Default)]
pub(super) struct SettingsFile {
    /// `None` keeps them for this run only.
    file: Option<PathBuf>,
    /// As they were written last.
    written: Preferences,
    /// As they were in the last frame, and when they changed last, in seconds of egui's clock.
    seen: Preferences,
    changed: f64,
}

impl SettingsFile {
    /// Reads the preferences of a file.
    pub(super) fn open(file: Option<PathBuf>) -> (Self, Preferences) {
        let preferences = file.as_deref().and_then(Preferences::read).unwrap_or_default();
        let kept = Self { file, written: preferences.clone(), seen: preferences.clone(), changed: 0.0 };
        (kept, preferences)
    }

    /// Writes preferences that have changed and come to rest; how long to wait where they have not yet.
    fn write_at_rest(&mut self, preferences: &Preferences, time: f64) -> Option<Duration> {
        if *preferences != self.seen {
            self.seen.clone_from(preferences);
            self.changed = time;
        }
        if self.file.is_none() || *preferences == self.written {
            return None;
        }
        let rested = (time - self.changed).max(0.0);
        if rested < REST.as_secs_f64() {
            return Some(REST.saturating_sub(Duration::from_secs_f64(rested)));
        }
        self.write(preferences);
        None
    }

    /// Writes preferences that have changed.
    fn write(&mut self, preferences: &Preferences) {
        let Some(file) = self.file.as_deref().filter(|_| *preferences != self.written) else { return };
        self.written.clone_from(preferences);
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder).ok();
        }
        if let Ok(json) = serde_json::to_vec_pretty(preferences) {
            write_export(file, &json).ok();
        }
    }
}

impl App {
    /// Notes what the person set in this frame, and writes it when that has come to rest.
    pub(super) fn keep_preferences(&mut self, ctx: &egui::Context) {
        self.preferences.panels = self.state.panels;
        self.preferences.window.note(ctx);
        if let Some(wait) = self.settings_file.write_at_rest(&self.preferences, ctx.input(|input| input.time))
        {
            ctx.request_repaint_after(wait);
        }
    }

    /// Writes what is not written yet: the program ends.
    pub(super) fn leave_preferences(&mut self) {
        self.settings_file.write(&self.preferences);
    }
}

impl WindowPlace {
    /// The window that a person sees first.
    pub(super) fn viewport(self) -> egui::ViewportBuilder {
        let [width, height] =
            self.size.map(|side| if side.is_finite() { side.clamp(300.0, 20_000.0) } else { 800.0 });
        egui::ViewportBuilder::default().with_inner_size([width, height]).with_maximized(self.maximized)
    }

    fn note(&mut self, ctx: &egui::Context) {
        self.scale = ctx.zoom_factor();
        let (rect, maximized) = ctx.input(|input| (input.viewport().inner_rect, input.viewport().maximized));
        self.maximized = maximized.unwrap_or(self.maximized);
        // A maximised window goes back to the size that it had.
        if let Some(rect) = rect.filter(|rect| rect.is_positive() && !self.maximized) {
            self.size = (rect.size() * self.scale).round().into();
        }
    }
}

impl Preferences {
    fn read(file: &Path) -> Option<Self> {
        if fs::metadata(file).ok()?.len() > LARGEST {
            return None;
        }
        serde_json::from_slice(&fs::read(file).ok()?).ok()
    }

    /// Gives the window what it had when it was closed.
    pub(super) fn apply(&self, ctx: &egui::Context) {
        ctx.set_theme(self.theme);
        ctx.set_zoom_factor(if self.window.scale.is_finite() {
            self.window.scale.clamp(0.5, 3.0)
        } else {
            1.0
        });
    }

    /// Notes that a session or folder was used. The path is made absolute, so that it holds wherever
    /// the program is started; one that is no Unicode can't be kept.
    pub(super) fn used(&mut self, path: &Path) {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        if path.to_str().is_none() {
            return;
        }
        self.last_folder = if path.is_dir() { Some(path.clone()) } else { path.parent().map(Path::to_owned) };
        self.recent.retain(|other| *other != path);
        self.recent.insert(0, path);
        self.recent.truncate(MOST);
    }

    /// Notes where files were chosen.
    pub(super) fn used_folder_of(&mut self, file: &Path) {
        let file = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
        self.last_folder = file.parent().filter(|folder| folder.to_str().is_some()).map(Path::to_owned);
    }

    /// Forgets a session that is gone.
    pub(super) fn gone(&mut self, path: &Path) {
        self.recent.retain(|other| other != path);
    }

    /// Where a file dialog starts: the folder used last, else the samples, else Documents.
    pub(super) fn start_folder(&self) -> Option<PathBuf> {
        let last = self.last_folder.clone();
        let samples = || {
            let beside = std::env::current_exe().ok()?.parent()?.join("saves");
            [PathBuf::from("saves"), beside].into_iter().find(|folder| folder.is_dir())
        };
        let documents = || directories::UserDirs::new()?.document_dir().map(Path::to_owned);
        last.filter(|folder| folder.is_dir()).or_else(samples).or_else(documents)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_comes_first_and_each_once() {
        let mut preferences = Preferences::default();
        for name in 0..10 {
            preferences.used(Path::new(&format!("/somewhere/{name}.diplograph")));
        }
        preferences.used(Path::new("/somewhere/5.diplograph"));
        assert_eq!(preferences.recent.len(), MOST);
        assert_eq!(preferences.recent[0], Path::new("/somewhere/5.diplograph"));
        assert_eq!(preferences.recent.iter().filter(|path| path.ends_with("5.diplograph")).count(), 1);
        assert_eq!(preferences.last_folder.as_deref(), Some(Path::new("/somewhere")));
    }

    #[test]
    fn what_was_set_is_written_at_rest_and_there_at_the_next_start() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("not there yet").join("settings.json");
        let (mut kept, mut preferences) = SettingsFile::open(Some(file.clone()));
        assert_eq!((kept.write_at_rest(&preferences, 1.0), file.exists()), (None, false));
        preferences.window.size = [900.0, 700.0];
        preferences.panels.inspector_width = 411.0;
        assert_eq!(kept.write_at_rest(&preferences, 2.0), Some(REST));
        preferences.theme = egui::ThemePreference::Dark;
        assert_eq!(kept.write_at_rest(&preferences, 2.5), Some(REST));
        assert!(!file.exists());
        assert_eq!(kept.write_at_rest(&preferences, 4.0), None);
        assert_eq!(SettingsFile::open(Some(file)).1, preferences);
    }

    #[test]
    fn a_damaged_or_odd_file_is_as_good_as_none() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("settings.json");
        for content in ["", "{", "[1]", r#"{"theme": 7}"#] {
            std::fs::write(&file, content).unwrap();
            assert_eq!(SettingsFile::open(Some(file.clone())).1, Preferences::default(), "{content}");
        }
        std::fs::write(&file, r#"{"window": {"size": [1e300, -5.0], "scale": -3.0}, "newer": true}"#)
            .unwrap();
        let (_, preferences) = SettingsFile::open(Some(file));
        let size = preferences.window.viewport().inner_size.unwrap();
        assert!(size.x <= 20_000.0 && size.y >= 300.0);
        preferences.apply(&egui::Context::default());
    }
}
