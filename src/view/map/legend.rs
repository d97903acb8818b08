//! The legend in the corner of the map: what is drawn now, with samples made by the same functions as
//! the map.

use egui::{Align2, CornerRadius, Painter, Pos2, Rect, Sense, Stroke, StrokeKind, Ui, Vec2, pos2, vec2};

use super::draw::paint_node;
use super::pen::{Fill, Pen};
use super::scene::{SceneNode, point};
use crate::export::palette::{Palette, Rgb};
use crate::graph::{Blocs, RelationGraph, Sign};
use crate::layout::ribbon::{Link, Ribbon};
use crate::layout::scale::{link_width, node_radius};
use crate::view::icon;
use crate::view::number::grouped;
use crate::view::theme::{Face, RADIUS, color, font, palette, size, space};

const WIDTH: f32 = 268.0;
const ROW: f32 = 20.0;
/// Where samples begin, seen from the legend's left side.
const SAMPLES: f32 = 12.0 + 74.0;
/// Where the second sample of a row begins.
const SECOND: f32 = SAMPLES + 78.0;
const SAMPLE: f32 = 30.0;
/// Sentences that a sample of a class stands for.
const SAMPLE_SENTENCES: u32 = 8;
const FOLDED: Vec2 = vec2(92.0, 28.0);

/// What the legend says of the colour.
const ABOUT_COLOUR: &str = "Colour tells the balance of cooperation and conflict: one of them where it has more \
     than twice as many events as the other, else mixed. A request counts as verbal conflict by its class, \
     but it is neutral in the mean of the published intensities.\n\
     The numbers are samples of the scale: a link is as wide as it has sentences, an actor as large as it \
     has articles. A click on either opens them.";

/// What is drawn now.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Legend {
    /// Verbal, material.
    cooperation: [bool; 2],
    /// Verbal, material.
    conflict: [bool; 2],
    mixed: bool,
    co_mentions: bool,
    /// Numbers of sentences to show widths for.
    sentences: Vec<u32>,
    /// Numbers of articles to show sizes for.
    articles: Vec<u32>,
    countries: bool,
    organisations: bool,
    /// The hue of a bloc that is drawn, if any is.
    bloc: Option<usize>,
}

/// A row of the legend.
#[derive(Clone, Debug, PartialEq)]
enum Row {
    Tones(&'static str, Sign, [bool; 2]),
    Mixed,
    CoMentions,
    Direction,
    Sentences(Vec<u32>),
    Articles(Vec<u32>),
    Shape { countries: bool, organisations: bool },
    Bloc(usize),
}

impl Legend {
    /// The legend of what a graph shows.
    pub fn of(graph: &RelationGraph) -> Self {
        let mut legend = Self { co_mentions: !graph.co_mentions.is_empty(), ..Self::default() };
        for relation in &graph.relations {
            let tone = usize::from(relation.is_material());
            match relation.sign() {
                Sign::Cooperation => legend.cooperation[tone] = true,
                Sign::Conflict => legend.conflict[tone] = true,
                Sign::Mixed => legend.mixed = true,
            }
        }
        let most = |numbers: &[u32], largest: u32| -> Vec<u32> {
            numbers
                .iter()
                .copied()
                .enumerate()
                .filter(|(i, n)| *i == 0 || *n <= largest)
                .map(|(_, n)| n)
                .collect()
        };
        let sentences = graph.relations.iter().map(crate::graph::Relation::weight).max();
        legend.sentences = sentences.map(|largest| most(&[1, 5, 25], largest)).unwrap_or_default();
        let articles = graph.actors.iter().map(|actor| actor.counts.articles).max();
        legend.articles = articles.map(|largest| most(&[1, 5, 25], largest)).unwrap_or_default();
        legend.organisations = graph.actors.iter().any(|actor| actor.id.is_organisation());
        legend.countries = graph.actors.iter().any(|actor| !actor.id.is_organisation());
        legend
    }

    /// The same with the blocs of the map.
    pub fn with_blocs(self, blocs: &Blocs) -> Self {
        Self { bloc: blocs.list.first().map(|bloc| bloc.hue), ..self }
    }

