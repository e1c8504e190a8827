//! The screens of the board as text, and what keys make of them.

mod hostile;
mod pictures;
mod typing;

use std::path::Path;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::{Effect, Input, Memory, Setup, State, draw};
use crate::model::{Action, Date, Judge, Objective, Plan, Portfolio, Reference, Theme};
use crate::store::{Root, load};
use crate::ui::screen::Event;

/// A board of plans, without colour, on a day.
fn board(portfolio: &Portfolio, size: (u16, u16)) -> State<'_> {
    let judge = Judge { today: day("2026-06-30"), as_of: None };
    State::new(portfolio, Memory::new(Setup { judge, only: Vec::new(), color: false }, size))
}

fn day(text: &str) -> Date {
    Date::parse(text).expect("a day")
}

/// The plan in `examples`.
fn example() -> Portfolio {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    load(&Root::new(&folder)).expect("the examples can be read").portfolio
}

/// A plan with one theme, one objective and two actions.
fn small(name: &str) -> Portfolio {
    let reference = |text: &str| Reference::new(text).expect("a reference");
    let mut plan = Plan::new(name);
    plan.themes = vec![Theme { name: "prevention".into(), ..Theme::default() }];
    plan.objectives = vec![Objective { reference: reference("1"), theme: Some(0), ..Objective::default() }];
    let action = |name: &str, text: &str| Action {
        reference: reference(name),
        text: Some(text.to_owned()),
        lead: Some("Housing Manager".to_owned()),
        theme: Some(0),
        objective: Some(0),
        ..Action::default()
    };
    plan.actions = vec![action("1.1", "Publish the pathways"), action("1.2", "Train the front line")];
    Portfolio { plans: vec![plan] }
}

/// Presses keys one after the other: each character is one, and `<Enter>`, `<C-s>` and the like are one.
fn press(state: &mut State<'_>, keys: &str) -> Effect {
    let mut last = Effect::Nothing;
    let mut rest = keys;
    while let Some(first) = rest.chars().next() {
        let named = if first == '<' { rest.find('>') } else { None };
        let (key, length) = match named {
            Some(end) => (named_key(&rest[1..end]), end + 1),
            None => (KeyEvent::from(KeyCode::Char(first)), first.len_utf8()),
        };
        last = state.take(Input::Event(Event::Key(key)));
        rest = &rest[length..];
    }
    last
}

fn named_key(name: &str) -> KeyEvent {
    if let Some(letter) = name.strip_prefix("C-").and_then(|rest| rest.chars().next()) {
        return KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL);
    }
    KeyEvent::from(match name {
        "Enter" => KeyCode::Enter,
        "Esc" => KeyCode::Esc,
        "Tab" => KeyCode::Tab,
        "BackTab" => KeyCode::BackTab,
        "Up" => KeyCode::Up,
        "Down" => KeyCode::Down,
        "Left" => KeyCode::Left,
        "Right" => KeyCode::Right,
        "End" => KeyCode::End,
        "Backspace" => KeyCode::Backspace,
        other => panic!("no key is called {other}"),
    })
}

/// What the screen shows, without blanks at the ends of its lines.
fn picture(state: &State<'_>) -> String {
    let (width, height) = state.memory.size;
    let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("a screen in memory");
    terminal.draw(|frame| draw(state, frame)).expect("a screen in memory takes everything");
    let shown = terminal.backend().to_string();
    // What a wide character hides is told after the line.
    let line = |line: &str| line.split("\" Hidden").next().unwrap_or_default().to_owned();
    let lines = shown.lines().map(|shown| line(shown).trim_matches('"').trim_end().to_owned() + "\n");
    lines.collect::<String>().trim_end().to_owned() + "\n"
}
