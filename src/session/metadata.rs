//! What a person says of an article itself: title, day, outlet, writer, address, language, a translation.
//!
//! It lies over the article, which stays as its file gave it, and can be undone like any edit. What the
//! machine reads depends on it (events take the article's day), so articles whose metadata change are read
//! again.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::article::{Article, ArticleId, Date, Origin, SharedArticle, Sourced, date_words};

/// What of an article can be set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The headline.
    Title,
    /// The day, month or year of publication.
    Date,
    /// Newspaper, agency or site.
    Outlet,
    /// The writer.
    Author,
    /// Address of the page.
    Address,
    /// The language, as a BCP 47 tag.
    Language,
    /// An English text that is read in place of the article's own.
    Translation,
}

impl Field {
    /// All.
    pub const ALL: [Self; 7] = [
        Self::Title,
        Self::Date,
        Self::Outlet,
        Self::Author,
        Self::Address,
        Self::Language,
        Self::Translation,
    ];

    /// The name in the session file.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Date => "date",
            Self::Outlet => "outlet",
            Self::Author => "author",
            Self::Address => "address",
            Self::Language => "language",
            Self::Translation => "translation",
        }
    }

    /// For people.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Title => "Title",
            Self::Date => "Date",
            Self::Outlet => "Outlet",
            Self::Author => "Writer",
            Self::Address => "Address",
            Self::Language => "Language",
            Self::Translation => "Translation",
        }
    }

    /// The field with this name in the session file.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.key() == key)
    }

    /// A value as it is kept, from what a person typed.
    ///
    /// # Errors
    /// In words for the person: a date that is none or can be read in two ways, an address of no page.
    pub fn parse(self, typed: &str) -> Result<String, String> {
        let one_line = || typed.split_whitespace().collect::<Vec<_>>().join(" ");
        match self {
            Self::Date => date_words::read(typed).map(String::from).map_err(|error| match error {
                date_words::DateError::Ambiguous(text) => {
                    format!("`{text}` can be read with the day or the month first: write 26 July 1956 or 1956-07-26")
                }
                date_words::DateError::NotADate(text) => {
                    format!("`{text}` is no date: write 1956-07-26, 26 July 1956, July 1956 or 1956")
                }
            }),
            Self::Address => {
                let address = typed.trim();
                let is_address = ["https://", "http://"].iter().any(|scheme| {
                    address.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty())
                }) && !address.contains(char::is_whitespace);
                if is_address { Ok(address.to_owned()) } else { Err("an address begins with https://".to_owned()) }
            }
            Self::Language => crate::article::language_of(typed)
                .ok_or_else(|| "a language is a tag such as en or fr, or its English name".to_owned()),
            Self::Translation => Ok(typed.trim().to_owned()),
            Self::Title | Self::Outlet | Self::Author => Ok(one_line()),
        }
    }
}

/// What is set, by article and field. Values are as [`Field::parse`] gives them.
pub type Metadata = BTreeMap<ArticleId, BTreeMap<Field, String>>;

/// A change of what is set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MetadataEdit {
    /// The articles.
    pub articles: BTreeSet<ArticleId>,
    /// For each field its value; `None` brings the file's back.
    pub values: BTreeMap<Field, Option<String>>,
}

impl MetadataEdit {
    /// Changes what is set.
    pub(super) fn apply(&self, metadata: &mut Metadata) {
        for article in &self.articles {
            let fields = metadata.entry(*article).or_default();
            for (field, value) in &self.values {
                match value.as_ref().filter(|value| !value.is_empty()) {
                    Some(value) => fields.insert(*field, value.clone()),
                    None => fields.remove(field),
                };
            }
            if fields.is_empty() {
                metadata.remove(article);
            }
        }
    }

    /// "set the date of 12 articles".
    #[must_use]
    pub fn name(&self) -> String {
        let fields: Vec<String> = self.values.keys().map(|field| field.label().to_lowercase()).collect();
        let verb = if self.values.values().all(Option::is_none) { "unset" } else { "set" };
        let articles = match self.articles.len() {
            1 => "an article".to_owned(),
            count => format!("{count} articles"),
        };
        format!("{verb} {} of {articles}", fields.join(", "))
    }
}

