//! What keys, clicks and changes of the files make of the board.

use super::{board, day, example, picture, press, small};
use crate::board::view::View;
use crate::board::{Effect, Input, Kind, Memory, Preview, State, Typed};
use crate::model::{Portfolio, Rag, Status};
use crate::ui::screen::{Clicks, Event};

fn chosen<'s>(state: &'s State<'_>) -> &'s str {
    state.memory.action.as_deref().unwrap_or("nothing")
}

fn shown(state: &State<'_>) -> Vec<String> {
    state.world.actions(0).map(|judged| judged.located.action.reference.to_string()).collect()
}

/// The board of other plans, with what is remembered.
fn reloaded<'p>(state: State<'_>, plans: &'p Portfolio) -> State<'p> {
    State::new(plans, state.into_memory())
}

#[test]
fn the_worst_comes_first_and_other_orders_follow() {
    let plans = example();
    let mut state = board(&plans, (80, 24));
    assert_eq!(shown(&state)[..3], ["7.1", "5.2", "3.2.2"]);
    press(&mut state, "s");
    let due: Vec<_> = state.world.actions(0).filter_map(|judged| judged.judgement.due.on).collect();
    assert!(due.is_sorted(), "{due:?}");
    press(&mut state, "s");
    assert_eq!(shown(&state)[..3], ["1.1", "1.2", "1.3"]);
}

#[test]
fn a_part_of_the_tree_chooses_its_actions_and_folds() {
    let plans = example();
    let mut state = board(&plans, (80, 24));
    press(&mut state, "<Tab><Down><Down>");
    assert_eq!(shown(&state).len(), 4);
    assert!(shown(&state).iter().all(|reference| reference.starts_with("1.")));
    let lines = state.world.tree.len();
    press(&mut state, "<Left>");
    assert!(state.memory.branch.ends_with("/prevention"), "a leaf leads to what holds it: {}", state.memory.branch);
    press(&mut state, "<Left>");
    assert_eq!(state.world.tree.len(), lines - 2);
    press(&mut state, "<Right>");
    assert_eq!(state.world.tree.len(), lines);
}

#[test]
fn the_filter_holds_as_it_is_typed_and_a_wrong_one_keeps_the_last_result() {
    let plans = example();
    let mut state = board(&plans, (80, 24));
    press(&mut state, "/is:overdue");
    let overdue = shown(&state);
    assert_eq!(overdue.len(), 5);
    press(&mut state, " (");
    assert!(state.memory.filter.error.is_some());
    assert_eq!(shown(&state), overdue);
    press(&mut state, "<Enter>");
    assert!(matches!(state.memory.views.last(), Some(View::Filter(_))), "a wrong filter cannot be kept");
    press(&mut state, "<Esc>");
    assert_eq!(shown(&state).len(), 30, "as before");
    press(&mut state, "/7.1<Enter>");
    assert!(state.memory.views.is_empty() && !shown(&state).is_empty());
    press(&mut state, "<Esc>");
    assert_eq!(shown(&state).len(), 30, "Esc takes the filter away before it leaves");
    assert!(matches!(press(&mut state, "<Esc>"), Effect::Leave));
}

#[test]
fn the_words_of_a_filter_are_offered() {
    let plans = example();
    let mut state = board(&plans, (80, 24));
    press(&mut state, "/is:over<Tab>");
    assert_eq!((state.memory.filter.line.text(), shown(&state).len()), ("is:overdue", 5));
    press(&mut state, " lead:head<Tab>");
    let first = state.memory.filter.line.text().to_owned();
    assert!(first.starts_with("is:overdue lead:\"Head of"), "{first}");
    assert!(picture(&state).contains("[\"Head of"), "{}", picture(&state));
    press(&mut state, "<Tab>");
    assert_ne!(state.memory.filter.line.text(), first);
    press(&mut state, "<BackTab>");
    assert_eq!(state.memory.filter.line.text(), first);
    press(&mut state, "<Esc>");
    assert_eq!(shown(&state).len(), 30);
}