    fn rows(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        if self.cooperation.contains(&true) {
            rows.push(Row::Tones("Cooperation", Sign::Cooperation, self.cooperation));
        }
        if self.conflict.contains(&true) {
            rows.push(Row::Tones("Conflict", Sign::Conflict, self.conflict));
        }
        if self.mixed {
            rows.push(Row::Mixed);
        }
        if self.co_mentions {
            rows.push(Row::CoMentions);
        }
        if !self.sentences.is_empty() {
            rows.push(Row::Direction);
            rows.push(Row::Sentences(self.sentences.clone()));
        }
        if !self.articles.is_empty() {
            rows.push(Row::Articles(self.articles.clone()));
        }
        if self.countries || self.organisations {
            rows.push(Row::Shape { countries: self.countries, organisations: self.organisations });
        }
        rows.extend(self.bloc.map(Row::Bloc));
        rows
    }

    /// How large it is; nothing where there is nothing to explain.
    pub fn size(&self, folded: bool) -> Option<Vec2> {
        let rows = self.rows();
        if rows.is_empty() {
            return None;
        }
        let height: f32 = rows.iter().map(Row::height).sum();
        Some(if folded { FOLDED } else { vec2(WIDTH, height + 16.0) })
    }

    /// Draws the legend into `rect`, which has its [`Legend::size`]; sizes are shown at the map's scale.
    pub fn ui(&self, ui: &mut Ui, rect: Rect, scale: f32, folded: &mut bool) {
        let palette = palette(ui);
        // The legend takes the pointer, so that nothing under it answers.
        let response = ui.interact(rect, ui.scope_id().with("legend"), Sense::click_and_drag());
        let line = Stroke::new(1.0, color(palette.hairline));
        let fill = color(palette.panel);
        ui.painter().rect(rect, CornerRadius::same(RADIUS), fill, line, StrokeKind::Inside);
        if *folded {
            self.folded_ui(ui, rect, folded);
            return;
        }
        let mut top = rect.top() + 8.0;
        for row in self.rows() {
            let middle = top + row.height() / 2.0;
            row.paint(ui.painter(), palette, pos2(rect.left(), middle), scale);
            top += row.height();
        }
        let corner = Rect::from_min_size(pos2(rect.right() - 26.0, rect.top() + 6.0), Vec2::splat(24.0));
        if fold_button(ui, corner, icon::EXPAND_MORE, "Fold the legend").clicked() {
            *folded = true;
        }
        response.on_hover_text(ABOUT_COLOUR);
    }

    fn folded_ui(&self, ui: &mut Ui, rect: Rect, folded: &mut bool) {
        let ink = color(palette(ui).text);
        let at = pos2(rect.left() + space::M, rect.center().y);
        ui.painter().text(at, Align2::LEFT_CENTER, "Legend", font(Face::Medium, size::SMALL), ink);
        let corner = Rect::from_min_size(pos2(rect.right() - 26.0, rect.top() + 2.0), Vec2::splat(24.0));
        if fold_button(ui, corner, icon::EXPAND_LESS, "Show the legend").clicked() {
            *folded = false;
        }
    }
}

fn fold_button(ui: &mut Ui, rect: Rect, icon: char, tooltip: &str) -> egui::Response {
    let builder = egui::UiBuilder::new().max_rect(rect);
    ui.scope_builder(builder, |ui| crate::view::theme::icon_button_small(ui, icon, tooltip)).inner
}

impl Row {
    fn height(&self) -> f32 {
        match self {
            Self::Articles(articles) => {
                let largest = articles.iter().copied().max().unwrap_or(0);
                (2.0 * node_radius(largest) + 6.0).max(ROW)
            }
            _ => ROW,
        }
    }

    fn label(&self) -> &'static str {
        match self {
            Self::Tones(label, ..) => label,
            Self::Mixed => "Mixed",
            Self::CoMentions => "Co-mention",
            Self::Direction => "Direction",
            Self::Sentences(_) => "Sentences",
            Self::Articles(_) => "Articles",
            Self::Shape { .. } => "Shape",
            Self::Bloc(_) => "Bloc",
        }
    }

