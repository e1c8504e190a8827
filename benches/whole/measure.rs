//! Wall time and peak memory of whole processes.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use nix::sys::resource::{UsageWho, getrusage};

/// The first argument of this program when it runs another in order to see its peak memory.
pub(crate) const CHILD: &str = "--measure-memory-of";

/// The figures of one command over several runs.
pub(crate) struct Measured {
    pub(crate) median: Duration,
    pub(crate) least: Duration,
    /// The largest peak of memory.
    pub(crate) kilobytes: u64,
}

/// Runs the commands in turn, so often each after one run that does not count.
pub(crate) fn measure(commands: &mut [Command], runs: usize) -> Vec<Measured> {
    let mut times = vec![Vec::with_capacity(runs); commands.len()];
    for run in 0..=runs {
        for (command, times) in commands.iter_mut().zip(&mut times) {
            let time = timed(command);
            if run > 0 {
                times.push(time);
            }
        }
    }
    let figures = commands.iter().zip(times).map(|(command, mut times)| {
        times.sort();
        Measured { median: times[times.len() / 2], least: times[0], kilobytes: peak_memory(command) }
    });
    figures.collect()
}

fn timed(command: &mut Command) -> Duration {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let start = Instant::now();
    let status = command.status().expect("the program was built");
    let time = start.elapsed();
    assert!(status.code().is_some_and(|code| code < 2), "{command:?} ended with {status}");
    time
}

/// Peak memory is known of all ended children together, so each command is run by a process of its own.
fn peak_memory(command: &Command) -> u64 {
    let mut runner = Command::new(std::env::current_exe().expect("a running program has a path"));
    runner.arg(CHILD).arg(command.get_program()).args(command.get_args());
    if let Some(folder) = command.get_current_dir() {
        runner.current_dir(folder);
    }
    let output = runner.output().expect("this program runs itself");
    String::from_utf8_lossy(&output.stdout).trim().parse().expect("it prints a number")
}

/// Runs a program and prints its peak memory in kilobytes.
pub(crate) fn report(program: &str, arguments: &[&str]) {
    let quiet = |_| Stdio::null();
    Command::new(program).args(arguments).stdout(quiet(1)).stderr(quiet(2)).status().expect("the program was built");
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).expect("the system keeps count");
    println!("{}", usage.max_rss());
}
