//! The embedded fonts (`assets/fonts/`), their families, and text in each size of the interface.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily, FontId, FontTweak, RichText};

use super::size;
use crate::export::picture::{INTER_MEDIUM, INTER_REGULAR, NOTO_FALLBACK};
use crate::packed::{Packed, packed};

static MATERIAL_SYMBOLS: Packed = packed!("assets/fonts/MaterialSymbols.ttf");
static INTER_SEMI_BOLD: Packed = packed!("assets/fonts/Inter-SemiBold.ttf");
static INTER_TABULAR: Packed = packed!("assets/fonts/Inter-Tabular.ttf");
static NOTO_SERIF: Packed = packed!("assets/fonts/NotoSerif-Regular.ttf");
static NOTO_SERIF_SEMI_BOLD: Packed = packed!("assets/fonts/NotoSerif-SemiBold.ttf");

/// A face of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    /// Inter, 400.
    Regular,
    /// Inter, 500: what is active.
    Medium,
    /// Inter, 600: heads.
    SemiBold,
    /// Inter with figures of one width, for columns of numbers.
    Tabular,
    /// Noto Serif, 400: the text of articles.
    Serif,
    /// Noto Serif, 600.
    SerifSemiBold,
    /// Material Symbols.
    Icons,
}

impl Face {
    const ALL: [Self; 7] = [
        Self::Regular,
        Self::Medium,
        Self::SemiBold,
        Self::Tabular,
        Self::Serif,
        Self::SerifSemiBold,
        Self::Icons,
    ];

    /// Its family in egui.
    #[must_use]
    pub fn family(self) -> FontFamily {
        match self {
            Self::Regular => FontFamily::Proportional,
            Self::Medium => FontFamily::Name("medium".into()),
            Self::SemiBold => FontFamily::Name("semibold".into()),
            Self::Tabular => FontFamily::Name("tabular".into()),
            Self::Serif => FontFamily::Name("serif".into()),
            Self::SerifSemiBold => FontFamily::Name("serif-semibold".into()),
            Self::Icons => FontFamily::Name("icons".into()),
        }
    }

    /// The fonts that are asked in turn for a letter.
    fn fonts(self) -> &'static [&'static str] {
        match self {
            Self::Regular => &["Inter-Regular", "NotoFallback", "MaterialSymbols"],
            Self::Medium => &["Inter-Medium", "NotoFallback", "MaterialSymbols"],
            Self::SemiBold => &["Inter-SemiBold", "NotoFallback", "MaterialSymbols"],
            Self::Tabular => &["Inter-Tabular", "Inter-Regular", "NotoFallback"],
            Self::Serif => &["NotoSerif-Regular", "Inter-Regular", "NotoFallback"],
            Self::SerifSemiBold => &["NotoSerif-SemiBold", "Inter-SemiBold", "NotoFallback"],
            Self::Icons => &["MaterialSymbols"],
        }
    }
}

/// All families with their fonts.
pub(super) fn definitions() -> FontDefinitions {
    let plain = |bytes: &'static [u8]| Arc::new(FontData::from_static(bytes));
    // Hinting would bend the thin lines of the icons.
    let unhinted = FontTweak { hinting: Some(false), ..FontTweak::default() };
    let icons = FontData::from_static(&MATERIAL_SYMBOLS);
    let mut definitions = FontDefinitions::empty();
    definitions.font_data.extend([
        ("Inter-Regular".into(), plain(&INTER_REGULAR)),
        ("Inter-Medium".into(), plain(&INTER_MEDIUM)),
        ("Inter-SemiBold".into(), plain(&INTER_SEMI_BOLD)),
        ("Inter-Tabular".into(), plain(&INTER_TABULAR)),
        ("NotoSerif-Regular".into(), plain(&NOTO_SERIF)),
        ("NotoSerif-SemiBold".into(), plain(&NOTO_SERIF_SEMI_BOLD)),
        ("NotoFallback".into(), plain(&NOTO_FALLBACK)),
        ("MaterialSymbols".into(), Arc::new(icons.tweak(unhinted))),
    ]);
    let names = |face: Face| face.fonts().iter().map(ToString::to_string).collect::<Vec<_>>();
    for face in Face::ALL {
        definitions.families.insert(face.family(), names(face));
    }
    // egui asks for a monospace family here and there; ours keeps numbers in columns.
    definitions.families.insert(FontFamily::Monospace, names(Face::Tabular));
    definitions
}

/// A face in a size.
#[must_use]
pub fn font(face: Face, size: f32) -> FontId {
    FontId::new(size, face.family())
}

/// Text in a face and size.
#[must_use]
pub fn text(face: Face, size: f32, words: impl Into<String>) -> RichText {
    RichText::new(words).font(font(face, size))
}

/// 11.5 on 16: lines of data.
#[must_use]
pub fn small(words: impl Into<String>) -> RichText {
    text(Face::Regular, size::SMALL, words).line_height(Some(16.0))
}

/// 11.5 on 16, 500.
#[must_use]
pub fn small_medium(words: impl Into<String>) -> RichText {
    text(Face::Medium, size::SMALL, words).line_height(Some(16.0))
}

/// 13 on 20: the interface.
#[must_use]
pub fn body(words: impl Into<String>) -> RichText {
    text(Face::Regular, size::BODY, words).line_height(Some(20.0))
}

/// 13 on 20, 500: what is active.
#[must_use]
pub fn body_medium(words: impl Into<String>) -> RichText {
    text(Face::Medium, size::BODY, words).line_height(Some(20.0))
}

/// 13 on 20, 600: a head within a panel.
#[must_use]
pub fn body_semibold(words: impl Into<String>) -> RichText {
    text(Face::SemiBold, size::BODY, words).line_height(Some(20.0))
}

/// The head of a panel: 13, 600.
#[must_use]
pub fn heading(words: impl Into<String>) -> RichText {
    body_semibold(words)
}

/// 15 on 22.
#[must_use]
pub fn large(words: impl Into<String>) -> RichText {
    text(Face::Regular, size::LARGE, words).line_height(Some(22.0))
}

/// 15 on 22, 600.
#[must_use]
pub fn large_semibold(words: impl Into<String>) -> RichText {
    text(Face::SemiBold, size::LARGE, words).line_height(Some(22.0))
}

/// 20 on 26, 600: the one title of a panel.
#[must_use]
pub fn title(words: impl Into<String>) -> RichText {
    text(Face::SemiBold, size::TITLE, words).line_height(Some(26.0))
}

/// 13 with figures of one width.
#[must_use]
pub fn tabular(words: impl Into<String>) -> RichText {
    text(Face::Tabular, size::BODY, words).line_height(Some(20.0))
}

/// The text of articles: 15 on 23 in the article, 14 on 22 in the inspector.
#[must_use]
pub fn serif(size: f32, words: impl Into<String>) -> RichText {
    text(Face::Serif, size, words).line_height(Some(size + 8.0))
}

/// An icon (`view/icon.rs`) of this size.
#[must_use]
pub fn icon(icon: char, size: f32) -> RichText {
    text(Face::Icons, size, icon)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_family_has_its_fonts() {
        let definitions = definitions();
        for face in Face::ALL {
            for font in &definitions.families[&face.family()] {
                assert!(definitions.font_data.contains_key(font), "{font}");
            }
        }
    }
}
