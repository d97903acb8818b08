//! An actor: its relations as a table, its sentences, and the words that name it.

use std::collections::BTreeMap;

use egui::{Ui, pos2};

use super::link::Bars;
use super::sentences::{self, Row, Tally};
use super::{Choices, coded, counts_ui, head_ui, nothing_ui};
use crate::actor::{ActorId, ActorKind, MentionKind};
use crate::article::{ArticleId, Part};
use crate::graph::{Counts, Evidence};
use crate::session::Workspace;
use crate::session::correction::Subject;
use crate::view::correct::actor::note_line_ui;
use crate::view::lazy_list::LazyList;
use crate::view::theme::{self, Face, font, size, space};
use crate::view::{Action, Command, Commands, Dialog, Passage, Selection, icon, number, widget, wording};

const RELATIONS: usize = 0;
const EVENTS: usize = 1;

/// What is shown of an actor.
#[derive(Debug)]
pub(super) struct ActorPage {
    id: ActorId,
    what: &'static str,
    counts: Counts,
    hidden_neighbours: u32,
    neighbours: Vec<Neighbour>,
    events: usize,
    /// Events that others coded.
    coded: usize,
    rows: Vec<Row>,
    /// The first of the events with the strongest neighbour.
    strongest: Option<Evidence>,
    names: Vec<Naming>,
}

/// Another actor with all events between both.
#[derive(Debug)]
struct Neighbour {
    id: ActorId,
    label: String,
    acts: u32,
    acted_on: u32,
    tally: Tally,
}

/// Words that name the actor.
#[derive(Debug)]
struct Naming {
    words: String,
    how: &'static str,
    times: usize,
    first: (ArticleId, Part, usize),
}

impl ActorPage {
    pub(super) fn new(workspace: &Workspace, id: &ActorId, choices: &Choices) -> Self {
        let graph = workspace.graph();
        let index = graph.actor_index(id);
        let node = index.and_then(|index| graph.actors.get(index));
        let evidence = index.map_or_else(Vec::new, |index| sentences::gather(graph.relations_of(index)));
        let coded = index.map_or_else(Vec::new, |index| coded::gather(graph.relations_of(index)));
        let neighbours = neighbours(workspace, id);
        let strongest = neighbours.first().and_then(|neighbour| {
            let ways = [graph.relation(id, &neighbour.id), graph.relation(&neighbour.id, id)];
            sentences::gather(ways.into_iter().flatten()).first().copied()
        });
        Self {
            id: id.clone(),
            what: kind_in_words(workspace, id),
            counts: node.map_or_else(Counts::default, |node| node.counts),
            hidden_neighbours: node.map_or(0, |node| node.hidden_neighbours),
            neighbours,
            events: evidence.len() + coded.len(),
            coded: coded.len(),
            rows: sentences::rows(workspace, &evidence, &coded, choices.order),
            strongest,
            names: namings(workspace, id),
        }
    }

    pub(super) fn list(&self, workspace: &Workspace, choices: &Choices) -> LazyList {
        match choices.tab {
            RELATIONS => {
                let mut heights = vec![space::ROW; self.neighbours.len()];
                if let Some(item) = self.strongest {
                    heights.push(40.0);
                    heights.push(sentences::guessed_height(workspace, &Row::Card(item)));
                }
                if self.hidden_neighbours > 0 {
                    heights.push(space::HEADER);
                }
                LazyList::new(heights)
            }
            EVENTS => sentences::list(workspace, &self.rows),
            _ => LazyList::new(vec![40.0; self.names.len()]),
        }
    }

    pub(super) fn ui(
        &self,
        ui: &mut Ui,
        workspace: &Workspace,
        list: &mut LazyList,
        choices: &mut Choices,
        commands: &mut Commands,
    ) {
        let title = workspace.label(&self.id).to_owned();
        let (mut opened, note) = (None, coded::note(self.coded));
        let counts = |ui: &mut Ui| opened = counts_ui(ui, self.counts, &note);
        head_ui(ui, self.what, &title, counts, |ui| {
            self.buttons_ui(ui, workspace, commands);
        });
        if opened.is_some() {
            choices.tab = EVENTS;
        }
        note_line_ui(ui, workspace, &Subject::Actor(self.id.clone()));
        let top = ui.cursor().min;
        let tabs =
            [("Relations", self.neighbours.len()), ("Events", self.events), ("Named as", self.names.len())];
        widget::tabs(ui, &tabs, &mut choices.tab);
        match choices.tab {
            RELATIONS => self.relations_ui(ui, workspace, list, commands),
            EVENTS if self.rows.is_empty() && workspace.folder().is_some() => nothing_ui(
                ui,
                "Sentences of an evidence folder are read link by link: choose one under “Relations”.",
            ),
            EVENTS => {
                let strip = egui::Rect::from_min_size(top, egui::vec2(ui.available_width(), 32.0));
                sentences::order_ui(ui, strip, &mut choices.order);
                list.show(ui, "actor_sentences", |ui, index| {
                    if let Some(row) = self.rows.get(index) {
                        sentences::row_ui(ui, workspace, row, commands);
                    }
                });
            }
            _ => list.show(ui, "actor_names", |ui, index| {
                if let Some(naming) = self.names.get(index) {
                    naming_ui(ui, naming, commands);
                }
            }),
        }
    }

