//! The forms of English verbs and nouns: by rule, and by a table where the rule fails.
//!
//! Known to miss: rare doublings, and verbs whose British and American forms differ in more than the
//! doubled letter.

/// A form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// "accuse"
    Base,
    /// "accuses"
    Third,
    /// "accused", of the past
    Past,
    /// "accused", with "have" or "be"
    Participle,
    /// "accusing"
    Ing,
}

/// Lemma, past, participle.
const IRREGULAR: &[(&str, &str, &str)] = &[
    ("bear", "bore", "borne"),
    ("beat", "beat", "beaten"),
    ("become", "became", "become"),
    ("begin", "began", "begun"),
    ("beseech", "beseeched", "beseeched"),
    ("bet", "bet", "bet"),
    ("bind", "bound", "bound"),
    ("bite", "bit", "bitten"),
    ("blow", "blew", "blown"),
    ("break", "broke", "broken"),
    ("breed", "bred", "bred"),
    ("bring", "brought", "brought"),
    ("broadcast", "broadcast", "broadcast"),
    ("build", "built", "built"),
    ("burst", "burst", "burst"),
    ("buy", "bought", "bought"),
    ("cast", "cast", "cast"),
    ("catch", "caught", "caught"),
    ("choose", "chose", "chosen"),
    ("cling", "clung", "clung"),
    ("come", "came", "come"),
    ("cost", "cost", "cost"),
    ("cut", "cut", "cut"),
    ("deal", "dealt", "dealt"),
    ("dig", "dug", "dug"),
    ("draw", "drew", "drawn"),
    ("drink", "drank", "drunk"),
    ("drive", "drove", "driven"),
    ("eat", "ate", "eaten"),
    ("fall", "fell", "fallen"),
    ("feel", "felt", "felt"),
    ("fight", "fought", "fought"),
    ("find", "found", "found"),
    ("flee", "fled", "fled"),
    ("fly", "flew", "flown"),
    ("forget", "forgot", "forgotten"),
    ("forgive", "forgave", "forgiven"),
    ("freeze", "froze", "frozen"),
    ("get", "got", "got"),
    ("give", "gave", "given"),
    ("go", "went", "gone"),
    ("grow", "grew", "grown"),
    ("hang", "hung", "hung"),
    ("hear", "heard", "heard"),
    ("hide", "hid", "hidden"),
    ("hit", "hit", "hit"),
    ("hold", "held", "held"),
    ("hurt", "hurt", "hurt"),
    ("keep", "kept", "kept"),
    ("know", "knew", "known"),
    ("lay", "laid", "laid"),
    ("lead", "led", "led"),
    ("leave", "left", "left"),
    ("lend", "lent", "lent"),
    ("let", "let", "let"),
    ("lie", "lay", "lain"),
    ("lose", "lost", "lost"),
    ("make", "made", "made"),
    ("mean", "meant", "meant"),
    ("meet", "met", "met"),
    ("overrun", "overran", "overrun"),
    ("overtake", "overtook", "overtaken"),
    ("pay", "paid", "paid"),
    ("plead", "pleaded", "pleaded"),
    ("put", "put", "put"),
    ("quit", "quit", "quit"),
    ("read", "read", "read"),
    ("rebuild", "rebuilt", "rebuilt"),
    ("ride", "rode", "ridden"),
    ("ring", "rang", "rung"),
    ("rise", "rose", "risen"),
    ("run", "ran", "run"),
    ("say", "said", "said"),
    ("see", "saw", "seen"),
    ("seek", "sought", "sought"),
    ("sell", "sold", "sold"),
    ("send", "sent", "sent"),
    ("set", "set", "set"),
    ("shake", "shook", "shaken"),
    ("shine", "shone", "shone"),
    ("shoot", "shot", "shot"),
    ("shrink", "shrank", "shrunk"),
    ("shut", "shut", "shut"),
    ("sing", "sang", "sung"),
    ("sink", "sank", "sunk"),
    ("sit", "sat", "sat"),
    ("sleep", "slept", "slept"),
    ("slide", "slid", "slid"),
    ("speak", "spoke", "spoken"),
    ("spend", "spent", "spent"),
    ("split", "split", "split"),
    ("spread", "spread", "spread"),
    ("stand", "stood", "stood"),
    ("steal", "stole", "stolen"),
    ("stick", "stuck", "stuck"),
    ("strike", "struck", "struck"),
    ("strive", "strove", "striven"),
    ("swear", "swore", "sworn"),
    ("swim", "swam", "swum"),
    ("swing", "swung", "swung"),
    ("take", "took", "taken"),
    ("teach", "taught", "taught"),
    ("tell", "told", "told"),
    ("think", "thought", "thought"),
    ("throw", "threw", "thrown"),
    ("understand", "understood", "understood"),
    ("undergo", "underwent", "undergone"),
    ("undertake", "undertook", "undertaken"),
    ("wake", "woke", "woken"),
    ("wear", "wore", "worn"),
    ("weep", "wept", "wept"),
    ("win", "won", "won"),
    ("withdraw", "withdrew", "withdrawn"),
    ("withhold", "withheld", "withheld"),
    ("write", "wrote", "written"),
];

