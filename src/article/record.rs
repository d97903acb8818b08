//! A record of named fields becomes an article, by the names that programs and archives give them.
//!
//! Rows of tables, objects of JSON and entries of reference managers are all records. Names are compared
//! in lower case and without what stands between their words: `publish_date` is `publishDate`. What is in
//! a field of a field is named by both: `source.name`.

use std::borrow::Cow;

use super::attached::Attached;
use super::found::{Found, Refusal, TEXT_LIMIT};
use super::mapping::{ColumnUse, Mapping};
use super::{Article, Date, Format, Origin, Place, Sourced, date_words, html, language_tag, web_address};

/// Fields of trafilatura, newspaper, news-please, NewsAPI, Event Registry, Media Cloud, NGEC and others.
/// The first one that says something holds.
const TEXT: &[&str] = &[
    "text",
    "body",
    "content",
    "fulltext",
    "articletext",
    "maintext",
    "articlebody",
    "bodytext",
    "contenthtml",
    "contenttext",
    "storytext",
    "cleantext",
    "eventtext",
    "rawtext",
    "story",
    "article",
    "contents",
];
/// Fields that hold less than the article.
const SUMMARY: &[&str] =
    &["abstract", "summary", "description", "snippet", "excerpt", "standfirst", "leadparagraph", "dek"];
const TITLE: &[&str] = &["title", "headline", "headlinemain", "heading", "articletitle", "storytitle"];
const DATE: &[&str] = &[
    "date",
    "publishdate",
    "published",
    "publishedat",
    "publishedon",
    "datepublished",
    "datetimepub",
    "publicationdate",
    "pubdate",
    "firstpublicationdate",
    "webpublicationdate",
    "storydate",
    "issueddateparts",
    "issued",
    "issuedraw",
    "datetime",
    "createdat",
];
const OUTLET: &[&str] = &[
    "outlet",
    "newspaper",
    "sitename",
    "medianame",
    "sourcename",
    "sourcetitle",
    "source",
    "publication",
    "publicationtitle",
    "publicationname",
    "containertitle",
    "publisher",
    "publishername",
    "site",
    "sourcehostname",
    "hostname",
    "sourcedomain",
    "domain",
    "journal",
];
const ADDRESS: &[&str] = &[
    "url",
    "link",
    "address",
    "canonicalurl",
    "canonicallink",
    "sourceurl",
    "weburl",
    "pageurl",
    "articleurl",
    "externalurl",
    "permalink",
    "source",
    "uri",
    "guid",
];
const AUTHOR: &[&str] =
    &["author", "authors", "byline", "creator", "writer", "authorname", "authorsname", "bylineoriginal"];
const LANGUAGE: &[&str] = &["language", "lang", "languagecode"];
const ID: &[&str] = &["id", "articleid", "storiesid", "storyid", "uri", "guid"];

/// Files of an entry: `L1` of RIS, and the attachments that Zotero's JSON lists.
pub(super) const ATTACHED: [&str; 3] = ["attachedfile", "attachmentspath", "attachmentslocalpath"];
/// So many of them are opened.
const FILES: usize = 20;

/// Fields of a record that are kept.
const FIELDS: usize = 300;

/// Named values, in the order in which they came.
#[derive(Debug, Default)]
pub(super) struct Record {
    fields: Vec<(String, String)>,
    /// Whether a value was longer than any article.
    is_too_large: bool,
    /// Whether the person's names of columns were laid over them.
    is_mapped: bool,
}

/// What a field is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Text,
    Summary,
    Title,
    Date,
    Outlet,
    Address,
    Author,
    Language,
    Id,
}

/// What a field of this name is good for, if it is known.
pub(super) fn role(name: &str) -> Option<Role> {
    let name = plain(name);
    let roles = [
        (TEXT, Role::Text),
        (SUMMARY, Role::Summary),
        (TITLE, Role::Title),
        (DATE, Role::Date),
        (OUTLET, Role::Outlet),
        (ADDRESS, Role::Address),
        (AUTHOR, Role::Author),
        (LANGUAGE, Role::Language),
        (ID, Role::Id),
    ];
    roles.into_iter().find(|(names, _)| names.contains(&name.as_str())).map(|(_, role)| role)
}

