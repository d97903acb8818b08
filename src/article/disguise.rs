//! Characters that make a text look like another one: controls, which move a terminal's cursor, and those
//! that turn the direction of writing, by which `exe.txt` can be shown for `txt.exe`.
//!
//! The one place that knows them. They are taken off what is read; what shows words of others (terminal,
//! pictures, pages, tables) asks here once more, since sessions come from others too.
//!
//! Left alone are characters that letters of some scripts need: joiners, and marks between letters. So
//! letters that look like others (Cyrillic `а`) stay: to tell them is no matter of single characters.

use std::borrow::Cow;

use super::{Article, ArticleId, Place, Sourced};

/// Whether a character can disguise the words around it; line ends and tabs are none in a text.
#[must_use]
pub fn is_disguise(c: char) -> bool {
    c.is_control() || turns(c)
}

/// Marks, embeddings, overrides and isolates of Unicode's bidirectional algorithm, and deprecated relatives.
fn turns(c: char) -> bool {
    matches!(
        c,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}' | '\u{feff}'
    )
}

fn is_line_end_or_tab(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{85}')
}

/// A text of several lines without disguises.
#[must_use]
pub fn text(text: &str) -> Cow<'_, str> {
    let is_one = |c: char| is_disguise(c) && !is_line_end_or_tab(c);
    if text.contains(is_one) { Cow::Owned(text.replace(is_one, "")) } else { Cow::Borrowed(text) }
}

/// Words for one line (a title, a name) without disguises; line ends in them become blanks.
#[must_use]
pub fn line(words: &str) -> Cow<'_, str> {
    if !words.contains(is_disguise) {
        return Cow::Borrowed(words);
    }
    let shown = words.chars().filter(|c| !is_disguise(*c) || is_line_end_or_tab(*c));
    let line: String = shown.map(|c| if is_line_end_or_tab(c) { ' ' } else { c }).collect();
    Cow::Owned(line.trim().to_owned())
}

/// The name of a file, where a question mark stands for each disguise and for what is no text: a name that
/// was changed in silence would be another file's.
#[must_use]
pub fn file_name(name: &str) -> Cow<'_, str> {
    let is_unclear = |c: char| is_disguise(c) || c == char::REPLACEMENT_CHARACTER;
    if name.contains(is_unclear) { Cow::Owned(name.replace(is_unclear, "?")) } else { Cow::Borrowed(name) }
}

/// An article as it was read, without disguises.
pub(super) fn take_off(mut article: Article) -> Article {
    if let Cow::Owned(clean) = text(&article.text) {
        article.id = ArticleId::of_text(&clean);
        article.text = clean.into();
    }
    take_off_metadata(&mut article);
    article
}

/// What stands beside the text of an article, without disguises.
pub fn take_off_metadata(article: &mut Article) {
    let Article {
        id: _,
        places,
        format: _,
        text: _,
        title,
        title_in_text,
        date: _,
        outlet,
        url,
        author,
        language,
        problems,
    } = article;
    for value in [&mut *title, outlet, url, author, language] {
        if let Some(Sourced { value: words, .. }) = value
            && let Cow::Owned(clean) = line(words)
        {
            *words = clean;
        }
        if value.as_ref().is_some_and(|words| words.value.is_empty()) {
            *value = None;
        }
    }
    *title_in_text &= title.is_some();
    for problem in problems {
        if let Cow::Owned(clean) = line(problem) {
            *problem = clean;
        }
    }
    places.iter_mut().for_each(show_place);
}

fn show_place(place: &mut Place) {
    let of_path = |path: &mut std::path::PathBuf| {
        if let Some(Cow::Owned(clean)) = path.to_str().map(file_name) {
            *path = clean.into();
        }
    };
    match place {
        Place::File(path) => of_path(path),
        Place::Line { path, line: _, id } => {
            of_path(path);
            if let Some(Cow::Owned(clean)) = id.as_deref().map(line) {
                *id = Some(clean);
            }
        }
        Place::Part { path, part } => {
            of_path(path);
            if let Cow::Owned(clean) = file_name(part) {
                *part = clean;
            }
        }
        Place::Clipboard => {}
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Format, Origin};
    use super::*;

    #[test]
    fn lines_texts_and_names() {
        assert_eq!(line("Envoys \u{202e}teem\u{202c}\n in\u{1b}[2J Oslo\u{7}"), "Envoys teem  in[2J Oslo");
        assert_eq!(text("They\u{2066} met.\r\n\u{200f}\tIn Oslo\u{0}."), "They met.\r\n\tIn Oslo.");
        assert_eq!(file_name("\u{202e}txt.exe\n"), "?txt.exe?");
        assert!(matches!(text("Envoys\n\tmet"), Cow::Borrowed(_)));
    }

    #[test]
    fn joiners_of_letters_stay() {
        for word in ["می\u{200c}خواهم", "क्\u{200d}ष", "n\u{303}", "👩\u{200d}🚀"] {
            assert_eq!(line(word), word);
            assert_eq!(text(word), word);
        }
    }

    #[test]
    fn an_article_is_named_after_the_text_that_is_kept() {
        let mut article =
            Article::bare("They \u{202e}met.".to_owned(), Format::Text, Place::File("a\u{1b}.txt".into()));
        article.title = Some(Sourced::new("\u{202e}\u{7}".to_owned(), Origin::FirstLine));
        article.author = Some(Sourced::new("Anna\u{2067} Bell".to_owned(), Origin::Byline));
        article.title_in_text = true;
        let article = take_off(article);
        assert_eq!((article.text.as_str(), article.id), ("They met.", ArticleId::of_text("They met.")));
        assert_eq!((article.title, article.title_in_text), (None, false));
        assert_eq!(article.author.unwrap().value, "Anna Bell");
        assert_eq!(article.places, [Place::File("a?.txt".into())]);
    }
}
