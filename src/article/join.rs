//! The same text found twice is one article with two places.

use std::collections::BTreeMap;

use super::{Article, ArticleId, Sourced};

/// Joins the articles that have the same id into one with all places; sorts them by id.
///
/// The article whose place sorts first gives text and metadata; what it lacks is taken from the next.
/// Where two give different values the first one's stays, and a problem names the other. The order of
/// the articles does not matter.
#[must_use]
pub fn join_same(articles: Vec<Article>) -> Vec<Article> {
    let mut same: BTreeMap<ArticleId, Vec<Article>> = BTreeMap::new();
    for mut article in articles {
        article.places.sort();
        same.entry(article.id).or_default().push(article);
    }
    same.into_values().filter_map(join).collect()
}

fn join(mut same: Vec<Article>) -> Option<Article> {
    same.sort_by_cached_key(order);
    let mut same = same.into_iter();
    let mut joined = same.next()?;
    for other in same {
        add(&mut joined, other);
    }
    joined.places.sort();
    joined.places.dedup();
    Some(joined)
}

/// By place, and for one place found twice by all that can differ.
fn order(article: &Article) -> (Vec<super::Place>, String) {
    (article.places.clone(), format!("{article:?}"))
}

fn add(joined: &mut Article, other: Article) {
    let place = other.places.first().map_or_else(String::new, super::Place::name);
    let Article {
        id: _,
        places,
        format: _,
        text: _,
        title,
        title_in_text,
        date,
        outlet,
        url,
        author,
        language,
        problems,
    } = other;
    if joined.title.is_none() {
        joined.title_in_text = title_in_text;
    }
    let conflicts = [
        fill("title", &mut joined.title, title, &place),
        fill("date", &mut joined.date, date, &place),
        fill("outlet", &mut joined.outlet, outlet, &place),
        fill("address", &mut joined.url, url, &place),
        fill("writer", &mut joined.author, author, &place),
        fill("language", &mut joined.language, language, &place),
    ];
    joined.places.extend(places);
    for problem in conflicts.into_iter().flatten().chain(problems) {
        if !joined.problems.contains(&problem) {
            joined.problems.push(problem);
        }
    }
}

/// Takes over a value that is missing; says so where there is another one.
fn fill<T: PartialEq + std::fmt::Display>(
    name: &str,
    kept: &mut Option<Sourced<T>>,
    other: Option<Sourced<T>>,
    place: &str,
) -> Option<String> {
    match (&kept, other) {
        (Some(kept), Some(other)) if kept.value != other.value => Some(format!(
            "the same text in {place} has another {name}: {} (kept: {})",
            other.value, kept.value
        )),
        (None, other) => {
            *kept = other;
            None
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Format, Origin, Place};
    use super::*;
    use proptest::prelude::*;

    fn article(text: &str, file: &str, date: Option<&str>, outlet: Option<&str>) -> Article {
        let mut article = Article::bare(text.to_owned(), Format::Text, Place::File(file.into()));
        article.date =
            date.map(|date| Sourced::new(date.to_owned().try_into().unwrap(), Origin::FrontMatter));
        article.outlet = outlet.map(|outlet| Sourced::new(outlet.to_owned(), Origin::FrontMatter));
        article
    }

    #[test]
    fn the_same_text_is_one_article_with_both_places() {
        let joined = join_same(vec![
            article("They met.", "b.txt", Some("1961-05-03"), None),
            article("They  met.\n", "a.txt", None, Some("Valley Herald")),
        ]);
        assert_eq!(joined.len(), 1);
        assert_eq!(joined[0].places, [Place::File("a.txt".into()), Place::File("b.txt".into())]);
        assert_eq!(joined[0].text, "They  met.\n");
        assert_eq!(joined[0].date.as_ref().unwrap().value.to_string(), "1961-05-03");
        assert_eq!(joined[0].outlet.as_ref().unwrap().value, "Valley Herald");
        assert_eq!(joined[0].problems, [] as [&str; 0]);
    }

    #[test]
    fn a_conflict_keeps_the_first_place_and_is_told() {
        let joined = join_same(vec![
            article("They met.", "b.txt", Some("1961-05-04"), None),
            article("They met.", "a.txt", Some("1961-05-03"), None),
        ]);
        assert_eq!(joined[0].date.as_ref().unwrap().value.to_string(), "1961-05-03");
        assert_eq!(
            joined[0].problems,
            ["the same text in b.txt has another date: 1961-05-04 (kept: 1961-05-03)"]
        );
    }

    #[test]
    fn the_same_file_twice_is_one_place() {
        let once = article("They met.", "a.txt", None, None);
        assert_eq!(join_same(vec![once.clone(), once.clone()]), [once]);
    }

    fn any_article() -> impl Strategy<Value = Article> {
        let date = prop::option::of(prop::sample::select(vec!["1961-05-03", "1961-05-04"]));
        let outlet = prop::option::of(prop::sample::select(vec!["Valley Herald", "Hill Post"]));
        (0..3_u8, 0..3_u8, date, outlet).prop_map(|(text, file, date, outlet)| {
            article(&format!("They met {text} times."), &format!("{file}.txt"), date, outlet)
        })
    }

    proptest! {
        #[test]
        fn the_order_of_opening_does_not_matter(
            (articles, shuffled) in prop::collection::vec(any_article(), 0..8)
                .prop_flat_map(|articles| (Just(articles.clone()), Just(articles).prop_shuffle()))
        ) {
            prop_assert_eq!(join_same(articles), join_same(shuffled));
        }
    }
}
