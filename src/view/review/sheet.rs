//! The middle of the review: the sentence between its neighbours, the table of what the machine read and
//! what the person says, and the buttons.

use egui::{Align, CornerRadius, Layout, Popup, Rect, Response, Sense, Stroke, Ui, pos2, vec2};

use super::{Asked, Current, Typed, date, verdict_of};
use crate::actor::ActorId;
use crate::article::{Article, Date, Part, Span};
use crate::event::{EventKind, Reading};
use crate::session::Workspace;
use crate::session::correction::{Told, Verdict};
use crate::view::correct;
use crate::view::marked_text::{Look, Mark, MarkedText, Setting};
use crate::view::theme::{self, Face, color, font, size, space};
use crate::view::{Command, Commands, Passage, icon, widget};

/// The width of the text at most.
const COLUMN: f32 = 760.0;
/// The height of a row of the table.
const ROW: f32 = 36.0;

/// Said where there is nothing to review.
pub(super) fn nothing_ui(ui: &mut Ui) {
    ui.centered_and_justified(|ui| {
        let second = color(theme::palette(ui).second_text);
        ui.label(theme::body("The filter lets no event through: there is nothing to review").color(second));
    });
}

pub(super) fn sheet_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    current: &Current<'_>,
    draft: &Told,
    typed: &mut Typed,
    asked: &mut Vec<Asked>,
    commands: &mut Commands,
) {
    ui.spacing_mut().item_spacing = vec2(space::S, 0.0);
    egui::Panel::top("review_head").exact_size(space::HEADER).frame(egui::Frame::NONE).show(ui, |ui| {
        head_ui(ui, workspace, current, commands);
    });
    egui::Panel::bottom("review_foot").exact_size(60.0).frame(egui::Frame::NONE).show(ui, |ui| {
        foot_ui(ui, current, draft, asked);
    });
    egui::ScrollArea::vertical().id_salt("review_sheet").auto_shrink(false).show(ui, |ui| {
        let side = (0.5 * (ui.available_width() - COLUMN)).max(space::XL);
        let width = ui.available_width() - 2.0 * side;
        ui.horizontal_top(|ui| {
            ui.add_space(side - ui.spacing().item_spacing.x);
            ui.vertical(|ui| {
                ui.set_width(width);
                ui.add_space(space::XL);
                sentences_ui(ui, current, draft);
                ui.add_space(space::XL);
                table_ui(ui, workspace, current, draft, typed, asked);
                ui.add_space(space::L);
                why_ui(ui, &mut typed.why);
                ui.add_space(space::L);
            });
        });
    });
}

/// The article's title, and the way to it.
fn head_ui(ui: &mut Ui, workspace: &Workspace, current: &Current<'_>, commands: &mut Commands) {
    let palette = theme::palette(ui);
    let rect = ui.max_rect().shrink2(vec2(space::M, 0.0));
    let left = widget::within(ui, rect, Layout::right_to_left(Align::Center), |ui| {
        let open = theme::button(ui, Some(icon::ARTICLE), "Open the article");
        if open.on_hover_text("Read the article at this sentence").clicked() {
            let corrected = workspace.readings().get(&current.article.id);
            let events = corrected.map_or(0, |reading| reading.events.len());
            let event = (0..events).find(|event| {
                workspace.trace(&current.article.id, *event).machine == Some(current.item.machine)
            });
            commands.push(Command::OpenPassage(Passage {
                article: current.article.id,
                sentence: Some((current.event.part, current.event.sentence)),
                event,
            }));
        }
        ui.min_rect().left()
    });
    let mut at = pos2(rect.left(), rect.center().y);
    let date = current.article.date.as_ref().map(|date| date.value.in_words());
    let room = left - at.x - 110.0;
    let label = current.article.label();
    let title = widget::text_at(ui.painter(), at, &label, widget::body(), palette.second_text, room);
    at.x = title.right() + space::M;
    match date {
        Some(date) => widget::text_at(ui.painter(), at, &date, widget::small(), palette.second_text, 100.0),
        None => {
            let sign = widget::icon_at(ui.painter(), at, icon::EVENT_BUSY, 14.0, palette.warning);
            let at = pos2(sign.right() + 4.0, at.y);
            widget::text_at(ui.painter(), at, "No date", widget::small(), palette.warning, 80.0)
        }
    };
}

