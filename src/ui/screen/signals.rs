//! The signals by which a program is ended, stopped and continued, noted so that the terminal can be put right first.

use std::ffi::c_int;
use std::io;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Weak};
use std::thread;
use std::time::Duration;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
use signal_hook::{flag, low_level};

/// What a signal asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// To end, by the signal with this number.
    End(i32),
    /// To stop until it is continued.
    Stop,
    /// To go on; somebody else may have used the terminal meanwhile.
    Continue,
}

/// So long a signal waits for somebody to look at it.
const PATIENCE: Duration = Duration::from_secs(1);

/// Signals that have come and were not looked at yet.
#[derive(Debug)]
pub(super) struct Signals {
    end: Arc<AtomicUsize>,
    stop: Arc<AtomicBool>,
    continued: Arc<AtomicBool>,
}

impl Signals {
    /// Notes signals from now on.
    pub(super) fn caught() -> io::Result<Self> {
        let signals = Self { end: Arc::default(), stop: Arc::default(), continued: Arc::default() };
        for signal in [SIGTERM, SIGHUP, SIGINT, SIGQUIT] {
            flag::register_usize(signal, Arc::clone(&signals.end), usize::try_from(signal).unwrap_or(0))?;
        }
        flag::register(SIGTSTP, Arc::clone(&signals.stop))?;
        flag::register(SIGCONT, Arc::clone(&signals.continued))?;
        let end = Arc::downgrade(&signals.end);
        thread::Builder::new().spawn(move || end_where_nobody_looks(&end))?;
        Ok(signals)
    }

    pub(super) fn next(&self) -> Option<Signal> {
        let end = self.end.swap(0, Ordering::SeqCst);
        if let Some(signal) = i32::try_from(end).ok().filter(|signal| *signal > 0) {
            return Some(Signal::End(signal));
        }
        if self.stop.swap(false, Ordering::SeqCst) {
            return Some(Signal::Stop);
        }
        self.continued.swap(false, Ordering::SeqCst).then_some(Signal::Continue)
    }
}

/// Ends the program by a signal that nobody has looked at for a while: who waits for a key at a terminal that has gone
/// may wait for ever.
fn end_where_nobody_looks(end: &Weak<AtomicUsize>) {
    let mut before = 0;
    while let Some(signal) = end.upgrade() {
        let now = signal.load(Ordering::SeqCst);
        drop(signal);
        if now != 0 && now == before {
            super::modes::leave();
            // A signal that cannot end the program leaves it as it is.
            let _ = end_by(i32::try_from(now).unwrap_or(SIGTERM));
        }
        before = now;
        thread::sleep(PATIENCE);
    }
}

/// Stops the program until it is continued.
pub(super) fn stop() -> io::Result<()> {
    low_level::emulate_default_handler(SIGTSTP)
}

/// Ends the program as a signal does that nobody catches, so that whoever waits for it knows.
///
/// # Errors
///
/// There is no such signal.
pub fn end_by(signal: i32) -> io::Result<()> {
    low_level::emulate_default_handler(signal as c_int)
}
