//! The other views on the same selection and filter, by their accessible names.

use diplograph::actor::ActorId;
use diplograph::article::Date;
use diplograph::graph::Filter;
use diplograph::session::{Edit, Session, Workspace};
use diplograph::view::sheets::{Sheet, sheets_ui};
use diplograph::view::{Command, Commands, Selection, ViewState, theme};
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::story::Story;
use crate::support;

/// The middle of the window, with what it asked for.
struct Stage {
    workspace: Workspace,
    state: ViewState,
    asked: Vec<Command>,
}

/// Three articles of two outlets: aid in July, a quarrel of the same two in November.
fn workspace() -> Workspace {
    let stories = [
        Story::new("Grain", &[&["[KEN:Kenya] {AID:shipped} grain to [BRA:Brazil]."]])
            .on(1956, 7, 2)
            .by("Northern Wire"),
        Story::new("Fish", &[&["[NOR:Norway] {ACCUSE:accused} [BRA:Brazil]."]])
            .on(1956, 7, 9)
            .by("Harbour Post"),
        Story::new("Quarrel", &[&["[KEN:Kenya] {ACCUSE:accused} [BRA:Brazil] of delay."]])
            .on(1956, 11, 5)
            .by("Harbour Post"),
    ];
    let mut workspace = Workspace::open(support::knowledge(), Session::default(), Default::default(), None);
    workspace.add(stories.map(Story::finish).into());
    workspace.settle_layout();
    workspace
}

fn show(sheet: Sheet) -> Harness<'static, Stage> {
    let mut stage = Stage { workspace: workspace(), state: ViewState::default(), asked: Vec::new() };
    stage.state.sheets.open = sheet;
    let mut harness = Harness::builder()
        .with_size(egui::vec2(1000.0, 700.0))
        .with_max_steps(20)
        .with_context_setup(theme::install)
        .build_ui_state(
            |ui, stage: &mut Stage| {
                let mut commands = Commands::default();
                sheets_ui(ui, &stage.workspace, &mut stage.state, &mut commands);
                stage.asked.extend(commands.take());
            },
            stage,
        );
    harness.run();
    harness
}

fn asked(harness: &mut Harness<'static, Stage>) -> Vec<Command> {
    harness.run();
    std::mem::take(&mut harness.state_mut().asked)
}

fn link(a: &str, b: &str) -> Selection {
    Selection::link(&ActorId::new(a), &ActorId::new(b))
}

#[test]
fn tabs_open_the_sheets() {
    let mut harness = show(Sheet::Map);
    for sheet in [Sheet::Table, Sheet::Matrix, Sheet::Ranking, Sheet::Compare, Sheet::Map] {
        harness.get_by_role_and_label(Role::Tab, sheet.label()).click();
        harness.run();
        assert_eq!(harness.state().state.sheets.open, sheet);
    }
}

#[test]
fn a_row_of_the_table_selects_its_link_and_heads_sort() {
    let mut harness = show(Sheet::Table);
    let first_row = |harness: &Harness<'static, Stage>| {
        let rows = harness.get_all_by_role(Role::Row);
        let mut rows: Vec<_> = rows
            .map(|row| (row.rect().top() as i32, row.accesskit_node().label().unwrap_or_default()))
            .collect();
        rows.sort();
        rows[0].1.clone()
    };
    assert_eq!(first_row(&harness), "Kenya → Brazil: 2 sentences");
    harness.get_by_label("Sort by Source").click();
    harness.run();
    harness.get_by_label("Sort by Source").click();
    harness.run();
    assert_eq!(first_row(&harness), "Norway → Brazil: 1 sentence");
    harness.get_by_label("Norway → Brazil: 1 sentence").click();
    assert_eq!(asked(&mut harness), [Command::Select(link("NOR", "BRA"))]);
    harness.get_by_label("Copy the table").click();
    harness.run();
}

