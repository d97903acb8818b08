//! The map by its accessible names: what a click, a drag, a key asks for.

use diplograph::actor::ActorId;
use diplograph::event::EventKind::{Accuse, Agree, Aid, Assault};
use diplograph::graph::Filter;
use diplograph::layout::Point;
use diplograph::session::{Edit, Workspace};
use diplograph::view::{Action, Command, Commands, Selection, ViewState, map, search, theme};
use egui::accesskit::Role;
use egui::{Key, Pos2, pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use crate::support;

const SIZE: egui::Vec2 = vec2(900.0, 640.0);

/// The map alone, with what it asked for.
struct Stage {
    workspace: Workspace,
    state: ViewState,
    asked: Vec<Command>,
}

fn show() -> Harness<'static, Stage> {
    show_workspace(support::workspace(
        &[
            ("Avaria", Agree, "Belmont", 4),
            ("Belmont", Aid, "Avaria", 3),
            ("Corvia", Accuse, "Avaria", 2),
            ("Corvia", Assault, "org:Sea League", 5),
        ],
        &[
            ("Avaria", -200.0, -100.0),
            ("Belmont", 200.0, -100.0),
            ("Corvia", 0.0, 60.0),
            ("org:Sea League", 220.0, 160.0),
        ],
    ))
}

fn show_workspace(workspace: Workspace) -> Harness<'static, Stage> {
    show_in_steps_of(0.25, workspace)
}

/// So many seconds pass from frame to frame.
fn show_in_steps_of(seconds: f32, workspace: Workspace) -> Harness<'static, Stage> {
    let stage = Stage { workspace, state: ViewState::default(), asked: Vec::new() };
    let mut harness = Harness::builder()
        .with_size(SIZE)
        .with_max_steps(20)
        .with_step_dt(seconds)
        .with_context_setup(theme::install)
        .build_ui_state(
            |ui, stage: &mut Stage| {
                let mut commands = Commands::default();
                map::map_ui(ui, &stage.workspace, &mut stage.state, &mut commands);
                stage.asked.extend(commands.take());
            },
            stage,
        );
    harness.run();
    harness
}

fn actor(id: &str) -> ActorId {
    ActorId::new(id)
}

/// Where an actor is seen.
fn place(harness: &Harness<'static, Stage>, name: &str) -> Pos2 {
    harness.get_by_role_and_label(Role::Button, name).rect().center()
}

fn asked(harness: &mut Harness<'static, Stage>) -> Vec<Command> {
    harness.run();
    std::mem::take(&mut harness.state_mut().asked)
}

fn drag(harness: &mut Harness<'static, Stage>, from: Pos2, to: Pos2) {
    harness.hover_at(from);
    harness.drag_at(from);
    harness.hover_at(from + (to - from) / 2.0);
    harness.hover_at(to);
    harness.drop_at(to);
}

#[test]
fn a_click_selects_an_actor() {
    let mut harness = show();
    harness.get_by_role_and_label(Role::Button, "Avaria").click();
    assert_eq!(asked(&mut harness), [Command::Select(Selection::Actor(actor("Avaria")))]);
}

#[test]
fn a_click_selects_a_link_with_both_its_directions() {
    let mut harness = show();
    harness.get_by_label("Avaria and Belmont, 7 sentences").click();
    let link = Selection::link(&actor("Belmont"), &actor("Avaria"));
    assert_eq!(asked(&mut harness), [Command::Select(link)]);
}

#[test]
fn a_click_on_empty_ground_selects_nothing() {
    let mut harness = show();
    let empty = pos2(450.0, 60.0);
    harness.hover_at(empty);
    harness.drag_at(empty);
    harness.drop_at(empty);
    assert_eq!(asked(&mut harness), [Command::Select(Selection::Nothing)]);
}

#[test]
fn assistive_technology_and_the_keyboard_select_too() {
    let mut harness = show();
    harness.get_by_role_and_label(Role::Button, "Corvia").click_accesskit();
    assert_eq!(asked(&mut harness), [Command::Select(Selection::Actor(actor("Corvia")))]);
    harness.get_by_role_and_label(Role::Button, "Belmont").focus();
    harness.run();
    harness.key_press(Key::Enter);
    assert_eq!(asked(&mut harness), [Command::Select(Selection::Actor(actor("Belmont")))]);
}

