//! An article's text with its mentions and events marked, in place of the map.
//!
//! Paragraphs are laid out one by one and only where they are in view, so that a book is as quick as a
//! note. What lies between sentences is shown too: nothing of the text is left out.

use egui::{Align, Layout, Rect, Sense, Ui, UiBuilder, pos2, vec2};

use super::lazy_list::LazyList;
use super::marked_text::{Look, Mark, MarkedText, Setting};
use super::theme::{self, Face, color, font, size, space};
use super::why::WhyView;
use super::{
    Action, Command, Commands, Passage, ViewState, articles, correct, icon, number, widget, wording,
};
use crate::actor::{Mention, MentionKind, Role};
use crate::article::{Article, ArticleId, Part, QUOTED, Span};
use crate::event::{Event, Quad, Reading};
use crate::language::Readable;
use crate::session::Workspace;

/// Widest column of text.
const COLUMN: f32 = 612.0;
/// Distance of the numbers of events from the text.
const NUMBERS_APART: f32 = 20.0;
/// The margin with the numbers of events, and its distance from the text.
const MARGIN: f32 = 44.0 + NUMBERS_APART;

/// What the article view remembers.
#[derive(Debug, Default)]
pub struct ArticleView {
    made_for: Option<(ArticleId, u64)>,
    blocks: Vec<Block>,
    list: LazyList,
    /// The passage that was scrolled to; another one is scrolled to when it comes.
    shown: Option<Passage>,
    /// The sentence that is to come into view.
    wanted: Option<(Part, usize)>,
    /// How a sentence was read, below the text.
    pub why: WhyView,
    /// The sentence under the last right click.
    asked: Option<(Part, usize)>,
}

/// A piece of the article that is laid out by itself.
#[derive(Debug)]
struct Block {
    kind: BlockKind,
    part: Part,
    span: Span,
    marks: Vec<Mark>,
    /// Where events begin, with their indices in the reading.
    events: Vec<(usize, usize)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum BlockKind {
    Title,
    /// Date, outlet and what was read, below the title.
    Data,
    Paragraph,
}

/// Draws the article of `state.passage` in the middle.
pub fn article_ui(ui: &mut egui::Ui, workspace: &Workspace, state: &mut ViewState, commands: &mut Commands) {
    let Some(passage) = state.passage.clone() else { return };
    let Some(article) = workspace.article(&passage.article) else { return };
    let reading = workspace.readings().get(&article.id).map(AsRef::as_ref);
    let frame = theme::panel_frame(ui);
    egui::CentralPanel::default().frame(frame).show(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, 0.0);
        let strip = |panel: egui::Panel| panel.frame(egui::Frame::NONE).show_separator_line(true);
        strip(egui::Panel::top("article_head").exact_size(space::HEADER))
            .show(ui, |ui| head_ui(ui, workspace, &state.articles, article, commands));
        let view = &mut state.article;
        view.prepare(workspace, article, reading, &passage);
        strip(egui::Panel::bottom("article_legend").exact_size(36.0)).show(ui, |ui| view.legend_ui(ui));
        view.why.panel_ui(ui, workspace, article, &mut state.panels.why_height, commands);
        view.text_ui(ui, workspace, article, reading, &passage, commands);
    });
}

fn head_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    list: &articles::ArticlesView,
    article: &Article,
    commands: &mut Commands,
) {
    ui.horizontal_centered(|ui| {
        ui.add_space(space::XS);
        let back = theme::button(ui, Some(icon::ARROW_BACK), "Back to the map");
        if widget::with_tooltip(back, Action::BackToMap).clicked() {
            commands.act(Action::BackToMap);
        }
        theme::key_hint(ui, "Esc");
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(space::S);
            if workspace.folder().is_none() {
                let details = theme::button(ui, Some(icon::EDIT), "Details");
                if widget::with_tooltip(details, Action::EditDetails).clicked() {
                    commands.act(Action::EditDetails);
                }
            }
            steps_ui(ui, workspace, list, article, commands);
        });
    });
}