#[test]
fn words_of_days_are_those_of_the_day_that_one_looks_at() {
    let plans = example();
    let mut state = board(&plans, (80, 24));
    let mut today = |keys: &str| {
        press(&mut state, keys);
        let Some(View::Filter(typing)) = state.memory.views.last() else { panic!("the filter is open") };
        typing.offers[0].about.clone()
    };
    assert_eq!(today("/due>tod<Tab>"), "30 June 2026");
    assert_eq!(today("<Esc>[/due>tod<Tab>"), "20 May 2026");
}

#[test]
fn a_longer_filter_finds_what_it_would_find_alone() {
    let plans = example();
    let mut typed = board(&plans, (80, 24));
    press(&mut typed, "/");
    let keys = "re h not or refuge) (x".chars().map(String::from).chain(vec!["<Backspace>".to_owned(); 22]);
    for key in keys.chain("or refuge not x".chars().map(String::from)) {
        press(&mut typed, &key);
        if typed.memory.filter.error.is_none() {
            let mut alone = board(&plans, (80, 24));
            press(&mut alone, &format!("/{}", typed.memory.filter.line.text()));
            assert_eq!(shown(&typed), shown(&alone), "{}", typed.memory.filter.line.text());
        }
    }
    press(&mut typed, "<Esc>");
    assert_eq!(shown(&typed).len(), 30, "what was narrowed is wide again");
}

#[test]
fn time_goes_from_meeting_to_meeting_and_stops_at_home() {
    let plans = example();
    let mut state = board(&plans, (80, 24));
    let mut days = Vec::new();
    for key in ["[", "[", "]", "]", "]", "t"] {
        press(&mut state, key);
        days.push(state.memory.day.map(|day| day.to_string()));
    }
    let some = |day: &str| Some(day.to_owned());
    assert_eq!(days[..4], [some("2026-05-20"), some("2026-05-12"), some("2026-05-20"), None]);
    assert!(days[4].as_deref() > Some("2026-06-30") && days[5].is_none(), "{days:?}");
}

#[test]
fn plans_that_are_closed_are_each_judged_on_their_last_day() {
    let mut plans = small("first");
    plans.plans.extend(small("second").plans);
    plans.plans[0].settings.closed = Some(day("2020-03-31"));
    let mut state = board(&plans, (80, 24));
    assert!(picture(&state).contains("each plan on its last day"));
    press(&mut state, "<Tab><Down>");
    assert!(picture(&state).contains("31 March 2020 (closed)"), "{}", picture(&state));
}

#[test]
fn only_what_changed_is_shown_and_everything_again() {
    let plans = example();
    let mut state = board(&plans, (80, 24));
    press(&mut state, "w");
    let changed = shown(&state).len();
    assert!(changed > 0 && changed < 30, "{changed}");
    press(&mut state, "w");
    assert_eq!(shown(&state).len(), 30);
    let mut plans = small("wendale");
    plans.plans[0].settings.meetings.clear();
    let mut state = board(&plans, (80, 24));
    press(&mut state, "w");
    assert!(!state.memory.only_changed && picture(&state).contains("no meeting was held"));
}

#[test]
fn a_form_asks_for_what_was_typed() {
    let plans = example();
    let mut state = board(&plans, (80, 24));
    let effect = press(&mut state, "ui<Tab>a<Tab>One.<Enter>Two.<Tab>Jo<Tab>2026-06-29<C-s>");
    let Effect::Preview(wanted) = effect else { panic!("{effect:?}") };
    assert_eq!(wanted.file, "wendale-2025-28/partnership/7/7.1.toml");
    let request = wanted.request;
    assert_eq!((request.status, request.rag), (Some(Status::InProgress), Some(Rag::Amber)));
    assert_eq!((request.note.as_deref(), request.by.as_deref()), (Some("One.\nTwo."), Some("Jo")));
    assert_eq!(request.date, day("2026-06-29"));
    assert!(state.is_busy());
}

