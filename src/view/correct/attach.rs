//! Corrections that fit nothing now, attached again to a sentence of the person's choice, or dropped.
//!
//! What was said of a name is not moved: it is said again with one click on the name.

use egui::Ui;

use super::command;
use crate::article::{Article, Part};
use crate::session::correction::{AddedEvent, Anchor, EventAnchor, Unattached};
use crate::session::{Correction, Workspace};
use crate::view::{Command, Commands};

/// So many are offered in the menu of a sentence.
const OFFERED: usize = 12;

/// Where it was.
pub(in crate::view) fn place(lost: &Unattached) -> &Anchor {
    match lost {
        Unattached::Review(at, _) => &at.place,
        Unattached::Added(added, _) => &added.anchor,
        Unattached::Mention(at, _) => at,
    }
}

/// What was said: "Accuse, Kenya → China".
pub(in crate::view) fn told(workspace: &Workspace, lost: &Unattached) -> String {
    let (told, by_hand) = match lost {
        Unattached::Review(at, _) => (&at.read, ""),
        Unattached::Added(added, _) => (&added.told, " by hand"),
        Unattached::Mention(..) => return "a name".to_owned(),
    };
    let ends = (workspace.label(&told.source), workspace.label(&told.target));
    format!("{}, {} → {}{by_hand}", told.kind.label(), ends.0, ends.1)
}

/// What drops it.
pub(in crate::view) fn drop(lost: &Unattached) -> Command {
    command(match lost {
        Unattached::Review(at, _) => Correction::Review(Box::new(at.clone()), None),
        Unattached::Added(added, _) => Correction::Remove(Box::new(added.clone())),
        Unattached::Mention(at, _) => Correction::Mention(at.clone(), None),
    })
}

/// The part of a sentence's menu that attaches what fits nothing to it.
pub(super) fn menu_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    article: &Article,
    (part, sentence): (Part, usize),
    commands: &mut Commands,
) {
    let mut offered = workspace
        .unattached()
        .iter()
        .filter_map(|lost| Some((lost, attached(workspace, article, (part, sentence), lost)?)))
        .take(OFFERED)
        .peekable();
    if offered.peek().is_none() {
        return;
    }
    ui.separator();
    for (lost, correction) in offered {
        if ui.button(format!("Attach here: {}", told(workspace, lost))).clicked() {
            commands.push(command(correction));
            ui.close();
        }
    }
}

/// What puts it on a sentence; `None` where it can't be: a review needs an event of the machine there.
fn attached(
    workspace: &Workspace,
    article: &Article,
    (part, sentence): (Part, usize),
    lost: &Unattached,
) -> Option<Correction> {
    let reading = workspace.machine_readings().get(&article.id)?;
    match lost {
        Unattached::Added(added, _) => {
            let anchor = Anchor::new(article, part, reading.sentences(part).get(sentence)?.span)?;
            let new = AddedEvent { anchor, ..added.clone() };
            Some(Correction::Replace(Box::new(added.clone()), Box::new(new)))
        }
        Unattached::Review(at, _) => {
            let corrections = &workspace.session().choices.corrections;
            let review = corrections.review(at)?;
            let here = reading.events.iter().filter(|event| (event.part, event.sentence) == (part, sentence));
            let likeness = |event: &&crate::event::Event| {
                [event.source == at.read.source, event.target == at.read.target, event.kind == at.read.kind]
                    .iter()
                    .filter(|same| **same)
                    .count()
            };
            let free = here.filter_map(|event| Some((event, EventAnchor::new(article, event)?)));
            let free = free.filter(|(_, anchor)| corrections.review(anchor).is_none());
            let (_, anchor) = free.max_by_key(|(event, _)| likeness(event))?;
            Some(Correction::ReviewAll(vec![(at.clone(), None), (anchor, Some(review.clone()))]))
        }
        Unattached::Mention(..) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Format, Place};
    use crate::session::Edit;
    use crate::session::correction::{Review, Told, Verdict};

    fn workspace(text: &str) -> Workspace {
        let mut workspace = Workspace::new(crate::event::knowledge());
        let article = Article::bare(text.to_owned(), Format::Text, Place::Clipboard);
        let reading = crate::event::read(workspace.knowledge(), &article);
        workspace.add(vec![(article, reading)]);
        workspace
    }

    fn apply(workspace: &mut Workspace, command: Command) {
        let Command::Edit(edit) = command else { panic!("{command:?}") };
        workspace.apply(*edit);
    }

    #[test]
    fn what_fits_nothing_is_attached_to_a_sentence_or_dropped_and_comes_back_by_undo() {
        let mut workspace = workspace("Kenya accused China. Brazil praised Kenya.");
        let article = workspace.articles()[0].clone();
        let event = workspace.machine_readings()[&article.id].events[0].clone();
        let mut at = EventAnchor::new(&article, &event).unwrap();
        at.place.quote = "rebuked".to_owned();
        let review = Review { verdict: Verdict::NotAnEvent, why: String::new() };
        let said = Correction::Review(Box::new(at.clone()), Some(review));
        workspace.apply(Edit::Correct(Box::new(said)));
        let anchor = Anchor { quote: "not there".to_owned(), ..at.place.clone() };
        let added = AddedEvent { anchor, told: Told::of(&event), why: String::new() };
        workspace.apply(Edit::Correct(Box::new(Correction::Add(Box::new(added)))));
        assert_eq!(workspace.unattached().len(), 2);
        let events = workspace.readings()[&article.id].events.len();

        let lost = workspace.unattached().to_vec();
        for lost in &lost {
            let place = (event.part, event.sentence);
            let correction = attached(&workspace, &article, place, lost).unwrap();
            apply(&mut workspace, command(correction));
        }
        assert_eq!(workspace.unattached(), []);
        // One was struck, one came by hand.
        assert_eq!(workspace.left_out(&article.id).len(), 1);
        assert_eq!(workspace.readings()[&article.id].events.len(), events);

        workspace.undo();
        workspace.undo();
        assert_eq!(workspace.unattached(), lost);
        for lost in &lost {
            apply(&mut workspace, drop(lost));
        }
        assert_eq!(workspace.unattached(), []);
        workspace.jump(-2);
        assert_eq!(workspace.unattached(), lost);
    }
}
