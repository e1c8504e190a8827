//! Data as text for people and for programs: one file a format. Decides nothing about a plan.

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

pub mod amended;
pub mod brief;
pub mod changes;
pub mod chase;
mod csv;
pub mod diff;
pub mod document;
pub mod eml;
pub mod explain;
pub mod findings;
pub mod form;
mod heading;
pub mod ics;
pub mod json;
pub mod kept;
pub mod list;
pub mod log;
pub mod manual;
pub mod markdown;
pub mod money;
pub mod note;
pub mod overdue;
pub mod prose;
pub mod shapes;
mod sheet;
pub mod shell;
pub mod show;
pub mod start;
pub mod status;
pub mod style;
pub mod table;
pub mod tidy;
pub mod tree;
