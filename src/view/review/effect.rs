//! The right side of the review: what the map has of the event now and would have with the draft, how often
//! its rule was right elsewhere, and what was said of the event before.

use std::collections::BTreeSet;

use egui::{Pos2, Rect, Sense, Stroke, Ui, pos2, vec2};

use super::queue::Queue;
use super::{Asked, Current};
use crate::actor::ActorId;
use crate::article::Part;
use crate::event::{ENGINE, Event};
use crate::session::Workspace;
use crate::session::correction::{Told, Verdict};
use crate::view::theme::{self, Face, color, font, size, space};
use crate::view::{number, widget, wording};

/// A link with its sentences now and with the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Change {
    source: ActorId,
    target: ActorId,
    now: usize,
    then: usize,
}

pub(super) fn effect_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    queue: &Queue,
    current: &Current<'_>,
    draft: &Told,
    asked: &mut Vec<Asked>,
) {
    ui.spacing_mut().item_spacing = vec2(space::XS, 0.0);
    let palette = theme::palette(ui);
    let (strip, _) = ui.allocate_exact_size(vec2(ui.available_width(), space::HEADER), Sense::hover());
    let at = pos2(strip.left() + space::M, strip.center().y);
    let head = font(Face::SemiBold, size::BODY);
    widget::text_at(ui.painter(), at, "What this changes", head, palette.text, strip.width());
    theme::hairline(ui);
    egui::ScrollArea::vertical().id_salt("review_effect_rows").auto_shrink(false).show(ui, |ui| {
        let margin = egui::Margin::symmetric(12, 12);
        egui::Frame::new().inner_margin(margin).show(ui, |ui| {
            let changes = changes(workspace, current, draft);
            map_ui(ui, workspace, "Now", &changes, |change| change.now);
            ui.add_space(space::M);
            map_ui(ui, workspace, "With the correction", &changes, |change| change.then);
            ui.add_space(space::M);
            for line in in_words(workspace, &changes) {
                ui.add(egui::Label::new(theme::body(line)).wrap());
                ui.add_space(space::XS);
            }
        });
        theme::hairline(ui);
        egui::Frame::new().inner_margin(margin).show(ui, |ui| rule_ui(ui, workspace, queue, current, asked));
        theme::hairline(ui);
        egui::Frame::new().inner_margin(margin).show(ui, |ui| said_ui(ui, current));
    });
}

/// The directed pairs that an event draws.
fn pairs(told: &Told) -> Vec<(ActorId, ActorId)> {
    let there = (told.source.clone(), told.target.clone());
    let back = (told.target.clone(), told.source.clone());
    if told.source == told.target {
        Vec::new()
    } else if told.reciprocal {
        vec![there, back]
    } else {
        vec![there]
    }
}

/// The links that the event is on now or would be with the draft.
fn changes(workspace: &Workspace, current: &Current<'_>, draft: &Told) -> Vec<Change> {
    let article = current.article;
    let drawn = |event: &Event| wording::in_map(workspace, article, event);
    let on_map = workspace.readings().get(&article.id).into_iter().flat_map(|reading| {
        let traced =
            move |index: &usize| workspace.trace(&article.id, *index).machine == Some(current.item.machine);
        (0..reading.events.len()).filter(traced).map(move |index| (index, &reading.events[index]))
    });
    let on_map: Vec<(usize, &Event)> = on_map.collect();
    let now: BTreeSet<_> = on_map
        .iter()
        .filter(|(_, event)| drawn(event))
        .flat_map(|(_, event)| pairs(&Told::of(event)))
        .collect();
    let drafted = draft.applied_to(current.event);
    let corrections = &workspace.session().choices.corrections;
    let meant = |actor: &ActorId| corrections.meant(actor).clone();
    let shown = Told { source: meant(&draft.source), target: meant(&draft.target), ..draft.clone() };
    let then: BTreeSet<_> =
        if drawn(&drafted) { pairs(&shown).into_iter().collect() } else { BTreeSet::new() };
    let here = (article.id, current.event.part, current.event.sentence);
    let change = |(source, target): &(ActorId, ActorId)| {
        let others: BTreeSet<(_, Part, usize)> = workspace
            .graph()
            .relation(source, target)
            .into_iter()
            .flat_map(|relation| &relation.evidence)
            .filter(|evidence| {
                let own = on_map.iter().any(|(index, _)| *index == evidence.event);
                !(evidence.article == article.id && own)
            })
            .filter_map(|evidence| {
                let event = crate::graph::event(workspace.readings(), evidence)?;
                Some((evidence.article, event.part, event.sentence))
            })
            .collect();
        let with = |is_on: bool| others.len() + usize::from(is_on && !others.contains(&here));
        let pair = (source.clone(), target.clone());
        Change {
            source: source.clone(),
            target: target.clone(),
            now: with(now.contains(&pair)),
            then: with(then.contains(&pair)),
        }
    };
    now.union(&then).map(change).collect()
}

