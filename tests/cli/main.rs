//! The command line, from outside: whole commands in a fresh folder, with what they say and how they end.
//!
//! To add a test: a file named after the command with a `mod` line below, and in it
//!
//! ```ignore
//! #[test]
//! fn a_wrong_day_is_refused() {
//!     let sandbox = Sandbox::with_plan("wendale");
//!     assert_snapshot!(sandbox.run("status --as-of soon"), @"");
//! }
//! ```
//!
//! Then either type what is expected, or run `cargo insta test --accept` and read what it has put there as a stranger
//! would. A snapshot holds the exit status, standard output and standard error; a stream that is not named was empty.
//! Give the day with `--as-of`. What a command may write is shown with [`Sandbox::files`] and [`Files::diff`].
//!
//! No test depends on the machine: not on its date, its user, its git settings or the width of its terminal.

mod agenda;
#[cfg(unix)]
mod any_file;
mod any_input;
mod board;
mod chase;
mod check;
mod check_formats;
mod completions;
mod diff;
mod edit;
mod every_example;
mod explain;
mod export;
#[cfg(unix)]
mod faults;
mod fix;
mod fmt;
mod funding;
mod hostile;
mod import;
mod init;
#[cfg(unix)]
mod init_checks;
mod list;
mod log;
mod manual;
mod measures;
mod merge_driver;
mod r#move;
mod new;
mod promises;
mod publish;
mod report_annual;
mod report_exceptions;
mod report_progress;
mod report_public;
mod returns;
mod rev;
mod sandbox;
mod schema;
mod show;
mod since;
#[cfg(unix)]
mod staged;
mod status;
mod survival;
mod tree;
mod undo;
mod update;
mod version;
