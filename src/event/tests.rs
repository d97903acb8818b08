//! The rules on single sentences, as a person would check them: the sentence, and what it gives.

use super::{Event, knowledge, read};
use crate::article::{Article, Format, Place};

/// An article without metadata.
fn article(text: &str) -> Article {
    Article::bare(text.to_owned(), Format::Text, Place::Clipboard)
}

fn events(text: &str) -> Vec<Event> {
    read(&knowledge(), &article(text)).events
}

/// "KEN ACCUSE SOM", with what holds it back behind it.
fn shown(event: &Event) -> String {
    let way = if event.reciprocal { "<> " } else { "" };
    let status = event.status().name();
    let status = if event.counted() { String::new() } else { format!(" {status}") };
    format!("{} {} {way}{}{status}", event.source, event.kind.code(), event.target)
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let mut found: Vec<String> = events(text).iter().map(shown).collect();
    let mut expected: Vec<String> = expected.iter().map(|&event| event.to_owned()).collect();
    found.sort();
    expected.sort();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn every_example_of_the_lexicon_gives_its_type() {
    let lexicon = super::Lexicon::embedded();
    let knowledge = knowledge();
    let mut wrong = Vec::new();
    for row in lexicon.rows() {
        let events = read(&knowledge, &article(&row.example)).events;
        if !events.iter().any(|event| event.kind == row.kind && event.rule == row.name) {
            let found: Vec<String> = events.iter().map(|e| format!("{} by {}", shown(e), e.rule)).collect();
            wrong.push(format!("{} -> {:?}: {} {found:?}", row.name, row.kind, row.example));
        }
    }
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), lexicon.rows().len(), wrong.join("\n"));
}

