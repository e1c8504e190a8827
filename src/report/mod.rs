//! Questions about plans, answered as data: pure functions from judged actions to plain values.

pub mod deadline;
pub mod overdue;
pub mod status;