#[test]
fn a_cell_of_the_matrix_selects_its_link() {
    let mut harness = show(Sheet::Matrix);
    harness.get_by_label("Norway → Brazil: 1 verbal conflict, in 1 sentence").click();
    assert_eq!(asked(&mut harness), [Command::Select(link("BRA", "NOR"))]);
}

#[test]
fn the_ranking_ranks_by_the_chosen_measure_and_selects() {
    let mut harness = show(Sheet::Ranking);
    harness.get_by_label("Brazil: 3 sentences");
    harness.get_by_label("Most in conflict").click();
    harness.run();
    harness.get_by_label("Norway: 1 conflictual event").click();
    assert_eq!(asked(&mut harness), [Command::Select(Selection::Actor(ActorId::new("NOR")))]);
}

#[test]
fn two_periods_tell_what_turned_and_what_is_gone() {
    let mut harness = show(Sheet::Compare);
    // The days are 2 July, 9 July and 5 November: the second half begins at the middle one.
    harness.get_by_label("Turned: Kenya → Brazil, 1 sentence in A, 1 in B").click();
    assert_eq!(asked(&mut harness), [Command::Select(link("BRA", "KEN"))]);
    harness.get_by_label("New: Norway → Brazil, 0 sentences in A, 1 in B");
    harness.get_by_label("Swap A and B").click();
    harness.run();
    harness.get_by_label("Gone: Norway → Brazil, 1 sentence in A, 0 in B");
}

#[test]
fn the_difference_is_one_map_whose_links_tell_and_open() {
    let mut harness = show(Sheet::Compare);
    harness.get_by_label("Map of A");
    harness.get_by_role_and_label(Role::RadioButton, "Difference").click();
    harness.run();
    assert!(harness.query_by_label("Map of A").is_none());
    let map = harness.get_by_label("Map of what differs").rect();
    // Somewhere on the map lies the link of Kenya and Brazil, which turned.
    let steps = |from: f32, length: f32| (1..20).map(move |i| from + length * i as f32 / 20.0);
    let mut points = steps(map.left(), map.width())
        .flat_map(|x| steps(map.top(), map.height()).map(move |y| egui::pos2(x, y)));
    let found = points.any(|at| {
        harness.hover_at(at);
        harness.drag_at(at);
        harness.drop_at(at);
        !asked(&mut harness).is_empty()
    });
    assert!(found, "no click met a link");
}

#[test]
fn the_way_from_a_to_b_can_be_played_and_gone_by_hand() {
    let mut harness = show(Sheet::Compare);
    harness.get_by_role_and_label(Role::RadioButton, "Animate").click();
    harness.run_steps(3);
    harness.get_by_label("Map between A and B");
    harness.get_by_role_and_label(Role::Slider, "From A to B");
    harness.get_by_label("Play from A to B").click();
    harness.run_steps(3);
}

#[test]
fn an_edge_of_the_time_is_moved_by_the_arrow_keys() {
    let stage = Stage { workspace: workspace(), state: ViewState::default(), asked: Vec::new() };
    let mut harness = Harness::builder().with_context_setup(theme::install).build_ui_state(
        |ui, stage: &mut Stage| {
            let mut commands = Commands::default();
            diplograph::view::timeline::timeline_ui(ui, &stage.workspace, &mut stage.state, &mut commands);
            stage.asked.extend(commands.take());
        },
        stage,
    );
    harness.run();
    // Weeks begin on Mondays: 2 July 1956 is one.
    harness.get_by_role_and_label(Role::Slider, "Time from 2 Jul 1956").focus();
    harness.run();
    harness.run();
    harness.key_press(egui::Key::ArrowRight);
    let later = asked(&mut harness);
    let [Command::Filter(filter)] = &later[..] else { panic!("a filter: {later:?}") };
    assert_eq!((filter.from, filter.until), (Date::day(1956, 7, 9), Date::day(1956, 11, 11)));
    harness.state_mut().workspace.apply(Edit::Filter(filter.clone()));
    harness.run();
    harness.get_by_role_and_label(Role::Slider, "Time until 11 Nov 1956").focus();
    harness.run();
    harness.run();
    harness.key_press(egui::Key::ArrowLeft);
    let earlier = asked(&mut harness);
    let [Command::Filter(filter)] = &earlier[..] else { panic!("a filter: {earlier:?}") };
    assert_eq!((filter.from, filter.until), (Date::day(1956, 7, 9), Date::day(1956, 11, 4)));
}