/// The sentence, large, between the one before it and the one behind it.
fn sentences_ui(ui: &mut Ui, current: &Current<'_>, draft: &Told) {
    let (part, sentence) = (current.event.part, current.event.sentence);
    let before = sentence.checked_sub(1).map(|before| current.reading.sentence_span(part, before));
    let after = current.reading.sentence_span(part, sentence + 1);
    if let Some(before) = before {
        neighbour_ui(ui, current.article, part, before);
    }
    let span = current.reading.sentence_span(part, sentence);
    let marks = marks(current.reading, current, draft);
    passage_ui(ui, current.article, part, span, &marks, 20.0);
    neighbour_ui(ui, current.article, part, after);
}

fn neighbour_ui(ui: &mut Ui, article: &Article, part: Part, span: Span) {
    if !span.is_empty() {
        passage_ui(ui, article, part, span, &[], 15.0);
    }
}

fn passage_ui(ui: &mut Ui, article: &Article, part: Part, span: Span, marks: &[Mark], points: f32) {
    let palette = theme::palette(ui);
    let (line_height, ink) = if points > 15.0 { (34.0, palette.text) } else { (24.0, palette.second_text) };
    let width = ui.available_width();
    let setting = Setting { font: font(Face::Serif, points), line_height, color: color(ink), width };
    let text = MarkedText::new(ui.painter(), article.part(part), span, &setting);
    let (rect, response) = ui.allocate_exact_size(vec2(width, text.size().y + 12.0), Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, text.text()));
    text.paint(ui.painter(), palette, rect.min, marks, None);
}

/// The actors that the sentence names, and the deciding words in the colour of what is said now.
fn marks(reading: &Reading, current: &Current<'_>, draft: &Told) -> Vec<Mark> {
    let mark = |span, look| Mark { span, look, event: None, hint: String::new() };
    let event = current.event;
    let cues = event.cue_spans.iter().map(|cue| mark(*cue, Look::Cue(draft.kind.quad())));
    let here = reading.mentions.iter().filter(|mention| {
        (mention.part, mention.sentence) == (event.part, event.sentence) && mention.actor.is_some()
    });
    cues.chain(here.map(|mention| mark(mention.span, Look::Named))).collect()
}

/// Where the columns of the table begin.
#[derive(Clone, Copy)]
struct Columns {
    name: f32,
    machine: f32,
    said: f32,
}

fn table_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    current: &Current<'_>,
    draft: &Told,
    typed: &mut Typed,
    asked: &mut Vec<Asked>,
) {
    let width = ui.available_width();
    let columns = Columns { name: 34.0, machine: (0.2 * width).max(118.0), said: 0.56 * width };
    table_head_ui(ui, columns);
    let read = &current.item.anchor.read;
    let label = |actor: &ActorId| workspace.label(actor).to_owned();
    let actors = correct::actors_of(current.reading, current.event.part, current.event.sentence);

    let cell = row_ui(ui, columns, ("S", "Source"), &label(&read.source), &label(&draft.source));
    if let Some(source) = actor_popup(ui, &cell, "S", workspace, &actors, &mut typed.actor) {
        asked.push(Asked::Draft(Told { source, ..draft.clone() }));
    }
    let cell = kind_row_ui(ui, columns, read.kind, draft.kind);
    if let Some(kind) = popup(ui, &cell, egui::Key::T, |ui| correct::kinds_ui(ui, draft.kind)) {
        asked.push(Asked::Draft(Told { kind, ..draft.clone() }));
    }
    let cell = row_ui(ui, columns, ("G", "Target"), &label(&read.target), &label(&draft.target));
    if let Some(target) = actor_popup(ui, &cell, "G", workspace, &actors, &mut typed.actor) {
        asked.push(Asked::Draft(Told { target, ..draft.clone() }));
    }
    let status = |told: &Told| match &told.claimed_by {
        Some(claimant) => format!("{}, by {}", correct::status_label(told.status), label(claimant)),
        None => correct::status_label(told.status).to_owned(),
    };
    let cell = row_ui(ui, columns, ("E", "Status"), &status(read), &status(draft));
    let choose = |ui: &mut Ui| correct::statuses_ui(ui, workspace, draft, &actors);
    if let Some((status, claimed_by)) = popup(ui, &cell, egui::Key::E, choose) {
        asked.push(Asked::Draft(Told { status, claimed_by, ..draft.clone() }));
    }
    let when = |told: &Told| told.date.map_or_else(|| "not said".to_owned(), Date::in_words);
    let cell = row_ui(ui, columns, ("D", "Date"), &when(read), &when(draft));
    if let Some(date) = popup(ui, &cell, egui::Key::D, |ui| date::date_ui(ui, draft.date, &mut typed.date)) {
        typed.date.clear();
        asked.push(Asked::Draft(Told { date, ..draft.clone() }));
    }
    note_row_ui(ui, columns, "Rule", &current.event.rule);
    if let Some(speaker) = &current.event.speaker {
        note_row_ui(ui, columns, "Said by", speaker);
    }
    if current.review.is_some_and(|review| review.verdict == Verdict::NotAnEvent) {
        note_row_ui(ui, columns, "You said", "not an event");
    }
}

