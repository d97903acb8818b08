//! The import report, the columns of a table and the details of articles, in the window by their names.

use diplograph::article::Origin;
use diplograph::view::Dialog;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use crate::window::{Desk, desk, settle, window};

const TABLE: &str = "Nr;Headline;Inhalt;Published;Paper
1;Envoys meet;Kenya thanked Brazil for the grain that came by ship.;3 May 1961;Valley Herald
2;Port closed;China warned Kenya that the port would be closed.;4 May 1961;Hill Post
";

fn open(files: &[(&str, &str)]) -> Desk {
    let mut desk = desk();
    let paths = files.iter().map(|(name, text)| {
        std::fs::write(desk.path(name), text).unwrap();
        desk.path(name)
    });
    let paths = paths.collect();
    desk.harness = window(desk.folder.path(), paths);
    settle(&mut desk.harness);
    desk
}

fn type_into(desk: &mut Desk, field: &str, text: &str) {
    desk.harness.get_by_role_and_label(Role::TextInput, field).focus();
    desk.harness.run_steps(2);
    desk.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    desk.harness.get_by_role_and_label(Role::TextInput, field).type_text(text);
    desk.harness.run_steps(2);
}

#[test]
fn a_table_whose_columns_are_not_known_is_asked_about() {
    let mut desk = open(&[("press.csv", TABLE)]);
    assert!(matches!(desk.dialog(), Some(Dialog::Columns(_))));
    desk.harness.get_by_label("Columns of press.csv");
    desk.click("Cancel");
    assert!(desk.dialog().is_none());
}

#[test]
fn the_report_tells_of_each_file_what_became_of_it() {
    let files = [
        ("a.txt", "Kenya thanked Brazil for the grain that came by ship."),
        ("b.jsonl", "{\"text\": \"China warned Kenya on Monday.\"}\n{\"text\": 5}\n"),
        ("c.csv", TABLE),
        ("d.txt", ""),
    ];
    let mut desk = open(&files);
    desk.click("Show what was not read");
    desk.harness.get_by_label("What became of 4 files");
    desk.harness.get_by_label("1 read, 1 partly, 2 refused");
    desk.harness.get_by_label("The file is empty");
    desk.harness.get_by_label("c.csv");
    desk.click("Say which column is what…");
    assert!(matches!(desk.dialog(), Some(Dialog::Columns(_))));
}

#[test]
fn a_missing_date_is_set_for_many_articles_and_undone() {
    let mut desk = open(&[
        ("a.txt", "Kenya thanked Brazil for the grain that came by ship."),
        ("b.txt", "China warned Kenya that the port would be closed."),
    ]);
    desk.click("Set…");
    desk.harness.get_by_label("Details of 2 articles");
    type_into(&mut desk, "Date", "07/08/1956");
    desk.click("Set for 2 articles");
    let told = "`07/08/1956` can be read with the day or the month first: write 26 July 1956 or 1956-07-26";
    desk.harness.get_by_label(told);
    type_into(&mut desk, "Date", "7 August 1956");
    desk.click("Set for 2 articles");
    let dates = |desk: &Desk| -> Vec<Option<(String, Origin)>> {
        let articles = desk.harness.state().workspace().articles().iter();
        let date = |article: &diplograph::article::SharedArticle| {
            article.date.as_ref().map(|date| (date.value.to_string(), date.origin))
        };
        articles.map(date).collect()
    };
    let set = Some(("1956-08-07".to_owned(), Origin::Person));
    assert_eq!(dates(&desk), [set.clone(), set]);
    let workspace = desk.harness.state().workspace();
    assert!(workspace.session().articles.iter().all(|article| article.date.is_none()), "not altered");
    desk.harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    settle(&mut desk.harness);
    assert_eq!(dates(&desk), [None, None]);
}

/// A table whose columns no name tells: each use is chosen in its list, and the articles are read with them.
#[test]
fn each_column_is_chosen_in_its_list() {
    let table = "Zahl;Kopf;Inhalt;Tag;Blatt;Ort;Feder;Zunge
1;Envoys meet;Kenya thanked Brazil for the grain that came by ship.;3 May 1961;Valley Herald;https://valley.example/1;Anna Bell;en
2;Port closed;China warned Kenya that the port would be closed.;4 May 1961;Hill Post;https://valley.example/2;Jon Roe;en
";
    let mut desk = open(&[("press.csv", table)]);
    let pairs = [
        ("Text", "Inhalt"),
        ("Title", "Kopf"),
        ("Date", "Tag"),
        ("Outlet", "Blatt"),
        ("Address", "Ort"),
        ("Writer", "Feder"),
        ("Language", "Zunge"),
    ];
    for (used, column) in pairs {
        choose(&mut desk, &format!("{used}: None"), column);
        desk.harness.get_by_role_and_label(Role::ComboBox, &format!("{used}: {column}"));
    }
    // One column has one use: what it was before is none again.
    choose(&mut desk, "Number: None", "Zahl");
    choose(&mut desk, "Language: Zunge", "Zunge");
    choose(&mut desk, "Number: Zahl", "None");
    desk.harness.get_by_role_and_label(Role::ComboBox, "Number: None");
    desk.click("Read the table");
    settle(&mut desk.harness);
    let articles = desk.harness.state().workspace().articles();
    let mut told: Vec<[String; 6]> = articles
        .iter()
        .map(|article| {
            let value = |value: &Option<diplograph::article::Sourced<String>>| {
                value.as_ref().map(|value| value.value.clone()).unwrap_or_default()
            };
            [
                value(&article.title),
                article.date.as_ref().map(|date| date.value.to_string()).unwrap_or_default(),
                value(&article.outlet),
                value(&article.url),
                value(&article.author),
                value(&article.language),
            ]
        })
        .collect();
    told.sort();
    assert_eq!(
        told,
        [
            ["Envoys meet", "1961-05-03", "Valley Herald", "https://valley.example/1", "Anna Bell", "en"],
            ["Port closed", "1961-05-04", "Hill Post", "https://valley.example/2", "Jon Roe", "en"],
        ]
    );
}

fn choose(desk: &mut Desk, list: &str, item: &str) {
    desk.harness.get_by_role_and_label(Role::ComboBox, list).click();
    desk.harness.run_steps(3);
    desk.harness.get_by_role_and_label(Role::Button, item).click_accesskit();
    desk.harness.run_steps(3);
}