#[test]
fn a_drag_within_the_time_moves_it_as_a_whole() {
    let mut stage = Stage { workspace: workspace(), state: ViewState::default(), asked: Vec::new() };
    let filter = Filter { from: Date::day(1956, 7, 2), until: Date::day(1956, 9, 2), ..Filter::default() };
    stage.workspace.apply(Edit::Filter(Box::new(filter)));
    let mut harness = Harness::builder()
        .with_size(egui::vec2(900.0, 160.0))
        .with_context_setup(theme::install)
        .build_ui_state(
            |ui, stage: &mut Stage| {
                let mut commands = Commands::default();
                diplograph::view::timeline::timeline_ui(
                    ui,
                    &stage.workspace,
                    &mut stage.state,
                    &mut commands,
                );
                stage.asked.extend(commands.take());
            },
            stage,
        );
    harness.run();
    let edge = |harness: &Harness<'static, Stage>, name: &str| {
        harness.get_by_role_and_label(Role::Slider, name).rect().center()
    };
    let left = edge(&harness, "Time from 2 Jul 1956");
    let right = edge(&harness, "Time until 2 Sep 1956");
    // Nine weeks lie between the edges; the hand takes the middle, below the grips' ends, two weeks later.
    let week = (right.x - left.x) / 9.0;
    let from = egui::pos2((left.x + right.x) / 2.0, left.y);
    let to = from + egui::vec2(2.0 * week, 0.0);
    harness.hover_at(from);
    harness.drag_at(from);
    harness.hover_at(from + egui::vec2(week, 0.0));
    harness.hover_at(to);
    harness.drop_at(to);
    let moved = asked(&mut harness);
    let [Command::Filter(filter)] = &moved[..] else { panic!("a filter: {moved:?}") };
    assert_eq!((filter.from, filter.until), (Date::day(1956, 7, 16), Date::day(1956, 9, 16)));
}

#[test]
fn two_outlets_are_compared_too() {
    let mut harness = show(Sheet::Compare);
    harness.get_by_label("Two outlets").click();
    harness.run();
    // The outlet with more articles is the first.
    harness.get_by_label("Turned: Kenya → Brazil, 1 sentence in A, 1 in B");
    harness.get_by_label("Gone: Norway → Brazil, 1 sentence in A, 0 in B");
}

#[test]
fn filters_by_outlet_kind_and_sources_have_chips_that_take_them_off() {
    let mut harness = show(Sheet::Map);
    let filter = Filter {
        outlets: ["Harbour Post".to_owned()].into(),
        without: [diplograph::graph::ActorSort::Organisation].into(),
        from: Date::day(1956, 7, 1),
        ..Filter::default()
    };
    harness.state_mut().workspace.apply(Edit::Filter(Box::new(filter.clone())));
    harness.run();
    harness.get_by_label("2 of 2 links, 3 of 3 actors");
    harness.get_by_label("Remove the filter: Without organisations");
    harness.get_by_label("Remove the filter: Only Harbour Post").click();
    let without = Filter { outlets: Default::default(), ..filter };
    assert_eq!(asked(&mut harness), [Command::Filter(Box::new(without))]);
}

#[test]
fn the_filter_menu_asks_for_two_sources() {
    let mut harness = show(Sheet::Table);
    harness.get_by_label("Filter").click();
    harness.run();
    harness.get_by_label("One source more").click();
    let asked = asked(&mut harness);
    assert_eq!(asked, [Command::Filter(Box::new(Filter { min_sources: 2, ..Filter::default() }))]);
}

