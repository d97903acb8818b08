//! The picture as a file: it is well formed, says what it was made from, and every writer draws all of it.

use std::io::Read as _;

use super::*;
use crate::article::{Article, Format, Origin, Place, Sourced};
use crate::event::knowledge;

fn workspace() -> Workspace {
    let knowledge = knowledge();
    let texts = [
        "Kenya thanked Brazil. Brazil sent grain to Kenya. China warned Kenya. NATO praised Norway.",
        "Norway met Denmark. Denmark praised Norway. France accused Germany of delay.",
    ];
    let mut workspace = Workspace::new(knowledge.clone());
    let read = texts.map(|text| {
        let mut article = Article::bare(text.to_owned(), Format::Text, Place::Clipboard);
        article.outlet = Some(Sourced::new("Harbour & Coast".to_owned(), Origin::Given));
        (article.clone(), crate::event::read(&knowledge, &article))
    });
    workspace.add(read.into());
    let (china, name) = (crate::actor::ActorId::new("CHN"), "China <Ελλάδα> ქართ".to_owned());
    workspace.apply(crate::session::Edit::Rename(china, name));
    workspace.settle_layout();
    workspace
}

fn picture() -> Picture {
    Picture::new(
        &workspace(),
        &Options { title: Some("Harbours & <coasts>".to_owned()), ..Options::default() },
    )
}

#[test]
fn svg_is_well_formed_and_keeps_ids_and_words() {
    let svg = picture().svg();
    let mut reader = quick_xml::Reader::from_str(&svg);
    let mut ids = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Start(tag) => {
                let id = tag.try_get_attribute("id").unwrap();
                ids.extend(id.map(|id| String::from_utf8(id.value.to_vec()).unwrap()));
            }
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    for id in ["actor-KEN", "actor-org.NATO", "link-KEN-BRA", "link-CHN-KEN"] {
        assert!(ids.iter().any(|other| other == id), "{id} is not in {ids:?}");
    }
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), count, "each id once");
    for words in [
        ">Harbours &amp; &lt;coasts&gt;</text>",
        ">Kenya</text>",
        "China &lt;Ελλάδα&gt;",
        "Harbour &amp; Coast 2",
        "Arranged by forces, seed 1",
        "all types of events, all dates; left out is what is denied, only claimed",
        "font-family:\"Map Inter Medium\";src:url(data:font/ttf;base64,",
        "font-family:\"Map Noto\"",
    ] {
        assert!(svg.contains(words), "{words} is missing");
    }
    assert!(!svg.contains("http://") || svg.matches("http://").count() == 1, "only the name of SVG itself");
}

#[test]
fn a_png_is_as_large_as_asked_and_draws_the_colours() {
    let picture = picture();
    for times in [1, 3] {
        let bytes = picture.png(Scale::new(times));
        let pixels = tiny_skia::Pixmap::decode_png(&bytes).unwrap();
        assert_eq!(pixels.width(), 1280 * u32::from(times));
        assert_eq!(pixels.height(), (picture.height * f32::from(times)).round() as u32);
        let has = |wanted: Rgb| {
            let [r, g, b] = wanted.channels();
            pixels.pixels().iter().any(|p| (p.red(), p.green(), p.blue()) == (r, g, b))
        };
        assert!(has(LIGHT.paper) && has(LIGHT.text) && has(LIGHT.node));
    }
}

#[test]
fn a_pdf_has_its_words_as_words_and_its_letters_within() {
    let picture = picture();
    let pdf = picture.pdf();
    assert!(pdf.starts_with(b"%PDF-1."));
    let text = String::from_utf8_lossy(&pdf);
    assert_eq!(text.matches("/FontFile2").count(), 3);
    assert!(text.contains("Harbours & <coasts>"));
    // The page shows the glyphs of a name, two bytes each.
    let start = pdf.windows(8).position(|bytes| bytes.starts_with(b"stream\n")).unwrap() + 7;
    let mut page = Vec::new();
    flate2::read::ZlibDecoder::new(&pdf[start..]).read_to_end(&mut page).unwrap();
    let kenya: Vec<u8> =
        Face::Medium.letters("Kenya").iter().flat_map(|letter| letter.glyph.to_be_bytes()).collect();
    let shown = String::from_utf8_lossy(&page).into_owned();
    let hex: String = kenya.iter().map(|byte| format!("{byte:02X}")).collect();
    assert!(
        page.windows(kenya.len()).any(|bytes| bytes == kenya) || shown.contains(&hex),
        "the name is not on the page"
    );
}

#[test]
fn the_same_session_gives_the_same_bytes() {
    let (one, other) = (picture(), picture());
    assert_eq!(one, other);
    assert_eq!(one.svg(), other.svg());
    assert_eq!(one.png(Scale::new(1)), other.png(Scale::new(1)));
    assert_eq!(one.pdf(), other.pdf());
}

#[test]
fn an_empty_session_has_a_picture_too() {
    let picture = Picture::new(&Workspace::new(knowledge()), &Options { theme: Theme::Dark, title: None });
    assert!(picture.svg().contains("Who did what to whom"));
    assert!(!picture.png(Scale::new(1)).is_empty());
    assert!(picture.pdf().len() > 1000);
}

#[test]
fn notes_are_marked_with_what_they_say() {
    use crate::session::correction::{Correction, Note, NoteColour, Subject};

    let mut workspace = workspace();
    let svg = |workspace: &Workspace| Picture::new(workspace, &Options::default()).svg();
    assert!(!svg(&workspace).contains("class=\"note\""));
    let relation = &workspace.graph().relations[0];
    let actor = |index: usize| workspace.graph().actors[index].id.clone();
    let (source, target) = (actor(relation.source), actor(relation.target));
    let note = Note { text: "see <the treaty>".to_owned(), colour: Some(NoteColour::Wine) };
    for subject in [Subject::Actor(source.clone()), Subject::Link(source, target)] {
        workspace.apply(crate::session::Edit::Correct(Box::new(Correction::Note(subject, note.clone()))));
    }
    let svg = svg(&workspace);
    assert_eq!(svg.matches("class=\"note\"").count(), 2);
    assert!(svg.contains("Note: see &lt;the treaty&gt;"));
}
