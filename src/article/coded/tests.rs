//! Tables of each scheme, made by hand after the published lists of columns.

use super::super::any;
use super::super::found::Found;
use super::*;

fn table(text: &str, name: &str) -> CodedTable {
    let mut found = Found::default();
    any::read(text.as_bytes(), &Place::File(name.into()), &mut found).unwrap();
    assert_eq!((found.articles.len(), found.coded.len()), (0, 1), "{:?}", found.refused);
    found.coded.remove(0)
}

/// A row of GDELT's events: cells by number, all others empty.
fn gdelt(columns: usize, cells: &[(usize, &str)]) -> String {
    let mut row = vec![String::new(); columns];
    for (index, cell) in cells {
        row[*index] = (*cell).to_owned();
    }
    row.join("\t")
}

fn gdelt_event(id: &str, source: &str, target: &str, code: &str) -> String {
    gdelt(
        61,
        &[
            (0, id),
            (1, "20220301"),
            (7, source),
            (17, target),
            (26, code),
            (29, "4"),
            (30, "-10.0"),
            (53, "UP"),
            (60, "https://www.northern-wire.example/1"),
        ],
    )
}

#[test]
fn gdelt_is_known_by_the_number_of_its_columns() {
    let rows = [
        gdelt_event("11", "RUS", "UKR", "190"),
        gdelt_event("12", "FRA", "FRA", "040"),
        gdelt_event("13", "KEN", "", "040"),
    ];
    let table = table(&rows.join("\n"), "20220301120000.export.CSV");
    assert_eq!((table.scheme, table.rows.len()), (Scheme::Gdelt, 1));
    assert_eq!((table.within_one, table.without_pair), (1, 1));
    let row = &table.rows[0];
    assert_eq!((row.id.as_str(), row.code.as_str(), row.score.as_str()), ("11", "190", "-10.0"));
    assert_eq!((row.source.country.as_str(), row.target.country.as_str()), ("RUS", "UKR"));
    assert_eq!(row.date.unwrap().to_string(), "2022-03-01");
    assert_eq!(row.outlet, "northern-wire.example");
}

#[test]
fn the_first_version_of_gdelt_has_three_columns_less() {
    let row = gdelt(
        58,
        &[(0, "5"), (1, "20140301"), (7, "RUS"), (17, "UKR"), (26, "040"), (57, "http://a.example/x")],
    );
    let table = table(&row, "20140301.export.csv");
    assert_eq!((table.rows[0].code.as_str(), table.rows[0].outlet.as_str()), ("040", "a.example"));
}

#[test]
fn icews_is_known_by_its_head() {
    let text = "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\t\
         Target Name\tTarget Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\n\
         7\t2018-06-01\tCitizen (Kenya)\t\tKenya\tConsult\t040\t1\tUnited Nations\tNA\tNA\t99\t2\tLakeside Post\n";
    let table = table(text, "events.tab");
    assert_eq!(table.scheme, Scheme::Icews);
    let row = &table.rows[0];
    assert_eq!((row.source.country.as_str(), row.target.country.as_str()), ("Kenya", ""));
    assert_eq!((row.target.name.as_str(), row.outlet.as_str()), ("United Nations", "Lakeside Post"));
    assert_eq!((row.document.as_str(), row.code.as_str()), ("99", "040"));
}

#[test]
fn polecat_is_known_by_its_head_also_as_txt_and_where_the_head_is_damaged() {
    let mut cells = vec![""; 40];
    for (index, cell) in [
        (0, "9"),
        (1, "2022-03-01"),
        (2, "ASSAULT"),
        (3, "airstrike"),
        (5, "4"),
        (8, "RUS"),
        (16, "UKR"),
        (33, "Valley Herald"),
    ] {
        cells[index] = cell;
    }
    let head = layout::POLECAT.join("\t");
    for head in [head.clone(), format!("Event ID\tHeadline\t{}", &head["Event ID\t".len()..])] {
        let table = table(&format!("{head}\n{}\n", cells.join("\t")), "polecat.txt");
        let row = &table.rows[0];
        assert_eq!(
            (table.scheme, row.code.as_str(), row.mode.as_str()),
            (Scheme::Polecat, "ASSAULT", "airstrike")
        );
        assert_eq!((row.source.country.as_str(), row.target.country.as_str()), ("RUS", "UKR"));
        assert_eq!(row.outlet, "Valley Herald");
    }
}

#[test]
fn records_of_plover_keep_their_text_and_each_pair() {
    let text = r#"{"id": "p1", "date": "2019-05-03", "actor": [{"code": "KEN"}, {"code": "UGA"}], "recipient": [{"code": "TZA"}], "event": "CONSULT", "event_text": "Envoys of Kenya and Uganda met those of Tanzania.", "link": "https://a.example/1"}
{"id": "p2", "actor": [], "recipient": [{"code": "TZA"}], "event": "AID"}
{"id": "p3", "text": "no record"}"#;
    let mut found = Found::default();
    any::read(text.as_bytes(), &Place::File("gold.jsonl".into()), &mut found).unwrap();
    let table = &found.coded[0];
    assert_eq!((table.scheme, table.rows.len(), table.without_pair), (Scheme::Plover, 2, 1));
    assert_eq!(table.rows[1].source.country, "UGA");
    assert!(table.rows[0].text.starts_with("Envoys of Kenya"));
    assert_eq!(found.refused.len(), 1);
}

#[test]
fn the_knowledge_graph_gives_places_and_no_events() {
    let mut cells = vec![""; 27];
    cells[0] = "20220301120000-4";
    cells[1] = "20220301120000";
    cells[3] = "northern-wire.example";
    cells[4] = "https://northern-wire.example/4";
    cells[9] =
        "4#Kyiv, Ukraine#UP#UP12#50.4#30.5#-1;1#China#CH#CH#35#105#CH;4#Lviv, Ukraine#UP#UP15#49#24#-2";
    let table = table(&cells.join("\t"), "20220301120000.gkg.csv");
    assert_eq!((table.scheme, table.rows.len()), (Scheme::Gkg, 0));
    assert_eq!(table.documents[0].countries, ["CH", "UP"]);
}

#[test]
fn the_same_rows_twice_are_one_table_with_two_places() {
    let text = gdelt_event("11", "RUS", "UKR", "190");
    let joined = join_tables(vec![table(&text, "b.csv"), table(&text, "a.csv")]);
    assert_eq!((joined.len(), joined[0].places.len()), (1, 2));
}

#[test]
fn articles_are_no_tables_of_events() {
    assert!(!looks_like_one("title,text,date\nA,B,C\n"));
    assert!(!looks_like_one(""));
    assert!(!is_plover("{\"id\": 1, \"text\": \"They met.\", \"event\": \"x\"}"));
}
