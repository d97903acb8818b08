//! The table of relations: every column sorts, a row selects its link, all can be copied.

use std::cmp::Ordering;

use egui::{Align, Layout, Role, Sense, Ui, WidgetInfo};
use egui_extras::{Column, TableBuilder};

use crate::graph::{Relation, RelationGraph};
use crate::session::Workspace;
use crate::view::number::{counted, grouped};
use crate::view::theme::{self, Face, body, color, palette, size, small, space, text};
use crate::view::{Command, Commands, Selection, ViewState, icon, widget};

const ROW: f32 = 26.0;
/// Two lines, for names of columns that are longer than their numbers.
const HEAD: f32 = 38.0;
/// Names are shorter where the room is less than this.
const NARROW: f32 = 560.0;

/// The order of the table.
#[derive(Debug)]
pub(super) struct TableView {
    by: Kind,
    ascending: bool,
    made_for: Option<(u64, Kind, bool)>,
    rows: Vec<usize>,
}

impl Default for TableView {
    fn default() -> Self {
        Self { by: Kind::Sentences, ascending: false, made_for: None, rows: Vec::new() }
    }
}

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Source,
    Target,
    VerbalCooperation,
    MaterialCooperation,
    VerbalConflict,
    MaterialConflict,
    Sentences,
    Articles,
    Sources,
    Intensity,
}

impl Kind {
    /// The counts first: a narrow window shows them without scrolling.
    const ALL: [Self; 10] = [
        Self::Source,
        Self::Target,
        Self::Sentences,
        Self::Articles,
        Self::Sources,
        Self::VerbalCooperation,
        Self::MaterialCooperation,
        Self::VerbalConflict,
        Self::MaterialConflict,
        Self::Intensity,
    ];

    fn label(self) -> &'static str {
        match self {
            Self::Source => "Source",
            Self::Target => "Target",
            Self::VerbalCooperation => "Verbal coop.",
            Self::MaterialCooperation => "Material coop.",
            Self::VerbalConflict => "Verbal conflict",
            Self::MaterialConflict => "Material conflict",
            Self::Sentences => "Sentences",
            Self::Articles => "Articles",
            Self::Sources => "Sources",
            Self::Intensity => "Intensity",
        }
    }

    fn hint(self) -> &'static str {
        match self {
            Self::Source => "Who acts",
            Self::Target => "On whom",
            Self::VerbalCooperation => "Events of verbal cooperation: agree, consult, support, concede",
            Self::MaterialCooperation => "Events of material cooperation: cooperate, aid, retreat",
            Self::VerbalConflict => "Events of verbal conflict: request, accuse, reject, threaten",
            Self::MaterialConflict => {
                "Events of material conflict: protest, sanction, mobilize, coerce, assault"
            }
            Self::Sentences => "Distinct sentences that tell it",
            Self::Articles => "Distinct articles with these sentences",
            Self::Sources => "Independent outlets; all articles that name none are one",
            Self::Intensity => "Mean of PLOVER's intensities, from −10 to 10",
        }
    }

    fn is_name(self) -> bool {
        matches!(self, Self::Source | Self::Target)
    }

    fn cell(self, graph: &RelationGraph, relation: &Relation) -> String {
        let number = |number: u32| grouped(number as usize);
        match self {
            Self::Source => graph.actors[relation.source].label.clone(),
            Self::Target => graph.actors[relation.target].label.clone(),
            Self::Sentences => number(relation.counts.sentences),
            Self::Articles => number(relation.counts.articles),
            Self::Sources => number(relation.counts.sources),
            Self::Intensity => format!("{:.1}", relation.balance()).replace('-', "\u{2212}"),
            quad => number(quad.number(relation)),
        }
    }

    fn number(self, relation: &Relation) -> u32 {
        match self {
            Self::VerbalCooperation => relation.quads[0],
            Self::MaterialCooperation => relation.quads[1],
            Self::VerbalConflict => relation.quads[2],
            Self::MaterialConflict => relation.quads[3],
            Self::Articles => relation.counts.articles,
            Self::Sources => relation.counts.sources,
            _ => relation.counts.sentences,
        }
    }

    fn order(self, graph: &RelationGraph, a: &Relation, b: &Relation) -> Ordering {
        match self {
            Self::Source => graph.actors[a.source].label.cmp(&graph.actors[b.source].label),
            Self::Target => graph.actors[a.target].label.cmp(&graph.actors[b.target].label),
            Self::Intensity => a.balance().total_cmp(&b.balance()),
            _ => self.number(a).cmp(&self.number(b)),
        }
    }
}

impl TableView {
    fn prepare(&mut self, workspace: &Workspace) {
        let made_for = (workspace.revision(), self.by, self.ascending);
        if self.made_for == Some(made_for) {
            return;
        }
        let graph = workspace.graph();
        self.rows = (0..graph.relations.len()).collect();
        let (by, ascending) = (self.by, self.ascending);
        // Stable: equals stay in the order of strength.
        self.rows.sort_by(|&a, &b| {
            let order = by.order(graph, &graph.relations[a], &graph.relations[b]);
            if ascending { order } else { order.reverse() }
        });
        self.made_for = Some(made_for);
    }

