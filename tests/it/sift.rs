//! What `extract` does not parse tells of nothing: over all articles and cases of ours the rows of events
//! are the same as those of a whole reading.

use std::path::{Path, PathBuf};

use diplograph::article::{Article, Format, Place, open};
use diplograph::event::{Knowledge, read, read_events};
use diplograph::export::rows::{RowKind, rows};

use crate::support::knowledge;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// Whether the text was parsed; the rows are compared.
fn is_parsed(knowledge: &Knowledge, article: &Article) -> bool {
    let (whole, sifted) = (read(knowledge, article), read_events(knowledge, article));
    assert_eq!(whole.events, sifted.events, "{}", article.text);
    let rows = [&whole, &sifted].map(|reading| rows(RowKind::Events, article, reading));
    assert_eq!(rows[0], rows[1], "{}", article.text);
    sifted.text_sentences.len() == whole.text_sentences.len()
}

#[test]
fn articles_give_the_same_rows() {
    let (files, _) = open::list_files(&[folder("assets/samples"), folder("tests/data/coded")]);
    let articles: Vec<Article> = files.iter().flat_map(|path| open::open_file(path).articles).collect();
    let parsed = articles.iter().filter(|article| is_parsed(&knowledge(), article)).count();
    assert!(parsed > 20 && parsed <= articles.len(), "{parsed} of {}", articles.len());
}

/// Each line of each case.
#[test]
fn cases_give_the_same_rows() {
    let (mut parsed, mut passed_over) = (0, 0);
    for folder in ["tests/data/events", "tests/data/actor"].map(folder) {
        for path in crate::texts_in(&folder) {
            let cases = std::fs::read_to_string(path).expect("cases");
            for text in cases.lines().filter(|line| !line.trim().is_empty()) {
                let article = Article::bare(text.to_owned(), Format::Text, Place::Clipboard);
                if is_parsed(&knowledge(), &article) { parsed += 1 } else { passed_over += 1 }
            }
        }
    }
    assert!(parsed > 500 && passed_over > 200, "{parsed} parsed, {passed_over} passed over");
}