/// What a column is by its name, for a guess.
pub(super) fn column_use(name: &str) -> Option<ColumnUse> {
    Some(match role(name)? {
        Role::Text | Role::Summary => ColumnUse::Text,
        Role::Title => ColumnUse::Title,
        Role::Date => ColumnUse::Date,
        Role::Outlet => ColumnUse::Outlet,
        Role::Address => ColumnUse::Url,
        Role::Author => ColumnUse::Author,
        Role::Language => ColumnUse::Language,
        Role::Id => ColumnUse::Id,
    })
}

/// A name without blanks, points, dashes and underscores, in lower case.
pub(super) fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

impl Record {
    /// Adds a field; one that says nothing is passed over, and so are those beyond any use.
    pub fn push(&mut self, name: &str, value: String) {
        if value.len() > TEXT_LIMIT {
            self.is_too_large = true;
        } else if !value.trim().is_empty() && self.fields.len() < FIELDS {
            self.fields.push((plain(name), value));
        }
    }

    /// Adds words that are copied only if they are short enough.
    pub fn push_words(&mut self, name: &str, words: &str) {
        if words.len() > TEXT_LIMIT {
            self.is_too_large = true;
        } else {
            self.push(name, words.to_owned());
        }
    }

    /// Adds one more value to a field: `Anna Bell, Jon Roe`.
    pub fn push_also(&mut self, name: &str, value: &str) {
        match self.fields.iter_mut().find(|(field, _)| field == name) {
            Some((_, values)) => {
                values.push_str(", ");
                values.push_str(value);
            }
            None => self.push(name, value.to_owned()),
        }
    }

    /// Adds a number, unless words must stand there.
    pub fn push_number(&mut self, name: &str, value: &impl ToString) {
        if !matches!(role(name), Some(Role::Text | Role::Summary | Role::Title)) {
            self.push(name, value.to_string());
        }
    }

    /// Adds what the parts of a list say, one field for each name: `Anna Bell, Jon Roe`.
    pub fn push_joined(&mut self, parts: Self) {
        let mut joined: Vec<(String, String)> = Vec::new();
        for (name, value) in parts.fields {
            match joined.iter_mut().find(|(other, _)| *other == name) {
                Some((_, values)) => {
                    values.push_str(", ");
                    values.push_str(&value);
                }
                None => joined.push((name, value)),
            }
        }
        joined.into_iter().for_each(|(name, values)| self.push(&name, values));
    }

    /// With the fields that the person named under the names known here, before all others.
    pub fn mapped(mut self, mapping: &Mapping) -> Self {
        if self.is_mapped || mapping.is_empty() {
            return self;
        }
        self.is_mapped = true;
        let (mut first, mut others) = (Vec::new(), Vec::new());
        for (name, value) in self.fields {
            match mapping.name_of(&name) {
                Some(used) => first.push((used.to_owned(), value)),
                None => others.push((name, value)),
            }
        }
        first.append(&mut others);
        Self { fields: first, is_mapped: self.is_mapped, is_too_large: self.is_too_large }
    }