#[test]
fn the_filter_menu_finds_actors_statuses_and_types_among_hundreds() {
    let mut harness = show(Sheet::Table);
    harness.get_by_label("Filter").click();
    harness.run();
    let field = "Find a type, an actor, an outlet";
    harness.get_by_role_and_label(Role::TextInput, field).type_text("norw");
    harness.run();
    assert!(harness.query_by_label("Claims of one side").is_none(), "only what fits is listed");
    harness.get_by_role_and_label(Role::CheckBox, "Norway").click();
    let norway = Filter { touching: [ActorId::new("NOR")].into(), ..Filter::default() };
    assert_eq!(asked(&mut harness), [Command::Filter(Box::new(norway.clone()))]);
    harness.state_mut().workspace.apply(Edit::Filter(Box::new(norway.clone())));
    harness.run();
    harness.get_by_label("1 of 2 links, 2 of 3 actors");
    harness.get_by_label("Remove the filter: Links of Norway").click();
    assert_eq!(asked(&mut harness), [Command::Filter(Box::default())]);
}

#[test]
fn each_status_and_each_type_can_be_switched_in_the_menu() {
    let mut harness = show(Sheet::Table);
    harness.get_by_label("Filter").click();
    harness.run();
    harness.get_by_label("What is denied or was not done").click_accesskit();
    let denials = Filter { negated: true, ..Filter::default() };
    assert_eq!(asked(&mut harness), [Command::Filter(Box::new(denials))]);
    harness.get_by_role_and_label(Role::CheckBox, "Sanction").click_accesskit();
    let kinds = Filter::default().kinds.toggled(diplograph::event::EventKind::Sanction);
    assert_eq!(asked(&mut harness), [Command::Filter(Box::new(Filter { kinds, ..Filter::default() }))]);
    harness.get_by_label("None of verbal conflict").click_accesskit();
    let [Command::Filter(filter)] = &asked(&mut harness)[..] else { panic!("a filter") };
    assert!(!filter.kinds.contains(diplograph::event::EventKind::Accuse));
    assert!(filter.kinds.contains(diplograph::event::EventKind::Assault));
}

#[test]
fn time_moves_by_steps_of_the_plot_and_its_end_too() {
    let mut stage = Stage { workspace: workspace(), state: ViewState::default(), asked: Vec::new() };
    let day = |month, day| Date::day(1956, month, day);
    let filter = |from, until| Filter { from, until, ..Filter::default() };
    // Weeks begin on Mondays: 2 July is one.
    stage.workspace.apply(Edit::Filter(Box::new(filter(day(7, 2), day(7, 8)))));
    let mut harness = Harness::builder().with_context_setup(theme::install).build_ui_state(
        |ui, stage: &mut Stage| {
            let mut commands = Commands::default();
            diplograph::view::timeline::timeline_ui(ui, &stage.workspace, &mut stage.state, &mut commands);
            stage.asked.extend(commands.take());
        },
        stage,
    );
    harness.run();
    let stage = harness.state();
    let now = &stage.workspace.session().choices.filter;
    let timeline = &stage.state.timeline;
    assert_eq!(timeline.stepped(now, 1), Some(filter(day(7, 9), day(7, 15))));
    assert_eq!(timeline.stepped(now, -1), None, "it begins with the first event");
    assert_eq!(timeline.stretched(now, 2), Some(filter(day(7, 2), day(7, 22))));
    assert_eq!(timeline.stretched(now, -1), None, "a week at least");
    let end = filter(day(10, 29), day(11, 11));
    assert_eq!(timeline.stepped(&end, 1), None, "it ends with the last event");
    harness.get_by_role_and_label(Role::Button, "Play").click();
    harness.run();
    harness.get_by_role_and_label(Role::Button, "Later").click();
    harness.run();
    use diplograph::view::Action::{LaterTime, PlayTime};
    assert_eq!(harness.state().asked, [Command::Do(PlayTime), Command::Do(LaterTime)]);
}
