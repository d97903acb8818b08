//! Actors by a measure, and all of them in a plot of cooperation against conflict.

use egui::{Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};
use egui_plot::{Plot, PlotPoints, Points};

use crate::graph::{Measure, RelationGraph};
use crate::session::Workspace;
use crate::view::number::{counted, grouped};
use crate::view::theme::{Face, color, font, palette, size, small, space};
use crate::view::{Command, Commands, Selection, ViewState, widget};

/// What the ranking remembers.
#[derive(Debug, Default)]
pub(super) struct RankingView {
    by: Rank,
    made_for: Option<u64>,
    measures: Vec<Measure>,
}

/// What actors are ranked by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Rank {
    #[default]
    Sentences,
    Conflict,
    Cooperation,
    Degree,
    Betweenness,
}

impl Rank {
    const ALL: [Self; 5] =
        [Self::Sentences, Self::Conflict, Self::Cooperation, Self::Degree, Self::Betweenness];

    fn label(self) -> &'static str {
        match self {
            Self::Sentences => "Most linked",
            Self::Conflict => "Most in conflict",
            Self::Cooperation => "Most in cooperation",
            Self::Degree => "Most neighbours",
            Self::Betweenness => "Between others",
        }
    }

    fn hint(self) -> &'static str {
        match self {
            Self::Sentences => "Sentences of its relations, each direction for itself",
            Self::Conflict => "Conflictual events in which it acts or is acted on",
            Self::Cooperation => "Cooperative events in which it acts or is acted on",
            Self::Degree => "Other actors that it has a relation with",
            Self::Betweenness => {
                "Betweenness: the share of all pairs of others whose shortest chains of cooperation lead \
                 over it (estimated from 400 actors where there are more)"
            }
        }
    }

    fn value(self, measure: &Measure) -> f64 {
        match self {
            Self::Sentences => f64::from(measure.sentences),
            Self::Conflict => f64::from(measure.conflict),
            Self::Cooperation => f64::from(measure.cooperation),
            Self::Degree => f64::from(measure.degree),
            Self::Betweenness => measure.betweenness,
        }
    }

    fn in_words(self, measure: &Measure) -> String {
        match self {
            Self::Sentences => counted(measure.sentences as usize, "sentence"),
            Self::Conflict => counted(measure.conflict as usize, "conflictual event"),
            Self::Cooperation => counted(measure.cooperation as usize, "cooperative event"),
            Self::Degree => counted(measure.degree as usize, "neighbour"),
            Self::Betweenness => format!("between {:.1} % of all pairs", 100.0 * measure.betweenness),
        }
    }

    fn number(self, measure: &Measure) -> String {
        match self {
            Self::Betweenness => format!("{:.1} %", 100.0 * measure.betweenness),
            _ => grouped(self.value(measure) as usize),
        }
    }
}

pub(super) fn ranking_ui(ui: &mut Ui, workspace: &Workspace, state: &mut ViewState, commands: &mut Commands) {
    let view = &mut state.sheets.ranking;
    if view.made_for != Some(workspace.revision()) {
        view.measures = workspace.graph().measures();
        view.made_for = Some(workspace.revision());
    }
    ui.horizontal_wrapped(|ui| {
        for rank in Rank::ALL {
            let chip = widget::filter_chip(ui, rank.label(), view.by == rank);
            if chip.on_hover_text(rank.hint()).clicked() {
                view.by = rank;
            }
        }
    });
    ui.add_space(space::S);
    let whole = ui.available_rect_before_wrap();
    let middle = whole.left() + (0.5 * whole.width()).max(280.0).min(whole.width());
    let left = Rect::from_min_max(whole.min, pos2(middle - space::M, whole.bottom()));
    let right = Rect::from_min_max(pos2(middle + space::M, whole.top()), whole.max);
    let graph = workspace.graph();
    let ground = color(palette(ui).panel);
    ui.painter().rect_filled(left, 6.0, ground);
    let layout = egui::Layout::top_down(egui::Align::Min);
    widget::within(ui, left, layout, |ui| rows_ui(ui, graph, view, &state.selection, commands));
    if right.width() > 160.0 {
        widget::within(ui, right, layout, |ui| {
            plot_ui(ui, graph, &view.measures, &state.selection, commands);
        });
    }
}

