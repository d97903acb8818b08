//! Collecting in any grouping gives the same folder, and its ledger the same graph as a session.

use std::collections::BTreeSet;
use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::article::{Article, Copies, Date, Format, Origin, Place, Sourced};
use crate::event::{Knowledge, Reading, knowledge};
use crate::export::evidence::{Provenance, SentenceText, as_lines, evidence_rows};
use crate::graph::{Filter, RelationGraph, Sources};
use crate::session::evidence::EvidenceFolder;

const STRIKE: &str = "France accused Germany of delay in the port on Tuesday, after the owners of three \
    terminals promised to pay for nights and Sundays. The strike had kept forty ships waiting off the coast \
    for nine days. A spokesman for the union said that the men had voted by hand in the old customs hall, \
    and that nobody had counted the votes against. Germany warned France on Monday. Fruit growers in the \
    valley threw away cherries that could not be loaded, and the ministers of France and Germany met in Oslo.";

fn article(text: &str, outlet: &str, date: Option<&str>) -> Article {
    let place = Place::File(format!("{outlet}.txt").into());
    let mut article = Article::bare(text.to_owned(), Format::Text, place);
    let given = |value: &str| Sourced { value: value.to_owned(), origin: Origin::Given };
    article.outlet = Some(given(outlet)).filter(|_| !outlet.is_empty());
    let date = date.map(|date| Date::try_from(date.to_owned()).unwrap());
    article.date = date.map(|value| Sourced { value, origin: Origin::Given });
    article
}

fn articles() -> Vec<Article> {
    vec![
        article(STRIKE, "Herald", Some("1990-05-03")),
        article(&format!("{STRIKE} The ships left at night."), "Star", Some("1990-05-02")),
        article("Kenya thanked Brazil. Kenya did not thank Peru.", "Herald", Some("1990-06")),
        article("China warned Kenya on Monday. Kenya and China signed a treaty.", "", None),
        article("France criticised Germany. Brazil sent aid to Kenya in 1956.", "Star", Some("1991")),
        article("The cat sat on the mat, and it rained all day.", "Post", Some("1991-01-01")),
    ]
}

/// The rows of each article as lines.
fn shards(knowledge: &Knowledge, text: SentenceText) -> Vec<(Article, Reading, String)> {
    let provenance = Provenance::now(knowledge);
    let read = |article: Article| {
        let reading = crate::event::read(knowledge, &article);
        let lines = as_lines(&evidence_rows(&provenance, &article, &reading, text));
        (article, reading, lines)
    };
    articles().into_iter().map(read).collect()
}

/// All files of a folder with their bytes.
fn bytes(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| entry.path().is_file());
    let inside = |path: &Path| path.strip_prefix(folder).unwrap().to_owned();
    files.map(|entry| (inside(entry.path()), fs::read(entry.path()).unwrap())).collect()
}

/// Collects the shards of each group, and then what came of the groups.
fn collected(folder: &Path, lines: &[String], groups: &[Vec<usize>]) -> Vec<(PathBuf, Vec<u8>)> {
    let mut inputs = Vec::new();
    for (number, group) in groups.iter().enumerate() {
        let path = folder.join(format!("{number}.jsonl"));
        fs::write(&path, group.iter().map(|shard| lines[*shard].as_str()).collect::<String>()).unwrap();
        let to = folder.join(format!("part-{number}"));
        collect(&[path], &to).unwrap();
        inputs.push(to);
    }
    let to = folder.join("all");
    collect(&inputs, &to).unwrap();
    bytes(&to)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn any_grouping_in_any_order_gives_the_same_folder(
        groups in prop::collection::vec(prop::collection::vec(0_usize..12, 1..8), 1..4),
    ) {
        let knowledge = knowledge();
        // The same with and without sentences: rows that know more win.
        let kept = shards(&knowledge, SentenceText::Kept);
        let bare = shards(&knowledge, SentenceText::LeftOut);
        let lines: Vec<String> = kept.into_iter().chain(bare).map(|(.., lines)| lines).collect();
        let folder = tempfile::tempdir().unwrap();
        let mut groups = groups;
        let grouped = collected(folder.path(), &lines, &groups);
        // All at once, backwards, and each twice.
        let mut all: Vec<usize> = groups.drain(..).flatten().collect();
        all.reverse();
        let twice: Vec<usize> = all.iter().chain(&all).copied().collect();
        let other = tempfile::tempdir().unwrap();
        prop_assert!(grouped == collected(other.path(), &lines, &[twice]));
    }
}

