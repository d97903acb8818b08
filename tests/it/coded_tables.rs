//! Tables of events that others coded: read, drawn, hidden, taken out, and written as rows.

use std::path::PathBuf;
use std::process::Command;

use diplograph::actor::ActorId;
use diplograph::export::data::{Format, Options, Scope};
use diplograph::export::report;
use diplograph::graph::{Filter, SearchIndex};
use diplograph::plot::{self, Series, series};
use diplograph::session::{Edit, Workspace, file};
use diplograph::task::{Progress, read_paths};

fn tables() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/tables"))
}

fn workspace() -> Workspace {
    let knowledge = diplograph::event::Knowledge::embedded();
    let import = read_paths(&knowledge, &[tables()], &Progress::default());
    assert_eq!((import.articles.len(), import.tables.len(), import.failures.len()), (0, 5, 0));
    let mut workspace = Workspace::new(knowledge);
    workspace.import(import.articles, import.tables);
    workspace
}

fn relations(workspace: &Workspace) -> Vec<String> {
    let graph = workspace.graph();
    let mut lines: Vec<String> = graph
        .relations
        .iter()
        .map(|relation| {
            let (source, target) = (&graph.actors[relation.source].id, &graph.actors[relation.target].id);
            let counts = relation.counts;
            let three = (counts.sentences, counts.articles, counts.sources);
            format!("{source} {target} {:?} {} {three:?}", relation.quads, relation.coded.len())
        })
        .collect();
    lines.sort();
    lines
}

fn filter(workspace: &mut Workspace, change: impl FnOnce(&mut Filter)) {
    let mut filter = workspace.session().choices.filter.clone();
    change(&mut filter);
    workspace.apply(Edit::Filter(Box::new(filter)));
}

#[test]
fn relations_have_no_sentence_but_their_own_articles_and_sources() {
    assert_eq!(
        relations(&workspace()),
        [
            "AUT ROU [1, 0, 0, 0] 1 (0, 1, 1)",
            "BRA KEN [0, 1, 0, 0] 1 (0, 1, 1)",
            "CHN KEN [0, 0, 2, 0] 2 (0, 2, 2)",
            "KEN BRA [2, 0, 0, 0] 2 (0, 1, 2)",
            "KEN CHN [0, 0, 0, 1] 1 (0, 0, 1)",
            "KEN TZA [2, 0, 0, 0] 2 (0, 1, 2)",
            "org:UN KEN [1, 0, 0, 0] 1 (0, 1, 1)",
        ]
    );
}

#[test]
fn the_filter_hides_them_and_asks_them_for_days_types_and_outlets() {
    let mut workspace = workspace();
    filter(&mut workspace, |filter| filter.from = diplograph::article::Date::day(2024, 6, 8));
    assert_eq!(relations(&workspace).len(), 4);
    filter(&mut workspace, |filter| filter.outlets = ["Valley Herald".to_owned()].into());
    assert_eq!(relations(&workspace), ["KEN CHN [0, 0, 0, 1] 1 (0, 0, 1)"]);
    filter(&mut workspace, |filter| *filter = Filter { min_sentences: 2, ..Filter::default() });
    assert_eq!(relations(&workspace).len(), 3);
    filter(&mut workspace, |filter| *filter = Filter { coded: false, ..Filter::default() });
    assert_eq!(relations(&workspace), [] as [&str; 0]);
    assert_eq!(workspace.graph().all_actors, 0);
}

#[test]
fn the_knowledge_graph_gives_co_mentions_by_the_codes_of_places() {
    let mut workspace = workspace();
    assert!(workspace.graph().co_mentions.is_empty());
    filter(&mut workspace, |filter| filter.co_mentions = true);
    let graph = workspace.graph();
    let pairs: Vec<_> = graph
        .co_mentions
        .iter()
        .map(|pair| {
            (graph.actors[pair.a].id.as_str(), graph.actors[pair.b].id.as_str(), pair.counts.sentences)
        })
        .collect();
    assert_eq!(pairs, [("CHE", "CHN", 0)]);
}

#[test]
fn they_are_plotted_and_their_actors_hide() {
    let mut workspace = workspace();
    let all = series(workspace.sources(), &Filter::default(), &plot::Scope::Everyone);
    let Series::Time { bars, .. } = all else { panic!("they have days") };
    let events: u32 = bars.iter().flat_map(|bar| bar.quads).sum();
    assert_eq!(events, 10);
    workspace.apply(Edit::Hide(ActorId::new("CHN")));
    assert_eq!(relations(&workspace).len(), 5);
    let kenya = workspace.graph().actors.iter().find(|actor| actor.id.as_str() == "KEN").unwrap();
    assert_eq!(kenya.hidden_neighbours, 1);
}