fn table_head_ui(ui: &mut Ui, columns: Columns) {
    let palette = theme::palette(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 44.0), Sense::hover());
    let heads = [
        (columns.machine, "Machine read", "never altered", palette.text),
        (columns.said, "Your correction", "lies over it, can be undone", palette.selection),
    ];
    for (left, head, line, ink) in heads {
        let width = if left == columns.machine { columns.said - left } else { rect.width() - left };
        let at = rect.min + vec2(left, 10.0);
        widget::text_at(ui.painter(), at, head, font(Face::SemiBold, size::BODY), ink, width - 8.0);
        let at = rect.min + vec2(left, 28.0);
        widget::text_at(ui.painter(), at, line, widget::small(), palette.second_text, width - 8.0);
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, color(palette.hairline)));
}

/// A row of the table; its right cell can be pressed to say something else.
fn row_ui(ui: &mut Ui, columns: Columns, (key, name): (&str, &str), read: &str, said: &str) -> Response {
    let (rect, response) = frame_ui(ui, columns, key, name, (read, said));
    let palette = theme::palette(ui);
    let middle = rect.center().y;
    let width = columns.said - columns.machine - space::L;
    let at = pos2(rect.left() + columns.machine, middle);
    widget::text_at(ui.painter(), at, read, widget::body(), palette.text, width);
    let ink = if read == said { palette.second_text } else { palette.text };
    let at = pos2(rect.left() + columns.said, middle);
    widget::text_at(ui.painter(), at, said, widget::body(), ink, rect.width() - columns.said - 70.0);
    response
}

fn kind_row_ui(ui: &mut Ui, columns: Columns, read: EventKind, said: EventKind) -> Response {
    let (rect, response) = frame_ui(ui, columns, "T", "Type", (read.label(), said.label()));
    for (left, kind) in [(columns.machine, read), (columns.said, said)] {
        let place = Rect::from_min_size(pos2(rect.left() + left, rect.top()), vec2(140.0, ROW));
        widget::within(ui, place, Layout::left_to_right(Align::Center), |ui| theme::type_chip(ui, kind));
    }
    response
}

/// Key, name, and the ground of the right cell. Without a key the cell says what it is and no more.
fn frame_ui(
    ui: &mut Ui,
    columns: Columns,
    key: &str,
    name: &str,
    (read, said): (&str, &str),
) -> (Rect, Response) {
    let changed = read != said;
    let palette = theme::palette(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let middle = rect.center().y;
    if !key.is_empty() {
        let at = pos2(rect.left() + 22.0, middle);
        widget::key_cap(ui.painter(), at, key, palette.second_text, palette.hairline);
    }
    let at = pos2(rect.left() + columns.name, middle);
    widget::text_at(
        ui.painter(),
        at,
        name,
        widget::body(),
        palette.second_text,
        columns.machine - columns.name,
    );
    let cell = Rect::from_min_max(pos2(rect.left() + columns.said - 10.0, rect.top()), rect.max);
    let sense = if key.is_empty() { Sense::hover() } else { Sense::click() };
    let response = ui.interact(cell, ui.scope_id().with(("cell", name)), sense);
    let role = if key.is_empty() { egui::Role::Label } else { egui::Role::Button };
    let spoken =
        if changed { format!("{name}: {said}, the machine read {read}") } else { format!("{name}: {said}") };
    response.widget_info(|| egui::WidgetInfo::labeled(role, true, &spoken));
    if changed {
        ui.painter().rect_filled(cell, CornerRadius::ZERO, color(palette.selected_row));
        let at = pos2(cell.right() - space::S, middle);
        widget::text_right(ui.painter(), at, "changed", widget::small(), palette.selection);
    } else if response.hovered() && !key.is_empty() {
        ui.painter().rect_filled(cell, CornerRadius::ZERO, color(palette.raised));
    }
    theme::focus_ring(ui, &response, cell.shrink(1.0));
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, color(palette.hairline)));
    (rect, response)
}

