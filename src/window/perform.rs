//! Performs commands: each arm is one call.

use std::collections::BTreeSet;

use super::App;
use crate::actor::ActorId;
use crate::article::ArticleId;
use crate::graph::Filter;
use crate::layout::Point;
use crate::session::{Arrangement, Edit};
use crate::view::map::Around;
use crate::view::number;
use crate::view::palette::PaletteView;
use crate::view::{Action, Command, Dialog, Passage, Selection};

/// Seconds between the steps of time while it is played.
const PLAY_PAUSE: f64 = 0.7;

/// Draws the window larger or smaller, from 80 to 200 %.
fn zoom_letters(ctx: &egui::Context, factor: f32) {
    ctx.set_zoom_factor((ctx.zoom_factor() * factor).clamp(0.8, 2.0));
}

impl App {
    /// Performs what was asked for since the last frame.
    pub(super) fn perform_commands(&mut self, ctx: &egui::Context) {
        for command in self.commands.take() {
            self.perform(command, ctx);
        }
    }

    pub(super) fn perform(&mut self, command: Command, ctx: &egui::Context) {
        match command {
            Command::Do(action) => self.act(action, ctx),
            Command::OpenPaths(paths) => self.open_paths(paths),
            Command::PasteText(text) => self.read_pasted(text),
            Command::Select(selection) => self.select(selection),
            Command::GoTo(selection) => self.go_to(selection),
            Command::Focus(around) => self.focus(around),
            Command::OpenPassage(passage) => self.state.passage = Some(passage),
            Command::RemoveArticle(article) => self.remove_article(article),
            Command::EditDetails(articles) => self.edit_details(&articles),
            Command::SetMetadata(edit) => self.set_metadata(*edit),
            Command::OpenMapped(path, columns, mapping) => self.open_mapped(path, &columns, mapping),
            Command::RemoveTable(table) => self.remove_table(&table),
            Command::Drag(actor, place) => self.workspace.drag(&actor, place),
            Command::Drop(actor, place) => self.workspace.apply(Edit::Pin(actor, place)),
            Command::DropAll(places) => self.workspace.apply(Edit::PinAll(places)),
            Command::Arrange(arrangement) => self.arrange(arrangement),
            Command::PreviewArrangement(arrangement) => self.workspace.preview(&arrangement),
            Command::Unpin(actor) => self.workspace.apply(Edit::Unpin(actor)),
            Command::Pin(actor) => self.pin(actor),
            Command::Hide(actor) => self.hide(actor),
            Command::Show(actor) => self.workspace.apply(Edit::Show(actor)),
            Command::Colour(actors, hue) => self.workspace.apply(Edit::Colour(actors, hue)),
            Command::Rename(actor, name) => self.workspace.apply(Edit::Rename(actor, name)),
            Command::Filter(filter) => self.apply_filter(*filter),
            Command::Edit(edit) => self.edit(*edit),
            Command::Jump(steps) => self.workspace.jump(steps),
            Command::Review(event) => self.review(event),
            Command::CountNames(changes) => self.count_names(changes),
            Command::ShowDialog(dialog) => self.state.dialog = Some(dialog),
            Command::CloseDialog => self.state.dialog = None,
            Command::SaveThen(command) => self.save_then(*command),
            Command::DiscardThen(command) => self.discard_then(*command, ctx),
            Command::UsePath(action, path) => self.use_path(action, path),
            Command::Merge(name, merge) => self.merge(&name, &merge),
            Command::ReadQuotes(most) => self.read_quotes(most),
            Command::Export(request) => self.export(*request),
            Command::DismissNotice(id) => self.dismiss_notice(id),
            Command::Restore(file) => self.restore(file),
        }
    }

