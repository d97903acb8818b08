//! Near-duplicates: the same agency copy with another headline, with cuts or with some words changed.
//!
//! Which two texts are near-duplicates, `signature.rs` says; here they are found among many. What counts
//! as one source is left to `graph/`.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxBuildHasher;

use super::{Article, ArticleId, Signature};

/// So many of the lowest runs of a text lead to its group.
const LEADING: usize = 16;

/// Groups that one run may lead to. Runs of more groups are phrases that many sites print below their
/// articles.
const MOST_GROUPS: usize = 32;

/// The near-duplicates among some articles. The order in which articles come does not matter.
#[derive(Clone, Debug, Default)]
pub struct Copies {
    /// Of each article that was compared.
    signatures: BTreeMap<ArticleId, Arc<Signature>>,
    /// For each near-duplicate the group's lowest id.
    groups: BTreeMap<ArticleId, ArticleId>,
    /// The articles of each group, by id.
    members: BTreeMap<ArticleId, Vec<ArticleId>>,
    /// Groups of two or more outlets.
    of_several_outlets: BTreeSet<ArticleId>,
}

/// Who tells what an article says: a source that does not depend on another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source<'a> {
    /// An outlet.
    Outlet(&'a str),
    /// Copy that several outlets print: the group of near-duplicates.
    Agency(ArticleId),
    /// All articles that name no outlet.
    Unknown,
}

impl Copies {
    /// Finds the near-duplicates among these articles.
    #[must_use]
    pub fn among<'a>(articles: impl IntoIterator<Item = &'a Article>) -> Self {
        let mut copies = Self::default();
        copies.update(articles);
        copies
    }

    /// The same for articles of which most were there before: what is known of them is used again.
    pub fn update<'a>(&mut self, articles: impl IntoIterator<Item = &'a Article>) {
        let articles: BTreeMap<ArticleId, &Article> =
            articles.into_iter().map(|article| (article.id, article)).collect();
        if !self.signatures.keys().eq(articles.keys()) {
            self.signatures.retain(|id, _| articles.contains_key(id));
            let new: Vec<_> = articles.iter().filter(|(id, _)| !self.signatures.contains_key(*id)).collect();
            let new = new.into_par_iter().map(|(id, article)| (*id, article.text.signature().clone()));
            self.signatures.extend(new.collect::<Vec<_>>());
            self.groups = group(&self.signatures);
            self.members.clear();
            for (article, group) in &self.groups {
                self.members.entry(*group).or_default().push(*article);
            }
        }
        self.of_several_outlets = self.spread(&articles);
    }

    /// The lowest id of the group that an article belongs to; none if it has no near-duplicate.
    #[must_use]
    pub fn group(&self, article: &ArticleId) -> Option<ArticleId> {
        self.groups.get(article).copied()
    }

    /// Who tells what an article says.
    #[must_use]
    pub fn source<'a>(&self, article: &'a Article) -> Source<'a> {
        let copy = self.group(&article.id).filter(|group| self.of_several_outlets.contains(group));
        match (copy, &article.outlet) {
            (Some(group), _) => Source::Agency(group),
            (None, Some(outlet)) => Source::Outlet(outlet.value.trim()),
            (None, None) => Source::Unknown,
        }
    }

    /// The other articles of an article's group, by id.
    pub fn others(&self, article: &ArticleId) -> impl Iterator<Item = ArticleId> {
        let members = self.group(article).and_then(|group| self.members.get(&group));
        members.into_iter().flatten().copied().filter(move |id| id != article)
    }

    /// How many [`Copies::others`] there are.
    #[must_use]
    pub fn count_of_others(&self, article: &ArticleId) -> usize {
        let members = self.group(article).and_then(|group| self.members.get(&group));
        members.map_or(0, |members| members.len().saturating_sub(1))
    }

    fn spread(&self, articles: &BTreeMap<ArticleId, &Article>) -> BTreeSet<ArticleId> {
        let mut outlets: BTreeMap<ArticleId, BTreeSet<Option<&str>>> = BTreeMap::new();
        for (id, group) in &self.groups {
            let outlet = articles.get(id).and_then(|article| article.outlet.as_ref());
            outlets.entry(*group).or_default().insert(outlet.map(|outlet| outlet.value.trim()));
        }
        outlets.into_iter().filter(|(_, outlets)| outlets.len() > 1).map(|(group, _)| group).collect()
    }
}

/// Groups articles; gives for each that is not alone the lowest id of its group.
fn group(signatures: &BTreeMap<ArticleId, Arc<Signature>>) -> BTreeMap<ArticleId, ArticleId> {
    let (ids, signatures): (Vec<&ArticleId>, Vec<&Signature>) =
        signatures.iter().map(|(id, signature)| (id, &**signature)).unzip();
    let lowest = group_signatures(&signatures);
    let mut sizes = vec![0_u32; ids.len()];
    lowest.iter().for_each(|group| sizes[*group] += 1);
    let together = lowest.iter().enumerate().filter(|(_, group)| sizes[**group] > 1);
    together.map(|(article, group)| (*ids[article], *ids[*group])).collect()
}