/// The articles with what the person set; those of which nothing is set are shared.
#[must_use]
pub fn laid_over(articles: &[SharedArticle], metadata: &Metadata) -> Vec<SharedArticle> {
    let lay = |article: &SharedArticle| match metadata.get(&article.id) {
        Some(fields) => Arc::new(with_fields(article, fields)),
        None => article.clone(),
    };
    articles.iter().map(lay).collect()
}

fn with_fields(article: &Article, fields: &BTreeMap<Field, String>) -> Article {
    let mut article = article.clone();
    for (field, value) in fields {
        let sourced = || Some(Sourced::new(value.clone(), Origin::Person));
        match field {
            Field::Title => article.title = sourced(),
            Field::Date => {
                if let Ok(date) = Date::try_from(value.clone()) {
                    article.date = Some(Sourced::new(date, Origin::Person));
                }
            }
            Field::Outlet => article.outlet = sourced(),
            Field::Author => article.author = sourced(),
            Field::Address => article.url = sourced(),
            Field::Language => article.language = sourced(),
            Field::Translation => {
                article.text = value.clone().into();
                article.language = Some(Sourced::new("en".to_owned(), Origin::Person));
                // The title is in the other language, unless the person gave one.
                article.title_in_text = !fields.contains_key(&Field::Title);
                article.problems.push("a translation is read; the file has the original".to_owned());
            }
        }
    }
    article
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Format, Place};

    fn article(text: &str) -> SharedArticle {
        let mut article = Article::bare(text.to_owned(), Format::Text, Place::File("a.txt".into()));
        article.outlet = Some(Sourced::new("Valley Herald".to_owned(), Origin::Meta));
        Arc::new(article)
    }

    fn edit(article: &Article, field: Field, value: Option<&str>) -> MetadataEdit {
        let values = [(field, value.map(str::to_owned))].into();
        MetadataEdit { articles: [article.id].into(), values }
    }

    #[test]
    fn what_is_set_lies_over_the_article_and_is_taken_off_again() {
        let original = article("They met.");
        let mut metadata = Metadata::new();
        edit(&original, Field::Outlet, Some("Hill Post")).apply(&mut metadata);
        edit(&original, Field::Date, Some("1956-07-26")).apply(&mut metadata);
        let laid = &laid_over(std::slice::from_ref(&original), &metadata)[0];
        let outlet = laid.outlet.clone().unwrap();
        assert_eq!((outlet.value.as_str(), outlet.origin), ("Hill Post", Origin::Person));
        assert_eq!(laid.date.clone().unwrap().value.to_string(), "1956-07-26");
        assert_eq!(original.outlet.clone().unwrap().value, "Valley Herald");
        edit(&original, Field::Outlet, None).apply(&mut metadata);
        edit(&original, Field::Date, None).apply(&mut metadata);
        assert!(metadata.is_empty());
    }

    #[test]
    fn a_translation_is_read_and_the_id_stays() {
        let original = article("Ils se sont rencontrés.");
        let mut metadata = Metadata::new();
        edit(&original, Field::Translation, Some("They met.")).apply(&mut metadata);
        let laid = &laid_over(std::slice::from_ref(&original), &metadata)[0];
        assert_eq!((laid.text.as_str(), laid.id), ("They met.", original.id));
        assert_eq!(laid.language.clone().unwrap().value, "en");
    }

    #[test]
    fn what_is_typed_is_checked() {
        assert_eq!(Field::Date.parse(" 26 July 1956 "), Ok("1956-07-26".to_owned()));
        assert_eq!(Field::Date.parse("July 1956"), Ok("1956-07".to_owned()));
        assert!(Field::Date.parse("07/08/1956").unwrap_err().contains("day or the month first"));
        assert!(Field::Date.parse("last week").unwrap_err().contains("no date"));
        assert!(Field::Address.parse("www.example.org").is_err());
        assert_eq!(Field::Language.parse("French"), Ok("fr".to_owned()));
        assert_eq!(Field::Outlet.parse(" Hill\n Post "), Ok("Hill Post".to_owned()));
        let all = Field::ALL.map(|field| Field::from_key(field.key()));
        assert_eq!(all, Field::ALL.map(Some));
    }

    #[test]
    fn the_name_says_what_and_of_how_many() {
        let articles = ["a", "b"].map(ArticleId::of_text).into();
        let edit = MetadataEdit { articles, values: [(Field::Date, Some("1956".to_owned()))].into() };
        assert_eq!(edit.name(), "set date of 2 articles");
    }
}
