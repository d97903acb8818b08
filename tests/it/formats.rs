//! Files that real programs wrote (`tests/data/articles/make.py`) open whole: text and metadata.

use std::path::{Path, PathBuf};

use diplograph::article::open::{Failure, Opened, open_file};
use diplograph::article::{Article, Sourced};

const TITLE: Option<&str> = Some("Envoys of two river towns meet in Oslo");
const SECOND: Option<&str> = Some("Charts of the lower river are missing");
const OUTLET: Option<&str> = Some("Valley Herald");
const DAY: Option<&str> = Some("1961-05-03");
const NEXT_DAY: Option<&str> = Some("1961-05-04");
const WRITER: Option<&str> = Some("Anna Bell");
const BOTH: Option<&str> = Some("Anna Bell, Jon Roe");
const ADDRESS: Option<&str> = Some("https://valley.example/1961/05/envoys");

fn data(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/articles").join(file)
}

fn open(file: &str) -> Opened {
    open_file(&data(file))
}

fn value(sourced: Option<&Sourced<String>>) -> Option<&str> {
    sourced.map(|sourced| sourced.value.as_str())
}

fn day(article: &Article) -> Option<String> {
    article.date.as_ref().map(|date| date.value.to_string())
}

/// What is known of an article: title, day, outlet, writer, address.
type Known = (
    Option<&'static str>,
    Option<&'static str>,
    Option<&'static str>,
    Option<&'static str>,
    Option<&'static str>,
);

#[track_caller]
fn check(article: &Article, known: Known) {
    let place = article.places[0].name();
    let date = day(article);
    let found = (
        value(article.title.as_ref()),
        date.as_deref(),
        value(article.outlet.as_ref()),
        value(article.author.as_ref()),
        value(article.url.as_ref()),
    );
    assert_eq!(found, known, "{place}");
}

/// The whole text of the first or the second piece, and nothing besides but the title and its byline.
#[track_caller]
fn check_text(article: &Article) {
    let place = article.places[0].name();
    let first = [
        "OSLO (Valley Herald) – Norway and Kenya agreed on Wednesday to share the charts of a river that neither of them has ever owned.",
        "“We shall meet each spring,” said the Norwegian envoy, whose café near the harbour stayed open for the talks.",
        "Brazil, which was not invited, criticised Norway for the haste of the signing. Kenya thanked Norway for the coffee & the patience.",
    ];
    let second = [
        "NAIROBI (Valley Herald) – Kenya accused Brazil on Thursday of holding back the charts of the lower river.",
        "Brazil rejected the charge and asked the Kenyan envoy to count the charts again, which he did, twice, in the presence of two clerks.",
    ];
    let mut paragraphs: Vec<String> = article
        .text
        .split("\n\n")
        .map(|paragraph| paragraph.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|paragraph| !paragraph.is_empty())
        .collect();
    let beside = paragraphs.iter().take_while(|paragraph| !paragraph.contains("(Valley Herald) –")).count();
    for paragraph in paragraphs.drain(..beside) {
        let is_head = article.title_in_text || paragraph.starts_with("By ");
        assert!(is_head && paragraph.len() < 60, "{place}: {paragraph}");
    }
    let expected: &[&str] = if paragraphs[0].starts_with("OSLO") { &first } else { &second };
    assert_eq!(paragraphs, expected, "{place}");
}

/// One article with its text and what is known of it, and nothing went wrong.
#[track_caller]
fn one(file: &str, known: Known) -> Article {
    let opened = open(file);
    assert_eq!((opened.articles.len(), &opened.failures[..]), (1, &[] as &[Failure]), "{file}");
    check(&opened.articles[0], known);
    opened.articles[0].clone()
}

#[test]
fn word_files() {
    check_text(&one("docx/pandoc.docx", (TITLE, DAY, None, WRITER, None)));
    check_text(&one("docx/pandoc-byline.docx", (TITLE, DAY, OUTLET, WRITER, None)));
    check_text(&one("docx/libreoffice.docx", (TITLE, None, None, None, None)));
}

