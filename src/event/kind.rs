//! The types of PLOVER with their quad classes and intensities.
//!
//! Source of classes and intensities: PLOVER codebook 0.8 (2023), table of conflict-cooperation
//! scores. CONCEDE is verbal and RETREAT material cooperation by the manual; SANCTION and PROTEST are
//! material conflict. The manual prints ACCUSE as 3, though all its modes lie between -2 and -3.5:
//! a lost minus, so -3 here.

use serde::{Deserialize, Serialize};

/// A type of event: the 16 of PLOVER and plain statements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum EventKind {
    /// Agree or promise to cooperate in future.
    Agree,
    /// Meet, visit, negotiate, mediate.
    Consult,
    /// Diplomatic support: praise, recognise, ally.
    Support,
    /// Yield: ease, release, accept a demand.
    Concede,
    /// Material cooperation: trade, joint exercises, sharing.
    Cooperate,
    /// Give aid, arms, money, asylum.
    Aid,
    /// Withdraw troops, end an occupation, cease fire.
    Retreat,
    /// Demand, urge, appeal.
    Request,
    /// Blame, criticise, sue.
    Accuse,
    /// Refuse, decline, veto.
    Reject,
    /// Threaten, warn.
    Threaten,
    /// Demonstrate against.
    Protest,
    /// Sanctions, expulsions, reduced relations.
    Sanction,
    /// Military posture.
    Mobilize,
    /// Arrest, seize, blockade, restrict.
    Coerce,
    /// Attack, fight, kill.
    Assault,
    /// A plain statement about another; hidden by default.
    Statement,
}

/// The four classes of PLOVER, and none for statements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Quad {
    /// 1.
    VerbalCooperation,
    /// 2.
    MaterialCooperation,
    /// 3.
    VerbalConflict,
    /// 4.
    MaterialConflict,
}

impl Quad {
    /// All four in their order.
    pub const ALL: [Self; 4] =
        [Self::VerbalCooperation, Self::MaterialCooperation, Self::VerbalConflict, Self::MaterialConflict];

    /// 1 to 4, as in PLOVER.
    #[must_use]
    pub fn number(self) -> u8 {
        self.index() as u8 + 1
    }

    /// 0 to 3, for arrays.
    #[must_use]
    pub fn index(self) -> usize {
        self as usize
    }

    /// "verbal cooperation" and so on.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::VerbalCooperation => "verbal cooperation",
            Self::MaterialCooperation => "material cooperation",
            Self::VerbalConflict => "verbal conflict",
            Self::MaterialConflict => "material conflict",
        }
    }

    /// Whether it is cooperation.
    #[must_use]
    pub fn is_cooperation(self) -> bool {
        matches!(self, Self::VerbalCooperation | Self::MaterialCooperation)
    }

    /// Whether it is material.
    #[must_use]
    pub fn is_material(self) -> bool {
        matches!(self, Self::MaterialCooperation | Self::MaterialConflict)
    }
}

impl EventKind {
    /// All in the order of the quad classes; the statement last.
    pub const ALL: [Self; 17] = [
        Self::Agree,
        Self::Consult,
        Self::Support,
        Self::Concede,
        Self::Cooperate,
        Self::Aid,
        Self::Retreat,
        Self::Request,
        Self::Accuse,
        Self::Reject,
        Self::Threaten,
        Self::Protest,
        Self::Sanction,
        Self::Mobilize,
        Self::Coerce,
        Self::Assault,
        Self::Statement,
    ];

    /// Its class; `None` for a statement.
    #[must_use]
    pub fn quad(self) -> Option<Quad> {
        match self {
            Self::Agree | Self::Consult | Self::Support | Self::Concede => Some(Quad::VerbalCooperation),
            Self::Cooperate | Self::Aid | Self::Retreat => Some(Quad::MaterialCooperation),
            Self::Request | Self::Accuse | Self::Reject | Self::Threaten => Some(Quad::VerbalConflict),
            Self::Protest | Self::Sanction | Self::Mobilize | Self::Coerce | Self::Assault => {
                Some(Quad::MaterialConflict)
            }
            Self::Statement => None,
        }
    }

    /// PLOVER's conflict-cooperation score, -10 to 10. Per type, never per country.
    #[must_use]
    pub fn intensity(self) -> f32 {
        match self {
            Self::Agree | Self::Consult => 2.5,
            Self::Support => 5.0,
            Self::Concede => 4.5,
            Self::Cooperate => 9.5,
            Self::Aid => 10.0,
            Self::Retreat => 6.5,
            Self::Request | Self::Statement => 0.0,
            Self::Accuse => -3.0,
            Self::Reject => -2.0,
            Self::Threaten => -3.5,
            Self::Protest => -5.0,
            Self::Sanction => -6.0,
            Self::Mobilize => -5.5,
            Self::Coerce => -7.0,
            Self::Assault => -9.0,
        }
    }