#[test]
fn the_graph_is_that_of_the_readings() {
    let knowledge = knowledge();
    let folder = tempfile::tempdir().unwrap();
    let (path, to) = (folder.path().join("rows.jsonl"), folder.path().join("evidence"));
    let read = shards(&knowledge, SentenceText::Kept);
    fs::write(&path, read.iter().map(|(.., lines)| lines.as_str()).collect::<String>()).unwrap();
    let all = collect(&[path], &to).unwrap();
    assert_eq!((all.articles, all.error_rows), (6, 0));

    let evidence = EvidenceFolder::open(&to).unwrap();
    let mut articles: Vec<_> = read.iter().map(|(article, ..)| Arc::new(article.clone())).collect();
    articles.sort_by_key(|article| article.id);
    let copies = Copies::among(articles.iter().map(AsRef::as_ref));
    assert_eq!(articles.iter().filter(|article| copies.group(&article.id).is_some()).count(), 2);
    let readings = read.iter().map(|(article, reading, _)| (article.id, Arc::new(reading.clone()))).collect();
    let (names, gazetteer) = (std::collections::BTreeMap::new(), &knowledge.gazetteer);
    let date = |text: &str| Date::try_from(text.to_owned()).ok();
    let filters = [
        Filter::default(),
        Filter { claimed: true, historical: true, hypothetical: true, ..Filter::default() },
        Filter { outlets: ["Herald".to_owned()].into(), ..Filter::default() },
        Filter { from: date("1990-05-03"), undated: false, ..Filter::default() },
        Filter { kinds: [crate::event::EventKind::Accuse].into_iter().collect(), ..Filter::default() },
        Filter { min_sentences: 2, strongest: Some(3), ..Filter::default() },
        Filter { min_sources: 2, ..Filter::default() },
    ];
    for (hidden, filter) in [BTreeSet::new(), [crate::actor::ActorId::new("KEN")].into()]
        .iter()
        .flat_map(|hidden| filters.iter().map(move |filter| (hidden, filter)))
    {
        let sources = Sources {
            coded: &[],
            gazetteer,
            articles: &articles,
            copies: &copies,
            readings: &readings,
            names: &names,
            hidden,
            ledger: None,
        };
        let mut expected = RelationGraph::new(sources, filter);
        let found = evidence.ledger().graph(Sources { articles: &[], ..sources }, filter);
        for relation in &mut expected.relations {
            let ends = [relation.source, relation.target].map(|end| expected.actors[end].id.clone());
            let dyad = evidence.ledger().dyad(&ends[0], &ends[1]).unwrap();
            let mut places: Vec<usize> = evidence.ledger().entries_of(dyad, filter).collect();
            places.reverse();
            let rows = evidence.rows(&places).unwrap();
            let told: Vec<_> = rows.iter().map(|row| (row.hash.clone(), row.reversed)).collect();
            let evidence = relation.evidence.iter().map(|one| (one.article.to_string(), one.reversed));
            assert_eq!(told, evidence.collect::<Vec<_>>());
            assert!(rows.iter().all(|row| row.text.as_ref().is_some_and(|text| !text.is_empty())));
            relation.evidence.clear();
        }
        assert!(!expected.relations.is_empty() || filter.min_sources > 1 || !hidden.is_empty());
        assert_eq!(found.relations, expected.relations, "{filter:?}");
        for (found, expected) in found.actors.iter().zip(&expected.actors) {
            assert_eq!(
                (&found.id, found.events, found.counts),
                (&expected.id, expected.events, expected.counts)
            );
        }
        assert_eq!(
            (found.actors.len(), found.all_relations),
            (expected.actors.len(), expected.all_relations)
        );
    }
}