#[test]
fn what_cannot_be_read_is_said_in_the_form_and_nothing_typed_is_lost() {
    let plans = example();
    let mut state = board(&plans, (80, 24));
    assert!(matches!(press(&mut state, "dsoon<C-s>"), Effect::Nothing));
    let text = picture(&state);
    assert!(text.contains("`soon` is not a deadline") && text.contains(">Deadline"), "{text}");
    press(&mut state, "<Backspace><Backspace><Backspace><Backspace>2027-03");
    assert!(matches!(press(&mut state, "<C-s>"), Effect::Preview(_)));
    state.take(Input::Previewed(Err("it was refused\nhelp: say why".to_owned())));
    let text = picture(&state);
    assert!(text.contains("it was refused") && text.contains("2027-03"), "{text}");
}

#[test]
fn a_change_is_made_only_after_it_was_shown_and_closes_its_form() {
    let plans = example();
    let mut state = board(&plans, (80, 24));
    press(&mut state, "u<Tab><Tab>Said.<C-s>");
    state.take(Input::Previewed(Ok(Preview { difference: "+x".to_owned(), ..Preview::default() })));
    assert!(!state.is_busy());
    let effect = press(&mut state, "y");
    let Effect::Change(wanted, shown) = effect else { panic!("{effect:?}") };
    assert_eq!((wanted.request.note.as_deref(), shown.difference.as_str()), (Some("Said."), "+x"));
    state.take(Input::Told("waiting for somebody".to_owned()));
    assert!(picture(&state).contains("waiting for somebody"));
    state.take(Input::Changed(Ok("committed".to_owned())));
    assert!(state.memory.views.is_empty() && state.memory.unsent().is_empty());
    assert!(picture(&state).contains("committed"));
}

#[test]
fn what_was_typed_is_kept_over_esc_over_other_files_and_when_the_action_goes() {
    let plans = small("wendale");
    let mut state = board(&plans, (80, 24));
    press(&mut state, "u<Tab><Tab>Half a thou<Esc>");
    assert!(state.memory.views.is_empty());
    press(&mut state, "ught");
    assert_eq!(state.memory.unsent().len(), 1);

    let mut others = small("wendale");
    others.plans[0].actions[0].lead = Some("Somebody Else".to_owned());
    let mut state = reloaded(state, &others);
    let text = picture(&state);
    assert!(text.contains("somebody else has changed this action meanwhile: lead"), "{text}");
    assert!(text.contains("Half a thought"), "{text}");

    let mut fewer = small("wendale");
    fewer.plans[0].actions.remove(0);
    press(&mut state, "<Esc>");
    let mut state = reloaded(state, &fewer);
    assert_eq!(chosen(&state), "wendale:1.2");
    assert!(matches!(press(&mut state, "q"), Effect::Nothing), "it asks before it leaves");
    assert!(picture(&state).contains("leave anyway?"));
    assert!(matches!(press(&mut state, "y"), Effect::Leave));
    let unsent: Vec<_> = state.memory.unsent().iter().map(Typed::command).collect();
    assert_eq!(unsent, [["vawg", "update", "wendale:1.1", "--note", "Half a thought"].map(str::to_owned)]);
}

#[test]
fn what_is_chosen_is_found_again_by_its_reference() {
    let plans = example();
    let mut state = board(&plans, (80, 24));
    press(&mut state, "<Down><Down><Down>");
    let before = chosen(&state).to_owned();
    let mut others = example();
    others.plans[0].actions.retain(|action| !["7.1", "5.2"].contains(&action.reference.as_str()));
    let state = reloaded(state, &others);
    assert_eq!(chosen(&state), before);
    assert_eq!(state.memory.list.at, 1);
}

