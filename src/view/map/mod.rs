//! The map: nodes, links, names; pan, zoom, hover, select, drag.
//!
//! A frame goes one way: [`camera`] (where we look), [`scene`] (what stands where on the screen),
//! [`hit`] (what is under the pointer), [`emphasis`] (how strongly each is drawn), [`draw`]. A still
//! map makes none of it anew.

mod camera;
mod cast;
mod scene;
mod hit;
pub(super) mod hull;
mod kept_views;
mod notes;
mod emphasis;
mod pen;
mod stencil;
mod draw;
mod interact;
mod hover;
mod legend;
pub(super) mod menu;
pub(super) mod mini;
mod minimap;
mod passing;
mod chips;
mod filter_menu;
mod ghosts;
mod chooser;
mod sweep;
mod trail;

use egui::{CentralPanel, Frame, Rect, Role, Sense, Ui, UiBuilder, Vec2, WidgetInfo, pos2, vec2};

use self::camera::{Fitting, Lens};
use self::chips::Chips;
use self::draw::{Brush, Hues, Meshes, Ring};
use self::emphasis::{Emphasis, EmphasisKey, Fade};
pub use self::ghosts::Ghosting;
use self::ghosts::Ghosts;
use self::hit::Hit;
use self::hull::Hulls;
use self::interact::Grip;
use self::legend::Legend;
use self::passing::{Look, Passing};
use self::scene::{Scene, Stage};
use self::sweep::Sweep;
pub use self::trail::Around;
use self::trail::Trail;
use super::theme::{self, color, palette, space};
use super::{Action, Commands, Selection, ViewState, icon, search};
use std::collections::BTreeSet;
use std::sync::Arc;

use crate::actor::ActorId;
use crate::graph::Found;
use crate::session::{Camera, Workspace};

/// A step of the zoom buttons and keys.
const ZOOM_STEP: f32 = 1.25;

/// The legend is folded where the map beside it would be smaller than this, against the map without it.
const LEAST_SHARE_BESIDE_LEGEND: f32 = 0.88;

/// What the map remembers.
#[derive(Debug, Default)]
pub struct MapView {
    /// What part is on the screen; `None`: the whole map is fitted, also when the window changes.
    pub camera: Option<Camera>,
    /// What was on the screen in the last frame, fitted or not.
    shown: Option<Lens>,
    /// Whether the person folded or unfolded the legend; `None`: unfolded where there is room.
    legend_folded: Option<bool>,
    /// Whether there is room, and for which graph and window that was seen.
    legend_room: Option<(u64, Vec2, bool)>,
    chips: Chips,
    scene: Scene,
    emphasis: EmphasisKey,
    fade: Fade,
    passing: Passing,
    fitting: Fitting,
    legend: (Option<u64>, Legend),
    hulls: Hulls,
    /// The chooser's slider while a hand is on it: one edit, on release.
    forces: Option<f32>,
    /// Whether blocs are not shown.
    pub hides_blocs: bool,
    /// Whether what is filtered out is drawn, faint.
    pub ghosting: Ghosting,
    ghosts: Ghosts,
    meshes: Meshes,
    hues: Hues,
    grip: Option<Grip>,
    sweep: Option<Sweep>,
    /// What part of the graph is shown, and where one has been.
    pub trail: Trail,
    /// Whose menu is open.
    menu: Option<ActorId>,
}

impl MapView {
    /// Goes nearer, to the middle of the map.
    pub fn zoom_in(&mut self) {
        self.zoom(ZOOM_STEP);
    }

    /// Goes farther from the middle of the map.
    pub fn zoom_out(&mut self) {
        self.zoom(1.0 / ZOOM_STEP);
    }

    /// Shows the whole map, also when the window changes.
    pub fn fit(&mut self) {
        self.camera = None;
    }

    /// Shows only some actors and what lies around them; [`MapView::back`] leads back.
    pub fn focus(&mut self, around: Around) {
        self.trail.go(around, self.camera);
        self.camera = None;
    }

    /// Shows what was shown before the last focus.
    pub fn back(&mut self) {
        if let Some(camera) = self.trail.back() {
            self.camera = camera;
        }
    }

    /// Shows all actors again.
    pub fn show_all(&mut self) {
        if let Some(camera) = self.trail.leave() {
            self.camera = camera;
        }
    }

