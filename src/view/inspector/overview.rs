//! Nothing is selected: what the map holds, its strongest relations, and what was not read; or several
//! actors are: the relations between them.

use std::collections::{BTreeMap, BTreeSet};

use egui::{Ui, pos2};

use super::accuracy::Corrected;
use super::link::Bars;
use super::{head_ui, line_ui, number_ui, sentences};
use crate::actor::ActorId;
use crate::article::ArticleId;
use crate::graph::{Balance, Triad};
use crate::language::Readable;
use crate::session::Workspace;
use crate::view::articles::ArticlesView;
use crate::view::lazy_list::LazyList;
use crate::view::map::{hull, menu};
use crate::view::theme::{self, Face, font, size, space};
use crate::view::{Action, Command, Commands, Selection, icon, number, widget};

/// Relations that are listed: the map has all.
const STRONGEST: usize = 200;
const BLOCS: usize = 1;
const TRIADS: usize = 2;

/// The whole map in numbers.
#[derive(Debug)]
pub(super) struct Overview {
    corrected: Corrected,
    title: String,
    line: String,
    pairs: Vec<Pair>,
    unread: BTreeSet<ArticleId>,
    /// The articles with an event.
    telling: BTreeSet<ArticleId>,
    /// Whether it speaks of the selected actors only, and how many they are.
    among: Option<BTreeSet<ActorId>>,
    blocs: Vec<BlocRow>,
    triads: Vec<TriadRow>,
    /// Balanced and frustrated triads, in words.
    balance: String,
}

/// A bloc with why it is one.
#[derive(Debug)]
struct BlocRow {
    name: String,
    /// Why, as short as a narrow panel asks for.
    line: String,
    why: String,
    actors: BTreeSet<ActorId>,
}