#[test]
fn rich_text() {
    let article = one("rtf/pandoc.rtf", (TITLE, None, None, None, None));
    assert!(article.text.ends_with("the coffee & the patience."), "{}", article.text);
    check_text(&one("rtf/pandoc-byline.rtf", (TITLE, DAY, OUTLET, WRITER, None)));
    check_text(&one("rtf/libreoffice.rtf", (TITLE, None, None, None, None)));
}

#[test]
fn books() {
    check_text(&one("epub/pandoc-one.epub", (TITLE, DAY, None, WRITER, None)));
    check_text(&one("epub/libreoffice.epub", (TITLE, None, None, None, None)));
    for file in ["epub/pandoc-two.epub", "epub/pandoc-two.epub2.epub"] {
        let opened = open(file);
        assert_eq!((opened.articles.len(), opened.failures.len()), (2, 0), "{file}");
        let (month, press) = (Some("1961-05"), Some("Valley Press"));
        check(&opened.articles[0], (TITLE, month, press, WRITER, None));
        check(&opened.articles[1], (SECOND, month, press, WRITER, None));
        opened.articles.iter().for_each(check_text);
    }
}

#[test]
fn mails() {
    check_text(&one("mail/python-plain.eml", (TITLE, DAY, None, WRITER, None)));
    check_text(&one("mail/python-newsletter.eml", (TITLE, DAY, OUTLET, None, None)));
    let attached = open("mail/python-attached.eml");
    assert_eq!((attached.articles.len(), attached.failures.len()), (3, 0), "{:?}", attached.failures);
    check(&attached.articles[1], (TITLE, DAY, None, WRITER, None));
    check(&attached.articles[2], (SECOND, NEXT_DAY, None, WRITER, None));
    attached.articles[1..].iter().for_each(check_text);
}

#[test]
fn mailboxes() {
    let opened = open("mail/python.mbox");
    assert_eq!((opened.articles.len(), opened.failures.len()), (2, 0), "{:?}", opened.failures);
    check(&opened.articles[0], (TITLE, DAY, None, WRITER, None));
    check_text(&opened.articles[0]);
    check(&opened.articles[1], (SECOND, NEXT_DAY, None, WRITER, None));
    assert!(opened.articles[1].text.starts_with("From now on the charts"), "{}", opened.articles[1].text);
}

#[test]
fn web_archives() {
    check_text(&one("mhtml/chromium.mhtml", (TITLE, DAY, OUTLET, None, None)));
    check_text(&one("mhtml/chromium-second.mhtml", (SECOND, NEXT_DAY, OUTLET, None, None)));
    let article = one("mhtml/python-blink.mhtml", (TITLE, None, OUTLET, None, ADDRESS));
    check_text(&article);
    assert_eq!(article.problems, ["the page gives no date; it was saved on 4 May 1961"]);
}

#[test]
fn archives_of_the_web() {
    for file in ["warc/wget.warc.gz", "warc/wget-plain.warc"] {
        let opened = open(file);
        assert_eq!((opened.articles.len(), &opened.failures[..]), (2, &[] as &[Failure]), "{file}");
        let [first, second] = &opened.articles[..] else { panic!("{file}") };
        let address = value(first.url.as_ref()).unwrap();
        assert!(address.starts_with("http://127.0.0.1:") && address.ends_with("/envoys.html"), "{address}");
        assert_eq!(first.places[0].name(), format!("{}, {address}", file.trim_start_matches("warc/")));
        assert_eq!((value(first.title.as_ref()), day(first).as_deref()), (TITLE, DAY));
        assert_eq!((value(second.title.as_ref()), day(second)), (SECOND, None));
        assert!(second.problems[0].starts_with("the page gives no date; it was saved on "));
        opened.articles.iter().for_each(check_text);
    }
    check_text(&one("warc/warcio.warc.gz", (TITLE, DAY, OUTLET, None, ADDRESS)));
}