fn rows_ui(
    ui: &mut Ui,
    graph: &RelationGraph,
    view: &RankingView,
    selection: &Selection,
    commands: &mut Commands,
) {
    let mut order: Vec<usize> = (0..graph.actors.len().min(view.measures.len())).collect();
    let value = |actor: usize| view.by.value(&view.measures[actor]);
    order.sort_by(|&a, &b| value(b).total_cmp(&value(a)));
    let largest = order.first().map_or(1.0, |&first| value(first)).max(f64::MIN_POSITIVE);
    egui::ScrollArea::vertical().auto_shrink(false).show_rows(ui, space::ROW, order.len(), |ui, rows| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for &actor in &order[rows] {
            let (node, measure) = (&graph.actors[actor], &view.measures[actor]);
            let chosen = *selection == Selection::Actor(node.id.clone());
            let words = format!("{}: {}", node.label, view.by.in_words(measure));
            let (rect, response) = widget::row(ui, space::ROW, &words, chosen);
            let palette = palette(ui);
            let y = rect.center().y;
            let name_width = 0.4 * rect.width();
            let at = pos2(rect.left() + space::S, y);
            widget::text_at(
                ui.painter(),
                at,
                &node.label,
                widget::body(),
                palette.text,
                name_width - space::M,
            );
            let from = rect.left() + name_width;
            let room = rect.right() - 64.0 - from;
            let share = (value(actor) / largest) as f32;
            let bar = Rect::from_min_size(pos2(from, y - 5.0), vec2((room * share).max(1.0), 10.0));
            let ink = match view.by {
                Rank::Conflict => palette.conflict_verbal,
                Rank::Cooperation | Rank::Betweenness => palette.cooperation_verbal,
                Rank::Sentences | Rank::Degree => palette.node,
            };
            ui.painter().rect_filled(bar, 2.0, color(ink));
            let right = pos2(rect.right() - space::S, y);
            let number = view.by.number(measure);
            widget::text_right(ui.painter(), right, &number, font(Face::Tabular, size::BODY), palette.text);
            if response.on_hover_text(words).clicked() {
                commands.push(Command::Select(Selection::Actor(node.id.clone())));
            }
        }
    });
}

/// A dot for each actor: cooperation to the right, conflict upwards.
fn plot_ui(
    ui: &mut Ui,
    graph: &RelationGraph,
    measures: &[Measure],
    selection: &Selection,
    commands: &mut Commands,
) {
    let palette = palette(ui);
    let second = color(palette.second_text);
    ui.label(small("Cooperative events to the right, conflictual upwards; a click selects").color(second));
    let at = |measure: &Measure| [f64::from(measure.cooperation), f64::from(measure.conflict)];
    let selected = selection.actors();
    let (chosen, others): (Vec<_>, Vec<_>) =
        graph.actors.iter().zip(measures).partition(|(actor, _)| selected.contains(&&actor.id));
    let points = |list: &[(&crate::graph::ActorNode, &Measure)]| -> PlotPoints<'static> {
        list.iter().map(|(_, measure)| at(measure)).collect()
    };
    let plot = Plot::new("actors_plot")
        .allow_scroll(false)
        .allow_zoom(false)
        .allow_drag(false)
        .allow_boxed_zoom(false)
        .show_background(false)
        .grid_color(color(palette.hairline))
        .include_x(0.0)
        .include_y(0.0)
        .show_crosshair(false)
        .sense(Sense::click())
        .label_formatter(|_| None);
    let shown = plot.show(ui, |plot| {
        let dots = Points::new("actors", points(&others)).radius(4.0).color(color(palette.node_ring));
        plot.points(dots.allow_hover(false));
        let dots = Points::new("selected", points(&chosen)).radius(6.0).color(color(palette.selection));
        plot.points(dots.allow_hover(false));
    });
    let response = shown.response;
    response.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, "Cooperation against conflict"));
    let Some(pointer) = response.hover_pos() else { return };
    let place = |measure: &Measure| {
        let [x, y] = at(measure);
        shown.transform.position_from_point(&egui_plot::PlotPoint::new(x, y))
    };
    let nearest = graph
        .actors
        .iter()
        .zip(measures)
        .map(|(actor, measure)| (actor, measure, place(measure).distance(pointer)))
        .filter(|(.., distance)| *distance < 14.0)
        .min_by(|a, b| a.2.total_cmp(&b.2));
    if let Some((actor, measure, _)) = nearest {
        let clicked = response.clicked();
        response.on_hover_text_at_pointer(format!(
            "{}\n{}\n{}",
            actor.label,
            counted(measure.cooperation as usize, "cooperative event"),
            counted(measure.conflict as usize, "conflictual event")
        ));
        if clicked {
            commands.push(Command::Select(Selection::Actor(actor.id.clone())));
        }
    }
}
