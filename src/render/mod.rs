//! Data as text for people and for programs: one file a format. Decides nothing about a plan.

pub mod amended;
pub mod brief;
pub mod changes;
mod csv;
pub mod diff;
pub mod document;
pub mod explain;
pub mod findings;
mod heading;
pub mod ics;
pub mod json;
pub mod kept;
pub mod list;
pub mod log;
pub mod markdown;
pub mod money;
pub mod overdue;
pub mod prose;
mod sheet;
pub mod show;
pub mod start;
pub mod status;
pub mod style;
pub mod table;
pub mod tidy;
pub mod tree;
