//! TOML texts as trees with spans, and trees as values.
//!
//! A text becomes a [`Node`] tree by one of two ways that give the same tree: [`quick`] for the plain files that
//! plans are made of, [`full`] for whatever else TOML allows and for everything that is wrong. [`read()`] then turns
//! the tree into any type that derives `Deserialize`, and reports every problem rather than the first.

#[cfg(test)]
mod any_input;
mod full;
mod marks;
pub(crate) mod outline;
mod problem;
mod quick;
mod read;
mod reader;
mod statements;
mod tree;
pub(crate) mod write;

pub(crate) use marks::Marks;
pub(crate) use read::{Fault, MOST_FAULTS, Reading, read};
pub(crate) use statements::{Sort, Statement, comments, statements};
pub(crate) use tree::{Entry, Node, Table, Value};

/// How deep values may nest; as in the `toml` crate, so that what nests deeper is no plan file.
const DEEPEST_VALUE: usize = 80;

/// Where a text stops being TOML, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SyntaxError {
    pub message: String,
    pub span: crate::source::Span,
}

/// Reads a text into its tree.
///
/// # Errors
///
/// The first place at which the text is not TOML; those after it usually follow from it.
pub(crate) fn parse(text: &str) -> Result<Table<'_>, SyntaxError> {
    quick::parse(text).map_or_else(|| full::parse(text), Ok)
}
