//! The modes of a terminal that a whole screen needs, and how each is put back, whatever happens.

use std::io::{self, Write};
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use ratatui::crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture};
use ratatui::crossterm::terminal::{self, EnterAlternateScreen, LeaveAlternateScreen};
use ratatui::crossterm::{cursor, execute};

/// Whether the modes are on, for who has to put them back from anywhere in the program.
static ARE_ON: AtomicBool = AtomicBool::new(false);

/// The modes, on until this is dropped.
#[derive(Debug)]
pub(super) struct Modes {
    put_back: fn(),
}

impl Modes {
    /// Switches them on, and sees to it that a panic switches them off before it speaks.
    pub(super) fn enter() -> io::Result<Self> {
        static HOOK: Once = Once::new();
        HOOK.call_once(|| {
            let before = std::panic::take_hook();
            std::panic::set_hook(Box::new(move |panic| {
                leave();
                before(panic);
            }));
        });
        let modes = Self { put_back: leave };
        enter()?;
        Ok(modes)
    }

    /// Switches them off and on again, after somebody else has used the terminal.
    pub(super) fn renew(&self) -> io::Result<()> {
        self.leave();
        enter()
    }

    /// Switches them off.
    pub(super) fn leave(&self) {
        (self.put_back)();
    }
}

impl Drop for Modes {
    fn drop(&mut self) {
        self.leave();
    }
}

fn enter() -> io::Result<()> {
    ARE_ON.store(true, Ordering::SeqCst);
    terminal::enable_raw_mode()?;
    switch_on(&mut io::stdout())
}

/// Switches the modes off, wherever they were switched on.
pub(super) fn leave() {
    if ARE_ON.swap(false, Ordering::SeqCst) {
        // A terminal that has gone needs nothing put back.
        let _ = switch_off(&mut io::stdout());
        let _ = terminal::disable_raw_mode();
    }
}

fn switch_on(out: &mut impl Write) -> io::Result<()> {
    execute!(out, EnterAlternateScreen, EnableMouseCapture, EnableBracketedPaste, cursor::Hide)
}

/// In the opposite order.
fn switch_off(out: &mut impl Write) -> io::Result<()> {
    execute!(out, cursor::Show, DisableBracketedPaste, DisableMouseCapture, LeaveAlternateScreen)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, Ordering};

    use super::{Modes, switch_off, switch_on};

    /// The private modes that a text switches, in order, each with whether it switches it on.
    fn switched(bytes: &[u8]) -> Vec<(String, bool)> {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let modes = text.split("\u{1b}[?").skip(1).map(|mode| {
            let end = mode.find(['h', 'l']).expect("each mode ends with what becomes of it");
            (mode[..end].to_owned(), mode[end..].starts_with('h'))
        });
        modes.collect()
    }

    #[test]
    fn every_mode_that_is_switched_on_is_switched_off_again_in_the_opposite_order() {
        let (mut on, mut off) = (Vec::new(), Vec::new());
        switch_on(&mut on).expect("a text takes everything");
        switch_off(&mut off).expect("a text takes everything");
        let mut expected: Vec<_> = switched(&on).into_iter().map(|(mode, is_on)| (mode, !is_on)).collect();
        let mut found = switched(&off);
        assert!(found.len() >= 4, "{found:?}");
        expected.sort();
        found.sort();
        assert_eq!(found, expected);
        assert!(off.ends_with(b"\x1b[?1049l"), "the screen is given back last");
    }

    #[test]
    fn a_panic_leaves_the_modes_behind() {
        static PUT_BACK: AtomicBool = AtomicBool::new(false);
        let panicked = std::panic::catch_unwind(|| {
            let _modes = Modes { put_back: || PUT_BACK.store(true, Ordering::SeqCst) };
            panic!("as a test does");
        });
        assert!(panicked.is_err() && PUT_BACK.load(Ordering::SeqCst));
    }
}