#[test]
fn arrow_keys_walk_from_actor_to_actor() {
    let mut harness = show();
    harness.get_by_role_and_label(Role::Button, "Avaria").focus();
    harness.run();
    harness.run();
    harness.key_press(Key::ArrowRight);
    harness.run();
    assert!(harness.get_by_role_and_label(Role::Button, "Belmont").is_focused());
    assert_eq!(harness.state().state.map.camera, None, "the map did not move");
}

#[test]
fn a_dragged_actor_follows_the_hand_and_is_pinned_where_it_lets_go() {
    let mut harness = show();
    let from = place(&harness, "Belmont");
    drag(&mut harness, from, from + vec2(60.0, 40.0));
    let asked = asked(&mut harness);
    let [Command::Drag(first, _), .., Command::Drop(last, dropped)] = &asked[..] else {
        panic!("dragged, then dropped: {asked:?}")
    };
    assert_eq!((first, last), (&actor("Belmont"), &actor("Belmont")));
    let zoom = harness.state().state.map.camera.expect("the camera holds still").zoom;
    let wanted = Point::new(200.0 + 60.0 / zoom, -100.0 + 40.0 / zoom);
    assert!((*dropped - wanted).length() < 1.0, "{dropped:?} instead of {wanted:?}");
}

#[test]
fn a_drag_on_empty_ground_moves_the_map() {
    let mut harness = show();
    let before = place(&harness, "Avaria");
    drag(&mut harness, pos2(450.0, 70.0), pos2(480.0, 90.0));
    assert_eq!(asked(&mut harness), []);
    let moved = place(&harness, "Avaria") - before;
    // The first pixels tell a drag from a click.
    assert!((moved - vec2(30.0, 20.0)).length() < 8.0, "{moved:?}");
}

#[test]
fn the_wheel_zooms_about_the_pointer() {
    let mut harness = show();
    let (pointer, other) = (place(&harness, "Avaria"), place(&harness, "Belmont"));
    harness.hover_at(pointer);
    harness.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: vec2(0.0, 80.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
        modifiers: egui::Modifiers::NONE,
    });
    harness.run();
    assert!(place(&harness, "Avaria").distance(pointer) < 1.0);
    assert!(place(&harness, "Belmont").distance(pointer) > other.distance(pointer) + 10.0);
}

#[test]
fn the_menu_of_an_actor_pins_and_unpins() {
    let mut harness = show();
    harness.get_by_role_and_label(Role::Button, "Corvia").click_secondary();
    harness.run();
    harness.get_by_label_contains("Pin").click();
    assert_eq!(asked(&mut harness), [Command::Pin(actor("Corvia"))]);

    harness.state_mut().workspace.apply(Edit::Pin(actor("Corvia"), Point::new(0.0, 60.0)));
    harness.run();
    harness.get_by_role_and_label(Role::Button, "Corvia").click_secondary();
    harness.run();
    harness.get_by_label_contains("Unpin").click();
    assert_eq!(asked(&mut harness), [Command::Unpin(actor("Corvia"))]);
}

#[test]
fn selected_actors_are_coloured_and_pinned_together_from_their_menu() {
    let mut harness = show();
    harness.state_mut().state.selection = several(&["Avaria", "Corvia"]);
    harness.run();
    harness.get_by_role_and_label(Role::Button, "Corvia").click_secondary();
    harness.run();
    harness.get_by_role_and_label(Role::RadioButton, "Colour: green").click();
    let both = [actor("Avaria"), actor("Corvia")].into();
    assert_eq!(asked(&mut harness), [Command::Colour(both, Some(2))]);
    harness.get_by_role_and_label(Role::Button, "Corvia").click_secondary();
    harness.run();
    harness.get_by_label_contains("Pin").click();
    assert_eq!(asked(&mut harness), [Command::Do(Action::TogglePin)]);
}

#[test]
fn a_chip_takes_its_filter_off() {
    let mut harness = show();
    let filter = Filter { min_sentences: 3, claimed: true, ..Filter::default() };
    harness.state_mut().workspace.apply(Edit::Filter(Box::new(filter.clone())));
    harness.run();
    harness.get_by_label("3 of 4 links, 4 of 4 actors");
    harness.get_by_label("Remove the filter: 3 sentences or more").click();
    let without = Filter { min_sentences: 1, ..filter };
    assert_eq!(asked(&mut harness), [Command::Filter(Box::new(without))]);
}

