//! Plain text: the title is the first line where it looks like one, and a byline may follow it.

use super::{Article, Format, Origin, Place, Sourced, byline};

/// A first line of this many characters or more is no title.
const TITLE_LIMIT: usize = 200;

/// Reads a plain text. The text stays whole: title and byline are only noted beside it.
pub(super) fn read(text: String, place: Place) -> Article {
    let mut article = Article::bare(text, Format::Text, place);
    note_title_and_byline(&mut article);
    article
}

/// Notes the title and the byline that stand at the beginning of a text, where they are not known yet.
pub(super) fn note_title_and_byline(article: &mut Article) {
    let (first, after) = first_paragraph(&article.text);
    let is_byline = byline::read(first, &article.text).is_some();
    if article.title.is_none() && !is_byline && is_title(first, after) {
        article.title = Some(Sourced::new(first.trim().to_owned(), Origin::FirstLine));
        article.title_in_text = true;
    }
    if article.title.is_none() {
        note_title_over_byline(article);
    }
    note_byline(article);
}

/// Some programs write each paragraph on a line and no blank line anywhere: there a byline in the second line
/// tells that the first one is the title.
fn note_title_over_byline(article: &mut Article) {
    let text = article.text.trim();
    let mut lines = text.lines();
    let (Some(first), Some(second)) = (lines.next(), lines.next()) else { return };
    let has_blank = text.lines().any(|line| line.trim().is_empty());
    if has_blank || !is_title(first, second) || byline::read(first, text).is_some() {
        return;
    }
    let Some(byline) = byline::read(second, text) else { return };
    let title = first.trim().to_owned();
    let from_byline = |value| Sourced::new(value, Origin::Byline);
    article.title = Some(Sourced::new(title, Origin::FirstLine));
    article.title_in_text = true;
    article.date = article.date.take().or(byline.date.map(|date| Sourced::new(date, Origin::Byline)));
    article.outlet = article.outlet.take().or(byline.outlet.map(from_byline));
    article.author = article.author.take().or(byline.author.map(from_byline));
}

/// Notes the byline that is the first or the second paragraph of a text, where it tells what is not
/// known yet.
pub(super) fn note_byline(article: &mut Article) {
    let (first, after) = first_paragraph(&article.text);
    let (second, _) = first_paragraph(after);
    let byline = byline::read(first, &article.text).or_else(|| byline::read(second, &article.text));
    let Some(byline) = byline else { return };
    let from_byline = |value| Sourced::new(value, Origin::Byline);
    article.date = article.date.take().or(byline.date.map(|date| Sourced::new(date, Origin::Byline)));
    article.outlet = article.outlet.take().or(byline.outlet.map(from_byline));
    article.author = article.author.take().or(byline.author.map(from_byline));
}

/// A title is one short line, and something follows after a blank line.
fn is_title(first: &str, after: &str) -> bool {
    let first = first.trim();
    !first.is_empty()
        && !first.contains(['\n', '\r'])
        && first.chars().count() < TITLE_LIMIT
        && !after.trim().is_empty()
}

/// The lines up to the first blank one, and what follows.
pub(super) fn first_paragraph(text: &str) -> (&str, &str) {
    let text = text.trim_start();
    let mut at = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        // The `\n` of a `\r\n` is a piece of its own, which is no blank line.
        let is_rest_of_line_end = line == "\n" && text[..at].ends_with('\r');
        if line.trim().is_empty() && !is_rest_of_line_end {
            return text.split_at(at);
        }
        at += line.len();
    }
    (text, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(text: &str) -> Option<String> {
        let article = read(text.to_owned(), Place::Clipboard);
        assert_eq!(article.text, text, "the text stays whole");
        assert_eq!(article.title.is_some(), article.title_in_text);
        article.title.map(|title| title.value)
    }

    #[test]
    fn the_first_line_before_a_blank_one_is_the_title() {
        assert_eq!(title("Envoys meet\n\nThey met.").as_deref(), Some("Envoys meet"));
        assert_eq!(title("\n\nEnvoys meet  \r\n\r\nThey met.\r\n").as_deref(), Some("Envoys meet"));
        assert_eq!(title("Envoys meet\r\rThey met.").as_deref(), Some("Envoys meet"));
        assert_eq!(title("Envoys meet\n \t\nThey met.").as_deref(), Some("Envoys meet"));
    }

    #[test]
    fn other_first_lines_are_text() {
        assert_eq!(title("Envoys met on Monday\nin the old town.\n\nThey left."), None);
        assert_eq!(title("Envoys met on Monday\r\nin the old town.\r\n\r\nThey left."), None);
        assert_eq!(title("Envoys met on Monday.\n\n"), None, "nothing follows");
        assert_eq!(title(&format!("{}\n\nEnd.", "é".repeat(200))), None);
        assert!(title(&format!("{}\n\nEnd.", "é".repeat(199))).is_some());
        assert_eq!(title(""), None);
    }

    #[test]
    fn a_byline_gives_date_and_outlet() {
        let article =
            read("Envoys meet\n\nValley Herald, 3 May 1961\n\nThey met.".to_owned(), Place::Clipboard);
        assert_eq!(article.outlet, Some(Sourced::new("Valley Herald".to_owned(), Origin::Byline)));
        assert_eq!(article.date.as_ref().unwrap().value.to_string(), "1961-05-03");
        assert_eq!(article.label(), "Envoys meet");
    }

    #[test]
    fn without_blank_lines_a_byline_tells_the_title() {
        let text = "Envoys meet\r\nBy Anna Bell, Valley Herald, 3 May 1961\r\nThey met.\r\nThey ate.\r\n";
        let article = read(text.to_owned(), Place::Clipboard);
        assert_eq!((article.label().as_str(), article.title_in_text), ("Envoys meet", true));
        assert_eq!(article.author.unwrap().value, "Anna Bell");
        assert_eq!(title("They met\nin Oslo\nThey ate."), None);
    }

    #[test]
    fn a_byline_in_the_first_line_is_no_title() {
        let article = read("Valley Herald, 3 May 1961\n\nThey met.".to_owned(), Place::Clipboard);
        assert_eq!(article.title, None);
        assert!(article.date.is_some());
    }

    #[test]
    fn a_date_in_the_running_text_is_not_the_articles() {
        for text in [
            "Envoys meet\n\nGENEVA, May 3 (Valley Herald) - They met on 4 May 1961.",
            "Envoys meet\n\nThe treaty of 3 May 1961 was praised.\n\nThey met.",
            "Envoys meet\n\nOn 3 May 1961\n\nThey met.",
            "Envoys meet\n\nThey met.\n\n3 May 1961",
        ] {
            let article = read(text.to_owned(), Place::Clipboard);
            assert_eq!((article.date, article.outlet), (None, None), "{text}");
        }
    }
}
