//! Session files of both versions: what is kept, what is refused, what is damage.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::actor::{ActorId, ActorKind, AliasKind, Change, Mention, MentionKind, Overlay, Role};
use crate::article::{Article, Date, Format, Origin, Part, Place, SharedArticle, Sourced, Span};
use crate::event::{EventKind, Status};
use crate::graph::Filter;
use crate::language::{Readable, Sentence, english};
use crate::layout::Point;
use crate::session::correction::{
    AddedEvent, Anchor, EventAnchor, MentionFix, Note, NoteColour, Review, Subject, Told, Verdict,
};
use crate::session::{Arrangement, ArrangementKind, Camera, Choices, Corrections};

fn knowledge() -> Knowledge {
    Knowledge { english: english().clone(), gazetteer: Arc::default(), lexicon: Arc::default() }
}

fn article(text: &str) -> Article {
    let found = |value: &str, origin| Some(Sourced { value: value.to_owned(), origin });
    Article {
        id: ArticleId::of_text(text),
        places: vec![
            Place::File("press/kenya.html".into()),
            Place::Line { path: "-".into(), line: 3, id: Some("k".to_owned()) },
            Place::Clipboard,
        ],
        format: Format::Html,
        text: text.into(),
        title: found("Nairobi écrit", Origin::JsonLd),
        title_in_text: false,
        date: Date::month(1956, 11).map(|value| Sourced { value, origin: Origin::TimeElement }),
        outlet: found("Lakeside Post", Origin::OpenGraph),
        url: found("https://example.org/1", Origin::Canonical),
        author: None,
        language: found("en", Origin::HtmlLang),
        problems: vec!["a page without a heading".to_owned()],
    }
}

fn session() -> Session {
    let (kenya, brazil) = (ActorId::new("KEN"), ActorId::new("BRA"));
    let filter = Filter {
        kinds: [EventKind::Accuse, EventKind::Aid].into_iter().collect(),
        from: Date::day(1956, 7, 26),
        until: Some(Date::year(1957)),
        strongest: Some(40),
        ..Filter::default()
    };
    let choices = Choices {
        pins: [(kenya.clone(), Point::new(12.5, -3.0))].into(),
        hidden: [ActorId::new("org:UN")].into(),
        names: [(brazil.clone(), "Brasil".to_owned())].into(),
        filter,
        ..Choices::default()
    };
    Session {
        articles: vec![Arc::new(article("Kenya thanked Brazil. “Très bien.”"))],
        coded: Vec::new(),
        choices,
        positions: [(kenya, Point::new(12.5, -3.0)), (brazil, Point::new(-80.1, 44.0))].into(),
        camera: Some(Camera { center: Point::new(1.5, 2.5), zoom: 1.25 }),
        folder: None,
        unknown: [("notes".to_owned(), json!({"KEN": ["by a later version"]}))].into(),
    }
}

fn reading(article: &Article) -> Reading {
    let span = Span::new(0, 21);
    Reading {
        article: article.id,
        readable: Readable::Full,
        title_sentences: Vec::new(),
        text_sentences: vec![Sentence { span, paragraph: 0, first_token: 0, end_token: 4, damaged: false }],
        mentions: vec![Mention {
            part: Part::Text,
            span: Span::new(0, 5),
            sentence: 0,
            kind: MentionKind::Name,
            role: Role::Actor,
            actor: Some(ActorId::new("KEN")),
            person: None,
            candidates: Vec::new(),
            reason: "a name".into(),
        }],
        events: Vec::new(),
    }
}

fn readings(session: &Session) -> BTreeMap<ArticleId, Arc<Reading>> {
    session.articles.iter().map(|article| (article.id, Arc::new(reading(article)))).collect()
}

fn saved() -> Vec<u8> {
    let session = session();
    to_bytes(&knowledge(), &session, &readings(&session))
}

