//! Mails, mailboxes, and web pages saved as mails (MHTML).
//!
//! What a mail says is its text; where it has only a web page, the words of that. Attached files are read
//! as files of their own, pictures are passed over, and nothing that a mail points to is fetched.

use mail_parser::mailbox::mbox::MessageIterator;
use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders as _, PartType};

use super::found::{Found, Refusal};
use super::{Article, Date, Format, Origin, Place, Sourced, any, html, record, text, web_address};

const KIND: &str = "mail";
/// Parts of one mail that are looked at.
const PARTS: usize = 1000;
/// Parts that hold others: each level is parsed anew.
const MULTIPARTS: usize = 200;
/// Lines that may begin a part.
const BOUNDARIES: usize = 20_000;
/// Lines that may belong to headers: each takes some hundred bytes.
const HEADERS: usize = 200_000;
/// A longer line is no header: each address or encoded word in it takes memory.
const HEADER: usize = 1024 * 1024;

/// Reads one mail.
pub(super) fn read(bytes: &[u8], place: &Place, found: &mut Found) -> Result<(), Refusal> {
    let message = parse(bytes)?;
    let body = found.keep(article(&message, place.clone())).or_else(|refusal| {
        // A mail may be there for its attachments alone.
        if refusal == Refusal::NoText && message.attachment_count() > 0 { Ok(()) } else { Err(refusal) }
    });
    body?;
    for (number, attachment) in (1..).zip(message.attachments().take(PARTS)) {
        let Some((name, bytes)) = attached(attachment, number) else { continue };
        found.count_part()?;
        let place = place.part(&name);
        let result = found.deeper(|found| any::read(bytes, &place, found));
        found.note(&place, result)?;
    }
    Ok(())
}

/// Reads mails one after another.
pub(super) fn read_mailbox(bytes: &[u8], place: &Place, found: &mut Found) -> Result<(), Refusal> {
    let mut count = 0;
    for mail in MessageIterator::new(bytes) {
        let Ok(mail) = mail else { break };
        count += 1;
        found.count_part()?;
        let place = place.item("message", count);
        let result = found.deeper(|found| read(mail.contents(), &place, found));
        found.note(&place, result)?;
    }
    if count == 0 { Err(Refusal::Damaged("mailbox")) } else { Ok(()) }
}

/// Reads a page that a browser saved with all its parts.
pub(super) fn read_web_archive(bytes: &[u8], place: &Place, found: &mut Found) -> Result<(), Refusal> {
    let message = parse(bytes)?;
    let page = page(&message).ok_or(Refusal::Damaged("web archive (MHTML)"))?;
    let mut article = html::read(page, place.clone())?;
    article.format = Format::WebArchive;
    let header = |value: &str| Sourced::new(value.trim().to_owned(), Origin::Headers);
    if article.url.is_none() {
        article.url = message.header_raw("Snapshot-Content-Location").and_then(web_address).map(header);
    }
    if article.title.is_none() {
        article.title = message.subject().filter(|subject| !subject.trim().is_empty()).map(header);
    }
    if article.date.is_none()
        && let Some(date) = date(&message)
    {
        article.problems.push(format!("the page gives no date; it was saved on {}", date.in_words()));
    }
    found.keep(article)
}

/// Parses a mail, unless it has so many parts or headers that this would take long or much memory.
fn parse(bytes: &[u8]) -> Result<Message<'_>, Refusal> {
    let multiparts = bytes.windows(10).filter(|window| window.eq_ignore_ascii_case(b"multipart/")).count();
    let inner = bytes.windows(14).filter(|window| window.eq_ignore_ascii_case(b"message/rfc822")).count();
    if multiparts + inner > MULTIPARTS {
        return Err(Refusal::TooDeep);
    }
    let (mut boundaries, mut headers) = (0, 0);
    for line in bytes.split(|byte| *byte == b'\n') {
        let is_folded = line.starts_with(b" ") || line.starts_with(b"\t");
        let is_header = is_folded || line.iter().take(40).any(|byte| *byte == b':');
        boundaries += usize::from(line.starts_with(b"--"));
        headers += usize::from(is_header);
        if boundaries > BOUNDARIES || headers > HEADERS || (is_header && line.len() > HEADER) {
            return Err(Refusal::Damaged(KIND));
        }
    }
    // mail-parser 0.11.9 panics on some damaged multiparts: that is one damaged mail, and no more.
    let parsed = std::panic::catch_unwind(|| MessageParser::default().parse(bytes));
    parsed.ok().flatten().ok_or(Refusal::Damaged(KIND))
}

fn article(message: &Message<'_>, place: Place) -> Article {
    let mut article = Article::bare(body(message), Format::Mail, place);
    let header = |value: &str| Sourced::new(value.trim().to_owned(), Origin::Headers);
    article.title = message.subject().filter(|subject| !subject.trim().is_empty()).map(header);
    article.date = date(message).map(|date| Sourced::new(date, Origin::Headers));
    let sender = message.from().and_then(|from| from.first());
    let sender = sender.and_then(|sender| sender.name()).map(header);
    // Newsletters are sent by their paper, other mails by a person.
    if message.header_raw("List-Id").or_else(|| message.header_raw("List-Unsubscribe")).is_some() {
        article.outlet = sender;
    } else {
        article.author = sender;
    }
    record::note_title_in_text(&mut article);
    text::note_byline(&mut article);
    article
}

/// The plain text of a mail, or the words of its page where there is none or next to none.
fn body(message: &Message<'_>) -> String {
    let plain = message.text_bodies().find_map(|part| match &part.body {
        PartType::Text(text) => Some(text.trim()),
        _ => None,
    });
    let plain = plain.unwrap_or_default();
    let Some(page) = page(message) else { return plain.replace("\r\n", "\n") };
    let page = html::fragment(page).join("\n\n");
    if plain.len() * 2 > page.len() { plain.replace("\r\n", "\n") } else { page }
}

/// The web page of a mail.
fn page<'m>(message: &'m Message<'_>) -> Option<&'m str> {
    message.html_bodies().find_map(|part| match &part.body {
        PartType::Html(page) => Some(page.as_ref()),
        _ => None,
    })
}

/// The day as the mail gives it, whatever the time zone.
fn date(message: &Message<'_>) -> Option<Date> {
    let date = message.date()?;
    Date::day(i16::try_from(date.year).ok()?, date.month, date.day)
}

/// The name and the bytes of an attachment, unless it is a picture or the like.
fn attached<'m>(part: &'m MessagePart<'_>, number: u32) -> Option<(String, &'m [u8])> {
    let kind = part.content_type().map(|kind| kind.ctype().to_ascii_lowercase()).unwrap_or_default();
    if matches!(kind.as_str(), "image" | "audio" | "video" | "font") {
        return None;
    }
    let name = match part.attachment_name() {
        Some(name) => name.chars().filter(|c| !super::disguise::is_disguise(*c)).collect(),
        None => format!("attachment {number}"),
    };
    match &part.body {
        PartType::Message(message) => Some((format!("{name}.eml"), message.raw_message())),
        PartType::Multipart(_) => None,
        _ => Some((name, part.contents())),
    }
}