#[test]
fn the_filter_menu_leaves_a_type_out() {
    let mut harness = show();
    harness.get_by_label("Filter").click();
    harness.run();
    harness.get_by_role_and_label(Role::CheckBox, "Assault").click();
    let asked = asked(&mut harness);
    let [Command::Filter(filter)] = &asked[..] else { panic!("one change: {asked:?}") };
    assert!(!filter.kinds.contains(Assault) && filter.kinds.contains(Accuse));
}

#[test]
fn a_filter_is_kept_under_a_name_shown_again_renamed_and_forgotten() {
    let mut harness = show();
    let filter = Filter { min_sentences: 3, ..Filter::default() };
    harness.state_mut().workspace.apply(Edit::Filter(Box::new(filter.clone())));
    harness.run();
    harness.get_by_label("Filter").click();
    harness.run();
    harness.get_by_label("Name for this filter").focus();
    harness.run();
    harness.get_by_label("Name for this filter").type_text("Often told");
    harness.run();
    harness.get_by_label("Keep").click();
    let kept = Edit::KeepView("Often told".to_owned());
    assert_eq!(asked(&mut harness), [Command::Edit(Box::new(kept.clone()))]);

    harness.state_mut().workspace.apply(kept);
    harness.run();
    harness.get_by_label("shown now");
    harness.state_mut().workspace.apply(Edit::Filter(Box::default()));
    harness.run();
    harness.get_by_label("Show the view Often told").click();
    assert_eq!(asked(&mut harness), [Command::Filter(Box::new(filter))]);
    harness.get_by_label("Rename the view Often told").click();
    harness.run();
    harness.get_by_label("New name of the view").focus();
    harness.run();
    harness.get_by_label("New name of the view").type_text("!");
    harness.run();
    harness.get_by_label("Rename").click();
    let renamed = Edit::RenameView("Often told".to_owned(), "Often told!".to_owned());
    assert_eq!(asked(&mut harness), [Command::Edit(Box::new(renamed))]);
    harness.get_by_label("Forget the view Often told").click();
    assert_eq!(asked(&mut harness), [Command::Edit(Box::new(Edit::ForgetView("Often told".to_owned())))]);
}

#[test]
fn the_buttons_in_the_corner_ask_for_their_actions() {
    let mut harness = show();
    for action in [Action::ZoomOut, Action::ZoomIn, Action::Fit, Action::LayOutAgain] {
        harness.get_by_role_and_label(Role::Button, action.label()).click();
        assert_eq!(asked(&mut harness), [Command::Do(action)]);
    }
}

#[test]
fn the_legend_can_be_folded() {
    let mut harness = show();
    harness.get_by_label("Fold the legend").click();
    harness.run();
    harness.get_by_label("Show the legend").click();
    harness.run();
    harness.get_by_label("Fold the legend");
    assert_eq!(asked(&mut harness), [], "what lies under the legend does not answer");
}

#[test]
fn a_still_map_asks_for_no_frame() {
    let mut harness = show();
    harness.hover_at(place(&harness, "Avaria"));
    harness.run();
    let delay = harness.output().viewport_output[&egui::ViewportId::ROOT].repaint_delay;
    assert!(delay > std::time::Duration::from_secs(1), "{delay:?}");
}

#[test]
fn filters_that_leave_nothing_say_so() {
    let mut harness = show();
    let filter = Filter { min_sentences: 100, ..Filter::default() };
    harness.state_mut().workspace.apply(Edit::Filter(Box::new(filter)));
    harness.run();
    harness.get_by_label("The filters leave nothing to draw");
}

/// A drag with keys held.
fn drag_with(harness: &mut Harness<'static, Stage>, held: egui::Modifiers, way: &[Pos2]) {
    harness.hover_at(way[0]);
    harness.event(egui::Event::ModifiersChanged(held));
    harness.drag_at(way[0]);
    for at in way {
        harness.hover_at(*at);
    }
    harness.drop_at(way[way.len() - 1]);
    harness.event(egui::Event::ModifiersChanged(egui::Modifiers::NONE));
}