#[test]
fn feeds() {
    for file in ["feeds/rss.xml", "feeds/atom.xml"] {
        let opened = open(file);
        assert_eq!((opened.articles.len(), opened.failures.len()), (2, 0), "{file}");
        check(&opened.articles[0], (TITLE, DAY, OUTLET, WRITER, ADDRESS));
        check_text(&opened.articles[0]);
        assert_eq!(value(opened.articles[1].language.as_ref()), Some("en-gb"));
    }
    let address = Some("https://valley.example/2");
    let rss = open("feeds/rss.xml");
    check(&rss.articles[1], (Some("Coffee & charts"), NEXT_DAY, OUTLET, Some("Jon Roe"), address));
    assert_eq!(rss.articles[1].problems, ["the feed may give only a summary of this article"]);
    check(&open("feeds/atom.xml").articles[1], (SECOND, NEXT_DAY, OUTLET, None, address));
    let old = one("feeds/rdf.xml", (TITLE, DAY, OUTLET, WRITER, ADDRESS));
    assert_eq!(old.text, "The envoy's café stayed open, and Norway thanked Kenya for it.");
}

#[test]
fn tables() {
    let newspaper = open("tables/newspaper.csv");
    assert_eq!((newspaper.articles.len(), newspaper.failures.len()), (2, 0));
    check(&newspaper.articles[0], (TITLE, DAY, None, BOTH, ADDRESS));
    check(&newspaper.articles[1], (SECOND, None, None, None, None));
    newspaper.articles.iter().for_each(check_text);
    check_text(&one("tables/media-cloud.csv", (TITLE, DAY, OUTLET, None, ADDRESS)));
    check_text(&one("tables/excel.csv", (TITLE, DAY, OUTLET, None, None)));
    let sheet = open("tables/sheet.tsv");
    assert_eq!((sheet.articles.len(), sheet.failures.len()), (1, 1));
    check(&sheet.articles[0], (TITLE, DAY, OUTLET, None, None));
    assert!(sheet.failures[0].path.ends_with("sheet.tsv/line 7"), "{:?}", sheet.failures);
}

#[test]
fn json() {
    check_text(&one("json/event-registry.json", (TITLE, DAY, OUTLET, BOTH, ADDRESS)));
    check_text(&one("json/trafilatura.json", (TITLE, DAY, OUTLET, WRITER, ADDRESS)));
    let cut = one("json/newsapi.json", (TITLE, DAY, OUTLET, WRITER, ADDRESS));
    assert_eq!(cut.problems, ["only the beginning of the text is there (it ends with [+312 chars])"]);
    let list = open("json/list.json");
    assert_eq!((list.articles.len(), list.failures.len()), (2, 1));
    list.articles.iter().for_each(check_text);
    let lines = open("json/lines.jsonl");
    assert_eq!((lines.articles.len(), lines.failures.len()), (2, 1));
    lines.articles.iter().for_each(check_text);
    assert!(lines.failures[0].path.ends_with("lines.jsonl/line 3"));
}

#[test]
fn references() {
    let opened = open("references/zotero.ris");
    assert_eq!((opened.articles.len(), opened.failures.len()), (2, 1));
    check(&opened.articles[0], (TITLE, DAY, OUTLET, BOTH, ADDRESS));
    check(&opened.articles[1], (SECOND, Some("1961-05"), None, None, None));
    let csl = open("references/pandoc.json");
    assert_eq!((csl.articles.len(), csl.failures.len()), (1, 1));
    let lower = Some("Envoys of two river towns meet in oslo");
    check(&csl.articles[0], (lower, DAY, OUTLET, BOTH, ADDRESS));
    for article in [&opened.articles[0], &csl.articles[0]] {
        assert_eq!(article.problems, ["only a summary is there, not the text of the article"]);
    }
}