    fn act(&mut self, action: Action, ctx: &egui::Context) {
        match action {
            Action::OpenArticles
            | Action::OpenFolder
            | Action::OpenSession
            | Action::MergeSession
            | Action::CompareSession => self.ask_for_files(action),
            Action::Export => self.ask_what_to_export(),
            Action::OpenSample => self.open_sample(),
            Action::PasteText => ctx.send_viewport_cmd(egui::ViewportCommand::RequestPaste),
            Action::Save => self.save_by_hand(),
            Action::SaveAs => self.save_as_by_hand(),
            Action::NewSession => self.new_session(),
            Action::Quit => self.quit(ctx),
            Action::Undo => self.undo(),
            Action::Redo => self.redo(),
            Action::History => self.state.dialog = Some(Dialog::History),
            Action::Review => self.toggle_review(),
            Action::CorrectSelected => self.with_selected(Self::ask_for_names),
            Action::NoteSelected => self.ask_for_note(),
            Action::NewActor => self.ask_for_actor(),
            Action::TogglePin => self.toggle_pin(),
            Action::HideSelected => self.hide_selected(),
            Action::RenameSelected => self.with_selected(Self::ask_for_name),
            Action::EditDetails => {
                let open = self.state.passage.as_ref().map(|passage| passage.article);
                self.edit_details(&open.into_iter().collect::<Vec<_>>());
            }
            Action::SetMissingDates => self.edit_details(&self.undated()),
            Action::ShowAll => self.workspace.apply(Edit::ShowAll),
            Action::UnpinAll => self.workspace.apply(Edit::UnpinAll),
            Action::Escape => self.escape(),
            Action::ExplainSentence => self.state.article.why.is_open ^= true,
            Action::BackToMap => self.go_back(),
            Action::Search => self.search(),
            Action::FocusSelected => self.focus_selected(1),
            Action::IsolateSelected => self.focus_selected(0),
            Action::ShowChain => self.show_chain(),
            Action::ShowWholeMap => self.state.map.show_all(),
            Action::SelectAll => self.select_all(),
            Action::OnlySelected => self.filter_to_selected(),
            Action::ToggleBlocs => self.state.map.hides_blocs ^= true,
            Action::ToggleGhosts => self.state.map.toggle_ghosts(),
            Action::EarlierTime => self.step_time(-1),
            Action::LaterTime => self.step_time(1),
            Action::ShorterTime => self.stretch_time(-1),
            Action::LongerTime => self.stretch_time(1),
            Action::PlayTime => self.toggle_play(ctx),
            Action::ToggleMotion => self.state.panels.motion ^= true,
            Action::LargerLetters => zoom_letters(ctx, 1.1),
            Action::SmallerLetters => zoom_letters(ctx, 1.0 / 1.1),
            Action::UsualLetters => ctx.set_zoom_factor(1.0),
            Action::Fit => self.state.map.fit(),
            Action::ZoomIn => self.state.map.zoom_in(),
            Action::ZoomOut => self.state.map.zoom_out(),
            Action::LayOutAgain => self.workspace.lay_out_again(),
            Action::ToggleCoMentions => self.filter(|filter| filter.co_mentions ^= true),
            Action::ResetFilter => self.filter(|filter| *filter = Filter::default()),
            Action::ToggleArticles => self.state.panels.articles ^= true,
            Action::ToggleInspector => self.state.panels.inspector ^= true,
            Action::ToggleTimeline => self.state.panels.timeline ^= true,
            Action::ThemeSystem => self.set_theme(egui::ThemePreference::System, ctx),
            Action::ThemeLight => self.set_theme(egui::ThemePreference::Light, ctx),
            Action::ThemeDark => self.set_theme(egui::ThemePreference::Dark, ctx),
            Action::Palette => self.toggle_palette(),
            Action::Shortcuts => self.state.dialog = Some(Dialog::Shortcuts),
            Action::About => self.state.dialog = Some(Dialog::About),
            Action::CancelWork => self.cancel_work(),
            Action::NextArticle => self.step_article(1),
            Action::PreviousArticle => self.step_article(-1),
        }
    }

    /// Selecting is asking for the map and the inspector.
    fn select(&mut self, selection: Selection) {
        self.state.passage = None;
        self.state.selection = selection;
    }

    /// Selects something and moves the map where it can be seen.
    fn go_to(&mut self, selection: Selection) {
        self.state.map.bring_into_view(&self.workspace, &selection.actors());
        self.select(selection);
    }

    fn focus(&mut self, around: Around) {
        self.state.passage = None;
        self.state.map.focus(around);
    }

    fn focus_selected(&mut self, steps: u32) {
        let actors: BTreeSet<ActorId> = self.state.selection.actors().into_iter().cloned().collect();
        if !actors.is_empty() {
            self.focus(Around { actors, steps });
        }
    }

