//! Words that end with a full stop which ends no sentence: "Gen.", "U.S.", "Sept.", "a.m."

/// What a full stop after a word tells about the end of the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// The word is not an abbreviation.
    Full,
    /// Never an end: a name or a figure must follow ("Gen. Harkin").
    Never,
    /// No end before a figure ("No. 4", "Sept. 12").
    BeforeFigure,
    /// An end only before a word that opens sentences ("in the U.S. The").
    BeforeOpener,
}

const NEVER: &[&str] = &[
    "Adm", "Amb", "Brig", "Capt", "Cmdr", "Col", "Cpl", "Dr", "Fr", "Ft", "Gen", "Gov", "Hon", "Lt", "Maj",
    "Messrs", "Mme", "Mr", "Mrs", "Ms", "Msgr", "Mt", "Pres", "Prof", "Pvt", "Rep", "Reps", "Rev", "Sen",
    "Sens", "Sgt", "St", "Ste", "Supt", "approx", "cf", "e.g", "eg", "i.e", "ie", "v", "viz", "vs", "ca",
];

const BEFORE_FIGURE: &[&str] = &[
    "Apr", "Art", "Aug", "Dec", "Feb", "Fig", "Jan", "Jul", "Jun", "Mar", "No", "Nos", "Nov", "Oct", "Sec",
    "Sep", "Sept", "Vol", "pp",
];

const BEFORE_OPENER: &[&str] = &[
    "Ala", "Ariz", "Ark", "Ave", "Bros", "Calif", "Co", "Colo", "Conn", "Corp", "Del", "Dept", "Est", "Fla",
    "Ga", "Ill", "Inc", "Ind", "Jr", "Kan", "Ky", "Ltd", "Mass", "Md", "Mich", "Minn", "Miss", "Mo", "Mont",
    "Neb", "Nev", "Okla", "Ont", "Ore", "Pa", "Rd", "Sask", "Sr", "Tenn", "Tex", "Va", "Vt", "Wash", "Wis",
    "Wyo", "etc",
];

/// Words that open a sentence when they are capitalised, and seldom stand within a name.
const OPENERS: &[&str] = &[
    "A",
    "About",
    "According",
    "After",
    "All",
    "Also",
    "Although",
    "An",
    "And",
    "Another",
    "Any",
    "As",
    "At",
    "Because",
    "Before",
    "Both",
    "But",
    "By",
    "During",
    "Each",
    "Earlier",
    "For",
    "From",
    "He",
    "Her",
    "His",
    "How",
    "However",
    "I",
    "If",
    "In",
    "Instead",
    "It",
    "Its",
    "Last",
    "Many",
    "Meanwhile",
    "Most",
    "No",
    "Not",
    "On",
    "One",
    "Only",
    "Our",
    "She",
    "Since",
    "So",
    "Some",
    "That",
    "The",
    "Their",
    "There",
    "These",
    "They",
    "This",
    "Those",
    "Two",
    "We",
    "What",
    "When",
    "While",
    "With",
];

/// What a full stop after `word` (written without it) tells. Of a compound ("Det.-Sgt") the last part
/// decides; in a line of capitals "GEN" is "Gen".
pub fn stop_after(word: &str) -> Stop {
    let word = word.rsplit('-').next().unwrap_or(word);
    let is_in = |list: &[&str]| {
        list.contains(&word)
            || (is_shouted(word) && list.iter().any(|known| known.eq_ignore_ascii_case(word)))
    };
    let is_initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    if is_initial || is_in(NEVER) {
        Stop::Never
    } else if is_in(BEFORE_FIGURE) {
        Stop::BeforeFigure
    } else if is_in(BEFORE_OPENER) || is_dotted(word) {
        Stop::BeforeOpener
    } else {
        Stop::Full
    }
}

fn is_shouted(word: &str) -> bool {
    word.chars().count() >= 2 && word.chars().all(char::is_uppercase)
}

/// Whether a capitalised word opens a sentence rather than going on with a name.
pub fn is_opener(word: &str) -> bool {
    OPENERS.contains(&word)
}

/// "U.S", "a.m", "Ph.D": short pieces of letters between full stops.
fn is_dotted(word: &str) -> bool {
    word.contains('.')
        && word
            .split('.')
            .all(|piece| (1..=2).contains(&piece.chars().count()) && piece.chars().all(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_abbreviation_is_known() {
        assert_eq!(stop_after("Gen"), Stop::Never);
        assert_eq!(stop_after("J"), Stop::Never);
        assert_eq!(stop_after("Sept"), Stop::BeforeFigure);
        assert_eq!(stop_after("U.S"), Stop::BeforeOpener);
        assert_eq!(stop_after("a.m"), Stop::BeforeOpener);
        assert_eq!(stop_after("talks"), Stop::Full);
        assert_eq!(stop_after("Det.-Sgt"), Stop::Never);
        assert_eq!(stop_after("ST"), Stop::Never);
        assert_eq!(stop_after("example.com"), Stop::Full);
        assert_eq!(stop_after("."), Stop::Full);
    }
}