/// The groups of near-duplicates among texts in the order of their ids: for each text the first one of
/// its group. Each text is compared with one of each group; time grows with the number of texts.
#[must_use]
pub fn group_signatures(signatures: &[&Signature]) -> Vec<usize> {
    let mut firsts: HashMap<u32, Vec<u32>, FxBuildHasher> = HashMap::default();
    let mut group: Vec<usize> = (0..signatures.len()).collect();
    for (article, signature) in signatures.iter().enumerate().filter(|(_, one)| one.is_enough()) {
        let candidates = signature.runs().iter().filter_map(|run| firsts.get(run)).flatten();
        let candidates: BTreeSet<usize> = candidates.map(|first| *first as usize).collect();
        let mut alone = true;
        for first in candidates.into_iter().filter(|first| signature.resembles(signatures[*first])) {
            alone = false;
            join(&mut group, article, first);
        }
        if alone && let Ok(first) = u32::try_from(article) {
            for run in signature.runs().iter().take(LEADING) {
                let groups = firsts.entry(*run).or_default();
                if groups.len() < MOST_GROUPS {
                    groups.push(first);
                }
            }
        }
    }
    (0..signatures.len()).map(|article| root(&mut group, article)).collect()
}

fn join(group: &mut [usize], one: usize, other: usize) {
    let (one, other) = (root(group, one), root(group, other));
    group[one.max(other)] = one.min(other);
}

fn root(group: &mut [usize], mut article: usize) -> usize {
    while group[article] != article {
        group[article] = group[group[article]];
        article = group[article];
    }
    article
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Format, Origin, Place, Sourced};

    const STRIKE: &str = "Dockers in the port of Valparaíso went back to work on Tuesday after the owners of \
        three terminals promised to pay for nights and Sundays. The strike had kept forty ships waiting \
        off the coast for nine days. A spokesman for the union said that the men had voted by hand in the \
        old customs hall, and that nobody had counted the votes against. The finance ministry put the loss \
        to the country at twelve million dollars a day. Fruit growers in the valley threw away cherries \
        that could not be loaded. The first ship to leave was bound for Shanghai with copper, and the \
        second for Callao with flour and tyres.";

    const FLOOD: &str = "The Mekong rose above the mark of 1966 on Monday night and put half of the old town \
        under water. Soldiers carried the sick out of the hospital on doors and in fishing boats. The \
        mayor said that the pumps had failed one after another because nobody had cleaned the drains since \
        the dry season. Thailand offered helicopters and rice. The water will stand in the streets for a \
        week, the river commission said, and then leave a hand of mud on every floor. Schools stay closed \
        until the first of the month, and the market moves to the hill behind the temple.";

    fn article(text: &str, outlet: &str) -> Article {
        let place = Place::File(format!("{outlet}.txt").into());
        let mut article = Article::bare(text.to_owned(), Format::Text, place);
        article.outlet = Some(Sourced { value: outlet.to_owned(), origin: Origin::Given });
        article
    }

    fn groups(articles: &[Article]) -> Vec<Vec<usize>> {
        let copies = Copies::among(articles);
        let mut groups: BTreeMap<ArticleId, Vec<usize>> = BTreeMap::new();
        for (index, article) in articles.iter().enumerate() {
            groups.entry(copies.group(&article.id).unwrap_or(article.id)).or_default().push(index);
        }
        let mut groups: Vec<Vec<usize>> = groups.into_values().collect();
        groups.sort();
        groups
    }

    #[test]
    fn cut_and_edited_copies_are_one_group() {
        let cut = STRIKE.split_inclusive(". ").take(3).collect::<String>();
        let edited = STRIKE.replace("Tuesday", "Wednesday").replace("forty", "some forty");
        let headed = format!("PORT REOPENS\n\nVALPARAÍSO (Agencies) - {STRIKE} (Reporting by our staff)");
        let articles =
            [STRIKE, FLOOD, &cut, &edited, &headed].map(|text| article(text, &text[..4].to_lowercase()));
        assert_eq!(groups(&articles), [vec![0, 2, 3, 4], vec![1]]);
        let mut backwards = articles.to_vec();
        backwards.reverse();
        assert_eq!(groups(&backwards), [vec![0, 1, 2, 4], vec![3]]);
    }

    #[test]
    fn a_quoted_sentence_and_a_brief_are_no_copies() {
        let quote = "A spokesman for the union said that the men had voted by hand in the old customs hall, \
            and that nobody had counted the votes against.";
        let quoting = format!("{FLOOD} {quote}");
        let brief = STRIKE.split_inclusive(". ").take(1).collect::<String>();
        let articles = [STRIKE, FLOOD, &quoting, &brief].map(|text| article(text, "post"));
        assert_eq!(groups(&articles), [vec![0], vec![1, 2], vec![3]]);
    }

    #[test]
    fn copies_of_one_outlet_are_no_agency_copy() {
        let later = format!("{STRIKE} The union will meet again in May.");
        let own = [article(STRIKE, "Herald"), article(&later, "Herald")];
        let copies = Copies::among(&own);
        assert!(copies.group(&own[0].id).is_some());
        assert_eq!(copies.source(&own[0]), Source::Outlet("Herald"));
        let two = [article(STRIKE, "Herald"), article(&later, "Star")];
        let copies = Copies::among(&two);
        assert_eq!(copies.source(&two[0]), copies.source(&two[1]));
        assert!(matches!(copies.source(&two[0]), Source::Agency(_)));
        assert_eq!(copies.others(&two[0].id).collect::<Vec<_>>(), [two[1].id]);
    }

    #[test]
    fn an_update_gives_what_a_fresh_search_gives() {
        let articles = [article(STRIKE, "Star"), article(&format!("{STRIKE} And so on."), "Post")];
        let mut copies = Copies::among(&articles[..1]);
        assert_eq!(copies.group(&articles[0].id), None);
        copies.update(&articles);
        assert_eq!(copies.groups, Copies::among(&articles).groups);
        assert_eq!(copies.groups.len(), 2);
        copies.update(&articles[1..]);
        assert_eq!(copies.group(&articles[1].id), None);
    }
}