    /// The actors that are drawn, on the screen or beside it.
    #[must_use]
    pub fn shown_actors(&mut self, workspace: &Workspace) -> BTreeSet<ActorId> {
        let mask = self.trail.mask(workspace);
        let actors = workspace.graph().actors.iter().enumerate();
        actors.filter(|(i, _)| mask.shows(*i)).map(|(_, actor)| actor.id.clone()).collect()
    }

    /// Moves the map so that these actors can be seen; it stays where they can be seen already.
    pub fn bring_into_view(&mut self, workspace: &Workspace, actors: &[&ActorId]) {
        let graph = workspace.graph();
        let indices: Vec<usize> = actors.iter().filter_map(|actor| graph.actor_index(actor)).collect();
        let mask = self.trail.mask(workspace);
        if !indices.iter().all(|&i| mask.shows(i)) {
            self.show_all();
        }
        let places = indices.iter().filter_map(|&i| workspace.positions().get(i).copied());
        let (Some(lens), Some(bounds)) = (self.shown, crate::layout::Rect::around(places)) else { return };
        let seen = |point| lens.rect.shrink(40.0).contains(lens.screen_from_world(point));
        if self.camera.is_some() && !(seen(bounds.min) && seen(bounds.max)) {
            self.camera = Some(Camera { center: bounds.center(), zoom: lens.camera.zoom });
        }
    }

    /// Draws what is filtered out faint, or no more.
    pub fn toggle_ghosts(&mut self) {
        self.ghosting = match self.ghosting {
            Ghosting::Gone => Ghosting::Faint,
            Ghosting::Faint => Ghosting::Gone,
        };
    }

    /// Keeps looking where one looks now, whatever is drawn there.
    pub fn hold_still(&mut self) {
        if let Some(lens) = self.shown.filter(|_| self.camera.is_none()) {
            self.camera = Some(lens.camera);
        }
    }

    fn zoom(&mut self, factor: f32) {
        if let Some(lens) = self.shown {
            self.camera = Some(lens.zoomed_about(lens.rect.center(), factor));
        }
    }
}

/// Draws the map in the middle, with the row of filters above it and its legend.
pub fn map_ui(ui: &mut Ui, workspace: &Workspace, state: &mut ViewState, commands: &mut Commands) {
    let paper = color(palette(ui).paper);
    CentralPanel::default().frame(Frame::NONE.fill(paper)).show(ui, |ui| {
        let rect = chips_ui(ui, workspace, &mut state.map, commands);
        if workspace.graph().actors.is_empty() {
            nothing_ui(ui, rect, workspace, commands);
            return;
        }
        let found = state.search.as_mut().and_then(|search| search.found(ui.ctx(), workspace)).cloned();
        canvas_ui(ui, rect, workspace, &state.selection, &mut state.map, found.as_ref(), commands);
        search::search_ui(ui, rect, workspace, &mut state.search, commands);
    });
}

/// Draws the row of filters at the top; the part that is left.
pub(super) fn chips_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    map: &mut MapView,
    commands: &mut Commands,
) -> Rect {
    let around = map.trail.now().cloned();
    map.chips.ui(ui, ui.max_rect(), workspace, around.as_ref(), map.ghosting, commands)
}

/// Says why the map is empty.
pub(super) fn nothing_ui(ui: &mut Ui, rect: Rect, workspace: &Workspace, commands: &mut Commands) {
    if let (Some(folder), None) = (&workspace.session().folder, workspace.folder()) {
        missing_ui(ui, rect, &folder.path, commands);
        return;
    }
    let filtered = workspace.graph().all_relations > 0;
    let words = if filtered {
        "The filters leave nothing to draw"
    } else {
        "No relation between countries was read in these articles"
    };
    let middle = Rect::from_center_size(rect.center(), vec2(rect.width(), space::ROW));
    ui.scope_builder(UiBuilder::new().max_rect(middle), |ui| {
        ui.vertical_centered(|ui| ui.label(theme::body(words).color(color(palette(ui).second_text))));
    });
}

