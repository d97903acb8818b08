//! The corrections that fit nothing now: each with why, the way to its article, and a button to drop it. In
//! the article, the menu of a sentence attaches them again (`correct/attach.rs`).

use egui::Ui;

use super::group_ui;
use crate::article::ArticleId;
use crate::session::Workspace;
use crate::session::correction::{Unattached, WhyUnattached};
use crate::view::correct::attach;
use crate::view::theme::{self, color, link_button, space};
use crate::view::{Command, Commands, Passage};

/// One that fits nothing.
#[derive(Debug)]
struct Lost {
    words: String,
    /// Its article, where that is in the session.
    article: Option<ArticleId>,
    /// What drops it.
    drop: Command,
}

/// All of them.
#[derive(Debug, Default)]
pub(super) struct LostCorrections(Vec<Lost>);

impl LostCorrections {
    pub(super) fn new(workspace: &Workspace) -> Self {
        let lost = workspace.unattached().iter().map(|lost| {
            let article = workspace.article(&attach::place(lost).article).map(|article| article.id);
            Lost { words: in_words(workspace, lost), article, drop: attach::drop(lost) }
        });
        Self(lost.collect())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn ui(&self, ui: &mut Ui, commands: &mut Commands) {
        if self.is_empty() {
            return;
        }
        let head = format!("{} of your corrections fit nothing now", self.0.len());
        let head = theme::body(head).color(color(theme::palette(ui).warning));
        egui::CollapsingHeader::new(head).id_salt("unattached").show(ui, |ui| {
            group_ui(ui, "They are kept, and do nothing");
            for lost in &self.0 {
                ui.add(egui::Label::new(theme::small(&lost.words)).wrap());
                ui.horizontal(|ui| {
                    if let Some(article) = lost.article {
                        let tooltip = "There, a right click on a sentence attaches it";
                        if link_button(ui, "Open its article").on_hover_text(tooltip).clicked() {
                            let passage = Passage { article, sentence: None, event: None };
                            commands.push(Command::OpenPassage(passage));
                        }
                    }
                    if link_button(ui, "Drop it").on_hover_text("Undo brings it back").clicked() {
                        commands.push(lost.drop.clone());
                    }
                });
                ui.add_space(space::S);
            }
        });
    }
}

/// What does not fit, and why.
fn in_words(workspace: &Workspace, lost: &Unattached) -> String {
    let why = match lost {
        Unattached::Review(_, why) | Unattached::Added(_, why) | Unattached::Mention(_, why) => why,
    };
    let why = match why {
        WhyUnattached::NoArticle => "its article is not in the session",
        WhyUnattached::NoPlace => "its words are not in the article",
        WhyUnattached::NothingRead => "it is read otherwise now",
    };
    let place = attach::place(lost);
    let title =
        workspace.article(&place.article).map_or_else(|| place.article.short(), |article| article.label());
    format!("{} at “{}” in “{title}”: {why}", attach::told(workspace, lost), place.quote)
}
