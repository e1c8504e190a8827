//! Talking to git: what it prints is read while it runs, and while it is still being told things.
//!
//! Where it cannot be told or read to the end, that is an error: half an answer of git is none.

use std::ffi::OsStr;
use std::io::{self, Read, Write as _};
use std::process::{Child, ChildStdin, Output};
use std::sync::mpsc::{self, Sender};
use std::thread::{self, Scope, ScopedJoinHandle};

use super::{GitError, Repository, command, failed, name_of, spawned};

/// A git process that answers while it is still being told what to answer.
pub(super) struct Conversation<'s> {
    command: String,
    tell: Sender<String>,
    told: ScopedJoinHandle<'s, io::Result<()>>,
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
        let (told, output) = (ended(self.told), ended(self.printed)?);
        told?;
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
        let (mut stdin, (tell, heard)) = (child.stdin.take(), mpsc::channel::<String>());
        let told = started(scope, move || heard.into_iter().try_for_each(|text| told(stdin.as_mut(), text.as_bytes())));
        let told = told.inspect_err(|_| stop(&mut child))?;
        let printed = started(scope, move || output(child))?;
        Ok(Conversation { command: name_of(arguments), tell, told, printed })
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
        let output = thread::scope(|scope| {
            // What it complains of is read at the same time, lest it wait for somebody to do so.
            let rest = started(scope, || output(child))?;
            let read = stdout.map_or(Ok(()), |mut stdout| in_parts(&mut stdout, &mut take));
            let output = ended(rest);
            read.and(output)
        })?;
        if output.status.success() { Ok(()) } else { Err(failed(&name_of(arguments), &output)) }
    }
}

/// Tells a process something; one that has heard enough is right not to listen.
pub(super) fn told(stdin: Option<&mut ChildStdin>, input: &[u8]) -> io::Result<()> {
    match stdin.map_or(Ok(()), |stdin| stdin.write_all(input)) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

/// Starts a thread in which something goes on at the same time; a system may have no more of them to give.
pub(super) fn started<'s, T: Send + 's>(
    scope: &'s Scope<'s, '_>,
    work: impl FnOnce() -> T + Send + 's,
) -> io::Result<ScopedJoinHandle<'s, T>> {
    thread::Builder::new().spawn_scoped(scope, work)
}

/// What came of a thread.
pub(super) fn ended<T>(thread: ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

/// All that a process prints, and how it ends. The standard library's own way to ask panics where it cannot be read.
pub(super) fn output(mut child: Child) -> io::Result<Output> {
    let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
    let read = thread::scope(|scope| {
        let talk = started(scope, || all(stderr))?;
        let printed = all(stdout);
        Ok::<_, io::Error>((printed, ended(talk)))
    });
    // Nobody reads any more, so that it cannot wait for that.
    let status = child.wait()?;
    let (stdout, stderr) = read?;
    Ok(Output { status, stdout: stdout?, stderr: stderr? })
}

/// Ends a process that must not act on half of what it should have been told.
pub(super) fn stop(child: &mut Child) {
    // One that has ended by itself has not acted either.
    let _ = child.kill().and_then(|()| child.wait());
}

fn all(from: Option<impl Read>) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.map_or(Ok(0), |mut from| from.read_to_end(&mut bytes)).map(|_| bytes)
}

/// Reads to the end, at least so many bytes at a time as are worth a look.
fn in_parts(from: &mut impl Read, take: &mut impl FnMut(&[u8]) -> usize) -> io::Result<()> {
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