/// The saved session with something else in it.
fn changed(change: impl FnOnce(&mut Value)) -> Result<Loaded, FileError> {
    let mut value: Value = serde_json::from_slice(&saved()).unwrap();
    change(&mut value);
    from_bytes(&knowledge(), &serde_json::to_vec(&value).unwrap())
}

fn error(bytes: &[u8]) -> String {
    from_bytes(&knowledge(), bytes).unwrap_err().to_string()
}

#[test]
fn what_was_saved_is_opened_again() {
    let loaded = from_bytes(&knowledge(), &saved()).unwrap();
    assert_eq!(loaded.session, session());
    assert_eq!(loaded.readings, readings(&session()));
    assert_eq!(to_bytes(&knowledge(), &loaded.session, &loaded.readings), saved());
}

#[test]
fn the_arrangement_is_saved_with_the_pins_of_the_others() {
    let mut session = session();
    let rings = Arrangement {
        kind: ArrangementKind::Rings,
        seed: 7,
        middle: Some(ActorId::new("KEN")),
        forces: 0.25,
    };
    session.choices.arrangement = rings;
    session.choices.other_pins =
        [(ArrangementKind::Forces, [(ActorId::new("BRA"), Point::new(1.0, 2.0))].into())].into();
    let bytes = to_bytes(&knowledge(), &session, &BTreeMap::new());
    assert_eq!(from_bytes(&knowledge(), &bytes).unwrap().session, session);
}

#[test]
fn an_arrangement_of_a_later_version_shows_the_forces() {
    let loaded = changed(|file| file["arrangement"] = json!({"kind": "helix"})).unwrap();
    assert_eq!(loaded.session, session());
}

#[test]
fn tables_of_others_are_saved_too() {
    use crate::article::coded::{CodedDocument, Party};
    use crate::article::{CodedRow, CodedTable, Scheme};

    let party = |country: &str| Party { country: country.to_owned(), ..Party::default() };
    let row = CodedRow {
        id: "7".to_owned(),
        source: party("KEN"),
        target: party("BRA"),
        code: "040".to_owned(),
        date: Date::day(2022, 3, 1),
        address: "https://example.org/1".to_owned(),
        ..CodedRow::default()
    };
    let countries = vec!["KE".to_owned(), "BR".to_owned()];
    let table = CodedTable {
        id: String::new(),
        scheme: Scheme::Gdelt,
        places: vec![Place::File("a.export.CSV".into())],
        rows: vec![row],
        documents: vec![CodedDocument { countries, ..CodedDocument::default() }],
        without_pair: 3,
        within_one: 2,
    };
    let mut session = session();
    session.coded = vec![Arc::new(CodedTable { id: table.hash(), ..table })];
    session.choices.filter.coded = false;
    let bytes = to_bytes(&knowledge(), &session, &BTreeMap::new());
    let opened = from_bytes(&knowledge(), &bytes).unwrap().session;
    assert_eq!(opened, session);
    assert_eq!(to_bytes(&knowledge(), &opened, &BTreeMap::new()), bytes);
}

#[test]
fn an_empty_session_too() {
    let bytes = to_bytes(&knowledge(), &Session::default(), &BTreeMap::new());
    assert_eq!(from_bytes(&knowledge(), &bytes).unwrap().session, Session::default());
}

#[test]
fn format_and_version_come_first_and_an_article_is_a_line() {
    let text = String::from_utf8(saved()).unwrap();
    assert!(text.starts_with("{\n\"format\": \"diplograph\",\n\"version\": 2,\n"), "{text}");
    assert_eq!(text.lines().filter(|line| line.contains("thanked")).count(), 1);
}

