//! What stands around the map: the title above it; below, the legend and what the picture was made from.

use super::font::Face;
use super::map::{self, polygons};
use super::{Anchor, Item, Options, Outline, Picture, Shape, Thing, Words};
use crate::event::ENGINE;
use crate::export::about;
use crate::export::palette::{Palette, Rgb};
use crate::layout::ribbon::{Link, Ribbon, Strips};
use crate::layout::scale::{link_width, node_radius};
use crate::layout::{Point, Rect, Vector};
use crate::session::Workspace;

/// Width of the picture in pixels.
pub(super) const WIDTH: f32 = 1280.0;
/// Height of the map.
pub(super) const MAP_HEIGHT: f32 = 800.0;
/// Height of the head.
const HEAD: f32 = 72.0;
/// Free at the left and the right.
const LEFT: f32 = 24.0;
const TITLE_SIZE: f32 = 20.0;
const SIZE: f32 = 12.0;
/// From one row of the legend to the next.
const ROW: f32 = 28.0;
/// Length of a sample of a link.
const SAMPLE: f32 = 44.0;
/// Rows of the legend.
const ROWS: f32 = 2.0;

/// The whole picture.
pub(super) fn picture(workspace: &Workspace, options: &Options) -> Picture {
    let palette = options.theme.palette();
    let title = options.title.clone().unwrap_or_else(|| "Who did what to whom".to_owned());
    let notes = notes(workspace);
    let top = HEAD + MAP_HEIGHT;
    let below = 14.0 + ROWS * ROW + 10.0 + notes.len() as f32 * 19.0 + 12.0;
    let mut items = Vec::new();
    open(&mut items, "head");
    let room = WIDTH - 2.0 * LEFT;
    let shown = Face::Medium.shortened(&title, TITLE_SIZE, room);
    items.push(words(Point::new(LEFT, 36.0), TITLE_SIZE, Face::Medium, palette.text, &shown));
    let summary = Face::Regular.shortened(&about::summary(workspace), 13.0, room);
    items.push(words(Point::new(LEFT, 58.0), 13.0, Face::Regular, palette.second_text, &summary));
    items.push(Item::Close);
    open(&mut items, "map");
    items.extend(map::items(workspace, palette, Rect::from_corner(Point::new(0.0, HEAD), WIDTH, MAP_HEIGHT)));
    items.push(Item::Close);
    open(&mut items, "legend");
    legend(&mut items, palette, top);
    items.push(Item::Close);
    open(&mut items, "notes");
    for (number, note) in notes.iter().enumerate() {
        let at = Point::new(LEFT, top + 14.0 + ROWS * ROW + 22.0 + number as f32 * 19.0);
        let note = Face::Regular.shortened(note, SIZE, room);
        items.push(words(at, SIZE, Face::Regular, palette.second_text, &note));
    }
    items.push(Item::Close);
    Picture { width: WIDTH, height: top + below, title, paper: palette.paper, items }
}

/// What the picture was made from, in lines.
fn notes(workspace: &Workspace) -> Vec<String> {
    let arrangement =
        workspace.session().choices.arrangement.description(|actor| workspace.label(actor).to_owned());
    vec![
        about::sources(workspace),
        format!("Shown: {}.", about::filter(workspace)),
        format!(
            "Arranged by {}. Made with Diplograph {}, engine {ENGINE}.",
            lower_first(&arrangement),
            env!("CARGO_PKG_VERSION")
        ),
    ]
}

