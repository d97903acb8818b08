//! The files of data as text: what stands in them, and that nothing is lost or unsafe.

use super::*;
use crate::actor::ActorId;
use crate::article::{Article, Date, Format as ArticleFormat, Origin, Place, Sourced};
use crate::event::knowledge;
use crate::session::{Edit, Workspace};

/// Two articles, one dated, with cooperation, conflict, a denial and a meeting.
fn workspace() -> Workspace {
    let knowledge = knowledge();
    let article = |text: &str, title: &str, day: Option<u8>| {
        let mut article = Article::bare(text.to_owned(), ArticleFormat::Text, Place::Clipboard);
        article.title = Some(Sourced::new(title.to_owned(), Origin::Given));
        article.outlet = Some(Sourced::new("Harbour & Coast".to_owned(), Origin::Given));
        article.date = day.and_then(|day| Date::day(2019, 3, day)).map(|d| Sourced::new(d, Origin::Given));
        article
    };
    let articles = [
        article(
            "Kenya thanked Brazil on Monday. Brazil did not accuse Kenya. China warned Kenya.",
            "=SUM(A1)",
            Some(6),
        ),
        article("Norway met Denmark. France accused Germany of delay.", "Talks", None),
    ];
    let mut workspace = Workspace::new(knowledge.clone());
    workspace.add(articles.into_iter().map(|a| (a.clone(), crate::event::read(&knowledge, &a))).collect());
    workspace.apply(Edit::Rename(ActorId::new("CHN"), "China \"<&>\"".to_owned()));
    workspace.settle_layout();
    workspace
}

fn text(format: Format) -> String {
    format.write(&workspace(), Options::default())
}

fn json(text: &str) -> Vec<serde_json::Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn relations_have_a_row_for_each_link() {
    let workspace = workspace();
    let rows = json(&Format::RelationsJson.write(&workspace, Options::default()));
    assert_eq!(rows.len(), workspace.graph().relations.len());
    let row = rows.iter().find(|row| row["id"] == "CHN>KEN").unwrap();
    assert_eq!(
        (&row["sign"], &row["threaten"], &row["first_date"]),
        (&"conflict".into(), &1.into(), &"2019-03-06".into())
    );
    assert_eq!(row["signed_weight"], -3.5);
    let undated = rows.iter().find(|row| row["id"] == "FRA>DEU").unwrap();
    assert_eq!(
        (&undated["first_date"], &undated["undated_sentences"]),
        (&serde_json::Value::Null, &1.into())
    );
}

#[test]
fn a_sheet_and_its_json_lines_say_the_same() {
    let (csv, json) = (text(Format::EventsCsv), json(&text(Format::EventsJson)));
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let names = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), json.len());
    for (row, object) in rows.iter().zip(&json) {
        for (name, cell) in names.iter().zip(row) {
            let expected = match &object[name] {
                serde_json::Value::Null => String::new(),
                serde_json::Value::String(words) if words.starts_with('=') => format!("'{words}"),
                serde_json::Value::String(words) => words.clone(),
                other => other.to_string().trim_end_matches(".0").to_owned(),
            };
            assert_eq!(cell, expected, "{name}");
        }
    }
    assert!(csv.contains("'=SUM(A1)") && !csv.contains(",=SUM"));
}

#[test]
fn only_what_is_drawn_is_written_unless_all_is_asked_for() {
    let workspace = workspace();
    let write = |scope| json(&Format::EventsJson.write(&workspace, Options { scope, ..Options::default() }));
    let (drawn, all) = (write(Scope::Drawn), write(Scope::All));
    assert!(drawn.iter().all(|row| row["drawn"] == true && row["counted"] == true));
    assert!(all.iter().any(|row| row["status"] == "negated" && row["drawn"] == false));
    assert!(all.len() > drawn.len());
    let tellings: usize = workspace.graph().relations.iter().map(|relation| relation.evidence.len()).sum();
    assert_eq!(drawn.len(), tellings, "a row behind each telling of the map");
    let mut ids: Vec<String> = all.iter().map(|row| row["id"].to_string()).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), all.len(), "each id once");
}

#[test]
fn a_meeting_stands_in_both_directions() {
    let rows = json(&text(Format::Plover));
    let met: Vec<(&str, &str)> = rows
        .iter()
        .filter(|row| row["event"][0] == "CONSULT")
        .map(|row| (row["actor"][0]["code"].as_str().unwrap(), row["recipient"][0]["code"].as_str().unwrap()))
        .collect();
    assert_eq!(met, [("NOR", "DNK"), ("DNK", "NOR")]);
    assert_eq!(rows[0]["text"], "Kenya thanked Brazil on Monday.");
    assert_eq!(rows[0]["date"].as_str().map(str::len), Some(10));
}

