//! A page's metadata, each value with where it stood.
//!
//! JSON-LD goes before Open Graph, Open Graph before other meta tags, these before what is visible.
//! Two dates that can't both be right are told.

use dom_query::{Document, NodeRef, Selection};

use super::super::{Article, Date, Origin, Sourced, date_words, language_tag, web_address};
use super::json_ld;

const DATE_TAGS: [&str; 18] = [
    "datepublished",
    "date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "dcterms.created",
    "dc.date.created",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "article:published",
    "og:published_time",
    "citation_publication_date",
];
const TITLE_TAGS: [&str; 7] =
    ["headline", "parsely-title", "sailthru.title", "dc.title", "dcterms.title", "twitter:title", "title"];
const OUTLET_TAGS: [&str; 6] = [
    "dc.publisher",
    "dcterms.publisher",
    "publisher",
    "citation_journal_title",
    "source",
    "application-name",
];
const AUTHOR_TAGS: [&str; 7] =
    ["author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl", "article:author"];

/// Notes in the article all that the page tells about it.
pub(super) fn note(article: &mut Article, document: &Document) {
    let json_ld = json_ld::read(document);
    let tags = MetaTags::of(document);
    let meta = |names: &[&str]| sourced(tags.first(names), Origin::Meta);
    let graph = |name: &str| sourced(tags.first(&[name]), Origin::OpenGraph);

    article.outlet = sourced(json_ld.outlet, Origin::JsonLd)
        .or_else(|| graph("og:site_name"))
        .or_else(|| meta(&OUTLET_TAGS).filter(|outlet| web_address(&outlet.value).is_none()));
    article.title = sourced(json_ld.headline, Origin::JsonLd)
        .or_else(|| graph("og:title"))
        .or_else(|| meta(&TITLE_TAGS))
        .or_else(|| sourced(text_of(&document.select_single("h1")), Origin::Heading))
        .or_else(|| sourced(text_of(&document.select_single("title")), Origin::Heading));
    if let (Some(title), Some(outlet)) = (&mut article.title, &article.outlet) {
        title.value = without_outlet(&title.value, &outlet.value).to_owned();
    }
    article.author = sourced(json_ld.author, Origin::JsonLd)
        .or_else(|| meta(&AUTHOR_TAGS))
        .filter(|author| web_address(&author.value).is_none());
    let canonical =
        document.select_single(r#"link[rel~="canonical" i]"#).attr("href").map(|href| href.to_string());
    article.url = [
        (json_ld.url, Origin::JsonLd),
        (tags.first(&["og:url"]), Origin::OpenGraph),
        (canonical, Origin::Canonical),
    ]
    .into_iter()
    .find_map(|(url, origin)| Some(Sourced::new(web_address(&url?)?.to_owned(), origin)));
    // Open Graph stands last here: site kits write `en_US` on pages of any language.
    article.language = [
        (json_ld.language, Origin::JsonLd),
        (language_of_page(document), Origin::HtmlLang),
        (tags.first(&["content-language", "dc.language", "dcterms.language"]), Origin::Meta),
        (tags.first(&["og:locale"]), Origin::OpenGraph),
    ]
    .into_iter()
    .find_map(|(tag, origin)| Some(Sourced::new(language_tag(&tag?)?, origin)));

    let mut dates = vec![
        (json_ld.published, Origin::JsonLd),
        (tags.first(&["article:published_time"]), Origin::OpenGraph),
    ];
    dates.extend(DATE_TAGS.iter().map(|name| (tags.first(&[name]), Origin::Meta)));
    dates.push((time_element(document), Origin::TimeElement));
    note_date(article, dates);
    if json_ld.broken && (article.title.is_none() || article.date.is_none() || article.outlet.is_none()) {
        article.problems.push("the page's JSON-LD is damaged and was passed over".to_owned());
    }
}

/// The first date that is understood; a problem if another one contradicts it, or if none is.
fn note_date(article: &mut Article, texts: Vec<(Option<String>, Origin)>) {
    let mut errors = Vec::new();
    let mut dates = Vec::new();
    for (text, origin) in texts {
        match text.map(|text| date_words::read(&text)) {
            Some(Ok(date)) => dates.push(Sourced::new(date, origin)),
            Some(Err(error)) => errors.push(error.to_string()),
            None => {}
        }
    }
    let Some(first) = dates.first() else {
        article.problems.extend(errors.into_iter().next());
        return;
    };
    if let Some(other) = dates.iter().find(|other| !can_be_the_same(first.value, other.value)) {
        article.problems.push(format!(
            "the page gives two dates: {} ({}, kept) and {} ({})",
            first.value,
            first.origin.in_words(),
            other.value,
            other.origin.in_words()
        ));
    }
    article.date = Some(first.clone());
}

fn can_be_the_same(one: Date, other: Date) -> bool {
    one.first_day() <= other.last_day() && other.first_day() <= one.last_day()
}

/// `<meta>` tags in the order of the page: name in lower case, content.
struct MetaTags(Vec<(String, String)>);

impl MetaTags {
    fn of(document: &Document) -> Self {
        let mut tags = Vec::new();
        for tag in document.select("meta[content]").iter() {
            let content = tag.attr("content").map(|content| squeeze(&content)).unwrap_or_default();
            for key in ["property", "name", "itemprop", "http-equiv"] {
                if let Some(name) = tag.attr(key).filter(|_| !content.is_empty()) {
                    tags.push((name.trim().to_ascii_lowercase(), content.clone()));
                }
            }
        }
        Self(tags)
    }

    /// The content of the first of these names that the page has.
    fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|wanted| {
            self.0.iter().find(|(name, _)| name == wanted).map(|(_, content)| content.clone())
        })
    }
}

/// The day of the `<time>` element that belongs to the article: one that says so, else the first
/// within the article, else the only one of the page.
fn time_element(document: &Document) -> Option<String> {
    let marked = r#"time[itemprop="datePublished"], time[pubdate], time.published, time.entry-date"#;
    let time = [marked, "article time", "main time"]
        .iter()
        .find_map(|selector| document.select_single(selector).nodes().first().copied())
        .or_else(|| {
            let times = document.select("time");
            (times.length() == 1).then(|| times.nodes().first().copied()).flatten()
        })?;
    time.attr("datetime")
        .map(|day| day.to_string())
        .or_else(|| Some(squeeze(&NodeRef::text(&time))))
        .filter(|day| !day.is_empty())
}

fn language_of_page(document: &Document) -> Option<String> {
    let page = document.select_single("html");
    page.attr("lang").or_else(|| page.attr("xml:lang")).map(|tag| tag.to_string())
}

/// `Envoys meet - Valley Herald` is `Envoys meet` where the outlet is the Valley Herald.
pub(super) fn without_outlet<'a>(title: &'a str, outlet: &str) -> &'a str {
    let lower = |text: &str| text.to_lowercase();
    for separator in [" - ", " | ", " – ", " — ", " · ", " :: ", " » "] {
        if let Some((rest, end)) = title.rsplit_once(separator)
            && lower(end.trim()) == lower(outlet.trim())
            && !rest.trim().is_empty()
        {
            return rest.trim_end();
        }
    }
    title
}

fn sourced(value: Option<String>, origin: Origin) -> Option<Sourced<String>> {
    Some(Sourced::new(value?, origin))
}

fn text_of(selection: &Selection<'_>) -> Option<String> {
    Some(squeeze(&selection.text())).filter(|text| !text.is_empty())
}

fn squeeze(text: &(impl AsRef<str> + ?Sized)) -> String {
    text.as_ref().split_whitespace().collect::<Vec<_>>().join(" ")
}
