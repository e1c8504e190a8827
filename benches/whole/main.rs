//! Times `vawg` as whole processes, beside plain reads of the same files in the same run.
//!
//! `cargo bench --bench whole` makes plans of 1,000, 10,000 and 100,000 actions in the build folder and runs each command
//! on them, one after the other in turn, so that a slow moment of the machine strikes them alike. What to look at are the
//! ratios to the plain parallel read, which is the least that any program can do that reads every file; of processor
//! time where the machine has other work.
//!
//! | part | what it times |
//! |---|---|
//! | `growth` | reading, `status --overdue`, `list`, `check` at every size: a table in Markdown, as the README has it |
//! | `start` | a start of the program, beside one that does nothing |
//! | `documents` | every document in every format, of up to 10,000 actions, beside reading them |
//! | `history` | the audit trail of 10,000 actions with 2,000 commits, beside git reading the same |
//! | `update` | an update of one action among 10,000, beside a start of the program |
//!
//! `cargo bench --bench whole -- growth` takes only that part, `-- 1000` only that size, `-- --runs 20` more runs (5
//! where it does not say).

#![expect(clippy::disallowed_methods, reason = "a benchmark starts programs and makes files of its own")]
#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

mod growth;
mod history;
mod measure;
mod plans;
mod read;

use std::path::{Path, PathBuf};
use std::process::Command;

use measure::{Measured, measure};

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

/// The parts that can be asked for.
const PARTS: [&str; 5] = ["growth", "start", "documents", "history", "update"];

/// The size of the plans that have a history, too.
const WITH_HISTORY: usize = 10_000;

/// What is timed on a history beside git's own reading of it.
const TRAILS: [(&str, &[&str]); 3] = [
    ("log", &["log"]),
    ("log of one action", &["log", "plan-0001:1.1.1"]),
    ("check --since HEAD~100", &["check", "--since", "HEAD~100", "--as-of", "2026-06-30"]),
];

/// The same command on the work tree and on commits, and between commits.
const OF_COMMITS: [(&str, &[&str]); 5] = [
    ("status --overdue", &["status", "--overdue", "--as-of", "2026-06-30"]),
    ("  --rev HEAD", &["status", "--overdue", "--as-of", "2026-06-30", "--rev", "HEAD"]),
    ("  --rev HEAD~1000", &["status", "--overdue", "--as-of", "2026-06-30", "--rev", "HEAD~1000"]),
    ("  --rev HEAD~1999", &["status", "--overdue", "--as-of", "2026-06-30", "--rev", "HEAD~1999"]),
    ("diff HEAD~1000", &["diff", "HEAD~1000", "--as-of", "2026-06-30"]),
];

/// Every document, each in every format, beside reading the same plans; what goes to standard output.
const DOCUMENTS: [&str; 7] =
    ["report exceptions", "report progress", "report annual", "report public", "measures", "funding", "agenda"];
const FORMATS: [&str; 7] = ["text", "markdown", "html", "docx", "xlsx", "csv", "json"];

/// The largest size of which every document is made.
const WITH_DOCUMENTS: usize = 10_000;

/// An update of one action, without the commit. Its note follows, which must differ from the one before.
const UPDATE: [&str; 5] = ["update", "--no-commit", "--date", "2026-06-30", "--note"];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [measure::CHILD, program, rest @ ..] => measure::report(program, rest),
        ["--read-parallel", folder] => read::parallel(Path::new(folder)),
        ["--read-single", folder] => read::single(Path::new(folder)),
        ["--read-with-git", folder] => history::read_with_git(Path::new(folder)),
        ["--nothing"] => {}
        options => all(options),
    }
}

fn all(options: &[&str]) {
    let runs =
        options.iter().position(|option| *option == "--runs").and_then(|place| options.get(place + 1)?.parse().ok());
    let runs = runs.unwrap_or(5);
    let sizes = or_all(&SIZES, |size| options.contains(&size.to_string().as_str()));
    let parts = or_all(&PARTS, |part| options.contains(part));
    if parts.contains(&"growth") {
        growth::table(&sizes, runs);
    }
    if parts.contains(&"start") {
        start_up(runs);
    }
    for size in sizes {
        if parts.contains(&"documents") && size <= WITH_DOCUMENTS {
            documents(size, &plans::make(Path::new(env!("CARGO_TARGET_TMPDIR")), size), runs);
        }
        if parts.contains(&"history") && size == WITH_HISTORY {
            trails(size, runs);
        }
        if parts.contains(&"update") && size == WITH_HISTORY {
            updates(size, runs);
        }
    }
}