#[test]
fn what_is_no_row_is_told_and_leaves_the_old_folder() {
    let folder = tempfile::tempdir().unwrap();
    let (rows, to) = (folder.path().join("rows.jsonl"), folder.path().join("evidence"));
    let read = shards(&knowledge(), SentenceText::LeftOut);
    fs::write(
        &rows,
        format!("{{\"article\":null,\"path\":\"-\",\"line\":3,\"error\":\"no text\"}}\n{}", read[0].2),
    )
    .unwrap();
    assert_eq!(collect(&[rows], &to).unwrap().error_rows, 1);
    let before = bytes(&to);
    for (line, reason) in [("{\"article\": \"x\"}", "line 1: no row of evidence"), ("{", "line 1: no row")] {
        let path = folder.path().join("bad.jsonl");
        fs::write(&path, line).unwrap();
        let error = collect(&[path], &to).unwrap_err().to_string();
        assert!(error.starts_with(reason), "{error}");
    }
    // A run that was killed leaves its folder beside; the next one takes it away.
    fs::create_dir_all(folder.path().join("evidence.new/sorting")).unwrap();
    collect(std::slice::from_ref(&to), &to).unwrap();
    assert_eq!(bytes(&to), before);
    assert!(!folder.path().join("evidence.new").exists());
    fs::write(folder.path().join("letter.txt"), "x").unwrap();
    assert!(collect(&[to], folder.path()).is_err());
}

#[test]
fn a_newer_reading_replaces_an_older_one() {
    let folder = tempfile::tempdir().unwrap();
    let read = shards(&knowledge(), SentenceText::LeftOut);
    let old = read[2]
        .2
        .replace("\"engine\":\"", "\"engine\":\"0")
        .replace("\"type\":\"SUPPORT\"", "\"type\":\"AID\"");
    assert_ne!(old, read[2].2);
    let (one, two) = (folder.path().join("1.jsonl"), folder.path().join("2.jsonl"));
    fs::write(&one, &old).unwrap();
    fs::write(&two, read[2].2.replace("\"engine\":\"", "\"engine\":\"9")).unwrap();
    let (both, new) = (folder.path().join("both"), folder.path().join("new"));
    collect(&[one, two.clone()], &both).unwrap();
    collect(&[two], &new).unwrap();
    assert_eq!(bytes(&both), bytes(&new));
}

#[test]
fn files_of_engines_are_found_and_what_is_not_whole_is_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    for name in ["part-00000", "a/part-1.parquet", "b.jsonl", "part-2.ndjson"] {
        fs::create_dir_all(path(name).parent().unwrap()).unwrap();
        fs::write(path(name), "").unwrap();
    }
    for name in
        ["_SUCCESS", ".part-00000.crc", "_temporary/0/part-00001", "b.jsonl.new", "notes", "part-3.gz"]
    {
        fs::create_dir_all(path(name).parent().unwrap()).unwrap();
        fs::write(path(name), "").unwrap();
    }
    fs::create_dir_all(path("rows.new/month=1956-11")).unwrap();
    fs::write(path("rows.new/month=1956-11/part-00000.parquet"), "").unwrap();
    let mut found = files_of(folder.path()).unwrap();
    found.sort();
    assert_eq!(found, ["a/part-1.parquet", "b.jsonl", "part-00000", "part-2.ndjson"].map(path));
    assert_eq!(files_of(&path("notes")).unwrap(), [path("notes")], "what is named is read");
}

