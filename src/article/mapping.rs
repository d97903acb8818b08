//! Which column of a table (or field of JSON) is which of an article's, as a person says it where the
//! names are not known: `title=Headline,text=Body,date=Published,outlet=Source`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::record::plain;

/// What a column can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ColumnUse {
    /// The text of the article.
    Text,
    /// Its headline.
    Title,
    /// Its day.
    Date,
    /// Newspaper, agency or site.
    Outlet,
    /// Address of the page.
    Url,
    /// The writer.
    Author,
    /// The language.
    Language,
    /// What it is called in the table.
    Id,
}

impl ColumnUse {
    /// All, the text first since without it there is no article.
    pub const ALL: [Self; 8] = [
        Self::Text,
        Self::Title,
        Self::Date,
        Self::Outlet,
        Self::Url,
        Self::Author,
        Self::Language,
        Self::Id,
    ];

    /// As it is written in `--map`; the name that a record knows it by.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Title => "title",
            Self::Date => "date",
            Self::Outlet => "outlet",
            Self::Url => "url",
            Self::Author => "author",
            Self::Language => "language",
            Self::Id => "id",
        }
    }

    /// For people.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Text => "Text",
            Self::Title => "Title",
            Self::Date => "Date",
            Self::Outlet => "Outlet",
            Self::Url => "Address",
            Self::Author => "Writer",
            Self::Language => "Language",
            Self::Id => "Number",
        }
    }

    fn from_key(key: &str) -> Option<Self> {
        let key = key.trim().to_ascii_lowercase();
        let key = if key == "source" {
            "outlet"
        } else if key == "address" {
            "url"
        } else {
            &key
        };
        Self::ALL.into_iter().find(|used| used.key() == key)
    }
}

/// Which column is what; each use has at most one column.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping(BTreeMap<ColumnUse, String>);

impl Mapping {
    /// Reads `title=Headline,text=Body`.
    ///
    /// # Errors
    /// In words, if a part is no pair or names no use.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut mapping = Self::default();
        for pair in text.split(',').map(str::trim).filter(|pair| !pair.is_empty()) {
            let known = || ColumnUse::ALL.map(ColumnUse::key).join(", ");
            let (used, column) = pair
                .split_once('=')
                .ok_or_else(|| format!("`{pair}` is no pair: write text=Body,title=Headline"))?;
            let used = ColumnUse::from_key(used)
                .ok_or_else(|| format!("`{}` is not known: use {}", used.trim(), known()))?;
            mapping.set(used, Some(column));
        }
        Ok(mapping)
    }

    /// The column of a use.
    #[must_use]
    pub fn column(&self, used: ColumnUse) -> Option<&str> {
        self.0.get(&used).map(String::as_str)
    }

    /// Sets or takes away the column of a use.
    pub fn set(&mut self, used: ColumnUse, column: Option<&str>) {
        match column.map(str::trim).filter(|column| !column.is_empty()) {
            Some(column) => self.0.insert(used, column.to_owned()),
            None => self.0.remove(&used),
        };
    }

    /// Whether nothing is mapped.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The name that a record knows a column by: of a mapped column that of its use.
    pub(super) fn name_of(&self, column: &str) -> Option<&'static str> {
        let column = plain(column);
        self.0.iter().find(|(_, name)| plain(name) == column).map(|(used, _)| used.key())
    }
}

/// Mappings for tables by their head, and one for all others.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mappings {
    /// For every table and JSON file that has none of its own.
    pub all: Mapping,
    /// By the names of the columns, see [`Mappings::head`].
    pub by_head: BTreeMap<String, Mapping>,
}

impl Mappings {
    /// One for all.
    #[must_use]
    pub fn of_all(all: Mapping) -> Self {
        Self { all, by_head: BTreeMap::new() }
    }

    /// The key of a table: its column names in order.
    #[must_use]
    pub fn head(names: &[String]) -> String {
        names.join("\t")
    }

    pub(super) fn of(&self, names: &[String]) -> &Mapping {
        self.by_head.get(&Self::head(names)).unwrap_or(&self.all)
    }
}

