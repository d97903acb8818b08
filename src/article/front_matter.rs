//! Front matter: the `key: value` lines between two `---` at the top of a Markdown file.
//!
//! Not a YAML reader: flat keys with plain or quoted values, lists of words, and values that go on
//! in indented lines. What is not understood is told with its line, if it may concern us.

/// The values of a front matter, with what was not understood.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct FrontMatter {
    /// Keys in lower case with their values, in the order of the file.
    values: Vec<(String, String)>,
    /// In words for a person.
    pub problems: Vec<String>,
}

impl FrontMatter {
    /// The value of the first of these keys that has one.
    pub fn get(&self, keys: &[&str]) -> Option<&str> {
        keys.iter().find_map(|wanted| {
            let value = self.values.iter().find(|(key, _)| key == wanted).map(|(_, value)| value.as_str());
            value.filter(|value| !value.is_empty())
        })
    }
}

/// Splits a file into its front matter and the body below it.
///
/// A file without front matter is all body; so is one whose front matter has no end, with a problem.
pub(super) fn split(text: &str) -> (FrontMatter, &str) {
    let mut lines = text.split_inclusive('\n');
    if lines.next().map(str::trim_end) != Some("---") {
        return (FrontMatter::default(), text);
    }
    let start = text.find('\n').map_or(text.len(), |at| at + 1);
    let mut end = start;
    for line in lines {
        if matches!(line.trim_end(), "---" | "...") {
            return (read(&text[start..end]), &text[end + line.len()..]);
        }
        end += line.len();
    }
    let problem = "the front matter has no end (a line `---`), so all is read as text".to_owned();
    (FrontMatter { problems: vec![problem], ..FrontMatter::default() }, text)
}

fn read(block: &str) -> FrontMatter {
    let mut matter = FrontMatter::default();
    // The first line of the file is the opening `---`.
    for (number, line) in (2..).zip(block.lines()) {
        let line = line.trim_end();
        let goes_on = line.starts_with([' ', '\t']) || line.starts_with("- ");
        if line.trim_start().is_empty() || line.trim_start().starts_with('#') {
            continue;
        }
        let understood = match (goes_on, matter.values.last_mut()) {
            (true, Some((_, value))) => go_on(value, line.trim_start()),
            (true, None) => false,
            (false, _) => match key_and_value(line) {
                Some(pair) => {
                    matter.values.push(pair);
                    true
                }
                None => false,
            },
        };
        if !understood {
            matter.problems.push(format!("line {number} of the front matter is not understood: {line}"));
        }
    }
    matter
}

fn key_and_value(line: &str) -> Option<(String, String)> {
    let (key, value) = line.split_once(':')?;
    let key = key.trim().trim_matches(['"', '\'']);
    let is_key = !key.is_empty()
        && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':' | ' '));
    let is_value = value.is_empty() || value.starts_with([' ', '\t']);
    if !is_key || !is_value {
        return None;
    }
    Some((key.to_lowercase(), value_of(value.trim())?))
}

/// An item of a list, or one more line of a value.
fn go_on(value: &mut String, line: &str) -> bool {
    let (item, joint) = match line.strip_prefix("- ") {
        Some(item) => (item, ", "),
        None => (line, " "),
    };
    let Some(more) = value_of(item.trim()) else { return false };
    if !value.is_empty() {
        value.push_str(joint);
    }
    value.push_str(&more);
    true
}

/// A scalar without its quotes or its comment, a list `[a, b]` as `a, b`; the marks of a text block
/// (`>`, `|`) are nothing. `None` where a quote has no end.
fn value_of(value: &str) -> Option<String> {
    if let Some(rest) = value.strip_prefix('"') {
        return double_quoted(rest);
    }
    if let Some(rest) = value.strip_prefix('\'') {
        return single_quoted(rest);
    }
    let value = value.split_once(" #").map_or(value, |(value, _)| value.trim_end());
    if matches!(value, ">" | "|" | ">-" | "|-" | ">+" | "|+" | "~" | "null") || value.starts_with('#') {
        return Some(String::new());
    }
    if let Some(items) = value.strip_prefix('[').and_then(|value| value.strip_suffix(']')) {
        let items: Option<Vec<String>> = items.split(',').map(|item| value_of(item.trim())).collect();
        return items.map(|items| items.join(", "));
    }
    Some(value.to_owned())
}

