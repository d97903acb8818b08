//! JSON lines: an article on each line, `{"id": .., "title"?, "date"?, "text", "source"?, "url"?, "language"?}`.
//!
//! For batches: what calls us names its articles itself. Keys that are not known are passed over.

use std::path::Path;

use serde_json::{Map, Value};

use super::{Article, Format, Origin, Place, Sourced, date_words, language_tag, text};

/// Why a line gives no article. The id stands here where it could be read all the same.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct LineError {
    /// The `id` of the line.
    pub id: Option<String>,
    /// What is wrong, for a person.
    pub reason: String,
}

/// Reads one line of a JSON lines input into its `id` and the article.
///
/// `path` and `line` (from 1) tell where it stands. The text is kept as given. A date that is not
/// understood is a problem of the article, not an error.
pub fn article_from_line(
    line: &str,
    path: &Path,
    line_number: u32,
) -> Result<(Option<String>, Article), LineError> {
    let line = line.trim_start_matches('\u{feff}');
    let object = match serde_json::from_str(line) {
        Ok(Value::Object(object)) => object,
        Ok(_) => return Err(LineError { id: None, reason: "the line is no JSON object".to_owned() }),
        Err(error) => {
            let reason = format!("the line is no valid JSON: {error}");
            return Err(LineError { id: id_of_broken(line), reason });
        }
    };
    let id = object.get("id").and_then(id_of);
    match article(&object, Place::Line { path: path.to_owned(), line: line_number, id: id.clone() }) {
        Ok(article) => Ok((id, article)),
        Err(reason) => Err(LineError { id, reason }),
    }
}

fn article(object: &Map<String, Value>, place: Place) -> Result<Article, String> {
    let body = string(object, "text")?.ok_or("the line has no `text`")?;
    if body.trim().is_empty() {
        return Err("the `text` of the line is empty".to_owned());
    }
    let mut article = Article::bare(body.to_owned(), Format::JsonLine, place);
    let given = |value: &str| Sourced::new(value.to_owned(), Origin::Given);
    article.title = string(object, "title")?.map(str::trim).filter(|title| !title.is_empty()).map(given);
    article.outlet = string(object, "source")?.map(given);
    article.url = string(object, "url")?.map(given);
    article.author = string(object, "author")?.map(given);
    article.language =
        string(object, "language")?.and_then(language_tag).map(|tag| Sourced::new(tag, Origin::Given));
    if let Some(date) = string(object, "date")? {
        match date_words::read(date) {
            Ok(date) => article.date = Some(Sourced::new(date, Origin::Given)),
            Err(error) => article.problems.push(error.to_string()),
        }
    }
    let first_line = text::first_paragraph(&article.text).0.trim();
    article.title_in_text = article.title.as_ref().is_some_and(|title| title.value == first_line);
    Ok(article)
}

/// A string that is there and says something.
fn string<'a>(object: &'a Map<String, Value>, key: &str) -> Result<Option<&'a str>, String> {
    match object.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(value)) => Ok((key == "text" || !value.trim().is_empty()).then_some(value)),
        Some(_) => Err(format!("`{key}` must be a string")),
    }
}

fn id_of(value: &Value) -> Option<String> {
    match value {
        Value::String(id) => Some(id.clone()),
        Value::Number(id) => Some(id.to_string()),
        _ => None,
    }
}

/// The id of a line that breaks off or is damaged behind it.
fn id_of_broken(line: &str) -> Option<String> {
    let rest = line.trim_start().strip_prefix('{')?.trim_start().strip_prefix("\"id\"")?;
    let rest = rest.trim_start().strip_prefix(':')?;
    let mut values = serde_json::Deserializer::from_str(rest).into_iter::<Value>();
    id_of(&values.next()?.ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<(Option<String>, Article), LineError> {
        article_from_line(line, Path::new("in.jsonl"), 7)
    }

    #[track_caller]
    fn check_error(line: &str, id: Option<&str>, reason: &str) {
        let error = read(line).unwrap_err();
        assert_eq!(error.id.as_deref(), id, "{line}");
        assert!(error.reason.contains(reason), "{line}: {}", error.reason);
    }

    #[test]
    fn all_keys() {
        let (id, article) = read(
            r#"{"id": "n1", "title": "Envoys meet", "date": "1961-05-03T10:00:00Z", "text": "They met.\r\n",
                "source": "Valley Herald", "url": "https://valley.example/1", "language": "en_GB", "more": [1]}"#,
        )
        .unwrap();
        let given = |value: &str| Some(Sourced::new(value.to_owned(), Origin::Given));
        assert_eq!(id.as_deref(), Some("n1"));
        assert_eq!(article.text, "They met.\r\n");
        assert_eq!(article.title, given("Envoys meet"));
        assert_eq!(article.date.as_ref().unwrap().value.to_string(), "1961-05-03");
        assert_eq!(article.outlet, given("Valley Herald"));
        assert_eq!(article.url, given("https://valley.example/1"));
        assert_eq!(article.language, given("en-gb"));
        assert_eq!(article.places, [Place::Line { path: "in.jsonl".into(), line: 7, id }]);
    }

    #[test]
    fn only_the_text_must_be_there() {
        let (id, article) = read("\u{feff}{\"id\": 12, \"title\": null, \"text\": \"They met.\"}").unwrap();
        assert_eq!((id.as_deref(), article.title), (Some("12"), None));
        assert_eq!(read(r#"{"text": "They met."}"#).unwrap().0, None);
    }

    #[test]
    fn a_title_that_is_also_the_first_line_is_not_read_twice() {
        let (_, article) = read(r#"{"title": "Envoys meet", "text": "Envoys meet\n\nThey met."}"#).unwrap();
        assert!(article.title_in_text);
    }

    #[test]
    fn a_date_that_is_not_understood_is_a_problem() {
        let (_, article) = read(r#"{"text": "They met.", "date": "last spring"}"#).unwrap();
        assert_eq!((article.date, article.problems.len()), (None, 1));
    }

    #[test]
    fn errors_keep_the_id() {
        check_error(r#"{"id": "n1", "title": "x"}"#, Some("n1"), "no `text`");
        check_error(r#"{"id": "n1", "text": " "}"#, Some("n1"), "empty");
        check_error(r#"{"id": "n1", "text": 5}"#, Some("n1"), "`text` must be a string");
        check_error(r#"{"id": "n1", "text": "They m"#, Some("n1"), "no valid JSON");
        check_error(r#"{"id": 3, "text": "\ud800"}"#, Some("3"), "no valid JSON");
        check_error("{\"id\": \"n", None, "no valid JSON");
        check_error("[1]", None, "no JSON object");
        check_error("", None, "no valid JSON");
        check_error(&"[".repeat(100_000), None, "no valid JSON");
    }
}