/// Says that the evidence folder is not there, and how to go on.
fn missing_ui(ui: &mut Ui, rect: Rect, path: &std::path::Path, commands: &mut Commands) {
    let middle = Rect::from_center_size(rect.center(), vec2((rect.width() - 48.0).min(520.0), 150.0));
    ui.scope_builder(UiBuilder::new().max_rect(middle), |ui| {
        ui.spacing_mut().item_spacing.y = space::S;
        ui.vertical_centered(|ui| {
            let second = color(palette(ui).second_text);
            ui.label(theme::title("The evidence folder can’t be opened"));
            ui.add(egui::Label::new(theme::body(path.display().to_string()).color(second)).wrap());
            let words =
                "What you decided is kept: names, places, notes and filters come back with the folder.";
            ui.add(egui::Label::new(theme::body(words).color(second)).wrap());
            ui.add_space(space::XS);
            if theme::outlined_button(ui, None, "Choose its folder").clicked() {
                commands.act(Action::OpenFolder);
            }
        });
    });
}

fn canvas_ui(
    ui: &mut Ui,
    rect: Rect,
    workspace: &Workspace,
    selection: &Selection,
    map: &mut MapView,
    found: Option<&Arc<Found>>,
    commands: &mut Commands,
) {
    let canvas = ui.interact(rect, ui.scope_id().with("map"), Sense::click_and_drag());
    canvas.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, "Map"));
    let graph = workspace.graph();
    if map.legend.0 != Some(workspace.revision()) {
        map.legend = (Some(workspace.revision()), Legend::of(graph));
    }
    let legend = map.legend.1.clone();
    let legend = if map.hides_blocs { legend } else { legend.with_blocs(workspace.blocs()) };
    let mut folded = map.legend_folded.unwrap_or_else(|| !map.has_room_for_legend(&legend, rect, workspace));
    let was_folded = folded;
    let legend_rect = legend_rect(&legend, folded, rect);

    // The hand took what it saw: the scene of the last frame.
    if let Some(shown) = map.shown {
        map.sweep = sweep::sweep(&canvas, &map.scene, graph, selection, map.sweep.take(), commands);
        map.grip = match map.sweep {
            Some(_) => None,
            None => {
                interact::drag(&canvas, &map.scene, &shown, workspace, selection, map.grip.take(), commands)
            }
        };
        if map.grip.is_some() {
            // The camera must not follow a node that the hand moves.
            map.camera = Some(shown.camera);
        }
    }
    let lens = map.look(ui, &canvas, rect, workspace, legend_rect);
    let stage = Stage {
        lens,
        mask: map.trail.mask(workspace),
        legend: legend_rect,
        fitted: map.camera.is_none(),
        moving: workspace.is_moving() || map.grip.is_some() || zooming(ui, map.scene.zoom(), lens),
    };
    let look = Look {
        palette: palette(ui),
        inks: &|actor| map.hues.inks_of(actor, palette(ui)),
        duration: ui.style().animation_time,
    };
    let (scene, now) = (&map.scene, map.fade.now());
    if let Some(from) = map.passing.note(workspace.revision(), graph, scene, now, &look) {
        map.fade.come_from(from);
    }
    map.scene.update(ui.painter(), workspace, &stage);
    let pointed = if map.grip.is_some() { None } else { interact::hovered(ui, &canvas, &map.scene) };
    if map.grip.is_none() {
        interact::click(&canvas, &map.scene, graph, selection, commands);
    }
    menu::actor_menu(&canvas, &map.scene, workspace, selection, &mut map.menu, commands);
    let builder = UiBuilder::new().max_rect(rect);
    let focused = ui
        .scope_builder(builder, |ui| {
            let mask = map.trail.mask(workspace);
            interact::accessible_ui(ui, &map.scene, graph, mask, selection, commands)
        })
        .inner;

    if !map.hides_blocs {
        map.hulls.update(workspace, &map.scene);
    }
    map.paint(ui, rect, workspace, selection, Attention { pointed, focused, found });
    if let Some(sweep) = &map.sweep {
        sweep.paint(&ui.painter().with_clip_rect(rect), palette(ui));
    }
    theme::focus_ring(ui, &canvas, rect);
    if let Some(hit) = pointed {
        ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
        hover::hover_ui(&canvas, workspace, &map.scene.cast, hit);
    } else if canvas.dragged() {
        ui.ctx().set_cursor_icon(egui::CursorIcon::Grabbing);
    }
    if !map.hides_blocs {
        let covered: Vec<Rect> = legend_rect.into_iter().chain([zoom_cluster_rect(rect)]).collect();
        map.hulls.names_ui(ui, rect, graph, &map.scene, &covered, commands);
    }
    if let Some(legend_rect) = legend_rect {
        legend.ui(ui, legend_rect, lens.scale(), &mut folded);
    }
    if folded != was_folded {
        map.legend_folded = Some(folded);
    }
    if map.scene.leaves_links_out {
        let words = "Too many links in view: the strongest are drawn";
        let at = pos2(rect.center().x, rect.bottom() - space::M);
        let (font, ink) = (theme::font(theme::Face::Regular, theme::size::SMALL), palette(ui).second_text);
        ui.painter().text(at, egui::Align2::CENTER_BOTTOM, words, font, color(ink));
    }
    if map.camera.is_some()
        && let Some(camera) = minimap::minimap_ui(ui, &lens, workspace.positions(), map.trail.mask(workspace))
    {
        map.camera = Some(camera);
    }
    let cluster = zoom_cluster_rect(rect);
    chooser::chooser_ui(ui, cluster, workspace, selection, &mut map.forces, commands);
    zoom_cluster_ui(ui, rect, commands);
}

