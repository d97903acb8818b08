//! The report as Markdown: tables, the evidence with a footnote for each article, the method card.

use super::evidence::{Mark, Quote};
use super::{Citation, Coded, Report, html, method};
use crate::article::disguise;
use crate::export::about;

pub(super) fn write(report: &Report<'_>) -> String {
    let mut text = format!("# {}\n\n{}\n", plain(&report.title), plain(&about::summary(report.workspace)));
    relations(&mut text, report);
    text.push_str("\n## Evidence\n");
    for told in &report.relations {
        text.push_str(&format!(
            "\n### {} → {}\n\n{}\n\n",
            plain(report.label(told.relation.source)),
            plain(report.label(told.relation.target)),
            html::counts(told)
        ));
        told.quotes.iter().for_each(|quote| text.push_str(&sentence(quote)));
        told.coded.iter().for_each(|event| text.push_str(&coded(event)));
    }
    text.push_str("\n## How this was made\n");
    for part in method::card(report.workspace) {
        text.push_str(&format!("\n### {}\n\n", part.head));
        part.lines.iter().for_each(|line| text.push_str(&format!("- {}\n", plain(line))));
    }
    text.push('\n');
    for (index, article) in report.cited.iter().enumerate() {
        let citation = Citation::of(article);
        let address = citation.address.map_or_else(String::new, |address| format!(" <{address}>."));
        text.push_str(&format!(
            "[^{}]: {}. {}.{address} SHA-256 {}…\n",
            index + 1,
            plain(&citation.title),
            plain(&citation.source),
            citation.id
        ));
    }
    text
}

fn relations(text: &mut String, report: &Report<'_>) {
    text.push_str(
        "\n## Relations\n\n| source | target | sentences | articles | sources | mean intensity | sentences by type |\n\
         |---|---|--:|--:|--:|--:|---|\n",
    );
    for told in &report.relations {
        let counts = told.relation.counts;
        text.push_str(&format!(
            "| {} | {} | {} | {} | {} | {:+.1} | {} |\n",
            plain(report.label(told.relation.source)),
            plain(report.label(told.relation.target)),
            counts.sentences,
            counts.articles,
            counts.sources,
            told.relation.balance(),
            told.types
        ));
    }
}

/// An event that others coded: without a sentence, unless their record carries one.
fn coded(event: &Coded<'_>) -> String {
    let address = event.address.map_or_else(String::new, |address| format!(" <{address}>"));
    let quote = match event.text {
        "" => String::new(),
        words => format!("“{}” ", plain(words)),
    };
    format!("- **{}**, {quote}{}{address}\n", plain(&event.what), plain(&event.source))
}

/// One sentence as an item of a list: the deciding words bold, the actors slanted.
fn sentence(quote: &Quote<'_>) -> String {
    let mut text = format!("- **{}**", quote.kind.label());
    for words in [quote.status.as_str(), quote.by, quote.date.as_str()] {
        if !words.is_empty() {
            text.push_str(&format!(", {}", plain(words)));
        }
    }
    text.push_str(": “");
    for (mark, words) in &quote.words {
        let sign = match mark {
            Mark::Plain => "",
            Mark::Source | Mark::Target => "*",
            Mark::Cue => "**",
        };
        // A sign of emphasis may not stand beside a blank.
        let inner = words.trim();
        let start = &words[..words.len() - words.trim_start().len()];
        let end = &words[words.trim_end().len()..];
        let sign = if inner.is_empty() { "" } else { sign };
        text.push_str(&format!(
            "{}{sign}{}{sign}{}",
            blank(start),
            plain(inner),
            if inner.is_empty() { "" } else { blank(end) }
        ));
    }
    text.push_str(&format!("”[^{}]\n", quote.citation));
    text
}

fn blank(space: &str) -> &'static str {
    if space.is_empty() { "" } else { " " }
}

/// Words in one line that Markdown takes for words.
fn plain(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for c in disguise::text(words).split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '$') {
            text.push('\\');
        }
        text.push(c);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_an_article_are_no_markup() {
        assert_eq!(plain("a *b* [c](d) <e>\n| f"), "a \\*b\\* \\[c\\](d) \\<e\\> \\| f");
    }
}
