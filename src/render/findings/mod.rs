//! Problems as people and programs read them.

pub mod short;