fn several(ids: &[&str]) -> Selection {
    Selection::of_actors(ids.iter().map(|id| actor(id)).collect())
}

#[test]
fn shift_and_a_drag_select_all_in_a_rectangle() {
    let mut harness = show();
    let (a, b) = (place(&harness, "Avaria"), place(&harness, "Belmont"));
    let (from, to) = (a - vec2(40.0, 40.0), b + vec2(40.0, 30.0));
    drag_with(&mut harness, egui::Modifiers::SHIFT, &[from, from + (to - from) / 2.0, to]);
    assert_eq!(asked(&mut harness), [Command::Select(several(&["Avaria", "Belmont"]))]);
    assert_eq!(harness.state().state.map.camera, None, "the map did not move");
}

#[test]
fn ctrl_and_a_drag_select_all_in_a_lasso() {
    let mut harness = show();
    let (c, l) = (place(&harness, "Corvia"), place(&harness, "Sea League"));
    let way = [c + vec2(-45.0, -45.0), l + vec2(45.0, -45.0), l + vec2(45.0, 40.0), c + vec2(-45.0, 40.0)];
    drag_with(&mut harness, egui::Modifiers::COMMAND, &way);
    assert_eq!(asked(&mut harness), [Command::Select(several(&["Corvia", "org:Sea League"]))]);
}

#[test]
fn selected_actors_are_dragged_together() {
    let mut harness = show();
    harness.state_mut().state.selection = several(&["Avaria", "Belmont"]);
    harness.run();
    let from = place(&harness, "Belmont");
    drag(&mut harness, from, from + vec2(50.0, 30.0));
    let asked = asked(&mut harness);
    let Some(Command::DropAll(places)) = asked.last() else { panic!("dropped together: {asked:?}") };
    let way = places[&actor("Avaria")] - Point::new(-200.0, -100.0);
    let other = places[&actor("Belmont")] - Point::new(200.0, -100.0);
    assert!((way - other).length() < 0.1 && way.length() > 20.0, "{places:?}");
}

#[test]
fn a_double_click_asks_for_the_neighbourhood() {
    let mut harness = show();
    let at = place(&harness, "Corvia");
    harness.hover_at(at);
    harness.run();
    // Two clicks within a frame: the frames of a test are farther apart than a double click.
    let button = |pressed| egui::Event::PointerButton {
        pos: at,
        button: egui::PointerButton::Primary,
        pressed,
        modifiers: egui::Modifiers::NONE,
    };
    harness.input_mut().events.extend([true, false, true, false].map(button));
    let asked = asked(&mut harness);
    let around = map::Around { actors: [actor("Corvia")].into(), steps: 1 };
    assert!(asked.contains(&Command::Focus(around)), "{asked:?}");
}

#[test]
fn a_focus_shows_the_neighbours_and_the_way_back() {
    let mut harness = show();
    let around = |steps| map::Around { actors: [actor("Belmont")].into(), steps };
    harness.state_mut().state.map.focus(around(1));
    harness.run();
    assert!(harness.query_by_role_and_label(Role::Button, "Avaria").is_some());
    assert!(harness.query_by_role_and_label(Role::Button, "Corvia").is_none());
    harness.get_by_label("2 steps").click();
    assert_eq!(asked(&mut harness), [Command::Focus(around(2))]);
    harness.state_mut().state.map.focus(around(2));
    harness.run();
    assert!(harness.query_by_role_and_label(Role::Button, "Corvia").is_some());
    harness.state_mut().state.map.back();
    harness.run();
    assert!(harness.query_by_role_and_label(Role::Button, "Corvia").is_none());
    harness.get_by_label("Remove the filter: Around Belmont").click();
    assert_eq!(asked(&mut harness), [Command::Do(Action::ShowWholeMap)]);
}

#[test]
fn a_search_lists_what_it_finds_and_enter_goes_there() {
    let mut harness = show();
    harness.state_mut().state.search = Some(search::SearchView::default());
    harness.run();
    harness.get_by_role_and_label(Role::TextInput, "Find on the map").type_text("sea");
    harness.run();
    harness.get_by_label("1 actor, 0 articles, 0 sentences on 0 links");
    harness.key_press(Key::Enter);
    assert_eq!(asked(&mut harness), [Command::GoTo(Selection::Actor(actor("org:Sea League")))]);
    assert!(harness.state().state.search.is_none(), "the search is done");
}

