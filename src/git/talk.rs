//! git that is read while it still runs.

use std::ffi::OsStr;
use std::io::{self, Read as _, Write as _};
use std::process::Output;
use std::sync::mpsc::{self, Sender};
use std::thread::{Scope, ScopedJoinHandle};

use super::{GitError, Repository, command, failed, name_of, spawned};

/// A git process that answers while it is still being told what to answer.
pub(super) struct Conversation<'s> {
    command: String,
    tell: Sender<String>,
    printed: ScopedJoinHandle<'s, io::Result<Output>>,
}

impl Conversation<'_> {
    /// Tells git more, without waiting for it to listen.
    pub(super) fn tell(&self, input: String) {
        // Nobody listens where git has ended, and why is seen at the end.
        let _ = self.tell.send(input);
    }

    /// Everything that git has printed, once it has been told everything.
    pub(super) fn end(self) -> Result<Vec<u8>, GitError> {
        drop(self.tell);
        let ended = self.printed.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        let output = ended?;
        if output.status.success() { Ok(output.stdout) } else { Err(failed(&self.command, &output)) }
    }
}

impl Repository {
    /// Starts git, which is told things bit by bit; what it prints is kept from the start.
    pub(super) fn converse<'s>(
        &self,
        scope: &'s Scope<'s, '_>,
        arguments: &[&str],
    ) -> Result<Conversation<'s>, GitError> {
        let mut child = spawned(command(&self.top).args(arguments), &self.top)?;
        let (stdin, (tell, told)) = (child.stdin.take(), mpsc::channel::<String>());
        scope.spawn(move || {
            stdin.map(|mut stdin| told.into_iter().try_for_each(|text| stdin.write_all(text.as_bytes())))
        });
        let printed = scope.spawn(move || child.wait_with_output());
        Ok(Conversation { command: name_of(arguments), tell, printed })
    }

    /// Shows what a git command prints as it comes in; it is told how many bytes were of use, and shows the rest again
    /// with what follows.
    pub(super) fn read_in_parts<A: AsRef<OsStr>>(
        &self,
        arguments: &[A],
        mut take: impl FnMut(&[u8]) -> usize,
    ) -> Result<(), GitError> {
        let mut child = spawned(command(&self.top).args(arguments), &self.top)?;
        drop(child.stdin.take());
        let stdout = child.stdout.take();
        let (read, output) = std::thread::scope(|scope| {
            // What it complains of is read at the same time, lest it wait for somebody to do so.
            let rest = scope.spawn(|| child.wait_with_output());
            let read = stdout.map_or(Ok(()), |mut stdout| in_parts(&mut stdout, &mut take));
            (read, rest.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
        });
        read?;
        let output = output?;
        if output.status.success() { Ok(()) } else { Err(failed(&name_of(arguments), &output)) }
    }
}

/// Reads to the end, at least so many bytes at a time as are worth a look.
fn in_parts(from: &mut impl io::Read, take: &mut impl FnMut(&[u8]) -> usize) -> io::Result<()> {
    const WORTH_A_LOOK: u64 = 32 << 10;
    let mut kept = Vec::new();
    while from.take(WORTH_A_LOOK).read_to_end(&mut kept)? > 0 {
        let used = take(&kept);
        kept.drain(..used);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::in_parts;

    #[test]
    fn what_was_of_no_use_yet_is_shown_again() {
        let text = "a line of the list\n".repeat(20_000);
        let mut seen = String::new();
        let mut parts = 0;
        let mut take = |part: &[u8]| {
            let whole = part.iter().rposition(|byte| *byte == b'\n').map_or(0, |last| last + 1);
            seen += std::str::from_utf8(&part[..whole]).expect("whole lines");
            parts += 1;
            whole
        };
        in_parts(&mut text.as_bytes(), &mut take).expect("it can be read");
        assert!(seen == text && parts > 3);
    }
}