#[test]
fn no_counterexample_of_the_lexicon_gives_its_type() {
    let lexicon = super::Lexicon::embedded();
    let knowledge = knowledge();
    let mut wrong = Vec::new();
    for row in lexicon.rows().iter().filter(|row| !row.counterexample.is_empty()) {
        let events = read(&knowledge, &article(&row.counterexample)).events;
        if events.iter().any(|event| event.kind == row.kind && event.counted()) {
            let found: Vec<String> = events.iter().map(|e| format!("{} by {}", shown(e), e.rule)).collect();
            wrong.push(format!("{} -> {:?}: {} {found:?}", row.name, row.kind, row.counterexample));
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn what_governs_a_verb_decides_what_it_tells() {
    check("The government of Sweden refused to sell the fighters to Algeria last week.", &["SWE REJECT DZA"]);
    check("For years Brazil has refused to condemn Iran over the affair.", &["BRA ACCUSE IRN negated"]);
    check("Italy has withdrawn its offer to help Tunisia pay for the dredging.", &["ITA REJECT TUN"]);
    check("In the end Mexico agreed to supply Guatemala with power for ten years.", &["MEX AGREE GTM"]);
    check("France urged Mali to release the two Chadian officers before the feast.", &["FRA REQUEST MLI"]);
    check("The minister said that Kenya would send tents to Somalia.", &["KEN AID SOM"]);
    check("It is not known if Peru will attack Chile before the winter.", &["PER ASSAULT CHL hypothetical"]);
}

#[test]
fn arguments_are_found_in_the_tree() {
    // Relative clauses, before and behind the verb.
    check("The trawler that Iceland seized on Friday flies the Danish flag.", &[]);
    check("Libya, which borders it in the north, has bombed Chad twice this year.", &["LBY ASSAULT TCD"]);
    check("The Danish trawler that Iceland seized on Friday was old.", &["ISL COERCE DNK"]);
    // Joined verbs with one object, joined subjects.
    check("Algeria besieged and then bombed Tunisia in the night.", &["DZA COERCE TUN", "DZA ASSAULT TUN"]);
    // Who fires is in a clause of the missile.
    check("Missiles fired by the Iranian army hit a Pakistani village.", &["IRN ASSAULT PAK"]);
    check("A Kenyan-led force attacked Somalia at noon.", &["KEN ASSAULT SOM"]);
    // Control.
    check("Peru is willing to withdraw its troops from Ecuador.", &["PER AGREE ECU"]);
    check("Norway sent two ships of grain to help Malawi.", &["NOR AID MWI"]);
    check("Lebanon says it will not accept Syrian refugees.", &["LBN REJECT SYR"]);
    check("Egypt and Jordan have agreed to rewrite the timetable of the ferry.", &["EGY AGREE <> JOR"]);
}

#[test]
fn places_are_targets_of_deeds_alone() {
    check("Israeli jets struck a depot near the airport in Syria.", &["ISR ASSAULT SYR"]);
    check("The Kenyan president met the mayor of the town in Italy.", &[]);
    check("Two Polish sailors were arrested in Nigeria over a load of oil.", &["NGA COERCE POL"]);
    check("A court in Peru jailed two Chilean divers.", &["PER COERCE CHL"]);
}

#[test]
fn the_verb_above_can_tell_enough() {
    check("Chad threatened to close the wells of Niger before the feast.", &["TCD THREATEN NER"]);
    check("Peru promised to print the new stamps for Bolivia.", &["PER AGREE BOL"]);
    check("Peru promised to print new stamps in the spring.", &[]);
}

#[test]
fn what_is_answered_or_received_has_a_giver() {
    check(
        "Chad has dismissed Malian accusations as the talk of the market.",
        &["TCD REJECT MLI", "MLI ACCUSE TCD"],
    );
    check("For ten winters Cuba received aid from Norway.", &["NOR AID CUB"]);
    check(
        "Norway launched a mediation effort between Chad and Niger.",
        &["NOR CONSULT TCD", "NOR CONSULT NER"],
    );
}

#[test]
fn what_comes_to_nothing_is_no_deed() {
    check("The Kenyan president called off a strike on Somalia.", &["KEN ASSAULT SOM negated"]);
    check("Kenya rejected an agreement with Somalia on the reef.", &["KEN REJECT SOM"]);
    check("Fear of a Kenyan attack on Somalia closed the market.", &["KEN ASSAULT SOM hypothetical"]);
    check("Chad and Niger blamed each other for the fire.", &["TCD ACCUSE <> NER"]);
}

#[test]
fn who_is_quoted_says_we() {
    check("\"We thank Chad for the tents,\" Niger said.", &["NER SUPPORT TCD"]);
    check(
        "Malian claims that Chad bombed Niger could not be checked.",
        &["MLI ACCUSE TCD", "TCD ASSAULT NER claimed"],
    );
    check("Fiji said that Tonga had boarded its boats.", &["TON COERCE FJI claimed"]);
}

#[test]
fn what_another_must_do_is_a_demand() {
    check("Chad says that Niger must leave the wells.", &["TCD REQUEST NER"]);
    check("Chad says that it must leave the wells.", &[]);
}

#[test]
fn quiet_sentences_give_nothing() {
    check("The price of butter from Denmark rose in Ireland, and that of cheese from Italy fell.", &[]);
    check("In the second half Ghana attacked on the left, and Togo was glad of the whistle.", &[]);
    check("The flight from Kenya to India takes six hours, and there is tea on the way.", &[]);
    check("A company from Japan sued a Belgian singer for the use of its song.", &[]);
}

#[test]
fn odd_text_does_no_harm() {
    let deep = "said that ".repeat(3_000);
    for text in
        ["", " ", "'s", "- - -", "of of of to to to", "accused accused accused", ", , , and and , or", &deep]
    {
        events(text);
        events(&format!("France {text} Spain {text} Italy"));
    }
}

#[test]
fn every_example_is_a_sentence_of_a_newspaper() {
    let lexicon = super::Lexicon::embedded();
    let words = |text: &str| text.split_whitespace().count();
    let mut wrong = Vec::new();
    for row in lexicon.rows() {
        let example = &row.example;
        let counter = &row.counterexample;
        if words(example) < 10
            || !counter.is_empty() && words(counter) < 6
            || !counter.is_empty() && counter == example
        {
            wrong.push(format!("{}: {example} | {counter}", row.name));
        }
    }
    assert!(wrong.is_empty(), "{} too short\n{}", wrong.len(), wrong.join("\n"));
    let of = |file: &str| lexicon.rows().iter().filter(|row| row.name.starts_with(file)).count();
    let nouns = of("noun:");
    let verbs = lexicon.rows().len() - nouns;
    let counters = lexicon.rows().iter().filter(|row| !row.counterexample.is_empty()).count();
    assert!(verbs >= 900 && nouns >= 350 && counters >= 200, "{verbs} {nouns} {counters}");
    let mut examples: Vec<&String> = lexicon.rows().iter().map(|row| &row.example).collect();
    examples.sort();
    examples.dedup();
    assert_eq!(examples.len(), lexicon.rows().len(), "two rows with one example");
}
