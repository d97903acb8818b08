//! Events in the 61 columns of GDELT 2.0, tab-separated without a line of names.
//!
//! Filled is what is known: days, actors, CAMEO codes where the rule has one, quad classes (PLOVER's,
//! which count PROTEST and SANCTION as material), tellings and the address. Actor codes are ISO's
//! three letters, which CAMEO shares for all but a few countries. Tone, places and religions are not
//! read and stay empty. Each event of an article stands once for each direction; behind them stand those
//! that others coded.

use std::collections::BTreeMap;

use super::coded::{Coded, coded, word};
use super::table::{Column, Table, Value};
use super::told::{Scope, Told, told};
use crate::actor::ActorId;
use crate::article::coded::GDELT;
use crate::article::{ArticleId, Date};
use crate::session::Workspace;

pub(super) fn write(workspace: &Workspace, scope: Scope) -> String {
    let told = told(workspace, scope);
    let mut tellings: BTreeMap<(ArticleId, u32, bool), usize> = BTreeMap::new();
    let key = |told: &Told<'_>| (told.article.id, told.event.number, told.reversed);
    for told in &told {
        *tellings.entry(key(told)).or_default() += 1;
    }
    let first = told.iter().filter(|told| told.first);
    let rows = first.enumerate().map(|(number, told)| row(workspace, told, number + 1, tellings[&key(told)]));
    let mut rows: Vec<Vec<Value>> = rows.collect();
    for coded in coded(workspace, scope) {
        rows.push(coded_row(workspace, &coded, rows.len() + 1));
    }
    Table { columns: GDELT.map(Column::text).to_vec(), rows }.tab_separated_rows()
}

/// A day, a month's first or a year's first: GDELT has no other way to write less than a day.
fn times(column: &str, date: Option<Date>) -> Value {
    let day = date.and_then(|date| Date::from_days(date.first_day()));
    match column {
        "SQLDATE" => Value::text(day.map(|day| day.to_string().replace('-', ""))),
        "MonthYear" => Value::text(
            date.and_then(|date| Some(format!("{:04}{:02}", date.year_number(), date.month_number()?))),
        ),
        _ => Value::text(date.map(|date| format!("{:04}", date.year_number()))),
    }
}

/// The code and its beginnings.
fn codes(column: &str, code: Option<&str>) -> Value {
    let digits = match column {
        "EventCode" => 4,
        "EventBaseCode" => 3,
        _ => 2,
    };
    Value::text(code.map(|code| code.get(..digits).unwrap_or(code)))
}

fn country(actor: &ActorId) -> Value {
    Value::text(actor.is_country().then(|| actor.as_str()))
}

/// An event that others coded; their score is Goldstein's where they code by CAMEO.
fn coded_row(workspace: &Workspace, coded: &Coded<'_>, number: usize) -> Vec<Value> {
    let (event, row) = (coded.found.event, coded.found.row);
    let value = |column: &str| match column {
        "GLOBALEVENTID" => Value::count(number),
        "SQLDATE" | "MonthYear" | "Year" => times(column, row.date),
        "Actor1Code" => Value::Text(event.source.to_string()),
        "Actor1Name" => Value::Text(workspace.label(&event.source).to_uppercase()),
        "Actor1CountryCode" => country(&event.source),
        "Actor2Code" => Value::Text(event.target.to_string()),
        "Actor2Name" => Value::Text(workspace.label(&event.target).to_uppercase()),
        "Actor2CountryCode" => country(&event.target),
        "EventCode" | "EventBaseCode" | "EventRootCode" => codes(column, coded.cameo()),
        "QuadClass" => coded.quad(),
        "GoldsteinScale" if coded.cameo().is_some() => word(&row.score),
        "NumMentions" | "NumSources" | "NumArticles" => Value::Whole(1),
        "SOURCEURL" => word(&row.address),
        _ => Value::None,
    };
    GDELT.iter().map(|column| value(column)).collect()
}

fn row(workspace: &Workspace, told: &Told<'_>, number: usize, tellings: usize) -> Vec<Value> {
    let Told { article, event, .. } = told;
    let date = told.date();
    let code = event.cameo.as_deref();
    let value = |column: &str| match column {
        "GLOBALEVENTID" => Value::count(number),
        "SQLDATE" | "MonthYear" | "Year" => times(column, date),
        "Actor1Code" => Value::Text(told.source().to_string()),
        "Actor1Name" => Value::Text(workspace.label(told.source()).to_uppercase()),
        "Actor1CountryCode" => country(told.source()),
        "Actor2Code" => Value::Text(told.target().to_string()),
        "Actor2Name" => Value::Text(workspace.label(told.target()).to_uppercase()),
        "Actor2CountryCode" => country(told.target()),
        "EventCode" | "EventBaseCode" | "EventRootCode" => codes(column, code),
        "QuadClass" => event.kind.quad().map_or(Value::None, |quad| Value::Whole(quad.number().into())),
        "NumMentions" => Value::count(tellings),
        "NumSources" | "NumArticles" => Value::Whole(1),
        "SOURCEURL" => Value::text(article.url.as_ref().map(|url| url.value.as_str())),
        _ => Value::None,
    };
    GDELT.iter().map(|column| value(column)).collect()
}
