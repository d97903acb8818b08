//! How a sentence was read: its mentions, what each rule tried and why it made an event or none, and its
//! tree. Stands below an article's text while one asks for it.
//!
//! The article is read once more, off this thread, to note what the rules tried: nothing of it is kept
//! with a session.

use egui::{Align, Layout, Rect, ScrollArea, Sense, Stroke, Ui, UiBuilder, pos2, vec2};

use super::theme::{self, Face, color, font, palette, size, small, space};
use super::{Action, Commands, background, icon, widget, wording};
use crate::article::{Article, ArticleId, Part, Span};
use crate::event::{self, Explanation};
use crate::export::explanation::{Tried, tried};
use crate::language::Document;
use crate::session::Workspace;
use crate::task::{Kept, Work, spawn};

/// Distance of two words of the tree.
const WORD: f32 = 18.0;
/// How far a word stands to the right of its head.
const DEPTH: f32 = 14.0;

/// What the panel remembers.
#[derive(Debug, Default)]
pub struct WhyView {
    /// Whether the panel is there.
    pub is_open: bool,
    /// The sentence that is explained; without one, the first that tells something.
    sentence: Option<(Part, usize)>,
    /// Of an article in a revision.
    explained: Kept<(ArticleId, u64), Explanation>,
}

impl WhyView {
    /// Explains a sentence.
    pub fn ask(&mut self, part: Part, sentence: usize) {
        self.is_open = true;
        self.sentence = Some((part, sentence));
    }

    /// Explains a sentence if the panel is open.
    pub fn follow(&mut self, sentence: Option<(Part, usize)>) {
        if sentence.is_some() {
            self.sentence = sentence;
        }
    }

    /// Forgets what belongs to another article.
    pub fn forget(&mut self) {
        self.sentence = None;
    }

    /// The explanation of an article: found, or asked for.
    fn explanation(
        &mut self,
        ui: &Ui,
        workspace: &Workspace,
        article: &Article,
    ) -> Option<&Result<Explanation, String>> {
        self.explained.get(&(article.id, workspace.revision()), || {
            let (knowledge, article) = (workspace.knowledge().clone(), article.clone());
            let work = move |_: &_| event::explain(&knowledge, &article);
            Work::Begun(spawn("explaining", background::waker(ui.ctx()), work))
        })
    }

    /// Draws the panel, where it is open; so high, and notes how high it is then.
    pub fn panel_ui(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        article: &Article,
        height: &mut f32,
        commands: &mut Commands,
    ) {
        if !self.is_open {
            return;
        }
        let most = (0.6 * ui.max_rect().height()).max(160.0);
        let drawn = egui::Panel::bottom("why")
            .default_size(height.clamp(120.0, most))
            .size_range(120.0..=most)
            .resizable(true)
            .frame(theme::panel_frame(ui))
            .show(ui, |ui| {
                // As high as it was drawn, whatever there is to say.
                ui.set_min_height(ui.available_height());
                self.ui(ui, workspace, article, commands);
            });
        *height = drawn.response.rect.height().round();
    }

    fn ui(&mut self, ui: &mut Ui, workspace: &Workspace, article: &Article, commands: &mut Commands) {
        ui.spacing_mut().item_spacing = vec2(space::S, 0.0);
        let asked = self.sentence;
        let mut is_open = true;
        head_ui(ui, &mut is_open);
        match self.explanation(ui, workspace, article) {
            None => {
                ui.add_space(space::M);
                ui.horizontal(|ui| {
                    ui.add_space(space::M);
                    widget::busy_ui(ui, "Reading it once more, to note what each rule tried");
                });
            }
            Some(Err(error)) => note_ui(ui, error),
            Some(Ok(explanation)) => {
                let sentence = asked
                    .or_else(|| explanation.reading.events.first().map(|event| (event.part, event.sentence)));
                match sentence.and_then(|sentence| Page::new(article, explanation, sentence)) {
                    Some(page) => page.ui(ui, workspace, article, commands),
                    None => note_ui(ui, "Click a sentence: it is explained here"),
                }
            }
        }
        self.is_open = is_open;
    }
}