    /// Paints the row around its middle line, which begins at `left`.
    fn paint(&self, painter: &Painter, palette: &Palette, left: Pos2, scale: f32) {
        let at = |x: f32| left + vec2(x, 0.0);
        word(painter, at(space::M), self.label(), palette.second_text);
        match self {
            Self::Tones(_, sign, shown) => {
                let mut x = SAMPLES;
                for (tone, name) in [(0, "verbal"), (1, "material")] {
                    if shown[tone] {
                        let ink = tone_colour(palette, *sign, tone);
                        sample(painter, at(x), SAMPLE, SAMPLE_SENTENCES, ink, *sign == Sign::Conflict);
                        word(painter, at(x + SAMPLE + 6.0), name, palette.text);
                        x = SECOND;
                    }
                }
            }
            Self::Mixed => {
                sample(painter, at(SAMPLES), SAMPLE, SAMPLE_SENTENCES, palette.mixed, false);
                word(painter, at(SAMPLES + SAMPLE + 6.0), "neither side prevails", palette.text);
            }
            Self::CoMentions => {
                sample(painter, at(SAMPLES), SAMPLE, 0, palette.mixed, true);
                word(painter, at(SAMPLES + SAMPLE + 6.0), "in one sentence, no event", palette.text);
            }
            Self::Direction => {
                for x in [SAMPLES + 4.0, SAMPLES + 60.0] {
                    disc(painter, palette, at(x), 4.0, false);
                }
                sample(painter, at(SAMPLES + 10.0), 44.0, 12, palette.mixed, false);
                word(painter, at(SAMPLES + 72.0), "wide end acts", palette.text);
            }
            Self::Sentences(numbers) => {
                for (i, number) in numbers.iter().enumerate() {
                    let x = SAMPLES + 54.0 * i as f32;
                    sample_of(painter, at(x), 26.0, link_width(*number) * scale, palette.mixed, false);
                    word(painter, at(x + 32.0), &grouped(*number as usize), palette.text);
                }
            }
            Self::Articles(numbers) => {
                let mut x = SAMPLES;
                for number in numbers {
                    let radius = node_radius(*number) * scale;
                    disc(painter, palette, at(x + radius), radius, false);
                    word(painter, at(x + 2.0 * radius + 5.0), &grouped(*number as usize), palette.text);
                    x += 2.0 * radius + 30.0;
                }
            }
            Self::Bloc(hue) => {
                if let Some([fill, line]) = palette.bloc(*hue) {
                    let ground = Rect::from_center_size(at(SAMPLES + 15.0), vec2(30.0, 14.0));
                    let stroke = Stroke::new(1.0, color(line.over(palette.panel, 0.5)));
                    let fill = color(fill.over(palette.panel, 0.15));
                    painter.rect(ground, CornerRadius::same(6), fill, stroke, StrokeKind::Inside);
                }
                word(painter, at(SAMPLES + SAMPLE + 6.0), "more cooperation within", palette.text);
            }
            Self::Shape { countries, organisations } => {
                let mut x = SAMPLES;
                if *countries {
                    disc(painter, palette, at(x + 5.0), 5.0, false);
                    word(painter, at(x + 16.0), "country", palette.text);
                    x += 72.0;
                }
                if *organisations {
                    disc(painter, palette, at(x + 5.0), 5.5, true);
                    word(painter, at(x + 16.0), "organisation", palette.text);
                }
            }
        }
    }
}

fn tone_colour(palette: &Palette, sign: Sign, tone: usize) -> Rgb {
    match (sign, tone) {
        (Sign::Cooperation, 0) => palette.cooperation_verbal,
        (Sign::Cooperation, _) => palette.cooperation_material,
        (Sign::Conflict, 0) => palette.conflict_verbal,
        (Sign::Conflict, _) => palette.conflict_material,
        (Sign::Mixed, _) => palette.mixed,
    }
}

fn word(painter: &Painter, left_middle: Pos2, words: &str, ink: Rgb) {
    painter.text(left_middle, Align2::LEFT_CENTER, words, font(Face::Regular, size::SMALL), color(ink));
}

