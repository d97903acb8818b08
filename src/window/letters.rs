//! Letters that the program's own fonts do not have: those of Chinese, Japanese and Korean. When an article
//! needs them, a font of the system is taken; where there is none, the person is told.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::App;
use crate::article::{ArticleId, SharedArticle};
use crate::event::Reading;
use crate::language::Readable;
use crate::view::theme;

/// Where systems keep fonts with these letters, those of many languages first.
const FILES: [&str; 22] = [
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/google-noto-sans-cjk-fonts/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/usr/share/fonts/truetype/arphic/uming.ttc",
    "/usr/share/fonts/truetype/nanum/NanumGothic.ttf",
    "/usr/share/fonts/opentype/ipafont-gothic/ipag.ttf",
    "/System/Library/Fonts/Supplemental/Arial Unicode.ttf",
    "/Library/Fonts/Arial Unicode.ttf",
    "/System/Library/Fonts/PingFang.ttc",
    "/System/Library/Fonts/Hiragino Sans GB.ttc",
    "/System/Library/Fonts/AppleSDGothicNeo.ttc",
    "C:\\Windows\\Fonts\\msyh.ttc",
    "C:\\Windows\\Fonts\\simsun.ttc",
    "C:\\Windows\\Fonts\\YuGothM.ttc",
    "C:\\Windows\\Fonts\\msgothic.ttc",
    "C:\\Windows\\Fonts\\malgun.ttf",
    "C:\\Windows\\Fonts\\gulim.ttc",
];
/// A file of more bytes is no font.
const LARGEST: u64 = 64 * 1024 * 1024;
/// As much of a text as tells its script.
const PROBE: usize = 400;

/// A script, with a letter that every font of it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Script {
    Han,
    Kana,
    Hangul,
}

impl Script {
    const ALL: [Self; 3] = [Self::Han, Self::Kana, Self::Hangul];

    fn of(c: char) -> Option<Self> {
        match c {
            '\u{2e80}'..='\u{2fdf}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' => Some(Self::Han),
            '\u{3040}'..='\u{30ff}' => Some(Self::Kana),
            '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7af}' => Some(Self::Hangul),
            _ => None,
        }
    }

    fn letter(self) -> char {
        match self {
            Self::Han => '人',
            Self::Kana => 'の',
            Self::Hangul => '한',
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Han => "Chinese",
            Self::Kana => "Japanese",
            Self::Hangul => "Korean",
        }
    }
}

/// What was asked for already.
#[derive(Debug, Default)]
pub(super) struct Letters {
    articles: usize,
    asked: Vec<Script>,
    fonts: Vec<(String, Vec<u8>)>,
}

impl Letters {
    /// The scripts of articles that were not asked for yet. An English text that is packed stays so.
    fn wanted(
        &self,
        articles: &[SharedArticle],
        readings: &BTreeMap<ArticleId, Arc<Reading>>,
    ) -> Vec<Script> {
        let is_english = |article: &SharedArticle| {
            readings.get(&article.id).is_some_and(|reading| reading.readable == Readable::Full)
        };
        let texts = articles.iter().flat_map(|article| {
            let text = match article.text.pack() {
                Some(_) if is_english(article) => "",
                _ => &article.text[..article.text.floor_char_boundary(PROBE)],
            };
            [article.title.as_ref().map_or("", |title| title.value.as_str()), text]
        });
        let mut wanted = Vec::new();
        for script in texts.filter(|text| !text.is_ascii()).flat_map(str::chars).filter_map(Script::of) {
            if !wanted.contains(&script) && !self.asked.contains(&script) {
                wanted.push(script);
            }
            if wanted.len() + self.asked.len() == Script::ALL.len() {
                break;
            }
        }
        wanted
    }
}

impl App {
    /// Takes fonts of the system for scripts that have come with new articles.
    pub(super) fn take_letters(&mut self, ctx: &egui::Context) {
        let articles = self.workspace.articles();
        if articles.len() == self.letters.articles {
            return;
        }
        self.letters.articles = articles.len();
        let wanted = self.letters.wanted(articles, self.workspace.readings());
        if wanted.is_empty() {
            return;
        }
        let mut missing = Vec::new();
        for script in wanted {
            self.letters.asked.push(script);
            let has = |bytes: &[u8]| has_letter(bytes, script.letter());
            if self.letters.fonts.iter().any(|(_, bytes)| has(bytes)) {
                continue;
            }
            match FILES.iter().find_map(|path| Some((*path, read(path).filter(|bytes| has(bytes))?))) {
                Some((path, bytes)) => self.letters.fonts.push((path.to_owned(), bytes)),
                None => missing.push(script.name()),
            }
        }
        theme::add_fonts(ctx, &self.letters.fonts);
        if !missing.is_empty() {
            let languages = missing.join(", ");
            self.tell(format!(
                "This computer has no font with the letters of {languages}, so that they are shown as boxes: \
                 install Noto Sans CJK and start again"
            ));
        }
    }
}

fn read(path: &str) -> Option<Vec<u8>> {
    let is_font = Path::new(path).metadata().is_ok_and(|data| data.is_file() && data.len() <= LARGEST);
    is_font.then(|| std::fs::read(path).ok()).flatten()
}

/// Whether the first font of a file has a letter.
fn has_letter(bytes: &[u8], letter: char) -> bool {
    ttf_parser::Face::parse(bytes, 0).is_ok_and(|face| face.glyph_index(letter).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, Format, Place};

    fn article(text: &str) -> SharedArticle {
        Arc::new(Article::bare(text.to_owned(), Format::Text, Place::Clipboard))
    }

    #[test]
    fn scripts_are_asked_for_once() {
        let (mut letters, readings) = (Letters::default(), BTreeMap::new());
        let articles = [article("Envoys met in Zürich."), article("특사들"), article("大使が会う")];
        assert_eq!(letters.wanted(&articles, &readings), [Script::Hangul, Script::Han, Script::Kana]);
        letters.asked = vec![Script::Han];
        assert_eq!(letters.wanted(&articles, &readings), [Script::Hangul, Script::Kana]);
        assert_eq!(letters.wanted(&articles[..1], &readings), []);
    }

    #[test]
    fn a_file_that_is_no_font_has_no_letter() {
        assert!(!has_letter(b"", 'a'));
        assert!(!has_letter(&[0; 4096], 'a'));
        assert!(has_letter(include_bytes!("../../assets/fonts/Inter-Regular.ttf"), 'a'));
        assert_eq!(read("no/such/font.ttf"), None);
    }
}
