//! Where names of the gazetteer stand in a text: whole words, the right letter case, longest first.
//!
//! A run of white space counts as one blank, so that a name may be broken over two lines; accents
//! written as marks of their own and curly apostrophes are folded. Whom a name with several owners
//! means is left to [`super::ambiguity`].

use std::cmp::Reverse;
use std::collections::BTreeMap;

use aho_corasick::AhoCorasick;
use unicode_normalization::char::{compose, is_combining_mark};

use super::ActorId;
use super::gazetteer::{Case, Name, NameKind, Size};
use crate::article::Span;

/// All names in one automaton.
#[derive(Clone, Default)]
pub(super) struct Matcher {
    /// The names of each pattern: several where actors share a name.
    names: Vec<Vec<Name>>,
    automaton: Option<AhoCorasick>,
}

/// What stands in a text, in order.
#[derive(Debug, Default)]
pub(super) struct Matches<'a> {
    /// The names of actors; they do not overlap.
    pub hits: Vec<Hit<'a>>,
    /// Words that tell of a country without naming it.
    pub cues: Vec<Hit<'a>>,
}

/// A place where a name stands.
#[derive(Clone, Debug)]
pub(super) struct Hit<'a> {
    pub span: Span,
    /// All rows with this name; never empty, and no shield among them.
    pub names: Vec<&'a Name>,
}

impl Hit<'_> {
    /// The actors whose name it is, sorted; those of towns only where it is nothing else.
    pub fn actors(&self) -> Vec<ActorId> {
        let town = self.is_town();
        self.sorted(|name| town || name.kind != NameKind::Town)
    }

    /// The countries in which a town of this name lies, sorted.
    pub fn towns(&self) -> Vec<ActorId> {
        self.sorted(|name| name.kind == NameKind::Town)
    }

    /// The country whose town of this name is by far the largest.
    pub fn by_far_largest(&self) -> Option<&ActorId> {
        let largest = self.names.iter().find(|name| name.size == Size::ByFarLargest);
        largest.and_then(|name| name.actor.as_ref())
    }

    fn sorted(&self, keep: impl Fn(&Name) -> bool) -> Vec<ActorId> {
        let kept = self.names.iter().filter(|name| keep(name));
        let mut actors: Vec<ActorId> = kept.filter_map(|name| name.actor.clone()).collect();
        actors.sort();
        actors.dedup();
        actors
    }

    /// Whether it names nothing but towns.
    pub fn is_town(&self) -> bool {
        self.names.iter().all(|name| name.kind == NameKind::Town || name.actor.is_none())
    }

    /// What the name is for one actor; for any of them where it has no name for that one.
    pub fn kind_for(&self, actor: Option<&ActorId>) -> NameKind {
        let own = self.names.iter().filter(|name| actor.is_some() && name.actor.as_ref() == actor);
        own.map(|name| name.kind)
            .min()
            .or_else(|| self.names.iter().map(|name| name.kind).min())
            .unwrap_or(NameKind::Name)
    }

    pub fn has(&self, kind: NameKind) -> bool {
        self.names.iter().any(|name| name.kind == kind)
    }
}

impl Matcher {
    pub fn new(rows: Vec<Name>) -> Self {
        let mut patterns: BTreeMap<String, Vec<Name>> = BTreeMap::new();
        for mut row in rows {
            let pattern = pattern(&row.text);
            row.text = plain(&row.text);
            patterns.entry(pattern).or_default().push(row);
        }
        let automaton = AhoCorasick::new(patterns.keys()).ok();
        Self { names: patterns.into_values().collect(), automaton }
    }

    /// All names, those of one spelling together.
    pub fn names(&self) -> impl Iterator<Item = &[Name]> {
        self.names.iter().map(Vec::as_slice)
    }

