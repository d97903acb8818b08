//! Members of organisations, and since and until when: the rows of `assets/actors/members.tsv`.
//!
//! Known limits: years, not days, so that a member counts for the whole year in which it left; a member
//! whose rights are suspended is one.

use super::ActorId;
use super::gazetteer::Years;

/// Actors that were members for the same years.
#[derive(Clone, Debug)]
pub(super) struct Membership {
    years: Years,
    pub members: Vec<ActorId>,
}

impl Membership {
    /// Whether they were members in a year; without one, whether they are.
    pub fn holds_in(&self, year: Option<i16>) -> bool {
        let Years { from, until } = self.years;
        year.map_or(until.is_none(), |year| {
            from.is_none_or(|from| from <= year) && until.is_none_or(|until| year <= until)
        })
    }
}

/// The organisation and the members of a row.
pub(super) fn membership(row: Vec<&str>) -> Option<(ActorId, Membership)> {
    let [organisation, from, until, members, ..] = row[..] else { return None };
    let years = Years { from: from.parse().ok(), until: until.parse().ok() };
    let members = members.split_whitespace().map(ActorId::new).collect();
    Some((ActorId::new(organisation), Membership { years, members }))
}

#[cfg(test)]
mod tests {
    use crate::actor::{ActorId, Gazetteer};

    fn members(organisation: &str, year: Option<i16>) -> Vec<String> {
        let gazetteer = Gazetteer::embedded();
        let organisation = ActorId::new(organisation);
        gazetteer.members(&organisation, year).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn members_come_and_go() {
        assert_eq!(members("org:NATO", Some(1951)).len(), 12);
        assert_eq!(members("org:NATO", None).len(), 32);
        assert_eq!(members("org:EU", None).len(), 27);
        assert_eq!(members("org:EU", Some(2014)).len(), 28);
        assert_eq!(members("org:UN", None).len(), 193);
        assert_eq!(members("org:AU", None).len(), 55);
        assert_eq!(members("org:OAU", Some(2000)).len(), 53);
        assert_eq!(members("org:COMMONWEALTH", None).len(), 56);
        assert_eq!(members("org:OIC", None).len(), 57);
        assert_eq!(members("org:CARICOM", None).len(), 15);
        assert_eq!(members("org:P5", None), ["CHN", "FRA", "GBR", "RUS", "USA"]);
        assert_eq!(members("org:P5", Some(1956)), ["CHN", "FRA", "GBR", "SUN", "USA"]);
        assert!(members("org:OPEC", Some(1980)).contains(&"IDN".to_owned()));
        assert!(!members("org:OPEC", None).contains(&"IDN".to_owned()));
    }

    #[test]
    fn others_have_no_members() {
        assert!(members("org:WHO", None).is_empty());
        assert!(members("FRA", None).is_empty());
        assert!(members("org:ECOWAS", Some(1960)).is_empty());
    }

    #[test]
    fn organisations_and_members_stand_in_the_register() {
        let gazetteer = Gazetteer::embedded();
        for actor in gazetteer.actors() {
            for member in gazetteer.members(&actor.id, None) {
                assert!(gazetteer.actor(member).is_some(), "{member}");
            }
        }
    }
}
