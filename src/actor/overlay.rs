//! What a person changes in the gazetteer for a session: actors and names of their own, names taken away,
//! words that never name anybody. A plain value, so that a session can keep it; [`Gazetteer::with_overlay`] applies it.
//!
//! The tables that ship stay as they are. A change that makes no sense (an alias without a letter, an
//! unknown actor) is passed over: a session must open whatever it holds.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::ActorId;
use super::gazetteer::{Actor, ActorKind, Case, Gazetteer, Name, NameKind, Size, Tables, Years};
use super::matching::{Matcher, pattern};

/// Changes to a gazetteer, in the order in which they are made: a later one overrules an earlier one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Overlay {
    /// The changes.
    pub changes: Vec<Change>,
}

/// One change to a gazetteer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "kebab-case")]
pub enum Change {
    /// An actor that the tables do not have; its label is its first name. One that they have gets the
    /// label and the kind.
    AddActor {
        /// A new id: `org:...`, `group:...`, `area:...`.
        actor: ActorId,
        /// The name to show.
        label: String,
        /// What it is.
        kind: ActorKind,
    },
    /// Another name to show for an actor; it does not change what is found in texts.
    Rename {
        /// Whose name it is.
        actor: ActorId,
        /// The name to show.
        label: String,
    },
    /// One more word that names an actor.
    AddAlias {
        /// Whom it names.
        actor: ActorId,
        /// The word as it is written within a sentence.
        alias: String,
        /// What it is to the actor.
        kind: AliasKind,
    },
    /// A word that names an actor no longer. Others whom it names keep it.
    RemoveAlias {
        /// Whom it named.
        actor: ActorId,
        /// The word, in any letter case.
        alias: String,
    },
    /// A word that several actors bear means this one.
    Settle {
        /// Whom it means.
        actor: ActorId,
        /// The word, in any letter case.
        alias: String,
    },
    /// A word that never names an actor, nor does any name within it.
    NeverActor {
        /// The word, in any letter case.
        words: String,
    },
}

/// What an alias is to its actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AliasKind {
    /// "Burma": a name of the actor itself.
    Name,
    /// "Burmese": its people, or its adjective.
    People,
    /// "Naypyidaw": a capital, an office or an agency that stands for it.
    Seat,
    /// "Mandalay": a place in it.
    Place,
}

impl Gazetteer {
    /// This gazetteer with a person's changes. Without changes it is the same one, with the same hash.
    #[must_use]
    pub fn with_overlay(&self, overlay: &Overlay) -> Self {
        if overlay.changes.is_empty() {
            return self.clone();
        }
        let mut tables = self.tables().clone();
        let mut names: Vec<Name> = tables.matcher.names().flatten().cloned().collect();
        for change in &overlay.changes {
            apply(change, &mut tables, &mut names);
        }
        tables.matcher = Matcher::new(names);
        tables.hash = hash(&tables.hash, overlay);
        Self::from_tables(tables)
    }
}

fn apply(change: &Change, tables: &mut Tables, names: &mut Vec<Name>) {
    match change {
        Change::AddActor { actor, label, kind } => {
            let Some(label) = word(label) else { return };
            let new = Actor { id: actor.clone(), label: label.to_owned(), kind: *kind };
            tables.actors.insert(actor.clone(), new);
            add(tables, names, actor, label, first_name(*kind));
        }
        Change::Rename { actor, label } => {
            if let (Some(actor), Some(label)) = (tables.actors.get_mut(actor), word(label)) {
                label.clone_into(&mut actor.label);
            }
        }
        Change::AddAlias { actor, alias, kind } => {
            if let Some(alias) = word(alias) {
                let kind = name_kind(tables, actor, *kind);
                add(tables, names, actor, alias, kind);
            }
        }
        Change::RemoveAlias { actor, alias } => {
            let alias = pattern(alias);
            names.retain(|name| name.actor.as_ref() != Some(actor) || pattern(&name.text) != alias);
        }
        Change::Settle { actor, alias } => {
            let alias = pattern(alias);
            let same = |name: &Name| pattern(&name.text) == alias;
            if names.iter().any(|name| same(name) && name.actor.as_ref() == Some(actor)) {
                names
                    .retain(|name| !same(name) || name.actor.is_none() || name.actor.as_ref() == Some(actor));
            }
        }
        Change::NeverActor { words } => {
            if let Some(words) = word(words) {
                names.push(name(None, words, NameKind::Shield, Case::Any));
            }
        }
    }
}