/// Those that are wanted; all where none is.
fn or_all<T: Copy>(all: &[T], is_wanted: impl Fn(&T) -> bool) -> Vec<T> {
    let wanted: Vec<_> = all.iter().copied().filter(is_wanted).collect();
    if wanted.is_empty() { all.to_vec() } else { wanted }
}

/// What it costs to begin at all, beside a program that does nothing.
fn start_up(runs: usize) {
    heading("start-up");
    let mut nothing = Command::new(this_program());
    nothing.arg("--nothing");
    let mut commands = [nothing, vawg(Path::new("."), &["--version"])];
    rows(["a program that does nothing", "vawg --version"].into_iter(), &mut commands, runs.max(20));
}

/// Documents, with the totals of the same plans as the first line to compare with.
fn documents(size: usize, home: &Path, runs: usize) {
    heading(&format!("documents of {size} actions"));
    let on_the_day =
        |arguments: &str| vawg(home, &format!("{arguments} --as-of 2026-06-30").split(' ').collect::<Vec<_>>());
    let pairs = || DOCUMENTS.iter().flat_map(|document| FORMATS.iter().map(move |format| (document, format)));
    let names: Vec<_> = pairs().map(|(document, format)| format!("{document} {format}")).collect();
    let mut commands = vec![on_the_day("status")];
    commands.extend(pairs().map(|(document, format)| on_the_day(&format!("{document} --format {format}"))));
    rows(std::iter::once("status").chain(names.iter().map(String::as_str)), &mut commands, runs);
}

/// The audit trail beside git alone, and the plans of a commit beside those of the work tree.
fn trails(size: usize, runs: usize) {
    let home = history::make(Path::new(env!("CARGO_TARGET_TMPDIR")), size);
    let mut plain = Command::new(this_program());
    plain.arg("--read-with-git").arg(&home);
    heading(&format!("{size} actions, {} commits", history::COMMITS));
    let mut commands = vec![plain];
    commands.extend(TRAILS.iter().map(|(_, arguments)| vawg(&home, arguments)));
    rows(
        std::iter::once("git log --raw and its files").chain(TRAILS.iter().map(|(name, _)| *name)),
        &mut commands,
        runs,
    );
    heading("the plans of a commit");
    let mut commands: Vec<_> = OF_COMMITS.iter().map(|(_, arguments)| vawg(&home, arguments)).collect();
    rows(OF_COMMITS.iter().map(|(name, _)| *name), &mut commands, runs);
}

/// An update of one action of many, beside a start of the program.
fn updates(size: usize, runs: usize) {
    let (home, plan) = plans::make_to_change(Path::new(env!("CARGO_TARGET_TMPDIR")), size);
    let update = |reference: &str| vawg(&home, &[&UPDATE[..], &[reference, reference]].concat());
    let mut commands =
        [vawg(&home, &["--version"]), update(&format!("{plan}:{}", plans::ONLY_ONE)), update(plans::ONLY_ONE)];
    heading(&format!("one of {size} actions"));
    rows(["vawg --version", "update plan:ref", "update ref"].into_iter(), &mut commands, runs.max(20));
}

/// Times commands in turn, each beside the first.
fn rows<'n>(names: impl Iterator<Item = &'n str>, commands: &mut [Command], runs: usize) {
    let measured = measure(commands, runs);
    for (name, measured_one) in names.zip(&measured) {
        row(name, measured_one, &measured[0]);
    }
}

fn vawg(home: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vawg"));
    command.args(arguments).current_dir(home);
    command
}

fn this_program() -> PathBuf {
    std::env::current_exe().expect("a running program has a path")
}

fn heading(text: &str) {
    println!(
        "\n{text:<30} {:>10} {:>10} {:>8} {:>10} {:>8} {:>10}",
        "median", "least", "ratio", "processor", "ratio", "memory"
    );
}

fn row(name: &str, measured: &Measured, against: &Measured) {
    let ratio = measured.median.as_secs_f64() / against.median.as_secs_f64();
    let of_processor = measured.processor.as_secs_f64() / against.processor.as_secs_f64().max(1e-6);
    let milliseconds = |time: std::time::Duration| time.as_secs_f64() * 1000.0;
    println!(
        "{name:<30} {:>7.1} ms {:>7.1} ms {ratio:>7.2}x {:>7.1} ms {of_processor:>7.2}x {:>7} MB",
        milliseconds(measured.median),
        milliseconds(measured.least),
        milliseconds(measured.processor),
        measured.kilobytes / 1024
    );
}
