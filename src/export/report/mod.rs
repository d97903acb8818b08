//! The report: who did what to whom, with the evidence, its citations and how it was made, for readers who
//! do not have the program. As one HTML file that needs nothing else, and as Markdown.

mod evidence;
mod method;
mod html;
mod markdown;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::article::{Article, ArticleId, Date};
use crate::event::EventKind;
use crate::graph::{FoundCoded, Relation};
use crate::session::Workspace;

use evidence::Quote;

/// What a report says, before it is written.
struct Report<'a> {
    workspace: &'a Workspace,
    title: String,
    /// The relations of the map, the strongest first.
    relations: Vec<Told<'a>>,
    /// The articles that are cited, in the order of their numbers, from 1.
    cited: Vec<&'a Article>,
}

/// A relation with its evidence.
struct Told<'a> {
    relation: &'a Relation,
    /// "Accuse 3, Sanction 1", the commonest first.
    types: String,
    quotes: Vec<Quote<'a>>,
    coded: Vec<Coded<'a>>,
}

/// An event of a relation that others coded.
struct Coded<'a> {
    /// "Coded by GDELT: Assault (190)"
    what: String,
    /// Its text, where their record carries one.
    text: &'a str,
    /// "Lakeside Post, 26 Jul 1956"
    source: String,
    /// An address that a browser opens.
    address: Option<&'a str>,
}

impl<'a> Coded<'a> {
    fn of(found: FoundCoded<'a>) -> Self {
        let FoundCoded { coding, event, row, .. } = found;
        let outlet = if row.outlet.is_empty() { "no outlet known" } else { &row.outlet };
        let date = row.date.map_or_else(|| "undated".to_owned(), Date::in_words);
        let code = if row.code == event.kind.code() { String::new() } else { format!(" ({})", row.code) };
        Self {
            what: format!("Coded by {}: {}{code}", coding.table.scheme.name(), event.kind.label()),
            text: &row.text,
            source: format!("{outlet}, {date}"),
            address: Some(row.address.as_str()).filter(|address| is_web(address)),
        }
    }
}

fn is_web(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}

impl<'a> Report<'a> {
    fn new(workspace: &'a Workspace, title: Option<&str>) -> Self {
        let graph = workspace.graph();
        let cited = cited(workspace);
        let numbers: BTreeMap<ArticleId, usize> =
            cited.iter().enumerate().map(|(index, article)| (article.id, index + 1)).collect();
        let relations = graph.relations.iter().map(|relation| Told {
            relation,
            types: types(workspace, relation),
            quotes: evidence::quotes(workspace, relation, &numbers),
            coded: relation
                .coded
                .iter()
                .filter_map(|at| FoundCoded::at(workspace.coded(), *at).map(Coded::of))
                .collect(),
        });
        Self {
            workspace,
            title: title.unwrap_or("Who did what to whom").to_owned(),
            relations: relations.collect(),
            cited,
        }
    }

    /// The name of an actor of the graph.
    fn label(&self, actor: usize) -> &'a str {
        self.workspace.graph().actors.get(actor).map_or("", |actor| actor.label.as_str())
    }
}

/// Links of an evidence folder whose sentences stand in a report, and how many of each direction: the newest.
pub const FOLDER_LINKS: usize = 300;
/// See [`FOLDER_LINKS`].
pub const FOLDER_SENTENCES: usize = 10;

/// The report as HTML: one file, no network, light and dark as the reader's system is.
#[must_use]
pub fn html(workspace: &Workspace, title: Option<&str>) -> String {
    html::write(&Report::new(workspace, title))
}

/// The report as Markdown with footnotes.
#[must_use]
pub fn markdown(workspace: &Workspace, title: Option<&str>) -> String {
    markdown::write(&Report::new(workspace, title))
}

/// The articles behind the links of the map, by date (undated last), then by id.
fn cited(workspace: &Workspace) -> Vec<&Article> {
    let evidence = workspace.graph().relations.iter().flat_map(|relation| &relation.evidence);
    let ids: std::collections::BTreeSet<ArticleId> = evidence.map(|evidence| evidence.article).collect();
    let mut articles: Vec<&Article> =
        ids.iter().filter_map(|id| Some(workspace.article(id)?.as_ref())).collect();
    articles.sort_by_key(|article| article.by_date());
    articles
}

fn types(workspace: &Workspace, relation: &Relation) -> String {
    let mut counts: BTreeMap<EventKind, usize> = BTreeMap::new();
    for (kind, _) in workspace.tellings(relation) {
        *counts.entry(kind).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(kind, count)| (std::cmp::Reverse(*count), *kind));
    counts.iter().map(|(kind, count)| format!("{} {count}", kind.label())).collect::<Vec<_>>().join(", ")
}

/// Where an article comes from, in a line: title, outlet, date, as far as they are known.
struct Citation {
    title: String,
    /// "Lakeside Post, 26 Jul 1956"
    source: String,
    /// An address that a browser opens.
    address: Option<String>,
    /// The first twelve digits of the article's SHA-256.
    id: String,
}

impl Citation {
    fn of(article: &Article) -> Self {
        let outlet = article.outlet.as_ref().map_or("no outlet known", |outlet| outlet.value.as_str());
        let date = article.date.as_ref().map_or_else(|| "undated".to_owned(), |date| date.value.in_words());
        let address = article.url.as_ref().map(|url| url.value.clone());
        let id = article.id.to_string();
        Self {
            title: article.label().split_whitespace().collect::<Vec<_>>().join(" "),
            source: format!("{outlet}, {date}"),
            address: address.filter(|url| is_web(url)),
            id: id.get(..12).unwrap_or(&id).to_owned(),
        }
    }
}
