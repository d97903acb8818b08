//! Events in the 61 columns of GDELT 2.0, tab-separated without a line of names.
//!
//! Filled is what is known: days, actors, CAMEO codes where the rule has one, quad classes (PLOVER's,
//! which count PROTEST and SANCTION as material), tellings and the address. Actor codes are ISO's
//! three letters, which CAMEO shares for all but a few countries. Tone, places and religions are not
//! read and stay empty. Each event of an article stands once for each direction.

use std::collections::BTreeMap;

use super::table::{Column, Table, Value};
use super::told::{Scope, Told, told};
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
    Table { columns: GDELT.map(Column::text).to_vec(), rows: rows.collect() }.tab_separated_rows()
}

fn row(workspace: &Workspace, told: &Told<'_>, number: usize, tellings: usize) -> Vec<Value> {
    let Told { article, event, .. } = told;
    let date = told.date();
    // A day, a month's first or a year's first: GDELT has no other way to write less than a day.
    let day = date.and_then(|date| Date::from_days(date.first_day()));
    let code = event.cameo.as_deref();
    let country = |actor: &crate::actor::ActorId| Value::text(actor.is_country().then(|| actor.as_str()));
    let value = |column: &str| match column {
        "GLOBALEVENTID" => Value::count(number),
        "SQLDATE" => Value::text(day.map(|day| day.to_string().replace('-', ""))),
        "MonthYear" => Value::text(
            date.and_then(|date| Some(format!("{:04}{:02}", date.year_number(), date.month_number()?))),
        ),
        "Year" => Value::text(date.map(|date| format!("{:04}", date.year_number()))),
        "Actor1Code" => Value::Text(told.source().to_string()),
        "Actor1Name" => Value::Text(workspace.label(told.source()).to_uppercase()),
        "Actor1CountryCode" => country(told.source()),
        "Actor2Code" => Value::Text(told.target().to_string()),
        "Actor2Name" => Value::Text(workspace.label(told.target()).to_uppercase()),
        "Actor2CountryCode" => country(told.target()),
        "EventCode" => Value::text(code),
        "EventBaseCode" => Value::text(code.map(|code| code.get(..3).unwrap_or(code))),
        "EventRootCode" => Value::text(code.map(|code| code.get(..2).unwrap_or(code))),
        "QuadClass" => event.kind.quad().map_or(Value::None, |quad| Value::Whole(quad.number().into())),
        "NumMentions" => Value::count(tellings),
        "NumSources" | "NumArticles" => Value::Whole(1),
        "SOURCEURL" => Value::text(article.url.as_ref().map(|url| url.value.as_str())),
        _ => Value::None,
    };
    GDELT.iter().map(|column| value(column)).collect()
}
