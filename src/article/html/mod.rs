//! Saved web pages: the main text as paragraphs, and the metadata that the page gives about itself.

mod beside;
mod bound;
mod json_ld;
mod main_text;
mod metadata;

use dom_query::Document;

use super::{Article, ArticleId, Format, Place, text};

/// Why a page gives no article; the texts are for a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum PageError {
    #[error("the page has too many elements to be an article")]
    TooManyTags,
    #[error("the page holds no text (it may have been saved without its content)")]
    NoText,
}

/// Reads a page. Its text never has the title in it.
pub(super) fn read(page: &str, place: Place) -> Result<Article, PageError> {
    let bounded = bound::bound(page).ok_or(PageError::TooManyTags)?;
    let document = Document::from(bounded.html.as_str());
    let mut article = Article::bare(String::new(), Format::Html, place);
    if bounded.flattened {
        article.problems.push("the page is nested very deep, and its inner levels were made flat".to_owned());
    }
    metadata::note(&mut article, &document);
    let mut paragraphs = bounded.for_reader.then(|| main_text::of(document)).flatten().unwrap_or_default();
    if paragraphs.is_empty() {
        paragraphs = main_text::of_body(&Document::from(bounded.html.as_str()));
        article.problems.push("the article could not be told from the rest of the page".to_owned());
    }
    if let Some(title) = &article.title
        && paragraphs.first().is_some_and(|first| *first == title.value)
    {
        paragraphs.remove(0);
    }
    beside::take_lines(&mut article, &mut paragraphs);
    if paragraphs.is_empty() {
        return Err(PageError::NoText);
    }
    article.text = paragraphs.join("\n\n").into();
    article.id = ArticleId::of_text(&article.text);
    text::note_byline(&mut article);
    Ok(article)
}

/// The paragraphs of a piece of HTML that is all article: a mail, an entry of a feed.
pub(super) fn fragment(html: &str) -> Vec<String> {
    bound::bound(html)
        .map(|bounded| main_text::of_body(&Document::from(bounded.html.as_str())))
        .unwrap_or_default()
}

/// The encoding that a page declares in its beginning: in `<meta charset>` or `<?xml encoding>`.
pub(super) fn declared_encoding(bytes: &[u8]) -> Option<String> {
    const PROBE: usize = 4096;
    let beginning: String =
        bytes.iter().take(PROBE).map(|byte| char::from(byte.to_ascii_lowercase())).collect();
    let value_after = |key: &str| {
        let (_, rest) = beginning.split_once(key)?;
        let rest = rest.trim_start().strip_prefix('=')?.trim_start();
        let value: String = rest
            .trim_start_matches(['"', '\''])
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.'))
            .collect();
        (!value.is_empty()).then_some(value)
    };
    let xml = beginning.starts_with("<?xml").then(|| value_after("encoding")).flatten();
    xml.or_else(|| value_after("charset"))
}

#[cfg(test)]
mod tests {
    use super::super::{Origin, Sourced};
    use super::*;
    use std::time::{Duration, Instant};

    const BODY: &str = "<p>The envoys of four towns met in the old hall on Monday and spoke until the evening, \
        as they had done each spring.</p><p>They agreed on the price of grain, on the width of the road, and on \
        little else, said the clerk, who had written it all down.</p>";

    fn article(head: &str, body: &str) -> Article {
        let page = format!("<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>");
        read(&page, Place::Clipboard).unwrap()
    }

    fn date(article: &Article) -> Option<(String, Origin)> {
        article.date.as_ref().map(|date| (date.value.to_string(), date.origin))
    }

