//! Times the board: from nothing to its first picture, and each kind of key press to the picture after it.
//!
//! `cargo bench --bench board` makes plans of 1,000 and 10,000 actions in the build folder, which meet four times a
//! year. The files are read as the command reads them; the picture goes to a screen in memory of 120 columns and 40
//! rows. A picture should be there 16 ms after the key, the sixtieth of a second. Beside the wall time stands that of
//! all processors together, which says more where the machine has other work.

#![expect(clippy::disallowed_methods, reason = "a benchmark makes files of its own")]
#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

#[path = "../whole/plans.rs"]
#[expect(dead_code, reason = "plans are made, and not changed")]
mod plans;

use std::path::Path;
use std::time::{Duration, Instant};

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike as _;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::crossterm::event::{KeyCode, KeyEvent};
use vawg::board::{Input, Memory, Setup, State, draw};
use vawg::model::{Date, Interval, Judge, Meeting, Portfolio};
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
        println!(
            "\n{:<20} {:>8} {:>11} {:>12} {:>11}",
            format!("{size} actions"),
            "median",
            "at most",
            "processors",
            "at most"
        );
        let first: Vec<_> = (0..5).map(|_| first_paint(&home)).collect();
        row("first picture", &first);
        keys(&home);
    }
}

fn setup() -> Setup {
    let today = Date::parse("2026-06-30").expect("a day");
    Setup { judge: Judge { today, as_of: None }, only: Vec::new(), color: true }
}

/// The plans, of which each meets.
fn plans_of(home: &Path) -> Portfolio {
    let mut portfolio = load(&Root::new(&home.join("plans"))).expect("the plans were made").portfolio;
    let from = Date::parse("2024-04-15").expect("a day");
    let board = Meeting { name: "Board".to_owned(), report: None, every: Interval::months(3), from };
    for plan in &mut portfolio.plans {
        plan.settings.meetings = vec![board.clone()];
    }
    portfolio
}

fn first_paint(home: &Path) -> Took {
    let mut terminal = Terminal::new(TestBackend::new(SCREEN.0, SCREEN.1)).expect("a screen in memory");
    let (portfolio, took) = timed(|| {
        let portfolio = plans_of(home);
        let state = State::new(&portfolio, Memory::new(setup(), SCREEN));
        terminal.draw(|frame| draw(&state, frame)).expect("a screen in memory takes everything");
        drop(state);
        portfolio
    });
    std::mem::forget(portfolio);
    took
}

fn keys(home: &Path) {
    let mut terminal = Terminal::new(TestBackend::new(SCREEN.0, SCREEN.1)).expect("a screen in memory");
    let portfolio = plans_of(home);
    let mut state = State::new(&portfolio, Memory::new(setup(), SCREEN));
    for (what, keys) in KEYS {
        let mut took = Vec::new();
        for key in (0..5).flat_map(|_| keys) {
            let press = || {
                state.take(Input::Event(Event::Key(KeyEvent::from(*key))));
                terminal.draw(|frame| draw(&state, frame)).expect("a screen in memory takes everything");
            };
            took.push(timed(press).1);
        }
        row(what, &took);
    }
}

/// How long something took, and how much time of all processors.
#[derive(Clone, Copy)]
struct Took {
    wall: Duration,
    processors: Duration,
}

fn timed<T>(job: impl FnOnce() -> T) -> (T, Took) {
    let (start, before) = (Instant::now(), processors());
    let made = job();
    (made, Took { wall: start.elapsed(), processors: processors().saturating_sub(before) })
}

/// The time of all processors that this program has taken.
fn processors() -> Duration {
    let usage = getrusage(UsageWho::RUSAGE_SELF).expect("the system keeps count");
    let microseconds = usage.user_time().num_microseconds() + usage.system_time().num_microseconds();
    Duration::from_micros(microseconds.unsigned_abs())
}

/// The median and the longest of both times.
fn row(what: &str, took: &[Took]) {
    let figures = |time: fn(&Took) -> Duration| {
        let mut times: Vec<_> = took.iter().map(|took| time(took).as_secs_f64() * 1e3).collect();
        times.sort_by(f64::total_cmp);
        (times[times.len() / 2], times[times.len() - 1])
    };
    let ((wall, longest), (processors, most)) = (figures(|took| took.wall), figures(|took| took.processors));
    println!("  {what:<18} {wall:>8.2} ms {longest:>8.2} ms {processors:>9.2} ms {most:>8.2} ms");
}