    /// Shows only the shortest chain of relations between the two selected actors.
    fn show_chain(&mut self) {
        let graph = self.workspace.graph();
        let ends = self.state.selection.actors();
        let [a, b] = ends[..] else { return };
        let chain = match (graph.actor_index(a), graph.actor_index(b)) {
            (Some(a), Some(b)) => graph.shortest_chain(a, b),
            _ => None,
        };
        match chain {
            Some(chain) => {
                let names: Vec<&str> = chain.iter().map(|&i| graph.actors[i].label.as_str()).collect();
                let told = names.join(" – ");
                let actors = chain.into_iter().map(|i| graph.actors[i].id.clone()).collect();
                self.focus(Around { actors, steps: 0 });
                self.tell(told);
            }
            None => {
                let told = format!(
                    "No chain of relations joins {} and {} now",
                    self.workspace.label(a),
                    self.workspace.label(b)
                );
                self.tell(told);
            }
        }
    }

    /// From the article to the map, and on the map to what it showed before.
    fn go_back(&mut self) {
        if self.state.passage.take().is_none() && self.state.review.take().is_none() {
            self.state.map.back();
        }
    }

    fn search(&mut self) {
        self.state.passage = None;
        self.state.search.get_or_insert_default();
    }

    fn select_all(&mut self) {
        let shown = self.state.map.shown_actors(&self.workspace);
        self.select(Selection::of_actors(shown));
    }

    fn remove_article(&mut self, article: ArticleId) {
        let Some(title) = self.workspace.article(&article).map(|article| article.label()) else { return };
        self.workspace.remove(&article);
        self.tell_with(format!("“{title}” was taken out"), "Undo", Command::Do(Action::Undo));
    }

    fn remove_table(&mut self, id: &str) {
        let tables = &self.workspace.session().coded;
        let Some(title) = tables.iter().find(|table| table.id == id).map(|table| table.label()) else {
            return;
        };
        self.workspace.remove_table(id);
        self.tell_with(format!("“{title}” was taken out"), "Undo", Command::Do(Action::Undo));
    }

    fn pin(&mut self, actor: ActorId) {
        let index = self.workspace.graph().actor_index(&actor);
        let place: Option<Point> = index.and_then(|index| self.workspace.positions().get(index)).copied();
        if let Some(place) = place {
            self.workspace.apply(Edit::Pin(actor, place));
        }
    }

    fn toggle_pin(&mut self) {
        match self.state.selection.clone() {
            Selection::Actor(actor) if self.workspace.is_pinned(&actor) => {
                self.workspace.apply(Edit::Unpin(actor));
            }
            Selection::Actor(actor) => self.pin(actor),
            Selection::Several(actors) => self.toggle_pins(actors),
            Selection::Nothing | Selection::Link { .. } => {}
        }
    }

    /// Pins all; where all are pinned, lets them move again.
    fn toggle_pins(&mut self, actors: BTreeSet<ActorId>) {
        if actors.iter().all(|actor| self.workspace.is_pinned(actor)) {
            self.workspace.apply(Edit::UnpinThese(actors));
            return;
        }
        let (graph, positions) = (self.workspace.graph(), self.workspace.positions());
        let place = |actor: &ActorId| positions.get(graph.actor_index(actor)?).copied();
        let places = actors.iter().filter_map(|actor| Some((actor.clone(), place(actor)?))).collect();
        self.workspace.apply(Edit::PinAll(places));
    }

    fn hide_selected(&mut self) {
        match self.state.selection.clone() {
            Selection::Actor(actor) => self.hide(actor),
            Selection::Several(actors) => {
                let told = format!("{} hidden", number::counted(actors.len(), "actor"));
                self.state.selection = Selection::Nothing;
                self.workspace.apply(Edit::HideAll(actors));
                self.tell_with(told, "Undo", Command::Do(Action::Undo));
            }
            Selection::Nothing | Selection::Link { .. } => {}
        }
    }

    fn hide(&mut self, actor: ActorId) {
        let label = self.workspace.label(&actor).to_owned();
        if self.state.selection == Selection::Actor(actor.clone()) {
            self.state.selection = Selection::Nothing;
        }
        self.workspace.apply(Edit::Hide(actor));
        self.tell_with(format!("{label} is hidden"), "Undo", Command::Do(Action::Undo));
    }

    fn ask_for_name(&mut self, actor: ActorId) {
        let name = self.workspace.label(&actor).to_owned();
        self.state.dialog = Some(Dialog::Rename(actor, name));
    }

