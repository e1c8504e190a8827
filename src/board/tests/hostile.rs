//! Texts that would act on a terminal, in every text of a plan and in everything that the board is told or given to type:
//! no cell of the picture holds one.

use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::{board, day, press, small};
use crate::board::{Input, Preview, State, draw};
use crate::model::{Portfolio, Rag, Update, acts_in_a_line};
use crate::ui::screen::Event;

#[expect(dead_code, reason = "harmless texts are for other tests")]
#[path = "../../../tests/cli/hostile/attacks.rs"]
mod attacks;

/// A plan all of whose texts are this one, as no file gives them.
fn plan(text: &str) -> Portfolio {
    let mut plans = small("wendale");
    let plan = &mut plans.plans[0];
    let some = || Some(text.to_owned());
    plan.settings.title = some();
    plan.themes[0].title = some();
    plan.themes[0].aim = some();
    plan.objectives[0].title = some();
    plan.objectives[0].target = some();
    let action = &mut plan.actions[0];
    (action.text, action.lead, action.resources, action.outcome_measure) = (some(), some(), some(), some());
    action.support = vec![text.to_owned(); 2];
    action.tags = vec![text.to_owned()];
    action.as_written.insert("deadline".to_owned(), text.to_owned());
    let date = day("2026-06-02");
    let (status, occurrence, deadline_was) = (None, None, None);
    let update = Update { date, by: some(), status, rag: Some(Rag::Red), note: some(), occurrence, deadline_was };
    action.updates = vec![update];
    plans
}

/// Every cell of the picture holds a character that shows, and nothing that acts.
fn assert_inert(state: &State<'_>, what: &str) {
    let (width, height) = state.memory.size;
    let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("a screen in memory");
    terminal.draw(|frame| draw(state, frame)).expect("a screen in memory takes everything");
    for cell in &terminal.backend().buffer().content {
        let symbol = cell.symbol();
        assert!(!symbol.contains(acts_in_a_line), "{what}: {symbol:?}");
    }
}

#[test]
fn no_attack_reaches_a_cell_of_the_picture() {
    for (what, text) in attacks::ANYWHERE.iter().chain(&attacks::AT_THE_START) {
        let plans = plan(text);
        for size in [(80, 24), (200, 50)] {
            let mut state = board(&plans, size);
            let keys =
                ["", "<Down>", "<Tab><Down><Down>", "<Tab><Enter>", "<Down><Down><Down><Down><Down><Down>", "<Esc>?"];
            for keys in keys.into_iter().chain(["<Esc>u", "<Esc>d", "<Esc>c", "<Esc>l", "<Esc>/"]) {
                press(&mut state, keys);
                assert_inert(&state, what);
                state.take(Input::Event(Event::Paste((*text).to_owned())));
                assert_inert(&state, what);
            }
        }
        for input in told(text) {
            let mut state = board(&plans, (120, 40));
            if let Input::Previewed(_) = input {
                press(&mut state, "u<Down>x<C-s>");
            }
            state.take(input);
            assert_inert(&state, what);
        }
    }
}

/// What the board is told of from elsewhere.
fn told(text: &str) -> Vec<Input> {
    let text = || text.to_owned();
    let preview =
        Preview { told: text(), warnings: vec![text()], subject: Some(text()), difference: format!("+{}\n", text()) };
    vec![
        Input::Told(text()),
        Input::Said(text()),
        Input::Previewed(Err(text())),
        Input::Previewed(Ok(preview)),
        Input::Changed(Ok(text())),
        Input::Changed(Err(text())),
        Input::History("wendale:1.1".to_owned(), Err(text())),
    ]
}
