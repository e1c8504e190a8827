//! Times the board: from nothing to its first picture, and each kind of key press to the picture after it.
//!
//! `cargo bench --bench board` makes plans of 1,000 and 10,000 actions in the build folder. The files are read as the
//! command reads them; the picture goes to a screen in memory of 120 columns and 40 rows.

#![expect(clippy::disallowed_methods, reason = "a benchmark makes files of its own")]
#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

#[path = "../whole/plans.rs"]
#[expect(dead_code, reason = "plans are made, and not changed")]
mod plans;

use std::path::Path;
use std::time::{Duration, Instant};

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::crossterm::event::{KeyCode, KeyEvent};
use vawg::board::{Input, Memory, Setup, State, draw};
use vawg::model::{Date, Judge};
use vawg::store::{Root, load};
use vawg::ui::screen::Event;

const SIZES: [usize; 2] = [1_000, 10_000];

const SCREEN: (u16, u16) = (120, 40);

/// What is done, and the keys that do it. What a key leaves behind is what the next line begins with.
const KEYS: [(&str, &[KeyCode]); 9] = [
    ("the next action", &[KeyCode::Down, KeyCode::Down, KeyCode::Down]),
    ("the last action", &[KeyCode::End, KeyCode::Home, KeyCode::PageDown]),
    ("another order", &[KeyCode::Char('s'), KeyCode::Char('s'), KeyCode::Char('s')]),
    ("filter, a letter", &[KeyCode::Char('/'), KeyCode::Char('r'), KeyCode::Char('e'), KeyCode::Char('f')]),
    ("filter, back", &[KeyCode::Backspace, KeyCode::Backspace, KeyCode::Backspace, KeyCode::Esc]),
    ("another part", &[KeyCode::Tab, KeyCode::Down, KeyCode::Down, KeyCode::Up]),
    ("an action's page", &[KeyCode::Tab, KeyCode::Enter, KeyCode::Down, KeyCode::Esc]),
    ("a form", &[KeyCode::Char('u'), KeyCode::Char('i'), KeyCode::Tab, KeyCode::Esc]),
    ("another day", &[KeyCode::Char('['), KeyCode::Char('['), KeyCode::Char(']'), KeyCode::Char('t')]),
];

fn main() {
    for size in SIZES {
        let home = plans::make(Path::new(env!("CARGO_TARGET_TMPDIR")), size);
        println!("\n{size} actions");
        let first = (0..5).map(|_| first_paint(&home)).collect();
        row("first picture", first);
        keys(&home);
    }
}

fn setup() -> Setup {
    let today = Date::parse("2026-06-30").expect("a day");
    Setup { judge: Judge { today, as_of: None }, only: Vec::new(), color: true }
}

fn first_paint(home: &Path) -> Duration {
    let mut terminal = Terminal::new(TestBackend::new(SCREEN.0, SCREEN.1)).expect("a screen in memory");
    let start = Instant::now();
    let loaded = load(&Root::new(&home.join("plans"))).expect("the plans were made");
    let state = State::new(&loaded.portfolio, Memory::new(setup(), SCREEN));
    terminal.draw(|frame| draw(&state, frame)).expect("a screen in memory takes everything");
    let time = start.elapsed();
    std::mem::forget(loaded);
    time
}

fn keys(home: &Path) {
    let mut terminal = Terminal::new(TestBackend::new(SCREEN.0, SCREEN.1)).expect("a screen in memory");
    let loaded = load(&Root::new(&home.join("plans"))).expect("the plans were made");
    let mut state = State::new(&loaded.portfolio, Memory::new(setup(), SCREEN));
    for (what, keys) in KEYS {
        let mut times = Vec::new();
        for _ in 0..5 {
            for key in keys {
                let start = Instant::now();
                state.take(Input::Event(Event::Key(KeyEvent::from(*key))));
                terminal.draw(|frame| draw(&state, frame)).expect("a screen in memory takes everything");
                times.push(start.elapsed());
            }
        }
        row(what, times);
    }
}

/// The median and the longest of times.
fn row(what: &str, mut times: Vec<Duration>) {
    times.sort();
    let milliseconds = |time: Duration| time.as_secs_f64() * 1e3;
    let (median, longest) = (times[times.len() / 2], times[times.len() - 1]);
    println!("  {what:<18} {:>8.2} ms, at most {:>8.2} ms", milliseconds(median), milliseconds(longest));
}