/// A row that nothing can be done with.
fn note_row_ui(ui: &mut Ui, columns: Columns, name: &str, words: &str) {
    let palette = theme::palette(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 30.0), Sense::hover());
    let middle = rect.center().y;
    let at = pos2(rect.left() + columns.name, middle);
    widget::text_at(ui.painter(), at, name, widget::small(), palette.second_text, 90.0);
    let at = pos2(rect.left() + columns.machine, middle);
    let width = rect.width() - columns.machine;
    widget::text_at(ui.painter(), at, words, widget::small(), palette.second_text, width);
}

/// Choices below a cell, opened by a click or by its key.
fn popup<T>(
    ui: &Ui,
    cell: &Response,
    key: egui::Key,
    content: impl FnOnce(&mut Ui) -> Option<T>,
) -> Option<T> {
    let ctx = ui.ctx();
    let id = Popup::default_response_id(cell);
    let free = !ctx.text_edit_focused() && !Popup::is_any_open(ctx);
    if free && ctx.input_mut(|input| input.consume_key(egui::Modifiers::NONE, key)) {
        Popup::open_id(ctx, id);
    }
    let shown = Popup::menu(cell).width(240.0).show(content);
    let chosen = shown.and_then(|shown| shown.inner);
    if chosen.is_some() {
        Popup::close_id(ctx, id);
    }
    chosen
}

fn actor_popup(
    ui: &Ui,
    cell: &Response,
    key: &str,
    workspace: &Workspace,
    actors: &[ActorId],
    filter: &mut String,
) -> Option<ActorId> {
    let key = if key == "S" { egui::Key::S } else { egui::Key::G };
    popup(ui, cell, key, |ui| correct::actors_ui(ui, workspace, actors, filter))
}

/// Why, in the person's words.
fn why_ui(ui: &mut Ui, why: &mut String) {
    let palette = theme::palette(ui);
    ui.horizontal(|ui| {
        ui.add_space(34.0);
        let label = ui.label(theme::small("Say why").color(color(palette.second_text)));
        let edit = egui::TextEdit::singleline(why)
            .hint_text(theme::body("Optional, kept with the correction").color(color(palette.second_text)))
            .font(widget::body())
            .margin(egui::Margin::symmetric(8, 4))
            .desired_width(f32::INFINITY);
        ui.scope(|ui| {
            let widgets = &mut ui.visuals_mut().widgets;
            widgets.inactive.bg_stroke = Stroke::new(1.0, color(palette.hairline));
            ui.add(edit).labelled_by(label.id);
        });
    });
}

fn foot_ui(ui: &mut Ui, current: &Current<'_>, draft: &Told, asked: &mut Vec<Asked>) {
    let changed = *draft != current.item.anchor.read;
    let rect = ui.available_rect_before_wrap().shrink2(vec2(space::M, 0.0));
    let narrow = rect.width() < 620.0;
    widget::within(ui, rect, Layout::left_to_right(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        ui.add_enabled_ui(changed, |ui| {
            let keep = theme::primary_button(ui, None, "Keep the correction");
            if keep.on_hover_text("Enter").clicked() {
                asked.push(Asked::Judge(verdict_of(current, draft)));
            }
        });
        let words = if narrow { "Right" } else { "Machine was right" };
        if theme::outlined_button(ui, Some(icon::CHECK), words).on_hover_text("A").clicked() {
            asked.push(Asked::Judge(Verdict::Right));
        }
        let words = if narrow { "No event" } else { "Not an event" };
        if theme::outlined_button(ui, Some(icon::CLOSE), words).on_hover_text("X").clicked() {
            asked.push(Asked::Judge(Verdict::NotAnEvent));
        }
        if theme::outlined_button(ui, Some(icon::SYNC_ALT), "Reverse").on_hover_text("R").clicked() {
            asked.push(Asked::Draft(draft.reversed()));
        }
        if rect.width() > 700.0 {
            keys_ui(ui);
        }
    });
}

fn keys_ui(ui: &mut Ui) {
    let second = color(theme::palette(ui).second_text);
    ui.add_space(space::S);
    for (key, words) in [("A", "right"), ("X", "strike"), ("K", "back"), ("J", "skip"), ("U", "undo")] {
        if ui.available_width() < 62.0 {
            return;
        }
        ui.spacing_mut().item_spacing.x = space::XS;
        theme::key_hint(ui, key);
        ui.label(theme::small(words).color(second));
        ui.add_space(space::XS);
    }
}