#[test]
fn nexis() {
    let praise = Some("Praise for patience");
    for (file, is_capital) in [("nexis/uni-3.docx", false), ("nexis/classic.txt", true)] {
        let opened = open(file);
        assert_eq!((opened.articles.len(), opened.failures.len()), (3, 0), "{file}");
        let days = [DAY, NEXT_DAY, Some("1961-05-05")];
        for ((article, title), day) in opened.articles.iter().zip([TITLE, SECOND, praise]).zip(days) {
            let found = article.title.as_ref().map(|title| title.value.clone());
            let title = if is_capital { title.map(str::to_uppercase) } else { title.map(str::to_owned) };
            assert_eq!(found, title, "{file}");
            assert_eq!(self::day(article).as_deref(), day, "{file}");
            assert_eq!(value(article.outlet.as_ref()), OUTLET, "{file}");
            assert_eq!(value(article.language.as_ref()), Some("en"), "{file}");
            assert!(article.author.as_ref().unwrap().value.eq_ignore_ascii_case("Anna Bell"), "{file}");
            assert_eq!(article.problems, [] as [&str; 0], "{file}");
        }
        opened.articles[..2].iter().for_each(check_text);
        assert_eq!(
            opened.articles[2].text,
            "Norway praised Kenya for its patience on Friday, in a short note."
        );
    }
    check_text(&one("nexis/uni-1.docx", (TITLE, DAY, OUTLET, WRITER, None)));
    let hundred = open("nexis/uni-100.docx");
    assert_eq!((hundred.articles.len(), hundred.failures.len()), (100, 0));
    assert!(hundred.articles[99].text.ends_with("This is report 100."), "{}", hundred.articles[99].text);
}

#[test]
fn archives() {
    for file in ["zip/info-zip.zip", "zip/info-zip-stored.zip"] {
        let opened = open(file);
        let places: Vec<String> = opened.articles.iter().map(|article| article.places[0].name()).collect();
        let name = file.trim_start_matches("zip/");
        let expected = ["press/charts.html", "press/envoys.md"].map(|part| format!("{name}, {part}"));
        assert_eq!(&places[..2], expected);
        assert_eq!(places.len(), 5, "three of them in a Word file");
        assert_eq!(opened.failures.len(), 1);
        assert!(opened.failures[0].unsupported && opened.failures[0].path.ends_with("press/map.png"));
    }
    let nested = open("zip/python-nested.zip");
    assert_eq!((nested.articles.len(), nested.failures.len()), (6, 1));
    assert!(nested.articles[0].places[0].name().ends_with("Zürich.txt"));
    let locked = open("zip/locked.zip");
    assert_eq!(locked.failures[0].reason, "it is locked with a password: unlock it and open it again");
}

/// PDFs are read in a process of the program itself, which tests have to name.
fn open_pdf(file: &str) -> Opened {
    diplograph::article::pdf::use_program(env!("CARGO_BIN_EXE_diplograph").into());
    open(&format!("pdf/{file}"))
}

#[test]
fn pdf_files() {
    let printed = (TITLE, DAY, OUTLET, WRITER, None);
    for (file, known) in [
        ("chromium.pdf", printed),
        ("libreoffice.pdf", printed),
        ("libreoffice-word.pdf", printed),
        ("weasyprint.pdf", printed),
        ("pikepdf-no-printing.pdf", printed),
        ("wkhtmltopdf.pdf", printed),
    ] {
        let opened = open_pdf(file);
        assert_eq!((opened.articles.len(), &opened.failures[..]), (1, &[] as &[Failure]), "{file}");
        check(&opened.articles[0], known);
        assert_eq!(opened.articles[0].problems, [] as [&str; 0], "{file}");
        check_text(&opened.articles[0]);
    }
}

