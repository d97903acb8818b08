//! Nothing is selected: what the map holds, its strongest relations, and what was not read; or several
//! actors are: the relations between them.

use std::collections::{BTreeMap, BTreeSet};

use egui::{Ui, pos2};

use super::link::Bars;
use super::{head_ui, sentences};
use crate::actor::ActorId;
use crate::article::ArticleId;
use crate::language::Readable;
use crate::session::Workspace;
use crate::view::articles::ArticlesView;
use crate::view::lazy_list::LazyList;
use crate::view::theme::{self, Face, font, size, space};
use crate::view::{Action, Command, Commands, Selection, icon, number, widget};

/// Relations that are listed: the map has all.
const STRONGEST: usize = 200;

/// The whole map in numbers.
#[derive(Debug)]
pub(super) struct Overview {
    title: String,
    line: String,
    pairs: Vec<Pair>,
    unread: BTreeSet<ArticleId>,
    /// Whether it speaks of the selected actors only, and how many they are.
    among: Option<usize>,
}

/// Both directions of a dyad together.
#[derive(Debug)]
struct Pair {
    ends: (ActorId, ActorId),
    label: String,
    quads: [u32; 4],
    sentences: u32,
}

impl Overview {
    /// All relations, or those between some actors.
    pub(super) fn new(workspace: &Workspace, among: Option<&BTreeSet<ActorId>>) -> Self {
        let graph = workspace.graph();
        let mut pairs: BTreeMap<(usize, usize), Pair> = BTreeMap::new();
        for relation in &graph.relations {
            let (a, b) = (relation.source.min(relation.target), relation.source.max(relation.target));
            let (Some(one), Some(other)) = (graph.actors.get(a), graph.actors.get(b)) else { continue };
            if among.is_some_and(|among| !among.contains(&one.id) || !among.contains(&other.id)) {
                continue;
            }
            let pair = pairs.entry((a, b)).or_insert_with(|| Pair {
                ends: (one.id.clone(), other.id.clone()),
                label: format!("{} – {}", one.label, other.label),
                quads: [0; 4],
                sentences: 0,
            });
            pair.sentences = pair.sentences.max(relation.counts.sentences);
        }
        let all_pairs = pairs.len();
        let mut pairs: Vec<Pair> = pairs.into_values().collect();
        pairs.sort_by_key(|pair| std::cmp::Reverse(pair.sentences));
        pairs.truncate(STRONGEST);
        for Pair { ends: (a, b), quads, sentences, .. } in &mut pairs {
            let ways = [graph.relation(a, b), graph.relation(b, a)];
            (*quads, *sentences) = sentences::tally(workspace, ways.into_iter().flatten());
        }
        pairs.sort_by_key(|pair| std::cmp::Reverse(pair.sentences));
        let readings = workspace.readings();
        let events: usize = readings.values().map(|reading| reading.event_count()).sum();
        let unread = readings.values().filter(|reading| reading.readable != Readable::Full);
        if let Some(among) = among {
            return Self::of_several(workspace, among, pairs, all_pairs);
        }
        Self {
            among: None,
            title: format!(
                "{}, {}",
                number::counted(graph.actors.len(), "actor"),
                number::counted(graph.relations.len(), "link")
            ),
            line: format!(
                "{} in {}",
                number::counted(events, "event"),
                number::counted(workspace.session().articles.len(), "article")
            ),
            pairs,
            unread: unread.map(|reading| reading.article).collect(),
        }
    }

    fn of_several(
        workspace: &Workspace,
        among: &BTreeSet<ActorId>,
        pairs: Vec<Pair>,
        all_pairs: usize,
    ) -> Self {
        let names: Vec<&str> = among.iter().take(4).map(|actor| workspace.label(actor)).collect();
        let more = among.len().saturating_sub(names.len());
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        Self {
            among: Some(among.len()),
            title: number::counted(among.len(), "actor"),
            line: format!("{}{more}: {} between them", names.join(", "), number::counted(all_pairs, "link")),
            pairs,
            unread: BTreeSet::new(),
        }
    }