/// "Article 1 of 14" with the way to its neighbours, from right to left.
fn steps_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    list: &articles::ArticlesView,
    article: &Article,
    commands: &mut Commands,
) {
    ui.spacing_mut().item_spacing.x = 2.0;
    let explain = Action::ExplainSentence;
    let tooltip = explain.tooltip_with_shortcut();
    // Of an evidence folder there is no text that could be read again.
    let has_text = workspace.folder().is_none();
    if has_text && theme::named_icon_button(ui, icon::HELP, explain.label(), &tooltip).clicked() {
        commands.act(explain);
    }
    for (action, icon) in
        [(Action::NextArticle, icon::EXPAND_MORE), (Action::PreviousArticle, icon::EXPAND_LESS)]
    {
        if theme::icon_button(ui, icon, &action.tooltip_with_shortcut()).clicked() {
            commands.act(action);
        }
    }
    ui.add_space(space::S);
    let second = color(theme::palette(ui).second_text);
    let (place, all) = match list.shown().iter().position(|id| *id == article.id) {
        Some(place) => (place, list.shown().len()),
        None => {
            let all = workspace.articles();
            (all.iter().position(|other| other.id == article.id).unwrap_or(0), all.len())
        }
    };
    let words = format!("Article {} of {}", number::grouped(place + 1), number::grouped(all));
    ui.add(egui::Label::new(theme::small(words).color(second)).truncate());
}

/// The legend's words with the look that each is drawn in.
const LEGEND: [(&str, Look); 7] = [
    ("named", Look::Named),
    ("referred to", Look::Referred),
    ("cooperation", Look::Cue(Some(Quad::VerbalCooperation))),
    ("conflict", Look::Cue(Some(Quad::VerbalConflict))),
    ("left out of the map", Look::LeftOut(Some(Quad::VerbalConflict))),
    ("damaged", Look::Damaged),
    ("unresolved", Look::Unresolved),
];

/// The look in the legend that stands for a look.
fn sample_of(look: Look) -> Look {
    match look {
        Look::Cue(Some(quad)) if quad.is_cooperation() => Look::Cue(Some(Quad::VerbalCooperation)),
        Look::Cue(_) => Look::Cue(Some(Quad::VerbalConflict)),
        Look::LeftOut(_) => Look::LeftOut(Some(Quad::VerbalConflict)),
        look => look,
    }
}

/// A word of the legend with its mark; how wide it is.
fn legend_word_ui(ui: &Ui, left: f32, words: &str, look: Look) -> f32 {
    let palette = theme::palette(ui);
    let color = color(palette.text);
    let setting = Setting { font: widget::small(), line_height: 16.0, color, width: f32::INFINITY };
    let span = Span::new(0, words.len());
    let text = MarkedText::new(ui.painter(), words, span, &setting);
    let mark = Mark { span, look, event: None, hint: String::new() };
    let at = pos2(left, ui.max_rect().center().y - 0.5 * text.size().y);
    text.paint(ui.painter(), palette, at, &[mark], None);
    text.size().x
}

/// Left edge and width of the column of text.
fn column(rect: Rect) -> (f32, f32) {
    let left = (0.5 * (rect.width() - COLUMN)).max(MARGIN + space::M);
    (rect.left() + left, COLUMN.min(rect.width() - left - space::XL).max(80.0))
}

impl ArticleView {
    /// Makes the blocks of another article, and notes what is to come into view.
    fn prepare(
        &mut self,
        workspace: &Workspace,
        article: &Article,
        reading: Option<&Reading>,
        passage: &Passage,
    ) {
        let made_for = (article.id, workspace.revision());
        if self.made_for != Some(made_for) {
            let same_article = self.made_for.is_some_and(|(id, _)| id == article.id);
            self.blocks = blocks(workspace, article, reading);
            self.list = LazyList::new(self.blocks.iter().map(Block::guessed_height).collect());
            self.made_for = Some(made_for);
            if !same_article {
                self.shown = None;
                self.why.forget();
            }
        }
        if self.shown.as_ref() != Some(passage) {
            self.wanted = passage.sentence;
            self.why.follow(passage.sentence);
            let row = match (passage.sentence, reading) {
                (Some((part, sentence)), Some(reading)) => {
                    self.block_of(part, reading.sentence_span(part, sentence))
                }
                _ => 0,
            };
            self.list.scroll_to(row);
            self.shown = Some(passage.clone());
        }
    }

    /// What the marks mean, true to what is drawn here and how: painted by the same function.
    fn legend_ui(&self, ui: &mut Ui) {
        let drawn = |sample: Look| {
            self.blocks.iter().flat_map(|block| &block.marks).any(|mark| sample_of(mark.look) == sample)
        };
        let mut x = column(ui.max_rect()).0.min(ui.max_rect().left() + 0.12 * ui.max_rect().width());
        for (words, look) in LEGEND {
            if drawn(look) {
                x += legend_word_ui(ui, x, words, look) + space::L;
            }
        }
    }

