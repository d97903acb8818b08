//! The matrix: actors by actors, ordered by bloc; blue is cooperation, orange conflict, the stronger the
//! fuller. A click opens the relation.

use std::collections::BTreeMap;

use egui::{Align2, Pos2, Rect, Role, Sense, Ui, Vec2, WidgetInfo, pos2, vec2};

use crate::export::palette::{Palette, Rgb};
use crate::graph::{Relation, RelationGraph, Sign};
use crate::session::Workspace;
use crate::view::number::counted;
use crate::view::theme::{Face, color, font, palette, size, small};
use crate::view::{Command, Commands, Selection, ViewState, widget};

/// More actors than this can't be read; the strongest are shown.
const MOST_ACTORS: usize = 60;
/// Room for names at the left and above.
const NAMES: f32 = 116.0;

/// What the matrix remembers.
#[derive(Debug, Default)]
pub(super) struct MatrixView {
    made_for: Option<u64>,
    order: Vec<usize>,
    /// Rows before which a bloc begins.
    borders: Vec<usize>,
    cells: BTreeMap<(usize, usize), usize>,
}

impl MatrixView {
    fn prepare(&mut self, workspace: &Workspace) {
        if self.made_for == Some(workspace.revision()) {
            return;
        }
        let graph = workspace.graph();
        let blocs = workspace.blocs();
        let mut order: Vec<usize> = (0..graph.actors.len()).collect();
        order.sort_by_key(|&actor| std::cmp::Reverse(graph.actors[actor].events));
        order.truncate(MOST_ACTORS);
        // Those in no bloc stand last. Stable: within a bloc those with more events first.
        let bloc = |actor: usize| blocs.of_actor[actor].unwrap_or(usize::MAX);
        order.sort_by_key(|&actor| bloc(actor));
        self.borders = (1..order.len()).filter(|&i| bloc(order[i]) != bloc(order[i - 1])).collect();
        let row: BTreeMap<usize, usize> =
            order.iter().enumerate().map(|(row, actor)| (*actor, row)).collect();
        self.cells = graph
            .relations
            .iter()
            .enumerate()
            .filter_map(|(i, relation)| Some(((*row.get(&relation.source)?, *row.get(&relation.target)?), i)))
            .collect();
        self.order = order;
        self.made_for = Some(workspace.revision());
    }
}

pub(super) fn matrix_ui(ui: &mut Ui, workspace: &Workspace, state: &mut ViewState, commands: &mut Commands) {
    let view = &mut state.sheets.matrix;
    view.prepare(workspace);
    let graph = workspace.graph();
    let n = view.order.len();
    let second = color(palette(ui).second_text);
    let more = if graph.actors.len() > n { format!("the strongest {n} of ") } else { String::new() };
    let words = format!(
        "Rows act on columns; {more}{}, ordered by bloc; blue cooperation, orange conflict, a dot material",
        counted(graph.actors.len(), "actor")
    );
    ui.add(egui::Label::new(small(words).color(second)).truncate());
    let room = ui.available_size() - Vec2::splat(NAMES + 12.0);
    let side = (room.x.min(room.y) / n.max(1) as f32).clamp(12.0, 30.0);
    egui::ScrollArea::both().auto_shrink(false).show(ui, |ui| {
        let whole = Vec2::splat(NAMES + side * n as f32);
        let (rect, _) = ui.allocate_exact_size(whole, Sense::hover());
        let corner = rect.min + Vec2::splat(NAMES);
        let place = Grid { corner, side, n };
        place.paint_names(ui, graph, &view.order, &state.selection);
        place.paint_ground(ui, &view.borders);
        for (&(row, column), &link) in &view.cells {
            let cell = place.cell(row, column);
            if ui.is_rect_visible(cell) {
                cell_ui(ui, cell, graph, &graph.relations[link], &state.selection, commands);
            }
        }
    });
}

struct Grid {
    corner: Pos2,
    side: f32,
    n: usize,
}

impl Grid {
    fn cell(&self, row: usize, column: usize) -> Rect {
        let at = self.corner + vec2(column as f32, row as f32) * self.side;
        Rect::from_min_size(at, Vec2::splat(self.side - 1.0))
    }

