//! The sheets in the middle of the window: the map, and other views on the same selection and filter.

mod both_maps;
mod compare;
mod matrix;
mod ranking;
mod table;

use egui::{CentralPanel, Frame, Panel, Rect, Ui};

use super::theme::{self, color, palette, space};
use super::{Commands, ViewState, map, widget};
use crate::session::Workspace;

/// What stands in the middle of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sheet {
    /// The map.
    #[default]
    Map,
    /// Relations, one a row.
    Table,
    /// Actors by actors.
    Matrix,
    /// Actors by a measure, and cooperation against conflict.
    Ranking,
    /// Two periods or two outlets side by side.
    Compare,
}

impl Sheet {
    /// All in the order of the tabs.
    pub const ALL: [Self; 5] = [Self::Map, Self::Table, Self::Matrix, Self::Ranking, Self::Compare];

    /// The word on its tab.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Map => "Map",
            Self::Table => "Table",
            Self::Matrix => "Matrix",
            Self::Ranking => "Ranking",
            Self::Compare => "Compare",
        }
    }
}

/// What the sheets remember.
#[derive(Debug, Default)]
pub struct Sheets {
    /// The one that is open.
    pub open: Sheet,
    table: table::TableView,
    matrix: matrix::MatrixView,
    ranking: ranking::RankingView,
    compare: compare::CompareView,
}

impl Sheets {
    /// Compares with another session from now on.
    pub fn compare_with(&mut self, name: String, other: Workspace) {
        self.compare.with_session(name, other);
    }
}

/// Draws the tabs and the open sheet, in the room that the panels leave.
pub fn sheets_ui(ui: &mut Ui, workspace: &Workspace, state: &mut ViewState, commands: &mut Commands) {
    Panel::top("sheets").exact_size(32.0).frame(theme::panel_frame(ui)).show(ui, |ui| {
        let mut open = Sheet::ALL.iter().position(|sheet| *sheet == state.sheets.open).unwrap_or(0);
        widget::plain_tabs(ui, &Sheet::ALL.map(Sheet::label), &mut open);
        state.sheets.open = Sheet::ALL.get(open).copied().unwrap_or_default();
    });
    if state.sheets.open == Sheet::Map {
        map::map_ui(ui, workspace, state, commands);
        return;
    }
    let paper = color(palette(ui).paper);
    CentralPanel::default().frame(Frame::NONE.fill(paper)).show(ui, |ui| {
        let rect = map::chips_ui(ui, workspace, &mut state.map, commands);
        if workspace.graph().actors.is_empty() && state.sheets.open != Sheet::Compare {
            map::nothing_ui(ui, rect, workspace, commands);
            return;
        }
        inside(ui, rect, |ui| match state.sheets.open {
            Sheet::Map => {}
            Sheet::Table => table::table_ui(ui, workspace, state, commands),
            Sheet::Matrix => matrix::matrix_ui(ui, workspace, state, commands),
            Sheet::Ranking => ranking::ranking_ui(ui, workspace, state, commands),
            Sheet::Compare => compare::compare_ui(ui, workspace, state, commands),
        });
    });
}

/// Content within a rectangle, with the padding of a panel.
fn inside(ui: &mut Ui, rect: Rect, content: impl FnOnce(&mut Ui)) {
    let rect =
        Rect::from_min_max(rect.min + egui::vec2(space::M, 0.0), rect.max - egui::vec2(space::M, space::S));
    let builder = egui::UiBuilder::new().max_rect(rect);
    ui.scope_builder(builder, |ui| {
        ui.set_clip_rect(rect.expand(2.0).intersect(ui.clip_rect()));
        content(ui);
    });
}