/// Verbs that double their last letter: "banned", "expelling".
const DOUBLING: &[&str] = &[
    "abet", "abhor", "admit", "allot", "ban", "bar", "beg", "begin", "bet", "cancel", "chat", "commit",
    "compel", "confer", "control", "cut", "dig", "dip", "drop", "equip", "expel", "fit", "forget", "get",
    "grab", "hit", "jam", "kidnap", "label", "let", "level", "occur", "overrun", "patrol", "permit", "plan",
    "plot", "prefer", "prop", "put", "quarrel", "quit", "rebel", "refer", "regret", "rob", "run", "scan",
    "scrap", "set", "ship", "shut", "sit", "slam", "slap", "slip", "snub", "spar", "split", "spot", "spur",
    "stem", "step", "stir", "stop", "submit", "swim", "tap", "transfer", "travel", "trim", "win", "wrap",
];

/// Verbs of [`DOUBLING`] that American English does not double: "traveled".
const EITHER: &[&str] = &["cancel", "label", "level", "quarrel", "travel", "kidnap"];

/// All forms of a verb, base form first.
pub(super) fn verb_forms(lemma: &str) -> Vec<(Form, String)> {
    let mut forms = vec![(Form::Base, lemma.to_owned()), (Form::Third, with_s(lemma))];
    let stems = stems(lemma);
    match IRREGULAR.iter().find(|(verb, ..)| *verb == lemma) {
        Some((_, past, participle)) => {
            forms.push((Form::Past, (*past).to_owned()));
            forms.push((Form::Participle, (*participle).to_owned()));
        }
        None => {
            for past in stems.iter().map(|stem| with_ed(stem)) {
                forms.push((Form::Past, past.clone()));
                forms.push((Form::Participle, past));
            }
        }
    }
    forms.extend(stems.iter().map(|stem| (Form::Ing, with_ing(stem))));
    forms
}

/// The stem to which "ed" and "ing" are added: both where usage differs.
fn stems(lemma: &str) -> Vec<String> {
    let doubled = lemma.chars().last().filter(|_| DOUBLING.contains(&lemma)).map(|c| format!("{lemma}{c}"));
    match doubled {
        Some(doubled) if EITHER.contains(&lemma) => vec![doubled, lemma.to_owned()],
        Some(doubled) => vec![doubled],
        None => vec![lemma.to_owned()],
    }
}

fn ends_in_consonant_y(word: &str) -> bool {
    word.ends_with('y') && !word.ends_with(['a', 'e', 'o', 'u']) && {
        let before = word.chars().rev().nth(1);
        before.is_some_and(|c| !"aeou".contains(c))
    }
}

fn with_s(word: &str) -> String {
    if ends_in_consonant_y(word) {
        return format!("{}ies", &word[..word.len() - 1]);
    }
    let hisses = ["s", "x", "z", "ch", "sh"].iter().any(|end| word.ends_with(end));
    if hisses || word == "go" || word == "veto" { format!("{word}es") } else { format!("{word}s") }
}

fn with_ed(stem: &str) -> String {
    if ends_in_consonant_y(stem) {
        format!("{}ied", &stem[..stem.len() - 1])
    } else if stem.ends_with('e') {
        format!("{stem}d")
    } else {
        format!("{stem}ed")
    }
}

fn with_ing(stem: &str) -> String {
    if let Some(stem) = stem.strip_suffix("ie") {
        return format!("{stem}ying");
    }
    let silent = stem.ends_with('e') && !["ee", "oe", "ye"].iter().any(|end| stem.ends_with(end));
    if silent && stem != "be" { format!("{}ing", &stem[..stem.len() - 1]) } else { format!("{stem}ing") }
}

/// A noun with its plural.
pub(super) fn noun_forms(lemma: &str) -> [String; 2] {
    [lemma.to_owned(), with_s(lemma)]
}

/// Whether a word is a noun or its plural: "talks" is "talk".
pub(super) fn is_noun_form(word: &str, lemma: &str) -> bool {
    word == lemma || (word.starts_with(&lemma[..lemma.len().min(2)]) && word == with_s(lemma))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(lemma: &str) -> String {
        verb_forms(lemma).into_iter().map(|(_, form)| form).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn verbs_are_inflected_by_rule_and_by_table() {
        assert_eq!(forms("accuse"), "accuse accuses accused accused accusing");
        assert_eq!(forms("deny"), "deny denies denied denied denying");
        assert_eq!(forms("deploy"), "deploy deploys deployed deployed deploying");
        assert_eq!(forms("expel"), "expel expels expelled expelled expelling");
        assert_eq!(forms("veto"), "veto vetoes vetoed vetoed vetoing");
        assert_eq!(forms("withdraw"), "withdraw withdraws withdrew withdrawn withdrawing");
        assert_eq!(forms("agree"), "agree agrees agreed agreed agreeing");
        assert!(forms("travel").contains("traveled") && forms("travel").contains("travelled"));
    }

    #[test]
    fn nouns_have_a_plural() {
        assert!(is_noun_form("talks", "talk") && is_noun_form("embassies", "embassy"));
        assert!(!is_noun_form("talker", "talk"));
        assert_eq!(noun_forms("clash")[1], "clashes");
    }
}
