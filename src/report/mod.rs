//! Questions about plans, answered as data: pure functions from judged actions to plain values.

pub mod basis;
pub mod deadline;
pub mod diff;
pub mod exceptions;
pub mod flags;
pub mod log;
pub mod overdue;
pub mod page;
pub mod records;
pub mod status;
pub mod tree;

#[cfg(test)]
mod example;