fn double_quoted(rest: &str) -> Option<String> {
    let mut value = String::new();
    let mut letters = rest.chars();
    while let Some(c) = letters.next() {
        match c {
            '"' => return ends_there(letters.as_str()).then_some(value),
            '\\' => match letters.next()? {
                'n' | 't' => value.push(' '),
                'u' => {
                    let code = letters.as_str().get(..4)?;
                    value.push(char::from_u32(u32::from_str_radix(code, 16).ok()?)?);
                    letters = letters.as_str()[4..].chars();
                }
                escaped => value.push(escaped),
            },
            c => value.push(c),
        }
    }
    None
}

fn single_quoted(rest: &str) -> Option<String> {
    let mut value = String::new();
    let mut letters = rest.chars();
    while let Some(c) = letters.next() {
        if c != '\'' {
            value.push(c);
        } else if letters.as_str().starts_with('\'') {
            letters.next();
            value.push('\'');
        } else {
            return ends_there(letters.as_str()).then_some(value);
        }
    }
    None
}

/// After a closing quote only a comment may come.
fn ends_there(rest: &str) -> bool {
    let rest = rest.trim();
    rest.is_empty() || rest.starts_with('#')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(lines: &str) -> Option<String> {
        let text = format!("---\n{lines}\n---\nThey met.\n");
        let (matter, body) = split(&text);
        assert_eq!(body, "They met.\n");
        assert_eq!(matter.problems, [] as [&str; 0], "{lines}");
        matter.get(&["title"]).map(str::to_owned)
    }

    #[test]
    fn plain_and_quoted_values() {
        assert_eq!(value("title: Envoys meet: again").as_deref(), Some("Envoys meet: again"));
        assert_eq!(value("TITLE:   Envoys meet # draft").as_deref(), Some("Envoys meet"));
        assert_eq!(
            value(r#"title: "Envoys \"meet\" in Z\u00fcrich" # x"#).as_deref(),
            Some("Envoys \"meet\" in Zürich")
        );
        assert_eq!(value("title: 'Envoys'' talks'").as_deref(), Some("Envoys' talks"));
        assert_eq!(value("title: # nothing\ndate: 1961").as_deref(), None);
        assert_eq!(value("# a comment\n\ntitle: Envoys meet\r").as_deref(), Some("Envoys meet"));
    }

    #[test]
    fn values_over_several_lines() {
        assert_eq!(value("title: >\n  Envoys\n  meet\ndate: x").as_deref(), Some("Envoys meet"));
        assert_eq!(value("title:\n  - Anna Bell\n  - Jon Roe").as_deref(), Some("Anna Bell, Jon Roe"));
        assert_eq!(value("title: [Anna Bell, 'Jon Roe']").as_deref(), Some("Anna Bell, Jon Roe"));
        assert_eq!(value("tags:\n- talks\ntitle: Envoys meet").as_deref(), Some("Envoys meet"));
    }

    #[test]
    fn what_is_not_understood_is_told_with_its_line() {
        let (matter, _) = split("---\ntitle: Envoys meet\n{{ macro }}\nsource: \"Valley\n---\n");
        assert_eq!(matter.get(&["title"]), Some("Envoys meet"));
        assert_eq!(
            matter.problems,
            [
                "line 3 of the front matter is not understood: {{ macro }}",
                "line 4 of the front matter is not understood: source: \"Valley",
            ]
        );
    }

    #[test]
    fn without_an_end_it_is_text() {
        let text = "---\ntitle: Envoys meet\n\nThey met.";
        let (matter, body) = split(text);
        assert_eq!((matter.get(&["title"]), body), (None, text));
        assert_eq!(matter.problems.len(), 1);
    }

    #[test]
    fn a_rule_in_the_text_is_no_front_matter() {
        let text = "They met.\n---\nkey: value\n---\n";
        assert_eq!(split(text), (FrontMatter::default(), text));
        assert_eq!(split("---").1, "---");
        assert_eq!(split("").1, "");
    }
}