#[test]
fn a_page_outlives_its_action() {
    let plans = small("wendale");
    let mut state = board(&plans, (80, 24));
    let effect = press(&mut state, "<Enter>");
    assert!(matches!(effect, Effect::History(reference) if reference == "wendale:1.1"));
    let mut fewer = small("wendale");
    fewer.plans[0].actions.clear();
    let mut state = reloaded(state, &fewer);
    assert!(picture(&state).contains("wendale:1.1 is no longer there"));
    press(&mut state, "ju<Esc>");
    assert!(state.memory.views.is_empty());
}

#[test]
fn the_mouse_chooses_scrolls_and_opens() {
    let plans = example();
    let mut state = board(&plans, (80, 24));
    let click =
        |state: &mut State<'_>, column, row, clicks| state.take(Input::Event(Event::Click { column, row, clicks }));
    click(&mut state, 50, 5, Clicks::Once);
    assert_eq!(state.memory.list.at, 2);
    let effect = click(&mut state, 50, 5, Clicks::Twice);
    assert!(matches!(effect, Effect::History(_)), "{effect:?}");
    press(&mut state, "<Esc>");
    click(&mut state, 10, 4, Clicks::Once);
    assert!(state.memory.branch.ends_with("/prevention"), "{}", state.memory.branch);
    click(&mut state, 10, 4, Clicks::Twice);
    press(&mut state, "<Tab>");
    state.take(Input::Event(Event::Wheel { column: 50, row: 10, notches: 1 }));
    assert_eq!((state.memory.list.at, state.memory.list.top), (0, 0), "eight actions need no scrolling");
    for (column, row) in [(0, 0), (79, 23), (32, 10), (500, 500)] {
        click(&mut state, column, row, Clicks::Twice);
        state.take(Input::Event(Event::Wheel { column, row, notches: -1 }));
    }
}

#[test]
fn a_click_on_the_mark_before_a_title_folds_it_on_any_screen() {
    let plans = example();
    for (width, column) in [(80, 4), (160, 6)] {
        let mut state = board(&plans, (width, 24));
        let lines = state.world.tree.len();
        let objective =
            state.world.tree.iter().position(|line| line.stem.title().starts_with("3 ")).expect("it is shown");
        let row = 3 + u16::try_from(objective).expect("small");
        let click = |state: &mut State<'_>, column| {
            state.take(Input::Event(Event::Click { column, row, clicks: Clicks::Once }));
        };
        click(&mut state, column + 1);
        assert_eq!(state.world.tree.len(), lines, "a click on the title only chooses it");
        click(&mut state, column);
        assert_eq!(state.world.tree.len(), lines - 2, "{}", picture(&state));
    }
}

#[test]
fn what_is_pasted_does_not_act_as_keys() {
    let plans = example();
    let mut state = board(&plans, (80, 24));
    state.take(Input::Event(Event::Paste("q\ny\n".to_owned())));
    assert!(state.memory.views.is_empty());
    press(&mut state, "u<Tab><Tab>");
    state.take(Input::Event(Event::Paste("one\r\ntwo".to_owned())));
    assert_eq!(state.memory.unsent()[0].command().last().map(String::as_str), Some("one\ntwo"));
}

#[test]
fn every_form_can_be_opened_filled_and_left() {
    let plans = example();
    for (key, kind) in [("u", Kind::Update), ("d", Kind::Deadline), ("c", Kind::Complete), ("l", Kind::Lead)] {
        let mut state = board(&plans, (80, 24));
        press(&mut state, key);
        let Some(View::Form(form)) = state.memory.views.last() else { panic!("{key} opens a form") };
        assert_eq!(form.kind, kind);
        press(&mut state, "a<Down><Up><Left><Right><BackTab><Enter>");
        press(&mut state, "<Esc>");
        assert!(!matches!(state.memory.views.last(), Some(View::Form(_))));
    }
}