#[test]
fn what_others_coded_stands_apart_and_once() {
    let folder = tempfile::tempdir().unwrap();
    let hash = |text: &str| crate::article::ArticleId::of_text(text).to_string();
    let coded = |id: &str, kind: &str, engine: &str| EvidenceRow {
        article: id.to_owned(),
        hash: hash(id),
        engine: engine.to_owned(),
        event: Some(0),
        source: Some("KEN".to_owned()),
        target: Some("BRA".to_owned()),
        kind: Some(kind.to_owned()),
        coded_by: Some("GDELT".to_owned()),
        ..EvidenceRow::default()
    };
    let rows =
        [coded("2", "AID", "5"), coded("1", "AID", "5"), coded("2", "ACCUSE", "10"), coded("1", "AID", "5")];
    let read = shards(&knowledge(), SentenceText::LeftOut);
    let (lines, to) = (folder.path().join("rows.jsonl"), folder.path().join("evidence"));
    fs::write(&lines, as_lines(&rows) + &read[0].2).unwrap();
    let all = collect(&[lines], &to).unwrap();
    assert_eq!((all.articles, all.coded), (1, 2));
    let table = TableReader::<EvidenceRow>::open(&to.join("coded.parquet")).unwrap().rows(0).unwrap();
    let mut found: Vec<_> = table.iter().map(|row| (row.article.as_str(), row.kind.as_deref())).collect();
    found.sort_unstable();
    assert_eq!(found, [("1", Some("AID")), ("2", Some("ACCUSE"))], "the newest version counts");
    let before = bytes(&to);
    collect(std::slice::from_ref(&to), &to).unwrap();
    assert_eq!(bytes(&to), before);
}

/// A filter as a person may set it.
fn any_filter() -> impl Strategy<Value = Filter> {
    let date = || {
        const DATES: &[&str] = &["1956", "1990-05", "1990-05-03", "1990-06-02", "1991", "1991-01-01"];
        prop::option::of(prop::sample::select(DATES))
            .prop_map(|date| date.and_then(|date| Date::try_from(date.to_owned()).ok()))
    };
    let outlets = prop::collection::btree_set(prop::sample::select(&["Herald", "Star", ""][..]), 0..3);
    let actors = || {
        const IDS: &[&str] = &["KEN", "BRA", "CHN", "FRA", "DEU"];
        prop::collection::btree_set(prop::sample::select(IDS), 0..4)
            .prop_map(|ids| ids.into_iter().map(crate::actor::ActorId::new).collect::<BTreeSet<_>>())
    };
    let kinds = prop::collection::vec(prop::sample::select(&crate::event::EventKind::ALL[..]), 8..17);
    let flags = prop::array::uniform6(any::<bool>());
    let least = (1_u32..3, 1_u32..3, 1_u32..3, prop::option::of(1_usize..6));
    ((date(), date()), outlets, (actors(), actors()), kinds, flags, least).prop_map(
        |((from, until), outlets, (among, touching), kinds, flags, least)| Filter {
            from,
            until,
            outlets: outlets.into_iter().map(str::to_owned).collect(),
            among: if flags[5] { among } else { BTreeSet::new() },
            touching,
            kinds: kinds.into_iter().collect(),
            asserted: flags[0] || !flags[1],
            negated: flags[1],
            claimed: flags[2],
            historical: flags[3],
            hypothetical: flags[4],
            undated: flags[5],
            min_sentences: least.0,
            min_articles: least.1,
            min_sources: least.2,
            strongest: least.3,
            ..Filter::default()
        },
    )
}