fn head_ui(ui: &mut Ui, is_open: &mut bool) {
    let (strip, _) = ui.allocate_exact_size(vec2(ui.available_width(), 36.0), Sense::hover());
    let ink = palette(ui).text;
    let at = pos2(strip.left() + space::M, strip.center().y);
    let face = font(Face::SemiBold, size::BODY);
    let words = "How this sentence was read";
    widget::text_at(ui.painter(), at, words, face, ink, strip.width() - 60.0);
    widget::within(ui, strip.shrink2(vec2(6.0, 0.0)), Layout::right_to_left(Align::Center), |ui| {
        let tooltip = Action::ExplainSentence.tooltip_with_shortcut();
        if theme::named_icon_button(ui, icon::CLOSE, "Close the explanation", &tooltip).clicked() {
            *is_open = false;
        }
    });
}

fn note_ui(ui: &mut Ui, words: &str) {
    ui.add_space(space::M);
    ui.horizontal_wrapped(|ui| {
        ui.add_space(space::M);
        ui.label(theme::body(words).color(color(palette(ui).second_text)));
    });
}

/// One sentence with what was tried in it.
struct Page<'a> {
    explanation: &'a Explanation,
    document: &'a Document,
    text: &'a str,
    part: Part,
    sentence: usize,
    span: Span,
    tried: Vec<Tried>,
}

impl<'a> Page<'a> {
    fn new(
        article: &'a Article,
        explanation: &'a Explanation,
        (part, sentence): (Part, usize),
    ) -> Option<Self> {
        let (_, document) = explanation.documents.iter().find(|(other, _)| *other == part)?;
        let span = document.sentences.get(sentence)?.span;
        let text = article.part(part);
        let tried = tried(text, part, sentence, explanation);
        Some(Self { explanation, document, text, part, sentence, span, tried })
    }

    fn ui(&self, ui: &mut Ui, workspace: &Workspace, article: &Article, commands: &mut Commands) {
        let whole = ui.available_rect_before_wrap().shrink2(vec2(space::M, 0.0));
        let is_wide = whole.width() > 640.0;
        let left_width = if is_wide { 0.58 * whole.width() } else { whole.width() };
        let left = Rect::from_min_size(whole.min, vec2(left_width, whole.height()));
        let salt = (self.part, self.sentence);
        scrolled(ui, left, ("why_rules", salt), |ui| {
            ui.add(egui::Label::new(theme::body(words(self.text, self.span))).wrap());
            self.mentions_ui(ui, workspace);
            self.tried_ui(ui, workspace, article, commands);
            if !is_wide {
                self.tree_ui(ui);
            }
        });
        if is_wide {
            let right = Rect::from_min_max(pos2(left.right() + space::L, whole.top()), whole.max);
            ui.painter().vline(
                left.right() + space::S,
                whole.y_range(),
                Stroke::new(1.0, color(palette(ui).hairline)),
            );
            scrolled(ui, right, ("why_tree", salt), |ui| self.tree_ui(ui));
        }
    }

    fn mentions_ui(&self, ui: &mut Ui, workspace: &Workspace) {
        let mentions = &self.explanation.reading.mentions;
        let here = mentions.iter().filter(|m| (m.part, m.sentence) == (self.part, self.sentence));
        let here: Vec<_> = here.collect();
        head(ui, if here.is_empty() { "Nobody is named" } else { "Who is named" });
        for mention in here {
            let who = wording::mention_hint(workspace, mention).replace('\n', ": ");
            line_ui(ui, &words(self.text, mention.span), &who);
        }
    }

    fn tried_ui(&self, ui: &mut Ui, workspace: &Workspace, article: &Article, commands: &mut Commands) {
        head(ui, if self.tried.is_empty() { "No rule found a word of an event" } else { "What was tried" });
        for tried in &self.tried {
            let made =
                tried.event.and_then(|index| Some((index, self.explanation.reading.events.get(index)?)));
            match made {
                Some((index, event)) => {
                    let status = event.status().name();
                    let told = format!(
                        "{}, {} ({status})",
                        wording::direction(workspace, event),
                        event.kind.label()
                    );
                    if self.attempt_ui(ui, icon::CHECK, tried, &told) {
                        super::article::open_event(workspace, article.id, index, commands);
                    }
                }
                None => {
                    self.attempt_ui(ui, icon::CLOSE, tried, &tried.reason);
                }
            }
        }
    }