    fn paint_names(&self, ui: &Ui, graph: &RelationGraph, order: &[usize], selection: &Selection) {
        let palette = palette(ui);
        let selected = selection.actors();
        for (row, &actor) in order.iter().enumerate() {
            let actor = &graph.actors[actor];
            let is_selected = selected.contains(&&actor.id);
            let face = if is_selected { Face::SemiBold } else { Face::Regular };
            let ink = color(if is_selected { palette.selection } else { palette.text });
            let name = widget::elided(ui.painter(), &actor.label, font(face, size::SMALL), ink, NAMES - 8.0);
            let middle = self.corner.y + (row as f32 + 0.5) * self.side;
            let left = self.corner.x - 6.0 - name.size().x;
            ui.painter().galley(pos2(left, middle - 0.5 * name.size().y), name.clone(), ink);
            // Upwards above its column.
            let middle = self.corner.x + (row as f32 + 0.5) * self.side;
            let at = pos2(middle - 0.5 * name.size().y, self.corner.y - 6.0);
            let text = egui::epaint::TextShape::new(at, name, ink).with_angle(-std::f32::consts::FRAC_PI_2);
            ui.painter().add(text);
        }
    }

    fn paint_ground(&self, ui: &Ui, borders: &[usize]) {
        let palette = palette(ui);
        let whole = Rect::from_min_size(self.corner, Vec2::splat(self.side * self.n as f32));
        ui.painter().rect_filled(whole, 0.0, color(palette.panel));
        for i in 0..self.n {
            ui.painter().rect_filled(self.cell(i, i), 0.0, color(palette.raised));
        }
        let line = egui::Stroke::new(1.0, color(palette.node_ring));
        for &border in borders {
            let way = border as f32 * self.side - 0.5;
            ui.painter().hline(whole.x_range(), self.corner.y + way, line);
            ui.painter().vline(self.corner.x + way, whole.y_range(), line);
        }
    }
}

fn cell_ui(
    ui: &mut Ui,
    cell: Rect,
    graph: &RelationGraph,
    relation: &Relation,
    selection: &Selection,
    commands: &mut Commands,
) {
    let (source, target) = (&graph.actors[relation.source], &graph.actors[relation.target]);
    let id = ui.scope_id().with(("cell", source.id.as_str(), target.id.as_str()));
    let response = ui.interact(cell, id, Sense::click());
    let link = Selection::link(&source.id, &target.id);
    let words = format!(
        "{} → {}: {}, in {}",
        source.label,
        target.label,
        widget::quads_in_words(relation.quads),
        counted(relation.counts.sentences as usize, "sentence")
    );
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, *selection == link, &words));
    let palette = palette(ui);
    ui.painter().rect_filled(cell, 2.0, color(ink(palette, relation)));
    if relation.is_material() {
        let dot = if palette.paper.0 > 128 { palette.panel } else { palette.paper };
        ui.painter().circle_filled(cell.center(), 0.13 * cell.width(), color(dot));
    }
    if cell.width() >= 20.0 && !relation.is_material() && relation.weight() > 1 {
        let number = relation.weight().to_string();
        let (at, face) = (cell.center(), font(Face::Tabular, 10.5));
        let ink = if strength(relation) > 0.55 { palette.panel } else { palette.text };
        ui.painter().text(at, Align2::CENTER_CENTER, number, face, color(ink));
    }
    if *selection == link || response.hovered() || response.has_focus() {
        let line = egui::Stroke::new(2.0, color(palette.selection));
        ui.painter().rect_stroke(cell, 2.0, line, egui::StrokeKind::Outside);
    }
    if response.on_hover_text(words).clicked() {
        commands.push(Command::Select(link));
    }
}

/// How full its colour is: by the logarithm of its sentences, full at 60 as on the map.
fn strength(relation: &Relation) -> f32 {
    (0.25 + 0.75 * (relation.weight() as f32).ln_1p() / 61.0_f32.ln()).min(1.0)
}

fn ink(palette: &Palette, relation: &Relation) -> Rgb {
    let full = match relation.sign() {
        Sign::Cooperation => palette.cooperation_material,
        Sign::Conflict => palette.conflict_material,
        Sign::Mixed => palette.mixed,
    };
    full.over(palette.panel, strength(relation))
}