#[test]
fn a_table_is_taken_out_and_comes_back_and_is_saved() {
    let mut workspace = workspace();
    let before = relations(&workspace);
    let id = workspace.session().coded[0].id.clone();
    workspace.remove_table(&id);
    assert_eq!(workspace.session().coded.len(), 4);
    workspace.undo();
    assert_eq!(relations(&workspace), before);
    assert_eq!(workspace.undo().as_deref(), Some("open 5 tables"));
    assert!(workspace.session().is_empty());
    workspace.redo();
    assert_eq!(relations(&workspace), before);

    let knowledge = workspace.knowledge().clone();
    let bytes = file::to_bytes(&knowledge, &workspace.session_to_save(), workspace.readings());
    let loaded = file::from_bytes(&knowledge, &bytes).unwrap();
    let opened = Workspace::open(knowledge, loaded.session, loaded.readings, None);
    assert_eq!(relations(&opened), before);
    assert_eq!(opened.session().coded, workspace.session().coded);
}

#[test]
fn the_same_event_in_two_files_counts_once() {
    let folder = tempfile::tempdir().unwrap();
    let text = std::fs::read_to_string(tables().join("20240606.export.CSV")).unwrap();
    let first: Vec<&str> = text.lines().take(2).collect();
    std::fs::write(folder.path().join("a.export.CSV"), first.join("\n")).unwrap();
    std::fs::write(folder.path().join("b.export.CSV"), &text).unwrap();
    let knowledge = diplograph::event::Knowledge::embedded();
    let import = read_paths(&knowledge, &[folder.path().to_owned()], &Progress::default());
    let mut workspace = Workspace::new(knowledge);
    workspace.import(import.articles, import.tables);
    let twice: u32 = workspace.coded().iter().map(|coding| coding.left_out.twice).sum();
    assert_eq!((workspace.coded().len(), twice), (2, 2));
    assert!(relations(&workspace).contains(&"CHN KEN [0, 0, 2, 0] 2 (0, 2, 2)".to_owned()));
}