/// Where the legend stands: at the lower left.
fn legend_rect(legend: &Legend, folded: bool, rect: Rect) -> Option<Rect> {
    let size = legend.size(folded)?;
    let margin = space::M;
    Some(Rect::from_min_size(pos2(rect.left() + margin, rect.bottom() - margin - size.y), size))
}

/// Whether the map is zoomed right now; `before` is the zoom of the last frame. Names are placed anew when
/// it is done, in a frame after it.
fn zooming(ui: &Ui, before: Option<f32>, lens: Lens) -> bool {
    let wheel = ui.input(|input| input.zoom_delta() != 1.0 || input.smooth_scroll_delta() != Vec2::ZERO);
    let zooming = wheel || before.is_some_and(|before| before != lens.camera.zoom);
    if zooming {
        ui.ctx().request_repaint();
    }
    zooming
}

/// What the pointer is on, and what has the keyboard.
#[derive(Clone, Copy, Debug)]
struct Attention<'a> {
    pointed: Option<Hit>,
    focused: Option<Hit>,
    /// What a search has found.
    found: Option<&'a Arc<Found>>,
}

impl MapView {
    /// Whether the legend may stand open: it must not make the whole map much smaller. While the map
    /// moves, what was seen before holds.
    fn has_room_for_legend(&mut self, legend: &Legend, rect: Rect, workspace: &Workspace) -> bool {
        if rect.width() < 560.0 || rect.height() < 400.0 {
            return false;
        }
        let made_for = (workspace.revision(), rect.size());
        match self.legend_room {
            Some((revision, size, room)) if workspace.is_moving() || (revision, size) == made_for => room,
            _ => {
                let mut zoom = |folded| {
                    let camera = self.fitted(rect, workspace, legend_rect(legend, folded, rect));
                    camera.zoom
                };
                let room = zoom(false) >= LEAST_SHARE_BESIDE_LEGEND * zoom(true);
                self.legend_room = Some((made_for.0, made_for.1, room));
                room
            }
        }
    }

    /// The camera that shows all that is drawn, off the legend.
    fn fitted(&mut self, rect: Rect, workspace: &Workspace, legend: Option<Rect>) -> Camera {
        self.fitting.camera(workspace, self.trail.mask(workspace), rect, legend)
    }

    /// Where we look in this frame, after what hand and keyboard did.
    fn look(
        &mut self,
        ui: &Ui,
        canvas: &egui::Response,
        rect: Rect,
        workspace: &Workspace,
        legend: Option<Rect>,
    ) -> Lens {
        let camera = self.camera.unwrap_or_else(|| self.fitted(rect, workspace, legend));
        let mut lens = Lens { camera, rect };
        let panning = canvas.dragged() && self.grip.is_none() && self.sweep.is_none();
        if let Some(moved) = interact::moved_camera(ui, canvas, &lens, panning) {
            self.camera = Some(moved);
            lens.camera = moved;
        }
        self.shown = Some(lens);
        lens
    }

