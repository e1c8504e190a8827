//! Wall time, processor time and peak memory of whole processes.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike as _;

/// The first argument of this program when it runs another in order to see what it uses.
pub(crate) const CHILD: &str = "--measure-use-of";

/// So many runs tell what a command uses.
const USES: usize = 3;

/// The figures of one command over several runs.
pub(crate) struct Measured {
    pub(crate) median: Duration,
    pub(crate) least: Duration,
    /// The time of all processors together, which says more than the other where the machine has other work; the
    /// median.
    pub(crate) processor: Duration,
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
        let mut uses: Vec<_> = (0..USES).map(|_| used(command)).collect();
        uses.sort();
        let kilobytes = uses.iter().map(|(_, kilobytes)| *kilobytes).max().unwrap_or(0);
        Measured { median: times[times.len() / 2], least: times[0], processor: uses[USES / 2].0, kilobytes }
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

/// What is used is known of all ended children together, so each command is run by a process of its own.
fn used(command: &Command) -> (Duration, u64) {
    let mut runner = Command::new(std::env::current_exe().expect("a running program has a path"));
    runner.arg(CHILD).arg(command.get_program()).args(command.get_args());
    if let Some(folder) = command.get_current_dir() {
        runner.current_dir(folder);
    }
    let output = runner.output().expect("this program runs itself");
    let output = String::from_utf8_lossy(&output.stdout);
    let mut numbers = output.split_whitespace().map(|number| number.parse().expect("it prints numbers"));
    let mut next = || numbers.next().expect("it prints two numbers");
    (Duration::from_micros(next()), next())
}

/// Runs a program and prints its processor time in microseconds and its peak memory in kilobytes.
pub(crate) fn report(program: &str, arguments: &[&str]) {
    let quiet = |_| Stdio::null();
    Command::new(program).args(arguments).stdout(quiet(1)).stderr(quiet(2)).status().expect("the program was built");
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).expect("the system keeps count");
    let microseconds = |time: nix::sys::time::TimeVal| time.num_microseconds();
    println!("{} {}", microseconds(usage.user_time()) + microseconds(usage.system_time()), usage.max_rss());
}
