//! GDELT's Global Knowledge Graph 2.1: which places an article names. It tells no events.

use super::super::record;
use super::{CodedDocument, Gathered};

const ID: usize = 0;
const DATE: usize = 1;
const OUTLET: usize = 3;
const ADDRESS: usize = 4;
/// Places with the offset at which each stands, and without.
const PLACES: [usize; 2] = [10, 9];

/// Notes an article with the countries of its places.
pub(super) fn push(cells: &[&str], gathered: &mut Gathered) {
    let cell = |index: usize| cells.get(index).copied().unwrap_or_default();
    let places = PLACES.map(cell).into_iter().find(|places| !places.is_empty()).unwrap_or_default();
    let mut countries: Vec<String> = places.split(';').filter_map(country).map(str::to_owned).collect();
    countries.sort();
    countries.dedup();
    gathered.push_document(CodedDocument {
        id: cell(ID).to_owned(),
        date: cell(DATE).get(..8).and_then(|day| record::read_date(day).ok()),
        outlet: cell(OUTLET).to_owned(),
        address: cell(ADDRESS).to_owned(),
        countries,
    });
}

/// The country of `4#Kyiv, Kyyiv, Misto, Ukraine#UP#UP12#25199#50.4333#30.5167#-1044367#2`.
fn country(place: &str) -> Option<&str> {
    place.split('#').nth(2).map(str::trim).filter(|code| code.len() == 2)
}