    /// From right to left: close, rename, hide, pin.
    fn buttons_ui(&self, ui: &mut Ui, workspace: &Workspace, commands: &mut Commands) {
        ui.spacing_mut().item_spacing.x = 0.0;
        if widget::close_button(ui, "Select nothing (Esc)").clicked() {
            commands.push(Command::Select(Selection::Nothing));
        }
        let rename = Action::RenameSelected.tooltip_with_shortcut();
        if theme::named_icon_button(ui, icon::DRIVE_FILE_RENAME_OUTLINE, "Rename", &rename).clicked() {
            let name = workspace.label(&self.id).to_owned();
            commands.push(Command::ShowDialog(Dialog::Rename(self.id.clone(), name)));
        }
        let names = Action::CorrectSelected.tooltip_with_shortcut();
        if theme::named_icon_button(ui, icon::EDIT, "Names and merging", &names).clicked() {
            commands.act(Action::CorrectSelected);
        }
        let hide = Action::HideSelected.tooltip_with_shortcut();
        if theme::named_icon_button(ui, icon::VISIBILITY_OFF, "Hide", &hide).clicked() {
            commands.push(Command::Hide(self.id.clone()));
        }
        let pinned = workspace.is_pinned(&self.id);
        let tooltip =
            if pinned { "Unpin: let it move again (P)" } else { "Pin: keep it where it stands (P)" };
        if theme::icon_toggle(ui, icon::PUSH_PIN, tooltip, pinned).clicked() {
            let id = self.id.clone();
            commands.push(if pinned { Command::Unpin(id) } else { Command::Pin(id) });
        }
    }

    fn relations_ui(&self, ui: &mut Ui, workspace: &Workspace, list: &mut LazyList, commands: &mut Commands) {
        if self.neighbours.is_empty() {
            nothing_ui(
                ui,
                "It is named, but no event counts now. The filter above the map may leave some out.",
            );
            return;
        }
        let right = ui.max_rect().right() - space::M;
        // A narrow panel has room for the names and bars alone.
        let columns = (ui.max_rect().width() >= 300.0).then_some([right - 60.0, right]);
        let (begin, after) = if columns.is_some() { (0.31, 88.0) } else { (0.5, 0.0) };
        let bars = Bars::new(ui, self.neighbours.iter().map(|neighbour| neighbour.tally.quads), begin, after);
        ui.add_space(space::XS);
        let heads =
            columns.map_or_else(Vec::new, |[acts, acted_on]| vec![("acts", acts), ("acted on", acted_on)]);
        bars.head_ui(ui, &heads);
        let count = self.neighbours.len();
        list.show(ui, "actor_relations", |ui, index| match (self.neighbours.get(index), self.strongest) {
            (Some(neighbour), _) => self.neighbour_ui(ui, neighbour, &bars, columns, commands),
            (None, Some(_)) if index == count => self.strongest_ui(ui, commands),
            (None, Some(item)) if index == count + 1 => {
                sentences::card_ui(ui, workspace, &item, commands);
            }
            _ => self.hidden_ui(ui, commands),
        });
    }

    fn neighbour_ui(
        &self,
        ui: &mut Ui,
        neighbour: &Neighbour,
        bars: &Bars,
        columns: Option<[f32; 2]>,
        commands: &mut Commands,
    ) {
        let in_words = widget::quads_in_words(neighbour.tally.quads);
        let name = format!("{}: {in_words}", neighbour.label);
        let (rect, response) = widget::row(ui, space::ROW, &name, false);
        let palette = theme::palette(ui);
        let middle = rect.center().y;
        let left = pos2(rect.left() + space::M, middle);
        let width = bars.left - left.x - space::XS;
        widget::text_at(ui.painter(), left, &neighbour.label, widget::body(), palette.text, width);
        bars.paint(ui, middle, neighbour.tally.quads);
        for (right, events) in columns.into_iter().flatten().zip([neighbour.acts, neighbour.acted_on]) {
            let ink = if events == 0 { palette.second_text } else { palette.text };
            let words = if events == 0 { "–".to_owned() } else { number::grouped(events as usize) };
            let tabular = font(Face::Tabular, size::BODY);
            widget::text_right(ui.painter(), pos2(right, middle), &words, tabular, ink);
        }
        let hint = format!("{name}\nA click shows their sentences");
        if response.on_hover_text(hint).clicked() {
            commands.push(Command::Select(Selection::link(&self.id, &neighbour.id)));
        }
    }

