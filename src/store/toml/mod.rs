//! TOML texts as trees with spans, and as values.
//!
//! A text becomes a value of any type that derives `Deserialize` by one of two ways that give the same value:
//! [`direct`] for the plain files that plans are made of, [`parse`] and [`read()`] for whatever else TOML allows and
//! for everything that is wrong: they report every problem rather than the first.

#[cfg(test)]
mod any_input;
pub(crate) mod direct;
mod full;
mod marks;
pub(crate) mod outline;
mod problem;
mod read;
mod reader;
mod statements;
mod tree;
pub(crate) mod write;

pub(crate) use full::parse;
pub(crate) use marks::Marks;
pub(crate) use read::{Fault, MOST_FAULTS, Reading, read};
pub(crate) use statements::{Sort, Statement, comments, line_end, statements, without_mark};
pub(crate) use tree::{Entry, Node, Table, Value};

/// How deep values may nest; as in the `toml` crate, so that what nests deeper is no plan file.
const DEEPEST_VALUE: usize = 80;

/// Where a text stops being TOML, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SyntaxError {
    pub message: String,
    pub span: crate::source::Span,
}