/// Adds a name of a known actor, where it has no such name.
fn add(tables: &Tables, names: &mut Vec<Name>, actor: &ActorId, alias: &str, kind: NameKind) {
    if !tables.actors.contains_key(actor) {
        return;
    }
    let alias_pattern = pattern(alias);
    names.retain(|name| {
        let same = pattern(&name.text) == alias_pattern;
        let blocks = name.kind == NameKind::Shield || name.actor.as_ref() == Some(actor);
        !(same && blocks)
    });
    names.push(name(Some(actor.clone()), alias, kind, case_of(alias)));
}

fn name(actor: Option<ActorId>, text: &str, kind: NameKind, case: Case) -> Name {
    Name { actor, text: text.to_owned(), kind, case, years: Years::default(), size: Size::Any }
}

/// What can be looked for in a text: something with a letter or a digit.
fn word(text: &str) -> Option<&str> {
    let text = text.trim();
    text.contains(char::is_alphanumeric).then_some(text)
}

fn first_name(kind: ActorKind) -> NameKind {
    match kind {
        ActorKind::Organisation => NameKind::Organisation,
        ActorKind::Group => NameKind::Group,
        ActorKind::Country | ActorKind::Territory | ActorKind::Area => NameKind::Name,
    }
}

fn name_kind(tables: &Tables, actor: &ActorId, kind: AliasKind) -> NameKind {
    match kind {
        AliasKind::Name => tables.actors.get(actor).map_or(NameKind::Name, |actor| first_name(actor.kind)),
        AliasKind::People => NameKind::Demonym,
        AliasKind::Seat => NameKind::Seat,
        AliasKind::Place => NameKind::City,
    }
}

/// The rule of the tables: short words and words in capitals hold as they are written, others in
/// capitals too.
fn case_of(text: &str) -> Case {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    if letters <= 4 || !text.contains(char::is_lowercase) { Case::Exact } else { Case::Caps }
}