    fn block_of(&self, part: Part, span: Span) -> usize {
        self.blocks.iter().position(|block| block.part == part && block.span.contains(span)).unwrap_or(0)
    }

    fn text_ui(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        article: &Article,
        reading: Option<&Reading>,
        passage: &Passage,
        commands: &mut Commands,
    ) {
        let Self { blocks, list, wanted, why, asked, .. } = self;
        list.show(ui, ("article", article.id), |ui, index| {
            let block = &blocks[index];
            match block.kind {
                BlockKind::Data => data_ui(ui, article, reading),
                BlockKind::Title | BlockKind::Paragraph => {
                    let shown = block_ui(ui, workspace, article, reading, block, passage, commands);
                    if let Some(reading) = reading {
                        shown.sentence_ui(ui, reading, block, why, asked);
                    }
                    if let (Some((part, sentence)), Some(reading)) = (*wanted, reading) {
                        let span = reading.sentence_span(part, sentence);
                        if block.part == part && block.span.contains(span) {
                            shown.scroll_to(ui, span);
                            *wanted = None;
                        }
                    }
                }
            }
        });
    }
}

/// A block as it was laid out on the screen.
struct ShownBlock {
    text: MarkedText,
    at: egui::Pos2,
    response: egui::Response,
}

impl ShownBlock {
    /// A right click on a sentence offers to explain it; while another is explained, a click does.
    fn sentence_ui(
        &self,
        ui: &Ui,
        reading: &Reading,
        block: &Block,
        why: &mut WhyView,
        asked: &mut Option<(Part, usize)>,
    ) {
        if let Some(pointer) = self.response.interact_pointer_pos() {
            let under = self.sentence_at(reading, block, pointer);
            if self.response.secondary_clicked() {
                *asked = under;
            } else if self.response.clicked() && why.is_open {
                why.follow(under);
                ui.ctx().request_repaint();
            }
        }
        let Some((part, sentence)) = *asked else { return };
        let span = reading.sentence_span(part, sentence);
        if part != block.part || !block.span.contains(span) {
            return;
        }
        self.response.context_menu(|ui| {
            let key = Action::ExplainSentence.shortcut_text().unwrap_or_default();
            let item = egui::Button::new("How this sentence was read").shortcut_text(key);
            if ui.add(item).clicked() {
                why.ask(part, sentence);
                ui.close();
            }
        });
    }

    fn sentence_at(&self, reading: &Reading, block: &Block, pointer: egui::Pos2) -> Option<(Part, usize)> {
        let holds = |sentence: &&(usize, Span)| {
            let rects = self.text.rects(sentence.1);
            rects.iter().any(|rect| rect.translate(self.at.to_vec2()).expand(2.0).contains(pointer))
        };
        let spans: Vec<(usize, Span)> = reading
            .sentences(block.part)
            .iter()
            .map(|sentence| sentence.span)
            .enumerate()
            .filter(|(_, span)| block.span.contains(*span))
            .collect();
        spans.iter().find(holds).map(|(sentence, _)| (block.part, *sentence))
    }

    /// Moves a sentence into view where it is not.
    fn scroll_to(&self, ui: &Ui, span: Span) {
        let top = self.at.y + self.text.row_top(span.start);
        let end = self.at.y + self.text.row_top(span.end.saturating_sub(1)) + 23.0;
        let rect = Rect::from_min_max(pos2(self.at.x, top - 40.0), pos2(self.at.x + 1.0, end + 80.0));
        ui.scroll_to_rect_animation(rect, None, egui::style::ScrollAnimation::none());
    }
}

fn block_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    article: &Article,
    reading: Option<&Reading>,
    block: &Block,
    passage: &Passage,
    commands: &mut Commands,
) -> ShownBlock {
    let palette = theme::palette(ui);
    let (left, width) = column(ui.max_rect());
    let is_title = block.kind == BlockKind::Title;
    let (face, points, line_height) =
        if is_title { (Face::SemiBold, size::TITLE, 26.0) } else { (Face::Serif, size::LARGE, 23.0) };
    let setting = Setting { font: font(face, points), line_height, color: color(palette.text), width };
    let text = MarkedText::new(ui.painter(), article.part(block.part), block.span, &setting);
    let above = if is_title { space::XL } else { 0.0 };
    let below = if is_title { space::S } else { space::M };
    let height = above + text.size().y + below;
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let at = pos2(left, row.top() + above);
    let rect = Rect::from_min_size(at, text.size());
    let id = ui.scope_id().with("text");
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, text.text()));
    paint_sentence_bar(ui, reading, block, passage, &text, at);
    text.paint(ui.painter(), palette, at, &block.marks, passage.event);
    if let Some(reading) = reading {
        let shown = correct::passage::Shown { part: block.part, span: block.span, text: &text, at };
        correct::passage::menu_ui(&response, workspace, article, reading, shown, commands);
    }
    if let Some(mark) = response.hover_pos().and_then(|pointer| text.mark_at(at, pointer, &block.marks)) {
        let response = response.clone();
        if let (Some(event), true) = (mark.event, response.clicked()) {
            open_event(workspace, article.id, event, commands);
        }
        response.on_hover_ui_at_pointer(|ui| {
            ui.label(&mark.hint);
        });
    }
    numbers_ui(ui, workspace, article, block, passage, (&text, at), commands);
    ShownBlock { text, at, response }
}