    fn sort_by(&mut self, kind: Kind) {
        if self.by == kind {
            self.ascending ^= true;
        } else {
            // Names from A, numbers from the largest.
            (self.by, self.ascending) = (kind, kind.is_name());
        }
    }

    /// The table as lines of cells with tabs between, as sheets of other programs take it.
    fn as_text(&self, graph: &RelationGraph) -> String {
        let head = Kind::ALL.map(Kind::label).join("\t");
        let line = |&row: &usize| {
            let relation = &graph.relations[row];
            Kind::ALL.map(|kind| kind.cell(graph, relation).replace(',', "")).join("\t")
        };
        let rows: Vec<String> = self.rows.iter().map(line).collect();
        format!("{head}\n{}\n", rows.join("\n"))
    }
}

pub(super) fn table_ui(ui: &mut Ui, workspace: &Workspace, state: &mut ViewState, commands: &mut Commands) {
    let view = &mut state.sheets.table;
    view.prepare(workspace);
    let graph = workspace.graph();
    ui.horizontal(|ui| {
        let words = counted(view.rows.len(), "relation");
        ui.label(small(words).color(color(palette(ui).second_text)));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let copy = theme::button(ui, Some(icon::CONTENT_PASTE), "Copy the table");
            if copy.on_hover_text("All rows and columns, for a sheet of another program").clicked() {
                ui.ctx().copy_text(view.as_text(graph));
            }
        });
    });
    ui.spacing_mut().item_spacing = egui::vec2(space::S, 0.0);
    let mut sorted = None;
    let height = ui.available_height();
    let names = if ui.available_width() < NARROW { 92.0 } else { 120.0 };
    egui::ScrollArea::horizontal().show(ui, |ui| {
        let mut table = TableBuilder::new(ui)
            .sense(Sense::click())
            .cell_layout(Layout::left_to_right(Align::Center))
            .min_scrolled_height(height - HEAD - 12.0)
            .max_scroll_height(height - HEAD - 12.0)
            .auto_shrink(false)
            .columns(Column::initial(names).at_least(70.0).clip(true).resizable(true), 2);
        table = table.columns(Column::initial(64.0).at_least(48.0).clip(true), Kind::ALL.len() - 2);
        table
            .header(HEAD, |mut header| {
                for kind in Kind::ALL {
                    header.col(|ui| {
                        if head_ui(ui, kind, view.by, view.ascending) {
                            sorted = Some(kind);
                        }
                    });
                }
            })
            .body(|body| {
                body.rows(ROW, view.rows.len(), |mut row| {
                    let Some(relation) = view.rows.get(row.index()).map(|&i| &graph.relations[i]) else {
                        return;
                    };
                    let (source, target) = (&graph.actors[relation.source], &graph.actors[relation.target]);
                    let link = Selection::link(&source.id, &target.id);
                    row.set_selected(state.selection == link);
                    for kind in Kind::ALL {
                        row.col(|ui| cell_ui(ui, kind, &kind.cell(graph, relation)));
                    }
                    let response = row.response();
                    response.widget_info(|| {
                        let sentences = counted(relation.counts.sentences as usize, "sentence");
                        let words = format!("{} → {}: {sentences}", source.label, target.label);
                        WidgetInfo::selected(Role::Row, true, state.selection == link, words)
                    });
                    let clicked = response.clicked();
                    response.on_hover_text(hint(graph, relation));
                    if clicked {
                        commands.push(Command::Select(link));
                    }
                });
            });
    });
    if let Some(kind) = sorted {
        view.sort_by(kind);
    }
}

/// The numbers of a row in words.
fn hint(graph: &RelationGraph, relation: &Relation) -> String {
    let number = |number: u32, unit: &str| counted(number as usize, unit);
    format!(
        "{} → {}\n{} in {} from {}\n{}\nA click shows the sentences",
        graph.actors[relation.source].label,
        graph.actors[relation.target].label,
        number(relation.counts.sentences, "sentence"),
        number(relation.counts.articles, "article"),
        number(relation.counts.sources, "independent source"),
        widget::quads_in_words(relation.quads)
    )
}

/// The head of a column; whether it was pressed.
fn head_ui(ui: &mut Ui, kind: Kind, by: Kind, ascending: bool) -> bool {
    let arrow = match (kind == by, ascending) {
        (true, true) => " ↑",
        (true, false) => " ↓",
        (false, _) => "",
    };
    let face = if kind == by { Face::SemiBold } else { Face::Medium };
    let words = text(face, size::SMALL, format!("{}{arrow}", kind.label()));
    let response = ui.add(egui::Label::new(words).sense(Sense::click()).wrap());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Sort by {}", kind.label())));
    response.on_hover_text(format!("{}. A click sorts by it", kind.hint())).clicked()
}

fn cell_ui(ui: &mut Ui, kind: Kind, words: &str) {
    if kind.is_name() {
        ui.add(egui::Label::new(body(words)).truncate());
        return;
    }
    let ink = if words == "0" { palette(ui).second_text } else { palette(ui).text };
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.add_space(space::M);
        ui.label(text(Face::Tabular, size::BODY, words).color(color(ink)));
    });
}
