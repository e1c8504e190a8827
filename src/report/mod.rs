//! Questions about plans, answered as data: pure functions from judged actions to plain values.

pub mod agenda;
pub mod annual;
pub mod basis;
pub mod cells;
pub mod chase;
pub mod deadline;
pub mod diff;
pub mod exceptions;
pub mod flags;
pub mod form;
pub mod funding;
pub mod gaps;
pub mod happened;
pub mod leads;
pub mod log;
pub mod measures;
pub mod overdue;
pub mod page;
pub mod progress;
pub mod public;
pub mod recommendations;
pub mod records;
pub mod returns;
pub mod risks;
pub mod since;
pub mod split;
pub mod status;
pub mod tree;
pub mod unread;
pub mod words;

#[cfg(test)]
mod example;
