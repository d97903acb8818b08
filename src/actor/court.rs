//! "A court in The Hague": where a court of several states sits, its judges need not be the land's.
//!
//! The towns stand in `assets/actors/courts.tsv`. A town of that table behind "court", "tribunal",
//! "judges" or "prosecutors" and "in" or "at" stays in doubt between the land and those whose courts sit
//! there. Known limit: words between the two ("the court, in The Hague").

use super::context::{Context, is_one_of};
use super::{ActorId, Mention};
use crate::packed::{PackedText, packed_text};

static COURTS: PackedText = packed_text!("assets/actors/courts.tsv");

/// Words for those who judge.
const JUDGES: &[&str] =
    &["court", "courts", "tribunal", "judge", "judges", "prosecutor", "prosecutors", "trial"];

/// Leaves a town in doubt where it says where a court sits.
pub(super) fn leave_open(context: &Context<'_>, mention: &mut Mention) {
    let before = |back| context.word_before(mention.span, back);
    if !is_one_of(before(0), &["in", "at"]) || !is_one_of(before(1), JUDGES) {
        return;
    }
    let town = mention.span.of(context.text);
    let rows = COURTS.lines().filter(|line| !line.starts_with('#')).skip(1);
    let fields = rows.filter_map(|line| line.split_once('\t'));
    let here = fields.filter(|(name, _)| name.eq_ignore_ascii_case(town));
    let mut candidates: Vec<ActorId> =
        here.filter_map(|(_, rest)| rest.split('\t').next()).map(ActorId::new).collect();
    if candidates.is_empty() {
        return;
    }
    candidates.extend(mention.actor.take());
    candidates.sort();
    candidates.dedup();
    mention.candidates = candidates;
    mention.reason = format!("“{town}” is where courts of several states sit").into();
}