fn sample(painter: &Painter, left: Pos2, length: f32, sentences: u32, ink: Rgb, dashed: bool) {
    sample_of(painter, left, length, link_width(sentences), ink, dashed);
}

fn sample_of(painter: &Painter, left: Pos2, length: f32, width: f32, ink: Rgb, dashed: bool) {
    let link = Link {
        source: point(left),
        target: point(left + vec2(length, 0.0)),
        source_gap: 0.0,
        target_gap: 0.0,
        width,
        bowed: false,
        dashed: false,
        arrow: false,
    };
    if let Some(ribbon) = Ribbon::new(&link) {
        let mut pen = Pen::new(painter);
        pen.draw(&ribbon, if dashed { Fill::Dashed } else { Fill::Solid }, color(ink));
        painter.add(pen.finish());
    }
}

fn disc(painter: &Painter, palette: &Palette, center: Pos2, radius: f32, is_organisation: bool) {
    let node = SceneNode {
        center,
        radius,
        is_organisation,
        is_pinned: false,
        is_visible: true,
        place: None,
        name_size: Vec2::ZERO,
    };
    let on_panel = Palette { paper: palette.panel, ..*palette };
    paint_node(painter, &on_panel, &node, 1.0);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::ActorId;
    use crate::graph::{ActorNode, Counts, Relation};

    fn graph(quads: &[[u32; 4]], ids: &[&str]) -> RelationGraph {
        let actor = |id: &&str| ActorNode {
            id: ActorId::new(id),
            label: (*id).to_owned(),
            events: 30,
            counts: Counts { articles: 12, ..Counts::default() },
            hidden_neighbours: 0,
        };
        let relation = |quads: &[u32; 4]| Relation {
            source: 0,
            target: 1,
            quads: *quads,
            intensity_sum: 0.0,
            counts: Counts { sentences: 6, articles: 1, sources: 1 },
            evidence: Vec::new(),
            coded: Vec::new(),
        };
        RelationGraph {
            actors: ids.iter().map(actor).collect(),
            relations: quads.iter().map(relation).collect(),
            ..RelationGraph::default()
        }
    }

    fn labels(legend: &Legend) -> Vec<&'static str> {
        legend.rows().iter().map(Row::label).collect()
    }

    #[test]
    fn it_names_only_what_is_drawn() {
        let legend = Legend::of(&graph(&[[3, 0, 0, 0]], &["AAA", "BBB"]));
        assert_eq!(labels(&legend), ["Cooperation", "Direction", "Sentences", "Articles", "Shape"]);
        assert_eq!(legend.cooperation, [true, false]);
        assert!(legend.countries && !legend.organisations);
    }

    #[test]
    fn it_names_all_that_is_drawn() {
        let quads = [[3, 0, 0, 0], [0, 0, 1, 4], [1, 0, 1, 0]];
        let legend = Legend::of(&graph(&quads, &["AAA", "org:BBB"]));
        assert_eq!(legend.conflict, [false, true]);
        assert!(legend.mixed && legend.organisations);
    }

    #[test]
    fn its_numbers_are_not_larger_than_what_is_drawn() {
        let legend = Legend::of(&graph(&[[1, 0, 0, 0]], &["AAA", "BBB"]));
        assert_eq!(legend.sentences, [1, 5]);
        assert_eq!(legend.articles, [1, 5]);
    }

    #[test]
    fn blocs_are_explained_where_there_are_any() {
        let graph = graph(&[[3, 0, 0, 0]], &["AAA", "BBB"]);
        assert_eq!(Legend::of(&graph).with_blocs(&Blocs::default()).bloc, None);
        let bloc = crate::graph::Bloc { actors: vec![0, 1], inside: 1, across: 0, hue: 2 };
        let blocs = Blocs { list: vec![bloc], of_actor: vec![Some(0); 2] };
        assert_eq!(labels(&Legend::of(&graph).with_blocs(&blocs)).last(), Some(&"Bloc"));
    }

    #[test]
    fn an_empty_map_has_no_legend() {
        assert_eq!(Legend::of(&RelationGraph::default()).size(false), None);
    }
}