/// The bar beside the sentence of the selected event.
fn paint_sentence_bar(
    ui: &Ui,
    reading: Option<&Reading>,
    block: &Block,
    passage: &Passage,
    text: &MarkedText,
    at: egui::Pos2,
) {
    let (Some(reading), Some((part, sentence))) = (reading, passage.sentence) else { return };
    let span = reading.sentence_span(part, sentence);
    if block.part != part || !block.span.contains(span) || span.is_empty() {
        return;
    }
    let top = at.y + text.row_top(span.start) + 2.0;
    let bottom = at.y + text.row_top(span.end - 1) + 21.0;
    let bar = Rect::from_min_max(pos2(at.x - 12.0, top), pos2(at.x - 9.0, bottom));
    ui.painter().rect_filled(bar, 2.0, color(theme::palette(ui).selection));
}

/// The numbers of the events that begin in a row, in the margin beside it.
fn numbers_ui(
    ui: &Ui,
    workspace: &Workspace,
    article: &Article,
    block: &Block,
    passage: &Passage,
    (text, at): (&MarkedText, egui::Pos2),
    commands: &mut Commands,
) {
    let Some(reading) = workspace.readings().get(&article.id) else { return };
    let palette = theme::palette(ui);
    let mut row = None;
    let mut right = at.x - NUMBERS_APART;
    for &(start, index) in block.events.iter().rev() {
        let Some(event) = reading.events.get(index) else { continue };
        let top = at.y + text.row_top(start);
        if row == Some(top) {
            right = widget::text_right(
                ui.painter(),
                pos2(right, top + 11.5),
                ",",
                widget::small(),
                palette.second_text,
            )
            .left();
        } else {
            right = at.x - NUMBERS_APART;
        }
        row = Some(top);
        let chosen = passage.event == Some(index);
        let ink = if chosen { palette.selection } else { palette.second_text };
        let face = if chosen { Face::SemiBold } else { Face::Tabular };
        let words = (event.number + 1).to_string();
        let rect =
            widget::text_right(ui.painter(), pos2(right, top + 11.5), &words, font(face, size::SMALL), ink);
        right = rect.left();
        let response =
            ui.interact(rect.expand2(vec2(1.0, 4.0)), ui.scope_id().with(("event", index)), Sense::click());
        let name = format!("Event {words}: {}, {}", wording::direction(workspace, event), event.kind.label());
        response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, chosen, &name));
        theme::focus_ring(ui, &response, rect.expand(3.0));
        if response.clicked() {
            open_event(workspace, article.id, index, commands);
        }
        response.context_menu(|ui| correct::event::menu_ui(ui, workspace, &article.id, index, commands));
        response
            .on_hover_cursor(egui::CursorIcon::PointingHand)
            .on_hover_text(wording::event_hint(workspace, article, event));
    }
}

/// Asks for the passage of an event.
pub(super) fn open_event(workspace: &Workspace, article: ArticleId, index: usize, commands: &mut Commands) {
    let sentence = workspace
        .readings()
        .get(&article)
        .and_then(|reading| reading.events.get(index))
        .map(|event| (event.part, event.sentence));
    commands.push(Command::OpenPassage(Passage { article, sentence, event: Some(index) }));
}