    /// Whether no field says anything.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty() && !self.is_too_large
    }

    /// The value of the first of these fields that is there.
    fn get(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| {
            self.fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
        })
    }

    /// The name that the record gives itself.
    pub fn id(&self) -> Option<&str> {
        self.get(ID).map(str::trim)
    }

    /// Whether a text or a summary is there.
    pub fn has_text(&self) -> bool {
        self.is_too_large || self.get(TEXT).or(self.get(SUMMARY)).is_some()
    }

    /// The article, unless the record has no text. The text of a field is kept as given, but for markup.
    pub fn into_article(self, format: Format, place: Place) -> Result<Article, Refusal> {
        if self.is_too_large {
            return Err(Refusal::TooLarge);
        }
        let (body, is_summary) = match self.get(TEXT) {
            Some(body) => (body, false),
            None => (self.get(SUMMARY).ok_or(Refusal::NoText)?, true),
        };
        let (body, cut) = without_cut_mark(body);
        let body = without_markup(body);
        if body.trim().is_empty() {
            return Err(Refusal::NoText);
        }
        let mut article = Article::bare(body.into_owned(), format, place);
        self.note_metadata(&mut article);
        note_title_in_text(&mut article);
        if is_summary {
            article.problems.push("only a summary is there, not the text of the article".to_owned());
        }
        if let Some(cut) = cut {
            article.problems.push(format!("only the beginning of the text is there (it ends with {cut})"));
        }
        Ok(article)
    }

    /// Keeps the article of one more part of a file; an error where nothing more of the file may be read.
    pub fn keep(self, format: Format, place: Place, found: &mut Found) -> Result<(), Refusal> {
        found.count_part()?;
        let record = self.mapped(&found.mapping);
        let files = if found.is_outermost() { record.attached() } else { Vec::new() };
        if !files.is_empty() {
            let entry = record.entry(format, place.clone());
            found.attached.push(Attached { place, files, entry });
            return Ok(());
        }
        let result = record.into_article(format, place.clone()).and_then(|article| found.keep(article));
        found.note(&place, result)
    }

    /// The files that the entry of a reference manager has attached, as it writes them.
    fn attached(&self) -> Vec<String> {
        let of_name =
            |(name, file): &(String, String)| ATTACHED.contains(&name.as_str()).then(|| file.clone());
        self.fields.iter().filter_map(of_name).take(FILES).collect()
    }

    /// What the record tells, also without a text.
    fn entry(self, format: Format, place: Place) -> Article {
        let mut metadata = Article::bare(String::new(), format, place.clone());
        self.note_metadata(&mut metadata);
        self.into_article(format, place).unwrap_or(metadata)
    }

    /// CSL gives family and given names in fields of their own.
    fn full_names(&self) -> Option<String> {
        let (families, givens) = (self.get(&["authorfamily"])?, self.get(&["authorgiven"]).unwrap_or(""));
        if families.split(", ").count() != givens.split(", ").count() {
            return Some(families.to_owned());
        }
        let names = families.split(", ").zip(givens.split(", "));
        let names: Vec<String> =
            names.map(|(family, given)| format!("{given} {family}").trim().to_owned()).collect();
        Some(names.join(", "))
    }

    fn note_metadata(&self, article: &mut Article) {
        let given = |value: &str| Sourced::new(value.trim().to_owned(), Origin::Given);
        article.title = self.get(TITLE).map(|title| given(&without_markup(title)));
        let author = self.get(AUTHOR).map(named).or_else(|| self.full_names().map(Cow::Owned));
        article.author = author.filter(|author| !author.is_empty()).map(|author| given(&author));
        article.url = ADDRESS.iter().filter_map(|name| self.get(&[*name])).find_map(web_address).map(given);
        let outlets = || OUTLET.iter().filter_map(|name| self.get(&[*name]));
        article.outlet = outlets()
            .find(|outlet| web_address(outlet).is_none())
            .map(given)
            .or_else(|| outlets().find_map(web_address).and_then(host).map(given));
        article.language = self.get(LANGUAGE).and_then(language).map(|tag| Sourced::new(tag, Origin::Given));
        if let Some(date) = self.get(DATE) {
            article.note_date(read_date(date), Origin::Given);
        }
    }
}

/// A title that is also the first line of the text is not read twice.
pub(super) fn note_title_in_text(article: &mut Article) {
    let first_line = article.text.trim_start().lines().next().unwrap_or_default().trim();
    article.title_in_text = article.title.as_ref().is_some_and(|title| title.value == first_line);
}

/// Dates in words, and as programs write them without marks: `20240305`, `20240305T093000Z`.
pub(super) fn read_date(date: &str) -> Result<Date, date_words::DateError> {
    let date = date.trim();
    let digits = date.split(['T', ' ']).next().unwrap_or_default();
    if digits.len() == 8 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return date_words::read(&format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..]));
    }
    if let Some(day) = since_1970(date) {
        return Ok(day);
    }
    let parts: Vec<&str> = date.split(", ").collect();
    if parts.len() <= 3 && parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit())) {
        let parts: Vec<String> = parts.iter().map(|part| format!("{part:0>2}")).collect();
        return date_words::read(&parts.join("-"));
    }
    date_words::read(date)
}