/// What comes and goes, in words.
fn in_words(workspace: &Workspace, changes: &[Change]) -> Vec<String> {
    if changes.is_empty() {
        return vec!["The map does not count this event, before or after.".to_owned()];
    }
    let line = |change: &Change| {
        let (source, target) = (workspace.label(&change.source), workspace.label(&change.target));
        match (change.now, change.then) {
            (now, then) if now == then => {
                format!("{source} → {target} keeps its {}.", number::counted(now, "sentence"))
            }
            (_, 0) => format!("The link from {source} to {target} goes: this was its only sentence."),
            (0, _) => format!("A link from {source} to {target} comes."),
            (now, then) => format!("{source} → {target}: {}, then {then}.", number::counted(now, "sentence")),
        }
    };
    changes.iter().map(line).collect()
}

/// The actors with their links, as small as a stamp. Places are the same in both pictures.
fn map_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    title: &str,
    changes: &[Change],
    sentences: impl Fn(&Change) -> usize,
) {
    let palette = theme::palette(ui);
    ui.label(theme::body(title).strong());
    ui.add_space(space::XS);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 120.0), Sense::hover());
    let drawn: Vec<String> = changes
        .iter()
        .filter(|change| sentences(change) > 0)
        .map(|change| {
            let ends = (workspace.label(&change.source), workspace.label(&change.target));
            format!("{} → {} {}", ends.0, ends.1, sentences(change))
        })
        .collect();
    let said = if drawn.is_empty() { "no link".to_owned() } else { drawn.join(", ") };
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, format!("{title}: {said}")));
    ui.painter().rect_filled(rect, 6.0, color(palette.paper));
    let actors: BTreeSet<&ActorId> =
        changes.iter().flat_map(|change| [&change.source, &change.target]).collect();
    let actors: Vec<&ActorId> = actors.into_iter().collect();
    let places = places(rect, actors.len());
    let place = |actor: &ActorId| {
        let index = actors.iter().position(|other| *other == actor);
        index.and_then(|index| places.get(index)).copied().unwrap_or(rect.center())
    };
    for change in changes.iter().filter(|change| sentences(change) > 0) {
        let same = change.now == change.then;
        arrow(ui, place(&change.source), place(&change.target), sentences(change), same);
    }
    for (actor, at) in actors.iter().zip(&places) {
        ui.painter().circle(*at, 8.0, color(palette.node), Stroke::new(1.5, color(palette.paper)));
        let below = at.y > rect.center().y;
        let label = workspace.label(actor);
        let text = widget::elided(ui.painter(), label, widget::small(), color(palette.text), 110.0);
        let left = (at.x - 0.5 * text.size().x).clamp(rect.left() + 6.0, rect.right() - 6.0 - text.size().x);
        let top = if below { at.y + 11.0 } else { at.y - 11.0 - text.size().y };
        ui.painter().galley(pos2(left, top), text, color(palette.text));
    }
}

fn places(rect: Rect, actors: usize) -> Vec<Pos2> {
    let at = |x: f32, y: f32| pos2(rect.left() + x * rect.width(), rect.top() + y * rect.height());
    match actors {
        0 => Vec::new(),
        1 => vec![at(0.5, 0.5)],
        2 => vec![at(0.22, 0.48), at(0.78, 0.48)],
        3 => vec![at(0.2, 0.34), at(0.8, 0.34), at(0.5, 0.68)],
        _ => [(0.2, 0.32), (0.8, 0.32), (0.2, 0.7), (0.8, 0.7)].map(|(x, y)| at(x, y)).to_vec(),
    }
}