    /// In capitals, as PLOVER writes it and the rows of `extract` have it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Agree => "AGREE",
            Self::Consult => "CONSULT",
            Self::Support => "SUPPORT",
            Self::Concede => "CONCEDE",
            Self::Cooperate => "COOPERATE",
            Self::Aid => "AID",
            Self::Retreat => "RETREAT",
            Self::Request => "REQUEST",
            Self::Accuse => "ACCUSE",
            Self::Reject => "REJECT",
            Self::Threaten => "THREATEN",
            Self::Protest => "PROTEST",
            Self::Sanction => "SANCTION",
            Self::Mobilize => "MOBILIZE",
            Self::Coerce => "COERCE",
            Self::Assault => "ASSAULT",
            Self::Statement => "STATEMENT",
        }
    }

    /// In sentence case, for the interface.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Agree => "Agree",
            Self::Consult => "Consult",
            Self::Support => "Support",
            Self::Concede => "Concede",
            Self::Cooperate => "Cooperate",
            Self::Aid => "Aid",
            Self::Retreat => "Retreat",
            Self::Request => "Request",
            Self::Accuse => "Accuse",
            Self::Reject => "Reject",
            Self::Threaten => "Threaten",
            Self::Protest => "Protest",
            Self::Sanction => "Sanction",
            Self::Mobilize => "Mobilize",
            Self::Coerce => "Coerce",
            Self::Assault => "Assault",
            Self::Statement => "Statement",
        }
    }

    /// What it means, for a hover text.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Agree => "agrees or promises to cooperate",
            Self::Consult => "meets, visits, talks with, mediates",
            Self::Support => "supports by words or diplomacy, praises, recognises, is allied",
            Self::Concede => "yields: eases, releases, accepts a demand",
            Self::Cooperate => "works together in deed: trade, exercises, sharing",
            Self::Aid => "gives aid, arms, money, asylum",
            Self::Retreat => "withdraws, ends an occupation, ceases fire",
            Self::Request => "demands, urges, appeals",
            Self::Accuse => "blames, criticises, investigates, sues",
            Self::Reject => "refuses, declines, vetoes",
            Self::Threaten => "threatens, warns",
            Self::Protest => "demonstrates against",
            Self::Sanction => "imposes sanctions, expels, reduces relations",
            Self::Mobilize => "shows or moves military force",
            Self::Coerce => "arrests, seizes, restricts, blockades",
            Self::Assault => "attacks, fights, kills",
            Self::Statement => "says something about",
        }
    }

    /// The type with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// A set of types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "Vec<EventKind>", from = "Vec<EventKind>")]
pub struct KindSet(u32);

impl KindSet {
    /// The 16 types of PLOVER, without statements.
    #[must_use]
    pub fn plover() -> Self {
        EventKind::ALL.into_iter().filter(|kind| kind.quad().is_some()).collect()
    }

    /// Whether a type is in it.
    #[must_use]
    pub fn contains(self, kind: EventKind) -> bool {
        self.0 & (1 << kind as u32) != 0
    }

    /// With or without a type, whichever it was not.
    #[must_use]
    pub fn toggled(self, kind: EventKind) -> Self {
        Self(self.0 ^ (1 << kind as u32))
    }

    /// Its types in order.
    pub fn iter(self) -> impl Iterator<Item = EventKind> {
        EventKind::ALL.into_iter().filter(move |kind| self.contains(*kind))
    }
}

impl FromIterator<EventKind> for KindSet {
    fn from_iter<I: IntoIterator<Item = EventKind>>(kinds: I) -> Self {
        Self(kinds.into_iter().fold(0, |set, kind| set | (1 << kind as u32)))
    }
}

impl From<KindSet> for Vec<EventKind> {
    fn from(set: KindSet) -> Self {
        set.iter().collect()
    }
}

impl From<Vec<EventKind>> for KindSet {
    fn from(kinds: Vec<EventKind>) -> Self {
        kinds.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cooperation_scores_above_and_conflict_below_zero() {
        for kind in EventKind::ALL {
            match kind.quad() {
                Some(quad) if quad.is_cooperation() => assert!(kind.intensity() > 0.0, "{kind:?}"),
                Some(_) => assert!(kind.intensity() <= 0.0, "{kind:?}"),
                None => assert_eq!(kind.intensity(), 0.0),
            }
        }
    }

    #[test]
    fn a_set_is_written_as_a_list_of_codes() {
        let set: KindSet = [EventKind::Accuse, EventKind::Agree].into_iter().collect();
        let json = serde_json::to_string(&set).unwrap();
        assert_eq!(json, r#"["AGREE","ACCUSE"]"#);
        assert_eq!(serde_json::from_str::<KindSet>(&json).unwrap(), set);
        assert!(!KindSet::plover().contains(EventKind::Statement));
    }
}