fn lower_first(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

/// What colours, dashes, widths, sizes and shapes mean.
fn legend(items: &mut Vec<Item>, palette: &Palette, top: f32) {
    items.push(Item::Shape(Shape {
        outline: Outline::Line(Point::new(0.0, top), Point::new(WIDTH, top)),
        fill: None,
        stroke: Some((palette.hairline.into(), 1.0)),
    }));
    let rows = [top + ROW, top + 2.0 * ROW];
    signs(items, palette, rows);
    sizes(items, palette, rows);
}

/// Colour and dashes.
fn signs(items: &mut Vec<Item>, palette: &Palette, rows: [f32; 2]) {
    let samples = [
        (rows[0], "Cooperation", palette.cooperation_verbal, palette.cooperation_material, false),
        (rows[1], "Conflict", palette.conflict_verbal, palette.conflict_material, true),
    ];
    for (y, name, verbal, material, dashed) in samples {
        label(items, Point::new(LEFT, y), palette.second_text, name);
        link(items, Point::new(LEFT + 88.0, y), verbal, 5, dashed);
        label(items, Point::new(LEFT + 140.0, y), palette.text, "verbal");
        link(items, Point::new(LEFT + 196.0, y), material, 5, dashed);
        label(items, Point::new(LEFT + 248.0, y), palette.text, "material");
    }
    let x = LEFT + 330.0;
    link(items, Point::new(x, rows[0]), palette.mixed, 5, false);
    label(items, Point::new(x + 54.0, rows[0]), palette.text, "neither side prevails");
    link(items, Point::new(x, rows[1]), palette.second_text, 25, false);
    label(items, Point::new(x + 54.0, rows[1]), palette.text, "the wide end acts");
}

/// Widths, sizes and shapes with their numbers.
fn sizes(items: &mut Vec<Item>, palette: &Palette, rows: [f32; 2]) {
    let x = LEFT + 560.0;
    label(items, Point::new(x, rows[0]), palette.second_text, "Sentences");
    for (i, number) in [1, 5, 25].into_iter().enumerate() {
        let x = x + 76.0 + 74.0 * i as f32;
        link(items, Point::new(x, rows[0]), palette.second_text, number, false);
        label(items, Point::new(x + SAMPLE + 6.0, rows[0]), palette.text, &number.to_string());
    }
    label(items, Point::new(x, rows[1]), palette.second_text, "Articles");
    for (i, number) in [1, 5, 15].into_iter().enumerate() {
        let x = x + 76.0 + 74.0 * i as f32;
        let center = Point::new(x + 22.0, rows[1] - 4.0);
        node(items, palette, Outline::Circle { center, radius: node_radius(number) });
        label(items, Point::new(x + SAMPLE + 6.0, rows[1]), palette.text, &number.to_string());
    }
    let x = x + 330.0;
    node(items, palette, Outline::Circle { center: Point::new(x, rows[0] - 4.0), radius: 6.0 });
    label(items, Point::new(x + 14.0, rows[0]), palette.text, "country or territory");
    let center = Point::new(x, rows[1] - 4.0);
    node(items, palette, Outline::Square { center, half: 6.0, corner: 3.5 });
    label(items, Point::new(x + 14.0, rows[1]), palette.text, "organisation");
    let [fill, _] = palette.blocs[0];
    let center = Point::new(x + 160.0, rows[0] - 4.0);
    items.push(Item::Shape(Shape {
        outline: Outline::Circle { center, radius: 6.0 },
        fill: Some(fill.into()),
        stroke: Some((palette.blocs[0][1].into(), 1.0)),
    }));
    label(items, Point::new(x + 174.0, rows[0]), palette.text, "colour: bloc");
}

fn node(items: &mut Vec<Item>, palette: &Palette, outline: Outline) {
    let stroke = Some((palette.node_ring.into(), 1.0));
    items.push(Item::Shape(Shape { outline, fill: Some(palette.node.into()), stroke }));
}

fn link(items: &mut Vec<Item>, at: Point, color: Rgb, sentences: u32, dashed: bool) {
    let source = at + Vector::new(0.0, -4.0);
    let ribbon = Ribbon::new(&Link {
        source,
        target: source + Vector::new(SAMPLE, 0.0),
        source_gap: 0.0,
        target_gap: 0.0,
        width: link_width(sentences),
        bowed: false,
        dashed,
        arrow: false,
    });
    let mut strips = Strips::default();
    ribbon.iter().for_each(|ribbon| ribbon.draw(&mut strips));
    let outline = Outline::Polygons(polygons(&strips));
    items.push(Item::Shape(Shape { outline, fill: Some(color.into()), stroke: None }));
}

fn label(items: &mut Vec<Item>, at: Point, color: Rgb, text: &str) {
    items.push(words(at, SIZE, Face::Regular, color, text));
}

fn words(at: Point, size: f32, face: Face, color: Rgb, text: &str) -> Item {
    let text = text.to_owned();
    Item::Words(Words { at, anchor: Anchor::Start, size, face, color, halo: None, text })
}

fn open(items: &mut Vec<Item>, class: &'static str) {
    items.push(Item::Open(Thing { class, ..Thing::default() }));
}
