//! The empty window: what the program does, and three ways to begin.

use egui::{Align2, CornerRadius, Pos2, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::marked_text::{Look, Mark, MarkedText, Setting};
use super::theme::{self, Face, color, font, size, space};
use super::{Action, Command, Commands, Status, icon, top_bar, widget};
use crate::article::Span;
use crate::event::Quad;
use crate::export::palette::Palette;

/// The sentence that explains the program.
const EXAMPLE: &str = "Norwegian ministers signed a fishing accord with Iceland.";
const CARD: egui::Vec2 = vec2(232.0, 132.0);
/// Sessions used last that are offered.
const RECENT: usize = 4;

/// Draws the middle of an empty window.
pub fn empty_ui(ui: &mut egui::Ui, status: &Status, commands: &mut Commands) {
    let whole = ui.max_rect();
    let palette = theme::palette(ui);
    ui.painter().rect_filled(whole.expand(16.0), CornerRadius::ZERO, color(palette.paper));
    let recent = status.recent.len().min(RECENT);
    // Gaps give way first where the window is low.
    let needed = 34.0 + 64.0 + 26.0 + 24.0 + CARD.y + 20.0 + if recent > 0 { 32.0 } else { 0.0 } + 40.0;
    let gap = ((whole.height() - needed) / 7.0).clamp(4.0, 44.0);
    let total = needed + 4.0 * gap;
    ui.spacing_mut().item_spacing = vec2(space::L, 0.0);
    ui.vertical_centered(|ui| {
        ui.add_space((0.45 * (whole.height() - total)).max(0.0));
        example_ui(ui, palette);
        ui.add_space(gap);
        ui.label(theme::title("See who did what to whom, and the sentences that say so"));
        let second = color(palette.second_text);
        ui.add_space(space::XS);
        let words = "Diplograph reads news articles and draws the relations between countries as a map.";
        ui.label(theme::body(words).color(second));
        ui.add_space(0.6 * gap);
        cards_ui(ui, whole, commands);
        ui.add_space(0.4 * gap);
        ui.label(theme::body("Or drop files and folders anywhere in this window.").color(second));
        if recent > 0 {
            ui.add_space(space::XS);
            recent_ui(ui, &status.recent[..recent], commands);
        }
    });
    promise_ui(ui, whole);
}

/// The example sentence with its marks, and the link that comes of it under the words.
fn example_ui(ui: &mut Ui, palette: &Palette) {
    let points = if ui.available_width() < 700.0 { 16.0 } else { 19.0 };
    let setting = Setting {
        font: font(Face::Serif, points),
        line_height: 34.0,
        color: color(palette.text),
        width: f32::INFINITY,
    };
    let text = MarkedText::new(ui.painter(), EXAMPLE, Span::new(0, EXAMPLE.len()), &setting);
    let (rect, response) = ui.allocate_exact_size(vec2(text.size().x, 34.0 + 64.0), Sense::hover());
    let in_words = format!("{EXAMPLE} This makes a link: Norway agrees with Iceland");
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &in_words));
    let [source, cue, target] = ["Norwegian", "signed a fishing accord", "Iceland"].map(span_in_example);
    let quad = Quad::VerbalCooperation;
    let mark = |span, look| Mark { span, look, event: None, hint: String::new() };
    let marks = [mark(cue, Look::Cue(Some(quad))), mark(source, Look::Named), mark(target, Look::Named)];
    text.paint(ui.painter(), palette, rect.min, &marks, None);
    let under = |span: Span| {
        let words = text.rects(span).first().copied().unwrap_or(rect);
        pos2(rect.left() + words.center().x, rect.top() + 66.0)
    };
    paint_link(ui.painter(), palette, under(source), under(target));
}

fn span_in_example(words: &str) -> Span {
    let start = EXAMPLE.find(words).unwrap_or(0);
    Span::new(start, start + words.len())
}