    fn paint(
        &mut self,
        ui: &Ui,
        rect: Rect,
        workspace: &Workspace,
        selection: &Selection,
        attention: Attention<'_>,
    ) {
        let graph = workspace.graph();
        let palette = palette(ui);
        let hit = attention.pointed.or(attention.focused);
        let (found, seconds) = (attention.found, ui.input(|input| input.stable_dt));
        let duration = ui.style().animation_time;
        let fading = if self.emphasis.note(workspace.revision(), palette, selection, hit, found) {
            let found = found.map(Arc::as_ref);
            let target = Emphasis::of(graph, &self.scene.cast, palette, selection, hit, found);
            self.fade.advance(target, seconds, duration)
        } else {
            self.fade.go_on(seconds, duration)
        };
        let rings = rings(workspace, selection, attention);
        self.hues.update(workspace, self.hides_blocs);
        let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
        let brush = Brush {
            painter: &painter,
            palette,
            graph,
            scene: &self.scene,
            emphasis: self.fade.now(),
            scale: self.shown.map_or(1.0, |lens| lens.scale()),
            rings: &rings,
            hues: &self.hues,
        };
        if let (Ghosting::Faint, None, Some(lens)) = (self.ghosting, self.trail.now(), self.shown) {
            self.ghosts.paint(&painter, palette, workspace, &self.scene, &lens);
        }
        if !self.hides_blocs {
            let hulls = &self.hulls;
            let hovering = attention.pointed.is_some() || attention.found.is_some();
            hulls.paint(&painter, palette, if hovering { 0.5 } else { 1.0 });
        }
        let leaving = match self.shown {
            Some(lens) => self.passing.paint(&painter, palette, &lens, seconds, duration),
            None => false,
        };
        if fading || leaving {
            ui.ctx().request_repaint();
        }
        self.meshes.paint_links(&brush, self.fade.serial);
        self.meshes.paint_nodes(&brush, self.fade.serial);
        notes::paint(&painter, palette, workspace, &self.scene);
        draw::paint_counts(&brush, self.shown.map_or(0.0, |lens| lens.camera.zoom));
        draw::paint_names(&brush);
    }
}

/// The ring of each node: selected before focused before hovered.
fn rings(workspace: &Workspace, selection: &Selection, attention: Attention<'_>) -> Vec<Ring> {
    let graph = workspace.graph();
    let mut rings = vec![Ring::None; graph.actors.len()];
    if let Some(Hit::Node(node)) = attention.pointed {
        rings[node] = Ring::Hovered;
    }
    match attention.focused {
        Some(Hit::Node(node)) => rings[node] = Ring::Focused,
        Some(Hit::Link(link)) => {
            let relation = &graph.relations[link];
            rings[relation.source] = Ring::Focused;
            rings[relation.target] = Ring::Focused;
        }
        None => {}
    }
    for node in selection.actors().into_iter().filter_map(|actor| graph.actor_index(actor)) {
        rings[node] = Ring::Selected;
    }
    rings
}

/// Where the buttons at the lower right stand.
fn zoom_cluster_rect(rect: Rect) -> Rect {
    let size = vec2(space::ROW * 4.0, space::ROW);
    Rect::from_min_size(rect.max - Vec2::splat(space::M) - size, size)
}

/// Minus, plus, fit, lay out again: four buttons in one frame at the lower right.
fn zoom_cluster_ui(ui: &mut Ui, rect: Rect, commands: &mut Commands) {
    let buttons = [
        (icon::REMOVE, Action::ZoomOut),
        (icon::ADD, Action::ZoomIn),
        (icon::FIT_SCREEN, Action::Fit),
        (icon::REFRESH, Action::LayOutAgain),
    ];
    let frame = zoom_cluster_rect(rect);
    let line = egui::Stroke::new(1.0, color(palette(ui).hairline));
    let fill = color(palette(ui).panel);
    ui.painter().rect(frame, theme::RADIUS, fill, line, egui::StrokeKind::Outside);
    ui.scope_builder(UiBuilder::new().max_rect(frame), |ui| {
        ui.spacing_mut().item_spacing = Vec2::ZERO;
        ui.horizontal(|ui| {
            for (i, (icon, action)) in buttons.into_iter().enumerate() {
                if i > 0 {
                    ui.painter().vline(ui.cursor().left(), frame.y_range(), line);
                }
                let tooltip = action.tooltip_with_shortcut();
                if theme::named_icon_button(ui, icon, action.label(), &tooltip).clicked() {
                    commands.act(action);
                }
            }
        });
    });
}