    /// The unread files, a head, the pairs.
    pub(super) fn list(&self) -> LazyList {
        let heads = [space::ROW, 20.0];
        LazyList::new(heads.into_iter().chain(std::iter::repeat_n(space::ROW, self.pairs.len())).collect())
    }

    pub(super) fn ui(
        &self,
        ui: &mut Ui,
        list: &mut LazyList,
        articles: &mut ArticlesView,
        commands: &mut Commands,
    ) {
        match self.among {
            None => head_ui(ui, "The whole map", &self.title, &self.line, |_| {}),
            Some(actors) => {
                head_ui(ui, "Selected actors", &self.title, &self.line, |ui| {
                    if widget::close_button(ui, "Select nothing (Esc)").clicked() {
                        commands.push(Command::Select(Selection::Nothing));
                    }
                });
                together_ui(ui, actors, commands);
            }
        }
        theme::hairline(ui);
        let bars = Bars::new(ui, self.pairs.iter().map(|pair| pair.quads), 0.53, 28.0);
        list.show(ui, "pairs", |ui, index| match index {
            0 => self.hint_ui(ui, articles),
            1 if self.pairs.is_empty() => {}
            1 => bars.head_ui(ui, &[]),
            _ => {
                if let Some(pair) = self.pairs.get(index - 2) {
                    pair_ui(ui, pair, &bars, commands);
                }
            }
        });
    }

    /// How to go on, or what was not read.
    fn hint_ui(&self, ui: &mut Ui, articles: &mut ArticlesView) {
        if self.unread.is_empty() {
            let words = if self.among.is_some() {
                "Drag one of them to move all."
            } else if self.pairs.is_empty() {
                "Articles in which a country does something to another make links here."
            } else {
                "Click an actor or a link to see its sentences."
            };
            sentences::note_ui(ui, words);
            return;
        }
        let words = format!("{} not read", number::counted(self.unread.len(), "article"));
        let (rect, response) = widget::row(ui, space::ROW, &words, false);
        let ink = theme::palette(ui).warning;
        let middle = rect.center().y;
        widget::icon_at(ui.painter(), pos2(rect.left() + space::M, middle), icon::WARNING, 16.0, ink);
        let at = pos2(rect.left() + space::M + 22.0, middle);
        widget::text_at(ui.painter(), at, &words, widget::body(), ink, rect.width() - 48.0);
        if response.on_hover_text("Only English is read. A click lists them").clicked() {
            articles.only = Some(("Not read".to_owned(), self.unread.clone()));
        }
    }
}

/// What can be done with several actors at once.
fn together_ui(ui: &mut Ui, actors: usize, commands: &mut Commands) {
    egui::Frame::new().inner_margin(egui::Margin { left: 8, right: 8, top: 0, bottom: 8 }).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            let chain = (actors == 2).then_some(Action::ShowChain);
            let all =
                [Action::FocusSelected, Action::IsolateSelected, Action::TogglePin, Action::HideSelected];
            for action in all.into_iter().chain(chain) {
                let button = theme::outlined_button(ui, None, action.label());
                if widget::with_tooltip(button, action).clicked() {
                    commands.act(action);
                }
            }
        });
    });
}

fn pair_ui(ui: &mut Ui, pair: &Pair, bars: &Bars, commands: &mut Commands) {
    let sentences = number::counted(pair.sentences as usize, "sentence");
    let name = format!("{}: {}, in {sentences}", pair.label, widget::quads_in_words(pair.quads));
    let (rect, response) = widget::row(ui, space::ROW, &name, false);
    let palette = theme::palette(ui);
    let middle = rect.center().y;
    let at = pos2(rect.left() + space::M, middle);
    let width = bars.left - at.x - space::XS;
    widget::text_at(ui.painter(), at, &pair.label, widget::body(), palette.text, width);
    bars.paint(ui, middle, pair.quads);
    let right = pos2(rect.right() - space::M, middle);
    let sentences = number::grouped(pair.sentences as usize);
    widget::text_right(ui.painter(), right, &sentences, font(Face::Tabular, size::BODY), palette.text);
    if response.on_hover_text(name).clicked() {
        commands.push(Command::Select(Selection::link(&pair.ends.0, &pair.ends.1)));
    }
}