/// Two actors and the link between them, drawn as on the map.
fn paint_link(painter: &egui::Painter, palette: &Palette, from: Pos2, to: Pos2) {
    let ink = color(palette.cooperation_verbal);
    let (start, end) = (from.x + 12.0 + 5.0, to.x - 9.0 - 4.0);
    let head = 9.0;
    let ribbon = vec![
        pos2(start, from.y - 2.6),
        pos2(end - head, from.y - 0.8),
        pos2(end - head, from.y + 0.8),
        pos2(start, from.y + 2.6),
    ];
    painter.add(egui::Shape::convex_polygon(ribbon, ink, Stroke::NONE));
    let arrow = vec![pos2(end - head, from.y - 4.5), pos2(end, from.y), pos2(end - head, from.y + 4.5)];
    painter.add(egui::Shape::convex_polygon(arrow, ink, Stroke::NONE));
    let ring = Stroke::new(1.0, color(palette.node_ring));
    painter.circle(from, 12.0, color(palette.node), ring);
    painter.circle(to, 9.0, color(palette.node), ring);
    let middle = pos2(0.5 * (start + end), from.y - 6.0);
    let second = color(palette.second_text);
    painter.text(middle, Align2::CENTER_BOTTOM, "support, verbal", widget::small(), second);
    let name = |at: Pos2, name: &str, below: f32| {
        let ink = color(palette.text);
        painter.text(at + vec2(0.0, below), Align2::CENTER_TOP, name, font(Face::Medium, size::BODY), ink);
    };
    name(from, "Norway", 15.0);
    name(to, "Iceland", 15.0);
}

struct Card {
    action: Action,
    icon: char,
    title: &'static str,
    words: &'static str,
    main: bool,
}

const CARDS: [Card; 3] = [
    Card {
        action: Action::OpenArticles,
        icon: icon::FOLDER_OPEN,
        title: "Open articles",
        words: "PDF, Word, web pages, texts, tables and more, in English",
        main: true,
    },
    Card {
        action: Action::OpenSample,
        icon: icon::MAP,
        title: "Open the sample",
        words: "18 articles on the Suez crisis of 1956, ready to explore",
        main: false,
    },
    Card {
        action: Action::PasteText,
        icon: icon::CONTENT_PASTE,
        title: "Paste text",
        words: "One article from the clipboard, in English",
        main: false,
    },
];

fn cards_ui(ui: &mut Ui, whole: Rect, commands: &mut Commands) {
    let width = CARD.x.min((whole.width() - 2.0 * space::L - 32.0) / 3.0);
    let row = vec2(3.0 * width + 2.0 * space::L, CARD.y);
    ui.allocate_ui_with_layout(row, egui::Layout::left_to_right(egui::Align::Min), |ui| {
        for card in &CARDS {
            if card_ui(ui, card, width) {
                commands.act(card.action);
            }
        }
    });
}

/// One card; whether it was pressed.
fn card_ui(ui: &mut Ui, card: &Card, width: f32) -> bool {
    let palette = theme::palette(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(width, CARD.y), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, card.title));
    let hovered = response.hovered();
    let (fill, ink, second) = match (card.main, hovered) {
        (true, false) => (palette.selection, palette.panel, palette.panel.over(palette.selection, 0.85)),
        (true, true) => {
            let fill = palette.selection.over(palette.text, 0.9);
            (fill, palette.panel, palette.panel.over(fill, 0.85))
        }
        (false, true) => (palette.raised, palette.text, palette.second_text),
        (false, false) => (palette.panel, palette.text, palette.second_text),
    };
    let line = if card.main { fill } else { palette.hairline };
    let rounded = CornerRadius::same(theme::RADIUS);
    let stroke = Stroke::new(1.0, color(line));
    ui.painter().rect(rect, rounded, color(fill), stroke, StrokeKind::Inside);
    theme::focus_ring(ui, &response, rect.expand(3.0));
    let sign = if card.main { ink } else { palette.selection };
    widget::icon_at(ui.painter(), rect.min + vec2(space::L, 28.0), card.icon, 24.0, sign);
    if let Some(keys) = card.action.shortcut_text() {
        let line = if card.main { second } else { palette.hairline };
        widget::key_cap(ui.painter(), pos2(rect.right() - space::M, rect.top() + 22.0), &keys, second, line);
    }
    let title_at = rect.min + vec2(space::L, 67.0);
    let room = width - 2.0 * space::L;
    widget::text_at(ui.painter(), title_at, card.title, font(Face::SemiBold, size::LARGE), ink, room);
    let words = ui.painter().layout(card.words.to_owned(), widget::body(), color(second), room);
    ui.painter().galley(rect.min + vec2(space::L, 82.0), words, color(second));
    response.on_hover_text(card.action.tooltip_with_shortcut()).clicked()
}

