//! Nothing is selected: what the map holds, its strongest relations, and what was not read.

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
use crate::view::{Command, Commands, Selection, icon, number, widget};

/// Relations that are listed: the map has all.
const STRONGEST: usize = 200;

/// The whole map in numbers.
#[derive(Debug)]
pub(super) struct Overview {
    title: String,
    line: String,
    pairs: Vec<Pair>,
    unread: BTreeSet<ArticleId>,
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
    pub(super) fn new(workspace: &Workspace) -> Self {
        let graph = workspace.graph();
        let mut pairs: BTreeMap<(usize, usize), Pair> = BTreeMap::new();
        for relation in &graph.relations {
            let (a, b) = (relation.source.min(relation.target), relation.source.max(relation.target));
            let (Some(one), Some(other)) = (graph.actors.get(a), graph.actors.get(b)) else { continue };
            let pair = pairs.entry((a, b)).or_insert_with(|| Pair {
                ends: (one.id.clone(), other.id.clone()),
                label: format!("{} – {}", one.label, other.label),
                quads: [0; 4],
                sentences: 0,
            });
            pair.sentences = pair.sentences.max(relation.counts.sentences);
        }
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
        Self {
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
        head_ui(ui, "The whole map", &self.title, &self.line, |_| {});
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
            let words = if self.pairs.is_empty() {
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