/// The beginning of a table whose text column is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// The names of its columns.
    pub columns: Vec<String>,
    /// Its first rows, each cell cut short.
    pub rows: Vec<Vec<String>>,
}

impl Preview {
    /// What the columns are by their names alone, as far as these are known.
    #[must_use]
    pub fn guess(&self) -> Mapping {
        let mut mapping = Mapping::default();
        for used in ColumnUse::ALL {
            let known = |column: &&String| super::record::column_use(column) == Some(used);
            mapping.set(used, self.columns.iter().find(known).map(String::as_str));
        }
        mapping
    }
}

#[cfg(test)]
mod tests {
    use super::super::found::Found;
    use super::super::{Article, Place, any};
    use super::*;

    const TABLE: &str = "Nr;Headline;Body;Published;Paper\n\
        1;Envoys meet;They met in Oslo.;3 May 1961;Valley Herald\n\
        2;Port closed;The port was closed.;1961-05-04;Hill Post\n";

    fn read(text: &str, name: &str, mappings: Mappings) -> (Vec<Article>, Found) {
        let mut found = Found::with(mappings);
        let _ = any::read(text.as_bytes(), &Place::File(name.into()), &mut found);
        (std::mem::take(&mut found.articles), found)
    }

    #[test]
    fn a_mapped_table_is_read() {
        let text = TABLE.replace("Body", "Inhalt");
        let (articles, found) = read(&text, "a.csv", Mappings::default());
        assert!(articles.is_empty());
        let preview = found.preview.unwrap();
        assert_eq!(preview.columns, ["Nr", "Headline", "Inhalt", "Published", "Paper"]);
        assert_eq!((preview.rows.len(), preview.rows[0][2].as_str()), (2, "They met in Oslo."));
        assert_eq!(preview.guess().column(ColumnUse::Title), Some("Headline"));

        let mapping =
            Mapping::parse("text=Inhalt, title = headline, date=Published,outlet=Paper,id=Nr").unwrap();
        let (articles, _) = read(&text, "a.csv", Mappings::of_all(mapping.clone()));
        assert_eq!(articles.len(), 2);
        let article = &articles[0];
        assert_eq!(article.text, "They met in Oslo.");
        assert_eq!(article.outlet.as_ref().unwrap().value, "Valley Herald");
        assert_eq!(article.date.as_ref().unwrap().value.to_string(), "1961-05-03");
        assert_eq!(article.title.as_ref().unwrap().value, "Envoys meet");

        let by_head = [(Mappings::head(&preview.columns), mapping)].into();
        let (articles, _) = read(&text, "a.csv", Mappings { by_head, ..Mappings::default() });
        assert_eq!(articles.len(), 2, "remembered for the same head");
    }

    #[test]
    fn a_mapping_goes_before_known_names_and_may_swap_them() {
        let mapping = Mapping::parse("text=title,title=text").unwrap();
        let (articles, _) =
            read("title,text\nThey met in Oslo.,Envoys meet\n", "a.csv", Mappings::of_all(mapping));
        assert_eq!(articles[0].text, "They met in Oslo.");
        assert_eq!(articles[0].title.as_ref().unwrap().value, "Envoys meet");
    }

    #[test]
    fn fields_of_json_are_mapped_too() {
        let mapping = Mappings::of_all(Mapping::parse("text=inhalt,outlet=blatt").unwrap());
        for (name, text) in [
            ("a.json", r#"[{"inhalt": "They met.", "blatt": "Hill Post"}]"#),
            (
                "a.jsonl",
                "{\"inhalt\": \"They met.\", \"blatt\": \"Hill Post\"}\n{\"inhalt\": \"They left.\"}",
            ),
        ] {
            let (articles, _) = read(text, name, mapping.clone());
            assert_eq!(articles[0].text, "They met.", "{name}");
            assert_eq!(articles[0].outlet.as_ref().unwrap().value, "Hill Post", "{name}");
        }
    }

    #[test]
    fn what_is_no_mapping_is_told() {
        assert!(Mapping::parse("text").unwrap_err().contains("no pair"));
        assert!(Mapping::parse("body=x").unwrap_err().contains("`body` is not known: use text, title"));
        assert!(Mapping::parse("").unwrap().is_empty());
    }
}