#[test]
fn columns_of_pdf_files() {
    let whole = [
        "OSLO (Valley Herald) – Norway and Kenya agreed on Wednesday to share the charts of a river that neither of them has ever owned.",
        "“We shall meet each spring,” said the Norwegian envoy, whose café near the harbour stayed open for the talks.",
        "Brazil, which was not invited, criticised Norway for the haste of the signing. Kenya thanked Norway for the coffee & the patience.",
        "Norway and Kenya had first spoken of the charts in the spring of 1959, when a flood carried off the only copy that either town still had.",
        "“A river without charts is a rumour,” the Kenyan envoy told the assembly, and he asked for twenty-seven well-drawn sheets, the legend included.",
        "The commission, which has its seat in Oslo, will print them in both languages; whether the well-drawn sheets of 1912 can be saved is not known.",
        "Brazil has asked for a copy. Norway said that it would answer in the autumn, after the commission has met again.",
    ];
    for (file, date, outlet, author) in [
        ("chromium-columns.pdf", DAY, OUTLET, WRITER),
        ("weasyprint-columns.pdf", DAY, OUTLET, WRITER),
        ("typst-columns.pdf", DAY, None, WRITER),
        ("reportlab-columns.pdf", DAY, OUTLET, None),
    ] {
        let opened = open_pdf(file);
        assert_eq!((opened.articles.len(), &opened.failures[..]), (1, &[] as &[Failure]), "{file}");
        let article = &opened.articles[0];
        check(article, (TITLE, date, outlet, author, None));
        // Where a line that is not filled up ends with a sentence, a paragraph may be read as two.
        let text = article.text.replace("\n\n", " ");
        let text = text.trim_start_matches("By Anna Bell, Valley Herald, 3 May 1961 ");
        assert!(text.starts_with(&whole.join(" ")), "{file}: {}", article.text);
        assert!(article.text.split("\n\n").count() >= 7, "{file}: {}", article.text);
    }
}

#[test]
fn pdf_files_without_text() {
    let refused = |file: &str| open_pdf(file).failures[0].reason.clone();
    assert_eq!(refused("pikepdf-locked.pdf"), "it is locked with a password: unlock it and open it again");
    assert!(refused("reportlab-scan.pdf").starts_with("this PDF shows pictures alone, as scans do"));
}

/// The same article on pages of forty layouts (`tests/data/articles/layouts.py`): its paragraphs and
/// nothing besides, but what is text of the page's own making.
#[test]
fn layouts_of_pages() {
    let layouts = data("layouts");
    let (files, _) = diplograph::article::open::list_files(&[layouts]);
    assert_eq!(files.len(), 40);
    for file in files {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let opened = open_file(&file);
        let [article] = &opened.articles[..] else { panic!("{name}: {:?}", opened.failures) };
        let beside: &[&str] = match name.as_str() {
            // A summary that the paper itself writes above the text, and a heading within it.
            "32-companion-columns" => {
                &["The charts of a river that neither town has owned will be shared, the envoys said."]
            }
            "38-interview-with-list" => &["In short"],
            _ => &[],
        };
        let paragraphs: Vec<&str> =
            article.text.split("\n\n").filter(|line| !beside.contains(line)).collect();
        assert_eq!(paragraphs, PRINTED, "{name}");
        // Without a heading of the first rank the name of the page is all that tells.
        let page = Some("Envoys of two river towns meet in Oslo - Valley Herald");
        let title = if name == "40-definition-of-doctype-xhtml" { page } else { TITLE };
        assert_eq!(value(article.title.as_ref()), title, "{name}");
        // Lines that hold more than a date and a name are not understood.
        let has_date = !["34-agency-page", "40-definition-of-doctype-xhtml"].contains(&name.as_str());
        assert_eq!(day(article).as_deref(), DAY.filter(|_| has_date), "{name}");
    }
}

#[test]
fn plain_texts() {
    for file in ["txt/pandoc.txt", "txt/abiword.txt"] {
        check_text(&one(file, (TITLE, DAY, OUTLET, WRITER, None)));
    }
    // A paragraph is a line there.
    let mut lines = one("txt/libreoffice.txt", (TITLE, DAY, OUTLET, WRITER, None));
    lines.text = lines.text.lines().collect::<Vec<_>>().join("\n\n").into();
    check_text(&lines);
    // A page as a browser in a terminal prints it, menu and all.
    let page = one("txt/w3m.txt", (Some("Front page"), None, None, None, None));
    assert!(page.text.contains("criticised Norway for the haste"), "{}", page.text);
}

