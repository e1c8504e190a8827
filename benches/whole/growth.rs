//! How cost grows with the number of actions: one table of all sizes, in the form that the README has it.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use super::measure::{Measured, measure};
use super::{plans, this_program, vawg};

/// What is timed beside the first of them, which reads the files and does nothing with them.
const ROWS: [(&str, What); 5] = [
    ("plain parallel read", What::Read("--read-parallel")),
    ("plain read, one thread", What::Read("--read-single")),
    ("`vawg status --overdue`", What::Vawg(&["status", "--overdue", "--as-of", "2026-06-30"])),
    ("`vawg list --format json`", What::Vawg(&["list", "--format", "json", "--as-of", "2026-06-30"])),
    ("`vawg check`", What::Vawg(&["check", "--as-of", "2026-06-30"])),
];

/// Who does it.
enum What {
    /// This program, by its argument.
    Read(&'static str),
    Vawg(&'static [&'static str]),
}

/// Prints the table: wall time and, in brackets, the time of all processors together, each with how many times that of
/// the plain read it is; the latter for each action, too.
pub(crate) fn table(sizes: &[usize], runs: usize) {
    let columns: Vec<_> = sizes.iter().map(|size| of_size(*size, runs)).collect();
    let heads: Vec<_> = sizes.iter().map(|size| with_commas(*size)).collect();
    println!("\n| actions | {} | memory |\n|{}", heads.join(" | "), "---|".repeat(sizes.len() + 2));
    for (place, (name, what)) in ROWS.iter().enumerate() {
        let cells = columns.iter().map(|column| cell(&column[place], &column[0]));
        let most = columns.iter().map(|column| column[place].kilobytes).max().unwrap_or(0);
        println!("| {name} | {} | {} MB |", cells.collect::<Vec<_>>().join(" | "), most / 1024);
        if matches!(what, What::Vawg(_)) {
            let cells = columns.iter().zip(sizes).map(|(column, size)| each(&column[place], *size));
            println!("| – an action | {} | |", cells.collect::<Vec<_>>().join(" | "));
        }
    }
}

fn cell(measured: &Measured, least: &Measured) -> String {
    let wall = beside(measured.median, least.median);
    format!("{wall} ({})", beside(measured.processor, least.processor))
}

fn each(measured: &Measured, size: usize) -> String {
    let size = u32::try_from(size).unwrap_or(u32::MAX);
    format!("({:.1} µs)", (measured.processor / size).as_secs_f64() * 1e6)
}

fn of_size(size: usize, runs: usize) -> Vec<Measured> {
    let home = plans::make(Path::new(env!("CARGO_TARGET_TMPDIR")), size);
    let command = |(_, what): &(&str, What)| match what {
        What::Vawg(arguments) => vawg(&home, arguments),
        What::Read(mode) => {
            let mut command = Command::new(this_program());
            command.arg(mode).arg(home.join("plans"));
            command
        }
    };
    measure(&mut ROWS.iter().map(command).collect::<Vec<_>>(), runs)
}

/// `21 ms, 2.7×`; nothing stands beside what is compared with itself.
fn beside(time: Duration, least: Duration) -> String {
    let seconds = time.as_secs_f64();
    let text = match seconds {
        0.0..0.1 => format!("{:.0} ms", seconds * 1e3),
        0.1..1.0 => format!("{seconds:.2} s"),
        _ => format!("{seconds:.1} s"),
    };
    let ratio = seconds / least.as_secs_f64().max(1e-6);
    if time == least { text } else { format!("{text}, {ratio:.1}×") }
}

fn with_commas(number: usize) -> String {
    match number {
        0..1000 => number.to_string(),
        _ => format!("{},{:03}", with_commas(number / 1000), number % 1000),
    }
}
