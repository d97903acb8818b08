//! JSON lines: an article on each line, `{"id": .., "title"?, "date"?, "text", "source"?, "url"?, "language"?}`.
//!
//! For batches: what calls us names its articles itself. Other programs' names of these keys are known
//! too (see `record`); keys that are not known are passed over.

use std::path::Path;

use serde::de::IgnoredAny;
use serde_json::Value;

use super::found::Refusal;
use super::mapping::Mapping;
use super::record::Record;
use super::{Article, Format, Place, disguise};

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
/// `path` and `line` (from 1) tell where it stands, `mapping` which keys are what besides the known ones. The text is kept as given. A date that is not
/// understood is a problem of the article, not an error.
pub fn article_from_line(
    line: &str,
    path: &Path,
    line_number: u32,
    mapping: &Mapping,
) -> Result<(Option<String>, Article), LineError> {
    let (id, article) =
        read(line, mapping, |id| Place::Line { path: path.to_owned(), line: line_number, id })?;
    Ok((id, disguise::take_off(article)))
}

/// Reads one line; its place is made of its `id`.
pub(super) fn read(
    line: &str,
    mapping: &Mapping,
    place: impl FnOnce(Option<String>) -> Place,
) -> Result<(Option<String>, Article), LineError> {
    const NO_TEXT: &str = "the line has no `text`, or an empty one: `text` must be a string with the article";
    let line = line.trim_start_matches('\u{feff}');
    let record: Record = serde_json::from_str(line).map_err(|error| {
        if serde_json::from_str::<IgnoredAny>(line).is_ok() && !line.trim_start().starts_with('{') {
            return LineError { id: None, reason: "the line is no JSON object".to_owned() };
        }
        LineError { id: id_of_broken(line), reason: format!("the line is no valid JSON: {error}") }
    })?;
    let record = record.mapped(mapping);
    let id = record.id().map(str::to_owned);
    match record.into_article(Format::JsonLine, place(id.clone())) {
        Ok(article) => Ok((id, article)),
        Err(Refusal::NoText) => Err(LineError { id, reason: NO_TEXT.to_owned() }),
        Err(refusal) => Err(LineError { id, reason: refusal.to_string() }),
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
    use super::super::{Origin, Sourced};
    use super::*;

    fn read(line: &str) -> Result<(Option<String>, Article), LineError> {
        article_from_line(line, Path::new("in.jsonl"), 7, &Mapping::default())
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