/// Sessions and folders used last, as links in a row.
fn recent_ui(ui: &mut Ui, recent: &[std::path::PathBuf], commands: &mut Commands) {
    let second = color(theme::palette(ui).second_text);
    let layout = egui::Layout::left_to_right(egui::Align::Center).with_main_align(egui::Align::Center);
    let width: f32 = recent.iter().map(|path| name_width(ui, &top_bar::session_name(path)) + 16.0).sum();
    let size = vec2((width + 64.0).min(ui.available_width()), space::ROW);
    ui.allocate_ui_with_layout(size, layout, |ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.label(theme::body("Used last:").color(second));
        for path in recent {
            let link = theme::link_button(ui, &top_bar::session_name(path));
            if link.on_hover_text(path.display().to_string()).clicked() {
                commands.push(Command::OpenPaths(vec![path.clone()]));
            }
        }
    });
}

fn name_width(ui: &Ui, name: &str) -> f32 {
    let ink = egui::Color32::PLACEHOLDER;
    ui.painter().layout_no_wrap(name.to_owned(), font(Face::Medium, size::BODY), ink).size().x
}

/// The promise at the foot.
fn promise_ui(ui: &Ui, whole: Rect) {
    let palette = theme::palette(ui);
    let ink = color(palette.second_text);
    let words = "Nothing leaves this computer: the program has no network code.";
    let text = ui.painter().layout_no_wrap(words.to_owned(), widget::small(), ink);
    let left = whole.center().x - 0.5 * (text.size().x + 22.0);
    let middle = whole.bottom() - 24.0;
    widget::icon_at(ui.painter(), pos2(left, middle), icon::LOCK, 16.0, palette.second_text);
    ui.painter().galley(pos2(left + 22.0, middle - 0.5 * text.size().y), text, ink);
}

/// While files are held over the window: that they may be dropped.
pub fn drop_hint_ui(ui: &egui::Ui) {
    let files = ui.input(|input| input.raw.hovered_files.len());
    if files == 0 {
        return;
    }
    let palette = theme::palette(ui);
    let whole = ui.ctx().content_rect();
    let layer = egui::LayerId::new(egui::Order::Foreground, egui::Id::unique("drop_hint"));
    let painter = ui.ctx().layer_painter(layer);
    painter.rect_filled(whole, CornerRadius::ZERO, theme::faded(palette.paper, 0.85));
    let stroke = Stroke::new(2.0, color(palette.selection));
    painter.rect_stroke(whole.shrink(12.0), CornerRadius::same(theme::RADIUS), stroke, StrokeKind::Inside);
    let words =
        format!("Drop to read {}", if files == 1 { "it".to_owned() } else { format!("these {files}") });
    let title = font(Face::SemiBold, size::TITLE);
    painter.text(whole.center(), Align2::CENTER_CENTER, words, title, color(palette.selection));
    let hint = "Articles are added to the map; a session or an evidence folder is opened";
    let at = whole.center() + vec2(0.0, 30.0);
    painter.text(at, Align2::CENTER_CENTER, hint, widget::body(), color(palette.second_text));
}