    /// "Strongest: Ukraine", with the way to all its sentences.
    fn strongest_ui(&self, ui: &mut Ui, commands: &mut Commands) {
        let Some(neighbour) = self.neighbours.first() else { return };
        let (rect, _) = ui.allocate_exact_size(egui::vec2(ui.available_width(), 40.0), egui::Sense::hover());
        let palette = theme::palette(ui);
        let line = egui::Stroke::new(1.0, theme::color(palette.hairline));
        ui.painter().hline(rect.x_range(), rect.top() + 4.0, line);
        let row = rect.shrink2(egui::vec2(space::XS, 0.0)).translate(egui::vec2(0.0, 4.0));
        let layout = egui::Layout::right_to_left(egui::Align::Center);
        let words = match neighbour.tally.sentences {
            0 => "Show the events".to_owned(),
            1 => "Show the sentence".to_owned(),
            sentences => format!("Show the {} sentences", number::grouped(sentences as usize)),
        };
        let link = widget::within(ui, row, layout, |ui| theme::link_button(ui, &words));
        let at = pos2(rect.left() + space::M, rect.center().y + 4.0);
        let title = format!("Strongest: {}", neighbour.label);
        let width = link.rect.left() - at.x - space::S;
        widget::text_at(ui.painter(), at, &title, font(Face::SemiBold, size::BODY), palette.text, width);
        if link.clicked() {
            commands.push(Command::Select(Selection::link(&self.id, &neighbour.id)));
        }
    }

    fn hidden_ui(&self, ui: &mut Ui, commands: &mut Commands) {
        ui.horizontal(|ui| {
            ui.set_height(space::HEADER);
            ui.add_space(space::XS);
            let hidden = number::counted(self.hidden_neighbours as usize, "hidden neighbour");
            let link = theme::link_button(ui, &format!("Show hidden actors ({hidden})"));
            if widget::with_tooltip(link, Action::ShowAll).clicked() {
                commands.act(Action::ShowAll);
            }
        });
    }
}

fn naming_ui(ui: &mut Ui, naming: &Naming, commands: &mut Commands) {
    let times = if naming.times == 1 {
        "once".to_owned()
    } else {
        format!("{} times", number::grouped(naming.times))
    };
    let name = format!("“{}”, {}, {times}", naming.words, naming.how);
    if sentences::simple_row_ui(ui, &naming.words, naming.how, naming.times, &name) {
        let (article, part, sentence) = naming.first;
        let sentence = Some((part, sentence));
        commands.push(Command::OpenPassage(Passage { article, sentence, event: None }));
    }
}

fn kind_in_words(workspace: &Workspace, id: &ActorId) -> &'static str {
    match workspace.knowledge().gazetteer.actor(id).map(|actor| actor.kind) {
        Some(ActorKind::Country) => "Country",
        Some(ActorKind::Territory | ActorKind::Area) => "Territory",
        Some(ActorKind::Organisation) => "Organisation",
        Some(ActorKind::Group) => "Group",
        _ => "Actor",
    }
}

/// The other ends of an actor's relations, the strongest first.
fn neighbours(workspace: &Workspace, id: &ActorId) -> Vec<Neighbour> {
    let graph = workspace.graph();
    let Some(index) = graph.actor_index(id) else { return Vec::new() };
    let mut neighbours: BTreeMap<usize, Neighbour> = BTreeMap::new();
    for relation in graph.relations_of(index) {
        let acts = relation.source == index;
        let other = if acts { relation.target } else { relation.source };
        let Some(node) = graph.actors.get(other) else { continue };
        let neighbour = neighbours.entry(other).or_insert_with(|| Neighbour {
            id: node.id.clone(),
            label: node.label.clone(),
            acts: 0,
            acted_on: 0,
            tally: Tally::default(),
        });
        if acts {
            neighbour.acts += relation.events();
        } else {
            neighbour.acted_on += relation.events();
        }
    }
    let mut neighbours: Vec<Neighbour> = neighbours.into_values().collect();
    for neighbour in &mut neighbours {
        let ways = [graph.relation(id, &neighbour.id), graph.relation(&neighbour.id, id)];
        neighbour.tally = sentences::tally(workspace, ways.into_iter().flatten());
    }
    neighbours.sort_by_key(|neighbour| std::cmp::Reverse(neighbour.tally.weight()));
    neighbours
}

/// The words that name an actor in all articles, the commonest first.
fn namings(workspace: &Workspace, id: &ActorId) -> Vec<Naming> {
    let mut namings: BTreeMap<(&str, MentionKind), Naming> = BTreeMap::new();
    for article in workspace.articles() {
        let Some(reading) = workspace.readings().get(&article.id) else { continue };
        for mention in reading.mentions.iter().filter(|mention| mention.acting() == Some(id)) {
            let words = mention.span.of(article.part(mention.part));
            let naming = namings.entry((words, mention.kind)).or_insert_with(|| Naming {
                words: words.split_whitespace().collect::<Vec<_>>().join(" "),
                how: wording::how_named(mention.kind),
                times: 0,
                first: (article.id, mention.part, mention.sentence),
            });
            naming.times += 1;
        }
    }
    let mut namings: Vec<Naming> = namings.into_values().collect();
    namings.sort_by_key(|naming| std::cmp::Reverse(naming.times));
    namings
}