/// Date, outlet, what was read and what is wrong, in one line that wraps.
fn data_ui(ui: &mut Ui, article: &Article, reading: Option<&Reading>) {
    let palette = theme::palette(ui);
    let (left, width) = column(ui.max_rect());
    let top = ui.cursor().top();
    let place = Rect::from_min_size(pos2(left, top), vec2(width, 20.0));
    let layout = Layout::left_to_right(Align::Center).with_main_wrap(true);
    let used = ui.scope_builder(UiBuilder::new().max_rect(place).layout(layout), |ui| {
        ui.spacing_mut().item_spacing = vec2(space::L, space::XS);
        let second = color(palette.second_text);
        match &article.date {
            Some(date) => {
                ui.label(theme::body(date.value.in_words()).color(second))
                    .on_hover_text(format!("Date: {}", date.origin.in_words()));
            }
            None => {
                warn_ui(ui, icon::EVENT_BUSY, "No date")
                    .on_hover_text("The article gives no date; that of its file says nothing about it");
            }
        }
        let outlet = article.outlet.as_ref().map_or("No outlet", |outlet| outlet.value.as_str());
        let from = ui.label(theme::body(outlet).color(second));
        if let Some(url) = &article.url {
            from.on_hover_text(&url.value);
        }
        if let Some(reading) = reading {
            what_was_read_ui(ui, reading);
        }
        for problem in &article.problems {
            if problem == QUOTED {
                ui.label(theme::body(QUOTED).color(second));
                continue;
            }
            warn_ui(ui, icon::WARNING, problem);
        }
    });
    let height = used.response.rect.height() + space::L;
    ui.allocate_exact_size(
        vec2(ui.available_width(), (height - ui.min_rect().height()).max(0.0)),
        Sense::hover(),
    );
}

fn what_was_read_ui(ui: &mut Ui, reading: &Reading) {
    let second = color(theme::palette(ui).second_text);
    if let Readable::No(tag) = &reading.readable {
        let language = articles::language_name(tag);
        let words = if crate::actor::foreign::knows(tag) {
            format!("{language}: names of countries only, shown as co-mentions. Only English is read")
        } else {
            format!("Not read: {language}. Only English is read")
        };
        warn_ui(ui, icon::WARNING, &words);
        return;
    }
    let mut sentences: Vec<(Part, usize)> = reading.events.iter().map(|e| (e.part, e.sentence)).collect();
    sentences.dedup();
    let words = match reading.event_count() {
        0 => "No events".to_owned(),
        events => format!(
            "{} in {}",
            number::counted(events, "event"),
            number::counted(sentences.len(), "sentence")
        ),
    };
    ui.label(theme::body(words).color(second));
    let damaged = articles::damaged_passages(reading);
    if damaged > 0 {
        warn_ui(ui, icon::WARNING, &number::counted(damaged, "damaged passage"))
            .on_hover_text("Words are missing or mixed up there; events read from them are marked");
    }
}

/// An icon and words in ochre.
fn warn_ui(ui: &mut Ui, icon: char, words: &str) -> egui::Response {
    let warning = theme::palette(ui).warning;
    let text = ui.painter().layout(
        words.to_owned(),
        widget::body(),
        color(warning),
        (ui.max_rect().width() - 24.0).max(40.0),
    );
    let (rect, response) =
        ui.allocate_exact_size(vec2(22.0 + text.size().x, text.size().y.max(20.0)), Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, words));
    widget::icon_at(ui.painter(), pos2(rect.left(), rect.top() + 10.0), icon, 16.0, warning);
    ui.painter().galley(
        pos2(rect.left() + 22.0, rect.center().y - 0.5 * text.size().y),
        text,
        color(warning),
    );
    response
}

impl Block {
    fn guessed_height(&self) -> f32 {
        match self.kind {
            BlockKind::Title => 64.0,
            BlockKind::Data => 36.0,
            BlockKind::Paragraph => 23.0 * (self.span.len() as f32 / 75.0).ceil().max(1.0) + space::M,
        }
    }
}

/// Title, line of data, paragraphs.
fn blocks(workspace: &Workspace, article: &Article, reading: Option<&Reading>) -> Vec<Block> {
    let mut paragraphs = paragraphs(&article.text, reading);
    let title = if article.title_in_text && !paragraphs.is_empty() {
        (Part::Text, paragraphs.remove(0))
    } else {
        (Part::Title, Span::new(0, article.part(Part::Title).len()))
    };
    let titled = (!title.1.is_empty()).then_some((BlockKind::Title, title.0, title.1));
    let data = (BlockKind::Data, Part::Title, Span::default());
    let text = paragraphs.into_iter().map(|span| (BlockKind::Paragraph, Part::Text, span));
    let all = titled.into_iter().chain([data]).chain(text);
    all.map(|(kind, part, span)| {
        let marks = reading.map_or_else(Vec::new, |reading| marks(workspace, article, reading, part, span));
        let begins = |(index, event): (usize, &Event)| {
            let here = event.part == part && span.start <= event.span.start && event.span.start < span.end;
            here.then_some((event.span.start, index))
        };
        let mut events: Vec<_> = reading
            .filter(|_| kind != BlockKind::Data)
            .map_or_else(Vec::new, |reading| reading.events.iter().enumerate().filter_map(begins).collect());
        events.sort_unstable();
        Block { kind, part, span, marks, events }
    })
    .collect()
}