/// The day, in UTC, of seconds or thousandths of them since 1970, as databases keep times.
///
/// Seconds of ten digits begin in September 2001; fewer could be something else.
fn since_1970(digits: &str) -> Option<Date> {
    const DAY: i64 = 24 * 60 * 60;
    // Before 1970 it is thousandths that programs write.
    let (digits, sign) = digits.strip_prefix('-').map_or((digits, 1), |digits| (digits, -1));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let seconds = match whole.len() {
        10 if sign == 1 => whole.parse::<i64>().ok()?,
        13 if part.is_empty() => sign * whole.parse::<i64>().ok()? / 1000,
        12 if part.is_empty() && sign == -1 => -whole.parse::<i64>().ok()? / 1000,
        _ => return None,
    };
    (is_number(whole) && is_number(part))
        .then(|| Date::from_days(i32::try_from(seconds.div_euclid(DAY)).ok()?))
        .flatten()
}

/// A language as tag or as English name.
pub(super) fn language(text: &str) -> Option<String> {
    const NAMES: [(&str, &str); 13] = [
        ("english", "en"),
        ("eng", "en"),
        ("french", "fr"),
        ("german", "de"),
        ("spanish", "es"),
        ("italian", "it"),
        ("portuguese", "pt"),
        ("russian", "ru"),
        ("ukrainian", "uk"),
        ("arabic", "ar"),
        ("chinese", "zh"),
        ("japanese", "ja"),
        ("turkish", "tr"),
    ];
    let first = text.split([';', ',']).next().unwrap_or_default().trim().to_lowercase();
    let named = NAMES.iter().find(|(name, _)| *name == first).map(|(_, tag)| (*tag).to_owned());
    named.or_else(|| language_tag(&first))
}

/// The name of the computer in an address, without `www.`.
pub(super) fn host(address: &str) -> Option<&str> {
    let (_, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (!host.is_empty()).then_some(host)
}

/// A list as Python prints it, `['Anna Bell', 'Jon Roe']`, as `Anna Bell, Jon Roe`.
fn named(author: &str) -> Cow<'_, str> {
    let author = author.trim();
    match author.strip_prefix('[').and_then(|author| author.strip_suffix(']')) {
        Some(list) => {
            let names: Vec<&str> =
                list.split(',').map(|name| name.trim().trim_matches(['\'', '"'])).collect();
            Cow::Owned(names.join(", "))
        }
        None => Cow::Borrowed(author),
    }
}

/// NewsAPI gives the first 200 characters and `[+1234 chars]`.
fn without_cut_mark(body: &str) -> (&str, Option<&str>) {
    let trimmed = body.trim_end();
    let mark = trimmed.rfind("[+").filter(|at| {
        trimmed[at + 2..]
            .strip_suffix(" chars]")
            .is_some_and(|count| !count.is_empty() && count.bytes().all(|byte| byte.is_ascii_digit()))
    });
    match mark {
        Some(at) => (trimmed[..at].trim_end(), Some(&trimmed[at..])),
        None => (body, None),
    }
}

/// The words of a field that is written in HTML; any other field as it stands.
pub(super) fn without_markup(field: &str) -> Cow<'_, str> {
    const MARKS: [&str; 9] = ["</p>", "<br", "</a>", "<p>", "</div>", "</b>", "</i>", "</em>", "</h"];
    if MARKS.iter().any(|mark| field.contains(mark)) {
        return Cow::Owned(html::fragment(field).join("\n\n"));
    }
    Cow::Borrowed(field)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_since_1970_are_days() {
        let day = |text: &str| read_date(text).map(|date| date.to_string()).unwrap_or_default();
        assert_eq!(day("1646265600"), "2022-03-03");
        assert_eq!(day("1646351999.5"), "2022-03-03");
        assert_eq!(day("1646352000000"), "2022-03-04");
        assert_eq!(day("-273456000000"), "1961-05-03");
        for other in ["123456789", "-1646265600", "16462656001", "1646265600a", "99999999999999"] {
            assert_eq!(day(other), "", "{other}");
        }
    }
}