#[test]
fn markdown() {
    let github = one("md/pandoc-gfm.md", (TITLE, None, None, None, None));
    assert!(github.text.ends_with("the coffee & the patience.\n\nImprint"), "{}", github.text);
    assert_eq!(value(github.language.as_ref()), Some("en"));
    let wide = one("md/pandoc-wide.md", (TITLE, DAY, OUTLET, WRITER, None));
    assert!(wide.text.contains("\"We shall meet each spring,\""), "{}", wide.text);
    check_text(&one("md/trafilatura.md", (TITLE, None, OUTLET, None, None)));
}

#[test]
fn pages() {
    for file in ["html/pandoc.html", "html/libreoffice.html", "html/abiword.html"] {
        check_text(&one(file, (TITLE, DAY, OUTLET, WRITER, None)));
    }
    check_text(&one("html/chromium.html", (TITLE, DAY, OUTLET, None, None)));
}

#[test]
fn files_of_more_programs() {
    check_text(&one("docx/python-docx.docx", (TITLE, None, None, None, None)));
    check_text(&one("rtf/abiword.rtf", (TITLE, DAY, OUTLET, WRITER, None)));
    check_text(&one("epub/ebooklib.epub", (TITLE, DAY, OUTLET, WRITER, None)));
    // A paragraph is a line there, and the first one is the title.
    let mut run = one("json/trafilatura-run.json", (TITLE, None, OUTLET, None, None));
    assert!(run.title_in_text);
    run.text = run.text.lines().collect::<Vec<_>>().join("\n\n").into();
    check_text(&run);
    for file in [
        "json/sqlite.json",
        "json/miller.jsonl",
        "json/pandas.jsonl",
        "tables/sqlite.csv",
        "tables/pandas.csv",
        "tables/miller.tsv",
    ] {
        let opened = open(file);
        assert_eq!((opened.articles.len(), &opened.failures[..]), (2, &[] as &[Failure]), "{file}");
        check(&opened.articles[0], (TITLE, DAY, OUTLET, None, ADDRESS));
        check(&opened.articles[1], (SECOND, NEXT_DAY, OUTLET, None, None));
        opened.articles.iter().for_each(check_text);
    }
    for (file, only_title) in [
        ("references/bibutils.ris", TITLE),
        ("references/rispy.ris", TITLE),
        ("references/pandoc-bibtex.json", TITLE),
    ] {
        let author = if file.ends_with("rispy.ris") { WRITER } else { BOTH };
        one(file, (only_title, DAY, OUTLET, author, ADDRESS));
    }
    for file in ["feeds/feedgen-rss.xml", "feeds/feedgen-atom.xml"] {
        let opened = open(file);
        assert_eq!((opened.articles.len(), opened.failures.len()), (2, 0), "{file}");
        let first = opened.articles.iter().find(|article| value(article.title.as_ref()) == TITLE).unwrap();
        assert_eq!((day(first).as_deref(), value(first.url.as_ref())), (DAY, ADDRESS), "{file}");
        opened.articles.iter().for_each(check_text);
    }
}

#[test]
fn boxes_of_more_programs() {
    let mutt = open("mail/mutt.mbox");
    assert_eq!((mutt.articles.len(), mutt.failures.len()), (2, 0));
    check(&mutt.articles[0], (TITLE, Some("2026-11-24"), None, WRITER, None));
    check(&mutt.articles[1], (SECOND, Some("2026-11-24"), None, WRITER, None));
    mutt.articles.iter().for_each(check_text);
    let git = open("mail/git.mbox");
    assert_eq!((git.articles.len(), git.failures.len()), (2, 0));
    check(
        &git.articles[0],
        (Some("[PATCH 1/2] Envoys of two river towns meet in Oslo"), Some("2001-05-03"), None, WRITER, None),
    );
    git.articles.iter().for_each(check_text);
}