#[test]
fn other_files_are_told_from_damaged_ones() {
    assert_eq!(error(b""), "this is not a Diplograph session: the file is empty");
    assert_eq!(error(b"%PDF-1.7"), "this is not a Diplograph session: it has no format name");
    assert_eq!(error(b"[1, 2]"), "this is not a Diplograph session: it has no format name");
    assert_eq!(
        error(br#"{"format": "gexf", "version": 1}"#),
        "this is not a Diplograph session: its format is “gexf”"
    );
    let damaged = error(&saved()[..200]);
    assert!(damaged.starts_with("the session is damaged: "), "{damaged}");
    assert!(error(br#"{"format": "diplograph", "version": "x"}"#).starts_with("the session is damaged: "));
}

#[test]
fn a_newer_version_is_refused_whatever_its_body() {
    let newer = br#"{"format": "diplograph", "version": 4, "articles": {"odd" "#;
    assert!(matches!(from_bytes(&knowledge(), newer), Err(FileError::Newer { found: 4 })));
}

#[test]
fn wrong_types_and_depths_are_damage_and_no_crash() {
    for (part, value) in [
        ("articles", json!(7)),
        ("articles", json!([{"id": "x"}])),
        ("positions", json!({"KEN": "here"})),
        ("choices", json!({"filter": {"from": "yesterday"}})),
    ] {
        let result = changed(|file| file[part] = value.clone());
        assert!(matches!(result, Err(FileError::Damaged(_))), "{part}: {value}");
    }
    let deep = format!("{{\"format\":\"diplograph\",\"version\":1,\"x\":{}", "[".repeat(1_000_000));
    assert!(error(deep.as_bytes()).starts_with("the session is damaged: "));
}

#[test]
fn a_byte_order_mark_does_no_harm() {
    let bytes = [b"\xEF\xBB\xBF".as_slice(), &saved()].concat();
    assert_eq!(from_bytes(&knowledge(), &bytes).unwrap().session, session());
}

#[test]
fn a_text_that_was_changed_gets_its_own_id_and_a_problem() {
    let loaded = changed(|file| file["articles"][0]["text"] = json!("Kenya left.")).unwrap();
    let article = &loaded.session.articles[0];
    assert_eq!(article.id, ArticleId::of_text("Kenya left."));
    assert_eq!(article.problems.last().unwrap(), "its text was changed in the session file");
    assert!(loaded.readings.is_empty(), "the reading was of another text");
}

#[test]
fn places_out_of_this_world_are_left_out() {
    let loaded = changed(|file| {
        file["positions"] = json!({"KEN": [1e30, 0], "BRA": [1, 2], "": [0, 0]});
        file["camera"] = json!({"center": [0, 0], "zoom": 0});
    });
    let session = loaded.unwrap().session;
    assert_eq!(session.positions, [(ActorId::new("BRA"), Point::new(1.0, 2.0))].into());
    assert_eq!(session.camera, None);

    let mut session = self::session();
    session.positions.insert(ActorId::new("KEN"), Point::new(f32::NAN, 0.0));
    let loaded = from_bytes(&knowledge(), &to_bytes(&knowledge(), &session, &BTreeMap::new())).unwrap();
    assert!(!loaded.session.positions.contains_key(&ActorId::new("KEN")));
}

#[test]
fn choices_about_unknown_actors_stay_and_names_are_one_line() {
    let loaded = changed(|file| file["choices"]["names"] = json!({"XYZ": "Two\nlines", "KEN": " "}));
    let names = loaded.unwrap().session.choices.names;
    assert_eq!(names, [(ActorId::new("XYZ"), "Two lines".to_owned())].into());
}

#[test]
fn a_cache_that_does_not_hold_is_dropped_without_loss() {
    let dropped: [fn(&mut Value); 7] = [
        |file| file["cache"]["key"]["engine"] = json!("0"),
        |file| file["cache"] = json!("gone"),
        |file| file["cache"]["readings"][0]["mentions"] = json!(3),
        |file| file["cache"]["readings"][0]["mentions"][0]["span"]["end"] = json!(4000),
        // The second byte of a letter.
        |file| file["cache"]["readings"][0]["mentions"][0]["span"] = json!({"start": 0, "end": 28}),
        |file| file["cache"]["readings"][0]["mentions"][0]["span"] = json!({"start": 5, "end": 1}),
        |file| file["cache"]["readings"][0]["mentions"][0]["sentence"] = json!(1),
    ];
    for (index, change) in dropped.into_iter().enumerate() {
        let loaded = changed(change).unwrap();
        assert!(loaded.readings.is_empty(), "case {index}");
        assert_eq!(loaded.session, session(), "case {index}");
    }
    let loaded = changed(|file| drop(file.as_object_mut().unwrap().remove("cache"))).unwrap();
    assert_eq!(loaded.session, session());
}

#[test]
fn a_part_of_a_file_is_kept_as_a_place() {
    let mut session = session();
    let mut kept = (*session.articles[0]).clone();
    kept.places = vec![Place::Part { path: "press.zip".into(), part: "kenya.html".to_owned() }];
    kept.format = Format::WebArchive;
    session.articles = vec![Arc::new(kept)];
    let bytes = to_bytes(&knowledge(), &session, &BTreeMap::new());
    assert_eq!(from_bytes(&knowledge(), &bytes).unwrap().session, session);
}

#[test]
fn filters_that_the_first_file_did_not_know_are_saved_too() {
    let mut session = session();
    let filter = &mut session.choices.filter;
    (filter.min_articles, filter.min_sources) = (3, 2);
    filter.outlets = ["Northern Wire".to_owned()].into();
    filter.among = ["BRA", "KEN"].map(ActorId::new).into();
    filter.without = [crate::graph::ActorSort::Other].into();
    let bytes = to_bytes(&knowledge(), &session, &BTreeMap::new());
    assert_eq!(from_bytes(&knowledge(), &bytes).unwrap().session, session);
}

#[test]
fn the_first_file_of_version_1_opens() {
    let bytes = include_bytes!("../../../tests/data/sessions/v1/first.diplograph");
    // It was saved before the filter asked for sources, outlets and actors.
    let mut expected = session();
    let (kept, new) = (&mut expected.choices.filter, Filter::default());
    (kept.min_articles, kept.min_sources) = (new.min_articles, new.min_sources);
    (kept.outlets, kept.among, kept.without) = (new.outlets, new.among, new.without);
    assert_eq!(from_bytes(&knowledge(), bytes).unwrap().session, expected);
}

proptest! {
    #[test]
    fn a_file_that_was_cut_or_changed_never_crashes(at in 0_usize..3000, byte in any::<u8>(), cut in any::<bool>()) {
        let mut bytes = saved();
        let at = at % bytes.len();
        if cut { bytes.truncate(at) } else { bytes[at] = byte }
        if let Ok(loaded) = from_bytes(&knowledge(), &bytes) {
            for (id, reading) in &loaded.readings {
                prop_assert_eq!(id, &reading.article);
            }
        }
    }
}

/// A session with every kind of correction.
fn corrected() -> Session {
    let mut session = session();
    let article = session.articles[0].clone();
    let anchor = |start, end| Anchor::new(&article, Part::Text, Span::new(start, end)).unwrap();
    let told = Told {
        source: ActorId::new("KEN"),
        kind: EventKind::Support,
        target: ActorId::new("BRA"),
        reciprocal: true,
        status: Status::Claimed,
        claimed_by: Some(ActorId::new("org:UN")),
        date: Date::month(1956, 11),
    };
    let plain = Told { status: Status::Asserted, claimed_by: None, date: None, ..told.reversed() };
    let review = |verdict, why: &str| Review { verdict, why: why.to_owned() };
    let at = |start, end, read: &Told| EventAnchor { place: anchor(start, end), read: read.clone() };
    let actors = vec![
        Change::AddActor {
            actor: ActorId::new("org:REEF"),
            label: "Reef Council".to_owned(),
            kind: ActorKind::Organisation,
        },
        Change::Rename { actor: ActorId::new("KEN"), label: "Kenia".to_owned() },
        Change::AddAlias {
            actor: ActorId::new("org:REEF"),
            alias: "Reefers".to_owned(),
            kind: AliasKind::People,
        },
        Change::RemoveAlias { actor: ActorId::new("BRA"), alias: "Brazil".to_owned() },
        Change::Settle { actor: ActorId::new("GEO"), alias: "Georgia".to_owned() },
        Change::NeverActor { words: "Kenya Diaries".to_owned() },
    ];
    session.choices.corrections = Corrections {
        reviews: [
            (at(0, 5, &told), review(Verdict::Right, "")),
            (at(6, 13, &told), review(Verdict::NotAnEvent, "a toast")),
            (at(14, 20, &told), review(Verdict::Corrected(plain.clone()), "")),
        ]
        .into(),
        added: [AddedEvent { anchor: anchor(6, 20), told: plain, why: "by ear".to_owned() }].into(),
        mentions: [
            (anchor(0, 5), MentionFix { read: Some(ActorId::new("KEN")), actor: None }),
            (anchor(14, 20), MentionFix { read: None, actor: Some(ActorId::new("BRA")) }),
        ]
        .into(),
        merged: [(ActorId::new("GBR"), ActorId::new("FRA"))].into(),
        actors: Overlay { changes: actors },
        notes: [
            (
                Subject::Actor(ActorId::new("KEN")),
                Note { text: "see\n1956".to_owned(), colour: Some(NoteColour::Wine) },
            ),
            (
                Subject::Link(ActorId::new("KEN"), ActorId::new("BRA")),
                Note { text: "grain".to_owned(), colour: None },
            ),
        ]
        .into(),
    };
    session.choices.views = [("Warm".to_owned(), Filter { min_sentences: 2, ..Filter::default() })].into();
    session
}

#[test]
fn corrections_are_saved() {
    let session = corrected();
    let bytes = to_bytes(&knowledge(), &session, &BTreeMap::new());
    let loaded = from_bytes(&knowledge(), &bytes).unwrap();
    assert_eq!(loaded.session, session);
    assert_eq!(to_bytes(&knowledge(), &loaded.session, &BTreeMap::new()), bytes);
}

#[test]
fn the_first_file_of_version_2_opens() {
    let bytes = include_bytes!("../../../tests/data/sessions/v2/first.diplograph");
    assert_eq!(from_bytes(&knowledge(), bytes).unwrap().session, corrected());
    let packed = include_bytes!("../../../tests/data/sessions/v2/packed.diplograph");
    assert_eq!(from_bytes(&knowledge(), packed).unwrap().session, many(3));
}

#[test]
fn a_file_of_version_1_is_saved_as_version_2() {
    let bytes = include_bytes!("../../../tests/data/sessions/v1/first.diplograph");
    let loaded = from_bytes(&knowledge(), bytes).unwrap();
    let saved = to_bytes(&knowledge(), &loaded.session, &loaded.readings);
    assert_eq!(version(&saved).unwrap(), 2);
    assert_eq!(from_bytes(&knowledge(), &saved).unwrap().session, loaded.session);
}

#[test]
fn what_is_unknown_within_a_part_is_kept() {
    let change = |file: &mut Value| {
        file["choices"]["mood"] = json!("blue");
        file["corrections"] = json!({"votes": [1, 2]});
        file["articles"][0]["smell"] = json!({"of": "ink"});
    };
    let session = changed(change).unwrap().session;
    let saved: Value = serde_json::from_slice(&to_bytes(&knowledge(), &session, &BTreeMap::new())).unwrap();
    assert_eq!(saved["choices"]["mood"], "blue");
    assert_eq!(saved["corrections"]["votes"], json!([1, 2]));
    assert_eq!(saved["articles"][0]["smell"]["of"], "ink");
}

/// A session of so many articles.
fn many(articles: usize) -> Session {
    let mut session = corrected();
    let texts =
        (0..articles).map(|index| format!("Kenya thanked Brazil, it was said for the {index}th time."));
    session.articles.extend(texts.map(|text| Arc::new(article(&text))));
    session.articles.sort_by_key(|article| article.id);
    session
}

#[test]
fn a_large_session_is_packed_and_opens_by_its_content() {
    let mut session = many(600);
    let mut long = article("");
    long.text = "Kenya thanked Brazil. ".repeat(250_000).into();
    long.id = ArticleId::of_text(&long.text);
    session.articles.push(Arc::new(long));
    session.articles.sort_by_key(|article| article.id);
    // A workspace saves with the names of the person's own.
    let own = session.choices.corrections.knowledge(&knowledge());
    let bytes = to_bytes(&own, &session, &readings(&session));
    assert!(packed::is_packed(&bytes), "it is packed");
    assert!(bytes == to_bytes(&own, &session, &readings(&session)), "and always the same");
    let loaded = from_bytes(&knowledge(), &bytes).unwrap();
    assert!(loaded.session == session);
    assert!(loaded.readings == readings(&session));
    let text = packed::unpack_all(&bytes).unwrap();
    assert!(text.starts_with(b"{\n\"format\": \"diplograph\",\n\"version\": 3,\n"));
    assert!(from_bytes(&knowledge(), &text).unwrap().session == session, "unpacked by another program");
    assert!(from_bytes(&knowledge(), &text).unwrap().readings == readings(&session));
    for cut in [bytes.len() / 3, bytes.len() - 1] {
        assert!(matches!(from_bytes(&knowledge(), &bytes[..cut]), Err(FileError::Damaged(_))), "{cut}");
    }
}

/// A session of some hundred articles of 10 KB.
fn large() -> Session {
    let mut session = many(300);
    session.articles.retain(|article| article.text.len() < 1000);
    let texts = (0..200).map(|index| format!("Kenya thanked Brazil for gift {index}. ").repeat(300));
    session.articles.extend(texts.map(|text| Arc::new(article(&text))));
    session.articles.sort_by_key(|article| article.id);
    session
}

#[test]
fn texts_of_a_large_session_are_unpacked_when_they_are_looked_at() {
    let session = large();
    let own = session.choices.corrections.knowledge(&knowledge());
    let bytes = to_bytes(&own, &session, &readings(&session));
    let loaded = from_owned_bytes(&knowledge(), bytes).unwrap();
    assert_eq!(loaded.readings.len(), session.articles.len());
    let is_open = |article: &SharedArticle| article.text.pack().is_none_or(|pack| pack.is_open());
    let opened = &loaded.session.articles;
    assert!(!opened.iter().any(is_open));
    // What lists, counts and near-duplicates need is there without the texts.
    for (opened, article) in opened.iter().zip(&session.articles) {
        assert_eq!(opened.label(), article.label());
        assert_eq!(opened.text.signature(), article.text.signature());
        assert_eq!(opened.text.length(), article.text.len());
    }
    assert!(!opened.iter().any(is_open));
    let asked = &opened[7];
    assert_eq!(asked.text, session.articles[7].text);
    let open = opened.iter().filter(|article| is_open(article)).count();
    assert!((1..50).contains(&open), "the texts of its run: {open}");
    assert!(loaded.session == session, "all of them");
}

#[test]
fn packs_that_did_not_change_are_written_as_they_were() {
    let session = large();
    let bytes = to_bytes(&knowledge(), &session, &readings(&session));
    let mut opened = from_bytes(&knowledge(), &bytes).unwrap().session;
    let again = to_bytes(&knowledge(), &opened, &readings(&session));
    assert!(again == bytes, "the same session gives the same bytes");
    let is_open = |article: &SharedArticle| article.text.pack().is_none_or(|pack| pack.is_open());
    assert!(!opened.articles.iter().any(is_open), "and no text was unpacked for it");
    let gone = opened.articles.remove(20);
    let bytes = to_bytes(&knowledge(), &opened, &readings(&session));
    assert!(opened.articles.iter().filter(|article| is_open(article)).count() < 50);
    let whole = Session { articles: session.articles.clone(), ..opened.clone() };
    let without = Session {
        articles: whole.articles.iter().filter(|article| article.id != gone.id).cloned().collect(),
        ..whole
    };
    assert!(bytes == to_bytes(&knowledge(), &without, &readings(&session)), "as from texts at hand");
}

#[test]
fn texts_that_were_packed_at_once_are_written_alike() {
    let session = large();
    let mut articles: Vec<Article> = session.articles.iter().map(|article| (**article).clone()).collect();
    pack_texts(articles.iter_mut());
    assert!(articles.iter().all(|article| article.text.pack().is_some()));
    let packed = Session { articles: articles.into_iter().map(Arc::new).collect(), ..session.clone() };
    assert!(packed == session);
    let readings = readings(&session);
    assert!(to_bytes(&knowledge(), &packed, &readings) == to_bytes(&knowledge(), &session, &readings));
}

#[test]
fn damage_within_packed_texts_is_told_on_opening() {
    let session = large();
    let bytes = to_bytes(&knowledge(), &session, &readings(&session));
    let opened = from_bytes(&knowledge(), &bytes).unwrap().session;
    let pack = opened.articles[3].text.pack().unwrap().bytes().to_vec();
    let at = bytes.windows(pack.len()).position(|window| window == pack).unwrap();
    for byte in [30, pack.len() / 2, pack.len() - 1] {
        let mut damaged = bytes.clone();
        damaged[at + byte] ^= 0x10;
        let error = error(&damaged);
        assert!(error.contains("texts in it are not as they were written"), "{byte}: {error}");
    }
}

#[test]
fn the_first_file_of_version_3_opens() {
    let kept = include_bytes!("../../../tests/data/sessions/v3/packed.diplograph");
    let loaded = from_bytes(&knowledge(), kept).unwrap();
    assert!(loaded.session == large());
    assert!(loaded.session.articles.iter().all(|article| article.text.pack().is_some()));
}

#[test]
fn a_correction_that_makes_no_sense_is_damage_and_circles_are_cut() {
    let broken = changed(|file| file["corrections"] = json!({"mentions": [{"at": 7}]}));
    assert!(matches!(broken, Err(FileError::Damaged(_))));
    let circle = changed(|file| file["corrections"] = json!({"merged": {"A": "B", "B": "A", "C": "D"}}));
    let merged = circle.unwrap().session.choices.corrections.merged;
    assert_eq!(merged, [(ActorId::new("C"), ActorId::new("D"))].into());
}

#[test]
fn the_evidence_folder_of_a_session_is_named_in_its_file() {
    let knowledge = knowledge();
    let mark =
        crate::session::FolderMark { path: "evidence".into(), hash: "ab".to_owned(), articles: 2, events: 7 };
    let session = Session { folder: Some(mark), ..Session::default() };
    let bytes = to_bytes(&knowledge, &session, &BTreeMap::new());
    assert_eq!(from_bytes(&knowledge, &bytes).unwrap().session, session);
}

#[test]
fn each_field_of_a_filter_comes_back() {
    let plain = Filter::default();
    // Without `..`: a new field is to be saved too.
    let filter = Filter {
        kinds: [EventKind::Accuse, EventKind::Statement].into_iter().collect(),
        from: Date::day(1956, 7, 26),
        until: Some(Date::year(1957)),
        undated: !plain.undated,
        min_sentences: 2,
        min_articles: 3,
        min_sources: 4,
        outlets: ["The Meridian".to_owned()].into(),
        among: [ActorId::new("KEN"), ActorId::new("BRA")].into(),
        touching: [ActorId::new("CHN")].into(),
        without: [crate::graph::ActorSort::Organisation].into(),
        strongest: Some(40),
        asserted: !plain.asserted,
        negated: !plain.negated,
        claimed: !plain.claimed,
        historical: !plain.historical,
        hypothetical: !plain.hypothetical,
        co_mentions: !plain.co_mentions,
        coded: !plain.coded,
    };
    let mut session = session();
    session.choices.filter = filter.clone();
    let bytes = to_bytes(&knowledge(), &session, &readings(&session));
    let loaded = from_bytes(&knowledge(), &bytes).unwrap();
    assert_eq!(loaded.session.choices.filter, filter);
}