/// A link from one place to another, bowed to its right so that both directions can be seen.
fn arrow(ui: &Ui, from: Pos2, to: Pos2, sentences: usize, same: bool) {
    let palette = theme::palette(ui);
    let way = to - from;
    let length = way.length().max(1.0);
    let along = way / length;
    let side = vec2(-along.y, along.x);
    let (from, to) = (from + 11.0 * along + 6.0 * side, to - 13.0 * along + 6.0 * side);
    let width = (1.0 + 7.0 * (1.0 + sentences as f32).ln() / 61.0_f32.ln()).min(8.0);
    let ink = color(if same { palette.node } else { palette.selection });
    let tip = 5.0 + 0.9 * width;
    ui.painter().line_segment([from, to - (tip - 1.0) * along], Stroke::new(width, ink));
    let base = to - tip * along;
    let corners = vec![to, base + 0.5 * tip * side, base - 0.5 * tip * side];
    ui.painter().add(egui::Shape::convex_polygon(corners, ink, Stroke::NONE));
    let middle = from + 0.5 * (to - from) + 12.0 * side;
    let count = number::grouped(sentences);
    let face = font(Face::Tabular, size::SMALL);
    ui.painter().text(middle, egui::Align2::CENTER_CENTER, count, face, color(palette.second_text));
}

/// How often the same rule was right, and the way to its other events.
fn rule_ui(ui: &mut Ui, workspace: &Workspace, queue: &Queue, current: &Current<'_>, asked: &mut Vec<Asked>) {
    let palette = theme::palette(ui);
    let rule = &current.event.rule;
    let (right, reviewed, all) = queue.of_rule(workspace, rule);
    ui.label(theme::body("The same rule elsewhere").strong());
    ui.add_space(space::S);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::hover());
    let middle = rect.center().y;
    let words = format!("{right} of {reviewed}");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, format!("Right: {words}")));
    widget::text_at(
        ui.painter(),
        pos2(rect.left(), middle),
        "Right",
        widget::body(),
        palette.second_text,
        60.0,
    );
    let face = font(Face::Tabular, size::BODY);
    let count =
        widget::text_right(ui.painter(), pos2(rect.right(), middle), &words, face.clone(), palette.text);
    let bar =
        Rect::from_min_max(pos2(rect.left() + 90.0, middle - 4.0), pos2(count.left() - 12.0, middle + 4.0));
    if bar.width() > 0.0 {
        ui.painter().rect_filled(bar, 2.0, color(palette.hairline));
        let share = right as f32 / reviewed.max(1) as f32;
        let part = Rect::from_min_size(bar.min, vec2(bar.width() * share, bar.height()));
        ui.painter().rect_filled(part, 2.0, color(palette.second_text));
    }
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::hover());
    let middle = rect.center().y;
    let at = pos2(rect.left(), middle);
    widget::text_at(ui.painter(), at, "Not yet reviewed", widget::body(), palette.second_text, 140.0);
    let open = all - reviewed;
    let at = pos2(rect.right(), middle);
    widget::text_right(ui.painter(), at, &number::grouped(open), face, palette.text);
    if queue.rule().is_some() {
        if theme::link_button(ui, "Show the events of all rules").clicked() {
            asked.push(Asked::OnlyRule(None));
        }
    } else if all > 1 {
        let words = format!("Review these {} next", number::grouped(all));
        if theme::link_button(ui, &words).clicked() {
            asked.push(Asked::OnlyRule(Some(rule.clone())));
        }
    }
}

/// What was said of the event before.
fn said_ui(ui: &mut Ui, current: &Current<'_>) {
    let second = color(theme::palette(ui).second_text);
    ui.label(theme::body("History").strong());
    ui.add_space(space::S);
    ui.label(theme::small(format!("Read by engine {ENGINE}")).color(second));
    if let Some(review) = current.review {
        let words = match &review.verdict {
            Verdict::Right => "You accepted it",
            Verdict::NotAnEvent => "You struck it",
            Verdict::Corrected(_) => "You corrected it",
        };
        ui.add_space(space::XS);
        ui.label(theme::small(words));
        if !review.why.is_empty() {
            ui.add_space(space::XS);
            ui.add(egui::Label::new(theme::small(format!("“{}”", review.why)).color(second)).wrap());
        }
    }
}