    #[test]
    fn only_the_main_text_is_read() {
        let article = article(
            "<title>Envoys meet</title>",
            &format!(
                "<nav><a href=/>Front page</a></nav><div class=cookie-notice>We use cookies. <button>Fine</button></div>\
                 <article><h1>Envoys meet</h1>{BODY}<figure><img src=x><figcaption>The hall</figcaption></figure></article>\
                 <aside><h2>Related</h2><ul><li><a href=/1>Older talks</a></li></ul></aside><footer>Imprint</footer>"
            ),
        );
        let paragraphs: Vec<&str> = article.text.split("\n\n").collect();
        assert_eq!(paragraphs.len(), 2, "{}", article.text);
        assert!(paragraphs[0].starts_with("The envoys of four towns"));
        assert!(paragraphs[1].starts_with("They agreed on the price"));
        assert_eq!(article.title, Some(Sourced::new("Envoys meet".to_owned(), Origin::Heading)));
        assert_eq!(article.problems, [] as [&str; 0]);
    }

    #[test]
    fn json_ld_goes_before_all_else() {
        let article = article(
            r#"<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Envoys meet",
                "datePublished": "1961-05-03T23:30:00-05:00", "publisher": {"name": "Valley Herald"}}</script>
               <meta property="og:title" content="Other"><meta property="og:site_name" content="Other">
               <meta name="date" content="1961-05">"#,
            BODY,
        );
        assert_eq!(article.title, Some(Sourced::new("Envoys meet".to_owned(), Origin::JsonLd)));
        assert_eq!(article.outlet, Some(Sourced::new("Valley Herald".to_owned(), Origin::JsonLd)));
        assert_eq!(date(&article), Some(("1961-05-03".to_owned(), Origin::JsonLd)));
        assert_eq!(article.problems, [] as [&str; 0], "a month does not contradict a day in it");
    }

    #[test]
    fn open_graph_then_meta_then_time() {
        let graph = r#"<meta property="article:published_time" content="1961-05-03T06:00:00Z">"#;
        let meta = r#"<meta name="parsely-pub-date" content="1961-05-03">"#;
        let time = format!(r#"<article><time datetime="1961-05-03">today</time>{BODY}</article>"#);
        let day = "1961-05-03".to_owned();
        assert_eq!(date(&article(&format!("{graph}{meta}"), &time)), Some((day.clone(), Origin::OpenGraph)));
        assert_eq!(date(&article(meta, &time)), Some((day.clone(), Origin::Meta)));
        assert_eq!(date(&article("", &time)), Some((day, Origin::TimeElement)));
        assert_eq!(date(&article("", BODY)), None);
    }

    #[test]
    fn times_of_related_articles_are_not_its_own() {
        let teaser =
            r#"<aside><time datetime="1950-01-01">x</time><time datetime="1951-01-01">y</time></aside>"#;
        assert_eq!(date(&article("", &format!("<article>{BODY}</article>{teaser}"))), None);
    }

    #[test]
    fn two_dates_are_told() {
        let article = article(
            r#"<meta property="article:published_time" content="1961-05-03"><meta name="date" content="1961-06-03">"#,
            BODY,
        );
        assert_eq!(date(&article).unwrap().0, "1961-05-03");
        assert!(article.problems[0].contains("1961-05-03") && article.problems[0].contains("1961-06-03"));
    }

    #[test]
    fn an_ambiguous_date_is_told_and_left_out() {
        let article = article(r#"<meta name="date" content="07/08/1961">"#, BODY);
        assert_eq!(article.date, None);
        assert!(article.problems[0].contains("07/08/1961"));
    }

    #[test]
    fn damaged_json_ld_is_told_only_where_something_is_missing() {
        let damaged = r#"<script type="application/ld+json">{"@type": "NewsArticle", </script>"#;
        assert_eq!(article(damaged, BODY).problems, ["the page's JSON-LD is damaged and was passed over"]);
        let whole = r#"<meta property="og:title" content="Envoys meet"><meta property="og:site_name" content="Valley Herald">
            <meta name="date" content="1961-05-03">"#;
        assert_eq!(article(&format!("{damaged}{whole}"), BODY).problems, [] as [&str; 0]);
    }

    #[test]
    fn the_outlet_is_taken_off_the_title() {
        let outlet = r#"<meta property="og:site_name" content="Valley Herald">"#;
        for title in ["Envoys meet - Valley Herald", "Envoys meet | VALLEY HERALD", "Envoys meet"] {
            let article = article(&format!("{outlet}<title>{title}</title>"), BODY);
            assert_eq!(article.title.unwrap().value, "Envoys meet");
        }
        let kept = article(&format!("{outlet}<title>Envoys meet - again</title>"), BODY);
        assert_eq!(kept.title.unwrap().value, "Envoys meet - again");
    }

    #[test]
    fn address_and_language() {
        let page = format!(
            r#"<html lang="en_GB"><link rel="canonical" href="https://valley.example/1"><meta property="og:locale" content="en_US">{BODY}"#
        );
        let article = read(&page, Place::Clipboard).unwrap();
        assert_eq!(article.url, Some(Sourced::new("https://valley.example/1".to_owned(), Origin::Canonical)));
        assert_eq!(article.language, Some(Sourced::new("en-gb".to_owned(), Origin::HtmlLang)));
        let relative = read(&format!(r#"<link rel="canonical" href="/1">{BODY}"#), Place::Clipboard).unwrap();
        assert_eq!(relative.url, None);
    }

    #[test]
    fn line_breaks_make_paragraphs() {
        let article =
            article("", "<div>The envoys met on Monday,<br>in the hall.<br><br>They left on Tuesday.</div>");
        assert_eq!(article.text, "The envoys met on Monday,\nin the hall.\n\nThey left on Tuesday.");
    }

    #[test]
    fn a_page_without_text_is_refused() {
        let page = "<!DOCTYPE html><html><body><script>load()</script><div id=root></div></body></html>";
        assert_eq!(read(page, Place::Clipboard), Err(PageError::NoText));
    }

    #[test]
    fn declared_encodings() {
        let declared = |page: &str| declared_encoding(page.as_bytes());
        assert_eq!(declared("<meta charset=\"Shift_JIS\">").as_deref(), Some("shift_jis"));
        assert_eq!(
            declared("<META http-equiv=Content-Type content='text/html; charset=windows-1251'>").as_deref(),
            Some("windows-1251")
        );
        assert_eq!(declared("<?xml version='1.0' encoding='gbk'?><html>").as_deref(), Some("gbk"));
        assert_eq!(declared("<html>"), None);
    }

    /// Hostile pages are read, or refused, in little time: the parser alone would take minutes.
    #[test]
    fn hostile_pages_are_quick() {
        let kilobytes_512 = |piece: &str| piece.repeat(512 * 1024 / piece.len());
        let tags_8_000 = |piece: &str| piece.repeat(8_000 / piece.matches('<').count());
        let pages = [
            kilobytes_512("<div>"),
            tags_8_000("<div>x"),
            tags_8_000("<div></b>"),
            tags_8_000("<div><p>They met."),
            tags_8_000("<b><p>x"),
            (0..4_000).map(|n| format!("<font size={n}><p>x")).collect(),
            tags_8_000("<table><tr><td>"),
            tags_8_000("<p>x"),
            tags_8_000("<p>They met, and met, and met again, said the clerk.</p>"),
            tags_8_000("x<br>"),
            tags_8_000("<svg><title>"),
            tags_8_000("<ul><li>x"),
            tags_8_000("</p>"),
            kilobytes_512("<a href='"),
            format!("<p title=\"{}\">They met.", "x".repeat(8 * 1024 * 1024)),
        ];
        for page in pages {
            let start = Instant::now();
            if let Ok(article) = read(&page, Place::Clipboard) {
                assert!(!article.text.is_empty());
            }
            let took = start.elapsed();
            assert!(took < Duration::from_secs(20), "{} took {took:?}", &page[..20]);
        }
    }
}