    fn with_selected(&mut self, act: impl FnOnce(&mut Self, ActorId)) {
        if let Selection::Actor(actor) = self.state.selection.clone() {
            act(self, actor);
        }
    }

    fn save_by_hand(&mut self) {
        self.after_save = None;
        self.save_session();
    }

    fn save_as_by_hand(&mut self) {
        self.after_save = None;
        self.ask_for_files(Action::SaveAs);
    }

    fn undo(&mut self) {
        if let Some(name) = self.workspace.undo()
            && self.state.review.is_none()
        {
            self.tell_with(format!("Undone: {name}"), "Redo", Command::Do(Action::Redo));
        }
    }

    fn redo(&mut self) {
        if let Some(name) = self.workspace.redo() {
            self.tell_with(format!("Done again: {name}"), "Undo", Command::Do(Action::Undo));
        }
    }

    fn escape(&mut self) {
        let open = self.state.search.take().is_some() || self.state.passage.take().is_some();
        if !open && self.state.review.take().is_none() {
            self.state.selection = Selection::Nothing;
        }
    }

    fn filter(&mut self, change: impl FnOnce(&mut Filter)) {
        let mut filter = self.workspace.session().choices.filter.clone();
        change(&mut filter);
        self.apply_filter(filter);
    }

    /// A filter changes what is drawn, never where one looks.
    fn apply_filter(&mut self, filter: Filter) {
        self.state.map.hold_still();
        self.workspace.apply(Edit::Filter(Box::new(filter)));
    }

    /// Another picture is looked at as a whole.
    fn arrange(&mut self, arrangement: Box<Arrangement>) {
        if arrangement.kind != self.workspace.session().choices.arrangement.kind {
            self.state.map.fit();
        }
        self.workspace.apply(Edit::Arrange(arrangement));
    }

    fn filter_to_selected(&mut self) {
        let among: BTreeSet<ActorId> = self.state.selection.actors().into_iter().cloned().collect();
        self.filter(|filter| filter.among = among);
    }

    fn step_time(&mut self, by: isize) {
        let stepped = self.state.timeline.stepped(&self.workspace.session().choices.filter, by);
        if let Some(filter) = stepped {
            self.apply_filter(filter);
        }
    }

    fn stretch_time(&mut self, by: isize) {
        let stretched = self.state.timeline.stretched(&self.workspace.session().choices.filter, by);
        if let Some(filter) = stretched {
            self.apply_filter(filter);
        }
    }

    fn toggle_play(&mut self, ctx: &egui::Context) {
        self.state.timeline.playing = match self.state.timeline.playing {
            Some(_) => None,
            None => {
                // The first step can be undone; the others belong to it.
                self.step_time(1);
                Some(ctx.input(|input| input.time) + PLAY_PAUSE)
            }
        };
    }

    /// Moves the shown time on while it is played; it stops at the end.
    pub(super) fn play_time(&mut self, ctx: &egui::Context) {
        let Some(next) = self.state.timeline.playing else { return };
        let now = ctx.input(|input| input.time);
        if now < next {
            ctx.request_repaint_after(std::time::Duration::from_secs_f64(next - now));
            return;
        }
        match self.state.timeline.stepped(&self.workspace.session().choices.filter, 1) {
            Some(filter) => {
                self.workspace.refine(&Edit::Filter(Box::new(filter)));
                self.state.timeline.playing = Some(now + PLAY_PAUSE);
                ctx.request_repaint();
            }
            None => self.state.timeline.playing = None,
        }
    }

    fn set_theme(&mut self, theme: egui::ThemePreference, ctx: &egui::Context) {
        self.preferences.theme = theme;
        ctx.set_theme(theme);
    }

    fn toggle_palette(&mut self) {
        self.state.palette = match self.state.palette {
            Some(_) => None,
            None => Some(PaletteView::default()),
        };
    }

    /// Opens the article some places further in the list, as the list is sorted and searched.
    fn step_article(&mut self, by: isize) {
        let shown = self.state.articles.shown();
        let open = self.state.passage.as_ref().map(|passage| passage.article);
        let place = open.and_then(|open| shown.iter().position(|article| *article == open));
        let next = match place {
            Some(place) => place.checked_add_signed(by),
            None => Some(0),
        };
        if let Some(article) = next.and_then(|next| shown.get(next)) {
            self.state.passage = Some(Passage { article: *article, sentence: None, event: None });
        }
    }
}