    /// What stands in a text. `year` is that of the article.
    pub fn matches(&self, text: &str, year: Option<i16>) -> Matches<'_> {
        self.longest(self.candidates(text), year)
    }

    /// What stands in a text if no name of a club, a paper or the like kept its words: "Toronto" in
    /// "Toronto Star".
    pub fn matches_in_names(&self, text: &str, year: Option<i16>) -> Matches<'_> {
        let mut candidates = self.candidates(text);
        candidates.retain(|hit| !hit.has(NameKind::Shield));
        self.longest(candidates, year)
    }

    /// The longest of candidates that overlap.
    fn longest<'a>(&'a self, mut candidates: Vec<Hit<'a>>, year: Option<i16>) -> Matches<'a> {
        candidates.sort_by_key(|hit| (hit.span.start, Reverse(hit.span.end)));
        let mut hits: Vec<Hit<'_>> = Vec::new();
        let mut taken = 0;
        for hit in candidates {
            if hit.span.start >= taken {
                taken = hit.span.end;
                hits.push(Hit { names: of_the_time(hit.names, year), ..hit });
            }
        }
        let (cues, hits) = hits.into_iter().partition(|hit| hit.has(NameKind::Cue));
        Matches { hits: keep_actors(hits), cues }
    }

    /// Every name at every place, overlaps included.
    fn candidates(&self, text: &str) -> Vec<Hit<'_>> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let folded = Folded::new(text);
        let mut hits = Vec::new();
        for found in automaton.find_overlapping_iter(&folded.text) {
            let span = Span::new(folded.starts[found.start()], folded.ends[found.end() - 1]);
            if !is_whole_word(text, span) {
                continue;
            }
            let written = plain(span.of(text));
            let fits = |name: &&Name| fits_case(name, &written);
            let names: Vec<&Name> = self.names[found.pattern().as_usize()].iter().filter(fits).collect();
            if !names.is_empty() {
                hits.push(Hit { span, names });
            }
        }
        hits
    }
}

/// The owners of a name at the time of the article: those in whose years it was written, else those who
/// bear the name today. "Moscow" in 1956 is the seat of the Soviet Union. A name that nobody else bears
/// keeps its owner for ever: the Soviet Union is itself in an article of today.
fn of_the_time(names: Vec<&Name>, year: Option<i16>) -> Vec<&Name> {
    let kept = |keep: &dyn Fn(&Name) -> bool| -> Option<Vec<&Name>> {
        let kept: Vec<&Name> = names.iter().copied().filter(|name| keep(name)).collect();
        (!kept.is_empty()).then_some(kept)
    };
    let in_its_years = year.and_then(|year| kept(&|name| name.years.hold_in(year)));
    in_its_years.or_else(|| kept(&|name| name.years.hold_today())).unwrap_or(names)
}

