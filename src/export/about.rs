//! What a picture or a report was made from, in words: articles, outlets, times, filter.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::article::Date;
use crate::event::EventKind;
use crate::session::Workspace;
use crate::session::number::counted;

/// Outlets that are named; the others are counted.
const OUTLETS: usize = 5;

/// "18 articles, 26 Jul 1956 to 7 Nov 1956 · 25 of 31 actors · 61 of 80 links".
pub(super) fn summary(workspace: &Workspace) -> String {
    let graph = workspace.graph();
    let articles = counted(workspace.article_count(), "article");
    let period = period(workspace).map_or_else(String::new, |period| format!(", events of {period}"));
    format!(
        "{articles}{period} · {} of {} actors · {} of {} links",
        graph.actors.len(),
        graph.all_actors,
        graph.relations.len(),
        graph.all_relations,
    )
}

/// From the first to the last date of an event on the map: "26 Jul 1956 to 7 Nov 1956".
pub(super) fn period(workspace: &Workspace) -> Option<String> {
    let relations = workspace.graph().relations.iter();
    let tellings = relations.flat_map(|relation| workspace.tellings(relation));
    let dates: Vec<Date> = tellings.filter_map(|(_, date)| date).collect();
    let first = dates.iter().min_by_key(|date| (date.first_day(), **date))?;
    let last = dates.iter().max_by_key(|date| (date.last_day(), **date))?;
    Some(if first == last {
        first.in_words()
    } else {
        format!("{} to {}", first.in_words(), last.in_words())
    })
}

/// "Sources: Lakeside Post 6, Harbour Daily 4 and 3 others; 2 articles without an outlet, 1 undated."
pub(super) fn sources(workspace: &Workspace) -> String {
    let outlets = outlets(workspace);
    let named: Vec<String> =
        outlets.iter().take(OUTLETS).map(|(outlet, articles)| format!("{outlet} {articles}")).collect();
    let mut text = format!("Sources, by articles: {}", named.join(", "));
    if named.is_empty() {
        text = "Sources: no outlet is known".to_owned();
    } else if outlets.len() > OUTLETS {
        text.push_str(&format!(" and {} more", outlets.len() - OUTLETS));
    }
    let articles = if workspace.folder().is_some() { &[] } else { workspace.articles() };
    let mut rest = Vec::new();
    let without = articles.iter().filter(|article| article.outlet.is_none()).count();
    if without > 0 && !named.is_empty() {
        rest.push(format!("{without} without an outlet"));
    }
    let undated = articles.iter().filter(|article| article.date.is_none()).count();
    if undated > 0 {
        rest.push(format!("{undated} undated"));
    }
    let copies = articles.iter().filter(|article| workspace.copies().group(&article.id).is_some()).count();
    if copies > 0 {
        rest.push(format!("{copies} much like another"));
    }
    if !rest.is_empty() {
        text.push_str(&format!("; {}", rest.join(", ")));
    }
    text.push('.');
    text
}

/// The outlets with their numbers of articles, the largest first.
pub(super) fn outlets(workspace: &Workspace) -> Vec<(&str, usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    if let Some(folder) = workspace.folder() {
        counts.extend(folder.ledger().articles_by_outlet());
    }
    let read = if workspace.folder().is_some() { &[] } else { workspace.articles() };
    for article in read {
        if let Some(outlet) = &article.outlet {
            *counts.entry(outlet.value.trim()).or_default() += 1;
        }
    }
    let mut outlets: Vec<_> = counts.into_iter().collect();
    outlets.sort_by_key(|(outlet, articles)| (Reverse(*articles), *outlet));
    outlets
}

/// What the filter lets through: "all types, all dates; without what is claimed or long past".
pub(super) fn filter(workspace: &Workspace) -> String {
    let filter = &workspace.session().choices.filter;
    let kinds: Vec<_> = filter.kinds.iter().map(EventKind::label).collect();
    let types = match kinds.len() {
        16 | 17 => "all types of events".to_owned(),
        0 => "no type of event".to_owned(),
        _ => kinds.join(", "),
    };
    let dates = match (filter.from, filter.until) {
        (Some(from), Some(until)) => format!("{} to {}", from.in_words(), until.in_words()),
        (Some(from), None) => format!("from {}", from.in_words()),
        (None, Some(until)) => format!("until {}", until.in_words()),
        (None, None) => "all dates".to_owned(),
    };
    let mut parts = vec![types, dates];
    for (least, noun) in [
        (filter.min_sentences, "sentences"),
        (filter.min_articles, "articles"),
        (filter.min_sources, "independent sources"),
    ] {
        if least > 1 {
            parts.push(format!("links of {least} {noun} or more"));
        }
    }
    if let Some(strongest) = filter.strongest {
        parts.push(format!("the {strongest} strongest links"));
    }
    if !filter.outlets.is_empty() {
        let outlets: Vec<&str> = filter.outlets.iter().map(String::as_str).collect();
        parts.push(format!("outlets {}", outlets.join(", ")));
    }
    if !filter.among.is_empty() {
        let actors: Vec<&str> = filter.among.iter().map(|actor| workspace.label(actor)).collect();
        parts.push(format!("links among {}", actors.join(", ")));
    }
    if !filter.touching.is_empty() {
        let actors: Vec<&str> = filter.touching.iter().map(|actor| workspace.label(actor)).collect();
        parts.push(format!("links of {}", actors.join(", ")));
    }
    if !filter.without.is_empty() {
        let sorts: Vec<&str> = filter.without.iter().map(|sort| sort.label()).collect();
        parts.push(format!("without {}", sorts.join(" and ")));
    }
    let hidden = workspace.session().choices.hidden.len();
    if hidden > 0 {
        parts.push(format!("{} hidden by hand", counted(hidden, "actor")));
    }
    let statuses = [
        (filter.asserted, "plainly told"),
        (filter.negated, "denied"),
        (filter.claimed, "only claimed"),
        (filter.historical, "long past"),
        (filter.hypothetical, "only possible"),
        (filter.coded || workspace.session().coded.is_empty(), "coded by others"),
    ];
    let out: Vec<&str> = statuses.iter().filter(|(is_in, _)| !is_in).map(|(_, name)| *name).collect();
    match out.is_empty() {
        true => parts.join(", "),
        false => format!("{}; left out is what is {}", parts.join(", "), or_list(&out)),
    }
}

/// "a, b or c".
fn or_list(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Filter;
    use crate::session::Edit;

    #[test]
    fn the_filter_is_told_as_it_is() {
        let mut workspace = Workspace::new(crate::event::Knowledge::embedded());
        let start = "all types of events, all dates; left out is what is ";
        assert_eq!(filter(&workspace), format!("{start}denied, only claimed, long past or only possible"));
        let denied = Filter { negated: true, asserted: false, ..Filter::default() };
        workspace.apply(Edit::Filter(Box::new(denied)));
        assert_eq!(
            filter(&workspace),
            format!("{start}plainly told, only claimed, long past or only possible")
        );
        let all = Filter {
            negated: true,
            claimed: true,
            historical: true,
            hypothetical: true,
            ..Filter::default()
        };
        let norway = crate::actor::ActorId::new("NOR");
        workspace.apply(Edit::Filter(Box::new(Filter { touching: [norway].into(), ..all })));
        assert_eq!(filter(&workspace), "all types of events, all dates, links of Norway");
    }
}
