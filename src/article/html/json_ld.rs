//! schema.org JSON-LD: what a page's data scripts say about the article on it.

use dom_query::Document;
use serde_json::Value;

/// What the article's node says, as written.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct JsonLd {
    pub headline: Option<String>,
    pub published: Option<String>,
    pub author: Option<String>,
    pub outlet: Option<String>,
    pub url: Option<String>,
    pub language: Option<String>,
    /// Whether a script could not be read.
    pub broken: bool,
}

/// Reads the first node of an article type in the page's JSON-LD.
pub(super) fn read(document: &Document) -> JsonLd {
    let mut roots = Vec::new();
    let mut broken = false;
    for script in document.select(r#"script[type*="ld+json" i]"#).iter() {
        match parse(&script.text()) {
            Some(value) => roots.push(value),
            None => broken = true,
        }
    }
    let mut nodes = Vec::new();
    for root in &roots {
        collect(root, &mut nodes);
    }
    let article = nodes.iter().find(|node| is_article(node));
    JsonLd { broken, ..article.map(|article| describe(article, &nodes)).unwrap_or_default() }
}

/// Takes off the marks that some pages put around the data, and line ends within its strings.
fn parse(script: &str) -> Option<Value> {
    let script = script.trim();
    let script =
        script.strip_prefix("//<![CDATA[").or_else(|| script.strip_prefix("<![CDATA[")).unwrap_or(script);
    let script = script.strip_suffix("//]]>").or_else(|| script.strip_suffix("]]>")).unwrap_or(script);
    let script = script.trim().trim_end_matches(';');
    serde_json::from_str(script)
        .or_else(|_| serde_json::from_str(&script.replace(|c: char| c.is_control(), " ")))
        .ok()
}

/// All nodes: of lists, of `@graph`, and the main thing of a page. The nesting is that of the parser,
/// which stops at 128.
fn collect<'a>(value: &'a Value, nodes: &mut Vec<&'a Value>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, nodes)),
        Value::Object(object) => {
            nodes.push(value);
            for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
                if let Some(inner) = object.get(key) {
                    collect(inner, nodes);
                }
            }
        }
        _ => {}
    }
}

fn is_article(node: &Value) -> bool {
    let is_type = |name: &Value| {
        let name = name.as_str().unwrap_or_default();
        let name = name.rsplit(['/', ':']).next().unwrap_or_default();
        name.ends_with("Article") || matches!(name, "Report" | "BlogPosting" | "LiveBlogPosting")
    };
    match &node["@type"] {
        Value::Array(types) => types.iter().any(is_type),
        name => is_type(name),
    }
}

fn describe(article: &Value, nodes: &[&Value]) -> JsonLd {
    let first = |keys: &[&str]| keys.iter().find_map(|key| text(&article[*key]));
    let name = |key: &str| names(&article[key], nodes);
    JsonLd {
        headline: first(&["headline", "name"]),
        published: first(&["datePublished", "dateCreated"]),
        author: name("author").or_else(|| name("creator")),
        outlet: name("publisher").or_else(|| name("sourceOrganization")),
        url: first(&["url"])
            .or_else(|| text(&article["mainEntityOfPage"]))
            .or_else(|| text(&article["mainEntityOfPage"]["@id"])),
        language: first(&["inLanguage"]).or_else(|| text(&article["inLanguage"]["alternateName"])),
        broken: false,
    }
}

/// The name of a person or organisation, or of several; it may stand in another node of the page.
fn names(value: &Value, nodes: &[&Value]) -> Option<String> {
    match value {
        Value::Array(items) => {
            let names: Vec<String> = items.iter().filter_map(|item| names(item, nodes)).collect();
            (!names.is_empty()).then(|| names.join(", "))
        }
        Value::Object(object) => text(&value["name"]).or_else(|| {
            let id = object.get("@id")?;
            text(&nodes.iter().find(|node| node["@id"] == *id && node.get("name").is_some())?["name"])
        }),
        value => text(value),
    }
}

/// A string that says something, its entities (`&amp;`) resolved; of a list the first.
fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::Array(items) => items.first()?.as_str()?,
        value => value.as_str()?,
    };
    let text = if text.contains('&') && !text.contains('<') {
        Document::fragment(text).text().to_string()
    } else {
        text.to_owned()
    };
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(script: &str) -> JsonLd {
        read(&Document::from(format!("<script type=\"application/ld+json\">{script}</script>")))
    }

    #[test]
    fn a_node_of_an_article_type() {
        let found = page(
            r#"{"@type": "ReportageNewsArticle", "headline": "Envoys &amp; friends meet", "datePublished": "1961-05-03",
                "author": [{"name": "Anna Bell"}, {"name": "Jon Roe"}], "publisher": {"name": "Valley Herald"},
                "inLanguage": "en-GB", "mainEntityOfPage": {"@id": "https://valley.example/1"}}"#,
        );
        assert_eq!(found.headline.as_deref(), Some("Envoys & friends meet"));
        assert_eq!(found.published.as_deref(), Some("1961-05-03"));
        assert_eq!(found.author.as_deref(), Some("Anna Bell, Jon Roe"));
        assert_eq!(found.outlet.as_deref(), Some("Valley Herald"));
        assert_eq!(found.language.as_deref(), Some("en-GB"));
        assert_eq!(found.url.as_deref(), Some("https://valley.example/1"));
    }

    #[test]
    fn names_may_stand_in_another_node() {
        let found = page(
            r##"{"@graph": [{"@type": "WebPage", "name": "no"}, {"@type": ["Article", "Thing"], "headline": "Envoys meet",
                "publisher": {"@id": "#p"}, "author": "Anna Bell"}, {"@type": "Organization", "@id": "#p", "name": "Valley Herald"}]}"##,
        );
        assert_eq!(found.headline.as_deref(), Some("Envoys meet"));
        assert_eq!(found.outlet.as_deref(), Some("Valley Herald"));
        assert_eq!(found.author.as_deref(), Some("Anna Bell"));
    }

    #[test]
    fn other_nodes_are_no_articles() {
        assert_eq!(page(r#"{"@type": "Organization", "name": "Valley Herald"}"#), JsonLd::default());
        assert_eq!(page("[1, null, \"Article\"]"), JsonLd::default());
    }

    #[test]
    fn damaged_data_is_passed_over() {
        assert_eq!(page("{\"@type\": \"Article\", "), JsonLd { broken: true, ..JsonLd::default() });
        assert_eq!(
            page("{\"@type\": \"Article\", \"headline\": \"Envoys\nmeet\"};").headline.as_deref(),
            Some("Envoys meet")
        );
        assert!(page(&"[".repeat(10_000)).broken);
    }
}
