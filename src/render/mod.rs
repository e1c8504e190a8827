//! Data as text for people and for programs: one file a format. Decides nothing about a plan.

pub mod findings;
pub mod json;
pub mod start;
pub mod style;
