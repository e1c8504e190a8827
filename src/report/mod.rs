//! Questions about plans, answered as data: pure functions from judged actions to plain values.

pub mod basis;
pub mod deadline;
pub mod diff;
pub mod exceptions;
pub mod flags;
pub mod funding;
pub mod log;
pub mod measures;
pub mod overdue;
pub mod page;
pub mod public;
pub mod status;
pub mod tree;
mod wording;

#[cfg(test)]
mod example;