#[test]
fn the_command_line_reads_and_extracts_them() {
    let run = |arguments: &[&str]| {
        let output =
            Command::new(env!("CARGO_BIN_EXE_diplograph")).args(arguments).arg(tables()).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let read = run(&["read", "--sentences"]);
    assert!(read.contains("5 tables of events coded by others, without sentences"), "{read}");
    assert!(read.contains("ACCUSE coded by GDELT, code 112, 2024-06-04, northern-wire.example"), "{read}");
    assert!(read.contains("1 within one country"), "{read}");
    let rows = run(&["extract"]);
    let rows: Vec<serde_json::Value> = rows.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(rows.len(), 11);
    let plover = rows.iter().find(|row| row["event"] == "PLV1").unwrap();
    assert_eq!((&plover["coded_by"], &plover["type"]), (&"PLOVER".into(), &"AID".into()));
    assert_eq!(plover["text"], "Brazil sent Kenya two ships of grain.");
    let pair = rows.iter().find(|row| row["co_mention"] == true).unwrap();
    assert_eq!((&pair["source"], &pair["target"]), (&"CHE".into(), &"CHN".into()));
}

#[test]
fn rows_of_evidence_tell_who_coded_them_and_are_collected_once() {
    let run = |arguments: &[&std::ffi::OsStr]| {
        let output = Command::new(env!("CARGO_BIN_EXE_diplograph")).args(arguments).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).into_os_string();
    let (tables, extract, to) = (tables().into_os_string(), "extract".as_ref(), "--to".as_ref());
    let lines = run(&[extract, "--rows".as_ref(), "evidence".as_ref(), "--with-text".as_ref(), &tables]);
    let rows: Vec<serde_json::Value> =
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let workspace = workspace();
    let graph = workspace.graph();
    assert_eq!(rows.len(), graph.relations.iter().map(|relation| relation.coded.len()).sum::<usize>());
    let plover = rows.iter().find(|row| row["article"] == "PLV1").unwrap();
    assert_eq!((&plover["coded_by"], &plover["type"]), (&"PLOVER".into(), &"AID".into()));
    assert_eq!(plover["text"], "Brazil sent Kenya two ships of grain.");
    assert!(rows.iter().all(|row| row["sentence"].is_null() && row["hash"].as_str().unwrap().len() == 64));

    // As lines and as Parquet, once and twice: the same folder.
    std::fs::write(path("rows.jsonl"), &lines).unwrap();
    let (rows, parquet) = (path("rows.jsonl"), path("rows"));
    let format: [&std::ffi::OsStr; 3] = ["--format".as_ref(), "parquet".as_ref(), "--with-text".as_ref()];
    run(&[extract, format[0], format[1], format[2], to, &parquet, &tables]);
    let mut found = Vec::new();
    for (name, inputs) in
        [("one", vec![&rows]), ("two", vec![&parquet, &rows]), ("three", vec![&rows, &parquet, &rows])]
    {
        let evidence = path(name);
        let mut arguments: Vec<&std::ffi::OsStr> = vec!["collect".as_ref()];
        arguments.extend(inputs.iter().map(|input| input.as_os_str()));
        arguments.extend([to, evidence.as_os_str()]);
        assert!(run(&arguments).contains(&format!("{} events that others coded", lines.lines().count())));
        found.push(std::fs::read(folder.path().join(name).join("coded.parquet")).unwrap());
    }
    let (one, again) = (path("one"), path("again"));
    run(&["collect".as_ref(), &one, to, &again]);
    found.push(std::fs::read(folder.path().join("again/coded.parquet")).unwrap());
    assert!(found.iter().all(|bytes| bytes == &found[0]));
}

/// Events in the exports: behind those that were read, with their own code beside ours.
#[test]
fn exports_have_the_events_that_others_coded() {
    let mut workspace = workspace();
    let written = |workspace: &Workspace, format: Format, scope| {
        format.write(workspace, Options { scope, ..Options::default() })
    };
    let lines = |workspace: &Workspace, format, scope| written(workspace, format, scope).lines().count();
    let all = [Format::EventsCsv, Format::Plover, Format::Polecat, Format::Gdelt];
    let coded: usize = workspace.coded().iter().map(|coding| coding.events.len()).sum();
    let heads = [1, 0, 1, 0];
    for (format, head) in all.into_iter().zip(heads) {
        assert_eq!(lines(&workspace, format, Scope::Drawn), coded + head, "{format:?}");
    }
    let rows: Vec<serde_json::Value> = written(&workspace, Format::EventsJson, Scope::Drawn)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let gdelt = rows.iter().find(|row| row["coded_by"] == "GDELT" && row["source"] == "CHN").unwrap();
    assert_eq!((gdelt["target"].as_str(), gdelt["said_by"].as_str()), (Some("KEN"), Some("table")));
    assert_eq!((gdelt["sentence"].as_str(), gdelt["drawn"].as_bool()), (None, Some(true)));
    assert!(gdelt["coded_code"].is_string() && gdelt["coded_score"].is_string(), "{gdelt}");
    let plover = rows.iter().find(|row| row["coded_by"] == "PLOVER").unwrap();
    assert!(plover["sentence"].as_str().is_some_and(|text| !text.is_empty()), "{plover}");
    let report = report::markdown(&workspace, None);
    assert!(report.contains("**Coded by GDELT: "), "{report}");
    assert!(report.contains("events coded by others in "), "{report}");
    assert_eq!(report::html(&workspace, None).matches("Coded by ").count(), coded);
    filter(&mut workspace, |filter| filter.coded = false);
    for (format, head) in all.into_iter().zip(heads) {
        assert_eq!(lines(&workspace, format, Scope::Drawn), head, "{format:?}");
        assert_eq!(lines(&workspace, format, Scope::All), coded + head, "{format:?}");
    }
    assert!(!report::markdown(&workspace, None).contains("Coded by"));
}

#[test]
fn search_finds_what_others_coded() {
    let mut workspace = workspace();
    let found = SearchIndex::new(workspace.sources(), workspace.graph()).find("gdelt");
    assert!(!found.coded.is_empty() && found.sentences.is_empty());
    for (relation, at) in &found.coded {
        assert!(workspace.graph().relations[*relation].coded.contains(at));
        assert!(found.relations.contains(relation));
    }
    filter(&mut workspace, |filter| filter.coded = false);
    assert_eq!(SearchIndex::new(workspace.sources(), workspace.graph()).find("gdelt").coded, []);
}
