//! The signals by which a program is ended, stopped and continued, noted so that the terminal can be put right first.

use std::ffi::c_int;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

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