#[test]
fn escape_closes_the_search() {
    let mut harness = show();
    harness.state_mut().state.search = Some(search::SearchView::default());
    harness.run();
    harness.key_press(Key::Escape);
    harness.run();
    assert!(harness.state().state.search.is_none());
}

/// Two camps of three, with a quarrel between them.
fn camps() -> Harness<'static, Stage> {
    show_workspace(two_camps())
}

fn two_camps() -> Workspace {
    support::workspace(
        &[
            ("Avaria", Agree, "Belmont", 3),
            ("Belmont", Agree, "Corvia", 3),
            ("Corvia", Agree, "Avaria", 3),
            ("Dorland", Aid, "Esterra", 3),
            ("Esterra", Aid, "Florin", 3),
            ("Florin", Aid, "Dorland", 3),
            ("Avaria", Accuse, "Dorland", 6),
        ],
        &[
            ("Avaria", -200.0, -80.0),
            ("Belmont", -240.0, 80.0),
            ("Corvia", -120.0, 80.0),
            ("Dorland", 200.0, -80.0),
            ("Esterra", 240.0, 80.0),
            ("Florin", 120.0, 80.0),
        ],
    )
}

#[test]
fn a_bloc_tells_why_and_selects_its_actors() {
    let mut harness = camps();
    let words = "Bloc Avaria, Belmont + 1: These 3: 5 articles of cooperation inside, 0 across";
    harness.get_by_label(words).click();
    assert_eq!(asked(&mut harness), [Command::Select(several(&["Avaria", "Belmont", "Corvia"]))]);
    harness.state_mut().state.map.hides_blocs = true;
    harness.run();
    assert!(harness.query_by_label(words).is_none());
}

#[test]
fn a_bloc_alone_is_a_filter_and_what_it_leaves_out_is_a_ghost_that_no_click_finds() {
    let mut harness = camps();
    let outside = place(&harness, "Dorland");
    harness.get_by_label("Filter").click();
    harness.run();
    harness.get_by_role_and_label(Role::CheckBox, "Avaria, Belmont + 1").click_accesskit();
    let asked_for = asked(&mut harness);
    let [Command::Filter(filter)] = &asked_for[..] else { panic!("a filter: {asked_for:?}") };
    assert_eq!(filter.among.len(), 3);
    harness.key_press(Key::Escape);
    harness.run();
    let stage = harness.state_mut();
    stage.state.map.hold_still();
    stage.workspace.apply(Edit::Filter(filter.clone()));
    stage.state.map.toggle_ghosts();
    harness.run();
    assert!(harness.query_by_role_and_label(Role::Button, "Dorland").is_none());
    harness.hover_at(outside);
    harness.drag_at(outside);
    harness.drop_at(outside);
    assert_eq!(asked(&mut harness), [Command::Select(Selection::Nothing)]);
}

#[test]
fn an_arrow_key_goes_along_a_link_before_a_nearer_actor() {
    let mut harness = camps();
    // Belmont is nearer to the right of nothing: Corvia is, and linked; Avaria is linked to Dorland only.
    harness.get_by_role_and_label(Role::Button, "Avaria").focus();
    harness.run();
    harness.run();
    harness.key_press(Key::ArrowRight);
    harness.run();
    assert!(harness.get_by_role_and_label(Role::Button, "Dorland").is_focused());
}

#[test]
fn a_small_map_is_there_while_one_looks_at_a_part_and_leads_elsewhere() {
    let mut harness = camps();
    assert!(harness.query_by_label("The whole map in small").is_none());
    let camera = diplograph::session::Camera { center: Point::new(-200.0, 0.0), zoom: 4.0 };
    harness.state_mut().state.map.camera = Some(camera);
    harness.run();
    harness.get_by_label("The whole map in small").click();
    harness.run();
    let camera = harness.state().state.map.camera.unwrap();
    assert!(camera.center.x.abs() < 5.0 && camera.zoom == 4.0, "{camera:?}");
}