    /// One attempt; whether it was pressed.
    fn attempt_ui(&self, ui: &mut Ui, sign: char, tried: &Tried, outcome: &str) -> bool {
        let palette = palette(ui);
        let is_made = tried.event.is_some();
        let rule = tried.rule.map_or_else(String::new, |rule| format!(", {}", rule.in_words()));
        let said = format!("{}: {outcome}", tried.cue);
        let top = ui.cursor().min;
        let response = ui
            .horizontal_top(|ui| {
                ui.add_space(20.0);
                ui.vertical(|ui| {
                    ui.add_space(4.0);
                    let ink = color(if is_made { palette.text } else { palette.second_text });
                    ui.add(egui::Label::new(theme::body(&said).color(ink)).wrap().selectable(false));
                    let row = if tried.rule.is_some() {
                        format!("{}{rule}", tried.row)
                    } else {
                        let rows = tried.row.split(", ").count();
                        format!("{} of the lexicon", super::number::counted(rows, "row"))
                    };
                    ui.add(
                        egui::Label::new(small(row).color(color(palette.second_text)))
                            .wrap()
                            .selectable(false),
                    )
                    .on_hover_text(&tried.row);
                });
            })
            .response;
        let ink = if is_made { palette.selection } else { palette.second_text };
        widget::icon_at(ui.painter(), pos2(top.x, top.y + 14.0), sign, 15.0, ink);
        if !is_made {
            return false;
        }
        let response = ui.interact(response.rect, ui.scope_id().with(("tried", tried.event)), Sense::click());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &said));
        theme::focus_ring(ui, &response, response.rect.expand(2.0));
        response.on_hover_text("A click goes to the event").clicked()
    }

    /// The words below one another, each a step to the right of the word that it hangs on.
    fn tree_ui(&self, ui: &mut Ui) {
        head(ui, "Its tree");
        let sentence = &self.document.sentences[self.sentence];
        let tokens = sentence.first_token..sentence.end_token;
        let (rect, _) = ui.allocate_exact_size(
            vec2(ui.available_width(), WORD * tokens.len() as f32 + 8.0),
            Sense::hover(),
        );
        let palette = palette(ui);
        let line = Stroke::new(1.0, color(palette.second_text.over(palette.panel, 0.5)));
        let middle = |token: usize| rect.top() + WORD * (token - tokens.start) as f32 + 9.0;
        let depths = depths(self.document, &tokens);
        let x = |token: usize| rect.left() + DEPTH * depths[token - tokens.start] as f32;
        for token in tokens.clone() {
            if let Some(head) = self.document.tree.head(token).filter(|head| tokens.contains(head)) {
                let (from, to) = (middle(head), middle(token));
                let off = if to > from { 8.0 } else { -8.0 };
                ui.painter().vline(x(head) + 4.0, (from + off).min(to)..=(from + off).max(to), line);
                ui.painter().hline(x(head) + 4.0..=x(token) - 2.0, to, line);
            }
            let words = self.document.tokens[token].span.of(self.text);
            let face = font(Face::Serif, size::BODY);
            let at = pos2(x(token), middle(token));
            let word = widget::text_at(ui.painter(), at, words, face, palette.text, 240.0);
            let how = format!(
                "{} · {}",
                self.document.tree.label(token).as_str(),
                self.document.tokens[token].tag.as_str()
            );
            let at = pos2(word.right() + space::S, middle(token));
            widget::text_at(ui.painter(), at, &how, widget::small(), palette.second_text, 160.0);
        }
    }
}

/// How many heads stand over each token of a sentence.
fn depths(document: &Document, tokens: &std::ops::Range<usize>) -> Vec<usize> {
    tokens
        .clone()
        .map(|token| {
            let above = std::iter::successors(Some(token), |token| document.tree.head(*token));
            above.take(tokens.len()).count() - 1
        })
        .collect()
}

fn scrolled(ui: &mut Ui, rect: Rect, salt: impl egui::AsIdSalt, content: impl FnOnce(&mut Ui)) {
    ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
        ScrollArea::vertical().id_salt(salt).auto_shrink(false).show(ui, |ui| {
            content(ui);
            ui.add_space(space::M);
        });
    });
}

fn head(ui: &mut Ui, text: &str) {
    ui.add_space(space::M);
    let face = theme::text(Face::SemiBold, size::SMALL, text);
    ui.label(face.color(color(palette(ui).second_text)));
    ui.add_space(2.0);
}

/// Words in the type of the article, and what is said of them.
fn line_ui(ui: &mut Ui, words: &str, said: &str) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.label(theme::text(Face::Serif, size::BODY, words));
        ui.add(egui::Label::new(small(said).color(color(palette(ui).second_text))).wrap());
    });
}

fn words(text: &str, span: Span) -> String {
    span.of(text).split_whitespace().collect::<Vec<_>>().join(" ")
}