/// The hash of the tables with that of the changes: what was read with other changes is read again.
fn hash(tables: &str, overlay: &Overlay) -> String {
    let changes = serde_json::to_string(overlay).unwrap_or_default();
    let digest = Sha256::new().chain_update(tables).chain_update(changes).finalize();
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor;
    use crate::article::Part;
    use crate::language::english;

    fn overlay(changes: &[Change]) -> Overlay {
        Overlay { changes: changes.to_vec() }
    }

    fn id(actor: &str) -> ActorId {
        ActorId::new(actor)
    }

    #[track_caller]
    fn check(changes: &[Change], text: &str, expected: &[(&str, &str)]) {
        let gazetteer = Gazetteer::embedded().with_overlay(&overlay(changes));
        let mentions =
            actor::find(&gazetteer, Part::Text, text, &english().read(text), actor::Background::default());
        let found: Vec<(&str, &str)> = mentions
            .iter()
            .map(|mention| (mention.span.of(text), mention.actor.as_ref().map_or("?", ActorId::as_str)))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn an_actor_of_ones_own() {
        let new = Change::AddActor {
            actor: id("group:REEF-COUNCIL"),
            label: "Reef Council".to_owned(),
            kind: ActorKind::Group,
        };
        let alias = Change::AddAlias {
            actor: id("group:REEF-COUNCIL"),
            alias: "Reefers".to_owned(),
            kind: AliasKind::People,
        };
        check(
            &[new, alias],
            "The Reef Council fired on Kenya. The Reefers left.",
            &[("Reef Council", "group:REEF-COUNCIL"), ("Kenya", "KEN"), ("Reefers", "group:REEF-COUNCIL")],
        );
    }

    #[test]
    fn an_alias_comes_and_goes() {
        let add =
            Change::AddAlias { actor: id("KEN"), alias: "Harambee Land".to_owned(), kind: AliasKind::Name };
        let remove = Change::RemoveAlias { actor: id("KEN"), alias: "harambee land".to_owned() };
        check(std::slice::from_ref(&add), "Harambee Land signed.", &[("Harambee Land", "KEN")]);
        check(&[add, remove], "Harambee Land signed.", &[]);
        let gone = Change::RemoveAlias { actor: id("KEN"), alias: "Kenya".to_owned() };
        check(&[gone], "Kenya and Uganda signed.", &[("Uganda", "UGA")]);
    }

    #[test]
    fn a_name_of_several_is_settled() {
        let text = "Georgia signed the accord on wine.";
        check(&[], text, &[("Georgia", "?")]);
        let settle = |actor| Change::Settle { actor: id(actor), alias: "Georgia".to_owned() };
        check(&[settle("GEO")], text, &[("Georgia", "GEO")]);
        // Nobody has a right to a name that the tables do not give.
        check(&[settle("FRA")], text, &[("Georgia", "?")]);
    }

    #[test]
    fn a_word_that_never_names_anybody() {
        let never = Change::NeverActor { words: "Kenya Diaries".to_owned() };
        check(std::slice::from_ref(&never), "The Kenya Diaries sold well in Uganda.", &[("Uganda", "UGA")]);
        let again =
            Change::AddAlias { actor: id("KEN"), alias: "Kenya Diaries".to_owned(), kind: AliasKind::Name };
        check(&[never, again], "The Kenya Diaries sold well.", &[("Kenya Diaries", "KEN")]);
    }

    #[test]
    fn a_new_label() {
        let rename = Change::Rename { actor: id("TUR"), label: "Türkiye".to_owned() };
        let gazetteer = Gazetteer::embedded().with_overlay(&overlay(&[rename]));
        assert_eq!(gazetteer.label(&id("TUR")), "Türkiye");
    }

    #[test]
    fn the_hash_tells_changes_apart() {
        let gazetteer = Gazetteer::embedded();
        let never = |words: &str| overlay(&[Change::NeverActor { words: words.to_owned() }]);
        let hash = |overlay: &Overlay| gazetteer.with_overlay(overlay).hash().to_owned();
        assert_eq!(hash(&Overlay::default()), gazetteer.hash());
        assert_eq!(hash(&never("a")), hash(&never("a")));
        assert_ne!(hash(&never("a")), hash(&never("b")));
        assert_ne!(hash(&never("a")), gazetteer.hash());
    }

    #[test]
    fn what_makes_no_sense_is_passed_over() {
        let blank = Change::AddAlias { actor: id("KEN"), alias: " - ".to_owned(), kind: AliasKind::Name };
        let unknown = Change::AddAlias { actor: id("ZZZ"), alias: "Zed".to_owned(), kind: AliasKind::Name };
        let nothing = Change::NeverActor { words: String::new() };
        check(&[blank, unknown, nothing], "Zed - Kenya.", &[("Kenya", "KEN")]);
    }

    #[test]
    fn it_is_kept_as_text() {
        let all = overlay(&[
            Change::AddActor { actor: id("org:X"), label: "X".to_owned(), kind: ActorKind::Organisation },
            Change::Settle { actor: id("GEO"), alias: "Georgia".to_owned() },
        ]);
        let text = serde_json::to_string(&all).unwrap();
        assert_eq!(serde_json::from_str::<Overlay>(&text).unwrap(), all);
        assert!(text.starts_with(r#"[{"change":"add-actor","actor":"org:X""#), "{text}");
    }
}