#[test]
fn the_chooser_arranges_the_map_otherwise() {
    use diplograph::session::{Arrangement, ArrangementKind};
    let mut harness = camps();
    let before = place(&harness, "Avaria");
    harness.get_by_label("Arrangement: Forces").click();
    harness.run();
    harness.get_by_label("Circle by bloc").click();
    let wanted = Arrangement { kind: ArrangementKind::Circle, ..Arrangement::default() };
    assert_eq!(asked(&mut harness), [Command::Arrange(Box::new(wanted.clone()))]);
    harness.state_mut().workspace.set_motion(diplograph::layout::Motion::Reduced);
    harness.state_mut().workspace.apply(Edit::Arrange(Box::new(wanted)));
    harness.run();
    harness.get_by_label("Arrangement: Circle by bloc");
    assert!(place(&harness, "Avaria").distance(before) > 5.0);
}

/// How strongly a name is drawn now: 255 for ink that covers, and nothing where it is not drawn. The first
/// copies of a name are its halo.
fn ink_of(harness: &Harness<'static, Stage>, name: &str) -> Option<egui::Color32> {
    fn find(shape: &egui::Shape, name: &str) -> Option<egui::Color32> {
        match shape {
            egui::Shape::Text(text) if text.galley.text() == name => {
                let ink = text.override_text_color.unwrap_or(text.galley.job.sections[0].format.color);
                let ink = if ink == egui::Color32::PLACEHOLDER { text.fallback_color } else { ink };
                Some(ink.gamma_multiply(text.opacity_factor))
            }
            egui::Shape::Vec(shapes) => shapes.iter().rev().find_map(|shape| find(shape, name)),
            _ => None,
        }
    }
    harness.output().shapes.iter().rev().find_map(|clipped| find(&clipped.shape, name))
}

/// Leaves out what one of the camps does, from one frame to the next.
fn leave_out_aid(harness: &mut Harness<'static, Stage>) {
    let all = Filter::default();
    let filter = Filter { kinds: all.kinds.toggled(Aid), ..all };
    let stage = harness.state_mut();
    stage.state.map.hold_still();
    stage.workspace.apply(Edit::Filter(Box::new(filter)));
    harness.step();
}

#[test]
fn what_a_filter_takes_fades_where_it_stood_and_what_it_brings_back_fades_in() {
    let mut harness = show_in_steps_of(0.03, two_camps());
    harness.ctx.all_styles_mut(|style| style.animation_time = theme::MOTION_SECS);
    let stays = place(&harness, "Avaria");
    let full = ink_of(&harness, "Esterra").unwrap();
    leave_out_aid(&mut harness);
    assert!(harness.query_by_role_and_label(Role::Button, "Esterra").is_none(), "it can't be hit any more");
    harness.step();
    let fading = ink_of(&harness, "Esterra").expect("it is still seen");
    assert!(fading != full, "but fainter");
    assert_eq!(place(&harness, "Avaria"), stays);
    harness.run();
    assert_eq!(ink_of(&harness, "Esterra"), None);
    assert_eq!(place(&harness, "Avaria"), stays);

    harness.state_mut().workspace.undo();
    harness.step();
    let first = ink_of(&harness, "Esterra").map(|ink| ink.a());
    harness.step();
    harness.step();
    let later = ink_of(&harness, "Esterra").unwrap().a();
    assert!(first < Some(later), "{first:?} then {later}");
    harness.run();
    assert_eq!(ink_of(&harness, "Esterra"), Some(full));
    assert_eq!(place(&harness, "Avaria"), stays);
}

#[test]
fn where_motion_is_reduced_a_filter_takes_at_once() {
    // As it is in tests.
    let mut harness = show_in_steps_of(0.03, two_camps());
    assert_eq!(harness.ctx.global_style().animation_time, 0.0);
    leave_out_aid(&mut harness);
    assert_eq!(ink_of(&harness, "Esterra"), None);
}

/// Presses a box or button of the filter menu; the filter that it asks for.
fn filter_by(label: &str) -> Filter {
    let mut harness = show();
    harness.get_by_label("Filter").click();
    harness.run();
    harness.get_by_label(label).click_accesskit();
    let asked = asked(&mut harness);
    let [Command::Filter(filter)] = &asked[..] else { panic!("{label}: {asked:?}") };
    filter.as_ref().clone()
}

