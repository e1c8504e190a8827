//! The whole screen of the terminal, for as long as something is drawn on it.
//!
//! What it finds it puts back: when it is left, when the program panics, when a signal ends or stops it. It knows
//! nothing of what is drawn, and hands on what is typed and clicked without an opinion on it.

mod modes;
mod signals;

use std::io::{self, IsTerminal as _, Stdout};
use std::time::{Duration, Instant};

use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::event::{self, KeyEvent, KeyEventKind, MouseButton, MouseEvent, MouseEventKind};
use ratatui::{Frame, Terminal};

use modes::Modes;
use signals::Signals;
pub use signals::{Signal, end_by};

/// What a person does at the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    Key(KeyEvent),
    Click {
        column: u16,
        row: u16,
        clicks: Clicks,
    },
    /// Turned by this many notches, down or up where it is negative.
    Wheel {
        column: u16,
        row: u16,
        notches: i16,
    },
    Paste(String),
    /// The terminal has so many columns and rows now.
    Size(u16, u16),
}

/// How often a place was clicked in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clicks {
    Once,
    Twice,
}

/// What a person has before them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Surface {
    /// A screen on which anything can be drawn.
    Screen,
    /// A terminal on which one line follows the other.
    Lines,
    /// No terminal.
    Nothing,
}

/// What standard input and output are.
#[must_use]
pub fn surface() -> Surface {
    #[expect(clippy::disallowed_methods, reason = "what the terminal can do is a matter of the terminal")]
    let term = std::env::var("TERM").unwrap_or_default();
    match (io::stdin().is_terminal() && io::stdout().is_terminal(), term.as_str()) {
        (false, _) => Surface::Nothing,
        (true, "" | "dumb") => Surface::Lines,
        (true, _) => Surface::Screen,
    }
}

/// Two clicks on the same place within this time are a double click.
const DOUBLE: Duration = Duration::from_millis(400);

/// The screen, taken over until it is dropped.
pub struct Screen {
    terminal: Terminal<CrosstermBackend<Stdout>>,
    modes: Modes,
    signals: Signals,
    last_click: Option<(Instant, u16, u16)>,
}

impl Screen {
    /// Takes over the screen.
    ///
    /// # Errors
    ///
    /// Standard output is no terminal, or does not do what terminals do.
    pub fn enter() -> io::Result<Self> {
        let signals = Signals::caught()?;
        let modes = Modes::enter()?;
        let terminal = Terminal::new(CrosstermBackend::new(io::stdout()))?;
        Ok(Self { terminal, modes, signals, last_click: None })
    }

    /// Columns and rows.
    ///
    /// # Errors
    ///
    /// The terminal has gone.
    pub fn size(&self) -> io::Result<(u16, u16)> {
        let size = self.terminal.size()?;
        Ok((size.width, size.height))
    }

    /// Draws a picture; only what differs from the one before is written.
    ///
    /// # Errors
    ///
    /// The terminal has gone.
    pub fn draw(&mut self, picture: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        self.terminal.draw(picture).map(|_| ())
    }

    /// What is done next within a time.
    ///
    /// # Errors
    ///
    /// The terminal has gone.
    pub fn next(&mut self, patience: Duration) -> io::Result<Option<Event>> {
        if !event::poll(patience)? {
            return Ok(None);
        }
        Ok(match event::read()? {
            event::Event::Key(key) if key.kind != KeyEventKind::Release => Some(Event::Key(key)),
            event::Event::Mouse(mouse) => self.mouse(mouse),
            event::Event::Paste(text) => Some(Event::Paste(text)),
            event::Event::Resize(width, height) => Some(Event::Size(width, height)),
            event::Event::Key(_) | event::Event::FocusGained | event::Event::FocusLost => None,
        })
    }

    /// A signal that has come since this was last asked.
    #[must_use]
    pub fn signal(&self) -> Option<Signal> {
        self.signals.next()
    }

    /// Gives the terminal back, stops as job control wants it, and takes the screen over again once it goes on.
    ///
    /// # Errors
    ///
    /// The terminal has gone meanwhile.
    pub fn stop(&mut self) -> io::Result<()> {
        self.modes.leave();
        signals::stop()?;
        self.go_on()
    }

    /// Takes the screen over again after somebody else has used it.
    ///
    /// # Errors
    ///
    /// The terminal has gone meanwhile.
    pub fn go_on(&mut self) -> io::Result<()> {
        self.modes.renew()?;
        // Nothing of the picture before is there any more.
        self.terminal = Terminal::new(CrosstermBackend::new(io::stdout()))?;
        Ok(())
    }

    fn mouse(&mut self, mouse: MouseEvent) -> Option<Event> {
        let MouseEvent { kind, column, row, .. } = mouse;
        match kind {
            MouseEventKind::Down(MouseButton::Left) => {
                Some(Event::Click { column, row, clicks: self.clicks(column, row) })
            }
            MouseEventKind::ScrollDown => Some(Event::Wheel { column, row, notches: 1 }),
            MouseEventKind::ScrollUp => Some(Event::Wheel { column, row, notches: -1 }),
            _ => None,
        }
    }

    fn clicks(&mut self, column: u16, row: u16) -> Clicks {
        let now = Instant::now();
        let is_second =
            self.last_click.is_some_and(|(when, c, r)| (c, r) == (column, row) && now.duration_since(when) < DOUBLE);
        self.last_click = if is_second { None } else { Some((now, column, row)) };
        if is_second { Clicks::Twice } else { Clicks::Once }
    }
}
