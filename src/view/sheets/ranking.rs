//! Actors by a measure, and all of them in a plot of cooperation against conflict.

use egui::{Pos2, Rect, Role, Sense, Ui, Vec2, WidgetInfo, pos2, vec2};
use egui_plot::{Plot, PlotPoints, Points};

use crate::graph::{Measure, RelationGraph};
use crate::session::Workspace;
use crate::task::Kept;
use crate::view::number::{counted, grouped};
use crate::view::theme::{self, Face, color, font, palette, size, small, space};
use crate::view::{Command, Commands, Selection, ViewState, background, widget};

/// More names than this make the plot a list.
const MOST_NAMES: usize = 30;
/// Dots are this far from their names.
const NAME_GAP: f32 = 8.0;

/// What the ranking remembers.
#[derive(Debug, Default)]
pub(super) struct RankingView {
    by: Rank,
    measures: Kept<u64, Vec<Measure>>,
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
    let (ctx, links, by) = (ui.ctx().clone(), graph.relations.len(), view.by);
    let measures = view.measures.get(&workspace.revision(), || {
        let graph = workspace.shared_graph();
        background::find(&ctx, "measuring", links, move || graph.measures())
    });
    let measures = match measures {
        Some(Ok(measures)) => measures,
        Some(Err(error)) => {
            let words = theme::body(error);
            widget::within(ui, left.shrink(space::M), layout, |ui| ui.label(words));
            return;
        }
        None => {
            let words = "Measuring who is linked with whom";
            widget::within(ui, left.shrink(space::M), layout, |ui| widget::busy_ui(ui, words));
            return;
        }
    };
    widget::within(ui, left, layout, |ui| rows_ui(ui, graph, (by, measures), &state.selection, commands));
    if right.width() > 160.0 {
        widget::within(ui, right, layout, |ui| {
            plot_ui(ui, graph, measures, &state.selection, commands);
        });
    }
}

fn rows_ui(
    ui: &mut Ui,
    graph: &RelationGraph,
    (by, measures): (Rank, &[Measure]),
    selection: &Selection,
    commands: &mut Commands,
) {
    let mut order: Vec<usize> = (0..graph.actors.len().min(measures.len())).collect();
    let value = |actor: usize| by.value(&measures[actor]);
    order.sort_by(|&a, &b| value(b).total_cmp(&value(a)));
    let largest = order.first().map_or(1.0, |&first| value(first)).max(f64::MIN_POSITIVE);
    egui::ScrollArea::vertical().auto_shrink(false).show_rows(ui, space::ROW, order.len(), |ui, rows| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for &actor in &order[rows] {
            let (node, measure) = (&graph.actors[actor], &measures[actor]);
            let chosen = *selection == Selection::Actor(node.id.clone());
            let words = format!("{}: {}", node.label, by.in_words(measure));
            let (rect, response) = widget::row(ui, space::ROW, &words, chosen);
            let palette = palette(ui);
            let y = rect.center().y;
            let name_width = (0.4 * rect.width()).max(130.0).min(0.5 * rect.width());
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
            let ink = match by {
                Rank::Conflict => palette.conflict_verbal,
                Rank::Cooperation | Rank::Betweenness => palette.cooperation_verbal,
                Rank::Sentences | Rank::Degree => palette.node,
            };
            ui.painter().rect_filled(bar, 2.0, color(ink));
            let right = pos2(rect.right() - space::S, y);
            let number = by.number(measure);
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
    let place = |measure: &Measure| {
        let [x, y] = at(measure);
        shown.transform.position_from_point(&egui_plot::PlotPoint::new(x, y))
    };
    let dots: Vec<Pos2> = measures.iter().map(place).collect();
    let named = names_ui(ui, *shown.transform.frame(), graph, &dots, &selected);
    response.widget_info(|| {
        let words = format!("Cooperation against conflict; named are {}", named.join(", "));
        WidgetInfo::labeled(Role::Canvas, true, words)
    });
    let Some(pointer) = response.hover_pos() else { return };
    let nearest = graph
        .actors
        .iter()
        .zip(measures)
        .zip(&dots)
        .map(|((actor, measure), dot)| (actor, measure, dot.distance(pointer)))
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

/// Writes names beside the dots, those of the selected and the farthest from the origin first, as long as
/// they cover neither one another nor a dot; the actors that have one.
fn names_ui(
    ui: &Ui,
    frame: Rect,
    graph: &RelationGraph,
    dots: &[Pos2],
    selected: &[&crate::actor::ActorId],
) -> Vec<String> {
    let palette = palette(ui);
    let origin = frame.left_bottom();
    let mut order: Vec<usize> = (0..graph.actors.len().min(dots.len())).collect();
    let is_selected = |actor: usize| selected.contains(&&graph.actors[actor].id);
    order.sort_by(|&a, &b| {
        let key = |actor: usize| (is_selected(actor), dots[actor].distance(origin));
        let (a, b) = (key(a), key(b));
        b.0.cmp(&a.0).then(b.1.total_cmp(&a.1))
    });
    let painter = ui.painter().with_clip_rect(frame);
    let mut taken: Vec<Rect> = Vec::new();
    let mut named = Vec::new();
    for actor in order.into_iter().take(4 * MOST_NAMES) {
        if named.len() == MOST_NAMES {
            break;
        }
        let (face, ink) = match is_selected(actor) {
            true => (Face::SemiBold, palette.selection),
            false => (Face::Regular, palette.text),
        };
        let label = &graph.actors[actor].label;
        let galley = widget::elided(ui.painter(), label, font(face, size::SMALL), color(ink), 150.0);
        if let Some(place) = room_for(galley.size(), dots[actor], frame, dots, &taken) {
            painter.galley(place.min, galley, color(ink));
            taken.push(place);
            named.push(label.clone());
        }
    }
    named
}

/// A place for a name right, left, above or below its dot, where it covers no other name and no dot.
fn room_for(size: Vec2, dot: Pos2, frame: Rect, dots: &[Pos2], taken: &[Rect]) -> Option<Rect> {
    let half = 0.5 * size;
    let [right, left] = [1.0, -1.0].map(|side| dot + vec2(side * (half.x + NAME_GAP), 0.0));
    let [above, below] = [-1.0, 1.0].map(|side| dot + vec2(0.0, side * (half.y + NAME_GAP)));
    [right, left, above, below].into_iter().map(|center| Rect::from_center_size(center, size)).find(|place| {
        frame.contains_rect(*place)
            && !taken.iter().any(|other| other.intersects(*place))
            && !dots.iter().any(|dot| place.expand(2.0).contains(*dot))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stands_where_it_covers_no_dot_and_no_name() {
        let frame = Rect::from_min_size(Pos2::ZERO, vec2(200.0, 100.0));
        let (size, dot) = (vec2(40.0, 12.0), pos2(100.0, 50.0));
        let place = |dots: &[Pos2], taken: &[Rect]| {
            room_for(size, dot, frame, dots, taken).map(|place| place.center() - dot)
        };
        assert_eq!(place(&[dot], &[]), Some(vec2(28.0, 0.0)));
        // Another dot at the right.
        assert_eq!(place(&[dot, pos2(120.0, 50.0)], &[]), Some(vec2(-28.0, 0.0)));
        // Names at both sides.
        let beside = [Rect::from_center_size(dot, vec2(200.0, 6.0))];
        assert_eq!(place(&[dot], &beside), Some(vec2(0.0, -14.0)));
        assert_eq!(place(&[dot], &[frame]), None);
        // No room at the rim.
        assert_eq!(room_for(vec2(300.0, 12.0), dot, frame, &[dot], &[]), None);
    }
}