#[test]
fn each_filter_can_be_asked_for_in_the_menu() {
    use diplograph::graph::ActorSort;
    let plain = Filter::default();
    let statements = plain.kinds.toggled(diplograph::event::EventKind::Statement);
    let wanted = [
        ("One sentence more", Filter { min_sentences: 2, ..plain.clone() }),
        ("One article more", Filter { min_articles: 2, ..plain.clone() }),
        ("One source more", Filter { min_sources: 2, ..plain.clone() }),
        ("Co-mentions, without an event", Filter { co_mentions: true, ..plain.clone() }),
        ("Assault", Filter { kinds: plain.kinds.toggled(Assault), ..plain.clone() }),
        ("What is plainly told", Filter { asserted: false, ..plain.clone() }),
        ("Claims of one side", Filter { claimed: true, ..plain.clone() }),
        ("What is denied or was not done", Filter { negated: true, ..plain.clone() }),
        ("What happened long ago", Filter { historical: true, ..plain.clone() }),
        ("What may happen, and questions", Filter { hypothetical: true, ..plain.clone() }),
        ("Plain statements", Filter { kinds: statements, ..plain.clone() }),
        ("Organisations", Filter { without: [ActorSort::Organisation].into(), ..plain.clone() }),
    ];
    for (label, filter) in wanted {
        assert_eq!(filter_by(label), filter, "{label}");
    }
    assert!(
        filter_by("None of material conflict")
            .kinds
            .iter()
            .all(|kind| kind.quad() != Some(diplograph::event::Quad::MaterialConflict))
    );
}

#[test]
fn each_filter_has_a_chip_that_takes_it_off_and_none_moves_an_actor() {
    use diplograph::graph::ActorSort;
    let day = |year| diplograph::article::Date::day(year, 1, 1);
    let plain = Filter::default();
    let filters = [
        Filter { min_articles: 2, ..plain.clone() },
        Filter { min_sources: 2, ..plain.clone() },
        Filter { co_mentions: true, ..plain.clone() },
        Filter { kinds: plain.kinds.toggled(Aid), ..plain.clone() },
        Filter { asserted: false, claimed: true, ..plain.clone() },
        Filter { negated: true, ..plain.clone() },
        Filter { historical: true, ..plain.clone() },
        Filter { hypothetical: true, ..plain.clone() },
        Filter { without: [ActorSort::Organisation].into(), ..plain.clone() },
        Filter { outlets: ["The Meridian".to_owned()].into(), ..plain.clone() },
        Filter { among: [actor("Avaria"), actor("Belmont")].into(), ..plain.clone() },
        Filter { touching: [actor("Corvia")].into(), ..plain.clone() },
        Filter { strongest: Some(2), ..plain.clone() },
        Filter { from: day(1956), until: day(1957), ..plain.clone() },
    ];
    for filter in filters {
        let mut harness = show();
        harness.state_mut().state.map.hold_still();
        let before: Vec<(String, Pos2)> =
            ["Avaria", "Belmont", "Corvia"].map(|name| (name.to_owned(), place(&harness, name))).into();
        harness.state_mut().workspace.apply(Edit::Filter(Box::new(filter.clone())));
        harness.run();
        for (name, at) in before {
            let button = harness.query_by_role_and_label(Role::Button, &name);
            if let Some(button) = button {
                assert_eq!(button.rect().center(), at, "{name} by {filter:?}");
            }
        }
        loop {
            let Some(chip) = harness.query_all_by_label_contains("Remove the filter: ").next() else { break };
            chip.click();
            let asked = asked(&mut harness);
            let [Command::Filter(next)] = &asked[..] else { panic!("{filter:?}: {asked:?}") };
            assert_ne!(**next, harness.state().workspace.session().choices.filter);
            harness.state_mut().workspace.apply(Edit::Filter(next.clone()));
            harness.run();
        }
        assert_eq!(harness.state().workspace.session().choices.filter, plain, "{filter:?}");
    }
}

#[test]
fn the_count_above_the_map_leads_to_the_list_of_links() {
    let mut harness = show();
    harness.state_mut().state.selection = Selection::Actor(actor("Avaria"));
    harness.run();
    harness.get_by_role_and_label(Role::Button, "4 of 4 links, 4 of 4 actors").click();
    assert_eq!(asked(&mut harness), [Command::Select(Selection::Nothing)]);
}
