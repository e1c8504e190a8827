//! `vawg` keeps a multi-agency action plan as plain text: checked, rated, queried, with git as the audit trail.
//!
//! ```text
//! text files ──store──▶ Plan ──rules──▶ diagnostics ─┐
//!               │         ├──query──▶ actions ───────┤
//!               │         └──report─▶ a report ──────┴─▶ render ─▶ ui
//!    sources ◀──┘
//! ```
//!
//! Everything is loaded, values are computed, values are rendered. From the bottom up:
//!
//! | module | what it is | what it must not do |
//! |---|---|---|
//! | [`model`] | what a plan is, and how it is judged | read files, know TOML, colours or the time |
//! | [`source`] | places, spans and edits in texts | read files |
//! | [`diagnostic`] | a problem as a value | print |
//! | [`store`] | what a plan looks like on disk | judge |
//! | [`git`] | git, by its own program | know what a plan is |
//! | [`document`] | what is written for people to read, as values | know plans, or formats |
//! | [`query`] | the filter language | know where actions come from |
//! | [`import`] | the plan that is in a Word, Excel or text document | write, or guess |
//! | [`history`] | the plans folder at other times | write, or judge |
//! | [`rules`] | what `check` finds, a file a rule | see files |
//! | [`amend`] | what a request makes of actions, and why one is refused | see files, write |
//! | [`reshape`] | another name or place for a part of a plan, and what names it | write |
//! | [`report`] | questions answered as data | see files, print |
//! | [`language`] | what an editor asks about a plan | know a protocol, print |
//! | [`manual`] | what there is to know about the program, as pages | know plans, or formats |
//! | [`ui`] | the terminal | know what a plan is |
//! | [`render`] | data as tables, JSON, CSV, … | decide anything about a plan |
//! | [`board`] | a screen to work on plans at, as a state, what changes it, and its picture | read files, see the terminal or the time |
//! | [`lsp`] | the answers of `language` in the protocol of editors | decide anything about a plan, change a file |
//! | [`commands`] | a file a command: its arguments, and the calls that answer it | hold logic |
//!
//! Dependencies run one way, from the bottom of this table to its top: each module uses only some of those above it.
//! `tests/layers.rs` holds them to it.
//!
//! Where to put something new: a key of the plan files goes to its struct in [`model`], a check to [`rules`], a
//! question about a plan to [`report`], a format to [`render`], a command to [`commands`].

// What could panic: tests may stop where something is not as it should be, the program may not.
#![cfg_attr(
    not(test),
    warn(
        clippy::indexing_slicing,
        clippy::string_slice,
        clippy::arithmetic_side_effects,
        clippy::expect_used,
        clippy::panic,
        clippy::unreachable
    )
)]

pub mod amend;
pub mod board;
pub mod commands;
pub mod diagnostic;
pub mod document;
pub mod git;
pub mod history;
pub mod import;
pub mod language;
pub mod lsp;
pub mod manual;
pub mod model;
pub mod query;
pub mod render;
pub mod report;
pub mod reshape;
pub mod rules;
pub mod source;
pub mod store;
pub mod ui;

use std::ffi::OsString;
use std::process::ExitCode;

/// Runs the program with these arguments, the first of which is its name.
///
/// The exit status is 0 when the command did what it should, 1 when the plan has errors, and 2 when it could not be
/// done. A closed pipe ends it quietly.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    commands::run(arguments)
}
