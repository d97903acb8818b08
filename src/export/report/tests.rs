//! The report as a reader gets it: complete, safe, and with nothing to fetch.

use std::collections::BTreeSet;

use super::*;
use crate::article::{Date, Format, Origin, Place, Sourced};
use crate::event::knowledge;
use crate::session::Edit;
use crate::session::correction::{Correction, EventAnchor, Review, Verdict};

fn workspace() -> Workspace {
    let knowledge = knowledge();
    let texts = [
        (
            "Kenya <b>thanked</b> Brazil. China warned Kenya. China praised Norway.",
            "Thanks & <i>threats</i>",
            Some(6),
        ),
        ("Norway met Denmark. France accused Germany of *delay*.", "Talks [again]", None),
        (
            "Der Minister reiste am Montag nach Wien und sprach dort mit dem Kanzler über die Lage.",
            "Reise",
            Some(8),
        ),
    ];
    let mut workspace = Workspace::new(knowledge.clone());
    let read = texts.map(|(text, title, day)| {
        let mut article = Article::bare(text.to_owned(), Format::Text, Place::Clipboard);
        article.title = Some(Sourced::new(title.to_owned(), Origin::Given));
        article.url = Some(Sourced::new("javascript:alert(1)".to_owned(), Origin::Given));
        article.outlet = Some(Sourced::new("Harbour & Coast".to_owned(), Origin::Given));
        article.date = day.and_then(|day| Date::day(2019, 3, day)).map(|d| Sourced::new(d, Origin::Given));
        (article.clone(), crate::event::read(&knowledge, &article))
    });
    workspace.add(read.into());
    workspace.settle_layout();
    workspace
}

/// The tags of a page that have an end, in balance.
fn is_balanced(page: &str) -> bool {
    ["section", "article", "table", "ol", "dl", "li", "q", "mark", "span", "aside", "svg", "g", "main"]
        .iter()
        .all(|tag| {
            let opened =
                page.matches(&format!("<{tag}>")).count() + page.matches(&format!("<{tag} ")).count();
            opened == page.matches(&format!("</{tag}>")).count()
        })
}

#[test]
fn every_telling_of_the_map_stands_in_the_report_with_its_article() {
    let workspace = workspace();
    let page = html(&workspace, Some("A <test>"));
    assert!(is_balanced(&page));
    let tellings: usize = workspace.graph().relations.iter().map(|relation| relation.evidence.len()).sum();
    assert_eq!(page.matches("<q>").count(), tellings);
    assert!(page.contains("<h1>A &lt;test&gt;</h1>"));
    for relation in &workspace.graph().relations {
        let id = |actor: usize| workspace.graph().actors[actor].id.as_str().to_owned();
        let (source, target) = (id(relation.source), id(relation.target));
        assert!(page.contains(&format!("<article id=\"from-{source}-to-{target}\"")));
        assert!(page.contains(&format!("data-source=\"{source}\" data-target=\"{target}\"")));
    }
    let cited: BTreeSet<&str> =
        page.split("href=\"#a").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    for number in cited {
        assert!(page.contains(&format!("<li id=\"a{number}\">")), "article {number}");
    }
    assert!(page.contains("Thanks &amp; &lt;i&gt;threats&lt;/i&gt;"));
}

#[test]
fn nothing_is_fetched_and_no_text_runs() {
    let page = html(&workspace(), None);
    assert!(page.contains("Content-Security-Policy\" content=\"default-src 'none'"));
    for way in ["src=\"http", "url(http", "@import", "<link", "javascript:", "<b>thanked", "fetch("] {
        assert!(!page.contains(way), "{way}");
    }
}

#[test]
fn the_card_counts_what_was_read_and_what_was_reviewed() {
    let mut workspace = workspace();
    let text = markdown(&workspace, None);
    assert!(text.contains("3 articles: 2 read, 1 for names only, 0 not read."), "{text}");
    assert!(text.contains("1 without a date"));
    assert!(text.contains("Not measured: no event was reviewed."));
    let article = workspace.session().articles.iter().find(|a| a.text.contains("France")).unwrap().clone();
    let event = workspace.readings()[&article.id].events.last().unwrap().clone();
    let anchor = EventAnchor::new(&article, &event).unwrap();
    let review = Review { verdict: Verdict::Right, why: String::new() };
    workspace.apply(Edit::Correct(Box::new(Correction::Review(Box::new(anchor), Some(review)))));
    let text = markdown(&workspace, None);
    assert!(text.contains("- Accuse: 1 of 1 right, 100 % (21 to 100 %)."), "{text}");
    assert!(text.contains("1 event accepted as read."));
    assert!(text.contains("**Accuse**, accepted"));
}

#[test]
fn every_footnote_has_its_note() {
    let text = markdown(&workspace(), None);
    let used: BTreeSet<&str> = text.split("”[^").skip(1).filter_map(|rest| rest.split(']').next()).collect();
    assert!(!used.is_empty());
    for number in used {
        assert!(text.contains(&format!("\n[^{number}]: ")), "{number}");
    }
    assert!(text.contains("Talks \\[again\\]") && text.contains("\\*delay\\*"));
}

#[test]
fn the_colours_follow_the_reader() {
    let page = html(&workspace(), None);
    assert!(page.contains("@media (prefers-color-scheme: dark)"));
    let svg = &page[page.find("<svg").unwrap()..page.find("</svg>").unwrap()];
    assert!(!svg.contains("=\"#"), "a colour of the map is fixed");
    for part in svg.split("var(").skip(1) {
        let name = part.split(')').next().unwrap();
        assert!(page.contains(&format!("{name}:#")), "{name}");
    }
}