#[test]
fn mentions_point_into_the_text() {
    let workspace = workspace();
    for row in json(&Format::MentionsJson.write(&workspace, Options::default())) {
        let id = row["article"].as_str().unwrap();
        let article = workspace.session().articles.iter().find(|a| a.id.to_string() == id).unwrap();
        let part = if row["part"] == "title" { article.label() } else { article.text.to_string() };
        let (start, end) = (row["start"].as_u64().unwrap() as usize, row["end"].as_u64().unwrap() as usize);
        let words: String = part.chars().skip(start).take(end - start).collect();
        assert_eq!(row["text"], words);
    }
}

#[test]
fn xml_is_well_formed_and_names_are_kept() {
    for format in [Format::GraphMl, Format::Gexf] {
        let text = text(format);
        let mut reader = quick_xml::Reader::from_str(&text);
        let (mut nodes, mut edges) = (0, 0);
        loop {
            match reader.read_event().unwrap() {
                quick_xml::events::Event::Start(tag) if tag.name().as_ref() == b"node" => nodes += 1,
                quick_xml::events::Event::Start(tag) if tag.name().as_ref() == b"edge" => edges += 1,
                quick_xml::events::Event::Eof => break,
                _ => {}
            }
        }
        let workspace = workspace();
        assert_eq!((nodes, edges), (workspace.graph().actors.len(), workspace.graph().relations.len()));
        assert!(text.contains("China &quot;&lt;&amp;&gt;&quot;"), "{format:?}");
    }
}

#[test]
fn a_link_has_a_spell_for_each_time_and_none_where_undated() {
    let text = text(Format::Gexf);
    let edge = |id: &str| {
        let start = text.find(&format!("<edge id=\"{id}\"")).unwrap();
        &text[start..start + text[start..].find("</edge>").unwrap()]
    };
    assert!(edge("CHN&gt;KEN").contains("<spell start=\"2019-03-06\" end=\"2019-03-06\"/>"));
    assert!(!edge("FRA&gt;DEU").contains("spell"));
}

#[test]
fn the_matrix_is_square_and_rows_act() {
    let csv = text(Format::Matrix);
    let rows: Vec<Vec<&str>> = csv.lines().map(|line| line.split(',').collect()).collect();
    assert!(rows.iter().all(|row| row.len() == rows.len()));
    let at = |source: &str, target: &str| {
        let row = rows.iter().find(|row| row[0] == source).unwrap();
        row[rows[0].iter().position(|name| *name == target).unwrap()]
    };
    assert_eq!((at("CHN", "KEN"), at("KEN", "CHN")), ("1", "0"));
}

#[test]
fn tables_of_others_have_their_columns() {
    let polecat = text(Format::Polecat);
    assert!(polecat.lines().all(|line| line.split('\t').count() == 40));
    assert!(polecat.starts_with("Event ID\tEvent Date\tEvent Type\tEvent Mode\t"));
    let gdelt = text(Format::Gdelt);
    assert!(gdelt.lines().all(|line| line.split('\t').count() == 61));
    let row: Vec<&str> = gdelt.lines().find(|line| line.contains("KENYA")).unwrap().split('\t').collect();
    assert_eq!((row[5], row[15], row[29]), ("KEN", "BRA", "1"));
}

#[test]
fn the_order_of_articles_does_not_reach_a_file() {
    let workspace = workspace();
    let mut articles: Vec<_> = workspace
        .session()
        .articles
        .iter()
        .map(|article| ((**article).clone(), (*workspace.readings()[&article.id]).clone()))
        .collect();
    articles.reverse();
    let mut other = Workspace::new(workspace.knowledge().clone());
    articles.into_iter().for_each(|article| other.add(vec![article]));
    other.apply(Edit::Rename(ActorId::new("CHN"), "China \"<&>\"".to_owned()));
    for format in
        [Format::RelationsCsv, Format::EventsCsv, Format::MentionsCsv, Format::Plover, Format::Matrix]
    {
        let options = Options::default();
        assert_eq!(format.write(&other, options), format.write(&workspace, options), "{format:?}");
    }
}

#[test]
fn an_empty_session_gives_files_without_rows() {
    let workspace = Workspace::new(knowledge());
    for format in Format::ALL {
        let text = format.write(&workspace, Options::default());
        assert!(text.lines().count() < 60, "{format:?}");
    }
}