#[test]
fn everything_can_be_done_by_the_mouse() {
    let plans = example();
    let mut state = board(&plans, (80, 24));
    // Clicks on the first place at the foot of the screen, or in a form, that shows a text.
    let click = |state: &mut State<'_>, text: &str| {
        let shown = picture(state);
        let found = shown.lines().enumerate().filter_map(|(row, line)| Some((row, line.find(text)?))).last();
        let (row, column) = found.unwrap_or_else(|| panic!("there is no `{text}` in\n{shown}"));
        let column =
            u16::try_from(shown.lines().nth(row).unwrap_or_default()[..column].chars().count()).expect("small");
        let row = u16::try_from(row).expect("small");
        state.take(Input::Event(Event::Click { column, row, clicks: Clicks::Once }))
    };
    click(&mut state, "u update");
    click(&mut state, "Rating");
    click(&mut state, "Rating");
    let Effect::Preview(wanted) = click(&mut state, "Show the change") else { panic!("it asks for the change") };
    assert_eq!(wanted.request.rag, Some(Rag::Red));
    state.take(Input::Previewed(Ok(Preview { difference: "+x".to_owned(), ..Preview::default() })));
    assert!(matches!(click(&mut state, "y make this change"), Effect::Change(..)));
    state.take(Input::Changed(Ok("committed".to_owned())));
    click(&mut state, "? keys");
    assert!(matches!(state.memory.views.last(), Some(View::Help(_))));
    click(&mut state, "Esc back");
    assert!(matches!(click(&mut state, "q leave"), Effect::Leave));
}

/// The board of the same plans after the one before has ended anyhow, with what was typed at that.
fn another<'p>(plans: &'p Portfolio, typed: &[Typed]) -> State<'p> {
    let mut memory = board(plans, (80, 24)).into_memory();
    let kept = serde_json::to_string(typed).expect("plain values");
    memory = Memory::new(memory.setup, memory.size);
    memory.take_back(serde_json::from_str::<Vec<Typed>>(&kept).expect("what was written"));
    State::new(plans, memory)
}

#[test]
fn what_was_typed_comes_back_at_another_board() {
    let plans = example();
    let mut state = board(&plans, (80, 24));
    press(&mut state, "u<Tab>a<Tab>Half a <Enter>thought “漢<Esc><Down>c<Tab>minutes.pdf<Esc>dnext");
    let typed = state.memory.unsent();
    assert_eq!(typed.len(), 3);

    let mut state = another(&plans, &typed);
    assert_eq!(state.memory.unsent().len(), 3);
    let text = picture(&state);
    assert!(text.contains("what you typed and did not send is here again: "), "{text}");
    let first = chosen(&state).to_owned();
    assert!(text.contains(&format!("again: {first}")), "{text}");
    press(&mut state, "<Up>u");
    let text = picture(&state);
    assert!(text.contains("thought “漢") && text.contains("amber"), "{text}");
    press(&mut state, "!");
    let commands: Vec<_> = state.memory.unsent().iter().map(|typed| typed.command().join(" ")).collect();
    assert!(commands.contains(&"vawg update wendale-2025-28:7.1 --rag amber --note Half a \nthought “漢!".to_owned()));
}

#[test]
fn what_was_typed_for_an_action_that_has_gone_waits_for_it() {
    let (plans, mut fewer) = (small("wendale"), small("wendale"));
    fewer.plans[0].actions.remove(0);
    let mut state = board(&plans, (80, 24));
    press(&mut state, "u<Tab><Tab>Words");
    let typed = state.memory.unsent();

    let mut state = another(&fewer, &typed);
    assert_eq!(state.memory.unsent(), typed);
    assert!(!picture(&state).contains("here again"));
    assert!(matches!(press(&mut state, "q"), Effect::Nothing), "it asks before it leaves");
    press(&mut state, "n");
    let state = reloaded(state, &plans);
    assert!(picture(&state).contains("here again: wendale:1.1 (u opens it)"), "{}", picture(&state));
    assert_eq!(state.memory.unsent(), typed);
}