/// Drops shields, given names that are nothing else, and prefixes that nothing follows.
fn keep_actors(hits: Vec<Hit<'_>>) -> Vec<Hit<'_>> {
    let starts: Vec<usize> =
        hits.iter().filter(|hit| !hit.has(NameKind::Shield)).map(|hit| hit.span.start).collect();
    hits.into_iter()
        .filter(|hit| !hit.has(NameKind::Shield) && hit.names.iter().any(|name| name.actor.is_some()))
        .filter_map(|mut hit| {
            if hit.has(NameKind::Prefix) {
                starts.binary_search(&hit.span.end).ok()?;
                // The hyphen belongs to the compound, not to the name.
                hit.span.end -= 1;
            }
            Some(hit)
        })
        .collect()
}

fn fits_case(name: &Name, written: &str) -> bool {
    match name.case {
        Case::Exact => name.text == written,
        Case::Caps => name.text == written || !written.chars().any(char::is_lowercase),
        Case::Any => true,
    }
}

/// Whether neither letter nor digit touches the span: a name within a word, an address or a sum of
/// money ("US$5") is none.
fn is_whole_word(text: &str, span: Span) -> bool {
    let before = text[..span.start].chars().next_back();
    let after = text[span.end..].chars().next();
    let ends_open = text[..span.end].ends_with('-');
    let in_word = |c: char| c.is_alphanumeric() || is_combining_mark(c);
    !before.is_some_and(|c| in_word(c) || c == '@')
        && !after.is_some_and(|c| (in_word(c) && !ends_open) || c == '$')
}

/// A text made alike for matching, and where each of its bytes came from.
struct Folded {
    text: String,
    /// For each byte, the first byte of its character in the text.
    starts: Vec<usize>,
    /// For each byte, the end of its character in the text.
    ends: Vec<usize>,
}

impl Folded {
    fn new(text: &str) -> Self {
        let mut folded = Self {
            text: String::with_capacity(text.len()),
            starts: Vec::with_capacity(text.len()),
            ends: Vec::with_capacity(text.len()),
        };
        for (c, span) in alike(text) {
            let lower = lower(c);
            folded.text.push(lower);
            folded.starts.extend(std::iter::repeat_n(span.start, lower.len_utf8()));
            folded.ends.extend(std::iter::repeat_n(span.end, lower.len_utf8()));
        }
        folded
    }
}

/// The text made alike, as names are compared.
pub(super) fn pattern(text: &str) -> String {
    Folded::new(text).text
}

/// The text made alike but for the letter case.
fn plain(text: &str) -> String {
    alike(text).map(|(c, _)| c).collect()
}

/// The characters with their bytes: marks joined to their letter, white space run together,
/// apostrophes straight, invisible characters left out.
fn alike(text: &str) -> impl Iterator<Item = (char, Span)> {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, mut c) = chars.find(|(_, c)| !is_invisible(*c))?;
        let mut end = start + c.len_utf8();
        if c.is_whitespace() {
            c = ' ';
            while let Some((at, blank)) = chars.next_if(|(_, next)| next.is_whitespace()) {
                end = at + blank.len_utf8();
            }
        } else if matches!(c, '’' | '‘' | 'ʼ') {
            c = '\'';
        }
        // No mark is in ASCII: nearly every letter is spared the look-up.
        while let Some((at, mark)) =
            chars.next_if(|(_, next)| !next.is_ascii() && compose(c, *next).is_some())
        {
            c = compose(c, mark).unwrap_or(c);
            end = at + mark.len_utf8();
        }
        Some((c, Span::new(start, end)))
    })
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// The lower-case letter, where it is a single one.
fn lower(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use crate::actor::Gazetteer;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let gazetteer = Gazetteer::embedded();
        let hits = gazetteer.matcher().matches(text, None).hits;
        let strong = hits.iter().filter(|hit| !hit.is_town());
        let found: Vec<&str> = strong.map(|hit| hit.span.of(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn whole_words_only() {
        check("Nigerians, not Niger; Omanis and Roman roads", &["Nigerians", "Niger", "Omanis"]);
    }

    #[test]
    fn the_longest_name_wins() {
        check(
            "Papua New Guinea, Equatorial Guinea and Guinea-Bissau",
            &["Papua New Guinea", "Equatorial Guinea", "Guinea-Bissau"],
        );
    }

    #[test]
    fn a_name_may_be_broken_over_lines() {
        check("South\nKorea and the United  \r\n States", &["South\nKorea", "United  \r\n States"]);
    }

    #[test]
    fn letter_case() {
        check("CHINA and china, FRANCE, polish furniture, TURKEY", &["CHINA", "FRANCE"]);
        check("Give it to us, said the US; the U.S. refused.", &["US", "U.S."]);
    }

    #[test]
    fn marks_of_their_own_and_curly_apostrophes() {
        check("Co\u{302}te d’Ivoire", &["Co\u{302}te d’Ivoire"]);
        check("PERÚ ÉLYSÉE", &["ÉLYSÉE"]);
    }

    #[test]
    fn compounds() {
        check(
            "a US-led force, anti-American, Sino-Russian and Anglo-Saxon",
            &["US", "American", "Sino", "Russian"],
        );
    }

    #[test]
    fn money_and_addresses_are_no_names() {
        check("US$5 to @France", &[]);
    }
}