/// The paragraphs that the sentences lie in, with all that stands between them; where there are no
/// sentences, the lines.
fn paragraphs(text: &str, reading: Option<&Reading>) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut last_paragraph = None;
    for sentence in reading.map_or(&[][..], |reading| &reading.text_sentences) {
        match spans.last_mut() {
            Some(span) if last_paragraph == Some(sentence.paragraph) => span.end = sentence.span.end,
            _ => spans.push(sentence.span),
        }
        last_paragraph = Some(sentence.paragraph);
    }
    let mut whole = Vec::with_capacity(spans.len());
    let mut at = 0;
    for span in spans {
        whole.extend(lines(text, Span::new(at.min(span.start), span.start)));
        whole.push(span);
        at = span.end;
    }
    whole.extend(lines(text, Span::new(at.min(text.len()), text.len())));
    whole
}

/// The lines of a span that hold something, without the white space around them.
fn lines(text: &str, span: Span) -> Vec<Span> {
    let piece = span.of(text);
    let mut lines = Vec::new();
    let mut at = span.start;
    for line in piece.split_inclusive(['\n', '\r']) {
        let content = line.trim();
        if !content.is_empty() {
            let start = at + (line.len() - line.trim_start().len());
            lines.push(Span::new(start, start + content.len()));
        }
        at += line.len();
    }
    lines
}

/// The marks of one block, the ones that lie below first.
fn marks(workspace: &Workspace, article: &Article, reading: &Reading, part: Part, span: Span) -> Vec<Mark> {
    let mut marks: Vec<Mark> = reading
        .sentences(part)
        .iter()
        .filter(|sentence| sentence.damaged && span.overlaps(sentence.span))
        .map(|sentence| Mark {
            span: sentence.span,
            look: Look::Damaged,
            event: None,
            hint: "Damaged: words are missing or mixed up here".to_owned(),
        })
        .collect();
    let mut cues: Vec<Mark> = Vec::new();
    for (index, event) in reading.events.iter().enumerate().filter(|(_, event)| event.part == part) {
        let counts = wording::in_map(workspace, article, event);
        let quad = event.kind.quad();
        let look = if counts { Look::Cue(quad) } else { Look::LeftOut(quad) };
        for cue in event.cue_spans.iter().filter(|cue| span.overlaps(**cue)) {
            let hint = wording::event_hint(workspace, article, event);
            cues.push(Mark { span: *cue, look, event: Some(index), hint });
        }
    }
    // Where an event that counts and one that is left out share their words, the former is seen.
    cues.sort_by_key(|mark| matches!(mark.look, Look::Cue(_)));
    marks.extend(cues);
    marks.extend(
        reading
            .mentions
            .iter()
            .filter(|mention| mention.part == part && span.overlaps(mention.span))
            .filter_map(|mention| mention_mark(workspace, mention)),
    );
    marks
}

fn mention_mark(workspace: &Workspace, mention: &Mention) -> Option<Mark> {
    let look = match (&mention.actor, mention.role, mention.kind) {
        (_, Role::Dateline | Role::Credit, _) => return None,
        (None, _, _) if mention.candidates.is_empty() => return None,
        (None, _, _) => Look::Unresolved,
        (
            Some(_),
            _,
            MentionKind::Leader | MentionKind::Office | MentionKind::Epithet | MentionKind::Pronoun,
        ) => Look::Referred,
        (Some(_), _, _) => Look::Named,
    };
    Some(Mark { span: mention.span, look, event: None, hint: wording::mention_hint(workspace, mention) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, reading: Option<&Reading>) -> Vec<String> {
        paragraphs(text, reading).into_iter().map(|span| span.of(text).to_owned()).collect()
    }

    #[test]
    fn a_text_that_was_not_read_is_shown_by_lines() {
        assert_eq!(
            shown("  Erste Zeile\r\n\r\nZweite, größer\n\n\t\n", None),
            ["Erste Zeile", "Zweite, größer"]
        );
        assert_eq!(shown("", None), Vec::<String>::new());
    }
}
