//! Where countries and territories lie, from `assets/geography/points.tsv`: a point within each, no
//! border. For pictures only: nothing that is read depends on it.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::ActorId;
use crate::packed::{PackedText, packed_text};

static POINTS: PackedText = packed_text!("assets/geography/points.tsv");

/// Longitude (east positive) and latitude (north positive) of a point in an actor's country, in degrees;
/// `None` for organisations, groups and persons.
#[must_use]
pub fn degrees(actor: &ActorId) -> Option<(f32, f32)> {
    static DEGREES: OnceLock<BTreeMap<&'static str, (f32, f32)>> = OnceLock::new();
    DEGREES.get_or_init(|| POINTS.lines().filter_map(row).collect()).get(actor.as_str()).copied()
}

fn row(line: &'static str) -> Option<(&'static str, (f32, f32))> {
    let mut cells = line.split('\t');
    let (actor, east, north) = (cells.next()?, cells.next()?, cells.next()?);
    Some((actor, (east.parse().ok()?, north.parse().ok()?)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::{ActorKind, Gazetteer};

    #[test]
    fn every_country_and_territory_lies_somewhere() {
        for actor in Gazetteer::embedded().actors() {
            let lies = matches!(actor.kind, ActorKind::Country | ActorKind::Territory);
            let point = degrees(&actor.id);
            assert!(point.is_some() || !lies, "{}", actor.id.as_str());
            assert!(point.is_none_or(|(east, north)| east.abs() <= 180.0 && north.abs() <= 90.0));
        }
    }

    #[test]
    fn hemispheres_are_right() {
        let side = |id: &str| degrees(&ActorId::new(id)).map(|(east, north)| (east > 0.0, north > 0.0));
        assert_eq!(side("USA"), Some((false, true)));
        assert_eq!(side("AUS"), Some((true, false)));
        assert_eq!(side("CHL"), Some((false, false)));
        assert_eq!(side("JPN"), Some((true, true)));
        assert_eq!(side("org:UN"), None);
    }
}