/// Workspaces on the same articles: on themselves, and on the evidence folder of their rows.
fn both_ways() -> [crate::session::Workspace; 2] {
    use crate::session::{Session, Workspace};

    let knowledge = knowledge();
    let folder = tempfile::tempdir().unwrap();
    let (path, to) = (folder.path().join("rows.jsonl"), folder.path().join("evidence"));
    let read = shards(&knowledge, SentenceText::Kept);
    fs::write(&path, read.iter().map(|(.., lines)| lines.as_str()).collect::<String>()).unwrap();
    collect(&[path], &to).unwrap();
    let session = Session {
        articles: read.iter().map(|(article, ..)| Arc::new(article.clone())).collect(),
        ..Session::default()
    };
    let readings = read.into_iter().map(|(article, reading, _)| (article.id, Arc::new(reading))).collect();
    let on_articles = Workspace::open(knowledge.clone(), session, readings, None);
    let mut on_folder = Workspace::new(knowledge);
    on_folder.hold(Arc::new(EvidenceFolder::open(&to).unwrap()));
    let all = Filter {
        kinds: crate::event::EventKind::ALL.into_iter().collect(),
        negated: true,
        claimed: true,
        historical: true,
        hypothetical: true,
        ..Filter::default()
    };
    on_folder.apply(crate::session::Edit::Filter(Box::new(all)));
    // The sentences are in memory from here on: the folder goes with this function.
    on_folder.read_strongest(100, 100).unwrap();
    [on_articles, on_folder]
}

#[test]
fn the_map_of_a_folder_is_that_of_its_articles_in_any_filter() {
    use crate::plot::{self, Scope};
    use crate::session::Edit;

    let workspaces = both_ways();
    proptest!(ProptestConfig::with_cases(200), |(filter in any_filter(), hide in any::<bool>())| {
        let kenya = crate::actor::ActorId::new("KEN");
        let [mut on_articles, mut on_folder] = workspaces.clone();
        for workspace in [&mut on_articles, &mut on_folder] {
            workspace.apply(if hide { Edit::Hide(kenya.clone()) } else { Edit::Show(kenya.clone()) });
            workspace.apply(Edit::Filter(Box::new(filter.clone())));
        }
        let (one, other) = (on_articles.graph(), on_folder.graph());
        prop_assert_eq!(one.all_relations, other.all_relations);
        let actors = |graph: &RelationGraph| {
            let actors = graph.actors.iter();
            actors.map(|actor| (actor.id.clone(), actor.events, actor.counts)).collect::<Vec<_>>()
        };
        prop_assert_eq!(actors(one), actors(other));
        let relations = |graph: &RelationGraph| {
            let relations = graph.relations.iter();
            let told = |relation: &crate::graph::Relation| {
                let mut evidence: Vec<_> =
                    relation.evidence.iter().map(|found| (found.article, found.reversed)).collect();
                evidence.sort_unstable();
                (relation.source, relation.target, relation.quads, relation.counts, evidence)
            };
            relations.map(told).collect::<Vec<_>>()
        };
        prop_assert_eq!(relations(one), relations(other));
        let scopes = [
            Scope::Everyone,
            Scope::Actor(crate::actor::ActorId::new("FRA")),
            Scope::Dyad(crate::actor::ActorId::new("FRA"), crate::actor::ActorId::new("DEU")),
        ];
        for scope in scopes {
            let series = |workspace: &crate::session::Workspace| {
                let all = plot::series(workspace.sources(), &filter, &Scope::Everyone);
                let part = plot::part(&all, workspace.sources(), &filter, &scope);
                prop_assert_eq!(&part, &plot::series(workspace.sources(), &filter, &scope));
                Ok(match part {
                    plot::Series::Time { bars, undated, .. } => bars
                        .iter()
                        .map(|bar| (bar.from.to_string(), bar.quads))
                        .chain([("undated".to_owned(), undated.quads)])
                        .collect::<Vec<_>>(),
                    plot::Series::Types(types) => {
                        types.iter().map(|bar| (bar.kind.code().to_owned(), [bar.events; 4])).collect()
                    }
                })
            };
            prop_assert_eq!(series(&on_articles)?, series(&on_folder)?);
        }
        for relation in &one.relations {
            let mut tellings = [on_articles.tellings(relation), on_folder.tellings(relation)];
            tellings.iter_mut().for_each(|tellings| tellings.sort_unstable());
            prop_assert_eq!(&tellings[0], &tellings[1]);
        }
    });
}
