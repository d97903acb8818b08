//! Bytes of any kind become articles: the kind is recognised, and its format reads it.
//!
//! Containers come back here for what lies in them.

use super::encoding::{self, Decoded};
use super::found::{FILE_LIMIT, Found, Refusal, TEXT_LIMIT};
use super::kind::{self, Kind};
use super::{
    Format, Place, epub, feed, html, json, mail, markdown, nexis, pdf, reference, rtf, table, text, warc,
    word, zip,
};

/// Reads bytes; `place` gives the extension as a hint.
pub(super) fn read(bytes: &[u8], place: &Place, found: &mut Found) -> Result<(), Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::Empty);
    }
    let kind = kind::recognise(bytes, &extension(place));
    let limit = if matches!(kind, Kind::Article(_)) { TEXT_LIMIT } else { FILE_LIMIT };
    if bytes.len() > limit {
        return Err(if limit == TEXT_LIMIT { Refusal::TooLarge } else { Refusal::FileTooLarge });
    }
    match kind {
        Kind::Article(format) => one_text(format, bytes, place, found),
        Kind::Zip => zip::read(bytes, place, found),
        Kind::Word => word::read(bytes, place, found),
        Kind::Book => epub::read(bytes, place, found),
        Kind::Pdf => pdf::read(bytes, place, found),
        Kind::Rtf => rtf::read(bytes, place, found),
        Kind::Mail => mail::read(bytes, place, found),
        Kind::Mailbox => mail::read_mailbox(bytes, place, found),
        Kind::WebArchive => mail::read_web_archive(bytes, place, found),
        Kind::Warc => warc::read(bytes, place, found),
        Kind::Feed => feed::read(&decoded(bytes)?.text, place, found),
        Kind::Table => with_text(bytes, |text| table::read(text, place, found)),
        Kind::Json => with_text(bytes, |text| json::read(text, place, found)),
        Kind::JsonLines => with_text(bytes, |text| json::read_lines(text, place, found)),
        Kind::References => with_text(bytes, |text| reference::read(text, place, found)),
        Kind::Session => Err(Refusal::Session),
        Kind::Unread(name) => Err(Refusal::Unread(name)),
    }
}

/// The text of bytes that hold one text, as it stands; and what was doubtful about them.
///
/// Of a web page it is the text of the article: what stands in its file is not for reading. Of formats
/// that are no text it is that of their first article.
pub(super) fn text_as_it_stands(bytes: &[u8], place: &Place) -> Result<(String, Option<String>), Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::Empty);
    }
    if let Kind::Article(format @ (Format::Text | Format::Markdown)) =
        kind::recognise(bytes, &extension(place))
    {
        if bytes.len() > TEXT_LIMIT {
            return Err(Refusal::TooLarge);
        }
        let decoded = decode(format, bytes)?;
        return Ok((decoded.text, decoded.problem));
    }
    let mut found = Found::default();
    read(bytes, place, &mut found)?;
    let texts: Vec<String> = found.articles.into_iter().map(|article| article.text.to_string()).collect();
    if texts.is_empty() {
        return Err(found.refused.into_iter().next().map_or(Refusal::NoText, |(_, refusal)| refusal));
    }
    Ok((texts.join("\n\n"), None))
}

fn one_text(format: Format, bytes: &[u8], place: &Place, found: &mut Found) -> Result<(), Refusal> {
    let decoded = decode(format, bytes)?;
    let mut article = match format {
        Format::Markdown => markdown::read(&decoded.text, place.clone()),
        Format::Html => html::read(&decoded.text, place.clone())?,
        _ => match nexis::split(&decoded.text)? {
            Some(articles) => return nexis::keep_all(&articles, place, found),
            None => text::read(decoded.text, place.clone()),
        },
    };
    article.problems.extend(decoded.problem);
    found.keep(article)
}

/// Reads a text that is often large: valid UTF-8 is not copied.
fn with_text(bytes: &[u8], read: impl FnOnce(&str) -> Result<(), Refusal>) -> Result<(), Refusal> {
    match std::str::from_utf8(bytes) {
        Ok(text) if !text.contains('\0') => read(text.trim_start_matches('\u{feff}')),
        _ => read(&decoded(bytes)?.text),
    }
}

fn decoded(bytes: &[u8]) -> Result<Decoded, Refusal> {
    decode(Format::Html, bytes)
}

fn decode(format: Format, bytes: &[u8]) -> Result<Decoded, Refusal> {
    let declared = (format == Format::Html).then(|| html::declared_encoding(bytes)).flatten();
    let decoded = encoding::decode(bytes, declared.as_deref());
    if looks_binary(&decoded.text) {
        return Err(Refusal::Binary);
    }
    if decoded.text.trim().is_empty() {
        return Err(Refusal::Empty);
    }
    Ok(decoded)
}

/// The extension in lower case; empty where there is none.
fn extension(place: &Place) -> String {
    let name = match place {
        Place::File(path) => path.to_string_lossy(),
        Place::Part { part, .. } => part.as_str().into(),
        Place::Line { .. } | Place::Clipboard => return String::new(),
    };
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => extension.to_lowercase(),
        _ => String::new(),
    }
}

/// Text has no zeros, and hardly a control character but line ends, tabs and form feeds.
fn looks_binary(text: &str) -> bool {
    let mut controls = 0;
    let mut characters = 0;
    for c in text.chars() {
        characters += 1;
        match c {
            '\0' => return true,
            '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{1a}' | '\u{85}' => {}
            c if c.is_control() => controls += 1,
            _ => {}
        }
    }
    controls * 50 > characters
}
