//! What the person set for the program: theme, panels, sessions and folders used last. Not part of a
//! session; eframe keeps it.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::article::mapping::Mappings;
use crate::view::Panels;

/// So many are remembered.
const MOST: usize = 8;
const KEY: &str = "preferences";

/// What is kept between runs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Preferences {
    /// Light, dark or as the system says.
    pub theme: egui::ThemePreference,
    /// Which panels are unfolded, and whether anything moves.
    pub panels: Panels,
    /// Sessions and folders, newest first.
    pub recent: Vec<PathBuf>,
    /// Where a file dialog starts.
    pub last_folder: Option<PathBuf>,
    /// Which column is what, for tables by their head.
    pub mappings: Mappings,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            theme: egui::ThemePreference::System,
            panels: Panels::default(),
            recent: Vec::new(),
            last_folder: None,
            mappings: Mappings::default(),
        }
    }
}

impl Preferences {
    pub(super) fn load(storage: Option<&dyn eframe::Storage>) -> Self {
        storage.and_then(|storage| eframe::get_value(storage, KEY)).unwrap_or_default()
    }

    pub(super) fn save(&self, storage: &mut dyn eframe::Storage) {
        eframe::set_value(storage, KEY, self);
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
}