/// Three actors that are not balanced.
#[derive(Debug)]
struct TriadRow {
    names: String,
    why: String,
    actors: BTreeSet<ActorId>,
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
    /// Without a balance, it is being found.
    pub(super) fn new(
        workspace: &Workspace,
        among: Option<&BTreeSet<ActorId>>,
        balance: Option<&Balance>,
    ) -> Self {
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
            pair.sentences = pair.sentences.max(relation.weight());
        }
        let all_pairs = pairs.len();
        let mut pairs: Vec<Pair> = pairs.into_values().collect();
        pairs.sort_by_key(|pair| std::cmp::Reverse(pair.sentences));
        pairs.truncate(STRONGEST);
        for Pair { ends: (a, b), quads, sentences, .. } in &mut pairs {
            let ways = [graph.relation(a, b), graph.relation(b, a)];
            let tally = sentences::tally(workspace, ways.into_iter().flatten());
            (*quads, *sentences) = (tally.quads, tally.weight());
        }
        pairs.sort_by_key(|pair| std::cmp::Reverse(pair.sentences));
        let readings = workspace.readings();
        let events: usize = readings.values().map(|reading| reading.event_count()).sum();
        let unread = readings.values().filter(|reading| reading.readable != Readable::Full);
        if let Some(among) = among {
            return Self::of_several(workspace, among, pairs, all_pairs);
        }
        Self {
            corrected: Corrected::new(workspace),
            among: None,
            blocs: blocs(workspace),
            balance: balance.map_or_else(|| "Counting the triads".to_owned(), balance_in_words),
            triads: balance.map_or_else(Vec::new, |balance| triads(workspace, balance)),
            title: format!(
                "{}, {}",
                number::counted(graph.actors.len(), "actor"),
                number::counted(graph.relations.len(), "link")
            ),
            line: match &workspace.session().folder {
                Some(folder) => format!(
                    "{} in {} of an evidence folder",
                    number::counted(usize::try_from(folder.events).unwrap_or(usize::MAX), "row of events"),
                    number::counted(folder.articles as usize, "article")
                ),
                None => format!(
                    "{} in {}",
                    number::counted(events, "event"),
                    number::counted(workspace.articles().len(), "article")
                ),
            },
            pairs,
            unread: unread.map(|reading| reading.article).collect(),
            telling: readings
                .values()
                .filter(|reading| reading.event_count() > 0)
                .map(|reading| reading.article)
                .collect(),
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
            corrected: Corrected::default(),
            among: Some(among.clone()),
            blocs: Vec::new(),
            triads: Vec::new(),
            balance: String::new(),
            title: number::counted(among.len(), "actor"),
            line: format!("{}{more}: {} between them", names.join(", "), number::counted(all_pairs, "link")),
            pairs,
            unread: BTreeSet::new(),
            telling: BTreeSet::new(),
        }
    }

    /// The unread files, a head, the pairs.
    pub(super) fn list(&self, tab: usize) -> LazyList {
        match tab {
            BLOCS => return LazyList::new(vec![44.0; self.blocs.len()]),
            TRIADS => {
                return LazyList::new(std::iter::once(40.0).chain(vec![44.0; self.triads.len()]).collect());
            }
            _ => {}
        }
        let heads = [space::ROW, 20.0];
        LazyList::new(heads.into_iter().chain(std::iter::repeat_n(space::ROW, self.pairs.len())).collect())
    }

    pub(super) fn ui(
        &self,
        ui: &mut Ui,
        workspace: &Workspace,
        list: &mut LazyList,
        tab: &mut usize,
        articles: &mut ArticlesView,
        commands: &mut Commands,
    ) {
        match &self.among {
            None => {
                head_ui(ui, "The whole map", &self.title, |ui| self.line_ui(ui, articles), |_| {});
                self.corrected.ui(ui, commands);
            }
            Some(actors) => {
                head_ui(
                    ui,
                    "Selected actors",
                    &self.title,
                    |ui| line_ui(ui, &self.line),
                    |ui| {
                        if widget::close_button(ui, "Select nothing (Esc)").clicked() {
                            commands.push(Command::Select(Selection::Nothing));
                        }
                    },
                );
                together_ui(ui, workspace, actors, commands);
            }
        }
        if self.among.is_none() {
            let tabs =
                [("Links", self.pairs.len()), ("Blocs", self.blocs.len()), ("Triads", self.triads.len())];
            widget::tabs(ui, &tabs, tab);
        } else {
            theme::hairline(ui);
        }
        match *tab {
            BLOCS if self.among.is_none() => return self.blocs_ui(ui, list, commands),
            TRIADS if self.among.is_none() => return self.triads_ui(ui, list, commands),
            _ => {}
        }
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

    /// How many events were read in how many articles: a click lists those that have any.
    fn line_ui(&self, ui: &mut Ui, articles: &mut ArticlesView) {
        if self.telling.is_empty() {
            return line_ui(ui, &self.line);
        }
        let hint = format!(
            "Events of any status, also those that the filters leave out. A click lists the {} with one",
            number::counted(self.telling.len(), "article")
        );
        if number_ui(ui, &self.line, &self.line, &hint) {
            articles.only = Some(("With an event".to_owned(), self.telling.clone()));
        }
    }

    fn blocs_ui(&self, ui: &mut Ui, list: &mut LazyList, commands: &mut Commands) {
        if self.blocs.is_empty() {
            sentences::note_ui(ui, "No three actors cooperate more among themselves than with others.");
            return;
        }
        list.show(ui, "blocs", |ui, index| {
            if let Some(bloc) = self.blocs.get(index)
                && two_lines_ui(ui, [&bloc.name, &bloc.line], &bloc.why)
            {
                commands.push(Command::Select(Selection::of_actors(bloc.actors.clone())));
            }
        });
    }

    fn triads_ui(&self, ui: &mut Ui, list: &mut LazyList, commands: &mut Commands) {
        list.show(ui, "triads", |ui, index| match index.checked_sub(1) {
            None => sentences::note_ui(ui, &self.balance),
            Some(index) => {
                if let Some(triad) = self.triads.get(index)
                    && two_lines_ui(ui, [&triad.names, &triad.why], &triad.why)
                {
                    commands.push(Command::Select(Selection::of_actors(triad.actors.clone())));
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

/// A row with a name and a line below it; why is told on hover. Whether it was pressed.
fn two_lines_ui(ui: &mut Ui, [name, line]: [&str; 2], why: &str) -> bool {
    let (rect, response) = widget::row(ui, 44.0, &format!("{name}: {why}"), false);
    let palette = theme::palette(ui);
    let width = rect.width() - 2.0 * space::M;
    let at = pos2(rect.left() + space::M, rect.top() + 15.0);
    widget::text_at(ui.painter(), at, name, widget::body(), palette.text, width);
    let at = pos2(rect.left() + space::M, rect.top() + 31.0);
    widget::text_at(ui.painter(), at, line, widget::small(), palette.second_text, width);
    response.on_hover_text(format!("{name}\n{why}\nA click selects them and lists their relations")).clicked()
}

fn blocs(workspace: &Workspace) -> Vec<BlocRow> {
    let graph = workspace.graph();
    let row = |bloc: &crate::graph::Bloc| BlocRow {
        name: bloc.name(graph),
        line: hull::numbers(bloc),
        why: hull::why(bloc),
        actors: bloc.actors.iter().map(|&actor| graph.actors[actor].id.clone()).collect(),
    };
    workspace.blocs().list.iter().map(row).collect()
}

fn triads(workspace: &Workspace, balance: &Balance) -> Vec<TriadRow> {
    let graph = workspace.graph();
    let row = |triad: &Triad| {
        let [a, b, c] = triad.actors.map(|actor| graph.actors[actor].label.as_str());
        let [ab, bc, ac] = triad.friends;
        let side = |one: &str, other: &str, friends: bool| {
            format!("{one} {} {other}", if friends { "+" } else { "\u{2212}" })
        };
        TriadRow {
            names: format!("{a}, {b}, {c}"),
            why: [side(a, b, ab), side(b, c, bc), side(a, c, ac)].join(", "),
            actors: triad.actors.map(|actor| graph.actors[actor].id.clone()).into(),
        }
    };
    balance.frustrated.iter().map(row).collect()
}

fn balance_in_words(balance: &Balance) -> String {
    match balance.share() {
        None => "No three actors are related to one another with clear signs.".to_owned(),
        Some(share) => format!(
            "{} of {} balanced ({:.0} %); these are not:",
            number::grouped(balance.balanced),
            number::counted(balance.balanced + balance.all_frustrated, "triad"),
            100.0 * share
        ),
    }
}

/// What can be done with several actors at once.
fn together_ui(ui: &mut Ui, workspace: &Workspace, actors: &BTreeSet<ActorId>, commands: &mut Commands) {
    egui::Frame::new().inner_margin(egui::Margin { left: 8, right: 8, top: 0, bottom: 8 }).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            let chain = (actors.len() == 2).then_some(Action::ShowChain);
            let all = [
                Action::FocusSelected,
                Action::IsolateSelected,
                Action::OnlySelected,
                Action::TogglePin,
                Action::HideSelected,
            ];
            for action in all.into_iter().chain(chain) {
                let button = theme::outlined_button(ui, None, action.label());
                if widget::with_tooltip(button, action).clicked() {
                    commands.act(action);
                }
            }
        });
        ui.add_space(space::XS);
        menu::colours_ui(ui, workspace, actors, commands);
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