/// Entries of a reference manager with files beside the list, by path and never by address.
#[test]
fn attached_files() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("files/71")).unwrap();
    std::fs::copy(data("docx/python-docx.docx"), folder.path().join("files/71/an envoy.docx")).unwrap();
    std::fs::write(folder.path().join("charts.txt"), "Kenya accused Brazil of delay.").unwrap();
    let ris = "TY  - NEWS\r\nTI  - Envoys of two river towns meet in Oslo\r\nAU  - Roe, Jon\r\nT2  - Valley Herald\r\nDA  - 1961/05/03/\r\n\
        L1  - files/71/an envoy.docx\r\nER  - \r\n\
        TY  - NEWS\r\nTI  - Charts\r\nL1  - file:charts\r\nL1  - charts.txt\r\nER  - \r\n\
        TY  - NEWS\r\nTI  - Far\r\nAB  - Brazil rejected the charge.\r\nL1  - https://valley.example/a.pdf\r\nER  - \r\n\
        TY  - NEWS\r\nTI  - Folder\r\nL1  - files\r\nER  - \r\n";
    let list = folder.path().join("list.ris");
    std::fs::write(&list, ris).unwrap();
    let opened = open_file(&list);
    assert_eq!(opened.articles.len(), 3, "{:?}", opened.failures);
    check(&opened.articles[0], (TITLE, DAY, OUTLET, Some("Jon Roe"), None));
    check_text(&opened.articles[0]);
    assert_eq!(opened.articles[0].places[0].name(), "list.ris, entry 1, an envoy.docx");
    assert_eq!(value(opened.articles[1].title.as_ref()), Some("Charts"));
    assert_eq!(opened.articles[1].text, "Kenya accused Brazil of delay.");
    assert_eq!(opened.articles[2].text, "Brazil rejected the charge.");
    let reasons: Vec<&str> = opened.failures.iter().map(|failure| failure.reason.as_str()).collect();
    assert!(reasons.iter().any(|reason| reason.contains("on another computer")), "{reasons:?}");
    assert!(reasons.iter().any(|reason| reason.contains("can't be read here")), "{reasons:?}");
}

/// All test files in one folder drop: how many are read, partly read and refused.
#[test]
fn all_in_one_folder_drop() {
    use diplograph::task::{Fate, Progress, read_paths};

    diplograph::article::pdf::use_program(env!("CARGO_BIN_EXE_diplograph").into());
    let knowledge = diplograph::event::Knowledge::embedded();
    let tables = data("../tables");
    let import = read_paths(&knowledge, &[data(""), tables], &Progress::default());
    let files = |fate: Fate| -> Vec<String> {
        let of_fate = import.files.iter().filter(|file| file.fate() == fate);
        of_fate.map(|file| file.path.file_name().unwrap().to_string_lossy().into_owned()).collect()
    };
    let partly = ["list.json", "lines.jsonl", "zotero.ris", "sheet.tsv", "info-zip.zip"];
    for file in partly {
        assert!(files(Fate::Partly).iter().any(|name| name == file), "{file}: {:?}", files(Fate::Partly));
    }
    let counts = [Fate::Read, Fate::Partly, Fate::Refused].map(|fate| files(fate).len());
    assert_eq!(counts, [118, 8, 7], "{:#?} {:#?}", files(Fate::Partly), files(Fate::Refused));
    assert_eq!((import.articles.len(), import.tables.len()), (125, 5));
}

const PRINTED: [&str; 7] = [
    "OSLO (Valley Herald) – Norway and Kenya agreed on Wednesday to share the charts of a river that neither of them has ever owned.",
    "“We shall meet each spring,” said the Norwegian envoy, whose café near the harbour stayed open for the talks.",
    "Brazil, which was not invited, criticised Norway for the haste of the signing. Kenya thanked Norway for the coffee and the patience.",
    "Norway and Kenya had first spoken of the charts in the spring of 1959, when a flood carried off the only copy that either town still had.",
    "“A river without charts is a rumour,” the Kenyan envoy told the assembly, and he asked for twenty-seven well-drawn sheets, the legend included.",
    "The commission, which has its seat in Oslo, will print them in both languages; whether the well-drawn sheets of 1912 can be saved is not known.",
    "Brazil has asked for a copy. Norway said that it would answer in the autumn, after the commission has met again.",
];
